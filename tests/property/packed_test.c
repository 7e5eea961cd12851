/* A packed dataset gives the same bytes as the folder that it was packed from, places and all; a damaged one gives a
 * status. */
#include "accord/dataset.h"
#include "base/memory.h"
#include "property/sample.h"
#include "store/dataset.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define AS_OF "2022-06-30"

static struct sample whole, changed;

static void packed_path(const char *folder, char *path)
{
    snprintf(path, SAMPLE_PATH_MAX, "%.400s/packed.db", folder);
}

static const struct {
    enum sample_shape shape;
    bool shuffled;
    bool declared;
} shapes[] = {
    {SAMPLE_CSV, false, true},          {SAMPLE_CSV, true, true},  {SAMPLE_CSV_CRLF, true, false},
    {SAMPLE_CSV_TWO_FILES, true, true}, {SAMPLE_JSON, true, true}, {SAMPLE_JSON_LINES, true, false},
    {SAMPLE_MIXED, true, true},
};

START_TEST(packing_changes_no_byte)
{
    char folder[SAMPLE_PATH_MAX], path[SAMPLE_PATH_MAX];
    uint32_t seed = 7 + (uint32_t)_i;
    struct accord_packs *packs = sample_packs();
    changed = whole;
    if (shapes[_i].shuffled) sample_shuffle(&changed, &seed);
    sample_folder(folder);
    packed_path(folder, path);
    sample_write(&changed, folder, shapes[_i].shape, shapes[_i].declared);
    char *expected = sample_report_with_places(packs, folder, AS_OF);
    sample_pack(folder, path);
    char *got = sample_report_with_places(packs, path, AS_OF);
    ck_assert_uint_gt(strlen(expected), 10000);
    ck_assert(strcmp(expected, got) == 0);
    free(expected);
    free(got);
    accord_packs_close(packs);
    sample_folder_remove(folder);
}
END_TEST

/* ---- digests ---- */

enum { DIGESTS_MAX = 400, ID_ROOM = 64 };

struct digests {
    size_t actors;
    char ids[DIGESTS_MAX][ID_ROOM];
    unsigned char world[ACCORD_DATASET_DIGEST];
    unsigned char of[DIGESTS_MAX][ACCORD_DATASET_DIGEST]; /* actors, then tables in the sample's order */
};

/* Of a dataset in the shape, packed where it says so; freed with free. */
static struct digests *digests_of(const struct sample *sample, enum sample_shape shape, bool packed)
{
    char folder[SAMPLE_PATH_MAX], path[SAMPLE_PATH_MAX];
    sample_folder(folder);
    packed_path(folder, path);
    sample_write(sample, folder, shape, true);
    if (packed) sample_pack(folder, path);
    struct accord_dataset *dataset = sample_open(packed ? path : folder);
    size_t actors = accord_dataset_actor_count(dataset);
    struct digests *digests = calloc(1, sizeof *digests);
    ck_assert_ptr_nonnull(digests);
    ck_assert_uint_le(actors + SAMPLE_TABLES, DIGESTS_MAX);
    digests->actors = actors;
    accord_dataset_world_digest(dataset, digests->world);
    for (size_t i = 0; i < actors; i++) {
        snprintf(digests->ids[i], ID_ROOM, "%s", accord_dataset_actor_id(dataset, i));
        ck_assert_int_eq(accord_dataset_actor_digest(dataset, i, digests->of[i], NULL), ACCORD_OK);
    }
    for (size_t i = 0; i < sample->table_count; i++) {
        const char *name = sample->tables[i].name;
        int table = accord_store_table(accord_dataset_store(dataset), name, strlen(name));
        accord_dataset_table_digest(dataset, table, digests->of[actors + i]);
    }
    accord_dataset_close(dataset);
    sample_folder_remove(folder);
    return digests;
}

/* How many differ, and which of the actors does. */
static size_t count_differing(const struct digests *a, const struct digests *b, size_t from, size_t to, size_t *which)
{
    size_t count = 0;
    for (size_t i = from; i < to; i++) {
        if (memcmp(a->of[i], b->of[i], sizeof a->of[i]) == 0) continue;
        *which = i;
        count++;
    }
    return count;
}

START_TEST(digests_show_neither_order_nor_shape)
{
    uint32_t seed = 17;
    size_t which = 0;
    struct digests *plain = digests_of(&whole, SAMPLE_CSV, false);
    for (int i = 0; i < COUNT_OF(shapes); i++) {
        changed = whole;
        if (shapes[i].shuffled) sample_shuffle(&changed, &seed);
        for (int packed = 0; packed < 2; packed++) {
            struct digests *other = digests_of(&changed, shapes[i].shape, packed == 1);
            ck_assert_uint_eq(plain->actors, other->actors);
            ck_assert_mem_eq(plain->world, other->world, sizeof plain->world);
            ck_assert_uint_eq(count_differing(plain, other, 0, plain->actors + whole.table_count, &which), 0);
            free(other);
        }
    }
    free(plain);
}
END_TEST

/* Texts of rows of one actor each: one cell changed at a time, and changed back. */
static const struct {
    const char *table, *column;
} cells[] = {{"focal_points", "institution"},
             {"actions", "description"},
             {"plans", "version"},
             {"actors", "name"},
             {"memberships", "note"}};

START_TEST(a_changed_cell_shows_in_its_actors_digest_alone)
{
    enum { CHANGES = 5 };
    uint32_t seed = 23 + (uint32_t)_i;
    struct digests *plain = digests_of(&whole, SAMPLE_CSV, false);
    for (int i = 0; i < CHANGES; i++) {
        size_t actor = 0, table_at = 0;
        changed = whole;
        struct sample_table *table = sample_table(&changed, cells[_i].table);
        int column = sample_column(table, cells[_i].column), owner = sample_column(table, "actor");
        ck_assert_int_ge(column, 0);
        size_t row = sample_random(&seed, (uint32_t)table->row_count);
        const char **own = sample_own_row(table, row);
        own[column] = "another text than before";
        struct digests *other = digests_of(&changed, SAMPLE_CSV, i % 2 == 1);
        ck_assert_uint_eq(count_differing(plain, other, 0, plain->actors, &actor), 1);
        ck_assert_str_eq(plain->ids[actor], own[owner < 0 ? sample_column(table, "id") : owner]);
        ck_assert_uint_eq(count_differing(plain, other, plain->actors, plain->actors + whole.table_count, &table_at),
                          1);
        ck_assert_str_eq(whole.tables[table_at - plain->actors].name, cells[_i].table);
        ck_assert_mem_eq(plain->world, other->world, sizeof plain->world);
        free(other);
    }
    free(plain);
}
END_TEST

/* ---- damage ---- */

static enum accord_status take_any(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    size_t *verdicts = host;
    (void)err;
    ck_assert_ptr_nonnull(verdict->why);
    ++*verdicts;
    return ACCORD_OK;
}

/* Every rule on every actor, as far as it goes. */
static enum accord_status run_all(struct accord_packs *packs, const char *path, size_t *verdicts)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *errors = NULL, *warnings = NULL;
    struct accord_dataset *dataset = NULL;
    struct accord_run_options options = {.actor_count = SIZE_MAX, .carry = ACCORD_CARRY_ALL};
    struct accord_run *run = NULL;
    const char *why;
    ck_assert(accord_date_parse(AS_OF, strlen(AS_OF), &options.as_of, &why));
    ck_assert_int_eq(accord_problems_new(&errors, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    enum accord_status status = accord_dataset_open(path, NULL, errors, warnings, &dataset, &err);
    if (status == ACCORD_OK) status = accord_run_new(packs, dataset, &options, &run, &err);
    if (status == ACCORD_OK) status = accord_run_evaluate(run, take_any, verdicts, &err);
    ck_assert_msg(status == ACCORD_OK || status == ACCORD_BAD_DATA, "%d: %s", (int)status, err.text);
    accord_run_free(run);
    accord_dataset_close(dataset);
    accord_problems_free(errors);
    accord_problems_free(warnings);
    return status;
}

static void write_bytes(const char *path, const unsigned char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

/* One bit of a byte that is not zero at a time, with the rules run on what is left. */
START_TEST(a_flipped_bit_is_a_status)
{
    enum { FLIPS = 60, BYTES_MAX = 4 * 1024 * 1024 };
    char folder[SAMPLE_PATH_MAX], path[SAMPLE_PATH_MAX];
    uint32_t seed = 11;
    size_t refused = 0, verdicts = 0;
    struct accord_packs *packs = sample_packs();
    sample_folder(folder);
    packed_path(folder, path);
    sample_write(&whole, folder, SAMPLE_CSV, true);
    sample_pack(folder, path);
    unsigned char *bytes = malloc(BYTES_MAX);
    FILE *file = fopen(path, "rb");
    ck_assert(bytes != NULL && file != NULL);
    size_t length = fread(bytes, 1, BYTES_MAX, file);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_uint_lt(length, BYTES_MAX);
    for (int i = 0; i < FLIPS; i++) {
        size_t at;
        do
            at = sample_random(&seed, (uint32_t)length);
        while (bytes[at] == 0);
        unsigned char bit = (unsigned char)(1U << sample_random(&seed, 8));
        bytes[at] ^= bit;
        write_bytes(path, bytes, length);
        refused += run_all(packs, path, &verdicts) == ACCORD_BAD_DATA;
        bytes[at] ^= bit;
    }
    ck_assert_uint_gt(refused, 0);
    ck_assert_uint_gt(verdicts, 0);
    free(bytes);
    accord_packs_close(packs);
    sample_folder_remove(folder);
}
END_TEST

static void read_sample(void)
{
    sample_read(&whole, 12);
}

int main(void)
{
    TCase *tcase = tcase_create("packed");
    Suite *suite = suite_create("packed");
    tcase_add_unchecked_fixture(tcase, read_sample, NULL);
    tcase_set_timeout(tcase, 240);
    tcase_add_loop_test(tcase, packing_changes_no_byte, 0, COUNT_OF(shapes));
    tcase_add_test(tcase, digests_show_neither_order_nor_shape);
    tcase_add_loop_test(tcase, a_changed_cell_shows_in_its_actors_digest_alone, 0, COUNT_OF(cells));
    tcase_add_test(tcase, a_flipped_bit_is_a_status);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
