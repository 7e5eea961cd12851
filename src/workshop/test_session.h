/* A whole run of tests: files found, rules loaded, cases run, results kept. */
#ifndef ACCORD_WORKSHOP_TEST_SESSION_H
#define ACCORD_WORKSHOP_TEST_SESSION_H

#include "accord/problems.h"
#include "accord/run.h"
#include "workshop/test_results.h"

struct accord_test_options {
    const char *const *paths; /* at least one: test files, and folders of them */
    size_t path_count;
    const char *const *rules; /* folders whose rules all tests are about; none: those that each path belongs to */
    size_t rules_count;
    const char *shipped; /* the rules that come with the program; NULL: none */
    const char *filter;  /* a glob on the rule's id or what the case says; NULL: all */
    bool coverage;
    unsigned threshold; /* percent that each coverage must reach */
    struct accord_limits limits;
};

/* Who hears of each case. */
struct accord_test_listener {
    /* Which case is the next one, and the how manyeth from 0; false leaves it out. */
    bool (*begins)(void *host, const struct accord_test_result *one, size_t done, size_t total);
    /* Its result was added. */
    enum accord_status (*ended)(void *host, struct accord_error *err);
    void *host;
};

struct accord_test_session;

/* Finds and reads test files and rules. What is wrong with that is added to `problems`. The options, and the problems,
 * must outlive the session. */
enum accord_status accord_test_read(const struct accord_test_options *options, struct accord_problems *problems,
                                    struct accord_test_session **session, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_test_session_free(struct accord_test_session *session);

/* Files that may be loaded. */
size_t accord_test_session_files(const struct accord_test_session *session);

/* Loads and runs, once, and opens nothing. What is wrong with rules or test files is added to the problems, and the
 * status is ACCORD_BAD_RULES; then nothing was run. */
enum accord_status accord_test_run(struct accord_test_session *session, const struct accord_test_listener *listener,
                                   struct accord_test_results *results, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
