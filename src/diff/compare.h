/* Two runs side by side: what is new, what is gone, what changed, and why. */
#ifndef ACCORD_DIFF_COMPARE_H
#define ACCORD_DIFF_COMPARE_H

#include "diff/cause.h"
#include "diff/run.h"

/* What became of a finding, from OLD to NEW: its name in JSON, the heading of its section, and whether people should
 * see each. In the other direction NEW is FIXED, NEWLY_EVALUATED is NOT_EVALUATED, WORSE is BETTER. */
#define ACCORD_DIFF_CHANGES(X)                                                                                         \
    X(NEW, "new", "New")                                                                                               \
    X(NEWLY_EVALUATED, "newly_evaluated", "New, of what OLD did not evaluate or left open")                            \
    X(WORSE, "worse", "Worse")                                                                                         \
    X(BETTER, "better", "Better")                                                                                      \
    X(FIXED, "fixed", "Fixed: the finding is no longer there")                                                         \
    X(NOT_EVALUATED, "not_evaluated", "No longer there, and not known to be fixed")                                    \
    X(UNCHANGED, "unchanged", "Unchanged")

enum accord_diff_change {
#define ACCORD_DIFF_CHANGE_ENUM(id, ...) ACCORD_DIFF_CHANGE_##id,
    ACCORD_DIFF_CHANGES(ACCORD_DIFF_CHANGE_ENUM)
#undef ACCORD_DIFF_CHANGE_ENUM
        ACCORD_DIFF_CHANGE_COUNT
};

const char *accord_diff_change_name(enum accord_diff_change change);
const char *accord_diff_change_title(enum accord_diff_change change);

/* Why the absence of a finding says nothing: its name in JSON, and a clause about the run that lacks it. */
#define ACCORD_DIFF_ABSENCES(X)                                                                                        \
    X(NONE, NULL, NULL)                                                                                                \
    X(RULE, "rule_not_asked", "has no verdict of this rule")                                                           \
    X(ACTOR, "actor_not_asked", "has no verdict for this actor")                                                       \
    X(PAIR, "pair_not_asked", "has no verdict of this rule for this actor")                                            \
    X(ERROR, "error", "has an error: the rule failed or hit a limit")                                                  \
    X(NOT_DUE, "not_due", "has not_due: the time lies ahead")                                                          \
    X(NOT_APPLICABLE, "not_applicable", "has not_applicable: no effect then, not an addressee, or no occasion")        \
    X(GATE, "not_decided_by_rule", "did not come to ask the rule itself")                                              \
    X(OPEN, "open", "left something open in its place")

enum accord_diff_absence {
#define ACCORD_DIFF_ABSENCE_ENUM(id, ...) ACCORD_DIFF_ABSENCE_##id,
    ACCORD_DIFF_ABSENCES(ACCORD_DIFF_ABSENCE_ENUM)
#undef ACCORD_DIFF_ABSENCE_ENUM
};

const char *accord_diff_absence_name(enum accord_diff_absence absence);
const char *accord_diff_absence_words(enum accord_diff_absence absence);

/* How much of the truth is known: from a verdict that is assessable to one that is not is less. */
enum accord_diff_known { ACCORD_DIFF_KNOWN_SAME, ACCORD_DIFF_KNOWN_LESS, ACCORD_DIFF_KNOWN_MORE };
enum accord_diff_known accord_diff_known_of(enum accord_verdict_kind before, enum accord_verdict_kind after);

/* One finding, in one or both runs. Valid during the call. */
struct accord_diff_item {
    enum accord_diff_change change;
    const char *actor;
    const struct accord_diff_verdict *before_verdict; /* NULL: OLD has none for the pair */
    const struct accord_diff_verdict *after_verdict;
    const struct accord_diff_finding *before; /* NULL: it is not in OLD */
    const struct accord_diff_finding *after;
    enum accord_diff_absence absence;        /* of NEWLY_EVALUATED and NOT_EVALUATED */
    const struct accord_diff_causes *causes; /* NULL: one of the verdicts is not there */
};

/* A pair of a rule and an actor whose verdict changed. */
struct accord_diff_pair {
    const char *actor;
    const struct accord_diff_verdict *before;
    const struct accord_diff_verdict *after;
    enum accord_diff_change change; /* WORSE, BETTER; UNCHANGED: neither, as one of them is in no score */
    const struct accord_diff_causes *causes;
};

struct accord_diff_counts {
    size_t changes[ACCORD_DIFF_CHANGE_COUNT];
    size_t less_known;                                        /* of those that are better */
    size_t pairs[ACCORD_VERDICT_COUNT][ACCORD_VERDICT_COUNT]; /* that both runs have, from OLD's verdict to NEW's */
    size_t worse_pairs;
    size_t better_pairs;
    size_t changed_pairs;
    size_t pairs_old_only;
    size_t pairs_new_only;
};

/* Either function may be NULL. They return ACCORD_OK to go on. */
struct accord_diff_listener {
    enum accord_status (*item)(void *host, const struct accord_diff_item *item, struct accord_error *err);
    enum accord_status (*pair)(void *host, const struct accord_diff_pair *pair, struct accord_error *err);
    void *host;
};

/* Goes through both runs once. Findings that are unchanged are counted and not told. Findings are the same where their
 * fingerprints are; a finding of a pair is also changed where the pair has another verdict and each run has just one
 * finding of it that the other lacks. */
enum accord_status accord_diff_compare(struct accord_diff_run *before, struct accord_diff_run *after,
                                       const struct accord_diff_listener *listener, struct accord_diff_counts *counts,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

#endif
