/* Rules of treaties about the entry into force for a Party: facts of their final clauses. */
#include "import/date_rules.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct date_rule {
    const char *treaty;
    int days;     /* after the deposit, or */
    int months;   /* to the first day of which month after it */
    int first[3]; /* entry into force of the treaty itself: nobody's is earlier */
    const char *words;
};

static const struct date_rule rules[] = {
    {"cbd", 90, 0, {1993, 12, 29}, "90 days after the deposit, or 1993-12-29 for the first Parties (Article 36)"},
    {"cms",
     0,
     3,
     {1983, 11, 1},
     "the first day of the third month after the deposit, or 1983-11-01 for the first Parties (Article XVIII)"},
};

static bool first_of_month(int32_t day, int32_t *first)
{
    struct accord_date date;
    int year, month, of_month;
    accord_date_of_day(day, &year, &month, &of_month);
    if (!accord_date_from_day(year, month, 1, &date)) return false;
    *first = date.first;
    return true;
}

/* False where the years run out. */
static bool apply(const struct date_rule *rule, struct accord_date deposited, struct accord_date *in_force)
{
    struct accord_date first;
    bool moved = rule->months > 0 ? accord_date_add_months(deposited, rule->months, in_force) &&
                                        first_of_month(in_force->first, &in_force->first) &&
                                        first_of_month(in_force->last, &in_force->last)
                                  : accord_date_add_days(deposited, rule->days, in_force);
    if (!moved || !accord_date_from_day(rule->first[0], rule->first[1], rule->first[2], &first)) return false;
    if (in_force->first < first.first) in_force->first = first.first;
    if (in_force->last < first.first) in_force->last = first.first;
    return true;
}

bool accord_date_rule_holds(const char *treaty, struct accord_date deposited, struct accord_date in_force,
                            struct accord_text *why)
{
    struct accord_date expected;
    size_t i = 0;
    while (i < COUNT(rules) && strcmp(rules[i].treaty, treaty) != 0)
        i++;
    if (i == COUNT(rules) || !apply(&rules[i], deposited, &expected)) return true;
    if (accord_date_same(expected, in_force) != ACCORD_NO) return true;
    char found[ACCORD_DATE_TEXT_MAX], deposit[ACCORD_DATE_TEXT_MAX], first[ACCORD_DATE_TEXT_MAX],
        last[ACCORD_DATE_TEXT_MAX];
    struct accord_date from = {expected.first, expected.first}, to = {expected.last, expected.last};
    accord_text_addf(why, "in force %s with a deposit of %s, expected ", accord_date_format(in_force, found),
                     accord_date_format(deposited, deposit));
    accord_text_add_str(why, accord_date_format(from, first));
    if (from.first != to.first) accord_text_addf(why, " to %s", accord_date_format(to, last));
    accord_text_addf(why, ": %s", rules[i].words);
    return false;
}
