/* `accord explain`: what a rule is, and what it did for one actor. */
#include "workshop/explain.h"

#include "accord/problems.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/bounds.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/exit_code.h"
#include "cli/explain_apart.h"
#include "cli/loader.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/places.h"
#include "cli/selection.h"
#include "report/comments.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { EXPLAIN_TEXT_MAX = 64 * 1024 * 1024 };

struct request {
    struct accord_bounds bounds; /* first: its options' host */
    struct accord_config config;
    struct accord_names rules_folders;
    const char *subject; /* a rule, by id, former id or glob, or a provision */
    const char *actor;
    const char *dataset;
    struct accord_date as_of;
    bool as_of_given;
    bool all;
    enum accord_color color;
    struct accord_output output;
};

/* One explanation at work. */
struct explaining {
    struct request request;
    struct accord_packs *packs;
    struct accord_dataset *dataset;
    struct accord_problems *warnings;
    struct accord_explain_request explain;
    struct accord_explained explained;
    bool of_rule; /* not of a provision */
    bool ran;
    bool gone; /* the reader of the standard output */
};

/* ---- options ---- */

static enum accord_status take_operand(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    const char **place = request->subject == NULL ? &request->subject : &request->actor;
    if (*place != NULL) return accord_error_set(err, ACCORD_BAD_USAGE, "unexpected argument \"%s\"", value);
    *place = value;
    return ACCORD_OK;
}

static enum accord_status take_rules(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_names_add(&request->rules_folders, "rules", value, err);
}

static enum accord_status take_dataset(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (value[0] == '\0') return accord_error_set(err, ACCORD_BAD_USAGE, "--dataset needs a value that is not empty");
    request->dataset = value;
    return ACCORD_OK;
}

static enum accord_status take_actor(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (request->actor != NULL)
        return accord_error_set(err, ACCORD_BAD_USAGE, "the actor is given twice: %s and %s", request->actor, value);
    request->actor = value;
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
    return index < ACCORD_EXPLAIN_FORMATS ? accord_explain_format_name(accord_explain_formats[index]) : NULL;
}

static enum accord_status take_format(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_take_output(value, format_word, &request->output, err);
}

static enum accord_status take_color(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_take_color(value, &request->color, err);
}

static enum accord_status take_all(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->all = true;
    return ACCORD_OK;
}

static const struct accord_option options[] = {
    {"rules", "DIR",
     "load the rules in this folder, in place of the installed ones (@installed: these too); may be repeated", true,
     take_rules},
    {"dataset", "DATASET", "the data to run the rule on; the working folder when only an actor is given", false,
     take_dataset},
    {"actor", "ID", "the actor to run it for, in place of the second operand", false, take_actor},
    {"as-of", "DATE", "the day for which the question is asked; today (UTC) when left out", false, take_as_of},
    {"format", "FORMAT[=FILE]", "{words}, to a file or to standard output; text when left out", false, take_format,
     format_word},
    {"color", "WHEN", "auto (a terminal, and NO_COLOR not set), always or never", false, take_color, accord_color_word},
    {"all", NULL, "every round of every loop, and every row", false, take_all},
    ACCORD_CONFIG_OPTIONS,
    ACCORD_BOUNDS_OPTIONS,
    {.name = NULL},
};

/* ---- which rule, which actor ---- */

/* Every name that a rule or a provision can be asked for by: ids, former ids, provisions. */
static size_t list_names(const struct accord_packs *packs, const char **names)
{
    size_t count = 0;
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i, &rule);
        if (names != NULL) names[count] = rule.id;
        count++;
        for (size_t j = 0; j < rule.alias_count; j++, count++)
            if (names != NULL) names[count] = rule.aliases[j];
    }
    for (size_t i = 0; i < accord_packs_provision_count(packs); i++, count++) {
        struct accord_provision_facts provision;
        accord_packs_provision(packs, i, &provision);
        if (names != NULL) names[count] = provision.id;
    }
    return count;
}

static enum accord_status unknown(const struct accord_packs *packs, const char *asked, struct accord_error *err)
{
    size_t count = list_names(packs, NULL);
    const char **names = accord_alloc_zero(count + 1, sizeof *names);
    if (names == NULL) return accord_error_memory(err);
    (void)list_names(packs, names);
    enum accord_status status = accord_unknown_name(err, "rule or provision", asked, names, count);
    accord_free(names);
    return status;
}

static bool is_name_of(const struct accord_rule_facts *rule, const char *asked)
{
    bool is = strcmp(rule->id, asked) == 0;
    for (size_t i = 0; i < rule->alias_count && !is; i++)
        is = strcmp(rule->aliases[i], asked) == 0;
    return is;
}

/* The rule of that id or former id; else the one that the glob names. SIZE_MAX: none. */
static enum accord_status find_rule(const struct accord_packs *packs, const char *asked, size_t *found,
                                    struct accord_error *err)
{
    size_t first = SIZE_MAX, matches = 0;
    struct accord_rule_facts rule, other;
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        accord_packs_rule(packs, i, &rule);
        if (is_name_of(&rule, asked)) {
            *found = i;
            return ACCORD_OK;
        }
        if (!accord_glob_match(asked, rule.id)) continue;
        if (matches++ == 0) first = i;
    }
    *found = first;
    if (matches <= 1) return ACCORD_OK;
    accord_packs_rule(packs, first, &other);
    return accord_error_set(err, ACCORD_BAD_USAGE, "\"%s\" names %zu rules, %s first; expected exactly one", asked,
                            matches, other.id);
}

static size_t find_provision(const struct accord_packs *packs, const char *asked)
{
    for (size_t i = 0; i < accord_packs_provision_count(packs); i++) {
        struct accord_provision_facts provision;
        accord_packs_provision(packs, i, &provision);
        if (strcmp(provision.id, asked) == 0) return i;
    }
    return SIZE_MAX;
}

/* ---- the work ---- */

/* What an aggregate rule concludes for is known when it has run. */
static enum accord_status check_actor(const struct explaining *explaining, struct accord_error *err)
{
    struct accord_rule_facts rule;
    const char *actor = explaining->request.actor;
    size_t index;
    accord_packs_rule(explaining->packs, explaining->explain.rule, &rule);
    bool aggregate = strcmp(actor, "all") == 0 || strncmp(actor, "region:", strlen("region:")) == 0;
    if (rule.over != NULL && aggregate) return ACCORD_OK;
    return accord_find_actor(explaining->dataset, actor, &index, err);
}

/* By a flag: what accord.json says for all commands asks nothing of this one. */
static bool asks(const struct request *request, const char *option)
{
    return accord_config_origin(&request->config, option)->source == ACCORD_SOURCE_FLAG;
}

static enum accord_status open_dataset(struct explaining *explaining, struct accord_error *err)
{
    struct request *request = &explaining->request;
    if (request->actor == NULL) {
        if (!asks(request, "dataset") && !asks(request, "as-of")) return ACCORD_OK;
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s is for running the rule: for which actor? --actor ID",
                                asks(request, "dataset") ? "--dataset" : "--as-of");
    }
    enum accord_status status = accord_problems_new(&explaining->warnings, err);
    if (status == ACCORD_OK)
        status = accord_load_dataset(request->dataset == NULL ? "." : request->dataset, explaining->warnings,
                                     &explaining->dataset, err);
    if (status == ACCORD_OK) status = check_actor(explaining, err);
    if (status == ACCORD_OK && request->output.path && accord_dataset_reads(explaining->dataset, request->output.path))
        status = accord_error_set(err, ACCORD_BAD_USAGE, "%s: a file of the dataset, expected another path",
                                  request->output.path);
    explaining->explain.dataset = explaining->dataset;
    explaining->explain.actor = request->actor;
    explaining->explain.as_of = request->as_of_given ? request->as_of : accord_places_today();
    if (status == ACCORD_OK)
        status =
            accord_comments_open(explaining->dataset, explaining->explain.as_of, &explaining->explain.comments, err);
    return status;
}

/* What a rule and a provision are is told by the facts of their packs: only a rule that is run needs a process. */
static enum accord_status explain_it(struct explaining *explaining, size_t provision, struct accord_text *text,
                                     struct accord_error *err)
{
    const struct accord_explain_request *explain = &explaining->explain;
    const struct accord_bounds *bounds = &explaining->request.bounds;
    if (!explaining->of_rule) return accord_explain_provision(explain, provision, text, err);
    if (explain->dataset != NULL && bounds->isolated)
        return accord_explain_apart(explain, bounds, text, &explaining->explained, err);
    return accord_explain_rule(explain, text, &explaining->explained, err);
}

static enum accord_status write_explanation(struct explaining *explaining, size_t provision, struct accord_error *err)
{
    const struct request *request = &explaining->request;
    struct accord_explain_request *explain = &explaining->explain;
    struct accord_text text;
    bool terminal = request->output.path == NULL && isatty(STDOUT_FILENO);
    explain->packs = explaining->packs;
    explain->all = request->all;
    explain->color = accord_wants_color(request->color, terminal);
    explain->width = terminal ? accord_places_width() : 0;
    explain->format = accord_explain_formats[request->output.format];
    accord_text_init(&text, EXPLAIN_TEXT_MAX);
    enum accord_status status = explain_it(explaining, provision, &text, err);
    explaining->ran = explain->dataset != NULL;
    if (status == ACCORD_OK && (!explaining->ran || explaining->explained.seen))
        status = accord_output_write(request->output.path, &text, &explaining->gone, err);
    accord_text_clear(&text);
    return status;
}

static enum accord_status run_explain(struct explaining *explaining, struct accord_error *err)
{
    const struct request *request = &explaining->request;
    if (request->subject == NULL)
        return accord_error_set(err, ACCORD_BAD_USAGE, "which rule? \"accord explain RULE\", or a provision");
    enum accord_status status =
        accord_load_facts_within(&request->rules_folders, &request->bounds, &explaining->packs, err);
    if (status != ACCORD_OK) return status;
    size_t provision = find_provision(explaining->packs, request->subject);
    if (provision == SIZE_MAX) status = find_rule(explaining->packs, request->subject, &explaining->explain.rule, err);
    explaining->of_rule = provision == SIZE_MAX;
    if (status == ACCORD_OK && explaining->of_rule && explaining->explain.rule == SIZE_MAX)
        return unknown(explaining->packs, request->subject, err);
    if (status == ACCORD_OK && !explaining->of_rule && (request->actor != NULL || asks(request, "dataset")))
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s is a provision: name one of its rules to run it",
                                request->subject);
    if (status == ACCORD_OK) status = open_dataset(explaining, err);
    if (status == ACCORD_OK) status = write_explanation(explaining, provision, err);
    return status;
}

static int end_explain(struct explaining *explaining, enum accord_status status, const struct accord_error *err)
{
    char text[ACCORD_ERROR_TEXT_MAX];
    if (status != ACCORD_OK)
        return accord_exit_code(explaining->gone ? accord_exit_bit(ACCORD_EXIT_NOT_WRITTEN)
                                                 : accord_complain_of(err, "explain"));
    if (explaining->ran && !explaining->explained.seen) {
        struct accord_rule_facts rule;
        accord_packs_rule(explaining->packs, explaining->explain.rule, &rule);
        (void)snprintf(text, sizeof text, "nothing to explain: %s is about the subject %s%s%s, and %s is no such actor",
                       rule.id, rule.subject, rule.over == NULL ? "" : " over ", rule.over == NULL ? "" : rule.over,
                       explaining->request.actor);
        accord_complain(text);
        return ACCORD_EXIT_NOTHING;
    }
    bool failed = explaining->explained.judged && explaining->explained.verdict == ACCORD_VERDICT_ERROR;
    return failed ? ACCORD_EXIT_RULE_FAILED : ACCORD_EXIT_OK;
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct explaining explaining = {.request.bounds = accord_bounds_default()};
    struct accord_error err = {0};
    bool help = false;
    int code = 0;
    enum accord_status status =
        accord_config_parse(&explaining.request.config, command, count, arguments, &explaining.request, &help, &err);
    if (help) {
        code = accord_command_print_help(command);
    } else {
        if (status == ACCORD_OK) status = run_explain(&explaining, &err);
        code = end_explain(&explaining, status, &err);
    }
    accord_comments_close(explaining.explain.comments);
    accord_dataset_close(explaining.dataset);
    accord_problems_free(explaining.warnings);
    accord_packs_close(explaining.packs);
    accord_free(explaining.request.rules_folders.items);
    accord_config_clear(&explaining.request.config);
    return code;
}

static const struct accord_example examples[] = {
    {"accord explain cms-11.10:25", "a provision, its rules, and how it was read"},
    {"accord explain cms-11.10/no-cms-focal-point", "a rule"},
    {"accord explain cms-11.10/no-cms-focal-point KEN --dataset data",
     "the verdict of that rule for Kenya, line by line"},
    {.line = NULL},
};

const struct accord_command accord_command_explain = {
    .name = "explain",
    .operand = "RULE [ACTOR]",
    .help = "says what a rule asks, and what it did for one actor, line by line",
    .about = "Shows the rule of that id, former id or glob with its provision; or a provision with its rules. With an "
             "actor it runs the rule on a dataset, and shows each gate, the lines that ran, what they asked and read, "
             "and the verdict.",
    .options = options,
    .take_operand = take_operand,
    .examples = examples,
    .run = run,
};
