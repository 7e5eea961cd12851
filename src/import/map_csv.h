/* Files of rows and a mapping to rows of accord's tables: CSV and JSON. */
#ifndef ACCORD_IMPORT_MAP_CSV_H
#define ACCORD_IMPORT_MAP_CSV_H

#include "accord/problems.h"
#include "import/fillers.h"
#include "import/mapping.h"
#include "import/names.h"
#include "import/reconcile.h"

enum {
    ACCORD_MAPPED_SPLIT_MAX = 1000, /* values in one cell */
    ACCORD_MAPPED_REASONS_MAX = 100 /* for which one record is refused: then it is not looked at any further */
};

/* One row for a core table, typed and checked as the table's own files are. Valid during the call only. */
struct accord_mapped_row {
    const struct accord_schema *schema;
    const struct accord_cell *cells;   /* one a column of the schema */
    const struct accord_place *places; /* in the source file; 0 and 0 of what stands in no cell of it */
    uint32_t line;                     /* of the source row */
    bool alone;                        /* it is all that the source row made */
};

/* Takes the row and says what became of it. A status other than ACCORD_OK ends the import. */
typedef enum accord_status (*accord_mapped_row_function)(void *host, const struct accord_mapped_row *row,
                                                         enum accord_taken *taken, struct accord_error *err);

struct accord_csv_import {
    const struct accord_mapping *mapping;
    struct accord_names *names;
    struct accord_reconciliation *reconciliation;
    accord_mapped_row_function row;
    /* The days of a meeting of "meetings" in the mapping; NULL: none is known. */
    enum accord_meeting_result (*meeting)(void *host, const char *treaty, const struct accord_meeting_name *name,
                                          struct accord_date *days);
    /* Whether the dataset has an actor that has ended; NULL: only those that the mapping wants are taken. */
    bool (*has_actor)(void *host, const char *id);
    void *host;
    struct accord_fillers *fillers; /* which claims are looked at in; NULL: they are not */
    bool keep_persons;              /* else nothing of a personal column is looked at */
};

/* Reads the file, which the caller opened and closes; problems and places name it as `file`. Every record behind the
 * header goes into the reconciliation, as one row: it is refused whole when anything in it cannot be taken, with the
 * place and the source's column of each reason, also where it is no CSV, has other columns than the header, or no table
 * takes it. What makes the whole file useless (a header that does not fit the mapping, a quote that is never closed) is
 * in `problems`, and the status is ACCORD_BAD_DATA. Memory does not grow with the file: one record, of 16 MiB at most,
 * and the rows that it makes. */
enum accord_status accord_map_csv(const struct accord_csv_import *import, int descriptor, const char *file,
                                  struct accord_problems *problems, struct accord_error *err) ACCORD_MUST_CHECK;

/* The same of JSON Lines, or (array) of an array: each object is a row, and a member of it what a cell is in CSV, so
 * that one mapping fits both. A name that the mapping knows is that of a member, or of one of an object in it:
 * "party/iso3". Texts are taken as they are, numbers and truth values as they are written; null, and what is not there,
 * is no value. An array is taken where the mapping says "split": its items are the
 * values, whatever parts them in a cell. A row is refused for a member that the mapping does not know, and warned of is
 * each name in the mapping that no row has. A line that is no JSON is refused as a row. Memory is that of one row, of
 * 16 MiB at most. */
enum accord_status accord_map_json(const struct accord_csv_import *import, int descriptor, bool array, const char *file,
                                   struct accord_problems *problems, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
