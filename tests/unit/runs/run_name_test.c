/* Names of stored runs: a path, and a number where one is named. */
#include "runs/run_name.h"

#include "base/memory.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name;
    const char *path;
    int64_t id;
} cases[] = {
    {"runs.db", "runs.db", 0},
    {"runs.db#1", "runs.db", 1},
    {"a/b#c.db#012", "a/b#c.db", 12},
    {"runs.db#999999999999999", "runs.db", 999999999999999},
    {"runs.db#9999999999999999", "runs.db#9999999999999999", 0}, /* no run has such a number */
    {"runs.db#", "runs.db#", 0},
    {"runs.db#1x", "runs.db#1x", 0},
    {"runs.db#-1", "runs.db#-1", 0},
    {"#7", "", 7},
    {"", "", 0},
};

START_TEST(a_name_is_a_path_and_maybe_a_run)
{
    char *path = NULL;
    int64_t id = -1;
    struct accord_error err;
    ck_assert_int_eq(accord_run_name_split(cases[_i].name, &path, &id, &err), ACCORD_OK);
    ck_assert_str_eq(path, cases[_i].path);
    ck_assert_int_eq(id, cases[_i].id);
    accord_free(path);
}
END_TEST

START_TEST(a_file_of_that_very_name_is_one)
{
    char folder[] = "/tmp/accord-run-name-XXXXXX", name[64], *path = NULL;
    int64_t id = -1;
    struct accord_error err;
    ck_assert_ptr_nonnull(mkdtemp(folder));
    (void)snprintf(name, sizeof name, "%s/runs.db#1", folder);
    FILE *file = fopen(name, "w");
    ck_assert_ptr_nonnull(file);
    fclose(file);
    ck_assert_int_eq(accord_run_name_split(name, &path, &id, &err), ACCORD_OK);
    unlink(name);
    rmdir(folder);
    ck_assert_str_eq(path, name);
    ck_assert_int_eq(id, 0);
    accord_free(path);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("run_name");
    TCase *tests = tcase_create("run_name");
    tcase_add_loop_test(tests, a_name_is_a_path_and_maybe_a_run, 0, COUNT_OF(cases));
    tcase_add_test(tests, a_file_of_that_very_name_is_one);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
