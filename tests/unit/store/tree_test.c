/* Going through tables: every row that SQLite finds, in its order, and an end to it in files that are damaged. */
#include "store/tree.h"

#include "base/memory.h"
#include "store/record.h"
#include "unit/store/database.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Up to a page's room, one past it, and where what further pages leave over fits into the cell. */
#define EACH_LENGTH SERIES("1", "1600") "INSERT INTO t SELECT value, value, printf('%.*c', value, 'x') FROM s"

/* Made by SQLite: rowids, how long their texts are, and what was deleted or moved afterwards. */
static const struct {
    int page;
    const char *sql;
} tables[] = {
    {512, ""},
    {512, "INSERT INTO t VALUES (1, 2, 'a')"},
    {512, SERIES("1", "3000") "INSERT INTO t SELECT value, value, printf('%.*c', value % 40, 'x') FROM s"},
    {512, SERIES("1", "400") "INSERT INTO t SELECT value, -value, printf('%.*c', value * 7, 'x') FROM s"},
    {512, EACH_LENGTH},
    {512, SERIES("-500", "2000") "INSERT INTO t SELECT value * 4294967296 + 1, 0, NULL FROM s"},
    {512, SERIES("1", "3000") "INSERT INTO t SELECT value, value * value * value, 'y' FROM s; DELETE FROM t WHERE "
                              "_id % 100 <> 7"},
    {1024,
     SERIES("1", "2000") "INSERT INTO t SELECT value * 7919 % 65537, value, printf('%.*c', value % 900, 'z') FROM s"},
    {8192, SERIES("1", "5000") "INSERT INTO t SELECT value, value, printf('%.*c', value % 90, 'x') FROM s"},
    {8192, "INSERT INTO t VALUES (-9223372036854775807 - 1, 1, 'first'), (9223372036854775807, 2, 'last')"},
    {65536, SERIES("1", "200") "INSERT INTO t SELECT value, value, printf('%.*c', value * 997, 'x') FROM s"},
};

static sqlite3 *make_table(int page, const char *rows)
{
    sqlite3 *db = open_database();
    char sql[64];

    snprintf(sql, sizeof(sql), "PRAGMA page_size = %d", page);
    run_sql(db, sql);
    run_sql(db, "CREATE TABLE t (_id INTEGER PRIMARY KEY, n INTEGER, text TEXT) STRICT");
    run_sql(db, rows);
    return db;
}

static struct accord_tree tree_of(sqlite3 *db, struct accord_pages *pages)
{
    struct accord_tree tree = {.pages = pages};

    ck_assert_int_eq(accord_pages_open(db, pages), SQLITE_OK);
    ck_assert_int_eq(accord_pages_find(db, "", "t", &tree.root), SQLITE_OK);
    return tree;
}

/* A text is the last thing in its row's record. */
static void check_row(const struct accord_tree *tree, sqlite3_stmt *statement)
{
    size_t length = (size_t)sqlite3_column_bytes(statement, 2);
    int64_t number;

    ck_assert_int_eq(tree->row, sqlite3_column_int64(statement, 0));
    ck_assert(accord_record_second(tree->record, tree->length, &number));
    ck_assert_int_eq(number, sqlite3_column_int64(statement, 1));
    ck_assert_uint_ge(tree->length, length);
    if (length > 0) ck_assert_mem_eq(tree->record + tree->length - length, sqlite3_column_text(statement, 2), length);
}

static void check_rows(sqlite3 *db)
{
    sqlite3_stmt *statement = NULL;
    struct accord_pages pages;
    struct accord_tree tree = tree_of(db, &pages);
    int code;

    ck_assert_int_eq(sqlite3_prepare_v2(db, "SELECT _id, n, text FROM t ORDER BY _id", -1, &statement, NULL),
                     SQLITE_OK);
    for (code = accord_tree_seek(&tree, INT64_MIN); code == SQLITE_ROW; code = accord_tree_next(&tree)) {
        ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
        check_row(&tree, statement);
    }
    ck_assert_int_eq(code, SQLITE_DONE);
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_DONE);
    accord_tree_clear(&tree);
    ck_assert_int_eq(sqlite3_finalize(statement), SQLITE_OK);
}

START_TEST(every_row_comes_once_and_in_order)
{
    sqlite3 *db = make_table(tables[_i].page, tables[_i].sql);

    check_rows(db);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(bytes_that_are_kept_free_in_each_page_hold_no_rows)
{
    static const int reserved[] = {1, 16, 32};
    sqlite3 *db = make_table(512, EACH_LENGTH);
    struct accord_pages pages;
    int bytes = reserved[_i];

    ck_assert_int_eq(sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes), SQLITE_OK);
    run_sql(db, "VACUUM");
    ck_assert_int_eq(accord_pages_open(db, &pages), SQLITE_OK);
    ck_assert_uint_eq(pages.usable, 512 - (uint32_t)reserved[_i]);
    check_rows(db);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(seeking_finds_the_first_row_from_an_id_on)
{
    static const int64_t steps[] = {1, -1, 7, 0, 4294967296, 4294967295, 1000003};
    sqlite3 *db = make_table(tables[_i].page, tables[_i].sql);
    struct accord_pages pages;
    struct accord_tree tree = tree_of(db, &pages);
    int64_t first = INT64_MIN;

    for (int i = 0; i < 300; i++) {
        int64_t expected = ask_sql(db, 0, "SELECT min(_id) FROM t WHERE _id >= ?1", first);
        int64_t none = ask_sql(db, 0, "SELECT NOT EXISTS (SELECT 1 FROM t WHERE _id >= ?1)", first);
        int64_t next = ask_sql(db, INT64_MAX, "SELECT min(_id) FROM t WHERE _id > ?1", expected);
        int code = accord_tree_seek(&tree, first);

        ck_assert_int_eq(code, none ? SQLITE_DONE : SQLITE_ROW);
        if (code == SQLITE_ROW) ck_assert_int_eq(tree.row, expected);
        if (code == SQLITE_ROW && accord_tree_next(&tree) == SQLITE_ROW) ck_assert_int_eq(tree.row, next);
        first =
            code == SQLITE_DONE ? -(int64_t)i * 40 : (i % 3 == 0 ? next : expected) / 2 + steps[i % COUNT_OF(steps)];
    }
    ck_assert_int_eq(accord_tree_seek(&tree, INT64_MAX),
                     ask_sql(db, 0, "SELECT max(_id) FROM t", 0) == INT64_MAX ? SQLITE_ROW : SQLITE_DONE);
    accord_tree_clear(&tree);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

/* ---- damage ---- */

/* Interior pages, records in further pages, and few enough pages to damage each byte of them. */
#define SMALL SERIES("1", "60") "INSERT INTO t SELECT value, value, printf('%.*c', value % 7 * 120, 'x') FROM s"

/* Rows that ascend are counted, as a reader takes no others. */
static int count_rows(struct accord_tree *tree, int64_t *rows)
{
    int64_t last = INT64_MIN, number;
    int code = accord_tree_seek(tree, 1);

    *rows = 0;
    for (; code == SQLITE_ROW && tree->row > last; code = accord_tree_next(tree)) {
        last = tree->row;
        (void)accord_record_second(tree->record, tree->length, &number);
        (*rows)++;
    }
    return code;
}

static int walk(sqlite3 *db, int64_t *rows)
{
    struct accord_pages pages;
    struct accord_tree tree = tree_of(db, &pages);
    int code = count_rows(&tree, rows);

    accord_tree_clear(&tree);
    return code;
}

/* The page's bytes are read, so that whoever damages them knows them. */
static unsigned char byte_at(size_t at)
{
    FILE *file = fopen(database_path, "rb");
    int byte;

    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fseek(file, (long)at, SEEK_SET), 0);
    byte = fgetc(file);
    ck_assert_int_ne(byte, EOF);
    ck_assert_int_eq(fclose(file), 0);
    return (unsigned char)byte;
}

START_TEST(a_damaged_table_comes_to_an_end)
{
    static const unsigned char masks[] = {0xff, 0x80, 0x01, 0x10};
    sqlite3 *db = make_table(512, SMALL);
    size_t pages = (size_t)ask_sql(db, 0, "PRAGMA page_count", 0), corrupt = 0;
    int64_t rows;

    ck_assert_int_eq(walk(db, &rows), SQLITE_DONE);
    ck_assert_int_eq(rows, 60);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    for (size_t at = 512 + (size_t)_i; at < pages * 512; at += 31) {
        unsigned char whole = byte_at(at), damaged = whole ^ masks[at % sizeof(masks)];
        int code;

        patch_database(at, &damaged, 1);
        db = open_database();
        code = walk(db, &rows);
        ck_assert(code == SQLITE_ROW || code == SQLITE_DONE || code == SQLITE_CORRUPT);
        ck_assert_int_le(rows, 10000);
        corrupt += code == SQLITE_CORRUPT;
        ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
        patch_database(at, &whole, 1);
    }
    ck_assert_uint_gt(corrupt, 0);
}
END_TEST

/* What stands at a place of the first page of a table that has pages below it. */
static const struct {
    size_t at;
    const char *bytes;
    size_t length;
} roots[] = {
    {0, "\x0a", 1},             /* a page of an index */
    {0, "\0", 1},               /* of nothing */
    {3, "\0\0", 2},             /* no cells */
    {3, "\xff\xff", 2},         /* more than there is room for */
    {8, "\0\0\0\2", 4},         /* the page itself below it */
    {8, "\0\0\0\1", 4},         /* the first page of the file */
    {8, "\0\0\0\0", 4},         /* none */
    {8, "\x7f\xff\xff\xff", 4}, /* one past the end */
    {12, "\0\0", 2},            /* cells in the page's header, */
    {12, "\1\xfe", 2},          /* at its very end, */
    {12, "\xff\xff", 2},        /* beyond it */
};

START_TEST(a_root_that_leads_nowhere_is_corrupt)
{
    sqlite3 *db = make_table(512, SMALL);
    struct accord_pages pages;
    struct accord_tree tree;

    ck_assert_int_eq(ask_sql(db, 0, "SELECT rootpage FROM sqlite_schema", 0), 2);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    patch_database(512 + roots[_i].at, roots[_i].bytes, roots[_i].length);
    db = open_database();
    tree = tree_of(db, &pages);
    ck_assert_int_eq(accord_tree_seek(&tree, roots[_i].at == 12 ? 1 : 60), SQLITE_CORRUPT);
    accord_tree_clear(&tree);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

/* The only cell of the only page: how long its record says that it is. */
static const struct {
    const char *bytes;
    size_t length;
} lengths[] = {
    {"\x64", 1},                     /* beyond the page */
    {"\x87\x68\x01", 3},             /* 1000 bytes, of which the rest stands in no page */
    {"\x8f\xff\xff\xff\x7f\x01", 6}, /* more than the file holds */
    {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10},
};

START_TEST(a_record_longer_than_there_is_is_corrupt)
{
    sqlite3 *db = make_table(512, "INSERT INTO t VALUES (1, 2, 'abcdefghijklmnopq')");
    struct accord_pages pages;
    struct accord_tree tree;
    size_t at = 512 + (size_t)byte_at(512 + 8) * 256 + byte_at(512 + 9);

    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    patch_database(at, lengths[_i].bytes, lengths[_i].length);
    db = open_database();
    tree = tree_of(db, &pages);
    ck_assert_int_eq(accord_tree_seek(&tree, 0), SQLITE_CORRUPT);
    accord_tree_clear(&tree);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(what_failed_can_be_sought_again)
{
    sqlite3 *db = make_table(512, SMALL);
    struct accord_pages pages;
    struct accord_tree tree = tree_of(db, &pages);
    unsigned long nth = 0;
    int64_t rows;
    int code;

    do {
        accord_alloc_fail_after(++nth);
        code = count_rows(&tree, &rows);
        accord_alloc_fail_after(0);
        ck_assert(code == SQLITE_NOMEM || code == SQLITE_DONE);
        ck_assert_uint_lt(nth, 100);
    } while (code != SQLITE_DONE);
    ck_assert_uint_gt(nth, 2);
    ck_assert_int_eq(rows, 60);
    accord_tree_clear(&tree);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tree");
    TCase *tests = tcase_create("tree");

    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, make_database_path, remove_database_path);
    tcase_add_loop_test(tests, every_row_comes_once_and_in_order, 0, COUNT_OF(tables));
    tcase_add_loop_test(tests, bytes_that_are_kept_free_in_each_page_hold_no_rows, 0, 3);
    tcase_add_loop_test(tests, seeking_finds_the_first_row_from_an_id_on, 0, COUNT_OF(tables));
    tcase_add_loop_test(tests, a_damaged_table_comes_to_an_end, 0, 4);
    tcase_add_loop_test(tests, a_root_that_leads_nowhere_is_corrupt, 0, COUNT_OF(roots));
    tcase_add_loop_test(tests, a_record_longer_than_there_is_is_corrupt, 0, COUNT_OF(lengths));
    tcase_add_test(tests, what_failed_can_be_sought_again);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
