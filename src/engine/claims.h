/* What the sources' claims say about being bound by a treaty on a day. No Lua. */
#ifndef ACCORD_ENGINE_CLAIMS_H
#define ACCORD_ENGINE_CLAIMS_H

#include "accord/date.h"
#include "ingest/schema.h"

#include <stddef.h>
#include <stdint.h>

/* YES if every claim says bound, NO if none does, UNDECIDED otherwise; NO for no rows. `rows` are the cells of the
 * actor's membership rows of one treaty. Rows of one source that surely overlap in time are rival claims; rows that do
 * not are spells of one claim. A row without an entry into force claims none; one without an end says that the bond
 * still holds. */
enum accord_truth accord_claims_bound(const struct accord_schema *memberships, const struct accord_cell *const *rows,
                                      size_t count, int32_t as_of);

#endif
