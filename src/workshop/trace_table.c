/* The trace line by line: a limb, an addressee and one rule each, as CSV and as a Markdown table. */
#include "workshop/trace_parts.h"

#include "report/csv_text.h"
#include "report/markdown_text.h"

/* A row and one of its rules. */
struct line {
    const struct accord_trace_row *row;
    size_t rule; /* SIZE_MAX: none */
};

/* One table at work. */
struct table {
    const struct accord_trace *trace;
    const struct accord_trace_layout *layout;
    struct accord_text *text;
};

typedef void (*line_function)(struct table *table, const struct line *line);

/* In the order of the layout. Context without a rule is no line of the way from rules to provisions. */
static void each_line(struct table *table, line_function function)
{
    const struct accord_trace *trace = table->trace;
    for (size_t i = 0; table->layout->by_rule && i < accord_packs_rule_count(trace->packs); i++) {
        const struct accord_trace_row *row = accord_trace_row_of(trace, i);
        if (row) function(table, &(struct line){row, i});
    }
    for (size_t i = 0; i < trace->row_count; i++) {
        const struct accord_trace_row *row = &trace->rows[i];
        if (table->layout->by_rule && row->state != ACCORD_TRACE_UNCOVERED) continue;
        if (row->rule_count == 0) function(table, &(struct line){row, SIZE_MAX});
        for (size_t at = 0; at < row->rule_count; at++)
            function(table, &(struct line){row, row->rules[at]});
    }
}

/* ---- CSV ---- */

static void write_csv_line(struct table *table, const struct line *line)
{
    struct accord_text *text = table->text;
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    struct accord_rule_facts rule = {0};
    accord_packs_provision(table->trace->packs, line->row->provision, &provision);
    accord_packs_instrument(table->trace->packs, provision.instrument, &instrument);
    if (line->rule != SIZE_MAX) accord_packs_rule(table->trace->packs, line->rule, &rule);
    bool context = line->row->state == ACCORD_TRACE_CONTEXT;
    const char *const cells[] = {instrument.id,
                                 provision.id,
                                 provision.verb,
                                 accord_force_name(provision.force),
                                 context ? rule.subject : line->row->subject,
                                 accord_trace_state_name(line->row->state),
                                 rule.id,
                                 rule.title,
                                 context ? accord_trace_reason(&provision) : NULL};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        if (i > 0) accord_text_add_char(text, ',');
        accord_csv_text(text, cells[i]);
    }
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        accord_text_add_char(text, ',');
        if (table->layout->dataset && line->rule != SIZE_MAX)
            accord_text_addf(text, "%zu", table->trace->counts[line->rule][kind]);
    }
    accord_text_add_char(text, '\n');
}

void accord_trace_write_csv(const struct accord_trace *trace, const struct accord_trace_layout *layout,
                            struct accord_text *text)
{
    struct table table = {trace, layout, text};
    accord_text_add_str(text, "instrument,provision,verb,force,addressee,state,rule,title,reason");
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++)
        accord_text_addf(text, ",%s", accord_verdict_meaning((enum accord_verdict_kind)kind)->name);
    accord_text_add_char(text, '\n');
    each_line(&table, write_csv_line);
}

/* ---- Markdown ---- */

static void add_rule_cell(struct table *table, const struct line *line)
{
    struct accord_text *text = table->text;
    struct accord_provision_facts provision;
    struct accord_rule_facts rule;
    accord_packs_provision(table->trace->packs, line->row->provision, &provision);
    if (line->row->state == ACCORD_TRACE_UNADDRESSED) accord_text_addf(text, "%s ", accord_trace_unaddressed);
    if (line->row->state == ACCORD_TRACE_UNCOVERED) accord_text_addf(text, "**%s**", accord_trace_no_rule);
    if (line->row->state == ACCORD_TRACE_CONTEXT && !table->layout->by_rule) {
        accord_markdown_text(text, accord_trace_reason(&provision));
        if (line->rule != SIZE_MAX) accord_text_add_char(text, ' ');
    }
    if (line->rule == SIZE_MAX) return;
    accord_packs_rule(table->trace->packs, line->rule, &rule);
    accord_markdown_code(text, rule.id);
}

static void write_markdown_line(struct table *table, const struct line *line)
{
    struct accord_text *text = table->text;
    struct accord_provision_facts provision;
    accord_packs_provision(table->trace->packs, line->row->provision, &provision);
    accord_text_add_str(text, "| ");
    if (table->layout->by_rule) {
        add_rule_cell(table, line);
        accord_text_add_str(text, " | ");
    }
    accord_markdown_code(text, provision.id);
    accord_text_addf(text, " | %s | %s | ", provision.verb, accord_force_name(provision.force));
    accord_markdown_text(text, line->row->subject ? line->row->subject : "context");
    if (!table->layout->by_rule) {
        accord_text_add_str(text, " | ");
        add_rule_cell(table, line);
    }
    if (table->layout->dataset) {
        accord_text_add_str(text, " | ");
        if (line->rule != SIZE_MAX) accord_trace_add_counts(table->trace, line->rule, text);
    }
    accord_text_add_str(text, " |\n");
}

void accord_trace_write_markdown(const struct accord_trace *trace, const struct accord_trace_layout *layout,
                                 struct accord_text *text)
{
    struct table table = {trace, layout, text};
    char date[ACCORD_DATE_TEXT_MAX];

    accord_text_addf(text, "# %s\n\n", layout->by_rule ? "Rules and what they serve" : "Provisions and their rules");
    if (layout->dataset) {
        accord_text_add_str(text, "Verdicts on ");
        accord_markdown_text(text, accord_dataset_name(layout->dataset));
        accord_text_addf(text, " as of %s.%s\n\n", accord_date_format(layout->as_of, date),
                         accord_dataset_illustrative(layout->dataset)
                             ? " **Illustrative data: made up to show how this works, no record of anybody.**"
                             : "");
    }
    accord_text_add_str(text, layout->by_rule ? "| Rule | Provision | Verb | Force | Addressee |"
                                              : "| Provision | Verb | Force | Addressee | Rule |");
    accord_text_addf(text, "%s\n|---|---|---|---|---|%s\n", layout->dataset ? " Verdicts |" : "",
                     layout->dataset ? "---|" : "");
    each_line(&table, write_markdown_line);
    accord_text_add_char(text, '\n');
    accord_trace_add_totals(trace, text);
    accord_text_add_char(text, '\n');
}
