/* Calling a rule's functions under its limits. */
#include "engine/call.h"

#include "base/error.h"
#include "engine/evidence.h"
#include "engine/gates.h"
#include "engine/lua_actor.h"
#include "engine/lua_values.h"
#include "engine/lua_verdicts.h"
#include "engine/observe.h"
#include "engine/quote.h"
#include "engine/sandbox.h"

#include <lauxlib.h>

enum accord_status accord_call_fail(struct accord_verdict *verdict, const char *why, const char *trace,
                                    struct accord_error *err)
{
    verdict->verdict = ACCORD_VERDICT_ERROR;
    verdict->why = why;
    verdict->trace = trace;
    verdict->findings = NULL;
    verdict->finding_count = 0;
    return why == NULL ? accord_error_memory(err) : ACCORD_OK;
}

static const char *plural(int count)
{
    return count == 1 ? "" : "s";
}

/* "FILE:LINE: what": where the function begins that is wrong as a whole. */
static const char *at_function(struct accord_engine *engine, int function, const char *what)
{
    lua_State *L = engine->L;
    lua_Debug about;
    if (what == NULL) return NULL;
    lua_rawgeti(L, LUA_REGISTRYINDEX, function);
    lua_getinfo(L, ">S", &about);
    return accord_engine_textf(engine, "%s:%d: %s", about.short_src, about.linedefined, what);
}

/* What is wrong with what a function returned, or NULL. `count` values are on top of the stack. */
static const char *refuse_results(struct accord_engine *engine, int count, enum accord_gate gate, bool *go_on)
{
    lua_State *L = engine->L;
    const char *name = accord_gate_name(gate);
    *go_on = false;
    if (count != 1)
        return accord_engine_textf(engine, "%s returned %d value%s, expected exactly one verdict", name, count,
                                   plural(count));
    if (gate == ACCORD_GATE_APPLIES && lua_isboolean(L, -1) && lua_toboolean(L, -1)) {
        *go_on = true;
        return NULL;
    }
    const struct accord_draft_userdata *userdata = accord_userdata(L, -1, ACCORD_USERDATA_DRAFT);
    if (userdata == NULL || userdata->epoch != engine->epoch)
        return accord_engine_textf(engine, "%s returned a %s, expected %s", name, accord_value_name(L, -1),
                                   gate == ACCORD_GATE_APPLIES ? "true or a verdict" : "a verdict");
    const struct accord_draft *draft = userdata->draft;
    if (draft->gathers && draft->child_count == 0)
        return accord_engine_textf(engine, "%s returned findings() with nothing in it: nothing never means met", name);
    bool decides = draft->verdict == ACCORD_VERDICT_MET || draft->verdict == ACCORD_VERDICT_PARTIAL ||
                   draft->verdict == ACCORD_VERDICT_GAP;
    if (gate == ACCORD_GATE_APPLIES && decides)
        return accord_engine_textf(engine, "applies returned %s, which is for check to say",
                                   accord_verdict_meaning(draft->verdict)->name);
    return NULL;
}

/* Finds a rule that keeps state, puts its upvalues back, and says which. */
static const char *refuse_state(struct accord_engine *engine)
{
    lua_State *L = engine->L;
    lua_rawgeti(L, LUA_REGISTRYINDEX, engine->rule->upvalues);
    const char *name = accord_upvalues_changed(L, -1, engine->rule->upvalue_count);
    lua_pop(L, 1);
    return name == NULL
               ? NULL
               : accord_engine_textf(
                     engine, "the rule changed '%s', which lives longer than the check: rules keep no state", name);
}

static void push_call(struct accord_engine *engine, int function)
{
    lua_State *L = engine->L;
    lua_rawgeti(L, LUA_REGISTRYINDEX, function);
    accord_push_actor(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, engine->rule->run_params);
    lua_rawgeti(L, LUA_REGISTRYINDEX, engine->rule->provision_table);
}

static enum accord_status fail_limit(struct accord_engine *engine, struct accord_verdict *verdict,
                                     struct accord_error *err)
{
    char limit[128];
    accord_sandbox_limit(engine, limit, sizeof limit);
    return accord_call_fail(verdict, accord_engine_textf(engine, "the rule was stopped: %s", limit), engine->trace,
                            err);
}

static enum accord_status finish_error(struct accord_engine *engine, struct accord_verdict *verdict,
                                       struct accord_error *err)
{
    if (engine->unwind == ACCORD_UNWIND_HOST) return err->status == ACCORD_OK ? accord_error_memory(err) : err->status;
    if (engine->unwind == ACCORD_UNWIND_LIMIT) return fail_limit(engine, verdict, err);
    return accord_call_fail(verdict, accord_sandbox_message(engine, &engine->arena), engine->trace, err);
}

/* Calls `applies` or `check` once. *go_on: applies said true. ACCORD_UNWIND_RERUN and memory limits are left in
 * engine->unwind. */
static enum accord_status call_once(struct accord_engine *engine, int function, enum accord_gate gate,
                                    struct accord_verdict *verdict, bool *go_on, struct accord_error *err)
{
    lua_State *L = engine->L;
    int top = lua_gettop(L);
    struct accord_scope kept;
    const struct accord_draft *draft = NULL;
    enum accord_status status = ACCORD_OK;
    const char *wrong = NULL;
    *go_on = false;
    engine->epoch++;
    push_call(engine, function);
    bool good = accord_sandbox_call(engine, 3, LUA_MULTRET) == LUA_OK;
    if (good) {
        wrong = refuse_results(engine, lua_gettop(L) - top, gate, go_on);
        if (wrong == NULL && !*go_on) draft = ((struct accord_draft_userdata *)lua_touserdata(L, -1))->draft;
    } else if (engine->unwind == ACCORD_UNWIND_UNDECIDED) {
        draft = accord_draft_of_reasons(engine, 0);
        engine->unwind = ACCORD_UNWIND_NONE;
        good = draft != NULL;
        if (!good) status = accord_error_memory(err);
    }
    const char *state = refuse_state(engine);
    if (!accord_scope_keep(engine, &kept) && status == ACCORD_OK) status = accord_error_memory(err);
    verdict->gate = gate;
    if (status == ACCORD_OK && !good)
        status = finish_error(engine, verdict, err);
    else if (status == ACCORD_OK && (wrong != NULL || state != NULL))
        status = accord_call_fail(verdict, at_function(engine, function, wrong != NULL ? wrong : state), NULL, err);
    else if (status == ACCORD_OK && draft != NULL)
        status = accord_verdict_of_draft(engine, draft, &kept, verdict, err);
    lua_settop(L, top);
    return status;
}

static enum accord_status call_all(struct accord_engine *engine, struct accord_verdict *verdict,
                                   struct accord_error *err)
{
    bool go_on = true;
    enum accord_status status = ACCORD_OK;
    bool asks = engine->rule->applies != LUA_NOREF;
    if (asks) status = call_once(engine, engine->rule->applies, ACCORD_GATE_APPLIES, verdict, &go_on, err);
    if (status != ACCORD_OK || !go_on || engine->unwind != ACCORD_UNWIND_NONE) return status;
    accord_observe_passed(engine, ACCORD_GATE_APPLIES, asks ? "applies says true" : "the rule has no applies");
    return call_once(engine, engine->rule->check, ACCORD_GATE_CHECK, verdict, &go_on, err);
}

/* Under the count, in a clean state: the outcome is the rule's alone. */
static enum accord_status call_counted(struct accord_engine *engine, struct accord_verdict *verdict,
                                       struct accord_error *err)
{
    lua_gc(engine->L, LUA_GCCOLLECT);
    lua_gc(engine->L, LUA_GCCOLLECT);
    engine->memory.limit = engine->memory.used + engine->limits.memory;
    accord_sandbox_begin(engine, true);
    enum accord_status status = call_all(engine, verdict, err);
    accord_sandbox_end(engine);
    engine->memory.limit = engine->memory.used + engine->limits.memory;
    return status;
}

static enum accord_status call_limited(struct accord_engine *engine, bool ticked, struct accord_verdict *verdict,
                                       struct accord_error *err)
{
    const struct accord_verdict before = *verdict;
    /* Nothing is to be observed twice. */
    if (accord_observed(engine)) return call_counted(engine, verdict, err);
    accord_sandbox_begin(engine, !ticked);
    enum accord_status status = call_all(engine, verdict, err);
    /* What C charged is known, what Lua ran is not: near the budget only the count can say, the same on every machine.
     */
    bool near = !engine->counting && accord_sandbox_spent(engine) > engine->limits.instructions / 2;
    bool again = near || engine->unwind == ACCORD_UNWIND_RERUN ||
                 (engine->unwind == ACCORD_UNWIND_LIMIT && engine->memory.refused);
    accord_sandbox_end(engine);
    if (status != ACCORD_OK || !again) return status;
    *verdict = before;
    return call_counted(engine, verdict, err);
}

enum accord_status accord_call_rule(struct accord_engine *engine, bool ticked, struct accord_verdict *verdict,
                                    struct accord_error *err)
{
    enum accord_status status = call_limited(engine, ticked, verdict, err);
    if (status == ACCORD_OK && verdict->verdict == ACCORD_VERDICT_ERROR)
        verdict->source = accord_quote_line(engine->packs, verdict->why, verdict->trace, &engine->arena);
    return status;
}
