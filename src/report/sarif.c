/* SARIF 2.1.0: one run, one result for each line of a verdict. Results are written as they come; the profile for
 * GitHub, which keeps open failures only, puts them aside to write the worst first. */
#include "report/sarif.h"

#include "accord/ledger.h"
#include "base/error.h"
#include "base/memory.h"
#include "report/markdown_text.h"
#include "report/page.h"
#include "report/uri.h"

#include <string.h>

/* GitHub drops results past 25,000 and refuses a file of more than 10 MB after compression, of which some is for what
 * comes before and after the results. How small a result becomes is not known before: those of the sample come to a
 * fifteenth. A sixth is what is counted, and in full what is longer than messages of rules are. */
enum { GITHUB_RESULTS_MAX = 25000, GITHUB_BYTES_MAX = 9000000, GITHUB_USUAL = 2000, GITHUB_RATIO = 6 };
enum { STRING_MAX = 64 * 1024 * 1024 };

static const char schema_uri[] =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/* ---- strings ---- */

/* What is shown, with braces doubled, for a single one may begin a placeholder, and brackets escaped or not. */
static void add_shown(struct accord_sarif *sarif, bool brackets)
{
    for (const char *at = accord_text_str(&sarif->shown); *at; at++) {
        if (*at == '{' || *at == '}') accord_text_add_char(&sarif->scratch, *at);
        if (brackets && (*at == '[' || *at == ']')) accord_text_add_char(&sarif->scratch, '\\');
        accord_text_add_char(&sarif->scratch, *at);
    }
    sarif->failed = sarif->failed || sarif->shown.failed;
    accord_text_reset(&sarif->shown);
}

void accord_sarif_say(struct accord_sarif *sarif, const char *data)
{
    accord_page_escape(&sarif->shown, data);
    add_shown(sarif, strstr(accord_text_str(&sarif->shown), "](") != NULL);
}

void accord_sarif_say_markdown(struct accord_sarif *sarif, const char *data)
{
    accord_markdown_text(&sarif->shown, data);
    add_shown(sarif, false);
}

void accord_sarif_said(struct accord_sarif *sarif, struct accord_emit *emit, const char *name)
{
    accord_emit_member(emit, name, accord_text_str(&sarif->scratch));
    sarif->failed = sarif->failed || sarif->scratch.failed;
    accord_text_reset(&sarif->scratch);
}

void accord_sarif_said_message(struct accord_sarif *sarif, struct accord_emit *emit, const char *name)
{
    accord_emit_key(emit, name);
    accord_emit_open_flat(emit, '{');
    accord_sarif_said(sarif, emit, "text");
    accord_emit_close(emit, '}');
}

/* ---- the head ---- */

/* The same of the same data, rules and day. */
static struct accord_uuid name_run(const struct accord_report_subject *subject)
{
    char day[ACCORD_DATE_TEXT_MAX];
    const char *const parts[] = {"run", accord_dataset_sha256(subject->dataset), accord_packs_sha256(subject->packs),
                                 subject->profile_sha256 ? subject->profile_sha256 : "",
                                 accord_date_format(subject->as_of, day)};
    return accord_uuid_of(&accord_uuid_space, parts, sizeof parts / sizeof parts[0]);
}

/* accord/DATASET/[PROFILE/]DAY: what comes before the last slash is the category in which GitHub replaces one upload by
 * the next. */
static void write_details(struct accord_sarif *sarif)
{
    const struct accord_report_subject *subject = sarif->writer->subject;
    char day[ACCORD_DATE_TEXT_MAX], guid[ACCORD_UUID_TEXT];
    struct accord_text *id = &sarif->scratch;
    accord_text_add_str(id, "accord/");
    accord_uri_segment(id, accord_dataset_name(subject->dataset));
    accord_text_add_char(id, '/');
    if (subject->profile) {
        accord_uri_segment(id, subject->profile);
        accord_text_add_char(id, '/');
    }
    accord_text_add_str(id, accord_date_format(subject->as_of, day));
    accord_emit_key(&sarif->emit, "automationDetails");
    accord_emit_open_flat(&sarif->emit, '{');
    accord_sarif_said(sarif, &sarif->emit, "id");
    accord_emit_member(&sarif->emit, "guid", accord_uuid_format(&sarif->run, guid));
    accord_emit_close(&sarif->emit, '}');
}

static void write_bases(struct accord_emit *emit)
{
    static const struct {
        const char *name;
        const char *text;
    } bases[] = {
        {"%SRCROOT%", "the folder that accord was called in, or that a packed dataset was made of"},
        {"DATASET", "the folder of the dataset, where it is not below the folder that accord was called in"},
        {"RULES", "the folders of the rules"},
    };
    accord_emit_key(emit, "originalUriBaseIds");
    accord_emit_open(emit, '{');
    for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
        accord_emit_key(emit, bases[i].name);
        accord_emit_open_flat(emit, '{');
        accord_emit_key(emit, "description");
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "text", bases[i].text);
        accord_emit_close(emit, '}');
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, '}');
}

static void write_head(struct accord_sarif *sarif)
{
    struct accord_emit *emit = &sarif->emit;
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "$schema", schema_uri);
    accord_emit_member(emit, "version", "2.1.0");
    accord_emit_key(emit, "runs");
    accord_emit_open(emit, '[');
    accord_emit_open(emit, '{');
    accord_sarif_write_tool(sarif);
    accord_sarif_write_taxonomies(sarif);
    write_details(sarif);
    write_bases(emit);
    accord_emit_member(emit, "columnKind", "unicodeCodePoints");
    accord_emit_member(emit, "language", "en");
}

static enum accord_status start(struct accord_writer *writer, struct accord_error *err)
{
    struct accord_sarif *sarif = accord_alloc_zero(1, sizeof *sarif);
    if (!sarif) return accord_error_memory(err);
    writer->state = sarif;
    sarif->writer = writer;
    sarif->github = writer->options->sarif_github;
    sarif->run = name_run(writer->subject);
    accord_emit_init(&sarif->emit, &writer->sink.text, true);
    accord_text_init(&sarif->scratch, STRING_MAX);
    accord_text_init(&sarif->comment, STRING_MAX);
    accord_text_init(&sarif->shown, STRING_MAX);
    accord_text_init(&sarif->piece, STRING_MAX);
    accord_spool_init(&sarif->spool);
    write_head(sarif);
    /* An empty list says that nothing was found, for which a summary would be taken. */
    if (!writer->options->summary) {
        accord_emit_key(&sarif->emit, "results");
        accord_emit_open(&sarif->emit, '[');
    }
    if (!sarif->github) return ACCORD_OK;
    return accord_spool_open(&sarif->spool, writer->options->temporary, ACCORD_SARIF_LEVELS, err);
}

/* ---- results ---- */

/* What GitHub shows is an alert that is open: it knows neither kinds nor suppressions. One that was known before is
 * open still, and would be closed if it were left out. */
static bool is_open_failure(const struct accord_result *result)
{
    return strcmp(accord_sarif_kind(result), "fail") == 0 && !result->standing.waiver;
}

static enum accord_status put_aside(struct accord_sarif *sarif, const struct accord_result *result, size_t ordinal,
                                    struct accord_error *err)
{
    struct accord_emit emit;
    if (!is_open_failure(result)) {
        sarif->not_failures += result->standing.fails;
        return ACCORD_OK;
    }
    accord_text_reset(&sarif->piece);
    accord_emit_init(&emit, &sarif->piece, false);
    enum accord_status status = accord_sarif_write_result(sarif, &emit, result, ordinal, err);
    if (status == ACCORD_OK && sarif->piece.failed) status = accord_error_memory(err);
    if (status != ACCORD_OK) return status;
    /* With its NUL, so that it is a string where it is read back. */
    return accord_spool_add(&sarif->spool, accord_sarif_level_of(sarif, result), accord_text_str(&sarif->piece),
                            sarif->piece.length + 1, err);
}

static enum accord_status write_verdict(struct accord_writer *writer, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    struct accord_sarif *sarif = writer->state;
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < accord_result_count(verdict) && status == ACCORD_OK; i++) {
        if (!accord_sarif_kind(&results[i])) continue; /* said of the invocation */
        size_t ordinal = accord_result_ordinal(results, i);
        if (sarif->github)
            status = put_aside(sarif, &results[i], ordinal, err);
        else
            status = accord_sarif_write_result(sarif, &sarif->emit, &results[i], ordinal, err);
        accord_sink_drain(&writer->sink);
    }
    return status == ACCORD_OK && sarif->failed ? accord_error_memory(err) : status;
}

static size_t compressed(size_t length)
{
    size_t usual = length < GITHUB_USUAL ? length : GITHUB_USUAL;
    return usual / GITHUB_RATIO + (length - usual);
}

static enum accord_status take_piece(void *host, const char *bytes, size_t length, struct accord_error *err)
{
    struct accord_sarif *sarif = host;
    (void)err;
    if (sarif->cut > 0 || sarif->results == GITHUB_RESULTS_MAX ||
        sarif->written + compressed(length) > GITHUB_BYTES_MAX) {
        sarif->cut++;
        return ACCORD_OK;
    }
    accord_emit_json(&sarif->emit, bytes);
    sarif->written += compressed(length);
    sarif->results++;
    accord_sink_drain(&sarif->writer->sink);
    return ACCORD_OK;
}

/* What the baseline has and the run has not, where its place would be: that of its actor. */
static enum accord_status write_fixed(struct accord_sarif *sarif, const struct accord_fixed_finding *fixed,
                                      size_t ordinal, struct accord_error *err)
{
    struct accord_rule_facts rule;
    accord_packs_rule(sarif->writer->subject->packs, fixed->rule, &rule);
    const struct accord_verdict verdict = {.rule = fixed->rule,
                                           .provision = rule.provision,
                                           .actor = fixed->actor,
                                           .actor_id = fixed->actor_id,
                                           .verdict = fixed->now};
    accord_text_reset(&sarif->piece);
    accord_text_addf(&sarif->piece, "no longer found; the baseline has %s: %s",
                     accord_verdict_meaning(fixed->known)->name,
                     fixed->message_id ? fixed->message_id : accord_verdict_meaning(fixed->known)->meaning);
    sarif->failed = sarif->failed || sarif->piece.failed;
    const struct accord_result result = {.verdict = &verdict,
                                         .kind = fixed->known,
                                         .message = accord_text_str(&sarif->piece),
                                         .message_id = fixed->message_id,
                                         .fingerprint = fixed->fingerprint,
                                         .standing = {.baseline = ACCORD_BASELINE_ABSENT}};
    return accord_sarif_write_result(sarif, &sarif->emit, &result, ordinal, err);
}

/* GitHub closes by itself the alerts that an upload has no more. */
static enum accord_status write_all_fixed(struct accord_sarif *sarif, struct accord_error *err)
{
    const struct accord_ledger *ledger = sarif->writer->subject->ledger;
    struct accord_fixed_finding fixed, before = {.fingerprint = ""};
    enum accord_status status = ACCORD_OK;
    size_t ordinal = 0;
    if (sarif->github || sarif->writer->options->summary || !ledger) return ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && accord_ledger_fixed(ledger, i, &fixed); i++) {
        ordinal = strcmp(fixed.fingerprint, before.fingerprint) == 0 ? ordinal + 1 : 1;
        before = fixed;
        status = write_fixed(sarif, &fixed, ordinal, err);
        accord_sink_drain(&sarif->writer->sink);
    }
    return status;
}

/* ---- the end ---- */

static void write_counts(struct accord_emit *emit, const char *name, const size_t counts[ACCORD_VERDICT_COUNT])
{
    accord_emit_key(emit, name);
    accord_emit_open_flat(emit, '{');
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++)
        accord_emit_count_member(emit, accord_verdict_meaning((enum accord_verdict_kind)kind)->name, counts[kind]);
    accord_emit_close(emit, '}');
}

/* What was asked of what, and what it came to: members as in the JSON report. */
static void write_properties(struct accord_sarif *sarif, const struct accord_summary *summary)
{
    const struct accord_report_subject *subject = sarif->writer->subject;
    struct accord_emit *emit = &sarif->emit;
    char day[ACCORD_DATE_TEXT_MAX];
    accord_emit_key(emit, "properties");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "as_of", accord_date_format(subject->as_of, day));
    accord_emit_key(emit, "dataset");
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "name", accord_dataset_name(subject->dataset));
    accord_emit_key(emit, "illustrative");
    accord_emit_boolean(emit, accord_dataset_illustrative(subject->dataset));
    accord_emit_member(emit, "sha256", accord_dataset_sha256(subject->dataset));
    accord_emit_close(emit, '}');
    accord_emit_key(emit, "rules");
    accord_emit_open_flat(emit, '{');
    accord_emit_count_member(emit, "count", accord_packs_rule_count(subject->packs));
    accord_emit_member(emit, "sha256", accord_packs_sha256(subject->packs));
    accord_emit_close(emit, '}');
    if (subject->profile) accord_emit_member(emit, "profile", subject->profile);
    write_counts(emit, "counts", summary->totals.counts);
    write_counts(emit, "aggregates", summary->totals.aggregates);
    accord_emit_count_member(emit, "failing", summary->totals.failing);
    accord_emit_count_member(emit, "assessable", summary->totals.assessable);
    accord_emit_count_member(emit, "of", summary->totals.of);
    accord_emit_close(emit, '}');
}

static enum accord_status finish(struct accord_writer *writer, const struct accord_summary *summary,
                                 struct accord_error *err)
{
    struct accord_sarif *sarif = writer->state;
    struct accord_emit *emit = &sarif->emit;
    enum accord_status status = ACCORD_OK;
    for (size_t level = 0; sarif->github && level < ACCORD_SARIF_LEVELS && status == ACCORD_OK; level++)
        status = accord_spool_read(&sarif->spool, level, take_piece, sarif, err);
    if (status == ACCORD_OK) status = write_all_fixed(sarif, err);
    if (status != ACCORD_OK) return status;
    if (!writer->options->summary) accord_emit_close(emit, ']');
    accord_sarif_write_invocation(sarif, summary);
    write_properties(sarif, summary);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
    accord_text_add_char(&writer->sink.text, '\n');
    return sarif->failed ? accord_error_memory(err) : ACCORD_OK;
}

static void release(struct accord_writer *writer)
{
    struct accord_sarif *sarif = writer->state;
    if (!sarif) return;
    accord_text_clear(&sarif->scratch);
    accord_text_clear(&sarif->comment);
    accord_text_clear(&sarif->shown);
    accord_text_clear(&sarif->piece);
    accord_spool_close(&sarif->spool);
    accord_free(sarif);
    writer->state = NULL;
}

const struct accord_format accord_format_sarif = {
    .name = "sarif",
    .help = "SARIF 2.1.0, a result for each finding, for code scanning and viewers",
    .start = start,
    .verdict = write_verdict,
    .finish = finish,
    .release = release,
};
