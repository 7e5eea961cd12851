/* What is in a dataset: how much, of when, of whom, and what somebody should look at before a check. */
#ifndef ACCORD_WORKSHOP_CENSUS_H
#define ACCORD_WORKSHOP_CENSUS_H

#include "accord/dataset.h"
#include "accord/problems.h"
#include "base/map.h"
#include "base/text.h"
#include "ingest/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ACCORD_CENSUS_SCHEMA = 1, /* of the JSON: another where members are renamed, taken away or mean another thing */
    ACCORD_CENSUS_CODES_MAX = 5000,      /* of one column that are compared with each other */
    ACCORD_CENSUS_CONFLICTS_MAX = 10000, /* kept; those past them are counted */
    ACCORD_CENSUS_RIVALS_MAX = 64        /* rows about one thing that are compared with each other */
};

/* Days from `first` to `last`, whatever is known of them; none: first > last. */
struct accord_census_period {
    int32_t first;
    int32_t last;
};

struct accord_census_column {
    size_t missing; /* rows without a value */
    struct accord_census_period period;
};

struct accord_census_table {
    const struct accord_schema *schema;
    size_t rows;
    struct accord_census_period period;   /* over all date columns */
    struct accord_census_column *columns; /* as the schema's */
};

struct accord_census_file {
    const char *name;
    size_t rows;
};

/* One of several values, and the rows that have it. */
struct accord_census_code {
    const char *name;
    size_t rows;
    bool listed;      /* in the table of such codes */
    const char *near; /* a code with no fewer rows that it may be a slip for, or NULL */
};

/* The values of a column, wherever there is one of that name; bytewise order once the census is taken. */
struct accord_census_codes {
    const char *column;
    const char *listed_in; /* the table of such codes, or NULL */
    bool has_list;         /* that table has rows */
    struct accord_map names;
    struct accord_census_code *items;
    size_t count;
    size_t capacity;
};

struct accord_census_region {
    const char *name; /* "SCHEME/REGION" */
    size_t surely;    /* actors in it on the day */
    size_t perhaps;   /* actors that may be, dates being what they are */
    uint32_t rank;    /* of the actor counted last */
    bool sure;
};

/* One row among those that cannot all be right. */
struct accord_census_claim {
    const char *value; /* "": none */
    const char *by;    /* its source, or NULL where rows have none */
    const char *file;
    unsigned line;
};

struct accord_census_conflict {
    const char *table;
    const char *actor;
    const char *about;                        /* "cbd", "cms/nr/2014" */
    const char *column;                       /* in which they differ */
    const struct accord_census_claim *claims; /* of the first rows */
    size_t claim_count;
    size_t rows; /* about the same thing, and so many claims in all */
};

enum { ACCORD_CENSUS_CODE_SETS = 3 };

struct accord_census {
    struct accord_dataset *dataset;         /* borrowed */
    const struct accord_problems *warnings; /* borrowed */
    struct accord_date as_of;
    struct accord_arena arena;
    struct accord_census_table *tables; /* by name */
    size_t table_count;
    size_t rows;
    struct accord_census_file *files; /* in the order of the descriptor, which is the first */
    size_t file_count;
    struct accord_census_codes kinds; /* of actors */
    struct accord_census_codes codes[ACCORD_CENSUS_CODE_SETS];
    struct accord_map region_names;
    struct accord_census_region *regions; /* by name */
    size_t region_count;
    size_t region_capacity;
    struct accord_census_conflict *conflicts; /* by table, actor, what they are about, column */
    size_t conflict_kept;
    size_t conflict_count;
};

/* Reads every row once. The census is freed by the caller, before the dataset is closed. No value of a personal column
 * is in it. */
enum accord_status accord_census_take(struct accord_dataset *dataset, const struct accord_problems *warnings,
                                      struct accord_date as_of, struct accord_census **census,
                                      struct accord_error *err) ACCORD_MUST_CHECK;
void accord_census_free(struct accord_census *census);

/* Rows and tables alone. Every row is read. */
enum accord_status accord_census_count(struct accord_dataset *dataset, size_t *rows, size_t *tables,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* For people. `files` goes before the names of files, so that they can be opened from where the reader is. */
struct accord_census_layout {
    unsigned width; /* 0: 80 */
    bool color;
    const char *files;
};

struct accord_census_format {
    const char *name;
    void (*write)(const struct accord_census *census, const struct accord_census_layout *layout,
                  struct accord_text *text);
};
enum { ACCORD_CENSUS_FORMATS = 2 };
extern const struct accord_census_format accord_census_formats[ACCORD_CENSUS_FORMATS];

#endif
