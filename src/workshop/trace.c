/* Building the trace: rows of limb and addressee, each with its rules. */
#include "workshop/trace_parts.h"

#include "base/error.h"
#include "base/memory.h"

#include <string.h>

/* At most a row for each addressee, one for context, and one for each rule whose subject is not addressed. */
static enum accord_status make_room(struct accord_trace *trace, struct accord_error *err)
{
    const struct accord_packs *packs = trace->packs;
    size_t rules = accord_packs_rule_count(packs), rows = rules;
    for (size_t i = 0; i < accord_packs_provision_count(packs); i++) {
        struct accord_provision_facts facts;
        accord_packs_provision(packs, i, &facts);
        rows += facts.addressee_count + 1;
    }
    trace->rows = accord_alloc_zero(rows + 1, sizeof *trace->rows);
    trace->served = accord_alloc_zero(rules + 1, sizeof *trace->served);
    trace->counts = accord_alloc_zero(rules + 1, sizeof *trace->counts);
    trace->wanted = accord_alloc_zero(accord_packs_instrument_count(packs) + 1, sizeof *trace->wanted);
    bool good = trace->rows && trace->served && trace->counts && trace->wanted;
    return good ? ACCORD_OK : accord_error_memory(err);
}

/* Ends a row whose rules begin at `served`. */
static size_t add_row(struct accord_trace *trace, size_t provision, const char *subject, enum accord_trace_state state,
                      size_t served)
{
    struct accord_trace_row *row = &trace->rows[trace->row_count++];
    const struct accord_packs *packs = trace->packs;
    *row = (struct accord_trace_row){provision, subject, state, trace->served + served, 0};
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i, &rule);
        if (rule.provision != provision || (subject && strcmp(rule.subject, subject) != 0)) continue;
        trace->served[served + row->rule_count++] = i;
    }
    if (row->rule_count == 0 && state == ACCORD_TRACE_COVERED) row->state = ACCORD_TRACE_UNCOVERED;
    trace->states[row->state]++;
    return served + row->rule_count;
}

static bool is_addressed(const struct accord_provision_facts *provision, const char *subject)
{
    for (size_t i = 0; i < provision->addressee_count; i++)
        if (strcmp(provision->addressees[i], subject) == 0) return true;
    return false;
}

/* Rows of the subjects that rules have and the limb does not address. */
static size_t add_unaddressed(struct accord_trace *trace, size_t index, const struct accord_provision_facts *provision,
                              size_t served)
{
    for (size_t at = 0; accord_subject_name(at); at++) {
        const char *subject = accord_subject_name(at);
        if (is_addressed(provision, subject)) continue;
        size_t end = add_row(trace, index, subject, ACCORD_TRACE_UNADDRESSED, served);
        if (end == served) { /* no rule speaks to them either */
            trace->row_count--;
            trace->states[ACCORD_TRACE_UNADDRESSED]--;
        }
        served = end;
    }
    return served;
}

static size_t add_provision(struct accord_trace *trace, size_t index, size_t served)
{
    struct accord_provision_facts provision;
    accord_packs_provision(trace->packs, index, &provision);
    if (!trace->wanted[provision.instrument]) return served;
    if (provision.context || provision.addressee_count == 0)
        return add_row(trace, index, NULL, ACCORD_TRACE_CONTEXT, served);
    for (size_t i = 0; i < provision.addressee_count; i++)
        served = add_row(trace, index, provision.addressees[i], ACCORD_TRACE_COVERED, served);
    return add_unaddressed(trace, index, &provision, served);
}

enum accord_status accord_trace_new(const struct accord_packs *packs, const bool *instruments,
                                    struct accord_trace **trace, struct accord_error *err)
{
    struct accord_trace *made = accord_alloc_zero(1, sizeof *made);
    *trace = NULL;
    if (!made) return accord_error_memory(err);
    made->packs = packs;
    enum accord_status status = make_room(made, err);
    if (status != ACCORD_OK) {
        accord_trace_free(made);
        return status;
    }
    memcpy(made->wanted, instruments, accord_packs_instrument_count(packs) * sizeof *made->wanted);
    size_t served = 0;
    for (size_t i = 0; i < accord_packs_provision_count(packs); i++)
        served = add_provision(made, i, served);
    *trace = made;
    return ACCORD_OK;
}

void accord_trace_free(struct accord_trace *trace)
{
    if (!trace) return;
    accord_free(trace->rows);
    accord_free(trace->served);
    accord_free(trace->counts);
    accord_free(trace->wanted);
    accord_free(trace);
}

void accord_trace_count(struct accord_trace *trace, const struct accord_verdict *verdict)
{
    trace->counts[verdict->rule][verdict->verdict]++;
}

/* ---- what every format says ---- */

const char *const accord_trace_no_rule = "NO RULE";
const char *const accord_trace_unaddressed = "(not addressed)";

const char *accord_trace_state_name(enum accord_trace_state state)
{
    static const char *const names[ACCORD_TRACE_STATES] = {
        [ACCORD_TRACE_COVERED] = "covered",
        [ACCORD_TRACE_UNCOVERED] = "uncovered",
        [ACCORD_TRACE_CONTEXT] = "context",
        [ACCORD_TRACE_UNADDRESSED] = "unaddressed",
    };
    return names[state];
}

const char *accord_trace_reason(const struct accord_provision_facts *provision)
{
    return provision->context ? provision->context : "It addresses nobody.";
}

void accord_trace_add_counts(const struct accord_trace *trace, size_t rule, struct accord_text *text)
{
    const char *before = "";
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        size_t count = trace->counts[rule][kind];
        if (count == 0) continue;
        accord_text_addf(text, "%s%s %zu", before, accord_verdict_meaning((enum accord_verdict_kind)kind)->name, count);
        before = ", ";
    }
    if (*before == '\0') accord_text_add_str(text, "no verdict");
}

const struct accord_trace_row *accord_trace_row_of(const struct accord_trace *trace, size_t rule)
{
    for (size_t i = 0; i < trace->row_count; i++)
        for (size_t at = 0; at < trace->rows[i].rule_count; at++)
            if (trace->rows[i].rules[at] == rule) return &trace->rows[i];
    return NULL;
}

struct accord_trace_totals accord_trace_totals(const struct accord_trace *trace)
{
    struct accord_trace_totals totals = {
        .assessable = trace->states[ACCORD_TRACE_COVERED] + trace->states[ACCORD_TRACE_UNCOVERED],
        .covered = trace->states[ACCORD_TRACE_COVERED],
    };
    for (size_t i = 0; i < trace->row_count; i++) {
        const struct accord_trace_row *row = &trace->rows[i];
        totals.rules += row->rule_count;
        if (i > 0 && row[-1].provision == row->provision) continue;
        if (row->state == ACCORD_TRACE_CONTEXT)
            totals.context_limbs++;
        else
            totals.assessable_limbs++;
    }
    return totals;
}

void accord_trace_add_totals(const struct accord_trace *trace, struct accord_text *text)
{
    struct accord_trace_totals totals = accord_trace_totals(trace);
    accord_text_addf(text,
                     "%zu of %zu assessable limbs and addressees have a rule (%zu limbs that can be assessed, %zu that "
                     "are context; %zu rules).",
                     totals.covered, totals.assessable, totals.assessable_limbs, totals.context_limbs, totals.rules);
}

const struct accord_trace_format accord_trace_formats[ACCORD_TRACE_FORMATS] = {
    {"text", accord_trace_write_text},
    {"csv", accord_trace_write_csv},
    {"json", accord_trace_write_json},
    {"markdown", accord_trace_write_markdown},
};
