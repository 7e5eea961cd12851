/* RUNS.db: opened, read in short transactions, appended to in one. */
#include "store/run_file.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/run_file_private.h"

#include <stdio.h>
#include <string.h>

enum {
    PATH_BYTES_MAX = 64 * 1024,
    BYTES_MAX = 1024 * 1024 * 1024 /* of one value: SQLite takes no more */
};

static const char STAGE[] =
    "CREATE TABLE temp.put_aside (at INTEGER PRIMARY KEY, verdicts BLOB, collected BLOB) STRICT;"
    "CREATE TABLE temp.staged (at INTEGER PRIMARY KEY, actors INTEGER, errors INTEGER, keys BLOB, counts BLOB,"
    " collected BLOB, verdicts BLOB, ids TEXT) STRICT;"
    "CREATE TABLE temp.staged_documents (name TEXT PRIMARY KEY, sha256 BLOB NOT NULL, content BLOB NOT NULL) STRICT;"
    "CREATE TABLE temp.staged_rows (at INTEGER PRIMARY KEY, sha256 BLOB NOT NULL, content BLOB) STRICT;";

enum statement {
    FIND_RULE,
    ADD_RULE,
    RUNS,
    RUNS_OF_GROUND,
    RULES,
    ASKED,
    BLOCKS,
    VERDICTS,
    COLLECTED,
    CONTENTS,
    CONCLUSIONS,
    PUT,
    TAKE,
    ADD_BLOCK,
    ADD_RUN,
    ADD_RUN_RULE,
    ADD_RULE_FACTS,
    ADD_ASKED,
    MOVE_BLOCKS,
    MOVE_CONTENTS,
    ADD_RUN_BLOCK,
    MISSING_BLOCK,
    STATEMENTS
};

_Static_assert(STATEMENTS <= (int)ACCORD_RUN_FILE_STATEMENTS, "room for each");

#define RUN_COLUMNS                                                                                                    \
    "SELECT id, as_of, version, dataset, dataset_sha256, rules_sha256, profile, profile_sha256, max_instructions,"     \
    " max_memory, max_message, shard, shards, actors, actors_of, ground FROM runs "

#define NEXT_RUN "(SELECT 1 + max(last_run, (SELECT coalesce(max(id), 0) FROM runs)) FROM pruned)"

#define BLOCK_COLUMNS "SELECT block, actors, errors, keys, counts FROM run_blocks JOIN blocks ON block = id "

static const char *const texts[STATEMENTS] = {
    [FIND_RULE] = "SELECT number FROM rules WHERE rule = ?1",
    [ADD_RULE] = "INSERT OR IGNORE INTO rules (rule) VALUES (?1)",
    [RUNS] = RUN_COLUMNS "ORDER BY id DESC LIMIT ?1",
    [RUNS_OF_GROUND] = RUN_COLUMNS "WHERE ground = ?2 ORDER BY id DESC LIMIT ?1",
    [RULES] = "SELECT number, rule, wanted, limits, digest FROM run_rules JOIN rules USING (number) WHERE run = ?1",
    [ASKED] = "SELECT number, asked, digest FROM run_asked WHERE run = ?1 ORDER BY number, asked",
    [BLOCKS] = BLOCK_COLUMNS "WHERE run = ?1 ORDER BY at",
    [VERDICTS] = "SELECT verdicts FROM contents WHERE id = ?1",
    [COLLECTED] = "SELECT collected FROM contents WHERE id = ?1",
    [CONTENTS] = "SELECT ids, verdicts FROM contents WHERE id = ?1",
    [CONCLUSIONS] = "SELECT conclusions FROM runs WHERE id = ?1",
    [PUT] = "INSERT OR REPLACE INTO temp.put_aside VALUES (?1, ?2, ?3)",
    [TAKE] = "SELECT verdicts, collected FROM temp.put_aside WHERE at = ?1",
    [ADD_BLOCK] = "INSERT INTO temp.staged VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [ADD_RUN] =
        "INSERT INTO runs VALUES (" NEXT_RUN ", ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    [ADD_RUN_RULE] = "INSERT INTO run_rules VALUES (?1, ?2, ?3, ?4, ?5)",
    [ADD_RULE_FACTS] = "INSERT OR IGNORE INTO rule_facts VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [ADD_ASKED] = "INSERT INTO run_asked VALUES (?1, ?2, ?3, ?4)",
    [MOVE_BLOCKS] = "INSERT INTO blocks SELECT at + ?1, actors, errors, keys, counts FROM temp.staged ORDER BY at",
    [MOVE_CONTENTS] = "INSERT INTO contents SELECT at + ?1, collected, verdicts, ids FROM temp.staged ORDER BY at",
    [ADD_RUN_BLOCK] = "INSERT INTO run_blocks VALUES (?1, ?2, ?3)",
    [MISSING_BLOCK] = "SELECT block FROM run_blocks LEFT JOIN blocks ON block = id WHERE run = ?1 AND id IS NULL",
};

/* ---- failing ---- */

enum accord_status accord_run_file_failed(const struct accord_run_file *file, int code, struct accord_error *err)
{
    int kind = code & 0xff;
    if (kind == SQLITE_NOTADB)
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: no store of runs, expected one or a new path", file->path);
    return accord_sql_failed(file->db, code, file->path, err);
}

enum accord_status accord_run_file_done(const struct accord_run_file *file, int code, struct accord_error *err)
{
    return code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW ? ACCORD_OK
                                                                          : accord_run_file_failed(file, code, err);
}

enum accord_status accord_run_file_execute(const struct accord_run_file *file, const char *sql,
                                           struct accord_error *err)
{
    return accord_run_file_done(file, sqlite3_exec(file->db, sql, NULL, NULL, NULL), err);
}

/* ---- statements ---- */

static enum accord_status ready(struct accord_run_file *file, enum statement which, sqlite3_stmt **statement,
                                struct accord_error *err)
{
    if (file->statements[which] == NULL) {
        int code =
            sqlite3_prepare_v3(file->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT, &file->statements[which], NULL);
        if (code != SQLITE_OK) return accord_run_file_failed(file, code, err);
    }
    *statement = file->statements[which];
    (void)sqlite3_reset(*statement);
    (void)sqlite3_clear_bindings(*statement);
    return ACCORD_OK;
}

static void bind_number(sqlite3_stmt *statement, int at, int64_t number, int *code)
{
    if (*code == SQLITE_OK) *code = sqlite3_bind_int64(statement, at, number);
}

/* NULL stays NULL. */
static void bind_text(sqlite3_stmt *statement, int at, const char *text, int *code)
{
    if (*code == SQLITE_OK && text != NULL) *code = sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

/* No bytes are an empty value, which is not NULL. */
static void bind_bytes(sqlite3_stmt *statement, int at, const void *bytes, size_t length, int *code)
{
    if (*code == SQLITE_OK) *code = sqlite3_bind_blob64(statement, at, length == 0 ? "" : bytes, length, SQLITE_STATIC);
}

/* Runs a statement that gives no rows, and lets go of what was bound. */
static enum accord_status run(const struct accord_run_file *file, sqlite3_stmt *statement, int code,
                              struct accord_error *err)
{
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    enum accord_status status = accord_run_file_done(file, code, err);
    (void)sqlite3_reset(statement);
    (void)sqlite3_clear_bindings(statement);
    return status;
}

static struct accord_bytes bytes_at(sqlite3_stmt *statement, int column)
{
    const char *at = sqlite3_column_blob(statement, column);
    return (struct accord_bytes){at == NULL ? "" : at, (size_t)sqlite3_column_bytes(statement, column)};
}

static const char *text_at(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}

static bool digest_at(sqlite3_stmt *statement, int column, unsigned char digest[ACCORD_SHA256_BYTES])
{
    struct accord_bytes bytes = bytes_at(statement, column);
    if (bytes.length != ACCORD_SHA256_BYTES) return false;
    memcpy(digest, bytes.at, ACCORD_SHA256_BYTES);
    return true;
}

static enum accord_status taken_out(const struct accord_run_file *file, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN,
                            "%s: runs were taken out of the store while it was read: begin again", file->path);
}

enum accord_status accord_run_file_damaged(const struct accord_run_file *file, struct accord_error *err)
{
    int64_t prunes = 0;
    enum accord_status status = accord_run_file_read_prunes(file, &prunes, err);
    if (status == ACCORD_OK && prunes != file->prunes) return taken_out(file, err);
    return accord_run_file_failed(file, SQLITE_CORRUPT, err);
}

/* ---- opening ---- */

enum accord_status accord_run_file_read_number(const struct accord_run_file *file, const char *sql, int64_t *number,
                                               struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(file->db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    *number = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    enum accord_status status = accord_run_file_done(file, code, err);
    (void)sqlite3_finalize(statement);
    return status;
}

enum accord_status accord_run_file_prepare(const struct accord_run_file *file, const char *sql,
                                           sqlite3_stmt **statement, struct accord_error *err)
{
    int code = sqlite3_prepare_v2(file->db, sql, -1, statement, NULL);
    return code == SQLITE_OK ? ACCORD_OK : accord_run_file_failed(file, code, err);
}

enum accord_status accord_run_file_finish(const struct accord_run_file *file, sqlite3_stmt *statement, int code,
                                          int64_t *changes, struct accord_error *err)
{
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    enum accord_status status = accord_run_file_done(file, code, err);
    if (changes != NULL) *changes = sqlite3_changes64(file->db);
    (void)sqlite3_finalize(statement);
    return status;
}

/* SQLite takes ":memory:" and the like for no file at all; a path with a slash is always one. */
static enum accord_status open_path(struct accord_run_file *file, enum accord_run_file_use use,
                                    struct accord_error *err)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    struct accord_text name;
    accord_text_init(&name, PATH_BYTES_MAX);
    accord_text_addf(&name, "%s%s", file->path[0] == '/' ? "" : "./", file->path);
    enum accord_status status = name.failed ? accord_error_memory(err) : ACCORD_OK;
    if (status == ACCORD_OK)
        status = accord_run_file_done(
            file,
            sqlite3_open_v2(accord_text_str(&name), &file->db,
                            use == ACCORD_RUN_FILE_CREATE ? flags | SQLITE_OPEN_CREATE : flags, NULL),
            err);
    accord_text_clear(&name);
    if (status == ACCORD_OK) accord_sql_distrust(file->db);
    return status;
}

static enum accord_status open_file(const char *path, enum accord_run_file_use use, struct accord_run_file **file,
                                    struct accord_error *err)
{
    struct accord_run_file *made = accord_alloc_zero(1, sizeof *made);
    *file = NULL;
    if (made == NULL) return accord_error_memory(err);
    made->path = accord_copy_text(path, strlen(path));
    for (int i = 0; i < ACCORD_RUN_FILE_COPIES; i++)
        accord_text_init(&made->copies[i], BYTES_MAX);
    enum accord_status status = made->path == NULL ? accord_error_memory(err) : ACCORD_OK;
    if (status == ACCORD_OK) status = open_path(made, use, err);
    if (status == ACCORD_OK) status = accord_run_file_set_up(made, use, err);
    if (status == ACCORD_OK)
        *file = made;
    else
        accord_run_file_close(made);
    return status;
}

enum accord_status accord_run_file_open(const char *path, bool create, struct accord_run_file **file,
                                        struct accord_error *err)
{
    return open_file(path, create ? ACCORD_RUN_FILE_CREATE : ACCORD_RUN_FILE_READ, file, err);
}

enum accord_status accord_run_file_open_to_change(const char *path, struct accord_run_file **file,
                                                  struct accord_error *err)
{
    return open_file(path, ACCORD_RUN_FILE_CHANGE, file, err);
}

void accord_run_file_close(struct accord_run_file *file)
{
    if (file == NULL) return;
    for (int i = 0; i < STATEMENTS; i++)
        (void)sqlite3_finalize(file->statements[i]);
    (void)sqlite3_close(file->db);
    for (int i = 0; i < ACCORD_RUN_FILE_COPIES; i++)
        accord_text_clear(&file->copies[i]);
    accord_free(file->path);
    accord_free(file->placed);
    accord_free(file);
}

const char *accord_run_file_path(const struct accord_run_file *file)
{
    return file->path;
}

/* ---- reading ---- */

static enum accord_status find_number(struct accord_run_file *file, const char *rule, int64_t *number,
                                      struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    *number = 0;
    enum accord_status status = ready(file, FIND_RULE, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_text(statement, 1, rule, &code);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    if (code == SQLITE_ROW) *number = sqlite3_column_int64(statement, 0);
    status = accord_run_file_done(file, code, err);
    (void)sqlite3_reset(statement);
    return status;
}

enum accord_status accord_run_file_number(struct accord_run_file *file, const char *rule, int64_t *number,
                                          struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = find_number(file, rule, number, err);
    if (status != ACCORD_OK || *number != 0) return status;
    status = ready(file, ADD_RULE, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_text(statement, 1, rule, &code);
    status = run(file, statement, code, err);
    return status == ACCORD_OK ? find_number(file, rule, number, err) : status;
}

static bool read_run(sqlite3_stmt *row, struct accord_run_record *run_read)
{
    *run_read = (struct accord_run_record){.id = sqlite3_column_int64(row, 0),
                                           .as_of = text_at(row, 1),
                                           .version = text_at(row, 2),
                                           .dataset = text_at(row, 3),
                                           .dataset_sha256 = text_at(row, 4),
                                           .rules_sha256 = text_at(row, 5),
                                           .profile = text_at(row, 6),
                                           .profile_sha256 = text_at(row, 7),
                                           .instructions = sqlite3_column_int64(row, 8),
                                           .memory = sqlite3_column_int64(row, 9),
                                           .message = sqlite3_column_int64(row, 10),
                                           .shard = sqlite3_column_int64(row, 11),
                                           .shards = sqlite3_column_int64(row, 12),
                                           .actors = sqlite3_column_int64(row, 13),
                                           .actors_of = sqlite3_column_int64(row, 14)};
    return digest_at(row, 15, run_read->ground) && run_read->as_of != NULL && run_read->version != NULL &&
           run_read->dataset != NULL && run_read->dataset_sha256 != NULL && run_read->rules_sha256 != NULL &&
           run_read->actors >= 0;
}

/* Steps through rows until there is no other or `status` says so. */
bool accord_run_file_next(const struct accord_run_file *file, sqlite3_stmt *statement, enum accord_status *status,
                          struct accord_error *err)
{
    int code = *status == ACCORD_OK ? sqlite3_step(statement) : SQLITE_DONE;
    if (code == SQLITE_ROW) return true;
    if (*status == ACCORD_OK) *status = accord_run_file_done(file, code, err);
    (void)sqlite3_reset(statement);
    return false;
}

enum accord_status accord_run_file_runs(struct accord_run_file *file, const unsigned char *ground, size_t most,
                                        accord_run_function function, void *host, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    struct accord_run_record record;
    int code = SQLITE_OK;
    enum accord_status status = ready(file, ground == NULL ? RUNS : RUNS_OF_GROUND, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, (int64_t)most, &code);
    if (ground != NULL) bind_bytes(statement, 2, ground, ACCORD_SHA256_BYTES, &code);
    status = accord_run_file_done(file, code, err);
    while (accord_run_file_next(file, statement, &status, err))
        status = read_run(statement, &record) ? function(host, &record, err) : accord_run_file_damaged(file, err);
    return status;
}

enum accord_status accord_run_file_rules(struct accord_run_file *file, int64_t run_id,
                                         accord_run_rule_function function, void *host, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = ready(file, RULES, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, run_id, &code);
    status = accord_run_file_done(file, code, err);
    while (accord_run_file_next(file, statement, &status, err)) {
        struct accord_run_rule rule = {.number = sqlite3_column_int64(statement, 0),
                                       .id = text_at(statement, 1),
                                       .wanted = sqlite3_column_int(statement, 2) != 0,
                                       .limits = sqlite3_column_int64(statement, 3)};
        bool good = digest_at(statement, 4, rule.digest) && rule.id != NULL;
        status = good ? function(host, &rule, err) : accord_run_file_damaged(file, err);
    }
    return status;
}

enum accord_status accord_run_file_asked(struct accord_run_file *file, int64_t run_id,
                                         accord_run_asked_function function, void *host, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = ready(file, ASKED, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, run_id, &code);
    status = accord_run_file_done(file, code, err);
    while (accord_run_file_next(file, statement, &status, err)) {
        struct accord_run_asked asked = {.number = sqlite3_column_int64(statement, 0), .table = text_at(statement, 1)};
        bool good = digest_at(statement, 2, asked.digest) && asked.table != NULL;
        status = good ? function(host, &asked, err) : accord_run_file_damaged(file, err);
    }
    return status;
}

/* A run that was taken out has no blocks any more, which is not what it had. */
static enum accord_status still_there(struct accord_run_file *file, int64_t run_id, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = ready(file, CONCLUSIONS, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, run_id, &code);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    (void)sqlite3_reset(statement);
    return code == SQLITE_DONE ? accord_run_file_damaged(file, err) : accord_run_file_done(file, code, err);
}

enum accord_status accord_run_file_blocks(struct accord_run_file *file, int64_t run_id,
                                          accord_run_block_function function, void *host, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = ready(file, BLOCKS, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, run_id, &code);
    status = accord_run_file_done(file, code, err);
    while (accord_run_file_next(file, statement, &status, err)) {
        const struct accord_run_block block = {.id = sqlite3_column_int64(statement, 0),
                                               .actors = sqlite3_column_int64(statement, 1),
                                               .errors = sqlite3_column_int64(statement, 2),
                                               .keys = bytes_at(statement, 3),
                                               .counts = bytes_at(statement, 4)};
        status = function(host, &block, err);
    }
    return status == ACCORD_OK ? still_there(file, run_id, err) : status;
}

/* One row's bytes, copied: a statement that stands on a row would keep others from committing. */
static enum accord_status copy_bytes(struct accord_run_file *file, enum statement which, int64_t id, int first,
                                     int columns, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = ready(file, which, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, id, &code);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    for (int i = 0; i < columns && code == SQLITE_ROW; i++) {
        struct accord_bytes bytes = bytes_at(statement, i);
        accord_text_reset(&file->copies[first + i]);
        accord_text_add(&file->copies[first + i], bytes.at, bytes.length);
        if (file->copies[first + i].failed) code = SQLITE_NOMEM;
    }
    (void)sqlite3_reset(statement);
    return code == SQLITE_DONE ? accord_run_file_damaged(file, err) : accord_run_file_done(file, code, err);
}

static struct accord_bytes copied(const struct accord_run_file *file, int at)
{
    return (struct accord_bytes){accord_text_str(&file->copies[at]), file->copies[at].length};
}

enum accord_status accord_run_file_verdicts(struct accord_run_file *file, int64_t block, struct accord_bytes *verdicts,
                                            struct accord_error *err)
{
    enum accord_status status = copy_bytes(file, VERDICTS, block, 0, 1, err);
    *verdicts = copied(file, 0);
    return status;
}

enum accord_status accord_run_file_collected(struct accord_run_file *file, int64_t block,
                                             struct accord_bytes *collected, struct accord_error *err)
{
    enum accord_status status = copy_bytes(file, COLLECTED, block, 1, 1, err);
    *collected = copied(file, 1);
    return status;
}

enum accord_status accord_run_file_contents(struct accord_run_file *file, int64_t block, struct accord_bytes *ids,
                                            struct accord_bytes *verdicts, struct accord_error *err)
{
    enum accord_status status = copy_bytes(file, CONTENTS, block, 4, 2, err);
    *ids = copied(file, 4);
    *verdicts = copied(file, 5);
    return status;
}

enum accord_status accord_run_file_conclusions(struct accord_run_file *file, int64_t run_id,
                                               struct accord_bytes *conclusions, struct accord_error *err)
{
    enum accord_status status = copy_bytes(file, CONCLUSIONS, run_id, 6, 1, err);
    *conclusions = copied(file, 6);
    return status;
}

/* ---- a run on its way in ---- */

enum accord_status accord_run_file_start_staging(struct accord_run_file *file, struct accord_error *err)
{
    if (file->staging) return ACCORD_OK;
    enum accord_status status = accord_run_file_execute(file, STAGE, err);
    file->staging = status == ACCORD_OK;
    return status;
}

enum accord_status accord_run_file_put(struct accord_run_file *file, int64_t at, struct accord_bytes verdicts,
                                       struct accord_bytes collected, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = accord_run_file_start_staging(file, err);
    if (status == ACCORD_OK) status = ready(file, PUT, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, at, &code);
    bind_bytes(statement, 2, verdicts.at, verdicts.length, &code);
    bind_bytes(statement, 3, collected.at, collected.length, &code);
    return run(file, statement, code, err);
}

enum accord_status accord_run_file_take(struct accord_run_file *file, int64_t at, struct accord_bytes *verdicts,
                                        struct accord_bytes *collected, struct accord_error *err)
{
    enum accord_status status = copy_bytes(file, TAKE, at, 2, 2, err);
    *verdicts = copied(file, 2);
    *collected = copied(file, 3);
    return status;
}

static enum accord_status place(struct accord_run_file *file, bool staged, int64_t id, struct accord_error *err)
{
    if (file->placed_count == file->placed_capacity) {
        size_t capacity = 2 * file->placed_capacity + 256;
        struct accord_placed_block *grown = accord_realloc(file->placed, capacity, sizeof *grown);
        if (grown == NULL) return accord_error_memory(err);
        file->placed = grown;
        file->placed_capacity = capacity;
    }
    file->placed[file->placed_count++] = (struct accord_placed_block){staged, id};
    return ACCORD_OK;
}

enum accord_status accord_run_file_stage(struct accord_run_file *file, const struct accord_run_block *block,
                                         struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = accord_run_file_start_staging(file, err);
    if (status == ACCORD_OK) status = ready(file, ADD_BLOCK, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, ++file->staged, &code);
    bind_number(statement, 2, block->actors, &code);
    bind_number(statement, 3, block->errors, &code);
    bind_bytes(statement, 4, block->keys.at, block->keys.length, &code);
    bind_bytes(statement, 5, block->counts.at, block->counts.length, &code);
    bind_bytes(statement, 6, block->collected.at, block->collected.length, &code);
    bind_bytes(statement, 7, block->verdicts.at, block->verdicts.length, &code);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text64(statement, 8, block->ids.at, block->ids.length, SQLITE_STATIC, SQLITE_UTF8);
    status = run(file, statement, code, err);
    return status == ACCORD_OK ? place(file, true, file->staged, err) : status;
}

enum accord_status accord_run_file_reuse(struct accord_run_file *file, int64_t block, struct accord_error *err)
{
    return place(file, false, block, err);
}

static enum accord_status add_run(struct accord_run_file *file, const struct accord_run_record *record,
                                  struct accord_error *err)
{
    const char *const names[] = {record->as_of,        record->version, record->dataset,       record->dataset_sha256,
                                 record->rules_sha256, record->profile, record->profile_sha256};
    const int64_t numbers[] = {record->instructions, record->memory, record->message,  record->shard,
                               record->shards,       record->actors, record->actors_of};
    enum { NAMES = sizeof names / sizeof names[0], NUMBERS = sizeof numbers / sizeof numbers[0] };
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = ready(file, ADD_RUN, &statement, err);
    if (status != ACCORD_OK) return status;
    for (int i = 0; i < NAMES; i++)
        bind_text(statement, 1 + i, names[i], &code);
    for (int i = 0; i < NUMBERS; i++)
        bind_number(statement, 1 + NAMES + i, numbers[i], &code);
    bind_bytes(statement, 1 + NAMES + NUMBERS, record->ground, sizeof record->ground, &code);
    bind_bytes(statement, 2 + NAMES + NUMBERS, record->conclusions.at, record->conclusions.length, &code);
    return run(file, statement, code, err);
}

/* What the rule said when its digest was that. */
static enum accord_status add_rule_facts(struct accord_run_file *file, const struct accord_run_rule *rule,
                                         struct accord_error *err)
{
    const char *const facts[] = {rule->title, rule->instrument, rule->provision, rule->force};
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = ready(file, ADD_RULE_FACTS, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, rule->number, &code);
    bind_bytes(statement, 2, rule->digest, sizeof rule->digest, &code);
    for (int i = 0; i < 4; i++)
        bind_text(statement, 3 + i, facts[i], &code);
    return run(file, statement, code, err);
}

static enum accord_status add_rule(struct accord_run_file *file, int64_t run_id, const struct accord_run_rule *rule,
                                   struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = ready(file, ADD_RUN_RULE, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, run_id, &code);
    bind_number(statement, 2, rule->number, &code);
    bind_number(statement, 3, rule->wanted, &code);
    bind_number(statement, 4, rule->limits, &code);
    bind_bytes(statement, 5, rule->digest, sizeof rule->digest, &code);
    status = run(file, statement, code, err);
    return status == ACCORD_OK && rule->title != NULL ? add_rule_facts(file, rule, err) : status;
}

static enum accord_status add_asked(struct accord_run_file *file, int64_t run_id, const struct accord_run_asked *asked,
                                    struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = ready(file, ADD_ASKED, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, run_id, &code);
    bind_number(statement, 2, asked->number, &code);
    bind_text(statement, 3, asked->table, &code);
    bind_bytes(statement, 4, asked->digest, sizeof asked->digest, &code);
    return run(file, statement, code, err);
}

static enum accord_status add_run_blocks(struct accord_run_file *file, int64_t run_id, int64_t last,
                                         struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum accord_status status = ready(file, ADD_RUN_BLOCK, &statement, err);
    for (size_t i = 0; i < file->placed_count && status == ACCORD_OK; i++) {
        const struct accord_placed_block *placed = &file->placed[i];
        int code = SQLITE_OK;
        bind_number(statement, 1, run_id, &code);
        bind_number(statement, 2, (int64_t)i, &code);
        bind_number(statement, 3, placed->staged ? last + placed->id : placed->id, &code);
        status = run(file, statement, code, err);
    }
    return status;
}

static enum accord_status move(struct accord_run_file *file, enum statement which, int64_t last,
                               struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int code = SQLITE_OK;
    enum accord_status status = ready(file, which, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, last, &code);
    return run(file, statement, code, err);
}

/* Blocks that the run shares with earlier ones may have been taken out with those. */
static enum accord_status check_blocks(struct accord_run_file *file, int64_t run_id, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int64_t prunes = 0;
    int code = SQLITE_OK;
    enum accord_status status = accord_run_file_read_prunes(file, &prunes, err);
    if (status != ACCORD_OK || prunes == file->prunes) return status;
    status = ready(file, MISSING_BLOCK, &statement, err);
    if (status != ACCORD_OK) return status;
    bind_number(statement, 1, run_id, &code);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    (void)sqlite3_reset(statement);
    return code == SQLITE_ROW ? taken_out(file, err) : accord_run_file_done(file, code, err);
}

/* New blocks get the numbers after the last one, which no other can take meanwhile. */
static enum accord_status add_blocks(struct accord_run_file *file, int64_t run_id, struct accord_error *err)
{
    int64_t last = 0;
    enum accord_status status = accord_run_file_read_number(
        file, "SELECT max(last_block, (SELECT coalesce(max(id), 0) FROM blocks)) FROM pruned", &last, err);
    if (status == ACCORD_OK && file->staged > 0) status = move(file, MOVE_BLOCKS, last, err);
    if (status == ACCORD_OK && file->staged > 0) status = move(file, MOVE_CONTENTS, last, err);
    if (status == ACCORD_OK && file->staged > 0) status = accord_run_rows_append(file, last, err);
    if (status == ACCORD_OK) status = add_run_blocks(file, run_id, last, err);
    return status == ACCORD_OK ? check_blocks(file, run_id, err) : status;
}

enum accord_status accord_run_file_append(struct accord_run_file *file, struct accord_run_record *record,
                                          const struct accord_run_rule *rules, size_t rule_count,
                                          const struct accord_run_asked *asked, size_t asked_count,
                                          struct accord_error *err)
{
    enum accord_status status = accord_run_file_execute(file, "BEGIN IMMEDIATE", err);
    if (status != ACCORD_OK) return status;
    status = add_run(file, record, err);
    record->id = sqlite3_last_insert_rowid(file->db);
    for (size_t i = 0; i < rule_count && status == ACCORD_OK; i++)
        status = add_rule(file, record->id, &rules[i], err);
    for (size_t i = 0; i < asked_count && status == ACCORD_OK; i++)
        status = add_asked(file, record->id, &asked[i], err);
    if (status == ACCORD_OK) status = add_blocks(file, record->id, err);
    if (status == ACCORD_OK) status = accord_run_documents_append(file, record->id, err);
    if (status == ACCORD_OK) status = accord_sql_commit(file->db, file->path, err);
    if (status != ACCORD_OK) (void)sqlite3_exec(file->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}
