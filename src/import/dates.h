/* Dates as other systems write them, read as far as they are known and refused where two readings are possible. */
#ifndef ACCORD_IMPORT_DATES_H
#define ACCORD_IMPORT_DATES_H

#include "accord/date.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* What a mapping says of a column of dates. All but the two of Excel also take what can be read in one way only:
 *
 *   2017  2017-08  2017-08-24  24.08.2017  24-08-2017  August 2019  Aug. 2019  24 August 2019  August 24, 2019
 *   (months in English, French and Spanish), 2017-08-24T00:00:00Z and the like at midnight; of date-times also those
 *   of OData 2, /Date(1503532800000)/.
 *
 * A number without more is a serial number of Excel or none at all, and is refused where the column does not say so. */
enum accord_date_format {
    ACCORD_DATES_PLAIN,
    ACCORD_DATES_DAY_FIRST,   /* 24/08/2017 */
    ACCORD_DATES_MONTH_FIRST, /* 08/24/2017; 24-08-2017 is then refused */
    ACCORD_DATES_TIME,        /* 2017-08-24T10:30:00+02:00: the day as it is written there, whatever the zone */
    ACCORD_DATES_EXCEL_1900,  /* 1 is 1900-01-01, and 60 a leap day that never was; a fraction is a time of the day */
    ACCORD_DATES_EXCEL_1904   /* 0 is 1904-01-01 */
};

/* As a mapping names it: "YYYY-MM-DD", "DD/MM/YYYY", "MM/DD/YYYY", "date-time", "excel-1900", "excel-1904". */
const char *accord_date_format_name(enum accord_date_format format);
bool accord_date_format_find(const char *name, enum accord_date_format *format);
/* All names, for "did you mean". */
const char *const *accord_date_format_names(size_t *count);

/* A meeting that stands for a date: "CoP18" is {"cop", 18}, "StC 53" {"stc", 53}. */
struct accord_meeting_name {
    char kind[12]; /* 2 to 11 letters, lower case */
    unsigned number;
};

enum accord_meeting_result { ACCORD_MEETING_FOUND, ACCORD_MEETING_UNKNOWN, ACCORD_MEETING_AMBIGUOUS };

/* Looks the meeting up and gives the days from its first to its last. */
typedef enum accord_meeting_result (*accord_meeting_function)(void *host, const struct accord_meeting_name *name,
                                                              struct accord_date *days);

struct accord_date_reading {
    enum accord_date_format format;
    accord_meeting_function meeting; /* NULL: a meeting is no date here */
    void *host;
    bool unmapped; /* no mapping says more of the column, and no message asks it to */
};

/* Reads a date; blanks around it do not matter. A meeting is the day, month or year that holds all its days. False with
 * "what was found, expected what" appended to `why`: no such day, a year of two digits, years outside of those that
 * accord/date.h supports (9999 among them), and what has two readings. */
bool accord_date_read(const struct accord_date_reading *reading, const char *text, size_t length,
                      struct accord_date *date, struct accord_text *why);

#endif
