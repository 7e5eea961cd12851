/* Ledgers: how findings stand against what was known and accepted, and what is said of it at the end. */
#include "ledger/ledger.h"
#include "report/result.h"
#include "unit/report/stand_in.h"
#include "unit/suite.h"

#include <string.h>

enum { AS_OF = 20000 };

#define DAY(number)                                                                                                    \
    {                                                                                                                  \
        (number), (number)                                                                                             \
    }
#define FOCAL "cms-11.10/no-cms-focal-point"
#define F1 "11111111111111111111111111111111"
#define F2 "22222222222222222222222222222222"

static struct accord_ledger *ledger;
static struct accord_ledger_options options;
static struct accord_report_subject subject;
static struct accord_error err;

static void open_ledger(void)
{
    ck_assert_int_eq(accord_ledger_new(&options, &ledger, &err), ACCORD_OK);
    subject = (struct accord_report_subject){
        .packs = stand_in_packs(), .fail = accord_fail_policy_default(), .ledger = ledger};
    subject.fail.verdicts[ACCORD_VERDICT_UNREPORTED] = true;
    subject.fail.verdicts[ACCORD_VERDICT_REVIEW] = true;
}

static void set_up(void)
{
    options = (struct accord_ledger_options){.packs = stand_in_packs(),
                                             .dataset = stand_in_dataset(),
                                             .as_of = DAY(AS_OF),
                                             .baseline = "baseline.json",
                                             .waivers = "waivers.csv"};
    open_ledger();
}

static void tear_down(void)
{
    accord_ledger_close(ledger);
}

static bool know(const char *actor, const char *rule, const char *fingerprint, enum accord_verdict_kind verdict)
{
    const struct accord_known known = {actor, rule, "never", fingerprint, verdict};
    bool added = false;
    ck_assert_int_eq(accord_ledger_add_known(ledger, &known, &added, &err), ACCORD_OK);
    return added;
}

static bool waive(const char *rule, const char *actor, const char *fingerprint, int from, int until)
{
    const struct accord_waiver waiver = {.file = "waivers.csv",
                                         .line = (unsigned)ledger->waiver_count + 2,
                                         .rule = rule,
                                         .actor = actor,
                                         .fingerprint = fingerprint,
                                         .reason = "because",
                                         .who = "the office",
                                         .from = DAY(from),
                                         .has_from = from != 0,
                                         .until = DAY(until)};
    const struct accord_waiver *same = NULL;
    ck_assert_int_eq(accord_ledger_add_waiver(ledger, &waiver, &same, &err), ACCORD_OK);
    return same == NULL;
}

/* How one finding of that verdict stands. */
static struct accord_standing find(size_t rule, size_t actor, const char *fingerprint, enum accord_verdict_kind kind)
{
    const struct accord_finding finding = {.verdict = kind, .message_id = "never", .fingerprint = fingerprint};
    struct accord_verdict verdict = stand_in_verdict(rule, actor, kind);
    verdict.findings = &finding;
    verdict.finding_count = 1;
    accord_ledger_look(ledger, &verdict);
    struct accord_result result = accord_result_of(&verdict, 0);
    accord_result_judge(&result, &subject);
    return result.standing;
}

/* A verdict without findings. */
static struct accord_standing come_to(size_t rule, size_t actor, enum accord_verdict_kind kind)
{
    struct accord_verdict verdict = stand_in_verdict(rule, actor, kind);
    accord_ledger_look(ledger, &verdict);
    struct accord_result result = accord_result_of(&verdict, 0);
    accord_result_judge(&result, &subject);
    return result.standing;
}

static struct accord_ledger_counts end(void)
{
    struct accord_ledger_counts counts;
    ck_assert_int_eq(accord_ledger_end(ledger, &err), ACCORD_OK);
    accord_ledger_count(ledger, &counts);
    return counts;
}

/* ---- the baseline ---- */

static const struct {
    enum accord_verdict_kind known; /* MET: nothing */
    enum accord_verdict_kind found;
    enum accord_baseline_state state;
    bool worse;
    bool fails;
} states[] = {
    {ACCORD_VERDICT_MET, ACCORD_VERDICT_GAP, ACCORD_BASELINE_NEW, false, true},
    {ACCORD_VERDICT_GAP, ACCORD_VERDICT_GAP, ACCORD_BASELINE_UNCHANGED, false, false},
    {ACCORD_VERDICT_REVIEW, ACCORD_VERDICT_REVIEW, ACCORD_BASELINE_UNCHANGED, false, false},
    {ACCORD_VERDICT_GAP, ACCORD_VERDICT_PARTIAL, ACCORD_BASELINE_UPDATED, false, false},
    {ACCORD_VERDICT_GAP, ACCORD_VERDICT_UNREPORTED, ACCORD_BASELINE_UPDATED, false, false},
    {ACCORD_VERDICT_REVIEW, ACCORD_VERDICT_UNREPORTED, ACCORD_BASELINE_UPDATED, false, false},
    {ACCORD_VERDICT_PARTIAL, ACCORD_VERDICT_GAP, ACCORD_BASELINE_UPDATED, true, true},
    {ACCORD_VERDICT_PARTIAL, ACCORD_VERDICT_UNREPORTED, ACCORD_BASELINE_UPDATED, true, true},
    {ACCORD_VERDICT_UNREPORTED, ACCORD_VERDICT_REVIEW, ACCORD_BASELINE_UPDATED, true, true},
};

START_TEST(only_what_is_new_or_worse_fails)
{
    if (states[_i].known != ACCORD_VERDICT_MET) ck_assert(know("AAA", FOCAL, F1, states[_i].known));
    struct accord_standing standing = find(STAND_IN_RULE_FOCAL, STAND_IN_AAA, F1, states[_i].found);
    ck_assert_int_eq(standing.baseline, states[_i].state);
    ck_assert_int_eq(standing.worse, states[_i].worse);
    ck_assert_int_eq(standing.fails, states[_i].fails);
    if (states[_i].known != ACCORD_VERDICT_MET) ck_assert_int_eq(standing.known, states[_i].known);
    struct accord_ledger_counts counts = end();
    ck_assert_uint_eq(counts.states[states[_i].state], 1);
    ck_assert_uint_eq(counts.states[ACCORD_BASELINE_ABSENT], 0);
    ck_assert_uint_eq(counts.worse, states[_i].worse);
}
END_TEST

START_TEST(without_a_baseline_nothing_is_new)
{
    accord_ledger_close(ledger);
    options.baseline = NULL;
    open_ledger();
    struct accord_standing standing = find(STAND_IN_RULE_FOCAL, STAND_IN_AAA, F1, ACCORD_VERDICT_GAP);
    ck_assert_int_eq(standing.baseline, ACCORD_BASELINE_NONE);
    ck_assert(standing.fails);
    ck_assert_uint_eq(end().states[ACCORD_BASELINE_NONE], 1);
}
END_TEST

/* Findings that only their arguments tell apart: each verdict that is known is unchanged. */
START_TEST(a_fingerprint_may_have_two_verdicts)
{
    ck_assert(know("AAA", FOCAL, F1, ACCORD_VERDICT_UNREPORTED));
    ck_assert(know("AAA", FOCAL, F1, ACCORD_VERDICT_PARTIAL));
    ck_assert(!know("AAA", FOCAL, F1, ACCORD_VERDICT_PARTIAL));
    static const enum accord_verdict_kind kinds[] = {ACCORD_VERDICT_PARTIAL, ACCORD_VERDICT_UNREPORTED,
                                                     ACCORD_VERDICT_GAP};
    for (int i = 0; i < 3; i++) {
        struct accord_standing standing = find(STAND_IN_RULE_FOCAL, STAND_IN_AAA, F1, kinds[i]);
        ck_assert_int_eq(standing.fails, i == 2);
        ck_assert_int_eq(standing.known, ACCORD_VERDICT_UNREPORTED);
    }
    ck_assert_uint_eq(end().states[ACCORD_BASELINE_ABSENT], 0);
}
END_TEST

START_TEST(what_is_no_longer_found_is_fixed_where_it_was_looked_for)
{
    struct accord_fixed_finding fixed;
    know("BBB", FOCAL, F1, ACCORD_VERDICT_GAP);
    know("AAA", FOCAL, F2, ACCORD_VERDICT_PARTIAL);
    know("EVL", FOCAL, "33333333333333333333333333333333", ACCORD_VERDICT_GAP); /* comes to an error */
    know("AAA", "cms-11.10/groups-not-engaged", "4", ACCORD_VERDICT_GAP);       /* is not asked */
    (void)come_to(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_MET);
    (void)find(STAND_IN_RULE_FOCAL, STAND_IN_BBB, F2 "0", ACCORD_VERDICT_PARTIAL);
    (void)come_to(STAND_IN_RULE_FOCAL, STAND_IN_EVIL, ACCORD_VERDICT_ERROR);
    struct accord_ledger_counts counts = end();
    ck_assert_uint_eq(counts.states[ACCORD_BASELINE_ABSENT], 2);
    ck_assert_uint_eq(counts.known_open, 0);
    ck_assert_uint_eq(counts.known_unasked, 2);
    ck_assert(accord_ledger_fixed(ledger, 0, &fixed));
    ck_assert_str_eq(fixed.actor_id, "AAA");
    ck_assert_str_eq(fixed.rule_id, FOCAL);
    ck_assert_str_eq(fixed.fingerprint, F2);
    ck_assert_uint_eq(fixed.rule, STAND_IN_RULE_FOCAL);
    ck_assert_uint_eq(fixed.actor, STAND_IN_AAA);
    ck_assert_int_eq(fixed.known, ACCORD_VERDICT_PARTIAL);
    ck_assert_int_eq(fixed.now, ACCORD_VERDICT_MET);
    ck_assert(accord_ledger_fixed(ledger, 1, &fixed));
    ck_assert_str_eq(fixed.actor_id, "BBB");
    ck_assert_int_eq(fixed.now, ACCORD_VERDICT_PARTIAL);
    ck_assert(!accord_ledger_fixed(ledger, 2, &fixed));
}
END_TEST

/* Of a gap that is no longer found: what its pair comes to now, and whether that is by another finding. */
static const struct {
    enum accord_verdict_kind now;
    enum accord_gate gate;
    bool finding;
    bool fixed;
} endings[] = {
    {ACCORD_VERDICT_MET, ACCORD_GATE_CHECK, false, true},
    {ACCORD_VERDICT_MET, ACCORD_GATE_CONCLUDE, false, true},
    {ACCORD_VERDICT_PARTIAL, ACCORD_GATE_CHECK, true, true},
    {ACCORD_VERDICT_GAP, ACCORD_GATE_CHECK, true, true},
    {ACCORD_VERDICT_UNREPORTED, ACCORD_GATE_CHECK, true, false},
    {ACCORD_VERDICT_REVIEW, ACCORD_GATE_CHECK, true, false},
    {ACCORD_VERDICT_UNREPORTED, ACCORD_GATE_CHECK, false, false},
    {ACCORD_VERDICT_REVIEW, ACCORD_GATE_ADDRESSEE, false, false},
    {ACCORD_VERDICT_NOT_DUE, ACCORD_GATE_CHECK, false, false},
    {ACCORD_VERDICT_NOT_APPLICABLE, ACCORD_GATE_CHECK, false, false},
    {ACCORD_VERDICT_NOT_APPLICABLE, ACCORD_GATE_REQUIRES, false, false},
};

static void end_with(enum accord_verdict_kind now, enum accord_gate gate, bool has_finding)
{
    const struct accord_finding finding = {.verdict = now, .message_id = "other", .fingerprint = F2};
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, now);
    verdict.gate = gate;
    verdict.findings = &finding;
    verdict.finding_count = has_finding;
    accord_ledger_look(ledger, &verdict);
    struct accord_result result = accord_result_of(&verdict, 0);
    accord_result_judge(&result, &subject);
}

START_TEST(what_the_rule_did_not_decide_is_not_fixed)
{
    know("AAA", FOCAL, F1, ACCORD_VERDICT_GAP);
    end_with(endings[_i].now, endings[_i].gate, endings[_i].finding);
    struct accord_ledger_counts counts = end();
    ck_assert_uint_eq(counts.states[ACCORD_BASELINE_ABSENT], endings[_i].fixed);
    ck_assert_uint_eq(counts.known_open, !endings[_i].fixed);
    ck_assert_uint_eq(counts.known_unasked, 0);
}
END_TEST

/* An open finding that was known already stands for itself. */
START_TEST(what_was_open_before_hides_nothing)
{
    know("AAA", FOCAL, F1, ACCORD_VERDICT_GAP);
    know("AAA", FOCAL, F2, ACCORD_VERDICT_UNREPORTED);
    end_with(ACCORD_VERDICT_UNREPORTED, ACCORD_GATE_CHECK, true);
    ck_assert_uint_eq(end().states[ACCORD_BASELINE_ABSENT], 1);
}
END_TEST

START_TEST(of_a_later_baseline_nothing_is_fixed)
{
    for (int day = AS_OF - 1; day <= AS_OF + 1; day++) {
        accord_ledger_close(ledger);
        open_ledger();
        ledger->known_as_of = (struct accord_date)DAY(day);
        know("AAA", FOCAL, F1, ACCORD_VERDICT_GAP);
        (void)come_to(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_MET);
        struct accord_ledger_counts counts = end();
        ck_assert_uint_eq(counts.states[ACCORD_BASELINE_ABSENT], day <= AS_OF);
        ck_assert_uint_eq(counts.known_open, day > AS_OF);
    }
}
END_TEST

START_TEST(a_verdict_without_findings_is_new_where_the_baseline_had_one)
{
    know("AAA", FOCAL, F1, ACCORD_VERDICT_GAP);
    ck_assert_int_eq(come_to(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_MET).baseline, ACCORD_BASELINE_NEW);
    ck_assert_int_eq(come_to(STAND_IN_RULE_FOCAL, STAND_IN_BBB, ACCORD_VERDICT_MET).baseline,
                     ACCORD_BASELINE_UNCHANGED);
    ck_assert_int_eq(come_to(STAND_IN_RULE_FOCAL, STAND_IN_EVIL, ACCORD_VERDICT_ERROR).baseline, ACCORD_BASELINE_NEW);
    struct accord_ledger_counts counts = end();
    ck_assert_uint_eq(counts.states[ACCORD_BASELINE_NEW], 0);
    ck_assert_uint_eq(counts.states[ACCORD_BASELINE_UNCHANGED], 0);
}
END_TEST

/* A verdict that a person must judge for its gate has no finding, but a name. */
START_TEST(a_review_without_findings_can_be_known)
{
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_REVIEW);
    char text[ACCORD_SHA256_HEX];
    struct accord_result result = accord_result_of(&verdict, 0);
    know("AAA", FOCAL, accord_result_fingerprint(&result, stand_in_packs(), text), ACCORD_VERDICT_REVIEW);
    ck_assert_int_eq(come_to(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_REVIEW).baseline,
                     ACCORD_BASELINE_UNCHANGED);
    ck_assert(come_to(STAND_IN_RULE_FOCAL, STAND_IN_BBB, ACCORD_VERDICT_REVIEW).fails);
}
END_TEST

START_TEST(rules_that_are_gone_are_said)
{
    const char *id = NULL;
    size_t findings = 0;
    know("AAA", "x/gone", F1, ACCORD_VERDICT_GAP);
    know("BBB", "x/gone", F2, ACCORD_VERDICT_GAP);
    know("BBB", "a/gone", "3", ACCORD_VERDICT_GAP);
    struct accord_ledger_counts counts = end();
    ck_assert_uint_eq(counts.known_unasked, 0);
    ck_assert(accord_ledger_unknown_rule(ledger, 0, &id, &findings));
    ck_assert_str_eq(id, "a/gone");
    ck_assert_uint_eq(findings, 1);
    ck_assert(accord_ledger_unknown_rule(ledger, 1, &id, &findings));
    ck_assert_str_eq(id, "x/gone");
    ck_assert_uint_eq(findings, 2);
    ck_assert(!accord_ledger_unknown_rule(ledger, 2, &id, &findings));
}
END_TEST

START_TEST(a_renamed_rule_is_found_by_its_former_ids)
{
    struct accord_fixed_finding fixed;
    know("AAA", STAND_IN_FORMER_ID, F1, ACCORD_VERDICT_GAP);
    know("AAA", STAND_IN_FORMER_ID, F2, ACCORD_VERDICT_GAP);
    ck_assert(waive(STAND_IN_FORMER_ID, "BBB", NULL, 0, AS_OF));
    ck_assert_int_eq(find(STAND_IN_RULE_ANSWER, STAND_IN_AAA, F1, ACCORD_VERDICT_GAP).baseline,
                     ACCORD_BASELINE_UNCHANGED);
    ck_assert_ptr_nonnull(find(STAND_IN_RULE_ANSWER, STAND_IN_BBB, "5", ACCORD_VERDICT_GAP).waiver);
    (void)end();
    ck_assert(accord_ledger_fixed(ledger, 0, &fixed));
    ck_assert_str_eq(fixed.fingerprint, F2);
    ck_assert_uint_eq(fixed.rule, STAND_IN_RULE_ANSWER);
}
END_TEST

/* ---- waivers ---- */

/* From and until of a waiver, 0 for no from, and what it is on the as-of date. */
static const struct {
    int from;
    int until;
    enum accord_waiver_phase phase;
} phases[] = {
    {0, AS_OF, ACCORD_WAIVER_IN_FORCE},     {0, AS_OF - 1, ACCORD_WAIVER_LAPSED},
    {AS_OF, AS_OF, ACCORD_WAIVER_IN_FORCE}, {AS_OF + 1, AS_OF + 9, ACCORD_WAIVER_AHEAD},
    {1, AS_OF - 1, ACCORD_WAIVER_LAPSED},   {AS_OF - 1, AS_OF + 1, ACCORD_WAIVER_IN_FORCE},
};

START_TEST(both_days_of_a_waiver_are_its_own)
{
    ck_assert(waive(FOCAL, "AAA", NULL, phases[_i].from, phases[_i].until));
    struct accord_standing standing = find(STAND_IN_RULE_FOCAL, STAND_IN_AAA, F1, ACCORD_VERDICT_GAP);
    ck_assert_int_eq(standing.waiver != NULL, phases[_i].phase == ACCORD_WAIVER_IN_FORCE);
    ck_assert_int_eq(standing.lapsed != NULL, phases[_i].phase == ACCORD_WAIVER_LAPSED);
    ck_assert_int_eq(standing.fails, phases[_i].phase != ACCORD_WAIVER_IN_FORCE);
    struct accord_ledger_counts counts = end();
    ck_assert_uint_eq(counts.waived, standing.waiver != NULL);
    ck_assert_uint_eq(counts.lapsed, standing.lapsed != NULL);
    ck_assert_uint_eq(counts.stale_waivers, standing.lapsed != NULL);
}
END_TEST

START_TEST(a_baseline_does_not_excuse_what_a_lapsed_waiver_covered)
{
    know("AAA", FOCAL, F1, ACCORD_VERDICT_GAP);
    ck_assert(waive(FOCAL, "AAA", NULL, 0, AS_OF - 1));
    struct accord_standing standing = find(STAND_IN_RULE_FOCAL, STAND_IN_AAA, F1, ACCORD_VERDICT_GAP);
    ck_assert_int_eq(standing.baseline, ACCORD_BASELINE_UNCHANGED);
    ck_assert(standing.fails);
}
END_TEST

START_TEST(an_error_cannot_be_waived)
{
    ck_assert(waive("*", "AAA", NULL, 0, AS_OF));
    struct accord_standing standing = come_to(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_ERROR);
    ck_assert_ptr_null(standing.waiver);
    struct accord_waiver_note note;
    (void)end();
    ck_assert(accord_ledger_note(ledger, 0, &note)); /* and does not make the waiver unused */
    ck_assert_int_eq(note.kind, ACCORD_WAIVER_NOTE_SOON);
}
END_TEST

static const struct {
    const char *rule;
    const char *actor;
    const char *fingerprint;
    bool covers;
} targets[] = {
    {FOCAL, "AAA", NULL, true},         {FOCAL, "AAA", F1, true},
    {FOCAL, "AAA", F2, false},          {FOCAL, "BBB", NULL, false},
    {FOCAL, "BBB", F1, false},          {"cms-11.10/*", "AAA", NULL, true},
    {"cbd-rmfp/*", "AAA", NULL, false}, {"cms-11.10/*", "AA?", NULL, false},
};

START_TEST(a_waiver_covers_what_it_names)
{
    ck_assert(waive(targets[_i].rule, targets[_i].actor, targets[_i].fingerprint, 0, AS_OF));
    struct accord_standing standing = find(STAND_IN_RULE_FOCAL, STAND_IN_AAA, F1, ACCORD_VERDICT_GAP);
    ck_assert_int_eq(standing.waiver != NULL, targets[_i].covers);
}
END_TEST

START_TEST(the_most_exact_waiver_counts)
{
    ck_assert(waive("*", "AAA", NULL, 0, AS_OF + 9));
    ck_assert(waive(FOCAL, "AAA", NULL, 0, AS_OF + 9));
    ck_assert(waive("*", "AAA", F1, 0, AS_OF + 8));
    ck_assert(waive(FOCAL, "AAA", F1, 0, AS_OF - 1)); /* lapsed */
    struct accord_standing standing = find(STAND_IN_RULE_FOCAL, STAND_IN_AAA, F1, ACCORD_VERDICT_GAP);
    ck_assert_uint_eq(standing.waiver->line, 4);
    ck_assert_ptr_null(standing.lapsed);
    standing = find(STAND_IN_RULE_FOCAL, STAND_IN_AAA, F2, ACCORD_VERDICT_GAP);
    ck_assert_uint_eq(standing.waiver->line, 3);
    ck_assert_uint_eq(end().states[ACCORD_BASELINE_NEW], 2);
}
END_TEST

static const struct {
    int from;
    int until;
    bool overlaps;
} times[] = {
    {0, 99, false},   {50, 99, false},  {0, 100, true},    {100, 100, true},
    {150, 160, true}, {200, 300, true}, {201, 300, false}, {0, 300, true},
};

START_TEST(the_same_waiver_twice_is_one_too_many)
{
    ck_assert(waive(FOCAL, "AAA", NULL, 100, 200));
    ck_assert_int_eq(waive(FOCAL, "AAA", NULL, times[_i].from, times[_i].until), !times[_i].overlaps);
    ck_assert(waive(FOCAL, "AAA", F1, 100, 200));
    ck_assert(waive(FOCAL, "BBB", NULL, 100, 200));
    ck_assert(waive("cms-11.10/*", "AAA", NULL, 100, 200));
}
END_TEST

/* A waiver, what of it is looked at, and the note; COUNT: none. */
static const struct {
    const char *rule;
    const char *actor;
    int until;
    bool found;
    enum accord_waiver_note_kind kind;
    const char *why;
} notes[] = {
    {FOCAL, "AAA", AS_OF + 31, true, ACCORD_WAIVER_NOTE_COUNT, NULL},
    {FOCAL, "AAA", AS_OF + 30, true, ACCORD_WAIVER_NOTE_SOON, NULL},
    {FOCAL, "AAA", AS_OF - 1, true, ACCORD_WAIVER_NOTE_LAPSED, NULL},
    {FOCAL, "AAA", AS_OF - 1, false, ACCORD_WAIVER_NOTE_LAPSED, NULL},
    {FOCAL, "AAA", AS_OF + 31, false, ACCORD_WAIVER_NOTE_UNUSED, "the pair has no finding"},
    {"cms-11.10/no-cms-focal-pint", "AAA", AS_OF + 31, true, ACCORD_WAIVER_NOTE_UNUSED,
     "no rule has this id; did you mean \"" FOCAL "\"?"},
    {"nothing/*", "AAA", AS_OF + 31, true, ACCORD_WAIVER_NOTE_UNUSED, "no rule has an id that it matches"},
    {FOCAL, "AAB", AS_OF + 31, true, ACCORD_WAIVER_NOTE_UNUSED, "no actor has this id; did you mean \"AAA\"?"},
    {FOCAL, "all", AS_OF + 31, true, ACCORD_WAIVER_NOTE_UNUSED, "the pair has no finding"},
};

START_TEST(what_somebody_should_know_of_a_waiver_is_noted)
{
    struct accord_waiver_note note = {.kind = ACCORD_WAIVER_NOTE_COUNT};
    ck_assert(waive(notes[_i].rule, notes[_i].actor, NULL, 0, notes[_i].until));
    (void)(notes[_i].found ? find(STAND_IN_RULE_FOCAL, STAND_IN_AAA, F1, ACCORD_VERDICT_GAP)
                           : come_to(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_MET));
    (void)end();
    ck_assert_int_eq(accord_ledger_note(ledger, 0, &note), notes[_i].kind != ACCORD_WAIVER_NOTE_COUNT);
    ck_assert_int_eq(note.kind, notes[_i].kind);
    if (notes[_i].why) ck_assert_str_eq(note.why, notes[_i].why);
    if (!notes[_i].why) ck_assert_ptr_null(note.why);
    ck_assert(!accord_ledger_note(ledger, 1, &note));
    const struct accord_waiver *waiver = NULL;
    size_t findings = 0;
    const bool covers = notes[_i].found && notes[_i].until >= AS_OF && strcmp(notes[_i].rule, FOCAL) == 0 &&
                        strcmp(notes[_i].actor, "AAA") == 0;
    ck_assert_int_eq(accord_ledger_waiver(ledger, 0, &waiver, &findings), covers);
    ck_assert_uint_eq(findings, covers);
    if (covers) ck_assert_str_eq(waiver->rule, FOCAL);
    ck_assert(!accord_ledger_waiver(ledger, 1, &waiver, &findings));
}
END_TEST

/* Whether it is unused shows only where all of it was asked. */
START_TEST(a_waiver_that_was_not_asked_about_is_not_unused)
{
    struct accord_waiver_note note;
    const bool actors[STAND_IN_ACTORS] = {false, true, true};
    const bool rules[STAND_IN_PROVISIONS + 1] = {true, true, true, false, true};
    accord_ledger_close(ledger);
    options.actors = actors;
    options.rules = rules;
    open_ledger();
    ck_assert(waive(FOCAL, "AAA", NULL, 0, AS_OF + 99));
    ck_assert(waive("*", "BBB", NULL, 0, AS_OF + 99));
    ck_assert(waive("cbd-rmfp/no-appointment", "BBB", NULL, 0, AS_OF + 99));
    ck_assert(waive("cms-11.10/*", "BBB", NULL, 0, AS_OF + 99));
    (void)end();
    ck_assert(accord_ledger_note(ledger, 0, &note));
    ck_assert_uint_eq(note.waiver->line, 5);
    ck_assert(!accord_ledger_note(ledger, 1, &note));
}
END_TEST

START_TEST(a_renewed_waiver_has_not_lapsed)
{
    struct accord_waiver_note note;
    ck_assert(waive(FOCAL, "AAA", NULL, 0, AS_OF - 1));
    ck_assert(waive(FOCAL, "AAA", NULL, AS_OF, AS_OF + 31));
    ck_assert(waive(FOCAL, "BBB", NULL, 0, AS_OF + 1));
    ck_assert(waive(FOCAL, "BBB", NULL, AS_OF + 2, AS_OF + 99));
    (void)find(STAND_IN_RULE_FOCAL, STAND_IN_AAA, F1, ACCORD_VERDICT_GAP);
    (void)find(STAND_IN_RULE_FOCAL, STAND_IN_BBB, F2, ACCORD_VERDICT_GAP);
    ck_assert_uint_eq(end().stale_waivers, 0);
    ck_assert(accord_ledger_note(ledger, 0, &note));
    ck_assert_int_eq(note.kind, ACCORD_WAIVER_NOTE_AHEAD);
    ck_assert_uint_eq(note.waiver->line, 5);
    ck_assert(!accord_ledger_note(ledger, 1, &note));
}
END_TEST

START_TEST(what_is_waived_is_not_kept_for_a_baseline)
{
    accord_ledger_close(ledger);
    options.keeps_findings = true;
    open_ledger();
    ck_assert(waive(FOCAL, "AAA", NULL, 0, AS_OF));
    ck_assert(waive(FOCAL, "BBB", NULL, 0, AS_OF - 1));
    (void)find(STAND_IN_RULE_FOCAL, STAND_IN_AAA, F1, ACCORD_VERDICT_GAP);
    (void)find(STAND_IN_RULE_FOCAL, STAND_IN_BBB, F1, ACCORD_VERDICT_GAP);
    (void)find(STAND_IN_RULE_FOCAL, STAND_IN_EVIL, F2, ACCORD_VERDICT_GAP);
    (void)come_to(STAND_IN_RULE_GROUPS, STAND_IN_EVIL, ACCORD_VERDICT_ERROR);
    (void)come_to(STAND_IN_RULE_GROUPS, STAND_IN_EVIL, ACCORD_VERDICT_MET);
    (void)end();
    ck_assert_uint_eq(ledger->kept_count, 1);
    ck_assert_str_eq(ledger->kept[0].fingerprint, F2);
    ck_assert_str_eq(ledger->kept[0].rule, FOCAL);
}
END_TEST

/* ---- memory ---- */

START_TEST(a_failed_allocation_is_said)
{
    bool done = false;
    for (unsigned long nth = 1; !done && nth < 200; nth++) {
        const struct accord_known known = {"AAA", FOCAL, "never", F1, ACCORD_VERDICT_GAP};
        const struct accord_waiver *same = NULL;
        struct accord_ledger *made = NULL;
        struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_GROUPS, STAND_IN_AAA, ACCORD_VERDICT_GAP);
        struct accord_standing standing = {.fails = false};
        bool added;
        options.keeps_findings = true;
        accord_alloc_fail_after(nth);
        enum accord_status status = accord_ledger_new(&options, &made, &err);
        if (status == ACCORD_OK) status = accord_ledger_add_known(made, &known, &added, &err);
        const struct accord_waiver waiver = {
            .file = "w", .rule = "none", .actor = "AAA", .reason = "r", .who = "w", .until = DAY(AS_OF)};
        if (status == ACCORD_OK) status = accord_ledger_add_waiver(made, &waiver, &same, &err);
        if (status == ACCORD_OK) {
            accord_ledger_look(made, &verdict);
            accord_ledger_stand(made, &verdict, ACCORD_VERDICT_GAP, "never", F2, &standing);
            status = accord_ledger_end(made, &err);
        }
        accord_alloc_fail_after(0);
        ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
        done = status == ACCORD_OK;
        accord_ledger_close(made);
    }
    ck_assert(done);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ledger");
    TCase *tcase = tcase_create("ledger");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, only_what_is_new_or_worse_fails, 0, COUNT_OF(states));
    tcase_add_test(tcase, without_a_baseline_nothing_is_new);
    tcase_add_test(tcase, a_fingerprint_may_have_two_verdicts);
    tcase_add_test(tcase, what_is_no_longer_found_is_fixed_where_it_was_looked_for);
    tcase_add_loop_test(tcase, what_the_rule_did_not_decide_is_not_fixed, 0, sizeof endings / sizeof endings[0]);
    tcase_add_test(tcase, what_was_open_before_hides_nothing);
    tcase_add_test(tcase, of_a_later_baseline_nothing_is_fixed);
    tcase_add_test(tcase, a_verdict_without_findings_is_new_where_the_baseline_had_one);
    tcase_add_test(tcase, a_review_without_findings_can_be_known);
    tcase_add_test(tcase, rules_that_are_gone_are_said);
    tcase_add_test(tcase, a_renamed_rule_is_found_by_its_former_ids);
    tcase_add_loop_test(tcase, both_days_of_a_waiver_are_its_own, 0, COUNT_OF(phases));
    tcase_add_test(tcase, a_baseline_does_not_excuse_what_a_lapsed_waiver_covered);
    tcase_add_test(tcase, an_error_cannot_be_waived);
    tcase_add_loop_test(tcase, a_waiver_covers_what_it_names, 0, COUNT_OF(targets));
    tcase_add_test(tcase, the_most_exact_waiver_counts);
    tcase_add_loop_test(tcase, the_same_waiver_twice_is_one_too_many, 0, COUNT_OF(times));
    tcase_add_loop_test(tcase, what_somebody_should_know_of_a_waiver_is_noted, 0, COUNT_OF(notes));
    tcase_add_test(tcase, a_waiver_that_was_not_asked_about_is_not_unused);
    tcase_add_test(tcase, a_renewed_waiver_has_not_lapsed);
    tcase_add_test(tcase, what_is_waived_is_not_kept_for_a_baseline);
    tcase_add_test(tcase, a_failed_allocation_is_said);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
