/* The workbook, of the dossier made by hand, read back as the archive of XML that it is; and what data, limits and a
 * full disk do to it. */
#define _XOPEN_SOURCE 700
#include "dossier/writer.h"
#include "dossier/xlsx/workbook.h"
#include "unit/dossier/made.h"
#include "unit/suite.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { PART_MAX = 4 * 1024 * 1024, SHEETS = 6, LONG_TEXT = 40000 };

static char folder[] = "/tmp/accord-xlsx-XXXXXX";
static char path[sizeof folder + sizeof "/out.xlsx"];
static char part[PART_MAX];

static void make_folder(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/out.xlsx", folder);
}

static void remove_folder(void)
{
    (void)unlink(path);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else is left in it */
}

static size_t read_all(FILE *file)
{
    size_t length = fread(part, 1, PART_MAX - 1, file);
    part[length] = '\0';
    return length;
}

/* One member of the archive. */
static const char *read_part(const char *name)
{
    char command[512];
    (void)snprintf(
        command, sizeof command,
        "python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' "
        "%s %s",
        path, name);
    FILE *file = popen(command, "r");
    ck_assert_ptr_nonnull(file);
    read_all(file);
    ck_assert_msg(pclose(file) == 0, "%s cannot be read", name);
    return part;
}

static enum accord_status write_in(struct made *dossier, const char *language, struct accord_error *err)
{
    struct accord_dossier_output output = {.path = path, .language = accord_language_find(language)};
    return accord_dossier_format_xlsx.write(&dossier->told, &output, err);
}

static void written(struct made *dossier)
{
    struct accord_error err = {0};
    enum accord_status status = write_in(dossier, "en", &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
}

START_TEST(every_sheet_is_there_in_every_language)
{
    static const enum accord_phrase names[SHEETS] = {ACCORD_PHRASE_SHEET_SUMMARY,  ACCORD_PHRASE_SHEET_PROVISIONS,
                                                     ACCORD_PHRASE_SHEET_PARTIES,  ACCORD_PHRASE_SHEET_MATRIX,
                                                     ACCORD_PHRASE_SHEET_FINDINGS, ACCORD_PHRASE_SHEET_REGISTER};
    struct made dossier;
    made_dossier(&dossier);
    for (size_t i = 0; accord_language_at(i); i++) {
        struct accord_error err = {0};
        ck_assert_msg(write_in(&dossier, accord_language_at(i)->code, &err) == ACCORD_OK, "%s", err.text);
        const char *workbook = read_part("xl/workbook.xml");
        for (size_t j = 0; j < SHEETS; j++) {
            char sheet[256];
            (void)snprintf(sheet, sizeof sheet, "<sheet name=\"%s\" sheetId=\"%zu\"",
                           accord_phrase(accord_language_at(i), names[j]), j + 1);
            ck_assert_msg(strstr(workbook, sheet) != NULL, "%s is not in the workbook", sheet);
        }
    }
}
END_TEST

/* The member of the archive, what has to be in it, and why. */
static const struct {
    const char *name;
    const char *text;
} holds[] = {
    {"docProps/core.xml", "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2020-12-31T00:00:00Z"},
    {"docProps/core.xml", "<dc:title>Verdicts by paragraph and Party, as of 31 December 2020"},
    {"xl/worksheets/sheet1.xml", "Illustrative dataset"},
    {"xl/worksheets/sheet2.xml", "Illustrative dataset"},
    {"xl/worksheets/sheet3.xml", "Illustrative dataset"},
    {"xl/worksheets/sheet4.xml", "Illustrative dataset"},
    {"xl/worksheets/sheet5.xml", "Illustrative dataset"},
    {"xl/worksheets/sheet6.xml", "Illustrative dataset"},
    {"xl/worksheets/sheet1.xml", "The data tell of nothing after 1 December 2020."},
    {"xl/worksheets/sheet4.xml", "<pane xSplit=\"2\" ySplit=\"4\""},
    {"xl/worksheets/sheet4.xml", "<autoFilter ref=\"A4:G8\"/>"},
    {"xl/worksheets/sheet4.xml", "<cfRule type=\"cellIs\""},
    {"xl/worksheets/sheet4.xml", "<formula>\"gap\"</formula>"},
    {"xl/worksheets/sheet4.xml", "met (open)"},
    {"xl/worksheets/sheet5.xml", "<v>43830</v>"}, /* 2019-12-31, as spreadsheets count days */
    {"xl/worksheets/sheet5.xml", "the Secretariat: succession under way"},
    {"xl/worksheets/sheet5.xml", "The plan was adopted; it will be sent in January. (Ministry of the Environment, 2 "
                                 "November 2020) https://example.org/plan | See our letter."},
    {"xl/worksheets/sheet5.xml", "Comment on a finding that no longer stands:"},
    {"xl/worksheets/sheet5.xml", "demo/late-report.lua:7: attempt to index a nil value"},
    {"xl/worksheets/sheet6.xml", "2012-05"}, /* known to the month: text */
    {"xl/worksheets/sheet6.xml", "focal_points.csv:4"},
};

START_TEST(workbook_holds_what_is_told)
{
    struct made dossier;
    made_dossier(&dossier);
    written(&dossier);
    for (int i = 0; i < COUNT_OF(holds); i++) {
        if (i == 0 || strcmp(holds[i].name, holds[i - 1].name) != 0) (void)read_part(holds[i].name);
        ck_assert_msg(strstr(part, holds[i].text) != NULL, "%s lacks %s", holds[i].name, holds[i].text);
    }
}
END_TEST

START_TEST(same_dossier_gives_the_same_bytes_whatever_the_clock_and_the_zone)
{
    static char first[PART_MAX];
    struct made dossier;
    size_t length = 0;
    made_dossier(&dossier);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(setenv("TZ", i == 0 ? "UTC" : "Asia/Tokyo", 1), 0);
        if (i > 0) (void)sleep(1); /* the clock goes by seconds, and times in archives by two */
        written(&dossier);
        FILE *file = fopen(path, "rb");
        ck_assert_ptr_nonnull(file);
        size_t now = read_all(file);
        ck_assert_int_eq(fclose(file), 0);
        if (i > 0) ck_assert(now == length && memcmp(first, part, length) == 0);
        memcpy(first, part, length = now);
    }
}
END_TEST

START_TEST(what_looks_like_a_formula_or_a_code_is_text)
{
    struct made dossier;
    made_dossier(&dossier);
    dossier.actors[0].name = "=HYPERLINK(\"http://x\")";
    dossier.findings[0].message = "+1 _x0041_ <b> \x1b]0;\x07 \xEF\xBF\xBE";
    written(&dossier);
    const char *parties = read_part("xl/worksheets/sheet3.xml");
    ck_assert_ptr_nonnull(strstr(parties, "t=\"inlineStr\"><is><t>=HYPERLINK("));
    ck_assert_ptr_null(strstr(parties, "<f>"));
    const char *findings = read_part("xl/worksheets/sheet5.xml");
    ck_assert_ptr_nonnull(strstr(findings, "+1 _x005F_x0041_ &lt;b&gt; \\u001b]0;\\u0007 \xEF\xBF\xBD"));
}
END_TEST

START_TEST(a_text_that_is_longer_than_a_cell_says_that_it_was_cut)
{
    static char text[LONG_TEXT + 1];
    struct made dossier;
    made_dossier(&dossier);
    for (size_t i = 0; i + 1 < LONG_TEXT; i += 2)
        memcpy(text + i, "\xC3\xA9", 2); /* e with an acute accent */
    dossier.findings[0].message = text;
    written(&dossier);
    ck_assert_ptr_null(strstr(read_part("xl/worksheets/sheet5.xml"), "cut here")); /* 20,000 characters fit */
    memset(text, 'a', LONG_TEXT);
    written(&dossier);
    const char *findings = read_part("xl/worksheets/sheet5.xml"), *end = strstr(findings, " [cut here: a cell holds");
    ck_assert_ptr_nonnull(end);
    size_t kept = 0;
    while (end[-1 - (ptrdiff_t)kept] == 'a')
        kept++;
    ck_assert_uint_eq(kept + strlen(" [cut here: a cell holds no more than 32,767 characters]"),
                      ACCORD_WORKBOOK_CELL_MAX);
}
END_TEST

START_TEST(rows_that_a_sheet_cannot_hold_are_counted_in_its_last_one)
{
    struct accord_workbook_options options = {.title = "t", .author = "a", .language = ACCORD_ENGLISH, .rows_max = 6};
    struct accord_workbook *workbook = NULL;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_workbook_open(path, &options, &workbook, &err), ACCORD_OK);
    accord_workbook_sheet(workbook, "s", NULL, 0);
    accord_workbook_head(workbook, "h", 10, ACCORD_WORKBOOK_PLAIN);
    accord_workbook_heads_end(workbook, 1);
    for (size_t i = 1; i <= 10; i++) {
        accord_workbook_count(workbook, 1000 + i);
        accord_workbook_row(workbook);
    }
    accord_workbook_table_end(workbook);
    accord_workbook_sheet_end(workbook);
    ck_assert_int_eq(accord_workbook_finish(workbook, &err), ACCORD_OK);
    accord_workbook_free(workbook);
    const char *sheet = read_part("xl/worksheets/sheet1.xml");
    ck_assert_ptr_nonnull(strstr(sheet, "<v>1003</v>")); /* behind the title and the head */
    ck_assert_ptr_null(strstr(sheet, "<v>1004</v>"));
    ck_assert_ptr_nonnull(strstr(sheet, "<row r=\"6\""));
    ck_assert_ptr_null(strstr(sheet, "<row r=\"7\""));
    ck_assert_ptr_nonnull(strstr(sheet, "7 more rows are left out: a sheet holds no more than 6 rows."));
}
END_TEST

static void put_before(void)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs("before\n", file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

static void is_still_before(void)
{
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    (void)read_all(file);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_str_eq(part, "before\n");
}

START_TEST(what_cannot_be_told_leaves_what_was_there)
{
    struct made dossier;
    struct accord_error err = {0};
    made_dossier(&dossier);
    put_before();
    dossier.each_status = ACCORD_BAD_DATA;
    ck_assert_int_eq(write_in(&dossier, "en", &err), ACCORD_BAD_DATA);
    ck_assert_str_eq(err.text, "the store is damaged");
    is_still_before();
}
END_TEST

/* The library does not notice by itself that its own files are not written. */
START_TEST(a_full_disk_leaves_what_was_there)
{
    struct made dossier;
    struct accord_error err = {0};
    struct rlimit before, small;
    made_dossier(&dossier);
    put_before();
    dossier.repeat = 400;
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = (struct rlimit){.rlim_cur = 200 * 1024, .rlim_max = before.rlim_max};
    ck_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum accord_status status = write_in(&dossier, "en", &err);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
    ck_assert_int_eq(status, ACCORD_NOT_WRITTEN);
    ck_assert_ptr_nonnull(strstr(err.text, "out.xlsx: cannot be written: File too large"));
    is_still_before();
}
END_TEST

static const struct {
    const char *path;
    enum accord_status status;
    const char *text;
} refused[] = {
    {NULL, ACCORD_BAD_USAGE, "a workbook has to be a file: standard output cannot be one"},
    {"/dev/null", ACCORD_NOT_WRITTEN, "/dev/null: cannot be written: a workbook has to be a file"},
    {"/tmp", ACCORD_NOT_WRITTEN, "/tmp: cannot be written: Is a directory"},
    {"/nowhere/at/all.xlsx", ACCORD_NOT_WRITTEN, "/nowhere/at/all.xlsx: cannot be written: No such file or directory"},
};

START_TEST(only_a_file_can_be_a_workbook)
{
    struct made dossier;
    struct accord_error err = {0};
    struct accord_dossier_output output = {.path = refused[_i].path, .language = ACCORD_ENGLISH};
    made_dossier(&dossier);
    ck_assert_int_eq(accord_dossier_format_xlsx.write(&dossier.told, &output, &err), refused[_i].status);
    ck_assert_str_eq(err.text, refused[_i].text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("xlsx");
    TCase *tcase = tcase_create("xlsx");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, make_folder, remove_folder);
    tcase_add_test(tcase, every_sheet_is_there_in_every_language);
    tcase_add_test(tcase, workbook_holds_what_is_told);
    tcase_add_test(tcase, same_dossier_gives_the_same_bytes_whatever_the_clock_and_the_zone);
    tcase_add_test(tcase, what_looks_like_a_formula_or_a_code_is_text);
    tcase_add_test(tcase, a_text_that_is_longer_than_a_cell_says_that_it_was_cut);
    tcase_add_test(tcase, rows_that_a_sheet_cannot_hold_are_counted_in_its_last_one);
    tcase_add_test(tcase, what_cannot_be_told_leaves_what_was_there);
    tcase_add_test(tcase, a_full_disk_leaves_what_was_there);
    tcase_add_loop_test(tcase, only_a_file_can_be_a_workbook, 0, COUNT_OF(refused));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
