/* Tables that are read-only once they are loaded, and the upvalues of functions, which are not to change. */
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <string.h>

enum { FREEZE_DEPTH_MAX = 100 };

static int refuse_change(lua_State *L)
{
    lua_settop(L, 2);
    const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2);
    return luaL_error(L, "'%s' cannot be set: rules keep no state, and what was made while loading is read-only", key);
}

static int contents_length(lua_State *L)
{
    accord_push_contents(L, 1);
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
    return 1;
}

/* Where the metatable of a read-only table has its contents, beside __index: found without hashing. */
enum { CONTENTS = 1 };

bool accord_is_frozen(lua_State *L, int index)
{
    if (!lua_getmetatable(L, index)) return false;
    lua_pop(L, 1);
    return true;
}

void accord_push_contents(lua_State *L, int index)
{
    if (lua_getmetatable(L, index)) {
        if (lua_rawgeti(L, -1, CONTENTS) == LUA_TTABLE) {
            lua_replace(L, -2);
            return;
        }
        lua_pop(L, 2);
    }
    lua_pushvalue(L, index);
}

static void freeze_value(lua_State *L, int index, int seen, int depth);

/* Moves the contents of the table at `index` behind a metatable. */
static void freeze_table(lua_State *L, int index, int seen, int depth)
{
    if (lua_getmetatable(L, index)) {
        lua_pop(L, 1);
        return;
    }
    luaL_checkstack(L, 12, "tables nested too deeply");
    lua_newtable(L);
    int contents = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, index);) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, contents);
    }
    for (lua_pushnil(L); lua_next(L, contents);) {
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_pushnil(L);
        lua_rawset(L, index);
    }
    lua_createtable(L, CONTENTS, 4);
    lua_pushvalue(L, contents);
    lua_rawseti(L, -2, CONTENTS);
    lua_pushvalue(L, contents);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_change);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, contents_length);
    lua_setfield(L, -2, "__len");
    lua_setmetatable(L, index);
    for (lua_pushnil(L); lua_next(L, contents); lua_pop(L, 1))
        freeze_value(L, lua_gettop(L), seen, depth + 1);
    lua_pop(L, 1);
}

static void freeze_value(lua_State *L, int index, int seen, int depth)
{
    if (depth > FREEZE_DEPTH_MAX) luaL_error(L, "tables nested more than %d deep", FREEZE_DEPTH_MAX);
    int type = lua_type(L, index);
    if (type == LUA_TTABLE) {
        freeze_table(L, index, seen, depth);
    } else if (type == LUA_TFUNCTION && !lua_iscfunction(L, index)) {
        lua_pushvalue(L, index);
        if (lua_rawget(L, seen) == LUA_TNIL) {
            lua_pushvalue(L, index);
            lua_pushboolean(L, true);
            lua_rawset(L, seen);
            luaL_checkstack(L, 12, "functions nested too deeply");
            for (int i = 1; lua_getupvalue(L, index, i) != NULL; i++) {
                freeze_value(L, lua_gettop(L), seen, depth + 1);
                lua_pop(L, 1);
            }
        }
        lua_pop(L, 1);
    }
}

void accord_freeze(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    lua_newtable(L);
    freeze_value(L, index, lua_gettop(L), 0);
    lua_pop(L, 1);
}

/* False when the value at `index` (or, with `id`, what that stands for) was met before. */
static bool meet(lua_State *L, int index, const void *id, int seen)
{
    if (id == NULL) id = lua_topointer(L, index);
    bool known = lua_rawgetp(L, seen, id) != LUA_TNIL;
    lua_pop(L, 1);
    lua_pushboolean(L, true);
    lua_rawsetp(L, seen, id);
    return !known;
}

static int collect_from(lua_State *L, int value, int list, int seen, int count);

/* An upvalue that several functions share is noted once. */
static int collect_from_function(lua_State *L, int function, int list, int seen, int count)
{
    const char *name;
    for (int i = 1; (name = lua_getupvalue(L, function, i)) != NULL; i++) {
        int value = lua_gettop(L);
        /* The scan refuses to name _ENV. */
        if (strcmp(name, "_ENV") != 0 && meet(L, 0, lua_upvalueid(L, function, i), seen)) {
            if (count >= ACCORD_UPVALUES_MAX) luaL_error(L, "more than %d upvalues", ACCORD_UPVALUES_MAX);
            lua_pushvalue(L, function);
            lua_rawseti(L, list, 3 * count + 1);
            lua_pushinteger(L, i);
            lua_rawseti(L, list, 3 * count + 2);
            lua_pushvalue(L, value);
            lua_rawseti(L, list, 3 * count + 3);
            count = collect_from(L, value, list, seen, count + 1);
        }
        lua_settop(L, value - 1);
    }
    return count;
}

/* Functions, and those that a table holds, as a lib's does. */
static int collect_from(lua_State *L, int value, int list, int seen, int count)
{
    int type = lua_type(L, value);
    bool holds = type == LUA_TTABLE || (type == LUA_TFUNCTION && !lua_iscfunction(L, value));
    if (!holds || !meet(L, value, NULL, seen)) return count;
    luaL_checkstack(L, 12, "functions and tables nested too deeply");
    if (type == LUA_TFUNCTION) return collect_from_function(L, value, list, seen, count);
    accord_push_contents(L, value);
    int contents = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, contents); lua_pop(L, 1))
        count = collect_from(L, lua_gettop(L), list, seen, count);
    lua_settop(L, contents - 1);
    return count;
}

int accord_upvalues_collect(lua_State *L, int index, int list)
{
    index = lua_absindex(L, index);
    list = lua_absindex(L, list);
    int before = (int)lua_rawlen(L, list) / 3;
    lua_newtable(L);
    int count = collect_from(L, index, list, lua_gettop(L), before);
    lua_pop(L, 1);
    return count;
}

const char *accord_upvalues_changed(lua_State *L, int list, int count)
{
    list = lua_absindex(L, list);
    const char *changed = NULL;
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, list, 3 * i + 1);
        lua_rawgeti(L, list, 3 * i + 2);
        int number = (int)lua_tointeger(L, -1);
        lua_pop(L, 1);
        const char *name = lua_getupvalue(L, -1, number);
        lua_rawgeti(L, list, 3 * i + 3);
        if (!lua_rawequal(L, -1, -2)) {
            changed = name;
            lua_setupvalue(L, -3, number);
            lua_pushnil(L);
        }
        lua_pop(L, 3);
    }
    return changed;
}
