/* --print-config: every setting of a check with its value, and in brackets where that comes from. */
#include "cli/settings.h"

#include "report/page.h"

#include <inttypes.h>
#include <string.h>

enum { NAME_COLUMN = 16, MEBIBYTE = 1024 * 1024 };

/* What is printed. */
struct shown {
    struct accord_text *text;
    const struct accord_check_request *request;
    const struct accord_packs *packs;
    const struct accord_profile *profile;
    struct accord_profile_facts facts; /* of the profile; zero without one */
    struct accord_fail_policy fail;
};

static void write_name(struct accord_text *text, const char *name)
{
    accord_text_addf(text, "%-*s ", NAME_COLUMN, name);
}

static void write_line(struct accord_text *text, const char *name, const char *value, const char *origin)
{
    write_name(text, name);
    accord_page_escape(text, value);
    accord_text_addf(text, "  [%s]\n", origin);
}

/* ---- values ---- */

static void write_list(struct accord_text *text, const struct accord_names *names, const char *none)
{
    for (size_t i = 0; i < names->count; i++) {
        if (i > 0) accord_text_add_str(text, ", ");
        accord_page_escape(text, names->items[i]);
    }
    if (names->count == 0) accord_text_add_str(text, none);
}

static void write_dataset(const struct shown *shown)
{
    accord_page_escape(shown->text, shown->request->dataset ? shown->request->dataset : ".");
}

static void write_rules(const struct shown *shown)
{
    char folder[ACCORD_PATH_MAX];
    struct accord_error err;
    bool shipped = shown->request->rules_folders.count == 0 && accord_places_rules(folder, &err) == ACCORD_OK;
    write_list(shown->text, &shown->request->rules_folders, shipped ? folder : "none");
}

static void write_profile(const struct shown *shown)
{
    accord_page_escape(shown->text, shown->profile ? shown->facts.path : "none");
}

static void write_as_of(const struct shown *shown)
{
    char day[ACCORD_DATE_TEXT_MAX];
    struct accord_date as_of = shown->request->as_of_given ? shown->request->as_of : accord_places_today();
    accord_text_add_str(shown->text, accord_date_format(as_of, day));
}

static void write_only(const struct shown *shown)
{
    accord_text_add_str(shown->text, shown->request->report.only_findings ? "findings" : "all verdicts");
}

static void write_summary(const struct shown *shown)
{
    accord_text_add_str(shown->text, shown->request->report.summary ? "true" : "false");
}

static void write_group_by(const struct shown *shown)
{
    accord_text_add_str(shown->text, shown->request->report.by_provision ? "provision" : "actor");
}

static void write_actors(const struct shown *shown)
{
    write_list(shown->text, &shown->request->actors, "all");
}

static void write_instruments(const struct shown *shown)
{
    write_list(shown->text, &shown->request->instruments, "all");
}

static void write_regions(const struct shown *shown)
{
    write_list(shown->text, &shown->request->regions, "all");
}

static void write_tags(const struct shown *shown)
{
    write_list(shown->text, &shown->request->tags, "all");
}

static void write_rule_globs(const struct shown *shown)
{
    write_list(shown->text, &shown->request->rules, "all");
}

static void write_fail_on(const struct shown *shown)
{
    const char *before = "";
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        if (!shown->fail.verdicts[kind]) continue;
        accord_text_addf(shown->text, "%s%s", before, accord_verdict_meaning((enum accord_verdict_kind)kind)->name);
        before = ", ";
    }
    if (before[0] == '\0') accord_text_add_str(shown->text, "none");
}

static void write_fail_force(const struct shown *shown)
{
    accord_text_add_str(shown->text, accord_force_name(shown->fail.force));
}

static void write_min_coverage(const struct shown *shown)
{
    accord_text_addf(shown->text, "%u.%02u", shown->fail.min_coverage / 100, shown->fail.min_coverage % 100);
}

static void write_baseline(const struct shown *shown)
{
    accord_page_escape(shown->text, shown->request->baseline ? shown->request->baseline : "none");
}

static void write_waivers(const struct shown *shown)
{
    accord_page_escape(shown->text, shown->request->waivers ? shown->request->waivers : "none");
}

static void write_strict_waivers(const struct shown *shown)
{
    accord_text_add_str(shown->text, shown->request->strict_waivers ? "true" : "false");
}

static void write_quiet(const struct shown *shown)
{
    accord_text_add_str(shown->text, shown->request->quiet ? "true" : "false");
}

static void write_color(const struct shown *shown)
{
    accord_text_add_str(shown->text, accord_color_word(shown->request->color));
}

static void write_jobs(const struct shown *shown)
{
    accord_text_addf(shown->text, "%u", shown->request->jobs);
}

static void write_isolation(const struct shown *shown)
{
    accord_text_add_str(shown->text, shown->request->bounds.isolated ? "process" : "none");
}

static void write_max_instructions(const struct shown *shown)
{
    accord_text_addf(shown->text, "%" PRIu64, shown->request->bounds.limits.instructions);
}

static void write_max_memory(const struct shown *shown)
{
    accord_text_addf(shown->text, "%zu", shown->request->bounds.limits.memory / MEBIBYTE);
}

static void write_max_message(const struct shown *shown)
{
    accord_text_addf(shown->text, "%zu", shown->request->bounds.limits.message);
}

static void write_max_cpu(const struct shown *shown)
{
    accord_text_addf(shown->text, "%u", shown->request->bounds.seconds);
}

/* ---- one line an option ---- */

/* What a profile may set. */
enum by_profile { BY_NO_PROFILE, BY_VERDICTS, BY_FORCE, BY_COVERAGE };

static bool is_set_by_profile(const struct shown *shown, enum by_profile what, const char *option)
{
    const bool sets[] = {[BY_NO_PROFILE] = false,
                         [BY_VERDICTS] = shown->facts.sets_verdicts,
                         [BY_FORCE] = shown->facts.sets_force,
                         [BY_COVERAGE] = shown->facts.sets_min_coverage};
    return sets[what] && accord_settings_profile_wins(shown->request, option);
}

static const struct row {
    const char *option;
    void (*write)(const struct shown *shown);
    enum by_profile by_profile;
    const char *otherwise; /* where the value comes from that is a default; NULL: no more is to be said */
} rows[] = {
    {"dataset", write_dataset, BY_NO_PROFILE, NULL},
    {"rules", write_rules, BY_NO_PROFILE, "as shipped"},
    {"profile", write_profile, BY_NO_PROFILE, NULL},
    {"as-of", write_as_of, BY_NO_PROFILE, "today, UTC"},
    {"only", write_only, BY_NO_PROFILE, NULL},
    {"summary", write_summary, BY_NO_PROFILE, NULL},
    {"group-by", write_group_by, BY_NO_PROFILE, NULL},
    {"actor", write_actors, BY_NO_PROFILE, NULL},
    {"region", write_regions, BY_NO_PROFILE, NULL},
    {"instrument", write_instruments, BY_NO_PROFILE, NULL},
    {"tag", write_tags, BY_NO_PROFILE, NULL},
    {"rule", write_rule_globs, BY_NO_PROFILE, NULL},
    {"fail-on", write_fail_on, BY_VERDICTS, NULL},
    {"fail-force", write_fail_force, BY_FORCE, NULL},
    {"min-coverage", write_min_coverage, BY_COVERAGE, NULL},
    {"baseline", write_baseline, BY_NO_PROFILE, NULL},
    {"waivers", write_waivers, BY_NO_PROFILE, NULL},
    {"strict-waivers", write_strict_waivers, BY_NO_PROFILE, NULL},
    {"quiet", write_quiet, BY_NO_PROFILE, NULL},
    {"color", write_color, BY_NO_PROFILE, NULL},
    {"jobs", write_jobs, BY_NO_PROFILE, "processors"},
    {"isolation", write_isolation, BY_NO_PROFILE, NULL},
    {"max-instructions", write_max_instructions, BY_NO_PROFILE, NULL},
    {"max-memory", write_max_memory, BY_NO_PROFILE, NULL},
    {"max-message", write_max_message, BY_NO_PROFILE, NULL},
    {"max-cpu", write_max_cpu, BY_NO_PROFILE, NULL},
};

enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

static void write_origin(const struct shown *shown, const struct row *row)
{
    const struct accord_config *config = &shown->request->config;
    bool left_out = accord_config_origin(config, row->option)->source == ACCORD_SOURCE_DEFAULT;
    accord_text_add_str(shown->text, "  [");
    if (is_set_by_profile(shown, row->by_profile, row->option))
        accord_text_add_str(shown->text, "profile");
    else
        accord_config_write_origin(config, row->option, shown->text);
    if (left_out && row->otherwise) accord_text_addf(shown->text, ": %s", row->otherwise);
    accord_text_add_str(shown->text, "]\n");
}

static void write_row(const struct shown *shown, const struct row *row)
{
    write_name(shown->text, row->option);
    row->write(shown);
    write_origin(shown, row);
}

static void write_formats(const struct shown *shown)
{
    const struct accord_check_request *request = shown->request;
    struct accord_report_format_facts format;
    const struct row row = {"format", NULL, BY_NO_PROFILE, NULL};
    for (size_t i = 0; i < request->output_count; i++) {
        (void)accord_report_format(request->outputs[i].format, &format);
        write_name(shown->text, row.option);
        accord_text_add_str(shown->text, format.name);
        if (request->outputs[i].path) accord_text_add_str(shown->text, " to ");
        if (request->outputs[i].path) accord_page_escape(shown->text, request->outputs[i].path);
        write_origin(shown, &row);
    }
    if (request->output_count > 0) return;
    write_name(shown->text, row.option);
    accord_text_add_str(shown->text, request->quiet ? "none" : "text");
    write_origin(shown, &row);
}

static bool has_row(const char *option)
{
    bool found = strcmp(option, "format") == 0;
    for (size_t i = 0; i < ROW_COUNT && !found; i++)
        found = strcmp(rows[i].option, option) == 0;
    return found;
}

/* Settings that need no words of their own: as they were given. */
static void write_others(const struct shown *shown)
{
    const struct accord_setting *setting;
    for (size_t i = 0; (setting = accord_setting_at(i)) != NULL; i++) {
        const struct row row = {setting->option, NULL, BY_NO_PROFILE, NULL};
        if (has_row(setting->option)) continue;
        write_name(shown->text, setting->option);
        write_list(shown->text, accord_config_values(&shown->request->config, setting->option),
                   setting->shape == ACCORD_SETTING_FLAG ? "false" : "none");
        write_origin(shown, &row);
    }
}

static void write_file(const struct shown *shown)
{
    static const char *const origins[] = {[ACCORD_SOURCE_DEFAULT] = "found",
                                          [ACCORD_SOURCE_FILE] = "",
                                          [ACCORD_SOURCE_ENVIRONMENT] = "environment",
                                          [ACCORD_SOURCE_FLAG] = "flag"};
    const struct accord_config *config = &shown->request->config;
    bool looked = !config->none && !config->asked;
    write_line(shown->text, "config", config->file[0] ? config->file : "none",
               looked && !config->file[0] ? "no accord.json here or above" : origins[config->chosen]);
}

/* ---- rules ---- */

static void write_choices(const struct shown *shown, enum accord_fail_choice choice, const char *name)
{
    const enum accord_fail_choice *choices = shown->facts.choices;
    for (size_t i = 0; choices && i < accord_packs_rule_count(shown->packs); i++) {
        struct accord_rule_facts rule;
        if (choices[i] != choice) continue;
        accord_packs_rule(shown->packs, i, &rule);
        write_line(shown->text, name, rule.id, "profile");
    }
}

static void write_params(const struct shown *shown)
{
    for (size_t i = 0; i < shown->facts.params_count; i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(shown->packs, shown->facts.params[i].rule, &rule);
        write_name(shown->text, "params");
        accord_text_addf(shown->text, "%s %s  [profile]\n", rule.id, shown->facts.params_text[i]);
    }
}

/* "profile, flag": all that had a say in which rules are asked. */
static void write_choosers(const struct shown *shown)
{
    static const char *const options[] = {"rule", "instrument", "tag"};
    const struct accord_config *config = &shown->request->config;
    const char *before = "";
    if (shown->profile) {
        accord_text_add_str(shown->text, "profile");
        before = ", ";
    }
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (accord_config_values(config, options[i])->count == 0) continue;
        accord_text_add_str(shown->text, before);
        accord_config_write_origin(config, options[i], shown->text);
        before = ", ";
    }
    if (before[0] == '\0') accord_text_add_str(shown->text, "default");
}

static void write_asked(const struct shown *shown, const struct accord_selection *selection)
{
    for (size_t i = 0; i < accord_packs_rule_count(shown->packs); i++) {
        struct accord_rule_facts rule;
        if (!selection->rules[i]) continue;
        accord_packs_rule(shown->packs, i, &rule);
        write_name(shown->text, "asked");
        accord_text_addf(shown->text, "%s  [", rule.id);
        write_choosers(shown);
        accord_text_add_str(shown->text, "]\n");
    }
}

void accord_settings_write(struct accord_text *text, const struct accord_check_request *request,
                           const struct accord_packs *packs, const struct accord_profile *profile,
                           const struct accord_selection *selection)
{
    struct shown shown = {.text = text,
                          .request = request,
                          .packs = packs,
                          .profile = profile,
                          .fail = accord_settings_fail(request, profile)};
    if (profile) accord_profile_facts(profile, &shown.facts);
    write_file(&shown);
    for (size_t i = 0; i < ROW_COUNT; i++)
        write_row(&shown, &rows[i]);
    write_formats(&shown);
    write_others(&shown);
    write_choices(&shown, ACCORD_FAIL_ALWAYS, "always fails");
    write_choices(&shown, ACCORD_FAIL_NEVER, "never fails");
    write_params(&shown);
    write_asked(&shown, selection);
}
