/* Dates, numbers and other values as a language writes them. */
#include "language/language.h"

#include <string.h>

/* Unicode's first strong isolate, and what ends it. */
#define ISOLATE "\u2068"
#define ISOLATE_END "\u2069"

static void add_digits(struct accord_text *text, const struct accord_language *language, const char *digits,
                       size_t length, bool grouped)
{
    grouped = grouped && length >= language->grouped_from;
    for (size_t i = 0; i < length; i++) {
        if (grouped && i > 0 && (length - i) % 3 == 0) accord_text_add_str(text, language->thousands);
        accord_text_add_char(text, digits[i]);
    }
}

static void add_integer(struct accord_text *text, const struct accord_language *language, int64_t number, bool grouped)
{
    char digits[ACCORD_DIGITS_MAX];
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    size_t length = (size_t)(accord_digits(digits, size) - digits);
    if (number < 0) accord_text_add_char(text, '-');
    add_digits(text, language, digits, length, grouped);
}

void accord_language_add_number(struct accord_text *text, const struct accord_language *language, int64_t number)
{
    add_integer(text, language, number, true);
}

/* "-1234.50": digits as the engine writes them. */
static void add_decimal(struct accord_text *text, const struct accord_language *language, const char *digits,
                        bool grouped)
{
    if (*digits == '-') accord_text_add_char(text, *digits++);
    size_t whole = strcspn(digits, ".");
    add_digits(text, language, digits, whole, grouped);
    if (digits[whole] == '\0') return;
    accord_text_add_str(text, language->decimal);
    accord_text_add_str(text, digits + whole + 1);
}

void accord_language_add_percent(struct accord_text *text, const struct accord_language *language, unsigned percent)
{
    const struct accord_argument number = ACCORD_COUNT("number", percent);
    accord_phrase_add(text, language, ACCORD_PHRASE_PERCENT, &number, 1);
}

void accord_language_add_date(struct accord_text *text, const struct accord_language *language, struct accord_date date)
{
    _Static_assert(ACCORD_PHRASE_MONTH_12 == ACCORD_PHRASE_MONTH_1 + 11, "months follow one another");
    static const enum accord_phrase patterns[] = {
        [ACCORD_PRECISION_DAY] = ACCORD_PHRASE_DATE_DAY, [ACCORD_PRECISION_MONTH] = ACCORD_PHRASE_DATE_MONTH};
    enum accord_precision precision = accord_date_precision(date);
    char day_digits[ACCORD_DIGITS_MAX + 1], year_digits[ACCORD_DIGITS_MAX + 1];
    int year, month, day;
    accord_date_of_day(date.first, &year, &month, &day);
    *accord_digits(day_digits, (uint64_t)day) = '\0';
    *accord_digits(year_digits, (uint64_t)year) = '\0';
    if (precision == ACCORD_PRECISION_YEAR) {
        accord_text_add_str(text, year_digits);
        return;
    }
    const struct accord_argument arguments[] = {
        ACCORD_WORD("day", day_digits),
        ACCORD_WORD("month", accord_phrase(language, ACCORD_PHRASE_MONTH_1 + (enum accord_phrase)(month - 1))),
        ACCORD_WORD("year", year_digits)};
    bool first = precision == ACCORD_PRECISION_DAY && day == 1;
    accord_phrase_add(text, language, first ? ACCORD_PHRASE_DATE_FIRST_DAY : patterns[precision], arguments, 3);
}

static void add_text(struct accord_text *text, const struct accord_language *language, const char *string)
{
    if (language->right_to_left) accord_text_add_str(text, ISOLATE);
    accord_text_add_str(text, string);
    if (language->right_to_left) accord_text_add_str(text, ISOLATE_END);
}

static void add_list(struct accord_text *text, const struct accord_language *language, const struct accord_value *value)
{
    for (size_t i = 0; i < value->count; i++) {
        if (i > 0) accord_text_add_str(text, accord_phrase(language, ACCORD_PHRASE_LIST_SEPARATOR));
        add_text(text, language, value->items[i]);
    }
}

static void add_either(struct accord_text *text, const struct accord_language *language,
                       const struct accord_value *value, enum accord_phrase yes, enum accord_phrase no)
{
    accord_text_add_str(text, accord_phrase(language, value->integer != 0 ? yes : no));
}

/* People are told the last day of a window, not the first day after it. */
static void add_window(struct accord_text *text, const struct accord_language *language,
                       const struct accord_value *value)
{
    const struct accord_date last = {value->to.first - 1, value->to.first - 1};
    const struct accord_argument days[] = {ACCORD_DAY("from", value->date), ACCORD_DAY("to", last)};
    if (value->integer != 0)
        accord_phrase_add(text, language, ACCORD_PHRASE_WINDOW, days, 2);
    else
        accord_phrase_add(text, language, ACCORD_PHRASE_WINDOW_OPEN, days, 1);
}

void accord_language_add_value(struct accord_text *text, const struct accord_language *language,
                               const struct accord_value *value, bool grouped)
{
    switch (value->kind) {
    case ACCORD_VALUE_TEXT:
        add_text(text, language, value->text);
        break;
    case ACCORD_VALUE_INTEGER:
        add_integer(text, language, value->integer, grouped);
        break;
    case ACCORD_VALUE_BOOLEAN:
        add_either(text, language, value, ACCORD_PHRASE_YES, ACCORD_PHRASE_NO);
        break;
    case ACCORD_VALUE_DATE:
        accord_language_add_date(text, language, value->date);
        break;
    case ACCORD_VALUE_DECIMAL:
        add_decimal(text, language, value->text, grouped);
        break;
    case ACCORD_VALUE_LIST:
        add_list(text, language, value);
        break;
    case ACCORD_VALUE_PRESENT:
        add_either(text, language, value, ACCORD_PHRASE_ON_RECORD, ACCORD_PHRASE_NOT_ON_RECORD);
        break;
    case ACCORD_VALUE_DURING:
        add_window(text, language, value);
        break;
    }
}
