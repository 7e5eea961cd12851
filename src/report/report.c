/* The report: every verdict counted once and handed to each output. */
#include "accord/report.h"

#include "base/error.h"
#include "base/memory.h"
#include "ledger/ledger.h"
#include "report/comments.h"
#include "report/format.h"
#include "report/split.h"
#include "report/summary_part.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

static const struct accord_format *const formats[] = {
    &accord_format_text,     &accord_format_json,   &accord_format_jsonl,  &accord_format_csv,
    &accord_format_markdown, &accord_format_junit,  &accord_format_tap,    &accord_format_sarif,
    &accord_format_oscal,    &accord_format_github, &accord_format_gitlab,
};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0], PATH_BYTES_MAX = 64 * 1024 };

struct accord_report {
    struct accord_report_subject subject;
    struct accord_report_options options;
    struct accord_report_output *outputs;
    struct accord_writer *writers;
    size_t count;
    struct accord_result *results; /* of the verdict at hand */
    size_t results_room;
    size_t first_failed; /* `count`: none */
    struct accord_summary summary;
    struct accord_part_sum parts; /* what comes to it without verdicts */
    struct accord_split split;    /* of outputs that are one for each actor */
};

const char *accord_version(void)
{
    return ACCORD_VERSION;
}

bool accord_report_format(size_t index, struct accord_report_format_facts *facts)
{
    if (index >= FORMAT_COUNT) return false;
    *facts = (struct accord_report_format_facts){.name = formats[index]->name,
                                                 .help = formats[index]->help,
                                                 .needs_verdicts = formats[index]->needs_verdicts,
                                                 .only_findings = formats[index]->only_findings};
    return true;
}

bool accord_report_format_find(const char *name, size_t *index)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (strcmp(formats[i]->name, name) != 0) continue;
        *index = i;
        return true;
    }
    return false;
}

static void init_writer(struct accord_report *report, struct accord_writer *writer,
                        const struct accord_report_output *output)
{
    accord_sink_init(&writer->sink);
    accord_text_init(&writer->path, PATH_BYTES_MAX);
    writer->pattern = output->each_actor ? output->path : NULL;
    writer->format = formats[output->format];
    writer->subject = output->each_actor ? &report->split.subject : &report->subject;
    writer->options = &report->options;
    writer->color = report->options.color && !output->path;
}

enum accord_status accord_report_new(const struct accord_report_subject *subject,
                                     const struct accord_report_options *options,
                                     const struct accord_report_output *outputs, size_t count,
                                     struct accord_report **report, struct accord_error *err)
{
    struct accord_report *made = accord_alloc_zero(1, sizeof *made);
    *report = NULL;
    if (!made) return accord_error_memory(err);
    made->subject = *subject;
    made->subject.comments = NULL;
    made->options = *options;
    made->first_failed = count;
    made->writers = accord_alloc_zero(count + 1, sizeof *made->writers);
    made->outputs = accord_alloc_zero(count + 1, sizeof *made->outputs);
    enum accord_status status = made->writers && made->outputs ? ACCORD_OK : accord_error_memory(err);
    if (status == ACCORD_OK) status = accord_part_sum_init(&made->parts, subject->packs, err);
    if (status == ACCORD_OK)
        status = accord_comments_open(subject->dataset, subject->as_of, &made->subject.comments, err);
    if (status == ACCORD_OK) status = accord_split_init(&made->split, &made->subject, err);
    if (status == ACCORD_OK) status = accord_summary_init(&made->summary, &made->subject, err);
    if (status != ACCORD_OK) {
        accord_report_free(made);
        return status;
    }
    if (count > 0) memcpy(made->outputs, outputs, count * sizeof *outputs);
    for (size_t i = 0; i < count; i++)
        init_writer(made, &made->writers[i], &outputs[i]);
    made->count = count;
    *report = made;
    return ACCORD_OK;
}

/* Looks at what the sinks have kept. NOT_WRITTEN once no output is left to write. */
static enum accord_status check_sinks(struct accord_report *report, struct accord_error *err)
{
    size_t failed = 0;
    for (size_t i = 0; i < report->count; i++) {
        if (report->writers[i].sink.error.status == ACCORD_OK) continue;
        if (report->first_failed == report->count) report->first_failed = i;
        failed++;
    }
    if (report->count == 0 || failed < report->count) return ACCORD_OK;
    const struct accord_error *first = &report->writers[report->first_failed].sink.error;
    return accord_error_set(err, first->status, "%s", first->text);
}

enum accord_status accord_report_start(struct accord_report *report, struct accord_error *err)
{
    for (size_t i = 0; i < report->count; i++) {
        struct accord_writer *writer = &report->writers[i];
        const struct accord_report_output *output = &report->outputs[i];
        enum accord_status status = ACCORD_OK;
        if (writer->pattern) continue;
        if (output->path)
            status = accord_writer_open_file(writer, output->path, output->append_up_to, report->writers, report->count,
                                             err);
        else
            accord_sink_open_descriptor(&writer->sink, output->descriptor);
        if (status == ACCORD_OK) status = accord_writer_settle(writer, writer->format->start(writer, err), err);
        if (status != ACCORD_OK) return status;
        accord_sink_drain(&writer->sink);
    }
    return check_sinks(report, err);
}

static bool is_split(const struct accord_report *report)
{
    for (size_t i = 0; i < report->count; i++)
        if (report->writers[i].pattern) return true;
    return false;
}

enum accord_carry accord_report_carry(const struct accord_report *report)
{
    bool only_findings = true, split = is_split(report);
    if (!split && (report->options.summary || report->count == 0))
        return report->subject.ledger || report->subject.comments ? ACCORD_CARRY_FINDINGS : ACCORD_CARRY_KINDS;
    for (size_t i = 0; i < report->count; i++)
        only_findings = only_findings && report->writers[i].format->only_findings;
    return only_findings || report->options.only_findings ? ACCORD_CARRY_FINDINGS : ACCORD_CARRY_ALL;
}

/* The lines of a verdict, each with how it stands. */
static enum accord_status take_results(struct accord_report *report, const struct accord_verdict *verdict,
                                       struct accord_error *err)
{
    size_t count = accord_result_count(verdict);
    if (report->subject.ledger) accord_ledger_look(report->subject.ledger, verdict);
    if (report->subject.comments) accord_comments_look(report->subject.comments, verdict);
    if (count > report->results_room) {
        struct accord_result *results = accord_realloc(report->results, count, sizeof *results);
        if (!results) return accord_error_memory(err);
        report->results = results;
        report->results_room = count;
    }
    for (size_t i = 0; i < count; i++) {
        report->results[i] = accord_result_of(verdict, i);
        accord_result_judge(&report->results[i], &report->subject);
        accord_summary_add_result(&report->summary, &report->results[i]);
    }
    return ACCORD_OK;
}

enum accord_status accord_report_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct accord_report *report = host;
    enum accord_status status = take_results(report, verdict, err);
    if (status == ACCORD_OK) status = accord_summary_add(&report->summary, verdict, err);
    bool shown =
        !report->options.summary && (!report->options.only_findings || accord_verdict_needs_look(verdict->verdict));
    for (size_t i = 0; i < report->count && shown && status == ACCORD_OK; i++) {
        struct accord_writer *writer = &report->writers[i];
        if (writer->pattern || writer->sink.error.status != ACCORD_OK) continue;
        status = accord_writer_settle(writer, writer->format->verdict(writer, verdict, report->results, err), err);
        accord_sink_drain(&writer->sink);
    }
    if (status == ACCORD_OK && is_split(report))
        status =
            accord_split_verdict(&report->split, report->writers, report->count, verdict, report->results, shown, err);
    return status == ACCORD_OK ? check_sinks(report, err) : status;
}

bool accord_report_add_part(struct accord_report *report, const char *bytes, size_t length,
                            accord_rule_of_number rule_of, const void *host)
{
    assert(accord_report_carry(report) == ACCORD_CARRY_KINDS);
    return accord_part_sum_add(&report->parts, report->subject.packs, bytes, length, rule_of, host);
}

enum accord_status accord_report_finish(struct accord_report *report, struct accord_error *err)
{
    accord_summary_add_parts(&report->summary, &report->parts);
    accord_summary_end(&report->summary);
    enum accord_status status = accord_split_finish(&report->split, report->writers, report->count, err);
    if (status == ACCORD_OK && report->subject.ledger) status = accord_ledger_end(report->subject.ledger, err);
    for (size_t i = 0; i < report->count && status == ACCORD_OK; i++) {
        struct accord_writer *writer = &report->writers[i];
        if (writer->pattern || writer->sink.error.status != ACCORD_OK) continue;
        status = accord_writer_settle(writer, writer->format->finish(writer, &report->summary, err), err);
    }
    if (status != ACCORD_OK) return status;
    for (size_t i = 0; i < report->count; i++) {
        const struct accord_writer *writer = &report->writers[i];
        /* Of those that are one for each actor, the last is finished already. */
        status = writer->pattern ? writer->sink.error.status : accord_sink_finish(&report->writers[i].sink, err);
        if (status != ACCORD_OK && report->first_failed == report->count) report->first_failed = i;
    }
    if (report->first_failed == report->count) return ACCORD_OK;
    const struct accord_error *first = &report->writers[report->first_failed].sink.error;
    return accord_error_set(err, first->status, "%s", first->text);
}

static void clear_writer(struct accord_writer *writer)
{
    writer->format->release(writer);
    accord_sink_clear(&writer->sink);
    accord_text_clear(&writer->path);
    accord_free(writer->places.lines);
    accord_free(writer->places.columns);
}

void accord_report_free(struct accord_report *report)
{
    if (!report) return;
    for (size_t i = 0; i < report->count; i++)
        clear_writer(&report->writers[i]);
    accord_summary_clear(&report->summary);
    accord_split_clear(&report->split);
    accord_part_sum_clear(&report->parts);
    accord_comments_close(report->subject.comments);
    accord_free(report->results);
    accord_free(report->writers);
    accord_free(report->outputs);
    accord_free(report);
}

void accord_report_remove_temporary(const struct accord_report *report)
{
    for (size_t i = 0; i < report->count; i++)
        accord_sink_remove_temporary(&report->writers[i].sink);
}

bool accord_report_reader_gone(const struct accord_report *report)
{
    return report->first_failed < report->count && report->writers[report->first_failed].sink.reader_gone;
}

void accord_report_totals(const struct accord_report *report, struct accord_report_totals *totals)
{
    *totals = report->summary.totals;
}

static bool grow_places(struct accord_cell_places *places, size_t count)
{
    if (count <= places->capacity) return true;
    unsigned *lines = accord_realloc(places->lines, count, sizeof *lines);
    if (lines) places->lines = lines;
    unsigned *columns = accord_realloc(places->columns, count, sizeof *columns);
    if (columns) places->columns = columns;
    if (!lines || !columns) return false;
    places->capacity = count;
    return true;
}

enum accord_status accord_writer_places(struct accord_writer *writer, const struct accord_evidence *evidence,
                                        const struct accord_evidence_row *row, const char **file, unsigned *line,
                                        struct accord_error *err)
{
    if (!grow_places(&writer->places, row->column_count + 1)) return accord_error_memory(err);
    return accord_dataset_places(writer->subject->dataset, evidence->table_number, row->row, row->columns,
                                 row->column_count, file, line, writer->places.lines, writer->places.columns, err);
}
