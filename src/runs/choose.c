/* Choosing earlier runs: which of their rules hold, and which actors. */
#include "base/error.h"
#include "base/memory.h"
#include "engine/parts.h"
#include "runs/session_private.h"

#include <stdint.h>
#include <string.h>

enum { LOOKED_AT = 64 }; /* runs: one as good as any is among the newest */

/* Whether a verdict of an earlier run still holds, as far as its rule goes. A rule that hit a limit is asked again:
 * some limits are the machine's, and after so many of them in the order of actors it is stopped. */
static bool rule_holds(const struct accord_session *session, const struct accord_earlier *source, size_t rule)
{
    for (size_t steps = 0; rule != SIZE_MAX && steps <= session->rule_count; steps++) {
        const struct accord_earlier_rule *there = &source->rules[rule];
        if (!there->there || !there->same || !there->same_asked || there->limits > 0) return false;
        rule = session->requires[rule];
    }
    return true;
}

struct accord_earlier_subject accord_session_subject(const struct accord_session *session)
{
    return (struct accord_earlier_subject){.packs = session->orders.packs,
                                           .dataset = session->orders.dataset,
                                           .digests = session->digests,
                                           .evaluated = session->evaluated};
}

/* ---- the best earlier run ---- */

struct search {
    struct accord_session *session;
    struct accord_earlier best;
    size_t best_pairs;
};

static size_t count_holding(const struct accord_session *session, const struct accord_earlier *source)
{
    size_t count = 0;
    for (size_t i = 0; i < session->rule_count; i++)
        count += session->evaluated[i] && source->rules[i].wanted && rule_holds(session, source, i);
    return count;
}

/* The one from which most can be taken, of equals the newest. */
static enum accord_status look_at(void *host, const struct accord_run_record *record, struct accord_error *err)
{
    struct search *search = host;
    struct accord_session *session = search->session;
    struct accord_earlier source;
    struct accord_earlier_subject subject = accord_session_subject(session);
    if (search->best.file && (size_t)record->actors * session->rule_count <= search->best_pairs) return ACCORD_OK;
    enum accord_status status = accord_earlier_open(&source, session->orders.file, record, &subject, err);
    size_t pairs = status == ACCORD_OK ? count_holding(session, &source) * (size_t)record->actors : 0;
    if (pairs > search->best_pairs) {
        struct accord_earlier passed = search->best;
        search->best = source;
        search->best_pairs = pairs;
        source = passed;
    }
    accord_earlier_close(&source);
    return status;
}

static enum accord_status find_best(struct accord_session *session, struct accord_error *err)
{
    struct search search = {.session = session};
    enum accord_status status =
        accord_run_file_runs(session->orders.file, session->ground, LOOKED_AT, look_at, &search, err);
    if (status == ACCORD_OK && search.best.file) {
        session->sources[0] = search.best;
        session->source_count = 1;
    } else {
        accord_earlier_close(&search.best);
    }
    return status;
}

/* ---- dirty rules ---- */

void accord_session_spread_dirty(struct accord_session *session)
{
    bool spread = true;
    while (spread) {
        spread = false;
        for (size_t i = 0; i < session->rule_count; i++) {
            size_t required = session->requires[i];
            if (required == SIZE_MAX || session->dirty[i] || !session->dirty[required]) continue;
            session->dirty[i] = spread = true;
        }
    }
}

static void find_dirty(struct accord_session *session)
{
    const struct accord_earlier *source = session->source_count > 0 ? &session->sources[0] : NULL;
    for (size_t i = 0; i < session->rule_count; i++) {
        session->dirty[i] =
            session->evaluated[i] && (!source || !source->rules[i].wanted || !rule_holds(session, source, i));
        session->asked[i] = source && !session->dirty[i] ? source->rules[i].asked : 0;
    }
}

static bool anything_left(const struct accord_session *session)
{
    for (size_t i = 0; i < session->rule_count; i++)
        if (session->evaluated[i] && !session->dirty[i]) return true;
    return false;
}

enum accord_status accord_session_choose(struct accord_session *session, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    session->sources = accord_alloc_zero(1, sizeof *session->sources);
    if (!session->sources) return accord_error_memory(err);
    if (session->orders.looks) status = find_best(session, err);
    if (status != ACCORD_OK) return status;
    find_dirty(session);
    if (anything_left(session)) status = accord_earlier_add_blocks(&session->sources[0], 0, &session->blocks, err);
    if (status != ACCORD_OK) return status;
    return accord_plan_make(&session->plan, session->blocks.list, session->blocks.count, session->keys,
                            session->actor_count, err);
}
