/* Comments in text: under their findings, and those that have none at the end. */
#include "report/text_comments.h"

void accord_text_write_comments(struct accord_text_page *state, const struct accord_result *result, size_t column)
{
    const struct accord_standing *standing = &result->standing;
    for (size_t i = 0; i < standing->comment_count; i++) {
        accord_text_reset(&state->scratch);
        accord_comment_write(&state->scratch, result->verdict->actor_id, &standing->comments[i], 0);
        accord_page_spaces(&state->page, column);
        accord_page_wrap(&state->page, ACCORD_STYLE_PLAIN, column, column, accord_text_str(&state->scratch));
    }
}

/* Each line of the section is indented below its heading. */
static void item(struct accord_text_page *state)
{
    accord_page_spaces(&state->page, 2);
    accord_page_wrap(&state->page, ACCORD_STYLE_PLAIN, 2, 4, accord_text_str(&state->scratch));
}

void accord_text_write_unplaced(struct accord_text_page *state, const struct accord_comments *comments)
{
    const struct accord_comment *comment = NULL;
    size_t counts[ACCORD_COMMENT_FATES];
    if (!comments) return;
    accord_comments_count(comments, counts);
    if (counts[ACCORD_COMMENT_ASKED] + counts[ACCORD_COMMENT_UNASKED] == 0) return;
    accord_text_add_char(state->page.text, '\n');
    accord_page_wrap(&state->page, ACCORD_STYLE_HEADING, 0, 2, "Comments that stand beside no finding");
    for (size_t at = 0; accord_comments_unplaced(comments, &at, &comment);) {
        accord_text_reset(&state->scratch);
        accord_comment_write_unplaced(&state->scratch, accord_comment_actor(comments, comment), comment, 0);
        item(state);
    }
    accord_text_reset(&state->scratch);
    accord_comments_write_unasked(&state->scratch, comments);
    if (state->scratch.length > 0) item(state);
}
