/* Rows by their ordinals. */
#include "runs/rows.h"

#include "base/error.h"
#include "engine/evidence.h"
#include "store/dataset.h"

#include <stdint.h>
#include <string.h>

enum accord_status accord_rows_open(struct accord_rows *rows, struct accord_dataset *dataset, struct accord_error *err)
{
    *rows = (struct accord_rows){.store = accord_dataset_store_of(dataset), .actor = SIZE_MAX};
    accord_arena_init(&rows->arena);
    accord_arena_init(&rows->global_arena);
    return accord_reader_open(accord_dataset_store(dataset), &rows->reader, err);
}

void accord_rows_close(struct accord_rows *rows)
{
    accord_reader_close(rows->reader);
    accord_arena_clear(&rows->arena);
    accord_arena_clear(&rows->global_arena);
    rows->reader = NULL;
}

void accord_rows_enter(struct accord_rows *rows, size_t actor)
{
    if (rows->actor == actor) return;
    rows->actor = actor;
    accord_arena_reset(&rows->arena);
    memset(rows->own, 0, sizeof rows->own);
}

const struct accord_row_list *accord_rows_list(struct accord_rows *rows, int table, bool global)
{
    struct accord_row_list *list = global ? &rows->global[table] : &rows->own[table];
    uint32_t rank = global ? 0 : (uint32_t)rows->actor + 1;
    if (list->read) return list;
    if (accord_reader_rows(rows->reader, table, rank, global ? &rows->global_arena : &rows->arena, &list->rows,
                           &list->count, &rows->err) != ACCORD_OK)
        return NULL;
    list->read = true;
    return list;
}

bool accord_rows_find(struct accord_rows *rows, int table, struct accord_arena *arena, struct accord_evidence_row *row)
{
    const struct accord_schema *schema = accord_store_schema(rows->store, table);
    const struct accord_row_list *list = accord_rows_list(rows, table, row->global);
    if (list == NULL || row->ordinal >= list->count) return false;
    const struct accord_stored_row *stored = &list->rows[row->ordinal];
    const char **values = accord_arena_alloc(arena, (row->column_count + 1) * sizeof *values);
    row->row = stored->id;
    row->key = accord_evidence_key(arena, schema, stored->cells);
    row->values = values;
    bool good = values != NULL && row->key != NULL;
    for (size_t i = 0; i < row->column_count && good; i++)
        good = accord_evidence_value(arena, schema, stored->cells, (size_t)row->columns[i], &values[i]);
    if (!good) (void)accord_error_memory(&rows->err);
    return good;
}
