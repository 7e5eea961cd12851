/* What the parts of a dossier share as it is read. Private to src/dossier/reader. */
#ifndef ACCORD_DOSSIER_READER_READER_H
#define ACCORD_DOSSIER_READER_READER_H

#include "base/map.h"
#include "base/memory.h"
#include "dossier/dossier.h"
#include "language/pack_catalogue.h"
#include "ledger/ledger.h"
#include "runs/block.h"
#include "runs/kept_places.h"
#include "runs/kept_rows.h"
#include "runs/merge.h"
#include "runs/since.h"

#include <stdint.h>

enum {
    ACCORD_DOSSIER_RUNS_MAX = 240, /* of the history, the newest of them */
    ACCORD_DOSSIER_RULES_MAX = 65536
};

/* A list whose items are moved when it grows. */
struct accord_dossier_list {
    void *items;
    size_t count;
    size_t room;
};
/* The place of one more item, zeroed; NULL where memory is short. */
void *accord_dossier_list_add(struct accord_dossier_list *list, size_t size);

/* A pair in a byte. */
enum { ACCORD_PAIR_VERDICT = 7, ACCORD_PAIR_OPEN = 8, ACCORD_PAIR_THERE = 16 };

/* The pairs of one actor, a byte a provision; shared by runs that share a block. NULL: not in that run. */
typedef const uint8_t *accord_dossier_row_of_pairs;

/* A row as it was stored. */
struct accord_on_record_row {
    const char *key;
    const char *const
        *values;      /* one a column of its table; NULL: missing. A personal one tells only that it is there */
    const char *file; /* NULL: not told */
    unsigned line;
};

/* A table of the dataset, as it was when the run was stored. */
struct accord_dossier_table {
    const char *name;
    const char **columns;
    size_t column_count;
    struct accord_on_record_row *rows_of_all; /* that every actor sees */
    size_t row_count;
};

struct accord_dossier {
    struct accord_dossier_options options;
    char *path;
    struct accord_run_file *file;
    struct accord_merge_list told; /* the run, or all shards of it */
    struct accord_arena arena;     /* what lives as long as the dossier */
    struct accord_dossier_facts facts;
    struct accord_dossier_list warnings; /* const char * */
    struct accord_dossier_list runs;     /* struct accord_dossier_run */
    size_t since;
    int64_t compared; /* the run that was chosen to compare with; 0: none was */

    struct accord_dossier_list instruments;
    struct accord_dossier_list provisions;
    struct accord_dossier_list rules;
    struct accord_pack_catalogue *catalogue; /* of the run; it counts what it lacks */
    struct accord_map rule_by_id;            /* and by former ids, to its index */
    struct accord_dossier_list rule_of;      /* size_t, by number in the file; SIZE_MAX: none */
    struct accord_dossier_list tables;       /* struct accord_dossier_table */

    struct accord_kept_places *places; /* one a run that is told; without actors where they were not kept */

    struct accord_dossier_list schemes; /* const char *, NULL-terminated */
    struct accord_dossier_list regions;
    struct accord_dossier_list actors;
    struct accord_map actor_by_id;
    bool *judged; /* an actor: a rule asked whether it is a Party, at the gate of addressees */

    bool **asked;                       /* [run][rule]: whether the run has verdicts of the rule */
    accord_dossier_row_of_pairs *pairs; /* [run * actors + actor] */
    struct accord_map before;           /* fingerprints of the earlier run's findings */
    struct accord_dossier_counts counts;
    struct accord_ledger *ledger; /* waivers; NULL: none */
    struct accord_since *found_since;
};

enum accord_status accord_dossier_damaged(const struct accord_dossier *dossier, int64_t run, struct accord_error *err);
/* The run lacks what an accord of today keeps with each. */
enum accord_status accord_dossier_too_old(const struct accord_dossier *dossier, int64_t run, struct accord_error *err);
/* A copy in the dossier's arena; NULL stays NULL. *failed becomes true where memory is short. */
const char *accord_dossier_copy(struct accord_dossier *dossier, const char *text, bool *failed);

static inline const struct accord_run_record *accord_dossier_record(const struct accord_dossier *dossier)
{
    return &dossier->told.runs[0].record;
}

/* ---- history.c ---- */

/* Finds the run that is told, with its shards, all runs of the same before it, what they are called, and the one that
 * was chosen to compare with. */
enum accord_status accord_dossier_read_history(struct accord_dossier *dossier,
                                               struct accord_error *err) ACCORD_MUST_CHECK;

/* After the registers: of each day the newest run stays that asked all that is told of, and the one that was chosen
 * whatever it asked. Finds the earlier run. */
enum accord_status accord_dossier_settle_history(struct accord_dossier *dossier,
                                                 struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- registers.c ---- */

/* The registers and rules of the run, and which rule each number of the store is. */
enum accord_status accord_dossier_read_registers(struct accord_dossier *dossier,
                                                 struct accord_error *err) ACCORD_MUST_CHECK;
/* Notes in a row, one a rule and all false, which rules a run has verdicts of. */
enum accord_status accord_dossier_read_asked(struct accord_dossier *dossier, int64_t run, bool *row,
                                             struct accord_error *err) ACCORD_MUST_CHECK;
/* The index of the rule of a number in the file; SIZE_MAX: none that is told of. */
size_t accord_dossier_rule_of(const struct accord_dossier *dossier, uint64_t number);
/* Whether a run of the history, by its place, has verdicts of the rule. */
bool accord_dossier_has_asked(const struct accord_dossier *dossier, size_t run, size_t rule);

/* ---- pass.c ---- */

/* One actor, or one aggregate, of a block that is read. */
struct accord_pass_entry {
    const char *id;
    bool aggregate;
    int64_t run;
    bool last;                             /* of the block */
    const struct accord_kept_reader *kept; /* what is on record of it; NULL: it was not asked for, or an aggregate */
    size_t verdicts;
    struct accord_block_reader *reader; /* gives as many entries */
    struct accord_arena *arena;         /* of the block */
};
typedef enum accord_status (*accord_pass_function)(void *host, const struct accord_pass_entry *entry,
                                                   struct accord_error *err);

/* What is read of a run: its actors in order, then (where `aggregates`) its aggregates. */
struct accord_pass {
    int64_t run;
    bool aggregates;
    bool rows;                                 /* with what is on record of each actor */
    bool (*wanted)(void *host, int64_t block); /* false passes over the block; NULL: all are read */
    accord_pass_function function;
    void *host;
};
enum accord_status accord_dossier_pass(struct accord_dossier *dossier, const struct accord_pass *pass,
                                       struct accord_error *err) ACCORD_MUST_CHECK;
/* The same of the run that is told, all of its shards in order; `run` is not looked at, and of shards nothing was
 * concluded. */
enum accord_status accord_dossier_pass_told(struct accord_dossier *dossier, const struct accord_pass *pass,
                                            struct accord_error *err) ACCORD_MUST_CHECK;
/* The next verdict of the entry. */
enum accord_status accord_dossier_pass_next(const struct accord_dossier *dossier, const struct accord_pass_entry *entry,
                                            struct accord_block_entry *verdict,
                                            struct accord_error *err) ACCORD_MUST_CHECK;
/* And what it carries. */
enum accord_status accord_dossier_pass_read(const struct accord_dossier *dossier, const struct accord_pass_entry *entry,
                                            struct accord_block_entry *verdict,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- pairs.c ---- */

/* The actors of the run that is told, and the pairs of all runs. */
enum accord_status accord_dossier_read_pairs(struct accord_dossier *dossier,
                                             struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- surroundings.c ---- */

/* What the dataset said of itself, its tables and its warnings. */
enum accord_status accord_dossier_read_surroundings(struct accord_dossier *dossier,
                                                    struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- actors.c ---- */

/* After the pairs: what actors are called, what they are, and where. */
enum accord_status accord_dossier_read_actors(struct accord_dossier *dossier,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- findings.c ---- */

/* Waivers, what the earlier run had, and since when. */
enum accord_status accord_dossier_read_standing(struct accord_dossier *dossier, struct accord_problems *problems,
                                                struct accord_error *err) ACCORD_MUST_CHECK;
/* How a finding stands. */
void accord_dossier_stand(const struct accord_dossier *dossier, const char *actor, size_t rule,
                          struct accord_arena *arena, struct accord_dossier_finding *finding);
/* After everything else was read: goes through all findings once. */
enum accord_status accord_dossier_count(struct accord_dossier *dossier, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
