/* The verdicts that a rule's text can give, through its own functions and those of libs. */
#include "workshop/verdict_reach.h"

#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

static const char *const lib = "local acts = {}\n"
                               "local function inner(x) return review('m') end\n"
                               "function acts.any(x) if x then return acts.other(x) end return inner(x) end\n"
                               "acts.other = function(x) return not_due('m') end\n"
                               "function acts.unused() return partial('m') end\n"
                               "return acts\n";

static const char *const fields_lib = "local function ask(x) return no_occasion('m', 'requests', {}) end\n"
                                      "return { ask = ask, never = function() return partial('m') end }\n";

static const struct {
    const char *head;      /* before the rule */
    const char *provision; /* p, or q, which is qualified */
    const char *body;      /* of its check */
    const char *can;       /* in the order of the table of verdicts */
} rules[] = {
    {"", "p", "return met(actor)", "met"},
    {"", "p", "if true then return gap('m') end return partial('m')", "gap partial"},
    {"", "q", "if true then return gap('m') end return partial('m')", "unreported partial"},
    {"", "p", "return absent('m', 'plans', {})", "gap unreported"},
    {"", "q", "return absent('m', 'plans', {})", "unreported"},
    {"", "p", "return shown_absent('m', 'plans', {})", "gap not_applicable"},
    {"", "q", "return shown_absent('m', 'plans', {})", "unreported not_applicable"},
    {"", "p", "return world:no_occasion('m', 'plans', {})", "unreported not_applicable"},
    {"", "p", "local out = findings() out:each({}, function(x) return not_due('m') end) return out", "not_due"},
    {"", "p", "error 'x'", ""},
    {"local function f(x) return unreported('m') end\nlocal function g(x) return gap('m') end\n", "p",
     "return f(actor)", "unreported"},
    {"local function f(x, again) return again and again(x, f) or met(x) end\n", "p", "return f(actor, f)", "met"},
    {"local acts = lib 'acts'\n", "p", "return acts.any(actor)", "review not_due"},
    {"local acts = lib 'acts'\n", "p", "return acts['other'](actor)", "not_due"},
    {"local asks = lib 'fields'\n", "p", "return asks.ask(actor)", "unreported not_applicable"},
};

static void write_rule(const struct probe *probe, int i)
{
    char text[4096];
    ck_assert_int_lt(snprintf(text, sizeof text,
                              "%sreturn { id = \"t/a\", provision = \"t:%s\", subject = \"party\", title = \"a\",\n"
                              "  messages = { m = \"m\" }, check = function(actor)\n%s\nend }\n",
                              rules[i].head, rules[i].provision, rules[i].body),
                     (int)sizeof text);
    probe_register(probe);
    probe_file(probe, "rules/lib/acts.lua", lib);
    probe_file(probe, "rules/lib/fields.lua", fields_lib);
    probe_file(probe, "rules/t/a.lua", text);
}

START_TEST(a_rule_can_return_what_its_constructors_give)
{
    struct probe probe;
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *problems;
    struct accord_packs *packs;
    struct accord_verdict_reach *reach;
    struct accord_arena arena;
    bool can[ACCORD_VERDICT_COUNT];
    char text[256] = "";
    probe_open(&probe);
    write_rule(&probe, _i);
    const char *folders[] = {probe.rules};
    accord_arena_init(&arena);
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, 1, &probe.limits, problems, &packs, &err), ACCORD_OK);
    ck_assert_int_eq(accord_verdict_reach_new(packs, &arena, &reach, &err), ACCORD_OK);
    ck_assert_int_eq(accord_verdict_reach_of(reach, 0, can, &err), ACCORD_OK);
    for (size_t i = 0; i < ACCORD_VERDICT_COUNT; i++) {
        size_t used = strlen(text);
        if (can[i])
            snprintf(text + used, sizeof text - used, "%s%s", used > 0 ? " " : "",
                     accord_verdict_meaning((enum accord_verdict_kind)i)->name);
    }
    ck_assert_str_eq(text, rules[_i].can);
    accord_packs_close(packs);
    accord_problems_free(problems);
    accord_arena_clear(&arena);
    probe_close(&probe);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verdict reach");
    TCase *reach = tcase_create("reach");
    tcase_add_loop_test(reach, a_rule_can_return_what_its_constructors_give, 0, COUNT_OF(rules));
    suite_add_tcase(suite, reach);
    return run_suite(suite);
}
