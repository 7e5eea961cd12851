/* What can be asked of a value that the door has read. */
#include "ingest/json_value.h"

#include "ingest/json_door.h"
#include "unit/suite.h"

#include <string.h>

static const struct accord_place origin = {1, 1};

static cJSON *read(const char *text)
{
    cJSON *value = NULL;
    struct accord_json_fault fault;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_json_parse(text, strlen(text), origin, &value, &fault, &err), ACCORD_OK);
    return value;
}

START_TEST(members_are_found_by_their_exact_name)
{
    cJSON *value = read("{\"a\": \"x\", \"A\": [1, 2], \"b\": {\"c\": true}, \"n\": null}");
    ck_assert_str_eq(accord_json_text(accord_json_get(value, "a")), "x");
    ck_assert(accord_json_is_array(accord_json_get(value, "A")));
    ck_assert_uint_eq(accord_json_size(accord_json_get(value, "A")), 2);
    ck_assert(accord_json_true(accord_json_get(accord_json_get(value, "b"), "c")));
    ck_assert(accord_json_is_null(accord_json_get(value, "n")));
    ck_assert_ptr_null(accord_json_get(value, "B"));
    ck_assert_ptr_null(accord_json_get(accord_json_get(value, "A"), "a"));
    ck_assert_ptr_null(accord_json_get(NULL, "a"));
    ck_assert(!accord_json_is_null(NULL) && !accord_json_is_object(NULL) && !accord_json_is_array(NULL));
    ck_assert_ptr_null(accord_json_text(NULL));
    ck_assert_ptr_null(accord_json_text(accord_json_get(value, "A")));
    cJSON_Delete(value);
}
END_TEST

START_TEST(members_and_elements_come_in_order)
{
    cJSON *value = read("{\"b\": [true, \"x\"], \"a\": 1}");
    const cJSON *first = accord_json_first(value);
    ck_assert_str_eq(accord_json_name(first), "b");
    ck_assert_str_eq(accord_json_name(accord_json_following(first)), "a");
    ck_assert_ptr_null(accord_json_following(accord_json_following(first)));
    const cJSON *element = accord_json_first(first);
    ck_assert_ptr_null(accord_json_name(element));
    ck_assert_str_eq(accord_json_text(accord_json_following(element)), "x");
    ck_assert_ptr_null(accord_json_first(element));
    ck_assert_ptr_null(accord_json_first(NULL));
    cJSON_Delete(value);
}
END_TEST

static const struct {
    const char *text;
    bool is;
    size_t count;
} counts[] = {
    {"0", true, 0},     {"7", true, 7},    {"7.0", true, 7},    {"9007199254740992", true, 9007199254740992},
    {"-1", false, 0},   {"1.5", false, 0}, {"1e300", false, 0}, {"\"7\"", false, 0},
    {"null", false, 0}, {"[7]", false, 0},
};

START_TEST(counts_are_whole_and_exact)
{
    cJSON *value = read(counts[_i].text);
    size_t count = 0;
    ck_assert(accord_json_count(value, &count) == counts[_i].is);
    ck_assert_uint_eq(count, counts[_i].count);
    cJSON_Delete(value);
}
END_TEST

START_TEST(equal_values_are_equal_texts)
{
    struct accord_text text;
    cJSON *value =
        read("{ \"b\" : [ 1, -2.5, \"\\u00e9\\n\" ], \"a\": {\"z\": null, \"y\": [true, false]}, \"\": {} }");
    accord_text_init(&text, 1024);
    accord_json_write(value, &text);
    ck_assert_str_eq(accord_text_str(&text),
                     "{\"\":{},\"a\":{\"y\":[true,false],\"z\":null},\"b\":[1,-2.5,\"\xC3\xA9\\n\"]}");
    accord_text_clear(&text);
    cJSON_Delete(value);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json_value");
    TCase *tests = tcase_create("json_value");
    tcase_add_test(tests, members_are_found_by_their_exact_name);
    tcase_add_test(tests, members_and_elements_come_in_order);
    tcase_add_loop_test(tests, counts_are_whole_and_exact, 0, COUNT_OF(counts));
    tcase_add_test(tests, equal_values_are_equal_texts);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
