/* Which actors a check is asked about, and what its report and its end say of what was left out. */
#include "cli/check_private.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

/* Options that choose. */
static const struct chooser {
    const char *option;
    bool of_rules;
} choosers[] = {
    {"actor", false}, {"region", false}, {"shard", false}, {"rule", true}, {"instrument", true}, {"tag", true},
};

enum { CHOOSER_COUNT = sizeof choosers / sizeof choosers[0] };

static const struct accord_names *chosen_by(const struct accord_check *check, const struct chooser *chooser)
{
    return accord_config_values(&check->request.config, chooser->option);
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
