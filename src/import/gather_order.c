/* The rows of a group that is whole: their ids, the actors that they name, and their place among all. */
#include "base/error.h"
#include "import/gather_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- rows that are settled ---- */

static void note_values(struct accord_gathered_table *table, const struct accord_cell *cells)
{
    for (size_t i = 0; i < table->schema->column_count; i++)
        if (cells[i].kind != ACCORD_CELL_MISSING) table->has_value[i] = true;
    table->row_count++;
}

/* Keeps the row in the order in which rows are written. */
static enum accord_status keep(struct accord_gathering *gathering, struct accord_gathered_table *table,
                               const struct accord_cell *cells, struct accord_error *err)
{
    struct accord_text *key = &gathering->key, *bytes = &gathering->bytes;
    accord_text_reset(key);
    accord_text_reset(bytes);
    accord_text_add_char(key, (char)(table - gathering->tables));
    for (size_t i = 0; i < table->order_columns; i++)
        accord_gathered_add_cell_key(key, &cells[i]);
    accord_gathered_add_cells(bytes, cells, table->schema->column_count);
    if (key->failed || bytes->failed) return accord_error_memory(err);
    note_values(table, cells);
    const struct accord_sorter_record record = {key->bytes, key->length, bytes->bytes, bytes->length};
    return accord_sorter_add(gathering->settled, &record, err);
}

/* ---- actors ---- */

static struct accord_gathered_table *actors_of(const struct accord_gathering *gathering)
{
    size_t at = 0;
    while (gathering->tables[at].by != ACCORD_GATHER_ACTORS)
        at++;
    return &gathering->tables[at];
}

/* A row for an actor that other rows name and that has none. That nobody knows it is told when all is finished. */
static enum accord_status add_actor(struct accord_gathering *gathering, const char *id, size_t length,
                                    struct accord_error *err)
{
    struct accord_gathered_table *actors = actors_of(gathering);
    struct accord_cell cells[ACCORD_COLUMNS_MAX] = {{.kind = ACCORD_CELL_MISSING}};
    const struct accord_cell own = {.kind = ACCORD_CELL_TEXT, .length = (uint32_t)length, .as.text = id};
    bool added = false;
    for (size_t i = 0; i < actors->schema->column_count; i++) {
        const char *column = actors->schema->columns[i].name, *value = accord_gathered_known(gathering, &own, column);
        if (value == NULL && actors->schema->columns[i].required) {
            (void)accord_error_set(&gathering->unknown_actor, ACCORD_BAD_DATA,
                                   "a row names the actor %s, of which no %s is known", id, column);
            return ACCORD_OK;
        }
        if (value == NULL) continue;
        cells[i] = (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = (uint32_t)strlen(value), .as.text = value};
    }
    if (!accord_map_put(&gathering->actors, id, length, 0, &added)) return accord_error_memory(err);
    return keep(gathering, actors, cells, err);
}

/* The actors that one cell names, one or a list of them. */
static enum accord_status add_actors_of(struct accord_gathering *gathering, const struct accord_cell *cell,
                                        const char *except, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    const char *item = NULL;
    size_t length = 0;
    int64_t value = 0;
    bool some = cell->kind == ACCORD_CELL_TEXT || cell->kind == ACCORD_CELL_LIST;
    for (size_t at = 0; some && status == ACCORD_OK && accord_list_next(cell, &at, &item, &length);) {
        if (except != NULL && accord_text_equal(except, strlen(except), item, length)) continue;
        if (accord_map_get(&gathering->actors, item, length, &value)) continue;
        if (gathering->unknown_actor.status != ACCORD_OK) continue; /* nothing will be written */
        const char *id = accord_arena_copy(&gathering->arena, item, length);
        status = id == NULL ? accord_error_memory(err) : add_actor(gathering, id, length, err);
    }
    return status;
}

static enum accord_status add_actors(struct accord_gathering *gathering, const struct accord_gathered_table *table,
                                     const struct accord_cell *cells, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < table->schema->foreign_count; i++) {
        const struct accord_foreign_key *key = &table->schema->foreign[i];
        if (strcmp(key->table, "actors") != 0) continue;
        status = add_actors_of(gathering, &cells[key->columns[0]], key->except, err);
    }
    return status;
}

/* ---- the group ---- */

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

enum accord_status accord_gathered_settle_group(struct accord_gathering *gathering, struct accord_gathered_table *table,
                                                const struct accord_gathered_group *group, struct accord_error *err)
{
    size_t count = 0;
    enum accord_status status = ACCORD_OK;
    struct ordered *rows = accord_arena_alloc(&gathering->arena, (group->count + 1) * sizeof *rows);
    if (rows == NULL) return accord_error_memory(err);
    for (struct accord_gathered_row *row = group->first; row != NULL; row = row->next)
        rows[count++] = (struct ordered){row, table->schema->column_count};
    assert(count == group->count);
    if (table->by == ACCORD_GATHER_IDS && count > 1) {
        qsort(rows, count, sizeof *rows, compare_rows);
        status = name_rivals(gathering, rows, count, err);
    }
    for (size_t i = 0; status == ACCORD_OK && i < count; i++) {
        status = add_actors(gathering, table, rows[i].row->cells, err);
        if (status == ACCORD_OK) status = keep(gathering, table, rows[i].row->cells, err);
    }
    return status;
}
