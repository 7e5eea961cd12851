/* Keys that come twice: found whether they fit into memory or not. */
#include "store/key_set.h"

#include "base/memory.h"
#include "unit/suite.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static struct accord_key_entry key_of(uint64_t number, int64_t row)
{
    /* Both halves well mixed, as those of a digest are. */
    uint64_t mixed = (number + 1) * UINT64_C(0x9e3779b97f4a7c15);

    return (struct accord_key_entry){.high = mixed ^ mixed >> 29, .low = mixed ^ mixed >> 32, .row = row};
}

static struct accord_temporary *folder(void)
{
    struct accord_temporary *temporary;

    ck_assert_int_eq(accord_temporary_new("/tmp", &temporary, NULL), ACCORD_OK);
    return temporary;
}

/* What was found twice: for each number the row that came later and the one it was told beside. */
struct found {
    int64_t later[64];
    int64_t first[64];
    size_t count;
};

static enum accord_status note(void *host, int64_t later, int64_t first, struct accord_error *err)
{
    struct found *found = host;

    (void)err;
    ck_assert_uint_lt(found->count, 64);
    found->later[found->count] = later;
    found->first[found->count++] = first;
    return ACCORD_OK;
}

static const size_t rooms[] = {1, 2, 100, 4999, 5000, 5001, 20000};

START_TEST(a_key_that_comes_twice_is_found_whatever_the_room)
{
    enum { KEYS = 20000, EVERY = 500, DISTANCE = 7000 };
    struct accord_temporary *temporary = folder();
    struct accord_key_set set;
    struct found found = {.count = 0};

    accord_key_set_init(&set, rooms[_i]);
    for (int64_t row = 1; row <= KEYS; row++) {
        /* Of the rows 7001 to 14000 every 500th has the key of the row 7000 before it. */
        bool twice = row > DISTANCE && row <= 2 * DISTANCE && row % EVERY == 0;
        int64_t first;

        ck_assert_int_eq(
            accord_key_set_add(&set, temporary, key_of((uint64_t)(twice ? row - DISTANCE : row), row), &first, NULL),
            ACCORD_OK);
        if (first != 0) ck_assert_int_eq(note(&found, row, first, NULL), ACCORD_OK);
    }
    ck_assert_int_eq(accord_key_set_end(&set, note, &found, NULL), ACCORD_OK);
    ck_assert_uint_eq(found.count, DISTANCE / EVERY);
    for (size_t i = 0; i < found.count; i++) {
        ck_assert_int_eq(found.later[i] % EVERY, 0);
        ck_assert_int_eq(found.later[i] - found.first[i], DISTANCE);
    }
    accord_key_set_clear(&set);
    accord_temporary_remove(temporary);
}
END_TEST

START_TEST(a_key_is_there_once_it_was_added)
{
    struct accord_temporary *temporary = folder();
    struct accord_key_set set;
    int64_t first;

    accord_key_set_init(&set, 1000);
    ck_assert(!accord_key_set_has(&set, key_of(1, 1)));
    ck_assert_int_eq(accord_key_set_add(&set, temporary, key_of(1, 1), &first, NULL), ACCORD_OK);
    ck_assert(accord_key_set_has(&set, key_of(1, 9)));
    ck_assert(!accord_key_set_has(&set, key_of(2, 1)));
    accord_key_set_reset(&set);
    ck_assert(!accord_key_set_has(&set, key_of(1, 1)));
    accord_key_set_clear(&set);
    accord_temporary_remove(temporary);
}
END_TEST

START_TEST(a_set_handed_on_is_empty_and_the_larger_one)
{
    static const int64_t sizes[][2] = {{0, 0}, {0, 1000}, {1000, 0}, {1000, 100}, {100, 1000}};
    struct accord_temporary *temporary = folder();
    struct accord_key_set sets[2];
    size_t larger;
    int64_t first;

    for (size_t i = 0; i < 2; i++) {
        accord_key_set_init(&sets[i], 5000);
        for (int64_t row = 1; row <= sizes[_i][i]; row++)
            ck_assert_int_eq(accord_key_set_add(&sets[i], temporary, key_of((uint64_t)row, row), &first, NULL),
                             ACCORD_OK);
    }
    larger = sets[0].slot_count > sets[1].slot_count ? sets[0].slot_count : sets[1].slot_count;
    accord_key_set_hand_on(&sets[0], &sets[1]);
    ck_assert_ptr_null(sets[0].slots);
    ck_assert_uint_eq(sets[1].slot_count, larger);
    ck_assert(!accord_key_set_has(&sets[1], key_of(1, 1)));
    ck_assert_int_eq(accord_key_set_add(&sets[1], temporary, key_of(1, 1), &first, NULL), ACCORD_OK);
    ck_assert_int_eq(first, 0);
    accord_key_set_clear(&sets[1]);
    accord_temporary_remove(temporary);
}
END_TEST

START_TEST(a_full_disk_is_not_written)
{
    struct accord_temporary *temporary = folder();
    struct rlimit limit = {.rlim_cur = 4096, .rlim_max = 4096};
    struct accord_key_set set;
    struct accord_error err = {.text = ""};
    enum accord_status status = ACCORD_OK;

    ck_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    accord_key_set_init(&set, 1);
    for (int64_t row = 1; status == ACCORD_OK && row < 10000; row++) {
        int64_t first;

        status = accord_key_set_add(&set, temporary, key_of((uint64_t)row, row), &first, &err);
    }
    ck_assert_int_eq(status, ACCORD_NOT_WRITTEN);
    ck_assert_ptr_nonnull(strstr(err.text, "File too large"));
    accord_key_set_clear(&set);
    accord_temporary_remove(temporary);
}
END_TEST

START_TEST(a_failed_allocation_is_a_status)
{
    struct accord_temporary *temporary = folder();
    bool finished = false;

    for (unsigned long nth = 1; !finished; nth++) {
        struct accord_key_set set;
        struct found found = {.count = 0};
        enum accord_status status = ACCORD_OK;

        ck_assert_uint_lt(nth, 100);
        accord_key_set_init(&set, 300);
        accord_alloc_fail_after(nth);
        for (int64_t row = 1; status == ACCORD_OK && row < 1000; row++) {
            int64_t first;

            status = accord_key_set_add(&set, temporary, key_of((uint64_t)row, row), &first, NULL);
        }
        if (status == ACCORD_OK) status = accord_key_set_end(&set, note, &found, NULL);
        accord_alloc_fail_after(0);
        accord_key_set_clear(&set);
        ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
        finished = status == ACCORD_OK;
    }
    accord_temporary_remove(temporary);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("key_set");
    TCase *tests = tcase_create("key_set");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, a_key_that_comes_twice_is_found_whatever_the_room, 0, COUNT_OF(rooms));
    tcase_add_test(tests, a_key_is_there_once_it_was_added);
    tcase_add_loop_test(tests, a_set_handed_on_is_empty_and_the_larger_one, 0, 5);
    tcase_add_test(tests, a_full_disk_is_not_written);
    tcase_add_test(tests, a_failed_allocation_is_a_status);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
