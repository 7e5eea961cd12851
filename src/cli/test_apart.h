/* Running tests in a contained process. */
#ifndef ACCORD_CLI_TEST_APART_H
#define ACCORD_CLI_TEST_APART_H

#include "cli/bounds.h"
#include "workshop/test_session.h"

struct accord_test_apart {
    struct accord_test_session *session; /* read */
    struct accord_problems *problems;    /* its */
    const struct accord_bounds *bounds;
    bool coverage;
    void (*tell)(void *host, size_t done, size_t total); /* after each case */
    void *host;
};

/* As accord_test_run. A case that takes the process down has failed, and another process runs the rest; *stopped: there
 * was one. */
enum accord_status accord_test_run_apart(const struct accord_test_apart *apart, struct accord_test_results *results,
                                         bool *stopped, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
