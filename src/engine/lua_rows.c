/* Rows and their cells as rules see them. */
#include "engine/lua_rows.h"

#include "engine/kept.h"
#include "engine/observe.h"
#include "engine/path_note.h"
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

enum { POOL_MAX = 1 << 20 }; /* rows of one table and actor that a check walks */

static void mark_read(lua_State *L, struct accord_row *row, int column)
{
    if (!accord_mark_read(accord_engine_of(L), row, column)) accord_raise_memory(L);
}

/* ---- cells ---- */

static size_t items_of(const struct accord_cell *cell)
{
    size_t count = 1;
    if (cell->kind == ACCORD_CELL_LIST)
        for (uint32_t i = 0; i < cell->length; i++)
            count += cell->as.text[i] == ACCORD_LIST_SEPARATOR;
    return count;
}

static int push_list(lua_State *L, const struct accord_cell *cell)
{
    const char *item;
    size_t at = 0, length;
    lua_createtable(L, (int)items_of(cell), 0);
    for (lua_Integer i = 1; accord_list_next(cell, &at, &item, &length); i++) {
        lua_pushlstring(L, item, length);
        lua_rawseti(L, -2, i);
    }
    return 1;
}

/* `path_number`: of a date in the path at hand, or of a text that Lua is to hand on only. */
static int push_cell(lua_State *L, struct accord_row *row, int column, uint16_t path_number)
{
    const struct accord_cell *cell = &row->cells[column];
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        lua_pushnil(L);
        break;
    case ACCORD_CELL_TEXT:
        if (path_number != ACCORD_PATH_NONE)
            accord_push_carried(L, cell, path_number);
        else
            lua_pushlstring(L, cell->as.text, cell->length);
        break;
    case ACCORD_CELL_INTEGER:
        lua_pushinteger(L, cell->as.integer);
        break;
    case ACCORD_CELL_BOOLEAN:
        lua_pushboolean(L, cell->as.integer != 0);
        break;
    case ACCORD_CELL_DECIMAL:
        accord_push_decimal(L, (struct accord_decimal){cell->as.integer, cell->scale});
        break;
    case ACCORD_CELL_DATE:
        accord_push_dated(L, &(struct accord_dated){cell->as.date, row, column}, path_number);
        break;
    case ACCORD_CELL_LIST:
        return push_list(L, cell);
    }
    return 1;
}

static const struct accord_schema *schema_of(lua_State *L, const struct accord_row *row)
{
    return accord_engine_of(L)->schemas[row->table];
}

const char *accord_nearest_column(const struct accord_schema *schema, const char *name)
{
    const char *names[ACCORD_COLUMNS_MAX];
    for (size_t i = 0; i < schema->column_count; i++)
        names[i] = schema->columns[i].name;
    return accord_text_nearest(name, names, schema->column_count);
}

/* The column of that name, by where Lua keeps the name: constants of rules stay where they are, and anything else that
 * comes to lie there is told apart by its letters. */
static int find_column(struct accord_engine *engine, const struct accord_schema *schema, const char *name,
                       size_t length)
{
    size_t place = ((uintptr_t)name >> 3 ^ (uintptr_t)schema >> 6) & (ACCORD_NAMED_COLUMNS - 1);
    struct accord_named_column *named = &engine->named[place];
    if (named->text == name && named->schema == schema) {
        const char *known = schema->columns[named->column].name;
        if (accord_text_equal(known, strlen(known), name, length)) return named->column;
    }
    int column = accord_schema_find(schema, name, length);
    if (column != ACCORD_NO_COLUMN) *named = (struct accord_named_column){name, schema, column};
    return column;
}

/* The column that the text at `index` names; raises with the nearest name when there is none. */
int accord_check_column(lua_State *L, int index, const struct accord_schema *schema)
{
    size_t length;
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_argerror(L, index, lua_pushfstring(L, "a column's name expected, got %s", accord_value_name(L, index)));
    const char *name = lua_tolstring(L, index, &length);
    int column = find_column(accord_engine_of(L), schema, name, length);
    if (column != ACCORD_NO_COLUMN) return column;
    const char *nearest = accord_nearest_column(schema, name);
    if (nearest != NULL)
        luaL_error(L, "the table %s has no column '%s': did you mean '%s'?", schema->name, name, nearest);
    return luaL_error(L, "the table %s has no column '%s'", schema->name, name);
}

static enum accord_seen seen(lua_State *L, const struct accord_row *row, int column)
{
    return accord_cell_seen(schema_of(L, row), row->cells, column, accord_engine_of(L)->as_of);
}

static void add_undecided_event(lua_State *L, struct accord_row *row, int column)
{
    accord_add_reason(accord_engine_of(L), ACCORD_VERDICT_REVIEW, row, column,
                      "its date may lie before or after the as-of date");
}

enum accord_seen accord_look_at_cell(lua_State *L, struct accord_row *row, int column, bool needed)
{
    const struct accord_column *described = &schema_of(L, row)->columns[column];
    mark_read(L, row, column);
    if (row->cells[column].kind != ACCORD_CELL_MISSING && !described->event && described->dated_by == ACCORD_NO_COLUMN)
        return ACCORD_SEEN;
    enum accord_seen answer = seen(L, row, column);
    if (answer == ACCORD_SEEN_UNDECIDED) add_undecided_event(L, row, column);
    if (answer == ACCORD_SEEN_ABSENT && needed)
        accord_add_reason(accord_engine_of(L), ACCORD_VERDICT_UNREPORTED, row, column, "it is not on record");
    return answer;
}

static void refuse_personal(lua_State *L, const struct accord_row *row, int column)
{
    const struct accord_column *described = &schema_of(L, row)->columns[column];
    if (described->personal)
        luaL_error(L, "'%s' is personal: a rule may only ask whether it is there, with has()", described->name);
}

/* A cell that is there is pushed; one that is not leaves the check undecided. */
int accord_read_cell(lua_State *L, struct accord_row *row, int column)
{
    refuse_personal(L, row, column);
    enum accord_seen answer = accord_look_at_cell(L, row, column, true);
    uint16_t number = accord_note_cell(accord_engine_of(L), ACCORD_STEP_READ, row, column, answer);
    if (answer != ACCORD_SEEN) return accord_raise(L, ACCORD_UNWIND_UNDECIDED);
    return push_cell(L, row, column, number);
}

/* ---- rows ---- */

struct accord_row *accord_row_at(lua_State *L, int index)
{
    const struct accord_row_userdata *userdata = accord_userdata(L, index, ACCORD_USERDATA_ROW);
    if (userdata == NULL) return NULL;
    if (userdata->row == NULL) luaL_error(L, "a row of another actor's check cannot be used");
    return userdata->row;
}

static struct accord_row *check_row(lua_State *L, int index)
{
    struct accord_row *row = accord_row_at(L, index);
    if (row == NULL) luaL_argerror(L, index, lua_pushfstring(L, "a row expected, got %s", accord_value_name(L, index)));
    return row;
}

int accord_row_has(lua_State *L)
{
    struct accord_row *row = check_row(L, 1);
    int column = accord_check_column(L, 2, schema_of(L, row));
    enum accord_seen answer = accord_look_at_cell(L, row, column, false);
    static const enum accord_truth truths[] = {
        [ACCORD_SEEN] = ACCORD_YES, [ACCORD_SEEN_ABSENT] = ACCORD_NO, [ACCORD_SEEN_UNDECIDED] = ACCORD_UNDECIDED};
    (void)accord_note_cell(accord_engine_of(L), ACCORD_STEP_HAS, row, column, answer);
    accord_observe_truth(accord_engine_of(L), "has", truths[answer]);
    if (answer == ACCORD_SEEN_UNDECIDED) return accord_raise(L, ACCORD_UNWIND_UNDECIDED);
    lua_pushboolean(L, answer == ACCORD_SEEN);
    return 1;
}

int accord_row_get(lua_State *L)
{
    struct accord_row *row = check_row(L, 1);
    int column = accord_check_column(L, 2, schema_of(L, row));
    luaL_checkany(L, 3);
    refuse_personal(L, row, column);
    enum accord_seen answer = accord_look_at_cell(L, row, column, false);
    uint16_t number = accord_note_cell(accord_engine_of(L), ACCORD_STEP_GET, row, column, answer);
    if (answer == ACCORD_SEEN_UNDECIDED) return accord_raise(L, ACCORD_UNWIND_UNDECIDED);
    if (answer == ACCORD_SEEN) return push_cell(L, row, column, number);
    lua_settop(L, 3);
    return 1;
}

static const char *row_key_text(lua_State *L, struct accord_row *row)
{
    const char *key = accord_row_key(accord_engine_of(L), row);
    if (key == NULL) accord_raise_memory(L);
    accord_note_stop(accord_engine_of(L)); /* no two rows have the same: nobody would go that way again */
    return key;
}

static int row_key(lua_State *L)
{
    lua_pushstring(L, row_key_text(L, check_row(L, 1)));
    return 1;
}

static int row_tostring(lua_State *L)
{
    struct accord_row *row = check_row(L, 1);
    lua_pushfstring(L, "%s %s", schema_of(L, row)->name, row_key_text(L, row));
    return 1;
}

/* row.column: the upvalue maps names to column numbers and methods. */
static int row_index(lua_State *L)
{
    struct accord_row *row = check_row(L, 1);
    lua_pushvalue(L, 2);
    switch (lua_rawget(L, lua_upvalueindex(1))) {
    case LUA_TNUMBER:
        return accord_read_cell(L, row, (int)lua_tointeger(L, -1));
    case LUA_TFUNCTION:
        return 1;
    default:
        return accord_read_cell(L, row, accord_check_column(L, 2, schema_of(L, row)));
    }
}

int accord_refuse_change(lua_State *L)
{
    return luaL_error(L, "%s is read-only", accord_value_name(L, 1));
}

/* Takes a userdata of the table's pool, or makes one more. */
void accord_push_row(lua_State *L, struct accord_row *row)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_pool *pool = &engine->pools[row->table];
    accord_push_kept(L, engine->kept.row_pools[row->table]);
    if (row->slot == 0) {
        if (pool->used == pool->made) {
            if (pool->made == pool->capacity) {
                int capacity = pool->capacity == 0 ? 16 : pool->capacity * 2;
                if (capacity > POOL_MAX) luaL_error(L, "a check walks more than %d rows of one table", POOL_MAX);
                void *grown = accord_realloc(pool->rows, (size_t)capacity, sizeof *pool->rows);
                if (grown == NULL) accord_raise_memory(L);
                pool->rows = grown;
                pool->capacity = capacity;
            }
            struct accord_row_userdata *userdata = lua_newuserdatauv(L, sizeof *userdata, 0);
            *userdata = (struct accord_row_userdata){ACCORD_USERDATA_ROW, NULL};
            accord_push_kept(L, engine->kept.row_metas[row->table]);
            lua_setmetatable(L, -2);
            accord_set_kept(L, -2, pool->made + 1);
            pool->rows[pool->made++] = userdata;
        }
        pool->rows[pool->used]->row = row;
        row->slot = ++pool->used;
    }
    lua_rawgeti(L, -1, row->slot);
    lua_replace(L, -2);
}

void accord_lua_rows_leave(struct accord_engine *engine)
{
    for (int table = 0; table < engine->schema_count; table++) {
        struct accord_pool *pool = &engine->pools[table];
        for (int i = 0; i < pool->used; i++) {
            /* Rows of the world are used again by the next actor, with another userdata. */
            if (pool->rows[i]->row != NULL) pool->rows[i]->row->slot = 0;
            pool->rows[i]->row = NULL;
        }
        pool->used = 0;
        if (engine->names_stay) pool->made = 0;
    }
}

/* ---- lists of rows ---- */

struct accord_rows_userdata *accord_rows_at(lua_State *L, int index)
{
    struct accord_rows_userdata *rows = accord_userdata(L, index, ACCORD_USERDATA_ROWS);
    if (rows != NULL && rows->epoch != accord_engine_of(L)->epoch)
        luaL_error(L, "rows of another check cannot be used");
    return rows;
}

static struct accord_rows_userdata *check_rows(lua_State *L, int index)
{
    struct accord_rows_userdata *rows = accord_rows_at(L, index);
    if (rows == NULL) luaL_argerror(L, index, lua_pushfstring(L, "rows expected, got %s", accord_value_name(L, index)));
    return rows;
}

struct accord_rows_userdata *accord_push_rows(lua_State *L, struct accord_query *query, struct accord_row **rows,
                                              size_t count)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_rows_userdata *userdata = accord_pool_push(L, &engine->lists);
    *userdata =
        (struct accord_rows_userdata){ACCORD_USERDATA_ROWS, engine->epoch, query, rows, count, ACCORD_PATH_NONE};
    return userdata;
}

static int rows_length(lua_State *L)
{
    const struct accord_rows_userdata *rows = check_rows(L, 1);
    accord_note_count(accord_engine_of(L), rows);
    lua_pushinteger(L, (lua_Integer)rows->count);
    return 1;
}

bool accord_rows_pick(lua_State *L, struct accord_row *const *rows, size_t count, int column, bool latest,
                      struct accord_row **best)
{
    *best = NULL;
    accord_charge(L, count);
    for (size_t i = 0; i < count; i++) {
        enum accord_seen answer = accord_look_at_cell(L, rows[i], column, false);
        if (answer == ACCORD_SEEN_UNDECIDED) return false;
        if (answer != ACCORD_SEEN) continue;
        int order = *best == NULL ? 0 : accord_cell_compare(&rows[i]->cells[column], &(*best)->cells[column]);
        if (*best == NULL || (latest ? order > 0 : order < 0)) *best = rows[i];
    }
    return true;
}

/* rows:latest and rows:earliest: by the date on record in a column, ties by key (the order of the rows). */
static int pick(lua_State *L, bool latest)
{
    const struct accord_rows_userdata *rows = check_rows(L, 1);
    struct accord_row *best;
    int column = accord_check_column(L, 2, rows->query->schema);
    if (rows->query->schema->columns[column].kind != ACCORD_CELL_DATE)
        return luaL_error(L, "'%s' is no date", lua_tostring(L, 2));
    bool decided = accord_rows_pick(L, rows->rows, rows->count, column, latest, &best);
    accord_note_pick(accord_engine_of(L), rows, column, latest, best, !decided);
    if (!decided) return accord_raise(L, ACCORD_UNWIND_UNDECIDED);
    accord_observe_pick(accord_engine_of(L), latest ? "latest" : "earliest", best);
    if (best == NULL)
        lua_pushnil(L);
    else
        accord_push_row(L, best);
    return 1;
}

static int rows_latest(lua_State *L)
{
    return pick(L, true);
}

static int rows_earliest(lua_State *L)
{
    return pick(L, false);
}

static int compare_texts(const void *a, const void *b)
{
    const struct accord_cell *x = a, *y = b;
    return accord_cell_compare(x, y);
}

/* Appends a cell, or the items of a list cell, as texts. */
static size_t take_items(const struct accord_cell *cell, struct accord_cell *items, size_t count)
{
    if (cell->kind != ACCORD_CELL_LIST) {
        items[count++] = *cell;
        return count;
    }
    const char *item;
    size_t at = 0, length;
    while (accord_list_next(cell, &at, &item, &length)) {
        items[count] = (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = (uint32_t)length};
        items[count++].as.text = item;
    }
    return count;
}

bool accord_rows_distinct(lua_State *L, struct accord_row *const *rows, size_t count, int column,
                          struct accord_cell **values, size_t *found)
{
    size_t room = 0, taken = 0;
    for (size_t i = 0; i < count; i++)
        room += items_of(&rows[i]->cells[column]);
    accord_charge(L, room);
    struct accord_cell *items = accord_check_alloc(L, room * sizeof *items);
    for (size_t i = 0; i < count; i++) {
        enum accord_seen answer = accord_look_at_cell(L, rows[i], column, false);
        if (answer == ACCORD_SEEN_UNDECIDED) return false;
        if (answer == ACCORD_SEEN) taken = take_items(&rows[i]->cells[column], items, taken);
    }
    if (taken > 1) qsort(items, taken, sizeof *items, compare_texts);
    *values = items;
    *found = 0;
    for (size_t i = 0; i < taken; i++)
        if (i == 0 || accord_cell_compare(&items[i], &items[*found - 1]) != 0) items[(*found)++] = items[i];
    return true;
}

const char *accord_cells_told(lua_State *L, const struct accord_cell *values, size_t count, size_t *length)
{
    enum { HEAD = 3 };
    size_t room = 1, at = 0;
    for (size_t i = 0; i < count; i++)
        room += HEAD * sizeof(int64_t) + (values[i].kind == ACCORD_CELL_TEXT ? values[i].length : 0);
    char *told = accord_check_alloc(L, room);
    for (size_t i = 0; i < count; i++) {
        const struct accord_cell *value = &values[i];
        bool text = value->kind == ACCORD_CELL_TEXT;
        const int64_t head[HEAD] = {value->kind, text ? value->length : value->scale, text ? 0 : value->as.integer};
        memcpy(told + at, head, sizeof head);
        at += sizeof head;
        if (text) memcpy(told + at, value->as.text, value->length);
        at += text ? value->length : 0;
    }
    *length = at;
    return told;
}

static void note_distinct(lua_State *L, const struct accord_rows_userdata *rows, int column,
                          const struct accord_cell *values, size_t count)
{
    size_t length;
    if (!accord_noting(accord_engine_of(L))) return;
    const char *told = accord_cells_told(L, values, count, &length);
    accord_note_distinct(accord_engine_of(L), rows, column, told, length);
}

static int rows_distinct(lua_State *L)
{
    const struct accord_rows_userdata *rows = check_rows(L, 1);
    struct accord_cell *values;
    size_t count;
    lua_newtable(L);
    int column = accord_check_column(L, 2, rows->query->schema);
    const struct accord_column *described = &rows->query->schema->columns[column];
    if (described->personal || described->kind == ACCORD_CELL_DATE)
        return luaL_error(L, "distinct() is not for '%s': it is %s", described->name,
                          described->personal ? "personal" : "a date");
    if (!accord_rows_distinct(L, rows->rows, rows->count, column, &values, &count)) {
        accord_note_distinct(accord_engine_of(L), rows, column, NULL, 0);
        return accord_raise(L, ACCORD_UNWIND_UNDECIDED);
    }
    note_distinct(L, rows, column, values, count);
    for (size_t i = 0; i < count; i++) {
        struct accord_row one = {.cells = &values[i]};
        push_cell(L, &one, 0, ACCORD_PATH_NONE);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    accord_observe_tally(accord_engine_of(L), "distinct", count);
    return 1;
}

/* rows:sure(f): the rows for which f is surely true. */
static int rows_sure(lua_State *L)
{
    struct accord_rows_userdata *rows = check_rows(L, 1);
    struct accord_engine *engine = accord_engine_of(L);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    struct accord_row **sure = accord_check_alloc(L, (rows->count + 1) * sizeof(*sure));
    size_t count = 0;
    struct accord_note_items items;
    accord_note_items(L, ACCORD_STEP_SURE, rows, 2, NULL, 0, &items);
    for (size_t i = 0; i < rows->count; i++) {
        size_t reasons = engine->reason_count;
        enum accord_truth truth = ACCORD_UNDECIDED;
        accord_note_item(engine, &items, i);
        lua_pushvalue(L, 2);
        accord_push_row(L, rows->rows[i]);
        if (accord_sandbox_call(engine, 1, 1) != LUA_OK) {
            if (engine->unwind != ACCORD_UNWIND_UNDECIDED) return lua_error(L);
            engine->unwind = ACCORD_UNWIND_NONE;
        } else if (lua_type(L, -1) != LUA_TBOOLEAN) {
            return luaL_error(L, "the function of sure() must say true or false, got %s", accord_value_name(L, -1));
        } else {
            truth = lua_toboolean(L, -1) ? ACCORD_YES : ACCORD_NO;
        }
        if (truth == ACCORD_YES) sure[count++] = rows->rows[i];
        accord_note_item_end(engine, &items, NULL, truth);
        if (!items.apart) accord_note_forget(engine, reasons);
        engine->reason_count = reasons;
        lua_pop(L, 1);
    }
    accord_observe_tally(engine, "sure", count);
    accord_note_items_chosen(engine, &items, accord_push_rows(L, rows->query, sure, count));
    return 1;
}

const struct accord_host_function accord_lua_rows_methods[] = {
    {"latest", rows_latest, "column: string -> ROW?",
     "the row with the latest date on record in the column, nil if none has one"},
    {"earliest", rows_earliest, "column: string -> ROW?",
     "the row with the earliest date on record in the column, nil if none has one"},
    {"distinct", rows_distinct, "column: string -> any[]",
     "the values on record in the column, sorted; of a list column its items"},
    {"sure", rows_sure, "test: fun(row: ROW): boolean -> ROWS",
     "the rows for which the test is surely true; undecided ones are left out"},
    {NULL, NULL, NULL, NULL},
};

static int rows_index(lua_State *L)
{
    struct accord_rows_userdata *rows = check_rows(L, 1);
    if (lua_isinteger(L, 2)) {
        lua_Integer index = lua_tointeger(L, 2);
        struct accord_row *row = index < 1 || (lua_Unsigned)index > rows->count ? NULL : rows->rows[index - 1];
        accord_note_row_at(accord_engine_of(L), rows, index, row);
        if (row == NULL)
            lua_pushnil(L);
        else
            accord_push_row(L, row);
        return 1;
    }
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : accord_value_name(L, 2);
    return luaL_error(L, "rows have no '%s': there are latest, earliest, distinct, sure, # and [number]", name);
}

static int rows_tostring(lua_State *L)
{
    const struct accord_rows_userdata *rows = check_rows(L, 1);
    accord_note_count(accord_engine_of(L), rows);
    lua_pushfstring(L, "%d rows", (int)rows->count);
    return 1;
}

/* ---- setting up ---- */

const struct accord_host_function accord_lua_row_methods[] = {
    {"has", accord_row_has, "column: string -> boolean",
     "whether something is on record in the column; the only question that a personal one answers"},
    {"get", accord_row_get, "column: string, default: any -> any",
     "the value of the column, or the default where nothing is on record"},
    {"key", row_key, "-> string", "what the row is named by: its id, or its key columns"},
    {NULL, NULL, NULL, NULL},
};

static void bind_table(lua_State *L, int table)
{
    struct accord_engine *engine = accord_engine_of(L);
    const struct accord_schema *schema = engine->schemas[table];
    lua_createtable(L, 0, 4);
    lua_newtable(L);
    for (size_t i = 0; i < schema->column_count; i++) {
        lua_pushinteger(L, (lua_Integer)i);
        lua_setfield(L, -2, schema->columns[i].name);
    }
    accord_set_functions(L, accord_lua_row_methods);
    lua_pushcclosure(L, row_index, 1);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, accord_refuse_change);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, row_tostring);
    lua_setfield(L, -2, "__tostring");
    accord_keep(L, &engine->kept.row_metas[table]);
    lua_newtable(L);
    accord_keep(L, &engine->kept.row_pools[table]);
}

void accord_lua_rows_bind(lua_State *L)
{
    const struct accord_engine *engine = accord_engine_of(L);
    for (int i = 0; i < engine->schema_count; i++)
        bind_table(L, i);
}

void accord_lua_rows_open(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"__len", rows_length}, {"__newindex", accord_refuse_change}, {"__tostring", rows_tostring}, {NULL, NULL}};
    struct accord_engine *engine = accord_engine_of(L);
    lua_newtable(L);
    luaL_setfuncs(L, functions, 0);
    lua_newtable(L);
    accord_set_functions(L, accord_lua_rows_methods);
    lua_pushcclosure(L, rows_index, 1);
    lua_setfield(L, -2, "__index");
    accord_keep(L, &engine->kept.rows_meta);
    accord_pool_open(L, &engine->lists, sizeof(struct accord_rows_userdata), engine->kept.rows_meta);
}
