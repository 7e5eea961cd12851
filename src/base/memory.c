/* The door to malloc, with a counter that makes allocations fail in tests, and arenas on it. */
#include "base/memory.h"

#include "base/poison.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 256 * 1024 };

/* 0: off; 1: the next allocation fails, and so do all after it. A thread of its own each, so that it races with none.
 */
static _Thread_local unsigned long allocations_left;

struct accord_arena_block {
    struct accord_arena_block *older;
    size_t capacity;
    alignas(max_align_t) unsigned char bytes[];
};

bool accord_alloc_fails(void)
{
    if (allocations_left == 0) return false;
    if (allocations_left == 1) return true;
    allocations_left--;
    return false;
}

void accord_alloc_fail_after(unsigned long nth)
{
    allocations_left = nth;
}

/* False when `count * size` is more than any object may have. An empty block still gets a byte: NULL means failure. */
static bool block_size(size_t count, size_t size, size_t *bytes)
{
    if (size != 0 && count > (size_t)PTRDIFF_MAX / size) return false;
    *bytes = count * size == 0 ? 1 : count * size;
    return true;
}

void *accord_alloc(size_t size)
{
    size_t bytes;
    if (!block_size(1, size, &bytes) || accord_alloc_fails()) return NULL;
    return malloc(bytes);
}

void *accord_alloc_zero(size_t count, size_t size)
{
    size_t bytes;
    if (!block_size(count, size, &bytes) || accord_alloc_fails()) return NULL;
    return calloc(1, bytes);
}

void *accord_realloc(void *block, size_t count, size_t size)
{
    size_t bytes;
    if (!block_size(count, size, &bytes) || accord_alloc_fails()) return NULL;
    return realloc(block, bytes);
}

void accord_free(void *block)
{
    free(block);
}

void accord_memory_trim(void)
{
#if defined(__GLIBC__)
    (void)malloc_trim(0);
#endif
}

char *accord_copy_text(const char *text, size_t length)
{
    char *copy = length < (size_t)PTRDIFF_MAX ? accord_alloc(length + 1) : NULL;
    if (copy == NULL) return NULL;
    if (length > 0) memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void accord_arena_init(struct accord_arena *arena)
{
    *arena = (struct accord_arena){0};
}

static bool add_block(struct accord_arena *arena, size_t least)
{
    size_t capacity = arena->blocks == NULL ? FIRST_BLOCK : 2 * arena->blocks->capacity;
    if (capacity > LARGEST_BLOCK) capacity = LARGEST_BLOCK;
    if (capacity < least) capacity = least;
    struct accord_arena_block *block = accord_alloc(sizeof *block + capacity);
    if (block == NULL) return false;
    *block = (struct accord_arena_block){.older = arena->blocks, .capacity = capacity};
    ACCORD_POISON(block->bytes, capacity);
    arena->blocks = block;
    arena->bytes = block->bytes;
    arena->capacity = capacity;
    arena->used = 0;
    return true;
}

void *accord_arena_alloc_any(struct accord_arena *arena, size_t size)
{
    const size_t alignment = alignof(max_align_t);
    if (size > (size_t)PTRDIFF_MAX / 2) return NULL;
    size_t rounded = (size / alignment + (size % alignment != 0 || size == 0)) * alignment;
    if (arena->capacity - arena->used < rounded && !add_block(arena, rounded)) return NULL;
    unsigned char *memory = arena->bytes + arena->used;
    ACCORD_UNPOISON(memory, size);
    arena->used += rounded;
    arena->total += rounded;
    return memory;
}

void *accord_arena_zero(struct accord_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) return NULL;
    void *memory = accord_arena_alloc(arena, count * size);
    if (memory != NULL) memset(memory, 0, count * size);
    return memory;
}

char *accord_arena_copy(struct accord_arena *arena, const char *text, size_t length)
{
    char *copy = length < SIZE_MAX ? accord_arena_alloc(arena, length + 1) : NULL;
    if (copy == NULL) return NULL;
    if (length > 0) memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

static void free_blocks(struct accord_arena_block *block)
{
    while (block != NULL) {
        struct accord_arena_block *older = block->older;
        accord_free(block);
        block = older;
    }
}

void accord_arena_reset(struct accord_arena *arena)
{
    struct accord_arena_block *kept = arena->blocks;
    /* One huge row must not pin its memory for the rest of the run. */
    if (kept == NULL || kept->capacity > LARGEST_BLOCK) {
        accord_arena_clear(arena);
        return;
    }
    free_blocks(kept->older);
    kept->older = NULL;
    ACCORD_POISON(kept->bytes, kept->capacity);
    arena->used = 0;
    arena->total = 0;
}

void accord_arena_clear(struct accord_arena *arena)
{
    free_blocks(arena->blocks);
    accord_arena_init(arena);
}
