/* Workers that begin before anybody knows what rules there are: with all of them, for all actors, which is what most
 * runs ask for. The first of them is the process that loads the rules for the program: nothing is loaded twice before
 * rules run. Where the run turns out to ask for something else they are ended, and nothing of what they did counts. */
#ifndef ACCORD_CLI_CREW_EARLY_H
#define ACCORD_CLI_CREW_EARLY_H

#include "cli/crew.h"
#include "cli/worker.h"

struct accord_early;

/* How the first of them says what the rules are. */
struct accord_early_loading {
    struct accord_problems *problems; /* of reading the packs, and then of loading them */
    /* In the process: a frame, which is sent then. `status` is that of loading. */
    void (*say)(void *host, struct accord_outbox *outbox, enum accord_status status, const struct accord_error *err);
    void *host;
};

/* Of the orders `packs` were read, `options` has no rules, params nor actors, and there is no keeper and nothing
 * collected. */
enum accord_status accord_early_start(const struct accord_crew_orders *orders,
                                      const struct accord_early_loading *loading, struct accord_early **early,
                                      struct accord_error *err) ACCORD_MUST_CHECK;

/* The one that says what the rules are. */
struct accord_worker *accord_early_first(struct accord_early *early);

/* Ends those that nobody has taken. */
void accord_early_free(struct accord_early *early);

#endif
