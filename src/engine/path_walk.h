/* Walking a path that was written down: the verdict of a rule without running it. */
#ifndef ACCORD_ENGINE_PATH_WALK_H
#define ACCORD_ENGINE_PATH_WALK_H

#include "engine/paths.h"

/* Where a walk ended. */
struct accord_walked {
    const struct accord_draft *draft;
    enum accord_gate gate;
};

/* Walks for engine->rule and the actor at hand, within the one protected call: what is asked, read and held is the same
 * as if Lua had run, and in the scope at hand. False: there is no such path, and the pair has to begin again. */
bool accord_path_walk(struct accord_engine *engine, struct accord_walked *walked);

#endif
