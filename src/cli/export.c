/* `accord export`: a dataset in another shape, with everything that is in it. */
#include "accord/export.h"

#include "accord/dataset.h"
#include "accord/problems.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/loading.h"
#include "store/dataset.h"

#include <string.h>

enum { PACKED = ACCORD_SHAPE_ACTORS + 1 };

static const char *const shapes[] = {[ACCORD_SHAPE_CSV] = "csv",
                                     [ACCORD_SHAPE_JSON] = "json",
                                     [ACCORD_SHAPE_JSON_LINES] = "jsonl",
                                     [ACCORD_SHAPE_ACTORS] = "actors",
                                     [PACKED] = "db"};

static const char *shape_word(size_t index)
{
    return index < sizeof shapes / sizeof shapes[0] ? shapes[index] : NULL;
}

struct request {
    const char *dataset;
    const char *output;
    size_t shape;
    bool has_shape;
    bool drop_persons;
};

static enum accord_status take_output(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (value[0] == '\0') return accord_error_set(err, ACCORD_BAD_USAGE, "--output needs a value that is not empty");
    request->output = value;
    return ACCORD_OK;
}

static enum accord_status take_shape(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    request->has_shape = true;
    return accord_take_word("shape", value, shape_word, &request->shape, err);
}

static enum accord_status take_drop_persons(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->drop_persons = true;
    return ACCORD_OK;
}

static enum accord_status take_dataset(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (request->dataset)
        return accord_error_set(err, ACCORD_BAD_USAGE, "one dataset is exported at a time, unexpected \"%s\"", value);
    request->dataset = value;
    return ACCORD_OK;
}

/* The shape that the name of the output tells, as it does in `accord import`. */
static size_t shape_of(const char *output)
{
    static const char ending[] = ".db";
    size_t length = strlen(output);
    bool packed = length >= sizeof ending - 1 && strcmp(output + length - (sizeof ending - 1), ending) == 0;
    return packed ? PACKED : ACCORD_SHAPE_CSV;
}

static enum accord_status check_request(struct request *request, struct accord_error *err)
{
    static const char usage[] = "accord export DATASET -o OUT";
    if (!request->dataset) return accord_error_set(err, ACCORD_BAD_USAGE, "what is to be exported? %s", usage);
    if (!request->output) return accord_error_set(err, ACCORD_BAD_USAGE, "where to? %s", usage);
    if (!request->has_shape) request->shape = shape_of(request->output);
    if (request->shape == PACKED && request->drop_persons)
        return accord_error_set(
            err, ACCORD_BAD_USAGE,
            "--drop-persons: a packed dataset holds what its sources hold, expected another --as, and "
            "accord import of that");
    return ACCORD_OK;
}

/* What is damaged is not to be taken for the dataset where nothing tells it any more. */
static enum accord_status verify(const struct request *request, struct accord_dataset *dataset,
                                 struct accord_error *err)
{
    struct accord_problems *errors = NULL;
    if (!accord_dataset_is_packed(request->dataset)) return ACCORD_OK;
    enum accord_status status = accord_problems_new(&errors, err);
    if (status == ACCORD_OK) status = accord_dataset_verify(dataset, errors, err);
    status = accord_tell_dataset(request->dataset, errors, status, err);
    accord_problems_free(errors);
    return status;
}

static enum accord_status write_shape(const struct request *request, struct accord_dataset *dataset,
                                      const struct accord_problems *warnings, struct accord_error *err)
{
    const struct accord_export_options options = {(enum accord_shape)request->shape, request->drop_persons};
    enum accord_status status = verify(request, dataset, err);
    if (status != ACCORD_OK) return status;
    if (request->shape != PACKED) return accord_export_folder(dataset, request->output, &options, err);
    if (accord_dataset_is_packed(request->dataset)) return accord_dataset_copy(dataset, request->output, err);
    return accord_dataset_pack(dataset, warnings, request->output, err);
}

static enum accord_status run_export(struct request *request, struct accord_error *err)
{
    struct accord_problems *warnings = NULL;
    struct accord_dataset *dataset = NULL;
    enum accord_status status = check_request(request, err);
    if (status == ACCORD_OK) status = accord_problems_new(&warnings, err);
    if (status == ACCORD_OK) status = accord_load_dataset(request->dataset, warnings, &dataset, err);
    if (status == ACCORD_OK) status = write_shape(request, dataset, warnings, err);
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
    if (status == ACCORD_OK) status = run_export(&request, &err);
    return accord_exit_code(status == ACCORD_OK ? 0 : accord_complain_of(&err, command->name));
}

static const struct accord_option options[] = {
    {.name = "output",
     .value = "PATH",
     .help = "where it goes; a new folder, or a file that import may write",
     .take = take_output},
    {.name = "as",
     .value = "SHAPE",
     .help = "{words}; without it db where PATH ends in .db, else csv",
     .words = shape_word,
     .take = take_shape},
    {.name = "drop-persons",
     .help = "leaves the columns of persons blank; else everything is kept",
     .take = take_drop_persons},
    {.name = NULL},
};

static const struct accord_example examples[] = {
    {"accord export data -o data-json --as json", "the same dataset, its tables as JSON"},
    {.line = NULL},
};

const struct accord_command accord_command_export = {
    .name = "export",
    .operand = "DATASET",
    .help = "writes a dataset in another shape, with everything that is in it",
    .about =
        "Writes the dataset, of any shape, in another: a folder with datapackage.json and one file a table (csv, json "
        "or jsonl) or one JSON document an actor (actors), or one packed file (db). What is declared is kept: schemas, "
        "completeness, sources, licences, missing values. Rows are ordered by actor and key, so that the same data "
        "gives the same bytes, and what was exported gives the same verdicts. What is packed is verified first. The "
        "output is written complete or not at all, and never over a folder that holds something. It holds persons' "
        "names and addresses where the dataset does, unless --drop-persons is given.",
    .options = options,
    .letters = "o",
    .take_operand = take_dataset,
    .examples = examples,
    .run = run,
};
