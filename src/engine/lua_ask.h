/* Questions of rules: filters read from Lua, and the rows that answer them. */
#ifndef ACCORD_ENGINE_LUA_ASK_H
#define ACCORD_ENGINE_LUA_ASK_H

#include "engine/facts.h"
#include "engine/lua_filter.h"

/* Which rows a question asks for. */
enum accord_asked {
    ACCORD_ASKED_VALID,    /* surely valid on the as-of date, surely matching */
    ACCORD_ASKED_HISTORY,  /* there by then, ended or not, surely matching */
    ACCORD_ASKED_POSSIBLE, /* possibly valid or matching, not surely */
    ACCORD_ASKED_ABSENCE   /* for absent(): how the best row answers, see accord_ask */
};

/* Asks the actor's (or the world's) rows and notes the question in the scope. For ACCORD_ASKED_ABSENCE the rows are
 * those that match surely, or else possibly, and *best (may be NULL otherwise) says which; windows make validity on the
 * as-of date irrelevant. */
struct accord_query *accord_ask(lua_State *L, struct accord_facts *facts, int table, const struct accord_filter *filter,
                                enum accord_asked asked, enum accord_match *best);

/* Asks whether there is nothing among the actor's rows (or the world's, of a table that is nobody's): as
 * ACCORD_ASKED_ABSENCE; rows addressed to everybody leave it open whether they speak to this actor. */
struct accord_query *accord_ask_absence(lua_State *L, int table, const struct accord_filter *filter,
                                        enum accord_match *best);

/* How many rows of other actors match surely and possibly; in a conclusion, of all actors. */
void accord_count_elsewhere(lua_State *L, int table, const struct accord_filter *filter, size_t *surely,
                            size_t *possibly);

/* The rows of a table of the actor or the world; raises when the store fails. */
struct accord_row_set *accord_rows_of(lua_State *L, struct accord_facts *facts, int table);

/* The table that the text at `index` names; raises with the nearest name when there is none. */
int accord_check_table(lua_State *L, int index);

#endif
