/* `accord import`: a dataset packed into one file, or rows of other systems' files made into a dataset. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/import_request.h"
#include "cli/loading.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- options ---- */

static enum accord_status take_text(const char **text, const char *option, const char *value, struct accord_error *err)
{
    if (value[0] == '\0')
        return accord_error_set(err, ACCORD_BAD_USAGE, "--%s needs a value that is not empty", option);
    *text = value;
    return ACCORD_OK;
}

static enum accord_status take_output(void *host, const char *value, struct accord_error *err)
{
    return take_text(&((struct accord_import_request *)host)->output, "output", value, err);
}

static enum accord_status take_mapping(void *host, const char *value, struct accord_error *err)
{
    return take_text(&((struct accord_import_request *)host)->options.mapping, "mapping", value, err);
}

static enum accord_status take_aliases(void *host, const char *value, struct accord_error *err)
{
    return take_text(&((struct accord_import_request *)host)->options.aliases, "aliases", value, err);
}

static enum accord_status take_source_name(void *host, const char *value, struct accord_error *err)
{
    if (strchr(value, '~') != NULL) /* which ids of rival rows end in */
        return accord_error_set(err, ACCORD_BAD_USAGE, "--source %s: expected an id without ~", value);
    return take_text(&((struct accord_import_request *)host)->options.source, "source", value, err);
}

static enum accord_status take_retrieved(void *host, const char *value, struct accord_error *err)
{
    struct accord_import_request *request = host;
    struct accord_date date;
    const char *why = NULL;
    if (!accord_date_parse(value, strlen(value), &date, &why))
        return accord_error_set(err, ACCORD_BAD_USAGE, "--retrieved %s: %s, expected a date as 2020-12-31", value, why);
    return take_text(&request->options.retrieved, "retrieved", value, err);
}

static enum accord_status take_persons(void *host, const char *value, struct accord_error *err)
{
    struct accord_import_request *request = host;
    (void)value;
    (void)err;
    request->options.keep_persons = true;
    return ACCORD_OK;
}

static enum accord_status take_allowed(void *host, const char *value, struct accord_error *err)
{
    enum { DIGITS = 9 };
    struct accord_import_request *request = host;
    size_t digits = strspn(value, "0123456789");
    if (digits == 0 || digits > DIGITS || value[digits] != '\0')
        return accord_error_set(err, ACCORD_BAD_USAGE, "--allow-refused %s: expected a number of rows, such as 10",
                                value);
    request->allowed = strtoul(value, NULL, 10);
    request->allows = true;
    return ACCORD_OK;
}

static enum accord_status take_format(void *host, const char *value, struct accord_error *err)
{
    struct accord_import_request *request = host;
    request->reports = true;
    enum accord_status status = accord_take_output(value, accord_import_format_word, &request->report, err);
    return status == ACCORD_OK ? accord_check_report_path(request->report.path, value, err) : status;
}

static enum accord_status take_source(void *host, const char *value, struct accord_error *err)
{
    struct accord_import_request *request = host;
    return accord_names_add(&request->sources, "SOURCE", value, err);
}

/* ---- running ---- */

/* What only rows that are read one by one have a use for. */
static enum accord_status check_packing(const struct accord_import_request *request, struct accord_error *err)
{
    const struct {
        bool given;
        const char *option;
    } useless[] = {
        {request->options.mapping != NULL, "mapping"},
        {request->options.aliases != NULL, "aliases"},
        {request->options.source != NULL, "source"},
        {request->options.retrieved != NULL, "retrieved"},
        {request->options.keep_persons, "keep-persons"},
        {request->allows, "allow-refused"},
        {request->reports, "format"},
    };
    for (size_t i = 0; i < sizeof useless / sizeof useless[0]; i++)
        if (useless[i].given)
            return accord_error_set(err, ACCORD_BAD_USAGE, "--%s says nothing of %s, a dataset that is packed as it is",
                                    useless[i].option, request->sources.items[0]);
    return ACCORD_OK;
}

static enum accord_status pack(const struct accord_import_request *request, struct accord_error *err)
{
    struct accord_problems *warnings = NULL;
    struct accord_dataset *dataset = NULL;
    enum accord_status status = check_packing(request, err);
    if (status == ACCORD_OK) status = accord_dataset_check_place(request->output, err); /* reading takes long */
    if (status == ACCORD_OK) status = accord_problems_new(&warnings, err);
    if (status == ACCORD_OK) status = accord_load_dataset(request->sources.items[0], warnings, &dataset, err);
    if (status == ACCORD_OK) status = accord_dataset_pack(dataset, warnings, request->output, err);
    accord_dataset_close(dataset);
    accord_problems_free(warnings);
    return status;
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 ? S_ISDIR(about.st_mode) : path[strlen(path) - 1] == '/';
}

static bool ends_as_file(const char *path)
{
    struct stat about;
    size_t length = strlen(path);
    return stat(path, &about) == 0 || (length > 3 && strcmp(path + length - 3, ".db") == 0);
}

static enum accord_status run_import(struct accord_import_request *request, bool *gone, struct accord_error *err)
{
    static const char usage[] = "accord import SOURCE... -o DIR, or -o FILE.db";
    if (request->sources.count == 0)
        return accord_error_set(err, ACCORD_BAD_USAGE, "what is to be imported? %s", usage);
    if (!request->output) return accord_error_set(err, ACCORD_BAD_USAGE, "where to? %s", usage);
    bool folder = is_folder(request->output);
    if (request->sources.count == 1 && !folder && accord_import_is_dataset(request->sources.items[0]))
        return pack(request, err);
    request->packs = !folder && ends_as_file(request->output);
    return accord_import_rows(request, gone, err);
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct accord_import_request request = {.allowed = 0};
    struct accord_error err = {0};
    bool help = false, gone = false;
    int code = 0;
    enum accord_status status = accord_options_parse(command, count, arguments, &request, &help, &err);
    if (help) {
        code = accord_command_print_help(command);
    } else {
        if (status == ACCORD_OK) status = run_import(&request, &gone, &err);
        unsigned bits = status == ACCORD_OK ? 0
                        : gone              ? accord_exit_bit(ACCORD_EXIT_NOT_WRITTEN)
                                            : accord_complain_of(&err, command->name);
        code = accord_exit_code(bits);
    }
    accord_free(request.sources.items);
    return code;
}

static const struct accord_option options[] = {
    {.name = "output",
     .value = "DIR",
     .help =
         "a folder, or FILE.db for one file; rows are merged into the folder of an earlier import, and of files only "
         "another packed dataset is replaced",
     .take = take_output},
    {.name = "mapping",
     .value = "FILE",
     .help = "which column of CSV files, or member of JSON records, is what",
     .take = take_mapping},
    {.name = "aliases", .value = "FILE", .help = "more names of actors, a CSV file: name,actor", .take = take_aliases},
    {.name = "source",
     .value = "NAME",
     .help = "what rows call their source, in place of what the mapping or the kind of the file says",
     .take = take_source_name},
    {.name = "retrieved",
     .value = "DATE",
     .help = "when sources were fetched of which the mapping does not say it",
     .take = take_retrieved},
    {.name = "keep-persons", .help = "take names, e-mail addresses and phones of persons too", .take = take_persons},
    {.name = "allow-refused",
     .value = "N",
     .help = "write what was taken although up to N rows were refused; 0 when left out",
     .take = take_allowed},
    {.name = "format",
     .value = "FORMAT[=FILE]",
     .help = "what became of all rows: {words}, to a file or to standard output; text when left out",
     .take = take_format,
     .words = accord_import_format_word},
    {.name = NULL},
};

static const struct accord_example examples[] = {
    {"accord import data -o data.db", "packs a folder into a file that `accord check` begins with at once"},
    {.line = NULL},
};

const struct accord_command accord_command_import = {
    .name = "import",
    .operand = "SOURCE...",
    .help = "makes a dataset of files of other systems, or packs one",
    .about =
        "Reads rows of each SOURCE (CSV, JSON Lines or a JSON array with --mapping, a payload of another system, a "
        "folder with datapackage.json), told by its content, "
        "and writes them to a folder that is a dataset, or to one file. The same claim is one row; what says "
        "otherwise is kept beside it. Prints what became of every row: with more refused than --allow-refused "
        "says nothing is written (exit code 4). One dataset alone is packed into one file as it is, which "
        "every command takes for DATASET: with the same results, and the same files and lines in them, but "
        "without reading the sources again. What is written is there complete or not at all. What changes in SOURCE "
        "afterwards is not in it.",
    .options = options,
    .letters = "o",
    .take_operand = take_source,
    .examples = examples,
    .run = run,
};
