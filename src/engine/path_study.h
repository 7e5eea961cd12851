/* Looking at the code of a rule of which many records go ways of their own. */
#ifndef ACCORD_ENGINE_PATH_STUDY_H
#define ACCORD_ENGINE_PATH_STUDY_H

#include "engine/paths.h"

/* Whether the line of engine->rule that reads the column at this moment only hands its value on to a message: texts
 * that differ there part no ways. False until the rule is studied, and where it cannot be told. */
bool accord_path_hands_on(struct accord_engine *engine, const char *column);

/* Whether what the function at `index` does for one row is nothing to what it does for others. */
bool accord_path_apart(lua_State *L, int index);

#endif
