/* What a rule finds by name: read from the tables that put it there. */
#include "engine/environment.h"

#include "engine/api.h"

static const char *name_at(enum accord_api_set set, size_t index)
{
    struct accord_api_entry entry;
    return accord_api_at(set, index, &entry) ? entry.name : NULL;
}

const char *accord_environment_name(enum accord_owner owner, size_t index)
{
    static const enum accord_api_set sets[] = {
        [ACCORD_OWNER_ENVIRONMENT] = ACCORD_API_FUNCTIONS,
        [ACCORD_OWNER_ACTOR] = ACCORD_API_ACTOR,
        [ACCORD_OWNER_WORLD] = ACCORD_API_WORLD,
        [ACCORD_OWNER_ROW] = ACCORD_API_ROW,
        [ACCORD_OWNER_ROWS] = ACCORD_API_ROWS,
        [ACCORD_OWNER_DATE] = ACCORD_API_DATE,
        [ACCORD_OWNER_FINDINGS] = ACCORD_API_FINDINGS,
    };
    const char *name = name_at(sets[owner], index);
    size_t functions = 0;
    if (name || owner != ACCORD_OWNER_ENVIRONMENT) return name;
    while (name_at(ACCORD_API_FUNCTIONS, functions))
        functions++;
    return name_at(ACCORD_API_VALUES, index - functions);
}
