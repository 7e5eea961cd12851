/* Selection of actors by region: --region. */
#ifndef ACCORD_CLI_SELECT_REGION_H
#define ACCORD_CLI_SELECT_REGION_H

#include "accord/dataset.h"
#include "accord/date.h"
#include "cli/command.h"

#include <stdbool.h>

/* Takes from `actors` (one flag an actor) those that are in none of the regions on the day; who may be in one is left.
 * A region is SCHEME/REGION, or REGION alone where one scheme has it. One that is on record at no time, or that several
 * schemes have, is ACCORD_BAD_USAGE. */
enum accord_status accord_select_regions(const struct accord_names *regions, struct accord_date day,
                                         struct accord_dataset *dataset, bool *actors,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

#endif
