/* Filters as rules write them, read once where they come again. */
#ifndef ACCORD_ENGINE_LUA_FILTER_H
#define ACCORD_ENGINE_LUA_FILTER_H

#include "engine/engine.h"

/* Reads the filter table at `index` (nil or none: no terms) for a table; lives as long as the actor at hand. Raises on
 * a wrong one. What it costs the check does not depend on whether it was read before. */
const struct accord_filter *accord_take_filter(lua_State *L, int index, int table);

/* Forgets the filters that are known: before another dataset is bound. */
void accord_known_filters_clear(lua_State *L);

#endif
