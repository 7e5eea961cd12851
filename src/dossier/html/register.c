/* The register of focal points: who has which designation, since when, and what is lapsed, missing or overdue. */
#include "dossier/html/html.h"

static const enum accord_phrase states[] = {
    [ACCORD_DESIGNATION_CURRENT] = ACCORD_PHRASE_HTML_DESIGNATION_CURRENT,
    [ACCORD_DESIGNATION_UNCERTAIN] = ACCORD_PHRASE_HTML_DESIGNATION_UNCERTAIN,
    [ACCORD_DESIGNATION_LAPSED] = ACCORD_PHRASE_HTML_DESIGNATION_LAPSED,
    [ACCORD_DESIGNATION_AHEAD] = ACCORD_PHRASE_HTML_DESIGNATION_AHEAD,
    [ACCORD_DESIGNATION_MISSING] = ACCORD_PHRASE_HTML_DESIGNATION_MISSING,
    [ACCORD_DESIGNATION_UNREPORTED] = ACCORD_PHRASE_HTML_DESIGNATION_UNREPORTED,
};

static enum accord_phrase state_of(const struct accord_dossier_designation *designation)
{
    return designation->overdue ? ACCORD_PHRASE_HTML_DESIGNATION_OVERDUE : states[designation->state];
}

/* Dates are as in the dataset here: they are sorted by, and compared with it. */
static void add_cell(struct accord_html *html, const char *value)
{
    accord_html_raw(html, "<td>");
    if (value) accord_html_data(html, value);
}

static void add_source(struct accord_html *html, const struct accord_dossier_designation *designation)
{
    accord_html_raw(html, "<td>");
    if (designation->fingerprint) {
        accord_html_raw(html, "<a href=#");
        accord_html_id(html, designation->fingerprint);
        accord_html_element(html, ">", ACCORD_PHRASE_HTML_THE_FINDING);
        accord_html_raw(html, "</a>");
    } else if (designation->file) {
        accord_html_data(html, designation->file);
        accord_text_addf(html->text, ":%u", designation->line);
    }
}

static void add_row(struct accord_html *html, const struct accord_dossier_account *account,
                    const struct accord_dossier_designation *designation)
{
    const struct accord_dossier_actor *actor = accord_dossier_actor(html->dossier, account->actor);
    accord_html_raw(html, "\n<tr><th>"); /* the script makes it a link */
    accord_html_data(html, actor->name);
    accord_html_raw(html, "<td>");
    if (actor->region != SIZE_MAX)
        accord_html_data(
            html, accord_language_subject(html->language, accord_dossier_region(html->dossier, actor->region)->id));
    add_cell(html, designation->role);
    accord_html_element(html, "<td>", state_of(designation));
    add_cell(html, designation->institution);
    add_cell(html, designation->designated);
    add_cell(html, designation->confirmed);
    add_cell(html, designation->ended);
    add_source(html, designation);
}

void accord_html_register_rows(struct accord_html *html, const struct accord_dossier_account *account)
{
    struct accord_text *before = html->text;
    html->text = &html->designations;
    for (size_t i = 0; account->actor != SIZE_MAX && i < account->designation_count; i++)
        add_row(html, account, &account->designations[i]);
    html->text = before;
    html->text->failed = html->text->failed || html->designations.failed;
}

void accord_html_register(struct accord_html *html)
{
    static const struct {
        enum accord_phrase title;
        const char *sort;
    } columns[] = {
        {ACCORD_PHRASE_HTML_PARTY, "text"},       {ACCORD_PHRASE_HTML_REGION, "text"},
        {ACCORD_PHRASE_HTML_ROLE, "text"},        {ACCORD_PHRASE_HTML_STATE, "text"},
        {ACCORD_PHRASE_HTML_INSTITUTION, "text"}, {ACCORD_PHRASE_HTML_DESIGNATED, "text"},
        {ACCORD_PHRASE_HTML_CONFIRMED, "text"},   {ACCORD_PHRASE_HTML_ENDED, "text"},
    };
    accord_html_view(html, "register", ACCORD_PHRASE_HTML_REGISTER, ACCORD_PHRASE_HTML_REGISTER_LEAD);
    if (html->designations.length == 0) {
        accord_html_element(html, "<p>", ACCORD_PHRASE_HTML_REGISTER_EMPTY);
        accord_html_raw(html, "</p></section>");
        return;
    }
    accord_html_raw(html, "<div class=wide role=region tabindex=0 aria-label=\"");
    accord_html_phrase(html, ACCORD_PHRASE_HTML_REGISTER_CAPTION);
    accord_html_element(html, "\"><table class=list id=register-table><caption>", ACCORD_PHRASE_HTML_REGISTER_CAPTION);
    accord_html_raw(html, "</caption><thead><tr>");
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        accord_html_raw(html, "<th scope=col data-sort=");
        accord_html_raw(html, columns[i].sort);
        accord_html_element(html, ">", columns[i].title);
    }
    accord_html_element(html, "<th scope=col>", ACCORD_PHRASE_HTML_SOURCE);
    accord_html_raw(html, "<tbody>");
    accord_text_add(html->text, accord_text_str(&html->designations), html->designations.length);
    accord_html_raw(html, "</table></div>\n</section>");
    accord_html_drain(html);
}
