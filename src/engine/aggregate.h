/* Aggregate rules of a run: collected actor by actor, concluded for a region or the whole. */
#ifndef ACCORD_ENGINE_AGGREGATE_H
#define ACCORD_ENGINE_AGGREGATE_H

#include "base/wire.h"
#include "engine/collected.h"

struct accord_aggregates {
    struct accord_collected *collected; /* one an aggregate rule that is wanted, in the order of the packs */
    size_t count;
    struct accord_text piece; /* what one of them gave, on its way out */
    bool ticked;              /* as in accord_run_options */
};

/* Finds the aggregate rules among those wanted (one flag a rule). */
enum accord_status accord_aggregates_init(struct accord_aggregates *aggregates, const struct accord_packs *packs,
                                          const bool *wanted, bool ticked, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_aggregates_clear(struct accord_aggregates *aggregates);

/* Collects for the actor at hand. */
enum accord_status accord_aggregates_collect(struct accord_aggregates *aggregates, struct accord_engine *engine,
                                             struct accord_error *err) ACCORD_MUST_CHECK;

/* Appends what was collected of one actor as bytes and forgets it: the number of rules, then of each its number in the
 * packs and its bytes, in which nothing tells who the actor is. And collects all that is left of the wire, which was
 * written so. Actors come in order. */
void accord_aggregates_write(struct accord_aggregates *aggregates, const struct accord_engine *engine,
                             struct accord_text *text);
enum accord_status accord_aggregates_read(struct accord_aggregates *aggregates, struct accord_engine *engine,
                                          size_t actor, struct accord_wire *wire,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* After the last actor: gives every verdict, by the aggregate's id, then by rule. */
enum accord_status accord_aggregates_conclude(struct accord_aggregates *aggregates, struct accord_engine *engine,
                                              accord_verdict_function function, void *host,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

#endif
