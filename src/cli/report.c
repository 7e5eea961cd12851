/* `accord report`: a stored run as a dashboard, a committee's document or a spreadsheet. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/bounds.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/places.h"
#include "dossier/writer.h"
#include "report/page.h"
#include "runs/run_name.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FORMATS_MAX = 16, LANGUAGES_MAX = 16, WORD_MAX = 32, MONTHS_MAX = 1200, LINE_MAX = 64 * 1024 };

struct request {
    struct accord_dossier_options options;
    bool wanted[FORMATS_MAX];
    size_t format_count;
    const struct accord_language *languages[LANGUAGES_MAX];
    size_t language_count;
    const char *output; /* NULL: standard output */
    bool folder;        /* it is one */
    bool quiet;
    bool gone; /* the reader of the standard output */
};

/* ---- options ---- */

static const char *format_word(size_t index)
{
    const struct accord_dossier_format *format = accord_dossier_format_at(index);
    return format ? format->name : NULL;
}

static const char *language_word(size_t index)
{
    const struct accord_language *language = accord_language_at(index);
    return language ? language->code : NULL;
}

static enum accord_status take_store(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (request->options.name)
        return accord_error_set(err, ACCORD_BAD_USAGE, "one run at a time, unexpected \"%s\"", value);
    request->options.name = value;
    return ACCORD_OK;
}

static enum accord_status take_format(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    size_t format = 0;
    enum accord_status status = accord_take_word("format", value, format_word, &format, err);
    if (status != ACCORD_OK) return status;
    request->format_count += !request->wanted[format];
    request->wanted[format] = true;
    return ACCORD_OK;
}

static enum accord_status take_output(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (*value == '\0') return accord_error_set(err, ACCORD_BAD_USAGE, "--output: empty, expected a file or a folder");
    request->output = value;
    return ACCORD_OK;
}

static enum accord_status take_language(struct request *request, const char *code, struct accord_error *err)
{
    size_t index = 0;
    enum accord_status status = accord_take_word("language", code, language_word, &index, err);
    if (status != ACCORD_OK) return status;
    const struct accord_language *language = accord_language_at(index);
    for (size_t i = 0; i < request->language_count; i++)
        if (request->languages[i] == language)
            return accord_error_set(err, ACCORD_BAD_USAGE, "--lang: %s twice, expected each language once", code);
    request->languages[request->language_count++] = language;
    return ACCORD_OK;
}

static enum accord_status take_languages(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    enum accord_status status = ACCORD_OK;
    request->language_count = 0;
    for (bool more = true; more && status == ACCORD_OK;) {
        char code[WORD_MAX];
        size_t length = strcspn(value, ","), kept = length < sizeof code ? length : sizeof code - 1;
        memcpy(code, value, kept);
        code[kept] = '\0';
        status = take_language(request, code, err);
        more = value[length] == ',';
        value += length + more;
    }
    return status;
}

static enum accord_status take_since(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)err;
    request->options.since = value;
    return ACCORD_OK;
}

static enum accord_status take_scheme(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)err;
    request->options.scheme = value;
    return ACCORD_OK;
}

static enum accord_status take_waivers(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)err;
    request->options.waivers = value;
    return ACCORD_OK;
}

static enum accord_status take_confirm(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    uint64_t months = 0;
    enum accord_status status = accord_take_number("confirm-within", value, 1, MONTHS_MAX, &months, err);
    if (status == ACCORD_OK) request->options.confirm_within = (unsigned)months;
    return status;
}

static enum accord_status take_quiet(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->quiet = true;
    return ACCORD_OK;
}

static const struct accord_option options[] = {
    {"format", "FORMAT", "{words}; may be repeated; html when left out", true, take_format, format_word},
    {"output", "PATH",
     "a file, or a folder (one that is there, or a name that ends in \"/\") for several formats and languages, and for "
     "the dashboard of many actors; standard output when left out",
     false, take_output, NULL},
    {"lang", "LIST", "languages, separated by commas: {words}; each is a document of its own; en when left out", false,
     take_languages, language_word},
    {"since", "ID",
     "the earlier run that changes are told against, by id, name or tag; the newest of an earlier day when left out",
     false, take_since, NULL},
    {"scheme", "NAME", "regions by this scheme; by the one that most Parties have a region of when left out", false,
     take_scheme, NULL},
    {"waivers", "FILE", "findings that were accepted for a time, as CSV or JSON (see accord waive)", false,
     take_waivers, NULL},
    {"confirm-within", "N",
     "months after which a designation that nobody confirmed is overdue for confirmation; 24 when left out", false,
     take_confirm, NULL},
    {"quiet", NULL, "says nothing of what was written", false, take_quiet, NULL},
    {.name = NULL},
};

/* ---- what was asked ---- */

static bool is_folder(const char *path)
{
    struct stat found;
    size_t length = strlen(path);
    return path[length - 1] == '/' || (stat(path, &found) == 0 && S_ISDIR(found.st_mode));
}

static const struct accord_dossier_format *first_format(const struct request *request)
{
    size_t index = 0;
    while (!request->wanted[index])
        index++;
    return accord_dossier_format_at(index);
}

/* Where the document in each language goes, in a folder: "DIR/index.html", or "DIR/index.fr.html" where there are
 * several. */
struct paths {
    char texts[LANGUAGES_MAX][ACCORD_PATH_MAX];
    const char *items[LANGUAGES_MAX];
};

static enum accord_status make_paths(const struct request *request, const struct accord_dossier_format *format,
                                     struct paths *paths, struct accord_error *err)
{
    for (size_t i = 0; i < request->language_count; i++) {
        paths->items[i] = request->output;
        if (!request->folder) continue;
        size_t length = strlen(request->output);
        const char *slash = request->output[length - 1] == '/' ? "" : "/";
        bool several = request->language_count > 1;
        int size = snprintf(paths->texts[i], ACCORD_PATH_MAX, "%s%s%s%s%s%s", request->output, slash, format->stem,
                            several ? "." : "", several ? request->languages[i]->code : "", format->suffix);
        if (size < 0 || size >= ACCORD_PATH_MAX)
            return accord_error_set(err, ACCORD_BAD_USAGE, "%s: too long for a path", request->output);
        paths->items[i] = paths->texts[i];
    }
    return ACCORD_OK;
}

/* What is written must not be what is read. */
static enum accord_status check_path(const struct request *request, const char *store, const char *path,
                                     struct accord_error *err)
{
    const char *waivers = request->options.waivers;
    if (accord_places_is_of_store(path, store))
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: the store, expected another path", path);
    if (waivers && accord_places_same_file(path, waivers))
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: the waivers, expected another path", path);
    return ACCORD_OK;
}

static enum accord_status check_paths(const struct request *request, struct accord_error *err)
{
    struct accord_run_name name;
    struct paths *paths = NULL;
    enum accord_status status = accord_run_name_split(request->options.name, &name, err);
    if (status != ACCORD_OK) return status;
    paths = accord_alloc_zero(1, sizeof *paths);
    if (!paths) status = accord_error_memory(err);
    for (size_t i = 0; accord_dossier_format_at(i) && status == ACCORD_OK; i++) {
        if (!request->wanted[i]) continue;
        status = make_paths(request, accord_dossier_format_at(i), paths, err);
        for (size_t j = 0; j < request->language_count && status == ACCORD_OK; j++)
            status = check_path(request, name.path, paths->items[j], err);
    }
    accord_free(paths);
    accord_free(name.path);
    return status;
}

static enum accord_status check_output(const struct request *request, struct accord_error *err)
{
    size_t documents = request->format_count * request->language_count;
    if (request->folder) return check_paths(request, err);
    if (documents > 1)
        return accord_error_set(err, ACCORD_BAD_USAGE, "%zu documents, expected a folder for them: --output DIR/",
                                documents);
    if (!request->output) {
        const struct accord_dossier_format *format = first_format(request);
        if (format->to_terminal) return ACCORD_OK;
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s is no text, expected a file for it: --output FILE%s",
                                format->name, format->suffix);
    }
    enum accord_status status = accord_check_report_path(request->output, request->output, err);
    return status == ACCORD_OK ? check_paths(request, err) : status;
}

static enum accord_status settle(struct request *request, struct accord_error *err)
{
    if (!request->options.name)
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "which run? accord report RUNS, made by accord check --store "
                                "RUNS");
    if (request->format_count == 0) {
        request->wanted[0] = true;
        request->format_count = 1;
    }
    if (request->language_count == 0) request->languages[request->language_count++] = ACCORD_ENGLISH;
    request->folder = request->output && is_folder(request->output);
    return check_output(request, err);
}

/* ---- documents ---- */

/* Says on standard error what was written, and what is not in the language. */
static void tell(const struct request *request, const struct accord_dossier *dossier, const char *path,
                 const struct accord_language *language)
{
    struct accord_text line;
    struct stat found;
    size_t missing = accord_dossier_untranslated(dossier, language);
    if (request->quiet) return;
    accord_text_init(&line, LINE_MAX);
    if (path && stat(path, &found) == 0) {
        accord_page_escape(&line, path);
        (void)fprintf(stderr, "%s: written, %lld bytes\n", accord_text_str(&line), (long long)found.st_size);
    }
    if (missing > 0)
        (void)fprintf(stderr, "%zu text%s not translated into %s, and stand%s in English\n", missing,
                      missing == 1 ? " is" : "s are", language->name, missing == 1 ? "s" : "");
    accord_text_clear(&line);
}

static enum accord_status write_format(struct request *request, const struct accord_dossier_format *format,
                                       struct accord_dossier *dossier, struct accord_error *err)
{
    struct paths *paths = accord_alloc_zero(1, sizeof *paths);
    enum accord_status status = paths ? make_paths(request, format, paths, err) : accord_error_memory(err);
    for (size_t i = 0; i < request->language_count && status == ACCORD_OK; i++) {
        const struct accord_dossier_output output = {.path = paths->items[i],
                                                     .beside = request->folder,
                                                     .language = request->languages[i],
                                                     .languages = request->languages,
                                                     .paths = paths->items,
                                                     .language_count = request->language_count,
                                                     .gone = &request->gone};
        status = format->write(dossier, &output, err);
        if (status == ACCORD_OK) tell(request, dossier, output.path, output.language);
    }
    accord_free(paths);
    return status;
}

/* A folder that is not there yet; one that is there is as good. */
static enum accord_status make_folder(const char *path, struct accord_error *err)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST) return ACCORD_OK;
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot make the folder: %s", path, strerror(errno));
}

static void complain_of_problems(const struct accord_problems *problems)
{
    struct accord_text line;
    accord_text_init(&line, LINE_MAX);
    for (size_t i = 0; i < accord_problems_kept(problems); i++) {
        accord_text_reset(&line);
        accord_place_write(&line, accord_problems_at(problems, i));
        (void)fprintf(stderr, "%s\n", accord_text_str(&line));
    }
    accord_text_clear(&line);
}

static enum accord_status run_report(struct request *request, struct accord_error *err)
{
    struct accord_problems *problems = NULL;
    struct accord_dossier *dossier = NULL;
    enum accord_status status = settle(request, err);
    if (status == ACCORD_OK) status = accord_problems_new(&problems, err);
    if (status == ACCORD_OK) {
        status = accord_dossier_open(&request->options, problems, &dossier, err);
        complain_of_problems(problems);
    }
    if (status == ACCORD_OK && request->folder) status = make_folder(request->output, err);
    for (size_t i = 0; status == ACCORD_OK && accord_dossier_format_at(i); i++)
        if (request->wanted[i]) status = write_format(request, accord_dossier_format_at(i), dossier, err);
    accord_dossier_close(dossier);
    accord_problems_free(problems);
    return status;
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct request request = {.output = NULL};
    struct accord_error err = {0};
    bool help = false;
    enum accord_status status = accord_options_parse(command, count, arguments, &request, &help, &err);
    if (help) return accord_command_print_help(command);
    if (status == ACCORD_OK) status = run_report(&request, &err);
    if (status == ACCORD_OK) return 0;
    return accord_exit_code(request.gone ? accord_exit_bit(ACCORD_EXIT_NOT_WRITTEN)
                                         : accord_complain_of(&err, command->name));
}

static const struct accord_example examples[] = {
    {"accord report runs.db -o dashboard.html", "the newest run as one page that opens from disk"},
    {"accord report runs.db --format committee -o progress.md", "the newest run, as a committee's document"},
    {"accord report runs.db#COP14 --format html --format committee --lang en,fr,es -o reports/",
     "six documents of the run that is called COP14"},
    {.line = NULL},
};

const struct accord_command accord_command_report = {
    .name = "report",
    .operand = "RUNS",
    .help = "writes a stored run as a dashboard, a committee's document or a spreadsheet",
    .about =
        "Tells what `accord check --store RUNS` kept, in the words of a language: RUNS is the newest run, RUNS#ID, "
        "RUNS#NAME and RUNS#TAG that one. Everything is read from the store, with the whole runs of the same dataset "
        "and profile as of earlier days as its history; neither dataset nor rules need be at hand. A score comes with "
        "what could be assessed and with both bounds. What is not translated stands in English and is counted. "
        "Documents are complete or not there.",
    .options = options,
    .letters = "o",
    .take_operand = take_store,
    .examples = examples,
    .run = run,
};
