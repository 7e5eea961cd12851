/* Matching actors with the blocks of earlier runs. */
#include "runs/plan.h"

#include "base/error.h"
#include "base/memory.h"
#include "runs/block.h"

#include <string.h>

static const unsigned char *key_at(const unsigned char *keys, size_t at)
{
    return keys + at * ACCORD_KEY_BYTES;
}

static bool same_keys(const unsigned char *a, const unsigned char *b, size_t count)
{
    return memcmp(a, b, count * ACCORD_KEY_BYTES) == 0;
}

static void add_piece(struct accord_plan *plan, size_t first, size_t count, uint32_t block)
{
    plan->pieces[plan->piece_count++] = (struct accord_plan_piece){first, count, block};
}

/* ---- out of step ---- */

static bool index_blocks(struct accord_plan *plan)
{
    bool good = true, added;
    for (size_t i = 0; i < plan->block_count && good; i++)
        for (size_t j = 0; j < plan->blocks[i].actors && good; j++)
            good = accord_map_put(&plan->index, (const char *)key_at(plan->blocks[i].keys, j), ACCORD_KEY_BYTES,
                                  (int64_t)((uint64_t)i << 32 | j), &added);
    plan->indexed = good;
    return good;
}

/* False when memory is short. */
static bool look_up(struct accord_plan *plan, size_t at)
{
    int64_t found = 0;
    if (!plan->indexed && !index_blocks(plan)) return false;
    if (accord_map_get(&plan->index, (const char *)key_at(plan->keys, at), ACCORD_KEY_BYTES, &found))
        plan->places[at] = (struct accord_plan_place){(uint32_t)((uint64_t)found >> 32), (uint32_t)found};
    return true;
}

/* ---- in step ---- */

static bool fits(const struct accord_plan *plan, size_t at, size_t block)
{
    const struct accord_plan_block *there = &plan->blocks[block];
    return there->actors > 0 && there->actors <= plan->count - at &&
           same_keys(key_at(plan->keys, at), there->keys, there->actors);
}

/* The block's actors are those that come next, though not all of them are as they were: what follows says so. */
static bool in_step(const struct accord_plan *plan, size_t at, size_t block)
{
    const struct accord_plan_block *there = &plan->blocks[block];
    size_t end = at + there->actors;
    if (there->actors == 0 || there->actors > plan->count - at) return false;
    if (same_keys(key_at(plan->keys, end - 1), key_at(there->keys, there->actors - 1), 1)) return true;
    if (block + 1 == plan->block_count) return end == plan->count;
    return end < plan->count && plan->blocks[block + 1].actors > 0 &&
           same_keys(key_at(plan->keys, end), plan->blocks[block + 1].keys, 1);
}

static void take_block(struct accord_plan *plan, size_t at, size_t block)
{
    for (size_t i = 0; i < plan->blocks[block].actors; i++)
        plan->places[at + i] = (struct accord_plan_place){(uint32_t)block, (uint32_t)i};
    add_piece(plan, at, plan->blocks[block].actors, (uint32_t)block);
}

static void compare_block(struct accord_plan *plan, size_t at, size_t block)
{
    const struct accord_plan_block *there = &plan->blocks[block];
    for (size_t i = 0; i < there->actors; i++)
        if (same_keys(key_at(plan->keys, at + i), key_at(there->keys, i), 1))
            plan->places[at + i] = (struct accord_plan_place){(uint32_t)block, (uint32_t)i};
    add_piece(plan, at, there->actors, ACCORD_PLAN_FRESH);
}

/* ---- all of it ---- */

/* One actor, on its own, and where the blocks go on after it. */
static bool step_alone(struct accord_plan *plan, size_t at, size_t *block)
{
    if (!look_up(plan, at)) return false;
    const struct accord_plan_place *place = &plan->places[at];
    if (place->block != ACCORD_PLAN_FRESH) *block = place->block + (place->at + 1 == plan->blocks[place->block].actors);
    struct accord_plan_piece *last = plan->piece_count > 0 ? &plan->pieces[plan->piece_count - 1] : NULL;
    bool grows = last && last->block == ACCORD_PLAN_FRESH && last->count < ACCORD_BLOCK_ACTORS;
    if (grows)
        last->count++;
    else
        add_piece(plan, at, 1, ACCORD_PLAN_FRESH);
    return true;
}

/* Where the actor at hand begins a block, that block is next. */
static bool find_start(struct accord_plan *plan, size_t at, size_t *block)
{
    if (plan->block_count == 0) return true;
    if (!look_up(plan, at)) return false;
    struct accord_plan_place *place = &plan->places[at];
    if (place->block != ACCORD_PLAN_FRESH && place->at == 0) *block = place->block;
    *place = (struct accord_plan_place){ACCORD_PLAN_FRESH, 0};
    return true;
}

static enum accord_status match(struct accord_plan *plan, struct accord_error *err)
{
    size_t block = 0;
    for (size_t at = 0; at < plan->count;) {
        bool there = block < plan->block_count;
        if (there && !fits(plan, at, block) && !in_step(plan, at, block)) {
            if (!find_start(plan, at, &block)) return accord_error_memory(err);
        }
        if (there && fits(plan, at, block)) {
            take_block(plan, at, block);
            at += plan->blocks[block++].actors;
        } else if (there && in_step(plan, at, block)) {
            compare_block(plan, at, block);
            at += plan->blocks[block++].actors;
        } else {
            if (!step_alone(plan, at, &block)) return accord_error_memory(err);
            at++;
        }
    }
    return ACCORD_OK;
}

enum accord_status accord_plan_make(struct accord_plan *plan, const struct accord_plan_block *blocks,
                                    size_t block_count, const unsigned char *keys, size_t count,
                                    struct accord_error *err)
{
    *plan = (struct accord_plan){.blocks = blocks, .block_count = block_count, .keys = keys, .count = count};
    accord_map_init(&plan->index);
    plan->places = accord_alloc(count * sizeof *plan->places + 1);
    plan->pieces = accord_alloc_zero(count + 1, sizeof *plan->pieces);
    if (!plan->places || !plan->pieces) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++)
        plan->places[i] = (struct accord_plan_place){ACCORD_PLAN_FRESH, 0};
    enum accord_status status = match(plan, err);
    for (size_t i = 0; i < count && status == ACCORD_OK; i++)
        plan->fresh += plan->places[i].block == ACCORD_PLAN_FRESH;
    return status;
}

void accord_plan_clear(struct accord_plan *plan)
{
    accord_map_clear(&plan->index);
    accord_free(plan->places);
    accord_free(plan->pieces);
    *plan = (struct accord_plan){.count = 0};
}
