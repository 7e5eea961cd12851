/* One result of SARIF: what it says, where, what names it from run to run, and how it stands. */
#include "report/sarif.h"

#include "report/comments.h"
#include "report/json_comments.h"
#include "report/json_verdict.h"
#include "report/outcome.h"
#include "report/page.h"
#include "report/uri.h"

#include <stdio.h>
#include <string.h>

/* Rows that a result rests on, beside the one that it is shown at. More are counted. */
enum { RELATED_MAX = 20, ORDINAL_TEXT_MAX = 24 };

/* ---- places ---- */

static void write_file(struct accord_sarif *sarif, struct accord_emit *emit, const char *base)
{
    accord_emit_key(emit, "artifactLocation");
    accord_emit_open_flat(emit, '{');
    accord_sarif_said(sarif, emit, "uri");
    accord_emit_member(emit, "uriBaseId", base);
    accord_emit_close(emit, '}');
}

/* A URI of SARIF may not leave its base. */
void accord_sarif_write_data_file(struct accord_sarif *sarif, struct accord_emit *emit, const char *file)
{
    const char *prefix = sarif->writer->subject->prefix;
    bool below = !prefix || accord_uri_is_below(prefix);
    if (prefix && below) accord_uri_path(&sarif->scratch, prefix);
    accord_uri_path(&sarif->scratch, file);
    write_file(sarif, emit, below ? "%SRCROOT%" : "DATASET");
}

void accord_sarif_write_rule_file(struct accord_sarif *sarif, struct accord_emit *emit, const char *file)
{
    accord_uri_path(&sarif->scratch, file);
    write_file(sarif, emit, "RULES");
}

static void write_physical(struct accord_sarif *sarif, struct accord_emit *emit, const struct accord_result *result,
                           const struct accord_anchor *anchor)
{
    accord_emit_key(emit, "physicalLocation");
    accord_emit_open_flat(emit, '{');
    if (anchor->in_rule) {
        struct accord_rule_facts rule;
        accord_packs_rule(sarif->writer->subject->packs, result->verdict->rule, &rule);
        accord_sarif_write_rule_file(sarif, emit, rule.file);
    } else {
        accord_sarif_write_data_file(sarif, emit, anchor->file);
    }
    accord_emit_key(emit, "region");
    accord_emit_open(emit, '{');
    accord_emit_count_member(emit, "startLine", anchor->line);
    accord_emit_count_member(emit, "startColumn", anchor->column);
    accord_emit_count_member(emit, "endLine", anchor->end_line);
    accord_emit_count_member(emit, "endColumn", anchor->end_column);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
}

/* That of the row at which the result is shown, else the first that was asked. NULL: none was. */
static const char *telling_table(const struct accord_result *result)
{
    for (size_t i = 0; i < result->evidence_count; i++)
        if (result->evidence[i].row_count > 0) return result->evidence[i].table;
    return result->evidence_count > 0 ? result->evidence[0].table : NULL;
}

/* cms/KEN/focal_points: treaty, actor and the table that was asked, where one was. */
static void write_logical(struct accord_sarif *sarif, struct accord_emit *emit, const struct accord_result *result)
{
    const struct accord_packs *packs = sarif->writer->subject->packs;
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    accord_packs_provision(packs, result->verdict->provision, &provision);
    accord_packs_instrument(packs, provision.instrument, &instrument);
    const char *table = telling_table(result);
    accord_emit_key(emit, "logicalLocations");
    accord_emit_open(emit, '[');
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "name", table ? table : result->verdict->actor_id);
    accord_uri_segment(&sarif->scratch, instrument.under ? instrument.under : instrument.id);
    accord_text_add_char(&sarif->scratch, '/');
    accord_uri_segment(&sarif->scratch, result->verdict->actor_id);
    if (table) accord_text_addf(&sarif->scratch, "/%s", table);
    accord_sarif_said(sarif, emit, "fullyQualifiedName");
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
}

static enum accord_status write_locations(struct accord_sarif *sarif, struct accord_emit *emit,
                                          const struct accord_result *result, struct accord_error *err)
{
    struct accord_anchor anchor;
    enum accord_status status = accord_writer_anchor(sarif->writer, result, &anchor, err);
    if (status != ACCORD_OK) return status;
    accord_emit_key(emit, "locations");
    accord_emit_open(emit, '[');
    accord_emit_open(emit, '{');
    write_physical(sarif, emit, result, &anchor);
    write_logical(sarif, emit, result);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
    return ACCORD_OK;
}

static enum accord_status write_related(struct accord_sarif *sarif, struct accord_emit *emit,
                                        const struct accord_evidence *evidence, const struct accord_evidence_row *row,
                                        size_t number, struct accord_error *err)
{
    const char *file = NULL;
    unsigned line = 0;
    enum accord_status status = accord_writer_places(sarif->writer, evidence, row, &file, &line, err);
    if (status != ACCORD_OK) return status;
    accord_emit_open(emit, '{');
    accord_emit_count_member(emit, "id", number);
    accord_emit_key(emit, "physicalLocation");
    accord_emit_open(emit, '{');
    accord_sarif_write_data_file(sarif, emit, file);
    accord_emit_key(emit, "region");
    accord_emit_open(emit, '{');
    accord_emit_count_member(emit, "startLine", line > 0 ? line : 1);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
    accord_sarif_say(sarif, evidence->table);
    accord_text_add_char(&sarif->scratch, ' ');
    accord_sarif_say(sarif, row->key);
    accord_sarif_said_message(sarif, emit, "message");
    accord_emit_close(emit, '}');
    return ACCORD_OK;
}

/* The rows behind the first, which is the result's own place. */
static enum accord_status write_all_related(struct accord_sarif *sarif, struct accord_emit *emit,
                                            const struct accord_result *result, struct accord_error *err)
{
    size_t seen = 0;
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < result->evidence_count; i++)
        for (size_t r = 0; r < result->evidence[i].row_count && seen <= RELATED_MAX; r++, seen++) {
            if (seen == 0) continue;
            if (seen == 1) {
                accord_emit_key(emit, "relatedLocations");
                accord_emit_open(emit, '[');
            }
            status = write_related(sarif, emit, &result->evidence[i], &result->evidence[i].rows[r], seen, err);
            if (status != ACCORD_OK) return status;
        }
    if (seen > 1) accord_emit_close(emit, ']');
    return ACCORD_OK;
}

/* ---- what it says ---- */

const char *accord_sarif_kind(const struct accord_result *result)
{
    return accord_verdict_meaning(result->kind)->sarif_kind;
}

enum accord_sarif_level accord_sarif_level_of(const struct accord_sarif *sarif, const struct accord_result *result)
{
    const char *level = accord_verdict_meaning(result->kind)->sarif_level;
    struct accord_provision_facts provision;
    for (int i = 0; level && i < ACCORD_SARIF_LEVELS; i++)
        if (strcmp(level, accord_sarif_level_name((enum accord_sarif_level)i)) == 0) return (enum accord_sarif_level)i;
    accord_packs_provision(sarif->writer->subject->packs, result->verdict->provision, &provision);
    return accord_sarif_force_level(provision.force);
}

static void write_rule(struct accord_sarif *sarif, struct accord_emit *emit, const struct accord_result *result)
{
    struct accord_rule_facts rule;
    const char *kind = accord_sarif_kind(result);
    bool fails = strcmp(kind, "fail") == 0;
    accord_packs_rule(sarif->writer->subject->packs, result->verdict->rule, &rule);
    accord_emit_member(emit, "ruleId", rule.id);
    accord_emit_count_member(emit, "ruleIndex", result->verdict->rule);
    accord_emit_member(emit, "kind", kind);
    accord_emit_member(emit, "level", fails ? accord_sarif_level_name(accord_sarif_level_of(sarif, result)) : "none");
}

/* Behind the message: a viewer shows nothing else. */
static void say_comments(struct accord_sarif *sarif, const struct accord_result *result)
{
    accord_text_reset(&sarif->comment);
    accord_result_add_comments(&sarif->comment, result, ACCORD_COMMENT_SHORT);
    accord_sarif_say(sarif, accord_text_str(&sarif->comment));
    sarif->failed = sarif->failed || sarif->comment.failed;
}

/* "Kenya (KEN): what was found; comment of KEN on ...". */
static void write_message(struct accord_sarif *sarif, struct accord_emit *emit, const struct accord_result *result)
{
    const struct accord_verdict *verdict = result->verdict;
    struct accord_dataset *dataset = sarif->writer->subject->dataset;
    const char *name =
        verdict->actor == SIZE_MAX ? verdict->actor_id : accord_dataset_actor_name(dataset, verdict->actor);
    accord_sarif_say(sarif, name);
    if (strcmp(name, verdict->actor_id) != 0) {
        accord_text_add_str(&sarif->scratch, " (");
        accord_sarif_say(sarif, verdict->actor_id);
        accord_text_add_char(&sarif->scratch, ')');
    }
    accord_text_add_str(&sarif->scratch, ": ");
    accord_sarif_say(sarif, accord_result_message(result));
    if (accord_dataset_illustrative(dataset)) accord_text_add_str(&sarif->scratch, " (illustrative data)");
    say_comments(sarif, result);
    accord_sarif_said_message(sarif, emit, "message");
}

/* ---- what names it ---- */

static void write_names(struct accord_sarif *sarif, struct accord_emit *emit, const struct accord_result *result,
                        size_t ordinal)
{
    char made[ACCORD_SHA256_HEX], guid[ACCORD_UUID_TEXT], number[ORDINAL_TEXT_MAX];
    const char *fingerprint = accord_result_fingerprint(result, sarif->writer->subject->packs, made);
    (void)snprintf(number, sizeof number, "%zu", ordinal);
    const char *const parts[] = {"result", fingerprint, number};
    struct accord_uuid uuid = accord_uuid_of(&sarif->run, parts, sizeof parts / sizeof parts[0]);
    accord_emit_member(emit, "guid", accord_uuid_format(&uuid, guid));
    accord_emit_key(emit, "partialFingerprints");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "accordFinding/v1", fingerprint);
    if (sarif->github) { /* the only one that it compares; else it would hash the line, which many Parties share */
        accord_text_addf(&sarif->scratch, "%s:%zu", fingerprint, ordinal);
        accord_sarif_said(sarif, emit, "primaryLocationLineHash");
    }
    accord_emit_close(emit, '}');
}

/* ---- how it stands ---- */

void accord_sarif_write_waiver_place(struct accord_sarif *sarif, struct accord_emit *emit,
                                     const struct accord_waiver *waiver)
{
    accord_emit_key(emit, "physicalLocation");
    accord_emit_open(emit, '{');
    accord_uri_path(&sarif->scratch, waiver->file);
    write_file(sarif, emit, "%SRCROOT%");
    accord_emit_key(emit, "region");
    accord_emit_open(emit, '{');
    accord_emit_count_member(emit, "startLine", waiver->line > 0 ? waiver->line : 1);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
}

/* A string that is shown, and no message of SARIF. */
static void write_shown(struct accord_sarif *sarif, struct accord_emit *emit, const char *name, const char *data)
{
    accord_page_escape(&sarif->scratch, data);
    accord_sarif_said(sarif, emit, name);
}

static void write_suppression(struct accord_sarif *sarif, struct accord_emit *emit, const struct accord_waiver *waiver,
                              const char *status)
{
    char day[ACCORD_DATE_TEXT_MAX];
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "kind", "external");
    accord_emit_member(emit, "status", status);
    write_shown(sarif, emit, "justification", waiver->reason);
    if (accord_uri_is_below(waiver->file)) {
        accord_emit_key(emit, "location");
        accord_emit_open(emit, '{');
        accord_sarif_write_waiver_place(sarif, emit, waiver);
        accord_emit_close(emit, '}');
    }
    accord_emit_key(emit, "properties");
    accord_emit_open(emit, '{');
    write_shown(sarif, emit, "who", waiver->who);
    if (waiver->has_from) accord_emit_member(emit, "from", accord_date_format(waiver->from, day));
    accord_emit_member(emit, "expires", accord_date_format(waiver->until, day));
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
}

/* On every result, as the state against a baseline is: an empty list says that it is known not to be waived. A waiver
 * whose time has run out is one that is no longer granted: SARIF takes a result with a rejected suppression for one
 * that counts. */
static void write_suppressions(struct accord_sarif *sarif, struct accord_emit *emit,
                               const struct accord_standing *standing)
{
    accord_emit_key(emit, "suppressions");
    accord_emit_open(emit, '[');
    if (standing->waiver) write_suppression(sarif, emit, standing->waiver, "accepted");
    if (standing->lapsed) write_suppression(sarif, emit, standing->lapsed, "rejected");
    accord_emit_close(emit, ']');
}

/* The day of the first of the runs since which it was found in each, at midnight. */
static void write_since(struct accord_sarif *sarif, struct accord_emit *emit, const struct accord_standing *standing)
{
    char day[ACCORD_DATE_TEXT_MAX];
    if (!standing->has_since) return;
    accord_text_addf(&sarif->scratch, "%sT00:00:00Z", accord_date_format(standing->since, day));
    accord_emit_key(emit, "provenance");
    accord_emit_open(emit, '{');
    accord_sarif_said(sarif, emit, "firstDetectionTimeUtc");
    accord_emit_close(emit, '}');
}

/* ---- what is accord's own ---- */

static void write_evidence(struct accord_emit *emit, const struct accord_result *result)
{
    accord_emit_key(emit, "evidence");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < result->evidence_count; i++) {
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "table", result->evidence[i].table);
        accord_emit_key(emit, "filter");
        accord_emit_arguments(emit, result->evidence[i].filter, result->evidence[i].filter_count);
        accord_emit_count_member(emit, "rows", result->evidence[i].row_count);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void write_cause(struct accord_emit *emit, const struct accord_packs *packs,
                        const struct accord_verdict *verdict)
{
    struct accord_rule_facts cause;
    if (!verdict->has_cause) return;
    accord_packs_rule(packs, verdict->cause_rule, &cause);
    accord_emit_key(emit, "cause");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "rule", cause.id);
    accord_emit_member(emit, "verdict", accord_verdict_meaning(verdict->cause)->name);
    accord_emit_close(emit, '}');
}

static void write_properties(struct accord_sarif *sarif, struct accord_emit *emit, const struct accord_result *result)
{
    const struct accord_packs *packs = sarif->writer->subject->packs;
    const struct accord_verdict *verdict = result->verdict;
    struct accord_provision_facts provision;
    accord_packs_provision(packs, verdict->provision, &provision);
    accord_emit_key(emit, "properties");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "actor", verdict->actor_id);
    accord_emit_member(emit, "provision", provision.id);
    accord_emit_member(emit, "force", accord_force_name(provision.force));
    accord_emit_member(emit, "verdict", accord_verdict_meaning(result->kind)->name);
    if (result->standing.baseline == ACCORD_BASELINE_ABSENT)
        accord_emit_member(emit, "now", accord_verdict_meaning(verdict->verdict)->name);
    else
        accord_emit_member(emit, "gate", accord_gate_name(verdict->gate));
    if (result->standing.baseline == ACCORD_BASELINE_UPDATED)
        accord_emit_member(emit, "known", accord_verdict_meaning(result->standing.known)->name);
    if (result->message_id) accord_emit_member(emit, "message_id", result->message_id);
    accord_emit_key(emit, "fails");
    accord_emit_boolean(emit, result->standing.fails);
    write_cause(emit, packs, verdict);
    accord_emit_comments(emit, result->standing.comments, result->standing.comment_count);
    if (accord_verdict_needs_look(result->kind)) write_evidence(emit, result);
    accord_emit_close(emit, '}');
}

enum accord_status accord_sarif_write_result(struct accord_sarif *sarif, struct accord_emit *emit,
                                             const struct accord_result *result, size_t ordinal,
                                             struct accord_error *err)
{
    const char *state = accord_baseline_state_name(result->standing.baseline);
    accord_emit_open_flat(emit, '{');
    write_rule(sarif, emit, result);
    write_message(sarif, emit, result);
    enum accord_status status = write_locations(sarif, emit, result, err);
    if (status == ACCORD_OK && !sarif->github && accord_verdict_needs_look(result->kind))
        status = write_all_related(sarif, emit, result, err);
    if (status != ACCORD_OK) return status;
    write_names(sarif, emit, result, ordinal);
    if (state) accord_emit_member(emit, "baselineState", state);
    write_suppressions(sarif, emit, &result->standing);
    write_since(sarif, emit, &result->standing);
    write_properties(sarif, emit, result);
    accord_emit_close(emit, '}');
    return ACCORD_OK;
}
