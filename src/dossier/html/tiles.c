/* The tile map: one equal tile a Party, laid out by region, so that no boundary is drawn and nobody is too small to be
 * seen. */
#include "dossier/html/html.h"

#include "report/summary.h"

enum { STEPS = 5 };

/* Of five steps of a score, the first is 1; 0: nothing to score. Which step a tile is in says nothing of coverage: its
 * numbers do. */
static unsigned step_of(const struct accord_shares *shares)
{
    if (!shares->bounded || !shares->scored) return 0;
    unsigned step = accord_share_percent(shares->score) / (100 / STEPS) + 1;
    return step > STEPS ? STEPS : step;
}

static void add_numbers(struct accord_html *html, const struct accord_shares *shares)
{
    if (!shares->bounded) {
        accord_html_raw(html, "<span>–</span>");
        return;
    }
    accord_html_raw(html, "<span>");
    if (shares->scored)
        accord_html_percent(html, accord_share_percent(shares->score));
    else
        accord_html_raw(html, "–");
    accord_text_addf(html->text, "</span><small>%u–%u</small><small>", accord_share_percent(shares->low),
                     accord_share_percent(shares->high));
    accord_html_count(html, shares->assessable);
    accord_html_raw(html, "/");
    accord_html_count(html, shares->of);
    accord_html_raw(html, "</small>");
}

static void add_tile(struct accord_html *html, size_t actor)
{
    const struct accord_dossier_actor *facts = accord_dossier_actor(html->dossier, actor);
    struct accord_dossier_choice choice = accord_dossier_all;
    choice.actor = actor;
    struct accord_tally tally = accord_html_tally_of(html, choice);
    struct accord_shares shares = accord_shares_of(&tally);
    accord_html_raw(html, "<li><a class=k");
    accord_html_digits(html, step_of(&shares));
    accord_html_raw(html, " href=#party/");
    accord_html_id(html, facts->id);
    accord_html_raw(html, " title=\"");
    accord_html_data(html, facts->name);
    accord_html_raw(html, "\"><b>");
    accord_html_data(html, facts->id);
    accord_html_raw(html, "</b>");
    add_numbers(html, &shares);
    accord_html_raw(html, "</a>");
}

static size_t tiles_of(const struct accord_html *html, size_t region)
{
    size_t count = 0;
    for (size_t i = html->first_actor; i < html->first_actor + html->actor_count; i++) {
        const struct accord_dossier_actor *actor = accord_dossier_actor(html->dossier, i);
        count += actor->is_party && actor->region == region;
    }
    return count;
}

static void add_region(struct accord_html *html, size_t region)
{
    size_t count = tiles_of(html, region);
    if (count == 0) return;
    const struct accord_argument parties = ACCORD_COUNT("n", count);
    accord_html_raw(html, "\n<section class=region><h3>");
    if (region == SIZE_MAX)
        accord_html_phrase(html, ACCORD_PHRASE_HTML_NO_REGION);
    else
        accord_html_data(html,
                         accord_language_subject(html->language, accord_dossier_region(html->dossier, region)->id));
    accord_html_raw(html, " <small>");
    accord_html_phrase_with(html, ACCORD_PHRASE_HTML_PARTY_COUNT, &parties, 1);
    accord_html_raw(html, "</small></h3><ul class=tiles>");
    for (size_t i = html->first_actor; i < html->first_actor + html->actor_count; i++) {
        const struct accord_dossier_actor *actor = accord_dossier_actor(html->dossier, i);
        if (actor->is_party && actor->region == region) add_tile(html, i);
    }
    accord_html_raw(html, "</ul></section>");
    accord_html_drain(html);
}

static void add_scale(struct accord_html *html)
{
    accord_html_element(html, "<ul class=scale id=scale><li><i class=k0></i> ", ACCORD_PHRASE_HTML_NOTHING_ASSESSABLE);
    for (unsigned step = 1; step <= STEPS; step++) {
        accord_text_addf(html->text, "<li><i class=k%u></i> %u–%u", step, (step - 1) * (100 / STEPS),
                         step < STEPS ? step * (100 / STEPS) - 1 : 100);
    }
    accord_html_raw(html, "</ul>");
}

void accord_html_tiles(struct accord_html *html)
{
    accord_html_view(html, "map", ACCORD_PHRASE_HTML_MAP, ACCORD_PHRASE_HTML_MAP_LEAD);
    add_scale(html);
    accord_html_raw(html, "<div class=regions>");
    for (size_t i = 0; i < accord_dossier_region_count(html->dossier); i++)
        add_region(html, i);
    add_region(html, SIZE_MAX);
    accord_html_raw(html, "</div>\n</section>");
}
