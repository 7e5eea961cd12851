/* The order of rows: by the values of their keys, however they came. */
#include "store/order.h"

#include "unit/store/made.h"
#include "unit/suite.h"

#include <string.h>

/* Each list ascends; notes have no key, so that all cells count. */
static const struct {
    const struct accord_schema *schema;
    const char *rows[6];
} ascending[] = {
    {&made_actors, {"|b||", "A||ZZ|", "AB|||", "B|||", "a|||", "\xc3\xa4|||"}},
    {&made_contributions, {"|||1.5|", "|||10|", "||2|1|", "||10|-3|", "||10|0.25|0", "||10|0.25|1"}},
    {&made_memberships,
     {"A|t||2001-01|", "A|t||2001|", "A|t|2000-01-01||", "A|t|2000-01|2001|", "A|t|2000||", "B|a|||"}},
    {&made_notes, {"|||", "||1|", "|a|9|", "|b|-1|", "A|||", "A|a||"}},
};

START_TEST(rows_ascend_by_the_values_of_their_keys)
{
    struct accord_arena arena;
    struct accord_stored_row rows[6];

    accord_arena_init(&arena);
    for (size_t i = 0; i < 6; i++) {
        char row[64];
        size_t length = strlen(ascending[_i].rows[i]);

        /* The last bar only closes the last cell of notes. */
        memcpy(row, ascending[_i].rows[i], length + 1);
        if (ascending[_i].schema == &made_notes) row[length - 1] = '\0';
        rows[i] =
            (struct accord_stored_row){.id = (int64_t)i + 1, .cells = made_cells(ascending[_i].schema, row, &arena)};
    }
    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < 6; j++) {
            int order = accord_row_compare(ascending[_i].schema, &rows[i], &rows[j]);

            ck_assert_msg((order > 0) - (order < 0) == (i > j) - (i < j), "%zu and %zu: %d", i, j, order);
        }
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(rows_with_the_same_key_stay_in_order_of_arrival)
{
    struct accord_arena arena;
    struct accord_stored_row rows[2];

    accord_arena_init(&arena);
    for (size_t i = 0; i < 2; i++)
        rows[i] =
            (struct accord_stored_row){.id = (int64_t)(5 + i), .cells = made_cells(&made_meetings, "m|b", &arena)};
    rows[0].id |= (int64_t)9 << 32; /* the actor is not what decides */
    ck_assert_int_lt(accord_row_compare(&made_meetings, &rows[0], &rows[1]), 0);
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(any_number_of_rows_is_sorted)
{
    static const int counts[] = {0, 1, 2, 3, 7, 8, 9, 100, 257};
    struct accord_arena arena;
    struct accord_stored_row rows[257];
    struct accord_stored_row spare[257];
    size_t count = (size_t)counts[_i];
    uint32_t seed = 12345;

    accord_arena_init(&arena);
    for (size_t i = 0; i < count; i++) {
        struct accord_cell *cells = made_cells(&made_contributions, "x||1|1|0", &arena);

        seed = seed * 1103515245 + 12345;
        cells[2].as.integer = (int64_t)(seed >> 16) % 40;
        rows[i] = (struct accord_stored_row){.id = (int64_t)i + 1, .cells = cells};
    }
    accord_rows_sort(&made_contributions, rows, spare, count);
    for (size_t i = 1; i < count; i++)
        ck_assert_int_lt(accord_row_compare(&made_contributions, &rows[i - 1], &rows[i]), 0);
    accord_arena_clear(&arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("order");
    TCase *tests = tcase_create("order");

    tcase_add_loop_test(tests, rows_ascend_by_the_values_of_their_keys, 0, COUNT_OF(ascending));
    tcase_add_test(tests, rows_with_the_same_key_stay_in_order_of_arrival);
    tcase_add_loop_test(tests, any_number_of_rows_is_sorted, 0, 9);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
