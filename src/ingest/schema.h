/* What a table holds: its columns with their types and constraints, keys, and what the columns mean to the engine. */
#ifndef ACCORD_INGEST_SCHEMA_H
#define ACCORD_INGEST_SCHEMA_H

#include "base/cell.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ACCORD_COLUMNS_MAX = 128,   /* of a table */
    ACCORD_TABLES_MAX = 64,     /* of a dataset */
    ACCORD_KEY_COLUMNS_MAX = 8, /* of a primary or foreign key */
    ACCORD_FOREIGN_KEYS_MAX = 16,
    ACCORD_NO_COLUMN = -1
};

/* How a date column may be written. */
enum accord_date_form { ACCORD_DATE_PARTIAL, ACCORD_DATE_DAY, ACCORD_DATE_MONTH };

struct accord_pattern; /* a compiled regular expression (PCRE2, anchored at both ends, with a match limit) */

struct accord_column {
    const char *name;
    enum accord_cell_kind kind; /* never MISSING; `year` is an INTEGER with minimum 1 and maximum 9998 */
    enum accord_date_form date_form;
    bool required;
    bool unique;
    bool event;    /* reads as absent when it lies after the as-of date */
    bool personal; /* never given to rules or reports: only "is there one" */
    int dated_by;  /* an event column whose date this value has, or ACCORD_NO_COLUMN */
    char list_delimiter;
    const char *const
        *allowed; /* enum, or NULL; numbers in canonical form, all else as written; not of a boolean or list */
    size_t allowed_count;
    struct accord_pattern *pattern; /* or NULL; owned by the schema's arena cleanup */
    const char *pattern_text;
    struct accord_cell minimum; /* kind MISSING: no limit */
    struct accord_cell maximum;
    uint32_t length_minimum; /* minLength and maxLength in characters or items; 0: no limit */
    uint32_t length_maximum;
    const char *format;         /* a name of ingest/formats.h: checked; NULL or "default" otherwise */
    bool year;                  /* of an integer: a calendar year, four digits */
    bool list_json;             /* of a list: a CSV cell holds a JSON array of texts (`array` of Table Schema) */
    const char *const *missing; /* the column's own missingValues, or NULL: those of the table */
    size_t missing_count;
    const char *const *true_values; /* of a boolean in CSV; NULL: those of the standard */
    size_t true_count;
    const char *const *false_values;
    size_t false_count;
};

struct accord_foreign_key {
    int columns[ACCORD_KEY_COLUMNS_MAX];
    size_t count;
    const char *table;
    const char *targets[ACCORD_KEY_COLUMNS_MAX]; /* column names in that table */
    const char *except;                          /* a value that is no reference (requests.to may be "open"), or NULL */
};

/* The first day of `since` to the last day of `until`; no until: maintained. */
struct accord_complete {
    int where_columns[ACCORD_KEY_COLUMNS_MAX];
    const char *const *where_values[ACCORD_KEY_COLUMNS_MAX];
    size_t where_value_counts[ACCORD_KEY_COLUMNS_MAX];
    size_t where_count;
    int32_t since;
    int32_t until; /* INT32_MAX: maintained */
};

struct accord_schema {
    const char *name;
    const char *about; /* what a row of a core table is, in one clause; NULL of others */
    const struct accord_column *columns;
    size_t column_count;
    int key[ACCORD_KEY_COLUMNS_MAX];
    size_t key_count; /* 0: the rows have no key of their own, all columns together are it */
    bool key_blanks;  /* key members may be missing (memberships, regions) */
    struct accord_foreign_key foreign[ACCORD_FOREIGN_KEYS_MAX];
    size_t foreign_count;
    int actor;                /* the text or list column that says whose row it is, or ACCORD_NO_COLUMN: global */
    const char *global_value; /* value of `actor` that means "everybody's" (requests: "open"), or NULL */
    int valid_from;           /* columns, or ACCORD_NO_COLUMN both */
    int valid_to;
    bool blank_from_never; /* a blank from is no claim at all (memberships), not a possible one */
    int confirmed;         /* a date from which a row with a blank from is surely valid, or ACCORD_NO_COLUMN */
    int occurs[2]; /* a row whose dates here all surely lie after the as-of date is not there; ACCORD_NO_COLUMN */
    int owed[ACCORD_KEY_COLUMNS_MAX]; /* what names the thing owed (reports: treaty, instrument, period) */
    size_t owed_count;
    struct accord_complete *complete;
    size_t complete_count;
    bool core;
};

/* The column's index, or ACCORD_NO_COLUMN. */
int accord_schema_find(const struct accord_schema *schema, const char *name, size_t length);

/* Whether programs other than accord can hold rows to the reference: it is of one value, without exceptions. */
bool accord_foreign_key_is_plain(const struct accord_schema *schema, const struct accord_foreign_key *key);

/* The built-in schema of a core table (static, complete == NULL), or NULL. And all of them, in a fixed order. */
const struct accord_schema *accord_core_schema(const char *name);
const struct accord_schema *const *accord_core_schemas(size_t *count);

#endif
