/* Rows on their way into a table, several to a statement. */
#include "store/batch.h"

#include "base/error.h"

#include <string.h>

enum { COPIED_MAX = 64 * 1024 }; /* bytes of a row that may wait for others */

enum accord_status accord_batch_init(struct accord_batch *batch, sqlite3 *db, const char *path,
                                     const struct accord_schema *schema, struct accord_error *err)
{
    *batch = (struct accord_batch){.db = db, .path = path, .schema = schema};
    accord_arena_init(&batch->arena);
    return accord_sql_prepare(db, path, schema, ACCORD_SQL_INSERT, &batch->one, err);
}

void accord_batch_clear(struct accord_batch *batch)
{
    (void)sqlite3_finalize(batch->one);
    (void)sqlite3_finalize(batch->several);
    accord_arena_clear(&batch->arena);
    *batch = (struct accord_batch){.count = 0};
}

/* Binds a row from the parameter `at` on, which becomes that of the next row. */
static int bind_row(const struct accord_batch *batch, sqlite3_stmt *statement, const struct accord_batch_row *row,
                    int *at)
{
    const struct accord_schema *schema = batch->schema;
    int code = sqlite3_bind_int64(statement, (*at)++, row->id);

    for (size_t i = 0; code == SQLITE_OK && i < schema->column_count; i++)
        *at += accord_sql_bind(statement, *at, &schema->columns[i], &row->cells[i], &code);
    if (code == SQLITE_OK) code = sqlite3_bind_int(statement, (*at)++, row->file);
    if (code == SQLITE_OK) code = sqlite3_bind_int64(statement, (*at)++, row->line);
    if (code == SQLITE_OK)
        code = sqlite3_bind_blob(statement, (*at)++, row->places, (int)row->places_length, SQLITE_STATIC);
    return code;
}

/* Inserts `count` rows by a statement for so many. */
static enum accord_status insert(const struct accord_batch *batch, sqlite3_stmt *statement,
                                 const struct accord_batch_row *rows, int count, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    int code = SQLITE_OK;
    int at = 1;

    for (int i = 0; code == SQLITE_OK && i < count; i++)
        code = bind_row(batch, statement, &rows[i], &at);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    if (code != SQLITE_DONE) status = accord_sql_failed(batch->db, code, batch->path, err);
    (void)sqlite3_reset(statement);
    (void)sqlite3_clear_bindings(statement);
    return status;
}

static enum accord_status insert_several(struct accord_batch *batch, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    if (batch->several == NULL)
        status =
            accord_sql_prepare(batch->db, batch->path, batch->schema, ACCORD_SQL_INSERT_ROWS, &batch->several, err);
    return status == ACCORD_OK ? insert(batch, batch->several, batch->rows, ACCORD_SQL_ROWS, err) : status;
}

enum accord_status accord_batch_flush(struct accord_batch *batch, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    if (batch->count == ACCORD_SQL_ROWS)
        status = insert_several(batch, err);
    else
        for (int i = 0; status == ACCORD_OK && i < batch->count; i++)
            status = insert(batch, batch->one, &batch->rows[i], 1, err);
    batch->count = 0;
    accord_arena_reset(&batch->arena);
    return status;
}

static bool keep(struct accord_batch *batch, const struct accord_batch_row *row, size_t cells_size)
{
    char *memory = accord_arena_alloc(&batch->arena, cells_size + row->places_length);
    struct accord_batch_row *kept = &batch->rows[batch->count];

    if (memory == NULL) return false;
    *kept = *row;
    kept->cells = accord_cells_copy(row->cells, batch->schema->column_count, memory);
    kept->places = (unsigned char *)memory + cells_size;
    if (row->places_length > 0) memcpy(memory + cells_size, row->places, row->places_length);
    batch->count++;
    return true;
}

enum accord_status accord_batch_add(struct accord_batch *batch, const struct accord_batch_row *row,
                                    struct accord_error *err)
{
    size_t size = accord_cells_size(row->cells, batch->schema->column_count);
    enum accord_status status = ACCORD_OK;

    if (size > COPIED_MAX) {
        status = accord_batch_flush(batch, err);
        return status == ACCORD_OK ? insert(batch, batch->one, row, 1, err) : status;
    }
    if (!keep(batch, row, size)) return accord_error_memory(err);
    return batch->count == ACCORD_SQL_ROWS ? accord_batch_flush(batch, err) : ACCORD_OK;
}
