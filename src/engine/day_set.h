/* A small set of days. One that has grown too large has all days. */
#ifndef ACCORD_ENGINE_DAY_SET_H
#define ACCORD_ENGINE_DAY_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ACCORD_DAY_SET_SLOTS = 1024, ACCORD_DAY_SET_MAX = 512 };

/* Zeroed: empty. */
struct accord_day_set {
    int32_t slots[ACCORD_DAY_SET_SLOTS]; /* 0: none */
    size_t count;
    bool has_zero;
    bool full;
};

bool accord_day_set_has(const struct accord_day_set *set, int32_t day);
/* False where it was there before. */
bool accord_day_set_add(struct accord_day_set *set, int32_t day);

#endif
