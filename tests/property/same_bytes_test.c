/* The same content in another order, shape or place gives the same report but for files, lines and columns; and what is
 * said of one actor does not hang on another's rows. */
#include "base/memory.h"
#include "property/sample.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define AS_OF "2022-06-30"

static struct sample whole, changed;

static char *report_of(const struct sample *sample, enum sample_shape shape)
{
    char folder[SAMPLE_PATH_MAX];
    struct accord_packs *packs = sample_packs();
    sample_folder(folder);
    sample_write(sample, folder, shape, true);
    char *text = sample_report(packs, folder, AS_OF);
    accord_packs_close(packs);
    sample_folder_remove(folder);
    return text;
}

static void expect_same(const char *expected, const char *got)
{
    size_t at = 0;
    while (expected[at] != '\0' && expected[at] == got[at])
        at++;
    size_t from = at > 80 ? at - 80 : 0;
    ck_assert_msg(expected[at] == got[at], "byte %zu: expected ...%.160s\ngot ...%.160s", at, expected + from,
                  got + from);
}

static const struct {
    enum sample_shape shape;
    bool shuffled;
} shapes[] = {
    {SAMPLE_CSV, true},           {SAMPLE_CSV_CRLF, false}, {SAMPLE_CSV_TWO_FILES, false},
    {SAMPLE_CSV_TWO_FILES, true}, {SAMPLE_JSON, false},     {SAMPLE_JSON_LINES, true},
};

START_TEST(order_and_shape_change_no_byte)
{
    uint32_t seed = 42;
    char *expected = report_of(&whole, SAMPLE_CSV);
    ck_assert_uint_gt(strlen(expected), 10000);
    for (int i = 0; i < COUNT_OF(shapes); i++) {
        changed = whole;
        if (shapes[i].shuffled) sample_shuffle(&changed, &seed);
        char *got = report_of(&changed, shapes[i].shape);
        expect_same(expected, got);
        free(got);
    }
    free(expected);
}
END_TEST

START_TEST(place_language_and_clock_change_no_byte)
{
    static const struct {
        const char *folder, *language, *zone;
    } places[] = {{"/", "C", "UTC"}, {"/tmp", "de_DE.UTF-8", "Pacific/Kiritimati"}, {"/", "tr_TR", "America/Adak"}};
    char *expected = report_of(&whole, SAMPLE_CSV);
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        ck_assert_int_eq(chdir(places[i].folder), 0);
        ck_assert_int_eq(setenv("LC_ALL", places[i].language, 1), 0);
        ck_assert_int_eq(setenv("TZ", places[i].zone, 1), 0);
        char *got = report_of(&whole, SAMPLE_CSV);
        expect_same(expected, got);
        free(got);
    }
    free(expected);
}
END_TEST

/* Everything of every other actor changes; the first ones' verdicts stay. Rows that two see are theirs alike. */
START_TEST(rows_of_others_change_nothing)
{
    enum { UNTOUCHED = 10 };
    char folder[SAMPLE_PATH_MAX];
    struct accord_packs *packs = sample_packs();
    sample_folder(folder);
    sample_write(&whole, folder, SAMPLE_CSV, true);
    struct sample_outcome *before = sample_run(packs, folder, AS_OF);
    changed = whole;
    const char *last = whole.tables[1].rows[UNTOUCHED][0];
    ck_assert_str_eq(whole.tables[1].name, "actors");
    static const char *const own[] = {"actions", "focal_points", "reports", "plans", "contributions"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        struct sample_table *table = sample_table(&changed, own[i]);
        int actor = sample_column(table, "actor");
        for (size_t j = table->row_count; j-- > 0;)
            if (strcmp(table->rows[j][actor], last) >= 0 && j % 2 == 0) sample_remove_row(table, j);
    }
    sample_write(&changed, folder, SAMPLE_CSV, true);
    struct sample_outcome *after = sample_run(packs, folder, AS_OF);
    size_t differ = 0;
    for (size_t i = 0; i < before->actors * before->rules; i++) {
        bool same = before->verdicts[i].verdict == after->verdicts[i].verdict;
        differ += !same;
        ck_assert_msg(same || i / before->rules >= UNTOUCHED, "actor %zu, rule %zu", i / before->rules,
                      i % before->rules);
    }
    ck_assert_uint_gt(differ, 0);
    free(before);
    free(after);
    accord_packs_close(packs);
    sample_folder_remove(folder);
}
END_TEST

/* What is carried is the same, and so is every verdict. */
START_TEST(what_verdicts_carry_changes_none)
{
    char folder[SAMPLE_PATH_MAX];
    struct accord_packs *packs = sample_packs();
    enum accord_carry carry = (enum accord_carry)_i;
    sample_folder(folder);
    sample_write(&whole, folder, SAMPLE_CSV, true);
    char *expected = sample_verdicts(packs, folder, AS_OF, ACCORD_CARRY_ALL, carry);
    char *got = sample_verdicts(packs, folder, AS_OF, carry, carry);
    expect_same(expected, got);
    accord_free(expected);
    accord_free(got);
    accord_packs_close(packs);
    sample_folder_remove(folder);
}
END_TEST

static void read_sample(void)
{
    sample_read(&whole, 5);
}

int main(void)
{
    TCase *tcase = tcase_create("same_bytes");
    Suite *suite = suite_create("same_bytes");
    tcase_add_unchecked_fixture(tcase, read_sample, NULL);
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, order_and_shape_change_no_byte);
    tcase_add_test(tcase, place_language_and_clock_change_no_byte);
    tcase_add_test(tcase, rows_of_others_change_nothing);
    tcase_add_loop_test(tcase, what_verdicts_carry_changes_none, ACCORD_CARRY_FINDINGS, ACCORD_CARRY_KINDS + 1);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
