/* Loading a dataset: a package read into a store, checked, with its digest and its oddities. */
#include "store/dataset_private.h"

#include "base/error.h"
#include "store/canonical.h"
#include "store/oddities.h"
#include "store/schema_wire.h"

#include <string.h>

enum {
    ROW_BYTES_MAX = 64 * 1024 * 1024, /* of one row in canonical form; a record has at most 16 MiB */
    DESCRIPTOR_FILE = 0
};

/* Changes whenever the digest of the same content does. */
static const char DIGEST_VERSION[] = "accord dataset 1";
static const char TABLE_VERSION[] = "accord table 1";
static const char WORLD_VERSION[] = "accord world 1";

/* What is only there while a dataset is opened. */
struct loading {
    struct accord_dataset *dataset;
    struct accord_problems *errors;
    struct accord_text scratch;
    struct accord_bag bags[ACCORD_TABLES_MAX]; /* by number in the store */
    struct accord_odd_table odd[ACCORD_TABLES_MAX];
    int by_name[ACCORD_COLUMNS_MAX];
    bool tells[ACCORD_COLUMNS_MAX]; /* a column: of days */
    int table;                      /* that is being read */
    bool ranked;                    /* the actors are read, and have their ranks */
    struct accord_digest name;      /* of that table's */
    struct accord_digest row;       /* of its row that is being read */
    size_t own_errors;              /* of the store, with rows of this table that ingest took */
};

static const char *file_name(const void *host, int file)
{
    return accord_package_file(host, file);
}

static void take_seen(void *host, uint32_t rank, uint32_t arrival)
{
    struct loading *loading = host;
    struct accord_digests *digests = &loading->dataset->digests;

    accord_digests_add(digests, rank, &loading->name, loading->ranked ? &loading->row : &digests->arrived[arrival - 1]);
}

static bool digest_row(struct loading *loading, const struct accord_schema *schema, const struct accord_cell *cells)
{
    unsigned char digest[ACCORD_SHA256_BYTES];

    if (!accord_canonical_row(schema, loading->by_name, cells, &loading->scratch, digest)) return false;
    accord_bag_add_digest(&loading->bags[loading->table], digest);
    loading->row = accord_digest_of(digest);
    return loading->ranked || accord_digests_arrive(&loading->dataset->digests, &loading->row);
}

static enum accord_status take_row(void *host, const struct accord_schema *schema, const struct accord_row_read *row,
                                   struct accord_error *err)
{
    struct loading *loading = host;
    size_t before = accord_problems_count(loading->errors);
    enum accord_status status;

    if (!digest_row(loading, schema, row->cells)) return accord_error_memory(err);
    if (!accord_days_add_row(&loading->dataset->days, loading->tells, row->cells, schema->column_count))
        return accord_error_memory(err);
    accord_odd_note(&loading->odd[loading->table], row->cells);
    status = accord_store_add_row(loading->dataset->store, loading->table, row->cells, row->places, row->file,
                                  row->line, err);
    loading->own_errors += accord_problems_count(loading->errors) - before;
    return status;
}

/* A table that the store cannot take is a fault of the descriptor. */
static enum accord_status add_table(struct loading *loading, const struct accord_schema *schema, bool *added,
                                    struct accord_error *err)
{
    struct accord_error refused;
    enum accord_status status = accord_store_add_table(loading->dataset->store, schema, &loading->table, &refused);

    *added = status == ACCORD_OK;
    if (status == ACCORD_BAD_DATA)
        return accord_problems_add(loading->errors, accord_package_file(loading->dataset->package, DESCRIPTOR_FILE), 0,
                                   0, err, "%s", refused.text);
    return status == ACCORD_OK ? status : accord_error_set(err, status, "%s", refused.text);
}

static enum accord_status load_table(struct loading *loading, size_t index, struct accord_error *err)
{
    struct accord_package *package = loading->dataset->package;
    struct accord_store *store = loading->dataset->store;
    const struct accord_schema *schema = accord_package_table(package, index);
    size_t before = accord_problems_count(loading->errors);
    bool added;
    enum accord_status status = add_table(loading, schema, &added, err);

    if (status != ACCORD_OK || !added) return status;
    loading->own_errors = 0;
    loading->name = accord_digest_of_text(schema->name);
    accord_canonical_columns(schema, loading->by_name);
    accord_days_columns(schema, loading->tells);
    accord_odd_init(&loading->odd[loading->table], schema);
    status = accord_package_read(package, index, loading->errors, take_row, loading, err);
    if (accord_problems_count(loading->errors) - before > loading->own_errors)
        accord_store_note_refused(store, loading->table);
    if (status == ACCORD_OK) status = accord_store_end_table(store, loading->table, err);
    return status;
}

static bool find_actors(const struct accord_package *package, size_t *index)
{
    for (*index = 0; *index < accord_package_table_count(package); (*index)++)
        if (strcmp(accord_package_table(package, *index)->name, "actors") == 0) return true;
    return false;
}

static enum accord_status rank_actors(struct loading *loading, struct accord_error *err)
{
    struct accord_digests *digests = &loading->dataset->digests;
    enum accord_status status;

    if (!accord_digests_begin(digests)) return accord_error_memory(err);
    status = accord_store_rank(loading->dataset->store, err);
    accord_digests_ranked(digests);
    loading->ranked = true;
    return status;
}

static enum accord_status load_tables(struct loading *loading, struct accord_error *err)
{
    const struct accord_package *package = loading->dataset->package;
    enum accord_status status;
    size_t actors;

    if (!find_actors(package, &actors))
        return accord_problems_add(loading->errors, accord_package_file(package, DESCRIPTOR_FILE), 0, 0, err,
                                   "there is no table actors, expected a resource of that name");
    status = load_table(loading, actors, err);
    if (status == ACCORD_OK) status = rank_actors(loading, err);
    for (size_t i = 0; status == ACCORD_OK && i < accord_package_table_count(package); i++)
        if (i != actors) status = load_table(loading, i, err);
    if (status == ACCORD_OK) status = accord_store_finish(loading->dataset->store, err);
    return status;
}

static void make_table_digest(struct loading *loading, size_t table)
{
    struct accord_sha256 hash;
    const char *name = accord_store_schema(loading->dataset->store, (int)table)->name;

    accord_sha256_init(&hash);
    accord_sha256_add_field(&hash, TABLE_VERSION, strlen(TABLE_VERSION));
    accord_sha256_add_field(&hash, name, strlen(name));
    accord_bag_hash(&loading->bags[table], &hash);
    accord_sha256_end(&hash, loading->dataset->tables[table]);
}

/* Schemas in whatever order the descriptor has them, and the global rows. */
static enum accord_status make_world(struct loading *loading, struct accord_error *err)
{
    struct accord_dataset *dataset = loading->dataset;
    struct accord_sha256 hash;
    unsigned char global[ACCORD_SHA256_BYTES];
    struct accord_bag schemas = {.count = 0};

    for (size_t i = 0; i < accord_store_table_count(dataset->store); i++) {
        accord_text_reset(&loading->scratch);
        accord_schema_wire_add(&loading->scratch, accord_store_schema(dataset->store, (int)i));
        if (loading->scratch.failed) return accord_error_memory(err);
        accord_bag_add(&schemas, accord_text_str(&loading->scratch), loading->scratch.length);
    }
    accord_digest_bytes(&dataset->digests.actors[0], global);
    accord_sha256_init(&hash);
    accord_sha256_add_field(&hash, WORLD_VERSION, strlen(WORLD_VERSION));
    accord_bag_hash(&schemas, &hash);
    accord_sha256_add(&hash, global, sizeof(global));
    accord_sha256_end(&hash, dataset->world);
    return ACCORD_OK;
}

/* The digest of everything that rules can see, in whatever order, files and form it came. */
static enum accord_status make_digest(struct loading *loading, struct accord_error *err)
{
    struct accord_dataset *dataset = loading->dataset;
    struct accord_sha256 hash;
    unsigned char digest[ACCORD_SHA256_BYTES];
    struct accord_bag tables = {.count = 0};

    for (size_t i = 0; i < accord_store_table_count(dataset->store); i++) {
        const struct accord_schema *schema = accord_store_schema(dataset->store, (int)i);
        struct accord_bag complete = {.count = 0};

        if (!accord_bag_add_complete(&complete, schema, &loading->scratch)) return accord_error_memory(err);
        make_table_digest(loading, i);
        accord_sha256_init(&hash);
        accord_sha256_add_field(&hash, schema->name, strlen(schema->name));
        accord_bag_hash(&loading->bags[i], &hash);
        accord_bag_hash(&complete, &hash);
        accord_sha256_end(&hash, digest);
        accord_bag_add(&tables, digest, sizeof(digest));
    }
    accord_sha256_init(&hash);
    accord_sha256_add_field(&hash, DIGEST_VERSION, strlen(DIGEST_VERSION));
    accord_sha256_add(&hash, accord_package_illustrative(dataset->package) ? "i" : "-", 1);
    accord_bag_hash(&tables, &hash);
    accord_sha256_end(&hash, digest);
    accord_sha256_hex(digest, dataset->sha256);
    return ACCORD_OK;
}

static enum accord_status fill(struct loading *loading, const char *path, const struct accord_memory_files *memory,
                               const struct accord_dataset_options *options, struct accord_problems *warnings,
                               struct accord_error *err)
{
    struct accord_dataset *dataset = loading->dataset;
    enum accord_status status = memory != NULL
                                    ? accord_package_open_memory(memory, loading->errors, &dataset->package, err)
                                    : accord_package_open(path, loading->errors, &dataset->package, err);

    /* A package in spite of problems is read on, so that all of them are found in one run. */
    if (dataset->package == NULL || (status != ACCORD_OK && status != ACCORD_BAD_DATA)) return status;
    dataset->name = accord_package_name(dataset->package);
    dataset->illustrative = accord_package_illustrative(dataset->package);
    if (memory != NULL && options == NULL)
        status = accord_store_new_in_memory(&dataset->store, err);
    else
        status = accord_store_new(options == NULL ? NULL : options->temporary, &dataset->store, err);
    if (status != ACCORD_OK) return status;
    accord_store_set_problems(dataset->store, loading->errors, file_name, dataset->package);
    accord_store_set_seen(dataset->store, take_seen, loading);
    status = load_tables(loading, err);
    if (status == ACCORD_OK && accord_problems_count(loading->errors) > 0)
        return accord_error_set(err, ACCORD_BAD_DATA, "%s: errors were found: %zu", path,
                                accord_problems_count(loading->errors));
    if (status == ACCORD_OK) status = make_digest(loading, err);
    if (status == ACCORD_OK) status = make_world(loading, err);
    if (status == ACCORD_OK)
        status = accord_odd_find(dataset->store, loading->odd, file_name, dataset->package, warnings, err);
    return status;
}

enum accord_status accord_dataset_load(struct accord_dataset *dataset, const char *path,
                                       const struct accord_memory_files *memory,
                                       const struct accord_dataset_options *options, struct accord_problems *errors,
                                       struct accord_problems *warnings, struct accord_error *err)
{
    struct loading *loading = accord_alloc_zero(1, sizeof(*loading));
    enum accord_status status;

    if (loading == NULL) return accord_error_memory(err);
    loading->dataset = dataset;
    dataset->has_days = true;
    loading->errors = errors;
    accord_text_init(&loading->scratch, ROW_BYTES_MAX);
    status = fill(loading, path, memory, options, warnings, err);
    accord_text_clear(&loading->scratch);
    accord_free(loading);
    return status;
}
