/* What actors have to say of findings, in the text report. */
#ifndef ACCORD_REPORT_TEXT_COMMENTS_H
#define ACCORD_REPORT_TEXT_COMMENTS_H

#include "report/comments.h"
#include "report/result.h"
#include "report/text_page.h"

/* Lines under a finding. */
void accord_text_write_comments(struct accord_text_page *state, const struct accord_result *result, size_t column);

/* The section at the end, where there is one: comments that stand beside no finding. */
void accord_text_write_unplaced(struct accord_text_page *state, const struct accord_comments *comments);

#endif
