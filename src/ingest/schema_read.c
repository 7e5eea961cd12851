/* Table Schema: fields to columns, alone or on top of a core table. */
#include "ingest/package_parts.h"

#include "base/text.h"
#include "ingest/formats.h"
#include "ingest/quote.h"

#include <assert.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define KNOWN(name)                                                                                                    \
    {                                                                                                                  \
        name, ACCORD_MEMBER_KNOWN, NULL                                                                                \
    }
#define REFUSED(name, expected)                                                                                        \
    {                                                                                                                  \
        name, ACCORD_MEMBER_REFUSED, expected                                                                          \
    }

static const struct accord_member schema_members[] = {
    KNOWN("fields"),      KNOWN("fieldsMatch"),  KNOWN("missingValues"), KNOWN("primaryKey"),    KNOWN("uniqueKeys"),
    KNOWN("foreignKeys"), KNOWN("name"),         KNOWN("title"),         KNOWN("description"),   KNOWN("$schema"),
    KNOWN("profile"),     KNOWN("accord:valid"), KNOWN("accord:actor"),  KNOWN("accord:occurs"), KNOWN("accord:owed"),
};

static const struct accord_member field_members[] = {
    KNOWN("name"),
    KNOWN("type"),
    KNOWN("format"),
    KNOWN("title"),
    KNOWN("description"),
    KNOWN("example"),
    KNOWN("examples"),
    KNOWN("rdfType"),
    KNOWN("constraints"),
    KNOWN("missingValues"),
    KNOWN("trueValues"),
    KNOWN("falseValues"),
    KNOWN("delimiter"),
    KNOWN("itemType"),
    KNOWN("arrayItem"),
    KNOWN("decimalChar"),
    KNOWN("bareNumber"),
    KNOWN("accord:type"),
    KNOWN("accord:event"),
    KNOWN("accord:personal"),
    KNOWN("accord:dated_by"),
    REFUSED("groupChar", "numbers without group characters"),
    REFUSED("categories", "the values as constraints.enum"),
    REFUSED("categoriesOrdered", "no categories"),
};

/* ---- types ---- */

struct field_type {
    const char *name;
    enum accord_cell_kind kind;
    enum accord_date_form date_form;
    bool year;
    bool list_json;
};

static const struct field_type types[] = {
    {"string", ACCORD_CELL_TEXT, ACCORD_DATE_PARTIAL, false, false},
    {"integer", ACCORD_CELL_INTEGER, ACCORD_DATE_PARTIAL, false, false},
    {"number", ACCORD_CELL_DECIMAL, ACCORD_DATE_PARTIAL, false, false},
    {"boolean", ACCORD_CELL_BOOLEAN, ACCORD_DATE_PARTIAL, false, false},
    {"date", ACCORD_CELL_DATE, ACCORD_DATE_DAY, false, false},
    {"year", ACCORD_CELL_INTEGER, ACCORD_DATE_PARTIAL, true, false},
    {"yearmonth", ACCORD_CELL_DATE, ACCORD_DATE_MONTH, false, false},
    {"list", ACCORD_CELL_LIST, ACCORD_DATE_PARTIAL, false, false},
    {"array", ACCORD_CELL_LIST, ACCORD_DATE_PARTIAL, false, true},
};

static const struct field_type partial_date = {"partial-date", ACCORD_CELL_DATE, ACCORD_DATE_PARTIAL, false, false};

static const struct field_type *find_type(struct accord_reading *reading, const struct accord_site *field)
{
    const char *names[COUNT(types)];
    struct accord_site site = accord_site_member(field, "type");
    const char *wanted = accord_site_text(reading, &site);
    if (site.value == NULL) wanted = "string";
    if (wanted == NULL) return NULL;
    for (size_t i = 0; i < COUNT(types); i++) {
        names[i] = types[i].name;
        if (strcmp(types[i].name, wanted) == 0) return &types[i];
    }
    const char *near = accord_text_nearest(wanted, names, COUNT(types));
    accord_site_refuse(reading, &site, NULL, "%s",
                       near != NULL ? near : "string, integer, number, boolean, date, year, yearmonth, list or array");
    return NULL;
}

/* "accord:type" on top of `type`. */
static const struct field_type *refine_type(struct accord_reading *reading, const struct accord_site *field,
                                            const struct field_type *type)
{
    struct accord_site site = accord_site_member(field, "accord:type");
    const char *refined = accord_site_text(reading, &site);
    if (refined == NULL || type == NULL) return type;
    if (strcmp(refined, partial_date.name) != 0)
        accord_site_refuse(reading, &site, NULL, "partial-date");
    else if (type->kind != ACCORD_CELL_TEXT)
        accord_site_refuse(reading, &site, "a partial date that is no string", "it on type string");
    return &partial_date;
}

static void read_format(struct accord_reading *reading, const struct accord_site *field, const struct field_type *type,
                        struct accord_column *column)
{
    struct accord_site site = accord_site_member(field, "format");
    const char *format = accord_site_text(reading, &site);
    if (format == NULL || strcmp(format, "default") == 0) return;
    if (type->date_form == ACCORD_DATE_DAY) {
        if (strcmp(format, "%Y-%m-%d") != 0) accord_site_refuse(reading, &site, NULL, "default or %%Y-%%m-%%d");
        return;
    }
    const struct accord_format *known = accord_format_find(format);
    if (column->kind == ACCORD_CELL_TEXT && known != NULL && known->pattern == NULL)
        column->format = format;
    else
        accord_site_refuse(reading, &site, NULL, "%s",
                           column->kind == ACCORD_CELL_TEXT ? "default, email, uri or uuid" : "default");
}

static void read_delimiter(struct accord_reading *reading, const struct accord_site *field,
                           struct accord_column *column)
{
    struct accord_site site = accord_site_member(field, "delimiter");
    const char *delimiter = accord_site_text(reading, &site);
    column->list_delimiter = ',';
    if (delimiter == NULL) return;
    bool good = strlen(delimiter) == 1 && (unsigned char)delimiter[0] > 0x20 && (unsigned char)delimiter[0] < 0x7f;
    if (good)
        column->list_delimiter = delimiter[0];
    else
        accord_site_refuse(reading, &site, NULL, "one character of ASCII that is no space");
}

static void expect_text(struct accord_reading *reading, const struct accord_site *site, const char *wanted)
{
    const char *text = accord_site_text(reading, site);
    if (text != NULL && strcmp(text, wanted) != 0) accord_site_refuse(reading, site, NULL, "%s", wanted);
}

/* Members that belong to one type; those of another type are without meaning, as the standard says. */
static void read_type_members(struct accord_reading *reading, const struct accord_site *field,
                              struct accord_column *column)
{
    struct accord_site site;
    switch (column->kind) {
    case ACCORD_CELL_LIST:
        read_delimiter(reading, field, column);
        site = accord_site_member(field, "itemType");
        expect_text(reading, &site, "string");
        site = accord_site_member(field, "arrayItem");
        if (site.value != NULL) {
            struct accord_site item = accord_site_member(&site, "type");
            expect_text(reading, &item, "string");
        }
        break;
    case ACCORD_CELL_BOOLEAN:
        site = accord_site_member(field, "trueValues");
        column->true_values = accord_site_texts(reading, &site, false, &column->true_count);
        site = accord_site_member(field, "falseValues");
        column->false_values = accord_site_texts(reading, &site, false, &column->false_count);
        break;
    case ACCORD_CELL_INTEGER:
    case ACCORD_CELL_DECIMAL:
        site = accord_site_member(field, "decimalChar");
        expect_text(reading, &site, ".");
        site = accord_site_member(field, "bareNumber");
        if (!accord_site_flag(reading, &site, true)) accord_site_refuse(reading, &site, NULL, "bare numbers only");
        break;
    case ACCORD_CELL_MISSING:
    case ACCORD_CELL_TEXT:
    case ACCORD_CELL_DATE:
        break;
    }
}

/* ---- fields ---- */

/* A declared field of a core table must be what the core column is; what the column means is implied. */
static void check_core(struct accord_reading *reading, const struct accord_site *field,
                       const struct accord_column *column, const struct accord_column *core)
{
    static const char *const kinds[] = {"", "string", "integer", "number", "boolean", "a partial date", "list"};
    struct accord_site type = accord_site_member(field, "type");
    if (column->kind != core->kind || column->year != core->year)
        accord_site_refuse(reading, &type, NULL, "%s, as the core column %s is",
                           core->year ? "year" : kinds[core->kind], core->name);
    struct accord_site event = accord_site_member(field, "accord:event");
    if (event.value != NULL && column->event != core->event)
        accord_site_refuse(reading, &event, NULL, "%s, as the core column %s is", core->event ? "true" : "false",
                           core->name);
    struct accord_site personal = accord_site_member(field, "accord:personal");
    if (personal.value != NULL && column->personal != core->personal)
        accord_site_refuse(reading, &personal, NULL, "%s, as the core column %s is", core->personal ? "true" : "false",
                           core->name);
}

/* What the core column says beyond the declared field. */
static void take_core(struct accord_column *column, const struct accord_column *core)
{
    column->event = core->event;
    column->personal = core->personal;
    column->dated_by = core->dated_by;
    column->required = core->required;
    column->allowed = core->allowed;
    column->allowed_count = core->allowed_count;
    column->length_minimum = core->length_minimum;
    column->length_maximum = core->length_maximum;
    if (column->format == NULL) column->format = core->format;
}

static void read_column(struct accord_package *package, struct accord_reading *reading, const struct accord_site *field,
                        struct accord_column *column, const struct accord_column *core)
{
    const struct field_type *type = refine_type(reading, field, find_type(reading, field));
    if (type == NULL) return;
    struct accord_site event = accord_site_member(field, "accord:event");
    struct accord_site personal = accord_site_member(field, "accord:personal");
    struct accord_site missing = accord_site_member(field, "missingValues");
    struct accord_site constraints = accord_site_member(field, "constraints");
    column->kind = type->kind;
    column->date_form = type->date_form;
    column->year = type->year;
    column->list_json = type->list_json;
    column->dated_by = ACCORD_NO_COLUMN;
    column->event = accord_site_flag(reading, &event, false);
    column->personal = accord_site_flag(reading, &personal, false);
    column->missing = accord_site_missing_values(reading, &missing, &column->missing_count);
    if (column->event && column->kind != ACCORD_CELL_DATE)
        accord_site_refuse(reading, &event, "an event that is no date", "it on dates only");
    read_format(reading, field, type, column);
    read_type_members(reading, field, column);
    if (core != NULL) {
        check_core(reading, field, column, core);
        take_core(column, core);
    }
    accord_constraints_read(package, reading, &constraints, column);
}

/* The field's name, when it may be a column. */
static const char *read_name(struct accord_reading *reading, const struct accord_site *field)
{
    struct accord_site site = accord_site_member(field, "name");
    if (site.value == NULL) accord_site_refuse(reading, &site, NULL, "the name of a column");
    const char *name = accord_site_text(reading, &site);
    if (name == NULL || accord_text_is_name(name, strlen(name))) return name;
    accord_site_refuse(reading, &site, NULL, "a name of a-z, 0-9 and _ that begins with a letter, of at most 63");
    return NULL;
}

static bool is_declared(const struct accord_table *table, int column)
{
    for (size_t i = 0; i < table->declared_count; i++)
        if (table->declared[i] == column) return true;
    return false;
}

static void read_field(struct accord_package *package, struct accord_reading *reading, const struct accord_site *field,
                       const struct accord_schema *core, struct accord_table *table)
{
    if (!accord_site_object(reading, field, field_members, COUNT(field_members), false)) return;
    const char *name = read_name(reading, field);
    if (name == NULL) return;
    int known = accord_schema_find(&table->schema, name, strlen(name));
    bool is_core = core != NULL && known != ACCORD_NO_COLUMN && (size_t)known < core->column_count;
    if (known != ACCORD_NO_COLUMN && (!is_core || is_declared(table, known))) {
        struct accord_site site = accord_site_member(field, "name");
        accord_site_refuse(reading, &site, NULL, "a name that no field before it has");
        return;
    }
    int at = is_core ? known : (int)table->schema.column_count;
    if (at == ACCORD_COLUMNS_MAX) {
        accord_site_refuse(reading, field, "a column too many", "at most %d", ACCORD_COLUMNS_MAX);
        return;
    }
    struct accord_column *column = &table->columns[at];
    *column = (struct accord_column){.name = name, .kind = ACCORD_CELL_TEXT, .dated_by = ACCORD_NO_COLUMN};
    if (!is_core) table->schema.column_count++;
    table->declared[table->declared_count++] = at;
    read_column(package, reading, field, column, is_core ? &core->columns[known] : NULL);
}

static void read_dated_by(struct accord_reading *reading, const struct accord_site *field, struct accord_table *table)
{
    struct accord_site site = accord_site_member(field, "accord:dated_by");
    struct accord_site name = accord_site_member(field, "name");
    if (site.value == NULL || !cJSON_IsString(name.value)) return;
    int column = accord_schema_find(&table->schema, name.value->valuestring, strlen(name.value->valuestring));
    int event = accord_column_named(reading, &site, &table->schema);
    if (column == ACCORD_NO_COLUMN || event == ACCORD_NO_COLUMN) return;
    struct accord_column *dated = &table->columns[column];
    if (!table->columns[event].event)
        accord_site_refuse(reading, &site, NULL, "a column with accord:event");
    else if (dated->dated_by != ACCORD_NO_COLUMN && dated->dated_by != event)
        accord_site_refuse(reading, &site, NULL, "%s, as the core table says", table->columns[dated->dated_by].name);
    else
        dated->dated_by = event;
}

static void read_fields(struct accord_package *package, struct accord_reading *reading,
                        const struct accord_site *schema, const struct accord_schema *core, struct accord_table *table)
{
    struct accord_site fields = accord_site_member(schema, "fields");
    if (fields.value == NULL) accord_site_refuse(reading, &fields, NULL, "an array of fields");
    if (!accord_site_array(reading, &fields, "an array of fields")) return;
    size_t index = 0;
    for (const cJSON *value = fields.value->child; value != NULL; value = value->next, index++) {
        struct accord_site field = accord_site_element(&fields, index, value);
        read_field(package, reading, &field, core, table);
    }
    if (index == 0) accord_site_refuse(reading, &fields, "no field", "at least one");
    index = 0;
    for (const cJSON *value = fields.value->child; value != NULL; value = value->next, index++) {
        struct accord_site field = accord_site_element(&fields, index, value);
        read_dated_by(reading, &field, table);
    }
}

static void read_match(struct accord_reading *reading, const struct accord_site *schema, struct accord_table *table)
{
    static const char *const names[] = {"exact", "equal", "superset"};
    struct accord_site site = accord_site_member(schema, "fieldsMatch");
    /* an array of one text is what the first edition of the second standard shows */
    if (cJSON_IsArray(site.value) && cJSON_GetArraySize(site.value) == 1) site.value = site.value->child;
    const char *wanted = accord_site_text(reading, &site);
    table->match = ACCORD_FIELDS_EXACT;
    if (wanted == NULL) return;
    for (size_t i = 0; i < COUNT(names); i++) {
        if (strcmp(names[i], wanted) != 0) continue;
        table->match = (enum accord_fields_match)i;
        return;
    }
    accord_site_refuse(reading, &site, NULL, "exact, equal or superset (unknown columns are errors)");
}

/* The built-in schema as the start of the table's own: its columns first, in their order. */
static void begin_with_core(struct accord_table *table, const struct accord_schema *core)
{
    const char *name = table->schema.name;
    table->schema = *core;
    table->schema.name = name;
    table->schema.columns = table->columns;
    memcpy(table->columns, core->columns, core->column_count * sizeof *core->columns);
    for (size_t i = 0; i < ACCORD_FOREIGN_KEYS_MAX; i++)
        table->foreign_declared[i] = -1;
}

static void begin_without_core(struct accord_table *table)
{
    struct accord_schema *schema = &table->schema;
    schema->columns = table->columns;
    schema->actor = schema->valid_from = schema->valid_to = schema->confirmed = ACCORD_NO_COLUMN;
    schema->occurs[0] = schema->occurs[1] = ACCORD_NO_COLUMN;
}

void accord_schema_read(struct accord_package *package, struct accord_reading *reading,
                        const struct accord_site *schema, struct accord_table *table)
{
    const struct accord_schema *core = accord_core_schema(table->schema.name);
    table->columns = accord_arena_zero(reading->arena, ACCORD_COLUMNS_MAX, sizeof *table->columns);
    table->declared = accord_arena_zero(reading->arena, ACCORD_COLUMNS_MAX, sizeof *table->declared);
    if (!accord_reading_has(reading, table->columns) || !accord_reading_has(reading, table->declared)) return;
    if (core != NULL)
        begin_with_core(table, core);
    else
        begin_without_core(table);
    if (schema->value == NULL) {
        table->match = ACCORD_FIELDS_SUPERSET;
        for (size_t i = 0; i < table->schema.column_count; i++)
            table->declared[i] = (int)i;
        table->declared_count = table->schema.column_count;
        return;
    }
    if (!accord_site_object(reading, schema, schema_members, COUNT(schema_members), false)) return;
    read_match(reading, schema, table);
    read_fields(package, reading, schema, core, table);
    struct accord_site missing = accord_site_member(schema, "missingValues");
    if (missing.value != NULL) table->missing = accord_site_missing_values(reading, &missing, &table->missing_count);
    accord_keys_read(reading, schema, table);
}
