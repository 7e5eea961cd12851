/* Where two runs differ as a whole. */
#include "diff/overview.h"

#include "diff/words.h"
#include "unit/diff/made.h"
#include "unit/suite.h"

#include <string.h>

enum { OUT_MAX = 4096 };

static const struct {
    struct made_run before;
    struct made_run after;
    const char *expected; /* lines */
} cases[] = {
    {{.as_of = NULL}, {.as_of = NULL}, ""},
    {{.as_of = NULL}, {.as_of = "2021-01-01"}, "the as-of date: 2020-12-31 in OLD, 2021-01-01 in NEW\n"},
    {{.version = NULL}, {.version = "0.2.0"}, "the version of accord: 0.1.0 in OLD, 0.2.0 in NEW\n"},
    {{.dataset_sha256 = "1"}, {.dataset_sha256 = "2"}, "the content of the dataset\n"},
    {{.complete = "{\"a\":\"1\",\"b\":\"1\"}"},
     {.complete = "{\"b\":\"2\",\"c\":\"1\"}"},
     "what is declared complete (3): a, b, c\n"},
    {{.profile_sha256 = "1"}, {.profile_sha256 = "2"}, "the text of the profile p\n"},
    {{.profile_sha256 = NULL}, {.profile_sha256 = "2"}, "the profile: none in OLD, p in NEW\n"},
    {{.rules_sha256 = "1", .rules = ""},
     {.rules_sha256 = "2", .rules = ""},
     "files of rules, though of no rule that both runs tell of\n"},
    {{.rules_sha256 = "1",
      .rules = "[{\"id\":\"a\",\"sha256\":\"1\"},{\"id\":\"b\",\"sha256\":\"1\"},{\"id\":\"c\",\"sha256\":\"1\"},"
               "{\"id\":\"d\",\"sha256\":\"1\"}]"},
     {.rules_sha256 = "2",
      .rules = "[{\"id\":\"b\",\"sha256\":\"2\"},{\"id\":\"c\",\"sha256\":\"1\",\"params\":{}},"
               "{\"id\":\"e\",\"aliases\":[\"d\"],\"sha256\":\"1\"},{\"id\":\"f\",\"sha256\":\"1\"}]"},
     "rules that only NEW has (1): f\nrules that only OLD has (1): a\n"
     "rules with another text, register or lib (1): b\nrules with another name (1): e\n"
     "rules with other parameters (1): c\n"},
};

START_TEST(what_differs_is_told_line_by_line)
{
    struct accord_diff_run *runs[2] = {made_open(&cases[_i].before), made_open(&cases[_i].after)};
    struct accord_diff_overview overview;
    struct accord_arena arena;
    struct accord_text out, line;
    accord_arena_init(&arena);
    accord_text_init(&out, OUT_MAX);
    accord_text_init(&line, OUT_MAX);
    ck_assert(accord_diff_look_over(runs[0], runs[1], &arena, &overview));
    for (size_t i = 0; accord_diff_write_difference(&line, &overview, i); i++) {
        if (line.length > 0) accord_text_addf(&out, "%s\n", accord_text_str(&line));
        accord_text_reset(&line);
    }
    ck_assert_str_eq(accord_text_str(&out), cases[_i].expected);
    ck_assert(accord_diff_overview_same(&overview) == (cases[_i].expected[0] == '\0'));
    accord_text_clear(&out);
    accord_text_clear(&line);
    accord_arena_clear(&arena);
    accord_diff_run_close(runs[0]);
    accord_diff_run_close(runs[1]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("diff_overview");
    TCase *tests = tcase_create("diff_overview");
    tcase_add_loop_test(tests, what_differs_is_told_line_by_line, 0, COUNT_OF(cases));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
