/* Core tables as Table Schema and as JSON Schema; SQL is written where SQL is at home. */
#include "workshop/table_schema.h"

#include "ingest/formats.h"
#include "report/emit.h"
#include "store/table_sql.h"

#include <stdio.h>

enum { NAME_COLUMNS = 15 };

/* ---- both ---- */

static void emit_words(struct accord_emit *emit, const char *keyword, const struct accord_column *column, bool nullable)
{
    accord_emit_key(emit, keyword);
    accord_emit_open_flat(emit, '[');
    for (size_t i = 0; i < column->allowed_count; i++)
        accord_emit_text(emit, column->allowed[i]);
    if (nullable) accord_emit_null(emit);
    accord_emit_close(emit, ']');
}

static void emit_lengths(struct accord_emit *emit, const struct accord_column *column)
{
    if (column->length_minimum > 0) accord_emit_count_member(emit, "minLength", column->length_minimum);
    if (column->length_maximum > 0) accord_emit_count_member(emit, "maxLength", column->length_maximum);
}

/* ---- Table Schema ---- */

static const char *type_of(const struct accord_column *column)
{
    static const char *const types[] = {
        [ACCORD_CELL_TEXT] = "string",     [ACCORD_CELL_INTEGER] = "integer", [ACCORD_CELL_DECIMAL] = "number",
        [ACCORD_CELL_BOOLEAN] = "boolean", [ACCORD_CELL_DATE] = "string",     [ACCORD_CELL_LIST] = "list",
    };
    return column->year ? "year" : types[column->kind];
}

static void emit_constraints(struct accord_emit *emit, const struct accord_column *column)
{
    bool bare = !column->required && !column->allowed && !column->format;
    if (bare && column->length_minimum == 0 && column->length_maximum == 0) return;
    accord_emit_key(emit, "constraints");
    accord_emit_open(emit, '{');
    if (column->required) {
        accord_emit_key(emit, "required");
        accord_emit_boolean(emit, true);
    }
    emit_lengths(emit, column);
    if (column->format) accord_emit_member(emit, "pattern", accord_format_find(column->format)->pattern);
    if (column->allowed) emit_words(emit, "enum", column, false);
    accord_emit_close(emit, '}');
}

static void emit_flag(struct accord_emit *emit, const char *name, bool set)
{
    if (!set) return;
    accord_emit_key(emit, name);
    accord_emit_boolean(emit, true);
}

static void emit_field(struct accord_emit *emit, const struct accord_schema *schema, const struct accord_column *column)
{
    const char delimiter[] = {column->list_delimiter, '\0'};
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "name", column->name);
    accord_emit_member(emit, "type", type_of(column));
    if (column->kind == ACCORD_CELL_DATE) accord_emit_member(emit, "accord:type", "partial-date");
    if (column->kind == ACCORD_CELL_LIST) accord_emit_member(emit, "delimiter", delimiter);
    emit_flag(emit, "accord:event", column->event);
    emit_flag(emit, "accord:personal", column->personal);
    if (column->dated_by != ACCORD_NO_COLUMN)
        accord_emit_member(emit, "accord:dated_by", schema->columns[column->dated_by].name);
    emit_constraints(emit, column);
    accord_emit_close(emit, '}');
}

static void emit_columns(struct accord_emit *emit, const char *keyword, const struct accord_schema *schema,
                         const int *columns, size_t count)
{
    accord_emit_key(emit, keyword);
    accord_emit_open_flat(emit, '[');
    for (size_t i = 0; i < count; i++)
        if (columns[i] != ACCORD_NO_COLUMN) accord_emit_text(emit, schema->columns[columns[i]].name);
    accord_emit_close(emit, ']');
}

static void emit_reference(struct accord_emit *emit, const struct accord_schema *schema,
                           const struct accord_foreign_key *key)
{
    accord_emit_open_flat(emit, '{');
    emit_columns(emit, "fields", schema, key->columns, key->count);
    accord_emit_key(emit, "reference");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "resource", key->table);
    accord_emit_key(emit, "fields");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < key->count; i++)
        accord_emit_text(emit, key->targets[i]);
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
}

static void emit_references(struct accord_emit *emit, const struct accord_schema *schema)
{
    size_t count = 0;
    for (size_t i = 0; i < schema->foreign_count; i++)
        count += accord_foreign_key_is_plain(schema, &schema->foreign[i]);
    if (count == 0) return;
    accord_emit_key(emit, "foreignKeys");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < schema->foreign_count; i++)
        if (accord_foreign_key_is_plain(schema, &schema->foreign[i])) emit_reference(emit, schema, &schema->foreign[i]);
    accord_emit_close(emit, ']');
}

static void emit_meaning(struct accord_emit *emit, const struct accord_schema *schema)
{
    if (schema->actor != ACCORD_NO_COLUMN)
        accord_emit_member(emit, "accord:actor", schema->columns[schema->actor].name);
    if (schema->valid_from != ACCORD_NO_COLUMN) {
        accord_emit_key(emit, "accord:valid");
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "from", schema->columns[schema->valid_from].name);
        accord_emit_member(emit, "to", schema->columns[schema->valid_to].name);
        accord_emit_close(emit, '}');
    }
    if (schema->occurs[0] != ACCORD_NO_COLUMN) emit_columns(emit, "accord:occurs", schema, schema->occurs, 2);
    if (schema->owed_count > 0) emit_columns(emit, "accord:owed", schema, schema->owed, schema->owed_count);
}

static void write_table_schema(const struct accord_schema *schema, struct accord_text *text)
{
    struct accord_emit emit;
    accord_emit_init(&emit, text, true);
    accord_emit_open(&emit, '{');
    accord_emit_member(&emit, "$schema", "https://datapackage.org/profiles/2.0/tableschema.json");
    accord_emit_member(&emit, "name", schema->name);
    accord_emit_member(&emit, "description", schema->about);
    accord_emit_member(&emit, "fieldsMatch", "superset"); /* columns without a value may be left out */
    accord_emit_key(&emit, "fields");
    accord_emit_open(&emit, '[');
    for (size_t i = 0; i < schema->column_count; i++)
        emit_field(&emit, schema, &schema->columns[i]);
    accord_emit_close(&emit, ']');
    if (!schema->key_blanks) emit_columns(&emit, "primaryKey", schema, schema->key, schema->key_count);
    emit_references(&emit, schema);
    emit_meaning(&emit, schema);
    accord_emit_close(&emit, '}');
    accord_text_add_char(text, '\n');
}

/* ---- JSON Schema ---- */

/* ECMAScript's kind of pattern, and no sentinel for "no date". */
#define DATE_PATTERN "^(?!0000|9999)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

enum { YEAR_FIRST = 1000, YEAR_LAST = 9998 }; /* of four digits without a leading zero */

static void emit_type(struct accord_emit *emit, const struct accord_column *column)
{
    static const char *const types[] = {
        [ACCORD_CELL_TEXT] = "string",     [ACCORD_CELL_INTEGER] = "integer", [ACCORD_CELL_DECIMAL] = "number",
        [ACCORD_CELL_BOOLEAN] = "boolean", [ACCORD_CELL_DATE] = "string",     [ACCORD_CELL_LIST] = "array",
    };
    accord_emit_key(emit, "type");
    if (column->required) {
        accord_emit_text(emit, types[column->kind]);
        return;
    }
    accord_emit_open_flat(emit, '[');
    accord_emit_text(emit, types[column->kind]);
    accord_emit_text(emit, "null");
    accord_emit_close(emit, ']');
}

static void emit_items(struct accord_emit *emit, const struct accord_column *column)
{
    if (column->required) accord_emit_count_member(emit, "minItems", 1);
    accord_emit_key(emit, "items");
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "type", "string");
    accord_emit_count_member(emit, "minLength", 1);
    accord_emit_close(emit, '}');
}

/* JSON Schema looks for a pattern anywhere in a text. */
static void emit_pattern(struct accord_emit *emit, const char *format)
{
    char pattern[64];
    (void)snprintf(pattern, sizeof pattern, "^%s$", accord_format_find(format)->pattern);
    accord_emit_member(emit, "pattern", pattern);
}

static void emit_property(struct accord_emit *emit, const struct accord_column *column)
{
    accord_emit_key(emit, column->name);
    accord_emit_open_flat(emit, '{');
    emit_type(emit, column);
    if (column->kind == ACCORD_CELL_DATE) accord_emit_member(emit, "pattern", DATE_PATTERN);
    if (column->kind == ACCORD_CELL_LIST) emit_items(emit, column);
    if (column->format) emit_pattern(emit, column->format);
    if (column->year) {
        accord_emit_count_member(emit, "minimum", YEAR_FIRST);
        accord_emit_count_member(emit, "maximum", YEAR_LAST);
    }
    if (column->kind == ACCORD_CELL_TEXT && column->required && column->length_minimum == 0)
        accord_emit_count_member(emit, "minLength", 1);
    emit_lengths(emit, column);
    if (column->allowed) emit_words(emit, "enum", column, !column->required);
    accord_emit_close(emit, '}');
}

static void write_json_schema(const struct accord_schema *schema, struct accord_text *text)
{
    struct accord_emit emit;
    char id[96];
    (void)snprintf(id, sizeof id, "urn:accord:schema:table:%s", schema->name);
    accord_emit_init(&emit, text, true);
    accord_emit_open(&emit, '{');
    accord_emit_member(&emit, "$schema", "https://json-schema.org/draft/2020-12/schema");
    accord_emit_member(&emit, "$id", id);
    accord_emit_member(&emit, "title", schema->name);
    accord_emit_member(&emit, "description", schema->about);
    accord_emit_member(&emit, "type", "object");
    accord_emit_key(&emit, "required");
    accord_emit_open_flat(&emit, '[');
    for (size_t i = 0; i < schema->column_count; i++)
        if (schema->columns[i].required) accord_emit_text(&emit, schema->columns[i].name);
    accord_emit_close(&emit, ']');
    accord_emit_key(&emit, "additionalProperties");
    accord_emit_boolean(&emit, false);
    accord_emit_key(&emit, "properties");
    accord_emit_open(&emit, '{');
    for (size_t i = 0; i < schema->column_count; i++)
        emit_property(&emit, &schema->columns[i]);
    accord_emit_close(&emit, '}');
    accord_emit_close(&emit, '}');
    accord_text_add_char(text, '\n');
}

/* ---- the forms ---- */

static const struct {
    const char *name;
    void (*write)(const struct accord_schema *schema, struct accord_text *text);
} forms[] = {
    {"table-schema", write_table_schema},
    {"json-schema", write_json_schema},
    {"sql", accord_table_sql_write},
};

const char *accord_table_schema_form(size_t form)
{
    return form < sizeof forms / sizeof forms[0] ? forms[form].name : NULL;
}

void accord_table_schema_write(const struct accord_schema *schema, size_t form, struct accord_text *text)
{
    forms[form].write(schema, text);
}

const char *accord_table_schema_name(size_t table)
{
    size_t count = 0;
    const struct accord_schema *const *schemas = accord_core_schemas(&count);
    return table < count ? schemas[table]->name : NULL;
}

void accord_table_schema_list(struct accord_text *text)
{
    size_t count = 0;
    const struct accord_schema *const *schemas = accord_core_schemas(&count);
    for (size_t i = 0; i < count; i++)
        accord_text_addf(text, "%-*s %s\n", NAME_COLUMNS, schemas[i]->name, schemas[i]->about);
}
