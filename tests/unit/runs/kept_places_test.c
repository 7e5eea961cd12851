/* Rows stand where the dataset of their run has them, or it is not told. */
#include "runs/kept_places.h"

#include "store/dataset.h"
#include "store/run_documents.h"
#include "unit/store/files.h"
#include "unit/store/stored.h"
#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

enum { ACTORS, POINTS, MEETINGS };

static const struct file files[FILES_MAX] = {
    {"datapackage.json", DESCRIPTOR("", RESOURCE("actors", "a.csv") ", " RESOURCE(
                                            "focal_points", "f.csv") ", " RESOURCE("meetings", "m.csv"))},
    {"a.csv", "id,kind,name\nKEN,state,Kenya\nAFG,state,\"Afghan\nistan\"\nZWE,state,Zimbabwe\n"},
    {"f.csv", "id,actor,role\nf-9,KEN,cms-nfp\nf-3,ZWE,cms-nfp\nf-2,KEN,cms-nfp\n"},
    {"m.csv", "id,body,kind,from\nm-2,cop,cop,2014\nm-1,cop,cop,2011\n"},
};

static struct opened opened;
static struct accord_arena arena;

static void begin(void)
{
    make_stored_path();
    make_folder();
    opened = open_files(files);
    check_good(&opened);
    accord_arena_init(&arena);
}

static void end(void)
{
    accord_arena_clear(&arena);
    close_opened(&opened);
    remove_folder();
    remove_stored_path();
}

/* The document of a run of these actors; no bytes: there is none. */
static struct accord_bytes document(const size_t *actors, size_t count)
{
    struct accord_run_file *file = open_stored();
    struct accord_bytes content;
    struct accord_rows rows;
    struct accord_error err;
    bool found;
    ck_assert_int_eq(accord_rows_open(&rows, opened.dataset, &err), ACCORD_OK);
    ck_assert_int_eq(accord_kept_places_stage(file, opened.dataset, &rows, actors, count, &err), ACCORD_OK);
    accord_rows_close(&rows);
    int64_t run = append_run(file, "2020-01-01", "made");
    ck_assert_int_eq(accord_run_document(file, run, ACCORD_DOCUMENT_PLACES, &arena, &found, &content, &err), ACCORD_OK);
    accord_run_file_close(file);
    ck_assert_int_eq(found, content.length > 0);
    return content;
}

static const struct {
    const char *id;
    int table;
    uint32_t ordinal;
    const char *file; /* NULL: not told */
    unsigned line;
    bool chosen; /* is told where ZWE is left out */
} cases[] = {
    {"AFG", ACTORS, 0, "a.csv", 3, true},  {"KEN", ACTORS, 0, "a.csv", 2, true},
    {"ZWE", ACTORS, 0, "a.csv", 5, false}, {"KEN", POINTS, 0, "f.csv", 4, true},
    {"KEN", POINTS, 1, "f.csv", 2, true},  {"ZWE", POINTS, 0, "f.csv", 3, false},
    {"", MEETINGS, 0, "m.csv", 3, true},   {"", MEETINGS, 1, "m.csv", 2, true},
    {"", MEETINGS, 2, NULL, 0, true},      {"KEN", POINTS, 2, NULL, 0, true},
    {"AFG", POINTS, 0, NULL, 0, true},     {"KEN", MEETINGS, 0, NULL, 0, true},
    {"KEN", -1, 0, NULL, 0, true},         {"KEN", 3, 0, NULL, 0, true},
    {"XXX", ACTORS, 0, NULL, 0, true},     {"KEN", POINTS, UINT32_MAX, NULL, 0, true},
};

static void expect(const struct accord_kept_places *places, int at, bool told)
{
    const char *file = NULL;
    unsigned line = 0;
    told = told && cases[at].file != NULL;
    ck_assert_int_eq(accord_kept_places_find(places, cases[at].id, cases[at].table, cases[at].ordinal, &file, &line),
                     told);
    ck_assert_pstr_eq(file, told ? cases[at].file : NULL);
    ck_assert_uint_eq(line, told ? cases[at].line : 0);
}

START_TEST(rows_stand_where_they_were_read)
{
    static const size_t chosen[] = {0, 1};
    struct accord_kept_places places;
    bool no_memory;
    ck_assert(accord_kept_places_read(&places, document(NULL, 3), &arena, &no_memory));
    expect(&places, _i, true);
    ck_assert(accord_kept_places_read(&places, document(chosen, 2), &arena, &no_memory));
    expect(&places, _i, cases[_i].chosen);
}
END_TEST

START_TEST(a_run_of_too_many_actors_has_none)
{
    ck_assert_uint_eq(document(NULL, ACCORD_PLACES_ACTORS + 1).length, 0);
}
END_TEST

/* Whatever the bytes are: read or refused. */
static bool is_read(const char *bytes, size_t length)
{
    struct accord_kept_places places;
    const char *file;
    unsigned line;
    bool no_memory;
    bool good = accord_kept_places_read(&places, (struct accord_bytes){bytes, length}, &arena, &no_memory);
    ck_assert(!no_memory);
    for (int i = 0; i < COUNT_OF(cases) && good; i++)
        (void)accord_kept_places_find(&places, cases[i].id, cases[i].table, cases[i].ordinal, &file, &line);
    accord_arena_reset(&arena);
    return good;
}

START_TEST(bytes_that_were_not_written_are_read_or_refused)
{
    const struct accord_bytes document_bytes = document(NULL, 3);
    size_t length = document_bytes.length;
    char *bytes = malloc(length + 1);
    memcpy(bytes, document_bytes.at, length);
    ck_assert(is_read(bytes, length));
    bytes[length] = 0;
    ck_assert(!is_read(bytes, length + 1));
    for (size_t i = 0; i < length; i++) {
        char *cut = malloc(i + 1); /* of its own, so that a byte too far is seen */
        memcpy(cut, bytes, i);
        ck_assert(!is_read(cut, i));
        free(cut);
    }
    for (size_t i = 0; i < length; i++)
        for (int bit = 0; bit < 8; bit++) {
            bytes[i] = (char)(bytes[i] ^ 1 << bit);
            (void)is_read(bytes, length);
            bytes[i] = (char)(bytes[i] ^ 1 << bit);
        }
    free(bytes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("kept_places");
    TCase *tests = tcase_create("kept_places");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_loop_test(tests, rows_stand_where_they_were_read, 0, COUNT_OF(cases));
    tcase_add_test(tests, a_run_of_too_many_actors_has_none);
    tcase_add_test(tests, bytes_that_were_not_written_are_read_or_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
