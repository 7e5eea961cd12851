/* The rows of an actor or of the world, loaded when first asked for, and what a check reads of them. No Lua. */
#ifndef ACCORD_ENGINE_FACTS_H
#define ACCORD_ENGINE_FACTS_H

#include "engine/engine.h"

/* The number of a table by name, or -1. */
int accord_engine_table(const struct accord_engine *engine, const char *name, size_t length);

/* The rows of a table, loaded from the store when first asked for. */
enum accord_status accord_facts_rows(struct accord_engine *engine, struct accord_facts *facts, int table,
                                     struct accord_row_set **set, struct accord_error *err) ACCORD_MUST_CHECK;

/* Marks a cell as read: automatic evidence. False when memory is short. */
bool accord_mark_read(struct accord_engine *engine, struct accord_row *row, int column);
/* A row as a whole (it was named or counted). */
bool accord_mark_row(struct accord_engine *engine, struct accord_row *row);

/* The row's key as text, made once. NULL when memory is short. */
const char *accord_row_key(struct accord_engine *engine, struct accord_row *row);

/* What the claims of these membership rows say on the as-of date; their cells count as read. *differing is a row to
 * name. False when memory is short. */
bool accord_bound_of_rows(struct accord_engine *engine, const struct accord_query *query, enum accord_truth *bound,
                          struct accord_row **differing);

#endif
