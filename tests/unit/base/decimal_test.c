/* Exact decimals, with 128-bit integers as the oracle. */
#include "base/decimal.h"

#include "unit/suite.h"

#include <string.h>

__extension__ typedef __int128 wide;

enum { RANDOM_ROUNDS = 20000 };

static struct accord_decimal decimal_of(const char *text)
{
    struct accord_decimal number;
    const char *why = NULL;
    ck_assert_msg(accord_decimal_parse(text, strlen(text), &number, &why), "%s: %s", text, why);
    ck_assert_ptr_null(why);
    return number;
}

#define NINES "999999999999999999"

static const struct {
    const char *text;
    int64_t coefficient;
    int scale;
    const char *written;
} numbers[] = {
    {"0", 0, 0, "0"},
    {"-0", 0, 0, "0"},
    {"0.000", 0, 0, "0"},
    {"-0.00", 0, 0, "0"},
    {"1", 1, 0, "1"},
    {"10", 10, 0, "10"},
    {"1.50", 15, 1, "1.5"},
    {"-1.50", -15, 1, "-1.5"},
    {"100.00", 100, 0, "100"},
    {"0.05", 5, 2, "0.05"},
    {"-0.05", -5, 2, "-0.05"},
    {"10.01", 1001, 2, "10.01"},
    {NINES, 999999999999999999, 0, NINES},
    {"-" NINES, -999999999999999999, 0, "-" NINES},
    {NINES ".000", 999999999999999999, 0, NINES},
    {"0." NINES, 999999999999999999, 18, "0." NINES},
    {"-0.000000000000000001", -1, 18, "-0.000000000000000001"},
    {"100000000000000000", 100000000000000000, 0, "100000000000000000"},
    {"12345678901234567.8", 123456789012345678, 1, "12345678901234567.8"},
    {"0.1000000000000000000000000000000000", 1, 1, "0.1"},
};

START_TEST(a_number_is_kept_exactly_and_written_in_one_way)
{
    char text[ACCORD_DECIMAL_TEXT_MAX];
    struct accord_decimal number = decimal_of(numbers[_i].text);
    ck_assert_int_eq(number.coefficient, numbers[_i].coefficient);
    ck_assert_int_eq(number.scale, numbers[_i].scale);
    ck_assert_str_eq(accord_decimal_format(number, text), numbers[_i].written);
}
END_TEST

static const char not_one[] = "it is not a plain decimal number";
static const char too_long[] = "it has more than the 18 digits that are kept exactly";
static const char zeros[] = "it has leading zeros";

/* `plain` and `json`: why each of the two readers refuses, NULL where it does not. */
static const struct {
    const char *text;
    const char *plain;
    const char *json;
} refusals[] = {
    {"", not_one, not_one},
    {"-", not_one, not_one},
    {"+1", not_one, not_one},
    {"--1", not_one, not_one},
    {".5", not_one, not_one},
    {"5.", not_one, not_one},
    {"5.-1", not_one, not_one},
    {"1.2.3", not_one, not_one},
    {"1,000", not_one, not_one},
    {"1 000", not_one, not_one},
    {" 1", not_one, not_one},
    {"1 ", not_one, not_one},
    {"0x10", not_one, not_one},
    {"NaN", not_one, not_one},
    {"INF", not_one, not_one},
    {"1e", not_one, not_one},
    {"1e+", not_one, not_one},
    {"1e1.5", not_one, not_one},
    {"e1", not_one, not_one},
    {"1e3", not_one, NULL},
    {"1E-3", not_one, NULL},
    {"007", zeros, zeros},
    {"00", zeros, zeros},
    {"-01.5", zeros, zeros},
    {"1000000000000000000", too_long, too_long},
    {NINES "9", too_long, too_long},
    {NINES ".1", too_long, too_long},
    {"0." NINES "9", too_long, too_long},
    {"0.0000000000000000001", too_long, too_long},
    {"1.000000000000000001", too_long, too_long},
    {"1e18", not_one, too_long},
    {"1e-19", not_one, too_long},
    {"10e17", not_one, too_long},
    {"1e99999999999999999999", not_one, too_long},
    {"1e-99999999999999999999", not_one, too_long},
};

START_TEST(what_is_no_exact_number_is_refused_with_the_reason)
{
    struct accord_decimal number;
    const char *why = NULL;
    const char *text = refusals[_i].text;
    ck_assert(accord_decimal_parse(text, strlen(text), &number, &why) == (refusals[_i].plain == NULL));
    ck_assert_pstr_eq(why, refusals[_i].plain);
    ck_assert(accord_decimal_parse_json(text, strlen(text), &number, &why) == (refusals[_i].json == NULL));
    ck_assert_pstr_eq(why, refusals[_i].json);
}
END_TEST

static const struct {
    const char *json;
    const char *plain;
} exponents[] = {
    {"1e3", "1000"},
    {"1E+3", "1000"},
    {"12.5E-1", "1.25"},
    {"12.5e1", "125"},
    {"12.5e0", "12.5"},
    {"1000e-3", "1"},
    {"1e17", "100000000000000000"},
    {"1e-18", "0.000000000000000001"},
    {"0e99999999999999999999", "0"},
    {"-0.00e-5", "0"},
    {"-25e-1", "-2.5"},
    {"1e007", "10000000"},
    {"1000000000000000000000e-5", "10000000000000000"},
    {"0.0000000000000000001e2", "0.00000000000000001"},
    {"15", "15"},
    {"-1.5", "-1.5"},
};

START_TEST(json_may_write_an_exponent)
{
    struct accord_decimal number;
    const char *why = NULL;
    ck_assert(accord_decimal_parse_json(exponents[_i].json, strlen(exponents[_i].json), &number, &why));
    struct accord_decimal wanted = decimal_of(exponents[_i].plain);
    ck_assert_int_eq(number.coefficient, wanted.coefficient);
    ck_assert_int_eq(number.scale, wanted.scale);
}
END_TEST

START_TEST(an_integer_is_a_decimal)
{
    ck_assert_int_eq(accord_decimal_compare(accord_decimal_of(-999999999999999999), decimal_of("-" NINES)), 0);
    ck_assert_int_eq(accord_decimal_compare(accord_decimal_of(0), decimal_of("0.0")), 0);
}
END_TEST

static uint64_t random_next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static wide power_of_ten(int exponent)
{
    wide power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* Numbers of every size and scale; near one another often enough to make comparing hard. */
static struct accord_decimal random_decimal(uint64_t *state)
{
    int digits = (int)(random_next(state) % (ACCORD_DECIMAL_DIGITS + 1));
    int64_t size = (int64_t)(random_next(state) % (uint64_t)power_of_ten(digits));
    struct accord_decimal number = {.coefficient = random_next(state) % 2 == 0 ? size : -size,
                                    .scale = (uint8_t)(random_next(state) % (ACCORD_DECIMAL_DIGITS + 1))};
    if (random_next(state) % 4 == 0) {
        int64_t limit = (int64_t)power_of_ten(ACCORD_DECIMAL_DIGITS) - 1;
        number.coefficient = random_next(state) % 2 == 0 ? limit : -limit;
    }
    while (number.scale > 0 && number.coefficient % 10 == 0) {
        number.coefficient /= 10;
        number.scale--;
    }
    return number;
}

/* In units of 10^-18: less than 10^36, which 128 bits hold. */
static wide exact_value(struct accord_decimal number)
{
    return number.coefficient * power_of_ten(ACCORD_DECIMAL_DIGITS - number.scale);
}

/* Whether 18 digits are enough for a value in units of 10^-18. */
static bool fits(wide value)
{
    int scale = ACCORD_DECIMAL_DIGITS;
    for (; scale > 0 && value % 10 == 0; scale--)
        value /= 10;
    return value < power_of_ten(ACCORD_DECIMAL_DIGITS) && value > -power_of_ten(ACCORD_DECIMAL_DIGITS);
}

START_TEST(comparing_is_exact)
{
    uint64_t state = 0x9e3779b97f4a7c15U;
    for (int i = 0; i < RANDOM_ROUNDS; i++) {
        struct accord_decimal a = random_decimal(&state);
        struct accord_decimal b = random_decimal(&state);
        wide x = exact_value(a);
        wide y = exact_value(b);
        ck_assert_int_eq(accord_decimal_compare(a, b), (x > y) - (x < y));
        ck_assert_int_eq(accord_decimal_compare(a, a), 0);
    }
}
END_TEST

static void check_result(bool there_is, struct accord_decimal result, wide wanted)
{
    ck_assert(there_is == fits(wanted));
    if (!there_is) return;
    ck_assert(exact_value(result) == wanted);
    ck_assert(result.scale == 0 || result.coefficient % 10 != 0);
}

START_TEST(adding_and_subtracting_are_exact_or_refused)
{
    uint64_t state = 0x2545f4914f6cdd1dU;
    for (int i = 0; i < RANDOM_ROUNDS; i++) {
        struct accord_decimal a = random_decimal(&state);
        struct accord_decimal b = random_decimal(&state);
        struct accord_decimal result = {0};
        bool there_is = accord_decimal_add(a, b, &result);
        check_result(there_is, result, exact_value(a) + exact_value(b));
        there_is = accord_decimal_subtract(a, b, &result);
        check_result(there_is, result, exact_value(a) - exact_value(b));
    }
}
END_TEST

static const struct {
    const char *a;
    const char *b;
    const char *sum; /* NULL: too large */
} sums[] = {
    {"0.1", "0.2", "0.3"},
    {"0.5", "0.5", "1"},
    {"1.5", "-0.5", "1"},
    {"-1.5", "0.75", "-0.75"},
    {"1", "-0.25", "0.75"},
    {"-1", "0.25", "-0.75"},
    {NINES, "1", NULL},
    {NINES, "-1", "999999999999999998"},
    {"-" NINES, "-1", NULL},
    {NINES, "0.1", NULL},
    {NINES, "-" NINES, "0"},
    {"100000000000000000", "0.1", NULL},
    {"10000000000000000", "0.1", "10000000000000000.1"},
};

START_TEST(sums_come_out)
{
    struct accord_decimal sum;
    char text[ACCORD_DECIMAL_TEXT_MAX];
    bool there_is = accord_decimal_add(decimal_of(sums[_i].a), decimal_of(sums[_i].b), &sum);
    ck_assert_pstr_eq(there_is ? accord_decimal_format(sum, text) : NULL, sums[_i].sum);
}
END_TEST

START_TEST(what_is_written_is_read_back)
{
    uint64_t state = 88172645463325252U;
    char text[ACCORD_DECIMAL_TEXT_MAX];
    for (int i = 0; i < RANDOM_ROUNDS; i++) {
        struct accord_decimal number = random_decimal(&state);
        struct accord_decimal again = decimal_of(accord_decimal_format(number, text));
        ck_assert_int_eq(again.coefficient, number.coefficient);
        ck_assert_int_eq(again.scale, number.scale);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("decimal");
    TCase *tests = tcase_create("decimal");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, a_number_is_kept_exactly_and_written_in_one_way, 0, COUNT_OF(numbers));
    tcase_add_loop_test(tests, what_is_no_exact_number_is_refused_with_the_reason, 0, COUNT_OF(refusals));
    tcase_add_loop_test(tests, json_may_write_an_exponent, 0, COUNT_OF(exponents));
    tcase_add_test(tests, an_integer_is_a_decimal);
    tcase_add_test(tests, comparing_is_exact);
    tcase_add_test(tests, adding_and_subtracting_are_exact_or_refused);
    tcase_add_loop_test(tests, sums_come_out, 0, COUNT_OF(sums));
    tcase_add_test(tests, what_is_written_is_read_back);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
