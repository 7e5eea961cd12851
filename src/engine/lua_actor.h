/* The actor and the world as rules see them. */
#ifndef ACCORD_ENGINE_LUA_ACTOR_H
#define ACCORD_ENGINE_LUA_ACTOR_H

#include "engine/engine.h"

/* Makes the two userdata; `world` goes into the environment. */
void accord_lua_actor_open(lua_State *L, int environment);

/* A method for every table of the dataset that engine->schemas lists. */
void accord_lua_actor_bind(lua_State *L);

void accord_push_actor(lua_State *L);

#endif
