/* What may be the cause of a change, and what the runs do not tell. */
#include "diff/cause.h"

#include "base/text.h"
#include "unit/diff/made.h"
#include "unit/suite.h"

#include <string.h>

enum { OUT_MAX = 4096 };

#define ROWS(rows) "[{\"table\":\"reports\",\"rows\":[" rows "]}]"
#define ROW(key, cells) "{\"key\":\"" key "\",\"cells\":[" cells "]}"
#define CELL(column, value) "{\"column\":\"" column "\",\"value\":" value "}"
#define RULES(a, b) "[{\"id\":\"t/a\",\"sha256\":\"" a "\"" b "}]"

static const char plain[] = ROWS(ROW("r-1", CELL("due", "\"x\"")));

/* Runs of one verdict, gap in OLD and partial in NEW. "causes certainly? | untold | rows" */
static const struct {
    struct made_run before;
    struct made_run after;
    const char *evidence[2];
    const char *expected;
} cases[] = {
    {{.as_of = NULL}, {.as_of = NULL}, {plain, plain}, "| |"},
    {{.as_of = NULL}, {.as_of = "2021-01-01"}, {plain, plain}, "as_of! | |"},
    {{.version = NULL}, {.version = "0.2.0"}, {plain, plain}, "accord! | |"},
    {{.rules = RULES("1", "")}, {.rules = RULES("2", "")}, {plain, plain}, "rule! | |"},
    {{.rules = RULES("1", "")},
     {.rules = RULES("1", ",\"params\":{\"n\":1}"), .profile_sha256 = "p"},
     {plain, plain},
     "parameters! | |"},
    {{.rules = RULES("1", "")}, {.rules = RULES("2", ""), .as_of = "2021-01-01"}, {plain, plain}, "rule as_of | |"},
    /* other files of rules, but not of this one */
    {{.rules_sha256 = "1"}, {.rules_sha256 = "2"}, {plain, plain}, "| |"},
    /* runs that do not list their rules */
    {{.rules = ""}, {.rules = ""}, {plain, plain}, "| |"},
    {{.rules = "", .rules_sha256 = "1"}, {.rules = "", .rules_sha256 = "2"}, {plain, plain}, "| rule |"},
    {{.rules = ""}, {.rules = "", .profile_sha256 = "p"}, {plain, plain}, "| parameters |"},
    /* the data, and what shows it */
    {{.dataset_sha256 = "1"},
     {.dataset_sha256 = "2"},
     {plain, ROWS(ROW("r-1", CELL("due", "\"y\"")) "," ROW("r-2", ""))},
     "data! | | ~r-1 due +r-2"},
    {{.dataset_sha256 = "1"}, {.dataset_sha256 = "2"}, {plain, "[]"}, "data! | | -r-1"},
    {{.dataset_sha256 = "1"},
     {.dataset_sha256 = "2"},
     {plain, ROWS(ROW("r-1", CELL("due", "null")))},
     "data! | | ~r-1 due"},
    /* a cell that one alone read tells nothing where another tells more */
    {{.dataset_sha256 = "1"},
     {.dataset_sha256 = "2"},
     {plain, ROWS(ROW("r-1", CELL("at", "\"z\"") "," CELL("due", "\"y\"")))},
     "data! | | ~r-1 due"},
    {{.dataset_sha256 = "1"},
     {.dataset_sha256 = "2"},
     {plain, ROWS(ROW("r-1", CELL("at", "\"z\"") "," CELL("due", "\"x\"")))},
     "data! | | ?r-1 at"},
    {{.dataset_sha256 = "1"}, {.dataset_sha256 = "2"}, {plain, plain}, "data! | |"},
    /* other rows of the evidence are no other data where that is told to be the same */
    {{.as_of = NULL}, {.as_of = "2021-01-01"}, {plain, "[]"}, "as_of! | |"},
    /* completeness, of the tables that were asked */
    {{.dataset_sha256 = "1"},
     {.dataset_sha256 = "2", .complete = "{\"reports\":\"r2\"}"},
     {plain, plain},
     "data completeness | |"},
    {{.dataset_sha256 = "1"}, {.dataset_sha256 = "2", .complete = "{}"}, {plain, plain}, "data completeness | |"},
    {{.dataset_sha256 = "1"},
     {.dataset_sha256 = "2", .complete = "{\"reports\":\"r1\",\"plans\":\"p2\"}"},
     {plain, plain},
     "data! | |"},
};

static void write(const struct accord_diff_causes *causes, struct accord_text *out)
{
    static const char marks[] = {'-', '+', '~', '?'};
    for (int i = 0; i < ACCORD_DIFF_CAUSE_COUNT; i++)
        if (causes->differs[i])
            accord_text_addf(out, "%s%s ", accord_diff_cause_name((enum accord_diff_cause)i),
                             accord_diff_causes_certain(causes) ? "!" : "");
    accord_text_add_str(out, "|");
    for (int i = 0; i < ACCORD_DIFF_CAUSE_COUNT; i++)
        if (causes->untold[i]) accord_text_addf(out, " %s", accord_diff_cause_name((enum accord_diff_cause)i));
    accord_text_add_str(out, " |");
    for (size_t i = 0; i < causes->row_count; i++) {
        accord_text_addf(out, " %c%s", marks[causes->rows[i].change], causes->rows[i].key);
        for (size_t j = 0; j < causes->rows[i].cell_count; j++)
            accord_text_addf(out, " %s", causes->rows[i].cells[j].column);
    }
}

static void find(const struct made_run runs[2], size_t which, struct accord_text *out)
{
    struct accord_diff_run *opened[2];
    const struct accord_diff_actor *actors[2];
    struct accord_diff_causes causes;
    struct accord_error err;
    struct accord_arena arena;
    accord_arena_init(&arena);
    for (int i = 0; i < 2; i++) {
        opened[i] = made_open(&runs[i]);
        ck_assert_int_eq(accord_diff_run_next(opened[i], &actors[i], &err), ACCORD_OK);
    }
    const struct accord_diff_ground ground = {opened[0], opened[1]};
    ck_assert(accord_diff_find_causes(&ground, actors[0], actors[1], &actors[0]->verdicts[which],
                                      &actors[1]->verdicts[which], &arena, &causes));
    write(&causes, out);
    accord_arena_clear(&arena);
    accord_diff_run_close(opened[0]);
    accord_diff_run_close(opened[1]);
}

START_TEST(causes_are_told_and_never_guessed)
{
    struct made_verdict verdicts[2];
    struct made_run runs[2] = {cases[_i].before, cases[_i].after};
    struct accord_text out;
    for (int i = 0; i < 2; i++) {
        verdicts[i] = (struct made_verdict){"AAA",
                                            "t/a",
                                            i == 0 ? "gap" : "partial",
                                            NULL,
                                            {{i == 0 ? "gap" : "partial", "m", "f"}},
                                            cases[_i].evidence[i]};
        runs[i].verdicts = &verdicts[i];
        runs[i].count = 1;
    }
    accord_text_init(&out, OUT_MAX);
    find(runs, 0, &out);
    ck_assert_str_eq(accord_text_str(&out), cases[_i].expected);
    accord_text_clear(&out);
}
END_TEST

START_TEST(another_verdict_of_the_rule_that_is_required_is_a_cause)
{
    static const struct made_verdict before[] = {
        {"AAA", "t/a", "met", NULL, {{NULL, NULL, NULL}}, NULL},
        {"AAA", "t/b", "met", NULL, {{NULL, NULL, NULL}}, NULL},
    };
    static const struct made_verdict after[] = {
        {"AAA", "t/a", "gap", NULL, {{"gap", "m", "f"}}, NULL},
        {"AAA", "t/b", "not_applicable", "requires", {{NULL, NULL, NULL}}, NULL},
    };
    static const struct made_run runs[2] = {{.dataset_sha256 = "1", .verdicts = before, .count = 2},
                                            {.dataset_sha256 = "2", .verdicts = after, .count = 2}};
    struct accord_text out;
    accord_text_init(&out, OUT_MAX);
    find(runs, 1, &out);
    ck_assert_str_eq(accord_text_str(&out), "data required | |");
    accord_text_clear(&out);
}
END_TEST

START_TEST(every_cause_has_a_name_and_words)
{
    for (int i = 0; i < ACCORD_DIFF_CAUSE_COUNT; i++) {
        ck_assert_uint_gt(strlen(accord_diff_cause_name((enum accord_diff_cause)i)), 0);
        ck_assert_uint_gt(strlen(accord_diff_cause_words((enum accord_diff_cause)i)), 0);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("diff_cause");
    TCase *tests = tcase_create("diff_cause");
    tcase_add_loop_test(tests, causes_are_told_and_never_guessed, 0, COUNT_OF(cases));
    tcase_add_test(tests, another_verdict_of_the_rule_that_is_required_is_a_cause);
    tcase_add_test(tests, every_cause_has_a_name_and_words);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
