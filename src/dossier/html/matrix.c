/* By Party: a row for each, a column for each paragraph that rules assess. */
#include "dossier/html/html.h"

#include "base/memory.h"

/* Parties, or others, of the file at hand, with the paragraphs that speak to any of them. */
struct matrix {
    bool parties;
    size_t rows;
    bool *columns; /* one a provision */
};

static bool is_row(const struct accord_html *html, const struct matrix *matrix, size_t actor)
{
    return accord_dossier_actor(html->dossier, actor)->is_party == matrix->parties;
}

static bool init(struct accord_html *html, struct matrix *matrix, bool parties)
{
    size_t provisions = accord_dossier_provision_count(html->dossier);
    *matrix = (struct matrix){.parties = parties, .columns = accord_alloc_zero(provisions + 1, sizeof(bool))};
    if (!matrix->columns) return false;
    for (size_t i = html->first_actor; i < html->first_actor + html->actor_count; i++) {
        if (!is_row(html, matrix, i)) continue;
        matrix->rows++;
        for (size_t p = 0; p < provisions; p++)
            matrix->columns[p] = matrix->columns[p] || accord_dossier_pair(html->dossier, html->run, i, p).there;
    }
    return true;
}

/* Columns of one instrument. */
static size_t columns_of(const struct matrix *matrix, const struct accord_dossier_instrument *instrument)
{
    size_t count = 0;
    for (size_t i = 0; i < instrument->provision_count; i++)
        count += matrix->columns[instrument->first_provision + i];
    return count;
}

static void add_instruments(struct accord_html *html, const struct matrix *matrix)
{
    accord_html_raw(html, "<thead><tr class=over><td colspan=5>");
    for (size_t i = 0; i < accord_dossier_instrument_count(html->dossier); i++) {
        const struct accord_dossier_instrument *instrument = accord_dossier_instrument(html->dossier, i);
        size_t columns = columns_of(matrix, instrument);
        if (columns == 0) continue;
        accord_html_raw(html, "<th scope=colgroup colspan=");
        accord_html_digits(html, columns);
        accord_html_raw(html, " title=\"");
        accord_html_data(html, instrument->id); /* a few columns are narrower */
        accord_html_raw(html, "\"><span>");
        accord_html_data(html, instrument->id);
        accord_html_raw(html, "</span>");
    }
}

static void add_provision_head(struct accord_html *html, size_t index)
{
    const struct accord_dossier_provision *provision = accord_dossier_provision(html->dossier, index);
    accord_html_raw(html, "<th scope=col data-p=\"");
    accord_html_data(html, provision->id);
    accord_html_raw(html, "\" data-force=");
    accord_html_raw(html, accord_force_name(provision->force));
    accord_html_raw(html, " data-i=\"");
    accord_html_data(html, accord_dossier_instrument(html->dossier, provision->instrument)->id);
    accord_html_raw(html, "\" title=\"");
    accord_html_data(html, accord_dossier_summary(html->dossier, html->language, index));
    accord_html_raw(html, "\">");
    accord_html_provision_link(html, index, false);
}

static void add_head(struct accord_html *html, const struct matrix *matrix)
{
    add_instruments(html, matrix);
    accord_html_element(html, "<tr><th scope=col data-sort=text>",
                        matrix->parties ? ACCORD_PHRASE_HTML_PARTY : ACCORD_PHRASE_HTML_ACTOR);
    accord_html_element(html, "<th scope=col data-sort=text>", ACCORD_PHRASE_HTML_REGION);
    accord_html_element(html, "<th scope=col data-sort=number>", ACCORD_PHRASE_HTML_COLUMN_SCORE);
    accord_html_element(html, "<th scope=col>", ACCORD_PHRASE_HTML_COLUMN_BOUNDS);
    accord_html_element(html, "<th scope=col data-sort=share>", ACCORD_PHRASE_HTML_COLUMN_ASSESSABLE);
    for (size_t i = 0; i < accord_dossier_provision_count(html->dossier); i++)
        if (matrix->columns[i]) add_provision_head(html, i);
}

static void add_pair(struct accord_html *html, struct accord_dossier_pair pair)
{
    if (!pair.there) {
        accord_html_raw(html, "<td>");
        return;
    }
    accord_html_raw(html, "<td class=");
    accord_html_raw(html, accord_html_letter(pair.verdict));
    accord_html_raw(html, ">");
    if (pair.verdict == ACCORD_VERDICT_NOT_APPLICABLE)
        accord_html_phrase(html, ACCORD_PHRASE_HTML_NOT_APPLICABLE_SHORT);
    else
        accord_html_data(html, accord_language_verdict(html->language, pair.verdict));
}

static const char *region_name(const struct accord_html *html, size_t region)
{
    return region == SIZE_MAX ? "–" : accord_dossier_region(html->dossier, region)->id;
}

static void add_row(struct accord_html *html, const struct matrix *matrix, size_t actor)
{
    const struct accord_dossier_actor *facts = accord_dossier_actor(html->dossier, actor);
    struct accord_dossier_choice choice = accord_dossier_all;
    choice.actor = actor;
    struct accord_tally tally = accord_html_tally_of(html, choice);
    accord_html_raw(html, "\n<tr data-a=\"");
    accord_html_data(html, facts->id);
    accord_html_raw(html, "\"><th scope=row>");
    accord_html_party_link(html, actor);
    accord_html_raw(html, "<td>");
    accord_html_data(html, accord_language_subject(html->language, region_name(html, facts->region)));
    accord_html_score_cells(html, &tally);
    for (size_t i = 0; i < accord_dossier_provision_count(html->dossier); i++)
        if (matrix->columns[i]) add_pair(html, accord_dossier_pair(html->dossier, html->run, actor, i));
    accord_html_drain(html);
}

static void add_table(struct accord_html *html, const struct matrix *matrix)
{
    enum accord_phrase caption = matrix->parties ? ACCORD_PHRASE_HTML_MATRIX_CAPTION : ACCORD_PHRASE_HTML_MATRIX_OTHERS;
    accord_html_raw(html, "\n<div class=wide role=region tabindex=0 aria-label=\"");
    accord_html_phrase(html, caption);
    accord_html_raw(html, "\"><table class=matrix id=");
    accord_html_raw(html, matrix->parties ? "matrix-parties" : "matrix-others");
    accord_html_element(html, "><caption>", caption);
    accord_html_raw(html, "</caption>");
    add_head(html, matrix);
    accord_html_raw(html, "<tbody>");
    for (size_t i = html->first_actor; i < html->first_actor + html->actor_count; i++)
        if (is_row(html, matrix, i)) add_row(html, matrix, i);
    accord_html_raw(html, "</table></div>");
}

void accord_html_matrix(struct accord_html *html)
{
    accord_html_view(html, "matrix", ACCORD_PHRASE_HTML_MATRIX, ACCORD_PHRASE_HTML_MATRIX_LEAD);
    for (int parties = 1; parties >= 0; parties--) {
        struct matrix matrix;
        if (!init(html, &matrix, parties == 1)) html->text->failed = true;
        if (matrix.rows > 0) add_table(html, &matrix);
        accord_free(matrix.columns);
    }
    accord_html_raw(html, "\n</section>");
}
