/* Settings of a check: the profile found and laid under the flags, and all of it printed. */
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

enum { PROFILES_MAX = 64, NAME_COLUMN = 14 };

static const char from_default[] = "default", from_flag[] = "flag", from_profile[] = "profile";

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
    char folder[ACCORD_PATH_MAX];
    const char *const standard[] = {folder};
    if (strchr(name, '/') || ends_in_lua(name)) {
        if (snprintf(path, ACCORD_PATH_MAX, "%s", name) < ACCORD_PATH_MAX) return ACCORD_OK;
        return accord_error_set(err, ACCORD_BAD_USAGE, "--profile: the path is longer than %d bytes", ACCORD_PATH_MAX);
    }
    if (request->rules_folders.count > 0)
        return find_by_name(name, request->rules_folders.items, request->rules_folders.count, path, err);
    enum accord_status status = accord_places_rules(folder, err);
    return status == ACCORD_OK ? find_by_name(name, standard, 1, path, err) : status;
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

struct accord_fail_policy accord_settings_fail(const struct accord_check_request *request,
                                               const struct accord_profile *profile)
{
    struct accord_fail_policy fail = request->fail;
    struct accord_profile_facts facts;
    if (!profile) return fail;
    accord_profile_facts(profile, &facts);
    if (facts.sets_verdicts && !request->fail_on_given)
        memcpy(fail.verdicts, facts.fail.verdicts, sizeof fail.verdicts);
    if (facts.sets_force && !request->fail_force_given) fail.force = facts.fail.force;
    if (facts.sets_min_coverage && !request->min_coverage_given) fail.min_coverage = facts.fail.min_coverage;
    fail.rules = facts.choices;
    return fail;
}

/* ---- printing ---- */

static void write_name(struct accord_text *text, const char *name)
{
    accord_text_addf(text, "%-*s ", NAME_COLUMN, name);
}

static void write_origin(struct accord_text *text, const char *origin)
{
    accord_text_addf(text, "  [%s]\n", origin);
}

static void write_line(struct accord_text *text, const char *name, const char *value, const char *origin)
{
    write_name(text, name);
    accord_text_add_str(text, value);
    write_origin(text, origin);
}

static void write_names(struct accord_text *text, const char *name, const struct accord_names *names)
{
    write_name(text, name);
    for (size_t i = 0; i < names->count; i++)
        accord_text_addf(text, "%s%s", i > 0 ? ", " : "", names->items[i]);
    if (names->count == 0) accord_text_add_str(text, "all");
    write_origin(text, names->count > 0 ? from_flag : from_default);
}

static void write_rules_folders(struct accord_text *text, const struct accord_names *given)
{
    char folder[ACCORD_PATH_MAX];
    struct accord_error err;
    if (given->count > 0)
        write_names(text, "rules", given);
    else if (accord_places_rules(folder, &err) == ACCORD_OK)
        write_line(text, "rules", folder, "default: as shipped");
}

static void write_formats(struct accord_text *text, const struct accord_check_request *request)
{
    struct accord_report_format_facts format;
    const char *unasked = request->quiet ? "none" : "text";
    if (request->output_count == 0) write_line(text, "format", unasked, request->quiet ? from_flag : from_default);
    for (size_t i = 0; i < request->output_count; i++) {
        (void)accord_report_format(request->outputs[i].format, &format);
        write_name(text, "format");
        accord_text_add_str(text, format.name);
        if (request->outputs[i].path) accord_text_addf(text, " to %s", request->outputs[i].path);
        write_origin(text, from_flag);
    }
}

static const char *origin_of(bool flag, bool profile)
{
    return flag ? from_flag : profile ? from_profile : from_default;
}

static void write_fail(struct accord_text *text, const struct accord_check_request *request,
                       const struct accord_profile_facts *profile, const struct accord_fail_policy *fail)
{
    const char *before = "";
    write_name(text, "fail-on");
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        if (!fail->verdicts[kind]) continue;
        accord_text_addf(text, "%s%s", before, accord_verdict_meaning((enum accord_verdict_kind)kind)->name);
        before = ", ";
    }
    if (before[0] == '\0') accord_text_add_str(text, "none");
    write_origin(text, origin_of(request->fail_on_given, profile->sets_verdicts));
    write_line(text, "fail-force", accord_force_name(fail->force),
               origin_of(request->fail_force_given, profile->sets_force));
    write_name(text, "min-coverage");
    accord_text_addf(text, "%u.%02u", fail->min_coverage / 100, fail->min_coverage % 100);
    write_origin(text, origin_of(request->min_coverage_given, profile->sets_min_coverage));
}

static void write_choices(struct accord_text *text, const struct accord_packs *packs,
                          const enum accord_fail_choice *choices, enum accord_fail_choice choice, const char *name)
{
    for (size_t i = 0; choices && i < accord_packs_rule_count(packs); i++) {
        struct accord_rule_facts rule;
        if (choices[i] != choice) continue;
        accord_packs_rule(packs, i, &rule);
        write_line(text, name, rule.id, from_profile);
    }
}

static void write_params(struct accord_text *text, const struct accord_packs *packs,
                         const struct accord_profile_facts *profile)
{
    for (size_t i = 0; i < profile->params_count; i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, profile->params[i].rule, &rule);
        write_name(text, "params");
        accord_text_addf(text, "%s %s", rule.id, profile->params_text[i]);
        write_origin(text, from_profile);
    }
}

void accord_settings_write(struct accord_text *text, const struct accord_check_request *request,
                           const struct accord_packs *packs, const struct accord_profile *profile,
                           const struct accord_selection *selection)
{
    struct accord_profile_facts facts = {0};
    struct accord_fail_policy fail = accord_settings_fail(request, profile);
    char day[ACCORD_DATE_TEXT_MAX];
    if (profile) accord_profile_facts(profile, &facts);
    write_line(text, "dataset", request->dataset ? request->dataset : ".",
               request->dataset ? "argument" : from_default);
    write_rules_folders(text, &request->rules_folders);
    write_line(text, "profile", profile ? facts.path : "none", profile ? from_flag : from_default);
    write_line(text, "as-of", accord_date_format(request->as_of_given ? request->as_of : accord_places_today(), day),
               request->as_of_given ? from_flag : "default: today, UTC");
    write_formats(text, request);
    write_names(text, "actor", &request->actors);
    write_names(text, "instrument", &request->instruments);
    write_names(text, "rule", &request->rules);
    write_fail(text, request, &facts, &fail);
    write_choices(text, packs, facts.choices, ACCORD_FAIL_ALWAYS, "always fails");
    write_choices(text, packs, facts.choices, ACCORD_FAIL_NEVER, "never fails");
    write_params(text, packs, &facts);
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i, &rule);
        bool by_flag = request->rules.count + request->instruments.count > 0;
        const char *origin = by_flag && profile ? "profile, flag" : origin_of(by_flag, profile != NULL);
        if (selection->rules[i]) write_line(text, "asked", rule.id, origin);
    }
}
