/* Annotations of GitHub: workflow commands, one a line, which a job writes to its standard output.
 *
 * GitHub keeps ten of each level a step. So the worst are chosen, and a last notice says how many there are in all.
 * What fails the run is an error; what shows something not done and does not fail it is a warning; what is open, waived
 * or known is in that notice only. */
#include "base/error.h"
#include "base/memory.h"
#include "ledger/ledger.h"
#include "report/comments.h"
#include "report/escape.h"
#include "report/format.h"
#include "report/outcome.h"
#include "report/page.h"
#include "report/remarks.h"
#include "report/selection.h"

#include <string.h>

enum level { LEVEL_ERROR, LEVEL_WARNING, LEVEL_NOTICE, LEVEL_COUNT };

static const char *const level_names[LEVEL_COUNT] = {
    [LEVEL_ERROR] = "error", [LEVEL_WARNING] = "warning", [LEVEL_NOTICE] = "notice"};

enum { ANNOTATIONS_MAX = 10, NOTICES_OF_RUN_MAX = 4, SCRATCH_MAX = 16 * 1024 * 1024 };

struct annotation {
    unsigned rank; /* 0 is the worst */
    struct accord_text line;
};

struct annotations {
    struct annotation kept[ANNOTATIONS_MAX]; /* the worst first; of one rank in the order of coming */
    size_t kept_count;
    size_t count; /* all */
};

struct github {
    struct annotations levels[LEVEL_COUNT];
    size_t open;
    size_t excused;
    struct accord_text scratch;
};

static enum accord_status start(struct accord_writer *writer, struct accord_error *err)
{
    struct github *github = accord_alloc_zero(1, sizeof *github);
    if (!github) return accord_error_memory(err);
    writer->state = github;
    accord_text_init(&github->scratch, SCRATCH_MAX);
    return ACCORD_OK;
}

/* ---- commands ---- */

static void begin_command(struct accord_text *line, enum level level, const char *title)
{
    accord_text_addf(line, "::%s title=", level_names[level]);
    accord_escape_command_property(line, title);
}

/* Without a line GitHub does not show it in the files that changed; columns only mean something within one line. */
static void add_place(struct accord_text *line, const struct accord_anchor *anchor)
{
    accord_text_add_str(line, ",file=");
    accord_escape_command_property(line, anchor->prefix);
    accord_escape_command_property(line, anchor->file);
    accord_text_addf(line, ",line=%u,endLine=%u", anchor->line, anchor->end_line);
    if (anchor->line == anchor->end_line)
        accord_text_addf(line, ",col=%u,endColumn=%u", anchor->column, anchor->end_column);
}

static void end_command(struct accord_text *line, const char *message)
{
    accord_text_add_str(line, "::");
    accord_escape_command(line, message);
    accord_text_add_char(line, '\n');
}

/* ---- what is kept ---- */

/* Where one of that rank comes to stand among those kept; ANNOTATIONS_MAX: nowhere. */
static size_t position_of(const struct annotations *annotations, unsigned rank)
{
    size_t at = 0;
    while (at < annotations->kept_count && annotations->kept[at].rank <= rank)
        at++;
    return at;
}

/* Room for one more, the last of them given up where there is none. */
static struct accord_text *insert(struct annotations *annotations, size_t at, unsigned rank)
{
    struct annotation *kept = annotations->kept;
    if (annotations->kept_count == ANNOTATIONS_MAX)
        accord_text_clear(&kept[ANNOTATIONS_MAX - 1].line);
    else
        annotations->kept_count++;
    memmove(&kept[at + 1], &kept[at], (annotations->kept_count - 1 - at) * sizeof *kept);
    kept[at].rank = rank;
    accord_text_init(&kept[at].line, SCRATCH_MAX);
    return &kept[at].line;
}

/* "gap [request] cms-11.10:25: no CMS focal point is on record" */
static void write_message(struct accord_writer *writer, const struct accord_result *result, struct accord_text *text)
{
    struct accord_provision_facts provision;
    accord_packs_provision(writer->subject->packs, result->verdict->provision, &provision);
    accord_text_reset(text);
    accord_text_addf(text, "%s [%s] %s: %s", accord_verdict_meaning(result->kind)->name,
                     accord_force_name(provision.force), provision.id, accord_result_message(result));
    size_t before = text->length;
    accord_text_add_str(text, "; ");
    accord_result_add_standing(text, result);
    if (!text->failed && text->length == before + 2) accord_text_end_at(text, text->bytes + before);
    accord_result_add_comments(text, result, ACCORD_COMMENT_SHORT);
}

static enum accord_status write_annotation(struct accord_writer *writer, const struct accord_result *result,
                                           enum level level, struct accord_text *line, struct accord_error *err)
{
    struct github *github = writer->state;
    struct accord_anchor anchor;
    enum accord_status status = accord_writer_anchor(writer, result, &anchor, err);
    if (status != ACCORD_OK) return status;
    accord_text_reset(&github->scratch);
    accord_verdict_add_name(&github->scratch, writer->subject->packs, result->verdict);
    begin_command(line, level, accord_text_str(&github->scratch));
    add_place(line, &anchor);
    write_message(writer, result, &github->scratch);
    end_command(line, accord_text_str(&github->scratch));
    return line->failed || github->scratch.failed ? accord_error_memory(err) : ACCORD_OK;
}

/* By verdict, then force, both listed from the worst. */
static unsigned rank_of(const struct accord_report_subject *subject, const struct accord_result *result)
{
    struct accord_provision_facts provision;
    accord_packs_provision(subject->packs, result->verdict->provision, &provision);
    return (unsigned)result->kind * ACCORD_FORCE_COUNT + (unsigned)provision.force;
}

static enum accord_status annotate(struct accord_writer *writer, const struct accord_result *result, enum level level,
                                   struct accord_error *err)
{
    struct github *github = writer->state;
    struct annotations *annotations = &github->levels[level];
    unsigned rank = rank_of(writer->subject, result);
    size_t at = position_of(annotations, rank);
    annotations->count++;
    if (at == ANNOTATIONS_MAX) return ACCORD_OK;
    return write_annotation(writer, result, level, insert(annotations, at, rank), err);
}

static enum accord_status take_result(struct accord_writer *writer, const struct accord_result *result,
                                      struct accord_error *err)
{
    struct github *github = writer->state;
    switch (accord_result_outcome(result)) {
    case ACCORD_OUTCOME_BROKEN:
        return annotate(writer, result, LEVEL_ERROR, err);
    case ACCORD_OUTCOME_FAILED:
        return annotate(writer, result, result->standing.fails ? LEVEL_ERROR : LEVEL_WARNING, err);
    case ACCORD_OUTCOME_EXCUSED:
        github->excused++;
        break;
    case ACCORD_OUTCOME_SKIPPED:
        github->open += accord_verdict_needs_look(result->kind);
        break;
    case ACCORD_OUTCOME_PASSED:
        break;
    }
    return ACCORD_OK;
}

static enum accord_status write_verdict(struct accord_writer *writer, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < accord_result_count(verdict) && status == ACCORD_OK; i++)
        status = take_result(writer, &results[i], err);
    return status;
}

/* ---- the end ---- */

static void write_kept(struct accord_writer *writer, enum level level, size_t most)
{
    const struct github *github = writer->state;
    const struct annotations *annotations = &github->levels[level];
    for (size_t i = 0; i < annotations->kept_count && i < most; i++)
        accord_text_add(&writer->sink.text, annotations->kept[i].line.bytes, annotations->kept[i].line.length);
}

/* A reason for a failing run that is at no line. Counts as one of the errors. */
static bool write_coverage(struct accord_writer *writer, const struct accord_summary *summary)
{
    struct accord_text *text = &writer->sink.text;
    const char *remark = accord_coverage_remark(summary);
    if (!remark) return false;
    begin_command(text, LEVEL_ERROR, "Coverage");
    end_command(text, remark);
    return true;
}

/* Comments that stand beside no finding: counted, for their texts are not GitHub's to show at lines of data. */
static void write_comments(struct accord_writer *writer)
{
    const struct accord_comments *comments = writer->subject->comments;
    struct accord_text *text = &((struct github *)writer->state)->scratch;
    size_t counts[ACCORD_COMMENT_FATES];
    if (!comments) return;
    accord_comments_count(comments, counts);
    if (counts[ACCORD_COMMENT_ASKED] == 0) return;
    accord_text_reset(text);
    accord_text_addf(text, "comments of actors on what this run has no finding of: %zu", counts[ACCORD_COMMENT_ASKED]);
    begin_command(&writer->sink.text, LEVEL_NOTICE, "Comments");
    end_command(&writer->sink.text, accord_text_str(text));
    writer->sink.text.failed = writer->sink.text.failed || text->failed;
}

/* What somebody should know of waivers, at their lines, as far as GitHub shows it. */
static void write_waivers(struct accord_writer *writer)
{
    struct github *github = writer->state;
    const struct accord_ledger *ledger = writer->subject->ledger;
    struct accord_waiver_note note;
    char until[ACCORD_DATE_TEXT_MAX];
    for (size_t i = 0; ledger && i < ANNOTATIONS_MAX - NOTICES_OF_RUN_MAX && accord_ledger_note(ledger, i, &note);
         i++) {
        struct accord_text *text = &github->scratch;
        struct accord_anchor anchor = {.prefix = "", .file = note.waiver->file, .line = note.waiver->line, .column = 1};
        anchor.end_line = anchor.line;
        anchor.end_column = anchor.column + 1;
        begin_command(&writer->sink.text, LEVEL_NOTICE, "Waiver");
        add_place(&writer->sink.text, &anchor);
        accord_text_reset(text);
        accord_text_addf(text, "%s: the waiver of %s for %s until %s", accord_waiver_note_name(note.kind),
                         note.waiver->rule, note.waiver->actor, accord_date_format(note.waiver->until, until));
        if (note.why) accord_text_addf(text, "; %s", note.why);
        end_command(&writer->sink.text, accord_text_str(text));
        writer->sink.text.failed = writer->sink.text.failed || text->failed;
    }
}

static void add_share(struct accord_text *text, const struct annotations *annotations, size_t most)
{
    size_t shown = annotations->kept_count < most ? annotations->kept_count : most;
    if (shown < annotations->count) accord_text_addf(text, " (the worst %zu annotated)", shown);
}

/* "as of 2025-06-30: findings and errors that fail this run: 12 (the worst 10 annotated); others that show something
 * not done: 3; open: 681; waived or known since the baseline: 5" */
static void write_counts(struct accord_writer *writer, const struct accord_summary *summary, size_t most_errors)
{
    struct github *github = writer->state;
    struct accord_text *text = &github->scratch;
    const struct annotations *errors = &github->levels[LEVEL_ERROR], *warnings = &github->levels[LEVEL_WARNING];
    struct accord_ledger_counts counts = {.stale_waivers = 0};
    char date[ACCORD_DATE_TEXT_MAX];
    if (writer->subject->ledger) accord_ledger_count(writer->subject->ledger, &counts);
    accord_text_reset(text);
    accord_text_addf(text, "as of %s: ", accord_date_format(summary->subject->as_of, date));
    if (summary->totals.verdicts + summary->totals.aggregate_verdicts == 0)
        accord_text_add_str(text, "nothing was evaluated; ");
    accord_text_addf(text, "findings and errors that fail this run: %zu", errors->count);
    add_share(text, errors, most_errors);
    accord_text_addf(text, "; others that show something not done: %zu", warnings->count);
    add_share(text, warnings, ANNOTATIONS_MAX);
    accord_text_addf(text, "; open: %zu; waived or known since the baseline: %zu", github->open, github->excused);
    if (counts.states[ACCORD_BASELINE_ABSENT] > 0)
        accord_text_addf(text, "; fixed since the baseline: %zu", counts.states[ACCORD_BASELINE_ABSENT]);
    if (counts.stale_waivers > 0)
        accord_text_addf(text, "; waivers that lapsed or cover nothing: %zu", counts.stale_waivers);
    if (writer->options->job_summary) accord_text_add_str(text, "; more is in the summary of this job");
    begin_command(&writer->sink.text, LEVEL_NOTICE, "accord");
    end_command(&writer->sink.text, accord_text_str(text));
    writer->sink.text.failed = writer->sink.text.failed || text->failed;
}

/* Nobody should take a part for the whole. */
static void write_selection(struct accord_writer *writer)
{
    struct github *github = writer->state;
    if (!writer->subject->selection) return;
    accord_text_reset(&github->scratch);
    accord_selection_write(&github->scratch, writer->subject->selection);
    writer->sink.text.failed = writer->sink.text.failed || github->scratch.failed;
    begin_command(&writer->sink.text, LEVEL_NOTICE, "Selection");
    end_command(&writer->sink.text, accord_text_str(&github->scratch));
}

static enum accord_status finish(struct accord_writer *writer, const struct accord_summary *summary,
                                 struct accord_error *err)
{
    (void)err;
    size_t most_errors = ANNOTATIONS_MAX - write_coverage(writer, summary);
    write_kept(writer, LEVEL_ERROR, most_errors);
    write_kept(writer, LEVEL_WARNING, ANNOTATIONS_MAX);
    write_waivers(writer);
    write_comments(writer);
    if (accord_dataset_illustrative(writer->subject->dataset)) {
        begin_command(&writer->sink.text, LEVEL_NOTICE, "Illustrative data");
        end_command(&writer->sink.text, ACCORD_ILLUSTRATIVE);
    }
    write_selection(writer);
    write_counts(writer, summary, most_errors);
    return ACCORD_OK;
}

static void release(struct accord_writer *writer)
{
    struct github *github = writer->state;
    if (!github) return;
    for (int level = 0; level < LEVEL_COUNT; level++)
        for (size_t i = 0; i < github->levels[level].kept_count; i++)
            accord_text_clear(&github->levels[level].kept[i].line);
    accord_text_clear(&github->scratch);
    accord_free(github);
    writer->state = NULL;
}

const struct accord_format accord_format_github = {
    .name = "github",
    .help = "annotations for a job of GitHub: the worst ten of each level, and counts",
    .start = start,
    .verdict = write_verdict,
    .finish = finish,
    .release = release,
    .needs_verdicts = true,
    .only_findings = true,
};
