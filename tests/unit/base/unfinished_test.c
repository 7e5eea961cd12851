/* Folders that are not finished: removed with what is in them, unless they are forgotten or another process's. */
#include "base/unfinished.h"

#include "unit/suite.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_BYTES = 64, FILES = 600 /* more than are listed at a time */ };

static void make_file(const char *folder, const char *name)
{
    char path[4 * PATH_BYTES];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    ck_assert_int_ge(descriptor, 0);
    ck_assert_int_eq(close(descriptor), 0);
}

/* A folder with files, and a folder of files in it. */
static void make_folder(char path[PATH_BYTES])
{
    char inner[2 * PATH_BYTES], name[PATH_BYTES];
    (void)snprintf(path, PATH_BYTES, "/tmp/accord-unfinished-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(path));
    (void)snprintf(inner, sizeof inner, "%s/actors", path);
    ck_assert_int_eq(mkdir(inner, 0700), 0);
    for (int i = 0; i < FILES; i++) {
        (void)snprintf(name, sizeof name, "file-with-a-long-name-%d.json", i);
        make_file(path, name);
        make_file(inner, name);
    }
}

static bool is_there(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0;
}

START_TEST(what_is_noted_is_removed_with_what_is_in_it)
{
    char path[PATH_BYTES];
    make_folder(path);
    struct accord_unfinished *noted = accord_unfinished_note(path);
    ck_assert_ptr_nonnull(noted);
    accord_unfinished_remove_all();
    ck_assert(!is_there(path));
    accord_unfinished_remove_all(); /* not there any more */
    accord_unfinished_forget(noted);
}
END_TEST

START_TEST(what_is_forgotten_or_of_another_process_stays)
{
    char path[PATH_BYTES];
    int status = 0;
    make_folder(path);
    accord_unfinished_forget(accord_unfinished_note(path));
    accord_unfinished_remove_all();
    ck_assert(is_there(path));
    struct accord_unfinished *noted = accord_unfinished_note(path);
    pid_t child = fork();
    if (child == 0) {
        accord_unfinished_remove_all();
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(is_there(path));
    accord_unfinished_remove_all();
    ck_assert(!is_there(path));
    accord_unfinished_forget(noted);
}
END_TEST

START_TEST(a_link_in_it_is_removed_and_not_followed)
{
    char path[PATH_BYTES], kept[PATH_BYTES], link[2 * PATH_BYTES];
    make_folder(path);
    make_folder(kept);
    (void)snprintf(link, sizeof link, "%s/link", path);
    ck_assert_int_eq(symlink(kept, link), 0);
    struct accord_unfinished *noted = accord_unfinished_note(path);
    accord_unfinished_remove_all();
    ck_assert(!is_there(path));
    (void)snprintf(link, sizeof link, "%s/actors/file-with-a-long-name-0.json", kept);
    ck_assert(is_there(link));
    accord_unfinished_forget(noted);
    noted = accord_unfinished_note(kept);
    accord_unfinished_remove_all();
    accord_unfinished_forget(noted);
}
END_TEST

START_TEST(there_are_so_many_at_a_time_and_only_what_is_there)
{
    struct accord_unfinished *noted[ACCORD_UNFINISHED_MAX];
    ck_assert_ptr_null(accord_unfinished_note("/nowhere/at/all"));
    for (size_t i = 0; i < ACCORD_UNFINISHED_MAX; i++) {
        noted[i] = accord_unfinished_note("/tmp");
        ck_assert_ptr_nonnull(noted[i]);
    }
    ck_assert_ptr_null(accord_unfinished_note("/tmp"));
    for (size_t i = 0; i < ACCORD_UNFINISHED_MAX; i++)
        accord_unfinished_forget(noted[i]);
    accord_unfinished_forget(NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base/unfinished");
    TCase *tests = tcase_create("unfinished");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, what_is_noted_is_removed_with_what_is_in_it);
    tcase_add_test(tests, what_is_forgotten_or_of_another_process_stays);
    tcase_add_test(tests, a_link_in_it_is_removed_and_not_followed);
    tcase_add_test(tests, there_are_so_many_at_a_time_and_only_what_is_there);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
