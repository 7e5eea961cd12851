/* Settings of a check: the profile found, and laid under what was said otherwise. */
#include "cli/settings.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/loading.h"
#include "cli/places.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PROFILES_MAX = 64 };

/* ---- the profile ---- */

static bool ends_in_lua(const char *name)
{
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, ".lua") == 0;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of the profiles in the folder, for advice; the same whatever order the folder lists them in. */
static void list_profiles(const char *folder, const char *names[PROFILES_MAX], size_t *count,
                          struct accord_arena *arena)
{
    DIR *open = opendir(folder);
    const struct dirent *entry;
    while (open && *count < PROFILES_MAX && (entry = readdir(open)) != NULL) {
        if (!ends_in_lua(entry->d_name)) continue;
        const char *copy = accord_arena_copy(arena, entry->d_name, strlen(entry->d_name) - 4);
        if (copy) names[(*count)++] = copy;
    }
    if (open) (void)closedir(open);
    qsort(names, *count, sizeof *names, compare_names);
}

static enum accord_status find_by_name(const char *name, const char *const *folders, size_t count,
                                       char path[ACCORD_PATH_MAX], struct accord_error *err)
{
    const char *names[PROFILES_MAX];
    size_t known = 0;
    struct accord_arena arena;
    accord_arena_init(&arena);
    for (size_t i = 0; i < count; i++) {
        int length = snprintf(path, ACCORD_PATH_MAX, "%s/profiles/%s.lua", folders[i], name);
        if (length < ACCORD_PATH_MAX && access(path, F_OK) == 0) {
            accord_arena_clear(&arena);
            return ACCORD_OK;
        }
        if (snprintf(path, ACCORD_PATH_MAX, "%s/profiles", folders[i]) < ACCORD_PATH_MAX)
            list_profiles(path, names, &known, &arena);
    }
    enum accord_status status = accord_unknown_name(err, "profile", name, names, known);
    accord_arena_clear(&arena);
    return status;
}

enum accord_status accord_settings_find_profile(const struct accord_check_request *request, char path[ACCORD_PATH_MAX],
                                                struct accord_error *err)
{
    const char *name = request->profile;
    struct accord_rules_folders found = {.count = 0};
    if (strchr(name, '/') || ends_in_lua(name)) {
        if (snprintf(path, ACCORD_PATH_MAX, "%s", name) < ACCORD_PATH_MAX) return ACCORD_OK;
        return accord_error_set(err, ACCORD_BAD_USAGE, "--profile: the path is longer than %d bytes", ACCORD_PATH_MAX);
    }
    enum accord_status status =
        accord_rules_folders_find(&found, request->rules_folders.items, request->rules_folders.count, err);
    if (status == ACCORD_OK) status = find_by_name(name, found.items, found.count, path, err);
    accord_rules_folders_clear(&found);
    return status;
}

enum accord_status accord_settings_open_profile(const struct accord_check_request *request, struct accord_packs *packs,
                                                struct accord_profile **profile, struct accord_error *err)
{
    char path[ACCORD_PATH_MAX];
    struct accord_problems *problems = NULL;
    *profile = NULL;
    if (!request->profile) return ACCORD_OK;
    enum accord_status status = accord_settings_find_profile(request, path, err);
    if (status == ACCORD_OK) status = accord_problems_new(&problems, err);
    if (status == ACCORD_OK) status = accord_profile_open(packs, path, problems, profile, err);
    if (status == ACCORD_BAD_RULES) accord_print_problems(problems, NULL);
    accord_problems_free(problems);
    return status;
}

bool accord_settings_profile_wins(const struct accord_check_request *request, const char *option)
{
    const struct accord_config *config = &request->config;
    return accord_config_origin(config, "profile")->source > accord_config_origin(config, option)->source;
}

struct accord_fail_policy accord_settings_fail(const struct accord_check_request *request,
                                               const struct accord_profile *profile)
{
    struct accord_fail_policy fail = request->fail;
    struct accord_profile_facts facts;
    if (!profile) return fail;
    accord_profile_facts(profile, &facts);
    if (facts.sets_verdicts && accord_settings_profile_wins(request, "fail-on"))
        memcpy(fail.verdicts, facts.fail.verdicts, sizeof fail.verdicts);
    if (facts.sets_force && accord_settings_profile_wins(request, "fail-force")) fail.force = facts.fail.force;
    if (facts.sets_min_coverage && accord_settings_profile_wins(request, "min-coverage"))
        fail.min_coverage = facts.fail.min_coverage;
    fail.rules = facts.choices;
    return fail;
}
