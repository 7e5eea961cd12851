/* What the parts of a dataset share. Private to src/store. */
#ifndef ACCORD_STORE_DATASET_PRIVATE_H
#define ACCORD_STORE_DATASET_PRIVATE_H

#include "base/sha256.h"
#include "ingest/package.h"
#include "store/dataset.h"
#include "store/days.h"
#include "store/digests.h"

struct accord_dataset {
    struct accord_package *package; /* or NULL: the dataset is packed */
    const char *name;
    bool illustrative;
    struct accord_store *store;
    struct accord_reader *reader; /* for places and names; opened when first asked */
    struct accord_arena row;      /* what was last read for a name or a place */
    char sha256[ACCORD_SHA256_HEX];
    struct accord_digests digests; /* of actors */
    struct accord_days days;       /* that rows tell of; of a packed dataset when first asked for */
    bool has_days;
    struct accord_arena packed; /* what a packed dataset says of itself */
    const char *const *files;   /* that it was packed from */
    size_t file_count;
    struct accord_memory_file descriptor;
    struct accord_memory_files descriptors; /* that one */
    struct accord_package *description;     /* of it, when it was asked for */
    const char *packed_digests;             /* of actors, by rank; NULL until first asked for */
    unsigned char tables[ACCORD_TABLES_MAX][ACCORD_SHA256_BYTES];
    unsigned char world[ACCORD_SHA256_BYTES];
};

/* ---- dataset.c ---- */

/* The file that a row was read from, as the store keeps it: of a damaged file any number. */
enum accord_status accord_dataset_file_numbered(const struct accord_dataset *dataset, int number, const char **file,
                                                struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- load.c ---- */

/* Reads the package at `path`, or that of files in memory (NULL: none), into a store, checks it, makes its digest and
 * finds its oddities. */
enum accord_status accord_dataset_load(struct accord_dataset *dataset, const char *path,
                                       const struct accord_memory_files *memory,
                                       const struct accord_dataset_options *options, struct accord_problems *errors,
                                       struct accord_problems *warnings, struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- packed.c ---- */

/* Opens a packed dataset: takes what it says of itself, and no rows. */
enum accord_status accord_dataset_open_packed(struct accord_dataset *dataset, const char *path,
                                              struct accord_problems *warnings,
                                              struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_dataset_take_description(struct accord_dataset *dataset,
                                                   struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_dataset_take_days(struct accord_dataset *dataset, struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_dataset_take_digests(struct accord_dataset *dataset,
                                               struct accord_error *err) ACCORD_MUST_CHECK;

#endif
