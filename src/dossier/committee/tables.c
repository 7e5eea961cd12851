/* The tables of the committee's document. */
#include "dossier/committee/committee.h"
#include "dossier/words.h"

#include <string.h>

enum { NAMES_SHOWN = 3 };

/* U+2013, as tables of such documents have it. */
#define EMPTY_CELL "\xE2\x80\x93"

static void heading(struct accord_committee *committee, unsigned level, enum accord_phrase phrase)
{
    accord_paper_phrase(&committee->paper, phrase);
    accord_paper_heading(&committee->paper, level);
}

static void phrase_cell(struct accord_paper *paper, enum accord_phrase phrase)
{
    accord_paper_phrase(paper, phrase);
    accord_paper_cell(paper);
}

static void text_cell(struct accord_paper *paper, const char *text)
{
    accord_paper_add(paper, text);
    accord_paper_cell(paper);
}

static void number_cell(struct accord_paper *paper, size_t number)
{
    accord_paper_number(paper, number);
    accord_paper_cell(paper);
}

static void verdict_heads(struct accord_committee *committee)
{
    for (size_t i = 0; i < ACCORD_DOSSIER_COUNTED; i++)
        text_cell(&committee->paper, accord_language_verdict(committee->language, accord_dossier_order[i]));
}

static void verdict_numbers(struct accord_committee *committee, const struct accord_tally *tally)
{
    for (size_t i = 0; i < ACCORD_DOSSIER_COUNTED; i++)
        number_cell(&committee->paper, tally->counts[accord_dossier_order[i]]);
}

static void score_cells(struct accord_committee *committee, const struct accord_tally *tally)
{
    struct accord_paper *paper = &committee->paper;
    struct accord_score score = accord_tally_score(tally);
    const struct accord_argument covered[] = {ACCORD_COUNT("assessable", score.assessable),
                                              ACCORD_COUNT("of", score.of)};
    accord_paper_say(paper, ACCORD_PHRASE_COVERED, covered, 2);
    accord_paper_cell(paper);
    accord_dossier_add_score(&paper->plain, committee->language, tally);
    accord_paper_take(paper);
    accord_paper_cell(paper);
}

/* ---- by text ---- */

static const char *text_name(const struct accord_committee *committee, size_t instrument)
{
    return accord_dossier_call_instrument(committee->dossier, committee->language, instrument);
}

static void sentence(struct accord_committee *committee, size_t instrument)
{
    struct accord_paper *paper = &committee->paper;
    struct accord_tally tally = accord_dossier_tally_instrument(committee->dossier, committee->told, instrument);
    struct accord_score score = accord_tally_score(&tally);
    struct accord_text words;
    accord_text_init(&words, ACCORD_ERROR_TEXT_MAX);
    accord_dossier_add_score(&words, committee->language, &tally);
    const struct accord_argument arguments[] = {
        ACCORD_COUNT("assessable", score.assessable),
        ACCORD_COUNT("of", score.of),
        ACCORD_WORD("score", accord_text_str(&words)),
        ACCORD_WORD("text", text_name(committee, instrument)),
    };
    accord_paper_say(paper, score.scored ? ACCORD_PHRASE_SUMMARY_SENTENCE : ACCORD_PHRASE_SUMMARY_SENTENCE_UNSCORED,
                     arguments, 4);
    accord_text_clear(&words);
    accord_paper_numbered(paper);
}

static void text_row(struct accord_committee *committee, size_t run, size_t instrument)
{
    struct accord_paper *paper = &committee->paper;
    struct accord_tally tally = accord_dossier_tally_instrument(committee->dossier, run, instrument);
    text_cell(paper, accord_dossier_instrument(committee->dossier, instrument)->id);
    accord_language_add_date(&paper->plain, committee->language, accord_dossier_run(committee->dossier, run)->day);
    accord_paper_take(paper);
    accord_paper_cell(paper);
    verdict_numbers(committee, &tally);
    score_cells(committee, &tally);
}

void accord_committee_summary(struct accord_committee *committee)
{
    struct accord_paper *paper = &committee->paper;
    size_t count = accord_dossier_instrument_count(committee->dossier);
    heading(committee, 2, ACCORD_PHRASE_SUMMARY);
    for (size_t i = 0; i < count; i++)
        sentence(committee, i);
    accord_paper_table(paper, "llrrrrrrll");
    phrase_cell(paper, ACCORD_PHRASE_COLUMN_TEXT);
    phrase_cell(paper, ACCORD_PHRASE_COLUMN_DAY);
    verdict_heads(committee);
    phrase_cell(paper, ACCORD_PHRASE_COLUMN_ASSESSABLE);
    phrase_cell(paper, ACCORD_PHRASE_COLUMN_SCORE);
    for (size_t i = 0; i < count; i++) {
        if (committee->since != SIZE_MAX) text_row(committee, committee->since, i);
        text_row(committee, committee->told, i);
    }
    accord_paper_table_end(paper);
}

/* ---- by paragraph ---- */

static bool remains(struct accord_dossier_pair pair)
{
    return pair.there && (pair.verdict == ACCORD_VERDICT_GAP || pair.verdict == ACCORD_VERDICT_PARTIAL);
}

/* "2: BEN, KEN"; where they are more the annex has them. */
static void remaining_cell(struct accord_committee *committee, size_t provision)
{
    struct accord_paper *paper = &committee->paper;
    struct accord_text names;
    size_t count = 0;
    accord_text_init(&names, ACCORD_SINK_FULL);
    for (size_t i = 0; i < accord_dossier_actor_count(committee->dossier); i++) {
        if (!remains(accord_dossier_pair(committee->dossier, committee->told, i, provision))) continue;
        accord_text_add_str(&names, count == 0 ? ": " : ", ");
        accord_text_add_str(&names, accord_dossier_actor(committee->dossier, i)->id);
        if (++count > NAMES_SHOWN) accord_text_reset(&names);
    }
    accord_language_add_number(&paper->plain, committee->language, (int64_t)count);
    if (count <= NAMES_SHOWN) accord_text_add_str(&paper->plain, accord_text_str(&names));
    accord_text_clear(&names);
    accord_paper_take(paper);
    accord_paper_cell(paper);
}

static void change_cell(struct accord_committee *committee, size_t provision, const struct accord_tally *now)
{
    struct accord_paper *paper = &committee->paper;
    bool comparable = committee->since != SIZE_MAX &&
                      accord_dossier_is_comparable(committee->dossier, committee->since, committee->told, provision);
    if (comparable) {
        struct accord_tally then = accord_dossier_tally_provision(committee->dossier, committee->since, provision);
        accord_dossier_add_change(&paper->plain, committee->language, now, &then);
    } else {
        accord_text_add_str(&paper->plain, EMPTY_CELL);
    }
    accord_paper_take(paper);
    accord_paper_cell(paper);
}

static void empty_cells(struct accord_paper *paper, size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_cell(paper, EMPTY_CELL);
}

static void paragraph_row(struct accord_committee *committee, size_t index)
{
    const struct accord_dossier_provision *provision = accord_dossier_provision(committee->dossier, index);
    struct accord_paper *paper = &committee->paper;
    text_cell(paper, provision->label);
    accord_dossier_add_addressees(&paper->plain, committee->language, provision);
    accord_paper_take(paper);
    accord_paper_cell(paper);
    if (provision->rule_count == 0) {
        empty_cells(paper, ACCORD_DOSSIER_COUNTED + 1);
        phrase_cell(paper, provision->context                                      ? ACCORD_PHRASE_IS_CONTEXT
                           : accord_dossier_is_left_out(committee->dossier, index) ? ACCORD_PHRASE_NOT_ASKED
                                                                                   : ACCORD_PHRASE_NOT_COVERED);
        return;
    }
    struct accord_tally tally = accord_dossier_tally_provision(committee->dossier, committee->told, index);
    verdict_numbers(committee, &tally);
    change_cell(committee, index, &tally);
    remaining_cell(committee, index);
}

static void paragraph_table(struct accord_committee *committee, const struct accord_dossier_instrument *instrument)
{
    struct accord_paper *paper = &committee->paper;
    accord_paper_table(paper, "llrrrrrrll");
    phrase_cell(paper, ACCORD_PHRASE_COLUMN_PARAGRAPH);
    phrase_cell(paper, ACCORD_PHRASE_COLUMN_ADDRESSEES);
    verdict_heads(committee);
    phrase_cell(paper, ACCORD_PHRASE_COLUMN_CHANGE);
    phrase_cell(paper, ACCORD_PHRASE_COLUMN_REMAINING);
    for (size_t i = 0; i < instrument->provision_count; i++)
        paragraph_row(committee, instrument->first_provision + i);
    accord_paper_table_end(paper);
}

void accord_committee_by_paragraph(struct accord_committee *committee)
{
    struct accord_paper *paper = &committee->paper;
    char roman[ACCORD_ROMAN_MAX];
    const struct accord_argument annex[] = {ACCORD_WORD("annex", accord_roman(ACCORD_ANNEX_GAPS, roman))};
    heading(committee, 2, ACCORD_PHRASE_SUMMARY_BY_PARAGRAPH);
    accord_paper_say(paper, ACCORD_PHRASE_SUMMARY_LEGEND, annex, 1);
    accord_paper_numbered(paper);
    for (size_t i = 0; i < accord_dossier_instrument_count(committee->dossier); i++) {
        accord_paper_add(paper, text_name(committee, i));
        accord_paper_heading(paper, 3);
        paragraph_table(committee, accord_dossier_instrument(committee->dossier, i));
    }
}

/* ---- findings ---- */

static void count_row(struct accord_committee *committee, enum accord_phrase phrase, size_t number)
{
    phrase_cell(&committee->paper, phrase);
    number_cell(&committee->paper, number);
}

void accord_committee_findings(struct accord_committee *committee)
{
    const struct accord_dossier_counts *counts = accord_dossier_counts(committee->dossier);
    struct accord_paper *paper = &committee->paper;
    heading(committee, 2, ACCORD_PHRASE_ATTENTION);
    accord_paper_phrase(paper, ACCORD_PHRASE_FINDINGS_LEGEND);
    accord_paper_numbered(paper);
    accord_paper_table(paper, "lr");
    phrase_cell(paper, ACCORD_PHRASE_COLUMN_WHAT);
    phrase_cell(paper, ACCORD_PHRASE_COLUMN_NUMBER);
    for (size_t i = 0; i < ACCORD_DOSSIER_COUNTED; i++) {
        enum accord_verdict_kind kind = accord_dossier_order[i];
        if (kind == ACCORD_VERDICT_MET || kind == ACCORD_VERDICT_ERROR) continue;
        const struct accord_argument verdict[] = {
            ACCORD_WORD("verdict", accord_language_verdict(committee->language, kind))};
        accord_paper_say(paper, ACCORD_PHRASE_FINDINGS_OF, verdict, 1);
        accord_paper_cell(paper);
        number_cell(paper, counts->findings[kind]);
    }
    count_row(committee, ACCORD_PHRASE_FINDINGS_ERRORS, counts->errors);
    count_row(committee, ACCORD_PHRASE_FINDINGS_WAIVED, counts->waived);
    count_row(committee, ACCORD_PHRASE_FINDINGS_LAPSED, counts->lapsed);
    if (committee->since != SIZE_MAX) {
        count_row(committee, ACCORD_PHRASE_FINDINGS_NEW, counts->appeared);
        count_row(committee, ACCORD_PHRASE_FINDINGS_GONE, counts->gone);
    }
    count_row(committee, ACCORD_PHRASE_FINDINGS_COMMENTS, counts->comments);
    count_row(committee, ACCORD_PHRASE_FINDINGS_COMMENTS_APART, counts->comments_apart);
    count_row(committee, ACCORD_PHRASE_DATA_WARNINGS, accord_dossier_warnings_in_all(committee->dossier));
    accord_paper_table_end(paper);
}
