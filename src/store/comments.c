/* What actors have to say of findings: the table `comments`, read at once. */
#include "base/error.h"
#include "base/memory.h"
#include "store/dataset_private.h"
#include "store/sql.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

/* What a list lives in. */
struct comments {
    struct accord_arena texts;
    struct accord_comment *items;
    size_t count;
    size_t room;
};

/* The columns that a comment is made of. */
enum column { ID, FINGERPRINT, ON, TEXT, BY, URL, LANGUAGE, COLUMN_COUNT };
static const char *const names[COLUMN_COUNT] = {"id", "fingerprint", "on", "text", "by", "url", "language"};

struct gathering {
    struct comments *comments;
    const struct accord_dataset *dataset;
    struct accord_reader *reader;
    int table;
    int columns[COLUMN_COUNT];
    int32_t as_of;
};

/* What a packed file that something else wrote may come to. */
static enum accord_status damaged(const struct gathering *gathering, struct accord_error *err)
{
    return accord_sql_damaged(accord_store_path(gathering->dataset->store), err,
                              "comments that are not as accord keeps them");
}

static enum accord_status find_columns(struct gathering *gathering, struct accord_error *err)
{
    const struct accord_schema *schema = accord_store_schema(gathering->dataset->store, gathering->table);
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        gathering->columns[i] = accord_schema_find(schema, names[i], strlen(names[i]));
        if (gathering->columns[i] == ACCORD_NO_COLUMN) return damaged(gathering, err);
    }
    return ACCORD_OK;
}

/* A copy; NULL for what is missing, and where memory is short. */
static const char *text_of(const struct gathering *gathering, const struct accord_stored_row *row, enum column column,
                           bool *failed)
{
    const struct accord_cell *cell = &row->cells[gathering->columns[column]];
    if (cell->kind != ACCORD_CELL_TEXT) return NULL;
    const char *copy = accord_arena_copy(&gathering->comments->texts, cell->as.text, cell->length);
    *failed = *failed || !copy;
    return copy;
}

static bool has_room(struct comments *comments)
{
    enum { ROOM_AT_FIRST = 64 };
    if (comments->count < comments->room) return true;
    size_t room = comments->room > 0 ? 2 * comments->room : ROOM_AT_FIRST;
    struct accord_comment *items = accord_realloc(comments->items, room, sizeof *items);
    if (!items) return false;
    comments->items = items;
    comments->room = room;
    return true;
}

static enum accord_status take(void *host, uint32_t rank, const struct accord_stored_row *row, struct accord_error *err)
{
    struct gathering *gathering = host;
    struct comments *comments = gathering->comments;
    const struct accord_cell *on = &row->cells[gathering->columns[ON]];
    struct accord_comment comment = {.actor = (size_t)rank - 1};
    int file = 0;
    uint32_t line = 0;
    bool failed = false;
    if (rank == 0 || on->kind != ACCORD_CELL_DATE) return damaged(gathering, err);
    if (on->as.date.first > gathering->as_of) return ACCORD_OK;
    if (comments->count == ACCORD_COMMENTS_MAX)
        return accord_error_set(err, ACCORD_BAD_DATA, "more than %d comments, expected fewer", ACCORD_COMMENTS_MAX);
    comment.id = text_of(gathering, row, ID, &failed);
    comment.fingerprint = text_of(gathering, row, FINGERPRINT, &failed);
    comment.on = on->as.date;
    comment.text = text_of(gathering, row, TEXT, &failed);
    comment.by = text_of(gathering, row, BY, &failed);
    comment.url = text_of(gathering, row, URL, &failed);
    comment.language = text_of(gathering, row, LANGUAGE, &failed);
    if (failed || !has_room(comments)) return accord_error_memory(err);
    if (!comment.id || !comment.fingerprint || !comment.text) return damaged(gathering, err);
    enum accord_status status =
        accord_reader_places(gathering->reader, gathering->table, row->id, &file, &line, NULL, err);
    if (status == ACCORD_OK) status = accord_dataset_file_numbered(gathering->dataset, file, &comment.file, err);
    comment.line = line;
    comments->items[comments->count] = comment;
    comments->count += status == ACCORD_OK;
    return status;
}

/* Ids are each their own: no two are equal. */
static int compare(const void *first, const void *second)
{
    const struct accord_comment *a = first, *b = second;
    if (a->actor != b->actor) return a->actor < b->actor ? -1 : 1;
    int order = strcmp(a->fingerprint, b->fingerprint);
    if (order != 0) return order;
    if (a->on.first != b->on.first) return a->on.first < b->on.first ? -1 : 1;
    if (a->on.last != b->on.last) return a->on.last < b->on.last ? -1 : 1;
    return strcmp(a->id, b->id);
}

enum accord_status accord_dataset_comments(struct accord_dataset *dataset, struct accord_date as_of,
                                           struct accord_comment_list *list, struct accord_error *err)
{
    static const char name[] = "comments";
    struct gathering gathering = {.dataset = dataset, .as_of = as_of.last};
    *list = (struct accord_comment_list){.count = 0};
    gathering.table = accord_store_table(dataset->store, name, sizeof name - 1);
    if (gathering.table < 0) return ACCORD_OK;
    if (find_columns(&gathering, err) != ACCORD_OK) return ACCORD_BAD_DATA;
    gathering.comments = list->memory = accord_alloc_zero(1, sizeof *gathering.comments);
    if (!gathering.comments) return accord_error_memory(err);
    accord_arena_init(&gathering.comments->texts);
    enum accord_status status = accord_reader_open(dataset->store, &gathering.reader, err);
    if (status == ACCORD_OK) status = accord_reader_scan(gathering.reader, gathering.table, take, &gathering, err);
    accord_reader_close(gathering.reader);
    if (status != ACCORD_OK) return status;
    list->count = gathering.comments->count;
    list->items = gathering.comments->items;
    if (list->count > 0) qsort(gathering.comments->items, list->count, sizeof *gathering.comments->items, compare);
    return ACCORD_OK;
}

void accord_comment_list_clear(struct accord_comment_list *list)
{
    struct comments *comments = list->memory;
    if (comments) {
        accord_arena_clear(&comments->texts);
        accord_free(comments->items);
        accord_free(comments);
    }
    *list = (struct accord_comment_list){.count = 0};
}
