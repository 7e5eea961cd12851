/* What is followed by paths and what ends them: for every function of the API there is a case here that says which,
 * with actors whose records give the same answers. Whatever it is, verdicts are those of Lua. */
#include "engine/path_walk.h"

#include "base/memory.h"
#include "engine/api.h"
#include "property/told.h"
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AS_OF "2020-06-30"

enum { ASKED = ACCORD_PATHS_ASKED_BEFORE, ACTORS = ASKED + 6, ROOM = 16 * 1024 };

/* ---- the world: all of an actor's days are its own, everything else is as with all others ---- */

static struct {
    struct probe probe;
    char tables[8][ROOM];
    size_t table_count;
    struct accord_packs *packs;
    struct accord_dataset *dataset;
} test;

/* A row an actor; # is its number, of two digits. */
static void add_table(const char *name, const char *row, const char *complete)
{
    char *text = test.tables[test.table_count++];
    size_t length = (size_t)snprintf(text, ROOM, "[");
    for (unsigned i = 1; i <= ACTORS; i++) {
        if (i > 1) text[length++] = ',';
        for (const char *at = row; *at != '\0'; at++) {
            if (*at == '#') text[length++] = (char)('0' + i / 10);
            text[length++] = *at == '#' ? (char)('0' + i % 10) : *at;
        }
    }
    snprintf(text + length, ROOM - length, "]");
    probe_table(&test.probe, name, text, complete);
}

static void open_world(void)
{
    probe_open(&test.probe);
    test.table_count = 0;
    probe_register(&test.probe);
    probe_file(&test.probe, "rules/lib/words.lua", "return { same = function(a, b) return a == b end }");
    add_table("actors", "{\"id\":\"A#\",\"kind\":\"state\",\"name\":\"Land\"}", NULL);
    add_table("memberships", "{\"actor\":\"A#\",\"treaty\":\"cms\",\"source\":\"s\",\"in_force\":\"1999-05-#\"}", NULL);
    add_table("reports",
              "{\"id\":\"r#\",\"actor\":\"A#\",\"treaty\":\"cms\",\"period\":\"2019\",\"due\":\"2020-03-#\","
              "\"submitted\":\"2020-02-#\",\"version\":\"1\",\"state\":\"final\",\"about\":[\"a\",\"b\"]},"
              "{\"id\":\"s#\",\"actor\":\"A#\",\"treaty\":\"cms\",\"period\":\"2018\",\"due\":\"2019-03-#\"}",
              NULL);
    add_table("focal_points",
              "{\"id\":\"f#\",\"actor\":\"A#\",\"role\":\"nfp\",\"institution\":\"Ministry\",\"email\":\"a@b.example\","
              "\"designated\":\"2019-01-#\"}",
              "[{\"since\":\"2015\"}]");
    add_table(
        "contributions",
        "{\"id\":\"c#\",\"actor\":\"A#\",\"fund\":\"core\",\"year\":2019,\"currency\":\"EUR\",\"assessed\":100.50,"
        "\"due\":\"2020-04-#\"}",
        NULL);
    probe_table(&test.probe, "meetings", "[{\"id\":\"m1\",\"body\":\"cop\",\"from\":\"2019-10-01\"}]", NULL);
}

static void close_world(void)
{
    probe_close(&test.probe);
}

static void open_all(void)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *problems;
    const char *folders[] = {test.probe.rules};
    const struct accord_dataset_options options = {NULL};
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    enum accord_status status = accord_packs_open(folders, 1, &test.probe.limits, problems, &test.packs, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", status == ACCORD_OK ? "" : accord_problems_at(problems, 0)->text);
    status = accord_dataset_open(test.probe.data, &options, problems, problems, &test.dataset, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", status == ACCORD_OK ? "" : accord_problems_at(problems, 0)->text);
    accord_problems_free(problems);
}

static void close_all(void)
{
    accord_dataset_close(test.dataset);
    accord_packs_close(test.packs);
}

static struct accord_run_options question(bool afresh)
{
    struct accord_run_options options = {.actor_count = SIZE_MAX, .afresh = afresh};
    const char *why;
    ck_assert(accord_date_parse(AS_OF, strlen(AS_OF), &options.as_of, &why));
    return options;
}

static void run(bool afresh, struct told *told)
{
    struct accord_error err = {ACCORD_OK, ""};
    const struct accord_run_options options = question(afresh);
    ck_assert_msg(told_run(test.packs, test.dataset, &options, told, &err) == ACCORD_OK, "%s", err.text);
}

/* Runs afresh and not, with the same outcome. How many were walked is the second's. */
static void run_both(const char *what, struct told *got)
{
    struct told expected;
    open_all();
    run(true, &expected);
    run(false, got);
    told_expect_same(&expected, got, what);
    accord_text_clear(&expected.text);
    accord_text_clear(&got->text);
    close_all();
}

/* ---- the API ---- */

enum { OTHER = ACCORD_API_SETS };

struct use {
    int set; /* an enum accord_api_set, or OTHER */
    const char *name;
    bool followed;
    const char *body; /* of a check; `r` is the last report and `rows` are all */
};

static const struct use uses[] = {
    {ACCORD_API_FUNCTIONS, "met", true, "return met(r)"},
    {ACCORD_API_FUNCTIONS, "partial", true, "return partial('n', { n = r.submitted }, rows)"},
    {ACCORD_API_FUNCTIONS, "gap", true, "return gap('m', nil, { r, rows[1] })"},
    {ACCORD_API_FUNCTIONS, "review", true, "return review('n', { n = r.period }, r)"},
    {ACCORD_API_FUNCTIONS, "unreported", true, "return unreported('n', { n = #rows })"},
    {ACCORD_API_FUNCTIONS, "not_due", true, "return not_due('n', { n = { 'a', r.period } })"},
    {ACCORD_API_FUNCTIONS, "not_applicable", true, "return not_applicable('n', { n = r.state == 'final' })"},
    {ACCORD_API_FUNCTIONS, "absent", true, "return absent('m', 'focal_points', { role = 'x' }, nil, r)"},
    {ACCORD_API_FUNCTIONS, "shown_absent", true, "return shown_absent('m', 'plans', { kind = 'x' })"},
    {ACCORD_API_FUNCTIONS, "no_occasion", true, "return no_occasion('m', 'requests', { kind = 'x' })"},
    {ACCORD_API_FUNCTIONS, "findings", true, "local out = findings() out:add(met(r)) return out"},
    {ACCORD_API_FUNCTIONS, "lib", true, "return words.same(r.period, '2019') and met(r) or gap 'm'"},
    {ACCORD_API_FUNCTIONS, "all", true, "return all(rows, function(x) return x.due < as_of end) and met(r) or gap 'm'"},
    {ACCORD_API_FUNCTIONS, "any", true,
     "return any(rows, function(x) return x.submitted > x.due end) and met(r) or gap 'm'"},
    {ACCORD_API_FUNCTIONS, "none", true,
     "return none(rows, function(x) return x.due > as_of end) and met(r) or gap 'm'"},
    {ACCORD_API_FUNCTIONS, "not_", true, "return not_(function() return r.due > as_of end) and met(r) or gap 'm'"},
    {ACCORD_API_FUNCTIONS, "date", true, "return r.due > date '2020-01-01' and met(r) or gap 'm'"},
    {ACCORD_API_FUNCTIONS, "amount", true, "return gap('n', { n = amount '1.50' })"},
    {ACCORD_API_FUNCTIONS, "during", true, "return met(actor:history('reports', { due = during '2019-01-01' }))"},
    {ACCORD_API_FUNCTIONS, "trim", true, "return gap('n', { n = trim(r.period) })"},
    {ACCORD_API_FUNCTIONS, "split", true, "return gap('n', { n = split(r.period, '0') })"},
    {ACCORD_API_FUNCTIONS, "contains", true, "return contains(r.about, 'b') and met(r) or gap 'm'"},
    {ACCORD_API_FUNCTIONS, "glob", true, "return glob(r.period, '20*') and met(r) or gap 'm'"},
    {ACCORD_API_FUNCTIONS, "is_email", true, "return is_email(r.period) and met(r) or gap 'm'"},
    {ACCORD_API_FUNCTIONS, "is_url", true, "return is_url(r.period) and met(r) or gap 'm'"},
    {ACCORD_API_FUNCTIONS, "format", true, "return gap('n', { n = format('%s %d', r.period, #rows) })"},
    {ACCORD_API_FUNCTIONS, "join", true, "return gap('n', { n = join(r.about, ' ') })"},
    {ACCORD_API_FUNCTIONS, "tostring", true, "return gap('n', { n = tostring(#rows) })"},
    {ACCORD_API_FUNCTIONS, "type", true, "return gap('n', { n = type(r.due) })"},
    {ACCORD_API_FUNCTIONS, "error", false, "error('it is ' .. r.period)"},
    {ACCORD_API_FUNCTIONS, "assert", true, "return met(assert(r, 'none'))"},
    {ACCORD_API_FUNCTIONS, "pairs", true, "for _, x in pairs { r } do return met(x) end"},
    {ACCORD_API_FUNCTIONS, "table.sort", true,
     "local list = { rows[1], rows[2] } table.sort(list, function(a, b) return a.due < b.due end) return met(list[1])"},
    {ACCORD_API_FUNCTIONS, "lower", true, "return gap('n', { n = lower(r.state) })"},
    {ACCORD_API_FUNCTIONS, "upper", true, "return gap('n', { n = upper(r.state) })"},
    {ACCORD_API_FUNCTIONS, "math.abs", true, "return gap('n', { n = math.abs(-#rows) })"},
    {ACCORD_API_FUNCTIONS, "math.ceil", true, "return gap('n', { n = math.ceil(#rows / 3) })"},
    {ACCORD_API_FUNCTIONS, "math.floor", true, "return gap('n', { n = math.floor(#rows / 3) })"},
    {ACCORD_API_FUNCTIONS, "math.max", true, "return gap('n', { n = math.max(#rows, 1) })"},
    {ACCORD_API_FUNCTIONS, "math.min", true, "return gap('n', { n = math.min(#rows, 1) })"},
    {ACCORD_API_FUNCTIONS, "math.tointeger", true, "return gap('n', { n = math.tointeger(#rows + 0.0) })"},
    {ACCORD_API_FUNCTIONS, "math.type", true, "return gap('n', { n = math.type(#rows) })"},
    {ACCORD_API_FUNCTIONS, "string.len", true, "return gap('n', { n = string.len(r.period) })"},
    {ACCORD_API_FUNCTIONS, "string.sub", true, "return gap('n', { n = string.sub(r.period, 2) })"},
    {ACCORD_API_FUNCTIONS, "string.lower", true, "return gap('n', { n = string.lower(r.state) })"},
    {ACCORD_API_FUNCTIONS, "string.upper", true, "return gap('n', { n = string.upper(r.state) })"},
    {ACCORD_API_FUNCTIONS, "select", true, "return gap('n', { n = select(2, 'a', r.period) })"},
    {ACCORD_API_FUNCTIONS, "ipairs", true, "for _, x in ipairs(rows) do if x:has 'state' then return met(x) end end"},
    {ACCORD_API_FUNCTIONS, "tonumber", true, "return gap('n', { n = tonumber(r.period) })"},
    {ACCORD_API_FUNCTIONS, "table.insert", true, "local list = {} table.insert(list, r) return met(list)"},
    {ACCORD_API_FUNCTIONS, "table.remove", true, "local list = { r } return met(table.remove(list))"},
    {ACCORD_API_FUNCTIONS, "table.concat", true, "return gap('n', { n = table.concat(r.about, '-') })"},
    {ACCORD_API_FUNCTIONS, "table.unpack", true, "return gap('n', { n = table.unpack(r.about) })"},

    {ACCORD_API_VALUES, "world", true, "return met(world:meetings {})"},
    {ACCORD_API_VALUES, "as_of", true, "return r.due < as_of and gap('n', { n = as_of }) or gap 'm'"},
    {ACCORD_API_VALUES, "present", true, "return met(actor:history('reports', { submitted = present }))"},
    {ACCORD_API_VALUES, "absent_cell", true, "return met(actor:history('reports', { submitted = absent_cell }))"},

    {ACCORD_API_ACTOR, "rows", true, "return met(actor:rows('focal_points', { role = 'nfp' }))"},
    {ACCORD_API_ACTOR, "history", true, "return met(actor:history('focal_points', { role = r.period, role = 'nfp' }))"},
    {ACCORD_API_ACTOR, "possibly", true, "return gap('n', { n = #actor:possibly('focal_points', {}) })"},
    {ACCORD_API_ACTOR, "shows", true, "return actor:shows('focal_points', { role = 'nfp' }) and met(r) or gap 'm'"},
    {ACCORD_API_ACTOR, "lacks", true, "return actor:lacks('focal_points', { role = 'x' }) and gap 'm' or met(r)"},
    {ACCORD_API_ACTOR, "has", true, "return actor:has 'iso3' and met(r) or gap 'm'"},
    {ACCORD_API_ACTOR, "get", true, "return gap('n', { n = actor:get('name', 'x') })"},
    {ACCORD_API_ACTOR, "bound", true, "return actor:bound 'cms' and met(r) or gap 'm'"},

    {ACCORD_API_WORLD, "rows", true, "return met(world:rows('meetings', { body = 'cop' }))"},
    {ACCORD_API_WORLD, "history", true, "return met(world:history('meetings', {}))"},
    {ACCORD_API_WORLD, "possibly", true, "return gap('n', { n = #world:possibly('meetings', {}) })"},
    {ACCORD_API_WORLD, "shows", true, "return world:shows('meetings', {}) and met(r) or gap 'm'"},
    {ACCORD_API_WORLD, "lacks", true, "return world:lacks('meetings', { body = 'x' }) and met(r) or gap 'm'"},
    {ACCORD_API_WORLD, "count", false, "return gap('n', { n = world:count('reports', {}) })"},
    {ACCORD_API_WORLD, "no_occasion", false, "return world:no_occasion('m', 'plans', {})"},

    {ACCORD_API_ROW, "has", true, "return r:has 'state' and met(r) or gap 'm'"},
    {ACCORD_API_ROW, "get", true, "return gap('n', { n = r:get('due_kind', 'none') })"},
    {ACCORD_API_ROW, "key", false, "return gap('n', { n = r:key() })"},

    {ACCORD_API_ROWS, "latest", true, "return met(rows:latest 'submitted')"},
    {ACCORD_API_ROWS, "earliest", true, "return met(rows:earliest 'due')"},
    {ACCORD_API_ROWS, "distinct", true, "return gap('n', { n = rows:distinct 'period' })"},
    {ACCORD_API_ROWS, "sure", true, "return met(rows:sure(function(x) return x.submitted < x.due end))"},

    {ACCORD_API_DATE, "add_months", true, "return r.submitted:add_months(1) > r.due and met(r) or gap 'm'"},
    {ACCORD_API_DATE, "add_days", true, "return gap('n', { n = r.due:add_days(30) })"},

    {ACCORD_API_FINDINGS, "add", true, "local out = findings() out:add(gap 'm') return out"},
    {ACCORD_API_FINDINGS, "each", true,
     "local out = findings() out:each(rows, function(x) return x.submitted < x.due and met(x) or gap 'm' end) return "
     "out"},

    /* what has no name */
    {OTHER, "# of rows", true, "return #rows == 2 and met(rows) or gap 'm'"},
    {OTHER, "# of findings", true, "local out = findings() out:add(met(r)) return #out == 1 and out or gap 'm'"},
    {OTHER, "a row by its number", true, "return met(rows[2])"},
    {OTHER, "rows as a text", true, "return gap('n', { n = tostring(rows) })"},
    {OTHER, "a row as a text", false, "return gap('n', { n = tostring(r) })"},
    {OTHER, "a date as a text", false, "return gap('n', { n = tostring(r.due) })"},
    {OTHER, "a date in a list", false, "return gap('n', { n = { r.due } })"},
    {OTHER, "a date from elsewhere as a text", true, "return gap('n', { n = tostring(as_of) })"},
    {OTHER, "a date in a format", false, "return gap('n', { n = format('%s', r.due) })"},
    {OTHER, "a date among joined items", false, "return gap('n', { n = join({ r.due }, ' ') })"},
    {OTHER, "a date of a date", false, "return gap('n', { n = date(r.due) })"},
    {OTHER, "a window from a date of a row", false, "return met(actor:history('reports', { due = during(r.due) }))"},
    {OTHER, "a filter by a date of a row", false, "return met(actor:history('reports', { due = r.due }))"},
    {OTHER, "a filter by a text of a row", true, "return met(actor:history('reports', { period = r.period }))"},
    {OTHER, "dates before one another", true, "return r.submitted < rows[1].due and gap 'm' or met(r)"},
    {OTHER, "dates not after one another", true, "return r.submitted <= rows[1].due and gap 'm' or met(r)"},
    {OTHER, "dates that are the same", true, "return r.submitted == r.due and gap 'm' or met(r)"},
    {OTHER, "the year of a date", true, "return r.due.year == 2020 and met(r) or gap 'm'"},
    {OTHER, "a date as a key", true, "local seen = { [r.due] = true } return seen[r.submitted] and gap 'm' or met(r)"},
    {OTHER, "a row as a key", true, "local seen = { [r] = true } return seen[rows[1]] and gap 'm' or met(r)"},
    {OTHER, "rows that are one", true, "return r == rows[1] and met(r) or gap 'm'"},
    {OTHER, "an amount", false, "return gap('n', { n = actor:contributions {}[1].assessed })"},
    {OTHER, "a number", true, "return gap('n', { n = actor:contributions {}[1].year })"},
    {OTHER, "a text", true, "return gap('n', { n = r.period .. '!' })"},
    {OTHER, "a list", true, "return gap('n', { n = r.about })"},
    {OTHER, "a column of the actor's own", true, "return gap('n', { n = actor.name })"},
    {OTHER, "a cell that is blank", true, "return r.url == 'x' and met(r) or gap 'm'"},
    {OTHER, "a table of the actor's", true, "return met(actor:focal_points {})"},
    {OTHER, "two values", false, "return met(r), 1"},
    {OTHER, "nothing", false, "return"},
};

static void write_use(const char *body)
{
    char text[ROOM];
    snprintf(text, sizeof text,
             "local words = lib 'words'\n"
             "return { id = 't/use', provision = 't:p', subject = 'party', title = 'use',\n"
             "messages = { m = 'message', n = 'n is {n}' },\n"
             "check = function(actor)\n"
             "local rows = actor:history('reports', {})\n"
             "local r = rows:latest 'submitted'\n%s\nend }\n",
             body);
    probe_file(&test.probe, "rules/t/use.lua", text);
}

START_TEST(what_the_first_asked_is_followed_for_all_or_for_none)
{
    const struct use *use = &uses[_i];
    struct told got;
    write_use(use->body);
    run_both(use->name, &got);
    ck_assert_uint_eq(got.verdicts, ACTORS);
    ck_assert_msg(got.walked == (use->followed ? ACTORS - ASKED - 1 : 0), "%s: %zu were walked", use->name, got.walked);
}
END_TEST

/* As many as fill memory of their own, so that one byte too many is seen. */
START_TEST(many_values_are_told_apart)
{
    enum { VALUES = 1000 };
    struct accord_text rows;
    struct told got;
    accord_text_init(&rows, VALUES * ROOM);
    for (unsigned i = 0; i < 2 * VALUES; i++)
        accord_text_addf(&rows,
                         "%s{\"id\":\"a%u\",\"actor\":\"A%02u\",\"status\":\"done\",\"description\":\"value %u\"}",
                         i == 0 ? "[" : ",", i, (unsigned)ACTORS - 1 + i % 2, i / 2);
    accord_text_add_char(&rows, ']');
    probe_table(&test.probe, "actions", accord_text_str(&rows), NULL);
    write_use("return gap('n', { n = #actor:history('actions', {}):distinct 'description' }, r)");
    run_both("many values", &got);
    ck_assert_uint_eq(got.walked, ACTORS - ASKED - 2); /* but for the first without any, and the first with some */
    accord_text_clear(&rows);
}
END_TEST

/* ---- short of memory, and near limits ---- */

/* Of all that paths do: rows one by one, texts, dates, lists of rows, absences. */
static const char all_kinds[] =
    "local out = findings()\n"
    "local late = rows:sure(function(x) return x.submitted < x.due end)\n"
    "out:each(rows, function(x)\n"
    "  if any(late, function(y) return y == x end) then\n"
    "    return partial('n', { n = x.period }, { x, r })\n"
    "  end\n"
    "  return gap('n', { n = x.due:add_days(1) }, x)\n"
    "end)\n"
    "for _, text in ipairs(rows:distinct 'period') do out:add(review('n', { n = { text, r.state } })) end\n"
    "out:add(absent('m', 'focal_points', { role = r.state }, nil, rows))\n"
    "return out";

struct short_run {
    struct accord_text text;
    size_t verdicts;
    size_t failing_from; /* the verdict after which allocations begin to fail */
    unsigned long nth;
};

/* In the room that there is: nothing here may fail. */
static enum accord_status take_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct short_run *taken = host;
    (void)err;
    accord_alloc_fail_after(0);
    told_add_verdict(&taken->text, verdict);
    if (++taken->verdicts == taken->failing_from) accord_alloc_fail_after(taken->nth);
    return ACCORD_OK;
}

/* Allocations fail from the nth on: of the whole run, or (from > 0) from one verdict to the next. */
static enum accord_status run_short(size_t from, unsigned long nth, struct short_run *taken)
{
    struct accord_error err = {ACCORD_OK, ""};
    const struct accord_run_options options = question(false);
    struct accord_run *made = NULL;
    accord_text_reset(&taken->text);
    taken->verdicts = 0;
    taken->failing_from = from;
    taken->nth = nth;
    if (from == 0) accord_alloc_fail_after(nth);
    enum accord_status status = accord_run_new(test.packs, test.dataset, &options, &made, &err);
    if (status == ACCORD_OK) status = accord_run_evaluate(made, take_verdict, taken, &err);
    accord_alloc_fail_after(0);
    accord_run_free(made);
    return status;
}

/* A status, or the verdicts of those who were evaluated; never another one. */
START_TEST(a_failed_allocation_makes_no_other_verdict)
{
    enum { NTH_MAX = 20000 };
    struct told expected;
    struct short_run taken;
    size_t failures = 0;
    unsigned long nth = 1;
    write_use(all_kinds);
    open_all();
    run(true, &expected);
    accord_text_init(&taken.text, 1024 * 1024);
    ck_assert_ptr_nonnull(accord_text_grow(&taken.text, 1024 * 1024 - 2));
    for (enum accord_status status = ACCORD_NO_MEMORY; nth < NTH_MAX && (status != ACCORD_OK || nth < 3); nth++) {
        status = run_short((size_t)_i, nth, &taken);
        ck_assert_msg(status == ACCORD_OK || status == ACCORD_NO_MEMORY, "allocation %lu: status %d", nth, (int)status);
        ck_assert(!taken.text.failed);
        failures += status != ACCORD_OK;
        if (status == ACCORD_OK) ck_assert_uint_eq(taken.verdicts, ACTORS);
        ck_assert_msg(strncmp(accord_text_str(&expected.text), accord_text_str(&taken.text), taken.text.length) == 0,
                      "allocation %lu, %d: %s", nth, _i, accord_text_str(&taken.text));
    }
    ck_assert_uint_lt(nth, NTH_MAX);
    ck_assert_uint_gt(failures, 0);
    accord_text_clear(&expected.text);
    accord_text_clear(&taken.text);
    close_all();
}
END_TEST

/* What a rule takes, for a rule that takes it for everybody, for some, or for each row. */
static const struct {
    const char *what;
    const char *body; /* @: how much */
    int least, most, factor;
} near[] = {
    {"instructions of all", "local n = 0 for i = 1, @ do n = n + i end return met(rows)", 20000, 6000000, 3},
    {"instructions of some",
     "local n = 0 if r.state == 'final' and actor.id > 'A11' then for i = 1, @ do n = n + i end end "
     "return met(rows)",
     20000, 6000000, 3},
    {"instructions of each row",
     "local out = findings() out:each(rows, function(x) local n = 0 for i = 1, @ do n = n + i end "
     "return met(x) end) return out",
     20000, 6000000, 3},
    {"memory of all", "local t = {} for i = 1, @ do t[i] = i end return met(rows)", 1000, 2000000, 4},
    {"memory of some", "local t = {} if actor.id > 'A11' then for i = 1, @ do t[i] = i end end return met(rows)", 1000,
     2000000, 4},
    {"verdicts", "local out = findings() for i = 1, @ do out:add(gap('m', nil, rows)) end return out", 10, 50000, 5},
    {"questions", "for i = 1, @ do local x = actor:history('reports', { period = '2019' }) end return met(rows)", 10,
     50000, 5},
};

START_TEST(near_a_limit_verdicts_are_the_same)
{
    test.probe.limits.instructions = 5 * 1000 * 1000;
    test.probe.limits.memory = 8 * 1024 * 1024;
    size_t errors = 0;
    for (int much = near[_i].least; much < near[_i].most; much *= near[_i].factor) {
        char body[1024], what[128];
        struct told got;
        snprintf(what, sizeof what, "%s: %d", near[_i].what, much);
        const char *at = strchr(near[_i].body, '@');
        snprintf(body, sizeof body, "%.*s%d%s", (int)(at - near[_i].body), near[_i].body, much, at + 1);
        write_use(body);
        run_both(what, &got);
        errors += got.by_kind[ACCORD_VERDICT_ERROR];
    }
    ck_assert_uint_gt(errors, 0);
}
END_TEST

static bool decided(int set, const char *name)
{
    for (int i = 0; i < COUNT_OF(uses); i++)
        if (uses[i].set == set && strcmp(uses[i].name, name) == 0) return true;
    return false;
}

START_TEST(of_every_function_it_is_said_whether_it_is_followed)
{
    static const enum accord_api_set sets[] = {ACCORD_API_FUNCTIONS, ACCORD_API_VALUES,  ACCORD_API_ACTOR,
                                               ACCORD_API_WORLD,     ACCORD_API_ROW,     ACCORD_API_ROWS,
                                               ACCORD_API_DATE,      ACCORD_API_FINDINGS};
    struct accord_api_entry entry;
    for (int i = 0; i < COUNT_OF(sets); i++)
        for (size_t at = 0; accord_api_at(sets[i], at, &entry); at++)
            ck_assert_msg(decided((int)sets[i], entry.name), "nothing is said of '%s' (set %d)", entry.name,
                          (int)sets[i]);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("path_walk");
    Suite *suite = suite_create("path_walk");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, open_world, close_world);
    tcase_add_loop_test(tcase, what_the_first_asked_is_followed_for_all_or_for_none, 0, COUNT_OF(uses));
    tcase_add_test(tcase, many_values_are_told_apart);
    tcase_add_loop_test(tcase, a_failed_allocation_makes_no_other_verdict, 0, ACTORS);
    tcase_add_loop_test(tcase, near_a_limit_verdicts_are_the_same, 0, COUNT_OF(near));
    tcase_add_test(tcase, of_every_function_it_is_said_whether_it_is_followed);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
