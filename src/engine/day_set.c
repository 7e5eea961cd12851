/* A small set of days. */
#include "engine/day_set.h"

/* Where the day is, or where it would go. */
static size_t slot_of(const struct accord_day_set *set, int32_t day)
{
    size_t at = ((uint32_t)day * UINT32_C(2654435761)) >> 22;
    while (set->slots[at] != 0 && set->slots[at] != day)
        at = (at + 1) % ACCORD_DAY_SET_SLOTS;
    return at;
}

bool accord_day_set_has(const struct accord_day_set *set, int32_t day)
{
    if (set->full) return true;
    return day == 0 ? set->has_zero : set->slots[slot_of(set, day)] == day;
}

bool accord_day_set_add(struct accord_day_set *set, int32_t day)
{
    if (accord_day_set_has(set, day)) return false;
    if (day == 0)
        set->has_zero = true;
    else
        set->slots[slot_of(set, day)] = day;
    set->full = ++set->count == ACCORD_DAY_SET_MAX;
    return true;
}
