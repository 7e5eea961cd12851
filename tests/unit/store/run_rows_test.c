/* Rows are kept once for all blocks of the same actors, and go with the last of these. */
#include "store/run_rows.h"

#include "base/error.h"
#include "store/run_labels.h"
#include "store/run_prune.h"
#include "unit/store/stored.h"
#include "unit/suite.h"

#include <sqlite3.h>
#include <string.h>

static const unsigned char one[ACCORD_SHA256_BYTES] = {1}, two[ACCORD_SHA256_BYTES] = {2};

/* A run with a block with those rows; `content` NULL: the store has them. */
static void append(struct accord_run_file *file, const unsigned char *digest, const char *content)
{
    struct accord_error err;
    const struct accord_bytes bytes = {content, content ? strlen(content) : 0};
    stage_block(file, "v");
    ck_assert_int_eq(accord_run_rows_stage(file, digest, content ? &bytes : NULL, &err), ACCORD_OK);
    (void)append_run(file, "2020-01-01", "d");
}

static bool is_known(struct accord_run_file *file, const unsigned char *digest)
{
    struct accord_error err;
    bool known;
    ck_assert_int_eq(accord_run_rows_known(file, digest, &known, &err), ACCORD_OK);
    return known;
}

/* `content` NULL: none are found. */
static void expect(struct accord_run_file *file, int64_t block, const char *content)
{
    struct accord_arena arena;
    struct accord_bytes got;
    struct accord_error err;
    bool found;
    accord_arena_init(&arena);
    enum accord_status status = accord_run_rows(file, block, &arena, &found, &got, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    ck_assert_int_eq(found, content != NULL);
    if (content) ck_assert_str_eq(got.at, content);
    ck_assert_uint_eq(got.length, content ? strlen(content) : 0);
    accord_arena_clear(&arena);
}

/* Runs 1 and 2 with the same rows in block 1 and 2, run 3 with others and an empty block. */
static void make_three(void)
{
    struct accord_run_file *file = open_stored();
    append(file, one, "rows");
    accord_run_file_close(file);
    file = open_stored();
    ck_assert(is_known(file, one));
    ck_assert(!is_known(file, two));
    append(file, one, NULL);
    accord_run_file_close(file);
    file = open_stored();
    stage_block(file, "none");
    append(file, two, "");
    accord_run_file_close(file);
}

static void execute(const char *sql)
{
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(stored_path, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

START_TEST(blocks_have_their_rows_and_share_them)
{
    make_three();
    struct accord_run_file *file = open_stored();
    expect(file, 1, "rows");
    expect(file, 2, "rows");
    expect(file, 3, NULL);
    expect(file, 4, "");
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM kept_rows"), 2);
    accord_run_file_close(file);
}
END_TEST

START_TEST(two_that_bring_the_same_rows_keep_them_once)
{
    struct accord_error err;
    const struct accord_bytes bytes = {"rows", 4};
    struct accord_run_file *files[] = {open_stored(), open_stored()};
    for (int i = 0; i < 2; i++) {
        stage_block(files[i], "v");
        ck_assert_int_eq(accord_run_rows_stage(files[i], one, &bytes, &err), ACCORD_OK);
    }
    for (int i = 0; i < 2; i++) {
        (void)append_run(files[i], "2020-01-01", "d");
        expect(files[i], i + 1, "rows");
        accord_run_file_close(files[i]);
    }
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM kept_rows"), 1);
}
END_TEST

static enum accord_status ignore(void *host, int64_t run, struct accord_error *err)
{
    (void)host;
    (void)run;
    (void)err;
    return ACCORD_OK;
}

static void prune(int64_t keep_last)
{
    const struct accord_run_prune how = {.keep_last = keep_last};
    struct accord_run_pruned pruned;
    struct accord_error err;
    struct accord_run_file *file = open_stored();
    ck_assert_int_eq(accord_run_file_begin(file, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_file_prune(file, &how, ignore, NULL, &pruned, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_file_end(file, true, &err), ACCORD_OK);
    accord_run_file_close(file);
}

START_TEST(rows_go_with_the_last_block_that_has_them)
{
    make_three();
    prune(2);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM kept_rows"), 2);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM block_rows"), 2);
    prune(1);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM kept_rows"), 1);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM block_rows WHERE block = 4"), 1);
}
END_TEST

START_TEST(a_run_whose_rows_were_taken_out_meanwhile_is_not_appended)
{
    struct accord_run_record record = {.as_of = "2023-01-01",
                                       .version = "1",
                                       .dataset = "d",
                                       .dataset_sha256 = "s",
                                       .rules_sha256 = "r",
                                       .conclusions = {"", 0}};
    struct accord_error err;
    make_three();
    struct accord_run_file *file = open_stored();
    ck_assert(is_known(file, one));
    stage_block(file, "v");
    ck_assert_int_eq(accord_run_rows_stage(file, one, NULL, &err), ACCORD_OK);
    prune(1);
    ck_assert_int_eq(accord_run_file_append(file, &record, NULL, 0, NULL, 0, &err), ACCORD_NOT_WRITTEN);
    ck_assert_msg(strstr(err.text, "taken out") != NULL, "%s", err.text);
    accord_run_file_close(file);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM runs"), 1);
}
END_TEST

START_TEST(rows_that_are_not_there_are_damage)
{
    struct accord_arena arena;
    struct accord_bytes got;
    struct accord_error err;
    bool found;
    make_three();
    execute("DELETE FROM kept_rows");
    struct accord_run_file *file = open_stored();
    accord_arena_init(&arena);
    ck_assert_int_eq(accord_run_rows(file, 1, &arena, &found, &got, &err), ACCORD_NOT_WRITTEN);
    ck_assert_msg(strstr(err.text, "damaged") != NULL, "%s", err.text);
    accord_arena_clear(&arena);
    accord_run_file_close(file);
}
END_TEST

START_TEST(blocks_of_an_earlier_accord_have_none)
{
    struct accord_error err;
    struct accord_run_file *file;
    make_three();
    execute("DROP TABLE kept_rows; DROP TABLE block_rows; PRAGMA user_version = 4");
    ck_assert_int_eq(accord_run_file_open(stored_path, false, &file, &err), ACCORD_OK);
    expect(file, 1, NULL);
    accord_run_file_close(file);
    file = open_stored();
    expect(file, 1, NULL);
    append(file, one, "now");
    expect(file, 5, "now");
    accord_run_file_close(file);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("run_rows");
    TCase *tests = tcase_create("run_rows");
    tcase_add_checked_fixture(tests, make_stored_path, remove_stored_path);
    tcase_add_test(tests, blocks_have_their_rows_and_share_them);
    tcase_add_test(tests, two_that_bring_the_same_rows_keep_them_once);
    tcase_add_test(tests, rows_go_with_the_last_block_that_has_them);
    tcase_add_test(tests, a_run_whose_rows_were_taken_out_meanwhile_is_not_appended);
    tcase_add_test(tests, rows_that_are_not_there_are_damage);
    tcase_add_test(tests, blocks_of_an_earlier_accord_have_none);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
