/* OSCAL assessment results, version 1.2.1. Its lists stand one behind the other, while verdicts come one by one: items
 * are put aside in a temporary file, and the document is written at the end. */
#include "report/oscal.h"

#include "base/error.h"
#include "base/memory.h"
#include "report/comments.h"
#include "report/markdown_text.h"
#include "report/oscal_token.h"
#include "report/page.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STRING_MAX = 64 * 1024 * 1024, YEAR_FIRST = 1900, YEAR_LAST = 2999, ACTORS_FIRST = 64 };

/* Of props that are accord's own. */
static const char name_space[] = "urn:accord:oscal:1";

/* ---- strings ---- */

/* What a string of OSCAL may not begin or end with, as the regular expressions of its schema have it in any language.
 */
static bool is_blank(uint32_t c)
{
    static const uint32_t blanks[] = {0x20, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF};
    if ((c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F) || c == 0x85 || (c >= 0x2000 && c <= 0x200A)) return true;
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++)
        if (c == blanks[i]) return true;
    return false;
}

/* The length of the string without blanks at its end; *from: where those at its beginning end. */
static size_t trim(const char *string, size_t length, size_t *from)
{
    size_t end = 0;
    *from = length;
    for (size_t at = 0; at < length;) {
        uint32_t c = 0;
        size_t size = accord_utf8_next(string + at, length - at, &c);
        size = size ? size : 1;
        if (!is_blank(c)) {
            if (*from == length) *from = at;
            end = at + size;
        }
        at += size;
    }
    return end;
}

void accord_oscal_say(struct accord_oscal *oscal, const char *data)
{
    accord_markdown_text(&oscal->scratch, data);
}

void accord_oscal_show(struct accord_oscal *oscal, const char *data)
{
    accord_page_escape(&oscal->scratch, data);
}

void accord_oscal_said(struct accord_oscal *oscal, struct accord_emit *emit, const char *name)
{
    struct accord_text *text = &oscal->scratch;
    size_t from = 0, end = text->failed ? 0 : trim(accord_text_str(text), text->length, &from);
    if (end > 0) accord_text_end_at(text, text->bytes + end);
    accord_emit_member(emit, name, end > 0 ? text->bytes + from : "-");
    oscal->failed = oscal->failed || text->failed;
    accord_text_reset(text);
}

void accord_oscal_prop(struct accord_oscal *oscal, struct accord_emit *emit, const char *name, const char *value)
{
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "name", name);
    accord_emit_member(emit, "ns", name_space);
    accord_oscal_show(oscal, value);
    accord_oscal_said(oscal, emit, "value");
    accord_emit_close(emit, '}');
}

void accord_oscal_count_prop(struct accord_oscal *oscal, struct accord_emit *emit, const char *name, size_t count)
{
    char digits[ACCORD_DIGITS_MAX + 1];
    *accord_digits(digits, count) = '\0';
    accord_oscal_prop(oscal, emit, name, digits);
}

void accord_oscal_midnight(struct accord_oscal *oscal, struct accord_emit *emit, const char *name,
                           struct accord_date day)
{
    char text[ACCORD_DATE_TEXT_MAX];
    accord_text_addf(&oscal->scratch, "%sT00:00:00Z", accord_date_format(day, text));
    accord_oscal_said(oscal, emit, name);
}

void accord_oscal_uuid(struct accord_emit *emit, const char *name, const char *const *parts, size_t count)
{
    char text[ACCORD_UUID_TEXT];
    struct accord_uuid uuid = accord_uuid_of(&accord_uuid_space, parts, count);
    accord_emit_member(emit, name, accord_uuid_format(&uuid, text));
}

/* ---- verdicts ---- */

/* OSCAL has no times outside of these years. */
static enum accord_status check_day(struct accord_date day, struct accord_error *err)
{
    int year = 0, month = 0, day_of_month = 0;
    char text[ACCORD_DATE_TEXT_MAX];
    accord_date_of_day(day.first, &year, &month, &day_of_month);
    if (year >= YEAR_FIRST && year <= YEAR_LAST) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE, "--format oscal: as of %s, expected a day of the years %d to %d",
                            accord_date_format(day, text), YEAR_FIRST, YEAR_LAST);
}

static enum accord_status start(struct accord_writer *writer, struct accord_error *err)
{
    enum accord_status status = check_day(writer->subject->as_of, err);
    if (status != ACCORD_OK) return status;
    struct accord_oscal *oscal = accord_alloc_zero(1, sizeof *oscal);
    if (!oscal) return accord_error_memory(err);
    writer->state = oscal;
    oscal->writer = writer;
    accord_emit_init(&oscal->emit, &writer->sink.text, true);
    accord_text_init(&oscal->scratch, STRING_MAX);
    accord_text_init(&oscal->comment, STRING_MAX);
    accord_text_init(&oscal->piece, STRING_MAX);
    accord_sha256_init(&oscal->digest);
    accord_spool_init(&oscal->spool);
    return accord_spool_open(&oscal->spool, writer->options->temporary, ACCORD_OSCAL_LISTS, err);
}

static enum accord_status write_verdict(struct accord_writer *writer, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < accord_result_count(verdict) && status == ACCORD_OK; i++)
        status = accord_oscal_add_result(writer->state, &results[i], accord_result_ordinal(results, i), err);
    return status;
}

static enum accord_status add_all_fixed(struct accord_oscal *oscal, struct accord_error *err)
{
    const struct accord_ledger *ledger = oscal->writer->subject->ledger;
    struct accord_fixed_finding fixed, before = {.fingerprint = ""};
    enum accord_status status = ACCORD_OK;
    size_t ordinal = 0;
    for (size_t i = 0; ledger && status == ACCORD_OK && accord_ledger_fixed(ledger, i, &fixed); i++) {
        ordinal = strcmp(fixed.fingerprint, before.fingerprint) == 0 ? ordinal + 1 : 1;
        before = fixed;
        status = accord_oscal_add_fixed(oscal, &fixed, ordinal, err);
    }
    return status;
}

/* ---- metadata ---- */

static int compare_actors(const void *a, const void *b)
{
    const size_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Actors ascend, and begin anew with what is no longer found of them. */
void accord_oscal_need_party(struct accord_oscal *oscal, size_t actor)
{
    size_t count = oscal->actor_count;
    if (count > 0 && oscal->actors[count - 1] == actor) return;
    if (count > 0 && bsearch(&actor, oscal->actors, oscal->sorted, sizeof actor, compare_actors)) return;
    if (count == oscal->actor_room) {
        size_t room = 2 * count + ACTORS_FIRST;
        size_t *actors = accord_realloc(oscal->actors, room, sizeof *actors);
        oscal->failed = oscal->failed || !actors;
        if (!actors) return;
        oscal->actors = actors;
        oscal->actor_room = room;
    }
    if (oscal->sorted == count && (count == 0 || actor > oscal->actors[count - 1])) oscal->sorted++;
    oscal->actors[oscal->actor_count++] = actor;
}

static void say_title(struct accord_oscal *oscal)
{
    const struct accord_report_subject *subject = oscal->writer->subject;
    char day[ACCORD_DATE_TEXT_MAX];
    if (accord_dataset_illustrative(subject->dataset)) accord_text_add_str(&oscal->scratch, "ILLUSTRATIVE DATA: ");
    accord_oscal_say(oscal, accord_dataset_name(subject->dataset));
    accord_text_addf(&oscal->scratch, " as of %s", accord_date_format(subject->as_of, day));
}

static void write_parties(struct accord_oscal *oscal)
{
    struct accord_dataset *dataset = oscal->writer->subject->dataset;
    struct accord_emit *emit = &oscal->emit;
    if (oscal->actor_count == 0) return;
    accord_emit_key(emit, "parties");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < oscal->actor_count; i++) {
        const char *const parts[] = {"actor", accord_dataset_actor_id(dataset, oscal->actors[i])};
        accord_emit_open_flat(emit, '{');
        accord_oscal_uuid(emit, "uuid", parts, sizeof parts / sizeof parts[0]);
        accord_emit_member(emit, "type", "organization");
        accord_oscal_show(oscal, accord_dataset_actor_name(dataset, oscal->actors[i]));
        accord_oscal_said(oscal, emit, "name");
        accord_oscal_show(oscal, parts[1]);
        accord_oscal_said(oscal, emit, "short-name");
        accord_emit_close(emit, '}');
        accord_sink_drain(&oscal->writer->sink);
    }
    accord_emit_close(emit, ']');
}

static void write_metadata(struct accord_oscal *oscal)
{
    const struct accord_report_subject *subject = oscal->writer->subject;
    struct accord_emit *emit = &oscal->emit;
    char day[ACCORD_DATE_TEXT_MAX];
    accord_emit_key(emit, "metadata");
    accord_emit_open(emit, '{');
    say_title(oscal);
    accord_oscal_said(oscal, emit, "title");
    accord_oscal_midnight(oscal, emit, "last-modified", subject->as_of);
    accord_emit_member(emit, "version", accord_date_format(subject->as_of, day));
    accord_emit_member(emit, "oscal-version", "1.2.1");
    accord_emit_key(emit, "props");
    accord_emit_open(emit, '[');
    accord_oscal_prop(oscal, emit, "accord-version", accord_version());
    accord_oscal_prop(oscal, emit, "dataset", accord_dataset_name(subject->dataset));
    accord_oscal_prop(oscal, emit, "dataset-sha256", accord_dataset_sha256(subject->dataset));
    accord_oscal_prop(oscal, emit, "illustrative", accord_dataset_illustrative(subject->dataset) ? "true" : "false");
    accord_oscal_prop(oscal, emit, "rules-sha256", accord_packs_sha256(subject->packs));
    if (subject->profile) accord_oscal_prop(oscal, emit, "profile", subject->profile);
    accord_emit_close(emit, ']');
    write_parties(oscal);
    accord_emit_close(emit, '}');
}

/* ---- what was assessed ---- */

static void name_rules(const struct accord_report_subject *subject, const char *parts[2])
{
    parts[0] = "rules";
    parts[1] = accord_packs_sha256(subject->packs);
}

/* The plan is the registers and rules, which are among the resources. */
static void write_plan(struct accord_oscal *oscal)
{
    struct accord_emit *emit = &oscal->emit;
    const char *parts[2];
    char text[ACCORD_UUID_TEXT];
    name_rules(oscal->writer->subject, parts);
    struct accord_uuid uuid = accord_uuid_of(&accord_uuid_space, parts, 2);
    accord_emit_key(emit, "import-ap");
    accord_emit_open_flat(emit, '{');
    accord_text_addf(&oscal->scratch, "#%s", accord_uuid_format(&uuid, text));
    accord_oscal_said(oscal, emit, "href");
    accord_emit_close(emit, '}');
}

static void write_resources(struct accord_oscal *oscal)
{
    const struct accord_packs *packs = oscal->writer->subject->packs;
    struct accord_emit *emit = &oscal->emit;
    const char *parts[2];
    name_rules(oscal->writer->subject, parts);
    accord_emit_key(emit, "back-matter");
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "resources");
    accord_emit_open(emit, '[');
    accord_emit_open(emit, '{');
    accord_oscal_uuid(emit, "uuid", parts, 2);
    accord_emit_member(emit, "title", "Registers and rules");
    accord_text_addf(&oscal->scratch, "%zu rules on the provisions of", accord_packs_rule_count(packs));
    for (size_t i = 0; i < accord_packs_instrument_count(packs); i++) {
        struct accord_instrument_facts instrument;
        accord_packs_instrument(packs, i, &instrument);
        accord_text_add_str(&oscal->scratch, i > 0 ? ", " : " ");
        accord_oscal_say(oscal, instrument.id);
    }
    accord_oscal_said(oscal, emit, "description");
    accord_emit_key(emit, "props");
    accord_emit_open(emit, '[');
    accord_oscal_prop(oscal, emit, "rules-sha256", parts[1]);
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
}

static enum accord_status write_control_ids(struct accord_oscal *oscal, struct accord_error *err)
{
    const struct accord_packs *packs = oscal->writer->subject->packs;
    size_t count = accord_packs_provision_count(packs);
    bool *served = accord_alloc_zero(count + 1, sizeof *served);
    if (!served) return accord_error_memory(err);
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i, &rule);
        served[rule.provision] = true;
    }
    for (size_t i = 0; i < count; i++) {
        struct accord_provision_facts provision;
        if (!served[i]) continue;
        accord_packs_provision(packs, i, &provision);
        accord_emit_open_flat(&oscal->emit, '{');
        accord_oscal_token(&oscal->scratch, provision.id);
        accord_oscal_said(oscal, &oscal->emit, "control-id");
        accord_emit_close(&oscal->emit, '}');
    }
    accord_free(served);
    return ACCORD_OK;
}

/* Provisions that rules serve: the others were not assessed. */
static enum accord_status write_controls(struct accord_oscal *oscal, struct accord_error *err)
{
    struct accord_emit *emit = &oscal->emit;
    accord_emit_key(emit, "reviewed-controls");
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "control-selections");
    accord_emit_open(emit, '[');
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "include-controls");
    accord_emit_open(emit, '[');
    enum accord_status status = write_control_ids(oscal, err);
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
    return status;
}

/* ---- the results ---- */

static enum accord_status take_piece(void *host, const char *bytes, size_t length, struct accord_error *err)
{
    struct accord_oscal *oscal = host;
    (void)length;
    (void)err;
    accord_emit_json(&oscal->emit, bytes);
    accord_sink_drain(&oscal->writer->sink);
    return ACCORD_OK;
}

/* A list without items may not be there. */
static enum accord_status write_lists(struct accord_oscal *oscal, struct accord_error *err)
{
    static const char *const names[ACCORD_OSCAL_LISTS] = {"observations", "findings", "risks"};
    enum accord_status status = ACCORD_OK;
    for (size_t list = 0; list < ACCORD_OSCAL_LISTS && status == ACCORD_OK; list++) {
        if (oscal->spool.first[list] == 0) continue;
        accord_emit_key(&oscal->emit, names[list]);
        accord_emit_open(&oscal->emit, '[');
        status = accord_spool_read(&oscal->spool, list, take_piece, oscal, err);
        accord_emit_close(&oscal->emit, ']');
    }
    return status;
}

static void write_result_props(struct accord_oscal *oscal, const struct accord_summary *summary)
{
    struct accord_emit *emit = &oscal->emit;
    accord_emit_key(emit, "props");
    accord_emit_open(emit, '[');
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        char name[64];
        const char *verdict = accord_verdict_meaning((enum accord_verdict_kind)kind)->name;
        (void)snprintf(name, sizeof name, "verdicts-%s", verdict);
        accord_oscal_count_prop(oscal, emit, name, summary->totals.counts[kind]);
        (void)snprintf(name, sizeof name, "aggregates-%s", verdict);
        accord_oscal_count_prop(oscal, emit, name, summary->totals.aggregates[kind]);
    }
    accord_oscal_count_prop(oscal, emit, "failing", summary->totals.failing);
    accord_oscal_count_prop(oscal, emit, "assessable", summary->totals.assessable);
    accord_oscal_count_prop(oscal, emit, "of", summary->totals.of);
    accord_oscal_count_prop(oscal, emit, "data-warnings", accord_problems_count(summary->subject->warnings));
    accord_emit_close(emit, ']');
}

/* Begins one more of the remarks, which are one string. */
static struct accord_text *begin_remark(struct accord_oscal *oscal)
{
    if (oscal->scratch.length > 0) accord_text_add_str(&oscal->scratch, "; ");
    return &oscal->scratch;
}

static void say_waiver(struct accord_oscal *oscal, const struct accord_waiver_note *note)
{
    char day[ACCORD_DATE_TEXT_MAX];
    accord_text_add_str(begin_remark(oscal), "the waiver of ");
    accord_oscal_say(oscal, note->waiver->rule);
    accord_text_add_str(&oscal->scratch, " for ");
    accord_oscal_say(oscal, note->waiver->actor);
    accord_text_addf(&oscal->scratch, " (%s, until %s): ", accord_waiver_note_name(note->kind),
                     accord_date_format(note->waiver->until, day));
    accord_oscal_say(oscal, note->why ? note->why : note->waiver->reason);
}

static void say_ledger(struct accord_oscal *oscal)
{
    const struct accord_ledger *ledger = oscal->writer->subject->ledger;
    struct accord_waiver_note note;
    const char *rule = NULL;
    size_t findings = 0;
    for (size_t i = 0; ledger && accord_ledger_note(ledger, i, &note); i++)
        say_waiver(oscal, &note);
    for (size_t i = 0; ledger && accord_ledger_unknown_rule(ledger, i, &rule, &findings); i++) {
        (void)begin_remark(oscal);
        accord_oscal_say(oscal, rule);
        accord_text_addf(&oscal->scratch, " is not among the rules, and the baseline has %zu finding%s of it", findings,
                         findings == 1 ? "" : "s");
    }
}

static void say_comments(struct accord_oscal *oscal)
{
    const struct accord_comments *comments = oscal->writer->subject->comments;
    const struct accord_comment *comment = NULL;
    for (size_t at = 0; accord_comments_unplaced(comments, &at, &comment);) {
        accord_text_reset(&oscal->comment);
        accord_comment_write_unplaced(&oscal->comment, accord_comment_actor(comments, comment), comment, 0);
        (void)begin_remark(oscal);
        accord_oscal_say(oscal, accord_text_str(&oscal->comment));
        oscal->failed = oscal->failed || oscal->comment.failed;
    }
    accord_text_reset(&oscal->comment);
    accord_comments_write_unasked(&oscal->comment, comments);
    if (oscal->comment.length > 0) accord_text_add_str(begin_remark(oscal), accord_text_str(&oscal->comment));
}

static void write_remarks(struct accord_oscal *oscal)
{
    const struct accord_report_subject *subject = oscal->writer->subject;
    if (oscal->writer->options->only_findings)
        accord_text_add_str(begin_remark(oscal), "what is met, not due or not applicable is left out");
    for (size_t i = 0; subject->not_concluded && i < accord_packs_rule_count(subject->packs); i++) {
        struct accord_rule_facts rule;
        if (!subject->not_concluded[i]) continue;
        accord_packs_rule(subject->packs, i, &rule);
        (void)begin_remark(oscal);
        accord_oscal_say(oscal, rule.id);
        accord_text_add_str(&oscal->scratch, " was not concluded: not all actors were evaluated");
    }
    say_comments(oscal);
    say_ledger(oscal);
    if (oscal->scratch.length > 0) accord_oscal_said(oscal, &oscal->emit, "remarks");
}

/* The same of the same content; `kind` tells the document from its one set of results. */
static void write_own_uuid(struct accord_oscal *oscal, const char *kind, const char *digest)
{
    const struct accord_report_subject *subject = oscal->writer->subject;
    char day[ACCORD_DATE_TEXT_MAX];
    const char *const parts[] = {kind,
                                 accord_dataset_sha256(subject->dataset),
                                 accord_packs_sha256(subject->packs),
                                 subject->profile_sha256 ? subject->profile_sha256 : "",
                                 accord_date_format(subject->as_of, day),
                                 digest};
    accord_oscal_uuid(&oscal->emit, "uuid", parts, sizeof parts / sizeof parts[0]);
}

static enum accord_status write_results(struct accord_oscal *oscal, const struct accord_summary *summary,
                                        const char *digest, struct accord_error *err)
{
    struct accord_emit *emit = &oscal->emit;
    const struct accord_report_subject *subject = oscal->writer->subject;
    accord_emit_key(emit, "results");
    accord_emit_open(emit, '[');
    accord_emit_open(emit, '{');
    write_own_uuid(oscal, "results", digest);
    say_title(oscal);
    accord_oscal_said(oscal, emit, "title");
    accord_text_add_str(&oscal->scratch, "What the record shows of each provision for each actor that it addresses.");
    if (accord_dataset_illustrative(subject->dataset))
        accord_text_add_str(&oscal->scratch, " The data is made up to show how this works: no record of anybody.");
    accord_oscal_said(oscal, emit, "description");
    accord_oscal_midnight(oscal, emit, "start", subject->as_of);
    accord_oscal_midnight(oscal, emit, "end", subject->as_of);
    write_result_props(oscal, summary);
    enum accord_status status = write_controls(oscal, err);
    if (status == ACCORD_OK) status = write_lists(oscal, err);
    write_remarks(oscal);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
    return status;
}

static enum accord_status finish(struct accord_writer *writer, const struct accord_summary *summary,
                                 struct accord_error *err)
{
    struct accord_oscal *oscal = writer->state;
    struct accord_emit *emit = &oscal->emit;
    unsigned char digest[ACCORD_SHA256_BYTES];
    char hex[ACCORD_SHA256_HEX];
    enum accord_status status = add_all_fixed(oscal, err);
    if (status != ACCORD_OK) return status;
    accord_sha256_end(&oscal->digest, digest);
    accord_sha256_hex(digest, hex);
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "assessment-results");
    accord_emit_open(emit, '{');
    write_own_uuid(oscal, "assessment-results", hex);
    write_metadata(oscal);
    write_plan(oscal);
    status = write_results(oscal, summary, hex, err);
    if (status != ACCORD_OK) return status;
    write_resources(oscal);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
    accord_text_add_char(&writer->sink.text, '\n');
    return oscal->failed ? accord_error_memory(err) : ACCORD_OK;
}

static void release(struct accord_writer *writer)
{
    struct accord_oscal *oscal = writer->state;
    if (!oscal) return;
    accord_text_clear(&oscal->scratch);
    accord_text_clear(&oscal->comment);
    accord_text_clear(&oscal->piece);
    accord_spool_close(&oscal->spool);
    accord_free(oscal->actors);
    accord_free(oscal);
    writer->state = NULL;
}

const struct accord_format accord_format_oscal = {
    .name = "oscal",
    .help = "OSCAL 1.2.1 assessment results: observations, findings and risks",
    .start = start,
    .verdict = write_verdict,
    .finish = finish,
    .release = release,
    .needs_verdicts = true,
};
