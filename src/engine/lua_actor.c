/* The actor and the world as rules see them. */
#include "engine/lua_actor.h"

#include "engine/kept.h"
#include "engine/lua_ask.h"
#include "engine/lua_rows.h"
#include "engine/lua_verdicts.h"
#include "engine/observe.h"
#include "engine/path_note.h"
#include "engine/sandbox.h"

#include <assert.h>
#include <lauxlib.h>
#include <string.h>

static int singleton_tostring(lua_State *L)
{
    lua_pushstring(L, accord_value_name(L, 1));
    return 1;
}

static const char actor_meta = 0, world_meta = 0;

static void check_phase(lua_State *L)
{
    if (accord_engine_of(L)->phase != ACCORD_PHASE_CHECKING)
        luaL_error(L, "data can be asked for in applies, check, collect and conclude only");
}

/* Until a dataset is bound there is nothing to ask for. */
static int unbound_index(lua_State *L)
{
    check_phase(L);
    return 0;
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

/* A table of one actor's rows has none for the world, and the other way round: an empty answer would mislead. */
static void check_side(lua_State *L, const struct accord_facts *facts, int table)
{
    const struct accord_engine *engine = accord_engine_of(L);
    const struct accord_schema *schema = engine->schemas[table];
    bool global = schema->actor == ACCORD_NO_COLUMN;
    if (facts == &engine->actor && global)
        luaL_error(L, "the rows of %s are nobody's own: ask world:%s(...)", schema->name, schema->name);
    if (facts == &engine->world && !global && schema->global_value == NULL)
        luaL_error(L, "the rows of %s are an actor's own: ask the actor, or world:count(\"%s\", ...)", schema->name,
                   schema->name);
}

static int push_answer(lua_State *L, struct accord_facts *facts, int table, int filter_index, enum accord_asked asked)
{
    struct accord_engine *engine = accord_engine_of(L);
    check_side(L, facts, table);
    const struct accord_filter *filter = accord_take_filter(L, filter_index, table);
    struct accord_query *query = accord_ask(L, facts, table, filter, asked, NULL);
    const struct accord_note_question question = {facts == &engine->world, table, (int)asked, filter};
    accord_note_ask(engine, &question, accord_push_rows(L, query, query->rows, query->count));
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
    return push_answer(L, facts, accord_check_table(L, 2), 3, ACCORD_ASKED_VALID);
}

static int ask_history(lua_State *L)
{
    struct accord_facts *facts = check_facts(L, 1);
    return push_answer(L, facts, accord_check_table(L, 2), 3, ACCORD_ASKED_HISTORY);
}

static int ask_possibly(lua_State *L)
{
    struct accord_facts *facts = check_facts(L, 1);
    return push_answer(L, facts, accord_check_table(L, 2), 3, ACCORD_ASKED_POSSIBLE);
}

/* The rows count as read; those that only possibly match leave the question open, with a reason. `answer` is what the
 * helper says otherwise. */
static enum accord_truth truth_of(lua_State *L, const char *helper, const struct accord_query *query,
                                  enum accord_match best, bool answer)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_row *row = query->count > 0 ? query->rows[0] : NULL;
    for (size_t i = 0; i < query->count; i++)
        if (!accord_mark_row(engine, query->rows[i])) accord_raise_memory(L);
    enum accord_truth truth = accord_match_possible(best) ? ACCORD_UNDECIDED : answer ? ACCORD_YES : ACCORD_NO;
    accord_observe_truth(engine, helper, truth);
    if (best == ACCORD_MATCH_COARSE)
        accord_add_reason(engine, ACCORD_VERDICT_REVIEW, row, ACCORD_NO_COLUMN,
                          row == NULL ? "a row addressed to all may match"
                                      : "a coarse date leaves open whether it matches");
    if (best == ACCORD_MATCH_MISSING)
        accord_add_reason(engine, ACCORD_VERDICT_UNREPORTED, row, ACCORD_NO_COLUMN,
                          "a blank cell leaves open whether it matches");
    return truth;
}

static int push_truth(lua_State *L, enum accord_truth truth)
{
    if (truth == ACCORD_UNDECIDED) return accord_raise(L, ACCORD_UNWIND_UNDECIDED);
    lua_pushboolean(L, truth == ACCORD_YES);
    return 1;
}

enum accord_truth accord_actor_shows(lua_State *L, struct accord_facts *facts, int table,
                                     const struct accord_filter *filter)
{
    enum accord_match best;
    const struct accord_query *query = accord_ask(L, facts, table, filter, ACCORD_ASKED_ABSENCE, &best);
    return truth_of(L, "shows", query, best, best == ACCORD_MATCH_YES);
}

/* actor:shows("actions", filter): does a row surely match; what only possibly does leaves it open. */
static int ask_shows(lua_State *L)
{
    struct accord_facts *facts = check_facts(L, 1);
    struct accord_engine *engine = accord_engine_of(L);
    int table = accord_check_table(L, 2);
    check_side(L, facts, table);
    const struct accord_filter *filter = accord_take_filter(L, 3, table);
    enum accord_truth truth = accord_actor_shows(L, facts, table, filter);
    const struct accord_note_question question = {facts == &engine->world, table, 0, filter};
    accord_note_match(engine, ACCORD_STEP_SHOWS, &question, truth);
    return push_truth(L, truth);
}

enum accord_truth accord_actor_lacks(lua_State *L, int table, const struct accord_filter *filter)
{
    struct accord_engine *engine = accord_engine_of(L);
    enum accord_match best;
    const struct accord_query *query = accord_ask_absence(L, table, filter, &best);
    bool global = engine->schemas[table]->actor == ACCORD_NO_COLUMN;
    bool there = best == ACCORD_MATCH_YES;
    bool complete = accord_filter_complete(filter, query->schema, global ? NULL : engine->actor_id, engine->as_of);
    if (there || complete || accord_match_possible(best)) return truth_of(L, "lacks", query, best, !there);
    accord_observe_truth(engine, "lacks", ACCORD_UNDECIDED);
    const char *why = lua_pushfstring(L, "nothing in %s matches, and it is not declared complete for the question",
                                      query->schema->name);
    accord_add_reason(engine, ACCORD_VERDICT_UNREPORTED, NULL, ACCORD_NO_COLUMN,
                      accord_check_copy(L, why, strlen(why)));
    lua_pop(L, 1);
    return ACCORD_UNDECIDED;
}

/* actor:lacks("focal_points", filter): surely nothing matches, for the record is declared complete for the question. */
static int ask_lacks(lua_State *L)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_facts *facts = check_facts(L, 1);
    int table = accord_check_table(L, 2);
    check_side(L, facts, table);
    const struct accord_filter *filter = accord_take_filter(L, 3, table);
    enum accord_truth truth = accord_actor_lacks(L, table, filter);
    const struct accord_note_question question = {facts == &engine->world, table, 0, filter};
    accord_note_match(engine, ACCORD_STEP_LACKS, &question, truth);
    return push_truth(L, truth);
}

struct accord_row *accord_actor_row(lua_State *L)
{
    struct accord_engine *engine = accord_engine_of(L);
    const struct accord_row_set *set = accord_rows_of(L, &engine->actor, accord_engine_table(engine, "actors", 6));
    assert(set->count == 1);
    return set->rows;
}

/* actor:has and actor:get are those of its row. */
static int actor_has(lua_State *L)
{
    check_facts(L, 1);
    accord_push_row(L, accord_actor_row(L));
    lua_replace(L, 1);
    return accord_row_has(L);
}

static int actor_get(lua_State *L)
{
    check_facts(L, 1);
    accord_push_row(L, accord_actor_row(L));
    lua_replace(L, 1);
    return accord_row_get(L);
}

enum accord_truth accord_actor_bound(lua_State *L, const char *treaty)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_row *differing;
    enum accord_truth bound;
    if (accord_ask_bound(engine, treaty, &bound, &differing, engine->err) != ACCORD_OK)
        accord_raise(L, ACCORD_UNWIND_HOST);
    accord_observe_truth(engine, "bound", bound);
    if (bound == ACCORD_UNDECIDED)
        accord_add_reason(engine, ACCORD_VERDICT_REVIEW, differing, ACCORD_NO_COLUMN,
                          "the sources' claims differ, or are too coarse to say");
    return bound;
}

/* actor:bound("cbd") by the claims on the as-of date. */
static int actor_bound(lua_State *L)
{
    check_facts(L, 1);
    luaL_checktype(L, 2, LUA_TSTRING);
    const char *treaty = lua_tostring(L, 2);
    enum accord_truth bound = accord_actor_bound(L, treaty);
    accord_note_bound(accord_engine_of(L), treaty, bound);
    return push_truth(L, bound);
}

static int world_count(lua_State *L)
{
    check_facts(L, 1);
    int table = accord_check_table(L, 2);
    size_t surely, possibly;
    const struct accord_filter *filter = accord_take_filter(L, 3, table);
    accord_note_stop(accord_engine_of(L)); /* it depends on the rows of all actors */
    accord_count_elsewhere(L, table, filter, &surely, &possibly);
    accord_observe_tally(accord_engine_of(L), "count", surely);
    lua_pushinteger(L, (lua_Integer)surely);
    return 1;
}

/* Behind the tables of methods: columns of the actor's own, and what is not there. */
static int actor_index(lua_State *L)
{
    check_phase(L);
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_row *row = accord_actor_row(L);
    size_t length;
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tolstring(L, 2, &length) : NULL;
    if (name != NULL && accord_schema_find(engine->schemas[row->table], name, length) != ACCORD_NO_COLUMN)
        return accord_read_cell(L, row, accord_check_column(L, 2, engine->schemas[row->table]));
    const char *names[ACCORD_ENGINE_TABLES_MAX];
    for (int i = 0; i < engine->schema_count; i++)
        names[i] = engine->schemas[i]->name;
    const char *nearest = name == NULL ? NULL : accord_text_nearest(name, names, (size_t)engine->schema_count);
    if (nearest != NULL) return luaL_error(L, "there is no table or column '%s': did you mean '%s'?", name, nearest);
    if (name != NULL && accord_nearest_column(engine->schemas[row->table], name) == NULL)
        return luaL_error(L, "the dataset has no table '%s', and the table actors has no such column", name);
    return accord_read_cell(L, row, accord_check_column(L, 2, engine->schemas[row->table]));
}

static int world_index(lua_State *L)
{
    check_phase(L);
    accord_check_table(L, 2);
    return 0;
}

void accord_push_actor(lua_State *L)
{
    accord_push_kept(L, accord_engine_of(L)->kept.actor);
}

/* ---- setting up ---- */

/* The methods of actor and world: one a table, then the fixed ones, which win. */
static void bind_methods(lua_State *L, const char *meta, lua_CFunction otherwise,
                         const struct accord_host_function *fixed)
{
    const struct accord_engine *engine = accord_engine_of(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, meta);
    accord_set_methods(L, fixed, otherwise);
    lua_getfield(L, -1, "__index");
    for (int i = 0; i < engine->schema_count; i++) {
        lua_pushinteger(L, i);
        lua_pushcclosure(L, ask_table, 1);
        lua_setfield(L, -2, engine->schemas[i]->name);
    }
    accord_set_functions(L, fixed);
    lua_pop(L, 2);
}

const struct accord_host_function accord_lua_actor_methods[] = {
    {"rows", ask_rows, "table: accord.TableName, filter?: accord.Filter -> accord.Rows",
     "the rows of the table that surely match, surely valid on the as-of date: the long form of actor:TABLE(filter), "
     "for a name in a variable"},
    {"history", ask_history, "table: accord.TableName, filter?: accord.Filter -> accord.Rows",
     "the rows of the table that surely match, those too that have ended; never what begins after the as-of date"},
    {"possibly", ask_possibly, "table: accord.TableName, filter?: accord.Filter -> accord.Rows",
     "the rows that possibly match or are possibly valid, and not surely"},
    {"shows", ask_shows, "table: accord.TableName, filter?: accord.Filter -> boolean",
     "whether a row surely matches; undecided where rows only possibly do"},
    {"lacks", ask_lacks, "table: accord.TableName, filter?: accord.Filter -> boolean",
     "whether surely nothing matches; undecided where rows possibly do, or nothing is on record and the table is not "
     "declared complete for the question"},
    {"has", actor_has, "column: string -> boolean", "whether something is on record of the actor itself in the column"},
    {"get", actor_get, "column: string, default: any -> any",
     "the value of the actor's own column, or the default where nothing is on record"},
    {"bound", actor_bound, "treaty: string -> boolean",
     "whether the treaty binds the actor on the as-of date; undecided where the claims differ"},
    {NULL, NULL, NULL, NULL},
};

const struct accord_host_function accord_lua_world_methods[] = {
    {"rows", ask_rows, "table: accord.TableName, filter?: accord.Filter -> accord.Rows",
     "the rows of the table that surely match, surely valid on the as-of date: the long form of actor:TABLE(filter), "
     "for a name in a variable"},
    {"history", ask_history, "table: accord.TableName, filter?: accord.Filter -> accord.Rows",
     "the rows of the table that surely match, those too that have ended; never what begins after the as-of date"},
    {"possibly", ask_possibly, "table: accord.TableName, filter?: accord.Filter -> accord.Rows",
     "the rows that possibly match or are possibly valid, and not surely"},
    {"shows", ask_shows, "table: accord.TableName, filter?: accord.Filter -> boolean",
     "whether a row surely matches; undecided where rows only possibly do"},
    {"lacks", ask_lacks, "table: accord.TableName, filter?: accord.Filter -> boolean",
     "whether surely nothing matches; undecided where rows possibly do, or nothing is on record and the table is not "
     "declared complete for the question"},
    {"count", world_count, "table: accord.TableName, filter?: accord.Filter -> integer",
     "how many rows of other actors surely match and are surely valid; in conclude, of all actors"},
    {"no_occasion", accord_world_no_occasion,
     "id: string, table: accord.TableName, filter?: accord.Filter, args?: accord.Arguments -> accord.Verdict",
     "as no_occasion(), over the rows of every other actor"},
    {NULL, NULL, NULL, NULL},
};

void accord_lua_actor_bind(lua_State *L)
{
    bind_methods(L, &actor_meta, actor_index, accord_lua_actor_methods);
    bind_methods(L, &world_meta, world_index, accord_lua_world_methods);
}

static void make_singleton(lua_State *L, const char *meta, enum accord_userdata_kind kind)
{
    enum accord_userdata_kind *userdata = lua_newuserdatauv(L, sizeof *userdata, 0);
    *userdata = kind;
    lua_createtable(L, 0, 3);
    lua_pushcfunction(L, accord_refuse_change);
    lua_setfield(L, -2, "__newindex");
    lua_pushcfunction(L, singleton_tostring);
    lua_setfield(L, -2, "__tostring");
    lua_pushcfunction(L, unbound_index);
    lua_setfield(L, -2, "__index");
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, meta);
    lua_setmetatable(L, -2);
}

void accord_lua_actor_open(lua_State *L, int environment)
{
    make_singleton(L, &actor_meta, ACCORD_USERDATA_ACTOR);
    accord_keep(L, &accord_engine_of(L)->kept.actor);
    make_singleton(L, &world_meta, ACCORD_USERDATA_WORLD);
    lua_setfield(L, environment, "world");
}
