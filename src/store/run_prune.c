/* Runs go, and with them what no other has. */
#include "store/run_prune.h"

#include "store/run_file_private.h"

/* Runs of which one takes the place of another: of shards each counts for itself, as do runs of chosen actors. */
static const char CHOOSE[] =
    "CREATE TABLE temp.going AS SELECT id FROM (SELECT id, as_of, row_number() OVER (PARTITION BY dataset, profile,"
    " shard, shards, actors = actors_of ORDER BY id DESC) AS age FROM runs) WHERE (?1 = 0 OR age > ?1)"
    " AND (?2 = 0 OR id NOT IN (SELECT run FROM run_labels)) AND (?3 IS NULL OR as_of < ?3)";

static const char REMOVE[] =
    "UPDATE pruned SET times = times + 1,"
    " last_run = max(last_run, (SELECT coalesce(max(id), 0) FROM runs)),"
    " last_block = max(last_block, (SELECT coalesce(max(id), 0) FROM blocks));"
    "CREATE TABLE temp.leaving AS SELECT DISTINCT block FROM run_blocks WHERE run IN (SELECT id FROM temp.going);"
    "DELETE FROM runs WHERE id IN (SELECT id FROM temp.going);"
    "DELETE FROM run_rules WHERE run IN (SELECT id FROM temp.going);"
    "DELETE FROM run_asked WHERE run IN (SELECT id FROM temp.going);"
    "DELETE FROM run_blocks WHERE run IN (SELECT id FROM temp.going);"
    "DELETE FROM run_labels WHERE run IN (SELECT id FROM temp.going);"
    "DELETE FROM run_documents WHERE run IN (SELECT id FROM temp.going);"
    "DELETE FROM documents WHERE sha256 NOT IN (SELECT sha256 FROM run_documents);"
    "DELETE FROM temp.leaving WHERE block IN (SELECT block FROM run_blocks);"
    "CREATE TABLE temp.pieces AS SELECT block AS piece FROM temp.leaving UNION ALL SELECT -id FROM temp.going;"
    "DELETE FROM indexed_runs WHERE run IN (SELECT id FROM temp.going);"
    "DELETE FROM indexed_pieces WHERE piece IN (SELECT piece FROM temp.pieces);"
    "DELETE FROM piece_actors WHERE piece IN (SELECT piece FROM temp.pieces);"
    "DELETE FROM piece_verdicts WHERE piece IN (SELECT piece FROM temp.pieces);"
    "DELETE FROM piece_findings WHERE piece IN (SELECT piece FROM temp.pieces);"
    "DROP TABLE temp.pieces;"
    "DELETE FROM block_rows WHERE block IN (SELECT block FROM temp.leaving);"
    "DELETE FROM kept_rows WHERE id NOT IN (SELECT rows FROM block_rows);"
    "DELETE FROM contents WHERE id IN (SELECT block FROM temp.leaving);"
    "DELETE FROM blocks WHERE id IN (SELECT block FROM temp.leaving)";

static enum accord_status choose(struct accord_run_file *file, const struct accord_run_prune *prune,
                                 struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum accord_status status = accord_run_file_prepare(file, CHOOSE, &statement, err);
    if (status != ACCORD_OK) return status;
    int code = sqlite3_bind_int64(statement, 1, prune->keep_last);
    if (code == SQLITE_OK) code = sqlite3_bind_int(statement, 2, prune->keep_labelled);
    if (code == SQLITE_OK && prune->before != NULL)
        code = sqlite3_bind_text(statement, 3, prune->before, -1, SQLITE_STATIC);
    return accord_run_file_finish(file, statement, code, NULL, err);
}

static enum accord_status tell(struct accord_run_file *file,
                               enum accord_status (*function)(void *host, int64_t run, struct accord_error *err),
                               void *host, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum accord_status status = accord_run_file_prepare(file, "SELECT id FROM temp.going ORDER BY id", &statement, err);
    while (status == ACCORD_OK && accord_run_file_next(file, statement, &status, err))
        status = function(host, sqlite3_column_int64(statement, 0), err);
    (void)sqlite3_finalize(statement);
    return status;
}

static enum accord_status remove_runs(struct accord_run_file *file, int64_t *blocks, struct accord_error *err)
{
    enum accord_status status = accord_run_file_execute(file, REMOVE, err);
    if (status == ACCORD_OK)
        status = accord_run_file_read_number(file, "SELECT count(*) FROM temp.leaving", blocks, err);
    return status == ACCORD_OK ? accord_run_file_execute(file, "DROP TABLE temp.leaving", err) : status;
}

enum accord_status accord_run_file_prune(struct accord_run_file *file, const struct accord_run_prune *prune,
                                         enum accord_status (*function)(void *host, int64_t run,
                                                                        struct accord_error *err),
                                         void *host, struct accord_run_pruned *pruned, struct accord_error *err)
{
    *pruned = (struct accord_run_pruned){0, 0};
    enum accord_status status = choose(file, prune, err);
    if (status == ACCORD_OK) status = tell(file, function, host, err);
    if (status == ACCORD_OK)
        status = accord_run_file_read_number(file, "SELECT count(*) FROM temp.going", &pruned->runs, err);
    if (status == ACCORD_OK && pruned->runs > 0) status = remove_runs(file, &pruned->blocks, err);
    return status == ACCORD_OK ? accord_run_file_execute(file, "DROP TABLE temp.going", err) : status;
}
