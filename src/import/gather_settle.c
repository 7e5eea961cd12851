/* Settling what was gathered: the rows of a group, one after the other as they came, and what became of each. */
#include "base/error.h"
#include "import/gather_parts.h"
#include "ingest/cell_text.h"

#include <assert.h>
#include <string.h>

enum { MESSAGE_MAX = 64 * 1024 * 1024, NUMBER_BYTES = 8 };

/* The group that is being put together. */
struct settling {
    struct accord_gathering *gathering;
    struct accord_gathered_table *table; /* NULL: none yet */
    struct accord_text name;             /* its part of the keys */
    struct accord_gathered_group group;
    struct accord_text conflict;
};

/* ---- conflicts ---- */

/* The place of a conflict among those that are kept, which are the first ones. */
static size_t conflict_place(const struct accord_gathering *gathering, uint64_t number)
{
    size_t at = gathering->conflict_count;
    while (at > 0 && gathering->conflicts[at - 1].number > number)
        at--;
    return at;
}

static enum accord_status keep_conflict(struct accord_gathering *gathering, uint64_t number,
                                        const struct accord_gathered_taking *taking, const struct accord_text *text,
                                        struct accord_error *err)
{
    struct accord_gathered_conflict *kept = gathering->conflicts;
    size_t at = conflict_place(gathering, number);
    if (at == ACCORD_PROBLEMS_KEPT) {
        gathering->more_conflicts++;
        return ACCORD_OK;
    }
    char *copy = text->failed ? NULL : accord_copy_text(accord_text_str(text), text->length);
    if (copy == NULL) return accord_error_memory(err);
    if (gathering->conflict_count == ACCORD_PROBLEMS_KEPT) {
        accord_free(kept[--gathering->conflict_count].text);
        gathering->more_conflicts++;
    }
    memmove(&kept[at + 1], &kept[at], (gathering->conflict_count++ - at) * sizeof *kept);
    kept[at] = (struct accord_gathered_conflict){number, taking->file, taking->line, copy};
    return ACCORD_OK;
}

/* "memberships KEN cms: what is said otherwise" */
static enum accord_status note_conflict(struct settling *settling, const struct accord_cell *cells, uint64_t number,
                                        const struct accord_gathered_taking *taking, struct accord_error *err)
{
    const struct accord_gathered_table *table = settling->table;
    struct accord_text *text = &settling->gathering->text;
    if (settling->conflict.failed) return accord_error_memory(err);
    accord_text_reset(text);
    accord_text_add_str(text, table->schema->name);
    for (size_t i = 0; i < table->group_columns; i++) {
        accord_text_add_char(text, ' ');
        accord_cell_write_plain(&table->schema->columns[i], &cells[i], text);
    }
    accord_text_addf(text, ": %s", accord_text_str(&settling->conflict));
    return keep_conflict(settling->gathering, number, taking, text, err);
}

static enum accord_status tell_conflicts(struct accord_gathering *gathering, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < gathering->conflict_count; i++) {
        const struct accord_gathered_conflict *conflict = &gathering->conflicts[i];
        status = accord_reconciliation_conflict(gathering->reconciliation, gathering->files.entries[conflict->file].key,
                                                (struct accord_place){conflict->line, 0}, conflict->text, err);
    }
    accord_reconciliation_more_conflicts(gathering->reconciliation, gathering->more_conflicts);
    return status;
}

/* ---- outcomes ---- */

static enum accord_status tell_outcome(struct settling *settling, const struct accord_gathered_taking *taking,
                                       enum accord_taken taken, struct accord_error *err)
{
    struct accord_gathering *gathering = settling->gathering;
    struct accord_text *key = &gathering->key;
    accord_reconciliation_settle(gathering->reconciliation, settling->table->schema->name, taken);
    if (taking->alone) {
        accord_reconciliation_settle_row(gathering->reconciliation, taken);
        return ACCORD_OK;
    }
    accord_text_reset(key);
    accord_gathered_add_ordered(key, taking->record);
    accord_text_add_char(key, (char)taken);
    if (key->failed) return accord_error_memory(err);
    const struct accord_sorter_record record = {.key = key->bytes, .key_length = key->length};
    return accord_sorter_add(gathering->outcomes, &record, err);
}

/* Of the rows that one row of the source made, the one that says most: rival, else new. */
static enum accord_status tell_outcomes(struct accord_gathering *gathering, struct accord_error *err)
{
    static const enum accord_taken order[] = {ACCORD_TAKEN_SAME, ACCORD_TAKEN_NEW, ACCORD_TAKEN_RIVAL};
    struct accord_sorter_record record;
    uint64_t number = 0;
    size_t most = 0;
    bool found = false, open = false;
    enum accord_status status = accord_sorter_sort(gathering->outcomes, err);
    if (status == ACCORD_OK) status = accord_sorter_next(gathering->outcomes, &record, &found, err);
    while (status == ACCORD_OK && found) {
        uint64_t next = accord_gathered_ordered(record.key);
        enum accord_taken taken = (enum accord_taken)record.key[NUMBER_BYTES];
        if (open && next != number) accord_reconciliation_settle_row(gathering->reconciliation, order[most]);
        if (!open || next != number) most = 0;
        for (size_t i = most; i < sizeof order / sizeof order[0]; i++)
            if (order[i] == taken) most = i;
        number = next;
        open = true;
        status = accord_sorter_next(gathering->outcomes, &record, &found, err);
    }
    if (status == ACCORD_OK && open) accord_reconciliation_settle_row(gathering->reconciliation, order[most]);
    return status;
}

/* ---- rows ---- */

static enum accord_status end_group(struct settling *settling, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    if (settling->table != NULL)
        status = accord_gathered_settle_group(settling->gathering, settling->table, &settling->group, err);
    settling->group = (struct accord_gathered_group){NULL, 0};
    accord_arena_reset(&settling->gathering->arena);
    return status;
}

/* Ends the group before, where the record is of another one. */
static enum accord_status turn_to(struct settling *settling, const struct accord_sorter_record *record,
                                  struct accord_error *err)
{
    size_t length = record->key_length - NUMBER_BYTES;
    bool same = settling->table != NULL &&
                accord_text_equal(accord_text_str(&settling->name), settling->name.length, record->key, length);
    if (same) return ACCORD_OK;
    enum accord_status status = end_group(settling, err);
    if (status != ACCORD_OK) return status;
    settling->table = &settling->gathering->tables[(unsigned char)record->key[0]];
    accord_text_reset(&settling->name);
    accord_text_add(&settling->name, record->key, length);
    return settling->name.failed ? accord_error_memory(err) : ACCORD_OK;
}

static struct accord_gathered_taking take_taking(struct accord_wire *wire)
{
    struct accord_gathered_taking taking = {.restored = accord_wire_take_bool(wire)};
    taking.alone = accord_wire_take_bool(wire);
    taking.record = accord_wire_take_number(wire);
    taking.file = (size_t)accord_wire_take_number(wire);
    taking.line = (uint32_t)accord_wire_take_number(wire);
    return taking;
}

static enum accord_status settle_row(struct settling *settling, const struct accord_sorter_record *record,
                                     struct accord_error *err)
{
    struct accord_wire wire = accord_wire_of(record->bytes, record->length);
    struct accord_cell cells[ACCORD_COLUMNS_MAX];
    enum accord_taken taken = ACCORD_TAKEN_NEW;
    struct accord_gathering *gathering = settling->gathering;
    enum accord_status status = turn_to(settling, record, err);
    if (status != ACCORD_OK) return status;
    accord_import_tell(&gathering->watch, ACCORD_IMPORT_SETTLES, gathering->settled_rows++, gathering->taken);
    accord_gathered_take_cells(&wire, cells, settling->table->schema->column_count);
    const struct accord_gathered_taking taking = take_taking(&wire);
    assert(accord_wire_done(&wire));
    accord_text_reset(&settling->conflict);
    status =
        accord_gathered_join(gathering, settling->table, &settling->group, cells, &settling->conflict, &taken, err);
    if (status != ACCORD_OK || taking.restored) return status;
    uint64_t number = accord_gathered_ordered(record->key + record->key_length - NUMBER_BYTES);
    if (settling->conflict.length > 0) status = note_conflict(settling, cells, number, &taking, err);
    return status == ACCORD_OK ? tell_outcome(settling, &taking, taken, err) : status;
}

static enum accord_status settle_rows(struct settling *settling, struct accord_error *err)
{
    struct accord_sorter *rows = settling->gathering->rows;
    struct accord_sorter_record record;
    bool found = false;
    enum accord_status status = accord_sorter_sort(rows, err);
    if (status == ACCORD_OK) status = accord_sorter_next(rows, &record, &found, err);
    while (status == ACCORD_OK && found) {
        status = settle_row(settling, &record, err);
        if (status == ACCORD_OK) status = accord_sorter_next(rows, &record, &found, err);
    }
    return status == ACCORD_OK ? end_group(settling, err) : status;
}

enum accord_status accord_gathering_settle(struct accord_gathering *gathering, struct accord_error *err)
{
    struct settling settling = {.gathering = gathering};
    accord_text_init(&settling.name, MESSAGE_MAX);
    accord_text_init(&settling.conflict, MESSAGE_MAX);
    enum accord_status status = settle_rows(&settling, err);
    accord_sorter_free(gathering->rows);
    gathering->rows = NULL;
    if (status == ACCORD_OK) status = tell_outcomes(gathering, err);
    accord_sorter_free(gathering->outcomes);
    gathering->outcomes = NULL;
    if (status == ACCORD_OK) status = tell_conflicts(gathering, err);
    accord_text_clear(&settling.name);
    accord_text_clear(&settling.conflict);
    return status;
}
