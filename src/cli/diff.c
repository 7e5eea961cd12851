/* `accord diff`: two runs side by side. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/places.h"
#include "diff/write.h"
#include "runs/run_name.h"

#include <string.h>
#include <unistd.h>

enum { WORD_MAX = 64, OUTPUTS_FIRST = 4 };

struct request {
    const char *names[2]; /* OLD, NEW */
    size_t name_count;
    struct accord_diff_output *outputs;
    size_t output_count;
    size_t output_capacity;
    struct accord_diff_options options;
    bool only_given;
    bool fails[ACCORD_DIFF_CHANGE_COUNT];
    enum accord_color color;
    bool quiet;
};

/* One comparison at work. */
struct diffing {
    struct request request;
    struct accord_diff_run *runs[2];
    struct accord_diff_counts counts;
    bool gone; /* the reader of the standard output */
};

/* ---- lists of changes ---- */

/* What a word of --only or --fail-on stands for. What OLD did not evaluate is new too: it was not known before. */
static const struct {
    const char *name;
    enum accord_diff_change changes[2];
} groups[] = {
    {"new", {ACCORD_DIFF_CHANGE_NEW, ACCORD_DIFF_CHANGE_NEWLY_EVALUATED}},
    {"worse", {ACCORD_DIFF_CHANGE_WORSE, ACCORD_DIFF_CHANGE_WORSE}},
    {"better", {ACCORD_DIFF_CHANGE_BETTER, ACCORD_DIFF_CHANGE_BETTER}},
    {"fixed", {ACCORD_DIFF_CHANGE_FIXED, ACCORD_DIFF_CHANGE_FIXED}},
    {"not_evaluated", {ACCORD_DIFF_CHANGE_NOT_EVALUATED, ACCORD_DIFF_CHANGE_NOT_EVALUATED}},
};

enum { GROUP_COUNT = sizeof groups / sizeof groups[0], FAILING_GROUPS = 2 };

static const char *only_word(size_t index)
{
    return index < GROUP_COUNT ? groups[index].name : NULL;
}

static const char *fail_word(size_t index)
{
    if (index == FAILING_GROUPS) return "none";
    return index < FAILING_GROUPS ? groups[index].name : NULL;
}

/* Marks what a list of words, separated by commas, stands for. */
static enum accord_status take_list(const char *what, const char *value, accord_words words,
                                    bool marked[ACCORD_DIFF_CHANGE_COUNT], struct accord_error *err)
{
    char name[WORD_MAX];
    memset(marked, 0, ACCORD_DIFF_CHANGE_COUNT * sizeof *marked);
    for (bool more = true; more;) {
        size_t length = strcspn(value, ","), kept = length < sizeof name ? length : sizeof name - 1, word = 0;
        memcpy(name, value, kept);
        name[kept] = '\0';
        enum accord_status status = accord_take_word(what, name, words, &word, err);
        if (status != ACCORD_OK) return status;
        bool none = words == fail_word && word == FAILING_GROUPS;
        for (size_t i = 0; i < 2 && !none; i++)
            marked[groups[word].changes[i]] = true;
        more = value[length] == ',';
        value += length + more;
    }
    return ACCORD_OK;
}

/* ---- options ---- */

static enum accord_status add_output(struct request *request, const struct accord_output *output,
                                     struct accord_error *err)
{
    if (request->output_count == request->output_capacity) {
        size_t capacity = 2 * request->output_capacity + OUTPUTS_FIRST;
        struct accord_diff_output *outputs = accord_realloc(request->outputs, capacity, sizeof *outputs);
        if (!outputs) return accord_error_memory(err);
        request->outputs = outputs;
        request->output_capacity = capacity;
    }
    request->outputs[request->output_count++] =
        (struct accord_diff_output){.format = output->format, .path = output->path, .descriptor = STDOUT_FILENO};
    return ACCORD_OK;
}

static enum accord_status take_format(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    struct accord_output output;
    enum accord_status status = accord_take_output(value, accord_diff_format_name, &output, err);
    if (status != ACCORD_OK) return status;
    for (size_t i = 0; i < request->output_count && status == ACCORD_OK; i++)
        status = accord_check_outputs_apart(request->outputs[i].path, output.path, value, err);
    return status == ACCORD_OK ? add_output(request, &output, err) : status;
}

static enum accord_status take_only(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    request->only_given = true;
    return take_list("change", value, only_word, request->options.shown, err);
}

static enum accord_status take_summary(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->options.summary = true;
    return ACCORD_OK;
}

static enum accord_status take_fail_on(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return take_list("change", value, fail_word, request->fails, err);
}

static enum accord_status take_color(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_take_color(value, &request->color, err);
}

static enum accord_status take_quiet(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->quiet = true;
    return ACCORD_OK;
}

static enum accord_status take_run(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (request->name_count == 2)
        return accord_error_set(err, ACCORD_BAD_USAGE, "unexpected argument \"%s\": two runs are compared", value);
    request->names[request->name_count++] = value;
    return ACCORD_OK;
}

static const struct accord_option options[] = {
    {"format", "FORMAT[=PATH]",
     "{words}, to a file or, one of them, to standard output; may be repeated; text when left out", true, take_format,
     accord_diff_format_name},
    {"only", "LIST", "list only these changes, separated by commas: {words}; all are counted", false, take_only,
     only_word},
    {"summary", NULL, "counts only, nothing is listed", false, take_summary, NULL},
    {"fail-on", "LIST",
     "exit code 1 when there are such findings (new: also of what OLD did not evaluate), or pairs that are worse, "
     "separated by commas: {words}; none when left out",
     false, take_fail_on, fail_word},
    {"color", "WHEN", "auto (a terminal, and NO_COLOR not set), always or never", false, take_color, accord_color_word},
    {"quiet", NULL, "nothing on standard output unless --format asks for it", false, take_quiet, NULL},
    {.name = NULL},
};

/* ---- the work ---- */

/* A run's file, whatever run of it is named. */
static enum accord_status check_input(const struct request *request, const char *name, struct accord_error *err)
{
    struct accord_run_name parts;
    enum accord_status status = accord_run_name_split(name, &parts, err);
    for (size_t i = 0; i < request->output_count && status == ACCORD_OK; i++)
        if (request->outputs[i].path && accord_places_is_of_store(request->outputs[i].path, parts.path))
            status = accord_error_set(err, ACCORD_BAD_USAGE, "%s: a run that is compared, expected another path",
                                      request->outputs[i].path);
    accord_free(parts.path);
    return status;
}

static enum accord_status settle(struct request *request, struct accord_error *err)
{
    static const struct accord_output standard = {.path = NULL}; /* the first format: text */
    enum accord_status status = ACCORD_OK;
    if (request->name_count < 2)
        return accord_error_set(err, ACCORD_BAD_USAGE, "which runs are to be compared? accord diff OLD NEW");
    for (int i = 0; i < ACCORD_DIFF_CHANGE_COUNT && !request->only_given; i++)
        request->options.shown[i] = true;
    if (request->output_count == 0 && !request->quiet) status = add_output(request, &standard, err);
    bool terminal = false;
    for (size_t i = 0; i < request->output_count; i++)
        if (!request->outputs[i].path) terminal = isatty(STDOUT_FILENO) != 0;
    request->options.color = accord_wants_color(request->color, terminal);
    request->options.width = terminal ? accord_places_width() : 0;
    request->options.temporary = accord_places_temporary();
    for (size_t i = 0; i < 2 && status == ACCORD_OK; i++)
        status = check_input(request, request->names[i], err);
    return status;
}

static enum accord_status run_diff(struct diffing *diffing, struct accord_error *err)
{
    struct request *request = &diffing->request;
    enum accord_status status = settle(request, err);
    for (size_t i = 0; i < 2 && status == ACCORD_OK; i++)
        status = accord_diff_run_open(request->names[i], &diffing->runs[i], err);
    if (status != ACCORD_OK) return status;
    return accord_diff_write(diffing->runs[0], diffing->runs[1], &request->options, request->outputs,
                             request->output_count, &diffing->counts, &diffing->gone, err);
}

static int end_diff(const struct diffing *diffing, enum accord_status status, const struct accord_error *err)
{
    const bool *fails = diffing->request.fails;
    unsigned bits = 0;
    bool failed = fails[ACCORD_DIFF_CHANGE_WORSE] && diffing->counts.worse_pairs > 0;
    if (status != ACCORD_OK)
        return accord_exit_code(diffing->gone ? accord_exit_bit(ACCORD_EXIT_NOT_WRITTEN)
                                              : accord_complain_of(err, "diff"));
    for (int i = 0; i < ACCORD_DIFF_CHANGE_COUNT; i++)
        failed = failed || (fails[i] && diffing->counts.changes[i] > 0);
    if (failed) bits |= accord_exit_bit(ACCORD_EXIT_FINDINGS);
    return accord_exit_code(bits);
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct diffing diffing = {.request = {.name_count = 0}};
    struct accord_error err = {0};
    bool help = false;
    int code = 0;
    enum accord_status status = accord_options_parse(command, count, arguments, &diffing.request, &help, &err);
    if (help) {
        code = accord_command_print_help(command);
    } else {
        if (status == ACCORD_OK) status = run_diff(&diffing, &err);
        code = end_diff(&diffing, status, &err);
    }
    for (size_t i = 0; i < 2; i++)
        accord_diff_run_close(diffing.runs[i]);
    accord_free(diffing.request.outputs);
    return code;
}

static const struct accord_example examples[] = {
    {"accord diff old.json new.json --fail-on new,worse",
     "compares two reports of --format json, and fails on what is new"},
    {"accord diff runs.db#1 runs.db", "compares a stored run with the newest"},
    {.line = NULL},
};

const struct accord_command accord_command_diff = {
    .name = "diff",
    .operand = "OLD NEW",
    .help = "says what is new, fixed or changed from one run to another, and why",
    .about =
        "Compares two runs, each a report of --format json or a stored run (STORE: the newest; STORE#ID, STORE#TAG: "
        "that one). A "
        "finding is the same where its fingerprint is. It is fixed only where NEW evaluated the pair of rule and actor "
        "and no longer has it: what NEW did not evaluate is told apart. Each change comes with what may be its cause, "
        "as far as the runs tell: the data and which rows, what is declared complete, the rule, its parameters, the "
        "as-of date; stored runs hold less of that than reports.",
    .options = options,
    .take_operand = take_run,
    .examples = examples,
    .run = run,
};
