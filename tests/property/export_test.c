/* A dataset is the same in every shape: what is exported has its digest and gives its verdicts, and exported again it
 * is the same bytes. */
#include "accord/export.h"
#include "property/sample.h"
#include "unit/suite.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define AS_OF "2022-06-30"

static struct sample whole, changed;

/* A folder in which datasets are made, a shape each. */
static char room[SAMPLE_PATH_MAX];

static const struct {
    const char *name;
    enum accord_shape shape;
    bool packed;
} outputs[] = {{"csv", ACCORD_SHAPE_CSV, false},
               {"json", ACCORD_SHAPE_JSON, false},
               {"jsonl", ACCORD_SHAPE_JSON_LINES, false},
               {"actors", ACCORD_SHAPE_ACTORS, false},
               {"packed.db", ACCORD_SHAPE_CSV, true}};

static const struct {
    enum sample_shape shape;
    bool declared;
} inputs[] = {{SAMPLE_CSV, true},
              {SAMPLE_CSV_CRLF, false},
              {SAMPLE_CSV_TWO_FILES, true},
              {SAMPLE_JSON, true},
              {SAMPLE_JSON_LINES, false},
              {SAMPLE_MIXED, true}};

static void path_in_room(char *path, const char *name)
{
    snprintf(path, SAMPLE_PATH_MAX, "%.200s/%.200s", room, name);
}

static void export_to(const char *from, const char *to, int output)
{
    struct accord_error err = {ACCORD_OK, ""};
    const struct accord_export_options options = {.shape = outputs[output].shape};
    if (outputs[output].packed) {
        sample_pack(from, to);
        return;
    }
    struct accord_dataset *dataset = sample_open(from);
    ck_assert_msg(accord_export_folder(dataset, to, &options, &err) == ACCORD_OK, "%s", err.text);
    accord_dataset_close(dataset);
}

static char *bytes_of(const char *folder, const char *name, size_t *length)
{
    enum { BYTES_MAX = 8 * 1024 * 1024 };
    char path[SAMPLE_PATH_MAX * 2], *bytes = malloc(BYTES_MAX);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL && bytes != NULL, "%s", path);
    *length = fread(bytes, 1, BYTES_MAX, file);
    ck_assert_uint_lt(*length, BYTES_MAX);
    ck_assert_int_eq(fclose(file), 0);
    return bytes;
}

static bool is_folder(const char *folder, const char *name, char *path)
{
    struct stat facts;
    snprintf(path, SAMPLE_PATH_MAX, "%.300s/%.200s", folder, name);
    return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

/* With the documents of actors. */
static void remove_dataset(const char *folder)
{
    char actors[SAMPLE_PATH_MAX];
    if (is_folder(folder, "actors", actors)) sample_folder_remove(actors);
    sample_folder_remove(folder);
}

/* Every file of the one is in the other; returns how many. */
static size_t expect_files(const char *folder, const char *other)
{
    char inner[SAMPLE_PATH_MAX], other_inner[SAMPLE_PATH_MAX];
    size_t count = 0;
    DIR *opened = opendir(folder);
    ck_assert_msg(opened != NULL, "%s", folder);
    for (const struct dirent *entry; (entry = readdir(opened)) != NULL;) {
        size_t length, other_length;
        if (entry->d_name[0] == '.') continue;
        if (is_folder(folder, entry->d_name, inner)) {
            ck_assert_msg(is_folder(other, entry->d_name, other_inner), "%s", other_inner);
            count += expect_files(inner, other_inner);
            continue;
        }
        char *bytes = bytes_of(folder, entry->d_name, &length);
        char *others = bytes_of(other, entry->d_name, &other_length);
        ck_assert_msg(length == other_length && memcmp(bytes, others, length) == 0, "%s/%s and that of %s", folder,
                      entry->d_name, other);
        free(bytes);
        free(others);
        count++;
    }
    closedir(opened);
    return count;
}

static void expect_same_folder(const char *a, const char *b)
{
    size_t count = expect_files(a, b);
    ck_assert_uint_gt(count, 1);
    ck_assert_uint_eq(count, expect_files(b, a));
}

static void expect_digest(const char *path, const char *expected)
{
    struct accord_dataset *dataset = sample_open(path);
    ck_assert_str_eq(accord_dataset_sha256(dataset), expected);
    accord_dataset_close(dataset);
}

static void digest_of(const char *path, char digest[ACCORD_DATASET_HEX])
{
    struct accord_dataset *dataset = sample_open(path);
    snprintf(digest, ACCORD_DATASET_HEX, "%s", accord_dataset_sha256(dataset));
    accord_dataset_close(dataset);
}

static void make_room(void)
{
    sample_folder(room);
}

static void clear_room(void)
{
    DIR *opened = opendir(room);
    ck_assert_ptr_nonnull(opened);
    for (const struct dirent *entry; (entry = readdir(opened)) != NULL;) {
        char path[SAMPLE_PATH_MAX];
        if (entry->d_name[0] == '.') continue;
        path_in_room(path, entry->d_name);
        remove_dataset(path);
        unlink(path);
    }
    closedir(opened);
    rmdir(room);
}

/* The dataset of a test, its rows in disorder. */
static void write_input(int input, char *path)
{
    uint32_t seed = 31 + (uint32_t)input;
    changed = whole;
    sample_shuffle(&changed, &seed);
    char folder[SAMPLE_PATH_MAX];
    sample_folder(folder);
    path_in_room(path, "input");
    ck_assert_int_eq(rename(folder, path), 0);
    sample_write(&changed, path, inputs[input].shape, inputs[input].declared);
}

START_TEST(every_shape_gives_the_same_verdicts)
{
    char input[SAMPLE_PATH_MAX], path[SAMPLE_PATH_MAX], digest[ACCORD_DATASET_HEX];
    struct accord_packs *packs = sample_packs();
    write_input(_i, input);
    digest_of(input, digest);
    char *expected = sample_report(packs, input, AS_OF);
    ck_assert_uint_gt(strlen(expected), 10000);
    for (int i = 0; i < COUNT_OF(outputs); i++) {
        path_in_room(path, outputs[i].name);
        export_to(input, path, i);
        expect_digest(path, digest);
        char *got = sample_report(packs, path, AS_OF);
        ck_assert_msg(strcmp(expected, got) == 0, "%s", outputs[i].name);
        free(got);
    }
    free(expected);
    accord_packs_close(packs);
}
END_TEST

/* From each shape to each, which is then the same as it is from the first. */
START_TEST(exporting_again_changes_no_byte)
{
    char input[SAMPLE_PATH_MAX], first[SAMPLE_PATH_MAX], between[SAMPLE_PATH_MAX], again[SAMPLE_PATH_MAX];
    write_input(0, input);
    for (int i = 0; i < COUNT_OF(outputs); i++) {
        path_in_room(first, outputs[i].name);
        export_to(input, first, i);
    }
    path_in_room(again, "again");
    for (int i = 0; i < COUNT_OF(outputs); i++)
        for (int j = 0; j < COUNT_OF(outputs); j++) {
            if (outputs[j].packed) continue;
            path_in_room(between, outputs[i].name);
            path_in_room(first, outputs[j].name);
            export_to(between, again, j);
            expect_same_folder(first, again);
            remove_dataset(again);
        }
}
END_TEST

/* ---- damage ---- */

static void write_bytes(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

/* Nobody verified it: what is read is written, or the status says why not, and then nothing is there. */
static enum accord_status export_any(const char *path, const char *to, enum accord_shape shape)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *errors = NULL, *warnings = NULL;
    struct accord_dataset *dataset = NULL;
    const struct accord_export_options options = {.shape = shape};
    ck_assert_int_eq(accord_problems_new(&errors, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    enum accord_status status = accord_dataset_open(path, NULL, errors, warnings, &dataset, &err);
    if (status == ACCORD_OK) status = accord_export_folder(dataset, to, &options, &err);
    ck_assert_msg(status == ACCORD_OK || status == ACCORD_BAD_DATA || status == ACCORD_BAD_USAGE, "%d: %s", (int)status,
                  err.text);
    ck_assert_int_eq(access(to, F_OK) == 0, status == ACCORD_OK);
    accord_dataset_close(dataset);
    accord_problems_free(errors);
    accord_problems_free(warnings);
    return status;
}

START_TEST(a_flipped_bit_is_a_status_and_no_part_of_a_folder)
{
    enum { FLIPS = 40 };
    char input[SAMPLE_PATH_MAX], packed[SAMPLE_PATH_MAX], to[SAMPLE_PATH_MAX];
    uint32_t seed = 5;
    size_t refused = 0, length;
    write_input(0, input);
    path_in_room(packed, "packed.db");
    path_in_room(to, "to");
    sample_pack(input, packed);
    char *bytes = bytes_of(room, "packed.db", &length);
    for (int i = 0; i < FLIPS; i++) {
        size_t at;
        do
            at = sample_random(&seed, (uint32_t)length);
        while (bytes[at] == 0);
        char kept = bytes[at];
        bytes[at] = (char)(kept ^ (1 << sample_random(&seed, 7)));
        write_bytes(packed, bytes, length);
        refused += export_any(packed, to, outputs[i % 4].shape) != ACCORD_OK;
        remove_dataset(to);
        bytes[at] = kept;
    }
    ck_assert_uint_gt(refused, 0);
    free(bytes);
}
END_TEST

static void read_sample(void)
{
    sample_read(&whole, 20);
}

int main(void)
{
    TCase *tcase = tcase_create("export");
    Suite *suite = suite_create("export");
    tcase_add_unchecked_fixture(tcase, read_sample, NULL);
    tcase_add_checked_fixture(tcase, make_room, clear_room);
    tcase_set_timeout(tcase, 240);
    tcase_add_loop_test(tcase, every_shape_gives_the_same_verdicts, 0, COUNT_OF(inputs));
    tcase_add_test(tcase, exporting_again_changes_no_byte);
    tcase_add_test(tcase, a_flipped_bit_is_a_status_and_no_part_of_a_folder);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
