/* Records of an account: numbered once each, in the order of their places, with every cell that was read. */
#include "dossier/html_records.h"
#include "unit/suite.h"

#include <string.h>

static const struct accord_dossier_cell kind[] = {{"kind", "experts"}};
static const struct accord_dossier_cell both[] = {{"status", NULL}, {"kind", "experts"}};
static const struct accord_dossier_row early[] = {
    {"act-9", "actions.csv", 9, kind, 1}, {"act-2", "actions.csv", 2, kind, 1}, {"x", NULL, 0, NULL, 0}};
static const struct accord_dossier_row late[] = {{"act-9", "actions.csv", 9, both, 2}};
static const struct accord_dossier_evidence of_finding[] = {{"actions", NULL, 0, early, 3}};
static const struct accord_dossier_evidence of_verdict[] = {{"actions", NULL, 0, late, 1}, {"plans", NULL, 0, NULL, 0}};
static const struct accord_dossier_finding finding = {.evidence = of_finding, .evidence_count = 1};
static const struct accord_dossier_verdict verdict = {
    .findings = &finding, .finding_count = 1, .evidence = of_verdict, .evidence_count = 2};
static const struct accord_dossier_account account = {.verdicts = &verdict, .verdict_count = 1};

static struct accord_text text;
static struct accord_html html;
static struct accord_html_records records;

static void begin(void)
{
    accord_text_init(&text, 4096);
    html = (struct accord_html){.text = &text, .language = ACCORD_ENGLISH};
    ck_assert(accord_html_records_init(&records, &account));
}

static void end(void)
{
    accord_html_records_clear(&records);
    accord_text_clear(&text);
}

START_TEST(what_was_read_twice_is_one_record)
{
    begin();
    ck_assert(accord_html_record_numbers(&html, &records, of_finding, 1));
    accord_html_raw(&html, "; ");
    ck_assert(accord_html_record_numbers(&html, &records, of_verdict, 2));
    ck_assert_str_eq(accord_text_str(&text), "1, 2, 3; 3");
    end();
}
END_TEST

START_TEST(evidence_without_rows_has_no_numbers)
{
    begin();
    ck_assert(!accord_html_record_numbers(&html, &records, of_verdict + 1, 1));
    ck_assert_str_eq(accord_text_str(&text), "");
    end();
}
END_TEST

START_TEST(tables_hold_every_cell_that_any_rule_read)
{
    begin();
    accord_html_record_tables(&html, &records);
    ck_assert_str_eq(
        accord_text_str(&text),
        "<table class=record><caption>actions</caption><thead><tr><th>No.<th>Key<tbody><tr><th>1<td>x</table>"
        "<table class=record><caption>actions <code>actions.csv</code></caption><thead><tr><th>No.<th>Line<th>kind"
        "<th>status<tbody><tr><th>2<td>2<td>experts<td><tr><th>3<td>9<td>experts<td>–</table>");
    end();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("html_records");
    TCase *tests = tcase_create("html_records");
    tcase_add_test(tests, what_was_read_twice_is_one_record);
    tcase_add_test(tests, evidence_without_rows_has_no_numbers);
    tcase_add_test(tests, tables_hold_every_cell_that_any_rule_read);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
