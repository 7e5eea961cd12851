/* Reports of single actors: a file each, about that actor alone. */
#include "report/split.h"
#include "unit/report/stand_in.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 256, TEXT_ROOM = 64 * 1024 };

static char folder[] = "/tmp/accord-split-XXXXXX";
static struct accord_problems *warnings;
static struct accord_report_subject subject;

static void set_up(void)
{
    struct accord_error err;
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_add(warnings, "x.csv", 1, 1, &err, "a word about others"), ACCORD_OK);
    subject = (struct accord_report_subject){.dataset = stand_in_dataset(),
                                             .packs = stand_in_packs(),
                                             .as_of = {18627, 18627},
                                             .warnings = warnings,
                                             .fail = accord_fail_policy_default()};
}

static void tear_down(void)
{
    char command[PATH_ROOM];
    accord_problems_free(warnings);
    (void)snprintf(command, sizeof command, "rm -r '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static enum accord_status write_pages(const char *format, const char *name, struct accord_error *err)
{
    char path[PATH_ROOM];
    struct accord_report_options options = {0};
    struct accord_report_output output = {.path = path, .each_actor = true};
    struct accord_report *report = NULL;
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    ck_assert(accord_report_format_find(format, &output.format));
    enum accord_status status = accord_report_new(&subject, &options, &output, 1, &report, err);
    if (status == ACCORD_OK) status = accord_report_start(report, err);
    for (size_t i = 0; i < stand_in_verdict_count && status == ACCORD_OK; i++)
        status = accord_report_verdict(report, &stand_in_verdicts[i], err);
    if (status == ACCORD_OK) status = accord_report_finish(report, err);
    accord_report_free(report);
    return status;
}

static const char *read_page(const char *name)
{
    static char text[TEXT_ROOM];
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s is not there", name);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    (void)fclose(file);
    return text;
}

START_TEST(each_actor_has_a_page_about_itself_alone)
{
    struct accord_error err = {0};
    ck_assert_int_eq(write_pages("markdown", "{actor}.md", &err), ACCORD_OK);
    const char *page = read_page("AAA.md");
    ck_assert_ptr_nonnull(strstr(page, "AAA Aland"));
    ck_assert_ptr_nonnull(strstr(page, "**1 finding fails this run**"));
    ck_assert_ptr_null(strstr(page, "BBB"));
    ck_assert_ptr_null(strstr(page, "about others"));
    page = read_page("BBB.md");
    ck_assert_ptr_nonnull(strstr(page, "Rule errors: 1"));
    ck_assert_ptr_null(strstr(page, "AAA"));
}
END_TEST

START_TEST(a_page_tells_the_comments_of_its_actor_alone)
{
    struct accord_error err = {0};
    stand_in_set_commented(true);
    ck_assert_int_eq(write_pages("markdown", "{actor}.md", &err), ACCORD_OK);
    const char *page = read_page("AAA.md");
    ck_assert_ptr_nonnull(strstr(page, "The designation is under way."));
    ck_assert_ptr_nonnull(strstr(page, "Comments that stand beside no finding: 1<"));
    ck_assert_ptr_nonnull(strstr(page, "This is about somebody else."));
    ck_assert_ptr_null(strstr(page, "We are bound."));
    page = read_page("BBB.md");
    ck_assert_ptr_nonnull(strstr(page, "We are bound."));
    ck_assert_ptr_nonnull(strstr(page, "Comments that stand beside no finding: 2<"));
    ck_assert_ptr_null(strstr(read_page("region%3Acms%2FAfrica.md"), "omment"));
}
END_TEST

START_TEST(an_id_that_is_no_name_of_a_file_is_made_one)
{
    struct accord_error err = {0};
    struct stat facts;
    char path[PATH_ROOM];
    ck_assert_int_eq(write_pages("csv", "{actor}.csv", &err), ACCORD_OK);
    ck_assert_ptr_nonnull(strstr(read_page("region%3Acms%2FAfrica.csv"), "region:cms/Africa"));
    (void)snprintf(path, sizeof path, "%s/{actor}.csv", folder);
    ck_assert_int_ne(stat(path, &facts), 0);
}
END_TEST

START_TEST(a_file_of_the_dataset_is_not_written_over)
{
    struct accord_error err = {0};
    ck_assert_int_eq(write_pages("csv", "{actor}/actors.csv", &err), ACCORD_BAD_USAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "a file of the dataset"));
}
END_TEST

START_TEST(what_cannot_be_written_is_told)
{
    struct accord_error err = {0};
    ck_assert_int_eq(write_pages("csv", "{actor}/report.csv", &err), ACCORD_NOT_WRITTEN);
    ck_assert_ptr_nonnull(strstr(err.text, "AAA/report.csv"));
}
END_TEST

START_TEST(the_place_of_the_actor_is_found)
{
    ck_assert_ptr_null(accord_split_place(NULL));
    ck_assert_ptr_null(accord_split_place("reports/actor.md"));
    ck_assert_str_eq(accord_split_place("a/{actor}.md"), "{actor}.md");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("split");
    TCase *tcase = tcase_create("pages");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, each_actor_has_a_page_about_itself_alone);
    tcase_add_test(tcase, a_page_tells_the_comments_of_its_actor_alone);
    tcase_add_test(tcase, an_id_that_is_no_name_of_a_file_is_made_one);
    tcase_add_test(tcase, a_file_of_the_dataset_is_not_written_over);
    tcase_add_test(tcase, what_cannot_be_written_is_told);
    tcase_add_test(tcase, the_place_of_the_actor_is_found);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
