/* Options of `accord check` that say which reports there are, and what is in them. */
#include "cli/check_request.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { NAMES_MAX = 16, WORD_MAX = 64, OUTPUTS_FIRST = 4 };

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
    for (size_t i = 0; i < request->output_count; i++) {
        const char *other = request->outputs[i].path;
        if (!other && !output.path)
            return accord_error_set(err, ACCORD_BAD_USAGE,
                                    "two formats for standard output: give one a path, --format %s=PATH", value);
        if (other && output.path && strcmp(other, output.path) == 0)
            return accord_error_set(err, ACCORD_BAD_USAGE, "two formats for the file %s", other);
    }
    return accord_check_add_output(request, &output, err);
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

enum accord_status accord_check_take_only(void *host, const char *value, struct accord_error *err)
{
    static const struct word words[] = {{"findings", true}};
    struct accord_check_request *request = host;
    int taken = 0;
    enum accord_status status = take_word("only", value, words, 1, &taken, err);
    if (status == ACCORD_OK) request->report.only_findings = taken;
    return status;
}

enum accord_status accord_check_take_group_by(void *host, const char *value, struct accord_error *err)
{
    static const struct word words[] = {{"actor", false}, {"provision", true}};
    struct accord_check_request *request = host;
    int taken = 0;
    enum accord_status status = take_word("group-by", value, words, 2, &taken, err);
    if (status == ACCORD_OK) request->report.by_provision = taken;
    return status;
}
