/* What the parts of a store of runs share. Private to src/store. */
#ifndef ACCORD_STORE_RUN_FILE_PRIVATE_H
#define ACCORD_STORE_RUN_FILE_PRIVATE_H

#include "base/text.h"
#include "store/run_file.h"
#include "store/sql.h"

enum { ACCORD_RUN_FILE_COPIES = 7, ACCORD_RUN_FILE_STATEMENTS = 32 };

/* A block of the run on its way in. */
struct accord_placed_block {
    bool staged; /* the id is its place among those that are */
    int64_t id;
};

struct accord_run_file {
    sqlite3 *db;
    char *path;
    int64_t schema; /* its version when it was opened */
    int64_t prunes; /* as often as runs had been taken out by then */
    sqlite3_stmt *statements[ACCORD_RUN_FILE_STATEMENTS];
    struct accord_text copies[ACCORD_RUN_FILE_COPIES]; /* what was read last */
    bool staging;
    int64_t staged;                     /* new blocks */
    struct accord_placed_block *placed; /* the blocks of the run */
    size_t placed_count;
    size_t placed_capacity;
};

/* ---- run_schema.c ---- */

/* Versions of the schema, by what they brought. */
enum {
    ACCORD_RUN_SCHEMA_RUNS = 1,
    ACCORD_RUN_SCHEMA_LABELS = 2, /* and pruning */
    ACCORD_RUN_SCHEMA_VIEWS = 3,  /* and what they show */
    ACCORD_RUN_SCHEMA_DOCUMENTS = 4,
    ACCORD_RUN_SCHEMA_ROWS = 5, /* of actors */
    ACCORD_RUN_SCHEMA = ACCORD_RUN_SCHEMA_ROWS
};

/* Who opens a file: one that only reads leaves an earlier version as it is; the others bring it up to this one. */
enum accord_run_file_use { ACCORD_RUN_FILE_READ, ACCORD_RUN_FILE_CHANGE, ACCORD_RUN_FILE_CREATE };

/* Settings of the connection; then the file is a store, made or migrated where the use asks for it. */
enum accord_status accord_run_file_set_up(struct accord_run_file *file, enum accord_run_file_use use,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* As often as runs were taken out of the store; 0 where its schema does not know that. */
enum accord_status accord_run_file_read_prunes(const struct accord_run_file *file, int64_t *prunes,
                                               struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- run_file.c ---- */

enum accord_status accord_run_file_failed(const struct accord_run_file *file, int code, struct accord_error *err);
/* OK, DONE and ROW are ACCORD_OK. */
enum accord_status accord_run_file_done(const struct accord_run_file *file, int code,
                                        struct accord_error *err) ACCORD_MUST_CHECK;
/* A row that should be there is not, or holds what it cannot: the store is damaged, or runs were taken out of it while
 * it was read. */
enum accord_status accord_run_file_damaged(const struct accord_run_file *file, struct accord_error *err);
enum accord_status accord_run_file_execute(const struct accord_run_file *file, const char *sql,
                                           struct accord_error *err) ACCORD_MUST_CHECK;
/* The only number of the only row; 0 where there is none. */
enum accord_status accord_run_file_read_number(const struct accord_run_file *file, const char *sql, int64_t *number,
                                               struct accord_error *err) ACCORD_MUST_CHECK;
/* Steps through rows until there is no other or `status` says so. */
bool accord_run_file_next(const struct accord_run_file *file, sqlite3_stmt *statement, enum accord_status *status,
                          struct accord_error *err);
/* A statement for once, which the caller finalizes. */
enum accord_status accord_run_file_prepare(const struct accord_run_file *file, const char *sql,
                                           sqlite3_stmt **statement, struct accord_error *err) ACCORD_MUST_CHECK;
/* Runs one that gives no rows, and finalizes it. *changes: rows that it changed; may be NULL. */
enum accord_status accord_run_file_finish(const struct accord_run_file *file, sqlite3_stmt *statement, int code,
                                          int64_t *changes, struct accord_error *err) ACCORD_MUST_CHECK;

/* Makes, unless they are there, the temporary tables for what is staged. */
enum accord_status accord_run_file_start_staging(struct accord_run_file *file,
                                                 struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- run_documents.c ---- */

/* Within the transaction that appends the run. */
enum accord_status accord_run_documents_append(struct accord_run_file *file, int64_t run,
                                               struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- run_rows.c ---- */

/* Within that transaction: of the blocks that were staged, the first of which got the number after `last`. */
enum accord_status accord_run_rows_append(struct accord_run_file *file, int64_t last,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

#endif
