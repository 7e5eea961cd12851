/* Markdown: short enough for a comment on a pull request or a job's summary. What fails comes first, and what does not
 * fit is counted. */
#include "base/error.h"
#include "base/memory.h"
#include "report/anchor.h"
#include "report/comments.h"
#include "report/fail_words.h"
#include "report/markdown_text.h"
#include "report/page.h"
#include "report/selection.h"
#include "report/sink.h"

#include <string.h>

/* A comment on GitHub holds 65,536 characters, and bytes are no fewer. Half is for what fails, whatever else there is.
 */
enum { FAILING_BYTES = 30 * 1024, OTHER_BYTES = 10 * 1024, ENDING_BYTES = 8 * 1024 };

/* The tables of findings, in the order of the document. */
enum part { PART_FAILING, PART_WAIVED, PART_KNOWN, PART_OPEN, PART_COUNT };

static const struct {
    const char *title;
    size_t bytes;
    bool folded;
} parts[PART_COUNT] = {
    [PART_FAILING] = {"Findings that fail this run", FAILING_BYTES, false},
    [PART_WAIVED] = {"Waived findings", OTHER_BYTES / 2, true},
    [PART_KNOWN] = {"Findings that the baseline knows", OTHER_BYTES / 2, true},
    [PART_OPEN] = {"Other findings", OTHER_BYTES, true},
};

/* A table under way. Once a row did not fit, none that follows is written, so that what is there is the beginning. */
struct table {
    struct accord_text rows;
    size_t count; /* all */
    size_t written;
};

struct markdown {
    struct table tables[PART_COUNT];
    struct accord_text row;
    struct accord_text line; /* plain, to be escaped */
};

static enum accord_status start(struct accord_writer *writer, struct accord_error *err)
{
    struct markdown *state = accord_alloc_zero(1, sizeof *state);
    if (!state) return accord_error_memory(err);
    writer->state = state;
    for (int part = 0; part < PART_COUNT; part++)
        accord_text_init(&state->tables[part].rows, parts[part].bytes + 1);
    accord_text_init(&state->row, ACCORD_SINK_MAX);
    accord_text_init(&state->line, ACCORD_SINK_MAX);
    return ACCORD_OK;
}

/* ---- rows ---- */

static enum part part_of(const struct accord_result *result)
{
    const struct accord_standing *standing = &result->standing;
    if (standing->fails) return PART_FAILING;
    if (standing->waiver) return PART_WAIVED;
    return standing->baseline == ACCORD_BASELINE_UNCHANGED || standing->baseline == ACCORD_BASELINE_UPDATED ? PART_KNOWN
                                                                                                            : PART_OPEN;
}

static void add_who(struct accord_text *row, struct accord_writer *writer, const struct accord_verdict *verdict)
{
    accord_markdown_text(row, verdict->actor_id);
    if (verdict->actor == SIZE_MAX) return;
    const char *name = accord_dataset_actor_name(writer->subject->dataset, verdict->actor);
    if (strcmp(name, verdict->actor_id) == 0) return;
    accord_text_add_char(row, ' ');
    accord_markdown_text(row, name);
}

/* "; waived until 2026-01-31 by ...: ..." */
static void add_waiver(struct accord_text *row, const char *state, const struct accord_waiver *waiver)
{
    char until[ACCORD_DATE_TEXT_MAX];
    if (!waiver) return;
    accord_text_addf(row, " (%s %s by ", state, accord_date_format(waiver->until, until));
    accord_markdown_text(row, waiver->who);
    accord_text_add_str(row, ": ");
    accord_markdown_text(row, waiver->reason);
    accord_text_add_char(row, ')');
}

/* On a line of its own in the cell. Cut short, so that one row has room. */
static void add_comment(struct accord_text *row, struct accord_text *line, const char *actor,
                        const struct accord_comment *comment)
{
    accord_text_reset(line);
    accord_comment_write(line, actor, comment, ACCORD_COMMENT_SHORT);
    accord_text_add_str(row, "<br>");
    accord_markdown_text(row, accord_text_str(line));
    row->failed = row->failed || line->failed;
}

static void add_finding(struct accord_text *row, struct accord_text *line, const struct accord_result *result)
{
    const char *state = accord_baseline_state_name(result->standing.baseline);
    char since[ACCORD_DATE_TEXT_MAX];
    accord_text_addf(row, "**%s** ", accord_verdict_meaning(result->kind)->name);
    accord_markdown_text(row, result->message);
    if (state) accord_text_addf(row, " (%s)", state);
    if (result->standing.has_since)
        accord_text_addf(row, " (since %s)", accord_date_format(result->standing.since, since));
    add_waiver(row, "waived until", result->standing.waiver);
    add_waiver(row, "waiver lapsed after", result->standing.lapsed);
    for (size_t i = 0; i < result->standing.comment_count; i++)
        add_comment(row, line, result->verdict->actor_id, &result->standing.comments[i]);
}

/* "| KEN Kenya | `cms-11.10:25`, request | **gap** message | data/actors.csv:12 |" */
static enum accord_status write_row(struct accord_writer *writer, const struct accord_result *result,
                                    struct accord_text *row, struct accord_error *err)
{
    struct accord_provision_facts provision;
    struct accord_anchor anchor;
    enum accord_status status = accord_writer_anchor(writer, result, &anchor, err);
    if (status != ACCORD_OK) return status;
    accord_packs_provision(writer->subject->packs, result->verdict->provision, &provision);
    accord_text_reset(row);
    accord_text_add_str(row, "| ");
    add_who(row, writer, result->verdict);
    accord_text_add_str(row, " | ");
    accord_markdown_code(row, provision.id);
    accord_text_addf(row, ", %s | ", accord_force_name(provision.force));
    add_finding(row, &((struct markdown *)writer->state)->line, result);
    accord_text_add_str(row, " | ");
    accord_markdown_text(row, anchor.prefix);
    accord_markdown_text(row, anchor.file);
    accord_text_addf(row, ":%u |\n", anchor.line);
    return row->failed ? accord_error_memory(err) : ACCORD_OK;
}

static enum accord_status write_verdict(struct accord_writer *writer, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    struct markdown *state = writer->state;
    for (size_t i = 0; i < accord_result_count(verdict); i++) {
        if (!accord_verdict_needs_look(results[i].kind) || results[i].kind == ACCORD_VERDICT_ERROR) continue;
        enum part part = part_of(&results[i]);
        struct table *table = &state->tables[part];
        if (table->count++ > table->written) continue;
        enum accord_status status = write_row(writer, &results[i], &state->row, err);
        if (status != ACCORD_OK) return status;
        if (table->rows.length + state->row.length > parts[part].bytes) continue;
        accord_text_add(&table->rows, state->row.bytes, state->row.length);
        table->written++;
    }
    return ACCORD_OK;
}

/* ---- the document ---- */

static void write_title(struct accord_text *text, const struct accord_report_subject *subject)
{
    char date[ACCORD_DATE_TEXT_MAX];
    accord_text_add_str(text, "# ");
    accord_markdown_text(text, accord_dataset_name(subject->dataset));
    accord_text_addf(text, ", as of %s\n\n", accord_date_format(subject->as_of, date));
    if (accord_dataset_illustrative(subject->dataset))
        accord_text_add_str(text, "> **Illustrative data**: made up to show how this works, no record of anybody.\n\n");
}

/* Whether the run is red, and by what. */
static void write_outcome(struct accord_text *text, const struct accord_summary *summary)
{
    const struct accord_fail_policy *policy = &summary->subject->fail;
    size_t failing = summary->totals.failing;
    char count[ACCORD_COUNT_TEXT_MAX];
    if (summary->totals.verdicts + summary->totals.aggregate_verdicts == 0)
        accord_text_add_str(text, "**Nothing was evaluated.** ");
    if (!accord_fail_asks(policy)) {
        accord_text_add_str(text, "No finding is set to fail this run.");
    } else {
        if (failing == 0)
            accord_text_add_str(text, "No finding fails this run (");
        else
            accord_text_addf(text, "**%s finding%s this run** (", accord_count_format(failing, count),
                             failing == 1 ? " fails" : "s fail");
        accord_fail_write_policy(text, policy, accord_packs_rule_count(summary->subject->packs));
        accord_text_add_str(text, ").");
    }
    if (!summary->totals.covered)
        accord_text_add_str(text, " **The coverage is below the minimum that was asked for.**");
    size_t failures = accord_summary_failures(summary);
    if (failures > 0)
        accord_text_addf(text, " **%s verdict%s failed**: see the rule errors.", accord_count_format(failures, count),
                         failures == 1 ? "" : "s");
    accord_text_add_str(text, "\n\n");
}

static void write_score(struct accord_text *text, const struct accord_tally *pairs)
{
    struct accord_shares shares = accord_shares_of(pairs);
    char assessable[ACCORD_COUNT_TEXT_MAX], of[ACCORD_COUNT_TEXT_MAX];
    accord_text_addf(text, " | %s of %s | ", accord_count_format(shares.assessable, assessable),
                     accord_count_format(shares.of, of));
    if (shares.scored)
        accord_text_addf(text, "%u %% (%u to %u)", accord_share_percent(shares.score), accord_share_percent(shares.low),
                         accord_share_percent(shares.high));
    else
        accord_text_add_str(text, "none");
}

static void write_instrument(struct accord_text *text, const struct accord_packs *packs, size_t index,
                             const struct accord_summary_instrument *instrument)
{
    struct accord_instrument_facts facts;
    char count[ACCORD_COUNT_TEXT_MAX];
    accord_packs_instrument(packs, index, &facts);
    accord_text_add_str(text, "| ");
    accord_markdown_code(text, facts.id);
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++)
        accord_text_addf(text, " | %s",
                         accord_count_format(instrument->counts[kind] + instrument->aggregates[kind], count));
    write_score(text, &instrument->pairs);
    accord_text_add_str(text, " |\n");
}

static void write_instruments(struct accord_text *text, const struct accord_summary *summary)
{
    const struct accord_packs *packs = summary->subject->packs;
    accord_text_add_str(text, "| instrument");
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        accord_text_add_str(text, " | ");
        accord_markdown_text(text, accord_verdict_meaning((enum accord_verdict_kind)kind)->name);
    }
    accord_text_add_str(text, " | assessable | score |\n| ---");
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++)
        accord_text_add_str(text, " | ---:");
    accord_text_add_str(text, " | --- | --- |\n");
    for (size_t i = 0; i < accord_packs_instrument_count(packs); i++)
        if (summary->instruments[i].verdicts + summary->instruments[i].aggregate_verdicts > 0)
            write_instrument(text, packs, i, &summary->instruments[i]);
    accord_text_add_str(text,
                        "\nThe counts are verdicts, one of each rule and actor; assessable and score are of pairs of "
                        "provision and actor. A score never stands without its bounds.\n");
}

static void write_table(struct accord_text *text, enum part part, const struct table *table)
{
    char count[ACCORD_COUNT_TEXT_MAX];
    if (table->count == 0) return;
    (void)accord_count_format(table->count, count);
    if (parts[part].folded)
        accord_text_addf(text, "\n<details><summary>%s: %s</summary>\n\n", parts[part].title, count);
    else
        accord_text_addf(text, "\n## %s: %s\n\n", parts[part].title, count);
    if (table->written > 0)
        accord_text_add_str(text, "| actor | provision | finding | place |\n| --- | --- | --- | --- |\n");
    accord_text_add(text, accord_text_str(&table->rows), table->rows.length);
    if (table->count > table->written)
        accord_text_addf(text, "\nand %s more, which are too many for this page: see the report in another format.\n",
                         accord_count_format(table->count - table->written, count));
    if (parts[part].folded) accord_text_add_str(text, "\n</details>\n");
}

/* A list whose items are written as long as there is room. */
struct list {
    struct accord_text *text;
    size_t end; /* of the text */
    size_t written;
};

static bool begin_item(struct list *list)
{
    if (list->text->length >= list->end) return false;
    accord_text_add_str(list->text, "- ");
    list->written++;
    return true;
}

static void end_list(const struct list *list, size_t count)
{
    char more[ACCORD_COUNT_TEXT_MAX];
    if (count > list->written)
        accord_text_addf(list->text, "- and %s more\n", accord_count_format(count - list->written, more));
}

static void write_errors(struct accord_text *text, const struct accord_summary *summary)
{
    size_t count = accord_summary_failures(summary);
    struct list list = {text, text->length + ENDING_BYTES, 0};
    char number[ACCORD_COUNT_TEXT_MAX];
    if (count == 0) return;
    accord_text_addf(text, "\n## Rule errors: %s\n\n", accord_count_format(count, number));
    for (size_t i = 0; i < summary->errors_kept && begin_item(&list); i++) {
        const struct accord_summary_error *error = &summary->errors[i];
        accord_markdown_code(text, error->rule);
        accord_text_add_str(text, " for ");
        accord_markdown_text(text, error->actor);
        accord_text_add_str(text, ": ");
        accord_markdown_text(text, error->why);
        accord_text_add_char(text, '\n');
    }
    end_list(&list, count);
}

static void write_warnings(struct accord_text *text, const struct accord_report_subject *subject)
{
    const struct accord_problems *warnings = subject->warnings;
    size_t count = accord_problems_count(warnings);
    char number[ACCORD_COUNT_TEXT_MAX];
    if (count == 0) return;
    accord_text_addf(text, "\n<details><summary>Data warnings: %s</summary>\n\n", accord_count_format(count, number));
    struct list list = {text, text->length + ENDING_BYTES, 0};
    for (size_t i = 0; i < accord_problems_kept(warnings) && begin_item(&list); i++) {
        const struct accord_problem *warning = accord_problems_at(warnings, i);
        accord_markdown_text(text, warning->file);
        if (warning->line > 0) accord_text_addf(text, ":%u", warning->line);
        if (warning->column > 0) accord_text_addf(text, ":%u", warning->column);
        accord_text_add_str(text, ": ");
        accord_markdown_text(text, warning->text);
        accord_text_add_char(text, '\n');
    }
    end_list(&list, count);
    accord_text_add_str(text, "\n</details>\n");
}

/* Comments that stand beside no finding. */
static void write_comments(struct accord_text *text, struct accord_text *line, const struct accord_comments *comments)
{
    const struct accord_comment *comment = NULL;
    size_t counts[ACCORD_COMMENT_FATES] = {0}, at = 0;
    char number[ACCORD_COUNT_TEXT_MAX];
    if (comments) accord_comments_count(comments, counts);
    size_t count = counts[ACCORD_COMMENT_ASKED];
    if (count > 0) {
        accord_text_addf(text, "\n<details><summary>Comments that stand beside no finding: %s</summary>\n\n",
                         accord_count_format(count, number));
        struct list list = {text, text->length + ENDING_BYTES, 0};
        while (accord_comments_unplaced(comments, &at, &comment) && begin_item(&list)) {
            accord_text_reset(line);
            accord_comment_write_unplaced(line, accord_comment_actor(comments, comment), comment, ACCORD_COMMENT_SHORT);
            accord_markdown_text(text, accord_text_str(line));
            accord_text_add_char(text, '\n');
        }
        end_list(&list, count);
        accord_text_add_str(text, "\n</details>\n");
    }
    accord_text_reset(line);
    accord_comments_write_unasked(line, comments);
    if (line->length > 0) accord_text_addf(text, "\n%s\n", accord_text_str(line));
    text->failed = text->failed || line->failed;
}

static void write_selection(struct accord_text *text, const struct accord_report_selection *selection)
{
    struct accord_text line;
    if (!selection) return;
    accord_text_init(&line, ACCORD_SINK_MAX);
    accord_selection_write(&line, selection);
    accord_text_add_char(text, '\n');
    accord_markdown_text(text, accord_text_str(&line));
    accord_text_add_char(text, '\n');
    for (size_t i = 0; i < selection->note_count; i++) {
        accord_text_add_str(text, "\n- ");
        accord_markdown_text(text, selection->notes[i]);
    }
    if (selection->note_count > 0) accord_text_add_char(text, '\n');
    text->failed = text->failed || line.failed;
    accord_text_clear(&line);
}

static void write_not_concluded(struct accord_text *text, const struct accord_report_subject *subject)
{
    const char *before = "\nNot concluded, since not every actor was evaluated: ";
    for (size_t i = 0; subject->not_concluded && i < accord_packs_rule_count(subject->packs); i++) {
        struct accord_rule_facts rule;
        if (!subject->not_concluded[i]) continue;
        accord_packs_rule(subject->packs, i, &rule);
        accord_text_add_str(text, before);
        accord_markdown_code(text, rule.id);
        before = ", ";
    }
    if (before[0] == ',') accord_text_add_str(text, ".\n");
}

static enum accord_status finish(struct accord_writer *writer, const struct accord_summary *summary,
                                 struct accord_error *err)
{
    struct markdown *state = writer->state;
    struct accord_text *text = &writer->sink.text;
    write_title(text, writer->subject);
    write_outcome(text, summary);
    write_instruments(text, summary);
    for (int part = 0; part < PART_COUNT; part++) {
        if (state->tables[part].rows.failed) return accord_error_memory(err);
        write_table(text, (enum part)part, &state->tables[part]);
    }
    write_errors(text, summary);
    write_warnings(text, writer->subject);
    write_comments(text, &state->line, writer->subject->comments);
    write_selection(text, writer->subject->selection);
    write_not_concluded(text, writer->subject);
    return ACCORD_OK;
}

static void release(struct accord_writer *writer)
{
    struct markdown *state = writer->state;
    if (!state) return;
    for (int part = 0; part < PART_COUNT; part++)
        accord_text_clear(&state->tables[part].rows);
    accord_text_clear(&state->row);
    accord_text_clear(&state->line);
    accord_free(state);
    writer->state = NULL;
}

const struct accord_format accord_format_markdown = {
    .name = "markdown",
    .help = "for a comment on a pull request: what fails, and the summary",
    .start = start,
    .verdict = write_verdict,
    .finish = finish,
    .release = release,
    .only_findings = true,
};
