/* How a stored run is called: "runs.db", the newest of that store, "runs.db#12", or "runs.db#COP14", by its name or a
 * tag of it. */
#ifndef ACCORD_RUNS_RUN_NAME_H
#define ACCORD_RUNS_RUN_NAME_H

#include "accord/status.h"
#include "store/run_file.h"

#include <stdint.h>

struct accord_run_name {
    char *path;        /* the caller frees it (accord_free) */
    int64_t id;        /* 0 where none is told */
    const char *label; /* a name or a tag, borrowed from what was split; NULL where none is told */
};

/* A file of that very name is one. What follows the last "#" is a name or a tag only where there is a file before it.
 */
enum accord_status accord_run_name_split(const char *name, struct accord_run_name *parts,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* The id, by the label where that is what was told; 0: the newest. ACCORD_BAD_USAGE where no run is called so. */
enum accord_status accord_run_name_find(const struct accord_run_name *parts, struct accord_run_file *file, int64_t *id,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

#endif
