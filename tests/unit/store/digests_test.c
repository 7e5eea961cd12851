/* Digests of actors, tables and the world: each shows what it is of, and nothing else. */
#include "store/digests.h"

#include "base/memory.h"
#include "store/dataset.h"
#include "unit/store/files.h"
#include "unit/suite.h"

#include <string.h>

/* ---- sums ---- */

START_TEST(a_digest_is_the_number_that_its_bytes_are)
{
    unsigned char bytes[ACCORD_SHA256_BYTES];
    unsigned char again[ACCORD_SHA256_BYTES];
    struct accord_digest digest;

    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = (unsigned char)(i + 1);
    digest = accord_digest_of(bytes);
    ck_assert_uint_eq(digest.words[0], 0x191a1b1c1d1e1f20U);
    ck_assert_uint_eq(digest.words[3], 0x0102030405060708U);
    accord_digest_bytes(&digest, again);
    ck_assert_mem_eq(bytes, again, sizeof(bytes));
}
END_TEST

static const struct {
    struct accord_digest row; /* after all ones */
    struct accord_digest table;
    struct accord_digest sum;
} sums[] = {
    {{{1, 0, 0, 0}}, {{0, 0, 0, 0}}, {{0, 0, 0, 0}}},
    {{{0, 0, 0, 0}}, {{1, 0, 0, 0}}, {{0, 0, 0, 0}}},
    {{{1, 0, 0, 0}}, {{1, 0, 0, 0}}, {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}}},
    {{{0, 1, 0, 0}}, {{0, 0, 0, 0}}, {{UINT64_MAX, 0, 0, 0}}},
    {{{0, 0, 0, 1}}, {{0, 0, 0, 0}}, {{UINT64_MAX, UINT64_MAX, UINT64_MAX, 0}}},
    {{{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}},
     {{0, 0, 0, 0}},
     {{UINT64_MAX - 1, UINT64_MAX, UINT64_MAX, UINT64_MAX}}},
};

START_TEST(digests_are_added_with_their_carries)
{
    static const struct accord_digest ones = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};
    static const struct accord_digest none = {{0}};
    struct accord_digests digests = {.actors = NULL};

    ck_assert(accord_digests_arrive(&digests, &ones));
    ck_assert(accord_digests_begin(&digests));
    accord_digests_add(&digests, 1, &none, &ones);
    accord_digests_ranked(&digests);
    accord_digests_add(&digests, 1, &sums[_i].table, &sums[_i].row);
    for (size_t i = 0; i < ACCORD_DIGEST_WORDS; i++) {
        ck_assert_uint_eq(digests.actors[1].words[i], sums[_i].sum.words[i]);
        ck_assert_uint_eq(digests.actors[0].words[i], 0);
    }
    accord_digests_clear(&digests);
}
END_TEST

/* ---- of a dataset ---- */

#define ACTORS RESOURCE("actors", "a.csv")
#define RESOURCES(points) ACTORS ", " points ", " RESOURCE("partnerships", "p.csv") ", " RESOURCE("meetings", "m.csv")
#define POINTS RESOURCE("focal_points", "f.csv")

/* In the order of descriptor, actors, focal points, partnerships, meetings. */
#define DATASET(descriptor, actors, points, partnerships, meetings)                                                    \
    {                                                                                                                  \
        {"datapackage.json", descriptor}, {"a.csv", "id,kind,name\n" actors},                                          \
            {"f.csv", "id,actor,role,email\n" points}, {"p.csv", "id,parties,kind\n" partnerships},                    \
        {                                                                                                              \
            "m.csv", "id,body,kind,from\n" meetings                                                                    \
        }                                                                                                              \
    }

#define PLAIN DESCRIPTOR("", RESOURCES(POINTS))
#define AFG "AFG,state,Afghanistan\n"
#define KEN "KEN,state,Kenya\n"
#define ZWE "ZWE,state,Zimbabwe\n"
#define F1 "f-1,KEN,cms-nfp,\n"
#define F2 "f-2,AFG,cms-nfp,a@b.org\n"
#define F3 "f-3,AFG,cbd-pfp,\n"
#define P1 "p-1,AFG;KEN,joint\n"
#define M1 "m-1,cop,cop,2014\n"

static const struct file plain[FILES_MAX] = DATASET(PLAIN, AFG KEN ZWE, F1 F2 F3, P1, M1);

/* Numbers in the order of the descriptor and of ids. */
enum { TABLES = 4, ALL_ACTORS = 3, A = 1 << 0, K = 1 << 1, Z = 1 << 2 };
enum { T_ACTORS = 1 << 0, T_POINTS = 1 << 1, T_PARTNERSHIPS = 1 << 2, T_MEETINGS = 1 << 3 };

struct shown {
    unsigned char actors[ALL_ACTORS][ACCORD_DATASET_DIGEST];
    unsigned char tables[TABLES][ACCORD_DATASET_DIGEST];
    unsigned char world[ACCORD_DATASET_DIGEST];
};

static const char *const table_names[TABLES] = {"actors", "focal_points", "partnerships", "meetings"};

static struct shown digests_of(const struct file *files)
{
    struct opened opened = open_files(files);
    struct shown shown;

    check_good(&opened);
    ck_assert_uint_eq(accord_dataset_actor_count(opened.dataset), ALL_ACTORS);
    for (size_t i = 0; i < ALL_ACTORS; i++)
        ck_assert_int_eq(accord_dataset_actor_digest(opened.dataset, i, shown.actors[i], NULL), ACCORD_OK);
    for (size_t i = 0; i < TABLES; i++) {
        int table = accord_store_table(accord_dataset_store(opened.dataset), table_names[i], strlen(table_names[i]));

        accord_dataset_table_digest(opened.dataset, table, shown.tables[i]);
    }
    accord_dataset_world_digest(opened.dataset, shown.world);
    close_opened(&opened);
    return shown;
}

static unsigned differing(const struct shown *a, const struct shown *b, bool tables)
{
    unsigned bits = 0;

    for (size_t i = 0; i < (tables ? (size_t)TABLES : (size_t)ALL_ACTORS); i++) {
        const unsigned char *one = tables ? a->tables[i] : a->actors[i];
        const unsigned char *other = tables ? b->tables[i] : b->actors[i];

        bits |= memcmp(one, other, ACCORD_DATASET_DIGEST) != 0 ? 1U << i : 0U;
    }
    return bits;
}

static const struct {
    struct file files[FILES_MAX];
    unsigned actors;
    unsigned tables;
    bool world;
} others[] = {
    /* order of rows, resources and columns, name, illustrative */
    {DATASET(PLAIN, ZWE AFG KEN, F3 F1 F2, P1, M1), 0, 0, false},
    {DATASET("{\"name\": \"other\", \"accord:illustrative\": true, \"resources\": [" POINTS
             ", " RESOURCE("meetings", "m.csv") ", " RESOURCE("partnerships", "p.csv") ", " ACTORS "]}",
             AFG KEN ZWE, F1 F2 F3, P1, M1),
     0, 0, false},
    /* a cell of one actor, one more row, one less, an address that rules may not read */
    {DATASET(PLAIN, AFG "KEN,state,Kenia\n" ZWE, F1 F2 F3, P1, M1), K, T_ACTORS, false},
    {DATASET(PLAIN, AFG KEN ZWE, F1 F2 "f-3,AFG,cbd-rmfp,\n", P1, M1), A, T_POINTS, false},
    {DATASET(PLAIN, AFG KEN ZWE, F1 F2 F3 "f-4,ZWE,cbd-pfp,\n", P1, M1), Z, T_POINTS, false},
    {DATASET(PLAIN, AFG KEN ZWE, F2 F3, P1, M1), K, T_POINTS, false},
    {DATASET(PLAIN, AFG KEN ZWE, F1 "f-2,AFG,cms-nfp,\n" F3, P1, M1), A, T_POINTS, false},
    /* a row goes from one actor to another, two exchange theirs */
    {DATASET(PLAIN, AFG KEN ZWE, F1 F2 "f-3,ZWE,cbd-pfp,\n", P1, M1), A | Z, T_POINTS, false},
    {DATASET(PLAIN, AFG KEN ZWE, "f-1,AFG,cms-nfp,\nf-2,KEN,cms-nfp,a@b.org\n" F3, P1, M1), A | K, T_POINTS, false},
    /* linked rows are each of their actors' */
    {DATASET(PLAIN, AFG KEN ZWE, F1 F2 F3, "p-1,AFG;KEN,other\n", M1), A | K, T_PARTNERSHIPS, false},
    {DATASET(PLAIN, AFG KEN ZWE, F1 F2 F3, "p-1,AFG;KEN;ZWE,joint\n", M1), A | K | Z, T_PARTNERSHIPS, false},
    {DATASET(PLAIN, AFG KEN ZWE, F1 F2 F3, "p-1,AFG,joint\n", M1), A | K, T_PARTNERSHIPS, false},
    {DATASET(PLAIN, AFG KEN ZWE, F1 F2 F3, P1 "p-2,ZWE;ZWE,joint\n", M1), Z, T_PARTNERSHIPS, false},
    {DATASET(PLAIN, AFG KEN ZWE, F1 F2 F3, P1, "m-1,cop,cop,2015\n"), 0, T_MEETINGS, true},
    /* what a table says of itself */
    {DATASET(DESCRIPTOR("", RESOURCES(COMPLETE("focal_points", "f.csv", "{\"since\": \"2015\"}"))), AFG KEN ZWE,
             F1 F2 F3, P1, M1),
     0, 0, true},
    {{{"datapackage.json", DESCRIPTOR("", RESOURCES(POINTS) ", " RESOURCE("plans", "n.csv"))},
      {"a.csv", "id,kind,name\n" AFG KEN ZWE},
      {"f.csv", "id,actor,role,email\n" F1 F2 F3},
      {"p.csv", "id,parties,kind\n" P1},
      {"m.csv", "id,body,kind,from\n" M1},
      {"n.csv", "id,actor,kind\n"}},
     0,
     0,
     true},
};

START_TEST(each_digest_shows_what_it_is_of_and_nothing_else)
{
    struct shown one = digests_of(plain);
    struct shown other = digests_of(others[_i].files);

    ck_assert_uint_eq(differing(&one, &other, false), others[_i].actors);
    ck_assert_uint_eq(differing(&one, &other, true), others[_i].tables);
    ck_assert_int_eq(memcmp(one.world, other.world, sizeof(one.world)) != 0, others[_i].world);
}
END_TEST

START_TEST(no_two_digests_of_a_dataset_are_the_same)
{
    struct shown shown = digests_of(plain);

    for (size_t i = 0; i < TABLES; i++)
        for (size_t j = 0; j < ALL_ACTORS; j++)
            ck_assert_mem_ne(shown.tables[i], shown.actors[j], ACCORD_DATASET_DIGEST);
    for (size_t i = 1; i < ALL_ACTORS; i++)
        for (size_t j = 0; j < i; j++)
            ck_assert_mem_ne(shown.actors[i], shown.actors[j], ACCORD_DATASET_DIGEST);
}
END_TEST

#define OWN(name, path)                                                                                                \
    "{\"name\": \"" name "\", \"path\": \"" path "\", \"schema\": {\"fields\": [{\"name\": \"actor\", \"type\": "      \
                                                 "\"string\"}, {\"name\": \"kind\", \"type\": \"string\"}]}}"

/* The same cells in a table of another name are another row. */
START_TEST(the_table_of_a_row_shows)
{
    static const struct file two[2][FILES_MAX] = {
        {{"datapackage.json", DESCRIPTOR("", ACTORS ", " OWN("one", "1.csv") ", " OWN("other", "2.csv"))},
         {"a.csv", "id,kind\nAFG,state\n"},
         {"1.csv", "actor,kind\nAFG,x\n"},
         {"2.csv", "actor,kind\n"}},
        {{"datapackage.json", DESCRIPTOR("", ACTORS ", " OWN("one", "1.csv") ", " OWN("other", "2.csv"))},
         {"a.csv", "id,kind\nAFG,state\n"},
         {"1.csv", "actor,kind\n"},
         {"2.csv", "actor,kind\nAFG,x\n"}}};
    unsigned char digests[2][ACCORD_DATASET_DIGEST];

    for (size_t i = 0; i < 2; i++) {
        struct opened opened = open_files(two[i]);

        check_good(&opened);
        ck_assert_int_eq(accord_dataset_actor_digest(opened.dataset, 0, digests[i], NULL), ACCORD_OK);
        close_opened(&opened);
    }
    ck_assert_mem_ne(digests[0], digests[1], sizeof(digests[0]));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("digests");
    TCase *tests = tcase_create("digests");

    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, a_digest_is_the_number_that_its_bytes_are);
    tcase_add_loop_test(tests, digests_are_added_with_their_carries, 0, COUNT_OF(sums));
    tcase_add_loop_test(tests, each_digest_shows_what_it_is_of_and_nothing_else, 0, COUNT_OF(others));
    tcase_add_test(tests, no_two_digests_of_a_dataset_are_the_same);
    tcase_add_test(tests, the_table_of_a_row_shows);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
