/* The rows of an actor or of the world, loaded when first asked for, and what a check reads of them. No Lua. */
#ifndef ACCORD_ENGINE_FACTS_H
#define ACCORD_ENGINE_FACTS_H

#include "engine/engine.h"

/* The number of a table by name, or -1. */
int accord_engine_table(const struct accord_engine *engine, const char *name, size_t length);

/* Leaves the actor at hand, its rows and everything that was made for it. */
void accord_facts_leave(struct accord_engine *engine);

/* Forgets what was made for the verdicts at hand, and keeps the rows. */
void accord_facts_forget(struct accord_engine *engine);

/* The rows of a table, loaded from the store when first asked for. */
enum accord_status accord_facts_rows(struct accord_engine *engine, struct accord_facts *facts, int table,
                                     struct accord_row_set **set, struct accord_error *err) ACCORD_MUST_CHECK;

/* Marks a cell as read: automatic evidence. False when memory is short. */
bool accord_mark_read(struct accord_engine *engine, struct accord_row *row, int column);
/* Takes a row into the scope that is not in it. */
bool accord_touch_row(struct accord_engine *engine, struct accord_row *row);
/* A row as a whole (it was named or counted). */
static inline bool accord_mark_row(struct accord_engine *engine, struct accord_row *row)
{
    return row->touched || accord_touch_row(engine, row);
}

/* The row's key as text, made once. NULL when memory is short. */
const char *accord_row_key(struct accord_engine *engine, struct accord_row *row);

/* Appends a question to what was asked in the scope. */
void accord_note_query(struct accord_scope *scope, struct accord_query *query);

/* Finds the table of claims among those that are bound. */
void accord_claims_bind(struct accord_engine *engine);
/* What was found when the actor at hand was asked before, or NULL. */
const struct accord_bond *accord_bond_known(const struct accord_engine *engine, const char *treaty);

/* Whether the actor is bound by the treaty on the as-of date, by its sources' claims: a question of the scope, whose
 * cells count as read. *differing is a row to name, or NULL where there is none. */
enum accord_status accord_ask_bound(struct accord_engine *engine, const char *treaty, enum accord_truth *bound,
                                    struct accord_row **differing, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
