/* What stands before a rule: effect, addressee, the rule it requires. */
#include "engine/gates.h"

#include "base/error.h"
#include "engine/evidence.h"
#include "engine/facts.h"
#include "engine/observe.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *textv(struct accord_engine *engine, const char *format, va_list arguments) ACCORD_PRINTF(2, 0);

static const char *textv(struct accord_engine *engine, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = length < 0 ? NULL : accord_arena_alloc(&engine->arena, (size_t)length + 1);
    if (text != NULL) (void)vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

const char *accord_engine_textf(struct accord_engine *engine, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = textv(engine, format, arguments);
    va_end(arguments);
    return text;
}

static const char *day_text(int32_t day, char *text)
{
    return accord_date_format((struct accord_date){day, day}, text);
}

/* The sentence is made only where the verdict carries it. */
static enum accord_status decide(struct accord_engine *engine, struct accord_verdict *verdict, enum accord_gate gate,
                                 enum accord_verdict_kind kind, struct accord_error *err, const char *format, ...)
    ACCORD_PRINTF(6, 7);

static enum accord_status decide(struct accord_engine *engine, struct accord_verdict *verdict, enum accord_gate gate,
                                 enum accord_verdict_kind kind, struct accord_error *err, const char *format, ...)
{
    verdict->gate = gate;
    verdict->verdict = kind;
    if (!accord_carries(engine->carry, kind)) return ACCORD_OK;
    va_list arguments;
    va_start(arguments, format);
    verdict->why = textv(engine, format, arguments);
    va_end(arguments);
    return verdict->why == NULL ? accord_error_memory(err) : ACCORD_OK;
}

static enum accord_status pass_effect(struct accord_engine *engine, struct accord_verdict *verdict, bool *passed,
                                      struct accord_error *err)
{
    const struct accord_provision *provision = &engine->packs->provisions[engine->rule->provision];
    char as_of[ACCORD_DATE_TEXT_MAX], limit[ACCORD_DATE_TEXT_MAX];
    *passed = engine->as_of >= provision->effect && engine->as_of < provision->until;
    if (*passed) return ACCORD_OK;
    day_text(engine->as_of, as_of);
    if (engine->as_of < provision->effect)
        return decide(engine, verdict, ACCORD_GATE_EFFECT, ACCORD_VERDICT_NOT_APPLICABLE, err,
                      "%s has effect from %s, after %s", provision->id, day_text(provision->effect, limit), as_of);
    return decide(engine, verdict, ACCORD_GATE_EFFECT, ACCORD_VERDICT_NOT_APPLICABLE, err,
                  "%s had effect until %s, on or before %s", provision->id, day_text(provision->until, limit), as_of);
}

/* Asked once for an actor and treaty: what was read is evidence for a verdict that this decides, and for no other. */
static enum accord_status ask_bound(struct accord_engine *engine, const char *treaty, bool again,
                                    enum accord_truth *bound, struct accord_error *err)
{
    struct accord_row *differing;
    const struct accord_bond *known = again ? NULL : accord_bond_known(engine, treaty);
    if (known == NULL) return accord_ask_bound(engine, treaty, bound, &differing, err);
    *bound = known->bound;
    return ACCORD_OK;
}

static enum accord_status pass_addressee(struct accord_engine *engine, struct accord_verdict *verdict, bool *passed,
                                         struct accord_error *err)
{
    const struct accord_subject *subject = engine->rule->subject;
    const struct accord_provision *provision = &engine->packs->provisions[engine->rule->provision];
    const char *under = engine->packs->instruments[provision->instrument].under;
    char as_of[ACCORD_DATE_TEXT_MAX];
    enum accord_truth bound;
    if (!accord_subject_asks_bound(subject, engine->actor_kind->as.text, engine->actor_kind->length)) return ACCORD_OK;
    enum accord_status status = ask_bound(engine, under, accord_observed(engine), &bound, err);
    if (status != ACCORD_OK) return status;
    *passed = bound == (subject->bound ? ACCORD_YES : ACCORD_NO);
    if (*passed) return ACCORD_OK;
    enum accord_verdict_kind kind = bound == ACCORD_UNDECIDED ? ACCORD_VERDICT_REVIEW : ACCORD_VERDICT_NOT_APPLICABLE;
    if (engine->scope.query_count == 0 && accord_carries(engine->carry, kind))
        status = ask_bound(engine, under, true, &bound, err);
    if (status != ACCORD_OK) return status;
    day_text(engine->as_of, as_of);
    if (bound == ACCORD_UNDECIDED)
        return decide(engine, verdict, ACCORD_GATE_ADDRESSEE, kind, err,
                      "the claims on record leave open whether %s is bound by %s on %s", engine->actor_id, under,
                      as_of);
    return decide(engine, verdict, ACCORD_GATE_ADDRESSEE, kind, err,
                  "%s is %sbound by %s on %s, by every claim on record", engine->actor_id,
                  bound == ACCORD_YES ? "" : "not ", under, as_of);
}

static enum accord_status pass_requires(struct accord_engine *engine, const struct accord_verdict *required,
                                        struct accord_verdict *verdict, bool *passed, struct accord_error *err)
{
    const char *id = engine->packs->rules[required->rule].id;
    const char *name = accord_verdict_meaning(required->verdict)->name;
    if (required->verdict == ACCORD_VERDICT_NOT_APPLICABLE && required->gate == ACCORD_GATE_REQUIRES) {
        *passed = false;
        return decide(engine, verdict, ACCORD_GATE_REQUIRES, ACCORD_VERDICT_NOT_APPLICABLE, err,
                      "it rests on %s, of which: %s", id, required->why);
    }
    if (required->verdict == ACCORD_VERDICT_GAP || required->verdict == ACCORD_VERDICT_PARTIAL) {
        *passed = false;
        return decide(engine, verdict, ACCORD_GATE_REQUIRES, ACCORD_VERDICT_NOT_APPLICABLE, err,
                      "it rests on %s, which is %s: one cause, one finding", id, name);
    }
    bool open = required->verdict == ACCORD_VERDICT_UNREPORTED || required->verdict == ACCORD_VERDICT_REVIEW ||
                required->verdict == ACCORD_VERDICT_ERROR;
    if (open || required->has_cause) {
        verdict->has_cause = true;
        verdict->cause_rule = open ? required->rule : required->cause_rule;
        verdict->cause = open ? required->verdict : required->cause;
    }
    if (required->verdict != ACCORD_VERDICT_ERROR) return ACCORD_OK;
    *passed = false;
    return decide(engine, verdict, ACCORD_GATE_REQUIRES, ACCORD_VERDICT_REVIEW, err, "it rests on %s, which failed",
                  id);
}

/* ---- for an observer: what a gate that was passed says ---- */

static const char *effect_passed(struct accord_engine *engine, const struct accord_verdict *required)
{
    const struct accord_provision *provision = &engine->packs->provisions[engine->rule->provision];
    char from[ACCORD_DATE_TEXT_MAX], until[ACCORD_DATE_TEXT_MAX];
    (void)required;
    day_text(provision->effect, from);
    if (provision->until == INT32_MAX) return accord_engine_textf(engine, "%s has effect from %s", provision->id, from);
    return accord_engine_textf(engine, "%s has effect from %s until %s", provision->id, from,
                               day_text(provision->until, until));
}

static const char *addressee_passed(struct accord_engine *engine, const struct accord_verdict *required)
{
    const struct accord_subject *subject = engine->rule->subject;
    const struct accord_cell *kind = engine->actor_kind;
    const struct accord_provision *provision = &engine->packs->provisions[engine->rule->provision];
    char as_of[ACCORD_DATE_TEXT_MAX];
    (void)required;
    if (!accord_subject_asks_bound(subject, kind->as.text, kind->length))
        return accord_engine_textf(engine, "%s is a %.*s, as the subject %s asks", engine->actor_id, (int)kind->length,
                                   kind->as.text, subject->name);
    return accord_engine_textf(engine, "%s is %sbound by %s on %s, by every claim on record", engine->actor_id,
                               subject->bound ? "" : "not ", engine->packs->instruments[provision->instrument].under,
                               day_text(engine->as_of, as_of));
}

static const char *requires_passed(struct accord_engine *engine, const struct accord_verdict *required)
{
    if (required == NULL) return accord_engine_textf(engine, "it rests on no other rule");
    return accord_engine_textf(engine, "it rests on %s, which is %s", engine->packs->rules[required->rule].id,
                               accord_verdict_meaning(required->verdict)->name);
}

static void observe_passed(struct accord_engine *engine, enum accord_gate gate, const struct accord_verdict *required)
{
    static const char *(*const passed[])(struct accord_engine *,
                                         const struct accord_verdict *) = {[ACCORD_GATE_EFFECT] = effect_passed,
                                                                           [ACCORD_GATE_ADDRESSEE] = addressee_passed,
                                                                           [ACCORD_GATE_REQUIRES] = requires_passed};
    if (accord_observed(engine)) accord_observe_passed(engine, gate, passed[gate](engine, required));
}

enum accord_status accord_gates_pass(struct accord_engine *engine, const struct accord_verdict *required,
                                     struct accord_verdict *verdict, bool *passed, struct accord_error *err)
{
    struct accord_scope kept;
    *passed = true;
    enum accord_status status = pass_effect(engine, verdict, passed, err);
    if (status == ACCORD_OK && *passed) {
        observe_passed(engine, ACCORD_GATE_EFFECT, NULL);
        status = pass_addressee(engine, verdict, passed, err);
    }
    if (status == ACCORD_OK && *passed) {
        observe_passed(engine, ACCORD_GATE_ADDRESSEE, NULL);
        if (required != NULL) status = pass_requires(engine, required, verdict, passed, err);
    }
    if (status == ACCORD_OK && *passed) observe_passed(engine, ACCORD_GATE_REQUIRES, required);
    /* What a gate read is evidence for what it decided, and none of the check's. */
    bool shown = status == ACCORD_OK && !*passed && verdict->gate == ACCORD_GATE_ADDRESSEE &&
                 accord_carries(engine->carry, verdict->verdict);
    if (!shown) {
        accord_scope_drop(engine);
        return status;
    }
    if (!accord_scope_keep(engine, &kept)) return accord_error_memory(err);
    return accord_evidence_of_scope(engine, &kept, verdict, err);
}

bool accord_gate_refuses(enum accord_gate gate, enum accord_verdict_kind verdict)
{
    return gate == ACCORD_GATE_APPLIES && (verdict == ACCORD_VERDICT_MET || verdict == ACCORD_VERDICT_PARTIAL ||
                                           verdict == ACCORD_VERDICT_GAP);
}
