/* Comparing: actors side by side, then pairs, then findings. */
#include "diff/compare.h"

#include "base/error.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *name;
    const char *title;
} changes[ACCORD_DIFF_CHANGE_COUNT] = {
#define CHANGE(id, name, title) [ACCORD_DIFF_CHANGE_##id] = {(name), (title)},
    ACCORD_DIFF_CHANGES(CHANGE)
#undef CHANGE
};

static const struct {
    const char *name;
    const char *words;
} absences[] = {
#define ABSENCE(id, name, words) [ACCORD_DIFF_ABSENCE_##id] = {(name), (words)},
    ACCORD_DIFF_ABSENCES(ABSENCE)
#undef ABSENCE
};

const char *accord_diff_change_name(enum accord_diff_change change)
{
    return changes[change].name;
}

const char *accord_diff_change_title(enum accord_diff_change change)
{
    return changes[change].title;
}

const char *accord_diff_absence_name(enum accord_diff_absence absence)
{
    return absences[absence].name;
}

const char *accord_diff_absence_words(enum accord_diff_absence absence)
{
    return absences[absence].words;
}

enum accord_diff_known accord_diff_known_of(enum accord_verdict_kind before, enum accord_verdict_kind after)
{
    bool was = accord_verdict_meaning(before)->assessable, is = accord_verdict_meaning(after)->assessable;
    return was == is ? ACCORD_DIFF_KNOWN_SAME : was ? ACCORD_DIFF_KNOWN_LESS : ACCORD_DIFF_KNOWN_MORE;
}

/* ---- one comparison at work ---- */

struct comparison {
    struct accord_diff_ground ground;
    struct accord_diff_run *runs[2]; /* OLD, NEW */
    const struct accord_diff_actor *actors[2];
    const struct accord_diff_listener *listener;
    struct accord_diff_counts *counts;
    struct accord_arena arena; /* of the actor at hand */
};

/* A pair of a rule and an actor; either verdict may be NULL. */
struct pair {
    const char *actor;
    const struct accord_diff_verdict *verdicts[2];
    struct accord_diff_causes causes;
    bool has_causes;
};

/* ---- findings ---- */

/* By the order of the verdict table among those that count for a score. */
static enum accord_diff_change direction(enum accord_verdict_kind before, enum accord_verdict_kind after)
{
    bool counted = accord_verdict_meaning(before)->counted && accord_verdict_meaning(after)->counted;
    if (before == after || !counted) return ACCORD_DIFF_CHANGE_UNCHANGED;
    return accord_verdict_worse(before, after) == after ? ACCORD_DIFF_CHANGE_WORSE : ACCORD_DIFF_CHANGE_BETTER;
}

/* Findings of a verdict that the other one does not have. */
struct rest {
    const struct accord_diff_finding **items;
    size_t count;
    bool open; /* one of them settles nothing: it may stand for what is not there any more */
};

static void put_rest(struct rest *rest, const struct accord_diff_finding *finding)
{
    rest->items[rest->count++] = finding;
    rest->open = rest->open || !accord_verdict_meaning(finding->kind)->assessable;
}

/* Why the absence of a finding from a pair's verdict says nothing; NONE: it was looked for, and is not there. */
static enum accord_diff_absence absence_of(const struct accord_diff_verdict *verdict, const struct rest *rest)
{
    assert(verdict);
    if (verdict->kind == ACCORD_VERDICT_ERROR) return ACCORD_DIFF_ABSENCE_ERROR;
    if (verdict->kind == ACCORD_VERDICT_NOT_DUE) return ACCORD_DIFF_ABSENCE_NOT_DUE;
    if (verdict->kind == ACCORD_VERDICT_NOT_APPLICABLE) return ACCORD_DIFF_ABSENCE_NOT_APPLICABLE;
    if (verdict->gate != ACCORD_GATE_CHECK && verdict->gate != ACCORD_GATE_CONCLUDE) return ACCORD_DIFF_ABSENCE_GATE;
    return rest->open ? ACCORD_DIFF_ABSENCE_OPEN : ACCORD_DIFF_ABSENCE_NONE;
}

static enum accord_diff_absence absence_of_pair(const struct comparison *comparison, const struct pair *pair, int side)
{
    const char *rule = pair->verdicts[!side]->rule;
    const struct accord_diff_rule *known = accord_diff_run_rule(comparison->runs[!side], rule);
    if (!comparison->actors[side]) return ACCORD_DIFF_ABSENCE_ACTOR;
    bool there = accord_diff_run_rule(comparison->runs[side], rule) != NULL ||
                 accord_diff_run_rule(comparison->runs[side], known->oldest) != NULL;
    return there || !accord_diff_run_facts(comparison->runs[side])->rules_told ? ACCORD_DIFF_ABSENCE_PAIR
                                                                               : ACCORD_DIFF_ABSENCE_RULE;
}

static enum accord_status tell_item(struct comparison *comparison, const struct pair *pair,
                                    const struct accord_diff_item *told, struct accord_error *err)
{
    struct accord_diff_item item = *told;
    item.actor = pair->actor;
    item.before_verdict = pair->verdicts[0];
    item.after_verdict = pair->verdicts[1];
    item.causes = pair->has_causes ? &pair->causes : NULL;
    comparison->counts->changes[item.change]++;
    if (item.change == ACCORD_DIFF_CHANGE_BETTER &&
        accord_diff_known_of(item.before->kind, item.after->kind) == ACCORD_DIFF_KNOWN_LESS)
        comparison->counts->less_known++;
    if (item.change == ACCORD_DIFF_CHANGE_UNCHANGED || !comparison->listener->item) return ACCORD_OK;
    return comparison->listener->item(comparison->listener->host, &item, err);
}

static enum accord_status find_causes(struct comparison *comparison, struct pair *pair, struct accord_error *err)
{
    if (pair->has_causes || !pair->verdicts[0] || !pair->verdicts[1]) return ACCORD_OK;
    pair->has_causes = true;
    bool good = accord_diff_find_causes(&comparison->ground, comparison->actors[0], comparison->actors[1],
                                        pair->verdicts[0], pair->verdicts[1], &comparison->arena, &pair->causes);
    return good ? ACCORD_OK : accord_error_memory(err);
}

/* Findings with the same fingerprint, each with one; those that are left over go into the rests. */
static enum accord_status match_fingerprints(struct comparison *comparison, struct pair *pair, struct rest rests[2],
                                             struct accord_error *err)
{
    const struct accord_diff_verdict *before = pair->verdicts[0], *after = pair->verdicts[1];
    size_t before_count = before ? before->finding_count : 0, after_count = after ? after->finding_count : 0;
    bool *taken = accord_arena_zero(&comparison->arena, after_count + 1, sizeof *taken);
    enum accord_status status = taken ? ACCORD_OK : accord_error_memory(err);
    for (size_t i = 0; i < before_count && status == ACCORD_OK; i++) {
        const struct accord_diff_finding *finding = &before->findings[i], *same = NULL;
        for (size_t j = 0; j < after_count && !same; j++) {
            if (taken[j] || strcmp(finding->fingerprint, after->findings[j].fingerprint) != 0) continue;
            taken[j] = true;
            same = &after->findings[j];
        }
        if (!same) {
            put_rest(&rests[0], finding);
            continue;
        }
        struct accord_diff_item item = {
            .change = direction(finding->kind, same->kind), .before = finding, .after = same};
        if (item.change != ACCORD_DIFF_CHANGE_UNCHANGED) status = find_causes(comparison, pair, err);
        if (status == ACCORD_OK) status = tell_item(comparison, pair, &item, err);
    }
    for (size_t j = 0; j < after_count && status == ACCORD_OK; j++)
        if (!taken[j]) put_rest(&rests[1], &after->findings[j]);
    return status;
}

/* One finding that took the place of one, in a pair with another verdict. An error says nothing of the State: it takes
 * no finding's place. */
static bool is_one_for_one(const struct pair *pair, const struct rest rests[2])
{
    if (!pair->verdicts[0] || !pair->verdicts[1] || rests[0].count != 1 || rests[1].count != 1) return false;
    if (pair->verdicts[0]->kind == pair->verdicts[1]->kind) return false;
    enum accord_verdict_kind before = rests[0].items[0]->kind, after = rests[1].items[0]->kind;
    return before != after && before != ACCORD_VERDICT_ERROR && after != ACCORD_VERDICT_ERROR;
}

/* What one run has and the other, `side`, lacks. */
static enum accord_status tell_rest(struct comparison *comparison, const struct pair *pair, const struct rest rests[2],
                                    int side, struct accord_error *err)
{
    static const enum accord_diff_change changed[2][2] = {
        {ACCORD_DIFF_CHANGE_NEW, ACCORD_DIFF_CHANGE_NEWLY_EVALUATED},
        {ACCORD_DIFF_CHANGE_FIXED, ACCORD_DIFF_CHANGE_NOT_EVALUATED},
    };
    enum accord_status status = ACCORD_OK;
    enum accord_diff_absence absence =
        pair->verdicts[side] ? absence_of(pair->verdicts[side], &rests[side]) : absence_of_pair(comparison, pair, side);
    for (size_t i = 0; i < rests[!side].count && status == ACCORD_OK; i++) {
        const struct accord_diff_finding *finding = rests[!side].items[i];
        struct accord_diff_item item = {.change = changed[side][absence != ACCORD_DIFF_ABSENCE_NONE],
                                        .absence = absence};
        *(side == 0 ? &item.after : &item.before) = finding;
        status = tell_item(comparison, pair, &item, err);
    }
    return status;
}

static enum accord_status compare_findings(struct comparison *comparison, struct pair *pair, struct accord_error *err)
{
    struct rest rests[2] = {{.count = 0}, {.count = 0}};
    for (int side = 0; side < 2; side++) {
        size_t count = pair->verdicts[side] ? pair->verdicts[side]->finding_count : 0;
        rests[side].items = accord_arena_alloc(&comparison->arena, (count + 1) * sizeof *rests[side].items);
        if (!rests[side].items) return accord_error_memory(err);
    }
    enum accord_status status = match_fingerprints(comparison, pair, rests, err);
    if (status == ACCORD_OK && rests[0].count + rests[1].count > 0) status = find_causes(comparison, pair, err);
    if (status != ACCORD_OK) return status;
    if (is_one_for_one(pair, rests)) {
        const struct accord_diff_finding *before = rests[0].items[0], *after = rests[1].items[0];
        struct accord_diff_item item = {
            .change = direction(before->kind, after->kind), .before = before, .after = after};
        return tell_item(comparison, pair, &item, err);
    }
    status = tell_rest(comparison, pair, rests, 0, err);
    return status == ACCORD_OK ? tell_rest(comparison, pair, rests, 1, err) : status;
}

/* ---- pairs ---- */

static enum accord_status compare_verdicts(struct comparison *comparison, struct pair *pair, struct accord_error *err)
{
    struct accord_diff_counts *counts = comparison->counts;
    const struct accord_diff_verdict *before = pair->verdicts[0], *after = pair->verdicts[1];
    counts->pairs_old_only += !after;
    counts->pairs_new_only += !before;
    if (!before || !after) return ACCORD_OK;
    counts->pairs[before->kind][after->kind]++;
    if (before->kind == after->kind) return ACCORD_OK;
    enum accord_diff_change change = direction(before->kind, after->kind);
    counts->changed_pairs++;
    counts->worse_pairs += change == ACCORD_DIFF_CHANGE_WORSE;
    counts->better_pairs += change == ACCORD_DIFF_CHANGE_BETTER;
    if (!comparison->listener->pair) return ACCORD_OK;
    enum accord_status status = find_causes(comparison, pair, err);
    if (status != ACCORD_OK) return status;
    const struct accord_diff_pair told = {pair->actor, before, after, change, &pair->causes};
    return comparison->listener->pair(comparison->listener->host, &told, err);
}

static enum accord_status compare_pair(struct comparison *comparison, const char *actor,
                                       const struct accord_diff_verdict *before,
                                       const struct accord_diff_verdict *after, struct accord_error *err)
{
    struct pair pair = {.actor = actor, .verdicts = {before, after}};
    enum accord_status status = compare_findings(comparison, &pair, err);
    return status == ACCORD_OK ? compare_verdicts(comparison, &pair, err) : status;
}

static bool share_fingerprint(const struct accord_diff_verdict *a, const struct accord_diff_verdict *b)
{
    for (size_t i = 0; i < a->finding_count; i++)
        for (size_t j = 0; j < b->finding_count; j++)
            if (strcmp(a->findings[i].fingerprint, b->findings[j].fingerprint) == 0) return true;
    return false;
}

/* A rule that was renamed keeps its fingerprints; runs that do not tell former ids show it by these alone. Of `others`
 * those that are taken are NULL. */
static const struct accord_diff_verdict *find_renamed(const struct accord_diff_verdict *verdict,
                                                      const struct accord_diff_verdict **others, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct accord_diff_verdict *other = others[i];
        if (!other || !share_fingerprint(verdict, other)) continue;
        others[i] = NULL;
        return other;
    }
    return NULL;
}

/* Pairs that only one of the runs has, by rule. */
struct singles {
    const struct accord_diff_verdict **items[2];
    size_t count[2];
};

static enum accord_status compare_singles(struct comparison *comparison, const char *actor, struct singles *singles,
                                          struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < singles->count[0] && status == ACCORD_OK; i++) {
        const struct accord_diff_verdict *before = singles->items[0][i];
        status =
            compare_pair(comparison, actor, before, find_renamed(before, singles->items[1], singles->count[1]), err);
    }
    for (size_t i = 0; i < singles->count[1] && status == ACCORD_OK; i++)
        if (singles->items[1][i]) status = compare_pair(comparison, actor, NULL, singles->items[1][i], err);
    return status;
}

/* ---- actors ---- */

/* The verdicts of both by the rules' oldest ids; those that one lacks come last. */
static enum accord_status compare_actors(struct comparison *comparison, struct accord_error *err)
{
    static const struct accord_diff_actor nobody = {.count = 0};
    const struct accord_diff_actor *before = comparison->actors[0] ? comparison->actors[0] : &nobody;
    const struct accord_diff_actor *after = comparison->actors[1] ? comparison->actors[1] : &nobody;
    const char *id = before->id ? before->id : after->id;
    struct singles singles = {.count = {0, 0}};
    enum accord_status status = ACCORD_OK;
    singles.items[0] = accord_arena_zero(&comparison->arena, before->count + 1, sizeof *singles.items[0]);
    singles.items[1] = accord_arena_zero(&comparison->arena, after->count + 1, sizeof *singles.items[1]);
    if (!singles.items[0] || !singles.items[1]) return accord_error_memory(err);
    for (size_t i = 0, j = 0; (i < before->count || j < after->count) && status == ACCORD_OK;) {
        const struct accord_diff_verdict *a = i < before->count ? &before->verdicts[i] : NULL;
        const struct accord_diff_verdict *b = j < after->count ? &after->verdicts[j] : NULL;
        int order = !a ? 1 : !b ? -1 : strcmp(a->oldest, b->oldest);
        i += order <= 0;
        j += order >= 0;
        if (order == 0)
            status = compare_pair(comparison, id, a, b, err);
        else if (order < 0)
            singles.items[0][singles.count[0]++] = a;
        else
            singles.items[1][singles.count[1]++] = b;
    }
    return status == ACCORD_OK ? compare_singles(comparison, id, &singles, err) : status;
}

/* Which of the two comes first: below 0 OLD's, above 0 NEW's. */
static int order_of(const struct accord_diff_actor *before, const struct accord_diff_actor *after)
{
    if (!before || !after) return before ? -1 : 1;
    if (before->aggregate != after->aggregate) return before->aggregate ? 1 : -1;
    return strcmp(before->id, after->id);
}

static enum accord_status go_through(struct comparison *comparison, struct accord_error *err)
{
    const struct accord_diff_actor *ahead[2] = {NULL, NULL};
    enum accord_status status = accord_diff_run_next(comparison->runs[0], &ahead[0], err);
    if (status == ACCORD_OK) status = accord_diff_run_next(comparison->runs[1], &ahead[1], err);
    while (status == ACCORD_OK && (ahead[0] || ahead[1])) {
        int order = order_of(ahead[0], ahead[1]);
        comparison->actors[0] = order <= 0 ? ahead[0] : NULL;
        comparison->actors[1] = order >= 0 ? ahead[1] : NULL;
        status = compare_actors(comparison, err);
        accord_arena_reset(&comparison->arena);
        for (int side = 0; side < 2 && status == ACCORD_OK; side++)
            if (comparison->actors[side]) status = accord_diff_run_next(comparison->runs[side], &ahead[side], err);
    }
    return status;
}

enum accord_status accord_diff_compare(struct accord_diff_run *before, struct accord_diff_run *after,
                                       const struct accord_diff_listener *listener, struct accord_diff_counts *counts,
                                       struct accord_error *err)
{
    struct comparison comparison = {
        .ground = {before, after}, .runs = {before, after}, .listener = listener, .counts = counts};
    accord_arena_init(&comparison.arena);
    *counts = (struct accord_diff_counts){.less_known = 0};
    enum accord_status status = go_through(&comparison, err);
    accord_arena_clear(&comparison.arena);
    return status;
}
