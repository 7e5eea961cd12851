/* Exact decimal numbers for amounts: an integer and a number of decimals, never floating point. */
#ifndef ACCORD_BASE_DECIMAL_H
#define ACCORD_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ACCORD_DECIMAL_DIGITS = 18, /* significant digits, before and after the point together */
    ACCORD_DECIMAL_TEXT_MAX = 24
};

/* value = coefficient / 10^scale. Canonical: no trailing zero after the point (1.50 is 15 and 1; 0 is 0 and 0), so that
 * equal numbers are equal structs. */
struct accord_decimal {
    int64_t coefficient;
    uint8_t scale; /* 0 to ACCORD_DECIMAL_DIGITS */
};

/* Reads `-?digits[.digits]` (no exponent, no plus, no leading or trailing point; leading zeros as in "007" are
 * refused). False with *why set to a static clause when it is not one or has more digits than are kept exactly. */
bool accord_decimal_parse(const char *text, size_t length, struct accord_decimal *number, const char **why);

/* As JSON writes numbers, where an exponent is allowed when the value is still exact (1e3, 12.5E-1). */
bool accord_decimal_parse_json(const char *text, size_t length, struct accord_decimal *number, const char **why);

struct accord_decimal accord_decimal_of(int64_t integer);                     /* |integer| < 10^18 */
int accord_decimal_compare(struct accord_decimal a, struct accord_decimal b); /* <0, 0, >0 */
bool accord_decimal_add(struct accord_decimal a, struct accord_decimal b,
                        struct accord_decimal *sum); /* false: too large */
bool accord_decimal_subtract(struct accord_decimal a, struct accord_decimal b, struct accord_decimal *difference);
const char *accord_decimal_format(struct accord_decimal number, char *text); /* ACCORD_DECIMAL_TEXT_MAX bytes */

#endif
