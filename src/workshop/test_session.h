/* A whole run of tests: files found, rules loaded, cases run, results kept. */
#ifndef ACCORD_WORKSHOP_TEST_SESSION_H
#define ACCORD_WORKSHOP_TEST_SESSION_H

#include "accord/problems.h"
#include "workshop/test_results.h"

struct accord_test_options {
    const char *const *paths; /* at least one: test files, and folders of them */
    size_t path_count;
    const char *const *rules; /* folders whose rules all tests are about; none: those that each path belongs to */
    size_t rules_count;
    const char *shipped;   /* the rules that come with the program; NULL: none */
    const char *temporary; /* as for a dataset */
    const char *filter;    /* a glob on the rule's id or what the case says; NULL: all */
    bool coverage;
    unsigned threshold;                                    /* percent that each coverage must reach */
    void (*tell)(void *host, size_t done, size_t of_them); /* after each case */
    void *host;
};

/* What is wrong with rules or test files is added to `problems`, and the status is ACCORD_BAD_RULES; then nothing was
 * run. */
enum accord_status accord_test_run(const struct accord_test_options *options, struct accord_problems *problems,
                                   struct accord_test_results *results, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
