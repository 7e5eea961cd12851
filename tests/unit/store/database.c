/* A database of a test's own, as SQLite writes it. */
#include "unit/store/database.h"

#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

char database_path[64];

void make_database_path(void)
{
    int descriptor;

    snprintf(database_path, sizeof(database_path), "/tmp/accord-database-XXXXXX");
    descriptor = mkstemp(database_path);
    ck_assert_int_ge(descriptor, 0);
    (void)close(descriptor);
}

void remove_database_path(void)
{
    (void)unlink(database_path);
}

sqlite3 *open_database(void)
{
    sqlite3 *db = NULL;

    ck_assert_int_eq(sqlite3_open(database_path, &db), SQLITE_OK);
    return db;
}

void run_sql(sqlite3 *db, const char *sql)
{
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
}

int64_t ask_sql(sqlite3 *db, int64_t otherwise, const char *question, int64_t number)
{
    sqlite3_stmt *statement = NULL;
    int64_t answer = otherwise;

    ck_assert_msg(sqlite3_prepare_v2(db, question, -1, &statement, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    if (sqlite3_bind_parameter_count(statement) > 0)
        ck_assert_int_eq(sqlite3_bind_int64(statement, 1, number), SQLITE_OK);
    if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_type(statement, 0) == SQLITE_INTEGER)
        answer = sqlite3_column_int64(statement, 0);
    ck_assert_int_eq(sqlite3_finalize(statement), SQLITE_OK);
    return answer;
}

void patch_database(size_t at, const void *bytes, size_t length)
{
    FILE *file = fopen(database_path, "r+b");

    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fseek(file, (long)at, SEEK_SET), 0);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}
