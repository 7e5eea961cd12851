/* The map from text to numbers. */
#include "base/map.h"

#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

enum { MANY = 20000 };

static bool put(struct accord_map *map, const char *key, int64_t value)
{
    bool added;
    ck_assert(accord_map_put(map, key, strlen(key), value, &added));
    return added;
}

START_TEST(a_zeroed_map_is_empty)
{
    struct accord_map map = {0};
    int64_t value = 7;
    ck_assert(!accord_map_get(&map, "KEN", 3, &value));
    ck_assert_int_eq(value, 7);
    accord_map_clear(&map);
}
END_TEST

START_TEST(an_old_key_keeps_its_value)
{
    struct accord_map map;
    int64_t value;
    accord_map_init(&map);
    ck_assert(put(&map, "KEN", 1));
    ck_assert(!put(&map, "KEN", 2));
    ck_assert(accord_map_get(&map, "KEN", 3, &value));
    ck_assert_int_eq(value, 1);
    ck_assert_uint_eq(map.count, 1);
    accord_map_clear(&map);
}
END_TEST

START_TEST(keys_are_told_apart_by_every_byte)
{
    static const struct {
        const char *key;
        size_t length;
    } keys[] = {{"", 0}, {"\0", 1}, {"\0\0", 2}, {"a", 1}, {"a\0", 2}, {"A", 1}, {"\xc3\xa9", 2}};
    struct accord_map map = {0};
    bool added;
    int64_t value;
    for (int i = 0; i < COUNT_OF(keys); i++) {
        ck_assert(accord_map_put(&map, keys[i].key, keys[i].length, i, &added));
        ck_assert(added);
    }
    for (int i = 0; i < COUNT_OF(keys); i++) {
        ck_assert(accord_map_get(&map, keys[i].key, keys[i].length, &value));
        ck_assert_int_eq(value, i);
    }
    accord_map_clear(&map);
}
END_TEST

START_TEST(many_keys_are_found_and_stand_in_the_order_of_their_coming)
{
    struct accord_map map = {0};
    char key[16];
    int64_t value;
    for (int i = 0; i < MANY; i++) {
        snprintf(key, sizeof key, "%d", i * 31 % MANY);
        ck_assert(put(&map, key, i));
    }
    ck_assert_uint_eq(map.count, MANY);
    for (int i = 0; i < MANY; i++) {
        snprintf(key, sizeof key, "%d", i * 31 % MANY);
        ck_assert_str_eq(map.entries[i].key, key);
        ck_assert(accord_map_get(&map, key, strlen(key), &value));
        ck_assert_int_eq(value, i);
    }
    ck_assert(!accord_map_get(&map, "20000", 5, &value));
    accord_map_clear(&map);
}
END_TEST

START_TEST(the_key_is_copied)
{
    struct accord_map map = {0};
    char key[] = "KEN";
    int64_t value;
    put(&map, key, 1);
    key[0] = 'X';
    ck_assert(accord_map_get(&map, "KEN", 3, &value));
    accord_map_clear(&map);
}
END_TEST

/* Each of the first allocations fails in turn; what was in the map stays, and the key can be put later. */
START_TEST(a_failed_allocation_changes_nothing)
{
    char key[512];
    int64_t value;
    bool added;
    for (unsigned long nth = 1; nth < 16; nth++) {
        struct accord_map map = {0};
        int done = 0;
        accord_alloc_fail_after(nth);
        memset(key, 'k', sizeof key);
        for (key[0] = 'a'; key[0] < 'z' && accord_map_put(&map, key, sizeof key, done, &added); key[0]++)
            done++;
        accord_alloc_fail_after(0);
        ck_assert_uint_eq(map.count, (size_t)done);
        ck_assert(accord_map_put(&map, key, sizeof key, done, &added));
        for (int i = 0; i <= done; i++) {
            key[0] = (char)('a' + i);
            ck_assert(accord_map_get(&map, key, sizeof key, &value));
            ck_assert_int_eq(value, i);
        }
        accord_map_clear(&map);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("map");
    TCase *tests = tcase_create("map");
    tcase_add_test(tests, a_zeroed_map_is_empty);
    tcase_add_test(tests, an_old_key_keeps_its_value);
    tcase_add_test(tests, keys_are_told_apart_by_every_byte);
    tcase_add_test(tests, many_keys_are_found_and_stand_in_the_order_of_their_coming);
    tcase_add_test(tests, the_key_is_copied);
    tcase_add_test(tests, a_failed_allocation_changes_nothing);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
