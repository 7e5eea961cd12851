/* The files of baselines and waivers: what is taken, and what is refused, each with its place. */
#include "base/memory.h"
#include "base/text.h"
#include "ledger/ledger.h"
#include "unit/report/stand_in.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DAY(number)                                                                                                    \
    {                                                                                                                  \
        (number), (number)                                                                                             \
    }
#define F1 "11111111111111111111111111111111"
#define F2 "0123456789abcdef0123456789abcdef"

static char folder[] = "/tmp/accord-ledger-XXXXXX";
static char path[4096];

static void write_file(const char *name, const char *bytes, size_t length)
{
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

/* Opens it as what its name says it is; the problems, a line each, in `said`. */
static enum accord_status open_file(bool baseline, struct accord_ledger **ledger, struct accord_text *said)
{
    struct accord_problems *problems = NULL;
    struct accord_error err;
    struct accord_ledger_options options = {
        .packs = stand_in_packs(), .dataset = stand_in_dataset(), .as_of = DAY(20000)};
    *(baseline ? &options.baseline : &options.waivers) = path;
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    enum accord_status status = accord_ledger_open(&options, problems, ledger, &err);
    accord_text_init(said, 1024 * 1024);
    for (size_t i = 0; i < accord_problems_kept(problems); i++) {
        const struct accord_problem *problem = accord_problems_at(problems, i);
        ck_assert_str_eq(problem->file, path);
        accord_text_addf(said, "%u:%u %s\n", problem->line, problem->column, problem->text);
    }
    ck_assert_int_eq(status == ACCORD_BAD_DATA, accord_problems_count(problems) > 0);
    accord_problems_free(problems);
    return status;
}

struct file_case {
    const char *bytes;
    const char *said;
};

static void check_refusal(const char *name, bool baseline, const struct file_case *file)
{
    struct accord_ledger *ledger = NULL;
    struct accord_text said;
    write_file(name, file->bytes, strlen(file->bytes));
    enum accord_status status = open_file(baseline, &ledger, &said);
    ck_assert_str_eq(accord_text_str(&said), file->said);
    ck_assert_int_eq(status, file->said[0] ? ACCORD_BAD_DATA : ACCORD_OK);
    ck_assert_int_eq(ledger != NULL, status == ACCORD_OK);
    accord_ledger_close(ledger);
    accord_text_clear(&said);
}

/* ---- baselines ---- */

#define HEAD                                                                                                           \
    "{\n\"accord\": {\"baseline\": 1},\n\"dataset\": \"stand-in\",\n\"as_of\": \"2025-06-30\",\n\"findings\": ["
#define GAP(id) "{\"actor\": \"AAA\", \"rule\": \"a/b\", \"verdict\": \"gap\", \"message_id\": \"never\", " id "}"
#define ID(digits) "\"fingerprint\": \"" digits "\""

static const struct file_case baselines[] = {
    {HEAD "]}", ""},
    {HEAD "\n" GAP(ID(F1)) ",\n" GAP(ID(F2)) "\n]\n}\n", ""},
    {"{\"findings\": [" GAP(ID(F1)) "], \"as_of\": \"2025-06-30\", \"dataset\": \"stand-in\", "
                                    "\"accord\": {\"baseline\": 1}}",
     ""},
    {HEAD "{\"actor\": \"AAA\", \"rule\": \"a/b\", \"verdict\": \"review\", \"message_id\": null, " ID(F1) "}]}", ""},
    {"", "1:1 an empty file, expected a JSON object\n"},
    {"[]", "1:1 no object, expected a JSON object\n"},
    {"\x7F"
     "ELF\x02",
     "1:1 no object, expected a JSON object\n"},
    {HEAD, "5:14 the end of the file inside an array, expected its closing bracket\n"},
    {HEAD "\n" GAP(ID(F1)) ",\n" GAP(ID(F1)) "]}", "7:1 the same finding as before, expected each once\n"},
    {HEAD "]} x", "5:17 text after the object, expected the end of the file\n"},
    {HEAD "7, " GAP(ID("F")) ", {}]}", "5:14 no object, expected an object\n"
                                       "5:105 \"F\", expected a fingerprint: 32 digits of 0 to 9 and a to f\n"
                                       "5:111 no actor, expected one\n"
                                       "5:111 no rule, expected one\n"
                                       "5:111 no verdict, expected one\n"
                                       "5:111 no fingerprint, expected one\n"},
    {HEAD "{\"actor\": 7, \"rule\": null, \"verdict\": \"met\", \"mesage_id\": \"x\", " ID(F1) "}]}",
     "5:24 actor: no text, expected a text in double quotes\n"
     "5:35 rule: no text, expected a text in double quotes\n"
     "5:72 an unknown member \"mesage_id\"; did you mean \"message_id\"?\n"},
    {HEAD "{\"actor\": \"A\\nA\", \"rule\": \" \", \"verdict\": \"error\", " ID(F1) "}]}",
     "5:24 actor: a control character, expected none\n"
     "5:40 rule: a blank text, expected a text\n"},
    {HEAD "{\"actor\": \"AAA\", \"rule\": \"a/b\", \"verdict\": \"error\", " ID(F1) "}]}",
     "5:57 verdict: another word, expected gap, review, unreported or partial\n"},
    {HEAD "{\"actor\": \"AAA\", \"actor\": \"BBB\"}]}", "5:31 a duplicate member name, expected each name once\n"},
    {"{\"accord\": {\"baseline\": 1}, \"accord\": 2}", "1:29 a duplicate member name, expected each name once\n"},
    {"{\"accord\": {\"baseline\": 2}, \"dataset\": \"other\", \"as_of\": \"2025-06\", \"finding\": []}",
     "1:25 a baseline of another form, expected 1, which this version of accord reads\n"
     "1:40 the baseline of \"other\", expected one of the dataset \"stand-in\"\n"
     "1:58 no day, expected a full date such as 2026-12-31\n"
     "1:80 an unknown member, expected accord, dataset, as_of or findings\n"},
    {"{\"accord\": {\"version\": \"0.1.0\", \"schema\": 1}, \"dataset\": 1, \"as_of\": 1, \"findings\": {}}",
     "1:12 no baseline, expected {\"baseline\": 1}\n"
     "1:58 the baseline of no dataset, expected one of the dataset \"stand-in\"\n"
     "1:70 no day, expected a full date such as 2026-12-31\n"
     "1:85 no array, expected an array of findings\n"},
    {"{\"accord\": {\"baseline\": 1}}", "0:0 no member \"dataset\", expected a baseline's\n"},
};

START_TEST(a_baseline_is_refused_with_its_places)
{
    check_refusal("baseline.json", true, &baselines[_i]);
}
END_TEST

START_TEST(a_baseline_is_held_as_it_is_written)
{
    static const char bytes[] = HEAD GAP(ID(F1)) "," GAP(ID(F2)) "]}";
    struct accord_ledger *ledger = NULL;
    struct accord_text said;
    write_file("baseline.json", bytes, sizeof bytes - 1);
    ck_assert_int_eq(open_file(true, &ledger, &said), ACCORD_OK);
    ck_assert_uint_eq(ledger->known_count, 2);
    ck_assert_str_eq(ledger->known[0].known.actor, "AAA");
    ck_assert_str_eq(ledger->known[0].known.rule, "a/b");
    ck_assert_str_eq(ledger->known[0].known.message_id, "never");
    ck_assert_str_eq(ledger->known[0].known.fingerprint, F1);
    ck_assert_int_eq(ledger->known[0].known.verdict, ACCORD_VERDICT_GAP);
    ck_assert_str_eq(ledger->known[1].known.fingerprint, F2);
    accord_ledger_close(ledger);
    accord_text_clear(&said);
}
END_TEST

/* Many more findings than one value of JSON may hold. */
START_TEST(a_baseline_may_be_long)
{
    enum { FINDINGS = 150000 };
    struct accord_text bytes, said;
    struct accord_ledger *ledger = NULL;
    accord_text_init(&bytes, 64 * 1024 * 1024);
    accord_text_add_str(&bytes, HEAD);
    for (int i = 0; i < FINDINGS; i++)
        accord_text_addf(&bytes,
                         "%s{\"actor\": \"A%d\", \"rule\": \"a/b\", \"verdict\": \"gap\", \"fingerprint\": \"%032x\"}",
                         i > 0 ? ",\n" : "\n", i / 9, (unsigned)i);
    accord_text_add_str(&bytes, "]}");
    write_file("baseline.json", bytes.bytes, bytes.length);
    ck_assert_int_eq(open_file(true, &ledger, &said), ACCORD_OK);
    ck_assert_uint_eq(ledger->known_count, FINDINGS);
    accord_ledger_close(ledger);
    accord_text_clear(&said);
    accord_text_clear(&bytes);
}
END_TEST

/* ---- waivers ---- */

#define COLUMNS "rule,actor,fingerprint,reason,who,from,until\n"

static const struct file_case csv[] = {
    {COLUMNS, ""},
    {COLUMNS "a/b,AAA,,because,the office,,2026-12-31\r\na/*,AAA," F1 ",because,office,2026-01-01,2026-12-31", ""},
    {"until,who,reason,actor,rule\n2026-12-31,w,\"two\nlines\",AAA,a/b\n", ""},
    {"\xEF\xBB\xBF" COLUMNS, ""},
    {"", "1:1 an empty file, expected a line of column names\n"},
    {"rule,actor,reason,who,until,Who,who\n",
     "1:29 an unknown column \"Who\"; did you mean \"who\"?\n1:33 a second column \"who\", expected one\n"},
    {"rule,actor,fingerprint,approver\n",
     "1:24 an unknown column \"approver\", expected one of \"rule\", \"actor\", \"fingerprint\", \"reason\", \"who\", "
     "\"from\", \"until\"\n"
     "1:1 no column \"reason\", expected one\n"
     "1:1 no column \"who\", expected one\n"
     "1:1 no column \"until\", expected one\n"},
    {COLUMNS "a/b,AAA,,,,,\n",
     "2:10 no reason, expected one\n2:11 no who, expected one\n2:13 no until, expected one\n"},
    {COLUMNS "a/b,AAA,,\" \",w,2026,2026-02-30\n\na/b,AAA\na/b,AAA,x,r,w,,2026-12-31\n",
     "2:10 reason: a blank text, expected a text\n"
     "3:1 1 cells, expected 7 as in the first line\n"
     "4:1 2 cells, expected 7 as in the first line\n"
     "5:9 \"x\", expected a fingerprint: 32 digits of 0 to 9 and a to f\n"},
    {COLUMNS "a/b,AAA,,r,w,2026,2026-02-30\n", "2:14 \"2026\", expected a full date such as 2026-12-31, with its day\n"
                                               "2:19 \"2026-02-30\", expected a full date such as 2026-12-31\n"},
    {COLUMNS "a/b,AAA,,r,w,2026-12-31,2026-12-30\na/b,AAA,,r,w,2026-12-31,2026-12-31\n",
     "2:25 until 2026-12-30, before from 2026-12-31, expected a later day\n"},
    {COLUMNS "a/b,AAA,,r,w,,2026-12-31\na/b,AAA,,other,x,2026-06-01,2027-12-31\na/b,AAA,,r,w,2027-01-01,2027-12-31\n",
     "3:1 covers the same as line 2 in the same time, expected one of them, or another time\n"},
    {COLUMNS "a/b,AAA,,\"r,w,,2026-12-31\n",
     "2:10 a quote that is never closed, expected the closing quote before the end of the file\n"},
    {COLUMNS "a\x01,AAA,,r,w,,2026-12-31\n", "2:1 rule: a control character, expected none\n"},
};

static const struct file_case json[] = {
    {"[]", ""},
    {"[{\"rule\": \"a/b\", \"actor\": \"AAA\", \"reason\": \"r\", \"who\": \"w\", \"until\": \"2026-12-31\", "
     "\"from\": null, \"fingerprint\": \"" F1 "\"}]",
     ""},
    {"{}", "1:1 no array, expected a JSON array of objects\n"},
    {"", "1:1 an empty file, expected a JSON array of objects\n"},
    {"[7,\n{\"rule\": \"a/b\", \"actor\": \"AAA\", \"reason\": \"\", \"who\": null, \"until\": \"2026\"}]",
     "1:2 no object, expected an object\n"
     "2:43 reason: a blank text, expected a text\n"
     "2:54 who: no text, expected a text in double quotes\n"},
    {"[{\"expires\": \"2026-12-31\"}]",
     "1:14 an unknown member \"expires\", expected one of \"rule\", \"actor\", \"fingerprint\", \"reason\", \"who\", "
     "\"from\", \"until\"\n"
     "1:2 no rule, expected one\n1:2 no actor, expected one\n1:2 no reason, expected one\n"
     "1:2 no who, expected one\n1:2 no until, expected one\n"},
    {"[{\"rule\": \"a\", \"rule\": \"b\"}]", "1:16 a duplicate member name, expected each name once\n"},
    {"[{\"rule\": ", "1:11 the end of the text, expected a value\n"},
};

START_TEST(waivers_in_csv_are_refused_with_their_places)
{
    check_refusal("waivers.csv", false, &csv[_i]);
}
END_TEST

START_TEST(waivers_in_json_are_refused_with_their_places)
{
    check_refusal("waivers.json", false, &json[_i]);
}
END_TEST

START_TEST(waivers_are_held_as_they_are_written)
{
    static const char *const files[] = {
        COLUMNS "a/b,AAA," F1 ",\"one, or \"\"two\"\"\",the office,2026-01-02,2026-12-31\n",
        "[\n{\"until\": \"2026-12-31\", \"rule\": \"a/b\", \"actor\": \"AAA\", \"fingerprint\": \"" F1
        "\", \"reason\": \"one, or \\\"two\\\"\", \"who\": \"the office\", \"from\": \"2026-01-02\"}]\n"};
    for (int i = 0; i < 2; i++) {
        struct accord_ledger *ledger = NULL;
        struct accord_text said;
        char day[ACCORD_DATE_TEXT_MAX];
        write_file(i == 0 ? "waivers.csv" : "waivers.json", files[i], strlen(files[i]));
        ck_assert_int_eq(open_file(false, &ledger, &said), ACCORD_OK);
        ck_assert_uint_eq(ledger->waiver_count, 1);
        const struct accord_waiver *waiver = &ledger->waivers[0].waiver;
        ck_assert_str_eq(waiver->file, path);
        ck_assert_uint_eq(waiver->line, 2);
        ck_assert_str_eq(waiver->rule, "a/b");
        ck_assert_str_eq(waiver->actor, "AAA");
        ck_assert_str_eq(waiver->fingerprint, F1);
        ck_assert_str_eq(waiver->reason, "one, or \"two\"");
        ck_assert_str_eq(waiver->who, "the office");
        ck_assert(waiver->has_from);
        ck_assert_str_eq(accord_date_format(waiver->from, day), "2026-01-02");
        ck_assert_str_eq(accord_date_format(waiver->until, day), "2026-12-31");
        accord_ledger_close(ledger);
        accord_text_clear(&said);
    }
}
END_TEST

/* ---- files that are none ---- */

static const char *const hostile[] = {"NUL: \0 in it", "\xFF\xFE\x00\x01", "\"\"\"\"\"", "[[[[[[[[[[", "{{{{"};
static const size_t hostile_lengths[] = {12, 4, 5, 10, 4};

START_TEST(what_is_no_such_file_is_refused)
{
    static const char *const names[] = {"baseline.json", "waivers.csv", "waivers.json"};
    for (int i = 0; i < 3; i++) {
        struct accord_ledger *ledger = NULL;
        struct accord_text said;
        write_file(names[i], hostile[_i], hostile_lengths[_i]);
        ck_assert_int_eq(open_file(i == 0, &ledger, &said), ACCORD_BAD_DATA);
        ck_assert_ptr_null(ledger);
        accord_text_clear(&said);
    }
}
END_TEST

START_TEST(a_file_that_is_not_there_is_refused)
{
    struct accord_ledger *ledger = NULL;
    struct accord_text said;
    (void)snprintf(path, sizeof path, "%s/none.csv", folder);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(open_file(i == 0, &ledger, &said), ACCORD_BAD_DATA);
        ck_assert_str_eq(accord_text_str(&said), "0:0 no file of this name, expected one\n");
        accord_text_clear(&said);
    }
}
END_TEST

/* A file that is cut off anywhere is refused, or says what it says as far as it goes: a whole number of lines. */
START_TEST(a_baseline_that_is_cut_off_is_refused)
{
    static const char bytes[] = HEAD "\n" GAP(ID(F1)) ",\n" GAP(ID(F2)) "\n]}";
    for (size_t length = 0; length < sizeof bytes - 1; length++) {
        struct accord_ledger *ledger = NULL;
        struct accord_text said;
        write_file("baseline.json", bytes, length);
        ck_assert_int_eq(open_file(true, &ledger, &said), ACCORD_BAD_DATA);
        accord_text_clear(&said);
    }
}
END_TEST

/* ---- memory, and what is written ---- */

static const char *const files[] = {HEAD "\n" GAP(ID(F1)) ",\n" GAP(ID(F2)) "\n]}",
                                    COLUMNS "a/b,AAA,,because,the office,,2026-12-31\n",
                                    ("[{\"rule\": \"a/b\", \"actor\": \"AAA\", \"reason\": \"r\", \"who\": \"w\", "
                                     "\"until\": \"2026-12-31\"}]")};
static const char *const file_names[] = {"baseline.json", "waivers.csv", "waivers.json"};

START_TEST(a_failed_allocation_is_no_damage)
{
    bool done = false;
    write_file(file_names[_i], files[_i], strlen(files[_i]));
    for (unsigned long nth = 1; !done && nth < 2000; nth++) {
        struct accord_ledger *ledger = NULL;
        struct accord_problems *problems = NULL;
        struct accord_error err;
        struct accord_ledger_options options = {
            .packs = stand_in_packs(), .dataset = stand_in_dataset(), .as_of = DAY(20000)};
        *(_i == 0 ? &options.baseline : &options.waivers) = path;
        ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
        accord_alloc_fail_after(nth);
        enum accord_status status = accord_ledger_open(&options, problems, &ledger, &err);
        accord_alloc_fail_after(0);
        ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
        ck_assert_int_eq(ledger != NULL, status == ACCORD_OK);
        done = status == ACCORD_OK;
        accord_ledger_close(ledger);
        accord_problems_free(problems);
    }
    ck_assert(done);
}
END_TEST

/* The file is as it was, or has the waiver. */
START_TEST(a_waiver_is_added_or_nothing_is_changed)
{
    const struct accord_waiver waiver = {.rule = "a/c",
                                         .actor = "BBB",
                                         .fingerprint = F2,
                                         .reason = "one, \"two\"",
                                         .who = "w",
                                         .from = DAY(20000),
                                         .has_from = true,
                                         .until = DAY(20001)};
    bool done = false;
    for (unsigned long nth = 1; !done && nth < 200; nth++) {
        struct accord_error err;
        struct accord_ledger *ledger = NULL;
        struct accord_text said;
        write_file(file_names[_i], files[_i], strlen(files[_i]));
        accord_alloc_fail_after(nth);
        enum accord_status status = accord_waiver_write(path, &waiver, &err);
        accord_alloc_fail_after(0);
        ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
        done = status == ACCORD_OK;
        ck_assert_int_eq(open_file(false, &ledger, &said), ACCORD_OK);
        ck_assert_uint_eq(ledger->waiver_count, done ? 2 : 1);
        if (done) ck_assert_str_eq(ledger->waivers[1].waiver.reason, waiver.reason);
        if (done) ck_assert_str_eq(ledger->waivers[1].waiver.fingerprint, F2);
        if (done) ck_assert_int_eq(ledger->waivers[1].waiver.until.last, 20001);
        accord_ledger_close(ledger);
        accord_text_clear(&said);
    }
    ck_assert(done);
}
END_TEST

static void make_folder(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void)
{
    static const char *const names[] = {"baseline.json", "waivers.csv", "waivers.json"};
    for (int i = 0; i < 3; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)unlink(path);
    }
    (void)rmdir(folder);
}

int main(void)
{
    Suite *suite = suite_create("files");
    TCase *tcase = tcase_create("files");
    tcase_add_unchecked_fixture(tcase, make_folder, remove_folder);
    tcase_add_loop_test(tcase, a_baseline_is_refused_with_its_places, 0, COUNT_OF(baselines));
    tcase_add_test(tcase, a_baseline_is_held_as_it_is_written);
    tcase_add_test(tcase, a_baseline_may_be_long);
    tcase_add_loop_test(tcase, waivers_in_csv_are_refused_with_their_places, 0, COUNT_OF(csv));
    tcase_add_loop_test(tcase, waivers_in_json_are_refused_with_their_places, 0, COUNT_OF(json));
    tcase_add_test(tcase, waivers_are_held_as_they_are_written);
    tcase_add_loop_test(tcase, what_is_no_such_file_is_refused, 0, COUNT_OF(hostile));
    tcase_add_test(tcase, a_file_that_is_not_there_is_refused);
    tcase_add_test(tcase, a_baseline_that_is_cut_off_is_refused);
    tcase_add_loop_test(tcase, a_failed_allocation_is_no_damage, 0, COUNT_OF(files));
    tcase_add_loop_test(tcase, a_waiver_is_added_or_nothing_is_changed, 1, COUNT_OF(files));
    tcase_set_timeout(tcase, 60);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
