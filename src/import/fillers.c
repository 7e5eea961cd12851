/* Claims by source, treaty and day of deposit, and which of these days cannot be that of all of them. */
#include "import/fillers.h"

#include "accord/date.h"
#include "base/error.h"
#include "base/map.h"
#include "base/text.h"
#include "ingest/schema.h"

#include <stdio.h>
#include <string.h>

enum { KEY_MAX = 512, SHOWN = 8, MESSAGE_MAX = 64 * 1024, FIRST_CAPACITY = 64, NONE = -1 };

/* A Party's claim, one of a list that begins with the last one. */
struct claim {
    int64_t actor; /* index in `actors` */
    int32_t in_force;
    bool known;     /* the day in force is */
    int64_t before; /* the next of the list; NONE: it ends */
};

struct group {
    const char *file;
    struct accord_place place; /* of the first */
    int64_t last;              /* claim */
    size_t parties;
};

struct accord_fillers {
    struct accord_map keys;   /* "memberships cms huggo: deposited 2005-09-01" to indexes of groups */
    struct accord_map actors; /* their ids */
    struct group *groups;
    struct claim *claims;
    size_t group_capacity;
    size_t claim_count;
    size_t claim_capacity;
    int actor, treaty, source, deposited, in_force; /* columns */
};

static int column_of(const char *name)
{
    return accord_schema_find(accord_core_schema("memberships"), name, strlen(name));
}

enum accord_status accord_fillers_new(struct accord_fillers **fillers, struct accord_error *err)
{
    struct accord_fillers *made = accord_alloc_zero(1, sizeof *made);
    *fillers = made;
    if (made == NULL) return accord_error_memory(err);
    accord_map_init(&made->keys);
    accord_map_init(&made->actors);
    made->actor = column_of("actor");
    made->treaty = column_of("treaty");
    made->source = column_of("source");
    made->deposited = column_of("deposited");
    made->in_force = column_of("in_force");
    return ACCORD_OK;
}

void accord_fillers_free(struct accord_fillers *fillers)
{
    if (fillers == NULL) return;
    accord_map_clear(&fillers->keys);
    accord_map_clear(&fillers->actors);
    accord_free(fillers->groups);
    accord_free(fillers->claims);
    accord_free(fillers);
}

/* ---- adding ---- */

/* Room for one more; false when memory is short. */
static bool make_room(void **items, size_t size, size_t count, size_t *capacity)
{
    if (count < *capacity) return true;
    size_t more = *capacity == 0 ? FIRST_CAPACITY : 2 * *capacity;
    void *grown = accord_realloc(*items, more, size);
    if (grown == NULL) return false;
    *items = grown;
    *capacity = more;
    return true;
}

/* The length of the key; 0: it is longer than any that is looked at. */
static size_t write_key(const struct accord_fillers *fillers, const struct accord_cell *cells, char key[KEY_MAX])
{
    char day[ACCORD_DATE_TEXT_MAX];
    const struct accord_cell *treaty = &cells[fillers->treaty], *source = &cells[fillers->source];
    if (treaty->length >= KEY_MAX || source->length >= KEY_MAX) return 0;
    int length =
        snprintf(key, KEY_MAX, "memberships %.*s %.*s: deposited %s", (int)treaty->length, treaty->as.text,
                 (int)source->length, source->as.text, accord_date_format(cells[fillers->deposited].as.date, day));
    return length > 0 && length < KEY_MAX ? (size_t)length : 0;
}

/* The group of that key, new if need be; NULL when memory is short. */
static struct group *put_group(struct accord_fillers *fillers, const char *key, size_t length, const char *file,
                               struct accord_place place)
{
    int64_t index = 0;
    bool added = false;
    void *groups = fillers->groups;
    if (accord_map_get(&fillers->keys, key, length, &index)) return &fillers->groups[index];
    if (!make_room(&groups, sizeof *fillers->groups, fillers->keys.count, &fillers->group_capacity)) return NULL;
    fillers->groups = groups;
    if (!accord_map_put(&fillers->keys, key, length, (int64_t)fillers->keys.count, &added)) return NULL;
    struct group *group = &fillers->groups[fillers->keys.count - 1];
    *group = (struct group){file, place, NONE, 0};
    return group;
}

static bool has_actor(const struct accord_fillers *fillers, const struct group *group, int64_t actor)
{
    for (int64_t at = group->last; at != NONE; at = fillers->claims[at].before)
        if (fillers->claims[at].actor == actor) return true;
    return false;
}

static enum accord_status add_claim(struct accord_fillers *fillers, struct group *group,
                                    const struct accord_cell *actor, const struct accord_cell *in_force,
                                    struct accord_error *err)
{
    int64_t number = (int64_t)fillers->actors.count;
    bool added = false;
    void *claims = fillers->claims;
    (void)accord_map_get(&fillers->actors, actor->as.text, actor->length, &number);
    if (group->parties == ACCORD_FILLER_PARTIES_MAX || has_actor(fillers, group, number)) return ACCORD_OK;
    if (!make_room(&claims, sizeof *fillers->claims, fillers->claim_count, &fillers->claim_capacity))
        return accord_error_memory(err);
    fillers->claims = claims;
    if (!accord_map_put(&fillers->actors, actor->as.text, actor->length, number, &added))
        return accord_error_memory(err);
    bool known = in_force->kind == ACCORD_CELL_DATE && in_force->as.date.first == in_force->as.date.last;
    fillers->claims[fillers->claim_count] =
        (struct claim){number, known ? in_force->as.date.first : 0, known, group->last};
    group->last = (int64_t)fillers->claim_count++;
    group->parties++;
    return ACCORD_OK;
}

enum accord_status accord_fillers_add(struct accord_fillers *fillers, const struct accord_cell *cells, const char *file,
                                      struct accord_place place, struct accord_error *err)
{
    char key[KEY_MAX];
    const struct accord_cell *deposited = &cells[fillers->deposited];
    bool day = deposited->kind == ACCORD_CELL_DATE && deposited->as.date.first == deposited->as.date.last;
    size_t length = day && fillers->claim_count < ACCORD_FILLER_CLAIMS_MAX ? write_key(fillers, cells, key) : 0;
    if (length == 0) return ACCORD_OK;
    struct group *group = put_group(fillers, key, length, file, place);
    if (group == NULL) return accord_error_memory(err);
    return add_claim(fillers, group, &cells[fillers->actor], &cells[fillers->in_force], err);
}

/* ---- reporting ---- */

/* Whether a claim further down the list has the same day. */
static bool has_day(const struct accord_fillers *fillers, int64_t from, int32_t day)
{
    for (int64_t at = from; at != NONE; at = fillers->claims[at].before)
        if (fillers->claims[at].known && fillers->claims[at].in_force == day) return true;
    return false;
}

static size_t count_days(const struct accord_fillers *fillers, const struct group *group)
{
    size_t count = 0;
    for (int64_t at = group->last; at != NONE; at = fillers->claims[at].before) {
        const struct claim *claim = &fillers->claims[at];
        if (claim->known && !has_day(fillers, claim->before, claim->in_force)) count++;
    }
    return count;
}

static void write_parties(const struct accord_fillers *fillers, const struct group *group, struct accord_text *text)
{
    char day[ACCORD_DATE_TEXT_MAX];
    size_t shown = 0;
    for (int64_t at = group->last; at != NONE && shown < SHOWN; at = fillers->claims[at].before) {
        const struct claim *claim = &fillers->claims[at];
        if (!claim->known) continue;
        struct accord_date in_force = {claim->in_force, claim->in_force};
        accord_text_addf(text, "%s%s %s", shown++ == 0 ? "" : ", ", fillers->actors.entries[claim->actor].key,
                         accord_date_format(in_force, day));
    }
    if (group->parties > shown) accord_text_addf(text, " and %zu more", group->parties - shown);
}

enum accord_status accord_fillers_report(const struct accord_fillers *fillers,
                                         struct accord_reconciliation *reconciliation, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    struct accord_text text;
    accord_text_init(&text, MESSAGE_MAX);
    for (size_t i = 0; status == ACCORD_OK && i < fillers->keys.count; i++) {
        const struct group *group = &fillers->groups[i];
        size_t days = group->parties < ACCORD_FILLER_PARTIES ? 0 : count_days(fillers, group);
        if (days < ACCORD_FILLER_DAYS) continue;
        accord_text_reset(&text);
        accord_text_addf(&text, "%s for %zu Parties that are in force from %zu different days (",
                         fillers->keys.entries[i].key, group->parties, days);
        write_parties(fillers, group, &text);
        accord_text_add_str(&text, "), expected each Party's own: it may fill in for days that are not known");
        status = text.failed ? accord_error_memory(err)
                             : accord_reconciliation_warn(reconciliation, group->file, group->place,
                                                          accord_text_str(&text), err);
    }
    accord_text_clear(&text);
    return status;
}
