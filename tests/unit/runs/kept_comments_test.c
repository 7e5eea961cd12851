/* Comments are picked from rows by finding, in the order of their days, and none that the day of the run had not. */
#include "runs/kept_comments.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

enum { ROWS = 8, COLUMNS = 6, LISTED_MAX = 128 };

static const char *const columns[COLUMNS] = {"by", "text", "weight", "on", "fingerprint", "url"};

static const struct {
    const char *key;
    const char *values[COLUMNS];
} made[ROWS] = {
    {"c-8", {"Ministry", "eighth", NULL, "2020-06-01", "f2", NULL}},
    {"c-2", {NULL, "second", "9", "2020-06-01", "f1", "https://example.org"}},
    {"c-1", {NULL, "first", NULL, "2020-06-01", "f1", NULL}},
    {"c-3", {NULL, "coarse", NULL, "2020", "f1", NULL}},      /* begins before, and may be later than the day */
    {"c-4", {NULL, "later", NULL, "2021-01-01", "f1", NULL}}, /* surely later */
    {"c-5", {NULL, NULL, NULL, "2020-06-01", "f1", NULL}},    /* says nothing */
    {"c-6", {NULL, "no day", NULL, NULL, "f1", NULL}},        /* of no day */
    {"c-7", {NULL, "of nothing", NULL, "2020-06-01", NULL, NULL}},
};

static struct accord_kept_row rows[ROWS];
static const struct accord_kept_table table = {rows, ROWS};

static void set_up(void)
{
    for (size_t i = 0; i < ROWS; i++)
        rows[i] = (struct accord_kept_row){made[i].key, made[i].values};
}

static struct accord_kept_comments with_columns(size_t left_out)
{
    struct accord_kept_comments comments;
    struct accord_date day;
    const char *why = NULL;
    ck_assert(accord_date_parse("2020-12-31", 10, &day, &why));
    accord_kept_comments_none(&comments, day);
    accord_kept_comments_in(&comments, 3);
    for (size_t i = 0; i < COLUMNS; i++)
        accord_kept_comments_column(&comments, i == left_out ? "other" : columns[i]);
    return comments;
}

static const struct {
    const char *fingerprint;
    const char *listed;
} cases[] = {
    {"f1", "c-3 c-1 c-2 "},
    {"f2", "c-8 "},
    {"f3", ""},
    {NULL, "c-3 c-1 c-2 c-8 "},
};

START_TEST(comments_are_picked_by_finding_and_come_by_day)
{
    struct accord_kept_comments comments = with_columns(SIZE_MAX);
    struct accord_comment list[ROWS];
    char listed[LISTED_MAX] = "";
    size_t count = accord_kept_comments_pick(&comments, "KEN", &table, cases[_i].fingerprint, list);
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(listed);
        (void)snprintf(listed + length, sizeof listed - length, "%s ", list[i].id);
    }
    ck_assert_str_eq(listed, cases[_i].listed);
}
END_TEST

START_TEST(a_comment_has_what_its_row_says)
{
    struct accord_kept_comments comments = with_columns(SIZE_MAX);
    struct accord_comment list[ROWS];
    ck_assert_uint_eq(accord_kept_comments_pick(&comments, "KEN", &table, "f2", list), 1);
    ck_assert_str_eq(list[0].text, "eighth");
    ck_assert_str_eq(list[0].by, "Ministry");
    ck_assert_ptr_null(list[0].url);
    ck_assert_ptr_null(list[0].language); /* the table has no such column */
    ck_assert_ptr_null(list[0].file);
    ck_assert_int_eq(list[0].on.first, list[0].on.last);
}
END_TEST

START_TEST(places_are_those_of_the_rows)
{
    static const struct accord_kept_place places[ROWS] = {[0] = {0, 12}};
    static const size_t ends[] = {0, 0, 0, ROWS};
    static const char *const files[] = {"comments.csv"};
    static const struct accord_kept_places_of actors[] = {{"KEN", places, ends}};
    const struct accord_kept_places kept = {files, 1, 4, actors, 1};
    struct accord_kept_comments comments = with_columns(SIZE_MAX);
    struct accord_comment list[ROWS];
    comments.places = &kept;
    ck_assert_uint_eq(accord_kept_comments_pick(&comments, "KEN", &table, "f2", list), 1);
    ck_assert_str_eq(list[0].file, "comments.csv");
    ck_assert_uint_eq(list[0].line, 12);
    ck_assert_uint_eq(accord_kept_comments_pick(&comments, "AFG", &table, "f2", list), 1);
    ck_assert_ptr_null(list[0].file);
}
END_TEST

/* What a comment cannot be without. */
START_TEST(a_table_without_a_column_that_is_needed_has_none)
{
    static const size_t needed[] = {1, 3, 4}, others[] = {0, 2, 5};
    struct accord_kept_comments comments = with_columns(needed[_i]);
    struct accord_comment list[ROWS];
    ck_assert(!accord_kept_comments_there(&comments));
    ck_assert_uint_eq(accord_kept_comments_pick(&comments, "KEN", &table, NULL, list), 0);
    comments = with_columns(others[_i]);
    ck_assert(accord_kept_comments_there(&comments));
    ck_assert_uint_eq(accord_kept_comments_pick(&comments, "KEN", &table, NULL, list), 4);
}
END_TEST

START_TEST(a_dataset_without_the_table_has_none)
{
    struct accord_kept_comments comments;
    accord_kept_comments_none(&comments, (struct accord_date){0, 0});
    ck_assert(!accord_kept_comments_there(&comments));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("kept comments");
    TCase *tests = tcase_create("kept comments");
    tcase_add_unchecked_fixture(tests, set_up, NULL);
    tcase_add_loop_test(tests, comments_are_picked_by_finding_and_come_by_day, 0, COUNT_OF(cases));
    tcase_add_test(tests, a_comment_has_what_its_row_says);
    tcase_add_test(tests, places_are_those_of_the_rows);
    tcase_add_loop_test(tests, a_table_without_a_column_that_is_needed_has_none, 0, 3);
    tcase_add_test(tests, a_dataset_without_the_table_has_none);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
