/* Exact decimal numbers: read, compared, added and written without floating point. */
#include "base/decimal.h"

#include <assert.h>

enum { EXPONENT_CAP = 1000000000 }; /* far beyond what any coefficient can make up for */

static const int64_t powers[ACCORD_DECIMAL_DIGITS + 1] = {1,
                                                          10,
                                                          100,
                                                          1000,
                                                          10000,
                                                          100000,
                                                          1000000,
                                                          10000000,
                                                          100000000,
                                                          1000000000,
                                                          10000000000,
                                                          100000000000,
                                                          1000000000000,
                                                          10000000000000,
                                                          100000000000000,
                                                          1000000000000000,
                                                          10000000000000000,
                                                          100000000000000000,
                                                          1000000000000000000};

static const char not_a_number[] = "it is not a plain decimal number";
static const char too_many_digits[] = "it has more than the 18 digits that are kept exactly";

/* What has been read: `digits` without leading or trailing zeros, times 10^exponent. */
struct reading {
    const char *at;
    const char *end;
    int64_t digits;
    int digit_count;
    int64_t zeros; /* after the digits, held back until a digit other than zero shows that they count */
    int64_t exponent;
    bool too_long;
};

static bool at_digit(const struct reading *reading)
{
    return reading->at < reading->end && *reading->at >= '0' && *reading->at <= '9';
}

static bool skip(struct reading *reading, char wanted)
{
    if (reading->at == reading->end || *reading->at != wanted) return false;
    reading->at++;
    return true;
}

static void add_digit(struct reading *reading, int digit)
{
    if (digit == 0) {
        if (reading->digit_count > 0) reading->zeros++;
        return;
    }
    if (reading->digit_count + reading->zeros + 1 > ACCORD_DECIMAL_DIGITS) {
        reading->too_long = true;
        return;
    }
    reading->digits = reading->digits * powers[reading->zeros + 1] + digit;
    reading->digit_count += (int)reading->zeros + 1;
    reading->zeros = 0;
}

/* At least one digit. */
static bool read_digits(struct reading *reading, int64_t exponent_each)
{
    if (!at_digit(reading)) return false;
    for (; at_digit(reading); reading->at++) {
        add_digit(reading, *reading->at - '0');
        reading->exponent += exponent_each;
    }
    return true;
}

/* The part after `e`, if there is one. */
static bool read_exponent(struct reading *reading)
{
    if (!skip(reading, 'e') && !skip(reading, 'E')) return true;
    bool negative = skip(reading, '-');
    if (!negative) skip(reading, '+');
    if (!at_digit(reading)) return false;
    int64_t exponent = 0;
    for (; at_digit(reading); reading->at++) {
        if (exponent < EXPONENT_CAP) exponent = exponent * 10 + (*reading->at - '0');
    }
    reading->exponent += negative ? -exponent : exponent;
    return true;
}

static bool settle(const struct reading *reading, bool negative, struct accord_decimal *number)
{
    if (reading->too_long) return false;
    *number = (struct accord_decimal){0};
    if (reading->digits == 0) return true;
    int64_t exponent = reading->exponent + reading->zeros;
    if (exponent < -ACCORD_DECIMAL_DIGITS || exponent > ACCORD_DECIMAL_DIGITS - reading->digit_count) return false;
    number->coefficient = reading->digits * (exponent > 0 ? powers[exponent] : 1);
    number->scale = exponent > 0 ? 0 : (uint8_t)-exponent;
    if (negative) number->coefficient = -number->coefficient;
    return true;
}

static bool parse(const char *text, size_t length, bool with_exponent, struct accord_decimal *number, const char **why)
{
    struct reading reading = {.at = text, .end = text + length};
    bool negative = skip(&reading, '-');
    const char *first = reading.at;
    *why = not_a_number;
    if (!read_digits(&reading, 0)) return false;
    if (*first == '0' && reading.at - first > 1) {
        *why = "it has leading zeros";
        return false;
    }
    if (skip(&reading, '.') && !read_digits(&reading, -1)) return false;
    if (with_exponent && !read_exponent(&reading)) return false;
    if (reading.at != reading.end) return false;
    *why = too_many_digits;
    if (!settle(&reading, negative, number)) return false;
    *why = NULL;
    return true;
}

bool accord_decimal_parse(const char *text, size_t length, struct accord_decimal *number, const char **why)
{
    return parse(text, length, false, number, why);
}

bool accord_decimal_parse_json(const char *text, size_t length, struct accord_decimal *number, const char **why)
{
    return parse(text, length, true, number, why);
}

struct accord_decimal accord_decimal_of(int64_t integer)
{
    assert(integer > -powers[ACCORD_DECIMAL_DIGITS] && integer < powers[ACCORD_DECIMAL_DIGITS]);
    return (struct accord_decimal){.coefficient = integer};
}

static int64_t whole_part(struct accord_decimal number)
{
    return number.coefficient / powers[number.scale];
}

/* What stands after the point, in units of 10^-18, with the sign of the number. */
static int64_t fraction_part(struct accord_decimal number)
{
    return number.coefficient % powers[number.scale] * powers[ACCORD_DECIMAL_DIGITS - number.scale];
}

int accord_decimal_compare(struct accord_decimal a, struct accord_decimal b)
{
    int64_t whole_a = whole_part(a);
    int64_t whole_b = whole_part(b);
    if (whole_a != whole_b) return whole_a < whole_b ? -1 : 1;
    int64_t fraction_a = fraction_part(a);
    int64_t fraction_b = fraction_part(b);
    return (fraction_a > fraction_b) - (fraction_a < fraction_b);
}

bool accord_decimal_add(struct accord_decimal a, struct accord_decimal b, struct accord_decimal *sum)
{
    const int64_t one = powers[ACCORD_DECIMAL_DIGITS];
    int64_t whole = whole_part(a) + whole_part(b);
    int64_t fraction = fraction_part(a) + fraction_part(b);
    whole += fraction / one;
    fraction %= one;
    if (whole > 0 && fraction < 0) {
        whole--;
        fraction += one;
    } else if (whole < 0 && fraction > 0) {
        whole++;
        fraction -= one;
    }
    int scale = fraction == 0 ? 0 : ACCORD_DECIMAL_DIGITS;
    for (; scale > 0 && fraction % 10 == 0; scale--)
        fraction /= 10;
    int64_t limit = powers[ACCORD_DECIMAL_DIGITS - scale];
    if (whole <= -limit || whole >= limit) return false;
    *sum = (struct accord_decimal){.coefficient = whole * powers[scale] + fraction, .scale = (uint8_t)scale};
    return true;
}

bool accord_decimal_subtract(struct accord_decimal a, struct accord_decimal b, struct accord_decimal *difference)
{
    b.coefficient = -b.coefficient;
    return accord_decimal_add(a, b, difference);
}

const char *accord_decimal_format(struct accord_decimal number, char *text)
{
    char backwards[ACCORD_DECIMAL_TEXT_MAX];
    size_t length = 0;
    int64_t rest = number.coefficient < 0 ? -number.coefficient : number.coefficient;
    for (int place = 0; place <= number.scale || rest > 0; place++) {
        if (place > 0 && place == number.scale) backwards[length++] = '.';
        backwards[length++] = (char)('0' + rest % 10);
        rest /= 10;
    }
    if (number.coefficient < 0) backwards[length++] = '-';
    for (size_t i = 0; i < length; i++)
        text[i] = backwards[length - 1 - i];
    text[length] = '\0';
    return text;
}
