/* What rules see of the data: the actor, the world, rows and their cells. */
#include "engine/lua_rows.h"

#include "base/error.h"
#include "engine/claims.h"
#include "engine/lua_verdicts.h"
#include "engine/sandbox.h"

#include <assert.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

enum { POOL_MAX = 1000000 };

static const char rows_meta = 0, actor_meta = 0, world_meta = 0, actor_value = 0;

/* Registry keys by table: the metatable of its rows, and its pool of rows. */
static const char row_metas[ACCORD_TABLES_MAX], row_pools[ACCORD_TABLES_MAX];

/* ---- facts ---- */

int accord_engine_table(const struct accord_engine *engine, const char *name, size_t length)
{
    for (int i = 0; i < engine->schema_count; i++)
        if (accord_text_equal(name, length, engine->schemas[i]->name, strlen(engine->schemas[i]->name))) return i;
    return -1;
}

enum accord_status accord_facts_rows(struct accord_engine *engine, struct accord_facts *facts, int table,
                                     struct accord_row_set **set, struct accord_error *err)
{
    *set = &facts->sets[table];
    if ((*set)->loaded) return ACCORD_OK;
    struct accord_stored_row *stored = NULL;
    size_t count = 0;
    if (table < engine->stored_count) {
        enum accord_status status =
            accord_reader_rows(engine->reader, table, facts->rank, &facts->arena, &stored, &count, err);
        if (status != ACCORD_OK) return status;
    }
    struct accord_row *rows = accord_arena_zero(&facts->arena, count + 1, sizeof *rows);
    if (rows == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++) {
        rows[i].id = stored[i].id;
        rows[i].cells = stored[i].cells;
        rows[i].table = table;
        rows[i].of_world = facts == &engine->world;
    }
    **set = (struct accord_row_set){true, rows, count};
    return ACCORD_OK;
}

static struct accord_row_set *rows_of(lua_State *L, struct accord_facts *facts, int table)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_row_set *set;
    if (accord_facts_rows(engine, facts, table, &set, engine->err) != ACCORD_OK) accord_raise(L, ACCORD_UNWIND_HOST);
    return set;
}

/* ---- automatic evidence ---- */

bool accord_mark_row(struct accord_engine *engine, struct accord_row *row)
{
    struct accord_scope *scope = &engine->scope;
    if (row->touched) return true;
    if (scope->touched_count == scope->touched_capacity) {
        size_t capacity = scope->touched_capacity == 0 ? 32 : scope->touched_capacity * 2;
        struct accord_row **grown = accord_arena_alloc(&engine->arena, capacity * sizeof(*grown));
        if (grown == NULL) return false;
        if (scope->touched_count > 0) memcpy(grown, scope->touched, scope->touched_count * sizeof *grown);
        scope->touched = grown;
        scope->touched_capacity = capacity;
    }
    scope->touched[scope->touched_count++] = row;
    row->touched = true;
    return true;
}

bool accord_mark_read(struct accord_engine *engine, struct accord_row *row, int column)
{
    row->read[column / 64] |= UINT64_C(1) << (column % 64);
    return accord_mark_row(engine, row);
}

static void mark_read(lua_State *L, struct accord_row *row, int column)
{
    if (!accord_mark_read(accord_engine_of(L), row, column)) accord_raise_memory(L);
}

/* ---- cells ---- */

static int push_list(lua_State *L, const struct accord_cell *cell)
{
    const char *at = cell->as.text, *end = at + cell->length;
    lua_newtable(L);
    for (lua_Integer i = 1; at <= end; i++) {
        const char *stop = memchr(at, ACCORD_LIST_SEPARATOR, (size_t)(end - at));
        if (stop == NULL) stop = end;
        lua_pushlstring(L, at, (size_t)(stop - at));
        lua_rawseti(L, -2, i);
        at = stop + 1;
    }
    return 1;
}

static int push_cell(lua_State *L, struct accord_row *row, int column)
{
    const struct accord_cell *cell = &row->cells[column];
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        lua_pushnil(L);
        break;
    case ACCORD_CELL_TEXT:
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
        accord_push_date(L, cell->as.date, row, column);
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

/* The column that the text at `index` names; raises with the nearest name when there is none. */
static int check_column(lua_State *L, int index, const struct accord_schema *schema)
{
    size_t length;
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_argerror(L, index, lua_pushfstring(L, "a column's name expected, got %s", accord_value_name(L, index)));
    const char *name = lua_tolstring(L, index, &length);
    int column = accord_schema_find(schema, name, length);
    if (column != ACCORD_NO_COLUMN) return column;
    const char *names[ACCORD_COLUMNS_MAX];
    for (size_t i = 0; i < schema->column_count; i++)
        names[i] = schema->columns[i].name;
    const char *nearest = accord_text_nearest(name, names, schema->column_count);
    if (nearest != NULL)
        luaL_error(L, "the table %s has no column '%s': did you mean '%s'?", schema->name, name, nearest);
    return luaL_error(L, "the table %s has no column '%s'", schema->name, name);
}

static enum accord_seen seen(lua_State *L, const struct accord_row *row, int column)
{
    return accord_cell_seen(schema_of(L, row), row->cells, column, accord_engine_of(L)->as_of);
}

static int raise_undecided_event(lua_State *L, struct accord_row *row, int column)
{
    return accord_raise_undecided(L, ACCORD_VERDICT_REVIEW, row, column,
                                  "its date may lie before or after the as-of date");
}

/* A cell that is there is pushed; one that is not leaves the check undecided. */
static int read_cell(lua_State *L, struct accord_row *row, int column)
{
    const struct accord_column *described = &schema_of(L, row)->columns[column];
    if (described->personal)
        return luaL_error(L, "'%s' is personal: a rule may only ask whether it is there, with has()", described->name);
    mark_read(L, row, column);
    if (row->cells[column].kind != ACCORD_CELL_MISSING && !described->event && described->dated_by == ACCORD_NO_COLUMN)
        return push_cell(L, row, column);
    switch (seen(L, row, column)) {
    case ACCORD_SEEN:
        break;
    case ACCORD_SEEN_ABSENT:
        return accord_raise_undecided(L, ACCORD_VERDICT_UNREPORTED, row, column, "it is not on record");
    case ACCORD_SEEN_UNDECIDED:
        return raise_undecided_event(L, row, column);
    }
    return push_cell(L, row, column);
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

static int row_has(lua_State *L)
{
    struct accord_row *row = check_row(L, 1);
    int column = check_column(L, 2, schema_of(L, row));
    mark_read(L, row, column);
    enum accord_seen answer = seen(L, row, column);
    if (answer == ACCORD_SEEN_UNDECIDED) return raise_undecided_event(L, row, column);
    lua_pushboolean(L, answer == ACCORD_SEEN);
    return 1;
}

static int row_get(lua_State *L)
{
    struct accord_row *row = check_row(L, 1);
    int column = check_column(L, 2, schema_of(L, row));
    luaL_checkany(L, 3);
    mark_read(L, row, column);
    if (seen(L, row, column) != ACCORD_SEEN_ABSENT) return read_cell(L, row, column);
    lua_settop(L, 3);
    return 1;
}

const char *accord_row_key(struct accord_engine *engine, struct accord_row *row)
{
    if (row->key != NULL) return row->key;
    struct accord_text text;
    accord_text_init(&text, 64 * 1024);
    accord_schema_key(engine->schemas[row->table], row->cells, &text);
    row->key =
        accord_arena_copy(row->of_world ? &engine->world.arena : &engine->arena, accord_text_str(&text), text.length);
    if (text.failed) row->key = NULL;
    accord_text_clear(&text);
    return row->key;
}

static const char *row_key_text(lua_State *L, struct accord_row *row)
{
    const char *key = accord_row_key(accord_engine_of(L), row);
    if (key == NULL) accord_raise_memory(L);
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
        return read_cell(L, row, (int)lua_tointeger(L, -1));
    case LUA_TFUNCTION:
        return 1;
    default:
        return read_cell(L, row, check_column(L, 2, schema_of(L, row)));
    }
}

static int refuse_change(lua_State *L)
{
    return luaL_error(L, "%s is read-only", accord_value_name(L, 1));
}

/* Takes a userdata of the table's pool, or makes one more. */
void accord_push_row(lua_State *L, struct accord_row *row)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_pool *pool = &engine->pools[row->table];
    lua_rawgetp(L, LUA_REGISTRYINDEX, &row_pools[row->table]);
    if (row->slot == 0) {
        if (pool->used == pool->made) {
            if (pool->made == pool->capacity) {
                int capacity = pool->capacity == 0 ? 16 : pool->capacity * 2;
                void *grown = accord_realloc(pool->rows, (size_t)capacity, sizeof *pool->rows);
                if (capacity > POOL_MAX || grown == NULL) accord_raise_memory(L);
                pool->rows = grown;
                pool->capacity = capacity;
            }
            struct accord_row_userdata *userdata = lua_newuserdatauv(L, sizeof *userdata, 0);
            *userdata = (struct accord_row_userdata){ACCORD_USERDATA_ROW, NULL};
            lua_rawgetp(L, LUA_REGISTRYINDEX, &row_metas[row->table]);
            lua_setmetatable(L, -2);
            lua_rawseti(L, -2, pool->made + 1);
            pool->rows[pool->made++] = userdata;
        }
        pool->rows[pool->used]->row = row;
        row->slot = ++pool->used;
    }
    lua_rawgeti(L, -1, row->slot);
    lua_remove(L, -2);
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

void accord_push_rows(lua_State *L, struct accord_query *query, struct accord_row **rows, size_t count)
{
    struct accord_rows_userdata *userdata = lua_newuserdatauv(L, sizeof *userdata, 0);
    *userdata = (struct accord_rows_userdata){ACCORD_USERDATA_ROWS, accord_engine_of(L)->epoch, query, rows, count};
    lua_rawgetp(L, LUA_REGISTRYINDEX, &rows_meta);
    lua_setmetatable(L, -2);
}

static int rows_length(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)check_rows(L, 1)->count);
    return 1;
}

/* rows:latest and rows:earliest: by the date on record in a column, ties by key (the order of the rows). */
static int pick(lua_State *L, bool latest)
{
    const struct accord_rows_userdata *rows = check_rows(L, 1);
    struct accord_row *best = NULL;
    if (rows->count == 0) return lua_pushnil(L), 1;
    int column = check_column(L, 2, schema_of(L, rows->rows[0]));
    if (schema_of(L, rows->rows[0])->columns[column].kind != ACCORD_CELL_DATE)
        return luaL_error(L, "'%s' is no date", lua_tostring(L, 2));
    accord_charge(L, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        struct accord_row *row = rows->rows[i];
        mark_read(L, row, column);
        if (seen(L, row, column) == ACCORD_SEEN_UNDECIDED) raise_undecided_event(L, row, column);
        if (seen(L, row, column) != ACCORD_SEEN) continue;
        int order = best == NULL ? 0 : accord_cell_compare(&row->cells[column], &best->cells[column]);
        if (best == NULL || (latest ? order > 0 : order < 0)) best = row;
    }
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

static size_t items_of(const struct accord_cell *cell)
{
    size_t count = 1;
    if (cell->kind == ACCORD_CELL_LIST)
        for (uint32_t i = 0; i < cell->length; i++)
            count += cell->as.text[i] == ACCORD_LIST_SEPARATOR;
    return count;
}

/* Appends a cell, or the items of a list cell, as texts. */
static size_t take_items(const struct accord_cell *cell, struct accord_cell *items, size_t count)
{
    if (cell->kind != ACCORD_CELL_LIST) {
        items[count++] = *cell;
        return count;
    }
    const char *at = cell->as.text, *end = at + cell->length;
    while (at <= end) {
        const char *stop = memchr(at, ACCORD_LIST_SEPARATOR, (size_t)(end - at));
        if (stop == NULL) stop = end;
        items[count] = (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = (uint32_t)(stop - at)};
        items[count++].as.text = at;
        at = stop + 1;
    }
    return count;
}

static int rows_distinct(lua_State *L)
{
    const struct accord_rows_userdata *rows = check_rows(L, 1);
    size_t room = 0, count = 0;
    lua_newtable(L);
    if (rows->count == 0) return 1;
    int column = check_column(L, 2, schema_of(L, rows->rows[0]));
    const struct accord_column *described = &schema_of(L, rows->rows[0])->columns[column];
    if (described->personal || described->kind == ACCORD_CELL_DATE)
        return luaL_error(L, "distinct() is not for '%s': it is %s", described->name,
                          described->personal ? "personal" : "a date");
    for (size_t i = 0; i < rows->count; i++)
        room += items_of(&rows->rows[i]->cells[column]);
    accord_charge(L, room);
    struct accord_cell *items = accord_check_alloc(L, room * sizeof *items);
    for (size_t i = 0; i < rows->count; i++) {
        mark_read(L, rows->rows[i], column);
        if (seen(L, rows->rows[i], column) == ACCORD_SEEN)
            count = take_items(&rows->rows[i]->cells[column], items, count);
    }
    qsort(items, count, sizeof *items, compare_texts);
    lua_Integer at = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && accord_cell_compare(&items[i], &items[i - 1]) == 0) continue;
        struct accord_row one = {.cells = &items[i]};
        push_cell(L, &one, 0);
        lua_rawseti(L, -2, ++at);
    }
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
    for (size_t i = 0; i < rows->count; i++) {
        size_t reasons = engine->reason_count;
        lua_pushvalue(L, 2);
        accord_push_row(L, rows->rows[i]);
        if (accord_sandbox_call(engine, 1, 1) != LUA_OK) {
            if (engine->unwind != ACCORD_UNWIND_UNDECIDED) return lua_error(L);
            engine->unwind = ACCORD_UNWIND_NONE;
            engine->reason_count = reasons;
        } else if (lua_type(L, -1) != LUA_TBOOLEAN) {
            return luaL_error(L, "the function of sure() must say true or false, got %s", accord_value_name(L, -1));
        } else if (lua_toboolean(L, -1)) {
            sure[count++] = rows->rows[i];
        }
        lua_pop(L, 1);
    }
    accord_push_rows(L, rows->query, sure, count);
    return 1;
}

static int rows_index(lua_State *L)
{
    static const struct accord_host_function methods[] = {{"latest", rows_latest},
                                                          {"earliest", rows_earliest},
                                                          {"distinct", rows_distinct},
                                                          {"sure", rows_sure},
                                                          {NULL, NULL}};
    struct accord_rows_userdata *rows = check_rows(L, 1);
    if (lua_isinteger(L, 2)) {
        lua_Integer index = lua_tointeger(L, 2);
        if (index < 1 || (lua_Unsigned)index > rows->count) return lua_pushnil(L), 1;
        accord_push_row(L, rows->rows[index - 1]);
        return 1;
    }
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : accord_value_name(L, 2);
    for (size_t i = 0; methods[i].name != NULL; i++) {
        if (!accord_str_equal(methods[i].name, name)) continue;
        lua_pushcfunction(L, methods[i].function);
        return 1;
    }
    return luaL_error(L, "rows have no '%s': there are latest, earliest, distinct, sure, # and [number]", name);
}

static int rows_tostring(lua_State *L)
{
    lua_pushfstring(L, "%d rows", (int)check_rows(L, 1)->count);
    return 1;
}

/* ---- filters ---- */

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
        const char *text = lua_tolstring(L, -1, &length);
        return text_cell(accord_check_copy(L, text, length), length);
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
    if (count > 1) qsort(values, count, sizeof *values, compare_texts);
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
    term->column = check_column(L, lua_gettop(L) - 1, schema);
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

void accord_take_filter(lua_State *L, int index, int table, struct accord_filter *filter)
{
    const struct accord_schema *schema = accord_engine_of(L)->schemas[table];
    filter->count = 0;
    if (lua_isnoneornil(L, index)) return;
    if (lua_type(L, index) != LUA_TTABLE)
        luaL_argerror(L, index,
                      lua_pushfstring(L, "a filter { column = value } expected, got %s", accord_value_name(L, index)));
    accord_push_contents(L, index);
    int contents = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, contents); lua_pop(L, 1)) {
        struct accord_term term;
        if (filter->count == ACCORD_TERMS_MAX) luaL_error(L, "a filter of more than %d columns", ACCORD_TERMS_MAX);
        take_term(L, schema, &term);
        size_t at = filter->count++;
        for (; at > 0 && strcmp(filter->terms[at - 1].name, term.name) > 0; at--)
            filter->terms[at] = filter->terms[at - 1];
        filter->terms[at] = term;
    }
    lua_settop(L, contents - 1);
}

static bool has_active(const struct accord_filter *filter)
{
    for (size_t i = 0; i < filter->count; i++)
        if (filter->terms[i].kind == ACCORD_TERM_ACTIVE) return true;
    return false;
}

/* How a row answers the question as it is asked. */
static enum accord_match answer(const struct accord_engine *engine, int table, const struct accord_filter *filter,
                                const struct accord_cell *cells, enum accord_asked asked, bool windowed)
{
    const struct accord_schema *schema = engine->schemas[table];
    enum accord_match there = accord_row_there(schema, cells, engine->as_of);
    if (there == ACCORD_MATCH_NO) return ACCORD_MATCH_NO;
    enum accord_match match = accord_filter_match(filter, schema, cells, engine->as_of);
    if (match == ACCORD_MATCH_NO || asked == ACCORD_ASKED_HISTORY) return match;
    /* An `active` window says when; otherwise the as-of date does. */
    return accord_match_and(match, windowed ? there : accord_row_valid(schema, cells, engine->as_of));
}

static void note_query(struct accord_scope *scope, struct accord_query *query)
{
    if (scope->last_query == NULL)
        scope->first_query = query;
    else
        scope->last_query->next = query;
    scope->last_query = query;
}

static bool wanted(enum accord_match match, enum accord_asked asked, enum accord_match best)
{
    if (asked == ACCORD_ASKED_POSSIBLE) return accord_match_possible(match);
    if (asked == ACCORD_ASKED_ABSENCE && best != ACCORD_MATCH_YES) return accord_match_possible(match);
    return match == ACCORD_MATCH_YES;
}

struct accord_query *accord_ask(lua_State *L, struct accord_facts *facts, int table, const struct accord_filter *filter,
                                enum accord_asked asked, enum accord_match *best)
{
    struct accord_engine *engine = accord_engine_of(L);
    const struct accord_row_set *set = rows_of(L, facts, table);
    bool windowed = has_active(filter);
    enum accord_match joined = ACCORD_MATCH_NO;
    accord_charge(L, set->count + 1);
    struct accord_query *query = accord_check_alloc(L, sizeof *query);
    unsigned char *matches = accord_check_alloc(L, set->count + 1);
    query->rows = accord_check_alloc(L, (set->count + 1) * sizeof(*query->rows));
    query->schema = engine->schemas[table];
    query->table = table;
    query->filter = *filter;
    query->count = 0;
    query->next = NULL;
    for (size_t i = 0; i < set->count; i++) {
        enum accord_match match = answer(engine, table, filter, set->rows[i].cells, asked, windowed);
        matches[i] = (unsigned char)match;
        joined = accord_match_or(joined, match);
    }
    for (size_t i = 0; i < set->count; i++)
        if (wanted((enum accord_match)matches[i], asked, joined)) query->rows[query->count++] = &set->rows[i];
    if (best != NULL) *best = joined;
    note_query(&engine->scope, query);
    return query;
}

/* ---- questions across actors ---- */

struct elsewhere {
    const struct accord_engine *engine;
    const struct accord_filter *filter;
    int table;
    bool windowed;
    size_t surely;
    size_t possibly;
};

static enum accord_status count_row(void *host, uint32_t rank, const struct accord_stored_row *row,
                                    struct accord_error *err)
{
    struct elsewhere *count = host;
    (void)err;
    if (rank == count->engine->actor.rank) return ACCORD_OK;
    enum accord_match match =
        answer(count->engine, count->table, count->filter, row->cells, ACCORD_ASKED_VALID, count->windowed);
    count->surely += match == ACCORD_MATCH_YES;
    count->possibly += accord_match_possible(match);
    return ACCORD_OK;
}

void accord_count_elsewhere(lua_State *L, int table, const struct accord_filter *filter, size_t *surely,
                            size_t *possibly)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct elsewhere count = {engine, filter, table, has_active(filter), 0, 0};
    if (table < engine->stored_count &&
        accord_reader_scan(engine->reader, table, count_row, &count, engine->err) != ACCORD_OK)
        accord_raise(L, ACCORD_UNWIND_HOST);
    *surely = count.surely;
    *possibly = count.possibly;
}

/* ---- the actor and the world ---- */

static int check_table(lua_State *L, int index)
{
    struct accord_engine *engine = accord_engine_of(L);
    size_t length;
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_argerror(L, index, lua_pushfstring(L, "a table's name expected, got %s", accord_value_name(L, index)));
    const char *name = lua_tolstring(L, index, &length);
    int table = accord_engine_table(engine, name, length);
    if (table >= 0) return table;
    const char *names[ACCORD_TABLES_MAX];
    for (int i = 0; i < engine->schema_count; i++)
        names[i] = engine->schemas[i]->name;
    const char *nearest = accord_text_nearest(name, names, (size_t)engine->schema_count);
    if (nearest != NULL) return luaL_error(L, "the dataset has no table '%s': did you mean '%s'?", name, nearest);
    return luaL_error(L, "the dataset has no table '%s'", name);
}

static void check_phase(lua_State *L)
{
    if (accord_engine_of(L)->phase != ACCORD_PHASE_CHECKING)
        luaL_error(L, "data can be asked for in applies and check only");
}

static struct accord_facts *check_facts(lua_State *L, int index)
{
    check_phase(L);
    struct accord_engine *engine = accord_engine_of(L);
    if (accord_userdata(L, index, ACCORD_USERDATA_ACTOR) != NULL) return &engine->actor;
    if (accord_userdata(L, index, ACCORD_USERDATA_WORLD) != NULL) return &engine->world;
    luaL_error(L, "call it with a colon: actor:focal_points(...) or world:meetings(...)");
    return NULL;
}

static int push_answer(lua_State *L, struct accord_facts *facts, int table, int filter_index, enum accord_asked asked)
{
    struct accord_filter *filter = accord_check_alloc(L, sizeof *filter);
    accord_take_filter(L, filter_index, table, filter);
    struct accord_query *query = accord_ask(L, facts, table, filter, asked, NULL);
    accord_push_rows(L, query, query->rows, query->count);
    return 1;
}

/* actor:TABLE(filter): the table's number is the upvalue. */
static int ask_table(lua_State *L)
{
    struct accord_facts *facts = check_facts(L, 1);
    return push_answer(L, facts, (int)lua_tointeger(L, lua_upvalueindex(1)), 2, ACCORD_ASKED_VALID);
}

static int ask_rows(lua_State *L)
{
    struct accord_facts *facts = check_facts(L, 1);
    return push_answer(L, facts, check_table(L, 2), 3, ACCORD_ASKED_VALID);
}

static int ask_history(lua_State *L)
{
    struct accord_facts *facts = check_facts(L, 1);
    return push_answer(L, facts, check_table(L, 2), 3, ACCORD_ASKED_HISTORY);
}

static int ask_possibly(lua_State *L)
{
    struct accord_facts *facts = check_facts(L, 1);
    return push_answer(L, facts, check_table(L, 2), 3, ACCORD_ASKED_POSSIBLE);
}

static struct accord_row *actor_row(lua_State *L)
{
    struct accord_engine *engine = accord_engine_of(L);
    const struct accord_row_set *set = rows_of(L, &engine->actor, accord_engine_table(engine, "actors", 6));
    assert(set->count == 1);
    return set->rows;
}

/* actor:has and actor:get are those of its row. */
static int actor_has(lua_State *L)
{
    check_facts(L, 1);
    accord_push_row(L, actor_row(L));
    lua_replace(L, 1);
    return row_has(L);
}

static int actor_get(lua_State *L)
{
    check_facts(L, 1);
    accord_push_row(L, actor_row(L));
    lua_replace(L, 1);
    return row_get(L);
}

bool accord_bound_of_rows(struct accord_engine *engine, const struct accord_query *query, enum accord_truth *bound,
                          struct accord_row **differing)
{
    static const char *const columns[] = {"source", "in_force", "ended"};
    const struct accord_cell **cells = accord_arena_alloc(&engine->arena, (query->count + 1) * sizeof(*cells));
    if (cells == NULL) return false;
    for (size_t i = 0; i < query->count; i++) {
        cells[i] = query->rows[i]->cells;
        for (size_t j = 0; j < sizeof columns / sizeof columns[0]; j++)
            if (!accord_mark_read(engine, query->rows[i],
                                  accord_schema_find(query->schema, columns[j], strlen(columns[j]))))
                return false;
    }
    *bound = accord_claims_bound(query->schema, cells, query->count, engine->as_of);
    *differing = query->count > 0 ? query->rows[0] : NULL;
    return true;
}

/* actor:bound("cbd") by the claims on the as-of date. */
static int actor_bound(lua_State *L)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_facts *facts = check_facts(L, 1);
    luaL_checktype(L, 2, LUA_TSTRING);
    int table = accord_engine_table(engine, "memberships", 11);
    struct accord_filter *filter = accord_check_alloc(L, sizeof *filter);
    lua_createtable(L, 0, 1);
    lua_pushvalue(L, 2);
    lua_setfield(L, -2, "treaty");
    accord_take_filter(L, lua_gettop(L), table, filter);
    struct accord_query *query = accord_ask(L, facts, table, filter, ACCORD_ASKED_HISTORY, NULL);
    struct accord_row *differing = NULL;
    enum accord_truth bound;
    if (!accord_bound_of_rows(engine, query, &bound, &differing)) return accord_raise_memory(L);
    if (bound == ACCORD_UNDECIDED)
        return accord_raise_undecided(L, ACCORD_VERDICT_REVIEW, differing, ACCORD_NO_COLUMN,
                                      "the sources' claims differ, or are too coarse to say");
    lua_pushboolean(L, bound == ACCORD_YES);
    return 1;
}

static int world_count(lua_State *L)
{
    check_facts(L, 1);
    int table = check_table(L, 2);
    size_t surely, possibly;
    struct accord_filter *filter = accord_check_alloc(L, sizeof *filter);
    accord_take_filter(L, 3, table, filter);
    accord_count_elsewhere(L, table, filter, &surely, &possibly);
    lua_pushinteger(L, (lua_Integer)surely);
    return 1;
}

static int actor_index(lua_State *L)
{
    check_phase(L);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TFUNCTION) return 1;
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_row *row = actor_row(L);
    size_t length;
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tolstring(L, 2, &length) : NULL;
    if (name != NULL && accord_schema_find(schema_of(L, row), name, length) != ACCORD_NO_COLUMN)
        return read_cell(L, row, check_column(L, 2, schema_of(L, row)));
    const char *names[ACCORD_TABLES_MAX];
    for (int i = 0; i < engine->schema_count; i++)
        names[i] = engine->schemas[i]->name;
    const char *nearest = name == NULL ? NULL : accord_text_nearest(name, names, (size_t)engine->schema_count);
    if (nearest != NULL) return luaL_error(L, "there is no table or column '%s': did you mean '%s'?", name, nearest);
    return read_cell(L, row, check_column(L, 2, schema_of(L, row)));
}

static int world_index(lua_State *L)
{
    check_phase(L);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TFUNCTION) return 1;
    check_table(L, 2);
    return 0;
}

void accord_push_actor(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &actor_value);
}

/* ---- setting up ---- */

static void set_functions(lua_State *L, const struct accord_host_function *functions)
{
    for (; functions->name != NULL; functions++) {
        lua_pushcfunction(L, functions->function);
        lua_setfield(L, -2, functions->name);
    }
}

static void bind_table(lua_State *L, int table)
{
    static const struct accord_host_function methods[] = {
        {"has", row_has}, {"get", row_get}, {"key", row_key}, {NULL, NULL}};
    const struct accord_schema *schema = accord_engine_of(L)->schemas[table];
    lua_createtable(L, 0, 4);
    lua_newtable(L);
    for (size_t i = 0; i < schema->column_count; i++) {
        lua_pushinteger(L, (lua_Integer)i);
        lua_setfield(L, -2, schema->columns[i].name);
    }
    set_functions(L, methods);
    lua_pushcclosure(L, row_index, 1);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_change);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, row_tostring);
    lua_setfield(L, -2, "__tostring");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &row_metas[table]);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &row_pools[table]);
}

/* The methods of actor and world: one a table, then the fixed ones, which win. */
static void bind_methods(lua_State *L, const char *meta, lua_CFunction index, const struct accord_host_function *fixed)
{
    const struct accord_engine *engine = accord_engine_of(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, meta);
    lua_newtable(L);
    for (int i = 0; i < engine->schema_count; i++) {
        lua_pushinteger(L, i);
        lua_pushcclosure(L, ask_table, 1);
        lua_setfield(L, -2, engine->schemas[i]->name);
    }
    set_functions(L, fixed);
    lua_pushcclosure(L, index, 1);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
}

int accord_lua_rows_bind(lua_State *L)
{
    static const struct accord_host_function of_actor[] = {
        {"rows", ask_rows}, {"history", ask_history}, {"has", actor_has}, {"possibly", ask_possibly},
        {"get", actor_get}, {"bound", actor_bound},   {NULL, NULL}};
    static const struct accord_host_function of_world[] = {{"rows", ask_rows},
                                                           {"history", ask_history},
                                                           {"possibly", ask_possibly},
                                                           {"count", world_count},
                                                           {"no_occasion", accord_world_no_occasion},
                                                           {NULL, NULL}};
    const struct accord_engine *engine = accord_engine_of(L);
    for (int i = 0; i < engine->schema_count; i++)
        bind_table(L, i);
    bind_methods(L, &actor_meta, actor_index, of_actor);
    bind_methods(L, &world_meta, world_index, of_world);
    return 0;
}

static void make_singleton(lua_State *L, const char *meta, enum accord_userdata_kind kind)
{
    enum accord_userdata_kind *userdata = lua_newuserdatauv(L, sizeof *userdata, 0);
    *userdata = kind;
    lua_createtable(L, 0, 3);
    lua_pushcfunction(L, refuse_change);
    lua_setfield(L, -2, "__newindex");
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, meta);
    lua_setmetatable(L, -2);
}

void accord_lua_rows_open(lua_State *L, int environment)
{
    static const struct accord_host_function functions[] = {{"__len", rows_length},
                                                            {"__index", rows_index},
                                                            {"__newindex", refuse_change},
                                                            {"__tostring", rows_tostring},
                                                            {NULL, NULL}};
    lua_newtable(L);
    set_functions(L, functions);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &rows_meta);
    make_singleton(L, &actor_meta, ACCORD_USERDATA_ACTOR);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &actor_value);
    make_singleton(L, &world_meta, ACCORD_USERDATA_WORLD);
    lua_setfield(L, environment, "world");
}
