/* The register of focal points: who has which designation, since when, and what is lapsed, missing or overdue. */
#include "dossier/html.h"

struct state {
    const char *name;
    enum accord_phrase word;
};

static const struct state states[] = {
    [ACCORD_DESIGNATION_CURRENT] = {"current", ACCORD_PHRASE_HTML_DESIGNATION_CURRENT},
    [ACCORD_DESIGNATION_UNCERTAIN] = {"uncertain", ACCORD_PHRASE_HTML_DESIGNATION_UNCERTAIN},
    [ACCORD_DESIGNATION_LAPSED] = {"lapsed", ACCORD_PHRASE_HTML_DESIGNATION_LAPSED},
    [ACCORD_DESIGNATION_AHEAD] = {"ahead", ACCORD_PHRASE_HTML_DESIGNATION_AHEAD},
    [ACCORD_DESIGNATION_MISSING] = {"missing", ACCORD_PHRASE_HTML_DESIGNATION_MISSING},
    [ACCORD_DESIGNATION_UNREPORTED] = {"unreported", ACCORD_PHRASE_HTML_DESIGNATION_UNREPORTED},
};
static const struct state overdue = {"overdue", ACCORD_PHRASE_HTML_DESIGNATION_OVERDUE};

static void add_date_cell(struct accord_html *html, const char *iso)
{
    accord_html_raw(html, "<td");
    if (iso) {
        accord_html_raw(html, " data-k=\"");
        accord_html_data(html, iso);
        accord_html_raw(html, "\"");
    }
    accord_html_raw(html, ">");
    if (iso) accord_html_date(html, iso);
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
        accord_html_raw(html, "<code>");
        accord_html_data(html, designation->file);
        accord_text_addf(html->text, ":%u</code>", designation->line);
    }
}

static void add_row(struct accord_html *html, const struct accord_dossier_account *account,
                    const struct accord_dossier_designation *designation)
{
    const struct state *state = designation->overdue ? &overdue : &states[designation->state];
    const struct accord_dossier_actor *actor = accord_dossier_actor(html->dossier, account->actor);
    accord_html_raw(html, "\n<tr data-state=");
    accord_html_raw(html, state->name);
    accord_html_raw(html, "><th scope=row>");
    accord_html_party_link(html, account->actor);
    accord_html_raw(html, "<td>");
    if (actor->region != SIZE_MAX)
        accord_html_data(
            html, accord_language_subject(html->language, accord_dossier_region(html->dossier, actor->region)->id));
    accord_html_raw(html, "<td>");
    accord_html_data(html, designation->role);
    accord_html_raw(html, "<td class=d-");
    accord_html_raw(html, state->name);
    accord_html_element(html, ">", state->word);
    accord_html_raw(html, "<td>");
    if (designation->institution) accord_html_data(html, designation->institution);
    add_date_cell(html, designation->designated);
    add_date_cell(html, designation->confirmed);
    add_date_cell(html, designation->ended);
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
        {ACCORD_PHRASE_HTML_INSTITUTION, "text"}, {ACCORD_PHRASE_HTML_DESIGNATED, "key"},
        {ACCORD_PHRASE_HTML_CONFIRMED, "key"},    {ACCORD_PHRASE_HTML_ENDED, "key"},
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
