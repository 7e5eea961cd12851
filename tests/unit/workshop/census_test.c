/* A census: which codes are slips, what is counted, and that it survives short memory. */
#include "workshop/census.h"
#include "workshop/census_parts.h"

#include "base/memory.h"
#include "unit/suite.h"

#include <string.h>

static const struct {
    const char *a;
    const char *b;
    bool slip;
} pairs[] = {
    {"cms-nfp", "cms-nfpp", true}, {"cms-nfp", "cms-nf", true},   {"cms-nfp", "cms-nfq", true},
    {"cms-nfp", "cms-npf", true},  {"cms-nfp", "smc-nfp", false}, {"cms-nfp", "CMS_NFP", true},
    {"cms-nfp", "cmsnfp", true},   {"cms-nfp", "cbd-nfp", false}, {"nr-5x", "nr-6x", false},
    {"cop-13", "cop-1", false},    {"cop-13", "cop-31", true},    {"icrw", "icrw2", false},
    {"cms", "cmss", false},        {"aewa", "aewas", true},       {"abcd", "abcd", true},
    {"abcdef", "badcef", false},   {"abcde", "abcdefg", false},
};

START_TEST(a_slip_is_one_character_but_a_digit_or_how_words_are_joined)
{
    ck_assert_msg(accord_census_is_slip(pairs[_i].a, pairs[_i].b) == pairs[_i].slip, "%s, %s", pairs[_i].a,
                  pairs[_i].b);
    ck_assert_msg(accord_census_is_slip(pairs[_i].b, pairs[_i].a) == pairs[_i].slip, "%s, %s", pairs[_i].b,
                  pairs[_i].a);
}
END_TEST

/* The small dataset, and a census of it. */
struct taken {
    struct accord_problems *errors;
    struct accord_problems *warnings;
    struct accord_dataset *dataset;
    struct accord_census *census;
};

static void open_small(struct taken *taken)
{
    struct accord_error err = {0};
    *taken = (struct taken){.census = NULL};
    ck_assert_int_eq(accord_problems_new(&taken->errors, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&taken->warnings, &err), ACCORD_OK);
    ck_assert_int_eq(accord_dataset_open(ACCORD_SMALL, NULL, taken->errors, taken->warnings, &taken->dataset, &err),
                     ACCORD_OK);
}

static enum accord_status take(struct taken *taken, struct accord_error *err)
{
    struct accord_date day;
    ck_assert(accord_date_from_day(2020, 12, 31, &day));
    return accord_census_take(taken->dataset, taken->warnings, day, &taken->census, err);
}

static void close_small(struct taken *taken)
{
    accord_census_free(taken->census);
    accord_dataset_close(taken->dataset);
    accord_problems_free(taken->errors);
    accord_problems_free(taken->warnings);
}

START_TEST(rows_are_counted_in_all_and_by_table_and_file)
{
    struct taken taken;
    struct accord_error err = {0};
    size_t rows = 0, tables = 0, by_table = 0, by_file = 0;
    open_small(&taken);
    ck_assert_int_eq(take(&taken, &err), ACCORD_OK);
    ck_assert_int_eq(accord_census_count(taken.dataset, &rows, &tables, &err), ACCORD_OK);
    for (size_t i = 0; i < taken.census->table_count; i++)
        by_table += taken.census->tables[i].rows;
    for (size_t i = 0; i < taken.census->file_count; i++)
        by_file += taken.census->files[i].rows;
    ck_assert_uint_eq(rows, 12);
    ck_assert_uint_eq(tables, 4);
    ck_assert_uint_eq(taken.census->rows, rows);
    ck_assert_uint_eq(by_table, rows);
    ck_assert_uint_eq(by_file, rows);
    close_small(&taken);
}
END_TEST

START_TEST(a_census_survives_each_allocation_that_fails)
{
    enum accord_status status = ACCORD_NO_MEMORY;
    unsigned long nth = 0;
    while (status == ACCORD_NO_MEMORY) {
        struct taken taken;
        struct accord_error err = {0};
        ck_assert_uint_lt(++nth, 10000);
        open_small(&taken);
        accord_alloc_fail_after(nth);
        status = take(&taken, &err);
        accord_alloc_fail_after(0);
        ck_assert_msg(status == ACCORD_OK || status == ACCORD_NO_MEMORY, "%lu: %s", nth, err.text);
        close_small(&taken);
    }
    ck_assert_int_eq(status, ACCORD_OK);
    ck_assert_uint_gt(nth, 10);
}
END_TEST

static char *written(const struct taken *taken, size_t format, unsigned long nth, bool *failed)
{
    struct accord_census_layout layout = {.files = ""};
    struct accord_text text;
    accord_text_init(&text, 1024 * 1024);
    accord_alloc_fail_after(nth);
    accord_census_formats[format].write(taken->census, &layout, &text);
    accord_alloc_fail_after(0);
    *failed = text.failed;
    char *copy = *failed ? NULL : accord_copy_text(text.bytes, text.length);
    accord_text_clear(&text);
    return copy;
}

START_TEST(what_is_written_is_whole_or_known_not_to_be)
{
    struct taken taken;
    struct accord_error err = {0};
    bool failed = true;
    open_small(&taken);
    ck_assert_int_eq(take(&taken, &err), ACCORD_OK);
    char *whole = written(&taken, (size_t)_i, 0, &failed);
    ck_assert(whole != NULL && !failed);
    failed = true;
    for (unsigned long nth = 1; failed; nth++) {
        char *text = written(&taken, (size_t)_i, nth, &failed);
        if (text != NULL) ck_assert_str_eq(text, whole);
        accord_free(text);
        ck_assert_uint_lt(nth, 1000);
    }
    accord_free(whole);
    close_small(&taken);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("census");
    TCase *census = tcase_create("census");
    tcase_set_timeout(census, 60);
    tcase_add_loop_test(census, a_slip_is_one_character_but_a_digit_or_how_words_are_joined, 0, COUNT_OF(pairs));
    tcase_add_test(census, rows_are_counted_in_all_and_by_table_and_file);
    tcase_add_test(census, a_census_survives_each_allocation_that_fails);
    tcase_add_loop_test(census, what_is_written_is_whole_or_known_not_to_be, 0, ACCORD_CENSUS_FORMATS);
    suite_add_tcase(suite, census);
    return run_suite(suite);
}
