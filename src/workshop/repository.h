/* A repository of data to begin with: a dataset, a rule with its cases, settings, and checks of every change. */
#ifndef ACCORD_WORKSHOP_REPOSITORY_H
#define ACCORD_WORKSHOP_REPOSITORY_H

#include "workshop/scaffold.h"

/* Borrowed. */
struct accord_repository {
    const char *name;    /* of the folder: the dataset is called after it */
    const char *project; /* where accord is kept: "owner/accord" */
    const char *version; /* of it: a tag or a branch */
    struct accord_date today;
};

/* Whether `name` may stand where a project or a version does: letters, digits, '.', '_', '-' and '/'. */
bool accord_repository_word(const char *name);

/* Adds its files, which the folder `repository` beside this one holds. */
void accord_scaffold_add_repository(struct accord_scaffold *scaffold, const struct accord_repository *repository);

#endif
