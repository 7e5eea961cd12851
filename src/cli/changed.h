/* Which actors' rows changed since a commit of git: --changed-since. */
#ifndef ACCORD_CLI_CHANGED_H
#define ACCORD_CLI_CHANGED_H

#include "accord/run.h"
#include "cli/command.h"
#include "cli/revision.h"
#include "store/dataset.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_CHANGED_WHY_MAX = 1024 };

/* Zeroed is not asked for. */
struct accord_changed {
    struct accord_revision revision;
    char folder[ACCORD_PATH_MAX];     /* of the dataset */
    char descriptor[ACCORD_PATH_MAX]; /* its name there */
    bool *actors;                     /* one an actor of the dataset */
    size_t count;                     /* of those whose rows changed */
    bool all;                         /* what changed may change any verdict, or it is not known what changed: */
    char why[ACCORD_CHANGED_WHY_MAX]; /* a clause */
    bool rules_elsewhere;             /* rules are in no folder of the repository: whether they changed is not known */
    struct accord_names removed;      /* ids of actors that are no longer there, in the arena */
    struct accord_arena arena;
};

/* Finds the commit, before anything is read. ACCORD_BAD_USAGE for a packed dataset, one in no repository, and a commit
 * that is not there. */
enum accord_status accord_changed_open(struct accord_changed *changed, const char *dataset, const char *commit,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* Compares. `files` are those by which verdicts are set besides: accord.json, a profile; those outside the repository
 * are passed over. Where the dataset of then is not there or does not read, all actors are asked about. */
enum accord_status accord_changed_find(struct accord_changed *changed, struct accord_dataset *dataset,
                                       const struct accord_packs *packs, const struct accord_names *files,
                                       struct accord_error *err) ACCORD_MUST_CHECK;
void accord_changed_close(struct accord_changed *changed);

#endif
