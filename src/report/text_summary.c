/* The end of the text report: what was counted, what is odd, what fails. */
#include "report/text_comments.h"
#include "report/text_ledger.h"

#include "report/fail_words.h"
#include "report/selection.h"

#include <string.h>

enum {
    NAME_COLUMNS = 16,
    NUMBER_COLUMNS = 10,
    MEANING_COLUMN = 2 + NAME_COLUMNS + 2 * NUMBER_COLUMNS + 2,
    TRACE_LINES_MAX = 20,
    PERCENT_HUNDREDTHS = 10000
};

void accord_text_heading(struct accord_page *page, const char *id, const char *name)
{
    accord_text_add_char(page->text, '\n');
    size_t at = accord_page_cell(page, ACCORD_STYLE_HEADING, id, 0);
    if (strcmp(id, name) != 0) {
        accord_page_spaces(page, 2);
        accord_page_wrap(page, ACCORD_STYLE_PLAIN, at + 2, 2, name);
    } else {
        accord_text_add_char(page->text, '\n');
    }
}

void accord_text_loud(struct accord_page *page, const struct accord_report_subject *subject)
{
    if (accord_dataset_illustrative(subject->dataset))
        accord_page_wrap(page, ACCORD_STYLE_LOUD, 0, 0, "*** " ACCORD_ILLUSTRATIVE " ***");
}

static void section(struct accord_page *page, const char *title)
{
    accord_text_add_char(page->text, '\n');
    accord_page_wrap(page, ACCORD_STYLE_HEADING, 0, 2, title);
}

static void write_coverage(struct accord_text_page *state, const struct accord_tally *tally)
{
    char assessable[ACCORD_COUNT_TEXT_MAX];
    char of[ACCORD_COUNT_TEXT_MAX];
    struct accord_shares shares = accord_shares_of(tally);
    (void)accord_count_format(shares.assessable, assessable);
    (void)accord_count_format(shares.of, of);
    accord_text_reset(&state->scratch);
    if (!shares.bounded)
        accord_text_add_str(&state->scratch, "nothing to assess");
    else if (!shares.scored)
        accord_text_addf(&state->scratch, "0 of %s pairs assessable, so no score", of);
    else
        accord_text_addf(&state->scratch, "%s of %s pairs assessable, score %u %% (%u to %u)", assessable, of,
                         accord_share_percent(shares.score), accord_share_percent(shares.low),
                         accord_share_percent(shares.high));
    accord_page_spaces(&state->page, 2);
    accord_page_wrap(&state->page, ACCORD_STYLE_HEADING, 2, 2, accord_text_str(&state->scratch));
}

/* "and 3 aggregates: 1 partial, 2 met" */
static void write_aggregates(struct accord_text_page *state, const struct accord_summary_instrument *instrument)
{
    struct accord_text *line = &state->scratch;
    const char *before = ": ";
    if (instrument->aggregate_verdicts == 0) return;
    accord_text_reset(line);
    accord_text_addf(line, "and %zu aggregate%s, in no score", instrument->aggregate_verdicts,
                     instrument->aggregate_verdicts == 1 ? "" : "s");
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        if (instrument->aggregates[kind] == 0) continue;
        accord_text_addf(line, "%s%zu %s", before, instrument->aggregates[kind],
                         accord_verdict_meaning((enum accord_verdict_kind)kind)->name);
        before = ", ";
    }
    accord_page_spaces(&state->page, 2);
    accord_page_wrap(&state->page, ACCORD_STYLE_PLAIN, 2, 2, accord_text_str(line));
}

static void write_instrument(struct accord_text_page *state, const struct accord_packs *packs, size_t index,
                             const struct accord_summary_instrument *instrument)
{
    struct accord_page *page = &state->page;
    struct accord_instrument_facts facts;
    accord_packs_instrument(packs, index, &facts);
    accord_text_heading(page, facts.id, facts.name);
    accord_page_spaces(page, 2);
    (void)accord_page_cell(page, ACCORD_STYLE_FAINT, "", NAME_COLUMNS);
    (void)accord_page_cell(page, ACCORD_STYLE_FAINT, "  verdicts     pairs", 0);
    accord_text_add_char(page->text, '\n');
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        enum accord_verdict_kind verdict = (enum accord_verdict_kind)kind;
        accord_page_spaces(page, 2);
        (void)accord_page_verdict(page, verdict, NAME_COLUMNS);
        accord_page_number(page, instrument->counts[kind], NUMBER_COLUMNS);
        accord_page_number(page, instrument->pairs.counts[kind], NUMBER_COLUMNS);
        accord_page_spaces(page, 2);
        accord_page_wrap(page, ACCORD_STYLE_FAINT, MEANING_COLUMN, MEANING_COLUMN,
                         accord_verdict_meaning(verdict)->meaning);
    }
    write_coverage(state, &instrument->pairs);
    write_aggregates(state, instrument);
}

static void write_instruments(struct accord_text_page *state, const struct accord_summary *summary)
{
    const struct accord_packs *packs = summary->subject->packs;
    for (size_t i = 0; i < accord_packs_instrument_count(packs); i++)
        if (summary->instruments[i].verdicts + summary->instruments[i].aggregate_verdicts > 0)
            write_instrument(state, packs, i, &summary->instruments[i]);
    if (summary->totals.verdicts + summary->totals.aggregate_verdicts == 0)
        section(&state->page, "Nothing was evaluated.");
    else
        section(&state->page, "A verdict is of one rule and actor, a pair of one provision and actor.");
}

static void write_warnings(struct accord_text_page *state, const struct accord_problems *warnings)
{
    size_t count = accord_problems_count(warnings);
    if (count == 0) return;
    accord_text_reset(&state->scratch);
    accord_text_addf(&state->scratch, "Data warnings: %zu", count);
    section(&state->page, accord_text_str(&state->scratch));
    for (size_t i = 0; i < accord_problems_kept(warnings); i++) {
        const struct accord_problem *warning = accord_problems_at(warnings, i);
        accord_text_reset(&state->scratch);
        accord_text_add_str(&state->scratch, warning->file);
        if (warning->line > 0) accord_text_addf(&state->scratch, ":%u", warning->line);
        if (warning->column > 0) accord_text_addf(&state->scratch, ":%u", warning->column);
        accord_text_addf(&state->scratch, ": %s", warning->text);
        accord_page_spaces(&state->page, 2);
        accord_page_wrap(&state->page, ACCORD_STYLE_PLAIN, 2, 4, accord_text_str(&state->scratch));
    }
    if (count > accord_problems_kept(warnings))
        accord_text_addf(state->page.text, "  and %zu more\n", count - accord_problems_kept(warnings));
}

/* "    | the line of the rule" */
static void write_source(struct accord_text_page *state, const char *source)
{
    accord_page_spaces(&state->page, 4);
    accord_text_add_str(state->page.text, "| ");
    accord_page_wrap(&state->page, ACCORD_STYLE_PLAIN, 6, 6, source);
}

static void write_trace(struct accord_text_page *state, const char *trace)
{
    for (int lines = 0; *trace && lines < TRACE_LINES_MAX; lines++) {
        trace += strspn(trace, "\t");
        size_t length = strcspn(trace, "\n");
        accord_text_reset(&state->scratch);
        accord_text_add(&state->scratch, trace, length);
        accord_page_spaces(&state->page, 4);
        accord_page_wrap(&state->page, ACCORD_STYLE_FAINT, 4, 6, accord_text_str(&state->scratch));
        trace += length + (trace[length] == '\n');
    }
}

static void write_errors(struct accord_text_page *state, const struct accord_summary *summary)
{
    size_t count = accord_summary_failures(summary);
    if (count == 0) return;
    accord_text_reset(&state->scratch);
    accord_text_addf(&state->scratch, "Rule errors: %zu", count);
    section(&state->page, accord_text_str(&state->scratch));
    for (size_t i = 0; i < summary->errors_kept; i++) {
        const struct accord_summary_error *error = &summary->errors[i];
        accord_text_reset(&state->scratch);
        accord_text_addf(&state->scratch, "%s for %s: %s", error->rule, error->actor, error->why);
        accord_page_spaces(&state->page, 2);
        accord_page_wrap(&state->page, ACCORD_STYLE_PLAIN, 2, 4, accord_text_str(&state->scratch));
        if (error->source) write_source(state, error->source);
        if (error->trace) write_trace(state, error->trace);
    }
    if (count > summary->errors_kept)
        accord_text_addf(state->page.text, "  and %zu more\n", count - summary->errors_kept);
}

static void write_failing(struct accord_text_page *state, const struct accord_summary *summary)
{
    const struct accord_fail_policy *policy = &summary->subject->fail;
    size_t failing = summary->totals.failing;
    struct accord_text *line = &state->scratch;
    accord_text_reset(line);
    if (!accord_fail_asks(policy)) {
        accord_text_add_str(line, "No finding is set to fail this run.");
    } else {
        if (failing == 0)
            accord_text_add_str(line, "No finding fails this run (");
        else
            accord_text_addf(line, "%zu finding%s this run, marked ! (", failing, failing == 1 ? " fails" : "s fail");
        accord_fail_write_policy(line, policy, accord_packs_rule_count(summary->subject->packs));
        accord_text_add_char(line, ')');
        if (summary->subject->ledger) accord_text_add_excused(line, summary->subject->ledger);
        accord_text_add_char(line, '.');
    }
    section(&state->page, accord_text_str(line));
}

/* Cut, not rounded, to hundredths, so that what is below the minimum never looks equal to it. */
static void write_minimum(struct accord_text_page *state, const struct accord_summary *summary)
{
    const struct accord_report_totals *totals = &summary->totals;
    struct accord_text *line = &state->scratch;
    unsigned minimum = summary->subject->fail.min_coverage;
    if (minimum == 0) return;
    accord_text_reset(line);
    if (totals->of == 0) {
        accord_text_add_str(line, "Coverage: nothing to assess");
    } else {
        unsigned reached = (unsigned)(totals->assessable * PERCENT_HUNDREDTHS / totals->of);
        accord_text_addf(line, "Coverage: %u.%02u %% of all pairs", reached / 100, reached % 100);
    }
    accord_text_addf(line, ", at least %u.%02u %% asked%s", minimum / 100, minimum % 100,
                     totals->covered ? "." : ": FAILS this run.");
    accord_page_wrap(&state->page, ACCORD_STYLE_HEADING, 0, 2, accord_text_str(line));
}

static void write_selection(struct accord_text_page *state, const struct accord_report_selection *selection)
{
    struct accord_text *line = &state->scratch;
    if (!selection) return;
    accord_text_reset(line);
    accord_selection_write(line, selection);
    section(&state->page, accord_text_str(line));
    for (size_t i = 0; i < selection->note_count; i++) {
        accord_page_spaces(&state->page, 2);
        accord_page_wrap(&state->page, ACCORD_STYLE_PLAIN, 2, 4, selection->notes[i]);
    }
}

static void write_not_concluded(struct accord_text_page *state, const struct accord_report_subject *subject)
{
    struct accord_text *line = &state->scratch;
    const char *before = "Not concluded, since not every actor was evaluated: ";
    accord_text_reset(line);
    for (size_t i = 0; subject->not_concluded && i < accord_packs_rule_count(subject->packs); i++) {
        struct accord_rule_facts rule;
        if (!subject->not_concluded[i]) continue;
        accord_packs_rule(subject->packs, i, &rule);
        accord_text_addf(line, "%s%s", before, rule.id);
        before = ", ";
    }
    if (line->length > 0) section(&state->page, accord_text_str(line));
}

void accord_text_write_summary(struct accord_text_page *state, const struct accord_summary *summary)
{
    char date[ACCORD_DATE_TEXT_MAX];
    accord_text_reset(&state->scratch);
    accord_text_addf(&state->scratch, "Summary as of %s", accord_date_format(summary->subject->as_of, date));
    section(&state->page, accord_text_str(&state->scratch));
    write_instruments(state, summary);
    write_warnings(state, summary->subject->warnings);
    write_errors(state, summary);
    write_selection(state, summary->subject->selection);
    write_not_concluded(state, summary->subject);
    accord_text_write_unplaced(state, summary->subject->comments);
    if (summary->subject->ledger) accord_text_write_ledger(state, summary->subject->ledger);
    write_failing(state, summary);
    write_minimum(state, summary);
    accord_text_loud(&state->page, summary->subject);
}
