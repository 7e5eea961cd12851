/* Words of 64 bits in bytes, the highest byte first, written so that compilers see one move in it. */
#ifndef ACCORD_BASE_WORD_H
#define ACCORD_BASE_WORD_H

#include <stdint.h>

enum { ACCORD_WORD_BYTES = 8 };

static inline uint64_t accord_word_of(const unsigned char bytes[ACCORD_WORD_BYTES])
{
    return (uint64_t)bytes[0] << 56 | (uint64_t)bytes[1] << 48 | (uint64_t)bytes[2] << 40 | (uint64_t)bytes[3] << 32 |
           (uint64_t)bytes[4] << 24 | (uint64_t)bytes[5] << 16 | (uint64_t)bytes[6] << 8 | (uint64_t)bytes[7];
}

static inline void accord_word_put(uint64_t word, unsigned char bytes[ACCORD_WORD_BYTES])
{
    bytes[0] = (unsigned char)(word >> 56);
    bytes[1] = (unsigned char)(word >> 48);
    bytes[2] = (unsigned char)(word >> 40);
    bytes[3] = (unsigned char)(word >> 32);
    bytes[4] = (unsigned char)(word >> 24);
    bytes[5] = (unsigned char)(word >> 16);
    bytes[6] = (unsigned char)(word >> 8);
    bytes[7] = (unsigned char)word;
}

#endif
