/* The definitions for editors: every name that rules may use is told, with types and words, and none else. */
#include "workshop/luacats.h"

#include "base/text.h"
#include "engine/api.h"
#include "engine/sandbox.h"
#include "unit/suite.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 4 * 1024 * 1024 };

static char *read_whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    char *bytes = calloc(TEXT_MAX, 1);
    size_t length = fread(bytes, 1, TEXT_MAX - 1, file);
    bytes[length] = '\0';
    fclose(file);
    return bytes;
}

/* Whether the signature has a name and a type for each parameter, and an arrow. */
static bool is_signature(const char *signature)
{
    return strstr(signature, "->") != NULL && (strncmp(signature, "->", 2) == 0 || strchr(signature, ':') != NULL);
}

START_TEST(every_name_has_a_type_and_words)
{
    enum accord_api_set set = (enum accord_api_set)_i;
    bool functions = set <= ACCORD_API_FINDINGS && set != ACCORD_API_VALUES;
    struct accord_api_entry entry;
    size_t count = 0;
    for (; accord_api_at(set, count, &entry); count++) {
        ck_assert(entry.name[0] != '\0');
        ck_assert_msg(entry.signature != NULL && entry.signature[0] != '\0', "%s", entry.name);
        ck_assert_msg(entry.doc != NULL && entry.doc[0] != '\0', "%s", entry.name);
        ck_assert_msg(entry.doc[strlen(entry.doc) - 1] != '.', "%s", entry.name);
        if (functions) ck_assert_msg(is_signature(entry.signature), "%s: %s", entry.name, entry.signature);
    }
    ck_assert_uint_gt(count, 0);
    ck_assert(!accord_api_at(set, count + 1, &entry));
}
END_TEST

/* ---- what is told and what is there ---- */

static bool is_told(const char *name)
{
    struct accord_api_entry entry;
    for (size_t i = 0; accord_api_at(ACCORD_API_FUNCTIONS, i, &entry); i++)
        if (strcmp(entry.name, name) == 0) return true;
    for (size_t i = 0; accord_api_at(ACCORD_API_VALUES, i, &entry); i++)
        if (strcmp(entry.name, name) == 0) return true;
    return false;
}

/* Counts the names of the table on top, which is read-only, or the environment's. */
static size_t check_told(lua_State *L, const char *prefix)
{
    size_t count = 0;
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        char name[128];
        snprintf(name, sizeof name, "%s%s", prefix, lua_tostring(L, -2));
        if (lua_istable(L, -1)) {
            accord_push_contents(L, -1);
            snprintf(name, sizeof name, "%s.", lua_tostring(L, -3));
            count += check_told(L, name);
            lua_pop(L, 1);
        } else {
            ck_assert_msg(is_told(name), "'%s' is there and not told", name);
            count++;
        }
    }
    return count;
}

START_TEST(what_is_told_is_what_rules_find)
{
    struct accord_engine *engine = calloc(1, sizeof *engine);
    struct accord_error err = {0};
    struct accord_arena arena;
    struct accord_api_entry entry;
    const char *why = NULL;
    size_t told = 0;
    accord_arena_init(&arena);
    engine->limits = accord_limits_default();
    ck_assert_int_eq(accord_sandbox_open(engine, &err), ACCORD_OK);
    ck_assert(accord_sandbox_load(engine, ACCORD_ENVIRONMENT_RULES, "x", "x = x", 5, &arena, &why));
    ck_assert_ptr_nonnull(lua_getupvalue(engine->L, -1, 1));
    ck_assert_int_ne(luaL_getmetafield(engine->L, -1, "__index"), LUA_TNIL);
    size_t there = check_told(engine->L, "");
    for (size_t i = 0; accord_api_at(ACCORD_API_FUNCTIONS, i, &entry); i++)
        told++;
    for (size_t i = 0; accord_api_at(ACCORD_API_VALUES, i, &entry); i++)
        told++;
    ck_assert_uint_eq(there, told);
    accord_sandbox_close(engine);
    accord_arena_clear(&arena);
    free(engine);
}
END_TEST

/* ---- the files that come with the rules ---- */

static void expect_file(const char *path, const struct accord_text *text)
{
    ck_assert(!text->failed);
    if (getenv("ACCORD_UPDATE_GOLDEN") != NULL) {
        FILE *file = fopen(path, "wb");
        ck_assert(file != NULL && fwrite(accord_text_str(text), 1, text->length, file) == text->length);
        fclose(file);
    }
    char *committed = read_whole(path);
    ck_assert_msg(strcmp(committed, accord_text_str(text)) == 0,
                  "%s is not what the program writes: run scripts/update-golden", path);
    free(committed);
}

START_TEST(the_definitions_beside_the_rules_are_not_stale)
{
    struct accord_text text;
    accord_text_init(&text, TEXT_MAX);
    accord_luacats_write(&text);
    expect_file(ACCORD_RULES "/.accord/accord.lua", &text);
    accord_text_reset(&text);
    accord_luarc_write(&text, ".accord");
    expect_file(ACCORD_RULES "/.luarc.json", &text);
    accord_text_clear(&text);
}
END_TEST

START_TEST(the_definitions_are_Lua)
{
    struct accord_text text;
    accord_text_init(&text, TEXT_MAX);
    accord_luacats_write(&text);
    lua_State *L = luaL_newstate();
    ck_assert_msg(luaL_loadstring(L, accord_text_str(&text)) == LUA_OK, "%s", lua_tostring(L, -1));
    lua_close(L);
    accord_text_clear(&text);
}
END_TEST

START_TEST(personal_columns_are_left_out)
{
    struct accord_text text;
    accord_text_init(&text, TEXT_MAX);
    accord_luacats_write(&text);
    ck_assert_ptr_nonnull(strstr(accord_text_str(&text), "---@field institution string\n"));
    ck_assert_ptr_null(strstr(accord_text_str(&text), "---@field email"));
    ck_assert_ptr_null(strstr(accord_text_str(&text), "---@field phone"));
    accord_text_clear(&text);
}
END_TEST

/* ---- luacheck's list of globals ---- */

/* The names between quotes in the file, in "fields" of math, table and string those of the module. */
START_TEST(luacheck_knows_the_same_names)
{
    char *config = read_whole(ACCORD_RULES "/../.luacheckrc");
    struct accord_api_entry entry;
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    ck_assert_msg(luaL_loadstring(L, "stds = {}") == LUA_OK && lua_pcall(L, 0, 0, 0) == LUA_OK, "stds");
    ck_assert_msg(luaL_loadstring(L, config) == LUA_OK && lua_pcall(L, 0, 0, 0) == LUA_OK, "%s", lua_tostring(L, -1));
    ck_assert_int_eq(
        luaL_loadstring(L, "local told, wrong = ..., {}\n"
                           "local known = {}\n"
                           "for key, value in pairs(stds.accord.read_globals) do\n"
                           "  if type(key) == 'number' then known[value] = true end\n"
                           "  for _, field in ipairs(type(value) == 'table' and value.fields or {}) do\n"
                           "    known[key .. '.' .. field] = true\n"
                           "  end\n"
                           "end\n"
                           "for name in pairs(told) do if not known[name] then wrong[#wrong + 1] = name end end\n"
                           "for name in pairs(known) do if not told[name] then wrong[#wrong + 1] = name end end\n"
                           "return table.concat(wrong, ' ')"),
        LUA_OK);
    lua_newtable(L);
    for (int set = ACCORD_API_FUNCTIONS; set <= ACCORD_API_VALUES; set++)
        for (size_t i = 0; accord_api_at((enum accord_api_set)set, i, &entry); i++) {
            lua_pushboolean(L, true);
            lua_setfield(L, -2, entry.name);
        }
    ck_assert_int_eq(lua_pcall(L, 1, 1, 0), LUA_OK);
    ck_assert_str_eq(lua_tostring(L, -1), "");
    lua_close(L);
    free(config);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("luacats");
    Suite *suite = suite_create("luacats");
    tcase_add_loop_test(tcase, every_name_has_a_type_and_words, 0, ACCORD_API_SETS);
    tcase_add_test(tcase, what_is_told_is_what_rules_find);
    tcase_add_test(tcase, the_definitions_beside_the_rules_are_not_stale);
    tcase_add_test(tcase, the_definitions_are_Lua);
    tcase_add_test(tcase, personal_columns_are_left_out);
    tcase_add_test(tcase, luacheck_knows_the_same_names);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
