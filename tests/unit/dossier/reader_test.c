/* Stored runs read as reports tell them: the same numbers as the runs gave, when memory is short, and when the store is
 * not what was stored. */
#include "dossier/dossier.h"
#include "runs/here.h"
#include "runs/session.h"
#include "store/run_labels.h"
#include "unit/suite.h"

#include "base/memory.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_MAX_BYTES = 128, FLIPS = 400, RUNS = 3, STORE_MAX = 4 * 1024 * 1024 };

static const char *const days[RUNS] = {"2019-12-31", "2020-12-31", "2020-12-31"};

static char store[PATH_MAX_BYTES];
static struct accord_tally told[RUNS]; /* of what the rules said, verdict by verdict */
static size_t findings[RUNS];

static void expect_ok(enum accord_status status, const struct accord_error *err)
{
    ck_assert_msg(status == ACCORD_OK, "%s", err->text);
}

/* ---- a store ---- */

static enum accord_status take_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    size_t run = *(const size_t *)host;
    (void)err;
    if (verdict->actor != SIZE_MAX) accord_tally_add(&told[run], verdict->verdict, verdict->has_cause);
    findings[run] += verdict->finding_count;
    return ACCORD_OK;
}

static void run_once(struct accord_packs *packs, struct accord_dataset *dataset, size_t run)
{
    struct accord_here here = {.packs = packs, .dataset = dataset, .options = {.actor_count = SIZE_MAX}};
    struct accord_listener listener = {.verdict = take_verdict, .host = &run};
    struct accord_session_orders orders = {
        .packs = packs, .dataset = dataset, .limits = accord_limits_default(), .shard = 1, .shards = 1, .looks = true};
    struct accord_session *session = NULL;
    struct accord_error err;
    const char *why = NULL;
    ck_assert(accord_date_parse(days[run], 10, &here.options.as_of, &why));
    orders.options = here.options;
    const struct accord_evaluator evaluator = accord_evaluator_here(&here);
    orders.evaluator = &evaluator;
    orders.listener = &listener;
    expect_ok(accord_run_file_open(store, true, &orders.file, &err), &err);
    expect_ok(accord_session_open(&orders, &session, &err), &err);
    expect_ok(accord_session_run(session, &err), &err);
    expect_ok(accord_session_append(session, &err), &err);
    accord_session_close(session);
    accord_run_file_close(orders.file);
}

static void make_store(void)
{
    static const char *const folders[] = {ACCORD_RULES};
    const struct accord_limits limits = accord_limits_default();
    struct accord_problems *problems = NULL, *warnings = NULL;
    struct accord_packs *packs = NULL;
    struct accord_dataset *dataset = NULL;
    struct accord_error err;
    (void)snprintf(store, sizeof store, "/tmp/accord-reader-XXXXXX");
    int descriptor = mkstemp(store);
    ck_assert_int_ge(descriptor, 0);
    (void)close(descriptor);
    expect_ok(accord_problems_new(&problems, &err), &err);
    expect_ok(accord_problems_new(&warnings, &err), &err);
    expect_ok(accord_packs_open(folders, 1, &limits, problems, &packs, &err), &err);
    expect_ok(accord_dataset_open(ACCORD_TESTS "/cli/small", NULL, problems, warnings, &dataset, &err), &err);
    for (size_t i = 0; i < RUNS; i++)
        run_once(packs, dataset, i);
    accord_dataset_close(dataset);
    accord_packs_close(packs);
    accord_problems_free(problems);
    accord_problems_free(warnings);
}

static void remove_store(void)
{
    (void)unlink(store);
}

/* ---- what is read of it ---- */

static enum accord_status count_account(void *host, const struct accord_dossier_account *account,
                                        struct accord_error *err)
{
    size_t *count = host;
    struct accord_text text;
    (void)err;
    accord_text_init(&text, 1024 * 1024);
    for (size_t i = 0; i < account->verdict_count; i++)
        *count += account->verdicts[i].finding_count;
    for (size_t i = 0; i < account->designation_count; i++)
        accord_text_add_str(&text, account->designations[i].role);
    accord_text_clear(&text);
    return ACCORD_OK;
}

/* Everything that a writer asks for. */
static enum accord_status read_all(const char *path, size_t *count, struct accord_error *err)
{
    const struct accord_dossier_options options = {.name = path};
    struct accord_problems *problems = NULL;
    struct accord_dossier *dossier = NULL;
    enum accord_status status = accord_problems_new(&problems, err);
    if (status == ACCORD_OK) status = accord_dossier_open(&options, problems, &dossier, err);
    if (status == ACCORD_OK) status = accord_dossier_each(dossier, count_account, count, err);
    accord_dossier_close(dossier);
    accord_problems_free(problems);
    return status;
}

static struct accord_dossier *open_dossier(const char *name, const char *since)
{
    const struct accord_dossier_options options = {.name = name, .since = since};
    struct accord_problems *problems = NULL;
    struct accord_dossier *dossier = NULL;
    struct accord_error err = {0};
    expect_ok(accord_problems_new(&problems, &err), &err);
    expect_ok(accord_dossier_open(&options, problems, &dossier, &err), &err);
    accord_problems_free(problems);
    return dossier;
}

START_TEST(the_numbers_are_those_of_the_run)
{
    struct accord_dossier *dossier = open_dossier(store, NULL);
    struct accord_error err;
    size_t found = 0, pairs = 0, verdicts = 0;
    expect_ok(accord_dossier_each(dossier, count_account, &found, &err), &err);
    ck_assert_uint_eq(found, findings[RUNS - 1]);
    ck_assert_uint_gt(found, 0);
    for (int run = 0; run < 2; run++) {
        struct accord_tally tally = accord_dossier_tally(dossier, (size_t)run, accord_dossier_all);
        for (size_t i = pairs = verdicts = 0; i < ACCORD_VERDICT_COUNT; i++) {
            pairs += tally.counts[i];
            verdicts += told[run].counts[i];
        }
        ck_assert_uint_gt(pairs, 0);
        ck_assert_uint_le(pairs, verdicts); /* several rules on one provision make one pair */
        ck_assert_uint_le(tally.counts[ACCORD_VERDICT_GAP], told[run].counts[ACCORD_VERDICT_GAP]);
    }
    accord_dossier_close(dossier);
}
END_TEST

START_TEST(tallies_of_parts_add_up_to_those_of_the_whole)
{
    struct accord_dossier *dossier = open_dossier(store, NULL);
    size_t run = accord_dossier_run_count(dossier) - 1;
    struct accord_tally whole = accord_dossier_tally(dossier, run, accord_dossier_all);
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        size_t by_instrument = 0, by_provision = 0, by_actor = 0;
        struct accord_dossier_choice choice = accord_dossier_all;
        for (choice.instrument = 0; choice.instrument < accord_dossier_instrument_count(dossier); choice.instrument++)
            by_instrument += accord_dossier_tally(dossier, run, choice).counts[kind];
        choice = accord_dossier_all;
        for (choice.provision = 0; choice.provision < accord_dossier_provision_count(dossier); choice.provision++)
            by_provision += accord_dossier_tally(dossier, run, choice).counts[kind];
        choice = accord_dossier_all;
        for (choice.actor = 0; choice.actor < accord_dossier_actor_count(dossier); choice.actor++)
            by_actor += accord_dossier_tally(dossier, run, choice).counts[kind];
        ck_assert_uint_eq(by_instrument, whole.counts[kind]);
        ck_assert_uint_eq(by_provision, whole.counts[kind]);
        ck_assert_uint_eq(by_actor, whole.counts[kind]);
    }
    accord_dossier_close(dossier);
}
END_TEST

START_TEST(the_history_has_of_each_day_the_newest_run)
{
    struct accord_dossier *dossier = open_dossier(store, NULL);
    ck_assert_uint_eq(accord_dossier_run_count(dossier), 2);
    ck_assert_uint_eq(accord_dossier_since(dossier), 0);
    ck_assert_int_eq(accord_dossier_run(dossier, 0)->id, 1);
    ck_assert_int_eq(accord_dossier_run(dossier, 1)->id, 3);
    accord_dossier_close(dossier);
}
END_TEST

START_TEST(a_run_is_told_with_what_came_before_it_alone)
{
    char name[PATH_MAX_BYTES + 8];
    (void)snprintf(name, sizeof name, "%s#1", store);
    struct accord_dossier *dossier = open_dossier(name, NULL);
    ck_assert_uint_eq(accord_dossier_run_count(dossier), 1);
    ck_assert_uint_eq(accord_dossier_since(dossier), SIZE_MAX);
    ck_assert_uint_eq(accord_dossier_counts(dossier)->appeared, 0);
    accord_dossier_close(dossier);
    dossier = open_dossier(store, "1");
    ck_assert_uint_eq(accord_dossier_since(dossier), 0);
    accord_dossier_close(dossier);
}
END_TEST

/* ---- when something is wrong ---- */

START_TEST(each_allocation_may_fail)
{
    struct accord_error err = {0};
    size_t count = 0;
    enum accord_status status = ACCORD_NO_MEMORY;
    for (unsigned long nth = 1; status == ACCORD_NO_MEMORY; nth += 1 + nth / 40) {
        count = 0;
        accord_alloc_fail_after(nth);
        status = read_all(store, &count, &err);
        accord_alloc_fail_after(0);
        ck_assert_msg(status == ACCORD_OK || status == ACCORD_NO_MEMORY, "allocation %lu: %s", nth, err.text);
    }
    ck_assert_uint_eq(count, findings[RUNS - 1]);
}
END_TEST

static size_t read_store(char *bytes)
{
    FILE *file = fopen(store, "rb");
    ck_assert_ptr_nonnull(file);
    size_t length = fread(bytes, 1, STORE_MAX, file);
    (void)fclose(file);
    ck_assert_uint_lt(length, STORE_MAX);
    return length;
}

static void write_store(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    (void)fclose(file);
}

/* Whatever is flipped is told or left aside, and nothing worse: sanitizers look on. */
START_TEST(a_store_with_flipped_bits_is_read_or_refused)
{
    char *bytes = malloc(STORE_MAX), path[PATH_MAX_BYTES + 8];
    uint32_t seed = 20261128;
    size_t refused = 0;
    ck_assert_ptr_nonnull(bytes);
    size_t length = read_store(bytes);
    (void)snprintf(path, sizeof path, "%s.flip", store);
    for (int i = 0; i < FLIPS; i++) {
        struct accord_error err = {0};
        size_t count = 0;
        seed = seed * 1664525u + 1013904223u;
        size_t at = 100 + seed % (length - 100); /* behind the header, which tells what the file is */
        char mask = (char)(1 << (seed >> 29));
        bytes[at] = (char)(bytes[at] ^ mask);
        write_store(path, bytes, length);
        enum accord_status status = read_all(path, &count, &err);
        refused += status != ACCORD_OK;
        ck_assert_msg(status == ACCORD_OK || err.text[0] != '\0', "byte %zu", at);
        bytes[at] = (char)(bytes[at] ^ mask);
    }
    ck_assert_uint_gt(refused, 0);
    (void)unlink(path);
    free(bytes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("dossier reader");
    TCase *tcase = tcase_create("dossier reader");
    tcase_set_timeout(tcase, 120);
    tcase_add_unchecked_fixture(tcase, make_store, remove_store);
    tcase_add_test(tcase, the_numbers_are_those_of_the_run);
    tcase_add_test(tcase, tallies_of_parts_add_up_to_those_of_the_whole);
    tcase_add_test(tcase, the_history_has_of_each_day_the_newest_run);
    tcase_add_test(tcase, a_run_is_told_with_what_came_before_it_alone);
    tcase_add_test(tcase, each_allocation_may_fail);
    tcase_add_test(tcase, a_store_with_flipped_bits_is_read_or_refused);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
