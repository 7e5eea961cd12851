/* Plain values between C and Lua, and the Lua files that hold nothing else. */
#include "engine/plain.h"

#include "base/error.h"
#include "engine/loader.h"
#include "engine/lua_values.h"
#include "engine/sandbox.h"

#include <assert.h>
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *accord_plain_kind_name(enum accord_plain_kind kind)
{
    static const char *const names[] = {
        [ACCORD_PLAIN_NIL] = "nil",   [ACCORD_PLAIN_BOOLEAN] = "boolean", [ACCORD_PLAIN_INTEGER] = "integer",
        [ACCORD_PLAIN_TEXT] = "text", [ACCORD_PLAIN_LIST] = "list",       [ACCORD_PLAIN_TABLE] = "table"};
    return names[kind];
}

const struct accord_plain *accord_plain_get(const struct accord_plain *table, const char *name)
{
    if (table == NULL || table->kind != ACCORD_PLAIN_TABLE) return NULL;
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->names[i], name) == 0) return &table->items[i];
    return NULL;
}

const char *accord_plain_get_text(const struct accord_plain *table, const char *name)
{
    const struct accord_plain *value = accord_plain_get(table, name);
    return value != NULL && value->kind == ACCORD_PLAIN_TEXT ? value->text : NULL;
}

bool accord_plain_is(const struct accord_plain *value, enum accord_plain_kind kind)
{
    return value->kind == kind || (kind == ACCORD_PLAIN_TABLE && value->kind == ACCORD_PLAIN_LIST && value->count == 0);
}

bool accord_plain_equal(const struct accord_plain *a, const struct accord_plain *b)
{
    if (a->kind != b->kind || a->count != b->count || a->integer != b->integer) return false;
    if (a->kind == ACCORD_PLAIN_TEXT && strcmp(a->text, b->text) != 0) return false;
    for (size_t i = 0; i < a->count; i++) {
        if (a->kind == ACCORD_PLAIN_TABLE && strcmp(a->names[i], b->names[i]) != 0) return false;
        if (!accord_plain_equal(&a->items[i], &b->items[i])) return false;
    }
    return true;
}

/* ---- copies ---- */

static bool copy_items(const struct accord_plain *value, struct accord_arena *arena, struct accord_plain *copy);

static bool copy_into(const struct accord_plain *value, struct accord_arena *arena, struct accord_plain *copy)
{
    *copy = *value;
    if (value->kind == ACCORD_PLAIN_TEXT) copy->text = accord_arena_copy(arena, value->text, strlen(value->text));
    if (value->kind == ACCORD_PLAIN_TEXT && copy->text == NULL) return false;
    return value->count == 0 || copy_items(value, arena, copy);
}

static bool copy_items(const struct accord_plain *value, struct accord_arena *arena, struct accord_plain *copy)
{
    struct accord_plain *items = accord_arena_alloc(arena, value->count * sizeof *items);
    const char **names = accord_arena_alloc(arena, value->count * sizeof *names);
    if (items == NULL || names == NULL) return false;
    for (size_t i = 0; i < value->count; i++) {
        if (!copy_into(&value->items[i], arena, &items[i])) return false;
        if (value->names == NULL) continue;
        names[i] = accord_arena_copy(arena, value->names[i], strlen(value->names[i]));
        if (names[i] == NULL) return false;
    }
    copy->items = items;
    copy->names = value->names == NULL ? NULL : names;
    return true;
}

const struct accord_plain *accord_plain_copy(const struct accord_plain *value, struct accord_arena *arena)
{
    struct accord_plain *copy = accord_arena_alloc(arena, sizeof *copy);
    return copy != NULL && copy_into(value, arena, copy) ? copy : NULL;
}

size_t accord_plain_size(const struct accord_plain *value)
{
    size_t size = sizeof *value + (value->text == NULL ? 0 : strlen(value->text) + 1);
    for (size_t i = 0; i < value->count; i++)
        size += accord_plain_size(&value->items[i]) + sizeof *value->names +
                (value->names == NULL ? 0 : strlen(value->names[i]) + 1);
    return size;
}

/* ---- from Lua ---- */

/* A value while it is taken, with the names that lead to where the work is: "given.actors[2]". */
struct taking {
    lua_State *L;
    struct accord_arena *arena;
    struct accord_plain_limits left;
    char path[256];
    size_t length;
};

/* Goes on by a key or, where `name` is NULL, by a position; the length before it is returned. */
static size_t go_in(struct taking *taking, const char *name, size_t position)
{
    size_t before = taking->length, room = sizeof taking->path - before;
    const char *dot = before > 0 ? "." : "";
    int added = name != NULL ? snprintf(taking->path + before, room, "%s%.60s", dot, name)
                             : snprintf(taking->path + before, room, "[%zu]", position);
    taking->length = added > 0 && (size_t)added < room ? before + (size_t)added : before;
    return before;
}

static void go_out(struct taking *taking, size_t before)
{
    taking->length = before;
    taking->path[before] = '\0';
}

static int refuse(struct taking *taking, const char *why)
{
    const char *path = taking->length > 0 ? taking->path : "the value";
    return luaL_error(taking->L, "%s %s", path, why);
}

static void *take_memory(struct taking *taking, size_t size)
{
    void *block = accord_arena_alloc(taking->arena, size);
    if (block == NULL) accord_raise_memory(taking->L);
    return block;
}

static const char *take_text(struct taking *taking, int index)
{
    size_t length;
    const char *text = luaL_tolstring(taking->L, index, &length);
    if (accord_utf8_check(text, length) != length || memchr(text, '\0', length) != NULL)
        refuse(taking, "is no UTF-8 text");
    if (length >= taking->left.bytes) refuse(taking, "is more text than the whole may hold");
    taking->left.bytes -= length + 1;
    char *copy = take_memory(taking, length + 1);
    memcpy(copy, text, length + 1);
    lua_pop(taking->L, 1);
    return copy;
}

static void take(struct taking *taking, int index, int depth, struct accord_plain *value);

static void take_list(struct taking *taking, int contents, int depth, struct accord_plain *value)
{
    struct accord_plain *items = take_memory(taking, (value->count + 1) * sizeof *items);
    value->kind = ACCORD_PLAIN_LIST;
    value->items = items;
    for (size_t i = 0; i < value->count; i++) {
        size_t before = go_in(taking, NULL, i + 1);
        lua_rawgeti(taking->L, contents, (lua_Integer)i + 1);
        take(taking, lua_gettop(taking->L), depth + 1, &items[i]);
        lua_settop(taking->L, contents);
        go_out(taking, before);
    }
}

static int compare_names(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

static void take_names(struct taking *taking, int contents, const char **names)
{
    size_t count = 0;
    for (lua_pushnil(taking->L); lua_next(taking->L, contents); lua_pop(taking->L, 1))
        names[count++] = take_text(taking, lua_gettop(taking->L) - 1);
    qsort(names, count, sizeof *names, compare_names);
}

static void take_table(struct taking *taking, int contents, int depth, struct accord_plain *value)
{
    struct accord_plain *items = take_memory(taking, value->count * sizeof *items);
    const char **names = take_memory(taking, value->count * sizeof *names);
    take_names(taking, contents, names);
    value->kind = ACCORD_PLAIN_TABLE;
    value->items = items;
    value->names = names;
    for (size_t i = 0; i < value->count; i++) {
        size_t before = go_in(taking, names[i], 0);
        lua_pushstring(taking->L, names[i]);
        lua_rawget(taking->L, contents);
        take(taking, lua_gettop(taking->L), depth + 1, &items[i]);
        lua_settop(taking->L, contents);
        go_out(taking, before);
    }
}

/* A list from 1 without holes, or names only. */
static void take_contents(struct taking *taking, int index, int depth, struct accord_plain *value)
{
    lua_State *L = taking->L;
    size_t texts = 0, others = 0;
    lua_Integer first = 1, last = 0;
    if (depth == taking->left.depth) refuse(taking, "is nested too deeply, or holds itself");
    luaL_checkstack(L, 8, "values nested too deeply");
    accord_push_contents(L, index);
    int contents = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, contents); lua_pop(L, 1)) {
        if (lua_type(L, -2) == LUA_TSTRING)
            texts++;
        else if (!lua_isinteger(L, -2))
            refuse(taking, "has a key that is neither a name nor a position");
        if (!lua_isinteger(L, -2)) continue;
        lua_Integer at = lua_tointeger(L, -2);
        others++;
        if (at < first) first = at;
        if (at > last) last = at;
    }
    if (texts > 0 && others > 0) refuse(taking, "mixes names and positions, expected a list or a table of names");
    /* Not by its length, which may be that of any stretch. */
    if (first < 1 || (lua_Unsigned)last != others) refuse(taking, "is a list with holes");
    value->count = texts + others;
    if (value->count > taking->left.values) refuse(taking, "holds too many values");
    taking->left.values -= value->count;
    if (texts > 0)
        take_table(taking, contents, depth, value);
    else
        take_list(taking, contents, depth, value);
}

static void take(struct taking *taking, int index, int depth, struct accord_plain *value)
{
    lua_State *L = taking->L;
    *value = (struct accord_plain){.kind = ACCORD_PLAIN_NIL};
    if (accord_userdata(L, index, ACCORD_USERDATA_DATE) != NULL ||
        accord_userdata(L, index, ACCORD_USERDATA_DECIMAL) != NULL || lua_type(L, index) == LUA_TSTRING) {
        value->kind = ACCORD_PLAIN_TEXT;
        value->text = take_text(taking, index);
    } else if (lua_isboolean(L, index)) {
        value->kind = ACCORD_PLAIN_BOOLEAN;
        value->integer = lua_toboolean(L, index);
    } else if (lua_isinteger(L, index)) {
        value->kind = ACCORD_PLAIN_INTEGER;
        value->integer = lua_tointeger(L, index);
    } else if (lua_istable(L, index)) {
        take_contents(taking, index, depth, value);
    } else if (lua_type(L, index) == LUA_TNUMBER) {
        refuse(taking, "is no whole number, expected one or a text");
    } else if (!lua_isnil(L, index)) {
        lua_pushfstring(L, "is a %s, expected a plain value", accord_value_name(L, index));
        refuse(taking, lua_tostring(L, -1));
    }
}

void accord_plain_take(lua_State *L, int index, const char *what, const struct accord_plain_limits *limits,
                       struct accord_arena *arena, struct accord_plain *value)
{
    struct taking taking = {.L = L, .arena = arena, .left = *limits};
    int top = lua_gettop(L);
    (void)snprintf(taking.path, sizeof taking.path, "%s", what);
    taking.length = strlen(taking.path);
    take(&taking, lua_absindex(L, index), 0, value);
    lua_settop(L, top);
}

/* ---- to Lua ---- */

static void push_items(lua_State *L, const struct accord_plain *value)
{
    luaL_checkstack(L, 4, "values nested too deeply");
    lua_createtable(L, 0, 0);
    for (size_t i = 0; i < value->count; i++) {
        accord_plain_push(L, &value->items[i]);
        if (value->kind == ACCORD_PLAIN_TABLE)
            lua_setfield(L, -2, value->names[i]);
        else
            lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

void accord_plain_push(lua_State *L, const struct accord_plain *value)
{
    switch (value->kind) {
    case ACCORD_PLAIN_NIL:
        lua_pushnil(L);
        break;
    case ACCORD_PLAIN_BOOLEAN:
        lua_pushboolean(L, value->integer != 0);
        break;
    case ACCORD_PLAIN_INTEGER:
        lua_pushinteger(L, value->integer);
        break;
    case ACCORD_PLAIN_TEXT:
        lua_pushstring(L, value->text);
        break;
    case ACCORD_PLAIN_LIST:
    case ACCORD_PLAIN_TABLE:
        push_items(L, value);
        break;
    }
}

/* ---- params ---- */

/* What a Lua value would be as a plain one: tables by what they hold first. */
static enum accord_plain_kind kind_of(lua_State *L, int index)
{
    enum accord_plain_kind kind = ACCORD_PLAIN_NIL;
    switch (lua_type(L, index)) {
    case LUA_TBOOLEAN:
        return ACCORD_PLAIN_BOOLEAN;
    case LUA_TNUMBER:
        return ACCORD_PLAIN_INTEGER;
    case LUA_TSTRING:
        return ACCORD_PLAIN_TEXT;
    case LUA_TTABLE:
        accord_push_contents(L, index);
        lua_pushnil(L);
        kind = ACCORD_PLAIN_LIST;
        if (lua_next(L, -2)) {
            if (lua_type(L, -2) == LUA_TSTRING) kind = ACCORD_PLAIN_TABLE;
            lua_pop(L, 2);
        }
        lua_pop(L, 1);
        return kind;
    default:
        return kind;
    }
}

static const char *nearest_param(lua_State *L, int index, const char *name)
{
    enum { NAMES_MAX = 64 };
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
        if (count < NAMES_MAX && lua_type(L, -2) == LUA_TSTRING) names[count++] = lua_tostring(L, -2);
    return accord_text_nearest(name, names, count);
}

/* A date or an amount, which a file of data writes as a text. Nothing is pushed when the default is neither. */
static bool push_like(lua_State *L, int like, const struct accord_plain *value, const char *name, const char *rule)
{
    struct accord_date date = {0, 0};
    struct accord_decimal amount = {0, 0};
    const char *why = "expected a text";
    const char *text = value->kind == ACCORD_PLAIN_TEXT ? value->text : NULL;
    if (accord_userdata(L, like, ACCORD_USERDATA_DATE) != NULL) {
        if (text == NULL || !accord_date_parse(text, strlen(text), &date, &why))
            luaL_error(L, "the param '%s' of %s is no date: %s", name, rule, why);
        accord_push_date(L, date);
        return true;
    }
    if (accord_userdata(L, like, ACCORD_USERDATA_DECIMAL) == NULL) return false;
    if (text == NULL || !accord_decimal_parse(text, strlen(text), &amount, &why))
        luaL_error(L, "the param '%s' of %s is no amount: %s", name, rule, why);
    accord_push_decimal(L, amount);
    return true;
}

static void override_one(lua_State *L, int index, const char *name, const struct accord_plain *value, const char *rule)
{
    lua_getfield(L, index, name);
    int like = lua_gettop(L);
    if (lua_isnil(L, like)) {
        const char *nearest = nearest_param(L, index, name);
        if (nearest != NULL) luaL_error(L, "%s has no param '%s': did you mean '%s'?", rule, name, nearest);
        luaL_error(L, "%s has no param '%s'", rule, name);
    }
    if (!push_like(L, like, value, name, rule)) {
        enum accord_plain_kind kind = kind_of(L, like);
        bool empty = value->kind == ACCORD_PLAIN_LIST && value->count == 0;
        bool either = kind == ACCORD_PLAIN_LIST || kind == ACCORD_PLAIN_TABLE;
        if (value->kind != kind && !(either && empty))
            luaL_error(L, "the param '%s' of %s has the type %s, expected %s as the rule has", name, rule,
                       accord_plain_kind_name(value->kind), accord_plain_kind_name(kind));
        accord_plain_push(L, value);
    }
    lua_setfield(L, index, name);
    lua_settop(L, like - 1);
}

void accord_plain_override(lua_State *L, int index, const struct accord_plain *overrides, const char *rule)
{
    index = lua_absindex(L, index);
    if (!accord_plain_is(overrides, ACCORD_PLAIN_TABLE))
        luaL_error(L, "the params of %s are a %s, expected a table of names", rule,
                   accord_plain_kind_name(overrides->kind));
    for (size_t i = 0; i < overrides->count; i++)
        override_one(L, index, overrides->names[i], &overrides->items[i], rule);
}

/* ---- files ---- */

struct reading {
    struct accord_arena *arena;
    struct accord_plain_file *file;
};

void accord_plain_write(struct accord_text *text, const struct accord_plain *value)
{
    switch (value->kind) {
    case ACCORD_PLAIN_NIL:
        accord_text_add_str(text, "null");
        return;
    case ACCORD_PLAIN_BOOLEAN:
        accord_text_add_str(text, value->integer ? "true" : "false");
        return;
    case ACCORD_PLAIN_INTEGER:
        accord_text_add_int(text, value->integer);
        return;
    case ACCORD_PLAIN_TEXT:
        accord_text_add_json(text, value->text, strlen(value->text));
        return;
    case ACCORD_PLAIN_LIST:
    case ACCORD_PLAIN_TABLE:
        break;
    }
    bool table = value->kind == ACCORD_PLAIN_TABLE;
    accord_text_add_char(text, table ? '{' : '[');
    for (size_t i = 0; i < value->count; i++) {
        if (i > 0) accord_text_add_str(text, ", ");
        if (table) {
            accord_text_add_json(text, value->names[i], strlen(value->names[i]));
            accord_text_add_str(text, ": ");
        }
        accord_plain_write(text, &value->items[i]);
    }
    accord_text_add_char(text, table ? '}' : ']');
}

static int take_file(lua_State *L)
{
    const struct accord_loading *loading = lua_touserdata(L, 1);
    const struct reading *reading = loading->host;
    if (!lua_istable(L, 2)) return luaL_error(L, "the file returns %s, expected a table", accord_value_phrase(L, 2));
    static const struct accord_plain_limits limits = {ACCORD_PLAIN_FILE_VALUES_MAX, ACCORD_PLAIN_BYTES_MAX,
                                                      ACCORD_PLAIN_DEPTH_MAX};
    accord_plain_take(L, 2, "", &limits, reading->arena, &reading->file->value);
    return 0;
}

enum accord_status accord_plain_run_file(struct accord_packs *packs, const char *path,
                                         const struct accord_pack_file *text, struct accord_arena *arena,
                                         struct accord_problems *problems, struct accord_plain_file *file,
                                         struct accord_error *err)
{
    struct accord_engine *engine = packs->engine;
    struct reading reading = {arena, file};
    size_t before = accord_problems_count(problems);
    size_t limit = engine->memory.limit;
    assert(engine->phase == ACCORD_PHASE_IDLE);
    *file = (struct accord_plain_file){.path = path, .source = text->source, .length = text->length};
    engine->err = err;
    engine->phase = ACCORD_PHASE_LOADING;
    engine->memory.limit = engine->memory.used + engine->limits.memory;
    enum accord_status status =
        accord_load_file(packs, text, ACCORD_ENVIRONMENT_PLAIN, take_file, &reading, problems, err);
    engine->memory.limit = limit;
    engine->phase = ACCORD_PHASE_IDLE;
    lua_gc(engine->L, LUA_GCCOLLECT);
    if (status == ACCORD_OK && accord_problems_count(problems) > before)
        status = accord_error_set(err, ACCORD_BAD_RULES, "%s does not load", path);
    return status;
}

enum accord_status accord_plain_read_file(struct accord_packs *packs, const char *path, struct accord_arena *arena,
                                          struct accord_problems *problems, struct accord_plain_file *file,
                                          struct accord_error *err)
{
    struct accord_pack_file text;
    enum accord_status status = accord_pack_file_read(path, arena, &text, problems, err);
    if (status != ACCORD_OK) return status;
    if (text.source == NULL) return accord_error_set(err, ACCORD_BAD_RULES, "%s does not load", path);
    return accord_plain_run_file(packs, path, &text, arena, problems, file, err);
}

unsigned accord_plain_file_line(const struct accord_plain_file *file, const char *within, const char *about)
{
    return accord_source_line(file->source, file->length, within, about);
}
