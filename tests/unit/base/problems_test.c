/* The list of what is wrong in a dataset. */
#include "accord/problems.h"

#include "base/memory.h"
#include "unit/suite.h"

#include <string.h>

static struct accord_problems *new_list(void)
{
    struct accord_problems *problems = NULL;
    ck_assert_int_eq(accord_problems_new(&problems, NULL), ACCORD_OK);
    return problems;
}

START_TEST(a_problem_keeps_its_place_and_copies_its_texts)
{
    struct accord_problems *problems = new_list();
    char file[] = "actors.csv";
    ck_assert_int_eq(accord_problems_add(problems, file, 3, 14, NULL, "found \"%s\"", "x"), ACCORD_OK);
    file[0] = 'X';
    const struct accord_problem *problem = accord_problems_at(problems, 0);
    ck_assert_str_eq(problem->file, "actors.csv");
    ck_assert_uint_eq(problem->line, 3);
    ck_assert_uint_eq(problem->column, 14);
    ck_assert_str_eq(problem->text, "found \"x\"");
    accord_problems_free(problems);
}
END_TEST

START_TEST(the_first_are_kept_and_all_are_counted)
{
    struct accord_problems *problems = new_list();
    for (unsigned i = 1; i <= ACCORD_PROBLEMS_KEPT + 50; i++) {
        ck_assert_int_eq(accord_problems_add(problems, "a.csv", i, 1, NULL, "problem %u", i), ACCORD_OK);
    }
    ck_assert_uint_eq(accord_problems_count(problems), ACCORD_PROBLEMS_KEPT + 50);
    ck_assert_uint_eq(accord_problems_kept(problems), ACCORD_PROBLEMS_KEPT);
    for (unsigned i = 0; i < ACCORD_PROBLEMS_KEPT; i++)
        ck_assert_uint_eq(accord_problems_at(problems, i)->line, i + 1);
    accord_problems_free(problems);
}
END_TEST

START_TEST(those_that_nobody_kept_are_counted)
{
    struct accord_problems *problems = new_list();
    ck_assert_int_eq(accord_problems_add(problems, "a.csv", 1, 1, NULL, "one"), ACCORD_OK);
    accord_problems_add_more(problems, 2);
    ck_assert_int_eq(accord_problems_add(problems, "a.csv", 4, 1, NULL, "four"), ACCORD_OK);
    ck_assert_uint_eq(accord_problems_count(problems), 4);
    ck_assert_uint_eq(accord_problems_kept(problems), 1); /* the first ones, without a gap */
    accord_problems_free(problems);
}
END_TEST

START_TEST(a_long_text_is_cut)
{
    static char text[3 * ACCORD_ERROR_TEXT_MAX];
    struct accord_problems *problems = new_list();
    memset(text, 'x', sizeof text - 1);
    ck_assert_int_eq(accord_problems_add(problems, "a.csv", 1, 1, NULL, "%s", text), ACCORD_OK);
    ck_assert_uint_eq(strlen(accord_problems_at(problems, 0)->text), ACCORD_ERROR_TEXT_MAX - 1);
    accord_problems_free(problems);
}
END_TEST

static const struct {
    const char *source;
    unsigned line;
    const char *quoted;
} quotes[] = {
    {"one\n  two\n", 1, "one"}, {"one\n\t two\r\n", 2, "two"},
    {"one\n  two", 2, "two"},   {"one\n\nthree", 2, NULL},
    {"one\n", 2, NULL},         {"one", 7, NULL},
    {"one", 0, NULL},           {"", 1, NULL},
};

START_TEST(the_line_in_question_is_quoted_without_its_indentation)
{
    struct accord_problems *problems = new_list();
    const char *source = quotes[_i].source;
    ck_assert_int_eq(accord_problems_add(problems, "a.lua", quotes[_i].line, 0, NULL, "odd"), ACCORD_OK);
    ck_assert_int_eq(accord_problems_quote(problems, source, strlen(source), NULL), ACCORD_OK);
    if (quotes[_i].quoted == NULL)
        ck_assert_ptr_null(accord_problems_at(problems, 0)->source);
    else
        ck_assert_str_eq(accord_problems_at(problems, 0)->source, quotes[_i].quoted);
    accord_problems_free(problems);
}
END_TEST

START_TEST(a_long_line_is_quoted_up_to_a_whole_character)
{
    char source[1024] = "x";
    struct accord_problems *problems = new_list();
    for (size_t i = 1; i + 2 < sizeof source; i += 2)
        memcpy(source + i, "\xc3\xa9", 3);
    ck_assert_int_eq(accord_problems_add(problems, "a.lua", 1, 0, NULL, "long"), ACCORD_OK);
    ck_assert_int_eq(accord_problems_quote(problems, source, strlen(source), NULL), ACCORD_OK);
    ck_assert_uint_eq(strlen(accord_problems_at(problems, 0)->source), 159);
    accord_problems_free(problems);
}
END_TEST

START_TEST(an_empty_list_and_no_list_can_be_freed)
{
    struct accord_problems *problems = new_list();
    ck_assert_uint_eq(accord_problems_count(problems), 0);
    ck_assert_uint_eq(accord_problems_kept(problems), 0);
    accord_problems_free(problems);
    accord_problems_free(NULL);
}
END_TEST

START_TEST(a_failed_allocation_is_told_and_the_problem_counted)
{
    struct accord_problems *problems = NULL;
    struct accord_error err = {0};
    accord_alloc_fail_after(1);
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_NO_MEMORY);
    ck_assert_ptr_null(problems);
    accord_alloc_fail_after(0);
    problems = new_list();
    accord_alloc_fail_after(1);
    ck_assert_int_eq(accord_problems_add(problems, "a.csv", 1, 1, &err, "lost"), ACCORD_NO_MEMORY);
    accord_alloc_fail_after(0);
    ck_assert_int_eq(err.status, ACCORD_NO_MEMORY);
    ck_assert_int_eq(accord_problems_add(problems, "a.csv", 2, 1, &err, "only counted"), ACCORD_OK);
    ck_assert_uint_eq(accord_problems_count(problems), 2);
    ck_assert_uint_eq(accord_problems_kept(problems), 0);
    accord_problems_free(problems);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("problems");
    TCase *tests = tcase_create("problems");
    tcase_add_test(tests, a_problem_keeps_its_place_and_copies_its_texts);
    tcase_add_test(tests, the_first_are_kept_and_all_are_counted);
    tcase_add_test(tests, those_that_nobody_kept_are_counted);
    tcase_add_test(tests, a_long_text_is_cut);
    tcase_add_loop_test(tests, the_line_in_question_is_quoted_without_its_indentation, 0, COUNT_OF(quotes));
    tcase_add_test(tests, a_long_line_is_quoted_up_to_a_whole_character);
    tcase_add_test(tests, an_empty_list_and_no_list_can_be_freed);
    tcase_add_test(tests, a_failed_allocation_is_told_and_the_problem_counted);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
