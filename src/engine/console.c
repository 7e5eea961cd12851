/* Evaluating lines of Lua against an actor, with what a rule has. */
#include "engine/console.h"

#include "base/error.h"
#include "base/locale.h"
#include "engine/environment.h"
#include "engine/evidence.h"
#include "engine/kept.h"
#include "engine/lua_actor.h"
#include "engine/lua_values.h"
#include "engine/lua_verdicts.h"
#include "engine/parts.h"
#include "engine/run.h"
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <string.h>

enum { SOURCE_MAX = 1024 * 1024 + 16, SHOWN_MAX = 1024 * 1024 };

struct accord_console {
    struct accord_packs *packs;
    struct accord_engine *engine;
    struct accord_run *run;
    struct accord_rule stand_in; /* where no rule was taken: it has no messages */
    struct accord_arena arena;   /* of what the last call gave */
    struct accord_text shown;
    int environment; /* in the registry: names that were assigned, before those of rules */
};

/* ---- setting up ---- */

/* Upvalue 1 of a chunk: the console's names; what they lack is looked up where rules look. */
static int make_environment(lua_State *L)
{
    struct accord_console *console = lua_touserdata(L, 1);
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    accord_push_environment(L, ACCORD_ENVIRONMENT_RULES);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    accord_push_actor(L);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "actor");
    lua_setfield(L, -2, "party");
    console->environment = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

/* Sets `params` and `provision`. */
static int set_rule(lua_State *L)
{
    const struct accord_console *console = lua_touserdata(L, 1);
    const struct accord_rule *rule = console->engine->rule;
    bool has = rule != &console->stand_in;
    lua_rawgeti(L, LUA_REGISTRYINDEX, console->environment);
    for (int i = 0; i < 2; i++) {
        if (has)
            lua_rawgeti(L, LUA_REGISTRYINDEX, i == 0 ? rule->run_params : rule->provision_table);
        else
            lua_pushnil(L);
        lua_setfield(L, -2, i == 0 ? "params" : "provision");
    }
    return 0;
}

/* Calls one of the console's own functions, which can only fail for want of memory. */
static enum accord_status call_own(struct accord_console *console, lua_CFunction function, struct accord_error *err)
{
    lua_State *L = console->engine->L;
    int top = lua_gettop(L);
    console->engine->err = err;
    accord_sandbox_begin(console->engine, false);
    lua_pushcfunction(L, function);
    lua_pushlightuserdata(L, console);
    bool good = accord_sandbox_call(console->engine, 1, 0) == LUA_OK;
    lua_settop(L, top);
    return good ? ACCORD_OK : accord_error_memory(err);
}

enum accord_status accord_console_new_part(struct accord_packs *packs, struct accord_dataset *dataset,
                                           struct accord_date as_of, const struct accord_part *part,
                                           struct accord_console **console, struct accord_error *err)
{
    struct accord_run_options options = {.as_of = as_of, .actor_count = SIZE_MAX};
    struct accord_console *made = accord_alloc_zero(1, sizeof *made);
    *console = NULL;
    if (made == NULL) return accord_error_memory(err);
    made->packs = packs;
    made->environment = LUA_NOREF;
    made->stand_in = (struct accord_rule){.id = "", .oldest_id = "", .file = "", .path = ""};
    accord_arena_init(&made->arena);
    accord_text_init(&made->shown, SHOWN_MAX);
    enum accord_status status = ACCORD_OK;
    if (packs->provision_count == 0)
        status = accord_error_set(err, ACCORD_BAD_USAGE, "the rules have no register, and so no provision to try");
    else if (accord_dataset_actor_count(dataset) == 0)
        status = accord_error_set(err, ACCORD_BAD_USAGE, "the dataset has no actors");
    if (status == ACCORD_OK) status = accord_run_new_part(packs, dataset, &options, part, &made->run, err);
    if (status == ACCORD_OK) {
        made->engine = accord_run_engine(made->run);
        made->engine->rule = &made->stand_in;
        made->engine->names_stay = true;
        status = call_own(made, make_environment, err);
    }
    if (status == ACCORD_OK) status = accord_console_enter(made, 0, err);
    if (status == ACCORD_OK)
        *console = made;
    else
        accord_console_free(made);
    return status;
}

enum accord_status accord_console_new(struct accord_packs *packs, struct accord_dataset *dataset,
                                      struct accord_date as_of, struct accord_console **console,
                                      struct accord_error *err)
{
    return accord_console_new_part(packs, dataset, as_of, NULL, console, err);
}

void accord_console_free(struct accord_console *console)
{
    if (console == NULL) return;
    if (console->environment != LUA_NOREF) luaL_unref(console->engine->L, LUA_REGISTRYINDEX, console->environment);
    if (console->engine != NULL) {
        console->engine->rule = NULL;
        console->engine->names_stay = false;
    }
    accord_run_free(console->run);
    accord_arena_clear(&console->arena);
    accord_text_clear(&console->shown);
    accord_free(console);
}

enum accord_status accord_console_enter(struct accord_console *console, size_t actor, struct accord_error *err)
{
    console->engine->err = err;
    accord_next_check(console->engine);
    return accord_run_enter(console->run, actor, err);
}

enum accord_status accord_console_take_rule(struct accord_console *console, size_t rule, struct accord_error *err)
{
    console->engine->rule = rule == SIZE_MAX ? &console->stand_in : &console->packs->rules[rule];
    return call_own(console, set_rule, err);
}

/* ---- inside a locale, with data to ask ---- */

static enum accord_status begin(struct accord_console *console, struct accord_locale *locale, struct accord_error *err)
{
    enum accord_status status = accord_locale_enter(locale, err);
    if (status != ACCORD_OK) return status;
    err->status = ACCORD_OK;
    console->engine->err = err;
    console->engine->phase = ACCORD_PHASE_CHECKING;
    accord_arena_reset(&console->arena);
    return ACCORD_OK;
}

static void end(struct accord_console *console, struct accord_locale *locale)
{
    console->engine->phase = ACCORD_PHASE_IDLE;
    accord_locale_leave(locale);
}

enum accord_status accord_console_check(struct accord_console *console, size_t rule,
                                        const struct accord_verdict **verdict, struct accord_error *err)
{
    struct accord_locale locale;
    const struct accord_rule *taken = console->engine->rule;
    *verdict = NULL;
    enum accord_status status = begin(console, &locale, err);
    if (status != ACCORD_OK) return status;
    status = accord_run_judge(console->run, rule, verdict, err);
    console->engine->rule = taken;
    end(console, &locale);
    return status;
}

/* ---- evaluating ---- */

/* A local at the beginning would end with the line: it is an assignment. */
static void skip_local(const char **source, size_t *length)
{
    static const char word[] = "local ";
    size_t spaces = 0;
    while (spaces < *length && (*source)[spaces] == ' ')
        spaces++;
    if (*length - spaces < sizeof word - 1 || memcmp(*source + spaces, word, sizeof word - 1) != 0) return;
    *source += spaces + sizeof word - 1;
    *length -= spaces + sizeof word - 1;
}

static bool load(struct accord_console *console, const char *source, size_t length, const char **why)
{
    lua_State *L = console->engine->L;
    *why = NULL;
    if (!accord_sandbox_load(console->engine, ACCORD_ENVIRONMENT_RULES, "console", source, length, &console->arena,
                             why))
        return false;
    lua_rawgeti(L, LUA_REGISTRYINDEX, console->environment);
    lua_setupvalue(L, -2, 1);
    return true;
}

/* A message that says that the source ends too early. */
static bool is_unfinished(const char *why)
{
    static const char end_of_source[] = "<eof>";
    size_t length = why == NULL ? 0 : strlen(why), tail = sizeof end_of_source - 1;
    return length >= tail && strcmp(why + length - tail, end_of_source) == 0;
}

/* As an expression, or else as statements; leaves the function on the stack. */
static bool compile(struct accord_console *console, const char *source, size_t length, const char **why)
{
    struct accord_text expression;
    accord_text_init(&expression, SOURCE_MAX);
    accord_text_add_str(&expression, "return ");
    accord_text_add(&expression, source, length);
    *why = NULL;
    bool good = !expression.failed && load(console, accord_text_str(&expression), expression.length, why);
    accord_text_clear(&expression);
    if (good || is_unfinished(*why)) return good;
    skip_local(&source, &length);
    return load(console, source, length, why);
}

/* Without "console:1: ", which says nothing. */
static const char *plain_message(const char *text)
{
    static const char name[] = "console:";
    if (text == NULL || strncmp(text, name, sizeof name - 1) != 0) return text;
    const char *rest = strstr(text, ": ");
    return rest == NULL ? text : rest + 2;
}

static enum accord_status fail_compile(const char *why, struct accord_console_outcome *outcome,
                                       struct accord_error *err)
{
    if (why == NULL) return accord_error_memory(err);
    outcome->result = is_unfinished(why) ? ACCORD_CONSOLE_INCOMPLETE : ACCORD_CONSOLE_FAILED;
    outcome->text = plain_message(why);
    return ACCORD_OK;
}

static enum accord_status fail_call(struct accord_console *console, struct accord_console_outcome *outcome,
                                    struct accord_error *err)
{
    struct accord_engine *engine = console->engine;
    char limit[128];
    outcome->result = ACCORD_CONSOLE_FAILED;
    if (engine->unwind == ACCORD_UNWIND_HOST) return err->status == ACCORD_OK ? accord_error_memory(err) : err->status;
    if (engine->unwind == ACCORD_UNWIND_LIMIT) {
        accord_sandbox_limit(engine, limit, sizeof limit);
        outcome->text = accord_arena_copy(&console->arena, limit, strlen(limit));
    } else {
        outcome->text = plain_message(accord_sandbox_message(engine, &console->arena));
    }
    return outcome->text == NULL ? accord_error_memory(err) : ACCORD_OK;
}

static enum accord_status fail_undecided(struct accord_console *console, struct accord_console_outcome *outcome,
                                         struct accord_error *err)
{
    struct accord_engine *engine = console->engine;
    struct accord_verdict verdict = {.actor = engine->actor_index};
    struct accord_scope kept;
    const struct accord_draft *draft = accord_draft_of_reasons(engine, 0);
    engine->unwind = ACCORD_UNWIND_NONE;
    if (draft == NULL || !accord_scope_keep(engine, &kept)) return accord_error_memory(err);
    enum accord_status status = accord_verdict_of_draft(engine, draft, &kept, &verdict, err);
    outcome->result = ACCORD_CONSOLE_UNDECIDED;
    outcome->text = verdict.why;
    return status;
}

/* ---- values ---- */

/* Light userdata of the console and of the value to fill, then what is to be shown. */
static int describe(lua_State *L)
{
    struct accord_console *console = lua_touserdata(L, 1);
    struct accord_console_value *value = lua_touserdata(L, 2);
    if (accord_console_is_rows(L, 3)) {
        accord_console_take_rows(L, 3, &console->arena, value);
        return 0;
    }
    accord_text_reset(&console->shown);
    accord_console_add_value(L, 3, &console->shown);
    value->kind = ACCORD_CONSOLE_TEXT;
    value->text = accord_text_str(&console->shown);
    return 0;
}

static bool is_verdict(const struct accord_engine *engine, int index)
{
    const struct accord_draft_userdata *userdata = accord_userdata(engine->L, index, ACCORD_USERDATA_DRAFT);
    if (userdata == NULL || userdata->epoch != engine->epoch) return false;
    return !userdata->draft->gathers || userdata->draft->child_count > 0;
}

static enum accord_status show_verdict(struct accord_console *console, int index, accord_console_function function,
                                       void *host, struct accord_error *err)
{
    struct accord_engine *engine = console->engine;
    struct accord_verdict verdict = {.actor = engine->actor_index, .actor_id = engine->actor_id};
    struct accord_console_value value = {.kind = ACCORD_CONSOLE_VERDICT, .verdict = &verdict};
    struct accord_scope kept;
    const struct accord_draft_userdata *userdata = lua_touserdata(engine->L, index);
    if (!accord_scope_keep(engine, &kept)) return accord_error_memory(err);
    enum accord_status status = accord_verdict_of_draft(engine, userdata->draft, &kept, &verdict, err);
    if (status == ACCORD_OK) function(host, &value);
    return status;
}

static enum accord_status show(struct accord_console *console, int index, accord_console_function function, void *host,
                               struct accord_console_outcome *outcome, struct accord_error *err)
{
    struct accord_engine *engine = console->engine;
    lua_State *L = engine->L;
    struct accord_console_value value = {.kind = ACCORD_CONSOLE_TEXT};
    if (is_verdict(engine, index)) return show_verdict(console, index, function, host, err);
    lua_pushcfunction(L, describe);
    lua_pushlightuserdata(L, console);
    lua_pushlightuserdata(L, &value);
    lua_pushvalue(L, index);
    if (accord_sandbox_call(engine, 3, 0) != LUA_OK) return fail_call(console, outcome, err);
    function(host, &value);
    return ACCORD_OK;
}

static enum accord_status call(struct accord_console *console, accord_console_function function, void *host,
                               struct accord_console_outcome *outcome, struct accord_error *err)
{
    struct accord_engine *engine = console->engine;
    lua_State *L = engine->L;
    struct accord_scope kept;
    enum accord_status status = ACCORD_OK;
    int top = lua_gettop(L) - 1;
    accord_sandbox_begin(engine, true);
    if (accord_sandbox_call(engine, 0, LUA_MULTRET) == LUA_OK) {
        for (int i = top + 1; i <= lua_gettop(L) && status == ACCORD_OK && outcome->result == ACCORD_CONSOLE_DONE; i++)
            status = show(console, i, function, host, outcome, err);
    } else if (engine->unwind == ACCORD_UNWIND_UNDECIDED) {
        status = fail_undecided(console, outcome, err);
    } else {
        status = fail_call(console, outcome, err);
    }
    accord_sandbox_end(engine);
    lua_settop(L, top);
    /* What a line read is nothing to the next. */
    return accord_scope_keep(engine, &kept) || status != ACCORD_OK ? status : accord_error_memory(err);
}

enum accord_status accord_console_evaluate(struct accord_console *console, const char *source, size_t length,
                                           accord_console_function function, void *host,
                                           struct accord_console_outcome *outcome, struct accord_error *err)
{
    struct accord_locale locale;
    const char *why;
    *outcome = (struct accord_console_outcome){ACCORD_CONSOLE_DONE, NULL};
    enum accord_status status = begin(console, &locale, err);
    if (status != ACCORD_OK) return status;
    lua_gc(console->engine->L, LUA_GCCOLLECT);
    console->engine->memory.limit = console->engine->memory.used + console->engine->limits.memory;
    if (compile(console, source, length, &why))
        status = call(console, function, host, outcome, err);
    else
        status = fail_compile(why, outcome, err);
    end(console, &locale);
    return status;
}

/* ---- what there is to ask for ---- */

size_t accord_console_table_count(const struct accord_console *console)
{
    return (size_t)console->engine->schema_count;
}

void accord_console_table(const struct accord_console *console, size_t index, struct accord_console_table *table)
{
    const struct accord_schema *schema = console->engine->schemas[index];
    *table = (struct accord_console_table){schema->name, schema->actor == ACCORD_NO_COLUMN, schema->column_count};
}

void accord_console_column(const struct accord_console *console, size_t table, size_t index,
                           struct accord_console_column *column)
{
    static const char *const kinds[] = {
        [ACCORD_CELL_MISSING] = "text", [ACCORD_CELL_TEXT] = "text",       [ACCORD_CELL_INTEGER] = "whole number",
        [ACCORD_CELL_DATE] = "date",    [ACCORD_CELL_BOOLEAN] = "boolean", [ACCORD_CELL_DECIMAL] = "amount",
        [ACCORD_CELL_LIST] = "list"};
    const struct accord_column *described = &console->engine->schemas[table]->columns[index];
    *column =
        (struct accord_console_column){described->name, kinds[described->kind], described->personal, described->event};
}

const char *accord_console_name(size_t index)
{
    static const enum accord_owner owners[] = {ACCORD_OWNER_ENVIRONMENT, ACCORD_OWNER_ACTOR, ACCORD_OWNER_WORLD,
                                               ACCORD_OWNER_ROW,         ACCORD_OWNER_ROWS,  ACCORD_OWNER_DATE,
                                               ACCORD_OWNER_FINDINGS};
    for (size_t i = 0; i < sizeof owners / sizeof owners[0]; i++) {
        size_t count = 0;
        const char *name;
        while ((name = accord_environment_name(owners[i], count)) != NULL) {
            if (count == index) return name;
            count++;
        }
        index -= count;
    }
    return NULL;
}
