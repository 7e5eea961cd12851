/* Summaries: roll-up, exact shares, what fails, what is kept of errors. */
#include "report/summary.h"
#include "unit/report/stand_in.h"

#include <check.h>
#include <string.h>

#define E ACCORD_VERDICT_ERROR
#define G ACCORD_VERDICT_GAP
#define R ACCORD_VERDICT_REVIEW
#define U ACCORD_VERDICT_UNREPORTED
#define P ACCORD_VERDICT_PARTIAL
#define M ACCORD_VERDICT_MET
#define D ACCORD_VERDICT_NOT_DUE
#define N ACCORD_VERDICT_NOT_APPLICABLE

static struct accord_report_subject subject_of(void)
{
    return (struct accord_report_subject){
        .dataset = stand_in_dataset(),
        .packs = stand_in_packs(),
        .as_of = {18627, 18627},
        .fail = accord_fail_policy_default(),
    };
}

/* As a report adds a verdict. */
static void add_with_results(struct accord_summary *summary, const struct accord_verdict *verdict)
{
    struct accord_error err = {0};
    ck_assert_int_eq(accord_summary_add(summary, verdict, &err), ACCORD_OK);
    for (size_t i = 0; i < accord_result_count(verdict); i++) {
        struct accord_result result = accord_result_of(verdict, i);
        accord_result_judge(&result, summary->subject);
        accord_summary_add_result(summary, &result);
    }
}

/* Two rules on one provision, each with or without a cause, and what the pair counts as. */
static const struct {
    enum accord_verdict_kind first, second;
    bool first_caused, second_caused;
    enum accord_verdict_kind pair;
    bool open;
} pairs[] = {
    {M, M, false, false, M, false}, {M, U, false, false, U, false}, {P, U, false, false, U, false},
    {R, U, false, false, R, false}, {G, R, false, false, G, false}, {G, E, false, false, E, false},
    {M, D, false, false, M, false}, {N, D, false, false, D, false}, {N, N, false, false, N, false},
    {M, M, false, true, M, true},   {P, M, false, true, P, true},   {G, M, false, true, G, false},
    {G, G, true, true, G, true},    {G, G, false, true, G, false},  {G, G, true, false, G, false},
    {E, M, false, true, E, false},  {E, E, true, true, E, false},   {M, N, false, true, M, false},
};

START_TEST(a_pair_is_the_worst_of_its_rules_and_open_where_a_cause_leaves_it_so)
{
    struct accord_report_subject subject = subject_of();
    struct accord_summary summary;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_summary_init(&summary, &subject, &err), ACCORD_OK);
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, pairs[_i].first);
    verdict.has_cause = pairs[_i].first_caused;
    ck_assert_int_eq(accord_summary_add(&summary, &verdict, &err), ACCORD_OK);
    verdict = stand_in_verdict(STAND_IN_RULE_COUNTERPARTS, STAND_IN_AAA, pairs[_i].second);
    verdict.has_cause = pairs[_i].second_caused;
    ck_assert_int_eq(accord_summary_add(&summary, &verdict, &err), ACCORD_OK);
    accord_summary_end(&summary);
    const struct accord_tally *tally = &summary.instruments[1].pairs;
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++)
        ck_assert_uint_eq(tally->counts[kind], kind == (int)pairs[_i].pair);
    ck_assert_uint_eq(tally->caused[pairs[_i].pair], pairs[_i].open);
    ck_assert_uint_eq(summary.totals.verdicts, 2);
    ck_assert_uint_eq(summary.instruments[1].counts[pairs[_i].first] + summary.instruments[1].counts[pairs[_i].second],
                      pairs[_i].first == pairs[_i].second ? 4 : 2);
    ck_assert_uint_eq(summary.instruments[0].verdicts, 0);
    accord_summary_clear(&summary);
}
END_TEST

START_TEST(each_actor_is_a_pair_of_its_own)
{
    struct accord_report_subject subject = subject_of();
    struct accord_summary summary;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_summary_init(&summary, &subject, &err), ACCORD_OK);
    for (size_t actor = 0; actor < STAND_IN_ACTORS; actor++) {
        struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, actor, actor == 0 ? G : M);
        ck_assert_int_eq(accord_summary_add(&summary, &verdict, &err), ACCORD_OK);
    }
    accord_summary_end(&summary);
    ck_assert_uint_eq(summary.instruments[1].pairs.counts[G], 1);
    ck_assert_uint_eq(summary.instruments[1].pairs.counts[M], 2);
    ck_assert_uint_eq(summary.totals.assessable, 3);
    accord_summary_clear(&summary);
}
END_TEST

/* The design's own example: 21 met, 5 partial, 8 gap, 18 open. */
START_TEST(the_score_of_the_example_is_69_between_40_and_85)
{
    struct accord_tally tally = {.counts = {[M] = 21, [P] = 5, [G] = 8, [U] = 10, [R] = 8, [N] = 100}};
    struct accord_shares shares = accord_shares_of(&tally);
    char text[ACCORD_SHARE_TEXT_MAX];
    ck_assert_uint_eq(shares.assessable, 34);
    ck_assert_uint_eq(shares.of, 52);
    ck_assert_uint_eq(shares.score.part, 47);
    ck_assert_uint_eq(shares.score.whole, 68);
    ck_assert_uint_eq(accord_share_percent(shares.score), 69);
    ck_assert_uint_eq(accord_share_percent(shares.low), 40);
    ck_assert_uint_eq(accord_share_percent(shares.high), 85);
    ck_assert_str_eq(accord_share_format(shares.score, text), "0.6912");
}
END_TEST

START_TEST(nothing_scored_and_nothing_bounded_are_told_apart)
{
    struct accord_tally open = {.counts = {[U] = 2}};
    struct accord_tally nothing = {.counts = {[N] = 2}};
    struct accord_shares shares = accord_shares_of(&open);
    ck_assert(!shares.scored && shares.bounded);
    ck_assert_uint_eq(shares.low.part, 0);
    ck_assert_uint_eq(shares.high.part, shares.high.whole);
    shares = accord_shares_of(&nothing);
    ck_assert(!shares.scored && !shares.bounded);
}
END_TEST

static const struct {
    size_t part, whole;
    const char *text;
    unsigned percent;
} shares[] = {
    {0, 1, "0", 0},          {1, 1, "1", 100},           {1, 2, "0.5", 50},
    {1, 3, "0.3333", 33},    {2, 3, "0.6667", 67},       {1, 32, "0.0313", 3},
    {1, 20000, "0.0001", 0}, {1, 20001, "0", 0},         {9999, 10000, "0.9999", 100},
    {1, 200, "0.005", 1},    {199999, 200000, "1", 100}, {1, 7, "0.1429", 14},
    {3, 20, "0.15", 15},
};

START_TEST(a_share_is_rounded_half_up_to_four_decimals)
{
    char text[ACCORD_SHARE_TEXT_MAX];
    struct accord_share share = {shares[_i].part, shares[_i].whole};
    ck_assert_str_eq(accord_share_format(share, text), shares[_i].text);
    ck_assert_uint_eq(accord_share_percent(share), shares[_i].percent);
}
END_TEST

static const struct {
    enum accord_verdict_kind finding;
    enum accord_force force;
    bool fails;
} failing[] = {
    {G, ACCORD_FORCE_BINDING, true},    {G, ACCORD_FORCE_REQUEST, true},  {P, ACCORD_FORCE_REQUEST, true},
    {G, ACCORD_FORCE_ENCOURAGE, false}, {G, ACCORD_FORCE_INVITE, false},  {P, ACCORD_FORCE_NONE, false},
    {U, ACCORD_FORCE_BINDING, false},   {R, ACCORD_FORCE_BINDING, false}, {M, ACCORD_FORCE_BINDING, false},
    {E, ACCORD_FORCE_BINDING, false},   {D, ACCORD_FORCE_BINDING, false},
};

START_TEST(by_default_gap_and_partial_fail_from_request_upwards)
{
    struct accord_fail_policy policy = accord_fail_policy_default();
    ck_assert_int_eq(accord_finding_fails(&policy, 0, failing[_i].force, failing[_i].finding), failing[_i].fails);
}
END_TEST

START_TEST(an_error_fails_by_its_own_exit_code_only)
{
    struct accord_fail_policy policy = accord_fail_policy_default();
    policy.verdicts[E] = true;
    ck_assert(!accord_finding_fails(&policy, 0, ACCORD_FORCE_BINDING, E));
}
END_TEST

START_TEST(a_rule_may_fail_whatever_its_force_or_never)
{
    static const enum accord_fail_choice choices[] = {ACCORD_FAIL_BY_FORCE, ACCORD_FAIL_ALWAYS, ACCORD_FAIL_NEVER};
    struct accord_fail_policy policy = accord_fail_policy_default();
    policy.rules = choices;
    ck_assert(!accord_finding_fails(&policy, 0, ACCORD_FORCE_INVITE, G));
    ck_assert(accord_finding_fails(&policy, 1, ACCORD_FORCE_INVITE, G));
    ck_assert(!accord_finding_fails(&policy, 1, ACCORD_FORCE_BINDING, U));
    ck_assert(!accord_finding_fails(&policy, 1, ACCORD_FORCE_BINDING, E));
    ck_assert(accord_finding_fails(&policy, 0, ACCORD_FORCE_BINDING, G));
    ck_assert(!accord_finding_fails(&policy, 2, ACCORD_FORCE_BINDING, G));
}
END_TEST

START_TEST(what_fails_is_counted_by_finding_and_a_gated_verdict_counts_as_one)
{
    struct accord_report_subject subject = subject_of();
    subject.fail.verdicts[R] = true;
    struct accord_finding findings[] = {{.verdict = P}, {.verdict = U}, {.verdict = P}};
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, U);
    struct accord_summary summary;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_summary_init(&summary, &subject, &err), ACCORD_OK);
    verdict.findings = findings;
    verdict.finding_count = 3;
    add_with_results(&summary, &verdict);
    ck_assert_uint_eq(summary.totals.failing, 2);
    verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_BBB, R);
    verdict.gate = ACCORD_GATE_ADDRESSEE;
    add_with_results(&summary, &verdict);
    ck_assert_uint_eq(summary.totals.failing, 3);
    accord_summary_clear(&summary);
}
END_TEST

static const struct {
    size_t met, open;
    unsigned minimum;
    bool covered;
} coverages[] = {
    {1, 1, 0, true}, {1, 1, 5000, true}, {1, 1, 5001, false}, {1, 2, 3333, true}, {1, 2, 3334, false},
    {0, 0, 0, true}, {0, 0, 1, false},   {3, 0, 10000, true}, {0, 3, 1, false},
};

START_TEST(the_minimum_is_compared_exactly_and_nothing_reaches_none)
{
    struct accord_report_subject subject = subject_of();
    subject.fail.min_coverage = coverages[_i].minimum;
    struct accord_summary summary;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_summary_init(&summary, &subject, &err), ACCORD_OK);
    for (size_t actor = 0; actor < coverages[_i].met + coverages[_i].open; actor++) {
        struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, actor, actor < coverages[_i].met ? M : U);
        ck_assert_int_eq(accord_summary_add(&summary, &verdict, &err), ACCORD_OK);
    }
    accord_summary_end(&summary);
    ck_assert_int_eq(summary.totals.covered, coverages[_i].covered);
    accord_summary_clear(&summary);
}
END_TEST

START_TEST(only_verdicts_past_the_gate_of_effect_are_in_effect)
{
    struct accord_report_subject subject = subject_of();
    struct accord_summary summary;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_summary_init(&summary, &subject, &err), ACCORD_OK);
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, N);
    verdict.gate = ACCORD_GATE_EFFECT;
    ck_assert_int_eq(accord_summary_add(&summary, &verdict, &err), ACCORD_OK);
    ck_assert_uint_eq(summary.totals.in_effect, 0);
    verdict.gate = ACCORD_GATE_ADDRESSEE;
    verdict.actor = STAND_IN_BBB;
    ck_assert_int_eq(accord_summary_add(&summary, &verdict, &err), ACCORD_OK);
    ck_assert_uint_eq(summary.totals.in_effect, 1);
    accord_summary_clear(&summary);
}
END_TEST

START_TEST(aggregates_are_counted_apart_and_are_in_no_score)
{
    struct accord_report_subject subject = subject_of();
    struct accord_summary summary;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_summary_init(&summary, &subject, &err), ACCORD_OK);
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, M);
    verdict.gate = ACCORD_GATE_CHECK;
    add_with_results(&summary, &verdict);
    verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, SIZE_MAX, G);
    verdict.gate = ACCORD_GATE_CONCLUDE;
    add_with_results(&summary, &verdict);
    verdict.verdict = E;
    verdict.why = "boom";
    add_with_results(&summary, &verdict);
    accord_summary_end(&summary);
    ck_assert_uint_eq(summary.totals.verdicts, 1);
    ck_assert_uint_eq(summary.totals.counts[G], 0);
    ck_assert_uint_eq(summary.totals.aggregate_verdicts, 2);
    ck_assert_uint_eq(summary.totals.aggregates[G], 1);
    ck_assert_uint_eq(summary.totals.in_effect, 3);
    ck_assert_uint_eq(summary.totals.failing, 1);
    ck_assert_uint_eq(summary.totals.of, 1);
    ck_assert_uint_eq(summary.totals.assessable, 1);
    ck_assert_uint_eq(accord_summary_failures(&summary), 1);
    ck_assert_str_eq(summary.errors[0].actor, "all");
    accord_summary_clear(&summary);
}
END_TEST

START_TEST(errors_are_kept_up_to_a_number_and_cut_at_a_character)
{
    struct accord_report_subject subject = subject_of();
    struct accord_summary summary;
    struct accord_error err = {0};
    static char why[2 * ACCORD_SUMMARY_TEXT_MAX + 2];
    why[0] = 'x';
    for (size_t i = 1; i + 1 < sizeof why; i += 2) {
        why[i] = '\xC3';
        why[i + 1] = '\xA9';
    }
    why[sizeof why - 1] = '\0';
    ck_assert_int_eq(accord_summary_init(&summary, &subject, &err), ACCORD_OK);
    for (size_t i = 0; i < ACCORD_SUMMARY_ERRORS_KEPT + 5; i++) {
        struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, E);
        verdict.why = why;
        ck_assert_int_eq(accord_summary_add(&summary, &verdict, &err), ACCORD_OK);
    }
    ck_assert_uint_eq(summary.errors_kept, ACCORD_SUMMARY_ERRORS_KEPT);
    ck_assert_uint_eq(summary.totals.counts[E], ACCORD_SUMMARY_ERRORS_KEPT + 5);
    ck_assert_uint_eq(strlen(summary.errors[0].why), ACCORD_SUMMARY_TEXT_MAX - 1);
    ck_assert_ptr_null(summary.errors[0].trace);
    accord_summary_clear(&summary);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("summary");
    TCase *tests = tcase_create("summary");
    tcase_add_loop_test(tests, a_pair_is_the_worst_of_its_rules_and_open_where_a_cause_leaves_it_so, 0,
                        sizeof pairs / sizeof pairs[0]);
    tcase_add_test(tests, each_actor_is_a_pair_of_its_own);
    tcase_add_test(tests, the_score_of_the_example_is_69_between_40_and_85);
    tcase_add_test(tests, nothing_scored_and_nothing_bounded_are_told_apart);
    tcase_add_loop_test(tests, a_share_is_rounded_half_up_to_four_decimals, 0, sizeof shares / sizeof shares[0]);
    tcase_add_loop_test(tests, by_default_gap_and_partial_fail_from_request_upwards, 0,
                        sizeof failing / sizeof failing[0]);
    tcase_add_test(tests, an_error_fails_by_its_own_exit_code_only);
    tcase_add_test(tests, a_rule_may_fail_whatever_its_force_or_never);
    tcase_add_test(tests, what_fails_is_counted_by_finding_and_a_gated_verdict_counts_as_one);
    tcase_add_loop_test(tests, the_minimum_is_compared_exactly_and_nothing_reaches_none, 0,
                        sizeof coverages / sizeof coverages[0]);
    tcase_add_test(tests, only_verdicts_past_the_gate_of_effect_are_in_effect);
    tcase_add_test(tests, aggregates_are_counted_apart_and_are_in_no_score);
    tcase_add_test(tests, errors_are_kept_up_to_a_number_and_cut_at_a_character);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
