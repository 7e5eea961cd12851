/* Places that are kept are found again, and no row has another's. */
#include "store/place_cache.h"

#include "base/memory.h"
#include "unit/suite.h"

#include <string.h>

enum { TABLES = 3, ROWS = 1000 };

static void keep(struct accord_place_cache *cache, int table, int64_t row)
{
    struct accord_kept_places *made = accord_place_cache_make(cache, table, row, 2);
    ck_assert_ptr_nonnull(made);
    made->line = (uint32_t)(row * TABLES + table);
    made->places[1] = (struct accord_place){.line = made->line, .column = 7};
}

/* More rows than slots, the same numbers in every table: whatever is found is of the row that was asked for. */
START_TEST(a_row_is_found_with_its_own_places_or_not_at_all)
{
    static struct accord_place_cache cache;
    size_t found = 0;
    for (int table = 0; table < TABLES; table++)
        for (int64_t row = 1; row <= ROWS; row++) {
            keep(&cache, table, row);
            ck_assert_ptr_nonnull(accord_place_cache_find(&cache, table, row));
        }
    for (int table = 0; table < TABLES; table++)
        for (int64_t row = 1; row <= ROWS; row++) {
            const struct accord_kept_places *kept = accord_place_cache_find(&cache, table, row);
            if (kept == NULL) continue;
            ck_assert_uint_eq(kept->line, (uint32_t)(row * TABLES + table));
            ck_assert_uint_eq(kept->places[1].line, kept->line);
            found++;
        }
    ck_assert_uint_gt(found, 0);
    ck_assert_uint_le(found, ACCORD_PLACE_CACHE_ROWS);
    accord_place_cache_clear(&cache);
    ck_assert_ptr_null(accord_place_cache_find(&cache, 0, 1));
}
END_TEST

START_TEST(without_memory_the_row_is_not_kept)
{
    static struct accord_place_cache cache;
    accord_alloc_fail_after(1);
    struct accord_kept_places *made = accord_place_cache_make(&cache, 1, 1, 2);
    accord_alloc_fail_after(0);
    ck_assert_ptr_null(made);
    ck_assert_ptr_null(accord_place_cache_find(&cache, 1, 1));
    ck_assert_ptr_null(accord_place_cache_find(&cache, 0, 0));
    accord_place_cache_clear(&cache);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("place_cache");
    TCase *tests = tcase_create("place_cache");
    tcase_add_test(tests, a_row_is_found_with_its_own_places_or_not_at_all);
    tcase_add_test(tests, without_memory_the_row_is_not_kept);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
