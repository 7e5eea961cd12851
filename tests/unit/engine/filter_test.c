/* Questions to a table: how rows answer, and whether the table was complete for the question. */
#include "engine/filter.h"

#include "unit/engine/written.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

#define AS_OF "2020-06-30"

/* ---- joining answers ---- */

START_TEST(answers_join_as_truth_tables_say)
{
    /* No, Coarse, Missing, Yes, by the order of the enum. */
    static const char names[] = "NCMY";
    static const char *const conjunction[] = {"NNNN", "NCCC", "NCMM", "NCMY"};
    static const char *const disjunction[] = {"NCMY", "CCCY", "MCMY", "YYYY"};
    for (int a = ACCORD_MATCH_NO; a <= ACCORD_MATCH_YES; a++)
        for (int b = ACCORD_MATCH_NO; b <= ACCORD_MATCH_YES; b++) {
            ck_assert_int_eq(names[accord_match_and((enum accord_match)a, (enum accord_match)b)], conjunction[a][b]);
            ck_assert_int_eq(names[accord_match_or((enum accord_match)a, (enum accord_match)b)], disjunction[a][b]);
        }
}
END_TEST

/* ---- one row against one filter ---- */

static const struct {
    const char *table;
    const char *row;
    const char *filter;
    enum accord_match match;
} matches[] = {
    /* equals: a text */
    {"focal_points", "role=cms-nfp", "role=cms-nfp", ACCORD_MATCH_YES},
    {"focal_points", "role=cms-nfp", "role=cbd-nfp", ACCORD_MATCH_NO},
    {"focal_points", "role=cms-nfp", "role=cms", ACCORD_MATCH_NO},
    {"focal_points", "role=cms-nfp", "role=cms-nfp-2", ACCORD_MATCH_NO},
    {"focal_points", "role=cms-nfp", "role=cbd-nfp|cms-nfp", ACCORD_MATCH_YES},
    {"focal_points", "id=f", "role=cms-nfp", ACCORD_MATCH_MISSING},
    {"focal_points", "id=f", "", ACCORD_MATCH_YES},
    /* equals: an item of a list */
    {"actions", "groups=indigenous;women", "groups=women", ACCORD_MATCH_YES},
    {"actions", "groups=indigenous;women", "groups=wom", ACCORD_MATCH_NO},
    {"actions", "groups=indigenous;women", "groups=youth|women", ACCORD_MATCH_YES},
    {"actions", "groups=women", "groups=indigenous;women", ACCORD_MATCH_NO},
    {"actions", "id=a", "groups=women", ACCORD_MATCH_MISSING},
    /* equals: a number */
    {"contributions", "year=2019", "year=2019", ACCORD_MATCH_YES},
    {"contributions", "year=2019", "year=2018|2020", ACCORD_MATCH_NO},
    /* equals: a date */
    {"reports", "due=2020-01-01", "due=2020-01-01", ACCORD_MATCH_YES},
    {"reports", "due=2020-01-01", "due=2020-01-02", ACCORD_MATCH_NO},
    {"reports", "due=2020-01", "due=2020-01-02", ACCORD_MATCH_COARSE},
    {"reports", "due=2020-01-02", "due=2020", ACCORD_MATCH_COARSE},
    {"reports", "due=2019", "due=2020", ACCORD_MATCH_NO},
    {"reports", "id=r", "due=2020-01-02", ACCORD_MATCH_MISSING},
    /* equals: an event, which is not there after the as-of date */
    {"reports", "submitted=2020-06-30", "submitted=2020-06-30", ACCORD_MATCH_YES},
    {"reports", "submitted=2020-07-01", "submitted=2020-07-01", ACCORD_MATCH_NO},
    {"reports", "submitted=2020", "submitted=2020-01-01", ACCORD_MATCH_COARSE},
    {"reports", "id=r", "submitted=2020-01-01", ACCORD_MATCH_NO},
    /* present and absent_cell */
    {"reports", "due=2021", "due=present", ACCORD_MATCH_YES},
    {"reports", "id=r", "due=present", ACCORD_MATCH_NO},
    {"reports", "id=r", "due=absent", ACCORD_MATCH_YES},
    {"reports", "due=2021", "due=absent", ACCORD_MATCH_NO},
    {"reports", "submitted=2020-06-30", "submitted=present", ACCORD_MATCH_YES},
    {"reports", "submitted=2020-07-01", "submitted=present", ACCORD_MATCH_NO},
    {"reports", "submitted=2020-06", "submitted=present", ACCORD_MATCH_YES},
    {"reports", "submitted=2020", "submitted=present", ACCORD_MATCH_COARSE},
    {"reports", "submitted=2021", "submitted=present", ACCORD_MATCH_NO},
    {"reports", "id=r", "submitted=present", ACCORD_MATCH_NO},
    {"reports", "submitted=2020-06-30", "submitted=absent", ACCORD_MATCH_NO},
    {"reports", "submitted=2020-07-01", "submitted=absent", ACCORD_MATCH_YES},
    {"reports", "submitted=2020", "submitted=absent", ACCORD_MATCH_COARSE},
    {"reports", "id=r", "submitted=absent", ACCORD_MATCH_YES},
    /* an amount is there by the date of its payment; without one nothing says that it is later */
    {"contributions", "paid=10.5 paid_on=2020-06-30", "paid=present", ACCORD_MATCH_YES},
    {"contributions", "paid=10.5 paid_on=2020-07-01", "paid=present", ACCORD_MATCH_NO},
    {"contributions", "paid=10.5 paid_on=2020", "paid=present", ACCORD_MATCH_COARSE},
    {"contributions", "paid=10.5", "paid=present", ACCORD_MATCH_YES},
    /* during: from inclusive, to exclusive, up to the as-of date */
    {"reports", "due=2020-01-01", "due=during(2020-01-01..)", ACCORD_MATCH_YES},
    {"reports", "due=2019-12-31", "due=during(2020-01-01..)", ACCORD_MATCH_NO},
    {"reports", "due=2020-06-30", "due=during(2020-01-01..)", ACCORD_MATCH_YES},
    {"reports", "due=2020-07-01", "due=during(2020-01-01..)", ACCORD_MATCH_NO},
    {"reports", "due=2020-03-31", "due=during(2020-01-01..2020-04-01)", ACCORD_MATCH_YES},
    {"reports", "due=2020-04-01", "due=during(2020-01-01..2020-04-01)", ACCORD_MATCH_NO},
    {"reports", "due=2020", "due=during(2020-01-01..2020-04-01)", ACCORD_MATCH_COARSE},
    {"reports", "due=2020-02", "due=during(2020-01-01..2020-04-01)", ACCORD_MATCH_YES},
    {"reports", "id=r", "due=during(2020-01-01..)", ACCORD_MATCH_MISSING},
    {"reports", "id=r", "submitted=during(2020-01-01..)", ACCORD_MATCH_NO},
    {"reports", "submitted=2020-07-01", "submitted=during(2020-01-01..)", ACCORD_MATCH_NO},
    {"reports", "submitted=2020", "submitted=during(2019-01-01..)", ACCORD_MATCH_COARSE},
    /* active, of arrangements with validity */
    {"focal_points", "designated=2019-01-01", "active=during(2020-01-01..)", ACCORD_MATCH_YES},
    {"focal_points", "designated=2019-01-01 ended=2020-01-01", "active=during(2020-01-01..)", ACCORD_MATCH_NO},
    {"focal_points", "designated=2019-01-01 ended=2020-01-02", "active=during(2020-01-01..)", ACCORD_MATCH_YES},
    {"focal_points", "designated=2019-01-01 ended=2020", "active=during(2020-01-01..)", ACCORD_MATCH_COARSE},
    {"focal_points", "designated=2019-01-01 ended=2019", "active=during(2020-01-01..)", ACCORD_MATCH_NO},
    {"focal_points", "designated=2020-07-01", "active=during(2020-01-01..)", ACCORD_MATCH_NO},
    {"focal_points", "designated=2020-06-30", "active=during(2020-01-01..)", ACCORD_MATCH_YES},
    {"focal_points", "designated=2020", "active=during(2020-01-01..)", ACCORD_MATCH_COARSE},
    {"focal_points", "designated=2019", "active=during(2018-01-01..2019-06-01)", ACCORD_MATCH_COARSE},
    {"focal_points", "designated=2019-06-01", "active=during(2018-01-01..2019-06-01)", ACCORD_MATCH_NO},
    {"focal_points", "designated=2019-05-31", "active=during(2018-01-01..2019-06-01)", ACCORD_MATCH_YES},
    {"focal_points", "id=f", "active=during(2020-01-01..)", ACCORD_MATCH_COARSE},
    {"focal_points", "confirmed=2020-03-01", "active=during(2020-01-01..)", ACCORD_MATCH_YES},
    {"focal_points", "confirmed=2020-07-01", "active=during(2020-01-01..)", ACCORD_MATCH_COARSE},
    {"focal_points", "confirmed=2019-03-01 ended=2019-12-31", "active=during(2020-01-01..)", ACCORD_MATCH_NO},
    {"focal_points", "ended=2020-01-01", "active=during(2020-01-01..)", ACCORD_MATCH_NO},
    {"focal_points", "ended=2020-01-02", "active=during(2020-01-01..)", ACCORD_MATCH_COARSE},
    {"memberships", "treaty=cms", "active=during(2020-01-01..)", ACCORD_MATCH_NO},
    {"memberships", "in_force=2001", "active=during(2020-01-01..)", ACCORD_MATCH_YES},
    /* active, of acts and arrangements by their dates of occurrence */
    {"actions", "date=2020-01-01", "active=during(2020-01-01..)", ACCORD_MATCH_YES},
    {"actions", "date=2019-12-31", "active=during(2020-01-01..)", ACCORD_MATCH_NO},
    {"actions", "date=2020", "active=during(2020-01-01..)", ACCORD_MATCH_COARSE},
    {"actions", "from=2010", "active=during(2020-01-01..)", ACCORD_MATCH_YES},
    {"actions", "from=2010 to=2020-01-01", "active=during(2020-01-01..)", ACCORD_MATCH_NO},
    {"actions", "from=2010 to=2020-01-02", "active=during(2020-01-01..)", ACCORD_MATCH_YES},
    {"actions", "id=a", "active=during(2020-01-01..)", ACCORD_MATCH_MISSING},
    {"requests", "asked=2020-02", "active=during(2020-01-01..)", ACCORD_MATCH_YES},
    /* terms are joined: a surely failing one wins over all, a coarse one over a missing one */
    {"reports", "treaty=cms due=2020", "treaty=cms due=during(2020-02-01..)", ACCORD_MATCH_COARSE},
    {"reports", "treaty=cbd due=2020", "treaty=cms due=during(2020-02-01..)", ACCORD_MATCH_NO},
    {"reports", "due=2020", "treaty=cms due=during(2020-02-01..)", ACCORD_MATCH_COARSE},
    {"reports", "due=2020-03-01", "treaty=cms due=during(2020-02-01..)", ACCORD_MATCH_MISSING},
};

START_TEST(a_row_answers_a_filter_with_one_of_three_values)
{
    static struct written row, filter;
    const struct accord_schema *schema = accord_core_schema(matches[_i].table);
    const struct accord_cell *cells = written_row(&row, schema, matches[_i].row);
    const struct accord_filter *asked = written_filter(&filter, schema, matches[_i].filter);
    enum accord_match match = accord_filter_match(asked, schema, cells, written_day(AS_OF));
    ck_assert_msg(match == matches[_i].match, "%s {%s} over %s: %d, expected %d", matches[_i].table, matches[_i].filter,
                  matches[_i].row, (int)match, (int)matches[_i].match);
}
END_TEST

/* ---- is it there, is it valid ---- */

static const struct {
    const char *table;
    const char *row;
    enum accord_match there;
    enum accord_match valid;
} lives[] = {
    {"focal_points", "designated=2020-06-30", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
    {"focal_points", "designated=2020-07-01", ACCORD_MATCH_NO, ACCORD_MATCH_NO},
    {"focal_points", "designated=2020-06", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
    {"focal_points", "designated=2020", ACCORD_MATCH_YES, ACCORD_MATCH_COARSE},
    {"focal_points", "designated=2019 ended=2020-06-30", ACCORD_MATCH_YES, ACCORD_MATCH_NO},
    {"focal_points", "designated=2019 ended=2020-07-01", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
    {"focal_points", "designated=2019 ended=2020-06", ACCORD_MATCH_YES, ACCORD_MATCH_NO},
    {"focal_points", "designated=2019 ended=2020-07", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
    {"focal_points", "designated=2019 ended=2020", ACCORD_MATCH_YES, ACCORD_MATCH_COARSE},
    {"focal_points", "designated=2019 ended=2018", ACCORD_MATCH_YES, ACCORD_MATCH_NO},
    {"focal_points", "id=f", ACCORD_MATCH_YES, ACCORD_MATCH_COARSE},
    {"focal_points", "ended=2020-06-30", ACCORD_MATCH_YES, ACCORD_MATCH_NO},
    {"focal_points", "ended=2021", ACCORD_MATCH_YES, ACCORD_MATCH_COARSE},
    {"focal_points", "confirmed=2020-06-30", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
    {"focal_points", "confirmed=2020-07-01", ACCORD_MATCH_YES, ACCORD_MATCH_COARSE},
    {"focal_points", "confirmed=2020", ACCORD_MATCH_YES, ACCORD_MATCH_COARSE},
    {"focal_points", "designated=2020 confirmed=2020-06-01", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
    {"focal_points", "confirmed=2019 ended=2020", ACCORD_MATCH_YES, ACCORD_MATCH_COARSE},
    {"memberships", "treaty=cms", ACCORD_MATCH_YES, ACCORD_MATCH_NO},
    {"memberships", "in_force=2020-06-30", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
    {"memberships", "in_force=2000 ended=2020-06-30", ACCORD_MATCH_YES, ACCORD_MATCH_NO},
    {"regions", "region=Africa", ACCORD_MATCH_YES, ACCORD_MATCH_COARSE},
    {"partnerships", "from=2020-07-01", ACCORD_MATCH_NO, ACCORD_MATCH_NO},
    {"partnerships", "from=2020 to=2021", ACCORD_MATCH_YES, ACCORD_MATCH_COARSE},
    /* tables without validity: valid is there */
    {"actions", "date=2020-06-30", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
    {"actions", "date=2020-07-01", ACCORD_MATCH_NO, ACCORD_MATCH_NO},
    {"actions", "date=2020", ACCORD_MATCH_COARSE, ACCORD_MATCH_COARSE},
    {"actions", "date=2020-07-01 from=2020-01", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
    {"actions", "date=2020-07-01 from=2020-08", ACCORD_MATCH_NO, ACCORD_MATCH_NO},
    {"actions", "id=a", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
    {"plans", "adopted=2020-07-01", ACCORD_MATCH_NO, ACCORD_MATCH_NO},
    {"plans", "id=p", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
    {"requests", "asked=2021", ACCORD_MATCH_NO, ACCORD_MATCH_NO},
    {"reports", "due=2025", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
    {"meetings", "from=2025", ACCORD_MATCH_YES, ACCORD_MATCH_YES},
};

START_TEST(a_row_is_there_and_valid_as_its_dates_say)
{
    static struct written row;
    const struct accord_schema *schema = accord_core_schema(lives[_i].table);
    const struct accord_cell *cells = written_row(&row, schema, lives[_i].row);
    int32_t as_of = written_day(AS_OF);
    ck_assert_msg(accord_row_there(schema, cells, as_of) == lives[_i].there, "%s %s there", lives[_i].table,
                  lives[_i].row);
    ck_assert_msg(accord_row_valid(schema, cells, as_of) == lives[_i].valid, "%s %s valid", lives[_i].table,
                  lives[_i].row);
}
END_TEST

/* A coarse date answers surely only where every day in it would answer so. */
START_TEST(coarse_dates_answer_as_all_their_days_together)
{
    static const char *const rows[] = {
        "designated=", "confirmed=", "designated=2020-06-20 ended=", "confirmed=2020-06-25 ended="};
    static const char *const filters[] = {"", "active=during(2020-06-10..2020-06-20)", "active=during(2020-06-25..)"};
    static struct written coarse, exact, asked;
    const struct accord_schema *schema = accord_core_schema("focal_points");
    const struct accord_filter *filter = written_filter(&asked, schema, filters[_i]);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (int32_t as_of = written_day("2020-05-25"); as_of < written_day("2020-07-10"); as_of++) {
            char text[128], date[ACCORD_DATE_TEXT_MAX];
            struct accord_date june = written_date("2020-06");
            bool sure = true, never = true;
            for (int32_t day = june.first; day <= june.last; day++) {
                snprintf(text, sizeof text, "%s%s", rows[i], accord_date_format((struct accord_date){day, day}, date));
                const struct accord_cell *cells = written_row(&exact, schema, text);
                enum accord_match match = filter->count == 0 ? accord_row_valid(schema, cells, as_of)
                                                             : accord_filter_match(filter, schema, cells, as_of);
                sure = sure && match == ACCORD_MATCH_YES;
                never = never && match == ACCORD_MATCH_NO;
            }
            snprintf(text, sizeof text, "%s2020-06", rows[i]);
            const struct accord_cell *cells = written_row(&coarse, schema, text);
            enum accord_match match = filter->count == 0 ? accord_row_valid(schema, cells, as_of)
                                                         : accord_filter_match(filter, schema, cells, as_of);
            /* Never more than the days say; and where they agree, no less. */
            ck_assert_msg(match != ACCORD_MATCH_YES || sure, "%s as of day %d is sure", text, (int)as_of);
            ck_assert_msg(match != ACCORD_MATCH_NO || never, "%s as of day %d is never", text, (int)as_of);
            ck_assert_msg(!sure || match == ACCORD_MATCH_YES, "%s as of day %d is not sure", text, (int)as_of);
            ck_assert_msg(!never || match == ACCORD_MATCH_NO, "%s as of day %d is not never", text, (int)as_of);
        }
}
END_TEST

/* ---- the days of a question ---- */

static const struct {
    const char *filter;
    const char *first;
    const char *last; /* NULL: none */
} days[] = {
    {"", AS_OF, AS_OF},
    {"submitted=present", AS_OF, AS_OF},
    {"due=during(2020-01-01..)", "2020-01-01", AS_OF},
    {"due=during(2020-01-01..2020-04-01)", "2020-01-01", "2020-03-31"},
    {"due=during(2020-01-01..2021-04-01)", "2020-01-01", AS_OF},
    {"due=during(2020-01..2020-04)", "2020-01-01", "2020-04-29"},
    {"due=during(2020-06-30..)", AS_OF, AS_OF},
    {"due=during(2020-07-01..)", NULL, NULL},
    {"due=during(2020-01-01..2020-02-01) submitted=during(2019-01-01..2019-02-01)", "2019-01-01", "2020-01-31"},
};

START_TEST(a_question_is_about_the_days_of_its_windows_or_the_as_of_date)
{
    static struct written filter;
    const struct accord_filter *asked = written_filter(&filter, accord_core_schema("reports"), days[_i].filter);
    int32_t first, last;
    bool any = accord_filter_days(asked, written_day(AS_OF), &first, &last);
    ck_assert_int_eq(any, days[_i].last != NULL);
    if (!any) return;
    ck_assert_int_eq(first, written_day(days[_i].first));
    ck_assert_int_eq(last, written_day(days[_i].last));
}
END_TEST

/* ---- completeness ---- */

/* "since..until role=a|b actor=X": a declaration. */
struct declaration {
    const char *since;
    const char *until; /* NULL: maintained */
    struct {
        const char *column;
        const char *values[4];
    } where[3];
};

enum { DECLARATIONS_MAX = 4, VALUES_MAX = 4 };

static const struct {
    const char *table;
    struct declaration declared[DECLARATIONS_MAX];
    const char *filter;
    bool complete;
} declarations[] = {
    /* no declaration, and the whole resource */
    {"focal_points", {{NULL, NULL, {{NULL, {NULL}}}}}, "role=cms-nfp", false},
    {"focal_points", {{"2015", NULL, {{NULL, {NULL}}}}}, "role=cms-nfp", true},
    {"focal_points", {{"2015", NULL, {{NULL, {NULL}}}}}, "", true},
    /* both ends are inclusive: first day of since, last day of until */
    {"focal_points", {{AS_OF, NULL, {{NULL, {NULL}}}}}, "role=cms-nfp", true},
    {"focal_points", {{"2020-07-01", NULL, {{NULL, {NULL}}}}}, "role=cms-nfp", false},
    {"focal_points", {{"2020", NULL, {{NULL, {NULL}}}}}, "role=cms-nfp", true},
    {"focal_points", {{"2015", AS_OF, {{NULL, {NULL}}}}}, "role=cms-nfp", true},
    {"focal_points", {{"2015", "2020-06-29", {{NULL, {NULL}}}}}, "role=cms-nfp", false},
    {"focal_points", {{"2015", "2020-06", {{NULL, {NULL}}}}}, "role=cms-nfp", true},
    {"focal_points", {{AS_OF, AS_OF, {{NULL, {NULL}}}}}, "role=cms-nfp", true},
    /* windows are covered wholly, up to the as-of date */
    {"reports", {{"2020-01-01", NULL, {{NULL, {NULL}}}}}, "due=during(2020-01-01..)", true},
    {"reports", {{"2020-01-02", NULL, {{NULL, {NULL}}}}}, "due=during(2020-01-01..)", false},
    {"reports", {{"2020-01-01", "2020-03-31", {{NULL, {NULL}}}}}, "due=during(2020-01-01..2020-04-01)", true},
    {"reports", {{"2020-01-01", "2020-03-30", {{NULL, {NULL}}}}}, "due=during(2020-01-01..2020-04-01)", false},
    {"reports", {{"2020-01-01", AS_OF, {{NULL, {NULL}}}}}, "due=during(2020-01-01..2022-01-01)", true},
    {"reports", {{"2015", NULL, {{NULL, {NULL}}}}}, "due=during(2020-07-01..)", false},
    {"focal_points", {{"2020-01-01", NULL, {{NULL, {NULL}}}}}, "active=during(2020-01-01..)", true},
    {"focal_points", {{"2020-01-02", NULL, {{NULL, {NULL}}}}}, "active=during(2020-01-01..)", false},
    /* declarations that touch are joined, those with a day between them are not */
    {"reports",
     {{"2019", "2020-02-29", {{NULL, {NULL}}}}, {"2020-03-01", NULL, {{NULL, {NULL}}}}},
     "due=during(2020-01-01..)",
     true},
    {"reports",
     {{"2020-03-01", NULL, {{NULL, {NULL}}}}, {"2019", "2020-02-28", {{NULL, {NULL}}}}},
     "due=during(2020-01-01..)",
     false},
    {"reports",
     {{"2020-04", NULL, {{NULL, {NULL}}}},
      {"2019", "2020-01-15", {{NULL, {NULL}}}},
      {"2020-01-10", "2020-03", {{NULL, {NULL}}}}},
     "due=during(2020-01-01..)",
     true},
    /* where: the filter must hold the column to the declared values */
    {"focal_points", {{"2015", NULL, {{"role", {"cms-nfp"}}}}}, "role=cms-nfp", true},
    {"focal_points", {{"2015", NULL, {{"role", {"cms-nfp"}}}}}, "role=cbd-nfp", false},
    {"focal_points", {{"2015", NULL, {{"role", {"cms-nfp"}}}}}, "", false},
    {"focal_points", {{"2015", NULL, {{"role", {"cms-nfp"}}}}}, "role=present", false},
    {"focal_points", {{"2015", NULL, {{"role", {"cms-nfp", "cbd-nfp"}}}}}, "role=cbd-nfp", true},
    {"focal_points", {{"2015", NULL, {{"role", {"cms-nfp"}}}}}, "role=cms-nfp institution=x", true},
    {"contributions", {{"2015", NULL, {{"year", {"2019"}}}}}, "year=2019", true},
    {"contributions", {{"2015", NULL, {{"year", {"2019"}}}}}, "year=2018", false},
    {"actions", {{"2015", NULL, {{"groups", {"women"}}}}}, "groups=women", false},
    /* several alternatives: each must be covered, by whichever declaration */
    {"focal_points", {{"2015", NULL, {{"role", {"cms-nfp"}}}}}, "role=cms-nfp|cbd-nfp", false},
    {"focal_points",
     {{"2015", NULL, {{"role", {"cms-nfp"}}}}, {"2016", NULL, {{"role", {"cbd-nfp"}}}}},
     "role=cms-nfp|cbd-nfp",
     true},
    {"focal_points",
     {{"2015", NULL, {{"role", {"cms-nfp"}}}}, {"2021", NULL, {{"role", {"cbd-nfp"}}}}},
     "role=cms-nfp|cbd-nfp",
     false},
    {"focal_points",
     {{"2015", "2020-03", {{"role", {"cms-nfp"}}}}, {"2020-04", NULL, {{"role", {"cbd-nfp"}}}}},
     "role=cms-nfp|cbd-nfp active=during(2020-01-01..)",
     false},
    {"focal_points",
     {{"2015", NULL, {{"role", {"cms-nfp"}}, {"institution", {"x"}}}},
      {"2015", NULL, {{"role", {"cms-nfp"}}, {"institution", {"y"}}}},
      {"2015", NULL, {{"role", {"cbd-nfp"}}, {"institution", {"x"}}}}},
     "role=cms-nfp|cbd-nfp institution=x|y",
     false},
    {"focal_points",
     {{"2015", NULL, {{"role", {"cms-nfp"}}, {"institution", {"x"}}}},
      {"2015", NULL, {{"role", {"cms-nfp"}}, {"institution", {"y"}}}},
      {"2015", NULL, {{"role", {"cbd-nfp"}}}}},
     "role=cms-nfp|cbd-nfp institution=x|y",
     true},
    /* the actor's own column is held to the actor at hand */
    {"focal_points", {{"2015", NULL, {{"actor", {"KEN"}}}}}, "role=cms-nfp", true},
    {"focal_points", {{"2015", NULL, {{"actor", {"TZA", "UGA"}}}}}, "role=cms-nfp", false},
    {"focal_points", {{"2015", NULL, {{"actor", {"TZA", "KEN"}}, {"role", {"cms-nfp"}}}}}, "role=cms-nfp", true},
    {"partnerships", {{"2015", NULL, {{"parties", {"KEN"}}}}}, "kind=mou", true},
    {"partnerships", {{"2015", NULL, {{"parties", {"TZA"}}}}}, "kind=mou", false},
    {"requests", {{"2015", NULL, {{"to", {"KEN"}}}}}, "kind=input", false},
    {"meetings", {{"2015", NULL, {{"body", {"cop"}}}}}, "body=cop", true},
};

static size_t take_declarations(const struct declaration *declared, struct accord_schema *schema,
                                struct accord_complete *complete)
{
    size_t count = 0;
    for (; count < DECLARATIONS_MAX && declared[count].since != NULL; count++) {
        complete[count].since = written_date(declared[count].since).first;
        complete[count].until = declared[count].until == NULL ? INT32_MAX : written_date(declared[count].until).last;
        for (size_t i = 0; i < 3 && declared[count].where[i].column != NULL; i++) {
            const char *column = declared[count].where[i].column;
            size_t values = 0;
            while (values < VALUES_MAX && declared[count].where[i].values[values] != NULL)
                values++;
            complete[count].where_columns[i] = accord_schema_find(schema, column, strlen(column));
            complete[count].where_values[i] = declared[count].where[i].values;
            complete[count].where_value_counts[i] = values;
            complete[count].where_count++;
        }
    }
    return count;
}

START_TEST(a_question_is_complete_only_where_declarations_cover_all_of_it)
{
    static struct written filter;
    struct accord_complete complete[DECLARATIONS_MAX];
    struct accord_schema schema = *accord_core_schema(declarations[_i].table);
    memset(complete, 0, sizeof complete);
    schema.complete = complete;
    schema.complete_count = take_declarations(declarations[_i].declared, &schema, complete);
    const struct accord_filter *asked = written_filter(&filter, &schema, declarations[_i].filter);
    bool got = accord_filter_complete(asked, &schema, "KEN", written_day(AS_OF));
    ck_assert_msg(got == declarations[_i].complete, "case %d: %s {%s}", _i, declarations[_i].table,
                  declarations[_i].filter);
}
END_TEST

START_TEST(nobody_in_particular_is_not_held_to_an_actor)
{
    static struct written filter;
    static const char *const values[] = {"KEN"};
    struct accord_complete complete = {.where_columns = {1},
                                       .where_values = {values},
                                       .where_value_counts = {1},
                                       .where_count = 1,
                                       .until = INT32_MAX};
    struct accord_schema schema = *accord_core_schema("focal_points");
    schema.complete = &complete;
    schema.complete_count = 1;
    const struct accord_filter *asked = written_filter(&filter, &schema, "role=cms-nfp");
    ck_assert(accord_filter_complete(asked, &schema, "KEN", written_day(AS_OF)));
    ck_assert(!accord_filter_complete(asked, &schema, NULL, written_day(AS_OF)));
}
END_TEST

/* The alternatives of many columns multiply; only those that a declaration speaks of may count. */
START_TEST(alternatives_that_no_declaration_speaks_of_cost_nothing)
{
    enum { ALTERNATIVES = ACCORD_TERM_VALUES_MAX, COLUMNS = 5 };
    static const char *const names[COLUMNS] = {"evidence_url", "description", "kind", "provision", "status"};
    static struct accord_cell values[ALTERNATIVES];
    static char texts[ALTERNATIVES][8];
    struct accord_schema schema = *accord_core_schema("actions");
    struct accord_complete complete = {.since = 0, .until = INT32_MAX};
    static struct accord_filter filter;
    for (int i = 0; i < ALTERNATIVES; i++) {
        snprintf(texts[i], sizeof texts[i], "v%d", i);
        values[i] = (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = (uint32_t)strlen(texts[i])};
        values[i].as.text = texts[i];
    }
    for (int i = 0; i < COLUMNS; i++)
        filter.terms[filter.count++] =
            (struct accord_term){.name = names[i],
                                 .column = accord_schema_find(&schema, names[i], strlen(names[i])),
                                 .kind = ACCORD_TERM_EQUALS,
                                 .values = values,
                                 .value_count = ALTERNATIVES};
    schema.occurs[0] = schema.occurs[1] = ACCORD_NO_COLUMN; /* a question about a day */
    schema.complete = &complete;
    schema.complete_count = 1;
    ck_assert(accord_filter_complete(&filter, &schema, "KEN", written_day(AS_OF)));
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("filter");
    Suite *suite = suite_create("filter");
    tcase_set_timeout(tcase, 20);
    tcase_add_test(tcase, answers_join_as_truth_tables_say);
    tcase_add_loop_test(tcase, a_row_answers_a_filter_with_one_of_three_values, 0, COUNT_OF(matches));
    tcase_add_loop_test(tcase, a_row_is_there_and_valid_as_its_dates_say, 0, COUNT_OF(lives));
    tcase_add_loop_test(tcase, coarse_dates_answer_as_all_their_days_together, 0, 3);
    tcase_add_loop_test(tcase, a_question_is_about_the_days_of_its_windows_or_the_as_of_date, 0, COUNT_OF(days));
    tcase_add_loop_test(tcase, a_question_is_complete_only_where_declarations_cover_all_of_it, 0,
                        COUNT_OF(declarations));
    tcase_add_test(tcase, nobody_in_particular_is_not_held_to_an_actor);
    tcase_add_test(tcase, alternatives_that_no_declaration_speaks_of_cost_nothing);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
