/* Typing cells: what each type takes, in CSV and in JSON, and the words for what it refuses. */
#include "ingest/values.h"

#include "ingest/pattern.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {"state", "body"};
static const char *const numbers[] = {"1", "2.5"};
static const char *const yes[] = {"Y"};
static const char *const no[] = {"N"};
static const char *const dashes[] = {"-", "9999-12-31"};
static const char *const blank[] = {""};

#define NONE .dated_by = ACCORD_NO_COLUMN
#define DAY(days)                                                                                                      \
    {                                                                                                                  \
        .kind = ACCORD_CELL_DATE, .as.date = { days, days }                                                            \
    }
#define WHOLE(number)                                                                                                  \
    {                                                                                                                  \
        .kind = ACCORD_CELL_INTEGER, .as.integer = number                                                              \
    }

static const struct accord_column text = {.name = "c", .kind = ACCORD_CELL_TEXT, NONE};
static const struct accord_column needed = {.name = "c", .kind = ACCORD_CELL_TEXT, .required = true, NONE};
static const struct accord_column hidden = {.name = "c", .kind = ACCORD_CELL_INTEGER, .personal = true, NONE};
static const struct accord_column kind = {
    .name = "c", .kind = ACCORD_CELL_TEXT, .allowed = kinds, .allowed_count = 2, NONE};
static const struct accord_column short_text = {
    .name = "c", .kind = ACCORD_CELL_TEXT, .length_minimum = 2, .length_maximum = 3, NONE};
static const struct accord_column email = {.name = "c", .kind = ACCORD_CELL_TEXT, .format = "email", NONE};
static const struct accord_column uri = {.name = "c", .kind = ACCORD_CELL_TEXT, .format = "uri", NONE};
static const struct accord_column uuid = {.name = "c", .kind = ACCORD_CELL_TEXT, .format = "uuid", NONE};
static const struct accord_column m49 = {.name = "c", .kind = ACCORD_CELL_TEXT, .format = "m49", NONE};
static const struct accord_column fingerprint = {.name = "c", .kind = ACCORD_CELL_TEXT, .format = "fingerprint", NONE};
static const struct accord_column language = {.name = "c", .kind = ACCORD_CELL_TEXT, .format = "language", NONE};
static const struct accord_column integer = {.name = "c", .kind = ACCORD_CELL_INTEGER, NONE};
static const struct accord_column limited = {
    .name = "c", .kind = ACCORD_CELL_INTEGER, .minimum = WHOLE(-1), .maximum = WHOLE(10), NONE};
static const struct accord_column year = {.name = "c", .kind = ACCORD_CELL_INTEGER, .year = true, NONE};
static const struct accord_column decimal = {.name = "c", .kind = ACCORD_CELL_DECIMAL, NONE};
static const struct accord_column price = {
    .name = "c", .kind = ACCORD_CELL_DECIMAL, .allowed = numbers, .allowed_count = 2, NONE};
static const struct accord_column positive = {.name = "c",
                                              .kind = ACCORD_CELL_DECIMAL,
                                              .minimum = {.kind = ACCORD_CELL_DECIMAL, .scale = 1, .as.integer = 5},
                                              NONE};
static const struct accord_column boolean = {.name = "c", .kind = ACCORD_CELL_BOOLEAN, NONE};
static const struct accord_column answer = {.name = "c",
                                            .kind = ACCORD_CELL_BOOLEAN,
                                            .true_values = yes,
                                            .true_count = 1,
                                            .false_values = no,
                                            .false_count = 1,
                                            NONE};
static const struct accord_column partial = {.name = "c", .kind = ACCORD_CELL_DATE, NONE};
static const struct accord_column dashed = {
    .name = "c", .kind = ACCORD_CELL_DATE, .missing = dashes, .missing_count = 2, NONE};
static const struct accord_column day = {.name = "c", .kind = ACCORD_CELL_DATE, .date_form = ACCORD_DATE_DAY, NONE};
static const struct accord_column month = {.name = "c", .kind = ACCORD_CELL_DATE, .date_form = ACCORD_DATE_MONTH, NONE};
static const struct accord_column since_1970 = {
    .name = "c", .kind = ACCORD_CELL_DATE, .minimum = DAY(0), .maximum = DAY(365), NONE};
static const struct accord_column list = {.name = "c", .kind = ACCORD_CELL_LIST, .list_delimiter = ';', NONE};
static const struct accord_column two_items = {
    .name = "c", .kind = ACCORD_CELL_LIST, .list_delimiter = ';', .length_minimum = 2, .length_maximum = 2, NONE};
static const struct accord_column array = {.name = "c", .kind = ACCORD_CELL_LIST, .list_json = true, NONE};

/* A cell written down: its kind's letter and its value; list items joined by a bar. */
static void write_cell(const struct accord_cell *cell, struct accord_text *out)
{
    static const char letters[] = "-tinbdl";
    accord_text_add_char(out, letters[cell->kind]);
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        break;
    case ACCORD_CELL_TEXT:
    case ACCORD_CELL_LIST:
        for (uint32_t i = 0; i < cell->length; i++)
            accord_text_add_char(out, cell->as.text[i] == ACCORD_LIST_SEPARATOR ? '|' : cell->as.text[i]);
        break;
    case ACCORD_CELL_INTEGER:
    case ACCORD_CELL_BOOLEAN:
        accord_text_add_int(out, cell->as.integer);
        break;
    case ACCORD_CELL_DECIMAL:
        accord_text_addf(out, "%lld/%d", (long long)cell->as.integer, cell->scale);
        break;
    case ACCORD_CELL_DATE:
        accord_text_addf(out, "%d..%d", (int)cell->as.date.first, (int)cell->as.date.last);
        break;
    }
}

struct value_case {
    const struct accord_column *column;
    const char *text;
    const char *expected; /* the cell, or what is said */
};

#define SENTINEL                                                                                                       \
    " in column c (it is a sentinel, not a date), expected no value, or the sentinel declared in missingValues"
#define PARTIAL_FORM "a date as YYYY, YYYY-MM or YYYY-MM-DD"

static const struct value_case text_cases[] = {
    {&text, "x", "tx"},
    {&text, " x ", "t x "},
    {&text, "", "-"},
    {&needed, "", "no value in column c, expected one, which is required"},
    {&kind, "body", "tbody"},
    {&kind, "State", "\"State\" in column c, expected one of \"state\", \"body\""},
    {&kind, "a\tb\x1b[0m", "\"a\\tb\\u001b[0m\" in column c, expected one of \"state\", \"body\""},
    {&kind, "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé",
     "\"éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé\"... in column c, expected one of \"state\", "
     "\"body\""},
    {&short_text, "éé", "téé"},
    {&short_text, "é", "\"é\" in column c, expected at least 2 characters"},
    {&short_text, "abcd", "\"abcd\" in column c, expected at most 3 characters"},
    {&email, "a.b+c@example.org", "ta.b+c@example.org"},
    {&email, "a@b", "\"a@b\" in column c, expected an e-mail address"},
    {&email, "@b.org", "\"@b.org\" in column c, expected an e-mail address"},
    {&email, "a b@c.org", "\"a b@c.org\" in column c, expected an e-mail address"},
    {&email, "a@b.org; c@d.org", "\"a@b.org; c@d.org\" in column c, expected an e-mail address"},
    {&email, "a@-b.org", "\"a@-b.org\" in column c, expected an e-mail address"},
    {&email, "a@b..org", "\"a@b..org\" in column c, expected an e-mail address"},
    {&uri, "https://example.org/a?b=%20#c", "thttps://example.org/a?b=%20#c"},
    {&uri, "urn:x", "turn:x"},
    {&uri, "example.org", "\"example.org\" in column c, expected a URI with its scheme"},
    {&uri, "http:", "\"http:\" in column c, expected a URI with its scheme"},
    {&uri, "http://a b", "\"http://a b\" in column c, expected a URI with its scheme"},
    {&uri, "http://a%2", "\"http://a%2\" in column c, expected a URI with its scheme"},
    {&uuid, "123e4567-e89b-12d3-a456-426614174000", "t123e4567-e89b-12d3-a456-426614174000"},
    {&uuid, "123e4567e89b12d3a456426614174000", "\"123e4567e89b12d3a456426614174000\" in column c, expected a UUID"},
    {&m49, "004", "t004"},
    {&m49, "4", "\"4\" in column c, expected an M49 code of three digits"},
    {&fingerprint, "0123456789abcdef0123456789abcdef", "t0123456789abcdef0123456789abcdef"},
    {&fingerprint, "0123456789abcdef0123456789abcde",
     "\"0123456789abcdef0123456789abcde\" in column c, expected the fingerprint of a finding: 32 digits of 0-9 and "
     "a-f"},
    {&fingerprint, "0123456789abcdef0123456789abcdef0",
     "\"0123456789abcdef0123456789abcdef0\" in column c, expected the fingerprint of a finding: 32 digits of 0-9 and "
     "a-f"},
    {&fingerprint, "0123456789ABCDEF0123456789ABCDEF",
     "\"0123456789ABCDEF0123456789ABCDEF\" in column c, expected the fingerprint of a finding: 32 digits of 0-9 and "
     "a-f"},
    {&fingerprint, "0123456789abcdef0123456789abcdeg",
     "\"0123456789abcdef0123456789abcdeg\" in column c, expected the fingerprint of a finding: 32 digits of 0-9 and "
     "a-f"},
    {&language, "fr", "tfr"},
    {&language, "fil", "tfil"},
    {&language, "zh-Hant", "tzh-Hant"},
    {&language, "es-419", "tes-419"},
    {&language, "en-GB-oxendict", "ten-GB-oxendict"},
    {&language, "f", "\"f\" in column c, expected a code of a language, as \"fr\" or \"zh-Hant\""},
    {&language, "fren", "\"fren\" in column c, expected a code of a language, as \"fr\" or \"zh-Hant\""},
    {&language, "FR", "\"FR\" in column c, expected a code of a language, as \"fr\" or \"zh-Hant\""},
    {&language, "fr-", "\"fr-\" in column c, expected a code of a language, as \"fr\" or \"zh-Hant\""},
    {&language, "-fr", "\"-fr\" in column c, expected a code of a language, as \"fr\" or \"zh-Hant\""},
    {&language, "fr_CA", "\"fr_CA\" in column c, expected a code of a language, as \"fr\" or \"zh-Hant\""},
    {&language, "fr--CA", "\"fr--CA\" in column c, expected a code of a language, as \"fr\" or \"zh-Hant\""},
    {&language, "fr-123456789",
     "\"fr-123456789\" in column c, expected a code of a language, as \"fr\" or \"zh-Hant\""},

    {&integer, "0", "i0"},
    {&integer, "-12", "i-12"},
    {&integer, "9007199254740992", "i9007199254740992"},
    {&integer, "9007199254740993",
     "\"9007199254740993\" in column c (it is beyond 2^53, where integers are no longer exact everywhere), expected an "
     "integer"},
    {&integer, "-99999999999999999999999999",
     "\"-99999999999999999999999999\" in column c (it is beyond 2^53, where integers are no longer exact everywhere), "
     "expected an integer"},
    {&integer, "007", "\"007\" in column c (a leading zero would be lost), expected an integer"},
    {&integer, "+1", "\"+1\" in column c, expected an integer"},
    {&integer, "-", "\"-\" in column c, expected an integer"},
    {&integer, "1.0", "\"1.0\" in column c, expected an integer"},
    {&integer, "12 %", "\"12 %\" in column c, expected an integer"},
    {&integer, " 1", "\" 1\" in column c, expected an integer"},
    {&hidden, "secret", "a value that is not shown in column c, expected an integer"},
    {&limited, "-1", "i-1"},
    {&limited, "10", "i10"},
    {&limited, "-2", "\"-2\" in column c, expected at least -1"},
    {&limited, "11", "\"11\" in column c, expected at most 10"},
    {&year, "2017", "i2017"},
    {&year, "0007", "i7"},
    {&year, "17", "\"17\" in column c, expected a year as YYYY"},
    {&year, "2017-01", "\"2017-01\" in column c, expected a year as YYYY"},
    {&year, "0000", "\"0000\" in column c, expected a year as YYYY"},
    {&year, "9999", "\"9999\"" SENTINEL},

    {&decimal, "12.50", "n125/1"},
    {&decimal, "-0.001", "n-1/3"},
    {&decimal, "1e3",
     "\"1e3\" in column c (it is not a plain decimal number), expected a number as 1234.5, of at most "
     "18 digits"},
    {&decimal, "1,5",
     "\"1,5\" in column c (it is not a plain decimal number), expected a number as 1234.5, of at most "
     "18 digits"},
    {&price, "1.00", "n1/0"},
    {&price, "2.50", "n25/1"},
    {&price, "2.51", "\"2.51\" in column c, expected one of \"1\", \"2.5\""},
    {&positive, "0.5", "n5/1"},
    {&positive, "0.49", "\"0.49\" in column c, expected at least 0.5"},

    {&boolean, "true", "b1"},
    {&boolean, "True", "b1"},
    {&boolean, "TRUE", "b1"},
    {&boolean, "1", "b1"},
    {&boolean, "false", "b0"},
    {&boolean, "0", "b0"},
    {&boolean, "yes",
     "\"yes\" in column c, expected \"true\", \"True\", \"TRUE\", \"1\" for true or \"false\", "
     "\"False\", \"FALSE\", \"0\" for false"},
    {&answer, "Y", "b1"},
    {&answer, "N", "b0"},
    {&answer, "true", "\"true\" in column c, expected \"Y\" for true or \"N\" for false"},

    {&partial, "1970", "d0..364"},
    {&partial, "1970-02", "d31..58"},
    {&partial, "1970-01-02", "d1..1"},
    {&partial, "2019-02-30", "\"2019-02-30\" in column c (February has 28 days in that year), expected " PARTIAL_FORM},
    {&partial, "24/08/2017",
     "\"24/08/2017\" in column c (it is not written YYYY, YYYY-MM or YYYY-MM-DD), expected " PARTIAL_FORM},
    {&partial, "9999-12-31", "\"9999-12-31\"" SENTINEL},
    {&partial, "9999", "\"9999\"" SENTINEL},
    {&partial, "9999-06", "\"9999-06\"" SENTINEL},
    {&dashed, "9999-12-31", "-"},
    {&dashed, "-", "-"},
    {&dashed, "", "\"\" in column c (it is not written YYYY, YYYY-MM or YYYY-MM-DD), expected " PARTIAL_FORM},
    {&day, "1970-01-02", "d1..1"},
    {&day, "1970-01", "\"1970-01\" in column c, expected a date as YYYY-MM-DD"},
    {&month, "1970-02", "d31..58"},
    {&month, "1970-02-01", "\"1970-02-01\" in column c, expected a month as YYYY-MM"},
    {&since_1970, "1970-01-01", "d0..0"},
    {&since_1970, "1969-12-31", "\"1969-12-31\" in column c, expected at least 1970-01-01"},
    {&since_1970, "1971", "d365..729"},
    {&since_1970, "1971-01-02", "\"1971-01-02\" in column c, expected at most 1971-01-01"},

    {&list, "a", "la"},
    {&list, "a;b c;d", "la|b c|d"},
    {&list, "", "-"},
    {&list, "a;;b", "\"a;;b\" in column c (it has an empty item), expected items separated by \";\" alone"},
    {&list, "a;", "\"a;\" in column c (it has an empty item), expected items separated by \";\" alone"},
    {&list, "a; b",
     "\"a; b\" in column c (an item begins or ends with a space), expected items separated by \";\" alone"},
    {&list,
     "a\x1f"
     "b",
     "\"a\\u001fb\" in column c (it holds the character U+001F), expected items separated by \";\" alone"},
    {&two_items, "é;é", "lé|é"},
    {&two_items, "a", "\"a\" in column c, expected at least 2 items"},
    {&two_items, "a;b;c", "\"a;b;c\" in column c, expected at most 2 items"},
    {&array, "[\"a\",\"b;c\"]", "la|b;c"},
    {&array, "[]", "-"},
    {&array, "a;b", "\"a;b\" in column c (it is no JSON array), expected a JSON array of texts"},
    {&array, "{}", "\"{}\" in column c (it is no JSON array), expected a JSON array of texts"},
    {&array, "[1]", "\"[1]\" in column c (an item is no text), expected an array of texts, each with something in it"},
};

START_TEST(a_csv_cell_is_typed_or_refused_in_words)
{
    const struct value_case *c = &text_cases[_i];
    struct accord_arena arena;
    struct accord_text said;
    accord_arena_init(&arena);
    accord_text_init(&said, 1 << 16);
    struct accord_csv_field field = {c->text, strlen(c->text), false, {1, 1}};
    struct accord_cell cell;
    if (accord_value_of_text(c->column, &field, blank, 1, &arena, &cell, &said)) {
        ck_assert_uint_eq(said.length, 0);
        write_cell(&cell, &said);
    }
    ck_assert_str_eq(accord_text_str(&said), c->expected);
    accord_text_clear(&said);
    accord_arena_clear(&arena);
}
END_TEST

static const struct value_case json_cases[] = {
    {&text, "\"x\"", "tx"},
    {&text, "\"\\u00e9\"", "té"},
    {&text, "null", "-"},
    {&text, "\"\"", "-"},
    {&needed, "null", "no value in column c, expected one, which is required"},
    {&needed, "\"\"", "no value in column c, expected one, which is required"},
    {&text, "1", "\"1\" in column c, expected a text in quotes"},
    {&text, "{\"a\":1}", "an object in column c, expected a text in quotes"},
    {&text, "[]", "an array in column c, expected a text in quotes"},
    {&text, "true", "\"true\" in column c, expected a text in quotes"},
    {&integer, "12", "i12"},
    {&integer, "-9007199254740992", "i-9007199254740992"},
    {&integer, "1.0", "\"1.0\" in column c, expected an integer"},
    {&integer, "\"12\"", "\"12\" in column c, expected an integer without quotes"},
    {&year, "2017", "i2017"},
    {&year, "\"2017\"", "i2017"},
    {&year, "20170", "\"20170\" in column c, expected a year as YYYY"},
    {&decimal, "12.50", "n125/1"},
    {&decimal, "1e3", "n1000/0"},
    {&decimal, "0.1234567890123456789",
     "\"0.1234567890123456789\" in column c (it has more than the 18 digits that are kept exactly), expected a number "
     "as "
     "1234.5, of at most 18 digits"},
    {&decimal, "123456789012345678.0", "n123456789012345678/0"},
    {&decimal, "\"12.5\"", "\"12.5\" in column c, expected a number without quotes"},
    {&boolean, "true", "b1"},
    {&boolean, "false", "b0"},
    {&boolean, "1", "\"1\" in column c, expected true or false without quotes"},
    {&partial, "\"1970\"", "d0..364"},
    {&partial, "1970", "\"1970\" in column c, expected a date in quotes"},
    {&partial, "\"9999-12-31\"", "\"9999-12-31\"" SENTINEL},
    {&dashed, "\"9999-12-31\"", "-"},
    {&list, "[\"a\",\"b;c\"]", "la|b;c"},
    {&list, "[]", "-"},
    {&list, "\"a;b\"", "\"a;b\" in column c, expected an array of texts"},
    {&list, "[\"a\",1]",
     "an array in column c (an item is no text), expected an array of texts, each with something in it"},
    {&list, "[\"\"]",
     "an array in column c (it has an empty item), expected an array of texts, each with something in it"},
    {&list, "[\"a\\u001f\"]",
     "an array in column c (it holds the character U+001F), expected an array of texts, each with something in it"},
    {&hidden, "\"secret\"", "a value that is not shown in column c, expected an integer without quotes"},
};

START_TEST(a_json_value_is_typed_or_refused_in_words)
{
    const struct value_case *c = &json_cases[_i];
    struct accord_arena arena;
    struct accord_text said;
    accord_arena_init(&arena);
    accord_text_init(&said, 1 << 16);
    cJSON *value = cJSON_Parse(c->text);
    ck_assert_ptr_nonnull(value);
    struct accord_json_member member = {"c", 1, {1, 1}, value, c->text, strlen(c->text)};
    struct accord_cell cell;
    if (accord_value_of_json(c->column, &member, blank, 1, &arena, &cell, &said)) write_cell(&cell, &said);
    ck_assert_str_eq(accord_text_str(&said), c->expected);
    cJSON_Delete(value);
    accord_text_clear(&said);
    accord_arena_clear(&arena);
}
END_TEST

static const struct {
    const char *pattern;
    const char *value;
    const char *expected;
} pattern_cases[] = {
    {"[A-Z]{3}", "ABC", "tABC"},
    {"[A-Z]{3}", "ABCD", "\"ABCD\" in column c, expected a match of the pattern \"[A-Z]{3}\""},
    {"a|ab", "ab", "tab"},
    {"é.", "éé", "téé"},
    {"a", "a\n", "\"a\\n\" in column c, expected a match of the pattern \"a\""},
    {"(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac",
     "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac\" in column c, expected a match of the pattern \"(a+)+b\""},
    {"(x+x+)+y", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxyz",
     "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxyz\" in column c (the pattern needs too much work to decide), expected "
     "a match of the pattern "
     "\"(x+x+)+y\""},
};

START_TEST(a_pattern_matches_the_whole_value_and_has_a_limit)
{
    struct accord_error err = {0};
    struct accord_pattern *pattern = NULL;
    ck_assert_int_eq(accord_pattern_new(pattern_cases[_i].pattern, &pattern, &err), ACCORD_OK);
    struct accord_column column = text;
    column.pattern = pattern;
    column.pattern_text = pattern_cases[_i].pattern;
    struct accord_text said;
    accord_text_init(&said, 1 << 16);
    struct accord_csv_field field = {pattern_cases[_i].value, strlen(pattern_cases[_i].value), false, {1, 1}};
    struct accord_cell cell;
    if (accord_value_of_text(&column, &field, blank, 1, NULL, &cell, &said)) write_cell(&cell, &said);
    ck_assert_str_eq(accord_text_str(&said), pattern_cases[_i].expected);
    accord_text_clear(&said);
    accord_pattern_free(pattern);
}
END_TEST

START_TEST(a_pattern_that_is_none_is_refused_with_its_fault)
{
    struct accord_error err = {0};
    struct accord_pattern *pattern = NULL;
    ck_assert_int_eq(accord_pattern_new("[a", &pattern, &err), ACCORD_BAD_DATA);
    ck_assert_ptr_null(pattern);
    ck_assert_str_eq(err.text, "missing terminating ] for character class at its character 2");
}
END_TEST

START_TEST(a_pattern_survives_failed_allocations)
{
    struct accord_error err = {0};
    struct accord_pattern *pattern = NULL;
    enum accord_status status = ACCORD_NO_MEMORY;
    unsigned long nth = 1;
    for (; status == ACCORD_NO_MEMORY; nth++) {
        accord_alloc_fail_after(nth);
        status = accord_pattern_new("a+", &pattern, &err);
        accord_alloc_fail_after(0);
    }
    ck_assert_int_eq(status, ACCORD_OK);
    ck_assert_uint_gt(nth, 5);
    accord_pattern_free(pattern);
}
END_TEST

START_TEST(a_list_that_finds_no_memory_says_so)
{
    struct accord_arena arena;
    struct accord_text said;
    struct accord_cell cell;
    struct accord_csv_field field = {"a;b", 3, false, {1, 1}};
    accord_arena_init(&arena);
    accord_text_init(&said, 1 << 16);
    accord_alloc_fail_after(1);
    bool good = accord_value_of_text(&list, &field, blank, 1, &arena, &cell, &said);
    accord_alloc_fail_after(0);
    ck_assert(!good && said.failed);
    accord_text_clear(&said);
    accord_arena_clear(&arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("values");
    TCase *tests = tcase_create("values");
    tcase_add_loop_test(tests, a_csv_cell_is_typed_or_refused_in_words, 0, sizeof text_cases / sizeof text_cases[0]);
    tcase_add_loop_test(tests, a_json_value_is_typed_or_refused_in_words, 0, sizeof json_cases / sizeof json_cases[0]);
    tcase_add_loop_test(tests, a_pattern_matches_the_whole_value_and_has_a_limit, 0,
                        sizeof pattern_cases / sizeof pattern_cases[0]);
    tcase_add_test(tests, a_pattern_that_is_none_is_refused_with_its_fault);
    tcase_add_test(tests, a_pattern_survives_failed_allocations);
    tcase_add_test(tests, a_list_that_finds_no_memory_says_so);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
