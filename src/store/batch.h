/* Rows on their way into a table, several to a statement. Private to src/store. */
#ifndef ACCORD_STORE_BATCH_H
#define ACCORD_STORE_BATCH_H

#include "base/memory.h"
#include "store/sql.h"

#include <stddef.h>
#include <stdint.h>

/* A row as it is inserted. */
struct accord_batch_row {
    int64_t id;
    const struct accord_cell *cells;
    const unsigned char *places; /* packed */
    size_t places_length;
    int file;
    uint32_t line;
};

/* Rows that were added and are not yet in the table. A statement of its own for each costs SQLite a third more. */
struct accord_batch {
    sqlite3 *db;
    const char *path;
    const struct accord_schema *schema;
    sqlite3_stmt *one;
    sqlite3_stmt *several; /* made when there are several for the first time */
    struct accord_arena arena;
    struct accord_batch_row rows[ACCORD_SQL_ROWS];
    int count;
};

/* `path`, `schema` and the connection are borrowed. */
enum accord_status accord_batch_init(struct accord_batch *batch, sqlite3 *db, const char *path,
                                     const struct accord_schema *schema, struct accord_error *err) ACCORD_MUST_CHECK;

/* Takes a row, which need not live on. */
enum accord_status accord_batch_add(struct accord_batch *batch, const struct accord_batch_row *row,
                                    struct accord_error *err) ACCORD_MUST_CHECK;

/* Every row that was added is in the table. */
enum accord_status accord_batch_flush(struct accord_batch *batch, struct accord_error *err) ACCORD_MUST_CHECK;

/* Releases everything; rows that are not in the table are lost. */
void accord_batch_clear(struct accord_batch *batch);

#endif
