/* Who holds which office, by rows and by findings. */
#include "dossier/reader/on_record.h"

#include "unit/suite.h"

#include <stdlib.h>

/* A dossier of one table and one run, and what is on record of one actor. */
enum { ROLE, INSTITUTION, DESIGNATED, CONFIRMED, ENDED, COLUMNS };

static const char *columns[] = {"role", "institution", "designated", "confirmed", "ended"};
static struct accord_dossier_table table = {.name = "focal_points", .columns = columns, .column_count = COLUMNS};
static struct accord_dossier_run told = {.as_of = "2026-11-20"};
static struct accord_dossier dossier;
static struct accord_arena arena;

static void set_up(void)
{
    const char *why = NULL;
    ck_assert(accord_date_parse(told.as_of, 10, &told.day, &why));
    dossier = (struct accord_dossier){.tables = {&table, 1, 1}, .runs = {&told, 1, 1}};
    accord_arena_init(&arena);
}

static void tear_down(void)
{
    accord_arena_clear(&arena);
}

static const struct accord_dossier_designation *
list(const char **values, size_t rows, const struct accord_dossier_finding *findings, size_t count, size_t *found)
{
    struct accord_on_record_row *stored = calloc(rows + 1, sizeof *stored);
    static struct accord_on_record record;
    const struct accord_dossier_verdict verdict = {.findings = findings, .finding_count = count};
    const struct accord_dossier_account account = {.id = "KEN", .verdicts = &verdict, .verdict_count = 1};
    ck_assert_ptr_nonnull(stored);
    for (size_t i = 0; i < rows; i++)
        stored[i] =
            (struct accord_on_record_row){.key = "x", .values = values + i * COLUMNS, .file = "f.csv", .line = 2};
    record = (struct accord_on_record){.dossier = &dossier};
    record.own[0].rows = stored;
    record.own[0].count = rows;
    const struct accord_dossier_designation *offices =
        accord_dossier_designations(&dossier, &account, &record, &arena, found);
    ck_assert_ptr_nonnull(offices);
    free(stored);
    return offices;
}

static const struct {
    const char *designated, *confirmed, *ended;
    enum accord_dossier_designation_state state;
    bool overdue;
} states[] = {
    {"2026-01-01", NULL, NULL, ACCORD_DESIGNATION_CURRENT, false},
    {"2024-11-20", NULL, NULL, ACCORD_DESIGNATION_CURRENT, false}, /* 24 months to the day: not yet */
    {"2024-11-19", NULL, NULL, ACCORD_DESIGNATION_CURRENT, true},
    {"2019", NULL, NULL, ACCORD_DESIGNATION_CURRENT, true},
    {"2019", "2026-01", NULL, ACCORD_DESIGNATION_CURRENT, false},
    {"2019", "2027-01-01", NULL, ACCORD_DESIGNATION_CURRENT, true}, /* a later confirmation is not known yet */
    {"2026-11-21", NULL, NULL, ACCORD_DESIGNATION_AHEAD, false},
    {"2026-11", NULL, NULL, ACCORD_DESIGNATION_UNCERTAIN, false},
    {"2026-11", "2026-11-20", NULL, ACCORD_DESIGNATION_CURRENT, false},
    {NULL, NULL, NULL, ACCORD_DESIGNATION_UNCERTAIN, false},
    {NULL, "2025-06", NULL, ACCORD_DESIGNATION_CURRENT, false},
    {"2019", NULL, "2026-11-20", ACCORD_DESIGNATION_LAPSED, false}, /* the end is exclusive */
    {"2019", NULL, "2026-11-21", ACCORD_DESIGNATION_CURRENT, true}, /* and not known before its day */
    {"2019", NULL, "2026-11", ACCORD_DESIGNATION_UNCERTAIN, false},
    {NULL, NULL, "2020", ACCORD_DESIGNATION_LAPSED, false},
};

START_TEST(a_designation_is_held_as_the_engine_holds_it)
{
    const char *row[COLUMNS] = {"cms-nfp", "Ministry", states[_i].designated, states[_i].confirmed, states[_i].ended};
    size_t found = 0;
    const struct accord_dossier_designation *offices = list(row, 1, NULL, 0, &found);
    ck_assert_uint_eq(found, 1);
    ck_assert_int_eq(offices[0].state, states[_i].state);
    ck_assert_int_eq(offices[0].overdue, states[_i].overdue);
}
END_TEST

static const struct accord_argument of_role = {.name = "role", .value = {.kind = ACCORD_VALUE_TEXT, .text = "cms-nfp"}};
static const struct accord_dossier_evidence absence = {.table = "focal_points", .filter = &of_role, .filter_count = 1};

static struct accord_dossier_finding finding_of(enum accord_verdict_kind verdict)
{
    return (struct accord_dossier_finding){
        .verdict = verdict, .fingerprint = "f", .evidence = &absence, .evidence_count = 1};
}

START_TEST(an_office_that_nobody_holds_is_missing_or_unreported)
{
    const struct accord_dossier_finding both[] = {finding_of(ACCORD_VERDICT_UNREPORTED),
                                                  finding_of(ACCORD_VERDICT_GAP)};
    const char *lapsed[COLUMNS] = {"cms-nfp", NULL, "2019", NULL, "2020"};
    size_t found = 0;
    const struct accord_dossier_designation *offices = list(NULL, 0, both, 1, &found);
    ck_assert_uint_eq(found, 1);
    ck_assert_int_eq(offices[0].state, ACCORD_DESIGNATION_UNREPORTED);
    offices = list(lapsed, 1, both, 2, &found);
    ck_assert_uint_eq(found, 2);
    ck_assert_int_eq(offices[0].state, ACCORD_DESIGNATION_MISSING); /* no day comes before any */
    ck_assert_int_eq(offices[1].state, ACCORD_DESIGNATION_LAPSED);
}
END_TEST

START_TEST(an_office_that_somebody_holds_is_not_missing)
{
    const struct accord_dossier_finding gap = finding_of(ACCORD_VERDICT_GAP),
                                        review = finding_of(ACCORD_VERDICT_REVIEW);
    const char *held[COLUMNS] = {"cms-nfp", NULL, "2019", NULL, NULL};
    size_t found = 0;
    (void)list(held, 1, &gap, 1, &found);
    ck_assert_uint_eq(found, 1);
    (void)list(NULL, 0, &review, 1, &found);
    ck_assert_uint_eq(found, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("dossier_designations");
    TCase *tcase = tcase_create("designations");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, a_designation_is_held_as_the_engine_holds_it, 0, COUNT_OF(states));
    tcase_add_test(tcase, an_office_that_nobody_holds_is_missing_or_unreported);
    tcase_add_test(tcase, an_office_that_somebody_holds_is_not_missing);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
