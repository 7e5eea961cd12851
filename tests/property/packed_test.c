/* A packed dataset gives the same bytes as the folder that it was packed from, places and all; a damaged one gives a
 * status. */
#include "accord/dataset.h"
#include "base/memory.h"
#include "property/sample.h"
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
    tcase_add_test(tcase, a_flipped_bit_is_a_status);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
