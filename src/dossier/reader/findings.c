/* How findings stand: what was accepted, what is new, and since when; and how many there are. */
#include "base/error.h"
#include "dossier/reader/reader.h"
#include "ledger/waivers.h"

#include <string.h>

/* ---- what the earlier run had ---- */

static enum accord_status keep_findings(struct accord_dossier *dossier, const struct accord_verdict *verdict,
                                        struct accord_error *err)
{
    bool added = false;
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const char *name = verdict->findings[i].fingerprint;
        if (!accord_verdict_needs_look(verdict->findings[i].verdict)) continue;
        if (!accord_map_put(&dossier->before, name, strlen(name), 0, &added)) return accord_error_memory(err);
    }
    return ACCORD_OK;
}

/* What the run that is told did not ask again, of an actor or at all, is not gone. */
static enum accord_status take_before(void *host, const struct accord_pass_entry *entry, struct accord_error *err)
{
    struct accord_dossier *dossier = host;
    enum accord_status status = ACCORD_OK;
    int64_t index = 0;
    bool there = entry->aggregate || accord_map_get(&dossier->actor_by_id, entry->id, strlen(entry->id), &index);
    for (size_t i = 0; i < entry->verdicts && status == ACCORD_OK; i++) {
        struct accord_block_entry verdict;
        status = accord_dossier_pass_next(dossier, entry, &verdict, err);
        if (status != ACCORD_OK || verdict.verdict.finding_count == 0) continue;
        size_t rule = accord_dossier_rule_of(dossier, verdict.number);
        bool asked = rule != SIZE_MAX && accord_dossier_has_asked(dossier, dossier->runs.count - 1, rule);
        status = accord_dossier_pass_read(dossier, entry, &verdict, err);
        if (status == ACCORD_OK && there && asked) status = keep_findings(dossier, &verdict.verdict, err);
    }
    return status;
}

static enum accord_status read_before(struct accord_dossier *dossier, struct accord_error *err)
{
    const struct accord_dossier_run *runs = dossier->runs.items;
    if (dossier->since == SIZE_MAX) return ACCORD_OK;
    const struct accord_pass pass = {.run = runs[dossier->since].id,
                                     .aggregates = dossier->told.count == 1, /* of shards nothing was concluded */
                                     .function = take_before,
                                     .host = dossier};
    return accord_dossier_pass(dossier, &pass, err);
}

/* ---- waivers ---- */

static enum accord_status read_waivers(struct accord_dossier *dossier, struct accord_problems *problems,
                                       struct accord_error *err)
{
    const struct accord_dossier_run *told = accord_dossier_run(dossier, dossier->runs.count - 1);
    struct accord_ledger_options options = {.as_of = told->day, .waivers = dossier->options.waivers};
    if (!options.waivers) return ACCORD_OK;
    enum accord_status status = accord_ledger_new(&options, &dossier->ledger, err);
    return status == ACCORD_OK ? accord_waivers_read(dossier->ledger, problems, err) : status;
}

enum accord_status accord_dossier_read_standing(struct accord_dossier *dossier, struct accord_problems *problems,
                                                struct accord_error *err)
{
    const struct accord_dossier_run *told = accord_dossier_run(dossier, dossier->runs.count - 1);
    enum accord_status status = read_waivers(dossier, problems, err);
    if (status == ACCORD_OK) status = read_before(dossier, err);
    if (status != ACCORD_OK) return status;
    return accord_since_open(dossier->file, dossier->facts.dataset, dossier->facts.profile, told->day,
                             &dossier->found_since, err);
}

/* Whether the earlier run has verdicts of the rule for the actor; of an aggregate, of the rule. */
static bool was_asked(const struct accord_dossier *dossier, const char *actor, size_t rule)
{
    int64_t index = 0;
    if (dossier->since == SIZE_MAX || !accord_dossier_has_asked(dossier, dossier->since, rule)) return false;
    if (!accord_map_get(&dossier->actor_by_id, actor, strlen(actor), &index)) return true;
    return dossier->pairs[dossier->since * dossier->actors.count + (size_t)index] != NULL;
}

void accord_dossier_stand(const struct accord_dossier *dossier, const char *actor, size_t rule,
                          struct accord_arena *arena, struct accord_dossier_finding *finding)
{
    const char *name = finding->fingerprint;
    const struct accord_dossier_rule *facts = accord_dossier_rule(dossier, rule);
    struct accord_date since;
    int64_t times = 0;
    bool before = accord_map_get(&dossier->before, name, strlen(name), &times);
    finding->appeared = !before && was_asked(dossier, actor, rule);
    if (dossier->ledger) {
        const struct accord_waived waived = {.actor = actor,
                                             .rule = facts->id,
                                             .former = facts->former,
                                             .former_count = facts->former_count,
                                             .fingerprint = name};
        accord_ledger_find_waiver(dossier->ledger, &waived, &finding->waiver, &finding->lapsed);
    }
    if (!accord_since_find(dossier->found_since, name, finding->verdict, &since)) return;
    char *text = accord_arena_alloc(arena, ACCORD_DATE_TEXT_MAX);
    if (text) finding->since = accord_date_format(since, text);
}

/* ---- counting ---- */

struct finding_count {
    struct accord_dossier *dossier;
    struct accord_map found; /* of those that the earlier run had */
};

static enum accord_status count_finding(struct finding_count *count, const struct accord_dossier_finding *finding,
                                        struct accord_error *err)
{
    struct accord_dossier_counts *counts = &count->dossier->counts;
    bool added = false;
    counts->findings[finding->verdict]++;
    counts->comments += finding->comment_count;
    if (!accord_verdict_needs_look(finding->verdict)) return ACCORD_OK;
    counts->waived += finding->waiver != NULL;
    counts->lapsed += finding->lapsed != NULL;
    counts->appeared += finding->appeared;
    int64_t times = 0;
    const char *name = finding->fingerprint;
    if (!accord_map_get(&count->dossier->before, name, strlen(name), &times)) return ACCORD_OK;
    bool good = accord_map_put(&count->found, name, strlen(name), 0, &added);
    return good ? ACCORD_OK : accord_error_memory(err);
}

static enum accord_status count_account(void *host, const struct accord_dossier_account *account,
                                        struct accord_error *err)
{
    struct finding_count *count = host;
    struct accord_dossier_counts *counts = &count->dossier->counts;
    enum accord_status status = ACCORD_OK;
    counts->comments_apart += account->apart_count;
    for (size_t i = 0; i < account->verdict_count; i++) {
        const struct accord_dossier_verdict *verdict = &account->verdicts[i];
        counts->errors += verdict->verdict == ACCORD_VERDICT_ERROR;
        for (size_t j = 0; j < verdict->finding_count && status == ACCORD_OK; j++)
            status = count_finding(count, &verdict->findings[j], err);
    }
    return status;
}

enum accord_status accord_dossier_count(struct accord_dossier *dossier, struct accord_error *err)
{
    struct finding_count count = {.dossier = dossier};
    accord_map_init(&count.found);
    enum accord_status status = accord_dossier_each(dossier, count_account, &count, err);
    dossier->counts.gone = dossier->before.count - count.found.count;
    accord_map_clear(&count.found);
    return status;
}
