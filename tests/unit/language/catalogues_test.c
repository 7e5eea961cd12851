/* The texts of the interface, in every language. */
#include "language/language.h"
#include "language/pattern.h"
#include "unit/suite.h"

#include <string.h>

static const char *const ids[] = {
#define ID(id, text) #id,
    ACCORD_PHRASES(ID)
#undef ID
};

static const char *phrase(int index)
{
    return accord_phrase(ACCORD_ENGLISH, (enum accord_phrase)index);
}

/* A text that leads to another ("; ") may be set apart by blanks. */
static bool is_separator(int index)
{
    return strstr(ids[index], "SEPARATOR") != NULL;
}

START_TEST(every_english_text_is_a_pattern)
{
    struct accord_pattern read;
    const char *why;
    size_t at;
    ck_assert_msg(accord_pattern_read(phrase(_i), &read, &why, &at), "%s, byte %zu: %s", ids[_i], at, why);
}
END_TEST

START_TEST(no_english_text_is_empty_or_begins_or_ends_with_a_blank)
{
    const char *text = phrase(_i);
    size_t length = strlen(text);
    ck_assert_msg(length > 0, "%s is empty", ids[_i]);
    ck_assert_msg(is_separator(_i) || (text[0] != ' ' && text[length - 1] != ' '), "%s: '%s'", ids[_i], text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("language_catalogues");
    TCase *tests = tcase_create("catalogues");
    tcase_add_loop_test(tests, every_english_text_is_a_pattern, 0, ACCORD_PHRASE_COUNT);
    tcase_add_loop_test(tests, no_english_text_is_empty_or_begins_or_ends_with_a_blank, 0, ACCORD_PHRASE_COUNT);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
