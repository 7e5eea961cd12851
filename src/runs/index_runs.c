/* Coded verdicts, read block by block and written down as rows. */
#include "runs/index_runs.h"

#include "base/error.h"
#include "ingest/json_door.h"
#include "ingest/json_value.h"
#include "runs/block.h"
#include "runs/conclusions.h"
#include "store/run_index.h"
#include "store/run_labels.h"

#include <stdint.h>

struct indexing {
    struct accord_run_file *file;
    struct accord_run_index *index;
    struct accord_arena arena; /* of the piece at hand */
    int64_t run;
    int64_t piece;
    struct accord_block_reader reader;
};

static enum accord_status damaged(const struct indexing *at, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: the store is damaged: verdicts of run %lld cannot be read",
                            accord_run_file_path(at->file), (long long)at->run);
}

static enum accord_status unread(const struct indexing *at, struct accord_error *err)
{
    return at->reader.no_memory ? accord_error_memory(err) : damaged(at, err);
}

static enum accord_status add_findings(struct indexing *at, int64_t place, const struct accord_block_entry *entry,
                                       struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < entry->verdict.finding_count && status == ACCORD_OK; i++) {
        const struct accord_finding *finding = &entry->verdict.findings[i];
        const struct accord_indexed_finding indexed = {.at = place,
                                                       .rule = (int64_t)entry->number,
                                                       .place = (int64_t)i,
                                                       .verdict = finding->verdict,
                                                       .fingerprint = finding->fingerprint,
                                                       .message_id = finding->message_id,
                                                       .message = finding->message};
        status = accord_run_index_add_finding(at->index, &indexed, err);
    }
    return status;
}

static enum accord_status add_verdict(struct indexing *at, int64_t place, struct accord_error *err)
{
    struct accord_block_entry entry;
    if (!accord_block_next(&at->reader, &at->arena, &entry)) return unread(at, err);
    const struct accord_indexed_verdict indexed = {.at = place,
                                                   .rule = (int64_t)entry.number,
                                                   .verdict = entry.verdict.verdict,
                                                   .has_cause = entry.verdict.has_cause};
    enum accord_status status = accord_run_index_add_verdict(at->index, &indexed, err);
    if (status != ACCORD_OK || entry.verdict.finding_count == 0) return status;
    if (at->piece < 0) entry.verdict.actor = SIZE_MAX;
    if (!accord_block_read(&at->reader, NULL, NULL, &at->arena, &entry)) return unread(at, err);
    return add_findings(at, place, &entry, err);
}

static enum accord_status add_actors(struct indexing *at, const struct cJSON *ids, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    int64_t place = 0;
    for (const struct cJSON *id = accord_json_first(ids); id && status == ACCORD_OK; id = accord_json_following(id)) {
        size_t verdicts = 0;
        const char *text = accord_json_text(id);
        if (!text || !accord_block_next_actor(&at->reader, &verdicts)) return unread(at, err);
        status = accord_run_index_add_actor(at->index, place, text, err);
        for (; verdicts > 0 && status == ACCORD_OK; verdicts--)
            status = add_verdict(at, place, err);
        place++;
    }
    return status;
}

static enum accord_status add_piece(struct indexing *at, struct accord_bytes ids, struct accord_bytes verdicts,
                                    struct accord_error *err)
{
    const struct accord_place begin = {1, 1};
    struct accord_json_fault fault;
    struct cJSON *list = NULL;
    accord_arena_reset(&at->arena);
    if (!accord_block_open(&at->reader, verdicts, &at->arena)) return unread(at, err);
    enum accord_status status = accord_json_parse(ids.at, ids.length, begin, &list, &fault, err);
    if (status == ACCORD_BAD_DATA) return damaged(at, err);
    if (status == ACCORD_OK) status = accord_run_index_begin(at->index, at->piece, err);
    if (status == ACCORD_OK) status = add_actors(at, list, err);
    accord_json_free(list);
    return status;
}

/* A block, or what the run concluded; what an early accord concluded does not say of whom, and has no rows. */
static enum accord_status read_piece(struct indexing *at, struct accord_error *err)
{
    struct accord_bytes bytes, ids, verdicts;
    if (at->piece > 0) {
        enum accord_status status = accord_run_file_contents(at->file, at->piece, &ids, &verdicts, err);
        return status == ACCORD_OK ? add_piece(at, ids, verdicts, err) : status;
    }
    enum accord_status status = accord_run_file_conclusions(at->file, -at->piece, &bytes, err);
    if (status != ACCORD_OK) return status;
    if (!accord_conclusions_find(bytes, &ids, &verdicts)) return accord_run_index_begin(at->index, at->piece, err);
    return add_piece(at, ids, verdicts, err);
}

static enum accord_status index_run(struct indexing *at, struct accord_error *err)
{
    struct accord_error late = {0};
    enum accord_status status = accord_run_file_begin(at->file, err);
    if (status != ACCORD_OK) return status;
    do {
        status = accord_run_index_piece(at->index, at->run, &at->piece, err);
        if (status == ACCORD_OK && at->piece != 0) status = read_piece(at, err);
    } while (status == ACCORD_OK && at->piece != 0);
    enum accord_status ended = accord_run_file_end(at->file, status == ACCORD_OK, &late);
    if (status == ACCORD_OK && ended != ACCORD_OK) *err = late;
    return status == ACCORD_OK ? ended : status;
}

static enum accord_status add_words(struct accord_run_index *index, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (int i = 0; i < ACCORD_VERDICT_COUNT && status == ACCORD_OK; i++)
        status = accord_run_index_add_word(index, i, accord_verdict_meaning((enum accord_verdict_kind)i)->name, err);
    return status;
}

enum accord_status accord_runs_index(struct accord_run_file *file, struct accord_error *err)
{
    struct indexing at = {.file = file};
    enum accord_status status = accord_run_index_open(file, &at.index, err);
    accord_arena_init(&at.arena);
    if (status == ACCORD_OK) status = accord_run_index_next(at.index, 0, &at.run, err);
    if (status == ACCORD_OK && at.run != 0) status = add_words(at.index, err);
    while (status == ACCORD_OK && at.run != 0) {
        status = index_run(&at, err);
        if (status == ACCORD_OK) status = accord_run_index_next(at.index, at.run, &at.run, err);
    }
    accord_arena_clear(&at.arena);
    accord_run_index_close(at.index);
    return status;
}
