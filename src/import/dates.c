/* Reading dates: the text is cut into numbers and words, and what these can be decides, never what is likely. */
#include "import/dates.h"

#include "import/months.h"
#include "ingest/quote.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
    TEXT_MAX = 64, /* bytes of a date */
    PARTS_MAX = 20,
    YEAR_DIGITS = 4
};

static const char *const format_names[] = {
    [ACCORD_DATES_PLAIN] = "YYYY-MM-DD",       [ACCORD_DATES_DAY_FIRST] = "DD/MM/YYYY",
    [ACCORD_DATES_MONTH_FIRST] = "MM/DD/YYYY", [ACCORD_DATES_TIME] = "date-time",
    [ACCORD_DATES_EXCEL_1900] = "excel-1900",  [ACCORD_DATES_EXCEL_1904] = "excel-1904",
};

enum part_kind { NUMBER, WORD, SIGN };

struct part {
    enum part_kind kind;
    const char *text;
    size_t length;
    int number; /* of at most nine digits, or -1 */
};

struct date_text {
    const char *text;
    size_t length;
    struct part parts[PARTS_MAX];
    size_t count;
};

/* What a reader of one form says: not its form, read, or refused with `found` (NULL: nothing special) and `expected`.
 */
enum outcome { OTHER, READ, REFUSED };

struct refusal {
    const char *found;
    const char *expected;
};

static const char a_date[] = "a date as YYYY, YYYY-MM or YYYY-MM-DD";
static const char not_two_digits[] = "a year of four digits";

const char *accord_date_format_name(enum accord_date_format format)
{
    return format_names[format];
}

const char *const *accord_date_format_names(size_t *count)
{
    *count = COUNT(format_names);
    return format_names;
}

bool accord_date_format_find(const char *name, enum accord_date_format *format)
{
    for (size_t i = 0; i < COUNT(format_names); i++) {
        if (strcmp(format_names[i], name) != 0) continue;
        *format = (enum accord_date_format)i;
        return true;
    }
    return false;
}

/* ---- parts ---- */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || ((unsigned char)byte & 0x80) != 0;
}

static int number_of(const char *text, size_t length)
{
    int number = 0;
    if (length > 9) return -1;
    for (size_t i = 0; i < length; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

/* False when there are more parts than a date has. */
static bool cut(struct date_text *date)
{
    date->count = 0;
    for (size_t at = 0; at < date->length;) {
        if (date->count == PARTS_MAX) return false;
        struct part *part = &date->parts[date->count++];
        bool (*belongs)(char) = is_digit(date->text[at]) ? is_digit : is_letter(date->text[at]) ? is_letter : NULL;
        size_t end = at + 1;
        while (belongs != NULL && end < date->length && belongs(date->text[end]))
            end++;
        *part = (struct part){belongs == is_digit ? NUMBER
                              : belongs == NULL   ? SIGN
                                                  : WORD,
                              date->text + at, end - at, -1};
        if (part->kind == NUMBER) part->number = number_of(part->text, part->length);
        at = end;
    }
    return true;
}

/* Whether the parts from `at` on are numbers (N) and the signs of the pattern, and no more than these. */
static bool is_shaped(const struct date_text *date, const char *pattern)
{
    size_t count = strlen(pattern);
    if (date->count != count) return false;
    for (size_t i = 0; i < count; i++) {
        const struct part *part = &date->parts[i];
        bool fits = pattern[i] == 'N' ? part->kind == NUMBER : part->kind == SIGN && part->text[0] == pattern[i];
        if (!fits) return false;
    }
    return true;
}

static bool is_sign(const struct date_text *text, size_t at, char sign)
{
    return at < text->count && text->parts[at].kind == SIGN && text->parts[at].text[0] == sign;
}

/* ---- forms ---- */

/* The day of three numbers, as far as it exists; day 0: the month. */
static enum outcome make_date(const struct part *year, int month, const struct part *day, struct accord_date *date,
                              struct refusal *refusal)
{
    char iso[TEXT_MAX];
    *refusal = (struct refusal){NULL, not_two_digits};
    if (year->length != YEAR_DIGITS) return REFUSED;
    refusal->expected = "a day that exists";
    if (day != NULL && (day->length > 2 || day->number < 0)) return REFUSED;
    if (month < 0 || month > 99) month = 99; /* no month, whatever it was */
    (void)snprintf(iso, sizeof iso, "%04d-%02d-%02d", year->number, month, day == NULL ? 1 : day->number);
    return accord_date_parse(iso, day == NULL ? 7 : 10, date, &refusal->found) ? READ : REFUSED;
}

static int month_number(const struct part *part)
{
    return part->length <= 2 ? part->number : -1;
}

static enum outcome read_iso(const struct date_text *text, const struct accord_date_reading *reading,
                             struct accord_date *date, struct refusal *refusal)
{
    (void)reading;
    bool shaped = is_shaped(text, "N") || is_shaped(text, "N-N") || is_shaped(text, "N-N-N");
    if (!shaped || text->parts[0].length != YEAR_DIGITS) return OTHER;
    refusal->expected = a_date;
    return accord_date_parse(text->text, text->length, date, &refusal->found) ? READ : REFUSED;
}

/* DD.MM.YYYY and DD-MM-YYYY; the hyphens not where the column puts months first. */
static enum outcome read_day_first(const struct date_text *text, const struct accord_date_reading *reading,
                                   struct accord_date *date, struct refusal *refusal)
{
    bool hyphens = is_shaped(text, "N-N-N");
    if (!hyphens && !is_shaped(text, "N.N.N")) return OTHER;
    const struct part *parts = text->parts;
    if (hyphens && reading->format == ACCORD_DATES_MONTH_FIRST) {
        *refusal = (struct refusal){"hyphens in a column whose format is MM/DD/YYYY", "MM/DD/YYYY or YYYY-MM-DD"};
        return REFUSED;
    }
    return make_date(&parts[4], month_number(&parts[2]), &parts[0], date, refusal);
}

/* Even where only one reading is a day: a column with both kinds is the trap. */
static enum outcome read_slashes(const struct date_text *text, const struct accord_date_reading *reading,
                                 struct accord_date *date, struct refusal *refusal)
{
    if (!is_shaped(text, "N/N/N")) return OTHER;
    const struct part *parts = text->parts;
    if (reading->format == ACCORD_DATES_DAY_FIRST)
        return make_date(&parts[4], month_number(&parts[2]), &parts[0], date, refusal);
    if (reading->format == ACCORD_DATES_MONTH_FIRST)
        return make_date(&parts[4], month_number(&parts[0]), &parts[2], date, refusal);
    *refusal = (struct refusal){
        "a date whose order is not declared",
        reading->unmapped ? a_date : "the format of the column in the mapping, DD/MM/YYYY or MM/DD/YYYY"};
    return REFUSED;
}

/* hh:mm, hh:mm:ss or hh:mm:ss.fff from a part on: where it ends, or 0. */
static size_t read_clock(const struct date_text *text, size_t at, bool *midnight)
{
    static const int limits[] = {23, 59, 59};
    size_t fields = 0;
    *midnight = true;
    do {
        const struct part *part = &text->parts[at];
        if (at >= text->count || part->kind != NUMBER || part->length != 2 || part->number > limits[fields]) return 0;
        *midnight = *midnight && part->number == 0;
        at++;
        fields++;
    } while (fields < COUNT(limits) && is_sign(text, at, ':') && at++ > 0);
    if (fields < 2) return 0;
    if (fields < COUNT(limits) || !is_sign(text, at, '.')) return at;
    const struct part *fraction = &text->parts[at + 1];
    if (at + 1 >= text->count || fraction->kind != NUMBER) return 0;
    *midnight = *midnight && strspn(fraction->text, "0") >= fraction->length;
    return at + 2;
}

static bool is_two_digits(const struct date_text *text, size_t at, int most)
{
    const struct part *part = &text->parts[at];
    return at < text->count && part->kind == NUMBER && part->length == 2 && part->number <= most;
}

/* Nothing, Z, or an offset such as +02:00, to the end. */
static bool is_zone(const struct date_text *text, size_t at)
{
    enum { HOURS_MAX = 14, MINUTES_MAX = 59 };
    const struct part *part = &text->parts[at];
    size_t left = text->count - at;
    if (left == 0) return true;
    if (left == 1) return part->length == 1 && (part->text[0] == 'Z' || part->text[0] == 'z');
    return left == 4 && (is_sign(text, at, '+') || is_sign(text, at, '-')) && is_two_digits(text, at + 1, HOURS_MAX) &&
           is_sign(text, at + 2, ':') && is_two_digits(text, at + 3, MINUTES_MAX);
}

/* Midnight is the day; another time may be the midnight of another zone, and so of another day. */
static enum outcome read_time(const struct date_text *text, const struct accord_date_reading *reading,
                              struct accord_date *date, struct refusal *refusal)
{
    enum { DAY_LENGTH = 10, SEPARATOR = 5, CLOCK = 6 };
    if (text->count <= CLOCK + 2 || text->length <= DAY_LENGTH || text->parts[0].length != YEAR_DIGITS) return OTHER;
    const struct part *separator = &text->parts[SEPARATOR];
    bool parted = separator->length == 1 && (separator->text[0] == 'T' || separator->text[0] == ' ');
    if (!parted || separator->text != text->text + DAY_LENGTH) return OTHER;
    bool midnight = false;
    size_t zone = read_clock(text, CLOCK, &midnight);
    *refusal = (struct refusal){NULL, "a date, or a time as hh:mm:ss with a zone after it"};
    if (zone == 0 || !is_zone(text, zone)) return REFUSED;
    if (!accord_date_parse(text->text, DAY_LENGTH, date, &refusal->found)) return REFUSED;
    if (midnight || reading->format == ACCORD_DATES_TIME) return READ;
    *refusal = (struct refusal){"a time other than midnight, which may be another day where it was written",
                                "a date, or the format date-time in the mapping"};
    return REFUSED;
}

/* Milliseconds since 1970, as OData 2 has them. */
static enum outcome read_milliseconds(const struct date_text *text, const struct accord_date_reading *reading,
                                      struct accord_date *date, struct refusal *refusal)
{
    enum { DIGITS_MAX = 15, DAY = 24 * 60 * 60 * 1000 };
    const struct part *parts = text->parts;
    size_t at = is_sign(text, 3, '-') ? 4 : 3;
    bool shaped = reading->format == ACCORD_DATES_TIME && text->count == at + 3 && is_sign(text, 0, '/') &&
                  accord_text_equal(parts[1].text, parts[1].length, "Date", 4) && is_sign(text, 2, '(') &&
                  parts[at].kind == NUMBER && is_sign(text, at + 1, ')') && is_sign(text, at + 2, '/');
    if (!shaped) return OTHER;
    *refusal = (struct refusal){NULL, "milliseconds since 1970 up to the year 9998"};
    if (parts[at].length > DIGITS_MAX) return REFUSED;
    int64_t milliseconds = 0;
    for (size_t i = 0; i < parts[at].length; i++)
        milliseconds = 10 * milliseconds + (parts[at].text[i] - '0');
    int64_t days = at == 3 ? milliseconds / DAY : -((milliseconds + DAY - 1) / DAY);
    struct accord_date first;
    bool made = days >= INT32_MIN && days <= INT32_MAX && accord_date_from_day(1970, 1, 1, &first);
    return made && accord_date_add_days(first, (int)days, date) ? READ : REFUSED;
}

/* ---- words ---- */

/* A number with the ending of an ordinal, or a word that says nothing between day, month and year. */
static bool is_filler(const struct part *part, const struct part *before)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "er", "ro", "o"};
    static const char *const particles[] = {"of", "de", "del", "the", "le"};
    bool ending = before != NULL && before->kind == NUMBER && before->text + before->length == part->text;
    const char *const *listed = ending ? endings : particles;
    size_t count = ending ? COUNT(endings) : COUNT(particles);
    for (size_t i = 0; i < count; i++)
        if (accord_text_equal(part->text, part->length, listed[i], strlen(listed[i]))) return true;
    return false;
}

/* The parts without signs and fillers; false when a sign is none of those between the parts of a date. */
static bool keep_words(const struct date_text *text, const struct part **kept, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < text->count; i++) {
        const struct part *part = &text->parts[i];
        if (part->kind == SIGN && strchr(" .,-", part->text[0]) == NULL) return false;
        bool filler = part->kind == SIGN || (part->kind == WORD && is_filler(part, i > 0 ? part - 1 : NULL));
        if (!filler) kept[(*count)++] = part;
    }
    return true;
}

static enum outcome read_month_name(const struct date_text *text, const struct accord_date_reading *reading,
                                    struct accord_date *date, struct refusal *refusal)
{
    const struct part *kept[PARTS_MAX];
    size_t count = 0, word = 0;
    (void)reading;
    if (!keep_words(text, kept, &count) || count < 2 || count > 3) return OTHER;
    while (word < count && kept[word]->kind != WORD)
        word++;
    int month = word < count ? accord_month_of_name(kept[word]->text, kept[word]->length) : 0;
    if (month == 0) return OTHER;
    *refusal = (struct refusal){NULL, "a date as 24 August 2019 or August 2019"};
    const struct part *year = kept[count - 1];
    const struct part *day = count == 2 ? NULL : kept[word == 0 ? 1 : 0];
    bool placed = word == 0 || (word == 1 && count == 3);
    if (!placed || year->kind != NUMBER || (day != NULL && day->kind != NUMBER)) return REFUSED;
    return make_date(year, month, day, date, refusal);
}

/* The finest date that holds all days of the meeting. */
static void widen(struct accord_date *days)
{
    int year, month, day, last_year, last_month, last_day;
    const char *why = NULL;
    char text[TEXT_MAX];
    if (days->first == days->last) return;
    accord_date_of_day(days->first, &year, &month, &day);
    accord_date_of_day(days->last, &last_year, &last_month, &last_day);
    if (year != last_year) return;
    (void)snprintf(text, sizeof text, "%04d-%02d", year, month);
    (void)accord_date_parse(text, month == last_month ? 7 : 4, days, &why);
}

static enum outcome read_meeting(const struct date_text *text, const struct accord_date_reading *reading,
                                 struct accord_date *date, struct refusal *refusal)
{
    enum { NUMBER_DIGITS = 3 };
    struct accord_meeting_name name = {.number = 0};
    const struct part *parts = text->parts, *last = &parts[text->count - 1];
    bool parted = text->count == 3 && parts[1].kind == SIGN && strchr(" -", parts[1].text[0]) != NULL;
    if ((text->count != 2 && !parted) || parts[0].kind != WORD || last->kind != NUMBER) return OTHER;
    if (parts[0].length < 2 || parts[0].length >= sizeof name.kind || last->length > NUMBER_DIGITS) return OTHER;
    for (size_t i = 0; i < parts[0].length; i++) {
        char byte = parts[0].text[i];
        if (((unsigned char)byte & 0x80) != 0) return OTHER;
        name.kind[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
    }
    name.number = (unsigned)last->number;
    *refusal = (struct refusal){"a meeting", reading->unmapped ? "a date, or beside it the treaty whose meeting that is"
                                                               : "a date, or the body of the meetings in the mapping"};
    if (reading->meeting == NULL) return REFUSED;
    static const struct refusal refusals[] = {
        [ACCORD_MEETING_UNKNOWN] = {"a meeting that is not on record", "a date, or the name of a meeting that is"},
        [ACCORD_MEETING_AMBIGUOUS] = {"a name of more than one meeting", "a date, or the name of one meeting"},
    };
    enum accord_meeting_result result = reading->meeting(reading->host, &name, date);
    if (result != ACCORD_MEETING_FOUND) {
        *refusal = refusals[result];
        return REFUSED;
    }
    widen(date);
    *refusal = (struct refusal){"a meeting that began in one year and ended in another", "a date"};
    return accord_date_precision(*date) == ACCORD_PRECISION_DAY && date->first != date->last ? REFUSED : READ;
}

/* ---- numbers ---- */

static enum outcome read_serial(const struct date_text *text, const struct accord_date_reading *reading,
                                struct accord_date *date, struct refusal *refusal)
{
    enum { LEAP_DAY_THAT_NEVER_WAS = 60 };
    bool excel = reading->format == ACCORD_DATES_EXCEL_1900 || reading->format == ACCORD_DATES_EXCEL_1904;
    if (!is_shaped(text, "N") && !(excel && is_shaped(text, "N.N"))) return OTHER;
    const struct part *part = &text->parts[0];
    *refusal = (struct refusal){
        "a number", reading->unmapped ? a_date : "a date, or the format excel-1900 or excel-1904 in the mapping"};
    if (!excel) return REFUSED;
    *refusal =
        (struct refusal){"a year or a serial number of Excel", "a serial number of fewer or more than four digits"};
    if (part->length == YEAR_DIGITS) return REFUSED;
    *refusal = (struct refusal){"the 29 February 1900 of Excel, which never was", "a day that exists"};
    bool since_1900 = reading->format == ACCORD_DATES_EXCEL_1900;
    if (since_1900 && part->number == LEAP_DAY_THAT_NEVER_WAS) return REFUSED;
    *refusal = (struct refusal){"no serial number of Excel", "one of a day up to the year 9998"};
    if (part->number < (since_1900 ? 1 : 0)) return REFUSED;
    struct accord_date first;
    bool made = accord_date_from_day(since_1900 ? 1900 : 1904, 1, 1, &first);
    int days = since_1900 ? part->number - (part->number > LEAP_DAY_THAT_NEVER_WAS ? 2 : 1) : part->number;
    return made && accord_date_add_days(first, days, date) ? READ : REFUSED;
}

/* ---- the whole ---- */

typedef enum outcome (*form_function)(const struct date_text *text, const struct accord_date_reading *reading,
                                      struct accord_date *date, struct refusal *refusal);

/* In this order: the first whose form it is decides. In a column of serial numbers a number is no year. */
static const form_function forms[] = {read_iso,  read_serial,       read_day_first,  read_slashes,
                                      read_time, read_milliseconds, read_month_name, read_meeting};
static const form_function excel_forms[] = {read_serial};

static enum outcome read_forms(const struct date_text *text, const struct accord_date_reading *reading,
                               struct accord_date *date, struct refusal *refusal)
{
    bool excel = reading->format == ACCORD_DATES_EXCEL_1900 || reading->format == ACCORD_DATES_EXCEL_1904;
    size_t count = excel ? COUNT(excel_forms) : COUNT(forms);
    for (size_t i = 0; i < count; i++) {
        enum outcome outcome = (excel ? excel_forms : forms)[i](text, reading, date, refusal);
        if (outcome != OTHER) return outcome;
    }
    *refusal = (struct refusal){NULL, excel ? "a serial number of Excel" : a_date};
    return REFUSED;
}

bool accord_date_read(const struct accord_date_reading *reading, const char *text, size_t length,
                      struct accord_date *date, struct accord_text *why)
{
    const char *begin = text, *end = text + length;
    while (begin < end && (*begin == ' ' || *begin == '\t'))
        begin++;
    while (end > begin && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    struct date_text cut_text = {.text = begin, .length = (size_t)(end - begin)};
    struct refusal refusal = {NULL, a_date};
    bool shaped = cut_text.length > 0 && cut_text.length <= TEXT_MAX && cut(&cut_text);
    if (shaped && read_forms(&cut_text, reading, date, &refusal) == READ) return true;
    accord_quote(why, text, length);
    if (refusal.found != NULL) accord_text_addf(why, " (%s)", refusal.found);
    accord_text_addf(why, ", expected %s", refusal.expected);
    return false;
}
