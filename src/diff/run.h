/* A run that is compared with another: what it says of itself, and its verdicts actor by actor. It is a report of
 * --format json, or a stored run. */
#ifndef ACCORD_DIFF_RUN_H
#define ACCORD_DIFF_RUN_H

#include "accord/dataset.h"
#include "accord/run.h"
#include "base/sha256.h"

#include <stdbool.h>
#include <stddef.h>

/* Every text is borrowed from the run: of facts until it is closed, of an actor until the next one is asked for. NULL
 * stands for what the run does not tell. */

struct accord_diff_table {
    const char *name;
    const char *sha256;
};

struct accord_diff_rule {
    const char *id;
    const char *oldest;   /* as it was first called, where the run tells; else the id */
    const char *sha256;   /* of its text, register and libs */
    const char *params;   /* that the run set, as JSON; "" for none */
    const char *basis;    /* digest of text and params together */
    const char *asked;    /* digest of the tables that it asked for the rows of all actors; "" for none */
    const char *requires; /* a rule; "" for none */
    bool aggregate;
};

struct accord_diff_facts {
    const char *name; /* as given */
    bool stored;
    const char *version; /* of accord */
    const char *as_of;
    const char *dataset;
    const char *dataset_sha256;
    bool illustrative; /* false where the run does not tell */
    const char *rules_sha256;
    const char *profile; /* NULL: none */
    const char *profile_sha256;
    const char *part; /* "shard 2/4", "12 of 231 actors, 45 of 58 rules"; NULL: it is none, as far as it tells */
    const struct accord_diff_rule *rules; /* by id */
    size_t rule_count;
    bool rules_told;                          /* else `rules` are those that had a verdict so far */
    bool former_told;                         /* what rules were once called */
    const struct accord_diff_table *complete; /* what is declared complete, by name */
    size_t complete_count;
    bool complete_told;
    const char *ground; /* digest of what all verdicts rest on: build, day, limits, common rows, completeness */
    const char *limits; /* as one text */
};

struct accord_diff_cell {
    const char *column;
    const char *value; /* NULL: missing */
};

struct accord_diff_row {
    const char *table;
    const char *key;
    const struct accord_diff_cell *cells; /* that were read, by column */
    size_t cell_count;
};

/* What somebody should look at: a finding, or the verdict itself where it has none. */
struct accord_diff_finding {
    enum accord_verdict_kind kind;
    const char *message_id; /* NULL: the verdict itself */
    const char *message;
    const char *fingerprint;
    const struct accord_comment *comments; /* of the actor on it, by day; their `actor` and `fingerprint` are not set */
    size_t comment_count;
};

struct accord_diff_verdict {
    const char *rule;
    const char *oldest; /* of the rule */
    const char *provision;
    const char *force;
    enum accord_verdict_kind kind;
    enum accord_gate gate;
    const char *why;
    const struct accord_diff_finding *findings;
    size_t finding_count;
    const struct accord_diff_row *rows; /* of all its evidence, by table and key, each once */
    size_t row_count;
    const char *const *tables; /* of all its evidence, by name, each once */
    size_t table_count;
    bool evidence_told; /* else there are no rows and tables here, whatever there were */
};

struct accord_diff_actor {
    const char *id;
    bool aggregate;
    const char *rows;                           /* digest of its rows */
    const struct accord_diff_verdict *verdicts; /* by the rules' oldest ids, each once */
    size_t count;
};

struct accord_diff_run;

/* `name` is a path, or a path and the number of a stored run. What is none, or cannot be compared, is ACCORD_BAD_DATA
 * with file, line and column where a text is at fault; a run that is not there is ACCORD_BAD_USAGE.
 *
 * Memory: of a report the verdicts of one actor (at most 4,096 verdicts and 256 MiB), and of what is read of it the
 * largest verdict (at most 64 MiB); of a stored run one block of 64 actors, and 80 bytes an actor. */
enum accord_status accord_diff_run_open(const char *name, struct accord_diff_run **run,
                                        struct accord_error *err) ACCORD_MUST_CHECK;
void accord_diff_run_close(struct accord_diff_run *run);

const struct accord_diff_facts *accord_diff_run_facts(const struct accord_diff_run *run);
/* The rule of that id; NULL: the run has none, as far as it tells. */
const struct accord_diff_rule *accord_diff_run_rule(const struct accord_diff_run *run, const char *id);

/* Before the first actor: lets a run that lists its rules without their former names take these from the other one,
 * which must outlive it. */
void accord_diff_run_learn(struct accord_diff_run *run, const struct accord_diff_run *other);

/* The next actor: by id, then aggregates by id. *actor is NULL past the last, when the run was read to its end and
 * found whole. */
enum accord_status accord_diff_run_next(struct accord_diff_run *run, const struct accord_diff_actor **actor,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

#endif
