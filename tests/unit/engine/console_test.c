/* Lines of a console: what they show, what stays, and that nothing they do harms it. */
#include "accord/console.h"

#include "accord/dataset.h"
#include "base/memory.h"
#include "base/text.h"
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 1024 * 1024, ALLOCATIONS_MAX = 100000 };

/* One console over a probe's files. */
struct desk {
    struct probe probe;
    struct accord_problems *problems;
    struct accord_problems *warnings;
    struct accord_packs *packs;
    struct accord_dataset *dataset;
    struct accord_console *console;
    struct accord_text shown;
};

static void show(void *host, const struct accord_console_value *value)
{
    struct accord_text *text = host;
    switch (value->kind) {
    case ACCORD_CONSOLE_TEXT:
        accord_text_addf(text, "%s\n", value->text);
        break;
    case ACCORD_CONSOLE_ROWS:
        accord_text_addf(text, "%zu of %zu %s:", value->row_count, value->row_total, value->table);
        for (size_t i = 0; i < value->row_count * value->column_count; i++)
            if (value->cells[i] != NULL)
                accord_text_addf(text, " %s=%s", value->columns[i % value->column_count], value->cells[i]);
        accord_text_add_char(text, '\n');
        break;
    case ACCORD_CONSOLE_VERDICT:
        accord_text_addf(text, "%s: %s\n", accord_verdict_meaning(value->verdict->verdict)->name, value->verdict->why);
        break;
    }
}

static void write_files(struct desk *desk)
{
    *desk = (struct desk){.packs = NULL};
    probe_open(&desk->probe);
    desk->probe.limits.instructions = 200000;
    desk->probe.limits.memory = 4 * 1024 * 1024;
    probe_register(&desk->probe);
    probe_rule(&desk->probe, "rule", "return absent('m', 'focal_points', { role = params.role })",
               "params = { role = \"x\" },");
    probe_actors(&desk->probe);
    probe_table(
        &desk->probe, "focal_points",
        "[{\"id\":\"f1\",\"actor\":\"KEN\",\"role\":\"a\",\"designated\":\"2015-01-01\",\"ended\":\"2021-01-01\","
        "\"email\":\"a@b.org\"},"
        "{\"id\":\"f2\",\"actor\":\"KEN\",\"role\":\"b\",\"designated\":\"2020\"}]",
        NULL);
}

static enum accord_status open_console(struct desk *desk, struct accord_error *err)
{
    const char *folders[] = {desk->probe.rules};
    struct accord_dataset_options options = {NULL};
    struct accord_date as_of = {0, 0};
    const char *why;
    ck_assert(accord_date_parse("2020-06-30", 10, &as_of, &why));
    accord_text_init(&desk->shown, TEXT_MAX);
    enum accord_status status = accord_problems_new(&desk->problems, err);
    if (status == ACCORD_OK) status = accord_problems_new(&desk->warnings, err);
    if (status == ACCORD_OK)
        status = accord_packs_open(folders, 1, &desk->probe.limits, desk->problems, &desk->packs, err);
    if (status == ACCORD_OK)
        status = accord_dataset_open(desk->probe.data, &options, desk->problems, desk->warnings, &desk->dataset, err);
    if (status == ACCORD_OK) status = accord_console_new(desk->packs, desk->dataset, as_of, &desk->console, err);
    return status;
}

static void close_console(struct desk *desk)
{
    accord_console_free(desk->console);
    accord_dataset_close(desk->dataset);
    accord_packs_close(desk->packs);
    accord_problems_free(desk->problems);
    accord_problems_free(desk->warnings);
    accord_text_clear(&desk->shown);
    desk->console = NULL;
    desk->dataset = NULL;
    desk->packs = NULL;
    desk->problems = desk->warnings = NULL;
}

static enum accord_status type(struct desk *desk, const char *line, struct accord_error *err)
{
    static const char *const names[] = {"", "open: ", "failed: ", "unfinished: "};
    struct accord_console_outcome outcome;
    enum accord_status status =
        accord_console_evaluate(desk->console, line, strlen(line), show, &desk->shown, &outcome, err);
    if (status == ACCORD_OK && outcome.result != ACCORD_CONSOLE_DONE)
        accord_text_addf(&desk->shown, "%s%s\n", names[outcome.result], outcome.text);
    return status;
}

/* The lines of one session, in order. */
static const struct {
    const char *line;
    const char *shown;
} lines[] = {
    {"1 + 1, 'a', nil", "2\na\nnil\n"},
    {"x = actor:focal_points { role = 'a' }", ""},
    {"x", "1 of 1 focal_points: id=f1 actor=KEN role=a designated=2015-01-01\n"},
    {"x[1]", "1 of 1 focal_points: id=f1 actor=KEN role=a designated=2015-01-01\n"},
    {"{ x[1], x[1] }", "2 of 2 focal_points: id=f1 actor=KEN role=a designated=2015-01-01 id=f1 actor=KEN role=a "
                       "designated=2015-01-01\n"},
    {"actor:possibly('focal_points')", "1 of 1 focal_points: id=f2 actor=KEN role=b designated=2020\n"},
    {"actor:focal_points { role = 'z' }", "0 of 0 focal_points:\n"},
    {"local y, z = 1, { b = true, a = { { { 1 } } } }", ""},
    {"y, z", "1\n{ a = { { { ... } } }, b = true }\n"},
    {"y = nil", ""},
    {"y", "failed: there is no 'y' in a rule's environment\n"},
    {"tostring(actor), world, print", "failed: there is no 'print' in a rule's environment\n"},
    {"date '2020' < date '2020-03-01'",
     "open: the record leaves this open: 2020 cannot be placed before or after 2020-03-01\n"},
    {"if true then", "unfinished: 'end' expected near <eof>\n"},
    {"1 +", "unfinished: unexpected symbol near <eof>\n"},
    {"while true do end", "failed: it used more than 200000 instructions\n"},
    {"s = 'x' for i = 1, 60 do s = s .. s end", "failed: it used more than 4096 KiB of memory\n"},
    {"function f() return f() + 1 end f()", "failed: stack overflow\n"},
    {"error {}", "failed: "},
    {"params", "failed: there is no 'params' in a rule's environment\n"},
    {"met(x)", "met: the record shows it\n"},
    {"gap 'm'", "failed: the rule declares no message 'm'\n"},
    {"findings()", "verdict\n"},
    {"x[1].email", "failed: 'email' is personal: a rule may only ask whether it is there, with has()\n"},
    {"math.pi = 3", "failed: "},
    {"met = 1", ""},
    {"met", "1\n"},
    {"x[1].role", "a\n"},
};

START_TEST(lines_show_what_they_come_to)
{
    struct desk desk;
    struct accord_error err = {ACCORD_OK, ""};
    write_files(&desk);
    ck_assert_int_eq(open_console(&desk, &err), ACCORD_OK);
    for (int i = 0; i < COUNT_OF(lines); i++) {
        accord_text_reset(&desk.shown);
        ck_assert_int_eq(type(&desk, lines[i].line, &err), ACCORD_OK);
        const char *shown = accord_text_str(&desk.shown);
        bool begins = lines[i].shown[0] != '\0' && lines[i].shown[strlen(lines[i].shown) - 1] != '\n';
        if (begins || strstr(lines[i].shown, "overflow") != NULL)
            ck_assert_msg(strncmp(shown, "failed: ", 8) == 0, "%s: %s", lines[i].line, shown);
        else
            ck_assert_msg(strcmp(shown, lines[i].shown) == 0, "%s: %s", lines[i].line, shown);
    }
    close_console(&desk);
    probe_close(&desk.probe);
}
END_TEST

START_TEST(rules_lend_their_params_and_are_judged)
{
    struct desk desk;
    struct accord_error err = {ACCORD_OK, ""};
    const struct accord_verdict *verdict;
    write_files(&desk);
    ck_assert_int_eq(open_console(&desk, &err), ACCORD_OK);
    ck_assert_int_eq(accord_console_take_rule(desk.console, 0, &err), ACCORD_OK);
    ck_assert_int_eq(type(&desk, "x = actor:focal_points()", &err), ACCORD_OK);
    ck_assert_int_eq(type(&desk, "params.role, provision.id", &err), ACCORD_OK);
    ck_assert_int_eq(type(&desk, "absent('m', 'focal_points', { role = 'q' })", &err), ACCORD_OK);
    ck_assert_int_eq(accord_console_check(desk.console, 0, &verdict, &err), ACCORD_OK);
    ck_assert_int_eq(verdict->verdict, ACCORD_VERDICT_UNREPORTED);
    ck_assert_str_eq(verdict->why, "message");
    ck_assert_int_eq(type(&desk, "#x", &err), ACCORD_OK);
    ck_assert_int_eq(type(&desk, "params.role", &err), ACCORD_OK);
    ck_assert_int_eq(accord_console_enter(desk.console, 2, &err), ACCORD_OK);
    ck_assert_int_eq(type(&desk, "party.id", &err), ACCORD_OK);
    ck_assert_int_eq(accord_console_check(desk.console, 0, &verdict, &err), ACCORD_OK);
    ck_assert_int_eq(verdict->gate, ACCORD_GATE_ADDRESSEE);
    ck_assert_str_eq(accord_text_str(&desk.shown),
                     "x\nt:p\nunreported: message\nfailed: rows of another check cannot be used\nx\nUSA\n");
    close_console(&desk);
    probe_close(&desk.probe);
}
END_TEST

static enum accord_status use_console(struct desk *desk, struct accord_error *err)
{
    static const char *const typed[] = {"actor:focal_points()", "{ a = { 'b' } }", "date '2020' < date '2020-03-01'",
                                        "met(actor:focal_points())", "actor.nam"};
    const struct accord_verdict *verdict;
    enum accord_status status = open_console(desk, err);
    for (int i = 0; status == ACCORD_OK && i < COUNT_OF(typed); i++)
        status = type(desk, typed[i], err);
    if (status == ACCORD_OK) status = accord_console_take_rule(desk->console, 0, err);
    if (status == ACCORD_OK) status = accord_console_check(desk->console, 0, &verdict, err);
    if (status == ACCORD_OK) status = accord_console_enter(desk->console, 1, err);
    return status;
}

START_TEST(a_failed_allocation_is_a_status)
{
    struct desk desk;
    struct accord_error err = {ACCORD_OK, ""};
    enum accord_status status = ACCORD_NO_MEMORY;
    unsigned long nth = 1;
    write_files(&desk);
    for (; status != ACCORD_OK && nth < ALLOCATIONS_MAX; nth += 3) {
        err = (struct accord_error){ACCORD_OK, ""};
        accord_alloc_fail_after(nth);
        status = use_console(&desk, &err);
        accord_alloc_fail_after(0);
        close_console(&desk);
        ck_assert_msg(status == ACCORD_NO_MEMORY || status == ACCORD_OK, "allocation %lu: status %d", nth, (int)status);
    }
    ck_assert_uint_lt(nth, ALLOCATIONS_MAX);
    probe_close(&desk.probe);
}
END_TEST

START_TEST(tables_columns_and_names_are_listed)
{
    struct desk desk;
    struct accord_error err = {ACCORD_OK, ""};
    bool found = false;
    write_files(&desk);
    ck_assert_int_eq(open_console(&desk, &err), ACCORD_OK);
    for (size_t i = 0; i < accord_console_table_count(desk.console); i++) {
        struct accord_console_table table;
        accord_console_table(desk.console, i, &table);
        ck_assert_int_eq(table.of_world, strcmp(table.name, "meetings") == 0 || strcmp(table.name, "treaties") == 0 ||
                                             strcmp(table.name, "sources") == 0);
        for (size_t j = 0; j < table.column_count; j++) {
            struct accord_console_column column;
            accord_console_column(desk.console, i, j, &column);
            found = found || (column.personal && strcmp(column.name, "email") == 0);
        }
    }
    ck_assert(found);
    bool absent = false, history = false;
    for (size_t i = 0; accord_console_name(i) != NULL; i++) {
        absent = absent || strcmp(accord_console_name(i), "absent") == 0;
        history = history || strcmp(accord_console_name(i), "history") == 0;
    }
    ck_assert(absent && history);
    close_console(&desk);
    probe_close(&desk.probe);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("console");
    TCase *tests = tcase_create("console");
    tcase_set_timeout(tests, 240);
    tcase_add_test(tests, lines_show_what_they_come_to);
    tcase_add_test(tests, rules_lend_their_params_and_are_judged);
    tcase_add_test(tests, tables_columns_and_names_are_listed);
    tcase_add_test(tests, a_failed_allocation_is_a_status);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
