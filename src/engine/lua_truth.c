/* all, any, none, not_: tests that may be undecided, joined by the truth tables of three values. */
#include "engine/lua_collected.h"
#include "engine/lua_rows.h"
#include "engine/observe.h"
#include "engine/path_note.h"
#include "engine/sandbox.h"

#include <lauxlib.h>

/* Calls the function on top of `arguments` arguments. ACCORD_UNDECIDED leaves its reasons on the list. */
static enum accord_truth call_test(lua_State *L, int arguments)
{
    struct accord_engine *engine = accord_engine_of(L);
    if (accord_sandbox_call(engine, arguments, 1) != LUA_OK) {
        if (engine->unwind != ACCORD_UNWIND_UNDECIDED) lua_error(L);
        engine->unwind = ACCORD_UNWIND_NONE;
        lua_pop(L, 1);
        return ACCORD_UNDECIDED;
    }
    if (lua_type(L, -1) != LUA_TBOOLEAN)
        luaL_error(L, "a test of all, any, none, not_ must say true or false, got %s", accord_value_name(L, -1));
    enum accord_truth truth = lua_toboolean(L, -1) ? ACCORD_YES : ACCORD_NO;
    lua_pop(L, 1);
    return truth;
}

/* How many tests the arguments hold: functions, or one list of items and one function. */
static size_t count_tests(lua_State *L, bool *items)
{
    *items = lua_type(L, 1) != LUA_TFUNCTION;
    if (!*items || lua_gettop(L) == 0) return (size_t)lua_gettop(L);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    const struct accord_rows_userdata *rows = accord_rows_at(L, 1);
    size_t count = 0;
    if (rows != NULL) return rows->count;
    if (accord_items_at(L, 1, &count) != NULL) return count;
    luaL_checktype(L, 1, LUA_TTABLE);
    return (size_t)luaL_len(L, 1);
}

static enum accord_truth run_test(lua_State *L, size_t at, bool items, struct accord_note_items *noted)
{
    if (noted->rows != NULL) {
        struct accord_engine *engine = accord_engine_of(L);
        accord_note_item(engine, noted, at - 1);
        lua_pushvalue(L, 2);
        accord_push_row(L, noted->rows->rows[at - 1]);
        enum accord_truth truth = call_test(L, 1);
        accord_note_item_end(engine, noted, NULL, truth);
        return truth;
    }
    if (!items) {
        luaL_checktype(L, (int)at, LUA_TFUNCTION);
        lua_pushvalue(L, (int)at);
        return call_test(L, 0);
    }
    lua_pushvalue(L, 2);
    lua_geti(L, 1, (lua_Integer)at);
    return call_test(L, 1);
}

/* One of the tests says `wanted` surely: YES; none may: NO; otherwise UNDECIDED, with the reasons left on the list. */
static enum accord_truth some_test(lua_State *L, enum accord_truth wanted_answer, bool may_be_empty, const char *name)
{
    struct accord_engine *engine = accord_engine_of(L);
    size_t reasons = engine->reason_count;
    bool items, undecided = false;
    size_t count = count_tests(L, &items);
    struct accord_note_items noted;
    accord_note_items(L, ACCORD_STEP_TEST, items ? accord_rows_at(L, 1) : NULL, 2, NULL, wanted_answer, &noted);
    if (count == 0) accord_note_items_none(engine, &noted);
    if (count == 0 && !may_be_empty) luaL_error(L, "%s() over nothing: ask first whether there is anything", name);
    for (size_t i = 1; i <= count; i++) {
        enum accord_truth truth = run_test(L, i, items, &noted);
        if (truth == wanted_answer) {
            if (!noted.apart) accord_note_forget(engine, reasons);
            engine->reason_count = reasons;
            accord_note_items_tested(engine, &noted, ACCORD_YES);
            return ACCORD_YES;
        }
        undecided = undecided || truth == ACCORD_UNDECIDED;
    }
    if (count > 0) accord_note_items_tested(engine, &noted, undecided ? ACCORD_UNDECIDED : ACCORD_NO);
    return undecided ? ACCORD_UNDECIDED : ACCORD_NO;
}

static int push_answer(lua_State *L, const char *name, enum accord_truth truth, bool negated)
{
    if (negated && truth != ACCORD_UNDECIDED) truth = truth == ACCORD_YES ? ACCORD_NO : ACCORD_YES;
    accord_observe_truth(accord_engine_of(L), name, truth);
    if (truth == ACCORD_UNDECIDED) return accord_raise(L, ACCORD_UNWIND_UNDECIDED);
    lua_pushboolean(L, truth == ACCORD_YES);
    return 1;
}

static int test_any(lua_State *L)
{
    return push_answer(L, "any", some_test(L, ACCORD_YES, true, "any"), false);
}

static int test_all(lua_State *L)
{
    return push_answer(L, "all", some_test(L, ACCORD_NO, false, "all"), true);
}

static int test_none(lua_State *L)
{
    return push_answer(L, "none", some_test(L, ACCORD_YES, false, "none"), true);
}

static int test_not(lua_State *L)
{
    lua_settop(L, 1);
    luaL_checktype(L, 1, LUA_TFUNCTION);
    return push_answer(L, "not_", call_test(L, 0), true);
}

const struct accord_host_function accord_lua_truth_functions[] = {
    {"all", test_all, "tests: accord.Rows|any[]|fun(): boolean, ...: fun(item?: any): boolean -> boolean",
     "whether every test is true, of functions or of a list and a function of its items; undecided ones leave it open; "
     "an error over nothing"},
    {"any", test_any, "tests: accord.Rows|any[]|fun(): boolean, ...: fun(item?: any): boolean -> boolean",
     "whether some test is true, of functions or of a list and a function of its items; false over nothing"},
    {"none", test_none, "tests: accord.Rows|any[]|fun(): boolean, ...: fun(item?: any): boolean -> boolean",
     "whether no test is true, of functions or of a list and a function of its items; an error over nothing"},
    {"not_", test_not, "test: fun(): boolean -> boolean", "whether the test is false; undecided stays so"},
    {NULL, NULL, NULL, NULL},
};
