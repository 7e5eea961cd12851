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
    struct accord_run_name parts;
    struct accord_error err;
    ck_assert_int_eq(accord_run_name_split(cases[_i].name, &parts, &err), ACCORD_OK);
    ck_assert_str_eq(parts.path, cases[_i].path);
    ck_assert_int_eq(parts.id, cases[_i].id);
    ck_assert_ptr_null(parts.label);
    accord_free(parts.path);
}
END_TEST

START_TEST(a_file_of_that_very_name_is_one)
{
    char folder[] = "/tmp/accord-run-name-XXXXXX", name[64];
    struct accord_run_name parts;
    struct accord_error err;
    ck_assert_ptr_nonnull(mkdtemp(folder));
    (void)snprintf(name, sizeof name, "%s/runs.db#1", folder);
    FILE *file = fopen(name, "w");
    ck_assert_ptr_nonnull(file);
    fclose(file);
    ck_assert_int_eq(accord_run_name_split(name, &parts, &err), ACCORD_OK);
    unlink(name);
    rmdir(folder);
    ck_assert_str_eq(parts.path, name);
    ck_assert_int_eq(parts.id, 0);
    accord_free(parts.path);
}
END_TEST

static const struct {
    const char *behind;
    const char *label; /* NULL: it is all of the path */
} labels[] = {{"#COP14", "COP14"}, {"#Before the session", "Before the session"},
              {"#", NULL},         {"#a=b", NULL},
              {"#12", NULL},       {"", NULL}};

START_TEST(what_is_behind_a_file_and_no_number_is_a_label)
{
    char path[] = "/tmp/accord-run-name-XXXXXX", name[96];
    struct accord_run_name parts;
    struct accord_error err;
    int descriptor = mkstemp(path);
    ck_assert_int_ge(descriptor, 0);
    close(descriptor);
    (void)snprintf(name, sizeof name, "%s%s", path, labels[_i].behind);
    ck_assert_int_eq(accord_run_name_split(name, &parts, &err), ACCORD_OK);
    unlink(path);
    if (labels[_i].label) {
        ck_assert_str_eq(parts.label, labels[_i].label);
        ck_assert_str_eq(parts.path, path);
    } else {
        ck_assert_ptr_null(parts.label);
        ck_assert_str_eq(parts.path, parts.id == 12 ? path : name);
    }
    accord_free(parts.path);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("run_name");
    TCase *tests = tcase_create("run_name");
    tcase_add_loop_test(tests, a_name_is_a_path_and_maybe_a_run, 0, COUNT_OF(cases));
    tcase_add_test(tests, a_file_of_that_very_name_is_one);
    tcase_add_loop_test(tests, what_is_behind_a_file_and_no_number_is_a_label, 0, COUNT_OF(labels));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
