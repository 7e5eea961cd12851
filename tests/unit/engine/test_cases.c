/* Every hand-made case gets the verdict that it says, through the same path as a check of a real dataset. */
#include "accord/run.h"
#include "base/text.h"
#include "unit/engine/case_files.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES_MAX = 2000, FINDINGS_MAX = 64, KEYS_MAX = 256, KEY_ROOM = 160 };

static cJSON *file;
static cJSON *cases[CASES_MAX];
static int case_count;

/* What is kept of one verdict after the stream has gone on. */
struct kept {
    bool there;
    enum accord_verdict_kind verdict;
    enum accord_gate gate;
    char why[2048];
    bool has_cause;
    enum accord_verdict_kind cause;
    size_t finding_count;
    struct {
        enum accord_verdict_kind verdict;
        char message_id[80];
        char fingerprint[64];
        char args[512];
    } findings[FINDINGS_MAX];
    char evidence[KEYS_MAX][KEY_ROOM];
    size_t evidence_count;
    char named[KEYS_MAX][KEY_ROOM];
    size_t named_count;
};

struct wanted {
    size_t rule;
    size_t actor;
    struct kept *kept;
};

static void keep_evidence(struct kept *kept, const struct accord_evidence *evidence, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < evidence[i].row_count && kept->evidence_count < KEYS_MAX; j++)
            snprintf(kept->evidence[kept->evidence_count++], KEY_ROOM, "%s", evidence[i].rows[j].key);
}

static void keep_arguments(const struct accord_finding *finding, char *text, size_t room)
{
    char date[ACCORD_DATE_TEXT_MAX];
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < finding->argument_count; i++) {
        const struct accord_value *value = &finding->arguments[i].value;
        const char *shown = value->kind == ACCORD_VALUE_DATE ? accord_date_format(value->date, date) : value->text;
        used += (size_t)snprintf(text + used, room - used, "%s=%s;", finding->arguments[i].name,
                                 shown == NULL ? "" : shown);
        ck_assert_uint_lt(used, room);
    }
}

static enum accord_status keep(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    const struct wanted *wanted = host;
    struct kept *kept = wanted->kept;
    (void)err;
    if (verdict->rule != wanted->rule || verdict->actor != wanted->actor) return ACCORD_OK;
    ck_assert(!kept->there);
    kept->there = true;
    kept->verdict = verdict->verdict;
    kept->gate = verdict->gate;
    kept->has_cause = verdict->has_cause;
    kept->cause = verdict->cause;
    ck_assert(verdict->why != NULL);
    snprintf(kept->why, sizeof kept->why, "%s", verdict->why);
    ck_assert_uint_le(verdict->finding_count, FINDINGS_MAX);
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const struct accord_finding *finding = &verdict->findings[i];
        kept->findings[i].verdict = finding->verdict;
        snprintf(kept->findings[i].message_id, sizeof kept->findings[i].message_id, "%s", finding->message_id);
        snprintf(kept->findings[i].fingerprint, sizeof kept->findings[i].fingerprint, "%s", finding->fingerprint);
        keep_arguments(finding, kept->findings[i].args, sizeof kept->findings[i].args);
        for (size_t j = 0; j < finding->about_count; j++)
            snprintf(kept->named[kept->named_count++], KEY_ROOM, "%s", finding->about[j]);
        keep_evidence(kept, finding->evidence, finding->evidence_count);
    }
    kept->finding_count = verdict->finding_count;
    keep_evidence(kept, verdict->evidence, verdict->evidence_count);
    return ACCORD_OK;
}

static void print_problems(const struct accord_problems *problems)
{
    for (size_t i = 0; i < accord_problems_kept(problems); i++) {
        const struct accord_problem *problem = accord_problems_at(problems, i);
        fprintf(stderr, "%s:%u:%u: %s\n", problem->file, problem->line, problem->column, problem->text);
    }
}

static size_t find_rule(const struct accord_packs *packs, const char *id)
{
    struct accord_rule_facts facts;
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        accord_packs_rule(packs, i, &facts);
        if (strcmp(facts.id, id) == 0) return i;
    }
    ck_abort_msg("no rule %s", id);
    return 0;
}

static struct accord_packs *open_packs(const char *folder)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *problems;
    struct accord_packs *packs;
    struct accord_limits limits = accord_limits_default();
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    enum accord_status status = accord_packs_open(&folder, 1, &limits, problems, &packs, &err);
    print_problems(problems);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    accord_problems_free(problems);
    return packs;
}

/* Runs the case (with the members that `other` replaces) and keeps the verdict of its rule and actor. */
static size_t run_case(const cJSON *one, const cJSON *other, struct kept *kept)
{
    struct case_files written;
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *errors, *warnings;
    struct accord_dataset *dataset;
    struct accord_run *run;
    struct accord_dataset_options dataset_options = {NULL};
    memset(kept, 0, sizeof *kept);
    case_files_write(one, other, &written);
    ck_assert_int_eq(accord_problems_new(&errors, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    struct accord_packs *packs = open_packs(written.rules);
    enum accord_status status;
    status = accord_dataset_open(written.dataset, &dataset_options, errors, warnings, &dataset, &err);
    print_problems(errors);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    struct wanted wanted = {find_rule(packs, written.rule_id), 0, kept};
    const cJSON *as_of = other == NULL ? NULL : cJSON_GetObjectItemCaseSensitive(other, "as_of");
    if (as_of == NULL) as_of = cJSON_GetObjectItemCaseSensitive(one, "as_of");
    ck_assert(
        accord_dataset_find_actor(dataset, cJSON_GetObjectItemCaseSensitive(one, "actor")->valuestring, &wanted.actor));
    struct accord_run_options options = {.actor_count = SIZE_MAX};
    const char *why;
    ck_assert(accord_date_parse(as_of->valuestring, strlen(as_of->valuestring), &options.as_of, &why));
    status = accord_run_new(packs, dataset, &options, &run, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    status = accord_run_evaluate(run, keep, &wanted, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    size_t warned = accord_problems_count(warnings);
    accord_run_free(run);
    accord_dataset_close(dataset);
    accord_packs_close(packs);
    accord_problems_free(errors);
    accord_problems_free(warnings);
    case_files_remove(&written);
    return warned;
}

/* ---- what is expected ---- */

static bool among(const char *key, char (*keys)[KEY_ROOM], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(keys[i], key) == 0) return true;
    return false;
}

static void expect_message(const cJSON *expect, const struct kept *kept, const char *id)
{
    const cJSON *message = cJSON_GetObjectItemCaseSensitive(expect, "message"), *argument;
    if (!cJSON_IsString(message)) return;
    for (size_t i = 0; i < kept->finding_count; i++) {
        if (strcmp(kept->findings[i].message_id, message->valuestring) != 0) continue;
        cJSON_ArrayForEach(argument, cJSON_GetObjectItemCaseSensitive(expect, "args"))
        {
            char wanted[256];
            if (!cJSON_IsString(argument)) continue;
            snprintf(wanted, sizeof wanted, "%s=%s;", argument->string, argument->valuestring);
            ck_assert_msg(strstr(kept->findings[i].args, wanted) != NULL, "%s: args are %s", id,
                          kept->findings[i].args);
        }
        return;
    }
    ck_abort_msg("%s: no finding has the message %s (%zu findings, the first: %s)", id, message->valuestring,
                 kept->finding_count, kept->finding_count > 0 ? kept->findings[0].message_id : "-");
}

static void expect_counts(const cJSON *expect, const struct kept *kept, const char *id)
{
    const cJSON *findings = cJSON_GetObjectItemCaseSensitive(expect, "findings"), *count;
    if (findings != NULL)
        ck_assert_msg((size_t)findings->valueint == kept->finding_count, "%s: %zu findings", id, kept->finding_count);
    cJSON_ArrayForEach(count, cJSON_GetObjectItemCaseSensitive(expect, "by_verdict"))
    {
        enum accord_verdict_kind verdict;
        int found = 0;
        ck_assert(accord_verdict_find(count->string, &verdict));
        for (size_t i = 0; i < kept->finding_count; i++)
            found += kept->findings[i].verdict == verdict;
        ck_assert_msg(found == count->valueint, "%s: %d findings are %s", id, found, count->string);
    }
}

static void expect_keys(const cJSON *expect, struct kept *kept, const char *id)
{
    const cJSON *key, *named = cJSON_GetObjectItemCaseSensitive(expect, "named");
    cJSON_ArrayForEach(key, cJSON_GetObjectItemCaseSensitive(expect, "rests_on"))
    {
        ck_assert_msg(among(key->valuestring, kept->evidence, kept->evidence_count), "%s: no evidence of %s", id,
                      key->valuestring);
    }
    cJSON_ArrayForEach(key, cJSON_GetObjectItemCaseSensitive(expect, "not_on"))
    {
        ck_assert_msg(!among(key->valuestring, kept->evidence, kept->evidence_count), "%s: evidence of %s", id,
                      key->valuestring);
    }
    if (named == NULL) return;
    cJSON_ArrayForEach(key, named)
    {
        ck_assert_msg(among(key->valuestring, kept->named, kept->named_count), "%s: %s is not named", id,
                      key->valuestring);
    }
    ck_assert_msg((size_t)cJSON_GetArraySize(named) == kept->named_count, "%s: %zu are named", id, kept->named_count);
}

static void expect_cause(const cJSON *expect, const struct kept *kept, const char *id)
{
    const cJSON *cause = cJSON_GetObjectItemCaseSensitive(expect, "cause");
    if (cJSON_IsNull(cause)) ck_assert_msg(!kept->has_cause, "%s: carries a cause", id);
    if (!cJSON_IsString(cause)) return;
    ck_assert_msg(kept->has_cause, "%s: carries no cause", id);
    ck_assert_str_eq(accord_verdict_meaning(kept->cause)->name, cause->valuestring);
}

static void expect_verdict(const cJSON *one, struct kept *kept, size_t warned)
{
    const char *id = cJSON_GetObjectItemCaseSensitive(one, "id")->valuestring;
    const cJSON *expect = cJSON_GetObjectItemCaseSensitive(one, "expect");
    const cJSON *verdict = cJSON_GetObjectItemCaseSensitive(expect, "verdict");
    const cJSON *gate = cJSON_GetObjectItemCaseSensitive(expect, "gate");
    const cJSON *warnings = cJSON_GetObjectItemCaseSensitive(expect, "data_warnings");
    if (cJSON_IsNumber(warnings) && warnings->valueint == 0) ck_assert_uint_eq(warned, 0);
    if (cJSON_IsNumber(warnings)) ck_assert_uint_ge(warned, (size_t)warnings->valueint);
    if (verdict == NULL) return;
    if (strcmp(verdict->valuestring, "none") == 0) {
        ck_assert_msg(!kept->there, "%s: there is a verdict", id);
        return;
    }
    ck_assert_msg(kept->there, "%s: there is no verdict", id);
    const char *got = accord_verdict_meaning(kept->verdict)->name;
    ck_assert_msg(strcmp(got, verdict->valuestring) == 0, "%s: %s, expected %s (%s)", id, got, verdict->valuestring,
                  kept->why);
    if (gate != NULL)
        ck_assert_msg(strcmp(accord_gate_name(kept->gate), gate->valuestring) == 0, "%s: gate %s", id,
                      accord_gate_name(kept->gate));
    else
        ck_assert_msg(kept->gate >= ACCORD_GATE_APPLIES, "%s: gate %s", id, accord_gate_name(kept->gate));
    expect_message(expect, kept, id);
    expect_counts(expect, kept, id);
    expect_keys(expect, kept, id);
    expect_cause(expect, kept, id);
}

static int compare_fingerprints(const void *a, const void *b)
{
    return strcmp(a, b);
}

static size_t sorted_fingerprints(const struct kept *kept, char (*prints)[64])
{
    for (size_t i = 0; i < kept->finding_count; i++)
        memcpy(prints[i], kept->findings[i].fingerprint, 64);
    qsort(prints, kept->finding_count, 64, compare_fingerprints);
    return kept->finding_count;
}

static void expect_fingerprints(const cJSON *one, const struct kept *kept)
{
    static char mine[FINDINGS_MAX][64], theirs[FINDINGS_MAX][64];
    static struct kept other;
    const cJSON *expect = cJSON_GetObjectItemCaseSensitive(one, "expect");
    const cJSON *wanted = cJSON_GetObjectItemCaseSensitive(expect, "fingerprints");
    if (wanted == NULL) return;
    size_t count = sorted_fingerprints(kept, mine);
    ck_assert_uint_gt(count, 0);
    if (strcmp(wanted->valuestring, "distinct") == 0) {
        for (size_t i = 1; i < count; i++)
            ck_assert_str_ne(mine[i], mine[i - 1]);
        return;
    }
    run_case(one, cJSON_GetObjectItemCaseSensitive(one, "other"), &other);
    bool same = sorted_fingerprints(&other, theirs) == count;
    for (size_t i = 0; same && i < count; i++)
        same = strcmp(mine[i], theirs[i]) == 0;
    ck_assert_int_eq(same, strcmp(wanted->valuestring, "same") == 0);
}

/* ---- cases without a dataset ---- */

static void expect_number(const cJSON *expect, const char *name, double got)
{
    const cJSON *number = cJSON_GetObjectItemCaseSensitive(expect, name);
    if (cJSON_IsNumber(number)) ck_assert_msg(fabs(number->valuedouble - got) < 1e-9, "%s is %f", name, got);
}

static void check_score(const cJSON *one)
{
    const cJSON *expect = cJSON_GetObjectItemCaseSensitive(one, "expect"), *name;
    const cJSON *roll_up = cJSON_GetObjectItemCaseSensitive(expect, "roll_up");
    const cJSON *at_most = cJSON_GetObjectItemCaseSensitive(expect, "score_at_most");
    struct accord_tally tally = {{0}, {0}};
    enum accord_verdict_kind worst = ACCORD_VERDICT_NOT_APPLICABLE, verdict;
    cJSON_ArrayForEach(name, cJSON_GetObjectItemCaseSensitive(one, "verdicts"))
    {
        ck_assert(accord_verdict_find(name->valuestring, &verdict));
        accord_tally_add(&tally, verdict, false);
        worst = accord_verdict_worse(worst, verdict);
    }
    struct accord_score score = accord_tally_score(&tally);
    if (roll_up != NULL) {
        ck_assert_str_eq(accord_verdict_meaning(worst)->name, roll_up->valuestring);
        return;
    }
    expect_number(expect, "assessable", (double)score.assessable);
    expect_number(expect, "of", (double)score.of);
    expect_number(expect, "low", score.low);
    expect_number(expect, "high", score.high);
    if (score.scored) expect_number(expect, "score", score.score);
    if (cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(expect, "score"))) ck_assert(!score.scored);
    if (at_most != NULL && score.scored) ck_assert(score.score <= at_most->valuedouble + 1e-9);
}

static void check_forces(const cJSON *expect)
{
    const cJSON *verb;
    cJSON_ArrayForEach(verb, cJSON_GetObjectItemCaseSensitive(expect, "force"))
    {
        enum accord_force force;
        ck_assert_msg(accord_force_of_verb(verb->string, &force), "%s", verb->string);
        ck_assert_str_eq(accord_force_name(force), verb->valuestring);
    }
}

START_TEST(the_case_has_the_verdict_that_it_says)
{
    static struct kept kept;
    const cJSON *one = cases[_i];
    const char *area = cJSON_GetObjectItemCaseSensitive(one, "area") == NULL
                           ? ""
                           : cJSON_GetObjectItemCaseSensitive(one, "area")->valuestring;
    if (strcmp(area, "score") == 0) {
        check_score(one);
    } else if (strcmp(area, "force-exit") == 0) {
        check_forces(cJSON_GetObjectItemCaseSensitive(one, "expect"));
    } else {
        size_t warned = run_case(one, NULL, &kept);
        expect_verdict(one, &kept, warned);
        expect_fingerprints(one, &kept);
    }
}
END_TEST

static void take_cases(const char *path)
{
    cJSON *one;
    file = case_read_json(path);
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(file, "cases"))
    {
        if (case_count == CASES_MAX) abort();
        cases[case_count++] = one;
    }
}

int main(int argc, char **argv)
{
    TCase *tcase = tcase_create("cases");
    Suite *suite = suite_create("cases");
    take_cases(argc > 1 ? argv[1] : ACCORD_FIXTURES "/semantics/cases.json");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, the_case_has_the_verdict_that_it_says, 0, case_count);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    /* In one process: hundreds of short cases, and the leak check once. */
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    cJSON_Delete(file);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
