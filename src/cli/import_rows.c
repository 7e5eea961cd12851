/* An import of rows: read, account for all of them, write beside the place, look it over, put it there. */
#include "base/error.h"
#include "cli/import_request.h"
#include "cli/loading.h"
#include "cli/places.h"
#include "cli/progress.h"
#include "cli/reconciliation.h"
#include "import/folder.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REPORT_MAX = 16 * 1024 * 1024, PAGE_WIDTH = 80, MEGABYTE = 1000 * 1000 };

/* ---- how far it has come ---- */

struct watching {
    struct accord_progress progress;
    enum accord_import_stage stage;
    uint64_t before; /* bytes of the sources that were read */
};

static uint64_t file_bytes(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0;
}

static void tell(void *host, enum accord_import_stage stage, uint64_t done, uint64_t total)
{
    static const char *const units[] = {[ACCORD_IMPORT_READS] = "MB read",
                                        [ACCORD_IMPORT_SETTLES] = "rows put beside each other",
                                        [ACCORD_IMPORT_WRITES] = "rows written"};
    struct watching *watching = host;
    if (stage != watching->stage) accord_progress_turn(&watching->progress, total, units[stage]);
    watching->stage = stage;
    if (stage == ACCORD_IMPORT_READS) done = (watching->before + done) / MEGABYTE;
    accord_progress_tell(&watching->progress, done);
}

static void start_watching(const struct accord_import_request *request, struct watching *watching)
{
    uint64_t bytes = 0;
    *watching = (struct watching){.stage = ACCORD_IMPORT_READS};
    for (size_t i = 0; i < request->sources.count; i++)
        bytes += file_bytes(request->sources.items[i]);
    accord_progress_start(&watching->progress, isatty(STDERR_FILENO), bytes / MEGABYTE, "MB read");
}

/* ---- the report ---- */

static void write_text(const struct accord_reconciliation *reconciliation, bool terminal, struct accord_text *text)
{
    struct accord_page page;
    unsigned width = terminal ? accord_places_width() : 0;
    accord_page_init(&page, text, width == 0 ? PAGE_WIDTH : width, accord_wants_color(ACCORD_COLOR_AUTO, terminal));
    accord_reconciliation_write_text(reconciliation, &page);
    accord_page_clear(&page);
}

static void write_json(const struct accord_reconciliation *reconciliation, bool terminal, struct accord_text *text)
{
    (void)terminal;
    accord_reconciliation_write_json(reconciliation, text);
}

static const struct {
    const char *name;
    void (*write)(const struct accord_reconciliation *reconciliation, bool terminal, struct accord_text *text);
} formats[] = {{"text", write_text}, {"json", write_json}};

const char *accord_import_format_word(size_t index)
{
    return index < sizeof formats / sizeof formats[0] ? formats[index].name : NULL;
}

static enum accord_status write_report(const struct accord_import_request *request,
                                       const struct accord_reconciliation *reconciliation, bool *gone,
                                       struct accord_error *err)
{
    struct accord_text text;
    bool terminal = request->report.path == NULL && isatty(STDOUT_FILENO);
    accord_text_init(&text, REPORT_MAX);
    formats[request->report.format].write(reconciliation, terminal, &text);
    enum accord_status status = accord_output_write(request->report.path, &text, gone, err);
    accord_text_clear(&text);
    return status;
}

/* ---- reading ---- */

/* Those with meetings first, whose names stand for dates in others. */
static enum accord_status read_sources(const struct accord_import_request *request, struct watching *watching,
                                       struct accord_import_session *session, struct accord_problems *problems,
                                       struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; status == ACCORD_OK && i < request->sources.count; i++) {
            const char *path = request->sources.items[i];
            if (accord_import_has_meetings(path) != (round == 0)) continue;
            status = accord_import_session_read(session, path, problems, err);
            watching->before += file_bytes(path);
        }
    if (status == ACCORD_OK) status = accord_import_session_settle(session, err);
    accord_progress_clear(&watching->progress);
    if (status == ACCORD_OK && request->options.mapping != NULL && !accord_import_session_mapped(session))
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "--mapping: no source needs it, expected CSV, JSON Lines or a JSON array among them");
    if (status == ACCORD_OK && request->options.retrieved != NULL && !accord_import_session_dated(session))
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "--retrieved %s: every source says itself when it was fetched, expected no other date",
                                request->options.retrieved);
    return status;
}

/* Whether the file would be in the folder, which is replaced. */
static bool is_inside(const char *path, const char *folder)
{
    char parent[ACCORD_PATH_MAX];
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - path);
    if (length >= sizeof parent) return false;
    memcpy(parent, path, length);
    parent[length] = '\0';
    return accord_places_same_file(slash == NULL ? "." : length == 0 ? "/" : parent, folder);
}

/* A report does not replace what is read, or what is written. */
static enum accord_status check_report(const struct accord_import_request *request, struct accord_error *err)
{
    const char *path = request->report.path;
    if (path == NULL) return ACCORD_OK;
    for (size_t i = 0; i < request->sources.count; i++)
        if (accord_places_same_file(path, request->sources.items[i]))
            return accord_error_set(err, ACCORD_BAD_USAGE, "%s: the report would replace a source", path);
    if (is_inside(path, request->output))
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: the report would be in the folder that is replaced", path);
    const char *const others[] = {request->output, request->options.mapping, request->options.aliases};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (others[i] != NULL && accord_places_same_file(path, others[i]))
            return accord_error_set(err, ACCORD_BAD_USAGE, "%s: the report would be in the place of another file",
                                    path);
    return ACCORD_OK;
}

/* ---- writing ---- */

/* Opens what was written, as every command does, before it is put in its place. */
static enum accord_status put(const struct accord_import_request *request, struct accord_import_folder *folder,
                              struct accord_error *err)
{
    struct accord_problems *warnings = NULL, *errors = NULL;
    struct accord_dataset *dataset = NULL;
    enum accord_status status = accord_problems_new(&warnings, err);
    if (status == ACCORD_OK) status = accord_problems_new(&errors, err);
    if (status == ACCORD_OK)
        status = accord_read_dataset(accord_import_folder_new(folder), errors, warnings, &dataset, err);
    status = accord_tell_dataset(request->output, errors, status, err); /* by the name that it is to have */
    if (status == ACCORD_OK && request->packs) status = accord_dataset_pack(dataset, warnings, request->output, err);
    accord_dataset_close(dataset);
    accord_problems_free(errors);
    accord_problems_free(warnings);
    if (status == ACCORD_OK && !request->packs) status = accord_import_folder_commit(folder, err);
    return status;
}

static enum accord_status check_refused(const struct accord_import_request *request,
                                        const struct accord_reconciliation *reconciliation, struct accord_error *err)
{
    size_t refused = accord_reconciliation_totals(reconciliation).refused;
    if (refused <= request->allowed) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_DATA,
                            "%zu row%s refused, %zu allowed: nothing is written (--allow-refused %zu would)", refused,
                            refused == 1 ? " was" : "s were", request->allowed, refused);
}

static enum accord_status import_into(const struct accord_import_request *request, struct watching *watching,
                                      struct accord_import_session *session, struct accord_import_folder *folder,
                                      struct accord_problems *problems, bool *gone, struct accord_error *err)
{
    const struct accord_reconciliation *reconciliation = accord_import_session_reconciliation(session);
    enum accord_status status = ACCORD_OK;
    if (accord_import_folder_was_there(folder))
        status = accord_import_session_restore(session, request->output, problems, err);
    status = accord_tell_dataset(request->output, problems, status, err);
    if (status != ACCORD_OK) return status;
    status = read_sources(request, watching, session, problems, err);
    if (status == ACCORD_BAD_DATA && accord_problems_count(problems) > 0) accord_print_problems(problems, NULL);
    if (status != ACCORD_OK) return status;
    status = write_report(request, reconciliation, gone, err);
    if (status == ACCORD_OK) status = check_refused(request, reconciliation, err);
    if (status == ACCORD_OK) status = accord_import_session_write(session, folder, err);
    if (status == ACCORD_OK) accord_progress_say(&watching->progress, "checking what was written");
    if (status == ACCORD_OK) status = put(request, folder, err);
    accord_progress_clear(&watching->progress);
    return status;
}

enum accord_status accord_import_rows(const struct accord_import_request *request, bool *gone, struct accord_error *err)
{
    struct accord_import_session *session = NULL;
    struct accord_import_folder *folder = NULL;
    struct accord_problems *problems = NULL;
    struct watching watching;
    enum accord_status status = check_report(request, err);
    start_watching(request, &watching);
    if (status == ACCORD_OK && request->packs) status = accord_dataset_check_place(request->output, err);
    if (status == ACCORD_OK) status = accord_problems_new(&problems, err);
    if (status == ACCORD_OK)
        status = request->packs ? accord_import_folder_beside(request->output, &folder, err)
                                : accord_import_folder_open(request->output, &folder, err);
    if (status == ACCORD_OK) {
        struct accord_import_options options = request->options;
        options.temporary = accord_places_temporary();
        options.watch = (struct accord_import_watch){tell, &watching};
        status = accord_import_session_new(&options, problems, &session, err);
        if (status == ACCORD_BAD_DATA && accord_problems_count(problems) > 0) accord_print_problems(problems, NULL);
    }
    if (status == ACCORD_OK) status = import_into(request, &watching, session, folder, problems, gone, err);
    accord_import_session_free(session);
    accord_import_folder_close(folder);
    accord_problems_free(problems);
    return status;
}
