/* JSON by mappings: the same rows as of CSV, what only JSON can say, and that every record is accounted for. */
#include "import/map_csv.h"

#include "base/memory.h"
#include "unit/import/file.h"
#include "unit/suite.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static struct accord_problems *problems;
static struct accord_names *names;
static struct accord_error err;

static void begin(void)
{
    ck_assert_int_eq(accord_names_new(&names, &err), ACCORD_OK);
}

static void end(void)
{
    accord_names_free(names);
}

/* "id|actor|kind|version|flags @line", as far as there is something: a row of plans. */
static enum accord_status take_row(void *host, const struct accord_mapped_row *row, enum accord_taken *taken,
                                   struct accord_error *error)
{
    static const char *const columns[] = {"id", "actor", "kind", "version", "adopted", "flags"};
    struct accord_text *rows = host;
    char date[ACCORD_DATE_TEXT_MAX];
    (void)error;
    ck_assert_str_eq(row->schema->name, "plans");
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        const struct accord_cell *cell = &row->cells[accord_schema_find(row->schema, columns[i], strlen(columns[i]))];
        if (i > 0) accord_text_add_char(rows, '|');
        if (cell->kind == ACCORD_CELL_DATE) accord_text_add_str(rows, accord_date_format(cell->as.date, date));
        if (cell->kind != ACCORD_CELL_TEXT && cell->kind != ACCORD_CELL_LIST) continue;
        for (uint32_t at = 0; at < cell->length; at++)
            accord_text_add_char(rows, cell->as.text[at] == ACCORD_LIST_SEPARATOR ? '+' : cell->as.text[at]);
    }
    accord_text_addf(rows, " @%u\n", row->line);
    *taken = ACCORD_TAKEN_NEW;
    return ACCORD_OK;
}

static void write_problems(const struct accord_problems *list, char mark, struct accord_text *text)
{
    for (size_t i = 0; i < accord_problems_kept(list); i++) {
        const struct accord_problem *problem = accord_problems_at(list, i);
        accord_text_addf(text, "%c %u:%u %s\n", mark, problem->line, problem->column, problem->text);
    }
}

/* Reads the bytes by the mapping; rows, refusals, warnings and problems are written down. */
static enum accord_status import(const char *mapping_text, const char *bytes, struct accord_text *text)
{
    char mapping_path[FILE_PATH_MAX], path[FILE_PATH_MAX];
    struct accord_mapping *mapping = NULL;
    struct accord_reconciliation *reconciliation = NULL;
    int descriptor = -1;
    write_test_file(mapping_path, mapping_text);
    write_test_file(path, bytes);
    enum accord_status status = accord_problems_new(&problems, &err);
    if (status == ACCORD_OK) status = accord_reconciliation_new(&reconciliation, &err);
    if (status == ACCORD_OK) status = accord_mapping_open(mapping_path, "m.json", problems, &mapping, &err);
    if (status == ACCORD_OK) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC);
        struct accord_csv_import how = {
            .mapping = mapping, .names = names, .reconciliation = reconciliation, .row = take_row, .host = text};
        bool json = bytes[0] == '{' || bytes[0] == '[';
        status = json ? accord_map_json(&how, descriptor, bytes[0] == '[', "f", problems, &err)
                      : accord_map_csv(&how, descriptor, "f", problems, &err);
        (void)close(descriptor);
    }
    if (status == ACCORD_OK) {
        write_problems(accord_reconciliation_refusals(reconciliation), 'x', text);
        write_problems(accord_reconciliation_warnings(reconciliation), 'w', text);
        struct accord_reconciliation_totals totals = accord_reconciliation_totals(reconciliation);
        ck_assert_uint_eq(totals.read, totals.mapped + totals.merged + totals.refused);
        accord_text_addf(text, "%zu read, %zu refused\n", totals.read, totals.refused);
    } else if (problems != NULL) {
        write_problems(problems, 'p', text);
    }
    accord_mapping_close(mapping);
    accord_reconciliation_free(reconciliation);
    accord_problems_free(problems);
    problems = NULL;
    (void)unlink(mapping_path);
    (void)unlink(path);
    return status;
}

#define PLANS(more)                                                                                                    \
    "{\"accord:mapping\": 1, \"sources\": [{\"id\": \"s\", \"title\": \"S\"}], \"unused\": [\"u\", \"deep/u\"], "      \
    "\"tables\": [{\"table\": \"plans\", \"columns\": {\"id\": {\"from\": \"i\"}, \"actor\": {\"from\": \"a\", "       \
    "\"as\": \"actor\"}, \"kind\": {\"value\": \"k\"}" more "}}]}"
#define UNUSED                                                                                                         \
    "w 0:0 no record has the member \"u\", which the mapping names\n"                                                  \
    "w 0:0 no record has the member \"deep/u\", which the mapping names\n"

struct import_case {
    const char *mapping;
    const char *bytes;
    const char *expected;
};

static const struct import_case cases[] = {
    /* lines, and an array; the place is the line */
    {PLANS(""), "{\"i\": \"1\", \"a\": \"Kenya\", \"u\": [{}], \"deep\": {\"u\": 1}}\n{\"a\": \"UGA\", \"i\": \"2\"}\n",
     "1|KEN|k||| @1\n2|UGA|k||| @2\n2 read, 0 refused\n"},
    {PLANS(""), "[{\"i\": \"1\", \"a\": \"Kenya\", \"u\": 1, \"deep\": {\"u\": 1}},\n {\"a\": \"UGA\", \"i\": \"2\"}]",
     "1|KEN|k||| @1\n2|UGA|k||| @2\n2 read, 0 refused\n"},
    {PLANS(""), "[]", "0 read, 0 refused\n"},
    /* numbers and truth values as they are written; null, and what is not there, is no value */
    {PLANS(", \"version\": {\"from\": \"v\"}"),
     "{\"i\": 10, \"a\": \"KEN\", \"v\": 1.50}\n{\"i\": 1e2, \"a\": \"KEN\", \"v\": true}\n{\"i\": 0, \"a\": "
     "\"KEN\", \"v\": null}\n{\"i\": \"x\", \"a\": \"KEN\", \"v\": \"\"}\n",
     "10|KEN|k|1.50|| @1\n1e2|KEN|k|true|| @2\n0|KEN|k||| @3\nx|KEN|k||| @4\n" UNUSED "4 read, 0 refused\n"},
    /* members of objects, by a path or by the name that looks like one */
    {PLANS(", \"version\": {\"from\": \"deep/er/v\"}, \"adopted\": {\"from\": \"d/d\", \"as\": \"date\"}"),
     "{\"i\": \"1\", \"a\": \"KEN\", \"deep\": {\"er\": {\"v\": 7}, \"u\": 1}, \"d/d\": \"2020-01\"}\n"
     "{\"i\": \"2\", \"a\": \"KEN\", \"d\":\n",
     "1|KEN|k|7|2020-01| @1\nx 2:28 the end of the text, expected a value\n"
     "w 0:0 no record has the member \"u\", which the mapping names\n2 read, 1 refused\n"},
    {PLANS(", \"adopted\": {\"from\": \"d/d\", \"as\": \"date\"}"),
     "{\"i\": \"1\", \"a\": \"KEN\", \"d/d\": \"2020\", \"d\": {\"d\": \"x\"}}\n"
     "{\"i\": \"2\", \"a\": \"KEN\", \"d\": {\"d\": \"x\"}}\n{\"i\": \"3\", \"a\": \"KEN\", \"d\": {\"d\": {}}}\n",
     "x 1:50 /d/d: a value again, expected one of this name\n"
     "x 2:35 /d/d: \"x\", expected a date as YYYY, YYYY-MM or YYYY-MM-DD\n"
     "x 3:35 /d/d: an object, expected a text or a number\n" UNUSED "3 read, 3 refused\n"},
    /* lists: items of a list, rows of other columns, and nothing else */
    {PLANS(", \"flags\": {\"from\": \"f\", \"split\": \";\"}"),
     "{\"i\": \"1\", \"a\": \"KEN\", \"f\": [\"x\", 2, null, \"y\"]}\n{\"i\": \"2\", \"a\": \"KEN\", \"f\": []}\n"
     "{\"i\": \"3\", \"a\": \"KEN\", \"f\": \"x;y\"}\n{\"i\": \"4\", \"a\": \"KEN\", \"f\": [\"x\\u001fy\"]}\n"
     "{\"i\": \"5\", \"a\": \"KEN\", \"f\": [[\"x\"]]}\n{\"i\": \"6\", \"a\": [\"KEN\"]}\n"
     "{\"i\": \"7\", \"a\": \"KEN\", \"f\": [\"x;y\"]}\n",
     "1|KEN|k|||x+2+y @1\n2|KEN|k||| @2\n3|KEN|k|||x+y @3\n"
     "x 4:29 /f: a control character in a list, expected a text without one\n"
     "x 5:29 /f: a list of lists or objects, expected texts or numbers\n"
     "x 6:17 /a: a list, expected one value, or \"split\" in the mapping\n"
     "x 7:29 /f: \"x;y\", expected an item without ;\n" UNUSED "7 read, 4 refused\n"},
    {PLANS(", \"version\": {\"from\": \"v\", \"split\": \"|\"}"),
     "{\"i\": \"1\", \"a\": \"KEN\", \"v\": [\"1\", \"2|3\"]}\n{\"i\": \"2\", \"a\": \"KEN\", \"v\": \"1|2\"}\n",
     "1|KEN|k|1|| @1\n1|KEN|k|2|3|| @1\n2|KEN|k|1|| @2\n2|KEN|k|2|| @2\n" UNUSED "2 read, 0 refused\n"},
    {PLANS(", \"flags\": {\"from\": \"f\", \"split\": \";\"}, \"version\": {\"value\": \"v-{f}\"}"),
     "{\"i\": \"1\", \"a\": \"KEN\", \"f\": [\"x\"]}\n{\"i\": \"2\", \"a\": \"KEN\", \"f\": \"x\"}\n",
     "2|KEN|k|v-x||x @2\nx 1:29 /f: a list, expected one value, or \"split\" in the mapping\n" UNUSED
     "2 read, 1 refused\n"},
    /* what the mapping does not know, and what no record has */
    {PLANS(", \"version\": {\"from\": \"typo\"}"),
     "[{\"i\": \"1\", \"a\": \"KEN\", \"x\": null},\n{\"i\": \"2\", \"a\": \"KEN\", \"deep\": {\"u\": 1, \"x\": {}}},\n"
     "{\"i\": \"3\", \"a\": \"Congo\", \"u\": 1}, 7]",
     "x 1:30 /0/x: a member that no table takes, expected it among those that the mapping calls unused\n"
     "x 2:46 /1/deep/x: a member that no table takes, expected it among those that the mapping calls unused\n"
     "x 3:17 /2/a: \"Congo\", a name of more than one actor, expected that of COD (Democratic Republic of the Congo) "
     "or "
     "COG (Congo)\n"
     "x 3:35 /3: something that is no object, expected a record\n"
     "w 0:0 no record has the member \"typo\", which the mapping names\n4 read, 4 refused\n"},
    /* no JSON: a line is refused, in an array nothing behind it can be trusted */
    {PLANS(""), "{\"i\": 01}\n7\n{\"i\": \"1\", \"a\": \"KEN\", \"i\": 2}\n{\"i\": \"2\", \"a\": \"KEN\"}\n",
     "2|KEN|k||| @4\nx 1:7 a leading zero, expected a number without it or text in quotes\n"
     "x 2:1 something that is no object, expected a record\n"
     "x 3:24 a duplicate member name, expected each name once\n" UNUSED "4 read, 3 refused\n"},
    {PLANS(""), "[{\"i\": \"2\", \"a\": \"KEN\"}, {]",
     "2|KEN|k||| @1\np 1:27 something that is no member name, expected a name in double quotes\n"},
};

START_TEST(rows_are_those_that_the_mapping_makes)
{
    struct accord_text text;
    accord_text_init(&text, 1024 * 1024);
    (void)import(cases[_i].mapping, cases[_i].bytes, &text);
    ck_assert_str_eq(accord_text_str(&text), cases[_i].expected);
    accord_text_clear(&text);
}
END_TEST

START_TEST(one_mapping_fits_csv_and_json)
{
    static const char mapping[] = PLANS(", \"version\": {\"from\": \"v\", \"split\": \"|\"}, \"adopted\": {\"from\": "
                                        "\"d\", \"as\": \"date\", \"format\": \"DD/MM/YYYY\"}, \"flags\": {\"from\": "
                                        "\"f\", \"split\": \", \"}");
    static const char *const sources[] = {
        "i,a,v,d,f,u,deep/u\n1,Kenya,x|y,24/12/2020,\"p, q\",,\n2,EU,,,,,\n",
        "{\"i\": 1, \"a\": \"Kenya\", \"v\": [\"x\", \"y\"], \"d\": \"24/12/2020\", \"f\": [\"p\", \"q\"], \"u\": 0, "
        "\"deep\": {\"u\": 0}}\n{\"i\": 2, \"a\": \"EU\"}\n",
        "[{\"i\": 1, \"a\": \"Kenya\", \"v\": \"x|y\", \"d\": \"24/12/2020\", \"f\": \"p, q\", \"u\": 0, \"deep/u\": "
        "0}, {\"i\": 2, \"a\": \"EU\"}]"};
    struct accord_text texts[COUNT_OF(sources)];
    for (size_t i = 0; i < COUNT_OF(sources); i++) {
        accord_text_init(&texts[i], 1024 * 1024);
        ck_assert_int_eq(import(mapping, sources[i], &texts[i]), ACCORD_OK);
        for (char *at = texts[i].bytes; (at = strchr(at, '@')) != NULL; at++)
            at[1] = '.'; /* the line */
        ck_assert_str_eq(accord_text_str(&texts[i]), "1|KEN|k|x|2020-12-24|p+q @.\n1|KEN|k|y|2020-12-24|p+q @.\n"
                                                     "2|EU|k||| @.\n2 read, 0 refused\n");
        accord_text_clear(&texts[i]);
    }
}
END_TEST

START_TEST(any_failed_allocation_is_survived)
{
    static const char mapping[] = PLANS(", \"flags\": {\"from\": \"d/f\", \"split\": \";\"}");
    static const char bytes[] = "{\"i\": 1, \"a\": \"Kenya\", \"d\": {\"f\": [1, \"y\"]}}\n{\"x\": 1}\n";
    enum accord_status status = ACCORD_NO_MEMORY;
    unsigned long nth = 0;
    while (status == ACCORD_NO_MEMORY) {
        struct accord_text text;
        accord_text_init(&text, 1024 * 1024);
        accord_alloc_fail_after(++nth);
        status = import(mapping, bytes, &text);
        accord_alloc_fail_after(0);
        accord_text_clear(&text);
    }
    ck_assert_int_eq(status, ACCORD_OK);
    ck_assert_uint_gt(nth, 30);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/map_json");
    TCase *tcase = tcase_create("map_json");
    tcase_add_checked_fixture(tcase, begin, end);
    tcase_add_loop_test(tcase, rows_are_those_that_the_mapping_makes, 0, COUNT_OF(cases));
    tcase_add_test(tcase, one_mapping_fits_csv_and_json);
    tcase_add_test(tcase, any_failed_allocation_is_survived);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
