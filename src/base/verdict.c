/* Verdicts, forces and scores. */
#include "accord/verdict.h"

#include "base/text.h"

#include <assert.h>

static const struct accord_verdict_meaning meanings[ACCORD_VERDICT_COUNT] = {
#define MEANING_ROW(id, ...) [ACCORD_VERDICT_##id] = {__VA_ARGS__},
    ACCORD_VERDICTS(MEANING_ROW)
#undef MEANING_ROW
};

static const char *const force_names[ACCORD_FORCE_COUNT] = {
#define FORCE_ROW(id, name) [ACCORD_FORCE_##id] = name,
    ACCORD_FORCES(FORCE_ROW)
#undef FORCE_ROW
};

/* The last two of the invitations are how the page on focal points words the functions of the office. */
static const struct {
    const char *verb;
    enum accord_force force;
} verbs[] = {
    {"shall", ACCORD_FORCE_BINDING},
    {"decides", ACCORD_FORCE_BINDING},
    {"requests", ACCORD_FORCE_REQUEST},
    {"urges", ACCORD_FORCE_REQUEST},
    {"calls upon", ACCORD_FORCE_REQUEST},
    {"encourages", ACCORD_FORCE_ENCOURAGE},
    {"recommends", ACCORD_FORCE_ENCOURAGE},
    {"invites", ACCORD_FORCE_INVITE},
    {"should", ACCORD_FORCE_INVITE},
    {"should consider", ACCORD_FORCE_INVITE},
    {"primary function", ACCORD_FORCE_INVITE},
    {"responsible for", ACCORD_FORCE_INVITE},
    {"recalls", ACCORD_FORCE_NONE},
    {"notes", ACCORD_FORCE_NONE},
    {"recognizes", ACCORD_FORCE_NONE},
    {"welcomes", ACCORD_FORCE_NONE},
    {"stresses", ACCORD_FORCE_NONE},
};

enum { VERB_COUNT = sizeof verbs / sizeof verbs[0] };

const struct accord_verdict_meaning *accord_verdict_meaning(enum accord_verdict_kind verdict)
{
    assert((size_t)verdict < ACCORD_VERDICT_COUNT);
    return &meanings[verdict];
}

bool accord_verdict_find(const char *name, enum accord_verdict_kind *verdict)
{
    for (size_t i = 0; i < ACCORD_VERDICT_COUNT; i++) {
        if (!accord_str_equal(meanings[i].name, name)) continue;
        *verdict = (enum accord_verdict_kind)i;
        return true;
    }
    return false;
}

enum accord_verdict_kind accord_verdict_worse(enum accord_verdict_kind a, enum accord_verdict_kind b)
{
    return a < b ? a : b; /* the table stands from worst to least */
}

bool accord_verdict_needs_look(enum accord_verdict_kind verdict)
{
    return accord_verdict_meaning(verdict)->counted && verdict != ACCORD_VERDICT_MET;
}

const char *accord_force_name(enum accord_force force)
{
    assert((size_t)force < ACCORD_FORCE_COUNT);
    return force_names[force];
}

bool accord_force_find(const char *name, enum accord_force *force)
{
    for (size_t i = 0; i < ACCORD_FORCE_COUNT; i++) {
        if (!accord_str_equal(force_names[i], name)) continue;
        *force = (enum accord_force)i;
        return true;
    }
    return false;
}

bool accord_force_of_verb(const char *verb, enum accord_force *force)
{
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (!accord_str_equal(verbs[i].verb, verb)) continue;
        *force = verbs[i].force;
        return true;
    }
    return false;
}

const char *accord_force_verb(size_t index)
{
    return index < VERB_COUNT ? verbs[index].verb : NULL;
}

void accord_tally_add(struct accord_tally *tally, enum accord_verdict_kind verdict, bool has_cause)
{
    assert((size_t)verdict < ACCORD_VERDICT_COUNT);
    tally->counts[verdict]++;
    if (has_cause) tally->caused[verdict]++;
}

static double fraction(size_t part, size_t whole)
{
    return (double)part / (double)whole;
}

struct accord_score accord_tally_score(const struct accord_tally *tally)
{
    struct accord_score score = {0};
    size_t halves = 0; /* of everything that is assessable */
    for (size_t i = 0; i < ACCORD_VERDICT_COUNT; i++) {
        if (meanings[i].counted) score.of += tally->counts[i];
        if (!meanings[i].assessable) continue;
        size_t own = tally->counts[i] - tally->caused[i];
        score.assessable += own;
        halves += own * (size_t)meanings[i].halves;
    }
    score.scored = score.assessable > 0;
    if (score.scored) score.score = fraction(halves, 2 * (score.assessable + tally->counts[ACCORD_VERDICT_ERROR]));
    if (score.of > 0) {
        size_t surely_met = tally->counts[ACCORD_VERDICT_MET] - tally->caused[ACCORD_VERDICT_MET];
        size_t surely_not = tally->counts[ACCORD_VERDICT_GAP] - tally->caused[ACCORD_VERDICT_GAP];
        score.low = fraction(surely_met, score.of);
        score.high = fraction(score.of - surely_not, score.of);
    }
    return score;
}
