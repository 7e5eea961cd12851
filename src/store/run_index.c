/* Rows of verdicts, piece by piece. */
#include "store/run_index.h"

#include "base/error.h"
#include "base/memory.h"
#include "store/run_file_private.h"

enum { ADD_WORD, NEXT_RUN, PIECE, MARK_RUN, MARK_PIECE, ADD_ACTOR, ADD_VERDICT, ADD_FINDING, STATEMENTS };

/* As the view run_pieces has them: views are out of reach of a connection that trusts no schema (accord_sql_distrust).
 */
#define PIECES "SELECT block AS piece FROM run_blocks WHERE run = ?1 UNION ALL SELECT -id FROM runs WHERE id = ?1"

static const char *const texts[STATEMENTS] = {
    [ADD_WORD] = "INSERT OR REPLACE INTO verdict_words VALUES (?1, ?2)",
    [NEXT_RUN] = "SELECT min(id) FROM runs WHERE id > ?1 AND id NOT IN (SELECT run FROM indexed_runs)",
    [PIECE] = "SELECT piece FROM (" PIECES ") WHERE piece NOT IN (SELECT piece FROM indexed_pieces) LIMIT 1",
    [MARK_RUN] = "INSERT INTO indexed_runs SELECT id FROM runs WHERE id = ?1",
    [MARK_PIECE] = "INSERT INTO indexed_pieces VALUES (?1)",
    [ADD_ACTOR] = "INSERT INTO piece_actors VALUES (?1, ?2, ?3)",
    [ADD_VERDICT] = "INSERT INTO piece_verdicts VALUES (?1, ?2, ?3, ?4, ?5)",
    [ADD_FINDING] = "INSERT INTO piece_findings VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
};

struct accord_run_index {
    struct accord_run_file *file;
    sqlite3_stmt *statements[STATEMENTS];
    int64_t piece;
};

enum accord_status accord_run_index_open(struct accord_run_file *file, struct accord_run_index **index,
                                         struct accord_error *err)
{
    struct accord_run_index *made = accord_alloc_zero(1, sizeof *made);
    enum accord_status status = ACCORD_OK;
    *index = NULL;
    if (made == NULL) return accord_error_memory(err);
    made->file = file;
    for (int i = 0; i < STATEMENTS && status == ACCORD_OK; i++)
        status = accord_run_file_prepare(file, texts[i], &made->statements[i], err);
    if (status == ACCORD_OK)
        *index = made;
    else
        accord_run_index_close(made);
    return status;
}

void accord_run_index_close(struct accord_run_index *index)
{
    if (index == NULL) return;
    for (int i = 0; i < STATEMENTS; i++)
        (void)sqlite3_finalize(index->statements[i]);
    accord_free(index);
}

static void bind_numbers(sqlite3_stmt *statement, const int64_t *numbers, int count, int *code)
{
    for (int i = 0; i < count && *code == SQLITE_OK; i++)
        *code = sqlite3_bind_int64(statement, i + 1, numbers[i]);
}

static void bind_text(sqlite3_stmt *statement, int at, const char *text, int *code)
{
    if (*code == SQLITE_OK) *code = sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

/* Runs the statement; *number becomes what it gives, 0 where it gives nothing. */
static enum accord_status step(struct accord_run_index *index, int which, int code, int64_t *number,
                               struct accord_error *err)
{
    sqlite3_stmt *statement = index->statements[which];
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    if (number != NULL) *number = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    enum accord_status status = accord_run_file_done(index->file, code, err);
    (void)sqlite3_reset(statement);
    return status;
}

static enum accord_status ask(struct accord_run_index *index, int which, int64_t of, int64_t *number,
                              struct accord_error *err)
{
    return step(index, which, sqlite3_bind_int64(index->statements[which], 1, of), number, err);
}

enum accord_status accord_run_index_add_word(struct accord_run_index *index, int64_t verdict, const char *word,
                                             struct accord_error *err)
{
    int code = sqlite3_bind_int64(index->statements[ADD_WORD], 1, verdict);
    bind_text(index->statements[ADD_WORD], 2, word, &code);
    return step(index, ADD_WORD, code, NULL, err);
}

enum accord_status accord_run_indexed(struct accord_run_file *file, accord_run_id_function function, void *host,
                                      struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    if (file->schema < ACCORD_RUN_SCHEMA_VIEWS) return ACCORD_OK;
    enum accord_status status =
        accord_run_file_prepare(file, "SELECT run FROM indexed_runs ORDER BY run", &statement, err);
    while (status == ACCORD_OK && accord_run_file_next(file, statement, &status, err))
        status = function(host, sqlite3_column_int64(statement, 0), err);
    (void)sqlite3_finalize(statement);
    return status;
}

enum accord_status accord_run_index_next(struct accord_run_index *index, int64_t after, int64_t *run,
                                         struct accord_error *err)
{
    return ask(index, NEXT_RUN, after, run, err);
}

enum accord_status accord_run_index_piece(struct accord_run_index *index, int64_t run, int64_t *piece,
                                          struct accord_error *err)
{
    enum accord_status status = ask(index, PIECE, run, piece, err);
    return status == ACCORD_OK && *piece == 0 ? ask(index, MARK_RUN, run, NULL, err) : status;
}

enum accord_status accord_run_index_begin(struct accord_run_index *index, int64_t piece, struct accord_error *err)
{
    index->piece = piece;
    return ask(index, MARK_PIECE, piece, NULL, err);
}

enum accord_status accord_run_index_add_actor(struct accord_run_index *index, int64_t at, const char *id,
                                              struct accord_error *err)
{
    const int64_t numbers[] = {index->piece, at};
    int code = SQLITE_OK;
    bind_numbers(index->statements[ADD_ACTOR], numbers, 2, &code);
    bind_text(index->statements[ADD_ACTOR], 3, id, &code);
    return step(index, ADD_ACTOR, code, NULL, err);
}

enum accord_status accord_run_index_add_verdict(struct accord_run_index *index,
                                                const struct accord_indexed_verdict *verdict, struct accord_error *err)
{
    const int64_t numbers[] = {index->piece, verdict->at, verdict->rule, verdict->verdict, verdict->has_cause};
    int code = SQLITE_OK;
    bind_numbers(index->statements[ADD_VERDICT], numbers, 5, &code);
    return step(index, ADD_VERDICT, code, NULL, err);
}

enum accord_status accord_run_index_add_finding(struct accord_run_index *index,
                                                const struct accord_indexed_finding *finding, struct accord_error *err)
{
    sqlite3_stmt *statement = index->statements[ADD_FINDING];
    const int64_t numbers[] = {index->piece, finding->at, finding->rule, finding->place, finding->verdict};
    int code = SQLITE_OK;
    bind_numbers(statement, numbers, 5, &code);
    bind_text(statement, 6, finding->fingerprint, &code);
    bind_text(statement, 7, finding->message_id, &code);
    bind_text(statement, 8, finding->message, &code);
    return step(index, ADD_FINDING, code, NULL, err);
}
