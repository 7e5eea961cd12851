/* What was stored of each actor, compared with the dataset. */
#include "property/on_record.h"

#include "engine/evidence.h"
#include "runs/kept_places.h"
#include "runs/kept_rows.h"
#include "store/run_documents.h"
#include "store/run_rows.h"

#include <check.h>

static void expect_ok(enum accord_status status, const struct accord_error *err)
{
    ck_assert_msg(status == ACCORD_OK, "%s", err->text);
}

struct on_record {
    struct accord_run_file *file;
    struct accord_dataset *dataset;
    struct accord_kept_places places;
    struct accord_rows rows;
    struct accord_arena arena;
    size_t at; /* the actor that comes next */
};

static void expect_place(struct on_record *record, const char *id, int table, uint32_t ordinal, int64_t row)
{
    struct accord_error err;
    const char *file = NULL, *expected = NULL;
    unsigned line = 0, expected_line = 0;
    expect_ok(accord_dataset_places(record->dataset, table, row, NULL, 0, &expected, &expected_line, NULL, NULL, &err),
              &err);
    ck_assert(accord_kept_places_find(&record->places, id, table, ordinal, &file, &line));
    ck_assert_str_eq(file, expected);
    ck_assert_uint_eq(line, expected_line);
}

static void expect_rows(struct on_record *record, const struct accord_kept_table *kept, int table)
{
    const struct accord_row_list *list = accord_rows_list(&record->rows, table, false);
    const struct accord_schema *schema = accord_store_schema(record->rows.store, table);
    const char *id = accord_dataset_actor_id(record->dataset, record->rows.actor);
    ck_assert_uint_eq(kept->count, list->count);
    for (size_t i = 0; i < list->count; i++) {
        expect_place(record, id, table, (uint32_t)i, list->rows[i].id);
        ck_assert_str_eq(kept->rows[i].key, accord_evidence_key(&record->arena, schema, list->rows[i].cells));
        for (size_t j = 0; j < schema->column_count; j++) {
            const char *value;
            ck_assert(accord_evidence_value(&record->arena, schema, list->rows[i].cells, j, &value));
            ck_assert_pstr_eq(kept->rows[i].values[j], value);
        }
    }
}

static enum accord_status expect_block(void *host, const struct accord_run_block *block, struct accord_error *err)
{
    struct on_record *record = host;
    struct accord_kept_reader reader;
    struct accord_bytes bytes;
    bool found;
    expect_ok(accord_run_rows(record->file, block->id, &record->arena, &found, &bytes, err), err);
    ck_assert(found && accord_kept_open(&reader, bytes, &record->arena));
    for (int64_t i = 0; i < block->actors; i++) {
        accord_rows_enter(&record->rows, record->at++);
        ck_assert(accord_kept_next(&reader, &record->arena));
        ck_assert_uint_eq(reader.table_count, accord_store_table_count(record->rows.store));
        for (size_t table = 0; table < reader.table_count; table++)
            expect_rows(record, &reader.tables[table], (int)table);
    }
    ck_assert(accord_wire_done(&reader.wire));
    return ACCORD_OK;
}

static enum accord_status take_newest(void *host, const struct accord_run_record *run, struct accord_error *err)
{
    int64_t *id = host;
    (void)err;
    *id = run->id;
    return ACCORD_OK;
}

void expect_on_record(struct accord_run_file *file, struct accord_dataset *dataset)
{
    struct on_record record = {.file = file, .dataset = dataset};
    struct accord_error err;
    struct accord_bytes places;
    bool found, no_memory;
    int64_t run = 0;
    accord_arena_init(&record.arena);
    expect_ok(accord_rows_open(&record.rows, dataset, &err), &err);
    expect_ok(accord_run_file_runs(file, NULL, 1, take_newest, &run, &err), &err);
    expect_ok(accord_run_document(file, run, ACCORD_DOCUMENT_PLACES, &record.arena, &found, &places, &err), &err);
    ck_assert(found && accord_kept_places_read(&record.places, places, &record.arena, &no_memory));
    expect_ok(accord_run_file_blocks(file, run, expect_block, &record, &err), &err);
    ck_assert_uint_eq(record.at, accord_dataset_actor_count(dataset));
    accord_rows_close(&record.rows);
    accord_arena_clear(&record.arena);
}
