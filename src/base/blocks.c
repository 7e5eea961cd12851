/* Small blocks by size: one that was given back is the next to be taken. */
#include "base/blocks.h"

#include "base/memory.h"

#include <assert.h>
#include <stdalign.h>

static_assert(ACCORD_BLOCK_UNIT % alignof(max_align_t) == 0, "blocks are aligned for any type");

void accord_blocks_init(struct accord_blocks *blocks)
{
    *blocks = (struct accord_blocks){.room = accord_alloc(ACCORD_BLOCKS_ROOM)};
    if (blocks->room != NULL) ACCORD_POISON(blocks->room, ACCORD_BLOCKS_ROOM);
}

void accord_blocks_clear(struct accord_blocks *blocks)
{
    accord_free(blocks->room);
    *blocks = (struct accord_blocks){.room = NULL};
}

void *accord_blocks_take(struct accord_blocks *blocks, size_t size)
{
    assert(size > 0);
    if (size > ACCORD_BLOCK_MAX || blocks->room == NULL || accord_alloc_fails()) return NULL;
    size_t index = (size - 1) / ACCORD_BLOCK_UNIT, bytes = (index + 1) * ACCORD_BLOCK_UNIT;
    struct accord_block *block = blocks->given_back[index];
    if (block != NULL) {
        ACCORD_UNPOISON(block, bytes);
        blocks->given_back[index] = block->next;
        return block;
    }
    if (ACCORD_BLOCKS_ROOM - blocks->used < bytes) return NULL;
    void *fresh = blocks->room + blocks->used;
    blocks->used += bytes;
    ACCORD_UNPOISON(fresh, bytes);
    return fresh;
}
