/* SHA-256 (FIPS 180-4). */
#ifndef ACCORD_BASE_SHA256_H
#define ACCORD_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { ACCORD_SHA256_BYTES = 32, ACCORD_SHA256_HEX = 65 };

struct accord_sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    unsigned char block[64];
};

void accord_sha256_init(struct accord_sha256 *hash);
void accord_sha256_add(struct accord_sha256 *hash, const void *bytes, size_t length);

/* The length as eight bytes, then the bytes: what makes a sequence of fields unambiguous. */
void accord_sha256_add_field(struct accord_sha256 *hash, const void *bytes, size_t length);
void accord_sha256_end(struct accord_sha256 *hash, unsigned char digest[ACCORD_SHA256_BYTES]);

/* 64 lower-case digits and a NUL. */
void accord_sha256_hex(const unsigned char digest[ACCORD_SHA256_BYTES], char hex[ACCORD_SHA256_HEX]);

#endif
