/* What was known and accepted before, in text: marks beside findings, sections at the end. */
#include "report/text_ledger.h"

#include <string.h>

char accord_text_mark(const struct accord_result *result)
{
    const struct accord_standing *standing = &result->standing;
    if (standing->fails) return '!';
    if (standing->waiver) return '~';
    if (!accord_verdict_needs_look(result->kind) || result->kind == ACCORD_VERDICT_ERROR) return ' ';
    switch (standing->baseline) {
    case ACCORD_BASELINE_NEW:
        return '+';
    case ACCORD_BASELINE_UNCHANGED:
    case ACCORD_BASELINE_UPDATED:
        return '=';
    case ACCORD_BASELINE_NONE:
    case ACCORD_BASELINE_ABSENT:
    case ACCORD_BASELINE_COUNT:
        break;
    }
    return ' ';
}

/* ---- beside a finding ---- */

/* "waived until 2027-02-26 by the Secretariat (waivers.csv:3): succession under way" */
static void add_waiver(struct accord_text *line, const char *what, const struct accord_waiver *waiver)
{
    char date[ACCORD_DATE_TEXT_MAX];
    accord_text_addf(line, "%s %s by %s (%s:%u): %s", what, accord_date_format(waiver->until, date), waiver->who,
                     waiver->file, waiver->line, waiver->reason);
}

static void write_line(struct accord_text_page *state, size_t column)
{
    accord_page_spaces(&state->page, column);
    accord_page_wrap(&state->page, ACCORD_STYLE_FAINT, column, column, accord_text_str(&state->scratch));
}

void accord_text_write_standing(struct accord_text_page *state, const struct accord_standing *standing, size_t column)
{
    struct accord_text *line = &state->scratch;
    if (standing->baseline == ACCORD_BASELINE_UPDATED) {
        accord_text_reset(line);
        accord_text_addf(line, "%s in the baseline: %s", standing->worse ? "worse than" : "other than",
                         accord_verdict_meaning(standing->known)->name);
        write_line(state, column);
    }
    if (!standing->waiver && !standing->lapsed) return;
    accord_text_reset(line);
    if (standing->waiver)
        add_waiver(line, "waived until", standing->waiver);
    else
        add_waiver(line, "waived only until", standing->lapsed);
    write_line(state, column);
}

/* ---- at the end ---- */

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void heading(struct accord_text_page *state)
{
    accord_text_add_char(state->page.text, '\n');
    accord_page_wrap(&state->page, ACCORD_STYLE_HEADING, 0, 2, accord_text_str(&state->scratch));
}

static void item(struct accord_text_page *state)
{
    accord_page_spaces(&state->page, 2);
    accord_page_wrap(&state->page, ACCORD_STYLE_PLAIN, 2, 4, accord_text_str(&state->scratch));
}

static void write_fixed(struct accord_text_page *state, const struct accord_ledger *ledger, size_t count)
{
    struct accord_text *line = &state->scratch;
    struct accord_fixed_finding fixed;
    if (count == 0) return;
    accord_text_reset(line);
    accord_text_addf(line, "Fixed: %zu finding%s of the baseline %s no longer found", count, plural(count),
                     count == 1 ? "is" : "are");
    heading(state);
    for (size_t i = 0; accord_ledger_fixed(ledger, i, &fixed); i++) {
        accord_text_reset(line);
        accord_text_addf(line, "%s, %s: %s%s%s%s, now %s", fixed.actor_id, fixed.rule_id,
                         accord_verdict_meaning(fixed.known)->name, fixed.message_id ? " (" : "",
                         fixed.message_id ? fixed.message_id : "", fixed.message_id ? ")" : "",
                         accord_verdict_meaning(fixed.now)->name);
        item(state);
    }
}

static void write_open(struct accord_text_page *state, size_t count)
{
    struct accord_text *line = &state->scratch;
    if (count == 0) return;
    accord_text_reset(line);
    accord_text_addf(line,
                     "No longer found and not known to be fixed, since the rule did not decide or the baseline is of a "
                     "later day: %zu finding%s of the baseline",
                     count, plural(count));
    heading(state);
}

static void write_unasked(struct accord_text_page *state, const struct accord_ledger *ledger, size_t count)
{
    struct accord_text *line = &state->scratch;
    const char *id, *before = "Of rules that are not loaded, in the baseline: ";
    size_t findings;
    accord_text_reset(line);
    accord_text_addf(line, "Of pairs that were not evaluated, or came to an error, in the baseline: %zu finding%s",
                     count, plural(count));
    if (count > 0) heading(state);
    accord_text_reset(line);
    for (size_t i = 0; accord_ledger_unknown_rule(ledger, i, &id, &findings); i++) {
        accord_text_addf(line, "%s%s (%zu finding%s)", before, id, findings, plural(findings));
        before = ", ";
    }
    if (line->length > 0) heading(state);
}

/* "waivers.csv:3 lapsed on 2026-11-30, 1 finding: cms-11.10/x for KEN, by the Secretariat: why" */
static void write_note(struct accord_text_page *state, const struct accord_waiver_note *note)
{
    const struct accord_waiver *waiver = note->waiver;
    struct accord_text *line = &state->scratch;
    char date[ACCORD_DATE_TEXT_MAX];
    accord_text_reset(line);
    accord_text_addf(line, "%s:%u ", waiver->file, waiver->line);
    switch (note->kind) {
    case ACCORD_WAIVER_NOTE_LAPSED:
        accord_text_addf(line, "lapsed after %s", accord_date_format(waiver->until, date));
        break;
    case ACCORD_WAIVER_NOTE_AHEAD:
        accord_text_addf(line, "begins on %s only", accord_date_format(waiver->from, date));
        break;
    case ACCORD_WAIVER_NOTE_UNUSED:
        accord_text_addf(line, "covers nothing (%s)", note->why);
        break;
    case ACCORD_WAIVER_NOTE_SOON:
        accord_text_addf(line, "lapses soon, after %s", accord_date_format(waiver->until, date));
        break;
    case ACCORD_WAIVER_NOTE_COUNT:
        break;
    }
    if (note->kind != ACCORD_WAIVER_NOTE_UNUSED)
        accord_text_addf(line, " (%zu finding%s)", note->findings, plural(note->findings));
    accord_text_addf(line, ": %s for %s, by %s: %s", waiver->rule, waiver->actor, waiver->who, waiver->reason);
    item(state);
}

static void write_waived(struct accord_text_page *state, const struct accord_ledger *ledger, size_t count)
{
    const struct accord_waiver *waiver = NULL;
    char until[ACCORD_DATE_TEXT_MAX];
    size_t findings = 0;
    if (count == 0) return;
    accord_text_reset(&state->scratch);
    accord_text_addf(&state->scratch, "Waived: %zu finding%s, marked ~", count, plural(count));
    heading(state);
    for (size_t i = 0; accord_ledger_waiver(ledger, i, &waiver, &findings); i++) {
        accord_text_reset(&state->scratch);
        accord_text_addf(&state->scratch, "%s:%u until %s (%zu finding%s): %s for %s, by %s: %s", waiver->file,
                         waiver->line, accord_date_format(waiver->until, until), findings, plural(findings),
                         waiver->rule, waiver->actor, waiver->who, waiver->reason);
        item(state);
    }
}

static void write_notes(struct accord_text_page *state, const struct accord_ledger *ledger)
{
    struct accord_waiver_note note;
    accord_text_reset(&state->scratch);
    accord_text_add_str(&state->scratch, "Waivers to look at");
    for (size_t i = 0; accord_ledger_note(ledger, i, &note); i++) {
        if (i == 0) heading(state);
        write_note(state, &note);
    }
}

void accord_text_write_ledger(struct accord_text_page *state, const struct accord_ledger *ledger)
{
    struct accord_ledger_counts counts;
    accord_ledger_count(ledger, &counts);
    write_fixed(state, ledger, counts.states[ACCORD_BASELINE_ABSENT]);
    write_open(state, counts.known_open);
    write_unasked(state, ledger, counts.known_unasked);
    write_waived(state, ledger, counts.waived);
    write_notes(state, ledger);
}

void accord_text_add_excused(struct accord_text *line, const struct accord_ledger *ledger)
{
    struct accord_ledger_counts counts;
    accord_ledger_count(ledger, &counts);
    const struct {
        size_t findings;
        const char *what;
    } rows[] = {
        {counts.excused, "known in the baseline, marked ="},
        {counts.waived, "waived, marked ~"},
        {counts.states[ACCORD_BASELINE_NEW], "new, marked + where they do not fail"},
        {counts.worse, "worse than in the baseline"},
        {counts.lapsed, "under a waiver that has lapsed"},
    };
    const char *before = ": ";
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].findings == 0) continue;
        accord_text_addf(line, "%s%zu %s", before, rows[i].findings, rows[i].what);
        before = ", ";
    }
}
