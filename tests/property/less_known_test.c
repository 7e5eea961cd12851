/* Taking information away never yields met or gap where there was none.
 *
 * What that means, exactly. Three ways of knowing less are tried, each of them sound:
 *
 * 1. A declaration of completeness is withdrawn. What was shown to be absent is then unreported.
 * 2. Nothing is declared complete, and a fact of a row that had happened by the as-of date (a submission, an answer, a
 *    designation, the date of an act) is blanked, or a row that can only count for the actor (a designation, an act, a
 *    plan, a participation, a partnership) is removed.
 * 3. All claims about one actor and one treaty are removed: it is then not bound, so nothing of that treaty asks it as
 *    a Party. (Some paragraphs speak to those who are not bound.)
 *
 * Not tried, because they say more rather than less: blanking an end, a deadline or an expiry (what ended then goes
 * on); removing one of two rival claims (the other then stands alone); removing the occasion of a duty (a request, a
 * meeting, a report owed), which the other occasions then decide; taking anything from a refusal, from an act that the
 * record gives to somebody else or from one that names a mandate; from work that overlaps, a campaign without partners,
 * or a partnership with business or a pursuit of one, for which the Code of Conduct decides: each is looked at for
 * itself, and speaks against.
 *
 * Verdicts that another rule stood before (gate requires) are set apart, as the design does. */
#include "property/sample.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct sample whole, less;

static const char *const dates[] = {"2020-06-30", "2022-06-30", "2025-06-30"};

static bool is_decided(enum accord_verdict_kind verdict)
{
    return verdict == ACCORD_VERDICT_MET || verdict == ACCORD_VERDICT_GAP;
}

/* No pair is decided otherwise than before. Returns how many changed. */
static size_t expect_no_more(struct accord_packs *packs, const struct sample_outcome *before,
                             const struct sample_outcome *after, const char *what)
{
    size_t changed = 0;
    ck_assert_uint_eq(before->actors, after->actors);
    for (size_t i = 0; i < before->actors * before->rules; i++) {
        const struct sample_verdict *was = &before->verdicts[i], *is = &after->verdicts[i];
        struct accord_rule_facts rule;
        ck_assert_int_eq(was->there, is->there);
        if (!was->there || was->gate == ACCORD_GATE_REQUIRES || was->verdict == is->verdict) continue;
        changed++;
        accord_packs_rule(packs, i % before->rules, &rule);
        ck_assert_msg(!is_decided(is->verdict), "%s: %s of actor %zu was %s and is %s", what, rule.id,
                      i / before->rules, accord_verdict_meaning(was->verdict)->name,
                      accord_verdict_meaning(is->verdict)->name);
    }
    return changed;
}

START_TEST(withdrawing_declarations_decides_nothing)
{
    char folder[SAMPLE_PATH_MAX];
    struct accord_packs *packs = sample_packs();
    sample_folder(folder);
    sample_write(&whole, folder, SAMPLE_CSV, true);
    struct sample_outcome *before = sample_run(packs, folder, dates[_i]);
    sample_write(&whole, folder, SAMPLE_CSV, false);
    struct sample_outcome *after = sample_run(packs, folder, dates[_i]);
    ck_assert_uint_gt(expect_no_more(packs, before, after, "no declarations"), 0);
    free(before);
    free(after);
    accord_packs_close(packs);
    sample_folder_remove(folder);
}
END_TEST

/* ---- facts ---- */

static const struct {
    const char *table;
    const char *columns[4]; /* that may be blanked when they say that something had happened */
    bool rows;              /* may be removed */
} facts[] = {
    {"focal_points", {"designated", "confirmed", NULL}, true},
    {"reports", {"submitted", NULL}, false},
    {"actions", {"date", "from", "provision", NULL}, true},
    {"plans", {"adopted", "submitted", NULL}, true},
    {"participation", {NULL}, true},
    {"partnerships", {"from", NULL}, true},
};

static bool had_happened(const char *cell, int32_t as_of)
{
    struct accord_date date;
    const char *why;
    if (!accord_date_parse(cell, strlen(cell), &date, &why)) return cell[0] != '\0';
    return date.last <= as_of;
}

static bool says(const struct sample_table *table, size_t row, const char *column, const char *what)
{
    int at = sample_column(table, column);
    return at >= 0 && strstr(table->rows[row][at], what) != NULL;
}

/* A refusal, an act of somebody else, one that names a mandate, which may be repealed, one without partners, that
 * overlaps or beside the Code, and a partnership with business speak against. */
static bool speaks_against(const struct sample_table *table, size_t row)
{
    int mandate = sample_column(table, "mandate");
    if (mandate >= 0 && table->rows[row][mandate][0] != '\0') return true;
    return says(table, row, "status", "refused") || says(table, row, "flags", "by:") ||
           says(table, row, "flags", "overlap:") || says(table, row, "flags", "partners:none") ||
           says(table, row, "flags", "no-code-of-conduct") || says(table, row, "kind", "private-sector");
}

/* One fact less; *what says which. False when the dice found nothing to take. */
static bool take_fact(struct sample *sample, uint32_t *seed, int32_t as_of, char *what, size_t room)
{
    size_t kind = sample_random(seed, COUNT_OF(facts));
    struct sample_table *table = sample_table(sample, facts[kind].table);
    if (table->row_count == 0) return false;
    size_t row = sample_random(seed, (uint32_t)table->row_count), columns = 0;
    if (speaks_against(table, row)) return false;
    while (facts[kind].columns[columns] != NULL)
        columns++;
    size_t choice = sample_random(seed, (uint32_t)(columns + (facts[kind].rows ? 1 : 0)));
    if (choice == columns) {
        snprintf(what, room, "without %s %s", table->name, table->rows[row][0]);
        sample_remove_row(table, row);
        return true;
    }
    int column = sample_column(table, facts[kind].columns[choice]);
    if (!had_happened(table->rows[row][column], as_of)) return false;
    snprintf(what, room, "%s %s without %s", table->name, table->rows[row][0], table->columns[column]);
    sample_own_row(table, row)[column] = "";
    return true;
}

enum { SEED = 7, ROUNDS = 4, THROWS_A_ROUND = 120 };

START_TEST(withdrawing_facts_decides_nothing)
{
    static char log[THROWS_A_ROUND * 200];
    char folder[SAMPLE_PATH_MAX];
    const char *why;
    uint32_t seed = SEED + (uint32_t)_i;
    struct accord_date as_of;
    size_t changed = 0;
    struct accord_packs *packs = sample_packs();
    ck_assert(accord_date_parse(dates[_i], strlen(dates[_i]), &as_of, &why));
    sample_folder(folder);
    less = whole;
    sample_write(&less, folder, SAMPLE_CSV, false);
    struct sample_outcome *before = sample_run(packs, folder, dates[_i]);
    /* Ever less: each round is compared with the one before. */
    for (int round = 0; round < ROUNDS; round++) {
        size_t used = 0;
        log[0] = '\0';
        for (int throws = 0; throws < THROWS_A_ROUND; throws++) {
            char what[200];
            if (!take_fact(&less, &seed, as_of.first, what, sizeof what)) continue;
            used += (size_t)snprintf(log + used, sizeof log - used, "%s; ", what);
        }
        sample_write(&less, folder, SAMPLE_CSV, false);
        struct sample_outcome *after = sample_run(packs, folder, dates[_i]);
        changed += expect_no_more(packs, before, after, log);
        free(before);
        before = after;
    }
    ck_assert_uint_gt(changed, 0);
    free(before);
    accord_packs_close(packs);
    sample_folder_remove(folder);
}
END_TEST

/* ---- claims ---- */

/* Leaves out the verdicts of rules that speak to others than Parties. */
static void keep_parties(struct accord_packs *packs, struct sample_outcome *outcome)
{
    for (size_t i = 0; i < outcome->actors * outcome->rules; i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i % outcome->rules, &rule);
        if (strcmp(rule.subject, "party") != 0) outcome->verdicts[i].there = false;
    }
}

START_TEST(without_any_claim_nothing_is_asked)
{
    char folder[SAMPLE_PATH_MAX];
    struct accord_packs *packs = sample_packs();
    sample_folder(folder);
    sample_write(&whole, folder, SAMPLE_CSV, true);
    struct sample_outcome *before = sample_run(packs, folder, dates[_i]);
    less = whole;
    struct sample_table *claims = sample_table(&less, "memberships");
    for (size_t i = claims->row_count; i-- > 0;)
        if (strcmp(claims->rows[i][1], "cms") == 0 || strcmp(claims->rows[i][1], "cbd") == 0)
            sample_remove_row(claims, i);
    sample_write(&less, folder, SAMPLE_CSV, true);
    struct sample_outcome *after = sample_run(packs, folder, dates[_i]);
    keep_parties(packs, before);
    keep_parties(packs, after);
    ck_assert_uint_gt(expect_no_more(packs, before, after, "no claims"), 0);
    for (size_t i = 0; i < after->actors * after->rules; i++)
        ck_assert(!after->verdicts[i].there || after->verdicts[i].verdict == ACCORD_VERDICT_NOT_APPLICABLE);
    free(before);
    free(after);
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
    TCase *tcase = tcase_create("less_known");
    Suite *suite = suite_create("less_known");
    tcase_add_unchecked_fixture(tcase, read_sample, NULL);
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, withdrawing_declarations_decides_nothing, 0, COUNT_OF(dates));
    tcase_add_loop_test(tcase, withdrawing_facts_decides_nothing, 0, COUNT_OF(dates));
    tcase_add_loop_test(tcase, without_any_claim_nothing_is_asked, 0, COUNT_OF(dates));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
