/* The C locale inside the library, the host's outside. */
#include "base/locale.h"

#include "unit/suite.h"

#include <stdio.h>

START_TEST(inside_it_is_the_c_locale_and_after_it_the_hosts)
{
    locale_t host = newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0);
    if (host == (locale_t)0) host = newlocale(LC_ALL_MASK, "POSIX", (locale_t)0);
    locale_t before = uselocale(host);
    struct accord_locale locale;
    ck_assert_int_eq(accord_locale_enter(&locale, NULL), ACCORD_OK);
    ck_assert(uselocale((locale_t)0) != host);
    char number[8];
    snprintf(number, sizeof number, "%.1f", 0.5);
    ck_assert_str_eq(number, "0.5");
    ck_assert_str_eq(localeconv()->decimal_point, ".");
    accord_locale_leave(&locale);
    ck_assert(uselocale((locale_t)0) == host);
    uselocale(before);
    freelocale(host);
}
END_TEST

START_TEST(doors_may_be_nested)
{
    struct accord_locale outer;
    struct accord_locale inner;
    locale_t host = uselocale((locale_t)0);
    ck_assert_int_eq(accord_locale_enter(&outer, NULL), ACCORD_OK);
    ck_assert_int_eq(accord_locale_enter(&inner, NULL), ACCORD_OK);
    accord_locale_leave(&inner);
    ck_assert(uselocale((locale_t)0) == outer.own);
    accord_locale_leave(&outer);
    ck_assert(uselocale((locale_t)0) == host);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("locale");
    TCase *tests = tcase_create("locale");
    tcase_add_test(tests, inside_it_is_the_c_locale_and_after_it_the_hosts);
    tcase_add_test(tests, doors_may_be_nested);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
