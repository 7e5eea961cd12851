/* A comparison as Markdown that fits a comment on a pull request: what does not fit is counted. */
#include "base/error.h"
#include "diff/writer.h"
#include "report/comments.h"
#include "report/markdown_text.h"
#include "report/page.h"

/* A comment on GitHub holds 65,536 characters, and bytes are no fewer. */
enum { ROWS_SHOWN = 3 };

static const struct {
    size_t bytes;
    bool folded;
} sections[ACCORD_DIFF_CHANGE_UNCHANGED] = {
    [ACCORD_DIFF_CHANGE_NEW] = {16 * 1024, false},   [ACCORD_DIFF_CHANGE_NEWLY_EVALUATED] = {8 * 1024, false},
    [ACCORD_DIFF_CHANGE_WORSE] = {12 * 1024, false}, [ACCORD_DIFF_CHANGE_BETTER] = {6 * 1024, true},
    [ACCORD_DIFF_CHANGE_FIXED] = {6 * 1024, true},   [ACCORD_DIFF_CHANGE_NOT_EVALUATED] = {6 * 1024, true},
};

static void add_line(struct accord_diff_writer *writer, const char *before)
{
    if (writer->line.length == 0) return;
    accord_text_add_str(&writer->piece, before);
    accord_markdown_text(&writer->piece, accord_text_str(&writer->line));
}

static void add_finding(struct accord_text *text, const char *before, const struct accord_diff_finding *finding)
{
    accord_text_addf(text, "%s**%s** ", before, accord_verdict_meaning(finding->kind)->name);
    accord_markdown_text(text, finding->message ? finding->message : "");
}

/* The cell that says what is, and what was. */
static void add_what(struct accord_diff_writer *writer, const struct accord_diff_item *item)
{
    struct accord_text *text = &writer->piece, *line = &writer->line;
    if (item->after) add_finding(text, "", item->after);
    if (item->before) add_finding(text, item->after ? "; was " : "was ", item->before);
    accord_text_reset(line);
    accord_diff_write_other_side(line, item);
    add_line(writer, item->before ? "; now " : "; before ");
    accord_text_reset(line);
    accord_diff_write_known(line, item);
    add_line(writer, "; ");
    accord_text_reset(line);
    for (size_t i = 0; accord_diff_write_comment(line, item, i, ACCORD_COMMENT_SHORT); i++) {
        add_line(writer, "<br>");
        accord_text_reset(line);
    }
}

static void add_cause(struct accord_diff_writer *writer, const struct accord_diff_causes *causes)
{
    struct accord_text *line = &writer->line;
    char more[ACCORD_COUNT_TEXT_MAX];
    if (!causes) return;
    accord_text_reset(line);
    accord_diff_write_causes(line, causes);
    add_line(writer, "");
    for (size_t i = 0; i < causes->row_count && i < ROWS_SHOWN; i++) {
        accord_text_reset(line);
        accord_diff_write_row(line, &causes->rows[i]);
        add_line(writer, "<br>");
    }
    if (causes->row_count > ROWS_SHOWN)
        accord_text_addf(&writer->piece, "<br>and %s more rows",
                         accord_count_format(causes->row_count - ROWS_SHOWN, more));
}

/* "| KEN | `cms-11.10/no-cms-focal-point`, request | **gap** message; was ... | the data<br>... |" */
static void write_item(struct accord_diff_writer *writer, const struct accord_diff_item *item)
{
    struct accord_text *text = &writer->piece;
    const struct accord_diff_verdict *verdict = item->after_verdict ? item->after_verdict : item->before_verdict;
    accord_text_add_str(text, "| ");
    accord_markdown_text(text, item->actor);
    accord_text_add_str(text, " | ");
    accord_markdown_code(text, verdict->rule);
    if (verdict->force) {
        accord_text_add_str(text, ", ");
        accord_markdown_text(text, verdict->force);
    }
    accord_text_add_str(text, " | ");
    add_what(writer, item);
    accord_text_add_str(text, " | ");
    add_cause(writer, item->causes);
    accord_text_add_str(text, " |\n");
}

/* ---- the document ---- */

/* A section under way. Once a row did not fit none that follows is written, so that what is there is the beginning. */
struct section {
    struct accord_sink *sink;
    size_t left; /* bytes */
    size_t written;
    bool full;
};

static enum accord_status copy_row(void *host, const char *bytes, size_t length, struct accord_error *err)
{
    struct section *section = host;
    (void)err;
    section->full = section->full || length > section->left;
    if (section->full) return ACCORD_OK;
    accord_text_add(&section->sink->text, bytes, length);
    section->left -= length;
    section->written++;
    return ACCORD_OK;
}

static enum accord_status write_section(struct accord_diff_writer *writer, enum accord_diff_change change,
                                        struct accord_error *err)
{
    struct accord_text *text = &writer->sink.text;
    struct section section = {&writer->sink, sections[change].bytes, 0, false};
    char number[ACCORD_COUNT_TEXT_MAX];
    size_t count = writer->counts->changes[change];
    bool folded = sections[change].folded;
    if (writer->options->summary || !writer->options->shown[change] || count == 0) return ACCORD_OK;
    accord_text_addf(text, folded ? "\n<details>\n<summary>%s (%s)</summary>\n" : "\n### %s (%s)\n",
                     accord_diff_change_title(change), accord_count_format(count, number));
    accord_text_add_str(text, "\n| Who | Rule | What | Cause |\n| --- | --- | --- | --- |\n");
    enum accord_status status = accord_spool_read(&writer->spool, change, copy_row, &section, err);
    if (count > section.written)
        accord_text_addf(text, "\nAnd %s more, which do not fit here.\n",
                         accord_count_format(count - section.written, number));
    if (folded) accord_text_add_str(text, "\n</details>\n");
    accord_sink_drain(&writer->sink);
    return status;
}

static void write_counts(struct accord_diff_writer *writer)
{
    struct accord_text *text = &writer->sink.text;
    const struct accord_diff_counts *counts = writer->counts;
    char number[ACCORD_COUNT_TEXT_MAX];
    accord_text_add_str(text, "\n| Findings | |\n| --- | ---: |\n");
    for (int i = 0; i < ACCORD_DIFF_CHANGE_COUNT; i++)
        accord_text_addf(text, "| %s | %s |\n", accord_diff_change_title((enum accord_diff_change)i),
                         accord_count_format(counts->changes[i], number));
    accord_text_addf(text, "\nPairs of a rule and an actor with another verdict: %s",
                     accord_count_format(counts->changed_pairs, number));
    accord_text_addf(text, " (worse %s,", accord_count_format(counts->worse_pairs, number));
    accord_text_addf(text, " better %s).", accord_count_format(counts->better_pairs, number));
    if (counts->less_known > 0)
        accord_text_addf(text, " Of the findings that are better %s are so only because less is known.",
                         accord_count_format(counts->less_known, number));
    accord_text_add_char(text, '\n');
}

static void write_head(struct accord_diff_writer *writer)
{
    static const char *const labels[] = {"- OLD: ", "- NEW: "};
    const struct accord_diff_overview *overview = writer->overview;
    struct accord_text *text = &writer->sink.text, *line = &writer->line;
    accord_text_add_str(text, "## accord: what changed\n\n");
    for (int side = 0; side < 2; side++) {
        accord_text_reset(line);
        accord_diff_write_run(line, overview->runs[side]);
        accord_text_add_str(text, labels[side]);
        accord_markdown_text(text, accord_text_str(line));
        accord_text_add_char(text, '\n');
    }
    if (overview->runs[0]->illustrative || overview->runs[1]->illustrative)
        accord_text_add_str(text, "- **ILLUSTRATIVE DATA**: made up to show how this works, no record of anybody\n");
    bool more = true;
    for (size_t i = 0; more; i++) {
        accord_text_reset(line);
        more = accord_diff_write_difference(line, overview, i);
        if (line->length == 0) continue;
        accord_text_add_str(text, "- differs: ");
        accord_markdown_text(text, accord_text_str(line));
        accord_text_add_char(text, '\n');
    }
    if (accord_diff_overview_same(overview))
        accord_text_add_str(text, "- what both runs say of what they rest on is the same\n");
}

static enum accord_status write_document(struct accord_diff_writer *writer, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    write_head(writer);
    write_counts(writer);
    for (int i = 0; i < ACCORD_DIFF_CHANGE_UNCHANGED && status == ACCORD_OK; i++)
        status = write_section(writer, (enum accord_diff_change)i, err);
    return status;
}

const struct accord_diff_format accord_diff_format_markdown = {
    .name = "markdown",
    .item = write_item,
    .document = write_document,
};
