/* What the text report keeps while it is written: shared by its verdicts and its summary. */
#ifndef ACCORD_REPORT_TEXT_PAGE_H
#define ACCORD_REPORT_TEXT_PAGE_H

#include "report/page.h"
#include "report/spool.h"
#include "report/summary.h"

struct accord_text_page {
    struct accord_page page;
    struct accord_text piece;   /* of a verdict that goes to the spool */
    struct accord_text scratch; /* a line to be wrapped */
    struct accord_spool spool;
    struct accord_text headed; /* the id of the actor whose heading was written last */
};

/* A blank line, then `id` and, where it says more, `name`. */
void accord_text_heading(struct accord_page *page, const char *id, const char *name);

/* A line that nobody can miss, where the dataset is illustrative. */
void accord_text_loud(struct accord_page *page, const struct accord_report_subject *subject);

/* Counts and coverage per instrument, data warnings, rule errors, what fails the run. */
void accord_text_write_summary(struct accord_text_page *state, const struct accord_summary *summary);

#endif
