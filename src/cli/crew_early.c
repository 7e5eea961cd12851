/* Workers that begin before anybody knows what rules there are. */
#include "cli/crew_early.h"

#include "accord/observe.h"
#include "base/error.h"
#include "cli/crew_private.h"
#include "store/dataset.h"

#include <string.h>

struct accord_early {
    struct accord_crew_orders orders;
    struct accord_crew crew; /* as each of them finds it */
    struct accord_early_loading loading;
};

static enum accord_status start(struct accord_early *early, size_t index, struct accord_error *err)
{
    struct accord_crew *crew = &early->crew;
    crew->tasks[index] = (struct accord_crew_task){.crew = crew, .index = index, .loading = &early->loading};
    const struct accord_work work = {
        .function = accord_crew_work,
        .host = &crew->tasks[index],
        .kept = -1,
        .position = &crew->positions[index],
        .patience = {.seconds = early->orders.seconds,
                     .loading_seconds = accord_loading_seconds(early->orders.packs),
                     .moves = accord_packs_file_count(early->orders.packs)},
    };
    return accord_worker_start(&crew->workers[index], &work, err);
}

enum accord_status accord_early_start(const struct accord_crew_orders *orders,
                                      const struct accord_early_loading *loading, struct accord_early **early,
                                      struct accord_error *err)
{
    struct accord_early *made = accord_alloc_zero(1, sizeof *made);
    *early = NULL;
    if (!made) return accord_error_memory(err);
    made->orders = *orders;
    made->loading = *loading;
    struct accord_crew *crew = &made->crew;
    crew->orders = &made->orders;
    crew->actor_count = accord_dataset_actor_count(orders->dataset);
    accord_crew_share_out(crew);
    crew->workers = accord_alloc_zero(crew->count, sizeof *crew->workers);
    crew->tasks = accord_alloc_zero(crew->count, sizeof *crew->tasks);
    crew->positions = accord_position_new(crew->count);
    bool good = crew->workers && crew->tasks && crew->positions;
    enum accord_status status = good ? ACCORD_OK : accord_error_memory(err);
    for (size_t i = 0; i < crew->count && status == ACCORD_OK; i++)
        status = start(made, i, err);
    if (status == ACCORD_OK)
        *early = made;
    else
        accord_early_free(made);
    return status;
}

struct accord_worker *accord_early_first(struct accord_early *early)
{
    return &early->crew.workers[0];
}

void accord_early_free(struct accord_early *early)
{
    if (!early) return;
    for (size_t i = 0; early->crew.workers && i < early->crew.count; i++)
        accord_worker_end(&early->crew.workers[i]);
    accord_position_free(early->crew.positions, early->crew.count);
    accord_free(early->crew.workers);
    accord_free(early->crew.tasks);
    accord_free(early);
}

/* Whether they do what the crew is to do. */
static bool fits(const struct accord_early *early, const struct accord_crew *crew)
{
    const struct accord_crew_orders *a = &early->orders, *b = crew->orders;
    bool same = a->packs == b->packs && a->dataset == b->dataset && a->seconds == b->seconds &&
                a->options.as_of.first == b->options.as_of.first && a->options.as_of.last == b->options.as_of.last &&
                a->options.carry == b->options.carry && memcmp(&a->limits, &b->limits, sizeof a->limits) == 0 &&
                early->crew.count == crew->count && early->crew.chunk == crew->chunk;
    for (size_t i = 0; same && i < accord_crew_rule_count(crew); i++)
        same = crew->wanted[i];
    return same && !b->actors && !b->keeper && !b->collected && b->options.params_count == 0;
}

bool accord_early_take(struct accord_early *early, struct accord_crew *crew)
{
    struct accord_position *positions = crew->positions;
    const struct accord_patience patience = accord_crew_patience(crew);
    if (!early || !fits(early, crew)) return false;
    for (size_t i = 0; i < crew->count; i++) {
        crew->workers[i] = early->crew.workers[i];
        crew->tasks[i] = (struct accord_crew_task){.crew = crew, .index = i};
        accord_watch_begin(&crew->workers[i].watch, &patience);
        early->crew.workers[i] = (struct accord_worker){.pipe = -1};
    }
    crew->positions = early->crew.positions;
    early->crew.positions = positions;
    return true;
}
