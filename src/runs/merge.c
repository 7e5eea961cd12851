/* Runs that make a whole: found, compared with what is asked for, and put in order. */
#include "runs/merge.h"

#include "accord/report.h"
#include "base/error.h"
#include "engine/parts.h"
#include "runs/session_private.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* ---- finding ---- */

struct finding {
    struct accord_merge_list *list;
    struct accord_run_file *file;
    int64_t id;
    size_t first; /* of the list, that is this file's */
};

static enum accord_status add_run(struct accord_merge_list *list, struct accord_run_file *file,
                                  const struct accord_run_record *record, struct accord_error *err)
{
    if (list->count == list->capacity) {
        size_t capacity = 2 * list->capacity + 16;
        struct accord_merged_run *grown = accord_realloc(list->runs, capacity, sizeof *grown);
        if (!grown) return accord_error_memory(err);
        list->runs = grown;
        list->capacity = capacity;
    }
    struct accord_merged_run *run = &list->runs[list->count++];
    *run = (struct accord_merged_run){file, *record};
    return accord_earlier_copy_record(&run->record, &list->arena) ? ACCORD_OK : accord_error_memory(err);
}

static bool has_shard(const struct finding *finding, int64_t shard)
{
    for (size_t i = finding->first; i < finding->list->count; i++)
        if (finding->list->runs[i].record.shard == shard) return true;
    return false;
}

static enum accord_status look_at(void *host, const struct accord_run_record *record, struct accord_error *err)
{
    struct finding *finding = host;
    struct accord_merge_list *list = finding->list;
    bool wanted;
    if (finding->id > 0) {
        wanted = record->id == finding->id;
    } else if (list->count == finding->first) {
        wanted = true;
    } else {
        const struct accord_run_record *newest = &list->runs[finding->first].record;
        wanted = newest->shards > 1 && record->shards == newest->shards && !has_shard(finding, record->shard) &&
                 memcmp(record->ground, newest->ground, sizeof record->ground) == 0;
    }
    return wanted ? add_run(list, finding->file, record, err) : ACCORD_OK;
}

enum accord_status accord_merge_find(struct accord_merge_list *list, struct accord_run_file *file, int64_t id,
                                     struct accord_error *err)
{
    struct finding finding = {list, file, id, list->count};
    enum accord_status status = accord_run_file_runs(file, NULL, INT32_MAX, look_at, &finding, err);
    if (status != ACCORD_OK || list->count > finding.first) return status;
    if (id > 0)
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: there is no run %lld", accord_run_file_path(file),
                                (long long)id);
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s: there is no run yet", accord_run_file_path(file));
}

void accord_merge_clear(struct accord_merge_list *list)
{
    accord_arena_clear(&list->arena);
    accord_free(list->runs);
    *list = (struct accord_merge_list){.count = 0};
}

static int compare_found(const void *a, const void *b)
{
    const struct accord_merged_run *x = a, *y = b;
    return (x->record.shard > y->record.shard) - (x->record.shard < y->record.shard);
}

enum accord_status accord_merge_settle(struct accord_merge_list *list, const char *name, struct accord_error *err)
{
    if (list->count == 1) return ACCORD_OK;
    qsort(list->runs, list->count, sizeof *list->runs, compare_found);
    const struct accord_run_record *first = &list->runs[0].record;
    bool whole = (int64_t)list->count == first->shards;
    for (size_t i = 0; i < list->count; i++) {
        const struct accord_run_record *record = &list->runs[i].record;
        whole = whole && same_text(record->rules_sha256, first->rules_sha256) &&
                same_text(record->profile_sha256, first->profile_sha256) &&
                same_text(record->dataset_sha256, first->dataset_sha256);
    }
    if (whole) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "%s: %zu of %lld shards that belong together, expected all of them, or the number of one "
                            "run: %s#%lld",
                            name, list->count, (long long)first->shards, name, (long long)first->id);
}

/* ---- comparing ---- */

static enum accord_status refuse(const struct accord_earlier *run, struct accord_error *err, const char *why)
{
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s, run %lld: %s", accord_run_file_path(run->file),
                            (long long)run->record.id, why);
}

/* What the runs say of themselves, from what is most often wrong. */
static enum accord_status compare_record(const struct accord_session *session, const struct accord_earlier *run,
                                         struct accord_error *err)
{
    const struct accord_session_orders *orders = &session->orders;
    const struct accord_run_record *record = &run->record;
    char day[ACCORD_DATE_TEXT_MAX], why[ACCORD_ERROR_TEXT_MAX];
    if (!same_text(record->dataset_sha256, accord_dataset_sha256(orders->dataset)))
        return refuse(run, err, "it is of another dataset, or the dataset has changed since (its sha256 differs)");
    accord_date_format(orders->options.as_of, day);
    if (!same_text(record->as_of, day)) {
        (void)snprintf(why, sizeof why, "it is as of %s, and others as of %s", record->as_of, day);
        return refuse(run, err, why);
    }
    if (!same_text(record->version, accord_version())) {
        (void)snprintf(why, sizeof why, "accord %s made it, and this is %s", record->version, accord_version());
        return refuse(run, err, why);
    }
    if (!same_text(record->profile, orders->profile) || !same_text(record->profile_sha256, orders->profile_sha256)) {
        (void)snprintf(why, sizeof why, "its profile was %s, and here it is %s",
                       record->profile ? record->profile : "none", orders->profile ? orders->profile : "none");
        return refuse(run, err, same_text(record->profile, orders->profile) ? "its profile has changed since" : why);
    }
    bool same_limits = record->instructions == (int64_t)orders->limits.instructions &&
                       record->memory == (int64_t)orders->limits.memory &&
                       record->message == (int64_t)orders->limits.message;
    if (!same_limits) return refuse(run, err, "its limits differ (--max-instructions, --max-memory, --max-message)");
    return ACCORD_OK;
}

static enum accord_status compare_rules(const struct accord_session *session, const struct accord_earlier *run,
                                        struct accord_error *err)
{
    char why[ACCORD_ERROR_TEXT_MAX];
    for (size_t i = 0; i < session->rule_count; i++) {
        const struct accord_earlier_rule *there = &run->rules[i];
        struct accord_rule_facts facts;
        bool good = there->there && there->same && (there->wanted || !session->evaluated[i]);
        if (!session->recorded[i] || good) continue;
        accord_packs_rule(session->orders.packs, i, &facts);
        (void)snprintf(why, sizeof why, "%s %s", facts.id,
                       there->there && !there->same
                           ? "is another rule there: its text, its register, a lib or its params differ"
                           : "was not asked there, and is here");
        return refuse(run, err, why);
    }
    if (run->others > 0) return refuse(run, err, "rules were asked there that are not asked here");
    return ACCORD_OK;
}

static enum accord_status compare(const struct accord_session *session, const struct accord_earlier *run,
                                  struct accord_error *err)
{
    const struct accord_run_record *record = &run->record;
    enum accord_status status = compare_record(session, run, err);
    if (status == ACCORD_OK) status = compare_rules(session, run, err);
    if (status != ACCORD_OK) return status;
    if (memcmp(record->ground, session->ground, sizeof record->ground) != 0)
        return refuse(run, err, "another build of accord made it, or its tables have another order");
    if (record->shards == 1 && record->actors != record->actors_of)
        return refuse(run, err, "it is of some actors that were chosen, and of no shard");
    return ACCORD_OK;
}

/* ---- shards ---- */

static int compare_shards(const void *a, const void *b)
{
    const struct accord_earlier *x = a, *y = b;
    return (x->record.shard > y->record.shard) - (x->record.shard < y->record.shard);
}

/* All are there, each once; the sources are in their order then. */
static enum accord_status order_shards(struct accord_session *session, struct accord_error *err)
{
    struct accord_earlier *runs = session->sources;
    char why[ACCORD_ERROR_TEXT_MAX];
    int64_t shards = runs[0].record.shards;
    for (size_t i = 1; i < session->source_count; i++)
        if (runs[i].record.shards != shards) {
            (void)snprintf(why, sizeof why, "it is a shard of %lld, and others are of %lld",
                           (long long)runs[i].record.shards, (long long)shards);
            return refuse(&runs[i], err, why);
        }
    qsort(runs, session->source_count, sizeof *runs, compare_shards);
    for (size_t i = 0; i < session->source_count; i++) {
        int64_t expected = (int64_t)i + 1;
        if (runs[i].record.shard < expected) {
            (void)snprintf(why, sizeof why, "shard %lld/%lld is there twice", (long long)runs[i].record.shard,
                           (long long)shards);
            return refuse(&runs[i], err, why);
        }
        if (runs[i].record.shard > expected)
            return accord_error_set(err, ACCORD_BAD_USAGE, "shard %lld/%lld is missing", (long long)expected,
                                    (long long)shards);
    }
    if ((int64_t)session->source_count < shards)
        return accord_error_set(err, ACCORD_BAD_USAGE, "shard %zu/%lld is missing", session->source_count + 1,
                                (long long)shards);
    return ACCORD_OK;
}

/* A rule that hit limits so often in all is stopped from some actor on, which no shard could know: it is asked again.
 */
static void join_limits(struct accord_session *session)
{
    for (size_t i = 0; i < session->rule_count; i++) {
        for (size_t j = 0; j < session->source_count; j++) {
            session->limits_before[i] += session->sources[j].rules[i].limits;
            session->asked[i] |= session->sources[j].rules[i].asked;
        }
        session->dirty[i] = session->limits_before[i] >= ACCORD_LIMIT_ERRORS_MAX;
    }
    accord_session_spread_dirty(session);
}

enum accord_status accord_session_merge(struct accord_session *session, struct accord_error *err)
{
    const struct accord_session_orders *orders = &session->orders;
    const struct accord_earlier_subject subject = accord_session_subject(session);
    enum accord_status status = ACCORD_OK;
    session->sources = accord_alloc_zero(orders->merged_count + 1, sizeof *session->sources);
    if (!session->sources) return accord_error_memory(err);
    for (size_t i = 0; i < orders->merged_count && status == ACCORD_OK; i++) {
        struct accord_earlier *run = &session->sources[session->source_count++];
        status = accord_earlier_open(run, orders->merged[i].file, &orders->merged[i].record, &subject, err);
        if (status == ACCORD_OK) status = compare(session, run, err);
    }
    if (status == ACCORD_OK) status = order_shards(session, err);
    if (status != ACCORD_OK) return status;
    join_limits(session);
    for (size_t i = 0; i < session->source_count && status == ACCORD_OK; i++)
        status = accord_earlier_add_blocks(&session->sources[i], i, &session->blocks, err);
    if (status == ACCORD_OK)
        status = accord_plan_make(&session->plan, session->blocks.list, session->blocks.count, session->keys,
                                  session->actor_count, err);
    if (status == ACCORD_OK && session->plan.fresh > 0)
        return accord_error_set(err, ACCORD_BAD_USAGE, "the runs leave out %zu of %zu actors", session->plan.fresh,
                                session->actor_count);
    return status;
}
