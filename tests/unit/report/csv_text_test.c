/* Cells of CSV: quotes, formulas, controls. */
#include "report/csv_text.h"

#include <check.h>
#include <string.h>

static const struct {
    const char *string;
    const char *cell;
} cells[] = {
    {NULL, "\"\""},
    {"", "\"\""},
    {"Kenya", "\"Kenya\""},
    {"a,b", "\"a,b\""},
    {"\"", "\"\"\"\""},
    {"say \"no\"", "\"say \"\"no\"\"\""},
    {"=cmd()", "\"'=cmd()\""},
    {"+1", "\"'+1\""},
    {"-1", "\"'-1\""},
    {"@x", "\"'@x\""},
    {"\tx", "\"'\\u0009x\""},
    {"\rx", "\"'\\u000dx\""},
    {"  =x", "\"'  =x\""},
    {"1-1", "\"1-1\""},
    {"\"=x", "\"\"\"=x\""},
    {"a\r\nb", "\"a\\u000d\\u000ab\""},
    {"\x1b[31m", "\"\\u001b[31m\""},
    {"\xE2\x80\xAEx", "\"\\u202ex\""},
    {"\xFF", "\"\xEF\xBF\xBD\""},
    {"C\xC3\xB4te", "\"C\xC3\xB4te\""},
};

START_TEST(a_cell_is_data_in_a_spreadsheet_too)
{
    struct accord_text text;
    accord_text_init(&text, 1024);
    accord_csv_text(&text, cells[_i].string);
    ck_assert_str_eq(accord_text_str(&text), cells[_i].cell);
    accord_text_clear(&text);
}
END_TEST

/* Wherever a long text is cut into pieces, no character is. */
START_TEST(long_texts_come_through_whole)
{
    for (size_t before = 0; before < 4; before++) {
        char string[3 * 4096 + 8];
        size_t length = 0;
        struct accord_text text;
        for (; length < before; length++)
            string[length] = 'a';
        while (length + 3 < sizeof string - 1) {
            memcpy(string + length, "\xE6\xBC\xA2", 3);
            length += 3;
        }
        string[length] = '\0';
        accord_text_init(&text, sizeof string + 8);
        accord_csv_text(&text, string);
        ck_assert_uint_eq(text.length, length + 2);
        ck_assert_mem_eq(accord_text_str(&text) + 1, string, length);
        accord_text_clear(&text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv_text");
    TCase *tcase = tcase_create("cells");
    tcase_add_loop_test(tcase, a_cell_is_data_in_a_spreadsheet_too, 0, sizeof cells / sizeof cells[0]);
    tcase_add_test(tcase, long_texts_come_through_whole);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
