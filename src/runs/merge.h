/* Which stored runs make a whole, and whether they do. */
#ifndef ACCORD_RUNS_MERGE_H
#define ACCORD_RUNS_MERGE_H

#include "base/memory.h"
#include "store/run_file.h"

/* One run of those that are merged. */
struct accord_merged_run {
    struct accord_run_file *file; /* borrowed */
    struct accord_run_record record;
};

/* A list that grows; its texts are its own. Zeroed is empty. */
struct accord_merge_list {
    struct accord_arena arena;
    struct accord_merged_run *runs;
    size_t count;
    size_t capacity;
};

/* Adds the run of that id, or (0) the newest, and with that one, where it is a shard, the newest of each other shard of
 * as many that rests on the same. ACCORD_BAD_USAGE where there is no such run. */
enum accord_status accord_merge_find(struct accord_merge_list *list, struct accord_run_file *file, int64_t id,
                                     struct accord_error *err) ACCORD_MUST_CHECK;
void accord_merge_clear(struct accord_merge_list *list);

/* Puts what was found in a file in the order of shards. Several runs must be the shards of one check, all of them, else
 * ACCORD_BAD_USAGE; one may be a part. `name` is that of the store, for messages. */
enum accord_status accord_merge_settle(struct accord_merge_list *list, const char *name,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

#endif
