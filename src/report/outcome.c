/* Outcomes, from the table of verdicts and from how a result stands. */
#include "report/outcome.h"

#include "ledger/ledger.h"
#include "report/comments.h"

#include <assert.h>
#include <string.h>

/* The words of the table; nothing is excused by its verdict alone. */
static const struct {
    const char *junit;
    enum accord_outcome outcome;
} words[] = {
    {"passed", ACCORD_OUTCOME_PASSED},
    {"skipped", ACCORD_OUTCOME_SKIPPED},
    {"failure", ACCORD_OUTCOME_FAILED},
    {"error", ACCORD_OUTCOME_BROKEN},
};

static enum accord_outcome outcome_of(enum accord_verdict_kind verdict)
{
    const char *word = accord_verdict_meaning(verdict)->junit;
    size_t i = 0;
    while (i < sizeof words / sizeof words[0] && strcmp(words[i].junit, word) != 0)
        i++;
    assert(i < sizeof words / sizeof words[0]);
    return words[i].outcome;
}

static bool is_known(const struct accord_result *result)
{
    return accord_verdict_needs_look(result->kind) && result->kind != ACCORD_VERDICT_ERROR &&
           !result->standing.waiver && accord_ledger_excuses(&result->standing);
}

enum accord_outcome accord_result_outcome(const struct accord_result *result)
{
    const struct accord_standing *standing = &result->standing;
    enum accord_outcome outcome = outcome_of(result->kind);
    if (outcome == ACCORD_OUTCOME_BROKEN) return outcome;
    if (standing->fails) return ACCORD_OUTCOME_FAILED;
    if (standing->waiver) return ACCORD_OUTCOME_EXCUSED;
    if (outcome == ACCORD_OUTCOME_FAILED && is_known(result)) return ACCORD_OUTCOME_EXCUSED;
    return outcome;
}

const struct accord_result *accord_results_leading(const struct accord_result *results, size_t count)
{
    const struct accord_result *leading = results;
    for (size_t i = 1; i < count; i++)
        if (accord_result_outcome(&results[i]) > accord_result_outcome(leading)) leading = &results[i];
    return leading;
}

void accord_result_add_standing(struct accord_text *text, const struct accord_result *result)
{
    const struct accord_standing *standing = &result->standing;
    char date[ACCORD_DATE_TEXT_MAX];
    if (standing->waiver)
        accord_text_addf(text, "waived until %s: %s", accord_date_format(standing->waiver->until, date),
                         standing->waiver->reason);
    else if (standing->lapsed)
        accord_text_addf(text, "the waiver lapsed on %s: %s", accord_date_format(standing->lapsed->until, date),
                         standing->lapsed->reason);
    else if (is_known(result))
        accord_text_add_str(text, "known since the baseline");
}

void accord_result_add_comments(struct accord_text *text, const struct accord_result *result, size_t most)
{
    const struct accord_standing *standing = &result->standing;
    for (size_t i = 0; i < standing->comment_count; i++) {
        accord_text_add_str(text, "; ");
        accord_comment_write(text, result->verdict->actor_id, &standing->comments[i], most);
    }
}

const char *accord_result_message(const struct accord_result *result)
{
    return result->message ? result->message : accord_verdict_meaning(result->kind)->meaning;
}

void accord_verdict_add_name(struct accord_text *text, const struct accord_packs *packs,
                             const struct accord_verdict *verdict)
{
    struct accord_rule_facts rule;
    accord_packs_rule(packs, verdict->rule, &rule);
    accord_text_addf(text, "%s [%s]", rule.id, verdict->actor_id);
}

void accord_anchor_add(struct accord_text *text, const struct accord_anchor *anchor)
{
    accord_text_addf(text, "%s%s:%u:%u", anchor->prefix, anchor->file, anchor->line, anchor->column);
}
