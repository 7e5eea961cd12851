/* Every writer against golden files, byte for byte. ACCORD_UPDATE_GOLDEN=1 in the environment rewrites them. */
#include "accord/report.h"
#include "base/memory.h"
#include "unit/report/stand_in.h"
#include "unit/report/stand_in_ledger.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
    const char *golden;
    const char *format;
    struct accord_report_options options;
    unsigned min_coverage;
    bool illustrative;
    bool nothing;       /* no verdict at all */
    bool not_concluded; /* an aggregate rule */
    bool since;         /* one finding is known of old */
    bool ledger;        /* with what was known and accepted before */
    bool commented;     /* actors have something to say */
} goldens[] = {
    {.golden = "actors.txt", .format = "text"},
    {.golden = "narrow.txt", .format = "text", .options = {.width = 40}},
    {.golden = "color.txt", .format = "text", .options = {.color = true}},
    {.golden = "provisions.txt", .format = "text", .options = {.by_provision = true}},
    {.golden = "illustrative.txt",
     .format = "text",
     .options = {.summary = true},
     .min_coverage = 6650,
     .illustrative = true},
    {.golden = "nothing.txt", .format = "text", .nothing = true, .min_coverage = 1, .not_concluded = true},
    {.golden = "all.json", .format = "json"},
    {.golden = "findings.json", .format = "json", .options = {.only_findings = true}, .illustrative = true},
    {.golden = "summary.json", .format = "json", .options = {.summary = true}, .not_concluded = true},
    {.golden = "nothing.json", .format = "json", .nothing = true},
    {.golden = "all.jsonl", .format = "jsonl"},
    {.golden = "findings.jsonl", .format = "jsonl", .options = {.only_findings = true}},
    {.golden = "summary.jsonl", .format = "jsonl", .options = {.summary = true}},
    {.golden = "all.sarif", .format = "sarif", .not_concluded = true},
    {.golden = "findings.sarif", .format = "sarif", .options = {.only_findings = true}, .illustrative = true},
    {.golden = "summary.sarif", .format = "sarif", .options = {.summary = true}},
    {.golden = "nothing.sarif", .format = "sarif", .nothing = true},
    {.golden = "github.sarif", .format = "sarif", .options = {.sarif_github = true}, .illustrative = true},
    {.golden = "ledger.sarif", .format = "sarif", .since = true, .ledger = true},
    {.golden = "ledger-github.sarif", .format = "sarif", .options = {.sarif_github = true}, .ledger = true},
    {.golden = "all.oscal", .format = "oscal", .not_concluded = true},
    {.golden = "findings.oscal", .format = "oscal", .options = {.only_findings = true}, .illustrative = true},
    {.golden = "nothing.oscal", .format = "oscal", .nothing = true},
    {.golden = "ledger.oscal", .format = "oscal", .since = true, .ledger = true},
    {.golden = "all.csv", .format = "csv"},
    {.golden = "findings.csv", .format = "csv", .options = {.only_findings = true, .csv_mark = true}},
    {.golden = "nothing.csv", .format = "csv", .nothing = true},
    {.golden = "since.csv", .format = "csv", .options = {.only_findings = true}, .since = true},
    {.golden = "since.md", .format = "markdown", .since = true},
    {.golden = "since.jsonl", .format = "jsonl", .options = {.only_findings = true}, .since = true},
    {.golden = "since.txt", .format = "text", .since = true},
    {.golden = "all.md", .format = "markdown", .not_concluded = true},
    {.golden = "summary.md",
     .format = "markdown",
     .options = {.summary = true},
     .min_coverage = 6650,
     .illustrative = true},
    {.golden = "nothing.md", .format = "markdown", .nothing = true},
    {.golden = "strict.xml", .format = "junit", .illustrative = true, .not_concluded = true},
    {.golden = "gitlab.xml", .format = "junit", .options = {.junit_flavor = ACCORD_JUNIT_GITLAB}},
    {.golden = "nothing.xml", .format = "junit", .nothing = true},
    {.golden = "13.tap", .format = "tap"},
    {.golden = "14.tap", .format = "tap", .options = {.tap_version = 14}, .illustrative = true},
    {.golden = "findings.tap", .format = "tap", .options = {.only_findings = true}, .not_concluded = true},
    {.golden = "nothing.tap", .format = "tap", .nothing = true},
    {.golden = "all.github", .format = "github", .min_coverage = 6650, .illustrative = true},
    {.golden = "nothing.github", .format = "github", .nothing = true},
    {.golden = "gitlab.json", .format = "gitlab"},
    {.golden = "gitlab-illustrative.json", .format = "gitlab", .illustrative = true},
    {.golden = "gitlab-nothing.json", .format = "gitlab", .nothing = true},
    {.golden = "comments.txt", .format = "text", .commented = true},
    {.golden = "comments.json", .format = "json", .commented = true},
    {.golden = "comments.jsonl", .format = "jsonl", .options = {.only_findings = true}, .commented = true},
    {.golden = "comments.csv", .format = "csv", .options = {.only_findings = true}, .commented = true},
    {.golden = "comments.md", .format = "markdown", .commented = true},
    {.golden = "comments.xml", .format = "junit", .commented = true},
    {.golden = "comments.tap", .format = "tap", .commented = true},
    {.golden = "comments.sarif", .format = "sarif", .options = {.only_findings = true}, .commented = true},
    {.golden = "comments.oscal", .format = "oscal", .options = {.only_findings = true}, .commented = true},
    {.golden = "comments.github", .format = "github", .commented = true},
    {.golden = "comments-gitlab.json", .format = "gitlab", .commented = true},
    {.golden = "comments-nothing.txt", .format = "text", .nothing = true, .commented = true},
    {.golden = "comments-summary.json", .format = "json", .options = {.summary = true}, .commented = true},
};

enum { FORMATS_MAX = 32 };

static struct accord_problems *warnings;

static void add_warnings(void)
{
    struct accord_error err;
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_add(warnings, "focal_points.csv", 14, 3, &err,
                                         "AAA has two designations for cms-nfp on 2020-12-31, expected one"),
                     ACCORD_OK);
    ck_assert_int_eq(accord_problems_add(warnings, "evil\x1b.csv", 0, 0, &err, "odd"), ACCORD_OK);
}

static void free_warnings(void)
{
    accord_problems_free(warnings);
}

static struct accord_report_subject subject_of(void)
{
    static const struct accord_params params = {.rule = STAND_IN_RULE_GROUPS};
    static const char *const params_text[] = {"{\"groups\":[\"youth\"],\"least\":2}"};
    return (struct accord_report_subject){
        .dataset = stand_in_dataset(),
        .packs = stand_in_packs(),
        .as_of = {18627, 18627},
        .warnings = warnings,
        .params = &params,
        .params_text = params_text,
        .params_count = 1,
        .fail = accord_fail_policy_default(),
    };
}

static bool know_since(const void *host, const char *fingerprint, enum accord_verdict_kind verdict,
                       struct accord_date *day)
{
    *day = *(const struct accord_date *)host;
    return verdict != ACCORD_VERDICT_MET && (fingerprint[0] == '0' || fingerprint[0] == '4');
}

static char *read_all(FILE *file, size_t *length)
{
    struct stat facts;
    ck_assert_int_eq(fstat(fileno(file), &facts), 0);
    char *bytes = malloc((size_t)facts.st_size + 1);
    ck_assert_ptr_nonnull(bytes);
    rewind(file);
    *length = fread(bytes, 1, (size_t)facts.st_size, file);
    ck_assert_uint_eq(*length, (size_t)facts.st_size);
    return bytes;
}

static enum accord_status write_report(const struct accord_report_subject *subject,
                                       const struct accord_report_options *options,
                                       const struct accord_report_output *outputs, size_t count, bool nothing,
                                       struct accord_error *err)
{
    struct accord_report *report = NULL;
    enum accord_status status = accord_report_new(subject, options, outputs, count, &report, err);
    if (status == ACCORD_OK) status = accord_report_start(report, err);
    for (size_t i = 0; i < stand_in_verdict_count && !nothing && status == ACCORD_OK; i++)
        status = accord_report_verdict(report, &stand_in_verdicts[i], err);
    if (status == ACCORD_OK) status = accord_report_finish(report, err);
    accord_report_free(report);
    return status;
}

static void compare_with_golden(const char *name, const char *bytes, size_t length)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", ACCORD_GOLDEN, name);
    const char *update = getenv("ACCORD_UPDATE_GOLDEN");
    FILE *file = fopen(path, update ? "wb+" : "rb");
    ck_assert_msg(file != NULL, "%s is missing: run scripts/update-golden", path);
    if (update) ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    size_t golden_length = 0;
    ck_assert_int_eq(fflush(update ? file : NULL), 0);
    char *golden = read_all(file, &golden_length);
    (void)fclose(file);
    bool same = golden_length == length && memcmp(golden, bytes, length) == 0;
    free(golden);
    ck_assert_msg(same, "%s differs: run scripts/update-golden and look at the difference", name);
}

START_TEST(each_format_writes_the_same_bytes_as_ever)
{
    struct accord_report_subject subject = subject_of();
    static const bool not_concluded[] = {[STAND_IN_RULE_FOCAL] = true, [STAND_IN_RULE_ANSWER] = true};
    subject.fail.min_coverage = goldens[_i].min_coverage;
    static const struct accord_date long_ago = {17000, 17000};
    if (goldens[_i].not_concluded) subject.not_concluded = not_concluded;
    if (goldens[_i].since) {
        subject.since = know_since;
        subject.since_host = &long_ago;
    }
    if (goldens[_i].ledger) subject.ledger = stand_in_ledger(subject.as_of);
    stand_in_set_illustrative(goldens[_i].illustrative);
    stand_in_set_commented(goldens[_i].commented);
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    struct accord_report_output output = {.descriptor = fileno(file)};
    struct accord_error err = {0};
    ck_assert(accord_report_format_find(goldens[_i].format, &output.format));
    enum accord_status status = write_report(&subject, &goldens[_i].options, &output, 1, goldens[_i].nothing, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    size_t length = 0;
    char *bytes = read_all(file, &length);
    accord_ledger_close(subject.ledger);
    compare_with_golden(goldens[_i].golden, bytes, length);
    free(bytes);
    (void)fclose(file);
}
END_TEST

START_TEST(several_formats_are_written_in_one_run_and_one_that_fails_does_not_stop_the_others)
{
    struct accord_report_subject subject = subject_of();
    struct accord_report_options options = {0};
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    struct accord_report_output outputs[3] = {
        {.path = "/dev/full"}, {.descriptor = fileno(file)}, {.path = "/nowhere/at/all.json"}};
    struct accord_error err = {0};
    ck_assert(accord_report_format_find("json", &outputs[0].format));
    ck_assert(accord_report_format_find("json", &outputs[1].format));
    ck_assert(accord_report_format_find("jsonl", &outputs[2].format));
    ck_assert_int_eq(write_report(&subject, &options, outputs, 3, false, &err), ACCORD_NOT_WRITTEN);
    ck_assert_int_eq(err.status, ACCORD_NOT_WRITTEN);
    ck_assert_str_eq(err.text, "/nowhere/at/all.json: cannot be written: No such file or directory");
    size_t length = 0;
    char *bytes = read_all(file, &length);
    compare_with_golden("all.json", bytes, length);
    free(bytes);
    (void)fclose(file);
}
END_TEST

START_TEST(a_report_ends_early_when_no_output_is_left)
{
    struct accord_report_subject subject = subject_of();
    struct accord_report_options options = {0};
    struct accord_report_output output = {.path = "/nowhere/at/all.json"};
    struct accord_report *report = NULL;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_report_new(&subject, &options, &output, 1, &report, &err), ACCORD_OK);
    ck_assert_int_eq(accord_report_start(report, &err), ACCORD_NOT_WRITTEN);
    ck_assert(!accord_report_reader_gone(report));
    accord_report_free(report);
}
END_TEST

/* One format, as it is or in the variant that must put verdicts aside. */
static enum accord_status write_format(size_t format, bool aside, int descriptor, unsigned long nth,
                                       struct accord_error *err)
{
    struct accord_report_subject subject = subject_of();
    struct accord_report_options options = {.by_provision = aside, .sarif_github = aside};
    struct accord_report_output output = {.format = format, .descriptor = descriptor};
    subject.ledger = stand_in_ledger(subject.as_of);
    stand_in_set_commented(true);
    accord_alloc_fail_after(nth);
    enum accord_status status = write_report(&subject, &options, &output, 1, false, err);
    accord_alloc_fail_after(0);
    accord_ledger_close(subject.ledger);
    return status;
}

START_TEST(failed_allocations_are_told)
{
    int descriptor = open("/dev/null", O_WRONLY | O_CLOEXEC);
    struct accord_report_format_facts facts;
    enum accord_status status = ACCORD_NO_MEMORY;
    unsigned long nth = 1;
    if (!accord_report_format((size_t)_i / 2, &facts)) return;
    for (; status == ACCORD_NO_MEMORY; nth++) {
        struct accord_error err = {0};
        status = write_format((size_t)_i / 2, _i % 2 == 1, descriptor, nth, &err);
        ck_assert_int_eq(err.status, status);
    }
    ck_assert_int_eq(status, ACCORD_OK);
    ck_assert_uint_gt(nth, 5);
    (void)close(descriptor);
}
END_TEST

START_TEST(the_formats_are_a_list_with_help)
{
    struct accord_report_format_facts facts;
    size_t index = 99, count = 0;
    ck_assert(accord_report_format(0, &facts));
    ck_assert_str_eq(facts.name, "text");
    for (; accord_report_format(count, &facts); count++) {
        ck_assert_uint_gt(strlen(facts.help), 0);
        ck_assert(accord_report_format_find(facts.name, &index));
        ck_assert_uint_eq(index, count);
    }
    ck_assert_uint_gt(count, 3);
    ck_assert_uint_le(count, FORMATS_MAX);
    ck_assert(!accord_report_format_find("xml", &index));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("writers");
    TCase *tests = tcase_create("writers");
    tcase_add_checked_fixture(tests, add_warnings, free_warnings);
    tcase_add_loop_test(tests, each_format_writes_the_same_bytes_as_ever, 0, sizeof goldens / sizeof goldens[0]);
    tcase_add_test(tests, several_formats_are_written_in_one_run_and_one_that_fails_does_not_stop_the_others);
    tcase_add_test(tests, a_report_ends_early_when_no_output_is_left);
    tcase_add_loop_test(tests, failed_allocations_are_told, 0, 2 * FORMATS_MAX);
    tcase_add_test(tests, the_formats_are_a_list_with_help);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
