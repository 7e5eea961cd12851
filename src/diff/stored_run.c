/* A stored run as a run: its blocks in order, then what was concluded. */
#include "base/error.h"
#include "diff/run_private.h"
#include "diff/stored_comments.h"
#include "ingest/json_door.h"
#include "ingest/json_value.h"
#include "runs/block.h"
#include "runs/conclusions.h"
#include "runs/merge.h"
#include "runs/run_name.h"
#include "store/run_rows.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { NUMBERS_MAX = 1024 * 1024, TEXT_MAX_BYTES = 256 };

/* A block of one of the runs, and of its actors the digests. */
struct block {
    size_t run;
    int64_t id;
    size_t actors;
    const unsigned char *keys;
};

struct stored_run {
    struct accord_run_file *file;
    struct accord_merge_list list; /* one run, or all shards of one */
    size_t *rule_of;               /* by number in the store; SIZE_MAX: none */
    size_t number_count;
    struct accord_arena keys;
    struct block *blocks;
    size_t block_count;
    size_t block_capacity;

    size_t next_block;
    size_t at;       /* actor of the block at hand */
    size_t actors;   /* in it */
    bool concluding; /* it is what was concluded */
    bool concluded;  /* that was read, or there is none */
    struct accord_arena block_arena;
    struct accord_block_reader reader;
    struct accord_stored_comments *comments;      /* one a run of the list */
    size_t comments_count;                        /* that were opened */
    struct accord_kept_reader kept;               /* rows of the block's actors */
    const struct accord_stored_comments *at_hand; /* of the run that has the block; NULL: without comments */
    const char **ids;                             /* of the block's actors */

    struct accord_arena arena; /* of the actor at hand */
    struct accord_diff_actor actor;
    struct accord_diff_verdict *verdicts; /* room for ACCORD_DIFF_VERDICTS_MAX */
};

/* A run that is read: of each store as many as there are shards. */
static const struct accord_run_record *record_of(const struct stored_run *stored, size_t run)
{
    return &stored->list.runs[run].record;
}

static enum accord_status damaged(const struct accord_diff_run *run, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_BAD_DATA, "%s: the store is damaged: the run cannot be read", run->facts.name);
}

/* What the store says of itself, as what is wrong with what was given. */
static enum accord_status bad_store(enum accord_status status, struct accord_error *err)
{
    if (status == ACCORD_NOT_WRITTEN) err->status = ACCORD_BAD_DATA;
    return err->status;
}

static const char *hex(struct accord_diff_run *run, const unsigned char digest[ACCORD_SHA256_BYTES], bool *failed)
{
    char text[ACCORD_SHA256_HEX];
    accord_sha256_hex(digest, text);
    return accord_diff_copy(&run->arena, text, failed);
}

/* ---- facts ---- */

/* The newest is called by its number too: tomorrow another will be the newest. */
static enum accord_status name_run(struct accord_diff_run *run, int64_t id, struct accord_error *err)
{
    const struct stored_run *stored = run->state;
    const char *path = accord_run_file_path(stored->file);
    size_t size = strlen(path) + TEXT_MAX_BYTES;
    char *name = accord_arena_alloc(&run->arena, size);
    if (!name) return accord_error_memory(err);
    (void)snprintf(name, size, "%s#%lld", path, (long long)id);
    run->facts.name = name;
    return ACCORD_OK;
}

static enum accord_status take_facts(struct accord_diff_run *run, struct accord_error *err)
{
    const struct stored_run *stored = run->state;
    const struct accord_run_record *record = record_of(stored, 0);
    struct accord_diff_facts *facts = &run->facts;
    char text[TEXT_MAX_BYTES];
    bool failed = false;
    facts->stored = facts->rules_told = true;
    facts->version = record->version;
    facts->as_of = record->as_of;
    facts->dataset = record->dataset;
    facts->dataset_sha256 = record->dataset_sha256;
    facts->rules_sha256 = record->rules_sha256;
    facts->profile = record->profile;
    facts->profile_sha256 = record->profile_sha256;
    facts->ground = hex(run, record->ground, &failed);
    (void)snprintf(text, sizeof text, "%lld instructions, %lld bytes of memory, messages of %lld bytes",
                   (long long)record->instructions, (long long)record->memory, (long long)record->message);
    facts->limits = accord_diff_copy(&run->arena, text, &failed);
    if (stored->list.count == 1 && record->shards > 1)
        (void)snprintf(text, sizeof text, "shard %lld/%lld", (long long)record->shard, (long long)record->shards);
    else
        (void)snprintf(text, sizeof text, "%lld of %lld actors", (long long)record->actors,
                       (long long)record->actors_of);
    if (stored->list.count == 1 && record->actors < record->actors_of)
        facts->part = accord_diff_copy(&run->arena, text, &failed);
    if (failed || stored->list.count > 1) return failed ? accord_error_memory(err) : ACCORD_OK;
    return name_run(run, record->id, err);
}

/* ---- rules ---- */

static enum accord_status note_number(struct accord_diff_run *run, int64_t number, size_t place,
                                      struct accord_error *err)
{
    struct stored_run *stored = run->state;
    if (number < 0 || number >= NUMBERS_MAX) return damaged(run, err);
    if ((size_t)number >= stored->number_count) {
        size_t count = 2 * (size_t)number + 64;
        size_t *grown = accord_realloc(stored->rule_of, count, sizeof *grown);
        if (!grown) return accord_error_memory(err);
        for (size_t i = stored->number_count; i < count; i++)
            grown[i] = SIZE_MAX;
        stored->rule_of = grown;
        stored->number_count = count;
    }
    stored->rule_of[number] = place;
    return ACCORD_OK;
}

static size_t rule_of(const struct stored_run *stored, uint64_t number)
{
    return number < stored->number_count ? stored->rule_of[number] : SIZE_MAX;
}

static enum accord_status take_rule(void *host, const struct accord_run_rule *rule, struct accord_error *err)
{
    struct accord_diff_run *run = host;
    bool failed = false;
    if (!rule->wanted) return ACCORD_OK;
    struct accord_diff_rule *taken = accord_diff_add_rule(run, rule->id);
    if (!taken) return accord_error_memory(err);
    taken->basis = hex(run, rule->digest, &failed);
    if (((struct stored_run *)run->state)->list.count == 1)
        taken->asked = ""; /* what one shard asked, others may not */
    if (failed) return accord_error_memory(err);
    return note_number(run, rule->number, (size_t)(taken - run->rules), err);
}

/* Several tables of one rule as one text, in the order of the store, which is theirs by name. */
static enum accord_status take_asked(void *host, const struct accord_run_asked *asked, struct accord_error *err)
{
    struct accord_diff_run *run = host;
    size_t place = rule_of(run->state, (uint64_t)asked->number);
    char digest[ACCORD_SHA256_HEX];
    if (place == SIZE_MAX) return ACCORD_OK;
    const char *before = run->rules[place].asked;
    accord_sha256_hex(asked->digest, digest);
    size_t size = strlen(before) + strlen(asked->table) + sizeof digest + 2;
    char *joined = accord_arena_alloc(&run->arena, size);
    if (!joined) return accord_error_memory(err);
    (void)snprintf(joined, size, "%s%s %s ", before, asked->table, digest);
    run->rules[place].asked = joined;
    return ACCORD_OK;
}

/* ---- blocks ---- */

struct listing {
    struct accord_diff_run *run;
    size_t of; /* run of the list */
};

static enum accord_status take_block(void *host, const struct accord_run_block *block, struct accord_error *err)
{
    const struct listing *listing = host;
    struct stored_run *stored = listing->run->state;
    if (block->actors <= 0 || block->keys.length != (size_t)block->actors * ACCORD_KEY_BYTES)
        return damaged(listing->run, err);
    if (stored->block_count == stored->block_capacity) {
        size_t capacity = 2 * stored->block_capacity + 64;
        struct block *grown = accord_realloc(stored->blocks, capacity, sizeof *grown);
        if (!grown) return accord_error_memory(err);
        stored->blocks = grown;
        stored->block_capacity = capacity;
    }
    unsigned char *keys = accord_arena_alloc(&stored->keys, block->keys.length);
    if (!keys) return accord_error_memory(err);
    memcpy(keys, block->keys.at, block->keys.length);
    stored->blocks[stored->block_count++] = (struct block){listing->of, block->id, (size_t)block->actors, keys};
    return ACCORD_OK;
}

/* The ids of a block, an array of texts, in the block's arena. */
static enum accord_status take_ids(struct accord_diff_run *run, struct accord_bytes bytes, struct accord_error *err)
{
    struct stored_run *stored = run->state;
    const struct accord_place begin = {1, 1};
    struct accord_json_fault fault;
    struct cJSON *ids = NULL;
    bool failed = false;
    stored->actors = 0;
    enum accord_status status = accord_json_parse(bytes.at, bytes.length, begin, &ids, &fault, err);
    if (status == ACCORD_BAD_DATA) return damaged(run, err);
    if (status != ACCORD_OK) return status;
    stored->ids = accord_arena_zero(&stored->block_arena, accord_json_size(ids) + 1, sizeof *stored->ids);
    for (const struct cJSON *id = accord_json_first(ids); id && stored->ids; id = accord_json_following(id)) {
        const char *text = accord_json_text(id);
        if (!text) status = damaged(run, err);
        stored->ids[stored->actors++] = accord_diff_copy(&stored->block_arena, text, &failed);
    }
    accord_json_free(ids);
    if (status != ACCORD_OK) return status;
    return failed || !stored->ids ? accord_error_memory(err) : ACCORD_OK;
}

static enum accord_status open_block(struct accord_diff_run *run, struct accord_bytes ids, struct accord_bytes verdicts,
                                     struct accord_error *err)
{
    struct stored_run *stored = run->state;
    stored->at = 0;
    enum accord_status status = take_ids(run, ids, err);
    if (status != ACCORD_OK) return status;
    if (accord_block_open(&stored->reader, verdicts, &stored->block_arena)) return ACCORD_OK;
    return stored->reader.no_memory ? accord_error_memory(err) : damaged(run, err);
}

/* What is on record of the actors of a block, where it may hold comments. */
static enum accord_status open_rows(struct accord_diff_run *run, const struct block *block, struct accord_error *err)
{
    struct stored_run *stored = run->state;
    const struct accord_stored_comments *comments = &stored->comments[block->run];
    struct accord_bytes rows;
    bool found = false;
    stored->at_hand = NULL;
    if (!comments->there) return ACCORD_OK;
    enum accord_status status = accord_run_rows(stored->file, block->id, &stored->block_arena, &found, &rows, err);
    if (status != ACCORD_OK) return bad_store(status, err);
    if (!found) return ACCORD_OK;
    if (!accord_kept_open(&stored->kept, rows, &stored->block_arena))
        return stored->kept.no_memory ? accord_error_memory(err) : damaged(run, err);
    stored->at_hand = comments;
    return ACCORD_OK;
}

/* The next block of actors, then what was concluded; `actors` is 0 behind all. */
static enum accord_status next_block(struct accord_diff_run *run, struct accord_error *err)
{
    struct stored_run *stored = run->state;
    struct accord_bytes ids, verdicts, conclusions;
    accord_arena_reset(&stored->block_arena);
    stored->at = stored->actors = 0;
    if (stored->next_block < stored->block_count) {
        const struct block *block = &stored->blocks[stored->next_block++];
        enum accord_status status = accord_run_file_contents(stored->file, block->id, &ids, &verdicts, err);
        if (status != ACCORD_OK) return bad_store(status, err);
        status = open_block(run, ids, verdicts, err);
        if (status == ACCORD_OK && stored->actors != block->actors) status = damaged(run, err);
        return status == ACCORD_OK ? open_rows(run, block, err) : status;
    }
    stored->at_hand = NULL;
    bool whole = stored->list.count == 1 && !stored->concluded;
    stored->concluding = stored->concluded = true;
    if (!whole) return ACCORD_OK;
    enum accord_status status = accord_run_file_conclusions(stored->file, record_of(stored, 0)->id, &conclusions, err);
    if (status != ACCORD_OK) return bad_store(status, err);
    return accord_conclusions_find(conclusions, &ids, &verdicts) ? open_block(run, ids, verdicts, err) : ACCORD_OK;
}

/* ---- verdicts ---- */

static bool take_findings(struct stored_run *stored, const struct accord_verdict *read,
                          struct accord_diff_verdict *verdict)
{
    struct accord_arena *arena = &stored->arena;
    struct accord_diff_finding *findings = accord_arena_zero(arena, read->finding_count + 1, sizeof *findings);
    if (!findings) return false;
    for (size_t i = 0; i < read->finding_count; i++) {
        const struct accord_finding *finding = &read->findings[i];
        if (!accord_verdict_needs_look(finding->verdict)) continue;
        struct accord_diff_finding *taken = &findings[verdict->finding_count++];
        *taken = (struct accord_diff_finding){.kind = finding->verdict,
                                              .message_id = finding->message_id,
                                              .message = finding->message,
                                              .fingerprint = finding->fingerprint};
        if (stored->at_hand &&
            !accord_stored_comments_take(stored->at_hand, &stored->kept, stored->actor.id, arena, taken))
            return false;
    }
    verdict->findings = findings;
    return true;
}

static enum accord_status take_verdict(struct accord_diff_run *run, struct accord_error *err)
{
    struct stored_run *stored = run->state;
    struct accord_block_entry entry;
    if (!accord_block_next(&stored->reader, &stored->arena, &entry))
        return stored->reader.no_memory ? accord_error_memory(err) : damaged(run, err);
    size_t place = rule_of(stored, entry.number);
    if (place == SIZE_MAX || stored->actor.count == ACCORD_DIFF_VERDICTS_MAX) return damaged(run, err);
    entry.verdict.actor = stored->concluding ? SIZE_MAX : 0;
    if (!accord_block_read(&stored->reader, NULL, NULL, &stored->arena, &entry))
        return stored->reader.no_memory ? accord_error_memory(err) : damaged(run, err);
    struct accord_diff_verdict *verdict = &stored->verdicts[stored->actor.count++];
    *verdict = (struct accord_diff_verdict){.rule = run->rules[place].id,
                                            .oldest = run->rules[place].oldest,
                                            .kind = entry.verdict.verdict,
                                            .gate = entry.verdict.gate,
                                            .why = entry.verdict.why};
    bool good = take_findings(stored, &entry.verdict, verdict) &&
                accord_diff_own_finding(&stored->arena, verdict, stored->actor.id, NULL);
    return good ? ACCORD_OK : accord_error_memory(err);
}

static enum accord_status take_rows_digest(struct stored_run *stored, struct accord_error *err)
{
    static const char digits[] = "0123456789abcdef";
    const struct block *block = &stored->blocks[stored->next_block - 1];
    const unsigned char *key = block->keys + stored->at * ACCORD_KEY_BYTES;
    char *text = accord_arena_zero(&stored->arena, 2 * ACCORD_KEY_BYTES + 1, 1);
    if (!text) return accord_error_memory(err);
    for (size_t i = 0; i < ACCORD_KEY_BYTES; i++) {
        text[2 * i] = digits[key[i] / 16];
        text[2 * i + 1] = digits[key[i] % 16];
    }
    stored->actor.rows = text;
    return ACCORD_OK;
}

/* The entry at hand of the block, all of its verdicts. */
static enum accord_status take_actor(struct accord_diff_run *run, struct accord_error *err)
{
    struct stored_run *stored = run->state;
    size_t count = 0;
    if (!accord_block_next_actor(&stored->reader, &count)) return damaged(run, err);
    if (stored->at_hand && !accord_kept_next(&stored->kept, &stored->arena))
        return stored->kept.no_memory ? accord_error_memory(err) : damaged(run, err);
    enum accord_status status = stored->concluding ? ACCORD_OK : take_rows_digest(stored, err);
    for (size_t i = 0; i < count && status == ACCORD_OK; i++)
        status = take_verdict(run, err);
    stored->at++;
    return status;
}

/* An aggregate has an entry a rule. */
static bool goes_on(const struct stored_run *stored)
{
    return stored->concluding && stored->at < stored->actors && strcmp(stored->ids[stored->at], stored->actor.id) == 0;
}

static enum accord_status next(struct accord_diff_run *run, const struct accord_diff_actor **actor,
                               struct accord_error *err)
{
    struct stored_run *stored = run->state;
    enum accord_status status = ACCORD_OK;
    while (status == ACCORD_OK && stored->at == stored->actors && !stored->concluded)
        status = next_block(run, err);
    if (status != ACCORD_OK || stored->at == stored->actors) return status;
    accord_arena_reset(&stored->arena);
    stored->actor = (struct accord_diff_actor){
        .id = stored->ids[stored->at], .aggregate = stored->concluding, .verdicts = stored->verdicts};
    do
        status = take_actor(run, err);
    while (status == ACCORD_OK && goes_on(stored));
    if (status != ACCORD_OK) return status;
    if (accord_diff_sort_verdicts(stored->verdicts, stored->actor.count)) return damaged(run, err);
    *actor = &stored->actor;
    return ACCORD_OK;
}

/* ---- opening ---- */

static void close_run(struct accord_diff_run *run)
{
    struct stored_run *stored = run->state;
    accord_run_file_close(stored->file);
    accord_merge_clear(&stored->list);
    accord_free(stored->rule_of);
    accord_free(stored->blocks);
    for (size_t i = 0; i < stored->comments_count; i++)
        accord_stored_comments_clear(&stored->comments[i]);
    accord_free(stored->comments);
    accord_arena_clear(&stored->keys);
    accord_arena_clear(&stored->block_arena);
    accord_arena_clear(&stored->arena);
    accord_free(stored->verdicts);
    accord_free(stored);
}

static const struct accord_diff_reading reading = {next, close_run};

static enum accord_status open_file(struct accord_diff_run *run, struct accord_error *err)
{
    struct stored_run *stored = run->state;
    struct accord_run_name name;
    int64_t id = 0;
    enum accord_status status = accord_run_name_split(run->facts.name, &name, err);
    if (status == ACCORD_OK) {
        status = accord_run_file_open(name.path, false, &stored->file, err);
        if (status == ACCORD_OK) status = accord_run_name_find(&name, stored->file, &id, err);
        if (status == ACCORD_OK) status = accord_merge_find(&stored->list, stored->file, id, err);
        if (status != ACCORD_OK) status = bad_store(status, err);
    }
    accord_free(name.path);
    return status;
}

static enum accord_status read_comments(struct stored_run *stored, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    stored->comments = accord_alloc_zero(stored->list.count, sizeof *stored->comments);
    if (!stored->comments) return accord_error_memory(err);
    for (size_t i = 0; i < stored->list.count && status == ACCORD_OK; i++) {
        const struct accord_run_record *record = record_of(stored, i);
        status = accord_stored_comments_open(&stored->comments[i], stored->file, record->id, record->as_of, err);
        stored->comments_count++;
    }
    return status;
}

static enum accord_status read_lists(struct accord_diff_run *run, struct accord_error *err)
{
    struct stored_run *stored = run->state;
    int64_t first = record_of(stored, 0)->id;
    enum accord_status status = accord_run_file_rules(stored->file, first, take_rule, run, err);
    if (status == ACCORD_OK && stored->list.count == 1)
        status = accord_run_file_asked(stored->file, first, take_asked, run, err);
    for (size_t i = 0; i < stored->list.count && status == ACCORD_OK; i++) {
        struct listing listing = {run, i};
        status = accord_run_file_blocks(stored->file, record_of(stored, i)->id, take_block, &listing, err);
    }
    if (status == ACCORD_OK) status = read_comments(stored, err);
    return status == ACCORD_OK ? status : bad_store(status, err);
}

enum accord_status accord_diff_stored_open(struct accord_diff_run *run, struct accord_error *err)
{
    struct stored_run *stored = accord_alloc_zero(1, sizeof *stored);
    if (!stored) return accord_error_memory(err);
    accord_arena_init(&stored->keys);
    accord_arena_init(&stored->block_arena);
    accord_arena_init(&stored->arena);
    run->state = stored;
    run->reading = &reading;
    stored->verdicts = accord_alloc_zero(ACCORD_DIFF_VERDICTS_MAX, sizeof *stored->verdicts);
    if (!stored->verdicts) return accord_error_memory(err);
    enum accord_status status = open_file(run, err);
    if (status == ACCORD_OK) status = accord_merge_settle(&stored->list, run->facts.name, err);
    if (status == ACCORD_OK) status = take_facts(run, err);
    return status == ACCORD_OK ? read_lists(run, err) : status;
}
