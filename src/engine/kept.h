/* What the host keeps in the Lua registry: by small whole numbers, which Lua finds without hashing. */
#ifndef ACCORD_ENGINE_KEPT_H
#define ACCORD_ENGINE_KEPT_H

#include "engine/engine.h"

/* Keeps the value on top, which is popped, in the place of what was kept there. */
void accord_keep(lua_State *L, int *place);

static inline void accord_push_kept(lua_State *L, int place)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, place);
}

/* As lua_rawseti in a table that grows from check to check: what it takes is not charged to the one that comes first. */
void accord_set_kept(lua_State *L, int index, lua_Integer key);

/* A pool of userdata of one size and metatable, used again from check to check. What rules hold of it ends with their
 * check, for they keep no state; beyond ACCORD_POOL_KEPT in one check they are Lua's own and collected. */
void accord_pool_open(lua_State *L, struct accord_userdata_pool *pool, size_t size, int metatable);
/* Pushes one; its contents are of no meaning. */
void *accord_pool_push(lua_State *L, struct accord_userdata_pool *pool);

/* Begins another check: what the one before made can no longer be used, and serves again where no name of it stays. */
static inline void accord_next_check(struct accord_engine *engine)
{
    engine->epoch++;
    engine->lists.used = engine->drafts.used = engine->names_stay ? ACCORD_POOL_KEPT : 0;
}

#endif
