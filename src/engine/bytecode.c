/* What compiled code can set, read from the precompiled form of Lua 5.4. */
#include "engine/bytecode.h"

#include "base/text.h"
#include "engine/dump.h"

#include <lauxlib.h>
#include <stdint.h>
#include <string.h>

enum { FORM_MAX = 64 * 1024 * 1024 };

/* As Lua 5.4 numbers its operations. */
enum { OP_SETUPVAL = 10, OP_SETTABUP = 15, OP_MASK = 0x7F };

static void read_code(struct accord_dump *dump, struct accord_sets *sets)
{
    size_t count = accord_dump_take_size(dump);
    const unsigned char *code = accord_dump_take(dump, ACCORD_INSTRUCTION_BYTES, count);
    for (size_t i = 0; code != NULL && i < count; i++) {
        uint32_t instruction;
        memcpy(&instruction, code + i * ACCORD_INSTRUCTION_BYTES, sizeof instruction);
        sets->upvalues = sets->upvalues || (instruction & OP_MASK) == OP_SETUPVAL;
        sets->fields = sets->fields || (instruction & OP_MASK) == OP_SETTABUP;
    }
}

/* Of a form without names and lines. */
static void read_function(struct accord_dump *dump, int depth, struct accord_sets *sets)
{
    enum { PARAMETERS_VARIADIC_STACK = 3 };
    if (depth > ACCORD_DUMP_DEPTH_MAX) dump->bad = true;
    accord_dump_skip_text(dump);
    (void)accord_dump_take_size(dump); /* first and last line */
    (void)accord_dump_take_size(dump);
    (void)accord_dump_take(dump, 1, PARAMETERS_VARIADIC_STACK);
    read_code(dump, sets);
    accord_dump_skip_constants(dump);
    accord_dump_skip_upvalues(dump);
    for (size_t left = accord_dump_take_size(dump); left > 0 && !dump->bad; left--)
        read_function(dump, depth + 1, sets);
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
        read_function(&dump, 0, &sets);
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
