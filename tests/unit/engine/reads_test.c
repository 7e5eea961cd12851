/* A field is carried only where every read of it, in all of the code, goes straight into the table of a message. */
#include "engine/reads.h"

#include "engine/dump.h"
#include "unit/suite.h"

#include <glob.h>
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

static const struct accord_message_function functions[] = {{"gap", 2}, {"review", 2}, {"absent", 4}, {NULL, 0}};

/* The names of what is read, each with a comma: what is carried, then after a stroke what is used. "?": anything. */
static const struct {
    const char *body; /* of a function of row, row2 and t */
    const char *reads;
} bodies[] = {
    {"return gap('m', { a = row.a })", "a,|"},
    {"return gap('m', { a = row.a }, row)", "a,|"},
    {"return gap('m', { x = row.a, y = row2.b, z = 1, u = 'k', v = true, w = nil, s = up }, row)", "a,b,|"},
    {"return absent('m', 'actions', nil, { a = row.a }, row)", "a,|"},
    {"return absent('m', 'actions', { status = row.b }, { a = row.a })", "a,|b,"},
    {"return absent('m', 'actions', { a = row.a })", "|a,"},
    {"local v = gap('m', { a = row.a }) return v", "a,|"},
    {"out:add(gap('m', { a = row.a }, row))", "a,|add,"},
    {"if row.c then return gap('m', { a = row.a }) end return review('m', { a = row2.a })", "a,|c,"},
    {"return gap('m', { a = row.b.a })", "a,|b,"},
    {"return gap('m', { a = up.a, n = #row2 + 1, l = row .. 'x' })", "a,|"},
    {"return gap('m', { a = row.a, n = up(row2) })", "a,|"},
    {"return gap('m', { a = row.a }, up(row2))", "a,|"},
    {"return gap('m', { a = row.a }, { row, row2 })", "a,|"},
    {"return gap('m', { a = row.a }, row2:key())", "a,|key,"},
    {"for i = 1, 2 do up(gap('m', { a = row.a })) end", "a,|"},
    {"return function() return gap('m', { a = row.a }) end", "a,|"},
    {"up(gap('m', { a = row.a }), gap('m', { a = row2.a }))", "a,|"},
    /* what is used elsewhere */
    {"return gap('m', { a = row.a }), row2.a", "|a,"},
    {"local x = row.a return gap('m', { a = x })", "|a,"},
    {"if row.a > 1 then return gap('m', { a = row.a }) end", "|a,"},
    {"return gap('m', { a = row.a }), row:a()", "|a,"},
    {"return gap('m', { a = row.a }), up.a", "|a,"},
    {"return gap('m', { a = row.a }), function() return up.a end", "|a,"},
    {"return function() local b = row.a end, gap('m', { a = row.a })", "|a,"},
    {"return gap('m', { a = row.a + 1 })", "|a,"},
    {"return gap('m', { a = -row.a })", "|a,"},
    {"return gap('m', { a = row.a .. 'x' })", "|a,"},
    {"return gap('m', { a = up(row.a) })", "|a,"},
    {"return gap('m', { a = row.a or 'none' })", "|a,"},
    {"return gap('m', { a = row.b and row.a })", "|b,a,"},
    {"return gap('m', { a = row.a == 1 })", "|a,"},
    {"return gap('m', { a = row.a, b = row.b or 1 })", "|a,b,"},
    {"return gap('m', { row.a })", "|a,"},
    {"return gap('m', { [row.a] = 1 })", "|a,"},
    {"return gap('m', { [row.a] = row.b })", "|a,b,"},
    {"return gap('m', { x = { a = row.a } })", "|a,"},
    {"return gap(row.a, { b = 1 })", "|a,"},
    {"return gap('m', row.a)", "|a,"},
    {"return gap('m', nil, { a = row.a })", "|a,"},
    {"return gap({ a = row.a })", "|a,"},
    {"return gap('m', { a = row.a }, row.b)", "a,|b,"},
    {"return up('m', { a = row.a })", "|a,"},
    {"return met('m', { a = row.a })", "|a,"},
    {"return t.gap('m', { a = row.a })", "|gap,a,"},
    {"return up.gap('m', { a = row.a })", "|gap,a,"},
    {"return t:gap('m', { a = row.a })", "|gap,a,"},
    {"local gap = up return gap('m', { a = row.a })", "|a,"},
    {"return (row and gap or review)('m', { a = row.a })", "|a,"},
    {"return gap('m', row and { a = row.a } or nil)", "|a,"},
    {"return gap(row and 'm' or 'n', { a = row.a })", "|a,"},
    {"return gap('m', { a = row.a }, row and row2)", "|a,"},
    {"local l = { a = row.a } return gap('m', l)", "|a,"},
    {"local l = { a = row.a } if l.x then return gap('m', l) end", "|a,x,"},
    {"local l = {} l.a = row.a return l", "|a,"},
    {"local l = { a = row.a } return l", "|a,"},
    {"return { a = row.a }", "|a,"},
    {"gap('m', { a = row.a }, function() return row.b end)", "|a,b,"},
    {"::again:: up(row.a) goto again", "|a,"},
    {"return gap('m', ...)", "|"},
    {"return gap('m', { a = row.a, ... })", "|a,"},
    {"return gap('m', { a = row.a }, ...)", "a,|"},
    /* what may be anything */
    {"return gap('m', { a = row.a }), row[t]", "?"},
    {"return gap('m', { a = row.a }), function(k) return row[k] end", "?"},
    {"return gap('m', { a = row.a }), row.a_name_of_more_than_forty_letters_as_hardly_anybody_writes_it", "?"},
    {"return gap('m', { a = row[t] })", "?"},
    /* what is no read of a field by its name */
    {"return gap('m', { a = row.a }), row[1], t", "a,|"},
    {"row.b = 1 t[row] = 2 return gap('m', { a = row.a })", "a,|"},
    {"return gap('m', { a = row.a }), a, date(row)", "a,|"},
    {"return gap('m', { a = row.a }), row:a_name_of_more_than_forty_letters_as_hardly_anybody_writes_it()", "a,|"},
};

static void load_body(lua_State *L, const char *body)
{
    lua_pushfstring(L, "local up, out return function(row, row2, t, ...) %s end", body);
    ck_assert_msg(luaL_loadstring(L, lua_tostring(L, -1)) == LUA_OK, "%s", lua_tostring(L, -1));
    lua_remove(L, -2);
}

static void tell(const struct accord_reads *reads, char *text, size_t size)
{
    size_t at = 0;
    text[0] = '\0';
    for (int used = 0; used < 2; used++) {
        if (used) at += (size_t)snprintf(text + at, size - at, "|");
        for (size_t i = 0; i < reads->count; i++)
            if (reads->of[i].used == (used != 0))
                at += (size_t)snprintf(text + at, size - at, "%s,", reads->of[i].name.text);
    }
    if (reads->anything) snprintf(text, size, "?");
}

START_TEST(what_only_shows_in_messages_is_carried)
{
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    struct accord_reads reads = {.count = 0};
    char told[256];
    accord_arena_init(&arena);
    load_body(L, bodies[_i].body);
    accord_reads_add(L, functions, &arena, &reads);
    tell(&reads, told, sizeof told);
    ck_assert_msg(strcmp(told, bodies[_i].reads) == 0, "%s: %s, expected %s", bodies[_i].body, told, bodies[_i].reads);
    ck_assert_int_eq(lua_gettop(L), 1);
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

START_TEST(a_table_at_another_place_is_no_message)
{
    static const struct accord_message_function other[] = {{"gap", 3}, {NULL, 0}};
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    struct accord_reads reads = {.count = 0};
    accord_arena_init(&arena);
    load_body(L, "return gap('m', { a = row.a }, { b = row.b })");
    accord_reads_add(L, other, &arena, &reads);
    ck_assert(!accord_reads_carried(&reads, "a"));
    ck_assert(accord_reads_carried(&reads, "b"));
    ck_assert(!accord_reads_carried(&reads, "c"));
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

START_TEST(files_are_taken_together)
{
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    struct accord_reads reads = {.count = 0};
    accord_arena_init(&arena);
    load_body(L, "return gap('m', { a = row.a, b = row.b })");
    accord_reads_add(L, functions, &arena, &reads);
    ck_assert(accord_reads_carried(&reads, "a") && accord_reads_carried(&reads, "b"));
    load_body(L, "return row.a");
    accord_reads_add(L, functions, &arena, &reads);
    ck_assert(!accord_reads_carried(&reads, "a") && accord_reads_carried(&reads, "b"));
    load_body(L, "return row[t]");
    accord_reads_add(L, functions, &arena, &reads);
    ck_assert(!accord_reads_carried(&reads, "b"));
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

START_TEST(what_is_no_lua_function_may_read_anything)
{
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    struct accord_reads reads = {.count = 0};
    accord_arena_init(&arena);
    lua_pushcfunction(L, lua_gettop);
    accord_reads_add(L, functions, &arena, &reads);
    ck_assert(reads.anything);
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

START_TEST(more_names_than_are_kept_may_be_anything)
{
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    struct accord_reads reads = {.count = 0};
    luaL_Buffer source;
    accord_arena_init(&arena);
    luaL_buffinit(L, &source);
    luaL_addstring(&source, "local row = ... gap('m', { a = row.a })");
    for (int i = 1; i <= ACCORD_READS_MAX; i++) {
        lua_pushfstring(L, " do local x = row.f%d end", i);
        luaL_addvalue(&source);
        if (i % 100 == 0) luaL_addstring(&source, " return function(row)"); /* constants of a function of its own */
    }
    luaL_addstring(&source, " end end");
    luaL_pushresult(&source);
    ck_assert_msg(luaL_loadstring(L, lua_tostring(L, -1)) == LUA_OK, "%s", lua_tostring(L, -1));
    accord_reads_add(L, functions, &arena, &reads);
    ck_assert(reads.anything && !accord_reads_carried(&reads, "a"));
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

/* Each allocation fails in turn: then nothing is said to be carried. */
START_TEST(without_memory_nothing_is_carried)
{
    lua_State *L = luaL_newstate();
    bool carried = false;
    load_body(L, "return gap('m', { a = row.a })");
    for (unsigned long nth = 1; !carried; nth++) {
        struct accord_arena arena;
        struct accord_reads reads = {.count = 0};
        accord_arena_init(&arena);
        accord_alloc_fail_after(nth);
        accord_reads_add(L, functions, &arena, &reads);
        accord_alloc_fail_after(0);
        carried = accord_reads_carried(&reads, "a");
        ck_assert(carried || reads.anything);
        ck_assert_uint_lt(nth, 1000);
        accord_arena_clear(&arena);
    }
    lua_close(L);
}
END_TEST

/* ---- code as the compiler does not write it ---- */

#define ABC(operation, a, b, c, constant)                                                                              \
    ((uint32_t)ACCORD_OP_##operation | (uint32_t)(a) << 7 | (uint32_t)(constant) << 15 | (uint32_t)(b) << 16 |         \
     (uint32_t)(c) << 24)

/* Its function is in register 2, the table in 4, the value in 5. */
#define PATCHED "local row, x = ... return gap('m', { a = row.a }, row, x)"

/* One of its instructions by number, and what is put in its place. */
enum { TO_ID = 3, TO_TABLE = 4, TO_FIELD = 6, TO_SET = 7, TO_RECORDS = 8, TO_LAST = 9, TO_CALL = 10 };

static const struct {
    int at;
    uint32_t instruction;
    bool carried;
} patches[] = {
    {TO_ID, ABC(LOADI, 3, 0, 0, 0), true},
    {TO_ID, ABC(MOVE, 2, 1, 0, 0), false}, /* another function */
    {TO_ID, ABC(MOVE, 3, 2, 0, 0), false}, /* the function elsewhere too */
    {TO_ID, ABC(CLOSURE, 3, 0, 0, 0), false},
    {TO_ID, ABC(TBC, 1, 0, 0, 0), false},
    {TO_ID, ABC(TEST, 1, 0, 0, 0), false},
    {TO_ID, ABC(RETURN0, 0, 0, 0, 0), false},
    {TO_TABLE, ABC(MOVE, 4, 0, 0, 0), false}, /* a table that was there before */
    {TO_TABLE, ABC(NEWTABLE, 3, 0, 0, 0), false},
    {TO_FIELD, ABC(GETFIELD, 4, 0, 2, 0), false},
    {TO_FIELD, ABC(GETFIELD, 6, 0, 2, 0), false},
    {TO_SET, ABC(SETFIELD, 4, 2, 5, 1), false}, /* a constant of that number */
    {TO_SET, ABC(SETFIELD, 4, 2, 6, 0), false},
    {TO_SET, ABC(SETFIELD, 3, 2, 5, 0), false},
    {TO_SET, ABC(SETFIELD, 0, 2, 5, 0), false},
    {TO_SET, ABC(SETFIELD, 4, 2, 4, 0), false},  /* itself */
    {TO_RECORDS, ABC(MOVE, 5, 4, 0, 0), false},  /* the table elsewhere too */
    {TO_RECORDS, ABC(MOVE, 1, 5, 0, 0), false},  /* the value elsewhere too */
    {TO_RECORDS, ABC(MOVE, 4, 0, 0, 0), false},  /* another table */
    {TO_RECORDS, ABC(LOADI, 6, 0, 0, 0), false}, /* so that the value is an argument */
    {TO_RECORDS, ABC(SETFIELD, 4, 2, 1, 0), false},
    {TO_CALL, ABC(TAILCALL, 2, 2, 0, 0), false}, /* without the table */
    {TO_CALL, ABC(TAILCALL, 2, 3, 0, 0), true},
    {TO_CALL, ABC(TAILCALL, 1, 5, 0, 0), false},
    {TO_CALL, ABC(RETURN, 2, 4, 0, 0), false},
};

struct dump {
    char bytes[1024];
    size_t length;
    size_t code; /* where its instructions begin */
};

static int write_bytes(lua_State *L, const void *bytes, size_t length, void *host)
{
    struct dump *dump = host;
    (void)L;
    if (length > sizeof dump->bytes - dump->length) return 1;
    memcpy(dump->bytes + dump->length, bytes, length);
    dump->length += length;
    return 0;
}

static void compile(lua_State *L, struct dump *dump)
{
    struct accord_arena arena;
    accord_arena_init(&arena);
    *dump = (struct dump){.length = 0};
    ck_assert_int_eq(luaL_loadstring(L, PATCHED), LUA_OK);
    const struct accord_code *code = accord_code_read(L, &arena);
    ck_assert_ptr_nonnull(code);
    ck_assert_int_eq(lua_dump(L, write_bytes, dump, 1), 0);
    lua_pop(L, 1);
    while (memcmp(dump->bytes + dump->code, code->instructions, code->count * ACCORD_INSTRUCTION_BYTES) != 0)
        dump->code++;
    accord_arena_clear(&arena);
}

static void patch(struct dump *dump, int at, uint32_t instruction)
{
    memcpy(dump->bytes + dump->code + at * ACCORD_INSTRUCTION_BYTES, &instruction, sizeof instruction);
}

static void load(lua_State *L, const struct dump *dump)
{
    ck_assert_int_eq(luaL_loadbufferx(L, dump->bytes, dump->length, "=patched", "b"), LUA_OK);
}

/* Pushes the chunk with one instruction changed. */
static void push_patched(lua_State *L, int at, uint32_t instruction)
{
    struct dump dump;
    compile(L, &dump);
    patch(&dump, at, instruction);
    load(L, &dump);
}

START_TEST(nothing_is_carried_in_any_other_form)
{
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    struct accord_reads reads = {.count = 0};
    accord_arena_init(&arena);
    push_patched(L, patches[_i].at, patches[_i].instruction);
    accord_reads_add(L, functions, &arena, &reads);
    ck_assert_int_eq(accord_reads_carried(&reads, "a"), patches[_i].carried);
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

/* The value lies before the table, where what follows the call may find it. */
START_TEST(what_outlives_the_call_is_not_carried)
{
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    struct accord_reads reads = {.count = 0};
    struct dump dump;
    accord_arena_init(&arena);
    compile(L, &dump);
    patch(&dump, TO_FIELD, ABC(GETFIELD, 1, 0, 2, 0));
    patch(&dump, TO_SET, ABC(SETFIELD, 4, 2, 1, 0));
    patch(&dump, TO_LAST, ABC(MOVE, 6, 0, 0, 0));
    load(L, &dump);
    accord_reads_add(L, functions, &arena, &reads);
    ck_assert(!accord_reads_carried(&reads, "a"));
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

START_TEST(an_unknown_operation_may_read_anything)
{
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    struct accord_reads reads = {.count = 0};
    accord_arena_init(&arena);
    push_patched(L, TO_CALL, ACCORD_OPERATIONS);
    accord_reads_add(L, functions, &arena, &reads);
    ck_assert(reads.anything);
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

/* Names of fields behind more constants than an instruction can name are read by way of a register. */
START_TEST(a_method_behind_many_constants_may_be_any)
{
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    struct accord_reads reads = {.count = 0};
    luaL_Buffer source;
    accord_arena_init(&arena);
    luaL_buffinit(L, &source);
    luaL_addstring(&source, "local row = ... gap('m', { a = row.a })");
    for (int i = 0; i < 300; i++) {
        lua_pushfstring(L, " row[%d] = 'k%d'", i, i);
        luaL_addvalue(&source);
    }
    luaL_addstring(&source, " row:b()");
    luaL_pushresult(&source);
    ck_assert_int_eq(luaL_loadstring(L, lua_tostring(L, -1)), LUA_OK);
    accord_reads_add(L, functions, &arena, &reads);
    ck_assert(reads.anything);
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

/* ---- one line of a function ---- */

static const char several_lines[] = "local up = 1 return function(row, provision, t)\n" /* 1 */
                                    "local id = provision.id\n"                         /* 2 */
                                    "if row.b then return gap('m', { id = row.id,\n"    /* 3 */
                                    "  c = row.c }, row) end\n"                         /* 4 */
                                    "up(gap('m', { d = row.d }), row.d)\n"              /* 5 */
                                    "gap('m', { e = row.e, f = row[t] })\n"             /* 6 */
                                    "return function() return row.g end end";           /* 7 */

static const struct {
    int line;
    const char *name;
    bool carried;
} line_reads[] = {{2, "id", false}, {3, "id", true}, {3, "b", false}, {3, "c", false}, {4, "c", true},
                  {4, "id", false}, {5, "d", false}, {6, "e", false}, {7, "g", false}, {99, "id", false}};

/* What stands on other lines says nothing of this one, whatever it is called there. */
START_TEST(a_line_is_looked_at_by_itself)
{
    lua_State *L = luaL_newstate();
    ck_assert_int_eq(luaL_loadstring(L, several_lines), LUA_OK);
    lua_call(L, 0, 1);
    ck_assert_int_eq(accord_line_carries(L, functions, line_reads[_i].line, line_reads[_i].name),
                     line_reads[_i].carried);
    ck_assert_int_eq(lua_gettop(L), 1);
    lua_pushcfunction(L, lua_gettop);
    ck_assert(!accord_line_carries(L, functions, line_reads[_i].line, line_reads[_i].name));
    lua_close(L);
}
END_TEST

/* ---- rules as they are written ---- */

static const struct {
    const char *file;
    const char *carried;
    const char *used;
} rules[] = {
    {ACCORD_TESTS "/bench/rules/bench/no_cbd_focal_point.lua", "ended", "role"},
    {ACCORD_TESTS "/bench/rules/bench/no_address.lua", "id", NULL},
    {ACCORD_TESTS "/bench/rules/bench/plan_expired.lua", NULL, "expires"},
    {ACCORD_TESTS "/bench/rules/bench/no_report_this_cycle.lua", NULL, "period"},
    {ACCORD_RULES "/cms-11.10/no_step_with_ramsar.lua", "from", "partner"},
    {ACCORD_RULES "/cms-11.10/no_cms_focal_point.lua", "ended", NULL},
    {ACCORD_RULES "/cbd-rmfp/no_focal_point.lua", "ended", NULL},
};

START_TEST(what_rules_carry_is_found)
{
    lua_State *L = luaL_newstate();
    struct accord_arena arena;
    struct accord_reads reads = {.count = 0};
    accord_arena_init(&arena);
    ck_assert_int_eq(luaL_loadfile(L, rules[_i].file), LUA_OK);
    accord_reads_add(L, functions, &arena, &reads);
    ck_assert(rules[_i].carried == NULL || accord_reads_carried(&reads, rules[_i].carried));
    ck_assert(!reads.anything);
    ck_assert(rules[_i].used == NULL || !accord_reads_carried(&reads, rules[_i].used));
    accord_arena_clear(&arena);
    lua_close(L);
}
END_TEST

START_TEST(every_rule_can_be_read)
{
    static const char *const patterns[] = {ACCORD_RULES "/*/*.lua", ACCORD_TESTS "/bench/rules/*/*.lua"};
    lua_State *L = luaL_newstate();
    glob_t files;
    ck_assert_int_eq(glob(patterns[_i], 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct accord_arena arena;
        struct accord_reads reads = {.count = 0};
        accord_arena_init(&arena);
        ck_assert_int_eq(luaL_loadfile(L, files.gl_pathv[i]), LUA_OK);
        ck_assert(accord_code_read(L, &arena) != NULL);
        accord_reads_add(L, functions, &arena, &reads);
        accord_arena_clear(&arena);
        lua_settop(L, 0);
    }
    globfree(&files);
    lua_close(L);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reads");
    TCase *tcase = tcase_create("reads");
    tcase_add_loop_test(tcase, what_only_shows_in_messages_is_carried, 0, COUNT_OF(bodies));
    tcase_add_test(tcase, a_table_at_another_place_is_no_message);
    tcase_add_test(tcase, files_are_taken_together);
    tcase_add_test(tcase, what_is_no_lua_function_may_read_anything);
    tcase_add_test(tcase, more_names_than_are_kept_may_be_anything);
    tcase_add_test(tcase, without_memory_nothing_is_carried);
    tcase_add_loop_test(tcase, nothing_is_carried_in_any_other_form, 0, COUNT_OF(patches));
    tcase_add_test(tcase, what_outlives_the_call_is_not_carried);
    tcase_add_test(tcase, an_unknown_operation_may_read_anything);
    tcase_add_test(tcase, a_method_behind_many_constants_may_be_any);
    tcase_add_loop_test(tcase, a_line_is_looked_at_by_itself, 0, COUNT_OF(line_reads));
    tcase_add_loop_test(tcase, what_rules_carry_is_found, 0, COUNT_OF(rules));
    tcase_add_loop_test(tcase, every_rule_can_be_read, 0, 2);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
