/* Wording that formats share. */
#include "dossier/words.h"

#include "language/sentence.h"
#include "report/summary.h"

#include <inttypes.h>
#include <string.h>

enum { PIECE_MAX = 64 * 1024 };

const enum accord_verdict_kind accord_dossier_order[ACCORD_VERDICT_COUNT] = {
    ACCORD_VERDICT_MET,    ACCORD_VERDICT_PARTIAL, ACCORD_VERDICT_GAP,     ACCORD_VERDICT_UNREPORTED,
    ACCORD_VERDICT_REVIEW, ACCORD_VERDICT_ERROR,   ACCORD_VERDICT_NOT_DUE, ACCORD_VERDICT_NOT_APPLICABLE,
};

bool accord_dossier_day(const char *iso, struct accord_date *day)
{
    const char *why = NULL;
    return iso && accord_date_parse(iso, strlen(iso), day, &why);
}

/* ---- numbers ---- */

size_t accord_dossier_told(const struct accord_dossier *dossier)
{
    return accord_dossier_run_count(dossier) - 1;
}

struct accord_tally accord_dossier_tally_instrument(const struct accord_dossier *dossier, size_t run, size_t instrument)
{
    struct accord_dossier_choice choice = accord_dossier_all;
    choice.instrument = instrument;
    return accord_dossier_tally(dossier, run, choice);
}

struct accord_tally accord_dossier_tally_provision(const struct accord_dossier *dossier, size_t run, size_t provision)
{
    struct accord_dossier_choice choice = accord_dossier_all;
    choice.provision = provision;
    return accord_dossier_tally(dossier, run, choice);
}

struct accord_tally accord_dossier_tally_actor(const struct accord_dossier *dossier, size_t run, size_t actor)
{
    struct accord_dossier_choice choice = accord_dossier_all;
    choice.actor = actor;
    return accord_dossier_tally(dossier, run, choice);
}

size_t accord_dossier_pairs(const struct accord_tally *tally)
{
    size_t pairs = 0;
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++)
        pairs += tally->counts[kind];
    return pairs;
}

void accord_dossier_add_score(struct accord_text *text, const struct accord_language *language,
                              const struct accord_tally *tally)
{
    struct accord_shares shares = accord_shares_of(tally);
    struct accord_text percent;
    if (!shares.scored) {
        accord_text_add_str(text, accord_phrase(language, ACCORD_PHRASE_NO_SCORE));
        return;
    }
    accord_text_init(&percent, PIECE_MAX);
    accord_language_add_percent(&percent, language, accord_share_percent(shares.score));
    const struct accord_argument arguments[] = {
        ACCORD_COUNT("high", accord_share_percent(shares.high)),
        ACCORD_COUNT("low", accord_share_percent(shares.low)),
        ACCORD_WORD("percent", accord_text_str(&percent)),
    };
    accord_phrase_add(text, language, ACCORD_PHRASE_SCORE, arguments, 3);
    text->failed = text->failed || percent.failed;
    accord_text_clear(&percent);
}

void accord_dossier_add_change(struct accord_text *text, const struct accord_language *language,
                               const struct accord_tally *now, const struct accord_tally *then)
{
    size_t before = text->length;
    for (size_t i = 0; i < ACCORD_DOSSIER_COUNTED; i++) {
        enum accord_verdict_kind kind = accord_dossier_order[i];
        size_t more = now->counts[kind], less = then->counts[kind];
        if (more == less) continue;
        if (text->length > before) accord_text_add_str(text, ", ");
        accord_text_add_str(text, accord_language_verdict(language, kind));
        accord_text_add_str(text, more > less ? " +" : " \xE2\x88\x92"); /* U+2212 */
        accord_language_add_number(text, language, (int64_t)(more > less ? more - less : less - more));
    }
    if (text->length == before) accord_text_add_str(text, accord_phrase(language, ACCORD_PHRASE_NO_CHANGE));
}

/* ---- names ---- */

size_t accord_dossier_warnings_in_all(const struct accord_dossier *dossier)
{
    return accord_dossier_warning_count(dossier) + accord_dossier_facts(dossier)->more_warnings;
}

bool accord_dossier_is_left_out(const struct accord_dossier *dossier, size_t provision)
{
    if (accord_dossier_provision(dossier, provision)->rule_count > 0) return false;
    for (size_t i = 0; i < accord_dossier_rule_count(dossier); i++)
        if (accord_dossier_rule(dossier, i)->provision == provision) return true;
    return false;
}

void accord_dossier_add_addressees(struct accord_text *text, const struct accord_language *language,
                                   const struct accord_dossier_provision *provision)
{
    for (size_t i = 0; i < provision->addressee_count; i++) {
        if (i > 0) accord_text_add_str(text, ", ");
        accord_text_add_str(text, accord_language_subject(language, provision->addressees[i]));
    }
}

void accord_dossier_add_actor(struct accord_text *text, const struct accord_dossier_actor *actor)
{
    accord_text_add_str(text, actor->name);
    if (strcmp(actor->name, actor->id) == 0) return;
    accord_text_add_str(text, " (");
    accord_text_add_str(text, actor->id);
    accord_text_add_char(text, ')');
}

void accord_dossier_add_run(struct accord_text *text, const struct accord_language *language,
                            const struct accord_dossier_run *run)
{
    const char *parts[] = {run->name, run->tags};
    accord_text_addf(text, "%" PRId64 ", ", run->id);
    accord_language_add_date(text, language, run->day);
    for (size_t i = 0; i < 2; i++) {
        if (!parts[i] || parts[i][0] == '\0') continue;
        accord_text_add_str(text, ", ");
        accord_text_add_str(text, parts[i]);
    }
}

void accord_dossier_add_part(struct accord_text *text, const struct accord_language *language,
                             const struct accord_dossier_facts *facts)
{
    if (facts->part && !accord_sentence_add(text, language, facts->part)) accord_text_add_str(text, facts->part);
}

void accord_dossier_say_part(struct accord_text *text, const struct accord_language *language,
                             const struct accord_dossier_facts *facts, enum accord_phrase phrase)
{
    struct accord_text part;
    accord_text_init(&part, PIECE_MAX);
    accord_dossier_add_part(&part, language, facts);
    const struct accord_argument arguments[] = {ACCORD_WORD("part", accord_text_str(&part))};
    accord_phrase_add(text, language, phrase, arguments, 1);
    text->failed = text->failed || part.failed;
    accord_text_clear(&part);
}

const char *accord_dossier_call_instrument(const struct accord_dossier *dossier, const struct accord_language *language,
                                           size_t instrument)
{
    const char *name = accord_dossier_instrument_name(dossier, language, instrument);
    return name ? name : accord_dossier_instrument(dossier, instrument)->id;
}

/* ---- what findings rest on ---- */

static void add_place(struct accord_text *text, const char *table, const struct accord_dossier_row *row)
{
    if (row->file)
        accord_text_addf(text, "%s:%u", row->file, row->line);
    else
        accord_text_addf(text, "%s %s", table, row->key);
}

static bool same_place(const struct accord_dossier_row *a, const struct accord_dossier_row *b)
{
    if (!a || !b || !a->file != !b->file) return false;
    return a->file ? a->line == b->line && strcmp(a->file, b->file) == 0 : strcmp(a->key, b->key) == 0;
}

void accord_dossier_add_places(struct accord_text *text, const struct accord_language *language,
                               const struct accord_dossier_finding *finding, size_t most)
{
    const struct accord_dossier_row *last = NULL;
    struct accord_text names;
    size_t count = 0;
    accord_text_init(&names, text->max);
    for (size_t i = 0; i < finding->evidence_count; i++)
        for (size_t j = 0; j < finding->evidence[i].row_count; j++) {
            const struct accord_dossier_row *row = &finding->evidence[i].rows[j];
            if (same_place(row, last)) continue;
            last = row;
            if (count++ >= most) continue;
            if (count > 1) accord_text_add_str(&names, ", ");
            add_place(&names, finding->evidence[i].table, row);
        }
    if (count > most) {
        const struct accord_argument arguments[] = {ACCORD_COUNT("more", count - most),
                                                    ACCORD_WORD("names", accord_text_str(&names))};
        accord_phrase_add(text, language, ACCORD_PHRASE_AND_MORE, arguments, 2);
    } else {
        accord_text_add_str(text, accord_text_str(&names));
    }
    text->failed = text->failed || names.failed;
    accord_text_clear(&names);
}

/* Whether the table was found wanting, and was not named before: rules ask a table more than one question. */
static bool is_absent(const struct accord_dossier_finding *finding, size_t index)
{
    const char *table = finding->evidence[index].table;
    for (size_t i = 0; i < finding->evidence_count; i++)
        if (strcmp(finding->evidence[i].table, table) == 0 && (i < index || finding->evidence[i].row_count > 0))
            return false;
    return finding->evidence[index].row_count == 0;
}

void accord_dossier_add_absent(struct accord_text *text, const struct accord_dossier_finding *finding)
{
    const char *before = "";
    for (size_t i = 0; i < finding->evidence_count; i++) {
        if (!is_absent(finding, i)) continue;
        accord_text_addf(text, "%s%s", before, finding->evidence[i].table);
        before = ", ";
    }
}

void accord_dossier_add_by(struct accord_text *text, const struct accord_language *language,
                           const struct accord_dossier_comment *comment)
{
    struct accord_date day;
    bool has_day = accord_dossier_day(comment->on, &day);
    if (comment->by) accord_text_add_str(text, comment->by);
    if (comment->by && has_day) accord_text_add_str(text, ", ");
    if (has_day) accord_language_add_date(text, language, day);
}
