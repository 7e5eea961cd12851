/* Digests of what each actor sees, made while rows arrive. Private to src/store; store/dataset.h says what they are
 * for. */
#ifndef ACCORD_STORE_DIGESTS_H
#define ACCORD_STORE_DIGESTS_H

#include "base/sha256.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A SHA-256 as one number of 256 bits, the least of its words first. */
enum { ACCORD_DIGEST_WORDS = ACCORD_SHA256_BYTES / sizeof(uint64_t) };
struct accord_digest {
    uint64_t words[ACCORD_DIGEST_WORDS];
};

struct accord_digest accord_digest_of(const unsigned char bytes[ACCORD_SHA256_BYTES]);
/* Of a table's name. */
struct accord_digest accord_digest_of_text(const char *text);
void accord_digest_bytes(const struct accord_digest *digest, unsigned char bytes[ACCORD_SHA256_BYTES]);

/* An actor's digest is the sum, modulo 2^256, of its rows' digests, each XOR that of its table's name, so that the same
 * cells in another table are another row. Against accident, as accord_bag is. */
struct accord_digests {
    struct accord_digest *actors;  /* by rank; 0: what no actor owns and everybody sees */
    size_t count;                  /* one more than the ranks */
    struct accord_digest *arrived; /* rows of actors in order of arrival, until they have ranks */
    size_t arrived_count;
    size_t arrived_capacity;
};

/* Zeroed is empty. */
void accord_digests_clear(struct accord_digests *digests);

/* A row of the table of actors, whose rank is not known yet. False when memory is short. */
bool accord_digests_arrive(struct accord_digests *digests, const struct accord_digest *row);
/* All of those have arrived: makes room for their ranks. False when memory is short. */
bool accord_digests_begin(struct accord_digests *digests);
/* Those have their ranks and are needed no more. */
void accord_digests_ranked(struct accord_digests *digests);

void accord_digests_add(struct accord_digests *digests, uint32_t rank, const struct accord_digest *table,
                        const struct accord_digest *row);

#endif
