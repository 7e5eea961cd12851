/* What the cases of rules leave untested: lines, messages and verdicts. */
#ifndef ACCORD_WORKSHOP_COVERAGE_H
#define ACCORD_WORKSHOP_COVERAGE_H

#include "accord/observe.h"
#include "workshop/case_run.h"
#include "workshop/test_results.h"

struct accord_coverage;

/* Borrows the packs. Released by accord_coverage_free. */
enum accord_status accord_coverage_new(struct accord_packs *packs, struct accord_coverage **coverage,
                                       struct accord_error *err) ACCORD_MUST_CHECK;
void accord_coverage_free(struct accord_coverage *coverage);

/* For the runs of cases: marks the lines that run, and the verdicts that are made, for the rule of the case at hand. */
const struct accord_observer *accord_coverage_observer(const struct accord_coverage *coverage);

/* Says whose cases run from here on, and what came out of one of them. */
void accord_coverage_enter(struct accord_coverage *coverage, size_t rule);
void accord_coverage_outcome(struct accord_coverage *coverage, const struct accord_case_outcome *outcome);

/* Adds a result for each rule and lib that `wants` asks for: it passes when lines, messages and verdicts each reach
 * `threshold` percent, and names what is missing otherwise. */
enum accord_status accord_coverage_report(struct accord_coverage *coverage, unsigned threshold,
                                          bool (*wants)(const void *host, size_t file), const void *host,
                                          struct accord_test_results *results,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

#endif
