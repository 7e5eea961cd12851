/* What two runs say of themselves, side by side: where they differ as a whole. */
#ifndef ACCORD_DIFF_OVERVIEW_H
#define ACCORD_DIFF_OVERVIEW_H

#include "base/memory.h"
#include "diff/run.h"

#include <stdbool.h>
#include <stddef.h>

/* Ids or names, in order. */
struct accord_diff_names {
    const char **items;
    size_t count;
};

struct accord_diff_overview {
    const struct accord_diff_facts *runs[2]; /* OLD, NEW */
    bool as_of;                              /* differs; as those below */
    bool dataset_name;
    bool dataset;
    bool rules; /* any of the files of rules */
    bool profile;
    bool version;
    bool limits; /* false where the runs do not tell */
    bool part;
    struct accord_diff_names rules_added; /* NEW's ids, of rules that OLD does not have, where both tell their rules */
    struct accord_diff_names rules_removed;
    struct accord_diff_names rules_changed; /* NEW's ids, of rules with another text */
    struct accord_diff_names rules_set;     /* with other parameters */
    struct accord_diff_names rules_either;  /* with another text or other parameters, where the runs tell no more */
    struct accord_diff_names rules_renamed;
    struct accord_diff_names complete; /* tables that are declared complete otherwise, where both tell */
};

/* Lists live in the arena. False when memory is short. */
bool accord_diff_look_over(const struct accord_diff_run *before, const struct accord_diff_run *after,
                           struct accord_arena *arena, struct accord_diff_overview *overview);

/* Whether nothing of it differs. */
bool accord_diff_overview_same(const struct accord_diff_overview *overview);

#endif
