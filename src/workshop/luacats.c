/* Writing LuaCATS definitions from the tables that register the rule API and from the core tables. */
#include "workshop/luacats.h"

#include "accord/run.h"
#include "accord/verdict.h"
#include "engine/api.h"
#include "ingest/schema.h"

#include <stdio.h>
#include <string.h>

enum { NAME_MAX_BYTES = 128 };

/* What ROW and ROWS stand for, and whose functions they are. */
struct writing {
    struct accord_text *text;
    const char *owner; /* "Rows:", or "" */
    const char *row;
    const char *rows;
};

/* ---- signatures ---- */

/* The length of the part of a signature up to `stop` outside of all brackets, or up to its end. */
static size_t part_length(const char *at, const char *end, const char *stop)
{
    size_t depth = 0, length = strlen(stop);
    for (const char *start = at;; at++) {
        if (at == end || (depth == 0 && (size_t)(end - at) >= length && strncmp(at, stop, length) == 0))
            return (size_t)(at - start);
        if (strchr("([{<", *at)) depth++;
        if (depth > 0 && strchr(")]}", *at)) depth--;
        if (depth > 0 && *at == '>' && at[-1] != '-') depth--;
    }
}

static void skip_blanks(const char **at, const char *end)
{
    while (*at < end && **at == ' ')
        (*at)++;
}

/* A type, with ROW and ROWS replaced. */
static void add_type(const struct writing *writing, const char *at, const char *end)
{
    while (at < end) {
        size_t word = 0;
        while (at + word < end && at[word] >= 'A' && at[word] <= 'Z')
            word++;
        if (word == 4 && strncmp(at, "ROWS", 4) == 0)
            accord_text_add_str(writing->text, writing->rows);
        else if (word == 3 && strncmp(at, "ROW", 3) == 0)
            accord_text_add_str(writing->text, writing->row);
        else
            accord_text_add(writing->text, at, word > 0 ? word : 1);
        at += word > 0 ? word : 1;
    }
}

/* "---@param name? type" for each parameter between `at` and `end`; their names go to `names`. */
static void add_parameters(const struct writing *writing, const char *at, const char *end, struct accord_text *names)
{
    while (at < end) {
        size_t length = part_length(at, end, ", ");
        const char *colon = memchr(at, ':', length);
        const char *stop = colon ? colon : at + length;
        accord_text_addf(writing->text, "---@param %.*s ", (int)(stop - at), at);
        if (colon) add_type(writing, colon + 2, at + length);
        accord_text_add_char(writing->text, '\n');
        size_t name = (size_t)(stop - at);
        if (name > 0 && stop[-1] == '?') name--;
        accord_text_addf(names, "%s%.*s", names->length > 0 ? ", " : "", (int)name, at);
        at += length;
        if (at < end) at += 2;
    }
}

static void add_returns(const struct writing *writing, const char *at, const char *end)
{
    while (at < end) {
        size_t length = part_length(at, end, "; ");
        accord_text_add_str(writing->text, "---@return ");
        add_type(writing, at, at + length);
        accord_text_add_char(writing->text, '\n');
        at += length;
        if (at < end) at += 2;
    }
}

static void add_doc(const struct writing *writing, const char *doc)
{
    char first = *doc >= 'a' && *doc <= 'z' ? (char)(*doc - 'a' + 'A') : *doc;
    accord_text_addf(writing->text, "---%c%s.\n", first, *doc ? doc + 1 : "");
}

static void add_function(const struct writing *writing, const struct accord_api_entry *entry)
{
    const char *at = entry->signature, *end = at + strlen(at);
    struct accord_text names;
    accord_text_init(&names, NAME_MAX_BYTES);
    accord_text_add_char(writing->text, '\n');
    add_doc(writing, entry->doc);
    if (*at == '<') {
        const char *close = strstr(at, ">");
        accord_text_addf(writing->text, "---@generic %.*s\n", (int)(close - at - 1), at + 1);
        at = close + 1;
    }
    size_t length = part_length(at, end, "->");
    const char *stop = at + length;
    while (stop > at && stop[-1] == ' ')
        stop--;
    add_parameters(writing, at, stop, &names);
    at += length;
    if (at < end) at += 2;
    skip_blanks(&at, end);
    add_returns(writing, at, end);
    accord_text_addf(writing->text, "function %s%s(%s) end\n", writing->owner, entry->name, accord_text_str(&names));
    writing->text->failed = writing->text->failed || names.failed;
    accord_text_clear(&names);
}

static void add_functions(const struct writing *writing, enum accord_api_set set)
{
    struct accord_api_entry entry;
    for (size_t i = 0; accord_api_at(set, i, &entry); i++)
        add_function(writing, &entry);
}

/* ---- classes ---- */

static void add_field(struct accord_text *text, const char *name, const char *type, const char *doc)
{
    accord_text_addf(text, "---@field %s %s%s%s\n", name, type, doc ? " # " : "", doc ? doc : "");
}

static void add_fields(struct accord_text *text, enum accord_api_set set)
{
    struct accord_api_entry entry;
    for (size_t i = 0; accord_api_at(set, i, &entry); i++)
        add_field(text, entry.name, entry.signature, entry.doc);
}

/* A class whose fields are keys of a table. */
static void add_keys(struct accord_text *text, const char *name, enum accord_api_set set)
{
    accord_text_addf(text, "\n---@class %s\n", name);
    add_fields(text, set);
}

/* One of a list of names: "---@alias name 'a'|'b'". */
static void add_choice(struct accord_text *text, const char *name, const char *const *choices, size_t count)
{
    accord_text_addf(text, "\n---@alias %s", name);
    for (size_t i = 0; i < count; i++)
        accord_text_addf(text, "%s\"%s\"", i == 0 ? " " : "|", choices[i]);
    accord_text_add_char(text, '\n');
}

static void add_choices(struct accord_text *text)
{
    enum { CHOICES_MAX = 128 };
    const char *names[CHOICES_MAX];
    size_t count = 0, tables;
    const struct accord_schema *const *core = accord_core_schemas(&tables);
    for (; count < CHOICES_MAX && accord_subject_name(count); count++)
        names[count] = accord_subject_name(count);
    add_choice(text, "accord.Subject", names, count);
    for (count = 0; count < CHOICES_MAX && accord_force_verb(count); count++)
        names[count] = accord_force_verb(count);
    add_choice(text, "accord.Verb", names, count);
    for (count = 0; count < ACCORD_FORCE_COUNT; count++)
        names[count] = accord_force_name((enum accord_force)count);
    add_choice(text, "accord.Force", names, count);
    for (count = 0; count < ACCORD_VERDICT_COUNT; count++)
        names[count] = accord_verdict_meaning((enum accord_verdict_kind)count)->name;
    add_choice(text, "accord.VerdictName", names, count);
    for (count = 0; count < tables && count < CHOICES_MAX; count++)
        names[count] = core[count]->name;
    accord_text_add_str(text, "\n---A core table, or one of the dataset's own.");
    add_choice(text, "accord.TableName", names, count);
    text->length--; /* any other name is one too */
    accord_text_add_str(text, "|string\n");
}

/* ---- rows of the core tables ---- */

static const char *type_of(const struct accord_column *column)
{
    switch (column->kind) {
    case ACCORD_CELL_INTEGER:
        return "integer";
    case ACCORD_CELL_DECIMAL:
        return "accord.Amount";
    case ACCORD_CELL_BOOLEAN:
        return "boolean";
    case ACCORD_CELL_DATE:
        return "accord.Date";
    case ACCORD_CELL_LIST:
        return "string[]";
    case ACCORD_CELL_TEXT:
    case ACCORD_CELL_MISSING:
        break;
    }
    return "string";
}

/* Personal columns are left out: no rule can read them. */
static void add_columns(struct accord_text *text, const struct accord_schema *schema)
{
    for (size_t i = 0; i < schema->column_count; i++) {
        const struct accord_column *column = &schema->columns[i];
        if (column->personal) continue;
        accord_text_addf(text, "---@field %s ", column->name);
        for (size_t at = 0; at < column->allowed_count; at++)
            accord_text_addf(text, "%s\"%s\"", at > 0 ? "|" : "", column->allowed[at]);
        if (column->allowed_count == 0) accord_text_add_str(text, type_of(column));
        accord_text_addf(text, "%s\n", column->event ? " # on record by the as-of date" : "");
    }
}

static void add_filter(struct accord_text *text, const struct accord_schema *schema)
{
    accord_text_addf(text, "\n---@class accord.filter.%s: accord.Filter\n", schema->name);
    for (size_t i = 0; i < schema->column_count; i++)
        if (!schema->columns[i].personal)
            accord_text_addf(text, "---@field %s? accord.Term\n", schema->columns[i].name);
    if (schema->valid_from != ACCORD_NO_COLUMN || schema->occurs[0] != ACCORD_NO_COLUMN)
        add_field(text, "active?", "accord.Mark", "during(...): dated, or running, in the window");
}

static void add_rows_class(struct accord_text *text, const struct accord_schema *schema)
{
    char row[NAME_MAX_BYTES], rows[NAME_MAX_BYTES], owner[NAME_MAX_BYTES];
    (void)snprintf(row, sizeof row, "accord.row.%s", schema ? schema->name : "any");
    (void)snprintf(rows, sizeof rows, "accord.rows.%s", schema ? schema->name : "any");
    (void)snprintf(owner, sizeof owner, "%s_rows:", schema ? schema->name : "any");
    const struct writing writing = {text, owner, row, schema ? rows : "accord.Rows"};
    accord_text_addf(text, "\n---@class %s%s\n", writing.rows, schema ? ": accord.Rows" : "");
    add_field(text, "[integer]", writing.row, NULL);
    accord_text_addf(text, "local %.*s = {}\n", (int)strlen(owner) - 1, owner);
    add_functions(&writing, ACCORD_API_ROWS);
}

static void add_row_classes(struct accord_text *text)
{
    size_t count;
    const struct accord_schema *const *core = accord_core_schemas(&count);
    const struct writing row = {text, "any_row:", "accord.Row", "accord.Rows"};
    accord_text_add_str(text,
                        "\n---A row of any table: a column without a value cannot be read, ask has() or use get().\n"
                        "---@class accord.Row\nlocal any_row = {}\n");
    add_functions(&row, ACCORD_API_ROW);
    accord_text_add_str(text, "\n---A row of a table that is not known here.\n---@class accord.row.any: accord.Row\n"
                              "---@field [string] any\n"
                              "\n---Rows in the order of their keys: #rows, rows[1], ipairs(rows).");
    add_rows_class(text, NULL);
    for (size_t i = 0; i < count; i++) {
        accord_text_addf(text, "\n---@class accord.row.%s: accord.Row\n", core[i]->name);
        add_columns(text, core[i]);
        add_rows_class(text, core[i]);
        add_filter(text, core[i]);
    }
}

/* actor:actions(filter) and the like, for the tables that have rows of that side. */
static void add_table_methods(const struct writing *writing, bool world)
{
    size_t count;
    const struct accord_schema *const *core = accord_core_schemas(&count);
    for (size_t i = 0; i < count; i++) {
        bool global = core[i]->actor == ACCORD_NO_COLUMN;
        if (world ? !global && !core[i]->global_value : global) continue;
        accord_text_addf(writing->text,
                         "\n---The rows of %s that surely match%s.\n---@param filter? accord.filter.%s\n"
                         "---@return accord.rows.%s\nfunction %s%s(filter) end\n",
                         core[i]->name,
                         core[i]->valid_from != ACCORD_NO_COLUMN ? ", surely valid on the as-of date" : "",
                         core[i]->name, core[i]->name, writing->owner, core[i]->name);
    }
}

static void add_actor(struct accord_text *text)
{
    struct writing writing = {text, "actor:", "accord.Row", "accord.Rows"};
    accord_text_add_str(text, "\n---The actor that is judged: its own columns, and its rows of each table.\n"
                              "---@class accord.Actor\n");
    add_columns(text, accord_core_schema("actors"));
    accord_text_add_str(text, "local actor = {}\n");
    add_functions(&writing, ACCORD_API_ACTOR);
    add_table_methods(&writing, false);
    writing.owner = "world_of_all:";
    accord_text_add_str(text, "\n---What is nobody's own.\n---@class accord.World\nlocal world_of_all = {}\n");
    add_functions(&writing, ACCORD_API_WORLD);
    add_table_methods(&writing, true);
}

/* ---- values ---- */

static void add_value_classes(struct accord_text *text)
{
    struct writing writing = {text, "a_date:", "accord.Row", "accord.Rows"};
    accord_text_add_str(
        text,
        "\n---A day, a month or a year. A comparison that a coarse date leaves undecided ends the check with review.\n"
        "---Compare with < <= == > >= and with dates only.\n"
        "---@class accord.Date\n---@field year integer\nlocal a_date = {}\n");
    add_functions(&writing, ACCORD_API_DATE);
    accord_text_add_str(
        text,
        "\n---@alias accord.AnyDate accord.Date|string\n"
        "\n---An exact decimal number: compare it with < <= == > >=, add and subtract.\n"
        "---@class accord.Amount\n"
        "---@operator add(accord.Amount|integer): accord.Amount\n"
        "---@operator sub(accord.Amount|integer): accord.Amount\n"
        "\n---What during() returns, present and absent_cell: for filters only.\n---@class accord.Mark\n"
        "\n---What a filter asks of a column: a value, any one of a list, or a mark. A list column has the item.\n"
        "---@alias accord.Term string|integer|boolean|accord.Date|accord.Amount|accord.Mark|any[]\n"
        "\n---By column.\n---@class accord.Filter\n---@field [string] accord.Term\n"
        "\n---A row, rows, or a list of rows.\n---@alias accord.Records "
        "accord.Row|accord.Rows|accord.Row[]|accord.Item|accord.Collected|accord.Item[]\n"
        "\n---Of a message, by name.\n"
        "---@alias accord.Arguments "
        "table<string, string|integer|boolean|accord.Date|accord.Amount|string[]>\n"
        "\n---What applies and check return.\n---@class accord.Verdict\n"
        "\n---Verdicts gathered into one.\n---@class accord.Findings: accord.Verdict\nlocal gathered = {}\n");
    writing.owner = "gathered:";
    add_functions(&writing, ACCORD_API_FINDINGS);
}

static void add_environment(struct accord_text *text)
{
    const struct writing writing = {text, "", "accord.Row", "accord.Rows"};
    struct accord_api_entry entry;
    accord_text_add_str(text, "\n---@class stringlib\nstring = {}\ntable = {}\nmath = {}\n");
    for (size_t i = 0; accord_api_at(ACCORD_API_VALUES, i, &entry); i++) {
        accord_text_add_char(text, '\n');
        add_doc(&writing, entry.doc);
        accord_text_addf(text, "---@type %s\n%s = nil\n", entry.signature, entry.name);
    }
    add_functions(&writing, ACCORD_API_FUNCTIONS);
}

void accord_luacats_write(struct accord_text *text)
{
    accord_text_add_str(text,
                        "---@meta accord\n"
                        "-- The rule API of accord, for lua-language-server. Written by `accord rules --luacats`: do "
                        "not edit.\n"
                        "-- luacheck: ignore\n");
    add_choices(text);
    add_value_classes(text);
    add_row_classes(text);
    add_actor(text);
    add_keys(text, "accord.Provision", ACCORD_API_PROVISION);
    add_keys(text, "accord.Item", ACCORD_API_ITEM);
    add_keys(text, "accord.OpenItem", ACCORD_API_OPEN_ITEM);
    add_keys(text, "accord.Collected", ACCORD_API_COLLECTED);
    add_keys(text, "accord.Reading", ACCORD_API_READING);
    add_keys(text, "accord.ProvisionEntry", ACCORD_API_PROVISIONS);
    add_keys(text, "accord.Register", ACCORD_API_REGISTER);
    add_keys(text, "accord.Rule", ACCORD_API_RULE);
    add_keys(text, "accord.Declaration", ACCORD_API_DECLARATION);
    add_keys(text, "accord.TestFile", ACCORD_API_TEST_FILE);
    add_keys(text, "accord.Case", ACCORD_API_CASE);
    add_keys(text, "accord.Expect", ACCORD_API_EXPECT);
    add_environment(text);
}

void accord_luarc_write(struct accord_text *text, const char *library)
{
    static const char *const disabled[] = {"basic", "bit",         "bit32",     "coroutine",   "debug",
                                           "ffi",   "io",          "jit",       "jit.profile", "jit.util",
                                           "math",  "os",          "package",   "string",      "string.buffer",
                                           "table", "table.clear", "table.new", "utf8"};
    accord_text_add_str(text, "{\n  \"runtime.version\": \"Lua 5.4\",\n  \"runtime.builtin\": {\n");
    for (size_t i = 0; i < sizeof disabled / sizeof disabled[0]; i++)
        accord_text_addf(text, "    \"%s\": \"disable\"%s\n", disabled[i],
                         i + 1 < sizeof disabled / sizeof disabled[0] ? "," : "");
    accord_text_add_str(text, "  },\n  \"workspace.library\": [");
    accord_text_add_json(text, library, strlen(library));
    accord_text_add_str(text, "]\n}\n");
}
