/* The rule API as it can be told: every name that rules may use, with its types and what it does. */
#ifndef ACCORD_ENGINE_API_H
#define ACCORD_ENGINE_API_H

#include <stdbool.h>
#include <stddef.h>

/* Types are written as LuaCATS writes them. In the methods of rows and row, ROW and ROWS stand for the classes of the
 * table at hand. */
struct accord_api_entry {
    const char *name; /* "met", "table.sort" */
    /* Of a function "<T>name: type, name?: type -> type; type", of anything else its type. */
    const char *signature;
    const char *doc; /* a clause or two, lower case, without a full stop */
};

enum accord_api_set {
    ACCORD_API_FUNCTIONS, /* of the environment */
    ACCORD_API_VALUES,    /* of the environment */
    ACCORD_API_ACTOR,     /* methods */
    ACCORD_API_WORLD,
    ACCORD_API_ROW,
    ACCORD_API_ROWS,
    ACCORD_API_DATE,
    ACCORD_API_FINDINGS,
    ACCORD_API_PROVISION,   /* fields of what check is given */
    ACCORD_API_COLLECTED,   /* fields of what conclude is given */
    ACCORD_API_ITEM,        /* fields of an item of it */
    ACCORD_API_OPEN_ITEM,   /* fields of an item of its open */
    ACCORD_API_RULE,        /* keys of a rule's table */
    ACCORD_API_REGISTER,    /* keys of a register's table */
    ACCORD_API_PROVISIONS,  /* keys of a provision in a register */
    ACCORD_API_READING,     /* keys of a reading */
    ACCORD_API_TEST_FILE,   /* keys of a test file's table */
    ACCORD_API_CASE,        /* keys of a case in it */
    ACCORD_API_EXPECT,      /* keys of what a case expects */
    ACCORD_API_DECLARATION, /* keys of a declaration of completeness */
    ACCORD_API_SETS
};

/* False past the end of the set. The environment's own come in the order in which they are registered. */
bool accord_api_at(enum accord_api_set set, size_t index, struct accord_api_entry *entry);

#endif
