/* Values as bytes: what is written is read, and what nobody wrote is refused. */
#include "base/wire.h"

#include "unit/suite.h"

#include <string.h>

enum { BYTES_MAX = 1024 };

static const uint64_t numbers[] = {0, 1, 127, 128, 16383, 16384, UINT32_MAX, INT64_MAX, UINT64_MAX - 1, UINT64_MAX};

START_TEST(numbers_of_either_sign_come_back)
{
    struct accord_text text;
    accord_text_init(&text, BYTES_MAX);
    accord_wire_add_number(&text, numbers[_i]);
    accord_wire_add_signed(&text, (int64_t)(numbers[_i] >> 1));
    accord_wire_add_signed(&text, -(int64_t)(numbers[_i] >> 1) - 1);
    struct accord_wire wire = accord_wire_of(text.bytes, text.length);
    ck_assert_uint_eq(accord_wire_take_number(&wire), numbers[_i]);
    ck_assert_int_eq(accord_wire_take_signed(&wire), (int64_t)(numbers[_i] >> 1));
    ck_assert_int_eq(accord_wire_take_signed(&wire), -(int64_t)(numbers[_i] >> 1) - 1);
    ck_assert(accord_wire_done(&wire));
    accord_text_clear(&text);
}
END_TEST

START_TEST(no_text_is_told_from_an_empty_one)
{
    struct accord_text text;
    size_t length = 9;
    accord_text_init(&text, BYTES_MAX);
    accord_wire_add_text(&text, NULL);
    accord_wire_add_text(&text, "");
    accord_wire_add_bytes(&text, "a\0b", 3);
    struct accord_wire wire = accord_wire_of(text.bytes, text.length);
    ck_assert_ptr_null(accord_wire_take_text(&wire));
    ck_assert_str_eq(accord_wire_take_name(&wire), "");
    ck_assert_mem_eq(accord_wire_take_bytes(&wire, &length), "a\0b", 4);
    ck_assert_uint_eq(length, 3);
    ck_assert(accord_wire_done(&wire));
    accord_text_clear(&text);
}
END_TEST

START_TEST(what_does_not_fit_fails_as_a_whole)
{
    struct accord_text text;
    accord_text_init(&text, 4);
    accord_wire_add_bytes(&text, "abc", 3);
    ck_assert(text.failed);
    ck_assert_uint_eq(text.length, 0);
    accord_text_reset(&text);
    accord_wire_add_bytes(&text, "ab", 2);
    ck_assert(!text.failed);
    accord_text_clear(&text);
}
END_TEST

static void take_number(struct accord_wire *wire)
{
    (void)accord_wire_take_number(wire);
}
static void take_below_two(struct accord_wire *wire)
{
    (void)accord_wire_take_bool(wire);
}
static void take_pairs(struct accord_wire *wire)
{
    (void)accord_wire_take_count(wire, 2);
}
static void take_text(struct accord_wire *wire)
{
    (void)accord_wire_take_text(wire);
}
static void take_name(struct accord_wire *wire)
{
    (void)accord_wire_take_name(wire);
}

static const struct {
    void (*take)(struct accord_wire *wire);
    const char *bytes;
    size_t length;
    bool good;
} taken[] = {
    {take_number, "", 0, false},
    {take_number, "\x80", 1, false},
    {take_number, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10, true}, /* the greatest of 64 bits */
    {take_number, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10, false},
    {take_number, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x81\x00", 11, false},
    {take_below_two, "\x01", 1, true},
    {take_below_two, "\x02", 1, false},
    {take_pairs, "\x01..", 3, true},
    {take_pairs, "\x02...", 4, false},
    {take_text,
     "\x03"
     "ab\0",
     4, true},
    {take_text,
     "\x03"
     "ab",
     3, false},
    {take_text,
     "\x03"
     "abc",
     4, false},
    {take_text, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10, false},
    {take_text, "\x00", 1, true},
    {take_name, "\x00", 1, false},
};

START_TEST(what_nobody_writes_is_refused_and_nothing_is_taken_after_it)
{
    struct accord_wire wire = accord_wire_of(taken[_i].bytes, taken[_i].length);
    taken[_i].take(&wire);
    ck_assert_int_eq(!wire.failed, taken[_i].good);
    if (taken[_i].good) return;
    ck_assert_uint_eq(accord_wire_take_number(&wire), 0);
    ck_assert_ptr_null(accord_wire_take_text(&wire));
    ck_assert(!accord_wire_done(&wire));
}
END_TEST

START_TEST(what_is_left_over_is_not_done)
{
    struct accord_wire wire = accord_wire_of("\x01\x02", 2);
    ck_assert_uint_eq(accord_wire_take_number(&wire), 1);
    ck_assert(!accord_wire_done(&wire));
    ck_assert_uint_eq(accord_wire_take_number(&wire), 2);
    ck_assert(accord_wire_done(&wire));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("wire");
    TCase *tests = tcase_create("wire");
    tcase_add_loop_test(tests, numbers_of_either_sign_come_back, 0, COUNT_OF(numbers));
    tcase_add_test(tests, no_text_is_told_from_an_empty_one);
    tcase_add_test(tests, what_does_not_fit_fails_as_a_whole);
    tcase_add_loop_test(tests, what_nobody_writes_is_refused_and_nothing_is_taken_after_it, 0, COUNT_OF(taken));
    tcase_add_test(tests, what_is_left_over_is_not_done);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
