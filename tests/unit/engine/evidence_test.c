/* The automatic evidence, and fingerprints that stay. */
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AS_OF "2020-06-30"

static const char *const reports =
    "[{\"id\":\"r1\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2017\",\"due\":\"2017-12-31\",\"submitted\":"
    "\"2018-01-15\"},"
    "{\"id\":\"r2\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2018\",\"due\":\"2018-12-31\",\"submitted\":"
    "\"2018-11-01\"},"
    "{\"id\":\"r3\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2019\",\"due\":\"2019-12-31\"}]";

static void open_world(struct probe *probe)
{
    probe_open(probe);
    probe_register(probe);
    probe_actors(probe);
    probe_table(probe, "focal_points",
                "[{\"id\":\"f1\",\"actor\":\"KEN\",\"role\":\"x\",\"institution\":\"M\",\"designated\":\"2015\","
                "\"email\":\"a@b.example\"},"
                "{\"id\":\"f2\",\"actor\":\"KEN\",\"role\":\"y\",\"designated\":\"2016\"},"
                "{\"id\":\"f3\",\"actor\":\"KEN\",\"role\":\"z\"}]",
                NULL);
    probe_table(probe, "reports", reports, NULL);
}

static const struct {
    const char *body;
    const char *lines; /* below the verdict's, without fingerprints */
} cases[] = {
    /* what was read, and no more; in the order of the schema */
    {"local f = actor:focal_points({ role = 'x' })[1] local a = f.designated local b = f.institution return gap('m')",
     "  finding gap m # []: message\n    evidence focal_points {role=x} f1(institution=M designated=2015)\n"},
    {"local f = actor:focal_points({ role = 'x' })[1] return met(f)", "  evidence focal_points {role=x} f1()\n"},
    {"return met(actor:focal_points {})", "  evidence focal_points {} f1() f2()\n"},
    {"local n = #actor:focal_points {} return gap('m')",
     "  finding gap m # []: message\n    evidence focal_points {}\n"},
    /* a question about a blank cell is on the record as blank */
    {"local f = actor:focal_points({ role = 'x' })[1] if f:has 'ended' then error 'x' end return gap('m', nil, f)",
     "  finding gap m # [f1]: message\n    evidence focal_points {role=x} f1(ended=-)\n"},
    /* of a personal cell only that it is there */
    {"local f = actor:focal_points({ role = 'x' })[1] if not f:has 'email' then error 'x' end return gap('m', nil, f)",
     "  finding gap m # [f1]: message\n    evidence focal_points {role=x} f1(email=(on record))\n"},
    /* the actor's own row */
    {"local a = actor.name return gap('m')", "  finding gap m # []: message\n    evidence actors {} KEN(name=Kenya)\n"},
    /* what unwinds names the cell */
    {"return actor:focal_points({ role = 'y' })[1].institution == 'x' and gap('m') or review('m')",
     "  finding unreported accord-missing # [f2]: a cell that decides this is blank: focal_points f2, institution: it "
     "is not on record\n"
     "    evidence focal_points {role=y} f2(institution=-)\n"},
    /* a declared absence is evidence with no rows */
    {"return absent('m', 'focal_points', { role = 'none' })",
     "  finding unreported m # []: message\n    evidence focal_points {role=none}\n"},
    {"return absent('m', 'focal_points', { role = 'none', active = during('2019-01-01'), ended = present })",
     "  finding unreported m # []: message\n    evidence focal_points {active=2019-01-01.. ended=present role=none}\n"},
    /* a row that the question of another scope gave stands alone; each item keeps to itself what it read, and what is
       met stays evidence of the whole */
    {"local out = findings() out:each(actor:reports {}, function(r) if r.submitted <= r.due then return met(r) end "
     "return gap('n', { n = r.period }, r) end) return out",
     "  finding gap n # [2017]: n is 2017\n    evidence reports {} r1(period=2017 due=2017-12-31 "
     "submitted=2018-01-15)\n"
     "  finding unreported accord-missing # [2019]: a cell that decides this is blank: reports r3, submitted: it is "
     "not on record\n"
     "    evidence reports {} r3(submitted=-)\n"
     "  evidence reports {}\n  evidence reports {} r2(due=2018-12-31 submitted=2018-11-01)\n"},
    {"local f = actor:focal_points({ role = 'x' })[1] local x = f.institution local out = findings() "
     "out:each(actor:reports { period = '2019' }, function(r) return gap('m', nil, r) end) local y = f.designated "
     "return out",
     "  finding gap m # [2019]: message\n    evidence reports {} r3()\n"
     "  evidence focal_points {role=x} f1(institution=M designated=2015)\n  evidence reports {period=2019}\n"},
    /* met among gaps, not_due among met */
    {"local out = findings() out:add(met(actor:focal_points { role = 'x' })) out:add(not_due 'm') return out",
     "  evidence focal_points {role=x} f1()\n"},
    {"local out = findings() out:add(not_applicable 'm') out:add(not_due('n', { n = 1 })) return out",
     "  finding not_due n # []: n is 1\n"},
};

/* Fingerprints become "#". */
static void hide_fingerprints(char *text)
{
    char *to = text;
    for (const char *at = text; *at != '\0';) {
        size_t digits = strspn(at, "0123456789abcdef");
        if (digits == 32) {
            *to++ = '#';
            at += digits;
        } else {
            *to++ = *at++;
        }
    }
    *to = '\0';
}

START_TEST(evidence_is_what_was_asked_and_read)
{
    struct probe probe;
    open_world(&probe);
    probe_rule(&probe, "rule", cases[_i].body, NULL);
    char *text = probe_run(&probe, AS_OF);
    hide_fingerprints(text);
    const char *got = strchr(probe_verdict(text, "KEN", "t/rule"), '\n');
    ck_assert_ptr_nonnull(got);
    ck_assert_msg(strcmp(got + 1, cases[_i].lines) == 0, "%s\nexpected\n%sgot\n%s", cases[_i].body, cases[_i].lines,
                  got + 1);
    free(text);
    probe_close(&probe);
}
END_TEST

/* ---- fingerprints ---- */

static const char *const late =
    "local out = findings() out:each(actor:reports {}, function(r) "
    "if r:has 'submitted' and r.submitted <= r.due then return met(r) end "
    "return gap('n', { n = r.due }, r) end) out:add(absent('m', 'actions', { kind = 'x' })) return out";

enum { PRINTS_ROOM = 1024 };

static int compare_prints(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* All fingerprints of KEN, in order of their digits. */
static void fingerprints(struct probe *probe, char *prints)
{
    static char lines[16][40];
    size_t count = 0;
    char *text = probe_run(probe, AS_OF);
    for (const char *at = strstr(text, "KEN t/"); at != NULL && *at != '\0';) {
        size_t digits = strspn(at, "0123456789abcdef");
        if (digits == 32) snprintf(lines[count++], sizeof lines[0], "%.32s", at);
        at += digits == 0 ? 1 : digits;
        if (strncmp(at, "TZA t/", 6) == 0) break;
    }
    free(text);
    qsort(lines, count, sizeof lines[0], compare_prints);
    prints[0] = '\0';
    for (size_t i = 0; i < count; i++)
        snprintf(prints + strlen(prints), PRINTS_ROOM - strlen(prints), "%s ", lines[i]);
    ck_assert_uint_ge(count, 3);
}

struct change {
    const char *what;
    const char *path; /* of a file of the probe, or NULL: the rule */
    const char *text; /* of the file, or the rule's further keys */
    const char *body; /* of the rule, or NULL */
    bool same;
};

static const struct change changes[] = {
    {"rows in another order and on other lines", "data/reports.json",
     "[\n\n{\"id\":\"r3\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2019\",\"due\":\"2019-12-31\"},\n"
     "{\"id\":\"r1\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2017\",\"due\":\"2017-12-31\",\"submitted\":"
     "\"2018-01-15\"},\n"
     "{\"id\":\"r2\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2018\",\"due\":\"2018-12-31\",\"submitted\":"
     "\"2018-11-01\"}]",
     NULL, true},
    {"other dates of the same things owed", "data/reports.json",
     "[{\"id\":\"r1\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2017\",\"due\":\"2017-11-30\",\"submitted\":"
     "\"2018-03-15\"},"
     "{\"id\":\"r2\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2018\",\"due\":\"2018-12-31\",\"submitted\":"
     "\"2018-11-01\"},"
     "{\"id\":\"r3\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2019\",\"due\":\"2019-12-31\",\"submitted\":"
     "\"2020-06-01\"}]",
     NULL, true},
    {"other ids of the same things owed", "data/reports.json",
     "[{\"id\":\"x1\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2017\",\"due\":\"2017-12-31\",\"submitted\":"
     "\"2018-01-15\"},"
     "{\"id\":\"x3\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2019\",\"due\":\"2019-12-31\"}]",
     NULL, true},
    {"another period", "data/reports.json",
     "[{\"id\":\"r1\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2016\",\"due\":\"2017-12-31\",\"submitted\":"
     "\"2018-01-15\"},"
     "{\"id\":\"r3\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2019\",\"due\":\"2019-12-31\"}]",
     NULL, false},
    {"another treaty", "data/reports.json",
     "[{\"id\":\"r1\",\"actor\":\"KEN\",\"treaty\":\"cbd\",\"period\":\"2017\",\"due\":\"2017-12-31\",\"submitted\":"
     "\"2018-01-15\"},"
     "{\"id\":\"r3\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2019\",\"due\":\"2019-12-31\"}]",
     NULL, false},
    {"more to read, asked in another order", NULL, NULL,
     "local x, y = actor.name, #actor:focal_points {} local out = findings() out:add(absent('m', 'actions', { kind = "
     "'x' })) "
     "out:each(actor:reports {}, function(r) local z = r.treaty if r:has 'submitted' and r.submitted <= r.due then "
     "return met(r) end return gap('n', { n = 'late' }, r) end) return out",
     true},
    {"another message of the same thing", NULL, NULL,
     "local out = findings() out:each(actor:reports {}, function(r) if r:has 'submitted' and r.submitted <= r.due then "
     "return met(r) end return gap('m', nil, r) end) out:add(absent('m', 'actions', { kind = 'x' })) return out",
     false},
    {"another filter of an absence", NULL, NULL,
     "local out = findings() out:each(actor:reports {}, function(r) if r:has 'submitted' and r.submitted <= r.due then "
     "return met(r) end return gap('n', { n = r.due }, r) end) out:add(absent('m', 'actions', { kind = 'y' })) return "
     "out",
     false},
    {"another table of an absence", NULL, NULL,
     "local out = findings() out:each(actor:reports {}, function(r) if r:has 'submitted' and r.submitted <= r.due then "
     "return met(r) end return gap('n', { n = r.due }, r) end) out:add(absent('m', 'plans', { kind = 'x' })) return "
     "out",
     false},
};

START_TEST(fingerprints_stay_with_the_thing_and_leave_with_it)
{
    struct probe probe;
    char before[PRINTS_ROOM], after[PRINTS_ROOM];
    const struct change *change = &changes[_i];
    open_world(&probe);
    probe_rule(&probe, "rule", late, NULL);
    fingerprints(&probe, before);
    if (change->path != NULL)
        probe_file(&probe, change->path, change->text);
    else
        probe_rule(&probe, "rule", change->body, change->text);
    fingerprints(&probe, after);
    ck_assert_msg((strcmp(before, after) == 0) == change->same, "%s: %s and %s", change->what, before, after);
    probe_close(&probe);
}
END_TEST

START_TEST(a_rule_that_is_renamed_keeps_its_fingerprints_by_its_oldest_name)
{
    struct probe probe;
    char before[PRINTS_ROOM], renamed[PRINTS_ROOM], other[PRINTS_ROOM];
    open_world(&probe);
    probe_rule(&probe, "rule", late, NULL);
    fingerprints(&probe, before);
    probe_rule(&probe, "rule", late, "aliases = { \"t/other\" },");
    fingerprints(&probe, other);
    ck_assert_str_ne(before, other);
    probe_close(&probe);
    open_world(&probe);
    probe_rule(&probe, "renamed", late, "aliases = { \"t/rule\", \"t/other\" },");
    fingerprints(&probe, renamed);
    ck_assert_str_eq(before, renamed);
    probe_close(&probe);
}
END_TEST

START_TEST(the_wording_of_a_message_is_not_in_its_fingerprint)
{
    struct probe probe;
    char before[PRINTS_ROOM], after[PRINTS_ROOM];
    char text[2048];
    open_world(&probe);
    probe_rule(&probe, "rule", late, NULL);
    fingerprints(&probe, before);
    snprintf(text, sizeof text,
             "return { id = 't/rule', provision = 't:q', subject = 'party', title = 'y',\n\n messages = { m = 'in "
             "other words',"
             " n = 'and {n} others' }, check = function(actor) %s end }",
             late);
    probe_file(&probe, "rules/t/rule.lua", text);
    fingerprints(&probe, after);
    ck_assert_str_eq(before, after);
    probe_close(&probe);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("evidence");
    Suite *suite = suite_create("evidence");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, evidence_is_what_was_asked_and_read, 0, COUNT_OF(cases));
    tcase_add_loop_test(tcase, fingerprints_stay_with_the_thing_and_leave_with_it, 0, COUNT_OF(changes));
    tcase_add_test(tcase, a_rule_that_is_renamed_keeps_its_fingerprints_by_its_oldest_name);
    tcase_add_test(tcase, the_wording_of_a_message_is_not_in_its_fingerprint);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
