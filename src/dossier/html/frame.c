/* What surrounds the views: head, policy, title, banner, where to go; and what ends a page. */
#include "dossier/html/assets.h"
#include "dossier/html/earlier_pages.h"
#include "dossier/html/html.h"
#include "dossier/html/links.h"
#include "dossier/html/policy.h"
#include "dossier/words.h"

#include <string.h>

enum { STYLE_MAX = 256 * 1024 };

/* Where a view is: in the index of a paged report, in its pages, or in both. A report of one file has all of them. */
struct view {
    const char *id;
    enum accord_phrase title;
    bool on_index;
    bool on_pages;
};

static const struct view views[] = {
    {"overview", ACCORD_PHRASE_OVERVIEW, true, false},   {"provisions", ACCORD_PHRASE_HTML_PROVISIONS, true, false},
    {"matrix", ACCORD_PHRASE_HTML_MATRIX, false, true},  {"map", ACCORD_PHRASE_HTML_MAP, false, true},
    {"trend", ACCORD_PHRASE_HTML_TREND, true, false},    {"pages", ACCORD_PHRASE_HTML_PAGES, true, false},
    {"parties", ACCORD_PHRASE_HTML_PARTIES, true, true}, {"register", ACCORD_PHRASE_HTML_REGISTER, false, true},
    {"notes", ACCORD_PHRASE_HTML_NOTES, true, false},
};

/* A string of CSS: whatever is no letter or digit of ASCII is written by its number. */
static void add_css_string(struct accord_text *text, const char *string)
{
    accord_text_add_char(text, '"');
    for (const char *at = string; *at; at++) {
        bool plain = (*at >= '0' && *at <= '9') || (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z') ||
                     (unsigned char)*at >= 0x80 || *at == ' ';
        if (plain)
            accord_text_add_char(text, *at);
        else
            accord_text_addf(text, "\\%02x ", (unsigned)(unsigned char)*at);
    }
    accord_text_add_char(text, '"');
}

/* Where the table of findings is too narrow to be one, its last cells say what they are. */
static void add_narrow_labels(const struct accord_html *html, struct accord_text *style)
{
    static const struct {
        const char *cell;
        enum accord_phrase label;
    } labels[] = {
        {"4", ACCORD_PHRASE_HTML_COLUMN_SINCE}, {"5", ACCORD_PHRASE_HTML_RECORDS}, {"6", ACCORD_PHRASE_HTML_ABSENCE}};
    accord_text_add_str(style, "@media screen and (max-width:40rem){");
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        accord_text_addf(style, ".findings td:nth-child(%s):not(:empty)::before{content:", labels[i].cell);
        add_css_string(style, accord_phrase(html->language, labels[i].label));
        accord_text_add_str(style, "\": \"}");
    }
    accord_text_add_str(style, "}\n");
}

/* The style sheet, with what is at the edge of each printed page. */
static void make_style(struct accord_html *html, struct accord_text *style)
{
    struct accord_argument day = {
        .name = "day", .value = {.kind = ACCORD_VALUE_DATE, .date = accord_dossier_run(html->dossier, html->run)->day}};
    accord_text_init(style, STYLE_MAX);
    accord_text_add(style, accord_html_style.bytes, accord_html_style.length);
    accord_text_add_str(style, "@page{@bottom-left{content:");
    accord_phrase_add(&html->scratch, html->language, ACCORD_PHRASE_AS_OF, &day, 1);
    add_css_string(style, accord_text_str(&html->scratch));
    accord_text_reset(&html->scratch);
    accord_text_add_str(style, "}");
    if (html->facts->illustrative) {
        accord_text_add_str(style, "@top-center{content:");
        add_css_string(style, accord_phrase(html->language, ACCORD_PHRASE_ILLUSTRATIVE));
        accord_text_add_str(style, "}");
    }
    accord_text_add_str(style, "}\n");
    add_narrow_labels(html, style);
}

static const char *title_of(const struct accord_html *html)
{
    return html->facts->dataset_title ? html->facts->dataset_title : html->facts->dataset;
}

static void add_as_of(struct accord_html *html)
{
    const struct accord_dossier_run *run = accord_dossier_run(html->dossier, html->run);
    struct accord_argument day = {.name = "day", .value = {.kind = ACCORD_VALUE_DATE, .date = run->day}};
    accord_html_phrase_with(html, ACCORD_PHRASE_AS_OF, &day, 1);
}

static void add_script(struct accord_html *html, const struct accord_html_asset *script)
{
    accord_html_raw(html, "<script>");
    accord_text_add(html->text, script->bytes, script->length);
    accord_html_raw(html, "</script>\n");
}

static void add_head(struct accord_html *html)
{
    char mark[ACCORD_PAGE_MARK_ROOM];
    struct accord_text style;
    make_style(html, &style);
    html->text->failed = html->text->failed || style.failed;
    accord_html_raw(html, "<!doctype html>\n<html lang=");
    accord_html_raw(html, html->language->code);
    accord_html_raw(html, html->language->right_to_left ? " dir=rtl" : " dir=ltr");
    accord_html_raw(html, ">\n<head>\n<meta charset=utf-8>\n");
    accord_html_policy(html, &style, html->page == 0);
    accord_html_raw(html, "<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
                          "<meta name=color-scheme content=\"light dark\">\n<meta name=generator content=\"accord ");
    accord_html_data(html, accord_version());
    accord_html_raw(html, "\">\n");
    if (html->page > 0) accord_html_raw(html, accord_html_page_mark(html->page, mark));
    accord_html_raw(html, "<title>");
    accord_html_data(html, title_of(html));
    accord_html_raw(html, " · ");
    add_as_of(html);
    accord_html_raw(html, "</title>\n<link rel=icon href=\"data:,\">\n");
    accord_html_language_links(html, "<link rel=alternate", false);
    add_script(html, &accord_html_start);
    accord_html_raw(html, "<style>");
    accord_text_add(html->text, accord_text_str(&style), style.length);
    accord_html_raw(html, "</style>\n</head>\n");
    accord_text_clear(&style);
}

static void add_fact(struct accord_html *html, enum accord_phrase name)
{
    accord_html_element(html, "<div><dt>", name);
    accord_html_raw(html, "</dt><dd>");
}

static void add_earlier(struct accord_html *html)
{
    const struct accord_dossier_run *earlier = accord_dossier_run(html->dossier, html->since);
    add_fact(html, ACCORD_PHRASE_HTML_COMPARED_WITH);
    accord_html_date(html, earlier->as_of);
    if (earlier->name || earlier->tags) {
        accord_html_raw(html, " (");
        accord_html_data(html, earlier->name ? earlier->name : earlier->tags);
        accord_html_raw(html, ")");
    }
    accord_html_raw(html, "</dd></div>");
}

static void add_run_fact(struct accord_html *html)
{
    const struct accord_dossier_run *run = accord_dossier_run(html->dossier, html->run);
    add_fact(html, ACCORD_PHRASE_HTML_RUN);
    accord_html_digits(html, (size_t)run->id);
    if (run->name) {
        accord_html_raw(html, ", ");
        accord_html_data(html, run->name);
    }
    if (run->tags && run->tags[0]) {
        accord_html_raw(html, ", ");
        accord_html_data(html, run->tags);
    }
    accord_html_raw(html, "</dd></div>");
}

static void add_facts(struct accord_html *html)
{
    const struct accord_dossier_run *run = accord_dossier_run(html->dossier, html->run);
    accord_html_raw(html, "<dl class=facts>");
    add_fact(html, ACCORD_PHRASE_HTML_AS_OF_DAY);
    accord_html_date(html, run->as_of);
    accord_html_raw(html, "</dd></div>");
    add_fact(html, ACCORD_PHRASE_HTML_DATA_UNTIL);
    if (html->facts->data_until)
        accord_html_date(html, html->facts->data_until);
    else
        accord_html_phrase(html, ACCORD_PHRASE_HTML_NOT_TOLD);
    accord_html_raw(html, "</dd></div>");
    if (html->since != SIZE_MAX) add_earlier(html);
    add_run_fact(html);
    accord_html_raw(html, "</dl>\n");
}

/* What every view stands under. */
static void add_banners(struct accord_html *html)
{
    if (!html->facts->illustrative && !html->facts->part) return;
    accord_html_element(html, "<aside class=banner aria-label=\"", ACCORD_PHRASE_HTML_REMARKS);
    accord_html_raw(html, "\">");
    if (html->facts->illustrative) {
        accord_html_element(html, "<p id=illustrative>", ACCORD_PHRASE_ILLUSTRATIVE);
        accord_html_raw(html, "</p>");
    }
    if (html->facts->part) {
        accord_html_raw(html, "<p id=part>");
        accord_dossier_say_part(&html->scratch, html->language, html->facts, ACCORD_PHRASE_HTML_A_PART);
        accord_html_scratch(html);
        accord_html_raw(html, "</p>");
    }
    accord_html_raw(html, "</aside>\n");
}

static void add_navigation(struct accord_html *html)
{
    accord_html_raw(html, "<nav class=views aria-label=\"");
    accord_html_phrase(html, ACCORD_PHRASE_HTML_VIEWS);
    accord_html_raw(html, "\"><ul>");
    for (size_t i = 0; i < sizeof views / sizeof views[0]; i++) {
        const struct view *view = &views[i];
        bool here = html->page > 0 ? view->on_pages : view->on_index || !html->paged;
        bool linked = here || (html->page > 0 && view->on_index);
        if (!linked || (strcmp(view->id, "pages") == 0 && !html->paged)) continue;
        accord_html_raw(html, "<li><a href=");
        if (!here) accord_html_page_address(html, 0);
        accord_html_raw(html, "#");
        accord_html_raw(html, view->id);
        accord_html_element(html, ">", view->title);
        accord_html_raw(html, "</a>");
    }
    accord_html_element(html, "<li class=scripted><a href=#all>", ACCORD_PHRASE_HTML_ALL_VIEWS);
    accord_html_raw(html, "</a></ul></nav>\n");
}

/* Words that the script shows, as JSON in which no markup can end. */
static void add_words(struct accord_html *html)
{
    static const struct {
        const char *name;
        enum accord_phrase phrase;
    } words[] = {
        {"all", ACCORD_PHRASE_HTML_CHOICE_ALL},
        {"region", ACCORD_PHRASE_HTML_REGION},
        {"force", ACCORD_PHRASE_HTML_FORCE},
        {"verdict", ACCORD_PHRASE_HTML_VERDICT},
        {"instrument", ACCORD_PHRASE_HTML_INSTRUMENT},
        {"search", ACCORD_PHRASE_HTML_SEARCH},
        {"clear", ACCORD_PHRASE_HTML_CLEAR},
        {"shown", ACCORD_PHRASE_HTML_SHOWN},
        {"sort", ACCORD_PHRASE_HTML_SORT_BY},
        {"provision", ACCORD_PHRASE_HTML_PROVISION},
        {"state", ACCORD_PHRASE_HTML_STATE},
        {"role", ACCORD_PHRASE_HTML_ROLE},
        {"series", ACCORD_PHRASE_HTML_SERIES},
        {"score", ACCORD_PHRASE_HTML_COLUMN_SCORE},
        {"bounds", ACCORD_PHRASE_HTML_COLUMN_BOUNDS},
        {"coverage", ACCORD_PHRASE_HTML_COVERAGE},
        {"chart", ACCORD_PHRASE_HTML_CHART_SAYS},
        {"party", ACCORD_PHRASE_HTML_PARTY},
        {"parties", ACCORD_PHRASE_HTML_ALL_PARTIES},
        {"colour", ACCORD_PHRASE_HTML_COLOUR_BY},
        {"none", ACCORD_PHRASE_HTML_NONE_SHOWN},
        {"overall", ACCORD_PHRASE_HTML_OVERALL},
        {"current", ACCORD_PHRASE_HTML_DESIGNATION_CURRENT},
        {"uncertain", ACCORD_PHRASE_HTML_DESIGNATION_UNCERTAIN},
        {"lapsed", ACCORD_PHRASE_HTML_DESIGNATION_LAPSED},
        {"ahead", ACCORD_PHRASE_HTML_DESIGNATION_AHEAD},
        {"missing", ACCORD_PHRASE_HTML_DESIGNATION_MISSING},
        {"unreported", ACCORD_PHRASE_HTML_DESIGNATION_UNREPORTED},
        {"overdue", ACCORD_PHRASE_HTML_DESIGNATION_OVERDUE},
        {"address", ACCORD_PHRASE_HTML_FINDING_ADDRESS},
    };
    accord_html_raw(html, "<script type=\"application/json\" id=words>{");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const char *phrase = accord_phrase(html->language, words[i].phrase);
        accord_text_addf(html->text, "%s\"%s\":\"", i > 0 ? "," : "", words[i].name);
        for (const char *at = phrase; *at; at++) {
            if (*at == '"' || *at == '\\' || *at == '<' || *at == '&' || (unsigned char)*at < ' ')
                accord_text_addf(html->text, "\\u%04x", (unsigned)*at);
            else
                accord_text_add_char(html->text, *at);
        }
        accord_html_raw(html, "\"");
    }
    accord_html_raw(html, "}</script>\n");
}

void accord_html_begin(struct accord_html *html)
{
    add_head(html);
    accord_html_raw(html, "<body>\n");
    accord_html_element(html, "<a class=skip href=#main>", ACCORD_PHRASE_HTML_SKIP);
    accord_html_raw(html, "</a>\n<header class=top>\n");
    accord_html_element(html, "<p class=kind>", ACCORD_PHRASE_HTML_REPORT_KIND);
    accord_html_raw(html, "</p>\n<h1>");
    accord_html_data(html, title_of(html));
    accord_html_raw(html, "</h1>\n");
    add_facts(html);
    accord_html_language_links(html, "<li><a", true);
    accord_html_raw(html, "</header>\n");
    accord_html_raw(html, "<div class=bound>");
    add_banners(html);
    add_navigation(html);
    accord_html_raw(html, "</div>\n");
    accord_html_raw(html, ""
                          "<svg class=defs aria-hidden=true><pattern id=hatch width=5 height=5 "
                          "patternUnits=userSpaceOnUse patternTransform=rotate(45)><rect width=5 height=5 />"
                          "<path d=\"M0 0V5\" /></pattern></svg>\n<main id=main tabindex=-1>");
    accord_html_drain(html);
}

void accord_html_end(struct accord_html *html)
{
    accord_html_raw(html, "\n</main>\n<footer>");
    const struct accord_argument version = ACCORD_WORD("version", html->facts->version);
    accord_html_phrase_with(html, ACCORD_PHRASE_HTML_MADE_BY, &version, 1);
    accord_html_raw(html, "</footer>\n");
    add_words(html);
    if (html->page == 0) add_script(html, &accord_html_chart);
    add_script(html, &accord_html_script);
    accord_html_raw(html, "</body>\n</html>\n");
    accord_html_drain(html);
}
