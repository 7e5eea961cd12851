/* Comments: beside which finding each stands, and what is told of those that stand beside none. */
#include "report/comments.h"
#include "report/result.h"
#include "unit/report/stand_in.h"
#include "unit/suite.h"

#include <stdint.h>
#include <string.h>

static struct accord_comments *comments;
static struct accord_text line;

static void set_up(void)
{
    struct accord_error err = {0};
    stand_in_set_commented(true);
    ck_assert_int_eq(accord_comments_open(stand_in_dataset(), (struct accord_date){18627, 18627}, &comments, &err),
                     ACCORD_OK);
    ck_assert_ptr_nonnull(comments);
    accord_text_init(&line, 64 * 1024);
}

static void tear_down(void)
{
    accord_comments_close(comments);
    accord_text_clear(&line);
}

/* All results of the verdicts of one actor, as a report takes them. Ids of the comments beside them, in order. */
static const char *take(size_t actor)
{
    static char ids[256];
    ids[0] = '\0';
    for (size_t i = 0; i < stand_in_verdict_count; i++) {
        const struct accord_verdict *verdict = &stand_in_verdicts[i];
        if (verdict->actor != actor) continue;
        accord_comments_look(comments, verdict);
        for (size_t r = 0; r < accord_result_count(verdict); r++) {
            struct accord_result result = accord_result_of(verdict, r);
            accord_result_take_comments(&result, comments, stand_in_packs());
            for (size_t c = 0; c < result.standing.comment_count; c++) {
                (void)strcat(ids, result.standing.comments[c].id);
                (void)strcat(ids, " ");
            }
        }
    }
    return ids;
}

static const char *unplaced(const struct accord_comments *from)
{
    static char ids[256];
    const struct accord_comment *comment = NULL;
    ids[0] = '\0';
    for (size_t at = 0; accord_comments_unplaced(from, &at, &comment);) {
        (void)strcat(ids, comment->id);
        (void)strcat(ids, " ");
    }
    return ids;
}

START_TEST(a_dataset_without_comments_has_none)
{
    struct accord_comments *none = comments;
    struct accord_error err = {0};
    stand_in_set_commented(false);
    ck_assert_int_eq(accord_comments_open(stand_in_dataset(), (struct accord_date){18627, 18627}, &none, &err),
                     ACCORD_OK);
    ck_assert_ptr_null(none);
    size_t at = 0;
    const struct accord_comment *comment = NULL;
    ck_assert(!accord_comments_unplaced(NULL, &at, &comment));
    accord_comments_write_unasked(&line, NULL);
    ck_assert_uint_eq(line.length, 0);
    accord_comments_close(NULL);
}
END_TEST

START_TEST(a_comment_stands_beside_the_finding_about_its_actor_alone)
{
    ck_assert_str_eq(take(STAND_IN_AAA), "c-1 c-2 c-3 ");
    ck_assert_str_eq(take(STAND_IN_EVIL), "c-8 "); /* and not c-4, which is of AAA */
    ck_assert_str_eq(take(SIZE_MAX), "");
}
END_TEST

START_TEST(what_nobody_need_look_at_and_an_error_have_no_comment)
{
    ck_assert_str_eq(take(STAND_IN_BBB), "c-5 "); /* a gate left it open */
    ck_assert_str_eq(unplaced(comments), "c-6 c-7 ");
}
END_TEST

START_TEST(no_comment_is_lost)
{
    size_t counts[ACCORD_COMMENT_FATES];
    (void)take(STAND_IN_AAA);
    (void)take(STAND_IN_BBB);
    (void)take(SIZE_MAX);
    (void)take(STAND_IN_AAA); /* again: what is shown stays so */
    ck_assert_str_eq(unplaced(comments), "c-4 c-6 c-7 ");
    accord_comments_count(comments, counts);
    ck_assert_uint_eq(counts[ACCORD_COMMENT_SHOWN], 4);
    ck_assert_uint_eq(counts[ACCORD_COMMENT_ASKED], 3);
    ck_assert_uint_eq(counts[ACCORD_COMMENT_UNASKED], 2);
    accord_comments_write_unasked(&line, comments);
    ck_assert_str_eq(accord_text_str(&line), "comments of actors that this run has no verdict on: 2");
}
END_TEST

START_TEST(a_report_of_one_actor_tells_its_own_alone)
{
    (void)take(STAND_IN_AAA);
    (void)take(STAND_IN_BBB);
    struct accord_comments own = accord_comments_of(comments, STAND_IN_BBB);
    ck_assert_str_eq(unplaced(&own), "c-6 c-7 ");
    accord_comments_write_unasked(&line, &own);
    ck_assert_uint_eq(line.length, 0);
    own = accord_comments_of(comments, SIZE_MAX);
    ck_assert_uint_eq(own.count, 0);
}
END_TEST

static const struct {
    struct accord_comment comment;
    size_t most;
    const char *said;
} words[] = {
    {{.on = {0, 0}, .text = "Yes.", .file = "c.csv", .line = 7}, 0, "comment of AAA on 1970-01-01 (c.csv:7): Yes."},
    {{.on = {0, 30}, .text = "Yes.", .by = "B", .url = "u:x", .language = "fr", .file = "c.csv", .line = 7},
     4,
     "comment of AAA on 1970-01, by B (c.csv:7, in fr): Yes. (u:x)"},
    {{.on = {0, 0}, .text = "Yes.", .url = "u:x", .file = "c.csv", .line = 7},
     3,
     "comment of AAA on 1970-01-01 (c.csv:7): Yes... (cut short here: the whole is in c.csv:7) (u:x)"},
    {{.on = {0, 0}, .text = "a\xC3\xA9.", .file = "c.csv", .line = 7},
     2,
     "comment of AAA on 1970-01-01 (c.csv:7): a... (cut short here: the whole is in c.csv:7)"},
};

START_TEST(a_comment_says_whose_it_is_and_where_it_is_written)
{
    accord_comment_write(&line, "AAA", &words[_i].comment, words[_i].most);
    ck_assert_str_eq(accord_text_str(&line), words[_i].said);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("comments");
    TCase *tests = tcase_create("comments");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_dataset_without_comments_has_none);
    tcase_add_test(tests, a_comment_stands_beside_the_finding_about_its_actor_alone);
    tcase_add_test(tests, what_nobody_need_look_at_and_an_error_have_no_comment);
    tcase_add_test(tests, no_comment_is_lost);
    tcase_add_test(tests, a_report_of_one_actor_tells_its_own_alone);
    tcase_add_loop_test(tests, a_comment_says_whose_it_is_and_where_it_is_written, 0, COUNT_OF(words));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
