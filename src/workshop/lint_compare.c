/* Comparisons and conditions that can never come out as they are meant. */
#include "workshop/lint_parts.h"

#include <string.h>

static bool is_equality(const char *operator)
{
    return strcmp(operator, "==") == 0 || strcmp(operator, "~=") == 0;
}

static bool is_order(const char *operator)
{
    static const char *const orders[] = {"<", "<=", ">", ">="};
    for (size_t i = 0; i < 4; i++)
        if (strcmp(orders[i], operator) == 0) return true;
    return false;
}

/* Pairs of kinds that meet in a comparison, in either order. */
static const struct {
    enum accord_lint_kind one;
    enum accord_lint_kind other;
    bool equality;
    bool order;
    const char *text;
} wrong[] = {
    {ACCORD_LINT_DATE, ACCORD_LINT_TEXT, true, true, "a date is compared with a text: write date \"2020-12-31\""},
    {ACCORD_LINT_DATE, ACCORD_LINT_NUMBER, true, true,
     "a date is compared with a number: compare its .year, or a date"},
    {ACCORD_LINT_DATE, ACCORD_LINT_AMOUNT, true, true, "a date is compared with an amount"},
    {ACCORD_LINT_DATE, ACCORD_LINT_BOOLEAN, true, true, "a date is compared with true or false"},
    {ACCORD_LINT_AMOUNT, ACCORD_LINT_NUMBER, true, false,
     "an amount is never equal to a number: write amount(0), or compare with <="},
    {ACCORD_LINT_AMOUNT, ACCORD_LINT_TEXT, true, false, "an amount is never equal to a text: write amount \"1.50\""},
    {ACCORD_LINT_LIST, ACCORD_LINT_TEXT, true, true,
     "a list is compared with a text: contains(list, \"text\") asks whether it is in it"},
    {ACCORD_LINT_TEXTS, ACCORD_LINT_TEXT, true, true,
     "a list is compared with a text: contains(list, \"text\") asks whether it is in it"},
    {ACCORD_LINT_LIST, ACCORD_LINT_NUMBER, true, true, "a list is compared with a number: #list is how many it holds"},
    {ACCORD_LINT_LIST, ACCORD_LINT_LIST, true, true, "two lists are never equal: compare what they hold"},
    {ACCORD_LINT_ROWS, ACCORD_LINT_NUMBER, true, true, "rows are compared with a number: #rows is how many there are"},
    {ACCORD_LINT_ROWS, ACCORD_LINT_ROWS, true, true, "two answers are never equal: compare how many rows they hold"},
    {ACCORD_LINT_TEXT, ACCORD_LINT_NUMBER, true, true, "a text is compared with a number"},
};

static void look_at_pair(struct accord_lint_walk *walk, const struct accord_lua_node *node)
{
    struct accord_lint_type left = accord_lint_type_of(walk->lint, walk->file, node->left);
    struct accord_lint_type right = accord_lint_type_of(walk->lint, walk->file, node->right);
    bool equality = is_equality(node->text), order = is_order(node->text);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        bool meets = (left.kind == wrong[i].one && right.kind == wrong[i].other) ||
                     (left.kind == wrong[i].other && right.kind == wrong[i].one);
        if (!meets || !((equality && wrong[i].equality) || (order && wrong[i].order))) continue;
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COMPARISON, &node->place, "%s", wrong[i].text);
    }
    bool nil = left.kind == ACCORD_LINT_NIL || right.kind == ACCORD_LINT_NIL;
    struct accord_lint_type other = left.kind == ACCORD_LINT_NIL ? right : left;
    struct accord_lua_node *read = accord_lua_bare(left.kind == ACCORD_LINT_NIL ? node->right : node->left);
    if (equality && nil && other.cell && read->kind == ACCORD_LUA_INDEX_NODE && accord_lua_key(read) != NULL)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_MISSING_CELL, &node->place,
                             "a cell is never nil, for a blank one ends the check: ask :has \"%s\"",
                             accord_lua_key(read));
    else if (equality && nil && other.kind == ACCORD_LINT_ROWS)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COMPARISON, &node->place,
                             "rows are never nil: #rows == 0 asks whether there are none");
}

/* A date moved by arithmetic. */
static void look_at_arithmetic(struct accord_lint_walk *walk, const struct accord_lua_node *node)
{
    static const char *const operators[] = {"+", "-", "*", "/", "//", "%"};
    struct accord_lint_type left = accord_lint_type_of(walk->lint, walk->file, node->left);
    struct accord_lint_type right = accord_lint_type_of(walk->lint, walk->file, node->right);
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        if (strcmp(operators[i], node->text) != 0) continue;
        if (left.kind == ACCORD_LINT_DATE || right.kind == ACCORD_LINT_DATE)
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COMPARISON, &node->place,
                                 "dates are no numbers: day:add_days(90) and day:add_months(-6) move them");
        else if (i > 1 && (left.kind == ACCORD_LINT_AMOUNT || right.kind == ACCORD_LINT_AMOUNT))
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COMPARISON, &node->place,
                                 "amounts can be added and subtracted only, so that they stay exact");
    }
}

/* What stands where true or false is asked for and is never false: a cell that is no boolean, rows. */
static void look_at_condition(struct accord_lint_walk *walk, struct accord_lua_node *condition)
{
    condition = accord_lua_bare(condition);
    if (condition == NULL) return;
    bool joins = condition->kind == ACCORD_LUA_BINARY_NODE &&
                 (strcmp(condition->text, "and") == 0 || strcmp(condition->text, "or") == 0);
    if (joins) {
        look_at_condition(walk, condition->right); /* the left-hand side is looked at with the operator */
        return;
    }
    struct accord_lint_type type = accord_lint_type_of(walk->lint, walk->file, condition);
    const char *name = condition->kind == ACCORD_LUA_INDEX_NODE ? accord_lua_key(condition) : NULL;
    if (name != NULL && type.cell && type.kind != ACCORD_LINT_ANY && type.kind != ACCORD_LINT_BOOLEAN &&
        type.kind != ACCORD_LINT_UNSET)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_MISSING_CELL, &condition->place,
                             "a cell is never nil, for a blank one ends the check: ask :has \"%s\"", name);
    bool asked = condition->kind == ACCORD_LUA_METHOD_NODE || condition->kind == ACCORD_LUA_NAME_NODE;
    if (asked && type.kind == ACCORD_LINT_ROWS && !type.maybe_nil)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_COMPARISON, &condition->place,
                             "rows are always true: #rows > 0 asks whether there are any");
}

static void look(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    bool binary = node->kind == ACCORD_LUA_BINARY_NODE;
    bool joins = binary && strcmp(node->text, "and") == 0;
    /* What stands before `or` in `a and b or c` is a value that is meant. */
    bool chooses =
        binary && strcmp(node->text, "or") == 0 && accord_lua_bare(node->left)->kind != ACCORD_LUA_BINARY_NODE;
    bool inverts = node->kind == ACCORD_LUA_UNARY_NODE && strcmp(node->text, "not") == 0;
    bool tests = node->kind == ACCORD_LUA_ARM_NODE || node->kind == ACCORD_LUA_WHILE_NODE ||
                 node->kind == ACCORD_LUA_REPEAT_NODE;
    if (joins || chooses || inverts || tests) look_at_condition(walk, node->left);
    if (!binary) return;
    look_at_pair(walk, node);
    look_at_arithmetic(walk, node);
}

void accord_lint_look_at_comparisons(struct accord_lint *lint, struct accord_lint_file *file)
{
    accord_lint_walk_file(lint, file, NULL, look);
}
