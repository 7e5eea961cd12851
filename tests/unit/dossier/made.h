/* A dossier made by hand, for tests of formats. It shows one of everything that a dossier may hold; a test changes its
 * copy. */
#ifndef ACCORD_TESTS_DOSSIER_MADE_H
#define ACCORD_TESTS_DOSSIER_MADE_H

#include "unit/dossier/stand_in.h"

enum {
    MADE_ACTORS = 4,
    MADE_INSTRUMENTS = 2,
    MADE_PROVISIONS = 5,
    MADE_RULES = 5,
    MADE_REGIONS = 2,
    MADE_RUNS = 2,
    MADE_ACCOUNTS = 5,
    MADE_FINDINGS = 6
};

struct made {
    struct accord_dossier told; /* of the lists below */
    struct accord_dossier_run runs[MADE_RUNS];
    struct accord_dossier_instrument instruments[MADE_INSTRUMENTS];
    struct accord_dossier_provision provisions[MADE_PROVISIONS];
    struct accord_dossier_rule rules[MADE_RULES];
    struct accord_dossier_region regions[MADE_REGIONS];
    struct accord_dossier_actor actors[MADE_ACTORS];
    struct accord_dossier_pair pairs[MADE_RUNS][MADE_ACTORS][MADE_PROVISIONS];
    const char *warnings[1];
    struct accord_dossier_finding findings[MADE_FINDINGS];
    struct accord_dossier_verdict verdicts[8]; /* with pointers into `findings`: what tells accounts puts them right */
    struct accord_dossier_account accounts[MADE_ACCOUNTS];
    size_t repeat;                  /* accounts are told so often; 0: once */
    enum accord_status each_status; /* what telling them comes to once the first was told */
};

/* As it is before a test changes it. It stays where it is. */
void made_dossier(struct made *dossier);

#endif
