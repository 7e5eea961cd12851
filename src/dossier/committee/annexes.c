/* Annexes that are about paragraphs, and about where the numbers come from. */
#include "dossier/committee/committee.h"
#include "dossier/words.h"

static void blank(struct accord_paper *paper)
{
    accord_text_add_char(&paper->piece, ' ');
}

static void text_heading(struct accord_committee *committee, size_t instrument)
{
    accord_paper_add(&committee->paper,
                     accord_dossier_call_instrument(committee->dossier, committee->language, instrument));
    accord_paper_heading(&committee->paper, 3);
}

/* ---- what the paragraphs ask ---- */

static void say_day(struct accord_committee *committee, enum accord_phrase phrase, struct accord_date day)
{
    const struct accord_argument arguments[] = {ACCORD_DAY("day", day)};
    blank(&committee->paper);
    accord_paper_say(&committee->paper, phrase, arguments, 1);
}

/* Of the days only what lies ahead of the as-of date, or behind it. */
static void write_effect(struct accord_committee *committee, const struct accord_dossier_provision *provision)
{
    struct accord_date told = accord_dossier_run(committee->dossier, committee->told)->day, day;
    if (accord_dossier_day(provision->effect, &day) && day.first > told.first)
        say_day(committee, ACCORD_PHRASE_IN_EFFECT_FROM, day);
    if (accord_dossier_day(provision->until, &day)) say_day(committee, ACCORD_PHRASE_IN_EFFECT_UNTIL, day);
}

/* "- **26.a** requests (request), Party: Parties ..." */
static void write_paragraph(struct accord_committee *committee, size_t index)
{
    const struct accord_dossier_provision *provision = accord_dossier_provision(committee->dossier, index);
    const char *summary = accord_dossier_summary(committee->dossier, committee->language, index);
    const char *context = accord_dossier_context(committee->dossier, committee->language, index);
    struct accord_paper *paper = &committee->paper;
    accord_paper_strong(paper, provision->label);
    accord_text_add_str(&paper->piece, " (");
    accord_paper_add(paper, accord_language_force(committee->language, provision->force));
    if (provision->addressee_count > 0) {
        accord_text_add_str(&paper->piece, "; ");
        accord_dossier_add_addressees(&paper->plain, committee->language, provision);
        accord_paper_take(paper);
    }
    accord_text_add_str(&paper->piece, ") ");
    accord_paper_add(paper, summary ? summary : "");
    if (context) {
        blank(paper);
        accord_paper_add(paper, context);
    }
    if (provision->qualified) {
        blank(paper);
        accord_paper_phrase(paper, ACCORD_PHRASE_IS_QUALIFIED);
    }
    write_effect(committee, provision);
    accord_paper_item(paper);
}

void accord_committee_paragraphs(struct accord_committee *committee)
{
    accord_committee_annex_heading(committee, ACCORD_ANNEX_PARAGRAPHS, ACCORD_PHRASE_ANNEX_PARAGRAPHS);
    for (size_t i = 0; i < accord_dossier_instrument_count(committee->dossier); i++) {
        const struct accord_dossier_instrument *instrument = accord_dossier_instrument(committee->dossier, i);
        text_heading(committee, i);
        for (size_t j = 0; j < instrument->provision_count; j++)
            write_paragraph(committee, instrument->first_provision + j);
    }
}

/* ---- remaining gaps ---- */

/* Those for which the paragraph has that verdict; false: there is none, and nothing was written. */
static bool write_holders(struct accord_committee *committee, size_t provision, enum accord_verdict_kind kind)
{
    struct accord_paper *paper = &committee->paper;
    bool any = false;
    for (size_t i = 0; i < accord_dossier_actor_count(committee->dossier); i++) {
        struct accord_dossier_pair pair = accord_dossier_pair(committee->dossier, committee->told, i, provision);
        if (!pair.there || pair.verdict != kind) continue;
        if (!any) {
            accord_paper_strong(paper, accord_dossier_provision(committee->dossier, provision)->label);
            blank(paper);
            accord_paper_add(paper, accord_language_verdict(committee->language, kind));
        }
        if (any)
            accord_text_add_str(&paper->piece, ", ");
        else
            accord_paper_colon(paper);
        accord_dossier_add_actor(&paper->plain, accord_dossier_actor(committee->dossier, i));
        accord_paper_take(paper);
        any = true;
    }
    if (any) accord_paper_item(paper);
    return any;
}

void accord_committee_gaps(struct accord_committee *committee)
{
    accord_committee_annex_heading(committee, ACCORD_ANNEX_GAPS, ACCORD_PHRASE_ANNEX_GAPS);
    for (size_t i = 0; i < accord_dossier_instrument_count(committee->dossier); i++) {
        const struct accord_dossier_instrument *instrument = accord_dossier_instrument(committee->dossier, i);
        bool any = false;
        text_heading(committee, i);
        for (size_t j = 0; j < instrument->provision_count; j++) {
            size_t provision = instrument->first_provision + j;
            any = write_holders(committee, provision, ACCORD_VERDICT_GAP) || any;
            any = write_holders(committee, provision, ACCORD_VERDICT_PARTIAL) || any;
        }
        if (any) continue;
        accord_paper_phrase(&committee->paper, ACCORD_PHRASE_NOTHING_REMAINS);
        accord_paper_text(&committee->paper);
    }
}

/* ---- data, rules and warnings ---- */

static void write_source(struct accord_committee *committee, enum accord_phrase label, const char *text, bool hash)
{
    struct accord_paper *paper = &committee->paper;
    if (!text) return;
    accord_paper_strong(paper, accord_phrase(committee->language, label));
    accord_paper_colon(paper);
    if (hash)
        accord_paper_code(paper, text);
    else
        accord_paper_add(paper, text);
    accord_paper_item(paper);
}

static void write_failure(struct accord_committee *committee, size_t rule)
{
    const struct accord_committee_failure *failure = &committee->failures[rule];
    const struct accord_argument arguments[] = {
        ACCORD_COUNT("errors", failure->errors),
        ACCORD_WORD("rule", accord_dossier_rule(committee->dossier, rule)->id),
        ACCORD_WORD("why", failure->why ? failure->why : ""),
    };
    accord_paper_say(&committee->paper, ACCORD_PHRASE_RULE_ERRORS, arguments, 3);
    accord_paper_item(&committee->paper);
}

void accord_committee_sources(struct accord_committee *committee)
{
    const struct accord_dossier_facts *facts = accord_dossier_facts(committee->dossier);
    const struct accord_dossier_run *run = accord_dossier_run(committee->dossier, committee->told);
    const struct {
        enum accord_phrase label;
        const char *text;
        bool hash;
    } sources[] = {
        {ACCORD_PHRASE_LABEL_DATASET, facts->dataset, false},
        {ACCORD_PHRASE_LABEL_DATASET_HASH, run->dataset_sha256, true},
        {ACCORD_PHRASE_LABEL_RULES_HASH, run->rules_sha256, true},
        {ACCORD_PHRASE_LABEL_PROFILE, facts->profile, false},
        {ACCORD_PHRASE_LABEL_PROFILE_HASH, facts->profile_sha256, true},
        {ACCORD_PHRASE_LABEL_VERSION, facts->version, false},
    };
    accord_committee_annex_heading(committee, ACCORD_ANNEX_SOURCES, ACCORD_PHRASE_ANNEX_SOURCES);
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        write_source(committee, sources[i].label, sources[i].text, sources[i].hash);
    for (size_t i = 0; i < accord_dossier_rule_count(committee->dossier); i++)
        if (committee->failures[i].errors > 0) write_failure(committee, i);
    for (size_t i = 0; i < accord_dossier_warning_count(committee->dossier); i++) {
        accord_paper_strong(&committee->paper, accord_phrase(committee->language, ACCORD_PHRASE_DATA_WARNING));
        accord_paper_colon(&committee->paper);
        accord_paper_add(&committee->paper, accord_dossier_warning(committee->dossier, i));
        accord_paper_item(&committee->paper);
    }
}
