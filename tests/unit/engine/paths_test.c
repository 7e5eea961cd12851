/* Trees of questions and answers: which branch is which, how much is kept, when a rule is left to Lua; and how values
 * of a path are told apart. */
#include "engine/paths.h"

#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RULES = 3 };

static struct accord_paths paths;
static struct accord_engine *engine;

static void open_paths(void)
{
    engine = calloc(1, sizeof *engine);
    ck_assert(accord_paths_open(&paths, RULES));
    engine->paths = &paths;
    accord_path_begin(engine);
}

static void close_paths(void)
{
    accord_paths_close(&paths);
    free(engine);
}

static struct accord_step *new_step(void)
{
    const struct accord_step step = {.kind = ACCORD_STEP_COUNT};
    struct accord_step *made = accord_step_new(&paths, &step);
    ck_assert_ptr_nonnull(made);
    return made;
}

static struct accord_reply number(int64_t given)
{
    return (struct accord_reply){.kind = ACCORD_REPLY_NUMBER, .number = given};
}

static struct accord_reply text(const char *given)
{
    return (struct accord_reply){.kind = ACCORD_REPLY_TEXT, .text = given, .length = strlen(given)};
}

/* ---- trees ---- */

START_TEST(a_reply_finds_its_branch_by_all_that_it_says)
{
    const struct accord_reply replies[] = {number(0),
                                           number(1),
                                           {.kind = ACCORD_REPLY_NONE},
                                           {.kind = ACCORD_REPLY_NEW, .number = 1},
                                           {.kind = ACCORD_REPLY_KNOWN, .number = 1},
                                           {.kind = ACCORD_REPLY_DAY, .number = 1},
                                           {.kind = ACCORD_REPLY_ABSENT},
                                           {.kind = ACCORD_REPLY_UNDECIDED},
                                           text(""),
                                           text("a"),
                                           text("b"),
                                           text("ab")};
    struct accord_branch *branches[COUNT_OF(replies)];
    struct accord_step *step = new_step();
    for (int i = 0; i < COUNT_OF(replies); i++) {
        ck_assert_msg(accord_step_branch(step, &replies[i]) == NULL, "reply %d was there", i);
        branches[i] = accord_branch_new(&paths, step, &replies[i]);
        ck_assert_ptr_nonnull(branches[i]);
    }
    for (int i = 0; i < COUNT_OF(replies); i++)
        ck_assert_ptr_eq(accord_step_branch(step, &replies[i]), branches[i]);
}
END_TEST

START_TEST(a_text_of_a_branch_is_its_own)
{
    struct accord_step *step = new_step();
    char given[] = "given";
    const struct accord_reply reply = text(given);
    const struct accord_branch *branch = accord_branch_new(&paths, step, &reply);
    given[0] = 'x';
    const struct accord_reply same = text("given");
    ck_assert_ptr_eq(accord_step_branch(step, &same), branch);
    ck_assert_ptr_null(accord_step_branch(step, &reply));
}
END_TEST

START_TEST(the_branch_that_was_taken_last_comes_first)
{
    struct accord_step *step = new_step();
    for (int64_t i = 0; i < 4; i++) {
        const struct accord_reply reply = number(i);
        ck_assert_ptr_eq(accord_branch_new(&paths, step, &reply), step->branches);
    }
    static const int64_t taken[] = {0, 2, 2, 3, 1};
    for (int i = 0; i < COUNT_OF(taken); i++) {
        const struct accord_reply reply = number(taken[i]);
        ck_assert_ptr_eq(accord_step_branch(step, &reply), step->branches);
        ck_assert_int_eq(step->branches->reply.number, taken[i]);
    }
    static const int64_t order[] = {1, 3, 2, 0};
    const struct accord_branch *at = step->branches;
    for (int i = 0; i < COUNT_OF(order); i++, at = at->other)
        ck_assert_int_eq(at->reply.number, order[i]);
    ck_assert_ptr_null(at);
}
END_TEST

START_TEST(a_step_has_so_many_branches_and_no_more)
{
    struct accord_step *step = new_step();
    for (int64_t i = 0; i < ACCORD_BRANCHES_MAX; i++) {
        const struct accord_reply reply = number(i);
        ck_assert_ptr_nonnull(accord_branch_new(&paths, step, &reply));
    }
    const struct accord_reply more = number(ACCORD_BRANCHES_MAX), first = number(0);
    ck_assert_ptr_null(accord_branch_new(&paths, step, &more));
    ck_assert_ptr_nonnull(accord_step_branch(step, &first));
    ck_assert_ptr_null(accord_step_branch(step, &more));
}
END_TEST

START_TEST(no_more_is_kept_than_there_is_room_for)
{
    const struct accord_step step = {.kind = ACCORD_STEP_COUNT};
    const struct accord_reply reply = number(1);
    ck_assert(accord_paths_room(&paths));
    ck_assert_ptr_null(accord_paths_alloc(&paths, ACCORD_PATHS_BYTES_MAX + 1));
    while (accord_paths_alloc(&paths, 1000) != NULL)
        ck_assert_uint_le(paths.arena.total, ACCORD_PATHS_BYTES_MAX);
    while (accord_paths_alloc(&paths, 1) != NULL)
        ck_assert_uint_le(paths.arena.total, ACCORD_PATHS_BYTES_MAX);
    ck_assert(!accord_paths_room(&paths));
    ck_assert_ptr_null(accord_step_new(&paths, &step));
    struct accord_step own = step;
    ck_assert_ptr_null(accord_branch_new(&paths, &own, &reply));
    ck_assert_ptr_null(own.branches);
}
END_TEST

/* ---- what walking is worth ---- */

/* The first pairs are Lua's in any case. */
static void ask_before(size_t rule)
{
    for (size_t i = 0; i < ACCORD_PATHS_ASKED_BEFORE; i++)
        ck_assert(!accord_paths_worth(&paths, rule));
}

static int walks_until_left(size_t rule)
{
    int missed = 0;
    while (accord_paths_worth(&paths, rule) && missed < 100000) {
        accord_paths_walked(&paths, rule, false);
        missed++;
    }
    return missed;
}

START_TEST(a_rule_whose_walks_fail_again_and_again_is_left_to_lua)
{
    ask_before(0);
    ask_before(1);
    int first = walks_until_left(0);
    ck_assert_int_gt(first, 10);
    ck_assert_int_lt(first, 1000);
    ck_assert(accord_paths_worth(&paths, 1));
    for (int i = 0; i < 10; i++)
        accord_paths_walked(&paths, 1, true);
    ck_assert_int_gt(walks_until_left(1), first);
}
END_TEST

/* However often they succeeded before. */
START_TEST(credit_has_an_end)
{
    ask_before(0);
    for (int i = 0; i < 100000; i++)
        accord_paths_walked(&paths, 0, true);
    ck_assert_int_lt(walks_until_left(0), 2000);
}
END_TEST

START_TEST(a_rule_may_be_left_at_once)
{
    ask_before(1);
    ask_before(2);
    accord_paths_leave(&paths, 2);
    for (int i = 0; i < 100000; i++)
        ck_assert(!accord_paths_worth(&paths, 2));
    ck_assert(accord_paths_worth(&paths, 1));
}
END_TEST

/* Other actors may go other ways. */
START_TEST(a_rule_that_was_left_is_tried_again_later)
{
    int left = 0;
    ask_before(0);
    int first = walks_until_left(0);
    while (!accord_paths_worth(&paths, 0) && left < 100000)
        left++;
    ck_assert_int_gt(left, 1000);
    ck_assert_int_lt(left, 10000);
    ck_assert_int_eq(walks_until_left(0), first);
}
END_TEST

/* ---- values ---- */

static struct accord_dated full(int32_t day)
{
    return (struct accord_dated){{day, day}, NULL, ACCORD_NO_COLUMN};
}

static struct accord_dated coarse(int32_t first, int32_t last)
{
    return (struct accord_dated){{first, last}, NULL, ACCORD_NO_COLUMN};
}

static void expect_reply(struct accord_reply reply, enum accord_reply_kind kind, int64_t given)
{
    ck_assert_int_eq(reply.kind, kind);
    ck_assert_int_eq(reply.number, given);
}

START_TEST(full_dates_are_one_where_they_are_the_same_day)
{
    expect_reply(accord_path_date_reply(engine, full(10)), ACCORD_REPLY_NEW, 0);
    expect_reply(accord_path_date_reply(engine, full(11)), ACCORD_REPLY_NEW, 1);
    expect_reply(accord_path_date_reply(engine, full(10)), ACCORD_REPLY_KNOWN, 0);
    ck_assert_int_eq(accord_path_day_number(engine, full(11).date), 1);
    ck_assert_int_eq(accord_path_day_number(engine, full(12).date), ACCORD_PATH_NONE);
}
END_TEST

START_TEST(coarse_dates_are_never_one)
{
    expect_reply(accord_path_date_reply(engine, coarse(10, 20)), ACCORD_REPLY_NEW, 0);
    expect_reply(accord_path_date_reply(engine, coarse(10, 20)), ACCORD_REPLY_NEW, 1);
    expect_reply(accord_path_date_reply(engine, full(10)), ACCORD_REPLY_NEW, 2);
    expect_reply(accord_path_date_reply(engine, full(20)), ACCORD_REPLY_NEW, 3);
}
END_TEST

START_TEST(a_day_that_rules_hold_from_elsewhere_is_that_day)
{
    ck_assert(accord_day_set_add(&engine->const_days, 10));
    expect_reply(accord_path_date_reply(engine, full(10)), ACCORD_REPLY_DAY, 10);
    expect_reply(accord_path_date_reply(engine, coarse(10, 11)), ACCORD_REPLY_NEW, 0);
    expect_reply(accord_path_date_reply(engine, full(11)), ACCORD_REPLY_NEW, 1);
}
END_TEST

START_TEST(rows_are_numbered_as_they_come_up_in_each_path_anew)
{
    struct accord_row rows[2];
    memset(rows, 0, sizeof rows);
    expect_reply(accord_path_row_reply(engine, NULL), ACCORD_REPLY_ABSENT, 0);
    expect_reply(accord_path_row_reply(engine, &rows[1]), ACCORD_REPLY_NEW, 0);
    expect_reply(accord_path_row_reply(engine, &rows[0]), ACCORD_REPLY_NEW, 1);
    expect_reply(accord_path_row_reply(engine, &rows[1]), ACCORD_REPLY_KNOWN, 0);
    ck_assert_int_eq(accord_path_row_number(engine, &rows[0]), 1);
    accord_path_begin(engine);
    ck_assert_int_eq(accord_path_row_number(engine, &rows[0]), ACCORD_PATH_NONE);
    expect_reply(accord_path_row_reply(engine, &rows[0]), ACCORD_REPLY_NEW, 0);
}
END_TEST

START_TEST(values_that_are_cut_off_are_new_again)
{
    struct accord_row row;
    memset(&row, 0, sizeof row);
    expect_reply(accord_path_date_reply(engine, full(10)), ACCORD_REPLY_NEW, 0);
    expect_reply(accord_path_row_reply(engine, &row), ACCORD_REPLY_NEW, 1);
    expect_reply(accord_path_date_reply(engine, full(11)), ACCORD_REPLY_NEW, 2);
    accord_path_cut(&paths.values, 1);
    expect_reply(accord_path_date_reply(engine, full(10)), ACCORD_REPLY_KNOWN, 0);
    expect_reply(accord_path_date_reply(engine, full(11)), ACCORD_REPLY_NEW, 1);
    expect_reply(accord_path_row_reply(engine, &row), ACCORD_REPLY_NEW, 2);
}
END_TEST

START_TEST(a_path_has_so_many_values_and_no_more)
{
    struct accord_row row;
    memset(&row, 0, sizeof row);
    for (int32_t i = 0; i < ACCORD_PATH_VALUES_MAX; i++)
        expect_reply(accord_path_date_reply(engine, full(i)), ACCORD_REPLY_NEW, i);
    expect_reply(accord_path_date_reply(engine, full(-1)), ACCORD_REPLY_NEW, ACCORD_PATH_NONE);
    expect_reply(accord_path_row_reply(engine, &row), ACCORD_REPLY_NEW, ACCORD_PATH_NONE);
    ck_assert_int_eq(accord_path_row_number(engine, &row), ACCORD_PATH_NONE);
    expect_reply(accord_path_date_reply(engine, full(7)), ACCORD_REPLY_KNOWN, 7);
}
END_TEST

static struct accord_cell cell_of(enum accord_cell_kind kind, int64_t given, const char *word)
{
    struct accord_cell cell = {.kind = (uint8_t)kind, .length = word == NULL ? 0 : (uint32_t)strlen(word)};
    if (word != NULL)
        cell.as.text = word;
    else if (kind == ACCORD_CELL_DATE)
        cell.as.date = full((int32_t)given).date;
    else
        cell.as.integer = given;
    return cell;
}

START_TEST(cells_are_told_by_all_that_lua_sees_of_them)
{
    const struct accord_cell cells[] = {cell_of(ACCORD_CELL_MISSING, 0, NULL),
                                        cell_of(ACCORD_CELL_TEXT, 0, "word"),
                                        cell_of(ACCORD_CELL_LIST, 0,
                                                "a\x1f"
                                                "b"),
                                        cell_of(ACCORD_CELL_INTEGER, -7, NULL),
                                        cell_of(ACCORD_CELL_BOOLEAN, 1, NULL),
                                        cell_of(ACCORD_CELL_DATE, 12, NULL),
                                        cell_of(ACCORD_CELL_DECIMAL, 150, NULL)};
    struct accord_row row = {.cells = cells};
    struct accord_reply reply;
    ck_assert(accord_path_cell_reply(engine, &row, 0, &reply));
    expect_reply(reply, ACCORD_REPLY_ABSENT, 0);
    ck_assert(accord_path_cell_reply(engine, &row, 1, &reply));
    expect_reply(reply, ACCORD_REPLY_TEXT, 0);
    ck_assert_mem_eq(reply.text, "word", reply.length);
    ck_assert(accord_path_cell_reply(engine, &row, 2, &reply));
    ck_assert_uint_eq(reply.length, 3);
    ck_assert(accord_path_cell_reply(engine, &row, 3, &reply));
    expect_reply(reply, ACCORD_REPLY_NUMBER, -7);
    ck_assert(accord_path_cell_reply(engine, &row, 4, &reply));
    expect_reply(reply, ACCORD_REPLY_NUMBER, 1);
    ck_assert(accord_path_cell_reply(engine, &row, 5, &reply));
    expect_reply(reply, ACCORD_REPLY_NEW, 0);
    ck_assert(!accord_path_cell_reply(engine, &row, 6, &reply));
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("paths");
    Suite *suite = suite_create("paths");
    tcase_add_checked_fixture(tcase, open_paths, close_paths);
    tcase_add_test(tcase, a_reply_finds_its_branch_by_all_that_it_says);
    tcase_add_test(tcase, a_text_of_a_branch_is_its_own);
    tcase_add_test(tcase, the_branch_that_was_taken_last_comes_first);
    tcase_add_test(tcase, a_step_has_so_many_branches_and_no_more);
    tcase_add_test(tcase, no_more_is_kept_than_there_is_room_for);
    tcase_add_test(tcase, a_rule_whose_walks_fail_again_and_again_is_left_to_lua);
    tcase_add_test(tcase, credit_has_an_end);
    tcase_add_test(tcase, a_rule_that_was_left_is_tried_again_later);
    tcase_add_test(tcase, a_rule_may_be_left_at_once);
    tcase_add_test(tcase, full_dates_are_one_where_they_are_the_same_day);
    tcase_add_test(tcase, coarse_dates_are_never_one);
    tcase_add_test(tcase, a_day_that_rules_hold_from_elsewhere_is_that_day);
    tcase_add_test(tcase, rows_are_numbered_as_they_come_up_in_each_path_anew);
    tcase_add_test(tcase, values_that_are_cut_off_are_new_again);
    tcase_add_test(tcase, a_path_has_so_many_values_and_no_more);
    tcase_add_test(tcase, cells_are_told_by_all_that_lua_sees_of_them);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
