/* Datasets: what is opened, what is told, and what their digest shows. */
#include "store/dataset.h"

#include "base/memory.h"
#include "ingest/source_file.h"
#include "unit/store/files.h"
#include "unit/suite.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the same content in several forms ---- */

#define ACTORS RESOURCE("actors", "actors.csv")
#define ROLES "{\"where\": {\"role\": [\"cms-nfp\", \"cbd-pfp\"]}, \"since\": \"2015\", \"until\": \"2020\"}"
#define POINTS COMPLETE("focal_points", "points.csv", ROLES)

static const char actors_csv[] = "id,kind,name\nKEN,state,Kenya\nAFG,state,Afghanistan\n";
static const char points_csv[] = "id,actor,role,designated,ended\n"
                                 "f-1,KEN,cms-nfp,2010-05,2012-01-01\n"
                                 "f-2,AFG,cbd-pfp,2011,\n";

static const struct file plain[FILES_MAX] = {
    {"datapackage.json", DESCRIPTOR("", ACTORS ", " POINTS)}, {"actors.csv", actors_csv}, {"points.csv", points_csv}};

static const struct file same[][FILES_MAX] = {
    /* another order of resources */
    {{"datapackage.json", DESCRIPTOR("", POINTS ", " ACTORS)}, {"actors.csv", actors_csv}, {"points.csv", points_csv}},
    /* another order of rows and columns, other line ends, everything quoted */
    {{"datapackage.json", DESCRIPTOR("", ACTORS ", " POINTS)},
     {"actors.csv", "name,id,kind\r\n\"Afghanistan\",AFG,state\r\n\"Kenya\",\"KEN\",\"state\"\r\n"},
     {"points.csv", "role,id,actor,ended,designated\ncbd-pfp,f-2,AFG,,2011\ncms-nfp,f-1,KEN,2012-01-01,2010-05\n"}},
    /* a column without any value */
    {{"datapackage.json", DESCRIPTOR("", ACTORS ", " POINTS)},
     {"actors.csv", "id,kind,name,iso2\nKEN,state,Kenya,\nAFG,state,Afghanistan,\n"},
     {"points.csv", points_csv}},
    /* JSON, in an array and by lines */
    {{"datapackage.json",
      DESCRIPTOR("", RESOURCE("actors", "actors.json") ", " COMPLETE("focal_points", "points.jsonl", ROLES))},
     {"actors.json", "[{\"id\": \"KEN\", \"kind\": \"state\", \"name\": \"Kenya\"},\n"
                     " {\"name\": \"Afghanistan\", \"id\": \"AFG\", \"kind\": \"state\", \"iso3\": null}]\n"},
     {"points.jsonl",
      "{\"id\":\"f-2\",\"actor\":\"AFG\",\"role\":\"cbd-pfp\",\"designated\":\"2011\"}\n"
      "{\"id\":\"f-1\",\"actor\":\"KEN\",\"role\":\"cms-nfp\",\"designated\":\"2010-05\",\"ended\":\"2012-01-01\"}\n"}},
    /* one table in two files, another name of the package, declarations the other way round */
    {{"datapackage.json",
      "{\"name\": \"other\", \"resources\": [" ACTORS
      ", {\"name\": \"focal_points\", \"path\": [\"b.csv\", \"a.csv\"], "
      "\"accord:complete\": [{\"until\": \"2020\", \"since\": \"2015\", \"where\": {\"role\": [\"cbd-pfp\", "
      "\"cms-nfp\"]}}]}]}"},
     {"actors.csv", actors_csv},
     {"a.csv", "id,actor,role,designated,ended\nf-1,KEN,cms-nfp,2010-05,2012-01-01\n"},
     {"b.csv", "id,actor,role,designated,ended\nf-2,AFG,cbd-pfp,2011,\n"}},
};

static const struct file other[][FILES_MAX] = {
    /* illustrative */
    {{"datapackage.json", DESCRIPTOR(", \"accord:illustrative\": true", ACTORS ", " POINTS)},
     {"actors.csv", actors_csv},
     {"points.csv", points_csv}},
    /* complete for another time, for other roles, not at all */
    {{"datapackage.json",
      DESCRIPTOR("", ACTORS ", " COMPLETE("focal_points", "points.csv",
                                          "{\"where\": {\"role\": [\"cms-nfp\", \"cbd-pfp\"]}, \"since\": \"2015\"}"))},
     {"actors.csv", actors_csv},
     {"points.csv", points_csv}},
    {{"datapackage.json",
      DESCRIPTOR("", ACTORS ", " COMPLETE("focal_points", "points.csv",
                                          "{\"where\": {\"role\": [\"cms-nfp\"]}, \"since\": \"2015\", "
                                          "\"until\": \"2020\"}"))},
     {"actors.csv", actors_csv},
     {"points.csv", points_csv}},
    {{"datapackage.json", DESCRIPTOR("", ACTORS ", " RESOURCE("focal_points", "points.csv"))},
     {"actors.csv", actors_csv},
     {"points.csv", points_csv}},
    /* a table more, without rows */
    {{"datapackage.json", DESCRIPTOR("", ACTORS ", " POINTS ", " RESOURCE("plans", "plans.csv"))},
     {"actors.csv", actors_csv},
     {"points.csv", points_csv},
     {"plans.csv", "id,actor,kind\n"}},
    /* another cell, another precision, a blank one, a row less */
    {{"datapackage.json", DESCRIPTOR("", ACTORS ", " POINTS)},
     {"actors.csv", "id,kind,name\nKEN,state,Kenia\nAFG,state,Afghanistan\n"},
     {"points.csv", points_csv}},
    {{"datapackage.json", DESCRIPTOR("", ACTORS ", " POINTS)},
     {"actors.csv", actors_csv},
     {"points.csv", "id,actor,role,designated,ended\nf-1,KEN,cms-nfp,2010-05,2012-01-01\nf-2,AFG,cbd-pfp,2011-01,\n"}},
    {{"datapackage.json", DESCRIPTOR("", ACTORS ", " POINTS)},
     {"actors.csv", actors_csv},
     {"points.csv", "id,actor,role,designated,ended\nf-1,KEN,cms-nfp,2010-05,\nf-2,AFG,cbd-pfp,2011,\n"}},
    {{"datapackage.json", DESCRIPTOR("", ACTORS ", " POINTS)},
     {"actors.csv", actors_csv},
     {"points.csv", "id,actor,role,designated,ended\nf-1,KEN,cms-nfp,2010-05,2012-01-01\n"}},
    /* a value in another column */
    {{"datapackage.json", DESCRIPTOR("", ACTORS ", " POINTS)},
     {"actors.csv", actors_csv},
     {"points.csv", "id,actor,role,designated,confirmed\nf-1,KEN,cms-nfp,2010-05,2012-01-01\nf-2,AFG,cbd-pfp,2011,\n"}},
};

static void digest_of(const struct file *files, char *digest)
{
    struct opened opened = open_files(files);

    check_good(&opened);
    (void)snprintf(digest, 65, "%s", accord_dataset_sha256(opened.dataset));
    close_opened(&opened);
}

START_TEST(the_digest_shows_neither_order_nor_shape)
{
    char one[65];
    char two[65];

    digest_of(plain, one);
    ck_assert_uint_eq(strlen(one), 64);
    digest_of(same[_i], two);
    ck_assert_str_eq(one, two);
}
END_TEST

START_TEST(the_digest_shows_every_other_content)
{
    char one[65];
    char two[65];

    digest_of(plain, one);
    digest_of(other[_i], two);
    ck_assert_str_ne(one, two);
}
END_TEST

/* The declarations of the table of focal points: a digest, which other cells do not change and another window does. */
START_TEST(what_is_declared_complete_has_a_digest_by_table)
{
    static const struct file window[FILES_MAX] = {
        {"datapackage.json",
         DESCRIPTOR("", ACTORS ", " COMPLETE("focal_points", "points.csv", "{\"since\": \"2015\"}"))},
        {"actors.csv", actors_csv},
        {"points.csv", points_csv}};
    char digests[3][ACCORD_DATASET_HEX];
    const struct file *const all[] = {plain, other[0], window};
    for (int i = 0; i < 3; i++) {
        struct opened opened = open_files(all[i]);
        const char *table = NULL;
        check_good(&opened);
        ck_assert_int_eq(accord_dataset_complete_after(opened.dataset, NULL, &table, digests[i], &opened.err),
                         ACCORD_OK);
        ck_assert_str_eq(table, "focal_points");
        ck_assert_uint_eq(strlen(digests[i]), 64);
        ck_assert_int_eq(accord_dataset_complete_after(opened.dataset, table, &table, digests[i], &opened.err),
                         ACCORD_OK);
        ck_assert_ptr_null(table);
        close_opened(&opened);
    }
    ck_assert_str_eq(digests[0], digests[1]);
    ck_assert_str_ne(digests[0], digests[2]);
}
END_TEST

START_TEST(files_in_memory_are_a_dataset_like_any_other)
{
    static const char descriptor[] =
        DESCRIPTOR("", RESOURCE("actors", "a.json") ", " COMPLETE("focal_points", "p.json", ROLES));
    static const char actors[] = "[{\"id\":\"KEN\",\"kind\":\"state\",\"name\":\"Kenya\"},"
                                 "{\"id\":\"AFG\",\"kind\":\"state\",\"name\":\"Afghanistan\"}]";
    static const char points[] =
        "[{\"id\":\"f-2\",\"actor\":\"AFG\",\"role\":\"cbd-pfp\",\"designated\":\"2011\"},\n"
        "{\"id\":\"f-1\",\"actor\":\"KEN\",\"role\":\"cms-nfp\",\"designated\":\"2010-05\",\"ended\":\"2012-01-01\"}]";
    const struct accord_memory_file items[] = {{"d.json", descriptor, strlen(descriptor), -1},
                                               {"a.json", actors, strlen(actors), -1},
                                               {"p.json", points, strlen(points), -1}};
    const struct accord_memory_files files = {items, 3}, fewer = {items, 2};
    struct accord_problems *errors = NULL, *warnings = NULL;
    struct accord_dataset *one = NULL, *second = NULL;
    struct accord_error err;
    char digest[65];

    digest_of(plain, digest);
    ck_assert_int_eq(accord_problems_new(&errors, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    ck_assert_int_eq(accord_store_prepare_memory(&err), ACCORD_OK);
    ck_assert_int_eq(accord_dataset_open_memory(&files, errors, warnings, &one, &err), ACCORD_OK);
    ck_assert_int_eq(accord_dataset_open_memory(&files, errors, warnings, &second, &err), ACCORD_OK);
    ck_assert_str_eq(accord_dataset_sha256(one), digest);
    accord_dataset_close(one);
    ck_assert_str_eq(accord_dataset_actor_name(second, 1), "Kenya");
    accord_dataset_close(second);
    ck_assert_int_eq(accord_dataset_open_memory(&fewer, errors, warnings, &one, &err), ACCORD_BAD_DATA);
    ck_assert_str_eq(accord_problems_at(errors, 0)->file, "p.json");
    ck_assert_str_eq(accord_problems_at(errors, 0)->text, "no file of this name, expected one");
    accord_problems_free(errors);
    accord_problems_free(warnings);
}
END_TEST

/* ---- what is told of it ---- */

START_TEST(a_dataset_tells_of_itself_and_its_actors)
{
    struct opened opened = open_files(plain);
    size_t index = 99;
    const char *file;
    unsigned line;

    check_good(&opened);
    ck_assert_str_eq(accord_dataset_name(opened.dataset), "made");
    ck_assert(!accord_dataset_illustrative(opened.dataset));
    ck_assert_uint_eq(accord_dataset_actor_count(opened.dataset), 2);
    ck_assert_str_eq(accord_dataset_actor_id(opened.dataset, 0), "AFG");
    ck_assert(accord_dataset_find_actor(opened.dataset, "KEN", &index));
    ck_assert_uint_eq(index, 1);
    ck_assert(!accord_dataset_find_actor(opened.dataset, "USA", &index));
    ck_assert_str_eq(accord_dataset_actor_name(opened.dataset, 1), "Kenya");
    ck_assert_str_eq(accord_dataset_actor_name(opened.dataset, 0), "Afghanistan");
    unsigned id_line, id_column;
    ck_assert_int_eq(accord_dataset_actor_place(opened.dataset, 0, &file, &line, NULL, NULL, NULL), ACCORD_OK);
    ck_assert_str_eq(file, "actors.csv");
    ck_assert_uint_eq(line, 3);
    ck_assert_int_eq(accord_dataset_actor_place(opened.dataset, 1, &file, &line, &id_line, &id_column, NULL),
                     ACCORD_OK);
    ck_assert_uint_eq(line, 2);
    ck_assert_uint_eq(id_line, 2);
    ck_assert_uint_eq(id_column, 1);
    ck_assert_str_eq(accord_dataset_column(opened.dataset, 0, 0), "id");
    close_opened(&opened);
}
END_TEST

START_TEST(cells_are_found_where_they_stand)
{
    struct opened opened = open_files(plain);
    struct accord_store *store;
    struct accord_reader *reader;
    struct accord_stored_row *rows;
    struct accord_arena arena;
    size_t count;
    int table;
    int columns[2];
    const char *file;
    unsigned line;
    unsigned lines[2];
    unsigned columns_at[2];

    check_good(&opened);
    accord_arena_init(&arena);
    store = accord_dataset_store(opened.dataset);
    table = accord_store_table(store, "focal_points", strlen("focal_points"));
    ck_assert_int_eq(accord_reader_open(store, &reader, NULL), ACCORD_OK);
    ck_assert_int_eq(accord_reader_rows(reader, table, 2, &arena, &rows, &count, NULL), ACCORD_OK);
    ck_assert_uint_eq(count, 1);
    columns[0] = accord_schema_find(accord_store_schema(store, table), "ended", strlen("ended"));
    columns[1] = accord_schema_find(accord_store_schema(store, table), "role", strlen("role"));
    ck_assert_int_eq(
        accord_dataset_places(opened.dataset, table, rows[0].id, columns, 2, &file, &line, lines, columns_at, NULL),
        ACCORD_OK);
    ck_assert_str_eq(file, "points.csv");
    ck_assert_uint_eq(line, 2);
    ck_assert_uint_eq(lines[0], 2);
    ck_assert_uint_eq(columns_at[0], 25);
    ck_assert_uint_eq(columns_at[1], 9);
    accord_reader_close(reader);
    accord_arena_clear(&arena);
    close_opened(&opened);
}
END_TEST

/* ---- what is wrong with it ---- */

static const struct {
    struct file files[FILES_MAX];
    const char *said[6];
} wrong[] = {
    {{{"datapackage.json", DESCRIPTOR("", RESOURCE("treaties", "treaties.csv"))}, {"treaties.csv", "id,name\n"}},
     {"datapackage.json:0:0: there is no table actors, expected a resource of that name"}},
    /* references are checked also where the table comes before its target */
    {{{"datapackage.json",
       DESCRIPTOR("", RESOURCE("participation", "p.csv") ", " RESOURCE("meetings", "m.csv") ", " ACTORS)},
      {"actors.csv", actors_csv},
      {"m.csv", "id,body,kind,from\nm-1,cop,cop,2014\n"},
      {"p.csv", "id,meeting,actor\np-1,m-1,KEN\np-2,m-2,KEN\np-3,m-1,KNE\n"}},
     {"p.csv:4:9: KNE is no actor's id, expected the id of a row of actors; the nearest is KEN",
      "p.csv:3:5: meeting m-2 is not on record, expected the id of a row of meetings"}},
    {{{"datapackage.json", DESCRIPTOR("", ACTORS)},
      {"actors.csv", "id,kind,name\nKEN,state,Kenya\nAFG,state,Afghanistan\nKEN,state,Kenia\n"}},
     {"actors.csv:4:1: the id KEN is that of actors.csv:2 too, expected each id once"}},
};

START_TEST(what_is_wrong_is_told_in_one_run)
{
    struct opened opened = open_files(wrong[_i].files);
    size_t said = 0;

    ck_assert_int_eq(opened.status, ACCORD_BAD_DATA);
    ck_assert_ptr_null(opened.dataset);
    for (; said < 6 && wrong[_i].said[said] != NULL; said++) {
        char text[ACCORD_ERROR_TEXT_MAX];
        const struct accord_problem *problem;

        ck_assert_uint_lt(said, accord_problems_kept(opened.errors));
        problem = accord_problems_at(opened.errors, said);
        (void)snprintf(text, sizeof(text), "%s:%u:%u: %s", problem->file, problem->line, problem->column,
                       problem->text);
        ck_assert_str_eq(text, wrong[_i].said[said]);
    }
    ck_assert_uint_eq(accord_problems_count(opened.errors), said);
    close_opened(&opened);
}
END_TEST

START_TEST(a_reference_to_a_refused_row_says_that_there_is_one)
{
    static const struct file files[FILES_MAX] = {
        {"datapackage.json", DESCRIPTOR("", ACTORS ", " POINTS)},
        {"actors.csv", "id,kind,name\nKEN,planet,Kenya\nAFG,state,Afghanistan\n"},
        {"points.csv", points_csv}};
    struct opened opened = open_files(files);

    ck_assert_int_eq(opened.status, ACCORD_BAD_DATA);
    ck_assert_uint_eq(accord_problems_count(opened.errors), 2);
    ck_assert_uint_eq(accord_problems_at(opened.errors, 0)->line, 2);
    ck_assert_str_eq(accord_problems_at(opened.errors, 1)->text,
                     "KEN is no actor's id, expected the id of a row of actors; rows of actors were refused");
    close_opened(&opened);
}
END_TEST

START_TEST(oddities_are_warnings)
{
    static const struct file files[FILES_MAX] = {
        {"datapackage.json", DESCRIPTOR("", ACTORS ", " POINTS)},
        {"actors.csv", actors_csv},
        {"points.csv", "id,actor,role,designated\nf-2,KEN,cms-nfp,2011\nf-1,KEN,cms-nfp,2010-05\n"}};
    struct opened opened = open_files(files);
    const struct accord_problem *warning;

    check_good(&opened);
    ck_assert_uint_eq(accord_problems_count(opened.warnings), 1);
    warning = accord_problems_at(opened.warnings, 0);
    ck_assert_str_eq(warning->file, "points.csv");
    ck_assert_uint_eq(warning->line, 2);
    ck_assert_str_eq(warning->text, "f-2 is a second designation for cms-nfp by KEN from 2011-12-31 on, beside f-1");
    close_opened(&opened);
}
END_TEST

/* ---- the world ---- */

START_TEST(the_store_is_gone_after_closing_and_after_removing_all)
{
    struct opened opened;
    char *own = NULL;
    struct stat facts;

    write_files(plain);
    own = accord_copy_text(folder, strlen(folder));
    opened = open_at(folder, own);
    remove_files(plain);
    check_good(&opened);
    ck_assert_int_eq(strncmp(accord_store_path(accord_dataset_store(opened.dataset)), own, strlen(own)), 0);
    if (_i == 1) accord_dataset_remove_all();
    ck_assert_int_eq(stat(accord_store_path(accord_dataset_store(opened.dataset)), &facts), _i == 1 ? -1 : 0);
    close_opened(&opened);
    ck_assert_int_eq(rmdir(own), 0); /* nothing is left in it */
    ck_assert_int_eq(mkdir(own, 0700), 0);
    accord_free(own);
}
END_TEST

START_TEST(a_folder_that_cannot_be_written_is_named)
{
    struct opened opened;

    write_files(plain);
    opened = open_at(folder, "/nowhere");
    remove_files(plain);
    ck_assert_int_eq(opened.status, ACCORD_NOT_WRITTEN);
    ck_assert_str_eq(opened.err.text, "/nowhere: no temporary folder can be made there: No such file or directory");
    close_opened(&opened);
}
END_TEST

START_TEST(a_full_disk_is_not_written)
{
    struct rlimit limit = {.rlim_cur = 8192, .rlim_max = 8192};
    struct opened opened;

    write_files(plain);
    ck_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    opened = open_at(folder, NULL);
    remove_files(plain);
    ck_assert_int_eq(opened.status, ACCORD_NOT_WRITTEN);
    ck_assert_msg(strstr(opened.err.text, "File too large") != NULL, "%s", opened.err.text);
    close_opened(&opened);
}
END_TEST

START_TEST(a_failed_allocation_is_a_status)
{
    unsigned long nth = 0;
    enum accord_status status;

    write_files(plain);
    do {
        struct accord_problems *errors;
        struct accord_problems *warnings;
        struct accord_dataset *dataset;

        ck_assert_int_eq(accord_problems_new(&errors, NULL), ACCORD_OK);
        ck_assert_int_eq(accord_problems_new(&warnings, NULL), ACCORD_OK);
        accord_alloc_fail_after(++nth);
        status = accord_dataset_open(folder, NULL, errors, warnings, &dataset, NULL);
        accord_alloc_fail_after(0);
        ck_assert_msg(status == ACCORD_OK || status == ACCORD_NO_MEMORY, "allocation %lu: %d", nth, (int)status);
        accord_dataset_close(dataset);
        accord_problems_free(errors);
        accord_problems_free(warnings);
        ck_assert_uint_lt(nth, 20000);
    } while (status != ACCORD_OK);
    ck_assert_uint_gt(nth, 50);
    remove_files(plain);
}
END_TEST

START_TEST(the_real_parties_are_without_error)
{
    struct opened opened = open_at(ACCORD_FIXTURES "/parties", NULL);

    check_good(&opened);
    ck_assert_uint_eq(accord_dataset_actor_count(opened.dataset), 200);
    close_opened(&opened);
}
END_TEST

START_TEST(open_files_are_the_dataset_of_their_folder)
{
    static const char *const names[] = {"datapackage.json", "actors.csv", "memberships.csv", "focal_points.csv",
                                        "reports.csv"};
    enum { FILES = sizeof names / sizeof names[0] };
    const struct accord_dataset_options options = {.temporary = NULL};
    struct accord_memory_file items[FILES];
    const struct accord_memory_files files = {items, FILES}, fewer = {items, FILES - 1};
    struct accord_problems *errors = NULL, *warnings = NULL;
    struct accord_dataset *whole = NULL, *open_ones = NULL;
    struct accord_error err;
    for (size_t i = 0; i < FILES; i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/cli/small/%s", ACCORD_TESTS, names[i]);
        items[i] = (struct accord_memory_file){.name = names[i], .descriptor = open(path, O_RDONLY)};
        ck_assert_int_ge(items[i].descriptor, 0);
    }
    ck_assert_int_eq(accord_problems_new(&errors, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    ck_assert_int_eq(accord_dataset_open(ACCORD_TESTS "/cli/small", &options, errors, warnings, &whole, &err),
                     ACCORD_OK);
    for (int round = 0; round < 2; round++) { /* they are read from their beginning every time */
        ck_assert_int_eq(accord_dataset_open_at_hand(&files, &options, errors, warnings, &open_ones, &err), ACCORD_OK);
        ck_assert_str_eq(accord_dataset_sha256(open_ones), accord_dataset_sha256(whole));
        accord_dataset_close(open_ones);
    }
    ck_assert_int_eq(accord_dataset_open_at_hand(&fewer, &options, errors, warnings, &open_ones, &err),
                     ACCORD_BAD_DATA);
    ck_assert_ptr_null(open_ones);
    for (size_t i = 0; i < FILES; i++)
        (void)close(items[i].descriptor);
    accord_dataset_close(whole);
    accord_problems_free(errors);
    accord_problems_free(warnings);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("dataset");
    TCase *tests = tcase_create("dataset");

    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_loop_test(tests, the_digest_shows_neither_order_nor_shape, 0, COUNT_OF(same));
    tcase_add_loop_test(tests, the_digest_shows_every_other_content, 0, COUNT_OF(other));
    tcase_add_test(tests, what_is_declared_complete_has_a_digest_by_table);
    tcase_add_test(tests, files_in_memory_are_a_dataset_like_any_other);
    tcase_add_test(tests, open_files_are_the_dataset_of_their_folder);
    tcase_add_test(tests, a_dataset_tells_of_itself_and_its_actors);
    tcase_add_test(tests, cells_are_found_where_they_stand);
    tcase_add_loop_test(tests, what_is_wrong_is_told_in_one_run, 0, COUNT_OF(wrong));
    tcase_add_test(tests, a_reference_to_a_refused_row_says_that_there_is_one);
    tcase_add_test(tests, oddities_are_warnings);
    tcase_add_loop_test(tests, the_store_is_gone_after_closing_and_after_removing_all, 0, 2);
    tcase_add_test(tests, a_folder_that_cannot_be_written_is_named);
    tcase_add_test(tests, a_full_disk_is_not_written);
    tcase_add_test(tests, a_failed_allocation_is_a_status);
    tcase_add_test(tests, the_real_parties_are_without_error);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
