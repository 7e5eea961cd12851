/* What was gathered in its order, as CSV. */
#include "base/error.h"
#include "import/gather_parts.h"

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

/* Puts what stands behind `from` in quotes where RFC 4180 wants it. */
static void quote_field(struct accord_text *text, size_t from, struct accord_text *field)
{
    size_t length = text->length - from;
    if (text->failed || length == 0 || strpbrk(accord_text_str(text) + from, ",\"\r\n") == NULL) return;
    accord_text_reset(field);
    accord_text_add(field, text->bytes + from, length);
    accord_text_end_at(text, text->bytes + from);
    accord_text_add_char(text, '"');
    for (size_t i = 0; i < field->length; i++) {
        if (field->bytes[i] == '"') accord_text_add_char(text, '"');
        accord_text_add_char(text, field->bytes[i]);
    }
    accord_text_add_char(text, '"');
    text->failed = text->failed || field->failed;
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

static void write_row(struct writing *writing, const struct accord_cell *cells)
{
    const struct accord_schema *schema = writing->table->schema;
    for (size_t i = 0; i < writing->column_count; i++) {
        if (i > 0) accord_text_add_char(&writing->text, ',');
        size_t from = writing->text.length, column = writing->columns[i];
        accord_gathered_write_cell(&schema->columns[column], &cells[column], &writing->text);
        quote_field(&writing->text, from, &writing->field);
    }
    accord_text_add_char(&writing->text, '\n');
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
    write_row(writing, cells);
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
