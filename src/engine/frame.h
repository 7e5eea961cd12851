/* What one process tells another of a run, as bytes: verdicts, plain values, problems, the facts of packs. Exact both
 * ways; what is read is checked as if an enemy had written it, for a rule may have taken its process over. */
#ifndef ACCORD_ENGINE_FRAME_H
#define ACCORD_ENGINE_FRAME_H

#include "accord/plain.h"
#include "accord/problems.h"
#include "accord/run.h"
#include "base/memory.h"
#include "base/wire.h"

/* Writing appends. `text` fails when memory or its maximum is short. */
void accord_frame_add_verdict(struct accord_text *text, const struct accord_verdict *verdict);
void accord_frame_add_plain(struct accord_text *text, const struct accord_plain *value);
void accord_frame_add_problems(struct accord_text *text, const struct accord_problems *problems);
/* Of packs that are loaded. */
void accord_frame_add_packs(struct accord_text *text, const struct accord_packs *packs);

/* Reading: texts are borrowed from the bytes, lists live in the arena. What is wrong, or more than memory holds, is
 * left in wire->failed. */

/* What the verdict carries must be what the run was asked for. Rule, provision and actor are those of the packs and the
 * dataset, and evidence is of columns that there are. */
void accord_frame_take_verdict(struct accord_wire *wire, const struct accord_packs *packs,
                               const struct accord_dataset *dataset, enum accord_carry carry,
                               struct accord_arena *arena, struct accord_verdict *verdict);
void accord_frame_take_plain(struct accord_wire *wire, struct accord_arena *arena, struct accord_plain *value);
/* Adds those after the first `known` to the list. */
enum accord_status accord_frame_take_problems(struct accord_wire *wire, size_t known, struct accord_problems *problems,
                                              struct accord_error *err) ACCORD_MUST_CHECK;
/* Fills packs that were read and not loaded (accord_packs_read) with the facts of the same packs, loaded elsewhere.
 * They tell what loaded packs tell, and cannot run. The bytes must outlive them. */
void accord_frame_take_packs(struct accord_wire *wire, struct accord_packs *packs);

#endif
