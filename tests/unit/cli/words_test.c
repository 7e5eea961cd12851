/* Closed lists of words: what is taken, what is refused, and that the help of every option names its words. */
#include "cli/words.h"

#include "cli/check_request.h"
#include "cli/command.h"
#include "unit/suite.h"

#include <dirent.h>
#include <string.h>

static const char *fruit(size_t index)
{
    static const char *const words[] = {"apple", "cherry", "plum"};
    return index < sizeof words / sizeof words[0] ? words[index] : NULL;
}

static const char *one(size_t index)
{
    return index == 0 ? "apple" : NULL;
}

START_TEST(a_word_of_the_list_is_taken_by_its_place)
{
    struct accord_error err = {0};
    size_t index = 9;
    ck_assert_int_eq(accord_take_word("fruit", "cherry", fruit, &index, &err), ACCORD_OK);
    ck_assert_uint_eq(index, 1);
}
END_TEST

START_TEST(another_is_refused_with_what_is_near_or_known)
{
    struct accord_error err = {0};
    size_t index = 9;
    ck_assert_int_eq(accord_take_word("fruit", "chery", fruit, &index, &err), ACCORD_BAD_USAGE);
    ck_assert_str_eq(err.text, "unknown fruit \"chery\"; did you mean \"cherry\"?");
    ck_assert_int_eq(accord_take_word("fruit", "", fruit, &index, &err), ACCORD_BAD_USAGE);
    ck_assert_str_eq(err.text, "unknown fruit \"\"; known: apple, cherry, plum");
    ck_assert_uint_eq(index, 9);
}
END_TEST

START_TEST(a_list_reads_as_a_sentence_does)
{
    struct accord_text text;
    accord_text_init(&text, 64);
    accord_words_write(fruit, &text);
    ck_assert_str_eq(accord_text_str(&text), "apple, cherry or plum");
    accord_text_clear(&text);
    accord_words_write(one, &text);
    ck_assert_str_eq(accord_text_str(&text), "apple");
    accord_text_clear(&text);
}
END_TEST

/* Where there are many, another option lists them. */
static void check_help(const struct accord_option *option)
{
    enum { FEW = 12 };
    struct accord_text help;
    size_t count = 0;
    for (; option->words(count); count++)
        ck_assert_ptr_null(strpbrk(option->words(count), " ,=\"'"));
    ck_assert_uint_gt(count, 0);
    ck_assert_uint_le(count, ACCORD_WORDS_MAX);
    if (count > FEW || count == 1) return; /* of one word, what it does is said */
    accord_text_init(&help, 4096);
    accord_option_write_help(option, &help);
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(strstr(accord_text_str(&help), option->words(i)) != NULL, "--%s: its help lacks %s", option->name,
                      option->words(i));
    ck_assert_ptr_null(strchr(accord_text_str(&help), '{'));
    accord_text_clear(&help);
}

START_TEST(the_help_of_every_option_names_its_words)
{
    size_t checked = 0;
    for (size_t i = 0; accord_command_at(i); i++)
        for (const struct accord_option *option = accord_command_at(i)->options; option && option->name; option++) {
            if (!option->words) continue;
            check_help(option);
            checked++;
        }
    ck_assert_uint_gt(checked, 10);
}
END_TEST

START_TEST(the_profiles_that_come_with_the_rules_are_listed)
{
    DIR *folder = opendir(ACCORD_RULES "/profiles");
    const struct dirent *entry;
    size_t files = 0, listed = 0;
    ck_assert_ptr_nonnull(folder);
    while ((entry = readdir(folder)) != NULL) {
        char name[sizeof entry->d_name];
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".lua") != 0) continue;
        memcpy(name, entry->d_name, length - 4);
        name[length - 4] = '\0';
        bool known = false;
        for (listed = 0; accord_shipped_profile(listed); listed++)
            known = known || strcmp(accord_shipped_profile(listed), name) == 0;
        ck_assert_msg(known, "%s is not listed", name);
        files++;
    }
    (void)closedir(folder);
    ck_assert_uint_eq(files, listed);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("words");
    TCase *tests = tcase_create("words");
    tcase_add_test(tests, a_word_of_the_list_is_taken_by_its_place);
    tcase_add_test(tests, another_is_refused_with_what_is_near_or_known);
    tcase_add_test(tests, a_list_reads_as_a_sentence_does);
    tcase_add_test(tests, the_help_of_every_option_names_its_words);
    tcase_add_test(tests, the_profiles_that_come_with_the_rules_are_listed);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
