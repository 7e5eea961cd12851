/* A small world that stands in for dataset and packs, and verdicts made by hand. */
#ifndef ACCORD_TESTS_STAND_IN_H
#define ACCORD_TESTS_STAND_IN_H

#include "accord/report.h"

/* Actors of the stand-in dataset. The last one's name and rows hold what an attacker would put there. */
enum { STAND_IN_AAA, STAND_IN_BBB, STAND_IN_EVIL, STAND_IN_ACTORS };

/* Provisions; rules have the same numbers but for the second rule of `focal`. */
enum { STAND_IN_FOCAL, STAND_IN_GROUPS, STAND_IN_APPOINT, STAND_IN_ANSWER, STAND_IN_PROVISIONS };
enum {
    STAND_IN_RULE_FOCAL,
    STAND_IN_RULE_COUNTERPARTS,
    STAND_IN_RULE_GROUPS,
    STAND_IN_RULE_APPOINT,
    STAND_IN_RULE_ANSWER
};

/* As a rule was once called. */
#define STAND_IN_FORMER_ID "cbd-rmfp/old"

void stand_in_set_illustrative(bool illustrative);
void stand_in_set_actor_count(size_t count); /* STAND_IN_ACTORS unless set */
void stand_in_set_commented(bool commented); /* whether the dataset has comments: one of each sort */
struct accord_dataset *stand_in_dataset(void);
struct accord_packs *stand_in_packs(void);

/* A verdict with nothing in it but these. */
struct accord_verdict stand_in_verdict(size_t rule, size_t actor, enum accord_verdict_kind verdict);

/* Verdicts of every kind, by actor, then rule: with evidence, arguments of every type, a cause, an error; aggregates
 * last. */
extern const struct accord_verdict stand_in_verdicts[];
extern const size_t stand_in_verdict_count;

#endif
