/* How a stored run is called: "runs.db", the newest of that store, or "runs.db#12". */
#ifndef ACCORD_RUNS_RUN_NAME_H
#define ACCORD_RUNS_RUN_NAME_H

#include "accord/status.h"

#include <stdint.h>

/* The path, which the caller frees (accord_free), and the run; 0 where none is named. A file of that very name is one.
 */
enum accord_status accord_run_name_split(const char *name, char **path, int64_t *id,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

#endif
