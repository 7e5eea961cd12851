/* The blocks of a run, actor by actor, then what was concluded. */
#include "base/error.h"
#include "dossier/dossier_private.h"
#include "ingest/json_door.h"
#include "ingest/json_value.h"
#include "runs/conclusions.h"

#include <string.h>

/* A block in the order of its run. */
struct block {
    int64_t id;
    size_t actors;
    const unsigned char *keys;
};

struct pass {
    struct accord_dossier *dossier;
    int64_t run;
    struct accord_dossier_list blocks;
    struct accord_arena keys;
    struct accord_arena arena; /* of the block at hand */
    struct accord_block_reader reader;
    const char **ids;
    size_t id_count;
    accord_pass_function function;
    void *host;
};

static enum accord_status damaged(const struct pass *pass, struct accord_error *err)
{
    return accord_dossier_damaged(pass->dossier, pass->run, err);
}

static enum accord_status take_block(void *host, const struct accord_run_block *block, struct accord_error *err)
{
    struct pass *pass = host;
    if (block->actors <= 0 || block->keys.length != (size_t)block->actors * ACCORD_KEY_BYTES) return damaged(pass, err);
    struct block *listed = accord_dossier_list_add(&pass->blocks, sizeof *listed);
    unsigned char *keys = accord_arena_alloc(&pass->keys, block->keys.length);
    if (!listed || !keys) return accord_error_memory(err);
    memcpy(keys, block->keys.at, block->keys.length);
    *listed = (struct block){block->id, (size_t)block->actors, keys};
    return ACCORD_OK;
}

/* The ids of a block, an array of texts. */
static enum accord_status take_ids(struct pass *pass, struct accord_bytes bytes, struct accord_error *err)
{
    const struct accord_place begin = {1, 1};
    struct accord_json_fault fault;
    struct cJSON *ids = NULL;
    bool good = true;
    enum accord_status status = accord_json_parse(bytes.at, bytes.length, begin, &ids, &fault, err);
    if (status == ACCORD_BAD_DATA) return damaged(pass, err);
    if (status != ACCORD_OK) return status;
    pass->id_count = 0;
    pass->ids = accord_arena_zero(&pass->arena, accord_json_size(ids) + 1, sizeof *pass->ids);
    for (const struct cJSON *id = accord_json_first(ids); id && pass->ids && good; id = accord_json_following(id)) {
        const char *text = accord_json_text(id);
        good = text != NULL;
        if (!good) break;
        pass->ids[pass->id_count] = accord_arena_copy(&pass->arena, text, strlen(text));
        if (!pass->ids[pass->id_count++]) status = accord_error_memory(err);
    }
    accord_json_free(ids);
    if (!pass->ids) return accord_error_memory(err);
    return good ? status : damaged(pass, err);
}

static enum accord_status tell_block(struct pass *pass, const struct block *block, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < pass->id_count && status == ACCORD_OK; i++) {
        struct accord_pass_entry entry = {.id = pass->ids[i],
                                          .aggregate = block == NULL,
                                          .run = pass->run,
                                          .block = block ? block->id : 0,
                                          .at = i,
                                          .last = i + 1 == pass->id_count,
                                          .key = block ? block->keys + i * ACCORD_KEY_BYTES : NULL,
                                          .reader = &pass->reader,
                                          .arena = &pass->arena};
        status = accord_block_next_actor(&pass->reader, &entry.verdicts) ? pass->function(pass->host, &entry, err)
                                                                         : damaged(pass, err);
    }
    return status;
}

static enum accord_status open_block(struct pass *pass, struct accord_bytes ids, struct accord_bytes verdicts,
                                     struct accord_error *err)
{
    accord_arena_reset(&pass->arena);
    enum accord_status status = take_ids(pass, ids, err);
    if (status != ACCORD_OK || accord_block_open(&pass->reader, verdicts, &pass->arena)) return status;
    return pass->reader.no_memory ? accord_error_memory(err) : damaged(pass, err);
}

static enum accord_status read_block(struct pass *pass, const struct block *block, struct accord_error *err)
{
    struct accord_bytes ids, verdicts;
    enum accord_status status = accord_run_file_contents(pass->dossier->file, block->id, &ids, &verdicts, err);
    if (status == ACCORD_OK) status = open_block(pass, ids, verdicts, err);
    if (status == ACCORD_OK && pass->id_count != block->actors) status = damaged(pass, err);
    return status == ACCORD_OK ? tell_block(pass, block, err) : status;
}

static enum accord_status read_conclusions(struct pass *pass, struct accord_error *err)
{
    struct accord_bytes conclusions, ids, verdicts;
    enum accord_status status = accord_run_file_conclusions(pass->dossier->file, pass->run, &conclusions, err);
    if (status != ACCORD_OK || !accord_conclusions_find(conclusions, &ids, &verdicts)) return status;
    status = open_block(pass, ids, verdicts, err);
    return status == ACCORD_OK ? tell_block(pass, NULL, err) : status;
}

enum accord_status accord_dossier_pass(struct accord_dossier *dossier, int64_t run, bool aggregates,
                                       accord_pass_choice wanted, accord_pass_function function, void *host,
                                       struct accord_error *err)
{
    struct pass pass = {.dossier = dossier, .run = run, .function = function, .host = host};
    accord_arena_init(&pass.keys);
    accord_arena_init(&pass.arena);
    enum accord_status status = accord_run_file_blocks(dossier->file, run, take_block, &pass, err);
    const struct block *blocks = pass.blocks.items;
    for (size_t i = 0; i < pass.blocks.count && status == ACCORD_OK; i++)
        if (!wanted || wanted(host, blocks[i].id)) status = read_block(&pass, &blocks[i], err);
    if (status == ACCORD_OK && aggregates) status = read_conclusions(&pass, err);
    accord_free(pass.blocks.items);
    accord_arena_clear(&pass.keys);
    accord_arena_clear(&pass.arena);
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
