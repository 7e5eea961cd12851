/* How a finding stands: what the baseline knows of it, and which waiver covers it on the day. */
#include "ledger/ledger.h"

#include <assert.h>
#include <string.h>

/* ---- waivers ---- */

enum accord_waiver_phase accord_waiver_phase_on(const struct accord_waiver *waiver, struct accord_date as_of)
{
    assert(as_of.first == as_of.last);
    if (as_of.first > waiver->until.last) return ACCORD_WAIVER_LAPSED;
    if (waiver->has_from && as_of.first < waiver->from.first) return ACCORD_WAIVER_AHEAD;
    return ACCORD_WAIVER_IN_FORCE;
}

static bool names_rule(const struct accord_waiver *waiver, const char *id, const char *const *former, size_t count)
{
    if (accord_glob_match(waiver->rule, id)) return true;
    for (size_t i = 0; i < count; i++)
        if (accord_glob_match(waiver->rule, former[i])) return true;
    return false;
}

bool accord_waiver_names_rule(const struct accord_waiver *waiver, const struct accord_rule_facts *rule)
{
    return names_rule(waiver, rule->id, rule->aliases, rule->alias_count);
}

/* The more exactly a waiver says what it covers, the better: by fingerprint, by the rule's id, by a glob. */
static int exactness(const struct accord_waiver *waiver)
{
    return 2 * (waiver->fingerprint != NULL) + (strpbrk(waiver->rule, "*?") == NULL);
}

/* Of two that cover a finding. `a` and `b` are entries of one list. */
static bool is_better(const struct accord_waiver_entry *a, const struct accord_waiver_entry *b)
{
    int more = exactness(&a->waiver) - exactness(&b->waiver);
    if (more != 0) return more > 0;
    if (a->waiver.until.last != b->waiver.until.last) return a->waiver.until.last > b->waiver.until.last;
    return a < b; /* as the file has them */
}

static int64_t first_waiver(const struct accord_ledger *ledger, const char *actor)
{
    int64_t first = ACCORD_LEDGER_NONE;
    if (ledger->waiver_count > 0) (void)accord_map_get(&ledger->waived_actors, actor, strlen(actor), &first);
    return first;
}

void accord_ledger_find_waiver(struct accord_ledger *ledger, const struct accord_waived *waived,
                               const struct accord_waiver **in_force, const struct accord_waiver **lapsed)
{
    const struct accord_waiver_entry *best[ACCORD_WAIVER_LAPSED + 1] = {NULL};
    for (int64_t at = first_waiver(ledger, waived->actor); at != ACCORD_LEDGER_NONE; at = ledger->waivers[at].next) {
        struct accord_waiver_entry *entry = &ledger->waivers[at];
        const struct accord_waiver *waiver = &entry->waiver;
        if (waiver->fingerprint && strcmp(waiver->fingerprint, waived->fingerprint) != 0) continue;
        if (!names_rule(waiver, waived->rule, waived->former, waived->former_count)) continue;
        const struct accord_waiver_entry **of_phase = &best[accord_waiver_phase_on(waiver, ledger->options.as_of)];
        if (!*of_phase || is_better(entry, *of_phase)) *of_phase = entry;
        entry->findings++;
    }
    const struct accord_waiver_entry *now = best[ACCORD_WAIVER_IN_FORCE], *before = best[ACCORD_WAIVER_LAPSED];
    *in_force = now ? &now->waiver : NULL;
    *lapsed = !now && before ? &before->waiver : NULL;
}

static void find_waiver(struct accord_ledger *ledger, const struct accord_verdict *verdict, const char *fingerprint,
                        struct accord_standing *standing)
{
    struct accord_rule_facts rule;
    accord_packs_rule(ledger->options.packs, verdict->rule, &rule);
    const struct accord_waived waived = {verdict->actor_id, rule.id, rule.aliases, rule.alias_count, fingerprint};
    accord_ledger_find_waiver(ledger, &waived, &standing->waiver, &standing->lapsed);
}

/* ---- the baseline ---- */

static int64_t first_known(const struct accord_ledger *ledger, const char *fingerprint)
{
    int64_t first = ACCORD_LEDGER_NONE;
    if (ledger->known_count > 0) (void)accord_map_get(&ledger->fingerprints, fingerprint, strlen(fingerprint), &first);
    return first;
}

/* Findings of one rule and actor that nothing but arguments tells apart have one fingerprint: each of the verdicts that
 * are known of it is unchanged, and what is worse than the worst of them is worse. */
static void compare(struct accord_ledger *ledger, enum accord_verdict_kind kind, const char *fingerprint,
                    struct accord_standing *standing)
{
    enum accord_verdict_kind worst = kind;
    bool same = false, any = false;
    for (int64_t at = first_known(ledger, fingerprint); at != ACCORD_LEDGER_NONE; at = ledger->known[at].next) {
        struct accord_known_entry *entry = &ledger->known[at];
        worst = any ? accord_verdict_worse(worst, entry->known.verdict) : entry->known.verdict;
        same = same || entry->known.verdict == kind;
        entry->found = any = true;
    }
    standing->baseline = !any ? ACCORD_BASELINE_NEW : same ? ACCORD_BASELINE_UNCHANGED : ACCORD_BASELINE_UPDATED;
    standing->known = worst;
    standing->worse = any && !same && accord_verdict_worse(worst, kind) == kind;
}

bool accord_ledger_excuses(const struct accord_standing *standing)
{
    if (standing->waiver) return true;
    if (standing->lapsed) return false;
    switch (standing->baseline) {
    case ACCORD_BASELINE_UNCHANGED:
        return true;
    case ACCORD_BASELINE_UPDATED:
        return !standing->worse;
    case ACCORD_BASELINE_NONE:
    case ACCORD_BASELINE_NEW:
    case ACCORD_BASELINE_ABSENT:
    case ACCORD_BASELINE_COUNT:
        break;
    }
    return false;
}

/* ---- a run ---- */

/* Where a gate decided, or there was nothing to ask about, the rule says nothing of what it found before. */
static bool is_decided(const struct accord_verdict *verdict)
{
    return accord_verdict_meaning(verdict->verdict)->counted &&
           (verdict->gate == ACCORD_GATE_CHECK || verdict->gate == ACCORD_GATE_CONCLUDE);
}

void accord_ledger_look(struct accord_ledger *ledger, const struct accord_verdict *verdict)
{
    struct accord_ledger_pair *pair = accord_ledger_pair_of(ledger, verdict->rule, verdict->actor_id);
    assert(!ledger->ended);
    if (pair)
        *pair = (struct accord_ledger_pair){
            .actor = verdict->actor, .looked_at = true, .decided = is_decided(verdict), .now = verdict->verdict};
    if (verdict->verdict != ACCORD_VERDICT_ERROR) return;
    struct accord_rule_facts rule;
    accord_packs_rule(ledger->options.packs, verdict->rule, &rule);
    for (int64_t at = first_waiver(ledger, verdict->actor_id); at != ACCORD_LEDGER_NONE; at = ledger->waivers[at].next)
        if (accord_waiver_names_rule(&ledger->waivers[at].waiver, &rule)) ledger->waivers[at].open = true;
}

static void keep(struct accord_ledger *ledger, const struct accord_verdict *verdict, enum accord_verdict_kind kind,
                 const char *message_id, const char *fingerprint)
{
    struct accord_rule_facts rule;
    accord_packs_rule(ledger->options.packs, verdict->rule, &rule);
    const struct accord_known known = {verdict->actor_id, rule.id, message_id, fingerprint, kind};
    if (accord_ledger_grow((void **)&ledger->kept, ledger->kept_count, &ledger->kept_room, sizeof *ledger->kept) &&
        accord_known_copy(ledger, &known, &ledger->kept[ledger->kept_count]))
        ledger->kept_count++;
    else
        ledger->failed = true;
}

/* What nobody needs to look at is in no baseline: it is new where it takes the place of findings that are. */
static enum accord_baseline_state state_without_finding(struct accord_ledger *ledger,
                                                        const struct accord_verdict *verdict)
{
    bool as_before =
        verdict->verdict != ACCORD_VERDICT_ERROR && !accord_ledger_pair_of(ledger, verdict->rule, verdict->actor_id);
    return as_before ? ACCORD_BASELINE_UNCHANGED : ACCORD_BASELINE_NEW;
}

static void note_open(struct accord_ledger *ledger, const struct accord_verdict *verdict, enum accord_verdict_kind kind)
{
    struct accord_ledger_pair *pair = accord_ledger_pair_of(ledger, verdict->rule, verdict->actor_id);
    if (pair && !accord_verdict_meaning(kind)->assessable) pair->open = true;
}

void accord_ledger_stand(struct accord_ledger *ledger, const struct accord_verdict *verdict,
                         enum accord_verdict_kind kind, const char *message_id, const char *fingerprint,
                         struct accord_standing *standing)
{
    const bool against = ledger->options.baseline != NULL;
    standing->baseline = ACCORD_BASELINE_NONE;
    standing->worse = false;
    standing->waiver = standing->lapsed = NULL;
    if (!accord_verdict_needs_look(kind) || kind == ACCORD_VERDICT_ERROR) {
        if (against) standing->baseline = state_without_finding(ledger, verdict);
        return;
    }
    if (against) compare(ledger, kind, fingerprint, standing);
    if (standing->baseline == ACCORD_BASELINE_NEW) note_open(ledger, verdict, kind);
    find_waiver(ledger, verdict, fingerprint, standing);
    ledger->counts.states[standing->baseline]++;
    ledger->counts.worse += standing->worse;
    ledger->counts.excused += !standing->waiver && accord_ledger_excuses(standing);
    ledger->counts.waived += standing->waiver != NULL;
    ledger->counts.lapsed += standing->lapsed != NULL;
    if (ledger->options.keeps_findings && !standing->waiver && !standing->lapsed)
        keep(ledger, verdict, kind, message_id, fingerprint);
}
