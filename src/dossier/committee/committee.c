/* The document that a committee is given: purpose, method, summary by paragraph, annexes by Party. */
#include "dossier/committee/committee.h"

#include "base/error.h"
#include "base/memory.h"
#include "dossier/words.h"
#include "dossier/writer.h"

#include <string.h>

static void heading(struct accord_committee *committee, unsigned level, enum accord_phrase phrase)
{
    accord_paper_phrase(&committee->paper, phrase);
    accord_paper_heading(&committee->paper, level);
}

static void numbered(struct accord_committee *committee, enum accord_phrase phrase)
{
    accord_paper_phrase(&committee->paper, phrase);
    accord_paper_numbered(&committee->paper);
}

/* ---- what comes first ---- */

static void label(struct accord_committee *committee, enum accord_phrase phrase)
{
    accord_paper_strong(&committee->paper, accord_phrase(committee->language, phrase));
    accord_paper_colon(&committee->paper);
}

static void write_since(struct accord_committee *committee)
{
    struct accord_paper *paper = &committee->paper;
    label(committee, ACCORD_PHRASE_LABEL_COMPARED);
    if (committee->since == SIZE_MAX)
        accord_paper_phrase(paper, ACCORD_PHRASE_NO_EARLIER_RUN);
    else
        accord_dossier_add_run(&paper->plain, committee->language,
                               accord_dossier_run(committee->dossier, committee->since));
    accord_paper_take(paper);
    accord_paper_item(paper);
}

static void write_until(struct accord_committee *committee)
{
    struct accord_paper *paper = &committee->paper;
    struct accord_date until;
    label(committee, ACCORD_PHRASE_LABEL_DATA_UNTIL);
    if (accord_dossier_day(accord_dossier_facts(committee->dossier)->data_until, &until))
        accord_language_add_date(&paper->plain, committee->language, until);
    else
        accord_text_add_str(&paper->plain, accord_phrase(committee->language, ACCORD_PHRASE_NOT_TOLD));
    accord_paper_take(paper);
    accord_paper_item(paper);
}

static void write_front(struct accord_committee *committee)
{
    const struct accord_dossier_facts *facts = accord_dossier_facts(committee->dossier);
    const struct accord_dossier_run *run = accord_dossier_run(committee->dossier, committee->told);
    const struct accord_argument day[] = {ACCORD_DAY("day", run->day)};
    struct accord_paper *paper = &committee->paper;
    if (facts->illustrative) {
        accord_paper_strong(paper, accord_phrase(committee->language, ACCORD_PHRASE_ILLUSTRATIVE));
        accord_paper_quote(paper);
    }
    accord_paper_say(paper, ACCORD_PHRASE_DOCUMENT_TITLE, day, 1);
    accord_paper_heading(paper, 1);
    label(committee, ACCORD_PHRASE_LABEL_DATASET);
    accord_paper_add(paper, facts->dataset_title ? facts->dataset_title : facts->dataset ? facts->dataset : "");
    accord_paper_item(paper);
    write_until(committee);
    label(committee, ACCORD_PHRASE_LABEL_RUN);
    accord_dossier_add_run(&paper->plain, committee->language, run);
    accord_paper_take(paper);
    accord_paper_item(paper);
    write_since(committee);
    if (facts->part) {
        label(committee, ACCORD_PHRASE_LABEL_PART);
        accord_dossier_add_part(&paper->plain, committee->language, facts);
        accord_paper_take(paper);
        accord_paper_item(paper);
    }
}

/* ---- purpose ---- */

/* "CMS Resolution 11.10 (Rev.COP13), Synergies and Partnerships (UNEP/CMS/Resolution 11.10), <https://...>" */
static void write_text(struct accord_committee *committee, size_t index)
{
    const struct accord_dossier_instrument *instrument = accord_dossier_instrument(committee->dossier, index);
    const char *title = accord_dossier_instrument_title(committee->dossier, committee->language, index);
    struct accord_paper *paper = &committee->paper;
    accord_paper_add(paper, accord_dossier_call_instrument(committee->dossier, committee->language, index));
    if (title) {
        accord_paper_add(paper, ", ");
        accord_paper_add(paper, title);
    }
    if (instrument->citation) {
        accord_paper_add(paper, " (");
        accord_paper_add(paper, instrument->citation);
        accord_paper_add(paper, ")");
    }
    if (instrument->url) {
        accord_paper_add(paper, ", ");
        accord_paper_link(paper, instrument->url);
    }
    accord_paper_item(paper);
}

static void write_who(struct accord_committee *committee)
{
    size_t actors = accord_dossier_actor_count(committee->dossier), parties = 0, others = 0;
    char roman[ACCORD_ROMAN_MAX];
    for (size_t i = 0; i < actors; i++) {
        struct accord_tally tally = accord_dossier_tally_actor(committee->dossier, committee->told, i);
        if (accord_dossier_actor(committee->dossier, i)->is_party)
            parties++;
        else if (accord_tally_score(&tally).of > 0)
            others++;
    }
    const struct accord_argument arguments[] = {
        ACCORD_WORD("annex", accord_roman(ACCORD_ANNEX_PARAGRAPHS, roman)),
        ACCORD_COUNT("others", others),
        ACCORD_COUNT("parties", parties),
    };
    accord_paper_say(&committee->paper, ACCORD_PHRASE_PURPOSE_WHO, arguments, 3);
    accord_paper_numbered(&committee->paper);
}

static bool same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static void write_changes_against(struct accord_committee *committee)
{
    struct accord_paper *paper = &committee->paper;
    struct accord_text number;
    if (committee->since == SIZE_MAX) {
        numbered(committee, ACCORD_PHRASE_PURPOSE_NO_SINCE);
        return;
    }
    const struct accord_dossier_run *then = accord_dossier_run(committee->dossier, committee->since);
    accord_text_init(&number, ACCORD_ERROR_TEXT_MAX);
    accord_text_add_int(&number, then->id);
    const struct accord_argument arguments[] = {ACCORD_DAY("day", then->day),
                                                ACCORD_WORD("run", accord_text_str(&number))};
    accord_paper_say(paper, ACCORD_PHRASE_PURPOSE_SINCE, arguments, 2);
    accord_text_clear(&number);
    if (!same(then->rules_sha256, accord_dossier_run(committee->dossier, committee->told)->rules_sha256) ||
        !accord_dossier_is_comparable_throughout(committee->dossier, committee->since, committee->told)) {
        accord_paper_add(paper, " ");
        accord_paper_phrase(paper, ACCORD_PHRASE_PURPOSE_OTHER_RULES);
    }
    accord_paper_numbered(paper);
}

static void write_purpose(struct accord_committee *committee)
{
    const struct accord_dossier_facts *facts = accord_dossier_facts(committee->dossier);
    struct accord_paper *paper = &committee->paper;
    const struct accord_argument told[] = {
        ACCORD_DAY("day", accord_dossier_run(committee->dossier, committee->told)->day)};
    struct accord_date until;
    heading(committee, 2, ACCORD_PHRASE_PURPOSE);
    accord_paper_say(paper, ACCORD_PHRASE_PURPOSE_TEXTS, told, 1);
    accord_paper_numbered(paper);
    for (size_t i = 0; i < accord_dossier_instrument_count(committee->dossier); i++)
        write_text(committee, i);
    write_who(committee);
    if (accord_dossier_day(facts->data_until, &until)) {
        const struct accord_argument day[] = {ACCORD_DAY("day", until)};
        accord_paper_say(paper, ACCORD_PHRASE_PURPOSE_UNTIL, day, 1);
    } else {
        accord_paper_phrase(paper, ACCORD_PHRASE_PURPOSE_UNTIL_UNKNOWN);
    }
    accord_paper_numbered(paper);
    write_changes_against(committee);
    if (facts->part) {
        accord_dossier_say_part(&paper->plain, committee->language, facts, ACCORD_PHRASE_PURPOSE_PART);
        accord_paper_take(paper);
        accord_paper_numbered(paper);
    }
}

/* ---- method ---- */

static void write_value(struct accord_committee *committee, const struct accord_value *value)
{
    accord_language_add_value(&committee->paper.plain, committee->language, value, true);
    accord_paper_take(&committee->paper);
}

static void write_weight(struct accord_committee *committee, enum accord_verdict_kind kind)
{
    static const struct accord_value weights[] = {{.kind = ACCORD_VALUE_DECIMAL, .text = "0"},
                                                  {.kind = ACCORD_VALUE_DECIMAL, .text = "0.5"},
                                                  {.kind = ACCORD_VALUE_DECIMAL, .text = "1"}};
    const struct accord_verdict_meaning *meaning = accord_verdict_meaning(kind);
    const struct accord_argument bounds[] = {ACCORD_COUNT("high", 1), ACCORD_COUNT("low", 0)};
    bool sure = kind == ACCORD_VERDICT_GAP || kind == ACCORD_VERDICT_MET;
    struct accord_paper *paper = &committee->paper;
    if (!meaning->counted)
        accord_paper_phrase(paper, ACCORD_PHRASE_NOT_COUNTED);
    else if (meaning->halves < 0)
        accord_paper_phrase(paper, ACCORD_PHRASE_COUNTS_OPEN);
    else
        write_value(committee, &weights[meaning->halves]);
    accord_paper_cell(paper);
    if (!meaning->counted)
        accord_paper_phrase(paper, ACCORD_PHRASE_NOT_COUNTED);
    else if (sure)
        write_value(committee, &weights[meaning->halves]);
    else
        accord_paper_say(paper, ACCORD_PHRASE_RANGE, bounds, 2);
    accord_paper_cell(paper);
}

/* From worst to least, as several rules are rolled up. */
static void write_verdicts(struct accord_committee *committee)
{
    static const enum accord_phrase head[] = {ACCORD_PHRASE_COLUMN_VERDICT, ACCORD_PHRASE_COLUMN_MEANING,
                                              ACCORD_PHRASE_COLUMN_IN_SCORE, ACCORD_PHRASE_COLUMN_IN_BOUNDS};
    struct accord_paper *paper = &committee->paper;
    accord_paper_table(paper, "llll");
    for (size_t i = 0; i < sizeof head / sizeof head[0]; i++) {
        accord_paper_phrase(paper, head[i]);
        accord_paper_cell(paper);
    }
    for (int i = 0; i < ACCORD_VERDICT_COUNT; i++) {
        enum accord_verdict_kind kind = (enum accord_verdict_kind)i;
        accord_paper_add(paper, accord_language_verdict(committee->language, kind));
        accord_paper_cell(paper);
        accord_paper_add(paper, accord_language_verdict_meaning(committee->language, kind));
        accord_paper_cell(paper);
        write_weight(committee, kind);
    }
    accord_paper_table_end(paper);
}

static void write_method(struct accord_committee *committee)
{
    static const enum accord_phrase after[] = {ACCORD_PHRASE_METHOD_ABSENCE, ACCORD_PHRASE_METHOD_SCORE,
                                               ACCORD_PHRASE_METHOD_GAPS, ACCORD_PHRASE_METHOD_WAIVERS,
                                               ACCORD_PHRASE_METHOD_RECORDS};
    heading(committee, 2, ACCORD_PHRASE_METHOD);
    numbered(committee, ACCORD_PHRASE_METHOD_PAIRS);
    write_verdicts(committee);
    for (size_t i = 0; i < sizeof after / sizeof after[0]; i++)
        numbered(committee, after[i]);
}

/* ---- the document ---- */

void accord_committee_annex_heading(struct accord_committee *committee, enum accord_committee_annex annex,
                                    enum accord_phrase title)
{
    char roman[ACCORD_ROMAN_MAX];
    const struct accord_argument arguments[] = {
        ACCORD_WORD("number", accord_roman((unsigned)annex, roman)),
        ACCORD_WORD("title", accord_phrase(committee->language, title)),
    };
    accord_paper_say(&committee->paper, ACCORD_PHRASE_ANNEX, arguments, 2);
    accord_paper_heading(&committee->paper, 2);
}

static enum accord_status write_document(struct accord_committee *committee, struct accord_error *err)
{
    write_front(committee);
    write_purpose(committee);
    write_method(committee);
    accord_committee_summary(committee);
    accord_committee_by_paragraph(committee);
    accord_committee_findings(committee);
    accord_committee_paragraphs(committee);
    accord_committee_gaps(committee);
    enum accord_status status = accord_committee_accounts(committee, true, err);
    if (status == ACCORD_OK) status = accord_committee_accounts(committee, false, err);
    if (status != ACCORD_OK) return status;
    accord_committee_focal_points(committee);
    accord_committee_sources(committee);
    return ACCORD_OK;
}

static void clear(struct accord_committee *committee)
{
    accord_committee_clear_roles(committee);
    for (size_t i = 0; committee->failures && i < accord_dossier_rule_count(committee->dossier); i++)
        accord_free(committee->failures[i].why);
    accord_free(committee->failures);
    accord_paper_clear(&committee->paper);
}

static enum accord_status write(struct accord_dossier *dossier, const struct accord_dossier_output *output,
                                struct accord_error *err)
{
    struct accord_sink sink;
    struct accord_committee committee = {.dossier = dossier,
                                         .language = output->language,
                                         .told = accord_dossier_told(dossier),
                                         .since = accord_dossier_since(dossier)};
    accord_sink_init(&sink);
    accord_paper_init(&committee.paper, &sink, output->language);
    committee.failures = accord_alloc_zero(accord_dossier_rule_count(dossier) + 1, sizeof *committee.failures);
    enum accord_status status = committee.failures ? ACCORD_OK : accord_error_memory(err);
    if (status == ACCORD_OK) {
        if (output->path)
            accord_sink_open_file(&sink, output->path);
        else
            accord_sink_open_descriptor(&sink, 1);
        status = write_document(&committee, err);
    }
    if (status == ACCORD_OK) status = accord_sink_finish(&sink, err);
    if (output->gone) *output->gone = sink.reader_gone;
    clear(&committee);
    accord_sink_clear(&sink);
    return status;
}

const struct accord_dossier_format accord_dossier_format_committee = {
    .name = "committee",
    .help = "Markdown, for a committee: method, summary by paragraph, annexes by Party",
    .stem = "committee",
    .suffix = ".md",
    .to_terminal = true,
    .write = write,
};
