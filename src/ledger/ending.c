/* The end of a run: what of the baseline is fixed, and what somebody should know of the waivers. */
#include "ledger/ledger.h"

#include "base/error.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const char *accord_waiver_note_name(enum accord_waiver_note_kind kind)
{
    static const char *const names[ACCORD_WAIVER_NOTE_COUNT] = {
#define NOTE_NAME(id, name, meaning) [ACCORD_WAIVER_NOTE_##id] = (name),
        ACCORD_WAIVER_NOTES(NOTE_NAME)
#undef NOTE_NAME
    };
    return names[kind];
}

/* ---- the baseline ---- */

/* qsort has no host: what is sorted is pointers to entries. */
static int compare_entries(const void *a, const void *b)
{
    const struct accord_known_entry *const *x = a, *const *y = b;
    return accord_known_compare(&(*x)->known, &(*y)->known);
}

/* An error says nothing of what was known, and neither does what was not asked. */
static bool was_looked_at(const struct accord_ledger *ledger, const struct accord_known_entry *entry)
{
    const struct accord_ledger_pair *pair = &ledger->pairs[entry->pair];
    return pair->looked_at && pair->now != ACCORD_VERDICT_ERROR;
}

enum accord_known_fate accord_known_fate_of(const struct accord_ledger *ledger, const struct accord_known_entry *entry)
{
    if (entry->found) return ACCORD_KNOWN_FOUND;
    if (entry->pair == ACCORD_LEDGER_NONE || !was_looked_at(ledger, entry)) return ACCORD_KNOWN_UNASKED;
    const struct accord_ledger_pair *pair = &ledger->pairs[entry->pair];
    return pair->decided && !pair->open && !accord_ledger_is_ahead(ledger) ? ACCORD_KNOWN_FIXED : ACCORD_KNOWN_OPEN;
}

static bool find_fixed(struct accord_ledger *ledger)
{
    const size_t size = sizeof *ledger->fixed;
    for (size_t i = 0; i < ledger->known_count; i++) {
        const struct accord_known_entry *entry = &ledger->known[i];
        enum accord_known_fate fate = accord_known_fate_of(ledger, entry);
        ledger->counts.known_unasked += fate == ACCORD_KNOWN_UNASKED && entry->pair != ACCORD_LEDGER_NONE;
        ledger->counts.known_open += fate == ACCORD_KNOWN_OPEN;
        if (fate != ACCORD_KNOWN_FIXED) continue;
        if (!accord_ledger_grow((void **)&ledger->fixed, ledger->fixed_count, &ledger->fixed_room, size)) return false;
        ledger->fixed[ledger->fixed_count++] = entry;
    }
    if (ledger->fixed_count > 1) qsort(ledger->fixed, ledger->fixed_count, size, compare_entries);
    ledger->counts.states[ACCORD_BASELINE_ABSENT] = ledger->fixed_count;
    return true;
}

static int compare_unknown(const void *a, const void *b)
{
    const struct accord_unknown_rule *x = a, *y = b;
    return strcmp(x->id, y->id);
}

/* One for each entry, sorted; then one for each rule. */
static bool find_unknown(struct accord_ledger *ledger)
{
    size_t room = 0, count = 0, last = 0;
    for (size_t i = 0; i < ledger->known_count; i++) {
        if (ledger->known[i].pair != ACCORD_LEDGER_NONE || ledger->known[i].found) continue;
        if (!accord_ledger_grow((void **)&ledger->unknown, count, &room, sizeof *ledger->unknown)) return false;
        ledger->unknown[count++] = (struct accord_unknown_rule){ledger->known[i].known.rule, 1};
    }
    if (count == 0) return true;
    qsort(ledger->unknown, count, sizeof *ledger->unknown, compare_unknown);
    for (size_t i = 1; i < count; i++) {
        if (compare_unknown(&ledger->unknown[i], &ledger->unknown[last]) == 0)
            ledger->unknown[last].findings++;
        else
            ledger->unknown[++last] = ledger->unknown[i];
    }
    ledger->unknown_count = last + 1;
    return true;
}

/* ---- waivers ---- */

static bool is_aggregate(const char *actor)
{
    return strcmp(actor, "all") == 0 || strncmp(actor, "region:", 7) == 0;
}

static bool is_succeeded(struct accord_ledger *ledger, const struct accord_waiver_entry *entry)
{
    int64_t at = 0;
    const struct accord_waiver *waiver = &entry->waiver;
    bool found = accord_ledger_first_of_same(ledger, waiver, &at);
    for (; found && at != ACCORD_LEDGER_NONE; at = ledger->waivers[at].next_of_same)
        if (ledger->waivers[at].waiver.until.last > waiver->until.last) return true;
    return false;
}

/* "no rule has this id; did you mean "a/b"?" */
static const char *unknown_clause(struct accord_ledger *ledger, const char *what, const char *name,
                                  const char *const *names, size_t count)
{
    struct accord_text text;
    accord_text_init(&text, ACCORD_ERROR_TEXT_MAX);
    const char *nearest = accord_text_nearest(name, names, count);
    accord_text_addf(&text, "no %s has this id", what);
    if (nearest) accord_text_addf(&text, "; did you mean \"%s\"?", nearest);
    const char *clause = text.failed ? NULL : accord_arena_copy(&ledger->arena, text.bytes, text.length);
    accord_text_clear(&text);
    ledger->failed = ledger->failed || !clause;
    return clause;
}

/* What the waiver names that is not there; NULL: it is all there. */
static const char *unknown_rule(struct accord_ledger *ledger, const struct accord_waiver *waiver)
{
    size_t count = ledger->rules.count;
    if (strpbrk(waiver->rule, "*?")) return "no rule has an id that it matches";
    const char **names = accord_alloc_zero(count + 1, sizeof *names);
    for (size_t i = 0; names && i < count; i++)
        names[i] = ledger->rules.entries[i].key;
    const char *clause = names ? unknown_clause(ledger, "rule", waiver->rule, names, count) : NULL;
    accord_free(names);
    return clause;
}

static const char *unknown_actor(struct accord_ledger *ledger, const struct accord_waiver *waiver)
{
    const struct accord_dataset *dataset = ledger->options.dataset;
    size_t count = accord_dataset_actor_count(dataset);
    const char **names = accord_alloc_zero(count + 1, sizeof *names);
    for (size_t i = 0; names && i < count; i++)
        names[i] = accord_dataset_actor_id(dataset, i);
    const char *clause = names ? unknown_clause(ledger, "actor", waiver->actor, names, count) : NULL;
    accord_free(names);
    return clause;
}

static bool was_asked(const struct accord_ledger *ledger, size_t rule)
{
    const struct accord_ledger_options *options = &ledger->options;
    return (!options->rules || options->rules[rule]) && !(options->not_concluded && options->not_concluded[rule]);
}

/* Why it covers nothing; NULL where it may cover something that this run did not look at. */
static const char *why_unused(struct accord_ledger *ledger, const struct accord_waiver_entry *entry)
{
    const struct accord_waiver *waiver = &entry->waiver;
    const bool aggregate = is_aggregate(waiver->actor);
    bool any = false, all = true;
    size_t actor = 0;
    for (size_t i = 0; i < accord_packs_rule_count(ledger->options.packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(ledger->options.packs, i, &rule);
        if (!accord_waiver_names_rule(waiver, &rule)) continue;
        any = true;
        all = all && ((rule.over != NULL) != aggregate || was_asked(ledger, i));
    }
    if (!any) return unknown_rule(ledger, waiver);
    if (!aggregate && !accord_dataset_find_actor(ledger->options.dataset, waiver->actor, &actor))
        return unknown_actor(ledger, waiver);
    if (!all || entry->open || (!aggregate && ledger->options.actors && !ledger->options.actors[actor])) return NULL;
    return waiver->fingerprint ? "no finding has this fingerprint" : "the pair has no finding";
}

/* ACCORD_WAIVER_NOTE_COUNT: nothing is to be said. */
static enum accord_waiver_note_kind note_of(struct accord_ledger *ledger, const struct accord_waiver_entry *entry,
                                            const char **why)
{
    const struct accord_date as_of = ledger->options.as_of;
    *why = NULL;
    switch (accord_waiver_phase_on(&entry->waiver, as_of)) {
    case ACCORD_WAIVER_LAPSED:
        return is_succeeded(ledger, entry) ? ACCORD_WAIVER_NOTE_COUNT : ACCORD_WAIVER_NOTE_LAPSED;
    case ACCORD_WAIVER_AHEAD:
        return ACCORD_WAIVER_NOTE_AHEAD;
    case ACCORD_WAIVER_IN_FORCE:
        break;
    }
    if (entry->findings == 0 && (*why = why_unused(ledger, entry)) != NULL) return ACCORD_WAIVER_NOTE_UNUSED;
    bool soon = entry->waiver.until.last - as_of.first <= ACCORD_WAIVER_SOON_DAYS && !is_succeeded(ledger, entry);
    return soon ? ACCORD_WAIVER_NOTE_SOON : ACCORD_WAIVER_NOTE_COUNT;
}

static bool find_notes(struct accord_ledger *ledger)
{
    size_t room = 0;
    for (size_t i = 0; i < ledger->waiver_count; i++) {
        const struct accord_waiver_entry *entry = &ledger->waivers[i];
        struct accord_waiver_note note = {.waiver = &entry->waiver, .findings = entry->findings};
        note.kind = note_of(ledger, entry, &note.why);
        if (note.kind == ACCORD_WAIVER_NOTE_COUNT) continue;
        if (!accord_ledger_grow((void **)&ledger->notes, ledger->note_count, &room, sizeof *ledger->notes))
            return false;
        ledger->notes[ledger->note_count++] = note;
        ledger->counts.stale_waivers +=
            note.kind == ACCORD_WAIVER_NOTE_LAPSED || note.kind == ACCORD_WAIVER_NOTE_UNUSED;
    }
    return true;
}

enum accord_status accord_ledger_end(struct accord_ledger *ledger, struct accord_error *err)
{
    assert(!ledger->ended);
    ledger->ended = true;
    bool good = find_fixed(ledger) && find_unknown(ledger) && find_notes(ledger);
    return good && !ledger->failed ? ACCORD_OK : accord_error_memory(err);
}

/* ---- what came of it ---- */

bool accord_ledger_ended(const struct accord_ledger *ledger)
{
    return ledger->ended;
}

void accord_ledger_count(const struct accord_ledger *ledger, struct accord_ledger_counts *counts)
{
    *counts = ledger->ended ? ledger->counts : (struct accord_ledger_counts){.worse = 0};
}

bool accord_ledger_fixed(const struct accord_ledger *ledger, size_t index, struct accord_fixed_finding *fixed)
{
    if (index >= ledger->fixed_count) return false;
    const struct accord_known_entry *entry = ledger->fixed[index];
    const struct accord_ledger_pair *pair = &ledger->pairs[entry->pair];
    *fixed = (struct accord_fixed_finding){.fingerprint = entry->known.fingerprint,
                                           .rule_id = entry->known.rule,
                                           .actor_id = entry->known.actor,
                                           .actor = pair->actor,
                                           .known = entry->known.verdict,
                                           .message_id = entry->known.message_id,
                                           .now = pair->now};
    bool found = accord_ledger_find_rule(ledger, entry->known.rule, &fixed->rule);
    assert(found);
    return found;
}

bool accord_ledger_found(const struct accord_ledger *ledger, size_t index, struct accord_known_finding *finding)
{
    if (!ledger->ended || index >= ledger->kept_count) return false;
    const struct accord_known *kept = &ledger->kept[index];
    *finding =
        (struct accord_known_finding){kept->actor, kept->rule, kept->message_id, kept->fingerprint, kept->verdict};
    return true;
}

bool accord_ledger_unknown_rule(const struct accord_ledger *ledger, size_t index, const char **id, size_t *findings)
{
    if (index >= ledger->unknown_count) return false;
    *id = ledger->unknown[index].id;
    *findings = ledger->unknown[index].findings;
    return true;
}

bool accord_ledger_waiver(const struct accord_ledger *ledger, size_t index, const struct accord_waiver **waiver,
                          size_t *findings)
{
    for (size_t i = 0; ledger->ended && i < ledger->waiver_count; i++) {
        const struct accord_waiver_entry *entry = &ledger->waivers[i];
        bool holds = accord_waiver_phase_on(&entry->waiver, ledger->options.as_of) == ACCORD_WAIVER_IN_FORCE;
        if (!holds || entry->findings == 0 || index-- > 0) continue;
        *waiver = &entry->waiver;
        *findings = entry->findings;
        return true;
    }
    return false;
}

bool accord_ledger_note(const struct accord_ledger *ledger, size_t index, struct accord_waiver_note *note)
{
    if (index >= ledger->note_count) return false;
    *note = ledger->notes[index];
    return true;
}
