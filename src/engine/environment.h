/* What a rule finds by name, for whoever looks at rules without running them. No Lua. */
#ifndef ACCORD_ENGINE_ENVIRONMENT_H
#define ACCORD_ENGINE_ENVIRONMENT_H

#include <stddef.h>

/* On what a name is looked for. */
enum accord_owner {
    ACCORD_OWNER_ENVIRONMENT, /* "met", "math.floor", "string.len": functions and values of a rule's environment */
    ACCORD_OWNER_ACTOR,       /* methods, besides one a table */
    ACCORD_OWNER_WORLD,
    ACCORD_OWNER_ROW,
    ACCORD_OWNER_ROWS,
    ACCORD_OWNER_DATE,
    ACCORD_OWNER_FINDINGS
};

/* The names from 0 on, in no particular order; NULL past the last. */
const char *accord_environment_name(enum accord_owner owner, size_t index);

#endif
