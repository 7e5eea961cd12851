/* Verdicts as texts that say all of them. */
#include "property/told.h"

#include "engine/paths.h"
#include "engine/run.h"

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 1024 * 1024 * 1024 };

static void add_text(struct accord_text *text, const char *what)
{
    if (what == NULL)
        accord_text_add_str(text, " -");
    else
        accord_text_addf(text, " '%s'", what);
}

static void add_value(struct accord_text *text, const struct accord_argument *argument)
{
    const struct accord_value *value = &argument->value;
    accord_text_addf(text, " %s=(%d %" PRId64 " %d..%d %d..%d", argument->name, (int)value->kind, value->integer,
                     (int)value->date.first, (int)value->date.last, (int)value->to.first, (int)value->to.last);
    add_text(text, value->text);
    for (size_t i = 0; i < value->count; i++)
        add_text(text, value->items[i]);
    accord_text_add_char(text, ')');
}

static void add_row(struct accord_text *text, const struct accord_evidence_row *row)
{
    accord_text_addf(text, "\n      %s %" PRId64 " %u %d:", row->key, row->row, (unsigned)row->ordinal,
                     (int)row->global);
    for (size_t i = 0; i < row->column_count; i++) {
        accord_text_addf(text, " %d", row->columns[i]);
        add_text(text, row->values[i]);
    }
}

static void add_evidence(struct accord_text *text, const struct accord_evidence *evidence, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        accord_text_addf(text, "\n    of %s %d", evidence[i].table, evidence[i].table_number);
        for (size_t j = 0; j < evidence[i].filter_count; j++)
            add_value(text, &evidence[i].filter[j]);
        for (size_t j = 0; j < evidence[i].row_count; j++)
            add_row(text, &evidence[i].rows[j]);
    }
}

static void add_finding(struct accord_text *text, const struct accord_finding *finding)
{
    accord_text_addf(text, "\n  finding %d", (int)finding->verdict);
    add_text(text, finding->message_id);
    add_text(text, finding->message);
    add_text(text, finding->fingerprint);
    for (size_t i = 0; i < finding->argument_count; i++)
        add_value(text, &finding->arguments[i]);
    for (size_t i = 0; i < finding->about_count; i++)
        add_text(text, finding->about[i]);
    add_evidence(text, finding->evidence, finding->evidence_count);
}

void told_add_verdict(struct accord_text *text, const struct accord_verdict *verdict)
{
    accord_text_addf(text, "rule %zu %s (%zu of %zu): %s by %s", verdict->rule, verdict->actor_id, verdict->actor,
                     verdict->provision, accord_verdict_meaning(verdict->verdict)->name,
                     accord_gate_name(verdict->gate));
    add_text(text, verdict->why);
    add_text(text, verdict->trace);
    add_text(text, verdict->source);
    if (verdict->has_cause) accord_text_addf(text, " cause %zu %d", verdict->cause_rule, (int)verdict->cause);
    for (size_t i = 0; i < verdict->finding_count; i++)
        add_finding(text, &verdict->findings[i]);
    add_evidence(text, verdict->evidence, verdict->evidence_count);
    accord_text_add_str(text, "\n\n");
}

/* ---- runs ---- */

struct taking {
    struct told *told;
    struct accord_run *run;
    size_t *walks; /* a rule: those before the actor at hand */
};

static void count_walk(struct taking *taking, const struct accord_verdict *verdict)
{
    const struct accord_paths *paths = accord_run_engine(taking->run)->paths;
    if (paths == NULL || verdict->gate < ACCORD_GATE_APPLIES || verdict->actor == SIZE_MAX) return;
    size_t walks = paths->rules[verdict->rule].walked, *before = &taking->walks[verdict->rule];
    if (walks > *before)
        taking->told->walked++;
    else
        taking->told->written++;
    *before = walks;
}

static enum accord_status take_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct taking *taking = host;
    (void)err;
    taking->told->verdicts++;
    taking->told->by_kind[verdict->verdict]++;
    told_add_verdict(&taking->told->text, verdict);
    count_walk(taking, verdict);
    return ACCORD_OK;
}

enum accord_status told_run(struct accord_packs *packs, struct accord_dataset *dataset,
                            const struct accord_run_options *options, struct told *told, struct accord_error *err)
{
    struct taking taking = {.told = told};
    size_t rules = accord_packs_rule_count(packs);
    *told = (struct told){.verdicts = 0};
    accord_text_init(&told->text, TEXT_MAX);
    enum accord_status status = accord_run_new(packs, dataset, options, &taking.run, err);
    taking.walks = calloc(rules + 1, sizeof *taking.walks);
    if (status == ACCORD_OK) status = accord_run_evaluate(taking.run, take_verdict, &taking, err);
    accord_run_free(taking.run);
    free(taking.walks);
    return status;
}

/* ---- comparing ---- */

/* The beginning of the paragraph that the byte is in. */
static size_t paragraph(const char *text, size_t at)
{
    while (at > 1 && strncmp(text + at - 2, "\n\n", 2) != 0)
        at--;
    return at;
}

void told_expect_same(const struct told *expected, const struct told *got, const char *what)
{
    const char *a = accord_text_str(&expected->text), *b = accord_text_str(&got->text);
    size_t at = 0;
    ck_assert(!expected->text.failed && !got->text.failed);
    if (strcmp(a, b) == 0) return;
    while (a[at] != '\0' && a[at] == b[at])
        at++;
    size_t from = paragraph(a, at);
    fprintf(stderr, "%s\n", what); /* longer than a message of a test may be */
    ck_abort_msg("byte %zu: expected\n%.*s\n---- got\n%.*s", at, 1500, a + from, 1500, b + from);
}
