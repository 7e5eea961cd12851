/* Frictionless Data Packages: the descriptor, and the rows of its resources in typed form. */
#ifndef ACCORD_INGEST_PACKAGE_H
#define ACCORD_INGEST_PACKAGE_H

#include "accord/problems.h"
#include "ingest/schema.h"
#include "ingest/source_file.h"

enum accord_layout { ACCORD_LAYOUT_CSV, ACCORD_LAYOUT_JSON_ARRAY, ACCORD_LAYOUT_JSON_LINES, ACCORD_LAYOUT_ACTORS };

/* One row as it was read. `cells` and `places` have one entry a column of the schema, in the schema's order, and are
 * valid during the call only. */
struct accord_row_read {
    const struct accord_cell *cells;
    const struct accord_place *places;
    int file;      /* index for accord_package_file */
    uint32_t line; /* the line on which the record or element begins */
};

/* Called for each good row, in file order. A status other than ACCORD_OK ends the reading and is returned. */
typedef enum accord_status (*accord_row_function)(void *host, const struct accord_schema *schema,
                                                  const struct accord_row_read *row, struct accord_error *err);

struct accord_package;

/* Reads DIR/datapackage.json (or the path of a descriptor file itself) and every schema and dialect that it names.
 * Problems of the descriptor go to `problems` (then *package may be NULL and the status is ACCORD_BAD_DATA);
 * ACCORD_BAD_DATA with `err` filled and no problem added never happens: whatever is wrong with input is a problem. */
enum accord_status accord_package_open(const char *path, struct accord_problems *problems,
                                       struct accord_package **package, struct accord_error *err) ACCORD_MUST_CHECK;
/* The same of files at hand, whose first is the descriptor; they must outlive the package. In memory only JSON. */
enum accord_status accord_package_open_memory(const struct accord_memory_files *files, struct accord_problems *problems,
                                              struct accord_package **package,
                                              struct accord_error *err) ACCORD_MUST_CHECK;
void accord_package_close(struct accord_package *package);

const char *accord_package_name(const struct accord_package *package);  /* "" when the descriptor has none */
const char *accord_package_title(const struct accord_package *package); /* NULL when it has none that is text */
bool accord_package_illustrative(const struct accord_package *package);

/* Tables: those of the resources, in the order of the descriptor. The schemas live as long as the package. */
size_t accord_package_table_count(const struct accord_package *package);
const struct accord_schema *accord_package_table(const struct accord_package *package, size_t index);

/* Files read so far, by index; the path relative to the dataset as the descriptor writes it, so that it does not
 * depend on where the dataset lies. The descriptor itself is file 0. */
size_t accord_package_file_count(const struct accord_package *package);
const char *accord_package_file(const struct accord_package *package, int file);
/* The path by which the file can be opened from here, to be released with accord_free; NULL when memory is short. */
char *accord_package_full_path(const struct accord_package *package, int file);
/* A file of the table where an absence can be pointed at: its first path and the header line (1 when it has none). */
void accord_package_table_head(const struct accord_package *package, size_t table, int *file, uint32_t *line);

/* How files of a table are written. */
struct accord_table_form {
    const int *declared; /* columns in the order of the declared schema; of a built-in one all of them */
    size_t declared_count;
    bool all_declared;          /* CSV has each declared column, and no other */
    const char *const *missing; /* missingValues, of columns that have none of their own */
    size_t missing_count;
};
struct accord_table_form accord_package_table_form(const struct accord_package *package, size_t table);

/* The id of the one actor whose row it is; false when it is nobody's, everybody's or several actors'. Borrowed. */
bool accord_document_owner(const struct accord_schema *schema, const struct accord_cell *cells, const char **id,
                           size_t *length);
/* Appends the path of an actor's document, and of that of rows that are not one actor's. */
void accord_document_name(const char *id, size_t length, struct accord_text *text);
void accord_document_shared_name(struct accord_text *text);

/* "csv", "json" or "jsonl", of a layout with a file a table. */
const char *accord_layout_extension(enum accord_layout layout);

/* Appends a descriptor for the same tables, each in one file `NAME.EXTENSION` of the layout (CSV with the default
 * dialect), or in documents per actor. Everything else that the package and its resources declare is kept as it is
 * written; schemas are in it. */
enum accord_status accord_package_describe(const struct accord_package *package, enum accord_layout layout,
                                           struct accord_text *text, struct accord_error *err) ACCORD_MUST_CHECK;

/* Reads all rows of a table: cells typed, constraints of single cells checked (required, enum, pattern, limits,
 * formats), each problem added and reading on where the format lets it. Keys, uniqueness and references are the
 * store's. Memory does not grow with the file (bound: one record of at most 16 MiB). Returns ACCORD_OK also when there
 * were problems. */
enum accord_status accord_package_read(struct accord_package *package, size_t table, struct accord_problems *problems,
                                       accord_row_function function, void *host,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

#endif
