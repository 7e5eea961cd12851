/* A set of keys that finds those that come twice, in bounded memory. */
#include "store/key_set.h"

#include "base/error.h"
#include "base/memory.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_SLOTS = 256, BUFFERED_MAX = 4096 };

void accord_key_set_init(struct accord_key_set *set, size_t max)
{
    *set = (struct accord_key_set){.max = max < 1 ? 1 : max, .file = -1};
}

void accord_key_set_clear(struct accord_key_set *set)
{
    if (set->file >= 0) (void)close(set->file);
    accord_free(set->buffer);
    accord_free(set->slots);
    accord_key_set_init(set, set->max);
}

void accord_key_set_reset(struct accord_key_set *set)
{
    if (set->count > 0) memset(set->slots, 0, set->slot_count * sizeof(*set->slots));
    set->count = 0;
}

void accord_key_set_hand_on(struct accord_key_set *set, struct accord_key_set *to)
{
    struct accord_key_set *larger = set->slot_count > to->slot_count ? set : to;
    struct accord_key_set kept = {.slots = larger->slots, .slot_count = larger->slot_count, .count = larger->count};

    larger->slots = NULL;
    accord_key_set_reset(&kept);
    accord_key_set_clear(set);
    accord_key_set_clear(to);
    to->slots = kept.slots;
    to->slot_count = kept.slot_count;
}

/* The slot that holds the key, or the free one where it belongs. */
static struct accord_key_entry *find(const struct accord_key_set *set, const struct accord_key_entry *key)
{
    size_t mask = set->slot_count - 1;
    size_t at = (size_t)key->high & mask;

    while (set->slots[at].row != 0 && (set->slots[at].high != key->high || set->slots[at].low != key->low))
        at = (at + 1) & mask;
    return &set->slots[at];
}

static bool grow(struct accord_key_set *set)
{
    struct accord_key_set larger = *set;

    larger.slot_count = set->slot_count == 0 ? FIRST_SLOTS : 2 * set->slot_count;
    larger.slots = accord_alloc_zero(larger.slot_count, sizeof(*larger.slots));
    if (larger.slots == NULL) return false;
    for (size_t i = 0; i < set->slot_count; i++)
        if (set->slots[i].row != 0) *find(&larger, &set->slots[i]) = set->slots[i];
    accord_free(set->slots);
    *set = larger;
    return true;
}

/* Adds a key to the table, which has room for it; returns the row that has it already, or 0. */
static int64_t take(struct accord_key_set *set, const struct accord_key_entry *key)
{
    struct accord_key_entry *slot = find(set, key);

    if (slot->row != 0) return slot->row;
    *slot = *key;
    set->count++;
    return 0;
}

static bool has_room(struct accord_key_set *set)
{
    return set->count * 3 < set->slot_count * 2 || grow(set);
}

bool accord_key_set_has(const struct accord_key_set *set, struct accord_key_entry key)
{
    return set->count > 0 && find(set, &key)->row != 0;
}

static enum accord_status failed(struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "the keys of a table cannot be kept in the temporary folder: %s",
                            strerror(errno));
}

static enum accord_status flush(struct accord_key_set *set, struct accord_error *err)
{
    const char *bytes = (const char *)set->buffer;
    size_t left = set->buffered * sizeof(*set->buffer);

    while (left > 0) {
        ssize_t written = write(set->file, bytes, left);

        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return failed(err);
        bytes += written;
        left -= (size_t)written;
    }
    set->spilled += set->buffered;
    set->buffered = 0;
    return ACCORD_OK;
}

static enum accord_status spill(struct accord_key_set *set, const struct accord_temporary *temporary,
                                const struct accord_key_entry *key, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    if (set->buffer == NULL) {
        set->buffer = accord_alloc(BUFFERED_MAX * sizeof(*set->buffer));
        if (set->buffer == NULL) return accord_error_memory(err);
    }
    if (set->file < 0) status = accord_temporary_scratch(temporary, &set->file, err);
    if (status == ACCORD_OK && set->buffered == BUFFERED_MAX) status = flush(set, err);
    if (status == ACCORD_OK) set->buffer[set->buffered++] = *key;
    return status;
}

enum accord_status accord_key_set_add(struct accord_key_set *set, const struct accord_temporary *temporary,
                                      struct accord_key_entry key, int64_t *first, struct accord_error *err)
{
    *first = 0;
    assert(key.row != 0);
    if (set->count < set->max) {
        if (!has_room(set)) return accord_error_memory(err);
        *first = take(set, &key);
        return ACCORD_OK;
    }
    *first = find(set, &key)->row;
    return *first != 0 ? ACCORD_OK : spill(set, temporary, &key, err);
}

static enum accord_status read_block(struct accord_key_set *set, uint64_t from, size_t *count, struct accord_error *err)
{
    uint64_t left = set->spilled - from;
    size_t wanted = (left < BUFFERED_MAX ? (size_t)left : BUFFERED_MAX) * sizeof(*set->buffer);
    size_t got = 0;

    while (got < wanted) {
        ssize_t bytes =
            pread(set->file, (char *)set->buffer + got, wanted - got, (off_t)(from * sizeof(*set->buffer) + got));

        if (bytes < 0 && errno == EINTR) continue;
        if (bytes <= 0) return failed(err);
        got += (size_t)bytes;
    }
    *count = wanted / sizeof(*set->buffer);
    return ACCORD_OK;
}

/* The keys of the file whose remainder is `part` of `parts`, in the order in which they came. */
static enum accord_status read_part(struct accord_key_set *set, uint64_t part, uint64_t parts,
                                    accord_key_twice_function function, void *host, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    size_t count = 0;

    for (uint64_t from = 0; status == ACCORD_OK && from < set->spilled; from += count) {
        status = read_block(set, from, &count, err);
        for (size_t i = 0; status == ACCORD_OK && i < count; i++) {
            int64_t first;

            if (set->buffer[i].low % parts != part) continue;
            if (!has_room(set)) return accord_error_memory(err);
            first = take(set, &set->buffer[i]);
            if (first != 0) status = function(host, set->buffer[i].row, first, err);
        }
    }
    return status;
}

enum accord_status accord_key_set_end(struct accord_key_set *set, accord_key_twice_function function, void *host,
                                      struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    uint64_t parts;

    if (set->file >= 0) {
        status = flush(set, err);
        parts = set->spilled / set->max + 1;
        for (uint64_t part = 0; status == ACCORD_OK && part < parts; part++) {
            accord_key_set_reset(set);
            status = read_part(set, part, parts, function, host, err);
        }
    }
    accord_key_set_reset(set);
    return status;
}
