/* Documents by their SHA-256. */
#include "store/run_documents.h"

#include "base/error.h"
#include "store/run_file_private.h"

#include <string.h>

static enum accord_status prepare(const struct accord_run_file *file, const char *sql, sqlite3_stmt **statement,
                                  struct accord_error *err)
{
    *statement = NULL;
    return accord_run_file_prepare(file, sql, statement, err);
}

enum accord_status accord_run_document_stage(struct accord_run_file *file, const char *name,
                                             struct accord_bytes content, struct accord_error *err)
{
    unsigned char digest[ACCORD_SHA256_BYTES];
    struct accord_sha256 hash;
    sqlite3_stmt *statement = NULL;
    enum accord_status status = accord_run_file_start_staging(file, err);
    if (status == ACCORD_OK)
        status = prepare(file, "INSERT OR REPLACE INTO temp.staged_documents VALUES (?1, ?2, ?3)", &statement, err);
    if (status != ACCORD_OK) return status;
    accord_sha256_init(&hash);
    accord_sha256_add(&hash, content.at, content.length);
    accord_sha256_end(&hash, digest);
    int code = sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    if (code == SQLITE_OK) code = sqlite3_bind_blob(statement, 2, digest, sizeof digest, SQLITE_STATIC);
    if (code == SQLITE_OK)
        code = sqlite3_bind_blob64(statement, 3, content.length == 0 ? "" : content.at, content.length, SQLITE_STATIC);
    return accord_run_file_finish(file, statement, code, NULL, err);
}

enum accord_status accord_run_documents_append(struct accord_run_file *file, int64_t run, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    if (!file->staging) return ACCORD_OK;
    enum accord_status status = accord_run_file_execute(
        file, "INSERT OR IGNORE INTO documents SELECT sha256, content FROM temp.staged_documents ORDER BY name", err);
    if (status == ACCORD_OK)
        status =
            prepare(file, "INSERT INTO run_documents SELECT ?1, name, sha256 FROM temp.staged_documents ORDER BY name",
                    &statement, err);
    if (status != ACCORD_OK) return status;
    return accord_run_file_finish(file, statement, sqlite3_bind_int64(statement, 1, run), NULL, err);
}

/* ---- reading ---- */

/* A run that was taken out has no documents any more, which is not what it had. */
static enum accord_status still_there(const struct accord_run_file *file, int64_t run, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum accord_status status = prepare(file, "SELECT 1 FROM runs WHERE id = ?1", &statement, err);
    if (status != ACCORD_OK) return status;
    int code = sqlite3_bind_int64(statement, 1, run);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    (void)sqlite3_finalize(statement);
    return code == SQLITE_DONE ? accord_run_file_damaged(file, err) : accord_run_file_done(file, code, err);
}

/* The row's digest and content. */
static enum accord_status take(const struct accord_run_file *file, sqlite3_stmt *row, struct accord_arena *arena,
                               struct accord_bytes *content, struct accord_error *err)
{
    unsigned char digest[ACCORD_SHA256_BYTES];
    struct accord_sha256 hash;
    const void *named = sqlite3_column_blob(row, 0);
    size_t named_length = (size_t)sqlite3_column_bytes(row, 0);
    const char *bytes = sqlite3_column_blob(row, 1);
    size_t length = (size_t)sqlite3_column_bytes(row, 1);
    accord_sha256_init(&hash);
    accord_sha256_add(&hash, length == 0 ? "" : bytes, length);
    accord_sha256_end(&hash, digest);
    if (sqlite3_column_type(row, 1) != SQLITE_BLOB || named_length != sizeof digest ||
        memcmp(named, digest, sizeof digest) != 0)
        return accord_run_file_damaged(file, err);
    const char *copy = accord_arena_copy(arena, length == 0 ? "" : bytes, length);
    *content = (struct accord_bytes){copy, length};
    return copy ? ACCORD_OK : accord_error_memory(err);
}

enum accord_status accord_run_document(struct accord_run_file *file, int64_t run, const char *name,
                                       struct accord_arena *arena, bool *found, struct accord_bytes *content,
                                       struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    *found = false;
    *content = (struct accord_bytes){"", 0};
    if (file->schema < ACCORD_RUN_SCHEMA_DOCUMENTS) return ACCORD_OK;
    enum accord_status status = prepare(file,
                                        "SELECT sha256, content FROM run_documents LEFT JOIN documents USING (sha256)"
                                        " WHERE run = ?1 AND name = ?2",
                                        &statement, err);
    if (status != ACCORD_OK) return status;
    int code = sqlite3_bind_int64(statement, 1, run);
    if (code == SQLITE_OK) code = sqlite3_bind_text(statement, 2, name, -1, SQLITE_STATIC);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    *found = code == SQLITE_ROW;
    status = *found ? take(file, statement, arena, content, err) : accord_run_file_done(file, code, err);
    (void)sqlite3_finalize(statement);
    return status == ACCORD_OK && !*found ? still_there(file, run, err) : status;
}
