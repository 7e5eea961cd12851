/* What actors are called, what they are, and in which region. */
#include "base/error.h"
#include "dossier/reader/on_record.h"

#include <stdlib.h>
#include <string.h>

/* An actor's region of one scheme on the day. */
struct located {
    const char *scheme;
    const char *region;
    size_t actor;
};

struct naming {
    struct accord_dossier *dossier;
    struct accord_arena arena; /* of the actor at hand */
    int actors;                /* tables by number; -1: none */
    int regions;
    int memberships;
    struct accord_date day;
    struct accord_dossier_list located;
    bool failed;
};

/* ---- reading ---- */

static void take_name(struct naming *naming, const struct accord_on_record *record, struct accord_dossier_actor *actor)
{
    struct accord_dossier *dossier = naming->dossier;
    if (naming->actors < 0 || record->own[naming->actors].count == 0) return;
    const struct accord_on_record_row *row = &record->own[naming->actors].rows[0];
    const char *name = accord_on_record_value(dossier, naming->actors, row, "name");
    const char *kind = accord_on_record_value(dossier, naming->actors, row, "kind");
    if (name) actor->name = accord_dossier_copy(dossier, name, &naming->failed);
    if (kind) actor->kind = accord_dossier_copy(dossier, kind, &naming->failed);
}

/* Surely from the one day, inclusive, and surely not to the other, exclusive. */
static bool is_valid(const struct naming *naming, const struct accord_on_record_row *row)
{
    const char *from = accord_on_record_value(naming->dossier, naming->regions, row, "from");
    const char *to = accord_on_record_value(naming->dossier, naming->regions, row, "to");
    struct accord_date date;
    const char *why = NULL;
    if (from &&
        (!accord_date_parse(from, strlen(from), &date, &why) || accord_date_not_after(date, naming->day) != ACCORD_YES))
        return false;
    return !to ||
           (accord_date_parse(to, strlen(to), &date, &why) && accord_date_before(naming->day, date) == ACCORD_YES);
}

static void take_regions(struct naming *naming, const struct accord_on_record *record, size_t actor)
{
    struct accord_dossier *dossier = naming->dossier;
    for (size_t i = 0; naming->regions >= 0 && i < record->own[naming->regions].count; i++) {
        const struct accord_on_record_row *row = &record->own[naming->regions].rows[i];
        const char *scheme = accord_on_record_value(dossier, naming->regions, row, "scheme");
        const char *region = accord_on_record_value(dossier, naming->regions, row, "region");
        if (!scheme || !region || !is_valid(naming, row)) continue;
        struct located *located = accord_dossier_list_add(&naming->located, sizeof *located);
        naming->failed = naming->failed || !located;
        if (!located) return;
        *located = (struct located){accord_dossier_copy(dossier, scheme, &naming->failed),
                                    accord_dossier_copy(dossier, region, &naming->failed), actor};
        if (naming->failed) return;
    }
}

/* ---- bonds, where no rule asked for them ---- */

static bool is_in_force(const struct naming *naming, const struct accord_on_record_row *row)
{
    const char *from = accord_on_record_value(naming->dossier, naming->memberships, row, "in_force");
    const char *to = accord_on_record_value(naming->dossier, naming->memberships, row, "ended");
    struct accord_date date;
    const char *why = NULL;
    if (!from || !accord_date_parse(from, strlen(from), &date, &why) ||
        accord_date_not_after(date, naming->day) != ACCORD_YES)
        return false;
    return !to ||
           (accord_date_parse(to, strlen(to), &date, &why) && accord_date_before(naming->day, date) == ACCORD_YES);
}

/* Whether the source of that row has one that is in force. */
static bool source_tells(const struct naming *naming, const struct accord_on_record_rows *rows, const char *treaty,
                         const char *source)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct accord_on_record_row *row = &rows->rows[i];
        const char *of = accord_on_record_value(naming->dossier, naming->memberships, row, "treaty");
        const char *by = accord_on_record_value(naming->dossier, naming->memberships, row, "source");
        if (of && by && strcmp(of, treaty) == 0 && strcmp(by, source) == 0 && is_in_force(naming, row)) return true;
    }
    return false;
}

/* Every source that tells of the bond has it in force. */
static bool is_bound(const struct naming *naming, const struct accord_on_record_rows *rows, const char *treaty)
{
    size_t told = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const char *of = accord_on_record_value(naming->dossier, naming->memberships, &rows->rows[i], "treaty");
        const char *by = accord_on_record_value(naming->dossier, naming->memberships, &rows->rows[i], "source");
        if (!of || !by || strcmp(of, treaty) != 0) continue;
        if (!source_tells(naming, rows, treaty, by)) return false;
        told++;
    }
    return told > 0;
}

static bool is_party_by_record(const struct naming *naming, const struct accord_on_record *record, const char *kind)
{
    const struct accord_dossier *dossier = naming->dossier;
    bool may_be = strcmp(kind, "state") == 0 || strcmp(kind, "reio") == 0;
    for (size_t i = 0; may_be && naming->memberships >= 0 && i < dossier->instruments.count; i++) {
        const char *under = accord_dossier_instrument(dossier, i)->under;
        if (under && is_bound(naming, &record->own[naming->memberships], under)) return true;
    }
    return false;
}

static enum accord_status take_actor(void *host, const struct accord_pass_entry *entry, struct accord_error *err)
{
    struct naming *naming = host;
    struct accord_dossier *dossier = naming->dossier;
    struct accord_on_record record;
    int64_t index = 0;
    if (!accord_map_get(&dossier->actor_by_id, entry->id, strlen(entry->id), &index))
        return accord_dossier_damaged(dossier, entry->run, err);
    accord_arena_reset(&naming->arena);
    enum accord_status status = accord_on_record_load(dossier, entry, &naming->arena, &record, err);
    if (status != ACCORD_OK) return status;
    struct accord_dossier_actor *actor = (struct accord_dossier_actor *)dossier->actors.items + index;
    take_name(naming, &record, actor);
    if (!dossier->judged[index]) actor->is_party = is_party_by_record(naming, &record, actor->kind);
    take_regions(naming, &record, (size_t)index);
    return naming->failed ? accord_error_memory(err) : ACCORD_OK;
}

/* ---- schemes ---- */

static int compare_located(const void *a, const void *b)
{
    const struct located *x = a, *y = b;
    int order = strcmp(x->scheme, y->scheme);
    if (order == 0) order = strcmp(x->region, y->region);
    return order != 0 ? order : (x->actor > y->actor) - (x->actor < y->actor);
}

/* Lists the schemes, and says which one has regions of most Parties (of all actors, where no actor is a Party); of
 * equals the first. */
static const char *list_schemes(struct naming *naming, bool *failed)
{
    const struct located *located = naming->located.items;
    const struct accord_dossier_actor *actors = naming->dossier->actors.items;
    const char *best = NULL;
    size_t most[2] = {0, 0};
    for (size_t i = 0, next = 0; i < naming->located.count; i = next) {
        size_t have[2] = {0, 0};
        for (next = i; next < naming->located.count && strcmp(located[next].scheme, located[i].scheme) == 0; next++) {
            have[0] += actors[located[next].actor].is_party;
            have[1]++;
        }
        const char **scheme = accord_dossier_list_add(&naming->dossier->schemes, sizeof *scheme);
        *failed = *failed || !scheme;
        if (scheme) *scheme = located[i].scheme;
        if (have[0] < most[0] || (have[0] == most[0] && have[1] <= most[1])) continue;
        most[0] = have[0];
        most[1] = have[1];
        best = located[i].scheme;
    }
    return best;
}

static enum accord_status unknown_scheme(const struct accord_dossier *dossier, struct accord_error *err)
{
    const char *first = accord_dossier_scheme(dossier, 0), *wanted = dossier->options.scheme;
    if (!first)
        return accord_error_set(err, ACCORD_BAD_USAGE, "no scheme of regions is called \"%s\": the dataset has none",
                                wanted);
    return accord_error_set(err, ACCORD_BAD_USAGE, "no scheme of regions is called \"%s\", expected one such as \"%s\"",
                            wanted, first);
}

static enum accord_status take_scheme(struct naming *naming, struct accord_error *err)
{
    struct accord_dossier *dossier = naming->dossier;
    const char *wanted = dossier->options.scheme;
    bool failed = false;
    const char *best = list_schemes(naming, &failed);
    if (failed) return accord_error_memory(err);
    dossier->facts.scheme = wanted ? NULL : best;
    for (size_t i = 0; wanted && i < dossier->schemes.count; i++)
        if (strcmp(accord_dossier_scheme(dossier, i), wanted) == 0)
            dossier->facts.scheme = accord_dossier_scheme(dossier, i);
    return wanted && !dossier->facts.scheme ? unknown_scheme(dossier, err) : ACCORD_OK;
}

/* Those of the chosen scheme. An actor with two regions of one scheme at a time is counted in the first. */
static enum accord_status place_actors(struct naming *naming, struct accord_error *err)
{
    struct accord_dossier *dossier = naming->dossier;
    const struct located *located = naming->located.items;
    struct accord_dossier_actor *actors = dossier->actors.items;
    struct accord_dossier_region *region = NULL;
    for (size_t i = 0; dossier->facts.scheme && i < naming->located.count; i++) {
        if (strcmp(located[i].scheme, dossier->facts.scheme) != 0) continue;
        if (!region || strcmp(region->id, located[i].region) != 0) {
            region = accord_dossier_list_add(&dossier->regions, sizeof *region);
            if (!region) return accord_error_memory(err);
            region->id = located[i].region;
        }
        if (actors[located[i].actor].region != SIZE_MAX) continue;
        actors[located[i].actor].region = dossier->regions.count - 1;
        region->actors++;
    }
    return ACCORD_OK;
}

enum accord_status accord_dossier_read_actors(struct accord_dossier *dossier, struct accord_error *err)
{
    struct naming naming = {.dossier = dossier,
                            .actors = accord_dossier_table_number(dossier, "actors"),
                            .regions = accord_dossier_table_number(dossier, "regions"),
                            .memberships = accord_dossier_table_number(dossier, "memberships"),
                            .day = accord_dossier_run(dossier, dossier->runs.count - 1)->day};
    accord_arena_init(&naming.arena);
    const struct accord_pass pass = {.rows = true, .function = take_actor, .host = &naming};
    enum accord_status status = accord_dossier_pass_told(dossier, &pass, err);
    if (naming.located.count > 0)
        qsort(naming.located.items, naming.located.count, sizeof(struct located), compare_located);
    if (status == ACCORD_OK) status = take_scheme(&naming, err);
    if (status == ACCORD_OK) status = place_actors(&naming, err);
    accord_free(naming.located.items);
    accord_arena_clear(&naming.arena);
    return status;
}
