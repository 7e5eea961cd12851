/* Places: how the files of a dataset are named from the working folder. */
#include "cli/places.h"

#include <check.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *folder;
    const char *prefix;
} prefixes[] = {
    {".", ""},
    {"./", ""},
    {"data", "data/"},
    {"data/", "data/"},
    {"./data", "data/"},
    {".//data//", "data//"},
    {"../data", "../data/"},
    {".data", ".data/"},
    {"/elsewhere/data", "/elsewhere/data/"},
};

START_TEST(files_are_named_from_the_working_folder)
{
    char prefix[ACCORD_PATH_MAX];
    ck_assert(accord_places_prefix(prefixes[_i].folder, prefix));
    ck_assert_str_eq(prefix, prefixes[_i].prefix);
}
END_TEST

START_TEST(a_whole_path_inside_it_is_shortened)
{
    char here[ACCORD_PATH_MAX - 64], folder[ACCORD_PATH_MAX], prefix[ACCORD_PATH_MAX];
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    ck_assert(accord_places_prefix(here, prefix));
    ck_assert_str_eq(prefix, "");
    (void)snprintf(folder, sizeof folder, "%s/data/x", here);
    ck_assert(accord_places_prefix(folder, prefix));
    ck_assert_str_eq(prefix, "data/x/");
    (void)snprintf(folder, sizeof folder, "%s-more", here);
    ck_assert(accord_places_prefix(folder, prefix));
    ck_assert_int_eq(prefix[0], '/');
}
END_TEST

START_TEST(a_path_that_is_too_long_is_refused)
{
    char folder[ACCORD_PATH_MAX], prefix[ACCORD_PATH_MAX];
    memset(folder, 'a', sizeof folder - 1);
    folder[sizeof folder - 1] = '\0';
    ck_assert(!accord_places_prefix(folder, prefix));
}
END_TEST

START_TEST(the_installed_rules_stand_where_they_are_named)
{
    static const char *const mine[] = {"mine", ACCORD_INSTALLED_RULES, "yours"};
    struct accord_rules_folders folders = {.count = 0};
    struct accord_error err = {0};
    char installed[ACCORD_PATH_MAX];
    ck_assert_int_eq(accord_places_rules(installed, &err), ACCORD_OK);
    ck_assert_int_eq(accord_rules_folders_find(&folders, mine, 3, &err), ACCORD_OK);
    ck_assert_uint_eq(folders.count, 3);
    ck_assert_str_eq(folders.items[0], "mine");
    ck_assert_str_eq(folders.items[1], installed);
    ck_assert_str_eq(folders.items[2], "yours");
    accord_rules_folders_clear(&folders);
    ck_assert_int_eq(accord_rules_folders_find(&folders, mine, 1, &err), ACCORD_OK);
    ck_assert_uint_eq(folders.count, 1);
    ck_assert_str_eq(folders.items[0], "mine");
    accord_rules_folders_clear(&folders);
    ck_assert_int_eq(accord_rules_folders_find(&folders, NULL, 0, &err), ACCORD_OK);
    ck_assert_uint_eq(folders.count, 1);
    ck_assert_str_eq(folders.items[0], installed);
    accord_rules_folders_clear(&folders);
}
END_TEST

START_TEST(names_of_installed_rules_are_replaced)
{
    const char *names[] = {"mine", ACCORD_INSTALLED_RULES};
    ck_assert(!accord_rules_folders_name(names, 1, "there"));
    ck_assert(accord_rules_folders_name(names, 2, "there"));
    ck_assert_str_eq(names[0], "mine");
    ck_assert_str_eq(names[1], "there");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("places");
    TCase *tcase = tcase_create("places");
    tcase_add_loop_test(tcase, files_are_named_from_the_working_folder, 0, sizeof prefixes / sizeof prefixes[0]);
    tcase_add_test(tcase, a_whole_path_inside_it_is_shortened);
    tcase_add_test(tcase, a_path_that_is_too_long_is_refused);
    tcase_add_test(tcase, the_installed_rules_stand_where_they_are_named);
    tcase_add_test(tcase, names_of_installed_rules_are_replaced);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
