/* Cells in one canonical form: for digests of rows, keys and whole datasets. */
#ifndef ACCORD_STORE_CANONICAL_H
#define ACCORD_STORE_CANONICAL_H

#include "base/cell.h"
#include "base/sha256.h"
#include "base/text.h"
#include "ingest/schema.h"

#include <stdbool.h>

/* The cell's kind and value, so written that no two sequences of cells give the same bytes and that the machine's byte
 * order does not show. */
void accord_canonical_cell(const struct accord_cell *cell, struct accord_text *text);

/* A digest of things whose order does not matter: the SHA-256 of each, added modulo 2^256, and their number. Zeroed is
 * empty. Against accident, not against somebody who builds collisions. */
struct accord_bag {
    unsigned char sum[ACCORD_SHA256_BYTES];
    uint64_t count;
};

void accord_bag_add(struct accord_bag *bag, const void *bytes, size_t length);

void accord_bag_add_digest(struct accord_bag *bag, const unsigned char digest[ACCORD_SHA256_BYTES]);

/* The SHA-256 of a row: of the names and values of its cells that are not missing, by name, so that neither the order
 * of columns nor a column without any value shows. `by_name` are the columns' numbers sorted by name. `scratch` is
 * overwritten; false when memory for it was short. */
bool accord_canonical_row(const struct accord_schema *schema, const int *by_name, const struct accord_cell *cells,
                          struct accord_text *scratch, unsigned char digest[ACCORD_SHA256_BYTES]);

/* Fills `by_name` (column_count entries). */
void accord_canonical_columns(const struct accord_schema *schema, int *by_name);

/* Adds the table's declarations of completeness to `bag`. False when memory was short. */
bool accord_bag_add_complete(struct accord_bag *bag, const struct accord_schema *schema, struct accord_text *scratch);

/* Appends the bag to what is being hashed. */
void accord_bag_hash(const struct accord_bag *bag, struct accord_sha256 *hash);

#endif
