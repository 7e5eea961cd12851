/* Files that hold only data give plain values or a complaint with its line; params of a run replace a rule's own. */
#include "base/text.h"
#include "engine/plain.h"
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 1024 * 1024 };

static void add_plain(struct accord_text *text, const struct accord_plain *value)
{
    switch (value->kind) {
    case ACCORD_PLAIN_NIL:
        accord_text_add_str(text, "nil");
        break;
    case ACCORD_PLAIN_BOOLEAN:
        accord_text_add_str(text, value->integer != 0 ? "true" : "false");
        break;
    case ACCORD_PLAIN_INTEGER:
        accord_text_add_int(text, value->integer);
        break;
    case ACCORD_PLAIN_TEXT:
        accord_text_add_json(text, value->text, strlen(value->text));
        break;
    case ACCORD_PLAIN_LIST:
    case ACCORD_PLAIN_TABLE:
        accord_text_add_char(text, value->kind == ACCORD_PLAIN_LIST ? '[' : '{');
        for (size_t i = 0; i < value->count; i++) {
            if (i > 0) accord_text_add_char(text, ' ');
            if (value->kind == ACCORD_PLAIN_TABLE) accord_text_addf(text, "%s=", value->names[i]);
            add_plain(text, &value->items[i]);
        }
        accord_text_add_char(text, value->kind == ACCORD_PLAIN_LIST ? ']' : '}');
        break;
    }
}

/* What the file says, or its complaints, one a line and without the folder. */
static void read_plain(struct probe *probe, const char *source, struct accord_text *text)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *problems;
    struct accord_packs *packs;
    struct accord_arena arena;
    struct accord_plain_file file;
    const char *folders[] = {probe->rules};
    char path[PROBE_PATH_MAX + 32];
    probe_file(probe, "file.lua", source);
    probe_file(probe, "rules/lib/shared.lua",
               "return { rows = { \"a\", \"b\" }, make = function(x) return { x } end }");
    snprintf(path, sizeof path, "%s/file.lua", probe->folder);
    accord_arena_init(&arena);
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, 1, &probe->limits, problems, &packs, &err), ACCORD_OK);
    enum accord_status status = accord_plain_read_file(packs, path, &arena, problems, &file, &err);
    if (status == ACCORD_OK) add_plain(text, &file.value);
    ck_assert_int_eq(status == ACCORD_BAD_RULES, accord_problems_count(problems) > 0);
    for (size_t i = 0; i < accord_problems_kept(problems); i++) {
        const struct accord_problem *problem = accord_problems_at(problems, i);
        ck_assert_str_eq(problem->file, path);
        accord_text_addf(text, "%u: %s", problem->line, problem->text);
    }
    accord_packs_close(packs);
    accord_problems_free(problems);
    accord_arena_clear(&arena);
}

static const struct {
    const char *source;
    const char *says;
} files[] = {
    {"return {}", "[]"},
    {"return { 1, -2, \"x\", true, false }", "[1 -2 \"x\" true false]"},
    {"return { b = 1, a = { c = {} }, [\"d e\"] = 2 }", "{a={c=[]} b=1 d e=2}"},
    {"local function row(id) return { id = id } end\nreturn { row \"a\", row \"b\" }", "[{id=\"a\"} {id=\"b\"}]"},
    {"return { upper(\"x\"), (\"y\"):lower(), join({ \"a\", \"b\" }, \"-\"), format(\"%d\", 3) }",
     "[\"X\" \"y\" \"a-b\" \"3\"]"},
    {"return { lib(\"shared\").rows, lib(\"shared\").make(7) }", "[[\"a\" \"b\"] [7]]"},
    {"local l = {}\nfor k, v in pairs({ b = 1, a = 2 }) do table.insert(l, k) end\nreturn l", "[\"a\" \"b\"]"},
    {"return 1", "1: the file returns a number, expected a table"},
    {"", "1: the file returns nothing, expected a table"},
    {"return {\n", "2: unexpected symbol near <eof>"},
    {"\n\nlocal x = y.z", "3: there is no 'y' in the environment of a file of data"},
    {"\nreturn { met() }", "2: there is no 'met' in the environment of a file of data"},
    {"return { since = as_of }", "1: there is no 'as_of' in the environment of a file of data"},
    {"return { since = date \"2020\" }", "1: there is no 'date' in the environment of a file of data"},
    {"\nx = 1", "2: assignment to the global 'x': declare it local"},
    {"return { 0.5 }", "1: [1] is no whole number, expected one or a text"},
    {"return { a = { 1, { b = ipairs } } }", "1: a[2].b is a function, expected a plain value"},
    {"return { a = { 1, x = 2 } }", "1: a mixes names and positions, expected a list or a table of names"},
    {"return { a = { [true] = 2 } }", "1: a has a key that is neither a name nor a position"},
    {"return { a = { [3] = 2 } }", "1: a is a list with holes"},
    {"return { a = { 1, nil, 3, [10] = 4 } }", "1: a is a list with holes"},
    {"return { a = { 1, [0] = 2 } }", "1: a is a list with holes"},
    {"return { \"\\xff\" }", "1: [1] is no UTF-8 text"},
    {"return { \"a\\0b\" }", "1: [1] is no UTF-8 text"},
    {"local t = {}\nt.t = t\nreturn t", "1: t.t.t.t.t.t.t.t.t.t.t.t.t.t.t.t is nested too deeply, or holds itself"},
    {"while true do end", "1: it used more than 10000000 instructions"},
    {"local l, t = {}, {}\nfor i = 1, 1100 do l[i] = i end\nfor i = 1, 1000 do t[i] = l end\nreturn t",
     "1: [909] holds too many values"},
    {"local s = \"x\"\nfor i = 1, 20 do s = s .. s end\nlocal t = {}\nfor i = 1, 32 do t[i] = s end\nreturn t",
     "1: [32] is more text than the whole may hold"},
    {"return { a = 1 & 2 }", "1: "},
};

START_TEST(a_file_of_data_is_read_or_refused_with_its_line)
{
    struct probe probe;
    struct accord_text text;
    probe_open(&probe);
    accord_text_init(&text, TEXT_MAX);
    read_plain(&probe, files[_i].source, &text);
    bool same = strncmp(accord_text_str(&text), files[_i].says, strlen(files[_i].says)) == 0;
    ck_assert_msg(same, "%s says %s, expected %s", files[_i].source, accord_text_str(&text), files[_i].says);
    accord_text_clear(&text);
    probe_close(&probe);
}
END_TEST

START_TEST(a_file_that_is_not_there_is_a_problem)
{
    struct probe probe;
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *problems;
    struct accord_packs *packs;
    struct accord_arena arena;
    struct accord_plain_file file;
    probe_open(&probe);
    probe_register(&probe);
    const char *folders[] = {probe.rules};
    accord_arena_init(&arena);
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, 1, &probe.limits, problems, &packs, &err), ACCORD_OK);
    ck_assert_int_eq(accord_plain_read_file(packs, "nowhere.lua", &arena, problems, &file, &err), ACCORD_BAD_RULES);
    ck_assert_str_eq(accord_problems_at(problems, 0)->file, "nowhere.lua");
    accord_packs_close(packs);
    accord_problems_free(problems);
    accord_arena_clear(&arena);
    probe_close(&probe);
}
END_TEST

START_TEST(values_are_found_and_compared)
{
    static const struct accord_plain list[] = {{.kind = ACCORD_PLAIN_TEXT, .text = "x"},
                                               {.kind = ACCORD_PLAIN_INTEGER, .integer = 3}};
    static const char *const names[] = {"a", "b"};
    static const struct accord_plain table = {.kind = ACCORD_PLAIN_TABLE, .items = list, .names = names, .count = 2};
    static const struct accord_plain items = {.kind = ACCORD_PLAIN_LIST, .items = list, .count = 2};
    static const struct accord_plain empty = {.kind = ACCORD_PLAIN_LIST};
    ck_assert_str_eq(accord_plain_get_text(&table, "a"), "x");
    ck_assert_ptr_null(accord_plain_get_text(&table, "b"));
    ck_assert_ptr_eq(accord_plain_get(&table, "b"), &list[1]);
    ck_assert_ptr_null(accord_plain_get(&table, "c"));
    ck_assert_ptr_null(accord_plain_get(&items, "a"));
    ck_assert(accord_plain_is(&empty, ACCORD_PLAIN_TABLE));
    ck_assert(!accord_plain_is(&items, ACCORD_PLAIN_TABLE));
    ck_assert(accord_plain_equal(&table, &table));
    ck_assert(!accord_plain_equal(&table, &items));
    ck_assert(!accord_plain_equal(&list[0], &list[1]));
    ck_assert_str_eq(accord_plain_kind_name(ACCORD_PLAIN_TABLE), "table");
}
END_TEST

/* ---- params of a run ---- */

static const char *const params = "params = { role = \"x\", count = 1, on = true, list = { \"a\" }, table = { k = 1 }, "
                                  "day = date \"2020-02-22\", sum = amount \"1.50\" },";
static const char *const check =
    "return gap(\"n\", { n = format(\"%s %d %s %d %s %s %s\", params.role, params.count, "
    "tostring(params.on), #params.list, tostring(params.table.k), tostring(params.day), tostring(params.sum)) })";

static const struct accord_plain one = {.kind = ACCORD_PLAIN_INTEGER, .integer = 7};
static const struct accord_plain word = {.kind = ACCORD_PLAIN_TEXT, .text = "y"};
static const struct accord_plain day = {.kind = ACCORD_PLAIN_TEXT, .text = "2021-03"};
static const struct accord_plain sum = {.kind = ACCORD_PLAIN_TEXT, .text = "7.25"};
static const struct accord_plain off = {.kind = ACCORD_PLAIN_BOOLEAN};
static const struct accord_plain none = {.kind = ACCORD_PLAIN_LIST};
static const struct accord_plain words = {.kind = ACCORD_PLAIN_LIST,
                                          .items = (struct accord_plain[]){{.kind = ACCORD_PLAIN_TEXT, .text = "p"},
                                                                           {.kind = ACCORD_PLAIN_TEXT, .text = "q"}},
                                          .count = 2};
static const struct accord_plain table = {
    .kind = ACCORD_PLAIN_TABLE, .items = &one, .names = (const char *const[]){"k"}, .count = 1};

static const struct {
    const char *name;
    const struct accord_plain *value;
    const char *says;
} overrides[] = {
    {"role", &word, "n is y 1 true 1 1"},
    {"count", &one, "n is x 7 true 1 1"},
    {"on", &off, "n is x 1 false 1 1"},
    {"list", &words, "n is x 1 true 2 1"},
    {"list", &none, "n is x 1 true 0 1"},
    {"table", &table, "n is x 1 true 1 7"},
    {"table", &none, "n is x 1 true 1 nil"},
    {"day", &day, "n is x 1 true 1 1 2021-03 1.5"},
    {"sum", &sum, "n is x 1 true 1 1 2020-02-22 7.25"},
    {"day", &word, "the param 'day' of t/a is no date: "},
    {"sum", &one, "the param 'sum' of t/a is no amount: expected a text"},
    {"roles", &word, "t/a has no param 'roles': did you mean 'role'?"},
    {"elsewhere", &word, "t/a has no param 'elsewhere'"},
    {"role", &one, "the param 'role' of t/a has the type integer, expected text as the rule has"},
    {"count", &word, "the param 'count' of t/a has the type text, expected integer as the rule has"},
    {"list", &table, "the param 'list' of t/a has the type table, expected list as the rule has"},
};

START_TEST(params_of_a_run_replace_single_keys)
{
    struct probe probe;
    struct accord_plain values = {
        .kind = ACCORD_PLAIN_TABLE, .items = overrides[_i].value, .names = &overrides[_i].name, .count = 1};
    struct accord_params given = {0, &values};
    probe_open(&probe);
    probe_register(&probe);
    probe_actors(&probe);
    probe_rule(&probe, "a", check, params);
    probe.params = &given;
    probe.params_count = 1;
    char *text = probe_run(&probe, "2021-01-01");
    ck_assert_msg(strstr(text, overrides[_i].says) != NULL, "%s, expected %s", text, overrides[_i].says);
    free(text);
    probe_close(&probe);
}
END_TEST

START_TEST(later_params_replace_earlier_ones)
{
    struct probe probe;
    static const char *const names[] = {"count", "role"};
    const struct accord_plain first_items[] = {one, word};
    struct accord_plain first = {.kind = ACCORD_PLAIN_TABLE, .items = first_items, .names = names, .count = 2};
    const struct accord_plain two = {.kind = ACCORD_PLAIN_INTEGER, .integer = 2};
    struct accord_plain second = {.kind = ACCORD_PLAIN_TABLE, .items = &two, .names = names, .count = 1};
    struct accord_params given[] = {{0, &first}, {0, &second}};
    probe_open(&probe);
    probe_register(&probe);
    probe_actors(&probe);
    probe_rule(&probe, "a", check, params);
    probe.params = given;
    probe.params_count = 2;
    char *text = probe_run(&probe, "2021-01-01");
    ck_assert_ptr_nonnull(strstr(text, "n is y 2 true 1 1"));
    free(text);
    probe_close(&probe);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("plain");
    TCase *values = tcase_create("values");
    tcase_set_timeout(values, 120);
    tcase_add_loop_test(values, a_file_of_data_is_read_or_refused_with_its_line, 0, COUNT_OF(files));
    tcase_add_test(values, a_file_that_is_not_there_is_a_problem);
    tcase_add_test(values, values_are_found_and_compared);
    suite_add_tcase(suite, values);
    TCase *run = tcase_create("params");
    tcase_add_loop_test(run, params_of_a_run_replace_single_keys, 0, COUNT_OF(overrides));
    tcase_add_test(run, later_params_replace_earlier_ones);
    suite_add_tcase(suite, run);
    return run_suite(suite);
}
