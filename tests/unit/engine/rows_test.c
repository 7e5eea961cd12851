/* What a rule sees of rows, cells and questions: each case is a check's body and how its verdict begins. */
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

#define AS_OF "2020-06-30"

static void open_world(struct probe *probe)
{
    probe_open(probe);
    probe_register(probe);
    probe_actors(probe);
    probe_table(
        probe, "focal_points",
        "[{\"id\":\"f1\",\"actor\":\"KEN\",\"role\":\"cms-nfp\",\"institution\":\"Ministry\","
        "\"designated\":\"2015-03-01\",\"confirmed\":\"2021-01-01\",\"email\":\"a@b.example\"},"
        "{\"id\":\"f2\",\"actor\":\"KEN\",\"role\":\"cms-nfp\",\"designated\":\"2016-01-01\",\"ended\":\"2020\"},"
        "{\"id\":\"f3\",\"actor\":\"KEN\",\"role\":\"cbd-nfp\",\"designated\":\"2010\",\"ended\":\"2018-05-01\"},"
        "{\"id\":\"f4\",\"actor\":\"KEN\",\"role\":\"cbd-nfp\"},"
        "{\"id\":\"f5\",\"actor\":\"KEN\",\"role\":\"new\",\"designated\":\"2020-07-01\"},"
        "{\"id\":\"f6\",\"actor\":\"TZA\",\"role\":\"tza\",\"designated\":\"2015-03-01\"}]",
        "[{\"since\":\"2015\",\"where\":{\"role\":[\"none\",\"cms-nfp\"]}}]");
    probe_table(probe, "reports",
                "[{\"id\":\"r1\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2017\",\"due\":\"2017-12-31\","
                "\"submitted\":\"2018-01-15\"},"
                "{\"id\":\"r2\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2020\",\"due\":\"2020-12-31\","
                "\"submitted\":\"2021-01-01\"},"
                "{\"id\":\"r3\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2019\",\"due\":\"2019-12-31\","
                "\"submitted\":\"2020\"}]",
                NULL);
    probe_table(probe, "actions",
                "[{\"id\":\"a1\",\"actor\":\"KEN\",\"provision\":\"t:p\",\"status\":\"done\",\"date\":\"2020-05-01\","
                "\"groups\":[\"women\",\"youth\"]},"
                "{\"id\":\"a2\",\"actor\":\"KEN\",\"status\":\"done\",\"date\":\"2020-05-02\",\"groups\":[\"women\"]},"
                "{\"id\":\"a3\",\"actor\":\"KEN\",\"provision\":\"t:q\",\"status\":\"done\",\"date\":\"2020\"}]",
                NULL);
    probe_table(probe, "contributions",
                "[{\"id\":\"c1\",\"actor\":\"KEN\",\"fund\":\"core\",\"year\":2019,\"currency\":\"EUR\","
                "\"assessed\":100.50,\"paid\":100.5,\"paid_on\":\"2020-07-01\"},"
                "{\"id\":\"c2\",\"actor\":\"KEN\",\"fund\":\"core\",\"year\":2018,\"currency\":\"EUR\","
                "\"assessed\":50,\"paid\":49.99,\"paid_on\":\"2019-01-01\"}]",
                NULL);
    probe_table(probe, "requests",
                "[{\"id\":\"q1\",\"from\":\"sec\",\"to\":\"KEN\",\"kind\":\"input\",\"asked\":\"2020-01-01\"},"
                "{\"id\":\"q2\",\"from\":\"sec\",\"to\":\"open\",\"kind\":\"input\",\"asked\":\"2020-02-01\"},"
                "{\"id\":\"q3\",\"from\":\"sec\",\"to\":\"TZA\",\"kind\":\"input\",\"asked\":\"2020-03-01\"},"
                "{\"id\":\"q4\",\"from\":\"sec\",\"to\":\"open\",\"kind\":\"input\",\"asked\":\"2020-07-01\"}]",
                NULL);
    probe_table(probe, "meetings",
                "[{\"id\":\"m1\",\"body\":\"cop\",\"from\":\"2019-10-01\",\"open_to\":[\"all\"]},"
                "{\"id\":\"m2\",\"body\":\"cop\",\"from\":\"2025-01-01\"}]",
                "[{\"since\":\"2015\",\"where\":{\"body\":[\"sc\"]}}]");
    probe_table(probe, "partnerships",
                "[{\"id\":\"p1\",\"parties\":[\"KEN\",\"TZA\"],\"kind\":\"mou\",\"from\":\"2010\"},"
                "{\"id\":\"p2\",\"parties\":[\"TZA\",\"USA\"],\"kind\":\"mou\",\"from\":\"2010\"}]",
                NULL);
}

/* `shown` is what a check gives to gap("n", { n = ... }). */
#define SHOWS(expression) "return gap(\"n\", { n = " expression " })"

static const struct {
    const char *body;
    const char *verdict; /* from the verdict on */
} cases[] = {
    /* pairs() in the order of keys: numbers, texts, booleans */
    {"local l = {} for k, v in pairs({ b = 1, a = 2, aa = 3, [''] = 4, B = 5, ['a\\0'] = 6 }) do "
     "table.insert(l, #k .. v) end return gap('n', { n = join(l, ' ') })",
     "gap check: n is 04 15 12 26 23 11"},
    {"local l = {} for k, v in pairs({ [2] = 1, x = 2, [true] = 3, [1] = 4, a = 5, [0.5] = 6 }) do "
     "table.insert(l, v) end return gap('n', { n = join(l, '') })",
     "gap check: n is 641523"},
    {"local t, l = {}, {} for i = 1, 17 do t['k' .. i] = i end for _, v in pairs(t) do table.insert(l, v) end "
     "return gap('n', { n = join(l, ' ') })",
     "gap check: n is 1 10 11 12 13 14 15 16 17 2 3 4 5 6 7 8 9"},
    {"local t, l = {}, {} for i = 1, 16 do t['k' .. i] = i end for _, v in pairs(t) do table.insert(l, v) end "
     "return gap('n', { n = join(l, ' ') })",
     "gap check: n is 1 10 11 12 13 14 15 16 2 3 4 5 6 7 8 9"},
    {"local n = 0 for _ in pairs({}) do n = n + 1 end return gap('n', { n = n })", "gap check: n is 0"},
    /* counts across actors, of a table that is asked about again */
    {"local l = {} for _, role in ipairs { 'tza', 'cms-nfp', 'tza', 'cbd-nfp', 'none' } do "
     "table.insert(l, world:count('focal_points', { role = role })) end return gap('n', { n = join(l, '') })",
     "gap check: n is 10100"},
    /* filters that come again are read once, and say no less of what changed between */
    {"local s = '' for i = 1, 4 do s = s .. #actor:history('focal_points', { role = i % 2 == 0 and 'cms-nfp' or 'new' }) "
     "end return gap('n', { n = s })",
     "gap check: n is 0202"},
    {"local l, s = { 'cms-nfp' }, '' for i = 1, 4 do s = s .. #actor:history('focal_points', { role = l }) "
     "l[2] = i > 1 and 'cbd-nfp' or nil end return gap('n', { n = s })",
     "gap check: n is 2244"},
    {"local f, s = { role = 'cms-nfp' }, '' for i = 1, 4 do s = s .. #actor:history('focal_points', f) "
     "if i == 2 then f.role = 'cbd-nfp' elseif i == 3 then f.role = nil end end return gap('n', { n = s })",
     "gap check: n is 2224"},
    {"local s = '' for i = 1, 4 do local to = i % 2 == 0 and '2020-05-02' or '2020-06-01' "
     "s = s .. #actor:actions({ provision = 't:p', active = during('2020-05-01', to) }) .. "
     "#actor:actions({ provision = 't:p', active = during('2020-05-0' .. i) }) end return gap('n', { n = s })",
     "gap check: n is 11101010"},
    {"local s = '' for i = 1, 3 do s = s .. #actor:history('reports', { treaty = 'cms' }) .. "
     "#actor:history('memberships', { treaty = 'cms' }) .. #actor:possibly('reports', { treaty = 'cms' }) "
     "end return gap('n', { n = s })",
     "gap check: n is 310310310"},
    {"local s = '' for i = 1, 3 do s = s .. #actor:history('contributions', { year = 2016 + i }) .. "
     "#actor:history('reports', { submitted = i == 2 and present or absent_cell }) end return gap('n', { n = s })",
     "gap check: n is 011111"},
    /* lists and verdicts of one check stay what they are, however many */
    {"local kept = {} for i = 1, 600 do kept[i] = actor:focal_points { role = i % 2 == 0 and 'cms-nfp' or 'new' } end "
     "return gap('n', { n = #kept[1] .. #kept[2] .. #kept[599] .. #kept[600] })",
     "gap check: n is 0101"},
    /* cells */
    {SHOWS("actor.id"), "gap check: n is KEN"},
    {SHOWS("actor.name .. actor.kind"), "gap check: n is Kenyastate"},
    {SHOWS("actor:focal_points({ role = 'cms-nfp' })[1].institution"), "gap check: n is Ministry"},
    {SHOWS("actor:reports({ period = '2017' })[1].due"), "gap check: n is 2017-12-31"},
    {SHOWS("actor:contributions({ year = 2018 })[1].assessed"), "gap check: n is 50"},
    {SHOWS("actor:contributions({ year = 2019 })[1].year"), "gap check: n is 2019"},
    {SHOWS("join(actor:actions({ provision = 't:p' })[1].groups, '+')"), "gap check: n is women+youth"},
    {SHOWS("tostring(actor:focal_points({ role = 'cms-nfp' })[1])"), "gap check: n is focal_points f1"},
    {SHOWS("actor:focal_points({ role = 'cms-nfp' })[1]:key()"), "gap check: n is f1"},
    {SHOWS("actor:focal_points({ role = 'cms-nfp' })[2]"), "error check: "},
    {SHOWS("tostring(actor:focal_points({ role = 'cms-nfp' })[2])"), "gap check: n is nil"},
    {SHOWS("tostring(actor:focal_points({})[0])"), "gap check: n is nil"},
    {SHOWS("tostring(actor:focal_points({}))"), "gap check: n is 1 rows"},
    /* a cell that is not there */
    {SHOWS("actor:focal_points({})[1].ended"),
     "unreported check: a cell that decides this is blank: focal_points f1, ended: it is not on record"},
    {SHOWS("actor.iso3"), "unreported check: a cell that decides this is blank: actors KEN, iso3: it is not on record"},
    {SHOWS("actor:focal_points({})[1]:get('ended', 'still')"), "gap check: n is still"},
    {SHOWS("tostring(actor:focal_points({})[1]:get('ended', nil))"), "gap check: n is nil"},
    {SHOWS("actor:get('iso3', 'none')"), "gap check: n is none"},
    {SHOWS("actor:has 'iso3'"), "gap check: n is false"},
    {SHOWS("actor:has 'name'"), "gap check: n is true"},
    /* misspelt */
    {SHOWS("actor:focal_points({})[1].institutoin"),
     "error check: t/rule.lua:5: the table focal_points has no column 'institutoin': did you mean 'institution'?"},
    {SHOWS("actor:focal_points({})[1].zzz"), "error check: t/rule.lua:5: the table focal_points has no column 'zzz'"},
    {SHOWS("actor:focal_points({})[1]:has 'endd'"),
     "error check: t/rule.lua:5: the table focal_points has no column 'endd': did you mean 'ended'?"},
    {SHOWS("#actor:focal_point {}"),
     "error check: t/rule.lua:5: there is no table or column 'focal_point': did you mean 'focal_points'?"},
    {SHOWS("#actor:peatlands()"),
     "error check: t/rule.lua:5: the dataset has no table 'peatlands', and the table actors has "
     "no such column"},
    {SHOWS("actor.nam"), "error check: t/rule.lua:5: the table actors has no column 'nam': did you mean 'name'?"},
    {SHOWS("#actor:rows('report')"),
     "error check: t/rule.lua:5: the dataset has no table 'report': did you mean 'reports'?"},
    {SHOWS("#actor:focal_points { rol = 'x' }"),
     "error check: t/rule.lua:5: the table focal_points has no column 'rol': did you mean 'role'?"},
    {SHOWS("tostring(actor:focal_points({ role = 'none' }):latest 'endd')"),
     "error check: t/rule.lua:5: the table focal_points has no column 'endd': did you mean 'ended'?"},
    {SHOWS("actor:focal_points({})[1]:has 'role\\0s'"),
     "error check: t/rule.lua:5: the table focal_points has no column 'role'"},
    /* names that are made anew each time */
    {"local n, names = 0, { 'id', 'role', 'confirmed' } for i = 1, 2000 do "
     "if actor:focal_points({})[1]:has(string.sub('x' .. names[i % 3 + 1], 2)) then n = n + 1 end end "
     "return gap('n', { n = n })",
     "gap check: n is 1333"},
    {SHOWS("actor:focal_points({}).lates"), "error check: t/rule.lua:5: rows have no 'lates'"},
    {SHOWS("#actor.focal_points({})"), "error check: t/rule.lua:5: call it with a colon"},
    {SHOWS("#actor:focal_points { role = 7 }"),
     "error check: t/rule.lua:5: the filter's 'role' cannot be compared with a number"},
    {SHOWS("#actor:contributions { assessed = 7 }"),
     "error check: t/rule.lua:5: the filter's 'assessed' cannot be compared"},
    {SHOWS("#actor:focal_points { role = {} }"), "error check: t/rule.lua:5: the filter's 'role' has 0 alternatives"},
    {SHOWS("#actor:focal_points { active = 'x' }"),
     "error check: t/rule.lua:5: 'active' in a filter takes during(from, to)"},
    {SHOWS("#actor:reports { active = during('2020') }"), "error check: t/rule.lua:5: 'active' is not for reports"},
    {SHOWS("#actor:reports { period = during('2020') }"), "error check: t/rule.lua:5: during() is for dates"},
    {SHOWS("#actor:reports { due = during('2020-05-01', '2020-05-01') }"),
     "error check: t/rule.lua:5: during() needs a window"},
    /* personal columns */
    {SHOWS("actor:focal_points({})[1]:has 'email'"), "gap check: n is true"},
    {SHOWS("actor:focal_points({})[1]:has 'phone'"), "gap check: n is false"},
    {SHOWS("#actor:focal_points { email = present }"), "gap check: n is 1"},
    {SHOWS("actor:focal_points({})[1].email"), "error check: t/rule.lua:5: 'email' is personal"},
    {SHOWS("actor:focal_points({})[1]:get('phone', 'x')"), "error check: t/rule.lua:5: 'phone' is personal"},
    /* events after the as-of date, and on either side of it */
    {SHOWS("actor:focal_points({})[1]:has 'confirmed'"), "gap check: n is false"},
    {SHOWS("actor:focal_points({})[1].confirmed"),
     "unreported check: a cell that decides this is blank: focal_points f1, confirmed"},
    {SHOWS("actor:reports({ period = '2020' })[1]:has 'submitted'"), "gap check: n is false"},
    {SHOWS("actor:reports({ period = '2017' })[1]:has 'submitted'"), "gap check: n is true"},
    {SHOWS("actor:reports({ period = '2019' })[1]:has 'submitted'"),
     "review check: the record leaves this open: reports r3, submitted: its date may lie before or after the as-of "
     "date"},
    {SHOWS("actor:reports({ period = '2019' })[1].submitted"),
     "review check: the record leaves this open: reports r3, submitted"},
    {SHOWS("actor:reports({ period = '2019' })[1]:get('submitted', 1)"),
     "review check: the record leaves this open: reports r3, submitted"},
    {SHOWS("actor:reports({ period = '2020' })[1].due"), "gap check: n is 2020-12-31"},
    {SHOWS("#actor:reports { submitted = present }"), "gap check: n is 1"},
    {SHOWS("#actor:reports { submitted = absent_cell }"), "gap check: n is 1"},
    {SHOWS("#actor:possibly('reports', { submitted = present })"), "gap check: n is 1"},
    /* a value dated by another column */
    {SHOWS("actor:contributions({ year = 2019 })[1]:has 'paid'"), "gap check: n is false"},
    {SHOWS("actor:contributions({ year = 2019 })[1].paid"),
     "unreported check: a cell that decides this is blank: contributions c1, paid"},
    {SHOWS("actor:contributions({ year = 2018 })[1].paid"), "gap check: n is 49.99"},
    {SHOWS("actor:contributions({ year = 2018 })[1].paid < actor:contributions({ year = 2018 })[1].assessed"),
     "gap check: n is true"},
    {SHOWS("actor:contributions({ year = 2018 })[1].assessed == amount '50.00'"), "gap check: n is true"},
    {SHOWS("actor:contributions({ year = 2018 })[1].assessed - actor:contributions({ year = 2018 })[1].paid"),
     "gap check: n is 0.01"},
    {SHOWS("actor:contributions({ year = 2018 })[1].paid + 1"), "gap check: n is 50.99"},
    {SHOWS("actor:contributions({ year = 2018 })[1].paid + 1.5"), "error check: "},
    /* valid, in history, possibly */
    {SHOWS("#actor:focal_points {}"), "gap check: n is 1"},
    {SHOWS("#actor:history('focal_points')"), "gap check: n is 4"},
    {SHOWS("#actor:possibly('focal_points')"), "gap check: n is 2"},
    {SHOWS("#actor:possibly('focal_points', { role = 'cms-nfp' })"), "gap check: n is 1"},
    {SHOWS("#actor:focal_points { role = 'new' }"), "gap check: n is 0"},
    {SHOWS("#actor:focal_points { role = 'tza' }"), "gap check: n is 0"},
    {SHOWS("#actor:focal_points { active = during('2016-01-01', '2019-01-01') }"), "gap check: n is 3"},
    {SHOWS("actor:shows('focal_points', { role = 'cms-nfp' })"), "gap check: n is true"},
    {SHOWS("actor:shows('focal_points', { role = 'none' })"), "gap check: n is false"},
    {SHOWS("actor:shows('focal_points', { role = 'cbd-nfp' })"),
     "review check: the record leaves this open: focal_points f4: "},
    {SHOWS("actor:shows('actions', { provision = 't:x' })"),
     "unreported check: a cell that decides this is blank: actions a2: "},
    {SHOWS("actor:shows('actions', { provision = 't:q', active = during('2020-02-01') })"), "review check: "},
    /* latest, earliest, distinct, sure */
    {SHOWS("actor:history('focal_points'):latest('designated'):key()"), "gap check: n is f2"},
    {SHOWS("actor:history('focal_points'):earliest('designated'):key()"), "gap check: n is f3"},
    {SHOWS("tostring(actor:focal_points({}):latest 'ended')"), "gap check: n is nil"},
    {SHOWS("tostring(actor:history('focal_points'):latest 'ended')"),
     "review check: the record leaves this open: focal_points f2, ended"},
    {SHOWS("tostring(actor:focal_points({}):latest 'role')"), "error check: t/rule.lua:5: 'role' is no date"},
    {SHOWS("join(actor:history('focal_points'):distinct 'role', ' ')"), "gap check: n is cbd-nfp cms-nfp"},
    {SHOWS("join(actor:actions({}):distinct 'groups', ' ')"), "gap check: n is women youth"},
    {SHOWS("join(actor:contributions({}):distinct 'year', ' ')"), "gap check: n is 2018 2019"},
    {SHOWS("#actor:focal_points({ role = 'none' }):distinct 'role'"), "gap check: n is 0"},
    {SHOWS("join(actor:focal_points({}):distinct 'email', ' ')"),
     "error check: t/rule.lua:5: distinct() is not for 'email': it is personal"},
    {SHOWS("#actor:reports({}):sure(function(r) return r.submitted < as_of end)"), "gap check: n is 1"},
    {SHOWS("#actor:reports({}):sure(function(r) return 1 end)"),
     "error check: t/rule.lua:5: the function of sure() must say true or false, got number"},
    /* the world */
    {SHOWS("#world:meetings { body = 'cop' }"), "gap check: n is 2"},
    {SHOWS("#actor:meetings { body = 'cop' }"), "error check: t/rule.lua:5: the rows of meetings are nobody's own"},
    {SHOWS("#world:requests {}"), "gap check: n is 1"},
    {SHOWS("#actor:requests {}"), "gap check: n is 1"},
    {SHOWS("actor:requests({})[1]:key()"), "gap check: n is q1"},
    {SHOWS("#actor:partnerships {}"), "gap check: n is 1"},
    {SHOWS("join(actor:partnerships({})[1].parties, ' ')"), "gap check: n is KEN TZA"},
    {SHOWS("#world:partnerships {}"), "error check: t/rule.lua:5: the rows of partnerships are an actor's own"},
    {SHOWS("world:count('focal_points', {})"), "gap check: n is 1"},
    {SHOWS("world:count('focal_points', { role = 'cms-nfp' })"), "gap check: n is 0"},
    {SHOWS("world:count('partnerships', {})"), "gap check: n is 1"},
    {SHOWS("world:shows('meetings', { body = 'cop' })"), "gap check: n is true"},
    {SHOWS("#actor:plans {}"), "gap check: n is 0"},
    /* being bound */
    {SHOWS("actor:bound 'cms'"), "gap check: n is true"},
    {SHOWS("actor:bound 'cbd'"), "gap check: n is false"},
    /* absences */
    {"return absent('m', 'focal_points', { role = 'none' })", "gap check: message"},
    {"return absent('m', 'focal_points', { role = 'other' })", "unreported check: message"},
    {"return absent('m', 'focal_points', { role = 'cbd-nfp' })", "review check: message"},
    {"return absent('m', 'focal_points', { role = 'cms-nfp' })",
     "error check: t/rule.lua:5: absent() says that nothing in focal_points matches its filter, but the row 'f1' does"},
    {"return absent('m', 'focal_points', { role = 'none', active = during('2014-06-01') })",
     "unreported check: message"},
    {"return absent('m', 'focal_points', { role = 'none', active = during('2015-01-01') })", "gap check: message"},
    {"return absent('m', 'actions', { provision = 't:x' })", "unreported check: message"},
    {"return no_occasion('m', 'meetings', { body = 'sc' })", "not_applicable check: message"},
    {"return no_occasion('m', 'meetings', { body = 'ac' })", "unreported check: message"},
    {"return no_occasion('m', 'meetings', { body = 'cop' })",
     "error check: t/rule.lua:5: no_occasion() says that nothing"},
    {"return shown_absent('m', 'focal_points', { role = 'none' })", "gap check: message"},
    {"return shown_absent('m', 'focal_points', { role = 'other' })", "not_applicable check: message"},
    {"return world:no_occasion('m', 'focal_points', { role = 'none' })", "not_applicable check: message"},
    {"return world:no_occasion('m', 'focal_points', { role = 'tza' })",
     "error check: t/rule.lua:5: world:no_occasion() says"},
    /* three values */
    {SHOWS("any(function() return date '2020' < date '2020-05' end, function() return true end)"),
     "gap check: n is true"},
    {SHOWS("any(function() return date '2020' < date '2020-05' end, function() return false end)"), "review check: "},
    {SHOWS("any(function() return actor.iso3 == 'KEN' end, function() return false end)"), "unreported check: "},
    {SHOWS("any(function() return actor.iso3 == 'KEN' end, function() return date '2020' < date '2020-05' end)"),
     "review check: "},
    {SHOWS("all(function() return actor.iso3 == 'KEN' end, function() return false end)"), "gap check: n is false"},
    {SHOWS("all(function() return actor.iso3 == 'KEN' end, function() return true end)"), "unreported check: "},
    {SHOWS("none(function() return actor.iso3 == 'KEN' end, function() return true end)"), "gap check: n is false"},
    {SHOWS("not_(function() return actor.iso3 == 'KEN' end)"), "unreported check: "},
    {SHOWS("not_(function() return false end)"), "gap check: n is true"},
    {SHOWS("any({}, function() return true end)"), "gap check: n is false"},
    {SHOWS("all({}, function() return true end)"), "error check: t/rule.lua:5: all() over nothing"},
    {SHOWS("none({}, function() return true end)"), "error check: t/rule.lua:5: none() over nothing"},
    {SHOWS("any(actor:reports {}, function(r) return r.due == date '2017-12-31' end)"), "gap check: n is true"},
    {SHOWS("any(function() return 1 end)"),
     "error check: t/rule.lua:5: a test of all, any, none, not_ must say true or false, got number"},
    /* messages */
    {"return gap('x')", "error check: t/rule.lua:5: the rule declares no message 'x'"},
    {"return gap('n')", "error check: t/rule.lua:5: the message 'n' needs the argument 'n'"},
    {"return gap('n', { n = 1, o = 2 })", "error check: t/rule.lua:5: the message 'n' has no {o}"},
    {"return gap('n', { n = 1.5 })",
     "error check: t/rule.lua:5: the argument 'n' is a number, expected a text, whole number"},
    {"return gap('n', { n = '{n}' })", "gap check: n is {n}"},
    {"return gap('n', { n = { 'a', 'b' } })", "gap check: n is a, b"},
};

START_TEST(a_check_sees_the_record_as_it_stood)
{
    struct probe probe;
    open_world(&probe);
    probe_rule(&probe, "rule", cases[_i].body, NULL);
    char *text = probe_run(&probe, AS_OF);
    const char *got = probe_verdict(text, "KEN", "t/rule");
    ck_assert_msg(got[0] != '\0', "%s", text);
    got += strlen("KEN t/rule ");
    ck_assert_msg(strncmp(got, cases[_i].verdict, strlen(cases[_i].verdict)) == 0, "%s\nexpected %s\ngot %s",
                  cases[_i].body, cases[_i].verdict, got);
    free(text);
    probe_close(&probe);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("rows");
    Suite *suite = suite_create("rows");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, a_check_sees_the_record_as_it_stood, 0, COUNT_OF(cases));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
