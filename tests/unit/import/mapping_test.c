/* Reading mappings: what one says, and every way in which one can be wrong, with its place. */
#include "import/mapping.h"

#include "base/memory.h"
#include "unit/import/file.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

static struct accord_problems *problems;
static struct accord_mapping *mapping;
static struct accord_error err;

static void begin(void)
{
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    mapping = NULL;
}

static void end(void)
{
    accord_mapping_close(mapping);
    accord_problems_free(problems);
}

static enum accord_status read_text(const char *text)
{
    char path[FILE_PATH_MAX];
    write_test_file(path, text);
    enum accord_status status = accord_mapping_open(path, "m.json", problems, &mapping, &err);
    (void)unlink(path);
    return status;
}

#define HEAD "{\"accord:mapping\": 1, \"sources\": [{\"id\": \"s\", \"title\": \"S\"}],\n"
#define TREATY "\"treaty\": {\"value\": \"cms\"}, \"source\": {\"value\": \"s\"}"
/* A mapping to memberships with one more column spec. */
#define WITH(spec)                                                                                                     \
    HEAD "\"tables\": [{\"table\": \"memberships\", \"columns\": {\"actor\": {\"from\": \"A\", \"as\": "               \
         "\"actor\"}, " TREATY ",\n" spec "}}]}"
#define PLANS(spec)                                                                                                    \
    HEAD "\"tables\": [{\"table\": \"plans\", \"columns\": {\"id\": {\"from\": \"I\"}, \"kind\": {\"value\": \"k\"}, " \
         "\"actor\": {\"from\": \"A\"},\n" spec "}}]}"

START_TEST(all_that_a_mapping_says_is_read)
{
    size_t count = 0;
    ck_assert_int_eq(
        read_text(
            "{\"accord:mapping\": 1, \"delimiter\": \";\", \"missing\": [\"-\"], \"unused\": [\"U\", \"V\"],\n"
            "\"former\": [\"YUG\"], \"sources\": [{\"id\": \"s\", \"title\": \"S\", \"licence\": \"L\", "
            "\"retrieved\": \"2014-05\"}, {\"id\": \"t\", \"title\": \"T\"}],\n"
            "\"tables\": [{\"table\": \"memberships\", \"when\": {\"Status\": [\"Party\", \"party\"]}, "
            "\"unless\": {\"Year\": \"\"}, \"columns\": {"
            "\"actor\": {\"from\": \"A\", \"as\": \"actor\", \"forms\": [\"iso2\", \"name\"]}, " TREATY ", "
            "\"in_force\": {\"from\": \"E\", \"as\": \"date\", \"format\": \"DD/MM/YYYY\", \"meetings\": \"cms\", "
            "\"missing\": [\"none\"], \"split\": \"|\"}, "
            "\"deposit_kind\": {\"from\": \"K\", \"values\": {\"rtf\": \"ratification\", \"?\": null}}, "
            "\"note\": {\"value\": \"No. {N} of {{{Y}}}\"}}}]}"),
        ACCORD_OK);
    struct accord_csv_dialect dialect = accord_mapping_dialect(mapping);
    ck_assert_int_eq(dialect.delimiter, ';');
    ck_assert(dialect.header && dialect.double_quote && dialect.quote == '"');
    ck_assert_str_eq(accord_mapping_missing(mapping, &count)[0], "-");
    ck_assert_str_eq(accord_mapping_unused(mapping, &count)[1], "V");
    ck_assert_uint_eq(count, 2);
    ck_assert(accord_mapping_wants_former(mapping, "YUG") && !accord_mapping_wants_former(mapping, "CSK"));
    const struct accord_mapped_source *sources = accord_mapping_sources(mapping, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(sources[0].retrieved, "2014-05");
    ck_assert_str_eq(sources[0].licence, "L");
    ck_assert_ptr_null(sources[1].licence);
    const struct accord_mapped_table *table = accord_mapping_tables(mapping, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(table->schema->name, "memberships");
    ck_assert_uint_eq(table->test_count, 2);
    ck_assert(!table->tests[0].unless && table->tests[1].unless);
    ck_assert_uint_eq(table->tests[0].text_count, 2);
    ck_assert_str_eq(table->tests[1].texts[0], "");
    ck_assert_uint_eq(table->column_count, 6);
    const struct accord_mapped_column *columns = table->columns;
    ck_assert_int_eq(columns[0].as, ACCORD_MAPPED_ACTOR);
    ck_assert_uint_eq(columns[0].forms, ACCORD_NAME_ISO2 | ACCORD_NAME_WORDS);
    ck_assert(!columns[1].from && !columns[1].pieces[0].column);
    ck_assert_int_eq(columns[3].format, ACCORD_DATES_DAY_FIRST);
    ck_assert_str_eq(columns[3].meetings, "cms");
    ck_assert_str_eq(columns[3].split, "|");
    ck_assert_uint_eq(columns[3].missing_count, 1);
    ck_assert_uint_eq(columns[4].value_count, 2);
    ck_assert_str_eq(columns[4].values[0].meant, "ratification");
    ck_assert_ptr_null(columns[4].values[1].meant);
    ck_assert_uint_eq(columns[5].piece_count, 5);
    ck_assert_str_eq(columns[5].pieces[0].text, "No. ");
    ck_assert_str_eq(columns[5].pieces[1].text, "N");
    ck_assert(columns[5].pieces[1].column);
    ck_assert_str_eq(columns[5].pieces[2].text, " of {");
    ck_assert_str_eq(columns[5].pieces[3].text, "Y");
    ck_assert_str_eq(columns[5].pieces[4].text, "}");
}
END_TEST

struct problem_case {
    const char *text;
    const char *problem; /* the first: "line:column: text" */
};

static const struct problem_case problem_cases[] = {
    {"[]", "1:1: an array, expected an object"},
    {"{", "1:2: the end of the text inside an object, expected a member name"},
    {"{\"accord:maping\": 1}", "1:2: an unknown member at /accord:maping, expected accord:mapping"},
    {"{\"accord:mapping\": 2}", "1:20: 2 at /accord:mapping, expected 1, the version that this program reads"},
    {"{\"accord:mapping\": \"1\"}", "1:20: \"1\" at /accord:mapping, expected a whole number, 0 or more"},
    {"{}", "1:1: nothing at /accord:mapping, expected the version of the mapping format, 1"},
    {"{\"accord:mapping\": 1, \"tables\": []}", "1:1: nothing at /sources, expected an array of sources"},
    {"{\"accord:mapping\": 1, \"sources\": [], \"tables\": []}",
     "1:34: an empty array at /sources, expected 1 to 64 sources"},
    {"{\"accord:mapping\": 1, \"sources\": [{\"id\": \"s\"}]}", "1:35: nothing at /sources/0/title, expected a text"},
    {"{\"accord:mapping\": 1, \"sources\": [{\"id\": \"s\", \"title\": \"S\", \"retrieved\": \"May 2014\"}]}",
     "1:74: \"May 2014\" at /sources/0/retrieved, expected a date as YYYY, YYYY-MM or YYYY-MM-DD"},
    {"{\"accord:mapping\": 1, \"sources\": [{\"id\": \"s\", \"title\": \"S\"}, {\"id\": \"s\", \"title\": \"S\"}]}",
     "1:69: a source again at /sources/1/id, expected each source once"},
    {HEAD "\"delimiter\": \"::\"}", "2:14: \"::\" at /delimiter, expected a comma, a semicolon, a tab or a bar"},
    {HEAD "\"unused\": [1]}", "2:12: 1 at /unused/0, expected a text"},
    {HEAD "\"tables\": [{\"table\": \"membership\"}]}",
     "2:22: \"membership\" at /tables/0/table, expected memberships"},
    {HEAD "\"tables\": [{\"table\": \"xyzzy\"}]}",
     "2:22: \"xyzzy\" at /tables/0/table, expected the name of a core table"},
    {HEAD "\"tables\": [{\"tables\": \"actors\"}]}", "2:13: an unknown member at /tables/0/tables, expected table"},
    {HEAD "\"tables\": [{\"table\": \"actors\", \"columns\": []}]}",
     "2:43: an array at /tables/0/columns, expected an object of the table's columns"},
    {HEAD "\"tables\": [{\"table\": \"actors\", \"when\": \"x\", \"columns\": {}}]}",
     "2:40: \"x\" at /tables/0/when, expected an object of columns and texts"},
    {HEAD "\"tables\": [{\"table\": \"actors\", \"when\": {\"x\": 1}, \"columns\": {}}]}",
     "2:46: 1 at /tables/0/when/x, expected a text or an array of texts"},
    {HEAD "\"tables\": [{\"table\": \"actors\", \"when\": {\"x\": []}, \"columns\": {}}]}",
     "2:46: an array without a text at /tables/0/when/x, expected one text or more: no cell is among none"},
    {HEAD "\"tables\": [{\"table\": \"actors\", \"columns\": {\"id\": {\"from\": \"I\"}}}]}",
     "2:43: nothing at /tables/0/columns/kind, expected this column of table actors, which is required"},
    {WITH("\"in_forse\": {\"from\": \"E\"}"),
     "3:13: an unknown column at /tables/0/columns/in_forse, expected in_force"},
    {WITH("\"note\": \"E\""), "3:9: \"E\" at /tables/0/columns/note, expected an object"},
    {WITH("\"note\": {\"frm\": \"E\"}"), "3:10: an unknown member at /tables/0/columns/note/frm, expected from"},
    {WITH("\"note\": {}"), "3:9: neither from nor value at /tables/0/columns/note, expected one of them"},
    {WITH("\"note\": {\"from\": \"E\", \"value\": \"x\"}"),
     "3:9: both from and value at /tables/0/columns/note, expected one of them"},
    {WITH("\"note\": {\"from\": \"\"}"),
     "3:18: \"\" at /tables/0/columns/note/from, expected the name of a column of the file"},
    {WITH("\"note\": {\"value\": \"\"}"),
     "3:19: \"\" at /tables/0/columns/note/value, expected a text that is not empty, or no such column"},
    {WITH("\"note\": {\"value\": \"a {b\"}"),
     "3:19: \"a {b\" at /tables/0/columns/note/value, expected a text in which "
     "{Name} is a column, and {{ and }} are braces"},
    {WITH("\"note\": {\"value\": \"a}b\"}"), "3:19: \"a}b\" at /tables/0/columns/note/value, expected a text in which "
                                             "{Name} is a column, and {{ and }} are braces"},
    {WITH("\"note\": {\"value\": \"{}\"}"), "3:19: \"{}\" at /tables/0/columns/note/value, expected a text in which "
                                            "{Name} is a column, and {{ and }} are braces"},
    {WITH("\"note\": {\"from\": \"E\", \"as\": \"dat\"}"), "3:29: \"dat\" at /tables/0/columns/note/as, expected date"},
    {WITH("\"note\": {\"from\": \"E\", \"as\": \"xyzzy\"}"),
     "3:29: \"xyzzy\" at /tables/0/columns/note/as, expected text, actor or date"},
    {WITH("\"note\": {\"from\": \"E\", \"as\": \"date\"}"),
     "3:29: \"date\" at /tables/0/columns/note/as, expected no date, which column note is not"},
    {WITH("\"in_force\": {\"from\": \"E\"}"),
     "3:13: nothing at /tables/0/columns/in_force/as, expected date, which column in_force is"},
    {WITH("\"in_force\": {\"from\": \"E\", \"as\": \"actor\"}"),
     "3:33: \"actor\" at /tables/0/columns/in_force/as, expected date, which column in_force is"},
    {WITH("\"in_force\": {\"from\": \"E\", \"as\": \"date\", \"format\": \"DD/MM/YY\"}"),
     "3:51: \"DD/MM/YY\" at /tables/0/columns/in_force/format, expected DD/MM/YYYY"},
    {WITH("\"note\": {\"from\": \"E\", \"format\": \"DD/MM/YYYY\"}"),
     "3:33: a member without a meaning here at /tables/0/columns/note/format, expected it where \"as\" is date"},
    {WITH("\"note\": {\"from\": \"E\", \"fact\": \"name\"}"),
     "3:31: a member without a meaning here at /tables/0/columns/note/fact, expected it where \"as\" is actor"},
    {WITH("\"note\": {\"value\": \"E\", \"split\": \"|\"}"),
     "3:33: a member without a meaning here at /tables/0/columns/note/split, expected it beside \"from\""},
    {WITH("\"note\": {\"from\": \"E\", \"split\": \"\"}"),
     "3:32: \"\" at /tables/0/columns/note/split, expected what parts the values of a cell"},
    {WITH("\"note\": {\"from\": \"E\", \"values\": {}}"),
     "3:33: an object at /tables/0/columns/note/values, expected an object of 1 to 1000 texts"},
    {WITH("\"note\": {\"from\": \"E\", \"values\": [\"a\"]}"),
     "3:33: an array at /tables/0/columns/note/values, expected an object of 1 to 1000 texts"},
    {WITH("\"note\": {\"from\": \"E\", \"values\": {\"a\": 1}}"),
     "3:39: 1 at /tables/0/columns/note/values/a, expected a text"},
    {WITH("\"note\": {\"from\": \"E\", \"as\": \"actor\", \"forms\": [\"iso\"]}"),
     "3:48: \"iso\" at /tables/0/columns/note/forms/0, expected iso2"},
    {WITH("\"note\": {\"from\": \"E\", \"as\": \"actor\", \"forms\": []}"),
     "3:47: an empty array at /tables/0/columns/note/forms, expected at least one form"},
    {WITH("\"note\": {\"from\": \"E\", \"as\": \"actor\", \"fact\": \"names\"}"),
     "3:46: \"names\" at /tables/0/columns/note/fact, expected name"},
    {PLANS("\"flags\": {\"from\": \"F\"}"),
     "3:10: nothing at /tables/0/columns/flags/split, expected what parts the items of this list in a cell"},
    {HEAD "\"tables\": [{\"table\": \"memberships\", \"columns\": {\"actor\": {\"from\": \"A\", \"as\": \"actor\"}, "
          "\"treaty\": {\"value\": \"cms\"},\n\"source\": {\"value\": \"t\"}}}]}",
     "3:21: \"t\" at /tables/0/columns/source/value, expected the id of one of the sources"},
    {HEAD "\"tables\": [{\"table\": \"contributions\", \"columns\": {\"id\": {\"from\": \"I\"}, \"fund\": {\"value\": "
          "\"f\"}, \"currency\": {\"value\": \"USD\"}, \"actor\": {\"from\": \"A\"},\n"
          "\"year\": {\"from\": \"Y\", \"as\": \"actor\"}}}]}",
     "3:29: \"actor\" at /tables/0/columns/year/as, expected no actor, since column year is no text"},
};

START_TEST(what_is_wrong_is_said_with_its_place)
{
    char found[1024];
    ck_assert_int_eq(read_text(problem_cases[_i].text), ACCORD_BAD_DATA);
    ck_assert_ptr_null(mapping);
    ck_assert_str_eq(err.text, "m.json: the mapping cannot be read as it is written");
    const struct accord_problem *problem = accord_problems_at(problems, 0);
    (void)snprintf(found, sizeof found, "%u:%u: %s", problem->line, problem->column, problem->text);
    ck_assert_str_eq(found, problem_cases[_i].problem);
    ck_assert_str_eq(problem->file, "m.json");
}
END_TEST

START_TEST(all_that_is_wrong_is_said_in_one_run)
{
    ck_assert_int_eq(read_text(WITH("\"note\": {}, \"ended\": {\"from\": \"E\"}, \"x\": 1")), ACCORD_BAD_DATA);
    ck_assert_uint_eq(accord_problems_count(problems), 3);
}
END_TEST

START_TEST(a_value_has_so_many_pieces_and_no_more)
{
    struct accord_text text;
    accord_text_init(&text, 64 * 1024);
    for (int more = 0; more < 2; more++) {
        accord_text_reset(&text);
        accord_text_add_str(
            &text, HEAD "\"tables\": [{\"table\": \"memberships\", \"columns\": {\"actor\": {\"from\": \"A\"}, " TREATY
                        ",\n\"note\": {\"value\": \"");
        for (int i = 0; i < ACCORD_MAPPED_PIECES_MAX + more; i++)
            accord_text_add_str(&text, "{A}");
        accord_text_add_str(&text, "\"}}}]}");
        ck_assert_int_eq(read_text(text.bytes), more == 0 ? ACCORD_OK : ACCORD_BAD_DATA);
        accord_mapping_close(mapping);
        mapping = NULL;
    }
    ck_assert_str_eq(accord_problems_at(problems, 0)->text,
                     "a value of too many pieces at /tables/0/columns/note/value, expected at most 32");
    accord_text_clear(&text);
}
END_TEST

START_TEST(any_failed_allocation_is_survived)
{
    char path[FILE_PATH_MAX];
    enum accord_status status = ACCORD_NO_MEMORY;
    write_test_file(path, WITH("\"note\": {\"value\": \"a{b}c\"}, \"deposited\": {\"from\": \"D\", \"as\": \"date\"}"));
    for (unsigned long nth = 1; status != ACCORD_OK; nth++) {
        accord_alloc_fail_after(nth);
        status = accord_mapping_open(path, "m.json", problems, &mapping, &err);
        accord_alloc_fail_after(0);
        ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
        ck_assert((mapping != NULL) == (status == ACCORD_OK));
    }
    (void)unlink(path);
}
END_TEST

START_TEST(the_mappings_of_the_fixtures_can_be_read)
{
    static const char *const files[] = {ACCORD_FIXTURES "/import/treaties.json",
                                        ACCORD_FIXTURES "/import/cms_page.json"};
    ck_assert_int_eq(accord_mapping_open(files[_i], "m.json", problems, &mapping, &err), ACCORD_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/mapping");
    TCase *reading = tcase_create("reading");
    tcase_add_checked_fixture(reading, begin, end);
    tcase_add_test(reading, all_that_a_mapping_says_is_read);
    tcase_add_loop_test(reading, what_is_wrong_is_said_with_its_place, 0, COUNT_OF(problem_cases));
    tcase_add_test(reading, all_that_is_wrong_is_said_in_one_run);
    tcase_add_test(reading, a_value_has_so_many_pieces_and_no_more);
    tcase_add_test(reading, any_failed_allocation_is_survived);
    tcase_add_loop_test(reading, the_mappings_of_the_fixtures_can_be_read, 0, 2);
    suite_add_tcase(suite, reading);
    return run_suite(suite);
}
