/* Which actors a check is asked about, and what its report and its end say of what was left out. */
#include "cli/check_private.h"

#include "base/error.h"
#include "cli/settings.h"

#include <stdio.h>
#include <string.h>

/* Options that choose. */
static const struct chooser {
    const char *option;
    bool of_rules;
} choosers[] = {
    {"actor", false},     {"region", false}, {"changed-since", false}, {"shard", false}, {"rule", true},
    {"instrument", true}, {"tag", true},
};

enum { NOTE_MAX = 64 * 1024 };
enum { CHOOSER_COUNT = sizeof choosers / sizeof choosers[0] };

static const struct accord_names *chosen_by(const struct accord_check *check, const struct chooser *chooser)
{
    return accord_config_values(&check->request.config, chooser->option);
}

/* ---- what changed ---- */

static enum accord_status note(struct accord_check *check, const struct accord_text *text, struct accord_error *err)
{
    const char *copy = text->failed ? NULL : accord_arena_copy(&check->arena, text->bytes, text->length);
    return copy ? accord_names_push(&check->notes, copy, err) : accord_error_memory(err);
}

/* Files by which verdicts, or what comes of them, are set, waivers among them: a change of these may be about others
 * than the actors whose rows it comes with. */
static enum accord_status list_files(const struct accord_check *check, struct accord_names *files,
                                     struct accord_error *err)
{
    static const char *const settings[] = {"baseline", "waivers"};
    const struct accord_config *config = &check->request.config;
    enum accord_status status = config->file[0] ? accord_names_push(files, config->file, err) : ACCORD_OK;
    if (status == ACCORD_OK && check->profile) status = accord_names_push(files, check->profile_facts.path, err);
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        const struct accord_names *values = accord_config_values(config, settings[i]);
        for (size_t j = 0; j < values->count && status == ACCORD_OK; j++)
            status = accord_names_push(files, values->items[j], err);
    }
    return status;
}

static void write_removed(const struct accord_names *removed, struct accord_text *text)
{
    enum { NAMED = 20 };
    accord_text_addf(text, "%zu actor%s no longer there: ", removed->count, removed->count == 1 ? " is" : "s are");
    for (size_t i = 0; i < removed->count && i < NAMED; i++)
        accord_text_addf(text, "%s%s", i > 0 ? ", " : "", removed->items[i]);
    if (removed->count > NAMED) accord_text_addf(text, " and %zu more", removed->count - NAMED);
    accord_text_add_str(text, "; nothing is said of them.");
}

static void write_how_many(const struct accord_check *check, struct accord_text *text)
{
    const struct accord_changed *changed = &check->changed;
    if (changed->count == 0)
        accord_text_addf(text, "No actor's rows changed since %s (%.12s): nothing was evaluated.",
                         changed->revision.name, changed->revision.commit);
    else
        accord_text_addf(text, "The rows of %zu actor%s changed since %s (%.12s); nothing is said of the others.",
                         changed->count, changed->count == 1 ? "" : "s", changed->revision.name,
                         changed->revision.commit);
}

static void write_missed(const struct accord_check *check, struct accord_text *text)
{
    (void)check;
    accord_text_add_str(text, "Not seen so: what a change means for actors whose own rows are the same, as rules may "
                              "ask for the rows of others, and what is due by now that was not then.");
}

static void write_rules_elsewhere(const struct accord_check *check, struct accord_text *text)
{
    if (check->changed.rules_elsewhere)
        accord_text_add_str(text,
                            "There are rules outside the repository of the dataset: whether they changed since is "
                            "not known.");
}

static void write_coverage_left_out(const struct accord_check *check, struct accord_text *text)
{
    if (accord_settings_fail(&check->request, check->profile).min_coverage > 0)
        accord_text_add_str(text, "The coverage that is asked for is that of all actors: it was not looked at.");
}

static void write_gone(const struct accord_check *check, struct accord_text *text)
{
    if (check->changed.removed.count > 0) write_removed(&check->changed.removed, text);
}

static void write_all(const struct accord_check *check, struct accord_text *text)
{
    accord_text_addf(text, "Actors are asked about whether or not their rows changed since %s (%.12s): %s.",
                     check->changed.revision.name, check->changed.revision.commit, check->changed.why);
}

static enum accord_status note_changes(struct accord_check *check, struct accord_error *err)
{
    typedef void (*writer)(const struct accord_check *check, struct accord_text *text);
    static const writer narrowed[] = {write_how_many, write_gone, write_missed, write_rules_elsewhere,
                                      write_coverage_left_out};
    static const writer all[] = {write_all};
    const writer *writers = check->changed.all ? all : narrowed;
    size_t count = check->changed.all ? sizeof all / sizeof all[0] : sizeof narrowed / sizeof narrowed[0];
    enum accord_status status = ACCORD_OK;
    struct accord_text text;
    accord_text_init(&text, NOTE_MAX);
    for (size_t i = 0; i < count && status == ACCORD_OK; i++) {
        accord_text_reset(&text);
        writers[i](check, &text);
        if (text.length > 0) status = note(check, &text, err);
    }
    accord_text_clear(&text);
    return status;
}

enum accord_status accord_check_narrow(struct accord_check *check, struct accord_error *err)
{
    struct accord_selection *selection = &check->selection;
    struct accord_names files = {.items = NULL};
    if (!check->request.changed_since) return ACCORD_OK;
    enum accord_status status = list_files(check, &files, err);
    if (status == ACCORD_OK) status = accord_changed_find(&check->changed, check->dataset, check->packs, &files, err);
    accord_free(files.items);
    if (status == ACCORD_OK) status = note_changes(check, err);
    if (status != ACCORD_OK) return status;
    if (check->changed.all) {
        accord_complain(check->notes.items[0]);
        return ACCORD_OK;
    }
    selection->actor_count = 0;
    for (size_t i = 0; i < accord_dataset_actor_count(check->dataset); i++) {
        selection->actors[i] = selection->actors[i] && check->changed.actors[i];
        selection->actor_count += selection->actors[i];
    }
    return ACCORD_OK;
}

bool accord_check_narrowed(const struct accord_check *check)
{
    return check->request.changed_since && !check->changed.all;
}

/* Rules that no actor at all can answer are a mistake, whatever changed. */
bool accord_check_unchanged(const struct accord_check *check, const struct accord_report_totals *totals)
{
    const struct accord_selection *selection = &check->selection;
    return accord_check_narrowed(check) && selection->rule_count > selection->not_concluded_count &&
           totals->verdicts + totals->aggregate_verdicts == 0;
}

/* ---- for the report ---- */

enum accord_status accord_check_describe(struct accord_check *check, struct accord_error *err)
{
    struct accord_report_selection *described = &check->described;
    size_t count = 0;
    for (size_t i = 0; i < CHOOSER_COUNT; i++)
        count += chosen_by(check, &choosers[i])->count;
    if (count == 0) return ACCORD_OK;
    struct accord_report_choice *choices = accord_arena_zero(&check->arena, count, sizeof *choices);
    if (!choices) return accord_error_memory(err);
    for (size_t i = 0; i < CHOOSER_COUNT; i++) {
        const struct accord_names *values = chosen_by(check, &choosers[i]);
        for (size_t j = 0; j < values->count; j++)
            choices[described->choice_count++] =
                (struct accord_report_choice){choosers[i].option, values->items[j], choosers[i].of_rules};
    }
    described->choices = choices;
    described->actors = check->selection.actor_count;
    described->all_actors = accord_dataset_actor_count(check->dataset);
    described->rules = check->selection.rule_count;
    described->all_rules = accord_packs_rule_count(check->packs);
    described->notes = check->notes.items;
    described->note_count = check->notes.count;
    return ACCORD_OK;
}

/* ---- why nothing was evaluated ---- */

/* "--rule and --tag together", or "--rule". */
static void write_choosers(const struct accord_check *check, bool of_rules, struct accord_text *text)
{
    const char *names[CHOOSER_COUNT + 1];
    size_t count = 0;
    if (of_rules && check->profile) names[count++] = "profile";
    for (size_t i = 0; i < CHOOSER_COUNT; i++)
        if (choosers[i].of_rules == of_rules && chosen_by(check, &choosers[i])->count > 0)
            names[count++] = choosers[i].option;
    for (size_t i = 0; i < count; i++)
        accord_text_addf(text, "%s--%s", i == 0 ? "" : i + 1 == count ? " and " : ", ", names[i]);
    if (count > 1) accord_text_add_str(text, " together");
}

static void write_no_actors(const struct accord_check *check, struct accord_text *text)
{
    const struct accord_names *regions = &check->request.regions;
    if (accord_dataset_actor_count(check->dataset) == 0) {
        accord_text_add_str(text, "the dataset has no actors");
    } else if (regions->count == 1 && check->request.actors.count == 0) {
        accord_text_addf(text, "no actor is, or may be, in the region %s on that date", regions->items[0]);
    } else {
        accord_text_add_str(text, "no actor is left by ");
        write_choosers(check, false, text);
    }
}

void accord_check_write_why_nothing(const struct accord_check *check, const struct accord_report_totals *totals,
                                    struct accord_text *text)
{
    const struct accord_selection *selection = &check->selection;
    if (accord_packs_rule_count(check->packs) == 0) {
        accord_text_add_str(text, "no rule was loaded");
    } else if (selection->rule_count == 0) {
        accord_text_add_str(text, "no rule is left by ");
        write_choosers(check, true, text);
    } else if (selection->actor_count == 0) {
        write_no_actors(check, text);
    } else if (selection->not_concluded_count == selection->rule_count) {
        accord_text_add_str(text, "aggregate rules are concluded over all actors, of whom some were left out by ");
        write_choosers(check, false, text);
    } else if (totals->verdicts + totals->aggregate_verdicts > 0) {
        accord_text_add_str(text, "no provision that was asked about has effect on that date");
    } else {
        accord_text_add_str(text, "no actor that was chosen is of a kind that a chosen rule is addressed to");
    }
}
