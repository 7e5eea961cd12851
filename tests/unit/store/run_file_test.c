/* RUNS.db keeps what it is given, in order, and leaves alone what is none. */
#include "store/run_file.h"

#include "base/memory.h"
#include "store/sql.h"
#include "unit/suite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[64];

static void make_path(void)
{
    snprintf(path, sizeof path, "/tmp/accord-runs-XXXXXX");
    int descriptor = mkstemp(path);
    ck_assert_int_ge(descriptor, 0);
    close(descriptor);
}

static void remove_path(void)
{
    unlink(path);
}

static struct accord_run_file *open_file(void)
{
    struct accord_run_file *file;
    struct accord_error err;
    enum accord_status status = accord_run_file_open(path, true, &file, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    return file;
}

static struct accord_bytes bytes(const char *text)
{
    return (struct accord_bytes){text, strlen(text)};
}

static void stage(struct accord_run_file *file, const char *verdicts)
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

static int64_t append(struct accord_run_file *file, const char *profile, unsigned char ground)
{
    struct accord_run_record record = {.as_of = "2020-12-31",
                                       .version = "1",
                                       .dataset = "d",
                                       .dataset_sha256 = "s",
                                       .rules_sha256 = "r",
                                       .profile = profile,
                                       .shard = 2,
                                       .shards = 3,
                                       .actors = 4,
                                       .actors_of = 9,
                                       .ground = {ground},
                                       .conclusions = bytes("c")};
    struct accord_run_rule rule = {.wanted = true, .limits = 7, .digest = {1, 2, 3}};
    struct accord_run_asked asked = {.table = "reports", .digest = {4}};
    struct accord_error err;
    ck_assert_int_eq(accord_run_file_number(file, "x/y", &rule.number, &err), ACCORD_OK);
    asked.number = rule.number;
    enum accord_status status = accord_run_file_append(file, &record, &rule, 1, &asked, 1, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    return record.id;
}

/* ---- reading ---- */

static enum accord_status take_run(void *host, const struct accord_run_record *run, struct accord_error *err)
{
    char *ids = host;
    (void)err;
    ck_assert_str_eq(run->as_of, "2020-12-31");
    ck_assert_int_eq(run->shard, 2);
    ck_assert_int_eq(run->actors_of, 9);
    ck_assert(run->profile_sha256 == NULL);
    snprintf(ids + strlen(ids), 16, "%lld%s ", (long long)run->id, run->profile == NULL ? "" : run->profile);
    return ACCORD_OK;
}

static enum accord_status take_rule(void *host, const struct accord_run_rule *rule, struct accord_error *err)
{
    (void)err;
    ck_assert_str_eq(rule->id, "x/y");
    ck_assert(rule->wanted && rule->limits == 7 && rule->digest[2] == 3);
    ++*(int *)host;
    return ACCORD_OK;
}

static enum accord_status take_asked(void *host, const struct accord_run_asked *asked, struct accord_error *err)
{
    (void)err;
    ck_assert_str_eq(asked->table, "reports");
    ++*(int *)host;
    return ACCORD_OK;
}

static enum accord_status take_block(void *host, const struct accord_run_block *block, struct accord_error *err)
{
    (void)err;
    ck_assert_uint_eq(block->keys.length, 16);
    ck_assert_uint_eq(block->counts.length, 1);
    int64_t *ids = host;
    while (*ids != 0)
        ids++;
    *ids = block->id;
    return ACCORD_OK;
}

static void expect_blocks(struct accord_run_file *file, int64_t run, const char *verdicts)
{
    int64_t ids[16] = {0};
    char all[64] = "";
    struct accord_error err;
    ck_assert_int_eq(accord_run_file_blocks(file, run, take_block, ids, &err), ACCORD_OK);
    for (size_t i = 0; ids[i] != 0; i++) {
        struct accord_bytes got;
        ck_assert_int_eq(accord_run_file_verdicts(file, ids[i], &got, &err), ACCORD_OK);
        strncat(all, got.at, got.length);
        struct accord_bytes names, same;
        ck_assert_int_eq(accord_run_file_contents(file, ids[i], &names, &same, &err), ACCORD_OK);
        ck_assert_str_eq(names.at, "[]");
        ck_assert_str_eq(same.at, got.at);
    }
    struct accord_bytes conclusions;
    ck_assert_int_eq(accord_run_file_conclusions(file, run, &conclusions, &err), ACCORD_OK);
    ck_assert_str_eq(conclusions.at, "c");
    ck_assert_str_eq(all, verdicts);
}

START_TEST(runs_come_back_the_newest_first_and_share_blocks)
{
    char ids[64] = "";
    int rules = 0;
    struct accord_error err;
    struct accord_run_file *file = open_file();
    stage(file, "a");
    stage(file, "b");
    int64_t first = append(file, NULL, 1);
    accord_run_file_close(file);
    file = open_file();
    int64_t blocks[16] = {0};
    ck_assert_int_eq(accord_run_file_blocks(file, first, take_block, blocks, &err), ACCORD_OK);
    stage(file, "c");
    ck_assert_int_eq(accord_run_file_reuse(file, blocks[1], &err), ACCORD_OK);
    stage(file, "d");
    int64_t second = append(file, "p", 2);
    ck_assert_int_eq(accord_run_file_runs(file, NULL, 10, take_run, ids, &err), ACCORD_OK);
    ck_assert_str_eq(ids, "2p 1 ");
    ids[0] = '\0';
    ck_assert_int_eq(accord_run_file_runs(file, NULL, 1, take_run, ids, &err), ACCORD_OK);
    ck_assert_str_eq(ids, "2p ");
    ids[0] = '\0';
    const unsigned char ground[ACCORD_SHA256_BYTES] = {1};
    ck_assert_int_eq(accord_run_file_runs(file, ground, 10, take_run, ids, &err), ACCORD_OK);
    ck_assert_str_eq(ids, "1 ");
    ck_assert_int_eq(accord_run_file_rules(file, second, take_rule, &rules, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_file_asked(file, second, take_asked, &rules, &err), ACCORD_OK);
    ck_assert_int_eq(rules, 2);
    expect_blocks(file, first, "ab");
    expect_blocks(file, second, "cbd");
    accord_run_file_close(file);
}
END_TEST

START_TEST(two_that_append_get_blocks_of_their_own)
{
    struct accord_run_file *one = open_file(), *other = open_file();
    stage(one, "1");
    stage(other, "x");
    stage(one, "2");
    stage(other, "y");
    int64_t first = append(one, NULL, 1), second = append(other, NULL, 1);
    expect_blocks(other, first, "12");
    expect_blocks(one, second, "xy");
    accord_run_file_close(one);
    accord_run_file_close(other);
}
END_TEST

START_TEST(what_is_put_aside_comes_back_and_is_in_no_run)
{
    struct accord_bytes verdicts, collected;
    struct accord_error err;
    struct accord_run_file *file = open_file();
    ck_assert_int_eq(accord_run_file_put(file, 7, bytes("v"), bytes("c"), &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_file_put(file, 7, bytes("w"), bytes(""), &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_file_take(file, 7, &verdicts, &collected, &err), ACCORD_OK);
    ck_assert_str_eq(verdicts.at, "w");
    ck_assert_uint_eq(collected.length, 0);
    expect_blocks(file, append(file, NULL, 1), "");
    accord_run_file_close(file);
}
END_TEST

static const char *const spoilt[] = {
    "PRAGMA user_version = 7", "PRAGMA application_id = 1",
    "PRAGMA application_id = 0; PRAGMA user_version = 0", /* tables of somebody else's */
};

START_TEST(what_is_no_store_of_this_version_is_refused)
{
    sqlite3 *db;
    struct accord_run_file *file = open_file();
    struct accord_error err;
    accord_run_file_close(file);
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, spoilt[_i], NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    ck_assert_int_eq(accord_run_file_open(path, true, &file, &err), ACCORD_BAD_USAGE);
    ck_assert_ptr_null(file);
}
END_TEST

/* What an earlier accord made has no tables but the first ones. */
static const char later[] = "SELECT group_concat('DROP ' || type || ' ' || name, '; ') || '; PRAGMA user_version = 1'"
                            " FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT IN ('runs', 'rules',"
                            " 'run_rules', 'run_asked', 'run_blocks', 'blocks', 'contents')";

static void make_earlier(void)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_prepare_v2(db, later, -1, &statement, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    char *drops = strdup((const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    ck_assert_int_eq(sqlite3_exec(db, drops, NULL, NULL, NULL), SQLITE_OK);
    free(drops);
    sqlite3_close(db);
}

static int64_t version_of(void)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &statement, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    int64_t version = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return version;
}

START_TEST(an_earlier_store_is_read_as_it_is_and_brought_up_by_who_writes)
{
    struct accord_run_file *file = open_file();
    struct accord_error err;
    int64_t newest = version_of();
    stage(file, "a");
    (void)append(file, NULL, 1);
    accord_run_file_close(file);
    make_earlier();
    ck_assert_int_eq(accord_run_file_open(path, false, &file, &err), ACCORD_OK);
    expect_blocks(file, 1, "a");
    accord_run_file_close(file);
    ck_assert_int_eq(version_of(), 1);
    if (_i == 0)
        file = open_file();
    else
        ck_assert_int_eq(accord_run_file_open_to_change(path, &file, &err), ACCORD_OK);
    ck_assert_int_eq(version_of(), newest);
    expect_blocks(file, 1, "a");
    stage(file, "b");
    ck_assert_int_eq(append(file, NULL, 1), 2);
    accord_run_file_close(file);
}
END_TEST

START_TEST(an_empty_file_is_made_a_store_only_where_that_is_asked)
{
    struct accord_run_file *file;
    struct accord_error err;
    ck_assert_int_eq(accord_run_file_open(path, false, &file, &err), ACCORD_BAD_USAGE);
    accord_run_file_close(open_file());
    ck_assert_int_eq(accord_run_file_open(path, false, &file, &err), ACCORD_OK);
    accord_run_file_close(file);
    unlink(path);
    ck_assert_int_eq(accord_run_file_open(path, false, &file, &err), ACCORD_NOT_WRITTEN);
}
END_TEST

/* SQLite would take them for a database in memory, and keep nothing. */
static const char *const odd_names[] = {":memory:", "file:a?mode=memory", "file::memory:"};

START_TEST(whatever_the_name_is_there_is_a_file_of_it)
{
    struct accord_run_file *file;
    struct accord_error err;
    char odd_folder[] = "/tmp/accord-runs-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(odd_folder));
    ck_assert_int_eq(chdir(odd_folder), 0);
    enum accord_status status = accord_run_file_open(odd_names[_i], true, &file, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    ck_assert_str_eq(accord_run_file_path(file), odd_names[_i]);
    accord_run_file_close(file);
    ck_assert_int_eq(unlink(odd_names[_i]), 0);
    ck_assert_int_eq(rmdir(odd_folder), 0);
}
END_TEST

START_TEST(a_commit_that_a_reader_keeps_waiting_is_no_damage)
{
    struct accord_error err;
    sqlite3 *reader, *writer;
    ck_assert_int_eq(sqlite3_open(path, &reader), SQLITE_OK);
    ck_assert_int_eq(sqlite3_open(path, &writer), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(writer, "CREATE TABLE t (a); INSERT INTO t VALUES (1)", NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(reader, "BEGIN; SELECT a FROM t", NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(writer, "BEGIN IMMEDIATE; INSERT INTO t VALUES (2)", NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(accord_sql_commit(writer, path, &err), ACCORD_NOT_WRITTEN);
    ck_assert_msg(strstr(err.text, ": another check keeps it locked") != NULL, "%s", err.text);
    ck_assert_int_eq(sqlite3_exec(reader, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(accord_sql_commit(writer, path, &err), ACCORD_OK);
    sqlite3_close(reader);
    sqlite3_close(writer);
}
END_TEST

START_TEST(a_digest_of_the_wrong_length_is_damage)
{
    sqlite3 *db;
    char ids[64] = "";
    struct accord_error err;
    struct accord_run_file *file = open_file();
    (void)append(file, NULL, 1);
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "UPDATE runs SET ground = x'00'", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    ck_assert_int_eq(accord_run_file_runs(file, NULL, 10, take_run, ids, &err), ACCORD_NOT_WRITTEN);
    accord_run_file_close(file);
}
END_TEST

START_TEST(a_failed_allocation_is_told)
{
    for (unsigned long nth = 1;; nth++) {
        struct accord_run_file *file = NULL;
        struct accord_error err;
        accord_alloc_fail_after(nth);
        enum accord_status status = accord_run_file_open(path, true, &file, &err);
        accord_alloc_fail_after(0);
        accord_run_file_close(file);
        if (status == ACCORD_OK) break;
        ck_assert_int_eq(status, ACCORD_NO_MEMORY);
        ck_assert_uint_lt(nth, 100);
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("run_file");
    Suite *suite = suite_create("run_file");
    tcase_add_checked_fixture(tcase, make_path, remove_path);
    tcase_add_test(tcase, runs_come_back_the_newest_first_and_share_blocks);
    tcase_add_test(tcase, two_that_append_get_blocks_of_their_own);
    tcase_add_test(tcase, what_is_put_aside_comes_back_and_is_in_no_run);
    tcase_add_loop_test(tcase, what_is_no_store_of_this_version_is_refused, 0, COUNT_OF(spoilt));
    tcase_add_loop_test(tcase, an_earlier_store_is_read_as_it_is_and_brought_up_by_who_writes, 0, 2);
    tcase_add_test(tcase, an_empty_file_is_made_a_store_only_where_that_is_asked);
    tcase_add_loop_test(tcase, whatever_the_name_is_there_is_a_file_of_it, 0, COUNT_OF(odd_names));
    tcase_add_test(tcase, a_commit_that_a_reader_keeps_waiting_is_no_damage);
    tcase_add_test(tcase, a_digest_of_the_wrong_length_is_damage);
    tcase_add_test(tcase, a_failed_allocation_is_told);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
