/* Rows of evidence again, by where they stand among what an actor sees. */
#ifndef ACCORD_RUNS_ROWS_H
#define ACCORD_RUNS_ROWS_H

#include "accord/dataset.h"
#include "accord/run.h"
#include "base/memory.h"
#include "ingest/schema.h"
#include "store/store.h"

#include <stdbool.h>
#include <stddef.h>

struct accord_row_list {
    bool read;
    struct accord_stored_row *rows;
    size_t count;
};

/* The rows of one actor, table by table as they are asked for, and those that everybody sees. */
struct accord_rows {
    const struct accord_store *store;
    struct accord_reader *reader;
    size_t actor; /* SIZE_MAX: none yet */
    struct accord_arena arena;
    struct accord_arena global_arena;
    struct accord_row_list own[ACCORD_TABLES_MAX];
    struct accord_row_list global[ACCORD_TABLES_MAX];
    struct accord_error err; /* why rows could not be read; OK: they were, and the one asked for is not among them */
};

enum accord_status accord_rows_open(struct accord_rows *rows, struct accord_dataset *dataset,
                                    struct accord_error *err) ACCORD_MUST_CHECK;
void accord_rows_close(struct accord_rows *rows); /* zeroed is closed */

/* Whose rows are asked for from now on. Cheapest when actors ascend. */
void accord_rows_enter(struct accord_rows *rows, size_t actor);

/* Its rows of a table, or those that everybody sees, in the order of ordinals. NULL: `err` says why not. */
const struct accord_row_list *accord_rows_list(struct accord_rows *rows, int table, bool global);

/* Fills in the row's id, key and values, in the arena, by its ordinal and columns. */
bool accord_rows_find(struct accord_rows *rows, int table, struct accord_arena *arena, struct accord_evidence_row *row);

#endif
