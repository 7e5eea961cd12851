/* Keys and references of a store: what is wrong is told at its place, in order. */
#include "unit/store/made.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

/* Rows of three tables besides the actors, and what is said of them: "file:line:column: text". */
struct filled {
    const struct accord_schema *schema;
    const char *row;
};

static const struct {
    struct filled rows[5];
    const char *said[4];
} cases[] = {
    {{{&made_meetings, "m-1|b"}, {&made_meetings, "m-2|b"}, {&made_meetings, "m-1|c"}, {&made_meetings, "m-1|d"}},
     {"file 1:12:1: the id m-1 is that of file 1:10 too, expected each id once",
      "file 1:13:1: the id m-1 is that of file 1:10 too, expected each id once"}},
    {{{&made_focal_points, "f-1|KEN|r|x@y.z|||"},
      {&made_focal_points, "f-2|AFG|r|x@y.z|||"},
      {&made_focal_points, "f-3|AFG|r||||"},
      {&made_focal_points, "f-4|AFG|r||||"}},
     {"file 1:11:11: the email is that of file 1:10 too, expected each email once"}},
    {{{&made_memberships, "KEN|cms||2000|"},
      {&made_memberships, "KEN|cms|||"},
      {&made_memberships, "KEN|cms||2000|"},
      {&made_memberships, "KEN|cms|2000||"}},
     {"file 1:12:1: the key KEN/cms//2000/ is that of file 1:10 too, expected each key once"}},
    {{{&made_notes, "KEN|a|1"}, {&made_notes, "KEN|a|1"}}, {NULL}},
    {{{&made_meetings, "|b"}, {&made_meetings, "|c"}},
     {"file 1:10:1: id is blank, expected a value since it is part of the key",
      "file 1:11:1: id is blank, expected a value since it is part of the key"}},
    {{{&made_focal_points, "f-1|KEN2|r||||"}, {&made_focal_points, "f-2|nobody at all|r||||"}},
     {"file 1:10:5: KEN2 is no actor's id, expected the id of a row of actors; the nearest is KEN",
      "file 1:11:5: nobody at all is no actor's id, expected the id of a row of actors"}},
    {{{&made_partnerships, "p|KEN;AGF;ZWE;\xc3\xa9\x1b[1m||"}},
     {"file 1:10:3: AGF is no actor's id, expected the id of a row of actors; the nearest is AFG",
      "file 1:10:3: \xc3\xa9 [1m is no actor's id, expected the id of a row of actors"}},
    {{{&made_requests, "r-1|open|"}, {&made_requests, "r-2|everybody|"}, {&made_requests, "r-3||"}},
     {"file 1:11:5: everybody is no actor's id, expected the id of a row of actors"}},
    {{{&made_participation, "p-1|ZWE|m-3|"},
      {&made_participation, "p-2|AFG|m-1|m-1;m-4;m-2"},
      {&made_participation, "p-3|AFG||none"},
      {&made_meetings, "m-1|b"},
      {&made_meetings, "m-2|b"}},
     {"file 1:10:9: meeting m-3 is not on record, expected the id of a row of meetings",
      "file 1:11:13: beside m-4 is not on record, expected the id of a row of meetings"}},
    {{{&made_participation, "p-1|ZWE|m-3|"}},
     {"file 1:10:9: meeting m-3 is not on record, expected the id of a row of meetings, which is no table of this "
      "dataset"}},
};

static void check_problem(const struct accord_problems *problems, size_t index, const char *said)
{
    char text[ACCORD_ERROR_TEXT_MAX];
    const struct accord_problem *problem;

    ck_assert_uint_lt(index, accord_problems_kept(problems));
    problem = accord_problems_at(problems, index);
    (void)snprintf(text, sizeof(text), "%s:%u:%u: %s", problem->file, problem->line, problem->column, problem->text);
    ck_assert_str_eq(text, said);
}

static void check_said(const struct accord_problems *problems, const char *const *said, size_t count)
{
    for (size_t i = 0; i < count && said[i] != NULL; i++)
        check_problem(problems, i, said[i]);
}

static size_t count_said(const char *const *said, size_t count)
{
    size_t used = 0;

    while (used < count && said[used] != NULL)
        used++;
    return used;
}

START_TEST(wrong_keys_are_told_at_their_place)
{
    struct accord_problems *problems = made_problems();
    struct accord_store *store = made_store(problems);

    made_three_actors(store);
    for (size_t i = 0; i < 5 && cases[_i].rows[i].schema != NULL; i++) {
        const char *name = cases[_i].rows[i].schema->name;
        int table = accord_store_table(store, name, strlen(name));

        if (table < 0) table = made_table(store, cases[_i].rows[i].schema);
        made_row(store, table, cases[_i].rows[i].row, (uint32_t)i + 10);
    }
    made_finish(store);
    check_said(problems, cases[_i].said, 4);
    ck_assert_uint_eq(accord_problems_count(problems), count_said(cases[_i].said, 4));
    accord_store_close(store);
    accord_problems_free(problems);
}
END_TEST

/* The first of the rows before `row` that has the same text, or `row` itself. */
static size_t first_like(const char *const *texts, size_t row)
{
    size_t first = 0;

    while (strcmp(texts[first], texts[row]) != 0)
        first++;
    return first;
}

/* Rows with these addresses, whose ids go on in order: each that is there already is told, and no other. */
static void check_addresses(const char *const *addresses, size_t count)
{
    struct accord_problems *problems = made_problems();
    struct accord_store *store = made_store(problems);
    size_t told = 0;
    char text[256];
    int table;

    made_three_actors(store);
    table = made_table(store, &made_focal_points);
    for (size_t i = 0; i < count; i++) {
        (void)snprintf(text, sizeof(text), "f-%02zu|KEN|r|%s|||", i, addresses[i]);
        made_row(store, table, text, (uint32_t)i + 10);
    }
    made_finish(store);
    for (size_t i = 0; i < count; i++) {
        size_t first = first_like(addresses, i);

        if (first == i || addresses[i][0] == '\0') continue;
        (void)snprintf(text, sizeof(text),
                       "file 1:%zu:12: the email is that of file 1:%zu too, expected each email once", i + 10,
                       first + 10);
        check_problem(problems, told++, text);
    }
    ck_assert_uint_eq(accord_problems_count(problems), told);
    accord_store_close(store);
    accord_problems_free(problems);
}

/* All orders of four rows, some with one address, some with none. */
START_TEST(a_key_is_told_again_in_whatever_order_it_comes)
{
    static const char *const all[] = {"", "x", "xy", "y"};
    const char *const addresses[] = {all[_i % 4], all[_i / 4 % 4], all[_i / 16 % 4], all[_i / 64]};

    check_addresses(addresses, 4);
}
END_TEST

/* The one that comes again may be any of many that came in order. */
START_TEST(a_key_is_told_again_after_many_in_order)
{
    static const char *const addresses[] = {"b", "c", "d", "", "e", "f", "g", "h", "i", "j", "k", "l", "a", "d", "l"};

    check_addresses(addresses, COUNT_OF(addresses));
}
END_TEST

START_TEST(two_actors_with_one_id_are_told)
{
    static const char *const rows[] = {"KEN|Kenya|KE|", "AFG||KE|", "KEN|Kenia||"};
    static const char *const said[] = {"file 0:3:6: the iso2 KE is that of file 0:2 too, expected each iso2 once",
                                       "file 0:4:1: the id KEN is that of file 0:2 too, expected each id once"};
    struct accord_problems *problems = made_problems();
    struct accord_store *store = made_store(problems);

    made_actors_ranked(store, rows, 3);
    made_finish(store);
    check_said(problems, said, 2);
    ck_assert_uint_eq(accord_problems_count(problems), 2);
    ck_assert_uint_eq(accord_store_actor_count(store), 2);
    accord_store_close(store);
    accord_problems_free(problems);
}
END_TEST

START_TEST(references_to_a_table_with_refused_rows_say_so)
{
    static const char *const said[] = {
        "file 2:2:3: USA is no actor's id, expected the id of a row of actors; rows of actors were refused",
        "file 2:2:7: meeting m-9 is not on record, expected the id of a row of meetings; rows of it were refused"};
    struct accord_problems *problems = made_problems();
    struct accord_store *store = made_store(problems);

    made_three_actors(store);
    accord_store_note_refused(store, 0);
    accord_store_note_refused(store, made_table(store, &made_meetings));
    made_row(store, made_table(store, &made_participation), "p|USA|m-9|", 2);
    made_finish(store);
    check_said(problems, said, 2);
    accord_store_close(store);
    accord_problems_free(problems);
}
END_TEST

START_TEST(actors_may_refer_to_actors)
{
    static const char *const said[] = {"file 0:3:10: name XXX is not on record, expected the id of a row of actors"};
    struct accord_schema schema = made_actors;
    struct accord_problems *problems = made_problems();
    struct accord_store *store = made_store(problems);
    int table;

    schema.foreign[0] = (struct accord_foreign_key){.columns = {1}, .count = 1, .table = "actors", .targets = {"id"}};
    schema.foreign_count = 1;
    table = made_table(store, &schema);
    made_row(store, table, "ZWE|AFG||", 2);
    made_row(store, table, "Zimbabwe|XXX||", 3);
    made_row(store, table, "AFG|||", 4);
    ck_assert_int_eq(accord_store_rank(store, NULL), ACCORD_OK);
    made_finish(store);
    check_said(problems, said, 1);
    ck_assert_uint_eq(accord_problems_count(problems), 1);
    accord_store_close(store);
    accord_problems_free(problems);
}
END_TEST

START_TEST(keys_of_several_columns_refer_together)
{
    static const char *const said[] = {
        "file 2:3:5: to, subject KEN, y is not on record, expected the actor, role of a row of focal_points"};
    struct accord_schema schema = made_requests;
    struct accord_problems *problems = made_problems();
    struct accord_store *store = made_store(problems);
    int table;

    schema.foreign[0] = (struct accord_foreign_key){
        .columns = {1, 2}, .count = 2, .table = "focal_points", .targets = {"actor", "role"}};
    made_three_actors(store);
    made_row(store, made_table(store, &made_focal_points), "f|KEN|x||||", 2);
    table = made_table(store, &schema);
    made_row(store, table, "r-1|KEN|x", 2);
    made_row(store, table, "r-2|KEN|y", 3);
    made_row(store, table, "r-3|KEN|", 4);
    made_finish(store);
    check_said(problems, said, 1);
    ck_assert_uint_eq(accord_problems_count(problems), 1);
    accord_store_close(store);
    accord_problems_free(problems);
}
END_TEST

START_TEST(wrong_references_are_told_in_order_of_arrival_and_all_counted)
{
    struct accord_problems *problems = made_problems();
    struct accord_store *store = made_store(problems);
    int table;
    char row[32];

    made_three_actors(store);
    (void)made_table(store, &made_meetings);
    table = made_table(store, &made_participation);
    /* Arrival and rank run against each other. */
    for (uint32_t i = 0; i < 500; i++) {
        (void)snprintf(row, sizeof(row), "p-%u|%s|m|", i, i % 2 == 0 ? "ZWE" : "AFG");
        made_row(store, table, row, i + 2);
    }
    made_finish(store);
    ck_assert_uint_eq(accord_problems_count(problems), 500);
    ck_assert_uint_eq(accord_problems_kept(problems), ACCORD_PROBLEMS_KEPT);
    for (uint32_t i = 0; i < ACCORD_PROBLEMS_KEPT; i++)
        ck_assert_uint_eq(accord_problems_at(problems, i)->line, i + 2);
    accord_store_close(store);
    accord_problems_free(problems);
}
END_TEST

START_TEST(without_a_list_the_first_problem_is_the_error)
{
    struct accord_store *store = made_store(NULL);
    struct accord_arena arena;
    struct accord_error err;
    int table;

    made_three_actors(store);
    table = made_table(store, &made_meetings);
    made_row(store, table, "m|b", 2);
    accord_arena_init(&arena);
    ck_assert_int_eq(accord_store_add_row(store, table, made_cells(&made_meetings, "m|c", &arena), NULL, 0, 3, &err),
                     ACCORD_BAD_DATA);
    ck_assert_str_eq(err.text, "the data:3:0: the id m is that of the data:2 too, expected each id once");
    accord_arena_clear(&arena);
    accord_store_close(store);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store_keys");
    TCase *tests = tcase_create("keys");

    tcase_add_loop_test(tests, wrong_keys_are_told_at_their_place, 0, COUNT_OF(cases));
    tcase_add_loop_test(tests, a_key_is_told_again_in_whatever_order_it_comes, 0, 256);
    tcase_add_test(tests, a_key_is_told_again_after_many_in_order);
    tcase_add_test(tests, two_actors_with_one_id_are_told);
    tcase_add_test(tests, references_to_a_table_with_refused_rows_say_so);
    tcase_add_test(tests, actors_may_refer_to_actors);
    tcase_add_test(tests, keys_of_several_columns_refer_together);
    tcase_add_test(tests, wrong_references_are_told_in_order_of_arrival_and_all_counted);
    tcase_add_test(tests, without_a_list_the_first_problem_is_the_error);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
