/* Absences: the same questions are asked of many actors, so that each set of them is written once and referred to. */
#include "dossier/html/html.h"

void accord_html_absences_init(struct accord_html_absences *absences)
{
    accord_map_init(&absences->numbers);
    accord_text_init(&absences->items, ACCORD_HTML_GATHERED_MAX);
    accord_text_init(&absences->key, ACCORD_SINK_MAX);
}

void accord_html_absences_clear(struct accord_html_absences *absences)
{
    accord_map_clear(&absences->numbers);
    accord_text_clear(&absences->items);
    accord_text_clear(&absences->key);
}

static void add_filter(struct accord_html *html, const struct accord_argument *filter, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        accord_html_raw(html, i > 0 ? "; " : "");
        accord_html_data(html, filter[i].name);
        accord_html_raw(html, ": ");
        accord_html_value(html, &filter[i].value);
    }
}

/* The questions without an answer, as markup: it is their key too. False: there are none. */
static bool write_key(struct accord_html *html, const struct accord_dossier_evidence *evidence, size_t count)
{
    struct accord_text *before = html->text;
    bool any = false;
    accord_text_reset(&html->absences.key);
    html->text = &html->absences.key;
    for (size_t i = 0; i < count; i++) {
        if (evidence[i].row_count > 0) continue;
        any = true;
        accord_html_raw(html, "<div><b>");
        accord_html_data(html, evidence[i].table);
        accord_html_raw(html, "</b> ");
        add_filter(html, evidence[i].filter, evidence[i].filter_count);
        accord_html_raw(html, "</div>");
    }
    html->text = before;
    return any;
}

size_t accord_html_absence(struct accord_html *html, const struct accord_dossier_evidence *evidence, size_t count)
{
    struct accord_html_absences *absences = &html->absences;
    if (!write_key(html, evidence, count)) return 0;
    const char *key = accord_text_str(&absences->key);
    bool added = false;
    int64_t number = (int64_t)absences->numbers.count + 1;
    bool kept = accord_map_put(&absences->numbers, key, absences->key.length, number, &added);
    html->text->failed = html->text->failed || absences->key.failed || !kept;
    if (added)
        accord_text_addf(&absences->items, "\n<li id=absence/%lld>%s", (long long)number, key);
    else if (kept)
        (void)accord_map_get(&absences->numbers, key, absences->key.length, &number);
    html->text->failed = html->text->failed || absences->items.failed;
    return (size_t)number;
}

void accord_html_absence_list(struct accord_html *html)
{
    if (html->absences.numbers.count == 0) return;
    accord_html_element(html, "\n<section id=absences class=absences><h3>", ACCORD_PHRASE_HTML_ABSENCES);
    accord_html_element(html, "</h3><p class=lead>", ACCORD_PHRASE_HTML_ABSENCES_LEAD);
    accord_html_raw(html, "</p><ol>");
    accord_text_add(html->text, accord_text_str(&html->absences.items), html->absences.items.length);
    accord_html_raw(html, "</ol></section>");
    accord_html_drain(html);
}
