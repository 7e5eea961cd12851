/* Actors' regions by scheme, as far as their names end in a continent's. */
#include "import/region_schemes.h"

#include "base/error.h"
#include "base/map.h"
#include "ingest/quote.h"

#include <string.h>

enum { ACTOR, SCHEME, REGION, KEY_MAX = 512, FIRST_CAPACITY = 64, NONE = -1 }; /* columns of regions */

/* What one scheme says of one actor; of the actor a list that begins with the last one. */
struct region {
    const char *scheme;
    const char *name;
    size_t continent;
    int64_t before;
};

struct accord_region_schemes {
    struct accord_map pairs;  /* of actor and scheme */
    struct accord_map actors; /* to indexes of `last` */
    struct accord_arena texts;
    struct region *regions;
    int64_t *last; /* of each actor */
    size_t count;
    size_t capacity;
};

static const char *const continents[] = {"Africa", "Asia", "Europe", "Oceania"};
enum { CONTINENTS = sizeof continents / sizeof continents[0] };

enum accord_status accord_region_schemes_new(struct accord_region_schemes **schemes, struct accord_error *err)
{
    struct accord_region_schemes *made = accord_alloc_zero(1, sizeof *made);
    *schemes = made;
    if (made == NULL) return accord_error_memory(err);
    accord_map_init(&made->pairs);
    accord_map_init(&made->actors);
    accord_arena_init(&made->texts);
    return ACCORD_OK;
}

void accord_region_schemes_free(struct accord_region_schemes *schemes)
{
    if (schemes == NULL) return;
    accord_map_clear(&schemes->pairs);
    accord_map_clear(&schemes->actors);
    accord_arena_clear(&schemes->texts);
    accord_free(schemes->regions);
    accord_free(schemes->last);
    accord_free(schemes);
}

/* The continent that the name is, or ends in; CONTINENTS: none. */
static size_t continent_of(const struct accord_cell *region)
{
    for (size_t i = 0; i < CONTINENTS; i++) {
        size_t length = strlen(continents[i]);
        if (region->length < length || memcmp(region->as.text + region->length - length, continents[i], length) != 0)
            continue;
        if (region->length == length || region->as.text[region->length - length - 1] == ' ') return i;
    }
    return CONTINENTS;
}

static bool make_room(struct accord_region_schemes *schemes)
{
    if (schemes->count < schemes->capacity) return true;
    size_t capacity = schemes->capacity == 0 ? FIRST_CAPACITY : 2 * schemes->capacity;
    struct region *regions = accord_realloc(schemes->regions, capacity, sizeof *regions);
    if (regions == NULL) return false;
    schemes->regions = regions;
    int64_t *last = accord_realloc(schemes->last, capacity, sizeof *last); /* no more actors than regions */
    if (last == NULL) return false;
    schemes->last = last;
    schemes->capacity = capacity;
    return true;
}

/* Whether the pair of actor and scheme is new, and there is room for it. */
static enum accord_status note_pair(struct accord_region_schemes *schemes, const struct accord_cell *cells, bool *added,
                                    struct accord_error *err)
{
    char key[KEY_MAX];
    size_t actor = cells[ACTOR].length, scheme = cells[SCHEME].length;
    *added = false;
    if (actor >= KEY_MAX || scheme >= KEY_MAX - actor || schemes->count == ACCORD_REGION_SCHEMES_MAX) return ACCORD_OK;
    memcpy(key, cells[ACTOR].as.text, actor);
    key[actor] = ACCORD_LIST_SEPARATOR;
    memcpy(key + actor + 1, cells[SCHEME].as.text, scheme);
    if (make_room(schemes) && accord_map_put(&schemes->pairs, key, actor + 1 + scheme, 0, added)) return ACCORD_OK;
    return accord_error_memory(err);
}

static void tell(const struct accord_cell *cells, const struct region *other, struct accord_text *why)
{
    accord_text_addf(why, "regions %.*s: region ", (int)cells[ACTOR].length, cells[ACTOR].as.text);
    accord_quote(why, cells[REGION].as.text, cells[REGION].length);
    accord_text_add_str(why, " of the scheme ");
    accord_quote(why, cells[SCHEME].as.text, cells[SCHEME].length);
    accord_text_add_str(why, ", not ");
    accord_quote(why, other->name, strlen(other->name));
    accord_text_add_str(why, " as the scheme ");
    accord_quote(why, other->scheme, strlen(other->scheme));
    accord_text_add_str(why, " says");
}

enum accord_status accord_region_schemes_add(struct accord_region_schemes *schemes, const struct accord_cell *cells,
                                             bool *differs, struct accord_text *why, struct accord_error *err)
{
    const struct accord_cell *actor = &cells[ACTOR], *scheme = &cells[SCHEME], *name = &cells[REGION];
    struct region region = {.continent = continent_of(name), .before = NONE};
    int64_t index = (int64_t)schemes->actors.count;
    bool added = false, new_actor = false;
    *differs = false;
    if (region.continent == CONTINENTS) return ACCORD_OK;
    enum accord_status status = note_pair(schemes, cells, &added, err);
    if (status != ACCORD_OK || !added) return status;
    region.scheme = accord_arena_copy(&schemes->texts, scheme->as.text, scheme->length);
    region.name = accord_arena_copy(&schemes->texts, name->as.text, name->length);
    if (region.scheme == NULL || region.name == NULL ||
        !accord_map_put(&schemes->actors, actor->as.text, actor->length, index, &new_actor))
        return accord_error_memory(err);
    (void)accord_map_get(&schemes->actors, actor->as.text, actor->length, &index);
    if (!new_actor) region.before = schemes->last[index];
    for (int64_t at = region.before; at != NONE && !*differs; at = schemes->regions[at].before) {
        *differs = schemes->regions[at].continent != region.continent;
        if (*differs) tell(cells, &schemes->regions[at], why);
    }
    schemes->last[index] = (int64_t)schemes->count;
    schemes->regions[schemes->count++] = region;
    return ACCORD_OK;
}
