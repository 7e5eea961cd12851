/* The Lua state that rules run in: limits, the one protected call, loading. */
#include "engine/sandbox.h"

#include "base/error.h"
#include "engine/bytecode.h"
#include "engine/observe.h"
#include "engine/source_scan.h"

#include <assert.h>
#include <inttypes.h>
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

enum {
    HOOK_PERIOD = 1000,          /* instructions between two looks at the budget */
    LARGE_BLOCK = 4096,          /* an allocation from here on is charged by its size */
    BYTES_A_UNIT = 64,           /* of a large allocation, for one unit of the budget */
    BLOCK_MAX = 8 * 1024 * 1024, /* of one allocation: no rule needs a text or table this large */
    BACKSTOP_TICKS = 10000 /* of a pair that is counted: 20 s at the program's 2 ms, far beyond what the budget takes */
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

void accord_add_reason(struct accord_engine *engine, enum accord_verdict_kind verdict, struct accord_row *row,
                       int column, const char *text)
{
    /* Past the maximum the kinds that are kept decide: a further reason can only repeat them in another row. */
    const struct accord_reason reason = {verdict, row, column, text};
    accord_observe_undecided(engine, &reason);
    if (engine->reason_count < ACCORD_REASONS_MAX)
        engine->reasons[engine->reason_count++] = reason;
    else if (verdict == ACCORD_VERDICT_REVIEW)
        engine->reasons[ACCORD_REASONS_MAX - 1].verdict = verdict;
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

/* ---- opening and loading ---- */

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
    lua_pushcfunction(engine->L, accord_environment_open);
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
    /* What sets no global needs nothing to stand before what it may call. */
    if (environment == ACCORD_ENVIRONMENT_RULES && !sets.fields)
        accord_push_allowed(L);
    else
        accord_push_environment(L, environment);
    lua_setupvalue(L, -2, 1);
    return true;
}
