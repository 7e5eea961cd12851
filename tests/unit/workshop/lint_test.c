/* Small bad rules, each with exactly the complaints that stand beside it. */
#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "unit/suite.h"
#include "workshop/lint.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RULES_MAX = 64, NAME_MAX_BYTES = 64, PATH_ROOM = 512 };

static char rules[RULES_MAX][NAME_MAX_BYTES]; /* of the files in fixtures/lint, without .lua */
static int rule_count;

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void find_rules(void)
{
    DIR *folder = opendir(ACCORD_FIXTURES "/lint");
    if (folder == NULL) abort();
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL && rule_count < RULES_MAX;) {
        size_t length = strlen(entry->d_name);
        bool lua = length > 4 && length < NAME_MAX_BYTES && strcmp(entry->d_name + length - 4, ".lua") == 0;
        if (!lua || strcmp(entry->d_name, "instrument.lua") == 0) continue;
        (void)snprintf(rules[rule_count++], NAME_MAX_BYTES, "%.*s", (int)length - 4, entry->d_name);
    }
    closedir(folder);
    qsort(rules, (size_t)rule_count, sizeof rules[0], compare_names);
}

/* A pack of the register, the lib and one rule, by links. */
struct room {
    char root[PATH_ROOM];
    char links[3][PATH_ROOM];
    char folders[2][PATH_ROOM];
};

static void make_room(struct room *room, const char *rule)
{
    static const char *const folders[] = {"demo", "lib"};
    char names[3][PATH_ROOM], target[2 * PATH_ROOM];
    (void)snprintf(room->root, PATH_ROOM, "/tmp/accord-lint-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(room->root));
    for (size_t i = 0; i < 2; i++) {
        (void)snprintf(room->folders[i], PATH_ROOM, "%.100s/%s", room->root, folders[i]);
        ck_assert_int_eq(mkdir(room->folders[i], 0700), 0);
    }
    (void)snprintf(names[0], PATH_ROOM, "instrument.lua");
    (void)snprintf(names[1], PATH_ROOM, "lib/say.lua");
    (void)snprintf(names[2], PATH_ROOM, "%s.lua", rule);
    for (size_t i = 0; i < 3; i++) {
        (void)snprintf(target, sizeof target, "%s/lint/%s", ACCORD_FIXTURES, names[i]);
        (void)snprintf(room->links[i], PATH_ROOM, "%.100s/%s%.100s", room->root, i == 1 ? "" : "demo/", names[i]);
        ck_assert_int_eq(symlink(target, room->links[i]), 0);
    }
}

static void clear_room(const struct room *room)
{
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(unlink(room->links[i]), 0);
    for (size_t i = 0; i < 2; i++)
        ck_assert_int_eq(rmdir(room->folders[i]), 0);
    ck_assert_int_eq(rmdir(room->root), 0);
}

static void check_off(struct accord_lint_options *options, const char *id)
{
    for (size_t i = 0; accord_lint_check_at(i) != NULL; i++)
        if (strcmp(accord_lint_check_at(i)->id, id) == 0) options->off[i] = true;
}

static struct accord_lint *lint_room(const struct room *room, struct accord_lint_options *options)
{
    static const char *only;
    const char *folder = room->root;
    struct accord_problems *problems;
    struct accord_error err = {0};
    struct accord_lint *lint = NULL;
    only = room->links[2];
    options->folders = &folder;
    options->folder_count = 1;
    options->only = &only;
    options->only_count = 1;
    check_off(options, "no-test");
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_lint_run(options, problems, &lint, &err), ACCORD_OK);
    accord_problems_free(problems);
    return lint;
}

/* line:column: severity: text [check] */
static void write_complaints(const struct accord_lint *lint, struct accord_text *text)
{
    for (size_t i = 0; i < accord_lint_count(lint); i++) {
        const struct accord_lint_complaint *complaint = accord_lint_at(lint, i);
        const struct accord_lint_check *check = accord_lint_check_at(complaint->check);
        accord_text_addf(text, "%u:%u: %s: %s [%s]\n", complaint->line, complaint->column,
                         check->error ? "error" : "warning", complaint->text, check->id);
    }
}

static void read_expected(const char *rule, struct accord_text *text)
{
    char path[PATH_ROOM], line[1024];
    (void)snprintf(path, sizeof path, "%s/lint/%s.txt", ACCORD_FIXTURES, rule);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s", path);
    while (fgets(line, sizeof line, file) != NULL)
        accord_text_add_str(text, line);
    fclose(file);
}

static void write_expected(const char *rule, const struct accord_text *text)
{
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof path, "%s/lint/%s.txt", ACCORD_FIXTURES, rule);
    FILE *file = fopen(path, "w");
    ck_assert_msg(file != NULL, "%s", path);
    ck_assert(fputs(accord_text_str(text), file) >= 0);
    fclose(file);
}

START_TEST(a_rule_has_the_complaints_that_stand_beside_it)
{
    struct room room;
    struct accord_lint_options options = {.folder_count = 0};
    struct accord_text found, expected;
    make_room(&room, rules[_i]);
    struct accord_lint *lint = lint_room(&room, &options);
    accord_text_init(&found, 64 * 1024);
    accord_text_init(&expected, 64 * 1024);
    write_complaints(lint, &found);
    accord_lint_free(lint);
    clear_room(&room);
    if (getenv("ACCORD_UPDATE_GOLDEN") != NULL) write_expected(rules[_i], &found);
    read_expected(rules[_i], &expected);
    ck_assert_msg(strcmp(accord_text_str(&found), accord_text_str(&expected)) == 0, "%s.lua:\n%s", rules[_i],
                  accord_text_str(&found));
    accord_text_clear(&found);
    accord_text_clear(&expected);
}
END_TEST

START_TEST(a_check_that_is_off_says_nothing)
{
    struct room room;
    struct accord_lint_options options = {.folder_count = 0};
    make_room(&room, "names");
    check_off(&options, "name");
    struct accord_lint *lint = lint_room(&room, &options);
    for (size_t i = 0; i < accord_lint_count(lint); i++)
        ck_assert_str_ne(accord_lint_check_at(accord_lint_at(lint, i)->check)->id, "name");
    ck_assert_uint_gt(accord_lint_count(lint), 0);
    accord_lint_free(lint);
    clear_room(&room);
}
END_TEST

/* Every check is one of the fixtures' or of the cases of the program. */
START_TEST(every_check_has_a_meaning)
{
    size_t count = 0;
    for (; accord_lint_check_at(count) != NULL; count++) {
        ck_assert_uint_gt(strlen(accord_lint_check_at(count)->meaning), 10);
        for (size_t i = 0; i < count; i++)
            ck_assert_str_ne(accord_lint_check_at(count)->id, accord_lint_check_at(i)->id);
    }
    ck_assert_uint_gt(count, 20);
}
END_TEST

START_TEST(the_shipped_rules_have_no_errors)
{
    static const char *const folder = ACCORD_RULES;
    struct accord_lint_options options = {.folders = &folder, .folder_count = 1};
    struct accord_problems *problems;
    struct accord_lint *lint = NULL;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_lint_run(&options, problems, &lint, &err), ACCORD_OK);
    for (size_t i = 0; i < accord_lint_count(lint); i++) {
        const struct accord_lint_complaint *complaint = accord_lint_at(lint, i);
        ck_assert_msg(!accord_lint_check_at(complaint->check)->error, "%s:%u: %s", complaint->file, complaint->line,
                      complaint->text);
    }
    accord_lint_free(lint);
    accord_problems_free(problems);
}
END_TEST

int main(void)
{
    find_rules();
    Suite *suite = suite_create("workshop_lint");
    TCase *tcase = tcase_create("lint");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, a_rule_has_the_complaints_that_stand_beside_it, 0, rule_count);
    tcase_add_test(tcase, a_check_that_is_off_says_nothing);
    tcase_add_test(tcase, every_check_has_a_meaning);
    tcase_add_test(tcase, the_shipped_rules_have_no_errors);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
