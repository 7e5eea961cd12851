/* The private folder: private, and gone afterwards. */
#include "store/temporary.h"

#include "unit/suite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* The folder of the store's file. */
static void folder_of(const struct accord_temporary *temporary, char *path)
{
    accord_temporary_file(temporary, path);
    *strrchr(path, '/') = '\0';
}

static struct accord_temporary *make(const char *folder)
{
    struct accord_temporary *temporary;
    struct accord_error err;

    ck_assert_msg(accord_temporary_new(folder, &temporary, &err) == ACCORD_OK, "%s", err.text);
    return temporary;
}

static void touch(const struct accord_temporary *temporary)
{
    char path[ACCORD_TEMPORARY_FILE_MAX];
    int file;

    accord_temporary_file(temporary, path);
    file = open(path, O_WRONLY | O_CREAT, 0600);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(close(file), 0);
}

static bool is_there(const char *path)
{
    struct stat facts;

    return lstat(path, &facts) == 0;
}

START_TEST(only_its_owner_can_enter_the_folder)
{
    struct accord_temporary *temporary = make("/tmp");
    char path[ACCORD_TEMPORARY_FILE_MAX];
    struct stat facts;

    folder_of(temporary, path);
    ck_assert_int_eq(stat(path, &facts), 0);
    ck_assert_uint_eq(facts.st_mode & 07777, 0700);
    accord_temporary_remove(temporary);
}
END_TEST

START_TEST(removing_leaves_nothing_behind)
{
    struct accord_temporary *temporary = make("/tmp");
    char path[ACCORD_TEMPORARY_FILE_MAX];

    folder_of(temporary, path);
    touch(temporary);
    accord_temporary_remove(temporary);
    ck_assert(!is_there(path));
    accord_temporary_remove(NULL);
}
END_TEST

START_TEST(all_folders_can_be_removed_at_once_and_each_again_later)
{
    struct accord_temporary *temporary[3];
    char path[3][ACCORD_TEMPORARY_FILE_MAX];

    for (size_t i = 0; i < 3; i++) {
        temporary[i] = make("/tmp");
        touch(temporary[i]);
        folder_of(temporary[i], path[i]);
    }
    accord_temporary_remove(temporary[1]);
    errno = EBUSY;
    accord_temporary_remove_all();
    ck_assert_int_eq(errno, EBUSY);
    for (size_t i = 0; i < 3; i++)
        ck_assert(!is_there(path[i]));
    accord_temporary_remove(temporary[0]);
    accord_temporary_remove(temporary[2]);
}
END_TEST

START_TEST(a_forked_child_leaves_its_parents_files_alone)
{
    struct accord_temporary *temporary = make("/tmp");
    char path[ACCORD_TEMPORARY_FILE_MAX];
    int ended;
    pid_t child;

    touch(temporary);
    child = fork();
    if (child == 0) {
        accord_temporary_remove_all();
        accord_temporary_remove(temporary);
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, &ended, 0), child);
    accord_temporary_file(temporary, path);
    ck_assert(is_there(path));
    accord_temporary_remove(temporary);
}
END_TEST

START_TEST(a_relative_folder_stays_the_same_when_the_process_moves)
{
    struct accord_temporary *temporary;
    char path[ACCORD_TEMPORARY_FILE_MAX];

    ck_assert_int_eq(chdir("/tmp"), 0);
    temporary = make(".");
    folder_of(temporary, path);
    ck_assert_int_eq(path[0], '/');
    ck_assert_int_eq(chdir("/"), 0);
    accord_temporary_remove(temporary);
    ck_assert(!is_there(path));
}
END_TEST

static char long_path[1200];

static const struct {
    const char *folder;
    const char *says;
} refused[] = {
    {"/nowhere/at/all", "/nowhere/at/all: no temporary folder can be made there: No such file or directory"},
    {"/dev/null", "/dev/null: no temporary folder can be made there: Not a directory"},
    {"/proc", "/proc: no temporary folder can be made there: "},
    {long_path, "no temporary folder can be made there: File name too long"},
};

START_TEST(a_folder_that_cannot_be_written_is_named_with_the_reason)
{
    struct accord_temporary *temporary;
    struct accord_error err;

    memset(long_path, 'a', sizeof(long_path) - 1);
    ck_assert_int_eq(accord_temporary_new(refused[_i].folder, &temporary, &err), ACCORD_NOT_WRITTEN);
    ck_assert_ptr_null(temporary);
    ck_assert_msg(strstr(err.text, refused[_i].says) != NULL, "%s", err.text);
}
END_TEST

START_TEST(there_are_as_many_folders_as_slots_and_no_more)
{
    struct accord_temporary *temporary[ACCORD_TEMPORARY_MAX + 1];
    struct accord_error err;

    for (size_t i = 0; i < ACCORD_TEMPORARY_MAX; i++)
        temporary[i] = make("/tmp");
    ck_assert_int_eq(accord_temporary_new("/tmp", &temporary[ACCORD_TEMPORARY_MAX], &err), ACCORD_BAD_USAGE);
    ck_assert_str_eq(err.text, "more than 64 datasets are open");
    accord_temporary_remove(temporary[17]);
    temporary[17] = make("/tmp");
    for (size_t i = 0; i < ACCORD_TEMPORARY_MAX; i++)
        accord_temporary_remove(temporary[i]);
}
END_TEST

START_TEST(a_scratch_file_has_no_name)
{
    struct accord_temporary *temporary = make("/tmp");
    char path[ACCORD_TEMPORARY_FILE_MAX];
    int file;

    ck_assert_int_eq(accord_temporary_scratch(temporary, &file, NULL), ACCORD_OK);
    ck_assert_int_eq(write(file, "x", 1), 1);
    folder_of(temporary, path);
    accord_temporary_remove(temporary);
    ck_assert(!is_there(path));
    ck_assert_int_eq(close(file), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("temporary");
    TCase *tests = tcase_create("temporary");

    tcase_add_test(tests, only_its_owner_can_enter_the_folder);
    tcase_add_test(tests, removing_leaves_nothing_behind);
    tcase_add_test(tests, all_folders_can_be_removed_at_once_and_each_again_later);
    tcase_add_test(tests, a_forked_child_leaves_its_parents_files_alone);
    tcase_add_test(tests, a_relative_folder_stays_the_same_when_the_process_moves);
    tcase_add_loop_test(tests, a_folder_that_cannot_be_written_is_named_with_the_reason, 0, COUNT_OF(refused));
    tcase_add_test(tests, there_are_as_many_folders_as_slots_and_no_more);
    tcase_add_test(tests, a_scratch_file_has_no_name);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
