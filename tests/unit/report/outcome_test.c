/* Outcomes: what a verdict and how it stands make of a test. */
#include "report/outcome.h"
#include "unit/report/stand_in.h"
#include "unit/suite.h"

static const struct accord_waiver waiver = {.until = {18992, 18992}, .reason = "on its way", .who = "somebody"};

static const struct {
    enum accord_verdict_kind verdict;
    struct accord_standing standing;
    enum accord_outcome outcome;
    const char *words;
} cases[] = {
    {ACCORD_VERDICT_MET, {.fails = false}, ACCORD_OUTCOME_PASSED, ""},
    {ACCORD_VERDICT_UNREPORTED, {.fails = false}, ACCORD_OUTCOME_SKIPPED, ""},
    {ACCORD_VERDICT_UNREPORTED, {.fails = true}, ACCORD_OUTCOME_FAILED, ""},
    {ACCORD_VERDICT_UNREPORTED, {.waiver = &waiver}, ACCORD_OUTCOME_EXCUSED, "waived until 2021-12-31: on its way"},
    {ACCORD_VERDICT_UNREPORTED,
     {.baseline = ACCORD_BASELINE_UNCHANGED},
     ACCORD_OUTCOME_SKIPPED,
     "known since the baseline"},
    {ACCORD_VERDICT_GAP, {.fails = true}, ACCORD_OUTCOME_FAILED, ""},
    {ACCORD_VERDICT_GAP, {.fails = false}, ACCORD_OUTCOME_FAILED, ""},
    {ACCORD_VERDICT_GAP, {.baseline = ACCORD_BASELINE_NEW}, ACCORD_OUTCOME_FAILED, ""},
    {ACCORD_VERDICT_GAP, {.waiver = &waiver}, ACCORD_OUTCOME_EXCUSED, "waived until 2021-12-31: on its way"},
    {ACCORD_VERDICT_GAP,
     {.baseline = ACCORD_BASELINE_UNCHANGED},
     ACCORD_OUTCOME_EXCUSED,
     "known since the baseline"},
    {ACCORD_VERDICT_PARTIAL,
     {.baseline = ACCORD_BASELINE_UPDATED},
     ACCORD_OUTCOME_EXCUSED,
     "known since the baseline"},
    {ACCORD_VERDICT_GAP, {.baseline = ACCORD_BASELINE_UPDATED, .worse = true}, ACCORD_OUTCOME_FAILED, ""},
    {ACCORD_VERDICT_GAP,
     {.baseline = ACCORD_BASELINE_UNCHANGED, .lapsed = &waiver},
     ACCORD_OUTCOME_FAILED,
     "the waiver lapsed on 2021-12-31: on its way"},
    {ACCORD_VERDICT_ERROR, {.waiver = &waiver}, ACCORD_OUTCOME_BROKEN, "waived until 2021-12-31: on its way"},
};

static struct accord_result result_of(size_t index, const struct accord_verdict *verdict)
{
    struct accord_result result = accord_result_of(verdict, 0);
    result.kind = cases[index].verdict;
    result.standing = cases[index].standing;
    return result;
}

START_TEST(a_verdict_and_its_standing_make_an_outcome)
{
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, cases[_i].verdict);
    struct accord_result result = result_of((size_t)_i, &verdict);
    struct accord_text text;
    accord_text_init(&text, 1024);
    ck_assert_int_eq(accord_result_outcome(&result), cases[_i].outcome);
    accord_result_add_standing(&text, &result);
    ck_assert_str_eq(accord_text_str(&text), cases[_i].words);
    accord_text_clear(&text);
}
END_TEST

/* Both columns of the table of verdicts say the same. */
START_TEST(what_tap_says_of_a_verdict_is_what_junit_says)
{
    static const char *const words[] = {
        [ACCORD_OUTCOME_PASSED] = "ok",
        [ACCORD_OUTCOME_SKIPPED] = "ok # SKIP",
        [ACCORD_OUTCOME_FAILED] = "not ok",
        [ACCORD_OUTCOME_BROKEN] = "not ok",
    };
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, (enum accord_verdict_kind)_i);
    struct accord_result result = accord_result_of(&verdict, 0);
    ck_assert_str_eq(words[accord_result_outcome(&result)], accord_verdict_meaning(verdict.verdict)->tap);
}
END_TEST

START_TEST(the_first_of_the_worst_results_leads)
{
    static const enum accord_verdict_kind kinds[] = {ACCORD_VERDICT_REVIEW, ACCORD_VERDICT_PARTIAL, ACCORD_VERDICT_GAP,
                                                     ACCORD_VERDICT_MET};
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_GAP);
    struct accord_result results[COUNT_OF(kinds)];
    for (int i = 0; i < COUNT_OF(kinds); i++) {
        results[i] = accord_result_of(&verdict, 0);
        results[i].kind = kinds[i];
    }
    ck_assert_ptr_eq(accord_results_leading(results, COUNT_OF(kinds)), &results[1]);
    ck_assert_ptr_eq(accord_results_leading(results, 1), &results[0]);
    results[1].standing.waiver = &waiver;
    ck_assert_ptr_eq(accord_results_leading(results, COUNT_OF(kinds)), &results[2]);
}
END_TEST

START_TEST(a_message_that_was_not_carried_is_the_meaning_of_its_verdict)
{
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_MET);
    struct accord_result result = accord_result_of(&verdict, 0);
    ck_assert_str_eq(accord_result_message(&result), "because");
    result.message = NULL;
    ck_assert_str_eq(accord_result_message(&result), "the record shows it done");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("outcome");
    TCase *tests = tcase_create("outcome");
    tcase_add_loop_test(tests, a_verdict_and_its_standing_make_an_outcome, 0, COUNT_OF(cases));
    tcase_add_loop_test(tests, what_tap_says_of_a_verdict_is_what_junit_says, 0, ACCORD_VERDICT_COUNT);
    tcase_add_test(tests, the_first_of_the_worst_results_leads);
    tcase_add_test(tests, a_message_that_was_not_carried_is_the_meaning_of_its_verdict);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
