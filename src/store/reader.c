/* Reading a finished store: streaming cursors in the order of actors, rows by key, places. */
#include "store/store_private.h"

#include "base/error.h"
#include "store/items.h"
#include "store/order.h"
#include "store/pages.h"
#include "store/place_cache.h"
#include "store/places.h"
#include "store/record.h"
#include "store/tree.h"

#include <assert.h>
#include <string.h>

enum { FIRST_ROWS = 64, RANK_SHIFT = 32 };

/* Stands on the first row at or after `from` that was not handed out. */
struct cursor {
    struct accord_tree rows;
    struct accord_tree origins; /* the same table, where it was last asked for places */
    struct accord_tree links;   /* of rows that several actors see, where it goes by them: who sees which */
    struct accord_record_form form;
    bool linked;
    bool started;
    int64_t from;     /* nothing between it and `position` */
    int64_t position; /* INT64_MAX: past the last row */
    void *memory;     /* of a row that is not kept */
    size_t capacity;
};

struct accord_reader {
    const struct accord_store *store;
    sqlite3 *db;
    struct accord_pages pages;
    struct cursor *cursors[ACCORD_TABLES_MAX]; /* NULL: not yet */
    struct accord_place_cache kept;
    struct accord_stored_row *rows; /* two halves: what is collected, and room to sort it */
    size_t capacity;                /* of a half */
};

static enum accord_status failed(const struct accord_reader *reader, int code, struct accord_error *err)
{
    return accord_sql_failed(reader->db, code, reader->store->path, err);
}

static enum accord_status connect(struct accord_store *store, sqlite3 **db, struct accord_error *err)
{
    if (store->keeper != NULL) return accord_sql_open_memory(store->path, ACCORD_SQL_READER, db, err);
    if (accord_store_is_packed(store)) return accord_packed_reopen(store->path, &store->identity, db, err);
    return accord_sql_open_reader(store->path, db, err);
}

enum accord_status accord_reader_open(struct accord_store *store, struct accord_reader **reader,
                                      struct accord_error *err)
{
    struct accord_reader *opened = accord_alloc_zero(1, sizeof(*opened));
    enum accord_status status;
    int code;

    assert(store->finished);
    *reader = NULL;
    if (opened == NULL) return accord_error_memory(err);
    opened->store = store;
    status = connect(store, &opened->db, err);
    if (status == ACCORD_OK) {
        code = accord_pages_open(opened->db, &opened->pages);
        if (code != SQLITE_OK) status = failed(opened, code, err);
    }
    if (status != ACCORD_OK)
        accord_reader_close(opened);
    else
        *reader = opened;
    return status;
}

static void free_cursor(struct cursor *cursor)
{
    if (cursor == NULL) return;
    accord_tree_clear(&cursor->rows);
    accord_tree_clear(&cursor->origins);
    accord_tree_clear(&cursor->links);
    accord_free(cursor->memory);
    accord_free(cursor);
}

void accord_reader_close(struct accord_reader *reader)
{
    if (reader == NULL) return;
    for (size_t i = 0; i < ACCORD_TABLES_MAX; i++)
        free_cursor(reader->cursors[i]);
    (void)sqlite3_close(reader->db);
    accord_place_cache_clear(&reader->kept);
    accord_free(reader->rows);
    accord_free(reader);
}

static enum accord_status new_cursor(const struct accord_reader *reader, int table, bool linked, struct cursor **made,
                                     struct accord_error *err)
{
    const struct accord_schema *schema = accord_store_schema(reader->store, table);
    struct cursor *cursor = accord_alloc_zero(1, sizeof(*cursor));
    int code;

    *made = NULL;
    if (cursor == NULL) return accord_error_memory(err);
    cursor->linked = linked;
    cursor->rows.pages = cursor->origins.pages = cursor->links.pages = &reader->pages;
    accord_record_form_make(&cursor->form, schema, accord_store_is_packed(reader->store));
    code = accord_pages_find(reader->db, "", schema->name, &cursor->rows.root);
    cursor->origins.root = cursor->rows.root;
    if (code == SQLITE_OK && linked) code = accord_pages_find(reader->db, "_seen_", schema->name, &cursor->links.root);
    if (code == SQLITE_OK) {
        *made = cursor;
        return ACCORD_OK;
    }
    free_cursor(cursor);
    return failed(reader, code, err);
}

/* To the row that the link names, which is there. */
static int follow(struct cursor *cursor)
{
    int64_t target;
    int code;

    if (!accord_record_second(cursor->links.record, cursor->links.length, &target)) return SQLITE_CORRUPT;
    code = accord_tree_seek(&cursor->rows, target);
    return code == SQLITE_DONE || (code == SQLITE_ROW && cursor->rows.row != target) ? SQLITE_CORRUPT : code;
}

/* Rows ascend. In a damaged file pages may be reached again and again, for as good as ever. */
static int settle(struct cursor *cursor, int code)
{
    const struct accord_tree *order = cursor->linked ? &cursor->links : &cursor->rows;

    if (code != SQLITE_ROW) return code;
    if (order->row <= cursor->position) return SQLITE_CORRUPT;
    cursor->position = order->row;
    return cursor->linked ? follow(cursor) : SQLITE_ROW;
}

/* Where the tree moved to with `code`. */
static enum accord_status arrive(const struct accord_reader *reader, struct cursor *cursor, int code,
                                 struct accord_error *err)
{
    code = settle(cursor, code);
    cursor->started = code == SQLITE_ROW || code == SQLITE_DONE;
    if (code == SQLITE_ROW) return ACCORD_OK;
    cursor->position = INT64_MAX;
    return code == SQLITE_DONE ? ACCORD_OK : failed(reader, code, err);
}

static enum accord_status step(const struct accord_reader *reader, struct cursor *cursor, struct accord_error *err)
{
    return arrive(reader, cursor, accord_tree_next(cursor->linked ? &cursor->links : &cursor->rows), err);
}

/* To the first row at or after `first`. */
static enum accord_status reach(const struct accord_reader *reader, struct cursor *cursor, int64_t first,
                                struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    if (!cursor->started || first < cursor->from || cursor->position < first) {
        cursor->position = first - 1;
        status = arrive(reader, cursor, accord_tree_seek(cursor->linked ? &cursor->links : &cursor->rows, first), err);
    }
    cursor->from = first;
    return status;
}

static bool has_room(struct accord_reader *reader, size_t count)
{
    size_t capacity = reader->capacity == 0 ? FIRST_ROWS : 2 * reader->capacity;
    struct accord_stored_row *rows;

    if (count < reader->capacity) return true;
    rows = accord_realloc(reader->rows, 2 * capacity, sizeof(*rows));
    if (rows == NULL) return false;
    reader->rows = rows;
    reader->capacity = capacity;
    return true;
}

/* What everybody sees names nobody, or something that is no actor. */
static bool is_global(const struct accord_store *store, const struct accord_schema *schema,
                      const struct accord_cell *cells)
{
    struct accord_cell item;
    size_t from = 0;

    if (schema->actor == ACCORD_NO_COLUMN || cells[schema->actor].kind == ACCORD_CELL_MISSING) return true;
    while (accord_next_item(&cells[schema->actor], &from, &item))
        if (accord_store_actor_rank(store, item.as.text, item.length) == 0) return true;
    return false;
}

/* What an actor sees names it. */
static bool is_of_rank(const struct accord_store *store, const struct accord_schema *schema,
                       const struct accord_cell *cells, uint64_t rank)
{
    struct accord_cell item;
    size_t from = 0, length;

    if (rank == 0) return is_global(store, schema, cells);
    if (rank > store->actor_count || schema->actor == ACCORD_NO_COLUMN) return false;
    length = strlen(store->id_of[rank - 1]);
    while (accord_next_item(&cells[schema->actor], &from, &item))
        if (accord_text_equal(item.as.text, item.length, store->id_of[rank - 1], length)) return true;
    return false;
}

/* The cells of the row on which the cursor stands, in memory with room for them. A file that is not the store's own is
 * not taken at its word; of the rows of a list themselves only links say who sees them. */
static enum accord_status take_cells(const struct accord_reader *reader, int table, const struct cursor *cursor,
                                     void *memory, struct accord_stored_row *row, struct accord_error *err)
{
    const struct accord_store *store = reader->store;
    const struct accord_schema *schema = accord_store_schema(store, table);
    const bool ranked = cursor->linked || !store->tables[table].linked;
    uint64_t rank = (uint64_t)cursor->position >> RANK_SHIFT;

    row->id = cursor->rows.row;
    row->cells = accord_record_cells(&cursor->form, cursor->rows.record, cursor->rows.length, memory);
    if (!accord_store_is_packed(store)) return row->cells != NULL ? ACCORD_OK : failed(reader, SQLITE_CORRUPT, err);
    if (row->cells != NULL && (ranked ? is_of_rank(store, schema, row->cells, rank) : rank == 0)) return ACCORD_OK;
    return accord_sql_damaged(store->path, err, "a row of %s that accord does not write", schema->name);
}

static enum accord_status copy_row(const struct accord_reader *reader, int table, struct accord_arena *arena,
                                   struct accord_stored_row *row, struct accord_error *err)
{
    const struct cursor *cursor = reader->cursors[table];
    void *memory = accord_arena_alloc(arena, accord_record_room(&cursor->form, cursor->rows.length));

    return memory == NULL ? accord_error_memory(err) : take_cells(reader, table, cursor, memory, row, err);
}

/* The row until the cursor moves on. */
static enum accord_status look_at_row(const struct accord_reader *reader, int table, struct cursor *cursor,
                                      struct accord_stored_row *row, struct accord_error *err)
{
    size_t room = accord_record_room(&cursor->form, cursor->rows.length);

    if (room > cursor->capacity) {
        void *memory = accord_realloc(cursor->memory, room, 1);

        if (memory == NULL) return accord_error_memory(err);
        cursor->memory = memory;
        cursor->capacity = room;
    }
    return take_cells(reader, table, cursor, cursor->memory, row, err);
}

static enum accord_status too_many(const struct accord_schema *schema, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_BAD_DATA, "one actor sees more than %d rows of %s", (int)ACCORD_ROWS_MAX,
                            schema->name);
}

/* Everything of one rank, from where the cursor stands. */
static enum accord_status collect(struct accord_reader *reader, int table, int64_t end, struct accord_arena *arena,
                                  size_t *count, struct accord_error *err)
{
    const struct accord_schema *schema = reader->store->tables[table].schema;
    struct cursor *cursor = reader->cursors[table];
    enum accord_status status = ACCORD_OK;

    while (status == ACCORD_OK && cursor->position < end) {
        if (*count == ACCORD_ROWS_MAX) return too_many(schema, err);
        if (!has_room(reader, *count)) return accord_error_memory(err);
        status = copy_row(reader, table, arena, &reader->rows[*count], err);
        if (status == ACCORD_OK) {
            (*count)++;
            cursor->from = cursor->position + 1;
            status = step(reader, cursor, err);
        }
    }
    return status;
}

static enum accord_status start(struct accord_reader *reader, int table, struct accord_error *err)
{
    assert(table >= 0 && (size_t)table < reader->store->table_count);
    if (reader->cursors[table] != NULL) return ACCORD_OK;
    return new_cursor(reader, table, reader->store->tables[table].linked, &reader->cursors[table], err);
}

/* An actor has one row of its own. */
static enum accord_status check_count(const struct accord_reader *reader, int table, uint32_t rank, size_t count,
                                      struct accord_error *err)
{
    if (count == 1 || table != reader->store->actors_table || rank == 0) return ACCORD_OK;
    return accord_sql_damaged(reader->store->path, err, "an actor with %zu rows of its own", count);
}

enum accord_status accord_reader_rows(struct accord_reader *reader, int table, uint32_t rank,
                                      struct accord_arena *arena, struct accord_stored_row **rows, size_t *count,
                                      struct accord_error *err)
{
    enum accord_status status = start(reader, table, err);

    *rows = NULL;
    *count = 0;
    if (status == ACCORD_OK) status = reach(reader, reader->cursors[table], accord_row_id(rank, 0), err);
    if (status == ACCORD_OK) status = collect(reader, table, accord_row_id(rank, UINT32_MAX), arena, count, err);
    if (status == ACCORD_OK) status = check_count(reader, table, rank, *count, err);
    if (status != ACCORD_OK || *count == 0) {
        *count = 0;
        return status;
    }
    accord_rows_sort(reader->store->tables[table].schema, reader->rows, reader->rows + reader->capacity, *count);
    *rows = accord_arena_alloc(arena, *count * sizeof(**rows));
    if (*rows == NULL) {
        *count = 0;
        return accord_error_memory(err);
    }
    memcpy(*rows, reader->rows, *count * sizeof(**rows));
    return ACCORD_OK;
}

enum accord_status accord_reader_each(struct accord_reader *reader, int table, uint32_t rank,
                                      accord_stored_row_function function, void *host, struct accord_error *err)
{
    struct accord_stored_row row;
    struct cursor *cursor;
    size_t count = 0;
    enum accord_status status = start(reader, table, err);

    if (status != ACCORD_OK) return status;
    cursor = reader->cursors[table];
    status = reach(reader, cursor, accord_row_id(rank, 0), err);
    while (status == ACCORD_OK && cursor->position < accord_row_id(rank, UINT32_MAX)) {
        if (count++ == ACCORD_ROWS_MAX) return too_many(reader->store->tables[table].schema, err);
        status = look_at_row(reader, table, cursor, &row, err);
        if (status == ACCORD_OK) status = function(host, rank, &row, err);
        cursor->from = cursor->position + 1;
        if (status == ACCORD_OK) status = step(reader, cursor, err);
    }
    return status == ACCORD_OK ? check_count(reader, table, rank, count, err) : status;
}

enum accord_status accord_reader_scan(struct accord_reader *reader, int table, accord_stored_row_function function,
                                      void *host, struct accord_error *err)
{
    struct cursor *cursor;
    enum accord_status status = new_cursor(reader, table, false, &cursor, err);

    if (status == ACCORD_OK) status = reach(reader, cursor, 0, err);
    while (status == ACCORD_OK && cursor->position != INT64_MAX) {
        struct accord_stored_row row;

        status = look_at_row(reader, table, cursor, &row, err);
        if (status == ACCORD_OK) status = function(host, (uint32_t)(cursor->position >> RANK_SHIFT), &row, err);
        if (status == ACCORD_OK) status = step(reader, cursor, err);
    }
    free_cursor(cursor);
    return status;
}

/* A row that was read is there. */
static enum accord_status not_found(const struct accord_reader *reader, int table, int64_t id, struct accord_error *err)
{
    const char *name = accord_store_schema(reader->store, table)->name;

    if (accord_store_is_packed(reader->store))
        return accord_sql_damaged(reader->store->path, err, "a row of %s that is not found again", name);
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s has no row %lld", name, (long long)id);
}

static enum accord_status find_places(struct accord_reader *reader, int table, int64_t id, int *file, uint32_t *line,
                                      struct accord_place *places, struct accord_error *err)
{
    struct accord_record_origin origin;
    struct cursor *cursor;
    int code;
    enum accord_status status = start(reader, table, err);

    *file = 0;
    *line = 0;
    if (status != ACCORD_OK) return status;
    cursor = reader->cursors[table];
    code = accord_tree_seek(&cursor->origins, id);
    if (code == SQLITE_DONE || (code == SQLITE_ROW && cursor->origins.row != id))
        return not_found(reader, table, id, err);
    if (code != SQLITE_ROW) return failed(reader, code, err);
    if (!accord_record_origin(&cursor->form, cursor->origins.record, cursor->origins.length, &origin))
        return failed(reader, SQLITE_CORRUPT, err);
    *file = origin.file;
    *line = origin.line;
    if (places != NULL && !accord_places_unpack(origin.places, origin.length, origin.line, places, cursor->form.count))
        return failed(reader, SQLITE_CORRUPT, err);
    return ACCORD_OK;
}

enum accord_status accord_reader_places(struct accord_reader *reader, int table, int64_t id, int *file, uint32_t *line,
                                        struct accord_place *places, struct accord_error *err)
{
    size_t count = accord_store_schema(reader->store, table)->column_count;
    const struct accord_kept_places *kept = accord_place_cache_find(&reader->kept, table, id);
    struct accord_kept_places *made = NULL;

    if (kept != NULL) {
        *file = kept->file;
        *line = kept->line;
        if (places != NULL) memcpy(places, kept->places, count * sizeof(*places));
        return ACCORD_OK;
    }
    enum accord_status status = find_places(reader, table, id, file, line, places, err);
    if (status == ACCORD_OK && places != NULL) made = accord_place_cache_make(&reader->kept, table, id, count);
    if (made == NULL) return status;
    made->file = *file;
    made->line = *line;
    memcpy(made->places, places, count * sizeof(*places));
    return ACCORD_OK;
}
