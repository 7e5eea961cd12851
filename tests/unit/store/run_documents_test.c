/* Documents are kept once, and are what was stored or damage. */
#include "store/run_documents.h"

#include "base/error.h"
#include "unit/store/stored.h"
#include "unit/suite.h"

#include <sqlite3.h>
#include <string.h>

static void stage(struct accord_run_file *file, const char *name, const char *content)
{
    struct accord_error err;
    const struct accord_bytes bytes = {content, strlen(content)};
    ck_assert_int_eq(accord_run_document_stage(file, name, bytes, &err), ACCORD_OK);
}

/* `content` NULL: the run has no such document. */
static void expect(struct accord_run_file *file, int64_t run, const char *name, const char *content)
{
    struct accord_arena arena;
    struct accord_bytes got;
    struct accord_error err;
    bool found;
    accord_arena_init(&arena);
    enum accord_status status = accord_run_document(file, run, name, &arena, &found, &got, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    ck_assert_int_eq(found, content != NULL);
    if (content) ck_assert_str_eq(got.at, content);
    ck_assert_uint_eq(got.length, content ? strlen(content) : 0);
    accord_arena_clear(&arena);
}

static void execute(const char *sql)
{
    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(stored_path, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

/* Run 1 has "a" and an empty "b"; run 2 the same "a"; run 3 another, and none "b". */
static void make_three(void)
{
    static const char *const contents[][2] = {{"one", ""}, {"one", "two"}, {"three", NULL}};
    for (size_t i = 0; i < 3; i++) {
        struct accord_run_file *file = open_stored();
        stage(file, "a", "replaced");
        stage(file, "a", contents[i][0]);
        if (contents[i][1]) stage(file, "b", contents[i][1]);
        ck_assert_int_eq(append_run(file, "2020-01-01", "d"), (int64_t)i + 1);
        accord_run_file_close(file);
    }
}

START_TEST(runs_have_their_documents_and_share_what_is_the_same)
{
    make_three();
    struct accord_run_file *file = open_stored();
    expect(file, 1, "a", "one");
    expect(file, 1, "b", "");
    expect(file, 2, "a", "one");
    expect(file, 2, "b", "two");
    expect(file, 3, "a", "three");
    expect(file, 3, "b", NULL);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM documents"), 4);
    accord_run_file_close(file);
}
END_TEST

START_TEST(what_was_staged_and_not_appended_is_nowhere)
{
    struct accord_run_file *file = open_stored();
    stage(file, "a", "one");
    accord_run_file_close(file);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM documents"), 0);
}
END_TEST

static const char *const damages[] = {
    "UPDATE documents SET content = x'00' WHERE content = CAST('one' AS BLOB)",
    "UPDATE documents SET sha256 = x'00' WHERE content = CAST('one' AS BLOB)",
    "UPDATE run_documents SET sha256 = x'' WHERE run = 1",
    ("UPDATE run_documents SET sha256 = (SELECT sha256 FROM documents WHERE content = x'') WHERE run = 1;"
     " UPDATE documents SET content = zeroblob(100000) WHERE content = x''"),
    "DELETE FROM documents",
    "DELETE FROM runs WHERE id = 1; DELETE FROM run_documents WHERE run = 1",
};

START_TEST(what_is_not_what_was_stored_is_damage)
{
    struct accord_arena arena;
    struct accord_bytes got;
    struct accord_error err;
    bool found;
    make_three();
    execute(damages[_i]);
    struct accord_run_file *file = open_stored();
    accord_arena_init(&arena);
    ck_assert_int_eq(accord_run_document(file, 1, "a", &arena, &found, &got, &err), ACCORD_NOT_WRITTEN);
    ck_assert_msg(strstr(err.text, "damaged") != NULL, "%s", err.text);
    accord_arena_clear(&arena);
    accord_run_file_close(file);
}
END_TEST

START_TEST(a_run_of_an_earlier_accord_has_none)
{
    struct accord_error err;
    make_three();
    execute("DROP TABLE documents; DROP TABLE run_documents; DROP TABLE kept_rows; DROP TABLE block_rows;"
            " PRAGMA user_version = 3");
    struct accord_run_file *file;
    ck_assert_int_eq(accord_run_file_open(stored_path, false, &file, &err), ACCORD_OK);
    expect(file, 1, "a", NULL);
    accord_run_file_close(file);
    file = open_stored();
    expect(file, 1, "a", NULL);
    stage(file, "a", "now");
    ck_assert_int_eq(append_run(file, "2020-01-01", "d"), 4);
    expect(file, 4, "a", "now");
    accord_run_file_close(file);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("run_documents");
    TCase *tests = tcase_create("run_documents");
    tcase_add_checked_fixture(tests, make_stored_path, remove_stored_path);
    tcase_add_test(tests, runs_have_their_documents_and_share_what_is_the_same);
    tcase_add_test(tests, what_was_staged_and_not_appended_is_nowhere);
    tcase_add_loop_test(tests, what_is_not_what_was_stored_is_damage, 0, COUNT_OF(damages));
    tcase_add_test(tests, a_run_of_an_earlier_accord_has_none);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
