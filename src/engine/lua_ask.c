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

static bool has_active(const struct accord_filter *filter)
{
    for (size_t i = 0; i < filter->count; i++)
        if (filter->terms[i].kind == ACCORD_TERM_ACTIVE) return true;
    return false;
}

/* What the as-of date says of a row that matches, where the question is as it is asked. */
static enum accord_match answer_by(enum accord_match match, enum accord_match there, enum accord_match valid,
                                   enum accord_asked asked)
{
    if (there == ACCORD_MATCH_NO || asked == ACCORD_ASKED_HISTORY) return there == ACCORD_MATCH_NO ? there : match;
    return accord_match_and(match, valid);
}

/* How a row answers the question. */
static enum accord_match answer(const struct accord_engine *engine, int table, const struct accord_filter *filter,
                                const struct accord_cell *cells, enum accord_asked asked, bool windowed)
{
    const struct accord_schema *schema = engine->schemas[table];
    enum accord_match match = accord_filter_match(filter, schema, cells, engine->as_of);
    if (match == ACCORD_MATCH_NO) return match;
    enum accord_match there = accord_row_there(schema, cells, engine->as_of);
    /* An `active` window says when; otherwise the as-of date does. */
    return answer_by(match, there, windowed ? there : accord_row_valid(schema, cells, engine->as_of), asked);
}

/* The same of a row that is asked again and again: the as-of date says one thing of it. */
static enum accord_match answer_of(const struct accord_engine *engine, const struct accord_filter *filter,
                                   struct accord_row *row, enum accord_asked asked, bool windowed)
{
    const struct accord_schema *schema = engine->schemas[row->table];
    enum accord_match match = accord_filter_match(filter, schema, row->cells, engine->as_of);
    if (match == ACCORD_MATCH_NO) return match;
    if (!row->dated) {
        row->there = (unsigned char)accord_row_there(schema, row->cells, engine->as_of);
        row->valid = (unsigned char)accord_row_valid(schema, row->cells, engine->as_of);
        row->dated = true;
    }
    return answer_by(match, (enum accord_match)row->there, (enum accord_match)(windowed ? row->there : row->valid),
                     asked);
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

/* Asks every row. */
static void find_rows(lua_State *L, struct accord_query *query, struct accord_row_set *set, enum accord_asked asked,
                      enum accord_match *best)
{
    struct accord_engine *engine = accord_engine_of(L);
    bool windowed = has_active(query->filter);
    unsigned char *matches = accord_arena_alloc(&engine->arena, set->count + 1);
    query->rows = accord_arena_alloc(&engine->arena, (set->count + 1) * sizeof(*query->rows));
    if (matches == NULL || query->rows == NULL) accord_raise_memory(L);
    const struct accord_term *pivot = accord_filter_pivot(query->filter, query->schema);
    *best = ACCORD_MATCH_NO;
    for (size_t i = 0; i < set->count; i++) {
        enum accord_match match = ACCORD_MATCH_NO;
        if (pivot == NULL || !accord_filter_rejects(pivot, set->rows[i].cells))
            match = answer_of(engine, query->filter, &set->rows[i], asked, windowed);
        matches[i] = (unsigned char)match;
        *best = accord_match_or(*best, match);
    }
    for (size_t i = 0; i < set->count; i++)
        if (wanted((enum accord_match)matches[i], asked, *best)) query->rows[query->count++] = &set->rows[i];
    if (accord_observed(engine)) observe(engine, query, asked, set, matches);
}

/* As find_rows, of a question that may have been asked of this actor before. */
static void find_known_rows(lua_State *L, struct accord_query *query, struct accord_row_set *set,
                            enum accord_asked asked, enum accord_match *best)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_known_answer *known = &query->filter->known->answers[set->of_world][asked];
    if (known->serial != engine->actor_serial) {
        find_rows(L, query, set, asked, best);
        *known = (struct accord_known_answer){engine->actor_serial, query->rows, query->count, *best};
    }
    query->rows = known->rows;
    query->count = known->count;
    *best = known->best;
}

struct accord_query *accord_ask(lua_State *L, struct accord_facts *facts, int table, const struct accord_filter *filter,
                                enum accord_asked asked, enum accord_match *best)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_row_set *set = accord_rows_of(L, facts, table);
    enum accord_match joined;
    /* Evidence compares every question with those before it. What is known costs no less than what is found. */
    size_t bytes = sizeof(struct accord_query) + (set->count + 1) * (1 + sizeof(struct accord_row *));
    accord_charge_held(L, bytes, set->count + 1 + engine->scope.query_count);
    struct accord_query *query = accord_arena_zero(&engine->arena, 1, sizeof *query);
    if (query == NULL) accord_raise_memory(L);
    query->schema = engine->schemas[table];
    query->table = table;
    query->filter = filter;
    if (filter->known != NULL && !accord_observed(engine))
        find_known_rows(L, query, set, asked, &joined);
    else
        find_rows(L, query, set, asked, &joined);
    if (best != NULL) *best = joined;
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
    struct accord_engine *engine;
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

/* A small table is kept from its first scan on, for the questions after it. */
static bool keep_row(struct accord_engine *engine, struct accord_scanned *scanned, const struct accord_cell *cells,
                     size_t columns)
{
    size_t size = accord_cells_size(cells, columns);
    if (engine->scanned_bytes + size > ACCORD_SCANNED_BYTES_MAX) return false;
    void *memory = accord_arena_alloc(&engine->world.arena, size);
    if (memory != NULL && scanned->count == scanned->capacity) {
        size_t capacity = scanned->capacity == 0 ? 64 : 2 * scanned->capacity;
        const struct accord_cell **grown = accord_arena_alloc(&engine->world.arena, capacity * sizeof(*grown));
        if (grown == NULL) return false;
        if (scanned->count > 0) memcpy(grown, scanned->rows, scanned->count * sizeof(*grown));
        scanned->rows = grown;
        scanned->capacity = capacity;
    }
    if (memory == NULL) return false;
    engine->scanned_bytes += size;
    scanned->rows[scanned->count++] = accord_cells_copy(cells, columns, memory);
    return true;
}

static enum accord_status count_row(void *host, uint32_t rank, const struct accord_stored_row *row,
                                    struct accord_error *err)
{
    struct elsewhere *elsewhere = host;
    struct accord_engine *engine = elsewhere->engine;
    struct accord_scanned *scanned = &engine->scanned[elsewhere->table];
    (void)rank;
    (void)err;
    count_answer(elsewhere, row->cells);
    if (!scanned->too_large)
        scanned->too_large = !keep_row(engine, scanned, row->cells, engine->schemas[elsewhere->table]->column_count);
    return ACCORD_OK;
}

static void count_everywhere(lua_State *L, struct elsewhere *elsewhere)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_scanned *scanned = &engine->scanned[elsewhere->table];
    if (elsewhere->table >= engine->stored_count) return;
    for (size_t i = 0; scanned->complete && i < scanned->count; i++)
        count_answer(elsewhere, scanned->rows[i]);
    if (scanned->complete) return;
    scanned->count = 0;
    if (accord_reader_scan(engine->reader, elsewhere->table, count_row, elsewhere, engine->err) != ACCORD_OK)
        accord_raise(L, ACCORD_UNWIND_HOST);
    scanned->complete = !scanned->too_large;
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
        engine->asked[accord_engine_rule(engine)][table / 64] |= UINT64_C(1) << (table % 64);
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
