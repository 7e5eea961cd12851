/* What actors have to say of findings, in JSON of schema 1: fields that are there only where the dataset has comments.
 */
#ifndef ACCORD_REPORT_JSON_COMMENTS_H
#define ACCORD_REPORT_JSON_COMMENTS_H

#include "report/comments.h"
#include "report/emit.h"

/* Member "comments" of a finding, or of a verdict without one; nothing where there are none. */
void accord_emit_comments(struct accord_emit *emit, const struct accord_comment *comments, size_t count);

/* Member "comments" of a summary: counts. */
void accord_emit_comment_counts(struct accord_emit *emit, const struct accord_comments *comments);

/* Member "unplaced_comments" of a report. */
void accord_emit_unplaced_comments(struct accord_emit *emit, const struct accord_comments *comments);

#endif
