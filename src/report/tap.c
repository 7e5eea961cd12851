/* TAP, 13 or 14: a point a verdict, its findings below it. The plan comes last, as both allow: so nothing is kept. */
#include "base/error.h"
#include "base/memory.h"
#include "report/comments.h"
#include "report/emit.h"
#include "report/escape.h"
#include "report/format.h"
#include "report/outcome.h"
#include "report/page.h"
#include "report/remarks.h"

enum { DEFAULT_VERSION = 13, SCRATCH_MAX = 16 * 1024 * 1024, COMMENT_MAX = 16 * 1024 };

struct tap {
    size_t points;
    struct accord_text scratch; /* plain text that is to be escaped */
};

/* "not ok" of what is excused is TODO: no harness fails on it. The others are those of the table of verdicts. */
static const struct {
    const char *point;
    const char *directive;
} forms[] = {
    [ACCORD_OUTCOME_PASSED] = {"ok", NULL},        [ACCORD_OUTCOME_SKIPPED] = {"ok", "SKIP"},
    [ACCORD_OUTCOME_EXCUSED] = {"not ok", "TODO"}, [ACCORD_OUTCOME_FAILED] = {"not ok", NULL},
    [ACCORD_OUTCOME_BROKEN] = {"not ok", NULL},
};

/* What was put into the scratch text, escaped. */
static void add_scratch(struct accord_writer *writer)
{
    struct tap *tap = writer->state;
    accord_escape_tap(&writer->sink.text, accord_text_str(&tap->scratch));
    writer->sink.text.failed = writer->sink.text.failed || tap->scratch.failed;
    accord_text_reset(&tap->scratch);
}

static enum accord_status start(struct accord_writer *writer, struct accord_error *err)
{
    const struct accord_report_subject *subject = writer->subject;
    struct tap *tap = accord_alloc_zero(1, sizeof *tap);
    struct accord_text *text = &writer->sink.text;
    char date[ACCORD_DATE_TEXT_MAX];
    if (!tap) return accord_error_memory(err);
    writer->state = tap;
    accord_text_init(&tap->scratch, SCRATCH_MAX);
    accord_text_addf(text, "TAP version %u\n# ",
                     writer->options->tap_version ? writer->options->tap_version : DEFAULT_VERSION);
    accord_text_addf(&tap->scratch, "accord %s, as of %s: dataset %s", accord_version(),
                     accord_date_format(subject->as_of, date), accord_dataset_name(subject->dataset));
    add_scratch(writer);
    accord_text_add_char(text, '\n');
    if (accord_dataset_illustrative(subject->dataset)) accord_text_add_str(text, "# " ACCORD_ILLUSTRATIVE "\n");
    return ACCORD_OK;
}

/* ---- one verdict ---- */

static void add_directive(struct accord_writer *writer, enum accord_outcome outcome, const struct accord_result *result)
{
    struct tap *tap = writer->state;
    if (!forms[outcome].directive) return;
    accord_text_addf(&writer->sink.text, " # %s ", forms[outcome].directive);
    if (outcome == ACCORD_OUTCOME_EXCUSED)
        accord_result_add_standing(&tap->scratch, result);
    else
        accord_text_addf(&tap->scratch, "%s: %s", accord_verdict_meaning(result->kind)->name,
                         accord_result_message(result));
    add_scratch(writer);
}

/* A string of YAML: always in double quotes, with the escapes of JSON. */
static void add_member(struct accord_text *text, const char *before, const char *name, const char *value)
{
    struct accord_emit emit;
    accord_text_addf(text, "%s%s: ", before, name);
    accord_emit_init(&emit, text, false);
    accord_emit_text(&emit, value);
    accord_text_add_char(text, '\n');
}

/* A list of YAML, a string each: of a longer one the reader of prove sees no end. */
static void add_comments(struct accord_writer *writer, const struct accord_result *result)
{
    const struct accord_standing *standing = &result->standing;
    struct tap *tap = writer->state;
    struct accord_text *text = &writer->sink.text;
    struct accord_emit emit;
    accord_text_add_str(text, "      comments:\n");
    for (size_t i = 0; i < standing->comment_count; i++) {
        accord_comment_write(&tap->scratch, result->verdict->actor_id, &standing->comments[i], COMMENT_MAX);
        accord_text_add_str(text, "        - ");
        accord_emit_init(&emit, text, false);
        accord_emit_text(&emit, accord_text_str(&tap->scratch));
        accord_text_add_char(text, '\n');
        text->failed = text->failed || tap->scratch.failed;
        accord_text_reset(&tap->scratch);
    }
}

static void add_result(struct accord_writer *writer, const struct accord_result *result,
                       const struct accord_anchor *anchor)
{
    struct tap *tap = writer->state;
    struct accord_text *text = &writer->sink.text;
    bool fails = result->standing.fails || accord_result_outcome(result) == ACCORD_OUTCOME_BROKEN;
    char made[ACCORD_SHA256_HEX];
    add_member(text, "    - ", "verdict", accord_verdict_meaning(result->kind)->name);
    add_member(text, "      ", "message", accord_result_message(result));
    add_member(text, "      ", "fails", fails ? "yes" : "no");
    accord_result_add_standing(&tap->scratch, result);
    if (tap->scratch.length > 0) add_member(text, "      ", "standing", accord_text_str(&tap->scratch));
    accord_text_reset(&tap->scratch);
    accord_anchor_add(&tap->scratch, anchor);
    add_member(text, "      ", "at", accord_text_str(&tap->scratch));
    text->failed = text->failed || tap->scratch.failed;
    accord_text_reset(&tap->scratch);
    add_member(text, "      ", "fingerprint", accord_result_fingerprint(result, writer->subject->packs, made));
    if (result->standing.comment_count > 0) add_comments(writer, result);
}

static enum accord_status add_block(struct accord_writer *writer, const struct accord_verdict *verdict,
                                    const struct accord_result *results, struct accord_error *err)
{
    struct accord_text *text = &writer->sink.text;
    struct accord_provision_facts provision;
    enum accord_status status = ACCORD_OK;
    accord_packs_provision(writer->subject->packs, verdict->provision, &provision);
    accord_text_add_str(text, "  ---\n");
    add_member(text, "  ", "provision", provision.id);
    add_member(text, "  ", "force", accord_force_name(provision.force));
    add_member(text, "  ", "verdict", accord_verdict_meaning(verdict->verdict)->name);
    accord_text_add_str(text, "  findings:\n");
    for (size_t i = 0; i < accord_result_count(verdict) && status == ACCORD_OK; i++) {
        struct accord_anchor anchor;
        status = accord_writer_anchor(writer, &results[i], &anchor, err);
        if (status == ACCORD_OK) add_result(writer, &results[i], &anchor);
        accord_sink_drain(&writer->sink);
    }
    if (verdict->trace) add_member(text, "  ", "trace", verdict->trace);
    accord_text_add_str(text, "  ...\n");
    return status;
}

static enum accord_status write_verdict(struct accord_writer *writer, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    struct tap *tap = writer->state;
    struct accord_text *text = &writer->sink.text;
    const struct accord_result *leading = accord_results_leading(results, accord_result_count(verdict));
    enum accord_outcome outcome = accord_result_outcome(leading);
    accord_text_addf(text, "%s %zu - ", forms[outcome].point, ++tap->points);
    accord_verdict_add_name(&tap->scratch, writer->subject->packs, verdict);
    add_scratch(writer);
    add_directive(writer, outcome, leading);
    accord_text_add_char(text, '\n');
    return accord_verdict_needs_look(verdict->verdict) ? add_block(writer, verdict, results, err) : ACCORD_OK;
}

static void add_remark(void *host, const char *line)
{
    struct accord_writer *writer = host;
    struct tap *tap = writer->state;
    accord_text_add_str(&tap->scratch, line);
    accord_text_add_str(&writer->sink.text, "# ");
    add_scratch(writer);
    accord_text_add_char(&writer->sink.text, '\n');
}

static enum accord_status finish(struct accord_writer *writer, const struct accord_summary *summary,
                                 struct accord_error *err)
{
    const struct tap *tap = writer->state;
    if (tap->points > 0)
        accord_text_addf(&writer->sink.text, "1..%zu\n", tap->points);
    else
        accord_text_add_str(&writer->sink.text, "1..0 # SKIP nothing was evaluated\n");
    return accord_remarks_tell(summary, add_remark, writer, err);
}

static void release(struct accord_writer *writer)
{
    struct tap *tap = writer->state;
    if (!tap) return;
    accord_text_clear(&tap->scratch);
    accord_free(tap);
    writer->state = NULL;
}

const struct accord_format accord_format_tap = {
    .name = "tap",
    .help = "a point a verdict, for TAP harnesses",
    .start = start,
    .verdict = write_verdict,
    .finish = finish,
    .release = release,
    .needs_verdicts = true,
};
