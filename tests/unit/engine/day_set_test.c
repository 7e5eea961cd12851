/* A small set of days: what was added is there and nothing else, until it has all. */
#include "engine/day_set.h"

#include "unit/suite.h"

#include <string.h>

static struct accord_day_set set;

static void empty(void)
{
    memset(&set, 0, sizeof set);
}

START_TEST(what_was_added_is_there_and_nothing_else)
{
    static const int32_t days[] = {0, 1, -1, 1024, 2048, -719162, 2932896, 17000, 17001};
    for (int i = 0; i < COUNT_OF(days); i++) {
        ck_assert(!accord_day_set_has(&set, days[i]));
        ck_assert(accord_day_set_add(&set, days[i]));
        ck_assert(!accord_day_set_add(&set, days[i]));
        for (int j = 0; j < COUNT_OF(days); j++)
            ck_assert_int_eq(accord_day_set_has(&set, days[j]), j <= i);
    }
    ck_assert_uint_eq(set.count, (size_t)COUNT_OF(days));
    ck_assert(!accord_day_set_has(&set, 17002));
}
END_TEST

/* Day 0 lies where no day does. */
START_TEST(day_0_is_a_day_like_others)
{
    ck_assert(!accord_day_set_has(&set, 0));
    ck_assert(accord_day_set_add(&set, 1));
    ck_assert(!accord_day_set_has(&set, 0));
    ck_assert(accord_day_set_add(&set, 0));
    ck_assert(accord_day_set_has(&set, 0));
    ck_assert(accord_day_set_has(&set, 1));
    ck_assert(!accord_day_set_has(&set, 2));
}
END_TEST

START_TEST(a_set_that_has_grown_too_large_has_all)
{
    for (int32_t day = 0; day < ACCORD_DAY_SET_MAX - 1; day++)
        ck_assert(accord_day_set_add(&set, 100 * day));
    ck_assert(!set.full);
    ck_assert(!accord_day_set_has(&set, 7));
    ck_assert(accord_day_set_add(&set, 7));
    ck_assert(set.full);
    ck_assert(accord_day_set_has(&set, 8));
    ck_assert(accord_day_set_has(&set, -8));
    ck_assert(!accord_day_set_add(&set, 9));
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("day_set");
    Suite *suite = suite_create("day_set");
    tcase_add_checked_fixture(tcase, empty, NULL);
    tcase_add_test(tcase, what_was_added_is_there_and_nothing_else);
    tcase_add_test(tcase, day_0_is_a_day_like_others);
    tcase_add_test(tcase, a_set_that_has_grown_too_large_has_all);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
