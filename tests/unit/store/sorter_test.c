/* Records in order: whether they fit into memory or not, whatever their size, and when the disk is full. */
#include "store/sorter.h"

#include "base/memory.h"
#include "unit/suite.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

static struct accord_error err;

static void add(struct accord_sorter *sorter, const char *key, size_t key_length, const char *bytes, size_t length)
{
    const struct accord_sorter_record record = {key, key_length, bytes, length};

    ck_assert_int_eq(accord_sorter_add(sorter, &record, &err), ACCORD_OK);
}

/* Bytes of memory: from everything to nothing but one record. */
static const size_t rooms[] = {ACCORD_SORTER_MEMORY, 100 * 1024, 4096, 1};

START_TEST(records_come_back_once_in_the_order_of_their_keys)
{
    enum { RECORDS = 5003, STEP = 1009 }; /* no divisor of each other: each number once */
    struct accord_sorter *sorter = NULL;
    struct accord_sorter_record record;
    char key[32], bytes[32];
    bool found = false;

    ck_assert_int_eq(accord_sorter_new(NULL, rooms[_i], &sorter, &err), ACCORD_OK);
    for (unsigned i = 0, number = 0; i < RECORDS; i++, number = (number + STEP) % RECORDS) {
        (void)snprintf(key, sizeof key, "%06u", number);
        (void)snprintf(bytes, sizeof bytes, "%u", number * 7);
        add(sorter, key, strlen(key), bytes, strlen(bytes));
    }
    ck_assert_int_eq(accord_sorter_sort(sorter, &err), ACCORD_OK);
    ck_assert(accord_sorter_spilled(sorter) == (_i > 0));
    for (unsigned number = 0; number < RECORDS; number++) {
        (void)snprintf(key, sizeof key, "%06u", number);
        (void)snprintf(bytes, sizeof bytes, "%u", number * 7);
        ck_assert_int_eq(accord_sorter_next(sorter, &record, &found, &err), ACCORD_OK);
        ck_assert(found);
        ck_assert_uint_eq(record.key_length, strlen(key));
        ck_assert_mem_eq(record.key, key, record.key_length);
        ck_assert_uint_eq(record.length, strlen(bytes));
        ck_assert_mem_eq(record.bytes, bytes, record.length);
    }
    for (int again = 0; again < 2; again++) {
        ck_assert_int_eq(accord_sorter_next(sorter, &record, &found, &err), ACCORD_OK);
        ck_assert(!found);
    }
    accord_sorter_free(sorter);
}
END_TEST

START_TEST(keys_are_bytes_and_the_shorter_one_is_first)
{
    static const struct {
        const char *key;
        size_t length;
    } keys[] = {{"", 0}, {"\0", 1}, {"\0\0", 2}, {"a", 1}, {"a\0b", 3}, {"ab", 2}, {"\x7f", 1}, {"\xff", 1}};
    struct accord_sorter *sorter = NULL;
    struct accord_sorter_record record;
    bool found = false;

    ck_assert_int_eq(accord_sorter_new(NULL, rooms[_i], &sorter, &err), ACCORD_OK);
    for (size_t i = COUNT_OF(keys); i > 0; i--)
        add(sorter, keys[i - 1].key, keys[i - 1].length, NULL, 0);
    ck_assert_int_eq(accord_sorter_sort(sorter, &err), ACCORD_OK);
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        ck_assert_int_eq(accord_sorter_next(sorter, &record, &found, &err), ACCORD_OK);
        ck_assert(found);
        ck_assert_uint_eq(record.key_length, keys[i].length);
        ck_assert_int_eq(memcmp(record.key, keys[i].key, keys[i].length), 0);
        ck_assert_uint_eq(record.length, 0);
    }
    accord_sorter_free(sorter);
}
END_TEST

START_TEST(a_record_may_be_larger_than_memory_and_buffers)
{
    static const size_t lengths[] = {3 * 1024 * 1024, 10, 300 * 1024, 0, 16 * 1024, 17};
    struct accord_sorter *sorter = NULL;
    struct accord_sorter_record record;
    bool found = false;
    char *bytes = accord_alloc(lengths[0]);

    ck_assert_ptr_nonnull(bytes);
    ck_assert_int_eq(accord_sorter_new(NULL, rooms[_i], &sorter, &err), ACCORD_OK);
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        char key = (char)('z' - i);

        memset(bytes, key, lengths[i]);
        add(sorter, &key, 1, bytes, lengths[i]);
    }
    ck_assert_int_eq(accord_sorter_sort(sorter, &err), ACCORD_OK);
    for (size_t i = COUNT_OF(lengths); i > 0; i--) {
        ck_assert_int_eq(accord_sorter_next(sorter, &record, &found, &err), ACCORD_OK);
        ck_assert(found);
        ck_assert_uint_eq(record.length, lengths[i - 1]);
        memset(bytes, (char)('z' - (i - 1)), record.length);
        ck_assert_int_eq(memcmp(record.bytes, bytes, record.length), 0);
    }
    accord_sorter_free(sorter);
    accord_free(bytes);
}
END_TEST

START_TEST(nothing_comes_of_nothing)
{
    struct accord_sorter *sorter = NULL;
    struct accord_sorter_record record;
    bool found = true;

    ck_assert_int_eq(accord_sorter_new("/nowhere", 1, &sorter, &err), ACCORD_OK); /* no file is needed */
    ck_assert_int_eq(accord_sorter_sort(sorter, &err), ACCORD_OK);
    ck_assert_int_eq(accord_sorter_next(sorter, &record, &found, &err), ACCORD_OK);
    ck_assert(!found);
    accord_sorter_free(sorter);
    accord_sorter_free(NULL);
}
END_TEST

/* Adds until it fails. */
static enum accord_status add_many(struct accord_sorter *sorter, const char *folder, size_t count)
{
    enum accord_status status = accord_sorter_new(folder, 1024, &sorter, &err);
    struct accord_sorter_record record = {.bytes = "some bytes", .length = 10};
    bool found = true;
    char key[32];

    for (unsigned i = 0; status == ACCORD_OK && i < count; i++) {
        record.key_length = (size_t)snprintf(key, sizeof key, "%u", i * 7919 % 1000);
        record.key = key;
        status = accord_sorter_add(sorter, &record, &err);
    }
    if (status == ACCORD_OK) status = accord_sorter_sort(sorter, &err);
    while (status == ACCORD_OK && found)
        status = accord_sorter_next(sorter, &record, &found, &err);
    accord_sorter_free(sorter);
    return status;
}

START_TEST(a_folder_that_is_not_there_is_told)
{
    ck_assert_int_eq(add_many(NULL, "/nowhere", 1000), ACCORD_NOT_WRITTEN);
    ck_assert_ptr_nonnull(strstr(err.text, "/nowhere: no temporary folder can be made there"));
}
END_TEST

START_TEST(a_full_disk_is_not_written)
{
    struct rlimit limit = {.rlim_cur = 4096, .rlim_max = 4096};

    ck_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    ck_assert_int_eq(add_many(NULL, NULL, 1000), ACCORD_NOT_WRITTEN);
    ck_assert_ptr_nonnull(strstr(err.text, "File too large"));
}
END_TEST

START_TEST(a_failed_allocation_is_a_status)
{
    enum accord_status status = ACCORD_NO_MEMORY;
    unsigned long nth = 0;

    while (status == ACCORD_NO_MEMORY) {
        ck_assert_uint_lt(++nth, 1000);
        accord_alloc_fail_after(nth);
        status = add_many(NULL, NULL, 200);
        accord_alloc_fail_after(0);
    }
    ck_assert_int_eq(status, ACCORD_OK);
    ck_assert_uint_gt(nth, 10);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store/sorter");
    TCase *tests = tcase_create("sorter");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, records_come_back_once_in_the_order_of_their_keys, 0, COUNT_OF(rooms));
    tcase_add_loop_test(tests, keys_are_bytes_and_the_shorter_one_is_first, 0, COUNT_OF(rooms));
    tcase_add_loop_test(tests, a_record_may_be_larger_than_memory_and_buffers, 0, COUNT_OF(rooms));
    tcase_add_test(tests, nothing_comes_of_nothing);
    tcase_add_test(tests, a_folder_that_is_not_there_is_told);
    tcase_add_test(tests, a_full_disk_is_not_written);
    tcase_add_test(tests, a_failed_allocation_is_a_status);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
