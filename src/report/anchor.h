/* The one place at which a result is shown, for formats that hang every result on a line. */
#ifndef ACCORD_REPORT_ANCHOR_H
#define ACCORD_REPORT_ANCHOR_H

#include "report/format.h"

#include <stdbool.h>

/* Lines and columns count from 1; the end column is exclusive. It is, in this order: a cell of the first row that the
 * result rests on, the last one that was read and not asked for where there is one; the actor's own row; for an
 * aggregate the first line of the file of actors; the rule's file. So there is always one. */
struct accord_anchor {
    const char *prefix; /* goes before `file`: the subject's, or "" */
    const char *file;   /* of the dataset, or the rule's; borrowed from them */
    unsigned line;
    unsigned column;
    unsigned end_line;
    unsigned end_column; /* the first characters of a cell at least: quotes and escapes are not counted */
    bool in_rule;
};

enum accord_status accord_writer_anchor(struct accord_writer *writer, const struct accord_result *result,
                                        struct accord_anchor *anchor, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
