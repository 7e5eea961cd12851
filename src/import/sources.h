/* Kinds of sources that an import reads, told by what is in a file and not by its name. */
#ifndef ACCORD_IMPORT_SOURCES_H
#define ACCORD_IMPORT_SOURCES_H

#include "import/glimpse.h"
#include "import/map_csv.h"

/* What a reader is given beside the file: the same for all sources of one import. */
struct accord_import_host {
    struct accord_names *names;
    struct accord_reconciliation *reconciliation;
    accord_mapped_row_function row;
    /* As struct accord_csv_import has them. */
    enum accord_meeting_result (*meeting)(void *host, const char *treaty, const struct accord_meeting_name *name,
                                          struct accord_date *days);
    bool (*has_actor)(void *host, const char *id);
    void *host;                           /* of the three */
    struct accord_fillers *fillers;       /* as there */
    const struct accord_mapping *mapping; /* NULL: none was given */
    const char *source;                   /* the id that claims of this file name as their source */
    bool keep_persons;                    /* else nothing of a personal column is looked at */
};

/* One kind. Those that need no mapping come first; the first that detects the file reads it. */
struct accord_import_source {
    const char *name;  /* "csv"; the id of its source where --source gives no other */
    const char *title; /* of that source: "InforMEA: national reports". NULL: the mapping lists its sources */
    const char *help;  /* "a CSV file, with --mapping": what is expected where nothing detects a file */
    bool needs_mapping;
    bool has_meetings; /* which dates in other sources may name */
    bool (*detects)(const struct accord_glimpse *glimpse);

    /* Reads the file, which the caller opened (at its beginning) and closes; problems and places name it as `file`. As
     * accord_map_csv: every record is one row of the reconciliation, begun and ended, refused whole when anything in it
     * cannot be taken. Rows of core tables go to host->row, typed, with no item of a list that holds the list's
     * delimiter, then into the reconciliation with what host->row said of them; a row that names an actor names it by
     * the id of host->names. No row for the actor itself is needed, nor for the source. Nothing may be refused after
     * the first row of a record was passed on. What makes the whole file useless is in `problems`, and the status is
     * ACCORD_BAD_DATA. */
    enum accord_status (*reads)(const struct accord_import_host *host, int descriptor, const char *file,
                                struct accord_problems *problems, struct accord_error *err);
};

/* Whether the file begins with a byte-order mark; where it stands in the file does not change. */
bool accord_import_begins_with_mark(int descriptor);

/* For readers of JSON, which knows none: puts the descriptor behind it, where there is one. */
enum accord_status accord_import_skip_mark(int descriptor, const char *file, struct accord_error *err)
    ACCORD_MUST_CHECK;

/* The table of kinds; NULL past its end. */
const struct accord_import_source *accord_import_source_at(size_t index);

/* The kind of the file that is open at the descriptor, which is back at its beginning afterwards. ACCORD_BAD_DATA with
 * what was found and what is expected where it is of none; ACCORD_BAD_USAGE where it needs a mapping and there is none.
 */
enum accord_status accord_import_source_find(int descriptor, const char *file, bool mapping,
                                             const struct accord_import_source **source,
                                             struct accord_error *err) ACCORD_MUST_CHECK;

#endif
