/* Earlier runs, compared with the one at hand. */
#include "runs/earlier.h"

#include "base/error.h"
#include "runs/block.h"

#include <stdint.h>
#include <string.h>

enum { NUMBERS_MAX = 1024 * 1024 };

/* A source while its rules are read. */
struct reading {
    struct accord_earlier *source;
    const struct accord_earlier_subject *subject;
};

static enum accord_status damaged(const struct accord_earlier *source, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: the store is damaged: run %lld cannot be read",
                            accord_run_file_path(source->file), (long long)source->record.id);
}

/* Rules stand by id. */
static size_t find_rule(const struct accord_packs *packs, const char *id)
{
    size_t from = 0, to = accord_packs_rule_count(packs);
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        struct accord_rule_facts facts;
        accord_packs_rule(packs, middle, &facts);
        int order = strcmp(facts.id, id);
        if (order == 0) return middle;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return SIZE_MAX;
}

static enum accord_status note_number(struct accord_earlier *source, int64_t number, size_t rule,
                                      struct accord_error *err)
{
    if (number < 0 || number >= NUMBERS_MAX) return damaged(source, err);
    if ((size_t)number >= source->number_count) {
        size_t count = 2 * (size_t)number + 64;
        size_t *grown = accord_realloc(source->rule_of, count, sizeof *grown);
        if (!grown) return accord_error_memory(err);
        for (size_t i = source->number_count; i < count; i++)
            grown[i] = SIZE_MAX;
        source->rule_of = grown;
        source->number_count = count;
    }
    source->rule_of[number] = rule;
    return ACCORD_OK;
}

static enum accord_status take_rule(void *host, const struct accord_run_rule *rule, struct accord_error *err)
{
    struct reading *reading = host;
    struct accord_earlier *source = reading->source;
    size_t index = find_rule(reading->subject->packs, rule->id);
    enum accord_status status = note_number(source, rule->number, index, err);
    if (status != ACCORD_OK) return status;
    source->others += rule->wanted && (index == SIZE_MAX || !reading->subject->evaluated[index]);
    if (index == SIZE_MAX) return ACCORD_OK;
    source->rules[index] = (struct accord_earlier_rule){
        .there = true,
        .wanted = rule->wanted,
        .same = memcmp(rule->digest, reading->subject->digests[index], ACCORD_SHA256_BYTES) == 0,
        .same_asked = true,
        .limits = rule->limits < 0 ? SIZE_MAX / 2 : (size_t)rule->limits};
    return ACCORD_OK;
}

static enum accord_status take_asked(void *host, const struct accord_run_asked *asked, struct accord_error *err)
{
    struct reading *reading = host;
    const struct accord_dataset *dataset = reading->subject->dataset;
    size_t index = accord_earlier_rule_of(reading->source, (uint64_t)asked->number);
    unsigned char digest[ACCORD_DATASET_DIGEST];
    (void)err;
    if (index == SIZE_MAX) return ACCORD_OK;
    struct accord_earlier_rule *rule = &reading->source->rules[index];
    int table = accord_store_table(accord_dataset_store_of(dataset), asked->table, strlen(asked->table));
    rule->same_asked = rule->same_asked && table >= 0;
    if (table < 0) return ACCORD_OK;
    accord_dataset_table_digest(dataset, table, digest);
    rule->asked |= UINT64_C(1) << table;
    rule->same_asked = rule->same_asked && memcmp(digest, asked->digest, sizeof digest) == 0;
    return ACCORD_OK;
}

bool accord_earlier_copy_record(struct accord_run_record *record, struct accord_arena *arena)
{
    const char **const texts[] = {&record->as_of,          &record->version,      &record->dataset,
                                  &record->dataset_sha256, &record->rules_sha256, &record->profile,
                                  &record->profile_sha256};
    record->conclusions = (struct accord_bytes){"", 0};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (!*texts[i]) continue;
        *texts[i] = accord_arena_copy(arena, *texts[i], strlen(*texts[i]));
        if (!*texts[i]) return false;
    }
    return true;
}

enum accord_status accord_earlier_open(struct accord_earlier *source, struct accord_run_file *file,
                                       const struct accord_run_record *record,
                                       const struct accord_earlier_subject *subject, struct accord_error *err)
{
    struct reading reading = {source, subject};
    *source = (struct accord_earlier){.file = file, .record = *record};
    accord_arena_init(&source->arena);
    source->rules = accord_alloc_zero(accord_packs_rule_count(subject->packs) + 1, sizeof *source->rules);
    if (!source->rules || !accord_earlier_copy_record(&source->record, &source->arena)) return accord_error_memory(err);
    enum accord_status status = accord_run_file_rules(file, source->record.id, take_rule, &reading, err);
    return status == ACCORD_OK ? accord_run_file_asked(file, source->record.id, take_asked, &reading, err) : status;
}

void accord_earlier_close(struct accord_earlier *source)
{
    accord_arena_clear(&source->arena);
    accord_free(source->rules);
    accord_free(source->rule_of);
    *source = (struct accord_earlier){.file = NULL};
}

size_t accord_earlier_rule_of(const void *host, uint64_t number)
{
    const struct accord_earlier *source = host;
    return number < source->number_count ? source->rule_of[number] : SIZE_MAX;
}

/* ---- blocks ---- */

struct adding {
    struct accord_earlier *source;
    size_t index;
    struct accord_earlier_blocks *blocks;
};

static enum accord_status take_block(void *host, const struct accord_run_block *block, struct accord_error *err)
{
    struct adding *adding = host;
    struct accord_earlier_blocks *blocks = adding->blocks;
    if (block->actors <= 0 || block->keys.length != (size_t)block->actors * ACCORD_KEY_BYTES)
        return damaged(adding->source, err);
    if (blocks->count == blocks->capacity) {
        size_t capacity = 2 * blocks->capacity + 64;
        struct accord_plan_block *grown = accord_realloc(blocks->list, capacity, sizeof *grown);
        if (!grown) return accord_error_memory(err);
        blocks->list = grown;
        blocks->capacity = capacity;
    }
    char *bytes = accord_arena_alloc(&blocks->arena, block->keys.length + block->counts.length + 1);
    if (!bytes) return accord_error_memory(err);
    memcpy(bytes, block->keys.at, block->keys.length);
    memcpy(bytes + block->keys.length, block->counts.at, block->counts.length);
    blocks->list[blocks->count++] = (struct accord_plan_block){.source = adding->index,
                                                               .id = block->id,
                                                               .actors = (size_t)block->actors,
                                                               .errors = block->errors != 0,
                                                               .keys = (const unsigned char *)bytes,
                                                               .counts = bytes + block->keys.length,
                                                               .counts_length = block->counts.length};
    return ACCORD_OK;
}

enum accord_status accord_earlier_add_blocks(struct accord_earlier *source, size_t index,
                                             struct accord_earlier_blocks *blocks, struct accord_error *err)
{
    struct adding adding = {source, index, blocks};
    return accord_run_file_blocks(source->file, source->record.id, take_block, &adding, err);
}

void accord_earlier_blocks_clear(struct accord_earlier_blocks *blocks)
{
    accord_arena_clear(&blocks->arena);
    accord_free(blocks->list);
    *blocks = (struct accord_earlier_blocks){.count = 0};
}
