/* Calling a rule's functions under its limits: the one place where rules run. */
#ifndef ACCORD_ENGINE_CALL_H
#define ACCORD_ENGINE_CALL_H

#include "engine/engine.h"

/* Calls `applies` and `check` of engine->rule for the actor at hand and fills the verdict. A pair that stood still, or
 * ran out of memory that others had used, is evaluated again: under the count, in a clean state. A limit that was hit
 * is left in engine->unwind. `ticked` as in accord_run_options. */
enum accord_status accord_call_rule(struct accord_engine *engine, bool ticked, struct accord_verdict *verdict,
                                    struct accord_error *err) ACCORD_MUST_CHECK;

/* Makes the verdict an error. `why` is NULL when memory was short. */
enum accord_status accord_call_fail(struct accord_verdict *verdict, const char *why, const char *trace,
                                    struct accord_error *err) ACCORD_MUST_CHECK;

#endif
