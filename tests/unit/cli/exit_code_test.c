/* Exit codes: what gives rise to which, and which wins. */
#include "cli/exit_code.h"

#include <check.h>

enum { GAP = ACCORD_VERDICT_GAP, PARTIAL = ACCORD_VERDICT_PARTIAL, MET = ACCORD_VERDICT_MET };
enum { UNREPORTED = ACCORD_VERDICT_UNREPORTED, REVIEW = ACCORD_VERDICT_REVIEW, ERROR = ACCORD_VERDICT_ERROR };
enum { BINDING = ACCORD_FORCE_BINDING, REQUEST = ACCORD_FORCE_REQUEST, INVITE = ACCORD_FORCE_INVITE };
enum { VERDICTS_MAX = 3 };

/* The verdicts of a run with the forces of their provisions, by default policy. */
static const struct {
    size_t count;
    struct {
        int verdict;
        int force;
    } verdicts[VERDICTS_MAX];
    int code;
} runs[] = {
    {2, {{GAP, REQUEST}, {MET, REQUEST}}, 1},
    {1, {{GAP, INVITE}}, 0},
    {3, {{UNREPORTED, BINDING}, {REVIEW, REQUEST}, {MET, REQUEST}}, 0},
    {2, {{ERROR, REQUEST}, {GAP, REQUEST}}, 3},
    {2, {{ERROR, INVITE}, {MET, REQUEST}}, 3},
    {1, {{PARTIAL, REQUEST}}, 1},
    {1, {{PARTIAL, INVITE}}, 0},
    {1, {{MET, BINDING}}, 0},
    {0, {{0, 0}}, 5},
};

static struct accord_report_totals totals_of(int run)
{
    struct accord_fail_policy policy = accord_fail_policy_default();
    struct accord_report_totals totals = {.verdicts = runs[run].count, .in_effect = runs[run].count, .covered = true};
    for (size_t i = 0; i < runs[run].count; i++) {
        enum accord_verdict_kind verdict = (enum accord_verdict_kind)runs[run].verdicts[i].verdict;
        totals.counts[verdict]++;
        totals.failing += accord_finding_fails(&policy, 0, (enum accord_force)runs[run].verdicts[i].force, verdict);
    }
    return totals;
}

START_TEST(a_run_ends_with_what_its_verdicts_give_rise_to)
{
    struct accord_report_totals totals = totals_of(_i);
    ck_assert_int_eq(accord_exit_code(accord_exit_bits_of_totals(&totals)), runs[_i].code);
}
END_TEST

START_TEST(coverage_below_the_minimum_fails_and_no_effect_is_nothing)
{
    struct accord_report_totals totals = {.verdicts = 1, .in_effect = 1};
    ck_assert_int_eq(accord_exit_code(accord_exit_bits_of_totals(&totals)), 1);
    totals.covered = true;
    ck_assert_int_eq(accord_exit_code(accord_exit_bits_of_totals(&totals)), 0);
    totals.in_effect = 0;
    ck_assert_int_eq(accord_exit_code(accord_exit_bits_of_totals(&totals)), 5);
}
END_TEST

/* Any two codes: the one that stands earlier wins. */
START_TEST(of_two_codes_the_one_that_stands_earlier_wins)
{
    static const enum accord_exit order[] = {2, 4, 7, 3, 5, 1, 6, 0};
    for (int later = _i; later < 8; later++) {
        unsigned bits = accord_exit_bit(order[_i]) | accord_exit_bit(order[later]);
        ck_assert_int_eq(accord_exit_code(bits), (int)order[_i]);
    }
}
END_TEST

START_TEST(every_code_has_a_meaning)
{
    for (size_t code = 0; code < 8; code++)
        ck_assert_ptr_nonnull(accord_exit_meaning(code));
    ck_assert_ptr_null(accord_exit_meaning(8));
    ck_assert_int_eq(accord_exit_code(0), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("exit_code");
    TCase *tests = tcase_create("exit_code");
    tcase_add_loop_test(tests, a_run_ends_with_what_its_verdicts_give_rise_to, 0, sizeof runs / sizeof runs[0]);
    tcase_add_test(tests, coverage_below_the_minimum_fails_and_no_effect_is_nothing);
    tcase_add_loop_test(tests, of_two_codes_the_one_that_stands_earlier_wins, 0, 8);
    tcase_add_test(tests, every_code_has_a_meaning);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
