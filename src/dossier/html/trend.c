/* Trend over stored runs: tables from which the script draws a chart, and the history of one actor. */
#include "dossier/html/html.h"
#include "dossier/words.h"

#include "report/summary.h"

static void add_day_head(struct accord_html *html, size_t run)
{
    const struct accord_dossier_run *facts = accord_dossier_run(html->dossier, run);
    accord_text_addf(html->text, "<th scope=col data-day=%d>", (int)facts->day.first);
    accord_html_date(html, facts->as_of);
    if (facts->name || (facts->tags && facts->tags[0])) {
        accord_html_raw(html, " <small>");
        accord_html_data(html, facts->name ? facts->name : facts->tags);
        accord_html_raw(html, "</small>");
    }
}

static void open_table(struct accord_html *html, const char *id, enum accord_phrase caption, enum accord_phrase of)
{
    accord_html_raw(html, "\n<div class=wide role=region tabindex=0 aria-label=\"");
    accord_html_phrase(html, caption);
    accord_html_raw(html, "\"><table class=trend id=");
    accord_html_raw(html, id);
    accord_html_element(html, "><caption>", caption);
    accord_html_element(html, "</caption><thead><tr><th scope=col>", of);
    for (size_t run = 0; run <= html->run; run++)
        add_day_head(html, run);
    accord_html_raw(html, "<tbody>");
}

static void add_score(struct accord_html *html, const struct accord_tally *tally)
{
    struct accord_shares shares = accord_shares_of(tally);
    accord_html_raw(html, "<td");
    accord_html_score_numbers(html, tally);
    accord_html_raw(html, ">");
    if (!shares.bounded) {
        accord_html_raw(html, "–");
        return;
    }
    if (shares.scored)
        accord_html_percent(html, accord_share_percent(shares.score));
    else
        accord_html_raw(html, "–");
    accord_text_addf(html->text, " <small>%u–%u · ", accord_share_percent(shares.low),
                     accord_share_percent(shares.high));
    accord_html_count(html, shares.assessable);
    accord_html_raw(html, "/");
    accord_html_count(html, shares.of);
    accord_html_raw(html, "</small>");
}

static void add_scores(struct accord_html *html, struct accord_dossier_choice choice)
{
    for (size_t run = 0; run <= html->run; run++) {
        struct accord_tally tally = accord_dossier_tally(html->dossier, run, choice);
        add_score(html, &tally);
    }
    accord_html_drain(html);
}

static void add_instruments(struct accord_html *html)
{
    open_table(html, "trend-instruments", ACCORD_PHRASE_HTML_TREND_INSTRUMENTS, ACCORD_PHRASE_HTML_INSTRUMENT);
    for (size_t i = 0; i < accord_dossier_instrument_count(html->dossier); i++) {
        accord_html_raw(html, "<tr><th scope=row>");
        accord_html_data(html, accord_dossier_call_instrument(html->dossier, html->language, i));
        struct accord_dossier_choice choice = accord_dossier_all;
        choice.instrument = i;
        add_scores(html, choice);
    }
    accord_html_raw(html, "</table></div>");
}

static void add_regions(struct accord_html *html)
{
    if (accord_dossier_region_count(html->dossier) == 0) return;
    open_table(html, "trend-regions", ACCORD_PHRASE_HTML_TREND_REGIONS, ACCORD_PHRASE_HTML_REGION);
    for (size_t i = 0; i < accord_dossier_region_count(html->dossier); i++) {
        accord_html_raw(html, "<tr><th scope=row>");
        const char *id = accord_dossier_region(html->dossier, i)->id;
        accord_html_data(html, accord_language_subject(html->language, id));
        struct accord_dossier_choice choice = accord_dossier_all;
        choice.region = i;
        add_scores(html, choice);
    }
    accord_html_raw(html, "</table></div>");
}

static void add_provisions(struct accord_html *html)
{
    open_table(html, "trend-provisions", ACCORD_PHRASE_HTML_TREND_PROVISIONS, ACCORD_PHRASE_HTML_PROVISION);
    for (size_t i = 0; i < accord_dossier_provision_count(html->dossier); i++) {
        if (accord_dossier_provision(html->dossier, i)->rule_count == 0) continue;
        accord_html_raw(html, "<tr><th scope=row>");
        accord_html_provision_link(html, i, true);
        struct accord_dossier_choice choice = accord_dossier_all;
        choice.provision = i;
        add_scores(html, choice);
    }
    accord_html_raw(html, "</table></div>");
}

void accord_html_trend(struct accord_html *html)
{
    accord_html_view(html, "trend", ACCORD_PHRASE_HTML_TREND, ACCORD_PHRASE_HTML_TREND_LEAD);
    accord_html_raw(html, "<div class=scripted id=trend-chart></div>");
    add_instruments(html);
    add_regions(html);
    add_provisions(html);
    accord_html_raw(html, "\n</section>");
}

/* ---- one actor ---- */

static bool moved(const struct accord_html *html, size_t run, size_t actor, size_t provision,
                  enum accord_verdict_kind *before, enum accord_verdict_kind *now)
{
    struct accord_dossier_pair a = accord_dossier_pair(html->dossier, run - 1, actor, provision);
    struct accord_dossier_pair b = accord_dossier_pair(html->dossier, run, actor, provision);
    *before = a.verdict;
    *now = b.verdict;
    return a.there && b.there && a.verdict != b.verdict &&
           accord_dossier_is_comparable(html->dossier, run - 1, run, provision);
}

static void add_moves(struct accord_html *html, size_t run, size_t actor)
{
    bool any = false;
    for (size_t i = 0; run > 0 && i < accord_dossier_provision_count(html->dossier); i++) {
        enum accord_verdict_kind before, now;
        if (!moved(html, run, actor, i, &before, &now)) continue;
        accord_html_raw(html, any ? "; " : "");
        accord_html_data(html, accord_dossier_provision(html->dossier, i)->id);
        accord_html_raw(html, " ");
        accord_html_data(html, accord_language_verdict(html->language, before));
        accord_html_raw(html, " → ");
        accord_html_data(html, accord_language_verdict(html->language, now));
        any = true;
    }
    if (!any) accord_html_raw(html, "–");
}

/* Whether the run says of the actor what the run before says, pair by pair. */
static bool says_the_same(const struct accord_html *html, size_t run, size_t actor)
{
    for (size_t i = 0; i < accord_dossier_provision_count(html->dossier); i++) {
        struct accord_dossier_pair a = accord_dossier_pair(html->dossier, run - 1, actor, i);
        struct accord_dossier_pair b = accord_dossier_pair(html->dossier, run, actor, i);
        if (a.there != b.there || a.open != b.open || a.verdict != b.verdict) return false;
    }
    return true;
}

/* A run that changes nothing for the actor has no row: what it would say is in the row before. */
void accord_html_history(struct accord_html *html, size_t actor)
{
    if (html->run == 0) return;
    accord_html_element(html, "<table class=history><caption>", ACCORD_PHRASE_HTML_HISTORY);
    accord_html_element(html, "</caption><thead><tr><th>", ACCORD_PHRASE_HTML_AS_OF_DAY);
    accord_html_element(html, "<th>", ACCORD_PHRASE_HTML_COLUMN_SCORE);
    accord_html_element(html, "<th>", ACCORD_PHRASE_HTML_COLUMN_BOUNDS);
    accord_html_element(html, "<th>", ACCORD_PHRASE_HTML_COLUMN_ASSESSABLE);
    accord_html_element(html, "<th>", ACCORD_PHRASE_HTML_COLUMN_MOVES);
    accord_html_raw(html, "<tbody>");
    struct accord_dossier_choice choice = accord_dossier_all;
    choice.actor = actor;
    for (size_t run = 0; run <= html->run; run++) {
        if (run > 0 && says_the_same(html, run, actor)) continue;
        struct accord_tally tally = accord_dossier_tally(html->dossier, run, choice);
        const struct accord_dossier_run *facts = accord_dossier_run(html->dossier, run);
        accord_html_raw(html, "<tr><th>");
        accord_html_date(html, facts->as_of);
        accord_html_score_cells(html, &tally);
        accord_html_raw(html, "<td>");
        add_moves(html, run, actor);
    }
    accord_html_raw(html, "</table>");
}
