/* Status codes and error objects. */
#include "base/error.h"

#include "unit/suite.h"

#include <stdbool.h>
#include <string.h>

static const struct {
    enum accord_status status;
    int exit_code;
} exit_codes[] = {
    {ACCORD_OK, 0},          {ACCORD_BAD_USAGE, 2}, {ACCORD_BAD_RULES, 2},   {ACCORD_BAD_DATA, 4},
    {ACCORD_NOT_WRITTEN, 7}, {ACCORD_NO_MEMORY, 7}, {ACCORD_RULE_FAILED, 3}, {ACCORD_STOPPED, 1},
};

START_TEST(each_status_has_its_exit_code_and_a_meaning)
{
    ck_assert_int_eq(accord_status_exit_code(exit_codes[_i].status), exit_codes[_i].exit_code);
    ck_assert_uint_gt(strlen(accord_status_meaning(exit_codes[_i].status)), 0);
}
END_TEST

START_TEST(setting_returns_the_status_and_keeps_the_text)
{
    struct accord_error err = {0};
    ck_assert_int_eq(accord_error_set(&err, ACCORD_BAD_DATA, "%s:%d: found %s", "a.csv", 3, "x"), ACCORD_BAD_DATA);
    ck_assert_int_eq(err.status, ACCORD_BAD_DATA);
    ck_assert_str_eq(err.text, "a.csv:3: found x");
}
END_TEST

START_TEST(nobody_has_to_care)
{
    ck_assert_int_eq(accord_error_set(NULL, ACCORD_BAD_RULES, "unheard"), ACCORD_BAD_RULES);
    ck_assert_int_eq(accord_error_memory(NULL), ACCORD_NO_MEMORY);
}
END_TEST

START_TEST(want_of_memory_has_a_message)
{
    struct accord_error err = {0};
    ck_assert_int_eq(accord_error_memory(&err), ACCORD_NO_MEMORY);
    ck_assert_int_eq(err.status, ACCORD_NO_MEMORY);
    ck_assert_str_eq(err.text, "out of memory");
}
END_TEST

/* Whether a character after `before` others still fits into ACCORD_ERROR_TEXT_MAX - 1 bytes. */
static const struct {
    const char *character;
    size_t before;
    bool whole;
} cuts[] = {
    {"\xc3\xa9", ACCORD_ERROR_TEXT_MAX - 3, true},          {"\xc3\xa9", ACCORD_ERROR_TEXT_MAX - 2, false},
    {"\xe2\x82\xac", ACCORD_ERROR_TEXT_MAX - 4, true},      {"\xe2\x82\xac", ACCORD_ERROR_TEXT_MAX - 3, false},
    {"\xe2\x82\xac", ACCORD_ERROR_TEXT_MAX - 2, false},     {"\xf0\x9f\x8c\x8d", ACCORD_ERROR_TEXT_MAX - 5, true},
    {"\xf0\x9f\x8c\x8d", ACCORD_ERROR_TEXT_MAX - 4, false}, {"\xf0\x9f\x8c\x8d", ACCORD_ERROR_TEXT_MAX - 3, false},
    {"\xf0\x9f\x8c\x8d", ACCORD_ERROR_TEXT_MAX - 2, false}, {"\xf0\x9f\x8c\x8d", ACCORD_ERROR_TEXT_MAX - 1, false},
};

START_TEST(a_long_text_is_cut_between_characters)
{
    static char text[ACCORD_ERROR_TEXT_MAX + 64];
    struct accord_error err = {0};
    memset(text, 'x', sizeof text - 1);
    memcpy(text + cuts[_i].before, cuts[_i].character, strlen(cuts[_i].character));
    accord_error_set(&err, ACCORD_BAD_DATA, "%s", text);
    size_t kept = cuts[_i].before + (cuts[_i].whole ? strlen(cuts[_i].character) : 0);
    ck_assert_uint_eq(strlen(err.text), kept);
    ck_assert_mem_eq(err.text, text, kept);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("error");
    TCase *tests = tcase_create("error");
    tcase_add_loop_test(tests, each_status_has_its_exit_code_and_a_meaning, 0, COUNT_OF(exit_codes));
    tcase_add_test(tests, setting_returns_the_status_and_keeps_the_text);
    tcase_add_test(tests, nobody_has_to_care);
    tcase_add_test(tests, want_of_memory_has_a_message);
    tcase_add_loop_test(tests, a_long_text_is_cut_between_characters, 0, COUNT_OF(cuts));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
