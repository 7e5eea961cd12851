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
    const char *const *header; /* names of the file's columns */
    size_t width;
    struct accord_arena arena; /* of one record */
    struct accord_text why;
    struct accord_error *err;
};

/* Maps one record of the file's width: refuses it, or passes its rows on. The row is begun and ended by the caller. */
enum accord_status accord_map_record(struct accord_map_run *run, const struct accord_csv_record *record);

/* Refuses the row that is read at the place, for what run->why says. */
enum accord_status accord_map_refuse(struct accord_map_run *run, struct accord_place place);

#endif
