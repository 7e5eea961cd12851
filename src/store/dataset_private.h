/* What the parts of a dataset share. Private to src/store. */
#ifndef ACCORD_STORE_DATASET_PRIVATE_H
#define ACCORD_STORE_DATASET_PRIVATE_H

#include "base/sha256.h"
#include "store/dataset.h"
#include "store/digests.h"

struct accord_dataset {
    struct accord_package *package;
    struct accord_store *store;
    struct accord_reader *reader; /* for places and names; opened when first asked */
    struct accord_arena row;      /* what was last read for a name or a place */
    char sha256[ACCORD_SHA256_HEX];
    struct accord_digests digests; /* of actors */
    unsigned char tables[ACCORD_TABLES_MAX][ACCORD_SHA256_BYTES];
    unsigned char world[ACCORD_SHA256_BYTES];
};

/* ---- load.c ---- */

/* Reads the package at `path` into a store, checks it, makes its digest and finds its oddities. */
enum accord_status accord_dataset_load(struct accord_dataset *dataset, const char *path,
                                       const struct accord_dataset_options *options, struct accord_problems *errors,
                                       struct accord_problems *warnings, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
