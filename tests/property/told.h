/* Verdicts as texts that say all of them, and which of them were found without running their rule. */
#ifndef ACCORD_TESTS_TOLD_H
#define ACCORD_TESTS_TOLD_H

#include "accord/run.h"
#include "base/text.h"

/* What a run comes to. */
struct told {
    struct accord_text text; /* a paragraph for each verdict, which begins with "rule NUMBER ACTOR" */
    size_t verdicts;
    size_t by_kind[ACCORD_VERDICT_COUNT];
    size_t walked;  /* verdicts that were found by walking a path */
    size_t written; /* those whose rule was run */
};

/* Every member of the verdict. */
void told_add_verdict(struct accord_text *text, const struct accord_verdict *verdict);

/* Runs to the end. The text is cleared by the caller. */
enum accord_status told_run(struct accord_packs *packs, struct accord_dataset *dataset,
                            const struct accord_run_options *options, struct told *told, struct accord_error *err);

/* Fails with what is around the first byte that differs; `what` stands before it. */
void told_expect_same(const struct told *expected, const struct told *got, const char *what);

#endif
