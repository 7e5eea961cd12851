/* Known names: kept by their folded forms, found by them, and never guessed. */
#include "import/names.h"

#include "base/error.h"
#include "import/names_parts.h"
#include "ingest/quote.h"

#include <assert.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { FIRST_CAPACITY = 512, WHY_MAX = 4096 };

/* ---- keeping ---- */

static void *grown(void *block, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) return block;
    size_t more = *capacity == 0 ? FIRST_CAPACITY : 2 * *capacity;
    void *larger = accord_realloc(block, more, size);
    if (larger != NULL) *capacity = more;
    return larger;
}

struct accord_known_actor *accord_names_new_actor(struct accord_names *names, const char *id, size_t length)
{
    struct accord_known_actor **actors =
        grown(names->actors, names->actor_count, &names->actor_capacity, sizeof(*actors));
    if (actors == NULL) return NULL;
    names->actors = actors;
    struct accord_known_actor *actor = accord_arena_zero(&names->arena, 1, sizeof *actor);
    char *copy = accord_arena_copy(&names->arena, id, length);
    bool added = false;
    if (actor == NULL || copy == NULL || !accord_map_put(&names->ids, id, length, (int64_t)names->actor_count, &added))
        return NULL;
    assert(added);
    actor->id = copy;
    return names->actors[names->actor_count++] = actor;
}

/* Adds the claim under one folded name; another one of the same actor takes its forms. */
static bool keep_claim(struct accord_names *names, const struct accord_text *key, struct accord_name_claim claim)
{
    int64_t first = ACCORD_NO_CLAIM;
    struct accord_name_claim *last = NULL;
    bool known = accord_map_get(&names->folded, key->bytes, key->length, &first);
    for (int64_t at = known ? first : ACCORD_NO_CLAIM; at != ACCORD_NO_CLAIM; at = last->next) {
        last = &names->claims[at];
        if (last->actor != claim.actor || last->alias != claim.alias) continue;
        last->forms |= claim.forms;
        last->unsure = last->unsure || claim.unsure;
        return true;
    }
    size_t last_index = last == NULL ? 0 : (size_t)(last - names->claims);
    struct accord_name_claim *claims = grown(names->claims, names->claim_count, &names->claim_capacity, sizeof *claims);
    if (claims == NULL) return false;
    names->claims = claims;
    bool added = false;
    if (!known && !accord_map_put(&names->folded, key->bytes, key->length, (int64_t)names->claim_count, &added))
        return false;
    if (known) claims[last_index].next = (int64_t)names->claim_count;
    claim.next = ACCORD_NO_CLAIM;
    claims[names->claim_count++] = claim;
    return true;
}

enum accord_status accord_names_claim(struct accord_names *names, const char *name, size_t length,
                                      struct accord_name_claim claim, bool *taken, struct accord_error *err)
{
    struct accord_folded *folded = &names->scratch;
    *taken = accord_names_fold(names, name, length);
    if (folded->words.failed) return accord_error_memory(err);
    if (!*taken) return ACCORD_OK;
    bool kept = keep_claim(names, &folded->words, claim);
    if (kept && folded->bag.length > 0 && (claim.forms & ACCORD_NAME_WORDS) != 0)
        kept = keep_claim(names, &folded->bag, claim);
    return kept ? ACCORD_OK : accord_error_memory(err);
}

enum accord_status accord_names_new(struct accord_names **names, struct accord_error *err)
{
    *names = NULL;
    struct accord_names *made = accord_alloc_zero(1, sizeof *made);
    if (made == NULL) return accord_error_memory(err);
    accord_arena_init(&made->arena);
    accord_map_init(&made->ids);
    accord_map_init(&made->folded);
    accord_folded_init(&made->scratch);
    enum accord_status status = accord_names_load(made, err);
    if (status == ACCORD_OK)
        *names = made;
    else
        accord_names_free(made);
    return status;
}

void accord_names_free(struct accord_names *names)
{
    if (names == NULL) return;
    accord_folded_clear(&names->scratch);
    accord_map_clear(&names->folded);
    accord_map_clear(&names->ids);
    accord_free(names->claims);
    accord_free(names->actors);
    accord_arena_clear(&names->arena);
    accord_free(names);
}

/* ---- the name as it is looked up ---- */

/* Where the name begins behind a label that some systems put before it. */
static size_t skip_label(struct accord_names *names, const char *name, size_t length)
{
    static const char *const labels[] = {"party", "partie", "parte", "сторона", "الطرف", "缔约方"};
    static const char wide_colon[] = "：";
    for (size_t i = 0; i < length; i++) {
        bool wide = length - i >= sizeof wide_colon - 1 && memcmp(name + i, wide_colon, sizeof wide_colon - 1) == 0;
        if (name[i] != ':' && !wide) continue;
        if (!accord_fold(&names->scratch, name, i)) return 0;
        const struct accord_text *label = &names->scratch.words;
        for (size_t j = 0; j < COUNT(labels); j++)
            if (accord_text_equal(accord_text_str(label), label->length, labels[j], strlen(labels[j])))
                return i + (wide ? sizeof wide_colon - 1 : 1);
        return 0;
    }
    return 0;
}

/* An M49 number is kept and looked for as "#" and its digits without leading zeros. */
static void mark_number(struct accord_folded *folded)
{
    enum { DIGITS_MAX = 3 };
    char digits[DIGITS_MAX + 1];
    const char *words = accord_text_str(&folded->words);
    size_t length = folded->words.length;
    if (folded->word_count != 1 || length == 0 || length > DIGITS_MAX || strspn(words, "0123456789") != length) return;
    memcpy(digits, words, length + 1);
    accord_text_reset(&folded->words);
    accord_text_reset(&folded->bag);
    accord_text_add_char(&folded->words, '#');
    accord_text_add_str(&folded->words, digits + strspn(digits, "0"));
}

bool accord_names_fold(struct accord_names *names, const char *name, size_t length)
{
    struct accord_folded *folded = &names->scratch;
    size_t skipped = skip_label(names, name, length);
    if (!accord_fold(folded, name + skipped, length - skipped) || folded->words.length == 0) return false;
    mark_number(folded);
    return !folded->words.failed;
}

/* ---- finding ---- */

bool accord_answer_add(struct accord_name_answer *answer, const struct accord_known_actor *actor)
{
    size_t at = 0;
    while (at < answer->count && strcmp(answer->actors[at]->id, actor->id) < 0)
        at++;
    if (at < answer->count && answer->actors[at] == actor) return true;
    if (answer->count == ACCORD_NAME_CANDIDATES) return false;
    memmove(&answer->actors[at + 1], &answer->actors[at], (answer->count - at) * sizeof answer->actors[0]);
    answer->actors[at] = actor;
    answer->count++;
    return true;
}

/* The forms in which the claim can be meant: several words are no code of the tables. */
static unsigned forms_of(const struct accord_names *names, const struct accord_name_claim *claim)
{
    bool coded = !claim->alias && claim->actor->kind != ACCORD_KNOWN_OTHER;
    return coded && names->scratch.word_count > 1 ? claim->forms & ACCORD_NAME_WORDS : claim->forms;
}

/* Adds those that the folded name names: of aliases alone, or of the tables alone. */
static void add_claims(const struct accord_names *names, const struct accord_text *key, unsigned forms, bool aliases,
                       struct accord_name_answer *answer, bool *unsure)
{
    int64_t at = ACCORD_NO_CLAIM;
    if (key->length == 0 || !accord_map_get(&names->folded, key->bytes, key->length, &at)) return;
    for (; at != ACCORD_NO_CLAIM; at = names->claims[at].next) {
        const struct accord_name_claim *claim = &names->claims[at];
        if ((forms_of(names, claim) & forms) == 0 || claim->alias != aliases) continue;
        (void)accord_answer_add(answer, claim->actor); /* past the room for candidates it is ambiguous anyway */
        *unsure = *unsure || (claim->unsure && (forms & ACCORD_NAME_WORDS) != 0);
    }
}

static enum accord_name_result result_of(const struct accord_name_answer *answer, bool unsure)
{
    if (answer->count == 0) return ACCORD_NAME_UNKNOWN;
    if (answer->count > 1 || unsure) return ACCORD_NAME_AMBIGUOUS;
    return answer->actors[0]->kind == ACCORD_KNOWN_FORMER ? ACCORD_NAME_FORMER : ACCORD_NAME_FOUND;
}

enum accord_status accord_names_find(struct accord_names *names, const char *name, size_t length, unsigned forms,
                                     struct accord_name_answer *answer, struct accord_error *err)
{
    bool unsure = false;
    *answer = (struct accord_name_answer){.result = ACCORD_NAME_UNKNOWN};
    bool foldable = accord_names_fold(names, name, length);
    if (names->scratch.words.failed) return accord_error_memory(err);
    if (!foldable) return ACCORD_OK;
    for (int aliases = 1; aliases >= 0 && answer->count == 0; aliases--) {
        add_claims(names, &names->scratch.words, forms, aliases == 1, answer, &unsure);
        add_claims(names, &names->scratch.bag, forms, aliases == 1, answer, &unsure);
    }
    answer->result = result_of(answer, unsure);
    return ACCORD_OK;
}

/* ---- adding ---- */

enum accord_status accord_names_add_actor(struct accord_names *names, const char *id, const char *name,
                                          struct accord_error *err)
{
    if (accord_names_actor(names, id) != NULL) return ACCORD_OK;
    struct accord_known_actor *actor = accord_names_new_actor(names, id, strlen(id));
    if (actor == NULL) return accord_error_memory(err);
    actor->kind = ACCORD_KNOWN_OTHER;
    actor->name = accord_arena_copy(&names->arena, name != NULL ? name : id, strlen(name != NULL ? name : id));
    if (actor->name == NULL) return accord_error_memory(err);
    struct accord_name_claim claim = {.actor = actor, .forms = ACCORD_NAME_ANY};
    bool taken = false;
    enum accord_status status = accord_names_claim(names, id, strlen(id), claim, &taken, err);
    if (status == ACCORD_OK && name != NULL) status = accord_names_claim(names, name, strlen(name), claim, &taken, err);
    return status;
}

static bool is_candidate(const struct accord_name_answer *answer, const struct accord_known_actor *actor)
{
    for (size_t i = 0; i < answer->count; i++)
        if (answer->actors[i] == actor) return true;
    return false;
}

static enum accord_status refuse_alias(const char *name, size_t length, const char *before, const char *subject,
                                       const char *after, struct accord_error *err)
{
    struct accord_text why;
    accord_text_init(&why, WHY_MAX);
    accord_quote(&why, name, length);
    accord_text_addf(&why, "%s%s%s", before, subject, after);
    enum accord_status status =
        why.failed ? accord_error_memory(err) : accord_error_set(err, ACCORD_BAD_DATA, "%s", accord_text_str(&why));
    accord_text_clear(&why);
    return status;
}

enum accord_status accord_names_add_alias(struct accord_names *names, const char *name, size_t length, const char *id,
                                          struct accord_error *err)
{
    const struct accord_known_actor *actor = accord_names_actor(names, id);
    struct accord_name_answer answer;
    if (actor == NULL)
        return refuse_alias(id, strlen(id), ", the id of no known actor, expected one such as KEN, EU", "", "", err);
    enum accord_status status = accord_names_find(names, name, length, ACCORD_NAME_ANY, &answer, err);
    if (status != ACCORD_OK) return status;
    if (answer.result != ACCORD_NAME_UNKNOWN && !is_candidate(&answer, actor))
        return refuse_alias(name, length, ", which is a name of ", answer.actors[0]->id,
                            answer.count > 1 ? " or another one, expected an alias for one of these"
                                             : ", expected no alias for another actor",
                            err);
    struct accord_name_claim claim = {.actor = actor, .forms = ACCORD_NAME_ANY, .alias = true};
    bool taken = false;
    status = accord_names_claim(names, name, length, claim, &taken, err);
    if (status == ACCORD_OK && !taken)
        status = refuse_alias(name, length, ", expected a name with a letter or digit, not too long", "", "", err);
    return status;
}

/* ---- questions ---- */

const struct accord_known_actor *accord_names_actor(const struct accord_names *names, const char *id)
{
    int64_t index = 0;
    return accord_map_get(&names->ids, id, strlen(id), &index) ? names->actors[index] : NULL;
}

size_t accord_names_count(const struct accord_names *names)
{
    return names->actor_count;
}

const struct accord_known_actor *accord_names_at(const struct accord_names *names, size_t index)
{
    assert(index < names->actor_count);
    return names->actors[index];
}

bool accord_name_is_actor(const struct accord_name_answer *answer)
{
    return answer->result == ACCORD_NAME_FOUND && answer->actors[0]->kind != ACCORD_KNOWN_AREA;
}
