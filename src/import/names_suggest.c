/* Which actor may have been meant: candidates for a message, in the same order in every run. */
#include "base/error.h"
#include "import/names_parts.h"
#include "ingest/quote.h"

#include <stdint.h>
#include <string.h>

enum {
    SUGGESTED = 3,
    PREFIX_MIN = 4, /* bytes that a name must have in common from its beginning */
    FAR = 1000      /* the rank behind every distance */
};

struct ranked {
    const struct accord_known_actor *actor;
    size_t rank; /* less is nearer */
};

struct ranking {
    struct ranked best[SUGGESTED];
    size_t count;
};

static bool goes_before(const struct ranked *a, const struct ranked *b)
{
    return a->rank != b->rank ? a->rank < b->rank : strcmp(a->actor->id, b->actor->id) < 0;
}

/* Puts the actor in its place; one that is there keeps its better rank. */
static void rank(struct ranking *ranking, struct ranked candidate)
{
    size_t at = 0;
    while (at < ranking->count && ranking->best[at].actor != candidate.actor)
        at++;
    if (at < ranking->count && !goes_before(&candidate, &ranking->best[at])) return;
    if (at == ranking->count && ranking->count < SUGGESTED) ranking->count++;
    if (at == SUGGESTED && !goes_before(&candidate, &ranking->best[--at])) return;
    for (; at > 0 && goes_before(&candidate, &ranking->best[at - 1]); at--)
        ranking->best[at] = ranking->best[at - 1];
    ranking->best[at] = candidate;
}

/* How near the known name is, or SIZE_MAX. */
static size_t rank_of(const struct accord_text *wanted, const struct accord_map_entry *known)
{
    size_t characters = 0;
    for (size_t i = 0; i < wanted->length; i++)
        characters += ((unsigned char)wanted->bytes[i] & 0xC0) != 0x80;
    size_t most = characters <= 3 ? 1 : 1 + characters / 5;
    size_t distance = accord_fold_distance(wanted->bytes, wanted->length, known->key, known->length, most);
    if (distance != SIZE_MAX) return distance;
    size_t shorter = wanted->length < known->length ? wanted->length : known->length;
    if (shorter < PREFIX_MIN || memcmp(wanted->bytes, known->key, shorter) != 0) return SIZE_MAX;
    return FAR - shorter; /* both are shorter than that */
}

static unsigned forms_of(const struct accord_names *names, int64_t claim)
{
    unsigned forms = 0;
    for (; claim != ACCORD_NO_CLAIM; claim = names->claims[claim].next)
        forms |= names->claims[claim].forms;
    return forms;
}

static void rank_claims(const struct accord_names *names, int64_t claim, unsigned forms, size_t nearness,
                        struct ranking *ranking)
{
    for (; claim != ACCORD_NO_CLAIM; claim = names->claims[claim].next)
        if ((names->claims[claim].forms & forms) != 0)
            rank(ranking, (struct ranked){names->claims[claim].actor, nearness});
}

enum accord_status accord_names_suggest(struct accord_names *names, const char *name, size_t length, unsigned forms,
                                        struct accord_name_answer *answer, struct accord_error *err)
{
    struct ranking ranking = {.count = 0};
    bool foldable = accord_names_fold(names, name, length);
    if (names->scratch.words.failed) return accord_error_memory(err);
    if (answer->result != ACCORD_NAME_UNKNOWN || !foldable || names->scratch.words.bytes[0] == '#') return ACCORD_OK;
    for (size_t i = 0; i < names->folded.count; i++) {
        const struct accord_map_entry *known = &names->folded.entries[i];
        bool spelt = known->key[0] != ' ' && known->key[0] != '#';
        if (!spelt || (forms_of(names, known->value) & forms) == 0) continue;
        size_t nearness = rank_of(&names->scratch.words, known);
        if (nearness != SIZE_MAX) rank_claims(names, known->value, forms, nearness, &ranking);
    }
    for (size_t i = 0; i < ranking.count; i++)
        answer->actors[answer->count++] = ranking.best[i].actor;
    return ACCORD_OK;
}

/* ---- words for a refusal ---- */

static void add_actors(struct accord_text *why, const struct accord_name_answer *answer, const char *last)
{
    for (size_t i = 0; i < answer->count; i++) {
        accord_text_add_str(why, i == 0 ? "" : i + 1 == answer->count ? last : ", ");
        accord_text_addf(why, "%s (%s)", answer->actors[i]->id, answer->actors[i]->name);
    }
}

void accord_names_explain(const struct accord_name_answer *answer, const char *name, size_t length,
                          struct accord_text *why)
{
    const struct accord_known_actor *first = answer->count > 0 ? answer->actors[0] : NULL;
    accord_quote(why, name, length);
    switch (answer->result) {
    case ACCORD_NAME_FOUND:
        accord_text_addf(why, " (%s, an area on the list of codes), expected a State or a regional organization",
                         first->id);
        break;
    case ACCORD_NAME_FORMER:
        accord_text_addf(why, " (%s, which ended %s), expected an actor of the dataset; there since: %s", first->id,
                         first->ended, first->later);
        break;
    case ACCORD_NAME_AMBIGUOUS:
        if (answer->count == 1)
            accord_text_addf(why,
                             ", which may be %s (%s) or a mark for no value, expected a name, or a column of codes",
                             first->id, first->name);
        else {
            accord_text_add_str(why, ", a name of more than one actor, expected that of ");
            add_actors(why, answer, " or ");
        }
        break;
    case ACCORD_NAME_UNKNOWN:
        accord_text_add_str(why, ", a name of no known actor, expected ");
        add_actors(why, answer, " or ");
        if (answer->count == 0) accord_text_add_str(why, "a code or name of one, or an alias for it");
        break;
    }
}
