/* Words, dates and numbers of the languages. */
#include "language/language.h"

#include "unit/language/pseudo.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *language, *date, *expected;
} dates[] = {
    {"en", "2026-11-20", "20 November 2026"},
    {"en", "2026-01-01", "1 January 2026"},
    {"en", "2020-03", "March 2020"},
    {"en", "2019", "2019"},
    {"en", "0031-12-31", "31 December 31"},
    {"fr", "2026-11-20", "20 novembre 2026"},
    {"fr", "2026-01-01", "1er janvier 2026"},
    {"fr", "2020-03", "mars 2020"},
    {"fr", "2020-01", "janvier 2020"},
    {"fr", "2019", "2019"},
    {"es", "2026-11-20", "20 de noviembre de 2026"},
    {"es", "2026-01-01", "1 de enero de 2026"},
    {"es", "2020-03", "marzo de 2020"},
    {"es", "2019", "2019"},
};

START_TEST(a_date_is_written_to_its_own_precision)
{
    struct accord_text text;
    struct accord_date date;
    const char *why;
    accord_text_init(&text, 100);
    ck_assert(accord_date_parse(dates[_i].date, strlen(dates[_i].date), &date, &why));
    accord_language_add_date(&text, accord_language_find(dates[_i].language), date);
    ck_assert_str_eq(accord_text_str(&text), dates[_i].expected);
    accord_text_clear(&text);
}
END_TEST

static const struct {
    const char *language;
    int64_t number;
    const char *expected;
} numbers[] = {
    {"en", 0, "0"},
    {"en", 999, "999"},
    {"en", 1461, "1,461"},
    {"en", 1234567, "1,234,567"},
    {"en", -1461, "-1,461"},
    {"en", INT64_MIN, "-9,223,372,036,854,775,808"},
    {"fr", 999, "999"},
    {"fr", 1461, "1\u202f461"},
    {"fr", 1234567, "1\u202f234\u202f567"},
    {"es", 1461, "1461"},
    {"es", 12345, "12\u202f345"},
};

START_TEST(a_number_has_the_languages_groups)
{
    struct accord_text text;
    accord_text_init(&text, 100);
    accord_language_add_number(&text, accord_language_find(numbers[_i].language), numbers[_i].number);
    ck_assert_str_eq(accord_text_str(&text), numbers[_i].expected);
    accord_text_clear(&text);
}
END_TEST

static const char *const groups[] = {"a", "b"};

static const struct {
    const char *language;
    struct accord_value value;
    const char *grouped, *plain;
} values[] = {
    {"en", {.kind = ACCORD_VALUE_TEXT, .text = "1234"}, "1234", "1234"},
    {"en", {.kind = ACCORD_VALUE_INTEGER, .integer = 2017}, "2,017", "2017"},
    {"en", {.kind = ACCORD_VALUE_BOOLEAN, .integer = 1}, "yes", "yes"},
    {"en", {.kind = ACCORD_VALUE_BOOLEAN}, "no", "no"},
    {"en", {.kind = ACCORD_VALUE_DECIMAL, .text = "-1234.50"}, "-1,234.50", "-1234.50"},
    {"en", {.kind = ACCORD_VALUE_DECIMAL, .text = "12"}, "12", "12"},
    {"fr", {.kind = ACCORD_VALUE_DECIMAL, .text = "-1234.50"}, "-1\u202f234,50", "-1234,50"},
    {"es", {.kind = ACCORD_VALUE_DECIMAL, .text = "1234.50"}, "1234,50", "1234,50"},
    {"fr", {.kind = ACCORD_VALUE_INTEGER, .integer = 2017}, "2\u202f017", "2017"},
    {"en", {.kind = ACCORD_VALUE_LIST, .items = groups, .count = 2}, "a, b", "a, b"},
    {"en", {.kind = ACCORD_VALUE_LIST}, "", ""},
    {"en", {.kind = ACCORD_VALUE_PRESENT, .integer = 1}, "on record", "on record"},
    {"en", {.kind = ACCORD_VALUE_PRESENT}, "not on record", "not on record"},
    {"en",
     {.kind = ACCORD_VALUE_DURING, .integer = 1, .date = {0, 0}, .to = {365, 365}},
     "1 January 1970 \u2013 31 December 1970",
     "1 January 1970 \u2013 31 December 1970"},
    {"en", {.kind = ACCORD_VALUE_DURING, .date = {0, 30}}, "January 1970 \u2013 \u2026", "January 1970 \u2013 \u2026"},
};

START_TEST(a_value_is_written_by_its_kind)
{
    struct accord_text text;
    const struct accord_language *language = accord_language_find(values[_i].language);
    accord_text_init(&text, 100);
    accord_language_add_value(&text, language, &values[_i].value, true);
    ck_assert_str_eq(accord_text_str(&text), values[_i].grouped);
    accord_text_reset(&text);
    accord_language_add_value(&text, language, &values[_i].value, false);
    ck_assert_str_eq(accord_text_str(&text), values[_i].plain);
    accord_text_clear(&text);
}
END_TEST

static const struct {
    const char *language, *expected;
} percents[] = {{"en", "69\u202f%"}, {"fr", "69\u202f%"}, {"es", "69\u202f%"}};

START_TEST(a_percentage_keeps_its_sign_beside_it)
{
    struct accord_text text;
    accord_text_init(&text, 100);
    accord_language_add_percent(&text, accord_language_find(percents[_i].language), 69);
    ck_assert_str_eq(accord_text_str(&text), percents[_i].expected);
    accord_text_clear(&text);
}
END_TEST

static const struct {
    const char *language, *subject, *expected;
} subjects[] = {
    {"en", "party", "Party"},
    {"en", "reio", "regional economic integration organization"},
    {"en", "Sub-Saharan Africa", "Sub-Saharan Africa"},
    {"en", "Atlantis", "Atlantis"},
    {"fr", "party", "Partie"},
    {"es", "Africa", "África"},
    {"fr", "Atlantis", "Atlantis"},
};

START_TEST(a_subject_has_a_word_or_is_itself)
{
    const struct accord_language *language = accord_language_find(subjects[_i].language);
    ck_assert_str_eq(accord_language_subject(language, subjects[_i].subject), subjects[_i].expected);
}
END_TEST

START_TEST(every_subject_of_rules_has_a_word)
{
    for (size_t i = 0; accord_subject_name(i) != NULL; i++) {
        char name[64]; /* no literal, so that it is the answer only where there is no word */
        (void)snprintf(name, sizeof name, "%s", accord_subject_name(i));
        ck_assert_ptr_ne(accord_language_subject(ACCORD_ENGLISH, name), name);
    }
}
END_TEST

START_TEST(every_operative_verb_has_a_word)
{
    for (size_t i = 0; accord_force_verb(i) != NULL; i++) {
        const char *verb = accord_force_verb(i);
        ck_assert_str_eq(accord_language_verb(ACCORD_ENGLISH, verb), verb);
        ck_assert_str_ne(accord_language_verb(accord_language_find("es"), verb), verb);
    }
    ck_assert_str_eq(accord_language_verb(accord_language_find("fr"), "calls upon"), "appelle");
    ck_assert_str_eq(accord_language_verb(accord_language_find("fr"), "muses"), "muses");
}
END_TEST

START_TEST(english_words_of_verdicts_are_those_of_the_one_table)
{
    for (unsigned v = 0; v < ACCORD_VERDICT_COUNT; v++) {
        const struct accord_verdict_meaning *meaning = accord_verdict_meaning((enum accord_verdict_kind)v);
        const char *word = accord_language_verdict(ACCORD_ENGLISH, (enum accord_verdict_kind)v);
        ck_assert_uint_eq(strlen(word), strlen(meaning->name));
        for (size_t i = 0; word[i] != '\0'; i++)
            ck_assert_int_eq(word[i], meaning->name[i] == '_' ? ' ' : meaning->name[i]);
        ck_assert_str_eq(accord_language_verdict_meaning(ACCORD_ENGLISH, (enum accord_verdict_kind)v),
                         meaning->meaning);
    }
}
END_TEST

static const struct {
    const char *language;
    int64_t number;
    bool one;
} plurals[] = {
    {"en", 0, false}, {"en", 1, true}, {"en", 2, false}, {"fr", 0, true},   {"fr", 1, true},        {"fr", 2, false},
    {"es", 0, false}, {"es", 1, true}, {"es", 2, false}, {"fr", 21, false}, {"fr", 1000000, false}, {"en", -1, false},
};

START_TEST(plurals_go_by_each_languages_rule)
{
    const struct accord_language *language = accord_language_find(plurals[_i].language);
    ck_assert_int_eq(accord_language_is_one(language, plurals[_i].number), plurals[_i].one);
}
END_TEST

static void phrase_is(const struct accord_language *language, enum accord_phrase phrase,
                      const struct accord_argument *arguments, size_t count, const char *expected)
{
    struct accord_text text;
    accord_text_init(&text, 1000);
    accord_phrase_add(&text, language, phrase, arguments, count);
    ck_assert_str_eq(accord_text_str(&text), expected);
    accord_text_clear(&text);
}

START_TEST(a_phrase_that_is_not_translated_is_in_english_and_counted)
{
    const char *phrases[ACCORD_PHRASE_COUNT] = {NULL};
    struct accord_language language = *accord_language_find("fr");
    const struct accord_argument day = ACCORD_WORD("day", "20 novembre 2026");
    phrases[ACCORD_PHRASE_NO] = "non";
    language.phrases = phrases;
    ck_assert_uint_eq(accord_language_untranslated(&language), ACCORD_PHRASE_COUNT - 1);
    ck_assert_str_eq(accord_phrase(&language, ACCORD_PHRASE_NO), "non");
    ck_assert_str_eq(accord_phrase(&language, ACCORD_PHRASE_YES), "yes");
    phrase_is(&language, ACCORD_PHRASE_AS_OF, &day, 1, "As of 20 novembre 2026");
}
END_TEST

START_TEST(from_right_to_left_text_stands_in_isolates)
{
    const struct accord_language *language = pseudo_language();
    const struct accord_value list = {.kind = ACCORD_VALUE_LIST, .items = groups, .count = 2};
    const struct accord_argument day = ACCORD_WORD("day", "cms-11.10:25");
    struct accord_text text;
    phrase_is(language, ACCORD_PHRASE_AS_OF, &day, 1, PSEUDO_BEGIN "As of \u2068cms-11.10:25\u2069" PSEUDO_END);
    accord_text_init(&text, 100);
    accord_language_add_value(&text, language, &list, true);
    ck_assert_str_eq(accord_text_str(&text), "\u2068a\u2069" PSEUDO_BEGIN ", " PSEUDO_END "\u2068b\u2069");
    accord_text_clear(&text);
}
END_TEST

START_TEST(languages_are_found_by_their_code)
{
    ck_assert_ptr_eq(accord_language_find("en"), ACCORD_ENGLISH);
    ck_assert_ptr_null(accord_language_find("EN"));
    ck_assert_ptr_null(accord_language_find("xx"));
    for (size_t i = 0; accord_language_at(i) != NULL; i++)
        ck_assert_ptr_eq(accord_language_find(accord_language_at(i)->code), accord_language_at(i));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("language");
    TCase *tests = tcase_create("language");
    tcase_add_loop_test(tests, a_date_is_written_to_its_own_precision, 0, COUNT_OF(dates));
    tcase_add_loop_test(tests, a_number_has_the_languages_groups, 0, COUNT_OF(numbers));
    tcase_add_loop_test(tests, a_value_is_written_by_its_kind, 0, COUNT_OF(values));
    tcase_add_loop_test(tests, a_percentage_keeps_its_sign_beside_it, 0, COUNT_OF(percents));
    tcase_add_loop_test(tests, a_subject_has_a_word_or_is_itself, 0, COUNT_OF(subjects));
    tcase_add_test(tests, every_subject_of_rules_has_a_word);
    tcase_add_test(tests, every_operative_verb_has_a_word);
    tcase_add_test(tests, english_words_of_verdicts_are_those_of_the_one_table);
    tcase_add_loop_test(tests, plurals_go_by_each_languages_rule, 0, COUNT_OF(plurals));
    tcase_add_test(tests, a_phrase_that_is_not_translated_is_in_english_and_counted);
    tcase_add_test(tests, from_right_to_left_text_stands_in_isolates);
    tcase_add_test(tests, languages_are_found_by_their_code);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
