/* JSON files of settings: what they say with its place, and everything that is wrong with them in one run. */
#include "ingest/flat_json.h"

#include "../suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct accord_flat_key keys[] = {{"dataset", ACCORD_FLAT_TEXT},
                                              {"rules", ACCORD_FLAT_TEXTS},
                                              {"jobs", ACCORD_FLAT_NUMBER},
                                              {"quiet", ACCORD_FLAT_FLAG}};
enum { KEYS = sizeof keys / sizeof keys[0], DATASET = 0, RULES, JOBS, QUIET };

static struct accord_arena arena;
static struct accord_problems *problems;
static struct accord_flat_member members[KEYS];
static struct accord_error err;

static void setup(void)
{
    accord_arena_init(&arena);
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
}

static void teardown(void)
{
    accord_problems_free(problems);
    accord_arena_clear(&arena);
}

static enum accord_status read_bytes(const char *bytes, size_t length)
{
    char path[] = "/tmp/accord-flat-XXXXXX";
    int descriptor = mkstemp(path);
    ck_assert_int_ge(descriptor, 0);
    ck_assert_int_eq(write(descriptor, bytes, length), (ssize_t)length);
    close(descriptor);
    enum accord_status status = accord_flat_read(path, "accord.json", keys, KEYS, &arena, problems, members, &err);
    unlink(path);
    return status;
}

START_TEST(every_shape_is_read_with_its_place)
{
    static const char text[] = "{\n"
                               "  \"dataset\": \"data\",\n"
                               "  \"rules\": [\"a\",\n"
                               "            \"b\"],\n"
                               "  \"jobs\": 4e0, \"quiet\": false\n"
                               "}\n";
    ck_assert_int_eq(read_bytes(text, strlen(text)), ACCORD_OK);
    ck_assert_uint_eq(accord_problems_count(problems), 0);
    ck_assert_str_eq(members[DATASET].values[0].text, "data");
    ck_assert_uint_eq(members[DATASET].values[0].line, 2);
    ck_assert_uint_eq(members[DATASET].values[0].column, 14);
    ck_assert_uint_eq(members[RULES].count, 2);
    ck_assert_str_eq(members[RULES].values[1].text, "b");
    ck_assert_uint_eq(members[RULES].values[1].line, 4);
    ck_assert_uint_eq(members[RULES].values[1].column, 13);
    ck_assert_str_eq(members[JOBS].values[0].text, "4e0");
    ck_assert_str_eq(members[QUIET].values[0].text, "false");
}
END_TEST

START_TEST(what_is_not_said_is_not_there)
{
    ck_assert_int_eq(read_bytes("{\"rules\": []}", 13), ACCORD_OK);
    ck_assert_uint_eq(accord_problems_count(problems), 0);
    ck_assert(!members[DATASET].there);
    ck_assert(members[RULES].there);
    ck_assert_uint_eq(members[RULES].count, 0);
    ck_assert_uint_eq(members[RULES].column, 11);
}
END_TEST

START_TEST(a_list_may_be_a_single_text)
{
    ck_assert_int_eq(read_bytes("{\"rules\": \"mine\"}", 17), ACCORD_OK);
    ck_assert_uint_eq(members[RULES].count, 1);
    ck_assert_str_eq(members[RULES].values[0].text, "mine");
}
END_TEST

static const struct {
    const char *text;
    const char *problems; /* "line:column: text\n" each */
} wrong[] = {
    {"", "1:1: an empty text, expected a JSON value\n"},
    {"[]", "1:1: an array, expected an object\n"},
    {"{\"jobs\": \"4\"}", "1:10: \"4\" at /jobs, expected a number\n"},
    {"{\"jobs\": null}", "1:10: null at /jobs, expected a number\n"},
    {"{\"quiet\": \"yes\"}", "1:11: \"yes\" at /quiet, expected true or false\n"},
    {"{\"quiet\": 1}", "1:11: 1 at /quiet, expected true or false\n"},
    {"{\"dataset\": [\"a\"]}", "1:13: an array at /dataset, expected a text\n"},
    {"{\"rules\": [\"a\", 1, {}]}",
     "1:17: 1 at /rules/1, expected a text\n1:20: an object at /rules/2, expected a text\n"},
    {"{\"rules\": {}}", "1:11: an object at /rules, expected a text or an array of texts\n"},
    {"{\"rule\": 1,\n \"Quiet\": true,\n \"z\": 1}",
     "1:2: unknown setting \"rule\"; did you mean \"rules\"?\n"
     "2:2: unknown setting \"Quiet\"; did you mean \"quiet\"?\n"
     "3:2: unknown setting \"z\"; known: dataset, rules, jobs, quiet\n"},
    {"{\"\\u001b[2J\": 1}", "1:2: unknown setting \"\\u001b[2J\"; known: dataset, rules, jobs, quiet\n"},
};

START_TEST(all_that_is_wrong_is_told_with_its_place)
{
    char told[4096] = "";
    ck_assert_int_eq(read_bytes(wrong[_i].text, strlen(wrong[_i].text)), ACCORD_OK);
    for (size_t i = 0; i < accord_problems_kept(problems); i++) {
        const struct accord_problem *problem = accord_problems_at(problems, i);
        ck_assert_str_eq(problem->file, "accord.json");
        (void)snprintf(told + strlen(told), sizeof told - strlen(told), "%u:%u: %s\n", problem->line, problem->column,
                       problem->text);
    }
    ck_assert_str_eq(told, wrong[_i].problems);
}
END_TEST

static void expect_one(const char *text)
{
    ck_assert_uint_eq(accord_problems_count(problems), 1);
    ck_assert_ptr_nonnull(strstr(accord_problems_at(problems, 0)->text, text));
}

/* a NUL may be among them */
#define BYTES(text) text, sizeof(text) - 1

static const struct {
    const char *bytes;
    size_t length;
    const char *text;
} hostile[] = {
    {BYTES("{\"dataset\": \"a\", \"dataset\": \"b\"}"), "a duplicate member name"},
    {BYTES("\xef\xbb\xbf{}"), "byte-order mark"},
    {BYTES("{\"dataset\": \"\xff\"}"), "UTF-8"},
    {BYTES("{\"dataset\": \"a\0b\"}"), "expected"},
    {BYTES("\177ELF\0\0\0"), "expected"},
    {BYTES("{\"dataset\": \"a\",}"), "trailing comma"},
    {BYTES("{} {}"), "expected"},
};

START_TEST(what_is_no_strict_json_is_one_problem)
{
    ck_assert_int_eq(read_bytes(hostile[_i].bytes, hostile[_i].length), ACCORD_OK);
    expect_one(hostile[_i].text);
    ck_assert_uint_gt(accord_problems_at(problems, 0)->column, 0);
}
END_TEST

START_TEST(what_is_too_large_is_refused)
{
    size_t size = ACCORD_FLAT_FILE_MAX + 3;
    char *text = malloc(size);
    ck_assert_ptr_nonnull(text);
    memset(text, ' ', size);
    memcpy(text, "{}", 2);
    ck_assert_int_eq(read_bytes(text, size), ACCORD_OK);
    expect_one("a file of more than 1 MiB, expected a smaller one");
    free(text);
}
END_TEST

START_TEST(a_list_is_as_long_as_its_limit_and_no_longer)
{
    for (size_t count = ACCORD_FLAT_LIST_MAX; count <= ACCORD_FLAT_LIST_MAX + 1; count++) {
        char text[8 * ACCORD_FLAT_LIST_MAX] = "{\"rules\":[\"a\"";
        size_t length = strlen(text);
        for (size_t i = 1; i < count; i++, length += 4)
            memcpy(text + length, ",\"b\"", 4);
        memcpy(text + length, "]}", 2);
        ck_assert_int_eq(read_bytes(text, length + 2), ACCORD_OK);
        ck_assert_uint_eq(members[RULES].count, count == ACCORD_FLAT_LIST_MAX ? count : 0);
    }
    expect_one("a longer array at /rules, expected at most 1000 texts");
}
END_TEST

START_TEST(folders_and_missing_files_are_told)
{
    ck_assert_int_eq(accord_flat_read("/tmp", "accord.json", keys, KEYS, &arena, problems, members, &err), ACCORD_OK);
    expect_one("a folder, expected a regular file");
}
END_TEST

START_TEST(failed_allocations_are_told)
{
    static const char text[] = "{\"dataset\": \"data\", \"rules\": [\"a\", 1], \"jobs\": 4, \"x\": 1}";
    bool told = false;
    for (unsigned long nth = 1; !told; nth++) {
        teardown();
        setup();
        accord_alloc_fail_after(nth);
        enum accord_status status = read_bytes(text, strlen(text));
        accord_alloc_fail_after(0);
        ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
        told = status == ACCORD_OK && accord_problems_count(problems) == 2;
        ck_assert_uint_lt(nth, 200);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("flat_json");
    TCase *tests = tcase_create("flat_json");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, every_shape_is_read_with_its_place);
    tcase_add_test(tests, what_is_not_said_is_not_there);
    tcase_add_test(tests, a_list_may_be_a_single_text);
    tcase_add_loop_test(tests, all_that_is_wrong_is_told_with_its_place, 0, COUNT_OF(wrong));
    tcase_add_loop_test(tests, what_is_no_strict_json_is_one_problem, 0, COUNT_OF(hostile));
    tcase_add_test(tests, what_is_too_large_is_refused);
    tcase_add_test(tests, a_list_is_as_long_as_its_limit_and_no_longer);
    tcase_add_test(tests, folders_and_missing_files_are_told);
    tcase_add_test(tests, failed_allocations_are_told);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
