/* The JSON door: every fault with its place and words, places and raw text of what is read, files element by element.
 */
#include "ingest/json_door.h"

#include "base/memory.h"
#include "base/text.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct accord_place origin = {1, 1};

struct fault_case {
    const char *text;
    size_t length; /* 0: that of the string */
    unsigned line;
    unsigned column;
    const char *why;
};

#define LEADING_ZERO "a leading zero, expected a number without it or text in quotes"
#define NO_DECIMAL "no digit after the decimal point, expected one"
#define NO_EXPONENT "no digit in the exponent, expected one"
#define BEYOND "an integer beyond 2^53 (9007199254740992), expected a smaller one"
#define CONTROL "a control character in a string, expected it escaped"
#define ESCAPE "an invalid escape, expected \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four digits"
#define SURROGATE "a lone surrogate, expected both halves of the pair"
#define DUPLICATE "a duplicate member name, expected each name once"
#define TRAILING "a trailing comma, expected another value or none"
#define COMMENT "a comment, expected JSON, which has none"
#define WORD "an unknown word, expected true, false, null or text in quotes"
#define NOT_UTF8 "a byte that is not UTF-8, expected UTF-8 text"
#define NUL_BYTE "a NUL byte, expected UTF-8 text"
#define AFTER "text after the value, expected nothing more"
#define NO_COMMA "no comma after a value, expected a comma or a closing bracket"
#define NO_COLON "a member name without a colon, expected a colon and a value"
#define CUT_OFF "the end of the text inside an array or object, expected its closing bracket"
#define NO_VALUE "the end of the text, expected a value"
#define OPEN_STRING "the end of the text inside a string, expected a closing quote"
#define NO_NAME "something that is no member name, expected a name in double quotes"

static const struct fault_case fault_cases[] = {
    {"", 0, 1, 1, "an empty text, expected a JSON value"},
    {" \n ", 0, 2, 2, "an empty text, expected a JSON value"},
    {"01", 0, 1, 1, LEADING_ZERO},
    {"-01", 0, 1, 1, LEADING_ZERO},
    {"[1,\n 2.]", 0, 2, 4, NO_DECIMAL},
    {"2.e1", 0, 1, 3, NO_DECIMAL},
    {"1e", 0, 1, 3, NO_EXPONENT},
    {"1e+", 0, 1, 4, NO_EXPONENT},
    {".5", 0, 1, 1, "a number without a digit before its point, expected one"},
    {"+1", 0, 1, 1, "a plus sign, expected a number without it"},
    {"-", 0, 1, 2, "a minus sign without a digit, expected a number"},
    {"-a", 0, 1, 2, "a minus sign without a digit, expected a number"},
    {"0x1F", 0, 1, 2, AFTER},
    {"9007199254740993", 0, 1, 1, BEYOND},
    {"{\"a\": -9007199254740993}", 0, 1, 7, BEYOND},
    {"10000000000000000000000", 0, 1, 1, BEYOND},
    {"0.1234567890123456789012345678901234567890123456789012345678901", 0, 1, 1,
     "a number of more than 60 characters, expected a shorter one"},
    {"NaN", 0, 1, 1, WORD},
    {"[tru]", 0, 1, 2, WORD},
    {"nullx", 0, 1, 1, WORD},
    {"True", 0, 1, 1, WORD},
    {"\"a\tb\"", 0, 1, 3, CONTROL},
    {"\"a\nb\"", 0, 1, 3, CONTROL},
    {"\"a\0b\"", 5, 1, 3, NUL_BYTE},
    {"\0", 1, 1, 1, NUL_BYTE},
    {"\"x\\u0000y\"", 0, 1, 3, "the character U+0000, expected text without it"},
    {"\"\\x41\"", 0, 1, 2, ESCAPE},
    {"\"\\u12G4\"", 0, 1, 2, ESCAPE},
    {"\"\\u12", 0, 1, 2, ESCAPE},
    {"\"\\", 0, 1, 2, ESCAPE},
    {"\"\\ud800\"", 0, 1, 2, SURROGATE},
    {"\"\\ud800\\u0041\"", 0, 1, 2, SURROGATE},
    {"\"\\udc00\\ud800\"", 0, 1, 2, SURROGATE},
    {"\"é\xff\"", 0, 1, 3, NOT_UTF8},
    {"\"\xed\xa0\x80\"", 0, 1, 2, NOT_UTF8},
    {"\xff", 0, 1, 1, NOT_UTF8},
    {"{\"a\":1,\n\"b\":2,\n \"a\":3}", 0, 3, 2, DUPLICATE},
    {"{\"a\":1,\"\\u0061\":2}", 0, 1, 8, DUPLICATE},
    {"[{\"\\ud83d\\ude00\":1,\"😀\":2}]", 0, 1, 20, DUPLICATE},
    {"{\"1\":0,\"2\":0,\"3\":0,\"4\":0,\"5\":0,\"6\":0,\"7\":0,\"8\":0,\"9\":0,\"5\":0,\"1\":0}", 0, 1, 56, DUPLICATE},
    {"{\"\":1,\"\":2}", 0, 1, 7, DUPLICATE},
    {"[1,2,]", 0, 1, 5, TRAILING},
    {"{\"a\":1,}", 0, 1, 7, TRAILING},
    {"[,1]", 0, 1, 2, "a comma without a value before it, expected a value"},
    {"[1,,2]", 0, 1, 4, "a comma without a value before it, expected a value"},
    {"/* x */ 1", 0, 1, 1, COMMENT},
    {"{// x\n}", 0, 1, 2, COMMENT},
    {"[1 // x\n]", 0, 1, 4, NO_COMMA},
    {"# x", 0, 1, 1, COMMENT},
    {"\xEF\xBB\xBF{}", 0, 1, 1, "a byte-order mark, expected JSON without one"},
    {"[\xEF\xBB\xBF{}]", 0, 1, 2, "a byte-order mark, expected JSON without one"},
    {"{\xEF\xBB\xBF\"a\": 1}", 0, 1, 2, "a byte-order mark, expected JSON without one"},
    {"{} x", 0, 1, 4, AFTER},
    {"{}{}", 0, 1, 3, AFTER},
    {"1 2", 0, 1, 3, AFTER},
    {"[1 2]", 0, 1, 4, NO_COMMA},
    {"{\"a\":1 \"b\":2}", 0, 1, 8, NO_COMMA},
    {"{\"a\":1]", 0, 1, 7, NO_COMMA},
    {"[1}", 0, 1, 3, NO_COMMA},
    {"[", 0, 1, 2, NO_VALUE},
    {"[1", 0, 1, 3, CUT_OFF},
    {"[1,", 0, 1, 4, NO_VALUE},
    {"{", 0, 1, 2, "the end of the text inside an object, expected a member name"},
    {"{\"a\"", 0, 1, 5, NO_COLON},
    {"{\"a\" 1}", 0, 1, 6, NO_COLON},
    {"{\"a\":", 0, 1, 6, NO_VALUE},
    {"{a:1}", 0, 1, 2, NO_NAME},
    {"{1:1}", 0, 1, 2, NO_NAME},
    {"{'a':1}", 0, 1, 2, "a single quote, expected text in double quotes"},
    {"['a']", 0, 1, 2, "a single quote, expected text in double quotes"},
    {"\"abc", 0, 1, 5, OPEN_STRING},
    {"]", 0, 1, 1, "something that is no value, expected a JSON value"},
    {"\v1", 0, 1, 1, "something that is no value, expected a JSON value"},
    {"\xC2\xA0"
     "1",
     0, 1, 1, "something that is no value, expected a JSON value"},
};

START_TEST(what_is_no_json_is_refused_with_its_place)
{
    const struct fault_case *c = &fault_cases[_i];
    /* a copy without anything behind it, so that the sanitizer sees every byte read too far */
    size_t length = c->length > 0 ? c->length : strlen(c->text);
    char *text = malloc(length > 0 ? length : 1);
    ck_assert_ptr_nonnull(text);
    memcpy(text, c->text, length);
    cJSON *value = NULL;
    struct accord_json_fault fault = {0};
    struct accord_error err = {0};
    ck_assert_msg(accord_json_parse(text, length, origin, &value, &fault, &err) == ACCORD_BAD_DATA, "%s", c->text);
    ck_assert_ptr_null(value);
    ck_assert_str_eq(fault.why, c->why);
    ck_assert_msg(fault.place.line == c->line && fault.place.column == c->column, "%s: %u:%u", c->text,
                  fault.place.line, fault.place.column);
    free(text);
}
END_TEST

static const char *const good_texts[] = {
    "null",
    "true",
    " false ",
    "0",
    "-0",
    "0.5",
    "1e5",
    "1E-5",
    "9007199254740992",
    "-9007199254740992",
    "\"\"",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
    "\"\\u00e9 \\uD83D\\uDE00 é 😀\"",
    "[]",
    "{}",
    "[[],{}]",
    "{\"a\":{\"a\":[{\"a\":1}]}}",
    "{\"a\":1,\"A\":2}",
    "{\"a\":1,\"b\":{\"a\":2},\"c\":{\"a\":3}}",
    "\r\n\t [ 1 ,\t2 ] \n",
    "\"\xEF\xBB\xBF\"",
    "\"\x7f\"",
};

START_TEST(what_is_json_is_taken)
{
    cJSON *value = NULL;
    struct accord_json_fault fault = {0};
    struct accord_error err = {0};
    const char *text = good_texts[_i];
    ck_assert_msg(accord_json_parse(text, strlen(text), origin, &value, &fault, &err) == ACCORD_OK, "%s: %s", text,
                  fault.why);
    ck_assert_ptr_nonnull(value);
    cJSON_Delete(value);
}
END_TEST

static const struct {
    size_t depth;
    char open;
    bool good;
} depth_cases[] = {{64, '[', true}, {65, '[', false}, {100000, '[', false}, {100000, '{', false}};

START_TEST(nesting_beyond_64_levels_is_refused_without_recursion)
{
    size_t depth = depth_cases[_i].depth, length = 0;
    bool object = depth_cases[_i].open == '{';
    char *text = malloc(depth * 8);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < depth; i++) {
        memcpy(text + length, object ? "{\"a\":" : "[", object ? 5 : 1);
        length += object ? 5 : 1;
    }
    if (object) text[length++] = '1';
    for (size_t i = 0; i < depth; i++)
        text[length++] = object ? '}' : ']';
    cJSON *value = NULL;
    struct accord_json_fault fault = {0};
    struct accord_error err = {0};
    enum accord_status status = accord_json_parse(text, length, origin, &value, &fault, &err);
    ck_assert_int_eq(status, depth_cases[_i].good ? ACCORD_OK : ACCORD_BAD_DATA);
    if (!depth_cases[_i].good) {
        ck_assert_str_eq(fault.why, "nesting of more than 64 levels, expected at most 64");
        ck_assert_uint_eq(fault.place.column, object ? 64 * 5 + 1 : 65);
    }
    cJSON_Delete(value);
    free(text);
}
END_TEST

START_TEST(an_element_holds_at_most_100000_values)
{
    size_t count = ACCORD_JSON_MEMBERS_MAX - 1 + (size_t)_i;
    char *text = malloc(count * 2 + 2);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + 1 + i * 2, "1,", 2);
    text[0] = '[';
    text[count * 2] = ']';
    cJSON *value = NULL;
    struct accord_json_fault fault = {0};
    struct accord_error err = {0};
    ck_assert_int_eq(accord_json_parse(text, count * 2 + 1, origin, &value, &fault, &err),
                     _i == 0 ? ACCORD_OK : ACCORD_BAD_DATA);
    if (_i > 0) ck_assert_str_eq(fault.why, "more than 100000 values in one element, expected fewer");
    cJSON_Delete(value);
    value = NULL;
    ck_assert_int_eq(accord_json_parse_large(text, count * 2 + 1, origin, &value, &fault, &err), ACCORD_OK);
    ck_assert_int_eq(cJSON_GetArraySize(value), (int)count);
    cJSON_Delete(value);
    free(text);
}
END_TEST

/* ---- files ---- */

static FILE *file_of(const char *bytes, size_t length)
{
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fflush(file), 0);
    ck_assert_int_eq((int)lseek(fileno(file), 0, SEEK_SET), 0);
    return file;
}

/* What a reader says about a file: `line:column` of each element with its members as `name@line:column=raw`. */
static void transcribe(const char *bytes, size_t length, bool lines, struct accord_text *out)
{
    static const char *const results[] = {"element", "end", "broken", "unusable", "unreadable"};
    FILE *file = file_of(bytes, length);
    struct accord_error err = {0};
    struct accord_json_reader *reader = NULL;
    ck_assert_int_eq(accord_json_open(fileno(file), lines, &reader, &err), ACCORD_OK);
    for (;;) {
        struct accord_json_element element = {0};
        struct accord_json_fault fault = {0};
        enum accord_json_result result = accord_json_next(reader, &element, &fault, &err);
        if (result == ACCORD_JSON_END) break;
        if (result != ACCORD_JSON_ELEMENT) {
            accord_text_addf(out, "%s %u:%u %s\n", results[result], fault.place.line, fault.place.column, fault.why);
            continue;
        }
        accord_text_addf(out, "%u:%u", element.place.line, element.place.column);
        for (size_t i = 0; i < element.member_count; i++) {
            const struct accord_json_member *member = &element.members[i];
            ck_assert_int_eq((int)member->name_length, (int)strlen(member->value->string));
            ck_assert_mem_eq(member->name, member->value->string, member->name_length);
            accord_text_addf(out, " %s@%u:%u=", member->value->string, member->place.line, member->place.column);
            accord_text_add(out, member->raw, member->raw_length);
        }
        accord_text_add_char(out, '\n');
    }
    accord_json_close(reader);
    fclose(file);
}

static const struct {
    bool lines;
    const char *bytes;
    const char *expected;
} file_cases[] = {
    {false, "[]", ""},
    {false, " [ ] \n", ""},
    {false, "[{\"a\":1},{\"a\":2}]", "1:2 a@1:7=1\n1:10 a@1:15=2\n"},
    {false, "[\n  {\"a\": 1.50, \"é\": \"x\"},\n  {\"a\" :\n null}\n]\n",
     "2:3 a@2:9=1.50 é@2:20=\"x\"\n3:3 a@4:2=null\n"},
    {false, "[{\"a\":{\"b\":[1,{}]},\"c\":[]}]", "1:2 a@1:7={\"b\":[1,{}]} c@1:24=[]\n"},
    {false, "[{\"\\u0061\":\"}],\\\"\"}]", "1:2 a@1:12=\"}],\\\"\"\n"},
    {false, "[1, \"x\", null ,[2]]", "1:2\n1:5\n1:10\n1:16\n"},
    {false, "", "unusable 1:1 an empty file, expected a JSON array of objects\n"},
    {false, "\n\n", "unusable 3:1 an empty file, expected a JSON array of objects\n"},
    {false, "{\"a\":1}", "unusable 1:1 no array, expected a JSON array of objects\n"},
    {false, "\xEF\xBB\xBF[]", "unusable 1:1 a byte-order mark, expected JSON without one\n"},
    {false, "[] x", "unusable 1:4 text after the array, expected the end of the file\n"},
    {false, "[{}]]", "1:2\nunusable 1:5 text after the array, expected the end of the file\n"},
    {false, "[{},]", "1:2\nunusable 1:4 a trailing comma, expected another element or none\n"},
    {false, "[{} {}]", "1:2\nunusable 1:5 no comma after an element, expected a comma or a closing bracket\n"},
    {false, "[,{}]", "unusable 1:2 a comma without a value before it, expected a value\n"},
    {false, "[{},,{}]", "1:2\nunusable 1:5 a comma without a value before it, expected a value\n"},
    {false, "[", "unusable 1:2 the end of the file inside an array, expected its closing bracket\n"},
    {false, "[{}", "1:2\nunusable 1:4 the end of the file inside an array, expected its closing bracket\n"},
    {false, "[{},", "1:2\nunusable 1:5 an empty text, expected a JSON value\n"},
    {false, "[{\"a\":1", "unusable 1:8 " CUT_OFF "\n"},
    {false, "[{\"a\":1},\n{\"a\":1,\"a\":2}]", "1:2 a@1:7=1\nunusable 2:8 " DUPLICATE "\n"},
    {false, "[{\"a\":01}]", "unusable 1:7 " LEADING_ZERO "\n"},
    {false, "[{\"a\":1]]", "unusable 1:8 " NO_COMMA "\n"},
    {false, "[{\"a\":\"x\n\"}]", "unusable 1:9 " CONTROL "\n"},

    {true, "", ""},
    {true, "{\"a\":1}\n{\"a\":2}\n", "1:1 a@1:6=1\n2:1 a@2:6=2\n"},
    {true, "{\"a\":1}\r\n {\"a\":2}", "1:1 a@1:6=1\n2:2 a@2:7=2\n"},
    {true, "{}\n\n{}\n", "1:1\nbroken 2:1 a blank line, expected one JSON object a line\n3:1\n"},
    {true, "{}\n \n", "1:1\nbroken 2:1 a blank line, expected one JSON object a line\n"},
    {true, "{\"a\":}\n{\"b\":1}\n", "broken 1:6 something that is no value, expected a JSON value\n2:1 b@2:6=1\n"},
    {true, "{}{}\n{}", "broken 1:3 " AFTER "\n2:1\n"},
    {true, "\xEF\xBB\xBF{}\n{}", "broken 1:1 a byte-order mark, expected JSON without one\n2:1\n"},
    {true, "{\n\"a\":1}\n",
     "broken 1:2 the end of the text inside an object, expected a member name\n"
     "broken 2:4 " AFTER "\n"},
};

START_TEST(files_are_read_element_by_element_with_places)
{
    struct accord_text said;
    accord_text_init(&said, 1 << 20);
    transcribe(file_cases[_i].bytes, strlen(file_cases[_i].bytes), file_cases[_i].lines, &said);
    ck_assert_str_eq(accord_text_str(&said), file_cases[_i].expected);
    accord_text_clear(&said);
}
END_TEST

START_TEST(elements_may_lie_across_the_buffer)
{
    enum { COUNT = 20000 };
    struct accord_text bytes;
    struct accord_text expected;
    struct accord_text said;
    accord_text_init(&bytes, 1 << 24);
    accord_text_init(&expected, 1 << 24);
    accord_text_init(&said, 1 << 24);
    bool lines = _i == 1;
    if (!lines) accord_text_add_char(&bytes, '[');
    for (int i = 0; i < COUNT; i++) {
        int column = lines || i > 0 ? 1 : 2;
        accord_text_addf(&expected, "%d:%d n@%d:%d=%d t@%d:%d=\"]é}\\\\\"\n", i + 1, column, i + 1, column + 5, i,
                         i + 1, column + 10 + snprintf(NULL, 0, "%d", i));
        accord_text_addf(&bytes, "{\"n\":%d,\"t\":\"]é}\\\\\"}%s\n", i, lines || i + 1 == COUNT ? "" : ",");
    }
    if (!lines) accord_text_add_char(&bytes, ']');
    transcribe(bytes.bytes, bytes.length, lines, &said);
    ck_assert(!said.failed && !expected.failed);
    ck_assert_msg(strcmp(said.bytes, expected.bytes) == 0, "%.200s against %.200s", said.bytes, expected.bytes);
    accord_text_clear(&bytes);
    accord_text_clear(&expected);
    accord_text_clear(&said);
}
END_TEST

START_TEST(an_element_or_line_has_a_stated_maximum)
{
    static const char *const expected[] = {
        "unusable 1:2 an element of more than 16 MiB, expected a shorter one\n",
        "unusable 1:1 a line of more than 16 MiB, expected a shorter one\n",
    };
    size_t length = ACCORD_JSON_ELEMENT_MAX + 64 * 1024;
    char *bytes = malloc(length);
    ck_assert_ptr_nonnull(bytes);
    memset(bytes, 'x', length);
    memcpy(bytes, "[\"", 2);
    struct accord_text said;
    accord_text_init(&said, 1 << 20);
    transcribe(bytes, length, _i == 1, &said);
    ck_assert_str_eq(accord_text_str(&said), expected[_i]);
    accord_text_clear(&said);
    free(bytes);
}
END_TEST

START_TEST(a_failed_read_is_told)
{
    struct accord_error err = {0};
    struct accord_json_reader *reader = NULL;
    struct accord_json_element element;
    struct accord_json_fault fault;
    int folder = open("/", O_RDONLY); /* which no read succeeds on */
    ck_assert_int_ge(folder, 0);
    ck_assert_int_eq(accord_json_open(folder, _i == 1, &reader, &err), ACCORD_OK);
    ck_assert_int_eq(accord_json_next(reader, &element, &fault, &err), ACCORD_JSON_UNREADABLE);
    ck_assert_int_eq(err.status, ACCORD_BAD_DATA);
    ck_assert_int_eq(accord_json_next(reader, &element, &fault, &err), ACCORD_JSON_END);
    accord_json_close(reader);
    ck_assert_int_eq(close(folder), 0);
}
END_TEST

/* ---- paths ---- */

static const struct {
    struct accord_json_step steps[4];
    size_t count;
    unsigned line, column, name_column;
    const char *raw; /* NULL: not found */
} path_cases[] = {
    {{{0}}, 0, 1, 1, 1, NULL},
    {{{"name", 0}}, 1, 1, 10, 2, "\"x\""},
    {{{"resources", 0}}, 1, 2, 15, 2, NULL},
    {{{"resources", 0}, {NULL, 0}}, 2, 2, 16, 16, "{\"name\": \"a\"}"},
    {{{"resources", 0}, {NULL, 1}, {"na\"me", 0}}, 3, 3, 27, 13, "1.50"},
    {{{"resources", 0}, {NULL, 1}, {"list", 0}, {NULL, 2}}, 4, 3, 48, 48, "3"},
    {{{"resources", 0}, {NULL, 2}}, 2, 0, 0, 0, ""},
    {{{"name", 0}, {"x", 0}}, 2, 0, 0, 0, ""},
    {{{"none", 0}}, 1, 0, 0, 0, ""},
    {{{NULL, 0}}, 1, 0, 0, 0, ""},
};

START_TEST(a_path_finds_its_value)
{
    static const char text[] =
        "{\"name\": \"x\", \n \"resources\": [{\"name\": \"a\"},\n  {\"x\": {}, \"na\\u0022me\": 1.50,"
        " \"list\": [1, 2, 3]}]\n}";
    bool found = false;
    struct accord_json_spot spot = {{0, 0}, {0, 0}, NULL, 0};
    struct accord_error err = {0};
    ck_assert_int_eq(accord_json_locate(text, sizeof text - 1, origin, path_cases[_i].steps, path_cases[_i].count,
                                        &found, &spot, &err),
                     ACCORD_OK);
    const char *raw = path_cases[_i].raw;
    ck_assert(found == (raw == NULL || raw[0] != '\0'));
    if (!found) return;
    ck_assert_uint_eq(spot.place.line, path_cases[_i].line);
    ck_assert_uint_eq(spot.place.column, path_cases[_i].column);
    ck_assert_uint_eq(spot.name_place.column, path_cases[_i].name_column);
    if (raw == NULL) return;
    ck_assert_uint_eq(spot.raw_length, strlen(raw));
    ck_assert_mem_eq(spot.raw, raw, spot.raw_length);
}
END_TEST

START_TEST(failed_allocations_are_told)
{
    static const char text[] = "[{\"a\\u0061\": 1, \"b\": 2}]";
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
        enum accord_status status = accord_json_open(fileno(file), false, &reader, &err);
        if (status == ACCORD_OK) result = accord_json_next(reader, &element, &fault, &err);
        accord_alloc_fail_after(0);
        if (result == ACCORD_JSON_UNREADABLE) ck_assert_int_eq(err.status, ACCORD_NO_MEMORY);
        accord_json_close(reader);
    }
    ck_assert_int_eq(result, ACCORD_JSON_ELEMENT);
    ck_assert_uint_gt(nth, 6);
    fclose(file);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json_door");
    TCase *tests = tcase_create("json_door");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, what_is_no_json_is_refused_with_its_place, 0,
                        sizeof fault_cases / sizeof fault_cases[0]);
    tcase_add_loop_test(tests, what_is_json_is_taken, 0, sizeof good_texts / sizeof good_texts[0]);
    tcase_add_loop_test(tests, nesting_beyond_64_levels_is_refused_without_recursion, 0,
                        sizeof depth_cases / sizeof depth_cases[0]);
    tcase_add_loop_test(tests, an_element_holds_at_most_100000_values, 0, 2);
    tcase_add_loop_test(tests, files_are_read_element_by_element_with_places, 0,
                        sizeof file_cases / sizeof file_cases[0]);
    tcase_add_loop_test(tests, elements_may_lie_across_the_buffer, 0, 2);
    tcase_add_loop_test(tests, an_element_or_line_has_a_stated_maximum, 0, 2);
    tcase_add_loop_test(tests, a_failed_read_is_told, 0, 2);
    tcase_add_loop_test(tests, a_path_finds_its_value, 0, sizeof path_cases / sizeof path_cases[0]);
    tcase_add_test(tests, failed_allocations_are_told);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
