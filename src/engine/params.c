/* Params and comments of a rule's file as texts: what people are shown of them. */
#include "engine/loader.h"
#include "engine/lua_values.h"
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

enum { PARAM_DEPTH_MAX = 8, PARAM_BYTES_MAX = 16 * 1024, NAMES_MAX = 1000 };

static int compare_names(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

/* The keys of the table at `index`, sorted, in the packs' arena: all are texts. */
static const char **sorted_names(lua_State *L, struct accord_loading *loading, int index, size_t *count)
{
    size_t room = 0;
    *count = 0;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
        room++;
    if (room > NAMES_MAX) luaL_error(L, "'params' holds a table with more than %d names", NAMES_MAX);
    const char **names = accord_arena_alloc(&loading->packs->arena, (room + 1) * sizeof *names);
    if (names == NULL) accord_raise_memory(L);
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        size_t length = 0;
        const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tolstring(L, -2, &length) : NULL;
        if (name == NULL || !accord_text_is_name(name, length))
            luaL_error(L, "'params' has the key %s, expected names such as \"role\", or lists",
                       luaL_tolstring(L, -2, NULL));
        names[*count] = accord_arena_copy(&loading->packs->arena, name, length);
        if (names[(*count)++] == NULL) accord_raise_memory(L);
    }
    if (*count > 1) qsort(names, *count, sizeof *names, compare_names);
    return names;
}

static void refuse_large(lua_State *L)
{
    luaL_error(L, "'params' has a default of more than %d bytes", PARAM_BYTES_MAX);
}

static void add_value(lua_State *L, struct accord_loading *loading, int index, int depth);

static void add_list(lua_State *L, struct accord_loading *loading, int contents, int depth)
{
    lua_Unsigned count = lua_rawlen(L, contents);
    accord_text_add_char(&loading->text, '[');
    for (lua_Unsigned i = 1; i <= count; i++) {
        if (i > 1) accord_text_add_str(&loading->text, ", ");
        lua_rawgeti(L, contents, (lua_Integer)i);
        add_value(L, loading, lua_gettop(L), depth);
        lua_pop(L, 1);
    }
    accord_text_add_char(&loading->text, ']');
}

static void add_members(lua_State *L, struct accord_loading *loading, int contents, int depth)
{
    size_t count;
    const char **names = sorted_names(L, loading, contents, &count);
    accord_text_add_char(&loading->text, '{');
    for (size_t i = 0; i < count; i++) {
        accord_text_addf(&loading->text, "%s\"%s\": ", i > 0 ? ", " : "", names[i]);
        lua_getfield(L, contents, names[i]);
        add_value(L, loading, lua_gettop(L), depth);
        lua_pop(L, 1);
    }
    accord_text_add_char(&loading->text, '}');
}

/* A list, where all that it holds stands in a row; or names. */
static void add_table(lua_State *L, struct accord_loading *loading, int index, int depth)
{
    if (depth > PARAM_DEPTH_MAX) luaL_error(L, "'params' is nested more than %d deep", PARAM_DEPTH_MAX);
    luaL_checkstack(L, 8, "params nested too deeply");
    accord_push_contents(L, index);
    int contents = lua_gettop(L);
    lua_Unsigned items = 0;
    for (lua_pushnil(L); lua_next(L, contents); lua_pop(L, 1))
        items++;
    if (items == lua_rawlen(L, contents))
        add_list(L, loading, contents, depth + 1);
    else
        add_members(L, loading, contents, depth + 1);
    lua_pop(L, 1);
}

static void add_value(lua_State *L, struct accord_loading *loading, int index, int depth)
{
    size_t length;
    bool text = lua_type(L, index) == LUA_TSTRING || accord_userdata(L, index, ACCORD_USERDATA_DATE) != NULL ||
                accord_userdata(L, index, ACCORD_USERDATA_DECIMAL) != NULL;
    if (lua_istable(L, index)) {
        add_table(L, loading, index, depth);
    } else if (text) {
        const char *bytes = luaL_tolstring(L, index, &length);
        if (length > PARAM_BYTES_MAX) refuse_large(L);
        accord_text_add_json(&loading->text, bytes, length);
        lua_pop(L, 1);
    } else if (lua_isinteger(L, index) || lua_isboolean(L, index)) {
        accord_text_add_str(&loading->text, luaL_tolstring(L, index, NULL));
        lua_pop(L, 1);
    } else {
        luaL_error(L, "'params' holds a %s, expected texts, integers, true or false, dates, amounts and lists of them",
                   accord_value_name(L, index));
    }
    if (loading->text.length > PARAM_BYTES_MAX) refuse_large(L);
}

void accord_take_params(lua_State *L, struct accord_loading *loading, int index, struct accord_rule *rule)
{
    size_t count;
    const char **names = sorted_names(L, loading, index, &count);
    if (count > ACCORD_PARAMS_MAX) luaL_error(L, "more than %d params", ACCORD_PARAMS_MAX);
    struct accord_param *params = accord_arena_alloc(&loading->packs->arena, (count + 1) * sizeof *params);
    if (params == NULL) accord_raise_memory(L);
    for (size_t i = 0; i < count; i++) {
        accord_text_reset(&loading->text);
        lua_getfield(L, index, names[i]);
        loading->about = names[i];
        add_value(L, loading, lua_gettop(L), 0);
        lua_pop(L, 1);
        params[i].name = names[i];
        params[i].text =
            loading->text.failed
                ? NULL
                : accord_arena_copy(&loading->packs->arena, accord_text_str(&loading->text), loading->text.length);
        if (params[i].text == NULL) accord_raise_memory(L);
    }
    rule->defaults = params;
    rule->default_count = count;
}

/* ---- the comment at the top ---- */

const char *accord_take_comment(lua_State *L, struct accord_loading *loading)
{
    const char *at = loading->source, *end = at + loading->length;
    accord_text_reset(&loading->text);
    while (end - at >= 2 && at[0] == '-' && at[1] == '-') {
        const char *line = at + 2, *stop = memchr(line, '\n', (size_t)(end - line));
        if (stop == NULL) stop = end;
        at = stop == end ? end : stop + 1;
        if (line < stop && *line == ' ') line++;
        if (stop > line && stop[-1] == '\r') stop--;
        if (loading->text.length > 0) accord_text_add_char(&loading->text, '\n');
        accord_text_add(&loading->text, line, (size_t)(stop - line));
    }
    if (loading->text.length == 0) return NULL;
    char *comment = loading->text.failed ? NULL
                                         : accord_arena_copy(&loading->packs->arena, accord_text_str(&loading->text),
                                                             loading->text.length);
    if (comment == NULL) accord_raise_memory(L);
    return comment;
}
