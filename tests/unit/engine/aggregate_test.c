/* Aggregate rules: what collects give, what conclusions may say, and who is open. */
#include "base/memory.h"
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AS_OF "2020-06-30"

static const char *const focal_points = "[{\"id\":\"f1\",\"actor\":\"KEN\",\"role\":\"x\",\"designated\":\"2015\"},"
                                        "{\"id\":\"f2\",\"actor\":\"USA\",\"role\":\"x\",\"designated\":\"2015\"}]";

static void open_world(struct probe *probe)
{
    probe_open(probe);
    probe_register(probe);
    probe_actors(probe);
    probe_table(probe, "focal_points", focal_points, NULL);
}

/* A rule for Parties with the bodies of collect(party) and conclude(collected). */
static void write_rule(const struct probe *probe, const char *over, const char *collect, const char *conclude)
{
    char text[4096];
    snprintf(text, sizeof text,
             "return { id = 't/sum', provision = 't:p', subject = 'party', title = 'x', over = '%s',"
             " messages = { m = 'message', n = '{names}' },"
             " collect = function(party) %s end, conclude = function(collected) %s end }",
             over, collect, conclude);
    probe_file(probe, "rules/t/sum.lua", text);
}

static void expect(const char *text, const char *id, const char *head)
{
    const char *lines = probe_verdict(text, id, "t/sum");
    if (head == NULL) {
        ck_assert_msg(lines[0] == '\0', "%s", text);
        return;
    }
    ck_assert_msg(strstr(lines, head) != NULL, "expected '%s' of %s in: %s", head, id, text);
}

/* ---- one rule, one verdict ---- */

static const struct {
    const char *collect, *conclude, *head;
} wholes[] = {
    {"return #party:focal_points {}", "return met(collected)", "met conclude: the record shows it"},
    {"return #party:focal_points {}", "return gap('m', nil, collected[2])", "gap conclude: message"},
    {"return true", "return unreported('n', { names = collected[1].actor .. collected[2].actor })", "conclude: KENTZA"},
    {"return { a = { 'x', 2 }, d = as_of }",
     "local v = collected[1].value return unreported('n', { names = v.a[1] .. v.a[2] .. v.d })",
     "unreported conclude: x22020-06-30"},
    {"if party.id == 'KEN' then return 1 end", "return unreported('n', { names = #collected .. collected[1].actor })",
     "unreported conclude: 1KEN"},
    {"", "return unreported('n', { names = '' .. #collected })", "unreported conclude: 0"},
    {"return 1", "local out = findings() out:each(collected, function(item) return gap('m', nil, item) end) return out",
     "gap conclude: 2 findings"},
    {"return 1", "if all(collected, function(item) return item.value == 1 end) then return met(collected) end",
     "met conclude: "},
    {"return 1", "return met(collected[1]:row('focal_points', 'f1'))",
     "error conclude: t/sum.lua:1: the collect of KEN read no row 'f1' of focal_points"},
    {"return #party:focal_points {}", "return met(collected[1]:row('focal_points', 'f1'))", "met conclude: "},
    {"return party:focal_points({})[1] and 1", "return met(collected[1]:row('focal_points', 'f1'))", "met conclude: "},
    {"for _, f in ipairs(party:focal_points {}) do return f.role end",
     "return partial('n', { names = collected[1]:row('focal_points', 'f1').role }, { collected[1]:row('focal_points', "
     "'f1') })",
     "partial conclude: x"},
    {"return 1", "return unreported('n', { names = '' .. world:count('focal_points', { role = 'x' }) })",
     "unreported conclude: 2"},
    /* hostile */
    {"return function() end", "return met(collected)",
     "error collect: collect failed for 2 actors, the first KEN: the value of collect is a function, expected a plain "
     "value"},
    {"return party", "return met(collected)", "KEN: the value of collect is a actor, expected a plain value"},
    {"return review 'm'", "return met(collected)", "the value of collect is a verdict, expected a plain value"},
    {"local t = {} t.t = t return t", "return met(collected)", "is nested too deeply, or holds itself"},
    {"local t = {} for i = 1, 3000 do t[i] = i end return t", "return met(collected)",
     "KEN: the value of collect comes to 16893 bytes as JSON, expected at most 4096"},
    {"return 1, 2", "return met(collected)",
     "KEN: t/sum.lua:1: collect returned 2 values, expected one, or none where there is nothing to add"},
    {"if party.id == 'TZA' then error 'boom' end return 1", "return met(collected)",
     "error collect: collect failed for 1 actor, TZA: t/sum.lua:1: boom"},
    {"while true do end", "return met(collected)", "KEN: the rule was stopped: it used more than"},
    {"return 1", "", "error conclude: t/sum.lua:1: conclude returned 0 values, expected exactly one verdict"},
    {"return 1", "return nil", "error conclude: t/sum.lua:1: conclude returned nothing, expected a verdict"},
    {"return 1", "return met(collected), met(collected)", "conclude returned 2 values, expected exactly one verdict"},
    {"return 1", "while true do end", "error conclude: the rule was stopped: it used more than"},
    {"return 1", "return met {}", "met() needs the records that show it: nothing never means met"},
    {"return 1", "return absent('m', 'focal_points', {})",
     "absent() asks for an actor's rows, and conclude has no actor: ask in collect, with lacks()"},
    {"return 1", "collected[1].value = 2", "item is read-only"},
    {"return 1", "collected.x = 2", "collected is read-only"},
    {"return 1", "return met(collected[1].values)",
     "an item of collected has no 'values': there are actor, value and row"},
    {"return 1", "return met(collected.closed)", "collected has no 'closed': there are items by number, and open"},
    {"return 1", "local x = collected[3].actor", "attempt to index a nil value"},
};

START_TEST(a_conclusion_gives_one_verdict_of_what_was_collected)
{
    struct probe probe;
    open_world(&probe);
    probe.limits.instructions = 100000;
    write_rule(&probe, "all", wholes[_i].collect, wholes[_i].conclude);
    char *text = probe_run(&probe, AS_OF);
    expect(text, "all", wholes[_i].head);
    expect(text, "KEN", NULL);
    free(text);
    probe_close(&probe);
}
END_TEST

/* ---- evidence and fingerprints ---- */

START_TEST(the_evidence_is_what_the_named_items_read)
{
    struct probe probe;
    open_world(&probe);
    write_rule(&probe, "all", "local f = party:focal_points { role = 'x' } return #f > 0 and f[1].designated or false",
               "return gap('m', nil, collected[1])");
    char *text = probe_run(&probe, AS_OF);
    const char *lines = probe_verdict(text, "all", "t/sum");
    ck_assert_msg(strstr(lines, "focal_points {role=x} f1(designated=2015)") != NULL, "%s", lines);
    ck_assert_msg(strstr(lines, "[KEN]: message") != NULL, "%s", lines);
    free(text);
    write_rule(&probe, "all", "local f = party:focal_points { role = 'x' } return #f > 0 and f[1].designated or false",
               "local out = findings() for _, i in ipairs(collected) do out:add(gap('m', nil, i)) end return out");
    text = probe_run(&probe, AS_OF);
    lines = probe_verdict(text, "all", "t/sum");
    ck_assert_msg(strstr(lines, "[KEN]: message\n    evidence focal_points {role=x} f1(designated=2015)") != NULL, "%s",
                  lines);
    ck_assert_msg(strstr(lines, "[TZA]: message\n    evidence focal_points {role=x}") != NULL, "%s", lines);
    free(text);
    probe_close(&probe);
}
END_TEST

/* ---- who is open ---- */

static const char *const both_ways = "[{\"actor\":\"KEN\",\"treaty\":\"cms\",\"source\":\"a\",\"in_force\":\"1999\"},"
                                     "{\"actor\":\"TZA\",\"treaty\":\"cms\",\"source\":\"a\",\"in_force\":\"1999\"},"
                                     "{\"actor\":\"TZA\",\"treaty\":\"cms\",\"source\":\"b\",\"signed\":\"1999\"}]";

static const struct {
    const char *collect, *conclude, *head;
} opens[] = {
    {"return 1", "return met(collected)",
     "review conclude: 1 actor is open, and the conclusion (met) did not ask: TZA\n"},
    {"return 1", "return gap('m', nil, collected)", "the conclusion (gap) did not ask: TZA\n"},
    {"return 1", "return partial('m', nil, collected)", "the conclusion (partial) did not ask: TZA\n"},
    {"return 1", "return unreported('m', nil, collected)", "unreported conclude: message\n"},
    {"return 1", "return not_applicable('m')", "not_applicable conclude: message\n"},
    {"return 1", "local n = #collected.open return met(collected)", "met conclude: "},
    {"return 1",
     "return review('n', { names = collected.open[1].actor .. ' ' .. collected.open[1].verdict },"
     " collected.open[1])",
     "review conclude: TZA review\n"},
    {"return 1", "return review('n', { names = collected.open[1].why })",
     "review conclude: the claims on record leave open whether TZA is bound by cms on 2020-06-30\n"},
    {"return party.iso3", "return met(collected)", "2 actors are open, and nobody"},
    {"return date '2020' < date '2020-05'", "return met(collected)", "2 actors are open, and nobody"},
    {"return not party:lacks('focal_points', { role = 'y' })", "return met(collected)",
     "2 actors are open, and nobody is surely addressed: KEN, TZA\n"},
};

START_TEST(nobody_who_is_open_is_passed_over)
{
    struct probe probe;
    open_world(&probe);
    probe_table(&probe, "memberships", both_ways, NULL);
    write_rule(&probe, "all", opens[_i].collect, opens[_i].conclude);
    char *text = probe_run(&probe, AS_OF);
    expect(text, "all", opens[_i].head);
    free(text);
    probe_close(&probe);
}
END_TEST

START_TEST(without_an_addressee_all_is_not_applicable)
{
    struct probe probe;
    open_world(&probe);
    probe_table(&probe, "memberships", "[]", NULL);
    write_rule(&probe, "all", "return 1", "return met(collected)");
    char *text = probe_run(&probe, AS_OF);
    expect(text, "all", "not_applicable addressee: the rule addresses no actor on 2020-06-30\n");
    free(text);
    text = probe_run(&probe, "2019-06-30");
    expect(text, "all", "not_applicable effect: t:p has effect from 2020-01-01, after 2019-06-30\n");
    free(text);
    probe_close(&probe);
}
END_TEST

/* ---- regions ---- */

static const struct {
    const char *regions;
    const char *complete;
    const char *east, *west, *scheme; /* heads, or NULL: no verdict */
} regions[] = {
    {"[{\"actor\":\"KEN\",\"scheme\":\"s\",\"region\":\"East\",\"from\":\"2000\"},"
     "{\"actor\":\"TZA\",\"scheme\":\"s\",\"region\":\"West\",\"from\":\"2000\"}]",
     NULL, "unreported conclude: KEN\n", "unreported conclude: TZA\n", NULL},
    {"[{\"actor\":\"KEN\",\"scheme\":\"s\",\"region\":\"East\",\"from\":\"2000\"},"
     "{\"actor\":\"TZA\",\"scheme\":\"s\",\"region\":\"East\",\"from\":\"2020\"}]",
     NULL, "unreported conclude: KEN+TZA\n", NULL, NULL},
    {"[{\"actor\":\"KEN\",\"scheme\":\"s\",\"region\":\"East\",\"from\":\"2000\",\"to\":\"2010\"},"
     "{\"actor\":\"USA\",\"scheme\":\"s\",\"region\":\"West\",\"from\":\"2000\"},"
     "{\"actor\":\"TZA\",\"scheme\":\"s\",\"region\":\"East\",\"from\":\"2020\"}]",
     NULL, "review addressee: 1 actor is open, and nobody is surely addressed: TZA\n", NULL,
     "unreported addressee: 1 actor is in no region of the scheme 's' on record on 2020-06-30, and in no conclusion: "
     "KEN\n"},
    {"[{\"actor\":\"KEN\",\"scheme\":\"other\",\"region\":\"East\",\"from\":\"2000\"}]", NULL, NULL, NULL,
     "unreported addressee: 2 actors are in no region of the scheme 's' on record on 2020-06-30"},
    {"[]", "[{\"where\": {\"scheme\": [\"s\"]}, \"since\": \"2000\"}]", NULL, NULL,
     "not_applicable addressee: the rule addresses nobody in a region of the scheme 's' on 2020-06-30\n"},
};

START_TEST(each_region_is_concluded_with_those_who_are_in_it)
{
    struct probe probe;
    open_world(&probe);
    probe_table(&probe, "regions", regions[_i].regions, regions[_i].complete);
    write_rule(&probe, "region:s", "return 1",
               "local names = {} for _, i in ipairs(collected) do table.insert(names, i.actor) end"
               " for _, i in ipairs(collected.open) do table.insert(names, '+' .. i.actor) end"
               " return unreported('n', { names = table.concat(names) })");
    char *text = probe_run(&probe, AS_OF);
    expect(text, "region:s/East", regions[_i].east);
    expect(text, "region:s/West", regions[_i].west);
    expect(text, "region:s", regions[_i].scheme);
    free(text);
    probe_close(&probe);
}
END_TEST

/* TZA, whose collect fails, is in East, may be, and is in none; and is surely in none. */
static const struct {
    const char *regions, *complete, *id;
} failures[] = {
    {"[{\"actor\":\"TZA\",\"scheme\":\"s\",\"region\":\"East\",\"from\":\"2000\"}]", NULL, "region:s/East"},
    {"[{\"actor\":\"TZA\",\"scheme\":\"s\",\"region\":\"East\",\"from\":\"2020\"}]", NULL, "region:s/East"},
    {"[{\"actor\":\"KEN\",\"scheme\":\"s\",\"region\":\"East\",\"from\":\"2000\"}]", NULL, "region:s"},
    {"[{\"actor\":\"KEN\",\"scheme\":\"s\",\"region\":\"East\",\"from\":\"2000\"}]",
     "[{\"where\": {\"scheme\": [\"s\"]}, \"since\": \"2000\"}]", "region:s"},
};

START_TEST(a_failed_collect_is_an_error_wherever_its_actor_is)
{
    struct probe probe;
    open_world(&probe);
    probe_table(&probe, "regions", failures[_i].regions, failures[_i].complete);
    write_rule(&probe, "region:s", "if party.id == 'TZA' then error 'boom' end return 1", "return met(collected)");
    char *text = probe_run(&probe, AS_OF);
    expect(text, failures[_i].id, "error collect: collect failed for 1 actor, TZA: t/sum.lua:1: boom");
    free(text);
    probe_close(&probe);
}
END_TEST

/* ---- loading ---- */

static const struct {
    const char *rule, *complaint;
} slips[] = {
    {"check = function() end, collect = function() end, conclude = function() end",
     "the rule has 'check' and 'collect', expected 'check', or 'collect' and 'conclude'"},
    {"collect = function() end", "'conclude' is a nil, expected a function"},
    {"conclude = function() end", "the rule has 'conclude' and no 'collect', expected both"},
    {"check = function() end, over = 'all'", "'over' is for rules with 'collect' and 'conclude', this one has 'check'"},
    {"collect = function() end, conclude = function() end, over = 'regions'",
     "'over' is 'regions', expected \"all\" or \"region:\" and a scheme of the table regions"},
    {"collect = function() end, conclude = function() end, over = 'region:'", "'over' is 'region:', expected"},
    {"collect = function() end, conclude = function() end, over = 'region:a/b'", "'over' is 'region:a/b', expected"},
    {"collect = function() end, conclude = function() end, requires = 't/other'",
     "'requires' is for rules with 'check': an aggregate has no verdict for the actor that it rests on"},
    {"check = function() end, requires = 't/whole'",
     "the required rule 't/whole' is an aggregate: it has no verdict for an actor"},
};

START_TEST(a_rule_that_is_neither_one_nor_the_other_does_not_load)
{
    struct probe probe;
    char rule[512];
    open_world(&probe);
    probe_rule(&probe, "other", "return gap 'm'", NULL);
    probe_file(&probe, "rules/t/whole.lua",
               "return { id = 't/whole', provision = 't:p', subject = 'party', title = 'x',"
               " collect = function() end, conclude = function() end }");
    snprintf(rule, sizeof rule, "return { id = 't/sum', provision = 't:p', subject = 'party', title = 'x', %s }",
             slips[_i].rule);
    probe_file(&probe, "rules/t/sum.lua", rule);
    char *text = probe_run(&probe, AS_OF);
    ck_assert_msg(strstr(text, slips[_i].complaint) != NULL, "%s", text);
    free(text);
    probe_close(&probe);
}
END_TEST

/* ---- memory ---- */

START_TEST(a_failed_allocation_ends_the_run_or_changes_nothing)
{
    struct probe probe;
    open_world(&probe);
    probe_table(&probe, "memberships", both_ways, NULL);
    write_rule(&probe, "all",
               "local f = party:focal_points { role = 'x' } return { f[1] and f[1].designated or 'none' }",
               "return gap('m', nil, collected)");
    char *whole = probe_run(&probe, AS_OF);
    enum accord_status status = ACCORD_NO_MEMORY;
    for (unsigned long nth = 1; status == ACCORD_NO_MEMORY; nth += 7) {
        char *text = NULL;
        accord_alloc_fail_after(nth);
        status = probe_try(&probe, AS_OF, &text);
        accord_alloc_fail_after(0);
        ck_assert_msg(status == ACCORD_NO_MEMORY || status == ACCORD_OK, "allocation %lu: %d", nth, (int)status);
        if (status == ACCORD_OK && text == NULL) status = ACCORD_NO_MEMORY; /* the test's own text */
        if (status == ACCORD_OK) ck_assert_str_eq(text, whole);
        free(text);
    }
    ck_assert_int_eq(status, ACCORD_OK);
    free(whole);
    probe_close(&probe);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("aggregate");
    Suite *suite = suite_create("aggregate");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, a_conclusion_gives_one_verdict_of_what_was_collected, 0, COUNT_OF(wholes));
    tcase_add_test(tcase, the_evidence_is_what_the_named_items_read);
    tcase_add_loop_test(tcase, nobody_who_is_open_is_passed_over, 0, COUNT_OF(opens));
    tcase_add_test(tcase, without_an_addressee_all_is_not_applicable);
    tcase_add_loop_test(tcase, each_region_is_concluded_with_those_who_are_in_it, 0, COUNT_OF(regions));
    tcase_add_loop_test(tcase, a_failed_collect_is_an_error_wherever_its_actor_is, 0, COUNT_OF(failures));
    tcase_add_loop_test(tcase, a_rule_that_is_neither_one_nor_the_other_does_not_load, 0, COUNT_OF(slips));
    tcase_add_test(tcase, a_failed_allocation_ends_the_run_or_changes_nothing);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
