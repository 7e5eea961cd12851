/* Text buffers, JSON strings, UTF-8, widths, globs, names. */
#include "base/text.h"

#include "base/memory.h"
#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

START_TEST(a_text_grows_and_stays_terminated)
{
    struct accord_text text;
    accord_text_init(&text, 100000);
    ck_assert_str_eq(accord_text_str(&text), "");
    for (int i = 0; i < 1000; i++) {
        accord_text_add_int(&text, i);
        accord_text_add_char(&text, ' ');
        ck_assert_uint_eq(strlen(accord_text_str(&text)), text.length);
    }
    ck_assert(!text.failed);
    ck_assert_uint_eq(text.length, 3890);
    ck_assert_str_eq(accord_text_str(&text) + 3878, "997 998 999 ");
    accord_text_clear(&text);
    ck_assert_str_eq(accord_text_str(&text), "");
}
END_TEST

START_TEST(everything_that_can_be_added_is)
{
    struct accord_text text;
    accord_text_init(&text, 1000);
    accord_text_add(&text, "abcdef", 3);
    accord_text_add(&text, NULL, 0);
    accord_text_add_str(&text, "-");
    accord_text_add_int(&text, INT64_MIN);
    accord_text_addf(&text, "[%s%5d]", "x", 42);
    accord_text_addf(&text, "%s", "");
    ck_assert_str_eq(accord_text_str(&text), "abc--9223372036854775808[x   42]");
    accord_text_clear(&text);
}
END_TEST

static const struct {
    uint64_t number;
    const char *digits;
} numbers[] = {{0, "0"}, {9, "9"}, {10, "10"}, {4294967296, "4294967296"}, {UINT64_MAX, "18446744073709551615"}};

START_TEST(digits_are_those_of_the_number)
{
    char digits[ACCORD_DIGITS_MAX + 1];
    *accord_digits(digits, numbers[_i].number) = '\0';
    ck_assert_str_eq(digits, numbers[_i].digits);
}
END_TEST

START_TEST(what_is_written_into_the_room_is_there)
{
    struct accord_text text;
    accord_text_init(&text, 10);
    char *to = accord_text_room(&text, 10);
    memcpy(to, "0123", 4);
    accord_text_end_at(&text, to + 4);
    ck_assert_str_eq(text.bytes, "0123");
    ck_assert_ptr_eq(accord_text_room(&text, 6), text.bytes + 4);
    ck_assert_ptr_null(accord_text_room(&text, 7));
    ck_assert(text.failed);
    ck_assert_ptr_null(accord_text_room(&text, 0));
    ck_assert_str_eq(text.bytes, "0123");
    accord_text_clear(&text);
}
END_TEST

START_TEST(a_reset_text_keeps_its_memory_and_forgets_its_failure)
{
    struct accord_text text;
    accord_text_init(&text, 10);
    accord_text_add_str(&text, "0123456789");
    accord_text_add_str(&text, "!");
    ck_assert(text.failed);
    accord_text_reset(&text);
    ck_assert(!text.failed);
    ck_assert_str_eq(accord_text_str(&text), "");
    accord_alloc_fail_after(1);
    accord_text_add_str(&text, "0123456789");
    accord_alloc_fail_after(0);
    ck_assert(!text.failed);
    ck_assert_str_eq(accord_text_str(&text), "0123456789");
    accord_text_clear(&text);
}
END_TEST

/* Up to the maximum and one past it; what fails adds nothing, and nothing is added after it. */
START_TEST(a_text_has_a_maximum)
{
    struct accord_text text;
    accord_text_init(&text, 200);
    for (int i = 0; i < 20; i++)
        accord_text_addf(&text, "%s", "0123456789");
    ck_assert(!text.failed);
    ck_assert_uint_eq(text.length, 200);
    accord_text_addf(&text, "%c", '!');
    ck_assert(text.failed);
    ck_assert_uint_eq(text.length, 200);
    accord_text_clear(&text);
    accord_text_init(&text, 10);
    accord_text_add_str(&text, "01234");
    accord_text_addf(&text, "%s", "567890");
    ck_assert(text.failed);
    ck_assert_str_eq(accord_text_str(&text), "01234");
    accord_text_clear(&text);
    accord_text_init(&text, 3);
    accord_text_add_str(&text, "four");
    accord_text_add_str(&text, "two");
    ck_assert(text.failed);
    ck_assert_str_eq(accord_text_str(&text), "");
    accord_text_clear(&text);
    accord_text_init(&text, 0);
    accord_text_add_str(&text, "");
    ck_assert(!text.failed);
    accord_text_add_char(&text, 'x');
    ck_assert(text.failed);
    accord_text_clear(&text);
}
END_TEST

/* The bytes are the caller's to write, up to the maximum; past it nothing changes. */
START_TEST(a_text_can_be_extended)
{
    struct accord_text text;
    accord_text_init(&text, 100);
    accord_text_add_str(&text, "ab");
    char *more = accord_text_extend(&text, 98);
    ck_assert_ptr_nonnull(more);
    memset(more, 'c', 98);
    ck_assert_uint_eq(text.length, 100);
    ck_assert_uint_eq(strlen(accord_text_str(&text)), 100);
    ck_assert_mem_eq(accord_text_str(&text), "abc", 3);
    ck_assert_ptr_null(accord_text_extend(&text, 1));
    ck_assert(text.failed);
    ck_assert_uint_eq(text.length, 100);
    accord_text_clear(&text);
}
END_TEST

START_TEST(a_text_without_a_limit_still_has_one)
{
    struct accord_text text;
    accord_text_init(&text, SIZE_MAX);
    accord_text_add_str(&text, "fine");
    ck_assert_str_eq(accord_text_str(&text), "fine");
    ck_assert_uint_lt(text.max, SIZE_MAX);
    accord_text_clear(&text);
}
END_TEST

START_TEST(a_failed_allocation_is_remembered)
{
    struct accord_text text;
    accord_text_init(&text, 100000);
    accord_text_add_str(&text, "kept");
    accord_alloc_fail_after(1);
    for (int i = 0; i < 100; i++)
        accord_text_addf(&text, "%d", i);
    accord_alloc_fail_after(0);
    accord_text_add_str(&text, "more");
    ck_assert(text.failed);
    ck_assert_int_eq(strncmp(accord_text_str(&text), "kept0123", 8), 0);
    ck_assert_ptr_null(strstr(accord_text_str(&text), "more"));
    accord_text_clear(&text);
}
END_TEST

static const struct {
    const char *bytes;
    size_t length; /* 0: up to the NUL */
    const char *json;
} strings[] = {
    {"", 0, "\"\""},
    {"plain", 0, "\"plain\""},
    {"a\"b\\c/d", 0, "\"a\\\"b\\\\c/d\""},
    {"\b\f\n\r\t", 0, "\"\\b\\f\\n\\r\\t\""},
    {"\x01\x1f ", 0, "\"\\u0001\\u001f \""},
    {"a\0b", 3, "\"a\\u0000b\""},
    {"\x7f\xc2\x80\xc2\x9f\xc2\xa0", 0, "\"\\u007f\\u0080\\u009f\xc2\xa0\""},
    {"\xe2\x80\xa7\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa", 0, "\"\xe2\x80\xa7\\u2028\\u2029\xe2\x80\xaa\""},
    {"C\xc3\xb4te d'Ivoire", 0, "\"C\xc3\xb4te d'Ivoire\""},
    {"\xf0\x9f\x8c\x8d", 0, "\"\xf0\x9f\x8c\x8d\""},
    {"a\xff\xc3", 0, "\"a\\ufffd\\ufffd\""},
    {"\n", 1, "\"\\n\""},
};

START_TEST(a_json_string_has_its_escapes)
{
    struct accord_text text;
    accord_text_init(&text, 1000);
    size_t length = strings[_i].length > 0 ? strings[_i].length : strlen(strings[_i].bytes);
    accord_text_add_json(&text, strings[_i].bytes, length);
    ck_assert_str_eq(accord_text_str(&text), strings[_i].json);
    accord_text_clear(&text);
}
END_TEST

static const struct {
    const char *bytes;
    size_t length;
    uint32_t code_point;
} characters[] = {
    {"a", 1, 'a'},
    {"\x7f", 1, 0x7F},
    {"\xc2\x80", 2, 0x80},
    {"\xdf\xbf", 2, 0x7FF},
    {"\xe0\xa0\x80", 3, 0x800},
    {"\xed\x9f\xbf", 3, 0xD7FF},
    {"\xee\x80\x80", 3, 0xE000},
    {"\xef\xbf\xbf", 3, 0xFFFF},
    {"\xf0\x90\x80\x80", 4, 0x10000},
    {"\xf4\x8f\xbf\xbf", 4, 0x10FFFF},
    {"\x80", 0, 0}, /* a continuation alone */
    {"\xbf", 0, 0},
    {"\xc0\x80", 0, 0}, /* overlong */
    {"\xc1\xbf", 0, 0},
    {"\xe0\x9f\xbf", 0, 0},
    {"\xf0\x8f\xbf\xbf", 0, 0},
    {"\xed\xa0\x80", 0, 0}, /* surrogates */
    {"\xed\xbf\xbf", 0, 0},
    {"\xf4\x90\x80\x80", 0, 0}, /* beyond U+10FFFF */
    {"\xf5\x80\x80\x80", 0, 0},
    {"\xf8\x88\x80\x80\x80", 0, 0},
    {"\xfe", 0, 0},
    {"\xff", 0, 0},
    {"\xc3", 0, 0}, /* cut off */
    {"\xe2\x82", 0, 0},
    {"\xf0\x9f\x8c", 0, 0},
    {"\xc3z", 0, 0},
    {"\xe2\x82z", 0, 0},
    {"\xc3\xc3", 0, 0},
    {"", 0, 0},
};

START_TEST(utf8_is_read_strictly)
{
    uint32_t code_point = 0;
    const char *bytes = characters[_i].bytes;
    ck_assert_uint_eq(accord_utf8_next(bytes, strlen(bytes), &code_point), characters[_i].length);
    ck_assert_uint_eq(code_point, characters[_i].code_point);
}
END_TEST

START_TEST(a_character_cut_off_is_none_whatever_follows)
{
    uint32_t code_point;
    for (size_t length = 0; length < 4; length++) {
        ck_assert_uint_eq(accord_utf8_next("\xf0\x9f\x8c\x8d", length, &code_point), 0);
    }
}
END_TEST

static size_t encode(uint32_t code, char *bytes)
{
    if (code < 0x80) {
        bytes[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, code >>= 6)
        bytes[i] = (char)(0x80U | (code & 0x3FU));
    bytes[0] = (char)((0xF00U >> length & 0xFFU) | code);
    return length;
}

START_TEST(every_code_point_is_read_back)
{
    for (uint32_t code = 0; code <= 0x110000; code++) {
        char bytes[4];
        uint32_t read = 0;
        size_t length = encode(code, bytes);
        bool exists = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
        size_t got = accord_utf8_next(bytes, length, &read);
        if (got != (exists ? length : 0) || (exists && read != code)) ck_abort_msg("U+%04X", code);
    }
}
END_TEST

static const struct {
    const char *bytes;
    size_t length;
    size_t valid;
} checks[] = {
    {"", 0, 0},
    {"plain", 5, 5},
    {"C\xc3\xb4te", 5, 5},
    {"C\xc3", 2, 1},
    {"ab\xff"
     "cd",
     5, 2},
    {"\xf0\x9f\x8c\x8d!", 5, 5},
    {"a\0b", 3, 3},
    {"\xed\xa0\x80", 3, 0},
    {"seven b\xc3\xb4te", 11, 11},
    {"eight by\xfftes", 12, 8},
    {"sixteen bytes ab\xc3", 17, 16},
    {"nine byte\x80 more than eight", 26, 9},
};

START_TEST(the_first_byte_that_is_not_utf8_is_found)
{
    ck_assert_uint_eq(accord_utf8_check(checks[_i].bytes, checks[_i].length), checks[_i].valid);
}
END_TEST

static const struct {
    const char *bytes;
    size_t width;
} widths[] = {
    {"", 0},
    {"Kenya", 5},
    {"C\xc3\xb4te", 4},
    {"o\xcc\x82", 1},                                /* o, combining circumflex */
    {"\xe4\xb8\xad\xe5\x9b\xbd", 4},                 /* two Han characters */
    {"\xef\xbc\xa1", 2},                             /* full-width A */
    {"\xf0\x9f\x8c\x8d", 2},                         /* a globe */
    {"\xd8\xa7\xd9\x84\xd8\xac\xd8\xb2\xd9\x90", 4}, /* Arabic with a vowel sign */
    {"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2},     /* a Hangul syllable in three parts */
    {"\xed\x95\x9c", 2},                             /* the same in one */
    {"a\xe2\x80\x8d"
     "b",
     2}, /* zero-width joiner */
    {"\x1b\x07\x7f", 0},
    {"\xff", 1},
};

START_TEST(printable_ascii_ends_at_the_first_other_byte)
{
    char bytes[20];
    for (size_t length = 0; length < sizeof bytes; length++) {
        memset(bytes, 'x', sizeof bytes);
        ck_assert_uint_eq(accord_text_printable(bytes, length), length);
        for (size_t at = 0; at < length; at++) {
            bool printable = _i >= 0x20 && _i < 0x7F;
            bytes[at] = (char)_i;
            ck_assert_uint_eq(accord_text_printable(bytes, length), printable ? length : at);
            bytes[at] = 'x';
        }
    }
}
END_TEST

START_TEST(a_width_counts_columns_of_a_terminal)
{
    ck_assert_uint_eq(accord_text_width(widths[_i].bytes, strlen(widths[_i].bytes)), widths[_i].width);
}
END_TEST

START_TEST(equal_means_every_byte)
{
    ck_assert(accord_text_equal(NULL, 0, "", 0));
    ck_assert(accord_text_equal("a\0b", 3, "a\0b", 3));
    ck_assert(!accord_text_equal("a\0b", 3, "a\0c", 3));
    ck_assert(!accord_text_equal("ab", 2, "abc", 3));
    ck_assert(accord_str_equal("ab", "ab"));
    ck_assert(!accord_str_equal("ab", "aB"));
}
END_TEST

static const struct {
    const char *pattern;
    const char *text;
    bool matches;
} globs[] = {
    {"", "", true},
    {"", "a", false},
    {"a", "", false},
    {"*", "", true},
    {"***", "", true},
    {"*", "anything", true},
    {"?", "", false},
    {"?", "a", true},
    {"?", "ab", false},
    {"?", "\xc3\xa9", true},
    {"??", "\xc3\xa9", false},
    {"?*?", "\xc3\xa9", false},
    {"*?", "\xf0\x9f\x8c\x8d", true},
    {"*??", "\xc3\xa9", false},
    {"?", "\xff", true},
    {"*??bc",
     "\xe2\x82\xac"
     "bc",
     false}, /* no star ends inside a character */
    {"cms-*", "cms-11.10", true},
    {"cms-*", "cbd-rmfp", false},
    {"*/no-*", "cms-11.10/no-focal-point", true},
    {"*/no-*", "cms-11.10/late", false},
    {"*a", "aaaa", true},
    {"*ab", "aaab", true},
    {"*ab", "abab", true},
    {"a*b*c", "axbxbxc", true},
    {"a*b*c", "axcxb", false},
    {"*abc*", "ababc", true},
    {"[a]", "a", false},
    {"[a]", "[a]", true},
    {"\\*", "*", false},
    {"\\*", "\\x", true},
    {"A", "a", false},
};

START_TEST(a_glob_matches_the_whole_text)
{
    ck_assert(accord_glob_match(globs[_i].pattern, globs[_i].text) == globs[_i].matches);
}
END_TEST

/* The plain definition, exponential. */
static bool slow_glob(const char *pattern, const char *text)
{
    if (*pattern == '\0') return *text == '\0';
    if (*pattern == '*') return slow_glob(pattern + 1, text) || (*text != '\0' && slow_glob(pattern, text + 1));
    return *text != '\0' && (*pattern == '?' || *pattern == *text) && slow_glob(pattern + 1, text + 1);
}

/* All texts of up to `most` letters of the alphabet, numbered. */
static void write_number(int number, const char *alphabet, char *text)
{
    int letters = (int)strlen(alphabet);
    for (; number > 0; number = (number - 1) / letters)
        *text++ = alphabet[(number - 1) % letters];
    *text = '\0';
}

START_TEST(a_glob_matches_as_the_plain_definition)
{
    char pattern[16];
    char text[16];
    for (int i = 0; i < 1365; i++) { /* up to five of four letters */
        write_number(i, "ab*?", pattern);
        for (int j = 0; j < 127; j++) { /* up to six of two */
            write_number(j, "ab", text);
            if (accord_glob_match(pattern, text) != slow_glob(pattern, text)) ck_abort_msg("%s on %s", pattern, text);
        }
    }
}
END_TEST

/* Backtracking over every star would take longer than the universe has. */
START_TEST(a_glob_with_many_stars_ends)
{
    enum { LETTERS = 4000, STARS = 1000 };
    char *text = calloc(LETTERS + 1, 1);
    char *pattern = calloc(2 * STARS + 2, 1);
    memset(text, 'a', LETTERS);
    for (int i = 0; i < STARS; i++)
        memcpy(pattern + 2 * i, "a*", 2);
    ck_assert(accord_glob_match(pattern, text));
    pattern[2 * STARS] = 'b';
    ck_assert(!accord_glob_match(pattern, text));
    free(pattern);
    free(text);
}
END_TEST

static const struct {
    const char *text;
    bool is_name;
} names[] = {
    {"actors", true},
    {"iso2", true},
    {"a", true},
    {"a_", true},
    {"focal_points", true},
    {"", false},
    {"_a", false},
    {"2a", false},
    {"A", false},
    {"aB", false},
    {"a-b", false},
    {"a b", false},
    {"caf\xc3\xa9", false},
    {"a12345678901234567890123456789012345678901234567890123456789012", true},
    {"a123456789012345678901234567890123456789012345678901234567890123", false},
};

START_TEST(a_name_is_lower_case_letters_digits_and_lines)
{
    ck_assert(accord_text_is_name(names[_i].text, strlen(names[_i].text)) == names[_i].is_name);
}
END_TEST

static const char *const options[] = {"--as-of",      "--format", "--rules", "--actor", "--fail-on",
                                      "--fail-force", "id",       "iso2",    "iso3"};

static const struct {
    const char *wanted;
    const char *nearest;
} slips[] = {
    {"--as-of", "--as-of"},
    {"--asof", "--as-of"},
    {"--AS-OF", "--as-of"},
    {"--fromat", "--format"},
    {"--forma", "--format"},
    {"--formats", "--format"},
    {"--rule", "--rules"},
    {"--fail-om", "--fail-on"},
    {"--fail_force", "--fail-force"},
    {"--output", NULL},
    {"x", NULL},
    {"ids", "id"},
    {"iso4", "iso2"},
    {"di", "id"},
    {"", NULL},
    {"completely different", NULL},
};

START_TEST(the_name_that_was_meant_is_found)
{
    ck_assert_pstr_eq(accord_text_nearest(slips[_i].wanted, options, COUNT_OF(options)), slips[_i].nearest);
}
END_TEST

START_TEST(no_name_is_near_where_there_is_none_or_it_is_too_long)
{
    static char long_name[1000];
    memset(long_name, 'x', sizeof long_name - 1);
    const char *const longs[] = {long_name};
    ck_assert_ptr_null(accord_text_nearest("id", NULL, 0));
    ck_assert_ptr_null(accord_text_nearest(long_name, options, COUNT_OF(options)));
    ck_assert_ptr_null(accord_text_nearest("id", longs, 1));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text");
    TCase *tests = tcase_create("text");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_text_grows_and_stays_terminated);
    tcase_add_test(tests, everything_that_can_be_added_is);
    tcase_add_loop_test(tests, digits_are_those_of_the_number, 0, sizeof numbers / sizeof numbers[0]);
    tcase_add_test(tests, what_is_written_into_the_room_is_there);
    tcase_add_test(tests, a_reset_text_keeps_its_memory_and_forgets_its_failure);
    tcase_add_test(tests, a_text_has_a_maximum);
    tcase_add_test(tests, a_text_can_be_extended);
    tcase_add_test(tests, a_text_without_a_limit_still_has_one);
    tcase_add_test(tests, a_failed_allocation_is_remembered);
    tcase_add_loop_test(tests, a_json_string_has_its_escapes, 0, COUNT_OF(strings));
    tcase_add_loop_test(tests, utf8_is_read_strictly, 0, COUNT_OF(characters));
    tcase_add_test(tests, a_character_cut_off_is_none_whatever_follows);
    tcase_add_test(tests, every_code_point_is_read_back);
    tcase_add_loop_test(tests, the_first_byte_that_is_not_utf8_is_found, 0, COUNT_OF(checks));
    tcase_add_loop_test(tests, printable_ascii_ends_at_the_first_other_byte, 0, UINT8_MAX + 1);
    tcase_add_loop_test(tests, a_width_counts_columns_of_a_terminal, 0, COUNT_OF(widths));
    tcase_add_test(tests, equal_means_every_byte);
    tcase_add_loop_test(tests, a_glob_matches_the_whole_text, 0, COUNT_OF(globs));
    tcase_add_test(tests, a_glob_matches_as_the_plain_definition);
    tcase_add_test(tests, a_glob_with_many_stars_ends);
    tcase_add_loop_test(tests, a_name_is_lower_case_letters_digits_and_lines, 0, COUNT_OF(names));
    tcase_add_loop_test(tests, the_name_that_was_meant_is_found, 0, COUNT_OF(slips));
    tcase_add_test(tests, no_name_is_near_where_there_is_none_or_it_is_too_long);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
