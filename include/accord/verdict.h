/* Verdicts, forces and scores: what they are called, how they order, what they count. */
#ifndef ACCORD_VERDICT_H
#define ACCORD_VERDICT_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* The one table of verdicts, from worst to least: name, SARIF kind, SARIF level (NULL: by force), JUnit, TAP, GitLab
 * severity (NULL: not written), score in halves (-1: not scored), whether it is assessable, whether it is in the
 * denominator, meaning. */
#define ACCORD_VERDICTS(X)                                                                                             \
    X(ERROR, "error", NULL, NULL, "error", "not ok", "blocker", 0, false, true, "the rule failed or hit a limit")      \
    X(GAP, "gap", "fail", NULL, "failure", "not ok", "major", 0, true, true, "the record shows it not done")           \
    X(REVIEW, "review", "review", "none", "skipped", "ok # SKIP", "info", -1, false, true, "a person must judge")      \
    X(UNREPORTED, "unreported", "open", "none", "skipped", "ok # SKIP", "info", -1, false, true,                       \
      "nothing on record either way")                                                                                  \
    X(PARTIAL, "partial", "fail", "warning", "failure", "not ok", "minor", 1, true, true, "some of it is on record")   \
    X(MET, "met", "pass", "none", "passed", "ok", NULL, 2, true, true, "the record shows it done")                     \
    X(NOT_DUE, "not_due", "notApplicable", "none", "skipped", "ok # SKIP", NULL, -1, false, false,                     \
      "the time lies ahead")                                                                                           \
    X(NOT_APPLICABLE, "not_applicable", "notApplicable", "none", "skipped", "ok # SKIP", NULL, -1, false, false,       \
      "no effect then, not an addressee, or no occasion")

enum accord_verdict_kind {
#define ACCORD_VERDICT_ENUM(id, ...) ACCORD_VERDICT_##id,
    ACCORD_VERDICTS(ACCORD_VERDICT_ENUM)
#undef ACCORD_VERDICT_ENUM
        ACCORD_VERDICT_COUNT
};

struct accord_verdict_meaning {
    const char *name;
    const char *sarif_kind;
    const char *sarif_level;
    const char *junit;
    const char *tap;
    const char *gitlab;
    int halves;
    bool assessable;
    bool counted;
    const char *meaning;
};

const struct accord_verdict_meaning *accord_verdict_meaning(enum accord_verdict_kind verdict);
bool accord_verdict_find(const char *name, enum accord_verdict_kind *verdict);

/* The worse of the two: error, gap, review, unreported, partial, met, not_due, not_applicable. */
enum accord_verdict_kind accord_verdict_worse(enum accord_verdict_kind a, enum accord_verdict_kind b);

/* A verdict that somebody should look at: error, gap, review, unreported and partial. */
bool accord_verdict_needs_look(enum accord_verdict_kind verdict);

/* How strongly an addressee is asked, from the operative verb, from strongest to none. */
#define ACCORD_FORCES(X)                                                                                               \
    X(BINDING, "binding") X(REQUEST, "request") X(ENCOURAGE, "encourage") X(INVITE, "invite") X(NONE, "none")

enum accord_force {
#define ACCORD_FORCE_ENUM(id, name) ACCORD_FORCE_##id,
    ACCORD_FORCES(ACCORD_FORCE_ENUM)
#undef ACCORD_FORCE_ENUM
        ACCORD_FORCE_COUNT
};

const char *accord_force_name(enum accord_force force);
bool accord_force_find(const char *name, enum accord_force *force);

/* The force of an operative verb ("requests", "should consider", ...); false when the verb is not in the table. The
 * table can be listed: NULL past its end. */
bool accord_force_of_verb(const char *verb, enum accord_force *force);
const char *accord_force_verb(size_t index);

/* Counting towards a score. Zeroed is empty. One entry a (provision, actor) after roll-up. */
struct accord_tally {
    size_t counts[ACCORD_VERDICT_COUNT]; /* all, with or without a cause */
    /* Of these, those that carry a cause: they count 0..1 and are not assessable. */
    size_t caused[ACCORD_VERDICT_COUNT];
};

void accord_tally_add(struct accord_tally *tally, enum accord_verdict_kind verdict, bool has_cause);

/* A score and its bounds as fractions of 1. `scored` is false when there is nothing to score: then `score` is 0
 * and means nothing. The bounds always hold; with nothing in the denominator both are 0. An error counts 0 in the score
 * and 0..1 in the bounds. */
struct accord_score {
    size_t assessable;
    size_t of; /* everything but not_due and not_applicable */
    bool scored;
    double score;
    double low;
    double high;
};

struct accord_score accord_tally_score(const struct accord_tally *tally);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
