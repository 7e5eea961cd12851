/* Filling a store: tables from schemas, rows by actor, ranks. */
#include "store/store_private.h"

#include "base/error.h"
#include "store/items.h"
#include "store/places.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEAREST_BUDGET = 400000 };

static const char DEFAULT_FOLDER[] = "/tmp";
static const char RESERVED_PREFIX[] = "sqlite_";

struct accord_store *accord_store_make(void)
{
    struct accord_store *made = accord_alloc_zero(1, sizeof(*made));

    if (made == NULL) return NULL;
    made->actors_table = -1;
    made->nearest_budget = NEAREST_BUDGET;
    accord_map_init(&made->actors);
    accord_key_set_init(&made->spare, ACCORD_KEY_SET_MAX);
    accord_text_init(&made->scratch, ACCORD_KEY_BYTES_MAX);
    return made;
}

enum accord_status accord_store_new(const char *folder, struct accord_store **store, struct accord_error *err)
{
    enum accord_status status;
    struct accord_store *made = accord_store_make();

    *store = NULL;
    if (made == NULL) return accord_error_memory(err);
    status = accord_temporary_new(folder == NULL ? DEFAULT_FOLDER : folder, &made->temporary, err);
    if (status == ACCORD_OK) {
        accord_temporary_file(made->temporary, made->path);
        status = accord_sql_open_writer(made->path, &made->db, err);
    }
    if (status != ACCORD_OK)
        accord_store_close(made);
    else
        *store = made;
    return status;
}

enum accord_status accord_store_new_in_memory(struct accord_store **store, struct accord_error *err)
{
    struct accord_store *made = accord_store_make();
    enum accord_status status;

    *store = NULL;
    if (made == NULL) return accord_error_memory(err);
    /* SQLite finds it by its name, which no other store of the process has. */
    (void)snprintf(made->path, sizeof(made->path), "/memory-%p", (void *)made);
    status = accord_sql_open_memory(made->path, ACCORD_SQL_KEEPER, &made->keeper, err);
    if (status == ACCORD_OK) status = accord_sql_open_memory(made->path, ACCORD_SQL_WRITER, &made->db, err);
    if (status != ACCORD_OK)
        accord_store_close(made);
    else
        *store = made;
    return status;
}

enum accord_status accord_store_prepare_memory(struct accord_error *err)
{
    struct accord_store *store;
    unsigned char byte;
    enum accord_status status = accord_store_new_in_memory(&store, err);

    accord_store_close(store);
    sqlite3_randomness(sizeof(byte), &byte);
    return status;
}

static void release_statements(struct accord_store_table *table)
{
    sqlite3_stmt **all[] = {&table->insert_seen, &table->select, &table->places};

    accord_batch_clear(&table->batch);
    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
        (void)sqlite3_finalize(*all[i]);
        *all[i] = NULL;
    }
}

/* Everything that is needed for filling only. */
static void stop_filling(struct accord_store *store)
{
    for (size_t i = 0; i < store->table_count; i++) {
        accord_keys_clear(store, &store->tables[i]);
        release_statements(&store->tables[i]);
    }
    (void)sqlite3_close(store->db);
    store->db = NULL;
    accord_key_set_clear(&store->spare);
    accord_map_clear(&store->actors);
    accord_free(store->last_linked);
    store->last_linked = NULL;
    accord_text_clear(&store->scratch);
}

void accord_store_close(struct accord_store *store)
{
    if (store == NULL) return;
    stop_filling(store);
    (void)sqlite3_close(store->keeper);
    accord_temporary_remove(store->temporary);
    accord_free(store->id_of);
    accord_free(store->ids);
    accord_free(store);
}

void accord_store_remove_all(void)
{
    accord_temporary_remove_all();
}

const char *accord_store_path(const struct accord_store *store)
{
    return store->path;
}

void accord_store_set_problems(struct accord_store *store, struct accord_problems *problems,
                               accord_store_file_function file, const void *host)
{
    store->problems = problems;
    store->file_name = file;
    store->file_host = host;
}

void accord_store_set_seen(struct accord_store *store, accord_store_seen_function function, void *host)
{
    store->seen = function;
    store->seen_host = host;
}

static void tell_seen(const struct accord_store *store, uint32_t rank, uint32_t arrival)
{
    if (store->seen != NULL) store->seen(store->seen_host, rank, arrival);
}

static void note_actor_columns(struct accord_store_table *table)
{
    const struct accord_schema *schema = table->schema;

    if (schema->actor != ACCORD_NO_COLUMN) {
        table->names_actors[schema->actor] = true;
        table->linked = schema->columns[schema->actor].kind == ACCORD_CELL_LIST;
    }
    for (size_t i = 0; i < schema->foreign_count; i++)
        if (accord_refers_to_actor(&schema->foreign[i])) table->names_actors[schema->foreign[i].columns[0]] = true;
}

/* `actors` itself: its rows are its own actors', whatever the schema says. */
static enum accord_status add_actors_table(struct accord_store *store, struct accord_store_table *table,
                                           struct accord_error *err)
{
    int id = accord_schema_find(table->schema, "id", 2);

    if (id == ACCORD_NO_COLUMN || table->schema->columns[id].kind != ACCORD_CELL_TEXT)
        return accord_error_set(err, ACCORD_BAD_DATA, "the table actors has no column id of texts");
    store->actors_table = (int)store->table_count;
    return ACCORD_OK;
}

static enum accord_status prepare(struct accord_store *store, struct accord_store_table *table,
                                  enum accord_sql_kind kind, sqlite3_stmt **statement, struct accord_error *err)
{
    return accord_sql_prepare(store->db, store->path, table->schema, kind, statement, err);
}

static enum accord_status prepare_table(struct accord_store *store, struct accord_store_table *table,
                                        struct accord_error *err)
{
    enum accord_status status = accord_sql_run(store->db, store->path, table->schema, ACCORD_SQL_CREATE, err);

    if (status == ACCORD_OK) status = accord_batch_init(&table->batch, store->db, store->path, table->schema, err);
    if (status == ACCORD_OK) status = prepare(store, table, ACCORD_SQL_SELECT, &table->select, err);
    if (status == ACCORD_OK) status = prepare(store, table, ACCORD_SQL_PLACES, &table->places, err);
    if (status == ACCORD_OK && table->linked)
        status = accord_sql_run(store->db, store->path, table->schema, ACCORD_SQL_CREATE_SEEN, err);
    if (status == ACCORD_OK && table->linked)
        status = prepare(store, table, ACCORD_SQL_INSERT_SEEN, &table->insert_seen, err);
    return status;
}

enum accord_status accord_store_add_table(struct accord_store *store, const struct accord_schema *schema, int *table,
                                          struct accord_error *err)
{
    struct accord_store_table *added = &store->tables[store->table_count];
    enum accord_status status = ACCORD_OK;

    assert(!store->finished);
    *table = (int)store->table_count;
    if (store->table_count == ACCORD_TABLES_MAX)
        return accord_error_set(err, ACCORD_BAD_DATA, "there are more than %d tables", (int)ACCORD_TABLES_MAX);
    if (strncmp(schema->name, RESERVED_PREFIX, strlen(RESERVED_PREFIX)) == 0)
        return accord_error_set(err, ACCORD_BAD_DATA,
                                "the table name %s is reserved, expected one that does not "
                                "begin with %s",
                                schema->name, RESERVED_PREFIX);
    if (accord_store_table(store, schema->name, strlen(schema->name)) >= 0)
        return accord_error_set(err, ACCORD_BAD_DATA, "there are two tables %s, expected one", schema->name);
    *added = (struct accord_store_table){.schema = schema};
    if (strcmp(schema->name, "actors") == 0)
        status = add_actors_table(store, added, err);
    else
        note_actor_columns(added);
    if (status == ACCORD_OK) status = prepare_table(store, added, err);
    store->table_count++;
    return status;
}

/* Runs an insert whose parameters are bound. */
static enum accord_status insert(struct accord_store *store, sqlite3_stmt *statement, int bound,
                                 struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    int code = bound == SQLITE_OK ? sqlite3_step(statement) : bound;

    if (code != SQLITE_DONE) status = accord_sql_failed(store->db, code, store->path, err);
    (void)sqlite3_reset(statement);
    return status;
}

static enum accord_status insert_row(struct accord_store_table *table, const struct accord_new_row *row,
                                     struct accord_error *err)
{
    unsigned char packed[ACCORD_COLUMNS_MAX * ACCORD_PLACE_BYTES_MAX];
    struct accord_batch_row inserted = {
        .id = row->id, .cells = row->cells, .places = packed, .file = row->file, .line = row->line};

    if (row->places != NULL)
        inserted.places_length = accord_places_pack(row->places, table->schema->column_count, row->line, packed);
    return accord_batch_add(&table->batch, &inserted, err);
}

static enum accord_status insert_link(struct accord_store *store, struct accord_store_table *table, uint32_t rank,
                                      int64_t target, struct accord_error *err)
{
    int code = sqlite3_bind_int64(table->insert_seen, 1, accord_row_id(rank, ++table->links));

    tell_seen(store, rank, table->rows);
    if (code == SQLITE_OK) code = sqlite3_bind_int64(table->insert_seen, 2, target);
    return insert(store, table->insert_seen, code, err);
}

static bool says(const struct accord_cell *cell, const char *value)
{
    return value != NULL && accord_text_equal(cell->as.text, cell->length, value, strlen(value));
}

/* A value that stands for no actor on purpose: `open` of requests. */
static bool is_exception(const struct accord_schema *schema, int column, const struct accord_cell *item)
{
    if (column == schema->actor && says(item, schema->global_value)) return true;
    for (size_t i = 0; i < schema->foreign_count; i++) {
        const struct accord_foreign_key *foreign = &schema->foreign[i];

        if (foreign->columns[0] == column && accord_refers_to_actor(foreign) && says(item, foreign->except))
            return true;
    }
    return false;
}

/* Checks the ids in one cell; *rank is that of the last one that is an actor's. */
static enum accord_status check_ids(struct accord_store *store, const struct accord_store_table *table, int column,
                                    const struct accord_new_row *row, uint32_t *rank, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    struct accord_cell item;
    size_t from = 0;

    while (status == ACCORD_OK && accord_next_item(&row->cells[column], &from, &item)) {
        uint32_t found = accord_store_actor_rank(store, item.as.text, item.length);

        if (found != 0)
            *rank = found;
        else if (!is_exception(table->schema, column, &item))
            status = accord_store_complain_actor(store, row->file, accord_cell_place(row->places, column, row->line),
                                                 item.as.text, item.length, err);
    }
    return status;
}

static enum accord_status row_rank(struct accord_store *store, const struct accord_store_table *table,
                                   const struct accord_new_row *row, uint32_t *rank, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    *rank = 0;
    for (int i = 0; status == ACCORD_OK && i < (int)table->schema->column_count; i++) {
        uint32_t found = 0;

        if (!table->names_actors[i]) continue;
        status = check_ids(store, table, i, row, &found, err);
        if (i == table->schema->actor && !table->linked) *rank = found;
    }
    return status;
}

/* One link an actor, also when a list names it twice. */
static enum accord_status add_links(struct accord_store *store, struct accord_store_table *table,
                                    const struct accord_new_row *row, struct accord_error *err)
{
    const struct accord_cell *cell = &row->cells[table->schema->actor];
    enum accord_status status = ACCORD_OK;
    struct accord_cell item;
    size_t from = 0;

    store->list_rows++;
    if (cell->kind == ACCORD_CELL_MISSING) return insert_link(store, table, 0, row->id, err);
    while (status == ACCORD_OK && accord_next_item(cell, &from, &item)) {
        uint32_t rank = accord_store_actor_rank(store, item.as.text, item.length);

        if (rank == 0 && !is_exception(table->schema, table->schema->actor, &item)) continue;
        if (store->last_linked[rank] == store->list_rows) continue;
        store->last_linked[rank] = store->list_rows;
        status = insert_link(store, table, rank, row->id, err);
    }
    return status;
}

static int compare_ids(const char *a, size_t a_length, const char *b, size_t b_length)
{
    int order = memcmp(a, b, a_length < b_length ? a_length : b_length);

    return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

/* Every actor so far came after all whose ids are less, this one too. */
static bool is_in_order(const struct accord_store *store, const struct accord_store_table *table,
                        const struct accord_cell *id)
{
    const struct accord_map_entry *last;

    if (store->in_order + 1 != table->rows) return false;
    if (store->in_order == 0) return true;
    last = &store->actors.entries[store->actors.count - 1];
    return compare_ids(last->key, last->length, id->as.text, id->length) < 0;
}

/* Two rows with the same id are a problem that their key finds: the first one's is the actor. Files are mostly sorted,
 * and then the number of arrival is the rank that the row will have. */
static enum accord_status note_actor(struct accord_store *store, const struct accord_store_table *table,
                                     const struct accord_new_row *row, uint32_t *rank, struct accord_error *err)
{
    int column = accord_schema_find(table->schema, "id", strlen("id"));
    const struct accord_cell *id = &row->cells[column];
    bool added;

    if (id->kind == ACCORD_CELL_MISSING)
        return accord_store_complain(store, row->file, accord_cell_place(row->places, column, row->line), err,
                                     "an actor has no id, expected one");
    if (is_in_order(store, table, id)) *rank = ++store->in_order;
    if (!accord_map_put(&store->actors, id->as.text, id->length, table->rows, &added)) return accord_error_memory(err);
    return ACCORD_OK;
}

enum accord_status accord_store_add_row(struct accord_store *store, int table, const struct accord_cell *cells,
                                        const struct accord_place *places, int file, uint32_t line,
                                        struct accord_error *err)
{
    struct accord_store_table *into = &store->tables[table];
    struct accord_new_row row = {.cells = cells, .places = places, .file = file, .line = line};
    enum accord_status status = ACCORD_OK;
    uint32_t rank = 0;

    assert(!store->finished && (table == store->actors_table) == !store->ranked);
    if (into->rows == INT32_MAX)
        return accord_error_set(err, ACCORD_BAD_DATA, "%s:%u: there are more than %d rows in %s",
                                accord_store_file_name(store, file), line, (int)INT32_MAX, into->schema->name);
    into->rows++;
    if (table == store->actors_table)
        status = note_actor(store, into, &row, &rank, err);
    else
        status = row_rank(store, into, &row, &rank, err);
    row.id = accord_row_id(rank, into->rows);
    if (status == ACCORD_OK) status = insert_row(into, &row, err);
    if (!into->linked && table != store->actors_table) tell_seen(store, rank, into->rows);
    if (status == ACCORD_OK && into->linked) status = add_links(store, into, &row, err);
    if (status == ACCORD_OK) status = accord_keys_add(store, into, &row, err);
    return status;
}

enum accord_status accord_store_end_table(struct accord_store *store, int table, struct accord_error *err)
{
    enum accord_status status = accord_batch_flush(&store->tables[table].batch, err);

    return status == ACCORD_OK ? accord_keys_end(store, &store->tables[table], err) : status;
}

void accord_store_note_refused(struct accord_store *store, int table)
{
    store->tables[table].refused = true;
}

static int compare_entries(const void *a, const void *b)
{
    const struct accord_map_entry *left = *(struct accord_map_entry *const *)a;
    const struct accord_map_entry *right = *(struct accord_map_entry *const *)b;

    return compare_ids(left->key, left->length, right->key, right->length);
}

/* Keeps the sorted ids on their own, smaller than the map, which goes when everything is filled. */
static enum accord_status keep_ids(struct accord_store *store, struct accord_map_entry *const *sorted, size_t count,
                                   struct accord_error *err)
{
    size_t bytes = 0;
    char *next;

    for (size_t i = 0; i < count; i++)
        bytes += sorted[i]->length + 1;
    store->ids = accord_alloc(bytes);
    store->id_of = accord_alloc(count * sizeof(*store->id_of));
    if (store->ids == NULL || store->id_of == NULL) return accord_error_memory(err);
    next = store->ids;
    for (size_t i = 0; i < count; i++) {
        store->id_of[i] = next;
        memcpy(next, sorted[i]->key, sorted[i]->length);
        next[sorted[i]->length] = '\0';
        next += sorted[i]->length + 1;
    }
    store->actor_count = count;
    return ACCORD_OK;
}

/* The id that the actor's row has had so far. */
static int64_t unranked_id(const struct accord_store *store, uint32_t arrival)
{
    return accord_row_id(arrival <= store->in_order ? arrival : 0, arrival);
}

static enum accord_status move_actor(struct accord_store *store, sqlite3_stmt *statement, int64_t from, int64_t to,
                                     struct accord_error *err)
{
    int code;

    if (from == to) return ACCORD_OK;
    code = sqlite3_bind_int64(statement, 1, to);
    if (code == SQLITE_OK) code = sqlite3_bind_int64(statement, 2, from);
    return insert(store, statement, code, err);
}

/* In the order of ranks, so that the rows go to the end of the table one after the other. */
static enum accord_status move_actors(struct accord_store *store, struct accord_map_entry *const *sorted, size_t count,
                                      struct accord_error *err)
{
    sqlite3_stmt *statement;
    enum accord_status status = prepare(store, &store->tables[store->actors_table], ACCORD_SQL_RANK, &statement, err);

    for (size_t i = 0; status == ACCORD_OK && i < count; i++) {
        uint32_t rank = (uint32_t)i + 1;
        uint32_t arrival = (uint32_t)sorted[i]->value;

        status = move_actor(store, statement, unranked_id(store, arrival), accord_row_id(rank, arrival), err);
        tell_seen(store, rank, arrival);
        sorted[i]->value = rank;
    }
    (void)sqlite3_finalize(statement);
    return status;
}

enum accord_status accord_store_rank(struct accord_store *store, struct accord_error *err)
{
    size_t count = store->actors.count;
    struct accord_map_entry **sorted = NULL;
    enum accord_status status = ACCORD_OK;

    assert(!store->ranked);
    if (store->actors_table >= 0) status = accord_store_end_table(store, store->actors_table, err);
    if (status != ACCORD_OK) goto out;
    sorted = accord_alloc(count * sizeof(*sorted));
    store->last_linked = accord_alloc_zero(count + 1, sizeof(*store->last_linked));
    if (sorted == NULL || store->last_linked == NULL) {
        status = accord_error_memory(err);
        goto out;
    }
    for (size_t i = 0; i < count; i++)
        sorted[i] = &store->actors.entries[i];
    qsort(sorted, count, sizeof(*sorted), compare_entries);
    status = keep_ids(store, sorted, count, err);
    if (status == ACCORD_OK && count > 0) status = move_actors(store, sorted, count, err);
out:
    accord_free(sorted);
    store->ranked = true;
    return status;
}

enum accord_status accord_store_finish(struct accord_store *store, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    assert(!store->finished);
    for (size_t i = 0; status == ACCORD_OK && i < store->table_count; i++)
        status = accord_store_end_table(store, (int)i, err);
    for (size_t i = 0; status == ACCORD_OK && i < store->table_count; i++)
        status = accord_dangling_check(store, &store->tables[i], err);
    for (size_t i = 0; i < store->table_count; i++)
        release_statements(&store->tables[i]);
    if (status == ACCORD_OK) status = accord_sql_commit(store->db, store->path, err);
    stop_filling(store);
    store->finished = true;
    return status;
}

size_t accord_store_table_count(const struct accord_store *store)
{
    return store->table_count;
}

const struct accord_schema *accord_store_schema(const struct accord_store *store, int table)
{
    assert(table >= 0 && (size_t)table < store->table_count);
    return store->tables[table].schema;
}

int accord_store_table(const struct accord_store *store, const char *name, size_t length)
{
    for (size_t i = 0; i < store->table_count; i++)
        if (accord_text_equal(store->tables[i].schema->name, strlen(store->tables[i].schema->name), name, length))
            return (int)i;
    return -1;
}

size_t accord_store_actor_count(const struct accord_store *store)
{
    return store->actor_count;
}

const char *accord_store_actor_id(const struct accord_store *store, uint32_t rank)
{
    assert(rank >= 1 && rank <= store->actor_count);
    return store->id_of[rank - 1];
}

/* The map while there is one: filling asks for every row. */
uint32_t accord_store_actor_rank(const struct accord_store *store, const char *id, size_t length)
{
    size_t low = 0;
    size_t high = store->actor_count;
    int64_t rank;

    if (!store->finished)
        return store->ranked && accord_map_get(&store->actors, id, length, &rank) ? (uint32_t)rank : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_ids(store->id_of[middle], strlen(store->id_of[middle]), id, length);

        if (order == 0) return (uint32_t)middle + 1;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}
