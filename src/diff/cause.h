/* Why a verdict may have changed, as far as two runs tell. */
#ifndef ACCORD_DIFF_CAUSE_H
#define ACCORD_DIFF_CAUSE_H

#include "base/memory.h"
#include "diff/run.h"

#include <stdbool.h>
#include <stddef.h>

/* What may differ between two runs: its name in JSON, and as people say it. */
#define ACCORD_DIFF_CAUSES(X)                                                                                          \
    X(DATA, "data", "the data")                                                                                        \
    X(COMPLETENESS, "completeness", "what is declared complete")                                                       \
    X(COMMON, "common", "rows that everybody sees, what is declared complete, or the build of accord")                 \
    X(RULE, "rule", "the rule, its register or a lib")                                                                 \
    X(PARAMETERS, "parameters", "the rule's parameters")                                                               \
    X(RULE_OR_PARAMETERS, "rule_or_parameters", "the rule or its parameters")                                          \
    X(REQUIRED, "required", "another verdict of the rule that it requires")                                            \
    X(AS_OF, "as_of", "the as-of date")                                                                                \
    X(ACCORD, "accord", "the version or build of accord")                                                              \
    X(LIMITS, "limits", "the limits of rules")

enum accord_diff_cause {
#define ACCORD_DIFF_CAUSE_ENUM(id, ...) ACCORD_DIFF_CAUSE_##id,
    ACCORD_DIFF_CAUSES(ACCORD_DIFF_CAUSE_ENUM)
#undef ACCORD_DIFF_CAUSE_ENUM
        ACCORD_DIFF_CAUSE_COUNT
};

const char *accord_diff_cause_name(enum accord_diff_cause cause);
const char *accord_diff_cause_words(enum accord_diff_cause cause);

/* A cell with other values, or one that only one run tells. */
struct accord_diff_cell_change {
    const char *column;
    const char *before; /* NULL: missing, or not told */
    const char *after;
    bool before_told; /* the cell is in the evidence of OLD */
    bool after_told;
};

/* A row of the evidence. That one run alone names it says that it was added or removed, or that the rule came to read
 * other rows: the runs do not tell which. Where no row and no cell that both tell differs, rows that both name with
 * cells that only one tells are listed: the change is likely to be among them. */
enum accord_diff_row_change {
    ACCORD_DIFF_ROW_OLD_ONLY,
    ACCORD_DIFF_ROW_NEW_ONLY,
    ACCORD_DIFF_ROW_CELLS,
    ACCORD_DIFF_ROW_CELLS_OF_ONE
};

struct accord_diff_row_difference {
    enum accord_diff_row_change change;
    const char *table;
    const char *key;
    const struct accord_diff_cell_change *cells;
    size_t cell_count;
};

/* Of one verdict. What `differs` may be the cause: certainly so where it is alone and nothing is `untold`. Texts and
 * lists live as long as the actors that were compared and the arena. */
struct accord_diff_causes {
    bool differs[ACCORD_DIFF_CAUSE_COUNT];
    bool untold[ACCORD_DIFF_CAUSE_COUNT];          /* the runs do not tell whether it does */
    const struct accord_diff_row_difference *rows; /* where the data differs: what shows it, if anything does */
    size_t row_count;
    bool rows_told;            /* both say which rows they rest on */
    const char *required;      /* the rule, where its verdict is another one */
    const char *before_params; /* JSON or "", where they differ */
    const char *after_params;
};

size_t accord_diff_causes_count(const struct accord_diff_causes *causes);
bool accord_diff_causes_certain(const struct accord_diff_causes *causes);

/* What the runs say of themselves, compared once. */
struct accord_diff_ground {
    const struct accord_diff_run *before;
    const struct accord_diff_run *after;
};

/* Of verdicts that both runs have. `before_actor` and `after_actor` are whose they are. False when memory is short. */
bool accord_diff_find_causes(const struct accord_diff_ground *ground, const struct accord_diff_actor *before_actor,
                             const struct accord_diff_actor *after_actor, const struct accord_diff_verdict *before,
                             const struct accord_diff_verdict *after, struct accord_arena *arena,
                             struct accord_diff_causes *causes);

#endif
