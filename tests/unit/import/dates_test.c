/* Dates of other systems: what is read, as far as it is known, and what is refused with which words. */
#include "import/dates.h"

#include "import/months.h"
#include "unit/suite.h"

#include <string.h>

static char meetings_host;

/* Four meetings: in a day, in a month, over two months, over two years. */
static enum accord_meeting_result find_meeting(void *host, const struct accord_meeting_name *name,
                                               struct accord_date *days)
{
    static const struct {
        const char *kind;
        unsigned number;
        const char *from;
        const char *to;
    } meetings[] = {{"stc", 53, "2021-10-05", "2021-10-05"},
                    {"cop", 14, "2024-02-12", "2024-02-17"},
                    {"cop", 9, "2008-11-28", "2008-12-05"},
                    {"cop", 15, "2021-10-11", "2022-12-19"}};
    const char *why = NULL;
    ck_assert_ptr_eq(host, &meetings_host);
    if (name->number == 99) return ACCORD_MEETING_AMBIGUOUS;
    for (int i = 0; i < COUNT_OF(meetings); i++) {
        if (strcmp(meetings[i].kind, name->kind) != 0 || meetings[i].number != name->number) continue;
        struct accord_date from, to;
        ck_assert(accord_date_parse(meetings[i].from, strlen(meetings[i].from), &from, &why));
        ck_assert(accord_date_parse(meetings[i].to, strlen(meetings[i].to), &to, &why));
        *days = (struct accord_date){from.first, to.last};
        return ACCORD_MEETING_FOUND;
    }
    return ACCORD_MEETING_UNKNOWN;
}

#define NO_MILLISECONDS ", expected milliseconds since 1970 up to the year 9998"

struct date_case {
    enum accord_date_format format;
    const char *text;
    const char *expected; /* the date, or what is said behind the quoted text */
};

#define PLAIN ACCORD_DATES_PLAIN
#define DAYS ACCORD_DATES_DAY_FIRST
#define MONTHS ACCORD_DATES_MONTH_FIRST
#define TIMES ACCORD_DATES_TIME
#define E1900 ACCORD_DATES_EXCEL_1900
#define E1904 ACCORD_DATES_EXCEL_1904

#define ISO "a date as YYYY, YYYY-MM or YYYY-MM-DD"
#define NO_ORDER                                                                                                       \
    " (a date whose order is not declared), expected the format of the column in the mapping, DD/MM/YYYY or "          \
    "MM/DD/YYYY"
#define FOUR ", expected a year of four digits"
#define ANOTHER_TIME                                                                                                   \
    " (a time other than midnight, which may be another day where it was written), expected a date, or the format "    \
    "date-time in the mapping"
#define NO_TIME ", expected a date, or a time as hh:mm:ss with a zone after it"
#define NO_SERIAL " (a number), expected a date, or the format excel-1900 or excel-1904 in the mapping"

static const struct date_case cases[] = {
    {PLAIN, "2017", "2017"},
    {PLAIN, "2017-08", "2017-08"},
    {PLAIN, "2017-08-24", "2017-08-24"},
    {PLAIN, " 2017-08-24\t", "2017-08-24"},
    {PLAIN, "2016-02-29", "2016-02-29"},
    {PLAIN, "2017-02-29", " (February has 28 days in that year), expected " ISO},
    {PLAIN, "2017-8-24", " (it is not written YYYY, YYYY-MM or YYYY-MM-DD), expected " ISO},
    {PLAIN, "2017-13", " (months count from 01 to 12), expected " ISO},
    {PLAIN, "9999-12-31",
     " (the year 9999 stands for no date: leave the cell blank or declare a missing value), expected " ISO},
    {PLAIN, "0000", " (years count from 0001), expected " ISO},
    {PLAIN, "", ", expected " ISO},
    {PLAIN, "n/a", ", expected " ISO},
    {PLAIN, "2017/08", ", expected " ISO},
    {PLAIN, "24.08.2017", "2017-08-24"},
    {PLAIN, "4.8.2017", "2017-08-04"},
    {PLAIN, "24-08-2017", "2017-08-24"},
    {PLAIN, "03-04-2019", "2019-04-03"},
    {DAYS, "03-04-2019", "2019-04-03"},
    {MONTHS, "03-04-2019", " (hyphens in a column whose format is MM/DD/YYYY), expected MM/DD/YYYY or YYYY-MM-DD"},
    {MONTHS, "03.04.2019", "2019-04-03"},
    {PLAIN, "30.02.2019", " (February has 28 days in that year), expected a day that exists"},
    {PLAIN, "31.04.2019", " (April has 30 days), expected a day that exists"},
    {PLAIN, "00.04.2019", " (days count from 01), expected a day that exists"},
    {PLAIN, "24.13.2019", " (months count from 01 to 12), expected a day that exists"},
    {PLAIN, "24.008.2019", " (months count from 01 to 12), expected a day that exists"},
    {PLAIN, "024.08.2019", ", expected a day that exists"},
    {PLAIN, "24.08.17", FOUR},
    {PLAIN, "24-08-17", FOUR},
    {PLAIN, "24.08.20170", FOUR},
    {PLAIN, "24-08.2017", ", expected " ISO},
    {PLAIN, "03/04/2019", NO_ORDER},
    {PLAIN, "13/04/2019", NO_ORDER},
    {TIMES, "03/04/2019", NO_ORDER},
    {DAYS, "03/04/2019", "2019-04-03"},
    {MONTHS, "03/04/2019", "2019-03-04"},
    {MONTHS, "13/04/2019", " (months count from 01 to 12), expected a day that exists"},
    {DAYS, "04/13/2019", " (months count from 01 to 12), expected a day that exists"},
    {DAYS, "3/4/19", FOUR},
    {DAYS, "2019-04-03", "2019-04-03"},
    {DAYS, "2019/04/03", FOUR},
    {PLAIN, "Aug. 2019", "2019-08"},
    {PLAIN, "August 2019", "2019-08"},
    {PLAIN, "AUGUST 2019", "2019-08"},
    {PLAIN, "24 August 2019", "2019-08-24"},
    {PLAIN, "24th August 2019", "2019-08-24"},
    {PLAIN, "August 24, 2019", "2019-08-24"},
    {PLAIN, "24-Aug-2019", "2019-08-24"},
    {PLAIN, "1er août 2019", "2019-08-01"},
    {PLAIN, "le 24 décembre 2019", "2019-12-24"},
    {PLAIN, "24 de agosto de 2019", "2019-08-24"},
    {PLAIN, "sept. 2019", "2019-09"},
    {PLAIN, "29 February 2019", " (February has 28 days in that year), expected a day that exists"},
    {PLAIN, "Aug 19", FOUR},
    {PLAIN, "5 May", ", expected a date as 24 August 2019 or August 2019"},
    {PLAIN, "2019 August", ", expected a date as 24 August 2019 or August 2019"},
    {PLAIN, "24 2019 August", ", expected a date as 24 August 2019 or August 2019"},
    {PLAIN, "August August 2019", ", expected a date as 24 August 2019 or August 2019"},
    {PLAIN, "24/August/2019", ", expected " ISO},
    {PLAIN, "Augustus 2019", ", expected " ISO},
    {PLAIN, "24 Augus 2019", ", expected " ISO},
    {PLAIN, "2013-05-03T00:00:00Z", "2013-05-03"},
    {PLAIN, "2013-05-03 00:00", "2013-05-03"},
    {PLAIN, "2013-05-03T00:00:00.000+02:00", "2013-05-03"},
    {PLAIN, "2013-05-03T22:00:00Z", ANOTHER_TIME},
    {PLAIN, "2013-05-03T00:00:00.001Z", ANOTHER_TIME},
    {TIMES, "2013-05-03T22:00:00Z", "2013-05-03"},
    {TIMES, "2013-05-03T22:00:00-05:00", "2013-05-03"},
    {TIMES, "2013-05-03", "2013-05-03"},
    {TIMES, "2013-02-30T22:00:00Z", " (February has 28 days in that year)" NO_TIME},
    {TIMES, "2013-05-03T24:00:00Z", NO_TIME},
    {TIMES, "2013-05-03T10:60:00Z", NO_TIME},
    {TIMES, "2013-05-03T10:30:", NO_TIME},
    {TIMES, "2013-05-03T10:30:00.Z", NO_TIME},
    {TIMES, "2013-05-03T10:30:00+15:00", NO_TIME},
    {TIMES, "2013-05-03T10:30:00+1", NO_TIME},
    {TIMES, "2013-05-03T10:30:00 CET", NO_TIME},
    {TIMES, "2013-05-03T1030", ", expected " ISO},
    {PLAIN, "43831", NO_SERIAL},
    {PLAIN, "20170824", NO_SERIAL},
    {PLAIN, "1", NO_SERIAL},
    {E1900, "1", "1900-01-01"},
    {E1900, "59", "1900-02-28"},
    {E1900, "60", " (the 29 February 1900 of Excel, which never was), expected a day that exists"},
    {E1900, "60.5", " (the 29 February 1900 of Excel, which never was), expected a day that exists"},
    {E1900, "61", "1900-03-01"},
    {E1900, "43831", "2020-01-01"},
    {E1900, "43831.99", "2020-01-01"},
    {E1900, "0", " (no serial number of Excel), expected one of a day up to the year 9998"},
    {E1900, "2958465", " (no serial number of Excel), expected one of a day up to the year 9998"},
    {E1900, "2958100", "9998-12-31"},
    {E1900, "12345678901", " (no serial number of Excel), expected one of a day up to the year 9998"},
    {E1900, "2019",
     " (a year or a serial number of Excel), expected a serial number of fewer or more than four digits"},
    {E1900, "2019-01-01", ", expected a serial number of Excel"},
    {E1900, "-5", ", expected a serial number of Excel"},
    {E1904, "0", "1904-01-01"},
    {E1904, "60", "1904-03-01"},
    {E1904, "42369", "2020-01-01"},
    {PLAIN, "StC53", "2021-10-05"},
    {PLAIN, "CoP14", "2024-02"},
    {PLAIN, "COP 14", "2024-02"},
    {PLAIN, "cop-14", "2024-02"},
    {PLAIN, "COP9", "2008"},
    {TIMES, "/Date(1566000000000)/", "2019-08-17"},
    {TIMES, "/Date(0)/", "1970-01-01"},
    {TIMES, "/Date(86399999)/", "1970-01-01"},
    {TIMES, "/Date(86400000)/", "1970-01-02"},
    {TIMES, "/Date(-1)/", "1969-12-31"},
    {TIMES, "/Date(-86400000)/", "1969-12-31"},
    {TIMES, "/Date(-86400001)/", "1969-12-30"},
    {TIMES, "/Date(253370764800000)/", NO_MILLISECONDS}, /* 9999 */
    {TIMES, "/Date(999999999999999)/", NO_MILLISECONDS},
    {TIMES, "/Date(1566000000000000)/", NO_MILLISECONDS},
    {TIMES, "/Date(1566000000000+0060)/", ", expected " ISO},
    {PLAIN, "/Date(1566000000000)/", ", expected " ISO},
    {PLAIN, "COP15", " (a meeting that began in one year and ended in another), expected a date"},
    {PLAIN, "CoP18", " (a meeting that is not on record), expected a date, or the name of a meeting that is"},
    {PLAIN, "CoP99", " (a name of more than one meeting), expected a date, or the name of one meeting"},
    {PLAIN, "CoP2019", ", expected " ISO},
    {PLAIN, "C18", ", expected " ISO},
};

START_TEST(a_date_is_read_or_refused_in_words)
{
    const struct date_case *it = &cases[_i];
    struct accord_date_reading reading = {it->format, find_meeting, &meetings_host, false};
    struct accord_date date;
    struct accord_text why, expected;
    char text[ACCORD_DATE_TEXT_MAX];
    accord_text_init(&why, 1024);
    accord_text_init(&expected, 1024);
    bool good = accord_date_read(&reading, it->text, strlen(it->text), &date, &why);
    if (good) {
        ck_assert_str_eq(accord_date_format(date, text), it->expected);
        ck_assert_uint_eq(why.length, 0);
    } else {
        accord_text_add_json(&expected, it->text, strlen(it->text));
        accord_text_add_str(&expected, it->expected);
        ck_assert_str_eq(accord_text_str(&why), accord_text_str(&expected));
    }
    accord_text_clear(&why);
    accord_text_clear(&expected);
}
END_TEST

static const struct {
    const char *text;
    const char *said;
} unmapped[] = {
    {"03/04/2019", "\"03/04/2019\" (a date whose order is not declared), expected " ISO},
    {"43000", "\"43000\" (a number), expected " ISO},
    {"CoP14", "\"CoP14\" (a meeting), expected a date, or beside it the treaty whose meeting that is"},
};

START_TEST(no_message_asks_for_a_mapping_where_there_is_none)
{
    const struct accord_date_reading reading = {.format = ACCORD_DATES_TIME, .unmapped = true};
    struct accord_date date;
    struct accord_text why;
    accord_text_init(&why, 1024);
    ck_assert(!accord_date_read(&reading, unmapped[_i].text, strlen(unmapped[_i].text), &date, &why));
    ck_assert_str_eq(accord_text_str(&why), unmapped[_i].said);
    accord_text_clear(&why);
}
END_TEST

START_TEST(a_meeting_is_no_date_where_none_are_looked_up)
{
    struct accord_date_reading reading = {ACCORD_DATES_PLAIN, NULL, NULL, false};
    struct accord_date date;
    struct accord_text why;
    accord_text_init(&why, 1024);
    ck_assert(!accord_date_read(&reading, "CoP14", 5, &date, &why));
    ck_assert_str_eq(accord_text_str(&why),
                     "\"CoP14\" (a meeting), expected a date, or the body of the meetings in the mapping");
    accord_text_clear(&why);
}
END_TEST

/* Every day of some centuries, in each form that can write a day, reads as itself. */
START_TEST(every_day_reads_as_itself_in_every_form)
{
    static const char *const names[12] = {"Jan.", "February", "mars",  "abril", "May", "juin",
                                          "Jul",  "août",     "sept.", "Oct",   "nov", "diciembre"};
    static const enum accord_date_format formats[] = {ACCORD_DATES_PLAIN, ACCORD_DATES_PLAIN, ACCORD_DATES_DAY_FIRST,
                                                      ACCORD_DATES_MONTH_FIRST, ACCORD_DATES_PLAIN};
    struct accord_text text, why;
    accord_text_init(&text, 1024);
    accord_text_init(&why, 1024);
    for (int32_t day = -120000; day < 60000; day += 17) {
        int year, month, of_month;
        accord_date_of_day(day, &year, &month, &of_month);
        for (int form = 0; form < COUNT_OF(formats); form++) {
            struct accord_date_reading reading = {formats[form], NULL, NULL, false};
            struct accord_date date;
            accord_text_reset(&text);
            if (form == 0) accord_text_addf(&text, "%04d-%02d-%02d", year, month, of_month);
            if (form == 1) accord_text_addf(&text, "%d.%d.%04d", of_month, month, year);
            if (form == 2) accord_text_addf(&text, "%02d/%02d/%04d", of_month, month, year);
            if (form == 3) accord_text_addf(&text, "%d/%d/%04d", month, of_month, year);
            if (form == 4) accord_text_addf(&text, "%d %s %04d", of_month, names[month - 1], year);
            ck_assert_msg(accord_date_read(&reading, text.bytes, text.length, &date, &why), "%s",
                          accord_text_str(&why));
            ck_assert_int_eq(date.first, day);
            ck_assert_int_eq(date.last, day);
        }
    }
    accord_text_clear(&text);
    accord_text_clear(&why);
}
END_TEST

START_TEST(formats_have_names)
{
    enum accord_date_format format;
    size_t count = 0;
    const char *const *names = accord_date_format_names(&count);
    ck_assert_uint_eq(count, 6);
    for (size_t i = 0; i < count; i++) {
        ck_assert(accord_date_format_find(names[i], &format));
        ck_assert_uint_eq(format, i);
        ck_assert_str_eq(accord_date_format_name(format), names[i]);
    }
    ck_assert(!accord_date_format_find("DD/MM/YY", &format));
}
END_TEST

START_TEST(names_of_months_are_whole_words_in_any_case)
{
    static const struct {
        const char *name;
        int month;
    } months[] = {{"January", 1},  {"JANV", 1},           {"ene", 1},
                  {"Février", 2},  {"FÉVRIER", 2},        {"mai", 5},
                  {"AOÛT", 8},     {"setiembre", 9},      {"", 0},
                  {"j", 0},        {"janu", 0},           {"Januar", 0},
                  {"janvier1", 0}, {"januaryjanuary", 0}, {"м\xD0\xB0\xD0\xB9", 0},
                  {"\xFF", 0}};
    for (int i = 0; i < COUNT_OF(months); i++)
        ck_assert_msg(accord_month_of_name(months[i].name, strlen(months[i].name)) == months[i].month, "%s",
                      months[i].name);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/dates");
    TCase *dates = tcase_create("dates");
    tcase_add_loop_test(dates, a_date_is_read_or_refused_in_words, 0, COUNT_OF(cases));
    tcase_add_test(dates, a_meeting_is_no_date_where_none_are_looked_up);
    tcase_add_loop_test(dates, no_message_asks_for_a_mapping_where_there_is_none, 0, COUNT_OF(unmapped));
    tcase_add_test(dates, every_day_reads_as_itself_in_every_form);
    tcase_add_test(dates, formats_have_names);
    tcase_add_test(dates, names_of_months_are_whole_words_in_any_case);
    suite_add_tcase(suite, dates);
    return run_suite(suite);
}
