/* SQLite as the store uses it: opening, failing, the statements of a table, and what is in their rows. Private to
 * src/store. */
#ifndef ACCORD_STORE_SQL_H
#define ACCORD_STORE_SQL_H

#include "accord/status.h"
#include "base/cell.h"
#include "base/text.h"
#include "ingest/schema.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

/* What failed, with the file's path: ACCORD_NO_MEMORY, or ACCORD_NOT_WRITTEN for a full disk, a file that cannot be
 * opened, read or written, and a damaged one (the file is the store's own, so it is no bad data of the user's). On a
 * connection to a packed dataset, which is the user's, whatever is wrong with the file is ACCORD_BAD_DATA. */
enum accord_status accord_sql_failed(sqlite3 *db, int code, const char *path, struct accord_error *err);

/* A connection that fills the file, or one of those that only read it once it is complete. */
enum accord_status accord_sql_open_writer(const char *path, sqlite3 **db, struct accord_error *err) ACCORD_MUST_CHECK;
/* The same of a database in memory, which is there as long as a connection is: the first keeps it, writes nothing. */
enum accord_sql_memory { ACCORD_SQL_KEEPER, ACCORD_SQL_WRITER, ACCORD_SQL_READER };
enum accord_status accord_sql_open_memory(const char *path, enum accord_sql_memory use, sqlite3 **db,
                                          struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_sql_open_reader(const char *path, sqlite3 **db, struct accord_error *err) ACCORD_MUST_CHECK;

/* Turns off what a stranger's file could have SQLite do: triggers, views, functions in its schema. */
void accord_sql_distrust(sqlite3 *db);

/* A reader of a file that somebody else may have written or damaged: on its guard, with whatever SQLite can do but
 * reading tables turned off. */
enum accord_status accord_sql_open_guarded(const char *path, sqlite3 **db, struct accord_error *err) ACCORD_MUST_CHECK;

/* The message for a packed dataset that is not as accord wrote it: what is wrong with it, and what to do. */
enum accord_status accord_sql_damaged(const char *path, struct accord_error *err, const char *format, ...)
    ACCORD_PRINTF(3, 4);

/* A writer of a new file into which ACCORD_SQL_COPY copies tables of the complete store at `source`. */
enum accord_status accord_sql_open_copier(const char *path, const char *source, sqlite3 **db,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* Ends the transaction that a writer is opened with. */
enum accord_status accord_sql_commit(sqlite3 *db, const char *path, struct accord_error *err) ACCORD_MUST_CHECK;

/* The statements that a table needs. Their texts are made of the names in its schema and of nothing else; values are
 * bound. */
enum { ACCORD_SQL_ROWS = 8 };
enum accord_sql_kind {
    ACCORD_SQL_CREATE,
    ACCORD_SQL_CREATE_SEEN, /* of the rows that several actors see: who sees which */
    ACCORD_SQL_INSERT,      /* _id, the columns, _file, _line, _places */
    ACCORD_SQL_INSERT_ROWS, /* the same ACCORD_SQL_ROWS times over */
    ACCORD_SQL_INSERT_SEEN, /* _id, target */
    ACCORD_SQL_COPY,        /* all rows of the store that is copied, in their order */
    ACCORD_SQL_COPY_SEEN,
    ACCORD_SQL_RANK,   /* gives a row (2) another _id (1) */
    ACCORD_SQL_SELECT, /* rows from an _id on: _id, the columns */
    ACCORD_SQL_PLACES  /* _file, _line and _places of an _id */
};
/* The statement's text is appended. */
void accord_sql_write(struct accord_text *text, const struct accord_schema *schema, enum accord_sql_kind kind);
enum accord_status accord_sql_prepare(sqlite3 *db, const char *path, const struct accord_schema *schema,
                                      enum accord_sql_kind kind, sqlite3_stmt **statement,
                                      struct accord_error *err) ACCORD_MUST_CHECK;

/* Prepares, runs and releases a statement without parameters. */
enum accord_status accord_sql_run(sqlite3 *db, const char *path, const struct accord_schema *schema,
                                  enum accord_sql_kind kind, struct accord_error *err) ACCORD_MUST_CHECK;

/* Parameters of one row in an insert. */
int accord_sql_parameters(const struct accord_schema *schema);

/* Binds a cell at the parameter number `at` and returns how many parameters it takes: two for a date column. Text is
 * borrowed until the statement's bindings are cleared, and a missing value leaves it so. *code is SQLITE_OK or what
 * failed. */
int accord_sql_bind(sqlite3_stmt *statement, int at, const struct accord_column *column, const struct accord_cell *cell,
                    int *code);

/* The cells of the row that a SELECT stands on, while the store is being filled (a finished one is read by tree.h and
 * record.h); their text is valid until it is stepped or reset. False when they are not what the store writes. */
bool accord_sql_cells(sqlite3_stmt *statement, const struct accord_schema *schema, struct accord_cell *cells);

#endif
