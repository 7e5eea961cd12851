/* Overview: for each instrument how much is met, how much could be assessed, and within which bounds. */
#include "dossier/html/html.h"
#include "dossier/words.h"
#include "report/summary.h"

static struct accord_tally tally_on(const struct accord_html *html, size_t run, size_t instrument)
{
    struct accord_dossier_choice choice = accord_dossier_all;
    choice.instrument = instrument;
    return accord_dossier_tally(html->dossier, run, choice);
}

static void add_number(struct accord_html *html, size_t count, enum accord_phrase what)
{
    accord_html_raw(html, "<li><b>");
    accord_html_count(html, count);
    accord_html_raw(html, "</b> ");
    accord_html_phrase(html, what);
}

/* Paragraphs of an instrument: those that rules assess, those that no program can, those that no rule covers, and those
 * whose rules the run left out. */
static void add_paragraphs(struct accord_html *html, const struct accord_dossier_instrument *instrument)
{
    size_t context = 0, uncovered = 0, left_out = 0;
    for (size_t i = 0; i < instrument->provision_count; i++) {
        const struct accord_dossier_provision *provision =
            accord_dossier_provision(html->dossier, instrument->first_provision + i);
        if (provision->context)
            context++;
        else if (accord_dossier_is_left_out(html->dossier, instrument->first_provision + i))
            left_out++;
        else if (provision->rule_count == 0)
            uncovered++;
    }
    const struct accord_argument arguments[] = {
        ACCORD_COUNT("assessed", instrument->provision_count - context - uncovered - left_out),
        ACCORD_COUNT("context", context), ACCORD_COUNT("of", instrument->provision_count),
        ACCORD_COUNT("uncovered", uncovered)};
    accord_html_raw(html, "<p class=paragraphs>");
    accord_html_phrase_with(html, ACCORD_PHRASE_HTML_PARAGRAPHS_ASSESSED, arguments, 4);
    if (left_out > 0) {
        const struct accord_argument count = ACCORD_COUNT("n", left_out);
        accord_html_raw(html, "; ");
        accord_html_phrase_with(html, ACCORD_PHRASE_HTML_PARAGRAPHS_LEFT_OUT, &count, 1);
    }
    accord_html_raw(html, "</p>");
}

static void add_before(struct accord_html *html, size_t instrument)
{
    if (html->since == SIZE_MAX) return;
    struct accord_tally tally = tally_on(html, html->since, instrument);
    accord_html_element(html, "<p class=before>", ACCORD_PHRASE_HTML_BEFORE);
    accord_html_raw(html, " ");
    accord_html_score(html, &tally);
    accord_html_raw(html, "</p>");
}

static void add_percentage(struct accord_html *html, const struct accord_shares *shares)
{
    accord_html_raw(html, "<p class=figure><b>");
    if (shares->scored)
        accord_html_percent(html, accord_share_percent(shares->score));
    else
        accord_html_raw(html, "–");
    accord_html_raw(html, "</b> ");
    accord_html_phrase(html,
                       shares->scored ? ACCORD_PHRASE_HTML_SCORE_OF_ASSESSABLE : ACCORD_PHRASE_HTML_NOTHING_ASSESSABLE);
    accord_html_raw(html, "</p>");
}

static void add_card(struct accord_html *html, size_t index)
{
    const struct accord_dossier_instrument *instrument = accord_dossier_instrument(html->dossier, index);
    struct accord_tally tally = tally_on(html, html->run, index);
    struct accord_shares shares = accord_shares_of(&tally);
    accord_html_raw(html, "\n<article class=card data-instrument=\"");
    accord_html_data(html, instrument->id);
    accord_html_raw(html, "\"><h3>");
    accord_html_data(html, accord_dossier_call_instrument(html->dossier, html->language, index));
    accord_html_raw(html, "</h3><p class=title>");
    accord_html_data(html, accord_dossier_instrument_title(html->dossier, html->language, index));
    accord_html_raw(html, "</p>");
    if (shares.bounded) add_percentage(html, &shares);
    accord_html_bounds(html, &tally);
    accord_html_raw(html, "<p>");
    accord_html_score(html, &tally);
    accord_html_raw(html, "</p>");
    add_before(html, index);
    if (shares.bounded) accord_html_bar(html, &tally);
    accord_html_counts(html, &tally);
    add_paragraphs(html, instrument);
    accord_html_raw(html, "</article>");
}

/* What a reader must know before believing a number. */
static void add_remarks(struct accord_html *html)
{
    const struct accord_dossier_counts *counts = accord_dossier_counts(html->dossier);
    const struct {
        size_t count;
        enum accord_phrase what;
    } remarks[] = {
        {counts->errors, ACCORD_PHRASE_HTML_REMARK_ERRORS},
        {counts->waived, ACCORD_PHRASE_HTML_REMARK_WAIVED},
        {counts->lapsed, ACCORD_PHRASE_HTML_REMARK_LAPSED},
        {counts->comments, ACCORD_PHRASE_HTML_REMARK_COMMENTS},
        {counts->comments_apart, ACCORD_PHRASE_HTML_REMARK_APART},
        {accord_dossier_warnings_in_all(html->dossier), ACCORD_PHRASE_HTML_REMARK_WARNINGS},
    };
    accord_html_element(html, "\n<h3>", ACCORD_PHRASE_HTML_REMARKS);
    accord_html_raw(html, "</h3><ul class=numbers>");
    for (size_t i = 0; i < sizeof remarks / sizeof remarks[0]; i++)
        add_number(html, remarks[i].count, remarks[i].what);
    accord_html_raw(html, "</ul>");
}

/* Every verdict with its sign and what it means, once. */
static void add_legend(struct accord_html *html)
{
    accord_html_element(html, "\n<h3>", ACCORD_PHRASE_HTML_LEGEND);
    accord_html_raw(html, "</h3><dl class=legend>");
    static const enum accord_verdict_kind order[] = {ACCORD_VERDICT_MET,
                                                     ACCORD_VERDICT_PARTIAL,
                                                     ACCORD_VERDICT_GAP,
                                                     ACCORD_VERDICT_UNREPORTED,
                                                     ACCORD_VERDICT_REVIEW,
                                                     ACCORD_VERDICT_NOT_DUE,
                                                     ACCORD_VERDICT_NOT_APPLICABLE,
                                                     ACCORD_VERDICT_ERROR};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        accord_html_raw(html, "<div>");
        accord_html_verdict(html, "dt", order[i]);
        accord_html_raw(html, "</dt><dd>");
        accord_html_data(html, accord_language_verdict_meaning(html->language, order[i]));
        accord_html_raw(html, "</dd></div>");
    }
    accord_html_element(html, "</dl><p class=lead>", ACCORD_PHRASE_HTML_HOW_SCORED);
    accord_html_raw(html, "</p>");
}

void accord_html_overview(struct accord_html *html)
{
    accord_html_view(html, "overview", ACCORD_PHRASE_OVERVIEW, ACCORD_PHRASE_HTML_OVERVIEW_LEAD);
    accord_html_raw(html, "<div class=cards>");
    for (size_t i = 0; i < accord_dossier_instrument_count(html->dossier); i++)
        add_card(html, i);
    accord_html_raw(html, "</div>");
    accord_html_changes(html);
    add_remarks(html);
    add_legend(html);
    accord_html_raw(html, "\n</section>");
    accord_html_drain(html);
}
