/* GitLab's Code Quality report: an array with an issue a line. GitLab compares it with that of the branch to be merged
 * into, by fingerprint, and shows what is new. It knows no suppression: what is waived or known since the baseline
 * stays, says so, and is no more than information. */
#include "base/error.h"
#include "base/memory.h"
#include "report/comments.h"
#include "report/emit.h"
#include "report/escape.h"
#include "report/format.h"
#include "report/outcome.h"
#include "report/uri.h"

#include <string.h>

enum { SCRATCH_MAX = 16 * 1024 * 1024 };

struct gitlab {
    struct accord_emit emit;
    struct accord_text plain;
    struct accord_text line; /* as it is shown */
};

static enum accord_status start(struct accord_writer *writer, struct accord_error *err)
{
    struct gitlab *gitlab = accord_alloc_zero(1, sizeof *gitlab);
    if (!gitlab) return accord_error_memory(err);
    writer->state = gitlab;
    accord_text_init(&gitlab->plain, SCRATCH_MAX);
    accord_text_init(&gitlab->line, SCRATCH_MAX);
    accord_emit_init(&gitlab->emit, &writer->sink.text, true);
    accord_emit_open(&gitlab->emit, '[');
    return ACCORD_OK;
}

static void add_text(struct gitlab *gitlab, const char *name, const char *value)
{
    accord_emit_key(&gitlab->emit, name);
    accord_emit_text(&gitlab->emit, value);
}

/* One plain line, as GitLab shows neither the name of the check nor of the actor by itself. */
static void add_description(struct accord_writer *writer, const struct accord_result *result)
{
    struct gitlab *gitlab = writer->state;
    accord_text_reset(&gitlab->plain);
    accord_text_reset(&gitlab->line);
    if (accord_dataset_illustrative(writer->subject->dataset)) accord_text_add_str(&gitlab->plain, "[illustrative] ");
    accord_verdict_add_name(&gitlab->plain, writer->subject->packs, result->verdict);
    accord_text_add_str(&gitlab->plain, ": ");
    size_t before = gitlab->plain.length;
    accord_result_add_standing(&gitlab->plain, result);
    if (gitlab->plain.length > before) accord_text_add_str(&gitlab->plain, "; ");
    accord_text_addf(&gitlab->plain, "%s: %s", accord_verdict_meaning(result->kind)->name,
                     accord_result_message(result));
    accord_result_add_comments(&gitlab->plain, result, ACCORD_COMMENT_SHORT);
    accord_escape_line(&gitlab->line, accord_text_str(&gitlab->plain));
    writer->sink.text.failed = writer->sink.text.failed || gitlab->plain.failed || gitlab->line.failed;
    add_text(gitlab, "description", accord_text_str(&gitlab->line));
}

/* GitLab takes two issues of one fingerprint for one. Only findings of one verdict can have the same: fingerprints are
 * made of rule and actor. The second one of a verdict is told apart by being the second one. */
static const char *fingerprint_of(const struct accord_result *results, size_t index, const struct accord_packs *packs,
                                  char text[ACCORD_SHA256_HEX])
{
    const char *own = accord_result_fingerprint(&results[index], packs, text);
    char number[ACCORD_DIGITS_MAX];
    size_t same = 0;
    struct accord_sha256 hash;
    unsigned char digest[ACCORD_SHA256_BYTES];
    if (results[index].fingerprint == NULL) return own;
    for (size_t i = 0; i < index; i++)
        same += results[i].fingerprint && strcmp(results[i].fingerprint, own) == 0;
    if (same == 0) return own;
    accord_sha256_init(&hash);
    accord_sha256_add_field(&hash, own, strlen(own));
    accord_sha256_add_field(&hash, number, (size_t)(accord_digits(number, same) - number));
    accord_sha256_end(&hash, digest);
    accord_sha256_hex(digest, text);
    text[ACCORD_FINGERPRINT_DIGITS] = '\0';
    return text;
}

/* Relative always: what is not under the working folder is named from where it is kept. */
static void add_location(struct accord_writer *writer, const struct accord_anchor *anchor, const char *rule_file)
{
    struct gitlab *gitlab = writer->state;
    struct accord_emit *emit = &gitlab->emit;
    const char *prefix = accord_uri_is_below(anchor->prefix) ? anchor->prefix : "";
    accord_text_reset(&gitlab->plain);
    accord_text_addf(&gitlab->plain, "%s%s", prefix, anchor->in_rule ? rule_file : anchor->file);
    writer->sink.text.failed = writer->sink.text.failed || gitlab->plain.failed;
    accord_emit_key(emit, "location");
    accord_emit_open(emit, '{');
    add_text(gitlab, "path", accord_text_str(&gitlab->plain));
    accord_emit_key(emit, "lines");
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "begin");
    accord_emit_count(emit, anchor->line);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
}

static const char *severity_of(const struct accord_result *result)
{
    static const char excused[] = "info";
    return accord_result_outcome(result) == ACCORD_OUTCOME_EXCUSED ? excused
                                                                   : accord_verdict_meaning(result->kind)->gitlab;
}

static enum accord_status add_issue(struct accord_writer *writer, const struct accord_result *results, size_t index,
                                    struct accord_error *err)
{
    struct gitlab *gitlab = writer->state;
    const struct accord_report_subject *subject = writer->subject;
    char made[ACCORD_SHA256_HEX];
    struct accord_rule_facts rule;
    struct accord_anchor anchor;
    enum accord_status status = accord_writer_anchor(writer, &results[index], &anchor, err);
    if (status != ACCORD_OK) return status;
    accord_packs_rule(subject->packs, results[index].verdict->rule, &rule);
    accord_emit_open_flat(&gitlab->emit, '{');
    add_description(writer, &results[index]);
    add_text(gitlab, "check_name", rule.id);
    add_text(gitlab, "fingerprint", fingerprint_of(results, index, subject->packs, made));
    add_text(gitlab, "severity", severity_of(&results[index]));
    add_location(writer, &anchor, rule.file);
    accord_emit_close(&gitlab->emit, '}');
    accord_sink_drain(&writer->sink);
    return ACCORD_OK;
}

static enum accord_status write_verdict(struct accord_writer *writer, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < accord_result_count(verdict) && status == ACCORD_OK; i++)
        if (accord_verdict_meaning(results[i].kind)->gitlab) status = add_issue(writer, results, i, err);
    return status;
}

static enum accord_status finish(struct accord_writer *writer, const struct accord_summary *summary,
                                 struct accord_error *err)
{
    struct gitlab *gitlab = writer->state;
    (void)summary;
    (void)err;
    accord_emit_close(&gitlab->emit, ']');
    accord_text_add_char(&writer->sink.text, '\n');
    return ACCORD_OK;
}

static void release(struct accord_writer *writer)
{
    struct gitlab *gitlab = writer->state;
    if (!gitlab) return;
    accord_text_clear(&gitlab->plain);
    accord_text_clear(&gitlab->line);
    accord_free(gitlab);
    writer->state = NULL;
}

const struct accord_format accord_format_gitlab = {
    .name = "gitlab",
    .help = "issues for GitLab's Code Quality",
    .start = start,
    .verdict = write_verdict,
    .finish = finish,
    .release = release,
    .needs_verdicts = true,
    .only_findings = true,
};
