/* By provision: every paragraph in order, those that no program can assess and those that no rule covers too. */
#include "dossier/html/html.h"
#include "dossier/words.h"

/* Of actors behind one part of a bar; more are counted. */
enum { NAMES_MAX = 300, NAMES_MAX_PAGED = 50 };

static struct accord_tally tally_of(const struct accord_html *html, size_t provision)
{
    struct accord_dossier_choice choice = accord_dossier_all;
    choice.provision = provision;
    return accord_dossier_tally(html->dossier, html->run, choice);
}

/* Names are links once the script has found them in the matrix: in every list they would be half of the page. */
static void add_names(struct accord_html *html, size_t provision, enum accord_verdict_kind verdict, size_t total)
{
    size_t shown = 0, most = html->paged ? NAMES_MAX_PAGED : NAMES_MAX;
    for (size_t i = 0; i < accord_dossier_actor_count(html->dossier) && shown < most && shown < total; i++) {
        struct accord_dossier_pair pair = accord_dossier_pair(html->dossier, html->run, i, provision);
        if (!pair.there || pair.verdict != verdict) continue;
        if (shown > 0) accord_html_raw(html, ", ");
        accord_html_data(html, accord_dossier_actor(html->dossier, i)->name);
        shown++;
    }
    if (shown == total) return;
    const struct accord_argument more = ACCORD_COUNT("n", total - shown);
    accord_html_raw(html, " ");
    accord_html_phrase_with(html, ACCORD_PHRASE_HTML_AND_MORE, &more, 1);
}

static void add_who(struct accord_html *html, size_t provision, const struct accord_tally *tally)
{
    accord_html_raw(html, "<details class=who data-provision=\"");
    accord_html_data(html, accord_dossier_provision(html->dossier, provision)->id);
    accord_html_element(html, "\"><summary>", ACCORD_PHRASE_HTML_WHO);
    accord_html_raw(html, "</summary><dl>");
    static const enum accord_verdict_kind order[] = {
        ACCORD_VERDICT_ERROR,      ACCORD_VERDICT_GAP, ACCORD_VERDICT_PARTIAL, ACCORD_VERDICT_REVIEW,
        ACCORD_VERDICT_UNREPORTED, ACCORD_VERDICT_MET, ACCORD_VERDICT_NOT_DUE, ACCORD_VERDICT_NOT_APPLICABLE};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        size_t total = tally->counts[order[i]];
        if (total == 0) continue;
        accord_html_verdict(html, "dt", order[i]);
        accord_html_raw(html, " <b>");
        accord_html_count(html, total);
        accord_html_raw(html, "</b><dd class=names>");
        add_names(html, provision, order[i], total);
    }
    accord_html_raw(html, "</dl></details>");
}

static void add_addressees(struct accord_html *html, const struct accord_dossier_provision *provision)
{
    for (size_t i = 0; i < provision->addressee_count; i++) {
        if (i > 0) accord_html_raw(html, ", ");
        accord_html_data(html, accord_language_subject(html->language, provision->addressees[i]));
    }
    if (provision->addressee_count == 0) accord_html_raw(html, "–");
}

static bool is_of(const struct accord_html *html, size_t rule, size_t provision)
{
    return accord_dossier_rule(html->dossier, rule)->provision == provision;
}

static void add_rules(struct accord_html *html, size_t provision)
{
    accord_html_element(html, "<div class=rules><h4>", ACCORD_PHRASE_HTML_RULES);
    accord_html_raw(html, "</h4><ul>");
    for (size_t i = 0; i < accord_dossier_rule_count(html->dossier); i++) {
        if (!is_of(html, i, provision)) continue;
        const struct accord_dossier_rule *rule = accord_dossier_rule(html->dossier, i);
        accord_html_raw(html, "<li id=rule/");
        accord_html_id(html, rule->id);
        accord_html_raw(html, "><code>");
        accord_html_data(html, rule->id);
        accord_html_raw(html, "</code> ");
        accord_html_data(html, accord_dossier_rule_title(html->dossier, html->language, i));
    }
    accord_html_raw(html, "</ul></div>");
}

static void add_dates(struct accord_html *html, const struct accord_dossier_provision *provision)
{
    if (provision->effect) {
        accord_html_element(html, " <span class=tag>", ACCORD_PHRASE_HTML_EFFECT_FROM);
        accord_html_raw(html, " ");
        accord_html_date(html, provision->effect);
        accord_html_raw(html, "</span>");
    }
    if (provision->until) {
        accord_html_element(html, " <span class=tag>", ACCORD_PHRASE_HTML_EFFECT_UNTIL);
        accord_html_raw(html, " ");
        accord_html_date(html, provision->until);
        accord_html_raw(html, "</span>");
    }
}

static const char *state_of(const struct accord_dossier_provision *provision)
{
    return provision->context ? "context" : provision->rule_count == 0 ? "uncovered" : "assessed";
}

static void add_heading(struct accord_html *html, size_t index, const struct accord_dossier_provision *provision)
{
    accord_html_raw(html, "\n<article class=\"provision ");
    accord_html_raw(html, state_of(provision));
    accord_html_raw(html, "\" id=provision/");
    accord_html_id(html, provision->id);
    accord_html_raw(html, " data-force=");
    accord_html_raw(html, accord_force_name(provision->force));
    accord_html_raw(html, "><h4><a href=");
    accord_html_provision_address(html, index);
    accord_html_raw(html, ">");
    accord_html_data(html, provision->label);
    accord_html_raw(html, "</a></h4><div class=what><p class=summary>");
    accord_html_data(html, accord_dossier_summary(html->dossier, html->language, index));
    accord_html_raw(html, "</p><p class=tags>");
    accord_html_raw(html, "<span class=\"tag force\">");
    accord_html_data(html, accord_language_verb(html->language, provision->verb));
    accord_html_raw(html, " · ");
    accord_html_data(html, accord_language_force(html->language, provision->force));
    accord_html_element(html, "</span> <span class=tag>", ACCORD_PHRASE_HTML_ADDRESSEE);
    accord_html_raw(html, " ");
    add_addressees(html, provision);
    accord_html_raw(html, "</span>");
    if (provision->qualified) {
        accord_html_element(html, " <span class=tag>", ACCORD_PHRASE_HTML_QUALIFIED);
        accord_html_raw(html, "</span>");
    }
    add_dates(html, provision);
    accord_html_raw(html, "</p>");
}

static void add_verdicts(struct accord_html *html, size_t index)
{
    struct accord_tally tally = tally_of(html, index);
    size_t total = 0;
    for (size_t i = 0; i < ACCORD_VERDICT_COUNT; i++)
        total += tally.counts[i];
    accord_html_raw(html, "<div class=verdicts>");
    accord_html_bar(html, &tally);
    accord_html_raw(html, "<p>");
    accord_html_score(html, &tally);
    accord_html_raw(html, "</p>");
    accord_html_counts(html, &tally);
    if (total > 0) add_who(html, index, &tally);
    accord_html_raw(html, "</div>");
}

static void add_provision(struct accord_html *html, size_t index)
{
    const struct accord_dossier_provision *provision = accord_dossier_provision(html->dossier, index);
    add_heading(html, index, provision);
    if (provision->context) {
        accord_html_element(html, "<p class=why><b>", ACCORD_PHRASE_HTML_CONTEXT);
        accord_html_raw(html, "</b> ");
        accord_html_data(html, accord_dossier_context(html->dossier, html->language, index));
        accord_html_raw(html, "</p></div>");
    } else if (provision->rule_count == 0) {
        accord_html_element(html, "<p class=why><b>",
                            accord_dossier_is_left_out(html->dossier, index) ? ACCORD_PHRASE_HTML_LEFT_OUT
                                                                             : ACCORD_PHRASE_HTML_UNCOVERED);
        accord_html_raw(html, "</b></p></div>");
    } else {
        add_rules(html, index);
        accord_html_raw(html, "</div>");
        add_verdicts(html, index);
    }
    accord_html_raw(html, "</article>");
    accord_html_drain(html);
}

static void add_instrument(struct accord_html *html, size_t index)
{
    const struct accord_dossier_instrument *instrument = accord_dossier_instrument(html->dossier, index);
    accord_html_raw(html, "\n<h3 class=instrument id=instrument/");
    accord_html_id(html, instrument->id);
    accord_html_raw(html, ">");
    accord_html_data(html, accord_dossier_call_instrument(html->dossier, html->language, index));
    accord_html_raw(html, " <small>");
    accord_html_data(html, accord_dossier_instrument_title(html->dossier, html->language, index));
    accord_html_raw(html, "</small></h3>");
    if (instrument->citation) {
        accord_html_raw(html, "<p class=citation>");
        accord_html_data(html, instrument->citation);
        accord_html_raw(html, "</p>");
    }
    for (size_t i = 0; i < instrument->provision_count; i++)
        add_provision(html, instrument->first_provision + i);
}

void accord_html_provisions(struct accord_html *html)
{
    accord_html_view(html, "provisions", ACCORD_PHRASE_HTML_PROVISIONS, ACCORD_PHRASE_HTML_PROVISIONS_LEAD);
    for (size_t i = 0; i < accord_dossier_instrument_count(html->dossier); i++)
        add_instrument(html, i);
    accord_html_raw(html, "\n</section>");
}
