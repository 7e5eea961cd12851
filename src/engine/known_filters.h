/* Filters that were read before, with what they were answered for the actor at hand. No Lua. */
#ifndef ACCORD_ENGINE_KNOWN_FILTERS_H
#define ACCORD_ENGINE_KNOWN_FILTERS_H

#include "base/memory.h"
#include "engine/filter.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct accord_row;

/* One key of a filter table and its value, as they lie in Lua: what is equal here reads as the same term. */
struct accord_filter_sign {
    const void *key; /* a text */
    int64_t kind;    /* of the value: its type, or that of a userdata */
    union {
        const void *object; /* a short text, or a list that is read-only */
        int64_t number;
        struct accord_window window;
    } value;
};

enum { ACCORD_FILTER_SIGNS_MAX = 8, ACCORD_ASKED_KINDS = 4 };

struct accord_filter_signs {
    struct accord_filter_sign of[ACCORD_FILTER_SIGNS_MAX];
    size_t count;
    int table;
    uint32_t hash;
};

/* The rows that answered a question, until the actor is left. */
struct accord_known_answer {
    uint64_t serial; /* of the actor; another: none */
    struct accord_row **rows;
    size_t count;
    enum accord_match best;
};

/* What reading a filter took of a check: the same whenever it is read. */
struct accord_filter_cost {
    uint64_t units;
    size_t bytes;
};

struct accord_known_filter {
    struct accord_filter filter; /* first: it is what is handed out */
    struct accord_filter_signs signs;
    struct accord_filter_cost cost;
    struct accord_known_answer answers[2][ACCORD_ASKED_KINDS]; /* of the actor, of the world */
    struct accord_known_filter *next;
};

enum { ACCORD_KNOWN_BUCKETS = 256, ACCORD_KNOWN_FILTERS_MAX = 1024 };

/* A filter is kept when it is read for the second time: one that names an actor or a row seldom is. */
struct accord_known_filters {
    struct accord_known_filter *buckets[ACCORD_KNOWN_BUCKETS];
    uint32_t sighted[ACCORD_KNOWN_BUCKETS];
    size_t count;
};

/* Fills the hash of signs that are otherwise complete. */
void accord_filter_signs_end(struct accord_filter_signs *signs);

/* NULL: not known. */
struct accord_known_filter *accord_known_filter_find(const struct accord_known_filters *known,
                                                     const struct accord_filter_signs *signs);
/* Whether a filter that is not known should be: it was sighted before, and there is room. */
bool accord_known_filter_wanted(struct accord_known_filters *known, const struct accord_filter_signs *signs);
/* A copy that is among no others and costs nothing, with its own answers. NULL when memory is short. */
struct accord_known_filter *accord_known_filter_copy(struct accord_arena *arena, const struct accord_filter *filter);
/* Copies it into the arena, which must last as long as `known`. NULL when memory is short, which is no failure: what is
 * not known is read again. */
struct accord_known_filter *accord_known_filter_add(struct accord_known_filters *known, struct accord_arena *arena,
                                                    const struct accord_filter_signs *signs,
                                                    const struct accord_filter *filter, struct accord_filter_cost cost);

#endif
