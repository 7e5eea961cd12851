/* What actors have to say, read from a dataset: in one order, each with its place, and nothing of later days. */
#include "store/dataset.h"

#include "base/memory.h"
#include "unit/store/files.h"
#include "unit/suite.h"

#include <string.h>

#define ACTORS RESOURCE("actors", "actors.csv")
#define COMMENTS RESOURCE("comments", "comments.csv")
#define A "0123456789abcdef0123456789abcdef"
#define B "f123456789abcdef0123456789abcdef"

static const char actors_csv[] = "id,kind,name\nKEN,state,Kenya\nAFG,state,Afghanistan\n";

static const struct file files[FILES_MAX] = {
    {"datapackage.json", DESCRIPTOR("", ACTORS ", " COMMENTS)},
    {"actors.csv", actors_csv},
    {"comments.csv", "id,actor,fingerprint,on,text,by,url,language\n"
                     "c-1,KEN," B ",2020-03-01,first,,,\n"
                     "c-2,KEN," A ",2020-05,\"second\nline\",The Ministry,https://example.org,fr\n"
                     "c-3,KEN," A ",2020-05-02,,,,\n"
                     "c-4,AFG," A ",2021-01-01,fourth,,,\n"
                     "c-6,KEN," A ",2020-02-01,sixth,,,\n"
                     "c-5,KEN," A ",2020-02-01,fifth,,,\n"}};

/* As above, without the row that says nothing. */
static struct opened open_good(const char *comments)
{
    struct file good[FILES_MAX];
    memcpy(good, files, sizeof good);
    good[2].content = comments;
    return open_files(good);
}

static const char good_csv[] = "id,actor,fingerprint,on,text,by,url,language\n"
                               "c-1,KEN," B ",2020-03-01,first,,,\n"
                               "c-2,KEN," A ",2020-05,\"second\nline\",The Ministry,https://example.org,fr\n"
                               "c-4,AFG," A ",2021-01-01,fourth,,,\n"
                               "c-6,KEN," A ",2020-02-01,sixth,,,\n"
                               "c-5,KEN," A ",2020-02-01,fifth,,,\n";

static const struct {
    struct accord_date as_of;
    const char *ids;
} days[] = {
    {{18627, 18627}, "c-5 c-6 c-2 c-1 "},     /* 2020-12-31: c-4 is of the next day */
    {{18628, 18628}, "c-4 c-5 c-6 c-2 c-1 "}, /* AFG comes before KEN */
    {{18382, 18382}, "c-5 c-6 c-1 "},         /* 2020-04-30 */
    {{18383, 18383}, "c-5 c-6 c-2 c-1 "},     /* perhaps it was made on that day */
    {{18292, 18292}, ""},
};

START_TEST(comments_come_in_one_order_and_not_before_their_day)
{
    struct opened opened = open_good(good_csv);
    struct accord_comment_list list;
    struct accord_error err = {0};
    char ids[64] = "";
    check_good(&opened);
    ck_assert_int_eq(accord_dataset_comments(opened.dataset, days[_i].as_of, &list, &err), ACCORD_OK);
    for (size_t i = 0; i < list.count; i++) {
        (void)strcat(ids, list.items[i].id);
        (void)strcat(ids, " ");
    }
    ck_assert_str_eq(ids, days[_i].ids);
    accord_comment_list_clear(&list);
    close_opened(&opened);
}
END_TEST

START_TEST(a_comment_has_all_that_it_says_and_its_place)
{
    struct opened opened = open_good(good_csv);
    struct accord_comment_list list;
    struct accord_error err = {0};
    check_good(&opened);
    ck_assert_int_eq(accord_dataset_comments(opened.dataset, (struct accord_date){18627, 18627}, &list, &err),
                     ACCORD_OK);
    const struct accord_comment *comment = &list.items[2];
    ck_assert_str_eq(accord_dataset_actor_id(opened.dataset, comment->actor), "KEN");
    ck_assert_str_eq(comment->fingerprint, A);
    ck_assert_str_eq(comment->text, "second\nline");
    ck_assert_str_eq(comment->by, "The Ministry");
    ck_assert_str_eq(comment->url, "https://example.org");
    ck_assert_str_eq(comment->language, "fr");
    ck_assert_str_eq(comment->file, "comments.csv");
    ck_assert_uint_eq(comment->line, 3);
    ck_assert_int_eq(comment->on.last - comment->on.first, 30);
    comment = &list.items[3];
    ck_assert_ptr_null(comment->by);
    ck_assert_ptr_null(comment->url);
    ck_assert_ptr_null(comment->language);
    accord_comment_list_clear(&list);
    close_opened(&opened);
}
END_TEST

START_TEST(a_dataset_without_the_table_has_none)
{
    const struct file plain[FILES_MAX] = {{"datapackage.json", DESCRIPTOR("", ACTORS)}, {"actors.csv", actors_csv}};
    struct opened opened = open_files(plain);
    struct accord_comment_list list;
    struct accord_error err = {0};
    check_good(&opened);
    ck_assert_int_eq(accord_dataset_comments(opened.dataset, (struct accord_date){18627, 18627}, &list, &err),
                     ACCORD_OK);
    ck_assert_uint_eq(list.count, 0);
    accord_comment_list_clear(&list);
    close_opened(&opened);
}
END_TEST

START_TEST(a_comment_without_a_word_is_bad_data)
{
    struct opened opened = open_files(files);
    ck_assert_int_eq(opened.status, ACCORD_BAD_DATA);
    ck_assert_uint_eq(accord_problems_count(opened.errors), 1);
    ck_assert_uint_eq(accord_problems_at(opened.errors, 0)->line, 5);
    close_opened(&opened);
}
END_TEST

START_TEST(a_failed_allocation_is_a_status)
{
    struct opened opened = open_good(good_csv);
    enum accord_status status = ACCORD_NO_MEMORY;
    check_good(&opened);
    for (unsigned long nth = 1; status != ACCORD_OK; nth++) {
        struct accord_comment_list list;
        struct accord_error err = {0};
        ck_assert_uint_lt(nth, 1000);
        accord_alloc_fail_after(nth);
        status = accord_dataset_comments(opened.dataset, (struct accord_date){18627, 18627}, &list, &err);
        accord_alloc_fail_after(0);
        ck_assert_int_eq(err.status, status);
        ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
        accord_comment_list_clear(&list);
    }
    close_opened(&opened);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("comments");
    TCase *tests = tcase_create("comments");

    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_loop_test(tests, comments_come_in_one_order_and_not_before_their_day, 0, COUNT_OF(days));
    tcase_add_test(tests, a_comment_has_all_that_it_says_and_its_place);
    tcase_add_test(tests, a_dataset_without_the_table_has_none);
    tcase_add_test(tests, a_comment_without_a_word_is_bad_data);
    tcase_add_test(tests, a_failed_allocation_is_a_status);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
