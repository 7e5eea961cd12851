/* `accord import`: a dataset packed into one file, which later commands read without its sources. */
#include "accord/dataset.h"
#include "accord/problems.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/loading.h"

#include <string.h>

struct request {
    const char *source;
    const char *output;
};

static enum accord_status take_output(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (value[0] == '\0') return accord_error_set(err, ACCORD_BAD_USAGE, "--output needs a value that is not empty");
    request->output = value;
    return ACCORD_OK;
}

static enum accord_status take_source(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (request->source)
        return accord_error_set(err, ACCORD_BAD_USAGE, "one source is imported at a time, unexpected \"%s\"", value);
    request->source = value;
    return ACCORD_OK;
}

static enum accord_status run_import(const struct request *request, struct accord_error *err)
{
    struct accord_problems *warnings = NULL;
    struct accord_dataset *dataset = NULL;
    if (!request->source)
        return accord_error_set(err, ACCORD_BAD_USAGE, "what is to be imported? accord import SOURCE -o FILE.db");
    if (!request->output) return accord_error_set(err, ACCORD_BAD_USAGE, "where to? accord import SOURCE -o FILE.db");
    enum accord_status status = accord_problems_new(&warnings, err);
    if (status == ACCORD_OK) status = accord_load_dataset(request->source, warnings, &dataset, err);
    if (status == ACCORD_OK) status = accord_dataset_pack(dataset, warnings, request->output, err);
    accord_dataset_close(dataset);
    accord_problems_free(warnings);
    return status;
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct request request = {0};
    struct accord_error err = {0};
    bool help = false;
    enum accord_status status = accord_options_parse(command, count, arguments, &request, &help, &err);
    if (help) return accord_command_print_help(command);
    if (status == ACCORD_OK) status = run_import(&request, &err);
    return accord_exit_code(status == ACCORD_OK ? 0 : accord_complain_of(&err, command->name));
}

static const struct accord_option options[] = {
    {.name = "output",
     .value = "FILE",
     .help = "where the packed dataset goes; only another packed dataset is replaced",
     .take = take_output},
    {.name = NULL},
};

static const struct accord_example examples[] = {
    {"accord import data -o data.db", "packs a folder into a file that `accord check` begins with at once"},
    {.line = NULL},
};

const struct accord_command accord_command_import = {
    .name = "import",
    .operand = "SOURCE",
    .help = "packs a dataset into one file that is checked without reading it anew",
    .about = "Reads and checks the dataset SOURCE (a folder with datapackage.json) and packs it into one file, which "
             "every command takes for DATASET: with the same results, and the same files and lines in them, but "
             "without reading the sources again. The file is written complete or not at all. What changes in SOURCE "
             "afterwards is not in it.",
    .options = options,
    .letters = "o",
    .take_operand = take_source,
    .examples = examples,
    .run = run,
};
