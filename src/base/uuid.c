/* UUIDs made from names. Version 5 is SHA-1 by its definition; nothing here relies on SHA-1 being hard to collide. */
#include "base/uuid.h"

#include <stdint.h>
#include <string.h>

const struct accord_uuid accord_uuid_space = {
    {0xcf, 0xa4, 0x57, 0x6f, 0xa3, 0xba, 0x54, 0xbf, 0xb0, 0x1f, 0xfb, 0x82, 0x21, 0xd1, 0x5a, 0x87}};

/* ---- SHA-1 (FIPS 180-4) ---- */

enum { BLOCK = 64, WORDS = 5, ROUNDS = 80 };

struct sha1 {
    uint32_t state[WORDS];
    uint64_t length; /* bytes so far */
    unsigned char block[BLOCK];
};

static const struct sha1 sha1_empty = {.state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}};

static uint32_t rotate(uint32_t word, unsigned bits)
{
    return word << bits | word >> (32 - bits);
}

static void spread(const unsigned char *block, uint32_t words[ROUNDS])
{
    for (size_t i = 0; i < BLOCK / 4; i++)
        words[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 |
                   block[4 * i + 3];
    for (size_t i = BLOCK / 4; i < ROUNDS; i++)
        words[i] = rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
}

/* The function and constant of a round: four stages of twenty. */
static uint32_t mix(size_t round, uint32_t b, uint32_t c, uint32_t d)
{
    if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
    if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
    if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
    return (b ^ c ^ d) + 0xca62c1d6;
}

static void take_block(struct sha1 *hash)
{
    uint32_t words[ROUNDS], s[WORDS];
    spread(hash->block, words);
    memcpy(s, hash->state, sizeof s);
    for (size_t i = 0; i < ROUNDS; i++) {
        uint32_t next = rotate(s[0], 5) + mix(i, s[1], s[2], s[3]) + s[4] + words[i];
        s[4] = s[3];
        s[3] = s[2];
        s[2] = rotate(s[1], 30);
        s[1] = s[0];
        s[0] = next;
    }
    for (size_t i = 0; i < WORDS; i++)
        hash->state[i] += s[i];
}

static void add(struct sha1 *hash, const void *bytes, size_t length)
{
    const unsigned char *from = bytes;
    for (size_t i = 0; i < length; i++) {
        hash->block[hash->length++ % BLOCK] = from[i];
        if (hash->length % BLOCK == 0) take_block(hash);
    }
}

static void end(struct sha1 *hash)
{
    uint64_t bits = hash->length * 8;
    unsigned char byte = 0x80;
    do {
        add(hash, &byte, 1);
        byte = 0;
    } while (hash->length % BLOCK != BLOCK - 8);
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        byte = (unsigned char)(bits >> (shift - 8));
        add(hash, &byte, 1);
    }
}

/* ---- UUIDs ---- */

struct accord_uuid accord_uuid_of(const struct accord_uuid *space, const char *const *parts, size_t count)
{
    struct sha1 hash = sha1_empty;
    struct accord_uuid uuid;
    add(&hash, space->bytes, ACCORD_UUID_BYTES);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) add(&hash, "\n", 1);
        add(&hash, parts[i], strlen(parts[i]));
    }
    end(&hash);
    for (size_t i = 0; i < ACCORD_UUID_BYTES; i++)
        uuid.bytes[i] = (unsigned char)(hash.state[i / 4] >> (24 - 8 * (i % 4)));
    uuid.bytes[6] = (unsigned char)((uuid.bytes[6] & 0x0f) | 0x50); /* version 5 */
    uuid.bytes[8] = (unsigned char)((uuid.bytes[8] & 0x3f) | 0x80); /* the variant of the RFC */
    return uuid;
}

const char *accord_uuid_format(const struct accord_uuid *uuid, char text[ACCORD_UUID_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    char *to = text;
    for (size_t i = 0; i < ACCORD_UUID_BYTES; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) *to++ = '-';
        *to++ = digits[uuid->bytes[i] >> 4];
        *to++ = digits[uuid->bytes[i] & 15];
    }
    *to = '\0';
    return text;
}
