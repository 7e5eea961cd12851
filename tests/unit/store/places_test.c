/* Places: packed and unpacked without loss. */
#include "store/place_cache.h"
#include "store/places.h"

#include "unit/suite.h"

#include <string.h>

static const struct {
    uint32_t line;
    struct accord_place places[3];
    size_t bytes; /* that they take */
} cases[] = {
    {7, {{7, 1}, {7, 5}, {7, 63}}, 3},
    {7, {{7, 64}, {0, 0}, {7, 8191}}, 5},
    {7, {{8, 1}, {6, 2}, {71, 3}}, 7},
    {1, {{UINT32_MAX, UINT32_MAX}, {1, UINT32_MAX}, {2, 1}}, 17},
    {UINT32_MAX, {{1, 1}, {UINT32_MAX, 1}, {0, 0}}, 8},
};

START_TEST(places_are_packed_and_unpacked_without_loss)
{
    unsigned char bytes[3 * ACCORD_PLACE_BYTES_MAX];
    struct accord_place back[3];
    size_t used = accord_places_pack(cases[_i].places, 3, cases[_i].line, bytes);

    ck_assert_uint_eq(used, cases[_i].bytes);
    ck_assert(accord_places_unpack(bytes, used, cases[_i].line, back, 3));
    ck_assert_mem_eq(back, cases[_i].places, sizeof(back));
}
END_TEST

START_TEST(no_bytes_are_places_unknown)
{
    struct accord_place back[2] = {{1, 1}, {2, 2}};
    static const struct accord_place unknown[2] = {{0, 0}, {0, 0}};

    ck_assert(accord_places_unpack(NULL, 0, 7, back, 2));
    ck_assert_mem_eq(back, unknown, sizeof(back));
}
END_TEST

static const struct {
    const char *bytes;
    size_t length;
} broken[] = {
    {"\x02", 1},                             /* one place of two */
    {"\x02\x02\x02", 3},                     /* three of two */
    {"\x02\x03", 2},                         /* the line is not there */
    {"\x02\x80", 2},                         /* a number without end */
    {"\x80\x80\x80\x80\x80\x80\x01\x02", 8}, /* a number too long */
};

START_TEST(bytes_that_are_no_places_are_refused)
{
    struct accord_place back[2];

    ck_assert(!accord_places_unpack((const unsigned char *)broken[_i].bytes, broken[_i].length, 7, back, 2));
}
END_TEST

/* ---- those that are kept ---- */

enum { MANY = 4 * ACCORD_PLACE_CACHE_ROWS };

static int64_t row_of(int number)
{
    return (int64_t)(number / 4 + 1) << 32 | (number % 4 + 1);
}

START_TEST(what_is_kept_is_the_rows_own)
{
    static struct accord_place_cache cache;
    int found = 0;

    for (int i = 0; i < MANY; i++) {
        struct accord_kept_places *made = accord_place_cache_make(&cache, i % 3, row_of(i), (size_t)(1 + i % 5));
        ck_assert_ptr_nonnull(made);
        made->file = i;
        for (int column = 0; column < 1 + i % 5; column++)
            made->places[column] = (struct accord_place){(uint32_t)i, (uint32_t)column};
        ck_assert_ptr_eq(accord_place_cache_find(&cache, i % 3, row_of(i)), made);
    }
    for (int i = 0; i < MANY; i++) {
        const struct accord_kept_places *kept = accord_place_cache_find(&cache, i % 3, row_of(i));
        ck_assert_ptr_null(accord_place_cache_find(&cache, (i + 1) % 3, row_of(i)));
        if (kept == NULL) continue;
        found++;
        ck_assert_int_eq(kept->file, i);
        ck_assert_uint_eq(kept->places[i % 5].line, (unsigned)i);
    }
    ck_assert_int_gt(found, ACCORD_PLACE_CACHE_ROWS / 2);
    accord_place_cache_clear(&cache);
    for (int i = 0; i < MANY; i++)
        ck_assert_ptr_null(accord_place_cache_find(&cache, i % 3, row_of(i)));
}
END_TEST

START_TEST(no_row_is_kept_from_the_beginning)
{
    static struct accord_place_cache cache;

    ck_assert_ptr_null(accord_place_cache_find(&cache, 0, 0));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("places");
    TCase *tests = tcase_create("places");

    tcase_add_loop_test(tests, places_are_packed_and_unpacked_without_loss, 0, COUNT_OF(cases));
    tcase_add_test(tests, no_bytes_are_places_unknown);
    tcase_add_loop_test(tests, bytes_that_are_no_places_are_refused, 0, COUNT_OF(broken));
    tcase_add_test(tests, what_is_kept_is_the_rows_own);
    tcase_add_test(tests, no_row_is_kept_from_the_beginning);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
