/* What a report of --format json says of itself, before its verdicts and behind them. */
#include "base/error.h"
#include "diff/report_run.h"

#include <stdio.h>
#include <string.h>

enum { SCHEMA = 1, PARAMS_MAX = 1024 * 1024, WHY_MAX = 256 };

/* ---- refusing ---- */

enum accord_status accord_diff_refuse_at(const struct accord_diff_run *run, struct accord_place place, const char *why,
                                         struct accord_error *err)
{
    return accord_error_set(err, ACCORD_BAD_DATA, "%s:%u:%u: %s", run->facts.name, place.line, place.column, why);
}

enum accord_status accord_diff_refuse(const struct accord_diff_run *run, const char *why, struct accord_error *err)
{
    const struct accord_diff_report_run *report = run->state;
    return accord_diff_refuse_at(run, report->place, why, err);
}

enum accord_status accord_diff_lacks(const struct accord_diff_run *run, const char *what, const char *member,
                                     struct accord_error *err)
{
    char why[WHY_MAX];
    (void)snprintf(why, sizeof why, "%s without \"%s\" as accord writes it, expected one", what, member);
    return accord_diff_refuse(run, why, err);
}

/* ---- the head ---- */

static const char *keep(struct accord_diff_run *run, const struct cJSON *value, bool *failed)
{
    return accord_diff_copy(&run->arena, accord_json_text(value), failed);
}

static enum accord_status take_accord(struct accord_diff_run *run, const struct cJSON *value, struct accord_error *err)
{
    size_t schema = 0;
    bool failed = false;
    char why[WHY_MAX];
    if (!accord_json_count(accord_json_get(value, "schema"), &schema))
        return accord_diff_lacks(run, "\"accord\"", "schema", err);
    if (schema != SCHEMA) {
        (void)snprintf(why, sizeof why, "a report of schema %zu, expected one of schema %d", schema, SCHEMA);
        return accord_diff_refuse(run, why, err);
    }
    run->facts.version = keep(run, accord_json_get(value, "version"), &failed);
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

static enum accord_status take_as_of(struct accord_diff_run *run, const struct cJSON *value, struct accord_error *err)
{
    bool failed = false;
    struct accord_date date;
    const char *text = accord_json_text(value), *why;
    if (!text || !accord_date_parse(text, strlen(text), &date, &why) || date.first != date.last)
        return accord_diff_refuse(run, "\"as_of\" that is no day, expected one such as \"2025-06-30\"", err);
    run->facts.as_of = keep(run, value, &failed);
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

/* Members of one object, a text each; NULL where there is none. */
static enum accord_status take_complete(struct accord_diff_run *run, const struct cJSON *value,
                                        struct accord_error *err)
{
    bool failed = false;
    size_t count = 0;
    if (!value) return ACCORD_OK;
    struct accord_diff_table *tables = accord_arena_zero(&run->arena, accord_json_size(value) + 1, sizeof *tables);
    if (!tables) return accord_error_memory(err);
    for (const struct cJSON *table = accord_json_first(value); table; table = accord_json_following(table)) {
        if (!accord_json_name(table) || !accord_json_text(table))
            return accord_diff_lacks(run, "\"dataset\"", "complete", err);
        tables[count].name = accord_diff_copy(&run->arena, accord_json_name(table), &failed);
        tables[count++].sha256 = keep(run, table, &failed);
    }
    run->facts.complete = tables;
    run->facts.complete_count = count;
    run->facts.complete_told = true;
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

static enum accord_status take_dataset(struct accord_diff_run *run, const struct cJSON *value, struct accord_error *err)
{
    bool failed = false;
    run->facts.dataset = keep(run, accord_json_get(value, "name"), &failed);
    run->facts.dataset_sha256 = keep(run, accord_json_get(value, "sha256"), &failed);
    run->facts.illustrative = accord_json_true(accord_json_get(value, "illustrative"));
    if (failed) return accord_error_memory(err);
    if (!run->facts.dataset) return accord_diff_lacks(run, "\"dataset\"", "name", err);
    if (!run->facts.dataset_sha256) return accord_diff_lacks(run, "\"dataset\"", "sha256", err);
    return take_complete(run, accord_json_get(value, "complete"), err);
}

static enum accord_status take_params(struct accord_diff_run *run, const struct cJSON *params,
                                      struct accord_diff_rule *rule, struct accord_error *err)
{
    struct accord_text text;
    bool failed = false;
    accord_text_init(&text, PARAMS_MAX);
    if (params) accord_json_write(params, &text);
    rule->params = accord_diff_copy(&run->arena, accord_text_str(&text), &failed);
    failed = failed || text.failed;
    accord_text_clear(&text);
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

static enum accord_status take_rule(struct accord_diff_run *run, const struct cJSON *value, struct accord_error *err)
{
    const char *id = accord_json_text(accord_json_get(value, "id"));
    const char *oldest = accord_json_text(accord_json_first(accord_json_get(value, "aliases")));
    const char *sha256 = accord_json_text(accord_json_get(value, "sha256"));
    const char *requires = accord_json_text(accord_json_get(value, "requires"));
    size_t known = run->facts.rule_count;
    bool failed = false;
    if (!id || !sha256) return accord_diff_lacks(run, "a rule", id ? "sha256" : "id", err);
    if (known == ACCORD_DIFF_VERDICTS_MAX) return accord_diff_refuse(run, "more than 4096 rules, expected fewer", err);
    struct accord_diff_rule *rule = accord_diff_add_rule(run, id);
    if (!rule) return accord_error_memory(err);
    if (run->facts.rule_count == known)
        return accord_diff_refuse(run, "a rule that is listed twice, expected each once", err);
    if (oldest) rule->oldest = accord_diff_copy(&run->arena, oldest, &failed);
    rule->sha256 = accord_diff_copy(&run->arena, sha256, &failed);
    rule->requires = accord_diff_copy(&run->arena, requires ? requires : "", &failed);
    rule->aggregate = accord_json_text(accord_json_get(value, "over")) != NULL;
    return failed ? accord_error_memory(err) : take_params(run, accord_json_get(value, "params"), rule, err);
}

static enum accord_status take_rules(struct accord_diff_run *run, const struct cJSON *value, struct accord_error *err)
{
    bool failed = false;
    const struct cJSON *list = accord_json_get(value, "list");
    enum accord_status status = ACCORD_OK;
    run->facts.rules_sha256 = keep(run, accord_json_get(value, "sha256"), &failed);
    if (failed) return accord_error_memory(err);
    if (!run->facts.rules_sha256) return accord_diff_lacks(run, "\"rules\"", "sha256", err);
    run->facts.rules_told = run->facts.former_told = accord_json_is_array(list);
    for (const struct cJSON *rule = accord_json_first(list); rule && status == ACCORD_OK;
         rule = accord_json_following(rule))
        status = take_rule(run, rule, err);
    return status;
}

static enum accord_status take_profile(struct accord_diff_run *run, const struct cJSON *value, struct accord_error *err)
{
    bool failed = false;
    run->facts.profile = keep(run, accord_json_get(value, "id"), &failed);
    run->facts.profile_sha256 = keep(run, accord_json_get(value, "sha256"), &failed);
    if (failed) return accord_error_memory(err);
    return run->facts.profile ? ACCORD_OK : accord_diff_lacks(run, "\"profile\"", "id", err);
}

/* What was left out, in numbers: "12 of 231 actors, 45 of 58 rules". */
static enum accord_status take_selection(struct accord_diff_run *run, const struct cJSON *value,
                                         struct accord_error *err)
{
    static const char *const names[][3] = {{"actors", "of_actors", "actors"}, {"rules", "of_rules", "rules"}};
    char text[WHY_MAX] = "";
    bool failed = false;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        size_t count = 0, all = 0, length = strlen(text);
        if (!accord_json_count(accord_json_get(value, names[i][0]), &count) ||
            !accord_json_count(accord_json_get(value, names[i][1]), &all))
            return accord_diff_lacks(run, "\"selection\"", names[i][0], err);
        if (count < all)
            (void)snprintf(text + length, sizeof text - length, "%s%zu of %zu %s", length > 0 ? ", " : "", count, all,
                           names[i][2]);
    }
    if (text[0] != '\0') run->facts.part = accord_diff_copy(&run->arena, text, &failed);
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

static const struct {
    const char *name;
    enum accord_status (*take)(struct accord_diff_run *run, const struct cJSON *value, struct accord_error *err);
    bool required;
} heads[HEAD_COUNT] = {
    [HEAD_ACCORD] = {"accord", take_accord, true},     [HEAD_AS_OF] = {"as_of", take_as_of, true},
    [HEAD_DATASET] = {"dataset", take_dataset, true},  [HEAD_RULES] = {"rules", take_rules, true},
    [HEAD_PROFILE] = {"profile", take_profile, false}, [HEAD_SELECTION] = {"selection", take_selection, false},
};

/* How many verdicts there are to be, both of actors and of aggregates. */
static void take_summary(struct accord_diff_report_run *report, const struct cJSON *value)
{
    static const char *const names[] = {"counts", "aggregates"};
    report->count = 0;
    report->counted = true;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct cJSON *counts = accord_json_get(value, names[i]);
        report->counted = report->counted && accord_json_is_object(counts);
        for (const struct cJSON *kind = accord_json_first(counts); kind; kind = accord_json_following(kind)) {
            size_t count = 0;
            report->counted = report->counted && accord_json_count(kind, &count);
            report->count += count;
        }
    }
}

enum accord_status accord_diff_take_member(struct accord_diff_run *run, const struct accord_json_element *element,
                                           struct accord_error *err)
{
    struct accord_diff_report_run *report = run->state;
    for (size_t i = 0; i < HEAD_COUNT; i++) {
        if (strcmp(heads[i].name, element->name) != 0) continue;
        report->seen[i] = true;
        return heads[i].take(run, element->value, err);
    }
    if (strcmp(element->name, "summary") == 0) take_summary(report, element->value);
    /* What --format jsonl writes are verdicts, one a line. */
    if (strcmp(element->name, "rule") == 0 && !report->seen[HEAD_ACCORD])
        return accord_diff_refuse(
            run,
            "a verdict by itself, as --format jsonl writes it, without what it is about; expected a report of "
            "--format json",
            err);
    return ACCORD_OK;
}

enum accord_status accord_diff_check_head(const struct accord_diff_run *run, struct accord_error *err)
{
    const struct accord_diff_report_run *report = run->state;
    char why[WHY_MAX];
    for (size_t i = 0; i < HEAD_COUNT; i++) {
        if (!heads[i].required || report->seen[i]) continue;
        (void)snprintf(why, sizeof why,
                       "no \"%s\" before the verdicts, expected a report that accord wrote with --format json",
                       heads[i].name);
        return accord_diff_refuse(run, why, err);
    }
    return ACCORD_OK;
}
