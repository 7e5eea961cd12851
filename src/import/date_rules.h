/* When a treaty says that it enters into force for a Party, counted from the deposit. */
#ifndef ACCORD_IMPORT_DATE_RULES_H
#define ACCORD_IMPORT_DATE_RULES_H

#include "accord/date.h"
#include "base/text.h"

#include <stdbool.h>

/* Whether the days of a membership may agree with the treaty's own rule, as far as they are known; also where no rule
 * is known for the treaty. If not, both values and the rule are appended to `why`: a warning, since a succession, or a
 * treaty's depositary, may know better. */
bool accord_date_rule_holds(const char *treaty, struct accord_date deposited, struct accord_date in_force,
                            struct accord_text *why);

#endif
