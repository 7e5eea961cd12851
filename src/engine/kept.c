/* What the host keeps in the Lua registry. */
#include "engine/kept.h"

#include <lauxlib.h>

void accord_keep(lua_State *L, int *place)
{
    if (*place == 0)
        *place = luaL_ref(L, LUA_REGISTRYINDEX);
    else
        lua_rawseti(L, LUA_REGISTRYINDEX, *place);
}

void accord_set_kept(lua_State *L, int index, lua_Integer key)
{
    struct accord_lua_memory *memory = &accord_engine_of(L)->memory;
    uint64_t large = memory->large;
    lua_rawseti(L, index, key);
    memory->large = large;
}

void accord_pool_open(lua_State *L, struct accord_userdata_pool *pool, size_t size, int metatable)
{
    *pool = (struct accord_userdata_pool){.size = size, .metatable = metatable};
    lua_createtable(L, ACCORD_POOL_KEPT, 0);
    accord_keep(L, &pool->place);
}

static void *push_new(lua_State *L, const struct accord_userdata_pool *pool)
{
    void *userdata = lua_newuserdatauv(L, pool->size, 0);
    accord_push_kept(L, pool->metatable);
    lua_setmetatable(L, -2);
    return userdata;
}

void *accord_pool_push(lua_State *L, struct accord_userdata_pool *pool)
{
    if (pool->used == ACCORD_POOL_KEPT) return push_new(L, pool);
    accord_push_kept(L, pool->place);
    if (pool->used == pool->made) {
        pool->userdata[pool->made] = push_new(L, pool);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, pool->made + 1);
        pool->made++;
    } else {
        lua_rawgeti(L, -1, pool->used + 1);
    }
    lua_replace(L, -2);
    return pool->userdata[pool->used++];
}
