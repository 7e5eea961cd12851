/* A small invented world that can be edited: data, rules, params and the day, each edit cheap. */
#ifndef ACCORD_TESTS_STORED_WORLD_H
#define ACCORD_TESTS_STORED_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    WORLD_TABLES = 7,
    WORLD_ROWS = 80, /* of a table, at most */
    WORLD_ACTORS = 40,
    WORLD_FILES = 13,
    WORLD_REPORTS = 4, /* among the tables */
    WORLD_HEAVY = 9,   /* among the files: a rule that hits its limit for many */
    WORLD_PATH_MAX = 512,
    WORLD_TEXT_MAX = 64 * 1024
};

/* A row is what its table makes of its number and its variant; 0: it is not there. */
struct world {
    unsigned rows[WORLD_TABLES][WORLD_ROWS];
    unsigned first_line;         /* where each file begins: the order of lines */
    bool hidden;                 /* no designation and no report, of most actors */
    unsigned complete;           /* variant of what is declared complete */
    unsigned files[WORLD_FILES]; /* variants of the rules' files */
    unsigned params;
    unsigned selection; /* of rules: 0: all */
    unsigned day;       /* that is asked about */
};

void world_init(struct world *world, uint32_t *seed);

enum world_edit { WORLD_DATA, WORLD_RULES, WORLD_QUESTION, WORLD_EDITS };
/* One random edit; what it changed. */
enum world_edit world_edit(struct world *world, uint32_t *seed);

void world_write_data(const struct world *world, const char *folder);
void world_write_rules(const struct world *world, const char *folder);
const char *world_day(const struct world *world);

uint32_t world_random(uint32_t *seed, uint32_t below);

#endif
