/* Baselines and waivers in JSON. */
#include "report/json_ledger.h"

#include <stdint.h>

static void emit_verdict_name(struct accord_emit *emit, const char *name, enum accord_verdict_kind verdict)
{
    accord_emit_member(emit, name, accord_verdict_meaning(verdict)->name);
}

static void emit_number(struct accord_emit *emit, const char *name, size_t number)
{
    accord_emit_key(emit, name);
    accord_emit_count(emit, number);
}

static void emit_date(struct accord_emit *emit, const char *name, struct accord_date date)
{
    char text[ACCORD_DATE_TEXT_MAX];
    accord_emit_member(emit, name, accord_date_format(date, text));
}

/* What it covers stands where it is noted; a finding says that itself. */
static void emit_waiver(struct accord_emit *emit, const char *name, const struct accord_waiver *waiver, bool of_note)
{
    accord_emit_key(emit, name);
    accord_emit_open(emit, '{');
    if (of_note) {
        accord_emit_member(emit, "rule", waiver->rule);
        accord_emit_member(emit, "actor", waiver->actor);
        accord_emit_member(emit, "fingerprint", waiver->fingerprint);
    }
    accord_emit_member(emit, "reason", waiver->reason);
    accord_emit_member(emit, "who", waiver->who);
    if (waiver->has_from) emit_date(emit, "from", waiver->from);
    emit_date(emit, "until", waiver->until);
    accord_emit_member(emit, "file", waiver->file);
    emit_number(emit, "line", waiver->line);
    accord_emit_close(emit, '}');
}

void accord_emit_standing(struct accord_emit *emit, const struct accord_standing *standing)
{
    const char *state = accord_baseline_state_name(standing->baseline);
    if (state) accord_emit_member(emit, "baseline_state", state);
    if (standing->baseline == ACCORD_BASELINE_UPDATED) emit_verdict_name(emit, "baseline_verdict", standing->known);
    if (standing->waiver) emit_waiver(emit, "waiver", standing->waiver, false);
    if (standing->lapsed) emit_waiver(emit, "lapsed_waiver", standing->lapsed, false);
}

void accord_emit_ledger_counts(struct accord_emit *emit, const struct accord_ledger *ledger)
{
    struct accord_ledger_counts counts;
    if (!accord_ledger_ended(ledger)) return;
    accord_ledger_count(ledger, &counts);
    if (accord_ledger_baseline_path(ledger)) {
        accord_emit_key(emit, "baseline");
        accord_emit_open_flat(emit, '{');
        emit_number(emit, "new", counts.states[ACCORD_BASELINE_NEW]);
        emit_number(emit, "unchanged", counts.states[ACCORD_BASELINE_UNCHANGED]);
        emit_number(emit, "updated", counts.states[ACCORD_BASELINE_UPDATED]);
        emit_number(emit, "worse", counts.worse);
        emit_number(emit, "fixed", counts.states[ACCORD_BASELINE_ABSENT]);
        emit_number(emit, "not_decided", counts.known_open);
        emit_number(emit, "not_looked_at", counts.known_unasked);
        accord_emit_close(emit, '}');
    }
    if (!accord_ledger_waivers_path(ledger)) return;
    accord_emit_key(emit, "waivers");
    accord_emit_open_flat(emit, '{');
    emit_number(emit, "waived", counts.waived);
    emit_number(emit, "lapsed", counts.lapsed);
    emit_number(emit, "stale", counts.stale_waivers);
    accord_emit_close(emit, '}');
}

static void emit_fixed(struct accord_emit *emit, const struct accord_ledger *ledger)
{
    struct accord_fixed_finding fixed;
    accord_emit_key(emit, "fixed");
    accord_emit_open(emit, '[');
    for (size_t i = 0; accord_ledger_fixed(ledger, i, &fixed); i++) {
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "rule", fixed.rule_id);
        accord_emit_member(emit, "actor", fixed.actor_id);
        emit_verdict_name(emit, "verdict", fixed.known);
        accord_emit_member(emit, "message_id", fixed.message_id);
        accord_emit_member(emit, "fingerprint", fixed.fingerprint);
        emit_verdict_name(emit, "now", fixed.now);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void emit_unknown_rules(struct accord_emit *emit, const struct accord_ledger *ledger)
{
    const char *id;
    size_t findings;
    accord_emit_key(emit, "unknown_rules");
    accord_emit_open(emit, '[');
    for (size_t i = 0; accord_ledger_unknown_rule(ledger, i, &id, &findings); i++) {
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "rule", id);
        emit_number(emit, "findings", findings);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void emit_notes(struct accord_emit *emit, const struct accord_ledger *ledger)
{
    struct accord_waiver_note note;
    accord_emit_key(emit, "waiver_notes");
    accord_emit_open(emit, '[');
    for (size_t i = 0; accord_ledger_note(ledger, i, &note); i++) {
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "note", accord_waiver_note_name(note.kind));
        emit_number(emit, "findings", note.findings);
        accord_emit_member(emit, "why", note.why);
        emit_waiver(emit, "waiver", note.waiver, true);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

void accord_emit_ledger(struct accord_emit *emit, const struct accord_ledger *ledger)
{
    if (!accord_ledger_ended(ledger)) return;
    if (accord_ledger_baseline_path(ledger)) emit_fixed(emit, ledger);
    if (accord_ledger_baseline_path(ledger)) emit_unknown_rules(emit, ledger);
    if (accord_ledger_waivers_path(ledger)) emit_notes(emit, ledger);
}
