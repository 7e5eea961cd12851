/* Digests of what each actor sees, made while rows arrive. */
#include "store/digests.h"

#include "base/memory.h"
#include "base/word.h"

#include <assert.h>
#include <string.h>

enum { FIRST_ARRIVED = 256 };

struct accord_digest accord_digest_of(const unsigned char bytes[ACCORD_SHA256_BYTES])
{
    struct accord_digest digest;

    for (size_t i = 0; i < ACCORD_DIGEST_WORDS; i++)
        digest.words[ACCORD_DIGEST_WORDS - 1 - i] = accord_word_of(bytes + i * ACCORD_WORD_BYTES);
    return digest;
}

struct accord_digest accord_digest_of_text(const char *text)
{
    struct accord_sha256 hash;
    unsigned char digest[ACCORD_SHA256_BYTES];

    accord_sha256_init(&hash);
    accord_sha256_add(&hash, text, strlen(text));
    accord_sha256_end(&hash, digest);
    return accord_digest_of(digest);
}

void accord_digest_bytes(const struct accord_digest *digest, unsigned char bytes[ACCORD_SHA256_BYTES])
{
    for (size_t i = 0; i < ACCORD_DIGEST_WORDS; i++)
        accord_word_put(digest->words[ACCORD_DIGEST_WORDS - 1 - i], bytes + i * ACCORD_WORD_BYTES);
}

void accord_digests_clear(struct accord_digests *digests)
{
    accord_free(digests->actors);
    accord_free(digests->arrived);
    *digests = (struct accord_digests){.actors = NULL};
}

bool accord_digests_arrive(struct accord_digests *digests, const struct accord_digest *row)
{
    if (digests->arrived_count == digests->arrived_capacity) {
        size_t capacity = digests->arrived_capacity == 0 ? FIRST_ARRIVED : 2 * digests->arrived_capacity;
        struct accord_digest *arrived = accord_realloc(digests->arrived, capacity, sizeof(*arrived));

        if (arrived == NULL) return false;
        digests->arrived = arrived;
        digests->arrived_capacity = capacity;
    }
    digests->arrived[digests->arrived_count++] = *row;
    return true;
}

bool accord_digests_begin(struct accord_digests *digests)
{
    assert(digests->actors == NULL);
    digests->count = digests->arrived_count + 1;
    digests->actors = accord_alloc_zero(digests->count, sizeof(*digests->actors));
    return digests->actors != NULL;
}

void accord_digests_ranked(struct accord_digests *digests)
{
    accord_free(digests->arrived);
    digests->arrived = NULL;
    digests->arrived_count = digests->arrived_capacity = 0;
}

void accord_digests_add(struct accord_digests *digests, uint32_t rank, const struct accord_digest *table,
                        const struct accord_digest *row)
{
    uint64_t carry = 0;

    assert(rank < digests->count);
    for (size_t i = 0; i < ACCORD_DIGEST_WORDS; i++) {
        uint64_t *word = &digests->actors[rank].words[i];
        uint64_t added = row->words[i] ^ table->words[i];
        uint64_t sum = *word + added;
        uint64_t carried = sum + carry;

        carry = (uint64_t)(sum < added) | (uint64_t)(carried < sum);
        *word = carried;
    }
}
