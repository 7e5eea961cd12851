/* What the record of fixtures/parties and fixtures/sample shows: facts that hold whatever rules are added. */
#include "accord/run.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* Counts of one rule's verdicts, and of one actor's. */
struct seen {
    const struct accord_packs *packs;
    const struct accord_dataset *dataset;
    const char *rule;  /* NULL: every rule */
    const char *under; /* NULL: any; else rules of this instrument only */
    size_t verdicts[ACCORD_VERDICT_COUNT];
    size_t by_gate[ACCORD_GATE_CONCLUDE + 1];
    const char *actor;
    enum accord_verdict_kind actor_verdict;
    size_t errors_with_line;
};

static enum accord_status count(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct seen *seen = host;
    struct accord_rule_facts rule;
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    (void)err;
    accord_packs_rule(seen->packs, verdict->rule, &rule);
    accord_packs_provision(seen->packs, rule.provision, &provision);
    accord_packs_instrument(seen->packs, provision.instrument, &instrument);
    if (seen->rule != NULL && strcmp(rule.id, seen->rule) != 0) return ACCORD_OK;
    if (seen->under != NULL && strcmp(instrument.id, seen->under) != 0) return ACCORD_OK;
    seen->verdicts[verdict->verdict]++;
    seen->by_gate[verdict->gate]++;
    if (seen->actor != NULL && strcmp(verdict->actor_id, seen->actor) == 0)
        seen->actor_verdict = verdict->verdict;
    if (verdict->verdict == ACCORD_VERDICT_ERROR && strstr(verdict->why, "x/fails.lua:8: made to fail") != NULL &&
        verdict->trace != NULL)
        seen->errors_with_line++;
    return ACCORD_OK;
}

static void run(const char *path, const char *as_of, const char *extra_rules, struct seen *seen)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *errors, *warnings, *wrong;
    struct accord_packs *packs;
    struct accord_dataset *dataset;
    struct accord_run *made;
    struct accord_limits limits = accord_limits_default();
    struct accord_run_options options = {.actor_count = SIZE_MAX};
    const char *folders[] = {ACCORD_RULES, extra_rules}, *why;
    ck_assert_int_eq(accord_problems_new(&errors, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&wrong, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, extra_rules == NULL ? 1 : 2, &limits, wrong, &packs, &err), ACCORD_OK);
    ck_assert_int_eq(accord_dataset_open(path, NULL, errors, warnings, &dataset, &err), ACCORD_OK);
    ck_assert(accord_date_parse(as_of, strlen(as_of), &options.as_of, &why));
    ck_assert_int_eq(accord_run_new(packs, dataset, &options, &made, &err), ACCORD_OK);
    seen->packs = packs;
    seen->dataset = dataset;
    ck_assert_int_eq(accord_run_evaluate(made, count, seen, &err), ACCORD_OK);
    accord_run_free(made);
    accord_dataset_close(dataset);
    accord_packs_close(packs);
    accord_problems_free(errors);
    accord_problems_free(warnings);
    accord_problems_free(wrong);
}

static const struct {
    const char *rule;
    const char *as_of;
    size_t applies; /* neither turned away as no addressee nor left open by the claims */
    const char *actor;
    enum accord_verdict_kind verdict;
} addressees[] = {
    {"cms-11.10/no-cms-focal-point", "2020-12-31", 130, "CAF", ACCORD_VERDICT_NOT_APPLICABLE},
    {"cms-11.10/no-cms-focal-point", "2020-12-31", 130, "JAM", ACCORD_VERDICT_REVIEW},
    {"cms-11.10/no-cms-focal-point", "2020-12-31", 130, "EU", ACCORD_VERDICT_UNREPORTED},
    {"cbd-rmfp/no-focal-point", "2020-12-31", 196, "EU", ACCORD_VERDICT_UNREPORTED},
    {"cbd-rmfp/no-focal-point", "2020-12-31", 196, "USA", ACCORD_VERDICT_NOT_APPLICABLE},
};

START_TEST(the_rule_applies_to_exactly_the_parties)
{
    struct seen seen = {.rule = addressees[_i].rule, .actor = addressees[_i].actor};
    run(ACCORD_FIXTURES "/parties", addressees[_i].as_of, NULL, &seen);
    ck_assert_uint_eq(seen.by_gate[ACCORD_GATE_CHECK] + seen.by_gate[ACCORD_GATE_APPLIES], addressees[_i].applies);
    ck_assert_uint_eq(seen.verdicts[ACCORD_VERDICT_UNREPORTED], addressees[_i].applies);
    ck_assert_int_eq(seen.actor_verdict, addressees[_i].verdict);
}
END_TEST

START_TEST(without_a_register_nothing_is_a_gap_and_nothing_is_met)
{
    struct seen seen = {.rule = NULL};
    run(ACCORD_FIXTURES "/parties", "2020-12-31", NULL, &seen);
    ck_assert_uint_eq(seen.verdicts[ACCORD_VERDICT_GAP], 0);
    ck_assert_uint_eq(seen.verdicts[ACCORD_VERDICT_PARTIAL], 0);
    ck_assert_uint_eq(seen.verdicts[ACCORD_VERDICT_MET], 0);
    ck_assert_uint_eq(seen.verdicts[ACCORD_VERDICT_ERROR], 0);
}
END_TEST

START_TEST(before_its_effect_nothing_of_the_resolution_applies)
{
    struct seen seen = {.under = "cms-11.10"};
    run(ACCORD_FIXTURES "/parties", "2019-12-31", NULL, &seen);
    ck_assert_uint_gt(seen.verdicts[ACCORD_VERDICT_NOT_APPLICABLE], 0);
    for (int i = 0; i < ACCORD_VERDICT_COUNT; i++)
        if (i != ACCORD_VERDICT_NOT_APPLICABLE) ck_assert_uint_eq(seen.verdicts[i], 0);
}
END_TEST

START_TEST(the_sample_shows_each_of_the_eight_verdicts)
{
    struct seen seen = {.rule = NULL};
    run(ACCORD_FIXTURES "/sample", "2025-06-30", ACCORD_TESTS "/unit/engine/failing", &seen);
    for (int i = 0; i < ACCORD_VERDICT_COUNT; i++)
        ck_assert_uint_gt(seen.verdicts[i], 0);
    ck_assert_uint_eq(seen.errors_with_line, seen.verdicts[ACCORD_VERDICT_ERROR]);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("datasets");
    Suite *suite = suite_create("datasets");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, the_rule_applies_to_exactly_the_parties, 0,
                        (int)(sizeof addressees / sizeof addressees[0]));
    tcase_add_test(tcase, without_a_register_nothing_is_a_gap_and_nothing_is_met);
    tcase_add_test(tcase, before_its_effect_nothing_of_the_resolution_applies);
    tcase_add_test(tcase, the_sample_shows_each_of_the_eight_verdicts);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
