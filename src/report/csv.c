/* CSV: a line for each result, with its place and what it rests on, for spreadsheets and scripts. */
#include "base/error.h"
#include "base/memory.h"
#include "report/anchor.h"
#include "report/comments.h"
#include "report/csv_text.h"

#include <string.h>

static const char line_end[] = "\r\n"; /* RFC 4180 */
static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* The columns, in this order; new ones come at the end. */
static const char *const columns[] = {
    "actor",  "actor_name", "rule",     "provision",    "force",  "verdict", "finding",     "message_id", "message",
    "about",  "fails",      "baseline", "waived_until", "waiver", "cause",   "fingerprint", "file",       "line",
    "column", "records",    "dataset",  "illustrative", "as_of",  "since",   "comments",
};

enum { COLUMN_COUNT = sizeof columns / sizeof columns[0], LIST_MAX = 16 * 1024 * 1024, NUMBER_TEXT = 16 };

/* Texts that a line is made of, kept from line to line. */
struct csv_scratch {
    struct accord_text file;
    struct accord_text about;
    struct accord_text records;
    struct accord_text comments;
};

static enum accord_status start(struct accord_writer *writer, struct accord_error *err)
{
    struct csv_scratch *scratch = accord_alloc_zero(1, sizeof *scratch);
    if (!scratch) return accord_error_memory(err);
    writer->state = scratch;
    accord_text_init(&scratch->file, LIST_MAX);
    accord_text_init(&scratch->about, LIST_MAX);
    accord_text_init(&scratch->records, LIST_MAX);
    accord_text_init(&scratch->comments, LIST_MAX);
    if (writer->options->csv_mark) accord_text_add_str(&writer->sink.text, byte_order_mark);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        accord_text_addf(&writer->sink.text, "%s%s", i > 0 ? "," : "", columns[i]);
    accord_text_add_str(&writer->sink.text, line_end);
    return ACCORD_OK;
}

static void add_item(struct accord_text *list, const char *item)
{
    if (list->length > 0) accord_text_add_str(list, "; ");
    accord_text_add_str(list, item);
}

/* "focal_points:fp-1; reports:r-2": the records that the result rests on; a table alone where it is their absence. */
static void list_records(struct accord_text *list, const struct accord_result *result)
{
    accord_text_reset(list);
    for (size_t i = 0; i < result->evidence_count; i++) {
        const struct accord_evidence *evidence = &result->evidence[i];
        if (evidence->row_count == 0) add_item(list, evidence->table);
        for (size_t r = 0; r < evidence->row_count; r++) {
            add_item(list, evidence->table);
            accord_text_addf(list, ":%s", evidence->rows[r].key);
        }
    }
}

static void list_about(struct accord_text *list, const struct accord_finding *finding)
{
    accord_text_reset(list);
    for (size_t i = 0; finding && i < finding->about_count; i++)
        add_item(list, finding->about[i]);
}

static void list_comments(struct accord_text *list, const struct accord_result *result)
{
    const struct accord_standing *standing = &result->standing;
    accord_text_reset(list);
    for (size_t i = 0; i < standing->comment_count; i++) {
        add_item(list, "");
        accord_comment_write(list, result->verdict->actor_id, &standing->comments[i], 0);
    }
}

/* The waiver that is in force, or the one that has lapsed: its day and its reason. */
static const struct accord_waiver *waiver_of(const struct accord_result *result)
{
    return result->standing.waiver ? result->standing.waiver : result->standing.lapsed;
}

static void write_cells(struct accord_text *text, const char *const cells[COLUMN_COUNT])
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        if (i > 0) accord_text_add_char(text, ',');
        if (cells[i] && cells[i][0]) accord_csv_text(text, cells[i]);
    }
    accord_text_add_str(text, line_end);
}

static enum accord_status write_result(struct accord_writer *writer, const struct accord_result *result,
                                       struct accord_error *err)
{
    struct csv_scratch *scratch = writer->state;
    const struct accord_verdict *verdict = result->verdict;
    const struct accord_waiver *waiver = waiver_of(result);
    const struct accord_packs *packs = writer->subject->packs;
    struct accord_rule_facts rule, cause = {0};
    struct accord_provision_facts provision;
    struct accord_anchor anchor;
    char fingerprint[ACCORD_SHA256_HEX], until[ACCORD_DATE_TEXT_MAX], as_of[ACCORD_DATE_TEXT_MAX],
        since[ACCORD_DATE_TEXT_MAX];
    char line[NUMBER_TEXT], column[NUMBER_TEXT];
    enum accord_status status = accord_writer_anchor(writer, result, &anchor, err);
    if (status != ACCORD_OK) return status;
    accord_packs_rule(packs, verdict->rule, &rule);
    accord_packs_provision(packs, verdict->provision, &provision);
    if (verdict->has_cause) accord_packs_rule(packs, verdict->cause_rule, &cause);
    accord_text_reset(&scratch->file);
    accord_text_addf(&scratch->file, "%s%s", anchor.prefix, anchor.file);
    list_about(&scratch->about, result->finding);
    list_records(&scratch->records, result);
    list_comments(&scratch->comments, result);
    *accord_digits(line, anchor.line) = '\0';
    *accord_digits(column, anchor.column) = '\0';
    const char *const cells[COLUMN_COUNT] = {
        verdict->actor_id,
        verdict->actor == SIZE_MAX ? NULL : accord_dataset_actor_name(writer->subject->dataset, verdict->actor),
        rule.id,
        provision.id,
        accord_force_name(provision.force),
        accord_verdict_meaning(verdict->verdict)->name,
        accord_verdict_meaning(result->kind)->name,
        result->message_id,
        result->message,
        accord_text_str(&scratch->about),
        result->standing.fails ? "true" : "false",
        accord_baseline_state_name(result->standing.baseline),
        waiver ? accord_date_format(waiver->until, until) : NULL,
        waiver ? waiver->reason : NULL,
        cause.id,
        accord_result_fingerprint(result, packs, fingerprint),
        accord_text_str(&scratch->file),
        line,
        column,
        accord_text_str(&scratch->records),
        accord_dataset_name(writer->subject->dataset),
        accord_dataset_illustrative(writer->subject->dataset) ? "true" : "false",
        accord_date_format(writer->subject->as_of, as_of),
        result->standing.has_since ? accord_date_format(result->standing.since, since) : NULL,
        accord_text_str(&scratch->comments),
    };
    write_cells(&writer->sink.text, cells);
    bool failed = scratch->file.failed || scratch->about.failed || scratch->records.failed || scratch->comments.failed;
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

static enum accord_status write_verdict(struct accord_writer *writer, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < accord_result_count(verdict) && status == ACCORD_OK; i++) {
        status = write_result(writer, &results[i], err);
        accord_sink_drain(&writer->sink);
    }
    return status;
}

static enum accord_status finish(struct accord_writer *writer, const struct accord_summary *summary,
                                 struct accord_error *err)
{
    (void)writer;
    (void)summary;
    (void)err;
    return ACCORD_OK;
}

static void release(struct accord_writer *writer)
{
    struct csv_scratch *scratch = writer->state;
    if (!scratch) return;
    accord_text_clear(&scratch->file);
    accord_text_clear(&scratch->about);
    accord_text_clear(&scratch->records);
    accord_text_clear(&scratch->comments);
    accord_free(scratch);
    writer->state = NULL;
}

const struct accord_format accord_format_csv = {
    .name = "csv",
    .help = "a line for each finding, for spreadsheets",
    .start = start,
    .verdict = write_verdict,
    .finish = finish,
    .release = release,
};
