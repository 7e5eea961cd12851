/* The days that rows tell of: those of some columns only, and the same after they were written. */
#include "store/days.h"

#include "unit/suite.h"

#include <string.h>

static struct accord_cell date(int32_t first, int32_t last)
{
    return (struct accord_cell){.kind = ACCORD_CELL_DATE, .as.date = {first, last}};
}

static struct accord_days some_days(void)
{
    const bool tells[] = {true, false, true};
    struct accord_days days = {NULL};
    const struct accord_cell rows[][3] = {
        {date(100, 130), date(105, 105), date(3000, 3000)},
        {date(101, 101), date(106, 106), {.kind = ACCORD_CELL_MISSING}},
        {date(-719162, -719162), {.kind = ACCORD_CELL_MISSING}, date(2932531, 2932531)},
    };
    for (size_t i = 0; i < 3; i++)
        ck_assert(accord_days_add_row(&days, tells, rows[i], 3));
    return days;
}

static const struct {
    int32_t until;
    bool found;
    int32_t day;
} cases[] = {
    {INT32_MAX, true, 2932531}, {2932531, true, 2932531}, {2932530, true, 3000}, {3000, true, 3000},
    {2999, true, 101},          {101, true, 101},         {100, true, 100},      {99, true, -719162},
    {-719162, true, -719162},   {-719163, false, 0},      {INT32_MIN, false, 0},
};

static void expect(const struct accord_days *days, int at)
{
    int32_t day = 0;
    ck_assert_int_eq(accord_days_last(days, cases[at].until, &day), cases[at].found);
    ck_assert_int_eq(day, cases[at].day);
}

START_TEST(the_last_day_is_of_a_column_that_tells_and_not_after)
{
    struct accord_days days = some_days(), again = {NULL};
    struct accord_text text;
    accord_text_init(&text, 100);
    expect(&days, _i);
    accord_days_write(&days, &text);
    struct accord_wire wire = accord_wire_of(accord_text_str(&text), text.length);
    ck_assert(accord_days_read(&again, &wire) && accord_wire_done(&wire));
    expect(&again, _i);
    ck_assert(accord_days_equal(&days, &again));
    accord_text_clear(&text);
    accord_days_clear(&days);
    accord_days_clear(&again);
}
END_TEST

START_TEST(no_day_is_found_among_none)
{
    struct accord_days none = {NULL}, some = some_days();
    struct accord_wire nothing = accord_wire_of("", 0);
    int32_t day;
    ck_assert(accord_days_read(&none, &nothing) && accord_wire_done(&nothing));
    ck_assert(!accord_days_last(&none, INT32_MAX, &day));
    ck_assert(!accord_days_equal(&none, &some));
    accord_days_clear(&some);
}
END_TEST

static const struct {
    const char *bytes;
    size_t length;
} garbled[] = {{"\x80", 1},                 /* cut off */
               {"\x85\xd8\xdf\x01", 4},     /* past the last day */
               {"\x84\xfc\xde\x01\x00", 5}, /* nothing comes after the last day */
               {"\xff\xff\xff\xff\xff\xff\xff\x01", 8}};

START_TEST(what_is_no_days_is_refused)
{
    struct accord_days days = {NULL};
    struct accord_wire wire = accord_wire_of(garbled[_i].bytes, garbled[_i].length);
    ck_assert(accord_days_read(&days, &wire));
    ck_assert(!accord_wire_done(&wire));
    accord_days_clear(&days);
}
END_TEST

START_TEST(events_and_validity_tell_and_due_dates_do_not)
{
    bool tells[ACCORD_COLUMNS_MAX];
    const struct accord_schema *reports = accord_core_schema("reports"), *actions = accord_core_schema("actions"),
                               *regions = accord_core_schema("regions");
    accord_days_columns(reports, tells);
    ck_assert(tells[accord_schema_find(reports, "submitted", strlen("submitted"))]);
    ck_assert(!tells[accord_schema_find(reports, "due", strlen("due"))]);
    accord_days_columns(actions, tells);
    ck_assert(tells[accord_schema_find(actions, "date", strlen("date"))]);
    ck_assert(!tells[accord_schema_find(actions, "id", strlen("id"))]);
    accord_days_columns(regions, tells);
    ck_assert(tells[accord_schema_find(regions, "from", strlen("from"))]);
    ck_assert(tells[accord_schema_find(regions, "to", strlen("to"))]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("days");
    TCase *tests = tcase_create("days");
    tcase_add_loop_test(tests, the_last_day_is_of_a_column_that_tells_and_not_after, 0, COUNT_OF(cases));
    tcase_add_test(tests, no_day_is_found_among_none);
    tcase_add_loop_test(tests, what_is_no_days_is_refused, 0, COUNT_OF(garbled));
    tcase_add_test(tests, events_and_validity_tell_and_due_dates_do_not);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
