/* Rows from bytes. */
#include "runs/kept_rows.h"

#include "engine/evidence.h"
#include "runs/kept_rows_code.h"

#include <string.h>

static const char ON_RECORD[] = "(on record)";

enum { READ_MAX = 1024 * 1024 * 1024 /* bytes in an arena: few bytes can tell the same long text again and again */ };
static const int64_t COEFFICIENTS = INT64_C(1000000000000000000); /* of ACCORD_DECIMAL_DIGITS digits */

/* ---- tables ---- */

/* No column is personal here: of one that was, cells are not there. */
static bool take_schema(struct accord_wire *wire, struct accord_arena *arena, struct accord_schema *schema)
{
    schema->column_count = accord_wire_take_below(wire, ACCORD_COLUMNS_MAX + 1);
    schema->key_count = accord_wire_take_below(wire, ACCORD_KEY_COLUMNS_MAX + 1);
    struct accord_column *columns = accord_arena_zero(arena, schema->column_count + 1, sizeof *columns);
    if (!columns) return false;
    for (size_t i = 0; i < schema->column_count; i++)
        columns[i].kind = (enum accord_cell_kind)accord_wire_take_below(wire, ACCORD_CELL_LIST + 1);
    for (size_t i = 0; i < schema->key_count && !wire->failed; i++)
        schema->key[i] = (int)accord_wire_take_below(wire, schema->column_count);
    schema->columns = columns;
    return true;
}

bool accord_kept_open(struct accord_kept_reader *reader, struct accord_bytes bytes, struct accord_arena *arena)
{
    size_t column_count = 0;
    *reader = (struct accord_kept_reader){.wire = accord_wire_of(bytes.at, bytes.length), .arena = arena};
    reader->table_count = accord_wire_take_below(&reader->wire, ACCORD_TABLES_MAX + 1);
    reader->schemas = accord_arena_zero(arena, reader->table_count + 1, sizeof *reader->schemas);
    if (!reader->schemas) return !(reader->no_memory = true);
    for (size_t i = 0; i < reader->table_count && !reader->wire.failed; i++) {
        if (!take_schema(&reader->wire, arena, &reader->schemas[i])) return !(reader->no_memory = true);
        column_count += reader->schemas[i].column_count;
    }
    if (reader->wire.failed) return false;
    reader->recent = accord_arena_zero(arena, column_count + 1, sizeof *reader->recent);
    reader->no_memory = reader->recent == NULL;
    return !reader->no_memory;
}

/* ---- cells ---- */

static const char *take_bytes(struct accord_wire *wire, size_t *length)
{
    *length = accord_wire_take_count(wire, 1);
    const char *bytes = wire->at;
    if (!wire->failed) wire->at += *length;
    return bytes;
}

/* What was taken of the last text of the column, at both ends, with what is in between. */
static char *take_like(struct accord_kept_reader *reader, const struct accord_kept_recent *recent, size_t *length)
{
    struct accord_wire *wire = &reader->wire;
    size_t last = accord_kept_last(recent), between = 0, other_length = recent->texts[last].length;
    size_t first = accord_wire_take_below(wire, other_length + 1);
    size_t end = accord_wire_take_below(wire, other_length - first + 1);
    const char *bytes = take_bytes(wire, &between);
    wire->failed = wire->failed || reader->arena->total > READ_MAX;
    if (wire->failed) return NULL;
    *length = first + between + end;
    char *text = accord_arena_alloc(reader->arena, *length + 1);
    reader->no_memory = text == NULL;
    if (!text) return NULL;
    if (first > 0) memcpy(text, recent->texts[last].text, first);
    memcpy(text + first, bytes, between);
    if (end > 0) memcpy(text + first + between, recent->texts[last].text + other_length - end, end);
    text[*length] = '\0';
    return text;
}

static void take_text(struct accord_kept_reader *reader, struct accord_kept_recent *recent, size_t kind,
                      struct accord_cell *cell)
{
    size_t length = 0;
    const char *text = kind == KEPT_LIKE ? take_like(reader, recent, &length) : take_bytes(&reader->wire, &length);
    if (!text || reader->wire.failed || length > UINT32_MAX) {
        reader->wire.failed = true;
        return;
    }
    accord_kept_remember(recent, text, length);
    cell->length = (uint32_t)length;
    cell->as.text = text;
}

static void take_recent(struct accord_kept_reader *reader, const struct accord_kept_recent *recent, size_t which,
                        struct accord_cell *cell)
{
    if (which >= recent->count) {
        reader->wire.failed = true;
        return;
    }
    cell->length = (uint32_t)recent->texts[which].length;
    cell->as.text = recent->texts[which].text;
}

static void take_date(struct accord_wire *wire, bool day, struct accord_cell *cell)
{
    int64_t first = accord_wire_take_signed(wire);
    int64_t further = day ? 0 : (int64_t)accord_wire_take_below(wire, INT32_MAX);
    cell->kind = ACCORD_CELL_DATE;
    if (first < ACCORD_DAY_FIRST || first > ACCORD_DAY_LAST - further) wire->failed = true;
    if (!wire->failed) cell->as.date = (struct accord_date){(int32_t)first, (int32_t)(first + further)};
}

static void take_number(struct accord_wire *wire, size_t kind, struct accord_cell *cell)
{
    cell->kind = kind == KEPT_DECIMAL ? ACCORD_CELL_DECIMAL : ACCORD_CELL_INTEGER;
    cell->as.integer = accord_wire_take_signed(wire);
    if (kind != KEPT_DECIMAL) return;
    cell->scale = (uint8_t)accord_wire_take_below(wire, ACCORD_DECIMAL_DIGITS + 1);
    if (cell->as.integer <= -COEFFICIENTS || cell->as.integer >= COEFFICIENTS) wire->failed = true;
}

/* *personal: there is something that is not told. `column` is the kind of its cells. */
static void take_cell(struct accord_kept_reader *reader, enum accord_cell_kind column,
                      struct accord_kept_recent *recent, struct accord_cell *cell, bool *personal)
{
    struct accord_wire *wire = &reader->wire;
    size_t kind = accord_wire_take_below(wire, KEPT_RECENT + ACCORD_KEPT_RECENT);
    *cell = (struct accord_cell){.kind = ACCORD_CELL_MISSING};
    *personal = kind == KEPT_PERSONAL;
    if (kind >= KEPT_RECENT || kind == KEPT_TEXT || kind == KEPT_LIKE) {
        cell->kind = column == ACCORD_CELL_LIST ? ACCORD_CELL_LIST : ACCORD_CELL_TEXT;
        if (kind >= KEPT_RECENT)
            take_recent(reader, recent, kind - KEPT_RECENT, cell);
        else
            take_text(reader, recent, kind, cell);
    } else if (kind == KEPT_DAY || kind == KEPT_DATE) {
        take_date(wire, kind == KEPT_DAY, cell);
    } else if (kind == KEPT_INTEGER || kind == KEPT_DECIMAL) {
        take_number(wire, kind, cell);
    } else if (kind == KEPT_FALSE || kind == KEPT_TRUE) {
        *cell = (struct accord_cell){.kind = ACCORD_CELL_BOOLEAN, .as.integer = kind == KEPT_TRUE};
    }
}

/* ---- rows ---- */

static bool take_row(struct accord_kept_reader *reader, const struct accord_schema *schema,
                     struct accord_kept_recent *recent, struct accord_arena *arena, struct accord_kept_row *row)
{
    struct accord_cell cells[ACCORD_COLUMNS_MAX];
    const char **values = accord_arena_zero(arena, schema->column_count + 1, sizeof *values);
    bool good = values != NULL;
    for (size_t i = 0; i < schema->column_count && good; i++) {
        bool personal;
        take_cell(reader, schema->columns[i].kind, &recent[i], &cells[i], &personal);
        if (reader->wire.failed || arena->total > READ_MAX) return false;
        if (personal)
            values[i] = ON_RECORD;
        else
            good = accord_evidence_value(arena, schema, cells, i, &values[i]);
    }
    *row = (struct accord_kept_row){good ? accord_evidence_key(arena, schema, cells) : NULL, values};
    reader->no_memory = !row->key;
    return row->key != NULL;
}

bool accord_kept_next(struct accord_kept_reader *reader, struct accord_arena *arena)
{
    struct accord_kept_recent *recent = reader->recent;
    for (size_t i = 0; i < reader->table_count; i++) {
        const struct accord_schema *schema = &reader->schemas[i];
        size_t count = accord_wire_take_count(&reader->wire, schema->column_count > 0 ? schema->column_count : 1);
        struct accord_kept_row *rows = accord_arena_zero(arena, count + 1, sizeof *rows);
        if (!rows) return !(reader->no_memory = true);
        for (size_t j = 0; j < count; j++)
            if (!take_row(reader, schema, recent, arena, &rows[j])) return false;
        reader->tables[i] = (struct accord_kept_table){rows, count};
        recent += schema->column_count;
    }
    return !reader->wire.failed;
}

bool accord_kept_fill(const struct accord_kept_reader *reader, int table, struct accord_arena *arena,
                      struct accord_evidence_row *row)
{
    if (table < 0 || (size_t)table >= reader->table_count || row->global) return false;
    if (row->ordinal >= reader->tables[table].count) return false;
    const struct accord_kept_row *kept = &reader->tables[table].rows[row->ordinal];
    const char **values = accord_arena_zero(arena, row->column_count + 1, sizeof *values);
    for (size_t i = 0; i < row->column_count && values; i++) {
        if ((size_t)row->columns[i] >= reader->schemas[table].column_count) return false;
        values[i] = kept->values[row->columns[i]];
    }
    row->key = kept->key;
    row->values = values;
    return values != NULL;
}
