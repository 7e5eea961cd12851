/* A file that is one object through the JSON door: members with their names, one array element by element, and what is
 * wrong with its place. */
#include "base/memory.h"
#include "base/text.h"
#include "ingest/json_door.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static FILE *file_of(const char *bytes, size_t length)
{
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fflush(file), 0);
    ck_assert_int_eq((int)lseek(fileno(file), 0, SEEK_SET), 0);
    return file;
}

/* One line a member, `name@line:column`, or an element of "rows", `+@line:column`, with the names of its members. */
static void transcribe(const char *bytes, size_t length, struct accord_text *out)
{
    static const char *const results[] = {"element", "end", "broken", "unusable", "unreadable"};
    FILE *file = file_of(bytes, length);
    struct accord_error err = {0};
    struct accord_json_reader *reader = NULL;
    ck_assert_int_eq(accord_json_open_object(fileno(file), "rows", &reader, &err), ACCORD_OK);
    for (;;) {
        struct accord_json_element element = {0};
        struct accord_json_fault fault = {0};
        enum accord_json_result result = accord_json_next(reader, &element, &fault, &err);
        if (result == ACCORD_JSON_END) break;
        if (result != ACCORD_JSON_ELEMENT) {
            accord_text_addf(out, "%s %u:%u %s\n", results[result], fault.place.line, fault.place.column, fault.why);
            continue;
        }
        ck_assert(element.streamed == (element.name == NULL));
        accord_text_addf(out, "%s@%u:%u", element.streamed ? "+" : element.name, element.place.line,
                         element.place.column);
        for (size_t i = 0; i < element.member_count; i++)
            accord_text_addf(out, " %s", element.members[i].name ? element.members[i].value->string : "?");
        accord_text_add_char(out, '\n');
    }
    accord_json_close(reader);
    fclose(file);
}

#define CUT "the end of the file inside an object, expected its closing bracket\n"

static const struct {
    const char *bytes;
    const char *expected;
} cases[] = {
    {"{}", ""},
    {" { } \n", ""},
    {"{\"a\": 1, \"b\":{\"c\":2}}", "a@1:7\nb@1:14 c\n"},
    {"{\"a\": null\n , \"rows\": [] , \"z\": \"}\"}", "a@1:7\nz@2:22\n"},
    {"{\n \"rows\": [\n  {\"a\": 1},\n  2\n ],\n \"z\": [1, 2]\n}\n", "+@3:3 a\n+@4:3\nz@6:7\n"},
    {"{\"r\\u006fws\": [1]}", "+@1:16\n"},
    {"{\"rows\": {\"a\": 1}}", "rows@1:10 a\n"},
    {"{\"inner\": {\"rows\": [1]}}", "inner@1:11 rows\n"},
    {"", "unusable 1:1 an empty file, expected a JSON object\n"},
    {" \n", "unusable 2:1 an empty file, expected a JSON object\n"},
    {"[]", "unusable 1:1 no object, expected a JSON object\n"},
    {"\xEF\xBB\xBF{}", "unusable 1:1 a byte-order mark, expected JSON without one\n"},
    {"{", "unusable 1:2 " CUT},
    {"{\"a\": 1", "a@1:7\nunusable 1:8 " CUT},
    {"{\"a\": 1,", "a@1:7\nunusable 1:9 " CUT},
    {"{\"a", "unusable 1:4 the end of the text inside a string, expected a closing quote\n"},
    {"{\"a\\", "unusable 1:4 an invalid escape, expected \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four digits\n"},
    {"{\"a\"", "unusable 1:5 a member name without a colon, expected a colon and a value\n"},
    {"{\"a\":", "unusable 1:6 a colon without a value behind it, expected a value\n"},
    {"{\"a\" 1}", "unusable 1:6 a member name without a colon, expected a colon and a value\n"},
    {"{\"a\": }", "unusable 1:7 a colon without a value behind it, expected a value\n"},
    {"{\"a\": 1 \"b\": 2}", "unusable 1:9 text after the value, expected nothing more\n"},
    {"{\"a\": 1,}", "a@1:7\nunusable 1:8 a trailing comma, expected another value or none\n"},
    {"{\"a\": {} \"b\": 2}", "a@1:7\nunusable 1:10 no comma after a value, expected a comma or a closing bracket\n"},
    {"{a: 1}", "unusable 1:2 something that is no member name, expected a name in double quotes\n"},
    {"{\"a\": 1, \"a\": 2}", "a@1:7\nunusable 1:10 a duplicate member name, expected each name once\n"},
    {"{\"a\": 1, \"\\u0061\": 2}", "a@1:7\nunusable 1:10 a duplicate member name, expected each name once\n"},
    {"{\"rows\": [], \"rows\": []}", "unusable 1:14 a duplicate member name, expected each name once\n"},
    {"{\"a\": 01}", "unusable 1:7 a leading zero, expected a number without it or text in quotes\n"},
    {"{\"\xff\": 1}", "unusable 1:3 a byte that is not UTF-8, expected UTF-8 text\n"},
    {"{} x", "unusable 1:4 text after the object, expected the end of the file\n"},
    {"{\"rows\": [{\"a\": 1}",
     "+@1:11 a\nunusable 1:19 the end of the file inside an array, expected its closing bracket\n"},
    {"{\"rows\": [{\"a\": 1",
     "unusable 1:18 the end of the text inside an array or object, expected its closing bracket\n"},
    {"{\"rows\": [1], ", "+@1:11\nunusable 1:15 " CUT},
    {"{\"rows\": [1],}", "+@1:11\nunusable 1:13 a trailing comma, expected another value or none\n"},
    {"{\"rows\": [1,]}", "+@1:11\nunusable 1:12 a trailing comma, expected another element or none\n"},
};

START_TEST(members_come_one_by_one_and_one_array_element_by_element)
{
    struct accord_text out;
    accord_text_init(&out, 4096);
    transcribe(cases[_i].bytes, strlen(cases[_i].bytes), &out);
    ck_assert_str_eq(accord_text_str(&out), cases[_i].expected);
    accord_text_clear(&out);
}
END_TEST

/* Larger than the buffer that is read at once, names and values alike. */
START_TEST(a_name_or_value_may_lie_across_the_buffer)
{
    enum { LONG = 200 * 1000 };
    struct accord_text text, out;
    accord_text_init(&text, 8 * LONG);
    accord_text_init(&out, 8 * LONG);
    accord_text_add_str(&text, "{\"");
    for (int i = 0; i < LONG; i++)
        accord_text_add_char(&text, i % 1000 == 999 ? 'b' : 'a');
    accord_text_add_str(&text, "\": \"");
    for (int i = 0; i < LONG; i++)
        accord_text_add_char(&text, 'c');
    accord_text_add_str(&text, "\", \"rows\": [[");
    for (int i = 0; i < LONG; i++)
        accord_text_add_str(&text, i > 0 ? ",1" : "1");
    accord_text_add_str(&text, "], 2]}");
    transcribe(accord_text_str(&text), text.length, &out);
    ck_assert_uint_eq(out.length, (size_t)LONG + strlen("@1:200006\n+@1:400019\n+@1:800022\n"));
    ck_assert_ptr_nonnull(strstr(accord_text_str(&out), "@1:200006\n+@1:400019\n+@1:800022\n"));
    accord_text_clear(&text);
    accord_text_clear(&out);
}
END_TEST

START_TEST(an_object_has_at_most_1000_members)
{
    struct accord_text text, out;
    accord_text_init(&text, 64 * 1024);
    accord_text_init(&out, 64 * 1024);
    for (int i = 0; i < 1000 + _i; i++)
        accord_text_addf(&text, "%c\"%d\":1", i == 0 ? '{' : ',', i);
    accord_text_add_char(&text, '}');
    transcribe(accord_text_str(&text), text.length, &out);
    bool refused = strstr(accord_text_str(&out), "more than 1000 members in one object, expected fewer") != NULL;
    ck_assert(refused == (_i > 0));
    accord_text_clear(&text);
    accord_text_clear(&out);
}
END_TEST

START_TEST(failed_allocations_are_told)
{
    static const char text[] = "{\"a\\u0061\": {\"b\": 2}, \"rows\": [{\"c\": 1}]}";
    FILE *file = file_of(text, sizeof text - 1);
    struct accord_error err = {0};
    enum accord_json_result result = ACCORD_JSON_UNREADABLE;
    unsigned long nth = 1;
    for (; result == ACCORD_JSON_UNREADABLE; nth++) {
        ck_assert_int_eq((int)lseek(fileno(file), 0, SEEK_SET), 0);
        struct accord_json_reader *reader = NULL;
        struct accord_json_element element;
        struct accord_json_fault fault;
        accord_alloc_fail_after(nth);
        enum accord_status status = accord_json_open_object(fileno(file), "rows", &reader, &err);
        result = status == ACCORD_OK ? ACCORD_JSON_ELEMENT : ACCORD_JSON_UNREADABLE;
        while (result == ACCORD_JSON_ELEMENT)
            result = accord_json_next(reader, &element, &fault, &err);
        accord_alloc_fail_after(0);
        if (result == ACCORD_JSON_UNREADABLE) ck_assert_int_eq(err.status, ACCORD_NO_MEMORY);
        accord_json_close(reader);
    }
    ck_assert_int_eq(result, ACCORD_JSON_END);
    ck_assert_uint_gt(nth, 10);
    fclose(file);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json_object");
    TCase *tests = tcase_create("json_object");
    tcase_add_loop_test(tests, members_come_one_by_one_and_one_array_element_by_element, 0, COUNT_OF(cases));
    tcase_add_test(tests, a_name_or_value_may_lie_across_the_buffer);
    tcase_add_loop_test(tests, an_object_has_at_most_1000_members, 0, 2);
    tcase_add_test(tests, failed_allocations_are_told);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
