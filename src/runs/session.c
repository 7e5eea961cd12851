/* A run with a store, from what was compared to what is appended. */
#include "runs/session.h"

#include "accord/report.h"
#include "base/error.h"
#include "base/memory.h"
#include "engine/parts.h"
#include "runs/conclusions.h"
#include "runs/documents.h"
#include "runs/kept_places.h"
#include "runs/session_private.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

enum { SCRATCH_MAX = 1024 * 1024 * 1024 };
_Static_assert(ACCORD_TABLES_MAX <= 64, "a bit a table");

/* ---- opening ---- */

static enum accord_status make_room(struct accord_session *session, struct accord_error *err)
{
    size_t rules = session->rule_count + 1;
    session->evaluated = accord_alloc_zero(rules, sizeof *session->evaluated);
    session->recorded = accord_alloc_zero(rules, sizeof *session->recorded);
    session->dirty = accord_alloc_zero(rules, sizeof *session->dirty);
    session->mask = accord_alloc_zero(rules, sizeof *session->mask);
    session->numbers = accord_alloc_zero(rules, sizeof *session->numbers);
    session->asked = accord_alloc_zero(rules, sizeof *session->asked);
    session->limits = accord_alloc_zero(rules, sizeof *session->limits);
    session->limits_before = accord_alloc_zero(rules, sizeof *session->limits_before);
    session->requires = accord_alloc_zero(rules, sizeof *session->requires);
    session->aggregate = accord_alloc_zero(rules, sizeof *session->aggregate);
    session->digests = accord_alloc_zero(rules, sizeof *session->digests);
    session->slots = accord_alloc_zero(rules, sizeof *session->slots);
    session->keys = accord_alloc(session->actor_count * ACCORD_KEY_BYTES + 1);
    bool good = session->evaluated && session->recorded && session->dirty && session->mask && session->numbers &&
                session->asked && session->limits && session->limits_before && session->requires &&
                session->aggregate && session->digests && session->slots && session->keys;
    return good ? ACCORD_OK : accord_error_memory(err);
}

/* Aggregate rules are asked where they are concluded, or where a merge will. */
static void choose_rules(struct accord_session *session)
{
    const struct accord_session_orders *orders = &session->orders;
    session->concludes = session->actor_count == accord_dataset_actor_count(orders->dataset);
    session->collects = session->concludes || orders->shards > 1;
    for (size_t i = 0; i < session->rule_count; i++) {
        struct accord_rule_facts facts;
        accord_packs_rule(orders->packs, i, &facts);
        session->requires[i] = facts.requires;
        session->aggregate[i] = facts.over != NULL;
        bool wanted = !orders->options.rules || orders->options.rules[i];
        session->evaluated[i] = wanted && (!facts.over || session->collects);
        session->has_aggregates = session->has_aggregates || (session->evaluated[i] && facts.over);
    }
    for (size_t i = 0; i < session->rule_count; i++)
        for (size_t at = i; session->evaluated[i] && at != SIZE_MAX && !session->recorded[at];
             at = session->requires[at])
            session->recorded[at] = true;
}

static enum accord_status number_rules(struct accord_session *session, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < session->rule_count && status == ACCORD_OK; i++) {
        struct accord_rule_facts facts;
        accord_packs_rule(session->orders.packs, i, &facts);
        session->numbers[i] = (int64_t)i;
        if (session->orders.file && session->recorded[i])
            status = accord_run_file_number(session->orders.file, facts.id, &session->numbers[i], err);
    }
    return status;
}

static enum accord_status make(struct accord_session *session, struct accord_error *err)
{
    const struct accord_session_orders *orders = &session->orders;
    enum accord_status status = make_room(session, err);
    if (status != ACCORD_OK) return status;
    choose_rules(session);
    accord_inputs_ground(orders->dataset, orders->options.as_of, &orders->limits, session->ground);
    status = accord_inputs_rules(orders->packs, &orders->options, session->digests, err);
    if (status == ACCORD_OK)
        status = accord_inputs_keys(orders->dataset, orders->actors, session->actor_count, session->keys, err);
    if (status == ACCORD_OK) status = number_rules(session, err);
    if (status == ACCORD_OK) status = accord_part_init(&session->part, orders->packs, err);
    if (status == ACCORD_OK) status = accord_rows_open(&session->rows, orders->dataset, err);
    if (status == ACCORD_OK) status = accord_kept_writer_init(&session->kept, session->rows.store, err);
    if (status == ACCORD_OK && session->concludes && session->has_aggregates)
        status = accord_spool_open(&session->collected, orders->temporary, 1, err);
    if (status != ACCORD_OK) return status;
    return orders->merged ? accord_session_merge(session, err) : accord_session_choose(session, err);
}

enum accord_status accord_session_open(const struct accord_session_orders *orders, struct accord_session **session,
                                       struct accord_error *err)
{
    struct accord_session *made = accord_alloc_zero(1, sizeof *made);
    *session = NULL;
    if (!made) return accord_error_memory(err);
    made->orders = *orders;
    made->rule_count = accord_packs_rule_count(orders->packs);
    made->actor_count = orders->actors ? orders->actor_count : accord_dataset_actor_count(orders->dataset);
    made->cursor.block = ACCORD_PLAN_FRESH;
    accord_arena_init(&made->cursor.arena);
    accord_arena_init(&made->arena);
    accord_block_writer_init(&made->writer);
    accord_block_writer_init(&made->aside);
    accord_block_writer_init(&made->conclusions);
    accord_text_init(&made->scratch, SCRATCH_MAX);
    accord_spool_init(&made->collected);
    enum accord_status status = make(made, err);
    if (status == ACCORD_OK)
        *session = made;
    else
        accord_session_close(made);
    return status;
}

static void free_lists(struct accord_session *session)
{
    void *const lists[] = {session->evaluated, session->recorded,  session->dirty,   session->mask,
                           session->numbers,   session->asked,     session->limits,  session->limits_before,
                           session->requires,  session->aggregate, session->digests, session->slots,
                           session->keys};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        accord_free(lists[i]);
}

void accord_session_close(struct accord_session *session)
{
    if (!session) return;
    for (size_t i = 0; i < session->source_count; i++)
        accord_earlier_close(&session->sources[i]);
    accord_free(session->sources);
    accord_plan_clear(&session->plan);
    accord_earlier_blocks_clear(&session->blocks);
    accord_arena_clear(&session->cursor.arena);
    accord_arena_clear(&session->arena);
    accord_block_writer_clear(&session->writer);
    accord_block_writer_clear(&session->aside);
    accord_block_writer_clear(&session->conclusions);
    accord_kept_writer_clear(&session->kept);
    accord_part_clear(&session->part);
    accord_text_clear(&session->scratch);
    accord_spool_close(&session->collected);
    accord_rows_close(&session->rows);
    free_lists(session);
    accord_free(session);
}

/* ---- fresh actors, for the rules that need not be asked of all ---- */

/* Verdicts wait in the slots until the actor's notes come. */
static enum accord_status take_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct accord_session *session = host;
    (void)err;
    session->slots[verdict->rule] = (struct accord_slot){.there = true, .verdict = *verdict};
    session->pairs++;
    return ACCORD_OK;
}

/* Rules go by their place in the packs: nobody else reads this. */
static enum accord_status put_aside(void *host, size_t actor, const char *notes, size_t length,
                                    struct accord_error *err)
{
    struct accord_session *session = host;
    struct accord_block_writer *writer = &session->aside;
    struct accord_run_block block;
    size_t count = 0;
    enum accord_status status = accord_session_note(session, notes, length, err);
    if (status != ACCORD_OK) return status;
    while (session->plan.places[session->at].block != ACCORD_PLAN_FRESH)
        session->at++;
    assert(accord_session_actor(session, session->at) == actor);
    accord_block_writer_reset(writer);
    for (size_t i = 0; i < session->rule_count; i++)
        count += session->slots[i].there;
    accord_block_add_actor(writer, NULL, "", count);
    for (size_t i = 0; i < session->rule_count; i++)
        if (session->slots[i].there) accord_block_add_verdict(writer, NULL, &session->slots[i].verdict);
    status = accord_block_finish(writer, &block, err);
    accord_text_reset(&session->scratch);
    accord_wire_add_number(&session->scratch, 0); /* limits and tables were noted */
    accord_wire_add_number(&session->scratch, 0);
    accord_session_write_collected(session, false, &session->scratch);
    if (status == ACCORD_OK && session->scratch.failed) status = accord_error_memory(err);
    const struct accord_bytes collected = {accord_text_str(&session->scratch), session->scratch.length};
    if (status == ACCORD_OK)
        status = accord_run_file_put(session->orders.file, (int64_t)session->at, block.verdicts, collected, err);
    accord_session_clear_slots(session);
    session->at++;
    return status;
}

/* How many rules. */
static size_t mask_rules(struct accord_session *session, bool dirty)
{
    size_t count = 0;
    for (size_t i = 0; i < session->rule_count; i++) {
        session->mask[i] = session->evaluated[i] && session->dirty[i] == dirty;
        count += session->mask[i];
    }
    return count;
}

static enum accord_status evaluate_fresh(struct accord_session *session, const size_t *actors, struct accord_error *err)
{
    const struct accord_evaluator *evaluator = session->orders.evaluator;
    const struct accord_taker taker = {take_verdict, put_aside, session};
    session->at = 0;
    memset(session->limits, 0, session->rule_count * sizeof *session->limits);
    return evaluator->evaluate(evaluator->host, session->mask, actors, session->plan.fresh, &taker, err);
}

/* A rule that is stopped after so many limits is stopped for later actors, too: it is asked of all. Whether any was. */
static bool find_stopped(struct accord_session *session)
{
    bool found = false;
    for (size_t i = 0; i < session->rule_count; i++) {
        bool stopped = !session->dirty[i] && session->limits_before[i] + session->limits[i] >= ACCORD_LIMIT_ERRORS_MAX;
        session->dirty[i] = session->dirty[i] || stopped;
        found = found || stopped;
    }
    if (found) accord_session_spread_dirty(session);
    return found;
}

static enum accord_status run_fresh(struct accord_session *session, struct accord_error *err)
{
    if (session->plan.fresh == 0 || mask_rules(session, false) == 0) return ACCORD_OK;
    size_t count = 0;
    size_t *actors = accord_alloc_zero(session->plan.fresh, sizeof *actors);
    if (!actors) return accord_error_memory(err);
    for (size_t i = 0; i < session->actor_count; i++)
        if (session->plan.places[i].block == ACCORD_PLAN_FRESH) actors[count++] = accord_session_actor(session, i);
    enum accord_status status = evaluate_fresh(session, actors, err);
    while (status == ACCORD_OK && find_stopped(session) && mask_rules(session, false) > 0)
        status = evaluate_fresh(session, actors, err);
    session->put_aside = mask_rules(session, false) > 0;
    accord_free(actors);
    return status;
}

/* ---- everybody ---- */

static enum accord_status join_noted(void *host, size_t actor, const char *notes, size_t length,
                                     struct accord_error *err)
{
    struct accord_session *session = host;
    enum accord_status status = accord_session_note(session, notes, length, err);
    (void)actor;
    return status == ACCORD_OK ? accord_session_join(session, err) : status;
}

/* What is dirty comes from the rules, actor by actor, and the rest is joined to it as it comes. */
static enum accord_status run_dirty(struct accord_session *session, struct accord_error *err)
{
    const struct accord_evaluator *evaluator = session->orders.evaluator;
    const struct accord_taker taker = {take_verdict, join_noted, session};
    for (size_t i = 0; i < session->rule_count; i++)
        if (session->mask[i]) session->limits[i] = 0;
    return evaluator->evaluate(evaluator->host, session->mask, session->orders.actors, session->actor_count, &taker,
                               err);
}

static enum accord_status run_rest(struct accord_session *session, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    while (session->at < session->actor_count && status == ACCORD_OK) {
        bool joined = false;
        if (session->at == session->plan.pieces[session->piece].first)
            status = accord_session_join_piece(session, &joined, err);
        if (status == ACCORD_OK && !joined) status = accord_session_join(session, err);
    }
    return status;
}

static enum accord_status take_conclusion(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct accord_session *session = host;
    const struct accord_listener *listener = session->orders.listener;
    session->pairs++;
    if (session->orders.file) {
        accord_block_add_actor(&session->conclusions, NULL, verdict->actor_id, 1);
        accord_block_add_verdict(&session->conclusions, session->numbers, verdict);
    }
    return listener->verdict(listener->host, verdict, err);
}

enum accord_status accord_session_run(struct accord_session *session, struct accord_error *err)
{
    const struct accord_evaluator *evaluator = session->orders.evaluator;
    enum accord_status status = run_fresh(session, err);
    session->at = session->piece = 0;
    if (status != ACCORD_OK) return status;
    status = mask_rules(session, true) > 0 ? run_dirty(session, err) : run_rest(session, err);
    if (status != ACCORD_OK || !session->concludes || !session->has_aggregates) return status;
    for (size_t i = 0; i < session->rule_count; i++)
        session->mask[i] = session->evaluated[i] && session->aggregate[i];
    return evaluator->conclude(evaluator->host, session->mask, &session->collected, take_conclusion, session, err);
}

size_t accord_session_evaluated(const struct accord_session *session)
{
    return session->pairs;
}

/* ---- appending ---- */

/* Borrowed from the packs. */
static void add_facts(const struct accord_packs *packs, size_t index, struct accord_run_rule *rule)
{
    struct accord_rule_facts facts;
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    accord_packs_rule(packs, index, &facts);
    accord_packs_provision(packs, facts.provision, &provision);
    accord_packs_instrument(packs, provision.instrument, &instrument);
    rule->title = facts.title;
    rule->instrument = instrument.id;
    rule->provision = provision.id;
    rule->force = accord_force_name(provision.force);
}

static size_t list_rules(const struct accord_session *session, struct accord_run_rule *rules)
{
    size_t count = 0;
    for (size_t i = 0; i < session->rule_count; i++) {
        if (!session->recorded[i]) continue;
        size_t before = session->dirty[i] ? 0 : session->limits_before[i];
        struct accord_run_rule *rule = &rules[count++];
        *rule = (struct accord_run_rule){.number = session->numbers[i],
                                         .wanted = session->evaluated[i],
                                         .limits = (int64_t)(before + session->limits[i])};
        memcpy(rule->digest, session->digests[i], sizeof rule->digest);
        add_facts(session->orders.packs, i, rule);
    }
    return count;
}

static size_t list_asked(const struct accord_session *session, struct accord_run_asked *asked)
{
    const struct accord_store *store = accord_dataset_store_of(session->orders.dataset);
    size_t count = 0;
    for (size_t i = 0; i < session->rule_count; i++)
        for (int table = 0; session->recorded[i] && table < (int)accord_store_table_count(store); table++) {
            if ((session->asked[i] >> table & 1) == 0) continue;
            if (asked) {
                asked[count] = (struct accord_run_asked){.number = session->numbers[i],
                                                         .table = accord_store_schema(store, table)->name};
                accord_dataset_table_digest(session->orders.dataset, table, asked[count].digest);
            }
            count++;
        }
    return count;
}

static void fill_record(const struct accord_session *session, struct accord_run_record *record)
{
    const struct accord_session_orders *orders = &session->orders;
    *record = (struct accord_run_record){.version = accord_version(),
                                         .dataset = accord_dataset_name(orders->dataset),
                                         .dataset_sha256 = accord_dataset_sha256(orders->dataset),
                                         .rules_sha256 = accord_packs_sha256(orders->packs),
                                         .profile = orders->profile,
                                         .profile_sha256 = orders->profile_sha256,
                                         .instructions = (int64_t)orders->limits.instructions,
                                         .memory = (int64_t)orders->limits.memory,
                                         .message = (int64_t)orders->limits.message,
                                         .shard = (int64_t)orders->shard,
                                         .shards = (int64_t)orders->shards,
                                         .actors = (int64_t)session->actor_count,
                                         .actors_of = (int64_t)accord_dataset_actor_count(orders->dataset)};
    memcpy(record->ground, session->ground, sizeof record->ground);
}

static enum accord_status stage_documents(struct accord_session *session, struct accord_error *err)
{
    const struct accord_session_orders *orders = &session->orders;
    const struct accord_documents_subject subject = {.packs = orders->packs,
                                                     .catalogue = orders->catalogue,
                                                     .dataset = orders->dataset,
                                                     .as_of = orders->options.as_of,
                                                     .warnings = orders->warnings,
                                                     .rows = &session->rows};
    enum accord_status status = accord_documents_stage(&subject, orders->file, err);
    if (status != ACCORD_OK) return status;
    return accord_kept_places_stage(orders->file, orders->dataset, &session->rows, orders->actors, session->actor_count,
                                    err);
}

enum accord_status accord_session_append(struct accord_session *session, struct accord_error *err)
{
    char as_of[ACCORD_DATE_TEXT_MAX];
    struct accord_run_record record;
    struct accord_text conclusions;
    size_t asked_count = list_asked(session, NULL);
    struct accord_run_rule *rules = accord_alloc_zero(session->rule_count + 1, sizeof *rules);
    struct accord_run_asked *asked = accord_alloc_zero(asked_count + 1, sizeof *asked);
    enum accord_status status = rules && asked ? ACCORD_OK : accord_error_memory(err);
    accord_text_init(&conclusions, ACCORD_BLOCK_MAX);
    if (status == ACCORD_OK) status = accord_conclusions_write(&session->conclusions, &conclusions, err);
    if (status == ACCORD_OK) status = stage_documents(session, err);
    if (status == ACCORD_OK) {
        size_t rule_count = list_rules(session, rules);
        (void)list_asked(session, asked);
        fill_record(session, &record);
        record.as_of = accord_date_format(session->orders.options.as_of, as_of);
        record.conclusions = (struct accord_bytes){accord_text_str(&conclusions), conclusions.length};
        status = accord_run_file_append(session->orders.file, &record, rules, rule_count, asked, asked_count, err);
    }
    accord_text_clear(&conclusions);
    accord_free(rules);
    accord_free(asked);
    return status;
}
