/* What a format is to the report: a row of functions that write to a sink. */
#ifndef ACCORD_REPORT_FORMAT_H
#define ACCORD_REPORT_FORMAT_H

#include "accord/report.h"
#include "report/result.h"
#include "report/sink.h"
#include "report/summary.h"

struct accord_format;

/* Where the cells of one evidence row stand; grown as rows come. */
struct accord_cell_places {
    unsigned *lines;
    unsigned *columns;
    size_t capacity;
};

/* One output at work. */
struct accord_writer {
    const struct accord_format *format;
    const struct accord_report_subject *subject;
    const struct accord_report_options *options;
    bool color;
    struct accord_sink sink;
    const char *pattern;     /* of the path, where the output is one for each actor; NULL: it is one */
    struct accord_text path; /* of the actor at hand */
    struct accord_cell_places places;
    void *state; /* the format's own, made by start and released by release */
};

/* Statuses tell of memory, of the dataset, and of what cannot be put aside; what cannot be written is kept by the sink.
 */
struct accord_format {
    const char *name;
    const char *help;
    enum accord_status (*start)(struct accord_writer *writer, struct accord_error *err);
    /* `results` are accord_result_count(verdict) lines. */
    enum accord_status (*verdict)(struct accord_writer *writer, const struct accord_verdict *verdict,
                                  const struct accord_result *results, struct accord_error *err);
    enum accord_status (*finish)(struct accord_writer *writer, const struct accord_summary *summary,
                                 struct accord_error *err);
    void (*release)(struct accord_writer *writer);
    bool needs_verdicts; /* nothing is left of it without them */
    bool only_findings;  /* it never writes a verdict that nobody needs to look at */
};

extern const struct accord_format accord_format_text;
extern const struct accord_format accord_format_json;
extern const struct accord_format accord_format_jsonl;
extern const struct accord_format accord_format_csv;
extern const struct accord_format accord_format_markdown;
extern const struct accord_format accord_format_junit;
extern const struct accord_format accord_format_tap;
extern const struct accord_format accord_format_sarif;
extern const struct accord_format accord_format_oscal;
extern const struct accord_format accord_format_github;
extern const struct accord_format accord_format_gitlab;

/* Opens the writer's file, or what its output adds to. ACCORD_BAD_USAGE where it is a file that the run reads, or one
 * of another of the writers; what cannot be opened is kept by the sink. `path` must outlive the sink. */
enum accord_status accord_writer_open_file(struct accord_writer *writer, const char *path, size_t append_up_to,
                                           const struct accord_writer *writers, size_t count,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* Of a status that a format's function returned: what one writer cannot put aside is kept by its sink, as what it
 * cannot write, and is no reason for the others to stop. */
enum accord_status accord_writer_settle(struct accord_writer *writer, enum accord_status status,
                                        const struct accord_error *err) ACCORD_MUST_CHECK;

/* File and line of an evidence row, with the places of its cells in writer->places. */
enum accord_status accord_writer_places(struct accord_writer *writer, const struct accord_evidence *evidence,
                                        const struct accord_evidence_row *row, const char **file, unsigned *line,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

#endif
