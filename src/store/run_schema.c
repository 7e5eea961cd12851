/* What is in a store of runs: its tables, and how those of an earlier accord become these. */
#include "base/error.h"
#include "store/run_file_private.h"

#include <stdio.h>

enum { BUSY_MILLISECONDS = 120 * 1000, SETTING_MAX = 128 };

/* A run of N actors refers to N/64 blocks or so, and shares with others those in which no actor changed.
 *
 * runs         one a run. ground: SHA-256 of what every verdict rests on (the build, the as-of date, limits, rows that
 *              everybody sees, the shape of the tables). shard of shards: 1 of 1 is a whole run, or one of chosen
 *              actors where `actors` is less than `actors_of`. conclusions: verdicts of aggregate rules with
 *              whose they are, coded (src/runs/conclusions.h)
 * rules        numbers by which blocks call rules
 * run_rules    which rules a run evaluated. wanted: it has their verdicts; the others are required by those. digest:
 *              SHA-256 of the rule, its params and whatever it can call. limits: actors for which it hit a limit
 * run_asked    tables that a rule asked for the rows of all actors, and the digest of those rows
 * run_blocks   the blocks of a run in the order of its actors' ids
 * blocks       of each actor a key (16 bytes of the digest of its rows), and numbers of verdicts: what a comparison and
 *              a summary read, apart from the rest
 * contents     of the block of that id: actors' ids (a JSON array), verdicts and what aggregate rules collected, coded
 *              (src/runs/block.h)
 * run_labels   what people call a run: its name (is_name: one a run) and its tags. No two labels are the same
 * pruned       one row: how often runs were taken out, and the largest ids there were then. No id is given twice, so
 *              that a check which began before can never take one block for another
 *
 * Rows of the first seven are never changed; whole runs are taken out, with the blocks that no other has. Personal data
 * is in none of them: evidence says where it is, not what.
 *
 * Versions (PRAGMA user_version): 1 the first seven; 2 run_labels and pruned. */
static const char RUNS[] =
    "CREATE TABLE runs (id INTEGER PRIMARY KEY, as_of TEXT NOT NULL, version TEXT NOT NULL, dataset TEXT NOT NULL,"
    " dataset_sha256 TEXT NOT NULL, rules_sha256 TEXT NOT NULL, profile TEXT, profile_sha256 TEXT,"
    " max_instructions INTEGER NOT NULL, max_memory INTEGER NOT NULL, max_message INTEGER NOT NULL,"
    " shard INTEGER NOT NULL, shards INTEGER NOT NULL, actors INTEGER NOT NULL, actors_of INTEGER NOT NULL,"
    " ground BLOB NOT NULL, conclusions BLOB NOT NULL) STRICT;"
    "CREATE INDEX runs_by_ground ON runs (ground);"
    "CREATE TABLE rules (number INTEGER PRIMARY KEY, rule TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE run_rules (run INTEGER NOT NULL, number INTEGER NOT NULL, wanted INTEGER NOT NULL,"
    " limits INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (run, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE run_asked (run INTEGER NOT NULL, number INTEGER NOT NULL, asked TEXT NOT NULL, digest BLOB NOT NULL,"
    " PRIMARY KEY (run, number, asked)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE blocks (id INTEGER PRIMARY KEY, actors INTEGER NOT NULL, errors INTEGER NOT NULL,"
    " keys BLOB NOT NULL, counts BLOB NOT NULL) STRICT;"
    "CREATE TABLE contents (id INTEGER PRIMARY KEY, collected BLOB NOT NULL, verdicts BLOB NOT NULL,"
    " ids TEXT NOT NULL) STRICT;"
    "CREATE TABLE run_blocks (run INTEGER NOT NULL, at INTEGER NOT NULL, block INTEGER NOT NULL,"
    " PRIMARY KEY (run, at)) STRICT, WITHOUT ROWID;";

static const char LABELS[] =
    "CREATE TABLE run_labels (label TEXT PRIMARY KEY, run INTEGER NOT NULL, is_name INTEGER NOT NULL) STRICT,"
    " WITHOUT ROWID;"
    "CREATE TABLE pruned (times INTEGER NOT NULL, last_run INTEGER NOT NULL, last_block INTEGER NOT NULL) STRICT;"
    "INSERT INTO pruned VALUES (0, 0, 0);";

/* What makes the version after the one at that place. */
static const char *const migrations[ACCORD_RUN_SCHEMA] = {RUNS, LABELS};

/* *schema is 0 where the file is empty. */
static enum accord_status identify(const struct accord_run_file *file, int64_t *schema, struct accord_error *err)
{
    int64_t application = 0, tables = 0;
    enum accord_status status = accord_run_file_read_number(file, "PRAGMA application_id", &application, err);
    if (status == ACCORD_OK) status = accord_run_file_read_number(file, "PRAGMA user_version", schema, err);
    if (status == ACCORD_OK)
        status = accord_run_file_read_number(file, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (status != ACCORD_OK || (application == 0 && *schema == 0 && tables == 0)) return status;
    if (application != ACCORD_RUN_FILE_APPLICATION)
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: no store of runs, expected one or a new path", file->path);
    if (*schema < 1 || *schema > ACCORD_RUN_SCHEMA)
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "%s: a store of runs of version %lld, which this accord does not know", file->path,
                                (long long)*schema);
    return ACCORD_OK;
}

static enum accord_status migrate_from(const struct accord_run_file *file, int64_t schema, struct accord_error *err)
{
    char settings[SETTING_MAX];
    enum accord_status status = ACCORD_OK;
    for (int64_t i = schema; i < ACCORD_RUN_SCHEMA && status == ACCORD_OK; i++)
        status = accord_run_file_execute(file, migrations[i], err);
    (void)snprintf(settings, sizeof settings, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                   ACCORD_RUN_FILE_APPLICATION, ACCORD_RUN_SCHEMA);
    return status == ACCORD_OK ? accord_run_file_execute(file, settings, err) : status;
}

/* Makes the tables that are not there yet, all or none. Two may come to it at the same time: the second finds them. */
static enum accord_status migrate(struct accord_run_file *file, struct accord_error *err)
{
    enum accord_status status = accord_run_file_execute(file, "BEGIN IMMEDIATE", err);
    if (status == ACCORD_OK) status = identify(file, &file->schema, err);
    if (status == ACCORD_OK) status = migrate_from(file, file->schema, err);
    if (status == ACCORD_OK) status = accord_sql_commit(file->db, file->path, err);
    if (status == ACCORD_OK) file->schema = ACCORD_RUN_SCHEMA;
    if (status != ACCORD_OK) (void)sqlite3_exec(file->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

enum accord_status accord_run_file_read_prunes(const struct accord_run_file *file, int64_t *prunes,
                                               struct accord_error *err)
{
    *prunes = 0;
    if (file->schema < ACCORD_RUN_SCHEMA_LABELS) return ACCORD_OK;
    return accord_run_file_read_number(file, "SELECT times FROM pruned", prunes, err);
}

/* A rollback journal, and none of WAL's files beside it: stores travel, and lie on network disks. */
static enum accord_status configure(const struct accord_run_file *file, struct accord_error *err)
{
    int code = sqlite3_extended_result_codes(file->db, 1);
    if (code == SQLITE_OK) code = sqlite3_busy_timeout(file->db, BUSY_MILLISECONDS);
    enum accord_status status = accord_run_file_done(file, code, err);
    if (status != ACCORD_OK) return status;
    return accord_run_file_execute(file,
                                   "PRAGMA page_size = 8192; PRAGMA synchronous = FULL; PRAGMA cache_size = -4096;"
                                   "PRAGMA temp_store = FILE; PRAGMA temp.cache_size = -2048",
                                   err);
}

enum accord_status accord_run_file_set_up(struct accord_run_file *file, enum accord_run_file_use use,
                                          struct accord_error *err)
{
    enum accord_status status = configure(file, err);
    if (status == ACCORD_OK) status = identify(file, &file->schema, err);
    if (status == ACCORD_OK && file->schema == 0 && use != ACCORD_RUN_FILE_CREATE)
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: no store of runs: it is empty", file->path);
    if (status == ACCORD_OK && use != ACCORD_RUN_FILE_READ && sqlite3_db_readonly(file->db, "main") == 1)
        return accord_run_file_failed(file, SQLITE_READONLY, err);
    if (status == ACCORD_OK && use != ACCORD_RUN_FILE_READ && file->schema < ACCORD_RUN_SCHEMA)
        status = migrate(file, err);
    return status == ACCORD_OK ? accord_run_file_read_prunes(file, &file->prunes, err) : status;
}
