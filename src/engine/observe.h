/* Telling an observer what a run does. Without one each of these does nothing; what they take is not charged to the
 * rule. A failure is kept and ends the run after the pair. */
#ifndef ACCORD_ENGINE_OBSERVE_H
#define ACCORD_ENGINE_OBSERVE_H

#include "engine/engine.h"

static inline bool accord_observed(const struct accord_engine *engine)
{
    return engine->observation.observer != NULL && !engine->observation.failed;
}

/* Begins and ends the observation of a run. */
void accord_observe_open(struct accord_engine *engine, const struct accord_observer *observer);
void accord_observe_close(struct accord_engine *engine);

void accord_observe_pair(struct accord_engine *engine);
void accord_observe_passed(struct accord_engine *engine, enum accord_gate gate, const char *why);
void accord_observe_decided(struct accord_engine *engine, const struct accord_verdict *verdict);
void accord_observe_line(struct accord_engine *engine, lua_Debug *activation);

/* The rows that answer a question. */
struct accord_answer {
    struct accord_row *const *surely;
    size_t surely_count;
    struct accord_row *const *possibly;
    size_t possibly_count;
};

/* A question to the rows of the actor or the world. */
void accord_observe_question(struct accord_engine *engine, const struct accord_query *query,
                             enum accord_asked_for asked, bool of_world, const struct accord_answer *answer);
/* A question across actors. */
void accord_observe_count(struct accord_engine *engine, int table, const struct accord_filter *filter, size_t surely,
                          size_t possibly);
void accord_observe_read(struct accord_engine *engine, struct accord_row *row, int column);

/* What a helper returns: a truth, a number of rows or values, a row (or none). */
void accord_observe_truth(struct accord_engine *engine, const char *helper, enum accord_truth truth);
void accord_observe_tally(struct accord_engine *engine, const char *helper, size_t count);
void accord_observe_pick(struct accord_engine *engine, const char *helper, struct accord_row *row);

void accord_observe_undecided(struct accord_engine *engine, const struct accord_reason *reason);
void accord_observe_draft(struct accord_engine *engine, const char *constructor, const struct accord_draft *draft);

#endif
