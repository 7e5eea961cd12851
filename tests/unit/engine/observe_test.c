/* What an observer of a run is told, that it changes nothing, and which lines of a file can run. */
#include "accord/observe.h"

#include "base/text.h"
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AS_OF "2020-06-30"

enum { TEXT_MAX = 16 * 1024 * 1024 };

/* ---- events as text ---- */

static void add_value(struct accord_text *text, const struct accord_value *value)
{
    if (value->kind == ACCORD_VALUE_LIST)
        for (size_t i = 0; i < value->count; i++)
            accord_text_addf(text, "%s%s", i == 0 ? "" : "|", value->items[i]);
    else
        accord_text_add_str(text, value->kind == ACCORD_VALUE_TEXT ? value->text : "...");
}

static void add_pairs(struct accord_text *text, const struct accord_argument *pairs, size_t count)
{
    accord_text_add_str(text, " {");
    for (size_t i = 0; i < count; i++) {
        accord_text_addf(text, "%s%s=", i == 0 ? "" : " ", pairs[i].name);
        add_value(text, &pairs[i].value);
    }
    accord_text_add_char(text, '}');
}

static void add_question(struct accord_text *text, const struct accord_question_event *question)
{
    static const char *const asked[] = {"valid", "history", "possible", "absence", "claims", "count"};
    static const char *const reaches[] = {"covers", "other-rows", "other-days"};
    accord_text_addf(text, " %s %s", asked[question->asked], question->table);
    add_pairs(text, question->filter, question->filter_count);
    accord_text_addf(text, " %zu %zu", question->surely_count, question->possibly_count);
    for (size_t i = 0; question->surely != NULL && i < question->surely_count; i++)
        accord_text_addf(text, " %s", question->surely[i].key);
    for (size_t i = 0; question->possibly != NULL && i < question->possibly_count; i++)
        accord_text_addf(text, " ?%s", question->possibly[i].key);
    if (question->surely_count > 0) return;
    accord_text_addf(text, "%s%s", question->complete ? " complete" : "", question->ever ? " ever" : "");
    for (size_t i = 0; i < question->declaration_count; i++) {
        add_pairs(text, question->declarations[i].where, question->declarations[i].where_count);
        accord_text_addf(text, " %s", reaches[question->declarations[i].reach]);
    }
}

static void add_read(struct accord_text *text, const struct accord_read_event *read)
{
    accord_text_addf(text, " %s %s.%s=%s%s", read->table, read->key, read->column,
                     read->value == NULL ? "-" : read->value, read->personal ? " personal" : "");
    if (read->later) accord_text_add_str(text, " later");
}

static void add_outcome(struct accord_text *text, const struct accord_outcome_event *outcome)
{
    static const char *const truths[] = {[ACCORD_NO] = "no", [ACCORD_YES] = "yes", [ACCORD_UNDECIDED] = "undecided"};
    accord_text_addf(text, " %s ", outcome->helper);
    switch (outcome->form) {
    case ACCORD_OUTCOME_TRUTH:
        accord_text_add_str(text, truths[outcome->truth]);
        break;
    case ACCORD_OUTCOME_COUNT:
        accord_text_addf(text, "%zu", outcome->count);
        break;
    case ACCORD_OUTCOME_ROW:
        accord_text_add_str(text, outcome->key == NULL ? "-" : outcome->key);
        break;
    }
}

static void add_event(struct accord_text *text, const struct accord_event *event)
{
    static const char *const kinds[] = {"pair", "gate", "line", "question", "read", "outcome", "undecided", "verdict"};
    const char *verdict;
    accord_text_addf(text, "%s %d", kinds[event->kind], (int)event->line);
    switch (event->kind) {
    case ACCORD_EVENT_PAIR:
    case ACCORD_EVENT_LINE:
        break;
    case ACCORD_EVENT_GATE:
        verdict = event->as.gate.passed ? "passed" : accord_verdict_meaning(event->as.gate.verdict)->name;
        accord_text_addf(text, " %s %s: %s", accord_gate_name(event->as.gate.gate), verdict, event->as.gate.why);
        break;
    case ACCORD_EVENT_QUESTION:
        add_question(text, &event->as.question);
        break;
    case ACCORD_EVENT_READ:
        add_read(text, &event->as.read);
        break;
    case ACCORD_EVENT_OUTCOME:
        add_outcome(text, &event->as.outcome);
        break;
    case ACCORD_EVENT_UNDECIDED:
        accord_text_addf(text, " %s %s.%s: %s", accord_verdict_meaning(event->as.undecided.verdict)->name,
                         event->as.undecided.key == NULL ? "-" : event->as.undecided.key,
                         event->as.undecided.column == NULL ? "-" : event->as.undecided.column,
                         event->as.undecided.why);
        break;
    case ACCORD_EVENT_VERDICT:
        accord_text_addf(text, " %s %s %s", event->as.verdict.constructor,
                         accord_verdict_meaning(event->as.verdict.verdict)->name,
                         event->as.verdict.message_id == NULL ? "-" : event->as.verdict.message_id);
        break;
    }
    accord_text_add_char(text, '\n');
}

/* Those of the first actor. */
static bool note_event(void *host, const struct accord_event *event)
{
    if (event->actor == 0) add_event(host, event);
    return true;
}

/* ---- one check, and what is told of it ---- */

static void write_data(struct probe *probe)
{
    probe_register(probe);
    probe_actors(probe);
    probe_table(
        probe, "focal_points",
        "[{\"id\":\"f1\",\"actor\":\"KEN\",\"role\":\"a\",\"designated\":\"2015-01-01\",\"ended\":\"2021-01-01\","
        "\"email\":\"a@b.org\"},"
        "{\"id\":\"f2\",\"actor\":\"KEN\",\"role\":\"b\",\"designated\":\"2020\"}]",
        "[{\"where\":{\"role\":[\"a\",\"c\"]},\"since\":\"2000\"},"
        "{\"where\":{\"role\":[\"d\"]},\"since\":\"2000\",\"until\":\"2010\"}]");
    probe_table(probe, "actions",
                "[{\"id\":\"x\",\"actor\":\"KEN\",\"provision\":\"t:p\",\"status\":\"done\",\"date\":\"2019-05-01\"}]",
                NULL);
}

static const char *const before_check =
    "pair 0\n"
    "gate 0 effect passed: t:p has effect from 2020-01-01\n"
    "question 0 claims memberships {treaty=cms} 1 0 KEN/cms/s///1999-05-01/\n"
    "read 0 memberships KEN/cms/s///1999-05-01/.source=s\n"
    "read 0 memberships KEN/cms/s///1999-05-01/.in_force=1999-05-01\n"
    "read 0 memberships KEN/cms/s///1999-05-01/.ended=-\n"
    "gate 0 addressee passed: KEN is bound by cms on 2020-06-30, by every claim on record\n"
    "gate 0 requires passed: it rests on no other rule\n"
    "gate 0 applies passed: the rule has no applies\n";

/* The body begins on line 5 of the rule. */
static const struct {
    const char *body;
    const char *told;
} checks[] = {
    {"local f = actor:focal_points { role = 'a' }\nreturn met(f)",
     "line 5\nquestion 5 valid focal_points {role=a} 1 0 f1\nline 6\nverdict 6 met met -\n"
     "gate 0 check met: the record shows it\n"},
    {"local f = actor:focal_points { role = 'b' }\nif #f == 0 then\nreturn gap 'm' end\nreturn met(f)",
     "line 5\nquestion 5 valid focal_points {role=b} 0 1 ?f2 {role=a|c} other-rows {role=d} other-rows\n"
     "line 6\nline 7\nverdict 7 gap gap m\ngate 0 check gap: message\n"},
    {"return absent('m', 'focal_points', { role = 'c' })",
     "line 5\nquestion 5 absence focal_points {role=c} 0 0 complete {role=a|c} covers {role=d} other-rows\n"
     "verdict 5 absent gap m\ngate 0 check gap: message\n"},
    {"return absent('m', 'focal_points', { role = 'd' })",
     "line 5\nquestion 5 absence focal_points {role=d} 0 0 {role=a|c} other-rows {role=d} other-days\n"
     "verdict 5 absent unreported m\ngate 0 check unreported: message\n"},
    {"return absent('m', 'actions', { status = 'planned' })",
     "line 5\nquestion 5 absence actions {status=planned} 0 0 ever\n"
     "verdict 5 absent unreported m\ngate 0 check unreported: message\n"},
    {"local f = actor:focal_points { role = 'a' }[1]\nif f:has 'email' and f:has 'ended' then return gap 'm' end\n"
     "return met(f)",
     "line 5\nquestion 5 valid focal_points {role=a} 1 0 f1\nline 6\nread 6 focal_points f1.email=- personal\n"
     "outcome 6 has yes\nread 6 focal_points f1.ended=2021-01-01 later\noutcome 6 has no\n"
     "line 7\nverdict 7 met met -\ngate 0 check met: the record shows it\n"},
    {"local h = actor:history('focal_points')\nlocal f = h:latest 'designated'\n"
     "if not_(function() return f.designated > date '2020-03-01' end) then return gap 'm' end\nreturn met(f)",
     "line 5\nquestion 5 history focal_points {} 2 0 f1 f2\n"
     "line 6\nread 6 focal_points f1.designated=2015-01-01\nread 6 focal_points f2.designated=2020\n"
     "outcome 6 latest f2\nline 7\nline 7\nread 7 focal_points f2.designated=2020\n"
     "undecided 7 review f2.designated: 2020-03-01 cannot be placed before or after 2020\n"
     "outcome 7 not_ undecided\ngate 0 check review: the record leaves this open: focal_points f2, designated: "
     "2020-03-01 cannot be placed before or after 2020\n"},
    {"if any(actor:actions(), function(a) return a.status == 'done' end)\nand actor:shows('actions', { status = 'x' }) "
     "then return gap 'm' end\nreturn unreported('n', { n = world:count('actions', {}) })",
     "line 5\nquestion 5 valid actions {} 1 0 x\nline 5\nread 5 actions x.status=done\noutcome 5 any yes\n"
     "line 6\nquestion 6 absence actions {status=x} 0 0 ever\noutcome 6 shows no\n"
     "line 7\nquestion 7 count actions {} 0 0 ever\noutcome 7 count 0\nverdict 7 unreported unreported n\n"
     "gate 0 check unreported: n is 0\n"},
};

START_TEST(an_observer_is_told_what_happens_in_order)
{
    struct probe probe;
    struct accord_text told;
    const struct accord_observer observer = {note_event, &told};
    accord_text_init(&told, TEXT_MAX);
    probe_open(&probe);
    probe.observer = &observer;
    write_data(&probe);
    probe_rule(&probe, "rule", checks[_i].body, NULL);
    free(probe_run(&probe, AS_OF));
    const char *text = accord_text_str(&told);
    ck_assert_msg(strncmp(text, before_check, strlen(before_check)) == 0, "%s", text);
    ck_assert_str_eq(text + strlen(before_check), checks[_i].told);
    accord_text_clear(&told);
    probe_close(&probe);
}
END_TEST

START_TEST(gates_that_decide_are_told_with_their_verdict)
{
    struct probe probe;
    struct accord_text told;
    const struct accord_observer observer = {note_event, &told};
    accord_text_init(&told, TEXT_MAX);
    probe_open(&probe);
    probe.observer = &observer;
    write_data(&probe);
    probe_rule(&probe, "rule", "return gap 'm'", "applies = function() return not_applicable 'm' end,");
    free(probe_run(&probe, AS_OF));
    ck_assert_ptr_nonnull(strstr(accord_text_str(&told), "line 3\nverdict 3 not_applicable not_applicable m\n"
                                                         "gate 0 applies not_applicable: message\n"));
    accord_text_reset(&told);
    free(probe_run(&probe, "2019-06-30"));
    ck_assert_str_eq(accord_text_str(&told),
                     "pair 0\ngate 0 effect not_applicable: t:p has effect from 2020-01-01, after 2019-06-30\n");
    accord_text_clear(&told);
    probe_close(&probe);
}
END_TEST

/* ---- it changes nothing, and sees a pair once ---- */

static bool count_pairs(void *host, const struct accord_event *event)
{
    *(size_t *)host += event->kind == ACCORD_EVENT_PAIR;
    return true;
}

static const char *const bodies[] = {
    "return met(actor:focal_points { role = 'a' })",
    "while true do end",
    "local t = {} for i = 1, 10000000 do t[i] = { i } end",
    "local s = 'x' for i = 1, 40 do s = s .. s end",
    "local function f() return 1 + f() end return f()",
    "local n = 0 for i = 1, 1000000 do n = n + 1 end return gap('n', { n = n })",
};

START_TEST(a_run_that_is_observed_comes_to_the_same_verdicts)
{
    struct probe probe;
    size_t pairs = 0;
    const struct accord_observer observer = {count_pairs, &pairs};
    probe_open(&probe);
    probe.ticked = true;
    write_data(&probe);
    probe_rule(&probe, "rule", bodies[_i], NULL);
    char *unobserved = probe_run(&probe, AS_OF);
    probe.observer = &observer;
    char *observed = probe_run(&probe, AS_OF);
    ck_assert_str_eq(observed, unobserved);
    ck_assert_uint_eq(pairs, 3); /* KEN, TZA, USA: once each, though some stand still */
    free(observed);
    free(unobserved);
    probe_close(&probe);
}
END_TEST

static bool refuse_third(void *host, const struct accord_event *event)
{
    (void)event;
    return ++*(size_t *)host < 3;
}

START_TEST(an_observer_that_cannot_go_on_ends_the_run)
{
    struct probe probe;
    size_t events = 0;
    char *text;
    const struct accord_observer observer = {refuse_third, &events};
    probe_open(&probe);
    probe.observer = &observer;
    write_data(&probe);
    probe_rule(&probe, "rule", bodies[0], NULL);
    ck_assert_int_eq(probe_try(&probe, AS_OF, &text), ACCORD_NO_MEMORY);
    ck_assert_uint_eq(events, 3);
    probe_close(&probe);
}
END_TEST

/* ---- the lines that can run: those at which Lua's own line hook stops ---- */

static const struct {
    const char *source; /* of a lib: the functions of a table, from line 2 on */
    const char *lines;
} files[] = {
    {"return {}", ""},
    {"local M = {}\nfunction M.f() end\nreturn M", " 2"},
    {"local M = {}\nfunction M.f(a)\nreturn a\nend\nreturn M", " 3"},
    {"local M = {}\nfunction M.f(a)\nif a then\nreturn 1\nend\nend\nreturn M", " 3 4 6"},
    {"local M = {}\nfunction M.f(a)\nif a then\nreturn 1\nelse\nreturn 2\nend\nend\nreturn M", " 3 4 6"},
    {"local M = {}\nfunction M.f(a)\nfor i = 1, 3 do\na = a + i\nend\nfor _, v in ipairs(a) do\na = "
     "v\nend\nend\nreturn M",
     " 3 4 6 7 8 9"},
    {"local M = {}\nfunction M.f(a)\nwhile a do\na = a.next\nif a.x then\nbreak\nend\nend\nreturn a\nend\nreturn M",
     " 3 4 5 7 9"},
    {"local M = {}\nfunction M.f(...)\nlocal t = {\na = 1,\n...\n}\nreturn function()\nreturn t\nend\nend\nreturn M",
     " 3 4 6 8 9"},
    {"local M = {}\nfunction M.f(a)\nreturn a == 1\nand a\nor false\nend\nreturn M", " 3 5"},
    {"local M = {}\nfunction M.f(a)\nrepeat\na = a - 1\nuntil a == 0\nend\nreturn M", " 4 5 6"},
};

static char *lines_of(const struct probe *probe, const char *path)
{
    struct accord_error err;
    struct accord_problems *problems = NULL;
    struct accord_packs *packs = NULL;
    struct accord_file_facts facts = {NULL, NULL, NULL, 0};
    struct accord_text text;
    const char *folders[] = {probe->rules};
    const unsigned *lines;
    size_t file = 0, count;
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, 1, &probe->limits, problems, &packs, &err), ACCORD_OK);
    for (; file < accord_packs_file_count(packs); file++) {
        accord_packs_file(packs, file, &facts);
        if (strcmp(facts.path, path) == 0) break;
    }
    ck_assert_str_eq(facts.path, path);
    ck_assert_int_eq(accord_packs_lines(packs, file, &lines, &count, &err), ACCORD_OK);
    accord_text_init(&text, TEXT_MAX);
    for (size_t i = 0; i < count; i++)
        accord_text_addf(&text, " %u", lines[i]);
    char *copy = strdup(accord_text_str(&text));
    accord_text_clear(&text);
    accord_packs_close(packs);
    accord_problems_free(problems);
    return copy;
}

START_TEST(the_lines_of_a_file_are_those_that_control_can_reach)
{
    struct probe probe;
    probe_open(&probe);
    probe_register(&probe);
    probe_file(&probe, "rules/lib/l.lua", files[_i].source);
    char *lines = lines_of(&probe, "lib/l.lua");
    ck_assert_str_eq(lines, files[_i].lines);
    free(lines);
    probe_close(&probe);
}
END_TEST

/* ---- over the shipped rules and the sample ---- */

struct tally {
    struct accord_packs *packs;
    size_t lines;
    bool **can_run; /* a file: by line */
};

static bool note_line(void *host, const struct accord_event *event)
{
    struct tally *tally = host;
    struct accord_file_facts facts;
    if (event->kind != ACCORD_EVENT_LINE) return true;
    tally->lines++;
    ck_assert_int_ne(event->file, ACCORD_NO_FILE);
    accord_packs_file(tally->packs, (size_t)event->file, &facts);
    ck_assert_msg(tally->can_run[event->file][event->line], "%s:%u ran", facts.path, event->line);
    return true;
}

static enum accord_status ignore(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    (void)host;
    (void)verdict;
    (void)err;
    return ACCORD_OK;
}

static void find_lines(struct tally *tally)
{
    struct accord_error err;
    size_t files_count = accord_packs_file_count(tally->packs);
    tally->can_run = calloc(files_count, sizeof *tally->can_run);
    for (size_t file = 0; file < files_count; file++) {
        struct accord_file_facts facts;
        const unsigned *lines;
        size_t count;
        accord_packs_file(tally->packs, file, &facts);
        ck_assert_int_eq(accord_packs_lines(tally->packs, file, &lines, &count, &err), ACCORD_OK);
        tally->can_run[file] = calloc(facts.length + 2, sizeof **tally->can_run);
        for (size_t i = 0; i < count; i++)
            tally->can_run[file][lines[i]] = true;
    }
}

START_TEST(every_line_that_runs_is_one_that_can)
{
    static const char *const folders[] = {ACCORD_RULES};
    struct accord_limits limits = accord_limits_default();
    struct accord_error err;
    struct accord_problems *problems = NULL, *warnings = NULL;
    struct accord_dataset *dataset = NULL;
    struct accord_dataset_options opening = {NULL};
    struct accord_run *run = NULL;
    struct tally tally = {NULL, 0, NULL};
    const struct accord_observer observer = {note_line, &tally};
    struct accord_run_options options = {.actor_count = 8, .observer = &observer};
    const char *why;
    ck_assert(accord_date_parse("2025-06-30", 10, &options.as_of, &why));
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, 1, &limits, problems, &tally.packs, &err), ACCORD_OK);
    ck_assert_int_eq(accord_dataset_open(ACCORD_FIXTURES "/sample", &opening, problems, warnings, &dataset, &err),
                     ACCORD_OK);
    find_lines(&tally);
    ck_assert_int_eq(accord_run_new(tally.packs, dataset, &options, &run, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_evaluate(run, ignore, NULL, &err), ACCORD_OK);
    ck_assert_uint_gt(tally.lines, 500);
    accord_run_free(run);
    for (size_t file = 0; file < accord_packs_file_count(tally.packs); file++)
        free(tally.can_run[file]);
    free(tally.can_run);
    accord_dataset_close(dataset);
    accord_packs_close(tally.packs);
    accord_problems_free(problems);
    accord_problems_free(warnings);
}
END_TEST

START_TEST(a_rule_stands_in_the_file_that_it_was_read_from)
{
    struct probe probe;
    struct accord_error err;
    struct accord_problems *problems = NULL;
    struct accord_packs *packs = NULL;
    const char *folders[] = {probe.rules};
    probe_open(&probe);
    probe_register(&probe);
    probe_rule(&probe, "b", "return gap 'm'", NULL);
    probe_rule(&probe, "a", "return gap 'm'", NULL);
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, 1, &probe.limits, problems, &packs, &err), ACCORD_OK);
    for (size_t rule = 0; rule < accord_packs_rule_count(packs); rule++) {
        struct accord_rule_facts facts;
        struct accord_file_facts file;
        accord_packs_rule(packs, rule, &facts);
        accord_packs_file(packs, accord_packs_rule_file(packs, rule), &file);
        ck_assert_str_eq(file.path, facts.file);
        ck_assert_str_eq(file.folder, probe.rules);
        ck_assert_ptr_nonnull(strstr(file.source, facts.id));
    }
    accord_packs_close(packs);
    accord_problems_free(problems);
    probe_close(&probe);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("observe");
    TCase *tests = tcase_create("observe");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, an_observer_is_told_what_happens_in_order, 0, COUNT_OF(checks));
    tcase_add_test(tests, gates_that_decide_are_told_with_their_verdict);
    tcase_add_loop_test(tests, a_run_that_is_observed_comes_to_the_same_verdicts, 0, COUNT_OF(bodies));
    tcase_add_test(tests, an_observer_that_cannot_go_on_ends_the_run);
    tcase_add_loop_test(tests, the_lines_of_a_file_are_those_that_control_can_reach, 0, COUNT_OF(files));
    tcase_add_test(tests, every_line_that_runs_is_one_that_can);
    tcase_add_test(tests, a_rule_stands_in_the_file_that_it_was_read_from);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
