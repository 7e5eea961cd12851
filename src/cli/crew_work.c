/* What a worker of a crew does: it gives up what it does not need, loads the rules, evaluates and hands over. */
#include "base/error.h"
#include "cli/contain.h"
#include "cli/crew_private.h"
#include "cli/signals.h"
#include "engine/frame.h"
#include "store/dataset.h"

#include <unistd.h>

struct evaluation {
    struct accord_outbox outbox;
    struct accord_position *position;
    struct accord_error err;
};

/* Whatever a rule did to the host's memory is the rule's. */
_Noreturn static void give_up(struct evaluation *evaluation, enum accord_status status)
{
    if (status == ACCORD_NO_MEMORY) _exit(ACCORD_WORKER_TOO_MUCH);
    accord_worker_fail(&evaluation->outbox, status, &evaluation->err);
}

/* What a verdict takes to write is its pair's, too. */
static void note_writing(struct accord_position *position, const struct accord_verdict *verdict)
{
    position->rule = (uint32_t)verdict->rule;
    position->moves++;
}

static enum accord_status write_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct evaluation *evaluation = host;
    (void)err;
    note_writing(evaluation->position, verdict);
    evaluation->position->stage = ACCORD_STAGE_PAIR;
    accord_wire_add_number(&evaluation->outbox.text, true);
    accord_frame_add_verdict(&evaluation->outbox.text, verdict);
    return ACCORD_OK;
}

static enum accord_status send_conclusion(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct evaluation *evaluation = host;
    (void)err;
    note_writing(evaluation->position, verdict);
    accord_outbox_begin(&evaluation->outbox, ACCORD_FRAME_VERDICT);
    accord_frame_add_verdict(&evaluation->outbox.text, verdict);
    accord_outbox_end(&evaluation->outbox);
    accord_outbox_send(&evaluation->outbox);
    return ACCORD_OK;
}

static enum accord_status say_actor(struct evaluation *evaluation, struct accord_run *run, size_t actor, bool collects)
{
    struct accord_text *text = &evaluation->outbox.text;
    accord_outbox_begin(&evaluation->outbox, ACCORD_FRAME_ACTOR);
    accord_wire_add_number(text, actor);
    enum accord_status status = accord_run_actor(run, actor, write_verdict, evaluation, &evaluation->err);
    if (status != ACCORD_OK) return status;
    accord_wire_add_number(text, false);
    accord_run_add_limits(run, text);
    accord_run_add_asked(run, text);
    if (collects) accord_run_add_collected(run, text);
    accord_outbox_end(&evaluation->outbox);
    return ACCORD_OK;
}

static enum accord_status say_actors(struct evaluation *evaluation, struct accord_run *run,
                                     const struct accord_crew *crew, const struct accord_crew_task *task)
{
    size_t count = crew->actor_count;
    enum accord_status status = ACCORD_OK;
    for (size_t at = task->from; at < count && status == ACCORD_OK; at++) {
        if (at / crew->chunk % crew->count != task->index) continue;
        status = say_actor(evaluation, run, accord_crew_actor_at(crew, at), crew->has_aggregates);
        bool due = (at + 1) % crew->chunk == 0 || at + 1 == count || task->singly || evaluation->position->awaited;
        if (status == ACCORD_OK && due) accord_outbox_send(&evaluation->outbox);
    }
    return status;
}

static enum accord_status take_piece(void *host, const char *bytes, size_t length, struct accord_error *err)
{
    struct accord_wire wire = accord_wire_of(bytes, length);
    size_t actor = (size_t)accord_wire_take_number(&wire);
    return accord_run_take_collected(host, actor, &wire, err);
}

static enum accord_status say_conclusions(struct evaluation *evaluation, struct accord_run *run,
                                          const struct accord_crew *crew)
{
    struct accord_spool spool = crew->spool;
    spool.descriptor = ACCORD_KEPT;
    enum accord_status status = accord_spool_read(&spool, 0, take_piece, run, &evaluation->err);
    if (status == ACCORD_OK) status = accord_run_conclude(run, send_conclusion, evaluation, &evaluation->err);
    return status;
}

/* A worker loads the rules that it evaluates, with what they require; one that concludes the aggregate rules. Params of
 * any rule are looked at when they are set. */
static bool *needed_rules(const struct accord_crew *crew, bool concludes)
{
    const struct accord_run_options *options = &crew->orders->options;
    bool *needed = accord_alloc_zero(accord_crew_rule_count(crew) + 1, sizeof *needed);
    for (size_t i = 0; needed && i < accord_crew_rule_count(crew); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(crew->orders->packs, i, &rule);
        bool evaluated = crew->wanted[i] && (rule.over || !concludes);
        for (size_t at = i; evaluated && at != SIZE_MAX && !needed[at]; at = rule.requires) {
            needed[at] = true;
            accord_packs_rule(crew->orders->packs, at, &rule);
        }
    }
    for (size_t i = 0; needed && i < options->params_count; i++)
        needed[options->params[i].rule] = true;
    return needed;
}

/* The reader and the timer are there before the door closes. */
static enum accord_status close_doors(struct evaluation *evaluation, const struct accord_crew_orders *orders,
                                      struct accord_part *part)
{
    struct accord_error *err = &evaluation->err;
    enum accord_status status = accord_reader_open(accord_dataset_store(orders->dataset), &part->reader, err);
    if (status == ACCORD_OK) status = accord_tick_start(NULL, err);
    if (status == ACCORD_OK && !accord_contain(accord_crew_memory(&orders->limits))) _exit(ACCORD_WORKER_NOT_CONTAINED);
    return status;
}

static enum accord_status load_needed(const struct accord_crew *crew, bool concludes, struct accord_error *err)
{
    struct accord_problems *problems = NULL;
    enum accord_status status = accord_problems_new(&problems, err);
    bool *needed = needed_rules(crew, concludes);
    if (status == ACCORD_OK && !needed) status = accord_error_memory(err);
    if (status != ACCORD_OK) return status;
    accord_packs_need(crew->orders->packs, needed);
    return accord_packs_load(crew->orders->packs, &crew->orders->limits, problems, err);
}

/* Whoever asked for no rule in particular wants all of them. */
static enum accord_status want_all(struct accord_crew *crew, struct accord_error *err)
{
    size_t count = accord_crew_rule_count(crew);
    crew->wanted = accord_alloc_zero(count + 1, sizeof *crew->wanted);
    crew->stopped = accord_alloc_zero(count + 1, sizeof *crew->stopped);
    if (!crew->wanted || !crew->stopped) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(crew->orders->packs, i, &rule);
        crew->wanted[i] = true;
        crew->has_aggregates = crew->has_aggregates || rule.over;
    }
    return ACCORD_OK;
}

/* Of these the first tells how it went; the others leave it at that. */
static enum accord_status load_early(struct evaluation *evaluation, const struct accord_crew_task *task,
                                     struct accord_crew *crew)
{
    const struct accord_early_loading *loading = task->loading;
    struct accord_error *err = &evaluation->err;
    accord_packs_watch(crew->orders->packs, evaluation->position);
    enum accord_status status = accord_packs_load(crew->orders->packs, &crew->orders->limits, loading->problems, err);
    evaluation->position->rule = UINT32_MAX; /* at none of the files any more */
    if (task->index == 0) {
        loading->say(loading->host, &evaluation->outbox, status, err);
        accord_outbox_send(&evaluation->outbox);
    }
    if (status != ACCORD_OK) accord_worker_finish(&evaluation->outbox);
    return want_all(crew, err);
}

static enum accord_status begin(struct evaluation *evaluation, const struct accord_crew *crew,
                                const struct accord_part *part, struct accord_run **run)
{
    const struct accord_crew_orders *orders = crew->orders;
    struct accord_run_options options = orders->options;
    options.rules = crew->wanted;
    options.first_actor = 0;
    options.actor_count = SIZE_MAX;
    options.ticked = true;
    enum accord_status status =
        accord_run_new_part(orders->packs, orders->dataset, &options, part, run, &evaluation->err);
    if (status != ACCORD_OK) return status;
    accord_tick_watch(*run);
    return accord_run_begin(*run, &evaluation->err);
}

void accord_crew_work(void *host)
{
    const struct accord_crew_task *task = host;
    struct accord_crew crew = *task->crew;
    bool concludes = task->index == crew.count;
    struct evaluation evaluation = {.position = &crew.positions[concludes ? 0 : task->index]};
    struct accord_part part = {
        .position = evaluation.position, .failures = crew.failures, .failure_count = crew.failure_count};
    struct accord_run *run = NULL;
    enum accord_status status = close_doors(&evaluation, crew.orders, &part);
    if (status == ACCORD_OK)
        status = task->loading ? load_early(&evaluation, task, &crew) : load_needed(&crew, concludes, &evaluation.err);
    part.stopped = crew.stopped;
    if (status == ACCORD_OK) status = begin(&evaluation, &crew, &part, &run);
    if (status == ACCORD_OK && concludes)
        status = say_conclusions(&evaluation, run, &crew);
    else if (status == ACCORD_OK)
        status = say_actors(&evaluation, run, &crew, task);
    if (status != ACCORD_OK) give_up(&evaluation, status);
    accord_worker_finish(&evaluation.outbox);
}
