/* `accord schema`: what others read or write, as JSON Schema. */
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "report/json_schema.h"

enum { SCHEMA_MAX = 1024 * 1024 };

struct request {
    bool output;
    bool line;
};

static enum accord_status take_output(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->output = true;
    return ACCORD_OK;
}

static enum accord_status take_line(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->line = true;
    return ACCORD_OK;
}

static enum accord_status check_request(const struct request *request, struct accord_error *err)
{
    if (request->output != request->line) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s accord schema --output, or accord schema --line",
                            request->output ? "one schema at a time:" : "which schema?");
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct request request = {0};
    struct accord_error err = {0};
    struct accord_text text;
    bool help = false;
    enum accord_status status = accord_options_parse(command, count, arguments, &request, &help, &err);
    if (help) return accord_command_print_help(command);
    if (status == ACCORD_OK) status = check_request(&request, &err);
    if (status != ACCORD_OK) return accord_exit_code(accord_complain_of(&err, command->name));
    accord_text_init(&text, SCHEMA_MAX);
    accord_json_schema_write(&text, request.line);
    int code = accord_print(&text);
    accord_text_clear(&text);
    return code;
}

static const struct accord_option options[] = {
    {.name = "output", .help = "of a report: accord check --format json", .take = take_output},
    {.name = "line", .help = "of one line of accord check --format jsonl", .take = take_line},
    {.name = NULL},
};

static const struct accord_example examples[] = {
    {"accord schema --output > report.schema.json", "what other programs can rely on"},
    {.line = NULL},
};

const struct accord_command accord_command_schema = {
    .name = "schema",
    .help = "prints the JSON Schema of reports",
    .about =
        "Prints the JSON Schema (draft 2020-12) of what accord writes as JSON. Its version, which every report tells, "
        "changes where members are renamed, taken away or come to mean another thing; members may be added "
        "without.",
    .options = options,
    .examples = examples,
    .run = run,
};
