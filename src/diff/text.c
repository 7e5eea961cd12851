/* A comparison as text for people: a section a change, then what was counted. */
#include "base/error.h"
#include "diff/writer.h"
#include "report/page.h"

enum {
    DEFAULT_WIDTH = 80,
    MIN_WIDTH = 60,
    MAX_WIDTH = 200,
    LABEL_COLUMN = 2,
    TEXT_COLUMN = 18,
    ROWS_SHOWN = 6,
    NAME_COLUMNS = 18,
    NUMBER_COLUMNS = 10,
    FROM_COLUMNS = 16,
    MEANING_COLUMN = LABEL_COLUMN + NAME_COLUMNS + NUMBER_COLUMNS + 2
};

static unsigned width_of(const struct accord_diff_options *options)
{
    unsigned width = options->width ? options->width : DEFAULT_WIDTH;
    return width < MIN_WIDTH ? MIN_WIDTH : width > MAX_WIDTH ? MAX_WIDTH : width;
}

static void wrap(struct accord_page *page, enum accord_style style, size_t indent, const char *text)
{
    accord_page_spaces(page, indent);
    accord_page_wrap(page, style, indent, indent, text);
}

/* ---- one finding ---- */

/* "  was gap        message" */
static void write_finding(struct accord_page *page, const char *before, const struct accord_diff_finding *finding)
{
    accord_page_spaces(page, LABEL_COLUMN);
    size_t at = LABEL_COLUMN + accord_page_cell(page, ACCORD_STYLE_PLAIN, before, 0);
    at += accord_page_verdict(page, finding->kind, TEXT_COLUMN - at);
    accord_page_wrap(page, ACCORD_STYLE_PLAIN, at, TEXT_COLUMN, finding->message ? finding->message : "");
}

/* "  label           text", where there is a text. */
static void write_line(struct accord_page *page, const char *label, const char *text)
{
    if (text[0] == '\0') return;
    accord_page_spaces(page, LABEL_COLUMN);
    (void)accord_page_cell(page, ACCORD_STYLE_FAINT, label, TEXT_COLUMN - LABEL_COLUMN);
    accord_page_wrap(page, ACCORD_STYLE_PLAIN, TEXT_COLUMN, TEXT_COLUMN, text);
}

static void write_comments(struct accord_page *page, struct accord_text *line, const struct accord_diff_item *item)
{
    accord_text_reset(line);
    for (size_t i = 0; accord_diff_write_comment(line, item, i, 0); i++) {
        wrap(page, ACCORD_STYLE_PLAIN, TEXT_COLUMN, accord_text_str(line));
        accord_text_reset(line);
    }
}

static void write_rows(struct accord_page *page, struct accord_text *line, const struct accord_diff_causes *causes)
{
    char more[ACCORD_COUNT_TEXT_MAX];
    for (size_t i = 0; i < causes->row_count && i < ROWS_SHOWN; i++) {
        accord_text_reset(line);
        accord_diff_write_row(line, &causes->rows[i]);
        wrap(page, ACCORD_STYLE_FAINT, TEXT_COLUMN, accord_text_str(line));
    }
    if (causes->row_count <= ROWS_SHOWN) return;
    accord_text_reset(line);
    accord_text_addf(line, "and %s more rows", accord_count_format(causes->row_count - ROWS_SHOWN, more));
    wrap(page, ACCORD_STYLE_FAINT, TEXT_COLUMN, accord_text_str(line));
}

static void write_item(struct accord_diff_writer *writer, const struct accord_diff_item *item)
{
    struct accord_page page;
    struct accord_text *line = &writer->line;
    accord_page_init(&page, &writer->piece, width_of(writer->options), writer->color);
    accord_text_add_char(&writer->piece, '\n');
    accord_text_reset(line);
    accord_diff_write_subject(line, item);
    accord_page_wrap(&page, ACCORD_STYLE_HEADING, 0, LABEL_COLUMN, accord_text_str(line));
    if (item->after) write_finding(&page, "", item->after);
    if (item->before) write_finding(&page, "was ", item->before);
    accord_text_reset(line);
    accord_diff_write_other_side(line, item);
    write_line(&page, item->before ? "now" : "before", accord_text_str(line));
    accord_text_reset(line);
    accord_diff_write_known(line, item);
    write_line(&page, "note", accord_text_str(line));
    write_comments(&page, line, item);
    if (item->causes) {
        accord_text_reset(line);
        accord_diff_write_causes(line, item->causes);
        write_line(&page, "cause", accord_text_str(line));
        write_rows(&page, line, item->causes);
    }
    accord_page_clear(&page);
}

/* ---- the document ---- */

static enum accord_status copy_piece(void *host, const char *bytes, size_t length, struct accord_error *err)
{
    struct accord_sink *sink = host;
    (void)err;
    accord_text_add(&sink->text, bytes, length);
    accord_sink_drain(sink);
    return ACCORD_OK;
}

static void write_head(struct accord_diff_writer *writer, struct accord_page *page)
{
    static const char *const labels[] = {"OLD  ", "NEW  "};
    const struct accord_diff_overview *overview = writer->overview;
    struct accord_text *line = &writer->line;
    for (int side = 0; side < 2; side++) {
        accord_text_reset(line);
        accord_text_add_str(line, labels[side]);
        accord_diff_write_run(line, overview->runs[side]);
        accord_page_wrap(page, ACCORD_STYLE_HEADING, 0, LABEL_COLUMN, accord_text_str(line));
    }
    if (overview->runs[0]->illustrative || overview->runs[1]->illustrative)
        accord_page_wrap(page, ACCORD_STYLE_LOUD, 0, 0,
                         "*** ILLUSTRATIVE DATA: made up to show how this works, no record of anybody ***");
    if (accord_diff_overview_same(overview)) {
        accord_page_wrap(page, ACCORD_STYLE_PLAIN, 0, LABEL_COLUMN,
                         "What both runs say of what they rest on is the same.");
        return;
    }
    accord_page_wrap(page, ACCORD_STYLE_PLAIN, 0, LABEL_COLUMN, "They differ in:");
    bool more = true;
    for (size_t i = 0; more; i++) {
        accord_text_reset(line);
        more = accord_diff_write_difference(line, overview, i);
        if (line->length > 0) wrap(page, ACCORD_STYLE_PLAIN, LABEL_COLUMN, accord_text_str(line));
    }
}

static enum accord_status write_section(struct accord_diff_writer *writer, struct accord_page *page,
                                        enum accord_diff_change change, struct accord_error *err)
{
    char count[ACCORD_COUNT_TEXT_MAX];
    const struct accord_diff_options *options = writer->options;
    if (options->summary || !options->shown[change] || writer->counts->changes[change] == 0) return ACCORD_OK;
    accord_text_reset(&writer->line);
    accord_text_addf(&writer->line, "%s (%s)", accord_diff_change_title(change),
                     accord_count_format(writer->counts->changes[change], count));
    accord_text_add_char(page->text, '\n');
    accord_page_wrap(page, ACCORD_STYLE_HEADING, 0, LABEL_COLUMN, accord_text_str(&writer->line));
    return accord_spool_read(&writer->spool, change, copy_piece, &writer->sink, err);
}

static void write_count(struct accord_page *page, const char *name, size_t count, const char *meaning)
{
    accord_page_spaces(page, LABEL_COLUMN);
    (void)accord_page_cell(page, ACCORD_STYLE_PLAIN, name, NAME_COLUMNS);
    accord_page_number(page, count, NUMBER_COLUMNS);
    if (meaning[0] != '\0') accord_page_spaces(page, 2);
    accord_page_wrap(page, ACCORD_STYLE_FAINT, MEANING_COLUMN, MEANING_COLUMN, meaning);
}

static const char *const meanings[ACCORD_DIFF_CHANGE_COUNT] = {
    [ACCORD_DIFF_CHANGE_NEW] = "OLD decided on the pair and had no such finding",
    [ACCORD_DIFF_CHANGE_NEWLY_EVALUATED] = "OLD did not evaluate the pair, or left it open",
    [ACCORD_DIFF_CHANGE_WORSE] = "with a worse verdict",
    [ACCORD_DIFF_CHANGE_BETTER] = "with a better verdict",
    [ACCORD_DIFF_CHANGE_FIXED] = "NEW decided on the pair and has no such finding",
    [ACCORD_DIFF_CHANGE_NOT_EVALUATED] = "NEW did not evaluate the pair, or left it open",
    [ACCORD_DIFF_CHANGE_UNCHANGED] = "with the same verdict",
};

static void write_findings(struct accord_diff_writer *writer, struct accord_page *page)
{
    const struct accord_diff_counts *counts = writer->counts;
    accord_text_add_char(page->text, '\n');
    accord_page_wrap(page, ACCORD_STYLE_HEADING, 0, LABEL_COLUMN, "Findings");
    for (int i = 0; i < ACCORD_DIFF_CHANGE_COUNT; i++)
        write_count(page, accord_diff_change_name((enum accord_diff_change)i), counts->changes[i], meanings[i]);
    if (counts->less_known > 0)
        write_count(page, "  of the better", counts->less_known,
                    "only because less is known: no improvement on record");
}

/* "  gap -> met                  2" */
static void write_pairs(struct accord_diff_writer *writer, struct accord_page *page)
{
    const struct accord_diff_counts *counts = writer->counts;
    accord_text_add_char(page->text, '\n');
    accord_page_wrap(page, ACCORD_STYLE_HEADING, 0, LABEL_COLUMN, "Pairs of a rule and an actor");
    write_count(page, "another verdict", counts->changed_pairs, "");
    for (int from = 0; from < ACCORD_VERDICT_COUNT; from++)
        for (int to = 0; to < ACCORD_VERDICT_COUNT; to++) {
            if (from == to || counts->pairs[from][to] == 0) continue;
            accord_page_spaces(page, 2 * LABEL_COLUMN);
            (void)accord_page_verdict(page, (enum accord_verdict_kind)from, FROM_COLUMNS);
            accord_text_add_str(page->text, "-> ");
            (void)accord_page_verdict(page, (enum accord_verdict_kind)to, FROM_COLUMNS);
            accord_page_number(page, counts->pairs[from][to], NUMBER_COLUMNS);
            accord_text_add_char(page->text, '\n');
        }
    if (counts->pairs_old_only > 0) write_count(page, "in OLD only", counts->pairs_old_only, "");
    if (counts->pairs_new_only > 0) write_count(page, "in NEW only", counts->pairs_new_only, "");
}

static enum accord_status write_document(struct accord_diff_writer *writer, struct accord_error *err)
{
    struct accord_page page;
    enum accord_status status = ACCORD_OK;
    accord_page_init(&page, &writer->sink.text, width_of(writer->options), writer->color);
    write_head(writer, &page);
    for (int i = 0; i < ACCORD_DIFF_CHANGE_UNCHANGED && status == ACCORD_OK; i++)
        status = write_section(writer, &page, (enum accord_diff_change)i, err);
    write_findings(writer, &page);
    write_pairs(writer, &page);
    accord_page_clear(&page);
    return status;
}

const struct accord_diff_format accord_diff_format_text = {
    .name = "text",
    .item = write_item,
    .document = write_document,
};
