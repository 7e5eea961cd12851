/* Verdicts as rules make them: constructors and findings(). */
#ifndef ACCORD_ENGINE_LUA_VERDICTS_H
#define ACCORD_ENGINE_LUA_VERDICTS_H

#include "engine/lua_values.h"

struct accord_draft_userdata {
    enum accord_userdata_kind kind;
    uint32_t epoch;
    struct accord_draft *draft;
};

void accord_lua_verdicts_open(lua_State *L);

/* The verdict that the value at `index` is, or NULL. */
struct accord_draft *accord_draft_at(lua_State *L, int index);

/* world:no_occasion(id, table, filter, args) */
int accord_world_no_occasion(lua_State *L);

/* A draft for the reasons from `first` on, which are taken off the list. In the check's arena; NULL when memory is
 * short. */
struct accord_draft *accord_draft_of_reasons(struct accord_engine *engine, size_t first);

#endif
