/* A schema as bytes: what of it outlives ingest. */
#include "store/schema_wire.h"

#include <string.h>

/* ---- writing ---- */

static void add_columns(struct accord_text *text, const int *columns, size_t count)
{
    accord_wire_add_number(text, count);
    for (size_t i = 0; i < count; i++)
        accord_wire_add_signed(text, columns[i]);
}

static void add_column(struct accord_text *text, const struct accord_column *column)
{
    accord_wire_add_text(text, column->name);
    accord_wire_add_number(text, (uint64_t)column->kind);
    accord_wire_add_number(text, column->event);
    accord_wire_add_number(text, column->personal);
    accord_wire_add_signed(text, column->dated_by);
}

static void add_complete(struct accord_text *text, const struct accord_complete *complete)
{
    accord_wire_add_signed(text, complete->since);
    accord_wire_add_signed(text, complete->until);
    accord_wire_add_number(text, complete->where_count);
    for (size_t i = 0; i < complete->where_count; i++) {
        accord_wire_add_signed(text, complete->where_columns[i]);
        accord_wire_add_number(text, complete->where_value_counts[i]);
        for (size_t j = 0; j < complete->where_value_counts[i]; j++)
            accord_wire_add_text(text, complete->where_values[i][j]);
    }
}

void accord_schema_wire_add(struct accord_text *text, const struct accord_schema *schema)
{
    accord_wire_add_text(text, schema->name);
    accord_wire_add_number(text, schema->core);
    accord_wire_add_number(text, schema->column_count);
    for (size_t i = 0; i < schema->column_count; i++)
        add_column(text, &schema->columns[i]);
    add_columns(text, schema->key, schema->key_count);
    accord_wire_add_number(text, schema->key_blanks);
    accord_wire_add_signed(text, schema->actor);
    accord_wire_add_text(text, schema->global_value);
    accord_wire_add_signed(text, schema->valid_from);
    accord_wire_add_signed(text, schema->valid_to);
    accord_wire_add_number(text, schema->blank_from_never);
    accord_wire_add_signed(text, schema->confirmed);
    add_columns(text, schema->occurs, sizeof(schema->occurs) / sizeof(*schema->occurs));
    add_columns(text, schema->owed, schema->owed_count);
    accord_wire_add_number(text, schema->complete_count);
    for (size_t i = 0; i < schema->complete_count; i++)
        add_complete(text, &schema->complete[i]);
}

/* ---- reading ---- */

static void expect(struct accord_wire *wire, bool holds)
{
    if (!holds) wire->failed = true;
}

/* A column's number, or ACCORD_NO_COLUMN. */
static int take_column_number(struct accord_wire *wire, size_t count)
{
    int64_t number = accord_wire_take_signed(wire);

    expect(wire, number >= ACCORD_NO_COLUMN && number < (int64_t)count);
    return wire->failed ? ACCORD_NO_COLUMN : (int)number;
}

static int take_date_column(struct accord_wire *wire, const struct accord_schema *schema)
{
    int column = take_column_number(wire, schema->column_count);

    expect(wire, column == ACCORD_NO_COLUMN || schema->columns[column].kind == ACCORD_CELL_DATE);
    return column;
}

/* Up to `max` of them, each a column. */
static size_t take_columns(struct accord_wire *wire, const struct accord_schema *schema, size_t max, int *columns)
{
    size_t count = accord_wire_take_below(wire, max + 1);

    for (size_t i = 0; i < count; i++) {
        columns[i] = take_column_number(wire, schema->column_count);
        expect(wire, columns[i] != ACCORD_NO_COLUMN);
    }
    return wire->failed ? 0 : count;
}

static const char *take_name(struct accord_wire *wire)
{
    size_t length;
    const char *name = accord_wire_take_bytes(wire, &length);

    expect(wire, name != NULL && accord_text_is_name(name, length));
    return wire->failed ? "" : name;
}

static void take_column(struct accord_wire *wire, size_t count, struct accord_column *column)
{
    column->name = take_name(wire);
    column->kind = (enum accord_cell_kind)accord_wire_take_below(wire, ACCORD_CELL_LIST + 1);
    column->event = accord_wire_take_bool(wire);
    column->personal = accord_wire_take_bool(wire);
    column->dated_by = take_column_number(wire, count);
    expect(wire, column->kind != ACCORD_CELL_MISSING && (!column->event || column->kind == ACCORD_CELL_DATE));
}

static bool take_table_columns(struct accord_wire *wire, struct accord_arena *arena, struct accord_schema *schema)
{
    size_t count = accord_wire_take_below(wire, ACCORD_COLUMNS_MAX + 1);
    struct accord_column *columns = accord_arena_zero(arena, count + 1, sizeof(*columns));

    if (columns == NULL) return false;
    for (size_t i = 0; i < count; i++)
        take_column(wire, count, &columns[i]);
    for (size_t i = 0; i < count && !wire->failed; i++) {
        expect(wire, columns[i].dated_by == ACCORD_NO_COLUMN || columns[columns[i].dated_by].event);
        for (size_t j = 0; j < i; j++)
            expect(wire, strcmp(columns[i].name, columns[j].name) != 0);
    }
    expect(wire, count > 0);
    schema->columns = columns;
    schema->column_count = wire->failed ? 0 : count;
    return true;
}

static bool take_complete(struct accord_wire *wire, struct accord_arena *arena, const struct accord_schema *schema,
                          struct accord_complete *complete)
{
    int64_t since = accord_wire_take_signed(wire);
    int64_t until = accord_wire_take_signed(wire);

    expect(wire, since >= INT32_MIN && until <= INT32_MAX && since <= until);
    complete->since = wire->failed ? 0 : (int32_t)since;
    complete->until = wire->failed ? 0 : (int32_t)until;
    complete->where_count = accord_wire_take_below(wire, ACCORD_KEY_COLUMNS_MAX + 1);
    for (size_t i = 0; i < complete->where_count && !wire->failed; i++) {
        int column = take_column_number(wire, schema->column_count);
        size_t count = accord_wire_take_count(wire, 2);
        const char **values = accord_arena_zero(arena, count + 1, sizeof(*values));

        if (values == NULL) return false;
        expect(wire, column != ACCORD_NO_COLUMN && count > 0);
        for (size_t j = 0; j < count; j++)
            values[j] = accord_wire_take_name(wire);
        complete->where_columns[i] = column;
        complete->where_values[i] = values;
        complete->where_value_counts[i] = count;
    }
    return true;
}

static bool take_all_complete(struct accord_wire *wire, struct accord_arena *arena, struct accord_schema *schema)
{
    size_t count = accord_wire_take_count(wire, 3);

    schema->complete = accord_arena_zero(arena, count + 1, sizeof(*schema->complete));
    if (schema->complete == NULL) return false;
    for (size_t i = 0; i < count && !wire->failed; i++)
        if (!take_complete(wire, arena, schema, &schema->complete[i])) return false;
    schema->complete_count = wire->failed ? 0 : count;
    return true;
}

static void take_meaning(struct accord_wire *wire, struct accord_schema *schema)
{
    schema->key_count = take_columns(wire, schema, ACCORD_KEY_COLUMNS_MAX, schema->key);
    schema->key_blanks = accord_wire_take_bool(wire);
    schema->actor = take_column_number(wire, schema->column_count);
    if (schema->actor != ACCORD_NO_COLUMN) {
        enum accord_cell_kind kind = schema->columns[schema->actor].kind;

        expect(wire, kind == ACCORD_CELL_TEXT || kind == ACCORD_CELL_LIST);
    }
    schema->global_value = accord_wire_take_text(wire);
    schema->valid_from = take_date_column(wire, schema);
    schema->valid_to = take_date_column(wire, schema);
    schema->blank_from_never = accord_wire_take_bool(wire);
    schema->confirmed = take_date_column(wire, schema);
    expect(wire, accord_wire_take_number(wire) == 2);
    for (size_t i = 0; i < 2; i++)
        schema->occurs[i] = take_date_column(wire, schema);
    schema->owed_count = take_columns(wire, schema, ACCORD_KEY_COLUMNS_MAX, schema->owed);
}

static bool same_columns(const int *a, size_t a_count, const int *b, size_t b_count)
{
    return a_count == b_count && memcmp(a, b, a_count * sizeof(*a)) == 0;
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* A dataset may say which event dates a core column where the core table does not. */
static bool is_core_column(const struct accord_column *column, const struct accord_column *core)
{
    return strcmp(column->name, core->name) == 0 && column->kind == core->kind && column->event == core->event &&
           column->personal == core->personal &&
           (core->dated_by == ACCORD_NO_COLUMN || column->dated_by == core->dated_by);
}

/* The engine knows core tables by their columns' names and relies on their kinds and meanings. */
static bool is_as_core(const struct accord_schema *schema, const struct accord_schema *core)
{
    if (!schema->core || schema->column_count < core->column_count) return false;
    for (size_t i = 0; i < core->column_count; i++)
        if (!is_core_column(&schema->columns[i], &core->columns[i])) return false;
    return same_columns(schema->key, schema->key_count, core->key, core->key_count) &&
           same_columns(schema->owed, schema->owed_count, core->owed, core->owed_count) &&
           same_columns(schema->occurs, 2, core->occurs, 2) && schema->actor == core->actor &&
           same_text(schema->global_value, core->global_value) && schema->valid_from == core->valid_from &&
           schema->valid_to == core->valid_to && schema->confirmed == core->confirmed &&
           schema->key_blanks == core->key_blanks && schema->blank_from_never == core->blank_from_never;
}

/* What a core column requires is not packed: it is the same for all. */
static bool take_required(struct accord_schema *schema, struct accord_arena *arena, const struct accord_schema *core)
{
    struct accord_column *columns = accord_arena_alloc(arena, schema->column_count * sizeof(*columns));

    if (columns == NULL) return false;
    memcpy(columns, schema->columns, schema->column_count * sizeof(*columns));
    for (size_t i = 0; i < core->column_count; i++)
        columns[i].required = core->columns[i].required;
    schema->columns = columns;
    return true;
}

bool accord_schema_wire_take(struct accord_wire *wire, struct accord_arena *arena, struct accord_schema *schema)
{
    const struct accord_schema *core;

    *schema = (struct accord_schema){.name = take_name(wire), .core = accord_wire_take_bool(wire)};
    if (!take_table_columns(wire, arena, schema)) return false;
    take_meaning(wire, schema);
    if (!take_all_complete(wire, arena, schema)) return false;
    core = accord_core_schema(schema->name);
    if (!wire->failed) expect(wire, core == NULL ? !schema->core : is_as_core(schema, core));
    return wire->failed || core == NULL || take_required(schema, arena, core);
}
