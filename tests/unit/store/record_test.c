/* Cells out of records: what SQLite's own columns say, and no cells out of what the store does not write. */
#include "store/record.h"

#include "store/pages.h"
#include "store/sql.h"
#include "store/tree.h"
#include "unit/store/database.h"
#include "unit/store/made.h"
#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

/* What happens to a record of which nobody knows who wrote it, and to one of the store's own. */
enum fate { READ, REFUSED, READ_IF_OWN };

/* Rows as SQL writes them; the columns are made_contributions', made_focal_points' and so on. */
static const struct {
    const struct accord_schema *schema;
    const char *values;
    enum fate fate;
} rows[] = {
    {&made_contributions, "'c', 'KEN', 2020, '1.5', 1", READ},
    {&made_contributions, "'', NULL, 0, '-0.25', 0", READ},
    {&made_contributions, "'c', '', 1, '0', NULL", READ},
    {&made_contributions, "NULL, NULL, NULL, NULL, NULL", READ},
    {&made_contributions, "'c', 'KEN', 127, '999999999999999999', 1", READ},
    {&made_contributions, "'c', 'KEN', -128, '1', 1", READ},
    {&made_contributions, "'c', 'KEN', 32767, '1', 1", READ},
    {&made_contributions, "'c', 'KEN', -32769, '1', 1", READ},
    {&made_contributions, "'c', 'KEN', 8388608, '1', 1", READ},
    {&made_contributions, "'c', 'KEN', -2147483648, '1', 1", READ},
    {&made_contributions, "'c', 'KEN', 140737488355327, '1', 1", READ},
    {&made_contributions, "'c', 'KEN', -140737488355329, '1', 1", READ},
    {&made_contributions, "'c', 'KEN', 999999999999999999, '1', 1", READ},
    {&made_contributions, "'c', 'KEN', -999999999999999999, '1', 1", READ},
    {&made_contributions, "'c', 'KEN', 1000000000000000000, '1', 1", REFUSED},
    {&made_contributions, "'c', 'KEN', -1000000000000000000, '1', 1", REFUSED},
    {&made_contributions, "'c', 'KEN', 1, '1e5', 1", REFUSED},
    {&made_contributions, "'c', 'KEN', 1, '', 1", REFUSED},
    {&made_contributions, "'c', 'KEN', 1, '1', 2", REFUSED},
    {&made_contributions, "'c', 'KEN', 1, '1', -1", REFUSED},
    {&made_focal_points, "'f', 'KEN', 'cms-nfp', 'a@b', 16436, 16800, 16436, 16436, NULL, NULL", READ},
    {&made_focal_points, "'f', 'KEN', 'cms-nfp', 'a@b', -719162, 2932531, 0, 0, 1, 1", READ},
    {&made_focal_points, "'f', 'KEN', 'r', 'a@b', NULL, 5, NULL, NULL, NULL, NULL", READ_IF_OWN},
    {&made_focal_points, "'f', 'KEN', 'r', 'a@b', 5, NULL, NULL, NULL, NULL, NULL", REFUSED},
    {&made_focal_points, "'f', 'KEN', 'r', 'a@b', 5, 4, NULL, NULL, NULL, NULL", REFUSED},
    {&made_focal_points, "'f', 'KEN', 'r', 'a@b', -719163, 4, NULL, NULL, NULL, NULL", REFUSED},
    {&made_focal_points, "'f', 'KEN', 'r', 'a@b', 5, 2932532, NULL, NULL, NULL, NULL", REFUSED},
    {&made_partnerships, "'p', 'KEN' || char(31) || 'AFG', 1, 2, 3, 4", READ},
    {&made_actors, "'KEN', 'Kenya', 'KE', 'x' || char(31) || '' || char(31) || 'y'", READ},
    {&made_actors, "NULL, 'Kenya', 'KE', NULL", READ_IF_OWN}, /* the id is required */
    {&made_actors, "'1234567', '12345678', '123456789', '1234567812345678'", READ},
    {&made_actors, "'\xc3\xa4', 'seven b\xc3\xa4', 'eight by\xc3\xa4', '\xe2\x82\xac and more than eight'", READ},
    {&made_actors, "CAST(x'ff' AS TEXT), NULL, NULL, NULL", READ_IF_OWN},
    {&made_actors, "'KEN', CAST(x'c3' AS TEXT), 'KE', NULL", READ_IF_OWN},
    {&made_actors, "'KEN', 'eight by' || CAST(x'c3' AS TEXT), NULL, NULL", READ_IF_OWN},
    {&made_actors, "'KEN', char(0) || 'y', NULL, NULL", READ_IF_OWN},
    {&made_actors, "'KEN', 'eight by' || char(0), NULL, NULL", READ_IF_OWN},
    {&made_actors, "'KEN', 'more than' || char(0) || 'eight', NULL, NULL", READ_IF_OWN},
    {&made_actors, "'KEN', 'abc' || char(0) || 'and more than sixteen', NULL, NULL", READ_IF_OWN},
    {&made_actors, "'KEN', 'of sixteen bytes' || CAST(x'ff' AS TEXT), NULL, NULL", READ_IF_OWN},
    {&made_actors, "'KEN', 'of fifteen byte' || CAST(x'ff' AS TEXT), NULL, NULL", READ_IF_OWN},
    {&made_actors, "'KEN', 'of sixteen bytes' || CAST(x'ff' AS TEXT) || 'of sixteen bytes', NULL, NULL", READ_IF_OWN},
    {&made_actors, "'1234567812345678', '12345678123456781', 'KE', '12345678123456781234567812345678Ã¤'", READ},
    {&made_actors, "'KEN', printf('%.*c', 20000, 'x'), NULL, printf('%.*c', 300, 'y')", READ},
};

/* The table with that one row, as the store makes tables. */
static sqlite3 *make_table(const struct accord_schema *schema, const char *values)
{
    sqlite3 *db = open_database();
    struct accord_text text;

    accord_text_init(&text, 64 * 1024);
    accord_sql_write(&text, schema, ACCORD_SQL_CREATE);
    accord_text_addf(&text, "; INSERT INTO %s VALUES (7, %s, 1, 2, x'0102')", schema->name, values);
    run_sql(db, accord_text_str(&text));
    accord_text_clear(&text);
    return db;
}

static void check_cells(const struct accord_schema *schema, const struct accord_cell *cells,
                        const struct accord_cell *expected)
{
    for (size_t i = 0; i < schema->column_count; i++) {
        ck_assert_uint_eq(cells[i].kind, expected[i].kind);
        ck_assert_int_eq(accord_cell_compare(&cells[i], &expected[i]), 0);
        if (cells[i].kind == ACCORD_CELL_DECIMAL) ck_assert_uint_eq(cells[i].scale, expected[i].scale);
        if (cells[i].kind != ACCORD_CELL_TEXT && cells[i].kind != ACCORD_CELL_LIST) continue;
        ck_assert_uint_eq(cells[i].length, expected[i].length);
        ck_assert_int_eq(cells[i].as.text[cells[i].length], '\0');
    }
}

/* Whatever the cells are. */
static void check_origin(const struct accord_schema *schema, const struct accord_tree *tree)
{
    struct accord_record_origin origin;
    struct accord_record_form form;

    accord_record_form_make(&form, schema, true);
    ck_assert(accord_record_origin(&form, tree->record, tree->length, &origin));
    ck_assert_int_eq(origin.file, 1);
    ck_assert_uint_eq(origin.line, 2);
    ck_assert_uint_eq(origin.length, 2);
    ck_assert_mem_eq(origin.places, "\1\2", 2);
}

/* In exactly as much memory as is asked for. */
static void check_record(const struct accord_schema *schema, const struct accord_tree *tree, bool doubted, bool good,
                         const struct accord_cell *expected)
{
    struct accord_record_form form;
    const struct accord_cell *cells;
    void *memory;

    accord_record_form_make(&form, schema, doubted);
    memory = malloc(accord_record_room(&form, tree->length));
    ck_assert_ptr_nonnull(memory);
    cells = accord_record_cells(&form, tree->record, tree->length, memory);
    ck_assert_int_eq(cells != NULL, good);
    if (good) ck_assert_ptr_eq(cells, memory);
    if (good) check_cells(schema, cells, expected);
    free(memory);
}

START_TEST(cells_are_those_that_sqlite_reads)
{
    const struct accord_schema *schema = rows[_i].schema;
    sqlite3 *db = make_table(schema, rows[_i].values);
    struct accord_cell expected[ACCORD_COLUMNS_MAX];
    sqlite3_stmt *statement = NULL;
    struct accord_pages pages;
    struct accord_tree tree = {.pages = &pages};
    struct accord_error err;

    ck_assert_int_eq(accord_sql_prepare(db, database_path, schema, ACCORD_SQL_SELECT, &statement, &err), ACCORD_OK);
    ck_assert_int_eq(sqlite3_bind_int64(statement, 1, 0), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    ck_assert_int_eq(accord_sql_cells(statement, schema, expected), rows[_i].fate != REFUSED);
    ck_assert_int_eq(accord_pages_open(db, &pages), SQLITE_OK);
    ck_assert_int_eq(accord_pages_find(db, "", schema->name, &tree.root), SQLITE_OK);
    ck_assert_int_eq(accord_tree_seek(&tree, 0), SQLITE_ROW);
    check_origin(schema, &tree);
    check_record(schema, &tree, true, rows[_i].fate == READ, expected);
    check_record(schema, &tree, false, rows[_i].fate != REFUSED, expected);
    accord_tree_clear(&tree);
    ck_assert_int_eq(sqlite3_finalize(statement), SQLITE_OK);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

/* Records of notes (actor, text, weight), byte by byte: nothing for the rowid, then a type each, then the values. */
static const struct {
    const char *bytes;
    size_t length;
    bool good;
} records[] = {
    {"\x05\0\x13\x11\x0f"
     "KENhi7",
     11, true},
    {"\x06\0\x80\x13\x11\x0f"
     "KENhi7",
     12, true},                                           /* a type in more bytes than it needs */
    {"\x08\0\x13\x11\x0f\x01\x01\0KENhi7\1\2", 16, true}, /* further columns */
    {"\x05\0\0\0\0", 5, true},
    {"", 0, false},
    {"\0", 1, false},
    {"\x01", 1, false},       /* no type at all */
    {"\x04\0\0\0", 4, false}, /* a column less than there are */
    {"\x05\0\0\0", 4, false}, /* types up to beyond the end */
    {"\x7f\0\0\0\0", 5, false},
    {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", 13, false},
    {"\x05\1\0\0\0\x07", 6, false}, /* something in place of the rowid */
    {"\x05\0\x13\x11\x0f"
     "KENhi",
     10, false},                                                   /* values up to beyond the end */
    {"\x05\0\xff\0\0", 5, false},                                  /* a type that ends beyond the types */
    {"\x0d\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0", 13, false}, /* a text longer than anything */
    {"\x05\0\x0a\0\0", 5, false},                                  /* types that mean nothing */
    {"\x05\0\x0b\0\0", 5, false},
    {"\x05\0\x0c\0\0", 5, false}, /* bytes that are no text, */
    {"\x05\0\x14\0\0"
     "KENx",
     9, false},
    {"\x05\0\x01\0\0\x07", 6, false}, /* and numbers in place of texts */
    {"\x05\0\x08\0\0", 5, false},
    {"\x05\0\0\0\x09", 5, false},
};

START_TEST(a_record_that_is_none_has_no_cells)
{
    struct accord_record_form form;
    size_t length = records[_i].length;
    unsigned char *bytes = calloc(1, length + ACCORD_PAGE_SLACK);
    void *memory;

    accord_record_form_make(&form, &made_notes, true);
    memory = malloc(accord_record_room(&form, length));
    ck_assert(bytes != NULL && memory != NULL);
    memcpy(bytes, records[_i].bytes, length);
    ck_assert_int_eq(accord_record_cells(&form, bytes, length, memory) != NULL, records[_i].good);
    free(memory);
    free(bytes);
}
END_TEST

/* Of notes without a value, and the file, line and places behind them. */
static const struct {
    const char *bytes;
    size_t length;
    bool good;
    int file;
    uint32_t line;
    size_t places;
} origins[] = {
    {"\x08\0\0\0\0\x08\x09\0", 8, true, 0, 1, 0},
    {"\x08\0\0\0\0\x01\x04\x12\xff\xff\xff\xff\xff\1\2\3", 16, false, 0, 0, 0}, /* a negative line */
    {"\x08\0\0\0\0\x01\x05\x12\xff\0\0\xff\xff\xff\xff\1\2\3", 18, true, -1, UINT32_MAX, 3},
    {"\x08\0\0\0\0\x01\x05\x12\xff\0\1\0\0\0\0\1\2\3", 18, false, 0, 0, 0}, /* a line beyond all */
    {"\x08\0\0\0\0\x05\x08\x0c\0\0\x7f\xff\xff\xff", 14, true, INT32_MAX, 0, 0},
    {"\x08\0\0\0\0\x05\x08\x0c\0\0\x80\0\0\0", 14, false, 0, 0, 0}, /* a file beyond all */
    {"\x08\0\0\0\0\x05\x08\x0c\xff\xff\x7f\xff\xff\xff", 14, false, 0, 0, 0},
    {"\x08\0\0\0\0\0\x08\0", 8, false, 0, 0, 0}, /* no file, no line, */
    {"\x08\0\0\0\0\x08\0\0", 8, false, 0, 0, 0},
    {"\x08\0\0\0\0\x08\x08\x0d", 8, false, 0, 0, 0}, /* a text, a number for places, */
    {"\x08\0\0\0\0\x08\x08\x09", 8, false, 0, 0, 0},
    {"\x08\0\0\0\0\x08\x08\x12\1\2", 10, false, 0, 0, 0}, /* fewer bytes than it says */
    {"\x07\0\0\0\0\x08\x08", 7, false, 0, 0, 0},          /* and no column for them */
};

START_TEST(where_a_row_stands_is_behind_its_cells)
{
    unsigned char bytes[64] = {0};
    struct accord_record_origin origin;
    struct accord_record_form form;

    accord_record_form_make(&form, &made_notes, true);
    memcpy(bytes, origins[_i].bytes, origins[_i].length);
    ck_assert_int_eq(accord_record_origin(&form, bytes, origins[_i].length, &origin), origins[_i].good);
    if (!origins[_i].good) return;
    ck_assert_int_eq(origin.file, origins[_i].file);
    ck_assert_uint_eq(origin.line, origins[_i].line);
    ck_assert_uint_eq(origin.length, origins[_i].places);
    ck_assert_mem_eq(origin.places, bytes + origins[_i].length - origin.length, origin.length);
}
END_TEST

/* A number where a text would be, and the reverse; a real number, which no column of the store is. */
static const struct {
    const char *bytes;
    size_t length;
    bool good;
    int64_t number;
} links[] = {
    {"\x03\0\x01\x07", 4, true, 7},
    {"\x03\0\x01\xff", 4, true, -1},
    {"\x03\0\x08", 3, true, 0},
    {"\x03\0\x09", 3, true, 1},
    {"\x03\0\x05\0\1\0\0\0\2", 9, true, INT64_C(0x100000002)},
    {"\x03\0\x06\x7f\xff\xff\xff\xff\xff\xff\xff", 11, true, INT64_MAX},
    {"\x03\0\0", 3, false, 0},
    {"\x03\0\x07\0\0\0\0\0\0\0\0", 11, false, 0},
    {"\x03\0\x0f\x31", 4, false, 0},
    {"\x02\0", 2, false, 0},
    {"\x03\0\x06\x7f", 4, false, 0},
};

START_TEST(the_second_column_of_a_link_is_a_number)
{
    unsigned char bytes[32] = {0};
    int64_t number;

    memcpy(bytes, links[_i].bytes, links[_i].length);
    ck_assert_int_eq(accord_record_second(bytes, links[_i].length, &number), links[_i].good);
    if (links[_i].good) ck_assert_int_eq(number, links[_i].number);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("record");
    TCase *tests = tcase_create("record");

    tcase_add_checked_fixture(tests, make_database_path, remove_database_path);
    tcase_add_loop_test(tests, cells_are_those_that_sqlite_reads, 0, COUNT_OF(rows));
    tcase_add_loop_test(tests, a_record_that_is_none_has_no_cells, 0, COUNT_OF(records));
    tcase_add_loop_test(tests, where_a_row_stands_is_behind_its_cells, 0, COUNT_OF(origins));
    tcase_add_loop_test(tests, the_second_column_of_a_link_is_a_number, 0, COUNT_OF(links));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
