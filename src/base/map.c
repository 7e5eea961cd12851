/* A map from text to a number: slots of indexes into a list of entries in order of insertion. */
#include "base/map.h"

#include "base/text.h"

enum { FIRST_ENTRIES = 16, SLOTS_PER_ENTRY = 2 };

static const size_t entries_max = (size_t)1 << 31;

void accord_map_init(struct accord_map *map)
{
    *map = (struct accord_map){0};
}

void accord_map_clear(struct accord_map *map)
{
    accord_arena_clear(&map->keys);
    accord_free(map->entries);
    accord_free(map->slots);
    accord_map_init(map);
}

/* FNV-1a, its bits spread once more since only the low ones choose the slot. */
static uint64_t hash_of(const char *key, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325U;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)key[i]) * 0x100000001b3U;
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdU;
    return hash ^ hash >> 33;
}

/* The slot that holds the key, or the free one where it would go. At most half of the slots are taken. */
static uint32_t *slot_of(const struct accord_map *map, const char *key, size_t length, uint64_t hash)
{
    size_t mask = map->slot_count - 1;
    size_t at = (size_t)hash & mask;
    for (; map->slots[at] != 0; at = (at + 1) & mask) {
        const struct accord_map_entry *entry = &map->entries[map->slots[at] - 1];
        if (entry->hash == hash && accord_text_equal(entry->key, entry->length, key, length)) break;
    }
    return &map->slots[at];
}

static bool grow(struct accord_map *map)
{
    size_t capacity = map->capacity == 0 ? FIRST_ENTRIES : 2 * map->capacity;
    size_t slot_count = capacity * SLOTS_PER_ENTRY;
    if (capacity > entries_max) return false;
    uint32_t *slots = accord_alloc_zero(slot_count, sizeof *slots);
    struct accord_map_entry *entries = slots == NULL ? NULL : accord_realloc(map->entries, capacity, sizeof *entries);
    if (entries == NULL) {
        accord_free(slots);
        return false;
    }
    accord_free(map->slots);
    map->slots = slots;
    map->slot_count = slot_count;
    map->entries = entries;
    map->capacity = capacity;
    for (size_t i = 0; i < map->count; i++) {
        *slot_of(map, entries[i].key, entries[i].length, entries[i].hash) = (uint32_t)i + 1;
    }
    return true;
}

bool accord_map_put(struct accord_map *map, const char *key, size_t length, int64_t value, bool *added)
{
    uint64_t hash = hash_of(key, length);
    *added = false;
    if (map->slot_count > 0 && *slot_of(map, key, length, hash) != 0) return true;
    if (map->count == map->capacity && !grow(map)) return false;
    char *copy = accord_arena_copy(&map->keys, key, length);
    if (copy == NULL) return false;
    map->entries[map->count] = (struct accord_map_entry){.key = copy, .length = length, .hash = hash, .value = value};
    *slot_of(map, key, length, hash) = (uint32_t)++map->count;
    *added = true;
    return true;
}

bool accord_map_get(const struct accord_map *map, const char *key, size_t length, int64_t *value)
{
    if (map->slot_count == 0) return false;
    uint32_t index = *slot_of(map, key, length, hash_of(key, length));
    if (index == 0) return false;
    *value = map->entries[index - 1].value;
    return true;
}
