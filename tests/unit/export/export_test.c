/* A folder of a dataset: whole or not there, whatever stands in its place, and whichever allocation fails. */
#include "accord/export.h"

#include "base/memory.h"
#include "unit/store/files.h"
#include "unit/suite.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every kind of cell, a table of the dataset's own, persons, and a row that several actors see. */
static const struct file made[] = {
    {"datapackage.json",
     DESCRIPTOR(
         ", \"accord:illustrative\": true, \"licenses\": [{\"name\": \"CC0-1.0\"}]",
         RESOURCE("actors", "a.csv") ", " RESOURCE("focal_points", "f.csv") ", " RESOURCE(
             "partnerships", "p.csv") ", {\"name\": \"sites\", \"path\": \"s.json\", \"schema\": {\"fields\": ["
                                      "{\"name\": \"id\"}, {\"name\": \"area\", \"type\": \"number\"}, {\"name\": "
                                      "\"count\", \"type\": \"integer\"}, {\"name\": \"open\", \"type\": \"boolean\"}, "
                                      "{\"name\": \"since\", \"accord:type\": \"partial-date\"}, {\"name\": \"tags\", "
                                      "\"type\": \"list\"}]}}")},
    {"a.csv", "id,kind,name\nAAA,state,\"Aland, the \"\"old\"\"\"\nBBB,state,\nc/d,body,Council\n"},
    {"f.csv", "id,actor,role,person,email\nf1,BBB,cms-nfp,Some Body,some@example.org\n"},
    {"p.csv", "id,parties,kind,from\np1,AAA;BBB,mou,2017-08\n"},
    {"s.json", "[{\"id\": \"s1\", \"area\": 1.50, \"count\": 7, \"open\": true, \"since\": \"2017\", \"tags\": [\"x\", "
               "\"y\"]}, {\"id\": \"s2\"}]"},
    {NULL, NULL},
};

static const enum accord_shape shapes[] = {ACCORD_SHAPE_CSV, ACCORD_SHAPE_JSON, ACCORD_SHAPE_JSON_LINES,
                                           ACCORD_SHAPE_ACTORS};

static struct opened opened;

static void begin(void)
{
    make_folder();
    opened = open_files(made);
    check_good(&opened);
}

static void end(void)
{
    close_opened(&opened);
    remove_folder();
}

static void remove_exported(const char *path)
{
    char inner[512];
    DIR *list = opendir(path);
    if (list == NULL) return;
    for (const struct dirent *entry; (entry = readdir(list)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        (void)snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (unlink(inner) != 0) remove_exported(inner);
    }
    (void)closedir(list);
    ck_assert_int_eq(rmdir(path), 0);
}

/* Nothing is in the test's folder, hidden things too. */
static size_t count_left(void)
{
    size_t count = 0;
    DIR *list = opendir(folder);
    ck_assert_ptr_nonnull(list);
    while (readdir(list) != NULL)
        count++;
    (void)closedir(list);
    return count - 2;
}

static enum accord_status export_as(enum accord_shape shape, bool drop_persons, struct accord_error *err)
{
    const struct accord_export_options options = {shape, drop_persons};
    char path[128];
    (void)snprintf(path, sizeof path, "%s", path_in_folder("out"));
    return accord_export_folder(opened.dataset, path, &options, err);
}

static void expect_file(const char *name, const char *content)
{
    char bytes[4096];
    FILE *file = fopen(path_in_folder(name), "rb");
    ck_assert_msg(file != NULL, "%s", name);
    size_t length = fread(bytes, 1, sizeof bytes - 1, file);
    bytes[length] = '\0';
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_str_eq(bytes, content);
}

struct written {
    enum accord_shape shape;
    bool drop_persons;
    struct file files[4];
};

static const struct written cases[] = {
    {ACCORD_SHAPE_CSV,
     false,
     {{"out/actors.csv", "id,kind,name\nAAA,state,\"Aland, the \"\"old\"\"\"\nBBB,state,\nc/d,body,Council\n"},
      {"out/partnerships.csv", "id,parties,kind,from\np1,AAA;BBB,mou,2017-08\n"},
      {"out/sites.csv", "id,area,count,open,since,tags\ns1,1.5,7,true,2017,\"x,y\"\ns2,,,,,\n"},
      {"out/focal_points.csv", "id,actor,role,person,email\nf1,BBB,cms-nfp,Some Body,some@example.org\n"}}},
    {ACCORD_SHAPE_CSV, true, {{"out/focal_points.csv", "id,actor,role\nf1,BBB,cms-nfp\n"}}},
    {ACCORD_SHAPE_JSON,
     true,
     {{"out/focal_points.json", "[\n  {\"id\": \"f1\", \"actor\": \"BBB\", \"role\": \"cms-nfp\"}\n]\n"}}},
    {ACCORD_SHAPE_JSON_LINES,
     false,
     {{"out/sites.jsonl",
       "{\"id\": \"s1\", \"area\": 1.5, \"count\": 7, \"open\": true, \"since\": \"2017\", \"tags\": "
       "[\"x\", \"y\"]}\n{\"id\": \"s2\"}\n"}}},
    {ACCORD_SHAPE_ACTORS,
     true,
     {{"out/actors/BBB.json", "{\n  \"actors\": [\n    {\"id\": \"BBB\", \"kind\": \"state\"}\n  ],\n  "
                              "\"focal_points\": [\n    {\"id\": \"f1\", "
                              "\"actor\": \"BBB\", \"role\": \"cms-nfp\"}\n  ]\n}\n"},
      {"out/actors/c%2Fd.json",
       "{\n  \"actors\": [\n    {\"id\": \"c/d\", \"kind\": \"body\", \"name\": \"Council\"}\n  ]\n}\n"},
      {"out/shared.json",
       "{\n  \"partnerships\": [\n    {\"id\": \"p1\", \"parties\": [\"AAA\", \"BBB\"], \"kind\": \"mou\", \"from\": "
       "\"2017-08\"}\n  ],\n  \"sites\": [\n    {\"id\": \"s1\", \"area\": 1.5, \"count\": 7, \"open\": true, "
       "\"since\": "
       "\"2017\", \"tags\": [\"x\", \"y\"]},\n    {\"id\": \"s2\"}\n  ]\n}\n"}}},
};

START_TEST(files_are_what_the_shape_says)
{
    struct accord_error err = {0};
    const struct written *it = &cases[_i];
    ck_assert_msg(export_as(it->shape, it->drop_persons, &err) == ACCORD_OK, "%s", err.text);
    for (size_t i = 0; i < sizeof it->files / sizeof it->files[0] && it->files[i].name != NULL; i++)
        expect_file(it->files[i].name, it->files[i].content);
    remove_exported(path_in_folder("out"));
}
END_TEST

START_TEST(what_was_exported_is_the_same_dataset)
{
    struct accord_error err = {0};
    ck_assert_msg(export_as(shapes[_i], false, &err) == ACCORD_OK, "%s", err.text);
    struct opened again = open_at(path_in_folder("out"), NULL);
    check_good(&again);
    ck_assert_str_eq(accord_dataset_sha256(again.dataset), accord_dataset_sha256(opened.dataset));
    close_opened(&again);
    remove_exported(path_in_folder("out"));
    ck_assert_uint_eq(count_left(), 0);
}
END_TEST

START_TEST(what_is_there_is_left_alone)
{
    struct accord_error err = {0};
    char inner[128];
    ck_assert_int_eq(mkdir(path_in_folder("out"), 0700), 0);
    ck_assert_msg(export_as(shapes[_i], false, &err) == ACCORD_OK, "an empty folder is nothing: %s", err.text);
    ck_assert_int_eq(export_as(shapes[_i], false, &err), ACCORD_BAD_USAGE);
    remove_exported(path_in_folder("out"));
    (void)snprintf(inner, sizeof inner, "%s/.hidden", path_in_folder("out"));
    ck_assert_int_eq(mkdir(path_in_folder("out"), 0700), 0);
    ck_assert_int_eq(mkdir(inner, 0700), 0);
    ck_assert_int_eq(export_as(shapes[_i], false, &err), ACCORD_BAD_USAGE);
    ck_assert_int_eq(rmdir(inner), 0);
    ck_assert_int_eq(rmdir(path_in_folder("out")), 0);
    ck_assert_uint_eq(count_left(), 0);
}
END_TEST

START_TEST(any_failed_allocation_is_survived)
{
    enum { MOST = 100 * 1000 };
    enum accord_status status = ACCORD_NO_MEMORY;
    unsigned long nth = 0;
    while (status == ACCORD_NO_MEMORY) {
        struct accord_error err = {0};
        accord_alloc_fail_after(++nth);
        status = export_as(shapes[_i], _i % 2 == 1, &err);
        accord_alloc_fail_after(0);
        ck_assert_msg(status == ACCORD_OK || status == ACCORD_NO_MEMORY, "%lu: %d %s", nth, (int)status, err.text);
        ck_assert_uint_eq(count_left(), status == ACCORD_OK ? 1 : 0);
        ck_assert_uint_lt(nth, MOST);
    }
    ck_assert_int_eq(status, ACCORD_OK);
    ck_assert_uint_gt(nth, 20);
    remove_exported(path_in_folder("out"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("export/export");
    TCase *tcase = tcase_create("export");
    tcase_add_checked_fixture(tcase, begin, end);
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, files_are_what_the_shape_says, 0, COUNT_OF(cases));
    tcase_add_loop_test(tcase, what_was_exported_is_the_same_dataset, 0, COUNT_OF(shapes));
    tcase_add_loop_test(tcase, what_is_there_is_left_alone, 0, COUNT_OF(shapes));
    tcase_add_loop_test(tcase, any_failed_allocation_is_survived, 0, COUNT_OF(shapes));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
