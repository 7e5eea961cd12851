/* Stores of runs to test with. */
#include "unit/store/stored.h"

#include "unit/suite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char stored_path[64];

void make_stored_path(void)
{
    snprintf(stored_path, sizeof stored_path, "/tmp/accord-stored-XXXXXX");
    int descriptor = mkstemp(stored_path);
    ck_assert_int_ge(descriptor, 0);
    close(descriptor);
}

void remove_stored_path(void)
{
    unlink(stored_path);
}

struct accord_run_file *open_stored(void)
{
    struct accord_run_file *file;
    struct accord_error err;
    enum accord_status status = accord_run_file_open(stored_path, true, &file, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    return file;
}

static struct accord_bytes bytes(const char *text)
{
    return (struct accord_bytes){text, strlen(text)};
}

void stage_block(struct accord_run_file *file, const char *verdicts)
{
    const struct accord_run_block block = {.actors = 1,
                                           .ids = bytes("[]"),
                                           .keys = bytes("kkkkkkkkkkkkkkkk"),
                                           .counts = bytes("n"),
                                           .verdicts = bytes(verdicts),
                                           .collected = bytes("")};
    struct accord_error err;
    ck_assert_int_eq(accord_run_file_stage(file, &block, &err), ACCORD_OK);
}

int64_t append_run(struct accord_run_file *file, const char *as_of, const char *dataset)
{
    struct accord_run_record record = {.as_of = as_of,
                                       .version = "1",
                                       .dataset = dataset,
                                       .dataset_sha256 = "s",
                                       .rules_sha256 = "r",
                                       .shard = 1,
                                       .shards = 1,
                                       .actors = 1,
                                       .actors_of = 1,
                                       .conclusions = bytes("c")};
    struct accord_run_rule rule = {.wanted = true, .digest = {1}};
    const struct accord_run_asked asked = {.number = 1, .table = "reports"};
    struct accord_error err;
    ck_assert_int_eq(accord_run_file_number(file, "x/y", &rule.number, &err), ACCORD_OK);
    enum accord_status status = accord_run_file_append(file, &record, &rule, 1, &asked, 1, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    return record.id;
}

static enum accord_status take_block(void *host, const struct accord_run_block *block, struct accord_error *err)
{
    int64_t *ids = host;
    (void)err;
    while (*ids != 0)
        ids++;
    *ids = block->id;
    return ACCORD_OK;
}

void expect_verdicts(struct accord_run_file *file, int64_t run, const char *verdicts)
{
    int64_t ids[16] = {0};
    char all[64] = "";
    struct accord_error err;
    enum accord_status status = accord_run_file_blocks(file, run, take_block, ids, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    for (size_t i = 0; ids[i] != 0; i++) {
        struct accord_bytes got;
        ck_assert_int_eq(accord_run_file_verdicts(file, ids[i], &got, &err), ACCORD_OK);
        strncat(all, got.at, got.length);
    }
    ck_assert_str_eq(all, verdicts);
}

int64_t ask_stored(const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    ck_assert_int_eq(sqlite3_open(stored_path, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return number;
}
