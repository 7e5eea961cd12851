/* What a format of comparisons is to the writing of them. Private to src/diff. */
#ifndef ACCORD_DIFF_WRITER_H
#define ACCORD_DIFF_WRITER_H

#include "diff/overview.h"
#include "diff/words.h"
#include "diff/write.h"
#include "report/sink.h"
#include "report/spool.h"

/* Where pieces are put aside: one head a change, and one for pairs. */
enum { ACCORD_DIFF_HEADS = ACCORD_DIFF_CHANGE_COUNT + 1, ACCORD_DIFF_HEAD_PAIRS = ACCORD_DIFF_CHANGE_COUNT };

enum { ACCORD_DIFF_PIECE_MAX = 64 * 1024 * 1024 };

struct accord_diff_format;

/* One output at work. */
struct accord_diff_writer {
    const struct accord_diff_format *format;
    const struct accord_diff_options *options;
    const struct accord_diff_overview *overview;
    const struct accord_diff_counts *counts; /* complete when the document is written */
    bool color;
    struct accord_sink sink;
    struct accord_spool spool;
    struct accord_text piece; /* of what is put aside next */
    struct accord_text line;  /* for what is made of parts before it is escaped */
};

/* Pieces are appended to writer->piece, the document to writer->sink. */
struct accord_diff_format {
    const char *name;
    void (*item)(struct accord_diff_writer *writer, const struct accord_diff_item *item);
    void (*pair)(struct accord_diff_writer *writer, const struct accord_diff_pair *pair); /* NULL: they are counted */
    enum accord_status (*document)(struct accord_diff_writer *writer, struct accord_error *err);
    bool in_order; /* all items under the first head, in the order of actors */
};

extern const struct accord_diff_format accord_diff_format_text;
extern const struct accord_diff_format accord_diff_format_json;
extern const struct accord_diff_format accord_diff_format_markdown;

#endif
