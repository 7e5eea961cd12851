/* A database of a test's own, as SQLite writes it. */
#ifndef ACCORD_TESTS_STORE_DATABASE_H
#define ACCORD_TESTS_STORE_DATABASE_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

/* The file, as a fixture: not there before something is written to it. */
extern char database_path[64];
void make_database_path(void);
void remove_database_path(void);

/* Before a statement: whole numbers as `value` of s. */
#define SERIES(first, last)                                                                                            \
    "WITH RECURSIVE s (value) AS (SELECT " first " UNION ALL SELECT value + 1 FROM s WHERE value < " last ") "

sqlite3 *open_database(void);
void run_sql(sqlite3 *db, const char *sql);
/* The number that answers a question about a number (?1); `otherwise` where none does. */
int64_t ask_sql(sqlite3 *db, int64_t otherwise, const char *question, int64_t number);

/* Overwrites bytes of the file while no connection is open. */
void patch_database(size_t at, const void *bytes, size_t length);

#endif
