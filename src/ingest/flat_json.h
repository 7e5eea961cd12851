/* A JSON file of settings: one object whose members are texts, numbers, flags or lists of texts, each with its place.
 */
#ifndef ACCORD_INGEST_FLAT_JSON_H
#define ACCORD_INGEST_FLAT_JSON_H

#include "accord/problems.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    ACCORD_FLAT_KEYS_MAX = 48,
    ACCORD_FLAT_FILE_MAX = 1024 * 1024, /* bytes */
    ACCORD_FLAT_LIST_MAX = 1000         /* texts in one list */
};

enum accord_flat_shape {
    ACCORD_FLAT_TEXT,
    ACCORD_FLAT_TEXTS, /* or a single one */
    ACCORD_FLAT_NUMBER,
    ACCORD_FLAT_FLAG /* true or false */
};

struct accord_flat_key {
    const char *name;
    enum accord_flat_shape shape;
};

struct accord_flat_value {
    const char *text; /* a number as it is written; "true" or "false" */
    unsigned line, column;
};

/* What the file says of a key; zeroed where it says nothing. */
struct accord_flat_member {
    const struct accord_flat_value *values;
    size_t count;
    bool there;
    unsigned line, column; /* of the value, which may be an empty list */
};

/* Reads the file at `path`, which problems name as `file`: `members` has one entry a key, in the arena. Everything that
 * is wrong is added to `problems` (strict JSON with its place, members that are no key with the nearest that is, values
 * of another shape), and the status is ACCORD_OK all the same: the caller asks whether there are any. */
enum accord_status accord_flat_read(const char *path, const char *file, const struct accord_flat_key *keys,
                                    size_t count, struct accord_arena *arena, struct accord_problems *problems,
                                    struct accord_flat_member *members, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
