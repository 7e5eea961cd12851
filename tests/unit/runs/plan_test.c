/* Actors are matched with the blocks of earlier runs by their keys. */
#include "runs/plan.h"

#include "runs/block.h"
#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCKS_MAX = 8, ACTORS_MAX = 64 };

/* A key is a letter, the rest of it zero. */
static void write_keys(const char *letters, unsigned char *keys)
{
    memset(keys, 0, strlen(letters) * ACCORD_KEY_BYTES);
    for (size_t i = 0; letters[i] != '\0'; i++)
        keys[i * ACCORD_KEY_BYTES + 5] = (unsigned char)letters[i];
}

static struct accord_plan_block blocks[BLOCKS_MAX];
static unsigned char there[ACTORS_MAX * ACCORD_KEY_BYTES], now[ACTORS_MAX * ACCORD_KEY_BYTES];

/* "abc de" are two blocks. */
static size_t make_blocks(const char *letters)
{
    char all[ACTORS_MAX] = "";
    size_t count = 0, at = 0;
    for (const char *from = letters; *from != '\0';) {
        size_t length = strcspn(from, " ");
        strncat(all, from, length);
        blocks[count++] = (struct accord_plan_block){.actors = length, .keys = there + at * ACCORD_KEY_BYTES};
        at += length;
        from += length + (from[length] == ' ');
    }
    write_keys(all, there);
    return count;
}

/* A capital is a changed row. `kept`: blocks that are reused; `fresh`: actors that are evaluated. */
static const struct {
    const char *there, *now;
    size_t kept, fresh;
} cases[] = {
    {"", "", 0, 0},
    {"", "abc", 0, 3},
    {"abc de fgh", "abcdefgh", 3, 0},
    {"abc de fgh", "abcDefgh", 2, 1},
    {"abc de fgh", "aBcdefgh", 2, 1},
    {"abc de fgh", "Abcdefgh", 2, 1},
    {"abc de fgh", "abcdefgH", 2, 1},
    {"abc de fgh", "abCDefgh", 1, 2},
    {"abc de fgh", "abcdxefgh", 2, 1}, /* one more */
    {"abc de fgh", "xabcdefgh", 3, 1},
    {"abc de fgh", "abcdefghx", 3, 1},
    {"abc de fgh", "abcefgh", 2, 0}, /* one less */
    {"abc de fgh", "bcdefgh", 2, 0},
    {"abc de fgh", "abcdefg", 2, 0},
    {"abc de fgh", "fgh", 1, 0},
    {"abc de fgh", "abc", 1, 0},
    {"abc de fgh", "", 0, 0},
    {"abc de fgh", "xyz", 0, 3},
    {"abc de fgh", "b", 0, 0},
    {"abc de fgh", "ABCDEFGH", 0, 8},
};

START_TEST(every_actor_has_its_own_place_or_none)
{
    struct accord_plan plan;
    struct accord_error err;
    size_t block_count = make_blocks(cases[_i].there), count = strlen(cases[_i].now), kept = 0, at = 0;
    write_keys(cases[_i].now, now);
    ck_assert_int_eq(accord_plan_make(&plan, blocks, block_count, now, count, &err), ACCORD_OK);
    for (size_t i = 0; i < count; i++) {
        const struct accord_plan_place *place = &plan.places[i];
        if (place->block == ACCORD_PLAN_FRESH) continue;
        ck_assert_uint_lt(place->block, block_count);
        ck_assert_uint_lt(place->at, blocks[place->block].actors);
        ck_assert_mem_eq(now + i * ACCORD_KEY_BYTES, blocks[place->block].keys + place->at * ACCORD_KEY_BYTES,
                         ACCORD_KEY_BYTES);
    }
    for (size_t i = 0; i < plan.piece_count; i++) {
        const struct accord_plan_piece *piece = &plan.pieces[i];
        ck_assert_uint_eq(piece->first, at);
        ck_assert_uint_gt(piece->count, 0);
        at += piece->count;
        if (piece->block == ACCORD_PLAN_FRESH) continue;
        kept++;
        ck_assert_uint_eq(piece->count, blocks[piece->block].actors);
        ck_assert_mem_eq(now + piece->first * ACCORD_KEY_BYTES, blocks[piece->block].keys,
                         piece->count * ACCORD_KEY_BYTES);
    }
    ck_assert_uint_eq(at, count);
    ck_assert_uint_eq(kept, cases[_i].kept);
    ck_assert_uint_eq(plan.fresh, cases[_i].fresh);
    accord_plan_clear(&plan);
}
END_TEST

START_TEST(pieces_are_no_longer_than_a_block_may_be)
{
    enum { COUNT = 10 * ACCORD_BLOCK_ACTORS + 1 };
    struct accord_plan plan;
    struct accord_error err;
    unsigned char *keys = calloc(COUNT, ACCORD_KEY_BYTES);
    ck_assert_ptr_nonnull(keys);
    for (size_t i = 0; i < COUNT; i++)
        memcpy(keys + i * ACCORD_KEY_BYTES, &i, sizeof i);
    ck_assert_int_eq(accord_plan_make(&plan, NULL, 0, keys, COUNT, &err), ACCORD_OK);
    ck_assert_uint_eq(plan.piece_count, 11);
    for (size_t i = 0; i < plan.piece_count; i++)
        ck_assert_uint_le(plan.pieces[i].count, ACCORD_BLOCK_ACTORS);
    accord_plan_clear(&plan);
    free(keys);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("plan");
    Suite *suite = suite_create("plan");
    tcase_add_loop_test(tcase, every_actor_has_its_own_place_or_none, 0, COUNT_OF(cases));
    tcase_add_test(tcase, pieces_are_no_longer_than_a_block_may_be);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
