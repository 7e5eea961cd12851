/* Writing comparisons: what is listed, what fits, and what happens when it cannot be written. What formats look like is
 * in the golden files of the program's cases. */
#include "diff/write.h"

#include "base/memory.h"
#include "unit/diff/made.h"
#include "unit/suite.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MANY = 3000, COMMENT_MAX = 65536, FORMATS = 3 };

static struct accord_diff_options everything(void)
{
    struct accord_diff_options options = {.summary = false};
    for (int i = 0; i < ACCORD_DIFF_CHANGE_COUNT; i++)
        options.shown[i] = true;
    return options;
}

static size_t format_of(const char *name)
{
    size_t format = 0;
    while (strcmp(accord_diff_format_name(format), name) != 0)
        format++;
    return format;
}

/* Compares and writes to a temporary file; the text, which the caller frees. */
static char *written(const struct made_run *before, const struct made_run *after, const char *format,
                     const struct accord_diff_options *options)
{
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    struct accord_diff_run *runs[2] = {made_open(before), made_open(after)};
    const struct accord_diff_output output = {.format = format_of(format), .descriptor = fileno(file)};
    struct accord_diff_counts counts;
    struct accord_error err = {0};
    bool gone = false;
    enum accord_status status = accord_diff_write(runs[0], runs[1], options, &output, 1, &counts, &gone, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    struct stat facts;
    ck_assert_int_eq(fstat(fileno(file), &facts), 0);
    char *text = calloc((size_t)facts.st_size + 1, 1);
    rewind(file);
    ck_assert_uint_eq(fread(text, 1, (size_t)facts.st_size, file), (size_t)facts.st_size);
    fclose(file);
    accord_diff_run_close(runs[0]);
    accord_diff_run_close(runs[1]);
    return text;
}

/* As many actors as that, each with a gap, or met. */
static struct made_verdict *many(const char *verdict, char (*ids)[8])
{
    struct made_verdict *verdicts = calloc(MANY, sizeof *verdicts);
    for (int i = 0; i < MANY; i++) {
        (void)snprintf(ids[i], sizeof ids[i], "P%05d", i);
        verdicts[i] = (struct made_verdict){.actor = ids[i], .rule = "t/a", .verdict = verdict};
        if (strcmp(verdict, "gap") == 0) verdicts[i].findings[0] = (struct made_finding){"gap", "m", ids[i]};
    }
    return verdicts;
}

START_TEST(markdown_fits_a_comment_and_counts_what_does_not)
{
    static char ids[MANY][8];
    struct made_verdict *gaps = many("gap", ids), *met = many("met", ids);
    const struct made_run runs[2] = {{.verdicts = gaps, .count = MANY}, {.verdicts = met, .count = MANY}};
    const struct accord_diff_options options = everything();
    for (int i = 0; i < 2; i++) {
        char *text = written(&runs[i], &runs[!i], "markdown", &options);
        ck_assert_uint_lt(strlen(text), COMMENT_MAX);
        ck_assert_ptr_nonnull(strstr(text, i == 0 ? "no longer there (3,000)" : "### New (3,000)"));
        ck_assert_ptr_nonnull(strstr(text, " more, which do not fit here.\n"));
        ck_assert_ptr_nonnull(strstr(text, "| P00000 |"));
        ck_assert_ptr_null(strstr(text, "| P02999 |"));
        free(text);
    }
    free(gaps);
    free(met);
}
END_TEST

static const struct made_verdict before[] = {{"AAA", "t/a", "gap", NULL, {{"gap", "m", "f1"}}, NULL}};
static const struct made_verdict after[] = {{"AAA", "t/a", "gap", NULL, {{"gap", "m", "f2"}}, NULL}};
static const struct made_run old_run = {.verdicts = before, .count = 1}, new_run = {.verdicts = after, .count = 1};

START_TEST(only_what_is_asked_for_is_listed_and_all_is_counted)
{
    static const char *const formats[FORMATS] = {"text", "json", "markdown"};
    static const char *const listed[FORMATS] = {"Fixed: the finding is no longer there (1)", "\"change\":\"fixed\"",
                                                "Fixed: the finding is no longer there (1)"};
    static const char *const left_out[FORMATS] = {"\nNew (1)\n", "\"change\":\"new\"", "### New (1)"};
    static const char *const counted[FORMATS] = {"  new                        1", "\"new\": 1", "| New | 1 |"};
    struct accord_diff_options options = everything();
    char *whole = written(&old_run, &new_run, formats[_i], &options);
    ck_assert(strstr(whole, listed[_i]) && strstr(whole, left_out[_i]) && strstr(whole, counted[_i]));
    options.shown[ACCORD_DIFF_CHANGE_NEW] = false;
    char *part = written(&old_run, &new_run, formats[_i], &options);
    ck_assert(strstr(part, listed[_i]) && !strstr(part, left_out[_i]) && strstr(part, counted[_i]));
    options.summary = true;
    char *summary = written(&old_run, &new_run, formats[_i], &options);
    ck_assert(!strstr(summary, listed[_i]) && !strstr(summary, left_out[_i]) && strstr(summary, counted[_i]));
    free(whole);
    free(part);
    free(summary);
}
END_TEST

START_TEST(an_output_that_cannot_be_written_stops_no_other)
{
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    struct accord_diff_run *runs[2] = {made_open(&old_run), made_open(&new_run)};
    const struct accord_diff_options options = everything();
    const struct accord_diff_output outputs[] = {
        {.format = format_of("json"), .path = "/nowhere/at/all"},
        {.format = format_of("text"), .descriptor = fileno(file)},
    };
    struct accord_diff_counts counts;
    struct accord_error err = {0};
    struct stat facts;
    bool gone = false;
    ck_assert_int_eq(accord_diff_write(runs[0], runs[1], &options, outputs, 2, &counts, &gone, &err),
                     ACCORD_NOT_WRITTEN);
    ck_assert(!gone && strstr(err.text, "/nowhere/at/all") != NULL);
    ck_assert_uint_eq(counts.changes[ACCORD_DIFF_CHANGE_NEW], 1);
    ck_assert_int_eq(fstat(fileno(file), &facts), 0);
    ck_assert_int_gt(facts.st_size, 500);
    fclose(file);
    accord_diff_run_close(runs[0]);
    accord_diff_run_close(runs[1]);
}
END_TEST

START_TEST(failed_allocations_are_told)
{
    const struct accord_diff_options options = everything();
    enum accord_status status = ACCORD_NO_MEMORY;
    int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    unsigned long nth = 1;
    ck_assert_int_ge(nothing, 0);
    for (; status == ACCORD_NO_MEMORY; nth++) {
        struct accord_diff_run *runs[2] = {made_open(&old_run), made_open(&new_run)};
        struct accord_diff_output outputs[FORMATS];
        struct accord_diff_counts counts;
        struct accord_error err = {0};
        bool gone = false;
        for (size_t i = 0; i < FORMATS; i++)
            outputs[i] = (struct accord_diff_output){.format = i, .descriptor = nothing};
        accord_alloc_fail_after(nth);
        status = accord_diff_write(runs[0], runs[1], &options, outputs, FORMATS, &counts, &gone, &err);
        accord_alloc_fail_after(0);
        accord_diff_run_close(runs[0]);
        accord_diff_run_close(runs[1]);
    }
    ck_assert_int_eq(status, ACCORD_OK);
    ck_assert_uint_gt(nth, 20);
    (void)close(nothing);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("diff_write");
    TCase *tests = tcase_create("diff_write");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, markdown_fits_a_comment_and_counts_what_does_not);
    tcase_add_loop_test(tests, only_what_is_asked_for_is_listed_and_all_is_counted, 0, FORMATS);
    tcase_add_test(tests, an_output_that_cannot_be_written_stops_no_other);
    tcase_add_test(tests, failed_allocations_are_told);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
