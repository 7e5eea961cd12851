/* What a check is set to, by flags, the environment, accord.json, a profile and defaults, and where each value comes
 * from. */
#ifndef ACCORD_CLI_SETTINGS_H
#define ACCORD_CLI_SETTINGS_H

#include "accord/profile.h"
#include "cli/check_request.h"
#include "cli/places.h"
#include "cli/selection.h"

/* Where the profile is that was asked for: a path (with a slash or a name in .lua), or the name of one in the
 * `profiles` folder of the rules. */
enum accord_status accord_settings_find_profile(const struct accord_check_request *request, char path[ACCORD_PATH_MAX],
                                                struct accord_error *err) ACCORD_MUST_CHECK;

/* Opens it. *profile is NULL where none was asked for. The caller closes it. */
enum accord_status accord_settings_open_profile(const struct accord_check_request *request, struct accord_packs *packs,
                                                struct accord_profile **profile,
                                                struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether what the profile sets wins over what the option was given: it stands where it was chosen, and wins over what
 * was said farther away. A profile of a flag wins over accord.json; what accord.json says wins over its own profile. */
bool accord_settings_profile_wins(const struct accord_check_request *request, const char *option);

/* What fails, with what the profile sets where it wins. */
struct accord_fail_policy accord_settings_fail(const struct accord_check_request *request,
                                               const struct accord_profile *profile);

/* One line a setting: its value, and in brackets where it comes from. */
void accord_settings_write(struct accord_text *text, const struct accord_check_request *request,
                           const struct accord_packs *packs, const struct accord_profile *profile,
                           const struct accord_selection *selection);

#endif
