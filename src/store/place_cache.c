/* The places of rows that were asked for of late. */
#include "store/place_cache.h"

#include "base/memory.h"

#include <stdint.h>

/* A row has one slot only. Arrivals, in the lower half, tell neighbours apart, ranks the rest. */
static size_t slot_of(int table, int64_t row)
{
    static const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t mixed = ((uint64_t)row + (uint64_t)table * factor) * factor;

    return (size_t)(mixed >> 32) % ACCORD_PLACE_CACHE_ROWS;
}

void accord_place_cache_clear(struct accord_place_cache *cache)
{
    for (size_t i = 0; i < ACCORD_PLACE_CACHE_ROWS; i++) {
        accord_free(cache->rows[i].places);
        cache->rows[i] = (struct accord_kept_places){.row = 0};
    }
}

const struct accord_kept_places *accord_place_cache_find(const struct accord_place_cache *cache, int table, int64_t row)
{
    const struct accord_kept_places *kept = &cache->rows[slot_of(table, row)];

    return kept->row != 0 && kept->row == row && kept->table == table ? kept : NULL;
}

struct accord_kept_places *accord_place_cache_make(struct accord_place_cache *cache, int table, int64_t row,
                                                   size_t count)
{
    struct accord_kept_places *kept = &cache->rows[slot_of(table, row)];

    kept->row = 0;
    if (count > kept->capacity) {
        struct accord_place *places = accord_realloc(kept->places, count, sizeof(*places));

        if (places == NULL) return NULL;
        kept->places = places;
        kept->capacity = count;
    }
    kept->row = row;
    kept->table = table;
    return kept;
}
