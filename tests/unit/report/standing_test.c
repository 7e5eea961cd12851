/* What formats for CI services make of findings that are waived, known or alike. */
#include "report/format.h"
#include "unit/report/stand_in.h"
#include "unit/suite.h"

#include <string.h>

static const struct accord_waiver waiver = {
    .file = "waivers.csv", .line = 2, .rule = "*", .actor = "AAA", .until = {18992, 18992}, .reason = "on its #way"};

static const struct accord_finding findings[] = {
    {.verdict = ACCORD_VERDICT_GAP, .message_id = "a", .message = "first", .fingerprint = "f"},
    {.verdict = ACCORD_VERDICT_GAP, .message_id = "a", .message = "second", .fingerprint = "f"},
    {.verdict = ACCORD_VERDICT_PARTIAL, .message_id = "b", .message = "third", .fingerprint = "g"},
    {.verdict = ACCORD_VERDICT_GAP, .message_id = "a", .message = "fourth", .fingerprint = "f"},
};
enum { FINDINGS = sizeof findings / sizeof findings[0] };

#define WAIVED                                                                                                         \
    {                                                                                                                  \
        .waiver = &waiver                                                                                              \
    }
#define KNOWN                                                                                                          \
    {                                                                                                                  \
        .baseline = ACCORD_BASELINE_UNCHANGED                                                                          \
    }
#define LAPSED                                                                                                         \
    {                                                                                                                  \
        .baseline = ACCORD_BASELINE_UNCHANGED, .lapsed = &waiver, .fails = true                                        \
    }

static const struct accord_standing all_excused[FINDINGS] = {WAIVED, KNOWN, WAIVED, KNOWN};
static const struct accord_standing one_lapsed[FINDINGS] = {WAIVED, KNOWN, LAPSED, WAIVED};

static const struct {
    const struct accord_format *format;
    const struct accord_standing *standings;
    const char *holds[4];
    const char *holds_not[2];
} cases[] = {
    {.format = &accord_format_junit,
     .standings = all_excused,
     .holds = {"failures=\"0\" errors=\"0\" skipped=\"1\"",
               "<skipped message=\"waived until 2021-12-31: on its #way; gap: first\">",
               "second (actors.csv:2:1; known since the baseline)&#10;"},
     .holds_not = {"<failure", "fails the run"}},
    {.format = &accord_format_junit,
     .standings = one_lapsed,
     .holds = {"failures=\"1\" errors=\"0\" skipped=\"0\"", "<failure type=\"partial\" message=\"third\">",
               "first (actors.csv:2:1; waived until 2021-12-31: on its #way)&#10;",
               "third (actors.csv:2:1; fails the run; the waiver lapsed on 2021-12-31: on its #way)&#10;"}},
    {.format = &accord_format_tap,
     .standings = all_excused,
     .holds = {"not ok 1 - cms-11.10/no-cms-focal-point [AAA] # TODO waived until 2021-12-31: on its \\#way\n",
               "      standing: \"waived until 2021-12-31: on its #way\"\n",
               "      standing: \"known since the baseline\"\n"}},
    {.format = &accord_format_tap,
     .standings = one_lapsed,
     .holds = {"not ok 1 - cms-11.10/no-cms-focal-point [AAA]\n",
               "      standing: \"the waiver lapsed on 2021-12-31: on its #way\"\n", "      fails: \"yes\"\n"},
     .holds_not = {"TODO"}},
    {.format = &accord_format_github,
     .standings = all_excused,
     .holds =
         {"fail this run: 0; others that show something not done: 0; open: 0; waived or known since the baseline: 4"},
     .holds_not = {"::error", "::warning"}},
    {.format = &accord_format_github,
     .standings = one_lapsed,
     .holds =
         {"::error title=cms-11.10/no-cms-focal-point [AAA],file=actors.csv,line=2,endLine=2,col=1,endColumn=4::"
          "partial [request] cms-11.10:25: third; the waiver lapsed on 2021-12-31: on its #way\n",
          "fail this run: 1; others that show something not done: 0; open: 0; waived or known since the baseline: 3"},
     .holds_not = {"::warning", "first"}},
    {.format = &accord_format_gitlab,
     .standings = all_excused,
     .holds = {"[AAA]: waived until 2021-12-31: on its #way; gap: first\", \"check_name\": "
               "\"cms-11.10/no-cms-focal-point\", \"fingerprint\": \"f\", \"severity\": \"info\"",
               "[AAA]: known since the baseline; gap: second\""},
     .holds_not = {"major", "minor"}},
    {.format = &accord_format_gitlab,
     .standings = one_lapsed,
     .holds = {"the waiver lapsed on 2021-12-31: on its #way; partial: third\"",
               "\"fingerprint\": \"g\", \"severity\": "
               "\"minor\""}},
};

/* What the format writes of one verdict whose findings stand so. */
static void write_verdict(const struct accord_format *format, const struct accord_standing *standings,
                          struct accord_writer *writer)
{
    static const struct accord_report_options options = {.width = 0};
    struct accord_report_subject subject = {
        .dataset = stand_in_dataset(), .packs = stand_in_packs(), .as_of = {18627, 18627}};
    struct accord_verdict verdict = stand_in_verdict(STAND_IN_RULE_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_GAP);
    struct accord_result results[FINDINGS];
    struct accord_summary summary;
    struct accord_error err;
    verdict.findings = findings;
    verdict.finding_count = FINDINGS;
    for (size_t i = 0; i < FINDINGS; i++) {
        results[i] = accord_result_of(&verdict, i);
        results[i].standing = standings[i];
    }
    *writer = (struct accord_writer){.format = format, .subject = &subject, .options = &options};
    accord_sink_init(&writer->sink);
    ck_assert_int_eq(accord_summary_init(&summary, &subject, &err), ACCORD_OK);
    ck_assert_int_eq(accord_summary_add(&summary, &verdict, &err), ACCORD_OK);
    ck_assert_int_eq(format->start(writer, &err), ACCORD_OK);
    ck_assert_int_eq(format->verdict(writer, &verdict, results, &err), ACCORD_OK);
    accord_summary_end(&summary);
    ck_assert_int_eq(format->finish(writer, &summary, &err), ACCORD_OK);
    accord_summary_clear(&summary);
    format->release(writer);
}

START_TEST(each_format_says_how_findings_stand)
{
    struct accord_writer writer;
    write_verdict(cases[_i].format, cases[_i].standings, &writer);
    const char *text = accord_text_str(&writer.sink.text);
    for (int i = 0; i < COUNT_OF(cases[0].holds) && cases[_i].holds[i]; i++)
        ck_assert_msg(strstr(text, cases[_i].holds[i]) != NULL, "lacks %s:\n%s", cases[_i].holds[i], text);
    for (int i = 0; i < COUNT_OF(cases[0].holds_not) && cases[_i].holds_not[i]; i++)
        ck_assert_msg(strstr(text, cases[_i].holds_not[i]) == NULL, "holds %s:\n%s", cases[_i].holds_not[i], text);
    accord_sink_clear(&writer.sink);
}
END_TEST

/* The first keeps its own; the others are told apart, the same way each time. */
START_TEST(issues_of_one_fingerprint_are_told_apart)
{
    enum { SHOWN = 4, DIGITS = 80 };
    char fingerprints[SHOWN][DIGITS];
    struct accord_writer writer;
    write_verdict(&accord_format_gitlab, one_lapsed, &writer);
    const char *at = accord_text_str(&writer.sink.text);
    for (size_t i = 0; i < SHOWN; i++) {
        static const char member[] = "\"fingerprint\": \"";
        at = strstr(at, member);
        ck_assert_ptr_nonnull(at);
        at += sizeof member - 1;
        size_t length = strcspn(at, "\"");
        ck_assert_uint_lt(length, DIGITS);
        memcpy(fingerprints[i], at, length);
        fingerprints[i][length] = '\0';
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(fingerprints[i], fingerprints[j]);
    }
    ck_assert_str_eq(fingerprints[0], "f");
    ck_assert_str_eq(fingerprints[2], "g");
    ck_assert_uint_eq(strlen(fingerprints[1]), ACCORD_FINGERPRINT_DIGITS);
    accord_sink_clear(&writer.sink);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("standing");
    TCase *tests = tcase_create("standing");
    tcase_add_loop_test(tests, each_format_says_how_findings_stand, 0, COUNT_OF(cases));
    tcase_add_test(tests, issues_of_one_fingerprint_are_told_apart);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
