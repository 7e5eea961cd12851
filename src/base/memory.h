/* Allocation: the one door to malloc, so that each allocation can be made to fail in a test, and arenas on it. */
#ifndef ACCORD_BASE_MEMORY_H
#define ACCORD_BASE_MEMORY_H

#include "base/poison.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>

/* As malloc, calloc, realloc and free; NULL when memory is short. Every module of the library uses these. `count *
 * size` that overflows is NULL. */
void *accord_alloc(size_t size);
void *accord_alloc_zero(size_t count, size_t size);
void *accord_realloc(void *block, size_t count, size_t size);
void accord_free(void *block);

/* Gives freed memory back to the system where it can: before processes are forked, which would keep it as long as they
 * live. */
void accord_memory_trim(void);

/* A copy of `length` bytes with a NUL after them; NULL when memory is short. */
char *accord_copy_text(const char *text, size_t length);

/* For tests: the allocation number `nth` from now (1 = the next one) and all after it fail; 0 turns it off. */
void accord_alloc_fail_after(unsigned long nth);
/* Counts an allocation of an allocator's own: whether it is one that is to fail. */
bool accord_alloc_fails(void);

/* Memory that is released all at once. Init with accord_arena_init; a zeroed arena is an empty one. */
struct accord_arena_block;
struct accord_arena {
    struct accord_arena_block *blocks; /* newest first */
    unsigned char *bytes;              /* of the newest block */
    size_t capacity;
    size_t used;
    size_t total; /* bytes handed out since the last reset */
};

void accord_arena_init(struct accord_arena *arena);

/* As accord_arena_alloc, whether or not the newest block has room. */
void *accord_arena_alloc_any(struct accord_arena *arena, size_t size);

/* `size` bytes aligned for any type, uninitialised; lives until reset or clear. NULL when memory is short. */
static inline void *accord_arena_alloc(struct accord_arena *arena, size_t size)
{
    const size_t alignment = alignof(max_align_t);
    size_t room = arena->capacity - arena->used, rounded = (size + alignment - 1) / alignment * alignment;
    if (size == 0 || size > room || rounded > room) return accord_arena_alloc_any(arena, size);
    unsigned char *memory = arena->bytes + arena->used;
    ACCORD_UNPOISON(memory, size);
    arena->used += rounded;
    arena->total += rounded;
    return memory;
}

void *accord_arena_zero(struct accord_arena *arena, size_t count, size_t size);

/* A NUL-terminated copy of `length` bytes in the arena. */
char *accord_arena_copy(struct accord_arena *arena, const char *text, size_t length);

/* Everything handed out is gone; one block is kept for reuse. */
void accord_arena_reset(struct accord_arena *arena);
void accord_arena_clear(struct accord_arena *arena);

#endif
