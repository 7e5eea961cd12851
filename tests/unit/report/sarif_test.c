/* The limits of GitHub code scanning: what has no room is the least severe, and it is said how much it was. */
#include "accord/report.h"
#include "unit/report/stand_in.h"
#include "unit/suite.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES_MAX = 9000000, RESULTS_MAX = 25000, TEXT_MAX = 1024, TAGS_MAX = 20, USUAL = 2000, LONG = 4000 };

static struct accord_finding finding;
static const struct accord_finding usual = {.verdict = ACCORD_VERDICT_GAP,
                                            .message_id = "never",
                                            .message = "no CMS focal point is on record",
                                            .fingerprint = "0123456789abcdef0123456789abcdef"};
static char *document;

static void set_up(void)
{
    finding = usual;
}

/* So many gaps of the first rule between as many of each of the others, in the profile for GitHub. */
static cJSON *write_gaps(const size_t *rules, size_t rule_count, size_t each)
{
    const struct accord_report_options options = {.sarif_github = true};
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    struct accord_report_output output = {.descriptor = fileno(file)};
    struct accord_problems *warnings = NULL;
    struct accord_report *report = NULL;
    struct accord_error err;
    ck_assert(accord_report_format_find("sarif", &output.format));
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    const struct accord_report_subject subject = {.dataset = stand_in_dataset(),
                                                  .packs = stand_in_packs(),
                                                  .as_of = {18627, 18627},
                                                  .warnings = warnings,
                                                  .fail = accord_fail_policy_default()};
    ck_assert_int_eq(accord_report_new(&subject, &options, &output, 1, &report, &err), ACCORD_OK);
    ck_assert_int_eq(accord_report_start(report, &err), ACCORD_OK);
    for (size_t i = 0; i < each * rule_count; i++) {
        struct accord_verdict verdict = stand_in_verdict(rules[i % rule_count], STAND_IN_BBB, ACCORD_VERDICT_GAP);
        verdict.findings = &finding;
        verdict.finding_count = 1;
        ck_assert_int_eq(accord_report_verdict(report, &verdict, &err), ACCORD_OK);
    }
    ck_assert_int_eq(accord_report_finish(report, &err), ACCORD_OK);
    accord_report_free(report);
    accord_problems_free(warnings);
    long length = ftell(file);
    ck_assert_int_gt(length, 0);
    document = malloc((size_t)length + 1);
    ck_assert_ptr_nonnull(document);
    rewind(file);
    ck_assert_uint_eq(fread(document, 1, (size_t)length, file), (size_t)length);
    document[length] = '\0';
    (void)fclose(file);
    cJSON *root = cJSON_Parse(document);
    ck_assert_ptr_nonnull(root);
    return root;
}

static const cJSON *run_of(const cJSON *root)
{
    return cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(root, "runs"), 0);
}

static const char *text_of(const cJSON *object, const char *name)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

START_TEST(what_has_no_room_is_the_least_severe)
{
    static const size_t rules[] = {STAND_IN_RULE_APPOINT, STAND_IN_RULE_FOCAL, STAND_IN_RULE_GROUPS};
    static const char *const levels[] = {"error", "warning", "note"};
    enum { EACH = 10000 };
    cJSON *root = write_gaps(rules, COUNT_OF(rules), EACH);
    size_t kept[] = {0, 0, 0}, level = 0;
    const cJSON *results = cJSON_GetObjectItemCaseSensitive(run_of(root), "results"), *result = NULL;
    cJSON_ArrayForEach(result, results)
    {
        while (level < COUNT_OF(levels) && strcmp(text_of(result, "level"), levels[level]) != 0)
            level++;
        ck_assert_uint_lt(level, COUNT_OF(levels));
        kept[level]++;
    }
    ck_assert_uint_eq(kept[0], EACH);
    ck_assert_uint_eq(kept[1], EACH);
    ck_assert_uint_eq(kept[2], RESULTS_MAX - 2 * EACH);
    ck_assert_ptr_nonnull(strstr(document, "5000 of 30000 open failures are left out"));
    cJSON_Delete(root);
    free(document);
}
END_TEST

START_TEST(long_messages_take_the_room_of_others)
{
    static const size_t rules[] = {STAND_IN_RULE_FOCAL};
    static char message[LONG + 1];
    enum { GAPS = 5000 };
    memset(message, 'm', LONG);
    finding.message = message;
    cJSON *root = write_gaps(rules, COUNT_OF(rules), GAPS);
    int kept = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(run_of(root), "results"));
    ck_assert_int_le(kept * (LONG - USUAL), BYTES_MAX);
    ck_assert_int_gt(2 * kept * (LONG - USUAL), BYTES_MAX);
    char said[64];
    (void)snprintf(said, sizeof said, "%d of %d open failures are left out", GAPS - kept, GAPS);
    ck_assert_ptr_nonnull(strstr(document, said));
    cJSON_Delete(root);
    free(document);
}
END_TEST

START_TEST(nothing_is_said_where_all_have_room)
{
    static const size_t rules[] = {STAND_IN_RULE_FOCAL};
    cJSON *root = write_gaps(rules, COUNT_OF(rules), 10);
    ck_assert_int_eq(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(run_of(root), "results")), 10);
    ck_assert_ptr_null(strstr(document, "are left out"));
    cJSON_Delete(root);
    free(document);
}
END_TEST

static void check_text(const char *text)
{
    ck_assert_ptr_nonnull(text);
    ck_assert_uint_gt(strlen(text), 0);
    ck_assert_uint_le(strlen(text), TEXT_MAX);
}

/* The stand-in's rule of `answer` has a comment, in characters of two bytes, and tags past the limits. */
START_TEST(texts_and_tags_of_rules_are_cut)
{
    static const size_t rules[] = {STAND_IN_RULE_FOCAL};
    cJSON *root = write_gaps(rules, COUNT_OF(rules), 1);
    const cJSON *driver =
        cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(run_of(root), "tool"), "driver");
    const cJSON *rule = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(driver, "rules"), STAND_IN_RULE_ANSWER);
    const cJSON *help = cJSON_GetObjectItemCaseSensitive(rule, "help");
    check_text(text_of(help, "text"));
    check_text(text_of(help, "markdown"));
    ck_assert_uint_ge(strlen(text_of(help, "text")), TEXT_MAX - 1);
    ck_assert_ptr_null(strstr(document, "\xEF\xBF\xBD")); /* cut between characters */
    const cJSON *properties = cJSON_GetObjectItemCaseSensitive(rule, "properties");
    ck_assert_int_eq(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(properties, "tags")), TAGS_MAX);
    cJSON_Delete(root);
    free(document);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sarif");
    TCase *tests = tcase_create("github");
    tcase_add_checked_fixture(tests, set_up, NULL);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, what_has_no_room_is_the_least_severe);
    tcase_add_test(tests, long_messages_take_the_room_of_others);
    tcase_add_test(tests, nothing_is_said_where_all_have_room);
    tcase_add_test(tests, texts_and_tags_of_rules_are_cut);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
