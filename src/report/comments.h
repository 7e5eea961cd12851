/* What actors have to say of findings, at a report: which of it stands beside what, and what came of the rest.
 *
 * A comment is of the actor that the finding is about: whoever else gives its fingerprint has not commented on it. */
#ifndef ACCORD_REPORT_COMMENTS_H
#define ACCORD_REPORT_COMMENTS_H

#include "accord/dataset.h"
#include "accord/run.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* ASKED: its actor has a verdict. SHOWN: it stands beside a finding of the actor. */
enum accord_comment_fate { ACCORD_COMMENT_UNASKED, ACCORD_COMMENT_ASKED, ACCORD_COMMENT_SHOWN, ACCORD_COMMENT_FATES };

struct accord_comments {
    const struct accord_comment *items; /* by actor, fingerprint, day and id */
    unsigned char *fates;               /* one a comment */
    size_t count;
    size_t begin; /* those of the actor at hand, up to `end` */
    size_t end;
    struct accord_dataset *dataset; /* whose actors these are */
    struct accord_comment_list list;
};

/* Those of the dataset that are not surely later than the day. *comments is NULL where there are none. */
enum accord_status accord_comments_open(struct accord_dataset *dataset, struct accord_date as_of,
                                        struct accord_comments **comments, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_comments_close(struct accord_comments *comments);

/* Those of one actor (SIZE_MAX: of none), for a report about it alone: fates are shared. Borrowed from `comments`. */
struct accord_comments accord_comments_of(const struct accord_comments *comments, size_t actor);

/* Before the results of a verdict: its actor's comments are at hand. */
void accord_comments_look(struct accord_comments *comments, const struct accord_verdict *verdict);
/* Those of the actor at hand on the finding of that fingerprint, which are shown from now on: *count of them, by day
 * and id. NULL: none. */
const struct accord_comment *accord_comments_on(struct accord_comments *comments, const char *fingerprint,
                                                size_t *count);

/* ---- after the last verdict ---- */

void accord_comments_count(const struct accord_comments *comments, size_t counts[ACCORD_COMMENT_FATES]);
/* The next from *at on (0 at first) whose actor was evaluated and has no finding of that fingerprint. False: no more.
 * `comments` may be NULL. */
bool accord_comments_unplaced(const struct accord_comments *comments, size_t *at,
                              const struct accord_comment **comment);

/* ---- words ---- */

const char *accord_comment_actor(const struct accord_comments *comments, const struct accord_comment *comment);

/* "comment of KEN on 2025-05-02, by the Ministry of Wildlife (comments.csv:2, in fr): text (https://...)". Plain text,
 * appended. `most` bytes of the text at most, for what has little room, and then where the whole is; 0: all. */
void accord_comment_write(struct accord_text *line, const char *actor, const struct accord_comment *comment,
                          size_t most);
/* "no finding of this run about KEN has the fingerprint 0123...: comment of KEN ...", and how many are of actors that
 * were not evaluated, "" where there are none. Plain text, appended. */
void accord_comment_write_unplaced(struct accord_text *line, const char *actor, const struct accord_comment *comment,
                                   size_t most);
void accord_comments_write_unasked(struct accord_text *line, const struct accord_comments *comments);

/* Of one comment, where a line or a message has little room. */
enum { ACCORD_COMMENT_SHORT = 600 };

#endif
