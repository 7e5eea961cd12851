/* Comparing runs that are made up at random, from a seed: a run and itself differ in nothing, and the other direction
 * is the mirror. */
#include "diff/compare.h"

#include "unit/diff/made.h"
#include "unit/suite.h"

#include <stdio.h>

enum { ROUNDS = 60, ACTORS = 6, RULES = 3, PRINTS = 4, VERDICTS_MAX = ACTORS * RULES };

/* One run: each pair is there or not, with any verdict and any findings of few fingerprints. */
struct random_run {
    struct made_verdict verdicts[VERDICTS_MAX];
    char prints[VERDICTS_MAX][MADE_FINDINGS_MAX][16];
    size_t count;
};

static unsigned next_random(unsigned *state)
{
    *state = *state * 1103515245U + 12345U;
    return *state >> 16;
}

static const char *random_kind(unsigned *state)
{
    return accord_verdict_meaning((enum accord_verdict_kind)(next_random(state) % ACCORD_VERDICT_COUNT))->name;
}

static void make(struct random_run *run, unsigned *state)
{
    static const char *const actors[ACTORS] = {"AAA", "BBB", "CCC", "DDD", "EEE", "FFF"};
    static const char *const rules[RULES] = {"t/a", "t/b", "t/c"};
    static const char *const gates[] = {"check", "check", "check", "addressee", "effect", "requires"};
    run->count = 0;
    for (int i = 0; i < ACTORS * RULES; i++) {
        if (next_random(state) % 4 == 0) continue;
        struct made_verdict *verdict = &run->verdicts[run->count];
        *verdict = (struct made_verdict){.actor = actors[i / RULES],
                                         .rule = rules[i % RULES],
                                         .verdict = random_kind(state),
                                         .gate = gates[next_random(state) % 6]};
        size_t findings = next_random(state) % MADE_FINDINGS_MAX;
        for (size_t j = 0; j < findings; j++) {
            char *print = run->prints[run->count][j];
            (void)snprintf(print, sizeof run->prints[0][0], "%d-%u", i, next_random(state) % PRINTS);
            verdict->findings[j] = (struct made_finding){random_kind(state), "m", print};
        }
        run->count++;
    }
}

static void compare(const struct random_run *before, const struct random_run *after, struct accord_diff_counts *counts)
{
    static const struct accord_diff_listener nobody = {NULL, NULL, NULL};
    struct accord_diff_run *runs[2] = {
        made_open(&(struct made_run){.verdicts = before->verdicts, .count = before->count}),
        made_open(&(struct made_run){.verdicts = after->verdicts, .count = after->count}),
    };
    struct accord_error err = {0};
    enum accord_status status = accord_diff_compare(runs[0], runs[1], &nobody, counts, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    accord_diff_run_close(runs[0]);
    accord_diff_run_close(runs[1]);
}

static size_t total(const struct accord_diff_counts *counts)
{
    size_t sum = 0;
    for (int i = 0; i < ACCORD_DIFF_CHANGE_COUNT; i++)
        sum += counts->changes[i];
    return sum;
}

START_TEST(a_run_and_itself_differ_in_nothing)
{
    unsigned state = 7;
    struct random_run run;
    struct accord_diff_counts counts;
    size_t findings = 0;
    for (int round = 0; round < ROUNDS; round++) {
        make(&run, &state);
        compare(&run, &run, &counts);
        ck_assert_uint_eq(total(&counts), counts.changes[ACCORD_DIFF_CHANGE_UNCHANGED]);
        ck_assert_uint_eq(counts.changed_pairs + counts.pairs_old_only + counts.pairs_new_only, 0);
        findings += total(&counts);
    }
    ck_assert_uint_gt(findings, ROUNDS);
}
END_TEST

START_TEST(the_other_direction_is_the_mirror)
{
    unsigned state = 11;
    struct random_run one, other;
    struct accord_diff_counts there, back, before, after;
    size_t seen[ACCORD_DIFF_CHANGE_COUNT] = {0};
    for (int round = 0; round < ROUNDS; round++) {
        make(&one, &state);
        make(&other, &state);
        compare(&one, &other, &there);
        compare(&other, &one, &back);
        compare(&one, &one, &before);
        compare(&other, &other, &after);
        for (int i = 0; i < ACCORD_DIFF_CHANGE_COUNT; i++)
            seen[i] += there.changes[i];
        ck_assert_uint_eq(there.changes[ACCORD_DIFF_CHANGE_NEW], back.changes[ACCORD_DIFF_CHANGE_FIXED]);
        ck_assert_uint_eq(there.changes[ACCORD_DIFF_CHANGE_FIXED], back.changes[ACCORD_DIFF_CHANGE_NEW]);
        ck_assert_uint_eq(there.changes[ACCORD_DIFF_CHANGE_NEWLY_EVALUATED],
                          back.changes[ACCORD_DIFF_CHANGE_NOT_EVALUATED]);
        ck_assert_uint_eq(there.changes[ACCORD_DIFF_CHANGE_NOT_EVALUATED],
                          back.changes[ACCORD_DIFF_CHANGE_NEWLY_EVALUATED]);
        ck_assert_uint_eq(there.changes[ACCORD_DIFF_CHANGE_WORSE], back.changes[ACCORD_DIFF_CHANGE_BETTER]);
        ck_assert_uint_eq(there.changes[ACCORD_DIFF_CHANGE_BETTER], back.changes[ACCORD_DIFF_CHANGE_WORSE]);
        ck_assert_uint_eq(there.changes[ACCORD_DIFF_CHANGE_UNCHANGED], back.changes[ACCORD_DIFF_CHANGE_UNCHANGED]);
        ck_assert_uint_eq(there.worse_pairs, back.better_pairs);
        ck_assert_uint_eq(there.pairs_old_only, back.pairs_new_only);
        for (int i = 0; i < ACCORD_VERDICT_COUNT; i++)
            for (int j = 0; j < ACCORD_VERDICT_COUNT; j++)
                ck_assert_uint_eq(there.pairs[i][j], back.pairs[j][i]);
        /* No finding is lost: each of OLD is in one place, and each of NEW. */
        size_t both = there.changes[ACCORD_DIFF_CHANGE_WORSE] + there.changes[ACCORD_DIFF_CHANGE_BETTER] +
                      there.changes[ACCORD_DIFF_CHANGE_UNCHANGED];
        ck_assert_uint_eq(both + there.changes[ACCORD_DIFF_CHANGE_FIXED] +
                              there.changes[ACCORD_DIFF_CHANGE_NOT_EVALUATED],
                          total(&before));
        ck_assert_uint_eq(both + there.changes[ACCORD_DIFF_CHANGE_NEW] +
                              there.changes[ACCORD_DIFF_CHANGE_NEWLY_EVALUATED],
                          total(&after));
    }
    for (int i = 0; i < ACCORD_DIFF_CHANGE_COUNT; i++)
        ck_assert_uint_gt(seen[i], 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("property_diff");
    TCase *tests = tcase_create("property_diff");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, a_run_and_itself_differ_in_nothing);
    tcase_add_test(tests, the_other_direction_is_the_mirror);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
