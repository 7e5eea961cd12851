/* The reconciliation: every row is one of three, whatever happens, and what is written says so. */
#include "import/reconcile.h"

#include "base/memory.h"
#include "unit/suite.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static struct accord_reconciliation *reconciliation;
static struct accord_error err;
static const struct accord_place nowhere = {0, 0};

static void begin(void)
{
    ck_assert_int_eq(accord_reconciliation_new(&reconciliation, &err), ACCORD_OK);
}

static void end(void)
{
    accord_reconciliation_free(reconciliation);
}

/* One row: each letter is an event. n, s, r: a row of `memberships` that is new, the same, a rival; N, S, R of
 * `actors`; x: a refusal. */
static void row(const char *events)
{
    static const char kinds[] = "nsr";
    accord_reconciliation_begin(reconciliation);
    for (const char *event = events; *event != '\0'; event++) {
        if (*event == 'x') {
            ck_assert_int_eq(
                accord_reconciliation_refuse(reconciliation, "a.csv", (struct accord_place){7, 3}, "x", &err),
                ACCORD_OK);
            continue;
        }
        bool actors = *event >= 'A' && *event <= 'Z';
        char lower = actors ? (char)(*event + 32) : *event;
        enum accord_taken taken = (enum accord_taken)(strchr(kinds, lower) - kinds);
        ck_assert_int_eq(accord_reconciliation_take(reconciliation, actors ? "actors" : "memberships", taken, &err),
                         ACCORD_OK);
    }
    ck_assert_int_eq(accord_reconciliation_refuses(reconciliation), strchr(events, 'x') != NULL);
    accord_reconciliation_end(reconciliation);
}

struct row_case {
    const char *events;
    const char *outcome; /* mapped, merged, refused, conflicting; new, same, rival of both tables */
};

static const struct row_case cases[] = {
    {"n", "1 0 0 0; 1 0 0"},  {"s", "0 1 0 0; 0 1 0"},   {"r", "1 0 0 1; 0 0 1"},    {"x", "0 0 1 0; 0 0 0"},
    {"sn", "1 0 0 0; 1 1 0"}, {"ssS", "0 1 0 0; 0 3 0"}, {"Sr", "1 0 0 1; 0 1 1"},   {"nNrrx", "0 0 1 0; 0 0 0"},
    {"xn", "0 0 1 0; 0 0 0"}, {"xxx", "0 0 1 0; 0 0 0"}, {"rrRR", "1 0 0 1; 0 0 4"},
};

START_TEST(a_row_is_one_of_three)
{
    char found[128];
    row(cases[_i].events);
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(reconciliation);
    size_t rows[3] = {0};
    for (size_t i = 0; i < accord_reconciliation_table_count(reconciliation); i++)
        for (size_t kind = 0; kind < 3; kind++)
            rows[kind] += accord_reconciliation_table(reconciliation, i).rows[kind];
    (void)snprintf(found, sizeof found, "%zu %zu %zu %zu; %zu %zu %zu", totals.mapped, totals.merged, totals.refused,
                   totals.conflicting, rows[0], rows[1], rows[2]);
    ck_assert_uint_eq(totals.read, 1);
    ck_assert_str_eq(found, cases[_i].outcome);
}
END_TEST

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 16;
}

/* Rows of up to six events each, against a count of its own. */
START_TEST(read_is_mapped_and_merged_and_refused_for_every_sequence)
{
    static const char letters[] = "nsrNSRx";
    uint32_t state = 1 + (uint32_t)_i;
    size_t mapped = 0, merged = 0, refused = 0, conflicting = 0, reasons = 0, news = 0;
    size_t rows = next_random(&state) % 300;
    for (size_t i = 0; i < rows; i++) {
        char events[8] = "";
        size_t length = 1 + next_random(&state) % 6;
        for (size_t j = 0; j < length; j++)
            events[j] = letters[next_random(&state) % (sizeof letters - 1)];
        row(events);
        bool is_refused = strchr(events, 'x') != NULL, rival = strpbrk(events, "rR") != NULL;
        bool changes = rival || strpbrk(events, "nN") != NULL;
        refused += is_refused;
        mapped += !is_refused && changes;
        merged += !is_refused && !changes;
        conflicting += !is_refused && rival;
        for (size_t j = 0; j < length; j++) {
            reasons += events[j] == 'x';
            news += !is_refused && (events[j] == 'n' || events[j] == 'N');
        }
    }
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(reconciliation);
    ck_assert_uint_eq(totals.read, rows);
    ck_assert_uint_eq(totals.read, totals.mapped + totals.merged + totals.refused);
    ck_assert_uint_eq(totals.mapped, mapped);
    ck_assert_uint_eq(totals.merged, merged);
    ck_assert_uint_eq(totals.refused, refused);
    ck_assert_uint_eq(totals.conflicting, conflicting);
    ck_assert_uint_eq(accord_problems_count(accord_reconciliation_refusals(reconciliation)), reasons);
    size_t counted = 0;
    for (size_t i = 0; i < accord_reconciliation_table_count(reconciliation); i++)
        counted += accord_reconciliation_table(reconciliation, i).rows[ACCORD_TAKEN_NEW];
    ck_assert_uint_eq(counted, news);
}
END_TEST

START_TEST(what_is_told_later_is_counted_as_what_is_told_at_once)
{
    accord_reconciliation_begin(reconciliation);
    ck_assert_uint_eq(accord_reconciliation_number(reconciliation), 0);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(accord_reconciliation_take(reconciliation, "plans", ACCORD_TAKEN_LATER, &err), ACCORD_OK);
    accord_reconciliation_end(reconciliation);
    row("x");
    row("s");
    accord_reconciliation_begin(reconciliation);
    ck_assert_uint_eq(accord_reconciliation_number(reconciliation), 3);
    ck_assert_int_eq(accord_reconciliation_take(reconciliation, "plans", ACCORD_TAKEN_LATER, &err), ACCORD_OK);
    accord_reconciliation_end(reconciliation);
    for (enum accord_taken taken = ACCORD_TAKEN_NEW; taken < ACCORD_TAKEN_LATER; taken++)
        accord_reconciliation_settle(reconciliation, "plans", taken);
    accord_reconciliation_settle_row(reconciliation, ACCORD_TAKEN_RIVAL);
    accord_reconciliation_settle_row(reconciliation, ACCORD_TAKEN_SAME);
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(reconciliation);
    ck_assert_uint_eq(totals.read, 4);
    ck_assert_uint_eq(totals.mapped, 1);
    ck_assert_uint_eq(totals.conflicting, 1);
    ck_assert_uint_eq(totals.merged, 2);
    ck_assert_uint_eq(totals.refused, 1);
    struct accord_table_totals plans = accord_reconciliation_table(reconciliation, 1);
    for (size_t kind = 0; kind < 3; kind++)
        ck_assert_uint_eq(plans.rows[kind], 1);
}
END_TEST

START_TEST(conflicts_that_are_not_told_one_by_one_are_counted)
{
    ck_assert_int_eq(accord_reconciliation_conflict(reconciliation, "a.csv", nowhere, "x", &err), ACCORD_OK);
    accord_reconciliation_more_conflicts(reconciliation, 41);
    ck_assert_uint_eq(accord_problems_count(accord_reconciliation_conflicts(reconciliation)), 42);
}
END_TEST

START_TEST(refusals_beyond_those_kept_are_counted)
{
    for (int i = 0; i < ACCORD_PROBLEMS_KEPT + 5; i++)
        row("x");
    const struct accord_problems *refusals = accord_reconciliation_refusals(reconciliation);
    ck_assert_uint_eq(accord_problems_count(refusals), ACCORD_PROBLEMS_KEPT + 5);
    ck_assert_uint_eq(accord_problems_kept(refusals), ACCORD_PROBLEMS_KEPT);
    ck_assert_uint_eq(accord_reconciliation_totals(reconciliation).refused, ACCORD_PROBLEMS_KEPT + 5);
}
END_TEST

START_TEST(it_is_written_as_json)
{
    struct accord_text text;
    accord_text_init(&text, 4096);
    row("nN");
    row("sS");
    row("x");
    row("r");
    ck_assert_int_eq(
        accord_reconciliation_conflict(reconciliation, "a.csv", (struct accord_place){5, 0}, "KEN \"cms\"", &err),
        ACCORD_OK);
    ck_assert_int_eq(accord_reconciliation_warn(reconciliation, "b\n.json", nowhere, "odd", &err), ACCORD_OK);
    accord_reconciliation_write_json(reconciliation, &text);
    ck_assert_str_eq(
        accord_text_str(&text),
        "{\"read\": 4, \"mapped\": 2, \"merged\": 1, \"conflicting\": 1, \"refused\": 1, \"tables\": [{\"table\": "
        "\"actors\", \"new\": 1, \"same\": 1, \"rival\": 0}, {\"table\": \"memberships\", \"new\": 1, \"same\": 1, "
        "\"rival\": 1}], \"refusals\": {\"count\": 1, \"kept\": [{\"file\": \"a.csv\", \"line\": 7, \"column\": 3, "
        "\"text\": \"x\"}]}, \"conflicts\": {\"count\": 1, \"kept\": [{\"file\": \"a.csv\", \"line\": 5, \"text\": "
        "\"KEN "
        "\\\"cms\\\"\"}]}, \"warnings\": {\"count\": 1, \"kept\": [{\"file\": \"b\\n.json\", \"text\": \"odd\"}]}}\n");
    accord_text_clear(&text);
}
END_TEST

START_TEST(nothing_read_is_written_too)
{
    struct accord_text text;
    accord_text_init(&text, 4096);
    accord_reconciliation_write_json(reconciliation, &text);
    ck_assert_str_eq(accord_text_str(&text),
                     "{\"read\": 0, \"mapped\": 0, \"merged\": 0, \"conflicting\": 0, \"refused\": 0, \"tables\": [], "
                     "\"refusals\": {\"count\": 0, \"kept\": []}, \"conflicts\": {\"count\": 0, \"kept\": []}, "
                     "\"warnings\": {\"count\": 0, \"kept\": []}}\n");
    accord_text_clear(&text);
}
END_TEST

START_TEST(any_failed_allocation_is_survived)
{
    enum accord_status status = ACCORD_NO_MEMORY;
    for (unsigned long nth = 1; status != ACCORD_OK; nth++) {
        struct accord_reconciliation *other = NULL;
        accord_alloc_fail_after(nth);
        status = accord_reconciliation_new(&other, &err);
        if (status == ACCORD_OK) {
            accord_reconciliation_begin(other);
            status = accord_reconciliation_take(other, "actors", ACCORD_TAKEN_NEW, &err);
            if (status == ACCORD_OK) status = accord_reconciliation_refuse(other, "f", nowhere, "x", &err);
        }
        accord_alloc_fail_after(0);
        accord_reconciliation_free(other);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/reconcile");
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, begin, end);
    tcase_add_loop_test(rows, a_row_is_one_of_three, 0, COUNT_OF(cases));
    tcase_add_loop_test(rows, read_is_mapped_and_merged_and_refused_for_every_sequence, 0, 40);
    tcase_add_test(rows, refusals_beyond_those_kept_are_counted);
    tcase_add_test(rows, what_is_told_later_is_counted_as_what_is_told_at_once);
    tcase_add_test(rows, conflicts_that_are_not_told_one_by_one_are_counted);
    tcase_add_test(rows, it_is_written_as_json);
    tcase_add_test(rows, nothing_read_is_written_too);
    tcase_add_test(rows, any_failed_allocation_is_survived);
    suite_add_tcase(suite, rows);
    return run_suite(suite);
}
