/* Whether a process that is waited for gets on: by what is seen of it, never by a clock of the test's own. */
#include "cli/watch.h"

#include "unit/suite.h"

#include <check.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS = 2, LOADING_SECONDS = 3, MOVES = 5, LOOKS_ASLEEP = SECONDS * 1000 / ACCORD_LOOK_MILLISECONDS * 10 };

static const int64_t second = 1000000000;

/* One that was seen at its first pair, a moment after it had said something. */
static struct accord_sight begin(struct accord_watch *watch)
{
    const struct accord_patience patience = {SECONDS, LOADING_SECONDS, MOVES};
    struct accord_sight sight = {
        .moves = 7, .place = {ACCORD_STAGE_PAIR, 4, 0}, .processor = 10 * second, .activity = ACCORD_ACTIVITY_RUNS};
    accord_watch_begin(watch, &patience);
    ck_assert_int_eq(accord_watch_look(watch, &sight), ACCORD_CONDUCT_WELL);
    return sight;
}

START_TEST(a_place_has_its_time_and_no_more)
{
    struct accord_watch watch;
    struct accord_sight sight = begin(&watch);
    sight.processor += SECONDS * second;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
    sight.processor++;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_SPENT);
}
END_TEST

START_TEST(counting_buys_no_time)
{
    struct accord_watch watch;
    struct accord_sight sight = begin(&watch);
    sight.moves++;
    sight.processor += SECONDS * second;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
    sight.moves++;
    sight.processor++;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_SPENT);
}
END_TEST

START_TEST(going_in_circles_without_counting_buys_no_time)
{
    struct accord_watch watch;
    struct accord_sight sight = begin(&watch);
    sight.processor += SECONDS * second + 1;
    sight.place.rule = 1;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_SPENT);
    ck_assert_uint_eq(watch.at.rule, 1);
}
END_TEST

START_TEST(each_place_has_its_time_up_to_as_many_as_there_can_be)
{
    struct accord_watch watch;
    struct accord_sight sight = begin(&watch);
    for (int i = 0; i < MOVES; i++) {
        sight.place.rule++;
        sight.moves++;
        sight.processor += 10 * SECONDS * second; /* a look may come late */
        ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
    }
    sight.place.rule++;
    sight.moves++;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_MADE_UP);
}
END_TEST

START_TEST(a_counter_that_is_turned_back_is_made_up)
{
    struct accord_watch watch;
    struct accord_sight sight = begin(&watch);
    sight.moves--;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_MADE_UP);
}
END_TEST

START_TEST(one_that_is_seen_between_place_and_counter_gets_on)
{
    struct accord_watch watch;
    struct accord_sight sight = begin(&watch);
    sight.place.rule = 1;
    sight.processor += SECONDS * second;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
    sight.moves++;
    sight.processor += SECONDS * second;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
}
END_TEST

START_TEST(a_frame_begins_it_all_again)
{
    struct accord_watch watch;
    struct accord_sight sight = begin(&watch);
    for (int i = 0; i < 100; i++) {
        sight.moves += 1000;
        sight.processor += 10 * SECONDS * second;
        accord_watch_frame(&watch);
        ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
    }
    sight.moves += MOVES;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
    sight.moves++;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_MADE_UP);
}
END_TEST

START_TEST(one_that_waits_for_a_processor_may_wait_for_ever)
{
    struct accord_watch watch;
    struct accord_sight sight = begin(&watch);
    for (int i = 0; i < 10 * LOOKS_ASLEEP; i++)
        ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
    sight.processor += SECONDS * second;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
}
END_TEST

/* Where the system does not tell, our waiting is all there is. */
static const struct {
    enum accord_activity activity;
    int64_t processor;
} sleepers[] = {{ACCORD_ACTIVITY_SLEEPS, 10},
                {ACCORD_ACTIVITY_UNKNOWN, 10},
                {ACCORD_ACTIVITY_RUNS, -1},
                {ACCORD_ACTIVITY_SLEEPS, -1}};

START_TEST(one_that_sleeps_may_do_so_ten_times_as_long)
{
    struct accord_watch watch;
    struct accord_sight sight = begin(&watch);
    sight.activity = sleepers[_i].activity;
    sight.processor = sleepers[_i].processor < 0 ? -1 : sight.processor;
    accord_watch_frame(&watch);
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
    for (int i = 0; i < LOOKS_ASLEEP; i++)
        ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_SLEPT);
}
END_TEST

START_TEST(loading_has_its_time_once)
{
    struct accord_watch watch;
    struct accord_sight sight = begin(&watch);
    const struct accord_patience patience = {SECONDS, LOADING_SECONDS, MOVES};
    accord_watch_begin(&watch, &patience);
    sight.place.stage = ACCORD_STAGE_LOADING;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
    sight.processor += (SECONDS + LOADING_SECONDS) * second;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
    sight.place.stage = ACCORD_STAGE_PAIR;
    sight.moves++;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_WELL);
    sight.place.stage = ACCORD_STAGE_LOADING;
    sight.processor += SECONDS * second + 1;
    ck_assert_int_eq(accord_watch_look(&watch, &sight), ACCORD_CONDUCT_SPENT);
}
END_TEST

START_TEST(what_is_said_tells_the_limit)
{
    static const struct {
        enum accord_conduct conduct;
        const char *text;
    } said[] = {{ACCORD_CONDUCT_SPENT, "it used more than 2 seconds of processor time"},
                {ACCORD_CONDUCT_SLEPT, "it stood still for 20 seconds"},
                {ACCORD_CONDUCT_MADE_UP, "its process claims to have done more than it can have"}};
    struct accord_watch watch;
    char why[100];
    (void)begin(&watch);
    for (int i = 0; i < COUNT_OF(said); i++) {
        accord_watch_say(&watch, said[i].conduct, why, sizeof why);
        ck_assert_str_eq(why, said[i].text);
    }
}
END_TEST

/* ---- seeing a process ---- */

static void wait_a_moment(void)
{
    const struct timespec moment = {.tv_nsec = 1000000};
    (void)nanosleep(&moment, NULL);
}

/* Looks until it is seen at that; a test that waits for ever is stopped by its own limit. */
static struct accord_sight see_at(pid_t process, const struct accord_position *position, enum accord_activity activity)
{
    struct accord_sight sight;
    while ((sight = accord_watch_see(process, position)).activity != activity)
        wait_a_moment();
    return sight;
}

static pid_t start(bool sleeps)
{
    volatile bool on = true;
    pid_t process = fork();
    while (process == 0 && on)
        if (sleeps) (void)pause();
    ck_assert_int_gt(process, 0);
    return process;
}

static void end(pid_t process)
{
    (void)kill(process, SIGKILL);
    (void)waitpid(process, NULL, 0);
}

START_TEST(a_process_is_seen_to_run_or_sleep)
{
    const struct accord_position position = {.moves = 3, .stage = ACCORD_STAGE_COLLECT, .rule = 5, .actor = 9};
    pid_t sleeper = start(true), runner = start(false);
    const struct accord_sight asleep = see_at(sleeper, &position, ACCORD_ACTIVITY_SLEEPS);
    const struct accord_sight awake = see_at(runner, &position, ACCORD_ACTIVITY_RUNS);
    ck_assert_uint_eq(asleep.moves, 3);
    ck_assert_int_eq(asleep.place.stage, ACCORD_STAGE_COLLECT);
    ck_assert_uint_eq(asleep.place.rule, 5);
    ck_assert_uint_eq(asleep.place.actor, 9);
    while (accord_watch_see(runner, &position).processor <= awake.processor)
        wait_a_moment();
    (void)kill(runner, SIGSTOP);
    (void)see_at(runner, &position, ACCORD_ACTIVITY_SLEEPS);
    end(sleeper);
    end(runner);
    ck_assert_int_eq(accord_watch_see(runner, &position).activity, ACCORD_ACTIVITY_UNKNOWN);
    ck_assert_int_eq(accord_watch_see(runner, &position).processor, -1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("watch");
    TCase *judging = tcase_create("judging"), *seeing = tcase_create("seeing");
    tcase_add_test(judging, a_place_has_its_time_and_no_more);
    tcase_add_test(judging, counting_buys_no_time);
    tcase_add_test(judging, going_in_circles_without_counting_buys_no_time);
    tcase_add_test(judging, each_place_has_its_time_up_to_as_many_as_there_can_be);
    tcase_add_test(judging, a_counter_that_is_turned_back_is_made_up);
    tcase_add_test(judging, one_that_is_seen_between_place_and_counter_gets_on);
    tcase_add_test(judging, a_frame_begins_it_all_again);
    tcase_add_test(judging, one_that_waits_for_a_processor_may_wait_for_ever);
    tcase_add_loop_test(judging, one_that_sleeps_may_do_so_ten_times_as_long, 0, COUNT_OF(sleepers));
    tcase_add_test(judging, loading_has_its_time_once);
    tcase_add_test(judging, what_is_said_tells_the_limit);
    tcase_add_test(seeing, a_process_is_seen_to_run_or_sleep);
    tcase_set_timeout(seeing, 120); /* of a busy machine: it only ends what would go on for ever */
    suite_add_tcase(suite, judging);
    suite_add_tcase(suite, seeing);
    return run_suite(suite);
}
