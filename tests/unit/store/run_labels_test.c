/* Runs are called what they were called, and no two the same. */
#include "store/run_labels.h"

#include "unit/store/stored.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *text;
    bool is_name;
    const char *fault; /* NULL: it may be one */
} texts[] = {
    {"COP14", false, NULL},
    {"a.b_c-9", false, NULL},
    {"", false, "empty"},
    {"14COP", false, "no letter"},
    {"COP 14", false, "something but"},
    {"COP#14", false, "something but"},
    {"\xc3\xa9", false, "no letter"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false, NULL},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false, "longer"},
    {"Before the session", true, NULL},
    {"14th session \xc3\xa9", true, NULL},
    {"14", true, "a number"},
    {"", true, "empty"},
    {" x", true, "a blank"},
    {"x ", true, "a blank"},
    {"a#b", true, "\"#\""},
    {"a=b", true, "\"#\" or \"=\""},
    {"a\nb", true, "a control"},
    {"a\x7f", true, "a control"},
    {"\xff", true, "not UTF-8"},
};

START_TEST(a_label_is_one_line_that_is_no_id)
{
    const char *fault = accord_run_label_fault(texts[_i].text, texts[_i].is_name);
    if (texts[_i].fault)
        ck_assert_msg(fault && strncmp(fault, texts[_i].fault, strlen(texts[_i].fault)) == 0, "%s", fault);
    else
        ck_assert_msg(!fault, "%s", fault);
}
END_TEST

static struct accord_run_file *open_two(void)
{
    struct accord_run_file *file = open_stored();
    ck_assert_int_eq(append_run(file, "2020-12-31", "d"), 1);
    ck_assert_int_eq(append_run(file, "2021-12-31", "d"), 2);
    return file;
}

static void give(struct accord_run_file *file, const char *text, int64_t run, bool is_name)
{
    const struct accord_run_label label = {text, run, is_name};
    struct accord_error err;
    enum accord_status status = accord_run_label_give(file, &label, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
}

static enum accord_status take_label(void *host, const struct accord_run_label *label, struct accord_error *err)
{
    char *all = host, one[128];
    (void)err;
    snprintf(one, sizeof one, "%lld%s%s ", (long long)label->run, label->is_name ? "=" : "#", label->text);
    strcat(all, one);
    return ACCORD_OK;
}

static void expect_labels(struct accord_run_file *file, const char *expected)
{
    char all[256] = "";
    struct accord_error err;
    ck_assert_int_eq(accord_run_labels(file, take_label, all, &err), ACCORD_OK);
    ck_assert_str_eq(all, expected);
}

START_TEST(a_run_has_one_name_and_any_number_of_tags)
{
    struct accord_run_file *file = open_two();
    give(file, "b", 2, false);
    give(file, "a", 2, false);
    give(file, "a", 2, false); /* it has it already */
    give(file, "first", 1, true);
    give(file, "second", 2, true);
    expect_labels(file, "1=first 2=second 2#a 2#b ");
    give(file, "another", 1, true);
    expect_labels(file, "1=another 2=second 2#a 2#b ");
    give(file, "first", 2, true); /* which is nobody's now */
    expect_labels(file, "1=another 2=first 2#a 2#b ");
    accord_run_file_close(file);
}
END_TEST

/* As a name and as a tag, too. */
static const struct accord_run_label taken[] = {{"a", 1, false}, {"a", 1, true}, {"second", 1, false}, {"a", 2, true}};

START_TEST(no_two_labels_are_the_same)
{
    struct accord_error err;
    struct accord_run_file *file = open_two();
    give(file, "a", 2, false);
    give(file, "second", 2, true);
    ck_assert_int_eq(accord_run_label_give(file, &taken[_i], &err), ACCORD_BAD_USAGE);
    ck_assert_msg(strstr(err.text, "run 2 has the name or tag") != NULL, "%s", err.text);
    expect_labels(file, "2=second 2#a ");
    accord_run_file_close(file);
}
END_TEST

START_TEST(a_label_finds_its_run_until_it_is_taken_away)
{
    int64_t run = 0;
    struct accord_error err;
    struct accord_run_file *file = open_two();
    give(file, "COP14", 1, false);
    ck_assert_int_eq(accord_run_label_find(file, "COP14", &run, &err), ACCORD_OK);
    ck_assert_int_eq(run, 1);
    ck_assert_int_eq(accord_run_label_find(file, "COP15", &run, &err), ACCORD_BAD_USAGE);
    ck_assert_msg(strstr(err.text, "did you mean \"COP14\"?") != NULL, "%s", err.text);
    ck_assert_int_eq(accord_run_label_take(file, "COP14", &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_label_take(file, "COP14", &err), ACCORD_BAD_USAGE);
    expect_labels(file, "");
    accord_run_file_close(file);
}
END_TEST

START_TEST(what_is_not_kept_was_never_there)
{
    struct accord_error err;
    struct accord_run_file *file = open_two();
    ck_assert_int_eq(accord_run_file_begin(file, &err), ACCORD_OK);
    give(file, "a", 1, false);
    ck_assert_int_eq(accord_run_file_end(file, false, &err), ACCORD_OK);
    expect_labels(file, "");
    ck_assert_int_eq(accord_run_file_begin(file, &err), ACCORD_OK);
    give(file, "a", 1, false);
    ck_assert_int_eq(accord_run_file_end(file, true, &err), ACCORD_OK);
    expect_labels(file, "1#a ");
    accord_run_file_close(file);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("run_labels");
    TCase *tests = tcase_create("run_labels");
    tcase_add_checked_fixture(tests, make_stored_path, remove_stored_path);
    tcase_add_loop_test(tests, a_label_is_one_line_that_is_no_id, 0, COUNT_OF(texts));
    tcase_add_test(tests, a_run_has_one_name_and_any_number_of_tags);
    tcase_add_loop_test(tests, no_two_labels_are_the_same, 0, COUNT_OF(taken));
    tcase_add_test(tests, a_label_finds_its_run_until_it_is_taken_away);
    tcase_add_test(tests, what_is_not_kept_was_never_there);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
