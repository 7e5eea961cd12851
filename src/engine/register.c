/* Registers: every provision of an instrument, in order. */
#include "engine/loader.h"
#include "engine/lua_values.h"
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <string.h>

static bool is_id(const char *text)
{
    size_t length = strlen(text);
    bool good = length > 0 && length <= 100;
    for (size_t i = 0; good && i < length; i++) {
        char c = text[i];
        good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (i > 0 && (c == '-' || c == '.'));
    }
    return good;
}

static const char *check_id(lua_State *L, struct accord_loading *loading, int index)
{
    const char *id = accord_field_text(L, loading, index, "id", true);
    loading->about = id;
    if (!is_id(id)) luaL_error(L, "the id '%s' is not of lower-case letters, digits, '-' and '.'", id);
    return id;
}

static void take_addressees(lua_State *L, struct accord_loading *loading, int index, struct accord_provision *provision)
{
    loading->about = "addressees";
    if (lua_getfield(L, index, "addressees") != LUA_TTABLE)
        luaL_error(L, "'addressees' is a %s, expected a list (empty where nobody is addressed)",
                   accord_value_name(L, -1));
    lua_Unsigned count = lua_rawlen(L, -1);
    if (count > ACCORD_ADDRESSEES_MAX) luaL_error(L, "'addressees' has more than %d names", (int)ACCORD_ADDRESSEES_MAX);
    for (lua_Unsigned i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        const char *name = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : accord_value_name(L, -1);
        provision->addressees[provision->addressee_count++] = accord_field_subject(L, "addressee", name)->name;
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

static void take_verb(lua_State *L, struct accord_loading *loading, int index, struct accord_provision *provision)
{
    enum { MAX = 64 };
    const char *verbs[MAX];
    size_t count = 0;
    provision->verb = accord_field_text(L, loading, index, "verb", true);
    loading->about = provision->verb;
    if (accord_force_of_verb(provision->verb, &provision->force)) return;
    while (count < MAX && accord_force_verb(count) != NULL)
        verbs[count] = accord_force_verb(count), count++;
    const char *nearest = accord_text_nearest(provision->verb, verbs, count);
    if (nearest != NULL)
        luaL_error(L, "the verb '%s' is not in the table of verbs: did you mean '%s'?", provision->verb, nearest);
    luaL_error(L, "the verb '%s' is not in the table of verbs", provision->verb);
}

static void take_dates(lua_State *L, struct accord_loading *loading, int index, int32_t *effect, int32_t *until)
{
    accord_field_day(L, loading, index, "effect", effect);
    accord_field_day(L, loading, index, "until", until);
    if (*until <= *effect) luaL_error(L, "'until' does not lie after 'effect'");
}

static void take_provision(lua_State *L, struct accord_loading *loading, int index, size_t number)
{
    struct accord_packs *packs = loading->packs;
    const struct accord_instrument *instrument = &packs->instruments[packs->instrument_count];
    if (packs->provision_count == ACCORD_PROVISIONS_MAX)
        luaL_error(L, "more than %d provisions", ACCORD_PROVISIONS_MAX);
    struct accord_provision *provision = &packs->provisions[packs->provision_count];
    *provision = (struct accord_provision){
        .instrument = packs->instrument_count, .effect = instrument->effect, .until = instrument->until};
    if (!lua_istable(L, index))
        luaL_error(L, "provision %d is a %s, expected a table", (int)number, accord_value_name(L, index));
    accord_field_names(L, loading, index, ACCORD_API_PROVISIONS, "a provision");
    const char *id = check_id(L, loading, index);
    loading->within = id;
    lua_pushfstring(L, "%s:%s", instrument->id, id);
    provision->id = accord_arena_copy(&packs->arena, lua_tostring(L, -1), strlen(lua_tostring(L, -1)));
    if (provision->id == NULL) accord_raise_memory(L);
    lua_pop(L, 1);
    for (size_t i = 0; i < instrument->provision_count; i++)
        if (accord_str_equal(packs->provisions[instrument->first_provision + i].id, provision->id))
            luaL_error(L, "the provision '%s' stands twice", provision->id);
    take_verb(L, loading, index, provision);
    take_addressees(L, loading, index, provision);
    provision->summary = accord_field_text(L, loading, index, "summary", true);
    provision->context = accord_field_text(L, loading, index, "context", false);
    provision->citation = accord_field_text(L, loading, index, "citation", false);
    provision->qualified = accord_field_flag(L, loading, index, "qualified");
    accord_field_reading(L, loading, index, &provision->reading);
    loading->about = id;
    take_dates(L, loading, index, &provision->effect, &provision->until);
    packs->provision_count++;
}

static void take_header(lua_State *L, struct accord_loading *loading, struct accord_instrument *instrument)
{
    loading->about = "api";
    if (lua_getfield(L, 2, "api") != LUA_TNUMBER || lua_tointeger(L, -1) != 1)
        luaL_error(L, "'api' is not 1, the only rule API that this version knows");
    lua_pop(L, 1);
    instrument->id = check_id(L, loading, 2);
    instrument->path = loading->path;
    instrument->comment = accord_take_comment(L, loading);
    instrument->under = accord_field_text(L, loading, 2, "under", true);
    instrument->version = accord_field_text(L, loading, 2, "version", true);
    instrument->name = accord_field_text(L, loading, 2, "name", true);
    instrument->title = accord_field_text(L, loading, 2, "title", true);
    instrument->citation = accord_field_text(L, loading, 2, "citation", true);
    instrument->url = accord_field_text(L, loading, 2, "url", false);
    instrument->until = INT32_MAX;
    accord_field_reading(L, loading, 2, &instrument->reading);
    if (!accord_field_day(L, loading, 2, "effect", &instrument->effect))
        luaL_error(L, "'effect' is missing, expected a full date");
    accord_field_day(L, loading, 2, "until", &instrument->until);
    if (instrument->until <= instrument->effect) luaL_error(L, "'until' does not lie after 'effect'");
}

int accord_load_register(lua_State *L)
{
    struct accord_loading *loading = lua_touserdata(L, 1);
    struct accord_packs *packs = loading->packs;
    if (!lua_istable(L, 2))
        return luaL_error(L, "the file returns %s, expected the register's table", accord_value_phrase(L, 2));
    if (packs->instrument_count == ACCORD_INSTRUMENTS_MAX)
        return luaL_error(L, "more than %d registers", ACCORD_INSTRUMENTS_MAX);
    struct accord_instrument *instrument = &packs->instruments[packs->instrument_count];
    *instrument = (struct accord_instrument){.first_provision = packs->provision_count};
    accord_field_names(L, loading, 2, ACCORD_API_REGISTER, "the register");
    take_header(L, loading, instrument);
    loading->about = instrument->id;
    for (size_t i = 0; i < packs->instrument_count; i++)
        if (accord_str_equal(packs->instruments[i].id, instrument->id))
            return luaL_error(L, "the register '%s' stands twice: here and in %s", instrument->id,
                              packs->instruments[i].path);
    loading->about = "provisions";
    if (lua_getfield(L, 2, "provisions") != LUA_TTABLE)
        return luaL_error(L, "'provisions' is missing, expected a list");
    lua_Unsigned count = lua_rawlen(L, -1);
    if (count == 0) return luaL_error(L, "'provisions' is empty, expected every provision in order");
    for (lua_Unsigned i = 1; i <= count; i++) {
        lua_rawgeti(L, 3, (lua_Integer)i);
        take_provision(L, loading, 4, (size_t)i);
        instrument->provision_count++;
        lua_settop(L, 3);
    }
    packs->instrument_count++;
    return 0;
}
