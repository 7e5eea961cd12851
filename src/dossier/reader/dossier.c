/* Dossiers: opened part by part, and asked. */
#include "base/error.h"
#include "dossier/reader/reader.h"

#include <assert.h>
#include <string.h>

enum { LIST_FIRST = 64 };

/* ---- what the parts need ---- */

void *accord_dossier_list_add(struct accord_dossier_list *list, size_t size)
{
    if (list->count == list->room) {
        size_t room = 2 * list->room + LIST_FIRST;
        void *grown = accord_realloc(list->items, room, size);
        if (!grown) return NULL;
        list->items = grown;
        list->room = room;
    }
    void *item = (char *)list->items + list->count++ * size;
    memset(item, 0, size);
    return item;
}

enum accord_status accord_dossier_damaged(const struct accord_dossier *dossier, int64_t run, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_BAD_DATA, "%s: the store is damaged: run %lld cannot be read", dossier->path,
                            (long long)run);
}

const char *accord_dossier_copy(struct accord_dossier *dossier, const char *text, bool *failed)
{
    if (!text) return NULL;
    const char *copy = accord_arena_copy(&dossier->arena, text, strlen(text));
    *failed = *failed || !copy;
    return copy;
}

/* ---- opening and closing ---- */

static enum accord_status read_parts(struct accord_dossier *dossier, struct accord_problems *problems,
                                     struct accord_error *err)
{
    enum accord_status status = accord_dossier_read_history(dossier, err);
    if (status == ACCORD_OK) status = accord_dossier_read_registers(dossier, err);
    if (status == ACCORD_OK) status = accord_dossier_settle_history(dossier, err);
    if (status == ACCORD_OK) status = accord_dossier_read_surroundings(dossier, err);
    if (status == ACCORD_OK) status = accord_dossier_read_pairs(dossier, err);
    if (status == ACCORD_OK) status = accord_dossier_read_actors(dossier, err);
    if (status == ACCORD_OK) status = accord_dossier_read_standing(dossier, problems, err);
    return status == ACCORD_OK ? accord_dossier_count(dossier, err) : status;
}

enum accord_status accord_dossier_open(const struct accord_dossier_options *options, struct accord_problems *problems,
                                       struct accord_dossier **dossier, struct accord_error *err)
{
    struct accord_dossier *made = accord_alloc_zero(1, sizeof *made);
    *dossier = NULL;
    if (!made) return accord_error_memory(err);
    made->options = *options;
    made->since = SIZE_MAX;
    accord_arena_init(&made->arena);
    accord_map_init(&made->rule_by_id);
    accord_map_init(&made->actor_by_id);
    accord_map_init(&made->before);
    enum accord_status status = read_parts(made, problems, err);
    /* The store is given: what is wrong with it is wrong with the input. */
    if (status == ACCORD_NOT_WRITTEN) status = err->status = ACCORD_BAD_DATA;
    if (status == ACCORD_OK)
        *dossier = made;
    else
        accord_dossier_close(made);
    return status;
}

void accord_dossier_close(struct accord_dossier *dossier)
{
    if (!dossier) return;
    struct accord_dossier_list *const lists[] = {
        &dossier->warnings, &dossier->runs,   &dossier->instruments, &dossier->provisions, &dossier->rules,
        &dossier->rule_of,  &dossier->tables, &dossier->schemes,     &dossier->regions,    &dossier->actors};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        accord_free(lists[i]->items);
    accord_map_clear(&dossier->rule_by_id);
    accord_map_clear(&dossier->actor_by_id);
    accord_map_clear(&dossier->before);
    accord_free(dossier->asked);
    accord_free(dossier->pairs);
    accord_pack_catalogue_free(dossier->catalogue);
    accord_ledger_close(dossier->ledger);
    accord_since_close(dossier->found_since);
    accord_merge_clear(&dossier->told);
    accord_run_file_close(dossier->file);
    accord_arena_clear(&dossier->arena);
    accord_free(dossier->path);
    accord_free(dossier);
}

/* ---- asking ---- */

const struct accord_dossier_facts *accord_dossier_facts(const struct accord_dossier *dossier)
{
    return &dossier->facts;
}

const struct accord_dossier_counts *accord_dossier_counts(const struct accord_dossier *dossier)
{
    return &dossier->counts;
}

size_t accord_dossier_since(const struct accord_dossier *dossier)
{
    return dossier->since;
}

/* A list and its items, as the header has them. */
#define LISTED(name, list, type)                                                                                       \
    size_t accord_dossier_##name##_count(const struct accord_dossier *dossier)                                         \
    {                                                                                                                  \
        return dossier->list.count;                                                                                    \
    }                                                                                                                  \
    const struct type *accord_dossier_##name(const struct accord_dossier *dossier, size_t index)                       \
    {                                                                                                                  \
        assert(index < dossier->list.count);                                                                           \
        return (const struct type *)dossier->list.items + index;                                                       \
    }

LISTED(run, runs, accord_dossier_run)
LISTED(instrument, instruments, accord_dossier_instrument)
LISTED(provision, provisions, accord_dossier_provision)
LISTED(rule, rules, accord_dossier_rule)
LISTED(region, regions, accord_dossier_region)
LISTED(actor, actors, accord_dossier_actor)

size_t accord_dossier_warning_count(const struct accord_dossier *dossier)
{
    return dossier->warnings.count;
}

const char *accord_dossier_warning(const struct accord_dossier *dossier, size_t index)
{
    assert(index < dossier->warnings.count);
    return ((const char *const *)dossier->warnings.items)[index];
}

const char *accord_dossier_scheme(const struct accord_dossier *dossier, size_t index)
{
    return index < dossier->schemes.count ? ((const char *const *)dossier->schemes.items)[index] : NULL;
}
