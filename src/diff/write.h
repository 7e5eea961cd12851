/* The comparison of two runs, written in any number of formats. */
#ifndef ACCORD_DIFF_WRITE_H
#define ACCORD_DIFF_WRITE_H

#include "diff/compare.h"

#include <stdbool.h>

/* The name of a format; NULL past the last. */
const char *accord_diff_format_name(size_t index);

struct accord_diff_output {
    size_t format;
    const char *path; /* NULL: `descriptor` */
    int descriptor;
};

struct accord_diff_options {
    bool shown[ACCORD_DIFF_CHANGE_COUNT]; /* what is listed; everything is counted */
    bool summary;                         /* nothing is listed */
    bool color;                           /* text: of outputs without a path */
    unsigned width;                       /* text: columns, 60 to 200; 0: 80 */
    const char *temporary;                /* folder for what is put aside; NULL: /tmp */
};

/* Compares, and when both runs were read to their ends writes every output: each is there complete or not at all. An
 * output that cannot be written does not stop the others: the status is then ACCORD_NOT_WRITTEN, and *reader_gone says
 * that the first to fail did because nobody reads it any more. `counts` are right whenever the comparison was. */
enum accord_status accord_diff_write(struct accord_diff_run *before, struct accord_diff_run *after,
                                     const struct accord_diff_options *options,
                                     const struct accord_diff_output *outputs, size_t count,
                                     struct accord_diff_counts *counts, bool *reader_gone,
                                     struct accord_error *err) ACCORD_MUST_CHECK;

#endif
