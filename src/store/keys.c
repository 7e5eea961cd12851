/* Keys that come twice, and references to rows that are not there. */
#include "store/store_private.h"

#include "base/error.h"
#include "base/sha256.h"
#include "store/canonical.h"
#include "store/order.h"

#include <assert.h>
#include <string.h>

enum {
    NAMED_BYTES = 256, /* of a value that a message names, which shows fewer */
    NAME_MAX = 64 * 1024
};

/* A wrong row, to be told in order of arrival. */
struct fault {
    int64_t row;
    int64_t other;
    size_t which; /* which of the table's keys or references */
    uint32_t item;
};

/* The earliest ones, and how many more there are. */
struct fault_list {
    struct fault first[ACCORD_PROBLEMS_KEPT];
    size_t count;
    size_t more;
};

static bool is_before(const struct fault *a, const struct fault *b)
{
    uint32_t left = accord_row_arrival(a->row);
    uint32_t right = accord_row_arrival(b->row);

    if (left != right) return left < right;
    return a->which != b->which ? a->which < b->which : a->item < b->item;
}

static void note_fault(struct fault_list *list, struct fault fault)
{
    size_t at = list->count;

    if (at == ACCORD_PROBLEMS_KEPT) {
        list->more++;
        if (!is_before(&fault, &list->first[at - 1])) return;
        at--;
    } else {
        list->count++;
    }
    for (; at > 0 && is_before(&fault, &list->first[at - 1]); at--)
        list->first[at] = list->first[at - 1];
    list->first[at] = fault;
}

typedef enum accord_status (*fault_function)(struct accord_store *store, struct accord_store_table *table,
                                             const struct fault *fault, struct accord_error *err);

static enum accord_status tell_faults(struct accord_store *store, struct accord_store_table *table,
                                      const struct fault_list *list, fault_function tell, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    for (size_t i = 0; status == ACCORD_OK && i < list->count; i++)
        status = tell(store, table, &list->first[i], err);
    /* The list of problems is full by now: these are counted only. */
    for (size_t i = 0; status == ACCORD_OK && i < list->more; i++)
        status = tell(store, table, &list->first[list->count - 1], err);
    return status;
}

/* The row's cells, from the table, long texts cut for a message. They are valid until its `select` is used again. */
static enum accord_status fetch(const struct accord_store *store, const struct accord_store_table *table, int64_t id,
                                struct accord_cell *cells, struct accord_error *err)
{
    int code;

    (void)sqlite3_reset(table->select);
    code = sqlite3_bind_int64(table->select, 1, id);
    if (code == SQLITE_OK) code = sqlite3_step(table->select);
    if (code != SQLITE_ROW || !accord_sql_cells(table->select, table->schema, cells))
        return accord_sql_failed(store->db, code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_CORRUPT : code,
                                 store->path, err);
    for (size_t i = 0; i < table->schema->column_count; i++)
        if (cells[i].length > NAMED_BYTES) cells[i].length = NAMED_BYTES;
    return ACCORD_OK;
}

/* ---- keys that come twice ---- */

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
    for (size_t i = 0; i < count; i++)
        accord_key_set_init(&table->keys[i], ACCORD_KEY_SET_MAX / count);
    accord_key_set_hand_on(&store->spare, &table->keys[0]);
    return ACCORD_OK;
}

void accord_keys_clear(struct accord_store *store, struct accord_store_table *table)
{
    for (size_t i = 0; i < table->key_count; i++)
        accord_key_set_hand_on(&table->keys[i], &store->spare);
    accord_free(table->keys);
    table->keys = NULL;
    table->key_count = 0;
}

static uint64_t take_word(const unsigned char *bytes)
{
    uint64_t word = 0;

    for (size_t i = 0; i < sizeof(word); i++)
        word = word << 8 | bytes[i];
    return word;
}

/* Ends a key that was written to the store's scratch text. */
static bool end_key(struct accord_store *store, int64_t row, struct accord_key_entry *key)
{
    struct accord_sha256 hash;
    unsigned char digest[ACCORD_SHA256_BYTES];

    accord_sha256_init(&hash);
    accord_sha256_add(&hash, accord_text_str(&store->scratch), store->scratch.length);
    accord_sha256_end(&hash, digest);
    *key = (struct accord_key_entry){.high = take_word(digest), .low = take_word(digest + 8), .row = row};
    return !store->scratch.failed;
}

static bool make_key(struct accord_store *store, const struct accord_cell *cells, const int *columns, size_t count,
                     int64_t row, struct accord_key_entry *key)
{
    accord_text_reset(&store->scratch);
    for (size_t i = 0; i < count; i++)
        accord_canonical_cell(&cells[columns[i]], &store->scratch);
    return end_key(store, row, key);
}

/* The first of the columns that has no value in the row, or ACCORD_NO_COLUMN. */
static int first_blank(const struct accord_cell *cells, const int *columns, size_t count)
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
                                     const struct fault *fault, struct accord_error *err)
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
    status =
        accord_store_row_places(table->places, store->path, schema, fault->other, &first_file, &first_line, NULL, err);
    if (status == ACCORD_OK)
        status = accord_store_row_places(table->places, store->path, schema, fault->row, &file, &line, places, err);
    if (status == ACCORD_OK) status = fetch(store, table, fault->row, cells, err);
    if (status != ACCORD_OK) goto out;
    name_key(schema, fault->which, cells, &name);
    status = name.failed ? accord_error_memory(err)
                         : accord_store_complain(store, file, places[column].line != 0 ? places[column].line : line,
                                                 places[column].column, err,
                                                 "the %s is that of %s:%u too, expected each %s once",
                                                 accord_text_str(&name), accord_store_file_name(store, first_file),
                                                 first_line, count == 1 ? schema->columns[column].name : "key");
out:
    accord_text_clear(&name);
    return status;
}

static enum accord_status complain_blank(struct accord_store *store, const struct accord_schema *schema, int column,
                                         const struct accord_place *places, int file, uint32_t line,
                                         struct accord_error *err)
{
    struct accord_place place = places == NULL ? (struct accord_place){0, 0} : places[column];

    return accord_store_complain(store, file, place.line != 0 ? place.line : line, place.column, err,
                                 "%s is blank, expected a value since it is part of the key",
                                 schema->columns[column].name);
}

enum accord_status accord_keys_add(struct accord_store *store, struct accord_store_table *table,
                                   const struct accord_cell *cells, const struct accord_place *places, int64_t id,
                                   int file, uint32_t line, struct accord_error *err)
{
    const struct accord_schema *schema = table->schema;
    enum accord_status status = ACCORD_OK;

    if (table->rows == 1) status = init_keys(store, table, err);
    for (size_t i = 0; status == ACCORD_OK && i < table->key_count; i++) {
        int unique = 0;
        size_t count;
        const int *columns = key_columns(schema, i, &unique, &count);
        int blank = first_blank(cells, columns, count);
        struct accord_key_entry key;
        int64_t first = 0;

        if (blank != ACCORD_NO_COLUMN && is_primary(schema, i) && !schema->key_blanks)
            status = complain_blank(store, schema, blank, places, file, line, err);
        if (blank != ACCORD_NO_COLUMN && !(is_primary(schema, i) && schema->key_blanks)) continue;
        if (!make_key(store, cells, columns, count, id, &key)) return accord_error_memory(err);
        status = accord_key_set_add(&table->keys[i], store->temporary, key, &first, err);
        if (status == ACCORD_OK && first != 0)
            status = tell_twice(store, table, &(struct fault){.row = id, .other = first, .which = i}, err);
    }
    return status;
}

struct ending {
    struct fault_list faults;
    size_t which;
};

static enum accord_status note_twice(void *host, int64_t later, int64_t first, struct accord_error *err)
{
    struct ending *ending = host;

    (void)err;
    note_fault(&ending->faults, (struct fault){.row = later, .other = first, .which = ending->which});
    return ACCORD_OK;
}

enum accord_status accord_keys_end(struct accord_store *store, struct accord_store_table *table,
                                   struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    struct ending ending = {.which = 0};

    for (; status == ACCORD_OK && ending.which < table->key_count; ending.which++)
        status = accord_key_set_end(&table->keys[ending.which], note_twice, &ending, err);
    if (status == ACCORD_OK) status = tell_faults(store, table, &ending.faults, tell_twice, err);
    accord_keys_clear(store, table);
    return status;
}

/* ---- references ---- */

bool accord_keys_names_actor(const struct accord_foreign_key *foreign)
{
    return foreign->count == 1 && strcmp(foreign->table, "actors") == 0 && strcmp(foreign->targets[0], "id") == 0;
}

/* One reference of a table while it is checked. */
struct reference {
    struct accord_store *store;
    struct accord_store_table *table;
    const struct accord_foreign_key *foreign;
    struct accord_store_table *target;
    int targets[ACCORD_KEY_COLUMNS_MAX];
    struct accord_key_set there; /* the keys of the target rows of this part */
    uint64_t part;
    uint64_t parts;
    struct fault_list faults;
    size_t which;
};

/* Called for every row of a table. */
typedef enum accord_status (*row_function)(struct reference *reference, int64_t id, const struct accord_cell *cells,
                                           struct accord_error *err);

static enum accord_status each_row(struct reference *reference, struct accord_store_table *table, row_function function,
                                   struct accord_error *err)
{
    struct accord_store *store = reference->store;
    struct accord_cell cells[ACCORD_COLUMNS_MAX];
    enum accord_status status = ACCORD_OK;
    int code;

    (void)sqlite3_reset(table->select);
    code = sqlite3_bind_int64(table->select, 1, 0);
    if (code == SQLITE_OK) code = sqlite3_step(table->select);
    while (status == ACCORD_OK && code == SQLITE_ROW) {
        if (!accord_sql_cells(table->select, table->schema, cells))
            code = SQLITE_CORRUPT;
        else
            status = function(reference, sqlite3_column_int64(table->select, 1), cells, err);
        if (status == ACCORD_OK && code == SQLITE_ROW) code = sqlite3_step(table->select);
    }
    (void)sqlite3_reset(table->select);
    if (status == ACCORD_OK && code != SQLITE_DONE) status = accord_sql_failed(store->db, code, store->path, err);
    return status;
}

static enum accord_status take_target(struct reference *reference, int64_t id, const struct accord_cell *cells,
                                      struct accord_error *err)
{
    struct accord_key_entry key;
    int64_t first;

    if (!make_key(reference->store, cells, reference->targets, reference->foreign->count, id, &key))
        return accord_error_memory(err);
    if (key.low % reference->parts != reference->part) return ACCORD_OK;
    return accord_key_set_add(&reference->there, reference->store->temporary, key, &first, err);
}

static void look_up(struct reference *reference, const struct accord_key_entry *key, uint32_t item)
{
    if (key->low % reference->parts == reference->part && !accord_key_set_has(&reference->there, *key))
        note_fault(&reference->faults, (struct fault){.row = key->row, .which = reference->which, .item = item});
}

/* The item number `wanted` of a list as a cell of its own; false when there is none. */
static bool item_of(const struct accord_cell *list, uint32_t wanted, struct accord_cell *item)
{
    uint32_t start = 0;

    for (uint32_t i = 0; i <= list->length; i++) {
        if (i < list->length && list->as.text[i] != ACCORD_LIST_SEPARATOR) continue;
        *item = (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = i - start, .as.text = list->as.text + start};
        if (wanted-- == 0) return true;
        start = i + 1;
    }
    return false;
}

static bool is_excepted(const struct accord_foreign_key *foreign, const struct accord_cell *cell)
{
    return foreign->except != NULL && cell->kind == ACCORD_CELL_TEXT &&
           accord_text_equal(cell->as.text, cell->length, foreign->except, strlen(foreign->except));
}

static enum accord_status check_list(struct reference *reference, int64_t id, const struct accord_cell *list,
                                     struct accord_error *err)
{
    struct accord_store *store = reference->store;
    struct accord_cell item;

    for (uint32_t i = 0; item_of(list, i, &item); i++) {
        struct accord_key_entry key;

        if (is_excepted(reference->foreign, &item)) continue;
        accord_text_reset(&store->scratch);
        accord_canonical_cell(&item, &store->scratch);
        if (!end_key(store, id, &key)) return accord_error_memory(err);
        look_up(reference, &key, i);
    }
    return ACCORD_OK;
}

static enum accord_status check_row(struct reference *reference, int64_t id, const struct accord_cell *cells,
                                    struct accord_error *err)
{
    const struct accord_foreign_key *foreign = reference->foreign;
    const struct accord_cell *cell = &cells[foreign->columns[0]];
    struct accord_key_entry key;

    if (first_blank(cells, foreign->columns, foreign->count) != ACCORD_NO_COLUMN) return ACCORD_OK;
    if (foreign->count == 1 && cell->kind == ACCORD_CELL_LIST) return check_list(reference, id, cell, err);
    if (foreign->count == 1 && is_excepted(foreign, cell)) return ACCORD_OK;
    if (!make_key(reference->store, cells, foreign->columns, foreign->count, id, &key)) return accord_error_memory(err);
    look_up(reference, &key, 0);
    return ACCORD_OK;
}

/* "meeting M9", "treaty, period cms, 2015": the columns and what stands there. */
static void name_reference(const struct accord_schema *schema, const struct accord_foreign_key *foreign,
                           const struct accord_cell *cells, uint32_t item, struct accord_text *text)
{
    char shown[ACCORD_SHOWN_MAX];
    struct accord_text value;
    struct accord_cell one;

    for (size_t i = 0; i < foreign->count; i++)
        accord_text_addf(text, "%s%s", i > 0 ? ", " : "", schema->columns[foreign->columns[i]].name);
    accord_text_init(&value, NAME_MAX);
    for (size_t i = 0; i < foreign->count; i++) {
        const struct accord_cell *cell = &cells[foreign->columns[i]];

        if (schema->columns[foreign->columns[i]].personal) continue;
        if (cell->kind == ACCORD_CELL_LIST && item_of(cell, item, &one)) cell = &one;
        accord_text_reset(&value);
        accord_cell_text(cell, &value);
        accord_text_addf(text, "%s%s", i > 0 ? ", " : " ",
                         accord_store_shown(accord_text_str(&value), value.length, shown));
        text->failed = text->failed || value.failed;
    }
    accord_text_clear(&value);
}

static void name_targets(const struct accord_foreign_key *foreign, struct accord_text *text)
{
    for (size_t i = 0; i < foreign->count; i++)
        accord_text_addf(text, "%s%s", i > 0 ? ", " : "", foreign->targets[i]);
}

static enum accord_status tell_dangling(struct accord_store *store, struct accord_store_table *table,
                                        const struct fault *fault, struct accord_error *err)
{
    const struct accord_schema *schema = table->schema;
    const struct accord_foreign_key *foreign = &schema->foreign[fault->which];
    int target = accord_store_table(store, foreign->table, strlen(foreign->table));
    struct accord_cell cells[ACCORD_COLUMNS_MAX];
    struct accord_place places[ACCORD_COLUMNS_MAX];
    struct accord_place *place = &places[foreign->columns[0]];
    struct accord_text name;
    struct accord_text wanted;
    int file;
    uint32_t line;
    enum accord_status status;

    accord_text_init(&name, NAME_MAX);
    accord_text_init(&wanted, NAME_MAX);
    status = accord_store_row_places(table->places, store->path, schema, fault->row, &file, &line, places, err);
    if (status == ACCORD_OK) status = fetch(store, table, fault->row, cells, err);
    if (status != ACCORD_OK) goto out;
    name_reference(schema, foreign, cells, fault->item, &name);
    name_targets(foreign, &wanted);
    status = name.failed || wanted.failed
                 ? accord_error_memory(err)
                 : accord_store_complain(store, file, place->line != 0 ? place->line : line, place->column, err,
                                         "%s is not on record, expected the %s of a row of %s%s",
                                         accord_text_str(&name), accord_text_str(&wanted), foreign->table,
                                         target < 0                      ? ", which is no table of this dataset"
                                         : store->tables[target].refused ? "; rows of it were refused"
                                                                         : "");
out:
    accord_text_clear(&name);
    accord_text_clear(&wanted);
    return status;
}

/* A table or column that is not there has no rows to refer to. */
static void find_target(struct reference *reference)
{
    const struct accord_foreign_key *foreign = reference->foreign;
    int number = accord_store_table(reference->store, foreign->table, strlen(foreign->table));

    reference->target = number < 0 ? NULL : &reference->store->tables[number];
    for (size_t i = 0; reference->target != NULL && i < foreign->count; i++) {
        reference->targets[i] =
            accord_schema_find(reference->target->schema, foreign->targets[i], strlen(foreign->targets[i]));
        if (reference->targets[i] == ACCORD_NO_COLUMN) reference->target = NULL;
    }
}

static enum accord_status check_reference(struct reference *reference, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    find_target(reference);
    reference->parts = reference->target == NULL ? 1 : reference->target->rows / ACCORD_KEY_SET_MAX + 1;
    /* The parts are what bounds it. */
    accord_key_set_init(&reference->there, SIZE_MAX);
    for (reference->part = 0; status == ACCORD_OK && reference->part < reference->parts; reference->part++) {
        accord_key_set_reset(&reference->there);
        if (reference->target != NULL) status = each_row(reference, reference->target, take_target, err);
        if (status == ACCORD_OK) status = each_row(reference, reference->table, check_row, err);
    }
    accord_key_set_clear(&reference->there);
    return status;
}

enum accord_status accord_keys_refer(struct accord_store *store, struct accord_store_table *table,
                                     struct accord_error *err)
{
    const struct accord_schema *schema = table->schema;
    enum accord_status status = ACCORD_OK;
    struct reference reference = {.store = store, .table = table};
    const struct accord_schema *actors = store->actors_table < 0 ? NULL : store->tables[store->actors_table].schema;

    for (; status == ACCORD_OK && reference.which < schema->foreign_count; reference.which++) {
        reference.foreign = &schema->foreign[reference.which];
        /* Within `actors` ranks were not known yet when its rows came. */
        if (!accord_keys_names_actor(reference.foreign) || table->schema == actors)
            status = check_reference(&reference, err);
    }
    if (status == ACCORD_OK) status = tell_faults(store, table, &reference.faults, tell_dangling, err);
    return status;
}
