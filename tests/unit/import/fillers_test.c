/* Days that fill in for unknown ones: which are worth a look, and which are days that Parties shared. */
#include "import/fillers.h"

#include "accord/date.h"
#include "base/memory.h"
#include "ingest/schema.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

static struct accord_error err;

/* "KEN|cms|huggo|2005-09-01|2006-05-01" */
static enum accord_status add(struct accord_fillers *fillers, const char *row, uint32_t line)
{
    enum { FIELDS = 5, LONGEST = 64 };
    static const char *const names[FIELDS] = {"actor", "treaty", "source", "deposited", "in_force"};
    static char texts[FIELDS][LONGEST];
    const struct accord_schema *schema = accord_core_schema("memberships");
    struct accord_cell cells[ACCORD_COLUMNS_MAX] = {{.kind = ACCORD_CELL_MISSING}};
    const char *why = NULL;
    for (size_t i = 0; i < FIELDS; i++) {
        size_t length = strcspn(row, "|");
        struct accord_cell *cell = &cells[accord_schema_find(schema, names[i], strlen(names[i]))];
        memcpy(texts[i], row, length);
        if (i < 3)
            *cell = (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = (uint32_t)length, .as.text = texts[i]};
        if (i >= 3 && length > 0) {
            cell->kind = ACCORD_CELL_DATE;
            ck_assert(accord_date_parse(row, length, &cell->as.date, &why));
        }
        row += length + (row[length] == '|' ? 1 : 0);
    }
    return accord_fillers_add(fillers, cells, "f.csv", (struct accord_place){line, 7}, &err);
}

struct filler_case {
    const char *rows[12];
    const char *said; /* NULL: nothing */
};

static const struct filler_case cases[] = {
    /* five Parties, four days */
    {{"AAA|cms|s|2005-09-01|2005-12-01", "BBB|cms|s|2005-09-01|2006-05-01", "CCC|cms|s|2005-09-01|2006-05-01",
      "DDD|cms|s|2005-09-01|2007-01-01", "EEE|cms|s|2005-09-01|2008-01-01"},
     "1:7 memberships cms s: deposited 2005-09-01 for 5 Parties that are in force from 4 different days (EEE "
     "2008-01-01, DDD 2007-01-01, CCC 2006-05-01, BBB 2006-05-01, AAA 2005-12-01), expected each Party's own: it may "
     "fill in for days that are not known\n"},
    /* five Parties, three days; four Parties, four days */
    {{"AAA|cms|s|2005-09-01|2005-12-01", "BBB|cms|s|2005-09-01|2006-05-01", "CCC|cms|s|2005-09-01|2006-05-01",
      "DDD|cms|s|2005-09-01|2007-01-01", "EEE|cms|s|2005-09-01|2007-01-01"},
     NULL},
    {{"AAA|cms|s|2005-09-01|2005-12-01", "BBB|cms|s|2005-09-01|2006-05-01", "CCC|cms|s|2005-09-01|2006-06-01",
      "DDD|cms|s|2005-09-01|2007-01-01"},
     NULL},
    /* the same Party twice is one; days that are not known are none, but their Parties count */
    {{"AAA|cms|s|2005-09-01|2005-12-01", "BBB|cms|s|2005-09-01|2006-05-01", "CCC|cms|s|2005-09-01|2006-06-01",
      "DDD|cms|s|2005-09-01|2007-01-01", "AAA|cms|s|2005-09-01|2008-01-01"},
     NULL},
    {{"AAA|cms|s|2005-09-01|2005-12-01", "BBB|cms|s|2005-09-01|2006-05-01", "CCC|cms|s|2005-09-01|2006-06-01",
      "DDD|cms|s|2005-09-01|2007", "EEE|cms|s|2005-09-01|"},
     NULL},
    {{"AAA|cms|s|2005-09-01|2005-12-01", "BBB|cms|s|2005-09-01|2006-05-01", "CCC|cms|s|2005-09-01|2006-06-01",
      "DDD|cms|s|2005-09-01|2007-01-01", "EEE|cms|s|2005-09-01|"},
     "1:7 memberships cms s: deposited 2005-09-01 for 5 Parties that are in force from 4 different days (DDD "
     "2007-01-01, CCC 2006-06-01, BBB 2006-05-01, AAA 2005-12-01 and 1 more), expected each Party's own: it may fill "
     "in for days that are not known\n"},
    /* of several sources, treaties or days, or of a month */
    {{"AAA|cms|s|2005-09-01|2005-12-01", "BBB|cms|s|2005-09-01|2006-05-01", "CCC|cms|t|2005-09-01|2006-06-01",
      "DDD|cms|t|2005-09-01|2007-01-01", "EEE|cbd|s|2005-09-01|2007-02-01", "FFF|cms|s|2005-09-02|2007-03-01"},
     NULL},
    {{"AAA|cms|s|2005-09|2005-12-01", "BBB|cms|s|2005-09|2006-05-01", "CCC|cms|s|2005-09|2006-06-01",
      "DDD|cms|s|2005-09|2007-01-01", "EEE|cms|s|2005-09|2007-02-01"},
     NULL},
};

static void report(const struct accord_fillers *fillers, const char *said)
{
    struct accord_reconciliation *reconciliation = NULL;
    char text[2048] = "";
    ck_assert_int_eq(accord_reconciliation_new(&reconciliation, &err), ACCORD_OK);
    ck_assert_int_eq(accord_fillers_report(fillers, reconciliation, &err), ACCORD_OK);
    const struct accord_problems *warnings = accord_reconciliation_warnings(reconciliation);
    for (size_t i = 0; i < accord_problems_kept(warnings); i++) {
        const struct accord_problem *one = accord_problems_at(warnings, i);
        size_t length = strlen(text);
        (void)snprintf(text + length, sizeof text - length, "%u:%u %s\n", one->line, one->column, one->text);
    }
    ck_assert_str_eq(text, said == NULL ? "" : said);
    accord_reconciliation_free(reconciliation);
}

START_TEST(a_day_that_cannot_be_everybodys_is_told)
{
    struct accord_fillers *fillers = NULL;
    ck_assert_int_eq(accord_fillers_new(&fillers, &err), ACCORD_OK);
    for (uint32_t i = 0; cases[_i].rows[i] != NULL; i++)
        ck_assert_int_eq(add(fillers, cases[_i].rows[i], i + 1), ACCORD_OK);
    report(fillers, cases[_i].said);
    accord_fillers_free(fillers);
}
END_TEST

START_TEST(many_claims_of_one_day_cost_no_more_than_the_first)
{
    enum { MANY = 200 * 1000 };
    struct accord_fillers *fillers = NULL;
    char row[64];
    ck_assert_int_eq(accord_fillers_new(&fillers, &err), ACCORD_OK);
    for (uint32_t i = 0; i < MANY; i++) {
        (void)snprintf(row, sizeof row, "A%06u|cms|s|2005-09-01|2006-05-01", i);
        ck_assert_int_eq(add(fillers, row, i), ACCORD_OK);
    }
    report(fillers, NULL);
    accord_fillers_free(fillers);
}
END_TEST

START_TEST(any_failed_allocation_is_survived)
{
    enum accord_status status = ACCORD_NO_MEMORY;
    for (unsigned long nth = 1; status == ACCORD_NO_MEMORY; nth++) {
        struct accord_fillers *fillers = NULL;
        struct accord_reconciliation *reconciliation = NULL;
        ck_assert_int_eq(accord_reconciliation_new(&reconciliation, &err), ACCORD_OK);
        accord_alloc_fail_after(nth);
        status = accord_fillers_new(&fillers, &err);
        for (uint32_t i = 0; status == ACCORD_OK && cases[0].rows[i] != NULL; i++)
            status = add(fillers, cases[0].rows[i], i + 1);
        if (status == ACCORD_OK) status = accord_fillers_report(fillers, reconciliation, &err);
        accord_alloc_fail_after(0);
        accord_fillers_free(fillers);
        accord_reconciliation_free(reconciliation);
    }
    ck_assert_int_eq(status, ACCORD_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/fillers");
    TCase *tcase = tcase_create("fillers");
    tcase_add_loop_test(tcase, a_day_that_cannot_be_everybodys_is_told, 0, COUNT_OF(cases));
    tcase_add_test(tcase, many_claims_of_one_day_cost_no_more_than_the_first);
    tcase_add_test(tcase, any_failed_allocation_is_survived);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
