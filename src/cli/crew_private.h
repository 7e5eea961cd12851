/* A crew at work, for the files that share it: crew.c, crew_work.c, crew_early.c. */
#ifndef ACCORD_CLI_CREW_PRIVATE_H
#define ACCORD_CLI_CREW_PRIVATE_H

#include "base/memory.h"
#include "cli/crew_early.h"
#include "engine/parts.h"
#include "report/spool.h"

struct accord_crew;

/* What one worker does, as it finds it after the fork. */
struct accord_crew_task {
    const struct accord_crew *crew;
    size_t index; /* of the worker */
    size_t from;  /* in the list of actors */
    bool singly;  /* each actor is handed over by itself: where that ends the worker, we know which it was */
    const struct accord_early_loading *loading; /* it begins before it is known what rules there are; or NULL */
};

struct accord_crew {
    const struct accord_crew_orders *orders;
    size_t actor_count; /* that are evaluated */
    size_t chunk;       /* actors that one worker takes at a time */
    accord_verdict_function function;
    void *host;
    size_t count;                  /* of workers */
    struct accord_worker *workers; /* and the one that concludes */
    struct accord_crowd crowd;     /* the others */
    struct accord_crew_task *tasks;
    struct accord_position *positions;
    struct accord_arena arena; /* whys of failures */
    struct accord_failure *failures;
    size_t failure_count;
    size_t failure_capacity;
    bool *wanted;     /* a rule */
    bool *stopped;    /* a rule */
    unsigned *limits; /* a rule: actors for which it hit a limit */
    bool has_aggregates;
    bool singly;               /* a worker has ended too early: those that are started hand over each actor by itself */
    struct accord_spool spool; /* what was collected, actor by actor */
    struct accord_text piece;  /* of it, at hand */
    struct accord_arena frame; /* of the frame at hand */
    struct accord_verdict *verdicts;
};

static inline size_t accord_crew_actor_at(const struct accord_crew *crew, size_t at)
{
    return crew->orders->actors ? crew->orders->actors[at] : at;
}

static inline size_t accord_crew_rule_count(const struct accord_crew *crew)
{
    return accord_packs_rule_count(crew->orders->packs);
}

/* ---- crew.c ---- */

/* How many workers share the actors, and how many of these one takes at a time: `actor_count` is known. */
void accord_crew_share_out(struct accord_crew *crew);
/* With each of its workers. */
struct accord_patience accord_crew_patience(const struct accord_crew *crew);

/* ---- crew_early.c ---- */

/* Hands over the workers, with their positions, where they do what the crew is to do; otherwise nothing changes. */
bool accord_early_take(struct accord_early *early, struct accord_crew *crew);

/* ---- crew_work.c: in a worker ---- */

/* All that a worker does; `host` is its task. */
void accord_crew_work(void *host);

#endif
