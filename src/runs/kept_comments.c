/* Comments from rows: texts, as evidence shows them. */
#include "runs/kept_comments.h"

#include <stdlib.h>
#include <string.h>

enum { FINGERPRINT, ON, TEXT, BY, URL, LANGUAGE };

static const char *const names[ACCORD_KEPT_COMMENT_COLUMNS] = {
    [FINGERPRINT] = "fingerprint", [ON] = "on", [TEXT] = "text", [BY] = "by", [URL] = "url", [LANGUAGE] = "language"};

void accord_kept_comments_none(struct accord_kept_comments *comments, struct accord_date as_of)
{
    *comments = (struct accord_kept_comments){.table = -1, .as_of = as_of};
    for (size_t i = 0; i < ACCORD_KEPT_COMMENT_COLUMNS; i++)
        comments->columns[i] = -1;
}

void accord_kept_comments_in(struct accord_kept_comments *comments, int table)
{
    comments->table = table;
}

void accord_kept_comments_column(struct accord_kept_comments *comments, const char *name)
{
    for (size_t i = 0; i < ACCORD_KEPT_COMMENT_COLUMNS; i++)
        if (strcmp(names[i], name) == 0) comments->columns[i] = (int)comments->column_count;
    comments->column_count++;
}

bool accord_kept_comments_there(const struct accord_kept_comments *comments)
{
    return comments->table >= 0 && comments->columns[FINGERPRINT] >= 0 && comments->columns[ON] >= 0 &&
           comments->columns[TEXT] >= 0;
}

static const char *value_of(const struct accord_kept_comments *comments, const struct accord_kept_row *row, int which)
{
    int column = comments->columns[which];
    return column < 0 ? NULL : row->values[column];
}

static bool take(const struct accord_kept_comments *comments, const struct accord_kept_row *row,
                 const char *fingerprint, struct accord_comment *comment)
{
    const char *on = value_of(comments, row, ON), *why = NULL;
    *comment = (struct accord_comment){.id = row->key,
                                       .actor = SIZE_MAX,
                                       .fingerprint = value_of(comments, row, FINGERPRINT),
                                       .text = value_of(comments, row, TEXT),
                                       .by = value_of(comments, row, BY),
                                       .url = value_of(comments, row, URL),
                                       .language = value_of(comments, row, LANGUAGE)};
    if (!comment->fingerprint || !on || !comment->text) return false;
    if (fingerprint && strcmp(comment->fingerprint, fingerprint) != 0) return false;
    return accord_date_parse(on, strlen(on), &comment->on, &why) &&
           accord_date_not_after(comment->on, comments->as_of) != ACCORD_NO;
}

static int compare(const void *a, const void *b)
{
    const struct accord_comment *x = a, *y = b;
    int order = strcmp(x->fingerprint, y->fingerprint);
    if (order != 0) return order;
    if (x->on.first != y->on.first) return x->on.first < y->on.first ? -1 : 1;
    return x->on.last != y->on.last ? (x->on.last < y->on.last ? -1 : 1) : strcmp(x->id, y->id);
}

size_t accord_kept_comments_pick(const struct accord_kept_comments *comments, const char *actor,
                                 const struct accord_kept_table *rows, const char *fingerprint,
                                 struct accord_comment *list)
{
    size_t count = 0;
    if (!accord_kept_comments_there(comments)) return 0;
    for (size_t i = 0; i < rows->count; i++) {
        struct accord_comment *comment = &list[count];
        if (!take(comments, &rows->rows[i], fingerprint, comment)) continue;
        if (comments->places)
            (void)accord_kept_places_find(comments->places, actor, comments->table, (uint32_t)i, &comment->file,
                                          &comment->line);
        count++;
    }
    if (count > 0) qsort(list, count, sizeof *list, compare);
    return count;
}
