/* Records: numbered once each as they are met, shown by source, with every cell that was read. */
#include "dossier/html/html.h"
#include "unit/suite.h"

#include <string.h>

static const struct accord_dossier_cell kind[] = {{"kind", "experts"}};
static const struct accord_dossier_cell both[] = {{"status", NULL}, {"kind", "experts"}};
static const struct accord_dossier_row early[] = {
    {"act-9", "actions.csv", 9, kind, 1}, {"act-2", "actions.csv", 2, kind, 1}, {"x", NULL, 0, NULL, 0}};
static const struct accord_dossier_row late[] = {{"act-9", "actions.csv", 9, both, 2}};
static const struct accord_dossier_evidence of_finding[] = {{"actions", NULL, 0, early, 3}};
static const struct accord_dossier_evidence of_verdict[] = {{"actions", NULL, 0, late, 1}, {"plans", NULL, 0, NULL, 0}};
static struct accord_text text;
static struct accord_html html;

static void begin(void)
{
    accord_text_init(&text, 4096);
    html = (struct accord_html){.text = &text, .language = ACCORD_ENGLISH};
    accord_text_init(&html.scratch, 4096);
    accord_html_records_init(&html.records);
}

static void end(void)
{
    accord_html_records_clear(&html.records);
    accord_text_clear(&html.scratch);
    accord_text_clear(&text);
}

START_TEST(what_was_read_twice_is_one_record)
{
    begin();
    ck_assert(accord_html_record_numbers(&html, of_finding, 1));
    accord_html_raw(&html, "; ");
    ck_assert(accord_html_record_numbers(&html, of_verdict, 2));
    ck_assert_str_eq(accord_text_str(&text), "1, 2, 3; 1");
    end();
}
END_TEST

START_TEST(evidence_without_rows_has_no_numbers)
{
    begin();
    ck_assert(!accord_html_record_numbers(&html, of_verdict + 1, 1));
    ck_assert_str_eq(accord_text_str(&text), "");
    end();
}
END_TEST

START_TEST(a_record_without_place_and_key_is_not_cited)
{
    const struct accord_dossier_row nowhere = {.key = ""};
    const struct accord_dossier_evidence evidence = {.table = "actions", .rows = &nowhere, .row_count = 1};
    begin();
    ck_assert(!accord_html_record_numbers(&html, &evidence, 1));
    ck_assert_uint_eq(html.records.count, 0);
    end();
}
END_TEST

START_TEST(tables_hold_every_cell_that_any_rule_read)
{
    begin();
    (void)accord_html_record_numbers(&html, of_finding, 1);
    (void)accord_html_record_numbers(&html, of_verdict, 2);
    accord_text_reset(&text);
    accord_html_record_list(&html);
    const char *tables = strstr(accord_text_str(&text), "</p>");
    ck_assert_ptr_nonnull(tables);
    ck_assert_str_eq(
        tables,
        "</p>\n<div class=wide role=region tabindex=0 aria-label=\"actions\"><table class=record><caption>actions"
        "</caption><thead><tr><th>No.<th>Key<tbody><tr><th>3<td>x</table></div>"
        "\n<div class=wide role=region tabindex=0 aria-label=\"actions.csv\"><table class=record><caption>actions "
        "<code>actions.csv</code></caption><thead><tr><th>No.<th>Line<th>kind<th>status<tbody><tr><th>1<td>9<td>experts"
        "<td>–<tr><th>2<td>2<td>experts<td></table></div></section>");
    end();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("html_records");
    TCase *tests = tcase_create("html_records");
    tcase_add_test(tests, what_was_read_twice_is_one_record);
    tcase_add_test(tests, evidence_without_rows_has_no_numbers);
    tcase_add_test(tests, a_record_without_place_and_key_is_not_cited);
    tcase_add_test(tests, tables_hold_every_cell_that_any_rule_read);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
