/* Any bytes as a database file: its rows come to an end, and are those that SQLite finds, for as long as it finds
 * nothing wrong with the file. */
#include "input_file.h"

#include "base/error.h"
#include "store/record.h"
#include "store/sql.h"
#include "store/tree.h"

#include <string.h>

enum { AT_PAGES = 28, AT_ENCODING = 56, UTF_8 = 1, CREATE_MAX = 4096 };

static struct accord_column columns[] = {
    {.name = "a", .kind = ACCORD_CELL_TEXT, .required = true},
    {.name = "b", .kind = ACCORD_CELL_DATE},
    {.name = "c", .kind = ACCORD_CELL_INTEGER},
    {.name = "d", .kind = ACCORD_CELL_DECIMAL},
    {.name = "e", .kind = ACCORD_CELL_BOOLEAN},
    {.name = "f", .kind = ACCORD_CELL_LIST},
};
static const struct accord_schema schema = {
    .name = "t", .columns = columns, .column_count = sizeof(columns) / sizeof(*columns), .actor = ACCORD_NO_COLUMN};

static struct accord_error err;

static bool asks(sqlite3 *db, const char *question, const char *answer)
{
    sqlite3_stmt *statement = NULL;
    bool same = sqlite3_prepare_v2(db, question, -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_type(statement, 0) == SQLITE_TEXT &&
                strcmp((const char *)sqlite3_column_text(statement, 0), answer) == 0;
    (void)sqlite3_finalize(statement);
    return same;
}

/* As the door has it. */
static bool is_let_in(sqlite3 *db, const struct accord_pages *pages, const uint8_t *bytes, size_t length)
{
    struct accord_text create;
    bool good = accord_page_number_4(bytes + AT_ENCODING) == UTF_8 &&
                (uint64_t)accord_page_number_4(bytes + AT_PAGES) * pages->size == length;
    accord_text_init(&create, CREATE_MAX);
    accord_sql_write(&create, &schema, ACCORD_SQL_CREATE);
    if (good) good = asks(db, "SELECT sql FROM sqlite_schema WHERE name = 't'", accord_text_str(&create));
    accord_text_clear(&create);
    return good;
}

static void compare_cells(const struct accord_cell *cells, const struct accord_cell *expected)
{
    for (size_t i = 0; i < schema.column_count; i++) {
        if (cells[i].kind != expected[i].kind || cells[i].scale != expected[i].scale) abort();
        if (accord_cell_compare(&cells[i], &expected[i]) != 0) abort();
    }
}

/* What is behind the cells may be wrong where they are not, and is only taken apart; a record that is refused where
 * SQLite's columns are good is one that accord does not write. */
static void take_record(const struct accord_tree *tree, sqlite3_stmt *statement)
{
    struct accord_cell expected[sizeof(columns) / sizeof(*columns)];
    struct accord_record_origin origin;
    struct accord_record_form form;
    accord_record_form_make(&form, &schema, true);
    void *memory = malloc(accord_record_room(&form, tree->length));
    if (memory == NULL) abort();
    const struct accord_cell *cells = accord_record_cells(&form, tree->record, tree->length, memory);
    if (accord_record_origin(&form, tree->record, tree->length, &origin) &&
        (origin.length > tree->length || (origin.length > 0 && origin.places < tree->record)))
        abort();
    if (cells != NULL && statement != NULL) {
        if (!accord_sql_cells(statement, &schema, expected)) abort();
        compare_cells(cells, expected);
    }
    free(memory);
}

/* Rows ascend, as readers have it. */
static void walk(struct accord_tree *tree, sqlite3_stmt *statement)
{
    int64_t last = 0;
    int code = accord_tree_seek(tree, INT64_MIN);
    for (bool first = true; code == SQLITE_ROW && (first || tree->row > last); first = false) {
        bool found = statement != NULL && sqlite3_step(statement) == SQLITE_ROW;
        if (statement != NULL && (!found || sqlite3_column_int64(statement, 0) != tree->row)) abort();
        take_record(tree, statement);
        last = tree->row;
        code = accord_tree_next(tree);
    }
    if (statement != NULL && (code != SQLITE_DONE || sqlite3_step(statement) != SQLITE_DONE)) abort();
}

/* From anywhere on: what the statement finds. */
static void seek(struct accord_tree *tree, sqlite3_stmt *statement, int64_t first)
{
    (void)sqlite3_reset(statement);
    if (sqlite3_bind_int64(statement, 1, first) != SQLITE_OK) abort();
    int found = sqlite3_step(statement);
    if (accord_tree_seek(tree, first) != found) abort();
    if (found == SQLITE_ROW && tree->row != sqlite3_column_int64(statement, 0)) abort();
}

static void read_rows(sqlite3 *db, const struct accord_pages *pages, uint32_t root, bool whole)
{
    struct accord_tree tree = {.pages = pages, .root = root}, other = {.pages = pages, .root = root};
    sqlite3_stmt *statement = NULL;
    if (whole) {
        if (accord_sql_prepare(db, "f", &schema, ACCORD_SQL_SELECT, &statement, &err) != ACCORD_OK) abort();
        if (sqlite3_bind_int64(statement, 1, INT64_MIN) != SQLITE_OK) abort();
    }
    walk(&tree, statement);
    uint64_t away = 0x9e3779b97f4a7c15U;
    for (int i = 0; statement != NULL && i < 64; i++, away = away * 6364136223846793005U + 1)
        seek(&other, statement, (int64_t)away >> i % 64);
    (void)sqlite3_finalize(statement);
    accord_tree_clear(&other);
    accord_tree_clear(&tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct accord_pages pages;
    uint32_t root;
    sqlite3 *db = NULL;
    uint8_t *copy = malloc(length + 1);
    if (copy == NULL || sqlite3_open(":memory:", &db) != SQLITE_OK) abort();
    if (length > 0) memcpy(copy, bytes, length);
    accord_sql_distrust(db);
    if (sqlite3_deserialize(db, "main", copy, (sqlite3_int64)length, (sqlite3_int64)length,
                            SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
        abort();
    if (accord_pages_open(db, &pages) == SQLITE_OK &&
        sqlite3_exec(db, "PRAGMA cell_size_check = ON", NULL, NULL, NULL) == SQLITE_OK &&
        accord_pages_find(db, "", schema.name, &root) == SQLITE_OK)
        read_rows(db, &pages, root, is_let_in(db, &pages, bytes, length) && asks(db, "PRAGMA quick_check(1)", "ok"));
    (void)sqlite3_close(db);
    free(copy);
    return 0;
}
