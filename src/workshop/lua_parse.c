/* Lua 5.4 text as a tree: one function a construct, in the order of the manual's grammar. After the first fault the
 * parser sees the end of the text, so that every loop ends. */
#include "workshop/lua_parse.h"

#include "base/error.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { LOCALS_MAX = 200 /* of a function, as in Lua */, PRIORITY_UNARY = 12 };

/* What is in scope, innermost first. */
struct scope {
    struct accord_lua_symbol *symbol;
    struct scope *outer;
};

struct parser {
    struct accord_lua_lexer lexer;
    struct accord_lua_token token;
    struct accord_lua_token ahead; /* the one behind it, where `peeked` */
    bool peeked;
    struct accord_lua_chunk *chunk;
    struct accord_lua_symbol **last_symbol;
    struct accord_lua_node *function;
    struct scope *scope;
    unsigned nesting;
    unsigned loops;               /* around the statement, in its function */
    struct accord_lua_node spare; /* what is built on when memory is short */
};

/* A list that is built in order. */
struct list {
    struct accord_lua_node *first;
    struct accord_lua_node *last;
    size_t count;
};

static struct accord_lua_node *parse_expression(struct parser *parser, int limit);
static struct accord_lua_node *parse_block(struct parser *parser);

/* ---- tokens ---- */

static void fail(struct parser *parser, struct accord_lua_place place, const char *what)
{
    struct accord_lua_token end = {.kind = ACCORD_LUA_END, .place = place, .end = place, .text = ""};
    if (parser->lexer.fault.what == NULL) parser->lexer.fault = (struct accord_lua_fault){place, what};
    parser->token = parser->ahead = end;
    parser->peeked = true;
}

static bool failed(const struct parser *parser)
{
    return parser->lexer.fault.what != NULL || parser->lexer.out_of_memory;
}

static const char *describe(struct parser *parser, const char *expected)
{
    enum { SHOWN_MAX = 40 };
    const struct accord_lua_token *token = &parser->token;
    const char *what = token->kind == ACCORD_LUA_STRING ? "a text" : token->text;
    struct accord_text text;
    accord_text_init(&text, 256);
    if (token->kind == ACCORD_LUA_END)
        accord_text_addf(&text, "the text ends, expected %s", expected);
    else if (token->kind == ACCORD_LUA_STRING || token->length > SHOWN_MAX)
        accord_text_addf(&text, "found %s, expected %s", token->kind == ACCORD_LUA_STRING ? what : "a long name",
                         expected);
    else
        accord_text_addf(&text, "found '%s', expected %s", what, expected);
    const char *copy = accord_arena_copy(parser->lexer.arena, accord_text_str(&text), text.length);
    accord_text_clear(&text);
    return copy != NULL ? copy : "out of memory";
}

static void fail_expected(struct parser *parser, const char *expected)
{
    fail(parser, parser->token.place, describe(parser, expected));
}

static void advance(struct parser *parser)
{
    if (failed(parser)) return;
    if (parser->peeked)
        parser->token = parser->ahead;
    else
        accord_lua_lex_next(&parser->lexer, &parser->token);
    parser->peeked = false;
    if (failed(parser)) fail(parser, parser->token.place, NULL);
}

static const struct accord_lua_token *look_ahead(struct parser *parser)
{
    if (!parser->peeked) accord_lua_lex_next(&parser->lexer, &parser->ahead);
    parser->peeked = true;
    return &parser->ahead;
}

static bool at(const struct parser *parser, const char *text)
{
    return accord_lua_token_is(&parser->token, text);
}

static bool accept(struct parser *parser, const char *text)
{
    if (!at(parser, text)) return false;
    advance(parser);
    return true;
}

static void expect(struct parser *parser, const char *text)
{
    char expected[16];
    if (accept(parser, text)) return;
    (void)snprintf(expected, sizeof expected, "'%s'", text);
    fail_expected(parser, expected);
}

static bool enter(struct parser *parser)
{
    if (++parser->nesting <= ACCORD_LUA_NESTING_MAX) return true;
    fail(parser, parser->token.place, "brackets, blocks or operators are nested too deeply");
    return false;
}

/* ---- nodes ---- */

static struct accord_lua_node *node_at(struct parser *parser, enum accord_lua_node_kind kind,
                                       struct accord_lua_place place)
{
    struct accord_lua_node *node = accord_arena_zero(parser->lexer.arena, 1, sizeof *node);
    if (node == NULL) {
        parser->lexer.out_of_memory = true;
        fail(parser, place, NULL);
        node = &parser->spare;
        *node = (struct accord_lua_node){.kind = kind};
    }
    node->kind = kind;
    node->place = place;
    node->text = "";
    return node;
}

/* With the token's text, which is taken. */
static struct accord_lua_node *node_of_token(struct parser *parser, enum accord_lua_node_kind kind)
{
    struct accord_lua_node *node = node_at(parser, kind, parser->token.place);
    node->text = parser->token.text;
    node->length = parser->token.length;
    node->end = parser->token.end;
    advance(parser);
    return node;
}

static unsigned height_of(const struct accord_lua_node *list)
{
    unsigned height = 0;
    for (; list != NULL; list = list->next)
        if (list->height > height) height = list->height;
    return height;
}

/* Once its children are there. */
static struct accord_lua_node *finish(struct parser *parser, struct accord_lua_node *node)
{
    const struct accord_lua_node *const children[] = {node->left, node->middle, node->right};
    for (size_t i = 0; i < 3 && !parser->lexer.out_of_memory; i++) {
        unsigned below = height_of(children[i]);
        if (below >= node->height) node->height = below + 1;
    }
    if (node->height > ACCORD_LUA_HEIGHT_MAX)
        fail(parser, node->place, "an expression has too many operators, indexes or calls in a row");
    return node;
}

static void append(struct list *list, struct accord_lua_node *node)
{
    if (list->first == NULL)
        list->first = node;
    else
        list->last->next = node;
    list->last = node;
    list->count++;
}

/* ---- scopes ---- */

static void declare(struct parser *parser, struct accord_lua_node *name, enum accord_lua_symbol_kind kind,
                    const char *attribute)
{
    struct accord_lua_symbol *symbol = accord_arena_zero(parser->lexer.arena, 1, sizeof *symbol);
    struct scope *scope = accord_arena_zero(parser->lexer.arena, 1, sizeof *scope);
    if (symbol == NULL || scope == NULL) {
        parser->lexer.out_of_memory = true;
        fail(parser, name->place, NULL);
        return;
    }
    *symbol = (struct accord_lua_symbol){.name = name->text,
                                         .kind = kind,
                                         .declared = name,
                                         .function = parser->function,
                                         .attribute = attribute,
                                         .number = parser->chunk->symbol_count++};
    *parser->last_symbol = symbol;
    parser->last_symbol = &symbol->next;
    *scope = (struct scope){symbol, parser->scope};
    parser->scope = scope;
    name->symbol = symbol;
    size_t count = 0;
    for (const struct scope *each = scope; each != NULL && each->symbol->function == parser->function;
         each = each->outer)
        count++;
    if (count > LOCALS_MAX) fail(parser, name->place, "a function has more than 200 local variables");
}

static struct accord_lua_symbol *find(const struct parser *parser, const char *name)
{
    for (const struct scope *scope = parser->scope; scope != NULL; scope = scope->outer)
        if (strcmp(scope->symbol->name, name) == 0) return scope->symbol;
    return NULL;
}

static struct accord_lua_node *parse_name(struct parser *parser)
{
    if (parser->token.kind != ACCORD_LUA_NAME) {
        fail_expected(parser, "a name");
        return node_at(parser, ACCORD_LUA_NAME_NODE, parser->token.place);
    }
    return node_of_token(parser, ACCORD_LUA_NAME_NODE);
}

static struct accord_lua_node *parse_variable(struct parser *parser)
{
    struct accord_lua_node *name = parse_name(parser);
    name->symbol = find(parser, name->text);
    return name;
}

/* ---- expressions ---- */

static struct accord_lua_node *parse_expressions(struct parser *parser)
{
    struct list list = {NULL, NULL, 0};
    do
        append(&list, parse_expression(parser, 0));
    while (accept(parser, ","));
    return list.first;
}

/* The parameters are declared in a scope that the caller closes. */
static void parse_parameters(struct parser *parser, struct accord_lua_node *function, struct list *parameters)
{
    expect(parser, "(");
    while (!at(parser, ")") && !failed(parser)) {
        if (accept(parser, "...")) {
            function->flag = true;
            break;
        }
        struct accord_lua_node *name = parse_name(parser);
        declare(parser, name, ACCORD_LUA_PARAMETER, NULL);
        append(parameters, name);
        if (!accept(parser, ",")) break;
        if (at(parser, ")")) fail_expected(parser, "a name");
    }
    expect(parser, ")");
    function->left = parameters->first;
}

/* Behind the word `function` and its name. `self`: it is a method. */
static struct accord_lua_node *parse_function(struct parser *parser, struct accord_lua_place place, bool self)
{
    struct accord_lua_node *function = node_at(parser, ACCORD_LUA_FUNCTION_NODE, place);
    struct accord_lua_node *outer = parser->function;
    struct scope *scope = parser->scope;
    struct list parameters = {NULL, NULL, 0};
    unsigned loops = parser->loops;
    if (!enter(parser)) return function;
    function->outer = outer;
    parser->function = function;
    parser->loops = 0;
    if (self) {
        struct accord_lua_node *name = node_at(parser, ACCORD_LUA_NAME_NODE, place);
        name->text = "self";
        declare(parser, name, ACCORD_LUA_PARAMETER, NULL);
        append(&parameters, name);
    }
    parse_parameters(parser, function, &parameters);
    function->right = parse_block(parser);
    function->end = parser->token.place;
    expect(parser, "end");
    parser->function = outer;
    parser->scope = scope;
    parser->loops = loops;
    parser->nesting--;
    return finish(parser, function);
}

static struct accord_lua_node *parse_field(struct parser *parser)
{
    struct accord_lua_node *field = node_at(parser, ACCORD_LUA_FIELD_NODE, parser->token.place);
    if (accept(parser, "[")) {
        field->left = parse_expression(parser, 0);
        expect(parser, "]");
        expect(parser, "=");
    } else if (parser->token.kind == ACCORD_LUA_NAME && accord_lua_token_is(look_ahead(parser), "=")) {
        field->left = node_of_token(parser, ACCORD_LUA_STRING_NODE);
        expect(parser, "=");
    }
    field->right = parse_expression(parser, 0);
    return finish(parser, field);
}

static struct accord_lua_node *parse_table(struct parser *parser)
{
    struct accord_lua_node *table = node_at(parser, ACCORD_LUA_TABLE_NODE, parser->token.place);
    struct list fields = {NULL, NULL, 0};
    if (!enter(parser)) return table;
    expect(parser, "{");
    while (!at(parser, "}") && !failed(parser)) {
        append(&fields, parse_field(parser));
        if (!accept(parser, ",") && !accept(parser, ";")) break;
    }
    table->end = parser->token.place;
    expect(parser, "}");
    table->right = fields.first;
    parser->nesting--;
    return finish(parser, table);
}

static struct accord_lua_node *parse_arguments(struct parser *parser)
{
    if (parser->token.kind == ACCORD_LUA_STRING) return node_of_token(parser, ACCORD_LUA_STRING_NODE);
    if (at(parser, "{")) return parse_table(parser);
    struct accord_lua_node *arguments = NULL;
    if (!accept(parser, "(")) {
        fail_expected(parser, "arguments");
    } else if (!accept(parser, ")")) {
        arguments = parse_expressions(parser);
        expect(parser, ")");
    }
    return arguments;
}

static struct accord_lua_node *parse_primary(struct parser *parser)
{
    if (!at(parser, "(")) {
        if (parser->token.kind == ACCORD_LUA_NAME) return parse_variable(parser);
        fail_expected(parser, "an expression");
        return node_at(parser, ACCORD_LUA_NIL_NODE, parser->token.place);
    }
    struct accord_lua_node *node = node_at(parser, ACCORD_LUA_PARENTHESES_NODE, parser->token.place);
    advance(parser);
    node->left = parse_expression(parser, 0);
    expect(parser, ")");
    return finish(parser, node);
}

static bool begins_arguments(const struct parser *parser)
{
    return at(parser, "(") || at(parser, "{") || parser->token.kind == ACCORD_LUA_STRING;
}

/* One index or call behind `object`; NULL where there is none. */
static struct accord_lua_node *parse_suffix(struct parser *parser, struct accord_lua_node *object)
{
    struct accord_lua_node *node = NULL;
    if (accept(parser, ".")) {
        struct accord_lua_node *name = parse_name(parser);
        node = node_at(parser, ACCORD_LUA_INDEX_NODE, name->place);
        name->kind = ACCORD_LUA_STRING_NODE;
        node->flag = true;
        node->right = name;
    } else if (accept(parser, "[")) {
        node = node_at(parser, ACCORD_LUA_INDEX_NODE, parser->token.place);
        node->right = parse_expression(parser, 0);
        expect(parser, "]");
    } else if (accept(parser, ":")) {
        node = node_at(parser, ACCORD_LUA_METHOD_NODE, parser->token.place);
        node->text = parse_name(parser)->text;
        node->length = strlen(node->text);
        node->right = parse_arguments(parser);
    } else if (begins_arguments(parser)) {
        node = node_at(parser, ACCORD_LUA_CALL_NODE, object->place);
        node->right = parse_arguments(parser);
    }
    if (node == NULL) return NULL;
    node->left = object;
    return finish(parser, node);
}

static struct accord_lua_node *parse_suffixed(struct parser *parser)
{
    struct accord_lua_node *node = parse_primary(parser);
    for (struct accord_lua_node *more = node; more != NULL && !failed(parser); more = parse_suffix(parser, node))
        node = more;
    return node;
}

static struct accord_lua_node *parse_simple(struct parser *parser)
{
    static const struct {
        const char *word;
        enum accord_lua_node_kind kind;
    } constants[] = {{"nil", ACCORD_LUA_NIL_NODE},
                     {"true", ACCORD_LUA_TRUE_NODE},
                     {"false", ACCORD_LUA_FALSE_NODE},
                     {"...", ACCORD_LUA_DOTS_NODE}};
    if (parser->token.kind == ACCORD_LUA_STRING) return node_of_token(parser, ACCORD_LUA_STRING_NODE);
    if (parser->token.kind == ACCORD_LUA_NUMBER) {
        bool whole = parser->token.whole;
        struct accord_lua_node *number = node_of_token(parser, ACCORD_LUA_NUMBER_NODE);
        number->flag = whole;
        return number;
    }
    for (size_t i = 0; i < sizeof constants / sizeof constants[0]; i++) {
        if (!at(parser, constants[i].word)) continue;
        if (constants[i].kind == ACCORD_LUA_DOTS_NODE && !parser->function->flag)
            fail(parser, parser->token.place, "'...' stands in a function that does not take it");
        return node_of_token(parser, constants[i].kind);
    }
    if (at(parser, "{")) return parse_table(parser);
    if (at(parser, "function")) {
        struct accord_lua_place place = parser->token.place;
        advance(parser);
        return parse_function(parser, place, false);
    }
    return parse_suffixed(parser);
}

static struct accord_lua_node *parse_operand(struct parser *parser)
{
    static const char *const unary[] = {"not", "-", "#", "~"};
    for (size_t i = 0; i < sizeof unary / sizeof unary[0]; i++) {
        if (!at(parser, unary[i])) continue;
        struct accord_lua_node *node = node_of_token(parser, ACCORD_LUA_UNARY_NODE);
        node->left = parse_expression(parser, PRIORITY_UNARY);
        return finish(parser, node);
    }
    return parse_simple(parser);
}

/* Binary operators by how strongly they bind on either side, as in Lua. */
static const struct binary {
    const char *mark;
    int left;
    int right;
} binaries[] = {{"or", 1, 1},   {"and", 2, 2}, {"<", 3, 3},   {">", 3, 3},   {"<=", 3, 3},  {">=", 3, 3},
                {"~=", 3, 3},   {"==", 3, 3},  {"|", 4, 4},   {"~", 5, 5},   {"&", 6, 6},   {"<<", 7, 7},
                {">>", 7, 7},   {"..", 9, 8},  {"+", 10, 10}, {"-", 10, 10}, {"*", 11, 11}, {"/", 11, 11},
                {"//", 11, 11}, {"%", 11, 11}, {"^", 14, 13}};

static const struct binary *binary_at(const struct parser *parser)
{
    for (size_t i = 0; i < sizeof binaries / sizeof binaries[0]; i++)
        if (at(parser, binaries[i].mark)) return &binaries[i];
    return NULL;
}

static struct accord_lua_node *parse_expression(struct parser *parser, int limit)
{
    if (!enter(parser)) return node_at(parser, ACCORD_LUA_NIL_NODE, parser->token.place);
    struct accord_lua_node *node = parse_operand(parser);
    const struct binary *binary;
    while (!failed(parser) && (binary = binary_at(parser)) != NULL && binary->left > limit) {
        struct accord_lua_node *joined = node_of_token(parser, ACCORD_LUA_BINARY_NODE);
        joined->left = node;
        joined->right = parse_expression(parser, binary->right);
        node = finish(parser, joined);
    }
    parser->nesting--;
    return node;
}

/* ---- statements ---- */

/* A block in a scope of its own, up to the word that ends it. */
static struct accord_lua_node *parse_scoped_block(struct parser *parser)
{
    struct scope *scope = parser->scope;
    struct accord_lua_node *body = parse_block(parser);
    parser->scope = scope;
    return body;
}

static struct accord_lua_node *parse_loop_body(struct parser *parser)
{
    parser->loops++;
    struct accord_lua_node *body = parse_scoped_block(parser);
    parser->loops--;
    return body;
}

static struct accord_lua_node *parse_if(struct parser *parser)
{
    struct accord_lua_node *node = node_at(parser, ACCORD_LUA_IF_NODE, parser->token.place);
    struct list arms = {NULL, NULL, 0};
    do {
        struct accord_lua_node *arm = node_of_token(parser, ACCORD_LUA_ARM_NODE);
        arm->left = parse_expression(parser, 0);
        expect(parser, "then");
        arm->right = parse_scoped_block(parser);
        append(&arms, finish(parser, arm));
    } while (at(parser, "elseif"));
    if (at(parser, "else")) {
        struct accord_lua_node *arm = node_of_token(parser, ACCORD_LUA_ARM_NODE);
        arm->right = parse_scoped_block(parser);
        append(&arms, finish(parser, arm));
    }
    expect(parser, "end");
    node->right = arms.first;
    return finish(parser, node);
}

static struct accord_lua_node *parse_while(struct parser *parser)
{
    struct accord_lua_node *node = node_of_token(parser, ACCORD_LUA_WHILE_NODE);
    node->left = parse_expression(parser, 0);
    expect(parser, "do");
    node->right = parse_loop_body(parser);
    expect(parser, "end");
    return finish(parser, node);
}

/* The condition sees the body's locals. */
static struct accord_lua_node *parse_repeat(struct parser *parser)
{
    struct accord_lua_node *node = node_of_token(parser, ACCORD_LUA_REPEAT_NODE);
    struct scope *scope = parser->scope;
    parser->loops++;
    node->right = parse_block(parser);
    parser->loops--;
    expect(parser, "until");
    node->left = parse_expression(parser, 0);
    parser->scope = scope;
    return finish(parser, node);
}

static struct accord_lua_node *parse_for(struct parser *parser)
{
    struct accord_lua_node *node = node_of_token(parser, ACCORD_LUA_FOR_IN_NODE);
    struct scope *scope = parser->scope;
    struct list names = {NULL, NULL, 0};
    do
        append(&names, parse_name(parser));
    while (accept(parser, ","));
    bool numeric = names.count == 1 && accept(parser, "=");
    if (numeric)
        node->kind = ACCORD_LUA_FOR_NUMBER_NODE;
    else
        expect(parser, "in");
    struct accord_lua_place place = parser->token.place;
    node->left = names.first;
    node->middle = parse_expressions(parser);
    size_t count = 0;
    for (const struct accord_lua_node *each = node->middle; each != NULL && !failed(parser); each = each->next)
        count++;
    if (numeric && !failed(parser) && (count < 2 || count > 3))
        fail(parser, place, "a numeric for needs two or three values, as in: for i = 1, 10 do");
    expect(parser, "do");
    for (struct accord_lua_node *name = names.first; name != NULL && !failed(parser); name = name->next)
        declare(parser, name, ACCORD_LUA_LOOP, NULL);
    node->right = parse_loop_body(parser);
    expect(parser, "end");
    parser->scope = scope;
    return finish(parser, node);
}

/* A function is given to a name anew. */
static void note_assignment(struct parser *parser, const struct accord_lua_node *target)
{
    if (target->kind != ACCORD_LUA_NAME_NODE || target->symbol == NULL) return;
    target->symbol->assigned++;
    if (target->symbol->attribute != NULL) fail(parser, target->place, "a <const> variable is given another value");
}

/* function a.b.c:d() */
static struct accord_lua_node *parse_function_statement(struct parser *parser)
{
    struct accord_lua_place place = parser->token.place;
    struct accord_lua_node *node = node_of_token(parser, ACCORD_LUA_ASSIGN_NODE);
    struct accord_lua_node *target = parse_variable(parser);
    bool self = false;
    while (!self && (at(parser, ".") || at(parser, ":"))) {
        self = at(parser, ":");
        advance(parser);
        struct accord_lua_node *name = parse_name(parser);
        struct accord_lua_node *index = node_at(parser, ACCORD_LUA_INDEX_NODE, name->place);
        name->kind = ACCORD_LUA_STRING_NODE;
        index->flag = true;
        index->left = target;
        index->right = name;
        target = finish(parser, index);
    }
    note_assignment(parser, target);
    node->flag = true;
    node->left = target;
    node->right = parse_function(parser, place, self);
    return finish(parser, node);
}

static struct accord_lua_node *parse_local_function(struct parser *parser)
{
    struct accord_lua_node *node = node_at(parser, ACCORD_LUA_LOCAL_NODE, parser->token.place);
    struct accord_lua_place place = parser->token.place;
    advance(parser);
    node->left = parse_name(parser);
    declare(parser, node->left, ACCORD_LUA_LOCAL, NULL); /* in scope in its own body */
    node->right = parse_function(parser, place, false);
    if (node->left->symbol != NULL) node->left->symbol->value = node->right;
    return finish(parser, node);
}

static const char *parse_attribute(struct parser *parser)
{
    if (!accept(parser, "<")) return NULL;
    struct accord_lua_place place = parser->token.place;
    const char *attribute = parse_name(parser)->text;
    if (!failed(parser) && strcmp(attribute, "const") != 0 && strcmp(attribute, "close") != 0)
        fail(parser, place, "a local variable's attribute is unknown, expected <const> or <close>");
    expect(parser, ">");
    return attribute;
}

/* Each name with the one expression that it is given; NULL where a call or ... may give several their values. */
static void match_values(struct accord_lua_node *names, struct accord_lua_node *values)
{
    for (; names != NULL && values != NULL; names = names->next, values = values->next) {
        enum accord_lua_node_kind kind = values->kind;
        bool several = kind == ACCORD_LUA_CALL_NODE || kind == ACCORD_LUA_METHOD_NODE || kind == ACCORD_LUA_DOTS_NODE;
        if (names->symbol != NULL) names->symbol->value = values;
        if (several && values->next == NULL) return;
    }
}

static struct accord_lua_node *parse_local(struct parser *parser)
{
    struct accord_lua_node *node = node_at(parser, ACCORD_LUA_LOCAL_NODE, parser->token.place);
    const char *attributes[LOCALS_MAX + 1];
    struct list names = {NULL, NULL, 0};
    do {
        if (names.count == LOCALS_MAX)
            fail(parser, parser->token.place, "a function has more than 200 local variables");
        append(&names, parse_name(parser));
        attributes[(names.count - 1) % LOCALS_MAX] = parse_attribute(parser);
    } while (accept(parser, ","));
    if (accept(parser, "=")) node->right = parse_expressions(parser);
    size_t i = 0;
    for (struct accord_lua_node *name = names.first; name != NULL && !failed(parser); name = name->next)
        declare(parser, name, ACCORD_LUA_LOCAL, attributes[i++]);
    if (!failed(parser)) match_values(names.first, node->right);
    node->left = names.first;
    return finish(parser, node);
}

static struct accord_lua_node *parse_return(struct parser *parser)
{
    static const char *const ends[] = {"end", "else", "elseif", "until", ";"};
    struct accord_lua_node *node = node_of_token(parser, ACCORD_LUA_RETURN_NODE);
    bool empty = parser->token.kind == ACCORD_LUA_END;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        empty = empty || at(parser, ends[i]);
    if (!empty) node->right = parse_expressions(parser);
    (void)accept(parser, ";");
    return finish(parser, node);
}

static bool is_call(const struct accord_lua_node *node)
{
    return node->kind == ACCORD_LUA_CALL_NODE || node->kind == ACCORD_LUA_METHOD_NODE;
}

static bool is_target(const struct accord_lua_node *node)
{
    return node->kind == ACCORD_LUA_NAME_NODE || node->kind == ACCORD_LUA_INDEX_NODE;
}

/* A call, or targets with their values. */
static struct accord_lua_node *parse_expression_statement(struct parser *parser)
{
    struct accord_lua_node *first = parse_suffixed(parser);
    struct list targets = {NULL, NULL, 0};
    if (is_call(first) && !at(parser, "=") && !at(parser, ",")) {
        struct accord_lua_node *run = node_at(parser, ACCORD_LUA_RUN_NODE, first->place);
        run->left = first;
        return finish(parser, run);
    }
    struct accord_lua_node *node = node_at(parser, ACCORD_LUA_ASSIGN_NODE, first->place);
    append(&targets, first);
    while (accept(parser, ","))
        append(&targets, parse_suffixed(parser));
    for (const struct accord_lua_node *target = targets.first; target != NULL && !failed(parser);
         target = target->next) {
        if (!is_target(target))
            fail(parser, target->place, "an expression stands alone, expected a call or an assignment");
        note_assignment(parser, target);
    }
    expect(parser, "=");
    node->left = targets.first;
    node->right = parse_expressions(parser);
    return finish(parser, node);
}

static struct accord_lua_node *parse_do(struct parser *parser)
{
    struct accord_lua_node *node = node_of_token(parser, ACCORD_LUA_DO_NODE);
    node->right = parse_scoped_block(parser);
    expect(parser, "end");
    return finish(parser, node);
}

static struct accord_lua_node *parse_break(struct parser *parser)
{
    if (parser->loops == 0) fail(parser, parser->token.place, "'break' stands outside a loop");
    return node_of_token(parser, ACCORD_LUA_BREAK_NODE);
}

static struct accord_lua_node *parse_goto(struct parser *parser)
{
    advance(parser);
    struct accord_lua_node *node = parse_name(parser);
    node->kind = ACCORD_LUA_GOTO_NODE;
    return node;
}

static struct accord_lua_node *parse_label(struct parser *parser)
{
    advance(parser);
    struct accord_lua_node *node = parse_name(parser);
    node->kind = ACCORD_LUA_LABEL_NODE;
    expect(parser, "::");
    return node;
}

static struct accord_lua_node *parse_local_statement(struct parser *parser)
{
    advance(parser);
    return at(parser, "function") ? parse_local_function(parser) : parse_local(parser);
}

static struct accord_lua_node *parse_statement(struct parser *parser)
{
    static const struct {
        const char *word;
        struct accord_lua_node *(*parse)(struct parser *parser);
    } statements[] = {{"if", parse_if},         {"while", parse_while},
                      {"do", parse_do},         {"for", parse_for},
                      {"repeat", parse_repeat}, {"function", parse_function_statement},
                      {"return", parse_return}, {"local", parse_local_statement},
                      {"break", parse_break},   {"goto", parse_goto},
                      {"::", parse_label}};
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++)
        if (at(parser, statements[i].word)) return statements[i].parse(parser);
    return parse_expression_statement(parser);
}

static bool block_ends(const struct parser *parser)
{
    static const char *const ends[] = {"end", "else", "elseif", "until"};
    bool ended = parser->token.kind == ACCORD_LUA_END;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        ended = ended || at(parser, ends[i]);
    return ended;
}

static struct accord_lua_node *parse_block(struct parser *parser)
{
    struct list statements = {NULL, NULL, 0};
    if (!enter(parser)) return NULL;
    while (!block_ends(parser)) {
        if (accept(parser, ";")) continue;
        struct accord_lua_node *statement = parse_statement(parser);
        append(&statements, statement);
        if (statement->kind != ACCORD_LUA_RETURN_NODE) continue;
        if (!block_ends(parser)) fail_expected(parser, "the end of the block, for 'return' is its last statement");
    }
    parser->nesting--;
    return statements.first;
}

enum accord_status accord_lua_parse(const char *source, size_t length, struct accord_arena *arena,
                                    struct accord_lua_chunk **chunk, struct accord_lua_fault *fault,
                                    struct accord_error *err)
{
    struct parser parser = {.nesting = 0};
    *chunk = NULL;
    *fault = (struct accord_lua_fault){{1, 1, 0}, "the text is larger than 1 MiB"};
    if (length > ACCORD_LUA_SOURCE_MAX) return ACCORD_OK;
    accord_lua_lex_init(&parser.lexer, source, length, arena);
    parser.chunk = accord_arena_zero(arena, 1, sizeof *parser.chunk);
    if (parser.chunk == NULL) return accord_error_memory(err);
    parser.last_symbol = &parser.chunk->symbols;
    parser.function = node_at(&parser, ACCORD_LUA_FUNCTION_NODE, parser.lexer.here);
    parser.function->flag = true;
    parser.chunk->main = parser.function;
    advance(&parser);
    parser.function->right = parse_block(&parser);
    if (!failed(&parser) && parser.token.kind != ACCORD_LUA_END) fail_expected(&parser, "the end of the text");
    if (parser.lexer.out_of_memory) return accord_error_memory(err);
    *fault = parser.lexer.fault;
    if (fault->what != NULL) return ACCORD_OK;
    parser.function->end = parser.token.place;
    parser.chunk->comments = parser.lexer.comments;
    (void)finish(&parser, parser.function);
    *chunk = parser.chunk;
    return ACCORD_OK;
}

/* ---- small questions ---- */

bool accord_lua_is_text(const struct accord_lua_node *node, enum accord_lua_node_kind kind, const char *text)
{
    return node != NULL && node->kind == kind && accord_text_equal(node->text, node->length, text, strlen(text));
}

struct accord_lua_node *accord_lua_field(const struct accord_lua_node *table, const char *name)
{
    if (table == NULL || table->kind != ACCORD_LUA_TABLE_NODE) return NULL;
    for (struct accord_lua_node *field = table->right; field != NULL; field = field->next)
        if (accord_lua_is_text(field->left, ACCORD_LUA_STRING_NODE, name)) return field->right;
    return NULL;
}

const char *accord_lua_key(const struct accord_lua_node *node)
{
    const struct accord_lua_node *key = node->kind == ACCORD_LUA_FIELD_NODE ? node->left : node->right;
    return key != NULL && key->kind == ACCORD_LUA_STRING_NODE ? key->text : NULL;
}

struct accord_lua_node *accord_lua_bare(struct accord_lua_node *node)
{
    while (node != NULL && node->kind == ACCORD_LUA_PARENTHESES_NODE)
        node = node->left;
    return node;
}
