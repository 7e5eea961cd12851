/* Runs from reports: what is taken of them, and what is refused with its place. */
#include "diff/run.h"

#include "base/memory.h"
#include "base/text.h"
#include "unit/diff/made.h"
#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

START_TEST(a_report_tells_what_it_rests_on)
{
    static const char rules[] = "[{\"id\":\"t/a\",\"sha256\":\"a1\",\"params\":{\"b\":2,\"a\":[1]}},"
                                "{\"id\":\"t/c\",\"aliases\":[\"t/oldest\",\"t/old\"],\"sha256\":\"c1\"}]";
    struct accord_diff_run *run = made_open(&(struct made_run){
        .complete = "{\"reports\":\"r1\",\"plans\":\"p1\"}", .rules = rules, .profile_sha256 = "f1"});
    const struct accord_diff_facts *facts = accord_diff_run_facts(run);
    ck_assert_str_eq(facts->version, "0.1.0");
    ck_assert_str_eq(facts->as_of, "2020-12-31");
    ck_assert_str_eq(facts->dataset, "d");
    ck_assert_str_eq(facts->dataset_sha256, "d1");
    ck_assert_str_eq(facts->rules_sha256, "s1");
    ck_assert_str_eq(facts->profile, "p");
    ck_assert(facts->complete_told && facts->complete_count == 2 && facts->rules_told && facts->rule_count == 2);
    ck_assert(!facts->stored && !facts->illustrative && !facts->ground && !facts->part);
    ck_assert_str_eq(accord_diff_run_rule(run, "t/a")->params, "{\"a\":[1],\"b\":2}");
    ck_assert_str_eq(accord_diff_run_rule(run, "t/c")->params, "");
    ck_assert_str_eq(accord_diff_run_rule(run, "t/c")->oldest, "t/oldest");
    ck_assert_ptr_null(accord_diff_run_rule(run, "t/oldest"));
    accord_diff_run_close(run);
}
END_TEST

static const struct made_verdict several[] = {
    {"AAA", "t/c", "gap", NULL, {{"gap", "m", "f1"}, {"met", "m", "f2"}}, NULL},
    {"AAA", "t/a", "review", "addressee", {{NULL, NULL, NULL}}, NULL},
    {"BBB", "t/a", "met", NULL, {{NULL, NULL, NULL}}, NULL},
    {"all", "t/z", "error", "conclude", {{NULL, NULL, NULL}}, NULL},
};

START_TEST(verdicts_come_by_actor_and_rule_with_what_to_look_at)
{
    struct accord_diff_run *run = made_open(&(struct made_run){.verdicts = several, .count = COUNT_OF(several)});
    const struct accord_diff_actor *actor;
    struct accord_error err;
    ck_assert_int_eq(accord_diff_run_next(run, &actor, &err), ACCORD_OK);
    ck_assert(strcmp(actor->id, "AAA") == 0 && !actor->aggregate && actor->count == 2);
    ck_assert_str_eq(actor->verdicts[0].rule, "t/a");
    ck_assert_uint_eq(actor->verdicts[0].finding_count, 1); /* itself */
    ck_assert_ptr_null(actor->verdicts[0].findings[0].message_id);
    ck_assert_uint_eq(strlen(actor->verdicts[0].findings[0].fingerprint), 32);
    ck_assert_str_eq(actor->verdicts[1].oldest, "t/old-c");
    ck_assert_uint_eq(actor->verdicts[1].finding_count, 1); /* a finding that is met is none to look at */
    ck_assert_str_eq(actor->verdicts[1].findings[0].fingerprint, "f1");
    ck_assert_int_eq(accord_diff_run_next(run, &actor, &err), ACCORD_OK);
    ck_assert(strcmp(actor->id, "BBB") == 0 && actor->count == 1 && actor->verdicts[0].finding_count == 0);
    ck_assert_int_eq(accord_diff_run_next(run, &actor, &err), ACCORD_OK);
    ck_assert(strcmp(actor->id, "all") == 0 && actor->aggregate && actor->verdicts[0].finding_count == 1);
    ck_assert_int_eq(accord_diff_run_next(run, &actor, &err), ACCORD_OK);
    ck_assert_ptr_null(actor);
    accord_diff_run_close(run);
}
END_TEST

START_TEST(a_row_that_several_questions_read_is_one)
{
    static const struct made_verdict verdict[] = {
        {"AAA",
         "t/a",
         "met",
         NULL,
         {{NULL, NULL, NULL}},
         "[{\"table\":\"reports\",\"rows\":[{\"key\":\"r-2\",\"cells\":[{\"column\":\"due\",\"value\":\"x\"}]},"
         "{\"key\":\"r-1\",\"cells\":[]}]},"
         "{\"table\":\"plans\",\"rows\":[]},"
         "{\"table\":\"reports\",\"rows\":[{\"key\":\"r-2\",\"cells\":[{\"column\":\"at\",\"value\":null},"
         "{\"column\":\"due\",\"value\":\"x\"}]}]}]"},
    };
    struct accord_diff_run *run = made_open(&(struct made_run){.verdicts = verdict, .count = 1});
    const struct accord_diff_actor *actor;
    struct accord_error err;
    ck_assert_int_eq(accord_diff_run_next(run, &actor, &err), ACCORD_OK);
    const struct accord_diff_verdict *taken = &actor->verdicts[0];
    ck_assert(taken->evidence_told && taken->table_count == 2 && taken->row_count == 2);
    ck_assert_str_eq(taken->tables[0], "plans");
    ck_assert_str_eq(taken->rows[1].key, "r-2");
    ck_assert_uint_eq(taken->rows[1].cell_count, 2);
    ck_assert_str_eq(taken->rows[1].cells[0].column, "at");
    ck_assert_ptr_null(taken->rows[1].cells[0].value);
    accord_diff_run_close(run);
}
END_TEST

/* A report with one thing in it replaced. */
static const struct {
    const char *what; /* NULL: nothing, and `by` is the whole text */
    const char *by;
    const char *says; /* behind the path */
} refused[] = {
    {NULL, "", ":1:1: an empty file, expected a JSON object"},
    {NULL, "[]", ":1:1: no object, expected a JSON object"},
    {NULL, "{}", ":1:1: no \"accord\" before the verdicts, expected a report that accord wrote with --format json"},
    {"\"schema\":1", "\"schema\":2", ":1:11: a report of schema 2, expected one of schema 1"},
    {"\"schema\":1", "\"schema\":\"1\"", ":1:11: \"accord\" without \"schema\" as accord writes it, expected one"},
    {"2020-12-31", "2020-12", ":1:50: \"as_of\" that is no day, expected one such as \"2025-06-30\""},
    {"\"name\":\"d\",", "", ":1:73: \"dataset\" without \"name\" as accord writes it, expected one"},
    {"\"sha256\":\"a1\"", "\"sha\":\"a1\"", ": a rule without \"sha256\" as accord writes it, expected one"},
    {"\"id\":\"t/b\"", "\"id\":\"t/a\"", ": a rule that is listed twice, expected each once"},
    {"\"rule\":\"t/c\"", "\"rule\":\"t/x\"",
     ":2:1: a verdict of a rule that is not listed in \"rules\", expected one of those"},
    {"\"rule\":\"t/c\"", "\"rile\":\"t/c\"", ":2:1: a verdict without \"rule\" as accord writes it, expected one"},
    {"\"verdict\":\"gap\",\"gate\"", "\"verdict\":\"gone\",\"gate\"",
     ":2:1: a verdict without \"verdict\" as accord writes it, expected one"},
    {"\"gate\":\"check\"", "\"gate\":\"cheque\"", ":2:1: a verdict without \"gate\" as accord writes it, expected one"},
    {"\"fingerprint\":\"f1\"", "\"fingerprint\":7",
     ":2:1: a finding without \"fingerprint\" as accord writes it, expected one"},
    {"\"evidence\":[]},", "\"evidence\":[{\"rows\":[]}]},", ":2:1: evidence without a table, expected its name"},
    {"\"evidence\":[]},", "\"evidence\":[{\"table\":\"x\"}]},", ":2:1: evidence without rows, expected an array"},
    {"\"actor\":\"BBB\"", "\"actor\":\"AA\"",
     ":4:1: a verdict that is out of order, expected them by actor as accord writes them"},
    {"\"rule\":\"t/a\"", "\"rule\":\"t/c\"", ": before this, a second verdict of one rule for one actor, expected one"},
    {"\"met\":4", "\"met\":5",
     ": 4 verdicts, and its summary counts 5; expected a report of all verdicts: one without --only and --summary"},
    {"\"summary\"", "\"sum\"", ": no summary with counts of verdicts, expected a whole report of --format json"},
};

static char *replace(const char *text, const char *what, const char *by)
{
    const char *at = strstr(text, what);
    ck_assert_msg(at != NULL, "%s", what);
    struct accord_text made;
    accord_text_init(&made, 1024 * 1024);
    accord_text_add(&made, text, (size_t)(at - text));
    accord_text_addf(&made, "%s%s", by, at + strlen(what));
    char *copy = strdup(accord_text_str(&made));
    accord_text_clear(&made);
    return copy;
}

/* Opened, and read to its end. */
static enum accord_status read_all(const char *text, size_t length, struct accord_error *err)
{
    struct accord_diff_run *run = NULL;
    const struct accord_diff_actor *actor = NULL;
    enum accord_status status = made_try(text, length, &run, err);
    do
        if (status == ACCORD_OK) status = accord_diff_run_next(run, &actor, err);
    while (status == ACCORD_OK && actor);
    accord_diff_run_close(run);
    return status;
}

START_TEST(what_is_no_report_is_refused_with_its_place)
{
    char *whole = made_text(&(struct made_run){.verdicts = several, .count = COUNT_OF(several)});
    char *text = refused[_i].what ? replace(whole, refused[_i].what, refused[_i].by) : strdup(refused[_i].by);
    struct accord_error err = {0};
    ck_assert_int_eq(read_all(text, strlen(text), &err), ACCORD_BAD_DATA);
    ck_assert_msg(strstr(err.text, "/made.json:") != NULL && strstr(err.text, refused[_i].says) != NULL, "%s",
                  err.text);
    free(whole);
    free(text);
}
END_TEST

START_TEST(a_report_that_ends_anywhere_else_is_refused)
{
    char *whole = made_text(&(struct made_run){.verdicts = several, .count = COUNT_OF(several)});
    struct accord_error err = {0};
    size_t length = strlen(whole);
    ck_assert_int_eq(read_all(whole, length, &err), ACCORD_OK);
    for (size_t i = 0; i + 1 < length; i += 1 + i % 5) /* the last byte is the end of a line */
        ck_assert_msg(read_all(whole, i, &err) == ACCORD_BAD_DATA, "%zu bytes", i);
    free(whole);
}
END_TEST

START_TEST(failed_allocations_are_told)
{
    char *whole = made_text(&(struct made_run){.verdicts = several, .count = COUNT_OF(several)});
    enum accord_status status = ACCORD_NO_MEMORY;
    unsigned long nth = 1;
    for (; status == ACCORD_NO_MEMORY; nth++) {
        struct accord_error err = {0};
        accord_alloc_fail_after(nth);
        status = read_all(whole, strlen(whole), &err);
        accord_alloc_fail_after(0);
    }
    ck_assert_int_eq(status, ACCORD_OK);
    ck_assert_uint_gt(nth, 20);
    free(whole);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("diff_run");
    TCase *tests = tcase_create("diff_run");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, a_report_tells_what_it_rests_on);
    tcase_add_test(tests, verdicts_come_by_actor_and_rule_with_what_to_look_at);
    tcase_add_test(tests, a_row_that_several_questions_read_is_one);
    tcase_add_loop_test(tests, what_is_no_report_is_refused_with_its_place, 0, COUNT_OF(refused));
    tcase_add_test(tests, a_report_that_ends_anywhere_else_is_refused);
    tcase_add_test(tests, failed_allocations_are_told);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
