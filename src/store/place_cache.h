/* The places of rows that were asked for of late: reports quote the same rows of an actor again and again. */
#ifndef ACCORD_STORE_PLACE_CACHE_H
#define ACCORD_STORE_PLACE_CACHE_H

#include "base/cell.h"

#include <stddef.h>

/* Of so many rows at most, the places of ACCORD_COLUMNS_MAX cells each. */
enum { ACCORD_PLACE_CACHE_ROWS = 256 };

struct accord_kept_places {
    int64_t row; /* 0: nothing is kept here */
    int table;
    int file;
    uint32_t line;
    struct accord_place *places;
    size_t capacity;
};

/* Zeroed: empty. */
struct accord_place_cache {
    struct accord_kept_places rows[ACCORD_PLACE_CACHE_ROWS];
};

void accord_place_cache_clear(struct accord_place_cache *cache);

/* NULL: not kept. Valid until the next one is made. */
const struct accord_kept_places *accord_place_cache_find(const struct accord_place_cache *cache, int table,
                                                         int64_t row);

/* Where the places of `count` cells of the row, its file and line are to be written; it takes another row's room. NULL
 * when memory is short: the row is not kept then. */
struct accord_kept_places *accord_place_cache_make(struct accord_place_cache *cache, int table, int64_t row,
                                                   size_t count);

#endif
