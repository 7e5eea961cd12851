/* Lua values as people read them in a console. */
#ifndef ACCORD_ENGINE_CONSOLE_H
#define ACCORD_ENGINE_CONSOLE_H

#include "accord/console.h"
#include "engine/engine.h"

/* Appends the value at `index` on one line, tables two levels deep. May raise. */
void accord_console_add_value(lua_State *L, int index, struct accord_text *text);

/* Whether the value at `index` is a row, rows of the check at hand, or a list of rows of one table. */
bool accord_console_is_rows(lua_State *L, int index);
/* Such a value as a table, everything in the arena. May raise. */
void accord_console_take_rows(lua_State *L, int index, struct accord_arena *arena, struct accord_console_value *value);

#endif
