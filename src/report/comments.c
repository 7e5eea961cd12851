/* Comments: found by actor and fingerprint, told in one way. */
#include "report/comments.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdint.h>
#include <string.h>

enum accord_status accord_comments_open(struct accord_dataset *dataset, struct accord_date as_of,
                                        struct accord_comments **comments, struct accord_error *err)
{
    struct accord_comment_list list;
    *comments = NULL;
    enum accord_status status = accord_dataset_comments(dataset, as_of, &list, err);
    struct accord_comments *made = NULL;
    if (status != ACCORD_OK || list.count == 0) goto out;
    made = accord_alloc_zero(1, sizeof *made);
    if (made) made->fates = accord_alloc_zero(list.count, sizeof *made->fates);
    if (!made || !made->fates) {
        status = accord_error_memory(err);
        goto out;
    }
    made->items = list.items;
    made->count = list.count;
    made->dataset = dataset;
    made->list = list;
    *comments = made;
    return ACCORD_OK;
out:
    accord_comment_list_clear(&list);
    accord_free(made);
    return status;
}

void accord_comments_close(struct accord_comments *comments)
{
    if (!comments) return;
    accord_comment_list_clear(&comments->list);
    accord_free(comments->fates);
    accord_free(comments);
}

/* The first that is not of an actor before this one. */
static size_t first_of(const struct accord_comments *comments, size_t actor)
{
    size_t low = 0, high = comments->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (comments->items[middle].actor < actor)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct accord_comments accord_comments_of(const struct accord_comments *comments, size_t actor)
{
    struct accord_comments own = *comments;
    size_t begin = first_of(comments, actor);
    own.list = (struct accord_comment_list){.count = 0};
    own.items += begin;
    own.fates += begin;
    own.count = actor == SIZE_MAX ? 0 : first_of(comments, actor + 1) - begin;
    own.begin = own.end = 0;
    return own;
}

/* Verdicts come by actor: most of them are of the one at hand. */
void accord_comments_look(struct accord_comments *comments, const struct accord_verdict *verdict)
{
    size_t actor = verdict->actor;
    if (comments->begin < comments->end && comments->items[comments->begin].actor == actor) return;
    comments->begin = comments->end = first_of(comments, actor);
    for (; comments->end < comments->count && comments->items[comments->end].actor == actor; comments->end++)
        if (comments->fates[comments->end] == ACCORD_COMMENT_UNASKED)
            comments->fates[comments->end] = ACCORD_COMMENT_ASKED;
}

const struct accord_comment *accord_comments_on(struct accord_comments *comments, const char *fingerprint,
                                                size_t *count)
{
    size_t first = comments->begin;
    while (first < comments->end && strcmp(comments->items[first].fingerprint, fingerprint) < 0)
        first++;
    *count = 0;
    for (size_t i = first; i < comments->end && strcmp(comments->items[i].fingerprint, fingerprint) == 0; i++) {
        comments->fates[i] = ACCORD_COMMENT_SHOWN;
        ++*count;
    }
    return *count > 0 ? &comments->items[first] : NULL;
}

/* ---- after the last verdict ---- */

void accord_comments_count(const struct accord_comments *comments, size_t counts[ACCORD_COMMENT_FATES])
{
    memset(counts, 0, ACCORD_COMMENT_FATES * sizeof *counts);
    for (size_t i = 0; i < comments->count; i++)
        counts[comments->fates[i]]++;
}

bool accord_comments_unplaced(const struct accord_comments *comments, size_t *at, const struct accord_comment **comment)
{
    while (comments && *at < comments->count) {
        size_t index = (*at)++;
        *comment = &comments->items[index];
        if (comments->fates[index] == ACCORD_COMMENT_ASKED) return true;
    }
    return false;
}

/* ---- words ---- */

const char *accord_comment_actor(const struct accord_comments *comments, const struct accord_comment *comment)
{
    return accord_dataset_actor_id(comments->dataset, comment->actor);
}

/* As much of the text as fits, up to a character's end. */
static size_t cut(const char *text, size_t most)
{
    size_t length = strlen(text);
    if (most == 0 || length <= most) return length;
    while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    return most;
}

void accord_comment_write(struct accord_text *line, const char *actor, const struct accord_comment *comment,
                          size_t most)
{
    char day[ACCORD_DATE_TEXT_MAX];
    size_t length = cut(comment->text, most);
    accord_text_addf(line, "comment of %s on %s", actor, accord_date_format(comment->on, day));
    if (comment->by) accord_text_addf(line, ", by %s", comment->by);
    if (comment->file)
        accord_text_addf(line, " (%s:%u", comment->file, comment->line);
    else
        accord_text_addf(line, " (record %s", comment->id); /* of a stored run that keeps no places */
    if (comment->language) accord_text_addf(line, ", in %s", comment->language);
    accord_text_add_str(line, "): ");
    accord_text_add(line, comment->text, length);
    if (comment->text[length] != '\0' && comment->file)
        accord_text_addf(line, "... (cut short here: the whole is in %s:%u)", comment->file, comment->line);
    else if (comment->text[length] != '\0')
        accord_text_addf(line, "... (cut short here: the whole is in the record %s)", comment->id);
    if (comment->url) accord_text_addf(line, " (%s)", comment->url);
}

void accord_comment_write_unplaced(struct accord_text *line, const char *actor, const struct accord_comment *comment,
                                   size_t most)
{
    accord_text_addf(line, "no finding of this run about %s has the fingerprint %s: ", actor, comment->fingerprint);
    accord_comment_write(line, actor, comment, most);
}

void accord_comments_write_unasked(struct accord_text *line, const struct accord_comments *comments)
{
    size_t counts[ACCORD_COMMENT_FATES] = {0};
    if (comments) accord_comments_count(comments, counts);
    size_t count = counts[ACCORD_COMMENT_UNASKED];
    if (count == 0) return;
    accord_text_addf(line, "comment%s of actors that this run has no verdict on: %zu", count == 1 ? "" : "s", count);
}
