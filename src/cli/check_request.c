/* The options of `accord check`: one row each, with the function that takes its value. */
#include "cli/check_request.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/crew.h"
#include "cli/loading.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { NAMES_MAX = 16, WORD_MAX = 64, HUNDRED_PERCENT = 100 * 100, SHARD_DIGITS = 6 };

enum accord_status accord_check_request_init(struct accord_check_request *request, size_t arguments,
                                             struct accord_error *err)
{
    struct accord_names *const lists[] = {&request->rules_folders, &request->actors, &request->rules,
                                          &request->instruments, &request->merged};
    enum accord_status status = ACCORD_OK;
    *request = (struct accord_check_request){.bounds = accord_bounds_default(),
                                             .fail = accord_fail_policy_default(),
                                             .jobs = accord_crew_jobs(),
                                             .shard = 1,
                                             .shards = 1};
    for (size_t i = 0; status == ACCORD_OK && i < sizeof lists / sizeof lists[0]; i++)
        status = accord_names_init(lists[i], arguments, err);
    request->outputs = accord_alloc_zero(arguments + 1, sizeof *request->outputs);
    if (status == ACCORD_OK && !request->outputs) status = accord_error_memory(err);
    if (status != ACCORD_OK) accord_check_request_clear(request);
    return status;
}

void accord_check_request_clear(struct accord_check_request *request)
{
    accord_free(request->rules_folders.items);
    accord_free(request->actors.items);
    accord_free(request->rules.items);
    accord_free(request->instruments.items);
    accord_free(request->merged.items);
    accord_free(request->outputs);
    *request = (struct accord_check_request){0};
}

enum accord_status accord_check_take_dataset(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    if (request->dataset)
        return accord_error_set(err, ACCORD_BAD_USAGE, "one dataset at a time: \"%s\" and \"%s\"", request->dataset,
                                value);
    if (value[0] == '\0') return accord_error_set(err, ACCORD_BAD_USAGE, "the dataset's path is empty");
    request->dataset = value;
    return ACCORD_OK;
}

static enum accord_status take_rules(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return accord_names_add(&request->rules_folders, "rules", value, err);
}

static enum accord_status take_actor(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return accord_names_add(&request->actors, "actor", value, err);
}

static enum accord_status take_rule(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return accord_names_add(&request->rules, "rule", value, err);
}

static enum accord_status take_instrument(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return accord_names_add(&request->instruments, "instrument", value, err);
}

static enum accord_status take_as_of(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    request->as_of_given = true;
    return accord_take_day("as-of", value, &request->as_of, err);
}

/* The format's name up to "=", which must be known. */
static enum accord_status find_format(const char *value, size_t length, size_t *format, struct accord_error *err)
{
    const char *names[NAMES_MAX];
    char name[WORD_MAX];
    struct accord_report_format_facts facts;
    size_t count = 0;
    for (; count < NAMES_MAX && accord_report_format(count, &facts); count++)
        names[count] = facts.name;
    if (length >= sizeof name) length = sizeof name - 1;
    memcpy(name, value, length);
    name[length] = '\0';
    if (accord_report_format_find(name, format)) return ACCORD_OK;
    return accord_unknown_name(err, "format", name, names, count);
}

static enum accord_status take_format(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    struct accord_report_output output = {.descriptor = STDOUT_FILENO};
    size_t length = strcspn(value, "=");
    enum accord_status status = find_format(value, length, &output.format, err);
    if (status != ACCORD_OK) return status;
    if (value[length] == '=') output.path = value + length + 1;
    status = accord_check_report_path(output.path, value, err);
    if (status != ACCORD_OK) return status;
    for (size_t i = 0; i < request->output_count; i++) {
        const char *other = request->outputs[i].path;
        if (!other && !output.path)
            return accord_error_set(err, ACCORD_BAD_USAGE,
                                    "two formats for standard output: give one a path, --format %s=PATH", value);
        if (other && output.path && strcmp(other, output.path) == 0)
            return accord_error_set(err, ACCORD_BAD_USAGE, "two formats for the file %s", other);
    }
    request->outputs[request->output_count++] = output;
    return ACCORD_OK;
}

/* ---- options whose value is one word of a few ---- */

struct word {
    const char *word;
    int value;
};

static enum accord_status take_word(const char *option, const char *value, const struct word *words, size_t count,
                                    int *taken, struct accord_error *err)
{
    const char *names[NAMES_MAX];
    char what[WORD_MAX];
    for (size_t i = 0; i < count; i++) {
        names[i] = words[i].word;
        if (strcmp(names[i], value) != 0) continue;
        *taken = words[i].value;
        return ACCORD_OK;
    }
    (void)snprintf(what, sizeof what, "value of --%s", option);
    return accord_unknown_name(err, what, value, names, count);
}

static enum accord_status take_only(void *host, const char *value, struct accord_error *err)
{
    static const struct word words[] = {{"findings", true}};
    struct accord_check_request *request = host;
    int taken = 0;
    enum accord_status status = take_word("only", value, words, 1, &taken, err);
    if (status == ACCORD_OK) request->report.only_findings = taken;
    return status;
}

static enum accord_status take_group_by(void *host, const char *value, struct accord_error *err)
{
    static const struct word words[] = {{"actor", false}, {"provision", true}};
    struct accord_check_request *request = host;
    int taken = 0;
    enum accord_status status = take_word("group-by", value, words, 2, &taken, err);
    if (status == ACCORD_OK) request->report.by_provision = taken;
    return status;
}

static enum accord_status take_color(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return accord_take_color(value, &request->color, err);
}

static enum accord_status take_fail_force(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    const char *names[ACCORD_FORCE_COUNT];
    request->fail_force_given = true;
    for (size_t i = 0; i < ACCORD_FORCE_COUNT; i++)
        names[i] = accord_force_name((enum accord_force)i);
    if (accord_force_find(value, &request->fail.force)) return ACCORD_OK;
    return accord_unknown_name(err, "force", value, names, ACCORD_FORCE_COUNT);
}

/* A verdict of --fail-on. Those that nobody need look at cannot fail, and an error has its own exit code. */
static enum accord_status fail_on(struct accord_check_request *request, const char *name, struct accord_error *err)
{
    const char *names[ACCORD_VERDICT_COUNT];
    enum accord_verdict_kind verdict;
    size_t count = 0;
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        verdict = (enum accord_verdict_kind)kind;
        if (verdict != ACCORD_VERDICT_ERROR && accord_verdict_needs_look(verdict))
            names[count++] = accord_verdict_meaning(verdict)->name;
    }
    names[count++] = "none";
    if (strcmp(name, "none") == 0) return ACCORD_OK;
    if (!accord_verdict_find(name, &verdict)) return accord_unknown_name(err, "verdict", name, names, count);
    if (verdict == ACCORD_VERDICT_ERROR)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--fail-on error: an error always ends with exit code 3");
    if (!accord_verdict_needs_look(verdict))
        return accord_error_set(err, ACCORD_BAD_USAGE, "--fail-on %s: that cannot fail a run", name);
    request->fail.verdicts[verdict] = true;
    return ACCORD_OK;
}

static enum accord_status take_fail_on(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    char name[WORD_MAX];
    request->fail_on_given = true;
    memset(request->fail.verdicts, 0, sizeof request->fail.verdicts);
    for (bool more = true; more;) {
        size_t length = strcspn(value, ",");
        size_t kept = length < sizeof name ? length : sizeof name - 1;
        memcpy(name, value, kept);
        name[kept] = '\0';
        enum accord_status status = fail_on(request, name, err);
        if (status != ACCORD_OK) return status;
        more = value[length] == ',';
        value += length + more;
    }
    return ACCORD_OK;
}

/* Digits with at most two decimals, as hundredths. */
static bool read_hundredths(const char *text, unsigned *hundredths)
{
    static const char digits[] = "0123456789";
    size_t whole = strspn(text, digits);
    size_t decimals = text[whole] == '.' ? strspn(text + whole + 1, digits) : 0;
    const char *rest = text + whole + (text[whole] == '.' ? 1 + decimals : 0);
    if (whole == 0 || whole > 3 || decimals > 2 || (text[whole] == '.' && decimals == 0) || *rest) return false;
    unsigned number = 0;
    for (size_t i = 0; i < whole; i++)
        number = 10 * number + (unsigned)(text[i] - '0');
    for (size_t i = 0; i < 2; i++)
        number = 10 * number + (i < decimals ? (unsigned)(text[whole + 1 + i] - '0') : 0);
    *hundredths = number;
    return number <= HUNDRED_PERCENT;
}

static enum accord_status take_min_coverage(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    request->min_coverage_given = true;
    if (read_hundredths(value, &request->fail.min_coverage)) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "--min-coverage %s: expected a percentage from 0 to 100, with at most two decimals", value);
}

static enum accord_status take_summary(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    (void)value;
    (void)err;
    request->report.summary = true;
    return ACCORD_OK;
}

static enum accord_status take_profile(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    request->profile = value;
    return value[0] ? ACCORD_OK : accord_error_set(err, ACCORD_BAD_USAGE, "--profile needs a name or a path");
}

static enum accord_status take_print_config(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    (void)value;
    (void)err;
    request->print_config = true;
    return ACCORD_OK;
}

/* ---- processes ---- */

static enum accord_status take_jobs(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    uint64_t jobs = 0;
    enum accord_status status = accord_take_number("jobs", value, 1, ACCORD_JOBS_MAX, &jobs, err);
    if (status == ACCORD_OK) request->jobs = (unsigned)jobs;
    return status;
}

/* ---- stored runs ---- */

static enum accord_status take_store(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    request->store = value;
    return value[0] ? ACCORD_OK : accord_error_set(err, ACCORD_BAD_USAGE, "--store needs a path");
}

enum accord_status accord_merge_take_run(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return accord_names_add(&request->merged, "RUN", value, err);
}

static enum accord_status take_no_cache(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    (void)value;
    (void)err;
    request->no_cache = true;
    return ACCORD_OK;
}

/* "3/8" */
static enum accord_status take_shard(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    size_t read[2] = {0, 0};
    const char *at = value;
    for (int i = 0; i < 2; i++) {
        size_t digits = strspn(at, "0123456789");
        for (size_t j = 0; j < digits && digits <= SHARD_DIGITS; j++)
            read[i] = 10 * read[i] + (size_t)(at[j] - '0');
        at += digits;
        if (i == 0 && *at == '/') at++;
    }
    if (*at || read[0] == 0 || read[0] > read[1])
        return accord_error_set(err, ACCORD_BAD_USAGE, "--shard %s: expected I/N, as 3/8, with I from 1 to N", value);
    request->shard = read[0];
    request->shards = read[1];
    return ACCORD_OK;
}

static enum accord_status take_quiet(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    (void)value;
    (void)err;
    request->quiet = true;
    return ACCORD_OK;
}

/* ---- the tables ---- */

/* Of whatever gives reports: rows in braces, as ACCORD_BOUNDS_OPTIONS. */
#define REPORT_OPTIONS                                                                                                 \
    {"format", "FORMAT[=PATH]",                                                                                        \
     "text, json or jsonl, to a file or, one of them, to standard output; may be repeated; text when left out", true,  \
     take_format},                                                                                                     \
        {"only", "findings",                                                                                           \
         "json, jsonl: leave out verdicts that nobody needs to look at (met, not_due, not_applicable)", false,         \
         take_only},                                                                                                   \
        {"summary", NULL, "counts and scores only, no verdicts", false, take_summary},                                 \
    {                                                                                                                  \
        "group-by", "WHAT", "text: group findings by actor (when left out) or provision", false, take_group_by         \
    }

#define RULE_OPTIONS                                                                                                   \
    {"rule", "GLOB", "only rules whose id matches (* any run, ? one character); may be repeated", true, take_rule},    \
        {"instrument", "ID", "only rules of this instrument; may be repeated", true, take_instrument},                 \
        {"fail-on", "LIST",                                                                                            \
         "findings that fail the run: gap, partial, unreported, review, separated by commas, or none; gap,partial "    \
         "when left out",                                                                                              \
         false, take_fail_on},                                                                                         \
        {"fail-force", "FORCE",                                                                                        \
         "only findings on provisions of this force or a stronger one fail: binding, request, encourage, invite, "     \
         "none; request when left out",                                                                                \
         false, take_fail_force},                                                                                      \
        {"min-coverage", "PERCENT",                                                                                    \
         "fail when less than this share of all pairs of provision and actor can be assessed", false,                  \
         take_min_coverage},                                                                                           \
    {                                                                                                                  \
        "profile", "NAME",                                                                                             \
            "select rules, set params and what fails as this profile says: one that comes with the rules (analyst, "   \
            "ci, standing-committee) or a Lua file; flags win over it",                                                \
            false, take_profile                                                                                        \
    }

static const char rules_help[] = "load the rules in this folder, in place of the installed ones; may be repeated";
static const char quiet_help[] = "no report on standard output unless --format asks for one, no progress";
static const char jobs_help[] = "worker processes that evaluate; as many as there are processors when left out";
static const char color_help[] = "auto (a terminal, and NO_COLOR not set), always or never";

const struct accord_option accord_check_options[] = {
    {"rules", "DIR", rules_help, true, take_rules},
    {"as-of", "DATE", "the day for which the question is asked; today (UTC) when left out", false, take_as_of},
    REPORT_OPTIONS,
    {"actor", "ID", "only this actor; may be repeated", true, take_actor},
    RULE_OPTIONS,
    {"print-config", NULL, "print what the check would be set to, and by what, and evaluate nothing", false,
     take_print_config},
    {"quiet", NULL, quiet_help, false, take_quiet},
    {"jobs", "N", jobs_help, false, take_jobs},
    ACCORD_BOUNDS_OPTIONS,
    {"store", "FILE",
     "append the run to this store (made when it is not there), and take from its runs of the same day what rests on "
     "the same rows, rules and params",
     false, take_store},
    {"no-cache", NULL, "take nothing from the store: evaluate everything", false, take_no_cache},
    {"shard", "I/N",
     "only part I of N of the actors, for a run that `accord merge` joins with the others; --min-coverage counts there",
     false, take_shard},
    {"color", "WHEN", color_help, false, take_color},
    {.name = NULL},
};

const struct accord_option accord_merge_options[] = {
    {"dataset", "DATASET", "the dataset of the runs; the working folder when left out", false,
     accord_check_take_dataset},
    {"rules", "DIR", rules_help, true, take_rules},
    REPORT_OPTIONS,
    RULE_OPTIONS,
    {"quiet", NULL, quiet_help, false, take_quiet},
    {"jobs", "N", jobs_help, false, take_jobs},
    ACCORD_BOUNDS_OPTIONS,
    {"store", "FILE", "append the whole run to this store, which may be one of those merged", false, take_store},
    {"color", "WHEN", color_help, false, take_color},
    {.name = NULL},
};
