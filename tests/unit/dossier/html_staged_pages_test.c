/* Pages that are on their way: none is in its place before all are, and nothing stays beside them. */
#include "dossier/html/staged_pages.h"
#include "unit/suite.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 512, TEXT_ROOM = 64, PAGES = 3 };

static char folder[] = "/tmp/accord-staged-XXXXXX";
static char index_path[PATH_ROOM];
static struct accord_html_staged staged;

static void set_up(void)
{
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    (void)snprintf(index_path, sizeof index_path, "%s/index.html", folder);
}

static void tear_down(void)
{
    char command[PATH_ROOM];
    (void)snprintf(command, sizeof command, "rm -r '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static const char *page_path(size_t page)
{
    static char path[PATH_ROOM];
    (void)snprintf(path, sizeof path, "%s/index-%03zu.html", folder, page);
    return path;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    ck_assert_msg(file != NULL, "%s", path);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

static const char *read_file(const char *path)
{
    static char text[TEXT_ROOM];
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    ck_assert_int_eq(fclose(file), 0);
    return text;
}

static size_t count_files(void)
{
    size_t count = 0;
    DIR *opened = opendir(folder);
    ck_assert_ptr_nonnull(opened);
    for (const struct dirent *entry = readdir(opened); entry; entry = readdir(opened))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    (void)closedir(opened);
    return count;
}

static void stage_pages(void)
{
    struct accord_error err = {0};
    struct accord_text path;
    enum accord_status status = accord_html_stage(&staged, index_path, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    accord_text_init(&path, PATH_ROOM);
    for (size_t page = 1; page <= PAGES; page++) {
        accord_text_reset(&path);
        accord_html_stage_page(&staged, page, &path);
        write_file(accord_text_str(&path), "new");
    }
    accord_text_clear(&path);
}

START_TEST(pages_are_put_in_their_places_at_the_end)
{
    struct accord_error err = {0};
    struct stat found;
    write_file(page_path(2), "old");
    ck_assert_int_eq(chmod(page_path(2), 0600), 0);
    stage_pages();
    ck_assert_str_eq(read_file(page_path(2)), "old");
    ck_assert_int_ne(access(page_path(1), F_OK), 0);
    enum accord_status status = accord_html_stage_end(&staged, index_path, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    accord_html_stage_clear(&staged);
    for (size_t page = 1; page <= PAGES; page++)
        ck_assert_str_eq(read_file(page_path(page)), "new");
    ck_assert_uint_eq(count_files(), PAGES);
    ck_assert_int_eq(stat(page_path(2), &found), 0);
    ck_assert_int_eq((int)(found.st_mode & 0777), 0600);
}
END_TEST

START_TEST(what_is_not_put_in_its_place_is_removed)
{
    write_file(page_path(2), "old");
    stage_pages();
    ck_assert_uint_eq(count_files(), 2);
    accord_html_stage_clear(&staged);
    ck_assert_uint_eq(count_files(), 1);
    ck_assert_str_eq(read_file(page_path(2)), "old");
    accord_html_stage_clear(&staged); /* there is nothing any more */
}
END_TEST

START_TEST(a_place_that_is_taken_is_named)
{
    struct accord_error err = {0};
    ck_assert_int_eq(mkdir(page_path(3), 0777), 0);
    stage_pages();
    ck_assert_int_eq(accord_html_stage_end(&staged, index_path, &err), ACCORD_NOT_WRITTEN);
    ck_assert_msg(strstr(err.text, "/index-003.html: cannot be written: ") != NULL, "%s", err.text);
    accord_html_stage_clear(&staged);
    ck_assert_uint_eq(count_files(), PAGES);
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_told)
{
    struct accord_error err = {0};
    ck_assert_int_eq(accord_html_stage(&staged, "/nowhere/index.html", &err), ACCORD_NOT_WRITTEN);
    ck_assert_str_eq(err.text, "/nowhere/index.html: cannot be written: No such file or directory");
    accord_html_stage_clear(&staged);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("html_staged_pages");
    TCase *tcase = tcase_create("staged pages");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, pages_are_put_in_their_places_at_the_end);
    tcase_add_test(tcase, what_is_not_put_in_its_place_is_removed);
    tcase_add_test(tcase, a_place_that_is_taken_is_named);
    tcase_add_test(tcase, a_folder_that_is_not_there_is_told);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
