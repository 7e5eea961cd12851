/* Aggregate rules: collected actor by actor, concluded for a region or the whole. */
#include "engine/aggregate.h"

#include "base/error.h"
#include "engine/call.h"
#include "engine/evidence.h"
#include "engine/facts.h"
#include "engine/filter.h"
#include "engine/gates.h"
#include "engine/lua_rows.h"
#include "engine/observe.h"
#include "engine/run.h"

#include <stdlib.h>
#include <string.h>

enum { NAMED_MAX = 20, TARGET_TEXT_MAX = 64 * 1024, PIECE_MAX = 64 * 1024 * 1024 };

enum accord_status accord_aggregates_init(struct accord_aggregates *aggregates, const struct accord_packs *packs,
                                          const bool *wanted, bool ticked, struct accord_error *err)
{
    *aggregates = (struct accord_aggregates){.ticked = ticked};
    accord_text_init(&aggregates->piece, PIECE_MAX);
    size_t count = 0;
    for (size_t i = 0; i < packs->rule_count; i++)
        count += wanted[i] && packs->rules[i].over != NULL;
    if (count == 0) return ACCORD_OK;
    aggregates->collected = accord_alloc_zero(count, sizeof *aggregates->collected);
    if (aggregates->collected == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < packs->rule_count; i++)
        if (wanted[i] && packs->rules[i].over != NULL)
            accord_collected_init(&aggregates->collected[aggregates->count++], i);
    return ACCORD_OK;
}

void accord_aggregates_clear(struct accord_aggregates *aggregates)
{
    for (size_t i = 0; i < aggregates->count; i++)
        accord_collected_clear(&aggregates->collected[i]);
    accord_free(aggregates->collected);
    accord_text_clear(&aggregates->piece);
    *aggregates = (struct accord_aggregates){0};
}

/* ---- where an actor is ---- */

/* A question for the rows of a scheme. */
static struct accord_filter filter_of_scheme(const struct accord_schema *regions, const char *scheme,
                                             struct accord_cell *value)
{
    *value = (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = (uint32_t)strlen(scheme)};
    value->as.text = scheme;
    struct accord_filter filter = {.count = 1};
    filter.terms[0] = (struct accord_term){.name = "scheme",
                                           .column = accord_schema_find(regions, "scheme", 6),
                                           .kind = ACCORD_TERM_EQUALS,
                                           .values = value,
                                           .value_count = 1};
    return filter;
}

static enum accord_match in_region(const struct accord_engine *engine, const struct accord_schema *regions,
                                   const struct accord_filter *filter, const struct accord_cell *cells)
{
    enum accord_match match = accord_filter_match(filter, regions, cells, engine->as_of);
    match = accord_match_and(match, accord_row_there(regions, cells, engine->as_of));
    return accord_match_and(match, accord_row_valid(regions, cells, engine->as_of));
}

/* Puts the item of the actor at hand into the regions that it is in, surely or possibly. */
static enum accord_status place_item(struct accord_collected *collected, struct accord_engine *engine, size_t item,
                                     struct accord_error *err)
{
    const char *scheme = engine->rule->scheme;
    int table = accord_engine_table(engine, "regions", 7);
    const struct accord_schema *schema = engine->schemas[table];
    int region = accord_schema_find(schema, "region", 6);
    struct accord_cell value;
    struct accord_filter filter = filter_of_scheme(schema, scheme, &value);
    struct accord_row_set *set;
    enum accord_status status = accord_facts_rows(engine, &engine->actor, table, &set, err);
    for (size_t i = 0; status == ACCORD_OK && i < set->count; i++) {
        const struct accord_cell *cells = set->rows[i].cells;
        enum accord_match match = in_region(engine, schema, &filter, cells);
        if (match == ACCORD_MATCH_NO || cells[region].kind != ACCORD_CELL_TEXT) continue;
        status = accord_collected_place(collected, item, cells[region].as.text, cells[region].length,
                                        match == ACCORD_MATCH_YES, err);
    }
    if (status == ACCORD_OK && !collected->items[item].placed)
        collected->items[item].outside = !accord_filter_complete(&filter, schema, engine->actor_id, engine->as_of);
    return status;
}

/* ---- collecting ---- */

/* With its regions, where the rule is over regions. */
static enum accord_status keep_item(struct accord_collected *collected, struct accord_engine *engine,
                                    const struct accord_item *item, const struct accord_scope *scope,
                                    struct accord_error *err)
{
    size_t before = collected->item_count;
    enum accord_status status = accord_collected_add(collected, engine, item, scope, err);
    if (status != ACCORD_OK || collected->item_count == before || engine->rule->scheme == NULL) return status;
    return place_item(collected, engine, before, err);
}

static enum accord_status collect_one(struct accord_aggregates *aggregates, struct accord_collected *collected,
                                      struct accord_engine *engine, struct accord_error *err)
{
    struct accord_rule *rule = &engine->packs->rules[collected->rule];
    struct accord_verdict verdict = {.rule = collected->rule, .provision = rule->provision};
    struct accord_item item = {.state = ACCORD_ITEM_NOTHING};
    struct accord_taking taking = {.taken = false};
    const struct accord_scope *scope = NULL;
    bool passed;
    const struct accord_pair pair = {ACCORD_STAGE_COLLECT, engine->actor_index, collected->rule};
    const char *why;
    engine->rule = rule;
    accord_observe_pair(engine);
    if (!accord_run_enter_pair(engine, &pair, &why)) {
        rule->limit_errors++;
        item = (struct accord_item){.state = ACCORD_ITEM_FAILED, .why = why};
        return keep_item(collected, engine, &item, NULL, err);
    }
    enum accord_status status = accord_gates_pass(engine, NULL, &verdict, &passed, err);
    if (status != ACCORD_OK) return status;
    if (passed && rule->limit_errors >= ACCORD_LIMIT_ERRORS_MAX) {
        status = accord_call_stopped(engine, &verdict, err);
    } else if (passed) {
        status = accord_call_collect(engine, aggregates->ticked, &taking, &verdict, err);
        if (status == ACCORD_OK && engine->unwind == ACCORD_UNWIND_LIMIT) rule->limit_errors++;
    }
    if (status != ACCORD_OK) return status;
    if (taking.taken)
        accord_observe_passed(engine, ACCORD_GATE_COLLECT,
                              taking.value.kind == ACCORD_PLAIN_NIL ? "collect has nothing to add"
                                                                    : "collect gave a value");
    else
        accord_observe_decided(engine, &verdict);
    if (engine->observation.failed) return accord_error_memory(err);
    if (passed && verdict.gate == ACCORD_GATE_COLLECT) scope = &taking.scope;
    if (taking.taken) {
        if (taking.value.kind != ACCORD_PLAIN_NIL) item.state = ACCORD_ITEM_GIVEN, item.value = &taking.value;
    } else if (verdict.verdict == ACCORD_VERDICT_ERROR) {
        item = (struct accord_item){.state = ACCORD_ITEM_FAILED, .why = verdict.why, .trace = verdict.trace};
        scope = NULL;
    } else if (verdict.verdict == ACCORD_VERDICT_REVIEW || verdict.verdict == ACCORD_VERDICT_UNREPORTED) {
        item = (struct accord_item){.state = ACCORD_ITEM_OPEN, .verdict = verdict.verdict, .why = verdict.why};
    } else if (verdict.gate != ACCORD_GATE_EFFECT) {
        return ACCORD_OK; /* not addressed, or not concerned */
    } else if (collected->no_effect == NULL) {
        collected->no_effect = accord_arena_copy(&collected->arena, verdict.why, strlen(verdict.why));
        if (collected->no_effect == NULL) return accord_error_memory(err);
    }
    return keep_item(collected, engine, &item, scope, err);
}

enum accord_status accord_aggregates_collect(struct accord_aggregates *aggregates, struct accord_engine *engine,
                                             struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < aggregates->count && status == ACCORD_OK; i++) {
        struct accord_collected *collected = &aggregates->collected[i];
        const struct accord_subject *subject = engine->packs->rules[collected->rule].subject;
        if (!collected->overflow &&
            accord_subject_has_kind(subject, engine->actor_kind->as.text, engine->actor_kind->length))
            status = collect_one(aggregates, collected, engine, err);
    }
    return status;
}

/* ---- between processes ---- */

void accord_aggregates_write(struct accord_aggregates *aggregates, const struct accord_engine *engine,
                             struct accord_text *text)
{
    accord_wire_add_number(text, aggregates->count);
    for (size_t i = 0; i < aggregates->count; i++) {
        accord_text_reset(&aggregates->piece);
        accord_collected_write(&aggregates->collected[i], engine, &aggregates->piece);
        text->failed = text->failed || aggregates->piece.failed;
        accord_wire_add_number(text, aggregates->collected[i].rule);
        accord_wire_add_bytes(text, accord_text_str(&aggregates->piece), aggregates->piece.length);
        accord_collected_clear(&aggregates->collected[i]);
    }
}

static struct accord_collected *find_collected(struct accord_aggregates *aggregates, size_t rule)
{
    for (size_t i = 0; i < aggregates->count; i++)
        if (aggregates->collected[i].rule == rule) return &aggregates->collected[i];
    return NULL;
}

enum accord_status accord_aggregates_read(struct accord_aggregates *aggregates, struct accord_engine *engine,
                                          size_t actor, struct accord_wire *wire, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    size_t count = accord_wire_take_count(wire, 3);
    for (size_t i = 0; i < count && status == ACCORD_OK && !wire->failed; i++) {
        size_t rule = accord_wire_take_number(wire), length = 0;
        const char *bytes = accord_wire_take_bytes(wire, &length);
        struct accord_collected *collected = find_collected(aggregates, rule);
        if (bytes == NULL || collected == NULL) {
            wire->failed = true;
        } else {
            struct accord_wire piece = accord_wire_of(bytes, length);
            status = accord_collected_read(collected, engine, actor, &piece, err);
        }
    }
    if (status == ACCORD_OK && !accord_wire_done(wire))
        return accord_error_set(err, ACCORD_RULE_FAILED, "what was collected for aggregate rules is garbled");
    return status;
}

/* ---- what is concluded ---- */

enum target_kind { TARGET_ALL, TARGET_REGION, TARGET_SCHEME };

/* One verdict to be. */
struct target {
    const char *id;
    struct accord_collected *collected;
    enum target_kind kind;
    size_t region;
};

struct targets {
    struct accord_arena arena;
    struct target *list;
    size_t count;
};

static int compare_targets(const void *a, const void *b)
{
    const struct target *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order != 0 ? order : (x->collected->rule > y->collected->rule) - (x->collected->rule < y->collected->rule);
}

static bool add_target(struct targets *targets, struct accord_collected *collected, enum target_kind kind,
                       size_t region, const char *over)
{
    struct accord_text id;
    accord_text_init(&id, TARGET_TEXT_MAX);
    accord_text_add_str(&id, over);
    if (kind == TARGET_REGION) accord_text_addf(&id, "/%s", collected->regions[region]);
    struct target *target = &targets->list[targets->count++];
    *target = (struct target){.collected = collected, .kind = kind, .region = region};
    target->id = id.failed ? NULL : accord_arena_copy(&targets->arena, accord_text_str(&id), id.length);
    accord_text_clear(&id);
    return target->id != NULL;
}

/* The collect of an actor that no region has failed: only the scheme can say so. */
static bool failed_outside(const struct accord_item *item)
{
    return item->state == ACCORD_ITEM_FAILED && !item->placed;
}

static bool has_outside(const struct accord_collected *collected)
{
    for (size_t i = 0; i < collected->item_count; i++)
        if (collected->items[i].outside || failed_outside(&collected->items[i])) return true;
    return false;
}

/* Every region that somebody is in or may be in, and the scheme where there is none, or somebody is in none. What
 * would take too much memory is said once. */
static bool find_targets(struct targets *targets, struct accord_collected *collected, const struct accord_rule *rule)
{
    size_t regions = collected->region_index.count;
    if (rule->scheme == NULL) return add_target(targets, collected, TARGET_ALL, 0, rule->over);
    for (size_t i = 0; i < regions && !collected->overflow; i++)
        if (!add_target(targets, collected, TARGET_REGION, i, rule->over)) return false;
    bool scheme = regions == 0 || collected->overflow || (collected->no_effect == NULL && has_outside(collected));
    return !scheme || add_target(targets, collected, TARGET_SCHEME, 0, rule->over);
}

static enum accord_status find_all_targets(struct accord_aggregates *aggregates, const struct accord_engine *engine,
                                           struct targets *targets, struct accord_error *err)
{
    size_t room = 0;
    for (size_t i = 0; i < aggregates->count; i++)
        room += aggregates->collected[i].region_index.count + 1;
    targets->list = accord_arena_alloc(&targets->arena, (room + 1) * sizeof *targets->list);
    if (targets->list == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < aggregates->count; i++)
        if (!find_targets(targets, &aggregates->collected[i], &engine->packs->rules[aggregates->collected[i].rule]))
            return accord_error_memory(err);
    qsort(targets->list, targets->count, sizeof *targets->list, compare_targets);
    return ACCORD_OK;
}

/* ---- one conclusion ---- */

/* Who is in it. */
struct members {
    struct accord_conclusion conclusion;
    size_t addressed; /* surely, and surely in it */
    size_t failed;
    const struct accord_item *first_failed;
};

/* An actor that may be in the region is open, whatever it gave; a failure stays one. */
static struct accord_item *open_copy(struct accord_engine *engine, const struct target *target,
                                     const struct accord_item *item)
{
    char as_of[ACCORD_DATE_TEXT_MAX];
    struct accord_item *copy = accord_arena_alloc(&engine->arena, sizeof *copy);
    if (copy == NULL) return NULL;
    *copy = *item;
    copy->state = ACCORD_ITEM_OPEN;
    copy->value = NULL;
    copy->verdict = ACCORD_VERDICT_REVIEW;
    copy->why = accord_engine_textf(engine, "the record leaves open whether it is in %s on %s",
                                    target->collected->regions[target->region],
                                    accord_date_format((struct accord_date){engine->as_of, engine->as_of}, as_of));
    return copy->why == NULL ? NULL : copy;
}

static bool add_member(struct accord_engine *engine, const struct target *target, struct members *members,
                       struct accord_item *item, bool sure)
{
    struct accord_conclusion *conclusion = &members->conclusion;
    if (!sure && item->state != ACCORD_ITEM_FAILED) {
        struct accord_item *copy = open_copy(engine, target, item);
        conclusion->open[conclusion->open_count++] = copy;
        return copy != NULL;
    }
    members->addressed += item->state != ACCORD_ITEM_OPEN;
    switch (item->state) {
    case ACCORD_ITEM_GIVEN:
        conclusion->items[conclusion->count++] = item;
        break;
    case ACCORD_ITEM_NOTHING:
        break;
    case ACCORD_ITEM_OPEN:
        conclusion->open[conclusion->open_count++] = item;
        break;
    case ACCORD_ITEM_FAILED:
        if (members->failed++ == 0) members->first_failed = item;
        break;
    }
    return true;
}

static enum accord_status find_members(struct accord_engine *engine, const struct target *target,
                                       struct members *members, struct accord_error *err)
{
    struct accord_collected *collected = target->collected;
    size_t room = collected->item_count + 1;
    bool good = true;
    *members = (struct members){.conclusion = {.collected = collected, .serial = ++engine->serials}};
    members->conclusion.items = accord_arena_alloc(&engine->arena, room * sizeof(*members->conclusion.items));
    members->conclusion.open = accord_arena_alloc(&engine->arena, room * sizeof(*members->conclusion.open));
    if (members->conclusion.items == NULL || members->conclusion.open == NULL) return accord_error_memory(err);
    if (target->kind == TARGET_ALL)
        for (size_t i = 0; good && i < collected->item_count; i++)
            good = add_member(engine, target, members, &collected->items[i], true);
    for (size_t i = 0; good && target->kind == TARGET_SCHEME && i < collected->item_count; i++)
        if (failed_outside(&collected->items[i]))
            good = add_member(engine, target, members, &collected->items[i], true);
    for (size_t i = 0; good && target->kind == TARGET_REGION && i < collected->place_count; i++) {
        const struct accord_collected_place *place = &collected->places[i];
        if (place->region == target->region)
            good = add_member(engine, target, members, &collected->items[place->item], place->sure);
    }
    return good ? ACCORD_OK : accord_error_memory(err);
}

static enum accord_status decide(struct accord_verdict *verdict, enum accord_gate gate, enum accord_verdict_kind kind,
                                 const char *why, struct accord_error *err)
{
    verdict->gate = gate;
    verdict->verdict = kind;
    verdict->why = why;
    return why == NULL ? accord_error_memory(err) : ACCORD_OK;
}

static enum accord_status decide_failed(struct accord_engine *engine, const struct members *members,
                                        struct accord_verdict *verdict, struct accord_error *err)
{
    const struct accord_item *first = members->first_failed;
    verdict->gate = ACCORD_GATE_COLLECT;
    return accord_call_fail(verdict,
                            accord_engine_textf(engine, "collect failed for %zu actor%s, %s%s: %s", members->failed,
                                                members->failed == 1 ? "" : "s",
                                                members->failed == 1 ? "" : "the first ", first->actor_id, first->why),
                            first->trace, err);
}

/* The actors that the rule addresses or may address and that no region of the scheme has. */
static enum accord_status decide_scheme(struct accord_engine *engine, const struct target *target,
                                        struct accord_verdict *verdict, struct accord_error *err)
{
    const struct accord_collected *collected = target->collected;
    const char *scheme = engine->rule->scheme;
    char day[ACCORD_DATE_TEXT_MAX];
    struct accord_text names;
    size_t count = 0;
    accord_date_format((struct accord_date){engine->as_of, engine->as_of}, day);
    accord_text_init(&names, TARGET_TEXT_MAX);
    for (size_t i = 0; i < collected->item_count; i++)
        if (collected->items[i].outside && count++ < NAMED_MAX)
            accord_text_addf(&names, "%s%s", count == 1 ? "" : ", ", collected->items[i].actor_id);
    if (count > NAMED_MAX) accord_text_addf(&names, " and %zu more", count - NAMED_MAX);
    const char *why =
        names.failed ? NULL
        : count > 0  ? accord_engine_textf(engine,
                                           "%zu actor%s in no region of the scheme '%s' on record on %s, and in "
                                            "no conclusion: %s",
                                           count, count == 1 ? " is" : "s are", scheme, day, accord_text_str(&names))
                     : accord_engine_textf(engine, "the rule addresses nobody in a region of the scheme '%s' on %s",
                                           scheme, day);
    accord_text_clear(&names);
    return decide(verdict, ACCORD_GATE_ADDRESSEE, count > 0 ? ACCORD_VERDICT_UNREPORTED : ACCORD_VERDICT_NOT_APPLICABLE,
                  why, err);
}

/* Nobody is surely addressed, and somebody may be: there is nothing to conclude from. */
static enum accord_status decide_open(struct accord_engine *engine, struct accord_verdict *verdict,
                                      struct accord_error *err)
{
    const struct accord_draft *draft = NULL;
    struct accord_scope kept;
    verdict->gate = ACCORD_GATE_ADDRESSEE;
    enum accord_status status = accord_conclusion_open(engine, NULL, &draft, err);
    if (!accord_scope_keep(engine, &kept) && status == ACCORD_OK) status = accord_error_memory(err);
    return status == ACCORD_OK ? accord_verdict_of_draft(engine, draft, &kept, verdict, err) : status;
}

static enum accord_status conclude(struct accord_engine *engine, const struct target *target, bool ticked,
                                   struct accord_verdict *verdict, struct accord_error *err)
{
    struct accord_collected *collected = target->collected;
    struct members members;
    char day[ACCORD_DATE_TEXT_MAX];
    if (collected->overflow) {
        verdict->gate = ACCORD_GATE_COLLECT;
        return accord_call_fail(
            verdict,
            accord_engine_textf(engine, "what was collected takes more than %d KiB", ACCORD_COLLECTED_BYTES_MAX / 1024),
            NULL, err);
    }
    if (collected->no_effect != NULL)
        return decide(verdict, ACCORD_GATE_EFFECT, ACCORD_VERDICT_NOT_APPLICABLE, collected->no_effect, err);
    enum accord_status status = find_members(engine, target, &members, err);
    if (status != ACCORD_OK) return status;
    engine->conclusion = &members.conclusion;
    if (members.failed > 0)
        status = decide_failed(engine, &members, verdict, err);
    else if (target->kind == TARGET_SCHEME)
        status = decide_scheme(engine, target, verdict, err);
    else if (members.addressed > 0)
        status = accord_call_rule(engine, ticked, verdict, err);
    else if (members.conclusion.open_count > 0)
        status = decide_open(engine, verdict, err);
    else
        status =
            decide(verdict, ACCORD_GATE_ADDRESSEE, ACCORD_VERDICT_NOT_APPLICABLE,
                   accord_engine_textf(engine, "the rule addresses no actor on %s",
                                       accord_date_format((struct accord_date){engine->as_of, engine->as_of}, day)),
                   err);
    engine->conclusion = NULL;
    return status;
}

enum accord_status accord_aggregates_conclude(struct accord_aggregates *aggregates, struct accord_engine *engine,
                                              accord_verdict_function function, void *host, struct accord_error *err)
{
    struct targets targets = {.count = 0};
    if (aggregates->count == 0) return ACCORD_OK;
    accord_arena_init(&targets.arena);
    enum accord_status status = find_all_targets(aggregates, engine, &targets, err);
    for (size_t i = 0; status == ACCORD_OK && i < targets.count; i++) {
        const struct target *target = &targets.list[i];
        engine->rule = &engine->packs->rules[target->collected->rule];
        struct accord_verdict verdict = {.rule = target->collected->rule,
                                         .provision = engine->rule->provision,
                                         .actor = SIZE_MAX,
                                         .actor_id = target->id};
        accord_lua_rows_leave(engine);
        accord_facts_leave(engine);
        engine->actor_index = SIZE_MAX;
        engine->actor_id = target->id;
        accord_observe_pair(engine);
        const struct accord_pair pair = {ACCORD_STAGE_CONCLUDE, i, target->collected->rule};
        const char *why;
        if (accord_run_enter_pair(engine, &pair, &why)) {
            status = conclude(engine, target, aggregates->ticked, &verdict, err);
        } else {
            verdict.gate = ACCORD_GATE_CONCLUDE;
            status = accord_call_fail(&verdict, why, NULL, err);
        }
        if (status == ACCORD_OK) accord_observe_decided(engine, &verdict);
        if (status == ACCORD_OK && engine->observation.failed) status = accord_error_memory(err);
        if (status == ACCORD_OK) status = function(host, &verdict, err);
    }
    accord_arena_clear(&targets.arena);
    return status;
}
