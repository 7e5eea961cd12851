/* Results of cases as JUnit XML. */
#ifndef ACCORD_WORKSHOP_TEST_JUNIT_H
#define ACCORD_WORKSHOP_TEST_JUNIT_H

#include "workshop/test_results.h"

/* One suite a rule, in what both of the schemas in use accept. Time and host are left at nought: the same tests give
 * the same bytes. */
void accord_test_write_junit(const struct accord_test_results *results, struct accord_text *text);

#endif
