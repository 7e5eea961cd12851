/* Remarks: lines from the subject and its ledger. */
#include "report/remarks.h"

#include "accord/ledger.h"
#include "base/error.h"
#include "base/text.h"
#include "report/comments.h"
#include "report/selection.h"

enum { LINE_MAX_BYTES = 16 * 1024 * 1024 };

struct telling {
    struct accord_text line;
    accord_remark_function function;
    void *host;
    bool failed;
};

static void tell(struct telling *telling)
{
    telling->failed = telling->failed || telling->line.failed;
    telling->function(telling->host, accord_text_str(&telling->line));
    accord_text_reset(&telling->line);
}

const char *accord_coverage_remark(const struct accord_summary *summary)
{
    if (summary->subject->fail.min_coverage == 0 || summary->totals.covered) return NULL;
    return "fewer pairs of provision and actor can be assessed than this run was asked for: it fails";
}

static void tell_coverage(struct telling *telling, const struct accord_summary *summary)
{
    const char *remark = accord_coverage_remark(summary);
    if (!remark) return;
    accord_text_add_str(&telling->line, remark);
    tell(telling);
}

static void tell_selection(struct telling *telling, const struct accord_report_selection *selection)
{
    accord_selection_write(&telling->line, selection);
    tell(telling);
    for (size_t i = 0; i < selection->note_count; i++) {
        accord_text_add_str(&telling->line, selection->notes[i]);
        tell(telling);
    }
}

static void tell_not_concluded(struct telling *telling, const struct accord_report_subject *subject)
{
    for (size_t i = 0; subject->not_concluded && i < accord_packs_rule_count(subject->packs); i++) {
        struct accord_rule_facts rule;
        if (!subject->not_concluded[i]) continue;
        accord_packs_rule(subject->packs, i, &rule);
        accord_text_addf(&telling->line, "not concluded, since not every actor was evaluated: %s", rule.id);
        tell(telling);
    }
}

static void tell_comments(struct telling *telling, const struct accord_comments *comments)
{
    const struct accord_comment *comment = NULL;
    for (size_t at = 0; accord_comments_unplaced(comments, &at, &comment);) {
        accord_comment_write_unplaced(&telling->line, accord_comment_actor(comments, comment), comment, 0);
        tell(telling);
    }
    accord_comments_write_unasked(&telling->line, comments);
    if (telling->line.length > 0) tell(telling);
}

static void tell_fixed(struct telling *telling, const struct accord_ledger *ledger)
{
    struct accord_fixed_finding fixed;
    for (size_t i = 0; accord_ledger_fixed(ledger, i, &fixed); i++) {
        accord_text_addf(&telling->line, "fixed since the baseline: %s of %s [%s], the verdict is %s now",
                         accord_verdict_meaning(fixed.known)->name, fixed.rule_id, fixed.actor_id,
                         accord_verdict_meaning(fixed.now)->name);
        tell(telling);
    }
}

static void tell_open(struct telling *telling, const struct accord_ledger *ledger)
{
    struct accord_ledger_counts counts;
    accord_ledger_count(ledger, &counts);
    if (counts.known_open == 0) return;
    accord_text_addf(&telling->line, "findings of the baseline that are no longer found and not known to be fixed: %zu",
                     counts.known_open);
    tell(telling);
}

static void tell_unknown_rules(struct telling *telling, const struct accord_ledger *ledger)
{
    const char *id = NULL;
    size_t findings = 0;
    for (size_t i = 0; accord_ledger_unknown_rule(ledger, i, &id, &findings); i++) {
        accord_text_addf(&telling->line, "the baseline names a rule that is not there: %s, findings: %zu", id,
                         findings);
        tell(telling);
    }
}

static void tell_waivers(struct telling *telling, const struct accord_ledger *ledger)
{
    struct accord_waiver_note note;
    char until[ACCORD_DATE_TEXT_MAX];
    for (size_t i = 0; accord_ledger_note(ledger, i, &note); i++) {
        const struct accord_waiver *waiver = note.waiver;
        accord_text_addf(&telling->line, "waiver %s: %s [%s] until %s, %s:%u", accord_waiver_note_name(note.kind),
                         waiver->rule, waiver->actor, accord_date_format(waiver->until, until), waiver->file,
                         waiver->line);
        if (note.why) accord_text_addf(&telling->line, ": %s", note.why);
        tell(telling);
    }
}

enum accord_status accord_remarks_tell(const struct accord_summary *summary, accord_remark_function function,
                                       void *host, struct accord_error *err)
{
    const struct accord_report_subject *subject = summary->subject;
    struct telling telling = {.function = function, .host = host};
    accord_text_init(&telling.line, LINE_MAX_BYTES);
    tell_coverage(&telling, summary);
    if (subject->selection) tell_selection(&telling, subject->selection);
    tell_not_concluded(&telling, subject);
    tell_comments(&telling, subject->comments);
    if (subject->ledger) {
        tell_fixed(&telling, subject->ledger);
        tell_open(&telling, subject->ledger);
        tell_unknown_rules(&telling, subject->ledger);
        tell_waivers(&telling, subject->ledger);
    }
    accord_text_clear(&telling.line);
    return telling.failed ? accord_error_memory(err) : ACCORD_OK;
}
