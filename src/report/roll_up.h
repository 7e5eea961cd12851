/* The verdicts of several rules on one provision for one actor, rolled up. */
#ifndef ACCORD_REPORT_ROLL_UP_H
#define ACCORD_REPORT_ROLL_UP_H

#include "accord/verdict.h"

#include <stdbool.h>

/* Zeroed is empty. */
struct accord_roll_up {
    bool seen;
    bool caused;   /* by any verdict that counts */
    bool sure_gap; /* a gap that rests on nothing open: the pair is one, whatever the others become */
    enum accord_verdict_kind worst;
};

void accord_roll_up_add(struct accord_roll_up *pair, enum accord_verdict_kind verdict, bool has_cause);

/* An open cause leaves the pair open, unless a sure gap settles it. An error stays one: it must not leave the score. */
bool accord_roll_up_is_open(const struct accord_roll_up *pair);

#endif
