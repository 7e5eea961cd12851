/* The arguments of `accord check`: what is taken, what is refused and with which words. */
#include "cli/check_request.h"

#include "base/memory.h"

#include <check.h>
#include <string.h>

enum { ARGUMENTS_MAX = 6 };

static const struct accord_command command = {
    .name = "check", .options = accord_check_options, .take_operand = accord_check_take_dataset};

static struct accord_check_request request;
static struct accord_error err;
static bool help;

/* `nth`: the allocation from which on all fail; 0: none does. */
static enum accord_status parse_with(const char *const *given, unsigned long nth)
{
    char *arguments[ARGUMENTS_MAX];
    int count = 0;
    for (; count < ARGUMENTS_MAX && given[count]; count++)
        arguments[count] = accord_copy_text(given[count], strlen(given[count]));
    request = accord_check_request_default();
    accord_alloc_fail_after(nth);
    enum accord_status status = accord_options_parse(&command, count, arguments, &request, &help, &err);
    accord_alloc_fail_after(0);
    for (int i = 0; i < count; i++)
        accord_free(arguments[i]);
    return status;
}

static enum accord_status parse(const char *const *given)
{
    return parse_with(given, 0);
}

static const struct {
    const char *arguments[ARGUMENTS_MAX];
    const char *text;
} refused[] = {
    {{"--ruls", "x"}, "unknown option --ruls; did you mean --rules?"},
    {{"--frobnicate=x"}, "unknown option --frobnicate"},
    {{"-x"}, "unknown option -x"},
    {{"--as-of"}, "--as-of needs a value: --as-of DATE"},
    {{"--summary=yes"}, "--summary takes no value"},
    {{"--summary", "--summary"}, "--summary is given twice"},
    {{"--as-of", "2020"}, "--as-of 2020: a full date is needed, such as 2020-12-31"},
    {{"--as-of", "2020-12"}, "--as-of 2020-12: a full date is needed, such as 2020-12-31"},
    {{"--format", "jsno"}, "unknown format \"jsno\"; did you mean \"json\"?"},
    {{"--format", "txt"}, "unknown format \"txt\"; did you mean \"text\"?"},
    {{"--format", "json="}, "--format json=: the path is missing"},
    {{"--format", "json", "--format", "text"}, "two formats for standard output: give one a path, --format text=PATH"},
    {{"--format", "json=a", "--format=jsonl=a"}, "two formats for the file a"},
    {{"--only", "finding"}, "unknown value of --only \"finding\"; did you mean \"findings\"?"},
    {{"--group-by", "party"}, "unknown value of --group-by \"party\"; known: actor, provision"},
    {{"--color", "alway"}, "unknown value of --color \"alway\"; did you mean \"always\"?"},
    {{"--fail-on", "gaps"}, "unknown verdict \"gaps\"; did you mean \"gap\"?"},
    {{"--fail-on", "gap,"}, "unknown verdict \"\"; known: gap, review, unreported, partial, none"},
    {{"--fail-on", "met"}, "--fail-on met: that cannot fail a run"},
    {{"--fail-on", "error"}, "--fail-on error: an error always ends with exit code 3"},
    {{"--fail-force", "requests"}, "unknown force \"requests\"; did you mean \"request\"?"},
    {{"--min-coverage", "101"}, "--min-coverage 101: expected a percentage from 0 to 100, with at most two decimals"},
    {{"--min-coverage", "50%"}, "--min-coverage 50%: expected a percentage from 0 to 100, with at most two decimals"},
    {{"--min-coverage", "1.234"},
     "--min-coverage 1.234: expected a percentage from 0 to 100, with at most two decimals"},
    {{"--min-coverage", "-1"}, "--min-coverage -1: expected a percentage from 0 to 100, with at most two decimals"},
    {{"--min-coverage", "1."}, "--min-coverage 1.: expected a percentage from 0 to 100, with at most two decimals"},
    {{"--actor", ""}, "--actor needs a value that is not empty"},
    {{"a", "b"}, "one dataset at a time: \"a\" and \"b\""},
    {{""}, "the dataset's path is empty"},
};

START_TEST(what_is_wrong_is_refused_with_what_is_near)
{
    ck_assert_int_eq(parse(refused[_i].arguments), ACCORD_BAD_USAGE);
    ck_assert_int_eq(err.status, ACCORD_BAD_USAGE);
    ck_assert_str_eq(err.text, refused[_i].text);
    accord_check_request_clear(&request);
}
END_TEST

START_TEST(dates_that_do_not_exist_are_refused_with_why)
{
    static const char *const arguments[ARGUMENTS_MAX] = {"--as-of", "2019-02-30"};
    ck_assert_int_eq(parse(arguments), ACCORD_BAD_USAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "--as-of 2019-02-30: "));
    ck_assert_ptr_nonnull(strstr(err.text, "February has 28 days"));
    accord_check_request_clear(&request);
}
END_TEST

static const struct {
    const char *percent;
    unsigned hundredths;
} coverages[] = {{"0", 0}, {"100", 10000}, {"66.5", 6650}, {"66.05", 6605}, {"7", 700}, {"100.00", 10000}};

START_TEST(a_percentage_is_kept_in_hundredths)
{
    const char *const arguments[ARGUMENTS_MAX] = {"--min-coverage", coverages[_i].percent};
    ck_assert_int_eq(parse(arguments), ACCORD_OK);
    ck_assert_uint_eq(request.fail.min_coverage, coverages[_i].hundredths);
    accord_check_request_clear(&request);
}
END_TEST

static const struct {
    const char *list;
    bool gap, partial, unreported, review;
} lists[] = {
    {"gap", true, false, false, false},
    {"gap,partial,unreported,review", true, true, true, true},
    {"review,review", false, false, false, true},
    {"none", false, false, false, false},
};

START_TEST(a_list_of_verdicts_replaces_the_default)
{
    const char *const arguments[ARGUMENTS_MAX] = {"--fail-on", lists[_i].list};
    ck_assert_int_eq(parse(arguments), ACCORD_OK);
    ck_assert_int_eq(request.fail.verdicts[ACCORD_VERDICT_GAP], lists[_i].gap);
    ck_assert_int_eq(request.fail.verdicts[ACCORD_VERDICT_PARTIAL], lists[_i].partial);
    ck_assert_int_eq(request.fail.verdicts[ACCORD_VERDICT_UNREPORTED], lists[_i].unreported);
    ck_assert_int_eq(request.fail.verdicts[ACCORD_VERDICT_REVIEW], lists[_i].review);
    accord_check_request_clear(&request);
}
END_TEST

START_TEST(values_stand_behind_an_equals_sign_or_next)
{
    static const char *const arguments[ARGUMENTS_MAX] = {"--as-of=2020-12-31", "--rules", "r1", "data",
                                                         "--fail-force",       "invite"};
    ck_assert_int_eq(parse(arguments), ACCORD_OK);
    ck_assert(request.as_of_given);
    ck_assert_int_eq(request.as_of.first, 18627);
    ck_assert_uint_eq(request.rules_folders.count, 1);
    ck_assert_int_eq(request.fail.force, ACCORD_FORCE_INVITE);
    accord_check_request_clear(&request);
}
END_TEST

START_TEST(after_two_dashes_everything_is_an_operand)
{
    static const char *const arguments[ARGUMENTS_MAX] = {"--", "--summary"};
    ck_assert_int_eq(parse(arguments), ACCORD_OK);
    ck_assert(!request.report.summary);
    ck_assert_ptr_nonnull(request.dataset);
    accord_check_request_clear(&request);
}
END_TEST

START_TEST(help_is_found_before_anything_is_refused)
{
    static const char *const arguments[ARGUMENTS_MAX] = {"--nonsense", "--help"};
    ck_assert_int_eq(parse(arguments), ACCORD_OK);
    ck_assert(help);
    accord_check_request_clear(&request);
}
END_TEST

static const struct {
    const char *arguments[ARGUMENTS_MAX];
    bool help;
} values[] = {
    {{"--changed-since", "--help"}, false},      {{"--changed-since", "-h"}, false},
    {{"--changed-since=x", "--help"}, true},     {{"--summary", "--help"}, true},
    {{"--changed-since", "--", "--help"}, true}, {{"--", "--help"}, false},
};

START_TEST(a_value_asks_for_no_help)
{
    ck_assert_int_eq(parse(values[_i].arguments), ACCORD_OK);
    ck_assert_int_eq(help, values[_i].help);
    accord_check_request_clear(&request);
}
END_TEST

START_TEST(a_list_of_any_length_is_taken)
{
    struct accord_names names = {.items = NULL};
    static const char *const word[] = {"a", "b", "c"};
    for (size_t i = 0; i < 1000; i++)
        ck_assert_int_eq(accord_names_add(&names, "rules", word[i % 3], &err), ACCORD_OK);
    ck_assert_uint_eq(names.count, 1000);
    for (size_t i = 0; i < 1000; i++)
        ck_assert_ptr_eq(names.items[i], word[i % 3]);
    accord_free(names.items);
}
END_TEST

START_TEST(failed_allocations_are_told)
{
    static const char *const arguments[ARGUMENTS_MAX] = {"--rules", "r", "--format", "json"};
    enum accord_status status = ACCORD_NO_MEMORY;
    for (unsigned long nth = 0; status == ACCORD_NO_MEMORY; nth++) {
        status = parse_with(arguments, nth + 1);
        ck_assert_uint_lt(nth, 20);
        accord_check_request_clear(&request);
    }
    ck_assert_int_eq(status, ACCORD_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("options");
    TCase *tests = tcase_create("options");
    tcase_add_loop_test(tests, what_is_wrong_is_refused_with_what_is_near, 0, sizeof refused / sizeof refused[0]);
    tcase_add_test(tests, dates_that_do_not_exist_are_refused_with_why);
    tcase_add_loop_test(tests, a_percentage_is_kept_in_hundredths, 0, sizeof coverages / sizeof coverages[0]);
    tcase_add_loop_test(tests, a_list_of_verdicts_replaces_the_default, 0, sizeof lists / sizeof lists[0]);
    tcase_add_test(tests, values_stand_behind_an_equals_sign_or_next);
    tcase_add_test(tests, after_two_dashes_everything_is_an_operand);
    tcase_add_test(tests, help_is_found_before_anything_is_refused);
    tcase_add_loop_test(tests, a_value_asks_for_no_help, 0, sizeof values / sizeof values[0]);
    tcase_add_test(tests, a_list_of_any_length_is_taken);
    tcase_add_test(tests, failed_allocations_are_told);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
