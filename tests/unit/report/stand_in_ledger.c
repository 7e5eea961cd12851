/* Entries of the stand-in's ledger. */
#include "unit/report/stand_in_ledger.h"

#include "ledger/ledger.h"
#include "unit/report/stand_in.h"

#include <check.h>

#define FOCAL "cms-11.10/no-cms-focal-point"
#define GROUPS "cms-11.10/groups-not-engaged"

/* Unchanged; worse; two that are gone, of one that came to met; and one of a rule that there is no more. */
static const struct accord_known known[] = {
    {"AAA", FOCAL, "never", "0123456789abcdef0123456789abcdef", ACCORD_VERDICT_GAP},
    {"AAA", GROUPS, "none", "22222222222222222222222222222222", ACCORD_VERDICT_PARTIAL},
    {"BBB", "cms-11.10/no-counterparts", "fewer", "55555555555555555555555555555555", ACCORD_VERDICT_PARTIAL},
    {"BBB", GROUPS, NULL, "66666666666666666666666666666666", ACCORD_VERDICT_REVIEW},
    {"EVL", "gone/for-good", "x", "77777777777777777777777777777777", ACCORD_VERDICT_GAP},
};

/* In days from the as-of date. */
static const struct {
    const char *rule;
    const char *actor;
    const char *reason;
    int from;
    int until;
} waivers[] = {
    {FOCAL, "AAA", "<b>the office moves</b> ::error:: \x1b[31m", -10, 10},
    {"cbd-rmfp/request-*", "EVL", "a reply is on its way", -400, -1},
    {"cms-11.10/*", "BBB", "nothing to cover", 0, 200},
    {GROUPS, "AAA", "from next month", 30, 60},
};

static struct accord_date day(struct accord_date as_of, int days)
{
    return (struct accord_date){as_of.first + days, as_of.first + days};
}

struct accord_ledger *stand_in_ledger(struct accord_date as_of)
{
    const struct accord_ledger_options options = {.packs = stand_in_packs(),
                                                  .dataset = stand_in_dataset(),
                                                  .as_of = as_of,
                                                  .baseline = "baseline.json",
                                                  .waivers = "ci/waivers 1.csv"};
    struct accord_ledger *ledger = NULL;
    struct accord_error err;
    bool added = false;
    ck_assert_int_eq(accord_ledger_new(&options, &ledger, &err), ACCORD_OK);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        ck_assert_int_eq(accord_ledger_add_known(ledger, &known[i], &added, &err), ACCORD_OK);
    for (size_t i = 0; i < sizeof waivers / sizeof waivers[0]; i++) {
        const struct accord_waiver waiver = {.file = "ci/waivers 1.csv",
                                             .line = (unsigned)i + 2,
                                             .rule = waivers[i].rule,
                                             .actor = waivers[i].actor,
                                             .reason = waivers[i].reason,
                                             .who = "the office",
                                             .from = day(as_of, waivers[i].from),
                                             .has_from = waivers[i].from != 0,
                                             .until = day(as_of, waivers[i].until)};
        const struct accord_waiver *same = NULL;
        ck_assert_int_eq(accord_ledger_add_waiver(ledger, &waiver, &same, &err), ACCORD_OK);
        ck_assert_ptr_null(same);
    }
    return ledger;
}
