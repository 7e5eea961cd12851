/* Questions of rules: filters read from Lua, and the rows that answer them. */
#include "engine/lua_ask.h"

#include "engine/lua_rows.h"
#include "engine/observe.h"
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

struct accord_row_set *accord_rows_of(lua_State *L, struct accord_facts *facts, int table)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_row_set *set;
    if (accord_facts_rows(engine, facts, table, &set, engine->err) != ACCORD_OK) accord_raise(L, ACCORD_UNWIND_HOST);
    return set;
}

/* ---- filters ---- */

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
    enum accord_match match = accord_filter_match(filter, schema, cells, engine->as_of);
    if (match == ACCORD_MATCH_NO) return match;
    enum accord_match there = accord_row_there(schema, cells, engine->as_of);
    if (there == ACCORD_MATCH_NO || asked == ACCORD_ASKED_HISTORY) return there == ACCORD_MATCH_NO ? there : match;
    /* An `active` window says when; otherwise the as-of date does. */
    return accord_match_and(match, windowed ? there : accord_row_valid(schema, cells, engine->as_of));
}

static bool wanted(enum accord_match match, enum accord_asked asked, enum accord_match best)
{
    if (asked == ACCORD_ASKED_POSSIBLE) return accord_match_possible(match);
    if (asked == ACCORD_ASKED_ABSENCE && best != ACCORD_MATCH_YES) return accord_match_possible(match);
    return match == ACCORD_MATCH_YES;
}

/* Tells an observer how every row answers. */
static void observe(struct accord_engine *engine, const struct accord_query *query, enum accord_asked asked,
                    const struct accord_row_set *set, const unsigned char *matches)
{
    static const enum accord_asked_for asked_for[] = {[ACCORD_ASKED_VALID] = ACCORD_ASKED_FOR_VALID,
                                                      [ACCORD_ASKED_HISTORY] = ACCORD_ASKED_FOR_HISTORY,
                                                      [ACCORD_ASKED_POSSIBLE] = ACCORD_ASKED_FOR_POSSIBLE,
                                                      [ACCORD_ASKED_ABSENCE] = ACCORD_ASKED_FOR_ABSENCE};
    size_t surely = 0, possibly = 0;
    struct accord_row **rows = accord_arena_alloc(&engine->observation.arena, (2 * set->count + 1) * sizeof(*rows));
    for (size_t i = 0; rows != NULL && i < set->count; i++) {
        if (matches[i] == ACCORD_MATCH_YES) rows[surely++] = &set->rows[i];
        if (accord_match_possible((enum accord_match)matches[i])) rows[set->count + possibly++] = &set->rows[i];
    }
    if (rows == NULL) {
        engine->observation.failed = true;
        return;
    }
    const struct accord_answer answer = {rows, surely, rows + set->count, possibly};
    accord_observe_question(engine, query, asked_for[asked], set->of_world, &answer);
}

struct accord_query *accord_ask(lua_State *L, struct accord_facts *facts, int table, const struct accord_filter *filter,
                                enum accord_asked asked, enum accord_match *best)
{
    struct accord_engine *engine = accord_engine_of(L);
    const struct accord_row_set *set = accord_rows_of(L, facts, table);
    bool windowed = has_active(filter);
    enum accord_match joined = ACCORD_MATCH_NO;
    /* Evidence compares every question with those before it. */
    accord_charge(L, set->count + 1 + engine->scope.query_count);
    struct accord_query *query = accord_check_alloc(L, sizeof *query);
    unsigned char *matches = accord_check_alloc(L, set->count + 1);
    query->rows = accord_check_alloc(L, (set->count + 1) * sizeof(*query->rows));
    query->schema = engine->schemas[table];
    query->table = table;
    accord_filter_copy(&query->filter, filter);
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
    if (accord_observed(engine)) observe(engine, query, asked, set, matches);
    accord_note_query(&engine->scope, query);
    return query;
}

struct accord_query *accord_ask_absence(lua_State *L, int table, const struct accord_filter *filter,
                                        enum accord_match *best)
{
    struct accord_engine *engine = accord_engine_of(L);
    bool global = engine->schemas[table]->actor == ACCORD_NO_COLUMN;
    struct accord_query *query =
        accord_ask(L, global ? &engine->world : &engine->actor, table, filter, ACCORD_ASKED_ABSENCE, best);
    if (*best == ACCORD_MATCH_YES || engine->schemas[table]->global_value == NULL) return query;
    enum accord_match to_all;
    (void)accord_ask(L, &engine->world, table, filter, ACCORD_ASKED_ABSENCE, &to_all);
    *best = accord_match_or(*best, to_all == ACCORD_MATCH_YES ? ACCORD_MATCH_COARSE : to_all);
    return query;
}

/* ---- questions across actors ---- */

enum { ELSEWHERE_UNITS = 10000, COUNTS_MAX = 4096, FILTER_TEXT_MAX = 1024 * 1024 };

struct elsewhere {
    const struct accord_engine *engine;
    const struct accord_filter *filter;
    int table;
    bool windowed;
    struct accord_count count;
};

static void count_answer(struct elsewhere *elsewhere, const struct accord_cell *cells)
{
    enum accord_match match =
        answer(elsewhere->engine, elsewhere->table, elsewhere->filter, cells, ACCORD_ASKED_VALID, elsewhere->windowed);
    elsewhere->count.surely += match == ACCORD_MATCH_YES;
    elsewhere->count.possibly += accord_match_possible(match);
}

static enum accord_status count_row(void *host, uint32_t rank, const struct accord_stored_row *row,
                                    struct accord_error *err)
{
    (void)rank;
    (void)err;
    count_answer(host, row->cells);
    return ACCORD_OK;
}

static void count_everywhere(lua_State *L, struct elsewhere *elsewhere)
{
    struct accord_engine *engine = accord_engine_of(L);
    if (elsewhere->table < engine->stored_count &&
        accord_reader_scan(engine->reader, elsewhere->table, count_row, elsewhere, engine->err) != ACCORD_OK)
        accord_raise(L, ACCORD_UNWIND_HOST);
}

/* Counted once a question and kept: the answer is the same for every actor but for its own rows. */
static struct accord_count *kept_count(lua_State *L, struct elsewhere *elsewhere)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_text question;
    int64_t index = 0;
    bool added = false;
    if (engine->counts == NULL) {
        engine->counts = accord_arena_zero(&engine->world.arena, COUNTS_MAX, sizeof *engine->counts);
        if (engine->counts == NULL) accord_raise_memory(L);
    }
    accord_text_init(&question, FILTER_TEXT_MAX);
    accord_filter_text(elsewhere->filter, elsewhere->table, &question);
    const char *key = accord_text_str(&question);
    bool known = !question.failed && accord_map_get(&engine->count_index, key, question.length, &index);
    bool room = !question.failed && engine->count_index.count < COUNTS_MAX;
    if (!known && room) {
        index = (int64_t)engine->count_index.count;
        room = accord_map_put(&engine->count_index, key, question.length, index, &added);
    }
    accord_text_clear(&question);
    if (known) return &engine->counts[index];
    count_everywhere(L, elsewhere);
    if (!room) return &elsewhere->count;
    engine->counts[index] = elsewhere->count;
    return &engine->counts[index];
}

void accord_count_elsewhere(lua_State *L, int table, const struct accord_filter *filter, size_t *surely,
                            size_t *possibly)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct elsewhere everywhere = {.engine = engine, .filter = filter, .table = table, .windowed = has_active(filter)};
    struct elsewhere own = everywhere;
    accord_charge(L, ELSEWHERE_UNITS);
    if (table < engine->stored_count)
        engine->asked[engine->rule - engine->packs->rules][table / 64] |= UINT64_C(1) << (table % 64);
    const struct accord_row_set *set =
        engine->conclusion != NULL ? NULL : accord_rows_of(L, &engine->actor, table); /* nobody's own in a conclusion */
    for (size_t i = 0; set != NULL && i < set->count; i++)
        count_answer(&own, set->rows[i].cells);
    const struct accord_count *all = kept_count(L, &everywhere);
    *surely = all->surely - own.count.surely;
    *possibly = all->possibly - own.count.possibly;
    accord_observe_count(engine, table, filter, *surely, *possibly);
}

int accord_check_table(lua_State *L, int index)
{
    struct accord_engine *engine = accord_engine_of(L);
    size_t length;
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_argerror(L, index, lua_pushfstring(L, "a table's name expected, got %s", accord_value_name(L, index)));
    const char *name = lua_tolstring(L, index, &length);
    int table = accord_engine_table(engine, name, length);
    if (table >= 0) return table;
    const char *names[ACCORD_ENGINE_TABLES_MAX];
    for (int i = 0; i < engine->schema_count; i++)
        names[i] = engine->schemas[i]->name;
    const char *nearest = accord_text_nearest(name, names, (size_t)engine->schema_count);
    if (nearest != NULL) return luaL_error(L, "the dataset has no table '%s': did you mean '%s'?", name, nearest);
    return luaL_error(L, "the dataset has no table '%s'", name);
}
