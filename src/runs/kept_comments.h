/* What actors have to say of findings, picked from the rows that a run kept of them. */
#ifndef ACCORD_RUNS_KEPT_COMMENTS_H
#define ACCORD_RUNS_KEPT_COMMENTS_H

#include "accord/dataset.h"
#include "runs/kept_places.h"
#include "runs/kept_rows.h"

#define ACCORD_COMMENTS_TABLE "comments"

enum { ACCORD_KEPT_COMMENT_COLUMNS = 6 };

/* Where in the run's dataset they are, as its document "dataset" tells. */
struct accord_kept_comments {
    int table; /* -1: the dataset has no table for them */
    int columns[ACCORD_KEPT_COMMENT_COLUMNS];
    size_t column_count;                     /* of the table */
    struct accord_date as_of;                /* of the run */
    const struct accord_kept_places *places; /* NULL: files and lines are not asked for */
};

/* Without a table; and with one, whose columns are then named in their order. */
void accord_kept_comments_none(struct accord_kept_comments *comments, struct accord_date as_of);
void accord_kept_comments_in(struct accord_kept_comments *comments, int table);
void accord_kept_comments_column(struct accord_kept_comments *comments, const char *name);

/* Whether there can be any. */
bool accord_kept_comments_there(const struct accord_kept_comments *comments);

/* Lists those among an actor's rows of that table that are on the finding (NULL: on any) and not surely later than the
 * run's day, by fingerprint, day and id: how many. `list` has room for one a row; texts are those of the rows, and
 * whose word they are is not told. */
size_t accord_kept_comments_pick(const struct accord_kept_comments *comments, const char *actor,
                                 const struct accord_kept_table *rows, const char *fingerprint,
                                 struct accord_comment *list);

#endif
