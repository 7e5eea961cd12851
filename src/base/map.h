/* A map from text to a number, for names: open addressing, keys copied, insertion order kept. */
#ifndef ACCORD_BASE_MAP_H
#define ACCORD_BASE_MAP_H

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct accord_map_entry {
    const char *key;
    size_t length;
    uint64_t hash;
    int64_t value;
};

/* At most 2^31 entries. Zeroed is empty. */
struct accord_map {
    struct accord_arena keys;
    struct accord_map_entry *entries; /* in order of insertion */
    uint32_t *slots;                  /* index + 1 into entries, 0 is free */
    size_t count;
    size_t capacity; /* of entries */
    size_t slot_count;
};

void accord_map_init(struct accord_map *map);
void accord_map_clear(struct accord_map *map);

/* False when memory is short; *added tells whether the key is new (an old one keeps its value). */
bool accord_map_put(struct accord_map *map, const char *key, size_t length, int64_t value, bool *added);
bool accord_map_get(const struct accord_map *map, const char *key, size_t length, int64_t *value);

#endif
