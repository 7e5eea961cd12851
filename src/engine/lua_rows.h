/* What rules see of the data: the actor, the world, rows and their cells. */
#ifndef ACCORD_ENGINE_LUA_ROWS_H
#define ACCORD_ENGINE_LUA_ROWS_H

#include "engine/lua_values.h"

struct accord_row_userdata {
    enum accord_userdata_kind kind;
    struct accord_row *row; /* NULL: of an actor that has been left */
};

struct accord_rows_userdata {
    enum accord_userdata_kind kind;
    uint32_t epoch;
    struct accord_query *query; /* whose answer this is */
    struct accord_row **rows;
    size_t count;
};

/* Sets up metatables and `world` in the environment. */
void accord_lua_rows_open(lua_State *L, int environment);

/* Binds the tables of a dataset (engine->schemas): methods and columns that rules can name. Runs in protected mode. */
int accord_lua_rows_bind(lua_State *L);

/* Leaves the actor at hand: its rows can no longer be used. */
void accord_lua_rows_leave(struct accord_engine *engine);

/* The rows of a table, loaded from the store when first asked for. Not for Lua: a status. */
enum accord_status accord_facts_rows(struct accord_engine *engine, struct accord_facts *facts, int table,
                                     struct accord_row_set **set, struct accord_error *err) ACCORD_MUST_CHECK;

/* The number of a table by name, or -1. */
int accord_engine_table(const struct accord_engine *engine, const char *name, size_t length);

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

void accord_push_actor(lua_State *L);
void accord_push_row(lua_State *L, struct accord_row *row);
void accord_push_rows(lua_State *L, struct accord_query *query, struct accord_row **rows, size_t count);
/* The rows at `index` when they are of this check; raises when they are of an earlier one. NULL: no rows. */
struct accord_rows_userdata *accord_rows_at(lua_State *L, int index);
struct accord_row *accord_row_at(lua_State *L, int index); /* likewise */

/* Which rows a question asks for. */
enum accord_asked {
    ACCORD_ASKED_VALID,    /* surely valid on the as-of date, surely matching */
    ACCORD_ASKED_HISTORY,  /* there by then, ended or not, surely matching */
    ACCORD_ASKED_POSSIBLE, /* possibly valid or matching, not surely */
    ACCORD_ASKED_ABSENCE   /* for absent(): how the best row answers, see accord_ask */
};

/* Reads the filter table at `index` (nil or none: no terms) for a table into the check's arena. Raises on a wrong one.
 */
void accord_take_filter(lua_State *L, int index, int table, struct accord_filter *filter);

/* Asks the actor's (or the world's) rows and notes the question in the scope. For ACCORD_ASKED_ABSENCE the rows are
 * those that match surely, or else possibly, and *best (may be NULL otherwise) says which; windows make validity on the
 * as-of date irrelevant. */
struct accord_query *accord_ask(lua_State *L, struct accord_facts *facts, int table, const struct accord_filter *filter,
                                enum accord_asked asked, enum accord_match *best);

/* How many rows of other actors match surely and possibly. */
void accord_count_elsewhere(lua_State *L, int table, const struct accord_filter *filter, size_t *surely,
                            size_t *possibly);

#endif
