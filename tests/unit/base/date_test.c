/* Dates: what is one, what day it is, and what can be said of two. */
#include "accord/date.h"

#include "unit/suite.h"

#include <limits.h>
#include <string.h>

static struct accord_date date_of(const char *text)
{
    struct accord_date date;
    const char *why = NULL;
    ck_assert_msg(accord_date_parse(text, strlen(text), &date, &why), "%s: %s", text, why);
    ck_assert_ptr_null(why);
    return date;
}

static const struct {
    const char *text;
    int32_t first;
    int32_t last;
    enum accord_precision precision;
} dates[] = {
    {"1970-01-01", 0, 0, ACCORD_PRECISION_DAY},
    {"1969-12-31", -1, -1, ACCORD_PRECISION_DAY},
    {"1970", 0, 364, ACCORD_PRECISION_YEAR},
    {"1970-01", 0, 30, ACCORD_PRECISION_MONTH},
    {"1970-02", 31, 58, ACCORD_PRECISION_MONTH},
    {"1972-02", 761, 789, ACCORD_PRECISION_MONTH},
    {"1972-02-29", 789, 789, ACCORD_PRECISION_DAY},
    {"1972", 730, 1095, ACCORD_PRECISION_YEAR},
    {"2000-02-29", 11016, 11016, ACCORD_PRECISION_DAY},
    {"2000-03-01", 11017, 11017, ACCORD_PRECISION_DAY},
    {"1900-02-28", -25509, -25509, ACCORD_PRECISION_DAY},
    {"1900-03-01", -25508, -25508, ACCORD_PRECISION_DAY},
    {"2017-08-24", 17402, 17402, ACCORD_PRECISION_DAY},
    {"2017-12", 17501, 17531, ACCORD_PRECISION_MONTH},
    {"0001-01-01", -719162, -719162, ACCORD_PRECISION_DAY},
    {"0001", -719162, -718798, ACCORD_PRECISION_YEAR},
    {"9998-12-31", 2932531, 2932531, ACCORD_PRECISION_DAY},
    {"9998", 2932167, 2932531, ACCORD_PRECISION_YEAR},
};

START_TEST(a_date_is_an_interval_of_days_and_is_written_as_it_was_read)
{
    char text[ACCORD_DATE_TEXT_MAX];
    struct accord_date date = date_of(dates[_i].text);
    ck_assert_int_eq(date.first, dates[_i].first);
    ck_assert_int_eq(date.last, dates[_i].last);
    ck_assert_int_eq(accord_date_precision(date), dates[_i].precision);
    ck_assert_str_eq(accord_date_format(date, text), dates[_i].text);
}
END_TEST

static const char shape[] = "it is not written YYYY, YYYY-MM or YYYY-MM-DD";
static const char sentinel[] = "the year 9999 stands for no date: leave the cell blank or declare a missing value";

static const struct {
    const char *text;
    const char *why;
} no_dates[] = {
    {"", shape},
    {"17", shape},
    {"201", shape},
    {"20170", shape},
    {"2017-", shape},
    {"2017-8", shape},
    {"2017-8-2", shape},
    {"2017-08-", shape},
    {"2017-08-2", shape},
    {"2017-08-245", shape},
    {"2017-08-24T00:00", shape},
    {"2017/08/24", shape},
    {"2017-08/24", shape},
    {"24-08-2017", shape},
    {"201708", shape},
    {"20170824", shape},
    {" 2017", shape},
    {"2017 ", shape},
    {"-017", shape},
    {"+017", shape},
    {"2017-+8", shape},
    {"2017-08- 4", shape},
    {"\xd9\xa2\xd9\xa0", shape},
    {"0000", "years count from 0001"},
    {"0000-01-01", "years count from 0001"},
    {"9999", sentinel},
    {"9999-12-31", sentinel},
    {"2017-00", "months count from 01 to 12"},
    {"2017-13", "months count from 01 to 12"},
    {"2017-13-01", "months count from 01 to 12"},
    {"2017-08-00", "days count from 01"},
    {"2017-01-32", "January has 31 days"},
    {"2019-02-29", "February has 28 days in that year"},
    {"2019-02-30", "February has 28 days in that year"},
    {"1900-02-29", "February has 28 days in that year"},
    {"2000-02-30", "February has 29 days in that year"},
    {"2017-04-31", "April has 30 days"},
    {"2017-06-31", "June has 30 days"},
    {"2017-09-31", "September has 30 days"},
    {"2017-11-31", "November has 30 days"},
    {"2017-12-99", "December has 31 days"},
};

START_TEST(what_is_no_date_is_refused_with_the_reason)
{
    struct accord_date date = {5, 6};
    const char *why = NULL;
    ck_assert(!accord_date_parse(no_dates[_i].text, strlen(no_dates[_i].text), &date, &why));
    ck_assert_str_eq(why, no_dates[_i].why);
    ck_assert_int_eq(date.first, 5);
    ck_assert_int_eq(date.last, 6);
}
END_TEST

START_TEST(a_nul_inside_is_no_date)
{
    struct accord_date date;
    const char *why;
    ck_assert(!accord_date_parse("2017\0-08", 8, &date, &why));
    ck_assert(!accord_date_parse("201\0", 4, &date, &why));
}
END_TEST

/* A calendar that only counts on from day to day. */
struct counted_day {
    int year, month, day;
};

static void next_day(struct counted_day *day)
{
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = day->year % 400 == 0 || (day->year % 4 == 0 && day->year % 100 != 0);
    if (++day->day <= days[day->month - 1] + (leap && day->month == 2)) return;
    day->day = 1;
    if (++day->month <= 12) return;
    day->month = 1;
    day->year++;
}

START_TEST(every_supported_day_follows_the_one_before_it)
{
    struct counted_day counted = {1, 1, 1};
    for (int32_t number = -719162; number <= 2932531; number++, next_day(&counted)) {
        int year, month, day;
        struct accord_date date;
        accord_date_of_day(number, &year, &month, &day);
        if (year != counted.year || month != counted.month || day != counted.day) ck_abort_msg("day %d", number);
        if (!accord_date_from_day(year, month, day, &date)) ck_abort_msg("day %d", number);
        if (date.first != number || date.last != number) ck_abort_msg("day %d", number);
    }
    ck_assert_int_eq(counted.year, 9999);
}
END_TEST

START_TEST(every_month_and_year_is_known_by_its_ends)
{
    char text[ACCORD_DATE_TEXT_MAX];
    for (int32_t day = -719162; day <= 2932531;) {
        int year, month, day_of_month;
        accord_date_of_day(day, &year, &month, &day_of_month);
        char wanted[8] = {(char)('0' + year / 1000),
                          (char)('0' + year / 100 % 10),
                          (char)('0' + year / 10 % 10),
                          (char)('0' + year % 10),
                          '-',
                          (char)('0' + month / 10),
                          (char)('0' + month % 10),
                          '\0'};
        struct accord_date date;
        const char *why;
        if (!accord_date_parse(wanted, 7, &date, &why) || date.first != day) ck_abort_msg("%s", wanted);
        if (strcmp(accord_date_format(date, text), wanted) != 0) ck_abort_msg("%s is written %s", wanted, text);
        day = date.last + 1;
    }
}
END_TEST

START_TEST(an_interval_that_is_no_month_or_year_is_written_by_its_first_day)
{
    char text[ACCORD_DATE_TEXT_MAX];
    ck_assert_str_eq(accord_date_format((struct accord_date){0, 29}, text), "1970-01-01");
    ck_assert_str_eq(accord_date_format((struct accord_date){1, 30}, text), "1970-01-02");
    ck_assert_str_eq(accord_date_format((struct accord_date){0, 58}, text), "1970-01-01");
    ck_assert_str_eq(accord_date_format((struct accord_date){31, 364}, text), "1970-02-01");
    ck_assert_str_eq(accord_date_format((struct accord_date){0, 729}, text), "1970-01-01");
}
END_TEST

static const struct counted_day no_days[] = {{0, 1, 1},       {9999, 1, 1},       {2019, 0, 1},      {2019, 13, 1},
                                             {2019, 1, 0},    {2019, 1, 32},      {2019, 2, 29},     {2019, 2, -1},
                                             {INT_MIN, 1, 1}, {2019, INT_MAX, 1}, {2019, 1, INT_MAX}};

START_TEST(there_are_no_other_days)
{
    struct accord_date date;
    ck_assert(!accord_date_from_day(no_days[_i].year, no_days[_i].month, no_days[_i].day, &date));
}
END_TEST

START_TEST(any_number_has_a_day)
{
    int year, month, day;
    accord_date_of_day(INT32_MAX, &year, &month, &day);
    ck_assert(month >= 1 && month <= 12 && day >= 1 && day <= 31);
    accord_date_of_day(INT32_MIN, &year, &month, &day);
    ck_assert(month >= 1 && month <= 12 && day >= 1 && day <= 31);
}
END_TEST

typedef bool (*day_comparison)(int32_t a, int32_t b);

static bool day_before(int32_t a, int32_t b)
{
    return a < b;
}

static bool day_not_after(int32_t a, int32_t b)
{
    return a <= b;
}

static bool day_same(int32_t a, int32_t b)
{
    return a == b;
}

static const struct {
    enum accord_truth (*compare)(struct accord_date a, struct accord_date b);
    day_comparison of_days;
} comparisons[] = {
    {accord_date_before, day_before}, {accord_date_not_after, day_not_after}, {accord_date_same, day_same}};

/* Asks every pair of days that the two may stand for. */
static enum accord_truth asked_of_all(struct accord_date a, struct accord_date b, day_comparison holds)
{
    int yes = 0;
    int no = 0;
    for (int32_t x = a.first; x <= a.last; x++) {
        for (int32_t y = b.first; y <= b.last; y++)
            *(holds(x, y) ? &yes : &no) += 1;
    }
    if (no == 0) return ACCORD_YES;
    return yes == 0 ? ACCORD_NO : ACCORD_UNDECIDED;
}

START_TEST(a_comparison_is_sure_where_all_days_agree)
{
    enum { SPAN = 7 };
    struct accord_date a, b;
    for (a.first = 0; a.first < SPAN; a.first++) {
        for (a.last = a.first; a.last < SPAN; a.last++) {
            for (b.first = 0; b.first < SPAN; b.first++) {
                for (b.last = b.first; b.last < SPAN; b.last++) {
                    ck_assert_int_eq(comparisons[_i].compare(a, b), asked_of_all(a, b, comparisons[_i].of_days));
                }
            }
        }
    }
}
END_TEST

static const struct {
    const char *from;
    int months;
    const char *first; /* NULL: there is no such date */
    const char *last;
} month_moves[] = {
    {"2019-01-31", 1, "2019-02-28", "2019-02-28"},
    {"2020-01-31", 1, "2020-02-29", "2020-02-29"},
    {"2020-02-29", 12, "2021-02-28", "2021-02-28"},
    {"2020-02-29", 48, "2024-02-29", "2024-02-29"},
    {"1896-02-29", 48, "1900-02-28", "1900-02-28"},
    {"2019-03-31", -1, "2019-02-28", "2019-02-28"},
    {"2019-12-15", 1, "2020-01-15", "2020-01-15"},
    {"2019-01-15", -1, "2018-12-15", "2018-12-15"},
    {"2019-05-31", 0, "2019-05-31", "2019-05-31"},
    {"2019-08-31", 37, "2022-09-30", "2022-09-30"},
    {"2019", 12, "2020-01-01", "2020-12-31"},
    {"2019-01", 1, "2019-02-01", "2019-02-28"},
    {"2019-02", 1, "2019-03-01", "2019-03-28"},
    {"9998-12-31", 1, NULL, NULL},
    {"9998-11-30", 1, "9998-12-30", "9998-12-30"},
    {"9998", 1, NULL, NULL},
    {"0001-01-31", -1, NULL, NULL},
    {"0001-02-28", -1, "0001-01-28", "0001-01-28"},
    {"0001", -1, NULL, NULL},
    {"2019", INT_MAX, NULL, NULL},
    {"2019", INT_MIN, NULL, NULL},
};

START_TEST(months_are_added_to_each_end)
{
    struct accord_date moved = {5, 6};
    bool there_is = accord_date_add_months(date_of(month_moves[_i].from), month_moves[_i].months, &moved);
    ck_assert(there_is == (month_moves[_i].first != NULL));
    ck_assert_int_eq(moved.first, there_is ? date_of(month_moves[_i].first).first : 5);
    ck_assert_int_eq(moved.last, there_is ? date_of(month_moves[_i].last).last : 6);
}
END_TEST

static const struct {
    const char *from;
    int days;
    const char *to;
} day_moves[] = {
    {"2019-02-28", 1, "2019-03-01"},
    {"2020-02-28", 1, "2020-02-29"},
    {"2020-03-01", -1, "2020-02-29"},
    {"2019-12-31", 1, "2020-01-01"},
    {"2019-01-01", 365, "2020-01-01"},
    {"2020-01-01", 366, "2021-01-01"},
    {"9998-12-31", 1, NULL},
    {"9998-12-30", 1, "9998-12-31"},
    {"0001-01-01", -1, NULL},
    {"0001-01-02", -1, "0001-01-01"},
    {"9998", 1, NULL},
    {"2019-01-01", INT_MAX, NULL},
    {"2019-01-01", INT_MIN, NULL},
    {"2019-02", 0, "2019-02"},
};

START_TEST(days_are_added_to_each_end)
{
    struct accord_date moved;
    bool there_is = accord_date_add_days(date_of(day_moves[_i].from), day_moves[_i].days, &moved);
    ck_assert(there_is == (day_moves[_i].to != NULL));
    if (!there_is) return;
    struct accord_date wanted = date_of(day_moves[_i].to);
    ck_assert_int_eq(moved.first, wanted.first);
    ck_assert_int_eq(moved.last, wanted.last);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("date");
    TCase *tests = tcase_create("date");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, a_date_is_an_interval_of_days_and_is_written_as_it_was_read, 0, COUNT_OF(dates));
    tcase_add_loop_test(tests, what_is_no_date_is_refused_with_the_reason, 0, COUNT_OF(no_dates));
    tcase_add_test(tests, a_nul_inside_is_no_date);
    tcase_add_test(tests, every_supported_day_follows_the_one_before_it);
    tcase_add_test(tests, every_month_and_year_is_known_by_its_ends);
    tcase_add_test(tests, an_interval_that_is_no_month_or_year_is_written_by_its_first_day);
    tcase_add_loop_test(tests, there_are_no_other_days, 0, COUNT_OF(no_days));
    tcase_add_test(tests, any_number_has_a_day);
    tcase_add_loop_test(tests, a_comparison_is_sure_where_all_days_agree, 0, COUNT_OF(comparisons));
    tcase_add_loop_test(tests, months_are_added_to_each_end, 0, COUNT_OF(month_moves));
    tcase_add_loop_test(tests, days_are_added_to_each_end, 0, COUNT_OF(day_moves));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
