/* Gathering rows: each is kept with what it is to be put beside by. */
#include "import/gather.h"

#include "base/error.h"
#include "import/gather_parts.h"
#include "ingest/quote.h"

#include <assert.h>
#include <string.h>

enum { MESSAGE_MAX = 64 * 1024 * 1024, ROW_MAX = 512 * 1024 * 1024 };

/* ---- tables ---- */

static struct accord_gathered_table table_of(const struct accord_schema *schema)
{
    bool claims = schema->key_blanks;
    enum accord_gather_by by = claims                                ? ACCORD_GATHER_CLAIMS
                               : strcmp(schema->name, "actors") == 0 ? ACCORD_GATHER_ACTORS
                                                                     : ACCORD_GATHER_IDS;
    struct accord_gathered_table table = {
        .schema = schema, .by = by, .group_columns = claims ? 2 : 1, .order_columns = 1};
    for (size_t i = 0; i < schema->key_count; i++)
        if ((size_t)schema->key[i] >= table.order_columns) table.order_columns = (size_t)schema->key[i] + 1;
    return table;
}

static enum accord_status open_sorters(struct accord_gathering *gathering, const char *temporary, size_t memory,
                                       struct accord_error *err)
{
    struct accord_sorter **sorters[] = {&gathering->rows, &gathering->outcomes, &gathering->settled};
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < sizeof sorters / sizeof sorters[0]; i++)
        status = accord_sorter_new(temporary, memory, sorters[i], err);
    return status;
}

static enum accord_status open_tables(struct accord_gathering *gathering, struct accord_error *err)
{
    size_t count = 0;
    const struct accord_schema *const *schemas = accord_core_schemas(&count);
    gathering->tables = accord_alloc_zero(count, sizeof *gathering->tables);
    if (gathering->tables == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++)
        gathering->tables[i] = table_of(schemas[i]);
    gathering->table_count = count;
    return ACCORD_OK;
}

enum accord_status accord_gathering_new(struct accord_names *names, struct accord_reconciliation *reconciliation,
                                        const char *temporary, size_t memory, struct accord_gathering **gathering,
                                        struct accord_error *err)
{
    struct accord_gathering *made = accord_alloc_zero(1, sizeof *made);
    *gathering = NULL;
    if (made == NULL) return accord_error_memory(err);
    accord_arena_init(&made->arena);
    accord_text_init(&made->text, MESSAGE_MAX);
    accord_text_init(&made->key, MESSAGE_MAX);
    accord_text_init(&made->bytes, ROW_MAX);
    struct accord_map *maps[] = {&made->files, &made->actors, &made->titles};
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++)
        accord_map_init(maps[i]);
    made->names = names;
    made->reconciliation = reconciliation;
    enum accord_status status = open_tables(made, err);
    if (status == ACCORD_OK) status = open_sorters(made, temporary, memory, err);
    if (status == ACCORD_OK)
        *gathering = made;
    else
        accord_gathering_free(made);
    return status;
}

void accord_gathering_free(struct accord_gathering *gathering)
{
    if (gathering == NULL) return;
    for (size_t i = 0; i < gathering->conflict_count; i++)
        accord_free(gathering->conflicts[i].text);
    accord_sorter_free(gathering->rows);
    accord_sorter_free(gathering->outcomes);
    accord_sorter_free(gathering->settled);
    accord_free(gathering->tables);
    accord_map_clear(&gathering->files);
    accord_map_clear(&gathering->actors);
    accord_map_clear(&gathering->titles);
    accord_text_clear(&gathering->text);
    accord_text_clear(&gathering->key);
    accord_text_clear(&gathering->bytes);
    accord_arena_clear(&gathering->arena);
    accord_free(gathering);
}

void accord_gathering_watch(struct accord_gathering *gathering, const struct accord_import_watch *watch)
{
    gathering->watch = *watch;
}

static size_t table_index(const struct accord_gathering *gathering, const struct accord_schema *schema)
{
    size_t at = 0;
    while (at < gathering->table_count && gathering->tables[at].schema != schema)
        at++;
    assert(at < gathering->table_count); /* rows are those of core tables */
    return at;
}

/* ---- taking ---- */

/* The length of an id without what the ids of rivals end in, "~2"; all of it where it ends in no such thing. */
static size_t base_length(const struct accord_cell *id)
{
    size_t at = id->length;
    while (at > 0 && id->as.text[at - 1] >= '0' && id->as.text[at - 1] <= '9')
        at--;
    bool suffix = at < id->length && at > 1 && id->as.text[at] != '0' && id->as.text[at - 1] == '~';
    return suffix ? at - 1 : id->length;
}

static void write_taking(const struct accord_gathered_taking *taking, struct accord_text *bytes)
{
    accord_wire_add_number(bytes, taking->restored);
    accord_wire_add_number(bytes, taking->alone);
    accord_wire_add_number(bytes, taking->record);
    accord_wire_add_number(bytes, taking->file);
    accord_wire_add_number(bytes, taking->line);
}

/* Table and group, and then the number of the row. */
static void write_key(struct accord_gathering *gathering, size_t index, const struct accord_cell *cells)
{
    struct accord_text *key = &gathering->key;
    accord_text_reset(key);
    accord_text_add_char(key, (char)index);
    for (size_t i = 0; i < gathering->tables[index].group_columns; i++) {
        accord_text_add(key, cells[i].as.text, cells[i].length);
        accord_text_add_char(key, '\0'); /* which no text holds */
    }
    accord_gathered_add_ordered(key, gathering->taken++);
}

static enum accord_status keep(struct accord_gathering *gathering, size_t index, const struct accord_cell *cells,
                               const struct accord_gathered_taking *taking, struct accord_error *err)
{
    struct accord_text *bytes = &gathering->bytes;
    const struct accord_schema *schema = gathering->tables[index].schema;
    bool added = false, noted = true;
    accord_text_reset(bytes);
    accord_gathered_add_cells(bytes, cells, schema->column_count);
    if (gathering->tables[index].by == ACCORD_GATHER_ACTORS)
        noted = accord_map_put(&gathering->actors, cells[0].as.text, cells[0].length, 0, &added);
    write_taking(taking, bytes);
    write_key(gathering, index, cells);
    if (!noted || bytes->failed || gathering->key.failed) return accord_error_memory(err);
    const struct accord_sorter_record record = {gathering->key.bytes, gathering->key.length, bytes->bytes,
                                                bytes->length};
    return accord_sorter_add(gathering->rows, &record, err);
}

static enum accord_status refuse_id(const struct accord_mapped_row *row, const char *file, struct accord_error *err)
{
    struct accord_text shown;
    accord_text_init(&shown, MESSAGE_MAX);
    accord_quote(&shown, row->cells[0].as.text, row->cells[0].length);
    enum accord_status status = accord_error_set(
        err, ACCORD_BAD_DATA,
        "%s:%u: %s as an id in %s, expected one without ~ and a number, which ids of rival rows end in", file,
        row->line, accord_text_str(&shown), row->schema->name);
    accord_text_clear(&shown);
    return status;
}

enum accord_status accord_gathering_take(struct accord_gathering *gathering, const struct accord_mapped_row *row,
                                         const char *file, struct accord_error *err)
{
    size_t index = table_index(gathering, row->schema);
    int64_t number = (int64_t)gathering->files.count;
    bool added = false;
    if (gathering->tables[index].by == ACCORD_GATHER_IDS && base_length(&row->cells[0]) != row->cells[0].length)
        return refuse_id(row, file, err);
    if (!accord_map_put(&gathering->files, file, strlen(file), number, &added)) return accord_error_memory(err);
    if (!added) (void)accord_map_get(&gathering->files, file, strlen(file), &number);
    const struct accord_gathered_taking taking = {
        .alone = row->alone,
        .record = accord_reconciliation_number(gathering->reconciliation),
        .file = (size_t)number,
        .line = row->line,
    };
    return keep(gathering, index, row->cells, &taking, err);
}

enum accord_status accord_gathering_restore(struct accord_gathering *gathering, const struct accord_schema *schema,
                                            const struct accord_cell *cells, struct accord_error *err)
{
    size_t index = table_index(gathering, schema);
    const struct accord_gathered_taking taking = {.restored = true};
    struct accord_cell copy[ACCORD_COLUMNS_MAX];
    memcpy(copy, cells, schema->column_count * sizeof *copy);
    if (gathering->tables[index].by == ACCORD_GATHER_IDS) copy[0].length = (uint32_t)base_length(&cells[0]);
    return keep(gathering, index, copy, &taking, err);
}

void accord_gathering_mark_illustrative(struct accord_gathering *gathering)
{
    gathering->illustrative = true;
}

/* ---- questions ---- */

bool accord_gathering_illustrative(const struct accord_gathering *gathering)
{
    return gathering->illustrative;
}

bool accord_gathering_has_actor(const struct accord_gathering *gathering, const char *id)
{
    int64_t value = 0;
    return accord_map_get(&gathering->actors, id, strlen(id), &value);
}

const struct accord_schema *accord_gathering_table(const struct accord_gathering *gathering, size_t index)
{
    for (size_t i = 0; i < gathering->table_count; i++)
        if (gathering->tables[i].row_count > 0 && index-- == 0) return gathering->tables[i].schema;
    return NULL;
}

size_t accord_gathering_row_count(const struct accord_gathering *gathering, const struct accord_schema *schema)
{
    return gathering->tables[table_index(gathering, schema)].row_count;
}
