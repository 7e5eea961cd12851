/* The Lua state that rules run in: allow-list, limits, the one protected call, read-only tables. */
#include "engine/sandbox.h"

#include "base/error.h"
#include "engine/bytecode.h"
#include "engine/lua_actor.h"
#include "engine/lua_collected.h"
#include "engine/lua_rows.h"
#include "engine/lua_values.h"
#include "engine/lua_verdicts.h"
#include "engine/observe.h"
#include "engine/source_scan.h"

#include <assert.h>
#include <inttypes.h>
#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <string.h>

enum {
    HOOK_PERIOD = 1000,          /* instructions between two looks at the budget */
    LARGE_BLOCK = 4096,          /* an allocation from here on is charged by its size */
    BYTES_A_UNIT = 64,           /* of a large allocation, for one unit of the budget */
    BLOCK_MAX = 8 * 1024 * 1024, /* of one allocation: no rule needs a text or table this large */
    BACKSTOP_TICKS =
        10000, /* of a pair that is counted: 20 s at the program's 2 ms, far beyond what the budget takes */
    FREEZE_DEPTH_MAX = 100
};

static const char unwind_tag = 0; /* its address is the error value of every unwinding */

/* ---- limits ---- */

static inline void release(struct accord_lua_memory *memory, void *block, size_t size)
{
    if (accord_blocks_have(&memory->blocks, block))
        accord_blocks_give(&memory->blocks, block, size);
    else
        accord_free(block);
}

/* Lua says what a block's size was; a small one that shrinks stays where it is. */
static void *resize(struct accord_lua_memory *memory, void *block, size_t old_size, size_t new_size)
{
    bool small = block != NULL && accord_blocks_have(&memory->blocks, block);
    if (block != NULL && !small) return accord_realloc(block, new_size, 1);
    if (small && new_size <= old_size) return block;
    void *moved = accord_blocks_take(&memory->blocks, new_size);
    if (moved == NULL) moved = accord_alloc(new_size);
    if (moved == NULL || !small) return moved;
    memcpy(moved, block, old_size);
    accord_blocks_give(&memory->blocks, block, old_size);
    return moved;
}

static void *allocate(void *host, void *block, size_t old_size, size_t new_size)
{
    struct accord_lua_memory *memory = host;
    size_t held = block != NULL ? old_size : 0;
    if (new_size == 0) {
        if (block != NULL) release(memory, block, old_size);
        memory->used -= held;
        return NULL;
    }
    if (new_size > held && (new_size > BLOCK_MAX || memory->used - held + new_size > memory->limit)) {
        memory->refused = true;
        return NULL;
    }
    void *moved = resize(memory, block, old_size, new_size);
    if (moved == NULL) return NULL;
    memory->used = memory->used - held + new_size;
    if (new_size >= LARGE_BLOCK) memory->large += new_size;
    return moved;
}

int accord_raise(lua_State *L, enum accord_unwind unwind)
{
    accord_engine_of(L)->unwind = unwind;
    lua_pushlightuserdata(L, (void *)(uintptr_t)&unwind_tag);
    return lua_error(L);
}

int accord_raise_memory(lua_State *L)
{
    (void)accord_error_memory(accord_engine_of(L)->err);
    return accord_raise(L, ACCORD_UNWIND_HOST);
}

int accord_raise_undecided(lua_State *L, enum accord_verdict_kind verdict, struct accord_row *row, int column,
                           const char *text)
{
    struct accord_engine *engine = accord_engine_of(L);
    /* Past the maximum the kinds that are kept decide: a further reason can only repeat them in another row. */
    const struct accord_reason reason = {verdict, row, column, text};
    accord_observe_undecided(engine, &reason);
    if (engine->reason_count < ACCORD_REASONS_MAX)
        engine->reasons[engine->reason_count++] = reason;
    else if (verdict == ACCORD_VERDICT_REVIEW)
        engine->reasons[ACCORD_REASONS_MAX - 1].verdict = verdict;
    return accord_raise(L, ACCORD_UNWIND_UNDECIDED);
}

/* Keeps where Lua is, for the person who reads of the error. */
static void keep_trace(lua_State *L, int level)
{
    struct accord_engine *engine = accord_engine_of(L);
    size_t length;
    if (engine->trace != NULL) return;
    luaL_traceback(L, L, NULL, level);
    const char *trace = lua_tolstring(L, -1, &length);
    engine->trace = accord_arena_copy(&engine->arena, trace, length);
    lua_pop(L, 1);
}

static int raise_limit(lua_State *L, enum accord_limit limit)
{
    keep_trace(L, 0); /* a hook is not on the stack */
    accord_engine_of(L)->limit = limit;
    return accord_raise(L, ACCORD_UNWIND_LIMIT);
}

uint64_t accord_sandbox_spent(const struct accord_engine *engine)
{
    return engine->spent + engine->memory.large / BYTES_A_UNIT;
}

static void check_budget(lua_State *L)
{
    struct accord_engine *engine = accord_engine_of(L);
    if (accord_sandbox_spent(engine) <= engine->limits.instructions) return;
    /* Only a counted pair has an outcome that does not depend on the machine. */
    if (!engine->counting && engine->phase == ACCORD_PHASE_CHECKING) accord_raise(L, ACCORD_UNWIND_RERUN);
    raise_limit(L, ACCORD_LIMIT_INSTRUCTIONS);
}

static void hook(lua_State *L, lua_Debug *activation)
{
    struct accord_engine *engine = accord_engine_of(L);
    if (activation->event == LUA_HOOKLINE) {
        accord_observe_line(engine, activation);
        return;
    }
    if (!engine->counting) {
        lua_sethook(L, NULL, 0, 0);
        engine->armed = 0;
        if (engine->phase == ACCORD_PHASE_CHECKING) accord_raise(L, ACCORD_UNWIND_RERUN);
        return;
    }
    engine->spent += HOOK_PERIOD;
    check_budget(L);
    if (engine->ticks > BACKSTOP_TICKS) raise_limit(L, ACCORD_LIMIT_TIME);
}

void accord_charge(lua_State *L, uint64_t units)
{
    accord_engine_of(L)->spent += units;
    check_budget(L);
}

void accord_sandbox_begin(struct accord_engine *engine, bool counting)
{
    engine->spent = 0;
    engine->held = engine->arena.total;
    engine->unallocated = 0;
    engine->memory.large = 0;
    engine->memory.refused = false;
    engine->unwind = ACCORD_UNWIND_NONE;
    engine->trace = NULL;
    engine->reason_count = 0;
    engine->counting = counting;
    engine->ticks = 0;
    engine->pair = (engine->pair + 1) & 0xffff;
    if (counting) {
        lua_sethook(engine->L, hook, accord_observed(engine) ? LUA_MASKCOUNT | LUA_MASKLINE : LUA_MASKCOUNT,
                    HOOK_PERIOD);
    } else if (engine->armed) {
        lua_sethook(engine->L, NULL, 0, 0);
        engine->armed = 0;
    }
}

void accord_sandbox_end(struct accord_engine *engine)
{
    if (engine->counting) lua_sethook(engine->L, NULL, 0, 0);
    engine->counting = false;
}

void accord_sandbox_tick(struct accord_engine *engine)
{
    if (!engine->evaluating) return;
    if (engine->counting) {
        engine->ticks++;
    } else if (engine->pair_seen == engine->pair) {
        engine->armed = 1;
        lua_sethook(engine->L, hook, LUA_MASKCOUNT, 1);
    }
    engine->pair_seen = engine->pair;
}

/* ---- the protected call ---- */

/* Keeps the traceback of the innermost error and passes everything on. */
static int handle_error(lua_State *L)
{
    if (lua_islightuserdata(L, 1)) return 1;
    if (lua_type(L, 1) != LUA_TSTRING)
        lua_pushfstring(L, "the error is a %s, expected a text", luaL_typename(L, 1));
    else
        lua_pushvalue(L, 1);
    keep_trace(L, 1); /* without this handler */
    return 1;
}

int accord_sandbox_call(struct accord_engine *engine, int arguments, int results)
{
    lua_State *L = engine->L;
    int function = lua_gettop(L) - arguments;
    lua_pushcfunction(L, handle_error);
    lua_insert(L, function);
    int status = lua_pcall(L, arguments, results, function);
    lua_remove(L, function);
    if (status == LUA_ERRMEM && engine->unwind == ACCORD_UNWIND_NONE) {
        if (engine->memory.refused) {
            engine->limit = ACCORD_LIMIT_MEMORY;
            engine->unwind = ACCORD_UNWIND_LIMIT;
        } else {
            (void)accord_error_memory(engine->err);
            engine->unwind = ACCORD_UNWIND_HOST;
        }
    }
    return status;
}

void accord_sandbox_limit(const struct accord_engine *engine, char *text, size_t size)
{
    switch (engine->limit) {
    case ACCORD_LIMIT_INSTRUCTIONS:
        snprintf(text, size, "it used more than %" PRIu64 " instructions", engine->limits.instructions);
        break;
    case ACCORD_LIMIT_MEMORY:
        snprintf(text, size, "it used more than %zu KiB of memory", engine->limits.memory / 1024);
        break;
    case ACCORD_LIMIT_TIME:
        snprintf(text, size, "it used more than %d ticks of time", BACKSTOP_TICKS);
        break;
    }
}

const char *accord_sandbox_message(struct accord_engine *engine, struct accord_arena *arena)
{
    size_t length = 0;
    const char *text = lua_type(engine->L, -1) == LUA_TSTRING ? lua_tolstring(engine->L, -1, &length) : NULL;
    if (text == NULL) text = "the rule failed without a message", length = strlen(text);
    if (length > engine->limits.message) length = engine->limits.message;
    while (length > 0 && accord_utf8_check(text, length) != length && accord_utf8_check(text, length) + 4 > length)
        length--; /* a character cut in half at the end */
    return accord_arena_copy(arena, text, length);
}

size_t accord_sandbox_held(const struct accord_engine *engine)
{
    return engine->arena.total + engine->unallocated - engine->held;
}

/* What a check holds in the host counts as if it were Lua's, and filling it as work. */
static void charge_bytes(lua_State *L, size_t bytes, uint64_t units)
{
    const struct accord_engine *engine = accord_engine_of(L);
    if (accord_sandbox_held(engine) + bytes > engine->limits.memory) raise_limit(L, ACCORD_LIMIT_MEMORY);
    accord_charge(L, units);
}

void accord_charge_held(lua_State *L, size_t bytes, uint64_t units)
{
    charge_bytes(L, bytes, units);
    accord_engine_of(L)->unallocated += bytes;
}

void *accord_check_alloc(lua_State *L, size_t size)
{
    struct accord_engine *engine = accord_engine_of(L);
    charge_bytes(L, size, size / BYTES_A_UNIT);
    void *block = accord_arena_alloc(&engine->arena, size);
    if (block == NULL) accord_raise_memory(L);
    return block;
}

char *accord_check_copy(lua_State *L, const char *text, size_t length)
{
    char *copy = accord_check_alloc(L, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

/* ---- read-only tables ---- */

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

/* ---- the environment ---- */

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

static int open_environment(lua_State *L)
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

enum accord_status accord_sandbox_open(struct accord_engine *engine, struct accord_error *err)
{
    engine->err = err;
    engine->memory = (struct accord_lua_memory){.limit = engine->limits.memory};
    accord_blocks_init(&engine->memory.blocks);
    engine->L = lua_newstate(allocate, &engine->memory);
    if (engine->L == NULL) {
        accord_blocks_clear(&engine->memory.blocks);
        return accord_error_memory(err);
    }
    memcpy(lua_getextraspace(engine->L), &engine, sizeof engine);
    lua_pushcfunction(engine->L, open_environment);
    if (accord_sandbox_call(engine, 0, 0) == LUA_OK) return ACCORD_OK;
    enum accord_status status = engine->unwind != ACCORD_UNWIND_NONE
                                    ? accord_error_memory(err)
                                    : accord_error_set(err, ACCORD_BAD_RULES, "%s", lua_tostring(engine->L, -1));
    accord_sandbox_close(engine);
    return status;
}

void accord_sandbox_close(struct accord_engine *engine)
{
    if (engine->L != NULL) lua_close(engine->L);
    engine->L = NULL;
    accord_blocks_clear(&engine->memory.blocks);
}

void accord_push_environment(lua_State *L, enum accord_environment environment)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_keys[environment]);
}

bool accord_sandbox_load(struct accord_engine *engine, enum accord_environment environment, const char *name,
                         const char *source, size_t length, struct accord_arena *arena, const char **why)
{
    struct accord_source_fault fault;
    lua_State *L = engine->L;
    if (!accord_source_scan(source, length, &fault)) {
        struct accord_text text;
        accord_text_init(&text, 1024);
        accord_text_addf(&text, "%s:%u: %s", name, fault.line, fault.why);
        *why = accord_arena_copy(arena, accord_text_str(&text), text.length);
        accord_text_clear(&text);
        return false;
    }
    char chunk[ACCORD_CHUNK_NAME_MAX] = "@";
    strncat(chunk, name, sizeof chunk - 2);
    if (luaL_loadbufferx(L, source, length, chunk, "t") != LUA_OK) {
        *why = accord_sandbox_message(engine, arena);
        lua_pop(L, 1);
        return false;
    }
    struct accord_sets sets = engine->bytecode_known ? accord_bytecode_sets(L) : (struct accord_sets){true, true};
    engine->sets_upvalues = engine->sets_upvalues || sets.upvalues;
    if (environment == ACCORD_ENVIRONMENT_RULES && !sets.fields)
        lua_rawgetp(L, LUA_REGISTRYINDEX, &allowed_key); /* it sets no global: nothing need stand before them */
    else
        accord_push_environment(L, environment);
    lua_setupvalue(L, -2, 1);
    return true;
}
