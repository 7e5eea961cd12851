/* A look at the text of a rule before Lua sees it. */
#include "engine/source_scan.h"

#include "base/text.h"

#include <string.h>

/* The expression at hand in one bracket or block. */
struct level {
    unsigned chain;
    unsigned operators; /* since the last separator */
    unsigned branches;  /* of the `if` that was begun last */
};

/* How far a `<close>` has been read, whatever stands between its tokens. */
enum attribute { NO_ATTRIBUTE, ATTRIBUTE_OPENED, ATTRIBUTE_CLOSE };

struct scan {
    const char *at;
    const char *end;
    unsigned line;
    unsigned nesting;
    struct level levels[ACCORD_NESTING_MAX + 2];
    bool ended; /* the last token can end an expression: a name after it begins a statement */
    enum attribute attribute;
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

/* Lua ends a line with either, or with both in either order. */
static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void skip(struct scan *scan, size_t count)
{
    for (; count > 0 && scan->at < scan->end; count--, scan->at++)
        if (*scan->at == '\n' || (*scan->at == '\r' && peek(scan, 1) != '\n')) scan->line++;
}

static struct level *level_of(struct scan *scan)
{
    return &scan->levels[scan->nesting];
}

static void end_expression(struct scan *scan)
{
    level_of(scan)->chain = level_of(scan)->operators = 0;
}

/* What stands in a bracket or block has its own count, and that of what it stands in goes on behind it. */
static void enter(struct scan *scan)
{
    scan->nesting++;
    *level_of(scan) = (struct level){0, 0, 0};
}

static void leave(struct scan *scan)
{
    if (scan->nesting > 0) scan->nesting--;
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
    while (scan->at < scan->end && !is_line_end(*scan->at))
        scan->at++;
}

/* What stands behind a backslash: any character, a whole line end, or for \z all white space. */
static void skip_escape(struct scan *scan)
{
    skip(scan, 1);
    bool spaces = peek(scan, 0) == 'z';
    bool two = is_line_end(peek(scan, 0)) && is_line_end(peek(scan, 1)) && peek(scan, 0) != peek(scan, 1);
    skip(scan, two ? 2 : 1);
    while (spaces && scan->at < scan->end && is_space(*scan->at))
        skip(scan, 1);
}

static void skip_string(struct scan *scan)
{
    char quote = *scan->at;
    skip(scan, 1);
    while (scan->at < scan->end && *scan->at != quote && !is_line_end(*scan->at)) {
        if (*scan->at == '\\')
            skip_escape(scan);
        else
            scan->at++;
    }
    skip(scan, 1);
}

static void add_operator(struct scan *scan)
{
    level_of(scan)->operators++;
    level_of(scan)->chain = 0;
}

/* Another branch of the `if` at hand, or the first. */
static void add_branch(struct scan *scan, bool first)
{
    end_expression(scan);
    level_of(scan)->branches = first ? 1 : level_of(scan)->branches + 1;
}

/* What a word does to the expression at hand. */
enum word_kind { OTHER_WORD, STATEMENT_WORD, BRANCH_WORD, OPERATOR_WORD };

/* Of letters and digits. */
static size_t word_length(const struct scan *scan)
{
    const char *at = scan->at;
    while (at < scan->end && (is_letter(*at) || is_digit(*at)))
        at++;
    return (size_t)(at - scan->at);
}

static void take_name(struct scan *scan)
{
    static const struct {
        const char *name;
        const char *why;
        int nests;
        enum word_kind kind;
    } words[] = {
        {"goto", "'goto' is not for rules, expected a loop or a function", 0, OTHER_WORD},
        {"_ENV", "'_ENV' is not for rules", 0, OTHER_WORD},
        {"function", NULL, 1, OTHER_WORD},
        {"do", NULL, 1, OTHER_WORD},
        {"then", NULL, 1, OTHER_WORD},
        {"end", NULL, -1, OTHER_WORD},
        {"until", NULL, -1, OTHER_WORD},
        {"repeat", NULL, 1, STATEMENT_WORD},
        {"while", NULL, 0, STATEMENT_WORD},
        {"for", NULL, 0, STATEMENT_WORD},
        {"local", NULL, 0, STATEMENT_WORD},
        {"return", NULL, 0, STATEMENT_WORD},
        {"break", NULL, 0, STATEMENT_WORD},
        {"if", NULL, 0, BRANCH_WORD},
        {"elseif", NULL, -1, BRANCH_WORD},
        {"and", NULL, 0, OPERATOR_WORD},
        {"or", NULL, 0, OPERATOR_WORD},
        {"not", NULL, 0, OPERATOR_WORD},
    };
    const char *start = scan->at;
    size_t length = word_length(scan);
    scan->at += length;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (start[0] != words[i].name[0] || !accord_text_equal(start, length, words[i].name, strlen(words[i].name)))
            continue;
        if (words[i].why != NULL) scan->why = words[i].why;
        if (words[i].kind == STATEMENT_WORD) end_expression(scan);
        if (words[i].nests > 0) enter(scan);
        if (words[i].nests < 0) leave(scan);
        if (words[i].kind == OPERATOR_WORD) add_operator(scan);
        if (words[i].kind == BRANCH_WORD) add_branch(scan, words[i].nests == 0);
        scan->ended = words[i].nests < 0;
        return;
    }
    if (scan->ended) end_expression(scan);
    scan->ended = true;
    bool closes = scan->attribute == ATTRIBUTE_OPENED && accord_text_equal(start, length, "close", 5);
    scan->attribute = closes ? ATTRIBUTE_CLOSE : NO_ATTRIBUTE;
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
    char first = *scan->at, second = peek(scan, 1);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (marks[i].mark[0] != first || marks[i].mark[1] != second) continue;
        size_t length = strlen(marks[i].mark);
        if ((size_t)(scan->end - scan->at) < length || memcmp(scan->at, marks[i].mark, length) != 0) continue;
        if (marks[i].why != NULL) scan->why = marks[i].why;
        if (marks[i].operator) add_operator(scan);
        scan->at += length;
        return true;
    }
    return false;
}

static void take_mark(struct scan *scan)
{
    enum attribute attribute = scan->attribute;
    scan->attribute = NO_ATTRIBUTE;
    if (take_long_mark(scan)) return;
    switch (*scan->at) {
    case '&':
    case '|':
    case '~':
        scan->why = "bitwise operators are not for rules";
        break;
    case '<':
        scan->attribute = ATTRIBUTE_OPENED;
        add_operator(scan);
        break;
    case '>':
        if (attribute == ATTRIBUTE_CLOSE) scan->why = "'<close>' is not for rules";
        add_operator(scan);
        break;
    case '(':
    case '[':
    case '{':
        level_of(scan)->chain++;
        enter(scan);
        break;
    case ')':
    case ']':
    case '}':
        leave(scan);
        break;
    case '.':
    case ':':
        level_of(scan)->chain++;
        break;
    case ',':
    case ';':
    case '=':
        end_expression(scan);
        break;
    default:
        add_operator(scan);
        break;
    }
    scan->at++;
}

static void take_token(struct scan *scan)
{
    char c = *scan->at;
    int level = -1;
    if (is_space(c)) {
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
        level_of(scan)->chain++;
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
        else if (level_of(&scan)->chain > ACCORD_CHAIN_MAX)
            scan.why = "more than 64 indexes or calls follow one another";
        else if (level_of(&scan)->operators > ACCORD_OPERATORS_MAX)
            scan.why = "more than 1000 operators in one expression";
        else if (level_of(&scan)->branches > ACCORD_BRANCHES_MAX)
            scan.why = "more than 1000 branches of one 'if'";
    }
    *fault = (struct accord_source_fault){scan.line, scan.why};
    return scan.why == NULL;
}
