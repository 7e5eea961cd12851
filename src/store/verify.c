/* Verifying a packed dataset: whether what is read of it is what was read into it. */
#include "store/dataset_private.h"

#include "base/error.h"
#include "store/canonical.h"
#include "store/packed_file.h"
#include "store/store_private.h"

#include <string.h>

enum { ROW_BYTES_MAX = 64 * 1024 * 1024 /* as when it was read */ };

struct verifying {
    struct accord_dataset *dataset;
    struct accord_problems *errors;
    struct accord_reader *reader;
    struct accord_text scratch;
    int table; /* that is read */
    int by_name[ACCORD_TABLES_MAX][ACCORD_COLUMNS_MAX];
    struct accord_digest names[ACCORD_TABLES_MAX];
    struct accord_digests sum; /* of the rank at hand */
    bool tells[ACCORD_TABLES_MAX][ACCORD_COLUMNS_MAX];
    struct accord_days days;
};

static enum accord_status add_row(void *host, uint32_t rank, const struct accord_stored_row *row,
                                  struct accord_error *err)
{
    struct verifying *verifying = host;
    int table = verifying->table;
    const struct accord_schema *schema = accord_store_schema(verifying->dataset->store, table);
    unsigned char bytes[ACCORD_SHA256_BYTES];
    struct accord_digest digest;

    (void)rank;
    if (!accord_canonical_row(schema, verifying->by_name[table], row->cells, &verifying->scratch, bytes))
        return accord_error_memory(err);
    if (!accord_days_add_row(&verifying->days, verifying->tells[table], row->cells, schema->column_count))
        return accord_error_memory(err);
    digest = accord_digest_of(bytes);
    accord_digests_add(&verifying->sum, 0, &verifying->names[table], &digest);
    return ACCORD_OK;
}

/* One by one: an actor may see any number. */
static enum accord_status add_rows(struct verifying *verifying, int table, uint32_t rank, struct accord_error *err)
{
    verifying->table = table;
    return accord_reader_each(verifying->reader, table, rank, add_row, verifying, err);
}

static enum accord_status verify_rank(struct verifying *verifying, uint32_t rank, struct accord_error *err)
{
    const struct accord_store *store = verifying->dataset->store;
    unsigned char bytes[ACCORD_SHA256_BYTES];
    enum accord_status status = ACCORD_OK;

    verifying->sum.actors[0] = (struct accord_digest){{0}};
    for (int i = 0; status == ACCORD_OK && i < (int)store->table_count; i++)
        status = add_rows(verifying, i, rank, err);
    if (status != ACCORD_OK) return status;
    accord_digest_bytes(&verifying->sum.actors[0], bytes);
    if (memcmp(bytes, verifying->dataset->packed_digests + (size_t)rank * sizeof(bytes), sizeof(bytes)) == 0)
        return ACCORD_OK;
    return accord_problems_add(verifying->errors, store->path, 0, 0, err,
                               "rows of %s that are not those of its digest, expected what accord import packed",
                               rank == 0 ? "all" : store->id_of[rank - 1]);
}

static enum accord_status verify_days(struct verifying *verifying, struct accord_error *err)
{
    if (accord_days_equal(&verifying->days, &verifying->dataset->days)) return ACCORD_OK;
    return accord_problems_add(verifying->errors, verifying->dataset->store->path, 0, 0, err,
                               "rows that tell of other days than it says, expected what accord import packed");
}

static enum accord_status verify_all(struct verifying *verifying, struct accord_error *err)
{
    struct accord_store *store = verifying->dataset->store;
    const struct accord_package *package;
    enum accord_status status = accord_packed_look_over(store->path, err);

    if (status == ACCORD_OK) status = accord_dataset_description(verifying->dataset, &package, err);
    if (status == ACCORD_OK) status = accord_dataset_take_digests(verifying->dataset, err);
    if (status == ACCORD_OK && !verifying->dataset->has_days)
        status = accord_dataset_take_days(verifying->dataset, err);

    for (size_t i = 0; i < store->table_count; i++) {
        accord_canonical_columns(store->tables[i].schema, verifying->by_name[i]);
        accord_days_columns(store->tables[i].schema, verifying->tells[i]);
        verifying->names[i] = accord_digest_of_text(store->tables[i].schema->name);
    }
    if (status == ACCORD_OK) status = accord_reader_open(store, &verifying->reader, err);
    for (size_t rank = 0; status == ACCORD_OK && rank <= store->actor_count; rank++)
        status = verify_rank(verifying, (uint32_t)rank, err);
    return status == ACCORD_OK ? verify_days(verifying, err) : status;
}

/* What no row can be read behind is the last of the errors. */
static enum accord_status conclude(const struct verifying *verifying, const struct accord_error *why,
                                   enum accord_status status, struct accord_error *err)
{
    const char *path = verifying->dataset->store->path;
    const size_t length = strlen(path);

    if (status != ACCORD_OK && status != ACCORD_BAD_DATA) return accord_error_set(err, status, "%s", why->text);
    if (status == ACCORD_BAD_DATA) {
        bool named = strncmp(why->text, path, length) == 0 && strncmp(why->text + length, ": ", 2) == 0;
        const char *text = named ? why->text + length + 2 : why->text;

        status = accord_problems_add(verifying->errors, path, 0, 0, err, "%s", text);
    }
    if (status != ACCORD_OK || accord_problems_count(verifying->errors) == 0) return status;
    return accord_error_set(err, ACCORD_BAD_DATA, "%s: not what was packed", path);
}

enum accord_status accord_dataset_verify(struct accord_dataset *dataset, struct accord_problems *errors,
                                         struct accord_error *err)
{
    struct verifying *verifying;
    struct accord_digest sum;
    struct accord_error why;
    enum accord_status status;

    if (dataset->package != NULL)
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: no packed dataset, which is all that can be verified",
                                dataset->name);
    verifying = accord_alloc_zero(1, sizeof(*verifying));
    if (verifying == NULL) return accord_error_memory(err);
    verifying->dataset = dataset;
    verifying->errors = errors;
    verifying->sum = (struct accord_digests){.actors = &sum, .count = 1};
    accord_text_init(&verifying->scratch, ROW_BYTES_MAX);
    status = verify_all(verifying, &why);
    status = conclude(verifying, &why, status, err);
    accord_reader_close(verifying->reader);
    accord_days_clear(&verifying->days);
    accord_text_clear(&verifying->scratch);
    accord_free(verifying);
    return status;
}
