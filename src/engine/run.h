/* What a console, or a run in parts, does with a run besides evaluating it. */
#ifndef ACCORD_ENGINE_RUN_H
#define ACCORD_ENGINE_RUN_H

#include "engine/engine.h"
#include "engine/parts.h"

struct accord_engine *accord_run_engine(struct accord_run *run);

/* Says where the run stands. False, with *why, where the outcome of the pair is known. */
bool accord_run_enter_pair(struct accord_engine *engine, const struct accord_pair *pair, const char **why);

/* Leaves the actor at hand and takes another. */
enum accord_status accord_run_enter(struct accord_run *run, size_t actor, struct accord_error *err) ACCORD_MUST_CHECK;

/* Evaluates one rule, after what it requires, for the actor at hand. *verdict is NULL where the rule is about actors of
 * another kind, or about many. */
enum accord_status accord_run_judge(struct accord_run *run, size_t rule, const struct accord_verdict **verdict,
                                    struct accord_error *err) ACCORD_MUST_CHECK;

#endif
