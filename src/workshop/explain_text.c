/* An explanation as text for people. */
#include "workshop/explain_text.h"

#include "base/error.h"
#include "report/comments.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { EVENT_COLUMN = 7, NUMBER_COLUMNS = 5, ROWS_SHOWN = 5, ITEMS_SHOWN = 8, LINE_MAX_BYTES = 64 * 1024 };

static void start(struct accord_explanation *explanation, struct accord_text *text)
{
    (void)explanation;
    (void)text;
}

static void finish(struct accord_explanation *explanation)
{
    (void)explanation;
}

/* ---- pieces ---- */

void accord_explain_write_at(struct accord_explanation *explanation, enum accord_style style, size_t at,
                             const char *text)
{
    accord_page_spaces(&explanation->page, at);
    accord_page_wrap(&explanation->page, style, at, at + 2, text);
}

struct accord_text *accord_explain_scratch(struct accord_explanation *explanation)
{
    accord_text_reset(&explanation->scratch);
    return &explanation->scratch;
}

/* One thing that happened: "- asks ..." */
static void write_happened(struct accord_explanation *explanation, const char *text)
{
    accord_page_spaces(&explanation->page, EVENT_COLUMN);
    accord_text_add_str(explanation->page.text, "- ");
    accord_page_wrap(&explanation->page, ACCORD_STYLE_PLAIN, EVENT_COLUMN + 2, EVENT_COLUMN + 4, text);
}

static void say(struct accord_explanation *explanation, enum accord_style style, size_t at, const char *format, ...)
    ACCORD_PRINTF(4, 5);

static void say(struct accord_explanation *explanation, enum accord_style style, size_t at, const char *format, ...)
{
    static const char cut[] = "...";
    char line[4096];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof line) memcpy(line + sizeof line - sizeof cut, cut, sizeof cut);
    accord_explain_write_at(explanation, style, at, line);
}

static void add_items(struct accord_text *text, const struct accord_value *value, bool all)
{
    for (size_t i = 0; i < value->count && (all || i < ITEMS_SHOWN); i++)
        accord_text_addf(text, "%s%s", i == 0 ? " = " : " or ", value->items[i]);
    if (!all && value->count > ITEMS_SHOWN) accord_text_addf(text, " or %zu more", value->count - ITEMS_SHOWN);
}

static void add_value(struct accord_text *text, const struct accord_value *value, bool all)
{
    char date[ACCORD_DATE_TEXT_MAX];
    switch (value->kind) {
    case ACCORD_VALUE_TEXT:
    case ACCORD_VALUE_DECIMAL:
        accord_text_addf(text, " = %s", value->text);
        break;
    case ACCORD_VALUE_INTEGER:
        accord_text_addf(text, " = %lld", (long long)value->integer);
        break;
    case ACCORD_VALUE_BOOLEAN:
        accord_text_addf(text, " = %s", value->integer != 0 ? "true" : "false");
        break;
    case ACCORD_VALUE_DATE:
        accord_text_addf(text, " = %s", accord_date_format(value->date, date));
        break;
    case ACCORD_VALUE_LIST:
        add_items(text, value, all);
        break;
    case ACCORD_VALUE_PRESENT:
        accord_text_add_str(text, value->integer != 0 ? " on record" : " not on record");
        break;
    case ACCORD_VALUE_DURING:
        accord_text_addf(text, " from %s", accord_date_format(value->date, date));
        if (value->integer != 0) accord_text_addf(text, " until %s", accord_date_format(value->to, date));
        break;
    }
}

/* "{ role = cms-nfp, ended not on record }" */
static void add_terms(struct accord_text *text, const struct accord_argument *terms, size_t count, bool all)
{
    accord_text_add_str(text, "{");
    for (size_t i = 0; i < count; i++) {
        accord_text_addf(text, "%s %s", i == 0 ? "" : ",", terms[i].name);
        add_value(text, &terms[i].value, all);
    }
    accord_text_add_str(text, count == 0 ? "}" : " }");
}

/* ---- the run ---- */

static void write_run(struct accord_explanation *explanation)
{
    const struct accord_explain_request *request = explanation->request;
    char date[ACCORD_DATE_TEXT_MAX];
    size_t actor;
    bool known = accord_dataset_find_actor(request->dataset, request->actor, &actor);
    accord_text_add_char(explanation->page.text, '\n');
    struct accord_text *text = accord_explain_scratch(explanation);
    accord_text_addf(text, "For %s", request->actor);
    if (known) accord_text_addf(text, " (%s)", accord_dataset_actor_name(request->dataset, actor));
    accord_text_addf(text, " on %s as of %s", accord_dataset_name(request->dataset),
                     accord_date_format(request->as_of, date));
    accord_page_wrap(&explanation->page, ACCORD_STYLE_HEADING, 0, 2, accord_text_str(&explanation->scratch));
    if (accord_dataset_illustrative(request->dataset))
        accord_page_wrap(&explanation->page, ACCORD_STYLE_LOUD, 0, 0, "*** " ACCORD_ILLUSTRATIVE " ***");
}

static void write_gate(struct accord_explanation *explanation, enum accord_gate gate)
{
    accord_text_add_char(explanation->page.text, '\n');
    accord_page_wrap(&explanation->page, ACCORD_STYLE_HEADING, 0, 0, accord_gate_name(gate));
}

static void write_decided(struct accord_explanation *explanation, const struct accord_gate_event *gate)
{
    accord_page_spaces(&explanation->page, 2);
    size_t at = 2;
    if (gate->passed)
        at += accord_page_cell(&explanation->page, ACCORD_STYLE_PLAIN, "passed:", 0);
    else
        at += accord_page_verdict(&explanation->page, gate->verdict, 0) +
              accord_page_cell(&explanation->page, ACCORD_STYLE_PLAIN, ":", 0);
    accord_page_spaces(&explanation->page, 1);
    accord_page_wrap(&explanation->page, ACCORD_STYLE_PLAIN, at + 1, 4, gate->why);
}

/* "   35  local current = party:focal_points(role)", with its own indentation. */
static void write_line(struct accord_explanation *explanation, const char *source, size_t length)
{
    struct accord_file_facts facts;
    char number[32];
    size_t indent = 0;
    accord_packs_file(explanation->request->packs, (size_t)explanation->file, &facts);
    if (explanation->file != explanation->shown_file) say(explanation, ACCORD_STYLE_FAINT, 2, "%s", facts.path);
    while (indent < length && indent < (size_t)explanation->page.width / 3 && source[indent] == ' ')
        indent++;
    (void)snprintf(number, sizeof number, "%*u", NUMBER_COLUMNS, explanation->line);
    accord_page_cell(&explanation->page, ACCORD_STYLE_FAINT, number, NUMBER_COLUMNS);
    accord_page_spaces(&explanation->page, 2 + indent);
    struct accord_text *text = accord_explain_scratch(explanation);
    accord_text_add(text, source + indent, length - indent < LINE_MAX_BYTES ? length - indent : LINE_MAX_BYTES);
    size_t at = NUMBER_COLUMNS + 2 + indent;
    accord_page_wrap(&explanation->page, ACCORD_STYLE_PLAIN, at, at + 2, accord_text_str(text));
}

static void write_left_out(struct accord_explanation *explanation)
{
    if (explanation->left_out > 0 && explanation->first_left_out == explanation->last_left_out)
        say(explanation, ACCORD_STYLE_FAINT, 2, "... %zu more runs of line %u are left out; --all shows them",
            explanation->left_out, explanation->first_left_out);
    else if (explanation->left_out > 0)
        say(explanation, ACCORD_STYLE_FAINT, 2, "... %zu more runs of lines %u to %u are left out; --all shows them",
            explanation->left_out, explanation->first_left_out, explanation->last_left_out);
    if (explanation->events_left_out > 0)
        say(explanation, ACCORD_STYLE_FAINT, EVENT_COLUMN, "... %zu more are left out; --all shows them",
            explanation->events_left_out);
}

/* ---- what happened on a line ---- */

static void add_rows(struct accord_text *text, const struct accord_observed_row *rows, size_t count, bool all)
{
    for (size_t i = 0; rows != NULL && i < count && (all || i < ROWS_SHOWN); i++)
        accord_text_addf(text, "%s %s", i == 0 ? ":" : ",", rows[i].key);
    if (rows != NULL && !all && count > ROWS_SHOWN) accord_text_addf(text, " and %zu more", count - ROWS_SHOWN);
}

static void add_count(struct accord_text *text, size_t count, const char *what)
{
    if (count == 0)
        accord_text_addf(text, " none%s", what);
    else
        accord_text_addf(text, " %zu%s", count, what);
}

static void write_declarations(struct accord_explanation *explanation, const struct accord_question_event *question)
{
    char since[ACCORD_DATE_TEXT_MAX], until[ACCORD_DATE_TEXT_MAX];
    accord_explain_write_at(explanation, ACCORD_STYLE_PLAIN, EVENT_COLUMN + 4, accord_explain_completeness(question));
    for (size_t i = 0; i < question->declaration_count; i++) {
        const struct accord_declaration *declared = &question->declarations[i];
        struct accord_text *text = accord_explain_scratch(explanation);
        accord_text_add_str(text, "declared complete: ");
        add_terms(text, declared->where, declared->where_count, explanation->request->all);
        accord_text_addf(text, " since %s",
                         accord_date_format((struct accord_date){declared->since, declared->since}, since));
        if (declared->until != INT32_MAX)
            accord_text_addf(text, " until %s",
                             accord_date_format((struct accord_date){declared->until, declared->until}, until));
        accord_text_addf(text, ", which %s", accord_explain_reach(declared->reach));
        accord_explain_write_at(explanation, ACCORD_STYLE_PLAIN, EVENT_COLUMN + 4, accord_text_str(text));
    }
}

static void write_question(struct accord_explanation *explanation, const struct accord_question_event *question)
{
    struct accord_text *text = accord_explain_scratch(explanation);
    bool all = explanation->request->all;
    accord_text_addf(text, "asks %s ", question->table);
    add_terms(text, question->filter, question->filter_count, all);
    accord_text_addf(text, " (%s),", accord_explain_asked(question->asked));
    bool only_possibly = question->asked == ACCORD_ASKED_FOR_POSSIBLE;
    if (!only_possibly) {
        add_count(text, question->surely_count, " found");
        add_rows(text, question->surely, question->surely_count, all);
    }
    if (only_possibly || question->possibly_count > 0) {
        if (!only_possibly) accord_text_add_char(text, ';');
        add_count(text, question->possibly_count, " possibly");
        add_rows(text, question->possibly, question->possibly_count, all);
    }
    write_happened(explanation, accord_text_str(text));
    if (!only_possibly && question->surely_count == 0) write_declarations(explanation, question);
}

static enum accord_status write_read(struct accord_explanation *explanation, const struct accord_read_event *read,
                                     struct accord_error *err)
{
    const char *file;
    unsigned line, at;
    enum accord_status status =
        accord_explain_place(explanation, read->table_number, read->row, read->column_number, &file, &line, &at, err);
    if (status != ACCORD_OK) return status;
    struct accord_text *text = accord_explain_scratch(explanation);
    accord_text_addf(text, "reads %s.%s of %s", read->table, read->column, read->key);
    if (read->personal)
        accord_text_add_str(text, ": personal, not shown");
    else if (read->value == NULL)
        accord_text_add_str(text, ": not on record");
    else
        accord_text_addf(text, " = %s", read->value);
    if (read->later) accord_text_add_str(text, ", after that day: as if not on record");
    if (file != NULL && line > 0) accord_text_addf(text, " (%s:%u:%u)", file, line, at);
    write_happened(explanation, accord_text_str(text));
    return ACCORD_OK;
}

static void write_outcome(struct accord_explanation *explanation, const struct accord_outcome_event *outcome)
{
    struct accord_text *text = accord_explain_scratch(explanation);
    accord_text_addf(text, "%s: ", outcome->helper);
    switch (outcome->form) {
    case ACCORD_OUTCOME_TRUTH:
        accord_text_add_str(text, accord_explain_truth(outcome->truth));
        break;
    case ACCORD_OUTCOME_COUNT:
        accord_text_addf(text, "%zu", outcome->count);
        break;
    case ACCORD_OUTCOME_ROW:
        accord_text_add_str(text, outcome->key == NULL ? "none" : outcome->key);
        break;
    }
    write_happened(explanation, accord_text_str(text));
}

static void write_undecided(struct accord_explanation *explanation, const struct accord_undecided_event *undecided)
{
    struct accord_text *text = accord_explain_scratch(explanation);
    accord_text_addf(text, "left open (%s)", accord_verdict_meaning(undecided->verdict)->name);
    if (undecided->table != NULL)
        accord_text_addf(text, ": %s %s%s%s", undecided->table, undecided->key, undecided->column == NULL ? "" : ", ",
                         undecided->column == NULL ? "" : undecided->column);
    accord_text_addf(text, ": %s", undecided->why);
    write_happened(explanation, accord_text_str(text));
}

static void write_constructed(struct accord_explanation *explanation, const struct accord_verdict_event *verdict)
{
    const char *name = accord_verdict_meaning(verdict->verdict)->name;
    struct accord_text *text = accord_explain_scratch(explanation);
    accord_text_addf(text, "says %s", verdict->constructor);
    if (strcmp(verdict->constructor, name) != 0) accord_text_addf(text, ", which makes it %s", name);
    if (verdict->message_id != NULL) accord_text_addf(text, ", message %s", verdict->message_id);
    write_happened(explanation, accord_text_str(text));
}

static enum accord_status write_event(struct accord_explanation *explanation, const struct accord_event *event,
                                      struct accord_error *err)
{
    switch (event->kind) {
    case ACCORD_EVENT_PAIR:
    case ACCORD_EVENT_GATE:
    case ACCORD_EVENT_LINE:
        break;
    case ACCORD_EVENT_QUESTION:
        write_question(explanation, &event->as.question);
        break;
    case ACCORD_EVENT_READ:
        return write_read(explanation, &event->as.read, err);
    case ACCORD_EVENT_OUTCOME:
        write_outcome(explanation, &event->as.outcome);
        break;
    case ACCORD_EVENT_UNDECIDED:
        write_undecided(explanation, &event->as.undecided);
        break;
    case ACCORD_EVENT_VERDICT:
        write_constructed(explanation, &event->as.verdict);
        break;
    }
    return ACCORD_OK;
}

/* ---- the verdict ---- */

static enum accord_status write_evidence_row(struct accord_explanation *explanation,
                                             const struct accord_evidence *evidence,
                                             const struct accord_evidence_row *row, struct accord_error *err)
{
    const char *file = NULL;
    unsigned line = 0;
    enum accord_status status = ACCORD_OK;
    if (evidence->table_number >= 0)
        status = accord_writer_places(explanation->writer, evidence, row, &file, &line, err);
    if (status != ACCORD_OK) return status;
    struct accord_text *text = accord_explain_scratch(explanation);
    accord_text_add_str(text, row->key);
    if (file != NULL) accord_text_addf(text, " (%s:%u)", file, line);
    for (size_t i = 0; i < row->column_count; i++)
        accord_text_addf(text, "%s %s = %s", i == 0 ? ":" : ",",
                         accord_dataset_column(explanation->request->dataset, evidence->table_number, row->columns[i]),
                         row->values[i] == NULL ? "not on record" : row->values[i]);
    accord_explain_write_at(explanation, ACCORD_STYLE_FAINT, 6, accord_text_str(text));
    return ACCORD_OK;
}

static enum accord_status write_evidence(struct accord_explanation *explanation, const struct accord_evidence *evidence,
                                         size_t count, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < count; i++) {
        struct accord_text *text = accord_explain_scratch(explanation);
        accord_text_addf(text, "%s ", evidence[i].table);
        add_terms(text, evidence[i].filter, evidence[i].filter_count, explanation->request->all);
        if (evidence[i].row_count == 0) accord_text_add_str(text, ": no row");
        accord_explain_write_at(explanation, ACCORD_STYLE_PLAIN, 4, accord_text_str(text));
        size_t shown =
            explanation->request->all || evidence[i].row_count <= ROWS_SHOWN ? evidence[i].row_count : ROWS_SHOWN;
        for (size_t r = 0; status == ACCORD_OK && r < shown; r++)
            status = write_evidence_row(explanation, &evidence[i], &evidence[i].rows[r], err);
        if (shown < evidence[i].row_count)
            say(explanation, ACCORD_STYLE_FAINT, 6, "... %zu more rows are left out; --all shows them",
                evidence[i].row_count - shown);
    }
    return status;
}

static void write_comments(struct accord_explanation *explanation, const struct accord_result *result)
{
    const struct accord_standing *standing = &result->standing;
    for (size_t i = 0; i < standing->comment_count; i++) {
        struct accord_text *text = accord_explain_scratch(explanation);
        accord_comment_write(text, result->verdict->actor_id, &standing->comments[i], 0);
        accord_explain_write_at(explanation, ACCORD_STYLE_PLAIN, 4, accord_text_str(text));
    }
}

static enum accord_status write_findings(struct accord_explanation *explanation, const struct accord_verdict *verdict,
                                         const struct accord_result *results, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < verdict->finding_count; i++) {
        const struct accord_finding *finding = &verdict->findings[i];
        accord_page_spaces(&explanation->page, 2);
        size_t at = 2 + accord_page_verdict(&explanation->page, finding->verdict, 0);
        struct accord_text *text = accord_explain_scratch(explanation);
        accord_text_addf(text, "(%s): %s", finding->message_id, finding->message);
        accord_page_spaces(&explanation->page, 1);
        accord_page_wrap(&explanation->page, ACCORD_STYLE_PLAIN, at + 1, 4, accord_text_str(text));
        say(explanation, ACCORD_STYLE_FAINT, 4, "fingerprint %s", finding->fingerprint);
        write_comments(explanation, &results[i]);
        status = write_evidence(explanation, finding->evidence, finding->evidence_count, err);
    }
    return status;
}

static enum accord_status write_verdict(struct accord_explanation *explanation, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    struct accord_rule_facts cause;
    accord_text_add_char(explanation->page.text, '\n');
    size_t at = accord_page_cell(&explanation->page, ACCORD_STYLE_HEADING, "Verdict:", 0);
    accord_page_spaces(&explanation->page, 1);
    at += 1 + accord_page_verdict(&explanation->page, verdict->verdict, 0);
    accord_page_wrap(&explanation->page, ACCORD_STYLE_PLAIN, at, 2, "");
    accord_explain_write_at(explanation, ACCORD_STYLE_PLAIN, 2, verdict->why);
    if (verdict->has_cause) {
        accord_packs_rule(explanation->request->packs, verdict->cause_rule, &cause);
        say(explanation, ACCORD_STYLE_PLAIN, 2, "it rests on %s, which is %s", cause.id,
            accord_verdict_meaning(verdict->cause)->name);
    }
    if (verdict->finding_count == 0) write_comments(explanation, &results[0]);
    enum accord_status status = write_findings(explanation, verdict, results, err);
    if (status != ACCORD_OK || verdict->evidence_count == 0) return status;
    accord_explain_write_at(explanation, ACCORD_STYLE_PLAIN, 2,
                            verdict->finding_count == 0 ? "evidence" : "other evidence");
    return write_evidence(explanation, verdict->evidence, verdict->evidence_count, err);
}

const struct accord_explain_format accord_explain_text = {
    .name = "text",
    .start = start,
    .rule = accord_explain_text_rule,
    .provision = accord_explain_text_provision,
    .run = write_run,
    .gate = write_gate,
    .line = write_line,
    .event = write_event,
    .left_out = write_left_out,
    .decided = write_decided,
    .verdict = write_verdict,
    .finish = finish,
};
