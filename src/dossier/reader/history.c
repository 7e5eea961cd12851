/* The run that is told, and those before it. */
#include "base/error.h"
#include "dossier/reader/reader.h"
#include "runs/run_name.h"
#include "store/run_labels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PART_MAX_BYTES = 96 };

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* ---- the run ---- */

static enum accord_status find_run(struct accord_dossier *dossier, struct accord_error *err)
{
    struct accord_run_name name;
    int64_t id = 0;
    enum accord_status status = accord_run_name_split(dossier->options.name, &name, err);
    if (status != ACCORD_OK) return status;
    dossier->path = name.path;
    status = accord_run_file_open(dossier->path, false, &dossier->file, err);
    if (status == ACCORD_OK) status = accord_run_name_find(&name, dossier->file, &id, err);
    if (status == ACCORD_OK) status = accord_merge_find(&dossier->told, dossier->file, id, err);
    return status == ACCORD_OK ? accord_merge_settle(&dossier->told, dossier->path, err) : status;
}

static void take_part(struct accord_dossier *dossier, bool *failed)
{
    const struct accord_run_record *record = accord_dossier_record(dossier);
    char text[PART_MAX_BYTES];
    if (dossier->told.count > 1 || record->actors >= record->actors_of) return;
    if (record->shards > 1)
        (void)snprintf(text, sizeof text, "shard %lld/%lld", (long long)record->shard, (long long)record->shards);
    else
        (void)snprintf(text, sizeof text, "%lld of %lld actors", (long long)record->actors,
                       (long long)record->actors_of);
    dossier->facts.part = accord_dossier_copy(dossier, text, failed);
}

static enum accord_status take_facts(struct accord_dossier *dossier, struct accord_error *err)
{
    const struct accord_run_record *record = accord_dossier_record(dossier);
    bool failed = false;
    dossier->facts = (struct accord_dossier_facts){.store = dossier->path,
                                                   .version = record->version,
                                                   .dataset = record->dataset,
                                                   .profile = record->profile,
                                                   .profile_sha256 = record->profile_sha256,
                                                   .actors_of = (size_t)record->actors_of};
    take_part(dossier, &failed);
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

/* ---- the history ---- */

static enum accord_status add_run(struct accord_dossier *dossier, const struct accord_run_record *record,
                                  struct accord_error *err)
{
    const char *why = NULL;
    bool failed = false;
    struct accord_dossier_run *run = accord_dossier_list_add(&dossier->runs, sizeof *run);
    if (!run) return accord_error_memory(err);
    *run = (struct accord_dossier_run){.id = record->id,
                                       .as_of = accord_dossier_copy(dossier, record->as_of, &failed),
                                       .dataset_sha256 = accord_dossier_copy(dossier, record->dataset_sha256, &failed),
                                       .rules_sha256 = accord_dossier_copy(dossier, record->rules_sha256, &failed)};
    if (failed) return accord_error_memory(err);
    bool good = accord_date_parse(run->as_of, strlen(run->as_of), &run->day, &why);
    return good ? ACCORD_OK : accord_dossier_damaged(dossier, record->id, err);
}

/* Runs come the newest first. Those of a shard or of chosen actors would show a fall that nobody had. */
static enum accord_status take_run(void *host, const struct accord_run_record *record, struct accord_error *err)
{
    struct accord_dossier *dossier = host;
    const struct accord_run_record *told = accord_dossier_record(dossier);
    bool whole = record->shards == 1 && record->actors == record->actors_of;
    bool earlier = strcmp(record->as_of, told->as_of) < 0;
    if (!whole || !earlier || !same(record->dataset, told->dataset) || !same(record->profile, told->profile))
        return ACCORD_OK;
    return add_run(dossier, record, err);
}

/* Days ascend; of a day the newest comes first. */
static int compare_runs(const void *a, const void *b)
{
    const struct accord_dossier_run *x = a, *y = b;
    if (x->day.first != y->day.first) return x->day.first < y->day.first ? -1 : 1;
    return (x->id < y->id) - (x->id > y->id);
}

/* Which run is chosen to compare with; 0: it is to be the newest of an earlier day. */
static enum accord_status find_compared(struct accord_dossier *dossier, struct accord_error *err)
{
    struct accord_run_name name = {.path = NULL};
    char *end = NULL;
    const char *said = dossier->options.since;
    dossier->compared = 0;
    if (!said) return ACCORD_OK;
    long long number = strtoll(said, &end, 10);
    if (number > 0 && *end == '\0')
        name.id = number;
    else
        name.label = said;
    return accord_run_name_find(&name, dossier->file, &dossier->compared, err);
}

/* Runs of some rules only. Where the rules themselves are others, nobody can tell a choice of them from rules that are
 * new. */
static bool is_narrower(const struct accord_dossier *dossier, const struct accord_dossier_run *run, const bool *asked)
{
    size_t told = dossier->runs.count - 1;
    if (!same(run->rules_sha256, accord_dossier_run(dossier, told)->rules_sha256)) return false;
    for (size_t i = 0; i < dossier->rules.count; i++)
        if (accord_dossier_has_asked(dossier, told, i) && !asked[i]) return true;
    return false;
}

/* Of each day one run. The run that is told comes last and stays there. */
static enum accord_status thin_out(struct accord_dossier *dossier, struct accord_error *err)
{
    struct accord_dossier_run *runs = dossier->runs.items;
    size_t told = dossier->runs.count - 1, kept = 0, rules = dossier->rules.count;
    bool *row = NULL;
    for (size_t i = 0; i < told; i++) {
        bool chosen = runs[i].id == dossier->compared;
        bool again = kept > 0 && runs[i].day.first == runs[kept - 1].day.first;
        if (again && !chosen) continue;
        if (!row) row = accord_arena_alloc(&dossier->arena, (rules + 1) * sizeof *row);
        if (!row) return accord_error_memory(err);
        memset(row, 0, (rules + 1) * sizeof *row);
        enum accord_status status = accord_dossier_read_asked(dossier, runs[i].id, row, err);
        if (status != ACCORD_OK) return status;
        if (!chosen && is_narrower(dossier, &runs[i], row)) continue;
        kept -= again;
        runs[kept] = runs[i];
        dossier->asked[kept++] = row;
        row = NULL;
    }
    runs[kept] = runs[told];
    dossier->asked[kept] = dossier->asked[told];
    dossier->runs.count = kept + 1;
    return ACCORD_OK;
}

/* Keeps the last days, and the run that was chosen in the place of the first of them. */
static void cut(struct accord_dossier *dossier)
{
    struct accord_dossier_run *runs = dossier->runs.items;
    size_t count = dossier->runs.count, over = count > ACCORD_DOSSIER_RUNS_MAX ? count - ACCORD_DOSSIER_RUNS_MAX : 0;
    for (size_t i = 0; i < over && dossier->compared != 0; i++) {
        if (runs[i].id != dossier->compared) continue;
        runs[over] = runs[i];
        dossier->asked[over] = dossier->asked[i];
    }
    if (over == 0) return;
    memmove(runs, runs + over, (count - over) * sizeof *runs);
    memmove(dossier->asked, dossier->asked + over, (count - over) * sizeof *dossier->asked);
    dossier->runs.count = count - over;
}

static enum accord_status settle_since(struct accord_dossier *dossier, struct accord_error *err)
{
    const struct accord_dossier_run *runs = dossier->runs.items;
    size_t earlier = dossier->runs.count - 1; /* the last is the run that is told */
    dossier->since = earlier > 0 ? earlier - 1 : SIZE_MAX;
    if (dossier->compared == 0) return ACCORD_OK;
    for (size_t i = 0; i < earlier; i++)
        if (runs[i].id == dossier->compared) {
            dossier->since = i;
            return ACCORD_OK;
        }
    const struct accord_run_record *told = accord_dossier_record(dossier);
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "%s: run %lld cannot be compared with, expected a whole run of %s as of a day before %s",
                            dossier->path, (long long)dossier->compared, told->dataset, told->as_of);
}

enum accord_status accord_dossier_settle_history(struct accord_dossier *dossier, struct accord_error *err)
{
    enum accord_status status = thin_out(dossier, err);
    if (status != ACCORD_OK) return status;
    cut(dossier);
    return settle_since(dossier, err);
}

/* ---- what runs are called ---- */

static enum accord_status take_label(void *host, const struct accord_run_label *label, struct accord_error *err)
{
    struct accord_dossier *dossier = host;
    struct accord_dossier_run *runs = dossier->runs.items;
    bool failed = false;
    for (size_t i = 0; i < dossier->runs.count; i++) {
        if (runs[i].id != label->run) continue;
        if (label->is_name) {
            runs[i].name = accord_dossier_copy(dossier, label->text, &failed);
        } else if (!runs[i].tags) {
            runs[i].tags = accord_dossier_copy(dossier, label->text, &failed);
        } else {
            size_t size = strlen(runs[i].tags) + strlen(label->text) + 2;
            char *joined = accord_arena_alloc(&dossier->arena, size);
            if (joined) (void)snprintf(joined, size, "%s %s", runs[i].tags, label->text);
            failed = joined == NULL;
            runs[i].tags = joined;
        }
    }
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

enum accord_status accord_dossier_read_history(struct accord_dossier *dossier, struct accord_error *err)
{
    enum accord_status status = find_run(dossier, err);
    if (status == ACCORD_OK) status = take_facts(dossier, err);
    if (status == ACCORD_OK) status = find_compared(dossier, err);
    if (status == ACCORD_OK) status = accord_run_file_runs(dossier->file, NULL, INT64_MAX, take_run, dossier, err);
    if (status != ACCORD_OK) return status;
    if (dossier->runs.count > 0)
        qsort(dossier->runs.items, dossier->runs.count, sizeof(struct accord_dossier_run), compare_runs);
    status = add_run(dossier, accord_dossier_record(dossier), err);
    return status == ACCORD_OK ? accord_run_labels(dossier->file, take_label, dossier, err) : status;
}
