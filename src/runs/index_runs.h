/* Stored runs made readable by SQL: their verdicts, which are coded, as rows for the views of the store. */
#ifndef ACCORD_RUNS_INDEX_RUNS_H
#define ACCORD_RUNS_INDEX_RUNS_H

#include "store/run_file.h"

/* Indexes the runs that are not yet, each in a transaction of its own: of each what no indexed run shares with it. The
 * file is open to be changed. */
enum accord_status accord_runs_index(struct accord_run_file *file, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
