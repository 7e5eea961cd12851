/* `accord test`: the cases of rules. */
#include "workshop/test_session.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/bounds.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/exit_code.h"
#include "cli/loader.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/places.h"
#include "cli/progress.h"
#include "cli/test_apart.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { REPORT_MAX = 256 * 1024 * 1024, ALL_OF_IT = 100 };

struct request {
    struct accord_bounds bounds; /* first: its options' host */
    struct accord_config config;
    struct accord_names rules_folders;
    struct accord_names paths;
    const char *filter;
    bool coverage;
    bool threshold_given;
    unsigned threshold;
    struct accord_output output;
};

struct testing {
    struct request request;
    char shipped[ACCORD_PATH_MAX];
    struct accord_problems *problems;
    struct accord_test_results results;
    struct accord_progress progress;
    struct accord_test_session *session;
    bool stopped; /* a case took its process down */
    bool gone;    /* the reader of the standard output */
};

/* ---- options ---- */

static enum accord_status take_path(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_names_add(&request->paths, "PATH", value, err);
}

static enum accord_status take_rules(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_names_add(&request->rules_folders, "rules", value, err);
}

static enum accord_status take_filter(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (value[0] == '\0') return accord_error_set(err, ACCORD_BAD_USAGE, "--filter needs a value that is not empty");
    request->filter = value;
    return ACCORD_OK;
}

static enum accord_status take_coverage(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->coverage = true;
    return ACCORD_OK;
}

static enum accord_status take_threshold(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    char *end = NULL;
    unsigned long percent = value[0] >= '0' && value[0] <= '9' ? strtoul(value, &end, 10) : ALL_OF_IT + 1;
    if (percent > ALL_OF_IT || *end != '\0')
        return accord_error_set(err, ACCORD_BAD_USAGE, "--threshold %s: expected a whole percentage from 0 to 100",
                                value);
    request->threshold = (unsigned)percent;
    request->threshold_given = true;
    return ACCORD_OK;
}

static const char *format_word(size_t index)
{
    return index < ACCORD_TEST_FORMATS ? accord_test_formats[index].name : NULL;
}

static enum accord_status take_format(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_take_output(value, format_word, &request->output, err);
}

static const struct accord_option options[] = {
    {"rules", "DIR", "test the rules in this folder, in place of those that each PATH belongs to; may be repeated",
     true, take_rules},
    {"filter", "GLOB", "only cases whose rule or whose claim the pattern matches", false, take_filter},
    {"coverage", NULL, "name the lines, messages and verdicts of each rule that no case reaches", false, take_coverage},
    {"threshold", "PERCENT", "with --coverage: what each file must reach; 100 when left out", false, take_threshold},
    {"format", "FORMAT[=FILE]", "{words}, to a file or to standard output; text when left out", false, take_format,
     format_word},
    ACCORD_CONFIG_OPTIONS,
    ACCORD_BOUNDS_OPTIONS,
    {.name = NULL},
};

/* ---- the work ---- */

static void tell(void *host, size_t done, size_t of_them)
{
    struct testing *testing = host;
    testing->progress.total = of_them;
    accord_progress_tell(&testing->progress, done);
}

/* In the program itself the results tell how far it is. */
static bool begins(void *host, const struct accord_test_result *one, size_t done, size_t total)
{
    (void)one;
    tell(host, done, total);
    return true;
}

static enum accord_status ended(void *host, struct accord_error *err)
{
    (void)host;
    (void)err;
    return ACCORD_OK;
}

static enum accord_status run_session(struct testing *testing, struct accord_error *err)
{
    const struct accord_test_listener listener = {begins, ended, testing};
    const struct accord_test_apart apart = {.session = testing->session,
                                            .problems = testing->problems,
                                            .bounds = &testing->request.bounds,
                                            .coverage = testing->request.coverage,
                                            .tell = tell,
                                            .host = testing};
    if (!testing->request.bounds.isolated) return accord_test_run(testing->session, &listener, &testing->results, err);
    accord_say_unfiltered();
    return accord_test_run_apart(&apart, &testing->results, &testing->stopped, err);
}

static enum accord_status run_tests(struct testing *testing, struct accord_error *err)
{
    struct request *request = &testing->request;
    const char *standard[] = {testing->shipped};
    bool given = request->rules_folders.count > 0;
    const struct accord_names *paths = request->paths.count > 0 ? &request->paths : &request->rules_folders;
    enum accord_status status = accord_problems_new(&testing->problems, err);
    if (status == ACCORD_OK) status = accord_places_rules(testing->shipped, err);
    bool named =
        accord_rules_folders_name(request->rules_folders.items, request->rules_folders.count, testing->shipped);
    if (status == ACCORD_BAD_USAGE && paths->count > 0 && !named) {
        testing->shipped[0] = '\0'; /* the user's own rules do without */
        status = ACCORD_OK;
    }
    struct accord_test_options test = {
        .paths = paths->count > 0 ? paths->items : standard,
        .path_count = paths->count > 0 ? paths->count : 1,
        .rules = request->rules_folders.items,
        .rules_count = given ? request->rules_folders.count : 0,
        .shipped = testing->shipped[0] != '\0' ? testing->shipped : NULL,
        .filter = request->filter,
        .coverage = request->coverage,
        .threshold = request->threshold_given ? request->threshold : ALL_OF_IT,
        .limits = request->bounds.limits,
    };
    accord_progress_start(&testing->progress, isatty(STDERR_FILENO), 1, "cases");
    if (status == ACCORD_OK) status = accord_test_read(&test, testing->problems, &testing->session, err);
    if (status == ACCORD_OK) status = run_session(testing, err);
    accord_test_session_free(testing->session);
    accord_progress_clear(&testing->progress);
    size_t count = testing->problems != NULL ? accord_problems_count(testing->problems) : 0;
    if (status == ACCORD_BAD_RULES && count > 0) {
        accord_print_problems(testing->problems, NULL);
        (void)accord_error_set(err, ACCORD_BAD_RULES, "nothing was tested: %zu problem%s in rules and tests", count,
                               count == 1 ? "" : "s");
    }
    return status;
}

static enum accord_status write_results(struct testing *testing, struct accord_error *err)
{
    struct accord_text text;
    accord_text_init(&text, REPORT_MAX);
    accord_test_formats[testing->request.output.format].write(&testing->results, &text);
    enum accord_status status = accord_output_write(testing->request.output.path, &text, &testing->gone, err);
    accord_text_clear(&text);
    return status;
}

/* ---- how it ended ---- */

static int end_tests(const struct testing *testing, enum accord_status status, const struct accord_error *err)
{
    const size_t *kinds = testing->results.kinds;
    unsigned bits = accord_exit_bit(ACCORD_EXIT_OK);
    if (status != ACCORD_OK)
        return accord_exit_code(testing->gone ? accord_exit_bit(ACCORD_EXIT_NOT_WRITTEN)
                                              : accord_complain_of(err, "test"));
    if (kinds[ACCORD_TEST_BROKEN] > 0) bits |= accord_exit_bit(ACCORD_EXIT_USAGE);
    if (testing->stopped) bits |= accord_exit_bit(ACCORD_EXIT_RULE_FAILED);
    if (kinds[ACCORD_TEST_FAILED] + kinds[ACCORD_TEST_TODO_PASSED] > 0) bits |= accord_exit_bit(ACCORD_EXIT_FINDINGS);
    if (testing->results.cases == 0) {
        bits |= accord_exit_bit(ACCORD_EXIT_NOTHING);
        accord_complain(testing->request.filter != NULL ? "no case matches the filter" : "no case was found");
    }
    return accord_exit_code(bits);
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct testing testing = {.request.bounds = accord_bounds_default()};
    struct accord_error err = {0};
    bool help = false;
    enum accord_status status =
        accord_config_parse(&testing.request.config, command, count, arguments, &testing.request, &help, &err);
    if (status == ACCORD_OK && testing.request.threshold_given && !testing.request.coverage)
        status = accord_error_set(&err, ACCORD_BAD_USAGE, "--threshold needs --coverage");
    int code = 0;
    if (help) {
        code = accord_command_print_help(command);
    } else {
        if (status == ACCORD_OK) status = run_tests(&testing, &err);
        if (status == ACCORD_OK) status = write_results(&testing, &err);
        code = end_tests(&testing, status, &err);
    }
    accord_test_results_clear(&testing.results);
    accord_problems_free(testing.problems);
    accord_free(testing.request.rules_folders.items);
    accord_config_clear(&testing.request.config);
    accord_free(testing.request.paths.items);
    return code;
}

static const struct accord_example examples[] = {
    {"accord test rules/cms-national-reports", "runs the cases of one instrument"},
    {"accord test rules/cms-national-reports --coverage", "and says what they leave untested"},
    {.line = NULL},
};

const struct accord_command accord_command_test = {
    .name = "test",
    .operand = "[PATH...]",
    .help = "runs the cases that stand beside rules, and says what they leave untested",
    .about =
        "Runs the cases of every *_test.lua file (of the rules that come with the program, when no PATH is given), "
        "each twice, with actors and rows in opposite orders. PATH is such a file or a folder that holds some. "
        "Exit code 1 when a case fails or passes although it is marked todo, or coverage is below the threshold; 2 "
        "when rules or cases cannot be read; 3 when one took its process down; 5 when there is no case.",
    .options = options,
    .operand_for = "rules",
    .take_operand = take_path,
    .examples = examples,
    .run = run,
};
