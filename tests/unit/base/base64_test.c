/* Base64: the vectors of RFC 4648, and every digit. */
#include "base/base64.h"

#include "unit/suite.h"

#include <string.h>

static const struct {
    const char *bytes;
    const char *text;
} cases[] = {
    {"", ""},
    {"f", "Zg=="},
    {"fo", "Zm8="},
    {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="},
    {"fooba", "Zm9vYmE="},
    {"foobar", "Zm9vYmFy"},
};

START_TEST(bytes_become_the_text_of_the_standard)
{
    struct accord_text text;
    accord_text_init(&text, 64);
    accord_base64_add(&text, (const unsigned char *)cases[_i].bytes, strlen(cases[_i].bytes));
    ck_assert_str_eq(accord_text_str(&text), cases[_i].text);
    accord_text_clear(&text);
}
END_TEST

START_TEST(every_digit_has_its_character)
{
    unsigned char bytes[48];
    for (unsigned i = 0; i < 16; i++) { /* the digits from 0 to 63, four in three bytes */
        unsigned at = 4 * i;
        bytes[3 * i] = (unsigned char)(at << 2 | (at + 1) >> 4);
        bytes[3 * i + 1] = (unsigned char)((at + 1) << 4 | (at + 2) >> 2);
        bytes[3 * i + 2] = (unsigned char)((at + 2) << 6 | (at + 3));
    }
    struct accord_text text;
    accord_text_init(&text, 128);
    accord_base64_add(&text, bytes, sizeof bytes);
    ck_assert_str_eq(accord_text_str(&text), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    accord_text_clear(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base64");
    TCase *tests = tcase_create("base64");
    tcase_add_loop_test(tests, bytes_become_the_text_of_the_standard, 0, COUNT_OF(cases));
    tcase_add_test(tests, every_digit_has_its_character);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
