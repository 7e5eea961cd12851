/* Pages of a database file: those that SQLite wrote, whatever their size, and nothing beyond them. */
#include "store/pages.h"

#include "unit/store/database.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const uint32_t sizes[] = {512, 1024, 4096, 8192, 65536};

static void fill(uint32_t size)
{
    sqlite3 *db = open_database();
    char sql[64];

    snprintf(sql, sizeof(sql), "PRAGMA page_size = %u", (unsigned)size);
    run_sql(db, sql);
    run_sql(db, "CREATE TABLE one (_id INTEGER PRIMARY KEY, text TEXT); CREATE TABLE _of_one (_id INTEGER PRIMARY KEY);"
                "CREATE INDEX two ON one (text); CREATE VIEW three AS SELECT 1;" SERIES(
                    "1", "200") "INSERT INTO one SELECT value, printf('%0999d', value) FROM s");
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

START_TEST(every_page_is_read_as_it_stands_in_the_file)
{
    struct accord_pages pages;
    unsigned char *bytes = malloc(sizes[_i] + ACCORD_PAGE_SLACK), *expected = malloc(sizes[_i]);
    FILE *file;
    sqlite3 *db;

    fill(sizes[_i]);
    ck_assert(bytes != NULL && expected != NULL);
    db = open_database();
    file = fopen(database_path, "rb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(accord_pages_open(db, &pages), SQLITE_OK);
    ck_assert_uint_eq(pages.size, sizes[_i]);
    ck_assert_uint_eq(pages.usable, sizes[_i]);
    ck_assert_uint_gt(pages.count, 3);
    ck_assert_uint_eq(pages.count, (uint32_t)ask_sql(db, 0, "PRAGMA page_count", 0));
    for (uint32_t number = 1; number <= pages.count; number++) {
        memset(bytes, 0x5a, sizes[_i] + ACCORD_PAGE_SLACK);
        ck_assert_int_eq(accord_pages_read(&pages, number, bytes), SQLITE_OK);
        ck_assert_uint_eq(fread(expected, 1, sizes[_i], file), sizes[_i]);
        ck_assert_mem_eq(bytes, expected, sizes[_i]);
        for (size_t i = 0; i < ACCORD_PAGE_SLACK; i++)
            ck_assert_uint_eq(bytes[sizes[_i] + i], 0);
    }
    ck_assert_int_eq(accord_pages_read(&pages, 0, bytes), SQLITE_CORRUPT);
    ck_assert_int_eq(accord_pages_read(&pages, pages.count + 1, bytes), SQLITE_CORRUPT);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    free(expected);
    free(bytes);
}
END_TEST

START_TEST(pages_of_a_database_in_memory_are_read_too)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI;
    struct accord_pages pages;
    unsigned char *bytes;
    sqlite3 *db = NULL;

    ck_assert_int_eq(sqlite3_open_v2("file:/pages?vfs=memdb", &db, flags, NULL), SQLITE_OK);
    run_sql(db, "PRAGMA page_size = 1024; CREATE TABLE one (_id INTEGER PRIMARY KEY)");
    ck_assert_int_eq(accord_pages_open(db, &pages), SQLITE_OK);
    ck_assert_uint_eq(pages.size, 1024);
    ck_assert_uint_eq(pages.count, 2);
    bytes = malloc(pages.size + ACCORD_PAGE_SLACK);
    ck_assert_ptr_nonnull(bytes);
    ck_assert_int_eq(accord_pages_read(&pages, 1, bytes), SQLITE_OK);
    ck_assert_str_eq((const char *)bytes, "SQLite format 3");
    free(bytes);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

/* Bytes of the file's header that no database has. */
static const struct {
    size_t at;
    const char *bytes;
    size_t length;
} headers[] = {
    {16, "\0\0", 2}, {16, "\0\2", 2}, /* pages of 0 and 2 bytes, of 256, of no power of two */
    {16, "\1\0", 2}, {16, "\3\0", 2}, {16, "\x2\1", 2}, {20, "\x21", 1}, /* and of 512 of which 479 are used */
};

START_TEST(a_header_that_no_database_has_is_refused)
{
    struct accord_pages pages;
    sqlite3 *db;

    fill(512);
    patch_database(headers[_i].at, headers[_i].bytes, headers[_i].length);
    db = open_database();
    ck_assert_int_eq(accord_pages_open(db, &pages), SQLITE_CORRUPT);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(bytes_that_are_kept_free_in_each_page_are_not_used)
{
    struct accord_pages pages;
    sqlite3 *db;

    fill(512);
    patch_database(20, "\x20", 1);
    db = open_database();
    ck_assert_int_eq(accord_pages_open(db, &pages), SQLITE_OK);
    ck_assert_uint_eq(pages.size, 512);
    ck_assert_uint_eq(pages.usable, 480);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

/* It is the page of the first byte beyond 1 GiB. */
START_TEST(the_page_by_which_a_database_is_locked_holds_nothing)
{
    const uint32_t locked = UINT32_C(0x40000000) / 65536 + 1;
    unsigned char *bytes = malloc(65536 + ACCORD_PAGE_SLACK);
    struct accord_pages pages;
    sqlite3 *db;

    fill(65536);
    ck_assert_ptr_nonnull(bytes);
    ck_assert_int_eq(truncate(database_path, INT64_C(65536) * (locked + 1)), 0);
    db = open_database();
    ck_assert_int_eq(accord_pages_open(db, &pages), SQLITE_OK);
    ck_assert_int_eq(accord_pages_read(&pages, locked - 1, bytes), SQLITE_OK);
    ck_assert_int_eq(accord_pages_read(&pages, locked, bytes), SQLITE_CORRUPT);
    ck_assert_int_eq(accord_pages_read(&pages, locked + 1, bytes), SQLITE_OK);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    free(bytes);
}
END_TEST

START_TEST(an_empty_file_has_no_pages)
{
    struct accord_pages pages;
    sqlite3 *db = open_database();

    ck_assert_int_eq(accord_pages_open(db, &pages), SQLITE_CORRUPT);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(a_table_is_found_by_its_name)
{
    uint32_t root;
    sqlite3 *db;

    fill(1024);
    db = open_database();
    ck_assert_int_eq(accord_pages_find(db, "", "one", &root), SQLITE_OK);
    ck_assert_int_eq(root, ask_sql(db, 0, "SELECT rootpage FROM sqlite_schema WHERE name = 'one'", 0));
    ck_assert_int_eq(accord_pages_find(db, "_of_", "one", &root), SQLITE_OK);
    ck_assert_int_eq(root, ask_sql(db, 0, "SELECT rootpage FROM sqlite_schema WHERE name = '_of_one'", 0));
    ck_assert_int_eq(accord_pages_find(db, "", "two", &root), SQLITE_CORRUPT);
    ck_assert_int_eq(accord_pages_find(db, "", "three", &root), SQLITE_CORRUPT);
    ck_assert_int_eq(accord_pages_find(db, "", "none", &root), SQLITE_CORRUPT);
    ck_assert_uint_eq(root, 0);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

static const struct {
    const char *bytes;
    size_t length;
    uint64_t number;
} numbers[] = {
    {"\x00", 1, 0},
    {"\x7f", 1, 127},
    {"\x81\x00", 2, 128},
    {"\xff\x7f", 2, 16383},
    {"\x80\x01", 2, 1},
    {"\x81\x80\x00", 3, 16384},
    {"\x90\x80\x80\x80\x01", 5, UINT64_C(0x100000001)},
    {"\xff\xff\xff\xff\xff\xff\xff\x7f", 8, UINT64_C(0xffffffffffffff)},
    {"\x80\xff\xff\xff\xff\xff\xff\xff\xff", 9, (UINT64_C(1) << 57) - 1},
    {"\xff\xff\xff\xff\xff\xff\xff\xff\xff", 9, UINT64_MAX},
    {"\xff\xff\xff\xff\xff\xff\xff\xff\x80", 9, UINT64_MAX - 127},
};

START_TEST(a_number_has_one_to_nine_bytes)
{
    unsigned char bytes[ACCORD_PAGE_SLACK] = {0};
    uint64_t number;

    memcpy(bytes, numbers[_i].bytes, numbers[_i].length);
    ck_assert_uint_eq((size_t)(accord_page_number(bytes, &number) - bytes), numbers[_i].length);
    ck_assert_uint_eq(number, numbers[_i].number);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pages");
    TCase *tests = tcase_create("pages");

    tcase_add_checked_fixture(tests, make_database_path, remove_database_path);
    tcase_add_loop_test(tests, every_page_is_read_as_it_stands_in_the_file, 0, COUNT_OF(sizes));
    tcase_add_test(tests, pages_of_a_database_in_memory_are_read_too);
    tcase_add_loop_test(tests, a_header_that_no_database_has_is_refused, 0, COUNT_OF(headers));
    tcase_add_test(tests, bytes_that_are_kept_free_in_each_page_are_not_used);
    tcase_add_test(tests, the_page_by_which_a_database_is_locked_holds_nothing);
    tcase_add_test(tests, an_empty_file_has_no_pages);
    tcase_add_test(tests, a_table_is_found_by_its_name);
    tcase_add_loop_test(tests, a_number_has_one_to_nine_bytes, 0, COUNT_OF(numbers));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
