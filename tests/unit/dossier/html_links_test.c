/* Links between languages and pages of one report. */
#include "dossier/html/links.h"
#include "unit/suite.h"

static const struct {
    const char *from;
    const char *to;
    const char *link;
} cases[] = {
    {"report.html", "report.fr.html", "./report.fr.html"},
    {"out/en/index.html", "out/fr/index.html", "../fr/index.html"},
    {"out/index.html", "out/fr/index.html", "./fr/index.html"},
    {"out/fr/index.html", "out/index.html", "../index.html"},
    {"/a/b/c/x.html", "/a/d/x.html", "../../d/x.html"},
    {"en.html", "a:b c\"<é.html", "./a%3Ab%20c%22%3C%C3%A9.html"},
    {"report/x.html", "reports/x.html", "../reports/x.html"},
};

START_TEST(a_link_leads_from_one_file_to_the_other)
{
    struct accord_text text;
    accord_text_init(&text, 4096);
    accord_html_add_relative(&text, cases[_i].from, cases[_i].to);
    ck_assert_str_eq(accord_text_str(&text), cases[_i].link);
    accord_text_clear(&text);
}
END_TEST

static const struct {
    const char *path;
    size_t page;
    const char *written;
    const char *link;
} pages[] = {
    {"out/index.html", 0, "out/index.html", "./index.html"},
    {"out/index.html", 7, "out/index-007.html", "./index-007.html"},
    {"index.fr.html", 12, "index.fr-012.html", "./index.fr-012.html"},
    {"out/my report", 1, "out/my report-001.html", "./my%20report-001.html"},
    {".html", 1, ".html-001.html", "./.html-001.html"},
};

START_TEST(pages_stand_beside_the_index)
{
    struct accord_text path, link;
    accord_text_init(&path, 4096);
    accord_text_init(&link, 4096);
    struct accord_dossier_output output = {.path = pages[_i].path};
    struct accord_html html = {.output = &output, .text = &link, .page = pages[_i].page};
    accord_html_page_path(&html, &path);
    accord_html_page_address(&html, pages[_i].page);
    ck_assert_str_eq(accord_text_str(&path), pages[_i].written);
    ck_assert_str_eq(accord_text_str(&link), pages[_i].link);
    accord_text_clear(&path);
    accord_text_clear(&link);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("html_links");
    TCase *tests = tcase_create("html_links");
    tcase_add_loop_test(tests, a_link_leads_from_one_file_to_the_other, 0, COUNT_OF(cases));
    tcase_add_loop_test(tests, pages_stand_beside_the_index, 0, COUNT_OF(pages));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
