/* The file of a packed dataset: an SQLite database that says whose it is. */
#include "store/packed_file.h"

#include "base/error.h"
#include "ingest/source_file.h"
#include "store/run_file.h"
#include "store/sql.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* The database's header, by the file format that SQLite documents. */
enum {
    HEADER_BYTES = 100,
    AT_PAGE_SIZE = 16,
    AT_WRITE_VERSION = 18,
    AT_READ_VERSION = 19,
    AT_PAGES = 28,
    AT_ENCODING = 56,
    AT_FORM = 60,
    AT_APPLICATION = 68,
    NO_LOG = 1, /* of both versions: no write-ahead log */
    LOG = 2,
    UTF_8 = 1, /* of encodings */
    PAGE_BYTES_MIN = 512,
    WORD = 4,
    STATEMENT_MAX = 64 * 1024
};

static const char MAGIC[16] = "SQLite format 3";
static const char PARTS[] = "CREATE TABLE _accord (part INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT";

struct header {
    unsigned char bytes[HEADER_BYTES];
    size_t length;
    struct accord_file_identity identity;
};

static uint32_t number_at(const struct header *header, size_t at, size_t bytes)
{
    uint32_t number = 0;

    for (size_t i = 0; i < bytes; i++)
        number = number << 8 | header->bytes[at + i];
    return number;
}

static struct accord_file_identity identity_of(const struct stat *facts)
{
    return (struct accord_file_identity){facts->st_dev, facts->st_ino, facts->st_size, facts->st_mtim};
}

static bool same_file(const struct accord_file_identity *a, const struct accord_file_identity *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           a->changed.tv_sec == b->changed.tv_sec && a->changed.tv_nsec == b->changed.tv_nsec;
}

/* False when there is no regular file that can be read. */
static bool read_header(const char *path, struct header *header)
{
    struct stat facts;
    int descriptor;
    ssize_t got;
    bool read_it;

    *header = (struct header){.length = 0};
    if (accord_source_open(path, &descriptor, NULL) != ACCORD_OK) return false;
    got = pread(descriptor, header->bytes, sizeof(header->bytes), 0);
    read_it = got >= 0 && fstat(descriptor, &facts) == 0;
    (void)close(descriptor);
    if (!read_it) return false;
    header->length = (size_t)got;
    header->identity = identity_of(&facts);
    return true;
}

static bool has_magic(const struct header *header)
{
    return header->length >= sizeof(MAGIC) && memcmp(header->bytes, MAGIC, sizeof(MAGIC)) == 0;
}

static bool has_application(const struct header *header)
{
    return header->length == HEADER_BYTES && number_at(header, AT_APPLICATION, WORD) == ACCORD_PACKED_APPLICATION;
}

/* Either will do, so that a packed dataset whose first bytes are damaged is not taken for a descriptor. */
bool accord_packed_is_database(const char *path)
{
    struct header header;

    return read_header(path, &header) && (has_magic(&header) || has_application(&header));
}

bool accord_packed_may_replace(const char *path)
{
    struct header header;

    return read_header(path, &header) && has_magic(&header) && has_application(&header);
}

/* What is wrong with the mark of a whole header. */
static enum accord_status check_mark(const char *path, const struct header *header, struct accord_error *err)
{
    uint32_t application = number_at(header, AT_APPLICATION, WORD);
    uint32_t form = number_at(header, AT_FORM, WORD);

    if (application == ACCORD_RUN_FILE_APPLICATION)
        return accord_error_set(err, ACCORD_BAD_DATA,
                                "%s: a store of runs, expected a dataset packed by accord import, or a folder with "
                                "datapackage.json",
                                path);
    if (application != ACCORD_PACKED_APPLICATION)
        return accord_error_set(err, ACCORD_BAD_DATA,
                                "%s: an SQLite database of another program (application id 0x%08x), expected a "
                                "dataset packed by accord import (0x%08x), or a folder with datapackage.json",
                                path, (unsigned)application, (unsigned)ACCORD_PACKED_APPLICATION);
    if (form != ACCORD_PACKED_FORM)
        return accord_error_set(err, ACCORD_BAD_DATA,
                                "%s: a dataset packed in form %u, by %s version of accord, expected form %d: import "
                                "the data again",
                                path, (unsigned)form, form > ACCORD_PACKED_FORM ? "a later" : "an earlier",
                                (int)ACCORD_PACKED_FORM);
    return ACCORD_OK;
}

static enum accord_status check_size(const char *path, const struct header *header, struct accord_error *err)
{
    uint32_t page = number_at(header, AT_PAGE_SIZE, 2) == 1 ? 65536 : number_at(header, AT_PAGE_SIZE, 2);
    uint64_t expected = (uint64_t)page * number_at(header, AT_PAGES, WORD);

    if (!has_magic(header) || page < PAGE_BYTES_MIN) return accord_sql_damaged(path, err, "a damaged header");
    if ((uint64_t)header->identity.size == expected) return ACCORD_OK;
    return accord_sql_damaged(path, err, "a file of %llu bytes whose header says %llu",
                              (unsigned long long)header->identity.size, (unsigned long long)expected);
}

/* Rows are taken from the pages of this file, as they stand there: what a log beside it holds, and texts that SQLite
 * would have to convert, are not. */
static enum accord_status check_content(const char *path, const struct header *header, struct accord_error *err)
{
    unsigned writes = header->bytes[AT_WRITE_VERSION], reads = header->bytes[AT_READ_VERSION];
    uint32_t encoding = number_at(header, AT_ENCODING, WORD);

    if (writes == LOG && reads == LOG) return accord_sql_damaged(path, err, "a database that keeps a write-ahead log");
    if (writes != NO_LOG || reads != NO_LOG) return accord_sql_damaged(path, err, "a damaged header");
    if (encoding == UTF_8) return ACCORD_OK;
    return accord_sql_damaged(path, err, "a database with texts in encoding %u of SQLite, not in UTF-8",
                              (unsigned)encoding);
}

/* The name may lead to another file by the time that SQLite opens it. */
enum accord_status accord_packed_reopen(const char *path, const struct accord_file_identity *identity, sqlite3 **db,
                                        struct accord_error *err)
{
    struct stat facts;
    struct accord_file_identity now;
    enum accord_status status = accord_sql_open_guarded(path, db, err);

    if (status != ACCORD_OK) return status;
    if (stat(path, &facts) == 0) {
        now = identity_of(&facts);
        if (same_file(&now, identity)) return ACCORD_OK;
    }
    (void)sqlite3_close(*db);
    *db = NULL;
    return accord_error_set(err, ACCORD_BAD_DATA,
                            "%s: replaced or changed while it was read, expected a file that stays as it is: ask again",
                            path);
}

static enum accord_status prepare(sqlite3 *db, const char *path, const char *text, sqlite3_stmt **statement,
                                  struct accord_error *err)
{
    int code = sqlite3_prepare_v2(db, text, -1, statement, NULL);

    return code == SQLITE_OK ? ACCORD_OK : accord_sql_failed(db, code, path, err);
}

static const char *text_at(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);

    return text == NULL ? "" : (const char *)text;
}

/* Before anything is read from it: a virtual table would run whatever module it names. */
static enum accord_status check_parts(sqlite3 *db, const char *path, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum accord_status status =
        prepare(db, path, "SELECT sql FROM sqlite_schema WHERE name = '_accord'", &statement, err);
    int code;

    if (status != ACCORD_OK) return status;
    code = sqlite3_step(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        status = accord_sql_failed(db, code, path, err);
    else if (code == SQLITE_DONE || strcmp(text_at(statement, 0), PARTS) != 0)
        status = accord_sql_damaged(path, err, "a database without the table _accord");
    (void)sqlite3_finalize(statement);
    return status;
}

enum accord_status accord_packed_open(const char *path, sqlite3 **db, struct accord_file_identity *identity,
                                      struct accord_error *err)
{
    struct header header;
    enum accord_status status;

    *db = NULL;
    if (!read_header(path, &header) || header.length < HEADER_BYTES)
        return accord_sql_damaged(path, err, "the beginning of a file");
    status = check_mark(path, &header, err);
    if (status == ACCORD_OK) status = check_size(path, &header, err);
    if (status == ACCORD_OK) status = check_content(path, &header, err);
    *identity = header.identity;
    if (status == ACCORD_OK) status = accord_packed_reopen(path, identity, db, err);
    return status == ACCORD_OK ? check_parts(*db, path, err) : status;
}

/* ---- what stands in it ---- */

/* Straight into the arena: a part has megabytes where there are many actors. */
static int read_content(sqlite3 *db, sqlite3_int64 row, struct accord_arena *arena, const char **bytes, size_t *length)
{
    sqlite3_blob *content = NULL;
    int code = sqlite3_blob_open(db, "main", "_accord", "content", row, 0, &content);
    int size = code == SQLITE_OK ? sqlite3_blob_bytes(content) : 0;
    char *copy = code == SQLITE_OK ? accord_arena_alloc(arena, (size_t)size + 1) : NULL;

    if (code == SQLITE_OK && copy == NULL) code = SQLITE_NOMEM;
    if (code == SQLITE_OK) code = sqlite3_blob_read(content, copy, size, 0);
    if (code == SQLITE_OK) copy[size] = '\0';
    (void)sqlite3_blob_close(content);
    *bytes = copy;
    *length = (size_t)size;
    return code;
}

enum accord_status accord_packed_part(sqlite3 *db, const char *path, enum accord_packed_part part,
                                      struct accord_arena *arena, const char **bytes, size_t *length,
                                      struct accord_error *err)
{
    static const char find[] = "SELECT rowid FROM _accord WHERE part = ? AND typeof(content) = 'blob'";
    sqlite3_stmt *statement = NULL;
    enum accord_status status = prepare(db, path, find, &statement, err);
    int code = status == ACCORD_OK ? sqlite3_bind_int(statement, 1, (int)part) : SQLITE_OK;

    if (status != ACCORD_OK) return status;
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    if (code == SQLITE_ROW) code = read_content(db, sqlite3_column_int64(statement, 0), arena, bytes, length);
    if (code == SQLITE_DONE)
        status = accord_sql_damaged(path, err, "a database without its part %d", (int)part);
    else if (code == SQLITE_NOMEM)
        status = accord_error_memory(err);
    else if (code != SQLITE_OK)
        status = accord_sql_failed(db, code, path, err);
    (void)sqlite3_finalize(statement);
    return status;
}

/* What SQLite keeps of a table is the text that made it. */
struct expected {
    struct accord_text text;
    bool found[2 * ACCORD_TABLES_MAX + 1];
    const struct accord_schema *schemas;
    size_t count;
};

static bool is_linked(const struct accord_schema *schema)
{
    return schema->actor != ACCORD_NO_COLUMN && schema->columns[schema->actor].kind == ACCORD_CELL_LIST;
}

/* The statement that makes a thing of that name, and which one it is; NULL where accord makes none. */
static const char *expect(struct expected *expected, const char *name, size_t *which)
{
    static const char seen[] = "_seen_";
    bool of_links = strncmp(name, seen, strlen(seen)) == 0;
    const char *table = of_links ? name + strlen(seen) : name;

    *which = 2 * ACCORD_TABLES_MAX;
    if (strcmp(name, "_accord") == 0) return PARTS;
    for (size_t i = 0; i < expected->count; i++) {
        const struct accord_schema *schema = &expected->schemas[i];

        if (strcmp(schema->name, table) != 0 || (of_links && !is_linked(schema))) continue;
        *which = 2 * i + of_links;
        accord_text_reset(&expected->text);
        accord_sql_write(&expected->text, schema, of_links ? ACCORD_SQL_CREATE_SEEN : ACCORD_SQL_CREATE);
        return accord_text_str(&expected->text);
    }
    return NULL;
}

/* One row of sqlite_schema. */
static enum accord_status check_one(struct expected *expected, sqlite3_stmt *statement, const char *path,
                                    struct accord_error *err)
{
    const char *type = text_at(statement, 0);
    const char *name = text_at(statement, 1);
    size_t which;
    const char *made_by = expect(expected, name, &which);

    if (expected->text.failed) return accord_error_memory(err);
    if (strcmp(type, "table") != 0 || made_by == NULL)
        return accord_sql_damaged(path, err, "a database with the %.20s %.80s, which accord does not make", type, name);
    if (strcmp(made_by, text_at(statement, 2)) != 0)
        return accord_sql_damaged(path, err, "a table %.80s that was made in another way", name);
    expected->found[which] = true;
    return ACCORD_OK;
}

static enum accord_status check_all(struct expected *expected, sqlite3 *db, const char *path, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum accord_status status = prepare(db, path, "SELECT type, name, sql FROM sqlite_schema", &statement, err);
    int code = SQLITE_DONE;

    while (status == ACCORD_OK && (code = sqlite3_step(statement)) == SQLITE_ROW)
        status = check_one(expected, statement, path, err);
    if (status == ACCORD_OK && code != SQLITE_DONE) status = accord_sql_failed(db, code, path, err);
    (void)sqlite3_finalize(statement);
    return status;
}

enum accord_status accord_packed_check_tables(sqlite3 *db, const char *path, const struct accord_schema *schemas,
                                              size_t count, struct accord_error *err)
{
    struct expected expected = {.schemas = schemas, .count = count};
    enum accord_status status;

    accord_text_init(&expected.text, STATEMENT_MAX);
    status = check_all(&expected, db, path, err);
    for (size_t i = 0; status == ACCORD_OK && i < count; i++)
        if (!expected.found[2 * i] || (is_linked(&schemas[i]) && !expected.found[2 * i + 1]))
            status = accord_sql_damaged(path, err, "a database without the table %s", schemas[i].name);
    accord_text_clear(&expected.text);
    return status;
}

enum accord_status accord_packed_look_over(const char *path, struct accord_error *err)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    enum accord_status status = accord_sql_open_guarded(path, &db, err);
    int code;

    if (status == ACCORD_OK) status = prepare(db, path, "PRAGMA quick_check(1)", &statement, err);
    if (status == ACCORD_OK) {
        code = sqlite3_step(statement);
        if (code != SQLITE_ROW)
            status = accord_sql_failed(db, code, path, err);
        else if (strcmp(text_at(statement, 0), "ok") != 0)
            status = accord_sql_damaged(path, err, "%.200s", text_at(statement, 0));
    }
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
    return status;
}

/* ---- writing ---- */

enum accord_status accord_packed_mark(sqlite3 *db, const char *path, struct accord_error *err)
{
    struct accord_text text;
    enum accord_status status;
    int code;

    accord_text_init(&text, STATEMENT_MAX);
    accord_text_addf(&text, "PRAGMA application_id = %d; PRAGMA user_version = %d; %s", (int)ACCORD_PACKED_APPLICATION,
                     (int)ACCORD_PACKED_FORM, PARTS);
    code = text.failed ? SQLITE_NOMEM : sqlite3_exec(db, accord_text_str(&text), NULL, NULL, NULL);
    status = code == SQLITE_OK ? ACCORD_OK : accord_sql_failed(db, code, path, err);
    accord_text_clear(&text);
    return status;
}

enum accord_status accord_packed_add_part(sqlite3 *db, const char *path, enum accord_packed_part part,
                                          const struct accord_text *bytes, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum accord_status status = prepare(db, path, "INSERT INTO _accord (part, content) VALUES (?, ?)", &statement, err);
    int code = status == ACCORD_OK ? sqlite3_bind_int(statement, 1, (int)part) : SQLITE_OK;

    if (status != ACCORD_OK) return status;
    if (bytes->failed) code = SQLITE_NOMEM;
    if (code == SQLITE_OK)
        code = sqlite3_bind_blob64(statement, 2, accord_text_str(bytes), bytes->length, SQLITE_STATIC);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    if (code != SQLITE_DONE) status = accord_sql_failed(db, code, path, err);
    (void)sqlite3_finalize(statement);
    return status;
}
