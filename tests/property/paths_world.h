/* Invented actors that are much alike: few values, coarse dates, blank cells, what is yet to come and what has ended.
 */
#ifndef ACCORD_TESTS_PATHS_WORLD_H
#define ACCORD_TESTS_PATHS_WORLD_H

#include <stddef.h>
#include <stdint.h>

/* A table of that dataset and what rules can ask of it. Lists end in NULL. */
struct paths_table {
    const char *name;
    const char *dates[6];
    const char *texts[6]; /* with few values */
    const char *lists[4];
    const char *personal;   /* or NULL */
    const char *amount;     /* or NULL */
    const char *number;     /* or NULL */
    const char *truth;      /* or NULL */
    const char *owner;      /* "actor" or "world" */
    const char *values[12]; /* that its texts and lists have */
};

enum { PATHS_TABLES = 9 };
extern const struct paths_table paths_tables[PATHS_TABLES];

/* Dates that actors' rows have, coarse ones, the as-of dates and that of the rules' effect among them. */
enum { PATHS_DATES = 14 };
extern const char *const paths_dates[PATHS_DATES];

/* Writes the dataset into the folder, which must exist. */
void paths_world_write(const char *folder, uint32_t seed, unsigned actor_count);

uint32_t paths_random(uint32_t *seed, uint32_t below);

#endif
