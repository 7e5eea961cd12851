/* Notes: rule errors, warnings about the data, comments that stand apart, and what the numbers rest on. */
#include "dossier/html/html.h"
#include "dossier/words.h"

enum { WARNINGS_MAX = 500 }; /* that are shown; more are counted */

static void add_errors(struct accord_html *html)
{
    accord_html_element(html, "\n<h3 id=errors>", ACCORD_PHRASE_HTML_RULE_ERRORS);
    accord_html_raw(html, "</h3>");
    if (html->errors.length == 0) {
        accord_html_element(html, "<p>", ACCORD_PHRASE_HTML_NO_RULE_ERRORS);
        accord_html_raw(html, "</p>");
        return;
    }
    accord_html_element(html, "<table class=list><caption>", ACCORD_PHRASE_HTML_RULE_ERRORS_CAPTION);
    accord_html_element(html, "</caption><thead><tr><th scope=col>", ACCORD_PHRASE_HTML_RULE);
    accord_html_element(html, "<th scope=col>", ACCORD_PHRASE_HTML_ACTOR);
    accord_html_element(html, "<th scope=col>", ACCORD_PHRASE_HTML_COLUMN_MESSAGE);
    accord_html_raw(html, "<tbody>");
    accord_text_add(html->text, accord_text_str(&html->errors), html->errors.length);
    accord_html_raw(html, "</table>");
}

static void add_warnings(struct accord_html *html)
{
    size_t count = accord_dossier_warning_count(html->dossier);
    accord_html_element(html, "\n<h3 id=warnings>", ACCORD_PHRASE_HTML_DATA_WARNINGS);
    accord_html_raw(html, "</h3>");
    if (count == 0) {
        accord_html_element(html, "<p>", ACCORD_PHRASE_HTML_NO_DATA_WARNINGS);
        accord_html_raw(html, "</p>");
        return;
    }
    accord_html_raw(html, "<ul class=warnings>");
    for (size_t i = 0; i < count && i < WARNINGS_MAX; i++) {
        accord_html_raw(html, "<li>");
        accord_html_data(html, accord_dossier_warning(html->dossier, i));
    }
    accord_html_raw(html, "</ul>");
    size_t shown = count < WARNINGS_MAX ? count : WARNINGS_MAX, all = accord_dossier_warnings_in_all(html->dossier);
    if (all == shown) return;
    const struct accord_argument more = ACCORD_COUNT("n", all - shown);
    accord_html_raw(html, "<p>");
    accord_html_phrase_with(html, ACCORD_PHRASE_HTML_AND_MORE, &more, 1);
    accord_html_raw(html, "</p>");
}

static void add_apart(struct accord_html *html)
{
    if (html->apart.length == 0) return;
    accord_html_element(html, "\n<h3 id=comments>", ACCORD_PHRASE_HTML_COMMENTS_APART);
    accord_html_raw(html, "</h3>");
    accord_text_add(html->text, accord_text_str(&html->apart), html->apart.length);
}

static void add_row(struct accord_html *html, enum accord_phrase name, const char *value)
{
    if (!value) return;
    accord_html_element(html, "<div><dt>", name);
    accord_html_raw(html, "</dt><dd><code>");
    accord_html_data(html, value);
    accord_html_raw(html, "</code></dd></div>");
}

static void add_foundations(struct accord_html *html)
{
    const struct accord_dossier_run *run = accord_dossier_run(html->dossier, html->run);
    const struct accord_dossier_facts *facts = html->facts;
    accord_html_element(html, "\n<h3 id=foundations>", ACCORD_PHRASE_HTML_FOUNDATIONS);
    accord_html_raw(html, "</h3><dl class=foundations>");
    add_row(html, ACCORD_PHRASE_HTML_DATASET, facts->dataset);
    add_row(html, ACCORD_PHRASE_HTML_DATASET_SHA256, run->dataset_sha256);
    add_row(html, ACCORD_PHRASE_HTML_RULES_SHA256, run->rules_sha256);
    add_row(html, ACCORD_PHRASE_HTML_PROFILE, facts->profile);
    add_row(html, ACCORD_PHRASE_HTML_SCHEME, facts->scheme);
    add_row(html, ACCORD_PHRASE_HTML_STORE, facts->store);
    accord_dossier_add_part(&html->scratch, html->language, facts);
    add_row(html, ACCORD_PHRASE_HTML_SCOPE, facts->part ? accord_text_str(&html->scratch) : NULL);
    accord_text_reset(&html->scratch);
    accord_html_raw(html, "</dl>");
}

void accord_html_notes(struct accord_html *html)
{
    accord_html_view(html, "notes", ACCORD_PHRASE_HTML_NOTES, ACCORD_PHRASE_HTML_NOTES_LEAD);
    add_errors(html);
    add_apart(html);
    add_warnings(html);
    add_foundations(html);
    accord_html_raw(html, "\n</section>");
    accord_html_drain(html);
}
