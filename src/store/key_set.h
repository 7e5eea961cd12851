/* A set of keys that finds those that come twice, in bounded memory. Private to src/store. */
#ifndef ACCORD_STORE_KEY_SET_H
#define ACCORD_STORE_KEY_SET_H

#include "accord/status.h"
#include "store/temporary.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ACCORD_KEY_SET_MAX = 690000 }; /* entries in memory: 2^20 slots, 24 MiB */

/* A key as the first 128 bits of its SHA-256: no two keys share them. `row` is the row's id; never 0. */
struct accord_key_entry {
    uint64_t high;
    uint64_t low;
    int64_t row;
};

/* Up to `max` keys stand in a hash table; later ones are looked up in it and, where they are new to it, go to a file
 * that is read again at the end, a part of the keys at a time. */
struct accord_key_set {
    struct accord_key_entry *slots;
    size_t slot_count; /* a power of two */
    size_t count;
    size_t max;
    struct accord_key_entry *buffer; /* of what goes to the file */
    size_t buffered;
    int file; /* or -1 */
    uint64_t spilled;
};

void accord_key_set_init(struct accord_key_set *set, size_t max);
void accord_key_set_clear(struct accord_key_set *set);

/* Clears both, but for the larger hash table of the two, which goes to `to`, empty. */
void accord_key_set_hand_on(struct accord_key_set *set, struct accord_key_set *to);

/* Adds a key. *first is the row that has it already, or 0. */
enum accord_status accord_key_set_add(struct accord_key_set *set, const struct accord_temporary *temporary,
                                      struct accord_key_entry key, int64_t *first,
                                      struct accord_error *err) ACCORD_MUST_CHECK;
bool accord_key_set_has(const struct accord_key_set *set, struct accord_key_entry key);
/* Empties the set and keeps its memory. */
void accord_key_set_reset(struct accord_key_set *set);

/* Calls `function` for each key among those in the file that is there twice, in no order. To be called once, after the
 * last key was added; the set is empty afterwards. */
typedef enum accord_status (*accord_key_twice_function)(void *host, int64_t later, int64_t first,
                                                        struct accord_error *err);
enum accord_status accord_key_set_end(struct accord_key_set *set, accord_key_twice_function function, void *host,
                                      struct accord_error *err) ACCORD_MUST_CHECK;

#endif
