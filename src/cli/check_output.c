/* Options of `accord check` that say which reports there are, and what is in them. */
#include "cli/check_request.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/places.h"
#include "report/split.h"

#include <assert.h>
#include <string.h>
#include <unistd.h>

enum { WORD_MAX = 64, OUTPUTS_FIRST = 4 };

/* The format's name up to "=", which must be known. */
static enum accord_status find_format(const char *value, size_t length, size_t *format, struct accord_error *err)
{
    char name[WORD_MAX];
    if (length >= sizeof name) length = sizeof name - 1;
    memcpy(name, value, length);
    name[length] = '\0';
    return accord_take_word("format", name, accord_report_format_word, format, err);
}

enum accord_status accord_check_add_output(struct accord_check_request *request,
                                           const struct accord_report_output *output, struct accord_error *err)
{
    if (request->output_count == request->output_capacity) {
        size_t capacity = 2 * request->output_capacity + OUTPUTS_FIRST;
        struct accord_report_output *outputs = accord_realloc(request->outputs, capacity, sizeof *outputs);
        if (!outputs) return accord_error_memory(err);
        request->outputs = outputs;
        request->output_capacity = capacity;
    }
    request->outputs[request->output_count++] = *output;
    return ACCORD_OK;
}

enum accord_status accord_check_take_format(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    struct accord_report_output output = {.descriptor = STDOUT_FILENO};
    size_t length = strcspn(value, "=");
    enum accord_status status = find_format(value, length, &output.format, err);
    if (status != ACCORD_OK) return status;
    if (value[length] == '=') output.path = value + length + 1;
    status = accord_check_report_path(output.path, value, err);
    if (status != ACCORD_OK) return status;
    for (size_t i = 0; i < request->output_count && status == ACCORD_OK; i++)
        status = accord_check_outputs_apart(request->outputs[i].path, output.path, value, err);
    return status == ACCORD_OK ? accord_check_add_output(request, &output, err) : status;
}

/* ---- options whose value is one word of a few ---- */

const char *accord_check_only_word(size_t index)
{
    return index == 0 ? "findings" : NULL;
}

enum accord_status accord_check_take_only(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    size_t word = 0;
    enum accord_status status = accord_take_word("value of --only", value, accord_check_only_word, &word, err);
    if (status == ACCORD_OK) request->report.only_findings = true;
    return status;
}

enum { BY_ACTOR, BY_PROVISION };

const char *accord_check_group_word(size_t index)
{
    static const char *const words[] = {[BY_ACTOR] = "actor", [BY_PROVISION] = "provision"};
    return index < sizeof words / sizeof words[0] ? words[index] : NULL;
}

enum accord_status accord_check_take_group_by(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    size_t word = BY_ACTOR;
    enum accord_status status = accord_take_word("value of --group-by", value, accord_check_group_word, &word, err);
    request->report.by_provision = word == BY_PROVISION;
    return status;
}

const char *accord_check_split_word(size_t index)
{
    return index == 0 ? "actor" : NULL;
}

enum accord_status accord_check_take_split_by(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    size_t word = 0;
    request->split = true;
    return accord_take_word("value of --split-by", value, accord_check_split_word, &word, err);
}

/* ---- options about one format ---- */

static void need_format(struct accord_check_request *request, const char *option, const char *format)
{
    assert(request->need_count < ACCORD_FORMAT_NEEDS_MAX);
    request->needs[request->need_count++] = (struct accord_format_need){option, format};
}

static bool has_format(const struct accord_check_request *request, const char *name)
{
    size_t format = 0;
    bool known = accord_report_format_find(name, &format);
    assert(known);
    for (size_t i = 0; i < request->output_count && known; i++)
        if (request->outputs[i].format == format) return true;
    return false;
}

/* A slip on the command line is refused; a setting may be about reports of other runs. */
static bool is_flag(const struct accord_check_request *request, const char *option)
{
    return request->config.command && accord_config_origin(&request->config, option)->source == ACCORD_SOURCE_FLAG;
}

/* A path that names {actor} is many paths where that was asked for, and a slip where it was not. */
static enum accord_status settle_split(struct accord_check_request *request, struct accord_error *err)
{
    bool found = false;
    for (size_t i = 0; i < request->output_count; i++) {
        struct accord_report_output *output = &request->outputs[i];
        output->each_actor = accord_split_place(output->path) != NULL;
        found = found || output->each_actor;
        if (output->each_actor && !request->split)
            return accord_error_set(err, ACCORD_BAD_USAGE, "%s: {actor} in a path goes with --split-by actor",
                                    output->path);
    }
    if (found || !request->split || !is_flag(request, "split-by")) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "--split-by actor: expected a path with {actor} in it, as --format "
                            "markdown=reports/{actor}.md");
}

/* GitHub shows at most 1 MiB of what a step adds to the summary of its job. */
enum { JOB_SUMMARY_BYTES = 1024 * 1024 };

/* In a job of GitHub, annotations come with a summary. Where somebody asks for a report of that name, it is theirs. */
static enum accord_status add_job_summary(struct accord_check_request *request, struct accord_error *err)
{
    struct accord_report_output output = {.path = accord_places_job_summary(), .append_up_to = JOB_SUMMARY_BYTES};
    if (!output.path || !has_format(request, "github")) return ACCORD_OK;
    for (size_t i = 0; i < request->output_count; i++)
        if (request->outputs[i].path && accord_places_same_file(request->outputs[i].path, output.path))
            return ACCORD_OK;
    if (!accord_report_format_find("markdown", &output.format)) return ACCORD_OK;
    request->report.job_summary = true;
    return accord_check_add_output(request, &output, err);
}

enum accord_status accord_check_settle_outputs(struct accord_check_request *request, struct accord_error *err)
{
    for (size_t i = 0; i < request->need_count; i++) {
        const struct accord_format_need *need = &request->needs[i];
        if (!has_format(request, need->format) && is_flag(request, need->option))
            return accord_error_set(err, ACCORD_BAD_USAGE, "--%s is about --format %s, which was not asked for",
                                    need->option, need->format);
    }
    for (size_t i = 0; i < request->output_count && request->report.summary; i++) {
        struct accord_report_format_facts facts;
        if (accord_report_format(request->outputs[i].format, &facts) && facts.needs_verdicts)
            return accord_error_set(err, ACCORD_BAD_USAGE,
                                    "--summary leaves nothing for --format %s, which is made of verdicts", facts.name);
    }
    enum accord_status status = settle_split(request, err);
    return status == ACCORD_OK ? add_job_summary(request, err) : status;
}

enum accord_status accord_check_take_csv_bom(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    (void)value;
    (void)err;
    request->report.csv_mark = true;
    need_format(request, "csv-bom", "csv");
    return ACCORD_OK;
}

const char *accord_check_junit_word(size_t index)
{
    static const char *const words[] = {[ACCORD_JUNIT_STRICT] = "strict", [ACCORD_JUNIT_GITLAB] = "gitlab"};
    return index < sizeof words / sizeof words[0] ? words[index] : NULL;
}

enum accord_status accord_check_take_junit_flavor(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    size_t word = ACCORD_JUNIT_STRICT;
    enum accord_status status = accord_take_word("value of --junit-flavor", value, accord_check_junit_word, &word, err);
    need_format(request, "junit-flavor", "junit");
    request->report.junit_flavor = (enum accord_junit_flavor)word;
    return status;
}

enum { TAP_FIRST = 13, TAP_LAST = 14 };

const char *accord_check_tap_word(size_t index)
{
    static const char *const words[] = {"13", "14"};
    assert(sizeof words / sizeof words[0] == TAP_LAST - TAP_FIRST + 1);
    return index < sizeof words / sizeof words[0] ? words[index] : NULL;
}

enum accord_status accord_check_take_tap_version(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    size_t word = 0;
    enum accord_status status = accord_take_word("value of --tap-version", value, accord_check_tap_word, &word, err);
    need_format(request, "tap-version", "tap");
    request->report.tap_version = TAP_FIRST + (unsigned)word;
    return status;
}

enum { SARIF_FULL, SARIF_GITHUB };

const char *accord_check_sarif_word(size_t index)
{
    static const char *const words[] = {[SARIF_FULL] = "full", [SARIF_GITHUB] = "github"};
    return index < sizeof words / sizeof words[0] ? words[index] : NULL;
}

enum accord_status accord_check_take_sarif_profile(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    size_t word = SARIF_FULL;
    enum accord_status status =
        accord_take_word("value of --sarif-profile", value, accord_check_sarif_word, &word, err);
    request->report.sarif_github = word == SARIF_GITHUB;
    need_format(request, "sarif-profile", "sarif");
    return status;
}
