/* What test formats make of a verdict: one test a verdict, which passes or does not. */
#ifndef ACCORD_REPORT_OUTCOME_H
#define ACCORD_REPORT_OUTCOME_H

#include "base/text.h"
#include "report/anchor.h"
#include "report/result.h"

#include <stddef.h>

/* From least to worst. */
enum accord_outcome {
    ACCORD_OUTCOME_PASSED,
    ACCORD_OUTCOME_SKIPPED,
    ACCORD_OUTCOME_EXCUSED, /* what would not pass, accepted for a time or known since the baseline */
    ACCORD_OUTCOME_FAILED,
    ACCORD_OUTCOME_BROKEN /* the rule itself */
};

/* The table of verdicts says it, but for what fails the run all the same (--fail-on unreported), and what is excused. A
 * gap that does not fail the run, for its provision only invites, is one that the record shows: it does not pass. */
enum accord_outcome accord_result_outcome(const struct accord_result *result);

/* Which of the results decides for their verdict: the first of those with the worst outcome. */
const struct accord_result *accord_results_leading(const struct accord_result *results, size_t count);

/* How it stands, where that is worth a word: "waived until 2026-12-31: REASON", "known since the baseline", "the waiver
 * lapsed on 2026-06-30: REASON". Plain text, appended; nothing for most. */
void accord_result_add_standing(struct accord_text *text, const struct accord_result *result);

/* What the actor has to say of it: "; comment of KEN on ..." for each, cut short at `most` bytes (0: whole). Plain
 * text, appended. */
void accord_result_add_comments(struct accord_text *text, const struct accord_result *result, size_t most);

/* The message; what the verdict means where none was carried. */
const char *accord_result_message(const struct accord_result *result);

/* "cms-11.10/no-cms-focal-point [KEN]": unique in a run. Plain text, appended. */
void accord_verdict_add_name(struct accord_text *text, const struct accord_packs *packs,
                             const struct accord_verdict *verdict);

/* "data/actors.csv:93:1". Plain text, appended. */
void accord_anchor_add(struct accord_text *text, const struct accord_anchor *anchor);

#endif
