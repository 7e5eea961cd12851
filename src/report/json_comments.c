/* Comments in JSON. */
#include "report/json_comments.h"

static void emit_members(struct accord_emit *emit, const struct accord_comment *comment)
{
    char day[ACCORD_DATE_TEXT_MAX];
    accord_emit_member(emit, "id", comment->id);
    accord_emit_member(emit, "on", accord_date_format(comment->on, day));
    accord_emit_member(emit, "text", comment->text);
    accord_emit_member(emit, "by", comment->by);
    accord_emit_member(emit, "url", comment->url);
    accord_emit_member(emit, "language", comment->language);
    accord_emit_member(emit, "file", comment->file);
    accord_emit_count_member(emit, "line", comment->line);
}

void accord_emit_comments(struct accord_emit *emit, const struct accord_comment *comments, size_t count)
{
    if (count == 0) return;
    accord_emit_key(emit, "comments");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < count; i++) {
        accord_emit_open_flat(emit, '{');
        emit_members(emit, &comments[i]);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

void accord_emit_comment_counts(struct accord_emit *emit, const struct accord_comments *comments)
{
    size_t counts[ACCORD_COMMENT_FATES];
    if (!comments) return;
    accord_comments_count(comments, counts);
    accord_emit_key(emit, "comments");
    accord_emit_open_flat(emit, '{');
    accord_emit_count_member(emit, "shown", counts[ACCORD_COMMENT_SHOWN]);
    accord_emit_count_member(emit, "unplaced", counts[ACCORD_COMMENT_ASKED]);
    accord_emit_count_member(emit, "not_evaluated", counts[ACCORD_COMMENT_UNASKED]);
    accord_emit_close(emit, '}');
}

void accord_emit_unplaced_comments(struct accord_emit *emit, const struct accord_comments *comments)
{
    const struct accord_comment *comment = NULL;
    if (!comments) return;
    accord_emit_key(emit, "unplaced_comments");
    accord_emit_open(emit, '[');
    for (size_t at = 0; accord_comments_unplaced(comments, &at, &comment);) {
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "actor", accord_comment_actor(comments, comment));
        accord_emit_member(emit, "fingerprint", comment->fingerprint);
        emit_members(emit, comment);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}
