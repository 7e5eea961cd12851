/* Rules of treaties about their entry into force: both sides of each limit, as far as days are known. */
#include "import/date_rules.h"

#include "unit/suite.h"

#include <string.h>

#define CBD ": 90 days after the deposit, or 1993-12-29 for the first Parties (Article 36)"
#define CMS ": the first day of the third month after the deposit, or 1983-11-01 for the first Parties (Article XVIII)"

struct rule_case {
    const char *treaty;
    const char *deposited;
    const char *in_force;
    const char *why; /* "": it holds, or may hold */
};

static const struct rule_case cases[] = {
    {"cbd", "2002-09-19", "2002-12-18", ""},
    {"cbd", "1998-04-01", "1998-07-01", "in force 1998-07-01 with a deposit of 1998-04-01, expected 1998-06-30" CBD},
    {"cbd", "1998-04-01", "1998-06-29", "in force 1998-06-29 with a deposit of 1998-04-01, expected 1998-06-30" CBD},
    {"cbd", "1992-11-01", "1993-12-29", ""},
    {"cbd", "1993-09-30", "1993-12-29", ""},
    {"cbd", "1993-10-01", "1993-12-29", "in force 1993-12-29 with a deposit of 1993-10-01, expected 1993-12-30" CBD},
    {"cbd", "1992-11-01", "1993-01-30", "in force 1993-01-30 with a deposit of 1992-11-01, expected 1993-12-29" CBD},
    {"cbd", "1998-04", "1998-06-30", ""},
    {"cbd", "1998-04", "1998-07-29", ""},
    {"cbd", "1998-04", "1998-07-30",
     "in force 1998-07-30 with a deposit of 1998-04, expected 1998-06-30 to 1998-07-29" CBD},
    {"cbd", "1998-04-01", "1998", ""},
    {"cbd", "1998-04-01", "1999", "in force 1999 with a deposit of 1998-04-01, expected 1998-06-30" CBD},
    {"cms", "2015-05-01", "2015-08-01", ""},
    {"cms", "2015-05-31", "2015-08-01", ""},
    {"cms", "2015-11-30", "2016-02-01", ""},
    {"cms", "2011-03-01", "2011-03-01", "in force 2011-03-01 with a deposit of 2011-03-01, expected 2011-06-01" CMS},
    {"cms", "2003-04-30", "2003-07-02", "in force 2003-07-02 with a deposit of 2003-04-30, expected 2003-07-01" CMS},
    {"cms", "1980-01-01", "1983-11-01", ""},
    {"cms", "2001-10", "2002-01-01", ""},
    {"cartagena", "2002-01-24", "2003-09-11", ""},
    {"cartagena", "2004-02-10", "2004-05-11",
     "in force 2004-05-11 with a deposit of 2004-02-10, expected 2004-05-10: 90 days after the deposit, or 2003-09-11 "
     "for the first Parties (Article 37)"},
    {"nagoya", "2014-05-16", "2014-10-12", ""},
    {"nagoya", "2014-07-15", "2014-10-13", ""},
    {"nagoya-kuala-lumpur", "2017-12-05", "2018-03-05", ""},
    {"nagoya-kuala-lumpur", "2017-12-06", "2018-03-05",
     "in force 2018-03-05 with a deposit of 2017-12-06, expected 2018-03-06: 90 days after the deposit, or 2018-03-05 "
     "for the first Parties (Article 18)"},
    {"cites", "1981-09-21", "1981-09-21", ""}, /* no rule is known here, but that */
    {"cites", "1981-09-21", "1981-09-20", "in force 1981-09-20, expected no earlier than the deposit on 1981-09-21"},
    {"cites", "1981-09-21", "1981", ""},
    {"rivers", "1981-09-21", "1980", "in force 1980, expected no earlier than the deposit on 1981-09-21"},
    {"cbd", "9998-12-31", "9998-12-31", ""}, /* past the years */
};

static struct accord_date date_of(const char *text)
{
    struct accord_date date;
    const char *why = NULL;
    ck_assert_msg(accord_date_parse(text, strlen(text), &date, &why), "%s: %s", text, why);
    return date;
}

START_TEST(a_rule_holds_unless_the_days_surely_break_it)
{
    const struct rule_case *it = &cases[_i];
    struct accord_text why;
    accord_text_init(&why, 1024);
    bool holds = accord_date_rule_holds(it->treaty, date_of(it->deposited), date_of(it->in_force), &why);
    ck_assert_str_eq(accord_text_str(&why), it->why);
    ck_assert_int_eq(holds, it->why[0] == '\0');
    accord_text_clear(&why);
}
END_TEST

struct adoption_case {
    const char *treaty;
    const char *date;
    const char *why;
};

static const struct adoption_case adoptions[] = {
    {"cbd", "1192-06-12", "signed 1192-06-12, expected no earlier than the adoption of the treaty on 1992-05-22"},
    {"cbd", "1992-05-21", "signed 1992-05-21, expected no earlier than the adoption of the treaty on 1992-05-22"},
    {"cbd", "1992-05-22", ""},
    {"cbd", "1992", ""},
    {"cbd", "1991", "signed 1991, expected no earlier than the adoption of the treaty on 1992-05-22"},
    {"whc", "1972-11-15", "signed 1972-11-15, expected no earlier than the adoption of the treaty on 1972-11-16"},
    {"rivers", "0001", ""},
};

START_TEST(no_act_is_older_than_the_treaty)
{
    const struct adoption_case *it = &adoptions[_i];
    struct accord_text why;
    accord_text_init(&why, 1024);
    bool follows = accord_date_follows_adoption(it->treaty, "signed", date_of(it->date), &why);
    ck_assert_str_eq(accord_text_str(&why), it->why);
    ck_assert_int_eq(follows, it->why[0] == '\0');
    accord_text_clear(&why);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/date_rules");
    TCase *rules = tcase_create("rules");
    tcase_add_loop_test(rules, a_rule_holds_unless_the_days_surely_break_it, 0, COUNT_OF(cases));
    tcase_add_loop_test(rules, no_act_is_older_than_the_treaty, 0, COUNT_OF(adoptions));
    suite_add_tcase(suite, rules);
    return run_suite(suite);
}
