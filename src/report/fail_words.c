/* What fails a run, in words. */
#include "report/fail_words.h"

bool accord_fail_asks(const struct accord_fail_policy *policy)
{
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++)
        if (policy->verdicts[kind]) return true;
    return false;
}

static void write_choice(struct accord_text *text, const struct accord_fail_policy *policy, size_t rule_count,
                         enum accord_fail_choice choice, const char *word)
{
    size_t found = 0;
    for (size_t i = 0; policy->rules && i < rule_count; i++)
        found += policy->rules[i] == choice;
    if (found > 0) accord_text_addf(text, "; %zu rule%s %s", found, found == 1 ? "" : "s", word);
}

void accord_fail_write_policy(struct accord_text *text, const struct accord_fail_policy *policy, size_t rule_count)
{
    const char *before = "";
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        if (!policy->verdicts[kind]) continue;
        accord_text_addf(text, "%s%s", before, accord_verdict_meaning((enum accord_verdict_kind)kind)->name);
        before = ", ";
    }
    accord_text_addf(text, "; force %s%s", accord_force_name(policy->force),
                     policy->force == ACCORD_FORCE_BINDING ? "" : " or stronger");
    write_choice(text, policy, rule_count, ACCORD_FAIL_ALWAYS, "always");
    write_choice(text, policy, rule_count, ACCORD_FAIL_NEVER, "never");
}
