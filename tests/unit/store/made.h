/* Schemas and rows made by hand for the tests of the store. */
#ifndef ACCORD_TESTS_STORE_MADE_H
#define ACCORD_TESTS_STORE_MADE_H

#include "accord/problems.h"
#include "base/memory.h"
#include "store/store.h"

extern const struct accord_schema made_actors;        /* id, name, iso2 (unique), aliases[] */
extern const struct accord_schema made_focal_points;  /* id, actor, role, email!, designated, confirmed, ended */
extern const struct accord_schema made_memberships;   /* actor, treaty, deposited, in_force, ended; all are the key */
extern const struct accord_schema made_requests;      /* id, to (or open), subject */
extern const struct accord_schema made_partnerships;  /* id, parties[], from, to */
extern const struct accord_schema made_meetings;      /* id, body; of no actor */
extern const struct accord_schema made_participation; /* id, actor, meeting, beside[] (both of meetings) */
extern const struct accord_schema made_contributions; /* id, actor, year, paid (decimal), late (boolean) */
extern const struct accord_schema made_notes;         /* actor, text, weight (decimal); no key */

/* The cells of "a|b;c||2017-08" by the schema's kinds, in the arena: a blank one is missing, items stand between
 * semicolons. */
struct accord_cell *made_cells(const struct accord_schema *schema, const char *row, struct accord_arena *arena);
/* Where each of them stands when that text is a line. */
struct accord_place *made_places(const struct accord_schema *schema, const char *row, uint32_t line,
                                 struct accord_arena *arena);

/* A store in /tmp whose problems are named by "file 0" and so on; everything must succeed. */
struct accord_store *made_store(struct accord_problems *problems);
int made_table(struct accord_store *store, const struct accord_schema *schema);
void made_row(struct accord_store *store, int table, const char *row, uint32_t line);
/* The actors table with rows of these texts from line 2 on, ranked. */
void made_actors_ranked(struct accord_store *store, const char *const *rows, size_t count);
/* KEN, AFG and ZWE, in this order, so that arrival and rank differ. */
void made_three_actors(struct accord_store *store);
void made_finish(struct accord_store *store);
struct accord_problems *made_problems(void);

/* All rows of an actor as "key, key": what a test compares. The text is valid until the next call. */
const char *made_keys(struct accord_reader *reader, const struct accord_store *store, int table, uint32_t rank);

#endif
