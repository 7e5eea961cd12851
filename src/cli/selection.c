/* Selection of rules by glob, instrument and tag, of actors by id. */
#include "cli/selection.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/select_region.h"

#include <string.h>

void accord_selection_clear(struct accord_selection *selection)
{
    accord_free(selection->rules);
    accord_free(selection->actors);
    accord_free(selection->not_concluded);
    *selection = (struct accord_selection){0};
}

/* ---- rules ---- */

static const char *rule_id(const struct accord_packs *packs, size_t rule)
{
    struct accord_rule_facts facts;
    accord_packs_rule(packs, rule, &facts);
    return facts.id;
}

static const char *instrument_id(const struct accord_packs *packs, size_t instrument)
{
    struct accord_instrument_facts facts;
    accord_packs_instrument(packs, instrument, &facts);
    return facts.id;
}

static const char *instrument_of_rule(const struct accord_packs *packs, size_t rule)
{
    struct accord_rule_facts facts;
    struct accord_provision_facts provision;
    accord_packs_rule(packs, rule, &facts);
    accord_packs_provision(packs, facts.provision, &provision);
    return instrument_id(packs, provision.instrument);
}

/* Says that `name` is none of the packs' names, which `name_at` lists. */
static enum accord_status unknown_in_packs(struct accord_error *err, const char *what, const char *name,
                                           const struct accord_packs *packs, size_t count,
                                           const char *(*name_at)(const struct accord_packs *packs, size_t index))
{
    const char **names = accord_alloc_zero(count + 1, sizeof *names);
    if (!names) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++)
        names[i] = name_at(packs, i);
    enum accord_status status = accord_unknown_name(err, what, name, names, count);
    accord_free(names);
    return status;
}

static bool matches_any_rule(const struct accord_packs *packs, const char *glob)
{
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++)
        if (accord_glob_match(glob, rule_id(packs, i))) return true;
    return false;
}

static bool is_instrument(const struct accord_packs *packs, const char *name)
{
    for (size_t i = 0; i < accord_packs_instrument_count(packs); i++)
        if (strcmp(instrument_id(packs, i), name) == 0) return true;
    return false;
}

enum accord_status accord_check_instruments(const struct accord_names *instruments, const struct accord_packs *packs,
                                            struct accord_error *err)
{
    for (size_t i = 0; i < instruments->count; i++)
        if (!is_instrument(packs, instruments->items[i]))
            return unknown_in_packs(err, "instrument", instruments->items[i], packs,
                                    accord_packs_instrument_count(packs), instrument_id);
    return ACCORD_OK;
}

enum accord_status accord_check_rules(const struct accord_names *globs, const struct accord_packs *packs,
                                      struct accord_error *err)
{
    for (size_t i = 0; i < globs->count; i++)
        if (!matches_any_rule(packs, globs->items[i]))
            return unknown_in_packs(err, "rule", globs->items[i], packs, accord_packs_rule_count(packs), rule_id);
    return ACCORD_OK;
}

bool accord_rule_has_tag(const struct accord_rule_facts *rule, const struct accord_names *tags)
{
    for (size_t i = 0; i < rule->tag_count; i++)
        if (accord_names_have(tags, rule->tags[i])) return true;
    return tags->count == 0;
}

/* Each tag once, in the order of rules. `known` has room for all that rules list. */
static size_t list_tags(const struct accord_packs *packs, const char **known)
{
    size_t count = 0;
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i, &rule);
        for (size_t j = 0; j < rule.tag_count; j++) {
            size_t at = 0;
            while (at < count && strcmp(known[at], rule.tags[j]) != 0)
                at++;
            known[at] = rule.tags[j];
            count += at == count;
        }
    }
    return count;
}

static enum accord_status check_tag(const char *tag, const char **known, size_t count, struct accord_error *err)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(known[i], tag) == 0) return ACCORD_OK;
    if (count == 0) return accord_error_set(err, ACCORD_BAD_USAGE, "unknown tag \"%s\"; the rules have none", tag);
    return accord_unknown_name(err, "tag", tag, known, count);
}

enum accord_status accord_check_tags(const struct accord_names *tags, const struct accord_packs *packs,
                                     struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    size_t room = 1;
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i, &rule);
        room += rule.tag_count;
    }
    const char **known = accord_alloc_zero(room, sizeof *known);
    if (!known) return accord_error_memory(err);
    size_t count = list_tags(packs, known);
    for (size_t i = 0; i < tags->count && status == ACCORD_OK; i++)
        status = check_tag(tags->items[i], known, count, err);
    accord_free(known);
    return status;
}

static enum accord_status check_names(const struct accord_check_request *request, const struct accord_packs *packs,
                                      struct accord_error *err)
{
    enum accord_status status = accord_check_instruments(&request->instruments, packs, err);
    if (status == ACCORD_OK) status = accord_check_rules(&request->rules, packs, err);
    return status == ACCORD_OK ? accord_check_tags(&request->tags, packs, err) : status;
}

/* No name at all: everything is wanted. */
static bool wanted(const struct accord_names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (accord_glob_match(names->items[i], name)) return true;
    return names->count == 0;
}

enum accord_status accord_select_rules(struct accord_selection *selection, const struct accord_check_request *request,
                                       const struct accord_packs *packs, const bool *profile, struct accord_error *err)
{
    size_t count = accord_packs_rule_count(packs);
    enum accord_status status = check_names(request, packs, err);
    if (status != ACCORD_OK) return status;
    selection->rules = accord_alloc_zero(count + 1, sizeof *selection->rules);
    if (!selection->rules) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i, &rule);
        selection->rules[i] = (!profile || profile[i]) && wanted(&request->rules, rule.id) &&
                              accord_names_have(&request->instruments, instrument_of_rule(packs, i)) &&
                              accord_rule_has_tag(&rule, &request->tags);
        selection->rule_count += selection->rules[i];
    }
    return ACCORD_OK;
}

/* ---- actors ---- */

static enum accord_status unknown_actor(struct accord_error *err, const char *name,
                                        const struct accord_dataset *dataset)
{
    size_t count = accord_dataset_actor_count(dataset);
    const char **names = accord_alloc_zero(count + 1, sizeof *names);
    if (!names) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++)
        names[i] = accord_dataset_actor_id(dataset, i);
    enum accord_status status = accord_unknown_name(err, "actor", name, names, count);
    accord_free(names);
    return status;
}

enum accord_status accord_find_actor(const struct accord_dataset *dataset, const char *id, size_t *actor,
                                     struct accord_error *err)
{
    return accord_dataset_find_actor(dataset, id, actor) ? ACCORD_OK : unknown_actor(err, id, dataset);
}

enum accord_status accord_select_actors(struct accord_selection *selection, const struct accord_check_request *request,
                                        struct accord_dataset *dataset, struct accord_error *err)
{
    size_t total = accord_dataset_actor_count(dataset);
    bool all = request->actors.count == 0;
    selection->actors = accord_alloc_zero(total + 1, sizeof *selection->actors);
    if (!selection->actors) return accord_error_memory(err);
    for (size_t i = 0; i < total; i++)
        selection->actors[i] = all;
    for (size_t i = 0; i < request->actors.count; i++) {
        size_t actor = 0;
        enum accord_status status = accord_find_actor(dataset, request->actors.items[i], &actor, err);
        if (status != ACCORD_OK) return status;
        selection->actors[actor] = true;
    }
    enum accord_status status =
        accord_select_regions(&request->regions, request->as_of, dataset, selection->actors, err);
    for (size_t i = 0; i < total; i++)
        selection->actor_count += selection->actors[i];
    return status;
}

enum accord_status accord_select_concluded(struct accord_selection *selection, const struct accord_packs *packs,
                                           const struct accord_dataset *dataset, struct accord_error *err)
{
    size_t count = accord_packs_rule_count(packs);
    bool whole = selection->actor_count == accord_dataset_actor_count(dataset);
    selection->not_concluded = accord_alloc_zero(count + 1, sizeof *selection->not_concluded);
    if (!selection->not_concluded) return accord_error_memory(err);
    for (size_t i = 0; i < count && !whole; i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i, &rule);
        selection->not_concluded[i] = selection->rules[i] && rule.over;
        selection->not_concluded_count += selection->not_concluded[i];
    }
    return ACCORD_OK;
}

bool accord_selection_range(const struct accord_selection *selection, size_t actor_total, size_t *first, size_t *count)
{
    size_t at = *first;
    while (at < actor_total && !selection->actors[at])
        at++;
    size_t end = at;
    while (end < actor_total && selection->actors[end])
        end++;
    *first = at;
    *count = end - at;
    return end > at;
}
