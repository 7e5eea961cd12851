/* What compiled code can set beyond its own locals, read from Lua's precompiled form: the text alone does not show it.
 */
#ifndef ACCORD_ENGINE_BYTECODE_H
#define ACCORD_ENGINE_BYTECODE_H

#include <lua.h>
#include <stdbool.h>

struct accord_sets {
    bool upvalues; /* a local of a function around */
    bool fields;   /* a field of an upvalue by name, as a global is one of _ENV */
};

/* Of the Lua function on top and all inside it. Says that it sets both where memory is short or the form is one that it
 * does not know. */
struct accord_sets accord_bytecode_sets(lua_State *L);

/* Whether this Lua's form is known: tells apart functions of which it is known what they set. */
bool accord_bytecode_known(lua_State *L);

#endif
