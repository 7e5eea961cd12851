/* Small things that every view of the dashboard shows: verdicts, bars, scores, links. */
#include "dossier/html/html.h"
#include "dossier/html/links.h"
#include "report/summary.h"

#include <string.h>

static const char *const letters[ACCORD_VERDICT_COUNT] = {
    [ACCORD_VERDICT_ERROR] = "e",   [ACCORD_VERDICT_GAP] = "g",
    [ACCORD_VERDICT_REVIEW] = "r",  [ACCORD_VERDICT_UNREPORTED] = "u",
    [ACCORD_VERDICT_PARTIAL] = "p", [ACCORD_VERDICT_MET] = "m",
    [ACCORD_VERDICT_NOT_DUE] = "d", [ACCORD_VERDICT_NOT_APPLICABLE] = "n",
};

/* From what is settled well to what is not settled. */
static const enum accord_verdict_kind bar_order[] = {
    ACCORD_VERDICT_MET,    ACCORD_VERDICT_PARTIAL,    ACCORD_VERDICT_GAP,     ACCORD_VERDICT_ERROR,
    ACCORD_VERDICT_REVIEW, ACCORD_VERDICT_UNREPORTED, ACCORD_VERDICT_NOT_DUE, ACCORD_VERDICT_NOT_APPLICABLE,
};
enum { ORDERED = sizeof bar_order / sizeof bar_order[0] };

const char *accord_html_letter(enum accord_verdict_kind verdict)
{
    return letters[verdict];
}

void accord_html_verdict(struct accord_html *html, const char *element, enum accord_verdict_kind verdict)
{
    accord_html_raw(html, "<");
    accord_html_raw(html, element);
    accord_html_raw(html, " class=");
    accord_html_raw(html, letters[verdict]);
    accord_html_raw(html, ">");
    accord_html_data(html, accord_language_verdict(html->language, verdict));
}

static size_t counted(const struct accord_tally *tally)
{
    size_t total = 0;
    for (size_t i = 0; i < ACCORD_VERDICT_COUNT; i++)
        if (accord_verdict_meaning((enum accord_verdict_kind)i)->counted) total += tally->counts[i];
    return total;
}

/* "12.34%" of a whole. */
static void add_share(struct accord_html *html, const char *attribute, size_t part, size_t whole)
{
    size_t hundredths = whole > 0 ? part * 10000 / whole : 0;
    accord_text_addf(html->text, "%s\"%zu.%02zu%%\"", attribute, hundredths / 100, hundredths % 100);
}

void accord_html_bar(struct accord_html *html, const struct accord_tally *tally)
{
    size_t whole = counted(tally), before = 0;
    accord_html_raw(html, "<svg class=bar aria-hidden=true>");
    for (size_t i = 0; i < ORDERED; i++) {
        enum accord_verdict_kind verdict = bar_order[i];
        if (!accord_verdict_meaning(verdict)->counted || tally->counts[verdict] == 0) continue;
        accord_html_raw(html, "<rect class=");
        accord_html_raw(html, letters[verdict]);
        add_share(html, " x=", before, whole);
        add_share(html, " width=", tally->counts[verdict], whole);
        accord_html_raw(html, " height=\"100%\" />");
        before += tally->counts[verdict];
    }
    accord_html_raw(html, "</svg>");
}

void accord_html_counts(struct accord_html *html, const struct accord_tally *tally)
{
    accord_html_raw(html, "<ul class=key>");
    for (size_t i = 0; i < ORDERED; i++) {
        if (tally->counts[bar_order[i]] == 0) continue;
        accord_html_verdict(html, "li", bar_order[i]);
        accord_html_raw(html, " <b>");
        accord_html_count(html, tally->counts[bar_order[i]]);
        accord_html_raw(html, "</b>");
    }
    accord_html_raw(html, "</ul>");
}

/* The text of a percentage, for an argument. Appended to `text`, which begins it with a NUL of its own before. */
static const char *percent_text(struct accord_html *html, struct accord_text *text, unsigned percent)
{
    accord_text_init(text, 64);
    accord_language_add_percent(text, html->language, percent);
    html->text->failed = html->text->failed || text->failed;
    return accord_text_str(text);
}

static void add_bounds_phrase(struct accord_html *html, const struct accord_shares *shares)
{
    struct accord_text score, low, high;
    const struct accord_argument arguments[] = {
        ACCORD_WORD("high", percent_text(html, &high, accord_share_percent(shares->high))),
        ACCORD_WORD("low", percent_text(html, &low, accord_share_percent(shares->low))),
        ACCORD_WORD("percent", percent_text(html, &score, shares->scored ? accord_share_percent(shares->score) : 0)),
    };
    enum accord_phrase phrase = shares->scored ? ACCORD_PHRASE_SCORE : ACCORD_PHRASE_HTML_NO_SCORE;
    accord_html_phrase_with(html, phrase, arguments, 3);
    accord_text_clear(&score);
    accord_text_clear(&low);
    accord_text_clear(&high);
}

static void add_assessable(struct accord_html *html, const struct accord_shares *shares)
{
    const struct accord_argument arguments[] = {ACCORD_COUNT("assessable", shares->assessable),
                                                ACCORD_COUNT("of", shares->of)};
    accord_html_phrase_with(html, ACCORD_PHRASE_ASSESSABLE, arguments, 2);
}

void accord_html_score(struct accord_html *html, const struct accord_tally *tally)
{
    struct accord_shares shares = accord_shares_of(tally);
    if (!shares.bounded) {
        accord_html_element(html, "<span class=score>", ACCORD_PHRASE_HTML_NOTHING_DUE);
        accord_html_raw(html, "</span>");
        return;
    }
    accord_html_raw(html, "<span class=score>");
    add_bounds_phrase(html, &shares);
    accord_html_raw(html, "</span> <span class=cover>");
    add_assessable(html, &shares);
    accord_html_raw(html, "</span>");
}

void accord_html_bounds(struct accord_html *html, const struct accord_tally *tally)
{
    struct accord_shares shares = accord_shares_of(tally);
    if (!shares.bounded) return;
    size_t low = shares.low.part * 10000 / shares.low.whole, high = shares.high.part * 10000 / shares.high.whole;
    accord_html_raw(html, "<svg class=bounds aria-hidden=true><rect class=track y=35% width=100% height=30% />");
    accord_html_raw(html, "<rect class=range y=20% height=60%");
    add_share(html, " x=", low, 10000);
    add_share(html, " width=", high > low ? high - low : 0, 10000);
    accord_html_raw(html, " />");
    if (shares.scored) {
        accord_html_raw(html, "<line class=at y1=0 y2=100%");
        add_share(html, " x1=", shares.score.part, shares.score.whole);
        add_share(html, " x2=", shares.score.part, shares.score.whole);
        accord_html_raw(html, " />");
    }
    accord_html_raw(html, "</svg>");
}

void accord_html_score_numbers(struct accord_html *html, const struct accord_tally *tally)
{
    struct accord_shares shares = accord_shares_of(tally);
    if (!shares.bounded) return;
    accord_html_raw(html, " data-v=");
    if (shares.scored) accord_html_digits(html, accord_share_percent(shares.score));
    accord_text_addf(html->text, ",%u,%u,%zu,%zu", accord_share_percent(shares.low), accord_share_percent(shares.high),
                     shares.assessable, shares.of);
}

void accord_html_score_cells(struct accord_html *html, const struct accord_tally *tally)
{
    struct accord_shares shares = accord_shares_of(tally);
    accord_html_raw(html, "<td>");
    if (!shares.bounded) {
        accord_html_raw(html, "–<td>–<td>–");
        return;
    }
    if (shares.scored)
        accord_html_percent(html, accord_share_percent(shares.score));
    else
        accord_html_raw(html, "–");
    accord_text_addf(html->text, "<td>%u–%u<td>", accord_share_percent(shares.low), accord_share_percent(shares.high));
    accord_html_count(html, shares.assessable);
    accord_html_raw(html, "/");
    accord_html_count(html, shares.of);
}

void accord_html_provision_address(struct accord_html *html, size_t provision)
{
    if (html->page > 0) accord_html_page_address(html, 0);
    accord_html_raw(html, "#provision/");
    accord_html_id(html, accord_dossier_provision(html->dossier, provision)->id);
}

void accord_html_provision_link(struct accord_html *html, size_t provision, bool whole)
{
    const struct accord_dossier_provision *facts = accord_dossier_provision(html->dossier, provision);
    accord_html_raw(html, "<a href=");
    accord_html_provision_address(html, provision);
    accord_html_raw(html, ">");
    accord_html_data(html, whole ? facts->id : facts->label);
    accord_html_raw(html, "</a>");
}

void accord_html_party_link(struct accord_html *html, size_t actor)
{
    const struct accord_dossier_actor *facts = accord_dossier_actor(html->dossier, actor);
    accord_html_raw(html, "<a href=");
    if (html->paged && (html->page == 0 || actor / ACCORD_HTML_PAGE_ACTORS + 1 != html->page))
        accord_html_page_address(html, actor / ACCORD_HTML_PAGE_ACTORS + 1);
    accord_html_raw(html, "#party/");
    accord_html_id(html, facts->id);
    accord_html_raw(html, ">");
    accord_html_data(html, facts->name);
    accord_html_raw(html, "</a>");
}

void accord_html_view(struct accord_html *html, const char *id, enum accord_phrase title, enum accord_phrase lead)
{
    accord_html_raw(html, "\n<section class=view id=");
    accord_html_raw(html, id);
    accord_html_raw(html, " aria-labelledby=h-");
    accord_html_raw(html, id);
    accord_html_raw(html, "><h2 tabindex=-1 id=h-");
    accord_html_raw(html, id);
    accord_html_element(html, ">", title);
    accord_html_element(html, "</h2><p class=lead>", lead);
    accord_html_raw(html, "</p>");
    accord_html_drain(html);
}

struct accord_tally accord_html_tally_of(const struct accord_html *html, struct accord_dossier_choice choice)
{
    return accord_dossier_tally(html->dossier, html->run, choice);
}
