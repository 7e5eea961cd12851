/* Rules of treaties about the entry into force for a Party, and days of adoption: facts of their final clauses. */
#include "import/date_rules.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct day {
    int year;
    int month;
    int day;
};

struct treaty_dates {
    const char *treaty;
    struct day adopted;
    int days;            /* from the deposit to the entry into force, or */
    int months;          /* to the first day of which month after it; both 0: no rule is known */
    struct day in_force; /* of the treaty itself, where there is a rule: nobody's is earlier */
    const char *words;
};

static const struct treaty_dates treaties[] = {
    {"aewa", {1995, 6, 16}, 0, 0, {0, 0, 0}, NULL},
    {"bern", {1979, 9, 19}, 0, 0, {0, 0, 0}, NULL},
    {"cartagena",
     {2000, 1, 29},
     90,
     0,
     {2003, 9, 11},
     "90 days after the deposit, or 2003-09-11 for the first Parties (Article 37)"},
    {"cbd",
     {1992, 5, 22},
     90,
     0,
     {1993, 12, 29},
     "90 days after the deposit, or 1993-12-29 for the first Parties (Article 36)"},
    {"cites", {1973, 3, 3}, 0, 0, {0, 0, 0}, NULL},
    {"cms",
     {1979, 6, 23},
     0,
     3,
     {1983, 11, 1},
     "the first day of the third month after the deposit, or 1983-11-01 for the first Parties (Article XVIII)"},
    {"icrw", {1946, 12, 2}, 0, 0, {0, 0, 0}, NULL},
    {"itpgrfa", {2001, 11, 3}, 0, 0, {0, 0, 0}, NULL},
    {"nagoya",
     {2010, 10, 29},
     90,
     0,
     {2014, 10, 12},
     "90 days after the deposit, or 2014-10-12 for the first Parties (Article 33)"},
    {"nagoya-kuala-lumpur",
     {2010, 10, 15},
     90,
     0,
     {2018, 3, 5},
     "90 days after the deposit, or 2018-03-05 for the first Parties (Article 18)"},
    {"ramsar", {1971, 2, 2}, 0, 0, {0, 0, 0}, NULL},
    {"unccd", {1994, 6, 17}, 0, 0, {0, 0, 0}, NULL},
    {"whc", {1972, 11, 16}, 0, 0, {0, 0, 0}, NULL},
};

static const struct treaty_dates *find(const char *treaty)
{
    for (size_t i = 0; i < COUNT(treaties); i++)
        if (strcmp(treaties[i].treaty, treaty) == 0) return &treaties[i];
    return NULL;
}

static bool date_of(struct day day, struct accord_date *date)
{
    return accord_date_from_day(day.year, day.month, day.day, date);
}

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
static bool apply(const struct treaty_dates *rule, struct accord_date deposited, struct accord_date *in_force)
{
    struct accord_date first;
    bool moved = rule->months > 0 ? accord_date_add_months(deposited, rule->months, in_force) &&
                                        first_of_month(in_force->first, &in_force->first) &&
                                        first_of_month(in_force->last, &in_force->last)
                                  : accord_date_add_days(deposited, rule->days, in_force);
    if (!moved || !date_of(rule->in_force, &first)) return false;
    if (in_force->first < first.first) in_force->first = first.first;
    if (in_force->last < first.first) in_force->last = first.first;
    return true;
}

static bool follows_deposit(struct accord_date deposited, struct accord_date in_force, struct accord_text *why)
{
    char found[ACCORD_DATE_TEXT_MAX], deposit[ACCORD_DATE_TEXT_MAX];
    if (accord_date_before(in_force, deposited) != ACCORD_YES) return true;
    accord_text_addf(why, "in force %s, expected no earlier than the deposit on %s",
                     accord_date_format(in_force, found), accord_date_format(deposited, deposit));
    return false;
}

bool accord_date_rule_holds(const char *treaty, struct accord_date deposited, struct accord_date in_force,
                            struct accord_text *why)
{
    struct accord_date expected;
    const struct treaty_dates *rule = find(treaty);
    if (rule == NULL || rule->words == NULL || !apply(rule, deposited, &expected))
        return follows_deposit(deposited, in_force, why);
    if (accord_date_same(expected, in_force) != ACCORD_NO) return true;
    char found[ACCORD_DATE_TEXT_MAX], deposit[ACCORD_DATE_TEXT_MAX], first[ACCORD_DATE_TEXT_MAX],
        last[ACCORD_DATE_TEXT_MAX];
    struct accord_date from = {expected.first, expected.first}, to = {expected.last, expected.last};
    accord_text_addf(why, "in force %s with a deposit of %s, expected %s", accord_date_format(in_force, found),
                     accord_date_format(deposited, deposit), accord_date_format(from, first));
    if (from.first != to.first) accord_text_addf(why, " to %s", accord_date_format(to, last));
    accord_text_addf(why, ": %s", rule->words);
    return false;
}

bool accord_date_follows_adoption(const char *treaty, const char *act, struct accord_date date, struct accord_text *why)
{
    struct accord_date adopted;
    const struct treaty_dates *known = find(treaty);
    if (known == NULL || !date_of(known->adopted, &adopted)) return true;
    if (accord_date_before(date, adopted) != ACCORD_YES) return true;
    char found[ACCORD_DATE_TEXT_MAX], adoption[ACCORD_DATE_TEXT_MAX];
    accord_text_addf(why, "%s %s, expected no earlier than the adoption of the treaty on %s", act,
                     accord_date_format(date, found), accord_date_format(adopted, adoption));
    return false;
}
