/* Filters that are known: found by their signs, kept when they come again, and no more of them than there is room for.
 */
#include "engine/known_filters.h"

#include "unit/suite.h"

#include <string.h>

static const char keys[2][8] = {"role", "status"}, texts[2][8] = {"cms", "cbd"};

static struct accord_filter_signs signs_of(int table, const char *key, const char *text)
{
    struct accord_filter_signs signs = {.table = table, .count = 1};
    signs.of[0].key = key;
    signs.of[0].kind = 4;
    signs.of[0].value.object = text;
    accord_filter_signs_end(&signs);
    return signs;
}

static struct accord_filter_signs numbered(int64_t number)
{
    struct accord_filter_signs signs = {.count = 1};
    signs.of[0].key = keys[0];
    signs.of[0].kind = 3;
    signs.of[0].value.number = number;
    accord_filter_signs_end(&signs);
    return signs;
}

START_TEST(a_filter_is_wanted_when_it_comes_again)
{
    struct accord_known_filters known = {.count = 0};
    struct accord_filter_signs signs = signs_of(1, keys[0], texts[0]);
    ck_assert(!accord_known_filter_wanted(&known, &signs));
    ck_assert(accord_known_filter_wanted(&known, &signs));
    ck_assert_ptr_null(accord_known_filter_find(&known, &signs));
}
END_TEST

START_TEST(a_known_filter_is_a_copy_found_by_every_sign)
{
    struct accord_known_filters known = {.count = 0};
    struct accord_arena arena;
    char text[] = "cms-nfp";
    struct accord_cell value = {.kind = ACCORD_CELL_TEXT, .length = 7, .as.text = text};
    struct accord_filter filter = {.count = 1};
    struct accord_filter_signs signs = signs_of(1, keys[0], texts[0]);
    filter.terms[0] = (struct accord_term){.name = "role", .values = &value, .value_count = 1};
    accord_arena_init(&arena);
    struct accord_known_filter *added =
        accord_known_filter_add(&known, &arena, &signs, &filter, (struct accord_filter_cost){7, 100});
    ck_assert_ptr_nonnull(added);
    memset(text, 'x', sizeof text - 1);
    ck_assert_str_eq(added->filter.terms[0].values[0].as.text, "cms-nfp");
    ck_assert_ptr_eq(added->filter.known, added);
    ck_assert_uint_eq(added->cost.units, 7);
    ck_assert_ptr_eq(accord_known_filter_find(&known, &signs), added);
    const struct accord_filter_signs others[] = {signs_of(2, keys[0], texts[0]), signs_of(1, keys[1], texts[0]),
                                                 signs_of(1, keys[0], texts[1])};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        ck_assert_ptr_null(accord_known_filter_find(&known, &others[i]));
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(windows_differ_in_each_of_their_ends)
{
    const struct accord_window windows[] = {
        {{1, 1}, {9, 9}, true}, {{2, 2}, {9, 9}, true}, {{1, 2}, {9, 9}, true},
        {{1, 1}, {8, 8}, true}, {{1, 1}, {8, 9}, true}, {{1, 1}, {9, 9}, false},
    };
    enum { COUNT = sizeof windows / sizeof windows[0] };
    struct accord_known_filters known = {.count = 0};
    struct accord_known_filter *added[COUNT];
    struct accord_filter_signs signs[COUNT];
    struct accord_filter filter = {.count = 0};
    struct accord_arena arena;
    accord_arena_init(&arena);
    for (size_t i = 0; i < COUNT; i++) {
        signs[i] = (struct accord_filter_signs){.count = 1};
        signs[i].of[0].value.window = windows[i];
        accord_filter_signs_end(&signs[i]);
        ck_assert_ptr_null(accord_known_filter_find(&known, &signs[i]));
        added[i] = accord_known_filter_add(&known, &arena, &signs[i], &filter, (struct accord_filter_cost){0, 0});
    }
    for (size_t i = 0; i < COUNT; i++)
        ck_assert_ptr_eq(accord_known_filter_find(&known, &signs[i]), added[i]);
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(past_the_most_that_are_kept_none_is_wanted)
{
    struct accord_known_filters known = {.count = 0};
    struct accord_filter filter = {.count = 0};
    struct accord_arena arena;
    accord_arena_init(&arena);
    for (int64_t i = 0; i < ACCORD_KNOWN_FILTERS_MAX; i++) {
        struct accord_filter_signs signs = numbered(i);
        (void)accord_known_filter_wanted(&known, &signs);
        ck_assert(accord_known_filter_wanted(&known, &signs));
        ck_assert_ptr_nonnull(
            accord_known_filter_add(&known, &arena, &signs, &filter, (struct accord_filter_cost){0, 0}));
    }
    struct accord_filter_signs last = numbered(ACCORD_KNOWN_FILTERS_MAX), first = numbered(0);
    ck_assert(!accord_known_filter_wanted(&known, &last));
    ck_assert(!accord_known_filter_wanted(&known, &last));
    ck_assert_ptr_nonnull(accord_known_filter_find(&known, &first));
    accord_arena_clear(&arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("known_filters");
    TCase *tcase = tcase_create("known_filters");
    tcase_add_test(tcase, a_filter_is_wanted_when_it_comes_again);
    tcase_add_test(tcase, a_known_filter_is_a_copy_found_by_every_sign);
    tcase_add_test(tcase, windows_differ_in_each_of_their_ends);
    tcase_add_test(tcase, past_the_most_that_are_kept_none_is_wanted);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
