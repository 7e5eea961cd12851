/* `accord schema`: what the tables of a dataset hold, and what reports do, for other programs. */
#include "ingest/schema.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "report/json_schema.h"
#include "workshop/table_schema.h"

enum { SCHEMA_MAX = 1024 * 1024 };

struct request {
    bool output;
    bool line;
    const char *table;
    size_t form;
    bool form_given;
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

static enum accord_status take_form(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    request->form_given = true;
    return accord_take_word("form", value, accord_table_schema_form, &request->form, err);
}

static enum accord_status take_table(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    size_t table = 0;
    if (request->table) return accord_error_set(err, ACCORD_BAD_USAGE, "one table at a time, unexpected \"%s\"", value);
    enum accord_status status = accord_take_word("table", value, accord_table_schema_name, &table, err);
    if (status == ACCORD_OK) request->table = accord_table_schema_name(table);
    return status;
}

static enum accord_status check_request(const struct request *request, struct accord_error *err)
{
    int asked = (request->output ? 1 : 0) + (request->line ? 1 : 0) + (request->table ? 1 : 0);
    if (asked > 1)
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "one schema at a time: accord schema --output, --line, or a table");
    if (request->form_given && !request->table)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--as is for a table: accord schema TABLE --as %s",
                                accord_table_schema_form(request->form));
    return ACCORD_OK;
}

static void write_schema(const struct request *request, struct accord_text *text)
{
    if (request->table)
        accord_table_schema_write(accord_core_schema(request->table), request->form, text);
    else if (request->output || request->line)
        accord_json_schema_write(text, request->line);
    else
        accord_table_schema_list(text);
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
    write_schema(&request, &text);
    int code = accord_print(&text);
    accord_text_clear(&text);
    return code;
}

static const struct accord_option options[] = {
    {.name = "as",
     .value = "FORM",
     .help = "of a table: {words}; table-schema when left out",
     .take = take_form,
     .words = accord_table_schema_form},
    {.name = "output", .help = "of a report: accord check --format json", .take = take_output},
    {.name = "line", .help = "of one line of accord check --format jsonl", .take = take_line},
    {.name = NULL},
};

static const struct accord_example examples[] = {
    {"accord schema", "lists the core tables, and what a row of each is"},
    {"accord schema memberships --as sql", "a table to create in another database"},
    {"accord schema --output > report.schema.json", "what other programs can rely on"},
    {.line = NULL},
};

const struct accord_command accord_command_schema = {
    .name = "schema",
    .operand = "[TABLE]",
    .help = "prints the schema of a core table, or of reports",
    .about =
        "Prints what a core table of a dataset holds: as Table Schema of Frictionless, which can be the schema of a "
        "resource, as JSON Schema (draft 2020-12) of a row in a JSON file, or as the SQL that creates such a table; "
        "lists the tables where none is named. Or prints the JSON Schema of what accord writes as JSON. The version of "
        "that, which every report tells, changes where members are renamed, taken away or come to mean another thing; "
        "members may be added without.",
    .options = options,
    .take_operand = take_table,
    .words = accord_table_schema_name,
    .examples = examples,
    .run = run,
};
