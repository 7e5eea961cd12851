/* One run with a store: what the rules need not be asked again is taken from earlier runs, the rest is evaluated, both
 * are joined as a full run would give them, and the run is appended. */
#ifndef ACCORD_RUNS_SESSION_H
#define ACCORD_RUNS_SESSION_H

#include "accord/run.h"
#include "report/spool.h"
#include "runs/merge.h"
#include "store/run_file.h"

/* Takes what is evaluated, actor by actor: each verdict, in the order of rules, then once what accord_run_add_limits,
 * accord_run_add_asked and, where an aggregate rule is among them, accord_run_add_collected appended. The verdicts of
 * an actor stay valid until that returns. */
struct accord_taker {
    accord_verdict_function verdict;
    enum accord_status (*notes)(void *host, size_t actor, const char *notes, size_t length, struct accord_error *err);
    void *host;
};

/* Who asks the rules. */
struct accord_evaluator {
    /* `rules` are one a rule; `actors` NULL: all. Verdicts carry everything; aggregate rules are collected. */
    enum accord_status (*evaluate)(void *host, const bool *rules, const size_t *actors, size_t count,
                                   const struct accord_taker *taker, struct accord_error *err);
    /* Of what was collected: under one head, a piece an actor, its number and what accord_run_add_collected appended.
     */
    enum accord_status (*conclude)(void *host, const bool *rules, struct accord_spool *collected,
                                   accord_verdict_function function, void *taker, struct accord_error *err);
    void *host;
};

/* Who is told, as if all had been evaluated. */
struct accord_listener {
    accord_verdict_function verdict;
    /* Where numbers are enough: as accord_report_add_part. NULL: every verdict is to be told. */
    bool (*part)(void *host, const char *bytes, size_t length, size_t (*rule_of)(const void *host, uint64_t number),
                 const void *rules);
    void *host;
    enum accord_carry carry; /* what verdicts must carry */
};

/* Borrowed until the session is closed. */
struct accord_session_orders {
    const struct accord_packs *packs;
    const struct accord_pack_catalogue *catalogue; /* of their other languages, which is stored too; NULL: none */
    struct accord_dataset *dataset;
    const struct accord_problems *warnings; /* of its opening, which are stored with the run; NULL: none */
    struct accord_run_options options;      /* as_of, rules, params */
    struct accord_limits limits;
    const size_t *actors; /* ascending; NULL: all */
    size_t actor_count;   /* where they are listed */
    size_t shard;         /* from 1, of so many; 1 of 1: no shard */
    size_t shards;
    const char *profile; /* NULL: none */
    const char *profile_sha256;
    struct accord_run_file *file;           /* what is looked at and appended to; NULL where runs are merged only */
    bool looks;                             /* takes what it can from earlier runs in the file */
    const struct accord_merged_run *merged; /* NULL: none; else everything is taken from these, or it is refused */
    size_t merged_count;
    const char *temporary; /* folder for what is collected; NULL: /tmp */
    const struct accord_evaluator *evaluator;
    const struct accord_listener *listener;
};

struct accord_session;

/* Compares, and evaluates nothing yet. ACCORD_BAD_USAGE says which runs cannot be merged, and why. */
enum accord_status accord_session_open(const struct accord_session_orders *orders, struct accord_session **session,
                                       struct accord_error *err) ACCORD_MUST_CHECK;
void accord_session_close(struct accord_session *session);

/* Tells the listener every verdict: of actors in their order, then of aggregates where all actors are there. */
enum accord_status accord_session_run(struct accord_session *session, struct accord_error *err) ACCORD_MUST_CHECK;
/* After that: appends the run to the file. */
enum accord_status accord_session_append(struct accord_session *session, struct accord_error *err) ACCORD_MUST_CHECK;

/* How much was not taken from earlier runs: pairs of a rule and an actor, those of aggregate rules among them. */
size_t accord_session_evaluated(const struct accord_session *session);

#endif
