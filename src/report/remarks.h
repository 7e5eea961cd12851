/* What a report has to say of the run as a whole besides counts, a line at a time. */
#ifndef ACCORD_REPORT_REMARKS_H
#define ACCORD_REPORT_REMARKS_H

#include "accord/report.h"

#include <stddef.h>

typedef void (*accord_remark_function)(void *host, const char *line);

/* Rules that were not concluded, findings that are fixed, rules that a baseline names and nobody has, and what somebody
 * should know of waivers, in this order. Plain text, valid during the call. After the last verdict. */
enum accord_status accord_remarks_tell(const struct accord_report_subject *subject, accord_remark_function function,
                                       void *host, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
