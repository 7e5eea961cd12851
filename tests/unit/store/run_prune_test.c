/* What is taken out goes whole, and nothing else goes. */
#include "store/run_prune.h"

#include "store/run_documents.h"
#include "store/run_labels.h"
#include "unit/store/stored.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

static int64_t block_of(int64_t run)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT block FROM run_blocks WHERE run = %lld ORDER BY at LIMIT 1", (long long)run);
    return ask_stored(sql);
}

static void stage_document(struct accord_run_file *file, const char *content)
{
    struct accord_error err;
    const struct accord_bytes bytes = {content, strlen(content)};
    ck_assert_int_eq(accord_run_document_stage(file, "d", bytes, &err), ACCORD_OK);
}

/* Runs 1 to 4, of which 2 shares its first block with 1; 3 is of another dataset and 1 is tagged. All but 4 have one
 * document. */
static struct accord_run_file *open_four(void)
{
    struct accord_error err;
    struct accord_run_file *file = open_stored();
    stage_block(file, "a");
    stage_block(file, "b");
    stage_document(file, "one");
    (void)append_run(file, "2020-01-01", "d");
    accord_run_file_close(file);
    file = open_stored();
    ck_assert_int_eq(accord_run_file_reuse(file, block_of(1), &err), ACCORD_OK);
    stage_block(file, "c");
    stage_document(file, "one");
    (void)append_run(file, "2021-01-01", "d");
    accord_run_file_close(file);
    file = open_stored();
    stage_block(file, "e");
    stage_document(file, "one");
    (void)append_run(file, "2019-01-01", "other");
    accord_run_file_close(file);
    file = open_stored();
    stage_block(file, "f");
    stage_document(file, "other");
    (void)append_run(file, "2022-01-01", "d");
    const struct accord_run_label label = {"COP", 1, false};
    ck_assert_int_eq(accord_run_label_give(file, &label, &err), ACCORD_OK);
    return file;
}

static enum accord_status note(void *host, int64_t run, struct accord_error *err)
{
    char *all = host;
    (void)err;
    snprintf(all + strlen(all), 8, "%lld ", (long long)run);
    return ACCORD_OK;
}

static void prune(struct accord_run_file *file, const struct accord_run_prune *how, const char *runs, int64_t blocks)
{
    char all[64] = "";
    struct accord_run_pruned pruned;
    struct accord_error err;
    ck_assert_int_eq(accord_run_file_begin(file, &err), ACCORD_OK);
    enum accord_status status = accord_run_file_prune(file, how, note, all, &pruned, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    ck_assert_int_eq(accord_run_file_end(file, true, &err), ACCORD_OK);
    ck_assert_str_eq(all, runs);
    ck_assert_int_eq(pruned.runs, (int64_t)strlen(runs) / 2);
    ck_assert_int_eq(pruned.blocks, blocks);
}

static const struct {
    struct accord_run_prune how;
    const char *runs;
    int64_t blocks;
} cases[] = {
    {{.keep_last = 1}, "1 2 ", 3},
    {{.keep_last = 2}, "1 ", 1},
    {{.keep_last = 3}, "", 0},
    {{.keep_labelled = true}, "2 3 4 ", 3},
    {{.keep_last = 1, .keep_labelled = true}, "2 ", 1},
    {{.before = "2021-01-01"}, "1 3 ", 2},
    {{.before = "2021-01-02"}, "1 2 3 ", 4},
    {{.keep_last = 1, .before = "2021-01-01"}, "1 ", 1},
    {{.keep_labelled = true, .before = "2021-01-01"}, "3 ", 1},
    {{.before = "2019-01-01"}, "", 0},
};

START_TEST(runs_go_with_what_no_other_has)
{
    struct accord_run_file *file = open_four();
    const int64_t blocks = ask_stored("SELECT count(*) FROM blocks");
    prune(file, &cases[_i].how, cases[_i].runs, cases[_i].blocks);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM blocks"), blocks - cases[_i].blocks);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM blocks LEFT JOIN contents USING (id) WHERE verdicts IS NULL"), 0);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM contents"), blocks - cases[_i].blocks);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM run_blocks LEFT JOIN blocks ON id = block WHERE id IS NULL"), 0);
    ck_assert_int_eq(ask_stored("SELECT (SELECT count(*) FROM run_rules WHERE run NOT IN (SELECT id FROM runs))"
                                " + (SELECT count(*) FROM run_asked WHERE run NOT IN (SELECT id FROM runs))"
                                " + (SELECT count(*) FROM run_documents WHERE run NOT IN (SELECT id FROM runs))"
                                " + (SELECT count(*) FROM run_labels WHERE run NOT IN (SELECT id FROM runs))"),
                     0);
    bool first_ones = strchr(cases[_i].runs, '1') && strchr(cases[_i].runs, '2') && strchr(cases[_i].runs, '3');
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM documents"),
                     2 - first_ones - (strchr(cases[_i].runs, '4') != NULL));
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM run_documents JOIN documents USING (sha256)"),
                     4 - (int64_t)strlen(cases[_i].runs) / 2);
    if (!strchr(cases[_i].runs, '2')) expect_verdicts(file, 2, "ac");
    accord_run_file_close(file);
}
END_TEST

START_TEST(no_id_is_given_twice)
{
    const struct accord_run_prune all = {.before = "9999-12-31"};
    struct accord_run_file *file = open_four();
    const int64_t last = ask_stored("SELECT max(id) FROM blocks");
    prune(file, &all, "1 2 3 4 ", 5);
    accord_run_file_close(file);
    file = open_stored();
    stage_block(file, "g");
    ck_assert_int_eq(append_run(file, "2023-01-01", "d"), 5);
    ck_assert_int_eq(block_of(5), last + 1);
    expect_verdicts(file, 5, "g");
    accord_run_file_close(file);
}
END_TEST

START_TEST(a_run_that_rests_on_what_was_taken_out_is_not_appended)
{
    const struct accord_run_prune how = {.keep_last = 1};
    struct accord_run_record record = {.as_of = "2023-01-01",
                                       .version = "1",
                                       .dataset = "d",
                                       .dataset_sha256 = "s",
                                       .rules_sha256 = "r",
                                       .conclusions = {"", 0}};
    struct accord_error err;
    struct accord_run_file *pruning = open_four(), *one = open_stored(), *other = open_stored();
    ck_assert_int_eq(accord_run_file_reuse(one, block_of(2), &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_file_reuse(other, block_of(4), &err), ACCORD_OK);
    prune(pruning, &how, "1 2 ", 3);
    ck_assert_int_eq(accord_run_file_append(one, &record, NULL, 0, NULL, 0, &err), ACCORD_NOT_WRITTEN);
    ck_assert_msg(strstr(err.text, "taken out") != NULL, "%s", err.text);
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM runs"), 2);
    ck_assert_int_eq(accord_run_file_append(other, &record, NULL, 0, NULL, 0, &err), ACCORD_OK);
    expect_verdicts(other, record.id, "f");
    accord_run_file_close(pruning);
    accord_run_file_close(one);
    accord_run_file_close(other);
}
END_TEST

static enum accord_status ignore_block(void *host, const struct accord_run_block *block, struct accord_error *err)
{
    (void)host;
    (void)block;
    (void)err;
    return ACCORD_OK;
}

START_TEST(whoever_reads_a_run_that_is_taken_out_is_told)
{
    const struct accord_run_prune how = {.keep_last = 1};
    struct accord_bytes verdicts;
    struct accord_error err;
    struct accord_run_file *pruning = open_four(), *reading = open_stored();
    int64_t block = block_of(1);
    prune(pruning, &how, "1 2 ", 3);
    ck_assert_int_eq(accord_run_file_blocks(reading, 1, ignore_block, NULL, &err), ACCORD_NOT_WRITTEN);
    ck_assert_msg(strstr(err.text, "taken out") != NULL, "%s", err.text);
    ck_assert_int_eq(accord_run_file_verdicts(reading, block, &verdicts, &err), ACCORD_NOT_WRITTEN);
    ck_assert_msg(strstr(err.text, "taken out") != NULL, "%s", err.text);
    accord_run_file_close(pruning);
    accord_run_file_close(reading);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("run_prune");
    TCase *tests = tcase_create("run_prune");
    tcase_add_checked_fixture(tests, make_stored_path, remove_stored_path);
    tcase_add_loop_test(tests, runs_go_with_what_no_other_has, 0, COUNT_OF(cases));
    tcase_add_test(tests, no_id_is_given_twice);
    tcase_add_test(tests, a_run_that_rests_on_what_was_taken_out_is_not_appended);
    tcase_add_test(tests, whoever_reads_a_run_that_is_taken_out_is_told);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
