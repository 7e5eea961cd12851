/* The actor and the world as rules see them. */
#ifndef ACCORD_ENGINE_LUA_ACTOR_H
#define ACCORD_ENGINE_LUA_ACTOR_H

#include "engine/facts.h"
#include "engine/filter.h"

/* Makes the two userdata; `world` goes into the environment. */
void accord_lua_actor_open(lua_State *L, int environment);

/* A method for every table of the dataset that engine->schemas lists. */
void accord_lua_actor_bind(lua_State *L);

void accord_push_actor(lua_State *L);

/* ---- what rules ask of the actor, without Lua's values: where it is undecided a reason is added. Each may raise ----
 */

enum accord_truth accord_actor_shows(lua_State *L, struct accord_facts *facts, int table,
                                     const struct accord_filter *filter);
enum accord_truth accord_actor_lacks(lua_State *L, int table, const struct accord_filter *filter);
enum accord_truth accord_actor_bound(lua_State *L, const char *treaty);
/* Its row in the table of actors. */
struct accord_row *accord_actor_row(lua_State *L);

#endif
