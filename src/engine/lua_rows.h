/* What rules see of the data: the actor, the world, rows and their cells. */
#ifndef ACCORD_ENGINE_LUA_ROWS_H
#define ACCORD_ENGINE_LUA_ROWS_H

#include "engine/facts.h"
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
    uint16_t path_number; /* in the path that is being written down; or ACCORD_PATH_NONE */
};

/* Sets up the metatable of lists of rows. */
void accord_lua_rows_open(lua_State *L);

/* Binds the tables of a dataset (engine->schemas): the columns that rules can name. */
void accord_lua_rows_bind(lua_State *L);

/* Leaves the actor at hand: its rows can no longer be used. */
void accord_lua_rows_leave(struct accord_engine *engine);

/* The __newindex of everything that shows data: raises. */
int accord_refuse_change(lua_State *L);

/* A cell that is there is pushed; one that is not unwinds. Returns 1. */
int accord_read_cell(lua_State *L, struct accord_row *row, int column);
/* The name of a column that is like `name`, or NULL. */
const char *accord_nearest_column(const struct accord_schema *schema, const char *name);
/* The column that the text at `index` names; raises with the nearest name when there is none. */
int accord_check_column(lua_State *L, int index, const struct accord_schema *schema);
/* row:has(column) and row:get(column, default), for the row at index 1. */
int accord_row_has(lua_State *L);
int accord_row_get(lua_State *L);

void accord_push_row(lua_State *L, struct accord_row *row);
struct accord_rows_userdata *accord_push_rows(lua_State *L, struct accord_query *query, struct accord_row **rows,
                                              size_t count);

/* ---- what rules do with rows, without Lua's values: each may raise ---- */

/* Marks the cell as read and says how it is seen; where it is undecided, or `needed` and not there, a reason is added.
 */
enum accord_seen accord_look_at_cell(lua_State *L, struct accord_row *row, int column, bool needed);
/* The row with the latest date on record in the column, or the earliest; NULL where none has one. False where it is
 * undecided: a reason is added. */
bool accord_rows_pick(lua_State *L, struct accord_row *const *rows, size_t count, int column, bool latest,
                      struct accord_row **best);
/* The values on record in the column, sorted, each once, in the check's arena. False likewise. */
bool accord_rows_distinct(lua_State *L, struct accord_row *const *rows, size_t count, int column,
                          struct accord_cell **values, size_t *found);
/* Values as one text that no others have, in the check's arena. */
const char *accord_cells_told(lua_State *L, const struct accord_cell *values, size_t count, size_t *length);
/* The rows at `index` when they are of this check; raises when they are of an earlier one. NULL: no rows. */
struct accord_rows_userdata *accord_rows_at(lua_State *L, int index);
struct accord_row *accord_row_at(lua_State *L, int index); /* likewise */

#endif
