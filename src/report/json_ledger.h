/* What was known and accepted before a run, in JSON of schema 1: fields that are there only where it was asked about.
 */
#ifndef ACCORD_REPORT_JSON_LEDGER_H
#define ACCORD_REPORT_JSON_LEDGER_H

#include "accord/ledger.h"
#include "report/emit.h"

/* Members of a finding: "baseline_state" where there is a baseline, with "baseline_verdict" where that is another;
 * "waiver" or "lapsed_waiver" where one covers it. */
void accord_emit_standing(struct accord_emit *emit, const struct accord_standing *standing);

/* Members of a summary: "baseline" and "waivers", counts. Nothing before the run has ended. */
void accord_emit_ledger_counts(struct accord_emit *emit, const struct accord_ledger *ledger);

/* Members of a report: "fixed", "unknown_rules" and "waiver_notes". Likewise. */
void accord_emit_ledger(struct accord_emit *emit, const struct accord_ledger *ledger);

#endif
