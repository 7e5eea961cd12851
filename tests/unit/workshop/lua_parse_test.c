/* Trees of Lua: each construct, what names are resolved to, where faults are. */
#include "base/text.h"
#include "unit/suite.h"
#include "workshop/lua_parse.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {
#define KIND_NAME(name) #name,
    ACCORD_LUA_NODES(KIND_NAME)
#undef KIND_NAME
};

static void write_list(struct accord_text *text, const struct accord_lua_node *list);

/* (KIND text left | middle | right): a local's name with its number, a global's with a `?`. */
static void write_node(struct accord_text *text, const struct accord_lua_node *node)
{
    accord_text_addf(text, "(%s", kinds[node->kind]);
    if (node->flag) accord_text_add_char(text, '!');
    if (node->kind == ACCORD_LUA_NAME_NODE && node->symbol != NULL)
        accord_text_addf(text, " %s%zu", node->text, node->symbol->number);
    else if (node->kind == ACCORD_LUA_NAME_NODE)
        accord_text_addf(text, " %s?", node->text);
    else if (node->left == NULL && node->right == NULL && node->length > 0)
        accord_text_addf(text, " %s", node->text);
    else if (node->kind == ACCORD_LUA_BINARY_NODE || node->kind == ACCORD_LUA_UNARY_NODE ||
             node->kind == ACCORD_LUA_METHOD_NODE)
        accord_text_addf(text, " %s", node->text);
    write_list(text, node->left);
    if (node->middle != NULL) accord_text_add_str(text, " |");
    write_list(text, node->middle);
    if (node->left != NULL && node->right != NULL) accord_text_add_str(text, " |");
    write_list(text, node->right);
    accord_text_add_char(text, ')');
}

static void write_list(struct accord_text *text, const struct accord_lua_node *list)
{
    for (; list != NULL; list = list->next) {
        accord_text_add_char(text, ' ');
        write_node(text, list);
    }
}

static const struct {
    const char *source;
    const char *tree;
} cases[] = {
    {"", ""},
    {";;", ""},
    {"return", "(RETURN return)"},
    {"return nil, true, false, 1, 1.5, 's', ...;",
     "(RETURN (NIL nil) (TRUE true) (FALSE false) (NUMBER! 1) (NUMBER 1.5) (STRING s) (DOTS ...))"},
    {"local a", "(LOCAL (NAME a0))"},
    {"local a <const>, b <close> = 1, a", "(LOCAL (NAME a0) (NAME b1) | (NUMBER! 1) (NAME a?))"},
    {"local a = 1 local a = a", "(LOCAL (NAME a0) | (NUMBER! 1)) (LOCAL (NAME a1) | (NAME a0))"},
    {"a, b.c, d[1] = 1, 2",
     "(ASSIGN (NAME a?) (INDEX! (NAME b?) | (STRING c)) (INDEX (NAME d?) | (NUMBER! 1)) | (NUMBER! 1) (NUMBER! 2))"},
    {"f() f'x' f{} f(1, 2)",
     "(RUN (CALL (NAME f?))) (RUN (CALL (NAME f?) | (STRING x))) (RUN (CALL (NAME f?) | (TABLE))) "
     "(RUN (CALL (NAME f?) | (NUMBER! 1) (NUMBER! 2)))"},
    {"a.b:c(1):d 'x'", "(RUN (METHOD d (METHOD c (INDEX! (NAME a?) | (STRING b)) | (NUMBER! 1)) | (STRING x)))"},
    {"do local a end a()", "(DO (LOCAL (NAME a0))) (RUN (CALL (NAME a?)))"},
    {"while a do break end", "(WHILE (NAME a?) | (BREAK break))"},
    {"repeat local a until a", "(REPEAT (NAME a0) | (LOCAL (NAME a0)))"},
    {"if a then b() elseif c then else d() end",
     "(IF (ARM (NAME a?) | (RUN (CALL (NAME b?)))) (ARM (NAME c?)) (ARM (RUN (CALL (NAME d?)))))"},
    {"for i = 1, 2, 3 do i() end",
     "(FOR_NUMBER (NAME i0) | (NUMBER! 1) (NUMBER! 2) (NUMBER! 3) | (RUN (CALL (NAME i0))))"},
    {"for k, v in pairs(k) do end v()",
     "(FOR_IN (NAME k0) (NAME v1) | (CALL (NAME pairs?) | (NAME k?))) (RUN (CALL (NAME v?)))"},
    {"function f(a, ...) return a, ... end",
     "(ASSIGN! (NAME f?) | (FUNCTION! (NAME a0) | (RETURN (NAME a0) (DOTS ...))))"},
    {"function a.b:c() return self end", "(ASSIGN! (INDEX! (INDEX! (NAME a?) | (STRING b)) | (STRING c)) | (FUNCTION "
                                         "(NAME self0) | (RETURN (NAME self0))))"},
    {"local function f() return f end", "(LOCAL (NAME f0) | (FUNCTION (RETURN (NAME f0))))"},
    {"local f = function() return f end", "(LOCAL (NAME f0) | (FUNCTION (RETURN (NAME f?))))"},
    {"return { 1, a = 2, ['b c'] = 3; [4] = 5, }",
     "(RETURN (TABLE (FIELD (NUMBER! 1)) (FIELD (STRING a) | (NUMBER! 2)) (FIELD (STRING b c) | (NUMBER! 3)) "
     "(FIELD (NUMBER! 4) | (NUMBER! 5))))"},
    {"return { a, a == b }", "(RETURN (TABLE (FIELD (NAME a?)) (FIELD (BINARY == (NAME a?) | (NAME b?)))))"},
    {"goto x ::x::", "(GOTO x) (LABEL x)"},
    {"return (f())", "(RETURN (PARENTHESES (CALL (NAME f?))))"},
    {"return 1 + 2 * 3 - 4",
     "(RETURN (BINARY - (BINARY + (NUMBER! 1) | (BINARY * (NUMBER! 2) | (NUMBER! 3))) | (NUMBER! 4)))"},
    {"return 2 ^ 3 ^ 4", "(RETURN (BINARY ^ (NUMBER! 2) | (BINARY ^ (NUMBER! 3) | (NUMBER! 4))))"},
    {"return -2 ^ 3", "(RETURN (UNARY - (BINARY ^ (NUMBER! 2) | (NUMBER! 3))))"},
    {"return a .. b .. c", "(RETURN (BINARY .. (NAME a?) | (BINARY .. (NAME b?) | (NAME c?))))"},
    {"return not a == b and c or d",
     "(RETURN (BINARY or (BINARY and (BINARY == (UNARY not (NAME a?)) | (NAME b?)) | (NAME c?)) | (NAME d?)))"},
    {"return #a < 1 << 2 | ~3 & 4 ~ 5",
     "(RETURN (BINARY < (UNARY # (NAME a?)) | (BINARY | (BINARY << (NUMBER! 1) | (NUMBER! 2)) | (BINARY ~ (BINARY & "
     "(UNARY ~ (NUMBER! 3)) | (NUMBER! 4)) | (NUMBER! 5)))))"},
};

static struct accord_lua_chunk *parse(const char *source, size_t length, struct accord_arena *arena,
                                      struct accord_lua_fault *fault)
{
    struct accord_lua_chunk *chunk;
    accord_arena_init(arena);
    ck_assert_int_eq(accord_lua_parse(source, length, arena, &chunk, fault, NULL), ACCORD_OK);
    return chunk;
}

START_TEST(text_becomes_this_tree)
{
    struct accord_arena arena;
    struct accord_lua_fault fault;
    struct accord_text text;
    const struct accord_lua_chunk *chunk = parse(cases[_i].source, strlen(cases[_i].source), &arena, &fault);
    ck_assert_msg(chunk != NULL, "%s", fault.what);
    accord_text_init(&text, 4096);
    write_list(&text, chunk->main->right);
    ck_assert_str_eq(accord_text_str(&text) + (text.length > 0), cases[_i].tree);
    accord_text_clear(&text);
    accord_arena_clear(&arena);
}
END_TEST

static const struct {
    const char *source;
    unsigned line;
    unsigned column;
    const char *what;
} faults[] = {
    {"x", 1, 2, "the text ends, expected '='"},
    {"x.y", 1, 4, "the text ends, expected '='"},
    {"(x)", 1, 1, "an expression stands alone, expected a call or an assignment"},
    {"(x) = 1", 1, 1, "an expression stands alone, expected a call or an assignment"},
    {"f() = 1", 1, 1, "an expression stands alone, expected a call or an assignment"},
    {"x = ", 1, 5, "the text ends, expected an expression"},
    {"x = = 1", 1, 5, "found '=', expected an expression"},
    {"local 1", 1, 7, "found '1', expected a name"},
    {"local x <constant> = 1", 1, 10, "a local variable's attribute is unknown, expected <const> or <close>"},
    {"local x <const> = 1\nx = 2", 2, 1, "a <const> variable is given another value"},
    {"if x then", 1, 10, "the text ends, expected 'end'"},
    {"if x do end", 1, 6, "found 'do', expected 'then'"},
    {"end", 1, 1, "found 'end', expected the end of the text"},
    {"return 1\nx()", 2, 1, "found 'x', expected the end of the block, for 'return' is its last statement"},
    {"break", 1, 1, "'break' stands outside a loop"},
    {"while x do local f = function() break end end", 1, 33, "'break' stands outside a loop"},
    {"function f() return ... end", 1, 21, "'...' stands in a function that does not take it"},
    {"f(1,)", 1, 5, "found ')', expected an expression"},
    {"function f(a,) end", 1, 14, "found ')', expected a name"},
    {"return {\n  1 2 }", 2, 5, "found '2', expected '}'"},
    {"for i = 1 do end", 1, 9, "a numeric for needs two or three values, as in: for i = 1, 10 do"},
    {"for i, j = 1, 2 do end", 1, 10, "found '=', expected 'in'"},
    {"x = 'abc", 1, 5, "the string that begins here has no closing quote"},
};

START_TEST(a_fault_has_its_place)
{
    struct accord_arena arena;
    struct accord_lua_fault fault;
    ck_assert_ptr_null(parse(faults[_i].source, strlen(faults[_i].source), &arena, &fault));
    ck_assert_str_eq(fault.what, faults[_i].what);
    ck_assert_uint_eq(fault.place.line, faults[_i].line);
    ck_assert_uint_eq(fault.place.column, faults[_i].column);
    accord_arena_clear(&arena);
}
END_TEST

static void check_file(const char *path)
{
    struct accord_arena arena;
    struct accord_lua_fault fault;
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    char *source = malloc(ACCORD_LUA_SOURCE_MAX);
    ck_assert_ptr_nonnull(source);
    size_t length = fread(source, 1, ACCORD_LUA_SOURCE_MAX, file);
    const struct accord_lua_chunk *chunk = parse(source, length, &arena, &fault);
    ck_assert_msg(chunk != NULL, "%s:%u:%u: %s", path, fault.place.line, fault.place.column, fault.what);
    accord_arena_clear(&arena);
    free(source);
    fclose(file);
}

static size_t check_folder(const char *folder, int depth)
{
    DIR *open = opendir(folder);
    size_t count = 0;
    ck_assert_msg(open != NULL, "%s", folder);
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;) {
        char path[4096];
        const char *dot = strrchr(entry->d_name, '.');
        int length = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        ck_assert_int_lt(length, (int)sizeof path);
        if (dot != NULL && strcmp(dot, ".lua") == 0)
            check_file(path), count++;
        else if (dot == NULL && depth > 0)
            count += check_folder(path, depth - 1);
        else if (entry->d_name[0] != '.' && depth > 0 && strchr(entry->d_name, '-') != NULL)
            count += check_folder(path, 0);
    }
    closedir(open);
    return count;
}

START_TEST(every_shipped_rule_parses)
{
    ck_assert_uint_gt(check_folder(ACCORD_RULES, 2), 20);
}
END_TEST

START_TEST(a_name_knows_what_declares_it)
{
    static const char source[] = "local a, b, c = 1, f() a = 2 local d, e = (g()), 3";
    static const struct {
        const char *name;
        bool valued;
        size_t assigned;
    } expected[] = {{"a", true, 1}, {"b", true, 0}, {"c", false, 0}, {"d", true, 0}, {"e", true, 0}};
    struct accord_arena arena;
    struct accord_lua_fault fault;
    const struct accord_lua_chunk *chunk = parse(source, strlen(source), &arena, &fault);
    const struct accord_lua_symbol *symbol = chunk->symbols;
    for (size_t i = 0; i < 5; i++, symbol = symbol->next) {
        ck_assert_str_eq(symbol->name, expected[i].name);
        ck_assert_int_eq(symbol->value != NULL, expected[i].valued);
        ck_assert_uint_eq(symbol->assigned, expected[i].assigned);
    }
    accord_arena_clear(&arena);
}
END_TEST

/* Texts that would nest, chain or grow without end are refused; the parser survives every failed allocation. */
START_TEST(what_is_too_deep_is_refused)
{
    static const struct {
        const char *begin;
        const char *again;
    } texts[] = {{"return ", "("}, {"return ", "{"},   {"return ", "2^"},  {"return ", "- "},  {"return ", "not "},
                 {"", "do "},      {"return a", ".b"}, {"return 1", "+1"}, {"return a", "()"}, {"", "f(function() "}};
    char source[32 * 1024];
    struct accord_arena arena;
    struct accord_lua_fault fault;
    (void)snprintf(source, sizeof source, "%s", texts[_i].begin);
    for (size_t i = 0; i < 2000; i++)
        strncat(source, texts[_i].again, sizeof source - strlen(source) - 1);
    ck_assert_ptr_null(parse(source, strlen(source), &arena, &fault));
    ck_assert_msg(strstr(fault.what, "too") != NULL, "%s", fault.what);
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(a_failed_allocation_is_a_status)
{
    static const char source[] = "local a = { 'x', f(function(b) return b end) } --c\nfor i = 1, 2 do a[i] = i end";
    bool failed = true;
    for (unsigned long nth = 1; failed && nth < 1000; nth++) {
        struct accord_arena arena;
        struct accord_lua_chunk *chunk;
        struct accord_lua_fault fault;
        struct accord_error err;
        accord_arena_init(&arena);
        accord_alloc_fail_after(nth);
        failed = accord_lua_parse(source, strlen(source), &arena, &chunk, &fault, &err) == ACCORD_NO_MEMORY;
        accord_alloc_fail_after(0);
        ck_assert(failed || chunk != NULL);
        accord_arena_clear(&arena);
    }
    ck_assert(!failed);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("workshop_lua_parse");
    TCase *tcase = tcase_create("lua_parse");
    tcase_add_loop_test(tcase, text_becomes_this_tree, 0, COUNT_OF(cases));
    tcase_add_loop_test(tcase, a_fault_has_its_place, 0, COUNT_OF(faults));
    tcase_add_loop_test(tcase, what_is_too_deep_is_refused, 0, 10);
    tcase_add_test(tcase, every_shipped_rule_parses);
    tcase_add_test(tcase, a_name_knows_what_declares_it);
    tcase_add_test(tcase, a_failed_allocation_is_a_status);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
