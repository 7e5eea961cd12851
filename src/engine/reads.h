/* Which fields the code of a rule reads, and of which it only hands the values on to a message. */
#ifndef ACCORD_ENGINE_READS_H
#define ACCORD_ENGINE_READS_H

#include "engine/code.h"

enum { ACCORD_READS_MAX = 256 };

/* A function of the environment whose argument of that number, from 1 on, is a table for its message. A table at
 * another place, as a filter, is none. */
struct accord_message_function {
    const char *name;
    int argument;
};

struct accord_read {
    struct accord_code_text name;
    bool used; /* somewhere its value may do more than show in a message */
};

struct accord_reads {
    struct accord_read of[ACCORD_READS_MAX];
    size_t count;
    bool anything; /* fields that are not known may be read: nothing can be said */
};

/* Adds what the chunk on top reads: the file of a rule, and each file of functions that it may call, to the same
 * `reads`, which is zero before. Names are copied into the arena. `functions` ends with a NULL name.
 *
 * Read are the fields that the text names. What the host reads when it is given a column's name (row:has "ended", a
 * filter, rows:latest "ended") is not among them, nor what is found in _ENV. A value that is only handed on reaches
 * nothing but the function of the message. What that makes of it, as of one that is missing, is its own. */
void accord_reads_add(lua_State *L, const struct accord_message_function *functions, struct accord_arena *arena,
                      struct accord_reads *reads);

/* Whether the field is read, and each value of it goes nowhere but into the table of a message. */
bool accord_reads_carried(const struct accord_reads *reads, const char *name);

/* Whether every read of the field that the function on top does on the line is of that kind, and no other read there
 * can be one of it. */
bool accord_line_carries(lua_State *L, const struct accord_message_function *functions, int line, const char *name);

#endif
