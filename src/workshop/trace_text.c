/* The trace as text: a table of provisions, or of rules, in 80 columns. */
#include "workshop/trace_parts.h"

#include "report/page.h"

#include <string.h>

enum { PAGE_WIDTH = 80, FORCE_COLUMNS = 11, SUBJECT_COLUMNS = 18, LINE_MAX_BYTES = 1024 * 1024 };

/* The part of "cms-11.10:25" that the instrument's heading does not say. */
static const char *short_provision(const char *id)
{
    const char *colon = strchr(id, ':');
    return colon ? colon + 1 : id;
}

/* The part of a rule's id that its instrument's heading does not say. */
static const char *short_rule(const char *id, const char *instrument)
{
    size_t length = strlen(instrument);
    return strncmp(id, instrument, length) == 0 && id[length] == '/' ? id + length + 1 : id;
}

/* One page at work, with room for a piece of text. */
struct sheet {
    const struct accord_trace *trace;
    const struct accord_trace_layout *layout;
    struct accord_page page;
    struct accord_text piece;
    size_t id_columns; /* that the longest provision takes, and a gap */
};

static void sheet_init(struct sheet *sheet, const struct accord_trace *trace, const struct accord_trace_layout *layout,
                       struct accord_text *text)
{
    *sheet = (struct sheet){.trace = trace, .layout = layout};
    accord_page_init(&sheet->page, text, PAGE_WIDTH, false);
    accord_text_init(&sheet->piece, LINE_MAX_BYTES);
    for (size_t i = 0; i < trace->row_count; i++) {
        struct accord_provision_facts provision;
        accord_packs_provision(trace->packs, trace->rows[i].provision, &provision);
        size_t columns = strlen(short_provision(provision.id)) + 2;
        if (columns > sheet->id_columns) sheet->id_columns = columns;
    }
}

static void sheet_clear(struct sheet *sheet)
{
    sheet->page.text->failed = sheet->page.text->failed || sheet->piece.failed;
    accord_page_clear(&sheet->page);
    accord_text_clear(&sheet->piece);
}

static void write_counts(struct sheet *sheet, size_t rule, size_t indent)
{
    if (!sheet->layout->dataset) return;
    accord_text_reset(&sheet->piece);
    accord_trace_add_counts(sheet->trace, rule, &sheet->piece);
    accord_page_spaces(&sheet->page, indent);
    accord_page_wrap(&sheet->page, ACCORD_STYLE_PLAIN, indent, indent, accord_text_str(&sheet->piece));
}

static void write_heading(struct sheet *sheet, size_t index)
{
    struct accord_instrument_facts instrument;
    accord_packs_instrument(sheet->trace->packs, index, &instrument);
    accord_text_add_char(sheet->page.text, '\n');
    size_t at = accord_page_cell(&sheet->page, ACCORD_STYLE_HEADING, instrument.id, 0);
    accord_page_spaces(&sheet->page, 2);
    accord_page_wrap(&sheet->page, ACCORD_STYLE_PLAIN, at + 2, at + 2, instrument.name);
}

/* The columns before a rule: provision and force on the first line of a provision only. */
static size_t write_columns(struct sheet *sheet, const struct accord_provision_facts *provision, const char *subject,
                            bool again)
{
    struct accord_page *page = &sheet->page;
    accord_page_spaces(page, 2);
    size_t at = 2;
    at += accord_page_cell(page, ACCORD_STYLE_PLAIN, again ? "" : short_provision(provision->id), sheet->id_columns);
    at += accord_page_cell(page, ACCORD_STYLE_PLAIN, again ? "" : accord_force_name(provision->force), FORCE_COLUMNS);
    return at + accord_page_cell(page, ACCORD_STYLE_PLAIN, subject, SUBJECT_COLUMNS);
}

static void write_rules(struct sheet *sheet, const struct accord_trace_row *row, const char *instrument, size_t at)
{
    for (size_t i = 0; i < row->rule_count; i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(sheet->trace->packs, row->rules[i], &rule);
        if (i > 0) accord_page_spaces(&sheet->page, at);
        accord_page_wrap(&sheet->page, ACCORD_STYLE_PLAIN, at, at, short_rule(rule.id, instrument));
        write_counts(sheet, row->rules[i], at + 2);
    }
}

static void write_row(struct sheet *sheet, const struct accord_trace_row *row, bool again)
{
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    accord_packs_provision(sheet->trace->packs, row->provision, &provision);
    accord_packs_instrument(sheet->trace->packs, provision.instrument, &instrument);
    size_t at = write_columns(sheet, &provision, row->subject ? row->subject : "context", again);
    if (row->state == ACCORD_TRACE_CONTEXT)
        accord_page_wrap(&sheet->page, ACCORD_STYLE_PLAIN, at, at, accord_trace_reason(&provision));
    else if (row->state == ACCORD_TRACE_UNCOVERED)
        accord_page_wrap(&sheet->page, ACCORD_STYLE_LOUD, at, at, accord_trace_no_rule);
    if (row->state == ACCORD_TRACE_UNADDRESSED)
        accord_page_wrap(&sheet->page, ACCORD_STYLE_PLAIN, at, at, accord_trace_unaddressed);
    if (row->rule_count > 0 && (row->state == ACCORD_TRACE_CONTEXT || row->state == ACCORD_TRACE_UNADDRESSED))
        accord_page_spaces(&sheet->page, at);
    write_rules(sheet, row, instrument.id, at);
}

static void write_provisions(struct sheet *sheet)
{
    const struct accord_trace *trace = sheet->trace;
    size_t instrument = SIZE_MAX;
    for (size_t i = 0; i < trace->row_count; i++) {
        struct accord_provision_facts provision;
        accord_packs_provision(trace->packs, trace->rows[i].provision, &provision);
        if (provision.instrument != instrument) write_heading(sheet, provision.instrument);
        instrument = provision.instrument;
        write_row(sheet, &trace->rows[i], i > 0 && trace->rows[i - 1].provision == trace->rows[i].provision);
    }
}

static void write_by_rule(struct sheet *sheet)
{
    const struct accord_trace *trace = sheet->trace;
    for (size_t i = 0; i < accord_packs_rule_count(trace->packs); i++) {
        struct accord_rule_facts rule;
        struct accord_provision_facts provision;
        if (!accord_trace_row_of(trace, i)) continue;
        accord_packs_rule(trace->packs, i, &rule);
        accord_packs_provision(trace->packs, rule.provision, &provision);
        accord_text_add_char(sheet->page.text, '\n');
        accord_page_wrap(&sheet->page, ACCORD_STYLE_HEADING, 0, 2, rule.id);
        accord_text_reset(&sheet->piece);
        accord_text_addf(&sheet->piece, "%s, %s (%s), %s", provision.id, provision.verb,
                         accord_force_name(provision.force), rule.subject);
        accord_page_spaces(&sheet->page, 2);
        accord_page_wrap(&sheet->page, ACCORD_STYLE_PLAIN, 2, 2, accord_text_str(&sheet->piece));
        write_counts(sheet, i, 2);
    }
    for (size_t i = 0; i < trace->row_count; i++) {
        struct accord_provision_facts provision;
        if (trace->rows[i].state != ACCORD_TRACE_UNCOVERED) continue;
        accord_packs_provision(trace->packs, trace->rows[i].provision, &provision);
        accord_text_addf(sheet->page.text, "\n%s\n", accord_trace_no_rule);
        accord_text_reset(&sheet->piece);
        accord_text_addf(&sheet->piece, "%s, %s (%s), %s", provision.id, provision.verb,
                         accord_force_name(provision.force), trace->rows[i].subject);
        accord_page_spaces(&sheet->page, 2);
        accord_page_wrap(&sheet->page, ACCORD_STYLE_PLAIN, 2, 2, accord_text_str(&sheet->piece));
    }
}

void accord_trace_write_text(const struct accord_trace *trace, const struct accord_trace_layout *layout,
                             struct accord_text *text)
{
    struct sheet sheet;
    char date[ACCORD_DATE_TEXT_MAX];
    sheet_init(&sheet, trace, layout, text);
    if (layout->dataset && accord_dataset_illustrative(layout->dataset))
        accord_page_wrap(&sheet.page, ACCORD_STYLE_LOUD, 0, 0,
                         "*** " ACCORD_ILLUSTRATIVE " ***");
    accord_text_add_str(&sheet.piece, layout->by_rule ? "Rules and what they serve" : "Provisions and their rules");
    if (layout->dataset)
        accord_text_addf(&sheet.piece, ", with the verdicts on %s as of %s", accord_dataset_name(layout->dataset),
                         accord_date_format(layout->as_of, date));
    accord_page_wrap(&sheet.page, ACCORD_STYLE_HEADING, 0, 0, accord_text_str(&sheet.piece));
    if (layout->by_rule)
        write_by_rule(&sheet);
    else
        write_provisions(&sheet);
    accord_text_add_char(text, '\n');
    accord_text_reset(&sheet.piece);
    accord_trace_add_totals(trace, &sheet.piece);
    accord_page_wrap(&sheet.page, ACCORD_STYLE_PLAIN, 0, 0, accord_text_str(&sheet.piece));
    sheet_clear(&sheet);
}
