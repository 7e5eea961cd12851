/* A finding is followed back as long as no whole run of an earlier day lacks it. */
#include "runs/since.h"

#include "runs/block.h"
#include "runs/conclusions.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[64];
static struct accord_run_file *file;

static void reopen_file(void)
{
    struct accord_error err;
    accord_run_file_close(file);
    ck_assert_int_eq(accord_run_file_open(path, true, &file, &err), ACCORD_OK);
}

static void open_file(void)
{
    struct accord_error err;
    (void)snprintf(path, sizeof path, "/tmp/accord-since-XXXXXX");
    int descriptor = mkstemp(path);
    ck_assert_int_ge(descriptor, 0);
    (void)close(descriptor);
    ck_assert_int_eq(accord_run_file_open(path, true, &file, &err), ACCORD_OK);
}

static void close_file(void)
{
    accord_run_file_close(file);
    (void)unlink(path);
}

/* A run with one actor, whose verdict has a finding for each letter, a gap, or one not reported where the letter is a
 * capital; the letters after "|" are an aggregate's. */
struct stored {
    const char *as_of;
    const char *findings;
    const char *dataset;
    int64_t shards; /* 0: 1 */
    int64_t actors_of;
    const char *profile;
};

static enum accord_verdict_kind verdict_of(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? ACCORD_VERDICT_UNREPORTED : ACCORD_VERDICT_GAP;
}

static void write_fingerprint(char fingerprint[2], char letter)
{
    fingerprint[0] = (char)(letter | 0x20);
    fingerprint[1] = '\0';
}

static size_t fill(struct accord_block_writer *writer, const char *id, size_t actor, const char *letters, size_t count)
{
    struct accord_finding findings[8];
    char fingerprints[8][2];
    for (size_t i = 0; i < count; i++) {
        write_fingerprint(fingerprints[i], letters[i]);
        findings[i] = (struct accord_finding){
            .verdict = verdict_of(letters[i]), .message_id = "m", .message = "text", .fingerprint = fingerprints[i]};
    }
    const struct accord_verdict verdict = {.actor = actor,
                                           .actor_id = id,
                                           .verdict = count > 0 ? ACCORD_VERDICT_GAP : ACCORD_VERDICT_MET,
                                           .why = "because",
                                           .findings = findings,
                                           .finding_count = count};
    accord_block_add_actor(writer, actor == SIZE_MAX ? NULL : (const unsigned char *)"kkkkkkkkkkkkkkkk", id, 1);
    accord_block_add_verdict(writer, NULL, &verdict);
    return count;
}

static void append(const struct stored *stored)
{
    struct accord_block_writer writer;
    struct accord_run_block block = {0};
    struct accord_text conclusions;
    struct accord_error err;
    size_t own = strcspn(stored->findings, "|");
    const char *others = stored->findings + own + (stored->findings[own] == '|');
    accord_block_writer_init(&writer);
    accord_text_init(&conclusions, 4096);
    (void)fill(&writer, "KEN", 0, stored->findings, own);
    ck_assert_int_eq(accord_block_finish(&writer, &block, &err), ACCORD_OK);
    block.counts = (struct accord_bytes){"n", 1};
    ck_assert_int_eq(accord_run_file_stage(file, &block, &err), ACCORD_OK);
    accord_block_writer_reset(&writer);
    (void)fill(&writer, "all", SIZE_MAX, others, strlen(others));
    ck_assert_int_eq(accord_conclusions_write(&writer, &conclusions, &err), ACCORD_OK);
    struct accord_run_record record = {.as_of = stored->as_of,
                                       .version = "1",
                                       .dataset = stored->dataset ? stored->dataset : "d",
                                       .dataset_sha256 = "s",
                                       .rules_sha256 = "r",
                                       .profile = stored->profile,
                                       .shard = 1,
                                       .shards = stored->shards ? stored->shards : 1,
                                       .actors = 1,
                                       .actors_of = stored->actors_of ? stored->actors_of : 1,
                                       .conclusions = {accord_text_str(&conclusions), conclusions.length}};
    ck_assert_int_eq(accord_run_file_append(file, &record, NULL, 0, NULL, 0, &err), ACCORD_OK);
    accord_block_writer_clear(&writer);
    accord_text_clear(&conclusions);
    reopen_file(); /* one run is appended by one session */
}

/* What is known of each letter under a profile, as of 2025: "a2023-12-31 b- ". */
static void expect(const char *expected, const char *profile)
{
    struct accord_since *since = NULL;
    struct accord_date as_of, day;
    struct accord_error err = {0};
    const char *why = NULL;
    char known[256] = "";
    ck_assert(accord_date_parse("2025-12-31", 10, &as_of, &why));
    ck_assert_int_eq(accord_since_open(file, "d", profile, as_of, &since, &err), ACCORD_OK);
    for (const char *letter = expected; *letter; letter += strcspn(letter, " ") + 1) {
        char text[ACCORD_DATE_TEXT_MAX], fingerprint[2];
        size_t length = strlen(known);
        write_fingerprint(fingerprint, *letter);
        bool found = accord_since_find(since, fingerprint, verdict_of(*letter), &day);
        (void)snprintf(known + length, sizeof known - length, "%c%s ", *letter,
                       found ? accord_date_format(day, text) : "-");
    }
    accord_since_close(since);
    ck_assert_str_eq(known, expected);
}

static const struct {
    const char *expected;
    struct stored runs[5];
    const char *profile;
} cases[] = {
    {"a- ", {{.as_of = NULL}}},
    {"a2024-12-31 b- ", {{"2024-12-31", "a", NULL, 0, 0}}},
    {"a2022-12-31 b2023-12-31 c2024-12-31 d- e- ",
     {{"2022-12-31", "ade", NULL, 0, 0}, {"2023-12-31", "abe", NULL, 0, 0}, {"2024-12-31", "abc", NULL, 0, 0}}},
    /* gone for a run: since it came back */
    {"a2024-12-31 ",
     {{"2022-12-31", "a", NULL, 0, 0}, {"2023-12-31", "b", NULL, 0, 0}, {"2024-12-31", "a", NULL, 0, 0}}},
    /* by the day in question, not by when they were run; of a day the newest run */
    {"a2023-12-31 b- c2024-12-31 ",
     {{"2024-12-31", "ab", NULL, 0, 0}, {"2023-12-31", "a", NULL, 0, 0}, {"2024-12-31", "ac", NULL, 0, 0}}},
    /* the day itself and later ones say nothing */
    {"a- b- ", {{"2025-12-31", "a", NULL, 0, 0}, {"2026-12-31", "b", NULL, 0, 0}}},
    /* nor do shards, chosen actors and other datasets */
    {"a2022-12-31 b- ",
     {{"2022-12-31", "a", NULL, 0, 0},
      {"2023-12-31", "b", NULL, 2, 0},
      {"2023-12-30", "b", NULL, 0, 9},
      {"2023-12-29", "b", "e", 0, 0},
      {"2024-12-31", "a", NULL, 0, 0}}},
    /* with the same verdict: what was not reported for years is no gap of years */
    {"a2024-12-31 A- b- B2022-12-31 ",
     {{"2022-12-31", "AB", NULL, 0, 0}, {"2023-12-31", "AB", NULL, 0, 0}, {"2024-12-31", "aB", NULL, 0, 0}}},
    /* under the same profile: what is a gap under stricter params was none before */
    {"a2024-12-31 b- ",
     {{.as_of = "2022-12-31", .findings = "ab", .profile = "strict"},
      {.as_of = "2023-12-31", .findings = "ab", .profile = "strict"},
      {.as_of = "2024-12-31", .findings = "a"}}},
    {"a2022-12-31 b- c2023-12-31 ",
     {{.as_of = "2022-12-31", .findings = "ab", .profile = "strict"},
      {.as_of = "2023-12-31", .findings = "ac", .profile = "strict"},
      {.as_of = "2023-12-31", .findings = "b", .profile = "lenient"},
      {.as_of = "2024-12-31", .findings = "b"}},
     "strict"},
    /* an aggregate's findings too */
    {"a2023-12-31 x2022-12-31 ",
     {{"2022-12-31", "|x", NULL, 0, 0}, {"2023-12-31", "a|x", NULL, 0, 0}, {"2024-12-31", "a|x", NULL, 0, 0}}},
};

START_TEST(findings_are_followed_back)
{
    for (size_t i = 0; i < 5 && cases[_i].runs[i].as_of; i++)
        append(&cases[_i].runs[i]);
    expect(cases[_i].expected, cases[_i].profile);
}
END_TEST

START_TEST(garbled_verdicts_are_told)
{
    static const struct accord_run_block block = {.actors = 1,
                                                  .ids = {"[]", 2},
                                                  .keys = {"kkkkkkkkkkkkkkkk", 16},
                                                  .counts = {"n", 1},
                                                  .verdicts = {"\xFF\xFF\xFF", 3},
                                                  .collected = {"", 0}};
    struct accord_run_record record = {.as_of = "2020-12-31",
                                       .version = "1",
                                       .dataset = "d",
                                       .dataset_sha256 = "s",
                                       .rules_sha256 = "r",
                                       .shard = 1,
                                       .shards = 1,
                                       .actors = 1,
                                       .actors_of = 1,
                                       .conclusions = {"c", 1}};
    struct accord_since *since = NULL;
    struct accord_error err = {0};
    const struct accord_date as_of = {30000, 30000};
    ck_assert_int_eq(accord_run_file_stage(file, &block, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_file_append(file, &record, NULL, 0, NULL, 0, &err), ACCORD_OK);
    ck_assert_int_eq(accord_since_open(file, "d", NULL, as_of, &since, &err), ACCORD_NOT_WRITTEN);
    ck_assert_ptr_nonnull(strstr(err.text, "damaged"));
    ck_assert_ptr_null(since);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("since");
    TCase *tests = tcase_create("since");
    tcase_add_checked_fixture(tests, open_file, close_file);
    tcase_add_loop_test(tests, findings_are_followed_back, 0, COUNT_OF(cases));
    tcase_add_test(tests, garbled_verdicts_are_told);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
