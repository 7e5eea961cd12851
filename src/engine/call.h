/* Calling a rule's functions under its limits: the one place where rules run. */
#ifndef ACCORD_ENGINE_CALL_H
#define ACCORD_ENGINE_CALL_H

#include "accord/plain.h"
#include "engine/engine.h"
#include "engine/parts.h"

/* Calls `applies` and `check` of engine->rule for the actor at hand, or `conclude` for the conclusion at hand, and
 * fills the verdict. What stood still, or ran out of memory that others had used, is evaluated again: under the count,
 * in a clean state. A limit that was hit is left in engine->unwind. `ticked` as in accord_run_options. */
enum accord_status accord_call_rule(struct accord_engine *engine, bool ticked, struct accord_verdict *verdict,
                                    struct accord_error *err) ACCORD_MUST_CHECK;

/* What a collect gave. Lives in the engine's arena. */
struct accord_taking {
    bool taken;                /* false: the verdict tells why not */
    struct accord_plain value; /* nil: nothing to add */
    struct accord_scope scope; /* what was asked and read, of an undecided one too */
};

/* Calls `applies` and `collect` likewise. Without a value the verdict is that of `applies`, an error, or review or
 * unreported where collect was left undecided. */
enum accord_status accord_call_collect(struct accord_engine *engine, bool ticked, struct accord_taking *taking,
                                       struct accord_verdict *verdict, struct accord_error *err) ACCORD_MUST_CHECK;

/* Of a rule that hits a limit for so many actors of a run the rest is not evaluated, and says so. */
enum accord_status accord_call_stopped(struct accord_engine *engine, struct accord_verdict *verdict,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* Makes the verdict an error. `why` is NULL when memory was short. */
enum accord_status accord_call_fail(struct accord_verdict *verdict, const char *why, const char *trace,
                                    struct accord_error *err) ACCORD_MUST_CHECK;

#endif
