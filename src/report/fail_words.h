/* What fails a run, in words. */
#ifndef ACCORD_REPORT_FAIL_WORDS_H
#define ACCORD_REPORT_FAIL_WORDS_H

#include "accord/report.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether any finding may fail a run. */
bool accord_fail_asks(const struct accord_fail_policy *policy);

/* "gap, partial; force request or stronger; 2 rules always, 1 rule never", for packs of so many rules. */
void accord_fail_write_policy(struct accord_text *text, const struct accord_fail_policy *policy, size_t rule_count);

#endif
