/* The order of rows, which shows neither files nor arrival. */
#ifndef ACCORD_STORE_ORDER_H
#define ACCORD_STORE_ORDER_H

#include "base/memory.h"
#include "ingest/schema.h"
#include "store/store.h"

#include <stdbool.h>

/* By the key's cells in the key's order, or by all cells when the table has no key; equal rows by arrival. */
int accord_row_compare(const struct accord_schema *schema, const struct accord_stored_row *a,
                       const struct accord_stored_row *b);

/* Sorts; `spare` has room for `count` rows. */
void accord_rows_sort(const struct accord_schema *schema, struct accord_stored_row *rows,
                      struct accord_stored_row *spare, size_t count);

/* Number of arrival of a row in its table, from 1, out of its rowid. */
uint32_t accord_row_arrival(int64_t id);

#endif
