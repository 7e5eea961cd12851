/* The pages of a report of many actors: whom each is about. */
#include "dossier/html/html.h"
#include "dossier/html/links.h"

static void add_page(struct accord_html *html, size_t first, size_t count)
{
    accord_html_raw(html, "<tr><th scope=row><a href=");
    accord_html_page_address(html, first / ACCORD_HTML_PAGE_ACTORS + 1);
    accord_html_raw(html, ">");
    accord_html_count(html, first / ACCORD_HTML_PAGE_ACTORS + 1);
    accord_html_raw(html, "</a><td>");
    accord_html_party_link(html, first);
    accord_html_raw(html, "<td>");
    accord_html_party_link(html, first + count - 1);
    accord_html_raw(html, "<td class=num>");
    accord_html_count(html, count);
}

void accord_html_pages(struct accord_html *html)
{
    size_t total = accord_dossier_actor_count(html->dossier);
    accord_html_view(html, "pages", ACCORD_PHRASE_HTML_PAGES, ACCORD_PHRASE_HTML_PAGES_LEAD);
    accord_html_element(html, "<table class=list><caption>", ACCORD_PHRASE_HTML_PAGES_CAPTION);
    accord_html_element(html, "</caption><thead><tr><th scope=col>", ACCORD_PHRASE_HTML_PAGE);
    accord_html_element(html, "<th scope=col>", ACCORD_PHRASE_HTML_COLUMN_FIRST);
    accord_html_element(html, "<th scope=col>", ACCORD_PHRASE_HTML_COLUMN_LAST);
    accord_html_element(html, "<th scope=col class=num>", ACCORD_PHRASE_HTML_COLUMN_ACTORS);
    accord_html_raw(html, "<tbody>");
    for (size_t first = 0; first < total; first += ACCORD_HTML_PAGE_ACTORS)
        add_page(html, first, total - first < ACCORD_HTML_PAGE_ACTORS ? total - first : ACCORD_HTML_PAGE_ACTORS);
    accord_html_raw(html, "</table>\n</section>");
}
