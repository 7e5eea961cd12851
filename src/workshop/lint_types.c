/* What the locals of a file are, as far as that is sure: passes over the tree that only ever learn more, until one
 * learns nothing. Where two uses differ nothing is claimed. */
#include "workshop/lint_parts.h"
#include "workshop/lua_reach.h"

#include <string.h>

enum { PASSES_MAX = 12 };

static const struct accord_lint_type any = {.kind = ACCORD_LINT_ANY};

static struct accord_lint_type of(enum accord_lint_kind kind)
{
    return (struct accord_lint_type){.kind = kind};
}

static struct accord_lint_type rows_of(enum accord_lint_kind kind, const struct accord_schema *schema)
{
    return (struct accord_lint_type){.kind = kind, .schema = schema};
}

const char *accord_lint_kind_name(enum accord_lint_kind kind)
{
    static const char *const names[] = {
        [ACCORD_LINT_UNSET] = "something",
        [ACCORD_LINT_ANY] = "something",
        [ACCORD_LINT_NIL] = "nil",
        [ACCORD_LINT_BOOLEAN] = "true or false",
        [ACCORD_LINT_NUMBER] = "a number",
        [ACCORD_LINT_TEXT] = "a text",
        [ACCORD_LINT_TEXTS] = "a list",
        [ACCORD_LINT_LIST] = "a list",
        [ACCORD_LINT_PLAIN] = "a table",
        [ACCORD_LINT_FUNCTION] = "a function",
        [ACCORD_LINT_DATE] = "a date",
        [ACCORD_LINT_AMOUNT] = "an amount",
        [ACCORD_LINT_ROW] = "a row",
        [ACCORD_LINT_ROWS] = "rows",
        [ACCORD_LINT_ACTOR] = "the actor",
        [ACCORD_LINT_WORLD] = "the world",
        [ACCORD_LINT_PARAMS] = "params",
        [ACCORD_LINT_PROVISION] = "the provision",
        [ACCORD_LINT_ONE_VERDICT] = "a verdict",
        [ACCORD_LINT_FINDINGS] = "findings",
        [ACCORD_LINT_MARK] = "a part of a filter",
        [ACCORD_LINT_LIB] = "a lib",
    };
    return names[kind];
}

const struct accord_schema *accord_lint_schema(const struct accord_lint *lint, const char *name)
{
    for (size_t i = 0; name != NULL && i < lint->schema_count; i++)
        if (strcmp(lint->schemas[i]->name, name) == 0) return lint->schemas[i];
    return NULL;
}

/* ---- functions and libs ---- */

struct accord_lua_node *accord_lint_function_of(struct accord_lua_node *node)
{
    node = accord_lua_bare(node);
    if (node != NULL && node->kind == ACCORD_LUA_NAME_NODE && node->symbol != NULL && node->symbol->assigned == 0)
        node = accord_lua_bare(node->symbol->value);
    return node != NULL && node->kind == ACCORD_LUA_FUNCTION_NODE ? node : NULL;
}

struct accord_lint_file *accord_lint_lib(const struct accord_lint *lint, const char *name)
{
    for (size_t i = 0; i < lint->file_count; i++)
        if (lint->files[i].pack->role == ACCORD_FILE_LIB && strcmp(lint->files[i].pack->name, name) == 0)
            return &lint->files[i];
    return NULL;
}

struct accord_lua_node *accord_lint_lib_function(const struct accord_lint_file *lib, const char *name)
{
    struct accord_lua_node *value = lib->chunk == NULL ? NULL : accord_lua_top_field(lib->chunk->main, name);
    return accord_lint_function_of(value);
}

/* ---- what an expression is ---- */

static bool is_global(const struct accord_lua_node *node, const char *name)
{
    return node->kind == ACCORD_LUA_NAME_NODE && node->symbol == NULL && strcmp(node->text, name) == 0;
}

static struct accord_lint_type type_of_global(const char *name)
{
    static const struct {
        const char *name;
        enum accord_lint_kind kind;
    } globals[] = {{"as_of", ACCORD_LINT_DATE},
                   {"world", ACCORD_LINT_WORLD},
                   {"present", ACCORD_LINT_MARK},
                   {"absent_cell", ACCORD_LINT_MARK}};
    for (size_t i = 0; i < sizeof globals / sizeof globals[0]; i++)
        if (strcmp(globals[i].name, name) == 0) return of(globals[i].kind);
    return any;
}

static const struct {
    const char *name;
    enum accord_lint_kind kind;
} answers[] = {
    {"met", ACCORD_LINT_ONE_VERDICT},
    {"partial", ACCORD_LINT_ONE_VERDICT},
    {"gap", ACCORD_LINT_ONE_VERDICT},
    {"review", ACCORD_LINT_ONE_VERDICT},
    {"unreported", ACCORD_LINT_ONE_VERDICT},
    {"not_due", ACCORD_LINT_ONE_VERDICT},
    {"absent", ACCORD_LINT_ONE_VERDICT},
    {"no_occasion", ACCORD_LINT_ONE_VERDICT},
    {"not_applicable", ACCORD_LINT_ONE_VERDICT},
    {"findings", ACCORD_LINT_FINDINGS},
    {"shown_absent", ACCORD_LINT_ONE_VERDICT},
    {"date", ACCORD_LINT_DATE},
    {"amount", ACCORD_LINT_AMOUNT},
    {"during", ACCORD_LINT_MARK},
    {"all", ACCORD_LINT_BOOLEAN},
    {"any", ACCORD_LINT_BOOLEAN},
    {"none", ACCORD_LINT_BOOLEAN},
    {"not_", ACCORD_LINT_BOOLEAN},
    {"contains", ACCORD_LINT_BOOLEAN},
    {"glob", ACCORD_LINT_BOOLEAN},
    {"is_email", ACCORD_LINT_BOOLEAN},
    {"is_url", ACCORD_LINT_BOOLEAN},
    {"trim", ACCORD_LINT_TEXT},
    {"lower", ACCORD_LINT_TEXT},
    {"upper", ACCORD_LINT_TEXT},
    {"format", ACCORD_LINT_TEXT},
    {"join", ACCORD_LINT_TEXT},
    {"tostring", ACCORD_LINT_TEXT},
    {"type", ACCORD_LINT_TEXT},
    {"split", ACCORD_LINT_TEXTS},
};

static struct accord_lint_type type_of_call(const struct accord_lint *lint, const struct accord_lint_file *file,
                                            const struct accord_lua_node *node)
{
    const struct accord_lua_node *callee = node->left, *first = node->right;
    if (callee->kind != ACCORD_LUA_NAME_NODE) return any;
    if (callee->symbol != NULL)
        return accord_lint_function_of(node->left) != NULL ? file->results[callee->symbol->number] : any;
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
        if (strcmp(answers[i].name, callee->text) == 0) return of(answers[i].kind);
    if (strcmp(callee->text, "lib") == 0 && first != NULL && first->kind == ACCORD_LUA_STRING_NODE) {
        struct accord_lint_file *lib = accord_lint_lib(lint, first->text);
        if (lib != NULL) return (struct accord_lint_type){.kind = ACCORD_LINT_LIB, .lib = lib};
    }
    return any;
}

static struct accord_lint_type type_of_answer(const struct accord_lint *lint, const struct accord_lua_node *node)
{
    static const char *const by_name[] = {"history", "rows", "possibly"};
    static const char *const tests[] = {"shows", "lacks", "has", "bound"};
    const struct accord_lua_node *first = node->right;
    for (size_t i = 0; i < sizeof by_name / sizeof by_name[0]; i++)
        if (strcmp(by_name[i], node->text) == 0)
            return rows_of(ACCORD_LINT_ROWS, first != NULL && first->kind == ACCORD_LUA_STRING_NODE
                                                 ? accord_lint_schema(lint, first->text)
                                                 : NULL);
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        if (strcmp(tests[i], node->text) == 0) return of(ACCORD_LINT_BOOLEAN);
    if (strcmp(node->text, "count") == 0) return of(ACCORD_LINT_NUMBER);
    if (strcmp(node->text, "no_occasion") == 0) return of(ACCORD_LINT_ONE_VERDICT);
    if (accord_lint_owns(ACCORD_OWNER_ACTOR, node->text) || accord_lint_owns(ACCORD_OWNER_WORLD, node->text))
        return any;
    return rows_of(ACCORD_LINT_ROWS, accord_lint_schema(lint, node->text));
}

static struct accord_lint_type type_of_method(const struct accord_lint *lint, const struct accord_lint_file *file,
                                              const struct accord_lua_node *node)
{
    struct accord_lint_type object = accord_lint_type_of(lint, file, node->left);
    if (object.kind == ACCORD_LINT_UNSET) return object;
    if (object.kind == ACCORD_LINT_ACTOR || object.kind == ACCORD_LINT_WORLD) return type_of_answer(lint, node);
    if (object.kind == ACCORD_LINT_ROWS && strcmp(node->text, "sure") == 0) return object;
    if (object.kind == ACCORD_LINT_ROWS && (strcmp(node->text, "latest") == 0 || strcmp(node->text, "earliest") == 0))
        return (struct accord_lint_type){.kind = ACCORD_LINT_ROW, .schema = object.schema, .maybe_nil = true};
    if (object.kind == ACCORD_LINT_ROW && strcmp(node->text, "has") == 0) return of(ACCORD_LINT_BOOLEAN);
    if (object.kind == ACCORD_LINT_ROW && strcmp(node->text, "key") == 0) return of(ACCORD_LINT_TEXT);
    if (object.kind == ACCORD_LINT_DATE) return of(ACCORD_LINT_DATE);
    return any;
}

static struct accord_lint_type type_of_cell(const struct accord_schema *schema, const char *name)
{
    static const enum accord_lint_kind kinds[] = {
        [ACCORD_CELL_MISSING] = ACCORD_LINT_ANY,     [ACCORD_CELL_TEXT] = ACCORD_LINT_TEXT,
        [ACCORD_CELL_INTEGER] = ACCORD_LINT_NUMBER,  [ACCORD_CELL_DATE] = ACCORD_LINT_DATE,
        [ACCORD_CELL_DECIMAL] = ACCORD_LINT_AMOUNT,  [ACCORD_CELL_LIST] = ACCORD_LINT_LIST,
        [ACCORD_CELL_BOOLEAN] = ACCORD_LINT_BOOLEAN,
    };
    struct accord_lint_type type = {.kind = ACCORD_LINT_ANY, .cell = true};
    int column = schema == NULL ? ACCORD_NO_COLUMN : accord_schema_find(schema, name, strlen(name));
    if (column != ACCORD_NO_COLUMN) type.kind = kinds[schema->columns[column].kind];
    return type;
}

static struct accord_lint_type type_of_provision(const char *name)
{
    struct accord_lint_type type = of(ACCORD_LINT_TEXT);
    if (strcmp(name, "effect") == 0) type.kind = ACCORD_LINT_DATE;
    if (strcmp(name, "until") == 0) type = (struct accord_lint_type){.kind = ACCORD_LINT_DATE, .maybe_nil = true};
    return type;
}

static struct accord_lint_type type_of_index(const struct accord_lint *lint, const struct accord_lint_file *file,
                                             struct accord_lua_node *node)
{
    struct accord_lint_type object = accord_lint_type_of(lint, file, node->left);
    const char *name = accord_lua_key(node);
    if (object.kind == ACCORD_LINT_UNSET) return object;
    if (object.kind == ACCORD_LINT_ROWS && name == NULL)
        return (struct accord_lint_type){.kind = ACCORD_LINT_ROW, .schema = object.schema, .maybe_nil = true};
    if (name == NULL) return any;
    if (object.kind == ACCORD_LINT_ROW && !accord_lint_owns(ACCORD_OWNER_ROW, name))
        return type_of_cell(object.schema, name);
    if (object.kind == ACCORD_LINT_ACTOR && !accord_lint_owns(ACCORD_OWNER_ACTOR, name))
        return type_of_cell(accord_lint_schema(lint, "actors"), name);
    if (object.kind == ACCORD_LINT_PROVISION) return type_of_provision(name);
    if (object.kind == ACCORD_LINT_DATE && strcmp(name, "year") == 0) return of(ACCORD_LINT_NUMBER);
    if (object.kind != ACCORD_LINT_PARAMS || file->params == NULL) return any;
    struct accord_lua_node *given = accord_lua_field(file->params, name);
    return given == NULL ? any : accord_lint_type_of(lint, file, given);
}

static struct accord_lint_type type_of_binary(const struct accord_lint *lint, const struct accord_lint_file *file,
                                              const struct accord_lua_node *node)
{
    static const char *const comparisons[] = {"==", "~=", "<", "<=", ">", ">="};
    for (size_t i = 0; i < sizeof comparisons / sizeof comparisons[0]; i++)
        if (strcmp(comparisons[i], node->text) == 0) return of(ACCORD_LINT_BOOLEAN);
    struct accord_lint_type left = accord_lint_type_of(lint, file, node->left),
                            right = accord_lint_type_of(lint, file, node->right);
    if (strcmp(node->text, "..") == 0) return of(ACCORD_LINT_TEXT);
    if (left.kind == ACCORD_LINT_UNSET || right.kind == ACCORD_LINT_UNSET) return of(ACCORD_LINT_UNSET);
    if (strcmp(node->text, "and") == 0 || strcmp(node->text, "or") == 0) {
        bool same = left.kind == right.kind && left.schema == right.schema && left.kind != ACCORD_LINT_PLAIN;
        return same ? (struct accord_lint_type){.kind = left.kind, .schema = left.schema, .maybe_nil = right.maybe_nil}
                    : any;
    }
    if (left.kind == ACCORD_LINT_NUMBER && right.kind == ACCORD_LINT_NUMBER) return left;
    return left.kind == ACCORD_LINT_AMOUNT || right.kind == ACCORD_LINT_AMOUNT ? of(ACCORD_LINT_AMOUNT) : any;
}

static bool holds_texts(const struct accord_lua_node *table)
{
    for (const struct accord_lua_node *field = table->right; field != NULL; field = field->next)
        if (field->left != NULL || field->right->kind != ACCORD_LUA_STRING_NODE) return false;
    return table->right != NULL;
}

struct accord_lint_type accord_lint_type_of(const struct accord_lint *lint, const struct accord_lint_file *file,
                                            struct accord_lua_node *node)
{
    static const struct {
        enum accord_lua_node_kind node;
        enum accord_lint_kind kind;
    } plain[] = {{ACCORD_LUA_NIL_NODE, ACCORD_LINT_NIL},       {ACCORD_LUA_TRUE_NODE, ACCORD_LINT_BOOLEAN},
                 {ACCORD_LUA_FALSE_NODE, ACCORD_LINT_BOOLEAN}, {ACCORD_LUA_NUMBER_NODE, ACCORD_LINT_NUMBER},
                 {ACCORD_LUA_STRING_NODE, ACCORD_LINT_TEXT},   {ACCORD_LUA_FUNCTION_NODE, ACCORD_LINT_FUNCTION}};
    node = accord_lua_bare(node);
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        if (plain[i].node == node->kind) return of(plain[i].kind);
    if (node->kind == ACCORD_LUA_NAME_NODE)
        return node->symbol == NULL ? type_of_global(node->text) : file->types[node->symbol->number];
    if (node->kind == ACCORD_LUA_TABLE_NODE)
        return (struct accord_lint_type){.kind = holds_texts(node) ? ACCORD_LINT_TEXTS : ACCORD_LINT_PLAIN,
                                         .node = node};
    if (node->kind == ACCORD_LUA_CALL_NODE) return type_of_call(lint, file, node);
    if (node->kind == ACCORD_LUA_METHOD_NODE) return type_of_method(lint, file, node);
    if (node->kind == ACCORD_LUA_INDEX_NODE) return type_of_index(lint, file, node);
    if (node->kind == ACCORD_LUA_BINARY_NODE) return type_of_binary(lint, file, node);
    if (node->kind != ACCORD_LUA_UNARY_NODE) return any;
    if (strcmp(node->text, "not") == 0) return of(ACCORD_LINT_BOOLEAN);
    return strcmp(node->text, "#") == 0 ? of(ACCORD_LINT_NUMBER) : any;
}

struct accord_lint_type accord_lint_item_of(const struct accord_lint *lint, const struct accord_lint_file *file,
                                            struct accord_lint_type list)
{
    struct accord_lint_type item = {.kind = ACCORD_LINT_UNSET};
    if (list.kind == ACCORD_LINT_UNSET) return list;
    if (list.kind == ACCORD_LINT_ROWS) return rows_of(ACCORD_LINT_ROW, list.schema);
    if (list.kind == ACCORD_LINT_LIST || list.kind == ACCORD_LINT_TEXTS) return of(ACCORD_LINT_TEXT);
    if (list.kind != ACCORD_LINT_PLAIN || list.node == NULL) return any;
    for (struct accord_lua_node *field = list.node->right; field != NULL; field = field->next) {
        struct accord_lint_type each = accord_lint_type_of(lint, file, field->right);
        bool same = item.kind == ACCORD_LINT_UNSET || (item.kind == each.kind && item.schema == each.schema);
        if (field->left != NULL || !same) return any;
        item = each;
        item.node = NULL;
    }
    return item.kind == ACCORD_LINT_UNSET ? any : item;
}

/* ---- functions that are handed over ---- */

struct accord_lint_handed accord_lint_handed_of(const struct accord_lint *lint, const struct accord_lint_file *file,
                                                const struct accord_lua_node *call)
{
    static const char *const joins[] = {"all", "any", "none", "not_"};
    struct accord_lint_handed none = {ACCORD_LINT_NO_CALLBACK, NULL, NULL};
    struct accord_lua_node *first = call->right, *second = first == NULL ? NULL : first->next;
    if (call->kind == ACCORD_LUA_METHOD_NODE) {
        struct accord_lint_type object = accord_lint_type_of(lint, file, call->left);
        if (strcmp(call->text, "sure") == 0 && object.kind == ACCORD_LINT_ROWS)
            return (struct accord_lint_handed){ACCORD_LINT_TEST_OF_ITEM, call->left, first};
        if (strcmp(call->text, "each") == 0 && object.kind == ACCORD_LINT_FINDINGS)
            return (struct accord_lint_handed){ACCORD_LINT_VERDICT_OF_ITEM, first, second};
        return none;
    }
    for (size_t i = 0; i < sizeof joins / sizeof joins[0]; i++) {
        if (!is_global(call->left, joins[i]) || first == NULL) continue;
        if (accord_lint_function_of(first) != NULL) return (struct accord_lint_handed){ACCORD_LINT_TEST, NULL, first};
        if (second != NULL && second->next == NULL && accord_lint_function_of(second) != NULL)
            return (struct accord_lint_handed){ACCORD_LINT_TEST_OF_ITEM, first, second};
    }
    return none;
}

/* ---- passes ---- */

struct pass {
    struct accord_lint *lint;
    struct accord_lint_file *file;
    bool changed;
};

static bool same_type(const struct accord_lint_type *a, const struct accord_lint_type *b)
{
    return a->kind == b->kind && a->schema == b->schema && a->cell == b->cell && a->maybe_nil == b->maybe_nil &&
           a->node == b->node && a->lib == b->lib;
}

/* Both may happen. */
static struct accord_lint_type joined(struct accord_lint_type a, struct accord_lint_type b)
{
    if (a.kind == ACCORD_LINT_UNSET) return b;
    if (b.kind == ACCORD_LINT_UNSET || same_type(&a, &b)) return a;
    if (a.kind == ACCORD_LINT_ANY || b.kind == ACCORD_LINT_ANY) return any;
    if (a.kind == ACCORD_LINT_NIL || b.kind == ACCORD_LINT_NIL) {
        struct accord_lint_type other = a.kind == ACCORD_LINT_NIL ? b : a;
        other.maybe_nil = true;
        return other;
    }
    if (a.kind != b.kind || a.schema != b.schema || a.lib != b.lib) return any;
    return (struct accord_lint_type){.kind = a.kind,
                                     .schema = a.schema,
                                     .lib = a.lib,
                                     .cell = a.cell && b.cell,
                                     .maybe_nil = a.maybe_nil || b.maybe_nil,
                                     .node = a.node == b.node ? a.node : NULL};
}

static void learn(struct pass *pass, struct accord_lint_type *known, struct accord_lint_type more)
{
    struct accord_lint_type now = joined(*known, more);
    if (same_type(known, &now)) return;
    *known = now;
    pass->changed = true;
}

static void learn_of(struct pass *pass, const struct accord_lua_node *name, struct accord_lint_type type)
{
    if (name != NULL && name->symbol != NULL) learn(pass, &pass->file->types[name->symbol->number], type);
}

/* A function is called with these. Parameters without an argument are nil. */
static void learn_call(struct pass *pass, const struct accord_lua_node *function, struct accord_lua_node *arguments)
{
    for (const struct accord_lua_node *name = function->left; name != NULL; name = name->next) {
        bool several = arguments != NULL && arguments->next == NULL &&
                       (arguments->kind == ACCORD_LUA_CALL_NODE || arguments->kind == ACCORD_LUA_DOTS_NODE) &&
                       name->next != NULL;
        struct accord_lint_type type =
            arguments == NULL ? of(ACCORD_LINT_NIL) : accord_lint_type_of(pass->lint, pass->file, arguments);
        learn_of(pass, name, type);
        if (several) {
            for (name = name->next; name != NULL; name = name->next)
                learn_of(pass, name, any);
            return;
        }
        if (arguments != NULL) arguments = arguments->next;
    }
}

/* Nobody knows with what a function is called. */
static void learn_nothing(struct pass *pass, const struct accord_lua_node *function)
{
    for (const struct accord_lua_node *name = function->left; name != NULL; name = name->next)
        learn_of(pass, name, any);
}

/* Names and targets with the values that they are given; those that are left over are nil, unless the last value is a
 * call, which may give several. */
static void learn_values(struct pass *pass, const struct accord_lua_node *targets, struct accord_lua_node *values)
{
    bool several = false;
    for (; targets != NULL; targets = targets->next) {
        struct accord_lint_type type = several ? any : of(ACCORD_LINT_NIL);
        if (values != NULL) type = accord_lint_type_of(pass->lint, pass->file, values);
        if (targets->kind == ACCORD_LUA_NAME_NODE) learn_of(pass, targets, type);
        if (values == NULL) continue;
        several =
            values->next == NULL && (values->kind == ACCORD_LUA_CALL_NODE || values->kind == ACCORD_LUA_METHOD_NODE ||
                                     values->kind == ACCORD_LUA_DOTS_NODE);
        values = values->next;
    }
}

static void learn_loop(struct pass *pass, const struct accord_lua_node *loop)
{
    const struct accord_lua_node *call = loop->middle, *names = loop->left;
    bool items = call->kind == ACCORD_LUA_CALL_NODE && is_global(call->left, "ipairs") && call->right != NULL;
    learn_of(pass, names, items ? of(ACCORD_LINT_NUMBER) : any);
    for (names = names->next; names != NULL; names = names->next)
        learn_of(pass, names,
                 items ? accord_lint_item_of(pass->lint, pass->file,
                                             accord_lint_type_of(pass->lint, pass->file, call->right))
                       : any);
}

static void learn_handed(struct pass *pass, const struct accord_lua_node *call)
{
    struct accord_lint_handed handed = accord_lint_handed_of(pass->lint, pass->file, call);
    for (struct accord_lua_node *each = handed.first; each != NULL; each = each->next) {
        const struct accord_lua_node *function = accord_lint_function_of(each);
        if (function == NULL) continue;
        struct accord_lint_type item =
            handed.list == NULL
                ? of(ACCORD_LINT_NIL)
                : accord_lint_item_of(pass->lint, pass->file, accord_lint_type_of(pass->lint, pass->file, handed.list));
        learn_of(pass, function->left, item);
    }
}

static bool is_handed(const struct pass *pass, const struct accord_lua_node *call,
                      const struct accord_lua_node *argument)
{
    struct accord_lint_handed handed = accord_lint_handed_of(pass->lint, pass->file, call);
    bool found = false;
    for (const struct accord_lua_node *each = handed.first; each != NULL; each = each->next)
        found = found || each == argument;
    return found;
}

/* What a node's uses of functions say: an argument that nobody knows, a value kept in a table, ... */
static void learn_escapes(struct pass *pass, struct accord_lua_node *node, struct accord_lua_node *list)
{
    for (; list != NULL; list = list->next) {
        const struct accord_lua_node *function = accord_lint_function_of(list);
        bool call = node->kind == ACCORD_LUA_CALL_NODE || node->kind == ACCORD_LUA_METHOD_NODE;
        if (function != NULL && !(call && is_handed(pass, node, list))) learn_nothing(pass, function);
    }
}

/* check, applies and collect are given the actor, params and the provision; conclude has no actor. */
static void learn_entry(struct pass *pass, const struct accord_lua_node *field)
{
    static const enum accord_lint_kind kinds[] = {ACCORD_LINT_ACTOR, ACCORD_LINT_PARAMS, ACCORD_LINT_PROVISION};
    const struct accord_lua_node *function = accord_lint_function_of(field->right);
    const char *name = accord_lua_key(field);
    if (function == NULL || name == NULL) return;
    const struct accord_lua_node *parameter = function->left;
    for (size_t i = 0; parameter != NULL; i++, parameter = parameter->next) {
        bool known = i < 3 && (i > 0 || strcmp(name, "conclude") != 0);
        learn_of(pass, parameter, known ? of(kinds[i]) : any);
    }
}

static void learn_node(struct accord_lint_walk *walk, struct accord_lua_node *node)
{
    struct pass *pass = walk->host;
    const struct accord_lua_node *called =
        node->kind == ACCORD_LUA_CALL_NODE ? accord_lint_function_of(node->left) : NULL;
    if (called != NULL) learn_call(pass, called, node->right);
    if (node->kind == ACCORD_LUA_CALL_NODE || node->kind == ACCORD_LUA_METHOD_NODE) {
        learn_handed(pass, node);
        learn_escapes(pass, node, node->right);
    } else if (node->kind == ACCORD_LUA_LOCAL_NODE) {
        learn_values(pass, node->left, node->right);
    } else if (node->kind == ACCORD_LUA_ASSIGN_NODE) {
        learn_values(pass, node->left, node->right);
        learn_escapes(pass, node, node->right);
    } else if (node->kind == ACCORD_LUA_FOR_IN_NODE) {
        learn_loop(pass, node);
    } else if (node->kind == ACCORD_LUA_FOR_NUMBER_NODE) {
        learn_of(pass, node->left, of(ACCORD_LINT_NUMBER));
    } else if (node->kind == ACCORD_LUA_BINARY_NODE) {
        learn_escapes(pass, node, node->left);
        learn_escapes(pass, node, node->right);
    } else if (node->kind == ACCORD_LUA_TABLE_NODE) {
        bool rule = node == pass->file->table && pass->file->pack->role == ACCORD_FILE_RULE;
        for (struct accord_lua_node *field = node->right; field != NULL; field = field->next)
            rule ? learn_entry(pass, field) : learn_escapes(pass, field, field->right);
    } else if (node->kind == ACCORD_LUA_RETURN_NODE) {
        learn_escapes(pass, node, node->right);
    }
}

/* What the named functions return. */
static void learn_results(struct pass *pass, const struct accord_lua_node *list, struct accord_lint_type *result)
{
    for (; list != NULL; list = list->next) {
        if (list->kind == ACCORD_LUA_FUNCTION_NODE) continue;
        if (list->kind == ACCORD_LUA_RETURN_NODE)
            learn(pass, result,
                  list->right == NULL ? of(ACCORD_LINT_NIL) : accord_lint_type_of(pass->lint, pass->file, list->right));
        learn_results(pass, list->middle, result);
        learn_results(pass, list->right, result);
    }
}

void accord_lint_find_types(struct accord_lint *lint, struct accord_lint_file *file)
{
    struct pass pass = {lint, file, true};
    file->types = accord_lint_zero(lint, file->chunk->symbol_count + 1, sizeof *file->types);
    file->results = accord_lint_zero(lint, file->chunk->symbol_count + 1, sizeof *file->results);
    if (file->types == NULL || file->results == NULL) return;
    for (int i = 0; pass.changed && i < PASSES_MAX; i++) {
        pass.changed = false;
        accord_lint_walk_file(lint, file, &pass, learn_node);
        for (const struct accord_lua_symbol *symbol = file->chunk->symbols; symbol != NULL; symbol = symbol->next) {
            struct accord_lua_node *function = symbol->assigned == 0 ? accord_lua_bare(symbol->value) : NULL;
            if (function != NULL && function->kind == ACCORD_LUA_FUNCTION_NODE)
                learn_results(&pass, function->right, &file->results[symbol->number]);
        }
    }
    for (size_t i = 0; pass.changed && i < file->chunk->symbol_count; i++)
        file->types[i] = file->results[i] = any; /* it never settled */
}
