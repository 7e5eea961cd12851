/* What a report says at its end: counts, scores and failed rules, gathered while the verdicts pass. */
#ifndef ACCORD_REPORT_SUMMARY_H
#define ACCORD_REPORT_SUMMARY_H

#include "accord/report.h"
#include "base/memory.h"
#include "report/result.h"
#include "report/roll_up.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_SUMMARY_ERRORS_KEPT = 100, ACCORD_SUMMARY_TEXT_MAX = 8 * 1024 };

/* An exact fraction. */
struct accord_share {
    size_t part;
    size_t whole;
};

enum { ACCORD_SHARE_TEXT_MAX = 8 };
/* "0.6912": four decimals, halves up, without trailing zeros. `whole` is not 0, `part` not above it. */
const char *accord_share_format(struct accord_share share, char text[ACCORD_SHARE_TEXT_MAX]);
unsigned accord_share_percent(struct accord_share share); /* halves up */

/* The score of a tally as exact fractions; `scored` and `bounded` tell which of them mean something. */
struct accord_shares {
    size_t assessable;
    size_t of;
    bool scored;
    bool bounded;
    struct accord_share score;
    struct accord_share low;
    struct accord_share high;
};
struct accord_shares accord_shares_of(const struct accord_tally *tally);

struct accord_summary_instrument {
    size_t counts[ACCORD_VERDICT_COUNT]; /* verdicts: one a rule and actor */
    size_t verdicts;
    size_t aggregates[ACCORD_VERDICT_COUNT];
    size_t aggregate_verdicts;
    struct accord_tally pairs; /* one a provision and actor, after roll-up */
};

struct accord_summary_error {
    const char *rule;
    const char *provision;
    const char *actor;
    const char *why;
    const char *trace;  /* or NULL */
    const char *source; /* or NULL */
};

struct accord_summary {
    const struct accord_report_subject *subject;
    struct accord_report_totals totals;
    struct accord_summary_instrument *instruments; /* one an instrument of the packs */
    struct accord_summary_error errors[ACCORD_SUMMARY_ERRORS_KEPT];
    size_t errors_kept; /* of accord_summary_failures */
    struct accord_arena texts;
    struct accord_roll_up *provisions; /* one a provision of the packs, for the actor at hand */
    size_t *instrument_of;             /* a provision: its instrument */
    size_t *touched;                   /* provisions that have a verdict for the actor at hand */
    size_t touched_count;
    size_t actor;
};

enum accord_status accord_summary_init(struct accord_summary *summary, const struct accord_report_subject *subject,
                                       struct accord_error *err) ACCORD_MUST_CHECK;
void accord_summary_clear(struct accord_summary *summary);
enum accord_status accord_summary_add(struct accord_summary *summary, const struct accord_verdict *verdict,
                                      struct accord_error *err) ACCORD_MUST_CHECK;
/* Each line of the verdict, once it is known how it stands. */
void accord_summary_add_result(struct accord_summary *summary, const struct accord_result *result);
/* Verdicts that are errors, aggregates among them. */
size_t accord_summary_failures(const struct accord_summary *summary);
/* After the last verdict: the last actor's provisions and the totals. */
void accord_summary_end(struct accord_summary *summary);

#endif
