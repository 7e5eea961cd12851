/* Writing JSON text: commas, layout and escapes, so that a writer only names members and values. */
#ifndef ACCORD_REPORT_EMIT_H
#define ACCORD_REPORT_EMIT_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

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

/* A string. What a terminal, a browser or a JavaScript engine might obey is escaped: controls, U+007F to U+009F,
 * U+2028, U+2029 and the controls of text direction. Bytes that are not UTF-8 become U+FFFD. NULL: null. */
void accord_emit_text(struct accord_emit *emit, const char *string);
void accord_emit_integer(struct accord_emit *emit, int64_t number);
void accord_emit_count(struct accord_emit *emit, size_t count);
void accord_emit_boolean(struct accord_emit *emit, bool value);
void accord_emit_null(struct accord_emit *emit);
/* A number that is already written as JSON writes it. */
void accord_emit_number(struct accord_emit *emit, const char *digits);
/* A key with a string, and with a count. */
void accord_emit_member(struct accord_emit *emit, const char *name, const char *string);
void accord_emit_count_member(struct accord_emit *emit, const char *name, size_t count);
/* A value that is JSON on one line already. */
void accord_emit_json(struct accord_emit *emit, const char *json);

/* Whether the character is one of those that are escaped wherever data is shown. */
bool accord_text_is_control(uint32_t code_point);

#endif
