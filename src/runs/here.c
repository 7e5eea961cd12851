/* An evaluator without processes. */
#include "runs/here.h"

#include "base/error.h"
#include "engine/parts.h"

#include <stdint.h>

enum { NOTES_MAX = 256 * 1024 * 1024 };

/* Every instruction is counted: nothing ticks. */
static enum accord_status start(const struct accord_here *here, const bool *rules, struct accord_run **run,
                                struct accord_error *err)
{
    struct accord_run_options options = here->options;
    options.rules = rules;
    options.first_actor = 0;
    options.actor_count = SIZE_MAX;
    options.carry = ACCORD_CARRY_ALL;
    enum accord_status status = accord_run_new(here->packs, here->dataset, &options, run, err);
    if (status != ACCORD_OK || (status = accord_run_begin(*run, err)) == ACCORD_OK) return status;
    accord_run_free(*run);
    *run = NULL;
    return status;
}

static enum accord_status evaluate_actor(struct accord_run *run, size_t actor, const struct accord_taker *taker,
                                         struct accord_text *notes, struct accord_error *err)
{
    enum accord_status status = accord_run_actor(run, actor, taker->verdict, taker->host, err);
    if (status != ACCORD_OK) return status;
    accord_text_reset(notes);
    accord_run_add_limits(run, notes);
    accord_run_add_asked(run, notes);
    accord_run_add_collected(run, notes);
    if (notes->failed) return accord_error_memory(err);
    return taker->notes(taker->host, actor, accord_text_str(notes), notes->length, err);
}

static enum accord_status evaluate(void *host, const bool *rules, const size_t *actors, size_t count,
                                   const struct accord_taker *taker, struct accord_error *err)
{
    struct accord_here *here = host;
    struct accord_run *run = NULL;
    struct accord_text notes;
    accord_text_init(&notes, NOTES_MAX);
    here->evaluated += count;
    enum accord_status status = start(here, rules, &run, err);
    for (size_t i = 0; i < count && status == ACCORD_OK; i++)
        status = evaluate_actor(run, actors ? actors[i] : i, taker, &notes, err);
    if (run) accord_run_end(run);
    accord_run_free(run);
    accord_text_clear(&notes);
    return status;
}

static enum accord_status take_piece(void *host, const char *bytes, size_t length, struct accord_error *err)
{
    struct accord_wire wire = accord_wire_of(bytes, length);
    size_t actor = (size_t)accord_wire_take_number(&wire);
    return accord_run_take_collected(host, actor, &wire, err);
}

static enum accord_status conclude(void *host, const bool *rules, struct accord_spool *collected,
                                   accord_verdict_function function, void *taker, struct accord_error *err)
{
    struct accord_run *run = NULL;
    enum accord_status status = start(host, rules, &run, err);
    if (status == ACCORD_OK) status = accord_spool_read(collected, 0, take_piece, run, err);
    if (status == ACCORD_OK) status = accord_run_conclude(run, function, taker, err);
    if (run) accord_run_end(run);
    accord_run_free(run);
    return status;
}

struct accord_evaluator accord_evaluator_here(struct accord_here *here)
{
    return (struct accord_evaluator){.evaluate = evaluate, .conclude = conclude, .host = here};
}
