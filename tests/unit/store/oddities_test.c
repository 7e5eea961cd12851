/* Oddities: what is surely odd is warned of, what may be in order is not. */
#include "store/oddities.h"

#include "unit/store/made.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

static const char *name_file(const void *host, int file)
{
    (void)file;
    return host;
}

static const struct {
    const struct accord_schema *schema;
    const char *rows[4];
    const char *said[3]; /* "line:column: text" */
} cases[] = {
    /* never valid */
    {&made_memberships,
     {"KEN|cms||2005|2001-06", "AFG|cms||2005|2005", "AFG|cbd||2005-06|2005", "ZWE|cms||2005-06-01|2005-06-01"},
     {"10:15: KEN/cms//2005/2001-06 is never valid: ended 2001-06 is not after in_force 2005",
      "13:21: ZWE/cms//2005-06-01/2005-06-01 is never valid: ended 2005-06-01 is not after in_force 2005-06-01"}},
    {&made_memberships, {"KEN|cms|||2001", "KEN|cbd||2001|"}, {NULL}},
    {&made_partnerships,
     {"p-1|ZWE;KEN|2010|2009", "p-2||2010|2009"},
     {"11:11: p-2 is never valid: to 2009 is not after from 2010",
      "10:18: p-1 is never valid: to 2009 is not after from 2010"}},
    /* deposited late */
    {&made_memberships,
     {"KEN|cms|2006|2005|", "AFG|cms|2005|2005|", "ZWE|cms|2005-02|2005-01-31|", "ZWE|cbd|2005-01-31|2005-01-31|"},
     {"10:9: KEN/cms/2006/2005/ is in force before its deposit: deposited 2006 is after in_force 2005",
      "12:9: ZWE/cms/2005-02/2005-01-31/ is in force before its deposit: deposited 2005-02 is after in_force "
      "2005-01-31"}},
    /* two at once */
    {&made_focal_points,
     {"f-1|KEN|nfp||2010||2012-06-01", "f-2|KEN|nfp||2012-01-01||", "f-3|KEN|pfp||2012||", "f-4|AFG|nfp||2012||"},
     {"11:9: f-2 is a second designation for nfp by KEN from 2012-01-01 on, beside f-1"}},
    {&made_focal_points, {"f-2|KEN|nfp||2012-01-01||", "f-1|KEN|nfp||2010||2012-01-01"}, {NULL}},
    {&made_focal_points, {"f-1|KEN|nfp||2010||2012", "f-2|KEN|nfp||2012-06-01||"}, {NULL}},
    {&made_focal_points, {"f-1|KEN|nfp||2010||", "f-2|KEN|nfp||||"}, {NULL}},
    {&made_focal_points,
     {"f-1|KEN|nfp||2010||", "f-2|KEN|nfp|||2012-03|"},
     {"11:9: f-2 is a second designation for nfp by KEN from 2012-03-31 on, beside f-1"}},
    /* the later is the one that begins later, wherever it stands; one that lasts is beside all of them */
    {&made_focal_points,
     {"f-1|KEN|nfp||2010||", "x|KEN|pfp||2014||", "f-2|KEN|nfp||2011||2012-06"},
     {"12:9: f-2 is a second designation for nfp by KEN from 2011-12-31 on, beside f-1"}},
    {&made_focal_points,
     {"f-3|KEN|nfp||2014||", "f-1|KEN|nfp||2010||", "f-2|KEN|nfp||2011-01-01||2011-12-31"},
     {"12:9: f-2 is a second designation for nfp by KEN from 2011-01-01 on, beside f-1",
      "10:9: f-3 is a second designation for nfp by KEN from 2014-12-31 on, beside f-1"}},
};

static void find(struct accord_store *store, const struct accord_odd_table *odd, struct accord_problems *warnings)
{
    struct accord_error err = {.text = ""};

    ck_assert_msg(accord_odd_find(store, odd, name_file, "made.csv", warnings, &err) == ACCORD_OK, "%s", err.text);
}

static void add(struct accord_store *store, struct accord_odd_table *odd, int table, const char *row, uint32_t line)
{
    struct accord_arena arena;

    accord_arena_init(&arena);
    accord_odd_note(odd, made_cells(accord_store_schema(store, table), row, &arena));
    accord_arena_clear(&arena);
    made_row(store, table, row, line);
}

START_TEST(what_is_surely_odd_is_warned_of)
{
    struct accord_problems *warnings = made_problems();
    struct accord_store *store = made_store(NULL);
    struct accord_odd_table odd[2];
    size_t said = 0;

    made_three_actors(store);
    accord_odd_init(&odd[0], &made_actors);
    accord_odd_init(&odd[1], cases[_i].schema);
    int table = made_table(store, cases[_i].schema);
    for (uint32_t i = 0; i < 4 && cases[_i].rows[i] != NULL; i++)
        add(store, &odd[1], table, cases[_i].rows[i], 10 + i);
    made_finish(store);
    find(store, odd, warnings);
    for (; said < 3 && cases[_i].said[said] != NULL; said++) {
        char text[ACCORD_ERROR_TEXT_MAX];
        const struct accord_problem *warning;

        ck_assert_uint_lt(said, accord_problems_kept(warnings));
        warning = accord_problems_at(warnings, said);
        ck_assert_str_eq(warning->file, "made.csv");
        (void)snprintf(text, sizeof(text), "%u:%u: %s", warning->line, warning->column, warning->text);
        ck_assert_str_eq(text, cases[_i].said[said]);
    }
    ck_assert_uint_eq(accord_problems_count(warnings), said);
    accord_store_close(store);
    accord_problems_free(warnings);
}
END_TEST

START_TEST(the_order_of_rows_and_tables_does_not_show)
{
    static const struct {
        int table;
        const char *row;
    } rows[] = {{0, "KEN|cms||2005|2001"},    {1, "f-1|ZWE|nfp||2010||"}, {1, "f-2|ZWE|nfp||2010||"},
                {1, "f-3|KEN|b||2010|2011|"}, {1, "f-4|KEN|b||2009||"},   {0, "AFG|cms|2006|2001|2000"}};
    const struct accord_schema *schemas[] = {&made_memberships, &made_focal_points};
    char first[8][ACCORD_ERROR_TEXT_MAX];

    for (size_t turn = 0; turn < 6; turn++) {
        struct accord_problems *warnings = made_problems();
        struct accord_store *store = made_store(NULL);
        struct accord_odd_table odd[3];
        int table[2];

        made_three_actors(store);
        accord_odd_init(&odd[0], &made_actors);
        for (size_t i = 0; i < 2; i++) {
            size_t which = (i + turn) % 2;

            table[which] = made_table(store, schemas[which]);
            accord_odd_init(&odd[table[which]], schemas[which]);
        }
        for (size_t i = 0; i < 6; i++) {
            size_t which = (i * 5 + turn) % 6;

            add(store, &odd[table[rows[which].table]], table[rows[which].table], rows[which].row, (uint32_t)i + 2);
        }
        made_finish(store);
        find(store, odd, warnings);
        ck_assert_uint_eq(accord_problems_count(warnings), 5);
        for (size_t i = 0; i < 5; i++) {
            const char *text = accord_problems_at(warnings, i)->text;

            if (turn == 0) (void)snprintf(first[i], sizeof(first[i]), "%s", text);
            ck_assert_str_eq(text, first[i]);
        }
        accord_store_close(store);
        accord_problems_free(warnings);
    }
}
END_TEST

START_TEST(a_failed_allocation_is_a_status)
{
    struct accord_store *store = made_store(NULL);
    struct accord_odd_table odd[2];
    unsigned long nth = 0;
    enum accord_status status;
    int table;

    made_three_actors(store);
    accord_odd_init(&odd[0], &made_actors);
    accord_odd_init(&odd[1], &made_focal_points);
    table = made_table(store, &made_focal_points);
    add(store, &odd[1], table, "f-1|KEN|nfp||2010||", 2);
    add(store, &odd[1], table, "f-2|KEN|nfp||2010||2009", 3);
    add(store, &odd[1], table, "f-3|KEN|nfp||2011||", 4);
    made_finish(store);
    do {
        struct accord_problems *warnings = made_problems();

        accord_alloc_fail_after(++nth);
        status = accord_odd_find(store, odd, name_file, "made.csv", warnings, NULL);
        accord_alloc_fail_after(0);
        ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
        ck_assert_uint_lt(nth, 200);
        accord_problems_free(warnings);
    } while (status != ACCORD_OK);
    ck_assert_uint_gt(nth, 5);
    accord_store_close(store);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("oddities");
    TCase *tests = tcase_create("oddities");

    tcase_add_loop_test(tests, what_is_surely_odd_is_warned_of, 0, COUNT_OF(cases));
    tcase_add_test(tests, the_order_of_rows_and_tables_does_not_show);
    tcase_add_test(tests, a_failed_allocation_is_a_status);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
