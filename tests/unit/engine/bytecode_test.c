/* What compiled code can set is found in its precompiled form, wherever it stands in the text. */
#include "engine/bytecode.h"

#include "unit/suite.h"

#include <lauxlib.h>

#define LONG_NAME "a_name_of_more_than_forty_letters_as_hardly_anybody_writes_it"

static const struct {
    const char *text;
    struct accord_sets sets;
} chunks[] = {
    {"", {false, false}},
    {"return 1, 2.5, 'text', true, nil, { a = 1, [2] = 3 }", {false, false}},
    {"local a = 1 a = 2 local t = {} t.x = a t[a] = t return t", {false, false}},
    {"local a = 1 return function() return a end", {false, false}},
    {"local t = {} return function(k, v) t[k] = v end", {false, false}},
    {"local a = 1 return function() a = 2 end", {true, false}},
    {"local a return function() return function() return function() a = 2 end end end", {true, false}},
    {"local a return function(n) for i = 1, n do a = i end end", {true, false}},
    {"local a local function f() a = f end return f", {true, false}},
    {"x = 1", {false, true}},
    {"local t = {} return function() t.x = 1 end", {false, true}},
    {"function f() end", {false, true}},
    {"local t = {} function t.f() end return t", {false, false}},
    {"local a return function() a = 1 b = 2 end", {true, true}},
    {"return { check = function(p) return p.x == 5000 and p:y 'a text of more than forty bytes, as a long one' end }",
     {false, false}},
    /* a name that is no short constant is set by way of a register */
    {LONG_NAME " = 1", {false, true}},
    {"return function(x) return function() " LONG_NAME " = x end end", {false, true}},
    {"local a return function() local b = a return function() local c = b " LONG_NAME " = a end end", {false, true}},
    {"local a return function() local b = a return function() local c = b return a end end", {false, false}},
};

/* More constants than an instruction can name, then the text. The chunk is left on the stack. */
static void load_after_many_constants(lua_State *L, const char *text)
{
    luaL_Buffer source;
    luaL_buffinit(L, &source);
    luaL_addstring(&source, "return function(t)\n");
    for (int i = 0; i < 300; i++) {
        lua_pushfstring(L, "t[%d] = 'k%d'\n", i, i);
        luaL_addvalue(&source);
    }
    luaL_addstring(&source, text);
    luaL_addstring(&source, "\nend");
    luaL_pushresult(&source);
    ck_assert_int_eq(luaL_loadstring(L, lua_tostring(L, -1)), LUA_OK);
    lua_remove(L, -2);
}

START_TEST(a_global_is_found_behind_many_constants)
{
    lua_State *L = luaL_newstate();
    load_after_many_constants(L, "met = t");
    ck_assert(accord_bytecode_sets(L).fields);
    load_after_many_constants(L, "t.met = t");
    ck_assert(!accord_bytecode_sets(L).fields);
    lua_close(L);
}
END_TEST

START_TEST(what_a_chunk_sets_is_found)
{
    lua_State *L = luaL_newstate();
    ck_assert_int_eq(luaL_loadstring(L, chunks[_i].text), LUA_OK);
    struct accord_sets sets = accord_bytecode_sets(L);
    ck_assert_msg(sets.upvalues == chunks[_i].sets.upvalues, "upvalues: %s", chunks[_i].text);
    ck_assert_msg(sets.fields == chunks[_i].sets.fields, "fields: %s", chunks[_i].text);
    ck_assert_int_eq(lua_gettop(L), 1);
    lua_close(L);
}
END_TEST

START_TEST(what_is_no_lua_function_may_set_anything)
{
    lua_State *L = luaL_newstate();
    lua_pushcfunction(L, lua_gettop);
    struct accord_sets sets = accord_bytecode_sets(L);
    ck_assert(sets.upvalues && sets.fields);
    lua_close(L);
}
END_TEST

START_TEST(this_lua_is_known)
{
    lua_State *L = luaL_newstate();
    ck_assert(accord_bytecode_known(L));
    ck_assert_int_eq(lua_gettop(L), 0);
    lua_close(L);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bytecode");
    TCase *tcase = tcase_create("bytecode");
    tcase_add_loop_test(tcase, what_a_chunk_sets_is_found, 0, COUNT_OF(chunks));
    tcase_add_test(tcase, a_global_is_found_behind_many_constants);
    tcase_add_test(tcase, what_is_no_lua_function_may_set_anything);
    tcase_add_test(tcase, this_lua_is_known);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
