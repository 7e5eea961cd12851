/* The overview: facts compared, rules matched by what they were first called. */
#include "diff/overview.h"

#include <stdlib.h>
#include <string.h>

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Both tell, and not the same. */
static bool differ(const char *a, const char *b)
{
    return a && b && strcmp(a, b) != 0;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int compare_oldest(const void *a, const void *b)
{
    const struct accord_diff_rule *const *x = a, *const *y = b;
    int order = strcmp((*x)->oldest, (*y)->oldest);
    return order != 0 ? order : strcmp((*x)->id, (*y)->id);
}

static const struct accord_diff_rule **sort_rules(const struct accord_diff_facts *facts, struct accord_arena *arena)
{
    const struct accord_diff_rule **list = accord_arena_zero(arena, facts->rule_count + 1, sizeof *list);
    for (size_t i = 0; list && i < facts->rule_count; i++)
        list[i] = &facts->rules[i];
    if (list && facts->rule_count > 1) qsort(list, facts->rule_count, sizeof *list, compare_oldest);
    return list;
}

static void put(struct accord_diff_names *names, const char *name)
{
    names->items[names->count++] = name;
}

static void compare_rule(struct accord_diff_overview *overview, const struct accord_diff_rule *before,
                         const struct accord_diff_rule *after)
{
    bool text = differ(before->sha256, after->sha256), params = differ(before->params, after->params);
    if (text) put(&overview->rules_changed, after->id);
    if (params) put(&overview->rules_set, after->id);
    if (!text && !params && differ(before->basis, after->basis)) put(&overview->rules_either, after->id);
    if (strcmp(before->id, after->id) != 0) put(&overview->rules_renamed, after->id);
}

static bool make_room(struct accord_diff_names *names, size_t count, struct accord_arena *arena)
{
    names->items = accord_arena_zero(arena, count + 1, sizeof *names->items);
    return names->items != NULL;
}

static bool compare_rules(struct accord_diff_overview *overview, struct accord_arena *arena)
{
    const struct accord_diff_facts *a = overview->runs[0], *b = overview->runs[1];
    struct accord_diff_names *const lists[] = {&overview->rules_added,   &overview->rules_removed,
                                               &overview->rules_changed, &overview->rules_set,
                                               &overview->rules_either,  &overview->rules_renamed};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (!make_room(lists[i], a->rule_count + b->rule_count, arena)) return false;
    if (!a->rules_told || !b->rules_told) return true;
    const struct accord_diff_rule **before = sort_rules(a, arena), **after = sort_rules(b, arena);
    if (!before || !after) return false;
    for (size_t i = 0, j = 0; i < a->rule_count || j < b->rule_count;) {
        int order = i == a->rule_count ? 1 : j == b->rule_count ? -1 : strcmp(before[i]->oldest, after[j]->oldest);
        if (order < 0) put(&overview->rules_removed, before[i]->id);
        if (order > 0) put(&overview->rules_added, after[j]->id);
        if (order == 0) compare_rule(overview, before[i], after[j]);
        i += order <= 0;
        j += order >= 0;
    }
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (lists[i]->count > 1) qsort(lists[i]->items, lists[i]->count, sizeof *lists[i]->items, compare_names);
    return true;
}

static const char *declared(const struct accord_diff_facts *facts, const char *table)
{
    for (size_t i = 0; i < facts->complete_count; i++)
        if (strcmp(facts->complete[i].name, table) == 0) return facts->complete[i].sha256;
    return NULL;
}

static bool compare_complete(struct accord_diff_overview *overview, struct accord_arena *arena)
{
    const struct accord_diff_facts *a = overview->runs[0], *b = overview->runs[1];
    struct accord_diff_names *names = &overview->complete;
    if (!make_room(names, a->complete_count + b->complete_count, arena)) return false;
    if (!a->complete_told || !b->complete_told) return true;
    for (size_t i = 0; i < a->complete_count; i++)
        if (!same(a->complete[i].sha256, declared(b, a->complete[i].name))) put(names, a->complete[i].name);
    for (size_t i = 0; i < b->complete_count; i++)
        if (!declared(a, b->complete[i].name)) put(names, b->complete[i].name);
    if (names->count > 1) qsort(names->items, names->count, sizeof *names->items, compare_names);
    return true;
}

bool accord_diff_look_over(const struct accord_diff_run *before, const struct accord_diff_run *after,
                           struct accord_arena *arena, struct accord_diff_overview *overview)
{
    const struct accord_diff_facts *a = accord_diff_run_facts(before), *b = accord_diff_run_facts(after);
    *overview = (struct accord_diff_overview){
        .runs = {a, b},
        .as_of = differ(a->as_of, b->as_of),
        .dataset_name = differ(a->dataset, b->dataset),
        .dataset = differ(a->dataset_sha256, b->dataset_sha256),
        .rules = differ(a->rules_sha256, b->rules_sha256),
        .profile = !same(a->profile, b->profile) || !same(a->profile_sha256, b->profile_sha256),
        .version = differ(a->version, b->version),
        .limits = differ(a->limits, b->limits),
        .part = !same(a->part, b->part),
    };
    return compare_rules(overview, arena) && compare_complete(overview, arena);
}

bool accord_diff_overview_same(const struct accord_diff_overview *overview)
{
    size_t listed = overview->rules_added.count + overview->rules_removed.count + overview->rules_changed.count +
                    overview->rules_set.count + overview->rules_either.count + overview->rules_renamed.count +
                    overview->complete.count;
    return !overview->as_of && !overview->dataset_name && !overview->dataset && !overview->rules &&
           !overview->profile && !overview->version && !overview->limits && !overview->part && listed == 0;
}
