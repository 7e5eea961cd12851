/* Names and state: what a rule's environment lacks, what rules may not use, what a check may not change. */
#include "workshop/lint_parts.h"

#include <string.h>

enum { NAMES_MAX = 256, PATH_MAX_BYTES = 256 };

/* What to use in place of what people know from elsewhere. */
static const struct {
    const char *name;
    const char *instead;
} hints[] = {
    {"print", "a message of a verdict says what is to be said"},
    {"next", "pairs() walks a table in order, and #list == 0 asks whether it is empty"},
    {"pcall", "errors are for bugs; what is not on record is asked with row:has"},
    {"xpcall", "errors are for bugs; what is not on record is asked with row:has"},
    {"require", "local x = lib \"x\" at the top loads rules/lib/x.lua"},
    {"dofile", "local x = lib \"x\" at the top loads rules/lib/x.lua"},
    {"loadfile", "local x = lib \"x\" at the top loads rules/lib/x.lua"},
    {"load", "rules make no code while they run"},
    {"io", "rules read the record only, through the actor and world"},
    {"os", "as_of is the date, and there is no clock"},
    {"debug", "accord explain shows what a rule did"},
    {"coroutine", "any, all and rows:sure go through rows"},
    {"setmetatable", "plain tables and functions do"},
    {"getmetatable", "plain tables and functions do"},
    {"rawset", "t[k] = v does"},
    {"rawget", "t[k] does"},
    {"rawequal", "== does"},
    {"rawlen", "# does"},
    {"collectgarbage", "memory is the program's affair"},
    {"utf8", "lower, upper, contains, glob and split are there for texts"},
    {"unpack", "table.unpack does"},
    {"self", "a rule's functions are given the actor, params and the provision"},
    {"params", "it is the second parameter of check: function(actor, params, provision)"},
    {"provision", "it is the third parameter of check: function(actor, params, provision)"},
    {"actor", "it is the first parameter of check: function(actor, params, provision)"},
    {"party", "it is the first parameter of check: function(party, params, provision)"},
    {"math.random", "the same record must give the same verdict"},
    {"math.randomseed", "the same record must give the same verdict"},
    {"table.move", "a loop does"},
    {"table.pack", "{ ... } does"},
    {"string.format", "format(\"%s of %d\", ...) does"},
    {"string.rep", "it could fill all memory"},
};

/* Methods of texts that patterns come with, or that are called otherwise. */
static const struct {
    const char *name;
    const char *instead;
} text_hints[] = {
    {"match", "contains(text, part) or glob(text, \"a*\")"},
    {"find", "contains(text, part)"},
    {"gsub", "split and join"},
    {"gmatch", "split(text, separator)"},
    {"format", "format(\"%s\", ...)"},
    {"rep", "join(list, separator)"},
    {"byte", "==, < and contains(text, part)"},
    {"split", "split(text, separator)"},
    {"trim", "trim(text)"},
};

static const char *hint_for(const char *name)
{
    for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++)
        if (strcmp(hints[i].name, name) == 0) return hints[i].instead;
    return NULL;
}

static const char *text_hint_for(const char *name)
{
    for (size_t i = 0; i < sizeof text_hints / sizeof text_hints[0]; i++)
        if (strcmp(text_hints[i].name, name) == 0) return text_hints[i].instead;
    return NULL;
}

/* ---- names ---- */

/* "table" for "table.insert": a table of functions that the environment has. */
static bool is_library(const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; accord_environment_name(ACCORD_OWNER_ENVIRONMENT, i) != NULL; i++) {
        const char *known = accord_environment_name(ACCORD_OWNER_ENVIRONMENT, i);
        if (strncmp(known, name, length) == 0 && known[length] == '.') return true;
    }
    return false;
}

/* A name of the environment, or of a local, that is near. */
static const char *near_name(struct accord_lint_walk *walk, const char *name)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (const struct accord_lua_symbol *symbol = walk->file->chunk->symbols; symbol != NULL && count < NAMES_MAX / 2;
         symbol = symbol->next)
        names[count++] = symbol->name;
    for (size_t i = 0; count < NAMES_MAX && accord_environment_name(ACCORD_OWNER_ENVIRONMENT, i) != NULL; i++)
        names[count++] = accord_environment_name(ACCORD_OWNER_ENVIRONMENT, i);
    return accord_lint_near(walk->lint, name, names, count);
}

static void complain_of_name(struct accord_lint_walk *walk, const struct accord_lua_place *place, const char *name)
{
    const char *hint = hint_for(name);
    if (hint != NULL)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_NAME, place, "there is no '%s' for rules: %s", name,
                             hint);
    else
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_NAME, place,
                             "there is no '%s' in a rule's environment%s", name, near_name(walk, name));
}

struct global {
    const char *name;
    bool assigned;
};

static void find_assignment(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    struct global *global = walk->host;
    if (node->kind != ACCORD_LUA_ASSIGN_NODE) return;
    for (const struct accord_lua_node *target = node->left; target != NULL; target = target->next)
        if (target->symbol == NULL && accord_lua_is_text(target, ACCORD_LUA_NAME_NODE, global->name))
            global->assigned = true;
}

/* Of a global that the file itself assigns, the assignment is complained of. */
static void look_at_name(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    if (node->symbol != NULL || node->length == 0) return;
    if (accord_lint_owns(ACCORD_OWNER_ENVIRONMENT, node->text) || is_library(node->text)) return;
    struct global global = {node->text, false};
    accord_lint_walk_file(walk->lint, walk->file, &global, find_assignment);
    if (!global.assigned) complain_of_name(walk, &node->place, node->text);
}

/* math.floor, string.len */
static void look_at_library(struct accord_lint_walk *walk, const struct accord_lua_node *index)
{
    const struct accord_lua_node *library = index->left;
    const char *key = accord_lua_key(index);
    struct accord_text path;
    if (library->kind != ACCORD_LUA_NAME_NODE || library->symbol != NULL || key == NULL) return;
    if (!is_library(library->text)) return;
    accord_text_init(&path, PATH_MAX_BYTES);
    accord_text_addf(&path, "%s.%s", library->text, key);
    const char *hint = strcmp(library->text, "string") == 0 ? text_hint_for(key) : NULL;
    if (!path.failed && !accord_lint_owns(ACCORD_OWNER_ENVIRONMENT, accord_text_str(&path))) {
        if (hint != NULL)
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_NAME, &index->place,
                                 "there is no '%s' for rules; use %s", accord_text_str(&path), hint);
        else
            complain_of_name(walk, &index->place, accord_text_str(&path));
    }
    accord_text_clear(&path);
}

/* Methods of what is no actor, world or row: those are looked at with the tables. */
static void look_at_method(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    static const struct {
        enum accord_lint_kind kind;
        enum accord_owner owner;
    } owners[] = {{ACCORD_LINT_DATE, ACCORD_OWNER_DATE}, {ACCORD_LINT_FINDINGS, ACCORD_OWNER_FINDINGS}};
    struct accord_lint_type object = accord_lint_type_of(walk->lint, walk->file, node->left);
    for (size_t i = 0; i < 2; i++)
        if (object.kind == owners[i].kind && !accord_lint_owns(owners[i].owner, node->text))
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_METHOD, &node->place, "%s has no method '%s'%s",
                                 accord_lint_kind_name(object.kind), node->text,
                                 accord_lint_near_owned(walk->lint, node->text, owners[i].owner));
    if (object.kind == ACCORD_LINT_ONE_VERDICT)
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_METHOD, &node->place,
                             "a verdict has no method '%s': what findings() returns has add and each", node->text);
    if (object.kind != ACCORD_LINT_TEXT) return;
    struct accord_text path;
    accord_text_init(&path, PATH_MAX_BYTES);
    accord_text_addf(&path, "string.%s", node->text);
    const char *hint = text_hint_for(node->text);
    if (!path.failed && !accord_lint_owns(ACCORD_OWNER_ENVIRONMENT, accord_text_str(&path)))
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_METHOD, &node->place, "a text has no method '%s'%s%s",
                             node->text, hint == NULL ? "" : "; use ", hint == NULL ? "" : hint);
    accord_text_clear(&path);
}

/* ---- state ---- */

/* Functions that the text itself calls run while it loads, when nothing is read-only yet. */
static bool runs_at_load(const struct accord_lint_walk *walk)
{
    const struct accord_lua_node *function = walk->function, *main = walk->file->chunk->main;
    while (function->outer != NULL && function->outer != main)
        function = function->outer;
    for (const struct accord_lua_symbol *symbol = walk->file->chunk->symbols; symbol != NULL; symbol = symbol->next) {
        bool named = symbol->function == main && accord_lua_bare(symbol->value) == function;
        for (const struct accord_lua_node *each = main->right; named && each != NULL; each = each->next) {
            const struct accord_lua_node *call = each->kind == ACCORD_LUA_RUN_NODE ? each->left : each->right;
            if (call != NULL && call->kind == ACCORD_LUA_CALL_NODE && call->left->symbol == symbol) return true;
        }
    }
    return false;
}

/* A local of the whole text, seen from inside a function. */
static bool outlives(const struct accord_lint_walk *walk, const struct accord_lua_node *name)
{
    const struct accord_lua_node *main = walk->file->chunk->main;
    return name->kind == ACCORD_LUA_NAME_NODE && name->symbol != NULL && name->symbol->function == main &&
           walk->function != main && !runs_at_load(walk);
}

/* The name that a.b[c] begins with. */
static const struct accord_lua_node *root_of(const struct accord_lua_node *node)
{
    while (node->kind == ACCORD_LUA_INDEX_NODE || node->kind == ACCORD_LUA_PARENTHESES_NODE)
        node = node->left;
    return node;
}

static bool holds_table(const struct accord_lint_walk *walk, const struct accord_lua_node *name)
{
    enum accord_lint_kind kind = walk->file->types[name->symbol->number].kind;
    return kind == ACCORD_LINT_PLAIN || kind == ACCORD_LINT_TEXTS || kind == ACCORD_LINT_LIB;
}

static void complain_of_table(struct accord_lint_walk *walk, const struct accord_lua_node *place,
                              const struct accord_lua_node *root)
{
    accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_STATE, &place->place,
                         "'%s' was made while loading and cannot be changed: rules keep no state", root->text);
}

static void look_at_target(struct accord_lint_walk *walk, struct accord_lua_node *target)
{
    static const enum accord_lint_kind read_only[] = {
        ACCORD_LINT_ROW,       ACCORD_LINT_ROWS,        ACCORD_LINT_ACTOR, ACCORD_LINT_WORLD, ACCORD_LINT_PARAMS,
        ACCORD_LINT_PROVISION, ACCORD_LINT_ONE_VERDICT, ACCORD_LINT_DATE,  ACCORD_LINT_AMOUNT};
    if (target->kind == ACCORD_LUA_NAME_NODE) {
        if (target->symbol == NULL)
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_GLOBAL, &target->place,
                                 "assignment to the global '%s': declare it local", target->text);
        else if (outlives(walk, target))
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_STATE, &target->place,
                                 "'%s' outlives the check and cannot be given another value: rules keep no state",
                                 target->text);
        return;
    }
    struct accord_lint_type object = accord_lint_type_of(walk->lint, walk->file, target->left);
    for (size_t i = 0; i < sizeof read_only / sizeof read_only[0]; i++)
        if (object.kind == read_only[i])
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_READ_ONLY, &target->place, "%s cannot be changed",
                                 accord_lint_kind_name(object.kind));
    const struct accord_lua_node *root = root_of(target);
    if (outlives(walk, root) && holds_table(walk, root)) complain_of_table(walk, target, root);
}

/* table.insert(LIST, ...) */
static void look_at_change(struct accord_lint_walk *walk, const struct accord_lua_node *call)
{
    static const char *const changing[] = {"insert", "remove", "sort"};
    const struct accord_lua_node *callee = call->left;
    if (callee->kind != ACCORD_LUA_INDEX_NODE || call->right == NULL) return;
    if (!accord_lua_is_text(callee->left, ACCORD_LUA_NAME_NODE, "table") || callee->left->symbol != NULL) return;
    const struct accord_lua_node *root = root_of(call->right);
    for (size_t i = 0; i < 3; i++)
        if (accord_lua_is_text(callee->right, ACCORD_LUA_STRING_NODE, changing[i]) && outlives(walk, root) &&
            holds_table(walk, root))
            complain_of_table(walk, call->right, root);
}

/* ---- what rules may not use ---- */

static void look_at_operator(struct accord_lint_walk *walk, const struct accord_lua_node *node)
{
    static const char *const bitwise[] = {"&", "|", "~", "<<", ">>"};
    for (size_t i = 0; i < sizeof bitwise / sizeof bitwise[0]; i++)
        if (strcmp(bitwise[i], node->text) == 0)
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_NOT_FOR_RULES, &node->place,
                                 "the bitwise operator '%s' is not for rules: 'and', 'or', 'not', '~=' are written so",
                                 node->text);
}

static void look_at_attributes(struct accord_lint_walk *walk, const struct accord_lua_node *local)
{
    for (const struct accord_lua_node *name = local->left; name != NULL; name = name->next)
        if (name->symbol != NULL && name->symbol->attribute != NULL && strcmp(name->symbol->attribute, "close") == 0)
            accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_NOT_FOR_RULES, &name->place,
                                 "<close> is not for rules: there is nothing to close");
}

static void look(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    if (node->kind == ACCORD_LUA_NAME_NODE) {
        look_at_name(walk, node);
    } else if (node->kind == ACCORD_LUA_INDEX_NODE) {
        look_at_library(walk, node);
    } else if (node->kind == ACCORD_LUA_METHOD_NODE) {
        look_at_method(walk, node);
    } else if (node->kind == ACCORD_LUA_CALL_NODE) {
        look_at_change(walk, node);
    } else if (node->kind == ACCORD_LUA_ASSIGN_NODE) {
        for (struct accord_lua_node *target = node->left; target != NULL; target = target->next)
            look_at_target(walk, target);
    } else if (node->kind == ACCORD_LUA_BINARY_NODE || node->kind == ACCORD_LUA_UNARY_NODE) {
        look_at_operator(walk, node);
    } else if (node->kind == ACCORD_LUA_LOCAL_NODE) {
        look_at_attributes(walk, node);
    } else if (node->kind == ACCORD_LUA_GOTO_NODE || node->kind == ACCORD_LUA_LABEL_NODE) {
        accord_lint_complain(walk->lint, walk->file, ACCORD_LINT_NOT_FOR_RULES, &node->place,
                             "goto and labels are not for rules: a loop or a function does");
    }
}

void accord_lint_look_at_names(struct accord_lint *lint, struct accord_lint_file *file)
{
    accord_lint_walk_file(lint, file, NULL, look);
}
