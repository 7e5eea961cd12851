/* JSON layout and escapes, and text laid out for a terminal. */
#include "report/emit.h"
#include "report/page.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *string;
    const char *json;
    const char *shown;
} strings[] = {
    {"", "\"\"", ""},
    {"plain \xC3\xA9 \xE6\xBC\xA2 \xF0\x9F\x90\xA6", "\"plain \xC3\xA9 \xE6\xBC\xA2 \xF0\x9F\x90\xA6\"",
     "plain \xC3\xA9 \xE6\xBC\xA2 \xF0\x9F\x90\xA6"},
    {"\"\\/", "\"\\\"\\\\/\"", "\"\\/"},
    {"\b\f\n\r\t\x01\x1f", "\"\\b\\f\\n\\r\\t\\u0001\\u001f\"", "\\u0008\\u000c\\u000a\\u000d\\u0009\\u0001\\u001f"},
    {"\x7f\xC2\x80\xC2\x9F\xC2\xA0", "\"\\u007f\\u0080\\u009f\xC2\xA0\"", "\\u007f\\u0080\\u009f\xC2\xA0"},
    {"\xE2\x80\xA8\xE2\x80\xA9", "\"\\u2028\\u2029\"", "\\u2028\\u2029"},
    {"\xE2\x80\x8E\xE2\x80\x8F\xE2\x80\xAA\xE2\x80\xAE\xE2\x81\xA6\xE2\x81\xA9\xD8\x9C",
     "\"\\u200e\\u200f\\u202a\\u202e\\u2066\\u2069\\u061c\"", "\\u200e\\u200f\\u202a\\u202e\\u2066\\u2069\\u061c"},
    {"a\xFF\xC0\x80z", "\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\"", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz"},
};

START_TEST(what_could_be_obeyed_is_escaped)
{
    struct accord_text text;
    struct accord_emit emit;
    accord_text_init(&text, 1000);
    accord_emit_init(&emit, &text, false);
    accord_emit_text(&emit, strings[_i].string);
    ck_assert_str_eq(accord_text_str(&text), strings[_i].json);
    accord_text_reset(&text);
    accord_page_escape(&text, strings[_i].string);
    ck_assert_str_eq(accord_text_str(&text), strings[_i].shown);
    accord_text_clear(&text);
}
END_TEST

static void emit_example(struct accord_emit *emit)
{
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "empty");
    accord_emit_open(emit, '[');
    accord_emit_close(emit, ']');
    accord_emit_key(emit, "flat");
    accord_emit_open_flat(emit, '{');
    accord_emit_key(emit, "n");
    accord_emit_integer(emit, INT64_MIN);
    accord_emit_key(emit, "inner");
    accord_emit_open(emit, '[');
    accord_emit_boolean(emit, true);
    accord_emit_null(emit);
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
    accord_emit_key(emit, "list");
    accord_emit_open(emit, '[');
    accord_emit_count(emit, 7);
    accord_emit_text(emit, NULL);
    accord_emit_open(emit, '{');
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
}

static const struct {
    bool pretty;
    const char *json;
} layouts[] = {
    {true, "{\n  \"empty\": [],\n  \"flat\": {\"n\": -9223372036854775808, \"inner\": [true, null]},\n"
           "  \"list\": [\n    7,\n    null,\n    {}\n  ]\n}"},
    {false, "{\"empty\":[],\"flat\":{\"n\":-9223372036854775808,\"inner\":[true,null]},\"list\":[7,null,{}]}"},
};

START_TEST(both_layouts_say_the_same)
{
    struct accord_text text;
    struct accord_emit emit;
    accord_text_init(&text, 1000);
    accord_emit_init(&emit, &text, layouts[_i].pretty);
    emit_example(&emit);
    ck_assert_str_eq(accord_text_str(&text), layouts[_i].json);
    accord_text_clear(&text);
}
END_TEST

enum { DEEP = 16, LONG = 400 };

/* Short strings take another way than long ones; both at the greatest depth, where the gap before them is longest. */
START_TEST(strings_of_any_length_come_out_whole_at_any_depth)
{
    static char string[LONG + 1];
    for (size_t length = 0; length <= LONG; length++) {
        struct accord_text text;
        struct accord_emit emit;
        char expected[LONG + 8];
        accord_text_init(&text, 2 * LONG + 1000);
        accord_emit_init(&emit, &text, true);
        for (int i = 0; i < DEEP; i++)
            accord_emit_open(&emit, '[');
        memset(string, 'x', length);
        accord_emit_text(&emit, string);
        accord_emit_text(&emit, string);
        (void)snprintf(expected, sizeof expected, "\"%s\"", string);
        size_t end = strlen(expected);
        ck_assert_uint_gt(text.length, 2 * end + 1);
        ck_assert_str_eq(text.bytes + text.length - end, expected);
        ck_assert_int_eq(text.bytes[text.length - end - 2 * DEEP - 2], ',');
        accord_text_clear(&text);
    }
}
END_TEST

enum { AROUND = 20 };

static void emit_alone(struct accord_text *text, const char *string)
{
    struct accord_emit emit;
    accord_text_reset(text);
    accord_emit_init(&emit, text, false);
    accord_emit_text(&emit, string);
}

/* What a character becomes does not depend on where in the string it stands. */
START_TEST(every_byte_is_the_same_at_every_place)
{
    struct accord_text text;
    const char byte[2] = {(char)_i, '\0'};
    char alone[16], string[AROUND + 1], expected[2 * AROUND + sizeof alone + 2];
    accord_text_init(&text, 1000);
    emit_alone(&text, byte);
    (void)snprintf(alone, sizeof alone, "%.*s", (int)(text.length - 2), text.bytes + 1);
    for (int length = 1; length < AROUND; length++) {
        for (int at = 0; at < length; at++) {
            memset(string, 'x', (size_t)length);
            string[length] = '\0';
            (void)snprintf(expected, sizeof expected, "\"%.*s%s%s\"", at, string, alone, string + at + 1);
            string[at] = byte[0];
            emit_alone(&text, string);
            ck_assert_str_eq(text.bytes, expected);
        }
    }
    accord_text_clear(&text);
}
END_TEST

/* Nothing is written past a maximum, and the layout goes on as if it had been. */
START_TEST(a_text_that_is_full_stays_as_it_is)
{
    struct accord_text text;
    struct accord_emit emit;
    accord_text_init(&text, 100);
    accord_emit_init(&emit, &text, true);
    accord_emit_open(&emit, '{');
    for (int i = 0; i < 20; i++) {
        accord_emit_key(&emit, "key");
        accord_emit_count(&emit, SIZE_MAX);
    }
    accord_emit_close(&emit, '}');
    ck_assert(text.failed);
    ck_assert_uint_le(text.length, 100);
    ck_assert_uint_eq(emit.depth, 0);
    accord_text_clear(&text);
}
END_TEST

static const struct {
    const char *string;
    size_t at;
    size_t indent;
    const char *lines;
} wraps[] = {
    {"", 0, 2, "\n"},
    {"one two", 0, 2, "one two\n"},
    {"  one   two  ", 0, 2, "one two\n"},
    {"exactly ten", 0, 2, "exactly\n  ten\n"},
    {"1234567890", 0, 2, "1234567890\n"},
    {"123 567890", 0, 2, "123 567890\n"},
    {"123 5678901", 0, 2, "123\n  5678901\n"},
    {"12345678901", 0, 2, "1234567890\n  1\n"},
    {"12345678901234567890", 0, 2, "1234567890\n  12345678\n  90\n"},
    {"ab cd", 8, 2, "ab\n  cd\n"},
    {"\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2", 0, 1,
     "\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2\n \xE6\xBC\xA2\n"},
    {"a\nb", 0, 2, "a\\u000ab\n"},
};

START_TEST(text_is_wrapped_by_the_columns_it_takes)
{
    struct accord_text text;
    struct accord_page page;
    accord_text_init(&text, 1000);
    accord_page_init(&page, &text, 10, false);
    accord_page_wrap(&page, ACCORD_STYLE_PLAIN, wraps[_i].at, wraps[_i].indent, wraps[_i].string);
    ck_assert_str_eq(accord_text_str(&text), wraps[_i].lines);
    accord_page_clear(&page);
    accord_text_clear(&text);
}
END_TEST

static const struct {
    size_t number;
    const char *text;
} numbers[] = {{0, "      0"}, {999, "    999"}, {1000, "  1,000"}, {1234567, "1,234,567"}, {100000, "100,000"}};

START_TEST(numbers_are_grouped_by_thousands)
{
    struct accord_text text;
    struct accord_page page;
    accord_text_init(&text, 100);
    accord_page_init(&page, &text, 80, false);
    accord_page_number(&page, numbers[_i].number, 7);
    ck_assert_str_eq(accord_text_str(&text), numbers[_i].text);
    accord_page_clear(&page);
    accord_text_clear(&text);
}
END_TEST

START_TEST(colour_stands_around_a_word_and_not_instead_of_it)
{
    struct accord_text text;
    struct accord_page page;
    accord_text_init(&text, 100);
    accord_page_init(&page, &text, 80, true);
    ck_assert_uint_eq(accord_page_verdict(&page, ACCORD_VERDICT_GAP, 6), 6);
    ck_assert_str_eq(accord_text_str(&text), "\x1b[31mgap\x1b[0m   ");
    accord_page_clear(&page);
    accord_text_clear(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("emit");
    TCase *tests = tcase_create("emit");
    tcase_add_loop_test(tests, what_could_be_obeyed_is_escaped, 0, sizeof strings / sizeof strings[0]);
    tcase_add_loop_test(tests, both_layouts_say_the_same, 0, sizeof layouts / sizeof layouts[0]);
    tcase_add_test(tests, strings_of_any_length_come_out_whole_at_any_depth);
    tcase_add_loop_test(tests, every_byte_is_the_same_at_every_place, 1, UINT8_MAX + 1);
    tcase_add_test(tests, a_text_that_is_full_stays_as_it_is);
    tcase_add_loop_test(tests, text_is_wrapped_by_the_columns_it_takes, 0, sizeof wraps / sizeof wraps[0]);
    tcase_add_loop_test(tests, numbers_are_grouped_by_thousands, 0, sizeof numbers / sizeof numbers[0]);
    tcase_add_test(tests, colour_stands_around_a_word_and_not_instead_of_it);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
