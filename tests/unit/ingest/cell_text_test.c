/* Cells as files have them: each kind as JSON and as CSV, and what CSV cannot hold. */
#include "ingest/cell_text.h"

#include "unit/suite.h"

#include <string.h>

static const char *const yes[] = {"ja", "yes"};
static const char *const nothing[] = {""};
static const char *const dash[] = {"-"};
static const char *const dash_or_blank[] = {"-", ""};

static const struct accord_column plain = {.name = "c"}, year = {.name = "c", .year = true},
                                  list = {.name = "c", .list_delimiter = ';'},
                                  json_list = {.name = "c", .list_json = true},
                                  words = {.name = "c", .true_values = yes, .true_count = 2, .false_values = nothing},
                                  own_missing = {.name = "c", .missing = dash, .missing_count = 1};

#define ITEMS                                                                                                          \
    "a;b\x1f"                                                                                                          \
    "c"

struct cell_case {
    const struct accord_column *column;
    struct accord_cell cell;
    const char *csv;  /* or why CSV cannot hold it, behind an exclamation mark */
    const char *json; /* NULL: not asked, it is missing */
};

#define TEXT(string)                                                                                                   \
    {                                                                                                                  \
        .kind = ACCORD_CELL_TEXT, .length = sizeof(string) - 1, .as.text = (string)                                    \
    }
#define INTEGER(number)                                                                                                \
    {                                                                                                                  \
        .kind = ACCORD_CELL_INTEGER, .as.integer = (number)                                                            \
    }
#define BOOLEAN(number)                                                                                                \
    {                                                                                                                  \
        .kind = ACCORD_CELL_BOOLEAN, .as.integer = (number)                                                            \
    }
#define LIST(items)                                                                                                    \
    {                                                                                                                  \
        .kind = ACCORD_CELL_LIST, .length = sizeof(items) - 1, .as.text = (items)                                      \
    }
#define MISSING                                                                                                        \
    {                                                                                                                  \
        .kind = ACCORD_CELL_MISSING                                                                                    \
    }

static const struct cell_case cases[] = {
    {&plain, TEXT("Aland"), "Aland", "\"Aland\""},
    {&plain, TEXT("a,b"), "\"a,b\"", "\"a,b\""},
    {&plain, TEXT("a \"b\""), "\"a \"\"b\"\"\"", "\"a \\\"b\\\"\""},
    {&plain, TEXT("a\nb"), "\"a\nb\"", "\"a\\nb\""},
    {&plain, TEXT("a\rb"), "\"a\rb\"", "\"a\\rb\""},
    {&plain, TEXT(" a "), " a ", "\" a \""},
    {&plain, TEXT(""), "!a value that in CSV is one of missingValues", "\"\""},
    {&own_missing, TEXT(""), "", "\"\""},
    {&own_missing, TEXT("-"), "!a value that in CSV is one of missingValues", "\"-\""},
    {&plain, INTEGER(-7), "-7", "-7"},
    {&year, INTEGER(2017), "2017", "2017"},
    {&year, INTEGER(17), "0017", "\"0017\""},
    {&plain, {.kind = ACCORD_CELL_DECIMAL, .scale = 2, .as.integer = 1234}, "12.34", "12.34"},
    {&plain, BOOLEAN(1), "true", "true"},
    {&plain, BOOLEAN(0), "false", "false"},
    {&words, BOOLEAN(1), "ja", "true"},
    {&words, BOOLEAN(0), "!a value for which trueValues or falseValues name no text", "false"},
    {&plain, {.kind = ACCORD_CELL_DATE, .as.date = {0, 0}}, "1970-01-01", "\"1970-01-01\""},
    {&plain, {.kind = ACCORD_CELL_DATE, .as.date = {0, 30}}, "1970-01", "\"1970-01\""},
    {&list,
     LIST("a\x1f"
          "b"),
     "a;b", "[\"a\", \"b\"]"},
    {&list, LIST(ITEMS), "!an item of a list with the character that separates items", "[\"a;b\", \"c\"]"},
    {&json_list, LIST(ITEMS), "\"[\"\"a;b\"\", \"\"c\"\"]\"", "[\"a;b\", \"c\"]"},
    {&plain, MISSING, "", NULL},
    {&own_missing, MISSING, "-", NULL},
};

static void write_csv(const struct cell_case *it, const struct accord_table_form *form, struct accord_text *text)
{
    struct accord_text scratch;
    accord_text_init(&scratch, 4096);
    const char *why = accord_cell_write_csv(it->column, form, &it->cell, &scratch, text);
    if (why != NULL) accord_text_reset(text);
    if (why != NULL) accord_text_addf(text, "!%s", why);
    accord_text_clear(&scratch);
}

START_TEST(a_cell_is_written_as_it_is_read_or_not_at_all)
{
    const struct cell_case *it = &cases[_i];
    const struct accord_table_form form = {.missing = nothing, .missing_count = 1};
    struct accord_text text;
    accord_text_init(&text, 4096);
    write_csv(it, &form, &text);
    ck_assert_str_eq(accord_text_str(&text), it->csv);
    accord_text_reset(&text);
    if (it->json != NULL) {
        accord_cell_write_json(it->column, &it->cell, &text);
        ck_assert_str_eq(accord_text_str(&text), it->json);
    }
    accord_text_clear(&text);
}
END_TEST

/* Blank where it may be, else the first text; without any there is none. */
static const struct {
    struct accord_table_form form;
    const char *csv;
} forms[] = {
    {{.missing = dash_or_blank, .missing_count = 2}, ""},
    {{.missing = dash, .missing_count = 1}, "-"},
    {{.missing = NULL, .missing_count = 0}, "!a missing value, for which missingValues name no text"},
};

START_TEST(a_missing_value_is_written_as_the_table_says)
{
    const struct cell_case missing = {&plain, MISSING, NULL, NULL};
    struct accord_text text;
    accord_text_init(&text, 4096);
    write_csv(&missing, &forms[_i].form, &text);
    ck_assert_str_eq(accord_text_str(&text), forms[_i].csv);
    accord_text_clear(&text);
}
END_TEST

START_TEST(a_message_has_the_value_without_quotes)
{
    const struct accord_cell items = LIST(ITEMS), text_cell = TEXT("a,\"b\""), missing = MISSING;
    struct accord_text text;
    accord_text_init(&text, 4096);
    accord_cell_write_plain(&list, &items, &text);
    accord_cell_write_plain(&plain, &text_cell, &text);
    accord_cell_write_plain(&plain, &missing, &text);
    ck_assert_str_eq(accord_text_str(&text), "a;b;ca,\"b\"");
    accord_text_clear(&text);
}
END_TEST

START_TEST(short_memory_is_no_reason_of_the_value)
{
    const struct accord_table_form form = {.missing = nothing, .missing_count = 1};
    const struct accord_cell cell = TEXT("Aland");
    struct accord_text text, scratch;
    accord_text_init(&text, 4096);
    accord_text_init(&scratch, 2);
    ck_assert_ptr_null(accord_cell_write_csv(&plain, &form, &cell, &scratch, &text));
    ck_assert(text.failed);
    accord_text_clear(&scratch);
    accord_text_clear(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ingest/cell_text");
    TCase *tcase = tcase_create("cells");
    tcase_add_loop_test(tcase, a_cell_is_written_as_it_is_read_or_not_at_all, 0, COUNT_OF(cases));
    tcase_add_loop_test(tcase, a_missing_value_is_written_as_the_table_says, 0, COUNT_OF(forms));
    tcase_add_test(tcase, a_message_has_the_value_without_quotes);
    tcase_add_test(tcase, short_memory_is_no_reason_of_the_value);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
