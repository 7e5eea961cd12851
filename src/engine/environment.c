/* What a rule finds by name: read from the tables that put it there. */
#include "engine/environment.h"

#include "engine/sandbox.h"

/* Values, which are in no table of functions. */
static const char *const values[] = {"world", "as_of", "present", "absent_cell"};

static const struct accord_host_function *const functions[] = {
    accord_lua_text_functions,  accord_lua_value_functions, accord_lua_verdict_functions,
    accord_lua_truth_functions, accord_lua_load_functions,
};

static const struct accord_host_function *const methods[] = {
    [ACCORD_OWNER_ENVIRONMENT] = NULL,
    [ACCORD_OWNER_ACTOR] = accord_lua_actor_methods,
    [ACCORD_OWNER_WORLD] = accord_lua_world_methods,
    [ACCORD_OWNER_ROW] = accord_lua_row_methods,
    [ACCORD_OWNER_ROWS] = accord_lua_rows_methods,
    [ACCORD_OWNER_DATE] = accord_lua_date_methods,
    [ACCORD_OWNER_FINDINGS] = accord_lua_findings_methods,
};

/* The name at *index, which is lowered by the table's length where that is past its end. */
static const char *name_at(const struct accord_host_function *table, size_t *index)
{
    for (; table->name != NULL; table++, --*index)
        if (*index == 0) return table->name;
    return NULL;
}

const char *accord_environment_name(enum accord_owner owner, size_t index)
{
    const char *name = NULL;
    if (methods[owner] != NULL) return name_at(methods[owner], &index);
    for (size_t i = 0; name == NULL && i < sizeof functions / sizeof functions[0]; i++)
        name = name_at(functions[i], &index);
    if (name != NULL) return name;
    if (index < sizeof values / sizeof values[0]) return values[index];
    return accord_sandbox_name_from_lua(index - sizeof values / sizeof values[0]);
}
