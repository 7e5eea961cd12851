/* The block function of SHA-256 in the ways that this machine has. Private to src/base/sha256*.c and their tests. */
#ifndef ACCORD_BASE_SHA256_BLOCK_H
#define ACCORD_BASE_SHA256_BLOCK_H

#include <stddef.h>
#include <stdint.h>

enum { ACCORD_SHA256_BLOCK = 64 };

/* Takes `count` blocks, one after the other, into the state. */
typedef void (*accord_sha256_function)(uint32_t state[8], const unsigned char *blocks, size_t count);

extern const uint32_t accord_sha256_constants[64];

void accord_sha256_portable(uint32_t state[8], const unsigned char *blocks, size_t count);

/* The one that uses the processor's own instructions for it, or NULL where it has none or nobody can say. */
accord_sha256_function accord_sha256_of_processor(void);

#endif
