/* Reports of --format json made by hand, opened as runs to be compared. */
#ifndef ACCORD_TESTS_DIFF_MADE_H
#define ACCORD_TESTS_DIFF_MADE_H

#include "diff/run.h"

enum { MADE_FINDINGS_MAX = 4 };

struct made_finding {
    const char *verdict; /* NULL: none */
    const char *message_id;
    const char *fingerprint;
};

struct made_verdict {
    const char *actor;
    const char *rule;
    const char *verdict;
    const char *gate; /* NULL: "check" */
    struct made_finding findings[MADE_FINDINGS_MAX];
    const char *evidence; /* JSON, an array; NULL: none */
};

/* What is NULL is the same in all runs. */
struct made_run {
    const char *as_of;
    const char *version;
    const char *dataset_sha256;
    const char *complete; /* JSON, an object */
    const char *rules_sha256;
    const char *rules; /* JSON, an array; "" for none told */
    const char *profile_sha256;
    const struct made_verdict *verdicts; /* by actor */
    size_t count;
};

/* The rules that are listed unless a run says otherwise: t/a, t/b which requires it, t/c which was t/old-c, t/z over
 * all. */
extern const char made_rules[];

/* The text of the report, which the caller frees. */
char *made_text(const struct made_run *run);

/* Opens a text as if it were the file "made.json" ("FOLDER/made.json": `name` gets the whole path). */
enum accord_status made_try(const char *text, size_t length, struct accord_diff_run **run, struct accord_error *err);

/* Opens the report; must succeed. */
struct accord_diff_run *made_open(const struct made_run *run);

#endif
