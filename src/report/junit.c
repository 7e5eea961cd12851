/* JUnit XML: a suite an instrument, a test case a verdict. There is no one definition of it: what is written is valid
 * against both the one of Ant's reports and the one of Jenkins' xUnit plugin; GitLab's flavour goes beyond them.
 *
 * A suite says its counts before its cases, so cases wait in a spool. */
#include "base/error.h"
#include "base/memory.h"
#include "report/escape.h"
#include "report/format.h"
#include "report/outcome.h"
#include "report/page.h"
#include "report/remarks.h"
#include "report/spool.h"

enum { SCRATCH_MAX = 16 * 1024 * 1024 };

struct suite {
    size_t cases;
    size_t outcomes[ACCORD_OUTCOME_BROKEN + 1];
};

struct junit {
    struct suite *suites; /* one an instrument of the packs */
    struct accord_spool spool;
    struct accord_text piece;   /* a test case */
    struct accord_text scratch; /* plain text that is to be escaped */
};

static const struct {
    const char *element; /* NULL: none */
    bool typed;
} forms[] = {
    [ACCORD_OUTCOME_PASSED] = {NULL, false},       [ACCORD_OUTCOME_SKIPPED] = {"skipped", false},
    [ACCORD_OUTCOME_EXCUSED] = {"skipped", false}, [ACCORD_OUTCOME_FAILED] = {"failure", true},
    [ACCORD_OUTCOME_BROKEN] = {"error", true},
};

static enum accord_status start(struct accord_writer *writer, struct accord_error *err)
{
    size_t instruments = accord_packs_instrument_count(writer->subject->packs);
    struct junit *junit = accord_alloc_zero(1, sizeof *junit);
    if (!junit) return accord_error_memory(err);
    writer->state = junit;
    accord_spool_init(&junit->spool);
    accord_text_init(&junit->piece, ACCORD_SINK_MAX);
    accord_text_init(&junit->scratch, SCRATCH_MAX);
    junit->suites = accord_alloc_zero(instruments + 1, sizeof *junit->suites);
    if (!junit->suites) return accord_error_memory(err);
    return accord_spool_open(&junit->spool, writer->options->temporary, instruments, err);
}

static void add_attribute(struct accord_text *text, const char *name, const char *value)
{
    accord_text_addf(text, " %s=\"", name);
    accord_escape_xml(text, value);
    accord_text_add_char(text, '"');
}

/* ---- one verdict ---- */

/* As an attribute, or as text where it has no name. */
static void add_scratch(struct junit *junit, const char *attribute)
{
    if (attribute)
        add_attribute(&junit->piece, attribute, accord_text_str(&junit->scratch));
    else
        accord_escape_xml(&junit->piece, accord_text_str(&junit->scratch));
    junit->piece.failed = junit->piece.failed || junit->scratch.failed;
    accord_text_reset(&junit->scratch);
}

/* "gap: no CMS focal point is on record (data/actors.csv:93:1; fails the run)", or how else it stands. */
static enum accord_status add_result(struct accord_writer *writer, const struct accord_result *result,
                                     struct accord_error *err)
{
    struct junit *junit = writer->state;
    struct accord_text *text = &junit->scratch;
    struct accord_anchor anchor;
    enum accord_status status = accord_writer_anchor(writer, result, &anchor, err);
    if (status != ACCORD_OK) return status;
    accord_text_addf(text, "%s: %s (", accord_verdict_meaning(result->kind)->name, accord_result_message(result));
    accord_anchor_add(text, &anchor);
    if (result->standing.fails) accord_text_add_str(text, "; fails the run");
    add_scratch(junit, NULL);
    accord_result_add_standing(text, result);
    if (text->length > 0) accord_text_add_str(&junit->piece, "; ");
    accord_text_add_char(text, ')');
    accord_result_add_comments(text, result, 0);
    accord_text_add_char(text, '\n');
    add_scratch(junit, NULL);
    return ACCORD_OK;
}

/* What the element says in a word: why a skipped one is, else the message. */
static void add_message(struct junit *junit, enum accord_outcome outcome, const struct accord_result *leading)
{
    struct accord_text *text = &junit->scratch;
    if (outcome == ACCORD_OUTCOME_EXCUSED) {
        accord_result_add_standing(text, leading);
        accord_text_add_str(text, "; ");
    }
    if (!forms[outcome].typed) accord_text_addf(text, "%s: ", accord_verdict_meaning(leading->kind)->name);
    accord_text_add_str(text, accord_result_message(leading));
    add_scratch(junit, "message");
}

/* GitLab shows the text of the element and not its message, so the text holds all there is. */
static enum accord_status add_outcome(struct accord_writer *writer, const struct accord_verdict *verdict,
                                      const struct accord_result *results, const struct accord_result *leading,
                                      struct accord_error *err)
{
    struct junit *junit = writer->state;
    enum accord_outcome outcome = accord_result_outcome(leading);
    struct accord_rule_facts rule;
    struct accord_provision_facts provision;
    enum accord_status status = ACCORD_OK;
    accord_packs_rule(writer->subject->packs, verdict->rule, &rule);
    accord_packs_provision(writer->subject->packs, verdict->provision, &provision);
    accord_text_addf(&junit->piece, "\n      <%s", forms[outcome].element);
    if (forms[outcome].typed) add_attribute(&junit->piece, "type", accord_verdict_meaning(leading->kind)->name);
    add_message(junit, outcome, leading);
    accord_text_add_char(&junit->piece, '>');
    accord_text_addf(&junit->scratch, "%s [%s] %s\n", provision.id, accord_force_name(provision.force), rule.title);
    add_scratch(junit, NULL);
    for (size_t i = 0; i < accord_result_count(verdict) && status == ACCORD_OK; i++)
        status = add_result(writer, &results[i], err);
    if (verdict->trace) accord_escape_xml(&junit->piece, verdict->trace);
    accord_text_addf(&junit->piece, "</%s>\n    ", forms[outcome].element);
    return status;
}

/* Where the case is, for GitLab: a link to the file. */
static enum accord_status add_file(struct accord_writer *writer, const struct accord_result *leading,
                                   struct accord_error *err)
{
    struct junit *junit = writer->state;
    struct accord_anchor anchor;
    if (writer->options->junit_flavor != ACCORD_JUNIT_GITLAB) return ACCORD_OK;
    enum accord_status status = accord_writer_anchor(writer, leading, &anchor, err);
    if (status != ACCORD_OK) return status;
    accord_text_addf(&junit->scratch, "%s%s", anchor.prefix, anchor.file);
    add_scratch(junit, "file");
    return ACCORD_OK;
}

static enum accord_status add_case(struct accord_writer *writer, const struct accord_verdict *verdict,
                                   const struct accord_result *results, const struct accord_result *leading,
                                   struct accord_error *err)
{
    struct junit *junit = writer->state;
    struct accord_provision_facts provision;
    accord_packs_provision(writer->subject->packs, verdict->provision, &provision);
    accord_text_add_str(&junit->piece, "    <testcase");
    accord_verdict_add_name(&junit->scratch, writer->subject->packs, verdict);
    add_scratch(junit, "name");
    add_attribute(&junit->piece, "classname", provision.id);
    accord_text_add_str(&junit->piece, " time=\"0\"");
    enum accord_status status = add_file(writer, leading, err);
    if (status != ACCORD_OK) return status;
    if (!forms[accord_result_outcome(leading)].element) {
        accord_text_add_str(&junit->piece, "/>\n");
        return ACCORD_OK;
    }
    accord_text_add_char(&junit->piece, '>');
    status = add_outcome(writer, verdict, results, leading, err);
    accord_text_add_str(&junit->piece, "</testcase>\n");
    return status;
}

static enum accord_status write_verdict(struct accord_writer *writer, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    struct junit *junit = writer->state;
    struct accord_provision_facts provision;
    const struct accord_result *leading = accord_results_leading(results, accord_result_count(verdict));
    accord_packs_provision(writer->subject->packs, verdict->provision, &provision);
    accord_text_reset(&junit->piece);
    enum accord_status status = add_case(writer, verdict, results, leading, err);
    if (status != ACCORD_OK) return status;
    if (junit->piece.failed) return accord_error_memory(err);
    struct suite *suite = &junit->suites[provision.instrument];
    suite->cases++;
    suite->outcomes[accord_result_outcome(leading)]++;
    return accord_spool_add(&junit->spool, provision.instrument, junit->piece.bytes, junit->piece.length, err);
}

/* ---- the suites ---- */

static void add_property(struct accord_text *text, const char *name, const char *value)
{
    accord_text_addf(text, "      <property name=\"accord.%s\"", name);
    add_attribute(text, "value", value);
    accord_text_add_str(text, "/>\n");
}

static void add_properties(struct accord_text *text, const struct accord_report_subject *subject)
{
    char date[ACCORD_DATE_TEXT_MAX];
    accord_text_add_str(text, "    <properties>\n");
    add_property(text, "version", accord_version());
    add_property(text, "as-of", accord_date_format(subject->as_of, date));
    add_property(text, "dataset", accord_dataset_name(subject->dataset));
    add_property(text, "dataset-sha256", accord_dataset_sha256(subject->dataset));
    add_property(text, "rules-sha256", accord_packs_sha256(subject->packs));
    if (subject->profile) add_property(text, "profile", subject->profile);
    if (accord_dataset_illustrative(subject->dataset)) add_property(text, "illustrative", ACCORD_ILLUSTRATIVE);
    accord_text_add_str(text, "    </properties>\n");
}

/* The time of day and the host are nobody's: the same inputs give the same bytes. */
static void open_suite(struct accord_writer *writer, size_t instrument, size_t number)
{
    const struct junit *junit = writer->state;
    const struct suite *suite = &junit->suites[instrument];
    struct accord_text *text = &writer->sink.text;
    struct accord_instrument_facts facts;
    char date[ACCORD_DATE_TEXT_MAX];
    accord_packs_instrument(writer->subject->packs, instrument, &facts);
    accord_text_addf(text, "  <testsuite id=\"%zu\" package=\"accord\"", number);
    add_attribute(text, "name", facts.id);
    accord_text_addf(text,
                     " timestamp=\"%sT00:00:00\" hostname=\"localhost\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\""
                     " skipped=\"%zu\" time=\"0\">\n",
                     accord_date_format(writer->subject->as_of, date), suite->cases,
                     suite->outcomes[ACCORD_OUTCOME_FAILED], suite->outcomes[ACCORD_OUTCOME_BROKEN],
                     suite->outcomes[ACCORD_OUTCOME_SKIPPED] + suite->outcomes[ACCORD_OUTCOME_EXCUSED]);
    add_properties(text, writer->subject);
}

static void add_remark(void *host, const char *line)
{
    struct accord_writer *writer = host;
    accord_escape_xml(&writer->sink.text, line);
    accord_escape_xml(&writer->sink.text, "\n");
}

/* What is said of the run as a whole goes with the first suite. */
static enum accord_status close_suite(struct accord_writer *writer, const struct accord_summary *remarked,
                                      struct accord_error *err)
{
    struct accord_text *text = &writer->sink.text;
    enum accord_status status = ACCORD_OK;
    accord_text_add_str(text, "    <system-out>");
    if (remarked) status = accord_remarks_tell(remarked, add_remark, writer, err);
    accord_text_add_str(text, "</system-out>\n    <system-err/>\n  </testsuite>\n");
    return status;
}

static enum accord_status finish(struct accord_writer *writer, const struct accord_summary *summary,
                                 struct accord_error *err)
{
    struct junit *junit = writer->state;
    struct accord_text *text = &writer->sink.text;
    enum accord_status status = ACCORD_OK;
    size_t number = 0;
    accord_text_add_str(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (size_t i = 0; i < junit->spool.heads && status == ACCORD_OK; i++) {
        if (junit->suites[i].cases == 0) continue;
        open_suite(writer, i, number);
        status = accord_spool_read(&junit->spool, i, accord_sink_take_piece, &writer->sink, err);
        if (status == ACCORD_OK) status = close_suite(writer, number++ == 0 ? summary : NULL, err);
    }
    accord_text_add_str(text, "</testsuites>\n");
    return status;
}

static void release(struct accord_writer *writer)
{
    struct junit *junit = writer->state;
    if (!junit) return;
    accord_spool_close(&junit->spool);
    accord_text_clear(&junit->piece);
    accord_text_clear(&junit->scratch);
    accord_free(junit->suites);
    accord_free(junit);
    writer->state = NULL;
}

const struct accord_format accord_format_junit = {
    .name = "junit",
    .help = "a suite an instrument, a test case a verdict, for CI services",
    .start = start,
    .verdict = write_verdict,
    .finish = finish,
    .release = release,
    .needs_verdicts = true,
};
