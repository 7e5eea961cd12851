/* Exit codes: what each means, and which wins where several hold. */
#ifndef ACCORD_CLI_EXIT_CODE_H
#define ACCORD_CLI_EXIT_CODE_H

#include "accord/report.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum accord_exit {
    ACCORD_EXIT_OK = 0,
    ACCORD_EXIT_FINDINGS = 1,
    ACCORD_EXIT_USAGE = 2,
    ACCORD_EXIT_RULE_FAILED = 3,
    ACCORD_EXIT_BAD_DATA = 4,
    ACCORD_EXIT_NOTHING = 5,
    ACCORD_EXIT_STALE_WAIVERS = 6,
    ACCORD_EXIT_NOT_WRITTEN = 7
};

/* A set of codes that hold, one bit each. */
unsigned accord_exit_bit(enum accord_exit code);

/* What a finished run gives rise to. */
unsigned accord_exit_bits_of_totals(const struct accord_report_totals *totals);

/* The one that the program ends with: of those that hold the first of 2, 4, 7, 3, 5, 1, 6. */
int accord_exit_code(unsigned bits);
/* "where several hold, the first of 2, 4, ..." */
void accord_exit_write_order(struct accord_text *text);

/* What a code means, in one clause; NULL past the last. */
const char *accord_exit_meaning(size_t code);

#endif
