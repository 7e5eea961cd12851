/* What was concluded comes back with whose it is. */
#include "runs/conclusions.h"

#include "unit/suite.h"

#include <string.h>

START_TEST(ids_and_verdicts_come_back)
{
    struct accord_block_writer writer;
    struct accord_block_reader reader;
    struct accord_block_entry entry;
    struct accord_arena arena;
    struct accord_text text;
    struct accord_error err;
    struct accord_bytes ids, verdicts;
    const struct accord_verdict verdict = {.actor = SIZE_MAX, .verdict = ACCORD_VERDICT_GAP, .why = "because"};
    size_t count = 0;
    accord_arena_init(&arena);
    accord_text_init(&text, 4096);
    accord_block_writer_init(&writer);
    accord_block_add_actor(&writer, NULL, "region:x/\"y\"", 1);
    accord_block_add_verdict(&writer, NULL, &verdict);
    ck_assert_int_eq(accord_conclusions_write(&writer, &text, &err), ACCORD_OK);
    struct accord_bytes bytes = {accord_text_str(&text), text.length};
    ck_assert(accord_conclusions_find(bytes, &ids, &verdicts));
    ck_assert(accord_text_equal(ids.at, ids.length, "[\"region:x/\\\"y\\\"\"]", 18));
    ck_assert(accord_block_open(&reader, verdicts, &arena) && accord_block_next_actor(&reader, &count));
    ck_assert(count == 1 && accord_block_next(&reader, &arena, &entry));
    ck_assert_int_eq(entry.verdict.verdict, ACCORD_VERDICT_GAP);
    for (bytes.length--; bytes.length > 0; bytes.length--)
        ck_assert(!accord_conclusions_find(bytes, &ids, &verdicts));
    ck_assert(!accord_conclusions_find((struct accord_bytes){"\0", 1}, &ids, &verdicts)); /* a block of nothing alone */
    accord_block_writer_clear(&writer);
    accord_text_clear(&text);
    accord_arena_clear(&arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("conclusions");
    TCase *tests = tcase_create("conclusions");
    tcase_add_test(tests, ids_and_verdicts_come_back);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
