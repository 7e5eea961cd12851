/* What is found by walking the paths of rules that were run before is what running them all comes to: every verdict in
 * every member, over the sample with the project's rules, and over actors much alike with rules made at random. */
#include "engine/api.h"
#include "property/paths_world.h"
#include "property/rule_traps.h"
#include "property/rule_writer.h"
#include "property/sample.h"
#include "property/told.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROUNDS = 80, RULES = 6, ACTORS = 220, ROOM = 1024 };

static int round_count(void)
{
    const char *given = getenv("ACCORD_ROUNDS");
    return given != NULL ? atoi(given) : ROUNDS;
}

static struct accord_run_options question(const char *as_of, enum accord_carry carry, bool afresh)
{
    struct accord_run_options options = {.actor_count = SIZE_MAX, .carry = carry, .afresh = afresh};
    const char *why;
    ck_assert(accord_date_parse(as_of, strlen(as_of), &options.as_of, &why));
    return options;
}

static void run(struct accord_packs *packs, struct accord_dataset *dataset, const struct accord_run_options *options,
                struct told *told)
{
    struct accord_error err = {ACCORD_OK, ""};
    enum accord_status status = told_run(packs, dataset, options, told, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
}

/* ---- the sample ---- */

static struct sample whole;

static const struct {
    const char *as_of;
    enum accord_carry carry;
} sample_runs[] = {
    {"2016-01-01", ACCORD_CARRY_ALL},   {"2020-06-30", ACCORD_CARRY_FINDINGS}, {"2022-06-30", ACCORD_CARRY_ALL},
    {"2022-06-30", ACCORD_CARRY_KINDS}, {"2025-06-30", ACCORD_CARRY_ALL},      {"2026-11-28", ACCORD_CARRY_FINDINGS},
};

START_TEST(the_projects_rules_say_the_same_of_the_sample)
{
    char folder[SAMPLE_PATH_MAX];
    struct told expected, got;
    sample_folder(folder);
    sample_write(&whole, folder, SAMPLE_CSV, true);
    struct accord_packs *packs = sample_packs();
    struct accord_dataset *dataset = sample_open(folder);
    const struct accord_run_options afresh = question(sample_runs[_i].as_of, sample_runs[_i].carry, true);
    const struct accord_run_options options = question(sample_runs[_i].as_of, sample_runs[_i].carry, false);
    run(packs, dataset, &afresh, &expected);
    run(packs, dataset, &options, &got);
    told_expect_same(&expected, &got, sample_runs[_i].as_of);
    if (getenv("ACCORD_ROUNDS")) printf("sample: %zu walked, %zu written\n", got.walked, got.written);
    ck_assert_uint_gt(got.walked, got.written);
    accord_text_clear(&expected.text);
    accord_text_clear(&got.text);
    accord_dataset_close(dataset);
    accord_packs_close(packs);
    sample_folder_remove(folder);
}
END_TEST

/* ---- rules at random ---- */

static struct {
    char folder[ROOM / 2];
    struct rule_writer writer;
    char *rules[RULES];
    struct accord_packs *packs;
    struct accord_dataset *dataset;
    size_t walked, written, by_kind[ACCORD_VERDICT_COUNT];
} test;

static void write_file(const char *name, const char *text)
{
    char path[ROOM];
    snprintf(path, sizeof path, "%s/%s", test.folder, name);
    FILE *file = fopen(path, "w");
    ck_assert_msg(file != NULL, "%s", path);
    ck_assert_int_ge(fputs(text, file), 0);
    fclose(file);
}

static void make_folder(const char *name)
{
    char path[ROOM];
    snprintf(path, sizeof path, "%s/%s", test.folder, name);
    ck_assert_int_eq(mkdir(path, 0700), 0);
}

static void open_folders(void)
{
    memset(&test, 0, sizeof test); /* of a test before, in the same process */
    const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(test.folder, sizeof test.folder, "%s/accord-paths-XXXXXX", place);
    ck_assert_ptr_nonnull(mkdtemp(test.folder));
    make_folder("data");
    make_folder("rules");
    make_folder("rules/lib");
    make_folder("rules/w");
    write_file("rules/w/instrument.lua", rule_register);
    write_file("rules/lib/words.lua", rule_library);
    write_file("rules/w/z.lua", rule_aggregate);
    accord_text_init(&test.writer.text, 1024 * 1024);
}

static void close_folders(void)
{
    char command[ROOM];
    accord_text_clear(&test.writer.text);
    for (size_t i = 0; i < RULES; i++)
        free(test.rules[i]);
    memset(test.rules, 0, sizeof test.rules);
    snprintf(command, sizeof command, "rm -r %s", test.folder);
    ck_assert_int_eq(system(command), 0);
}

static void write_rules(uint32_t seed)
{
    for (unsigned i = 0; i < RULES; i++) {
        char name[32];
        rule_write(&test.writer, i, seed * RULES + i);
        ck_assert(!test.writer.text.failed);
        free(test.rules[i]);
        test.rules[i] = strdup(accord_text_str(&test.writer.text));
        snprintf(name, sizeof name, "rules/w/r%u.lua", i);
        write_file(name, test.rules[i]);
    }
}

static void open_packs(void)
{
    struct accord_problems *problems;
    struct accord_error err;
    struct accord_limits limits = accord_limits_default();
    limits.instructions = 5 * 1000 * 1000; /* the least with which paths are walked */
    char path[ROOM];
    snprintf(path, sizeof path, "%s/rules", test.folder);
    const char *folders[] = {path};
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    enum accord_status status = accord_packs_open(folders, 1, &limits, problems, &test.packs, &err);
    if (status != ACCORD_OK) {
        const struct accord_problem *first = accord_problems_at(problems, 0);
        unsigned number = 0;
        (void)sscanf(first->file, "w/r%u.lua", &number);
        ck_abort_msg("%s:%u: %s\n%s", first->file, first->line, first->text, test.rules[number % RULES]);
    }
    accord_problems_free(problems);
}

static void open_data(uint32_t seed)
{
    char path[ROOM];
    snprintf(path, sizeof path, "%s/data", test.folder);
    paths_world_write(path, seed, ACTORS);
    test.dataset = sample_open(path);
}

/* A rule whose text is written by hand, alone in the pack. */
static void write_trap(const struct rule_trap *trap)
{
    struct accord_text text;
    accord_text_init(&text, ROOM * ROOM);
    accord_text_addf(&text, "%slocal START, COARSE = date '2018-06-30', date '2019'\n",
                     trap->before == NULL ? "" : trap->before);
    accord_text_addf(&text,
                     "return { id = 'w/r0', provision = 'w:1', subject = 'party', title = 'x',\n"
                     "messages = { m = 'message', n = 'n is {n}', o = '{n} and {k}' }, params = { least = 1 },\n%s\n"
                     "check = function(actor, params, provision)\n"
                     "local out, rows = findings(), actor:history('reports', {})\n%s\nend }\n",
                     trap->more == NULL ? "" : trap->more, trap->body);
    for (size_t i = 0; i < RULES; i++) {
        free(test.rules[i]);
        test.rules[i] = strdup(accord_text_str(&text));
    }
    write_file("rules/w/r0.lua", test.rules[0]);
    accord_text_clear(&text);
}

/* The rule that the first difference is in stands in the message. */
static void expect_same(const struct told *expected, const struct told *got, int round)
{
    const char *a = accord_text_str(&expected->text), *b = accord_text_str(&got->text);
    char *what = malloc(1024 * 1024);
    size_t at = 0, rule = 0;
    if (strcmp(a, b) != 0) {
        while (a[at] != '\0' && a[at] == b[at])
            at++;
        while (at > 0 && (strncmp(a + at, "rule ", 5) != 0 || a[at - 1] != '\n'))
            at--;
        rule = (size_t)atoi(a + at + 5) % RULES;
    }
    snprintf(what, 1024 * 1024, "round %d\n%s", round, test.rules[rule]);
    told_expect_same(expected, got, what);
    free(what);
}

static size_t rule_named(const char *id)
{
    size_t rule = 0;
    struct accord_rule_facts facts = {.id = ""};
    for (; rule < accord_packs_rule_count(test.packs); rule++) {
        accord_packs_rule(test.packs, rule, &facts);
        if (strcmp(facts.id, id) == 0) break;
    }
    ck_assert_str_eq(facts.id, id);
    return rule;
}

static void compare(const char *as_of, enum accord_carry carry, int round)
{
    struct told expected, got;
    struct accord_run_options afresh = question(as_of, carry, true), options = question(as_of, carry, false);
    const struct accord_plain least = {.kind = ACCORD_PLAIN_INTEGER, .integer = 2};
    const char *name = "least";
    const struct accord_plain values = {.kind = ACCORD_PLAIN_TABLE, .items = &least, .names = &name, .count = 1};
    const struct accord_params params = {rule_named("w/r0"), &values};
    afresh.ticked = options.ticked = round % 2 == 0;
    afresh.params = options.params = &params;
    afresh.params_count = options.params_count = round % 3 == 1;
    run(test.packs, test.dataset, &afresh, &expected);
    run(test.packs, test.dataset, &options, &got);
    expect_same(&expected, &got, round);
    test.walked += got.walked;
    test.written += got.written;
    for (size_t i = 0; i < ACCORD_VERDICT_COUNT; i++)
        test.by_kind[i] += got.by_kind[i];
    accord_text_clear(&expected.text);
    accord_text_clear(&got.text);
}

START_TEST(rules_at_random_say_the_same_of_actors_alike)
{
    static const char *const days[] = {"2020-12-31", "2019-03-01", "2018-12-31"};
    int first = getenv("ACCORD_ROUND") ? atoi(getenv("ACCORD_ROUND")) : 0;
    open_folders();
    for (int i = first; i < first + round_count(); i++) {
        if (i == first || i % 6 == 0) {
            accord_dataset_close(test.dataset);
            open_data((uint32_t)i / 6 + 1);
        }
        write_rules((uint32_t)i + 1);
        open_packs();
        compare(days[i % 3], ACCORD_CARRY_ALL, i);
        compare(days[(i + 1) % 3], i % 2 == 0 ? ACCORD_CARRY_FINDINGS : ACCORD_CARRY_KINDS, i);
        accord_packs_close(test.packs);
    }
    if (getenv("ACCORD_ROUNDS")) {
        printf("%zu walked, %zu written\n", test.walked, test.written);
        for (size_t i = 0; i < ACCORD_VERDICT_COUNT; i++)
            printf("%s %zu\n", accord_verdict_meaning((enum accord_verdict_kind)i)->name, test.by_kind[i]);
    }
    ck_assert_uint_gt(2 * test.walked, test.written);
    accord_dataset_close(test.dataset);
    close_folders();
}
END_TEST

/* Of these a limit is near for those who have many rows. */
START_TEST(rules_that_look_closely_say_the_same)
{
    open_folders();
    open_data(4711);
    write_trap(&rule_traps[_i]);
    open_packs();
    for (int carry = ACCORD_CARRY_ALL; carry <= ACCORD_CARRY_KINDS; carry++)
        compare("2020-12-31", (enum accord_carry)carry, carry);
    if (getenv("ACCORD_ROUNDS"))
        printf("%zu walked, %zu written, %zu errors: %s\n", test.walked, test.written,
               test.by_kind[ACCORD_VERDICT_ERROR], rule_traps[_i].what);
    accord_packs_close(test.packs);
    accord_dataset_close(test.dataset);
    close_folders();
}
END_TEST

static int trap_count(void)
{
    int count = 0;
    while (rule_traps[count].what != NULL)
        count++;
    return count;
}

static bool found(const char *texts, const char *name)
{
    const char *dot = strrchr(name, '.');
    return strstr(texts, name) != NULL || (dot != NULL && strstr(texts, dot + 1) != NULL);
}

/* A function of the API that no such rule uses would not be looked at here. */
START_TEST(rules_at_random_use_all_there_is)
{
    static const enum accord_api_set sets[] = {ACCORD_API_FUNCTIONS, ACCORD_API_VALUES,  ACCORD_API_ACTOR,
                                               ACCORD_API_WORLD,     ACCORD_API_ROW,     ACCORD_API_ROWS,
                                               ACCORD_API_DATE,      ACCORD_API_FINDINGS};
    struct accord_text all;
    struct accord_api_entry entry;
    accord_text_init(&test.writer.text, 1024 * 1024);
    accord_text_init(&all, 64 * 1024 * 1024);
    for (uint32_t i = RULES; i < (uint32_t)(ROUNDS + 1) * RULES; i++) {
        rule_write(&test.writer, i % RULES, i);
        accord_text_add_str(&all, accord_text_str(&test.writer.text));
    }
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
        for (size_t at = 0; accord_api_at(sets[i], at, &entry); at++)
            ck_assert_msg(found(accord_text_str(&all), entry.name), "'%s' is in no rule", entry.name);
    accord_text_clear(&all);
    accord_text_clear(&test.writer.text);
}
END_TEST

static void read_sample(void)
{
    sample_read(&whole, 1);
}

int main(void)
{
    Suite *suite = suite_create("paths");
    TCase *sample = tcase_create("sample"), *made = tcase_create("rules at random");
    tcase_add_unchecked_fixture(sample, read_sample, NULL);
    tcase_set_timeout(sample, 240);
    tcase_add_loop_test(sample, the_projects_rules_say_the_same_of_the_sample, 0, COUNT_OF(sample_runs));
    tcase_set_timeout(made, 240);
    tcase_add_test(made, rules_at_random_say_the_same_of_actors_alike);
    tcase_add_test(made, rules_at_random_use_all_there_is);
    tcase_add_loop_test(made, rules_that_look_closely_say_the_same, 0, trap_count());
    suite_add_tcase(suite, sample);
    suite_add_tcase(suite, made);
    return run_suite(suite);
}
