/* Lua values as people read them in a console: one line, or a table of rows. */
#include "engine/console.h"

#include "engine/facts.h"
#include "engine/lua_rows.h"
#include "engine/lua_values.h"
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 2, ITEMS_MAX = 20, CELL_MAX = 64 * 1024 };

/* ---- one line ---- */

static void add_value(lua_State *L, int index, struct accord_text *text, int depth);

static int compare_names(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

/* Items, then named values by name; both cut. */
static void add_table(lua_State *L, int index, struct accord_text *text, int depth)
{
    const char *names[ITEMS_MAX];
    size_t items = 0, named = 0, others = 0;
    luaL_checkstack(L, 8, "tables nested too deeply");
    accord_push_contents(L, index);
    int contents = lua_gettop(L);
    size_t length = (size_t)lua_rawlen(L, contents);
    accord_text_add_char(text, '{');
    for (; items < length && items < ITEMS_MAX; items++) {
        lua_rawgeti(L, contents, (lua_Integer)items + 1);
        accord_text_add_str(text, items == 0 ? " " : ", ");
        add_value(L, lua_gettop(L), text, depth + 1);
        lua_pop(L, 1);
    }
    for (lua_pushnil(L); lua_next(L, contents); lua_pop(L, 1)) {
        if (lua_type(L, -2) == LUA_TSTRING && named < ITEMS_MAX)
            names[named++] = lua_tostring(L, -2);
        else
            others++;
    }
    qsort(names, named, sizeof names[0], compare_names);
    for (size_t i = 0; i < named; i++) {
        accord_text_addf(text, "%s%s = ", items + i == 0 ? " " : ", ", names[i]);
        lua_getfield(L, contents, names[i]);
        add_value(L, lua_gettop(L), text, depth + 1);
        lua_pop(L, 1);
    }
    if (others > items) accord_text_addf(text, ", ... %zu more", others - items);
    accord_text_add_str(text, items + named == 0 ? "}" : " }");
    lua_settop(L, contents - 1);
}

static void add_value(lua_State *L, int index, struct accord_text *text, int depth)
{
    switch (lua_type(L, index)) {
    case LUA_TTABLE:
        if (depth > DEPTH_MAX)
            accord_text_add_str(text, "{ ... }");
        else
            add_table(L, index, text, depth);
        break;
    case LUA_TSTRING:
        if (depth > 0)
            accord_text_addf(text, "\"%s\"", lua_tostring(L, index));
        else
            accord_text_add_str(text, lua_tostring(L, index));
        break;
    case LUA_TFUNCTION:
        accord_text_add_str(text, "function");
        break;
    default:
        accord_text_add_str(text, luaL_tolstring(L, index, NULL));
        lua_pop(L, 1);
        break;
    }
}

void accord_console_add_value(lua_State *L, int index, struct accord_text *text)
{
    add_value(L, lua_absindex(L, index), text, 0);
}

/* ---- rows ---- */

static bool is_row_list(lua_State *L, int index)
{
    int table = -1;
    accord_push_contents(L, index);
    int contents = lua_gettop(L);
    size_t length = (size_t)lua_rawlen(L, contents);
    bool rows = length > 0;
    for (size_t i = 1; rows && i <= length; i++) {
        lua_rawgeti(L, contents, (lua_Integer)i);
        const struct accord_row_userdata *row = accord_userdata(L, -1, ACCORD_USERDATA_ROW);
        rows = row != NULL && row->row != NULL && (table < 0 || row->row->table == table);
        if (rows) table = row->row->table;
        lua_pop(L, 1);
    }
    lua_settop(L, contents - 1);
    return rows;
}

bool accord_console_is_rows(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    const struct accord_row_userdata *row = accord_userdata(L, index, ACCORD_USERDATA_ROW);
    if (row != NULL) return row->row != NULL;
    const struct accord_rows_userdata *rows = accord_userdata(L, index, ACCORD_USERDATA_ROWS);
    if (rows != NULL) return rows->epoch == accord_engine_of(L)->epoch;
    return lua_type(L, index) == LUA_TTABLE && is_row_list(L, index);
}

/* The rows of such a value, and of which table they are. */
static struct accord_row **rows_of(lua_State *L, int index, struct accord_arena *arena, size_t *count, int *table)
{
    const struct accord_row_userdata *row = accord_userdata(L, index, ACCORD_USERDATA_ROW);
    const struct accord_rows_userdata *rows = accord_userdata(L, index, ACCORD_USERDATA_ROWS);
    *count = row != NULL ? 1 : rows != NULL ? rows->count : (size_t)luaL_len(L, index);
    struct accord_row **list = accord_arena_alloc(arena, (*count + 1) * sizeof(*list));
    if (list == NULL) accord_raise_memory(L);
    for (size_t i = 0; i < *count; i++) {
        if (row == NULL && rows == NULL) {
            lua_geti(L, index, (lua_Integer)i + 1);
            list[i] = accord_row_at(L, -1);
            lua_pop(L, 1);
        } else {
            list[i] = row != NULL ? row->row : rows->rows[i];
        }
    }
    *table = *count > 0 ? list[0]->table : rows != NULL ? rows->query->table : 0;
    return list;
}

/* The cell as a rule is told of it: an event after the day is not on record, one on either side of it is marked. */
static const char *cell_text(lua_State *L, const struct accord_row *row, int column, struct accord_arena *arena)
{
    const struct accord_engine *engine = accord_engine_of(L);
    const struct accord_schema *schema = engine->schemas[row->table];
    enum accord_seen seen = accord_cell_seen(schema, row->cells, column, engine->as_of);
    struct accord_text text;
    if (seen == ACCORD_SEEN_ABSENT) return NULL;
    accord_text_init(&text, CELL_MAX);
    accord_cell_text(&row->cells[column], &text);
    if (seen == ACCORD_SEEN_UNDECIDED) accord_text_add_str(&text, " (?)");
    /* A cell beyond the room is cut: what is shown is no longer than a line or two anyway. */
    const char *copy = accord_arena_copy(arena, accord_text_str(&text), text.length);
    accord_text_clear(&text);
    if (copy == NULL) accord_raise_memory(L);
    return copy;
}

void accord_console_take_rows(lua_State *L, int index, struct accord_arena *arena, struct accord_console_value *value)
{
    int table;
    index = lua_absindex(L, index);
    struct accord_row **rows = rows_of(L, index, arena, &value->row_total, &table);
    const struct accord_schema *schema = accord_engine_of(L)->schemas[table];
    value->kind = ACCORD_CONSOLE_ROWS;
    value->table = schema->name;
    value->row_count = value->row_total < ACCORD_CONSOLE_ROWS_MAX ? value->row_total : ACCORD_CONSOLE_ROWS_MAX;
    const char **columns = accord_arena_alloc(arena, schema->column_count * sizeof *columns);
    const char **cells = accord_arena_alloc(arena, (value->row_count + 1) * schema->column_count * sizeof *cells);
    if (columns == NULL || cells == NULL) accord_raise_memory(L);
    value->column_count = 0;
    for (size_t i = 0; i < schema->column_count; i++)
        if (!schema->columns[i].personal) columns[value->column_count++] = schema->columns[i].name;
    size_t at = 0;
    for (size_t r = 0; r < value->row_count; r++)
        for (size_t i = 0; i < schema->column_count; i++)
            if (!schema->columns[i].personal) cells[at++] = cell_text(L, rows[r], (int)i, arena);
    value->columns = columns;
    value->cells = cells;
}
