/* The progress line: nothing in the first second, nothing where it is not wanted, one thing at a time. */
#include "cli/progress.h"

#include "unit/suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TOLD_MAX = 256 };

/* What stderr gets until told_end. */
static FILE *told;

static void told_begin(void)
{
    told = tmpfile();
    ck_assert_ptr_nonnull(told);
    ck_assert_int_ge(dup2(fileno(told), STDERR_FILENO), 0);
}

static void check_told(const char *expected)
{
    char bytes[TOLD_MAX] = "";
    ck_assert_int_eq(fflush(stderr), 0);
    rewind(told);
    (void)fread(bytes, 1, sizeof bytes - 1, told);
    ck_assert_str_eq(bytes, expected);
    (void)fclose(told);
}

START_TEST(what_is_counted_and_what_is_said_take_turns_on_one_line)
{
    struct accord_progress progress;
    told_begin();
    accord_progress_start(&progress, true, 200, "MB read");
    progress.next = 0; /* the first second is over */
    accord_progress_tell(&progress, 50);
    accord_progress_tell(&progress, 51); /* too soon */
    progress.next = 0;
    accord_progress_turn(&progress, 10, "rows written");
    accord_progress_tell(&progress, 10);
    accord_progress_say(&progress, "checking"); /* not too soon, since something stands there */
    accord_progress_tell(&progress, 1);         /* nothing is counted */
    accord_progress_clear(&progress);
    accord_progress_clear(&progress);
    check_told("\r50 of 200 MB read, 25 %\r\x1b[K\r10 of 10 rows written, 100 %\r\x1b[K"
               "checking\r\x1b[K");
}
END_TEST

START_TEST(nothing_is_written_in_the_first_second_or_where_it_is_not_wanted)
{
    struct accord_progress progress;
    told_begin();
    for (int wanted = 0; wanted < 2; wanted++) {
        accord_progress_start(&progress, wanted == 1, 10, "MB read");
        if (wanted == 0) progress.next = 0;
        accord_progress_tell(&progress, 5);
        accord_progress_turn(&progress, 10, "rows written");
        accord_progress_tell(&progress, 5);
        accord_progress_say(&progress, "checking");
        accord_progress_clear(&progress);
    }
    accord_progress_start(&progress, true, 0, "MB read"); /* less than one */
    progress.next = 0;
    accord_progress_tell(&progress, 0);
    accord_progress_clear(&progress);
    check_told("");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cli/progress");
    TCase *tests = tcase_create("progress");
    tcase_add_test(tests, what_is_counted_and_what_is_said_take_turns_on_one_line);
    tcase_add_test(tests, nothing_is_written_in_the_first_second_or_where_it_is_not_wanted);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
