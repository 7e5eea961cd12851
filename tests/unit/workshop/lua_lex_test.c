/* Tokens of Lua: kinds, contents and places. */
#include "unit/suite.h"
#include "workshop/lua_lex.h"

#include <stdio.h>
#include <string.h>

/* Every token as KIND:text, apart by spaces; a fault as !line:column what. */
static const struct {
    const char *source;
    const char *tokens;
} cases[] = {
    {"", ""},
    {"local x = nil", "word:local name:x mark:= word:nil"},
    {"a.b:c[1]", "name:a mark:. name:b mark:: name:c mark:[ number:1 mark:]"},
    {"..... .. .", "mark:... mark:.. mark:.. mark:."},
    {"<<=>>=~= ~ // / :: : <= >=",
     "mark:<< mark:= mark:>> mark:= mark:~= mark:~ mark:// mark:/ mark::: mark:: mark:<= mark:>="},
    {"0x1p4 3e-2 .5 0xA.8 3. 12", "number:0x1p4 number:3e-2 number:.5 number:0xA.8 number:3. number:12"},
    {"3x", "!1:1 a number cannot be written so"},
    {"a 0x", "name:a !1:3 a number cannot be written so"},
    {"1..2", "!1:1 a number cannot be written so"},
    {"'a\\65\\x42\\u{43}\\z  \n D\\'' \"\\\"\"", "text:aABCD' text:\""},
    {"'a\\\r\nb'", "text:a\nb"},
    {"[[\na\n]] [==[]]]==]", "text:a\n text:]]"},
    {"-- all\nx --[[ a\nb ]] y", "name:x name:y"},
    {"'abc", "!1:1 the string that begins here has no closing quote"},
    {"\n 'ab\nc'", "!2:2 the string that begins here has no closing quote"},
    {"[[abc", "!1:1 the long string that begins here has no end"},
    {"--[[abc", "!1:1 the comment that begins here has no end"},
    {"'\\q'", "!1:2 the string has an escape that Lua does not know"},
    {"'\\xG'", "!1:4 \\x needs two hexadecimal digits"},
    {"'\\256'", "!1:3 \\ and a number: expected at most 255"},
    {"'\\u{110000000}'", "!1:4 \\u needs a code point in braces, as in \\u{E9}"},
    {"x = $", "name:x mark:= !1:5 a character that means nothing in Lua"},
    {"x = \xC3\xA9", "name:x mark:= !1:5 a character that means nothing in Lua"},
};

START_TEST(text_becomes_these_tokens)
{
    static const char *const kinds[] = {"end", "name", "text", "number", "word", "mark"};
    struct accord_arena arena;
    struct accord_lua_lexer lexer;
    struct accord_lua_token token;
    char tokens[1024] = "";
    accord_arena_init(&arena);
    accord_lua_lex_init(&lexer, cases[_i].source, strlen(cases[_i].source), &arena);
    for (accord_lua_lex_next(&lexer, &token); token.kind != ACCORD_LUA_END; accord_lua_lex_next(&lexer, &token))
        (void)snprintf(tokens + strlen(tokens), sizeof tokens - strlen(tokens), "%s%s:%s", tokens[0] ? " " : "",
                       kinds[token.kind], token.text);
    if (lexer.fault.what != NULL)
        (void)snprintf(tokens + strlen(tokens), sizeof tokens - strlen(tokens), "%s!%u:%u %s", tokens[0] ? " " : "",
                       lexer.fault.place.line, lexer.fault.place.column, lexer.fault.what);
    ck_assert_str_eq(tokens, cases[_i].tokens);
    accord_arena_clear(&arena);
}
END_TEST

/* The place of the last token. */
static const struct {
    const char *source;
    unsigned line;
    unsigned column;
} places[] = {
    {"x", 1, 1},          {"a x", 1, 3},        {"a\nx", 2, 1},           {"a\r\nx", 2, 1},
    {"a\n\rx", 2, 1},     {"a\r\rx", 3, 1},     {"\"\xC3\xA9\" x", 1, 5}, {"--\xE2\x82\xAC\nx", 2, 1},
    {"[[\n\n]] x", 3, 4}, {"--[[\n]] x", 2, 4}, {"'a\\\nb' x", 2, 4},     {"'a\\z\n\n b' x", 3, 5},
};

START_TEST(places_are_lines_and_characters)
{
    struct accord_arena arena;
    struct accord_lua_lexer lexer;
    struct accord_lua_token token = {.kind = ACCORD_LUA_END}, last = token;
    accord_arena_init(&arena);
    accord_lua_lex_init(&lexer, places[_i].source, strlen(places[_i].source), &arena);
    do {
        last = token;
        accord_lua_lex_next(&lexer, &token);
    } while (token.kind != ACCORD_LUA_END);
    ck_assert_str_eq(last.text, "x");
    ck_assert_uint_eq(last.place.line, places[_i].line);
    ck_assert_uint_eq(last.place.column, places[_i].column);
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(comments_are_kept_and_know_whether_they_stand_alone)
{
    static const char source[] = "-- one\nx() --two\n--[[three\n]] y()";
    static const struct {
        const char *text;
        bool alone;
    } expected[] = {{" one", true}, {"two", false}, {"three\n", true}};
    struct accord_arena arena;
    struct accord_lua_lexer lexer;
    struct accord_lua_token token;
    accord_arena_init(&arena);
    accord_lua_lex_init(&lexer, source, strlen(source), &arena);
    do
        accord_lua_lex_next(&lexer, &token);
    while (token.kind != ACCORD_LUA_END);
    const struct accord_lua_comment *comment = lexer.comments;
    for (size_t i = 0; i < 3; i++, comment = comment->next) {
        ck_assert_ptr_nonnull(comment);
        ck_assert_uint_eq(comment->length, strlen(expected[i].text));
        ck_assert_int_eq(memcmp(comment->text, expected[i].text, comment->length), 0);
        ck_assert_int_eq(comment->alone, expected[i].alone);
    }
    ck_assert_ptr_null(comment);
    accord_arena_clear(&arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("workshop_lua_lex");
    TCase *tcase = tcase_create("lua_lex");
    tcase_add_loop_test(tcase, text_becomes_these_tokens, 0, COUNT_OF(cases));
    tcase_add_loop_test(tcase, places_are_lines_and_characters, 0, COUNT_OF(places));
    tcase_add_test(tcase, comments_are_kept_and_know_whether_they_stand_alone);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
