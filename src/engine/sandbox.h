/* The Lua state that rules run in: allow-list, limits, the one protected call, read-only tables. */
#ifndef ACCORD_ENGINE_SANDBOX_H
#define ACCORD_ENGINE_SANDBOX_H

#include "engine/engine.h"

enum { ACCORD_CHUNK_NAME_MAX = 512 }; /* '@' and the file's path, cut to fit */

/* What scripts may call: a name in the rules' environment ("met", "table.sort") or of a method, with its signature and
 * what it does as in engine/api.h. */
struct accord_host_function {
    const char *name;
    lua_CFunction function;
    const char *signature;
    const char *doc;
};

/* Makes engine->L with the allow-listed environment; accord_sandbox_close releases it. */
enum accord_status accord_sandbox_open(struct accord_engine *engine, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_sandbox_close(struct accord_engine *engine);

/* What a chunk sees: all that rules may call, or the part of it that files of data need. */
enum accord_environment { ACCORD_ENVIRONMENT_RULES, ACCORD_ENVIRONMENT_PLAIN };

/* Loads a text chunk named `name` ("cms-11.10/x.lua") after scanning it; the function is left on the stack. Otherwise
 * *why is the message, with its line, in the arena, or NULL when memory was short. */
bool accord_sandbox_load(struct accord_engine *engine, enum accord_environment environment, const char *name,
                         const char *source, size_t length, struct accord_arena *arena, const char **why);

/* The one protected call: as lua_pcall with a traceback. 0 (LUA_OK), or the message is on the stack: a text, or a light
 * userdata when engine->unwind tells why. */
int accord_sandbox_call(struct accord_engine *engine, int arguments, int results);

/* Pushes the table behind _ENV of the chunks of an environment: what may be named, read-only. */
void accord_push_environment(lua_State *L, enum accord_environment environment);
/* Pushes what is behind that of rules: for chunks that cannot set a global. */
void accord_push_allowed(lua_State *L);
/* Makes all of them: a lua_CFunction for the one protected call. */
int accord_environment_open(lua_State *L);

/* Starts a pair (or a load): nothing spent. `counting` puts the count hook on. */
void accord_sandbox_begin(struct accord_engine *engine, bool counting);
void accord_sandbox_end(struct accord_engine *engine);

/* What the pair at hand was charged so far, without the instructions that nobody counted. */
uint64_t accord_sandbox_spent(const struct accord_engine *engine);

/* Counts work done in C against the budget: one unit is about one Lua instruction. May raise. */
void accord_charge(lua_State *L, uint64_t units);

/* Leaves Lua with a reason other than an error of the rule's. Never returns. */
int accord_raise(lua_State *L, enum accord_unwind unwind);
/* Why something is undecided. `text` is static or lives in the check's arena. */
void accord_add_reason(struct accord_engine *engine, enum accord_verdict_kind verdict, struct accord_row *row,
                       int column, const char *text);
/* An allocation in the host failed. */
int accord_raise_memory(lua_State *L);

/* Makes the table at `index` and all that it reaches read-only. */
void accord_freeze(lua_State *L, int index);
/* Whether the table at `index` was made read-only. */
bool accord_is_frozen(lua_State *L, int index);
/* Pushes the table that holds the contents: the table itself, or what is behind a read-only one. */
void accord_push_contents(lua_State *L, int index);
/* Pushes a list of the upvalues that the function at `index` reaches, for accord_upvalues_changed. Returns how many. */
int accord_upvalues_collect(lua_State *L, int index, int list);
/* The name of an upvalue that no longer has the value it had after loading (which is put back), or NULL. */
const char *accord_upvalues_changed(lua_State *L, int list, int count);

/* Says which limit was hit, and how much it is. */
void accord_sandbox_limit(const struct accord_engine *engine, char *text, size_t size);

/* The text of the value on top of the stack after a failed call, in the arena; NULL when memory is short. */
const char *accord_sandbox_message(struct accord_engine *engine, struct accord_arena *arena);

/* Bytes that the pair at hand holds in the host. */
size_t accord_sandbox_held(const struct accord_engine *engine);
/* Charges for bytes as if they were allocated, and for work. What they are for is then allocated without a charge, or
 * was there before. */
void accord_charge_held(lua_State *L, size_t bytes, uint64_t units);

/* In the arena of the check; raises when memory is short. */
void *accord_check_alloc(lua_State *L, size_t size);
char *accord_check_copy(lua_State *L, const char *text, size_t length);

/* Sets the functions as fields of the table on top. */
void accord_set_functions(lua_State *L, const struct accord_host_function *functions);
/* Sets __index of the metatable on top to a table of the functions; what it lacks is up to `otherwise`, which is called
 * with that table and the name. */
void accord_set_methods(lua_State *L, const struct accord_host_function *functions, lua_CFunction otherwise);
/* Pushes the function of that name; false when there is none, and nothing is pushed. */
bool accord_push_method(lua_State *L, const struct accord_host_function *methods, const char *name);

/* Functions for the environment, by module. */
extern const struct accord_host_function accord_lua_text_functions[];
extern const struct accord_host_function accord_lua_value_functions[];
extern const struct accord_host_function accord_lua_verdict_functions[];
extern const struct accord_host_function accord_lua_truth_functions[];
extern const struct accord_host_function accord_lua_load_functions[];
/* Lua's own that are kept: without a function, which is taken from Lua under the same name ("base.ipairs"). */
extern const struct accord_host_function accord_lua_kept_functions[];
/* Those of them that have a short name too: without a function. */
extern const struct accord_host_function accord_lua_alias_functions[];

/* Methods. */
extern const struct accord_host_function accord_lua_actor_methods[];
extern const struct accord_host_function accord_lua_world_methods[];
extern const struct accord_host_function accord_lua_row_methods[];
extern const struct accord_host_function accord_lua_rows_methods[];
extern const struct accord_host_function accord_lua_date_methods[];
extern const struct accord_host_function accord_lua_findings_methods[];

/* The body of accord_run_tick. Async-signal-safe. */
void accord_sandbox_tick(struct accord_engine *engine);

#endif
