/* The table of settings: what holds for every row of it. */
#include "cli/check_request.h"
#include "ingest/flat_json.h"

#include "../suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct accord_option *option_of(const struct accord_option *options, const char *name)
{
    while (options->name && strcmp(options->name, name) != 0)
        options++;
    return options->name ? options : NULL;
}

START_TEST(each_setting_is_an_option_of_a_check_and_has_its_shape)
{
    const struct accord_setting *setting;
    for (size_t i = 0; (setting = accord_setting_at(i)) != NULL; i++) {
        const struct accord_option *option = option_of(accord_check_options, setting->option);
        if (!option && strcmp(setting->option, "dataset") == 0) continue; /* the operand */
        ck_assert_msg(option != NULL, "%s", setting->option);
        ck_assert_msg((setting->shape == ACCORD_SETTING_FLAG) == (option->value == NULL), "%s", setting->option);
        ck_assert_msg((setting->shape == ACCORD_SETTING_LIST) == option->repeatable, "%s", setting->option);
    }
}
END_TEST

START_TEST(names_and_options_are_there_once)
{
    const struct accord_setting *one, *other;
    size_t count = 0;
    for (; (one = accord_setting_at(count)) != NULL; count++) {
        ck_assert_ptr_eq(accord_setting_of(one->option), one);
        for (size_t i = 0; i < count; i++) {
            other = accord_setting_at(i);
            ck_assert_str_ne(one->name, other->name);
            ck_assert_str_ne(one->option, other->option);
        }
    }
    ck_assert_uint_le(count, ACCORD_FLAT_KEYS_MAX);
    ck_assert_ptr_null(accord_setting_of("shard"));
}
END_TEST

START_TEST(what_opens_the_walls_around_rules_is_no_setting)
{
    ck_assert_ptr_null(accord_setting_of("isolation"));
}
END_TEST

static const struct {
    const char *option, *variable;
} variables[] = {{"dataset", "ACCORD_DATASET"}, {"fail-on", "ACCORD_FAIL_ON"}, {"as-of", "ACCORD_AS_OF"}};

START_TEST(a_variable_is_the_option_in_capitals)
{
    char name[ACCORD_VARIABLE_MAX];
    ck_assert_str_eq(accord_variable_name(variables[_i].option, name), variables[_i].variable);
}
END_TEST

static const struct {
    const char *file, *path, *here;
} paths[] = {
    {"accord.json", "data", "data"}, {"accord.json", ".", "."},      {"../accord.json", "data", "../data"},
    {"../accord.json", ".", ".."},   {"../accord.json", "/d", "/d"}, {"/accord.json", "data", "/data"},
    {"/accord.json", ".", "/"},      {"a/x.json", "../d", "a/../d"}, {"../../accord.json", "./d", "../.././d"},
};

START_TEST(paths_of_the_file_begin_where_it_stands)
{
    struct accord_config config = {.asked = NULL};
    (void)snprintf(config.file, sizeof config.file, "%s", paths[_i].file);
    ck_assert_str_eq(accord_config_resolve(&config, paths[_i].path), paths[_i].here);
    accord_config_clear(&config);
}
END_TEST

static const struct {
    const char *path;
    bool good;
} written[] = {
    {"a.json", true},
    {"reports/a.json", true},
    {"a..b", true},
    {"..a/b", true},
    {"/a", false},
    {"../a", false},
    {"a/../b", false},
    {"a/..", false},
    {"./../a.json", false},
    {".git/config", false},
    {"a/.GIT/hooks/x", false},
    {".gitlab/a", true},
    {"a.git", true},
};

START_TEST(a_file_writes_beneath_its_folder_only)
{
    struct accord_config config = {.file = "accord.json"};
    ck_assert_int_eq(accord_config_write_fault(&config, written[_i].path) == NULL, written[_i].good);
}
END_TEST

START_TEST(failed_allocations_are_told_and_nothing_leaks)
{
    static const char text[] = "{\"rules\": [\"r\", \"/s\"], \"formats\": [\"json=out/a.json\", \"text\"],\n"
                               "\"fail-on\": [\"gap\", \"review\"], \"jobs\": 2, \"quiet\": true, \"dataset\": \".\"}";
    static const struct accord_command command = {.name = "check",
                                                  .options = accord_check_options,
                                                  .operand_for = "dataset",
                                                  .checks = true,
                                                  .take_operand = accord_check_take_dataset};
    char path[] = "/tmp/accord-config-XXXXXX", option[] = "--config";
    char *arguments[] = {option, path};
    int descriptor = mkstemp(path);
    ck_assert_int_ge(descriptor, 0);
    ck_assert_int_eq(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
    (void)close(descriptor);
    enum accord_status status = ACCORD_NO_MEMORY;
    for (unsigned long nth = 1; status == ACCORD_NO_MEMORY; nth++) {
        struct accord_check_request request = accord_check_request_default();
        struct accord_error err = {0};
        bool help = false;
        accord_alloc_fail_after(nth);
        status = accord_config_parse(&request.config, &command, 2, arguments, &request, &help, &err);
        accord_alloc_fail_after(0);
        if (status == ACCORD_OK) {
            ck_assert_str_eq(request.dataset, "/tmp");
            ck_assert_str_eq(request.rules_folders.items[0], "/tmp/r");
            ck_assert_str_eq(request.outputs[0].path, "/tmp/out/a.json");
            ck_assert_uint_eq(request.jobs, 2);
        }
        accord_check_request_clear(&request);
        ck_assert_uint_lt(nth, 1000);
    }
    (void)unlink(path);
    ck_assert_int_eq(status, ACCORD_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("config");
    TCase *tests = tcase_create("config");
    tcase_add_test(tests, each_setting_is_an_option_of_a_check_and_has_its_shape);
    tcase_add_test(tests, names_and_options_are_there_once);
    tcase_add_test(tests, what_opens_the_walls_around_rules_is_no_setting);
    tcase_add_loop_test(tests, a_variable_is_the_option_in_capitals, 0, COUNT_OF(variables));
    tcase_add_loop_test(tests, paths_of_the_file_begin_where_it_stands, 0, COUNT_OF(paths));
    tcase_add_test(tests, failed_allocations_are_told_and_nothing_leaks);
    tcase_add_loop_test(tests, a_file_writes_beneath_its_folder_only, 0, COUNT_OF(written));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
