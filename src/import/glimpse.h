/* The beginning of a file, as far as it tells of what kind the file is. Nothing is checked by it. */
#ifndef ACCORD_IMPORT_GLIMPSE_H
#define ACCORD_IMPORT_GLIMPSE_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_GLIMPSE_MAX = 64 * 1024 };

enum accord_glimpse_kind {
    ACCORD_GLIMPSE_EMPTY, /* nothing but blanks */
    ACCORD_GLIMPSE_BINARY,
    ACCORD_GLIMPSE_OBJECT, /* begins as a JSON object does */
    ACCORD_GLIMPSE_ARRAY,
    ACCORD_GLIMPSE_TEXT
};

struct accord_glimpse {
    const char *bytes; /* of the file's beginning, without a byte-order mark */
    size_t length;
    bool whole; /* this is all of the file */
    enum accord_glimpse_kind kind;
};

/* Of bytes, which are borrowed. */
struct accord_glimpse accord_glimpse_of(const char *bytes, size_t length, bool whole);

/* Whether a JSON file has a value at the path, as far as it is seen. A step is a member's name as the file writes it
 * or, for any element of an array, an asterisk, as in "/value/ * /treaty" written without the blanks. */
bool accord_glimpse_has(const struct accord_glimpse *glimpse, const char *path);

/* What stands behind the colon of the member at that path, as far as it is seen; NULL where there is none. */
const char *accord_glimpse_value(const struct accord_glimpse *glimpse, const char *path, size_t *length);

/* Whether the value at the path is an array without an element. */
bool accord_glimpse_is_empty_list(const struct accord_glimpse *glimpse, const char *path);

/* Whether it is a packed dataset, or another SQLite database. */
bool accord_glimpse_is_database(const struct accord_glimpse *glimpse);

/* Appends what it is: "a JSON object with the members "a", "b"", "a JSON array", "an empty file". */
void accord_glimpse_describe(const struct accord_glimpse *glimpse, struct accord_text *text);

#endif
