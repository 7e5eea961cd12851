/* A dossier made by hand, in place of the reader: tests of formats are linked with it. It shows one of everything that
 * a dossier may hold; a test changes its copy. */
#ifndef ACCORD_TESTS_DOSSIER_MADE_H
#define ACCORD_TESTS_DOSSIER_MADE_H

#include "dossier/dossier.h"

enum { MADE_ACTORS = 4, MADE_PROVISIONS = 5, MADE_RULES = 5, MADE_RUNS = 2, MADE_ACCOUNTS = 5, MADE_FINDINGS = 6 };

struct accord_dossier {
    struct accord_dossier_facts facts;
    struct accord_dossier_run runs[MADE_RUNS];
    size_t run_count;
    size_t since;
    struct accord_dossier_instrument instruments[2];
    struct accord_dossier_provision provisions[MADE_PROVISIONS];
    struct accord_dossier_rule rules[MADE_RULES];
    struct accord_dossier_region regions[2];
    struct accord_dossier_actor actors[MADE_ACTORS];
    struct accord_dossier_pair pairs[MADE_RUNS][MADE_ACTORS][MADE_PROVISIONS];
    struct accord_dossier_counts counts;
    const char *warnings[2];
    size_t warning_count;
    struct accord_dossier_finding findings[MADE_FINDINGS];
    struct accord_dossier_verdict verdicts[8]; /* with pointers into `findings`: accord_dossier_each puts them right */
    struct accord_dossier_account accounts[MADE_ACCOUNTS];
    size_t repeat;                  /* accounts are told so often; 0: once */
    enum accord_status each_status; /* what accord_dossier_each comes to once it has told the first account */
};

/* As it is before a test changes it. */
void made_dossier(struct accord_dossier *dossier);

#endif
