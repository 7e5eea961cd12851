/* Being bound, against an oracle that tries every way to read the rows as claims. */
#include "engine/claims.h"

#include "unit/engine/written.h"
#include "unit/suite.h"

#include <stdbool.h>
#include <string.h>

enum { ROWS_MAX = 6, SOURCES = 2, DAYS = 8, ROUNDS = 20000, NO_DAY = -1 };

/* A row with full dates, days from 0 on; NO_DAY is blank. */
struct spell {
    int source;
    int in_force;
    int ended;
};

static const struct {
    const char *rows[ROWS_MAX];
    enum accord_truth bound;
} bonds[] = {
    {{NULL}, ACCORD_NO},
    {{"source=a in_force=2000"}, ACCORD_YES},
    {{"source=a in_force=2020-06-30"}, ACCORD_YES},
    {{"source=a in_force=2020-07-01"}, ACCORD_NO},
    {{"source=a in_force=2020"}, ACCORD_UNDECIDED},
    {{"source=a signed=1999 deposited=2000"}, ACCORD_NO},
    {{"source=a in_force=2000 ended=2020-06-30"}, ACCORD_NO},
    {{"source=a in_force=2000 ended=2020-07-01"}, ACCORD_YES},
    {{"source=a in_force=2000 ended=2020"}, ACCORD_UNDECIDED},
    /* two sources */
    {{"source=a in_force=2000", "source=b in_force=2001"}, ACCORD_YES},
    {{"source=a in_force=2000", "source=b signed=2001"}, ACCORD_UNDECIDED},
    {{"source=a signed=2000", "source=b signed=2001"}, ACCORD_NO},
    {{"source=a in_force=2000", "source=b in_force=2021"}, ACCORD_UNDECIDED},
    {{"source=a in_force=2000 ended=2010", "source=b in_force=2001"}, ACCORD_UNDECIDED},
    {{"source=a in_force=2000", "source=b in_force=2020"}, ACCORD_UNDECIDED},
    {{"source=a signed=2000", "source=b in_force=2020"}, ACCORD_UNDECIDED},
    /* spells of one source */
    {{"source=a in_force=1990 ended=2000", "source=a in_force=2010"}, ACCORD_YES},
    {{"source=a in_force=2010", "source=a in_force=1990 ended=2000"}, ACCORD_YES},
    {{"source=a in_force=1990 ended=2000", "source=a in_force=2001 ended=2005"}, ACCORD_NO},
    {{"source=a in_force=1990 ended=2000-01-01", "source=a in_force=2000-01-01"}, ACCORD_YES},
    {{"source=a signed=1985", "source=a in_force=1990"}, ACCORD_YES},
    /* rivals of one source */
    {{"source=a in_force=1990 ended=2005", "source=a in_force=2000"}, ACCORD_UNDECIDED},
    {{"source=a in_force=1990", "source=a in_force=1995"}, ACCORD_YES},
    {{"source=a in_force=1990 ended=2015", "source=a in_force=2000 ended=2019"}, ACCORD_NO},
    {{"source=a in_force=1990 ended=2000", "source=a in_force=1995 ended=2001", "source=a in_force=2010"}, ACCORD_YES},
    /* dates too coarse to overlap surely are spells */
    {{"source=a in_force=1990 ended=2000", "source=a in_force=2000-06-01"}, ACCORD_YES},
    /* one source's rivals leave all undecided, and another's word does not mend it */
    {{"source=a in_force=1990 ended=2005", "source=a in_force=2000", "source=b in_force=1990"}, ACCORD_UNDECIDED},
};

START_TEST(being_bound_follows_from_the_claims)
{
    static struct written written[ROWS_MAX];
    const struct accord_cell *rows[ROWS_MAX];
    const struct accord_schema *schema = accord_core_schema("memberships");
    size_t count = 0;
    for (; count < ROWS_MAX && bonds[_i].rows[count] != NULL; count++)
        rows[count] = written_row(&written[count], schema, bonds[_i].rows[count]);
    ck_assert_int_eq(accord_claims_bound(schema, rows, count, written_day("2020-06-30")), bonds[_i].bound);
}
END_TEST

/* ---- the oracle ---- */

static bool spell_holds(const struct spell *spell, int day)
{
    return spell->in_force != NO_DAY && spell->in_force <= day && (spell->ended == NO_DAY || day < spell->ended);
}

/* Some day is in both. */
static bool spells_overlap(const struct spell *a, const struct spell *b)
{
    for (int day = 0; day <= DAYS; day++)
        if (spell_holds(a, day) && spell_holds(b, day)) return true;
    return false;
}

static bool no_overlap(const struct spell *spells, int count, unsigned set)
{
    for (int i = 0; i < count; i++)
        for (int j = 0; j < i; j++)
            if ((set >> i & 1) != 0 && (set >> j & 1) != 0 && spells_overlap(&spells[i], &spells[j])) return false;
    return true;
}

/* A claim is a largest set of a source's rows of which none overlap; it says bound if one of them holds. */
static enum accord_truth source_by_all_claims(const struct spell *spells, int count, int day)
{
    bool some = false, all = true;
    for (unsigned set = 1; set < 1u << count; set++) {
        bool largest = no_overlap(spells, count, set), holds = false;
        for (int i = 0; i < count && largest; i++)
            largest = (set >> i & 1) != 0 || !no_overlap(spells, count, set | 1u << i);
        if (!largest) continue;
        for (int i = 0; i < count; i++)
            holds = holds || ((set >> i & 1) != 0 && spell_holds(&spells[i], day));
        some = some || holds;
        all = all && holds;
    }
    return all ? ACCORD_YES : some ? ACCORD_UNDECIDED : ACCORD_NO;
}

static enum accord_truth bound_by_all_claims(const struct spell *spells, int count, int day)
{
    enum accord_truth bound = ACCORD_NO;
    bool any = false;
    for (int source = 0; source < SOURCES; source++) {
        struct spell own[ROWS_MAX];
        int own_count = 0;
        for (int i = 0; i < count; i++)
            if (spells[i].source == source) own[own_count++] = spells[i];
        if (own_count == 0) continue;
        enum accord_truth says = source_by_all_claims(own, own_count, day);
        bound = !any || bound == says ? says : ACCORD_UNDECIDED;
        any = true;
    }
    return bound;
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* Beginnings before ends: a spell of no day is no spell, and ingest has its own words for it. */
static struct spell random_spell(uint32_t *seed)
{
    struct spell spell = {(int)(next_random(seed) % SOURCES), (int)(next_random(seed) % (DAYS + 1)), NO_DAY};
    if (next_random(seed) % 8 == 0) spell.in_force = NO_DAY;
    if (spell.in_force != NO_DAY && spell.in_force < DAYS && next_random(seed) % 3 != 0)
        spell.ended = spell.in_force + 1 + (int)(next_random(seed) % (uint32_t)(DAYS - spell.in_force));
    return spell;
}

static void take_cells(const struct spell *spell, const struct accord_schema *schema, struct accord_cell *cells)
{
    static const char *const names[] = {"a", "b"};
    memset(cells, 0, ACCORD_COLUMNS_MAX * sizeof *cells);
    struct accord_cell *source = &cells[accord_schema_find(schema, "source", 6)];
    struct accord_cell *in_force = &cells[schema->valid_from], *ended = &cells[schema->valid_to];
    *source = (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = 1};
    source->as.text = names[spell->source];
    if (spell->in_force != NO_DAY) {
        in_force->kind = ACCORD_CELL_DATE;
        in_force->as.date = (struct accord_date){spell->in_force, spell->in_force};
    }
    if (spell->ended != NO_DAY) {
        ended->kind = ACCORD_CELL_DATE;
        ended->as.date = (struct accord_date){spell->ended, spell->ended};
    }
}

START_TEST(full_dates_are_judged_as_by_every_reading_of_the_claims)
{
    static struct accord_cell cells[ROWS_MAX][ACCORD_COLUMNS_MAX];
    const struct accord_schema *schema = accord_core_schema("memberships");
    uint32_t seed = 20201122;
    for (int round = 0; round < ROUNDS; round++) {
        struct spell spells[ROWS_MAX];
        const struct accord_cell *rows[ROWS_MAX];
        int count = (int)(next_random(&seed) % (ROWS_MAX + 1));
        for (int i = 0; i < count; i++) {
            spells[i] = random_spell(&seed);
            take_cells(&spells[i], schema, cells[i]);
            rows[i] = cells[i];
        }
        int day = (int)(next_random(&seed) % (DAYS + 1));
        ck_assert_msg(accord_claims_bound(schema, rows, (size_t)count, day) == bound_by_all_claims(spells, count, day),
                      "round %d", round);
    }
}
END_TEST

/* Blurring a date may leave open what was decided, but never decide otherwise. */
START_TEST(coarser_dates_never_say_the_opposite)
{
    static struct accord_cell cells[ROWS_MAX][ACCORD_COLUMNS_MAX];
    const struct accord_schema *schema = accord_core_schema("memberships");
    uint32_t seed = 11102020;
    for (int round = 0; round < ROUNDS; round++) {
        struct spell spells[ROWS_MAX];
        const struct accord_cell *rows[ROWS_MAX];
        int count = 1 + (int)(next_random(&seed) % ROWS_MAX);
        for (int i = 0; i < count; i++) {
            spells[i] = random_spell(&seed);
            take_cells(&spells[i], schema, cells[i]);
            rows[i] = cells[i];
        }
        int day = (int)(next_random(&seed) % (DAYS + 1));
        enum accord_truth exact = bound_by_all_claims(spells, count, day);
        struct accord_cell *blurred = &cells[next_random(&seed) % (uint32_t)count]
                                            [next_random(&seed) % 2 == 0 ? schema->valid_from : schema->valid_to];
        if (blurred->kind != ACCORD_CELL_DATE) continue;
        blurred->as.date.first -= (int32_t)(next_random(&seed) % 3);
        blurred->as.date.last += (int32_t)(next_random(&seed) % 3);
        enum accord_truth coarse = accord_claims_bound(schema, rows, (size_t)count, day);
        ck_assert_msg(!(exact == ACCORD_YES && coarse == ACCORD_NO) && !(exact == ACCORD_NO && coarse == ACCORD_YES),
                      "round %d: exact %d, coarse %d", round, (int)exact, (int)coarse);
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("claims");
    Suite *suite = suite_create("claims");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, being_bound_follows_from_the_claims, 0, COUNT_OF(bonds));
    tcase_add_test(tcase, full_dates_are_judged_as_by_every_reading_of_the_claims);
    tcase_add_test(tcase, coarser_dates_never_say_the_opposite);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
