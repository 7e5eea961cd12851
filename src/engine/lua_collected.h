/* What was collected, as a conclusion sees it: items, and those that are open. */
#ifndef ACCORD_ENGINE_LUA_COLLECTED_H
#define ACCORD_ENGINE_LUA_COLLECTED_H

#include "engine/collected.h"
#include "engine/lua_values.h"

void accord_lua_collected_open(lua_State *L);

/* Pushes what conclude is called with: a read-only list of the items of engine->conclusion, and `open`. */
void accord_push_collected(lua_State *L);

/* The item that the value at `index` is, or NULL; raises when it is of another conclusion. */
struct accord_item *accord_item_at(lua_State *L, int index);

/* The items that the value at `index` lists (collected, or its open), or NULL when it is neither. */
struct accord_item **accord_items_at(lua_State *L, int index, size_t *count);

#endif
