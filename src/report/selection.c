/* What a run was asked about, where it is not everything, in one sentence. */
#include "report/selection.h"

#include <stdbool.h>

static void add_choices(struct accord_text *text, const struct accord_report_selection *selection, bool of_rules)
{
    const char *before = " (";
    for (size_t i = 0; i < selection->choice_count; i++) {
        const struct accord_report_choice *choice = &selection->choices[i];
        if (choice->of_rules != of_rules) continue;
        accord_text_addf(text, "%s--%s %s", before, choice->option, choice->value);
        before = ", ";
    }
    if (before[0] == ',') accord_text_add_char(text, ')');
}

void accord_selection_write(struct accord_text *text, const struct accord_report_selection *selection)
{
    accord_text_addf(text, "Asked about %zu of %zu actor%s", selection->actors, selection->all_actors,
                     selection->all_actors == 1 ? "" : "s");
    add_choices(text, selection, false);
    accord_text_addf(text, " and %zu of %zu rule%s", selection->rules, selection->all_rules,
                     selection->all_rules == 1 ? "" : "s");
    add_choices(text, selection, true);
    accord_text_add_str(text, "; what else there may be is not in this report.");
}
