/* The runs of a store as a list, with what they are called. */
#ifndef ACCORD_CLI_RUNS_LIST_H
#define ACCORD_CLI_RUNS_LIST_H

#include "base/memory.h"
#include "base/text.h"
#include "cli/words.h"
#include "store/run_file.h"
#include "store/run_prune.h"

struct accord_listed_run {
    struct accord_run_record record; /* its texts live with the list */
    const char *name;                /* or NULL */
    const char **tags;               /* bytewise */
    size_t tag_count;
    size_t tag_capacity;
    bool goes;    /* it is taken out */
    bool indexed; /* the views show it */
};

/* Zeroed is empty. */
struct accord_runs_list {
    struct accord_arena arena;
    struct accord_listed_run *runs; /* the oldest first */
    size_t count;
    size_t capacity;
    bool prunes; /* runs are taken out */
    bool dry;    /* and nothing is changed in truth */
    struct accord_run_pruned pruned;
};

/* Reads all that there are. */
enum accord_status accord_runs_list_read(struct accord_runs_list *list, struct accord_run_file *file,
                                         struct accord_error *err) ACCORD_MUST_CHECK;
void accord_runs_list_clear(struct accord_runs_list *list);

/* NULL: there is none. */
struct accord_listed_run *accord_runs_list_find(const struct accord_runs_list *list, int64_t id);

/* Its formats: text, which fits a terminal of 80 columns, and json. */
const char *accord_runs_list_format(size_t index);
void accord_runs_list_write(const struct accord_runs_list *list, size_t format, struct accord_text *text);

#endif
