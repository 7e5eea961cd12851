/* Evaluating in contained worker processes: chunks of actors go round, what they say is joined in the order of actors,
 * and a worker that ends too early costs one pair. */
#ifndef ACCORD_CLI_CREW_H
#define ACCORD_CLI_CREW_H

#include "accord/run.h"
#include "accord/status.h"

enum {
    ACCORD_JOBS_MAX = 256,
    ACCORD_CONCLUSIONS_MAX = 1000 * 1000, /* of a rule: as many regions take more memory than what is collected may */
    ACCORD_CREW_SECONDS = 2               /* of processor time that a pair may take, where nothing else is said */
};

struct accord_early;
struct accord_spool;

/* Whoever keeps what a run says of each actor beyond its verdicts: called after these with what accord_run_add_limits,
 * accord_run_add_asked and, where an aggregate rule is wanted, accord_run_add_collected appended. */
struct accord_crew_keeper {
    enum accord_status (*function)(void *host, size_t actor, const char *notes, size_t length,
                                   struct accord_error *err);
    void *host;
};

struct accord_crew_orders {
    struct accord_packs *packs; /* read; what they tell was adopted */
    struct accord_dataset *dataset;
    struct accord_run_options options; /* as_of, rules, params, carry */
    struct accord_limits limits;
    unsigned seconds;                        /* of processor time that a pair may take */
    unsigned jobs;                           /* processes: 1 to ACCORD_JOBS_MAX */
    const size_t *actors;                    /* ascending; NULL: all */
    size_t actor_count;                      /* where they are listed */
    const char *temporary;                   /* folder for what aggregate rules collect; NULL: /tmp */
    const struct accord_crew_keeper *keeper; /* aggregate rules are then collected, and not concluded; or NULL */
    /* Nothing is evaluated, and aggregate rules are concluded from this: under one head, a piece an actor in their
     * order, its number and what accord_run_add_collected appended. Or NULL */
    struct accord_spool *collected;
    struct accord_early *early; /* workers that have begun (crew_early.h), taken where they do what is asked; or NULL */
};

/* As accord_run_evaluate, of a run of the actors; aggregate rules are concluded where it is all of them. The bytes that
 * come of it are the same for any number of jobs. */
enum accord_status accord_crew_evaluate(const struct accord_crew_orders *orders, accord_verdict_function function,
                                        void *host, struct accord_error *err) ACCORD_MUST_CHECK;

/* How many processors there are. */
unsigned accord_crew_jobs(void);

/* Address space that a process may take beyond what it has when it is contained: its Lua state, and the host's part. */
size_t accord_crew_memory(const struct accord_limits *limits);

/* Seconds of processor time that loading the packs may take besides. */
unsigned accord_loading_seconds(const struct accord_packs *packs);
unsigned accord_files_seconds(size_t files);

#endif
