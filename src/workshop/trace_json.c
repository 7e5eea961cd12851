/* The trace as JSON. */
#include "accord/report.h"
#include "report/emit.h"
#include "workshop/trace_parts.h"

static void emit_number(struct accord_emit *emit, const char *name, size_t number)
{
    accord_emit_key(emit, name);
    accord_emit_count(emit, number);
}

static void emit_rule(struct accord_emit *emit, const struct accord_trace *trace,
                      const struct accord_trace_layout *layout, size_t index)
{
    struct accord_rule_facts rule;
    accord_packs_rule(trace->packs, index, &rule);
    accord_emit_member(emit, "rule", rule.id);
    accord_emit_member(emit, "title", rule.title);
    accord_emit_member(emit, "subject", rule.subject);
    if (!layout->dataset) return;
    accord_emit_key(emit, "counts");
    accord_emit_open_flat(emit, '{');
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++)
        emit_number(emit, accord_verdict_meaning((enum accord_verdict_kind)kind)->name, trace->counts[index][kind]);
    accord_emit_close(emit, '}');
}

static void emit_place(struct accord_emit *emit, const struct accord_trace *trace, const struct accord_trace_row *row)
{
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    accord_packs_provision(trace->packs, row->provision, &provision);
    accord_packs_instrument(trace->packs, provision.instrument, &instrument);
    accord_emit_member(emit, "instrument", instrument.id);
    accord_emit_member(emit, "provision", provision.id);
    accord_emit_member(emit, "verb", provision.verb);
    accord_emit_member(emit, "force", accord_force_name(provision.force));
    accord_emit_member(emit, "addressee", row->subject);
    accord_emit_member(emit, "state", accord_trace_state_name(row->state));
    if (row->state == ACCORD_TRACE_CONTEXT) accord_emit_member(emit, "reason", accord_trace_reason(&provision));
}

static void emit_rows(struct accord_emit *emit, const struct accord_trace *trace,
                      const struct accord_trace_layout *layout)
{
    accord_emit_key(emit, "provisions");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < trace->row_count; i++) {
        accord_emit_open(emit, '{');
        emit_place(emit, trace, &trace->rows[i]);
        accord_emit_key(emit, "rules");
        accord_emit_open(emit, '[');
        for (size_t at = 0; at < trace->rows[i].rule_count; at++) {
            accord_emit_open(emit, '{');
            emit_rule(emit, trace, layout, trace->rows[i].rules[at]);
            accord_emit_close(emit, '}');
        }
        accord_emit_close(emit, ']');
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void emit_rules(struct accord_emit *emit, const struct accord_trace *trace,
                       const struct accord_trace_layout *layout)
{
    accord_emit_key(emit, "rules");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < accord_packs_rule_count(trace->packs); i++) {
        const struct accord_trace_row *row = accord_trace_row_of(trace, i);
        if (!row) continue;
        accord_emit_open(emit, '{');
        emit_rule(emit, trace, layout, i);
        emit_place(emit, trace, row);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
    accord_emit_key(emit, "uncovered");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < trace->row_count; i++) {
        if (trace->rows[i].state != ACCORD_TRACE_UNCOVERED) continue;
        accord_emit_open(emit, '{');
        emit_place(emit, trace, &trace->rows[i]);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void emit_sources(struct accord_emit *emit, const struct accord_trace *trace,
                         const struct accord_trace_layout *layout)
{
    char date[ACCORD_DATE_TEXT_MAX];
    accord_emit_key(emit, "accord");
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "version", accord_version());
    emit_number(emit, "schema", 1);
    accord_emit_close(emit, '}');
    if (layout->dataset) {
        accord_emit_member(emit, "as_of", accord_date_format(layout->as_of, date));
        accord_emit_key(emit, "dataset");
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "name", accord_dataset_name(layout->dataset));
        accord_emit_key(emit, "illustrative");
        accord_emit_boolean(emit, accord_dataset_illustrative(layout->dataset));
        accord_emit_member(emit, "sha256", accord_dataset_sha256(layout->dataset));
        accord_emit_close(emit, '}');
    }
    accord_emit_member(emit, "rules_sha256", accord_packs_sha256(trace->packs));
}

void accord_trace_write_json(const struct accord_trace *trace, const struct accord_trace_layout *layout,
                             struct accord_text *text)
{
    struct accord_emit emit;
    struct accord_trace_totals totals = accord_trace_totals(trace);
    accord_emit_init(&emit, text, true);
    accord_emit_open(&emit, '{');
    emit_sources(&emit, trace, layout);
    if (layout->by_rule)
        emit_rules(&emit, trace, layout);
    else
        emit_rows(&emit, trace, layout);
    accord_emit_key(&emit, "totals");
    accord_emit_open_flat(&emit, '{');
    emit_number(&emit, "assessable", totals.assessable);
    emit_number(&emit, "covered", totals.covered);
    emit_number(&emit, "assessable_limbs", totals.assessable_limbs);
    emit_number(&emit, "context_limbs", totals.context_limbs);
    emit_number(&emit, "rules", totals.rules);
    accord_emit_close(&emit, '}');
    accord_emit_close(&emit, '}');
    accord_text_add_char(text, '\n');
}
