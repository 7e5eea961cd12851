/* Which verdicts a rule's function can make, in its own file and in the libs that it calls, without running it. */
#ifndef ACCORD_WORKSHOP_LUA_REACH_H
#define ACCORD_WORKSHOP_LUA_REACH_H

#include "accord/verdict.h"
#include "workshop/lua_parse.h"

/* What makes verdicts. */
struct accord_lua_verdict {
    const char *name;
    size_t arguments; /* which argument, from 1, holds those of the message; 0: it takes no message */
    /* What it comes to, by the record, besides what coarse dates and missing cells leave open anywhere. */
    bool verdicts[ACCORD_VERDICT_COUNT];
};

/* Of a call that makes a verdict (world:no_occasion among them), or NULL. */
const struct accord_lua_verdict *accord_lua_verdict_of(const struct accord_lua_node *node);

struct accord_lua_reached {
    const struct accord_lua_node *call;
    const struct accord_lua_verdict *verdict;
    const struct accord_lua_node *message; /* its id, any expression; NULL: none */
    const struct accord_lua_node
        *through; /* the call in the rule's file that leads into a lib; NULL: in its own file */
};

struct accord_lua_reach {
    /* The function that the lib loaded by that call returns by that name, or NULL. */
    struct accord_lua_node *(*find)(void *host, const struct accord_lua_node *lib_call, const char *name);
    void (*take)(void *host, const struct accord_lua_reached *reached); /* once a call and way into a lib */
    void *host;
};

/* What `function t.name()`, `t.name = ...` or `return { name = ... }` gives the name at the top of a text, or NULL. */
struct accord_lua_node *accord_lua_top_field(const struct accord_lua_node *main, const char *name);

/* From a function, a local that holds one, or lib.name. False when memory is short. */
bool accord_lua_reach_from(const struct accord_lua_reach *reach, const struct accord_lua_node *value,
                           struct accord_arena *arena);

#endif
