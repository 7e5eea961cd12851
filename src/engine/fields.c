/* Fields of register and rule tables, checked. */
#include "engine/loader.h"
#include "engine/lua_values.h"
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <string.h>

enum { NAMES_MAX = 64, FIELD_TEXT_MAX = 4096 };

static char *copy(lua_State *L, struct accord_loading *loading, const char *text, size_t length)
{
    char *copied = accord_arena_copy(&loading->packs->arena, text, length);
    if (copied == NULL) accord_raise_memory(L);
    return copied;
}

const char *accord_field_text(lua_State *L, struct accord_loading *loading, int index, const char *name, bool required)
{
    size_t length;
    const char *copied = NULL;
    loading->about = name;
    int type = lua_getfield(L, index, name);
    if (type == LUA_TSTRING) {
        const char *text = lua_tolstring(L, -1, &length);
        if (length == 0 && required) luaL_error(L, "'%s' is empty, expected a text", name);
        if (length > FIELD_TEXT_MAX)
            luaL_error(L, "'%s' has %d bytes, expected at most %d", name, (int)length, FIELD_TEXT_MAX);
        if (accord_utf8_check(text, length) != length || memchr(text, '\0', length) != NULL)
            luaL_error(L, "'%s' is not UTF-8 text", name);
        copied = copy(L, loading, text, length);
    } else if (type != LUA_TNIL) {
        luaL_error(L, "'%s' is a %s, expected a text", name, accord_value_name(L, -1));
    } else if (required) {
        loading->about = NULL;
        luaL_error(L, "'%s' is missing, expected a text", name);
    }
    lua_pop(L, 1);
    return copied;
}

bool accord_field_flag(lua_State *L, struct accord_loading *loading, int index, const char *name)
{
    loading->about = name;
    int type = lua_getfield(L, index, name);
    if (type != LUA_TNIL && type != LUA_TBOOLEAN)
        luaL_error(L, "'%s' is a %s, expected true or false", name, accord_value_name(L, -1));
    bool flag = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return flag;
}

bool accord_field_day(lua_State *L, struct accord_loading *loading, int index, const char *name, int32_t *day)
{
    const char *text = accord_field_text(L, loading, index, name, false);
    struct accord_date date;
    const char *why = "expected a full date";
    if (text == NULL) return false;
    loading->about = text;
    if (!accord_date_parse(text, strlen(text), &date, &why)) luaL_error(L, "'%s' is '%s': %s", name, text, why);
    if (date.first != date.last) luaL_error(L, "'%s' is '%s', expected a full date YYYY-MM-DD", name, text);
    *day = date.first;
    return true;
}

void accord_field_names(lua_State *L, struct accord_loading *loading, int index, enum accord_api_set keys,
                        const char *what)
{
    const char *names[NAMES_MAX];
    struct accord_api_entry key;
    size_t count = 0;
    for (; count < NAMES_MAX && accord_api_at(keys, count, &key); count++)
        names[count] = key.name;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        bool known = false;
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "%s has a %s as a key, expected names", what, accord_value_name(L, -2));
        const char *name = lua_tostring(L, -2);
        for (size_t i = 0; i < count && !known; i++)
            known = accord_str_equal(names[i], name);
        if (known) continue;
        loading->about = copy(L, loading, name, strlen(name));
        const char *nearest = accord_text_nearest(name, names, count);
        if (nearest != NULL) luaL_error(L, "%s has an unknown key '%s': did you mean '%s'?", what, name, nearest);
        luaL_error(L, "%s has an unknown key '%s'", what, name);
    }
}

void accord_field_reading(lua_State *L, struct accord_loading *loading, int index, struct accord_reading *reading)
{
    *reading = (struct accord_reading){NULL, NULL, NULL};
    loading->about = "reading";
    if (lua_getfield(L, index, "reading") != LUA_TNIL) {
        luaL_argexpected(L, lua_istable(L, -1), index, "a table { by, on, state } in 'reading'");
        int table = lua_gettop(L);
        int32_t day;
        accord_field_names(L, loading, table, ACCORD_API_READING, "'reading'");
        reading->by = accord_field_text(L, loading, table, "by", true);
        accord_field_day(L, loading, table, "on", &day);
        reading->on = accord_field_text(L, loading, table, "on", true);
        reading->state = accord_field_text(L, loading, table, "state", true);
    }
    lua_pop(L, 1);
}

const struct accord_subject *accord_field_subject(lua_State *L, const char *what, const char *name)
{
    const struct accord_subject *subject = accord_subject_find(name);
    if (subject != NULL) return subject;
    lua_pushstring(L, accord_subject_at(0)->name);
    for (size_t i = 1; accord_subject_at(i) != NULL; i++) {
        lua_pushfstring(L, "%s%s%s", lua_tostring(L, -1), accord_subject_at(i + 1) != NULL ? ", " : " or ",
                        accord_subject_at(i)->name);
        lua_remove(L, -2);
    }
    luaL_error(L, "the %s '%s' is unknown, expected %s", what, name, lua_tostring(L, -1));
    return NULL;
}
