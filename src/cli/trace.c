/* `accord trace`: provisions, the rules that serve them, and what came out. */
#include "workshop/trace.h"

#include "accord/problems.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/crew.h"
#include "cli/exit_code.h"
#include "cli/loader.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/places.h"
#include "cli/selection.h"

#include <string.h>

enum { TRACE_TEXT_MAX = 64 * 1024 * 1024 };

struct request {
    struct accord_config config;
    struct accord_names rules_folders;
    struct accord_names instruments;
    const char *dataset; /* NULL: no counts */
    struct accord_date as_of;
    bool as_of_given;
    bool by_rule;
    bool require_coverage;
    struct accord_output output;
};

/* One trace at work. */
struct tracing {
    struct request request;
    struct accord_packs *packs;
    struct accord_dataset *dataset;
    struct accord_problems *warnings;
    struct accord_trace *trace;
    bool *instruments; /* one an instrument of the packs: wanted */
    bool *rules;       /* one a rule of the packs: wanted */
    size_t errors;     /* verdicts */
    bool gone;         /* the reader of the standard output */
};

/* ---- options ---- */

static enum accord_status take_rules(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_names_add(&request->rules_folders, "rules", value, err);
}

static enum accord_status take_instrument(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_names_add(&request->instruments, "instrument", value, err);
}

static enum accord_status take_dataset(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (value[0] == '\0') return accord_error_set(err, ACCORD_BAD_USAGE, "--dataset needs a value that is not empty");
    request->dataset = value;
    return ACCORD_OK;
}

static enum accord_status take_as_of(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    request->as_of_given = true;
    return accord_take_day("as-of", value, &request->as_of, err);
}

static const char *format_word(size_t index)
{
    return index < ACCORD_TRACE_FORMATS ? accord_trace_formats[index].name : NULL;
}

static enum accord_status take_format(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_take_output(value, format_word, &request->output, err);
}

enum { BY_PROVISION, BY_RULE };

static const char *by_word(size_t index)
{
    static const char *const words[] = {[BY_PROVISION] = "provision", [BY_RULE] = "rule"};
    return index < sizeof words / sizeof words[0] ? words[index] : NULL;
}

static enum accord_status take_by(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    size_t word = BY_PROVISION;
    enum accord_status status = accord_take_word("value of --by", value, by_word, &word, err);
    request->by_rule = word == BY_RULE;
    return status;
}

static enum accord_status take_require_coverage(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->require_coverage = true;
    return ACCORD_OK;
}

static const struct accord_option options[] = {
    {"rules", "DIR",
     "load the rules in this folder, in place of the installed ones (@installed: these too); may be repeated", true,
     take_rules},
    {"instrument", "ID", "only this instrument; may be repeated", true, take_instrument},
    {"dataset", "DATASET", "evaluate the rules on this dataset and count their verdicts", false, take_dataset},
    {"as-of", "DATE", "with --dataset: the day for which the question is asked; today (UTC) when left out", false,
     take_as_of},
    {"format", "FORMAT[=FILE]", "{words}, to a file or to standard output; text when left out", false, take_format,
     format_word},
    {"by", "WHAT", "provision (when left out), or rule: what each rule serves", false, take_by, by_word},
    {"require-coverage", NULL, "exit code 1 when an addressee of a limb that can be assessed has no rule", false,
     take_require_coverage},
    ACCORD_CONFIG_OPTIONS,
    {.name = NULL},
};

/* ---- the work ---- */

static enum accord_status take_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct tracing *tracing = host;
    (void)err;
    accord_trace_count(tracing->trace, verdict);
    tracing->errors += verdict->verdict == ACCORD_VERDICT_ERROR;
    return ACCORD_OK;
}

static enum accord_status evaluate(struct tracing *tracing, struct accord_error *err)
{
    size_t count = accord_packs_rule_count(tracing->packs);
    tracing->rules = accord_alloc_zero(count + 1, sizeof *tracing->rules);
    if (!tracing->rules) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++)
        tracing->rules[i] = accord_trace_row_of(tracing->trace, i) != NULL;
    const struct accord_crew_orders orders = {.packs = tracing->packs,
                                              .dataset = tracing->dataset,
                                              .options = {.as_of = tracing->request.as_of, .rules = tracing->rules},
                                              .limits = accord_limits_default(),
                                              .seconds = ACCORD_CREW_SECONDS,
                                              .jobs = accord_crew_jobs(),
                                              .temporary = accord_places_temporary()};
    return accord_crew_evaluate(&orders, take_verdict, tracing, err);
}

static enum accord_status count_verdicts(struct tracing *tracing, struct accord_error *err)
{
    struct request *request = &tracing->request;
    if (!request->as_of_given) request->as_of = accord_places_today();
    enum accord_status status = accord_problems_new(&tracing->warnings, err);
    if (status == ACCORD_OK) status = accord_load_dataset(request->dataset, tracing->warnings, &tracing->dataset, err);
    if (status == ACCORD_OK && request->output.path && accord_dataset_reads(tracing->dataset, request->output.path))
        status = accord_error_set(err, ACCORD_BAD_USAGE, "%s: a file of the dataset, expected another path",
                                  request->output.path);
    if (status == ACCORD_OK) status = evaluate(tracing, err);
    return status;
}

static enum accord_status write_trace(struct tracing *tracing, struct accord_error *err)
{
    const struct request *request = &tracing->request;
    struct accord_trace_layout layout = {tracing->dataset, request->as_of, request->by_rule};
    struct accord_text text;
    accord_text_init(&text, TRACE_TEXT_MAX);
    accord_trace_formats[request->output.format].write(tracing->trace, &layout, &text);
    enum accord_status status = accord_output_write(request->output.path, &text, &tracing->gone, err);
    accord_text_clear(&text);
    return status;
}

/* The instruments that are wanted, as flags. */
static enum accord_status choose(struct tracing *tracing, struct accord_error *err)
{
    const struct accord_names *names = &tracing->request.instruments;
    size_t count = accord_packs_instrument_count(tracing->packs);
    enum accord_status status = accord_check_instruments(names, tracing->packs, err);
    if (status != ACCORD_OK) return status;
    tracing->instruments = accord_alloc_zero(count + 1, sizeof *tracing->instruments);
    if (!tracing->instruments) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++) {
        struct accord_instrument_facts facts;
        accord_packs_instrument(tracing->packs, i, &facts);
        tracing->instruments[i] = accord_names_have(names, facts.id);
    }
    return ACCORD_OK;
}

static enum accord_status run_trace(struct tracing *tracing, struct accord_error *err)
{
    const struct request *request = &tracing->request;
    bool asked = accord_config_origin(&request->config, "as-of")->source == ACCORD_SOURCE_FLAG;
    if (asked && !request->dataset)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--as-of is for counting verdicts: it needs --dataset");
    enum accord_status status = accord_load_facts(&request->rules_folders, &tracing->packs, err);
    if (status == ACCORD_OK) status = choose(tracing, err);
    if (status == ACCORD_OK) status = accord_trace_new(tracing->packs, tracing->instruments, &tracing->trace, err);
    if (status == ACCORD_OK && request->dataset) status = count_verdicts(tracing, err);
    if (status == ACCORD_OK) status = write_trace(tracing, err);
    return status;
}

static int end_trace(struct tracing *tracing, enum accord_status status, const struct accord_error *err)
{
    if (status != ACCORD_OK)
        return accord_exit_code(tracing->gone ? accord_exit_bit(ACCORD_EXIT_NOT_WRITTEN)
                                              : accord_complain_of(err, "trace"));
    unsigned bits = 0;
    if (tracing->errors > 0) bits |= accord_exit_bit(ACCORD_EXIT_RULE_FAILED);
    if (tracing->request.require_coverage && tracing->trace->states[ACCORD_TRACE_UNCOVERED] > 0)
        bits |= accord_exit_bit(ACCORD_EXIT_FINDINGS);
    return accord_exit_code(bits);
}

static void clear(struct tracing *tracing)
{
    accord_trace_free(tracing->trace);
    accord_dataset_close(tracing->dataset);
    accord_problems_free(tracing->warnings);
    accord_packs_close(tracing->packs);
    accord_free(tracing->instruments);
    accord_free(tracing->rules);
    accord_free(tracing->request.rules_folders.items);
    accord_config_clear(&tracing->request.config);
    accord_free(tracing->request.instruments.items);
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct tracing tracing = {0};
    struct accord_error err = {0};
    bool help = false;
    int code = 0;
    enum accord_status status =
        accord_config_parse(&tracing.request.config, command, count, arguments, &tracing.request, &help, &err);
    if (help) {
        code = accord_command_print_help(command);
    } else {
        if (status == ACCORD_OK) status = run_trace(&tracing, &err);
        code = end_trace(&tracing, status, &err);
    }
    clear(&tracing);
    return code;
}

static const struct accord_example examples[] = {
    {"accord trace --instrument cms-11.10", "which rule serves which paragraph"},
    {"accord trace --dataset data --as-of 2025-06-30 --format csv=trace.csv",
     "the same of all instruments, with the counts of verdicts, for a spreadsheet"},
    {.line = NULL},
};

const struct accord_command accord_command_trace = {
    .name = "trace",
    .help = "says which rules serve which provision, and what none serves",
    .about = "Lists every provision of the registers, whom it addresses, and the rules that assess it; where a limb "
             "that can be assessed has an addressee without a rule, it says so. With a dataset it evaluates the rules "
             "and counts their verdicts.",
    .options = options,
    .examples = examples,
    .run = run,
};
