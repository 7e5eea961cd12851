/* One case through the same path as a check, twice, and what came out. */
#ifndef ACCORD_WORKSHOP_CASE_RUN_H
#define ACCORD_WORKSHOP_CASE_RUN_H

#include "base/text.h"
#include "workshop/case_data.h"

struct accord_case_finding {
    enum accord_verdict_kind verdict;
    const char *message_id;
    const char *message;
    const char *fingerprint;
    struct accord_plain args; /* a table; dates and amounts as texts */
    const char **about;
    size_t about_count;
};

/* What is kept of a verdict after the stream has gone on; everything lives in the arena. */
struct accord_case_outcome {
    bool there;
    enum accord_verdict_kind verdict;
    enum accord_gate gate;
    const char *why;
    const char *trace; /* of an error, or NULL */
    bool has_cause;
    enum accord_verdict_kind cause;
    struct accord_case_finding *findings;
    size_t finding_count;
    const char **keys; /* of the rows in evidence, in the order of the verdict */
    size_t key_count;
};

enum accord_case_end {
    ACCORD_CASE_RAN,
    ACCORD_CASE_BROKEN,  /* its rows or params are no good: nothing was run */
    ACCORD_CASE_UNSTABLE /* another order of actors and rows gave another outcome */
};

struct accord_case_runner {
    struct accord_packs *packs;
    struct accord_case_room *room;
    struct accord_arena *arena;             /* for outcomes; the caller empties it between cases */
    bool *rules;                            /* one a rule, all false */
    const struct accord_observer *observer; /* of the first of the two runs; NULL: none */
};

/* Runs the case's rule for its actor, first with rows as they are written, then in the opposite order. Other statuses
 * than ACCORD_OK are about the host. What a broken case is about, or how the second outcome differs, is added to
 * `said`. */
enum accord_status accord_case_run(const struct accord_case_runner *runner, const struct accord_case_file *file,
                                   const struct accord_case *one, enum accord_case_end *end,
                                   struct accord_case_outcome *outcome, struct accord_text *said,
                                   struct accord_error *err) ACCORD_MUST_CHECK;

/* Adds one line for each thing that is not as the case expects; none: it passes. */
void accord_case_compare(const struct accord_case *one, const struct accord_case_outcome *outcome,
                         struct accord_text *said);

/* The whole outcome, for people: verdict, why, findings with arguments, evidence; lines indented by two spaces. */
void accord_case_describe(const struct accord_case_outcome *outcome, struct accord_text *text);

#endif
