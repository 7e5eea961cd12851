/* The dashboard: one file, or for many actors a folder of pages with an index. */
#include "dossier/html/html.h"
#include "dossier/html/earlier_pages.h"
#include "dossier/html/links.h"
#include "dossier/html/staged_pages.h"

#include "base/error.h"

#include <assert.h>
#include <unistd.h>

enum { PATH_MAX_BYTES = 64 * 1024, SCRATCH_MAX = 16 * 1024 * 1024 };

/* ---- one file ---- */

struct pass {
    struct accord_html *html;
    struct accord_html_staged staged; /* pages of actors, until the index is written */
    struct accord_text path;
    bool open; /* a page of actors */
};

static enum accord_status open_page(struct pass *pass, struct accord_error *err)
{
    struct accord_html *html = pass->html;
    accord_sink_init(&html->sink);
    html->text = &html->sink.text;
    if (html->output->path == NULL) {
        accord_sink_open_descriptor(&html->sink, STDOUT_FILENO);
        return ACCORD_OK;
    }
    accord_text_reset(&pass->path);
    if (html->page > 0)
        accord_html_stage_page(&pass->staged, html->page, &pass->path);
    else
        accord_html_page_path(html, &pass->path);
    if (pass->path.failed) return accord_error_memory(err);
    accord_sink_open_file(&html->sink, accord_text_str(&pass->path));
    html->sink.name = html->output->path; /* for messages */
    return ACCORD_OK;
}

static void forget_gathered(struct accord_html *html)
{
    accord_text_reset(&html->designations);
    accord_html_absences_clear(&html->absences);
    accord_html_absences_init(&html->absences);
    accord_html_records_clear(&html->records);
    accord_html_records_init(&html->records);
    accord_map_clear(&html->fingerprints);
    accord_map_init(&html->fingerprints);
}

/* What comes before the sections of actors, on a page of them or in the only file. */
static void add_before_sections(struct accord_html *html)
{
    accord_html_begin(html);
    if (!html->paged) {
        accord_html_overview(html);
        accord_html_provisions(html);
    }
    accord_html_matrix(html);
    accord_html_tiles(html);
    if (!html->paged) accord_html_trend(html);
    accord_html_view(html, "parties", ACCORD_PHRASE_HTML_PARTIES, ACCORD_PHRASE_HTML_PARTIES_LEAD);
}

static void add_aggregates(struct accord_html *html)
{
    accord_text_add(html->text, accord_text_str(&html->aggregates), html->aggregates.length);
    html->text->failed = html->text->failed || html->aggregates.failed;
}

static void end_sections(struct accord_html *html)
{
    accord_html_record_list(html);
    accord_html_absence_list(html);
    accord_html_raw(html, "\n</section>");
}

/* ---- the accounts, which come once ---- */

static enum accord_status begin_page(struct pass *pass, size_t actor, struct accord_error *err)
{
    struct accord_html *html = pass->html;
    size_t total = accord_dossier_actor_count(html->dossier);
    html->page = actor / ACCORD_HTML_PAGE_ACTORS + 1;
    html->first_actor = actor;
    html->actor_count = total - actor < ACCORD_HTML_PAGE_ACTORS ? total - actor : ACCORD_HTML_PAGE_ACTORS;
    enum accord_status status = open_page(pass, err);
    if (status != ACCORD_OK) return status;
    pass->open = true;
    add_before_sections(html);
    return ACCORD_OK;
}

static enum accord_status end_page(struct pass *pass, struct accord_error *err)
{
    struct accord_html *html = pass->html;
    if (!pass->open) return ACCORD_OK;
    pass->open = false;
    end_sections(html);
    accord_html_register(html);
    accord_html_end(html);
    forget_gathered(html);
    enum accord_status status = accord_sink_finish(&html->sink, err);
    accord_sink_clear(&html->sink);
    return status;
}

static enum accord_status take_aggregate(struct pass *pass, const struct accord_dossier_account *account,
                                         struct accord_error *err)
{
    struct accord_html *html = pass->html;
    if (html->paged) {
        enum accord_status status = end_page(pass, err);
        if (status != ACCORD_OK) return status;
        html->page = 0;
    }
    struct accord_text *before = html->text;
    html->text = &html->aggregates;
    enum accord_status status = accord_html_account(html, account, err);
    html->text = before;
    return status;
}

static enum accord_status take_account(void *host, const struct accord_dossier_account *account,
                                       struct accord_error *err)
{
    struct pass *pass = host;
    struct accord_html *html = pass->html;
    if (account->actor == SIZE_MAX) return take_aggregate(pass, account, err);
    if (html->paged && account->actor % ACCORD_HTML_PAGE_ACTORS == 0) {
        enum accord_status status = end_page(pass, err);
        if (status == ACCORD_OK) status = begin_page(pass, account->actor, err);
        if (status != ACCORD_OK) return status;
    }
    return accord_html_account(html, account, err);
}

static enum accord_status write_one(struct pass *pass, struct accord_error *err)
{
    struct accord_html *html = pass->html;
    html->actor_count = accord_dossier_actor_count(html->dossier);
    enum accord_status status = open_page(pass, err);
    if (status != ACCORD_OK) return status;
    add_before_sections(html);
    status = accord_dossier_each(html->dossier, take_account, pass, err);
    if (status != ACCORD_OK) return status;
    add_aggregates(html);
    end_sections(html);
    accord_html_register(html);
    accord_html_notes(html);
    accord_html_end(html);
    return accord_sink_finish(&html->sink, err);
}

static enum accord_status write_index(struct pass *pass, struct accord_error *err)
{
    struct accord_html *html = pass->html;
    html->page = 0;
    enum accord_status status = open_page(pass, err);
    if (status != ACCORD_OK) return status;
    accord_html_begin(html);
    accord_html_overview(html);
    accord_html_provisions(html);
    accord_html_trend(html);
    accord_html_pages(html);
    accord_html_view(html, "parties", ACCORD_PHRASE_HTML_PARTIES, ACCORD_PHRASE_HTML_PARTIES_LEAD);
    add_aggregates(html);
    end_sections(html);
    accord_html_notes(html);
    accord_html_end(html);
    return ACCORD_OK;
}

/* Pages take their places when all are whole, and the index, which leads to them, comes last. */
static enum accord_status write_pages(struct pass *pass, struct accord_error *err)
{
    struct accord_html *html = pass->html;
    enum accord_status status = accord_html_stage(&pass->staged, html->output->path, err);
    if (status == ACCORD_OK) status = accord_dossier_each(html->dossier, take_account, pass, err);
    if (status == ACCORD_OK) status = end_page(pass, err);
    if (status == ACCORD_OK) status = write_index(pass, err);
    bool good = html->sink.error.status == ACCORD_OK && !html->sink.text.failed; /* as far as it is written */
    if (status == ACCORD_OK && good) status = accord_html_stage_end(&pass->staged, html->output->path, err);
    return status == ACCORD_OK ? accord_sink_finish(&html->sink, err) : status;
}

/* ---- the output ---- */

static enum accord_status check_size(const struct accord_html *html, struct accord_error *err)
{
    size_t actors = accord_dossier_actor_count(html->dossier);
    if (actors <= ACCORD_HTML_ACTORS_MAX || html->output->beside) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "%s: %zu actors are too many for one HTML file, which holds %d at most; give a folder, "
                            "as in \"-o report/\", for an index and pages of %d actors each",
                            html->output->path ? html->output->path : "standard output", actors, ACCORD_HTML_ACTORS_MAX,
                            ACCORD_HTML_PAGE_ACTORS);
}

static void init(struct accord_html *html, struct accord_dossier *dossier, const struct accord_dossier_output *output)
{
    size_t runs = accord_dossier_run_count(dossier);
    assert(runs > 0);
    *html = (struct accord_html){.dossier = dossier,
                                 .output = output,
                                 .language = output->language,
                                 .facts = accord_dossier_facts(dossier),
                                 .run = runs - 1,
                                 .since = accord_dossier_since(dossier)};
    html->paged = output->beside && accord_dossier_actor_count(dossier) > ACCORD_HTML_ACTORS_MAX;
    accord_sink_init(&html->sink);
    accord_text_init(&html->scratch, SCRATCH_MAX);
    accord_text_init(&html->aggregates, ACCORD_HTML_GATHERED_MAX);
    accord_text_init(&html->designations, ACCORD_HTML_GATHERED_MAX);
    accord_text_init(&html->errors, ACCORD_HTML_GATHERED_MAX);
    accord_text_init(&html->apart, ACCORD_HTML_GATHERED_MAX);
    accord_html_absences_init(&html->absences);
    accord_html_records_init(&html->records);
    accord_map_init(&html->fingerprints);
}

static void clear(struct accord_html *html)
{
    accord_sink_clear(&html->sink);
    accord_text_clear(&html->scratch);
    accord_text_clear(&html->aggregates);
    accord_text_clear(&html->designations);
    accord_text_clear(&html->errors);
    accord_text_clear(&html->apart);
    accord_html_absences_clear(&html->absences);
    accord_html_records_clear(&html->records);
    accord_map_clear(&html->fingerprints);
}

/* Last, when nothing leads to them any more. */
static enum accord_status remove_earlier(const struct accord_html *html, struct accord_error *err)
{
    size_t actors = accord_dossier_actor_count(html->dossier);
    size_t pages = html->paged ? (actors + ACCORD_HTML_PAGE_ACTORS - 1) / ACCORD_HTML_PAGE_ACTORS : 0;
    return accord_html_remove_earlier_pages(html->output->path, pages, err);
}

static enum accord_status write_report(struct accord_dossier *dossier, const struct accord_dossier_output *output,
                                       struct accord_error *err)
{
    struct accord_html html;
    struct pass pass = {.html = &html};
    init(&html, dossier, output);
    accord_text_init(&pass.path, PATH_MAX_BYTES);
    enum accord_status status = check_size(&html, err);
    if (status == ACCORD_OK) status = html.paged ? write_pages(&pass, err) : write_one(&pass, err);
    if (status == ACCORD_OK && output->beside) status = remove_earlier(&html, err);
    clear(&html);
    accord_html_stage_clear(&pass.staged);
    accord_text_clear(&pass.path);
    return status;
}

const struct accord_dossier_format accord_dossier_format_html = {
    .name = "html",
    .help = "a dashboard: one file that needs nothing else, or a folder of pages",
    .stem = "index",
    .suffix = ".html",
    .to_terminal = false,
    .write = write_report,
};
