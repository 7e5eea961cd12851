/* Evaluating in contained worker processes. */
#include "accord/observe.h"
#include "base/error.h"
#include "cli/crew_private.h"
#include "engine/frame.h"
#include "store/dataset.h"

#include <string.h>
#include <unistd.h>

enum {
    CHUNK_MAX = 32,  /* actors that one worker takes at a time; for fewer there is no worker of their own */
    CHUNKS_EACH = 8, /* that a worker takes, or more: so that workers end at about the same time */
    /* Of an actor: a rule is paired with it, its verdict is written, it is collected from. A worker that is waited for
     * hands over this actor, or the next. */
    MOVES_A_RULE = 2 * 3,
    WHY_MAX = 512,
    HOST_MEMORY = 512 * 1024 * 1024
};

unsigned accord_crew_jobs(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > ACCORD_JOBS_MAX ? ACCORD_JOBS_MAX : (unsigned)count;
}

size_t accord_crew_memory(const struct accord_limits *limits)
{
    return 4 * limits->memory + HOST_MEMORY;
}

/* Loading is counted: a file takes a tenth of a second at most. */
unsigned accord_files_seconds(size_t files)
{
    enum { FILES_A_SECOND = 10 };
    return 1 + (unsigned)(files / FILES_A_SECOND);
}

unsigned accord_loading_seconds(const struct accord_packs *packs)
{
    return accord_files_seconds(accord_packs_file_count(packs));
}

/* ---- in the parent: starting ---- */

struct accord_patience accord_crew_patience(const struct accord_crew *crew)
{
    return (struct accord_patience){.seconds = crew->orders->seconds,
                                    .loading_seconds = accord_loading_seconds(crew->orders->packs),
                                    .moves = MOVES_A_RULE * accord_crew_rule_count(crew) + 1};
}

static enum accord_status start(struct accord_crew *crew, size_t index, size_t from, struct accord_error *err)
{
    bool concludes = index == crew->count;
    struct accord_worker *worker = &crew->workers[index];
    crew->tasks[index] = (struct accord_crew_task){crew, index, from, crew->singly, NULL};
    const struct accord_work orders = {
        .function = accord_crew_work,
        .host = &crew->tasks[index],
        .kept = concludes ? crew->spool.descriptor : -1,
        .position = &crew->positions[concludes ? 0 : index],
        .patience = accord_crew_patience(crew),
    };
    accord_worker_end(worker);
    return accord_worker_start(worker, &orders, err);
}

static void end_all(struct accord_crew *crew)
{
    for (size_t i = 0; i <= crew->count; i++)
        accord_worker_end(&crew->workers[i]);
}

/* All of them, from a place in the list on. */
static enum accord_status start_all(struct accord_crew *crew, size_t from, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    end_all(crew);
    for (size_t i = 0; i < crew->count && status == ACCORD_OK; i++)
        status = start(crew, i, from, err);
    return status;
}

/* ---- a worker that ended too early ---- */

static bool is_known(const struct accord_crew *crew, const struct accord_pair *pair)
{
    for (size_t i = 0; i < crew->failure_count; i++) {
        const struct accord_pair *known = &crew->failures[i].pair;
        if (known->stage == pair->stage && known->actor == pair->actor && known->rule == pair->rule) return true;
    }
    return false;
}

static enum accord_status add_failure(struct accord_crew *crew, const struct accord_pair *pair, const char *what,
                                      struct accord_error *err)
{
    struct accord_text text;
    accord_text_init(&text, WHY_MAX);
    accord_text_addf(&text, "the rule was stopped: %s", what);
    const char *why = text.failed ? NULL : accord_arena_copy(&crew->arena, accord_text_str(&text), text.length);
    accord_text_clear(&text);
    if (!why) return accord_error_memory(err);
    if (crew->failure_count == crew->failure_capacity) {
        size_t capacity = 2 * crew->failure_capacity + 16;
        void *grown = accord_realloc(crew->failures, capacity, sizeof *crew->failures);
        if (!grown) return accord_error_memory(err);
        crew->failures = grown;
        crew->failure_capacity = capacity;
    }
    crew->failures[crew->failure_count++] = (struct accord_failure){*pair, why};
    return ACCORD_OK;
}

/* Later pairs of a rule that was stopped are not asked: what became of them in a worker that was ahead does not count.
 */
static void forget_later(struct accord_crew *crew, size_t actor)
{
    size_t kept = 0;
    for (size_t i = 0; i < crew->failure_count; i++) {
        const struct accord_pair *pair = &crew->failures[i].pair;
        bool later = pair->stage != ACCORD_STAGE_CONCLUDE && pair->actor > actor;
        if (!later || !crew->stopped[pair->rule]) crew->failures[kept++] = crew->failures[i];
    }
    crew->failure_count = kept;
}

/* Whether the worker may have been at the pair, where `at` is owed next: a place in the list of actors, or the number
 * of a conclusion. What it has finished of its chunk it may have kept to itself, unless it works singly. */
static bool may_be_at(const struct accord_crew *crew, const struct accord_crew_task *task,
                      const struct accord_pair *pair, size_t at)
{
    if (pair->rule >= accord_crew_rule_count(crew)) return false;
    /* One that concludes begins again with those that were given. */
    if (task->index == crew->count) return pair->stage == ACCORD_STAGE_CONCLUDE && pair->actor <= at;
    if (pair->stage != ACCORD_STAGE_PAIR && pair->stage != ACCORD_STAGE_COLLECT) return false;
    for (size_t i = at; i < crew->actor_count && i / crew->chunk == at / crew->chunk && (i == at || !task->singly); i++)
        if (accord_crew_actor_at(crew, i) == pair->actor) return true;
    return false;
}

/* The pair that the worker was at takes the blame. What stands in the shared page the worker may have written itself:
 * where it cannot be, or was blamed before, another one is asked singly, and if it was that already the run cannot go
 * on. So workers end too early no more often than there are pairs. */
static enum accord_status blame(struct accord_crew *crew, size_t index, size_t at, const char *what,
                                struct accord_error *err)
{
    const struct accord_crew_task *task = &crew->tasks[index];
    const struct accord_position *position = crew->workers[index].position;
    const struct accord_pair pair = {(enum accord_stage)position->stage, (size_t)position->actor, position->rule};
    crew->singly = true;
    if (may_be_at(crew, task, &pair, at) && !is_known(crew, &pair)) return add_failure(crew, &pair, what, err);
    if (!task->singly) return ACCORD_OK;
    return accord_error_set(err, ACCORD_RULE_FAILED, "a worker process cannot go on %s: %s",
                            pair.stage == ACCORD_STAGE_LOADING ? "loading the rules" : "with the pair it was at", what);
}

/* ---- what a worker says ---- */

/* Which rules asked which tables: looked at by whoever keeps the run. */
static bool take_asked(const struct accord_crew *crew, struct accord_wire *wire)
{
    size_t count = accord_wire_take_count(wire, 2);
    size_t tables = accord_store_table_count(accord_dataset_store_of(crew->orders->dataset));
    for (size_t i = 0; i < count; i++) {
        (void)accord_wire_take_below(wire, accord_crew_rule_count(crew));
        (void)accord_wire_take_below(wire, tables);
    }
    return !wire->failed;
}

/* Rules, ascending. */
static bool take_limits(struct accord_crew *crew, struct accord_wire *wire, bool *stops)
{
    size_t count = accord_wire_take_count(wire, 1), least = 0;
    struct accord_wire again = *wire;
    for (size_t i = 0; i < count; i++) {
        size_t rule = accord_wire_take_below(wire, accord_crew_rule_count(crew));
        if (wire->failed || rule < least) return false;
        least = rule + 1;
    }
    for (size_t i = 0; i < count; i++) {
        size_t rule = accord_wire_take_below(&again, accord_crew_rule_count(crew));
        if (++crew->limits[rule] != ACCORD_LIMIT_ERRORS_MAX) continue;
        crew->stopped[rule] = true;
        *stops = true;
    }
    return true;
}

/* All of the frame is read before any of it counts. False where it is garbled. */
static bool take_actor(struct accord_crew *crew, const struct accord_frame *frame, size_t actor, size_t *count,
                       struct accord_wire *rest)
{
    struct accord_wire wire = accord_wire_of(frame->bytes, frame->length);
    size_t least = 0;
    *count = 0;
    accord_arena_reset(&crew->frame);
    if (frame->kind != ACCORD_FRAME_ACTOR || accord_wire_take_number(&wire) != actor) return false;
    while (accord_wire_take_bool(&wire)) {
        struct accord_verdict *verdict = &crew->verdicts[*count];
        if (*count == accord_crew_rule_count(crew)) return false;
        accord_frame_take_verdict(&wire, crew->orders->packs, crew->orders->dataset, crew->orders->options.carry,
                                  &crew->frame, verdict);
        if (wire.failed || verdict->actor != actor || verdict->rule < least || !crew->wanted[verdict->rule])
            return false;
        least = verdict->rule + 1;
        ++*count;
    }
    *rest = wire;
    return !wire.failed;
}

static enum accord_status keep_collected(struct accord_crew *crew, size_t actor, const struct accord_wire *collected,
                                         struct accord_error *err)
{
    accord_text_reset(&crew->piece);
    accord_wire_add_number(&crew->piece, actor);
    accord_text_add(&crew->piece, collected->at, (size_t)(collected->end - collected->at));
    if (crew->piece.failed) return accord_error_memory(err);
    return accord_spool_add(&crew->spool, 0, accord_text_str(&crew->piece), crew->piece.length, err);
}

/* *stops: a rule has hit a limit once too often, and is not asked again from the next actor on. */
static enum accord_status give_actor(struct accord_crew *crew, const struct accord_frame *frame, size_t actor,
                                     bool *garbled, bool *stops, struct accord_error *err)
{
    struct accord_wire notes, rest;
    size_t count;
    enum accord_status status = ACCORD_OK;
    const struct accord_crew_keeper *keeper = crew->orders->keeper;
    *garbled = !take_actor(crew, frame, actor, &count, &notes);
    rest = notes;
    *garbled = *garbled || !take_limits(crew, &rest, stops) || !take_asked(crew, &rest);
    if (*garbled) return ACCORD_OK;
    for (size_t i = 0; i < count && status == ACCORD_OK; i++)
        status = crew->function(crew->host, &crew->verdicts[i], err);
    if (*stops) forget_later(crew, actor);
    if (status == ACCORD_OK && keeper)
        return keeper->function(keeper->host, actor, notes.at, (size_t)(notes.end - notes.at), err);
    if (status == ACCORD_OK && crew->has_aggregates) status = keep_collected(crew, actor, &rest, err);
    return status;
}

static enum accord_status join_actors(struct accord_crew *crew, struct accord_error *err)
{
    bool begun = accord_early_take(crew->orders->early, crew);
    enum accord_status status = begun ? ACCORD_OK : start_all(crew, 0, err);
    for (size_t at = 0; at < crew->actor_count && status == ACCORD_OK;) {
        size_t index = at / crew->chunk % crew->count;
        struct accord_worker *worker = &crew->workers[index];
        struct accord_frame frame;
        char why[ACCORD_WORKER_TEXT_MAX];
        bool garbled = false, stops = false;
        if (accord_worker_receive_among(worker, &crew->crowd, &frame, why) == ACCORD_RECEIVED_END) {
            status = blame(crew, index, at, why, err);
            if (status == ACCORD_OK) status = start(crew, index, at, err);
            continue;
        }
        if (frame.kind == ACCORD_FRAME_FAILED) return accord_worker_take_failed(&frame, err);
        status = give_actor(crew, &frame, accord_crew_actor_at(crew, at), &garbled, &stops, err);
        if (status == ACCORD_OK && garbled) {
            accord_worker_end(worker);
            status = blame(crew, index, at, accord_worker_garbled, err);
            if (status == ACCORD_OK) status = start(crew, index, at, err);
        } else {
            at++;
            if (status == ACCORD_OK && stops && at < crew->actor_count) status = start_all(crew, at, err);
        }
    }
    return status;
}

static bool take_conclusion(struct accord_crew *crew, const struct accord_frame *frame, struct accord_verdict *verdict)
{
    struct accord_wire wire = accord_wire_of(frame->bytes, frame->length);
    accord_arena_reset(&crew->frame);
    if (frame->kind != ACCORD_FRAME_VERDICT) return false;
    accord_frame_take_verdict(&wire, crew->orders->packs, crew->orders->dataset, crew->orders->options.carry,
                              &crew->frame, verdict);
    return accord_wire_done(&wire) && verdict->actor == SIZE_MAX && crew->wanted[verdict->rule];
}

/* Conclusions come one by one: after a restart those that were given are passed over. */
static enum accord_status join_conclusions(struct accord_crew *crew, struct accord_error *err)
{
    struct accord_worker *worker = &crew->workers[crew->count];
    size_t given = 0, seen = 0;
    enum accord_status status = accord_spool_flush(&crew->spool, err);
    end_all(crew); /* the first one's position is taken over */
    if (status == ACCORD_OK) status = start(crew, crew->count, 0, err);
    while (status == ACCORD_OK) {
        struct accord_frame frame;
        struct accord_verdict verdict;
        char why[ACCORD_WORKER_TEXT_MAX];
        bool ended = accord_worker_receive(worker, &frame, why) == ACCORD_RECEIVED_END;
        if (!ended && frame.kind == ACCORD_FRAME_DONE) break;
        if (!ended && frame.kind == ACCORD_FRAME_FAILED) return accord_worker_take_failed(&frame, err);
        if (ended || seen == ACCORD_CONCLUSIONS_MAX * accord_crew_rule_count(crew) ||
            !take_conclusion(crew, &frame, &verdict)) {
            accord_worker_end(worker);
            status = blame(crew, crew->count, given, ended ? why : accord_worker_garbled, err);
            if (status == ACCORD_OK) status = start(crew, crew->count, 0, err);
            seen = 0;
        } else if (seen++ == given) {
            given++;
            status = crew->function(crew->host, &verdict, err);
        }
    }
    return status;
}

/* ---- the whole ---- */

static void choose_rules(struct accord_crew *crew)
{
    const struct accord_crew_orders *orders = crew->orders;
    bool whole = crew->actor_count == accord_dataset_actor_count(orders->dataset) || orders->keeper;
    for (size_t i = 0; i < accord_crew_rule_count(crew); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(orders->packs, i, &rule);
        crew->wanted[i] = (!orders->options.rules || orders->options.rules[i]) && (whole || !rule.over);
        crew->has_aggregates = crew->has_aggregates || (crew->wanted[i] && rule.over);
    }
}

void accord_crew_share_out(struct accord_crew *crew)
{
    size_t jobs = crew->orders->jobs, most = (crew->actor_count + CHUNK_MAX - 1) / CHUNK_MAX;
    crew->count = jobs < most ? jobs : most > 0 ? most : 1;
    size_t fair = crew->actor_count / (crew->count * CHUNKS_EACH);
    crew->chunk = fair == 0 ? 1 : fair < CHUNK_MAX ? fair : CHUNK_MAX;
}

static enum accord_status make(struct accord_crew *crew, struct accord_error *err)
{
    const struct accord_crew_orders *orders = crew->orders;
    crew->actor_count = orders->actors ? orders->actor_count : accord_dataset_actor_count(orders->dataset);
    size_t rules = accord_crew_rule_count(crew) + 1;
    accord_crew_share_out(crew);
    accord_arena_init(&crew->arena);
    accord_arena_init(&crew->frame);
    accord_spool_init(&crew->spool);
    crew->workers = accord_alloc_zero(crew->count + 1, sizeof *crew->workers);
    crew->crowd = (struct accord_crowd){crew->workers, crew->count,
                                        accord_alloc_zero(crew->count + 1, sizeof *crew->crowd.ready)};
    crew->tasks = accord_alloc_zero(crew->count + 1, sizeof *crew->tasks);
    crew->positions = accord_position_new(crew->count);
    crew->wanted = accord_alloc_zero(rules, sizeof *crew->wanted);
    crew->stopped = accord_alloc_zero(rules, sizeof *crew->stopped);
    crew->limits = accord_alloc_zero(rules, sizeof *crew->limits);
    crew->verdicts = accord_alloc_zero(rules, sizeof *crew->verdicts);
    bool good = crew->workers && crew->crowd.ready && crew->tasks && crew->positions && crew->wanted && crew->stopped &&
                crew->limits && crew->verdicts;
    if (!good) return accord_error_memory(err);
    choose_rules(crew);
    accord_text_init(&crew->piece, ACCORD_FRAME_MAX);
    if (crew->orders->collected) {
        enum accord_status status = accord_spool_flush(crew->orders->collected, err);
        crew->spool = *crew->orders->collected;
        return status;
    }
    bool spools = crew->has_aggregates && !crew->orders->keeper;
    return spools ? accord_spool_open(&crew->spool, crew->orders->temporary, 1, err) : ACCORD_OK;
}

static void clear(struct accord_crew *crew)
{
    if (crew->workers) end_all(crew);
    if (!crew->orders->collected) accord_spool_close(&crew->spool);
    accord_text_clear(&crew->piece);
    accord_position_free(crew->positions, crew->count);
    accord_arena_clear(&crew->arena);
    accord_arena_clear(&crew->frame);
    accord_free(crew->workers);
    accord_free(crew->crowd.ready);
    accord_free(crew->tasks);
    accord_free(crew->failures);
    accord_free(crew->wanted);
    accord_free(crew->stopped);
    accord_free(crew->limits);
    accord_free(crew->verdicts);
}

enum accord_status accord_crew_evaluate(const struct accord_crew_orders *orders, accord_verdict_function function,
                                        void *host, struct accord_error *err)
{
    struct accord_crew crew = {.orders = orders, .function = function, .host = host};
    enum accord_status status = make(&crew, err);
    accord_memory_trim();
    if (status == ACCORD_OK && !orders->collected) status = join_actors(&crew, err);
    if (status == ACCORD_OK && crew.has_aggregates && !orders->keeper) status = join_conclusions(&crew, err);
    clear(&crew);
    return status;
}
