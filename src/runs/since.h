/* Since when findings are on record: what the earlier runs of a store know of them. */
#ifndef ACCORD_RUNS_SINCE_H
#define ACCORD_RUNS_SINCE_H

#include "accord/date.h"
#include "accord/verdict.h"
#include "store/run_file.h"

#include <stdbool.h>

/* Runs that are looked at, back from the day in question. */
enum { ACCORD_SINCE_RUNS_MAX = 1000 };

struct accord_since;

/* Reads the file's runs of the dataset of that name under the profile of that name (NULL: under none) as of earlier
 * days, of each day the newest. Those of a shard or of chosen actors are left out: what is not in them may still have
 * been there. One of some rules only stays, and ends what is known of findings of the others: too late a day wrongs
 * nobody. Memory grows with the findings and the distinct blocks of these runs. */
enum accord_status accord_since_open(struct accord_run_file *file, const char *dataset, const char *profile,
                                     struct accord_date as_of, struct accord_since **since,
                                     struct accord_error *err) ACCORD_MUST_CHECK;
void accord_since_close(struct accord_since *since); /* NULL is closed */

/* The day of the first run from which on every one has the finding with that verdict; false where the last run before
 * the day in question has it not. `host` is the accord_since: an accord_since_function of reports. */
bool accord_since_find(const void *host, const char *fingerprint, enum accord_verdict_kind verdict,
                       struct accord_date *day);

#endif
