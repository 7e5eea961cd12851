/* What compiled code can set, read from the precompiled form of Lua 5.4. */
#include "engine/bytecode.h"

#include "base/text.h"
#include "engine/dump.h"

#include <lauxlib.h>
#include <stdint.h>
#include <string.h>

enum { FORM_MAX = 64 * 1024 * 1024 };

/* As Lua 5.4 numbers its operations. */
enum { OP_GETUPVAL = 9, OP_SETUPVAL = 10, OP_SETTABUP = 15, OP_MASK = 0x7F };

/* The number of _ENV among a function's upvalues. */
enum { CHUNK_ENVIRONMENT = 0, NO_ENVIRONMENT = -1 };

/* Where the function around has it as its upvalue `outer`. */
static int find_environment(struct accord_dump *dump, int outer)
{
    size_t count;
    const unsigned char *upvalues = accord_dump_take_upvalues(dump, &count);
    for (size_t i = 0; upvalues != NULL && i < count; i++, upvalues += ACCORD_UPVALUE_BYTES)
        if (upvalues[0] == 0 && upvalues[1] == outer) return (int)i;
    return NO_ENVIRONMENT;
}

/* A global whose name is no short constant near the first is got at by way of a register: whoever takes _ENV into one
 * may set it. */
static void read_code(const unsigned char *code, size_t count, int environment, struct accord_sets *sets)
{
    for (size_t i = 0; code != NULL && i < count; i++) {
        uint32_t instruction;
        memcpy(&instruction, code + i * ACCORD_INSTRUCTION_BYTES, sizeof instruction);
        int operation = (int)(instruction & OP_MASK), b = (int)(instruction >> 16 & 0xFF);
        sets->upvalues = sets->upvalues || operation == OP_SETUPVAL;
        sets->fields = sets->fields || operation == OP_SETTABUP || (operation == OP_GETUPVAL && b == environment);
    }
}

/* Of a form without names and lines. `outer`: _ENV of the function around; a chunk has none around it. */
static void read_function(struct accord_dump *dump, int depth, int outer, struct accord_sets *sets)
{
    enum { PARAMETERS_VARIADIC_STACK = 3 };
    if (depth > ACCORD_DUMP_DEPTH_MAX) dump->bad = true;
    accord_dump_skip_text(dump);
    (void)accord_dump_take_size(dump); /* first and last line */
    (void)accord_dump_take_size(dump);
    (void)accord_dump_take(dump, 1, PARAMETERS_VARIADIC_STACK);
    size_t count = accord_dump_take_size(dump);
    const unsigned char *code = accord_dump_take(dump, ACCORD_INSTRUCTION_BYTES, count);
    accord_dump_skip_constants(dump);
    int environment = find_environment(dump, outer);
    if (depth == 0) environment = CHUNK_ENVIRONMENT;
    read_code(code, count, environment, sets);
    for (size_t left = accord_dump_take_size(dump); left > 0 && !dump->bad; left--)
        read_function(dump, depth + 1, environment, sets);
    if (accord_dump_take_size(dump) + accord_dump_take_size(dump) != 0) dump->bad = true; /* lines */
    accord_dump_skip_names(dump);
}

static int write_form(lua_State *L, const void *bytes, size_t length, void *host)
{
    struct accord_text *text = host;
    (void)L;
    accord_text_add(text, bytes, length);
    return text->failed;
}

struct accord_sets accord_bytecode_sets(lua_State *L)
{
    struct accord_text text;
    struct accord_sets sets = {false, false};
    struct accord_dump dump = {.bad = true};
    accord_text_init(&text, FORM_MAX);
    if (lua_dump(L, write_form, &text, true) == 0 && !text.failed) {
        dump = (struct accord_dump){.bytes = (const unsigned char *)accord_text_str(&text), .length = text.length};
        accord_dump_take_header(&dump);
        read_function(&dump, 0, NO_ENVIRONMENT, &sets);
    }
    bool known = !dump.bad && dump.at == dump.length;
    accord_text_clear(&text);
    return known ? sets : (struct accord_sets){true, true};
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
