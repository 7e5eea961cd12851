/* Small blocks. */
#include "base/blocks.h"

#include "base/memory.h"
#include "unit/suite.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

static struct accord_blocks blocks;

static void open_blocks(void)
{
    accord_blocks_init(&blocks);
    ck_assert_ptr_nonnull(blocks.room);
}

static void close_blocks(void)
{
    accord_blocks_clear(&blocks);
}

START_TEST(blocks_are_aligned_and_apart)
{
    unsigned char *taken[ACCORD_BLOCK_MAX + 1];
    for (size_t size = 1; size <= ACCORD_BLOCK_MAX; size++) {
        taken[size] = accord_blocks_take(&blocks, size);
        ck_assert_ptr_nonnull(taken[size]);
        ck_assert_uint_eq((uintptr_t)taken[size] % alignof(max_align_t), 0);
        ck_assert(accord_blocks_have(&blocks, taken[size]));
        memset(taken[size], (int)(size % 251), size);
    }
    for (size_t size = 1; size <= ACCORD_BLOCK_MAX; size++)
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(taken[size][i], size % 251);
}
END_TEST

START_TEST(what_was_given_back_is_taken_again)
{
    void *first = accord_blocks_take(&blocks, 17), *second = accord_blocks_take(&blocks, 32);
    accord_blocks_give(&blocks, first, 17);
    accord_blocks_give(&blocks, second, 20);
    size_t used = blocks.used;
    ck_assert_ptr_eq(accord_blocks_take(&blocks, 32), second);
    ck_assert_ptr_eq(accord_blocks_take(&blocks, 17), first);
    ck_assert_uint_eq(blocks.used, used);
    ck_assert_ptr_ne(accord_blocks_take(&blocks, 16), first);
}
END_TEST

START_TEST(large_blocks_are_refused)
{
    ck_assert_ptr_nonnull(accord_blocks_take(&blocks, ACCORD_BLOCK_MAX));
    ck_assert_ptr_null(accord_blocks_take(&blocks, ACCORD_BLOCK_MAX + 1));
    ck_assert_ptr_null(accord_blocks_take(&blocks, SIZE_MAX));
}
END_TEST

START_TEST(the_room_is_bounded)
{
    size_t count = 0;
    void *last = NULL;
    for (void *block; (block = accord_blocks_take(&blocks, ACCORD_BLOCK_MAX)) != NULL; count++)
        last = block;
    ck_assert_uint_eq(count, ACCORD_BLOCKS_ROOM / ACCORD_BLOCK_MAX);
    ck_assert_ptr_null(accord_blocks_take(&blocks, 1));
    accord_blocks_give(&blocks, last, ACCORD_BLOCK_MAX);
    ck_assert_ptr_eq(accord_blocks_take(&blocks, ACCORD_BLOCK_MAX), last);
}
END_TEST

START_TEST(others_blocks_are_known)
{
    int own = 0;
    void *other = accord_alloc(16);
    ck_assert(!accord_blocks_have(&blocks, other) && !accord_blocks_have(&blocks, &own));
    ck_assert(!accord_blocks_have(&blocks, blocks.room + ACCORD_BLOCKS_ROOM));
    accord_free(other);
}
END_TEST

START_TEST(blocks_can_be_made_to_fail)
{
    accord_alloc_fail_after(2);
    void *first = accord_blocks_take(&blocks, 8), *second = accord_blocks_take(&blocks, 8);
    accord_alloc_fail_after(0);
    ck_assert(first != NULL && second == NULL);
}
END_TEST

START_TEST(without_memory_there_is_no_room)
{
    struct accord_blocks none;
    accord_alloc_fail_after(1);
    accord_blocks_init(&none);
    accord_alloc_fail_after(0);
    ck_assert_ptr_null(accord_blocks_take(&none, 8));
    ck_assert(!accord_blocks_have(&none, &none));
    accord_blocks_clear(&none);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("blocks");
    Suite *suite = suite_create("blocks");
    tcase_add_checked_fixture(tcase, open_blocks, close_blocks);
    tcase_add_test(tcase, blocks_are_aligned_and_apart);
    tcase_add_test(tcase, what_was_given_back_is_taken_again);
    tcase_add_test(tcase, large_blocks_are_refused);
    tcase_add_test(tcase, the_room_is_bounded);
    tcase_add_test(tcase, others_blocks_are_known);
    tcase_add_test(tcase, blocks_can_be_made_to_fail);
    tcase_add_test(tcase, without_memory_there_is_no_room);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
