/* Results: a line for each finding, one for a verdict without any, each with a name that stays. */
#include "report/result.h"
#include "unit/report/stand_in.h"

#include <check.h>
#include <string.h>

START_TEST(each_finding_is_a_result)
{
    const struct accord_finding findings[] = {
        {.verdict = ACCORD_VERDICT_GAP, .message = "one", .message_id = "a", .fingerprint = "f1"},
        {.verdict = ACCORD_VERDICT_UNREPORTED, .message = "two", .message_id = "b", .fingerprint = "f2"}};
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_GAP);
    char text[ACCORD_SHA256_HEX];
    verdict.findings = findings;
    verdict.finding_count = 2;
    ck_assert_uint_eq(accord_result_count(&verdict), 2);
    for (size_t i = 0; i < 2; i++) {
        struct accord_result result = accord_result_of(&verdict, i);
        ck_assert_ptr_eq(result.verdict, &verdict);
        ck_assert_ptr_eq(result.finding, &findings[i]);
        ck_assert_int_eq(result.kind, findings[i].verdict);
        ck_assert_str_eq(result.message, findings[i].message);
        ck_assert_str_eq(result.message_id, findings[i].message_id);
        ck_assert_str_eq(accord_result_fingerprint(&result, stand_in_packs(), text), findings[i].fingerprint);
        accord_result_judge(
            &result, &(struct accord_report_subject){.packs = stand_in_packs(), .fail = accord_fail_policy_default()});
        ck_assert_int_eq(result.standing.fails, i == 0);
        ck_assert_int_eq(result.standing.baseline, ACCORD_BASELINE_NONE);
    }
}
END_TEST

START_TEST(a_verdict_without_findings_is_one_result)
{
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_REVIEW);
    ck_assert_uint_eq(accord_result_count(&verdict), 1);
    struct accord_result result = accord_result_of(&verdict, 0);
    ck_assert_ptr_null(result.finding);
    ck_assert_ptr_null(result.message_id);
    ck_assert_ptr_null(result.fingerprint);
    ck_assert_int_eq(result.kind, ACCORD_VERDICT_REVIEW);
    ck_assert_str_eq(result.message, "because");
}
END_TEST

/* Rule, actor and gate, and nothing else, tell such results apart. */
START_TEST(a_verdict_is_named_by_its_rule_actor_and_gate)
{
    enum { VARIANTS = 5 };
    struct accord_verdict verdicts[VARIANTS];
    char texts[VARIANTS][ACCORD_SHA256_HEX];
    for (size_t i = 0; i < VARIANTS; i++)
        verdicts[i] = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_REVIEW);
    verdicts[0].gate = ACCORD_GATE_ADDRESSEE;
    verdicts[1].rule = STAND_IN_RULE_GROUPS;
    verdicts[1].gate = ACCORD_GATE_ADDRESSEE;
    verdicts[2].actor_id = "BBB";
    verdicts[2].gate = ACCORD_GATE_ADDRESSEE;
    verdicts[3].gate = ACCORD_GATE_APPLIES;
    verdicts[4].gate = ACCORD_GATE_ADDRESSEE;
    verdicts[4].verdict = ACCORD_VERDICT_UNREPORTED;
    verdicts[4].why = "another sentence";
    for (size_t i = 0; i < VARIANTS; i++) {
        struct accord_result result = accord_result_of(&verdicts[i], 0);
        ck_assert_ptr_eq(accord_result_fingerprint(&result, stand_in_packs(), texts[i]), texts[i]);
        ck_assert_uint_eq(strlen(texts[i]), ACCORD_FINGERPRINT_DIGITS);
        for (size_t j = 0; j < i; j++)
            ck_assert_int_eq(strcmp(texts[i], texts[j]) == 0, i == 4 && j == 0);
    }
}
END_TEST

START_TEST(a_renamed_rule_keeps_its_oldest_id)
{
    static const char *const aliases[] = {"oldest", "older"};
    struct accord_rule_facts rule = {.id = "today"};
    ck_assert_str_eq(accord_rule_oldest_id(&rule), "today");
    rule.aliases = aliases;
    rule.alias_count = 2;
    ck_assert_str_eq(accord_rule_oldest_id(&rule), "oldest");
}
END_TEST

START_TEST(states_against_a_baseline_are_named_as_sarif_does)
{
    ck_assert_ptr_null(accord_baseline_state_name(ACCORD_BASELINE_NONE));
    ck_assert_str_eq(accord_baseline_state_name(ACCORD_BASELINE_NEW), "new");
    ck_assert_str_eq(accord_baseline_state_name(ACCORD_BASELINE_ABSENT), "absent");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("result");
    TCase *tcase = tcase_create("results");
    tcase_add_test(tcase, each_finding_is_a_result);
    tcase_add_test(tcase, a_verdict_without_findings_is_one_result);
    tcase_add_test(tcase, a_verdict_is_named_by_its_rule_actor_and_gate);
    tcase_add_test(tcase, a_renamed_rule_keeps_its_oldest_id);
    tcase_add_test(tcase, states_against_a_baseline_are_named_as_sarif_does);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
