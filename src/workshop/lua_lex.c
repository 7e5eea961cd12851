/* Lua 5.4 text into tokens. What Lua itself refuses is a fault here too; nothing is ever read past the end. */
#include "workshop/lua_lex.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

static const char *const words[] = {"and",      "break",  "do",   "else", "elseif", "end",  "false", "for",
                                    "function", "goto",   "if",   "in",   "local",  "nil",  "not",   "or",
                                    "repeat",   "return", "then", "true", "until",  "while"};

/* The longer of two that begin alike stands first. */
static const char *const marks[] = {"...", "<<", ">>", "//", "==", "~=", "<=", ">=", "::", "..", "+",
                                    "-",   "*",  "/",  "%",  "^",  "#",  "&",  "~",  "|",  "<",  ">",
                                    "=",   "(",  ")",  "{",  "}",  "[",  "]",  ";",  ":",  ",",  "."};

void accord_lua_lex_init(struct accord_lua_lexer *lexer, const char *source, size_t length, struct accord_arena *arena)
{
    *lexer = (struct accord_lua_lexer){.source = source, .length = length, .arena = arena, .here = {1, 1, 0}};
    lexer->last_comment = &lexer->comments;
}

bool accord_lua_token_is(const struct accord_lua_token *token, const char *text)
{
    return (token->kind == ACCORD_LUA_WORD || token->kind == ACCORD_LUA_MARK) && strcmp(token->text, text) == 0;
}

/* ---- characters ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The value of a hexadecimal digit, or -1. */
static int hexadecimal(char c)
{
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static bool at_end(const struct accord_lua_lexer *lexer)
{
    return lexer->here.at >= lexer->length;
}

static char peek(const struct accord_lua_lexer *lexer, size_t ahead)
{
    return lexer->length - lexer->here.at > ahead ? lexer->source[lexer->here.at + ahead] : '\0';
}

/* Steps over one character. A line ends with \n, \r, or both in either order. */
static void step(struct accord_lua_lexer *lexer)
{
    assert(!at_end(lexer));
    char c = peek(lexer, 0);
    bool two = is_line_end(c) && is_line_end(peek(lexer, 1)) && peek(lexer, 1) != c;
    lexer->here.at += two ? 2 : 1;
    if (is_line_end(c)) {
        lexer->here.line++;
        lexer->here.column = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80) {
        lexer->here.column++;
    }
}

static void step_over(struct accord_lua_lexer *lexer, size_t count)
{
    for (; count > 0 && !at_end(lexer); count--)
        step(lexer);
}

static void fail(struct accord_lua_lexer *lexer, struct accord_lua_place place, const char *what)
{
    if (lexer->fault.what != NULL) return;
    lexer->fault = (struct accord_lua_fault){place, what};
}

static bool failed(const struct accord_lua_lexer *lexer)
{
    return lexer->fault.what != NULL || lexer->out_of_memory;
}

/* ---- long brackets ---- */

/* The number of '=' of a long bracket that opens here, or -1. */
static int long_bracket(const struct accord_lua_lexer *lexer)
{
    size_t level = 0;
    if (peek(lexer, 0) != '[') return -1;
    while (peek(lexer, 1 + level) == '=')
        level++;
    return peek(lexer, 1 + level) == '[' ? (int)level : -1;
}

static bool closes(const struct accord_lua_lexer *lexer, int level)
{
    size_t i = 1;
    if (peek(lexer, 0) != ']') return false;
    while (i <= (size_t)level && peek(lexer, i) == '=')
        i++;
    return i == (size_t)level + 1 && peek(lexer, i) == ']';
}

/* The bytes up to the closing bracket: as long as the contents can become. */
static size_t long_room(const struct accord_lua_lexer *lexer, int level)
{
    struct accord_lua_lexer ahead = *lexer;
    while (ahead.here.at < ahead.length && !closes(&ahead, level))
        ahead.here.at++;
    return ahead.here.at - lexer->here.at;
}

/* What stands between the brackets into `contents`, which has room for it all; line ends become \n, and the first is
 * left out. False without a closing bracket. */
static bool take_long(struct accord_lua_lexer *lexer, int level, char *contents, size_t *length)
{
    step_over(lexer, (size_t)level + 2);
    if (is_line_end(peek(lexer, 0))) step_over(lexer, 1);
    while (!at_end(lexer)) {
        if (closes(lexer, level)) {
            step_over(lexer, (size_t)level + 2);
            return true;
        }
        char c = peek(lexer, 0);
        contents[(*length)++] = is_line_end(c) ? '\n' : c;
        step(lexer);
    }
    return false;
}

/* ---- comments ---- */

static void take_comment(struct accord_lua_lexer *lexer)
{
    struct accord_lua_comment *comment = accord_arena_zero(lexer->arena, 1, sizeof *comment);
    struct accord_lua_place place = lexer->here;
    step_over(lexer, 2);
    int level = long_bracket(lexer);
    size_t length = 0, start = lexer->here.at, room = level >= 0 ? long_room(lexer, level) : 0;
    char *contents = accord_arena_alloc(lexer->arena, room + 1);
    if (comment == NULL || contents == NULL) {
        lexer->out_of_memory = true;
        return;
    }
    if (level >= 0) {
        if (!take_long(lexer, level, contents, &length)) fail(lexer, place, "the comment that begins here has no end");
        comment->text = contents;
    } else {
        while (!at_end(lexer) && !is_line_end(peek(lexer, 0)))
            step(lexer);
        comment->text = lexer->source + start;
        length = lexer->here.at - start;
    }
    comment->length = length;
    comment->place = place;
    comment->alone = lexer->token_line != place.line;
    *lexer->last_comment = comment;
    lexer->last_comment = &comment->next;
}

static void skip_to_token(struct accord_lua_lexer *lexer)
{
    while (!at_end(lexer) && !failed(lexer)) {
        if (is_space(peek(lexer, 0)))
            step(lexer);
        else if (peek(lexer, 0) == '-' && peek(lexer, 1) == '-')
            take_comment(lexer);
        else
            return;
    }
}

/* ---- strings ---- */

/* UTF-8 as Lua writes it, up to 2^31. */
static size_t write_utf8(unsigned long code, char *out)
{
    static const struct {
        unsigned long below;
        unsigned char lead;
    } sizes[] = {{0x80, 0x00}, {0x800, 0xC0}, {0x10000, 0xE0}, {0x200000, 0xF0}, {0x4000000, 0xF8}, {0x80000000, 0xFC}};
    size_t tail = 0;
    while (tail < 5 && code >= sizes[tail].below)
        tail++;
    out[0] = (char)(unsigned char)(sizes[tail].lead | (code >> (6 * tail)));
    for (size_t i = 1; i <= tail; i++)
        out[i] = (char)(unsigned char)(0x80 | ((code >> (6 * (tail - i))) & 0x3F));
    return tail + 1;
}

/* \u{XXX}: behind the `u`. Takes no less source than it writes. */
static size_t take_code_point(struct accord_lua_lexer *lexer, char *out)
{
    struct accord_lua_place place = lexer->here;
    unsigned long code = 0;
    bool any = false, good = peek(lexer, 0) == '{';
    step_over(lexer, good);
    for (; good && hexadecimal(peek(lexer, 0)) >= 0 && code < 0x8000000; step(lexer)) {
        code = code * 16 + (unsigned long)hexadecimal(peek(lexer, 0));
        any = true;
    }
    if (!good || !any || peek(lexer, 0) != '}') {
        fail(lexer, place, "\\u needs a code point in braces, as in \\u{E9}");
        return 0;
    }
    step(lexer);
    return write_utf8(code, out);
}

/* \ddd and \xXX. */
static size_t take_code(struct accord_lua_lexer *lexer, bool hex, char *out)
{
    struct accord_lua_place place = lexer->here;
    int value = 0, digits = 0;
    for (; digits < (hex ? 2 : 3); digits++, step(lexer)) {
        int digit = hexadecimal(peek(lexer, 0));
        if (digit < 0 || (!hex && digit > 9)) break;
        value = value * (hex ? 16 : 10) + digit;
    }
    if (hex && digits < 2) fail(lexer, place, "\\x needs two hexadecimal digits");
    if (value > 255) fail(lexer, place, "\\ and a number: expected at most 255");
    *out = (char)(unsigned char)(value & 255);
    return 1;
}

/* What stands behind a backslash; the bytes that it means. */
static size_t take_escape(struct accord_lua_lexer *lexer, char *out)
{
    static const char names[] = "abfnrtv\\\"'", meanings[] = "\a\b\f\n\r\t\v\\\"'";
    struct accord_lua_place place = lexer->here;
    step(lexer);
    char c = peek(lexer, 0);
    if (is_digit(c)) return take_code(lexer, false, out);
    const char *known = c == '\0' ? NULL : strchr(names, c);
    if (!at_end(lexer)) step(lexer);
    if (known != NULL) {
        *out = meanings[known - names];
        return 1;
    }
    if (is_line_end(c)) {
        *out = '\n';
        return 1;
    }
    if (c == 'x') return take_code(lexer, true, out);
    if (c == 'u') return take_code_point(lexer, out);
    if (c != 'z') fail(lexer, place, "the string has an escape that Lua does not know");
    while (c == 'z' && !at_end(lexer) && is_space(peek(lexer, 0)))
        step(lexer);
    return 0;
}

/* The bytes up to the closing quote: as long as its contents can become. */
static size_t quoted_room(const struct accord_lua_lexer *lexer)
{
    const char *start = lexer->source + lexer->here.at, *end = lexer->source + lexer->length, *at = start + 1;
    while (at < end && *at != *start && !is_line_end(*at)) {
        bool escape = *at++ == '\\';
        bool spaces = escape && at < end && *at == 'z';
        bool two = escape && end - at > 1 && is_line_end(at[0]) && is_line_end(at[1]) && at[0] != at[1];
        if (escape && at < end) at += two ? 2 : 1;
        while (spaces && at < end && is_space(*at))
            at++;
    }
    return (size_t)(at - start);
}

static size_t take_quoted(struct accord_lua_lexer *lexer, char *contents)
{
    struct accord_lua_place place = lexer->here;
    char quote = peek(lexer, 0);
    size_t length = 0;
    step(lexer);
    while (!failed(lexer) && peek(lexer, 0) != quote) {
        if (at_end(lexer) || is_line_end(peek(lexer, 0))) {
            fail(lexer, place, "the string that begins here has no closing quote");
        } else if (peek(lexer, 0) == '\\') {
            length += take_escape(lexer, contents + length);
        } else {
            contents[length++] = peek(lexer, 0);
            step(lexer);
        }
    }
    if (!failed(lexer)) step(lexer);
    return length;
}

static void take_string(struct accord_lua_lexer *lexer, struct accord_lua_token *token)
{
    struct accord_lua_place place = lexer->here;
    int level = long_bracket(lexer);
    char *contents = accord_arena_alloc(lexer->arena, (level < 0 ? quoted_room(lexer) : long_room(lexer, level)) + 1);
    if (contents == NULL) {
        lexer->out_of_memory = true;
        return;
    }
    token->kind = ACCORD_LUA_STRING;
    if (level < 0)
        token->length = take_quoted(lexer, contents);
    else if (!take_long(lexer, level, contents, &token->length))
        fail(lexer, place, "the long string that begins here has no end");
    contents[token->length] = '\0';
    token->text = contents;
}

/* ---- numbers ---- */

static size_t skip_digits(const char *text, bool hex)
{
    size_t count = 0;
    while (hex ? hexadecimal(text[count]) >= 0 : is_digit(text[count]))
        count++;
    return count;
}

/* Whether the NUL-terminated text is a number of Lua's. */
static bool is_number(const char *text, bool *whole)
{
    bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    if (hex) text += 2;
    size_t digits = skip_digits(text, hex);
    text += digits;
    *whole = *text == '\0';
    if (*text == '.') {
        size_t decimals = skip_digits(++text, hex);
        digits += decimals;
        text += decimals;
    }
    if (digits == 0) return false;
    if (*text != '\0' && strchr(hex ? "pP" : "eE", *text) != NULL) {
        text++;
        if (*text == '+' || *text == '-') text++;
        size_t exponent = skip_digits(text, false);
        if (exponent == 0) return false;
        text += exponent;
    }
    return *text == '\0';
}

static void copy_text(struct accord_lua_lexer *lexer, struct accord_lua_token *token, size_t length)
{
    token->text = accord_arena_copy(lexer->arena, lexer->source + lexer->here.at, length);
    token->length = length;
    if (token->text == NULL) lexer->out_of_memory = true;
    step_over(lexer, length);
}

/* As Lua reads it: letters, digits and dots, with a sign behind an exponent's mark. */
static void take_number(struct accord_lua_lexer *lexer, struct accord_lua_token *token)
{
    struct accord_lua_place place = lexer->here;
    bool hex = peek(lexer, 0) == '0' && (peek(lexer, 1) == 'x' || peek(lexer, 1) == 'X');
    size_t length = hex ? 2 : 0;
    for (;; length++) {
        char c = peek(lexer, length);
        if (c != '\0' && strchr(hex ? "pP" : "eE", c) != NULL) {
            if (peek(lexer, length + 1) == '+' || peek(lexer, length + 1) == '-') length++;
        } else if (!is_letter(c) && !is_digit(c) && c != '.') {
            break;
        }
    }
    token->kind = ACCORD_LUA_NUMBER;
    copy_text(lexer, token, length);
    if (token->text != NULL && !is_number(token->text, &token->whole))
        fail(lexer, place, "a number cannot be written so");
}

/* ---- names and marks ---- */

static void take_name(struct accord_lua_lexer *lexer, struct accord_lua_token *token)
{
    size_t length = 0;
    while (is_letter(peek(lexer, length)) || is_digit(peek(lexer, length)))
        length++;
    token->kind = ACCORD_LUA_NAME;
    copy_text(lexer, token, length);
    for (size_t i = 0; token->text != NULL && i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i], token->text) == 0) token->kind = ACCORD_LUA_WORD;
}

static void take_mark(struct accord_lua_lexer *lexer, struct accord_lua_token *token)
{
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t length = strlen(marks[i]);
        if (lexer->length - lexer->here.at < length) continue;
        if (memcmp(lexer->source + lexer->here.at, marks[i], length) != 0) continue;
        token->kind = ACCORD_LUA_MARK;
        token->text = marks[i];
        token->length = length;
        step_over(lexer, length);
        return;
    }
    fail(lexer, lexer->here, "a character that means nothing in Lua");
}

void accord_lua_lex_next(struct accord_lua_lexer *lexer, struct accord_lua_token *token)
{
    skip_to_token(lexer);
    *token = (struct accord_lua_token){.kind = ACCORD_LUA_END, .place = lexer->here, .text = ""};
    if (failed(lexer)) return;
    char c = peek(lexer, 0);
    if (at_end(lexer)) {
        token->end = lexer->here;
        return;
    }
    if (is_letter(c))
        take_name(lexer, token);
    else if (is_digit(c) || (c == '.' && is_digit(peek(lexer, 1))))
        take_number(lexer, token);
    else if (c == '"' || c == '\'' || long_bracket(lexer) >= 0)
        take_string(lexer, token);
    else
        take_mark(lexer, token);
    token->end = lexer->here;
    lexer->token_line = lexer->here.line;
    if (failed(lexer)) *token = (struct accord_lua_token){.kind = ACCORD_LUA_END, .place = token->place, .text = ""};
}
