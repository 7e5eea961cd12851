/* A piece is indexed once, a run when all its pieces are. */
#include "store/run_index.h"

#include "store/run_labels.h"
#include "unit/store/stored.h"
#include "unit/suite.h"

static struct accord_run_file *open_two(void)
{
    struct accord_error err;
    struct accord_run_file *file = open_stored();
    stage_block(file, "a");
    ck_assert_int_eq(append_run(file, "2020-12-31", "d"), 1);
    accord_run_file_close(file);
    file = open_stored();
    ck_assert_int_eq(accord_run_file_reuse(file, 1, &err), ACCORD_OK);
    stage_block(file, "b");
    ck_assert_int_eq(append_run(file, "2021-12-31", "d"), 2);
    return file;
}

static void expect_piece(struct accord_run_index *index, int64_t run, int64_t expected)
{
    int64_t piece = 9;
    struct accord_error err;
    enum accord_status status = accord_run_index_piece(index, run, &piece, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    ck_assert_int_eq(piece, expected);
    if (piece != 0) ck_assert_int_eq(accord_run_index_begin(index, piece, &err), ACCORD_OK);
}

static void expect_next(struct accord_run_index *index, int64_t after, int64_t expected)
{
    int64_t run = 9;
    struct accord_error err;
    ck_assert_int_eq(accord_run_index_next(index, after, &run, &err), ACCORD_OK);
    ck_assert_int_eq(run, expected);
}

static enum accord_status add_up(void *host, int64_t run, struct accord_error *err)
{
    (void)err;
    *(int64_t *)host += run;
    return ACCORD_OK;
}

START_TEST(each_piece_comes_once_and_then_its_run_is_indexed)
{
    struct accord_run_file *file = open_two();
    struct accord_run_index *index;
    struct accord_error err;
    int64_t indexed = 0;
    ck_assert_int_eq(accord_run_index_open(file, &index, &err), ACCORD_OK);
    expect_next(index, 0, 1);
    expect_piece(index, 1, 1);
    expect_piece(index, 1, -1); /* what it concluded */
    expect_next(index, 0, 1);
    expect_piece(index, 1, 0);
    expect_next(index, 0, 2);
    expect_next(index, 2, 0);
    expect_piece(index, 2, 2);
    expect_piece(index, 2, -2);
    expect_piece(index, 2, 0);
    expect_next(index, 0, 0);
    expect_piece(index, 7, 0); /* which is no run */
    ck_assert_int_eq(accord_run_indexed(file, add_up, &indexed, &err), ACCORD_OK);
    ck_assert_int_eq(indexed, 3);
    accord_run_index_close(index);
    accord_run_file_close(file);
}
END_TEST

START_TEST(what_is_added_stands_in_the_views_of_each_run_that_has_the_piece)
{
    const struct accord_indexed_verdict verdict = {.at = 0, .rule = 1, .verdict = 1};
    const struct accord_indexed_finding finding = {
        .at = 0, .rule = 1, .verdict = 1, .fingerprint = "f", .message_id = "none", .message = "nothing"};
    struct accord_run_file *file = open_two();
    struct accord_run_index *index;
    struct accord_error err;
    ck_assert_int_eq(accord_run_index_open(file, &index, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_index_add_word(index, 1, "gap", &err), ACCORD_OK);
    expect_piece(index, 1, 1);
    ck_assert_int_eq(accord_run_index_add_actor(index, 0, "KEN", &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_index_add_verdict(index, &verdict, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_index_add_finding(index, &finding, &err), ACCORD_OK);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM v_findings"), 0); /* the run is not indexed yet */
    expect_piece(index, 1, -1);
    expect_piece(index, 1, 0);
    ck_assert_int_eq(ask_stored("SELECT run = 1 AND actor = 'KEN' AND rule = 'x/y' AND verdict = 'gap' AND message ="
                                " 'nothing' AND provision IS NULL FROM v_findings"),
                     1);
    expect_piece(index, 2, 2);
    expect_piece(index, 2, -2);
    expect_piece(index, 2, 0);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM v_findings"), 2);
    ck_assert_int_eq(ask_stored("SELECT sum(gap) FROM v_by_provision"), 2);
    ck_assert_int_eq(ask_stored("SELECT gap FROM v_by_party WHERE run = 2 AND actor = 'KEN'"), 1);
    ck_assert_int_eq(ask_stored("SELECT runs FROM v_history"), 2);
    accord_run_index_close(index);
    accord_run_file_close(file);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("run_index");
    TCase *tests = tcase_create("run_index");
    tcase_add_checked_fixture(tests, make_stored_path, remove_stored_path);
    tcase_add_test(tests, each_piece_comes_once_and_then_its_run_is_indexed);
    tcase_add_test(tests, what_is_added_stands_in_the_views_of_each_run_that_has_the_piece);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
