/* Words in bytes. */
#include "base/word.h"

#include "unit/suite.h"

START_TEST(a_word_is_its_bytes_from_the_highest_on)
{
    static const unsigned char bytes[] = {0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10};
    unsigned char again[ACCORD_WORD_BYTES];
    ck_assert_uint_eq(accord_word_of(bytes), 0xfedcba9876543210U);
    accord_word_put(0xfedcba9876543210U, again);
    ck_assert_mem_eq(again, bytes, sizeof bytes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("word");
    TCase *tests = tcase_create("word");
    tcase_add_test(tests, a_word_is_its_bytes_from_the_highest_on);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
