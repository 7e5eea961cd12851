/* Packing a dataset: its store's tables in one file, with what it says of itself beside them. The file is made in a
 * private folder beside its place, looked over, and moved there when it is whole. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "store/dataset_private.h"

#include "base/error.h"
#include "base/wire.h"
#include "store/packed_file.h"
#include "store/schema_wire.h"
#include "store/store_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PART_MAX = 1000 * 1000 * 1000, /* what SQLite holds in one value */
    PERMISSIONS = 07777,
    PRIVATE = 0600
};

/* A dataset on its way into a file. */
struct packing {
    struct accord_dataset *dataset; /* NULL: it is not read yet */
    const struct accord_problems *warnings;
    const char *path; /* as it was given, for messages */
    char *target;     /* links followed */
    bool replaces;
    mode_t mode; /* of the file that is replaced */
    struct accord_temporary *temporary;
    char file[ACCORD_TEMPORARY_FILE_MAX];
};

/* ---- parts ---- */

static void add_digest(struct accord_text *text, const unsigned char digest[ACCORD_SHA256_BYTES])
{
    accord_wire_add_bytes(text, (const char *)digest, ACCORD_SHA256_BYTES);
}

static int digit(char hex)
{
    return hex <= '9' ? hex - '0' : hex - 'a' + 10;
}

static void write_dataset(const struct packing *packing, struct accord_text *text)
{
    const struct accord_dataset *dataset = packing->dataset;
    unsigned char digest[ACCORD_SHA256_BYTES];

    for (size_t i = 0; i < sizeof(digest); i++)
        digest[i] = (unsigned char)(digit(dataset->sha256[2 * i]) * 16 + digit(dataset->sha256[2 * i + 1]));
    accord_wire_add_text(text, dataset->name);
    accord_wire_add_number(text, dataset->illustrative);
    add_digest(text, digest);
    add_digest(text, dataset->world);
    accord_wire_add_number(text, accord_dataset_actor_count(dataset));
}

static void write_tables(const struct packing *packing, struct accord_text *text)
{
    const struct accord_store *store = packing->dataset->store;
    size_t count = accord_store_table_count(store);

    accord_wire_add_number(text, count);
    for (size_t i = 0; i < count; i++) {
        accord_schema_wire_add(text, accord_store_schema(store, (int)i));
        add_digest(text, packing->dataset->tables[i]);
    }
}

static void write_files(const struct packing *packing, struct accord_text *text)
{
    const struct accord_package *package = packing->dataset->package;
    size_t count = accord_package_file_count(package);

    accord_wire_add_number(text, count);
    for (size_t i = 0; i < count; i++)
        accord_wire_add_text(text, accord_package_file(package, (int)i));
}

static void write_warnings(const struct packing *packing, struct accord_text *text)
{
    size_t kept = accord_problems_kept(packing->warnings);

    accord_wire_add_number(text, accord_problems_count(packing->warnings));
    accord_wire_add_number(text, kept);
    for (size_t i = 0; i < kept; i++) {
        const struct accord_problem *warning = accord_problems_at(packing->warnings, i);

        accord_wire_add_text(text, warning->file);
        accord_wire_add_number(text, warning->line);
        accord_wire_add_number(text, warning->column);
        accord_wire_add_text(text, warning->text);
    }
}

static void write_actors(const struct packing *packing, struct accord_text *text)
{
    for (size_t i = 0; i < accord_dataset_actor_count(packing->dataset); i++) {
        const char *id = accord_dataset_actor_id(packing->dataset, i);

        accord_text_add(text, id, strlen(id) + 1);
    }
}

static void write_digests(const struct packing *packing, struct accord_text *text)
{
    for (size_t i = 0; i <= accord_dataset_actor_count(packing->dataset); i++) {
        unsigned char digest[ACCORD_SHA256_BYTES];

        accord_digest_bytes(&packing->dataset->digests.actors[i], digest);
        accord_text_add(text, (const char *)digest, sizeof(digest));
    }
}

static void write_days(const struct packing *packing, struct accord_text *text)
{
    accord_days_write(&packing->dataset->days, text);
}

/* It fails where memory is short only. */
static void write_descriptor(const struct packing *packing, struct accord_text *text)
{
    if (accord_package_describe(packing->dataset->package, ACCORD_LAYOUT_CSV, text, NULL) != ACCORD_OK)
        text->failed = true;
}

static const struct {
    enum accord_packed_part part;
    void (*write)(const struct packing *packing, struct accord_text *text);
} parts[] = {{ACCORD_PACKED_DATASET, write_dataset},       {ACCORD_PACKED_TABLES, write_tables},
             {ACCORD_PACKED_FILES, write_files},           {ACCORD_PACKED_WARNINGS, write_warnings},
             {ACCORD_PACKED_ACTORS, write_actors},         {ACCORD_PACKED_DIGESTS, write_digests},
             {ACCORD_PACKED_DESCRIPTOR, write_descriptor}, {ACCORD_PACKED_DAYS, write_days}};

static enum accord_status add_parts(const struct packing *packing, sqlite3 *db, struct accord_error *err)
{
    struct accord_text text;
    enum accord_status status = accord_packed_mark(db, packing->path, err);

    accord_text_init(&text, PART_MAX);
    for (size_t i = 0; status == ACCORD_OK && i < sizeof(parts) / sizeof(*parts); i++) {
        accord_text_reset(&text);
        parts[i].write(packing, &text);
        status = accord_packed_add_part(db, packing->path, parts[i].part, &text, err);
    }
    accord_text_clear(&text);
    return status;
}

/* ---- the file ---- */

/* Every table anew, in the order of actors and without gaps. */
static enum accord_status copy_tables(const struct packing *packing, sqlite3 *db, struct accord_error *err)
{
    const struct accord_store *store = packing->dataset->store;
    enum accord_status status = ACCORD_OK;

    for (size_t i = 0; status == ACCORD_OK && i < store->table_count; i++) {
        static const enum accord_sql_kind steps[] = {ACCORD_SQL_CREATE, ACCORD_SQL_COPY, ACCORD_SQL_CREATE_SEEN,
                                                     ACCORD_SQL_COPY_SEEN};
        const struct accord_store_table *table = &store->tables[i];

        for (size_t step = 0; status == ACCORD_OK && step < (table->linked ? 4U : 2U); step++)
            status = accord_sql_run(db, packing->path, table->schema, steps[step], err);
    }
    return status;
}

static enum accord_status make_file(const struct packing *packing, struct accord_error *err)
{
    sqlite3 *db;
    enum accord_status status = accord_sql_open_copier(packing->file, packing->dataset->store->path, &db, err);

    if (status == ACCORD_OK) status = copy_tables(packing, db, err);
    if (status == ACCORD_OK) status = add_parts(packing, db, err);
    if (status == ACCORD_OK) status = accord_sql_commit(db, packing->path, err);
    (void)sqlite3_close(db);
    return status;
}

/* Opens it as any reader would, and lets SQLite look at every page and every row be compared: later nobody does. */
static enum accord_status look_over(const struct packing *packing, struct accord_error *err)
{
    struct accord_dataset_options options = {.temporary = NULL};
    struct accord_problems *errors = NULL;
    struct accord_problems *warnings = NULL;
    struct accord_dataset *packed = NULL;
    enum accord_status status = accord_problems_new(&errors, err);

    if (status == ACCORD_OK) status = accord_problems_new(&warnings, err);
    if (status == ACCORD_OK) status = accord_dataset_open(packing->file, &options, errors, warnings, &packed, err);
    if (status == ACCORD_OK) status = accord_dataset_verify(packed, errors, err);
    accord_dataset_close(packed);
    accord_problems_free(errors);
    accord_problems_free(warnings);
    if (status == ACCORD_BAD_DATA)
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be written: what was written is not what is read",
                                packing->path);
    return status;
}

static enum accord_status cannot_write(const struct packing *packing, int reason, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be written: %s", packing->path, strerror(reason));
}

static enum accord_status put_in_place(const struct packing *packing, struct accord_error *err)
{
    int descriptor = open(packing->file, O_RDONLY | O_CLOEXEC);
    int reason = 0;

    if (descriptor < 0) return cannot_write(packing, errno, err);
    if ((packing->replaces && fchmod(descriptor, packing->mode & PERMISSIONS) != 0) || fsync(descriptor) != 0)
        reason = errno;
    (void)close(descriptor);
    if (reason == 0 && rename(packing->file, packing->target) != 0) reason = errno;
    return reason == 0 ? ACCORD_OK : cannot_write(packing, reason, err);
}

/* ---- the place ---- */

/* What stands at the path already, which only another packed dataset may. */
static enum accord_status look_at_target(struct packing *packing, struct accord_error *err)
{
    struct stat old;
    char *whole;

    packing->replaces = stat(packing->path, &old) == 0;
    if (!packing->replaces && errno != ENOENT) return cannot_write(packing, errno, err);
    if (!packing->replaces && lstat(packing->path, &old) == 0 && S_ISLNK(old.st_mode))
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: a link that leads nowhere, expected a new path",
                                packing->path);
    if (packing->dataset != NULL && accord_dataset_reads(packing->dataset, packing->path))
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: a file of the dataset, expected another path",
                                packing->path);
    if (packing->replaces && !accord_packed_may_replace(packing->path))
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "%s: there is something else than a packed dataset, expected a new path, or one that "
                                "may be replaced",
                                packing->path);
    packing->mode = packing->replaces ? old.st_mode : 0;
    whole = packing->replaces ? realpath(packing->path, NULL) : NULL;
    packing->target =
        accord_copy_text(whole == NULL ? packing->path : whole, strlen(whole == NULL ? packing->path : whole));
    free(whole); /* realpath's own malloc */
    return packing->target == NULL ? accord_error_memory(err) : ACCORD_OK;
}

/* A file of a folder can only be renamed within its file system. */
static enum accord_status make_room(struct packing *packing, struct accord_error *err)
{
    const char *slash = strrchr(packing->target, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - packing->target) + 1;
    char *folder = length == 0 ? accord_copy_text(".", 1) : accord_copy_text(packing->target, length);
    struct accord_error why;
    enum accord_status status;

    if (folder == NULL) return accord_error_memory(err);
    status = accord_temporary_new(folder, &packing->temporary, &why);
    accord_free(folder);
    if (status != ACCORD_OK) return accord_error_set(err, status, "%s: cannot be written: %s", packing->path, why.text);
    accord_temporary_file(packing->temporary, packing->file);
    return ACCORD_OK;
}

/* The same bytes, which look_over then reads as any reader would. */
static enum accord_status copy_file(const struct packing *packing, struct accord_error *err)
{
    char block[64 * 1024];
    int from = open(packing->dataset->store->path, O_RDONLY | O_CLOEXEC);
    int to = open(packing->file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, PRIVATE);
    ssize_t got = from < 0 || to < 0 ? -1 : 1;

    while (got > 0) {
        got = read(from, block, sizeof(block));
        for (ssize_t at = 0, wrote; got > 0 && at < got; at += wrote) {
            wrote = write(to, block + at, (size_t)(got - at));
            if (wrote < 0) {
                got = -1;
                break;
            }
        }
    }
    const int reason = errno;

    if (from >= 0) (void)close(from);
    if (to >= 0) (void)close(to);
    return got == 0 ? ACCORD_OK : cannot_write(packing, reason, err);
}

enum accord_status accord_dataset_check_place(const char *path, struct accord_error *err)
{
    struct packing packing = {.path = path};
    enum accord_status status = look_at_target(&packing, err);

    if (status == ACCORD_OK) status = make_room(&packing, err);
    accord_temporary_remove(packing.temporary);
    accord_free(packing.target);
    return status;
}

typedef enum accord_status (*make_function)(const struct packing *packing, struct accord_error *err);

static enum accord_status put(struct packing *packing, make_function make, struct accord_error *err)
{
    enum accord_status status = look_at_target(packing, err);

    if (status == ACCORD_OK) status = make_room(packing, err);
    if (status == ACCORD_OK) status = make(packing, err);
    if (status == ACCORD_OK) status = look_over(packing, err);
    if (status == ACCORD_OK) status = put_in_place(packing, err);
    accord_temporary_remove(packing->temporary);
    accord_free(packing->target);
    return status;
}

enum accord_status accord_dataset_pack(struct accord_dataset *dataset, const struct accord_problems *warnings,
                                       const char *path, struct accord_error *err)
{
    struct packing packing = {.dataset = dataset, .warnings = warnings, .path = path};

    if (dataset->package == NULL)
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: is packed already, expected a folder with datapackage.json",
                                dataset->store->path);
    return put(&packing, make_file, err);
}

enum accord_status accord_dataset_copy(struct accord_dataset *dataset, const char *path, struct accord_error *err)
{
    struct packing packing = {.dataset = dataset, .path = path};

    if (dataset->package != NULL)
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: is not packed, expected a packed dataset", dataset->name);
    return put(&packing, copy_file, err);
}
