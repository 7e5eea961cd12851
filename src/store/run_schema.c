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
 * documents    bytes by their SHA-256, each once
 * run_documents   what a run calls them: "register" (what the instruments and rules said then) and "dataset" (what the
 *              dataset is, and the rows that everybody sees), both JSON (src/runs/documents.h); "places" (files and
 *              lines of rows), coded (src/runs/kept_places.h)
 * kept_rows    what was on record of the actors of a block, coded (src/runs/kept_rows.h), by a digest of what that is
 *              made of: blocks of the same actors with the same rows have the same, whatever was said of them
 * block_rows   which of these a block has
 * pruned       one row: how often runs were taken out, and the largest ids there were then. No id is given twice, so
 *              that a check which began before can never take one block for another
 *
 * What follows is filled by `accord runs RUNS.db --index`, and shows runs that are indexed only. A piece is a block by
 * its id, or what a run concluded (of aggregate rules) by the run's id below 0; runs share pieces as they do blocks.
 *
 * rule_facts      filled when a run is appended: what a rule said when its digest was that, so that a later register
 *                 does not rewrite history. Runs of an earlier accord have none: their rules have no provision here
 * indexed_runs, indexed_pieces   what is indexed
 * run_pieces, pairs, day_runs   views on which the others rest
 * verdict_words   verdicts by number, from the worst to the least
 * piece_actors, piece_verdicts, piece_findings   of a piece, by the actor's place in it and the rule's number
 *
 * Views for other programs. Their columns stay; others may come.
 *
 * v_runs          runs with name, tags and whether each is indexed
 * v_rules         the rules of a run, with what they said then
 * v_verdicts      one a run, rule and actor. is_aggregate: of "all" or "region:SCHEME/REGION"
 * v_findings      one a run and finding, with its message. A rule that failed has none, but an "error" among verdicts
 * v_by_provision  one a run and provision: actors by the worst verdict of the provision's rules for them, as the report
 *                 counts pairs. open: those that rest on something unreported or to be judged. Never show `met` without
 *                 what is unreported and under review: assessable (met, partial or gap, and not open) of counted (all
 *                 but not_due and not_applicable) is the coverage
 * v_by_party      the same, one a run and actor
 * v_history       one a finding, dataset and profile: the first and the last day on which it is found, in how many
 * runs, and whether it is in the newest. Of each day the newest run counts, and none of a shard or of chosen actors
 *
 * Rows of the first seven and of documents and rows are never changed; whole runs are taken out, with what no other
 * has. Personal data is in none of them: all they say of it is that it is there.
 *
 * Versions (PRAGMA user_version): 1 the first seven; 2 run_labels and pruned; 3 what indexing
 * fills, and views; 4 documents and run_documents; 5 kept_rows and block_rows. Runs that were appended before
 * have no documents, and no rows. */
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

static const char DOCUMENTS[] =
    "CREATE TABLE documents (sha256 BLOB NOT NULL UNIQUE, content BLOB NOT NULL) STRICT;"
    "CREATE TABLE run_documents (run INTEGER NOT NULL, name TEXT NOT NULL, sha256 BLOB NOT NULL,"
    " PRIMARY KEY (run, name)) STRICT, WITHOUT ROWID;";

static const char ROWS[] =
    "CREATE TABLE kept_rows (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, content BLOB NOT NULL) STRICT;"
    "CREATE TABLE block_rows (block INTEGER PRIMARY KEY, rows INTEGER NOT NULL) STRICT;";

/* Verdicts by number: 0 error, 1 gap, 2 review, 3 unreported, 4 partial, 5 met, 6 not_due, 7 not_applicable. */
#define COUNTS                                                                                                         \
    " sum(verdict = 0) AS error, sum(verdict = 1) AS gap, sum(verdict = 2) AS review, sum(verdict = 3) AS unreported," \
    " sum(verdict = 4) AS partial, sum(verdict = 5) AS met, sum(verdict = 6) AS not_due,"                              \
    " sum(verdict = 7) AS not_applicable, sum(is_open) AS open,"                                                       \
    " sum(verdict IN (1, 4, 5) AND NOT is_open) AS assessable, sum(verdict < 6) AS counted"

static const char INDEX[] =
    "CREATE TABLE rule_facts (number INTEGER NOT NULL, digest BLOB NOT NULL, title TEXT NOT NULL,"
    " instrument TEXT NOT NULL, provision TEXT NOT NULL, force TEXT NOT NULL, PRIMARY KEY (number, digest)) STRICT,"
    " WITHOUT ROWID;"
    "CREATE TABLE indexed_runs (run INTEGER PRIMARY KEY) STRICT;"
    "CREATE TABLE indexed_pieces (piece INTEGER PRIMARY KEY) STRICT;"
    "CREATE TABLE verdict_words (verdict INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT;"
    "CREATE TABLE piece_actors (piece INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,"
    " PRIMARY KEY (piece, at)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE piece_verdicts (piece INTEGER NOT NULL, at INTEGER NOT NULL, number INTEGER NOT NULL,"
    " verdict INTEGER NOT NULL, has_cause INTEGER NOT NULL, PRIMARY KEY (piece, at, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE piece_findings (piece INTEGER NOT NULL, at INTEGER NOT NULL, number INTEGER NOT NULL,"
    " place INTEGER NOT NULL, verdict INTEGER NOT NULL, fingerprint TEXT NOT NULL, message_id TEXT NOT NULL,"
    " message TEXT NOT NULL, PRIMARY KEY (piece, at, number, place)) STRICT, WITHOUT ROWID;";

static const char VIEWS[] =
    "CREATE VIEW run_pieces AS SELECT run, block AS piece FROM run_blocks UNION ALL SELECT id, -id FROM runs;"
    "CREATE VIEW v_runs AS SELECT id AS run, as_of, (SELECT label FROM run_labels WHERE run = id AND is_name) AS name,"
    " (SELECT group_concat(label, ' ') FROM (SELECT label FROM run_labels WHERE run = id AND NOT is_name"
    " ORDER BY label)) AS tags, dataset, dataset_sha256, profile, rules_sha256, shard, shards, actors, actors_of,"
    " id IN (SELECT run FROM indexed_runs) AS is_indexed FROM runs;"
    "CREATE VIEW v_rules AS SELECT run, number, rule, title, instrument, provision, force FROM run_rules"
    " JOIN rules USING (number) LEFT JOIN rule_facts USING (number, digest);"
    "CREATE VIEW v_verdicts AS SELECT r.id AS run, as_of, dataset, profile, actor, p.piece < 0 AS is_aggregate, rule,"
    " title, instrument, provision, force, word AS verdict, has_cause FROM indexed_runs i JOIN runs r ON r.id = i.run"
    " JOIN run_pieces p ON p.run = r.id JOIN piece_verdicts v ON v.piece = p.piece"
    " JOIN piece_actors a ON a.piece = v.piece AND a.at = v.at JOIN verdict_words w ON w.verdict = v.verdict"
    " JOIN v_rules f ON f.run = r.id AND f.number = v.number;"
    "CREATE VIEW v_findings AS SELECT r.id AS run, as_of, dataset, profile, actor, p.piece < 0 AS is_aggregate, rule,"
    " title, instrument, provision, force, word AS verdict, fingerprint, message_id, message FROM indexed_runs i"
    " JOIN runs r ON r.id = i.run JOIN run_pieces p ON p.run = r.id JOIN piece_findings v ON v.piece = p.piece"
    " JOIN piece_actors a ON a.piece = v.piece AND a.at = v.at JOIN verdict_words w ON w.verdict = v.verdict"
    " JOIN v_rules f ON f.run = r.id AND f.number = v.number;"
    /* As the report rolls up: the worst, open where a cause is and no sure gap settles it; an error stays one. */
    "CREATE VIEW pairs AS SELECT run, piece, at, instrument, provision, force, min(verdict) AS verdict,"
    " CASE min(verdict) WHEN 0 THEN 0 WHEN 1 THEN max(has_cause AND verdict < 6) AND NOT max(verdict = 1 AND NOT"
    " has_cause) ELSE max(has_cause AND verdict < 6) END AS is_open FROM (SELECT b.run, v.piece, v.at, instrument,"
    " provision, force, verdict, has_cause, v.number FROM indexed_runs JOIN run_blocks b USING (run)"
    " JOIN piece_verdicts v ON v.piece = b.block JOIN v_rules f ON f.run = b.run AND f.number = v.number)"
    " GROUP BY run, piece, at, provision,"
    " CASE WHEN provision IS NULL THEN number END;"
    "CREATE VIEW v_by_provision AS SELECT run, as_of, dataset, profile, instrument, provision, force," COUNTS
    " FROM pairs JOIN runs ON id = run GROUP BY run, provision;"
    "CREATE VIEW v_by_party AS SELECT run, as_of, dataset, profile, actor," COUNTS
    " FROM pairs JOIN runs ON id = run JOIN piece_actors USING (piece, at) GROUP BY run, actor;"
    "CREATE VIEW day_runs AS SELECT max(id) AS run FROM indexed_runs JOIN runs ON id = run"
    " WHERE shards = 1 AND runs.actors = actors_of GROUP BY dataset, profile, as_of;"
    "CREATE VIEW v_history AS SELECT dataset, profile, fingerprint, actor, rule, provision, min(as_of) AS first_as_of,"
    " max(as_of) AS last_as_of, count(DISTINCT run) AS runs, max(as_of) = (SELECT max(o.as_of) FROM day_runs d"
    " JOIN runs o ON o.id = d.run WHERE o.dataset = v.dataset AND o.profile IS v.profile) AS is_in_newest"
    " FROM v_findings v WHERE run IN (SELECT run FROM day_runs) GROUP BY dataset, profile, fingerprint;";

/* What each version added to the one before. */
static const struct {
    int64_t version;
    const char *sql;
} migrations[] = {
    {ACCORD_RUN_SCHEMA_RUNS, RUNS},   {ACCORD_RUN_SCHEMA_LABELS, LABELS},       {ACCORD_RUN_SCHEMA_VIEWS, INDEX},
    {ACCORD_RUN_SCHEMA_VIEWS, VIEWS}, {ACCORD_RUN_SCHEMA_DOCUMENTS, DOCUMENTS}, {ACCORD_RUN_SCHEMA_ROWS, ROWS},
};

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
    for (size_t i = 0; i < sizeof migrations / sizeof migrations[0] && status == ACCORD_OK; i++)
        if (migrations[i].version > schema) status = accord_run_file_execute(file, migrations[i].sql, err);
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
