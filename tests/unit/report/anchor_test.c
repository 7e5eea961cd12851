/* Anchors: each result has one place. In the stand-in, row r stands in line r, its column c at 10 * c + 1; column 9 has
 * no place; actor a has line a + 2 of actors.csv. */
#include "base/memory.h"
#include "report/anchor.h"
#include "unit/report/stand_in.h"

#include <check.h>

static struct accord_report_subject subject;
static struct accord_writer writer;

static struct accord_anchor anchor_of(const struct accord_verdict *verdict)
{
    struct accord_result result = accord_result_of(verdict, 0);
    struct accord_anchor anchor;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_writer_anchor(&writer, &result, &anchor, &err), ACCORD_OK);
    ck_assert_uint_eq(anchor.line, anchor.end_line);
    ck_assert_uint_gt(anchor.end_column, anchor.column);
    return anchor;
}

static void set_up(void)
{
    subject = (struct accord_report_subject){.dataset = stand_in_dataset(), .packs = stand_in_packs()};
    writer = (struct accord_writer){.subject = &subject};
}

static void tear_down(void)
{
    accord_free(writer.places.lines);
    accord_free(writer.places.columns);
}

static const struct accord_argument by_role[] = {{"role", {.kind = ACCORD_VALUE_TEXT, .text = "cms-nfp"}}};

START_TEST(a_row_is_shown_at_the_last_cell_that_was_read_and_not_asked_for)
{
    static const int columns[] = {0, 2, 4, 8};
    static const char *const values[] = {"k", "cms-nfp", "2020\xC3\xA9", NULL};
    static const struct accord_evidence_row row = {
        .key = "k", .row = 12, .columns = columns, .values = values, .column_count = 4};
    static const struct accord_evidence evidence[] = {{"meetings", 0, NULL, 0, NULL, 0},
                                                      {"focal_points", 0, by_role, 1, &row, 1}};
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_GAP);
    verdict.evidence = evidence;
    verdict.evidence_count = 2;
    subject.prefix = "data/";
    struct accord_anchor anchor = anchor_of(&verdict);
    ck_assert_str_eq(anchor.prefix, "data/");
    ck_assert_str_eq(anchor.file, "focal_points.csv");
    ck_assert_uint_eq(anchor.line, 12);
    ck_assert_uint_eq(anchor.column, 41);
    ck_assert_uint_eq(anchor.end_column, 46);
    ck_assert(!anchor.in_rule);
}
END_TEST

START_TEST(cells_without_a_place_leave_the_row_or_the_one_that_has)
{
    static const int columns[] = {2, 9};
    static const char *const values[] = {"cms-nfp", NULL};
    static const struct accord_evidence_row rows[] = {
        {.key = "k", .row = 12, .columns = columns, .values = values, .column_count = 2},
        {.key = "k", .row = 13, .columns = columns + 1, .values = values + 1, .column_count = 1}};
    static const struct accord_evidence asked = {"focal_points", 0, by_role, 1, rows, 1};
    static const struct accord_evidence nowhere = {"focal_points", 0, by_role, 1, rows + 1, 1};
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_GAP);
    verdict.evidence = &asked;
    verdict.evidence_count = 1;
    struct accord_anchor anchor = anchor_of(&verdict);
    ck_assert_uint_eq(anchor.column, 21);
    verdict.evidence = &nowhere;
    anchor = anchor_of(&verdict);
    ck_assert_uint_eq(anchor.line, 13);
    ck_assert_uint_eq(anchor.column, 1);
    ck_assert_uint_eq(anchor.end_column, 2);
}
END_TEST

START_TEST(an_absence_is_shown_at_the_actor)
{
    static const struct accord_evidence evidence = {"focal_points", 0, by_role, 1, NULL, 0};
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_BBB, ACCORD_VERDICT_GAP);
    verdict.evidence = &evidence;
    verdict.evidence_count = 1;
    struct accord_anchor anchor = anchor_of(&verdict);
    ck_assert_str_eq(anchor.prefix, "");
    ck_assert_str_eq(anchor.file, "actors.csv");
    ck_assert_uint_eq(anchor.line, 3);
    ck_assert_uint_eq(anchor.column, 1);
    ck_assert_uint_eq(anchor.end_column, 4);
}
END_TEST

START_TEST(an_aggregate_is_shown_at_the_head_of_the_actors)
{
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, SIZE_MAX, ACCORD_VERDICT_GAP);
    struct accord_anchor anchor = anchor_of(&verdict);
    ck_assert_str_eq(anchor.file, "actors.csv");
    ck_assert_uint_eq(anchor.line, 1);
    ck_assert(!anchor.in_rule);
}
END_TEST

START_TEST(where_there_are_no_actors_it_is_the_rule)
{
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, SIZE_MAX, ACCORD_VERDICT_GAP);
    stand_in_set_actor_count(0);
    subject.prefix = "data/";
    struct accord_anchor anchor = anchor_of(&verdict);
    stand_in_set_actor_count(STAND_IN_ACTORS);
    ck_assert_str_eq(anchor.prefix, "");
    ck_assert_str_eq(anchor.file, "f.lua");
    ck_assert_uint_eq(anchor.line, 1);
    ck_assert(anchor.in_rule);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("anchor");
    TCase *tcase = tcase_create("anchors");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, a_row_is_shown_at_the_last_cell_that_was_read_and_not_asked_for);
    tcase_add_test(tcase, cells_without_a_place_leave_the_row_or_the_one_that_has);
    tcase_add_test(tcase, an_absence_is_shown_at_the_actor);
    tcase_add_test(tcase, an_aggregate_is_shown_at_the_head_of_the_actors);
    tcase_add_test(tcase, where_there_are_no_actors_it_is_the_rule);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
