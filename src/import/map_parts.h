/* What executing a mapping is split into: the plan for one file, and one row of it. */
#ifndef ACCORD_IMPORT_MAP_PARTS_H
#define ACCORD_IMPORT_MAP_PARTS_H

#include "import/map_csv.h"

/* A mapping with the columns of one file in place of their names. */
struct accord_planned_table {
    const struct accord_mapped_table *table;
    const size_t *tests;          /* one a test */
    const size_t *const *columns; /* one list a column, one entry a piece; of a text without a meaning */
};

struct accord_map_run {
    const struct accord_csv_import *import;
    const char *file;
    const struct accord_planned_table *tables;
    size_t table_count;
    const char *const *missing; /* of the mapping */
    size_t missing_count;
    const char *const *header; /* names of the file's columns; in JSON paths from the record to its fields */
    size_t width;
    const char *pointer;       /* to the JSON record that is read; NULL: it is one of CSV */
    const bool *refused;       /* one a column: what was refused already and is not looked at; NULL: nothing */
    const char *treaty;        /* whose meetings dates name where the mapping says none; NULL: nobody's */
    const bool *lists;         /* one a column: what holds a list, its items parted as those of cells; NULL: nothing */
    struct accord_arena arena; /* of one record */
    struct accord_text why;
    struct accord_error *err;
};

/* ---- the plan ---- */

/* The index of a column of the file that the mapping names; where there is none, what becomes of it is the host's. */
typedef enum accord_status (*accord_map_column_function)(void *host, const char *name, size_t *index);

/* Makes the tables of the run, in the arena. */
enum accord_status accord_map_plan(struct accord_map_run *run, struct accord_arena *arena,
                                   accord_map_column_function column, void *host) ACCORD_MUST_CHECK;

/* ---- one value ---- */

/* A text on its way into a cell; NULL: no value. */
struct accord_map_value {
    const char *text;
    size_t length;
};

bool accord_map_is_missing(const struct accord_map_run *run, const struct accord_mapped_column *column,
                           struct accord_map_value value);

/* The text as the table writes it, or none. False when it is refused, with run->why, or *status says more. */
bool accord_map_value(struct accord_map_run *run, const struct accord_mapped_column *column, bool personal,
                      struct accord_map_value *value, enum accord_status *status);

/* ---- one cell ---- */

struct accord_map_values {
    struct accord_map_value *items;
    size_t count;
};

/* The values of a cell, without blanks around them; items is NULL when they are more than ACCORD_MAPPED_SPLIT_MAX, and
 * then accord_map_explain_many says so in run->why. */
enum accord_status accord_map_cut(struct accord_map_run *run, struct accord_map_value value, const char *split,
                                  struct accord_map_values *values) ACCORD_MUST_CHECK;
/* What parts the values in the file's column; NULL: nothing does. */
const char *accord_map_split(const struct accord_map_run *run, const struct accord_mapped_column *column, size_t index);
void accord_map_explain_many(struct accord_map_run *run, size_t count);

/* Types the value, or the text that the column's pieces make, as the table's column wants it. False as
 * accord_map_value. */
bool accord_map_cell(struct accord_map_run *run, const struct accord_csv_record *record,
                     const struct accord_mapped_column *column, const size_t *indexes,
                     const struct accord_column *target, struct accord_map_value value, struct accord_cell *cell,
                     enum accord_status *status);

/* ---- one record ---- */

/* Maps one record of the file's width: refuses it, or passes its rows on. The row is begun and ended by the caller. */
enum accord_status accord_map_record(struct accord_map_run *run, const struct accord_csv_record *record);

/* Puts the name of the record's column before what stands in run->why: `column "x": ` or `/value/3/x: `. */
enum accord_status accord_map_name_column(struct accord_map_run *run, size_t column) ACCORD_MUST_CHECK;

/* Refuses the row that is read at the place, for what run->why says. */
enum accord_status accord_map_refuse(struct accord_map_run *run, struct accord_place place);

/* Refuses the row for having other cells than the header; a record that is no CSV, as a row that is begun and ended. */
enum accord_status accord_map_refuse_width(struct accord_map_run *run, const struct accord_csv_record *record);
enum accord_status accord_map_refuse_broken(struct accord_map_run *run, struct accord_place where, const char *why);

#endif
