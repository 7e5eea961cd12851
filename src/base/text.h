/* Growing text with a stated maximum, and small questions about text. */
#ifndef ACCORD_BASE_TEXT_H
#define ACCORD_BASE_TEXT_H

#include "accord/status.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A buffer that grows up to `max` bytes. Appending never returns a status: the first failure (no memory, or past the
 * maximum) sets `failed`, later appends do nothing, and the writer asks once at the end. Always NUL-terminated once
 * something was appended; accord_text_str gives "" before that. */
struct accord_text {
    char *bytes;
    size_t length;
    size_t capacity;
    size_t max;
    bool failed;
};

void accord_text_init(struct accord_text *text, size_t max);
void accord_text_clear(struct accord_text *text); /* releases; may be initialised again */
void accord_text_reset(struct accord_text *text); /* empties, keeps the memory and the maximum, clears `failed` */
void accord_text_add(struct accord_text *text, const char *bytes, size_t length);
/* Makes the text longer by bytes that the caller writes: where they begin, or NULL when they do not fit. */
char *accord_text_extend(struct accord_text *text, size_t length);
void accord_text_add_str(struct accord_text *text, const char *string);
void accord_text_add_int(struct accord_text *text, int64_t number);
void accord_text_addf(struct accord_text *text, const char *format, ...) ACCORD_PRINTF(2, 3);
const char *accord_text_str(const struct accord_text *text);

/* For writers of many small pieces: where `most` bytes may be written (NULL once the text has failed), and then how far
 * they were. Nothing is appended in between. */
char *accord_text_grow(struct accord_text *text, size_t most);

static inline char *accord_text_room(struct accord_text *text, size_t most)
{
    if (text->failed || most >= text->capacity - text->length) return accord_text_grow(text, most);
    return text->bytes + text->length;
}

static inline void accord_text_end_at(struct accord_text *text, char *end)
{
    *end = '\0';
    text->length = (size_t)(end - text->bytes);
}

static inline void accord_text_add_char(struct accord_text *text, char byte)
{
    char *to = accord_text_room(text, 1);
    if (to == NULL) return;
    *to = byte;
    accord_text_end_at(text, to + 1);
}

/* The digits of a number at `to`, without a NUL: where they end. */
enum { ACCORD_DIGITS_MAX = 20 };
char *accord_digits(char *to, uint64_t number);

/* Appends a JSON string with its quotes: RFC 8259 escapes, U+0000 to U+001F and U+007F to U+009F, U+2028 and U+2029
 * escaped, everything else as it is. A byte that is not UTF-8 becomes U+FFFD, so that the output is always JSON. */
void accord_text_add_json(struct accord_text *text, const char *bytes, size_t length);

/* Formats into `buffer` of `size` bytes (at least 1), cut at a UTF-8 character boundary where it does not fit, always
 * NUL-terminated. */
void accord_text_format(char *buffer, size_t size, const char *format, va_list arguments) ACCORD_PRINTF(3, 0);

/* The length of the UTF-8 sequence at `bytes` (1 to 4) with its code point, or 0 when it is not one (overlong,
 * surrogate, beyond U+10FFFF, cut off). */
size_t accord_utf8_next(const char *bytes, size_t length, uint32_t *code_point);

/* The offset of the first byte that is not part of valid UTF-8, or `length`. */
size_t accord_utf8_check(const char *bytes, size_t length);

/* How many bytes at the beginning are printable ASCII, each a character of one column. */
size_t accord_text_printable(const char *bytes, size_t length);

/* Columns of a terminal that the text takes (combining marks 0, wide characters 2), for padding. */
size_t accord_text_width(const char *bytes, size_t length);

bool accord_text_equal(const char *a, size_t a_length, const char *b, size_t b_length);
bool accord_str_equal(const char *a, const char *b);

/* A line of a text, counted from 1, without indentation and line end, cut at a character where it is longer than people
 * read: where it begins, and *length becomes its length; 0 where there is no such line. */
const char *accord_text_line(const char *text, size_t *length, unsigned line);

/* `*` any run, `?` any one character of `text`; everything else itself. Linear in pattern times text. */
bool accord_glob_match(const char *pattern, const char *text);

/* [a-z][a-z0-9_]* of at most 63 bytes: what a table or a column may be called. */
bool accord_text_is_name(const char *bytes, size_t length);

/* The nearest of `names` to `wanted` by edit distance (case folded in ASCII, transpositions count one), or NULL when
 * none is near enough to be a slip (distance over 1 + length / 4). `names` holds `count` strings. */
const char *accord_text_nearest(const char *wanted, const char *const *names, size_t count);

#endif
