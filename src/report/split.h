/* One report for each actor: the writers whose path names "{actor}" begin anew with every actor. */
#ifndef ACCORD_REPORT_SPLIT_H
#define ACCORD_REPORT_SPLIT_H

#include "report/comments.h"
#include "report/format.h"

#include <stdbool.h>
#include <stddef.h>

/* Where in a path the actor's id goes; NULL: nowhere. */
const char *accord_split_place(const char *path);

/* What the reports of single actors are about, and how far they are. Zeroed is none. */
struct accord_split {
    struct accord_report_subject subject; /* without the dataset's warnings, which name others, and without a minimum */
    struct accord_problems *no_warnings;
    const struct accord_comments *all_comments; /* NULL: none */
    struct accord_comments comments;            /* of the actor at hand */
    struct accord_summary summary;              /* likewise */
    struct accord_text actor;                   /* its id, where `open` */
    bool open;
};

enum accord_status accord_split_init(struct accord_split *split, const struct accord_report_subject *subject,
                                     struct accord_error *err) ACCORD_MUST_CHECK;
void accord_split_clear(struct accord_split *split);

/* A verdict; those of one actor come together. `shown`: writers are told, not only the summary. Only writers with a
 * `pattern` are looked at. What cannot be written is kept by the writer's sink, and no further file is begun by it.
 * ACCORD_BAD_USAGE as accord_report_verdict. */
enum accord_status accord_split_verdict(struct accord_split *split, struct accord_writer *writers, size_t count,
                                        const struct accord_verdict *verdict, const struct accord_result *results,
                                        bool shown, struct accord_error *err) ACCORD_MUST_CHECK;
/* After the last verdict. */
enum accord_status accord_split_finish(struct accord_split *split, struct accord_writer *writers, size_t count,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

#endif
