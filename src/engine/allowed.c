/* What chunks may name: the allow-list, and the tables behind their _ENV. */
#include "engine/bytecode.h"
#include "engine/lua_actor.h"
#include "engine/lua_collected.h"
#include "engine/lua_rows.h"
#include "engine/lua_values.h"
#include "engine/lua_verdicts.h"
#include "engine/sandbox.h"

#include <assert.h>
#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

/* From Lua's own libraries: those whose cost is bounded by their input and that show no address, clock or locale. */
const struct accord_host_function accord_lua_kept_functions[] = {
    {"math.abs", NULL, "x: integer -> integer", "the value without its sign"},
    {"math.ceil", NULL, "x: number -> integer", "the least whole number not below"},
    {"math.floor", NULL, "x: number -> integer", "the greatest whole number not above"},
    {"math.max", NULL, "x: number, ...: number -> number", "the greatest"},
    {"math.min", NULL, "x: number, ...: number -> number", "the least"},
    {"math.tointeger", NULL, "x: any -> integer?", "the whole number, nil if it is none"},
    {"math.type", NULL, "x: any -> string?", "integer, float, or nil for what is no number"},
    {"string.len", NULL, "text: string -> integer", "how many bytes"},
    {"string.sub", NULL, "text: string, first: integer, last?: integer -> string",
     "the bytes from first to last; negative ones count from the end"},
    {"string.lower", NULL, "text: string -> string", "ASCII letters in lower case"},
    {"string.upper", NULL, "text: string -> string", "ASCII letters in upper case"},
    {"base.select", NULL, "which: integer|string, ...: any -> any",
     "the arguments from that one on, or their number for \"#\""},
    {"base.ipairs", NULL, "<T: table, V>list: T -> fun(list: V[], at?: integer): integer, V; T; integer",
     "the items of a list, or of rows, in order"},
    {"base.tonumber", NULL, "value: any, base?: integer -> number?",
     "the number that the text says, nil if it says none"},
    {"table.insert", NULL, "list: any[], ...: any ->", "adds a value at the end, or at a position given before it"},
    {"table.remove", NULL, "list: any[], position?: integer -> any",
     "takes out the last item, or the one at the position"},
    {"table.concat", NULL, "list: any[], separator?: string, first?: integer, last?: integer -> string",
     "texts and numbers as one text"},
    {"table.unpack", NULL, "list: any[], first?: integer, last?: integer -> any", "the items as so many values"},
    {NULL, NULL, NULL, NULL},
};

/* Text methods as functions. */
const struct accord_host_function accord_lua_alias_functions[] = {
    {"lower", NULL, "text: string -> string", "ASCII letters in lower case"},
    {"upper", NULL, "text: string -> string", "ASCII letters in upper case"},
    {NULL, NULL, NULL, NULL},
};

/* Those that walk along a list: charged by its length when called with at least so many arguments. */
static const struct {
    const char *path;
    int arguments;
} walking_from_lua[] = {{"table.insert", 3}, {"table.remove", 2}, {"table.concat", 1}, {"table.unpack", 1}};

/* Upvalues: Lua's function, and from how many arguments on it walks. Called in this frame, so that Lua's own messages
 * name it. */
static int call_walking(lua_State *L)
{
    lua_CFunction function = lua_tocfunction(L, lua_upvalueindex(1));
    int arguments = lua_gettop(L);
    if (arguments >= lua_tointeger(L, lua_upvalueindex(2)) && lua_type(L, 1) == LUA_TTABLE) {
        lua_Integer length = luaL_len(L, 1), last = lua_isinteger(L, 3) ? lua_tointeger(L, 3) : length;
        accord_charge(L, (uint64_t)(last > length && last < INT32_MAX ? last : length));
    }
    return function(L);
}

/* Sets environment["a"]["b"] for "a.b", environment["b"] for "b" and for "base.b", to the value on top, which is
 * popped. */
static void set_by_path(lua_State *L, int environment, const char *path)
{
    const char *dot = strchr(path, '.');
    if (dot == NULL || strncmp(path, "base.", 5) == 0) {
        lua_setfield(L, environment, dot == NULL ? path : dot + 1);
        return;
    }
    lua_pushlstring(L, path, (size_t)(dot - path));
    lua_pushvalue(L, -1);
    if (lua_rawget(L, environment) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_newtable(L);
        lua_pushvalue(L, -2);
        lua_pushvalue(L, -2);
        lua_rawset(L, environment);
    }
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, dot + 1);
    lua_pop(L, 3);
}

/* Puts the function on top behind a charge where it is one that walks. */
static void charge_walking(lua_State *L, const char *name)
{
    for (size_t i = 0; i < sizeof walking_from_lua / sizeof walking_from_lua[0]; i++) {
        if (!accord_str_equal(walking_from_lua[i].path, name)) continue;
        lua_pushinteger(L, walking_from_lua[i].arguments);
        lua_pushcclosure(L, call_walking, 2);
    }
}

static void keep_from_lua(lua_State *L, int environment)
{
    luaL_requiref(L, "base", luaopen_base, 0);
    luaL_requiref(L, "math", luaopen_math, 0);
    luaL_requiref(L, "string", luaopen_string, 0);
    luaL_requiref(L, "table", luaopen_table, 0);
    lua_settop(L, environment);
    lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    int loaded = lua_gettop(L);
    for (const struct accord_host_function *kept = accord_lua_kept_functions; kept->name != NULL; kept++) {
        const char *dot = strchr(kept->name, '.');
        lua_pushlstring(L, kept->name, (size_t)(dot - kept->name));
        lua_rawget(L, loaded);
        lua_getfield(L, -1, dot + 1);
        assert(!lua_isnil(L, -1));
        charge_walking(L, kept->name);
        set_by_path(L, environment, kept->name);
        lua_pop(L, 1);
    }
    /* Nothing else of the libraries stays within reach. */
    lua_pushnil(L);
    lua_setfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_pushnil(L);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_settop(L, environment);
}

static int refuse_unknown(lua_State *L)
{
    enum { NAMES_MAX = 128 };
    const char *names[NAMES_MAX];
    size_t count = 0;
    const char *where = lua_tostring(L, lua_upvalueindex(2));
    if (lua_type(L, 2) != LUA_TSTRING) return 0;
    lua_pushvalue(L, lua_upvalueindex(1));
    for (lua_pushnil(L); lua_next(L, -2) && count < NAMES_MAX; lua_pop(L, 1))
        names[count++] = lua_tostring(L, -2);
    const char *nearest = accord_text_nearest(lua_tostring(L, 2), names, count);
    if (nearest != NULL)
        return luaL_error(L, "there is no '%s' in %s: did you mean '%s'?", lua_tostring(L, 2), where, nearest);
    return luaL_error(L, "there is no '%s' in %s", lua_tostring(L, 2), where);
}

static int refuse_global(lua_State *L)
{
    return luaL_error(L, "assignment to the global '%s': declare it local",
                      lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2));
}

/* Behind every chunk's _ENV: reads go to the allow-list, writes and unknown names are errors. */
static void push_environment(lua_State *L, int allowed, const char *where)
{
    for (lua_pushnil(L); lua_next(L, allowed); lua_pop(L, 1))
        if (lua_istable(L, -1)) accord_freeze(L, -1);
    lua_createtable(L, 0, 1);
    lua_pushvalue(L, allowed);
    lua_pushstring(L, where);
    lua_pushcclosure(L, refuse_unknown, 2);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, allowed);
    lua_newtable(L);
    lua_createtable(L, 0, 2);
    lua_pushvalue(L, allowed);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_global);
    lua_setfield(L, -2, "__newindex");
    lua_setmetatable(L, -2);
}

/* s:lower() and the like: the same allow-list. */
static void set_text_methods(lua_State *L, int allowed)
{
    lua_pushliteral(L, "");
    lua_createtable(L, 0, 1);
    lua_getfield(L, allowed, "string");
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

void accord_set_functions(lua_State *L, const struct accord_host_function *functions)
{
    for (; functions->name != NULL; functions++) {
        lua_pushcfunction(L, functions->function);
        lua_setfield(L, -2, functions->name);
    }
}

void accord_set_methods(lua_State *L, const struct accord_host_function *functions, lua_CFunction otherwise)
{
    lua_newtable(L);
    accord_set_functions(L, functions);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, otherwise);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_setfield(L, -2, "__index");
}

bool accord_push_method(lua_State *L, const struct accord_host_function *methods, const char *name)
{
    for (; methods->name != NULL; methods++) {
        if (!accord_str_equal(methods->name, name)) continue;
        lua_pushcfunction(L, methods->function);
        return true;
    }
    return false;
}

static void add_functions(lua_State *L, int environment, const struct accord_host_function *functions)
{
    for (; functions->name != NULL; functions++) {
        lua_pushcfunction(L, functions->function);
        set_by_path(L, environment, functions->name);
    }
}

static const char environment_keys[] = {[ACCORD_ENVIRONMENT_RULES] = 0, [ACCORD_ENVIRONMENT_PLAIN] = 0};
static const char allowed_key = 0; /* what is behind the environment of rules */

/* What files of data need to be written without repetition. */
static const char *const plain_names[] = {"assert", "contains", "error",    "format", "glob",   "ipairs", "join",
                                          "lib",    "lower",    "math",     "pairs",  "select", "split",  "string",
                                          "table",  "tonumber", "tostring", "trim",   "type",   "upper",  NULL};

/* A table of the plain names of `environment`. */
static void push_plain_names(lua_State *L, int environment)
{
    lua_newtable(L);
    for (size_t i = 0; plain_names[i] != NULL; i++) {
        lua_getfield(L, environment, plain_names[i]);
        assert(!lua_isnil(L, -1));
        lua_setfield(L, -2, plain_names[i]);
    }
}

int accord_environment_open(lua_State *L)
{
    accord_engine_of(L)->bytecode_known = accord_bytecode_known(L);
    lua_newtable(L);
    int environment = lua_gettop(L);
    keep_from_lua(L, environment);
    add_functions(L, environment, accord_lua_text_functions);
    add_functions(L, environment, accord_lua_value_functions);
    add_functions(L, environment, accord_lua_verdict_functions);
    add_functions(L, environment, accord_lua_truth_functions);
    add_functions(L, environment, accord_lua_load_functions);
    accord_lua_values_open(L, environment);
    accord_lua_rows_open(L);
    accord_lua_actor_open(L, environment);
    accord_lua_verdicts_open(L);
    accord_lua_collected_open(L);
    set_text_methods(L, environment);
    lua_getfield(L, environment, "string");
    for (const struct accord_host_function *alias = accord_lua_alias_functions; alias->name != NULL; alias++) {
        lua_getfield(L, -1, alias->name);
        lua_setfield(L, environment, alias->name);
    }
    lua_pop(L, 1);
    push_plain_names(L, environment);
    lua_pushvalue(L, environment);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &allowed_key);
    push_environment(L, environment, "a rule's environment");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &environment_keys[ACCORD_ENVIRONMENT_RULES]);
    push_environment(L, lua_gettop(L), "the environment of a file of data");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &environment_keys[ACCORD_ENVIRONMENT_PLAIN]);
    return 0;
}

void accord_push_environment(lua_State *L, enum accord_environment environment)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_keys[environment]);
}

void accord_push_allowed(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &allowed_key);
}
