/* Rows of a dataset in the order in which files have them: by actor, then by key. Private to src/export. */
#ifndef ACCORD_EXPORT_ROWS_H
#define ACCORD_EXPORT_ROWS_H

#include "accord/export.h"
#include "base/memory.h"
#include "base/text.h"
#include "ingest/package.h"
#include "store/store.h"

/* A file that is being written, in pieces. */
struct accord_export_file {
    int descriptor;
    const char *path; /* for messages */
    struct accord_text text;
    bool begun; /* a document: it has a member */
};

/* A dataset on its way into files. */
struct accord_exporting {
    const struct accord_package *package;
    struct accord_store *store;
    struct accord_reader *reader;
    enum accord_layout layout;
    bool drop_persons;
    struct accord_arena arena; /* rows of one actor */
    struct accord_text scratch;
};

/* Writes what was appended to the file when that is much, or in any case. */
enum accord_status accord_export_flush(struct accord_export_file *file, bool all,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* All rows of a table of the package, as the layout has them. */
enum accord_status accord_export_table(struct accord_exporting *exporting, size_t table,
                                       struct accord_export_file *file, struct accord_error *err) ACCORD_MUST_CHECK;

/* What a table cannot do without is not left out: asked of all tables, before documents are written. */
enum accord_status accord_export_check(struct accord_exporting *exporting, struct accord_error *err) ACCORD_MUST_CHECK;

/* The document of the actor of that rank, or (0) that of rows which are not one actor's. */
enum accord_status accord_export_document(struct accord_exporting *exporting, uint32_t rank,
                                          struct accord_export_file *file, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
