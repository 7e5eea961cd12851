/* SHA-256 as FIPS 180-4 has it. */
#include "base/sha256.h"

#include "base/sha256_block.h"

#include <string.h>

const uint32_t accord_sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t word, unsigned bits)
{
    return word >> bits | word << (32 - bits);
}

static uint32_t load(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void store(uint64_t number, unsigned char *bytes, int count)
{
    for (int i = 0; i < count; i++)
        bytes[i] = (unsigned char)(number >> (8 * (count - 1 - i)));
}

static void expand(const unsigned char *block, uint32_t words[64])
{
    for (int i = 0; i < 16; i++)
        words[i] = load(block + 4 * i);
    for (int i = 16; i < 64; i++) {
        uint32_t a = words[i - 15];
        uint32_t b = words[i - 2];
        words[i] = words[i - 16] + words[i - 7] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) +
                   (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
    }
}

/* The names a to h are the standard's. */
static void take_block(uint32_t state[8], const unsigned char *block)
{
    uint32_t words[64];
    expand(block, words);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int i = 0; i < 64; i++) {
        uint32_t one = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) +
                       accord_sha256_constants[i] + words[i];
        uint32_t two = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + one;
        d = c;
        c = b;
        b = a;
        a = one + two;
    }
    const uint32_t after[8] = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < 8; i++)
        state[i] += after[i];
}

void accord_sha256_portable(uint32_t state[8], const unsigned char *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        take_block(state, blocks + i * ACCORD_SHA256_BLOCK);
}

static void take_blocks(struct accord_sha256 *hash, const unsigned char *blocks, size_t count)
{
    accord_sha256_function function = accord_sha256_of_processor();

    if (function == NULL) function = accord_sha256_portable;
    function(hash->state, blocks, count);
}

void accord_sha256_init(struct accord_sha256 *hash)
{
    static const uint32_t first[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

    memcpy(hash->state, first, sizeof first);
    hash->length = 0;
}

void accord_sha256_add(struct accord_sha256 *hash, const void *bytes, size_t length)
{
    const unsigned char *from = bytes;
    size_t held = (size_t)(hash->length % sizeof hash->block);
    size_t room = sizeof hash->block - held;

    hash->length += length;
    if (held > 0 && length >= room) {
        memcpy(hash->block + held, from, room);
        take_blocks(hash, hash->block, 1);
        from += room;
        length -= room;
        held = 0;
    }
    if (held == 0 && length >= sizeof hash->block) {
        take_blocks(hash, from, length / sizeof hash->block);
        from += length - length % sizeof hash->block;
        length %= sizeof hash->block;
    }
    if (length > 0) memcpy(hash->block + held, from, length);
}

void accord_sha256_add_field(struct accord_sha256 *hash, const void *bytes, size_t length)
{
    unsigned char prefix[8];
    store(length, prefix, 8);
    accord_sha256_add(hash, prefix, sizeof prefix);
    accord_sha256_add(hash, bytes, length);
}

void accord_sha256_end(struct accord_sha256 *hash, unsigned char digest[ACCORD_SHA256_BYTES])
{
    size_t held = (size_t)(hash->length % sizeof hash->block);
    size_t last = sizeof hash->block - 8; /* where the length in bits stands */

    hash->block[held++] = 0x80;
    if (held > last) {
        memset(hash->block + held, 0, sizeof hash->block - held);
        take_blocks(hash, hash->block, 1);
        held = 0;
    }
    memset(hash->block + held, 0, last - held);
    store(hash->length * 8, hash->block + last, 8);
    take_blocks(hash, hash->block, 1);
    for (int i = 0; i < 8; i++)
        store(hash->state[i], digest + 4 * i, 4);
}

void accord_sha256_hex(const unsigned char digest[ACCORD_SHA256_BYTES], char hex[ACCORD_SHA256_HEX])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < ACCORD_SHA256_BYTES; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[ACCORD_SHA256_HEX - 1] = '\0';
}
