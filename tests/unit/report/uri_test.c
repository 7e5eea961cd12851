/* Paths as URIs: nothing in a file's name can become a scheme, a query or another folder. */
#include "report/uri.h"

#include "unit/suite.h"

static const struct {
    const char *path;
    const char *as_path;
    const char *as_segment;
} encodings[] = {
    {"", "", ""},
    {"actors.csv", "actors.csv", "actors.csv"},
    {"my data/a-b_c~1.csv", "my%20data/a-b_c~1.csv", "my%20data%2Fa-b_c~1.csv"},
    {"javascript:alert(1)", "javascript%3Aalert%281%29", "javascript%3Aalert%281%29"},
    {"a?b#c%d", "a%3Fb%23c%25d", "a%3Fb%23c%25d"},
    {"\xC3\xA9\xFF\x1b", "%C3%A9%FF%1B", "%C3%A9%FF%1B"},
};

START_TEST(what_means_something_in_a_uri_is_encoded)
{
    struct accord_text text;
    accord_text_init(&text, 1024);
    accord_uri_path(&text, encodings[_i].path);
    ck_assert_str_eq(accord_text_str(&text), encodings[_i].as_path);
    accord_text_reset(&text);
    accord_uri_segment(&text, encodings[_i].path);
    ck_assert_str_eq(accord_text_str(&text), encodings[_i].as_segment);
    accord_text_clear(&text);
}
END_TEST

static const struct {
    const char *path;
    bool below;
} paths[] = {
    {"", true},         {"data/", true},       {"./data", true}, {"a..b/..c/d..", true}, {"/data", false},
    {"../data", false}, {"data/../..", false}, {"a//..", false}, {"..", false},
};

START_TEST(a_path_that_leaves_its_folder_is_told)
{
    ck_assert(accord_uri_is_below(paths[_i].path) == paths[_i].below);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("uri");
    TCase *tests = tcase_create("uri");
    tcase_add_loop_test(tests, what_means_something_in_a_uri_is_encoded, 0, COUNT_OF(encodings));
    tcase_add_loop_test(tests, a_path_that_leaves_its_folder_is_told, 0, COUNT_OF(paths));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
