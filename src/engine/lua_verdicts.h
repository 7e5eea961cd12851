/* Verdicts as rules make them: constructors and findings(). */
#ifndef ACCORD_ENGINE_LUA_VERDICTS_H
#define ACCORD_ENGINE_LUA_VERDICTS_H

#include "engine/lua_values.h"

/* What an absence says, as the constructors of absences have it. */
struct accord_absence;

struct accord_draft_userdata {
    enum accord_userdata_kind kind;
    uint32_t epoch;
    struct accord_draft *draft;
};

void accord_lua_verdicts_open(lua_State *L);

/* The verdict that the value at `index` is, or NULL. */
struct accord_draft *accord_draft_at(lua_State *L, int index);

/* ---- verdicts without Lua's values, in the check's arena: each may raise ---- */

/* Beside the others a value of Lua's, which is pushed; where a rule may give one. */
struct accord_draft *accord_push_draft(lua_State *L, enum accord_verdict_kind verdict);
struct accord_draft *accord_new_draft(lua_State *L, enum accord_verdict_kind verdict);
void accord_draft_add_record(lua_State *L, struct accord_draft *draft, struct accord_row *row);
/* In a conclusion: an item of what was collected. */
void accord_draft_name_item(lua_State *L, struct accord_draft *draft, struct accord_item *item);
/* Refuses one whose message is too long. */
void accord_draft_check_length(lua_State *L, const struct accord_draft *draft);
/* Refuses one that no record shows. */
void accord_draft_check_met(lua_State *L, const struct accord_draft *draft);
/* Asks for what is said to be absent, which decides the verdict. */
void accord_draft_find_absence(lua_State *L, struct accord_draft *draft, const struct accord_absence *absence,
                               int table, const struct accord_filter *filter);
void accord_draft_add_child(lua_State *L, struct accord_draft *parent, struct accord_draft *child);

/* What a function of each() asks and reads is its item's own. */
struct accord_aside {
    bool scoped; /* where anybody is shown it */
    struct accord_row *row;
    struct accord_scope outer;
    uint64_t (*read)[ACCORD_READ_WORDS];
};
void accord_aside_open(lua_State *L, struct accord_row *row, struct accord_aside *aside);
void accord_aside_close(lua_State *L, struct accord_aside *aside, struct accord_draft *draft);

/* findings() */
int accord_lua_findings(lua_State *L);
/* world:no_occasion(id, table, filter, args) */
int accord_world_no_occasion(lua_State *L);

/* A draft for the reasons from `first` on, which are taken off the list. In the check's arena; NULL when memory is
 * short. */
struct accord_draft *accord_draft_of_reasons(struct accord_engine *engine, size_t first);

#endif
