/* Stored runs, as a check keeps and uses them: the rules are asked in contained processes, or here. */
#include "cli/stored.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/places.h"
#include "report/summary_part.h"
#include "runs/run_name.h"

#include <string.h>

enum accord_status accord_stored_open_file(const struct accord_check_request *request, struct accord_run_file **file,
                                           struct accord_error *err)
{
    for (size_t i = 0; i < request->output_count; i++)
        if (request->outputs[i].path && accord_places_is_of_store(request->outputs[i].path, request->store))
            return accord_error_set(err, ACCORD_BAD_USAGE, "%s: a report, expected another path for the store",
                                    request->store);
    return accord_run_file_open(request->store, true, file, err);
}

/* ---- runs that are merged ---- */

static enum accord_status open_merged(struct accord_stored_merge *merge, const char *path, struct accord_run_file *file,
                                      struct accord_run_file **opened, struct accord_error *err)
{
    *opened = file && accord_places_same_file(path, accord_run_file_path(file)) ? file : NULL;
    for (size_t i = 0; i < merge->file_count && !*opened; i++)
        if (accord_places_same_file(path, accord_run_file_path(merge->files[i]))) *opened = merge->files[i];
    if (*opened) return ACCORD_OK;
    enum accord_status status = accord_run_file_open(path, false, opened, err);
    if (status == ACCORD_OK) merge->files[merge->file_count++] = *opened;
    return status;
}

enum accord_status accord_stored_merge_open(struct accord_stored_merge *merge, struct accord_check_request *request,
                                            struct accord_run_file *file, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    const char *why;
    merge->files = accord_alloc_zero(request->merged.count + 1, sizeof *merge->files);
    if (!merge->files) return accord_error_memory(err);
    for (size_t i = 0; i < request->merged.count && status == ACCORD_OK; i++) {
        struct accord_run_file *opened = NULL;
        struct accord_run_name name;
        int64_t id = 0;
        status = accord_run_name_split(request->merged.items[i], &name, err);
        if (status == ACCORD_OK) status = open_merged(merge, name.path, file, &opened, err);
        if (status == ACCORD_OK) status = accord_run_name_find(&name, opened, &id, err);
        if (status == ACCORD_OK) status = accord_merge_find(&merge->list, opened, id, err);
        accord_free(name.path);
    }
    if (status != ACCORD_OK) return status;
    const char *day = merge->list.runs[0].record.as_of;
    if (!accord_date_parse(day, strlen(day), &request->as_of, &why) || request->as_of.first != request->as_of.last)
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: the store is damaged: a run as of \"%s\"",
                                accord_run_file_path(merge->list.runs[0].file), day);
    return ACCORD_OK;
}

void accord_stored_merge_close(struct accord_stored_merge *merge)
{
    for (size_t i = 0; i < merge->file_count; i++)
        accord_run_file_close(merge->files[i]);
    accord_free(merge->files);
    accord_merge_clear(&merge->list);
    *merge = (struct accord_stored_merge){.files = NULL};
}

/* ---- asking the rules ---- */

static struct accord_crew_orders orders_of(const struct accord_stored_check *check, const bool *rules)
{
    const struct accord_check_request *request = check->request;
    return (struct accord_crew_orders){.packs = check->packs,
                                       .dataset = check->dataset,
                                       .options = {.as_of = request->as_of,
                                                   .rules = rules,
                                                   .params = check->profile->params,
                                                   .params_count = check->profile->params_count,
                                                   .carry = ACCORD_CARRY_ALL},
                                       .limits = request->bounds.limits,
                                       .seconds = request->bounds.seconds,
                                       .jobs = request->jobs,
                                       .temporary = accord_places_temporary()};
}

static enum accord_status evaluate_apart(void *host, const bool *rules, const size_t *actors, size_t count,
                                         const struct accord_taker *taker, struct accord_error *err)
{
    const struct accord_stored *stored = host;
    const struct accord_crew_keeper keeper = {taker->notes, taker->host};
    struct accord_crew_orders orders = orders_of(&stored->check, rules);
    orders.actors = actors;
    orders.actor_count = count;
    orders.keeper = &keeper;
    return accord_crew_evaluate(&orders, taker->verdict, taker->host, err);
}

static enum accord_status conclude_apart(void *host, const bool *rules, struct accord_spool *collected,
                                         accord_verdict_function function, void *taker, struct accord_error *err)
{
    const struct accord_stored *stored = host;
    struct accord_crew_orders orders = orders_of(&stored->check, rules);
    orders.collected = collected;
    return accord_crew_evaluate(&orders, function, taker, err);
}

/* ---- telling ---- */

static bool tell_part(void *host, const char *bytes, size_t length,
                      size_t (*rule_of)(const void *host, uint64_t number), const void *rules)
{
    struct accord_stored *stored = host;
    return accord_report_add_part(stored->report, bytes, length, rule_of, rules);
}

static enum accord_status tell_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct accord_stored *stored = host;
    return stored->check.function(stored->check.host, verdict, err);
}

/* ---- a session ---- */

enum accord_status accord_stored_open(struct accord_stored *stored, const struct accord_stored_check *check,
                                      struct accord_error *err)
{
    const struct accord_check_request *request = check->request;
    stored->check = *check;
    stored->here = (struct accord_here){
        .packs = check->packs, .dataset = check->dataset, .options = orders_of(check, NULL).options};
    stored->evaluator = accord_evaluator_here(&stored->here);
    if (request->bounds.isolated) stored->evaluator = (struct accord_evaluator){evaluate_apart, conclude_apart, stored};
    stored->listener = (struct accord_listener){.verdict = tell_verdict, .host = stored};
    const struct accord_session_orders orders = {.packs = check->packs,
                                                 .catalogue = check->catalogue,
                                                 .dataset = check->dataset,
                                                 .warnings = check->warnings,
                                                 .options = orders_of(check, check->selection->rules).options,
                                                 .limits = request->bounds.limits,
                                                 .actors = check->actors,
                                                 .actor_count = check->selection->actor_count,
                                                 .shard = request->shard,
                                                 .shards = request->shards,
                                                 .profile = check->profile->id,
                                                 .profile_sha256 = check->profile->sha256,
                                                 .file = check->file,
                                                 .looks = !request->no_cache,
                                                 .merged = check->merged,
                                                 .merged_count = check->merged_count,
                                                 .temporary = accord_places_temporary(),
                                                 .evaluator = &stored->evaluator,
                                                 .listener = &stored->listener};
    return accord_session_open(&orders, &stored->session, err);
}

enum accord_status accord_stored_run(struct accord_stored *stored, struct accord_report *report,
                                     struct accord_error *err)
{
    stored->report = report;
    stored->listener.carry = accord_report_carry(report);
    if (stored->listener.carry == ACCORD_CARRY_KINDS) stored->listener.part = tell_part;
    return accord_session_run(stored->session, err);
}

void accord_stored_close(struct accord_stored *stored)
{
    accord_session_close(stored->session);
    stored->session = NULL;
}

/* ---- shards ---- */

/* The actors, in the order of their ids, in pieces as equal as can be. */
void accord_stored_select_shard(const struct accord_check_request *request, size_t actors,
                                struct accord_selection *selection)
{
    size_t first = actors / request->shards * (request->shard - 1), rest = actors % request->shards;
    size_t count = actors / request->shards + (request->shard <= rest);
    first += request->shard - 1 < rest ? request->shard - 1 : rest;
    for (size_t i = 0; i < actors; i++)
        selection->actors[i] = i >= first && i - first < count;
    selection->actor_count = count;
}
