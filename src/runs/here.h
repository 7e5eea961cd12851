/* Asking the rules in this process: for debugging, and for tests. */
#ifndef ACCORD_RUNS_HERE_H
#define ACCORD_RUNS_HERE_H

#include "runs/session.h"

struct accord_here {
    struct accord_packs *packs; /* loaded */
    struct accord_dataset *dataset;
    struct accord_run_options options; /* as_of, params */
    size_t evaluated;                  /* actors, each time it was asked */
};

/* `here` outlives what is returned. */
struct accord_evaluator accord_evaluator_here(struct accord_here *here);

#endif
