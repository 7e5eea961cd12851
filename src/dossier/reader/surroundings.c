/* Documents of the run that is told, and what the dataset said of itself. */
#include "base/error.h"
#include "dossier/reader/on_record.h"
#include "dossier/reader/stored_document.h"
#include "ingest/json_door.h"
#include "ingest/json_value.h"
#include "runs/documents.h"
#include "store/run_documents.h"

#include <string.h>

enum accord_status accord_dossier_too_old(const struct accord_dossier *dossier, int64_t run, struct accord_error *err)
{
    return accord_error_set(
        err, ACCORD_BAD_USAGE,
        "%s: run %lld was stored by an earlier accord, which did not keep what a report needs; next: "
        "accord check --store %s, then report the new run",
        dossier->path, (long long)run, dossier->path);
}

enum accord_status accord_dossier_read_document(struct accord_dossier *dossier, const char *name,
                                                accord_document_function function, void *host, struct accord_error *err)
{
    const struct accord_place begin = {1, 1};
    int64_t run = accord_dossier_record(dossier)->id;
    struct accord_arena arena;
    struct accord_bytes content;
    struct accord_json_fault fault;
    struct cJSON *document = NULL;
    bool found = false;
    accord_arena_init(&arena);
    enum accord_status status = accord_run_document(dossier->file, run, name, &arena, &found, &content, err);
    if (status == ACCORD_OK && !found) status = accord_dossier_too_old(dossier, run, err);
    if (status == ACCORD_OK) {
        status = accord_json_parse_large(content.at, content.length, begin, &document, &fault, err);
        if (status == ACCORD_BAD_DATA) status = accord_dossier_damaged(dossier, run, err);
    }
    if (status == ACCORD_OK) status = function(host, document, err);
    accord_json_free(document);
    accord_arena_clear(&arena);
    return status;
}

/* ---- the dataset ---- */

static enum accord_status damaged(const struct accord_dossier *dossier, struct accord_error *err)
{
    return accord_dossier_damaged(dossier, accord_dossier_record(dossier)->id, err);
}

static enum accord_status take_columns(struct accord_dossier *dossier, const struct cJSON *list,
                                       struct accord_dossier_table *table, struct accord_error *err)
{
    bool failed = false;
    table->columns = accord_arena_zero(&dossier->arena, accord_json_size(list) + 1, sizeof *table->columns);
    if (!table->columns) return accord_error_memory(err);
    for (const struct cJSON *item = accord_json_first(list); item; item = accord_json_following(item)) {
        const char *name = accord_json_text(accord_json_get(item, "name"));
        if (!name) return damaged(dossier, err);
        table->columns[table->column_count++] = accord_dossier_copy(dossier, name, &failed);
    }
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

static enum accord_status take_row(struct accord_dossier *dossier, const struct cJSON *object,
                                   struct accord_dossier_table *table, struct accord_error *err)
{
    const struct cJSON *values = accord_json_get(object, "values");
    const char *key = accord_json_text(accord_json_get(object, "key"));
    struct accord_on_record_row *row = &table->rows_of_all[table->row_count++];
    size_t count = 0;
    bool failed = false;
    if (!key || accord_json_size(values) != table->column_count) return damaged(dossier, err);
    row->key = accord_dossier_copy(dossier, key, &failed);
    const char **texts = accord_arena_zero(&dossier->arena, table->column_count + 1, sizeof *texts);
    row->values = texts;
    if (failed || !texts) return accord_error_memory(err);
    for (const struct cJSON *item = accord_json_first(values); item; item = accord_json_following(item))
        texts[count++] = accord_dossier_copy(dossier, accord_json_text(item), &failed);
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

static enum accord_status take_table(struct accord_dossier *dossier, const struct cJSON *object,
                                     struct accord_error *err)
{
    const struct cJSON *rows = accord_json_get(object, "rows_of_all");
    struct accord_dossier_table *table = accord_dossier_list_add(&dossier->tables, sizeof *table);
    bool failed = false;
    if (!table) return accord_error_memory(err);
    table->name = accord_dossier_copy(dossier, accord_json_text(accord_json_get(object, "name")), &failed);
    table->rows_of_all = accord_arena_zero(&dossier->arena, accord_json_size(rows) + 1, sizeof *table->rows_of_all);
    if (failed || !table->rows_of_all) return accord_error_memory(err);
    enum accord_status status =
        table->name ? take_columns(dossier, accord_json_get(object, "columns"), table, err) : damaged(dossier, err);
    for (const struct cJSON *item = accord_json_first(rows); item && status == ACCORD_OK;
         item = accord_json_following(item))
        status = take_row(dossier, item, table, err);
    return status;
}

static enum accord_status take_warnings(struct accord_dossier *dossier, const struct cJSON *list,
                                        struct accord_error *err)
{
    bool failed = false;
    for (const struct cJSON *item = accord_json_first(list); item; item = accord_json_following(item)) {
        const char *text = accord_json_text(item);
        const char **place = text ? accord_dossier_list_add(&dossier->warnings, sizeof *place) : NULL;
        if (place) *place = accord_dossier_copy(dossier, text, &failed);
        if (!place || failed) return accord_error_memory(err);
    }
    return ACCORD_OK;
}

static enum accord_status take_dataset(void *host, const struct cJSON *document, struct accord_error *err)
{
    struct accord_dossier *dossier = host;
    struct accord_dossier_facts *facts = &dossier->facts;
    const struct cJSON *tables = accord_json_get(document, "tables");
    bool failed = false;
    facts->dataset_title = accord_dossier_copy(dossier, accord_json_text(accord_json_get(document, "title")), &failed);
    facts->data_until =
        accord_dossier_copy(dossier, accord_json_text(accord_json_get(document, "data_until")), &failed);
    facts->illustrative = accord_json_true(accord_json_get(document, "illustrative"));
    (void)accord_json_count(accord_json_get(document, "more_warnings"), &facts->more_warnings);
    enum accord_status status = failed ? accord_error_memory(err) : ACCORD_OK;
    for (const struct cJSON *item = accord_json_first(tables); item && status == ACCORD_OK;
         item = accord_json_following(item))
        status = take_table(dossier, item, err);
    return status == ACCORD_OK ? take_warnings(dossier, accord_json_get(document, "warnings"), err) : status;
}

/* ---- places ---- */

static enum accord_status read_places(struct accord_dossier *dossier, size_t shard, struct accord_error *err)
{
    int64_t run = dossier->told.runs[shard].record.id;
    struct accord_bytes content;
    bool found = false, no_memory = false;
    enum accord_status status =
        accord_run_document(dossier->file, run, ACCORD_DOCUMENT_PLACES, &dossier->arena, &found, &content, err);
    if (status != ACCORD_OK || !found) return status;
    if (accord_kept_places_read(&dossier->places[shard], content, &dossier->arena, &no_memory)) return ACCORD_OK;
    return no_memory ? accord_error_memory(err) : accord_dossier_damaged(dossier, run, err);
}

static void place_rows_of_all(struct accord_dossier *dossier)
{
    struct accord_dossier_table *tables = dossier->tables.items;
    for (size_t i = 0; i < dossier->tables.count; i++)
        for (size_t j = 0; j < tables[i].row_count; j++) {
            struct accord_on_record_row *row = &tables[i].rows_of_all[j];
            (void)accord_kept_places_find(&dossier->places[0], "", (int)i, (uint32_t)j, &row->file, &row->line);
        }
}

enum accord_status accord_dossier_read_surroundings(struct accord_dossier *dossier, struct accord_error *err)
{
    enum accord_status status =
        accord_dossier_read_document(dossier, ACCORD_DOCUMENT_DATASET, take_dataset, dossier, err);
    if (status != ACCORD_OK) return status;
    dossier->places = accord_arena_zero(&dossier->arena, dossier->told.count, sizeof *dossier->places);
    if (!dossier->places) return accord_error_memory(err);
    for (size_t i = 0; i < dossier->told.count && status == ACCORD_OK; i++)
        status = read_places(dossier, i, err);
    if (status == ACCORD_OK) place_rows_of_all(dossier);
    return status;
}

int accord_dossier_table_number(const struct accord_dossier *dossier, const char *name)
{
    const struct accord_dossier_table *tables = dossier->tables.items;
    for (size_t i = 0; i < dossier->tables.count; i++)
        if (strcmp(tables[i].name, name) == 0) return (int)i;
    return -1;
}
