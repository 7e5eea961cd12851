/* Filters that were read before. */
#include "engine/known_filters.h"

#include <string.h>

static uint64_t mixed(uint64_t hash, uint64_t with)
{
    hash = (hash ^ with) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static uint64_t of_date(struct accord_date date)
{
    return (uint64_t)(uint32_t)date.first << 32 | (uint32_t)date.last;
}

void accord_filter_signs_end(struct accord_filter_signs *signs)
{
    uint64_t hash = mixed((uint64_t)signs->table, signs->count);
    for (size_t i = 0; i < signs->count; i++) {
        const struct accord_filter_sign *sign = &signs->of[i];
        hash = mixed(hash, (uintptr_t)sign->key ^ (uint64_t)sign->kind << 56);
        hash = mixed(hash, (uint64_t)sign->value.number);
        hash = mixed(hash, of_date(sign->value.window.to));
    }
    signs->hash = (uint32_t)(hash >> 32);
}

static bool same_window(const struct accord_window *a, const struct accord_window *b)
{
    return of_date(a->from) == of_date(b->from) && of_date(a->to) == of_date(b->to) && a->has_to == b->has_to;
}

/* Whoever fills a sign leaves nothing of its value open, so that windows tell all kinds of values apart. */
static bool same_signs(const struct accord_filter_signs *a, const struct accord_filter_signs *b)
{
    if (a->hash != b->hash || a->count != b->count || a->table != b->table) return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->of[i].key != b->of[i].key || a->of[i].kind != b->of[i].kind ||
            !same_window(&a->of[i].value.window, &b->of[i].value.window))
            return false;
    return true;
}

struct accord_known_filter *accord_known_filter_find(const struct accord_known_filters *known,
                                                     const struct accord_filter_signs *signs)
{
    struct accord_known_filter *at = known->buckets[signs->hash % ACCORD_KNOWN_BUCKETS];
    while (at != NULL && !same_signs(&at->signs, signs))
        at = at->next;
    return at;
}

bool accord_known_filter_wanted(struct accord_known_filters *known, const struct accord_filter_signs *signs)
{
    uint32_t *sighted = &known->sighted[signs->hash % ACCORD_KNOWN_BUCKETS];
    if (known->count == ACCORD_KNOWN_FILTERS_MAX) return false;
    if (*sighted == signs->hash) return true;
    *sighted = signs->hash;
    return false;
}

static bool copy_values(struct accord_arena *arena, struct accord_term *term)
{
    struct accord_cell *values = accord_arena_alloc(arena, (term->value_count + 1) * sizeof *values);
    for (size_t i = 0; values != NULL && i < term->value_count; i++) {
        values[i] = term->values[i];
        if (values[i].kind != ACCORD_CELL_TEXT) continue;
        values[i].as.text = accord_arena_copy(arena, values[i].as.text, values[i].length);
        if (values[i].as.text == NULL) return false;
    }
    term->values = values;
    return values != NULL;
}

struct accord_known_filter *accord_known_filter_copy(struct accord_arena *arena, const struct accord_filter *filter)
{
    struct accord_known_filter *copy = accord_arena_zero(arena, 1, sizeof *copy);
    if (copy == NULL) return NULL;
    accord_filter_copy(&copy->filter, filter);
    for (size_t i = 0; i < filter->count; i++)
        if (!copy_values(arena, &copy->filter.terms[i])) return NULL;
    copy->filter.known = copy;
    return copy;
}

struct accord_known_filter *accord_known_filter_add(struct accord_known_filters *known, struct accord_arena *arena,
                                                    const struct accord_filter_signs *signs,
                                                    const struct accord_filter *filter, struct accord_filter_cost cost)
{
    struct accord_known_filter *added = accord_known_filter_copy(arena, filter);
    struct accord_known_filter **bucket = &known->buckets[signs->hash % ACCORD_KNOWN_BUCKETS];
    if (added == NULL) return NULL;
    added->signs = *signs;
    added->cost = cost;
    added->next = *bucket;
    *bucket = added;
    known->count++;
    return added;
}
