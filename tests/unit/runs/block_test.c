/* Blocks come back as they were written, and what is garbled is refused without harm. */
#include "runs/block.h"

#include "engine/frame.h"
#include "store/dataset.h"
#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

enum { ACTORS = 8, FRAME_MAX = 64 * 1024 * 1024 };

static struct accord_packs *packs;
static struct accord_dataset *dataset;

static void open_all(void)
{
    static const char *const folders[] = {ACCORD_RULES};
    struct accord_limits limits = accord_limits_default();
    struct accord_problems *problems = NULL, *warnings = NULL;
    struct accord_error err;
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, 1, &limits, problems, &packs, &err), ACCORD_OK);
    ck_assert_int_eq(accord_dataset_open(ACCORD_FIXTURES "/sample", NULL, problems, warnings, &dataset, &err),
                     ACCORD_OK);
    accord_problems_free(problems);
    accord_problems_free(warnings);
}

static void close_all(void)
{
    accord_packs_close(packs);
    accord_dataset_close(dataset);
}

/* Verdicts of one actor or aggregate, each a block of one, read again as it comes. */
struct sent {
    struct accord_block_writer writer;
    struct accord_rows rows;
    struct accord_text frame;
    size_t verdicts;
    size_t aggregates;
    size_t garbled;
    size_t bytes;
};

static bool read_block(struct accord_bytes bytes, struct accord_rows *rows, const struct accord_verdict *verdict,
                       struct accord_arena *arena, struct accord_block_entry *entry)
{
    struct accord_block_reader reader;
    size_t count = 0;
    if (!accord_block_open(&reader, bytes, arena) || !accord_block_next_actor(&reader, &count) || count != 1)
        return false;
    if (!accord_block_next(&reader, arena, entry)) return false;
    entry->verdict.actor = verdict->actor;
    return accord_block_read(&reader, rows, rows ? rows->store : NULL, arena, entry);
}

/* Without the dataset that it was about: texts and fingerprints. */
static void expect_findings(const struct accord_verdict *verdict, struct accord_bytes bytes, struct accord_arena *arena)
{
    struct accord_block_entry entry;
    ck_assert(read_block(bytes, NULL, verdict, arena, &entry));
    ck_assert_str_eq(entry.verdict.why, verdict->why);
    ck_assert_uint_eq(entry.verdict.finding_count, verdict->finding_count);
    for (size_t i = 0; i < verdict->finding_count; i++) {
        ck_assert_str_eq(entry.verdict.findings[i].message, verdict->findings[i].message);
        ck_assert_str_eq(entry.verdict.findings[i].fingerprint, verdict->findings[i].fingerprint);
    }
}

/* A copy without room behind it, so that a sanitizer sees what reads on. */
static void garble(struct sent *sent, struct accord_bytes bytes, const struct accord_verdict *verdict)
{
    struct accord_arena arena;
    struct accord_block_entry entry;
    accord_arena_init(&arena);
    for (size_t at = 0; at < bytes.length; at++)
        for (int bit = -1; bit < 8; bit++) {
            size_t length = bit < 0 ? at : bytes.length;
            char *copy = malloc(length + 1);
            memcpy(copy, bytes.at, length);
            if (bit >= 0) copy[at] = (char)(copy[at] ^ 1 << bit);
            char *exact = realloc(copy, length > 0 ? length : 1);
            bool good = read_block((struct accord_bytes){exact, length}, &sent->rows, verdict, &arena, &entry);
            ck_assert(!good || bit >= 0);
            (void)read_block((struct accord_bytes){exact, length}, NULL, verdict, &arena, &entry);
            free(exact);
            accord_arena_reset(&arena);
        }
    accord_arena_clear(&arena);
    sent->garbled++;
}

static void expect_same(struct sent *sent, const struct accord_verdict *verdict, const struct accord_verdict *back)
{
    struct accord_text again;
    accord_text_init(&again, FRAME_MAX);
    accord_text_reset(&sent->frame);
    accord_frame_add_verdict(&sent->frame, verdict);
    accord_frame_add_verdict(&again, back);
    ck_assert_uint_eq(again.length, sent->frame.length);
    ck_assert_mem_eq(again.bytes, sent->frame.bytes, again.length);
    accord_text_clear(&again);
}

/* Places of an aggregate's rows are not kept: keys and values are. */
static void expect_alike(const struct accord_verdict *verdict, const struct accord_verdict *back)
{
    ck_assert_str_eq(back->why, verdict->why);
    ck_assert_uint_eq(back->finding_count, verdict->finding_count);
    ck_assert_uint_eq(back->evidence_count, verdict->evidence_count);
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const struct accord_finding *a = &verdict->findings[i], *b = &back->findings[i];
        ck_assert_str_eq(b->fingerprint, a->fingerprint);
        ck_assert_str_eq(b->message, a->message);
        ck_assert_uint_eq(b->evidence_count, a->evidence_count);
        for (size_t j = 0; j < a->evidence_count; j++)
            for (size_t k = 0; k < a->evidence[j].row_count; k++)
                ck_assert_str_eq(b->evidence[j].rows[k].key, a->evidence[j].rows[k].key);
    }
}

static enum accord_status send(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct sent *sent = host;
    struct accord_run_block block;
    struct accord_block_entry entry;
    struct accord_arena arena;
    accord_arena_init(&arena);
    accord_block_writer_reset(&sent->writer);
    accord_block_add_actor(&sent->writer, NULL, verdict->actor_id, 1);
    accord_block_add_verdict(&sent->writer, NULL, verdict);
    ck_assert_int_eq(accord_block_finish(&sent->writer, &block, err), ACCORD_OK);
    ck_assert_int_eq(block.actors, 1);
    accord_rows_enter(&sent->rows, verdict->actor);
    ck_assert(read_block(block.verdicts, &sent->rows, verdict, &arena, &entry));
    ck_assert_uint_eq(entry.number, verdict->rule);
    entry.verdict.rule = verdict->rule;
    entry.verdict.cause_rule = (size_t)entry.cause_number;
    entry.verdict.actor_id = verdict->actor_id;
    if (verdict->actor == SIZE_MAX)
        expect_alike(verdict, &entry.verdict);
    else
        expect_same(sent, verdict, &entry.verdict);
    expect_findings(verdict, block.verdicts, &arena);
    sent->aggregates += verdict->actor == SIZE_MAX;
    sent->bytes += block.verdicts.length;
    if (sent->verdicts++ % 997 == 0 && block.verdicts.length < 2048) garble(sent, block.verdicts, verdict);
    accord_arena_clear(&arena);
    return ACCORD_OK;
}

START_TEST(verdicts_come_back_with_all_that_they_carry)
{
    struct accord_run_options options = {.actor_count = SIZE_MAX, .carry = ACCORD_CARRY_ALL};
    struct accord_run *run = NULL;
    struct accord_error err;
    struct sent sent = {.verdicts = 0};
    accord_block_writer_init(&sent.writer);
    accord_text_init(&sent.frame, FRAME_MAX);
    ck_assert(accord_date_from_day(2025, 6, 30, &options.as_of));
    ck_assert_int_eq(accord_rows_open(&sent.rows, dataset, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_new(packs, dataset, &options, &run, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_evaluate(run, send, &sent, &err), ACCORD_OK);
    ck_assert_uint_gt(sent.verdicts, 5000);
    ck_assert_uint_gt(sent.aggregates, 0);
    ck_assert_uint_gt(sent.garbled, 3);
    accord_run_free(run);
    accord_rows_close(&sent.rows);
    accord_text_clear(&sent.frame);
    accord_block_writer_clear(&sent.writer);
}
END_TEST

START_TEST(actors_are_passed_over_and_ids_are_json)
{
    static const char *const ids[ACTORS] = {"A", "B\"", "C\n", "D", "E", "F", "G", "H"};
    struct accord_block_writer writer;
    struct accord_block_reader reader;
    struct accord_run_block block;
    struct accord_error err;
    struct accord_arena arena;
    struct accord_verdict verdict = {.why = "because", .verdict = ACCORD_VERDICT_ERROR};
    size_t count = 0;
    accord_arena_init(&arena);
    accord_block_writer_init(&writer);
    for (size_t i = 0; i < ACTORS; i++) {
        unsigned char key[ACCORD_KEY_BYTES] = {(unsigned char)i};
        accord_block_add_actor(&writer, key, ids[i], i);
        for (size_t j = 0; j < i; j++)
            accord_block_add_verdict(&writer, NULL, &verdict);
    }
    ck_assert_int_eq(accord_block_finish(&writer, &block, &err), ACCORD_OK);
    ck_assert_int_eq(block.actors, ACTORS);
    ck_assert_int_eq(block.errors, ACTORS * (ACTORS - 1) / 2);
    ck_assert_uint_eq(block.keys.length, ACTORS * ACCORD_KEY_BYTES);
    ck_assert_int_eq(strncmp(block.ids.at, "[\"A\",\"B\\\"\",\"C\\n\",\"D\"", 20), 0);
    ck_assert(accord_block_open(&reader, block.verdicts, &arena));
    ck_assert_uint_eq(reader.text_count, 1);
    for (size_t i = 0; i < ACTORS; i++) {
        struct accord_block_entry entry;
        ck_assert(accord_block_next_actor(&reader, &count));
        ck_assert_uint_eq(count, i);
        if (i % 3 == 2) ck_assert(accord_block_next(&reader, &arena, &entry));
    }
    accord_block_writer_clear(&writer);
    accord_arena_clear(&arena);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("block");
    Suite *suite = suite_create("block");
    tcase_add_unchecked_fixture(tcase, open_all, close_all);
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, verdicts_come_back_with_all_that_they_carry);
    tcase_add_test(tcase, actors_are_passed_over_and_ids_are_json);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
