/* The blocks of a run, actor by actor, then what was concluded. */
#include "base/error.h"
#include "dossier/reader/reader.h"
#include "ingest/json_door.h"
#include "ingest/json_value.h"
#include "runs/conclusions.h"
#include "store/run_rows.h"

#include <string.h>

/* A block in the order of its run. */
struct block {
    int64_t id;
    size_t actors;
};

struct reading {
    struct accord_dossier *dossier;
    const struct accord_pass *pass;
    int64_t run;
    struct accord_dossier_list blocks;
    struct accord_arena arena; /* of the block at hand */
    struct accord_block_reader reader;
    const char **ids;
    size_t id_count;
    struct accord_kept_reader kept;
};

static enum accord_status damaged(const struct reading *reading, struct accord_error *err)
{
    return accord_dossier_damaged(reading->dossier, reading->run, err);
}

static enum accord_status take_block(void *host, const struct accord_run_block *block, struct accord_error *err)
{
    struct reading *reading = host;
    if (block->actors <= 0 || block->keys.length != (size_t)block->actors * ACCORD_KEY_BYTES)
        return damaged(reading, err);
    struct block *listed = accord_dossier_list_add(&reading->blocks, sizeof *listed);
    if (!listed) return accord_error_memory(err);
    *listed = (struct block){block->id, (size_t)block->actors};
    return ACCORD_OK;
}

/* The ids of a block, an array of texts. */
static enum accord_status take_ids(struct reading *reading, struct accord_bytes bytes, struct accord_error *err)
{
    const struct accord_place begin = {1, 1};
    struct accord_json_fault fault;
    struct cJSON *ids = NULL;
    bool good = true;
    enum accord_status status = accord_json_parse(bytes.at, bytes.length, begin, &ids, &fault, err);
    if (status == ACCORD_BAD_DATA) return damaged(reading, err);
    if (status != ACCORD_OK) return status;
    reading->id_count = 0;
    reading->ids = accord_arena_zero(&reading->arena, accord_json_size(ids) + 1, sizeof *reading->ids);
    for (const struct cJSON *id = accord_json_first(ids); id && reading->ids && good; id = accord_json_following(id)) {
        const char *text = accord_json_text(id);
        good = text != NULL;
        if (!good) break;
        reading->ids[reading->id_count] = accord_arena_copy(&reading->arena, text, strlen(text));
        if (!reading->ids[reading->id_count++]) status = accord_error_memory(err);
    }
    accord_json_free(ids);
    if (!reading->ids) return accord_error_memory(err);
    return good ? status : damaged(reading, err);
}

/* What is on record of the next actor. */
static enum accord_status next_rows(struct reading *reading, const struct block *block, struct accord_error *err)
{
    if (!block || !reading->pass->rows || accord_kept_next(&reading->kept, &reading->arena)) return ACCORD_OK;
    return reading->kept.no_memory ? accord_error_memory(err) : damaged(reading, err);
}

static enum accord_status tell_block(struct reading *reading, const struct block *block, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < reading->id_count && status == ACCORD_OK; i++) {
        struct accord_pass_entry entry = {.id = reading->ids[i],
                                          .aggregate = block == NULL,
                                          .run = reading->run,
                                          .last = i + 1 == reading->id_count,
                                          .kept = block && reading->pass->rows ? &reading->kept : NULL,
                                          .reader = &reading->reader,
                                          .arena = &reading->arena};
        status = next_rows(reading, block, err);
        if (status == ACCORD_OK && !accord_block_next_actor(&reading->reader, &entry.verdicts))
            status = reading->reader.no_memory ? accord_error_memory(err) : damaged(reading, err);
        if (status == ACCORD_OK) status = reading->pass->function(reading->pass->host, &entry, err);
    }
    return status;
}

static enum accord_status open_block(struct reading *reading, struct accord_bytes ids, struct accord_bytes verdicts,
                                     struct accord_error *err)
{
    accord_arena_reset(&reading->arena);
    enum accord_status status = take_ids(reading, ids, err);
    if (status != ACCORD_OK || accord_block_open(&reading->reader, verdicts, &reading->arena)) return status;
    return reading->reader.no_memory ? accord_error_memory(err) : damaged(reading, err);
}

static enum accord_status open_rows(struct reading *reading, int64_t block, struct accord_error *err)
{
    struct accord_bytes rows;
    bool found = false;
    enum accord_status status = accord_run_rows(reading->dossier->file, block, &reading->arena, &found, &rows, err);
    if (status != ACCORD_OK) return status;
    if (!found) return accord_dossier_too_old(reading->dossier, reading->run, err);
    if (accord_kept_open(&reading->kept, rows, &reading->arena)) return ACCORD_OK;
    return reading->kept.no_memory ? accord_error_memory(err) : damaged(reading, err);
}

static enum accord_status read_block(struct reading *reading, const struct block *block, struct accord_error *err)
{
    struct accord_bytes ids, verdicts;
    enum accord_status status = accord_run_file_contents(reading->dossier->file, block->id, &ids, &verdicts, err);
    if (status == ACCORD_OK) status = open_block(reading, ids, verdicts, err);
    if (status == ACCORD_OK && reading->id_count != block->actors) status = damaged(reading, err);
    if (status == ACCORD_OK && reading->pass->rows) status = open_rows(reading, block->id, err);
    return status == ACCORD_OK ? tell_block(reading, block, err) : status;
}

static enum accord_status read_conclusions(struct reading *reading, struct accord_error *err)
{
    struct accord_bytes conclusions, ids, verdicts;
    enum accord_status status = accord_run_file_conclusions(reading->dossier->file, reading->run, &conclusions, err);
    if (status != ACCORD_OK || !accord_conclusions_find(conclusions, &ids, &verdicts)) return status;
    status = open_block(reading, ids, verdicts, err);
    return status == ACCORD_OK ? tell_block(reading, NULL, err) : status;
}

static enum accord_status read_run(struct accord_dossier *dossier, const struct accord_pass *pass, int64_t run,
                                   bool aggregates, struct accord_error *err)
{
    struct reading reading = {.dossier = dossier, .pass = pass, .run = run};
    accord_arena_init(&reading.arena);
    enum accord_status status = accord_run_file_blocks(dossier->file, run, take_block, &reading, err);
    const struct block *blocks = reading.blocks.items;
    for (size_t i = 0; i < reading.blocks.count && status == ACCORD_OK; i++)
        if (!pass->wanted || pass->wanted(pass->host, blocks[i].id)) status = read_block(&reading, &blocks[i], err);
    if (status == ACCORD_OK && aggregates) status = read_conclusions(&reading, err);
    accord_free(reading.blocks.items);
    accord_arena_clear(&reading.arena);
    return status;
}

enum accord_status accord_dossier_pass(struct accord_dossier *dossier, const struct accord_pass *pass,
                                       struct accord_error *err)
{
    return read_run(dossier, pass, pass->run, pass->aggregates, err);
}

enum accord_status accord_dossier_pass_told(struct accord_dossier *dossier, const struct accord_pass *pass,
                                            struct accord_error *err)
{
    bool aggregates = pass->aggregates && dossier->told.count == 1;
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < dossier->told.count && status == ACCORD_OK; i++)
        status = read_run(dossier, pass, dossier->told.runs[i].record.id, aggregates, err);
    return status;
}

enum accord_status accord_dossier_pass_next(const struct accord_dossier *dossier, const struct accord_pass_entry *entry,
                                            struct accord_block_entry *verdict, struct accord_error *err)
{
    if (!accord_block_next(entry->reader, entry->arena, verdict))
        return entry->reader->no_memory ? accord_error_memory(err) : accord_dossier_damaged(dossier, entry->run, err);
    verdict->verdict.actor = entry->aggregate ? SIZE_MAX : 0;
    return ACCORD_OK;
}

enum accord_status accord_dossier_pass_read(const struct accord_dossier *dossier, const struct accord_pass_entry *entry,
                                            struct accord_block_entry *verdict, struct accord_error *err)
{
    if (accord_block_read(entry->reader, NULL, NULL, entry->arena, verdict)) return ACCORD_OK;
    return entry->reader->no_memory ? accord_error_memory(err) : accord_dossier_damaged(dossier, entry->run, err);
}
