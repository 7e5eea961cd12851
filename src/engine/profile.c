/* Profiles: read as plain values, checked against the packs, kept as one flag and one choice a rule. */
#include "accord/profile.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/sha256.h"
#include "base/text.h"
#include "engine/parts.h"
#include "engine/plain.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { PROFILE_API = 1, TEXT_MAX = 512, HUNDRED_PERCENT = 100, PARAMS_TEXT_MAX = 64 * 1024 * 1024 };

struct accord_profile {
    struct accord_arena arena;
    struct accord_plain_file file;
    const char *id;
    const char *title;
    char sha256[ACCORD_SHA256_HEX];
    bool *rules;
    enum accord_fail_choice *choices;
    struct accord_params *params;
    size_t params_count;
    const char **params_text;
    bool sets_verdicts;
    bool sets_force;
    bool sets_min_coverage;
    struct accord_fail_policy fail;
};

/* One profile while it is read. */
struct reading {
    struct accord_profile *profile;
    struct accord_packs *packs;
    struct accord_problems *problems;
    struct accord_error *err;
    enum accord_status status; /* other than what problems say */
};

/* A complaint about `about`, which stands behind `within` in the file. */
static void refuse(struct reading *reading, const char *within, const char *about, const char *format, ...)
    ACCORD_PRINTF(4, 5);

static void refuse(struct reading *reading, const char *within, const char *about, const char *format, ...)
{
    const struct accord_plain_file *file = &reading->profile->file;
    char text[TEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    accord_text_format(text, sizeof text, format, arguments);
    va_end(arguments);
    if (reading->status == ACCORD_OK)
        reading->status = accord_problems_add(reading->problems, file->path,
                                              accord_plain_file_line(file, within, about), 0, reading->err, "%s", text);
}

static void refuse_unknown(struct reading *reading, const char *within, const char *what, const char *name,
                           const char *const *known, size_t count)
{
    const char *nearest = accord_text_nearest(name, known, count);
    if (nearest)
        refuse(reading, within, name, "unknown %s '%s': did you mean '%s'?", what, name, nearest);
    else
        refuse(reading, within, name, "unknown %s '%s'", what, name);
}

static void refuse_key(struct reading *reading, const char *within, const char *what, const char *name,
                       const char *const *known, size_t count)
{
    const char *nearest = accord_text_nearest(name, known, count);
    char list[TEXT_MAX] = "";
    size_t length = 0;
    for (size_t i = 0; i < count && length < sizeof list; i++)
        length += (size_t)snprintf(list + length, sizeof list - length, "%s%s", i == 0 ? "" : ", ", known[i]);
    if (nearest)
        refuse(reading, within, name, "%s: unknown key '%s': did you mean '%s'?", what, name, nearest);
    else if (count == 0)
        refuse(reading, within, name, "%s: unknown key '%s', there are none", what, name);
    else
        refuse(reading, within, name, "%s: unknown key '%s', expected one of %s", what, name, list);
}

/* The keys of a table against those that it may have. False where it is no table. */
static bool check_keys(struct reading *reading, const char *within, const char *what, const struct accord_plain *table,
                       const char *const *known, size_t count)
{
    if (!accord_plain_is(table, ACCORD_PLAIN_TABLE)) {
        refuse(reading, within, what, "%s: expected a table, found %s", what, accord_plain_kind_name(table->kind));
        return false;
    }
    for (size_t i = 0; table->kind == ACCORD_PLAIN_TABLE && i < table->count; i++) {
        bool found = false;
        for (size_t j = 0; j < count && !found; j++)
            found = strcmp(table->names[i], known[j]) == 0;
        if (!found) refuse_key(reading, within, what, table->names[i], known, count);
    }
    return true;
}

/* ---- selectors ---- */

/* What a rule has for a key of a selector; for a list the text at `index`, NULL past its end. */
typedef const char *(*rule_text)(const struct accord_packs *packs, const struct accord_rule_facts *rule, size_t index);

static const char *text_of_rule(const struct accord_packs *packs, const struct accord_rule_facts *rule, size_t index)
{
    (void)packs;
    return index == 0 ? rule->id : index <= rule->alias_count ? rule->aliases[index - 1] : NULL;
}

static const char *text_of_instrument(const struct accord_packs *packs, const struct accord_rule_facts *rule,
                                      size_t index)
{
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    if (index > 0) return NULL;
    accord_packs_provision(packs, rule->provision, &provision);
    accord_packs_instrument(packs, provision.instrument, &instrument);
    return instrument.id;
}

static const char *text_of_provision(const struct accord_packs *packs, const struct accord_rule_facts *rule,
                                     size_t index)
{
    struct accord_provision_facts provision;
    accord_packs_provision(packs, rule->provision, &provision);
    return index == 0 ? provision.id : NULL;
}

static const char *text_of_subject(const struct accord_packs *packs, const struct accord_rule_facts *rule, size_t index)
{
    (void)packs;
    return index == 0 ? rule->subject : NULL;
}

static const char *text_of_force(const struct accord_packs *packs, const struct accord_rule_facts *rule, size_t index)
{
    struct accord_provision_facts provision;
    accord_packs_provision(packs, rule->provision, &provision);
    return index == 0 ? accord_force_name(provision.force) : NULL;
}

static const char *text_of_tag(const struct accord_packs *packs, const struct accord_rule_facts *rule, size_t index)
{
    (void)packs;
    return index < rule->tag_count ? rule->tags[index] : NULL;
}

static const struct {
    const char *name;
    rule_text text;
    bool closed; /* a force may be named that no rule has */
} keys[] = {
    {"rule", text_of_rule, false},           {"instrument", text_of_instrument, false},
    {"provision", text_of_provision, false}, {"subject", text_of_subject, false},
    {"force", text_of_force, true},          {"tag", text_of_tag, false},
};
enum { KEYS = sizeof keys / sizeof keys[0] };

static bool key_fits(const struct accord_packs *packs, size_t key, const struct accord_rule_facts *rule,
                     const char *glob)
{
    const char *text;
    for (size_t i = 0; (text = keys[key].text(packs, rule, i)) != NULL; i++)
        if (accord_glob_match(glob, text)) return true;
    return false;
}

static bool value_fits(const struct accord_packs *packs, size_t key, const struct accord_rule_facts *rule,
                       const struct accord_plain *value)
{
    if (value->kind == ACCORD_PLAIN_TEXT) return key_fits(packs, key, rule, value->text);
    for (size_t i = 0; i < value->count; i++)
        if (key_fits(packs, key, rule, value->items[i].text)) return true;
    return false;
}

static bool selector_fits(const struct accord_packs *packs, const struct accord_plain *selector, size_t index)
{
    struct accord_rule_facts rule;
    accord_packs_rule(packs, index, &rule);
    for (size_t key = 0; key < KEYS; key++) {
        const struct accord_plain *value = accord_plain_get(selector, keys[key].name);
        if (value && !value_fits(packs, key, &rule, value)) return false;
    }
    return true;
}

/* A name that fits no rule is a slip, or the rules are not those that the profile was written for. */
static void check_name(struct reading *reading, const char *within, size_t key, const char *name)
{
    const struct accord_packs *packs = reading->packs;
    size_t count = accord_packs_rule_count(packs), known_count = 0;
    enum accord_force force;
    if (keys[key].closed && accord_force_find(name, &force)) return;
    const char **known = accord_arena_alloc(&reading->profile->arena, (count + ACCORD_FORCE_COUNT) * sizeof *known);
    if (!known) {
        reading->status = accord_error_memory(reading->err);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i, &rule);
        if (!keys[key].closed && key_fits(packs, key, &rule, name)) return;
        const char *text = keys[key].text(packs, &rule, 0);
        if (text && !keys[key].closed) known[known_count++] = text;
    }
    for (size_t i = 0; keys[key].closed && i < ACCORD_FORCE_COUNT; i++)
        known[known_count++] = accord_force_name((enum accord_force)i);
    refuse_unknown(reading, within, keys[key].name, name, known, known_count);
}

static bool check_value(struct reading *reading, const char *within, size_t key, const struct accord_plain *value)
{
    bool list = value->kind == ACCORD_PLAIN_LIST && value->count > 0;
    for (size_t i = 0; list && i < value->count; i++)
        list = value->items[i].kind == ACCORD_PLAIN_TEXT;
    if (value->kind != ACCORD_PLAIN_TEXT && !list) {
        refuse(reading, within, keys[key].name, "'%s': expected a text or a list of texts, found %s", keys[key].name,
               accord_plain_kind_name(value->kind));
        return false;
    }
    if (!list) check_name(reading, within, key, value->text);
    for (size_t i = 0; list && i < value->count; i++)
        check_name(reading, within, key, value->items[i].text);
    return true;
}

static bool check_selector(struct reading *reading, const char *within, const struct accord_plain *selector)
{
    const char *names[KEYS];
    bool good = true;
    for (size_t key = 0; key < KEYS; key++)
        names[key] = keys[key].name;
    if (!accord_plain_is(selector, ACCORD_PLAIN_TABLE)) {
        refuse(reading, NULL, within, "'%s' has a selector that is no table such as { rule = \"...\" }, found %s",
               within, accord_plain_kind_name(selector->kind));
        return false;
    }
    if (!check_keys(reading, within, within, selector, names, KEYS)) return false;
    if (selector->count == 0) {
        refuse(reading, NULL, within, "'%s' has a selector without a key, expected one of rule, instrument, ...",
               within);
        return false;
    }
    for (size_t key = 0; key < KEYS; key++) {
        const struct accord_plain *value = accord_plain_get(selector, keys[key].name);
        if (value) good = check_value(reading, within, key, value) && good;
    }
    return good;
}

/* Calls `take` for each rule that fits any of the selectors. */
static void each_selected(struct reading *reading, const char *name, const struct accord_plain *selectors,
                          void (*take)(struct accord_profile *profile, size_t rule))
{
    if (!selectors) return;
    if (selectors->kind != ACCORD_PLAIN_LIST || selectors->count == 0) {
        refuse(reading, NULL, name,
               "'%s': expected a list of selectors such as { { instrument = \"...\" } }, found %s%s", name,
               selectors->count == 0 ? "an empty " : "", accord_plain_kind_name(selectors->kind));
        return;
    }
    for (size_t i = 0; i < selectors->count; i++) {
        size_t fitting = 0, before = accord_problems_count(reading->problems);
        if (!check_selector(reading, name, &selectors->items[i])) continue;
        for (size_t rule = 0; rule < accord_packs_rule_count(reading->packs); rule++) {
            if (!selector_fits(reading->packs, &selectors->items[i], rule)) continue;
            take(reading->profile, rule);
            fitting++;
        }
        if (fitting == 0 && accord_problems_count(reading->problems) == before)
            refuse(reading, NULL, name, "'%s': no rule fits all keys of selector %zu", name, i + 1);
    }
}

static void take_rule(struct accord_profile *profile, size_t rule)
{
    profile->rules[rule] = true;
}

static void leave_rule(struct accord_profile *profile, size_t rule)
{
    profile->rules[rule] = false;
}

static void raise_rule(struct accord_profile *profile, size_t rule)
{
    profile->choices[rule] = ACCORD_FAIL_ALWAYS;
}

static void lower_rule(struct accord_profile *profile, size_t rule)
{
    profile->choices[rule] = ACCORD_FAIL_NEVER;
}

/* ---- params ---- */

static void check_params(struct reading *reading, size_t index, const struct accord_plain *values)
{
    struct accord_rule_facts rule;
    accord_packs_rule(reading->packs, index, &rule);
    const char **known = accord_arena_alloc(&reading->profile->arena, (rule.param_count + 1) * sizeof *known);
    if (!known) {
        reading->status = accord_error_memory(reading->err);
        return;
    }
    for (size_t i = 0; i < rule.param_count; i++)
        known[i] = rule.params[i].name;
    char what[TEXT_MAX];
    snprintf(what, sizeof what, "params of %s", rule.id);
    (void)check_keys(reading, rule.id, what, values, known, rule.param_count);
}

static void take_params(struct reading *reading, size_t rule, const struct accord_plain *values)
{
    struct accord_profile *profile = reading->profile;
    struct accord_text text;
    accord_text_init(&text, PARAMS_TEXT_MAX);
    accord_plain_write(&text, values);
    const char *copy = text.failed ? NULL : accord_arena_copy(&profile->arena, accord_text_str(&text), text.length);
    accord_text_clear(&text);
    if (!copy) reading->status = accord_error_memory(reading->err);
    profile->params_text[profile->params_count] = copy;
    profile->params[profile->params_count++] = (struct accord_params){rule, values};
}

/* The rule of that id or former id, or the number of rules. */
static size_t find_rule(const struct accord_packs *packs, const char *name)
{
    size_t count = accord_packs_rule_count(packs);
    for (size_t i = 0; i < count; i++) {
        struct accord_rule_facts rule;
        const char *text;
        accord_packs_rule(packs, i, &rule);
        for (size_t j = 0; (text = text_of_rule(packs, &rule, j)) != NULL; j++)
            if (strcmp(text, name) == 0) return i;
    }
    return count;
}

/* Params differ from rule to rule, so that no glob may stand for several. */
static void refuse_rule(struct reading *reading, const char *name)
{
    if (strpbrk(name, "*?["))
        refuse(reading, "params", name, "'params': '%s' is a pattern, expected the id of one rule", name);
    else
        check_name(reading, "params", 0, name);
}

static void read_params(struct reading *reading, const struct accord_plain *params)
{
    struct accord_profile *profile = reading->profile;
    size_t count = accord_packs_rule_count(reading->packs);
    if (!params) return;
    if (!accord_plain_is(params, ACCORD_PLAIN_TABLE)) {
        refuse(reading, NULL, "params", "'params': expected a table of rules and their params, found %s",
               accord_plain_kind_name(params->kind));
        return;
    }
    profile->params = accord_arena_zero(&profile->arena, params->count + 1, sizeof *profile->params);
    profile->params_text = accord_arena_zero(&profile->arena, params->count + 1, sizeof *profile->params_text);
    if (!profile->params || !profile->params_text) {
        reading->status = accord_error_memory(reading->err);
        return;
    }
    for (size_t i = 0; i < params->count; i++) {
        size_t rule = find_rule(reading->packs, params->names[i]);
        if (rule == count) {
            refuse_rule(reading, params->names[i]);
            continue;
        }
        for (size_t j = 0; j < profile->params_count; j++)
            if (profile->params[j].rule == rule)
                refuse(reading, "params", params->names[i], "'params' names the rule '%s' twice, by a former id too",
                       params->names[i]);
        check_params(reading, rule, &params->items[i]);
        take_params(reading, rule, &params->items[i]);
    }
}

/* ---- what fails ---- */

static void read_verdicts(struct reading *reading, const struct accord_plain *on)
{
    struct accord_profile *profile = reading->profile;
    const char *names[ACCORD_VERDICT_COUNT];
    size_t count = 0;
    if (!on) return;
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++)
        if (kind != ACCORD_VERDICT_ERROR && accord_verdict_needs_look((enum accord_verdict_kind)kind))
            names[count++] = accord_verdict_meaning((enum accord_verdict_kind)kind)->name;
    profile->sets_verdicts = true;
    if (on->kind != ACCORD_PLAIN_LIST)
        refuse(reading, "fail", "on", "'on': expected a list of verdicts, found %s", accord_plain_kind_name(on->kind));
    for (size_t i = 0; on->kind == ACCORD_PLAIN_LIST && i < on->count; i++) {
        enum accord_verdict_kind verdict;
        const char *name = on->items[i].kind == ACCORD_PLAIN_TEXT ? on->items[i].text : "";
        bool may_fail = accord_verdict_find(name, &verdict) && verdict != ACCORD_VERDICT_ERROR &&
                        accord_verdict_needs_look(verdict);
        if (may_fail)
            profile->fail.verdicts[verdict] = true;
        else
            refuse_unknown(reading, "fail", "verdict that may fail a run", name, names, count);
    }
}

static void read_force(struct reading *reading, const struct accord_plain *force)
{
    struct accord_profile *profile = reading->profile;
    const char *names[ACCORD_FORCE_COUNT];
    for (size_t i = 0; i < ACCORD_FORCE_COUNT; i++)
        names[i] = accord_force_name((enum accord_force)i);
    if (!force) return;
    profile->sets_force = true;
    if (force->kind != ACCORD_PLAIN_TEXT)
        refuse(reading, "fail", "force", "'force': expected a text, found %s", accord_plain_kind_name(force->kind));
    else if (!accord_force_find(force->text, &profile->fail.force))
        refuse_unknown(reading, "fail", "force", force->text, names, ACCORD_FORCE_COUNT);
}

static void read_min_coverage(struct reading *reading, const struct accord_plain *percent)
{
    struct accord_profile *profile = reading->profile;
    if (!percent) return;
    profile->sets_min_coverage = true;
    if (percent->kind != ACCORD_PLAIN_INTEGER || percent->integer < 0 || percent->integer > HUNDRED_PERCENT)
        refuse(reading, "fail", "min_coverage", "'min_coverage' is no whole percentage from 0 to 100");
    else
        profile->fail.min_coverage = (unsigned)percent->integer * 100;
}

static void read_fail(struct reading *reading, const struct accord_plain *fail)
{
    static const char *const names[] = {"on", "force", "min_coverage", "raise", "lower"};
    if (!fail || !check_keys(reading, NULL, "fail", fail, names, sizeof names / sizeof names[0])) return;
    read_verdicts(reading, accord_plain_get(fail, "on"));
    read_force(reading, accord_plain_get(fail, "force"));
    read_min_coverage(reading, accord_plain_get(fail, "min_coverage"));
    each_selected(reading, "raise", accord_plain_get(fail, "raise"), raise_rule);
    each_selected(reading, "lower", accord_plain_get(fail, "lower"), lower_rule);
}

/* ---- the whole ---- */

static const char *read_text(struct reading *reading, const char *name)
{
    const struct accord_plain *value = accord_plain_get(&reading->profile->file.value, name);
    if (value && value->kind == ACCORD_PLAIN_TEXT && value->text[0] != '\0') return value->text;
    if (value)
        refuse(reading, NULL, name, "'%s': expected a text that is not empty, found %s", name,
               accord_plain_kind_name(value->kind));
    else
        refuse(reading, NULL, NULL, "'%s' is missing, expected a text", name);
    return "";
}

static void read_profile(struct reading *reading)
{
    static const char *const names[] = {"api", "id", "title", "select", "omit", "params", "fail"};
    struct accord_profile *profile = reading->profile;
    const struct accord_plain *value = &profile->file.value, *api = accord_plain_get(value, "api");
    const struct accord_plain *select = accord_plain_get(value, "select");
    if (!check_keys(reading, NULL, "the profile", value, names, sizeof names / sizeof names[0])) return;
    if (!api || api->kind != ACCORD_PLAIN_INTEGER || api->integer != PROFILE_API)
        refuse(reading, NULL, "api", "'api' is %s, expected 1", api ? "another than is known" : "missing");
    profile->id = read_text(reading, "id");
    profile->title = read_text(reading, "title");
    for (size_t i = 0; !select && i < accord_packs_rule_count(reading->packs); i++)
        profile->rules[i] = true;
    each_selected(reading, "select", select, take_rule);
    each_selected(reading, "omit", accord_plain_get(value, "omit"), leave_rule);
    read_params(reading, accord_plain_get(value, "params"));
    read_fail(reading, accord_plain_get(value, "fail"));
}

static void hash_file(struct accord_profile *profile)
{
    struct accord_sha256 hash;
    unsigned char digest[ACCORD_SHA256_BYTES];
    accord_sha256_init(&hash);
    accord_sha256_add(&hash, profile->file.source, profile->file.length);
    accord_sha256_end(&hash, digest);
    accord_sha256_hex(digest, profile->sha256);
}

static enum accord_status new_profile(const struct accord_packs *packs, struct accord_profile **profile,
                                      struct accord_error *err)
{
    size_t count = accord_packs_rule_count(packs) + 1;
    struct accord_profile *made = accord_alloc_zero(1, sizeof *made);
    *profile = NULL;
    if (!made) return accord_error_memory(err);
    accord_arena_init(&made->arena);
    made->rules = accord_arena_zero(&made->arena, count, sizeof *made->rules);
    made->choices = accord_arena_zero(&made->arena, count, sizeof *made->choices);
    if (!made->rules || !made->choices) {
        accord_profile_close(made);
        return accord_error_memory(err);
    }
    *profile = made;
    return ACCORD_OK;
}

/* What the file says, as plain values, against the packs. Takes the profile over. */
static enum accord_status finish(struct accord_profile *made, struct accord_packs *packs,
                                 struct accord_problems *problems, struct accord_profile **profile,
                                 struct accord_error *err)
{
    size_t before = accord_problems_count(problems);
    struct reading reading = {made, packs, problems, err, ACCORD_OK};
    read_profile(&reading);
    if (reading.status == ACCORD_OK && accord_problems_count(problems) > before)
        reading.status = accord_error_set(err, ACCORD_BAD_RULES, "%s: the profile does not load", made->file.path);
    if (reading.status != ACCORD_OK) {
        accord_profile_close(made);
        return reading.status;
    }
    made->fail.rules = made->choices;
    hash_file(made);
    *profile = made;
    return ACCORD_OK;
}

enum accord_status accord_profile_open(struct accord_packs *packs, const char *path, struct accord_problems *problems,
                                       struct accord_profile **profile, struct accord_error *err)
{
    struct accord_profile *made = NULL;
    *profile = NULL;
    enum accord_status status = new_profile(packs, &made, err);
    if (status != ACCORD_OK) return status;
    /* The facts say where the profile was found, for as long as it is open. */
    const char *kept = accord_arena_copy(&made->arena, path, strlen(path));
    status = kept ? accord_plain_read_file(packs, kept, &made->arena, problems, &made->file, err)
                  : accord_error_memory(err);
    if (status == ACCORD_OK) return finish(made, packs, problems, profile, err);
    accord_profile_close(made);
    return status;
}

enum accord_status accord_profile_adopt(struct accord_packs *packs, const struct accord_plain_file *file,
                                        struct accord_problems *problems, struct accord_profile **profile,
                                        struct accord_error *err)
{
    struct accord_profile *made = NULL;
    *profile = NULL;
    enum accord_status status = new_profile(packs, &made, err);
    if (status != ACCORD_OK) return status;
    const char *path = accord_arena_copy(&made->arena, file->path, strlen(file->path));
    const char *source = accord_arena_copy(&made->arena, file->source, file->length);
    const struct accord_plain *value = accord_plain_copy(&file->value, &made->arena);
    if (path && source && value) {
        made->file = (struct accord_plain_file){path, source, file->length, *value};
        return finish(made, packs, problems, profile, err);
    }
    accord_profile_close(made);
    return accord_error_memory(err);
}

void accord_profile_close(struct accord_profile *profile)
{
    if (!profile) return;
    accord_arena_clear(&profile->arena);
    accord_free(profile);
}

void accord_profile_facts(const struct accord_profile *profile, struct accord_profile_facts *facts)
{
    *facts = (struct accord_profile_facts){
        .id = profile->id,
        .title = profile->title,
        .path = profile->file.path,
        .sha256 = profile->sha256,
        .rules = profile->rules,
        .params = profile->params,
        .params_count = profile->params_count,
        .params_text = profile->params_text,
        .choices = profile->choices,
        .sets_verdicts = profile->sets_verdicts,
        .sets_force = profile->sets_force,
        .sets_min_coverage = profile->sets_min_coverage,
        .fail = profile->fail,
    };
}
