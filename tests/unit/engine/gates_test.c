/* What stands before a rule: effect, addressee, the rule it requires. */
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AS_OF "2020-06-30"

static void expect_head(const char *text, const char *actor, const char *rule, const char *head)
{
    char expected[512];
    const char *got = probe_verdict(text, actor, rule);
    snprintf(expected, sizeof expected, "%s %s %s", actor, rule, head);
    ck_assert_msg(strncmp(got, expected, strlen(expected)) == 0, "expected %s\ngot %s\nof %s", expected, got, text);
}

/* ---- the rule that another requires: design section 3 ---- */

static const struct {
    const char *required; /* the body of its check */
    const char *head;     /* of the one that requires it, whose own check says gap */
    const char *cause;    /* the line of the cause, or NULL */
} required[] = {
    {"return met(actor:focal_points {})", "gap check: message", NULL},
    {"return gap \"m\"", "not_applicable requires: it rests on t/required, which is gap: one cause, one finding", NULL},
    {"return partial \"m\"",
     "not_applicable requires: it rests on t/required, which is partial: one cause, one finding", NULL},
    {"return unreported \"m\"", "gap check: message", "  cause t/required unreported\n"},
    {"return review \"m\"", "gap check: message", "  cause t/required review\n"},
    {"return not_applicable \"m\"", "gap check: message", NULL},
    {"return not_due \"m\"", "gap check: message", NULL},
    {"error \"boom\"", "review requires: it rests on t/required, which failed", "  cause t/required error\n"},
    {"while true do end", "review requires: it rests on t/required, which failed", "  cause t/required error\n"},
    {"if actor.iso3 == \"x\" then return nil end", "gap check: message", "  cause t/required unreported\n"},
};

START_TEST(what_is_required_decides_whether_and_how_a_rule_runs)
{
    struct probe probe;
    probe_open(&probe);
    probe.limits.instructions = 100000;
    probe_register(&probe);
    probe_actors(&probe);
    probe_table(&probe, "focal_points", "[{\"id\":\"f\",\"actor\":\"KEN\",\"role\":\"x\",\"designated\":\"2015\"}]",
                NULL);
    probe_rule(&probe, "required", required[_i].required, NULL);
    /* Its id comes first, and it is evaluated second all the same. */
    probe_rule(&probe, "a-rule", "return gap \"m\"", "requires = \"t/required\",");
    char *text = probe_run(&probe, AS_OF);
    expect_head(text, "KEN", "t/a-rule", required[_i].head);
    const char *cause = strstr(probe_verdict(text, "KEN", "t/a-rule"), "  cause ");
    if (required[_i].cause == NULL)
        ck_assert_ptr_null(cause);
    else
        ck_assert_msg(cause != NULL && strncmp(cause, required[_i].cause, strlen(required[_i].cause)) == 0, "%s", text);
    free(text);
    probe_close(&probe);
}
END_TEST

START_TEST(a_cause_goes_on_to_what_requires_the_next)
{
    struct probe probe;
    probe_open(&probe);
    probe_register(&probe);
    probe_actors(&probe);
    probe_table(&probe, "focal_points", "[{\"id\":\"f\",\"actor\":\"KEN\",\"role\":\"x\",\"designated\":\"2015\"}]",
                NULL);
    probe_rule(&probe, "r1", "return unreported \"m\"", NULL);
    probe_rule(&probe, "r2", "return met(actor:focal_points {})", "requires = \"t/r1\",");
    probe_rule(&probe, "r3", "return gap \"m\"", "requires = \"t/r2\",");
    probe_rule(&probe, "r4", "return gap \"m\"", "requires = \"t/r3\",");
    char *text = probe_run(&probe, AS_OF);
    expect_head(text, "KEN", "t/r2", "met check: ");
    ck_assert_ptr_nonnull(strstr(probe_verdict(text, "KEN", "t/r2"), "  cause t/r1 unreported\n"));
    expect_head(text, "KEN", "t/r3", "gap check: ");
    ck_assert_ptr_nonnull(strstr(probe_verdict(text, "KEN", "t/r3"), "  cause t/r1 unreported\n"));
    expect_head(text, "KEN", "t/r4", "not_applicable requires: ");
    ck_assert_ptr_null(strstr(probe_verdict(text, "KEN", "t/r4"), "  cause "));
    free(text);
    probe_close(&probe);
}
END_TEST

/* ---- effect: first day inclusive, until exclusive ---- */

static const struct {
    const char *as_of;
    const char *head;
} effects[] = {
    {"2020-01-31", "not_applicable effect: t:p has effect from 2020-02-01, after 2020-01-31"},
    {"2020-02-01", "gap check: message"},
    {"2020-04-30", "gap check: message"},
    {"2020-05-01", "not_applicable effect: t:p had effect until 2020-05-01, on or before 2020-05-01"},
};

START_TEST(a_provision_has_effect_from_its_first_day_until_the_day_it_ends)
{
    struct probe probe;
    probe_open(&probe);
    probe_file(&probe, "rules/t/instrument.lua",
               "return { api = 1, id = 't', under = 'cms', version = '1', name = 't', title = 't', citation = 't',"
               " effect = '2019-01-01', provisions = { { id = 'p', verb = 'urges', addressees = { 'party' },"
               " summary = 'p', effect = '2020-02-01', ['until'] = '2020-05-01' } } }");
    probe_actors(&probe);
    probe_rule(&probe, "rule", "return gap \"m\"", NULL);
    char *text = probe_run(&probe, effects[_i].as_of);
    expect_head(text, "KEN", "t/rule", effects[_i].head);
    free(text);
    probe_close(&probe);
}
END_TEST

/* ---- addressees ---- */

static const char *const kinds[] = {"state", "reio", "secretariat", "body", "agreement", "organization"};

static const struct {
    const char *subject;
    const char *heads[6]; /* of an actor of each kind that is bound; NULL: no verdict */
} subjects[] = {
    {"party", {"gap check: ", "gap check: ", NULL, NULL, NULL, NULL}},
    {"other_government", {"not_applicable addressee: ", "not_applicable addressee: ", NULL, NULL, NULL, NULL}},
    {"secretariat", {NULL, NULL, "gap check: ", NULL, NULL, NULL}},
    {"body", {NULL, NULL, NULL, "gap check: ", NULL, NULL}},
    {"agreement", {NULL, NULL, NULL, NULL, "gap check: ", NULL}},
    {"organization", {NULL, NULL, NULL, NULL, NULL, "gap check: "}},
    {"stakeholder", {"gap check: ", "gap check: ", "gap check: ", "gap check: ", "gap check: ", "gap check: "}},
    {"other_stakeholder",
     {"not_applicable addressee: ", "not_applicable addressee: ", NULL, "gap check: ", "gap check: ", NULL}},
};

START_TEST(a_rule_is_for_the_kinds_of_its_subject)
{
    struct probe probe;
    char actors[1024], members[1024], rule[512];
    size_t a = 0, m = 0;
    probe_open(&probe);
    probe_register(&probe);
    for (size_t i = 0; i < 6; i++) {
        a += (size_t)snprintf(actors + a, sizeof actors - a, "%c{\"id\":\"%s\",\"kind\":\"%s\",\"name\":\"x\"}",
                              i == 0 ? '[' : ',', kinds[i], kinds[i]);
        m += (size_t)snprintf(members + m, sizeof members - m,
                              "%c{\"actor\":\"%s\",\"treaty\":\"cms\",\"source\":\"s\",\"in_force\":\"2000\"}",
                              i == 0 ? '[' : ',', kinds[i]);
    }
    snprintf(actors + a, sizeof actors - a, "]");
    snprintf(members + m, sizeof members - m, "]");
    probe_table(&probe, "actors", actors, NULL);
    probe_table(&probe, "memberships", members, NULL);
    snprintf(rule, sizeof rule,
             "return { id = 't/rule', provision = 't:p', subject = '%s', title = 'x', messages = { m = 'message' },"
             " check = function() return gap 'm' end }",
             subjects[_i].subject);
    probe_file(&probe, "rules/t/rule.lua", rule);
    char *text = probe_run(&probe, AS_OF);
    for (size_t i = 0; i < 6; i++) {
        if (subjects[_i].heads[i] == NULL)
            ck_assert_str_eq(probe_verdict(text, kinds[i], "t/rule"), "");
        else
            expect_head(text, kinds[i], "t/rule", subjects[_i].heads[i]);
    }
    free(text);
    probe_close(&probe);
}
END_TEST

START_TEST(being_bound_opens_closes_or_leaves_open)
{
    struct probe probe;
    probe_open(&probe);
    probe_register(&probe);
    probe_actors(&probe);
    probe_table(&probe, "memberships",
                "[{\"actor\":\"KEN\",\"treaty\":\"cms\",\"source\":\"a\",\"in_force\":\"1999\"},"
                "{\"actor\":\"KEN\",\"treaty\":\"cbd\",\"source\":\"b\",\"signed\":\"1999\"},"
                "{\"actor\":\"TZA\",\"treaty\":\"cms\",\"source\":\"a\",\"in_force\":\"1999\"},"
                "{\"actor\":\"TZA\",\"treaty\":\"cms\",\"source\":\"b\",\"signed\":\"1999\"}]",
                NULL);
    probe_rule(&probe, "rule", "return gap \"m\"", NULL);
    char *text = probe_run(&probe, AS_OF);
    expect_head(text, "KEN", "t/rule", "gap check: ");
    expect_head(text, "TZA", "t/rule",
                "review addressee: the claims on record leave open whether TZA is bound by cms on 2020-06-30\n"
                "  evidence memberships {treaty=cms} ");
    expect_head(text, "USA", "t/rule",
                "not_applicable addressee: USA is not bound by cms on 2020-06-30, by every claim on record\n");
    free(text);
    probe_close(&probe);
}
END_TEST

/* The mirror image: for States and reios that are surely not bound, and no others of theirs. */
START_TEST(others_with_a_stake_are_not_bound)
{
    struct probe probe;
    probe_open(&probe);
    probe_register(&probe);
    probe_actors(&probe);
    probe_table(&probe, "memberships",
                "[{\"actor\":\"KEN\",\"treaty\":\"cms\",\"source\":\"a\",\"in_force\":\"1999\"},"
                "{\"actor\":\"TZA\",\"treaty\":\"cms\",\"source\":\"a\",\"in_force\":\"1999\"},"
                "{\"actor\":\"TZA\",\"treaty\":\"cms\",\"source\":\"b\",\"signed\":\"1999\"}]",
                NULL);
    probe_file(&probe, "rules/t/other.lua",
               "return { id = 't/other', provision = 't:p', subject = 'other_stakeholder', title = 'x',"
               " messages = { m = 'message' }, check = function() return gap 'm' end }");
    probe_file(&probe, "rules/t/any.lua",
               "return { id = 't/any', provision = 't:p', subject = 'stakeholder', title = 'x',"
               " messages = { m = 'message' }, check = function() return gap 'm' end }");
    char *text = probe_run(&probe, AS_OF);
    expect_head(text, "KEN", "t/other",
                "not_applicable addressee: KEN is bound by cms on 2020-06-30, by every claim on record\n");
    expect_head(text, "TZA", "t/other",
                "review addressee: the claims on record leave open whether TZA is bound by cms on 2020-06-30\n");
    expect_head(text, "USA", "t/other", "gap check: message\n");
    expect_head(text, "TZA", "t/any", "gap check: message\n");
    free(text);
    probe_close(&probe);
}
END_TEST

/* ---- applies ---- */

static const struct {
    const char *applies;
    const char *head;
} applies[] = {
    {"return true", "gap check: message"},
    {"return not_applicable 'm'", "not_applicable applies: message"},
    {"return not_due 'm'", "not_due applies: message"},
    {"return review 'm'", "review applies: message"},
    {"return unreported 'm'", "unreported applies: message"},
    {"return actor.iso3 == 'x'", "unreported applies: a cell that decides this is blank: actors KEN, iso3"},
    {"return date '2020' < date '2020-05'", "review applies: "},
    {"return false", "error applies: t/rule.lua:3: applies returned a boolean, expected true or a verdict"},
    {"return nil", "error applies: t/rule.lua:3: applies returned nothing, expected true or a verdict"},
    {"return", "error applies: t/rule.lua:3: applies returned 0 values, expected exactly one verdict"},
    {"return true, true", "error applies: t/rule.lua:3: applies returned 2 values, expected exactly one verdict"},
    {"return gap 'm'", "error applies: t/rule.lua:3: applies returned gap, which is for check to say"},
    {"return partial 'm'", "error applies: t/rule.lua:3: applies returned partial, which is for check to say"},
    {"return met(actor:focal_points {})",
     "error applies: t/rule.lua:3: applies returned met, which is for check to say"},
    {"error 'boom'", "error applies: t/rule.lua:3: boom"},
};

START_TEST(applies_goes_on_or_gives_a_reason_not_to)
{
    struct probe probe;
    char more[256];
    probe_open(&probe);
    probe_register(&probe);
    probe_actors(&probe);
    probe_table(&probe, "focal_points", "[{\"id\":\"f\",\"actor\":\"KEN\",\"role\":\"x\",\"designated\":\"2015\"}]",
                NULL);
    snprintf(more, sizeof more, "applies = function(actor, params, provision) %s end,", applies[_i].applies);
    probe_rule(&probe, "rule", "return gap \"m\"", more);
    char *text = probe_run(&probe, AS_OF);
    expect_head(text, "KEN", "t/rule", applies[_i].head);
    free(text);
    probe_close(&probe);
}
END_TEST

/* ---- qualified provisions ---- */

START_TEST(a_gap_on_a_qualified_provision_is_unreported_and_review_stays)
{
    static const char *const bodies[] = {"gap 'm'", "absent('m', 'focal_points', { role = 'x' })", "partial 'm'",
                                         "review 'm'"};
    static const char *const heads[] = {
        "unreported check: ", "unreported check: ", "partial check: ", "review check: "};
    struct probe probe;
    char rule[512];
    probe_open(&probe);
    probe_register(&probe);
    probe_actors(&probe);
    probe_table(&probe, "focal_points", "[]", "[{\"since\":\"2015\"}]");
    snprintf(rule, sizeof rule,
             "return { id = 't/rule', provision = 't:q', subject = 'party', title = 'x', messages = { m = 'message' },"
             " check = function() return %s end }",
             bodies[_i]);
    probe_file(&probe, "rules/t/rule.lua", rule);
    char *text = probe_run(&probe, AS_OF);
    expect_head(text, "KEN", "t/rule", heads[_i]);
    free(text);
    probe_close(&probe);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("gates");
    Suite *suite = suite_create("gates");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, what_is_required_decides_whether_and_how_a_rule_runs, 0, COUNT_OF(required));
    tcase_add_test(tcase, a_cause_goes_on_to_what_requires_the_next);
    tcase_add_loop_test(tcase, a_provision_has_effect_from_its_first_day_until_the_day_it_ends, 0, COUNT_OF(effects));
    tcase_add_loop_test(tcase, a_rule_is_for_the_kinds_of_its_subject, 0, COUNT_OF(subjects));
    tcase_add_test(tcase, being_bound_opens_closes_or_leaves_open);
    tcase_add_test(tcase, others_with_a_stake_are_not_bound);
    tcase_add_loop_test(tcase, applies_goes_on_or_gives_a_reason_not_to, 0, COUNT_OF(applies));
    tcase_add_loop_test(tcase, a_gap_on_a_qualified_provision_is_unreported_and_review_stays, 0, 4);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
