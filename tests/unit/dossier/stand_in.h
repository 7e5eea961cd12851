/* What stands in for a dossier that is read: a test makes one, by hand (made.h) or by rule (many.h), and the functions
 * of dossier.h ask it in place of the reader. */
#ifndef ACCORD_TESTS_DOSSIER_STAND_IN_H
#define ACCORD_TESTS_DOSSIER_STAND_IN_H

#include "dossier/dossier.h"

/* Lists are of whoever made it, who embeds this as the first member of what else there is. */
struct accord_dossier {
    struct accord_dossier_facts facts;
    struct accord_dossier_counts counts;
    const struct accord_dossier_run *runs;
    size_t run_count;
    size_t since;
    const struct accord_dossier_instrument *instruments;
    size_t instrument_count;
    const struct accord_dossier_provision *provisions;
    size_t provision_count;
    const struct accord_dossier_rule *rules;
    size_t rule_count;
    const struct accord_dossier_region *regions;
    size_t region_count;
    const struct accord_dossier_actor *actors;
    size_t actor_count;
    const char *const *warnings;
    size_t warning_count;
    struct accord_dossier_pair (*pair)(const struct accord_dossier *dossier, size_t run, size_t actor,
                                       size_t provision);
    enum accord_status (*each)(struct accord_dossier *dossier, accord_dossier_function function, void *host,
                               struct accord_error *err);
    void (*close)(struct accord_dossier *dossier); /* NULL: there is nothing to release */
};

#endif
