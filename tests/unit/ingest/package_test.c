/* Data packages: what is read from good ones, all that is said of bad ones, and files that are none. */
#include "ingest/package.h"

#include "base/memory.h"
#include "base/text.h"

#include "hostile_data.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- a folder for one test ---- */

static char folder[64];

static void make_folder(void)
{
    strcpy(folder, "/tmp/accord-package-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static const char *path_of(const char *name)
{
    static char path[256];
    ck_assert_int_lt(snprintf(path, sizeof path, "%s/%s", folder, name), (int)sizeof path);
    return path;
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(path_of(name), "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

static void remove_folder(void)
{
    static const char *const names[] = {"datapackage.json", "a.csv", "a.json", "a.jsonl", "b.csv", "s.json", "d.json"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)remove(path_of(names[i]));
    ck_assert_int_eq(rmdir(folder), 0);
}

/* ---- transcripts ---- */

static void write_cell(const struct accord_cell *cell, struct accord_text *out)
{
    char date[ACCORD_DATE_TEXT_MAX];
    char number[ACCORD_DECIMAL_TEXT_MAX];
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        accord_text_add_char(out, '-');
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
        accord_text_add_str(out, accord_decimal_format((struct accord_decimal){cell->as.integer, cell->scale}, number));
        break;
    case ACCORD_CELL_DATE:
        accord_text_add_str(out, accord_date_format(cell->as.date, date));
        break;
    }
}

struct transcript {
    struct accord_text *out;
    bool places;
};

/* `table file:line` and each cell, with its place where that is asked. */
static enum accord_status write_row(void *host, const struct accord_schema *schema, const struct accord_row_read *row,
                                    struct accord_error *err)
{
    struct transcript *transcript = host;
    (void)err;
    accord_text_add_str(transcript->out, schema->name);
    if (transcript->places) accord_text_addf(transcript->out, " %d:%u", row->file, row->line);
    for (size_t i = 0; i < schema->column_count; i++) {
        accord_text_add_char(transcript->out, ' ');
        write_cell(&row->cells[i], transcript->out);
        if (transcript->places) accord_text_addf(transcript->out, "@%u:%u", row->places[i].line, row->places[i].column);
    }
    accord_text_add_char(transcript->out, '\n');
    return ACCORD_OK;
}

static enum accord_status read_tables(const char *path, struct accord_problems *problems, struct transcript *transcript,
                                      struct accord_error *err)
{
    struct accord_package *package = NULL;
    enum accord_status status = accord_package_open(path, problems, &package, err);
    ck_assert((status == ACCORD_OK) == (package != NULL));
    for (size_t i = 0; status == ACCORD_OK && i < accord_package_table_count(package); i++)
        status = accord_package_read(package, i, problems, write_row, transcript, err);
    accord_package_close(package);
    return status;
}

static void add_problems(const struct accord_problems *problems, struct accord_text *out)
{
    for (size_t i = 0; i < accord_problems_kept(problems); i++) {
        const struct accord_problem *problem = accord_problems_at(problems, i);
        accord_text_addf(out, "%s:%u:%u: %s\n", problem->file, problem->line, problem->column, problem->text);
    }
}

/* Rows, or only the problems, of the package at `path`. */
static enum accord_status transcribe(const char *path, bool rows, bool places, struct accord_text *out)
{
    struct accord_error err = {0};
    struct accord_problems *problems = NULL;
    struct accord_text read;
    accord_text_init(&read, 1 << 20);
    struct transcript transcript = {&read, places};
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    enum accord_status status = read_tables(path, problems, &transcript, &err);
    ck_assert(status != ACCORD_BAD_DATA || accord_problems_count(problems) > 0);
    if (rows) accord_text_add_str(out, accord_text_str(&read));
    add_problems(problems, out);
    accord_problems_free(problems);
    accord_text_clear(&read);
    return status;
}

/* ---- hostile datasets ---- */

START_TEST(every_problem_of_a_hostile_dataset_is_said_with_its_place)
{
    char path[512];
    struct accord_text said;
    accord_text_init(&said, 1 << 20);
    (void)snprintf(path, sizeof path, "%s/hostile/data/%s", ACCORD_FIXTURES, hostile[_i].folder);
    (void)transcribe(path, false, false, &said);
    ck_assert_msg(strcmp(accord_text_str(&said), hostile[_i].said) == 0, "%s: %s", hostile[_i].folder,
                  accord_text_str(&said));
    accord_text_clear(&said);
}
END_TEST

/* ---- good ones ---- */

#define FIELDS                                                                                                         \
    "{\"fields\": [{\"name\": \"id\"}, {\"name\": \"n\", \"type\": \"number\"}, {\"name\": \"l\", \"type\": "          \
    "\"list\"}, {\"name\": \"d\", \"type\": \"string\", \"accord:type\": \"partial-date\"}, {\"name\": \"b\", "        \
    "\"type\": \"boolean\"}], \"primaryKey\": \"id\"}"

static const struct {
    const char *file;
    const char *text;
    const char *places;
} shapes[] = {
    {"a.csv", "\xEF\xBB\xBFid,n,l,d,b\r\nx,1.50,\"p,q\",2017-08,true\r\ny,,,,\r\n",
     "t 1:2 x@2:1 1.5@2:3 p|q@2:8 2017-08@2:14 1@2:22\nt 1:3 y@3:1 -@3:3 -@3:4 -@3:5 -@3:6\n"},
    {"a.json",
     "[{\"id\": \"x\", \"n\": 1.50, \"l\": [\"p\", \"q\"],\n  \"d\": \"2017-08\", \"b\": true},\n {\"b\": null, "
     "\"id\": \"y\"}]",
     "t 1:1 x@1:9 1.5@1:19 p|q@1:30 2017-08@2:8 1@2:24\nt 1:3 y@3:20 -@0:0 -@0:0 -@0:0 -@3:8\n"},
    {"a.jsonl",
     "{\"id\": \"x\", \"n\": 15e-1, \"l\": [\"p\", \"q\"], \"d\": \"2017-08\", \"b\": true}\n{\"id\": \"y\"}\n",
     "t 1:1 x@1:8 1.5@1:18 p|q@1:30 2017-08@1:47 1@1:63\nt 1:2 y@2:8 -@0:0 -@0:0 -@0:0 -@0:0\n"},
};

START_TEST(one_table_reads_the_same_from_every_format)
{
    char descriptor[1024];
    struct accord_text said;
    accord_text_init(&said, 1 << 16);
    make_folder();
    (void)snprintf(descriptor, sizeof descriptor,
                   "{\"resources\": [{\"name\": \"t\", \"path\": \"%s\", \"schema\": " FIELDS "}]}", shapes[_i].file);
    write_file("datapackage.json", descriptor);
    write_file(shapes[_i].file, shapes[_i].text);
    ck_assert_int_eq(transcribe(folder, true, true, &said), ACCORD_OK);
    ck_assert_str_eq(accord_text_str(&said), shapes[_i].places);
    accord_text_reset(&said);
    ck_assert_int_eq(transcribe(path_of("datapackage.json"), true, false, &said), ACCORD_OK);
    ck_assert_str_eq(accord_text_str(&said), "t x 1.5 p|q 2017-08 1\nt y - - - -\n");
    accord_text_clear(&said);
    remove_folder();
}
END_TEST

/* Descriptors of one or two files, and the rows they give. */
static const struct {
    const char *name;
    const char *descriptor;
    const char *first;  /* a.csv */
    const char *second; /* b.csv, or NULL */
    const char *rows;
} packages[] = {
    {"a core table takes its columns in any order", "{\"resources\": [{\"name\": \"treaties\", \"path\": \"a.csv\"}]}",
     "secretariat,name,id\nunep,Bonn,cms\n", NULL, "treaties cms Bonn unep\n"},
    {"and some of them", "{\"resources\": [{\"name\": \"treaties\", \"path\": \"a.csv\"}]}", "id,name\ncms,Bonn\n",
     NULL, "treaties cms Bonn -\n"},
    {"several paths have headers of their own",
     "{\"resources\": [{\"name\": \"treaties\", \"path\": [\"a.csv\", \"b.csv\"]}]}", "id,name\ncms,Bonn\n",
     "name,id\nRio,cbd\n", "treaties cms Bonn -\ntreaties cbd Rio -\n"},
    {"a core table may have further columns",
     "{\"resources\": [{\"name\": \"treaties\", \"path\": \"a.csv\", \"schema\": {\"fields\": [{\"name\": \"year\", "
     "\"type\": \"year\"}, {\"name\": \"id\"}, {\"name\": \"name\"}]}}]}",
     "year,id,name\n1979,cms,Bonn\n", NULL, "treaties cms Bonn - 1979\n"},
    {"equal takes any order",
     "{\"resources\": [{\"name\": \"t\", \"path\": \"a.csv\", \"schema\": {\"fieldsMatch\": \"equal\", \"fields\": "
     "[{\"name\": \"a\"}, {\"name\": \"b\"}]}}]}",
     "b,a\n1,2\n", NULL, "t 2 1\n"},
    {"superset takes fewer",
     "{\"resources\": [{\"name\": \"t\", \"path\": \"a.csv\", \"schema\": {\"fieldsMatch\": \"superset\", \"fields\": "
     "[{\"name\": \"a\"}, {\"name\": \"b\"}]}}]}",
     "b\n1\n", NULL, "t - 1\n"},
    {"a dialect is obeyed",
     "{\"resources\": [{\"name\": \"t\", \"path\": \"a.csv\", \"dialect\": {\"delimiter\": \";\", \"quoteChar\": "
     "\"'\", "
     "\"header\": false, \"lineTerminator\": \"\\n\"}, \"schema\": {\"fields\": [{\"name\": \"a\"}, {\"name\": "
     "\"b\"}]}}]}",
     "'x;y';z\n", NULL, "t x;y z\n"},
    {"the nearest missingValues count",
     "{\"missingValues\": [\"n/a\"], \"resources\": [{\"name\": \"t\", \"path\": \"a.csv\", \"schema\": {\"fields\": "
     "[{\"name\": \"a\"}, {\"name\": \"b\", \"missingValues\": [\"-\"]}]}}, {\"name\": \"u\", \"path\": \"b.csv\", "
     "\"schema\": {\"missingValues\": [{\"value\": \"9999-12-31\", \"label\": \"no end\"}], \"fields\": [{\"name\": "
     "\"d\", \"type\": \"date\"}]}}]}",
     "a,b\nn/a,n/a\n-,-\n,\n", "d\n9999-12-31\n", "t - n/a\nt - -\nt  \nu -\n"},
    {"a format wins over the name",
     "{\"resources\": [{\"name\": \"treaties\", \"path\": \"a.csv\", \"format\": \"JSONL\"}]}",
     "{\"id\": \"cms\", \"name\": \"Bonn\"}\n", NULL, "treaties cms Bonn -\n"},
    {"a media type too",
     "{\"resources\": [{\"name\": \"treaties\", \"path\": \"a.csv\", \"mediatype\": \"application/json; x\"}]}",
     "[{\"id\": \"cms\", \"name\": \"Bonn\"}]", NULL, "treaties cms Bonn -\n"},
    {"what the standard leaves free is left alone",
     "{\"$schema\": \"x\", \"profile\": 1, \"custom\": {}, \"resources\": [{\"name\": \"treaties\", \"path\": "
     "\"a.csv\", \"custom\": 1, \"encoding\": \"UTF-8\"}]}",
     "id,name\ncms,Bonn\n", NULL, "treaties cms Bonn -\n"},
    {"a header without rows is an empty table", "{\"resources\": [{\"name\": \"treaties\", \"path\": \"a.csv\"}]}",
     "id,name\n", NULL, ""},
};

START_TEST(a_good_package_gives_its_rows)
{
    struct accord_text said;
    accord_text_init(&said, 1 << 16);
    make_folder();
    write_file("datapackage.json", packages[_i].descriptor);
    write_file("a.csv", packages[_i].first);
    if (packages[_i].second != NULL) write_file("b.csv", packages[_i].second);
    ck_assert_int_eq(transcribe(folder, true, false, &said), ACCORD_OK);
    ck_assert_msg(strcmp(accord_text_str(&said), packages[_i].rows) == 0, "%s: %s", packages[_i].name,
                  accord_text_str(&said));
    accord_text_clear(&said);
    remove_folder();
}
END_TEST

static const char rich[] =
    "{\"name\": \"rich\", \"accord:illustrative\": true, \"resources\": ["
    "{\"name\": \"actors\", \"path\": \"a.csv\", \"accord:complete\": [{\"where\": {\"kind\": [\"state\", \"reio\"]}, "
    "\"since\": \"2015\", \"until\": \"2022-06\"}, {\"since\": \"1970-01-02\"}]},"
    "{\"name\": \"own\", \"path\": \"b.csv\", \"dialect\": \"d.json\", \"schema\": \"s.json\"}]}";

static const char rich_schema[] =
    "{\"fields\": [{\"name\": \"k\"}, {\"name\": \"country\", \"constraints\": {\"unique\": true}}, {\"name\": "
    "\"above\"}, {\"name\": \"paid\", \"type\": \"number\", \"accord:dated_by\": \"on\"}, {\"name\": \"on\", \"type\": "
    "\"date\", \"accord:event\": true}, {\"name\": \"start\", \"type\": \"date\"}, {\"name\": \"mail\", "
    "\"accord:personal\": true}], \"primaryKey\": [\"k\"], \"uniqueKeys\": [[\"mail\"]], \"foreignKeys\": "
    "[{\"fields\": "
    "\"above\", \"reference\": {\"resource\": \"self\", \"fields\": \"k\"}}], \"accord:actor\": \"country\", "
    "\"accord:valid\": {\"from\": \"start\", \"to\": \"on\"}, \"accord:occurs\": [\"start\", \"on\"], \"accord:owed\": "
    "[\"country\", \"k\"]}";

static void check_complete(const struct accord_schema *actors)
{
    ck_assert_uint_eq(actors->complete_count, 2);
    const struct accord_complete *first = &actors->complete[0];
    ck_assert_uint_eq(first->where_count, 1);
    ck_assert_int_eq(first->where_columns[0], 1);
    ck_assert_uint_eq(first->where_value_counts[0], 2);
    ck_assert_str_eq(first->where_values[0][1], "reio");
    struct accord_date since, until;
    ck_assert(accord_date_from_day(2015, 1, 1, &since) && accord_date_from_day(2022, 6, 30, &until));
    ck_assert_int_eq(first->since, since.first);
    ck_assert_int_eq(first->until, until.first);
    ck_assert_int_eq(actors->complete[1].since, 1);
    ck_assert_int_eq(actors->complete[1].until, INT32_MAX);
    ck_assert_uint_eq(actors->complete[1].where_count, 0);
}

static void check_own(const struct accord_schema *own)
{
    ck_assert(!own->core && !own->key_blanks);
    ck_assert_uint_eq(own->key_count, 1);
    ck_assert(own->columns[0].required && own->columns[1].unique && own->columns[6].unique);
    ck_assert(own->columns[6].personal && own->columns[4].event);
    ck_assert_int_eq(own->columns[3].dated_by, 4);
    ck_assert_int_eq(own->actor, 1);
    ck_assert_int_eq(own->valid_from, 5);
    ck_assert_int_eq(own->valid_to, 4);
    ck_assert_int_eq(own->occurs[0], 5);
    ck_assert_int_eq(own->occurs[1], 4);
    ck_assert_uint_eq(own->owed_count, 2);
    ck_assert_int_eq(own->owed[0], 1);
    ck_assert_uint_eq(own->foreign_count, 2);
    ck_assert_str_eq(own->foreign[0].table, "own");
    ck_assert_str_eq(own->foreign[0].targets[0], "k");
    ck_assert_str_eq(own->foreign[1].table, "actors");
    ck_assert_int_eq(own->foreign[1].columns[0], 1);
}

static void make_rich(void)
{
    make_folder();
    write_file("datapackage.json", rich);
    write_file("s.json", rich_schema);
    write_file("d.json", "{\"delimiter\": \";\"}");
    write_file("a.csv", "id,kind\nAAA,state\n");
    write_file("b.csv", "k;country;above;paid;on;start;mail\n1;AAA;;2.5;2020-01-01;;x\n");
}

START_TEST(a_descriptor_says_what_its_tables_mean)
{
    struct accord_error err = {0};
    struct accord_problems *problems = NULL;
    struct accord_package *package = NULL;
    int file = -1;
    uint32_t line = 0;
    make_rich();
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_package_open(folder, problems, &package, &err), ACCORD_OK);
    ck_assert_str_eq(accord_package_name(package), "rich");
    ck_assert(accord_package_illustrative(package));
    ck_assert_uint_eq(accord_package_table_count(package), 2);
    check_complete(accord_package_table(package, 0));
    check_own(accord_package_table(package, 1));
    ck_assert_uint_eq(accord_package_file_count(package), 3);
    accord_package_table_head(package, 1, &file, &line);
    ck_assert_str_eq(accord_package_file(package, 0), "datapackage.json");
    ck_assert_str_eq(accord_package_file(package, file), "b.csv");
    ck_assert_uint_eq(line, 1);
    accord_package_close(package);
    accord_problems_free(problems);
    remove_folder();
}
END_TEST

/* ---- files that are none ---- */

static const char treaties_descriptor[] = "{\"resources\": [{\"name\": \"treaties\", \"path\": \"a.csv\"}]}";

static void make_fifo(void)
{
    ck_assert_int_eq(mkfifo(path_of("a.csv"), 0600), 0);
}

static void make_unreadable(void)
{
    write_file("a.csv", "id,name\n");
    ck_assert_int_eq(chmod(path_of("a.csv"), 0), 0);
}

static void make_device(void)
{
    ck_assert_int_eq(symlink("/dev/zero", path_of("a.csv")), 0);
}

static void make_loop(void)
{
    ck_assert_int_eq(symlink("a.csv", path_of("a.csv")), 0);
}

static void make_link(void)
{
    write_file("b.csv", "id,name\ncms,Bonn\n");
    ck_assert_int_eq(symlink("b.csv", path_of("a.csv")), 0);
}

static const struct {
    void (*make)(void);
    const char *said;
    bool not_as_root; /* nothing is unreadable to it */
} odd_files[] = {
    {make_fifo, "a.csv:0:0: a FIFO, expected a regular file\n", false},
    {make_device, "a.csv:0:0: a device, expected a regular file\n", false},
    {make_loop,
     "a.csv:0:0: a file that cannot be opened (Too many levels of symbolic links), expected a readable one\n", false},
    {make_unreadable, "a.csv:0:0: a file without permission to read, expected a readable one\n", true},
    {make_link, "treaties cms Bonn -\n", false},
};

START_TEST(a_file_that_is_none_is_refused_and_never_hangs)
{
    struct accord_text said;
    if (odd_files[_i].not_as_root && geteuid() == 0) return;
    accord_text_init(&said, 1 << 16);
    make_folder();
    write_file("datapackage.json", treaties_descriptor);
    odd_files[_i].make();
    ck_assert_int_eq(transcribe(folder, true, false, &said), ACCORD_OK);
    ck_assert_str_eq(accord_text_str(&said), odd_files[_i].said);
    accord_text_clear(&said);
    remove_folder();
}
END_TEST

START_TEST(a_package_that_is_not_there_is_named)
{
    struct accord_text said;
    accord_text_init(&said, 1 << 16);
    ck_assert_int_eq(transcribe("/nowhere/at/all", true, false, &said), ACCORD_BAD_DATA);
    ck_assert_str_eq(accord_text_str(&said),
                     "/nowhere/at/all:0:0: no folder or file of this name, expected a data package\n");
    accord_text_clear(&said);
}
END_TEST

static enum accord_status stop(void *host, const struct accord_schema *schema, const struct accord_row_read *row,
                               struct accord_error *err)
{
    (void)schema, (void)row, (void)err;
    ++*(int *)host;
    return ACCORD_STOPPED;
}

START_TEST(a_function_that_stops_ends_the_reading)
{
    struct accord_error err = {0};
    struct accord_problems *problems = NULL;
    struct accord_package *package = NULL;
    int calls = 0;
    make_folder();
    write_file("datapackage.json", treaties_descriptor);
    write_file("a.csv", "id,name\ncms,Bonn\ncbd,Rio\n");
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_package_open(folder, problems, &package, &err), ACCORD_OK);
    ck_assert_int_eq(accord_package_read(package, 0, problems, stop, &calls, &err), ACCORD_STOPPED);
    ck_assert_int_eq(calls, 1);
    accord_package_close(package);
    accord_problems_free(problems);
    remove_folder();
}
END_TEST

/* The package at `path` with the nth allocation failing, until it is read without one. cJSON's own allocations are not
 * ours to fail. */
static void fail_each_allocation(const char *path)
{
    struct accord_error err = {0};
    enum accord_status status = ACCORD_NO_MEMORY;
    for (unsigned long nth = 1; status == ACCORD_NO_MEMORY; nth++) {
        struct accord_problems *problems = NULL;
        struct accord_text read;
        struct transcript transcript = {&read, false};
        ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
        accord_text_init(&read, 1 << 20);
        accord_alloc_fail_after(nth);
        status = read_tables(path, problems, &transcript, &err);
        accord_alloc_fail_after(0);
        if (status == ACCORD_NO_MEMORY) ck_assert_int_eq(err.status, ACCORD_NO_MEMORY);
        if (status == ACCORD_OK && read.failed) status = ACCORD_NO_MEMORY; /* the transcript's own */
        accord_text_clear(&read);
        accord_problems_free(problems);
        ck_assert_uint_lt(nth, 20000);
    }
}

START_TEST(a_good_package_survives_each_failed_allocation)
{
    make_rich();
    fail_each_allocation(folder);
    remove_folder();
}
END_TEST

START_TEST(a_hostile_package_survives_each_failed_allocation)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/hostile/data/%s", ACCORD_FIXTURES, hostile[_i].folder);
    fail_each_allocation(path);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("package");
    TCase *tests = tcase_create("package");
    int hostile_count = sizeof hostile / sizeof hostile[0];
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, every_problem_of_a_hostile_dataset_is_said_with_its_place, 0, hostile_count);
    tcase_add_loop_test(tests, one_table_reads_the_same_from_every_format, 0, sizeof shapes / sizeof shapes[0]);
    tcase_add_loop_test(tests, a_good_package_gives_its_rows, 0, sizeof packages / sizeof packages[0]);
    tcase_add_test(tests, a_descriptor_says_what_its_tables_mean);
    tcase_add_loop_test(tests, a_file_that_is_none_is_refused_and_never_hangs, 0,
                        sizeof odd_files / sizeof odd_files[0]);
    tcase_add_test(tests, a_package_that_is_not_there_is_named);
    tcase_add_test(tests, a_function_that_stops_ends_the_reading);
    tcase_add_test(tests, a_good_package_survives_each_failed_allocation);
    tcase_add_loop_test(tests, a_hostile_package_survives_each_failed_allocation, 0, hostile_count);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
