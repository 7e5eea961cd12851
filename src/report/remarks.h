/* What a report has to say of the run as a whole besides counts, a line at a time. */
#ifndef ACCORD_REPORT_REMARKS_H
#define ACCORD_REPORT_REMARKS_H

#include "report/summary.h"

typedef void (*accord_remark_function)(void *host, const char *line);

/* That less could be assessed than was asked for, what was asked about where that is not everything, rules that were
 * not concluded, comments that stand beside no finding, findings that are fixed, rules that a baseline names and nobody
 * has, and what somebody should know of waivers, in this order. Plain text, valid during the call. After the last
 * verdict. */
enum accord_status accord_remarks_tell(const struct accord_summary *summary, accord_remark_function function,
                                       void *host, struct accord_error *err) ACCORD_MUST_CHECK;

/* NULL; or, where that fails the run, that too little could be assessed. */
const char *accord_coverage_remark(const struct accord_summary *summary);

#endif
