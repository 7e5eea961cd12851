/* Comments from the rows that a stored run kept of each actor. */
#include "diff/stored_comments.h"

#include "accord/dataset.h"
#include "base/error.h"
#include "ingest/json_door.h"
#include "ingest/json_value.h"
#include "runs/documents.h"
#include "store/run_documents.h"

#include <stdlib.h>
#include <string.h>

enum { FINGERPRINT, ON, TEXT, BY, URL, LANGUAGE };

static const char *const names[ACCORD_STORED_COMMENT_COLUMNS] = {
    [FINGERPRINT] = "fingerprint", [ON] = "on", [TEXT] = "text", [BY] = "by", [URL] = "url", [LANGUAGE] = "language"};

/* ---- where they are ---- */

static void take_columns(struct accord_stored_comments *comments, const struct cJSON *columns)
{
    for (size_t i = 0; i < ACCORD_STORED_COMMENT_COLUMNS; i++)
        comments->columns[i] = -1;
    for (const struct cJSON *column = accord_json_first(columns); column; column = accord_json_following(column)) {
        const char *name = accord_json_text(accord_json_get(column, "name"));
        for (size_t i = 0; name && i < ACCORD_STORED_COMMENT_COLUMNS; i++)
            if (strcmp(names[i], name) == 0) comments->columns[i] = (int)comments->column_count;
        comments->column_count++;
    }
    comments->there = comments->columns[FINGERPRINT] >= 0 && comments->columns[TEXT] >= 0;
}

static void find_table(struct accord_stored_comments *comments, const struct cJSON *tables)
{
    int number = 0;
    for (const struct cJSON *table = accord_json_first(tables); table; table = accord_json_following(table), number++) {
        const char *name = accord_json_text(accord_json_get(table, "name"));
        if (!name || strcmp(name, "comments") != 0) continue;
        comments->table = number;
        take_columns(comments, accord_json_get(table, "columns"));
    }
}

static enum accord_status damaged(struct accord_run_file *file, int64_t run, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_BAD_DATA, "%s: the store is damaged: run %lld cannot be read",
                            accord_run_file_path(file), (long long)run);
}

static enum accord_status read_dataset(struct accord_stored_comments *comments, struct accord_run_file *file,
                                       int64_t run, struct accord_error *err)
{
    const struct accord_place begin = {1, 1};
    struct accord_arena arena;
    struct accord_bytes content;
    struct accord_json_fault fault;
    struct cJSON *document = NULL;
    bool found = false;
    accord_arena_init(&arena);
    enum accord_status status = accord_run_document(file, run, ACCORD_DOCUMENT_DATASET, &arena, &found, &content, err);
    if (status == ACCORD_OK && found) {
        status = accord_json_parse_large(content.at, content.length, begin, &document, &fault, err);
        if (status == ACCORD_BAD_DATA) status = damaged(file, run, err);
    }
    if (status == ACCORD_OK && found) find_table(comments, accord_json_get(document, "tables"));
    accord_json_free(document);
    accord_arena_clear(&arena);
    return status;
}

static enum accord_status read_places(struct accord_stored_comments *comments, struct accord_run_file *file,
                                      int64_t run, struct accord_error *err)
{
    struct accord_bytes content;
    bool found = false, no_memory = false;
    enum accord_status status =
        accord_run_document(file, run, ACCORD_DOCUMENT_PLACES, &comments->arena, &found, &content, err);
    if (status != ACCORD_OK || !found) return status;
    if (accord_kept_places_read(&comments->places, content, &comments->arena, &no_memory)) return ACCORD_OK;
    return no_memory ? accord_error_memory(err) : damaged(file, run, err);
}

enum accord_status accord_stored_comments_open(struct accord_stored_comments *comments, struct accord_run_file *file,
                                               int64_t run, const char *as_of, struct accord_error *err)
{
    const char *why = NULL;
    *comments = (struct accord_stored_comments){.there = false};
    accord_arena_init(&comments->arena);
    if (!accord_date_parse(as_of, strlen(as_of), &comments->as_of, &why)) return damaged(file, run, err);
    enum accord_status status = read_dataset(comments, file, run, err);
    return status == ACCORD_OK && comments->there ? read_places(comments, file, run, err) : status;
}

void accord_stored_comments_clear(struct accord_stored_comments *comments)
{
    accord_arena_clear(&comments->arena);
    comments->there = false;
}

/* ---- those of one finding ---- */

static const char *value_of(const struct accord_stored_comments *comments, const struct accord_kept_row *row, int which)
{
    int column = comments->columns[which];
    return column < 0 ? NULL : row->values[column];
}

/* Whether it is on the finding, and not surely later than the day. */
static bool is_on(const struct accord_stored_comments *comments, const struct accord_kept_row *row,
                  const char *fingerprint, struct accord_comment *comment)
{
    const char *of = value_of(comments, row, FINGERPRINT), *on = value_of(comments, row, ON), *why = NULL;
    *comment = (struct accord_comment){.id = row->key,
                                       .text = value_of(comments, row, TEXT),
                                       .by = value_of(comments, row, BY),
                                       .url = value_of(comments, row, URL),
                                       .language = value_of(comments, row, LANGUAGE)};
    if (!of || !on || !comment->text || strcmp(of, fingerprint) != 0) return false;
    return accord_date_parse(on, strlen(on), &comment->on, &why) &&
           accord_date_not_after(comment->on, comments->as_of) != ACCORD_NO;
}

static int compare(const void *a, const void *b)
{
    const struct accord_comment *x = a, *y = b;
    if (x->on.first != y->on.first) return x->on.first < y->on.first ? -1 : 1;
    return x->on.last != y->on.last ? (x->on.last < y->on.last ? -1 : 1) : strcmp(x->id, y->id);
}

bool accord_stored_comments_take(const struct accord_stored_comments *comments, const struct accord_kept_reader *kept,
                                 const char *actor, struct accord_arena *arena, struct accord_diff_finding *finding)
{
    if (!comments->there) return true;
    if ((size_t)comments->table >= kept->table_count ||
        kept->schemas[comments->table].column_count != comments->column_count)
        return false;
    const struct accord_kept_table *table = &kept->tables[comments->table];
    struct accord_comment *list = table->count > 0 ? accord_arena_zero(arena, table->count, sizeof *list) : NULL;
    if (table->count == 0) return true;
    if (!list) return false;
    for (size_t i = 0; i < table->count; i++) {
        struct accord_comment *comment = &list[finding->comment_count];
        if (!is_on(comments, &table->rows[i], finding->fingerprint, comment)) continue;
        (void)accord_kept_places_find(&comments->places, actor, comments->table, (uint32_t)i, &comment->file,
                                      &comment->line);
        finding->comment_count++;
    }
    if (finding->comment_count > 0) qsort(list, finding->comment_count, sizeof *list, compare);
    finding->comments = list;
    return true;
}
