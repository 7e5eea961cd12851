/* What travels between processes comes back as it was, and what is garbled is refused without harm. */
#include "engine/frame.h"

#include "accord/observe.h"
#include "engine/packs.h"
#include "engine/parts.h"
#include "store/dataset.h"
#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

enum { FRAME_MAX = 16 * 1024 * 1024 };

static struct accord_packs *packs;
static struct accord_dataset *dataset;
static enum accord_carry asked; /* for */

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
    accord_dataset_close(dataset);
    accord_packs_close(packs);
}

/* ---- verdicts ---- */

static bool read_verdict(const char *bytes, size_t length, struct accord_arena *arena, struct accord_verdict *verdict)
{
    struct accord_wire wire = accord_wire_of(bytes, length);
    accord_frame_take_verdict(&wire, packs, dataset, asked, arena, verdict);
    return accord_wire_done(&wire);
}

/* A copy that ends where the bytes end, so that a sanitizer sees who reads on. */
static char *exact_copy(const char *bytes, size_t length)
{
    char *copy = malloc(length > 0 ? length : 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes, length);
    return copy;
}

struct tally {
    size_t verdicts;
    size_t garbled; /* one in so many is tried in all ways */
};

static void garble(const struct accord_text *text)
{
    struct accord_arena arena;
    struct accord_verdict verdict;
    accord_arena_init(&arena);
    for (size_t length = 0; length < text->length; length++) {
        char *copy = exact_copy(text->bytes, length);
        ck_assert_msg(!read_verdict(copy, length, &arena, &verdict), "cut at %zu", length);
        free(copy);
        accord_arena_reset(&arena);
    }
    char *copy = exact_copy(text->bytes, text->length);
    for (size_t at = 0; at < text->length; at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            struct accord_text again;
            copy[at] = (char)(copy[at] ^ 1 << bit);
            accord_text_init(&again, FRAME_MAX);
            if (read_verdict(copy, text->length, &arena, &verdict)) accord_frame_add_verdict(&again, &verdict);
            copy[at] = (char)(copy[at] ^ 1 << bit);
            accord_text_clear(&again);
            accord_arena_reset(&arena);
        }
    free(copy);
    accord_arena_clear(&arena);
}

static enum accord_status send_back(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct tally *tally = host;
    struct accord_text text, again;
    struct accord_arena arena;
    struct accord_verdict back;
    (void)err;
    accord_arena_init(&arena);
    accord_text_init(&text, FRAME_MAX);
    accord_text_init(&again, FRAME_MAX);
    accord_frame_add_verdict(&text, verdict);
    ck_assert(!text.failed);
    ck_assert(read_verdict(text.bytes, text.length, &arena, &back));
    ck_assert_uint_eq(back.rule, verdict->rule);
    ck_assert_uint_eq(back.provision, verdict->provision);
    ck_assert_uint_eq(back.actor, verdict->actor);
    ck_assert_str_eq(back.actor_id, verdict->actor_id);
    ck_assert_pstr_eq(back.why, verdict->why);
    ck_assert_uint_eq(back.finding_count, verdict->finding_count);
    accord_frame_add_verdict(&again, &back);
    ck_assert_uint_eq(again.length, text.length);
    ck_assert_mem_eq(again.bytes, text.bytes, text.length);
    if (tally->verdicts++ % tally->garbled == 0 && text.length < 4096) garble(&text);
    accord_text_clear(&text);
    accord_text_clear(&again);
    accord_arena_clear(&arena);
    return ACCORD_OK;
}

START_TEST(verdicts_come_back_as_they_were)
{
    asked = (enum accord_carry)_i;
    struct accord_run_options options = {.actor_count = SIZE_MAX, .carry = asked};
    struct accord_run *run = NULL;
    struct accord_error err;
    struct tally tally = {.garbled = 997};
    ck_assert(accord_date_from_day(2025, 6, 30, &options.as_of));
    ck_assert_int_eq(accord_run_new(packs, dataset, &options, &run, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_evaluate(run, send_back, &tally, &err), ACCORD_OK);
    ck_assert_uint_gt(tally.verdicts, 5000);
    accord_run_free(run);
}
END_TEST

struct finder {
    struct accord_reader *reader;
    size_t found;
};

static void find_rows(struct finder *finder, const struct accord_verdict *verdict,
                      const struct accord_evidence *evidence, size_t count)
{
    struct accord_arena arena;
    struct accord_error err;
    accord_arena_init(&arena);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < evidence[i].row_count; j++) {
            const struct accord_evidence_row *row = &evidence[i].rows[j];
            struct accord_stored_row *rows;
            size_t there;
            uint32_t rank = row->global ? 0 : (uint32_t)verdict->actor + 1;
            ck_assert_int_eq(
                accord_reader_rows(finder->reader, evidence[i].table_number, rank, &arena, &rows, &there, &err),
                ACCORD_OK);
            ck_assert_uint_lt(row->ordinal, there);
            ck_assert_int_eq(rows[row->ordinal].id, row->row);
            finder->found++;
        }
    accord_arena_clear(&arena);
}

static enum accord_status find_evidence(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    (void)err;
    if (verdict->actor == SIZE_MAX) return ACCORD_OK; /* its rows are of many actors */
    find_rows(host, verdict, verdict->evidence, verdict->evidence_count);
    for (size_t i = 0; i < verdict->finding_count; i++)
        find_rows(host, verdict, verdict->findings[i].evidence, verdict->findings[i].evidence_count);
    return ACCORD_OK;
}

START_TEST(rows_of_evidence_are_found_by_their_ordinals)
{
    struct accord_run_options options = {.actor_count = SIZE_MAX, .carry = ACCORD_CARRY_ALL};
    struct accord_run *run = NULL;
    struct accord_error err;
    struct finder finder = {.found = 0};
    ck_assert(accord_date_from_day(2025, 6, 30, &options.as_of));
    ck_assert_int_eq(accord_reader_open(accord_dataset_store(dataset), &finder.reader, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_new(packs, dataset, &options, &run, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_evaluate(run, find_evidence, &finder, &err), ACCORD_OK);
    ck_assert_uint_gt(finder.found, 10000);
    accord_run_free(run);
    accord_reader_close(finder.reader);
}
END_TEST

START_TEST(a_verdict_that_carries_less_than_was_asked_for_is_refused)
{
    struct accord_finding finding = {.verdict = ACCORD_VERDICT_GAP};
    struct accord_verdict verdict = {.verdict = ACCORD_VERDICT_GAP, .findings = &finding, .finding_count = 1}, back;
    struct accord_arena arena;
    struct accord_text text;
    accord_arena_init(&arena);
    accord_text_init(&text, FRAME_MAX);
    for (int i = 0; i < 2; i++) {
        accord_text_reset(&text);
        accord_frame_add_verdict(&text, &verdict);
        asked = ACCORD_CARRY_ALL;
        ck_assert(!read_verdict(text.bytes, text.length, &arena, &back));
        asked = ACCORD_CARRY_FINDINGS;
        ck_assert(!read_verdict(text.bytes, text.length, &arena, &back));
        asked = ACCORD_CARRY_KINDS;
        ck_assert_int_eq(read_verdict(text.bytes, text.length, &arena, &back), i == 0);
        verdict.verdict = ACCORD_VERDICT_ERROR; /* tells why, whatever was asked for */
    }
    accord_text_clear(&text);
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(a_verdict_of_what_is_not_there_is_refused)
{
    struct accord_verdict verdict = {.rule = accord_packs_rule_count(packs), .why = "x"}, back;
    asked = ACCORD_CARRY_ALL;
    struct accord_evidence_row row = {.key = "k"};
    struct accord_evidence evidence = {.table = "nowhere", .table_number = 999, .rows = &row, .row_count = 1};
    struct accord_arena arena;
    struct accord_text text;
    accord_arena_init(&arena);
    accord_text_init(&text, FRAME_MAX);
    accord_frame_add_verdict(&text, &verdict);
    ck_assert(!read_verdict(text.bytes, text.length, &arena, &back));
    verdict.rule = 0;
    accord_text_reset(&text);
    accord_frame_add_verdict(&text, &verdict);
    ck_assert(read_verdict(text.bytes, text.length, &arena, &back));
    verdict.actor = accord_dataset_actor_count(dataset);
    accord_text_reset(&text);
    accord_frame_add_verdict(&text, &verdict);
    ck_assert(!read_verdict(text.bytes, text.length, &arena, &back));
    verdict.actor = 0;
    verdict.evidence = &evidence;
    verdict.evidence_count = 1;
    accord_text_reset(&text);
    accord_frame_add_verdict(&text, &verdict);
    ck_assert(!read_verdict(text.bytes, text.length, &arena, &back));
    evidence.row_count = 0;
    evidence.table_number = (int)accord_store_table_count(accord_dataset_store_of(dataset));
    accord_text_reset(&text);
    accord_frame_add_verdict(&text, &verdict);
    ck_assert(!read_verdict(text.bytes, text.length, &arena, &back));
    evidence.table_number--;
    accord_text_reset(&text);
    accord_frame_add_verdict(&text, &verdict);
    ck_assert(read_verdict(text.bytes, text.length, &arena, &back));
    ck_assert_str_ne(back.evidence[0].table, "nowhere"); /* the dataset's own name */
    accord_text_clear(&text);
    accord_arena_clear(&arena);
}
END_TEST

/* ---- packs ---- */

START_TEST(packs_tell_the_same_where_their_facts_were_adopted)
{
    static const char *const folders[] = {ACCORD_RULES};
    struct accord_problems *problems = NULL;
    struct accord_packs *adopted = NULL;
    struct accord_text text, again;
    struct accord_error err;
    accord_text_init(&text, FRAME_MAX);
    accord_text_init(&again, FRAME_MAX);
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    accord_frame_add_packs(&text, packs);
    ck_assert_int_eq(accord_packs_read(folders, 1, problems, &adopted, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_adopt(adopted, text.bytes, text.length, &err), ACCORD_OK);
    accord_frame_add_packs(&again, adopted);
    ck_assert_uint_eq(again.length, text.length);
    ck_assert_mem_eq(again.bytes, text.bytes, text.length);
    ck_assert_str_eq(accord_packs_sha256(adopted), accord_packs_sha256(packs));
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++)
        ck_assert_uint_eq(accord_packs_rule_file(adopted, i), accord_packs_rule_file(packs, i));
    struct accord_run_options options = {.actor_count = SIZE_MAX};
    struct accord_run *run = NULL;
    ck_assert_int_eq(accord_run_new(adopted, dataset, &options, &run, &err), ACCORD_BAD_USAGE);
    struct accord_limits limits = accord_limits_default();
    ck_assert_int_eq(accord_packs_load(adopted, &limits, problems, &err), ACCORD_OK);
    accord_text_reset(&again);
    accord_frame_add_packs(&again, adopted);
    ck_assert_mem_eq(again.bytes, text.bytes, text.length);
    accord_packs_close(adopted);
    accord_problems_free(problems);
    accord_text_clear(&text);
    accord_text_clear(&again);
}
END_TEST

static enum accord_status count_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    size_t *counts = host;
    (void)err;
    counts[verdict->rule]++;
    return ACCORD_OK;
}

/* One rule in three, and what they require. */
static void choose_rules(bool *rules)
{
    for (size_t i = 0; i < packs->rule_count; i += 3)
        for (size_t at = i; at != SIZE_MAX; at = packs->rules[at].requires_index)
            rules[at] = true;
}

START_TEST(rules_that_are_not_needed_are_known_and_not_run)
{
    static const char *const folders[] = {ACCORD_RULES};
    const struct accord_limits limits = accord_limits_default();
    struct accord_packs *some = NULL;
    struct accord_problems *problems = NULL;
    struct accord_run *run = NULL;
    struct accord_text text, again;
    struct accord_error err;
    bool *needed = calloc(packs->rule_count, sizeof *needed);
    size_t *counts = calloc(packs->rule_count, sizeof *counts);
    accord_text_init(&text, FRAME_MAX);
    accord_text_init(&again, FRAME_MAX);
    ck_assert(needed && counts);
    choose_rules(needed);
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    accord_frame_add_packs(&text, packs);
    ck_assert_int_eq(accord_packs_read(folders, 1, problems, &some, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_adopt(some, text.bytes, text.length, &err), ACCORD_OK);
    accord_packs_need(some, needed);
    ck_assert_int_eq(accord_packs_load(some, &limits, problems, &err), ACCORD_OK);
    accord_frame_add_packs(&again, some);
    ck_assert_uint_eq(again.length, text.length);
    ck_assert_mem_eq(again.bytes, text.bytes, text.length);
    struct accord_run_options options = {.actor_count = SIZE_MAX, .rules = needed};
    ck_assert(accord_date_from_day(2025, 6, 30, &options.as_of));
    ck_assert_int_eq(accord_run_new(some, dataset, &options, &run, &err), ACCORD_OK);
    ck_assert_int_eq(accord_run_evaluate(run, count_verdict, counts, &err), ACCORD_OK);
    for (size_t i = 0; i < packs->rule_count; i++) {
        ck_assert_uint_eq(counts[i] > 0, needed[i]);
        ck_assert_uint_eq(some->rules[i].upvalues > 0, needed[i]);
    }
    accord_run_free(run);
    accord_packs_close(some);
    accord_problems_free(problems);
    accord_text_clear(&text);
    accord_text_clear(&again);
    free(needed);
    free(counts);
}
END_TEST

START_TEST(facts_that_are_cut_are_refused)
{
    static const char *const folders[] = {ACCORD_TESTS "/cli/rules"};
    struct accord_limits limits = accord_limits_default();
    struct accord_problems *problems = NULL;
    struct accord_packs *loaded = NULL, *adopted = NULL;
    struct accord_text text;
    struct accord_error err;
    accord_text_init(&text, FRAME_MAX);
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, 1, &limits, problems, &loaded, &err), ACCORD_OK);
    accord_frame_add_packs(&text, loaded);
    for (size_t length = 0; length < text.length; length++) {
        ck_assert_int_eq(accord_packs_read(folders, 1, problems, &adopted, &err), ACCORD_OK);
        ck_assert_int_eq(accord_packs_adopt(adopted, text.bytes, length, &err), ACCORD_BAD_RULES);
        accord_packs_close(adopted);
    }
    accord_packs_close(loaded);
    accord_problems_free(problems);
    accord_text_clear(&text);
}
END_TEST

/* ---- plain values, problems, numbers ---- */

START_TEST(plain_values_come_back_and_too_deep_ones_do_not)
{
    struct accord_plain items[] = {{.kind = ACCORD_PLAIN_TEXT, .text = "a\nb"},
                                   {.kind = ACCORD_PLAIN_INTEGER, .integer = INT64_MIN},
                                   {.kind = ACCORD_PLAIN_BOOLEAN, .integer = 1},
                                   {.kind = ACCORD_PLAIN_NIL}};
    const char *const names[] = {"a", "b", "c", "d"};
    struct accord_plain value = {.kind = ACCORD_PLAIN_TABLE, .items = items, .names = names, .count = 4}, back;
    struct accord_arena arena;
    struct accord_text text;
    accord_arena_init(&arena);
    accord_text_init(&text, FRAME_MAX);
    accord_frame_add_plain(&text, &value);
    struct accord_wire wire = accord_wire_of(text.bytes, text.length);
    accord_frame_take_plain(&wire, &arena, &back);
    ck_assert(accord_wire_done(&wire));
    ck_assert(accord_plain_equal(&value, &back));
    accord_text_reset(&text);
    for (int i = 0; i < 1000; i++)
        accord_text_add(&text, "\x04\x01", 2); /* a list of one, of a list of one, ... */
    wire = accord_wire_of(text.bytes, text.length);
    accord_frame_take_plain(&wire, &arena, &back);
    ck_assert(wire.failed);
    accord_text_clear(&text);
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(problems_come_back_after_those_that_are_known)
{
    struct accord_problems *problems = NULL, *back = NULL;
    struct accord_text text;
    struct accord_error err;
    accord_text_init(&text, FRAME_MAX);
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&back, &err), ACCORD_OK);
    for (unsigned i = 0; i < ACCORD_PROBLEMS_KEPT + 5; i++) {
        ck_assert_int_eq(accord_problems_add(problems, "a.lua", i, 2, &err, "number %u", i), ACCORD_OK);
        ck_assert_int_eq(accord_problems_quote_line(problems, "the line", &err), ACCORD_OK);
    }
    ck_assert_int_eq(accord_problems_add(back, "a.lua", 0, 2, &err, "number 0"), ACCORD_OK);
    accord_frame_add_problems(&text, problems);
    struct accord_wire wire = accord_wire_of(text.bytes, text.length);
    ck_assert_int_eq(accord_frame_take_problems(&wire, 1, back, &err), ACCORD_OK);
    ck_assert(accord_wire_done(&wire));
    ck_assert_uint_eq(accord_problems_count(back), accord_problems_count(problems));
    ck_assert_uint_eq(accord_problems_kept(back), accord_problems_kept(problems));
    ck_assert_str_eq(accord_problems_at(back, 7)->text, "number 7");
    ck_assert_str_eq(accord_problems_at(back, 7)->source, "the line");
    accord_problems_free(problems);
    accord_problems_free(back);
    accord_text_clear(&text);
}
END_TEST

static const int64_t numbers[] = {0, 1, -1, 63, 64, -64, -65, 127, 128, INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN};

START_TEST(numbers_come_back)
{
    struct accord_text text;
    accord_text_init(&text, FRAME_MAX);
    accord_wire_add_signed(&text, numbers[_i]);
    accord_wire_add_number(&text, (uint64_t)numbers[_i]);
    struct accord_wire wire = accord_wire_of(text.bytes, text.length);
    ck_assert_int_eq(accord_wire_take_signed(&wire), numbers[_i]);
    ck_assert_uint_eq(accord_wire_take_number(&wire), (uint64_t)numbers[_i]);
    ck_assert(accord_wire_done(&wire));
    accord_text_clear(&text);
}
END_TEST

static const struct {
    const char *bytes;
    size_t length;
} no_numbers[] = {{"", 0},
                  {"\x80", 1},
                  {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10},
                  {"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 11}};

START_TEST(a_number_that_is_none_is_refused)
{
    struct accord_wire wire = accord_wire_of(no_numbers[_i].bytes, no_numbers[_i].length);
    ck_assert_uint_eq(accord_wire_take_number(&wire), 0);
    ck_assert(wire.failed);
}
END_TEST

static const struct {
    const char *bytes;
    size_t length;
} no_texts[] = {{"\x01", 1},
                {"\x03"
                 "ab",
                 3},
                {"\x04"
                 "ab",
                 3},
                {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10}};

START_TEST(a_text_that_does_not_end_is_refused)
{
    char *copy = exact_copy(no_texts[_i].bytes, no_texts[_i].length);
    struct accord_wire wire = accord_wire_of(copy, no_texts[_i].length);
    ck_assert_ptr_null(accord_wire_take_text(&wire));
    ck_assert(wire.failed);
    free(copy);
}
END_TEST

int main(void)
{
    TCase *world = tcase_create("world"), *small = tcase_create("small");
    Suite *suite = suite_create("frame");
    tcase_add_unchecked_fixture(world, open_all, close_all);
    tcase_set_timeout(world, 120);
    tcase_add_loop_test(world, verdicts_come_back_as_they_were, ACCORD_CARRY_ALL, ACCORD_CARRY_KINDS + 1);
    tcase_add_test(world, rows_of_evidence_are_found_by_their_ordinals);
    tcase_add_test(world, a_verdict_that_carries_less_than_was_asked_for_is_refused);
    tcase_add_test(world, a_verdict_of_what_is_not_there_is_refused);
    tcase_add_test(world, packs_tell_the_same_where_their_facts_were_adopted);
    tcase_add_test(world, rules_that_are_not_needed_are_known_and_not_run);
    tcase_set_timeout(small, 60);
    tcase_add_test(small, facts_that_are_cut_are_refused);
    tcase_add_test(small, plain_values_come_back_and_too_deep_ones_do_not);
    tcase_add_test(small, problems_come_back_after_those_that_are_known);
    tcase_add_loop_test(small, numbers_come_back, 0, COUNT_OF(numbers));
    tcase_add_loop_test(small, a_number_that_is_none_is_refused, 0, COUNT_OF(no_numbers));
    tcase_add_loop_test(small, a_text_that_does_not_end_is_refused, 0, COUNT_OF(no_texts));
    suite_add_tcase(suite, world);
    suite_add_tcase(suite, small);
    return run_suite(suite);
}
