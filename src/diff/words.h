/* What text and Markdown say in the same words. Data in it is not escaped yet. */
#ifndef ACCORD_DIFF_WORDS_H
#define ACCORD_DIFF_WORDS_H

#include "base/text.h"
#include "diff/compare.h"
#include "diff/overview.h"

/* "a report, dataset sample as of 2025-06-30, 58 rules, accord 0.1.0" */
void accord_diff_write_run(struct accord_text *text, const struct accord_diff_facts *facts);

/* The lines of what differs, one after the other: false past the last. Nothing where line `index` does not differ. */
bool accord_diff_write_difference(struct accord_text *text, const struct accord_diff_overview *overview, size_t index);

/* "the data", "perhaps the data, or the as-of date; not told: the rule's parameters", "not told by these runs". */
void accord_diff_write_causes(struct accord_text *text, const struct accord_diff_causes *causes);

/* "focal_points fp-1: in the evidence of OLD only", "focal_points fp-2: ended was missing, is 2024-05-01" */
void accord_diff_write_row(struct accord_text *text, const struct accord_diff_row_difference *row);

/* "KEN  cms-11.10:25 [request] cms-11.10/no-cms-focal-point", as far as the runs tell. */
void accord_diff_write_subject(struct accord_text *text, const struct accord_diff_item *item);

/* What NEW says where it does not have the finding: "met: ...", "partial: ..." for another finding of the pair, "NEW
 * has no verdict of this rule"; for what is new the same of OLD. Empty where both have a finding. */
void accord_diff_write_other_side(struct accord_text *text, const struct accord_diff_item *item);

/* What the actor has to say of the findings that are told, one after the other: false past the last. Of two with one
 * fingerprint what NEW has counts. `most` as accord_comment_write. */
bool accord_diff_write_comment(struct accord_text *text, const struct accord_diff_item *item, size_t index,
                               size_t most);

/* "gap to unreported: less is known", or nothing. */
void accord_diff_write_known(struct accord_text *text, const struct accord_diff_item *item);

#endif
