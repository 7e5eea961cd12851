/* Dates of a membership against the treaty: its adoption, and when it says that it enters into force for a Party. */
#ifndef ACCORD_IMPORT_DATE_RULES_H
#define ACCORD_IMPORT_DATE_RULES_H

#include "accord/date.h"
#include "base/text.h"

#include <stdbool.h>

/* Whether the days of a membership may agree with the treaty's own rule, as far as they are known; where no rule is
 * known, whether it may have been in force no earlier than deposited. If not, both values are appended to `why`: a
 * warning, since a succession, or a treaty's depositary, may know better. */
bool accord_date_rule_holds(const char *treaty, struct accord_date deposited, struct accord_date in_force,
                            struct accord_text *why);

/* Whether an act under the treaty may have been no earlier than the treaty's adoption, as far as days are known; true
 * for a treaty that is not known here. If not, `act` ("signed"), its date and the adoption are appended to `why`. */
bool accord_date_follows_adoption(const char *treaty, const char *act, struct accord_date date,
                                  struct accord_text *why);

#endif
