/* Dates as far as they are known: a day, a month or a year, held as an interval of days. */
#ifndef ACCORD_DATE_H
#define ACCORD_DATE_H

#include "accord/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* Days since 1970-01-01 in the proleptic Gregorian calendar, both ends inclusive. `first == last` is a full date. A
 * month or a year is known by its ends, so the precision needs no field. Plain data. */
struct accord_date {
    int32_t first;
    int32_t last;
};

enum accord_precision { ACCORD_PRECISION_DAY, ACCORD_PRECISION_MONTH, ACCORD_PRECISION_YEAR };

/* What a comparison says when one side is only known to the month or the year. */
enum accord_truth { ACCORD_NO, ACCORD_YES, ACCORD_UNDECIDED };

enum {
    ACCORD_DATE_TEXT_MAX = 11, /* "2017-08-24" and a NUL */
    ACCORD_YEAR_FIRST = 1,
    ACCORD_YEAR_LAST = 9998,    /* 9999 is what data uses to say "no end": never a date */
    ACCORD_DAY_FIRST = -719162, /* of those years */
    ACCORD_DAY_LAST = 2932531
};

/* Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, nothing before or after. False, with *why set to a static clause such as
 * "February has 28 days in that year", when it is not one. */
bool accord_date_parse(const char *text, size_t length, struct accord_date *date, const char **why);

/* The shortest ISO 8601 form: YYYY, YYYY-MM or YYYY-MM-DD; an interval that is none of these is written by its first
 * day, which never happens to a date that was parsed. `text` holds ACCORD_DATE_TEXT_MAX bytes. Returns `text`. */
const char *accord_date_format(struct accord_date date, char *text);

enum accord_precision accord_date_precision(struct accord_date date);

/* A full date; false when there is no such day or the year is out of range. */
bool accord_date_from_day(int year, int month, int day, struct accord_date *date);

/* Year, month and day of a day number. */
void accord_date_of_day(int32_t day, int *year, int *month, int *day_of_month);

/* a < b, a <= b, a == b over intervals: sure, surely not, or undecided. */
enum accord_truth accord_date_before(struct accord_date a, struct accord_date b);
enum accord_truth accord_date_not_after(struct accord_date a, struct accord_date b);
enum accord_truth accord_date_same(struct accord_date a, struct accord_date b);

/* The date moved by whole months or days, each end on its own; a day past the end of the month becomes its last day.
 * False when the result leaves the supported years. */
bool accord_date_add_months(struct accord_date date, int months, struct accord_date *moved);
bool accord_date_add_days(struct accord_date date, int days, struct accord_date *moved);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
