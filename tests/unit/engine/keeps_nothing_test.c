/* A function keeps nothing only where its code, and that of all that it calls, shows it. */
#include "engine/keeps_nothing.h"

#include "base/memory.h"
#include "engine/sandbox.h"
#include "unit/suite.h"

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

static const char *const functions[] = {
    "amount",       "absent",       "all",         "any",        "assert",       "contains",       "date",
    "during",       "error",        "findings",    "format",     "gap",          "glob",           "join",
    "lower",        "met",          "no_occasion", "none",       "not_",         "not_due",        "partial",
    "review",       "select",       "split",       "trim",       "shown_absent", "tonumber",       "tostring",
    "type",         "upper",        "is_url",      "unreported", "is_email",     "not_applicable", "math.abs",
    "math.floor",   "math.max",     "math.min",    "string.sub", "string.len",   "string.lower",   "string.upper",
    "table.concat", "table.unpack", NULL};
static const char *const iterators[] = {"ipairs", "pairs", NULL};
static const char *const changers[] = {"table.insert", "table.remove", NULL};
static const char *const values[] = {"as_of", "present", "missing", "world", NULL};
static const char *const methods[] = {"add", "each", NULL};
static const struct accord_harmless_names names = {functions, iterators, changers, values, methods};

/* ---- functions of upvalues that are read-only once they are made, as those of a rule's file ---- */

#define BEFORE                                                                                                         \
    "local list, number, host = { 'a', { 'b' } }, 1, contains "                                                        \
    "local function good(row) return row.a == number and contains(list, row.b) end "                                   \
    "local function bad(row) table.insert(list, row) return true end "                                                 \
    "local function calls_bad(row) return bad(row) end "                                                               \
    "local function around(row) return row.n == 0 or around_again(row) end "                                           \
    "local lib = { good = good, bad = bad, list = list, inner = { good = good } } "                                    \
    "local function itself(row) return row.n == 0 or itself_too(row) end "

static const struct {
    const char *body; /* of a function of row and other */
    bool nothing;
} bodies[] = {
    {"", true},
    {"return row.a", true},
    {"return row.a == 1 and row:has 'b' or not other", true},
    {"return row.from + 1, -row.n, #row, row .. 'x', row.a < as_of, row[other], row[1]", true},
    {"return contains(list, row.a)", true},
    {"local has = contains return has(list, row.a)", true},
    {"return math.floor(row.n)", true},
    {"return good(row)", true},
    {"return lib.good(row)", true},
    {"return lib.list[1]", true},
    {"local f = row.a and good or lib.good return f(row)", true},
    {"return other:possibly('actions', { a = row.a, list = list }):sure(good)", true},
    {"return any(row.flags, good), all(list, contains), none(row, function(flag) return flag == number end)", true},
    {"return world:count('actions', { a = row.id }) > 0", true},
    {"if row.a then return gap('m', { a = row.a }, row) end return met(row)", true},
    {"error 'no'", true},
    /* tables of its own */
    {"local t = {} t.a, t[1], t[row] = 1, 2, 3 return t", true},
    {"local t = { row, row.a, x = { y = 1 } } t.z = t return t", true},
    {"local t if row.a then t = {} else t = { 1 } end t.x = 1 return t", true},
    {"local t = {} for _, v in ipairs(row.list) do t[v] = true end return t", true},
    {"local t = {} for k, v in pairs(row.list) do t[k] = v end return t", true},
    {"local t = {} for i = 1, #row do table.insert(t, row[i]) end return table.concat(t, ', ')", true},
    {"local t = { row, ... } return t", true},
    {"local t = {} local u = t u.x = 1 return u", true},
    {"local t = {} while #t < 3 do table.insert(t, 1, row) end return t", true},
    {"local t = {} return any(row, function(x) return t[x] end)", true},
    {"local t = {} t.f = function() return 1 end return t.f", true},
    {"local function f(x) return x.a end return f(row)", true},
    {"local out = findings() return out", true},
    {"return function() return row end", true},
    {"goto over do return good(row) end ::over:: return row", true},
    {"return ...", true},
    {"return select('#', ...)", true},
    {"return met({ row, table.unpack(row.list) })", true},
    /* what is around */
    {"number = 2", false},
    {"x = 1", false},
    {"list.x = 1", false},
    {"list[1] = 1", false},
    {"list[row] = 1", false},
    {"local l = list l.x = 1", false},
    {"row.x = 1", false},
    {"row[1] = 1", false},
    {"row[other] = 1", false},
    {"table.insert(list, row)", false},
    {"table.insert(row, 1)", false},
    {"table.remove(other)", false},
    {"table.insert(row.list, 1)", false},
    {"table.insert(...)", false},
    {"table.insert()", false},
    {"do local a, t = 1, {} end table.insert()", false},
    {"local t = {} table.insert(t, ...)", true},
    {"local insert = table.insert insert(list, 1)", false},
    {"return any(row, table.insert)", false},
    {"return table", false},
    {"return table.insert", false},
    {"return table.sort({ row }, row[other])", false},
    {"return row:add(other)", false},
    {"return other:each(row, good)", false},
    {"return any({ row }, other.add)", false},
    {"local out = findings() out:add(gap('m')) return out", false},
    {"return unknown(row)", false},
    {"return unknown", false},
    {"return setmetatable({}, row)", false},
    {"return math.unknown(row)", false},
    {"return math", false},
    {"return pairs(math)", false},
    {"return math:floor(1)", false},
    {"local m = row.a and math or row return m.floor(1)", false},
    /* tables that are not its own, or not surely */
    {"local t = {} t = row t.x = 1", false},
    {"local t = {} if row.a then t = list end t.x = 1", false},
    {"local t = {} for i = 1, 2 do t.x = 1 t = list end", false},
    {"local t = {} while row.a do t.x = 1 t = t.y end", false},
    {"local t = row.a or {} t.x = 1", false},
    {"local t = { list } t[1].x = 1", false},
    {"local t = { y = list } t.y.x = 1", false},
    {"local t = {} ::again:: t.x = 1 t = list goto again", false},
    {"local t = {} return function() t.x = 1 end", false},
    {"local t = {} return function() table.insert(t, 1) end", false},
    {"local t = {} return function() t = list end", false},
    {"local t = good(row) t.x = 1", false},
    {"local t = select(1, list) t.x = 1", false},
    {"(row.a and {} or list).x = 1", false},
    {"local t = {} local u <close> = row t.x = 1", false},
    /* what is called */
    {"return bad(row)", false},
    {"return calls_bad(row)", false},
    {"return any(row, bad)", false},
    {"return bad", false},
    {"return lib.bad(row)", false},
    {"return lib['ba' .. 'd'](row)", false},
    {"return lib[row.a](row)", false},
    {"return lib:good()", false},
    {"return lib", false},
    {"local l = lib return l.good(row)", true},
    {"local l = lib return l.bad(row)", false},
    {"local l = lib return function() return l:bad() end", false},
    {"local l if row.a then l = lib else l = row end return l:bad()", false},
    {"local m if row.a then m = math else m = string end return m.floor(row.n)", false},
    {"local m if row.a then m = string else m = math end return m.floor(row.n)", false},
    {"for v in contains(list, row) do return v end", false},
    {"local l = lib return function() return l.bad(row) end", false},
    {"local l = lib return function() return l.good(row) end", false},
    {"local l = row.a and lib or row return l.good(row)", false},
    {"return any({ lib }, function(l) return l:bad() end)", false},
    {"return lib.inner.good(row)", false},
    {"return host(list, row)", false},
    {"return row(other)", false},
    {"return other.f(row)", false},
    {"return row.f", true},
    {"local f = row.a and good or bad return f(row)", false},
    {"local f = row.a and good or other return f(row)", false},
    {"return select(1, good)(row)", false},
    {"local t = { f = good } return t.f(row)", false},
    {"for v in row do return v end", false},
    {"for v in good, row do return v end", false},
    {"for v in pairs do return v end", false},
    {"local iterate = pairs(row) return iterate(row)", false},
    {"for v in (row.a and ipairs(row) or other) do return v end", false},
    {"return function() return bad(row) end", false},
    {"return function() return function() number = 1 end end", false},
    {"do return 1 end return bad(row)", true}, /* which the compiler leaves there, and nothing reaches */
    {"do return 1 end return function() number = 1 end", false},
    {"a_name_of_more_than_forty_letters_as_hardly_anybody_writes_it = 1", false},
    {"return a_name_of_more_than_forty_letters_as_hardly_anybody_writes_it()", false},
    {"return row:a_name_of_more_than_forty_letters_as_hardly_anybody_writes_it()", false},
};

static void load_function(lua_State *L, const char *body)
{
    lua_pushfstring(L, BEFORE "return function(row, other, ...) %s end", body);
    if (luaL_loadstring(L, lua_tostring(L, -1)) != LUA_OK) ck_abort_msg("%s: %s", body, lua_tostring(L, -1));
    lua_remove(L, -2);
    lua_call(L, 0, 1);
}

static lua_State *open_lua(void)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_settop(L, 0);
    lua_pushcfunction(L, lua_gettop);
    lua_setglobal(L, "contains");
    return L;
}

START_TEST(what_a_function_may_change_is_found)
{
    lua_State *L = open_lua();
    for (int frozen = 0; frozen < 2; frozen++) {
        load_function(L, bodies[_i].body);
        if (frozen) accord_freeze(L, -1);
        ck_assert_msg(accord_function_keeps_nothing(L, -1, &names) == bodies[_i].nothing, "%s", bodies[_i].body);
        ck_assert_int_eq(lua_gettop(L), 1);
        lua_settop(L, 0);
    }
    lua_close(L);
}
END_TEST

/* ---- chunks that return a function ---- */

static const struct {
    const char *chunk;
    bool nothing;
} chunks[] = {
    /* functions that call each other, and themselves */
    {"local function f(row) return row.n == 0 or f(row.next) end return f", true},
    {"local f, g function f(row) return g(row) end function g(row) return row.a and f(row) end return f", true},
    {"local f, g, t = nil, nil, {} function f(row) return g(row) end function g(row) t.x = 1 return f(row) end return "
     "f",
     false},
    {"local f, g, t = nil, nil, {} function f(row) g(row) t.x = 1 end function g(row) return f(row) end return g",
     false},
    /* tables of functions */
    {"local t = {} function t.f(row) return t.g(row) end function t.g(row) return row.a end return t.f", true},
    {"local t = {} function t.f(row) return t.g(row) end function t.g(row) t.x = 1 end return t.f", false},
    {"local t = { x = { y = { f = error } } } return function(row) return t.x end", false},
    {"local t = { x = { y = { f = 1 } } } return function(row) return t.x.y:f() end", true},
    {"local t = { f = print } return function(row) return t.f(row) end", false},
    {"local t = { f = print } return function(row) return t.g, t.h end", true},
    {"local t = {} return function(row) return any({ t }, t.add) end", false},
    {"local t = {} return function(row) return any({ t }, t.length) end", true},
    {"local t = { x = 1, [print] = 2 } return function(row) return t end", false},
    {"local t = setmetatable({}, { __index = function(t, k) x = k end }) return function(row) return t.a end", false},
    {"local t = { setmetatable({}, { __index = print }) } return function(row) return t end", false},
    {"local t = {} t.t = t return function(row) return t end", false},
    {"local t = coroutine.create(print) return function(row) return t end", false},
    {"local t = {} return function(row) return function() return function() return t.x end end end", true},
    {"local t = { f = print } return function(row) return function() return function() return t end end end", false},
    {"local t = { f = print } return function(row) return function() return function() return t.x end end end", true},
    /* many of them */
    {"local function f(row) return row end for i = 1, 20 do local g = f f = function(row) return g(row) end end return "
     "f",
     true},
    {"local function f(row) return row end for i = 1, 40 do local g = f f = function(row) return g(row) end end return "
     "f",
     false},
    {"local t = {} for i = 1, 1e5 do t[i] = i end return function(row) return t end", false},
    {"local t = {} for i = 1, 1000 do t[i] = { i } end return function(row) return t end", true},
    {"return print", false},
    {"return {}", false},
};

START_TEST(what_a_function_calls_is_looked_into)
{
    lua_State *L = open_lua();
    ck_assert_int_eq(luaL_loadstring(L, chunks[_i].chunk), LUA_OK);
    lua_call(L, 0, 1);
    lua_pushnil(L); /* not on top */
    ck_assert_msg(accord_function_keeps_nothing(L, 1, &names) == chunks[_i].nothing, "%s", chunks[_i].chunk);
    ck_assert_int_eq(lua_gettop(L), 2);
    lua_close(L);
}
END_TEST

/* A method behind more constants than an instruction can name is called by way of a register. */
START_TEST(a_method_behind_many_constants_may_be_any)
{
    lua_State *L = open_lua();
    luaL_Buffer source;
    luaL_buffinit(L, &source);
    luaL_addstring(&source, "return function(row) local t = {}");
    for (int i = 0; i < 300; i++) {
        lua_pushfstring(L, " t[%d] = 'k%d'", i, i);
        luaL_addvalue(&source);
    }
    luaL_addstring(&source, " row:add() end");
    luaL_pushresult(&source);
    ck_assert_int_eq(luaL_dostring(L, lua_tostring(L, -1)), LUA_OK);
    ck_assert(!accord_function_keeps_nothing(L, -1, &names));
    lua_close(L);
}
END_TEST

/* It is said of the function as it is. */
START_TEST(upvalues_are_looked_at_as_they_are)
{
    lua_State *L = open_lua();
    ck_assert_int_eq(luaL_dostring(L, "local f = function() end "
                                      "return function(row) return f(row) end, function(g) f = g end"),
                     LUA_OK);
    ck_assert(accord_function_keeps_nothing(L, 1, &names));
    lua_getglobal(L, "print");
    lua_call(L, 1, 0);
    ck_assert(!accord_function_keeps_nothing(L, 1, &names));
    lua_close(L);
}
END_TEST

/* Each allocation fails in turn: then it is not said. */
START_TEST(without_memory_it_is_not_said)
{
    lua_State *L = open_lua();
    bool nothing = false;
    load_function(L, "local t = {} for _, v in ipairs(row) do t[v] = lib.good(v) end return any(t, good)");
    for (unsigned long nth = 1; !nothing; nth++) {
        accord_alloc_fail_after(nth);
        nothing = accord_function_keeps_nothing(L, 1, &names);
        accord_alloc_fail_after(0);
        ck_assert_uint_lt(nth, 1000);
    }
    ck_assert(nothing);
    lua_close(L);
}
END_TEST

/* ---- rules as they are written ---- */

#define BENCH ACCORD_TESTS "/bench/rules"

/* A value of the host that is everything: each method and each global calls what it is given with it, and notes that.
 */
static const char everything[] =
    "local any, folder = ... given, length, truth = {}, 1, true "
    "local function note(...) "
    "  for i = 1, select('#', ...) do "
    "    local f = select(i, ...) "
    "    if type(f) == 'function' then given[f] = true pcall(f, any) end "
    "  end "
    "  return any "
    "end "
    "local function self() return any end "
    "local function answer() return truth end "
    "debug.setmetatable(any, { __index = self, __call = note, __concat = self, __add = self, "
    "  __sub = self, __unm = self, __lt = answer, __le = answer, __len = function() return length end }) "
    "local allowed = { select = select, assert = assert, "
    "  math = math, string = string, as_of = any, present = any, missing = any, world = any, "
    "  table = { insert = function() end, concat = self, unpack = self, remove = self, sort = self } } "
    "function allowed.pairs(t) if type(t) == 'table' then return pairs(t) end return next, { any } end "
    "allowed.ipairs = allowed.pairs "
    "function allowed.contains() return truth end "
    "local environment = setmetatable({}, { __index = function(_, name) return allowed[name] or any end }) "
    "local libs = {} "
    "function allowed.lib(name) "
    "  libs[name] = libs[name] or assert(loadfile(folder .. '/lib/' .. name .. '.lua', 't', environment))() "
    "  return libs[name] "
    "end "
    "function run(file) "
    "  local rule = assert(loadfile(file, 't', environment))() "
    "  for n = 0, 3 do "
    "    length, truth = n % 2, n > 1 "
    "    if rule.check then pcall(rule.check, any, any, any) end "
    "  end "
    "  return rule "
    "end";

/* Leaves the rule's table and what it gave to the host, as a set, on the stack. */
static void run_rule(lua_State *L, const char *folder, const char *file)
{
    ck_assert_int_eq(luaL_loadstring(L, everything), LUA_OK);
    lua_newuserdatauv(L, 1, 0);
    lua_pushstring(L, folder);
    lua_call(L, 2, 0);
    lua_getglobal(L, "run");
    lua_pushstring(L, file);
    if (lua_pcall(L, 1, 1, 0) != LUA_OK) ck_abort_msg("%s", lua_tostring(L, -1));
    lua_getglobal(L, "given");
}

static const struct {
    const char *folder;
    const char *file;
    int given; /* functions that the check gives to the host: all of them keep nothing */
    bool check;
} rules[] = {
    {BENCH, BENCH "/bench/late_cbd_report.lua", 1, false},
    {BENCH, BENCH "/bench/late_cms_report.lua", 1, false},
    {BENCH, BENCH "/bench/no_address.lua", 1, false},
    {BENCH, BENCH "/bench/no_evidence.lua", 1, false},
    {BENCH, BENCH "/bench/plan_not_carried_out.lua", 1, false},
    {BENCH, BENCH "/bench/repealed_mandate.lua", 1, false},
    {BENCH, BENCH "/bench/no_web_tool.lua", 2, true},
    {BENCH, BENCH "/bench/plan_without_resources.lua", 1, true},
    {BENCH, BENCH "/bench/provision_not_named.lua", 1, true},
    {BENCH, BENCH "/bench/groups_not_engaged.lua", 0, false},
    {BENCH, BENCH "/bench/conventions_not_engaged.lua", 0, true},
    {BENCH, BENCH "/bench/no_collaboration.lua", 0, true},
    {BENCH, BENCH "/bench/no_report_this_cycle.lua", 0, true},
    {ACCORD_RULES, ACCORD_RULES "/cms-11.10/repealed_mandate.lua", 3, false},
    {ACCORD_RULES, ACCORD_RULES "/cms-11.10/no_step_with_ramsar.lua", 4, true},
    {ACCORD_RULES, ACCORD_RULES "/cms-11.10/overlap_not_avoided.lua", 4, true},
    {ACCORD_RULES, ACCORD_RULES "/cms-11.10/counterparts.lua", 0, true},
    {ACCORD_RULES, ACCORD_RULES "/cbd-rmfp/no_holder.lua", 0, true},
};

START_TEST(rules_give_functions_that_keep_nothing)
{
    lua_State *L = open_lua();
    int given = 0;
    run_rule(L, rules[_i].folder, rules[_i].file);
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1), given++)
        ck_assert_msg(accord_function_keeps_nothing(L, -2, &names), "%s", rules[_i].file);
    ck_assert_int_ge(given, rules[_i].given);
    ck_assert(rules[_i].given > 0 || given == 0);
    lua_getfield(L, -2, "check");
    ck_assert_msg(accord_function_keeps_nothing(L, -1, &names) == rules[_i].check, "%s", rules[_i].file);
    lua_close(L);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("keeps nothing");
    TCase *tcase = tcase_create("keeps nothing");
    tcase_add_loop_test(tcase, what_a_function_may_change_is_found, 0, COUNT_OF(bodies));
    tcase_add_loop_test(tcase, what_a_function_calls_is_looked_into, 0, COUNT_OF(chunks));
    tcase_add_test(tcase, a_method_behind_many_constants_may_be_any);
    tcase_add_test(tcase, upvalues_are_looked_at_as_they_are);
    tcase_add_test(tcase, without_memory_it_is_not_said);
    tcase_add_loop_test(tcase, rules_give_functions_that_keep_nothing, 0, COUNT_OF(rules));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
