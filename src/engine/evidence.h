/* From drafts to verdicts: evidence from what was read, messages, fingerprints. No Lua. */
#ifndef ACCORD_ENGINE_EVIDENCE_H
#define ACCORD_ENGINE_EVIDENCE_H

#include "engine/engine.h"

/* Copies the scope at hand, with what was read of its rows, and forgets their marks. False when memory is short. */
bool accord_scope_keep(struct accord_engine *engine, struct accord_scope *kept);

/* Forgets the scope at hand and its marks. */
void accord_scope_drop(struct accord_engine *engine);

/* What was read of the row in a kept scope, or NULL where it was not touched. */
const uint64_t *accord_scope_reads(struct accord_engine *engine, const struct accord_scope *scope,
                                   const struct accord_row *row);

/* Fills verdict, findings and evidence from a draft and the check's kept scope; everything in the engine's arena. */
enum accord_status accord_verdict_of_draft(struct accord_engine *engine, const struct accord_draft *draft,
                                           const struct accord_scope *scope, struct accord_verdict *verdict,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* Evidence of everything in a kept scope, as for a verdict that a gate decided. */
enum accord_status accord_evidence_of_scope(struct accord_engine *engine, const struct accord_scope *scope,
                                            struct accord_verdict *verdict, struct accord_error *err) ACCORD_MUST_CHECK;

/* How evidence shows a cell: its text, NULL where it is missing; and what it calls a row. In the arena; false and NULL
 * when memory is short. */
bool accord_evidence_value(struct accord_arena *arena, const struct accord_schema *schema,
                           const struct accord_cell *cells, size_t column, const char **value);
const char *accord_evidence_key(struct accord_arena *arena, const struct accord_schema *schema,
                                const struct accord_cell *cells);

/* The filter as named values, in the arena. False when memory is short. */
bool accord_filter_arguments(struct accord_arena *arena, const struct accord_filter *filter,
                             struct accord_argument **arguments);

#endif
