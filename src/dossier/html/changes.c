/* What changed since the earlier run: by paragraph, each verdict that is another one now. */
#include "dossier/html/html.h"

enum { NAMES_MAX = 100 }; /* of actors about one paragraph; more are counted */

/* A pair of one paragraph that is there in both runs and differs. */
static bool differs(const struct accord_html *html, size_t actor, size_t provision, enum accord_verdict_kind *before,
                    enum accord_verdict_kind *now)
{
    struct accord_dossier_pair a = accord_dossier_pair(html->dossier, html->since, actor, provision);
    struct accord_dossier_pair b = accord_dossier_pair(html->dossier, html->run, actor, provision);
    *before = a.verdict;
    *now = b.verdict;
    return a.there && b.there && a.verdict != b.verdict &&
           accord_dossier_is_comparable(html->dossier, html->since, html->run, provision);
}

/* Those for whom there is room; how many they were. */
static size_t add_names(struct accord_html *html, size_t provision, enum accord_verdict_kind from,
                        enum accord_verdict_kind to, size_t total, size_t room)
{
    size_t shown = 0;
    for (size_t i = 0; i < accord_dossier_actor_count(html->dossier) && shown < room && shown < total; i++) {
        enum accord_verdict_kind before, now;
        if (!differs(html, i, provision, &before, &now) || before != from || now != to) continue;
        accord_html_raw(html, shown > 0 ? ", " : " ");
        accord_html_party_link(html, i);
        shown++;
    }
    if (shown == total) return shown;
    const struct accord_argument more = ACCORD_COUNT("n", total - shown);
    accord_html_raw(html, " ");
    accord_html_phrase_with(html, ACCORD_PHRASE_HTML_AND_MORE, &more, 1);
    return shown;
}

static void add_provision(struct accord_html *html, size_t provision)
{
    size_t moved[ACCORD_VERDICT_COUNT][ACCORD_VERDICT_COUNT] = {{0}}, total = 0, room = NAMES_MAX;
    for (size_t i = 0; i < accord_dossier_actor_count(html->dossier); i++) {
        enum accord_verdict_kind before, now;
        if (!differs(html, i, provision, &before, &now)) continue;
        moved[before][now]++;
        total++;
    }
    if (total == 0) return;
    accord_html_raw(html, "<tr><th scope=row>");
    accord_html_provision_link(html, provision, true);
    accord_html_raw(html, "<td class=num>");
    accord_html_count(html, total);
    accord_html_raw(html, "<td><ul class=moves>");
    for (size_t from = 0; from < ACCORD_VERDICT_COUNT; from++) {
        for (size_t to = 0; to < ACCORD_VERDICT_COUNT; to++) {
            if (moved[from][to] == 0) continue;
            accord_html_raw(html, "<li>");
            accord_html_verdict(html, "b", (enum accord_verdict_kind)from);
            accord_html_raw(html, "</b> → ");
            accord_html_verdict(html, "b", (enum accord_verdict_kind)to);
            accord_html_raw(html, "</b>:");
            room -= add_names(html, provision, (enum accord_verdict_kind)from, (enum accord_verdict_kind)to,
                              moved[from][to], room);
        }
    }
    accord_html_raw(html, "</ul>");
    accord_html_drain(html);
}

static bool any_change(const struct accord_html *html)
{
    enum accord_verdict_kind before, now;
    for (size_t p = 0; p < accord_dossier_provision_count(html->dossier); p++)
        for (size_t i = 0; i < accord_dossier_actor_count(html->dossier); i++)
            if (differs(html, i, p, &before, &now)) return true;
    return false;
}

static void add_table(struct accord_html *html)
{
    accord_html_element(html, "<table id=changes><caption>", ACCORD_PHRASE_HTML_CHANGES_CAPTION);
    accord_html_element(html, "</caption><thead><tr><th scope=col>", ACCORD_PHRASE_HTML_PROVISION);
    accord_html_element(html, "<th scope=col class=num>", ACCORD_PHRASE_HTML_COLUMN_CHANGED);
    accord_html_element(html, "<th scope=col>", ACCORD_PHRASE_HTML_COLUMN_MOVES);
    accord_html_raw(html, "<tbody>");
    for (size_t p = 0; p < accord_dossier_provision_count(html->dossier); p++)
        add_provision(html, p);
    accord_html_raw(html, "</table>");
}

void accord_html_changes(struct accord_html *html)
{
    accord_html_element(html, "\n<h3>", ACCORD_PHRASE_HTML_CHANGES);
    accord_html_raw(html, "</h3>");
    if (html->since == SIZE_MAX) {
        accord_html_element(html, "<p>", ACCORD_PHRASE_HTML_NO_EARLIER_RUN);
        accord_html_raw(html, "</p>");
        return;
    }
    const struct accord_dossier_counts *counts = accord_dossier_counts(html->dossier);
    const struct accord_argument arguments[] = {ACCORD_COUNT("appeared", counts->appeared),
                                                ACCORD_COUNT("gone", counts->gone)};
    accord_html_raw(html, "<p>");
    accord_html_phrase_with(html, ACCORD_PHRASE_HTML_FINDINGS_CHANGED, arguments, 2);
    accord_html_raw(html, "</p>");
    if (!accord_dossier_is_comparable_throughout(html->dossier, html->since, html->run)) {
        accord_html_element(html, "<p>", ACCORD_PHRASE_PURPOSE_OTHER_RULES);
        accord_html_raw(html, "</p>");
    }
    if (any_change(html)) {
        add_table(html);
    } else {
        accord_html_element(html, "<p>", ACCORD_PHRASE_HTML_NO_CHANGE);
        accord_html_raw(html, "</p>");
    }
}
