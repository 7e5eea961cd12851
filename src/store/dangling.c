/* References to rows that are not there. */
#include "store/store_private.h"

#include "base/error.h"
#include "store/faults.h"
#include "store/items.h"

#include <string.h>

enum {
    NAMED_BYTES = 256, /* of a value that a message names, which shows fewer */
    NAME_MAX = 64 * 1024
};

bool accord_refers_to_actor(const struct accord_foreign_key *foreign)
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
    struct accord_fault_list faults;
    size_t which;
};

static enum accord_status take_target(void *host, int64_t id, const struct accord_cell *cells, struct accord_error *err)
{
    struct reference *reference = host;
    struct accord_key_entry key;
    int64_t first;

    if (!accord_keys_make(reference->store, cells, reference->targets, reference->foreign->count, id, &key))
        return accord_error_memory(err);
    if (key.low % reference->parts != reference->part) return ACCORD_OK;
    return accord_key_set_add(&reference->there, reference->store->temporary, key, &first, err);
}

static void look_up(struct reference *reference, const struct accord_key_entry *key, size_t item)
{
    if (key->low % reference->parts == reference->part && !accord_key_set_has(&reference->there, *key))
        accord_fault_note(&reference->faults,
                          (struct accord_fault){.row = key->row, .which = reference->which, .item = item});
}

static bool is_excepted(const struct accord_foreign_key *foreign, const struct accord_cell *cell)
{
    return foreign->except != NULL && cell->kind == ACCORD_CELL_TEXT &&
           accord_text_equal(cell->as.text, cell->length, foreign->except, strlen(foreign->except));
}

static enum accord_status check_list(struct reference *reference, int64_t id, const struct accord_cell *list,
                                     struct accord_error *err)
{
    struct accord_cell item;
    size_t from = 0;
    size_t begin = 0;

    for (; accord_next_item(list, &from, &item); begin = from) {
        struct accord_key_entry key;

        if (is_excepted(reference->foreign, &item)) continue;
        if (!accord_keys_make_of(reference->store, &item, id, &key)) return accord_error_memory(err);
        look_up(reference, &key, begin);
    }
    return ACCORD_OK;
}

static enum accord_status check_row(void *host, int64_t id, const struct accord_cell *cells, struct accord_error *err)
{
    struct reference *reference = host;
    const struct accord_foreign_key *foreign = reference->foreign;
    const struct accord_cell *cell = &cells[foreign->columns[0]];
    struct accord_key_entry key;

    if (accord_keys_first_blank(cells, foreign->columns, foreign->count) != ACCORD_NO_COLUMN) return ACCORD_OK;
    if (foreign->count == 1 && cell->kind == ACCORD_CELL_LIST) return check_list(reference, id, cell, err);
    if (foreign->count == 1 && is_excepted(foreign, cell)) return ACCORD_OK;
    if (!accord_keys_make(reference->store, cells, foreign->columns, foreign->count, id, &key))
        return accord_error_memory(err);
    look_up(reference, &key, 0);
    return ACCORD_OK;
}

/* "meeting M9", "treaty, period cms, 2015": the columns and what stands there. */
static void name_reference(const struct accord_schema *schema, const struct accord_foreign_key *foreign,
                           const struct accord_cell *cells, size_t item, struct accord_text *text)
{
    char shown[ACCORD_SHOWN_MAX];
    struct accord_text value;
    struct accord_cell one;

    for (size_t i = 0; i < foreign->count; i++)
        accord_text_addf(text, "%s%s", i > 0 ? ", " : "", schema->columns[foreign->columns[i]].name);
    accord_text_init(&value, NAME_MAX);
    for (size_t i = 0; i < foreign->count; i++) {
        if (schema->columns[foreign->columns[i]].personal) continue;
        one = cells[foreign->columns[i]];
        if (one.kind == ACCORD_CELL_LIST) (void)accord_next_item(&cells[foreign->columns[i]], &item, &one);
        if (one.length > NAMED_BYTES) one.length = NAMED_BYTES;
        accord_text_reset(&value);
        accord_cell_text(&one, &value);
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
                                        const struct accord_fault *fault, struct accord_error *err)
{
    const struct accord_schema *schema = table->schema;
    const struct accord_foreign_key *foreign = &schema->foreign[fault->which];
    int target = accord_store_table(store, foreign->table, strlen(foreign->table));
    struct accord_cell cells[ACCORD_COLUMNS_MAX];
    struct accord_place places[ACCORD_COLUMNS_MAX];
    struct accord_text name;
    struct accord_text wanted;
    int file;
    uint32_t line;
    enum accord_status status;

    accord_text_init(&name, NAME_MAX);
    accord_text_init(&wanted, NAME_MAX);
    status = accord_store_row_places(table->places, store->path, schema, fault->row, &file, &line, places, err);
    if (status == ACCORD_OK) status = accord_keys_fetch(store, table, fault->row, cells, err);
    if (status != ACCORD_OK) goto out;
    name_reference(schema, foreign, cells, fault->item, &name);
    name_targets(foreign, &wanted);
    status = name.failed || wanted.failed
                 ? accord_error_memory(err)
                 : accord_store_complain(store, file, accord_cell_place(places, foreign->columns[0], line), err,
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
        if (reference->target != NULL)
            status = accord_keys_each_row(reference->store, reference->target, take_target, reference, err);
        if (status == ACCORD_OK)
            status = accord_keys_each_row(reference->store, reference->table, check_row, reference, err);
    }
    accord_key_set_clear(&reference->there);
    return status;
}

enum accord_status accord_dangling_check(struct accord_store *store, struct accord_store_table *table,
                                         struct accord_error *err)
{
    const struct accord_schema *schema = table->schema;
    enum accord_status status = ACCORD_OK;
    struct reference reference = {.store = store, .table = table};
    const struct accord_schema *actors = store->actors_table < 0 ? NULL : store->tables[store->actors_table].schema;

    for (; status == ACCORD_OK && reference.which < schema->foreign_count; reference.which++) {
        reference.foreign = &schema->foreign[reference.which];
        /* Within `actors` ranks were not known yet when its rows came. */
        if (!accord_refers_to_actor(reference.foreign) || table->schema == actors)
            status = check_reference(&reference, err);
    }
    if (status == ACCORD_OK) status = accord_fault_tell(&reference.faults, tell_dangling, store, table, err);
    return status;
}
