/* What the two kinds of runs share. Private to src/diff. */
#ifndef ACCORD_DIFF_RUN_PRIVATE_H
#define ACCORD_DIFF_RUN_PRIVATE_H

#include "base/map.h"
#include "base/memory.h"
#include "diff/run.h"

enum { ACCORD_DIFF_VERDICTS_MAX = 4096, ACCORD_DIFF_ACTOR_BYTES_MAX = 256 * 1024 * 1024 };

/* A kind of run. */
struct accord_diff_reading {
    enum accord_status (*next)(struct accord_diff_run *run, const struct accord_diff_actor **actor,
                               struct accord_error *err);
    void (*close)(struct accord_diff_run *run);
};

struct accord_diff_run {
    const struct accord_diff_reading *reading;
    struct accord_diff_facts facts;
    struct accord_arena arena;   /* of the facts */
    struct accord_map rule_list; /* ids to places in `rules` */
    struct accord_diff_rule *rules;
    size_t rule_capacity;
    void *state; /* the kind's own */
};

/* `descriptor` becomes the run's, also where it fails. */
enum accord_status accord_diff_report_open(struct accord_diff_run *run, int descriptor,
                                           struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_diff_stored_open(struct accord_diff_run *run, struct accord_error *err) ACCORD_MUST_CHECK;

/* The rule of that id, added where it is new: at most ACCORD_DIFF_VERDICTS_MAX. NULL when memory is short, or past
 * that; the pointer holds until another is added. */
struct accord_diff_rule *accord_diff_add_rule(struct accord_diff_run *run, const char *id);

/* A copy in the arena; NULL stays NULL. *failed is set when memory is short. */
const char *accord_diff_copy(struct accord_arena *arena, const char *text, bool *failed);

/* Fills in the finding that a verdict is where it has none and somebody should look at it: in the arena, and *filled, unless
 * that is NULL. Where it is none neither changes. */
bool accord_diff_own_finding(struct accord_arena *arena, struct accord_diff_verdict *verdict, const char *actor,
                             struct accord_diff_finding **filled);

/* Sorts the verdicts of an actor; the oldest id of one that is there twice, or NULL. */
const char *accord_diff_sort_verdicts(struct accord_diff_verdict *verdicts, size_t count);

#endif
