/* Filters as rules write them, read once where they come again. */
#include "engine/lua_filter.h"

#include "engine/kept.h"
#include "engine/known_filters.h"
#include "engine/lua_rows.h"
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading a table ---- */

static int compare_values(const void *a, const void *b)
{
    return accord_cell_compare(a, b);
}

static struct accord_cell text_cell(const char *text, size_t length)
{
    struct accord_cell cell = {.kind = ACCORD_CELL_TEXT, .length = (uint32_t)length};
    cell.as.text = text;
    return cell;
}

/* The value at the top of the stack as a cell that the column can be compared with. */
static struct accord_cell take_filter_value(lua_State *L, const struct accord_column *column)
{
    enum accord_cell_kind wanted = column->kind == ACCORD_CELL_LIST ? ACCORD_CELL_TEXT : column->kind;
    struct accord_cell cell = {.kind = (uint8_t)wanted};
    if (wanted == ACCORD_CELL_TEXT && lua_type(L, -1) == LUA_TSTRING) {
        size_t length;
        const char *text = accord_take_text(L, -1, "a filter's text", &length);
        return text_cell(text, length);
    }
    if (wanted == ACCORD_CELL_INTEGER && lua_isinteger(L, -1)) {
        cell.as.integer = lua_tointeger(L, -1);
        return cell;
    }
    if (wanted == ACCORD_CELL_BOOLEAN && lua_isboolean(L, -1)) {
        cell.as.integer = lua_toboolean(L, -1);
        return cell;
    }
    if (wanted == ACCORD_CELL_DATE &&
        (accord_userdata(L, -1, ACCORD_USERDATA_DATE) || lua_type(L, -1) == LUA_TSTRING)) {
        cell.as.date = accord_check_date(L, lua_gettop(L));
        return cell;
    }
    luaL_error(L, "the filter's '%s' cannot be compared with a %s", column->name, accord_value_name(L, -1));
    return cell;
}

static void take_equals(lua_State *L, const struct accord_column *column, struct accord_term *term)
{
    int index = lua_gettop(L);
    bool list = lua_type(L, index) == LUA_TTABLE;
    if (list) accord_push_contents(L, index);
    size_t count = list ? (size_t)lua_rawlen(L, -1) : 1;
    if (count == 0 || count > ACCORD_TERM_VALUES_MAX)
        luaL_error(L, "the filter's '%s' has %d alternatives, expected 1 to %d", column->name, (int)count,
                   ACCORD_TERM_VALUES_MAX);
    struct accord_cell *values = accord_check_alloc(L, count * sizeof *values);
    for (size_t i = 0; i < count; i++) {
        if (list) lua_rawgeti(L, index + 1, (lua_Integer)i + 1);
        values[i] = take_filter_value(L, column);
        if (list) lua_pop(L, 1);
    }
    if (count > 1) qsort(values, count, sizeof *values, compare_values);
    term->kind = ACCORD_TERM_EQUALS;
    term->values = values;
    term->value_count = count;
    lua_settop(L, index);
}

static void take_mark(lua_State *L, const struct accord_schema *schema, struct accord_term *term,
                      const struct accord_mark_userdata *mark)
{
    term->kind = mark->term;
    term->window = mark->window;
    if (mark->term == ACCORD_TERM_DURING && schema->columns[term->column].kind != ACCORD_CELL_DATE)
        luaL_error(L, "during() is for dates, and '%s' of %s is none", term->name, schema->name);
}

static void take_active(lua_State *L, const struct accord_schema *schema, struct accord_term *term)
{
    const struct accord_mark_userdata *mark = accord_userdata(L, -1, ACCORD_USERDATA_MARK);
    if (mark == NULL || mark->term != ACCORD_TERM_DURING) luaL_error(L, "'active' in a filter takes during(from, to)");
    if (schema->valid_from == ACCORD_NO_COLUMN && schema->occurs[0] == ACCORD_NO_COLUMN)
        luaL_error(L, "'active' is not for %s: its rows have no time of their own", schema->name);
    *term = (struct accord_term){
        .name = "active", .column = ACCORD_NO_COLUMN, .kind = ACCORD_TERM_ACTIVE, .window = mark->window};
}

/* One term from the key below the value at the top of the stack. */
static void take_term(lua_State *L, const struct accord_schema *schema, struct accord_term *term)
{
    memset(term, 0, sizeof *term);
    if (lua_type(L, -2) != LUA_TSTRING)
        luaL_error(L, "a filter's names are columns, got a %s", accord_value_name(L, -2));
    if (accord_str_equal(lua_tostring(L, -2), "active") &&
        accord_schema_find(schema, "active", 6) == ACCORD_NO_COLUMN) {
        take_active(L, schema, term);
        return;
    }
    term->column = accord_check_column(L, lua_gettop(L) - 1, schema);
    const struct accord_column *column = &schema->columns[term->column];
    term->name = column->name;
    const struct accord_mark_userdata *mark = accord_userdata(L, -1, ACCORD_USERDATA_MARK);
    if (mark != NULL) {
        take_mark(L, schema, term, mark);
        return;
    }
    if (column->personal) luaL_error(L, "'%s' is personal: a filter may only ask whether it is present", column->name);
    take_equals(L, column, term);
}

/* From the contents of a filter table. */
static void read_terms(lua_State *L, int contents, const struct accord_schema *schema, struct accord_filter *filter)
{
    for (lua_pushnil(L); lua_next(L, contents); lua_pop(L, 1)) {
        struct accord_term term;
        if (filter->count == ACCORD_TERMS_MAX) luaL_error(L, "a filter of more than %d columns", ACCORD_TERMS_MAX);
        take_term(L, schema, &term);
        size_t at = filter->count++;
        for (; at > 0 && strcmp(filter->terms[at - 1].name, term.name) > 0; at--)
            filter->terms[at] = filter->terms[at - 1];
        filter->terms[at] = term;
    }
}

/* ---- filters that are known ---- */

/* Longer texts are no single object in Lua. */
enum { SHORT_TEXT = 40 };

/* The value on top as far as it can be told from its object alone: never what a rule may still change. */
static bool sign_value(lua_State *L, struct accord_filter_sign *sign)
{
    size_t length;
    const struct accord_mark_userdata *mark;
    switch (sign->kind = lua_type(L, -1)) {
    case LUA_TSTRING:
        sign->value.object = lua_tolstring(L, -1, &length);
        return length <= SHORT_TEXT;
    case LUA_TBOOLEAN:
        sign->value.number = lua_toboolean(L, -1);
        return true;
    case LUA_TNUMBER:
        sign->value.number = lua_tointeger(L, -1);
        return lua_isinteger(L, -1);
    case LUA_TTABLE:
        sign->value.object = lua_topointer(L, -1);
        return accord_is_frozen(L, -1);
    case LUA_TUSERDATA:
        mark = accord_userdata(L, -1, ACCORD_USERDATA_MARK);
        if (mark == NULL) return false;
        sign->kind = LUA_NUMTYPES + (int)mark->term;
        sign->value.window = mark->window;
        return true;
    default:
        return false;
    }
}

static bool sign_terms(lua_State *L, int contents, struct accord_filter_signs *signs)
{
    size_t length;
    signs->count = 0;
    for (lua_pushnil(L); lua_next(L, contents); lua_pop(L, 1)) {
        if (signs->count == ACCORD_FILTER_SIGNS_MAX || lua_type(L, -2) != LUA_TSTRING) return false;
        struct accord_filter_sign *sign = &signs->of[signs->count++];
        memset(sign, 0, sizeof *sign);
        sign->key = lua_tolstring(L, -2, &length);
        if (length > SHORT_TEXT || !sign_value(L, sign)) return false;
    }
    accord_filter_signs_end(signs);
    return true;
}

/* While these are there nothing else lies where they lie. */
static void hold_objects(lua_State *L, int contents)
{
    struct accord_engine *engine = accord_engine_of(L);
    accord_push_kept(L, engine->kept.filter_objects);
    for (lua_pushnil(L); lua_next(L, contents);) {
        lua_pushvalue(L, -2);
        accord_set_kept(L, -4, ++engine->filter_objects);
        accord_set_kept(L, -3, ++engine->filter_objects);
    }
    lua_pop(L, 1);
}

/* Costs the check as much as if it were read again. */
static const struct accord_filter *take_known(lua_State *L, const struct accord_known_filter *known)
{
    accord_charge_held(L, known->cost.bytes, known->cost.units);
    return &known->filter;
}

static const struct accord_filter *read_filter(lua_State *L, int contents, int table,
                                               const struct accord_filter_signs *signs)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_filter_cost before = {engine->spent, accord_sandbox_held(engine)};
    struct accord_filter *filter = accord_check_alloc(L, sizeof *filter);
    filter->count = 0;
    filter->known = NULL;
    if (contents != 0) read_terms(L, contents, engine->schemas[table], filter);
    if (signs == NULL || !accord_known_filter_wanted(&engine->known_filters, signs)) return filter;
    hold_objects(L, contents);
    struct accord_filter_cost cost = {engine->spent - before.units, accord_sandbox_held(engine) - before.bytes};
    const struct accord_known_filter *known =
        accord_known_filter_add(&engine->known_filters, &engine->world.arena, signs, filter, cost);
    return known != NULL ? &known->filter : filter;
}

const struct accord_filter *accord_take_filter(lua_State *L, int index, int table)
{
    struct accord_filter_signs signs = {.table = table};
    if (lua_isnoneornil(L, index)) return read_filter(L, 0, table, NULL);
    if (lua_type(L, index) != LUA_TTABLE)
        luaL_argerror(L, index,
                      lua_pushfstring(L, "a filter { column = value } expected, got %s", accord_value_name(L, index)));
    accord_push_contents(L, index);
    int contents = lua_gettop(L);
    bool signed_ = sign_terms(L, contents, &signs);
    lua_settop(L, contents);
    const struct accord_known_filter *known =
        signed_ ? accord_known_filter_find(&accord_engine_of(L)->known_filters, &signs) : NULL;
    const struct accord_filter *filter =
        known != NULL ? take_known(L, known) : read_filter(L, contents, table, signed_ ? &signs : NULL);
    lua_settop(L, contents - 1);
    return filter;
}

void accord_known_filters_clear(lua_State *L)
{
    struct accord_engine *engine = accord_engine_of(L);
    memset(&engine->known_filters, 0, sizeof engine->known_filters);
    engine->filter_objects = 0;
    lua_newtable(L);
    accord_keep(L, &engine->kept.filter_objects);
}
