/* What was collected, as a conclusion sees it. */
#include "engine/lua_collected.h"

#include "engine/lua_ask.h"
#include "engine/lua_rows.h"
#include "engine/plain.h"
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <string.h>

struct item_userdata {
    enum accord_userdata_kind kind;
    uint32_t epoch;
    struct accord_item *item;
};

static const char collected_value = 0, open_value = 0, item_meta = 0;

static struct accord_conclusion *check_conclusion(lua_State *L)
{
    struct accord_conclusion *conclusion = accord_engine_of(L)->conclusion;
    if (conclusion == NULL) luaL_error(L, "what was collected can be used in conclude only");
    return conclusion;
}

struct accord_item *accord_item_at(lua_State *L, int index)
{
    const struct item_userdata *userdata = accord_userdata(L, index, ACCORD_USERDATA_ITEM);
    if (userdata == NULL) return NULL;
    if (userdata->epoch != accord_engine_of(L)->epoch) luaL_error(L, "an item of another conclusion cannot be used");
    return userdata->item;
}

struct accord_item **accord_items_at(lua_State *L, int index, size_t *count)
{
    const struct accord_conclusion *conclusion = accord_engine_of(L)->conclusion;
    bool open = accord_userdata(L, index, ACCORD_USERDATA_OPEN) != NULL;
    if (conclusion == NULL || (!open && accord_userdata(L, index, ACCORD_USERDATA_COLLECTED) == NULL)) return NULL;
    *count = open ? conclusion->open_count : conclusion->count;
    return open ? conclusion->open : conclusion->items;
}

/* ---- lists ---- */

static int list_length(lua_State *L)
{
    size_t count = 0;
    (void)check_conclusion(L);
    (void)accord_items_at(L, 1, &count);
    lua_pushinteger(L, (lua_Integer)count);
    return 1;
}

static void push_item(lua_State *L, struct accord_item *item)
{
    struct item_userdata *userdata = lua_newuserdatauv(L, sizeof *userdata, 0);
    *userdata = (struct item_userdata){ACCORD_USERDATA_ITEM, accord_engine_of(L)->epoch, item};
    lua_rawgetp(L, LUA_REGISTRYINDEX, &item_meta);
    lua_setmetatable(L, -2);
}

static int list_index(lua_State *L)
{
    struct accord_conclusion *conclusion = check_conclusion(L);
    size_t count = 0;
    struct accord_item **items = accord_items_at(L, 1, &count);
    if (lua_isinteger(L, 2)) {
        lua_Integer at = lua_tointeger(L, 2);
        if (at < 1 || (lua_Unsigned)at > count) return 0;
        push_item(L, items[at - 1]);
        return 1;
    }
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : accord_value_name(L, 2);
    bool given = items == conclusion->items;
    if (!given || !accord_str_equal(name, "open"))
        return luaL_error(L, "%s has no '%s': there are items by number%s", accord_value_name(L, 1), name,
                          given ? ", and open" : "");
    conclusion->open_read = true;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &open_value);
    return 1;
}

/* ---- items ---- */

/* item:row("actions", key): a row that its collect read. */
static int item_row(lua_State *L)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_item *item = accord_item_at(L, 1);
    if (item == NULL) return luaL_error(L, "call it with a colon: item:row(\"actions\", key)");
    int table = accord_check_table(L, 2);
    const char *key = luaL_checkstring(L, 3);
    accord_charge(L, item->reference_count + 1);
    if (accord_item_load(engine, item, engine->err) != ACCORD_OK) return accord_raise(L, ACCORD_UNWIND_HOST);
    for (size_t i = 0; i < item->reference_count; i++) {
        if (item->references[i].table != table) continue;
        const char *known = accord_row_key(engine, item->rows[i]);
        if (known == NULL) return accord_raise_memory(L);
        if (strcmp(known, key) != 0) continue;
        if (!accord_reference_mark(engine, &item->references[i], item->rows[i])) return accord_raise_memory(L);
        accord_push_row(L, item->rows[i]);
        return 1;
    }
    return luaL_error(L, "the collect of %s read no row '%s' of %s", item->actor_id, key, engine->schemas[table]->name);
}

static int item_index(lua_State *L)
{
    const struct accord_item *item = accord_item_at(L, 1);
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : accord_value_name(L, 2);
    bool given = item->state == ACCORD_ITEM_GIVEN;
    if (accord_str_equal(name, "actor"))
        lua_pushstring(L, item->actor_id);
    else if (accord_str_equal(name, "row"))
        lua_pushcfunction(L, item_row);
    else if (given && accord_str_equal(name, "value"))
        accord_plain_push(L, item->value);
    else if (!given && accord_str_equal(name, "verdict"))
        lua_pushstring(L, accord_verdict_meaning(item->verdict)->name);
    else if (!given && accord_str_equal(name, "why"))
        lua_pushstring(L, item->why);
    else
        return luaL_error(L, "an item of %s has no '%s': there are actor, %s and row",
                          given ? "collected" : "collected.open", name, given ? "value" : "verdict, why");
    return 1;
}

/* Two values may stand for one item. */
static int item_equal(lua_State *L)
{
    const struct accord_item *a = accord_item_at(L, 1), *b = accord_item_at(L, 2);
    lua_pushboolean(L, a != NULL && a == b);
    return 1;
}

static int name_kind(lua_State *L)
{
    lua_pushstring(L, accord_value_name(L, 1));
    return 1;
}

/* ---- setting up ---- */

static void make_singleton(lua_State *L, const char *key, enum accord_userdata_kind kind)
{
    static const luaL_Reg functions[] = {{"__len", list_length},
                                         {"__index", list_index},
                                         {"__newindex", accord_refuse_change},
                                         {"__tostring", name_kind},
                                         {NULL, NULL}};
    enum accord_userdata_kind *userdata = lua_newuserdatauv(L, sizeof *userdata, 0);
    *userdata = kind;
    lua_newtable(L);
    luaL_setfuncs(L, functions, 0);
    lua_setmetatable(L, -2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

void accord_lua_collected_open(lua_State *L)
{
    static const luaL_Reg functions[] = {{"__index", item_index},
                                         {"__eq", item_equal},
                                         {"__newindex", accord_refuse_change},
                                         {"__tostring", name_kind},
                                         {NULL, NULL}};
    make_singleton(L, &collected_value, ACCORD_USERDATA_COLLECTED);
    make_singleton(L, &open_value, ACCORD_USERDATA_OPEN);
    lua_newtable(L);
    luaL_setfuncs(L, functions, 0);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &item_meta);
}

void accord_push_collected(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &collected_value);
}
