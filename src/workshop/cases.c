/* Reading test files: every key, name and type is checked, with the case and what is near. */
#include "workshop/case_check.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

/* ---- what is expected ---- */

static bool take_verdict(struct accord_case_reading *reading, const char *name, const char *what,
                         enum accord_verdict_kind *verdict)
{
    const char *names[ACCORD_VERDICT_COUNT];
    for (size_t i = 0; i < ACCORD_VERDICT_COUNT; i++)
        names[i] = accord_verdict_meaning((enum accord_verdict_kind)i)->name;
    if (accord_verdict_find(name, verdict)) return true;
    accord_case_unknown(reading, name, what, names, ACCORD_VERDICT_COUNT);
    return false;
}

static void take_gate(struct accord_case_reading *reading, const struct accord_plain *table,
                      struct accord_case_expect *expect)
{
    const char *names[ACCORD_GATE_CONCLUDE + 1];
    const struct accord_plain *gate = accord_case_field(reading, table, "gate", ACCORD_PLAIN_TEXT, false);
    if (gate == NULL) return;
    for (int i = 0; i <= ACCORD_GATE_CONCLUDE; i++) {
        names[i] = accord_gate_name((enum accord_gate)i);
        if (strcmp(names[i], gate->text) != 0) continue;
        expect->has_gate = true;
        expect->gate = (enum accord_gate)i;
        return;
    }
    accord_case_unknown(reading, gate->text, "gate", names, ACCORD_GATE_CONCLUDE + 1);
}

/* The rule's own messages, and those that the engine makes. */
static void take_message(struct accord_case_reading *reading, const struct accord_plain *table,
                         struct accord_case_expect *expect)
{
    enum { NAMES_MAX = 64 };
    const char *names[NAMES_MAX];
    struct accord_rule_facts rule;
    const struct accord_plain *message = accord_case_field(reading, table, "message", ACCORD_PLAIN_TEXT, false);
    expect->args = accord_case_field(reading, table, "args", ACCORD_PLAIN_TABLE, false);
    if (message == NULL && expect->args != NULL)
        accord_case_complain(reading, "args", "'args' is there without the 'message' whose they are");
    if (message == NULL) return;
    expect->message = message->text;
    if (strncmp(message->text, "accord-", 7) == 0) return;
    accord_packs_rule(reading->packs, reading->file->rule, &rule);
    for (size_t i = 0; i < rule.message_count && i < NAMES_MAX; i++) {
        names[i] = rule.messages[i].id;
        if (strcmp(names[i], message->text) == 0) return;
    }
    accord_case_unknown(reading, message->text, "message", names, rule.message_count);
}

static void take_counts(struct accord_case_reading *reading, const struct accord_plain *table,
                        struct accord_case_expect *expect)
{
    enum accord_verdict_kind verdict;
    expect->findings = accord_case_field(reading, table, "findings", ACCORD_PLAIN_INTEGER, false);
    expect->by_verdict = accord_case_field(reading, table, "by_verdict", ACCORD_PLAIN_TABLE, false);
    for (size_t i = 0; expect->by_verdict != NULL && i < expect->by_verdict->count; i++) {
        const char *name = expect->by_verdict->names[i];
        (void)take_verdict(reading, name, "verdict", &verdict);
        (void)accord_case_field(reading, expect->by_verdict, name, ACCORD_PLAIN_INTEGER, true);
    }
}

static void take_cause(struct accord_case_reading *reading, const struct accord_plain *table,
                       struct accord_case_expect *expect)
{
    const struct accord_plain *cause = accord_plain_get(table, "cause");
    if (cause == NULL) return;
    expect->has_cause = true;
    if (cause->kind == ACCORD_PLAIN_TEXT)
        expect->carries_cause = take_verdict(reading, cause->text, "verdict", &expect->cause);
    else if (cause->kind != ACCORD_PLAIN_BOOLEAN || cause->integer != 0)
        accord_case_complain(reading, "cause", "'cause' is neither the name of a verdict nor false");
}

static void take_expect(struct accord_case_reading *reading, const struct accord_plain *table, struct accord_case *one)
{
    struct accord_case_expect *expect = &one->expect;
    const struct accord_plain *value = accord_case_field(reading, table, "expect", ACCORD_PLAIN_TABLE, true);
    if (value == NULL) return;
    accord_case_keys(reading, value, ACCORD_API_EXPECT, "expect");
    const struct accord_plain *verdict = accord_case_field(reading, value, "verdict", ACCORD_PLAIN_TEXT, true);
    expect->none = verdict != NULL && strcmp(verdict->text, "none") == 0;
    if (verdict != NULL && !expect->none) (void)take_verdict(reading, verdict->text, "verdict", &expect->verdict);
    if (expect->none && value->count > 1)
        accord_case_complain(reading, "none", "where there is no verdict nothing else can be expected of it");
    take_gate(reading, value, expect);
    take_message(reading, value, expect);
    take_counts(reading, value, expect);
    expect->rests_on = accord_case_texts(reading, value, "rests_on");
    expect->not_on = accord_case_texts(reading, value, "not_on");
    expect->named = accord_case_texts(reading, value, "named");
    take_cause(reading, value, expect);
}

/* ---- one case ---- */

static void take_as_of(struct accord_case_reading *reading, const struct accord_plain *table, struct accord_case *one)
{
    const char *why = NULL;
    const struct accord_plain *value = accord_case_field(reading, table, "as_of", ACCORD_PLAIN_TEXT, false);
    const char *text = value != NULL ? value->text : accord_plain_get_text(&reading->file->text.value, "as_of");
    if (text == NULL) {
        accord_case_complain(reading, NULL, "'as_of' is missing, here and in the file");
        return;
    }
    if (!accord_date_parse(text, strlen(text), &one->as_of, &why))
        accord_case_complain(reading, text, "'as_of' is '%s': %s", text, why);
    else if (one->as_of.first != one->as_of.last)
        accord_case_complain(reading, text, "'as_of' is '%s', expected a full date YYYY-MM-DD", text);
}

static void take_actor(struct accord_case_reading *reading, const struct accord_plain *table, struct accord_case *one)
{
    const struct accord_plain *value = accord_case_field(reading, table, "actor", ACCORD_PLAIN_TEXT, false);
    one->actor = value != NULL ? value->text : accord_plain_get_text(&reading->file->text.value, "actor");
    if (one->actor == NULL)
        accord_case_complain(reading, NULL, "'actor' is missing, here and in the file");
    else if (!accord_case_is_aggregate(one))
        accord_case_check_actor(reading, one);
}

static void take_case(struct accord_case_reading *reading, const struct accord_plain *table, struct accord_case *one)
{
    const struct accord_plain *says = accord_case_field(reading, table, "says", ACCORD_PLAIN_TEXT, true);
    *one = (struct accord_case){.line = 1};
    if (says == NULL) return;
    one->says = says->text;
    one->line = accord_plain_file_line(&reading->file->text, says->text, NULL);
    reading->says = says->text;
    for (struct accord_case *other = reading->file->cases; other < one; other++)
        if (other->says != NULL && strcmp(other->says, one->says) == 0)
            accord_case_complain(reading, NULL, "two cases say so");
    accord_case_keys(reading, table, ACCORD_API_CASE, "the case");
    const struct accord_plain *todo = accord_case_field(reading, table, "todo", ACCORD_PLAIN_TEXT, false);
    one->todo = todo == NULL ? NULL : todo->text;
    one->params = accord_case_field(reading, table, "params", ACCORD_PLAIN_TABLE, false);
    one->given = accord_case_given(reading, table);
    one->complete = accord_case_complete(reading, table);
    one->without = accord_case_without(reading, table);
    take_as_of(reading, table, one);
    take_actor(reading, table, one);
    take_expect(reading, table, one);
}

bool accord_case_is_aggregate(const struct accord_case *one)
{
    return strcmp(one->actor, "all") == 0 || strncmp(one->actor, "region:", strlen("region:")) == 0;
}

bool accord_case_is_without(const struct accord_case *one, const char *table)
{
    for (size_t i = 0; one->without != NULL && i < one->without->count; i++)
        if (strcmp(one->without->items[i].text, table) == 0) return true;
    return false;
}

/* ---- one file ---- */

static bool take_rule(struct accord_case_reading *reading)
{
    const struct accord_plain *id =
        accord_case_field(reading, &reading->file->text.value, "rule", ACCORD_PLAIN_TEXT, true);
    size_t count = accord_packs_rule_count(reading->packs);
    struct accord_rule_facts rule;
    if (id == NULL) return false;
    const char **names = accord_arena_alloc(reading->arena, (count + 1) * sizeof *names);
    for (size_t i = 0; names != NULL && i < count; i++) {
        accord_packs_rule(reading->packs, i, &rule);
        names[i] = rule.id;
        if (strcmp(rule.id, id->text) != 0) continue;
        reading->file->rule = i;
        return true;
    }
    if (names != NULL)
        accord_case_unknown(reading, id->text, "rule", names, count);
    else
        reading->status = accord_error_memory(reading->err);
    return false;
}

static void take_cases(struct accord_case_reading *reading)
{
    struct accord_case_file *file = reading->file;
    const struct accord_plain *list = accord_case_field(reading, &file->text.value, "cases", ACCORD_PLAIN_LIST, true);
    if (list == NULL) return;
    if (list->count == 0) accord_case_complain(reading, "cases", "'cases' is empty, expected a list of cases");
    if (list->count > ACCORD_CASES_MAX) accord_case_complain(reading, "cases", "more than %d cases", ACCORD_CASES_MAX);
    if (list->count == 0 || list->count > ACCORD_CASES_MAX) return;
    file->cases = accord_arena_zero(reading->arena, list->count, sizeof *file->cases);
    if (file->cases == NULL) {
        reading->status = accord_error_memory(reading->err);
        return;
    }
    for (size_t i = 0; i < list->count && reading->status == ACCORD_OK; i++) {
        reading->says = NULL;
        reading->number = i + 1;
        file->case_count = i + 1;
        if (list->items[i].kind == ACCORD_PLAIN_TABLE)
            take_case(reading, &list->items[i], &file->cases[i]);
        else
            accord_case_complain(reading, NULL, "the case is no table");
    }
}

enum accord_status accord_case_file_read(struct accord_packs *packs, const char *path,
                                         const struct accord_pack_file *text, struct accord_arena *arena,
                                         struct accord_problems *problems, struct accord_case_file *file,
                                         struct accord_error *err)
{
    size_t before = accord_problems_count(problems);
    struct accord_case_reading reading = {
        .packs = packs, .arena = arena, .file = file, .problems = problems, .err = err, .status = ACCORD_OK};
    *file = (struct accord_case_file){.case_count = 0};
    enum accord_status status = accord_plain_run_file(packs, path, text, arena, problems, &file->text, err);
    if (status != ACCORD_OK) return status;
    const struct accord_plain *value = &file->text.value;
    accord_case_keys(&reading, value, ACCORD_API_TEST_FILE, "the file");
    (void)accord_case_field(&reading, value, "as_of", ACCORD_PLAIN_TEXT, false);
    (void)accord_case_field(&reading, value, "actor", ACCORD_PLAIN_TEXT, false);
    file->schemas = accord_case_schemas(&reading, value);
    file->given = accord_case_given(&reading, value);
    file->complete = accord_case_complete(&reading, value);
    if (take_rule(&reading)) take_cases(&reading);
    if (reading.status == ACCORD_OK && accord_problems_count(problems) > before)
        return accord_error_set(err, ACCORD_BAD_RULES, "%s: its cases cannot be run", path);
    return reading.status;
}
