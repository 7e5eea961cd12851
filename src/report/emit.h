/* Writing JSON text: commas, layout and escapes, so that a writer only names members and values. */
#ifndef ACCORD_REPORT_EMIT_H
#define ACCORD_REPORT_EMIT_H

#include "base/text.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Appends to `text`, which the caller empties whenever it likes. Two layouts: pretty, one member a line, two spaces a
 * level, flat where a container was opened flat; or everything on one line without a space. */
struct accord_emit {
    struct accord_text *text;
    bool pretty;
    unsigned depth; /* open containers, at most 16 */
    unsigned flat;  /* the depth from which everything stands on one line; 0: nothing does */
    bool empty;     /* nothing stands in the innermost container yet */
    bool after_key;
};

void accord_emit_init(struct accord_emit *emit, struct accord_text *text, bool pretty);

/* `bracket` is '{' or '['; close takes '}' or ']'. */
void accord_emit_open(struct accord_emit *emit, char bracket);
void accord_emit_open_flat(struct accord_emit *emit, char bracket);
void accord_emit_close(struct accord_emit *emit, char bracket);
void accord_emit_key(struct accord_emit *emit, const char *name);
/* The same of a literal of ours, in which nothing is to be escaped: for what is written of every row. */
#define ACCORD_EMIT_KEY(emit, literal)                                                                                 \
    accord_emit_known_key((emit), "\"" literal "\": ", sizeof "\"" literal "\": " - 1)

/* A string. What a terminal, a browser or a JavaScript engine might obey is escaped: controls, U+007F to U+009F,
 * U+2028, U+2029 and the controls of text direction. Bytes that are not UTF-8 become U+FFFD. NULL: null. */
void accord_emit_text(struct accord_emit *emit, const char *string);
void accord_emit_integer(struct accord_emit *emit, int64_t number);
void accord_emit_count(struct accord_emit *emit, size_t count);
void accord_emit_boolean(struct accord_emit *emit, bool value);
void accord_emit_null(struct accord_emit *emit);
/* A number that is already written as JSON writes it. */
void accord_emit_number(struct accord_emit *emit, const char *digits);
/* A string in which nothing is to be escaped. */
void accord_emit_plain(struct accord_emit *emit, const char *string);
/* A key with a string, and with a count. */
void accord_emit_member(struct accord_emit *emit, const char *name, const char *string);
void accord_emit_count_member(struct accord_emit *emit, const char *name, size_t count);
/* A value that is JSON on one line already. */
void accord_emit_json(struct accord_emit *emit, const char *json);

/* Whether the character is one of those that are escaped wherever data is shown. */
bool accord_text_is_control(uint32_t code_point);

/* ---- how it is done, here because it is done for every item ---- */

enum { ACCORD_EMIT_DEPTH_MAX = 16, ACCORD_EMIT_GAP_MAX = 2 + 2 * ACCORD_EMIT_DEPTH_MAX };

static inline char *accord_emit_put_line(char *to, unsigned depth)
{
    static const char line[] = "\n                                ";
    assert(depth <= ACCORD_EMIT_DEPTH_MAX && sizeof line == 2 + 2 * ACCORD_EMIT_DEPTH_MAX);
    memcpy(to, line, sizeof line - 1); /* all of it: a length that is known costs nothing */
    return to + 1 + 2 * (size_t)depth;
}

/* What stands between the previous item, or the bracket, and the next item. */
static inline char *accord_emit_put_gap(char *to, struct accord_emit *emit)
{
    if (emit->after_key) {
        emit->after_key = false;
        return to;
    }
    if (!emit->empty) *to++ = ',';
    if (emit->depth > 0 && emit->pretty) {
        if (!emit->flat)
            to = accord_emit_put_line(to, emit->depth);
        else if (!emit->empty)
            *to++ = ' ';
    }
    emit->empty = false;
    return to;
}

/* Items are written where they stay, which is what makes a report cheap beside the rules that it tells of: room for the
 * next one of at most `most` bytes, behind its gap. NULL: the text has failed. */
static inline char *accord_emit_begin(struct accord_emit *emit, size_t most)
{
    char *to = accord_text_room(emit->text, ACCORD_EMIT_GAP_MAX + most);
    if (to) return accord_emit_put_gap(to, emit);
    emit->after_key = emit->empty = false;
    return NULL;
}

/* With its quotes, the colon and a blank. */
static inline void accord_emit_known_key(struct accord_emit *emit, const char *key, size_t length)
{
    char *to = accord_emit_begin(emit, length);
    if (to) {
        memcpy(to, key, length);
        accord_text_end_at(emit->text, to + (emit->pretty ? length : length - 1));
    }
    emit->after_key = true;
}

#endif
