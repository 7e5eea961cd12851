/* One ordered pass: actor by actor, every rule, a stream of verdicts out. */
#include "accord/run.h"

#include "base/error.h"
#include "base/locale.h"
#include "engine/aggregate.h"
#include "engine/call.h"
#include "engine/facts.h"
#include "engine/gates.h"
#include "engine/lua_actor.h"
#include "engine/lua_filter.h"
#include "engine/lua_rows.h"
#include "engine/lua_values.h"
#include "engine/lua_verdicts.h"
#include "engine/observe.h"
#include "engine/paths.h"
#include "engine/plain.h"
#include "engine/run.h"
#include "engine/sandbox.h"

#include <assert.h>
#include <lauxlib.h>
#include <string.h>

/* A budget that is spent within a tick or two would be noticed on some machines and not on others: below this every
 * instruction is counted. */
enum { TICKED_LEAST = 5 * 1000 * 1000 };

struct accord_run {
    struct accord_engine *engine;
    struct accord_packs *packs;
    struct accord_dataset *dataset;
    struct accord_run_options options;
    bool *wanted;                    /* a rule: its verdicts are */
    bool *needed;                    /* a rule: it is evaluated */
    struct accord_verdict *verdicts; /* of the actor at hand, a rule */
    bool *present;                   /* a rule: it has a verdict for the actor at hand */
    struct accord_aggregates aggregates;
    struct accord_paths paths;
    size_t *limits_before;                 /* a rule: its limit errors before the actor at hand */
    uint64_t (*asked)[ACCORD_TABLE_WORDS]; /* a rule: tables that it asked across actors, in this run */
    uint64_t (*told)[ACCORD_TABLE_WORDS];  /* those that were told */
    struct accord_locale locale;
    size_t done;
};

const char *accord_gate_name(enum accord_gate gate)
{
    static const char *const names[] = {
        [ACCORD_GATE_EFFECT] = "effect",    [ACCORD_GATE_ADDRESSEE] = "addressee", [ACCORD_GATE_REQUIRES] = "requires",
        [ACCORD_GATE_APPLIES] = "applies",  [ACCORD_GATE_CHECK] = "check",         [ACCORD_GATE_COLLECT] = "collect",
        [ACCORD_GATE_CONCLUDE] = "conclude"};
    return names[gate];
}

bool accord_carries(enum accord_carry carry, enum accord_verdict_kind verdict)
{
    if (carry == ACCORD_CARRY_FINDINGS) return accord_verdict_needs_look(verdict);
    return carry == ACCORD_CARRY_ALL || verdict == ACCORD_VERDICT_ERROR;
}

/* ---- one pair ---- */

bool accord_run_enter_pair(struct accord_engine *engine, const struct accord_pair *pair, const char **why)
{
    const struct accord_part *part = engine->part;
    if (part == NULL) return true;
    if (part->position != NULL) {
        part->position->stage = (uint32_t)pair->stage;
        part->position->rule = (uint32_t)pair->rule;
        part->position->actor = pair->actor;
        part->position->moves++;
    }
    for (size_t i = 0; i < part->failure_count; i++) {
        const struct accord_pair *failed = &part->failures[i].pair;
        if (failed->stage != pair->stage || failed->actor != pair->actor || failed->rule != pair->rule) continue;
        *why = part->failures[i].why;
        return false;
    }
    return true;
}

static enum accord_status decide_pair(struct accord_run *run, size_t index, struct accord_error *err)
{
    struct accord_engine *engine = run->engine;
    struct accord_rule *rule = &run->packs->rules[index];
    struct accord_verdict *verdict = &run->verdicts[index];
    const struct accord_verdict *required = NULL;
    bool passed;
    *verdict = (struct accord_verdict){
        .rule = index, .provision = rule->provision, .actor = engine->actor_index, .actor_id = engine->actor_id};
    engine->rule = rule;
    accord_observe_pair(engine);
    const struct accord_pair pair = {ACCORD_STAGE_PAIR, engine->actor_index, index};
    const char *why;
    if (!accord_run_enter_pair(engine, &pair, &why)) {
        rule->limit_errors++;
        verdict->gate = ACCORD_GATE_CHECK;
        return accord_call_fail(verdict, why, NULL, err);
    }
    if (rule->requires_index != SIZE_MAX && run->present[rule->requires_index])
        required = &run->verdicts[rule->requires_index];
    enum accord_status status = accord_gates_pass(engine, required, verdict, &passed, err);
    if (status != ACCORD_OK || !passed) return status;
    verdict->gate = ACCORD_GATE_CHECK;
    if (rule->limit_errors >= ACCORD_LIMIT_ERRORS_MAX) return accord_call_stopped(engine, verdict, err);
    status = accord_call_rule(engine, run->options.ticked, verdict, err);
    if (status == ACCORD_OK && engine->unwind == ACCORD_UNWIND_LIMIT) rule->limit_errors++;
    return status;
}

static enum accord_status evaluate_pair(struct accord_run *run, size_t index, struct accord_error *err)
{
    enum accord_status status = decide_pair(run, index, err);
    if (status == ACCORD_OK) accord_observe_decided(run->engine, &run->verdicts[index]);
    return status == ACCORD_OK && run->engine->observation.failed ? accord_error_memory(err) : status;
}

/* ---- one actor ---- */

static enum accord_status enter_actor(struct accord_run *run, size_t actor, struct accord_error *err)
{
    struct accord_engine *engine = run->engine;
    struct accord_row_set *set;
    accord_lua_rows_leave(engine);
    accord_facts_leave(engine);
    engine->actor.rank = (uint32_t)actor + 1;
    engine->actor_index = actor;
    engine->actor_id = accord_dataset_actor_id(run->dataset, actor);
    enum accord_status status =
        accord_facts_rows(engine, &engine->actor, accord_engine_table(engine, "actors", 6), &set, err);
    if (status != ACCORD_OK) return status;
    assert(set->count == 1);
    const struct accord_row *row = set->rows;
    engine->actor_kind = &row->cells[accord_schema_find(engine->schemas[row->table], "kind", 4)];
    return ACCORD_OK;
}

/* Every rule that is needed, for the actor at hand. */
static enum accord_status evaluate_rules(struct accord_run *run, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    const struct accord_cell *kind = run->engine->actor_kind;
    run->engine->carry = run->options.carry;
    for (size_t i = 0; status == ACCORD_OK && i < run->packs->rule_count; i++) {
        size_t index = run->packs->order[i];
        const struct accord_rule *rule = &run->packs->rules[index];
        run->present[index] = run->needed[index] && accord_subject_has_kind(rule->subject, kind->as.text, kind->length);
        if (run->present[index]) status = evaluate_pair(run, index, err);
    }
    run->engine->carry = ACCORD_CARRY_ALL;
    return status;
}

enum accord_status accord_run_actor(struct accord_run *run, size_t actor, accord_verdict_function function, void *host,
                                    struct accord_error *err)
{
    for (size_t i = 0; i < run->packs->rule_count; i++)
        run->limits_before[i] = run->packs->rules[i].limit_errors;
    enum accord_status status = enter_actor(run, actor, err);
    if (status == ACCORD_OK) status = evaluate_rules(run, err);
    for (size_t i = 0; status == ACCORD_OK && i < run->packs->rule_count; i++)
        if (run->present[i] && run->wanted[i]) status = function(host, &run->verdicts[i], err);
    if (status == ACCORD_OK) status = accord_aggregates_collect(&run->aggregates, run->engine, err);
    run->done++;
    return status;
}

/* ---- runs ---- */

static void want_rules(struct accord_run *run, const bool *rules)
{
    for (size_t i = 0; i < run->packs->rule_count; i++) {
        run->wanted[i] = rules == NULL || rules[i];
        run->packs->rules[i].limit_errors = 0;
        if (!run->wanted[i] || run->packs->rules[i].over != NULL) continue;
        for (size_t at = i; at != SIZE_MAX; at = run->packs->rules[at].requires_index)
            run->needed[at] = true;
    }
}

/* Stored tables first, then core tables that the dataset does not have: they are empty, and rules may ask them. */
static void bind_schemas(struct accord_engine *engine)
{
    size_t core_count;
    const struct accord_schema *const *core = accord_core_schemas(&core_count);
    assert(core_count <= ACCORD_CORE_TABLES_MAX);
    memset(engine->named, 0, sizeof engine->named); /* of an earlier dataset */
    engine->stored_count = (int)accord_store_table_count(engine->store);
    engine->schema_count = engine->stored_count;
    for (int i = 0; i < engine->stored_count; i++)
        engine->schemas[i] = accord_store_schema(engine->store, i);
    for (size_t i = 0; i < core_count && engine->schema_count < ACCORD_ENGINE_TABLES_MAX; i++)
        if (accord_engine_table(engine, core[i]->name, strlen(core[i]->name)) < 0)
            engine->schemas[engine->schema_count++] = core[i];
    accord_claims_bind(engine);
    for (int i = 0; i < ACCORD_ENGINE_TABLES_MAX; i++)
        engine->pools[i].used = engine->pools[i].made = 0;
}

static void set_text(lua_State *L, const char *name, const char *text)
{
    lua_pushstring(L, text);
    lua_setfield(L, -2, name);
}

static void set_day(lua_State *L, const char *name, int32_t day)
{
    if (day == INT32_MAX) return;
    accord_push_date(L, (struct accord_date){day, day});
    lua_setfield(L, -2, name);
}

/* What a rule is told of its provision, read-only. */
static int push_provision(lua_State *L, const struct accord_packs *packs, const struct accord_rule *rule)
{
    const struct accord_provision *provision = &packs->provisions[rule->provision];
    const struct accord_instrument *instrument = &packs->instruments[provision->instrument];
    lua_newtable(L);
    set_text(L, "id", provision->id);
    set_text(L, "instrument", instrument->id);
    set_text(L, "under", instrument->under);
    set_text(L, "verb", provision->verb);
    set_text(L, "force", accord_force_name(provision->force));
    set_day(L, "effect", provision->effect);
    set_day(L, "until", provision->until);
    accord_freeze(L, -1);
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

/* The rule's params with those of the run in their place. */
static void override_params(lua_State *L, struct accord_rule *rule, const struct accord_plain *values)
{
    lua_newtable(L);
    int params = lua_gettop(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, rule->run_params);
    accord_push_contents(L, -1);
    for (lua_pushnil(L); lua_next(L, -2);) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, params);
    }
    lua_settop(L, params);
    accord_plain_override(L, params, values, rule->id);
    accord_freeze(L, params);
    int made = luaL_ref(L, LUA_REGISTRYINDEX);
    if (rule->run_params != rule->params) luaL_unref(L, LUA_REGISTRYINDEX, rule->run_params);
    rule->run_params = made;
}

static void restore_params(struct accord_packs *packs)
{
    for (size_t i = 0; i < packs->rule_count; i++) {
        struct accord_rule *rule = &packs->rules[i];
        if (rule->run_params != rule->params) luaL_unref(packs->engine->L, LUA_REGISTRYINDEX, rule->run_params);
        rule->run_params = rule->params;
    }
}

static int bind_state(lua_State *L)
{
    const struct accord_run *run = lua_touserdata(L, 1);
    struct accord_engine *engine = run->engine;
    struct accord_packs *packs = engine->packs;
    accord_known_filters_clear(L);
    accord_lua_rows_bind(L);
    accord_lua_actor_bind(L);
    accord_set_as_of(L, (struct accord_date){engine->as_of, engine->as_of});
    for (size_t i = 0; i < packs->rule_count; i++)
        if (packs->rules[i].provision_table == 0)
            packs->rules[i].provision_table = push_provision(L, packs, &packs->rules[i]);
    for (size_t i = 0; i < run->options.params_count; i++)
        override_params(L, &packs->rules[run->options.params[i].rule], run->options.params[i].values);
    return 0;
}

static enum accord_status bind(struct accord_run *run, struct accord_error *err)
{
    struct accord_engine *engine = run->engine;
    engine->err = err;
    engine->dataset = run->dataset;
    engine->store = accord_dataset_store(run->dataset);
    engine->as_of = run->options.as_of.first;
    bind_schemas(engine);
    enum accord_status status = ACCORD_OK;
    if (engine->part != NULL)
        engine->reader = engine->part->reader;
    else
        status = accord_reader_open(engine->store, &engine->reader, err);
    if (status != ACCORD_OK) return status;
    engine->memory.limit = SIZE_MAX;
    accord_sandbox_begin(engine, false);
    lua_pushcfunction(engine->L, bind_state);
    lua_pushlightuserdata(engine->L, run);
    if (accord_sandbox_call(engine, 1, 0) != LUA_OK) {
        status = engine->unwind != ACCORD_UNWIND_NONE
                     ? accord_error_memory(err)
                     : accord_error_set(err, ACCORD_BAD_USAGE, "%s", lua_tostring(engine->L, -1));
        lua_settop(engine->L, 0);
        return status;
    }
    engine->memory.limit = engine->memory.used + engine->limits.memory;
    return ACCORD_OK;
}

static void find_range(const struct accord_run *run, size_t *first, size_t *last)
{
    size_t count = accord_dataset_actor_count(run->dataset);
    *first = run->options.first_actor < count ? run->options.first_actor : count;
    *last = run->options.actor_count < count - *first ? *first + run->options.actor_count : count;
}

/* Only then can aggregates be concluded. */
static bool is_whole(const struct accord_run *run)
{
    size_t first, last;
    find_range(run, &first, &last);
    return first == 0 && last == accord_dataset_actor_count(run->dataset);
}

enum accord_status accord_run_new_part(struct accord_packs *packs, struct accord_dataset *dataset,
                                       const struct accord_run_options *options, const struct accord_part *part,
                                       struct accord_run **run, struct accord_error *err)
{
    size_t rules = packs->rule_count + 1;
    struct accord_run *made = accord_alloc_zero(1, sizeof *made);
    *run = NULL;
    if (made == NULL) return accord_error_memory(err);
    if (packs->engine == NULL || packs->engine->reader != NULL) {
        bool known_only = packs->engine == NULL;
        accord_free(made);
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s",
                                known_only ? "these packs are not loaded: they tell facts and cannot run"
                                           : "these packs serve another run: free it first");
    }
    made->engine = packs->engine;
    made->packs = packs;
    made->dataset = dataset;
    made->options = *options;
    made->options.ticked = options->ticked && made->engine->limits.instructions >= TICKED_LEAST;
    made->wanted = accord_alloc_zero(rules, sizeof *made->wanted);
    made->needed = accord_alloc_zero(rules, sizeof *made->needed);
    made->present = accord_alloc_zero(rules, sizeof *made->present);
    made->verdicts = accord_alloc_zero(rules, sizeof *made->verdicts);
    made->limits_before = accord_alloc_zero(rules, sizeof *made->limits_before);
    made->asked = accord_alloc_zero(rules, sizeof *made->asked);
    made->told = accord_alloc_zero(rules, sizeof *made->told);
    enum accord_status status = ACCORD_OK;
    if (options->as_of.first != options->as_of.last)
        status = accord_error_set(err, ACCORD_BAD_USAGE, "the as-of date is not a full date");
    else if (made->wanted == NULL || made->needed == NULL || made->present == NULL || made->verdicts == NULL ||
             made->limits_before == NULL || made->asked == NULL || made->told == NULL)
        status = accord_error_memory(err);
    if (status == ACCORD_OK) {
        accord_observe_open(made->engine, options->observer);
        made->engine->part = part;
        made->engine->asked = made->asked;
        want_rules(made, options->rules);
        for (size_t i = 0; part != NULL && part->stopped != NULL && i < packs->rule_count; i++)
            if (part->stopped[i]) packs->rules[i].limit_errors = ACCORD_LIMIT_ERRORS_MAX;
        if (!options->afresh && options->observer == NULL && made->engine->limits.instructions >= TICKED_LEAST) {
            made->engine->paths = &made->paths;
            if (!accord_paths_open(&made->paths, packs->rule_count)) status = accord_error_memory(err);
        }
        if (status == ACCORD_OK && is_whole(made))
            status = accord_aggregates_init(&made->aggregates, packs, made->wanted, made->options.ticked, err);
        if (status == ACCORD_OK) status = bind(made, err);
    }
    if (status == ACCORD_OK)
        *run = made;
    else
        accord_run_free(made);
    return status;
}

enum accord_status accord_run_new(struct accord_packs *packs, struct accord_dataset *dataset,
                                  const struct accord_run_options *options, struct accord_run **run,
                                  struct accord_error *err)
{
    return accord_run_new_part(packs, dataset, options, NULL, run, err);
}

void accord_run_free(struct accord_run *run)
{
    if (run == NULL) return;
    struct accord_engine *engine = run->engine;
    accord_observe_close(engine);
    accord_lua_rows_leave(engine);
    restore_params(run->packs);
    if (engine->part == NULL) accord_reader_close(engine->reader); /* else it stays open: closing asks the kernel */
    engine->reader = NULL;
    engine->part = NULL;
    engine->paths = NULL;
    accord_paths_close(&run->paths);
    engine->asked = NULL;
    accord_arena_clear(&engine->arena);
    accord_arena_clear(&engine->actor.arena);
    accord_arena_clear(&engine->world.arena);
    accord_map_clear(&engine->count_index);
    memset(&engine->known_filters, 0, sizeof engine->known_filters);
    engine->counts = NULL;
    memset(engine->scanned, 0, sizeof engine->scanned);
    engine->scanned_bytes = 0;
    memset(engine->actor.sets, 0, sizeof engine->actor.sets);
    memset(engine->world.sets, 0, sizeof engine->world.sets);
    for (int i = 0; i < ACCORD_ENGINE_TABLES_MAX; i++) {
        accord_free(engine->pools[i].rows);
        engine->pools[i] = (struct accord_pool){NULL, 0, 0, 0};
    }
    accord_aggregates_clear(&run->aggregates);
    accord_free(run->wanted);
    accord_free(run->needed);
    accord_free(run->present);
    accord_free(run->verdicts);
    accord_free(run->limits_before);
    accord_free(run->asked);
    accord_free(run->told);
    accord_free(run);
}

enum accord_status accord_run_begin(struct accord_run *run, struct accord_error *err)
{
    enum accord_status status = accord_locale_enter(&run->locale, err);
    if (status != ACCORD_OK) return status;
    run->engine->err = err;
    err->status = ACCORD_OK;
    run->engine->phase = ACCORD_PHASE_CHECKING;
    run->engine->evaluating = 1;
    return ACCORD_OK;
}

void accord_run_end(struct accord_run *run)
{
    run->engine->evaluating = 0;
    run->engine->phase = ACCORD_PHASE_IDLE;
    accord_locale_leave(&run->locale);
}

enum accord_status accord_run_conclude(struct accord_run *run, accord_verdict_function function, void *host,
                                       struct accord_error *err)
{
    return accord_aggregates_conclude(&run->aggregates, run->engine, function, host, err);
}

enum accord_status accord_run_evaluate(struct accord_run *run, accord_verdict_function function, void *host,
                                       struct accord_error *err)
{
    size_t first, last;
    find_range(run, &first, &last);
    enum accord_status status = accord_run_begin(run, err);
    if (status != ACCORD_OK) return status;
    for (size_t i = first; status == ACCORD_OK && i < last; i++)
        status = accord_run_actor(run, i, function, host, err);
    if (status == ACCORD_OK) status = accord_run_conclude(run, function, host, err);
    accord_run_end(run);
    return status;
}

/* ---- in parts ---- */

void accord_run_add_limits(struct accord_run *run, struct accord_text *text)
{
    size_t count = 0;
    for (size_t i = 0; i < run->packs->rule_count; i++)
        count += run->packs->rules[i].limit_errors > run->limits_before[i];
    accord_wire_add_number(text, count);
    for (size_t i = 0; i < run->packs->rule_count; i++)
        if (run->packs->rules[i].limit_errors > run->limits_before[i]) accord_wire_add_number(text, i);
}

/* Tables that a rule asked and that were not told yet: those of one of its words. */
static uint64_t untold(const struct accord_run *run, size_t rule, size_t word)
{
    return run->asked[rule][word] & ~run->told[rule][word];
}

static void add_untold(struct accord_run *run, size_t rule, size_t word, struct accord_text *text)
{
    for (uint64_t left = untold(run, rule, word); left != 0; left &= left - 1) {
        accord_wire_add_number(text, rule);
        accord_wire_add_number(text, word * 64 + (size_t)__builtin_ctzll(left));
    }
    run->told[rule][word] = run->asked[rule][word];
}

void accord_run_add_asked(struct accord_run *run, struct accord_text *text)
{
    size_t count = 0;
    for (size_t i = 0; i < run->packs->rule_count; i++)
        for (size_t word = 0; word < ACCORD_TABLE_WORDS; word++)
            count += (size_t)__builtin_popcountll(untold(run, i, word));
    accord_wire_add_number(text, count);
    for (size_t i = 0; i < run->packs->rule_count && count > 0; i++)
        for (size_t word = 0; word < ACCORD_TABLE_WORDS; word++)
            add_untold(run, i, word, text);
}

void accord_run_add_collected(struct accord_run *run, struct accord_text *text)
{
    accord_aggregates_write(&run->aggregates, run->engine, text);
}

enum accord_status accord_run_take_collected(struct accord_run *run, size_t actor, struct accord_wire *wire,
                                             struct accord_error *err)
{
    return accord_aggregates_read(&run->aggregates, run->engine, actor, wire, err);
}

/* ---- for a console ---- */

struct accord_engine *accord_run_engine(struct accord_run *run)
{
    return run->engine;
}

enum accord_status accord_run_enter(struct accord_run *run, size_t actor, struct accord_error *err)
{
    return enter_actor(run, actor, err);
}

enum accord_status accord_run_judge(struct accord_run *run, size_t rule, const struct accord_verdict **verdict,
                                    struct accord_error *err)
{
    *verdict = NULL;
    if (run->packs->rules[rule].over != NULL) return ACCORD_OK;
    for (size_t i = 0; i < run->packs->rule_count; i++)
        run->needed[i] = false;
    for (size_t at = rule; at != SIZE_MAX; at = run->packs->rules[at].requires_index)
        run->needed[at] = true;
    enum accord_status status = evaluate_rules(run, err);
    *verdict = status == ACCORD_OK && run->present[rule] ? &run->verdicts[rule] : NULL;
    return status;
}

void accord_run_tick(struct accord_run *run)
{
    accord_sandbox_tick(run->engine);
}

size_t accord_run_actors_done(const struct accord_run *run)
{
    return run->done;
}
