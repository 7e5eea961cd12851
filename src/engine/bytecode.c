/* What compiled code can set. */
#include "engine/bytecode.h"

#include "engine/code.h"

#include <lauxlib.h>
#include <string.h>

/* A global whose name is no short constant near the first is got at by way of a register: whoever takes _ENV into one
 * may set it. */
static void read_function(const struct accord_code *code, int environment, struct accord_sets *sets)
{
    for (size_t at = 0; at < code->count; at++) {
        struct accord_instruction in = accord_code_at(code, at);
        sets->upvalues = sets->upvalues || in.operation == ACCORD_OP_SETUPVAL;
        sets->fields = sets->fields || in.operation == ACCORD_OP_SETTABUP ||
                       (in.operation == ACCORD_OP_GETUPVAL && in.b == environment);
    }
    for (size_t i = 0; i < code->inner_count; i++)
        read_function(&code->inner[i], accord_code_environment(&code->inner[i], environment), sets);
}

struct accord_sets accord_bytecode_sets(lua_State *L)
{
    struct accord_arena arena;
    struct accord_sets sets = {false, false};
    accord_arena_init(&arena);
    const struct accord_code *code = accord_code_read(L, &arena);
    if (code != NULL)
        read_function(code, ACCORD_CHUNK_ENVIRONMENT, &sets);
    else
        sets = (struct accord_sets){true, true};
    accord_arena_clear(&arena);
    return sets;
}

bool accord_bytecode_known(lua_State *L)
{
    static const struct {
        const char *text;
        struct accord_sets sets;
    } known[] = {
        {"local a, t = 1, {} return function(x) local b = a t[x], t[1], x.y = b, a, t.z return x.y, f(t) end",
         {false, false}},
        {"local a return function(x) return function() a = x end end", {true, false}},
        {"local t = {} return function(x) t.a = x end", {false, true}},
        {"return function(x) a = x end", {false, true}},
        {"return function() return function(x) a_name_of_more_than_forty_letters_to_set_it_by_way_of_a_register = x "
         "end end",
         {false, true}},
    };
    bool right = true;
    for (size_t i = 0; i < sizeof known / sizeof known[0] && right; i++) {
        right = luaL_loadbufferx(L, known[i].text, strlen(known[i].text), "=known", "t") == LUA_OK;
        if (right) {
            struct accord_sets sets = accord_bytecode_sets(L);
            right = sets.upvalues == known[i].sets.upvalues && sets.fields == known[i].sets.fields;
        }
        lua_pop(L, 1);
    }
    return right;
}
