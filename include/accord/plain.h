/* Plain values: what a Lua file that holds only data says, and what params are made of. */
#ifndef ACCORD_PLAIN_H
#define ACCORD_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* Numbers are whole: amounts and dates are texts. */
enum accord_plain_kind {
    ACCORD_PLAIN_NIL,
    ACCORD_PLAIN_BOOLEAN,
    ACCORD_PLAIN_INTEGER,
    ACCORD_PLAIN_TEXT,
    ACCORD_PLAIN_LIST, /* also an empty table, which Lua cannot tell from an empty list */
    ACCORD_PLAIN_TABLE /* at least one key, all of them texts */
};

enum { ACCORD_PLAIN_DEPTH_MAX = 16 };

/* Open data, never changed once it is made; it lives as long as whatever memory it was made in. */
struct accord_plain {
    enum accord_plain_kind kind;
    int64_t integer;                  /* integer; boolean: 0 or 1 */
    const char *text;                 /* text: UTF-8 without NUL, NUL-terminated */
    const struct accord_plain *items; /* of a list or table */
    const char *const *names;         /* of a table: one an item, sorted bytewise */
    size_t count;                     /* of items */
};

/* "nil", "boolean", "integer", "text", "list", "table". */
const char *accord_plain_kind_name(enum accord_plain_kind kind);

/* The value of a table's key, or NULL; also NULL for what is no table. */
const struct accord_plain *accord_plain_get(const struct accord_plain *table, const char *name);

/* The text of a table's key, or NULL where it has none or something else. */
const char *accord_plain_get_text(const struct accord_plain *table, const char *name);

/* Whether it can be read as that kind: itself, and an empty list also as a table. */
bool accord_plain_is(const struct accord_plain *value, enum accord_plain_kind kind);

bool accord_plain_equal(const struct accord_plain *a, const struct accord_plain *b);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
