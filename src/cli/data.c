/* `accord data`: what is in a dataset. */
#include "accord/problems.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/exit_code.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/places.h"
#include "store/dataset.h"
#include "workshop/census.h"

#include <string.h>
#include <unistd.h>

enum { CENSUS_TEXT_MAX = 256 * 1024 * 1024, COUNTED_MAX = 256 };

struct request {
    struct accord_config config;
    const char *dataset;
    struct accord_date as_of;
    bool as_of_given;
    bool only_check;
    bool verify;
    bool formatted;
    struct accord_output output;
    enum accord_color color;
};

/* One census at work. */
struct taking {
    struct request request;
    struct accord_problems *errors;
    struct accord_problems *warnings;
    struct accord_dataset *dataset;
    struct accord_census *census;
    bool gone; /* the reader of the standard output */
};

/* ---- options ---- */

static enum accord_status take_dataset(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (value[0] == '\0') return accord_error_set(err, ACCORD_BAD_USAGE, "--dataset needs a value that is not empty");
    request->dataset = value;
    return ACCORD_OK;
}

static enum accord_status take_operand(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (request->dataset)
        return accord_error_set(err, ACCORD_BAD_USAGE, "one dataset at a time, unexpected \"%s\"", value);
    return take_dataset(host, value, err);
}

static enum accord_status take_as_of(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    request->as_of_given = true;
    return accord_take_day("as-of", value, &request->as_of, err);
}

static const char *format_word(size_t index)
{
    return index < ACCORD_CENSUS_FORMATS ? accord_census_formats[index].name : NULL;
}

static enum accord_status take_format(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    request->formatted = true;
    return accord_take_output(value, format_word, &request->output, err);
}

static enum accord_status take_check(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->only_check = true;
    return ACCORD_OK;
}

static enum accord_status take_verify(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->verify = true;
    return ACCORD_OK;
}

static enum accord_status take_color(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_take_color(value, &request->color, err);
}

static const struct accord_option options[] = {
    {.name = "dataset", .value = "DATASET", .help = "the same as the operand", .take = take_dataset},
    {.name = "as-of",
     .value = "DATE",
     .help = "the day for which regions are counted; today (UTC) when left out",
     .take = take_as_of},
    {.name = "check",
     .help = "only read and check: print how many rows were, or what is wrong, and nothing else",
     .take = take_check},
    {.name = "verify",
     .help = "first read all of a packed dataset and compare it with what was packed",
     .take = take_verify},
    {.name = "format",
     .value = "FORMAT[=FILE]",
     .help = "{words}, to a file or to standard output; text when left out",
     .take = take_format,
     .words = format_word},
    {.name = "color",
     .value = "WHEN",
     .help = "auto (a terminal, and NO_COLOR not set), always or never",
     .take = take_color,
     .words = accord_color_word},
    ACCORD_CONFIG_OPTIONS,
    {.name = NULL},
};

/* ---- the work ---- */

static enum accord_status settle(struct request *request, struct accord_error *err)
{
    if (!request->dataset) return accord_error_set(err, ACCORD_BAD_USAGE, "which dataset? accord data DATASET");
    if (request->only_check && request->formatted)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--check prints no census, expected no --format with it");
    if (request->only_check && accord_config_origin(&request->config, "as-of")->source == ACCORD_SOURCE_FLAG)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--check is of no day, expected no --as-of with it");
    if (request->verify && !accord_dataset_is_packed(request->dataset))
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "%s: no packed dataset, expected one for --verify: what is in a folder is checked "
                                "whenever it is read",
                                request->dataset);
    if (!request->as_of_given) request->as_of = accord_places_today();
    return ACCORD_OK;
}

static enum accord_status load(struct taking *taking, struct accord_error *err)
{
    const char *path = taking->request.dataset, *written = taking->request.output.path;
    enum accord_status status = accord_problems_new(&taking->errors, err);
    if (status == ACCORD_OK) status = accord_problems_new(&taking->warnings, err);
    if (status == ACCORD_OK)
        status = accord_read_dataset(path, taking->errors, taking->warnings, &taking->dataset, err);
    if (status == ACCORD_OK && taking->request.verify)
        status = accord_dataset_verify(taking->dataset, taking->errors, err);
    status = accord_tell_dataset(path, taking->errors, status, err);
    if (status == ACCORD_OK && written && accord_dataset_reads(taking->dataset, written))
        status = accord_error_set(err, ACCORD_BAD_USAGE, "%s: a file of the dataset, expected another path", written);
    return status;
}

static void write_counted(size_t rows, size_t tables, struct accord_text *text)
{
    accord_text_addf(text, "checked %zu row%s in %zu table%s\n", rows, rows == 1 ? "" : "s", tables,
                     tables == 1 ? "" : "s");
}

static enum accord_status say_checked(struct taking *taking, struct accord_error *err)
{
    struct accord_text text;
    size_t rows = 0, tables = 0;
    enum accord_status status = accord_census_count(taking->dataset, &rows, &tables, err);
    if (status != ACCORD_OK) return status;
    accord_text_init(&text, COUNTED_MAX);
    write_counted(rows, tables, &text);
    status = accord_output_write(NULL, &text, &taking->gone, err);
    accord_text_clear(&text);
    return status;
}

static enum accord_status write_census(struct taking *taking, struct accord_error *err)
{
    const struct request *request = &taking->request;
    char prefix[ACCORD_PATH_MAX];
    bool terminal = !request->output.path && isatty(STDOUT_FILENO) != 0;
    struct accord_census_layout layout = {.width = terminal ? accord_places_width() : 0,
                                          .color = accord_wants_color(request->color, terminal),
                                          .files = prefix};
    struct accord_text text;
    if (accord_dataset_is_packed(request->dataset) || !accord_places_prefix(request->dataset, prefix)) prefix[0] = '\0';
    accord_text_init(&text, CENSUS_TEXT_MAX);
    accord_census_formats[request->output.format].write(taking->census, &layout, &text);
    enum accord_status status = accord_output_write(request->output.path, &text, &taking->gone, err);
    accord_text_clear(&text);
    return status;
}

static enum accord_status run_data(struct taking *taking, struct accord_error *err)
{
    struct request *request = &taking->request;
    enum accord_status status = settle(request, err);
    if (status == ACCORD_OK) status = load(taking, err);
    if (status == ACCORD_OK && request->only_check) return say_checked(taking, err);
    if (status == ACCORD_OK)
        status = accord_census_take(taking->dataset, taking->warnings, request->as_of, &taking->census, err);
    if (status == ACCORD_OK) status = write_census(taking, err);
    return status;
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct taking taking = {0};
    struct accord_error err = {0};
    bool help = false;
    int code = 0;
    enum accord_status status =
        accord_config_parse(&taking.request.config, command, count, arguments, &taking.request, &help, &err);
    if (status == ACCORD_OK && !help) status = run_data(&taking, &err);
    if (help)
        code = accord_command_print_help(command);
    else if (taking.gone)
        code = accord_exit_code(accord_exit_bit(ACCORD_EXIT_NOT_WRITTEN));
    else if (status != ACCORD_OK)
        code = accord_exit_code(accord_complain_of(&err, command->name));
    accord_census_free(taking.census);
    accord_dataset_close(taking.dataset);
    accord_problems_free(taking.errors);
    accord_problems_free(taking.warnings);
    accord_config_clear(&taking.request.config);
    return code;
}

static const struct accord_example examples[] = {
    {"accord data data --as-of 2025-06-30", "what is in a dataset"},
    {"accord data data --check", "whether it can be read, for a hook or an editor"},
    {"accord data data --format json=census.json", "the same for other programs"},
    {.line = NULL},
};

const struct accord_command accord_command_data = {
    .name = "data",
    .operand = "[DATASET]",
    .help = "says what is in a dataset, and what somebody should look at in it",
    .about = "Reads a dataset (a folder, or packed) and says what is in it: tables, files and rows, the days that they "
             "cover, what is declared complete, actors by kind and region, missing values by column, and the codes of "
             "treaties, roles and sources, with those that may be misspelt, as that would make a gap of what is on "
             "record. Rows that cannot all be right are listed as conflicts (sources that disagree on a membership, a "
             "report due on two days, two regions of one scheme at a time), and what is odd as warnings. No value of a "
             "personal column is shown.",
    .options = options,
    .operand_for = "dataset",
    .take_operand = take_operand,
    .examples = examples,
    .run = run,
};
