/* What was known and accepted before, in the text report. */
#ifndef ACCORD_REPORT_TEXT_LEDGER_H
#define ACCORD_REPORT_TEXT_LEDGER_H

#include "accord/ledger.h"
#include "report/result.h"
#include "report/text_page.h"

/* What stands before a finding: '!' it fails the run, '~' it is waived, '=' the baseline knows it, '+' it does not. */
char accord_text_mark(const struct accord_result *result);

/* Lines under a finding: what the baseline knows that is other, the waiver with its place. */
void accord_text_write_standing(struct accord_text_page *state, const struct accord_standing *standing, size_t column);

/* Sections at the end: what is fixed, what was not looked at, waivers to look at. Nothing before the run has ended. */
void accord_text_write_ledger(struct accord_text_page *state, const struct accord_ledger *ledger);

/* ": 40 known in the baseline, marked =, 2 waived, marked ~" */
void accord_text_add_excused(struct accord_text *line, const struct accord_ledger *ledger);

#endif
