/* Verdicts, findings and evidence as JSON. Every member is described in json_schema.c. */
#include "report/json_verdict.h"

#include "report/json_comments.h"
#include "report/json_ledger.h"

static void emit_date(struct accord_emit *emit, struct accord_date date)
{
    char text[ACCORD_DATE_TEXT_MAX];
    accord_emit_plain(emit, accord_date_format(date, text));
}

static void emit_list(struct accord_emit *emit, const struct accord_value *value)
{
    accord_emit_open_flat(emit, '[');
    for (size_t i = 0; i < value->count; i++)
        accord_emit_text(emit, value->items[i]);
    accord_emit_close(emit, ']');
}

/* A window without an end has no `to`. */
static void emit_window(struct accord_emit *emit, const struct accord_value *value)
{
    accord_emit_open_flat(emit, '{');
    ACCORD_EMIT_KEY(emit, "from");
    emit_date(emit, value->date);
    ACCORD_EMIT_KEY(emit, "to");
    if (value->integer != 0)
        emit_date(emit, value->to);
    else
        accord_emit_null(emit);
    accord_emit_close(emit, '}');
}

static void emit_present(struct accord_emit *emit, bool present)
{
    accord_emit_open_flat(emit, '{');
    ACCORD_EMIT_KEY(emit, "present");
    accord_emit_boolean(emit, present);
    accord_emit_close(emit, '}');
}

/* A decimal is a string: a JSON number would not survive a reader that keeps floating point. */
static void emit_value(struct accord_emit *emit, const struct accord_value *value)
{
    switch (value->kind) {
    case ACCORD_VALUE_TEXT:
    case ACCORD_VALUE_DECIMAL:
        accord_emit_text(emit, value->text);
        break;
    case ACCORD_VALUE_INTEGER:
        accord_emit_integer(emit, value->integer);
        break;
    case ACCORD_VALUE_BOOLEAN:
        accord_emit_boolean(emit, value->integer != 0);
        break;
    case ACCORD_VALUE_DATE:
        emit_date(emit, value->date);
        break;
    case ACCORD_VALUE_LIST:
        emit_list(emit, value);
        break;
    case ACCORD_VALUE_PRESENT:
        emit_present(emit, value->integer != 0);
        break;
    case ACCORD_VALUE_DURING:
        emit_window(emit, value);
        break;
    }
}

void accord_emit_arguments(struct accord_emit *emit, const struct accord_argument *arguments, size_t count)
{
    accord_emit_open_flat(emit, '{');
    for (size_t i = 0; i < count; i++) {
        accord_emit_key(emit, arguments[i].name);
        emit_value(emit, &arguments[i].value);
    }
    accord_emit_close(emit, '}');
}

static void emit_cell(struct accord_emit *emit, const char *column, const char *value, unsigned line, unsigned at)
{
    accord_emit_open_flat(emit, '{');
    ACCORD_EMIT_KEY(emit, "column");
    accord_emit_text(emit, column);
    ACCORD_EMIT_KEY(emit, "value");
    accord_emit_text(emit, value);
    ACCORD_EMIT_KEY(emit, "at");
    if (line > 0) {
        char place[2 * ACCORD_DIGITS_MAX + 2];
        char *end = accord_digits(place, line);
        *end++ = ':';
        *accord_digits(end, at) = '\0';
        accord_emit_plain(emit, place);
    } else {
        accord_emit_null(emit);
    }
    accord_emit_close(emit, '}');
}

static enum accord_status emit_row(struct accord_emit *emit, struct accord_writer *writer,
                                   const struct accord_evidence *evidence, const struct accord_evidence_row *row,
                                   struct accord_error *err)
{
    const char *file = NULL;
    unsigned line = 0;
    enum accord_status status = accord_writer_places(writer, evidence, row, &file, &line, err);
    if (status != ACCORD_OK) return status;
    accord_emit_open_flat(emit, '{');
    ACCORD_EMIT_KEY(emit, "key");
    accord_emit_text(emit, row->key);
    ACCORD_EMIT_KEY(emit, "file");
    accord_emit_text(emit, file);
    ACCORD_EMIT_KEY(emit, "line");
    accord_emit_count(emit, line);
    ACCORD_EMIT_KEY(emit, "cells");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < row->column_count; i++)
        emit_cell(emit, accord_dataset_column(writer->subject->dataset, evidence->table_number, row->columns[i]),
                  row->values[i], writer->places.lines[i], writer->places.columns[i]);
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
    accord_sink_drain(&writer->sink);
    return ACCORD_OK;
}

static enum accord_status emit_evidence(struct accord_emit *emit, struct accord_writer *writer,
                                        const struct accord_evidence *evidence, size_t count, struct accord_error *err)
{
    ACCORD_EMIT_KEY(emit, "evidence");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < count; i++) {
        accord_emit_open(emit, '{');
        ACCORD_EMIT_KEY(emit, "table");
        accord_emit_text(emit, evidence[i].table);
        ACCORD_EMIT_KEY(emit, "filter");
        accord_emit_arguments(emit, evidence[i].filter, evidence[i].filter_count);
        ACCORD_EMIT_KEY(emit, "rows");
        accord_emit_open(emit, '[');
        for (size_t r = 0; r < evidence[i].row_count; r++) {
            enum accord_status status = emit_row(emit, writer, &evidence[i], &evidence[i].rows[r], err);
            if (status != ACCORD_OK) return status;
        }
        accord_emit_close(emit, ']');
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
    return ACCORD_OK;
}

static enum accord_status emit_finding(struct accord_emit *emit, struct accord_writer *writer,
                                       const struct accord_finding *finding, const struct accord_standing *standing,
                                       struct accord_error *err)
{
    accord_emit_open(emit, '{');
    ACCORD_EMIT_KEY(emit, "verdict");
    accord_emit_plain(emit, accord_verdict_meaning(finding->verdict)->name);
    ACCORD_EMIT_KEY(emit, "message_id");
    accord_emit_text(emit, finding->message_id);
    ACCORD_EMIT_KEY(emit, "message");
    accord_emit_text(emit, finding->message);
    ACCORD_EMIT_KEY(emit, "args");
    accord_emit_arguments(emit, finding->arguments, finding->argument_count);
    ACCORD_EMIT_KEY(emit, "about");
    accord_emit_open_flat(emit, '[');
    for (size_t i = 0; i < finding->about_count; i++)
        accord_emit_text(emit, finding->about[i]);
    accord_emit_close(emit, ']');
    ACCORD_EMIT_KEY(emit, "fingerprint");
    accord_emit_text(emit, finding->fingerprint);
    if (standing && standing->has_since) {
        ACCORD_EMIT_KEY(emit, "since");
        emit_date(emit, standing->since);
    }
    if (standing) accord_emit_standing(emit, standing);
    if (standing) accord_emit_comments(emit, standing->comments, standing->comment_count);
    enum accord_status status = emit_evidence(emit, writer, finding->evidence, finding->evidence_count, err);
    accord_emit_close(emit, '}');
    return status;
}

static void emit_cause(struct accord_emit *emit, const struct accord_packs *packs, const struct accord_verdict *verdict)
{
    ACCORD_EMIT_KEY(emit, "cause");
    if (!verdict->has_cause) {
        accord_emit_null(emit);
        return;
    }
    struct accord_rule_facts cause;
    accord_packs_rule(packs, verdict->cause_rule, &cause);
    accord_emit_open_flat(emit, '{');
    ACCORD_EMIT_KEY(emit, "rule");
    accord_emit_text(emit, cause.id);
    ACCORD_EMIT_KEY(emit, "verdict");
    accord_emit_plain(emit, accord_verdict_meaning(verdict->cause)->name);
    accord_emit_close(emit, '}');
}

static void emit_head(struct accord_emit *emit, const struct accord_report_subject *subject,
                      const struct accord_verdict *verdict)
{
    struct accord_rule_facts rule;
    struct accord_provision_facts provision;
    accord_packs_rule(subject->packs, verdict->rule, &rule);
    accord_packs_provision(subject->packs, verdict->provision, &provision);
    ACCORD_EMIT_KEY(emit, "rule");
    accord_emit_text(emit, rule.id);
    ACCORD_EMIT_KEY(emit, "provision");
    accord_emit_text(emit, provision.id);
    ACCORD_EMIT_KEY(emit, "force");
    accord_emit_plain(emit, accord_force_name(provision.force));
    ACCORD_EMIT_KEY(emit, "actor");
    accord_emit_text(emit, verdict->actor_id);
    ACCORD_EMIT_KEY(emit, "verdict");
    accord_emit_plain(emit, accord_verdict_meaning(verdict->verdict)->name);
    ACCORD_EMIT_KEY(emit, "gate");
    accord_emit_plain(emit, accord_gate_name(verdict->gate));
    ACCORD_EMIT_KEY(emit, "why");
    accord_emit_text(emit, verdict->why);
    emit_cause(emit, subject->packs, verdict);
}

enum accord_status accord_emit_verdict(struct accord_emit *emit, struct accord_writer *writer,
                                       const struct accord_verdict *verdict, const struct accord_result *results,
                                       struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    accord_emit_open(emit, '{');
    emit_head(emit, writer->subject, verdict);
    /* A gate may leave something to look at without a finding. */
    if (results && verdict->finding_count == 0 && accord_verdict_needs_look(verdict->verdict)) {
        accord_emit_standing(emit, &results[0].standing);
        accord_emit_comments(emit, results[0].standing.comments, results[0].standing.comment_count);
    }
    ACCORD_EMIT_KEY(emit, "findings");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < verdict->finding_count && status == ACCORD_OK; i++)
        status = emit_finding(emit, writer, &verdict->findings[i], results ? &results[i].standing : NULL, err);
    if (status != ACCORD_OK) return status;
    accord_emit_close(emit, ']');
    status = emit_evidence(emit, writer, verdict->evidence, verdict->evidence_count, err);
    if (status != ACCORD_OK) return status;
    accord_emit_close(emit, '}');
    return ACCORD_OK;
}
