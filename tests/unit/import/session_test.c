/* A whole import with short memory: it ends with a status, and nothing is in its place but what is complete. */
#include "import/session.h"

#include "base/memory.h"
#include "import/folder.h"
#include "unit/import/file.h"
#include "unit/suite.h"

#include <stdio.h>
#include <sys/stat.h>

static const char mapping[] =
    "{\"accord:mapping\": 1, \"sources\": [{\"id\": \"s\", \"title\": \"S\"}], \"tables\": [{\"table\": \"plans\", "
    "\"columns\": {\"id\": {\"from\": \"i\"}, \"actor\": {\"from\": \"a\", \"as\": \"actor\"}, \"kind\": {\"value\": "
    "\"nbsap\"}, \"adopted\": {\"from\": \"d\", \"as\": \"date\"}}}]}";
static const char rows[] = "i,a,d\n1,Kenya,2020\n1,KEN,2021\n2,Congo,2020\n3,European Union,2020-02\n";

/* Reads the file and writes the folder with the allocation of that number failing, and all after it; 0: none. */
static enum accord_status import(const char *map, const char *path, const char *folder_path, unsigned long failing,
                                 bool commits)
{
    const struct accord_import_options options = {.mapping = map};
    struct accord_import_session *session = NULL;
    struct accord_import_folder *folder = NULL;
    struct accord_problems *problems = NULL;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_import_session_new(&options, problems, &session, &err), ACCORD_OK);
    accord_alloc_fail_after(failing);
    enum accord_status status = accord_import_folder_open(folder_path, &folder, &err);
    if (status == ACCORD_OK) status = accord_import_session_read(session, path, problems, &err);
    if (status == ACCORD_OK) status = accord_import_session_settle(session, &err);
    if (status == ACCORD_OK) status = accord_import_session_write(session, folder, &err);
    if (status == ACCORD_OK && commits) status = accord_import_folder_commit(folder, &err);
    accord_alloc_fail_after(0);
    accord_import_folder_close(folder);
    accord_import_session_free(session);
    accord_problems_free(problems);
    return status;
}

static void remove_all(const char *folder)
{
    static const char *const files[] = {"actors.csv", "plans.csv", "sources.csv", "datapackage.json"};
    char path[4 * FILE_PATH_MAX];
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        ck_assert_int_eq(unlink(path), 0);
    }
    ck_assert_int_eq(rmdir(folder), 0);
}

START_TEST(short_memory_leaves_nothing)
{
    char map[FILE_PATH_MAX], path[FILE_PATH_MAX], folder[2 * FILE_PATH_MAX];
    enum accord_status status = ACCORD_NO_MEMORY;
    unsigned long failing = 0;
    struct stat about;
    write_test_file(map, mapping);
    write_test_file(path, rows);
    (void)snprintf(folder, sizeof folder, "%s.folder", path);
    while (status == ACCORD_NO_MEMORY) {
        status = import(map, path, folder, ++failing, false);
        ck_assert_int_ne(stat(folder, &about), 0);
    }
    ck_assert_int_eq(status, ACCORD_OK);
    ck_assert_uint_gt(failing, 50);
    ck_assert_int_eq(import(map, path, folder, 0, true), ACCORD_OK);
    ck_assert_int_eq(stat(folder, &about), 0);
    remove_all(folder);
    (void)unlink(map);
    (void)unlink(path);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/session");
    TCase *tcase = tcase_create("session");
    tcase_set_timeout(tcase, 120); /* some hundred imports */
    tcase_add_test(tcase, short_memory_leaves_nothing);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
