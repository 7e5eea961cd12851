/* The committee's document, of the dossier made by hand, byte for byte; and what data may do to it.
 * ACCORD_UPDATE_GOLDEN=1 in the environment rewrites the golden files. */
#include "dossier/writer.h"
#include "unit/dossier/made.h"
#include "unit/suite.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DOCUMENT_MAX = 1024 * 1024 };

static char folder[] = "/tmp/accord-committee-XXXXXX";
static char path[sizeof folder + sizeof "/out.md"];
static char document[DOCUMENT_MAX];

static void make_folder(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/out.md", folder);
}

static void remove_folder(void)
{
    (void)unlink(path);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else is left in it */
}

static size_t read_file(const char *name, char *to)
{
    FILE *file = fopen(name, "rb");
    ck_assert_msg(file != NULL, "%s cannot be read", name);
    size_t length = fread(to, 1, DOCUMENT_MAX - 1, file);
    ck_assert_int_eq(fclose(file), 0);
    to[length] = '\0';
    return length;
}

static enum accord_status write_document(struct made *dossier, struct accord_error *err)
{
    struct accord_dossier_output output = {.path = path, .language = ACCORD_ENGLISH};
    return accord_dossier_format_committee.write(&dossier->told, &output, err);
}

static const char *written(struct made *dossier)
{
    struct accord_error err = {0};
    enum accord_status status = write_document(dossier, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    read_file(path, document);
    return document;
}

static void without_earlier_run(struct made *dossier)
{
    dossier->runs[0] = dossier->runs[1];
    dossier->told.run_count = 1;
    dossier->told.since = SIZE_MAX;
    memcpy(dossier->pairs[0], dossier->pairs[1], sizeof dossier->pairs[0]);
    dossier->told.facts.illustrative = false;
    dossier->told.facts.part = "shard 1/2";
    dossier->told.facts.data_until = NULL;
}

static const struct {
    const char *golden;
    void (*change)(struct made *dossier);
} goldens[] = {{"made.md", NULL}, {"alone.md", without_earlier_run}};

START_TEST(document_is_golden)
{
    static char golden[DOCUMENT_MAX];
    char name[512];
    struct made dossier;
    made_dossier(&dossier);
    if (goldens[_i].change) goldens[_i].change(&dossier);
    const char *text = written(&dossier);
    (void)snprintf(name, sizeof name, "%s/%s", ACCORD_GOLDEN, goldens[_i].golden);
    if (getenv("ACCORD_UPDATE_GOLDEN")) {
        FILE *file = fopen(name, "wb");
        ck_assert_ptr_nonnull(file);
        ck_assert_int_ge(fputs(text, file), 0);
        ck_assert_int_eq(fclose(file), 0);
    }
    read_file(name, golden);
    ck_assert_msg(strcmp(text, golden) == 0, "%s differs; see scripts/update-golden", name);
}
END_TEST

START_TEST(data_is_no_markup)
{
    struct made dossier;
    made_dossier(&dossier);
    dossier.actors[0].name = "<script>alert(1)</script> | x\n# y";
    dossier.findings[1].message = "- *a* `b` [c](http://d) \x1b[31m\n1. e";
    dossier.warnings[0] = "![i](http://x/y) <img src=x>";
    const char *text = written(&dossier);
    ck_assert_ptr_null(strstr(text, "<script>"));
    ck_assert_ptr_nonnull(strstr(text, "\\<img src=x\\>"));
    ck_assert_ptr_null(strstr(text, "\n# y"));
    ck_assert_ptr_nonnull(strstr(text, "\\[c\\](http:<!-- -->//d)"));
    ck_assert_ptr_null(strstr(text, "\n1. e"));
    ck_assert_ptr_null(strchr(text, '\x1b'));
    ck_assert_ptr_nonnull(strstr(text, "\\<script\\>alert(1)\\</script\\> \\| x \\#<!-- --> y (AAA)"));
}
END_TEST

/* Words that would begin a list, a heading or a table where they happen to begin a line. */
START_TEST(no_word_that_begins_a_line_is_markup)
{
    static const char *const words[] = {"-", "+", "1.", "23)", "===", "---", ":-:"};
    struct made dossier;
    char message[4096] = "";
    made_dossier(&dossier);
    for (size_t i = 0; i < 40; i++)
        for (size_t j = 0; j < sizeof words / sizeof words[0]; j++) {
            strncat(message, words[j], sizeof message - strlen(message) - 1);
            strncat(message, " ", sizeof message - strlen(message) - 1);
        }
    dossier.findings[1].message = message;
    const char *text = written(&dossier);
    const char *begin = strstr(text, "**gap** demo:2.b: "), *end = strstr(begin, "Annex IV");
    ck_assert_ptr_nonnull(begin);
    for (const char *line = strchr(begin, '\n'); line < end; line = strchr(line + 1, '\n'))
        if (strncmp(line, "\n  ", 3) == 0) {
            size_t j = 0;
            while (j < sizeof words / sizeof words[0] && strncmp(line + 3, words[j], strlen(words[j])) != 0)
                j++;
            ck_assert_msg(j == sizeof words / sizeof words[0], "a line begins with %.10s", line + 3);
        }
}
END_TEST

START_TEST(no_line_is_longer_than_a_hundred_columns)
{
    struct made dossier;
    made_dossier(&dossier);
    for (const char *line = written(&dossier); *line;) {
        size_t length = strcspn(line, "\n");
        if (line[0] != '|' && line[0] != '#')
            ck_assert_msg(accord_text_width(line, length) <= 100, "%.*s", (int)length, line);
        line += length + (line[length] == '\n');
    }
}
END_TEST

START_TEST(what_cannot_be_told_leaves_what_was_there)
{
    struct made dossier;
    struct accord_error err = {0};
    made_dossier(&dossier);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs("before\n", file), 0);
    ck_assert_int_eq(fclose(file), 0);
    dossier.each_status = ACCORD_BAD_DATA;
    ck_assert_int_eq(write_document(&dossier, &err), ACCORD_BAD_DATA);
    ck_assert_str_eq(err.text, "the store is damaged");
    read_file(path, document);
    ck_assert_str_eq(document, "before\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("committee");
    TCase *tcase = tcase_create("committee");
    tcase_add_checked_fixture(tcase, make_folder, remove_folder);
    tcase_add_loop_test(tcase, document_is_golden, 0, COUNT_OF(goldens));
    tcase_add_test(tcase, data_is_no_markup);
    tcase_add_test(tcase, no_word_that_begins_a_line_is_markup);
    tcase_add_test(tcase, no_line_is_longer_than_a_hundred_columns);
    tcase_add_test(tcase, what_cannot_be_told_leaves_what_was_there);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
