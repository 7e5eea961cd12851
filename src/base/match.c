/* Questions about text: equality, names, globs, and which name was meant. */
#include "base/text.h"

#include <string.h>

enum { NAME_MAX_BYTES = 63, NEAREST_MAX_BYTES = 128, LINE_MAX_BYTES = 160 };

bool accord_text_equal(const char *a, size_t a_length, const char *b, size_t b_length)
{
    return a_length == b_length && (a_length == 0 || memcmp(a, b, a_length) == 0);
}

bool accord_str_equal(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool is_lower(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

bool accord_text_is_name(const char *bytes, size_t length)
{
    if (length == 0 || length > NAME_MAX_BYTES || !is_lower(bytes[0])) return false;
    for (size_t i = 1; i < length; i++) {
        bool digit = bytes[i] >= '0' && bytes[i] <= '9';
        if (!is_lower(bytes[i]) && !digit && bytes[i] != '_') return false;
    }
    return true;
}

/* The bytes of the character at `text`, which is not at its end; a byte that is not UTF-8 is a character of its own. */
static size_t character_length(const char *text)
{
    uint32_t code_point;
    size_t length = accord_utf8_next(text, strnlen(text, 4), &code_point);
    return length == 0 ? 1 : length;
}

const char *accord_text_line(const char *text, size_t *length, unsigned line)
{
    const char *at = text, *end = text + *length;
    for (; line > 1 && at < end; line--) {
        const char *next = memchr(at, '\n', (size_t)(end - at));
        at = next == NULL ? end : next + 1;
    }
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    *length = line == 0 ? 0 : (size_t)((newline == NULL ? end : newline) - at);
    if (*length > 0 && at[*length - 1] == '\r') --*length;
    if (*length > LINE_MAX_BYTES)
        for (*length = LINE_MAX_BYTES; *length > 0 && ((unsigned char)at[*length] & 0xC0) == 0x80;)
            --*length;
    return at;
}

bool accord_glob_match(const char *pattern, const char *text)
{
    /* Only the last star is ever widened: what an earlier one could give up, the later one can take. */
    const char *after_star = NULL;
    const char *star_text = NULL;
    while (*text != '\0') {
        if (*pattern == '*') {
            after_star = ++pattern;
            star_text = text;
        } else if (*pattern == '?') {
            pattern++;
            text += character_length(text);
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (after_star != NULL) {
            star_text += character_length(star_text);
            pattern = after_star;
            text = star_text;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

static char fold(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours each count one. */
static size_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][NEAREST_MAX_BYTES + 1];
    size_t *before = rows[0];
    size_t *last = rows[1];
    size_t *row = rows[2];
    for (size_t j = 0; j <= b_length; j++)
        last[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            char x = fold(a[i - 1]);
            char y = fold(b[j - 1]);
            row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == fold(b[j - 2]) && fold(a[i - 2]) == y) row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[b_length];
}

const char *accord_text_nearest(const char *wanted, const char *const *names, size_t count)
{
    size_t length = strlen(wanted);
    if (length > NEAREST_MAX_BYTES) return NULL;
    size_t allowed = 1 + length / 4;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t name_length = strlen(names[i]);
        if (name_length > NEAREST_MAX_BYTES) continue;
        size_t distance = edit_distance(wanted, length, names[i], name_length);
        if (distance > allowed) continue;
        nearest = names[i];
        if (distance == 0) break;
        allowed = distance - 1; /* of two as near the first is taken */
    }
    return nearest;
}
