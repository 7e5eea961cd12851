/* Rows that are kept are those of the dataset, as evidence shows them, and nothing personal. */
#include "runs/kept_rows.h"

#include "base/error.h"
#include "engine/evidence.h"
#include "store/dataset.h"
#include "unit/store/files.h"
#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

#define OWN                                                                                                            \
    "{\"name\": \"own\", \"path\": \"o.csv\", \"schema\": {\"fields\": [{\"name\": \"who\", \"type\": \"string\"}, "   \
    "{\"name\": \"flag\", \"type\": \"boolean\"}, {\"name\": \"count\", \"type\": \"integer\"}, {\"name\": "           \
    "\"price\", \"type\": \"number\"}, {\"name\": \"day\", \"type\": \"date\"}], \"accord:actor\": \"who\"}}"

/* Kenya has rows of each kind of cell, Afghanistan next to none, and everybody a meeting. */
static const struct file files[FILES_MAX] = {
    {"datapackage.json",
     DESCRIPTOR("", RESOURCE("actors", "a.csv") ", " RESOURCE("focal_points", "f.csv") ", " RESOURCE(
                        "partnerships", "p.csv") ", " RESOURCE("meetings", "m.csv") ", " OWN)},
    {"a.csv", "id,kind,name,former_names\nKEN,state,Kenya,Old;Older\nAFG,state,Afghanistan,\nZWE,state,Zimbabwe,Old\n"},
    {"f.csv", "id,actor,role,institution,person,email,designated\n"
              "fp-KEN-10,KEN,cms-nfp,Ministry of Many Words,Somebody,a@b.org,2010-05\n"
              "fp-KEN-9,KEN,cms-nfp,Ministry of Few Words,,,2010-05-06\n"
              "fp-KEN-8,KEN,cbd-nfp,Ministry of Many Words,Somebody else,,2011\n"
              "fp-ZWE-10,ZWE,cms-nfp,\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa8,,,\n"},
    {"p.csv", "id,parties,kind,from\np-1,AFG;KEN,joint,2016\np-2,ZWE,other,\n"},
    {"m.csv", "id,body,kind,from\nm-1,cop,cop,2014\n"},
    {"o.csv", "who,flag,count,price,day\nKEN,true,-12,1.50,2017-08-24\nKEN,false,9007199254740991,-0.000001,0001-01-01\n"
              "KEN,,,,9998-12-31\nKEN,true,0,0,\nZWE,,,,\n,true,,,\n"},
};

static struct opened opened;
static struct accord_rows rows;
static struct accord_arena arena;

static void begin(void)
{
    struct accord_error err;
    make_folder();
    opened = open_files(files);
    check_good(&opened);
    ck_assert_int_eq(accord_rows_open(&rows, opened.dataset, &err), ACCORD_OK);
    accord_arena_init(&arena);
}

static void end(void)
{
    accord_rows_close(&rows);
    accord_arena_clear(&arena);
    close_opened(&opened);
    remove_folder();
}

/* All actors, in one piece. The caller releases it. */
static char *write_all(size_t *length)
{
    struct accord_kept_writer writer;
    struct accord_bytes bytes;
    struct accord_error err;
    ck_assert_int_eq(accord_kept_writer_init(&writer, rows.store, &err), ACCORD_OK);
    for (int again = 0; again < 2; again++) {
        accord_kept_begin(&writer);
        for (size_t i = 0; i < accord_dataset_actor_count(opened.dataset); i++) {
            accord_rows_enter(&rows, i);
            ck_assert(accord_kept_add_actor(&writer, &rows));
        }
    }
    ck_assert_int_eq(accord_kept_finish(&writer, &bytes, &err), ACCORD_OK);
    char *copy = malloc(bytes.length + 1);
    memcpy(copy, bytes.at, bytes.length);
    *length = bytes.length;
    accord_kept_writer_clear(&writer);
    return copy;
}

static void expect_table(const struct accord_kept_table *kept, int table)
{
    const struct accord_schema *schema = accord_store_schema(rows.store, table);
    const struct accord_row_list *list = accord_rows_list(&rows, table, false);
    ck_assert_uint_eq(kept->count, list->count);
    for (size_t i = 0; i < list->count; i++) {
        ck_assert_str_eq(kept->rows[i].key, accord_evidence_key(&arena, schema, list->rows[i].cells));
        for (size_t j = 0; j < schema->column_count; j++) {
            const char *value;
            ck_assert(accord_evidence_value(&arena, schema, list->rows[i].cells, j, &value));
            ck_assert_pstr_eq(kept->rows[i].values[j], value);
        }
    }
}

START_TEST(what_is_read_is_what_evidence_shows)
{
    struct accord_kept_reader reader;
    size_t length, count = 0;
    char *bytes = write_all(&length);
    ck_assert(accord_kept_open(&reader, (struct accord_bytes){bytes, length}, &arena));
    ck_assert_uint_eq(reader.table_count, accord_store_table_count(rows.store));
    for (size_t i = 0; i < accord_dataset_actor_count(opened.dataset); i++) {
        accord_rows_enter(&rows, i);
        ck_assert(accord_kept_next(&reader, &arena));
        for (size_t table = 0; table < reader.table_count; table++) {
            expect_table(&reader.tables[table], (int)table);
            count += reader.tables[table].count;
        }
    }
    ck_assert_uint_eq(count, 3 + 4 + 3 + 5);
    ck_assert(accord_wire_done(&reader.wire));
    ck_assert(!accord_kept_next(&reader, &arena));
    free(bytes);
}
END_TEST

START_TEST(nothing_personal_is_kept)
{
    size_t length;
    char *bytes = write_all(&length);
    for (size_t i = 0; i + 8 <= length; i++)
        ck_assert(memcmp(bytes + i, "Somebody", 8) != 0 && memcmp(bytes + i, "@", 1) != 0);
    free(bytes);
}
END_TEST

START_TEST(evidence_is_completed_by_ordinals)
{
    static const int columns[] = {2, 4, 5}; /* role, person and e-mail of a built-in table */
    struct accord_kept_reader reader;
    struct accord_evidence_row row = {.ordinal = 0, .columns = columns, .column_count = 3};
    int table = accord_store_table(rows.store, "focal_points", strlen("focal_points"));
    size_t length, actor = 0;
    char *bytes = write_all(&length);
    const struct accord_schema *schema = accord_store_schema(rows.store, table);
    ck_assert_str_eq(schema->columns[2].name, "role");
    ck_assert_str_eq(schema->columns[4].name, "person");
    ck_assert(accord_dataset_find_actor(opened.dataset, "KEN", &actor));
    ck_assert(accord_kept_open(&reader, (struct accord_bytes){bytes, length}, &arena));
    for (size_t i = 0; i <= actor; i++)
        ck_assert(accord_kept_next(&reader, &arena));
    ck_assert(accord_kept_fill(&reader, table, &arena, &row));
    ck_assert_str_eq(row.key, "fp-KEN-10");
    ck_assert_str_eq(row.values[0], "cms-nfp");
    ck_assert_str_eq(row.values[1], "(on record)");
    row.ordinal = 1;
    ck_assert(accord_kept_fill(&reader, table, &arena, &row));
    ck_assert_str_eq(row.key, "fp-KEN-8");
    ck_assert_str_eq(row.values[0], "cbd-nfp");
    ck_assert_ptr_null(row.values[2]);
    row.ordinal = 3;
    ck_assert(!accord_kept_fill(&reader, table, &arena, &row));
    row.ordinal = 0;
    row.global = true;
    ck_assert(!accord_kept_fill(&reader, table, &arena, &row));
    row.global = false;
    ck_assert(!accord_kept_fill(&reader, (int)reader.table_count, &arena, &row));
    ck_assert(!accord_kept_fill(&reader, -1, &arena, &row));
    row.columns = (const int[]){2, 4, 127};
    ck_assert(!accord_kept_fill(&reader, table, &arena, &row));
    free(bytes);
}
END_TEST

/* Whatever the bytes are: read to their end or refused. */
static bool read_all(const char *bytes, size_t length)
{
    struct accord_kept_reader reader;
    accord_arena_reset(&arena);
    bool good = accord_kept_open(&reader, (struct accord_bytes){bytes, length}, &arena);
    while (good && reader.wire.at < reader.wire.end)
        good = accord_kept_next(&reader, &arena);
    return good;
}

START_TEST(bytes_that_were_not_written_are_read_or_refused)
{
    size_t length;
    unsigned refused = 0;
    char *bytes = write_all(&length);
    for (size_t i = 0; i < length; i++) {
        char *cut = malloc(i + 1); /* of its own, so that a byte too far is seen */
        memcpy(cut, bytes, i);
        refused += !read_all(cut, i);
        free(cut);
    }
    ck_assert_uint_gt(refused, length - 10);
    for (size_t i = 0; i < length; i++)
        for (int bit = 0; bit < 8; bit++) {
            bytes[i] = (char)(bytes[i] ^ 1 << bit);
            refused += !read_all(bytes, length);
            bytes[i] = (char)(bytes[i] ^ 1 << bit);
        }
    ck_assert(read_all(bytes, length));
    free(bytes);
}
END_TEST

/* A text of 1 MiB that a million cells tell again, each but for a byte. */
START_TEST(a_few_bytes_do_not_become_all_of_the_memory)
{
    enum { TEXT = 1 << 20, CELLS = 1 << 20 };
    struct accord_text text;
    accord_text_init(&text, 64 * 1024 * 1024);
    accord_wire_add_number(&text, 1);
    accord_text_add(&text, "\1\0\1", 3); /* a table of one column of texts, without a key */
    accord_wire_add_number(&text, CELLS + 1);
    accord_text_add_char(&text, 2);
    accord_wire_add_number(&text, TEXT);
    memset(accord_text_extend(&text, TEXT), 'x', TEXT);
    for (size_t i = 0; i < CELLS; i++) {
        accord_text_add_char(&text, 3);
        accord_wire_add_number(&text, TEXT - 1);
        accord_text_add(&text, "\0\1y", 3);
    }
    ck_assert(!text.failed);
    ck_assert(!read_all(accord_text_str(&text), text.length));
    accord_text_clear(&text);
}
END_TEST

START_TEST(other_actors_or_other_tables_have_another_digest)
{
    static const unsigned char keys[3 * 16] = {1, 2, 3};
    unsigned char digests[4][ACCORD_SHA256_BYTES];
    struct accord_kept_writer writer;
    struct accord_error err;
    ck_assert_int_eq(accord_kept_writer_init(&writer, rows.store, &err), ACCORD_OK);
    accord_kept_digest(&writer, keys, 2, digests[0]);
    accord_kept_digest(&writer, keys, 1, digests[1]);
    accord_kept_digest(&writer, keys + 1, 1, digests[2]);
    writer.shape[0] ^= 1;
    accord_kept_digest(&writer, keys, 2, digests[3]);
    for (size_t i = 0; i < 4; i++)
        for (size_t j = i + 1; j < 4; j++)
            ck_assert_mem_ne(digests[i], digests[j], ACCORD_SHA256_BYTES);
    accord_kept_writer_clear(&writer);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("kept_rows");
    TCase *tests = tcase_create("kept_rows");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, what_is_read_is_what_evidence_shows);
    tcase_add_test(tests, nothing_personal_is_kept);
    tcase_add_test(tests, evidence_is_completed_by_ordinals);
    tcase_add_test(tests, bytes_that_were_not_written_are_read_or_refused);
    tcase_add_test(tests, a_few_bytes_do_not_become_all_of_the_memory);
    tcase_add_test(tests, other_actors_or_other_tables_have_another_digest);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
