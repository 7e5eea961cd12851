/* What instructions read, write and lead to is what Lua does. */
#include "engine/code.h"

#include "unit/suite.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

/* ---- registers ---- */

enum { FIRST = 2 }; /* A; B and C are 4 and 5 */

/* Of registers 0 to 9, and "+" where it is all that come after as well. */
static const struct {
    enum accord_operation operation;
    int b, c;
    bool constant;
    const char *reads;
    const char *writes;
} instructions[] = {
    {ACCORD_OP_MOVE, 4, 5, false, "4", "2"},
    {ACCORD_OP_LOADI, 4, 5, false, "", "2"},
    {ACCORD_OP_LOADKX, 4, 5, false, "", "2"},
    {ACCORD_OP_LFALSESKIP, 4, 5, false, "", "2"},
    {ACCORD_OP_LOADNIL, 0, 0, false, "", "2"},
    {ACCORD_OP_LOADNIL, 2, 0, false, "", "234"},
    {ACCORD_OP_GETUPVAL, 4, 5, false, "", "2"},
    {ACCORD_OP_SETUPVAL, 4, 5, false, "2", ""},
    {ACCORD_OP_GETTABUP, 4, 5, false, "", "2"},
    {ACCORD_OP_GETTABLE, 4, 5, false, "45", "2"},
    {ACCORD_OP_GETI, 4, 5, false, "4", "2"},
    {ACCORD_OP_GETFIELD, 4, 5, false, "4", "2"},
    {ACCORD_OP_SETTABUP, 4, 5, false, "5", ""},
    {ACCORD_OP_SETTABUP, 4, 5, true, "", ""},
    {ACCORD_OP_SETTABLE, 4, 5, false, "245", ""},
    {ACCORD_OP_SETTABLE, 4, 5, true, "24", ""},
    {ACCORD_OP_SETI, 4, 5, false, "25", ""},
    {ACCORD_OP_SETFIELD, 4, 5, false, "25", ""},
    {ACCORD_OP_SETFIELD, 4, 5, true, "2", ""},
    {ACCORD_OP_NEWTABLE, 4, 5, false, "", "2"},
    {ACCORD_OP_SELF, 4, 5, false, "45", "23"},
    {ACCORD_OP_SELF, 4, 5, true, "4", "23"},
    {ACCORD_OP_ADDI, 4, 5, false, "4", "2"},
    {ACCORD_OP_ADDK, 4, 5, false, "4", "2"},
    {ACCORD_OP_SHLI, 4, 5, false, "4", "2"},
    {ACCORD_OP_ADD, 4, 5, false, "45", "2"},
    {ACCORD_OP_SHR, 4, 5, false, "45", "2"},
    {ACCORD_OP_MMBIN, 4, 5, false, "", ""},
    {ACCORD_OP_LEN, 4, 5, false, "4", "2"},
    {ACCORD_OP_CONCAT, 3, 0, false, "234", "234"},
    {ACCORD_OP_TBC, 0, 0, false, "2", ""},
    {ACCORD_OP_JMP, 4, 5, false, "", ""},
    {ACCORD_OP_LE, 4, 5, false, "24", ""},
    {ACCORD_OP_EQK, 4, 5, false, "2", ""},
    {ACCORD_OP_GEI, 4, 5, false, "2", ""},
    {ACCORD_OP_TEST, 4, 5, false, "2", ""},
    {ACCORD_OP_TESTSET, 4, 5, false, "4", "2"},
    {ACCORD_OP_CALL, 1, 1, false, "2", "23456789+"},
    {ACCORD_OP_CALL, 3, 2, false, "234", "23456789+"},
    {ACCORD_OP_CALL, 0, 0, false, "23456789+", "23456789+"},
    {ACCORD_OP_TAILCALL, 2, 0, false, "23", "23456789+"},
    {ACCORD_OP_RETURN, 1, 0, false, "", ""},
    {ACCORD_OP_RETURN, 3, 0, false, "23", ""},
    {ACCORD_OP_RETURN, 0, 0, false, "23456789+", ""},
    {ACCORD_OP_RETURN0, 4, 5, false, "", ""},
    {ACCORD_OP_RETURN1, 4, 5, false, "2", ""},
    {ACCORD_OP_FORLOOP, 0, 0, false, "234", "2345"},
    {ACCORD_OP_FORPREP, 0, 0, false, "234", "2345"},
    {ACCORD_OP_TFORPREP, 0, 0, false, "2345", ""},
    {ACCORD_OP_TFORCALL, 0, 2, false, "2345", "6789+"},
    {ACCORD_OP_TFORLOOP, 0, 0, false, "6", "4"},
    {ACCORD_OP_SETLIST, 2, 0, false, "234", ""},
    {ACCORD_OP_SETLIST, 0, 0, false, "23456789+", ""},
    {ACCORD_OP_CLOSURE, 4, 5, false, "", "2"},
    {ACCORD_OP_VARARG, 0, 3, false, "", "23456789+"},
    {ACCORD_OP_EXTRAARG, 4, 5, false, "", ""},
};

static void tell_registers(const struct accord_instruction *in, bool (*does)(const struct accord_instruction *, int),
                           char *text)
{
    for (int reg = 0; reg < 10; reg++)
        if (does(in, reg)) *text++ = (char)('0' + reg);
    if (does(in, 10) && does(in, ACCORD_REGISTERS_MAX - 1)) *text++ = '+';
    *text = '\0';
}

START_TEST(registers_are_those_of_the_operands)
{
    char reads[16], writes[16];
    const struct accord_instruction in = {.operation = (int)instructions[_i].operation,
                                          .a = FIRST,
                                          .b = instructions[_i].b,
                                          .c = instructions[_i].c,
                                          .constant = instructions[_i].constant};
    tell_registers(&in, accord_instruction_reads, reads);
    tell_registers(&in, accord_instruction_writes, writes);
    ck_assert_str_eq(reads, instructions[_i].reads);
    ck_assert_str_eq(writes, instructions[_i].writes);
}
END_TEST

/* ---- where instructions lead to ---- */

/* Of each instruction that another than the next may follow, which do, by their distance from it. */
static const struct {
    const char *text;
    const char *leads;
} courses[] = {
    {"local a = 1 return a", "RETURN:- RETURN:-"},
    {"local a = ... if a then a = 1 end", "TEST:+1+2 JMP:+2 RETURN:-"},
    {"local a = ... if a == 1 then a = 1 else a = 2 end", "EQI:+1+2 JMP:+3 JMP:+2 RETURN:-"},
    {"local a = ... a = not (a < 2) or nil", "LTI:+1+2 JMP:+4 JMP:+3 LFALSESKIP:+2 RETURN:-"},
    {"local a = ... a = a < 2", "LTI:+1+2 JMP:+2 LFALSESKIP:+2 RETURN:-"},
    {"local a = ... a = a and 1", "TEST:+1+2 JMP:+2 RETURN:-"},
    {"for i = 1, 2 do local x = i end", "FORPREP:+1+3 FORLOOP:+1-1 RETURN:-"},
    {"for k in x do local x = k end", "TFORPREP:+2 TFORLOOP:+1-2 RETURN:-"},
    {"local a while a do a = 1 end", "TEST:+1+2 JMP:+3 JMP:-3 RETURN:-"},
    {"local a repeat a = 1 until a", "TEST:+1+2 JMP:-2 RETURN:-"},
    {"::a:: goto a", "JMP:+0 RETURN:-"},
    {"local f = x return f()", "RETURN:- RETURN:-"},
};

static const char *name_of(int operation)
{
    static const char *const of[] = {
#define NAME(name, registers, course) #name,
        ACCORD_OPERATIONS_LIST(NAME)
#undef NAME
    };
    return of[operation];
}

static const struct accord_code *read_text(lua_State *L, const char *text, struct accord_arena *arena)
{
    ck_assert_int_eq(luaL_loadstring(L, text), LUA_OK);
    const struct accord_code *code = accord_code_read(L, arena);
    ck_assert_ptr_nonnull(code);
    ck_assert_int_eq(lua_gettop(L), 1);
    return code;
}

START_TEST(instructions_lead_where_lua_goes)
{
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    char told[512] = "";
    size_t at_end = 0, following[ACCORD_FOLLOWING_MAX];
    accord_arena_init(&arena);
    const struct accord_code *code = read_text(L, courses[_i].text, &arena);
    for (size_t at = 0; at < code->count; at++) {
        struct accord_instruction in = accord_code_at(code, at);
        size_t count = accord_code_following(code, at, following);
        ck_assert(!accord_instruction_straight(&in) || (count == 1 && following[0] == at + 1));
        if (accord_instruction_straight(&in)) continue;
        at_end += (size_t)snprintf(told + at_end, sizeof told - at_end, "%s%s:", at_end > 0 ? " " : "",
                                   name_of(in.operation));
        if (count == 0) at_end += (size_t)snprintf(told + at_end, sizeof told - at_end, "-");
        for (size_t i = 0; i < count; i++)
            at_end += (size_t)snprintf(told + at_end, sizeof told - at_end, "%+d", (int)following[i] - (int)at);
    }
    ck_assert_msg(strcmp(told, courses[_i].leads) == 0, "%s: %s", courses[_i].text, told);
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

/* ---- reading ---- */

START_TEST(a_function_is_read_with_all_inside_it)
{
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    accord_arena_init(&arena);
    const struct accord_code *code = read_text(
        L, "local a = 'one' return function(b, c) return a, function() return a, b.two, 'three', 4, 5.5 end end",
        &arena);
    ck_assert_uint_eq(code->inner_count, 1);
    ck_assert(accord_code_text_is(accord_code_constant(code, 0), "one"));
    const struct accord_code *inner = &code->inner[0];
    ck_assert_uint_eq(inner->parameters, 2);
    ck_assert_uint_ge(inner->registers, 4);
    ck_assert_uint_eq(inner->upvalue_count, 1);
    ck_assert_uint_eq(inner->inner_count, 1);
    inner = &inner->inner[0];
    ck_assert_uint_eq(inner->upvalue_count, 2);
    ck_assert(accord_code_text_is(accord_code_constant(inner, 0), "two"));
    ck_assert(!accord_code_text_is(accord_code_constant(inner, 0), "tw"));
    ck_assert(accord_code_text_is(accord_code_constant(inner, 1), "three"));
    ck_assert_ptr_null(accord_code_constant(inner, 2).text);
    ck_assert_ptr_null(accord_code_constant(inner, 100).text);
    ck_assert_ptr_null(accord_code_constant(inner, -1).text);
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

START_TEST(a_function_of_c_cannot_be_read)
{
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    accord_arena_init(&arena);
    lua_pushcfunction(L, lua_gettop);
    ck_assert_ptr_null(accord_code_read(L, &arena));
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

START_TEST(this_lua_is_known)
{
    lua_State *L = luaL_newstate();
    ck_assert(accord_code_known(L));
    ck_assert_int_eq(lua_gettop(L), 0);
    lua_close(L);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("code");
    TCase *tcase = tcase_create("code");
    tcase_add_loop_test(tcase, registers_are_those_of_the_operands, 0, COUNT_OF(instructions));
    tcase_add_loop_test(tcase, instructions_lead_where_lua_goes, 0, COUNT_OF(courses));
    tcase_add_test(tcase, a_function_is_read_with_all_inside_it);
    tcase_add_test(tcase, a_function_of_c_cannot_be_read);
    tcase_add_test(tcase, this_lua_is_known);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
