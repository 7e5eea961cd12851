/* What a smaller report leaves of a larger one that stood in its folder: pages that say so themselves go, and nothing
 * else. */
#include "dossier/html/earlier_pages.h"
#include "unit/suite.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 512, PAGES = 2 };

#define HEAD "<!doctype html>\n<html lang=en dir=ltr>\n<head>\n<meta charset=utf-8>\n"
#define PAGE(n) HEAD "<meta name=accord-page content=" n ">\n<title>"

static const struct {
    const char *name;
    const char *text;
    bool stays;
} files[] = {
    {"index.html", HEAD "<title>", true},
    {"index-002.html", PAGE("2"), true}, /* the last of the new report */
    {"index-003.html", PAGE("3"), false},
    {"index-999.html", PAGE("999"), false},
    {"index-1000.html", PAGE("1000"), false},
    {"index-000.html", PAGE("0"), true},
    {"index-2024.html", HEAD "<title>", true},           /* a dashboard in one file that somebody calls so */
    {"index-007.html", PAGE("4"), true},                 /* a copy of a page */
    {"index-008.html", PAGE("80"), true},                /* the number begins so, and goes on */
    {"index-009.html", "\n" PAGE("9"), true},            /* does not begin as a page */
    {"index-010.html", HEAD "<p>accord-page 10", true},  /* somebody's own */
    {"index-011.html", "", true},                        /* empty */
    {"index-12.html", PAGE("12"), true},                 /* not as pages are called */
    {"index-0013.html", PAGE("13"), true},               /* nor this */
    {"index-14.5.html", PAGE("14"), true},               /* nor this */
    {"index-015.html.bak", PAGE("15"), true},            /* nor this */
    {"index-9999999999.html", PAGE("9999999999"), true}, /* more than there can be */
    {"index.fr-016.html", PAGE("16"), true},             /* of the report in another language */
    {"other-017.html", PAGE("17"), true},                /* of a report of another name */
    {"xindex-018.html", PAGE("18"), true},               /* and of that one */
};

static char folder[] = "/tmp/accord-pages-XXXXXX";

static const char *path_of(const char *name)
{
    static char path[PATH_ROOM];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static bool is_there(const char *name)
{
    struct stat found;
    return lstat(path_of(name), &found) == 0;
}

static void set_up(void)
{
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    for (int i = 0; i < COUNT_OF(files); i++) {
        FILE *file = fopen(path_of(files[i].name), "wb");
        ck_assert_ptr_nonnull(file);
        ck_assert_int_ge(fputs(files[i].text, file), 0);
        ck_assert_int_eq(fclose(file), 0);
    }
}

static void tear_down(void)
{
    char command[PATH_ROOM];
    (void)snprintf(command, sizeof command, "rm -r '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static void remove_earlier(size_t pages)
{
    struct accord_error err = {0};
    enum accord_status status = accord_html_remove_earlier_pages(path_of("index.html"), pages, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
}

START_TEST(pages_of_an_earlier_report_go_and_nothing_else)
{
    remove_earlier(PAGES);
    for (int i = 0; i < COUNT_OF(files); i++)
        ck_assert_msg(is_there(files[i].name) == files[i].stays, "%s %s", files[i].name,
                      files[i].stays ? "was removed" : "is there still");
}
END_TEST

START_TEST(a_report_without_pages_leaves_none)
{
    remove_earlier(0);
    ck_assert(!is_there("index-002.html"));
    ck_assert(is_there("index.html") && is_there("index-000.html") && is_there("index-2024.html"));
}
END_TEST

START_TEST(links_and_folders_that_are_called_like_pages_stay)
{
    char of_link[PATH_ROOM];
    (void)snprintf(of_link, sizeof of_link, "%s/index-020.html", folder);
    ck_assert_int_eq(symlink(path_of("index-012.html"), of_link), 0); /* leads nowhere */
    (void)snprintf(of_link, sizeof of_link, "%s/index-021.html", folder);
    FILE *file = fopen(path_of("kept"), "wb");
    ck_assert(file != NULL && fputs(PAGE("21"), file) >= 0 && fclose(file) == 0);
    ck_assert_int_eq(symlink("kept", of_link), 0);
    ck_assert_int_eq(mkdir(path_of("index-022.html"), 0777), 0);
    ck_assert_int_eq(mkfifo(path_of("index-023.html"), 0666), 0); /* nor does anybody wait for a writer */
    remove_earlier(PAGES);
    ck_assert(is_there("index-020.html") && is_there("index-021.html") && is_there("kept"));
    ck_assert(is_there("index-022.html") && is_there("index-023.html"));
}
END_TEST

START_TEST(a_folder_that_cannot_be_listed_is_told)
{
    struct accord_error err = {0};
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof path, "%s/none/index.html", folder);
    ck_assert_int_eq(accord_html_remove_earlier_pages(path, 0, &err), ACCORD_NOT_WRITTEN);
    ck_assert_msg(strstr(err.text, "/none/: cannot look for pages of an earlier report: ") != NULL, "%s", err.text);
}
END_TEST

START_TEST(the_folder_may_be_the_current_one)
{
    struct accord_error err = {0};
    ck_assert_int_eq(chdir(folder), 0);
    ck_assert_int_eq(accord_html_remove_earlier_pages("index.html", PAGES, &err), ACCORD_OK);
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert(!is_there("index-003.html") && is_there("index-002.html"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("html_earlier_pages");
    TCase *tcase = tcase_create("earlier pages");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, pages_of_an_earlier_report_go_and_nothing_else);
    tcase_add_test(tcase, a_report_without_pages_leaves_none);
    tcase_add_test(tcase, links_and_folders_that_are_called_like_pages_stay);
    tcase_add_test(tcase, a_folder_that_cannot_be_listed_is_told);
    tcase_add_test(tcase, the_folder_may_be_the_current_one);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
