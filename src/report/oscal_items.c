/* Observations, findings and risks: what one result is to OSCAL. It knows no more than satisfied and not satisfied, so
 * that whatever lies open or does not apply is an observation only. */
#include "report/oscal.h"

#include "base/error.h"
#include "report/comments.h"
#include "report/oscal_token.h"
#include "report/outcome.h"
#include "report/uri.h"

#include <stdio.h>
#include <string.h>

/* Rows that are named one by one; more are counted. */
enum { EVIDENCE_MAX = 20, NUMBER_MAX = 24, YEARS_END = 3000 };

/* A result with what it is about, looked up once. */
struct item {
    const struct accord_result *result;
    struct accord_rule_facts rule;
    struct accord_provision_facts provision;
    const char *fingerprint;
    char made[ACCORD_SHA256_HEX];
    char ordinal[NUMBER_MAX];
    bool historic;
};

static void open_item(struct accord_oscal *oscal, struct item *item, const struct accord_result *result, size_t ordinal)
{
    const struct accord_packs *packs = oscal->writer->subject->packs;
    *item = (struct item){.result = result};
    accord_packs_rule(packs, result->verdict->rule, &item->rule);
    accord_packs_provision(packs, result->verdict->provision, &item->provision);
    item->fingerprint = accord_result_fingerprint(result, packs, item->made);
    (void)snprintf(item->ordinal, sizeof item->ordinal, "%zu", ordinal);
}

static void write_uuid(struct accord_emit *emit, const char *name, const char *kind, const struct item *item)
{
    const char *const parts[] = {kind, item->fingerprint, item->ordinal};
    accord_oscal_uuid(emit, name, parts, sizeof parts / sizeof parts[0]);
}

/* ---- pieces ---- */

static void begin_piece(struct accord_oscal *oscal, struct accord_emit *emit)
{
    accord_text_reset(&oscal->piece);
    accord_emit_init(emit, &oscal->piece, false);
    accord_emit_open(emit, '{');
}

static enum accord_status put_aside(struct accord_oscal *oscal, struct accord_emit *emit, enum accord_oscal_list list,
                                    struct accord_error *err)
{
    accord_emit_close(emit, '}');
    if (oscal->failed || oscal->piece.failed) return accord_error_memory(err);
    /* With its NUL, so that it is a string where it is read back. */
    return accord_spool_add(&oscal->spool, list, accord_text_str(&oscal->piece), oscal->piece.length + 1, err);
}

/* ---- what all of them say ---- */

/* "Kenya (KEN): what was found". */
static void write_description(struct accord_oscal *oscal, struct accord_emit *emit, const struct item *item)
{
    const struct accord_verdict *verdict = item->result->verdict;
    struct accord_dataset *dataset = oscal->writer->subject->dataset;
    const char *name = verdict->actor_id;
    if (verdict->actor != SIZE_MAX) name = accord_dataset_actor_name(dataset, verdict->actor);
    accord_oscal_say(oscal, name);
    if (strcmp(name, verdict->actor_id) != 0) {
        accord_text_add_str(&oscal->scratch, " (");
        accord_oscal_say(oscal, verdict->actor_id);
        accord_text_add_char(&oscal->scratch, ')');
    }
    accord_text_add_str(&oscal->scratch, ": ");
    accord_oscal_say(oscal, accord_result_message(item->result));
    if (accord_dataset_illustrative(dataset)) accord_text_add_str(&oscal->scratch, " (illustrative data)");
    accord_oscal_said(oscal, emit, "description");
}

static void write_title(struct accord_oscal *oscal, struct accord_emit *emit, const struct item *item)
{
    accord_oscal_say(oscal, item->rule.title);
    accord_oscal_said(oscal, emit, "title");
}

static void write_cause(struct accord_oscal *oscal, struct accord_emit *emit, const struct accord_verdict *verdict)
{
    struct accord_rule_facts cause;
    if (!verdict->has_cause) return;
    accord_packs_rule(oscal->writer->subject->packs, verdict->cause_rule, &cause);
    accord_oscal_prop(oscal, emit, "cause-rule", cause.id);
    accord_oscal_prop(oscal, emit, "cause-status", accord_verdict_meaning(verdict->cause)->name);
}

static void write_since(struct accord_oscal *oscal, struct accord_emit *emit, const struct accord_standing *standing)
{
    char day[ACCORD_DATE_TEXT_MAX];
    if (standing->baseline != ACCORD_BASELINE_NONE)
        accord_oscal_prop(oscal, emit, "baseline", accord_baseline_state_name(standing->baseline));
    if (standing->has_since) accord_oscal_prop(oscal, emit, "since", accord_date_format(standing->since, day));
}

static void write_props(struct accord_oscal *oscal, struct accord_emit *emit, const struct item *item)
{
    const struct accord_result *result = item->result;
    accord_emit_key(emit, "props");
    accord_emit_open(emit, '[');
    accord_oscal_prop(oscal, emit, "status", accord_verdict_meaning(result->kind)->name);
    if (item->historic)
        accord_oscal_prop(oscal, emit, "now", accord_verdict_meaning(result->verdict->verdict)->name);
    else
        accord_oscal_prop(oscal, emit, "gate", accord_gate_name(result->verdict->gate));
    accord_oscal_prop(oscal, emit, "rule", item->rule.id);
    accord_oscal_prop(oscal, emit, "provision", item->provision.id);
    accord_oscal_prop(oscal, emit, "force", accord_force_name(item->provision.force));
    accord_oscal_prop(oscal, emit, "actor", result->verdict->actor_id);
    if (result->message_id) accord_oscal_prop(oscal, emit, "message-id", result->message_id);
    accord_oscal_prop(oscal, emit, "fingerprint", item->fingerprint);
    accord_oscal_prop(oscal, emit, "fails", result->standing.fails ? "true" : "false");
    write_since(oscal, emit, &result->standing);
    write_cause(oscal, emit, result->verdict);
    accord_emit_close(emit, ']');
}

/* What the actor has to say. */
static void write_comments(struct accord_oscal *oscal, struct accord_emit *emit, const struct item *item)
{
    const struct accord_standing *standing = &item->result->standing;
    if (standing->comment_count == 0) return;
    for (size_t i = 0; i < standing->comment_count; i++) {
        accord_text_reset(&oscal->comment);
        if (i > 0) accord_text_add_str(&oscal->comment, "; ");
        accord_comment_write(&oscal->comment, item->result->verdict->actor_id, &standing->comments[i], 0);
        accord_oscal_say(oscal, accord_text_str(&oscal->comment));
        oscal->failed = oscal->failed || oscal->comment.failed;
    }
    accord_oscal_said(oscal, emit, "remarks");
}

/* [{"observation-uuid": ...}] */
static void write_related(struct accord_emit *emit, const struct item *item)
{
    accord_emit_key(emit, "related-observations");
    accord_emit_open(emit, '[');
    accord_emit_open(emit, '{');
    write_uuid(emit, "observation-uuid", "observation", item);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
}

/* ---- observations ---- */

/* A party of the metadata. An aggregate is about no single one. */
static void write_subjects(struct accord_oscal *oscal, struct accord_emit *emit, const struct item *item)
{
    const struct accord_verdict *verdict = item->result->verdict;
    const char *const parts[] = {"actor", verdict->actor_id};
    if (verdict->actor == SIZE_MAX) return;
    accord_oscal_need_party(oscal, verdict->actor);
    accord_emit_key(emit, "subjects");
    accord_emit_open(emit, '[');
    accord_emit_open(emit, '{');
    accord_oscal_uuid(emit, "subject-uuid", parts, sizeof parts / sizeof parts[0]);
    accord_emit_member(emit, "type", "party");
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
}

static void write_href(struct accord_oscal *oscal, struct accord_emit *emit, const char *file)
{
    const char *prefix = oscal->writer->subject->prefix;
    if (prefix && accord_uri_is_below(prefix)) accord_uri_path(&oscal->scratch, prefix);
    accord_uri_path(&oscal->scratch, file);
    accord_oscal_said(oscal, emit, "href");
}

static enum accord_status write_row(struct accord_oscal *oscal, struct accord_emit *emit,
                                    const struct accord_evidence *evidence, const struct accord_evidence_row *row,
                                    struct accord_error *err)
{
    const char *file = NULL;
    unsigned line = 0;
    enum accord_status status = accord_writer_places(oscal->writer, evidence, row, &file, &line, err);
    if (status != ACCORD_OK) return status;
    accord_emit_open(emit, '{');
    write_href(oscal, emit, file);
    accord_text_addf(&oscal->scratch, "line %u: ", line);
    accord_oscal_say(oscal, evidence->table);
    accord_text_add_char(&oscal->scratch, ' ');
    accord_oscal_say(oscal, row->key);
    accord_oscal_said(oscal, emit, "description");
    accord_emit_close(emit, '}');
    return ACCORD_OK;
}

static size_t count_rows(const struct accord_result *result)
{
    size_t count = 0;
    for (size_t i = 0; i < result->evidence_count; i++)
        count += result->evidence[i].row_count;
    return count;
}

/* A table that was asked and gave nothing is evidence too. */
static void write_absence(struct accord_oscal *oscal, struct accord_emit *emit, const struct accord_evidence *evidence)
{
    accord_emit_open(emit, '{');
    accord_text_add_str(&oscal->scratch, "no row: ");
    accord_oscal_say(oscal, evidence->table);
    accord_oscal_said(oscal, emit, "description");
    accord_emit_close(emit, '}');
}

static enum accord_status write_evidence(struct accord_oscal *oscal, struct accord_emit *emit,
                                         const struct accord_result *result, struct accord_error *err)
{
    size_t written = 0, rows = count_rows(result);
    enum accord_status status = ACCORD_OK;
    if (result->evidence_count == 0) return ACCORD_OK;
    accord_emit_key(emit, "relevant-evidence");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < result->evidence_count && status == ACCORD_OK; i++) {
        const struct accord_evidence *evidence = &result->evidence[i];
        if (evidence->row_count == 0) write_absence(oscal, emit, evidence);
        for (size_t r = 0; r < evidence->row_count && written < EVIDENCE_MAX && status == ACCORD_OK; r++, written++)
            status = write_row(oscal, emit, evidence, &evidence->rows[r], err);
    }
    if (rows > written) {
        accord_emit_open(emit, '{');
        accord_text_addf(&oscal->scratch, "and %zu more rows", rows - written);
        accord_oscal_said(oscal, emit, "description");
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
    return status;
}

/* For the document's own id. */
static void digest_item(struct accord_oscal *oscal, const struct item *item)
{
    const char *kind = accord_verdict_meaning(item->result->kind)->name;
    accord_sha256_add_field(&oscal->digest, item->fingerprint, strlen(item->fingerprint));
    accord_sha256_add_field(&oscal->digest, item->ordinal, strlen(item->ordinal));
    accord_sha256_add_field(&oscal->digest, kind, strlen(kind));
}

/* Historic ones have names of their own: what was found before may be found in another verdict now. */
static enum accord_status add_observation(struct accord_oscal *oscal, const struct item *item, struct accord_error *err)
{
    struct accord_emit emit;
    digest_item(oscal, item);
    begin_piece(oscal, &emit);
    write_uuid(&emit, "uuid", item->historic ? "historic" : "observation", item);
    write_title(oscal, &emit, item);
    write_description(oscal, &emit, item);
    write_props(oscal, &emit, item);
    accord_emit_key(&emit, "methods");
    accord_emit_open(&emit, '[');
    accord_emit_text(&emit, "EXAMINE");
    accord_emit_close(&emit, ']');
    if (item->historic) {
        accord_emit_key(&emit, "types");
        accord_emit_open(&emit, '[');
        accord_emit_text(&emit, "historic");
        accord_emit_close(&emit, ']');
    }
    write_subjects(oscal, &emit, item);
    enum accord_status status = write_evidence(oscal, &emit, item->result, err);
    if (status != ACCORD_OK) return status;
    accord_oscal_midnight(oscal, &emit, "collected", oscal->writer->subject->as_of);
    write_comments(oscal, &emit, item);
    return put_aside(oscal, &emit, ACCORD_OSCAL_OBSERVATIONS, err);
}

/* ---- findings ---- */

/* What the record shows. NULL: nothing that OSCAL can say. */
struct answer {
    const char *state;
    const char *reason;
};

static const struct answer *answer_of(const struct accord_result *result)
{
    static const struct answer answers[ACCORD_VERDICT_COUNT] = {
        [ACCORD_VERDICT_MET] = {"satisfied", "pass"},
        [ACCORD_VERDICT_PARTIAL] = {"not-satisfied", "other"},
        [ACCORD_VERDICT_GAP] = {"not-satisfied", "fail"},
    };
    const struct answer *answer = &answers[result->kind];
    /* What rests on something open satisfies nobody yet. */
    if (result->kind == ACCORD_VERDICT_MET && result->verdict->has_cause) return NULL;
    return answer->state ? answer : NULL;
}

static bool has_risk(const struct accord_standing *standing)
{
    return standing->waiver || standing->lapsed;
}

static void write_target(struct accord_oscal *oscal, struct accord_emit *emit, const struct item *item,
                         const struct answer *answer)
{
    accord_emit_key(emit, "target");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "type", "statement-id");
    accord_oscal_token(&oscal->scratch, item->provision.id);
    accord_oscal_said(oscal, emit, "target-id");
    accord_emit_key(emit, "status");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "state", answer->state);
    accord_emit_member(emit, "reason", answer->reason);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
}

static enum accord_status add_finding(struct accord_oscal *oscal, const struct item *item, const struct answer *answer,
                                      struct accord_error *err)
{
    struct accord_emit emit;
    begin_piece(oscal, &emit);
    write_uuid(&emit, "uuid", "finding", item);
    write_title(oscal, &emit, item);
    write_description(oscal, &emit, item);
    write_props(oscal, &emit, item);
    write_target(oscal, &emit, item, answer);
    write_related(&emit, item);
    if (has_risk(&item->result->standing)) {
        accord_emit_key(&emit, "related-risks");
        accord_emit_open(&emit, '[');
        accord_emit_open(&emit, '{');
        write_uuid(&emit, "risk-uuid", "risk", item);
        accord_emit_close(&emit, '}');
        accord_emit_close(&emit, ']');
    }
    write_comments(oscal, &emit, item);
    return put_aside(oscal, &emit, ACCORD_OSCAL_FINDINGS, err);
}

/* ---- risks ---- */

static void write_waiver_props(struct accord_oscal *oscal, struct accord_emit *emit, const struct accord_waiver *waiver)
{
    char day[ACCORD_DATE_TEXT_MAX];
    accord_emit_key(emit, "props");
    accord_emit_open(emit, '[');
    accord_oscal_prop(oscal, emit, "accepted-by", waiver->who);
    if (waiver->has_from) accord_oscal_prop(oscal, emit, "from", accord_date_format(waiver->from, day));
    accord_oscal_prop(oscal, emit, "until", accord_date_format(waiver->until, day));
    accord_oscal_prop(oscal, emit, "waiver-file", waiver->file);
    accord_oscal_count_prop(oscal, emit, "waiver-line", waiver->line);
    accord_emit_close(emit, ']');
}

/* The last day counts. OSCAL knows no later years than these; the prop says the day in any case. */
static void write_deadline(struct accord_oscal *oscal, struct accord_emit *emit, struct accord_date until)
{
    char day[ACCORD_DATE_TEXT_MAX];
    int year = 0, month = 0, day_of_month = 0;
    accord_date_of_day(until.first, &year, &month, &day_of_month);
    if (year >= YEARS_END) return;
    accord_text_addf(&oscal->scratch, "%sT23:59:59Z", accord_date_format(until, day));
    accord_oscal_said(oscal, emit, "deadline");
}

static enum accord_status add_risk(struct accord_oscal *oscal, const struct item *item, struct accord_error *err)
{
    const struct accord_standing *standing = &item->result->standing;
    const struct accord_waiver *waiver = standing->waiver ? standing->waiver : standing->lapsed;
    struct accord_emit emit;
    begin_piece(oscal, &emit);
    write_uuid(&emit, "uuid", "risk", item);
    write_title(oscal, &emit, item);
    write_description(oscal, &emit, item);
    accord_text_add_str(&oscal->scratch, standing->waiver ? "waived: " : "the waiver has lapsed: ");
    accord_oscal_say(oscal, waiver->reason);
    accord_oscal_said(oscal, &emit, "statement");
    write_waiver_props(oscal, &emit, waiver);
    accord_emit_member(&emit, "status", standing->waiver ? "deviation-approved" : "open");
    write_deadline(oscal, &emit, waiver->until);
    write_related(&emit, item);
    return put_aside(oscal, &emit, ACCORD_OSCAL_RISKS, err);
}

/* ---- a result ---- */

enum accord_status accord_oscal_add_result(struct accord_oscal *oscal, const struct accord_result *result,
                                           size_t ordinal, struct accord_error *err)
{
    struct item item;
    open_item(oscal, &item, result, ordinal);
    const struct answer *answer = answer_of(result);
    enum accord_status status = add_observation(oscal, &item, err);
    if (status == ACCORD_OK && answer) status = add_finding(oscal, &item, answer, err);
    if (status == ACCORD_OK && has_risk(&result->standing)) status = add_risk(oscal, &item, err);
    return status;
}

enum accord_status accord_oscal_add_fixed(struct accord_oscal *oscal, const struct accord_fixed_finding *fixed,
                                          size_t ordinal, struct accord_error *err)
{
    struct accord_rule_facts rule;
    accord_packs_rule(oscal->writer->subject->packs, fixed->rule, &rule);
    const struct accord_verdict verdict = {.rule = fixed->rule,
                                           .provision = rule.provision,
                                           .actor = fixed->actor,
                                           .actor_id = fixed->actor_id,
                                           .verdict = fixed->now};
    const struct accord_result result = {.verdict = &verdict,
                                         .kind = fixed->known,
                                         .message = "the baseline has it, and it is no longer found",
                                         .message_id = fixed->message_id,
                                         .fingerprint = fixed->fingerprint,
                                         .standing = {.baseline = ACCORD_BASELINE_ABSENT}};
    struct item item;
    open_item(oscal, &item, &result, ordinal);
    item.historic = true;
    return add_observation(oscal, &item, err);
}
