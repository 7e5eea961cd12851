/* Ledgers: entries of a baseline and waivers, held so that a finding is looked up and not searched for. */
#include "ledger/ledger.h"

#include "base/error.h"

#include <assert.h>
#include <string.h>

enum { ROOM_FIRST = 64, NAME_MAX_BYTES = 16 * 1024 };

/* ---- opening and closing ---- */

/* Ids first: an alias that is another rule's id today is that rule's. */
static bool name_rules(struct accord_ledger *ledger)
{
    const struct accord_packs *packs = ledger->options.packs;
    size_t count = packs ? accord_packs_rule_count(packs) : 0;
    struct accord_rule_facts rule;
    bool added, good = true;
    for (size_t i = 0; i < count && good; i++) {
        accord_packs_rule(packs, i, &rule);
        good = accord_map_put(&ledger->rules, rule.id, strlen(rule.id), (int64_t)i, &added);
    }
    for (size_t i = 0; i < count && good; i++) {
        accord_packs_rule(packs, i, &rule);
        for (size_t j = 0; j < rule.alias_count && good; j++)
            good = accord_map_put(&ledger->rules, rule.aliases[j], strlen(rule.aliases[j]), (int64_t)i, &added);
    }
    return good;
}

enum accord_status accord_ledger_new(const struct accord_ledger_options *options, struct accord_ledger **ledger,
                                     struct accord_error *err)
{
    struct accord_ledger *made = accord_alloc_zero(1, sizeof *made);
    *ledger = NULL;
    if (!made) return accord_error_memory(err);
    made->options = *options;
    accord_arena_init(&made->arena);
    accord_text_init(&made->name, NAME_MAX_BYTES);
    if (!name_rules(made)) {
        accord_ledger_close(made);
        return accord_error_memory(err);
    }
    *ledger = made;
    return ACCORD_OK;
}

void accord_ledger_close(struct accord_ledger *ledger)
{
    if (!ledger) return;
    accord_map_clear(&ledger->rules);
    accord_map_clear(&ledger->fingerprints);
    accord_map_clear(&ledger->pairs_by_name);
    accord_map_clear(&ledger->waived_actors);
    accord_map_clear(&ledger->waived);
    accord_arena_clear(&ledger->arena);
    accord_text_clear(&ledger->name);
    accord_free(ledger->known);
    accord_free(ledger->pairs);
    accord_free(ledger->waivers);
    accord_free(ledger->kept);
    accord_free(ledger->fixed);
    accord_free(ledger->unknown);
    accord_free(ledger->notes);
    accord_free(ledger);
}

const char *accord_ledger_baseline_path(const struct accord_ledger *ledger)
{
    return ledger->options.baseline;
}

const char *accord_ledger_waivers_path(const struct accord_ledger *ledger)
{
    return ledger->options.waivers;
}

bool accord_ledger_find_rule(const struct accord_ledger *ledger, const char *id, size_t *rule)
{
    int64_t found = 0;
    if (!accord_map_get(&ledger->rules, id, strlen(id), &found)) return false;
    *rule = (size_t)found;
    return true;
}

/* ---- entries ---- */

bool accord_ledger_grow(void **items, size_t count, size_t *room, size_t size)
{
    if (count < *room) return true;
    size_t wanted = *room ? 2 * *room : ROOM_FIRST;
    void *grown = accord_realloc(*items, wanted, size);
    if (!grown) return false;
    *items = grown;
    *room = wanted;
    return true;
}

/* A copy; NULL stays NULL. *good becomes false where memory is short. */
static const char *copy_text(struct accord_ledger *ledger, const char *text, bool *good)
{
    if (!text) return NULL;
    const char *copy = accord_arena_copy(&ledger->arena, text, strlen(text));
    *good = *good && copy;
    return copy;
}

bool accord_known_copy(struct accord_ledger *ledger, const struct accord_known *known, struct accord_known *copy)
{
    bool good = true;
    *copy = (struct accord_known){.actor = copy_text(ledger, known->actor, &good),
                                  .rule = copy_text(ledger, known->rule, &good),
                                  .message_id = copy_text(ledger, known->message_id, &good),
                                  .fingerprint = copy_text(ledger, known->fingerprint, &good),
                                  .verdict = known->verdict};
    return good;
}

int accord_known_compare(const struct accord_known *a, const struct accord_known *b)
{
    int order = strcmp(a->actor, b->actor);
    if (order == 0) order = strcmp(a->rule, b->rule);
    if (order == 0) order = strcmp(a->message_id ? a->message_id : "", b->message_id ? b->message_id : "");
    if (order == 0) order = strcmp(a->fingerprint, b->fingerprint);
    return order != 0 ? order : (int)a->verdict - (int)b->verdict;
}

/* What pairs are looked up by: a rule's index as bytes, and an actor. NULL where memory is short. */
static const struct accord_text *name_pair(struct accord_ledger *ledger, size_t rule, const char *actor)
{
    accord_text_reset(&ledger->name);
    accord_text_add(&ledger->name, (const char *)&rule, sizeof rule);
    accord_text_add_str(&ledger->name, actor);
    return ledger->name.failed ? NULL : &ledger->name;
}

/* *pair becomes the pair's number. False where memory is short. */
static bool put_pair(struct accord_ledger *ledger, size_t rule, const char *actor, int64_t *pair)
{
    const struct accord_text *name = name_pair(ledger, rule, actor);
    bool added = false;
    if (!name ||
        !accord_ledger_grow((void **)&ledger->pairs, ledger->pair_count, &ledger->pair_room, sizeof *ledger->pairs) ||
        !accord_map_put(&ledger->pairs_by_name, name->bytes, name->length, (int64_t)ledger->pair_count, &added) ||
        !accord_map_get(&ledger->pairs_by_name, name->bytes, name->length, pair))
        return false;
    if (added) ledger->pairs[ledger->pair_count++] = (struct accord_ledger_pair){.looked_at = false};
    return true;
}

struct accord_ledger_pair *accord_ledger_pair_of(struct accord_ledger *ledger, size_t rule, const char *actor)
{
    int64_t pair = 0;
    if (ledger->pair_count == 0) return NULL;
    const struct accord_text *name = name_pair(ledger, rule, actor);
    ledger->failed = ledger->failed || !name;
    bool found = name && accord_map_get(&ledger->pairs_by_name, name->bytes, name->length, &pair);
    return found ? &ledger->pairs[pair] : NULL;
}

bool accord_ledger_is_ahead(const struct accord_ledger *ledger)
{
    return ledger->options.baseline && ledger->known_as_of.first > ledger->options.as_of.first;
}

static bool holds(const struct accord_ledger *ledger, int64_t first, const struct accord_known *known)
{
    for (int64_t at = first; at != ACCORD_LEDGER_NONE; at = ledger->known[at].next)
        if (ledger->known[at].known.verdict == known->verdict) return true;
    return false;
}

void accord_ledger_knows(const struct accord_ledger *ledger, const struct accord_known *known, bool *any, bool *same)
{
    int64_t first = ACCORD_LEDGER_NONE;
    *any = ledger->known_count > 0 &&
           accord_map_get(&ledger->fingerprints, known->fingerprint, strlen(known->fingerprint), &first);
    *same = *any && holds(ledger, first, known);
}

enum accord_status accord_ledger_add_known(struct accord_ledger *ledger, const struct accord_known *known, bool *added,
                                           struct accord_error *err)
{
    struct accord_known_entry entry = {.pair = ACCORD_LEDGER_NONE, .next = ACCORD_LEDGER_NONE};
    const size_t length = strlen(known->fingerprint);
    int64_t first = (int64_t)ledger->known_count;
    bool is_new = false;
    size_t rule = 0;
    *added = false;
    if (!accord_ledger_grow((void **)&ledger->known, ledger->known_count, &ledger->known_room, sizeof *ledger->known) ||
        !accord_map_put(&ledger->fingerprints, known->fingerprint, length, first, &is_new) ||
        !accord_map_get(&ledger->fingerprints, known->fingerprint, length, &first))
        return accord_error_memory(err);
    if (!is_new && holds(ledger, first, known)) return ACCORD_OK;
    bool good = accord_known_copy(ledger, known, &entry.known);
    if (good && accord_ledger_find_rule(ledger, known->rule, &rule))
        good = put_pair(ledger, rule, known->actor, &entry.pair);
    if (!good) return accord_error_memory(err);
    if (!is_new) {
        entry.next = ledger->known[first].next;
        ledger->known[first].next = (int64_t)ledger->known_count;
    }
    ledger->known[ledger->known_count++] = entry;
    *added = true;
    return ACCORD_OK;
}

/* ---- waivers ---- */

static bool copy_waiver(struct accord_ledger *ledger, const struct accord_waiver *waiver, struct accord_waiver *copy)
{
    bool good = true;
    *copy = *waiver;
    copy->file = copy_text(ledger, waiver->file, &good);
    copy->rule = copy_text(ledger, waiver->rule, &good);
    copy->actor = copy_text(ledger, waiver->actor, &good);
    copy->fingerprint = copy_text(ledger, waiver->fingerprint, &good);
    copy->reason = copy_text(ledger, waiver->reason, &good);
    copy->who = copy_text(ledger, waiver->who, &good);
    return good;
}

static bool overlap(const struct accord_waiver *a, const struct accord_waiver *b)
{
    return (!a->has_from || a->from.first <= b->until.first) && (!b->has_from || b->from.first <= a->until.first);
}

/* The first waiver of the name in the map, which is this one where it is the first. False where memory is short. */
static bool put_waiver(struct accord_map *map, const char *name, size_t length, size_t number, int64_t *first)
{
    bool added;
    return accord_map_put(map, name, length, (int64_t)number, &added) && accord_map_get(map, name, length, first);
}

/* Rule, actor and fingerprint, none of which holds a control character. */
static const struct accord_text *name_target(struct accord_ledger *ledger, const struct accord_waiver *waiver)
{
    struct accord_text *name = &ledger->name;
    accord_text_reset(name);
    accord_text_addf(name, "%s\n%s\n%s", waiver->rule, waiver->actor, waiver->fingerprint ? waiver->fingerprint : "");
    return name->failed ? NULL : name;
}

bool accord_ledger_first_of_same(struct accord_ledger *ledger, const struct accord_waiver *waiver, int64_t *first)
{
    const struct accord_text *name = name_target(ledger, waiver);
    ledger->failed = ledger->failed || !name;
    return name && accord_map_get(&ledger->waived, name->bytes, name->length, first);
}

static bool put_target(struct accord_ledger *ledger, const struct accord_waiver *waiver, int64_t *first)
{
    const struct accord_text *name = name_target(ledger, waiver);
    return name && put_waiver(&ledger->waived, name->bytes, name->length, ledger->waiver_count, first);
}

enum accord_status accord_ledger_find_same(struct accord_ledger *ledger, const struct accord_waiver *waiver,
                                           const struct accord_waiver **same, struct accord_error *err)
{
    int64_t at = 0;
    *same = NULL;
    bool found = accord_ledger_first_of_same(ledger, waiver, &at);
    if (ledger->failed) return accord_error_memory(err);
    for (; found && at != ACCORD_LEDGER_NONE && !*same; at = ledger->waivers[at].next_of_same)
        if (overlap(&ledger->waivers[at].waiver, waiver)) *same = &ledger->waivers[at].waiver;
    return ACCORD_OK;
}

enum accord_status accord_ledger_add_waiver(struct accord_ledger *ledger, const struct accord_waiver *waiver,
                                            const struct accord_waiver **same, struct accord_error *err)
{
    struct accord_waiver_entry entry = {.next = ACCORD_LEDGER_NONE, .next_of_same = ACCORD_LEDGER_NONE};
    const int64_t number = (int64_t)ledger->waiver_count;
    int64_t of_same = 0, of_actor = 0;
    *same = NULL;
    if (!accord_ledger_grow((void **)&ledger->waivers, ledger->waiver_count, &ledger->waiver_room,
                            sizeof *ledger->waivers) ||
        !put_target(ledger, waiver, &of_same))
        return accord_error_memory(err);
    for (int64_t at = of_same; at != number && at != ACCORD_LEDGER_NONE; at = ledger->waivers[at].next_of_same) {
        if (!overlap(&ledger->waivers[at].waiver, waiver)) continue;
        *same = &ledger->waivers[at].waiver;
        return ACCORD_OK;
    }
    if (!copy_waiver(ledger, waiver, &entry.waiver) ||
        !put_waiver(&ledger->waived_actors, waiver->actor, strlen(waiver->actor), ledger->waiver_count, &of_actor))
        return accord_error_memory(err);
    if (of_same != number) {
        entry.next_of_same = ledger->waivers[of_same].next_of_same;
        ledger->waivers[of_same].next_of_same = number;
    }
    if (of_actor != number) {
        entry.next = ledger->waivers[of_actor].next;
        ledger->waivers[of_actor].next = number;
    }
    ledger->waivers[ledger->waiver_count++] = entry;
    return ACCORD_OK;
}
