/* Rows that wait for others: all of them arrive, as they were. */
#include "store/batch.h"

#include "unit/store/made.h"
#include "unit/suite.h"

#include <string.h>

enum { LARGE = 100 * 1024 };

static struct accord_batch begin(sqlite3 **db)
{
    struct accord_batch batch;

    ck_assert_int_eq(accord_sql_open_writer(":memory:", db, NULL), ACCORD_OK);
    ck_assert_int_eq(accord_sql_run(*db, "memory", &made_notes, ACCORD_SQL_CREATE, NULL), ACCORD_OK);
    ck_assert_int_eq(accord_batch_init(&batch, *db, "memory", &made_notes, NULL), ACCORD_OK);
    return batch;
}

/* A row whose memory is used for something else right after. */
static enum accord_status add(struct accord_batch *batch, int64_t id, size_t length)
{
    static char text[LARGE];
    unsigned char places[] = {1, 2, 3};
    struct accord_cell cells[] = {{.kind = ACCORD_CELL_TEXT, .length = 3, .as.text = "KEN"},
                                  {.kind = ACCORD_CELL_TEXT, .length = (uint32_t)length, .as.text = text},
                                  {.kind = ACCORD_CELL_MISSING}};
    struct accord_batch_row row = {.id = id,
                                   .cells = cells,
                                   .places = places,
                                   .places_length = sizeof(places),
                                   .file = 7,
                                   .line = (uint32_t)id + 1};
    enum accord_status status;

    memset(text, 'a' + (int)(id % 26), sizeof(text));
    status = accord_batch_add(batch, &row, NULL);
    memset(text, '!', sizeof(text));
    memset(places, 0xff, sizeof(places));
    memset(cells, 0, sizeof(cells));
    return status;
}

/* How many rows the table has; each must be as `add` had it. */
static int count_rows(sqlite3 *db)
{
    static const char query[] = "SELECT count(*), sum(actor = 'KEN' AND weight IS NULL AND _file = 7 AND "
                                "_line = _id + 1 AND _places = x'010203' AND "
                                "replace(text, char(97 + _id % 26), '') = '') FROM notes";
    sqlite3_stmt *statement;
    int count;

    ck_assert_int_eq(sqlite3_prepare_v2(db, query, -1, &statement, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    count = sqlite3_column_int(statement, 0);
    ck_assert_int_eq(sqlite3_column_int(statement, 1), count);
    ck_assert_int_eq(sqlite3_finalize(statement), SQLITE_OK);
    return count;
}

START_TEST(every_row_arrives)
{
    sqlite3 *db;
    struct accord_batch batch = begin(&db);

    for (int i = 0; i < _i; i++)
        ck_assert_int_eq(add(&batch, i, (size_t)i * 5), ACCORD_OK);
    ck_assert_int_eq(count_rows(db), _i / ACCORD_SQL_ROWS * ACCORD_SQL_ROWS);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(accord_batch_flush(&batch, NULL), ACCORD_OK);
        ck_assert_int_eq(count_rows(db), _i);
    }
    accord_batch_clear(&batch);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(a_large_row_does_not_wait)
{
    sqlite3 *db;
    struct accord_batch batch = begin(&db);

    ck_assert_int_eq(add(&batch, 1, 10), ACCORD_OK);
    ck_assert_int_eq(count_rows(db), 0);
    ck_assert_int_eq(add(&batch, 2, LARGE), ACCORD_OK);
    ck_assert_int_eq(count_rows(db), 2);
    ck_assert_int_eq(add(&batch, 3, 10), ACCORD_OK);
    ck_assert_int_eq(accord_batch_flush(&batch, NULL), ACCORD_OK);
    ck_assert_int_eq(count_rows(db), 3);
    accord_batch_clear(&batch);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(a_failed_allocation_is_a_status)
{
    enum accord_status status = ACCORD_NO_MEMORY;

    for (unsigned long nth = 1; status != ACCORD_OK; nth++) {
        sqlite3 *db;
        struct accord_batch batch = begin(&db);

        accord_alloc_fail_after(nth);
        status = ACCORD_OK;
        for (int i = 0; status == ACCORD_OK && i < ACCORD_SQL_ROWS; i++)
            status = add(&batch, i, 4000);
        accord_alloc_fail_after(0);
        ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
        ck_assert(nth > 1 || status == ACCORD_NO_MEMORY);
        accord_batch_clear(&batch);
        ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("batch");
    TCase *tests = tcase_create("batch");

    tcase_add_loop_test(tests, every_row_arrives, 0, 2 * ACCORD_SQL_ROWS + 2);
    tcase_add_test(tests, a_large_row_does_not_wait);
    tcase_add_test(tests, a_failed_allocation_is_a_status);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
