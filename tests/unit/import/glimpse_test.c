/* Telling what kind a file is of by its beginning. */
#include "import/glimpse.h"

#include "unit/suite.h"

#include <string.h>

static struct accord_glimpse look(const char *text)
{
    return accord_glimpse_of(text, strlen(text), true);
}

struct path_case {
    const char *json;
    const char *path;
    bool found;
};

static const struct path_case paths[] = {
    {"{\"a\": 1}", "/a", true},
    {"{\"a\": 1}", "/b", false},
    {"{\"a\": \"b\"}", "/b", false},
    {"{\"a\": {\"b\": 1}, \"c\": 2}", "/a/b", true},
    {"{\"a\": {\"b\": 1}, \"c\": 2}", "/c", true},
    {"{\"a\": {\"b\": 1}, \"c\": 2}", "/a/c", false},
    {"[{\"a\": 1}, {\"b\": [{\"c\": 1}]}]", "/*/b/*/c", true},
    {"[{\"a\": 1}, {\"b\": [{\"c\": 1}]}]", "/*/c", false},
    {"[[1, {\"a\": 1}]]", "/*/*/a", true},
    {"{\"a\": [\"x\", \"b\"], \"d\": 1}", "/d", true},
    {"{\"a\": [\"x\", \"b\"], \"d\": 1}", "/a/b", false},
    {"{\"a\\\"b\": \"}\", \"c\": 1}", "/c", true},
    {"\xEF\xBB\xBF {\"a\": 1}", "/a", true},
    {"{\"a\": {\"b\"", "/a/b", true},
    {"{\"a\": {\"b", "/a/b", false},
    {"}]{\"a\": 1}", "/a", false},
    {"{}{\"a\": 1}", "/a", false},
    {"a,b\n", "/a", false},
    {"[[[[[[[[[[[[[[[[[[[[[[{\"a\": 1}]]]]]]]", "/a", false},
};

START_TEST(a_member_is_found_where_it_is_and_nowhere_else)
{
    const struct path_case *c = &paths[_i];
    struct accord_glimpse glimpse = look(c->json);
    ck_assert_msg(accord_glimpse_has(&glimpse, c->path) == c->found, "%s in %s", c->path, c->json);
}
END_TEST

static const struct {
    const char *bytes;
    const char *expected;
} described[] = {
    {"", "an empty file"},
    {" \n", "an empty file"},
    {"a,b\n", "a text that is no JSON"},
    {"{}", "a JSON object"},
    {"{\"a\": {\"x\": 1}, \"b\": [\"c\"], \"a\": 2}", "a JSON object with the members \"a\", \"b\""},
    {"[]", "a JSON array"},
    {"[{\"a\": 1}, {\"a\": 1, \"b\": 2}]", "a JSON array of objects with the members \"a\", \"b\""},
    {"{\"1\":1,\"2\":1,\"3\":1,\"4\":1,\"5\":1,\"6\":1,\"7\":1,\"8\":1,\"9\":1}",
     "a JSON object with the members \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\" and more"},
};

START_TEST(what_a_file_is_is_said_in_words)
{
    struct accord_glimpse glimpse = look(described[_i].bytes);
    struct accord_text text;
    accord_text_init(&text, 4096);
    accord_glimpse_describe(&glimpse, &text);
    ck_assert_str_eq(accord_text_str(&text), described[_i].expected);
    accord_text_clear(&text);
}
END_TEST

START_TEST(a_database_is_called_one)
{
    struct accord_glimpse glimpse = accord_glimpse_of("SQLite format 3\0\x10", 17, true);
    struct accord_text text;
    accord_text_init(&text, 4096);
    accord_glimpse_describe(&glimpse, &text);
    ck_assert_str_eq(accord_text_str(&text),
                     "a packed dataset or another SQLite database (accord export makes a folder of one)");
    accord_text_clear(&text);
}
END_TEST

struct value_case {
    const char *json;
    const char *path;
    const char *value; /* what is seen of it; NULL: none */
    bool empty;        /* a list without an element */
};

static const struct value_case values[] = {
    {"{\"a\": 1, \"b\" : [ ]}", "/b", "[ ]}", true},
    {"{\"a\": 1, \"b\" : [ ]}", "/a", "1, \"b\" : [ ]}", false},
    {"{\"a\": {\"b\": []}}", "/a/b", "[]}}", true},
    {"{\"a\": [1]}", "/a", "[1]}", false},
    {"{\"a\": [", "/a", "[", false},
    {"{\"a\": ", "/a", "", false},
    {"{\"a\"", "/a", NULL, false},
    {"{\"a\": []}", "/b", NULL, false},
    {"[]", "/a", NULL, false},
};

START_TEST(a_value_is_seen_behind_its_name)
{
    struct accord_glimpse glimpse = look(values[_i].json);
    size_t length = 0;
    const char *value = accord_glimpse_value(&glimpse, values[_i].path, &length);
    ck_assert_int_eq(value != NULL, values[_i].value != NULL);
    if (value != NULL)
        ck_assert_msg(accord_text_equal(value, length, values[_i].value, strlen(values[_i].value)), "%s", value);
    ck_assert_int_eq(accord_glimpse_is_empty_list(&glimpse, values[_i].path), values[_i].empty);
}
END_TEST

START_TEST(a_file_with_a_nul_is_no_text)
{
    struct accord_glimpse glimpse = accord_glimpse_of("a\0b", 3, true);
    ck_assert_int_eq(glimpse.kind, ACCORD_GLIMPSE_BINARY);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/glimpse");
    TCase *tcase = tcase_create("glimpse");
    tcase_add_loop_test(tcase, a_member_is_found_where_it_is_and_nowhere_else, 0, COUNT_OF(paths));
    tcase_add_loop_test(tcase, what_a_file_is_is_said_in_words, 0, COUNT_OF(described));
    tcase_add_test(tcase, a_file_with_a_nul_is_no_text);
    tcase_add_test(tcase, a_database_is_called_one);
    tcase_add_loop_test(tcase, a_value_is_seen_behind_its_name, 0, COUNT_OF(values));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
