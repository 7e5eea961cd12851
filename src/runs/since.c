/* Since when findings are on record. Runs are gone through from the last one back, and a finding is followed as far as
 * none lacks it. Runs share the blocks in which nothing changed: each is read once. */
#include "runs/since.h"

#include "base/error.h"
#include "base/map.h"
#include "base/memory.h"
#include "runs/block.h"
#include "runs/conclusions.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FINGERPRINT_MAX = 64 };

struct earlier_run {
    int64_t id;
    struct accord_date as_of;
};

/* The findings of a block, by number. */
struct finding_list {
    uint32_t *numbers;
    size_t count;
};

struct accord_since {
    struct accord_run_file *file; /* while it is read */
    const char *dataset;
    const char *profile; /* NULL: none */
    struct accord_date as_of;
    struct earlier_run *runs; /* the last day first */
    size_t run_count;
    struct accord_map findings; /* by fingerprint and verdict, to their numbers */
    uint32_t *depths;           /* of each finding: how many runs in a row have it */
    size_t depth_room;
    struct accord_map blocks; /* by id, to their lists */
    struct finding_list *lists;
    size_t list_room;
    struct accord_arena arena;   /* of the lists */
    struct accord_arena reading; /* of the block at hand */
    struct finding_list found;   /* of the block at hand */
    size_t found_room;
    uint32_t depth;  /* of the run at hand, from 1 */
    size_t followed; /* findings that it has, and all runs after it */
    bool concluding; /* what is read was concluded of many actors */
};

static enum accord_status damaged(const struct accord_since *since, int64_t run, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: the store is damaged: verdicts of run %lld cannot be read",
                            accord_run_file_path(since->file), (long long)run);
}

/* ---- which runs ---- */

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Under other params the same finding stands for something else: late by a day, or by a year. */
static enum accord_status take_run(void *host, const struct accord_run_record *run, struct accord_error *err)
{
    struct accord_since *since = host;
    struct accord_date as_of;
    const char *why = NULL;
    bool whole = run->shards == 1 && run->actors == run->actors_of;
    if (!whole || strcmp(run->dataset, since->dataset) != 0 || !same(run->profile, since->profile)) return ACCORD_OK;
    if (!accord_date_parse(run->as_of, strlen(run->as_of), &as_of, &why)) return damaged(since, run->id, err);
    if (as_of.first >= since->as_of.first) return ACCORD_OK;
    since->runs[since->run_count++] = (struct earlier_run){run->id, as_of};
    return ACCORD_OK;
}

/* The last day first, of a day the newest run. */
static int compare_runs(const void *a, const void *b)
{
    const struct earlier_run *x = a, *y = b;
    if (x->as_of.first != y->as_of.first) return x->as_of.first < y->as_of.first ? 1 : -1;
    return (x->id < y->id) - (x->id > y->id);
}

static enum accord_status find_runs(struct accord_since *since, struct accord_error *err)
{
    size_t kept = 0;
    since->runs = accord_alloc_zero(ACCORD_SINCE_RUNS_MAX, sizeof *since->runs);
    if (!since->runs) return accord_error_memory(err);
    enum accord_status status = accord_run_file_runs(since->file, NULL, ACCORD_SINCE_RUNS_MAX, take_run, since, err);
    if (status != ACCORD_OK) return status;
    qsort(since->runs, since->run_count, sizeof *since->runs, compare_runs);
    for (size_t i = 0; i < since->run_count; i++)
        if (kept == 0 || since->runs[i].as_of.first != since->runs[kept - 1].as_of.first)
            since->runs[kept++] = since->runs[i];
    since->run_count = kept;
    return ACCORD_OK;
}

/* ---- what is in them ---- */

/* Room for one more. */
static bool grow(void **items, size_t *room, size_t count, size_t size)
{
    if (count < *room) return true;
    size_t wanted = 2 * *room + 64;
    void *grown = accord_realloc(*items, wanted, size);
    if (!grown) return false;
    *items = grown;
    *room = wanted;
    return true;
}

/* A finding that had another verdict is another one here: what was unreported for years is no gap of years. */
struct finding_key {
    char bytes[FINGERPRINT_MAX + 1];
    size_t length;
};

static bool make_key(struct finding_key *key, const char *fingerprint, enum accord_verdict_kind verdict)
{
    size_t length = strlen(fingerprint);
    if (length > FINGERPRINT_MAX) return false;
    memcpy(key->bytes, fingerprint, length);
    key->bytes[length] = (char)verdict;
    key->length = length + 1;
    return true;
}

static enum accord_status note_finding(struct accord_since *since, const struct finding_key *key,
                                       struct accord_error *err)
{
    bool added = false;
    int64_t number = (int64_t)since->findings.count;
    void *depths = since->depths, *found = since->found.numbers;
    if (!grow(&depths, &since->depth_room, since->findings.count, sizeof *since->depths))
        return accord_error_memory(err);
    since->depths = depths;
    if (!grow(&found, &since->found_room, since->found.count, sizeof *since->found.numbers))
        return accord_error_memory(err);
    since->found.numbers = found;
    if (!accord_map_put(&since->findings, key->bytes, key->length, number, &added)) return accord_error_memory(err);
    if (added)
        since->depths[number] = 0;
    else
        (void)accord_map_get(&since->findings, key->bytes, key->length, &number);
    since->found.numbers[since->found.count++] = (uint32_t)number;
    return ACCORD_OK;
}

static enum accord_status note_verdict(struct accord_since *since, struct accord_block_reader *reader, int64_t run,
                                       struct accord_error *err)
{
    struct accord_block_entry entry;
    enum accord_status status = ACCORD_OK;
    if (!accord_block_next(reader, &since->reading, &entry))
        return reader->no_memory ? accord_error_memory(err) : damaged(since, run, err);
    if (entry.verdict.finding_count == 0) return ACCORD_OK;
    if (since->concluding) entry.verdict.actor = SIZE_MAX;
    if (!accord_block_read(reader, NULL, NULL, &since->reading, &entry))
        return reader->no_memory ? accord_error_memory(err) : damaged(since, run, err);
    for (size_t i = 0; i < entry.verdict.finding_count && status == ACCORD_OK; i++) {
        const struct accord_finding *finding = &entry.verdict.findings[i];
        struct finding_key key;
        status = make_key(&key, finding->fingerprint, finding->verdict) ? note_finding(since, &key, err)
                                                                        : damaged(since, run, err);
    }
    return status;
}

/* The findings of a block's verdicts, into since->found. */
static enum accord_status read_block(struct accord_since *since, struct accord_bytes bytes, int64_t run,
                                     struct accord_error *err)
{
    struct accord_block_reader reader;
    size_t verdicts = 0;
    enum accord_status status = ACCORD_OK;
    accord_arena_reset(&since->reading);
    since->found.count = 0;
    if (!accord_block_open(&reader, bytes, &since->reading))
        return reader.no_memory ? accord_error_memory(err) : damaged(since, run, err);
    while (status == ACCORD_OK && accord_block_next_actor(&reader, &verdicts))
        for (; verdicts > 0 && status == ACCORD_OK; verdicts--)
            status = note_verdict(since, &reader, run, err);
    return status;
}

/* One more run in a row has these. */
static void follow(struct accord_since *since, const struct finding_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        uint32_t *depth = &since->depths[list->numbers[i]];
        if (*depth + 1 != since->depth) continue;
        *depth = since->depth;
        since->followed++;
    }
}

static enum accord_status keep_list(struct accord_since *since, int64_t block, struct finding_list *list,
                                    struct accord_error *err)
{
    bool added = false;
    void *lists = since->lists;
    size_t number = since->blocks.count, bytes = since->found.count * sizeof *list->numbers;
    *list = (struct finding_list){accord_arena_alloc(&since->arena, bytes + 1), since->found.count};
    if (!list->numbers || !grow(&lists, &since->list_room, number, sizeof *since->lists))
        return accord_error_memory(err);
    since->lists = lists;
    if (bytes > 0) memcpy(list->numbers, since->found.numbers, bytes);
    if (!accord_map_put(&since->blocks, (const char *)&block, sizeof block, (int64_t)number, &added))
        return accord_error_memory(err);
    since->lists[number] = *list;
    return ACCORD_OK;
}

static enum accord_status list_block(struct accord_since *since, int64_t run, int64_t block, struct finding_list *list,
                                     struct accord_error *err)
{
    int64_t known = 0;
    struct accord_bytes ids, verdicts;
    if (accord_map_get(&since->blocks, (const char *)&block, sizeof block, &known)) {
        *list = since->lists[known];
        return ACCORD_OK;
    }
    enum accord_status status = accord_run_file_contents(since->file, block, &ids, &verdicts, err);
    if (status == ACCORD_OK) status = read_block(since, verdicts, run, err);
    return status == ACCORD_OK ? keep_list(since, block, list, err) : status;
}

/* The ids of a run's blocks. */
struct block_ids {
    int64_t *ids;
    size_t count;
    size_t room;
};

static enum accord_status take_block(void *host, const struct accord_run_block *block, struct accord_error *err)
{
    struct block_ids *blocks = host;
    void *ids = blocks->ids;
    if (!grow(&ids, &blocks->room, blocks->count, sizeof *blocks->ids)) return accord_error_memory(err);
    blocks->ids = ids;
    blocks->ids[blocks->count++] = block->id;
    return ACCORD_OK;
}

static enum accord_status follow_conclusions(struct accord_since *since, int64_t run, struct accord_error *err)
{
    struct accord_bytes bytes, ids, verdicts;
    enum accord_status status = accord_run_file_conclusions(since->file, run, &bytes, err);
    if (status != ACCORD_OK || !accord_conclusions_find(bytes, &ids, &verdicts)) return status;
    since->concluding = true;
    status = read_block(since, verdicts, run, err);
    since->concluding = false;
    if (status == ACCORD_OK) follow(since, &since->found);
    return status;
}

static enum accord_status follow_run(struct accord_since *since, int64_t run, struct accord_error *err)
{
    struct block_ids blocks = {.count = 0};
    since->depth++;
    since->followed = 0;
    enum accord_status status = accord_run_file_blocks(since->file, run, take_block, &blocks, err);
    for (size_t i = 0; i < blocks.count && status == ACCORD_OK; i++) {
        struct finding_list list;
        status = list_block(since, run, blocks.ids[i], &list, err);
        if (status == ACCORD_OK) follow(since, &list);
    }
    accord_free(blocks.ids);
    return status == ACCORD_OK ? follow_conclusions(since, run, err) : status;
}

enum accord_status accord_since_open(struct accord_run_file *file, const char *dataset, const char *profile,
                                     struct accord_date as_of, struct accord_since **since, struct accord_error *err)
{
    struct accord_since *made = accord_alloc_zero(1, sizeof *made);
    *since = NULL;
    if (!made) return accord_error_memory(err);
    made->file = file;
    made->dataset = dataset;
    made->profile = profile;
    made->as_of = as_of;
    enum accord_status status = find_runs(made, err);
    for (size_t i = 0; i < made->run_count && status == ACCORD_OK; i++) {
        status = follow_run(made, made->runs[i].id, err);
        if (made->followed == 0) break; /* none goes further back */
    }
    accord_map_clear(&made->blocks);
    accord_arena_clear(&made->arena);
    accord_arena_clear(&made->reading);
    if (status == ACCORD_OK)
        *since = made;
    else
        accord_since_close(made);
    return status;
}

void accord_since_close(struct accord_since *since)
{
    if (!since) return;
    accord_map_clear(&since->findings);
    accord_map_clear(&since->blocks);
    accord_arena_clear(&since->arena);
    accord_arena_clear(&since->reading);
    accord_free(since->found.numbers);
    accord_free(since->lists);
    accord_free(since->depths);
    accord_free(since->runs);
    accord_free(since);
}

bool accord_since_find(const void *host, const char *fingerprint, enum accord_verdict_kind verdict,
                       struct accord_date *day)
{
    const struct accord_since *since = host;
    struct finding_key key;
    int64_t number = 0;
    if (!make_key(&key, fingerprint, verdict)) return false;
    if (!accord_map_get(&since->findings, key.bytes, key.length, &number)) return false;
    uint32_t depth = since->depths[number];
    if (depth == 0) return false;
    *day = since->runs[depth - 1].as_of;
    return true;
}
