/* A dataset: opening, closing, and what can be asked of an open one. */
#include "store/dataset_private.h"

#include "base/error.h"
#include "store/canonical.h"
#include "store/store_private.h"

#include <assert.h>
#include <string.h>
#include <sys/stat.h>

enum { COMPLETE_TEXT_MAX = 64 * 1024 * 1024 };

bool accord_dataset_is_packed(const char *path)
{
    return accord_packed_is_database(path);
}

static enum accord_status open_new(const char *path, const struct accord_memory_files *memory,
                                   const struct accord_dataset_options *options, struct accord_problems *errors,
                                   struct accord_problems *warnings, struct accord_dataset **dataset,
                                   struct accord_error *err)
{
    struct accord_dataset *opened = accord_alloc_zero(1, sizeof(*opened));
    enum accord_status status;

    *dataset = NULL;
    if (opened == NULL) return accord_error_memory(err);
    accord_arena_init(&opened->row);
    accord_arena_init(&opened->packed);
    if (memory == NULL && accord_dataset_is_packed(path))
        status = accord_dataset_open_packed(opened, path, warnings, err);
    else
        status = accord_dataset_load(opened, path, memory, options, errors, warnings, err);
    if (status == ACCORD_OK)
        *dataset = opened;
    else
        accord_dataset_close(opened);
    return status;
}

enum accord_status accord_dataset_open(const char *path, const struct accord_dataset_options *options,
                                       struct accord_problems *errors, struct accord_problems *warnings,
                                       struct accord_dataset **dataset, struct accord_error *err)
{
    return open_new(path, NULL, options, errors, warnings, dataset, err);
}

enum accord_status accord_dataset_open_memory(const struct accord_memory_files *files, struct accord_problems *errors,
                                              struct accord_problems *warnings, struct accord_dataset **dataset,
                                              struct accord_error *err)
{
    return open_new(files->items[0].name, files, NULL, errors, warnings, dataset, err);
}

enum accord_status accord_dataset_open_at_hand(const struct accord_memory_files *files,
                                               const struct accord_dataset_options *options,
                                               struct accord_problems *errors, struct accord_problems *warnings,
                                               struct accord_dataset **dataset, struct accord_error *err)
{
    return open_new(files->items[0].name, files, options, errors, warnings, dataset, err);
}

void accord_dataset_close(struct accord_dataset *dataset)
{
    if (dataset == NULL) return;
    accord_reader_close(dataset->reader);
    accord_store_close(dataset->store);
    accord_package_close(dataset->package);
    accord_package_close(dataset->description);
    accord_digests_clear(&dataset->digests);
    accord_days_clear(&dataset->days);
    accord_arena_clear(&dataset->row);
    accord_arena_clear(&dataset->packed);
    accord_free(dataset);
}

void accord_dataset_remove_all(void)
{
    accord_store_remove_all();
}

enum accord_status accord_dataset_description(struct accord_dataset *dataset, const struct accord_package **package,
                                              struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    if (dataset->package == NULL && dataset->description == NULL)
        status = accord_dataset_take_description(dataset, err);
    *package = dataset->package != NULL ? dataset->package : dataset->description;
    return status;
}

enum accord_status accord_dataset_title(struct accord_dataset *dataset, const char **title, struct accord_error *err)
{
    const struct accord_package *package = NULL;
    enum accord_status status = accord_dataset_description(dataset, &package, err);

    *title = status == ACCORD_OK ? accord_package_title(package) : NULL;
    return status;
}

enum accord_status accord_dataset_last_day(struct accord_dataset *dataset, int32_t until, bool *found, int32_t *day,
                                           struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    if (!dataset->has_days) status = accord_dataset_take_days(dataset, err);
    *found = status == ACCORD_OK && accord_days_last(&dataset->days, until, day);
    return status;
}

const char *accord_dataset_name(const struct accord_dataset *dataset)
{
    return dataset->name;
}

bool accord_dataset_illustrative(const struct accord_dataset *dataset)
{
    return dataset->illustrative;
}

const char *accord_dataset_sha256(const struct accord_dataset *dataset)
{
    return dataset->sha256;
}

static enum accord_status hash_complete(const struct accord_schema *schema, char sha256[ACCORD_DATASET_HEX],
                                        struct accord_error *err)
{
    struct accord_bag bag = {.count = 0};
    struct accord_text scratch;
    struct accord_sha256 hash;
    unsigned char digest[ACCORD_SHA256_BYTES];

    accord_text_init(&scratch, COMPLETE_TEXT_MAX);
    const bool good = accord_bag_add_complete(&bag, schema, &scratch);
    accord_text_clear(&scratch);
    if (!good) return accord_error_memory(err);
    accord_sha256_init(&hash);
    accord_bag_hash(&bag, &hash);
    accord_sha256_end(&hash, digest);
    accord_sha256_hex(digest, sha256);
    return ACCORD_OK;
}

enum accord_status accord_dataset_complete_after(const struct accord_dataset *dataset, const char *after,
                                                 const char **table, char sha256[ACCORD_DATASET_HEX],
                                                 struct accord_error *err)
{
    const struct accord_schema *next = NULL;

    for (size_t i = 0; i < accord_store_table_count(dataset->store); i++) {
        const struct accord_schema *schema = accord_store_schema(dataset->store, (int)i);

        if (schema->complete_count == 0 || (after != NULL && strcmp(schema->name, after) <= 0)) continue;
        if (next == NULL || strcmp(schema->name, next->name) < 0) next = schema;
    }
    *table = next != NULL ? next->name : NULL;
    return next != NULL ? hash_complete(next, sha256, err) : ACCORD_OK;
}

size_t accord_dataset_actor_count(const struct accord_dataset *dataset)
{
    return accord_store_actor_count(dataset->store);
}

const char *accord_dataset_actor_id(const struct accord_dataset *dataset, size_t index)
{
    return accord_store_actor_id(dataset->store, (uint32_t)index + 1);
}

bool accord_dataset_find_actor(const struct accord_dataset *dataset, const char *id, size_t *index)
{
    uint32_t rank = accord_store_actor_rank(dataset->store, id, strlen(id));

    if (rank == 0) return false;
    *index = rank - 1;
    return true;
}

struct accord_store *accord_dataset_store(struct accord_dataset *dataset)
{
    return dataset->store;
}

const struct accord_store *accord_dataset_store_of(const struct accord_dataset *dataset)
{
    return dataset->store;
}

enum accord_status accord_dataset_actor_digest(struct accord_dataset *dataset, size_t actor,
                                               unsigned char digest[ACCORD_DATASET_DIGEST], struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    assert(actor < accord_dataset_actor_count(dataset));
    if (dataset->package != NULL) {
        accord_digest_bytes(&dataset->digests.actors[actor + 1], digest);
        return ACCORD_OK;
    }
    if (dataset->packed_digests == NULL) status = accord_dataset_take_digests(dataset, err);
    if (status == ACCORD_OK)
        memcpy(digest, dataset->packed_digests + (actor + 1) * ACCORD_DATASET_DIGEST, ACCORD_DATASET_DIGEST);
    return status;
}

void accord_dataset_table_digest(const struct accord_dataset *dataset, int table,
                                 unsigned char digest[ACCORD_DATASET_DIGEST])
{
    assert(table >= 0 && (size_t)table < accord_store_table_count(dataset->store));
    memcpy(digest, dataset->tables[table], ACCORD_DATASET_DIGEST);
}

void accord_dataset_world_digest(const struct accord_dataset *dataset, unsigned char digest[ACCORD_DATASET_DIGEST])
{
    memcpy(digest, dataset->world, ACCORD_DATASET_DIGEST);
}

bool accord_dataset_reads(const struct accord_dataset *dataset, const char *path)
{
    struct stat wanted, read;
    bool same = false;

    if (stat(path, &wanted) != 0) return false;
    if (dataset->package == NULL)
        return stat(dataset->store->path, &read) == 0 && read.st_dev == wanted.st_dev && read.st_ino == wanted.st_ino;
    for (size_t i = 0; !same && i < accord_package_file_count(dataset->package); i++) {
        char *full = accord_package_full_path(dataset->package, (int)i);

        same = full != NULL && stat(full, &read) == 0 && read.st_dev == wanted.st_dev && read.st_ino == wanted.st_ino;
        accord_free(full);
    }
    return same;
}

size_t accord_dataset_file_count(const struct accord_dataset *dataset)
{
    return dataset->package != NULL ? accord_package_file_count(dataset->package) : dataset->file_count;
}

const char *accord_dataset_file(const struct accord_dataset *dataset, size_t index)
{
    assert(index < accord_dataset_file_count(dataset));
    return dataset->package != NULL ? accord_package_file(dataset->package, (int)index) : dataset->files[index];
}

const char *accord_dataset_column(const struct accord_dataset *dataset, int table, int column)
{
    const struct accord_schema *schema = accord_store_schema(dataset->store, table);

    assert(column >= 0 && (size_t)column < schema->column_count);
    return schema->columns[column].name;
}

enum accord_status accord_dataset_open_reader(struct accord_dataset *dataset, struct accord_error *err)
{
    return dataset->reader != NULL ? ACCORD_OK : accord_reader_open(dataset->store, &dataset->reader, err);
}

enum accord_status accord_dataset_file_numbered(const struct accord_dataset *dataset, int number, const char **file,
                                                struct accord_error *err)
{
    if (number < 0 || (size_t)number >= accord_dataset_file_count(dataset))
        return accord_sql_damaged(dataset->store->path, err, "a row of a file number %d", number);
    *file = accord_dataset_file(dataset, (size_t)number);
    return ACCORD_OK;
}

enum accord_status accord_dataset_places(struct accord_dataset *dataset, int table, int64_t row, const int *columns,
                                         size_t count, const char **file, unsigned *line, unsigned *places_line,
                                         unsigned *places_column, struct accord_error *err)
{
    struct accord_place places[ACCORD_COLUMNS_MAX];
    int number;
    uint32_t first_line;
    enum accord_status status = accord_dataset_open_reader(dataset, err);

    if (status == ACCORD_OK)
        status = accord_reader_places(dataset->reader, table, row, &number, &first_line, places, err);
    if (status == ACCORD_OK) status = accord_dataset_file_numbered(dataset, number, file, err);
    if (status != ACCORD_OK) return status;
    *line = first_line;
    for (size_t i = 0; i < count; i++) {
        places_line[i] = places[columns[i]].line;
        places_column[i] = places[columns[i]].column;
    }
    return ACCORD_OK;
}

/* The actor's own row, valid until the next call. */
static enum accord_status actor_row(struct accord_dataset *dataset, size_t actor, int *table,
                                    const struct accord_stored_row **row, struct accord_error *err)
{
    struct accord_stored_row *rows = NULL;
    size_t count = 0;
    enum accord_status status = accord_dataset_open_reader(dataset, err);

    *table = accord_store_table(dataset->store, "actors", strlen("actors"));
    accord_arena_reset(&dataset->row);
    if (status == ACCORD_OK)
        status = accord_reader_rows(dataset->reader, *table, (uint32_t)actor + 1, &dataset->row, &rows, &count, err);
    *row = rows;
    if (status == ACCORD_OK && count != 1)
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: the store is damaged: an actor has no row of its own",
                                accord_store_path(dataset->store));
    return status;
}

enum accord_status accord_dataset_actor_place(struct accord_dataset *dataset, size_t actor, const char **file,
                                              unsigned *line, unsigned *id_line, unsigned *id_column,
                                              struct accord_error *err)
{
    const struct accord_stored_row *row;
    int table;
    enum accord_status status = actor_row(dataset, actor, &table, &row, err);

    if (status != ACCORD_OK) return status;
    const int id = accord_schema_find(accord_store_schema(dataset->store, table), "id", strlen("id"));
    if (id_line) *id_line = *id_column = 0;
    const bool asked = id_line != NULL && id != ACCORD_NO_COLUMN; /* a packed file may hold anything */
    return accord_dataset_places(dataset, table, row->id, &id, asked, file, line, id_line, id_column, err);
}

const char *accord_dataset_actor_name(struct accord_dataset *dataset, size_t actor)
{
    const struct accord_stored_row *row;
    int table;
    int name;

    if (actor_row(dataset, actor, &table, &row, NULL) != ACCORD_OK) return accord_dataset_actor_id(dataset, actor);
    name = accord_schema_find(accord_store_schema(dataset->store, table), "name", strlen("name"));
    if (name == ACCORD_NO_COLUMN || row->cells[name].kind != ACCORD_CELL_TEXT)
        return accord_dataset_actor_id(dataset, actor);
    return row->cells[name].as.text;
}
