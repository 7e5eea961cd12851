/* Calling a rule's functions under its limits. */
#include "engine/call.h"

#include "base/error.h"
#include "base/text.h"
#include "engine/collected.h"
#include "engine/evidence.h"
#include "engine/gates.h"
#include "engine/kept.h"
#include "engine/lua_actor.h"
#include "engine/lua_collected.h"
#include "engine/lua_values.h"
#include "engine/lua_verdicts.h"
#include "engine/observe.h"
#include "engine/path_note.h"
#include "engine/path_walk.h"
#include "engine/plain.h"
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
        return accord_engine_textf(engine, "%s returned %s, expected %s", name, accord_value_phrase(L, -1),
                                   gate == ACCORD_GATE_APPLIES ? "true or a verdict" : "a verdict");
    const struct accord_draft *draft = userdata->draft;
    if (draft->gathers && draft->child_count == 0)
        return accord_engine_textf(engine, "%s returned findings() with nothing in it: nothing never means met", name);
    if (accord_gate_refuses(gate, draft->verdict))
        return accord_engine_textf(engine, "applies returned %s, which is for check to say",
                                   accord_verdict_meaning(draft->verdict)->name);
    return NULL;
}

/* Finds a rule that keeps state, puts its upvalues back, and says which. */
static const char *refuse_state(struct accord_engine *engine)
{
    lua_State *L = engine->L;
    if (!engine->sets_upvalues) return NULL;
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
    if (engine->conclusion != NULL)
        accord_push_collected(L);
    else
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

/* ---- what collect returns ---- */

/* (taking, value) */
static int take_value(lua_State *L)
{
    enum { ROOM = 1024 * 1024 };
    static const struct accord_plain_limits limits = {ACCORD_COLLECTED_VALUE_MAX, ACCORD_COLLECTED_VALUE_MAX,
                                                      ACCORD_COLLECTED_DEPTH_MAX};
    struct accord_taking *taking = lua_touserdata(L, 1);
    struct accord_text text;
    accord_plain_take(L, 2, "the value of collect", &limits, &accord_engine_of(L)->arena, &taking->value);
    accord_text_init(&text, ROOM);
    accord_plain_write(&text, &taking->value);
    size_t length = text.length;
    bool failed = text.failed;
    accord_text_clear(&text);
    if (failed) return accord_raise_memory(L);
    if (length > ACCORD_COLLECTED_VALUE_MAX)
        return luaL_error(L, "the value of collect comes to %d bytes as JSON, expected at most %d", (int)length,
                          ACCORD_COLLECTED_VALUE_MAX);
    return 0;
}

/* Takes what collect returned, `count` values on top of the stack, and says what is wrong. False: Lua was left. */
static bool take_results(struct accord_engine *engine, int count, struct accord_taking *taking, const char **wrong)
{
    lua_State *L = engine->L;
    if (count > 1)
        *wrong = accord_engine_textf(engine,
                                     "collect returned %d values, expected one, or none where there is nothing "
                                     "to add",
                                     count);
    taking->value = (struct accord_plain){.kind = ACCORD_PLAIN_NIL};
    taking->taken = count <= 1;
    if (count != 1 || lua_isnil(L, -1)) return true;
    lua_pushcfunction(L, take_value);
    lua_insert(L, -2);
    lua_pushlightuserdata(L, taking);
    lua_insert(L, -2);
    taking->taken = accord_sandbox_call(engine, 2, 0) == LUA_OK;
    return taking->taken;
}

/* ---- calls ---- */

/* One function of a rule, and what may come of it. */
struct call {
    int function;
    enum accord_gate gate;
    struct accord_taking *taking; /* of collect: where a verdict is not expected */
    bool go_on;                   /* of applies: it said true */
};

/* Whether so little was spent and held that no limit is near, whatever a like pair of another actor takes more. */
static bool is_modest(const struct accord_engine *engine)
{
    enum { SHARE = 4 };
    return accord_sandbox_spent(engine) <= engine->limits.instructions / SHARE &&
           accord_sandbox_held(engine) <= engine->limits.memory / SHARE;
}

/* Calls once. ACCORD_UNWIND_RERUN and memory limits are left in engine->unwind. */
static enum accord_status call_once(struct accord_engine *engine, struct call *call, struct accord_verdict *verdict,
                                    struct accord_error *err)
{
    lua_State *L = engine->L;
    int top = lua_gettop(L);
    struct accord_scope kept = {.touched_count = 0};
    const struct accord_draft *draft = NULL;
    enum accord_status status = ACCORD_OK;
    const char *wrong = NULL;
    bool undecided = false;
    accord_next_check(engine);
    push_call(engine, call->function);
    bool good = accord_sandbox_call(engine, 3, LUA_MULTRET) == LUA_OK;
    if (good && call->taking != NULL) {
        good = take_results(engine, lua_gettop(L) - top, call->taking, &wrong);
    } else if (good) {
        wrong = refuse_results(engine, lua_gettop(L) - top, call->gate, &call->go_on);
        if (wrong == NULL && !call->go_on) draft = ((struct accord_draft_userdata *)lua_touserdata(L, -1))->draft;
    } else if (engine->unwind == ACCORD_UNWIND_UNDECIDED) {
        draft = accord_draft_of_reasons(engine, 0);
        engine->unwind = ACCORD_UNWIND_NONE;
        undecided = true;
        good = draft != NULL;
        if (!good) status = accord_error_memory(err);
    }
    const char *state = refuse_state(engine);
    if (!good || wrong != NULL || state != NULL || !is_modest(engine)) accord_note_stop(engine);
    if (draft != NULL)
        accord_note_end(engine, undecided ? NULL : draft, call->gate);
    else
        accord_note_passed(engine);
    if (status == ACCORD_OK && draft != NULL && engine->conclusion != NULL)
        status = accord_conclusion_settle(engine, &draft, err);
    /* What was read is looked at again only where somebody is shown it. */
    bool shown = call->taking != NULL || engine->conclusion != NULL ||
                 (draft != NULL && accord_carries(engine->carry, draft->verdict));
    if (!shown)
        accord_scope_drop(engine);
    else if (!accord_scope_keep(engine, &kept) && status == ACCORD_OK)
        status = accord_error_memory(err);
    verdict->gate = call->gate;
    if (call->taking != NULL) call->taking->scope = kept;
    if (call->taking != NULL && (!good || wrong != NULL || state != NULL)) call->taking->taken = false;
    if (status == ACCORD_OK && !good)
        status = finish_error(engine, verdict, err);
    else if (status == ACCORD_OK && (wrong != NULL || state != NULL))
        status =
            accord_call_fail(verdict, at_function(engine, call->function, wrong != NULL ? wrong : state), NULL, err);
    else if (status == ACCORD_OK && draft != NULL)
        status = accord_verdict_of_draft(engine, draft, &kept, verdict, err);
    lua_settop(L, top);
    return status;
}

static enum accord_status call_all(struct accord_engine *engine, struct accord_taking *taking,
                                   struct accord_verdict *verdict, struct accord_error *err)
{
    const struct accord_rule *rule = engine->rule;
    struct call applies = {.function = rule->applies, .gate = ACCORD_GATE_APPLIES};
    struct call last = {.function = rule->check, .gate = ACCORD_GATE_CHECK};
    bool asks = rule->applies != LUA_NOREF;
    if (taking != NULL) {
        *taking = (struct accord_taking){.taken = false};
        last = (struct call){.function = rule->collect, .gate = ACCORD_GATE_COLLECT, .taking = taking};
    } else if (engine->conclusion != NULL) {
        engine->conclusion->open_read = false;
        last = (struct call){.function = rule->conclude, .gate = ACCORD_GATE_CONCLUDE};
    }
    if (engine->conclusion != NULL) return call_once(engine, &last, verdict, err);
    if (asks) {
        enum accord_status status = call_once(engine, &applies, verdict, err);
        if (status != ACCORD_OK || !applies.go_on || engine->unwind != ACCORD_UNWIND_NONE) return status;
    }
    accord_observe_passed(engine, ACCORD_GATE_APPLIES, asks ? "applies says true" : "the rule has no applies");
    return call_once(engine, &last, verdict, err);
}

/* Under the count, in a clean state: the outcome is the rule's alone. */
static enum accord_status call_counted(struct accord_engine *engine, struct accord_taking *taking,
                                       struct accord_verdict *verdict, struct accord_error *err)
{
    lua_gc(engine->L, LUA_GCCOLLECT);
    lua_gc(engine->L, LUA_GCCOLLECT);
    engine->memory.limit = engine->memory.used + engine->limits.memory;
    accord_sandbox_begin(engine, true);
    enum accord_status status = call_all(engine, taking, verdict, err);
    accord_sandbox_end(engine);
    engine->memory.limit = engine->memory.used + engine->limits.memory;
    return status;
}

/* ---- paths ---- */

/* Where a rule has no more than a verdict to give, and gives it unwatched. */
static bool may_remember(const struct accord_engine *engine, const struct accord_taking *taking)
{
    return engine->paths != NULL && taking == NULL && engine->conclusion == NULL && !engine->names_stay &&
           accord_paths_worth(engine->paths, accord_engine_rule(engine));
}

/* The verdict of a path that others have gone. */
static bool walk(struct accord_engine *engine, struct accord_verdict *verdict, enum accord_status *status,
                 struct accord_error *err)
{
    struct accord_walked walked;
    struct accord_scope kept = {.touched_count = 0};
    accord_sandbox_begin(engine, false);
    bool there = accord_path_walk(engine, &walked) && is_modest(engine);
    accord_paths_walked(engine->paths, accord_engine_rule(engine), there);
    if (!there || !accord_carries(engine->carry, walked.draft->verdict))
        accord_scope_drop(engine);
    else if (!accord_scope_keep(engine, &kept))
        return *status = accord_error_memory(err), true;
    accord_sandbox_end(engine);
    if (!there) return false;
    verdict->gate = walked.gate;
    *status = accord_verdict_of_draft(engine, walked.draft, &kept, verdict, err);
    return true;
}

/* Under the count, for what a path leads to must be far from every limit. False where it came to one, or to the end of
 * less memory than the rule may have: what that means for the pair others say. */
static bool write_down(struct accord_engine *engine, struct accord_verdict *verdict, enum accord_status *status,
                       struct accord_error *err)
{
    struct accord_path_note note;
    size_t limit = engine->memory.limit, half = engine->memory.used + engine->limits.memory / 2;
    if (half < limit) engine->memory.limit = half;
    accord_sandbox_begin(engine, true);
    accord_note_begin(engine, &note);
    *status = call_all(engine, NULL, verdict, err);
    accord_note_stop(engine);
    bool limited = engine->unwind == ACCORD_UNWIND_LIMIT || engine->memory.refused;
    accord_sandbox_end(engine);
    engine->memory.limit = limit;
    /* An error would speak of what stood in a text's place. */
    limited = limited || (note.carries && verdict->verdict == ACCORD_VERDICT_ERROR);
    if (limited) accord_paths_leave(engine->paths, accord_engine_rule(engine));
    return *status != ACCORD_OK || !limited;
}

static enum accord_status call_limited(struct accord_engine *engine, bool ticked, struct accord_taking *taking,
                                       struct accord_verdict *verdict, struct accord_error *err)
{
    const struct accord_verdict before = *verdict;
    enum accord_status outcome;
    /* Nothing is to be observed twice. */
    if (accord_observed(engine)) return call_counted(engine, taking, verdict, err);
    if (may_remember(engine, taking)) {
        if (walk(engine, verdict, &outcome, err) || write_down(engine, verdict, &outcome, err)) return outcome;
        *verdict = before;
    }
    accord_sandbox_begin(engine, !ticked);
    enum accord_status status = call_all(engine, taking, verdict, err);
    /* What C charged is known, what Lua ran is not: near the budget only the count can say, the same on every machine.
     */
    bool near = !engine->counting && accord_sandbox_spent(engine) > engine->limits.instructions / 2;
    bool again = near || engine->unwind == ACCORD_UNWIND_RERUN ||
                 (engine->unwind == ACCORD_UNWIND_LIMIT && engine->memory.refused);
    accord_sandbox_end(engine);
    if (status != ACCORD_OK || !again) return status;
    *verdict = before;
    return call_counted(engine, taking, verdict, err);
}

/* A failure shows the line that it is about. */
static enum accord_status call_quoted(struct accord_engine *engine, bool ticked, struct accord_taking *taking,
                                      struct accord_verdict *verdict, struct accord_error *err)
{
    enum accord_status status = call_limited(engine, ticked, taking, verdict, err);
    bool failed = status == ACCORD_OK && (taking == NULL || !taking->taken) && verdict->verdict == ACCORD_VERDICT_ERROR;
    if (failed)
        verdict->source = accord_quote_line(engine->packs, verdict->rule, verdict->why, verdict->trace, &engine->arena);
    return status;
}

enum accord_status accord_call_rule(struct accord_engine *engine, bool ticked, struct accord_verdict *verdict,
                                    struct accord_error *err)
{
    return call_quoted(engine, ticked, NULL, verdict, err);
}

enum accord_status accord_call_collect(struct accord_engine *engine, bool ticked, struct accord_taking *taking,
                                       struct accord_verdict *verdict, struct accord_error *err)
{
    return call_quoted(engine, ticked, taking, verdict, err);
}

enum accord_status accord_call_stopped(struct accord_engine *engine, struct accord_verdict *verdict,
                                       struct accord_error *err)
{
    return accord_call_fail(
        verdict,
        accord_engine_textf(engine, "the rule was stopped after it hit a limit for %d actors", ACCORD_LIMIT_ERRORS_MAX),
        NULL, err);
}
