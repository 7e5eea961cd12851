/* Small blocks that come and go, from one piece of memory: several times cheaper than malloc. */
#ifndef ACCORD_BASE_BLOCKS_H
#define ACCORD_BASE_BLOCKS_H

#include "base/poison.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ACCORD_BLOCK_UNIT = 16,
    ACCORD_BLOCK_MAX = 512,               /* bytes of one block */
    ACCORD_BLOCKS_ROOM = 8 * 1024 * 1024, /* bytes of all: what is not used yet costs no memory */
    ACCORD_BLOCK_SIZES = ACCORD_BLOCK_MAX / ACCORD_BLOCK_UNIT
};

struct accord_block {
    struct accord_block *next;
};

struct accord_blocks {
    unsigned char *room;                                 /* NULL: none, and every block is refused */
    size_t used;                                         /* bytes that were ever handed out */
    struct accord_block *given_back[ACCORD_BLOCK_SIZES]; /* by size */
};

/* Without memory there is no room, which is no failure. */
void accord_blocks_init(struct accord_blocks *blocks);
void accord_blocks_clear(struct accord_blocks *blocks);

/* A block of `size` bytes, at least 1, aligned for any type. NULL: it is too large or there is no room left, and malloc
 * may have some. */
void *accord_blocks_take(struct accord_blocks *blocks, size_t size);
/* Gives back a block that was taken, with its size or a smaller one. */
static inline void accord_blocks_give(struct accord_blocks *blocks, void *block, size_t size)
{
    struct accord_block *given = block;
    size_t index = (size - 1) / ACCORD_BLOCK_UNIT;
    assert(size > 0 && index < ACCORD_BLOCK_SIZES);
    given->next = blocks->given_back[index];
    blocks->given_back[index] = given;
    ACCORD_POISON(block, (index + 1) * ACCORD_BLOCK_UNIT);
}

/* Whether the block was taken here. */
static inline bool accord_blocks_have(const struct accord_blocks *blocks, const void *block)
{
    return blocks->room != NULL && (uintptr_t)block - (uintptr_t)blocks->room < ACCORD_BLOCKS_ROOM;
}

#endif
