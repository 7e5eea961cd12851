/* Which rules and actors of what was loaded are asked about. */
#ifndef ACCORD_CLI_SELECTION_H
#define ACCORD_CLI_SELECTION_H

#include "accord/run.h"
#include "cli/check_request.h"

#include <stdbool.h>
#include <stddef.h>

/* One flag a rule and an actor. */
struct accord_selection {
    bool *rules;
    bool *actors;
    bool *not_concluded; /* a rule: an aggregate that was selected, of which not every actor was */
    size_t rule_count;   /* selected */
    size_t actor_count;  /* selected */
    size_t not_concluded_count;
};

/* `profile` is one flag a rule, NULL without a profile. What names nothing (an instrument, a glob, a tag, an actor, a
 * region) is a usage error that says what is near. Options of different names choose together, the values of one
 * besides each other. */
enum accord_status accord_select_rules(struct accord_selection *selection, const struct accord_check_request *request,
                                       const struct accord_packs *packs, const bool *profile,
                                       struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_select_actors(struct accord_selection *selection, const struct accord_check_request *request,
                                        struct accord_dataset *dataset, struct accord_error *err) ACCORD_MUST_CHECK;
/* One actor by its id. */
enum accord_status accord_find_actor(const struct accord_dataset *dataset, const char *id, size_t *actor,
                                     struct accord_error *err) ACCORD_MUST_CHECK;
/* The same for an option's names alone: exact ids of instruments, globs of rules. */
enum accord_status accord_check_instruments(const struct accord_names *instruments, const struct accord_packs *packs,
                                            struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_check_rules(const struct accord_names *globs, const struct accord_packs *packs,
                                      struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_check_tags(const struct accord_names *tags, const struct accord_packs *packs,
                                     struct accord_error *err) ACCORD_MUST_CHECK;
/* One of the tags; true where none is asked for. */
bool accord_rule_has_tag(const struct accord_rule_facts *rule, const struct accord_names *tags);
/* After both: which aggregate rules cannot be concluded. */
enum accord_status accord_select_concluded(struct accord_selection *selection, const struct accord_packs *packs,
                                           const struct accord_dataset *dataset,
                                           struct accord_error *err) ACCORD_MUST_CHECK;
void accord_selection_clear(struct accord_selection *selection);

/* The next run of selected actors from *first on; false when there is none. */
bool accord_selection_range(const struct accord_selection *selection, size_t actor_total, size_t *first, size_t *count);

#endif
