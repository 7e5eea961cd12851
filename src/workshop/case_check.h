/* What the reading of a test file is made of: fields, names, rows, each complaint with its line and case. */
#ifndef ACCORD_WORKSHOP_CASE_CHECK_H
#define ACCORD_WORKSHOP_CASE_CHECK_H

#include "engine/api.h"
#include "workshop/cases.h"

struct accord_case_reading {
    struct accord_packs *packs;
    struct accord_arena *arena;
    struct accord_case_file *file;
    struct accord_problems *problems;
    struct accord_error *err;
    enum accord_status status; /* the first that is not about the file */
    const char *says;          /* of the case at hand, or NULL */
    size_t number;             /* of the case at hand; 0: none yet */
};

/* Adds a problem at the line on which `about` stands first in the case at hand (NULL: the case's own line). */
void accord_case_complain(struct accord_case_reading *reading, const char *about, const char *format, ...)
    ACCORD_PRINTF(3, 4);
/* The same for a name that is not among those known, with the nearest. */
void accord_case_unknown(struct accord_case_reading *reading, const char *name, const char *what,
                         const char *const *known, size_t count);

/* The key's value when it is of that kind; otherwise NULL, with a complaint when it is of another or, being required,
 * is not there. */
const struct accord_plain *accord_case_field(struct accord_case_reading *reading, const struct accord_plain *table,
                                             const char *name, enum accord_plain_kind kind, bool required);
/* A list that holds texts only, or NULL. */
const struct accord_plain *accord_case_texts(struct accord_case_reading *reading, const struct accord_plain *table,
                                             const char *name);
/* Complains of each key that is not of the set. */
void accord_case_keys(struct accord_case_reading *reading, const struct accord_plain *table, enum accord_api_set keys,
                      const char *what);

/* The keys `schemas`, `given`, `complete` and `without` of the file or a case: tables and columns that are there. */
const struct accord_plain *accord_case_schemas(struct accord_case_reading *reading, const struct accord_plain *table);
const struct accord_plain *accord_case_given(struct accord_case_reading *reading, const struct accord_plain *table);
const struct accord_plain *accord_case_complete(struct accord_case_reading *reading, const struct accord_plain *table);
const struct accord_plain *accord_case_without(struct accord_case_reading *reading, const struct accord_plain *table);

/* Complains when the actor has no row in `actors`. */
void accord_case_check_actor(struct accord_case_reading *reading, const struct accord_case *one);

#endif
