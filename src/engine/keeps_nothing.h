/* Whether calling a function leaves everything as it was: shown from its code, before it is called. */
#ifndef ACCORD_ENGINE_KEEPS_NOTHING_H
#define ACCORD_ENGINE_KEEPS_NOTHING_H

#include <lua.h>
#include <stdbool.h>

/* What the environment has, by names; a dot for what is in a table of it ("math.floor"). Each list ends with NULL. What
 * is in none of them is taken to change something. */
struct accord_harmless_names {
    /* Change none of their arguments, and nothing else; may call what they are given, with one argument at most. */
    const char *const *functions;
    /* Likewise; first they return a function that changes nothing, for a loop ("pairs"). */
    const char *const *iterators;
    /* Change their first argument, and nothing else, and call nothing ("table.insert"). */
    const char *const *changers;
    /* Are no functions and hold none ("as_of"). */
    const char *const *values;
    /* The other way round: the methods of values of the host that do change something ("add"). */
    const char *const *methods;
};

/* Whether the function at `index`, called with arguments that are no functions, and no tables that hold some, changes
 * nothing that was there before, whatever it is answered: it sets no local of a function around and no global, and
 * changes no table but those that it made itself; all that it calls, and all the functions that it makes or hands on,
 * are the same. What it returns then goes by its arguments, its upvalues with all that lies in them, and what the host
 * answers.
 *
 * False where it cannot be shown. True is said of this function as it is: it stays so as long as its upvalues have the
 * values that they have, and the tables among them, where they are not read-only, what is in them. Another function of
 * the same text may have other upvalues.
 *
 * For code that passed the source scan (which keeps _ENV from being named) in a state where scripts make no
 * metatables, of a form that is known: see accord_code_known. Takes nothing of Lua's memory but some of its stack, and
 * never raises. */
bool accord_function_keeps_nothing(lua_State *L, int index, const struct accord_harmless_names *names);

#endif
