/* The canonical form: the same content gives the same bytes, other content gives others. */
#include "store/canonical.h"

#include "base/memory.h"
#include "unit/store/made.h"
#include "unit/suite.h"

#include <string.h>

/* The digest of some rows, as a bag. */
static struct accord_bag bag_of(const struct accord_schema *schema, const char *const *rows, size_t count)
{
    struct accord_bag bag = {.count = 0};
    int by_name[ACCORD_COLUMNS_MAX];
    struct accord_arena arena;
    struct accord_text scratch;
    unsigned char digest[ACCORD_SHA256_BYTES];

    accord_arena_init(&arena);
    accord_text_init(&scratch, 1000);
    accord_canonical_columns(schema, by_name);
    for (size_t i = 0; i < count; i++) {
        ck_assert(accord_canonical_row(schema, by_name, made_cells(schema, rows[i], &arena), &scratch, digest));
        accord_bag_add_digest(&bag, digest);
    }
    accord_text_clear(&scratch);
    accord_arena_clear(&arena);
    return bag;
}

static bool same(const struct accord_bag *a, const struct accord_bag *b)
{
    return a->count == b->count && memcmp(a->sum, b->sum, sizeof(a->sum)) == 0;
}

START_TEST(the_order_of_rows_does_not_show)
{
    static const char *const rows[] = {"KEN|a|1", "KEN|b|1", "ZWE|a|0.5"};
    static const char *const turned[] = {"ZWE|a|0.5", "KEN|a|1", "KEN|b|1"};
    struct accord_bag one = bag_of(&made_notes, rows, 3);
    struct accord_bag other = bag_of(&made_notes, turned, 3);

    ck_assert(same(&one, &other));
}
END_TEST

START_TEST(the_order_of_columns_and_blank_ones_do_not_show)
{
    static struct accord_column columns[] = {{.name = "weight", .kind = ACCORD_CELL_DECIMAL},
                                             {.name = "actor", .kind = ACCORD_CELL_TEXT},
                                             {.name = "more", .kind = ACCORD_CELL_DATE},
                                             {.name = "text", .kind = ACCORD_CELL_TEXT}};
    static const struct accord_schema turned = {.name = "notes", .columns = columns, .column_count = 4};
    static const char *const rows[] = {"KEN|a|1"};
    static const char *const turned_rows[] = {"1|KEN||a"};
    struct accord_bag one = bag_of(&made_notes, rows, 1);
    struct accord_bag other = bag_of(&turned, turned_rows, 1);

    ck_assert(same(&one, &other));
}
END_TEST

/* No two of these rows are the same. */
static const struct {
    const struct accord_schema *schema;
    const char *row;
} different[] = {
    {&made_notes, "KEN|a|1"},
    {&made_notes, "KEN|a|10"},
    {&made_notes, "KEN|a|0.1"},
    {&made_notes, "KEN|a|-1"},
    {&made_notes, "KEN|a|"},
    {&made_notes, "KEN||1"},
    {&made_notes, "|KEN|1"},
    {&made_notes, "KENa||1"},
    {&made_notes, "KE|Na|1"},
    {&made_notes, "||"},
    {&made_memberships, "KEN||2000||"},
    {&made_memberships, "KEN||2000-01||"},
    {&made_memberships, "KEN||2000-01-01||"},
    {&made_memberships, "KEN|||2000|"},
    {&made_memberships, "KEN||||2000"},
    {&made_contributions, "c|KEN|1||"},
    {&made_contributions, "c|KEN||1|"},
    {&made_contributions, "c|KEN|||1"},
    {&made_contributions, "c|KEN|||0"},
    {&made_partnerships, "p|A;B||"},
    {&made_partnerships, "p|B;A||"},
    {&made_partnerships, "p|AB||"},
};

START_TEST(any_other_value_shows)
{
    struct accord_bag one = bag_of(different[_i].schema, &different[_i].row, 1);

    for (int i = 0; i < COUNT_OF(different); i++) {
        struct accord_bag other = bag_of(different[i].schema, &different[i].row, 1);

        ck_assert_msg(same(&one, &other) == (i == _i), "%s and %s", different[_i].row, different[i].row);
    }
}
END_TEST

START_TEST(a_row_that_comes_twice_shows)
{
    static const char *const rows[] = {"KEN|a|1", "KEN|a|1"};
    struct accord_bag one = bag_of(&made_notes, rows, 1);
    struct accord_bag two = bag_of(&made_notes, rows, 2);

    ck_assert(!same(&one, &two));
}
END_TEST

START_TEST(digests_are_added_with_their_carries)
{
    struct accord_bag bag = {.count = 0};
    unsigned char once[ACCORD_SHA256_BYTES];
    unsigned carry = 0;

    accord_bag_add(&bag, "x", 1);
    memcpy(once, bag.sum, sizeof(once));
    accord_bag_add(&bag, "x", 1);
    for (size_t i = ACCORD_SHA256_BYTES; i-- > 0;) {
        ck_assert_uint_eq(bag.sum[i], (2U * once[i] + carry) & 0xffU);
        carry = 2U * once[i] + carry > 0xff ? 1 : 0;
    }
}
END_TEST

START_TEST(a_carry_goes_through_all_words)
{
    static const unsigned char one[ACCORD_SHA256_BYTES] = {[ACCORD_SHA256_BYTES - 1] = 1};
    static const unsigned char none[ACCORD_SHA256_BYTES];
    struct accord_bag bag = {.count = 0};

    memset(bag.sum, 0xff, sizeof(bag.sum));
    accord_bag_add_digest(&bag, one);
    ck_assert_mem_eq(bag.sum, none, sizeof(none));
    accord_bag_add_digest(&bag, one);
    ck_assert_mem_eq(bag.sum, one, sizeof(one));
    ck_assert_uint_eq(bag.count, 2);
}
END_TEST

static const char *const values[] = {"cms-nfp", "cbd-pfp"};
static const char *const turned_values[] = {"cbd-pfp", "cms-nfp"};
static const char *const other_values[] = {"cms-nfp"};

static const struct {
    struct accord_complete complete[2];
    size_t count;
} declarations[] = {
    {{{.since = 0}}, 0},
    {{{.since = 10, .until = INT32_MAX}}, 1},
    {{{.since = 10, .until = 20}}, 1},
    {{{.since = 11, .until = 20}}, 1},
    {{{.since = 10, .until = 20}, {.since = 11, .until = 20}}, 2},
    {{{.since = 10,
       .until = 20,
       .where_columns = {1},
       .where_values = {values},
       .where_value_counts = {2},
       .where_count = 1}},
     1},
    {{{.since = 10,
       .until = 20,
       .where_columns = {1},
       .where_values = {other_values},
       .where_value_counts = {1},
       .where_count = 1}},
     1},
    {{{.since = 10,
       .until = 20,
       .where_columns = {0},
       .where_values = {other_values},
       .where_value_counts = {1},
       .where_count = 1}},
     1},
};

static struct accord_bag declared(const struct accord_complete *complete, size_t count)
{
    struct accord_schema schema = made_notes;
    struct accord_complete copy[2];
    struct accord_bag bag = {.count = 0};
    struct accord_text scratch;

    memcpy(copy, complete, sizeof(copy));
    schema.complete = copy;
    schema.complete_count = count;
    accord_text_init(&scratch, 1000);
    ck_assert(accord_bag_add_complete(&bag, &schema, &scratch));
    accord_text_clear(&scratch);
    return bag;
}

START_TEST(what_is_declared_complete_shows)
{
    struct accord_bag one = declared(declarations[_i].complete, declarations[_i].count);

    for (int i = 0; i < COUNT_OF(declarations); i++) {
        struct accord_bag other = declared(declarations[i].complete, declarations[i].count);

        ck_assert_int_eq(same(&one, &other), i == _i);
    }
}
END_TEST

START_TEST(the_order_of_declarations_and_of_their_values_does_not_show)
{
    const struct accord_complete complete[2] = {{.since = 1, .until = 2},
                                                {.since = 10,
                                                 .until = 20,
                                                 .where_columns = {1},
                                                 .where_values = {values},
                                                 .where_value_counts = {2},
                                                 .where_count = 1}};
    struct accord_complete turned[2] = {complete[1], complete[0]};
    struct accord_bag one = declared(complete, 2);
    struct accord_bag other;

    turned[0].where_values[0] = turned_values;
    other = declared(turned, 2);
    ck_assert(same(&one, &other));
}
END_TEST

START_TEST(a_failed_allocation_is_told)
{
    unsigned char digest[ACCORD_SHA256_BYTES];
    struct accord_arena arena;
    struct accord_text scratch;
    int by_name[ACCORD_COLUMNS_MAX];
    struct accord_cell *cells;

    accord_arena_init(&arena);
    cells = made_cells(&made_notes, "KEN|a|1", &arena);
    accord_text_init(&scratch, 1000);
    accord_canonical_columns(&made_notes, by_name);
    accord_alloc_fail_after(1);
    ck_assert(!accord_canonical_row(&made_notes, by_name, cells, &scratch, digest));
    accord_alloc_fail_after(0);
    accord_text_clear(&scratch);
    accord_arena_clear(&arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("canonical");
    TCase *tests = tcase_create("canonical");

    tcase_add_test(tests, the_order_of_rows_does_not_show);
    tcase_add_test(tests, the_order_of_columns_and_blank_ones_do_not_show);
    tcase_add_loop_test(tests, any_other_value_shows, 0, COUNT_OF(different));
    tcase_add_test(tests, a_row_that_comes_twice_shows);
    tcase_add_test(tests, digests_are_added_with_their_carries);
    tcase_add_test(tests, a_carry_goes_through_all_words);
    tcase_add_loop_test(tests, what_is_declared_complete_shows, 0, COUNT_OF(declarations));
    tcase_add_test(tests, the_order_of_declarations_and_of_their_values_does_not_show);
    tcase_add_test(tests, a_failed_allocation_is_told);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
