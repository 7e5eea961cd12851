/* What came out of a case against what it expects, in words. */
#include "workshop/case_run.h"

#include <string.h>

static const char *name_of(enum accord_verdict_kind verdict)
{
    return accord_verdict_meaning(verdict)->name;
}

static void add_plain(struct accord_text *text, const struct accord_plain *value)
{
    bool table = value->kind == ACCORD_PLAIN_TABLE;
    switch (value->kind) {
    case ACCORD_PLAIN_NIL:
        accord_text_add_str(text, "nil");
        break;
    case ACCORD_PLAIN_BOOLEAN:
        accord_text_add_str(text, value->integer != 0 ? "true" : "false");
        break;
    case ACCORD_PLAIN_INTEGER:
        accord_text_add_int(text, value->integer);
        break;
    case ACCORD_PLAIN_TEXT:
        accord_text_add_json(text, value->text, strlen(value->text));
        break;
    case ACCORD_PLAIN_LIST:
    case ACCORD_PLAIN_TABLE:
        accord_text_add_str(text, value->count > 0 ? "{ " : "{");
        for (size_t i = 0; i < value->count; i++) {
            if (i > 0) accord_text_add_str(text, ", ");
            if (table) accord_text_addf(text, "%s = ", value->names[i]);
            add_plain(text, &value->items[i]);
        }
        accord_text_add_str(text, value->count > 0 ? " }" : "}");
        break;
    }
}

/* ---- verdict ---- */

static void compare_verdict(const struct accord_case_expect *expect, const struct accord_case_outcome *outcome,
                            struct accord_text *said)
{
    if (outcome->verdict != expect->verdict)
        accord_text_addf(said, "the verdict is %s, expected %s\n", name_of(outcome->verdict), name_of(expect->verdict));
    if (expect->has_gate && outcome->gate != expect->gate)
        accord_text_addf(said, "the gate '%s' decided, expected '%s'\n", accord_gate_name(outcome->gate),
                         accord_gate_name(expect->gate));
    if (!expect->has_gate && outcome->gate < ACCORD_GATE_APPLIES)
        accord_text_addf(said, "the gate '%s' decided, expected the rule itself: applies or check\n",
                         accord_gate_name(outcome->gate));
}

static void compare_cause(const struct accord_case_expect *expect, const struct accord_case_outcome *outcome,
                          struct accord_text *said)
{
    const char *got = outcome->has_cause ? name_of(outcome->cause) : "none";
    const char *expected = expect->carries_cause ? name_of(expect->cause) : "none";
    if (expect->has_cause && strcmp(got, expected) != 0)
        accord_text_addf(said, "the cause is %s, expected %s\n", got, expected);
}

/* ---- findings ---- */

/* How many of the expected arguments the finding has. */
static size_t count_arguments(const struct accord_case_finding *finding, const struct accord_plain *args)
{
    size_t same = 0;
    for (size_t i = 0; args != NULL && i < args->count; i++) {
        const struct accord_plain *value = accord_plain_get(&finding->args, args->names[i]);
        same += value != NULL && accord_plain_equal(value, &args->items[i]);
    }
    return same;
}

static void say_arguments(const struct accord_case_finding *finding, const struct accord_plain *args,
                          struct accord_text *said)
{
    for (size_t i = 0; i < args->count; i++) {
        const struct accord_plain *value = accord_plain_get(&finding->args, args->names[i]);
        if (value != NULL && accord_plain_equal(value, &args->items[i])) continue;
        accord_text_addf(said, "the argument %s of '%s' is ", args->names[i], finding->message_id);
        if (value == NULL)
            accord_text_add_str(said, "not there");
        else
            add_plain(said, value);
        accord_text_add_str(said, ", expected ");
        add_plain(said, &args->items[i]);
        accord_text_add_char(said, '\n');
    }
}

/* Of the findings with the message the one with most of the arguments is compared. */
static void compare_message(const struct accord_case_expect *expect, const struct accord_case_outcome *outcome,
                            struct accord_text *said)
{
    const struct accord_case_finding *best = NULL;
    if (expect->message == NULL) return;
    for (size_t i = 0; i < outcome->finding_count; i++) {
        const struct accord_case_finding *finding = &outcome->findings[i];
        if (strcmp(finding->message_id, expect->message) != 0) continue;
        if (best == NULL || count_arguments(finding, expect->args) > count_arguments(best, expect->args))
            best = finding;
    }
    if (best == NULL)
        accord_text_addf(said, "no finding has the message '%s'\n", expect->message);
    else if (expect->args != NULL)
        say_arguments(best, expect->args, said);
}

static void compare_counts(const struct accord_case_expect *expect, const struct accord_case_outcome *outcome,
                           struct accord_text *said)
{
    if (expect->findings != NULL && expect->findings->integer != (int64_t)outcome->finding_count)
        accord_text_addf(said, "there are %zu findings, expected %lld\n", outcome->finding_count,
                         (long long)expect->findings->integer);
    for (size_t i = 0; expect->by_verdict != NULL && i < expect->by_verdict->count; i++) {
        int64_t found = 0, expected = expect->by_verdict->items[i].integer;
        for (size_t j = 0; j < outcome->finding_count; j++)
            found += strcmp(name_of(outcome->findings[j].verdict), expect->by_verdict->names[i]) == 0;
        if (found != expected)
            accord_text_addf(said, "%lld findings are %s, expected %lld\n", (long long)found,
                             expect->by_verdict->names[i], (long long)expected);
    }
}

/* ---- rows ---- */

static size_t count_key(const struct accord_case_outcome *outcome, const char *key)
{
    size_t found = 0;
    for (size_t i = 0; i < outcome->key_count; i++)
        found += strcmp(outcome->keys[i], key) == 0;
    return found;
}

static void compare_evidence(const struct accord_case_expect *expect, const struct accord_case_outcome *outcome,
                             struct accord_text *said)
{
    for (size_t i = 0; expect->rests_on != NULL && i < expect->rests_on->count; i++)
        if (count_key(outcome, expect->rests_on->items[i].text) == 0)
            accord_text_addf(said, "%s is not in the evidence\n", expect->rests_on->items[i].text);
    for (size_t i = 0; expect->not_on != NULL && i < expect->not_on->count; i++)
        if (count_key(outcome, expect->not_on->items[i].text) > 0)
            accord_text_addf(said, "%s is in the evidence, expected not to be\n", expect->not_on->items[i].text);
}

static size_t count_named(const struct accord_case_outcome *outcome, const char *key)
{
    size_t found = 0;
    for (size_t i = 0; i < outcome->finding_count; i++)
        for (size_t j = 0; j < outcome->findings[i].about_count; j++)
            found += key == NULL || strcmp(outcome->findings[i].about[j], key) == 0;
    return found;
}

static size_t count_text(const struct accord_plain *list, const char *text)
{
    size_t found = 0;
    for (size_t i = 0; i < list->count; i++)
        found += strcmp(list->items[i].text, text) == 0;
    return found;
}

static void compare_named(const struct accord_case_expect *expect, const struct accord_case_outcome *outcome,
                          struct accord_text *said)
{
    const struct accord_plain *named = expect->named;
    if (named == NULL) return;
    for (size_t i = 0; i < named->count; i++) {
        size_t got = count_named(outcome, named->items[i].text), expected = count_text(named, named->items[i].text);
        if (got != expected)
            accord_text_addf(said, "the findings name %s %zu times, expected %zu\n", named->items[i].text, got,
                             expected);
    }
    if (count_named(outcome, NULL) != named->count)
        accord_text_addf(said, "the findings name %zu rows, expected %zu\n", count_named(outcome, NULL), named->count);
}

void accord_case_compare(const struct accord_case *one, const struct accord_case_outcome *outcome,
                         struct accord_text *said)
{
    const struct accord_case_expect *expect = &one->expect;
    if (expect->none && outcome->there) {
        accord_text_addf(said, "there is a verdict, %s, expected none\n", name_of(outcome->verdict));
        return;
    }
    if (!expect->none && !outcome->there)
        accord_text_addf(said, "the rule makes no verdict for %s, expected %s\n", one->actor, name_of(expect->verdict));
    if (expect->none || !outcome->there) return;
    compare_verdict(expect, outcome, said);
    compare_message(expect, outcome, said);
    compare_counts(expect, outcome, said);
    compare_evidence(expect, outcome, said);
    compare_named(expect, outcome, said);
    compare_cause(expect, outcome, said);
}

/* ---- for people ---- */

void accord_case_describe(const struct accord_case_outcome *outcome, struct accord_text *text)
{
    if (!outcome->there) {
        accord_text_add_str(text, "  no verdict\n");
        return;
    }
    accord_text_addf(text, "  %s, decided by %s: %s\n", name_of(outcome->verdict), accord_gate_name(outcome->gate),
                     outcome->why);
    if (outcome->has_cause) accord_text_addf(text, "  cause: %s\n", name_of(outcome->cause));
    for (size_t i = 0; i < outcome->finding_count; i++) {
        const struct accord_case_finding *finding = &outcome->findings[i];
        accord_text_addf(text, "  %s '%s' ", name_of(finding->verdict), finding->message_id);
        add_plain(text, &finding->args);
        for (size_t j = 0; j < finding->about_count; j++)
            accord_text_addf(text, "%s%s", j == 0 ? " of " : ", ", finding->about[j]);
        accord_text_addf(text, ", fingerprint %s\n    %s\n", finding->fingerprint, finding->message);
    }
    for (size_t i = 0; i < outcome->key_count; i++)
        accord_text_addf(text, "%s%s%s", i == 0 ? "  evidence: " : ", ", outcome->keys[i],
                         i + 1 == outcome->key_count ? "\n" : "");
}
