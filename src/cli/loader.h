/* Loading rules, and a profile, in a contained process: the program itself reads their files and runs none of them. */
#ifndef ACCORD_CLI_LOADER_H
#define ACCORD_CLI_LOADER_H

#include "accord/problems.h"
#include "accord/profile.h"
#include "accord/run.h"
#include "cli/bounds.h"
#include "cli/command.h"

struct accord_crew_orders;
struct accord_early;
struct accord_loader;

/* Reads the files and starts the process. `profile` is a path, or NULL. Where it is foreseen what will be asked of the
 * rules, and there is no profile, the process is the first of the workers that begin with it (crew_early.h). */
enum accord_status accord_loader_start(const struct accord_names *folders, const char *profile,
                                       const struct accord_bounds *bounds, const struct accord_crew_orders *foreseen,
                                       struct accord_loader **loader, struct accord_error *err) ACCORD_MUST_CHECK;

/* Waits for what it says. Problems are printed on standard error and the status is ACCORD_BAD_RULES. The packs tell
 * what rules there are, and cannot run; the caller closes them, and the profile (NULL where none was asked for). */
enum accord_status accord_loader_finish(struct accord_loader *loader, struct accord_packs **packs,
                                        struct accord_profile **profile, struct accord_error *err) ACCORD_MUST_CHECK;
/* After that: the workers that began, for the caller to free; NULL where none did. */
struct accord_early *accord_loader_take_early(struct accord_loader *loader);
void accord_loader_free(struct accord_loader *loader);

/* Says that system calls cannot be filtered, where it is so: for a command to say once. */
void accord_say_unfiltered(void);

/* All of it, for commands that need no profile: within the limits that there are when none is said, or within bounds,
 * which may ask for the rules to be loaded here; then they can run. */
enum accord_status accord_load_facts(const struct accord_names *folders, struct accord_packs **packs,
                                     struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_load_facts_within(const struct accord_names *folders, const struct accord_bounds *bounds,
                                            struct accord_packs **packs, struct accord_error *err) ACCORD_MUST_CHECK;

/* In a process, of folders, whose problems are added to the list in place of being printed. ACCORD_BAD_RULES without
 * any: the process came to grief, as `err` says. */
enum accord_status accord_load_facts_of(const char *const *folders, size_t count, const struct accord_bounds *bounds,
                                        struct accord_problems *problems, struct accord_packs **packs,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

#endif
