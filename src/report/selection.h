/* What a run was asked about, where it is not everything, in one sentence. */
#ifndef ACCORD_REPORT_SELECTION_H
#define ACCORD_REPORT_SELECTION_H

#include "accord/report.h"
#include "base/text.h"

/* "Asked about 12 of 231 actors (--region cms/Africa) and 58 of 58 rules; ...", as the values were given: whoever
 * writes it escapes it. */
void accord_selection_write(struct accord_text *text, const struct accord_report_selection *selection);

#endif
