/* What was gathered in its order, as CSV. */
#include "base/error.h"
#include "import/gather_parts.h"
#include "ingest/cell_text.h"
#include "store/store.h"

#include <assert.h>
#include <string.h>

enum { BLOCK = 256 * 1024, TEXT_MAX = 1024 * 1024 * 1024 };

/* A table on its way out. */
struct writing {
    struct accord_gathering *gathering;
    const struct accord_gathered_table *table;
    size_t columns[ACCORD_COLUMNS_MAX];
    size_t column_count;
    struct accord_text text;
    struct accord_text field;
};

static enum accord_status next_row(struct accord_gathering *gathering, struct accord_error *err)
{
    return accord_sorter_next(gathering->settled, &gathering->next, &gathering->has_next, err);
}

enum accord_status accord_gathering_finish(struct accord_gathering *gathering, struct accord_error *err)
{
    const struct accord_error *unknown = &gathering->unknown_actor;
    if (unknown->status != ACCORD_OK) return accord_error_set(err, unknown->status, "%s", unknown->text);
    enum accord_status status = accord_sorter_sort(gathering->settled, err);
    return status == ACCORD_OK ? next_row(gathering, err) : status;
}

static void write_head(struct writing *writing)
{
    const struct accord_schema *schema = writing->table->schema;
    for (size_t i = 0; i < schema->column_count; i++) {
        if (!schema->columns[i].required && !writing->table->has_value[i]) continue;
        if (writing->column_count > 0) accord_text_add_char(&writing->text, ',');
        accord_text_add_str(&writing->text, schema->columns[i].name);
        writing->columns[writing->column_count++] = i;
    }
    accord_text_add_char(&writing->text, '\n');
}

/* A row of a data package may hold what CSV does not. */
static enum accord_status cannot_hold(struct writing *writing, const struct accord_cell *cells,
                                      const struct accord_column *column, const char *why, struct accord_error *err)
{
    const struct accord_schema *schema = writing->table->schema;
    accord_text_reset(&writing->field);
    accord_schema_key(schema, cells, &writing->field);
    return accord_error_set(err, ACCORD_BAD_DATA, "table %s, row %s, column %s: %s, which CSV cannot hold",
                            schema->name, accord_text_str(&writing->field), column->name, why);
}

static enum accord_status write_row(struct writing *writing, const struct accord_cell *cells, struct accord_error *err)
{
    static const char *const missing[] = {""};
    static const struct accord_table_form form = {.missing = missing, .missing_count = 1};
    const struct accord_schema *schema = writing->table->schema;
    for (size_t i = 0; i < writing->column_count; i++) {
        const struct accord_column *column = &schema->columns[writing->columns[i]];
        if (i > 0) accord_text_add_char(&writing->text, ',');
        const char *why =
            accord_cell_write_csv(column, &form, &cells[writing->columns[i]], &writing->field, &writing->text);
        if (why != NULL) return cannot_hold(writing, cells, column, why, err);
    }
    accord_text_add_char(&writing->text, '\n');
    return ACCORD_OK;
}

/* The descriptor names them too. */
static bool note_title(struct accord_gathering *gathering, const struct accord_schema *schema,
                       const struct accord_cell *cells)
{
    bool added = false;
    if (strcmp(schema->name, "sources") != 0) return true;
    const struct accord_cell *title = &cells[accord_schema_find(schema, "title", 5)];
    return accord_map_put(&gathering->titles, title->as.text, title->length, 0, &added);
}

const char *accord_gathering_title(const struct accord_gathering *gathering, size_t index)
{
    return index < gathering->titles.count ? gathering->titles.entries[index].key : NULL;
}

/* Writes the row that comes next, and goes on to the one behind it. */
static enum accord_status take_row(struct writing *writing, struct accord_error *err)
{
    struct accord_gathering *gathering = writing->gathering;
    const struct accord_schema *schema = writing->table->schema;
    struct accord_wire wire = accord_wire_of(gathering->next.bytes, gathering->next.length);
    struct accord_cell cells[ACCORD_COLUMNS_MAX];
    accord_gathered_take_cells(&wire, cells, schema->column_count);
    assert(accord_wire_done(&wire));
    enum accord_status status = write_row(writing, cells, err);
    if (status != ACCORD_OK) return status;
    accord_import_tell(&gathering->watch, ACCORD_IMPORT_WRITES, gathering->written_rows++, gathering->taken);
    if (!note_title(gathering, schema, cells) || writing->text.failed) return accord_error_memory(err);
    return next_row(gathering, err);
}

enum accord_status accord_gathering_write(struct accord_gathering *gathering, const struct accord_schema *schema,
                                          accord_gathered_bytes_function function, void *host, struct accord_error *err)
{
    struct writing writing = {.gathering = gathering, .table = gathering->tables};
    enum accord_status status = ACCORD_OK;
    while (writing.table->schema != schema)
        writing.table++;
    accord_text_init(&writing.text, TEXT_MAX);
    accord_text_init(&writing.field, TEXT_MAX);
    write_head(&writing);
    const char index = (char)(writing.table - gathering->tables);
    while (status == ACCORD_OK && gathering->has_next && gathering->next.key[0] == index) {
        status = take_row(&writing, err);
        if (status != ACCORD_OK || writing.text.length < BLOCK) continue;
        status = function(host, accord_text_str(&writing.text), writing.text.length, err);
        accord_text_reset(&writing.text);
    }
    if (status == ACCORD_OK) status = function(host, accord_text_str(&writing.text), writing.text.length, err);
    accord_text_clear(&writing.field);
    accord_text_clear(&writing.text);
    return status;
}
