/* Opening a packed dataset: what it says of itself, taken from its parts. Rows stay in the file until they are asked
 * for. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "store/dataset_private.h"

#include "base/error.h"
#include "base/wire.h"
#include "store/packed_file.h"
#include "store/schema_wire.h"
#include "store/store_private.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* What is at work while a file is opened. */
struct opening {
    struct accord_dataset *dataset;
    struct accord_store *store;
    struct accord_problems *warnings;
    sqlite3 *db;
    struct accord_schema *schemas;
    size_t actor_count;
};

static enum accord_status damaged(const struct opening *opening, const char *what, struct accord_error *err)
{
    return accord_sql_damaged(opening->store->path, err, "a part that cannot be read (%s)", what);
}

static enum accord_status take_part(const struct opening *opening, enum accord_packed_part part,
                                    struct accord_wire *wire, struct accord_error *err)
{
    const char *bytes;
    size_t length;
    enum accord_status status =
        accord_packed_part(opening->db, opening->store->path, part, &opening->dataset->packed, &bytes, &length, err);

    *wire = status == ACCORD_OK ? accord_wire_of(bytes, length) : accord_wire_of("", 0);
    return status;
}

static void take_digest(struct accord_wire *wire, unsigned char digest[ACCORD_SHA256_BYTES])
{
    size_t length;
    const char *bytes = accord_wire_take_bytes(wire, &length);

    if (bytes != NULL && length == ACCORD_SHA256_BYTES)
        memcpy(digest, bytes, length);
    else
        wire->failed = true;
}

static enum accord_status take_dataset(struct opening *opening, struct accord_error *err)
{
    struct accord_dataset *dataset = opening->dataset;
    unsigned char digest[ACCORD_SHA256_BYTES] = {0};
    struct accord_wire wire;
    enum accord_status status = take_part(opening, ACCORD_PACKED_DATASET, &wire, err);

    if (status != ACCORD_OK) return status;
    dataset->name = accord_wire_take_name(&wire);
    dataset->illustrative = accord_wire_take_bool(&wire);
    take_digest(&wire, digest);
    accord_sha256_hex(digest, dataset->sha256);
    take_digest(&wire, dataset->world);
    opening->actor_count = accord_wire_take_below(&wire, INT32_MAX);
    return accord_wire_done(&wire) ? ACCORD_OK : damaged(opening, "what the dataset is", err);
}

static enum accord_status take_tables(struct opening *opening, struct accord_error *err)
{
    struct accord_store *store = opening->store;
    struct accord_wire wire;
    enum accord_status status = take_part(opening, ACCORD_PACKED_TABLES, &wire, err);
    size_t count;

    if (status != ACCORD_OK) return status;
    count = accord_wire_take_below(&wire, ACCORD_TABLES_MAX + 1);
    opening->schemas = accord_arena_zero(&opening->dataset->packed, count + 1, sizeof(*opening->schemas));
    if (opening->schemas == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < count && !wire.failed; i++) {
        struct accord_schema *schema = &opening->schemas[i];

        if (!accord_schema_wire_take(&wire, &opening->dataset->packed, schema)) return accord_error_memory(err);
        take_digest(&wire, opening->dataset->tables[i]);
        if (wire.failed || accord_store_table(store, schema->name, strlen(schema->name)) >= 0) break;
        if (strcmp(schema->name, "actors") == 0) store->actors_table = (int)i;
        store->tables[i].schema = schema;
        store->tables[i].linked =
            schema->actor != ACCORD_NO_COLUMN && schema->columns[schema->actor].kind == ACCORD_CELL_LIST;
        store->table_count = i + 1;
    }
    if (!accord_wire_done(&wire) || store->table_count != count || store->actors_table < 0)
        return damaged(opening, "the tables", err);
    return accord_packed_check_tables(opening->db, store->path, opening->schemas, count, err);
}

static enum accord_status take_files(struct opening *opening, struct accord_error *err)
{
    struct accord_wire wire;
    enum accord_status status = take_part(opening, ACCORD_PACKED_FILES, &wire, err);
    const char **files;
    size_t count;

    if (status != ACCORD_OK) return status;
    count = accord_wire_take_count(&wire, 2);
    files = accord_arena_zero(&opening->dataset->packed, count + 1, sizeof(*files));
    if (files == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++)
        files[i] = accord_wire_take_name(&wire);
    opening->dataset->files = files;
    opening->dataset->file_count = count;
    return accord_wire_done(&wire) ? ACCORD_OK : damaged(opening, "the names of files", err);
}

static enum accord_status take_warnings(struct opening *opening, struct accord_error *err)
{
    struct accord_wire wire;
    enum accord_status status = take_part(opening, ACCORD_PACKED_WARNINGS, &wire, err);
    uint64_t count;
    size_t kept;

    if (status != ACCORD_OK) return status;
    count = accord_wire_take_number(&wire);
    kept = accord_wire_take_below(&wire, ACCORD_PROBLEMS_KEPT + 1);
    for (size_t i = 0; status == ACCORD_OK && i < kept; i++) {
        const char *file = accord_wire_take_name(&wire);
        unsigned line = (unsigned)accord_wire_take_below(&wire, UINT_MAX);
        unsigned column = (unsigned)accord_wire_take_below(&wire, UINT_MAX);
        const char *text = accord_wire_take_name(&wire);

        if (wire.failed) break;
        status = accord_problems_add(opening->warnings, file, line, column, err, "%s", text);
    }
    if (status != ACCORD_OK) return status;
    if (!accord_wire_done(&wire) || count < kept || (count > kept && kept < ACCORD_PROBLEMS_KEPT))
        return damaged(opening, "the warnings", err);
    accord_problems_add_more(opening->warnings, (size_t)(count - kept));
    return ACCORD_OK;
}

/* Ids in bytewise order, each once. */
static enum accord_status take_actors(struct opening *opening, struct accord_error *err)
{
    struct accord_store *store = opening->store;
    struct accord_wire wire;
    enum accord_status status = take_part(opening, ACCORD_PACKED_ACTORS, &wire, err);
    const char *at = wire.at;
    size_t count = 0;

    if (status != ACCORD_OK) return status;
    if (accord_utf8_check(wire.at, (size_t)(wire.end - wire.at)) != (size_t)(wire.end - wire.at))
        return damaged(opening, "the actors' ids", err);
    /* As many as there is room for, however many it says. */
    if (opening->actor_count > (size_t)(wire.end - wire.at)) return damaged(opening, "the actors' ids", err);
    store->id_of = accord_alloc((opening->actor_count + 1) * sizeof(*store->id_of));
    if (store->id_of == NULL) return accord_error_memory(err);
    for (; count < opening->actor_count && at < wire.end; count++) {
        const char *end = memchr(at, '\0', (size_t)(wire.end - at));

        if (end == NULL || end == at || (count > 0 && strcmp(store->id_of[count - 1], at) >= 0)) break;
        store->id_of[count] = at;
        at = end + 1;
    }
    if (count != opening->actor_count || at != wire.end) return damaged(opening, "the actors' ids", err);
    store->actor_count = count;
    return ACCORD_OK;
}

static enum accord_status take_all(struct opening *opening, struct accord_error *err)
{
    static enum accord_status (*const steps[])(struct opening *, struct accord_error *) = {
        take_dataset, take_tables, take_files, take_actors, take_warnings};
    enum accord_status status = ACCORD_OK;

    for (size_t i = 0; status == ACCORD_OK && i < sizeof(steps) / sizeof(*steps); i++)
        status = steps[i](opening, err);
    return status;
}

/* The whole path, which stays the same file's when the process changes its folder. */
static enum accord_status find(struct accord_store *store, const char *path, struct accord_error *err)
{
    char *whole = realpath(path, NULL);
    enum accord_status status = ACCORD_OK;

    if (whole == NULL) return accord_error_set(err, ACCORD_BAD_DATA, "%s: no file of this name, expected one", path);
    if (strlen(whole) >= sizeof(store->path))
        status = accord_error_set(err, ACCORD_BAD_DATA, "%s: a path of %zu bytes, expected fewer than %zu", whole,
                                  strlen(whole), sizeof(store->path));
    else
        memcpy(store->path, whole, strlen(whole) + 1);
    free(whole); /* realpath's own malloc */
    return status;
}

enum accord_status accord_dataset_open_packed(struct accord_dataset *dataset, const char *path,
                                              struct accord_problems *warnings, struct accord_error *err)
{
    struct opening opening = {.dataset = dataset, .warnings = warnings};
    enum accord_status status;

    opening.store = dataset->store = accord_store_make();
    if (dataset->store == NULL) return accord_error_memory(err);
    dataset->store->ranked = dataset->store->finished = true;
    status = find(dataset->store, path, err);
    if (status == ACCORD_OK)
        status = accord_packed_open(dataset->store->path, &opening.db, &dataset->store->identity, err);
    if (status == ACCORD_OK) status = take_all(&opening, err);
    (void)sqlite3_close(opening.db);
    return status;
}

enum accord_status accord_dataset_take_digests(struct accord_dataset *dataset, struct accord_error *err)
{
    struct opening opening = {.dataset = dataset, .store = dataset->store};
    struct accord_wire wire;
    enum accord_status status = accord_packed_reopen(dataset->store->path, &dataset->store->identity, &opening.db, err);

    if (status != ACCORD_OK) return status;
    status = take_part(&opening, ACCORD_PACKED_DIGESTS, &wire, err);
    if (status == ACCORD_OK && (size_t)(wire.end - wire.at) != (dataset->store->actor_count + 1) * ACCORD_SHA256_BYTES)
        status = damaged(&opening, "the actors' digests", err);
    if (status == ACCORD_OK) dataset->packed_digests = wire.at;
    (void)sqlite3_close(opening.db);
    return status;
}

enum accord_status accord_dataset_take_days(struct accord_dataset *dataset, struct accord_error *err)
{
    struct opening opening = {.dataset = dataset, .store = dataset->store};
    struct accord_wire wire;
    enum accord_status status = accord_packed_reopen(dataset->store->path, &dataset->store->identity, &opening.db, err);

    if (status != ACCORD_OK) return status;
    status = take_part(&opening, ACCORD_PACKED_DAYS, &wire, err);
    if (status == ACCORD_OK && !accord_days_read(&dataset->days, &wire)) status = accord_error_memory(err);
    if (status == ACCORD_OK && !accord_wire_done(&wire)) status = damaged(&opening, "the days that rows tell of", err);
    dataset->has_days = status == ACCORD_OK;
    (void)sqlite3_close(opening.db);
    return status;
}

static bool is_as_described(const struct accord_schema *packed, const struct accord_schema *described)
{
    if (strcmp(packed->name, described->name) != 0 || packed->column_count != described->column_count) return false;
    for (size_t i = 0; i < packed->column_count; i++)
        if (strcmp(packed->columns[i].name, described->columns[i].name) != 0 ||
            packed->columns[i].kind != described->columns[i].kind)
            return false;
    return packed->actor == described->actor;
}

/* The descriptor tells how the packed tables' columns are written. */
static bool is_described(const struct accord_store *store, const struct accord_package *package)
{
    if (accord_package_table_count(package) != accord_store_table_count(store)) return false;
    for (size_t i = 0; i < accord_package_table_count(package); i++) {
        const struct accord_schema *described = accord_package_table(package, i);
        int table = accord_store_table(store, described->name, strlen(described->name));

        if (table < 0 || !is_as_described(accord_store_schema(store, table), described)) return false;
    }
    return true;
}

static enum accord_status describe(struct opening *opening, const struct accord_wire *wire, struct accord_error *err)
{
    struct accord_dataset *dataset = opening->dataset;
    struct accord_problems *problems = NULL;
    enum accord_status status = accord_problems_new(&problems, err);

    if (status != ACCORD_OK) return status;
    dataset->descriptor = (struct accord_memory_file){
        .name = "datapackage.json", .bytes = wire->at, .length = (size_t)(wire->end - wire->at)};
    dataset->descriptors = (struct accord_memory_files){&dataset->descriptor, 1};
    status = accord_package_open_memory(&dataset->descriptors, problems, &dataset->description, err);
    accord_problems_free(problems);
    if (status == ACCORD_OK && !is_described(dataset->store, dataset->description)) {
        accord_package_close(dataset->description);
        dataset->description = NULL;
        status = ACCORD_BAD_DATA;
    }
    return status == ACCORD_BAD_DATA ? damaged(opening, "the descriptor", err) : status;
}

enum accord_status accord_dataset_take_description(struct accord_dataset *dataset, struct accord_error *err)
{
    struct opening opening = {.dataset = dataset, .store = dataset->store};
    struct accord_wire wire;
    enum accord_status status = accord_packed_reopen(dataset->store->path, &dataset->store->identity, &opening.db, err);

    if (status == ACCORD_OK) status = take_part(&opening, ACCORD_PACKED_DESCRIPTOR, &wire, err);
    if (status == ACCORD_OK) status = describe(&opening, &wire, err);
    (void)sqlite3_close(opening.db);
    return status;
}
