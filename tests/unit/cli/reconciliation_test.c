/* The reconciliation as text: its lines, their width, and that data cannot write to the terminal. */
#include "cli/reconciliation.h"

#include "unit/suite.h"

#include <string.h>

static struct accord_reconciliation *reconciliation;
static struct accord_error err;
static struct accord_text text;

static void begin(void)
{
    ck_assert_int_eq(accord_reconciliation_new(&reconciliation, &err), ACCORD_OK);
    accord_text_init(&text, 1024 * 1024);
}

static void end(void)
{
    accord_text_clear(&text);
    accord_reconciliation_free(reconciliation);
}

static void refuse(const char *why)
{
    accord_reconciliation_begin(reconciliation);
    ck_assert_int_eq(accord_reconciliation_refuse(reconciliation, "list.csv", (struct accord_place){12, 3}, why, &err),
                     ACCORD_OK);
    accord_reconciliation_end(reconciliation);
}

static void take(const char *table, enum accord_taken taken)
{
    accord_reconciliation_begin(reconciliation);
    ck_assert_int_eq(accord_reconciliation_take(reconciliation, table, taken, &err), ACCORD_OK);
    accord_reconciliation_end(reconciliation);
}

static const char *written(void)
{
    struct accord_page page;
    accord_page_init(&page, &text, 80, false);
    accord_reconciliation_write_text(reconciliation, &page);
    accord_page_clear(&page);
    return accord_text_str(&text);
}

START_TEST(counts_come_first_then_what_and_where)
{
    for (int i = 0; i < 1200; i++)
        take("memberships", ACCORD_TAKEN_NEW);
    take("memberships", ACCORD_TAKEN_RIVAL);
    take("actors", ACCORD_TAKEN_SAME);
    refuse("\"Congo\", a name of more than one actor, expected that of COD (Democratic Republic of the Congo) or COG "
           "(Congo)");
    ck_assert_int_eq(
        accord_reconciliation_conflict(reconciliation, "list.csv", (struct accord_place){4, 1}, "two dates", &err),
        ACCORD_OK);
    ck_assert_int_eq(accord_reconciliation_warn(reconciliation, "list.csv", (struct accord_place){0, 0}, "odd", &err),
                     ACCORD_OK);
    ck_assert_str_eq(written(), "1,203 rows read: 1,201 mapped (1 conflicting), 1 merged, 1 refused\n"
                                "                             new      same     rival\n"
                                "  actors                       0         1         0\n"
                                "  memberships              1,200         0         1\n"
                                "\n"
                                "why rows were refused: 1\n"
                                "  list.csv:12:3: \"Congo\", a name of more than one actor, expected that of COD\n"
                                "    (Democratic Republic of the Congo) or COG (Congo)\n"
                                "\n"
                                "conflicts: 1\n"
                                "  list.csv:4:1: two dates\n"
                                "\n"
                                "warnings: 1\n"
                                "  list.csv: odd\n");
}
END_TEST

START_TEST(nothing_read_says_so)
{
    ck_assert_str_eq(written(), "0 rows read: 0 mapped (0 conflicting), 0 merged, 0 refused\n");
}
END_TEST

START_TEST(what_was_not_kept_is_counted)
{
    for (int i = 0; i < ACCORD_PROBLEMS_KEPT + 2; i++)
        refuse("x");
    const char *all = written();
    ck_assert_ptr_nonnull(strstr(all, "why rows were refused: 202\n"));
    ck_assert_str_eq(strstr(all, "  and "), "  and 2 more\n");
}
END_TEST

START_TEST(controls_are_shown_and_not_obeyed)
{
    refuse("a\x1b[31mb\xE2\x80\xAE");
    ck_assert_ptr_nonnull(strstr(written(), "a\\u001b[31mb\\u202e\n"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cli/reconciliation");
    TCase *page = tcase_create("page");
    tcase_add_checked_fixture(page, begin, end);
    tcase_add_test(page, counts_come_first_then_what_and_where);
    tcase_add_test(page, nothing_read_says_so);
    tcase_add_test(page, what_was_not_kept_is_counted);
    tcase_add_test(page, controls_are_shown_and_not_obeyed);
    suite_add_tcase(suite, page);
    return run_suite(suite);
}
