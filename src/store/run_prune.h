/* Taking runs out of a store. */
#ifndef ACCORD_STORE_RUN_PRUNE_H
#define ACCORD_STORE_RUN_PRUNE_H

#include "store/run_file.h"

/* Which runs go: those of which nothing here says that they stay. */
struct accord_run_prune {
    int64_t keep_last;  /* the newest that many of each dataset, profile and part stay; 0: none for that */
    bool keep_labelled; /* those with a name or a tag stay */
    const char *before; /* those of this day ("2020-12-31") or later stay; NULL: none for that */
};

struct accord_run_pruned {
    int64_t runs;
    int64_t blocks; /* that only those had */
};

/* `function` is told the ids of the runs that go, ascending. Between accord_run_file_begin and _end (run_labels.h). The
 * file does not grow smaller: later runs take the room. */
enum accord_status
accord_run_file_prune(struct accord_run_file *file, const struct accord_run_prune *prune,
                      enum accord_status (*function)(void *host, int64_t run, struct accord_error *err), void *host,
                      struct accord_run_pruned *pruned, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
