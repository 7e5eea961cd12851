/* Whatever is edited, a run that takes what it can from earlier ones gives the bytes of one that evaluates everything.
 */
#include "accord/report.h"
#include "base/memory.h"
#include "property/on_record.h"
#include "property/stored_world.h"
#include "report/summary_part.h"
#include "runs/here.h"
#include "runs/session.h"
#include "unit/suite.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EDITS = 1000, RULES_MAX = 16, SHARDS_MAX = 4, REPORT_MAX = 32 * 1024 * 1024 };

static struct {
    struct world now;
    uint32_t seed;
    char folder[WORLD_PATH_MAX];
    char data[WORLD_PATH_MAX];
    char rules[WORLD_PATH_MAX];
    struct accord_packs *packs;
    struct accord_dataset *dataset;
    struct accord_problems *warnings;
    bool selected[RULES_MAX];
    struct accord_plain least;
    struct accord_plain params;
    const char *param_name;
    struct accord_params overrides;
} test;

/* A rule of the packs may take so much: some do take it. */
static const struct accord_limits limits = {.instructions = 20000, .memory = 8 * 1024 * 1024, .message = 4096};

static void expect_ok(enum accord_status status, const struct accord_error *err)
{
    ck_assert_msg(status == ACCORD_OK, "%s", err->text);
}

/* ---- the world as it is ---- */

static void open_rules(void)
{
    struct accord_problems *problems;
    struct accord_error err;
    const char *folders[] = {test.rules};
    accord_packs_close(test.packs);
    world_write_rules(&test.now, test.rules);
    expect_ok(accord_problems_new(&problems, &err), &err);
    enum accord_status status = accord_packs_open(folders, 1, &limits, problems, &test.packs, &err);
    if (status != ACCORD_OK) ck_abort_msg("%s", accord_problems_at(problems, 0)->text);
    accord_problems_free(problems);
}

static void open_data(void)
{
    struct accord_problems *errors;
    struct accord_error err;
    accord_dataset_close(test.dataset);
    accord_problems_free(test.warnings);
    world_write_data(&test.now, test.data);
    expect_ok(accord_problems_new(&errors, &err), &err);
    expect_ok(accord_problems_new(&test.warnings, &err), &err);
    enum accord_status status = accord_dataset_open(test.data, NULL, errors, test.warnings, &test.dataset, &err);
    if (status != ACCORD_OK) ck_abort_msg("%s: %s", err.text, accord_problems_at(errors, 0)->text);
    accord_problems_free(errors);
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

static struct accord_run_options question(void)
{
    struct accord_run_options options = {.actor_count = SIZE_MAX};
    const char *why;
    ck_assert(accord_date_parse(world_day(&test.now), 10, &options.as_of, &why));
    uint32_t seed = test.now.selection;
    for (size_t i = 0; i < accord_packs_rule_count(test.packs); i++)
        test.selected[i] = test.now.selection == 0 || world_random(&seed, 3) > 0;
    options.rules = test.selected;
    if (test.now.params == 0) return options;
    test.least = (struct accord_plain){.kind = ACCORD_PLAIN_INTEGER, .integer = test.now.params};
    test.param_name = "least";
    test.params =
        (struct accord_plain){.kind = ACCORD_PLAIN_TABLE, .items = &test.least, .names = &test.param_name, .count = 1};
    test.overrides = (struct accord_params){rule_named("world/partner"), &test.params};
    options.params = &test.overrides;
    options.params_count = 1;
    return options;
}

/* ---- reports ---- */

struct told {
    struct accord_report *report;
    char path[WORLD_PATH_MAX + 16];
};

static void start_report(struct told *told, uint32_t format, const bool *not_concluded)
{
    static const char *const names[] = {"json", "text", "jsonl", "text", "json"};
    struct accord_error err;
    const struct accord_report_subject subject = {.dataset = test.dataset,
                                                  .packs = test.packs,
                                                  .as_of = question().as_of,
                                                  .warnings = test.warnings,
                                                  .fail = accord_fail_policy_default(),
                                                  .not_concluded = not_concluded};
    const struct accord_report_options options = {.summary = format >= 3};
    struct accord_report_output output = {.path = told->path};
    snprintf(told->path, sizeof told->path, "%s/report", test.folder);
    ck_assert(accord_report_format_find(names[format], &output.format));
    expect_ok(accord_report_new(&subject, &options, &output, 1, &told->report, &err), &err);
    expect_ok(accord_report_start(told->report, &err), &err);
}

static char *end_report(struct told *told)
{
    struct accord_error err;
    char *text = malloc(REPORT_MAX);
    expect_ok(accord_report_finish(told->report, &err), &err);
    accord_report_free(told->report);
    FILE *file = fopen(told->path, "r");
    ck_assert_ptr_nonnull(file);
    text[fread(text, 1, REPORT_MAX - 1, file)] = '\0';
    fclose(file);
    return text;
}

static char *full(uint32_t format)
{
    struct accord_run_options options = question();
    struct accord_run *run;
    struct accord_error err;
    struct told told;
    start_report(&told, format, NULL);
    expect_ok(accord_run_new(test.packs, test.dataset, &options, &run, &err), &err);
    expect_ok(accord_run_evaluate(run, accord_report_verdict, told.report, &err), &err);
    accord_run_free(run);
    return end_report(&told);
}

static bool tell_part(void *host, const char *bytes, size_t length,
                      size_t (*rule_of)(const void *host, uint64_t number), const void *rules)
{
    struct told *told = host;
    return accord_report_add_part(told->report, bytes, length, rule_of, rules);
}

static enum accord_status tell_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct told *told = host;
    return accord_report_verdict(told->report, verdict, err);
}

/* A run with a store, of all actors or some, and how many pairs it evaluated. */
static char *stored(struct accord_session_orders *orders, uint32_t format, size_t *pairs)
{
    struct accord_here here = {.packs = test.packs, .dataset = test.dataset, .options = question()};
    const struct accord_evaluator evaluator = accord_evaluator_here(&here);
    struct told told;
    struct accord_listener listener = {.verdict = tell_verdict, .host = &told};
    struct accord_session *session;
    struct accord_error err;
    orders->packs = test.packs;
    orders->dataset = test.dataset;
    orders->options = question();
    orders->limits = limits;
    orders->evaluator = &evaluator;
    orders->listener = &listener;
    if (orders->shards == 0) orders->shard = orders->shards = 1;
    start_report(&told, format, NULL);
    listener.carry = accord_report_carry(told.report);
    listener.part = listener.carry == ACCORD_CARRY_KINDS ? tell_part : NULL;
    expect_ok(accord_session_open(orders, &session, &err), &err);
    expect_ok(accord_session_run(session, &err), &err);
    if (orders->file) expect_ok(accord_session_append(session, &err), &err);
    *pairs += accord_session_evaluated(session);
    accord_session_close(session);
    return end_report(&told);
}

static void expect_same(const char *expected, const char *got, int edit)
{
    size_t at = 0;
    while (expected[at] != '\0' && expected[at] == got[at])
        at++;
    size_t from = at > 200 ? at - 200 : 0;
    ck_assert_msg(expected[at] == got[at], "edit %d, byte %zu: expected ...%.300s\ngot ...%.300s", edit, at,
                  expected + from, got + from);
}

static struct accord_run_file *open_store(const char *name)
{
    char path[WORLD_PATH_MAX + 32];
    struct accord_run_file *file;
    struct accord_error err;
    snprintf(path, sizeof path, "%s/%s", test.folder, name);
    expect_ok(accord_run_file_open(path, true, &file, &err), &err);
    return file;
}

/* ---- edits ---- */

static void begin(uint32_t seed)
{
    test.seed = seed;
    /* Where nothing waits for a disk, if there is such a place. */
    const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(test.folder, sizeof test.folder, "%s/accord-stored-XXXXXX", place);
    ck_assert_ptr_nonnull(mkdtemp(test.folder));
    snprintf(test.data, sizeof test.data, "%.400s/data", test.folder);
    snprintf(test.rules, sizeof test.rules, "%.400s/rules", test.folder);
    char command[4 * WORLD_PATH_MAX];
    snprintf(command, sizeof command, "mkdir %.500s %.500s", test.data, test.rules);
    ck_assert_int_eq(system(command), 0);
    world_init(&test.now, &test.seed);
    open_rules();
    open_data();
}

static void end(void)
{
    char command[4 * WORLD_PATH_MAX];
    accord_packs_close(test.packs);
    accord_dataset_close(test.dataset);
    accord_problems_free(test.warnings);
    snprintf(command, sizeof command, "rm -r %s", test.folder);
    ck_assert_int_eq(system(command), 0);
}

static void edit(void)
{
    switch (world_edit(&test.now, &test.seed)) {
    case WORLD_DATA:
        open_data();
        break;
    case WORLD_RULES:
        open_rules();
        break;
    case WORLD_QUESTION:
    case WORLD_EDITS:
        break;
    }
}

/* Sometimes what was there comes back. */
static void go_back(const struct world *before)
{
    test.now = *before;
    open_data();
    open_rules();
}

static int edit_count(void)
{
    const char *more = getenv("ACCORD_EDITS");
    return more ? atoi(more) : EDITS;
}

START_TEST(a_run_with_a_store_gives_the_bytes_of_a_full_one)
{
    struct world kept;
    size_t pairs = 0, all = 0;
    begin(20261128);
    struct accord_run_file *file = open_store("runs.db");
    kept = test.now;
    for (int i = 0; i < edit_count(); i++) {
        struct accord_session_orders orders = {.file = file, .looks = true};
        uint32_t format = world_random(&test.seed, 5);
        if (world_random(&test.seed, 20) == 0) kept = test.now;
        if (world_random(&test.seed, 40) == 0)
            go_back(&kept);
        else
            edit();
        char *expected = full(format);
        char *got = stored(&orders, format, &pairs);
        expect_same(expected, got, i);
        expect_on_record(file, test.dataset);
        all += accord_dataset_actor_count(test.dataset) * 8;
        free(expected);
        free(got);
        accord_run_file_close(file); /* its staging is of one run */
        file = open_store("runs.db");
    }
    if (getenv("ACCORD_EDITS")) printf("%zu of %zu pairs\n", pairs, all);
    ck_assert_msg(2 * pairs < all, "%zu pairs of %zu or so were evaluated", pairs, all);
    accord_run_file_close(file);
    end();
}
END_TEST

/* Shards, each in a store of its own that has runs of earlier worlds, joined by a merge. */
static char *merged(uint32_t format, size_t shards, size_t *pairs)
{
    struct accord_run_file *files[SHARDS_MAX];
    struct accord_merge_list list = {.count = 0};
    struct accord_error err;
    size_t actors = accord_dataset_actor_count(test.dataset), first = 0;
    size_t *listed = calloc(actors + 1, sizeof *listed);
    for (size_t i = 0; i < shards; i++) {
        char name[48];
        size_t last = actors * (i + 1) / shards;
        snprintf(name, sizeof name, "shard%zu.db", i);
        files[i] = open_store(name);
        struct accord_session_orders orders = {.file = files[i], .looks = true, .shard = i + 1, .shards = shards};
        for (size_t at = first; at < last; at++)
            listed[orders.actor_count++] = at;
        orders.actors = listed;
        first = last;
        free(stored(&orders, 0, pairs));
        expect_ok(accord_merge_find(&list, files[i], 0, &err), &err);
    }
    struct accord_session_orders orders = {
        .file = open_store("merged.db"), .merged = list.runs, .merged_count = list.count};
    char *got = stored(&orders, format, pairs);
    expect_on_record(orders.file, test.dataset);
    accord_run_file_close(orders.file);
    accord_merge_clear(&list);
    for (size_t i = 0; i < shards; i++)
        accord_run_file_close(files[i]);
    free(listed);
    return got;
}

START_TEST(shards_that_are_merged_give_the_bytes_of_one_run)
{
    size_t pairs = 0;
    begin(99);
    for (int i = 0; i < edit_count() / 10; i++) {
        uint32_t format = world_random(&test.seed, 5);
        edit();
        char *expected = full(format), *got = merged(format, 1 + world_random(&test.seed, SHARDS_MAX), &pairs);
        expect_same(expected, got, i);
        free(expected);
        free(got);
    }
    end();
}
END_TEST

/* Those who were evaluated before it is stopped, and those after, must all learn of it. */
START_TEST(a_rule_that_comes_to_be_stopped_is_asked_of_everybody)
{
    size_t pairs = 0;
    begin(7);
    for (unsigned i = 0; i < WORLD_ACTORS; i++)
        test.now.rows[0][i] = 1;
    for (unsigned i = 0; i < WORLD_ROWS; i++)
        test.now.rows[WORLD_REPORTS][i] = 1;
    test.now.files[WORLD_HEAVY] = 3;
    open_rules();
    for (int i = 0; i < 2; i++) {
        struct accord_session_orders orders = {.file = open_store("runs.db"), .looks = true};
        test.now.hidden = i == 0;
        open_data();
        char *expected = full(0), *got = stored(&orders, 0, &pairs);
        ck_assert_int_eq(strstr(expected, "the rule was stopped after it hit a limit for") != NULL, i == 1);
        expect_same(expected, got, i);
        free(expected);
        free(got);
        accord_run_file_close(orders.file);
    }
    end();
}
END_TEST

static enum accord_status count_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    (void)verdict;
    (void)err;
    ++*(size_t *)host;
    return ACCORD_OK;
}

static enum accord_status run_once(const struct accord_session_orders *orders, struct accord_error *err)
{
    struct accord_session *session = NULL;
    enum accord_status status = accord_session_open(orders, &session, err);
    if (status == ACCORD_OK) status = accord_session_run(session, err);
    if (status == ACCORD_OK) status = accord_session_append(session, err);
    accord_session_close(session);
    return status;
}

/* Among what was kept of an earlier run, and a rule that is asked anew. */
START_TEST(a_failed_allocation_ends_the_run_and_keeps_none)
{
    size_t told = 0, pairs = 0, failures = 0;
    begin(5);
    struct accord_session_orders first = {.file = open_store("runs.db"), .looks = true};
    free(stored(&first, 0, &pairs));
    accord_run_file_close(first.file);
    test.now.rows[WORLD_REPORTS][3] = 77;
    test.now.files[2]++;
    open_data();
    open_rules();
    for (unsigned long nth = 1;; nth += 1 + nth / 16) {
        struct accord_here here = {.packs = test.packs, .dataset = test.dataset, .options = question()};
        const struct accord_evaluator evaluator = accord_evaluator_here(&here);
        const struct accord_listener listener = {.verdict = count_verdict, .host = &told};
        const struct accord_session_orders orders = {.packs = test.packs,
                                                     .dataset = test.dataset,
                                                     .options = question(),
                                                     .limits = limits,
                                                     .shard = 1,
                                                     .shards = 1,
                                                     .file = open_store("runs.db"),
                                                     .looks = true,
                                                     .evaluator = &evaluator,
                                                     .listener = &listener};
        struct accord_error err;
        told = 0;
        accord_alloc_fail_after(nth);
        enum accord_status status = run_once(&orders, &err);
        accord_alloc_fail_after(0);
        accord_run_file_close(orders.file);
        if (status == ACCORD_OK) break;
        ck_assert_msg(status == ACCORD_NO_MEMORY, "allocation %lu: %s", nth, err.text);
        failures++;
    }
    ck_assert_uint_gt(failures, 50);
    ck_assert_uint_gt(told, 100);
    end();
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("stored_runs");
    Suite *suite = suite_create("stored_runs");
    tcase_set_timeout(tcase, 0);
    tcase_add_test(tcase, a_run_with_a_store_gives_the_bytes_of_a_full_one);
    tcase_add_test(tcase, shards_that_are_merged_give_the_bytes_of_one_run);
    tcase_add_test(tcase, a_rule_that_comes_to_be_stopped_is_asked_of_everybody);
    tcase_add_test(tcase, a_failed_allocation_ends_the_run_and_keeps_none);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
