/* Keys that come twice. */
#include "store/store_private.h"

#include "base/error.h"
#include "base/sha256.h"
#include "base/word.h"
#include "store/canonical.h"
#include "store/faults.h"
#include "store/places.h"

#include <string.h>

enum {
    NAMED_BYTES = 256, /* of a value that a message names, which shows fewer */
    NAME_MAX = 64 * 1024
};

enum accord_status accord_keys_fetch(const struct accord_store *store, const struct accord_store_table *table,
                                     int64_t id, struct accord_cell *cells, struct accord_error *err)
{
    int code;

    (void)sqlite3_reset(table->select);
    code = sqlite3_bind_int64(table->select, 1, id);
    if (code == SQLITE_OK) code = sqlite3_step(table->select);
    if (code != SQLITE_ROW || !accord_sql_cells(table->select, table->schema, cells))
        return accord_sql_failed(store->db, code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_CORRUPT : code,
                                 store->path, err);
    return ACCORD_OK;
}

enum accord_status accord_keys_each_row(struct accord_store *store, struct accord_store_table *table,
                                        accord_row_of_function function, void *host, struct accord_error *err)
{
    struct accord_cell cells[ACCORD_COLUMNS_MAX];
    enum accord_status status = accord_batch_flush(&table->batch, err);
    int code;

    if (status != ACCORD_OK) return status;
    (void)sqlite3_reset(table->select);
    code = sqlite3_bind_int64(table->select, 1, 0);
    if (code == SQLITE_OK) code = sqlite3_step(table->select);
    while (status == ACCORD_OK && code == SQLITE_ROW) {
        if (!accord_sql_cells(table->select, table->schema, cells))
            code = SQLITE_CORRUPT;
        else
            status = function(host, sqlite3_column_int64(table->select, 0), cells, err);
        if (status == ACCORD_OK && code == SQLITE_ROW) code = sqlite3_step(table->select);
    }
    (void)sqlite3_reset(table->select);
    if (status == ACCORD_OK && code != SQLITE_DONE) status = accord_sql_failed(store->db, code, store->path, err);
    return status;
}

static bool unpack(sqlite3_stmt *statement, const struct accord_schema *schema, int *file, uint32_t *line,
                   struct accord_place *places)
{
    const unsigned char *packed = sqlite3_column_blob(statement, 2);
    size_t length = (size_t)sqlite3_column_bytes(statement, 2);

    *file = sqlite3_column_int(statement, 0);
    *line = (uint32_t)sqlite3_column_int64(statement, 1);
    return places == NULL ||
           accord_places_unpack(packed, packed == NULL ? 0 : length, *line, places, schema->column_count);
}

enum accord_status accord_store_row_places(sqlite3_stmt *statement, const char *path,
                                           const struct accord_schema *schema, int64_t id, int *file, uint32_t *line,
                                           struct accord_place *places, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    int code = sqlite3_bind_int64(statement, 1, id);

    *file = 0;
    *line = 0;
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    if (code == SQLITE_DONE)
        status = accord_error_set(err, ACCORD_BAD_USAGE, "%s has no row %lld", schema->name, (long long)id);
    else if (code != SQLITE_ROW)
        status = accord_sql_failed(sqlite3_db_handle(statement), code, path, err);
    else if (!unpack(statement, schema, file, line, places))
        status = accord_sql_failed(sqlite3_db_handle(statement), SQLITE_CORRUPT, path, err);
    (void)sqlite3_reset(statement);
    return status;
}

/* The columns of the table's key number `which`. */
static const int *key_columns(const struct accord_schema *schema, size_t which, int *unique, size_t *count)
{
    size_t wanted = which;

    *count = 1;
    if (schema->key_count > 0 && wanted-- == 0) {
        *count = schema->key_count;
        return schema->key;
    }
    for (size_t i = 0; i < schema->column_count; i++)
        if (schema->columns[i].unique && wanted-- == 0) *unique = (int)i;
    return unique;
}

static bool is_primary(const struct accord_schema *schema, size_t which)
{
    return which == 0 && schema->key_count > 0;
}

static enum accord_status init_keys(struct accord_store *store, struct accord_store_table *table,
                                    struct accord_error *err)
{
    const struct accord_schema *schema = table->schema;
    size_t count = schema->key_count > 0 ? 1 : 0;

    for (size_t i = 0; i < schema->column_count; i++)
        count += schema->columns[i].unique ? 1U : 0U;
    if (count == 0) return ACCORD_OK;
    table->keys = accord_alloc(count * sizeof(*table->keys));
    if (table->keys == NULL) return accord_error_memory(err);
    table->key_count = count;
    for (size_t i = 0; i < count; i++) {
        accord_text_init(&table->keys[i].last, ACCORD_KEY_BYTES_MAX);
        table->keys[i].in_order = true;
        accord_key_set_init(&table->keys[i].set, ACCORD_KEY_SET_MAX / count);
    }
    accord_key_set_hand_on(&store->spare, &table->keys[0].set);
    return ACCORD_OK;
}

void accord_keys_clear(struct accord_store *store, struct accord_store_table *table)
{
    for (size_t i = 0; i < table->key_count; i++) {
        accord_text_clear(&table->keys[i].last);
        accord_key_set_hand_on(&table->keys[i].set, &store->spare);
    }
    accord_free(table->keys);
    table->keys = NULL;
    table->key_count = 0;
}

/* Ends a key that was written to the store's scratch text. */
static bool end_key(struct accord_store *store, int64_t row, struct accord_key_entry *key)
{
    struct accord_sha256 hash;
    unsigned char digest[ACCORD_SHA256_BYTES];

    accord_sha256_init(&hash);
    accord_sha256_add(&hash, accord_text_str(&store->scratch), store->scratch.length);
    accord_sha256_end(&hash, digest);
    *key = (struct accord_key_entry){
        .high = accord_word_of(digest), .low = accord_word_of(digest + ACCORD_WORD_BYTES), .row = row};
    return !store->scratch.failed;
}

bool accord_keys_make(struct accord_store *store, const struct accord_cell *cells, const int *columns, size_t count,
                      int64_t row, struct accord_key_entry *key)
{
    accord_text_reset(&store->scratch);
    for (size_t i = 0; i < count; i++)
        accord_canonical_cell(&cells[columns[i]], &store->scratch);
    return end_key(store, row, key);
}

bool accord_keys_make_of(struct accord_store *store, const struct accord_cell *cell, int64_t row,
                         struct accord_key_entry *key)
{
    accord_text_reset(&store->scratch);
    accord_canonical_cell(cell, &store->scratch);
    return end_key(store, row, key);
}

int accord_keys_first_blank(const struct accord_cell *cells, const int *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cells[columns[i]].kind == ACCORD_CELL_MISSING) return columns[i];
    return ACCORD_NO_COLUMN;
}

/* What the key is called in a message: "id KEN"; a personal one is not shown. */
static void name_key(const struct accord_schema *schema, size_t which, const struct accord_cell *cells,
                     struct accord_text *text)
{
    char shown[ACCORD_SHOWN_MAX];
    int unique = 0;
    size_t count;
    const int *columns = key_columns(schema, which, &unique, &count);
    const struct accord_column *column = &schema->columns[columns[0]];
    struct accord_text value;

    accord_text_add_str(text, count == 1 ? column->name : "key");
    accord_text_init(&value, NAME_MAX);
    if (is_primary(schema, which))
        accord_schema_key(schema, cells, &value);
    else if (!column->personal)
        accord_cell_text(&cells[columns[0]], &value);
    if (value.length > 0)
        accord_text_addf(text, " %s", accord_store_shown(accord_text_str(&value), value.length, shown));
    text->failed = text->failed || value.failed;
    accord_text_clear(&value);
}

static enum accord_status tell_twice(struct accord_store *store, struct accord_store_table *table,
                                     const struct accord_fault *fault, struct accord_error *err)
{
    const struct accord_schema *schema = table->schema;
    struct accord_cell cells[ACCORD_COLUMNS_MAX];
    struct accord_place places[ACCORD_COLUMNS_MAX];
    struct accord_text name;
    int unique = 0;
    size_t count;
    int column = key_columns(schema, fault->which, &unique, &count)[0];
    int file;
    int first_file;
    uint32_t line;
    uint32_t first_line;
    enum accord_status status;

    accord_text_init(&name, NAME_MAX);
    status = accord_batch_flush(&table->batch, err);
    if (status == ACCORD_OK)
        status = accord_store_row_places(table->places, store->path, schema, fault->other, &first_file, &first_line,
                                         NULL, err);
    if (status == ACCORD_OK)
        status = accord_store_row_places(table->places, store->path, schema, fault->row, &file, &line, places, err);
    if (status == ACCORD_OK) status = accord_keys_fetch(store, table, fault->row, cells, err);
    if (status != ACCORD_OK) goto out;
    for (size_t i = 0; i < schema->column_count; i++)
        if (cells[i].length > NAMED_BYTES) cells[i].length = NAMED_BYTES;
    name_key(schema, fault->which, cells, &name);
    status = name.failed ? accord_error_memory(err)
                         : accord_store_complain(store, file, accord_cell_place(places, column, line), err,
                                                 "the %s is that of %s:%u too, expected each %s once",
                                                 accord_text_str(&name), accord_store_file_name(store, first_file),
                                                 first_line, count == 1 ? schema->columns[column].name : "key");
out:
    accord_text_clear(&name);
    return status;
}

static enum accord_status complain_blank(struct accord_store *store, const struct accord_schema *schema, int column,
                                         const struct accord_new_row *row, struct accord_error *err)
{
    return accord_store_complain(store, row->file, accord_cell_place(row->places, column, row->line), err,
                                 "%s is blank, expected a value since it is part of the key",
                                 schema->columns[column].name);
}

/* To the store's scratch text, so that texts stand in the order in which files are sorted: each ends with a NUL, which
 * none contains, instead of beginning with its length. */
static void write_ordered(struct accord_store *store, const struct accord_cell *cells, const int *columns, size_t count)
{
    accord_text_reset(&store->scratch);
    for (size_t i = 0; i < count; i++) {
        const struct accord_cell *cell = &cells[columns[i]];

        if (cell->kind != ACCORD_CELL_TEXT && cell->kind != ACCORD_CELL_LIST) {
            accord_canonical_cell(cell, &store->scratch);
            continue;
        }
        accord_text_add_char(&store->scratch, (char)cell->kind);
        accord_text_add(&store->scratch, cell->as.text, cell->length);
        accord_text_add_char(&store->scratch, '\0');
    }
}

/* Whether the key in the store's scratch text is greater than all before it, and then the last one. */
static bool comes_next(struct accord_store *store, struct accord_table_key *key)
{
    struct accord_text last = key->last;
    size_t shorter = last.length < store->scratch.length ? last.length : store->scratch.length;
    int order = shorter == 0 ? 0 : memcmp(store->scratch.bytes, last.bytes, shorter);

    if (order < 0 || (order == 0 && store->scratch.length <= last.length)) return false;
    key->last = store->scratch;
    store->scratch = last;
    return true;
}

/* Of a table whose keys are in order no longer. */
struct earlier {
    struct accord_store *store;
    struct accord_store_table *table;
    size_t which;
    int64_t except; /* the row that is not */
};

static enum accord_status take_earlier(void *host, int64_t id, const struct accord_cell *cells,
                                       struct accord_error *err)
{
    const struct earlier *earlier = host;
    const struct accord_schema *schema = earlier->table->schema;
    int unique = 0;
    size_t count;
    const int *columns = key_columns(schema, earlier->which, &unique, &count);
    bool keyed = (is_primary(schema, earlier->which) && schema->key_blanks) ||
                 accord_keys_first_blank(cells, columns, count) == ACCORD_NO_COLUMN;
    struct accord_key_entry key;
    int64_t first;

    if (id == earlier->except || !keyed) return ACCORD_OK;
    if (!accord_keys_make(earlier->store, cells, columns, count, id, &key)) return accord_error_memory(err);
    return accord_key_set_add(&earlier->table->keys[earlier->which].set, earlier->store->temporary, key, &first, err);
}

/* Once a key is not greater than the one before: from now on all are kept, and those of the rows so far. */
static enum accord_status leave_order(struct accord_store *store, struct accord_store_table *table, size_t which,
                                      int64_t except, struct accord_error *err)
{
    struct earlier earlier = {.store = store, .table = table, .which = which, .except = except};

    table->keys[which].in_order = false;
    accord_text_clear(&table->keys[which].last);
    return accord_keys_each_row(store, table, take_earlier, &earlier, err);
}

static enum accord_status add_key(struct accord_store *store, struct accord_store_table *table, size_t which,
                                  const struct accord_new_row *row, struct accord_error *err)
{
    const struct accord_schema *schema = table->schema;
    int unique = 0;
    size_t count;
    const int *columns = key_columns(schema, which, &unique, &count);
    int blank = accord_keys_first_blank(row->cells, columns, count);
    struct accord_fault fault = {.row = row->id, .which = which};
    struct accord_key_entry key;
    enum accord_status status = ACCORD_OK;

    if (blank != ACCORD_NO_COLUMN && !is_primary(schema, which)) return ACCORD_OK;
    if (blank != ACCORD_NO_COLUMN && !schema->key_blanks) return complain_blank(store, schema, blank, row, err);
    if (table->keys[which].in_order) {
        write_ordered(store, row->cells, columns, count);
        if (store->scratch.failed) return accord_error_memory(err);
        if (comes_next(store, &table->keys[which])) return ACCORD_OK;
        status = leave_order(store, table, which, row->id, err);
        if (status != ACCORD_OK) return status;
    }
    if (!accord_keys_make(store, row->cells, columns, count, row->id, &key)) return accord_error_memory(err);
    status = accord_key_set_add(&table->keys[which].set, store->temporary, key, &fault.other, err);
    return status != ACCORD_OK || fault.other == 0 ? status : tell_twice(store, table, &fault, err);
}

enum accord_status accord_keys_add(struct accord_store *store, struct accord_store_table *table,
                                   const struct accord_new_row *row, struct accord_error *err)
{
    enum accord_status status = table->rows == 1 ? init_keys(store, table, err) : ACCORD_OK;

    for (size_t i = 0; status == ACCORD_OK && i < table->key_count; i++)
        status = add_key(store, table, i, row, err);
    return status;
}

struct ending {
    struct accord_fault_list faults;
    size_t which;
};

static enum accord_status note_twice(void *host, int64_t later, int64_t first, struct accord_error *err)
{
    struct ending *ending = host;

    (void)err;
    accord_fault_note(&ending->faults, (struct accord_fault){.row = later, .other = first, .which = ending->which});
    return ACCORD_OK;
}

enum accord_status accord_keys_end(struct accord_store *store, struct accord_store_table *table,
                                   struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    struct ending ending = {.which = 0};

    for (; status == ACCORD_OK && ending.which < table->key_count; ending.which++)
        status = accord_key_set_end(&table->keys[ending.which].set, note_twice, &ending, err);
    if (status == ACCORD_OK) status = accord_fault_tell(&ending.faults, tell_twice, store, table, err);
    accord_keys_clear(store, table);
    return status;
}
