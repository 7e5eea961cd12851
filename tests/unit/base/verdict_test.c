/* Verdicts, forces, and what a score says. */
#include "accord/verdict.h"

#include "unit/suite.h"

#include <string.h>

/* From worst to least. */
static const char *const verdict_names[] = {"error",   "gap", "review",  "unreported",
                                            "partial", "met", "not_due", "not_applicable"};
static const char *const force_names[] = {"binding", "request", "encourage", "invite", "none"};

START_TEST(each_verdict_is_found_by_its_name)
{
    enum accord_verdict_kind verdict = ACCORD_VERDICT_COUNT;
    ck_assert(accord_verdict_find(verdict_names[_i], &verdict));
    ck_assert_int_eq(verdict, _i);
    ck_assert_str_eq(accord_verdict_meaning(verdict)->name, verdict_names[_i]);
    ck_assert_uint_gt(strlen(accord_verdict_meaning(verdict)->meaning), 0);
}
END_TEST

START_TEST(each_force_is_found_by_its_name)
{
    enum accord_force force = ACCORD_FORCE_COUNT;
    ck_assert(accord_force_find(force_names[_i], &force));
    ck_assert_int_eq(force, _i);
    ck_assert_str_eq(accord_force_name(force), force_names[_i]);
}
END_TEST

START_TEST(other_names_are_not_found)
{
    enum accord_verdict_kind verdict = ACCORD_VERDICT_MET;
    enum accord_force force = ACCORD_FORCE_NONE;
    ck_assert(!accord_verdict_find("Met", &verdict));
    ck_assert(!accord_verdict_find("", &verdict));
    ck_assert(!accord_force_find("requests", &force));
    ck_assert(!accord_force_of_verb("request", &force));
    ck_assert(!accord_force_of_verb("Shall", &force));
    ck_assert_int_eq(verdict, ACCORD_VERDICT_MET);
    ck_assert_int_eq(force, ACCORD_FORCE_NONE);
}
END_TEST

START_TEST(the_worse_of_two_stands_earlier_in_the_order)
{
    for (int i = 0; i < ACCORD_VERDICT_COUNT; i++) {
        int worse = i < _i ? i : _i;
        ck_assert_int_eq(accord_verdict_worse((enum accord_verdict_kind)_i, (enum accord_verdict_kind)i), worse);
    }
}
END_TEST

static const struct {
    const char *verb;
    enum accord_force force;
} verbs[] = {
    {"shall", ACCORD_FORCE_BINDING},
    {"decides", ACCORD_FORCE_BINDING},
    {"requests", ACCORD_FORCE_REQUEST},
    {"urges", ACCORD_FORCE_REQUEST},
    {"calls upon", ACCORD_FORCE_REQUEST},
    {"encourages", ACCORD_FORCE_ENCOURAGE},
    {"recommends", ACCORD_FORCE_ENCOURAGE},
    {"invites", ACCORD_FORCE_INVITE},
    {"should", ACCORD_FORCE_INVITE},
    {"should consider", ACCORD_FORCE_INVITE},
    {"primary function", ACCORD_FORCE_INVITE},
    {"responsible for", ACCORD_FORCE_INVITE},
    {"recalls", ACCORD_FORCE_NONE},
    {"notes", ACCORD_FORCE_NONE},
    {"recognizes", ACCORD_FORCE_NONE},
    {"welcomes", ACCORD_FORCE_NONE},
    {"stresses", ACCORD_FORCE_NONE},
};

START_TEST(the_verb_sets_the_force)
{
    enum accord_force force = ACCORD_FORCE_COUNT;
    ck_assert(accord_force_of_verb(verbs[_i].verb, &force));
    ck_assert_int_eq(force, verbs[_i].force);
    ck_assert_str_eq(accord_force_verb((size_t)_i), verbs[_i].verb);
}
END_TEST

START_TEST(the_list_of_verbs_ends)
{
    ck_assert_ptr_null(accord_force_verb((size_t)COUNT_OF(verbs)));
    ck_assert_ptr_null(accord_force_verb((size_t)-1));
}
END_TEST

/* What the design's table says of each: assessable, in the denominator, halves. */
static const struct {
    enum accord_verdict_kind verdict;
    bool assessable;
    bool counted;
    int halves;
} columns[] = {
    {ACCORD_VERDICT_ERROR, false, true, 0},     {ACCORD_VERDICT_GAP, true, true, 0},
    {ACCORD_VERDICT_REVIEW, false, true, -1},   {ACCORD_VERDICT_UNREPORTED, false, true, -1},
    {ACCORD_VERDICT_PARTIAL, true, true, 1},    {ACCORD_VERDICT_MET, true, true, 2},
    {ACCORD_VERDICT_NOT_DUE, false, false, -1}, {ACCORD_VERDICT_NOT_APPLICABLE, false, false, -1},
};

START_TEST(the_table_says_what_counts)
{
    const struct accord_verdict_meaning *meaning = accord_verdict_meaning(columns[_i].verdict);
    ck_assert(meaning->assessable == columns[_i].assessable);
    ck_assert(meaning->counted == columns[_i].counted);
    ck_assert_int_eq(meaning->halves, columns[_i].halves);
}
END_TEST

enum { GROUPS = 4 };

struct counted {
    enum accord_verdict_kind verdict;
    size_t count;
    bool has_cause;
};

/* Score and bounds as fractions of whole numbers; `score_of` 0: there is none. */
static const struct {
    const char *says;
    struct counted counted[GROUPS];
    size_t assessable, of;
    unsigned score, score_of;
    unsigned low, high, bounds_of;
} scores[] = {
    {"the design's own example: 34 of 52, 69 % (40 to 85)",
     {{ACCORD_VERDICT_MET, 21, false},
      {ACCORD_VERDICT_PARTIAL, 5, false},
      {ACCORD_VERDICT_GAP, 8, false},
      {ACCORD_VERDICT_UNREPORTED, 18, false}},
     34,
     52,
     47,
     68,
     21,
     44,
     52},
    {"all assessable, nothing partial: the bounds meet at the score",
     {{ACCORD_VERDICT_MET, 3, false}, {ACCORD_VERDICT_GAP, 1, false}},
     4,
     4,
     3,
     4,
     3,
     3,
     4},
    {"unreported and review leave the score alone and widen the bounds",
     {{ACCORD_VERDICT_MET, 1, false},
      {ACCORD_VERDICT_GAP, 1, false},
      {ACCORD_VERDICT_UNREPORTED, 1, false},
      {ACCORD_VERDICT_REVIEW, 1, false}},
     2,
     4,
     1,
     2,
     1,
     3,
     4},
    {"an error does not raise a score",
     {{ACCORD_VERDICT_MET, 1, false}, {ACCORD_VERDICT_ERROR, 1, false}},
     1,
     2,
     1,
     2,
     1,
     2,
     2},
    {"not due and not applicable are in no denominator",
     {{ACCORD_VERDICT_MET, 1, false},
      {ACCORD_VERDICT_GAP, 1, false},
      {ACCORD_VERDICT_NOT_APPLICABLE, 1, false},
      {ACCORD_VERDICT_NOT_DUE, 1, false}},
     2,
     2,
     1,
     2,
     1,
     1,
     2},
    {"with nothing assessable there is no score, and the bounds say so",
     {{ACCORD_VERDICT_UNREPORTED, 2, false}},
     0,
     2,
     0,
     0,
     0,
     2,
     2},
    {"nor where all are errors", {{ACCORD_VERDICT_ERROR, 3, false}}, 0, 3, 0, 0, 0, 3, 3},
    {"partial is a half, and may be all or nothing", {{ACCORD_VERDICT_PARTIAL, 1, false}}, 1, 1, 1, 2, 0, 1, 1},
    {"met with a cause is not assessable and may be nothing",
     {{ACCORD_VERDICT_MET, 1, true}, {ACCORD_VERDICT_MET, 1, false}},
     1,
     2,
     1,
     1,
     1,
     2,
     2},
    {"a gap with a cause is not assessable and may be all",
     {{ACCORD_VERDICT_GAP, 1, true}, {ACCORD_VERDICT_GAP, 1, false}},
     1,
     2,
     0,
     1,
     0,
     1,
     2},
    {"partial with a cause is not in the score",
     {{ACCORD_VERDICT_PARTIAL, 1, true}, {ACCORD_VERDICT_MET, 1, false}},
     1,
     2,
     1,
     1,
     1,
     2,
     2},
    {"an error with a cause still counts 0",
     {{ACCORD_VERDICT_ERROR, 1, true}, {ACCORD_VERDICT_MET, 1, false}},
     1,
     2,
     1,
     2,
     1,
     2,
     2},
    {"nothing at all", {{ACCORD_VERDICT_NOT_APPLICABLE, 3, false}}, 0, 0, 0, 0, 0, 0, 0},
};

static bool same_fraction(double fraction, unsigned part, unsigned whole)
{
    double difference = fraction - (whole == 0 ? 0.0 : (double)part / (double)whole);
    return difference < 1e-12 && difference > -1e-12;
}

START_TEST(a_score_comes_with_coverage_and_bounds)
{
    struct accord_tally tally = {0};
    for (int i = 0; i < GROUPS; i++) {
        const struct counted *counted = &scores[_i].counted[i];
        for (size_t j = 0; j < counted->count; j++)
            accord_tally_add(&tally, counted->verdict, counted->has_cause);
    }
    struct accord_score score = accord_tally_score(&tally);
    ck_assert_uint_eq(score.assessable, scores[_i].assessable);
    ck_assert_uint_eq(score.of, scores[_i].of);
    ck_assert_msg(score.scored == (scores[_i].score_of > 0), "%s", scores[_i].says);
    ck_assert_msg(same_fraction(score.score, scores[_i].score, scores[_i].score_of), "%s", scores[_i].says);
    ck_assert_msg(same_fraction(score.low, scores[_i].low, scores[_i].bounds_of), "%s", scores[_i].says);
    ck_assert_msg(same_fraction(score.high, scores[_i].high, scores[_i].bounds_of), "%s", scores[_i].says);
}
END_TEST

/* Every small tally. Open verdicts in place of known ones only widen; an error in place of anything never raises. */
START_TEST(knowing_less_only_widens_the_bounds)
{
    static const enum accord_verdict_kind known[] = {ACCORD_VERDICT_MET, ACCORD_VERDICT_PARTIAL, ACCORD_VERDICT_GAP};
    static const enum accord_verdict_kind open[] = {ACCORD_VERDICT_UNREPORTED, ACCORD_VERDICT_REVIEW,
                                                    ACCORD_VERDICT_ERROR};
    enum { MOST = 3 };
    for (int shape = 0; shape < (MOST + 1) * (MOST + 1) * (MOST + 1) * (MOST + 1); shape++) {
        struct accord_tally tally = {0};
        int rest = shape;
        for (int i = 0; i < 4; i++, rest /= MOST + 1) {
            tally.counts[i < 3 ? known[i] : ACCORD_VERDICT_ERROR] += (size_t)(rest % (MOST + 1));
        }
        for (int i = 0; i < COUNT_OF(known) * COUNT_OF(open); i++) {
            struct accord_tally with = tally;
            struct accord_tally without = tally;
            accord_tally_add(&with, known[i / COUNT_OF(open)], false);
            accord_tally_add(&without, open[i % COUNT_OF(open)], false);
            struct accord_score more = accord_tally_score(&with);
            struct accord_score less = accord_tally_score(&without);
            ck_assert(less.low <= more.low && less.high >= more.high);
            ck_assert(more.low <= more.high && more.score <= more.high);
            bool error = open[i % COUNT_OF(open)] == ACCORD_VERDICT_ERROR;
            if (error && less.scored) ck_assert(less.score <= more.score);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verdict");
    TCase *tests = tcase_create("verdict");
    tcase_add_loop_test(tests, each_verdict_is_found_by_its_name, 0, ACCORD_VERDICT_COUNT);
    tcase_add_loop_test(tests, each_force_is_found_by_its_name, 0, ACCORD_FORCE_COUNT);
    tcase_add_test(tests, other_names_are_not_found);
    tcase_add_loop_test(tests, the_worse_of_two_stands_earlier_in_the_order, 0, ACCORD_VERDICT_COUNT);
    tcase_add_loop_test(tests, the_verb_sets_the_force, 0, COUNT_OF(verbs));
    tcase_add_test(tests, the_list_of_verbs_ends);
    tcase_add_loop_test(tests, the_table_says_what_counts, 0, COUNT_OF(columns));
    tcase_add_loop_test(tests, a_score_comes_with_coverage_and_bounds, 0, COUNT_OF(scores));
    tcase_add_test(tests, knowing_less_only_widens_the_bounds);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
