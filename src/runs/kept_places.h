/* Where the rows of a run's dataset stood when it was read: files and lines, kept as the run's document "places"
 * (store/run_documents.h). Blocks outlive a line that is inserted somewhere, and this does not: each run has its own.
 *
 * It takes a look at every row, whatever else of a run is taken from earlier ones, so a run of more than
 * ACCORD_PLACES_ACTORS actors has none: reports tell its rows by their keys alone. */
#ifndef ACCORD_RUNS_KEPT_PLACES_H
#define ACCORD_RUNS_KEPT_PLACES_H

#include "accord/dataset.h"
#include "base/memory.h"
#include "runs/rows.h"
#include "store/run_file.h"

#define ACCORD_DOCUMENT_PLACES "places"

enum { ACCORD_PLACES_ACTORS = 5000 };

/* Puts the places of everybody's rows and of those of the actors (ascending; NULL: the first `count`) with the run on
 * its way in. */
enum accord_status accord_kept_places_stage(struct accord_run_file *file, struct accord_dataset *dataset,
                                            struct accord_rows *rows, const size_t *actors, size_t count,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

struct accord_kept_place {
    uint32_t file;
    uint32_t line;
};

/* Of one actor; of what everybody sees the id is "". */
struct accord_kept_places_of {
    const char *id;
    const struct accord_kept_place *places; /* those of all tables, one table after another */
    const size_t *ends;                     /* one a table, in `places` */
};

struct accord_kept_places {
    const char *const *files;
    size_t file_count;
    size_t table_count;
    const struct accord_kept_places_of *actors; /* by id */
    size_t actor_count;
};

/* Reads the document; all of it lives in the arena, names and ids in the bytes. False: the bytes are none, or (where
 * *no_memory) memory was short. */
bool accord_kept_places_read(struct accord_kept_places *places, struct accord_bytes bytes, struct accord_arena *arena,
                             bool *no_memory);

/* Where the row with that ordinal is among those of a table that the actor sees (id "": everybody). False where it is
 * not told. */
bool accord_kept_places_find(const struct accord_kept_places *places, const char *id, int table, uint32_t ordinal,
                             const char **file, unsigned *line);

#endif
