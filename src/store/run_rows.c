/* Rows of actors by the digest of what they are made of. */
#include "store/run_rows.h"

#include "base/error.h"
#include "store/run_file_private.h"

static int bind_digest(sqlite3_stmt *statement, int at, const unsigned char digest[ACCORD_SHA256_BYTES])
{
    return sqlite3_bind_blob(statement, at, digest, ACCORD_SHA256_BYTES, SQLITE_STATIC);
}

enum accord_status accord_run_rows_known(struct accord_run_file *file, const unsigned char digest[ACCORD_SHA256_BYTES],
                                         bool *known, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    *known = false;
    enum accord_status status =
        accord_run_file_prepare(file, "SELECT 1 FROM kept_rows WHERE sha256 = ?1", &statement, err);
    if (status != ACCORD_OK) return status;
    int code = bind_digest(statement, 1, digest);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    *known = code == SQLITE_ROW;
    status = accord_run_file_done(file, code, err);
    (void)sqlite3_finalize(statement);
    return status;
}

enum accord_status accord_run_rows_stage(struct accord_run_file *file, const unsigned char digest[ACCORD_SHA256_BYTES],
                                         const struct accord_bytes *content, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum accord_status status = accord_run_file_start_staging(file, err);
    if (status == ACCORD_OK)
        status = accord_run_file_prepare(file, "INSERT INTO temp.staged_rows VALUES (?1, ?2, ?3)", &statement, err);
    if (status != ACCORD_OK) return status;
    int code = sqlite3_bind_int64(statement, 1, file->staged);
    if (code == SQLITE_OK) code = bind_digest(statement, 2, digest);
    if (code == SQLITE_OK && content != NULL)
        code =
            sqlite3_bind_blob64(statement, 3, content->length == 0 ? "" : content->at, content->length, SQLITE_STATIC);
    return accord_run_file_finish(file, statement, code, NULL, err);
}

/* Two blocks of one run never have the same actors, but another run may have come meanwhile. */
static const char MOVE[] = "INSERT OR IGNORE INTO kept_rows (sha256, content) SELECT sha256, content FROM"
                           " temp.staged_rows WHERE content IS NOT NULL ORDER BY at";
static const char MISSING[] =
    "SELECT count(*) FROM temp.staged_rows WHERE sha256 NOT IN (SELECT sha256 FROM kept_rows)";
static const char REFER[] = "INSERT INTO block_rows SELECT at + ?1, k.id FROM temp.staged_rows JOIN kept_rows k"
                            " USING (sha256) ORDER BY at";

enum accord_status accord_run_rows_append(struct accord_run_file *file, int64_t last, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    int64_t missing = 0;
    enum accord_status status = accord_run_file_execute(file, MOVE, err);
    if (status == ACCORD_OK) status = accord_run_file_read_number(file, MISSING, &missing, err);
    if (status == ACCORD_OK && missing > 0) return accord_run_file_damaged(file, err);
    if (status == ACCORD_OK) status = accord_run_file_prepare(file, REFER, &statement, err);
    if (status != ACCORD_OK) return status;
    return accord_run_file_finish(file, statement, sqlite3_bind_int64(statement, 1, last), NULL, err);
}

/* ---- reading ---- */

static enum accord_status take(const struct accord_run_file *file, sqlite3_stmt *row, struct accord_arena *arena,
                               struct accord_bytes *content, struct accord_error *err)
{
    if (sqlite3_column_type(row, 0) != SQLITE_BLOB) return accord_run_file_damaged(file, err);
    const char *bytes = sqlite3_column_blob(row, 0);
    size_t length = (size_t)sqlite3_column_bytes(row, 0);
    const char *copy = accord_arena_copy(arena, length == 0 ? "" : bytes, length);
    *content = (struct accord_bytes){copy, length};
    return copy != NULL ? ACCORD_OK : accord_error_memory(err);
}

enum accord_status accord_run_rows(struct accord_run_file *file, int64_t block, struct accord_arena *arena, bool *found,
                                   struct accord_bytes *content, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    *found = false;
    *content = (struct accord_bytes){"", 0};
    if (file->schema < ACCORD_RUN_SCHEMA_ROWS) return ACCORD_OK;
    enum accord_status status = accord_run_file_prepare(file,
                                                        "SELECT content FROM block_rows LEFT JOIN kept_rows"
                                                        " ON kept_rows.id = rows WHERE block = ?1",
                                                        &statement, err);
    if (status != ACCORD_OK) return status;
    int code = sqlite3_bind_int64(statement, 1, block);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    *found = code == SQLITE_ROW;
    status = *found ? take(file, statement, arena, content, err) : accord_run_file_done(file, code, err);
    (void)sqlite3_finalize(statement);
    return status;
}
