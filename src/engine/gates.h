/* What stands before a rule: effect, addressee, the rule it requires. */
#ifndef ACCORD_ENGINE_GATES_H
#define ACCORD_ENGINE_GATES_H

#include "engine/engine.h"

/* Goes through the gates in order for engine->rule and the actor at hand. *passed tells whether the rule's own
 * functions are to run; if not the verdict is filled. `required` is the verdict of the required rule, or NULL. A cause
 * is set on the verdict either way. */
enum accord_status accord_gates_pass(struct accord_engine *engine, const struct accord_verdict *required,
                                     struct accord_verdict *verdict, bool *passed,
                                     struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether a verdict that decides is given before check, which alone may. */
bool accord_gate_refuses(enum accord_gate gate, enum accord_verdict_kind verdict);

/* A sentence in the engine's arena; NULL when memory is short. */
const char *accord_engine_textf(struct accord_engine *engine, const char *format, ...) ACCORD_PRINTF(2, 3);

#endif
