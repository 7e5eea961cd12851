/* Each thing that a case may expect is compared, and what differs is said in one line. */
#include "unit/suite.h"
#include "workshop/case_run.h"

#include <string.h>

static const struct accord_plain arg_items[] = {{.kind = ACCORD_PLAIN_TEXT, .text = "2018"},
                                                {.kind = ACCORD_PLAIN_INTEGER, .integer = 3}};
static const char *const arg_names[] = {"ended", "years"};
static const char *about[] = {"f1"};
static const char *keys[] = {"f1", "f2"};
static struct accord_case_finding findings[] = {
    {.verdict = ACCORD_VERDICT_GAP,
     .message_id = "lapsed",
     .message = "it ended in 2018",
     .fingerprint = "0123",
     .args = {.kind = ACCORD_PLAIN_TABLE, .items = arg_items, .names = arg_names, .count = 2},
     .about = about,
     .about_count = 1},
    {.verdict = ACCORD_VERDICT_UNREPORTED, .message_id = "never", .message = "never", .fingerprint = "4567"},
};
static const struct accord_case_outcome outcome = {.there = true,
                                                   .verdict = ACCORD_VERDICT_GAP,
                                                   .gate = ACCORD_GATE_CHECK,
                                                   .why = "it ended in 2018",
                                                   .has_cause = true,
                                                   .cause = ACCORD_VERDICT_REVIEW,
                                                   .findings = findings,
                                                   .finding_count = 2,
                                                   .keys = keys,
                                                   .key_count = 2};

static const struct accord_plain one = {.kind = ACCORD_PLAIN_INTEGER, .integer = 1};
static const struct accord_plain two = {.kind = ACCORD_PLAIN_INTEGER, .integer = 2};
static const char *const gap_name[] = {"gap"};
static const char *const years_name[] = {"years"};
static const char *const other_name[] = {"since"};
static const struct accord_plain f1[] = {{.kind = ACCORD_PLAIN_TEXT, .text = "f1"}};
static const struct accord_plain f3[] = {{.kind = ACCORD_PLAIN_TEXT, .text = "f3"}};
static const struct accord_plain list_f1 = {.kind = ACCORD_PLAIN_LIST, .items = f1, .count = 1};
static const struct accord_plain list_f3 = {.kind = ACCORD_PLAIN_LIST, .items = f3, .count = 1};
static const struct accord_plain no_list = {.kind = ACCORD_PLAIN_LIST};
static const struct accord_plain gap_one = {.kind = ACCORD_PLAIN_TABLE, .items = &one, .names = gap_name, .count = 1};
static const struct accord_plain gap_two = {.kind = ACCORD_PLAIN_TABLE, .items = &two, .names = gap_name, .count = 1};
static const struct accord_plain years_two = {
    .kind = ACCORD_PLAIN_TABLE, .items = &two, .names = years_name, .count = 1};
static const struct accord_plain since_two = {
    .kind = ACCORD_PLAIN_TABLE, .items = &two, .names = other_name, .count = 1};
static const struct accord_plain both_args = {
    .kind = ACCORD_PLAIN_TABLE, .items = arg_items, .names = arg_names, .count = 2};

#define GAP .verdict = ACCORD_VERDICT_GAP

static const struct {
    struct accord_case_expect expect;
    const char *said;
} cases[] = {
    {{GAP}, ""},
    {{.verdict = ACCORD_VERDICT_MET}, "the verdict is gap, expected met\n"},
    {{.none = true}, "there is a verdict, gap, expected none\n"},
    {{GAP, .has_gate = true, .gate = ACCORD_GATE_CHECK}, ""},
    {{GAP, .has_gate = true, .gate = ACCORD_GATE_EFFECT}, "the gate 'check' decided, expected 'effect'\n"},
    {{GAP, .message = "never"}, ""},
    {{GAP, .message = "lapsed", .args = &both_args}, ""},
    {{GAP, .message = "none"}, "no finding has the message 'none'\n"},
    {{GAP, .message = "lapsed", .args = &years_two}, "the argument years of 'lapsed' is 3, expected 2\n"},
    {{GAP, .message = "lapsed", .args = &since_two}, "the argument since of 'lapsed' is not there, expected 2\n"},
    {{GAP, .findings = &two, .by_verdict = &gap_one}, ""},
    {{GAP, .findings = &one}, "there are 2 findings, expected 1\n"},
    {{GAP, .by_verdict = &gap_two}, "1 findings are gap, expected 2\n"},
    {{GAP, .rests_on = &list_f1, .not_on = &list_f3, .named = &list_f1}, ""},
    {{GAP, .rests_on = &list_f3}, "f3 is not in the evidence\n"},
    {{GAP, .not_on = &list_f1}, "f1 is in the evidence, expected not to be\n"},
    {{GAP, .named = &no_list}, "the findings name 1 rows, expected 0\n"},
    {{GAP, .named = &list_f3}, "the findings name f3 0 times, expected 1\n"},
    {{GAP, .has_cause = true, .carries_cause = true, .cause = ACCORD_VERDICT_REVIEW}, ""},
    {{GAP, .has_cause = true, .carries_cause = true, .cause = ACCORD_VERDICT_GAP},
     "the cause is review, expected gap\n"},
    {{GAP, .has_cause = true}, "the cause is review, expected none\n"},
};

static void expect_said(const struct accord_case *given, const struct accord_case_outcome *got, const char *expected)
{
    struct accord_text said;
    accord_text_init(&said, 4096);
    accord_case_compare(given, got, &said);
    ck_assert_str_eq(accord_text_str(&said), expected);
    accord_text_clear(&said);
}

START_TEST(what_differs_is_said)
{
    struct accord_case given = {.says = "x", .actor = "KEN", .expect = cases[_i].expect};
    expect_said(&given, &outcome, cases[_i].said);
}
END_TEST

START_TEST(no_verdict_is_told_from_one)
{
    struct accord_case_outcome nothing = {.there = false};
    struct accord_case given = {.says = "x", .actor = "KEN", .expect = {.none = true}};
    expect_said(&given, &nothing, "");
    given.expect = (struct accord_case_expect){GAP};
    expect_said(&given, &nothing, "the rule makes no verdict for KEN, expected gap\n");
}
END_TEST

START_TEST(a_gate_of_the_engine_is_no_verdict_of_the_rule)
{
    struct accord_case_outcome gated = {.there = true, .verdict = ACCORD_VERDICT_NOT_APPLICABLE, .why = "x"};
    struct accord_case given = {.says = "x", .actor = "KEN", .expect = {.verdict = ACCORD_VERDICT_NOT_APPLICABLE}};
    expect_said(&given, &gated, "the gate 'effect' decided, expected the rule itself: applies or check\n");
}
END_TEST

START_TEST(an_outcome_is_described_whole)
{
    struct accord_text text;
    accord_text_init(&text, 4096);
    accord_case_describe(&outcome, &text);
    ck_assert_str_eq(accord_text_str(&text), "  gap, decided by check: it ended in 2018\n"
                                             "  cause: review\n"
                                             "  gap 'lapsed' { ended = \"2018\", years = 3 } of f1, fingerprint 0123\n"
                                             "    it ended in 2018\n"
                                             "  unreported 'never' nil, fingerprint 4567\n"
                                             "    never\n"
                                             "  evidence: f1, f2\n");
    accord_text_clear(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("case compare");
    TCase *compare = tcase_create("compare");
    tcase_add_loop_test(compare, what_differs_is_said, 0, COUNT_OF(cases));
    tcase_add_test(compare, no_verdict_is_told_from_one);
    tcase_add_test(compare, a_gate_of_the_engine_is_no_verdict_of_the_rule);
    tcase_add_test(compare, an_outcome_is_described_whole);
    suite_add_tcase(suite, compare);
    return run_suite(suite);
}
