/* Patterns are read strictly, and written with their arguments. */
#include "language/pattern.h"

#include "language/language.h"
#include "unit/suite.h"

static const struct accord_argument given[] = {
    {"none", {.kind = ACCORD_VALUE_INTEGER, .integer = 0}},
    {"one", {.kind = ACCORD_VALUE_INTEGER, .integer = 1}},
    {"many", {.kind = ACCORD_VALUE_INTEGER, .integer = 1461}},
    {"name", {.kind = ACCORD_VALUE_TEXT, .text = "{Kenya}'"}},
    {"on", {.kind = ACCORD_VALUE_DATE, .date = {20000, 20000}}},
};

static const struct {
    const char *pattern, *expected;
} written[] = {
    {"", ""},
    {"plain # text", "plain # text"},
    {"{name} and { name }", "{Kenya}' and {Kenya}'"},
    {"the Party's, it''s, '", "the Party's, it's, '"},
    {"'{'name'}' '{it''s}'", "{name} {it's}"},
    {"'#'", "'#'"},
    {"{many}", "1,461"},
    {"{on}", "4 October 2024"},
    {"{one, plural, one {# Party} other {# Parties}}", "1 Party"},
    {"{none, plural, one {# Party} other {# Parties}}", "0 Parties"},
    {"{many,plural,one{# Party}other{# Parties}}!", "1,461 Parties!"},
    {"{none, plural, one {#} other {#} =0 {nobody}}", "nobody"},
    {"{none, plural, =0 {nobody} one {#} other {#}}", "nobody"},
    {"{one, plural, =0 {nobody} one {one} =2 {a pair} other {#}}", "one"},
    {"{one, plural, one {one} =1 {this one} other {#}}", "this one"},
    {"{one, plural, =1 {this one} one {one} other {#}}", "this one"},
    {"{many, plural, one {} other {'#' '{#}' # of {name}}}", "# {#} 1,461 of {Kenya}'"},
    {"{many, plural, one {} other {#, {one, plural, one {# of them} other {}}, #}}", "1,461, 1 of them, 1,461"},
};

START_TEST(a_pattern_is_written_with_its_arguments)
{
    struct accord_text text;
    accord_text_init(&text, 1000);
    accord_text_add_str(&text, "> ");
    ck_assert(accord_pattern_add(&text, ACCORD_ENGLISH, written[_i].pattern, given, COUNT_OF(given), true));
    ck_assert_str_eq(accord_text_str(&text) + 2, written[_i].expected);
    accord_text_clear(&text);
}
END_TEST

static const struct {
    const char *pattern;
    size_t at;
    const char *why;
} refused[] = {
    {"a } b", 2, "a } that closes nothing"},
    {"{", 1, "expected the name of an argument: [a-z][a-z0-9_]*"},
    {"{}", 1, "expected the name of an argument: [a-z][a-z0-9_]*"},
    {"{Name}", 1, "expected the name of an argument: [a-z][a-z0-9_]*"},
    {"{0}", 1, "expected the name of an argument: [a-z][a-z0-9_]*"},
    {"{name", 5, "expected } or a comma behind the name of the argument"},
    {"{name of}", 6, "expected } or a comma behind the name of the argument"},
    {"{name, number}", 7, "expected plural"},
    {"{name, plurals, one {} other {}}", 7, "expected plural"},
    {"{n, plural}", 10, "expected a comma behind plural"},
    {"{n, plural, }", 12, "a plural without both one and other"},
    {"{n, plural, other {#}}", 21, "a plural without both one and other"},
    {"{n, plural, one {#} =2 {#}}", 26, "a plural without both one and other"},
    {"{n, plural, one {#} many {#} other {#}}", 20, "expected a form of the plural: one, other or =N"},
    {"{n, plural, one {#} one {#} other {#}}", 20, "a form of the plural that was there before"},
    {"{n, plural, =x {#} one {#} other {#}}", 13, "expected a number of at most 9 digits after ="},
    {"{n, plural, =1234567890 {#} one {#} other {#}}", 13, "expected a number of at most 9 digits after ="},
    {"{n, plural, one # other {#}}", 16, "expected { and the form"},
    {"{n, plural, one {#", 18, "expected } behind the form"},
    {"{n, plural, one {#} other {#}", 29, "expected a form of the plural: one, other or =N"},
    {"it is '{open", 6, "a quotation that does not end, expected another apostrophe"},
    {"{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}{m}{n}{o}{p}{q}", 50, "more than 16 arguments"},
    {"{abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_0123456789}", 1, "a name of more than 63 bytes"},
    {"{n, plural, one {} other {{n, plural, one {} other {{n, plural, one {} other {{n, plural, one {} other {"
     "{n, plural, one {} other {}}}}}}}}}}",
     121, "plurals in more than four levels"},
};

START_TEST(what_is_no_pattern_is_refused_where_it_is_wrong)
{
    struct accord_pattern read;
    struct accord_text text;
    const char *why;
    size_t at;
    ck_assert(!accord_pattern_read(refused[_i].pattern, &read, &why, &at));
    ck_assert_str_eq(why, refused[_i].why);
    ck_assert_uint_eq(at, refused[_i].at);
    accord_text_init(&text, 1000);
    ck_assert(!accord_pattern_add(&text, ACCORD_ENGLISH, refused[_i].pattern, NULL, 0, true));
    ck_assert_uint_eq(text.length, 0);
    accord_text_clear(&text);
}
END_TEST

START_TEST(the_arguments_are_told_in_order)
{
    struct accord_pattern read;
    const char *why;
    size_t at;
    ck_assert(accord_pattern_read("{b} '{x}' {n, plural, one {{a}} other {# {b}}} {a}", &read, &why, &at));
    ck_assert_ptr_null(why);
    ck_assert_uint_eq(read.count, 3);
    ck_assert_str_eq(read.arguments[0].name, "b");
    ck_assert_str_eq(read.arguments[1].name, "n");
    ck_assert_str_eq(read.arguments[2].name, "a");
    ck_assert(!read.arguments[0].counted);
    ck_assert(read.arguments[1].counted);
    ck_assert(!read.arguments[2].counted);
}
END_TEST

static const char *const lacking[] = {
    "so {gone}",
    "so {many, plural, one {{gone}} other {#}}",
    "so {name, plural, one {#} other {#}}",
};

START_TEST(what_cannot_be_written_leaves_the_text_as_it_was)
{
    struct accord_text text;
    accord_text_init(&text, 1000);
    accord_text_add_str(&text, "before");
    ck_assert(!accord_pattern_add(&text, ACCORD_ENGLISH, lacking[_i], given, COUNT_OF(given), true));
    ck_assert_str_eq(accord_text_str(&text), "before");
    accord_text_clear(&text);
}
END_TEST

START_TEST(digits_are_grouped_only_where_it_is_asked_for)
{
    struct accord_text text;
    accord_text_init(&text, 1000);
    ck_assert(accord_pattern_add(&text, ACCORD_ENGLISH, "{many}, {many, plural, one {} other {#}}", given,
                                 COUNT_OF(given), false));
    ck_assert_str_eq(accord_text_str(&text), "1461, 1461");
    accord_text_clear(&text);
}
END_TEST

START_TEST(a_text_that_is_full_stays_failed)
{
    struct accord_text text;
    accord_text_init(&text, 4);
    ck_assert(accord_pattern_add(&text, ACCORD_ENGLISH, "longer than {name}", given, COUNT_OF(given), true));
    ck_assert(text.failed);
    accord_text_clear(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("language_pattern");
    TCase *tests = tcase_create("pattern");
    tcase_add_loop_test(tests, a_pattern_is_written_with_its_arguments, 0, COUNT_OF(written));
    tcase_add_loop_test(tests, what_is_no_pattern_is_refused_where_it_is_wrong, 0, COUNT_OF(refused));
    tcase_add_test(tests, the_arguments_are_told_in_order);
    tcase_add_loop_test(tests, what_cannot_be_written_leaves_the_text_as_it_was, 0, COUNT_OF(lacking));
    tcase_add_test(tests, digits_are_grouped_only_where_it_is_asked_for);
    tcase_add_test(tests, a_text_that_is_full_stays_failed);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
