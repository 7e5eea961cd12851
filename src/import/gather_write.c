/* What was gathered in its order, and as CSV. */
#include "base/error.h"
#include "import/gather_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- the order ---- */

enum { CELLS_MAX = ACCORD_COLUMNS_MAX };

struct ordered {
    struct accord_gathered_row *row;
    size_t columns;
};

static int compare_rows(const void *a, const void *b)
{
    const struct ordered *left = a, *right = b;
    for (size_t i = 0; i < left->columns; i++) {
        int order = accord_cell_compare(&left->row->cells[i], &right->row->cells[i]);
        if (order != 0) return order;
    }
    return 0;
}

/* Numbers the rows of one id from the second: "id~2". They are in order. */
static enum accord_status name_rivals(struct accord_gathering *gathering, struct ordered *rows, size_t count,
                                      struct accord_error *err)
{
    struct accord_text *id = &gathering->text;
    for (size_t i = 1; i < count; i++) {
        struct accord_cell *cell = &rows[i].row->cells[0];
        accord_text_reset(id);
        accord_text_add(id, cell->as.text, cell->length);
        accord_text_addf(id, "~%zu", i + 1);
        const char *copy = id->failed ? NULL : accord_arena_copy(&gathering->arena, accord_text_str(id), id->length);
        if (copy == NULL) return accord_error_memory(err);
        cell->as.text = copy;
        cell->length = (uint32_t)id->length;
    }
    return ACCORD_OK;
}

static enum accord_status order_group(struct accord_gathering *gathering, const struct accord_gathered_table *table,
                                      const struct accord_gathered_group *group, struct ordered *rows,
                                      struct accord_error *err)
{
    size_t count = 0;
    for (struct accord_gathered_row *row = group->first; row != NULL; row = row->next)
        rows[count++] = (struct ordered){row, table->schema->column_count};
    assert(count == group->count);
    if (table->by != ACCORD_GATHER_IDS) return ACCORD_OK;
    if (count > 1) qsort(rows, count, sizeof *rows, compare_rows);
    return name_rivals(gathering, rows, count, err);
}

enum accord_status accord_gathered_order(struct accord_gathering *gathering, struct accord_gathered_table *table,
                                         struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    size_t count = 0;
    struct ordered *rows = accord_alloc_zero(table->row_count + 1, sizeof *rows);
    table->rows = accord_alloc_zero(table->row_count + 1, sizeof(struct accord_gathered_row *));
    if (rows == NULL || table->rows == NULL) status = accord_error_memory(err);
    for (size_t i = 0; status == ACCORD_OK && i < table->group_count; i++) {
        status = order_group(gathering, table, &table->groups[i], rows + count, err);
        count += table->groups[i].count;
    }
    if (status == ACCORD_OK && count > 1) qsort(rows, count, sizeof *rows, compare_rows);
    for (size_t i = 0; status == ACCORD_OK && i < count; i++)
        table->rows[i] = rows[i].row;
    accord_free(rows);
    return status;
}

/* ---- what was gathered ---- */

static const struct accord_gathered_table *find_table(const struct accord_gathering *gathering,
                                                      const struct accord_schema *schema)
{
    size_t at = 0;
    while (gathering->tables[at].schema != schema)
        at++;
    return &gathering->tables[at];
}

const struct accord_schema *accord_gathering_table(const struct accord_gathering *gathering, size_t index)
{
    for (size_t i = 0; i < gathering->table_count; i++)
        if (gathering->tables[i].row_count > 0 && index-- == 0) return gathering->tables[i].schema;
    return NULL;
}

size_t accord_gathering_row_count(const struct accord_gathering *gathering, const struct accord_schema *schema)
{
    return find_table(gathering, schema)->row_count;
}

const struct accord_cell *accord_gathering_row(const struct accord_gathering *gathering,
                                               const struct accord_schema *schema, size_t row)
{
    const struct accord_gathered_table *table = find_table(gathering, schema);
    assert(row < table->row_count && table->rows != NULL);
    return table->rows[row]->cells;
}

/* ---- CSV ---- */

static bool has_value(const struct accord_gathered_table *table, size_t column)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (table->rows[i]->cells[column].kind != ACCORD_CELL_MISSING) return true;
    return false;
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

void accord_gathering_write(const struct accord_gathering *gathering, const struct accord_schema *schema,
                            struct accord_text *text)
{
    const struct accord_gathered_table *table = find_table(gathering, schema);
    size_t columns[CELLS_MAX], count = 0;
    struct accord_text field;
    accord_text_init(&field, text->max);
    for (size_t i = 0; i < schema->column_count; i++) {
        if (!schema->columns[i].required && !has_value(table, i)) continue;
        if (count > 0) accord_text_add_char(text, ',');
        accord_text_add_str(text, schema->columns[i].name);
        columns[count++] = i;
    }
    accord_text_add_char(text, '\n');
    for (size_t row = 0; row < table->row_count && !text->failed; row++) {
        for (size_t i = 0; i < count; i++) {
            if (i > 0) accord_text_add_char(text, ',');
            size_t from = text->length;
            accord_gathered_write_cell(&schema->columns[columns[i]], &table->rows[row]->cells[columns[i]], text);
            quote_field(text, from, &field);
        }
        accord_text_add_char(text, '\n');
    }
    accord_text_clear(&field);
}
