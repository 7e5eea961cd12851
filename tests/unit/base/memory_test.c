/* Allocation that can be made to fail, and arenas. */
#include "base/memory.h"

#include "unit/suite.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

enum { PLENTY = 1000000 };

START_TEST(nothing_still_gets_a_block)
{
    void *empty = accord_alloc(0);
    void *none = accord_alloc_zero(0, 8);
    void *shrunk = accord_realloc(accord_alloc(8), 0, 8);
    ck_assert(empty != NULL && none != NULL && shrunk != NULL);
    accord_free(empty);
    accord_free(none);
    accord_free(shrunk);
    accord_free(NULL);
}
END_TEST

static const struct {
    size_t count;
    size_t size;
} too_large[] = {{SIZE_MAX, 2}, {2, SIZE_MAX}, {SIZE_MAX / 2, 3}, {(SIZE_MAX >> 4) + 1, 16}, {1, SIZE_MAX}};

START_TEST(a_product_that_overflows_is_no_block)
{
    struct accord_arena arena = {0};
    ck_assert_ptr_null(accord_alloc_zero(too_large[_i].count, too_large[_i].size));
    ck_assert_ptr_null(accord_realloc(NULL, too_large[_i].count, too_large[_i].size));
    ck_assert_ptr_null(accord_arena_zero(&arena, too_large[_i].count, too_large[_i].size));
    ck_assert_uint_eq(arena.total, 0);
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(sizes_beyond_any_object_are_no_block)
{
    struct accord_arena arena = {0};
    ck_assert_ptr_null(accord_alloc(SIZE_MAX));
    ck_assert_ptr_null(accord_copy_text("x", SIZE_MAX));
    ck_assert_ptr_null(accord_arena_alloc(&arena, SIZE_MAX));
    ck_assert_ptr_null(accord_arena_copy(&arena, "x", SIZE_MAX));
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(zeroed_memory_is_zero)
{
    static const unsigned char zeros[400];
    unsigned char *block = accord_alloc_zero(100, 4);
    ck_assert_mem_eq(block, zeros, sizeof zeros);
    accord_free(block);
}
END_TEST

START_TEST(a_copy_ends_with_a_nul)
{
    char *copy = accord_copy_text("Kenya", 3);
    ck_assert_str_eq(copy, "Ken");
    accord_free(copy);
    copy = accord_copy_text(NULL, 0);
    ck_assert_str_eq(copy, "");
    accord_free(copy);
}
END_TEST

START_TEST(the_nth_allocation_and_all_after_it_fail)
{
    accord_alloc_fail_after(3);
    void *first = accord_alloc(1);
    void *second = accord_alloc_zero(1, 1);
    ck_assert(first != NULL && second != NULL);
    ck_assert_ptr_null(accord_alloc(1));
    ck_assert_ptr_null(accord_alloc_zero(1, 1));
    ck_assert_ptr_null(accord_realloc(first, 2, 1));
    ck_assert_ptr_null(accord_copy_text("x", 1));
    accord_alloc_fail_after(0);
    void *after = accord_alloc(1);
    ck_assert_ptr_nonnull(after);
    accord_free(after);
    accord_free(first);
    accord_free(second);
}
END_TEST

START_TEST(an_arena_keeps_what_it_gave_apart_and_aligned)
{
    struct accord_arena arena;
    accord_arena_init(&arena);
    unsigned char *given[500];
    for (size_t i = 0; i < 500; i++) {
        given[i] = accord_arena_alloc(&arena, i * 7 % 3000);
        ck_assert_ptr_nonnull(given[i]);
        ck_assert_uint_eq((uintptr_t)given[i] % alignof(max_align_t), 0);
        memset(given[i], (int)(i % 251), i * 7 % 3000);
    }
    for (size_t i = 0; i < 500; i++) {
        unsigned char expected[3000];
        memset(expected, (int)(i % 251), sizeof expected);
        ck_assert_int_eq(memcmp(given[i], expected, i * 7 % 3000), 0);
    }
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(a_zeroed_arena_is_an_empty_one)
{
    struct accord_arena arena = {0};
    accord_arena_reset(&arena);
    ck_assert_str_eq(accord_arena_copy(&arena, "Peru and more", 4), "Peru");
    ck_assert_str_eq(accord_arena_copy(&arena, NULL, 0), "");
    int *zeros = accord_arena_zero(&arena, 10, sizeof *zeros);
    for (size_t i = 0; i < 10; i++)
        ck_assert_int_eq(zeros[i], 0);
    ck_assert_uint_gt(arena.total, 0);
    accord_arena_clear(&arena);
    ck_assert_uint_eq(arena.total, 0);
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(a_reset_arena_uses_its_block_again)
{
    struct accord_arena arena = {0};
    ck_assert_ptr_nonnull(accord_arena_alloc(&arena, 100));
    ck_assert_ptr_nonnull(accord_arena_alloc(&arena, 5000));
    accord_arena_reset(&arena);
    ck_assert_uint_eq(arena.total, 0);
    accord_alloc_fail_after(1);
    void *again = accord_arena_alloc(&arena, 5000);
    accord_alloc_fail_after(0);
    ck_assert_ptr_nonnull(again);
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(a_reset_arena_keeps_no_huge_block)
{
    struct accord_arena arena = {0};
    ck_assert_ptr_nonnull(accord_arena_alloc(&arena, (size_t)PLENTY));
    accord_arena_reset(&arena);
    ck_assert_ptr_null(arena.blocks);
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(an_arena_survives_a_failed_allocation)
{
    struct accord_arena arena = {0};
    char *kept = accord_arena_copy(&arena, "kept", 4);
    accord_alloc_fail_after(1);
    ck_assert_ptr_null(accord_arena_alloc(&arena, (size_t)PLENTY));
    ck_assert_ptr_null(accord_arena_zero(&arena, (size_t)PLENTY, 1));
    accord_alloc_fail_after(0);
    ck_assert_str_eq(kept, "kept");
    ck_assert_ptr_nonnull(accord_arena_alloc(&arena, (size_t)PLENTY));
    accord_arena_clear(&arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory");
    TCase *tests = tcase_create("memory");
    tcase_add_test(tests, nothing_still_gets_a_block);
    tcase_add_loop_test(tests, a_product_that_overflows_is_no_block, 0, COUNT_OF(too_large));
    tcase_add_test(tests, sizes_beyond_any_object_are_no_block);
    tcase_add_test(tests, zeroed_memory_is_zero);
    tcase_add_test(tests, a_copy_ends_with_a_nul);
    tcase_add_test(tests, the_nth_allocation_and_all_after_it_fail);
    tcase_add_test(tests, an_arena_keeps_what_it_gave_apart_and_aligned);
    tcase_add_test(tests, a_zeroed_arena_is_an_empty_one);
    tcase_add_test(tests, a_reset_arena_uses_its_block_again);
    tcase_add_test(tests, a_reset_arena_keeps_no_huge_block);
    tcase_add_test(tests, an_arena_survives_a_failed_allocation);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
