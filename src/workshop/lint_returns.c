/* What functions return on each path: a verdict where one is due, true or false where a test is. */
#include "workshop/lint_parts.h"

#include <string.h>

/* What is due. */
enum due { DUE_VERDICT, DUE_VERDICT_OR_TRUE, DUE_ITEM_VERDICT, DUE_TRUTH };

struct duty {
    enum due due;
    const char *what; /* "check" */
};

/* ---- paths ---- */

static bool calls_error(const struct accord_lua_node *statement)
{
    const struct accord_lua_node *call = statement->left;
    return statement->kind == ACCORD_LUA_RUN_NODE && call->kind == ACCORD_LUA_CALL_NODE && call->left->symbol == NULL &&
           accord_lua_is_text(call->left, ACCORD_LUA_NAME_NODE, "error");
}

/* A break that leaves this loop, not one inside it. */
static bool breaks(const struct accord_lua_node *list)
{
    for (; list != NULL; list = list->next) {
        bool inner = list->kind == ACCORD_LUA_WHILE_NODE || list->kind == ACCORD_LUA_REPEAT_NODE ||
                     list->kind == ACCORD_LUA_FOR_IN_NODE || list->kind == ACCORD_LUA_FOR_NUMBER_NODE;
        bool holds =
            list->kind == ACCORD_LUA_IF_NODE || list->kind == ACCORD_LUA_ARM_NODE || list->kind == ACCORD_LUA_DO_NODE;
        if (list->kind == ACCORD_LUA_BREAK_NODE || (!inner && holds && breaks(list->right))) return true;
    }
    return false;
}

static bool goes_on(const struct accord_lua_node *list);

static bool if_goes_on(const struct accord_lua_node *arms)
{
    bool otherwise = false;
    for (; arms != NULL; arms = arms->next) {
        if (goes_on(arms->right)) return true;
        otherwise = arms->left == NULL;
    }
    return !otherwise;
}

/* Whether the end of the list can be reached. */
static bool goes_on(const struct accord_lua_node *list)
{
    for (; list != NULL; list = list->next) {
        bool ends = list->kind == ACCORD_LUA_RETURN_NODE || list->kind == ACCORD_LUA_BREAK_NODE ||
                    list->kind == ACCORD_LUA_GOTO_NODE || calls_error(list);
        if (list->kind == ACCORD_LUA_IF_NODE) ends = !if_goes_on(list->right);
        if (list->kind == ACCORD_LUA_DO_NODE) ends = !goes_on(list->right);
        if (list->kind == ACCORD_LUA_REPEAT_NODE) ends = !goes_on(list->right) && !breaks(list->right);
        if (list->kind == ACCORD_LUA_WHILE_NODE)
            ends = list->left->kind == ACCORD_LUA_TRUE_NODE && !breaks(list->right);
        if (ends) return false;
    }
    return true;
}

/* ---- one return ---- */

static enum accord_lint_check_id check_of(const struct duty *duty)
{
    return duty->due == DUE_TRUTH ? ACCORD_LINT_TRUTH : ACCORD_LINT_VERDICT;
}

static const char *expected(const struct duty *duty)
{
    static const char *const texts[] = {
        [DUE_VERDICT] = "one verdict",
        [DUE_VERDICT_OR_TRUE] = "true, or one verdict",
        [DUE_ITEM_VERDICT] = "one verdict for every item",
        [DUE_TRUTH] = "true or false",
    };
    return texts[duty->due];
}

static bool is_good(const struct duty *duty, struct accord_lint_type type, const struct accord_lua_node *value)
{
    if (type.kind == ACCORD_LINT_UNSET || type.kind == ACCORD_LINT_ANY) return true;
    bool verdict =
        type.kind == ACCORD_LINT_ONE_VERDICT || (type.kind == ACCORD_LINT_FINDINGS && duty->due != DUE_ITEM_VERDICT);
    if (duty->due == DUE_TRUTH) return type.kind == ACCORD_LINT_BOOLEAN;
    if (duty->due == DUE_VERDICT_OR_TRUE && type.kind == ACCORD_LINT_BOOLEAN)
        return value->kind != ACCORD_LUA_FALSE_NODE;
    return verdict;
}

/* `a and b` is a where a is false: a test before a verdict makes a false of it. */
static bool may_be_false(const struct accord_lint *lint, const struct accord_lint_file *file,
                         const struct accord_lua_node *value)
{
    if (value->kind != ACCORD_LUA_BINARY_NODE || strcmp(value->text, "and") != 0) return false;
    return accord_lint_type_of(lint, file, value->left).kind == ACCORD_LINT_BOOLEAN &&
           accord_lint_type_of(lint, file, value->right).kind == ACCORD_LINT_ONE_VERDICT;
}

static void look_at_value(struct accord_lint *lint, const struct accord_lint_file *file, const struct duty *duty,
                          const struct accord_lua_node *place, struct accord_lua_node *value)
{
    enum accord_lint_check_id check = check_of(duty);
    if (value == NULL) {
        accord_lint_complain(lint, file, check, &place->place, "%s returns nothing, expected %s", duty->what,
                             expected(duty));
        return;
    }
    if (value->next != NULL) {
        accord_lint_complain(lint, file, check, &value->next->place, "%s returns several values, expected %s",
                             duty->what, expected(duty));
        return;
    }
    value = accord_lua_bare(value);
    struct accord_lint_type type = accord_lint_type_of(lint, file, value);
    if (may_be_false(lint, file, value) && duty->due != DUE_TRUTH)
        accord_lint_complain(lint, file, check, &value->place,
                             "%s returns false where the test before 'and' fails, expected %s", duty->what,
                             expected(duty));
    else if (!is_good(duty, type, value))
        accord_lint_complain(lint, file, check, &value->place, "%s returns %s, expected %s", duty->what,
                             value->kind == ACCORD_LUA_TRUE_NODE || value->kind == ACCORD_LUA_FALSE_NODE
                                 ? value->text
                                 : accord_lint_kind_name(type.kind),
                             expected(duty));
}

static void look_at_list(struct accord_lint *lint, const struct accord_lint_file *file, const struct duty *duty,
                         const struct accord_lua_node *list)
{
    for (; list != NULL; list = list->next) {
        if (list->kind == ACCORD_LUA_RETURN_NODE) look_at_value(lint, file, duty, list, list->right);
        bool holds = list->kind == ACCORD_LUA_IF_NODE || list->kind == ACCORD_LUA_ARM_NODE ||
                     list->kind == ACCORD_LUA_DO_NODE || list->kind == ACCORD_LUA_WHILE_NODE ||
                     list->kind == ACCORD_LUA_REPEAT_NODE || list->kind == ACCORD_LUA_FOR_IN_NODE ||
                     list->kind == ACCORD_LUA_FOR_NUMBER_NODE;
        if (holds) look_at_list(lint, file, duty, list->right);
    }
}

static void look_at_function(struct accord_lint *lint, const struct accord_lint_file *file, const struct duty *duty,
                             const struct accord_lua_node *function)
{
    if (function == NULL) return;
    look_at_list(lint, file, duty, function->right);
    if (goes_on(function->right))
        accord_lint_complain(lint, file, check_of(duty), &function->end,
                             "%s can reach its end without a return, expected %s", duty->what, expected(duty));
}

/* ---- functions with a duty ---- */

/* Callbacks, and met() without a record. */
static void look(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    static const struct duty duties[] = {
        [ACCORD_LINT_TEST] = {DUE_TRUTH, "the test"},
        [ACCORD_LINT_TEST_OF_ITEM] = {DUE_TRUTH, "the test"},
        [ACCORD_LINT_VERDICT_OF_ITEM] = {DUE_ITEM_VERDICT, "the function of each()"},
    };
    if (node->kind != ACCORD_LUA_CALL_NODE && node->kind != ACCORD_LUA_METHOD_NODE) return;
    struct accord_lint_handed handed = accord_lint_handed_of(walk->lint, walk->file, node);
    for (struct accord_lua_node *each = handed.first; each != NULL && handed.callback != ACCORD_LINT_NO_CALLBACK;
         each = each->next)
        look_at_function(walk->lint, walk->file, &duties[handed.callback], accord_lint_function_of(each));
    if (node->kind != ACCORD_LUA_CALL_NODE || node->left->symbol != NULL) return;
    bool empty = node->right == NULL || node->right->kind == ACCORD_LUA_NIL_NODE ||
                 (node->right->kind == ACCORD_LUA_TABLE_NODE && node->right->right == NULL);
    if (accord_lua_is_text(node->left, ACCORD_LUA_NAME_NODE, "met") && empty)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_VERDICT, &node->place,
                             "met() needs the records that show it: nothing never means met");
}

void accord_lint_look_at_returns(struct accord_lint *lint, struct accord_lint_file *file)
{
    static const struct {
        const char *name;
        struct duty duty;
    } entries[] = {{"check", {DUE_VERDICT, "check"}},
                   {"conclude", {DUE_VERDICT, "conclude"}},
                   {"applies", {DUE_VERDICT_OR_TRUE, "applies"}}};
    bool rule = file->pack->role == ACCORD_FILE_RULE;
    for (size_t i = 0; rule && i < sizeof entries / sizeof entries[0]; i++)
        look_at_function(lint, file, &entries[i].duty,
                         accord_lint_function_of(accord_lua_field(file->table, entries[i].name)));
    accord_lint_walk_file(lint, file, NULL, look);
}
