/* The JSON scanner: where a byte stands, and names that come twice among few and among many. */
#include "ingest/json_scan.h"

#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

/* Of one to four bytes, and lines that end. */
static const char text[] = "a\n\xc3\xa4\xe2\x82\xac\xf0\x9f\x8c\x8d, plain text of more than eight bytes\r\n\n"
                           "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac\n\x7f~end";

/* From every byte to every later one, as if counted one by one. */
START_TEST(a_place_is_counted_in_lines_and_characters)
{
    for (size_t from = 0; from < sizeof text; from++) {
        struct accord_place counted = {7, 3};
        for (size_t to = from; to < sizeof text; to++) {
            struct accord_place place = accord_json_place_after((struct accord_place){7, 3}, text + from, to - from);
            ck_assert_uint_eq(place.line, counted.line);
            ck_assert_uint_eq(place.column, counted.column);
            bool continues = ((unsigned char)text[to] & 0xC0) == 0x80;
            counted.line += text[to] == '\n' ? 1 : 0;
            counted.column = text[to] == '\n' ? 1 : counted.column + (continues ? 0 : 1);
        }
    }
}
END_TEST

/* An object of `count` names, each its number but for the last, which is that of `twice`. */
static size_t write_object(char *out, size_t size, int count, int twice)
{
    size_t length = 0;
    for (int i = 0; i < count; i++)
        length +=
            (size_t)snprintf(out + length, size - length, "%c\"%d\":0", i == 0 ? '{' : ',', i + 1 == count ? twice : i);
    return length + (size_t)snprintf(out + length, size - length, "}");
}

/* Whether the names are sorted for it or not. */
START_TEST(a_name_that_comes_twice_is_found_among_any_number)
{
    int count = _i;
    for (int twice = 0; twice < count; twice++) {
        char object[1024];
        size_t length = write_object(object, sizeof object, count, twice);
        struct accord_json_scan scan = {0};
        bool only_once = twice == count - 1;
        ck_assert_int_eq(accord_json_scan(&scan, object, length, NULL), only_once ? ACCORD_OK : ACCORD_BAD_DATA);
        if (!only_once) {
            ck_assert_str_eq(scan.why, "a duplicate member name, expected each name once");
            ck_assert_uint_eq(scan.fault_at, (size_t)(strrchr(object, ',') - object) + 1);
        }
        accord_json_scan_clear(&scan);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json_scan");
    TCase *tests = tcase_create("json_scan");
    tcase_add_test(tests, a_place_is_counted_in_lines_and_characters);
    tcase_add_loop_test(tests, a_name_that_comes_twice_is_found_among_any_number, 1, 40);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
