/* The options of `accord check`: one row each, with the function that takes its value. */
#include "cli/check_request.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/crew.h"
#include "cli/loading.h"
#include "cli/waive.h"

#include <string.h>

enum { SHARD_DIGITS = 6 };

struct accord_check_request accord_check_request_default(void)
{
    return (struct accord_check_request){.bounds = accord_bounds_default(),
                                         .fail = accord_fail_policy_default(),
                                         .jobs = accord_crew_jobs(),
                                         .shard = 1,
                                         .shards = 1};
}

void accord_check_request_clear(struct accord_check_request *request)
{
    accord_free(request->rules_folders.items);
    accord_free(request->actors.items);
    accord_free(request->rules.items);
    accord_free(request->instruments.items);
    accord_free(request->tags.items);
    accord_free(request->regions.items);
    accord_free(request->merged.items);
    accord_free(request->outputs);
    accord_config_clear(&request->config);
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

static enum accord_status take_tag(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return accord_names_add(&request->tags, "tag", value, err);
}

static enum accord_status take_region(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return accord_names_add(&request->regions, "region", value, err);
}

static enum accord_status take_changed_since(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    (void)err; /* git knows what it may be */
    request->changed_since = value;
    return ACCORD_OK;
}

static enum accord_status take_as_of(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    request->as_of_given = true;
    return accord_take_day("as-of", value, &request->as_of, err);
}

static enum accord_status take_color(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return accord_take_color(value, &request->color, err);
}

static enum accord_status take_summary(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    (void)value;
    (void)err;
    request->report.summary = true;
    return ACCORD_OK;
}

const char *accord_shipped_profile(size_t index)
{
    static const char *const names[] = {"analyst", "ci", "standing-committee"};
    return index < sizeof names / sizeof names[0] ? names[index] : NULL;
}

static enum accord_status take_profile(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    request->profile = value;
    return value[0] ? ACCORD_OK : accord_error_set(err, ACCORD_BAD_USAGE, "--profile needs a name or a path");
}

static enum accord_status take_verify(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    (void)value;
    (void)err;
    request->verify = true;
    return ACCORD_OK;
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
    {"format",                                                                                                         \
     "FORMAT[=PATH]",                                                                                                  \
     "{words}, to a file or, one of them, to standard output; may be repeated; text when left out",                    \
     true,                                                                                                             \
     accord_check_take_format,                                                                                         \
     accord_report_format_word},                                                                                       \
        {"only",                                                                                                       \
         "findings",                                                                                                   \
         "leave out verdicts that nobody needs to look at (met, not_due, not_applicable); text always does",           \
         false,                                                                                                        \
         accord_check_take_only,                                                                                       \
         accord_check_only_word},                                                                                      \
        {"split-by",                                                                                                   \
         "actor",                                                                                                      \
         "a report of its own for each actor, wherever a path names {actor}: markdown=reports/{actor}.md",             \
         false,                                                                                                        \
         accord_check_take_split_by,                                                                                   \
         accord_check_split_word},                                                                                     \
        {"csv-bom", NULL, "csv: begin with a byte-order mark, for spreadsheets that need one", false,                  \
         accord_check_take_csv_bom},                                                                                   \
        {"sarif-profile",                                                                                              \
         "WHAT",                                                                                                       \
         "sarif: {words}; github holds open failures only, the worst first, within the limits of its code scanning; "  \
         "full when left out",                                                                                         \
         false,                                                                                                        \
         accord_check_take_sarif_profile,                                                                              \
         accord_check_sarif_word},                                                                                     \
        {"summary", NULL, "counts and scores only, no verdicts", false, take_summary},                                 \
        {"group-by",                                                                                                   \
         "WHAT",                                                                                                       \
         "text: group findings by actor (when left out) or provision",                                                 \
         false,                                                                                                        \
         accord_check_take_group_by,                                                                                   \
         accord_check_group_word},                                                                                     \
        {"junit-flavor",                                                                                               \
         "WHAT",                                                                                                       \
         "junit: {words}; strict (when left out) is valid against its published schemas, gitlab names files too",      \
         false,                                                                                                        \
         accord_check_take_junit_flavor,                                                                               \
         accord_check_junit_word},                                                                                     \
    {                                                                                                                  \
        "tap-version", "N", "tap: {words}; 13 when left out, for prove knows no later one", false,                     \
            accord_check_take_tap_version, accord_check_tap_word                                                       \
    }

#define RULE_CHOICE_OPTIONS                                                                                            \
    {"rule", "GLOB", "only rules whose id matches (* any run, ? one character); may be repeated", true, take_rule},    \
        {"instrument", "ID", "only rules of this instrument; may be repeated", true, take_instrument},                 \
    {                                                                                                                  \
        "tag", "TAG", "only rules with this tag; may be repeated", true, take_tag                                      \
    }

#define PROFILE_OPTION                                                                                                 \
    {                                                                                                                  \
        "profile", "PROFILE",                                                                                          \
            "select rules, set params and what fails as this profile says: one that comes with the rules ({words}) "   \
            "or a Lua file; flags win over it",                                                                        \
            false, take_profile, accord_shipped_profile                                                                \
    }

#define RULE_OPTIONS                                                                                                   \
    RULE_CHOICE_OPTIONS,                                                                                               \
        {"fail-on",                                                                                                    \
         "LIST",                                                                                                       \
         "findings that fail the run, separated by commas: {words}; gap,partial when left out",                        \
         false,                                                                                                        \
         accord_check_take_fail_on,                                                                                    \
         accord_check_fail_word},                                                                                      \
        {"fail-force",                                                                                                 \
         "FORCE",                                                                                                      \
         "only findings on provisions of this force or a stronger one fail: {words}; request when left out",           \
         false,                                                                                                        \
         accord_check_take_fail_force,                                                                                 \
         accord_force_word},                                                                                           \
        {"min-coverage", "PERCENT",                                                                                    \
         "fail when less than this share of all pairs of provision and actor can be assessed", false,                  \
         accord_check_take_min_coverage},                                                                              \
        PROFILE_OPTION

#define LEDGER_OPTIONS                                                                                                 \
    {"baseline", "FILE",                                                                                               \
     "findings that were known before, as `accord baseline` wrote them: they are shown and do not fail; new and "      \
     "worse ones do",                                                                                                  \
     false, accord_check_take_baseline},                                                                               \
        {"waivers", "FILE", "findings that are accepted for a time, as CSV, or JSON where the name ends so", false,    \
         accord_check_take_waivers},                                                                                   \
    {                                                                                                                  \
        "strict-waivers", NULL, "exit code 6 where waivers have lapsed or cover nothing", false,                       \
            accord_check_take_strict_waivers                                                                           \
    }

static const char rules_help[] =
    "load the rules in this folder, in place of the installed ones (@installed: these too); may be repeated";
static const char region_help[] =
    "only actors that are, or may be, in this region on the day: SCHEME/REGION, or REGION where one scheme has it; "
    "may be repeated";
static const char quiet_help[] = "no report on standard output unless --format asks for one, no progress";
static const char jobs_help[] = "worker processes that evaluate; as many as there are processors when left out";
static const char color_help[] = "auto (a terminal, and NO_COLOR not set), always or never";

const struct accord_option accord_check_options[] = {
    {"rules", "DIR", rules_help, true, take_rules},
    {"as-of", "DATE", "the day for which the question is asked; today (UTC) when left out", false, take_as_of},
    REPORT_OPTIONS,
    {"actor", "ID", "only this actor; may be repeated", true, take_actor},
    {"region", "REGION", region_help, true, take_region},
    {"changed-since", "REV",
     "only actors whose rows are not what they were at this commit of git; all of them, with why, where rules or what "
     "every actor sees changed too",
     false, take_changed_since},
    RULE_OPTIONS,
    LEDGER_OPTIONS,
    ACCORD_CONFIG_OPTIONS,
    {"print-config", NULL, "print what the check would be set to, and by what, and evaluate nothing", false,
     take_print_config},
    {"verify", NULL, "first read all of a packed dataset and compare it with what was packed", false, take_verify},
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
    {"color", "WHEN", color_help, false, take_color, accord_color_word},
    {.name = NULL},
};

const struct accord_option accord_baseline_options[] = {
    {"baseline", "FILE", "the baseline; it is made by write, and must be there for update and prune", false,
     accord_check_take_baseline},
    {"waivers", "FILE", "findings that these cover, or covered until they lapsed, are left out", false,
     accord_check_take_waivers},
    {"rules", "DIR", rules_help, true, take_rules},
    {"as-of", "DATE", "the day for which the question is asked; today (UTC) when left out", false, take_as_of},
    {"actor", "ID", "only this actor; may be repeated", true, take_actor},
    {"region", "REGION", region_help, true, take_region},
    RULE_CHOICE_OPTIONS,
    PROFILE_OPTION,
    ACCORD_CONFIG_OPTIONS,
    {"jobs", "N", jobs_help, false, take_jobs},
    ACCORD_BOUNDS_OPTIONS,
    {.name = NULL},
};

const struct accord_option accord_waive_options[] = {
    {"reason", "TEXT", "why it is accepted; needed", false, accord_waive_take_reason},
    {"who", "TEXT", "who accepts it, an office rather than a name; needed", false, accord_waive_take_who},
    {"until", "DATE", "its last day; 90 days after the as-of date when left out", false, accord_waive_take_until},
    {"waivers", "FILE", "the waivers: CSV, or JSON where the name ends in .json", false, accord_check_take_waivers},
    {"dataset", "DATASET", "the dataset; the working folder when left out", false, accord_check_take_dataset},
    {"rules", "DIR", rules_help, true, take_rules},
    {"as-of", "DATE", "the first day of the waiver; today (UTC) when left out", false, take_as_of},
    PROFILE_OPTION,
    ACCORD_CONFIG_OPTIONS,
    {"jobs", "N", jobs_help, false, take_jobs},
    ACCORD_BOUNDS_OPTIONS,
    {.name = NULL},
};

const struct accord_option accord_merge_options[] = {
    {"dataset", "DATASET", "the dataset of the runs; the working folder when left out", false,
     accord_check_take_dataset},
    {"rules", "DIR", rules_help, true, take_rules},
    REPORT_OPTIONS,
    RULE_OPTIONS,
    LEDGER_OPTIONS,
    {"quiet", NULL, quiet_help, false, take_quiet},
    {"jobs", "N", jobs_help, false, take_jobs},
    ACCORD_BOUNDS_OPTIONS,
    ACCORD_CONFIG_OPTIONS,
    {"store", "FILE", "append the whole run to this store, which may be one of those merged", false, take_store},
    {"color", "WHEN", color_help, false, take_color, accord_color_word},
    {.name = NULL},
};
