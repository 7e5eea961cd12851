/* What the verdicts of some actors add to a summary, so kept that it can be added again without them. */
#ifndef ACCORD_REPORT_SUMMARY_PART_H
#define ACCORD_REPORT_SUMMARY_PART_H

#include "base/wire.h"
#include "report/summary.h"

/* Of one rule. What fails a run is another policy's next time, so findings are counted by what they say: a verdict
 * without findings counts as one. */
struct accord_part_rule {
    size_t verdicts[ACCORD_VERDICT_COUNT];
    size_t findings[ACCORD_VERDICT_COUNT];
    size_t in_effect;
};

struct accord_summary_part {
    struct accord_report_subject subject; /* of `pairs`: the packs alone */
    struct accord_summary pairs;          /* for its roll-up over the provisions of each actor */
    struct accord_part_rule *rules;       /* one a rule of the packs */
};

/* `packs` outlive the part. */
enum accord_status accord_part_init(struct accord_summary_part *part, const struct accord_packs *packs,
                                    struct accord_error *err) ACCORD_MUST_CHECK;
void accord_part_clear(struct accord_summary_part *part);
/* Empties it. */
void accord_part_reset(struct accord_summary_part *part);

/* Verdicts of actors, of no aggregate, all of one actor together. */
enum accord_status accord_part_add(struct accord_summary_part *part, const struct accord_verdict *verdict,
                                   struct accord_error *err) ACCORD_MUST_CHECK;

/* Appends it as bytes, after its last verdict, with a number for each rule of the packs. */
void accord_part_write(struct accord_summary_part *part, const int64_t *numbers, struct accord_text *text);

/* Parts that were written so, added up, until a summary takes them all at once. */
struct accord_part_sum {
    struct accord_part_rule *rules; /* one a rule of the packs */
    struct accord_tally *pairs;     /* of the instruments, each where its first rule with verdicts is */
};
enum accord_status accord_part_sum_init(struct accord_part_sum *sum, const struct accord_packs *packs,
                                        struct accord_error *err) ACCORD_MUST_CHECK;
void accord_part_sum_clear(struct accord_part_sum *sum);

/* Adds a part. `rule_of` gives the rule of a number, SIZE_MAX where it is none. False where the bytes cannot be read.
 */
typedef size_t (*accord_rule_of_number)(const void *host, uint64_t number);
bool accord_part_sum_add(struct accord_part_sum *sum, const struct accord_packs *packs, const char *bytes,
                         size_t length, accord_rule_of_number rule_of, const void *host);
void accord_summary_add_parts(struct accord_summary *summary, const struct accord_part_sum *sum);

/* Adds a part to the summary of a report that shows no verdicts. */
bool accord_report_add_part(struct accord_report *report, const char *bytes, size_t length,
                            accord_rule_of_number rule_of, const void *host);

#endif
