/* What came out of cases and of coverage, and how it is written. */
#ifndef ACCORD_WORKSHOP_TEST_RESULTS_H
#define ACCORD_WORKSHOP_TEST_RESULTS_H

#include "accord/status.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum accord_test_kind {
    ACCORD_TEST_PASSED,
    ACCORD_TEST_FAILED,
    ACCORD_TEST_TODO,        /* fails, as it says */
    ACCORD_TEST_TODO_PASSED, /* passes although it says that it fails */
    ACCORD_TEST_BROKEN,      /* its rows or params are no good */
    ACCORD_TEST_KINDS
};

struct accord_test_result {
    enum accord_test_kind kind;
    const char *group; /* the rule, or "coverage" */
    const char *says;
    const char *file;
    unsigned line;    /* 0: none */
    const char *todo; /* or NULL */
    const char *text; /* what is wrong, lines; "" where nothing is */
};

struct accord_test_results {
    struct accord_arena arena;
    struct accord_test_result *items; /* in the order of files and cases, coverage last */
    size_t count;
    size_t capacity;
    size_t cases; /* without those of coverage */
    size_t kinds[ACCORD_TEST_KINDS];
};

/* Zeroed is empty. */
void accord_test_results_clear(struct accord_test_results *results);

/* Copies the texts. */
enum accord_status accord_test_results_add(struct accord_test_results *results, const struct accord_test_result *result,
                                           bool is_case, struct accord_error *err) ACCORD_MUST_CHECK;

struct accord_test_format {
    const char *name;
    void (*write)(const struct accord_test_results *results, struct accord_text *text);
};

enum { ACCORD_TEST_FORMATS = 3 };
extern const struct accord_test_format accord_test_formats[ACCORD_TEST_FORMATS]; /* text, tap, junit */

#endif
