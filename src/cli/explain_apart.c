/* Explaining a rule in a contained process. */
#include "cli/explain_apart.h"

#include "accord/observe.h"
#include "base/error.h"
#include "cli/contain.h"
#include "cli/crew.h"
#include "cli/relay.h"
#include "cli/worker.h"
#include "engine/parts.h"
#include "store/dataset.h"

#include <unistd.h>

/* What the process does, as it finds it after the fork. */
struct errand {
    const struct accord_explain_request *request;
    const struct accord_bounds *bounds;
    struct accord_position *position;
    size_t text_max;
};

/* ---- in the process ---- */

/* Everything up to where rules run. */
static enum accord_status prepare(const struct errand *errand, struct accord_part *part, struct accord_error *err)
{
    const struct accord_explain_request *request = errand->request;
    struct accord_problems *problems = NULL;
    enum accord_status status = accord_problems_new(&problems, err);
    if (status == ACCORD_OK) status = accord_reader_open(accord_dataset_store(request->dataset), &part->reader, err);
    if (status == ACCORD_OK) status = accord_dataset_open_reader(request->dataset, err);
    if (status != ACCORD_OK) return status;
    if (!accord_contain(accord_crew_memory(&errand->bounds->limits))) _exit(ACCORD_WORKER_NOT_CONTAINED);
    return accord_packs_load(request->packs, &errand->bounds->limits, problems, err);
}

static void work(void *host)
{
    const struct errand *errand = host;
    struct accord_part part = {.position = errand->position};
    struct accord_explain_request request = *errand->request;
    struct accord_explained explained = {.seen = false};
    struct accord_outbox outbox = {.start = 0};
    struct accord_text text;
    struct accord_error err = {0};
    accord_text_init(&text, errand->text_max);
    request.part = &part;
    enum accord_status status = prepare(errand, &part, &err);
    if (status == ACCORD_OK) status = accord_explain_rule(&request, &text, &explained, &err);
    if (status == ACCORD_NO_MEMORY || text.failed) _exit(ACCORD_WORKER_TOO_MUCH);
    if (status != ACCORD_OK) accord_worker_fail(&outbox, status, &err);
    accord_outbox_begin(&outbox, ACCORD_FRAME_SAID);
    accord_wire_add_number(&outbox.text, explained.seen);
    accord_wire_add_number(&outbox.text, explained.judged);
    accord_wire_add_number(&outbox.text, explained.verdict);
    accord_wire_add_bytes(&outbox.text, accord_text_str(&text), text.length);
    accord_outbox_end(&outbox);
    accord_worker_finish(&outbox);
}

/* ---- in the parent ---- */

static enum accord_status fail(const struct errand *errand, const char *what, struct accord_error *err)
{
    struct accord_rule_facts rule;
    accord_packs_rule(errand->request->packs, errand->request->rule, &rule);
    return accord_error_set(err, ACCORD_RULE_FAILED, "%s for %s: the rule was stopped: %s", rule.id,
                            errand->request->actor, what);
}

static enum accord_status take(const struct errand *errand, const struct accord_frame *frame, struct accord_text *text,
                               struct accord_explained *explained, struct accord_error *err)
{
    struct accord_wire wire = accord_wire_of(frame->bytes, frame->length);
    size_t length = 0;
    if (frame->kind == ACCORD_FRAME_FAILED) return accord_worker_take_failed(frame, err);
    explained->seen = accord_wire_take_bool(&wire);
    explained->judged = accord_wire_take_bool(&wire);
    explained->verdict = (enum accord_verdict_kind)accord_wire_take_below(&wire, ACCORD_VERDICT_COUNT);
    const char *bytes = accord_wire_take_bytes(&wire, &length);
    bool good = frame->kind == ACCORD_FRAME_SAID && accord_wire_done(&wire) && bytes;
    if (!good || !accord_relay_is_fit(bytes, length, errand->request->color))
        return fail(errand, accord_worker_garbled, err);
    accord_text_add(text, bytes, length);
    return ACCORD_OK;
}

/* All that it says is one frame: after all pairs, or what all actors give to an aggregate and what is concluded. */
static uint64_t most_moves(const struct accord_explain_request *request)
{
    size_t rules = accord_packs_rule_count(request->packs);
    return rules * (2 * accord_dataset_actor_count(request->dataset) + ACCORD_CONCLUSIONS_MAX);
}

enum accord_status accord_explain_apart(const struct accord_explain_request *request,
                                        const struct accord_bounds *bounds, struct accord_text *text,
                                        struct accord_explained *explained, struct accord_error *err)
{
    struct errand errand = {request, bounds, accord_position_new(1), text->max};
    const struct accord_work orders = {.function = work,
                                       .host = &errand,
                                       .kept = -1,
                                       .position = errand.position,
                                       .patience = {.seconds = bounds->seconds,
                                                    .loading_seconds = accord_loading_seconds(request->packs),
                                                    .moves = most_moves(request)}};
    struct accord_worker worker = {.process = 0};
    struct accord_frame frame;
    char why[ACCORD_WORKER_TEXT_MAX];
    if (!errand.position) return accord_error_memory(err);
    enum accord_status status = accord_worker_start(&worker, &orders, err);
    if (status == ACCORD_OK) {
        bool ended = accord_worker_receive(&worker, &frame, why) == ACCORD_RECEIVED_END;
        status = ended ? fail(&errand, why, err) : take(&errand, &frame, text, explained, err);
    }
    accord_worker_end(&worker);
    accord_position_free(errand.position, 1);
    return status;
}
