/* What became of findings and pairs, in both directions. */
#include "diff/compare.h"

#include "base/text.h"
#include "unit/diff/made.h"
#include "unit/suite.h"

#include <string.h>

enum { VERDICTS_MAX = 3, OUT_MAX = 4096 };

/* "change actor rule old>new (absence)" a line. */
static enum accord_status note_item(void *host, const struct accord_diff_item *item, struct accord_error *err)
{
    struct accord_text *out = host;
    const struct accord_diff_verdict *verdict = item->after_verdict ? item->after_verdict : item->before_verdict;
    (void)err;
    accord_text_addf(out, "%s %s %s %s>%s", accord_diff_change_name(item->change), item->actor, verdict->rule,
                     item->before ? accord_verdict_meaning(item->before->kind)->name : "-",
                     item->after ? accord_verdict_meaning(item->after->kind)->name : "-");
    if (item->absence != ACCORD_DIFF_ABSENCE_NONE)
        accord_text_addf(out, " %s", accord_diff_absence_name(item->absence));
    ck_assert((item->causes != NULL) == (item->before_verdict != NULL && item->after_verdict != NULL));
    accord_text_add_char(out, '\n');
    return ACCORD_OK;
}

static enum accord_status note_pair(void *host, const struct accord_diff_pair *pair, struct accord_error *err)
{
    struct accord_text *out = host;
    (void)err;
    accord_text_addf(out, "pair %s %s %s>%s %s\n", pair->actor, pair->after->rule,
                     accord_verdict_meaning(pair->before->kind)->name, accord_verdict_meaning(pair->after->kind)->name,
                     accord_diff_change_name(pair->change));
    return ACCORD_OK;
}

struct side {
    struct made_verdict verdicts[VERDICTS_MAX];
    size_t count;
};

static void compare(const struct side *before, const struct side *after, struct accord_diff_counts *counts,
                    struct accord_text *out)
{
    const struct accord_diff_listener listener = {note_item, note_pair, out};
    struct accord_diff_run *runs[2] = {
        made_open(&(struct made_run){.verdicts = before->verdicts, .count = before->count}),
        made_open(&(struct made_run){.verdicts = after->verdicts, .count = after->count}),
    };
    struct accord_error err = {0};
    enum accord_status status = accord_diff_compare(runs[0], runs[1], &listener, counts, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    accord_diff_run_close(runs[0]);
    accord_diff_run_close(runs[1]);
}

#define GAP(print)                                                                                                     \
    {                                                                                                                  \
        "gap", "m", print                                                                                              \
    }
#define PARTIAL(print)                                                                                                 \
    {                                                                                                                  \
        "partial", "m", print                                                                                          \
    }
#define OPEN(print)                                                                                                    \
    {                                                                                                                  \
        "unreported", "m", print                                                                                       \
    }
#define UNDECIDED(print)                                                                                               \
    {                                                                                                                  \
        "review", "accord-undecided", print                                                                            \
    }
#define A(verdict, ...)                                                                                                \
    {                                                                                                                  \
        "AAA", "t/a", verdict, NULL, {__VA_ARGS__}, NULL                                                               \
    }
#define GATED(verdict, gate)                                                                                           \
    {                                                                                                                  \
        "AAA", "t/a", verdict, gate, {{NULL, NULL, NULL}}, NULL                                                        \
    }
#define MET A("met", {NULL, NULL, NULL})
#define ERROR A("error", {NULL, NULL, NULL})

static const struct {
    struct side before;
    struct side after;
    const char *expected;
} cases[] = {
    /* the same */
    {{{A("gap", GAP("1"))}, 1}, {{A("gap", GAP("1"))}, 1}, ""},
    {{{GATED("review", "addressee")}, 1}, {{GATED("review", "addressee")}, 1}, ""},
    {{{ERROR}, 1}, {{ERROR}, 1}, ""},
    /* new and fixed, where both decided on the pair */
    {{{MET}, 1}, {{A("gap", GAP("1"))}, 1}, "new AAA t/a ->gap\npair AAA t/a met>gap worse\n"},
    {{{A("gap", GAP("1"), GAP("2"))}, 1}, {{A("gap", GAP("2"))}, 1}, "fixed AAA t/a gap>-\n"},
    {{{A("gap", GAP("1"))}, 1}, {{A("gap", GAP("2"))}, 1}, "new AAA t/a ->gap\nfixed AAA t/a gap>-\n"},
    /* two with one fingerprint are two */
    {{{A("gap", GAP("1"), GAP("1"))}, 1}, {{A("gap", GAP("1"))}, 1}, "fixed AAA t/a gap>-\n"},
    /* the same finding, another verdict */
    {{{A("gap", GAP("1"))}, 1},
     {{A("partial", PARTIAL("1"))}, 1},
     "better AAA t/a gap>partial\npair AAA t/a gap>partial better\n"},
    {{{A("gap", GAP("1"))}, 1},
     {{A("unreported", OPEN("1"))}, 1},
     "better AAA t/a gap>unreported\npair AAA t/a gap>unreported better\n"},
    /* one finding in the place of one, in a pair with another verdict */
    {{{A("partial", PARTIAL("1"))}, 1},
     {{A("gap", GAP("2"))}, 1},
     "worse AAA t/a partial>gap\npair AAA t/a partial>gap worse\n"},
    {{{A("gap", GAP("1"))}, 1},
     {{A("review", UNDECIDED("2"))}, 1},
     "better AAA t/a gap>review\npair AAA t/a gap>review better\n"},
    {{{A("gap", GAP("1"))}, 1},
     {{GATED("review", "addressee")}, 1},
     "better AAA t/a gap>review\npair AAA t/a gap>review better\n"},
    /* one for one, but the pair's verdict is another for another reason */
    {{{A("gap", GAP("0"), PARTIAL("1"))}, 1},
     {{A("partial", PARTIAL("2"))}, 1},
     "new AAA t/a ->partial\nfixed AAA t/a gap>-\nfixed AAA t/a partial>-\npair AAA t/a gap>partial better\n"},
    /* what is gone is not fixed: nobody decided that it is */
    {{{A("gap", GAP("1"))}, 1},
     {{ERROR}, 1},
     "new AAA t/a ->error\nnot_evaluated AAA t/a gap>- error\npair AAA t/a gap>error worse\n"},
    {{{A("gap", GAP("1"))}, 1},
     {{GATED("not_applicable", "effect")}, 1},
     "not_evaluated AAA t/a gap>- not_applicable\npair AAA t/a gap>not_applicable unchanged\n"},
    {{{A("gap", GAP("1"))}, 1},
     {{A("not_due", {NULL, NULL, NULL})}, 1},
     "not_evaluated AAA t/a gap>- not_due\npair AAA t/a gap>not_due unchanged\n"},
    {{{A("gap", GAP("1"), GAP("2"))}, 1},
     {{GATED("unreported", "addressee")}, 1},
     "new AAA t/a ->unreported\nnot_evaluated AAA t/a gap>- not_decided_by_rule\n"
     "not_evaluated AAA t/a gap>- not_decided_by_rule\npair AAA t/a gap>unreported better\n"},
    {{{A("gap", GAP("1"), GAP("2"))}, 1},
     {{A("review", UNDECIDED("3"))}, 1},
     "new AAA t/a ->review\nnot_evaluated AAA t/a gap>- open\nnot_evaluated AAA t/a gap>- open\n"
     "pair AAA t/a gap>review better\n"},
    /* not asked at all */
    {{{A("gap", GAP("1")), {"BBB", "t/a", "gap", NULL, {GAP("2")}, NULL}}, 2},
     {{{"BBB", "t/b", "met", NULL, {{NULL, NULL, NULL}}, NULL}}, 1},
     "not_evaluated AAA t/a gap>- actor_not_asked\nnot_evaluated BBB t/a gap>- pair_not_asked\n"},
    /* aggregates come after all actors, whatever they are called */
    {{{{"zzz", "t/a", "gap", NULL, {GAP("1")}, NULL}, {"all", "t/z", "gap", "conclude", {GAP("2")}, NULL}}, 2},
     {{{"zzz", "t/a", "met", NULL, {{NULL, NULL, NULL}}, NULL},
       {"all", "t/z", "met", "conclude", {{NULL, NULL, NULL}}, NULL}},
      2},
     "fixed zzz t/a gap>-\npair zzz t/a gap>met better\nfixed all t/z gap>-\npair all t/z gap>met better\n"},
};

START_TEST(findings_are_told_apart)
{
    struct accord_diff_counts counts;
    struct accord_text out;
    accord_text_init(&out, OUT_MAX);
    compare(&cases[_i].before, &cases[_i].after, &counts, &out);
    ck_assert_str_eq(accord_text_str(&out), cases[_i].expected);
    accord_text_clear(&out);
}
END_TEST

START_TEST(the_other_direction_is_the_mirror)
{
    static const enum accord_diff_change mirror[ACCORD_DIFF_CHANGE_COUNT] = {
        [ACCORD_DIFF_CHANGE_NEW] = ACCORD_DIFF_CHANGE_FIXED,
        [ACCORD_DIFF_CHANGE_NEWLY_EVALUATED] = ACCORD_DIFF_CHANGE_NOT_EVALUATED,
        [ACCORD_DIFF_CHANGE_WORSE] = ACCORD_DIFF_CHANGE_BETTER,
        [ACCORD_DIFF_CHANGE_BETTER] = ACCORD_DIFF_CHANGE_WORSE,
        [ACCORD_DIFF_CHANGE_FIXED] = ACCORD_DIFF_CHANGE_NEW,
        [ACCORD_DIFF_CHANGE_NOT_EVALUATED] = ACCORD_DIFF_CHANGE_NEWLY_EVALUATED,
        [ACCORD_DIFF_CHANGE_UNCHANGED] = ACCORD_DIFF_CHANGE_UNCHANGED,
    };
    struct accord_diff_counts there, back;
    struct accord_text out;
    accord_text_init(&out, OUT_MAX);
    compare(&cases[_i].before, &cases[_i].after, &there, &out);
    compare(&cases[_i].after, &cases[_i].before, &back, &out);
    for (int i = 0; i < ACCORD_DIFF_CHANGE_COUNT; i++)
        ck_assert_uint_eq(there.changes[i], back.changes[mirror[i]]);
    ck_assert_uint_eq(there.worse_pairs, back.better_pairs);
    ck_assert_uint_eq(there.pairs_old_only, back.pairs_new_only);
    accord_text_clear(&out);
}
END_TEST

START_TEST(a_rule_that_was_renamed_is_the_same)
{
    /* by its former name, and where none is told by its fingerprints */
    static const char *const rules[][2] = {
        {"[{\"id\":\"t/old-c\",\"sha256\":\"c1\"}]", "[{\"id\":\"t/c\",\"aliases\":[\"t/old-c\"],\"sha256\":\"c1\"}]"},
        {"", ""},
    };
    static const struct made_verdict before[] = {{"AAA", "t/old-c", "gap", NULL, {GAP("1"), GAP("2")}, NULL}};
    static const struct made_verdict after[] = {{"AAA", "t/c", "gap", NULL, {GAP("2")}, NULL}};
    struct accord_diff_run *runs[2] = {
        made_open(&(struct made_run){.rules = rules[_i][0], .verdicts = before, .count = 1}),
        made_open(&(struct made_run){.rules = rules[_i][1], .verdicts = after, .count = 1}),
    };
    struct accord_diff_counts counts;
    struct accord_error err;
    struct accord_text out;
    accord_text_init(&out, OUT_MAX);
    const struct accord_diff_listener listener = {note_item, note_pair, &out};
    ck_assert_int_eq(accord_diff_compare(runs[0], runs[1], &listener, &counts, &err), ACCORD_OK);
    ck_assert_str_eq(accord_text_str(&out), "fixed AAA t/c gap>-\n");
    ck_assert_uint_eq(counts.changes[ACCORD_DIFF_CHANGE_UNCHANGED], 1);
    accord_text_clear(&out);
    accord_diff_run_close(runs[0]);
    accord_diff_run_close(runs[1]);
}
END_TEST

START_TEST(less_known_is_no_improvement)
{
    ck_assert_int_eq(accord_diff_known_of(ACCORD_VERDICT_GAP, ACCORD_VERDICT_UNREPORTED), ACCORD_DIFF_KNOWN_LESS);
    ck_assert_int_eq(accord_diff_known_of(ACCORD_VERDICT_REVIEW, ACCORD_VERDICT_GAP), ACCORD_DIFF_KNOWN_MORE);
    ck_assert_int_eq(accord_diff_known_of(ACCORD_VERDICT_GAP, ACCORD_VERDICT_PARTIAL), ACCORD_DIFF_KNOWN_SAME);
    struct accord_diff_counts counts;
    struct accord_text out;
    accord_text_init(&out, OUT_MAX);
    compare(&(struct side){{A("gap", GAP("1"))}, 1}, &(struct side){{A("unreported", OPEN("1"))}, 1}, &counts, &out);
    ck_assert_uint_eq(counts.less_known, 1);
    compare(&(struct side){{A("gap", GAP("1"))}, 1}, &(struct side){{A("partial", PARTIAL("1"))}, 1}, &counts, &out);
    ck_assert_uint_eq(counts.less_known, 0);
    accord_text_clear(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("diff_compare");
    TCase *tests = tcase_create("diff_compare");
    tcase_add_loop_test(tests, findings_are_told_apart, 0, COUNT_OF(cases));
    tcase_add_loop_test(tests, the_other_direction_is_the_mirror, 0, COUNT_OF(cases));
    tcase_add_loop_test(tests, a_rule_that_was_renamed_is_the_same, 0, 2);
    tcase_add_test(tests, less_known_is_no_improvement);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
