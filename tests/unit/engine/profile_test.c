/* Profiles: what they select and set, and how what names nothing is refused. */
#include "accord/profile.h"
#include "base/text.h"
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

enum { PATH_ROOM = PROBE_PATH_MAX + 64, COMPLAINT_ROOM = 4096 };

struct opened {
    struct probe probe;
    struct accord_packs *packs;
    struct accord_profile *profile;
    struct accord_problems *problems;
    struct accord_error err;
    char complaints[COMPLAINT_ROOM];
};

static void note_complaints(struct opened *opened)
{
    struct accord_text text;
    accord_text_init(&text, COMPLAINT_ROOM);
    for (size_t i = 0; i < accord_problems_kept(opened->problems); i++) {
        const struct accord_problem *problem = accord_problems_at(opened->problems, i);
        accord_text_addf(&text, "%u: %s\n", problem->line, problem->text);
    }
    snprintf(opened->complaints, sizeof opened->complaints, "%s", accord_text_str(&text));
    accord_text_clear(&text);
}

/* Three rules: t/a and t/b on t:p (urges), t/c on t:q (urges, qualified). */
static enum accord_status open_profile(struct opened *opened, const char *profile)
{
    char rules[PATH_ROOM], path[PATH_ROOM];
    const char *const folders[] = {rules};
    *opened = (struct opened){.err = {ACCORD_OK, ""}};
    probe_open(&opened->probe);
    probe_register(&opened->probe);
    probe_rule(&opened->probe, "a", "return gap \"m\"", "tags = { \"slow\" }, params = { days = 30 },");
    probe_rule(&opened->probe, "b", "return gap \"m\"", "tags = { \"slow\", \"odd\" }, aliases = { \"t/old\" },");
    probe_rule(&opened->probe, "c", "return gap \"m\"", "");
    probe_file(&opened->probe, "rules/profiles/x.lua", profile);
    snprintf(rules, sizeof rules, "%s/rules", opened->probe.folder);
    snprintf(path, sizeof path, "%s/rules/profiles/x.lua", opened->probe.folder);
    ck_assert_int_eq(accord_problems_new(&opened->problems, &opened->err), ACCORD_OK);
    enum accord_status status =
        accord_packs_open(folders, 1, &opened->probe.limits, opened->problems, &opened->packs, &opened->err);
    note_complaints(opened);
    ck_assert_msg(status == ACCORD_OK, "%s%s", opened->err.text, opened->complaints);
    status = accord_profile_open(opened->packs, path, opened->problems, &opened->profile, &opened->err);
    note_complaints(opened);
    return status;
}

static void close_profile(struct opened *opened)
{
    accord_profile_close(opened->profile);
    accord_packs_close(opened->packs);
    accord_problems_free(opened->problems);
    probe_close(&opened->probe);
}

/* ---- what is selected and what fails ---- */

#define HEAD "return {\n  api = 1,\n  id = \"x\",\n  title = \"X\",\n"

static const struct {
    const char *keys;
    const char *rules;   /* of t/a, t/b, t/c: taken or not */
    const char *choices; /* of the same: "-" by force, "!" always, "." never */
} selections[] = {
    {"", "abc", "---"},
    {"select = { { rule = \"t/a\" } },", "a", "---"},
    {"select = { { rule = \"t/old\" } },", "b", "---"},
    {"select = { { rule = \"t/?\" } },", "abc", "---"},
    {"select = { { rule = { \"t/a\", \"t/c\" } } },", "ac", "---"},
    {"select = { { instrument = \"t\" } },", "abc", "---"},
    {"select = { { provision = \"t:q\" } },", "", "---"},
    {"select = { { subject = \"party\" } },", "abc", "---"},
    {"select = { { force = \"request\" } },", "abc", "---"},
        {"select = { { tag = \"slow\" } },", "ab", "---"},
    {"select = { { tag = \"slow\", rule = \"t/b\" } },", "b", "---"},
    {"select = { { tag = \"odd\" }, { rule = \"t/c\" } },", "bc", "---"},
    {"omit = { { tag = \"odd\" } },", "ac", "---"},
    {"select = { { tag = \"slow\" } }, omit = { { rule = \"t/a\" } },", "b", "---"},
    {"fail = { raise = { { rule = \"t/c\" } }, lower = { { tag = \"slow\" } } },", "abc", "..!"},
    {"fail = { raise = { { rule = \"t/*\" } }, lower = { { rule = \"t/b\" } } },", "abc", "!.!"},
};

START_TEST(a_profile_takes_the_rules_that_fit)
{
    struct opened opened;
    struct accord_profile_facts facts;
    struct accord_text text, rules, choices;
    accord_text_init(&text, COMPLAINT_ROOM);
    accord_text_init(&rules, COMPLAINT_ROOM);
    accord_text_init(&choices, COMPLAINT_ROOM);
    /* t:q has no rule in this pack: a profile may not name it. */
    bool named_in_vain = strstr(selections[_i].keys, "t:q") != NULL;
    accord_text_addf(&text, HEAD "%s\n}\n", selections[_i].keys);
    enum accord_status status = open_profile(&opened, accord_text_str(&text));
    if (named_in_vain) {
        ck_assert_int_eq(status, ACCORD_BAD_RULES);
        ck_assert_str_eq(opened.complaints, "5: unknown provision 't:q': did you mean 't:p'?\n");
    } else {
        ck_assert_msg(status == ACCORD_OK, "%s", opened.complaints);
        accord_profile_facts(opened.profile, &facts);
        for (size_t i = 0; i < 3; i++) {
            if (facts.rules[i]) accord_text_add_char(&rules, (char)('a' + i));
            accord_text_add_char(&choices, "-!."[facts.choices[i]]);
        }
        ck_assert_str_eq(accord_text_str(&rules), selections[_i].rules);
        ck_assert_str_eq(accord_text_str(&choices), selections[_i].choices);
        ck_assert_ptr_eq(facts.fail.rules, facts.choices);
    }
    accord_text_clear(&text);
    accord_text_clear(&rules);
    accord_text_clear(&choices);
    close_profile(&opened);
}
END_TEST

START_TEST(only_what_a_profile_says_of_failing_is_set)
{
    struct opened opened;
    struct accord_profile_facts facts;
    ck_assert_int_eq(open_profile(&opened, HEAD "}\n"), ACCORD_OK);
    accord_profile_facts(opened.profile, &facts);
    ck_assert(!facts.sets_verdicts && !facts.sets_force && !facts.sets_min_coverage);
    ck_assert_str_eq(facts.id, "x");
    ck_assert_uint_eq(strlen(facts.sha256), 64);
    close_profile(&opened);
    ck_assert_int_eq(open_profile(&opened, HEAD "fail = { on = { \"review\" }, force = \"invite\", min_coverage = 7 },"
                                                "params = { [\"t/a\"] = { days = 60 } } }\n"),
                     ACCORD_OK);
    accord_profile_facts(opened.profile, &facts);
    ck_assert(facts.sets_verdicts && facts.sets_force && facts.sets_min_coverage);
    ck_assert(facts.fail.verdicts[ACCORD_VERDICT_REVIEW] && !facts.fail.verdicts[ACCORD_VERDICT_GAP]);
    ck_assert_int_eq(facts.fail.force, ACCORD_FORCE_INVITE);
    ck_assert_uint_eq(facts.fail.min_coverage, 700);
    ck_assert_uint_eq(facts.params_count, 1);
    ck_assert_uint_eq(facts.params[0].rule, 0);
    close_profile(&opened);
    ck_assert_int_eq(open_profile(&opened, HEAD "fail = { on = {} } }\n"), ACCORD_OK);
    accord_profile_facts(opened.profile, &facts);
    ck_assert(facts.sets_verdicts);
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++)
        ck_assert(!facts.fail.verdicts[kind]);
    close_profile(&opened);
}
END_TEST

/* ---- what is refused ---- */

static const struct {
    const char *profile;
    const char *complaint;
} refused[] = {
    {"return {", "1: "},
    {"return 1", "1: the file returns a number, expected a table\n"},
    {"return { api = 1, title = \"X\" }", "1: 'id' is missing, expected a text\n"},
    {"return { api = 2,\nid = \"x\", title = \"X\" }", "1: 'api' is another than is known, expected 1\n"},
    {HEAD "selct = {} }", "5: the profile: unknown key 'selct': did you mean 'select'?\n"},
    {HEAD "select = {} }", "5: 'select': expected a list of selectors such as"},
    {HEAD "select = { rule = \"t/a\" } }", "5: 'select': expected a list of selectors such as"},
    {HEAD "select = { {} } }", "5: 'select' has a selector without a key"},
    {HEAD "select = { \"t/a\" } }",
     "5: 'select' has a selector that is no table such as { rule = \"...\" }, found text\n"},
    {HEAD "select = { { ids = \"t/a\" } } }", "5: select: unknown key 'ids', expected one of rule, "},
    {HEAD "select = { { rul = \"t/a\" } } }", "5: select: unknown key 'rul': did you mean 'rule'?\n"},
    {HEAD "select = { { rule = \"t/c\", tag = \"slow\" } } }", "5: 'select': no rule fits all keys of selector 1\n"},
    {HEAD "select = { { force = \"invite\" } } }", "5: 'select': no rule fits all keys of selector 1\n"},
    {HEAD "select = { { rule = 1 } } }", "5: 'rule': expected a text or a list of texts, found integer\n"},
    {HEAD "select = { { rule = { 1 } } } }", "5: 'rule': expected a text or a list of texts, found list\n"},
    {HEAD "select = { { rule = \"t/aa\" } } }", "5: unknown rule 't/aa': did you mean 't/a'?\n"},
    {HEAD "select = {\n{ rule = \"u/*\" } } }", "6: unknown rule 'u/*'"},
    {HEAD "select = { { instrument = \"cbd\" } } }", "5: unknown instrument 'cbd'\n"},
    {HEAD "select = { { force = \"requests\" } } }", "5: unknown force 'requests': did you mean 'request'?\n"},
    {HEAD "select = { { tag = \"slo\" } } }", "5: unknown tag 'slo': did you mean 'slow'?\n"},
    {HEAD "params = { [\"t/x\"] = { days = 1 } } }", "5: unknown rule 't/x'"},
    {HEAD "params = { [\"t/*\"] = { days = 1 } } }", "5: 'params': 't/*' is a pattern, expected the id of one rule\n"},
    {HEAD "params = { [\"t/old\"] = { day = 1 } } }", "5: params of t/b: unknown key 'day', there are none\n"},
    {HEAD "params = { [\"t/b\"] = {},\n[\"t/old\"] = {} } }",
     "6: 'params' names the rule 't/old' twice, by a former id too\n"},
    {HEAD "params = { [\"t/a\"] = { day = 1 } } }", "5: params of t/a: unknown key 'day': did you mean 'days'?\n"},
    {HEAD "params = { [\"t/a\"] = { limit = 1 } } }", "5: params of t/a: unknown key 'limit', expected one of days"},
    {HEAD "params = { 1 } }", "5: 'params': expected a table of rules and their params, found list\n"},
    {HEAD "fail = { on = { \"gaps\" } } }", "5: unknown verdict that may fail a run 'gaps': did you mean 'gap'?\n"},
    {HEAD "fail = { on = { \"error\" } } }", "5: unknown verdict that may fail a run 'error'\n"},
    {HEAD "fail = { on = { \"met\" } } }", "5: unknown verdict that may fail a run 'met'"},
    {HEAD "fail = { on = \"gap\" } }", "5: 'on': expected a list of verdicts, found text\n"},
    {HEAD "fail = { force = 1 } }", "5: 'force': expected a text, found integer\n"},
    {HEAD "fail = { min_coverage = 101 } }", "5: 'min_coverage' is no whole percentage from 0 to 100\n"},
    {HEAD "fail = { min_coverage = \"50\" } }", "5: 'min_coverage' is no whole percentage from 0 to 100\n"},
    {HEAD "fail = { raise = { { rule = \"t/z\" } } } }", "5: unknown rule 't/z'"},
    {HEAD "fail = 1 }", "5: fail: expected a table, found integer\n"},
    {HEAD "check = function() end }", "1: check is a function, expected a plain value"},
    {"while true do end", "1: "},
};

START_TEST(what_names_nothing_is_refused_with_its_line)
{
    struct opened opened;
    ck_assert_int_eq(open_profile(&opened, refused[_i].profile), ACCORD_BAD_RULES);
    ck_assert_ptr_null(opened.profile);
    ck_assert_msg(strncmp(opened.complaints, refused[_i].complaint, strlen(refused[_i].complaint)) == 0,
                  "%s\nexpected %s", opened.complaints, refused[_i].complaint);
    close_profile(&opened);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("profile");
    TCase *tests = tcase_create("profile");
    tcase_add_loop_test(tests, a_profile_takes_the_rules_that_fit, 0, COUNT_OF(selections));
    tcase_add_test(tests, only_what_a_profile_says_of_failing_is_set);
    tcase_add_loop_test(tests, what_names_nothing_is_refused_with_its_line, 0, COUNT_OF(refused));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
