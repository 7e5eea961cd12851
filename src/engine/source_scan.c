/* A look at the text of a rule before Lua sees it. */
#include "engine/source_scan.h"

#include "base/text.h"

#include <string.h>

struct scan {
    const char *at;
    const char *end;
    unsigned line;
    unsigned nesting;
    unsigned chain;     /* of the expression at hand */
    unsigned operators; /* since the last separator */
    bool ended;         /* the last token can end an expression: a name after it begins a statement */
    const char *why;
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char peek(const struct scan *scan, size_t ahead)
{
    return (size_t)(scan->end - scan->at) > ahead ? scan->at[ahead] : '\0';
}

static void skip(struct scan *scan, size_t count)
{
    for (; count > 0 && scan->at < scan->end; count--, scan->at++)
        if (*scan->at == '\n') scan->line++;
}

/* The number of '=' of a long bracket that opens here, or -1. */
static int long_bracket(const struct scan *scan)
{
    size_t level = 0;
    if (peek(scan, 0) != '[') return -1;
    while (peek(scan, 1 + level) == '=')
        level++;
    return peek(scan, 1 + level) == '[' ? (int)level : -1;
}

static void skip_long(struct scan *scan, int level)
{
    skip(scan, (size_t)level + 2);
    while (scan->at < scan->end) {
        size_t i = 1;
        if (*scan->at == ']') {
            while (i <= (size_t)level && peek(scan, i) == '=')
                i++;
            if (i == (size_t)level + 1 && peek(scan, i) == ']') {
                skip(scan, i + 1);
                return;
            }
        }
        skip(scan, 1);
    }
}

static void skip_comment(struct scan *scan)
{
    skip(scan, 2);
    int level = long_bracket(scan);
    if (level >= 0) {
        skip_long(scan, level);
        return;
    }
    while (scan->at < scan->end && *scan->at != '\n')
        scan->at++;
}

static void skip_string(struct scan *scan)
{
    char quote = *scan->at;
    skip(scan, 1);
    while (scan->at < scan->end && *scan->at != quote && *scan->at != '\n') {
        if (*scan->at == '\\') skip(scan, 1);
        skip(scan, 1);
    }
    skip(scan, 1);
}

static void take_name(struct scan *scan)
{
    static const struct {
        const char *name;
        const char *why;
        int nests;
    } words[] = {
        {"goto", "'goto' is not for rules, expected a loop or a function", 0},
        {"_ENV", "'_ENV' is not for rules", 0},
        {"function", NULL, 1},
        {"do", NULL, 1},
        {"then", NULL, 1},
        {"repeat", NULL, 1},
        {"end", NULL, -1},
        {"elseif", NULL, -1},
        {"until", NULL, -1},
    };
    const char *start = scan->at;
    while (scan->at < scan->end && (is_letter(*scan->at) || is_digit(*scan->at)))
        scan->at++;
    size_t length = (size_t)(scan->at - start);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!accord_text_equal(start, length, words[i].name, strlen(words[i].name))) continue;
        if (words[i].why != NULL) scan->why = words[i].why;
        if (words[i].nests > 0) scan->nesting++;
        if (words[i].nests < 0 && scan->nesting > 0) scan->nesting--;
        scan->chain = 0;
        scan->operators = 0;
        scan->ended = false;
        return;
    }
    if (scan->ended) scan->chain = 0, scan->operators = 0;
    scan->ended = true;
}

static void take_number(struct scan *scan)
{
    while (scan->at < scan->end && (is_letter(*scan->at) || is_digit(*scan->at) || *scan->at == '.'))
        scan->at++;
}

/* Marks of two or three characters that a look at one would misread. */
static bool take_long_mark(struct scan *scan)
{
    static const struct {
        const char *mark;
        const char *why;
        bool operator;
    } marks[] = {
        {"...", NULL, false},
        {"<<", "bitwise operators are not for rules", false},
        {">>", "bitwise operators are not for rules", false},
        {"::", "labels are not for rules, expected a loop or a function", false},
        {"~=", NULL, true},
        {"<=", NULL, true},
        {">=", NULL, true},
        {"==", NULL, true},
        {"//", NULL, true},
        {"..", NULL, true},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t length = strlen(marks[i].mark);
        if ((size_t)(scan->end - scan->at) < length || memcmp(scan->at, marks[i].mark, length) != 0) continue;
        if (marks[i].why != NULL) scan->why = marks[i].why;
        if (marks[i].operator) scan->operators++, scan->chain = 0;
        scan->at += length;
        return true;
    }
    return false;
}

static void take_attribute(struct scan *scan)
{
    const char *at = scan->at + 1;
    while (at < scan->end && (*at == ' ' || *at == '\t'))
        at++;
    if ((size_t)(scan->end - at) >= 5 && memcmp(at, "close", 5) == 0) {
        at += 5;
        while (at < scan->end && (*at == ' ' || *at == '\t'))
            at++;
        if (at < scan->end && *at == '>') scan->why = "'<close>' is not for rules";
    }
    scan->operators++;
    scan->chain = 0;
    scan->at++;
}

static void take_mark(struct scan *scan)
{
    if (take_long_mark(scan)) return;
    char c = *scan->at;
    switch (c) {
    case '&':
    case '|':
    case '~':
        scan->why = "bitwise operators are not for rules";
        break;
    case '<':
        take_attribute(scan);
        return;
    case '(':
    case '[':
    case '{':
        scan->nesting++;
        scan->chain++;
        break;
    case ')':
    case ']':
    case '}':
        if (scan->nesting > 0) scan->nesting--;
        break;
    case '.':
    case ':':
        scan->chain++;
        break;
    case ',':
    case ';':
    case '=':
        scan->chain = 0;
        scan->operators = 0;
        break;
    default:
        scan->chain = 0;
        scan->operators++;
        break;
    }
    scan->at++;
}

static void take_token(struct scan *scan)
{
    char c = *scan->at;
    int level = -1;
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        skip(scan, 1);
    } else if (c == '-' && peek(scan, 1) == '-') {
        skip_comment(scan);
    } else if (is_letter(c)) {
        take_name(scan);
    } else if (is_digit(c)) {
        take_number(scan);
        scan->ended = true;
    } else if (c == '"' || c == '\'' || (level = long_bracket(scan)) >= 0) {
        if (c == '[')
            skip_long(scan, level);
        else
            skip_string(scan);
        scan->chain++;
        scan->ended = true;
    } else {
        take_mark(scan);
        scan->ended = c == ')' || c == ']' || c == '}';
    }
}

bool accord_source_scan(const char *source, size_t length, struct accord_source_fault *fault)
{
    struct scan scan = {.at = source, .end = source + (length > ACCORD_SOURCE_MAX ? 0 : length), .line = 1};
    if (length > ACCORD_SOURCE_MAX)
        scan.why = "the file is larger than 1 MiB";
    else if (length > 0 && source[0] == '\x1b')
        scan.why = "the file is a binary chunk, expected Lua text";
    else if (accord_utf8_check(source, length) != length || memchr(source, '\0', length) != NULL)
        scan.why = "the file is not UTF-8 text";
    while (scan.why == NULL && scan.at < scan.end) {
        take_token(&scan);
        if (scan.why != NULL) break;
        if (scan.nesting > ACCORD_NESTING_MAX)
            scan.why = "brackets or blocks are nested more than 100 deep";
        else if (scan.chain > ACCORD_CHAIN_MAX)
            scan.why = "more than 64 indexes or calls follow one another";
        else if (scan.operators > ACCORD_OPERATORS_MAX)
            scan.why = "more than 1000 operators in one expression";
    }
    *fault = (struct accord_source_fault){scan.line, scan.why};
    return scan.why == NULL;
}
