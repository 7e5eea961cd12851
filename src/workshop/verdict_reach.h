/* Which verdicts a rule can return, as far as its text tells. */
#ifndef ACCORD_WORKSHOP_VERDICT_REACH_H
#define ACCORD_WORKSHOP_VERDICT_REACH_H

#include "accord/observe.h"
#include "accord/run.h"
#include "base/memory.h"

#include <stdbool.h>

/* Trees of the files of packs, made when they are first asked for. */
struct accord_verdict_reach;

/* Lives in the arena, borrows the packs. */
enum accord_status accord_verdict_reach_new(const struct accord_packs *packs, struct accord_arena *arena,
                                            struct accord_verdict_reach **reach,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

/* can[v]: a constructor of that verdict stands in applies, check, collect or conclude, in a function of the file that
 * they name, or in one of a lib. What a constructor gives depends on the record: absent() a gap or, undeclared,
 * unreported; no_occasion() not_applicable or unreported; shown_absent() a gap or not_applicable; on a qualified
 * provision what would be a gap is unreported. What coarse dates and missing cells may leave open anywhere (review,
 * unreported) is not counted: no text tells where the record is coarse. */
enum accord_status accord_verdict_reach_of(struct accord_verdict_reach *reach, size_t rule,
                                           bool can[ACCORD_VERDICT_COUNT], struct accord_error *err) ACCORD_MUST_CHECK;

#endif
