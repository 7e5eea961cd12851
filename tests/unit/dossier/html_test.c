/* The dashboard of the dossier made by hand: what stands between its style sheet and its scripts, byte for byte, and
 * what happens when memory is short. ACCORD_UPDATE_GOLDEN=1 in the environment rewrites the golden file. */
#include "base/memory.h"
#include "dossier/writer.h"
#include "unit/dossier/made.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGE_MAX = 2 * 1024 * 1024, ALLOCATIONS_MAX = 100000 };

static char folder[] = "/tmp/accord-html-XXXXXX";
static char path[sizeof folder + sizeof "/page.html"];
static char page[PAGE_MAX], golden[PAGE_MAX];

static void make_folder(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/page.html", folder);
}

static void remove_folder(void)
{
    (void)unlink(path);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else is left in it */
}

static size_t read_file(const char *name, char *to)
{
    FILE *file = fopen(name, "rb");
    ck_assert_msg(file != NULL, "%s cannot be read", name);
    size_t length = fread(to, 1, PAGE_MAX - 1, file);
    ck_assert_int_eq(fclose(file), 0);
    to[length] = '\0';
    return length;
}

static enum accord_status write_page(struct made *dossier, struct accord_error *err)
{
    struct accord_dossier_output output = {.path = path, .language = ACCORD_ENGLISH};
    return accord_dossier_format_html.write(&dossier->told, &output, err);
}

/* The body up to the words of the script: what is before and after is the same on every page, or tested by a browser's
 * means. */
static const char *body_of(char *whole)
{
    char *begin = strstr(whole, "<body>"), *end = strstr(whole, "<script type=");
    ck_assert(begin != NULL && end != NULL);
    *end = '\0';
    return begin;
}

START_TEST(the_page_is_as_it_was)
{
    static const char name[] = ACCORD_GOLDEN "/dashboard.html";
    struct made dossier;
    struct accord_error err = {0};
    made_dossier(&dossier);
    ck_assert_msg(write_page(&dossier, &err) == ACCORD_OK, "%s", err.text);
    read_file(path, page);
    const char *body = body_of(page);
    if (getenv("ACCORD_UPDATE_GOLDEN")) {
        FILE *file = fopen(name, "wb");
        ck_assert_ptr_nonnull(file);
        ck_assert_int_ge(fputs(body, file), 0);
        ck_assert_int_eq(fclose(file), 0);
    }
    read_file(name, golden);
    ck_assert_msg(strcmp(body, golden) == 0, "the page is not that of %s", name);
}
END_TEST

START_TEST(a_failed_allocation_leaves_no_page)
{
    struct made dossier;
    made_dossier(&dossier);
    for (unsigned long nth = 1;; nth++) {
        struct accord_error err = {0};
        ck_assert_uint_lt(nth, ALLOCATIONS_MAX);
        accord_alloc_fail_after(nth);
        enum accord_status status = write_page(&dossier, &err);
        accord_alloc_fail_after(0);
        if (status == ACCORD_OK) break;
        ck_assert_int_eq(status, ACCORD_NO_MEMORY);
        ck_assert_int_ne(access(path, F_OK), 0);
    }
}
END_TEST

START_TEST(an_account_that_cannot_be_read_leaves_no_page)
{
    struct made dossier;
    struct accord_error err = {0};
    made_dossier(&dossier);
    dossier.each_status = ACCORD_BAD_DATA;
    ck_assert_int_eq(write_page(&dossier, &err), ACCORD_BAD_DATA);
    ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("html");
    TCase *tests = tcase_create("html");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, the_page_is_as_it_was);
    tcase_add_test(tests, a_failed_allocation_leaves_no_page);
    tcase_add_test(tests, an_account_that_cannot_be_read_leaves_no_page);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
