/* Where the verdicts of each actor come from: an earlier run's block, or the rules. No SQL, no rules: keys are compared
 * with keys. */
#ifndef ACCORD_RUNS_PLAN_H
#define ACCORD_RUNS_PLAN_H

#include "accord/status.h"
#include "base/map.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A block of an earlier run. */
struct accord_plan_block {
    size_t source; /* of several runs, which one */
    int64_t id;
    size_t actors;
    bool errors;
    const unsigned char *keys;
    const char *counts;
    size_t counts_length;
};

#define ACCORD_PLAN_FRESH UINT32_MAX

/* Of one actor: which block it is in, and where in it. */
struct accord_plan_place {
    uint32_t block; /* or ACCORD_PLAN_FRESH */
    uint32_t at;
};

/* Actors that follow one another, and make a block of the run at hand. */
struct accord_plan_piece {
    size_t first;
    size_t count;
    uint32_t block; /* it is this one, or ACCORD_PLAN_FRESH: it is a new one */
};

struct accord_plan {
    const struct accord_plan_block *blocks; /* borrowed */
    size_t block_count;
    const unsigned char *keys; /* of the actors of the run at hand, borrowed */
    size_t count;
    struct accord_plan_place *places; /* one an actor */
    struct accord_plan_piece *pieces;
    size_t piece_count;
    size_t fresh;            /* actors that are in no block */
    struct accord_map index; /* of keys; made when blocks and actors get out of step */
    bool indexed;
};

/* Actors come in the order of their ids in both, and a key says who the actor is, too. The same key twice is one and
 * the same actor's: the first stands. */
enum accord_status accord_plan_make(struct accord_plan *plan, const struct accord_plan_block *blocks,
                                    size_t block_count, const unsigned char *keys, size_t count,
                                    struct accord_error *err) ACCORD_MUST_CHECK;
void accord_plan_clear(struct accord_plan *plan);

#endif
