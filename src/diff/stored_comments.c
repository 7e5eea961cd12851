/* Comments from the rows that a stored run kept of each actor. */
#include "diff/stored_comments.h"

#include "accord/dataset.h"
#include "base/error.h"
#include "ingest/json_door.h"
#include "ingest/json_value.h"
#include "runs/documents.h"
#include "store/run_documents.h"

#include <string.h>

/* ---- where they are ---- */

static void find_table(struct accord_kept_comments *comments, const struct cJSON *tables)
{
    int number = 0;
    for (const struct cJSON *table = accord_json_first(tables); table; table = accord_json_following(table), number++) {
        const char *name = accord_json_text(accord_json_get(table, "name"));
        const struct cJSON *column = accord_json_first(accord_json_get(table, "columns"));
        if (!name || strcmp(name, ACCORD_COMMENTS_TABLE) != 0) continue;
        accord_kept_comments_in(comments, number);
        for (; column; column = accord_json_following(column)) {
            const char *of = accord_json_text(accord_json_get(column, "name"));
            accord_kept_comments_column(comments, of ? of : "");
        }
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
    if (status == ACCORD_OK && found) find_table(&comments->kept, accord_json_get(document, "tables"));
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
    struct accord_date day;
    *comments = (struct accord_stored_comments){.there = false};
    accord_arena_init(&comments->arena);
    if (!accord_date_parse(as_of, strlen(as_of), &day, &why)) return damaged(file, run, err);
    accord_kept_comments_none(&comments->kept, day);
    comments->kept.places = &comments->places;
    enum accord_status status = read_dataset(comments, file, run, err);
    comments->there = accord_kept_comments_there(&comments->kept);
    return status == ACCORD_OK && comments->there ? read_places(comments, file, run, err) : status;
}

void accord_stored_comments_clear(struct accord_stored_comments *comments)
{
    accord_arena_clear(&comments->arena);
    comments->there = false;
}

/* ---- those of one finding ---- */

bool accord_stored_comments_take(const struct accord_stored_comments *comments, const struct accord_kept_reader *kept,
                                 const char *actor, struct accord_arena *arena, struct accord_diff_finding *finding)
{
    const struct accord_kept_comments *where = &comments->kept;
    if (!comments->there) return true;
    if ((size_t)where->table >= kept->table_count || kept->schemas[where->table].column_count != where->column_count)
        return false;
    const struct accord_kept_table *rows = &kept->tables[where->table];
    if (rows->count == 0) return true;
    struct accord_comment *list = accord_arena_zero(arena, rows->count, sizeof *list);
    if (!list) return false;
    finding->comment_count = accord_kept_comments_pick(where, actor, rows, finding->fingerprint, list);
    finding->comments = list;
    return true;
}
