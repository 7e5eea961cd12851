/* An explanation as JSON. */
#include "accord/report.h"
#include "report/json_verdict.h"
#include "workshop/explain_parts.h"

#include <stdio.h>

static void number(struct accord_emit *emit, const char *name, size_t count)
{
    accord_emit_key(emit, name);
    accord_emit_count(emit, count);
}

static void flag(struct accord_emit *emit, const char *name, bool value)
{
    accord_emit_key(emit, name);
    accord_emit_boolean(emit, value);
}

static void day(struct accord_emit *emit, const char *name, struct accord_date date, bool has)
{
    char text[ACCORD_DATE_TEXT_MAX];
    accord_emit_member(emit, name, has ? accord_date_format(date, text) : NULL);
}

static void list(struct accord_emit *emit, const char *name, const char *const *items, size_t count)
{
    accord_emit_key(emit, name);
    accord_emit_open_flat(emit, '[');
    for (size_t i = 0; i < count; i++)
        accord_emit_text(emit, items[i]);
    accord_emit_close(emit, ']');
}

static void start(struct accord_explanation *explanation, struct accord_text *text)
{
    struct accord_emit *emit = &explanation->emit;
    accord_emit_init(emit, text, true);
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "accord");
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "version", accord_version());
    number(emit, "schema", 1);
    accord_emit_close(emit, '}');
}

static void finish(struct accord_explanation *explanation)
{
    const struct accord_explained *explained = &explanation->explained;
    if (explanation->ran && !explained->judged) accord_emit_close(&explanation->emit, ']');
    accord_emit_close(&explanation->emit, '}');
    accord_text_add_char(explanation->emit.text, '\n');
}

/* ---- what a rule is ---- */

static void emit_reading(struct accord_emit *emit, const struct accord_reading *reading)
{
    accord_emit_key(emit, "reading");
    if (reading->by == NULL) {
        accord_emit_null(emit);
        return;
    }
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "by", reading->by);
    accord_emit_member(emit, "on", reading->on);
    accord_emit_member(emit, "state", reading->state);
    accord_emit_close(emit, '}');
}

static void emit_entry(struct accord_explanation *explanation, size_t index)
{
    struct accord_emit *emit = &explanation->emit;
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    accord_packs_provision(explanation->request->packs, index, &provision);
    accord_packs_instrument(explanation->request->packs, provision.instrument, &instrument);
    accord_emit_key(emit, "provision");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "id", provision.id);
    accord_emit_member(emit, "verb", provision.verb);
    accord_emit_member(emit, "force", accord_force_name(provision.force));
    list(emit, "addressees", provision.addressees, provision.addressee_count);
    accord_emit_member(emit, "summary", provision.summary);
    accord_emit_member(emit, "context", provision.context);
    accord_emit_member(emit, "citation", provision.citation);
    flag(emit, "qualified", provision.qualified);
    day(emit, "effect", provision.effect, true);
    day(emit, "until", provision.until, provision.has_until);
    emit_reading(emit, &provision.reading);
    accord_emit_key(emit, "instrument");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "id", instrument.id);
    accord_emit_member(emit, "name", instrument.name);
    accord_emit_member(emit, "citation", instrument.citation);
    accord_emit_member(emit, "version", instrument.version);
    accord_emit_member(emit, "under", instrument.under);
    accord_emit_member(emit, "file", instrument.path);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
}

static void emit_rule(struct accord_explanation *explanation)
{
    struct accord_emit *emit = &explanation->emit;
    struct accord_rule_facts rule, required;
    accord_packs_rule(explanation->request->packs, explanation->request->rule, &rule);
    if (rule.requires != SIZE_MAX) accord_packs_rule(explanation->request->packs, rule.requires, &required);
    accord_emit_key(emit, "rule");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "id", rule.id);
    accord_emit_member(emit, "title", rule.title);
    accord_emit_member(emit, "subject", rule.subject);
    accord_emit_member(emit, "over", rule.over);
    accord_emit_member(emit, "requires", rule.requires == SIZE_MAX ? NULL : required.id);
    list(emit, "aliases", rule.aliases, rule.alias_count);
    list(emit, "tags", rule.tags, rule.tag_count);
    accord_emit_key(emit, "params");
    accord_emit_open(emit, '{');
    for (size_t i = 0; i < rule.param_count; i++) {
        accord_emit_key(emit, rule.params[i].name);
        accord_emit_number(emit, rule.params[i].text); /* JSON already */
    }
    accord_emit_close(emit, '}');
    accord_emit_key(emit, "messages");
    accord_emit_open(emit, '{');
    for (size_t i = 0; i < rule.message_count; i++)
        accord_emit_member(emit, rule.messages[i].id, rule.messages[i].text);
    accord_emit_close(emit, '}');
    emit_reading(emit, &rule.reading);
    accord_emit_member(emit, "comment", rule.comment);
    accord_emit_member(emit, "file", rule.path);
    accord_emit_close(emit, '}');
    emit_entry(explanation, rule.provision);
}

static void emit_provision(struct accord_explanation *explanation, size_t provision)
{
    struct accord_emit *emit = &explanation->emit;
    const struct accord_packs *packs = explanation->request->packs;
    emit_entry(explanation, provision);
    accord_emit_key(emit, "rules");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i, &rule);
        if (rule.provision != provision) continue;
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "id", rule.id);
        accord_emit_member(emit, "title", rule.title);
        accord_emit_member(emit, "subject", rule.subject);
        accord_emit_member(emit, "file", rule.path);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

/* ---- the run ---- */

static void emit_run(struct accord_explanation *explanation)
{
    struct accord_emit *emit = &explanation->emit;
    const struct accord_explain_request *request = explanation->request;
    day(emit, "as_of", request->as_of, true);
    accord_emit_key(emit, "dataset");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "name", accord_dataset_name(request->dataset));
    flag(emit, "illustrative", accord_dataset_illustrative(request->dataset));
    accord_emit_member(emit, "sha256", accord_dataset_sha256(request->dataset));
    accord_emit_close(emit, '}');
    accord_emit_member(emit, "actor", request->actor);
    explanation->ran = true;
    accord_emit_key(emit, "gates");
    accord_emit_open(emit, '[');
}

static void emit_gate(struct accord_explanation *explanation, enum accord_gate gate)
{
    struct accord_emit *emit = &explanation->emit;
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "gate", accord_gate_name(gate));
    accord_emit_key(emit, "events");
    accord_emit_open(emit, '[');
}

static void emit_decided(struct accord_explanation *explanation, const struct accord_gate_event *gate)
{
    struct accord_emit *emit = &explanation->emit;
    accord_emit_close(emit, ']');
    flag(emit, "passed", gate->passed);
    accord_emit_member(emit, "verdict", gate->passed ? NULL : accord_verdict_meaning(gate->verdict)->name);
    accord_emit_member(emit, "why", gate->why);
    accord_emit_close(emit, '}');
}

static void emit_line(struct accord_explanation *explanation, const char *source, size_t length)
{
    struct accord_emit *emit = &explanation->emit;
    struct accord_file_facts facts;
    struct accord_text *text = &explanation->scratch;
    accord_packs_file(explanation->request->packs, (size_t)explanation->file, &facts);
    accord_text_reset(text);
    accord_text_add(text, source, length);
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "event", "line");
    accord_emit_member(emit, "file", facts.path);
    number(emit, "line", explanation->line);
    accord_emit_member(emit, "source", accord_text_str(text));
    accord_emit_close(emit, '}');
}

static void emit_left_out(struct accord_explanation *explanation)
{
    struct accord_emit *emit = &explanation->emit;
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "event", "left_out");
    number(emit, "runs", explanation->left_out);
    if (explanation->left_out > 0) {
        number(emit, "from_line", explanation->first_left_out);
        number(emit, "to_line", explanation->last_left_out);
    }
    number(emit, "events", explanation->events_left_out);
    accord_emit_close(emit, '}');
}

static void emit_rows(struct accord_emit *emit, const char *name, const struct accord_observed_row *rows, size_t count)
{
    enum { ROWS_SHOWN = 100 };
    accord_emit_key(emit, name);
    accord_emit_open_flat(emit, '[');
    for (size_t i = 0; rows != NULL && i < count && i < ROWS_SHOWN; i++)
        accord_emit_text(emit, rows[i].key);
    accord_emit_close(emit, ']');
}

static void emit_declarations(struct accord_emit *emit, const struct accord_question_event *question)
{
    flag(emit, "complete", question->complete);
    accord_emit_member(emit, "completeness", accord_explain_completeness(question));
    accord_emit_key(emit, "declarations");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < question->declaration_count; i++) {
        const struct accord_declaration *declared = &question->declarations[i];
        accord_emit_open_flat(emit, '{');
        accord_emit_key(emit, "where");
        accord_emit_arguments(emit, declared->where, declared->where_count);
        day(emit, "since", (struct accord_date){declared->since, declared->since}, true);
        day(emit, "until", (struct accord_date){declared->until, declared->until}, declared->until != INT32_MAX);
        accord_emit_member(emit, "reach", accord_explain_reach(declared->reach));
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void emit_question(struct accord_emit *emit, const struct accord_question_event *question)
{
    accord_emit_member(emit, "event", "question");
    accord_emit_member(emit, "table", question->table);
    accord_emit_key(emit, "filter");
    accord_emit_arguments(emit, question->filter, question->filter_count);
    accord_emit_member(emit, "asked", accord_explain_asked(question->asked));
    number(emit, "found", question->surely_count);
    emit_rows(emit, "rows", question->surely, question->surely_count);
    number(emit, "possibly", question->possibly_count);
    emit_rows(emit, "possible_rows", question->possibly, question->possibly_count);
    if (question->surely_count == 0 && question->asked != ACCORD_ASKED_FOR_POSSIBLE) emit_declarations(emit, question);
}

static enum accord_status emit_read(struct accord_explanation *explanation, const struct accord_read_event *read,
                                    struct accord_error *err)
{
    struct accord_emit *emit = &explanation->emit;
    const char *file;
    unsigned line, at;
    enum accord_status status =
        accord_explain_place(explanation, read->table_number, read->row, read->column_number, &file, &line, &at, err);
    if (status != ACCORD_OK) return status;
    accord_emit_member(emit, "event", "read");
    accord_emit_member(emit, "table", read->table);
    accord_emit_member(emit, "key", read->key);
    accord_emit_member(emit, "column", read->column);
    accord_emit_member(emit, "value", read->value);
    flag(emit, "personal", read->personal);
    flag(emit, "later", read->later);
    accord_emit_member(emit, "file", file);
    accord_emit_key(emit, "at");
    if (file != NULL && line > 0) {
        char place[32];
        (void)snprintf(place, sizeof place, "%u:%u", line, at);
        accord_emit_text(emit, place);
    } else {
        accord_emit_null(emit);
    }
    return ACCORD_OK;
}

static void emit_outcome(struct accord_emit *emit, const struct accord_outcome_event *outcome)
{
    accord_emit_member(emit, "event", "outcome");
    accord_emit_member(emit, "helper", outcome->helper);
    switch (outcome->form) {
    case ACCORD_OUTCOME_TRUTH:
        accord_emit_member(emit, "truth", accord_explain_truth(outcome->truth));
        break;
    case ACCORD_OUTCOME_COUNT:
        number(emit, "count", outcome->count);
        break;
    case ACCORD_OUTCOME_ROW:
        accord_emit_member(emit, "row", outcome->key);
        break;
    }
}

static void emit_undecided(struct accord_emit *emit, const struct accord_undecided_event *undecided)
{
    accord_emit_member(emit, "event", "undecided");
    accord_emit_member(emit, "verdict", accord_verdict_meaning(undecided->verdict)->name);
    accord_emit_member(emit, "table", undecided->table);
    accord_emit_member(emit, "key", undecided->key);
    accord_emit_member(emit, "column", undecided->column);
    accord_emit_member(emit, "why", undecided->why);
}

static void emit_constructed(struct accord_emit *emit, const struct accord_verdict_event *verdict)
{
    accord_emit_member(emit, "event", "verdict");
    accord_emit_member(emit, "constructor", verdict->constructor);
    accord_emit_member(emit, "verdict", accord_verdict_meaning(verdict->verdict)->name);
    accord_emit_member(emit, "message_id", verdict->message_id);
}

static enum accord_status emit_event(struct accord_explanation *explanation, const struct accord_event *event,
                                     struct accord_error *err)
{
    struct accord_emit *emit = &explanation->emit;
    enum accord_status status = ACCORD_OK;
    accord_emit_open(emit, '{');
    switch (event->kind) {
    case ACCORD_EVENT_PAIR:
    case ACCORD_EVENT_GATE:
    case ACCORD_EVENT_LINE:
        break;
    case ACCORD_EVENT_QUESTION:
        emit_question(emit, &event->as.question);
        break;
    case ACCORD_EVENT_READ:
        status = emit_read(explanation, &event->as.read, err);
        break;
    case ACCORD_EVENT_OUTCOME:
        emit_outcome(emit, &event->as.outcome);
        break;
    case ACCORD_EVENT_UNDECIDED:
        emit_undecided(emit, &event->as.undecided);
        break;
    case ACCORD_EVENT_VERDICT:
        emit_constructed(emit, &event->as.verdict);
        break;
    }
    accord_emit_close(emit, '}');
    return status;
}

static enum accord_status emit_verdict(struct accord_explanation *explanation, const struct accord_verdict *verdict,
                                       const struct accord_result *results, struct accord_error *err)
{
    accord_emit_close(&explanation->emit, ']');
    accord_emit_key(&explanation->emit, "verdict");
    return accord_emit_verdict(&explanation->emit, explanation->writer, verdict, results, err);
}

const struct accord_explain_format accord_explain_json = {
    .name = "json",
    .start = start,
    .rule = emit_rule,
    .provision = emit_provision,
    .run = emit_run,
    .gate = emit_gate,
    .line = emit_line,
    .event = emit_event,
    .left_out = emit_left_out,
    .decided = emit_decided,
    .verdict = emit_verdict,
    .finish = finish,
};
