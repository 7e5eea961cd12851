/* Text in Markdown: neither markup, nor HTML, nor what a service makes of text. */
#include "report/markdown_text.h"

#include <check.h>

static const struct {
    const char *string;
    const char *text;
    const char *code;
} strings[] = {
    {"Kenya", "Kenya", "`Kenya`"},
    {"a | b", "a \\| b", "`a | b`"},
    {"<script>", "\\<script\\>", "`<script>`"},
    {"*b* _i_ ~s~ [l](u)", "\\*b\\* \\_i\\_ \\~s\\~ \\[l\\](u)", "`*b* _i_ ~s~ [l](u)`"},
    {"`", "\\`", "`` ` ``"},
    {"a ``` b", "a \\`\\`\\` b", "```` a ``` b ````"},
    {"a\nb", "a b", "`a\\u000ab`"},
    {"\x1b[0m", "\\u001b\\[0m", "`\\u001b[0m`"},
    {"@someone", "@<!-- -->someone", "`@someone`"},
    {"#1", "\\#<!-- -->1", "`#1`"},
    {"https://x.y", "https:<!-- -->//x.y", "`https://x.y`"},
    {"www.x.y", "www<!-- -->.x.y", "`www.x.y`"},
    {"a: b", "a: b", "`a: b`"},
    {"&amp;", "\\&amp;", "`&amp;`"},
    {"", "", "``"},
};

START_TEST(a_string_is_shown_as_it_is)
{
    struct accord_text text;
    accord_text_init(&text, 1024);
    accord_markdown_text(&text, strings[_i].string);
    ck_assert_str_eq(accord_text_str(&text), strings[_i].text);
    accord_text_reset(&text);
    accord_markdown_code(&text, strings[_i].string);
    ck_assert_str_eq(accord_text_str(&text), strings[_i].code);
    accord_text_clear(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("markdown_text");
    TCase *tcase = tcase_create("strings");
    tcase_add_loop_test(tcase, a_string_is_shown_as_it_is, 0, sizeof strings / sizeof strings[0]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
