/* Rules at random. */
#include "property/rule_writer.h"

#include "property/paths_world.h"

#include <stdbool.h>
#include <string.h>

enum { DEPTH_MAX = 5, CALLS_MAX = 2 };

#define ADD(writer, ...) accord_text_addf(&(writer)->text, __VA_ARGS__)
#define SAY(writer, words) accord_text_add_str(&(writer)->text, words)

const char rule_register[] =
    "local function p(id, more) local entry = { id = id, verb = 'requests', addressees = { 'party' }, summary = 'x' }\n"
    "  for name, value in pairs(more or {}) do entry[name] = value end return entry end\n"
    "return { api = 1, id = 'w', under = 'w', version = '1', name = 'w', title = 'w', citation = 'w',\n"
    "  effect = '2018-01-01', provisions = { p '1', p('2', { qualified = true }), p('3', { ['until'] = '2022-01-01' })"
    " } }\n";

const char rule_library[] = "local words = {}\n"
                            "function words.same(a, b) return a == b end\n"
                            "function words.put(list, item) list[#list + 1] = item end\n"
                            "function words.first(list) for _, item in ipairs(list) do return item end end\n"
                            "words.epoch = date '2019-01-01'\n"
                            "return words\n";

const char rule_aggregate[] =
    "return { id = 'w/z-all', provision = 'w:1', subject = 'party', title = 'x', over = 'all',\n"
    "messages = { some = '{count} of {of}' },\n"
    "applies = function(actor) return actor:shows('memberships', { treaty = 'w' }) or true end,\n"
    "collect = function(actor) local last = actor:history('reports', {}):latest 'submitted'\n"
    "  if last and last.due < last.submitted then return { due = last.due, of = last.treaty } end end,\n"
    "conclude = function(collected) local count = 0\n"
    "  for _, item in ipairs(collected) do if item.value.of == 'w' then count = count + 1 end end\n"
    "  return review('some', { count = count, of = #collected }, collected[#collected]) end }\n";

static uint32_t roll(struct rule_writer *writer, uint32_t below)
{
    return paths_random(&writer->seed, below);
}

static const char *pick(struct rule_writer *writer, const char *const *list)
{
    uint32_t count = 0;
    while (list[count] != NULL)
        count++;
    return count == 0 ? NULL : list[roll(writer, count)];
}

/* ---- names in scope ---- */

static unsigned declare(struct rule_writer *writer, enum rule_value value, int table)
{
    unsigned name = writer->named++;
    if (writer->variable_count < RULE_VARIABLES_MAX)
        writer->variables[writer->variable_count++] = (struct rule_variable){value, name, table};
    return name;
}

/* Some variable of that kind, those of late more often; NULL: there is none. */
static const struct rule_variable *variable(struct rule_writer *writer, enum rule_value value)
{
    const struct rule_variable *found = NULL;
    for (size_t i = 0; i < writer->variable_count; i++)
        if (writer->variables[i].value == value && (found == NULL || roll(writer, 2) == 0))
            found = &writer->variables[i];
    return found;
}

static const struct paths_table *table_of(const struct rule_variable *row)
{
    return row->table < 0 ? NULL : &paths_tables[row->table];
}

/* ---- expressions ---- */

static void write_date(struct rule_writer *writer);
static void write_text(struct rule_writer *writer);
static void write_number(struct rule_writer *writer);
static void write_truth(struct rule_writer *writer);
static int write_rows(struct rule_writer *writer);
static void write_truth_function(struct rule_writer *writer, bool of_item, int table);

static const char *some_date(struct rule_writer *writer)
{
    return paths_dates[roll(writer, PATHS_DATES)];
}

static void write_filter_value(struct rule_writer *writer, const struct paths_table *table)
{
    const struct rule_variable *row = variable(writer, RULE_ROW);
    switch (roll(writer, 8)) {
    case 0:
        ADD(writer, "{ '%s', '%s' }", pick(writer, table->values), pick(writer, table->values));
        break;
    case 1:
        SAY(writer, roll(writer, 2) == 0 ? "present" : "absent_cell");
        break;
    case 2:
        if (row != NULL && table_of(row) != NULL)
            ADD(writer, "v%u:get('%s', 'x')", row->name, pick(writer, table_of(row)->texts));
        else
            SAY(writer, "params.list");
        break;
    default:
        ADD(writer, "'%s'", pick(writer, table->values));
        break;
    }
}

static void write_window(struct rule_writer *writer)
{
    if (roll(writer, 3) == 0) {
        SAY(writer, "during('2015', '2019-06-01')");
        return;
    }
    SAY(writer, "during(");
    if (roll(writer, 2) == 0)
        ADD(writer, "'%s'", some_date(writer));
    else
        write_date(writer);
    SAY(writer, ")");
}

static void write_filter_date(struct rule_writer *writer)
{
    switch (roll(writer, 5)) {
    case 0:
        ADD(writer, "'%s'", some_date(writer));
        break;
    case 1:
        SAY(writer, roll(writer, 2) == 0 ? "present" : "absent_cell");
        break;
    case 2:
        write_date(writer);
        break;
    default:
        write_window(writer);
        break;
    }
}

static bool has_time(const struct paths_table *table)
{
    return strcmp(table->name, "reports") != 0 && strcmp(table->name, "meetings") != 0 &&
           strcmp(table->name, "contributions") != 0;
}

static void write_filter(struct rule_writer *writer, const struct paths_table *table)
{
    bool more = false;
    SAY(writer, "{ ");
    if (roll(writer, 2) == 0) {
        ADD(writer, "%s = ", pick(writer, table->texts));
        write_filter_value(writer, table);
        more = true;
    }
    if (roll(writer, 4) == 0) {
        ADD(writer, "%s%s = ", more ? ", " : "", pick(writer, table->dates));
        write_filter_date(writer);
        more = true;
    }
    if (has_time(table) && roll(writer, 6) == 0) {
        SAY(writer, more ? ", active = " : "active = ");
        write_window(writer);
        more = true;
    }
    if (table->lists[0] != NULL && roll(writer, 8) == 0)
        ADD(writer, "%s%s = '%s'", more ? ", " : "", pick(writer, table->lists), pick(writer, table->values));
    SAY(writer, " }");
}

/* Rows of a table, or of a variable: which table. */
static int write_rows(struct rule_writer *writer)
{
    const struct rule_variable *known = variable(writer, RULE_ROWS);
    int table = (int)roll(writer, PATHS_TABLES);
    const struct paths_table *asked = &paths_tables[table];
    if (known != NULL && roll(writer, 3) > 0) {
        ADD(writer, "v%u", known->name);
        if (roll(writer, 6) > 0 || writer->calls == CALLS_MAX) return known->table;
        SAY(writer, ":sure(");
        write_truth_function(writer, true, known->table);
        SAY(writer, ")");
        return known->table;
    }
    switch (roll(writer, 5)) {
    case 0:
        ADD(writer, "%s:%s ", asked->owner, asked->name);
        break;
    case 1:
        ADD(writer, "%s:rows('%s', ", asked->owner, asked->name);
        break;
    case 2:
        ADD(writer, "%s:possibly('%s', ", asked->owner, asked->name);
        break;
    default:
        ADD(writer, "%s:history('%s', ", asked->owner, asked->name);
        break;
    }
    bool called =
        writer->text.bytes[writer->text.length - 1] == ' ' && writer->text.bytes[writer->text.length - 2] != ',';
    write_filter(writer, asked);
    if (!called) SAY(writer, ")");
    return table;
}

static void write_cell_date(struct rule_writer *writer)
{
    const struct rule_variable *row = variable(writer, RULE_ROW);
    const struct paths_table *table = row == NULL ? NULL : table_of(row);
    if (table == NULL) {
        SAY(writer, "as_of");
        return;
    }
    const char *column = pick(writer, table->dates);
    if (roll(writer, 3) > 0)
        ADD(writer, "v%u.%s", row->name, column);
    else if (roll(writer, 2) == 0)
        ADD(writer, "v%u:get('%s', START)", row->name, column);
    else {
        ADD(writer, "v%u:get('%s', ", row->name, column);
        write_date(writer);
        SAY(writer, ")");
    }
}

/* A date that the rule has from elsewhere. */
static void write_other_date(struct rule_writer *writer)
{
    static const char *const others[] = {
        "as_of", "START",  "provision.effect",    "date(params.since)",   "words.epoch",
        "as_of", "COARSE", "as_of:add_days(-30)", "START:add_months(12)", NULL};
    if (roll(writer, 4) == 0)
        ADD(writer, "date '%s'", some_date(writer));
    else
        SAY(writer, pick(writer, others));
}

static void write_date(struct rule_writer *writer)
{
    const struct rule_variable *known = variable(writer, RULE_DATE);
    uint32_t way = roll(writer, 12);
    if (writer->depth >= DEPTH_MAX) way = 3;
    writer->depth++;
    if (known != NULL && way < 3) {
        ADD(writer, "v%u", known->name);
    } else if (way < 7) {
        write_cell_date(writer);
    } else if (way < 9) {
        write_other_date(writer);
    } else if (way < 11) {
        SAY(writer, "(");
        write_date(writer);
        ADD(writer, "):%s(%d)", roll(writer, 2) == 0 ? "add_days" : "add_months", (int)roll(writer, 13) - 3);
    } else {
        SAY(writer, "date(");
        write_date(writer);
        SAY(writer, ")");
    }
    writer->depth--;
}

static void write_cell_text(struct rule_writer *writer)
{
    const struct rule_variable *row = variable(writer, RULE_ROW);
    const struct paths_table *table = row == NULL ? NULL : table_of(row);
    if (table == NULL) {
        static const char *const own[] = {"actor.name", "actor:get('official_name', 'none')",       "actor.kind",
                                          "actor.name", "join(actor:get('former_names', {}), '+')", NULL};
        SAY(writer, pick(writer, own));
        return;
    }
    const char *column = pick(writer, table->texts);
    if (roll(writer, 2) == 0)
        ADD(writer, "v%u.%s", row->name, column);
    else if (table->lists[0] != NULL && roll(writer, 3) == 0)
        ADD(writer, "table.concat(v%u:get('%s', {}), ';')", row->name, pick(writer, table->lists));
    else
        ADD(writer, "v%u:get('%s', 'blank')", row->name, column);
}

static void write_distinct(struct rule_writer *writer)
{
    SAY(writer, "(");
    int table = write_rows(writer);
    ADD(writer, "):distinct '%s'",
        roll(writer, 4) == 0 && paths_tables[table].lists[0] != NULL ? paths_tables[table].lists[0]
                                                                     : pick(writer, paths_tables[table].texts));
}

/* Functions that make a text of something, each with %s for a text. */
static void write_made_text(struct rule_writer *writer)
{
    static const char *const made[][2] = {{"upper(", ")"},
                                          {"lower(", ")"},
                                          {"trim(", ")"},
                                          {"string.sub(", ", 2)"},
                                          {"string.upper(", ")"},
                                          {"string.lower(", ")"},
                                          {"split(", ", 'i')[1]"},
                                          {"format('%s!', ", ")"},
                                          {"format('%d %% %s', math.abs(-2), ", ")"},
                                          {"join({ 'a', ", " }, ', ')"},
                                          {"tostring(", ")"},
                                          {"select(2, 'a', ", ")"},
                                          {"table.unpack({ ", " })"},
                                          {"assert(", ", 'none')"},
                                          {"words.first { ", " }"}};
    uint32_t at = roll(writer, sizeof made / sizeof made[0]);
    SAY(writer, made[at][0]);
    write_text(writer);
    SAY(writer, made[at][1]);
}

static void write_text(struct rule_writer *writer)
{
    const struct rule_variable *known = variable(writer, RULE_TEXT), *row = variable(writer, RULE_ROW);
    uint32_t way = writer->depth >= DEPTH_MAX ? 4 : roll(writer, 24);
    writer->depth++;
    if (known != NULL && way < 4) {
        ADD(writer, "v%u", known->name);
    } else if (way < 12) {
        write_cell_text(writer);
    } else if (way < 16) {
        write_made_text(writer);
    } else if (way < 18) {
        SAY(writer, "(");
        write_text(writer);
        SAY(writer, " .. ");
        write_text(writer);
        SAY(writer, ")");
    } else if (way < 20) {
        SAY(writer, "join(");
        write_distinct(writer);
        SAY(writer, ", ' ')");
    } else if (way == 20) {
        SAY(writer, "tostring(");
        write_date(writer);
        SAY(writer, ")");
    } else if (way == 21 && row != NULL) {
        ADD(writer, roll(writer, 2) == 0 ? "v%u:key()" : "tostring(v%u)", row->name);
    } else if (way == 22) {
        SAY(writer, "format('%d', ");
        write_number(writer);
        SAY(writer, ")");
    } else {
        SAY(writer, roll(writer, 8) == 0 ? "actor.id" : "'x'");
    }
    writer->depth--;
}

static void write_count(struct rule_writer *writer)
{
    const struct paths_table *table = &paths_tables[roll(writer, PATHS_TABLES)];
    ADD(writer, "world:count('%s', ", table->name);
    write_filter(writer, table);
    SAY(writer, ")");
}

static void write_number(struct rule_writer *writer)
{
    const struct rule_variable *known = variable(writer, RULE_NUMBER), *row = variable(writer, RULE_ROW);
    const struct rule_variable *list = variable(writer, RULE_LIST), *out = variable(writer, RULE_OUT);
    const struct paths_table *table = row == NULL ? NULL : table_of(row);
    uint32_t way = writer->depth >= DEPTH_MAX ? 30 : roll(writer, 26);
    writer->depth++;
    if (known != NULL && way < 4) {
        ADD(writer, "v%u", known->name);
    } else if (way < 9) {
        SAY(writer, "#");
        bool plain = variable(writer, RULE_ROWS) == NULL;
        if (plain) SAY(writer, "(");
        (void)write_rows(writer);
        if (plain) SAY(writer, ")");
    } else if (way < 12) {
        SAY(writer, "(");
        write_date(writer);
        SAY(writer, ").year");
    } else if (way < 14) {
        SAY(writer, "#");
        write_distinct(writer);
    } else if (way < 16) {
        SAY(writer, "string.len(");
        write_text(writer);
        SAY(writer, ")");
    } else if (way == 16 || way == 22 || way == 23) {
        static const char *const made[] = {"math.max(",       "math.min(2, ", "math.floor(",   "math.ceil(",
                                           "math.tointeger(", "tonumber(",    "math.abs(1 - ", NULL};
        SAY(writer, pick(writer, made));
        write_number(writer);
        SAY(writer, ")");
    } else if (way == 17 && table != NULL && table->number != NULL) {
        ADD(writer, "v%u.%s", row->name, table->number);
    } else if (way == 18 && list != NULL) {
        ADD(writer, "#v%u", list->name);
    } else if (way == 19 && out != NULL) {
        ADD(writer, "#v%u", out->name);
    } else if (way == 20) {
        SAY(writer, "(");
        write_number(writer);
        SAY(writer, " + ");
        write_number(writer);
        SAY(writer, ")");
    } else if (way == 21) {
        write_count(writer);
    } else {
        SAY(writer, roll(writer, 2) == 0 ? "params.least" : "1");
    }
    writer->depth--;
}

/* ---- truth ---- */

static void write_compared_dates(struct rule_writer *writer)
{
    static const char *const signs[] = {" < ", " <= ", " > ", " >= ", " == ", " ~= ", " == ", NULL};
    write_date(writer);
    SAY(writer, pick(writer, signs));
    write_date(writer);
}

static void write_shown(struct rule_writer *writer)
{
    const struct paths_table *table = &paths_tables[roll(writer, PATHS_TABLES)];
    ADD(writer, "%s:%s('%s', ", table->owner, roll(writer, 2) == 0 ? "shows" : "lacks", table->name);
    write_filter(writer, table);
    SAY(writer, ")");
}

static void write_of_row(struct rule_writer *writer)
{
    const struct rule_variable *row = variable(writer, RULE_ROW), *other = variable(writer, RULE_ROW);
    const struct paths_table *table = row == NULL ? NULL : table_of(row);
    if (table == NULL) {
        ADD(writer, "actor:has '%s'", roll(writer, 2) == 0 ? "official_name" : "former_names");
        return;
    }
    switch (roll(writer, 6)) {
    case 0:
        ADD(writer, "v%u == v%u", row->name, other->name);
        break;
    case 1:
        ADD(writer, "v%u:has '%s'", row->name, table->personal != NULL ? table->personal : pick(writer, table->texts));
        break;
    case 2:
        if (table->truth != NULL)
            ADD(writer, "v%u:get('%s', false)", row->name, table->truth);
        else if (table->amount != NULL)
            ADD(writer, "v%u:get('%s', amount(1)) %s amount '100'", row->name, table->amount,
                roll(writer, 2) == 0 ? "==" : "<");
        else
            ADD(writer, "v%u:has '%s'", row->name, pick(writer, table->dates));
        break;
    case 3:
        if (table->lists[0] != NULL)
            ADD(writer, "contains(v%u:get('%s', {}), '%s')", row->name, pick(writer, table->lists),
                pick(writer, table->values));
        else
            ADD(writer, "contains(v%u:get('%s', ''), 'a')", row->name, pick(writer, table->texts));
        break;
    default:
        ADD(writer, "v%u:has '%s'", row->name, pick(writer, table->dates));
        break;
    }
}

static void write_key(struct rule_writer *writer)
{
    const struct rule_variable *row = variable(writer, RULE_ROW);
    uint32_t way = roll(writer, 4);
    if (way == 0 && row != NULL)
        ADD(writer, "v%u", row->name);
    else if (way < 3)
        write_date(writer);
    else
        write_text(writer);
}

/* A truth that is joined from tests: functions, or rows or a list and a function. */
static void write_joined(struct rule_writer *writer)
{
    static const char *const joins[] = {"any", "any", "any", "any", "all", "none", NULL};
    const struct rule_variable *list = variable(writer, RULE_LIST);
    if (roll(writer, 4) == 0) {
        SAY(writer, "not_(");
        write_truth_function(writer, false, 0);
        SAY(writer, ")");
        return;
    }
    ADD(writer, "%s(", pick(writer, joins));
    switch (roll(writer, 3)) {
    case 0:
        write_truth_function(writer, false, 0);
        SAY(writer, ", ");
        write_truth_function(writer, false, 0);
        break;
    case 1:
        if (list != NULL) {
            ADD(writer, "v%u, ", list->name);
            write_truth_function(writer, true, list->table);
            break;
        } /* fall through */
    default: {
        int table = write_rows(writer);
        SAY(writer, ", ");
        write_truth_function(writer, true, table);
    }
    }
    SAY(writer, ")");
}

static void write_text_test(struct rule_writer *writer)
{
    static const char *const tests[][2] = {{"contains(", ", 'a')"},
                                           {"glob(", ", '*a*')"},
                                           {"is_email(", ")"},
                                           {"is_url(", ")"},
                                           {"type(", ") == 'string'"},
                                           {"words.same('x', ", ")"},
                                           {"math.type(#", ") == 'integer'"},
                                           {"contains(params.list, ", ")"}};
    uint32_t at = roll(writer, sizeof tests / sizeof tests[0]);
    SAY(writer, tests[at][0]);
    write_text(writer);
    SAY(writer, tests[at][1]);
}

static void write_truth(struct rule_writer *writer)
{
    const struct rule_variable *memo = variable(writer, RULE_MEMO);
    uint32_t way = writer->depth >= DEPTH_MAX ? 2 : roll(writer, 24);
    writer->depth++;
    if (way < 5) {
        write_of_row(writer);
    } else if (way < 10) {
        write_compared_dates(writer);
    } else if (way < 12) {
        write_number(writer);
        SAY(writer, roll(writer, 2) == 0 ? " > " : " == ");
        write_number(writer);
    } else if (way < 14) {
        write_shown(writer);
    } else if (way < 17 && writer->calls < CALLS_MAX) {
        write_joined(writer);
    } else if (way < 19) {
        write_text_test(writer);
    } else if (way == 19) {
        ADD(writer, "actor:bound '%s'", roll(writer, 2) == 0 ? "v" : "w");
    } else if (way < 22 && memo != NULL) {
        ADD(writer, "v%u[", memo->name);
        write_key(writer);
        SAY(writer, "] == nil");
    } else {
        SAY(writer, "(");
        write_truth(writer);
        SAY(writer, roll(writer, 2) == 0 ? " and " : " or ");
        write_truth(writer);
        SAY(writer, ")");
    }
    writer->depth--;
}

/* ---- verdicts ---- */

static void write_argument(struct rule_writer *writer)
{
    const struct rule_variable *row = variable(writer, RULE_ROW);
    if (row != NULL && table_of(row) != NULL && roll(writer, 3) == 0) {
        ADD(writer, "v%u.%s", row->name, pick(writer, table_of(row)->texts));
        return;
    }
    if (roll(writer, 12) == 0) {
        SAY(writer, "actor.name");
        return;
    }
    switch (roll(writer, 8)) {
    case 0:
        write_number(writer);
        break;
    case 1:
        SAY(writer, "{ 'a', ");
        write_text(writer);
        SAY(writer, " }");
        break;
    case 2:
        SAY(writer, "{ ");
        write_date(writer);
        SAY(writer, " }");
        break;
    case 3:
        SAY(writer, "amount '1.50'");
        break;
    case 4:
        write_truth(writer);
        break;
    case 5:
        write_text(writer);
        break;
    default:
        write_date(writer);
        break;
    }
}

static void write_records(struct rule_writer *writer)
{
    const struct rule_variable *row = variable(writer, RULE_ROW), *other = variable(writer, RULE_ROW);
    const struct rule_variable *list = variable(writer, RULE_LIST);
    uint32_t way = roll(writer, 6);
    if (way < 3 && row != NULL)
        ADD(writer, "v%u", row->name);
    else if (way == 3 && row != NULL)
        ADD(writer, "{ v%u, v%u }", row->name, other->name);
    else if (way == 4 && list != NULL)
        ADD(writer, "v%u", list->name);
    else
        (void)write_rows(writer);
}

/* "'m', nil" or a message with its arguments. */
static void write_said(struct rule_writer *writer)
{
    switch (roll(writer, 4)) {
    case 0:
        SAY(writer, "'n', { n = ");
        write_argument(writer);
        SAY(writer, " }");
        break;
    case 1:
        SAY(writer, "'o', { k = ");
        write_argument(writer);
        SAY(writer, ", n = ");
        write_argument(writer);
        SAY(writer, " }");
        break;
    default:
        SAY(writer, "'m', nil");
        break;
    }
}

static void write_absence(struct rule_writer *writer)
{
    static const char *const absences[] = {"absent", "shown_absent", "no_occasion", "absent", NULL};
    const struct paths_table *table = &paths_tables[roll(writer, PATHS_TABLES)];
    bool everywhere = roll(writer, 12) == 0;
    if (everywhere)
        SAY(writer, "world:no_occasion('m', ");
    else
        ADD(writer, "%s('m', ", pick(writer, absences));
    ADD(writer, "'%s', ", table->name);
    /* What never matches, as a rule, or nearly everything. */
    if (roll(writer, 3) > 0)
        ADD(writer, "{ %s = 'none' }", table->texts[0]);
    else
        write_filter(writer, table);
    if (!everywhere && roll(writer, 3) == 0) {
        SAY(writer, ", nil, ");
        write_records(writer);
    }
    SAY(writer, ")");
}

/* With something to name, as a rule. */
static void write_met(struct rule_writer *writer)
{
    const struct rule_variable *row = variable(writer, RULE_ROW);
    SAY(writer, "met(");
    if (roll(writer, 12) == 0)
        write_records(writer);
    else if (row != NULL)
        ADD(writer, roll(writer, 2) == 0 ? "v%u" : "{ v%u }", row->name);
    else
        SAY(writer, "actor:rows('actors')");
    SAY(writer, ")");
}

static void write_verdict(struct rule_writer *writer)
{
    static const char *const verdicts[] = {"gap", "partial", "review", "unreported", "not_due", "not_applicable", NULL};
    uint32_t way = roll(writer, 8);
    writer->depth++;
    if (way < 2) {
        write_met(writer);
    } else if (way == 2) {
        write_absence(writer);
    } else {
        ADD(writer, "%s(", pick(writer, verdicts));
        write_said(writer);
        if (roll(writer, 2) == 0) {
            SAY(writer, ", ");
            write_records(writer);
        }
        SAY(writer, ")");
    }
    writer->depth--;
}

/* ---- statements ---- */

enum returning { RETURNS_VERDICT, RETURNS_TRUTH, RETURNS_NOTHING };

static void write_block(struct rule_writer *writer, unsigned count, enum returning returning);

static void write_return(struct rule_writer *writer, enum returning returning)
{
    SAY(writer, "return ");
    if (returning == RETURNS_VERDICT)
        write_verdict(writer);
    else
        write_truth(writer);
}

/* A function of an item of the table, or of nothing; its names are gone behind it. */
static void write_truth_function(struct rule_writer *writer, bool of_item, int table)
{
    size_t count = writer->variable_count;
    writer->calls++;
    writer->depth++;
    if (of_item)
        ADD(writer, "function(v%u) ", declare(writer, RULE_ROW, table));
    else
        SAY(writer, "function() ");
    if (roll(writer, 3) == 0) write_block(writer, 1, RETURNS_TRUTH);
    write_return(writer, RETURNS_TRUTH);
    SAY(writer, " end");
    writer->variable_count = count;
    writer->calls--;
    writer->depth--;
}

/* Some change nothing around them. */
static void write_verdict_function(struct rule_writer *writer, int table)
{
    size_t count = writer->variable_count;
    bool keeps = writer->keeps;
    writer->keeps = keeps || roll(writer, 2) == 0;
    writer->calls++;
    ADD(writer, "function(v%u)\n", declare(writer, RULE_ROW, table));
    write_block(writer, 1 + roll(writer, 3), RETURNS_VERDICT);
    write_return(writer, RETURNS_VERDICT);
    SAY(writer, "\nend");
    writer->variable_count = count;
    writer->keeps = keeps;
    writer->calls--;
}

static void write_if(struct rule_writer *writer, enum returning returning)
{
    size_t count = writer->variable_count;
    SAY(writer, "if ");
    write_truth(writer);
    SAY(writer, " then\n");
    if (roll(writer, 2) == 0) {
        write_block(writer, 1, returning);
        if (roll(writer, 3) == 0) {
            SAY(writer, "else\n");
            writer->variable_count = count;
            write_block(writer, 1, returning);
        }
    } else if (returning == RETURNS_NOTHING) {
        SAY(writer, "break\n");
    } else {
        write_return(writer, returning);
        SAY(writer, "\n");
    }
    SAY(writer, "end\n");
    writer->variable_count = count;
}

static void write_loop(struct rule_writer *writer, enum returning returning)
{
    size_t count = writer->variable_count;
    const struct rule_variable *list = variable(writer, RULE_LIST);
    unsigned at = declare(writer, RULE_NUMBER, 0);
    uint32_t name = writer->named++;
    if (roll(writer, 3) == 0) {
        const struct rule_variable *rows = variable(writer, RULE_ROWS);
        if (rows == NULL) {
            writer->variable_count = count;
            return;
        }
        ADD(writer, "for v%u = #v%u, 1, -1 do local v%u = v%u[v%u]\n", at, rows->name, name, rows->name, at);
        writer->variables[writer->variable_count++] = (struct rule_variable){RULE_ROW, name, rows->table};
    } else {
        int table = list != NULL ? list->table : 0;
        ADD(writer, "for v%u, v%u in %s(", at, name, list != NULL && roll(writer, 2) == 0 ? "pairs" : "ipairs");
        if (list != NULL)
            ADD(writer, "v%u", list->name);
        else
            table = write_rows(writer);
        SAY(writer, ") do\n");
        writer->variables[writer->variable_count++] = (struct rule_variable){RULE_ROW, name, table};
    }
    write_block(writer, 1 + roll(writer, 2), returning == RETURNS_VERDICT ? RETURNS_VERDICT : RETURNS_NOTHING);
    if (roll(writer, 3) == 0) {
        SAY(writer, "if ");
        write_truth(writer);
        SAY(writer, " then break end\n");
    }
    SAY(writer, "end\n");
    writer->variable_count = count;
}

/* The latest or first row, where there is one. */
static void write_picked(struct rule_writer *writer, enum returning returning)
{
    size_t count = writer->variable_count;
    const struct rule_variable *rows = variable(writer, RULE_ROWS);
    if (rows == NULL) return;
    const struct paths_table *table = &paths_tables[rows->table];
    uint32_t way = roll(writer, 4);
    struct rule_variable row = {RULE_ROW, writer->named++, rows->table};
    ADD(writer, "local v%u = v%u", row.name, rows->name);
    if (way < 3)
        ADD(writer, ":%s '%s'\n", way == 0 ? "earliest" : "latest", pick(writer, table->dates));
    else
        ADD(writer, "[%u]\n", 1 + roll(writer, 3));
    ADD(writer, "if v%u then\n", row.name);
    if (writer->variable_count < RULE_VARIABLES_MAX) writer->variables[writer->variable_count++] = row;
    write_block(writer, 1 + roll(writer, 2), returning);
    SAY(writer, "end\n");
    writer->variable_count = count;
}

/* A list of some of the rows, perhaps sorted. */
static void write_list(struct rule_writer *writer)
{
    const struct rule_variable *rows = variable(writer, RULE_ROWS);
    if (rows == NULL) return;
    int table = rows->table;
    unsigned from = rows->name, item = writer->named++, name = declare(writer, RULE_LIST, table);
    ADD(writer, "local v%u = {} for _, v%u in ipairs(v%u) do ", name, item, from);
    if (roll(writer, 2) == 0)
        ADD(writer, "if v%u:has '%s' then ", item, pick(writer, paths_tables[table].dates));
    else
        SAY(writer, "if true then ");
    ADD(writer, "table.insert(v%u, v%u) end end\n", name, item);
    if (roll(writer, 4) == 0)
        ADD(writer, "table.sort(v%u, function(a, b) return a.%s < b.%s end)\n", name, paths_tables[table].dates[0],
            paths_tables[table].dates[0]);
    if (roll(writer, 4) == 0) ADD(writer, "if #v%u > 1 then table.remove(v%u) end\n", name, name);
}

static void write_local(struct rule_writer *writer)
{
    uint32_t name = writer->named++, way = roll(writer, 10);
    struct rule_variable made = {RULE_ROWS, name, 0};
    ADD(writer, "local v%u = ", name);
    if (way < 5) {
        made.table = write_rows(writer);
    } else if (way < 7) {
        made.value = RULE_DATE;
        write_date(writer);
    } else if (way == 7) {
        made.value = RULE_TEXT;
        write_text(writer);
    } else if (way == 8) {
        made.value = RULE_NUMBER;
        write_number(writer);
    } else {
        made.value = RULE_MEMO;
        SAY(writer, "{}");
    }
    SAY(writer, "\n");
    if (writer->variable_count < RULE_VARIABLES_MAX - 4) writer->variables[writer->variable_count++] = made;
}

/* What a function called again and again may find changed. */
static void write_change(struct rule_writer *writer)
{
    const struct rule_variable *number = variable(writer, RULE_NUMBER), *memo = variable(writer, RULE_MEMO);
    if (writer->keeps) return;
    if (memo != NULL && roll(writer, 2) == 0) {
        ADD(writer, "v%u[", memo->name);
        write_key(writer);
        SAY(writer, "] = true\n");
    } else if (number != NULL) {
        ADD(writer, "v%u = v%u + 1\n", number->name, number->name);
    }
}

static void write_found(struct rule_writer *writer)
{
    const struct rule_variable *out = variable(writer, RULE_OUT), *list = variable(writer, RULE_LIST);
    if (out == NULL || writer->keeps) return;
    unsigned name = out->name;
    if (roll(writer, 3) == 0 || writer->calls == CALLS_MAX) {
        ADD(writer, "v%u:add(", name);
        write_verdict(writer);
        SAY(writer, ")\n");
        return;
    }
    int table = list != NULL ? list->table : 0;
    ADD(writer, "v%u:each(", name);
    if (list != NULL && roll(writer, 2) == 0)
        ADD(writer, "v%u", list->name);
    else
        table = write_rows(writer);
    SAY(writer, ", ");
    write_verdict_function(writer, table);
    SAY(writer, ")\n");
}

static void write_failure(struct rule_writer *writer)
{
    SAY(writer, "if ");
    write_truth(writer);
    SAY(writer, " and ");
    write_truth(writer);
    SAY(writer, " then error('it is ' .. ");
    write_text(writer);
    SAY(writer, ") end\n");
}

static void write_statement(struct rule_writer *writer, enum returning returning)
{
    switch (roll(writer, 16)) {
    case 0:
    case 1:
    case 2:
        write_local(writer);
        break;
    case 3:
    case 4:
        write_if(writer, returning);
        break;
    case 5:
        write_loop(writer, returning);
        break;
    case 6:
    case 7:
        write_picked(writer, returning);
        break;
    case 8:
        write_list(writer);
        break;
    case 9:
    case 10:
        write_change(writer);
        break;
    case 11:
        if (roll(writer, 3) == 0) write_failure(writer);
        break;
    default:
        write_found(writer);
        break;
    }
}

static void write_block(struct rule_writer *writer, unsigned count, enum returning returning)
{
    if (writer->depth >= DEPTH_MAX) return;
    writer->depth++;
    for (unsigned i = 0; i < count; i++)
        write_statement(writer, returning);
    writer->depth--;
}

/* ---- rules ---- */

static void write_applies(struct rule_writer *writer)
{
    size_t count = writer->variable_count;
    SAY(writer, "  applies = function(actor, params, provision)\n");
    write_block(writer, 1, RETURNS_VERDICT);
    SAY(writer, "if ");
    write_truth(writer);
    SAY(writer, " then return ");
    switch (roll(writer, 5)) {
    case 0:
        write_verdict(writer);
        break;
    case 1:
    case 2:
        write_absence(writer);
        break;
    default:
        SAY(writer, "not_applicable 'm'");
        break;
    }
    SAY(writer, " end\nreturn true\nend,\n");
    writer->variable_count = count;
}

static void write_check(struct rule_writer *writer)
{
    unsigned out = declare(writer, RULE_OUT, 0);
    ADD(writer, "  check = function(actor, params, provision)\nlocal v%u = findings()\n", out);
    ADD(writer, "local v%u, v%u = 0, {}\n", declare(writer, RULE_NUMBER, 0), declare(writer, RULE_MEMO, 0));
    write_local(writer);
    write_block(writer, 4 + roll(writer, 5), RETURNS_VERDICT);
    ADD(writer, "if #v%u > 0 then return v%u end\n", out, out);
    write_return(writer, RETURNS_VERDICT);
    SAY(writer, "\nend }\n");
    writer->variable_count = 0;
}

void rule_write(struct rule_writer *writer, unsigned number, uint32_t seed)
{
    accord_text_reset(&writer->text);
    writer->seed = seed;
    writer->variable_count = writer->named = 0;
    writer->depth = writer->calls = 0;
    writer->keeps = false;
    SAY(writer, "local words = lib 'words'\nlocal START, COARSE = date '2018-06-30', date '2019'\n");
    ADD(writer, "return { id = 'w/r%u', provision = 'w:%u', subject = 'party', title = 'x',\n", number,
        1 + roll(writer, 3));
    SAY(writer, "  messages = { m = 'message', n = 'n is {n}', o = '{n} and {k}, {n}' },\n");
    SAY(writer, "  params = { since = '2019-01-01', least = 1, list = { 'nfp', 'final' } },\n");
    if (number > 0 && roll(writer, 4) == 0) ADD(writer, "  requires = 'w/r%u',\n", number - 1);
    if (roll(writer, 3) == 0) write_applies(writer);
    write_check(writer);
}
