/* JSON, schema 1: what was asked of what, every verdict, the summary last. Every member is described in json_schema.c.
 */
#include "base/error.h"
#include "base/memory.h"
#include "base/sha256.h"
#include "report/json_comments.h"
#include "report/json_ledger.h"
#include "report/json_verdict.h"

/* One object, table to digest: what is declared complete, so that a later run can be compared. */
static enum accord_status write_complete(struct accord_emit *emit, const struct accord_report_subject *subject,
                                         struct accord_error *err)
{
    char sha256[ACCORD_DATASET_HEX];
    const char *table = NULL;
    enum accord_status status = ACCORD_OK;
    accord_emit_key(emit, "complete");
    accord_emit_open(emit, '{');
    do {
        status = accord_dataset_complete_after(subject->dataset, table, &table, sha256, err);
        if (status == ACCORD_OK && table) accord_emit_member(emit, table, sha256);
    } while (status == ACCORD_OK && table);
    accord_emit_close(emit, '}');
    return status;
}

static void write_rule(struct accord_emit *emit, const struct accord_report_subject *subject, size_t index,
                       const unsigned char digest[ACCORD_RULE_DIGEST])
{
    struct accord_rule_facts rule, required;
    char sha256[ACCORD_SHA256_HEX];
    accord_packs_rule(subject->packs, index, &rule);
    accord_sha256_hex(digest, sha256);
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "id", rule.id);
    if (rule.alias_count > 0) accord_emit_key(emit, "aliases");
    if (rule.alias_count > 0) accord_emit_open_flat(emit, '[');
    for (size_t i = 0; i < rule.alias_count; i++)
        accord_emit_text(emit, rule.aliases[i]);
    if (rule.alias_count > 0) accord_emit_close(emit, ']');
    accord_emit_member(emit, "sha256", sha256);
    if (rule.over) accord_emit_member(emit, "over", rule.over);
    if (rule.requires != SIZE_MAX) {
        accord_packs_rule(subject->packs, rule.requires, &required);
        accord_emit_member(emit, "requires", required.id);
    }
    for (size_t i = 0; i < subject->params_count; i++) {
        if (subject->params[i].rule != index) continue;
        accord_emit_key(emit, "params");
        accord_emit_json(emit, subject->params_text[i]);
        break; /* a profile names a rule once */
    }
    accord_emit_close(emit, '}');
}

/* The rules one by one, with what tells whether they are the same as in another run. */
static enum accord_status write_rules(struct accord_emit *emit, const struct accord_report_subject *subject,
                                      struct accord_error *err)
{
    size_t count = accord_packs_rule_count(subject->packs);
    unsigned char(*digests)[ACCORD_RULE_DIGEST] = accord_alloc_zero(count + 1, sizeof *digests);
    if (!digests) return accord_error_memory(err);
    enum accord_status status = accord_packs_rule_digests(subject->packs, digests, err);
    accord_emit_key(emit, "list");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < count && status == ACCORD_OK; i++)
        write_rule(emit, subject, i, digests[i]);
    accord_emit_close(emit, ']');
    accord_free(digests);
    return status;
}

static void write_selection(struct accord_emit *emit, const struct accord_report_selection *selection)
{
    if (!selection) return;
    accord_emit_key(emit, "selection");
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "choices");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < selection->choice_count; i++) {
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "option", selection->choices[i].option);
        accord_emit_member(emit, "value", selection->choices[i].value);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
    accord_emit_key(emit, "actors");
    accord_emit_count(emit, selection->actors);
    accord_emit_key(emit, "of_actors");
    accord_emit_count(emit, selection->all_actors);
    accord_emit_key(emit, "rules");
    accord_emit_count(emit, selection->rules);
    accord_emit_key(emit, "of_rules");
    accord_emit_count(emit, selection->all_rules);
    accord_emit_key(emit, "notes");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < selection->note_count; i++)
        accord_emit_text(emit, selection->notes[i]);
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
}

static enum accord_status write_header(struct accord_emit *emit, const struct accord_report_subject *subject,
                                       struct accord_error *err)
{
    char date[ACCORD_DATE_TEXT_MAX];
    accord_emit_key(emit, "accord");
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "version", accord_version());
    accord_emit_key(emit, "schema");
    accord_emit_integer(emit, ACCORD_JSON_SCHEMA);
    accord_emit_close(emit, '}');
    accord_emit_member(emit, "as_of", accord_date_format(subject->as_of, date));
    accord_emit_key(emit, "dataset");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "name", accord_dataset_name(subject->dataset));
    accord_emit_key(emit, "illustrative");
    accord_emit_boolean(emit, accord_dataset_illustrative(subject->dataset));
    accord_emit_member(emit, "sha256", accord_dataset_sha256(subject->dataset));
    enum accord_status status = write_complete(emit, subject, err);
    accord_emit_close(emit, '}');
    accord_emit_key(emit, "rules");
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "count");
    accord_emit_count(emit, accord_packs_rule_count(subject->packs));
    accord_emit_member(emit, "sha256", accord_packs_sha256(subject->packs));
    if (status == ACCORD_OK) status = write_rules(emit, subject, err);
    accord_emit_close(emit, '}');
    if (subject->profile) {
        accord_emit_key(emit, "profile");
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "id", subject->profile);
        accord_emit_member(emit, "sha256", subject->profile_sha256);
        accord_emit_close(emit, '}');
    }
    write_selection(emit, subject->selection);
    return status;
}

static enum accord_status start(struct accord_writer *writer, struct accord_error *err)
{
    struct accord_emit *emit = accord_alloc(sizeof *emit);
    if (!emit) return accord_error_memory(err);
    writer->state = emit;
    accord_emit_init(emit, &writer->sink.text, true);
    accord_emit_open(emit, '{');
    enum accord_status status = write_header(emit, writer->subject, err);
    accord_emit_key(emit, "verdicts");
    accord_emit_open(emit, '[');
    return status;
}

static enum accord_status write_verdict(struct accord_writer *writer, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    return accord_emit_verdict(writer->state, writer, verdict, results, err);
}

static void write_counts(struct accord_emit *emit, const char *name, const size_t counts[ACCORD_VERDICT_COUNT])
{
    accord_emit_key(emit, name);
    accord_emit_open_flat(emit, '{');
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        accord_emit_key(emit, accord_verdict_meaning((enum accord_verdict_kind)kind)->name);
        accord_emit_count(emit, counts[kind]);
    }
    accord_emit_close(emit, '}');
}

static void write_share(struct accord_emit *emit, const char *name, bool given, struct accord_share share)
{
    char text[ACCORD_SHARE_TEXT_MAX];
    accord_emit_key(emit, name);
    if (given)
        accord_emit_number(emit, accord_share_format(share, text));
    else
        accord_emit_null(emit);
}

static void write_instrument(struct accord_emit *emit, const char *id,
                             const struct accord_summary_instrument *instrument)
{
    struct accord_shares shares = accord_shares_of(&instrument->pairs);
    accord_emit_key(emit, id);
    accord_emit_open(emit, '{');
    write_counts(emit, "counts", instrument->counts);
    write_counts(emit, "pairs", instrument->pairs.counts);
    write_counts(emit, "aggregates", instrument->aggregates);
    accord_emit_key(emit, "assessable");
    accord_emit_count(emit, shares.assessable);
    accord_emit_key(emit, "of");
    accord_emit_count(emit, shares.of);
    write_share(emit, "score", shares.scored, shares.score);
    write_share(emit, "low", shares.bounded, shares.low);
    write_share(emit, "high", shares.bounded, shares.high);
    accord_emit_close(emit, '}');
}

static void write_summary(struct accord_emit *emit, const struct accord_summary *summary)
{
    const struct accord_packs *packs = summary->subject->packs;
    accord_emit_key(emit, "summary");
    accord_emit_open(emit, '{');
    write_counts(emit, "counts", summary->totals.counts);
    write_counts(emit, "aggregates", summary->totals.aggregates);
    accord_emit_key(emit, "by_instrument");
    accord_emit_open(emit, '{');
    for (size_t i = 0; i < accord_packs_instrument_count(packs); i++) {
        struct accord_instrument_facts facts;
        accord_packs_instrument(packs, i, &facts);
        if (summary->instruments[i].verdicts + summary->instruments[i].aggregate_verdicts > 0)
            write_instrument(emit, facts.id, &summary->instruments[i]);
    }
    accord_emit_close(emit, '}');
    if (summary->subject->ledger) accord_emit_ledger_counts(emit, summary->subject->ledger);
    accord_emit_comment_counts(emit, summary->subject->comments);
    accord_emit_key(emit, "data_warnings");
    accord_emit_count(emit, accord_problems_count(summary->subject->warnings));
    accord_emit_key(emit, "rule_errors");
    accord_emit_count(emit, accord_summary_failures(summary));
    accord_emit_close(emit, '}');
}

static void write_warnings(struct accord_emit *emit, const struct accord_problems *warnings)
{
    accord_emit_key(emit, "data_warnings");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < accord_problems_kept(warnings); i++) {
        const struct accord_problem *warning = accord_problems_at(warnings, i);
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "file", warning->file);
        accord_emit_key(emit, "line");
        accord_emit_count(emit, warning->line);
        accord_emit_key(emit, "column");
        accord_emit_count(emit, warning->column);
        accord_emit_member(emit, "text", warning->text);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void write_errors(struct accord_emit *emit, const struct accord_summary *summary)
{
    accord_emit_key(emit, "rule_errors");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < summary->errors_kept; i++) {
        const struct accord_summary_error *error = &summary->errors[i];
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "rule", error->rule);
        accord_emit_member(emit, "provision", error->provision);
        accord_emit_member(emit, "actor", error->actor);
        accord_emit_member(emit, "why", error->why);
        accord_emit_member(emit, "trace", error->trace);
        accord_emit_member(emit, "source", error->source);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void write_not_concluded(struct accord_emit *emit, const struct accord_report_subject *subject)
{
    accord_emit_key(emit, "not_concluded");
    accord_emit_open_flat(emit, '[');
    for (size_t i = 0; subject->not_concluded && i < accord_packs_rule_count(subject->packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(subject->packs, i, &rule);
        if (subject->not_concluded[i]) accord_emit_text(emit, rule.id);
    }
    accord_emit_close(emit, ']');
}

static enum accord_status finish(struct accord_writer *writer, const struct accord_summary *summary,
                                 struct accord_error *err)
{
    (void)err;
    struct accord_emit *emit = writer->state;
    accord_emit_close(emit, ']');
    write_summary(emit, summary);
    write_warnings(emit, summary->subject->warnings);
    write_errors(emit, summary);
    write_not_concluded(emit, summary->subject);
    if (summary->subject->ledger) accord_emit_ledger(emit, summary->subject->ledger);
    accord_emit_unplaced_comments(emit, summary->subject->comments);
    accord_emit_close(emit, '}');
    accord_text_add_char(&writer->sink.text, '\n');
    return ACCORD_OK;
}

static void release(struct accord_writer *writer)
{
    accord_free(writer->state);
    writer->state = NULL;
}

const struct accord_format accord_format_json = {
    .name = "json",
    .help = "everything: verdicts, evidence, summary (schema 1)",
    .start = start,
    .verdict = write_verdict,
    .finish = finish,
    .release = release,
};
