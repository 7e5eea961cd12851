/* Escapes: what stays, what is replaced, format by format. */
#include "report/escape.h"
#include "unit/suite.h"

typedef void (*escape_function)(struct accord_text *text, const char *string);

static const struct {
    escape_function escape;
    const char *string;
    const char *escaped;
} escapes[] = {
    {accord_escape_xml, "", ""},
    {accord_escape_xml, "a&b<c>d\"e'f", "a&amp;b&lt;c&gt;d&quot;e&apos;f"},
    {accord_escape_xml, "]]>\n\t\r", "]]&gt;&#10;&#9;\\u000d"},
    {accord_escape_xml, "\x1b[31m\x7f\xC2\x9B", "\\u001b[31m\\u007f\\u009b"},
    {accord_escape_xml, "\xE2\x80\xAEtxet\xE2\x81\xA6", "\\u202etxet\\u2066"},
    {accord_escape_xml, "\xEF\xBF\xBE\xEF\xBF\xBF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
    {accord_escape_xml, "a\xFF\xC3", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
    {accord_escape_xml, "\xC3\xA9\xF0\x9F\x90\x8B", "\xC3\xA9\xF0\x9F\x90\x8B"},
    {accord_escape_tap, "a # TODO \\# b", "a \\# TODO \\\\\\# b"},
    {accord_escape_tap, "a\nok 1\t\x1b", "a\\\\u000aok 1\\\\u0009\\\\u001b"},
    {accord_escape_command, "50%\r\n::error::x, y: z", "50%25%0D%0A::error::x, y: z"},
    {accord_escape_command, "%0A\x1b\xE2\x80\xA8", "%250A\\u001b\\u2028"},
    {accord_escape_command_property, "a:b,c=d%\n", "a%3Ab%2Cc=d%25%0A"},
    {accord_escape_line, "a\r\nb\tc\x1b", "a  b c\\u001b"},
};

START_TEST(data_stays_data)
{
    struct accord_text text;
    accord_text_init(&text, 1024);
    escapes[_i].escape(&text, escapes[_i].string);
    ck_assert_str_eq(accord_text_str(&text), escapes[_i].escaped);
    accord_text_clear(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("escape");
    TCase *tests = tcase_create("escape");
    tcase_add_loop_test(tests, data_stays_data, 0, COUNT_OF(escapes));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
