/* A ledger about the stand-in's verdicts: every state against a baseline, every kind of waiver. */
#ifndef ACCORD_TESTS_STAND_IN_LEDGER_H
#define ACCORD_TESTS_STAND_IN_LEDGER_H

#include "accord/ledger.h"

/* The caller closes it. */
struct accord_ledger *stand_in_ledger(struct accord_date as_of);

#endif
