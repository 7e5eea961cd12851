/* Dates as intervals of days, read, written, compared in three values, and moved. */
#include "accord/date.h"

enum {
    DAYS_IN_ERA = 146097, /* 400 years, after which the Gregorian calendar repeats */
    EPOCH_SHIFT = 719468  /* days from 0000-03-01 to 1970-01-01 */
};

static const unsigned char month_days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in(int year, int month)
{
    return month == 2 && is_leap(year) ? 29 : month_days[month - 1];
}

/* Years are counted from March here, so that the leap day is the last of its year. */
static int32_t day_number(int year, int month, int day)
{
    int from_march = month > 2 ? month - 3 : month + 9;
    int y = month > 2 ? year : year - 1; /* 0 or more, since years begin with 1 */
    int era = y / 400;
    int year_of_era = y % 400;
    int day_of_year = (153 * from_march + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_IN_ERA + day_of_era - EPOCH_SHIFT;
}

void accord_date_of_day(int32_t day, int *year, int *month, int *day_of_month)
{
    int64_t shifted = (int64_t)day + EPOCH_SHIFT;
    int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_IN_ERA - 1)) / DAYS_IN_ERA;
    int day_of_era = (int)(shifted - era * DAYS_IN_ERA);
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (DAYS_IN_ERA - 1)) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int from_march = (5 * day_of_year + 2) / 153;
    *day_of_month = day_of_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = (int)(era * 400) + year_of_era + (*month <= 2);
}

static int32_t first_day_of_all(void)
{
    return day_number(ACCORD_YEAR_FIRST, 1, 1);
}

static int32_t last_day_of_all(void)
{
    return day_number(ACCORD_YEAR_LAST, 12, 31);
}

bool accord_date_from_day(int year, int month, int day, struct accord_date *date)
{
    if (year < ACCORD_YEAR_FIRST || year > ACCORD_YEAR_LAST || month < 1 || month > 12) return false;
    if (day < 1 || day > days_in(year, month)) return false;
    date->first = date->last = day_number(year, month, day);
    return true;
}

/* `count` digits; -1 when there are fewer. */
static int read_digits(const char *text, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

/* What is wrong with the numbers, or NULL. */
static const char *fault(int year, int month, int day)
{
    static const char *const too_long[12] = {"January has 31 days",   "February has 28 days in that year",
                                             "March has 31 days",     "April has 30 days",
                                             "May has 31 days",       "June has 30 days",
                                             "July has 31 days",      "August has 31 days",
                                             "September has 30 days", "October has 31 days",
                                             "November has 30 days",  "December has 31 days"};
    if (year == 9999) return "the year 9999 stands for no date: leave the cell blank or declare a missing value";
    if (year < ACCORD_YEAR_FIRST) return "years count from 0001";
    if (month < 1 || month > 12) return "months count from 01 to 12";
    if (day < 1) return "days count from 01";
    if (day > days_in(year, month)) {
        return month == 2 && is_leap(year) ? "February has 29 days in that year" : too_long[month - 1];
    }
    return NULL;
}

bool accord_date_parse(const char *text, size_t length, struct accord_date *date, const char **why)
{
    bool has_month = length >= 7;
    bool has_day = length >= 10;
    *why = "it is not written YYYY, YYYY-MM or YYYY-MM-DD";
    if (length != 4 && length != 7 && length != 10) return false;
    if ((has_month && text[4] != '-') || (has_day && text[7] != '-')) return false;
    int year = read_digits(text, 4);
    int month = has_month ? read_digits(text + 5, 2) : 1;
    int day = has_day ? read_digits(text + 8, 2) : 1;
    if (year < 0 || month < 0 || day < 0) return false;
    *why = fault(year, month, day);
    if (*why != NULL) return false;
    int last_month = has_month ? month : 12;
    date->first = day_number(year, month, day);
    date->last = day_number(year, last_month, has_day ? day : days_in(year, last_month));
    return true;
}

enum accord_precision accord_date_precision(struct accord_date date)
{
    if (date.first == date.last) return ACCORD_PRECISION_DAY;
    int year, month, day, last_year, last_month, last_day;
    accord_date_of_day(date.first, &year, &month, &day);
    accord_date_of_day(date.last, &last_year, &last_month, &last_day);
    if (day != 1 || year != last_year || last_day != days_in(last_year, last_month)) return ACCORD_PRECISION_DAY;
    if (month == last_month) return ACCORD_PRECISION_MONTH;
    return month == 1 && last_month == 12 ? ACCORD_PRECISION_YEAR : ACCORD_PRECISION_DAY;
}

static char *put_pair(char *to, int number)
{
    to[0] = (char)('0' + number / 10);
    to[1] = (char)('0' + number % 10);
    return to + 2;
}

const char *accord_date_format(struct accord_date date, char *text)
{
    static const size_t lengths[] = {
        [ACCORD_PRECISION_DAY] = 10, [ACCORD_PRECISION_MONTH] = 7, [ACCORD_PRECISION_YEAR] = 4};
    int year, month, day;
    accord_date_of_day(date.first, &year, &month, &day);
    char *at = put_pair(put_pair(text, year / 100), year % 100);
    *at++ = '-';
    at = put_pair(at, month);
    *at++ = '-';
    (void)put_pair(at, day);
    text[lengths[accord_date_precision(date)]] = '\0';
    return text;
}

enum accord_truth accord_date_before(struct accord_date a, struct accord_date b)
{
    if (a.last < b.first) return ACCORD_YES;
    return a.first >= b.last ? ACCORD_NO : ACCORD_UNDECIDED;
}

enum accord_truth accord_date_not_after(struct accord_date a, struct accord_date b)
{
    if (a.last <= b.first) return ACCORD_YES;
    return a.first > b.last ? ACCORD_NO : ACCORD_UNDECIDED;
}

enum accord_truth accord_date_same(struct accord_date a, struct accord_date b)
{
    if (a.last < b.first || b.last < a.first) return ACCORD_NO;
    return a.first == a.last && b.first == b.last ? ACCORD_YES : ACCORD_UNDECIDED;
}

static bool add_months_to_day(int32_t day, int months, int32_t *moved)
{
    int year, month, day_of_month;
    accord_date_of_day(day, &year, &month, &day_of_month);
    int64_t total = (int64_t)year * 12 + (month - 1) + months;
    if (total < ACCORD_YEAR_FIRST * 12 || total > ACCORD_YEAR_LAST * 12 + 11) return false;
    year = (int)(total / 12);
    month = (int)(total % 12) + 1;
    int longest = days_in(year, month);
    *moved = day_number(year, month, day_of_month < longest ? day_of_month : longest);
    return true;
}

bool accord_date_add_months(struct accord_date date, int months, struct accord_date *moved)
{
    struct accord_date result;
    if (!add_months_to_day(date.first, months, &result.first)) return false;
    if (!add_months_to_day(date.last, months, &result.last)) return false;
    *moved = result;
    return true;
}

bool accord_date_add_days(struct accord_date date, int days, struct accord_date *moved)
{
    int64_t first = (int64_t)date.first + days;
    int64_t last = (int64_t)date.last + days;
    if (first < first_day_of_all() || last > last_day_of_all()) return false;
    *moved = (struct accord_date){.first = (int32_t)first, .last = (int32_t)last};
    return true;
}
