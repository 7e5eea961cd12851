/* The store: what goes in comes out, by actor, in an order that shows neither files nor arrival. */
#include "store/store.h"

#include "unit/store/made.h"
#include "unit/suite.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static struct accord_reader *open_reader(struct accord_store *store)
{
    struct accord_reader *reader;
    struct accord_error err = {.text = ""};

    ck_assert_msg(accord_reader_open(store, &reader, &err) == ACCORD_OK, "%s", err.text);
    return reader;
}

static struct accord_stored_row *rows_of(struct accord_reader *reader, int table, uint32_t rank,
                                         struct accord_arena *arena, size_t *count)
{
    struct accord_stored_row *rows;
    struct accord_error err = {.text = ""};

    ck_assert_msg(accord_reader_rows(reader, table, rank, arena, &rows, count, &err) == ACCORD_OK, "%s", err.text);
    return rows;
}

/* ---- ranks ---- */

START_TEST(actors_rank_in_bytewise_order_of_their_ids)
{
    static const char *const rows[] = {"b|||", "a-long|||", "Z|||", "a|||", "\xc3\xa4|||"};
    static const char *const sorted[] = {"Z", "a", "a-long", "b", "\xc3\xa4"};
    struct accord_store *store = made_store(NULL);

    made_actors_ranked(store, rows, 5);
    made_finish(store);
    ck_assert_uint_eq(accord_store_actor_count(store), 5);
    for (uint32_t rank = 1; rank <= 5; rank++) {
        ck_assert_str_eq(accord_store_actor_id(store, rank), sorted[rank - 1]);
        ck_assert_uint_eq(accord_store_actor_rank(store, sorted[rank - 1], strlen(sorted[rank - 1])), rank);
    }
    ck_assert_uint_eq(accord_store_actor_rank(store, "a-", 2), 0);
    ck_assert_uint_eq(accord_store_actor_rank(store, "", 0), 0);
    accord_store_close(store);
}
END_TEST

START_TEST(a_store_without_actors_has_none)
{
    struct accord_store *store = made_store(NULL);

    made_actors_ranked(store, NULL, 0);
    made_finish(store);
    ck_assert_uint_eq(accord_store_actor_count(store), 0);
    ck_assert_uint_eq(accord_store_actor_rank(store, "KEN", 3), 0);
    accord_store_close(store);
}
END_TEST

/* Whether they come in the order of their ids, begin so, or not at all. */
static const int arrivals[][4] = {{0, 1, 2, 3}, {0, 1, 3, 2}, {1, 2, 0, 3}, {1, 0, 2, 3},
                                  {0, 2, 1, 3}, {3, 2, 1, 0}, {1, 2, 3, 0}, {3, 0, 1, 2}};

START_TEST(every_actor_finds_its_own_row)
{
    static const char *const ids[] = {"AFG", "KEN", "KEN-2", "ZWE"};
    static const char *const rows[] = {"AFG|Afghanistan|AF|", "KEN|Kenya|KE|", "KEN-2|||", "ZWE||ZW|Rhodesia"};
    const char *arriving[4];
    struct accord_store *store = made_store(NULL);
    struct accord_reader *reader;

    for (int i = 0; i < 4; i++)
        arriving[i] = rows[arrivals[_i][i]];
    made_actors_ranked(store, arriving, 4);
    made_finish(store);
    reader = open_reader(store);
    for (uint32_t rank = 1; rank <= 4; rank++) {
        ck_assert_str_eq(accord_store_actor_id(store, rank), ids[rank - 1]);
        ck_assert_str_eq(made_keys(reader, store, 0, rank), ids[rank - 1]);
    }
    ck_assert_str_eq(made_keys(reader, store, 0, 0), "");
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

/* ---- layout ---- */

START_TEST(tables_are_found_by_name)
{
    struct accord_store *store = made_store(NULL);

    made_three_actors(store);
    ck_assert_int_eq(made_table(store, &made_meetings), 1);
    ck_assert_uint_eq(accord_store_table_count(store), 2);
    ck_assert_int_eq(accord_store_table(store, "meetings", 8), 1);
    ck_assert_int_eq(accord_store_table(store, "meeting", 7), -1);
    ck_assert_ptr_eq(accord_store_schema(store, 1), &made_meetings);
    accord_store_close(store);
}
END_TEST

static const struct {
    const char *query;
    const char *answer;
} layouts[] = {
    {"SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema ORDER BY name)",
     "_seen_partnerships,actors,contributions,focal_points,partnerships,requests"},
    {"SELECT count(*) FROM sqlite_schema WHERE sql NOT LIKE '%STRICT'", "0"},
    {"SELECT group_concat(_id >> 32) || ' ' || group_concat(_id & 4294967295) FROM actors", "1,2,3 2,1,3"},
    {"SELECT designated || ' ' || _hi_designated FROM focal_points", "16436 16800"},
    {"SELECT ended IS NULL AND _hi_ended IS NULL FROM focal_points", "1"},
    {"SELECT (_id >> 32) || ' ' || _file || ' ' || _line FROM focal_points", "2 1 9"},
    {"SELECT typeof(year) || ' ' || typeof(paid) || ' ' || paid || ' ' || late FROM contributions",
     "integer text 1.5 1"},
    {"SELECT group_concat(_id >> 32) FROM requests", "0,3"},
    {"SELECT hex(parties) FROM partnerships", "5A57451F414647"},
    {"SELECT group_concat((s._id >> 32) || ':' || t.id) FROM _seen_partnerships AS s, partnerships AS t "
     "WHERE t._id = s.target",
     "1:p,3:p"},
    {"SELECT _id >> 32 FROM partnerships", "0"},
};

static void fill_layout(struct accord_store *store)
{
    made_three_actors(store);
    made_row(store, made_table(store, &made_focal_points), "fp-1|KEN|cms-nfp||2015||", 9);
    made_row(store, made_table(store, &made_contributions), "c|KEN|2020|1.5|1", 2);
    int requests = made_table(store, &made_requests);
    made_row(store, requests, "r-1|ZWE|", 2);
    made_row(store, requests, "r-2|open|", 3);
    made_row(store, made_table(store, &made_partnerships), "p|ZWE;AFG|2015|", 2);
    made_finish(store);
}

START_TEST(tables_are_laid_out_as_documented)
{
    struct accord_store *store = made_store(NULL);
    sqlite3 *db;
    sqlite3_stmt *statement;

    fill_layout(store);
    ck_assert_int_eq(sqlite3_open_v2(accord_store_path(store), &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(db, layouts[_i].query, -1, &statement, NULL) == SQLITE_OK, "%s",
                  sqlite3_errmsg(db));
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    ck_assert_str_eq((const char *)sqlite3_column_text(statement, 0), layouts[_i].answer);
    ck_assert_int_eq(sqlite3_finalize(statement), SQLITE_OK);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    accord_store_close(store);
}
END_TEST

static struct accord_column odd_columns[] = {{.name = "rowid", .kind = ACCORD_CELL_TEXT},
                                             {.name = "order", .kind = ACCORD_CELL_DATE},
                                             {.name = "oid", .kind = ACCORD_CELL_LIST},
                                             {.name = "select", .kind = ACCORD_CELL_TEXT},
                                             {.name = "target", .kind = ACCORD_CELL_TEXT}};
static const struct accord_schema odd_schema = {.name = "group",
                                                .columns = odd_columns,
                                                .column_count = 5,
                                                .key = {0},
                                                .key_count = 1,
                                                .actor = 2,
                                                .valid_from = ACCORD_NO_COLUMN,
                                                .valid_to = ACCORD_NO_COLUMN,
                                                .confirmed = ACCORD_NO_COLUMN};

START_TEST(names_that_mean_something_in_sql_are_just_names)
{
    struct accord_store *store = made_store(NULL);
    struct accord_reader *reader;
    struct accord_arena arena;
    struct accord_stored_row *rows;
    size_t count;
    int table;

    made_three_actors(store);
    table = made_table(store, &odd_schema);
    made_row(store, table, "x|2015|KEN|y|z", 2);
    made_finish(store);
    reader = open_reader(store);
    accord_arena_init(&arena);
    rows = rows_of(reader, table, 2, &arena, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(rows[0].cells[3].as.text, "y");
    ck_assert_str_eq(rows[0].cells[4].as.text, "z");
    accord_arena_clear(&arena);
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

static const struct {
    const char *name;
    const char *says;
} refused_tables[] = {
    {"sqlite_x", "the table name sqlite_x is reserved, expected one that does not begin with sqlite_"},
    {"meetings", "there are two tables meetings, expected one"},
};

START_TEST(a_table_that_cannot_be_added_is_named)
{
    struct accord_schema schema = made_meetings;
    struct accord_store *store = made_store(NULL);
    struct accord_error err;
    int table;

    schema.name = refused_tables[_i].name;
    made_three_actors(store);
    (void)made_table(store, &made_meetings);
    ck_assert_int_eq(accord_store_add_table(store, &schema, &table, &err), ACCORD_BAD_DATA);
    ck_assert_str_eq(err.text, refused_tables[_i].says);
    accord_store_close(store);
}
END_TEST

START_TEST(there_are_at_most_64_tables)
{
    static char names[ACCORD_TABLES_MAX][16];
    static struct accord_schema schemas[ACCORD_TABLES_MAX];
    struct accord_store *store = made_store(NULL);
    struct accord_error err;
    int table;

    for (int i = 0; i < ACCORD_TABLES_MAX; i++) {
        schemas[i] = made_meetings;
        (void)snprintf(names[i], sizeof(names[i]), "t%d", i);
        schemas[i].name = names[i];
        ck_assert_int_eq(made_table(store, &schemas[i]), i);
    }
    ck_assert_int_eq(accord_store_add_table(store, &made_meetings, &table, &err), ACCORD_BAD_DATA);
    ck_assert_str_eq(err.text, "there are more than 64 tables");
    accord_store_close(store);
}
END_TEST

/* ---- rows ---- */

START_TEST(every_kind_of_value_comes_back_as_it_went_in)
{
    static const char *const texts[] = {"fp-1|KEN|cms-nfp||2015|2015-03|2017-08-24", "fp-2|KEN|||||"};
    struct accord_store *store = made_store(NULL);
    struct accord_reader *reader;
    struct accord_arena arena;
    size_t count;
    int table;

    made_three_actors(store);
    table = made_table(store, &made_focal_points);
    for (size_t i = 0; i < 2; i++)
        made_row(store, table, texts[i], (uint32_t)i + 2);
    int paid = made_table(store, &made_contributions);
    made_row(store, paid, "c|KEN|-2020|-0.25|1", 2);
    made_finish(store);
    reader = open_reader(store);
    accord_arena_init(&arena);
    struct accord_stored_row *rows = rows_of(reader, table, 2, &arena, &count);
    ck_assert_uint_eq(count, 2);
    for (size_t i = 0; i < 2; i++) {
        struct accord_cell *cells = made_cells(&made_focal_points, texts[i], &arena);

        for (size_t j = 0; j < made_focal_points.column_count; j++) {
            const struct accord_cell *cell = &rows[i].cells[j];

            ck_assert_uint_eq(cell->kind, cells[j].kind);
            ck_assert_uint_eq(cell->length, cells[j].length);
            if (cell->kind == ACCORD_CELL_TEXT) ck_assert_str_eq(cell->as.text, cells[j].as.text);
            if (cell->kind == ACCORD_CELL_DATE)
                ck_assert_mem_eq(&cell->as.date, &cells[j].as.date, sizeof(cell->as.date));
        }
    }
    rows = rows_of(reader, paid, 2, &arena, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_int_eq(rows[0].cells[2].as.integer, -2020);
    ck_assert_int_eq(rows[0].cells[3].as.integer, -25);
    ck_assert_uint_eq(rows[0].cells[3].scale, 2);
    ck_assert_uint_eq(rows[0].cells[4].kind, ACCORD_CELL_BOOLEAN);
    ck_assert_int_eq(rows[0].cells[4].as.integer, 1);
    accord_arena_clear(&arena);
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

START_TEST(an_empty_text_is_not_a_missing_one)
{
    struct accord_store *store = made_store(NULL);
    struct accord_cell cells[] = {{.kind = ACCORD_CELL_TEXT, .as.text = "m"}, {.kind = ACCORD_CELL_TEXT}};
    struct accord_reader *reader;
    struct accord_arena arena;
    size_t count;

    cells[0].length = 1;
    made_three_actors(store);
    int table = made_table(store, &made_meetings);
    ck_assert_int_eq(accord_store_add_row(store, table, cells, NULL, 0, 5, NULL), ACCORD_OK);
    made_finish(store);
    reader = open_reader(store);
    accord_arena_init(&arena);
    struct accord_stored_row *rows = rows_of(reader, table, 0, &arena, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(rows[0].cells[1].kind, ACCORD_CELL_TEXT);
    ck_assert_uint_eq(rows[0].cells[1].length, 0);
    accord_arena_clear(&arena);
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

START_TEST(rows_come_in_the_order_of_their_keys_however_they_arrived)
{
    static const char *const rows[] = {"c|KEN|10|1|", "c|KEN|9|2|", "c|KEN|9|10|", "c|KEN||5|", "c|AFG|1|1|0"};
    struct accord_reader *reader;

    for (size_t shift = 0; shift < 5; shift++) {
        struct accord_store *store = made_store(NULL);
        made_three_actors(store);
        int table = made_table(store, &made_contributions);

        for (size_t i = 0; i < 5; i++)
            made_row(store, table, rows[(i + shift) % 5], (uint32_t)i + 2);
        made_finish(store);
        reader = open_reader(store);
        ck_assert_str_eq(made_keys(reader, store, table, 1), "1/1/false");
        ck_assert_str_eq(made_keys(reader, store, table, 2), "/5/, 9/2/, 9/10/, 10/1/");
        ck_assert_str_eq(made_keys(reader, store, table, 3), "");
        accord_reader_close(reader);
        accord_store_close(store);
    }
}
END_TEST

START_TEST(rows_without_a_key_come_in_the_order_of_all_their_cells)
{
    struct accord_store *store = made_store(NULL);
    made_three_actors(store);
    int table = made_table(store, &made_notes);
    struct accord_reader *reader;

    made_row(store, table, "KEN|b|1", 2);
    made_row(store, table, "KEN|a|10", 3);
    made_row(store, table, "KEN|a|9", 4);
    made_row(store, table, "KEN|a|9", 5);
    made_finish(store);
    reader = open_reader(store);
    ck_assert_str_eq(made_keys(reader, store, table, 2), "KEN/a/9, KEN/a/9, KEN/a/10, KEN/b/1");
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

START_TEST(a_row_of_a_list_is_seen_by_each_actor_in_it_once)
{
    struct accord_store *store = made_store(NULL);
    made_three_actors(store);
    int table = made_table(store, &made_partnerships);
    struct accord_reader *reader;

    made_row(store, table, "p-2|KEN;AFG;KEN||", 2);
    made_row(store, table, "p-1|KEN||", 3);
    made_row(store, table, "p-3|||", 4);
    made_finish(store);
    reader = open_reader(store);
    ck_assert_str_eq(made_keys(reader, store, table, 1), "p-2");
    ck_assert_str_eq(made_keys(reader, store, table, 2), "p-1, p-2");
    ck_assert_str_eq(made_keys(reader, store, table, 3), "");
    ck_assert_str_eq(made_keys(reader, store, table, 0), "p-3");
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

START_TEST(a_row_seen_by_two_is_one_row)
{
    struct accord_store *store = made_store(NULL);
    made_three_actors(store);
    int table = made_table(store, &made_partnerships);
    struct accord_reader *reader;
    struct accord_arena arena;
    size_t count;

    made_row(store, table, "p-2|KEN;AFG||", 2);
    made_finish(store);
    reader = open_reader(store);
    accord_arena_init(&arena);
    int64_t first = rows_of(reader, table, 1, &arena, &count)->id;
    ck_assert_int_eq(rows_of(reader, table, 2, &arena, &count)->id, first);
    accord_arena_clear(&arena);
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

START_TEST(an_open_request_is_everybodys)
{
    struct accord_problems *problems = made_problems();
    struct accord_store *store = made_store(problems);
    made_three_actors(store);
    int table = made_table(store, &made_requests);
    struct accord_reader *reader;

    made_row(store, table, "r-2|open|", 2);
    made_row(store, table, "r-1|KEN|", 3);
    made_row(store, table, "r-0||", 4);
    made_finish(store);
    reader = open_reader(store);
    ck_assert_str_eq(made_keys(reader, store, table, 0), "r-0, r-2");
    ck_assert_str_eq(made_keys(reader, store, table, 2), "r-1");
    ck_assert_uint_eq(accord_problems_count(problems), 0);
    accord_reader_close(reader);
    accord_store_close(store);
    accord_problems_free(problems);
}
END_TEST

/* ---- moving in the order of actors ---- */

enum { MANY = 300 };

/* 300 actors a000 to a299; every third has two meetings to take part in. */
static struct accord_store *many(int *table)
{
    static const char *rows[MANY];
    static char texts[MANY][32];
    struct accord_store *store = made_store(NULL);
    char row[64];

    for (int i = 0; i < MANY; i++) {
        (void)snprintf(texts[i], sizeof(texts[i]), "a%03d|||", MANY - 1 - i);
        rows[i] = texts[i];
    }
    made_actors_ranked(store, rows, MANY);
    *table = made_table(store, &made_requests);
    for (int i = 0; i < MANY; i += 3)
        for (int j = 0; j < 2; j++) {
            (void)snprintf(row, sizeof(row), "r%03d-%d|a%03d|", i, j, i);
            made_row(store, *table, row, (uint32_t)(2 * i + j) + 2);
        }
    made_finish(store);
    return store;
}

static const struct {
    const char *how;
    int start;
    int step;
} walks[] = {
    {"every one", 1, 1},     {"every third", 1, 3},    {"far apart", 1, 97},
    {"backwards", MANY, -1}, {"the same again", 4, 0}, {"here and there", 7, 131},
};

START_TEST(a_reader_may_move_as_it_likes)
{
    int table;
    struct accord_store *store = many(&table);
    struct accord_reader *reader = open_reader(store);
    int rank = walks[_i].start;

    for (int turn = 0; turn < MANY; turn++) {
        char wanted[32] = "";

        if ((rank - 1) % 3 == 0) (void)snprintf(wanted, sizeof(wanted), "r%03d-0, r%03d-1", rank - 1, rank - 1);
        ck_assert_str_eq(made_keys(reader, store, table, (uint32_t)rank), wanted);
        rank = (rank - 1 + walks[_i].step + MANY) % MANY + 1;
    }
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

START_TEST(several_readers_do_not_disturb_each_other)
{
    int table;
    struct accord_store *store = many(&table);
    struct accord_reader *one = open_reader(store);
    struct accord_reader *other = open_reader(store);

    ck_assert_str_eq(made_keys(one, store, table, 4), "r003-0, r003-1");
    ck_assert_str_eq(made_keys(other, store, table, 1), "r000-0, r000-1");
    ck_assert_str_eq(made_keys(one, store, table, 7), "r006-0, r006-1");
    ck_assert_str_eq(made_keys(other, store, table, 298), "r297-0, r297-1");
    accord_reader_close(one);
    accord_reader_close(other);
    accord_store_close(store);
}
END_TEST

struct seen {
    size_t count;
    uint32_t last_rank;
    size_t stop_at;
};

static enum accord_status see(void *host, uint32_t rank, const struct accord_stored_row *row, struct accord_error *err)
{
    struct seen *seen = host;

    (void)err;
    ck_assert_uint_ge(rank, seen->last_rank);
    ck_assert_int_eq(row->id >> 32, rank);
    ck_assert_uint_eq(row->cells[0].length, 6);
    seen->last_rank = rank;
    return ++seen->count == seen->stop_at ? ACCORD_STOPPED : ACCORD_OK;
}

START_TEST(a_scan_sees_every_row_once_until_it_is_stopped)
{
    int table;
    struct accord_store *store = many(&table);
    struct accord_reader *reader = open_reader(store);
    struct seen seen = {.count = 0};

    ck_assert_int_eq(accord_reader_scan(reader, table, see, &seen, NULL), ACCORD_OK);
    ck_assert_uint_eq(seen.count, 2 * MANY / 3);
    seen = (struct seen){.stop_at = 5};
    ck_assert_int_eq(accord_reader_scan(reader, table, see, &seen, NULL), ACCORD_STOPPED);
    ck_assert_uint_eq(seen.count, 5);
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

static enum accord_status add_id(void *host, uint32_t rank, const struct accord_stored_row *row,
                                 struct accord_error *error)
{
    struct accord_text *ids = host;

    (void)error;
    accord_text_addf(ids, "%u %.*s, ", rank, (int)row->cells[0].length, row->cells[0].as.text);
    return strcmp(ids->bytes, "1 p-2, ") == 0 && ids->max == 8 ? ACCORD_STOPPED : ACCORD_OK;
}

START_TEST(each_row_of_an_actor_comes_once_as_it_arrived)
{
    static const char *const seen[] = {"0 p-3, ", "1 p-2, 1 p-1, ", "2 p-2, 2 p-1, 2 p-4, ", ""};
    struct accord_store *store = made_store(NULL);
    made_three_actors(store);
    int table = made_table(store, &made_partnerships);
    struct accord_text ids;

    made_row(store, table, "p-2|KEN;AFG;KEN||", 2);
    made_row(store, table, "p-1|AFG;KEN||", 3);
    made_row(store, table, "p-3|||", 4);
    made_row(store, table, "p-4|KEN||", 5);
    made_finish(store);
    struct accord_reader *reader = open_reader(store);

    accord_text_init(&ids, 1000);
    for (int rank = 3; rank >= 0; rank--) {
        accord_text_reset(&ids);
        ck_assert_int_eq(accord_reader_each(reader, table, (uint32_t)rank, add_id, &ids, NULL), ACCORD_OK);
        ck_assert_str_eq(accord_text_str(&ids), seen[rank]);
    }
    ck_assert_str_eq(made_keys(reader, store, table, 1), "p-1, p-2"); /* the same cursor */
    accord_text_reset(&ids);
    ids.max = 8;
    ck_assert_int_eq(accord_reader_each(reader, table, 1, add_id, &ids, NULL), ACCORD_STOPPED);
    ck_assert_str_eq(accord_text_str(&ids), "1 p-2, ");
    accord_text_clear(&ids);
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

/* ---- places ---- */

START_TEST(every_cell_knows_its_place)
{
    static const char row[] = "fp-1|KEN|cms-nfp||2015|2015-03|2017-08-24";
    struct accord_store *store = made_store(NULL);
    made_three_actors(store);
    int table = made_table(store, &made_focal_points);
    struct accord_place places[7];
    struct accord_arena arena;
    struct accord_reader *reader;
    size_t count;
    int file;
    uint32_t line;

    made_row(store, table, row, 70000);
    made_finish(store);
    reader = open_reader(store);
    accord_arena_init(&arena);
    int64_t id = rows_of(reader, table, 2, &arena, &count)->id;
    for (int times = 0; times < 3; times++) {
        file = -1;
        line = 0;
        memset(places, 0, sizeof(places));
        ck_assert_int_eq(accord_reader_places(reader, table, id, &file, &line, places, NULL), ACCORD_OK);
        ck_assert_int_eq(file, table);
        ck_assert_uint_eq(line, 70000);
        ck_assert_mem_eq(places, made_places(&made_focal_points, row, 70000, &arena), sizeof(places));
    }
    ck_assert_int_eq(accord_reader_places(reader, table, id, &file, &line, NULL, NULL), ACCORD_OK);
    accord_arena_clear(&arena);
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

START_TEST(a_row_that_is_not_there_has_no_place)
{
    struct accord_store *store = made_store(NULL);
    struct accord_error err;
    struct accord_reader *reader;
    int file;
    uint32_t line;

    made_three_actors(store);
    made_finish(store);
    reader = open_reader(store);
    ck_assert_int_eq(accord_reader_places(reader, 0, 12345, &file, &line, NULL, &err), ACCORD_BAD_USAGE);
    ck_assert_str_eq(err.text, "actors has no row 12345");
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

/* ---- keys as text ---- */

static const struct {
    const struct accord_schema *schema;
    const char *row;
    const char *key;
} keys[] = {
    {&made_actors, "KEN|Kenya|KE|", "KEN"},
    {&made_actors, "a/b%c|Kenya|KE|", "a%2Fb%25c"},
    {&made_memberships, "KEN|cms||2000-05|2010-01-01", "KEN/cms//2000-05/2010-01-01"},
    {&made_contributions, "c|KEN|2020|-1.5|1", "2020/-1.5/true"},
    {&made_notes, "KEN|a|", "KEN/a/"},
};

START_TEST(a_key_is_written_with_its_parts_apart)
{
    struct accord_arena arena;
    struct accord_text text;

    accord_arena_init(&arena);
    accord_text_init(&text, 100);
    accord_schema_key(keys[_i].schema, made_cells(keys[_i].schema, keys[_i].row, &arena), &text);
    ck_assert_str_eq(accord_text_str(&text), keys[_i].key);
    accord_text_clear(&text);
    accord_arena_clear(&arena);
}
END_TEST

START_TEST(a_key_shows_nothing_personal_and_splits_lists)
{
    struct accord_schema schema = made_focal_points;
    struct accord_arena arena;
    struct accord_text text;

    schema.key_count = 0;
    accord_arena_init(&arena);
    accord_text_init(&text, 100);
    accord_schema_key(&schema, made_cells(&schema, "fp|KEN|r|a@b.org|2015||", &arena), &text);
    ck_assert_str_eq(accord_text_str(&text), "fp/KEN/r//2015//");
    accord_text_reset(&text);
    schema = made_partnerships;
    schema.key[0] = 1;
    accord_schema_key(&schema, made_cells(&schema, "p|A/1;B||", &arena), &text);
    ck_assert_str_eq(accord_text_str(&text), "A%2F1; B");
    accord_text_clear(&text);
    accord_arena_clear(&arena);
}
END_TEST

/* ---- the world ---- */

START_TEST(closing_removes_the_file_and_so_does_removing_all)
{
    struct accord_store *store = made_store(NULL);
    char path[600];
    struct stat facts;

    made_three_actors(store);
    made_finish(store);
    (void)snprintf(path, sizeof(path), "%s", accord_store_path(store));
    ck_assert_int_eq(stat(path, &facts), 0);
    if (_i == 1)
        accord_store_remove_all();
    else
        accord_store_close(store);
    ck_assert_int_ne(stat(path, &facts), 0);
    *strrchr(path, '/') = '\0';
    ck_assert_int_ne(stat(path, &facts), 0);
    if (_i == 1) accord_store_close(store);
}
END_TEST

START_TEST(a_folder_that_cannot_be_written_is_named)
{
    struct accord_store *store;
    struct accord_error err;

    ck_assert_int_eq(accord_store_new("/nowhere", &store, &err), ACCORD_NOT_WRITTEN);
    ck_assert_ptr_null(store);
    ck_assert_str_eq(err.text, "/nowhere: no temporary folder can be made there: No such file or directory");
}
END_TEST

START_TEST(a_full_disk_is_not_written_and_names_the_file)
{
    struct rlimit limit = {.rlim_cur = 262144, .rlim_max = 262144};
    struct accord_store *store = made_store(NULL);
    struct accord_error err = {.text = ""};
    enum accord_status status = ACCORD_OK;
    struct accord_arena arena;
    struct accord_cell *cells;

    ck_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    made_three_actors(store);
    int table = made_table(store, &made_notes);
    accord_arena_init(&arena);
    cells = made_cells(&made_notes, "KEN|a note that is not short at all, so that the file grows|1", &arena);
    for (int i = 0; status == ACCORD_OK && i < 400000; i++)
        status = accord_store_add_row(store, table, cells, NULL, 0, 1, &err);
    if (status == ACCORD_OK) status = accord_store_finish(store, &err);
    ck_assert_int_eq(status, ACCORD_NOT_WRITTEN);
    ck_assert_msg(strstr(err.text, "/store.db: ") != NULL && strstr(err.text, "File too large") != NULL, "%s",
                  err.text);
    accord_arena_clear(&arena);
    accord_store_close(store);
}
END_TEST

START_TEST(a_damaged_store_is_an_error)
{
    int table;
    struct accord_store *store = many(&table);
    struct accord_error err = {.text = ""};
    struct accord_reader *reader = NULL;
    struct accord_arena arena;
    enum accord_status status;
    FILE *file = fopen(accord_store_path(store), "r+b");
    char noise[8192];

    memset(noise, 0x5a, sizeof(noise));
    ck_assert_ptr_nonnull(file);
    if (_i == 1) ck_assert_int_eq(fseek(file, 8192, SEEK_SET), 0); /* leaves the first page, where the schema is */
    for (int i = 0; i < 8; i++)
        ck_assert_uint_eq(fwrite(noise, sizeof(noise), 1, file), 1);
    ck_assert_int_eq(fclose(file), 0);
    accord_arena_init(&arena);
    status = accord_reader_open(store, &reader, &err);
    for (uint32_t rank = 1; status == ACCORD_OK && rank <= MANY; rank++) {
        struct accord_stored_row *rows;
        size_t count;

        status = accord_reader_rows(reader, table, rank, &arena, &rows, &count, &err);
    }
    ck_assert_int_eq(status, ACCORD_NOT_WRITTEN);
    ck_assert_msg(strstr(err.text, "the store is damaged") != NULL, "%s", err.text);
    accord_arena_clear(&arena);
    accord_reader_close(reader);
    accord_store_close(store);
}
END_TEST

/* Everything once, by calls that may fail. */
static enum accord_status fill_and_read(struct accord_arena *made)
{
    struct accord_store *store = NULL;
    struct accord_reader *reader = NULL;
    struct accord_arena arena;
    struct accord_stored_row *rows;
    struct accord_error err;
    size_t count;
    int actors;
    int table;
    enum accord_status status = accord_store_new(NULL, &store, &err);

    accord_arena_init(&arena);
    if (status == ACCORD_OK) status = accord_store_add_table(store, &made_actors, &actors, &err);
    if (status == ACCORD_OK)
        status = accord_store_add_row(store, actors, made_cells(&made_actors, "KEN|||", made), NULL, 0, 1, &err);
    if (status == ACCORD_OK) status = accord_store_rank(store, &err);
    if (status == ACCORD_OK) status = accord_store_add_table(store, &made_partnerships, &table, &err);
    if (status == ACCORD_OK)
        status = accord_store_add_row(store, table, made_cells(&made_partnerships, "p|KEN||", made), NULL, 0, 1, &err);
    if (status == ACCORD_OK) status = accord_store_finish(store, &err);
    if (status == ACCORD_OK) status = accord_reader_open(store, &reader, &err);
    if (status == ACCORD_OK) status = accord_reader_rows(reader, table, 1, &arena, &rows, &count, &err);
    accord_arena_clear(&arena);
    accord_reader_close(reader);
    accord_store_close(store);
    return status;
}

START_TEST(a_failed_allocation_is_a_status)
{
    unsigned long nth = 0;
    enum accord_status status;

    do {
        struct accord_arena made;

        accord_arena_init(&made);
        /* What the test itself needs is there before. */
        ck_assert_ptr_nonnull(accord_arena_alloc(&made, 3000));
        accord_arena_reset(&made);
        accord_alloc_fail_after(++nth);
        status = fill_and_read(&made);
        accord_alloc_fail_after(0);
        accord_arena_clear(&made);
        ck_assert_uint_lt(nth, 300);
        ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
    } while (status != ACCORD_OK);
    ck_assert_uint_gt(nth, 10);
}
END_TEST

START_TEST(memory_that_sqlite_lacks_is_a_status)
{
    struct accord_arena made;
    bool failed = false;

    accord_arena_init(&made);
    for (sqlite3_int64 limit = 1000; limit < 2000000; limit = limit * 5 / 4) {
        enum accord_status status;

        (void)sqlite3_hard_heap_limit64(limit);
        status = fill_and_read(&made);
        (void)sqlite3_hard_heap_limit64(0);
        failed = failed || status == ACCORD_NO_MEMORY;
        ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
    }
    ck_assert(failed);
    accord_arena_clear(&made);
}
END_TEST

static TCase *reading_tests(void)
{
    TCase *tests = tcase_create("reading");

    tcase_add_test(tests, every_kind_of_value_comes_back_as_it_went_in);
    tcase_add_test(tests, an_empty_text_is_not_a_missing_one);
    tcase_add_test(tests, rows_come_in_the_order_of_their_keys_however_they_arrived);
    tcase_add_test(tests, rows_without_a_key_come_in_the_order_of_all_their_cells);
    tcase_add_test(tests, a_row_of_a_list_is_seen_by_each_actor_in_it_once);
    tcase_add_test(tests, a_row_seen_by_two_is_one_row);
    tcase_add_test(tests, an_open_request_is_everybodys);
    tcase_add_loop_test(tests, a_reader_may_move_as_it_likes, 0, COUNT_OF(walks));
    tcase_add_test(tests, several_readers_do_not_disturb_each_other);
    tcase_add_test(tests, a_scan_sees_every_row_once_until_it_is_stopped);
    tcase_add_test(tests, each_row_of_an_actor_comes_once_as_it_arrived);
    tcase_add_test(tests, every_cell_knows_its_place);
    tcase_add_test(tests, a_row_that_is_not_there_has_no_place);
    return tests;
}

static TCase *filling_tests(void)
{
    TCase *tests = tcase_create("filling");

    tcase_add_test(tests, actors_rank_in_bytewise_order_of_their_ids);
    tcase_add_test(tests, a_store_without_actors_has_none);
    tcase_add_loop_test(tests, every_actor_finds_its_own_row, 0, COUNT_OF(arrivals));
    tcase_add_test(tests, tables_are_found_by_name);
    tcase_add_loop_test(tests, tables_are_laid_out_as_documented, 0, COUNT_OF(layouts));
    tcase_add_test(tests, names_that_mean_something_in_sql_are_just_names);
    tcase_add_loop_test(tests, a_table_that_cannot_be_added_is_named, 0, COUNT_OF(refused_tables));
    tcase_add_test(tests, there_are_at_most_64_tables);
    tcase_add_loop_test(tests, a_key_is_written_with_its_parts_apart, 0, COUNT_OF(keys));
    tcase_add_test(tests, a_key_shows_nothing_personal_and_splits_lists);
    return tests;
}

static TCase *world_tests(void)
{
    TCase *tests = tcase_create("world");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, closing_removes_the_file_and_so_does_removing_all, 0, 2);
    tcase_add_test(tests, a_folder_that_cannot_be_written_is_named);
    tcase_add_test(tests, a_full_disk_is_not_written_and_names_the_file);
    tcase_add_loop_test(tests, a_damaged_store_is_an_error, 0, 2);
    tcase_add_test(tests, a_failed_allocation_is_a_status);
    tcase_add_test(tests, memory_that_sqlite_lacks_is_a_status);
    return tests;
}

int main(void)
{
    Suite *suite = suite_create("store");

    suite_add_tcase(suite, filling_tests());
    suite_add_tcase(suite, reading_tests());
    suite_add_tcase(suite, world_tests());
    return run_suite(suite);
}
