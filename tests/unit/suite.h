/* How every program of unit tests ends: one suite is run and decides the exit code. */
#ifndef ACCORD_TESTS_SUITE_H
#define ACCORD_TESTS_SUITE_H

#include <check.h>

/* For tcase_add_loop_test: how many cases a table holds. */
#define COUNT_OF(table) ((int)(sizeof(table) / sizeof(table)[0]))

/* Takes the suite over. */
static inline int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}

#endif
