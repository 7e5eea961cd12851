/* What actors have to say of findings, as it was kept with a stored run. Private to src/diff. */
#ifndef ACCORD_DIFF_STORED_COMMENTS_H
#define ACCORD_DIFF_STORED_COMMENTS_H

#include "accord/date.h"
#include "base/memory.h"
#include "diff/run.h"
#include "runs/kept_comments.h"
#include "store/run_file.h"

/* Zeroed has none. */
struct accord_stored_comments {
    bool there; /* the dataset had a table for them */
    struct accord_kept_comments kept;
    struct accord_kept_places places;
    struct accord_arena arena; /* of the places */
};

/* Of the run of that id. A run of an earlier accord has none; documents that cannot be read are ACCORD_BAD_DATA. */
enum accord_status accord_stored_comments_open(struct accord_stored_comments *comments, struct accord_run_file *file,
                                               int64_t run, const char *as_of,
                                               struct accord_error *err) ACCORD_MUST_CHECK;
void accord_stored_comments_clear(struct accord_stored_comments *comments);

/* Gives the finding those of the actor that are on it and not surely later than the run's day, by day and id, in the
 * arena. False: memory was short, or the rows are not of that dataset. */
bool accord_stored_comments_take(const struct accord_stored_comments *comments, const struct accord_kept_reader *kept,
                                 const char *actor, struct accord_arena *arena, struct accord_diff_finding *finding);

#endif
