/* Properties of scores over random tallies. */
#include "accord/verdict.h"
#include "unit/suite.h"

#include <stdint.h>

enum { ROUNDS = 20000, COUNT_MAX = 6 };

static uint32_t next_random(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % below;
}

static struct accord_tally random_tally(uint32_t *seed)
{
    struct accord_tally tally = {{0}, {0}};
    for (int verdict = 0; verdict < ACCORD_VERDICT_COUNT; verdict++)
        for (uint32_t i = next_random(seed, COUNT_MAX); i > 0; i--)
            accord_tally_add(&tally, (enum accord_verdict_kind)verdict, next_random(seed, 4) == 0);
    return tally;
}

/* Whatever the pair would have been: as an error it gives no better score, and bounds no narrower. */
START_TEST(an_error_never_raises_a_score)
{
    uint32_t seed = 20201122;
    for (int round = 0; round < ROUNDS; round++) {
        struct accord_tally before = random_tally(&seed), after = before;
        enum accord_verdict_kind verdict = (enum accord_verdict_kind)next_random(&seed, ACCORD_VERDICT_COUNT);
        accord_tally_add(&before, verdict, next_random(&seed, 4) == 0);
        accord_tally_add(&after, ACCORD_VERDICT_ERROR, false);
        struct accord_score was = accord_tally_score(&before), is = accord_tally_score(&after);
        ck_assert(!is.scored || is.low <= is.score + 1e-12);
        ck_assert(!is.scored || is.score <= is.high + 1e-12);
        if (!accord_verdict_meaning(verdict)->counted) continue; /* what was not in the denominator comes into it */
        ck_assert_msg(is.low <= was.low + 1e-12 && is.high >= was.high - 1e-12, "round %d", round);
        ck_assert_uint_le(is.assessable, was.assessable);
        if (was.scored && is.scored)
            ck_assert_msg(is.score <= was.score + 1e-12, "round %d: %f became %f by an error for %s", round, was.score,
                          is.score, accord_verdict_meaning(verdict)->name);
    }
}
END_TEST

/* What is left open instead of being decided can only widen the bounds. */
START_TEST(an_open_verdict_never_narrows_the_bounds)
{
    static const enum accord_verdict_kind open[] = {ACCORD_VERDICT_UNREPORTED, ACCORD_VERDICT_REVIEW};
    uint32_t seed = 11102020;
    for (int round = 0; round < ROUNDS; round++) {
        struct accord_tally before = random_tally(&seed), after = before;
        enum accord_verdict_kind verdict = (enum accord_verdict_kind)next_random(&seed, ACCORD_VERDICT_COUNT);
        if (!accord_verdict_meaning(verdict)->counted) continue;
        accord_tally_add(&before, verdict, false);
        accord_tally_add(&after, open[next_random(&seed, 2)], false);
        struct accord_score was = accord_tally_score(&before), is = accord_tally_score(&after);
        ck_assert(is.low <= was.low + 1e-12 && is.high >= was.high - 1e-12 && is.of == was.of);
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("score");
    Suite *suite = suite_create("score");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, an_error_never_raises_a_score);
    tcase_add_test(tcase, an_open_verdict_never_narrows_the_bounds);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
