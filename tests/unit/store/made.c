/* Schemas and rows made by hand for the tests of the store. */
#include "unit/store/made.h"

#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS(list) .columns = (list), .column_count = sizeof(list) / sizeof(list)[0]
#define NO_DATES                                                                                                       \
    .valid_from = ACCORD_NO_COLUMN, .valid_to = ACCORD_NO_COLUMN, .confirmed = ACCORD_NO_COLUMN,                       \
    .occurs = {ACCORD_NO_COLUMN, ACCORD_NO_COLUMN}
#define TO_ACTORS(column)                                                                                              \
    {                                                                                                                  \
        .columns = {column}, .count = 1, .table = "actors", .targets = { "id" }                                        \
    }

static struct accord_column actors_columns[] = {
    {.name = "id", .kind = ACCORD_CELL_TEXT, .required = true},
    {.name = "name", .kind = ACCORD_CELL_TEXT},
    {.name = "iso2", .kind = ACCORD_CELL_TEXT, .unique = true},
    {.name = "aliases", .kind = ACCORD_CELL_LIST},
};
const struct accord_schema made_actors = {
    .name = "actors", COLUMNS(actors_columns), .key = {0}, .key_count = 1, .actor = ACCORD_NO_COLUMN, NO_DATES};

static struct accord_column focal_points_columns[] = {
    {.name = "id", .kind = ACCORD_CELL_TEXT},
    {.name = "actor", .kind = ACCORD_CELL_TEXT},
    {.name = "role", .kind = ACCORD_CELL_TEXT},
    {.name = "email", .kind = ACCORD_CELL_TEXT, .unique = true, .personal = true},
    {.name = "designated", .kind = ACCORD_CELL_DATE},
    {.name = "confirmed", .kind = ACCORD_CELL_DATE},
    {.name = "ended", .kind = ACCORD_CELL_DATE},
};
const struct accord_schema made_focal_points = {.name = "focal_points",
                                                COLUMNS(focal_points_columns),
                                                .key = {0},
                                                .key_count = 1,
                                                .foreign = {TO_ACTORS(1)},
                                                .foreign_count = 1,
                                                .actor = 1,
                                                .valid_from = 4,
                                                .valid_to = 6,
                                                .confirmed = 5,
                                                .occurs = {ACCORD_NO_COLUMN, ACCORD_NO_COLUMN}};

static struct accord_column memberships_columns[] = {
    {.name = "actor", .kind = ACCORD_CELL_TEXT},     {.name = "treaty", .kind = ACCORD_CELL_TEXT},
    {.name = "deposited", .kind = ACCORD_CELL_DATE}, {.name = "in_force", .kind = ACCORD_CELL_DATE},
    {.name = "ended", .kind = ACCORD_CELL_DATE},
};
const struct accord_schema made_memberships = {.name = "memberships",
                                               COLUMNS(memberships_columns),
                                               .key = {0, 1, 2, 3, 4},
                                               .key_count = 5,
                                               .key_blanks = true,
                                               .actor = 0,
                                               .valid_from = 3,
                                               .valid_to = 4,
                                               .confirmed = ACCORD_NO_COLUMN,
                                               .occurs = {ACCORD_NO_COLUMN, ACCORD_NO_COLUMN}};

static struct accord_column requests_columns[] = {
    {.name = "id", .kind = ACCORD_CELL_TEXT},
    {.name = "to", .kind = ACCORD_CELL_TEXT},
    {.name = "subject", .kind = ACCORD_CELL_TEXT},
};
const struct accord_schema made_requests = {
    .name = "requests",
    COLUMNS(requests_columns),
    .key = {0},
    .key_count = 1,
    .foreign = {{.columns = {1}, .count = 1, .table = "actors", .targets = {"id"}, .except = "open"}},
    .foreign_count = 1,
    .actor = 1,
    .global_value = "open",
    NO_DATES};

static struct accord_column partnerships_columns[] = {
    {.name = "id", .kind = ACCORD_CELL_TEXT},
    {.name = "parties", .kind = ACCORD_CELL_LIST},
    {.name = "from", .kind = ACCORD_CELL_DATE},
    {.name = "to", .kind = ACCORD_CELL_DATE},
};
const struct accord_schema made_partnerships = {.name = "partnerships",
                                                COLUMNS(partnerships_columns),
                                                .key = {0},
                                                .key_count = 1,
                                                .actor = 1,
                                                .valid_from = 2,
                                                .valid_to = 3,
                                                .confirmed = ACCORD_NO_COLUMN,
                                                .occurs = {ACCORD_NO_COLUMN, ACCORD_NO_COLUMN}};

static struct accord_column meetings_columns[] = {
    {.name = "id", .kind = ACCORD_CELL_TEXT},
    {.name = "body", .kind = ACCORD_CELL_TEXT},
};
const struct accord_schema made_meetings = {
    .name = "meetings", COLUMNS(meetings_columns), .key = {0}, .key_count = 1, .actor = ACCORD_NO_COLUMN, NO_DATES};

static struct accord_column participation_columns[] = {
    {.name = "id", .kind = ACCORD_CELL_TEXT},
    {.name = "actor", .kind = ACCORD_CELL_TEXT},
    {.name = "meeting", .kind = ACCORD_CELL_TEXT},
    {.name = "beside", .kind = ACCORD_CELL_LIST},
};
const struct accord_schema made_participation = {
    .name = "participation",
    COLUMNS(participation_columns),
    .key = {0},
    .key_count = 1,
    .foreign = {{.columns = {2}, .count = 1, .table = "meetings", .targets = {"id"}},
                {.columns = {3}, .count = 1, .table = "meetings", .targets = {"id"}, .except = "none"}},
    .foreign_count = 2,
    .actor = 1,
    NO_DATES};

static struct accord_column contributions_columns[] = {
    {.name = "id", .kind = ACCORD_CELL_TEXT},      {.name = "actor", .kind = ACCORD_CELL_TEXT},
    {.name = "year", .kind = ACCORD_CELL_INTEGER}, {.name = "paid", .kind = ACCORD_CELL_DECIMAL},
    {.name = "late", .kind = ACCORD_CELL_BOOLEAN},
};
const struct accord_schema made_contributions = {.name = "contributions",
                                                 COLUMNS(contributions_columns),
                                                 .key = {2, 3, 4},
                                                 .key_count = 3,
                                                 .key_blanks = true,
                                                 .actor = 1,
                                                 NO_DATES};

static struct accord_column notes_columns[] = {
    {.name = "actor", .kind = ACCORD_CELL_TEXT},
    {.name = "text", .kind = ACCORD_CELL_TEXT},
    {.name = "weight", .kind = ACCORD_CELL_DECIMAL},
};
const struct accord_schema made_notes = {.name = "notes", COLUMNS(notes_columns), .actor = 0, NO_DATES};

static struct accord_cell cell_of(const struct accord_column *column, const char *text, size_t length,
                                  struct accord_arena *arena)
{
    struct accord_cell cell = {.kind = (uint8_t)column->kind, .length = (uint32_t)length};
    struct accord_decimal number;
    const char *why;
    char *copy = accord_arena_copy(arena, text, length);

    ck_assert_ptr_nonnull(copy);
    if (length == 0) return (struct accord_cell){.kind = ACCORD_CELL_MISSING};
    for (char *byte = copy; column->kind == ACCORD_CELL_LIST && *byte != '\0'; byte++)
        *byte = *byte == ';' ? ACCORD_LIST_SEPARATOR : *byte;
    cell.as.text = copy;
    if (column->kind == ACCORD_CELL_TEXT || column->kind == ACCORD_CELL_LIST) return cell;
    cell.length = 0;
    if (column->kind == ACCORD_CELL_DATE) {
        ck_assert(accord_date_parse(text, length, &cell.as.date, &why));
    } else if (column->kind == ACCORD_CELL_DECIMAL) {
        ck_assert(accord_decimal_parse(text, length, &number, &why));
        cell.scale = number.scale;
        cell.as.integer = number.coefficient;
    } else {
        cell.as.integer = strtoll(copy, NULL, 10);
    }
    return cell;
}

struct accord_cell *made_cells(const struct accord_schema *schema, const char *row, struct accord_arena *arena)
{
    struct accord_cell *cells = accord_arena_zero(arena, schema->column_count, sizeof(*cells));

    ck_assert_ptr_nonnull(cells);
    for (size_t i = 0; i < schema->column_count; i++) {
        size_t length = strcspn(row, "|");

        cells[i] = cell_of(&schema->columns[i], row, length, arena);
        row += length + (row[length] == '|' ? 1 : 0);
    }
    ck_assert_str_eq(row, "");
    return cells;
}

struct accord_place *made_places(const struct accord_schema *schema, const char *row, uint32_t line,
                                 struct accord_arena *arena)
{
    struct accord_place *places = accord_arena_zero(arena, schema->column_count, sizeof(*places));
    const char *at = row;

    ck_assert_ptr_nonnull(places);
    for (size_t i = 0; i < schema->column_count; i++) {
        places[i] = (struct accord_place){.line = line, .column = (uint32_t)(at - row) + 1};
        at += strcspn(at, "|");
        at += *at == '|' ? 1 : 0;
    }
    return places;
}

static const char *name_file(const void *host, int file)
{
    static char name[32];

    (void)host;
    (void)snprintf(name, sizeof(name), "file %d", file);
    return name;
}

struct accord_problems *made_problems(void)
{
    struct accord_problems *problems;

    ck_assert_int_eq(accord_problems_new(&problems, NULL), ACCORD_OK);
    return problems;
}

struct accord_store *made_store(struct accord_problems *problems)
{
    struct accord_store *store;
    struct accord_error err = {.text = ""};

    ck_assert_msg(accord_store_new(NULL, &store, &err) == ACCORD_OK, "%s", err.text);
    if (problems != NULL) accord_store_set_problems(store, problems, name_file, NULL);
    return store;
}

int made_table(struct accord_store *store, const struct accord_schema *schema)
{
    struct accord_error err = {.text = ""};
    int table;

    ck_assert_msg(accord_store_add_table(store, schema, &table, &err) == ACCORD_OK, "%s", err.text);
    return table;
}

void made_row(struct accord_store *store, int table, const char *row, uint32_t line)
{
    const struct accord_schema *schema = accord_store_schema(store, table);
    struct accord_error err = {.text = ""};
    struct accord_arena arena;
    enum accord_status status;

    accord_arena_init(&arena);
    status = accord_store_add_row(store, table, made_cells(schema, row, &arena), made_places(schema, row, line, &arena),
                                  table, line, &err);
    ck_assert_msg(status == ACCORD_OK, "%s: %s", row, err.text);
    accord_arena_clear(&arena);
}

void made_actors_ranked(struct accord_store *store, const char *const *rows, size_t count)
{
    int table = made_table(store, &made_actors);

    for (size_t i = 0; i < count; i++)
        made_row(store, table, rows[i], (uint32_t)i + 2);
    ck_assert_int_eq(accord_store_rank(store, NULL), ACCORD_OK);
}

void made_three_actors(struct accord_store *store)
{
    static const char *const rows[] = {"KEN|Kenya|KE|", "AFG|Afghanistan|AF|", "ZWE||ZW|Rhodesia;Zimbabwe Rhodesia"};

    made_actors_ranked(store, rows, 3);
}

void made_finish(struct accord_store *store)
{
    struct accord_error err = {.text = ""};

    ck_assert_msg(accord_store_finish(store, &err) == ACCORD_OK, "%s", err.text);
}

const char *made_keys(struct accord_reader *reader, const struct accord_store *store, int table, uint32_t rank)
{
    static char keys[4096];
    struct accord_arena arena;
    struct accord_stored_row *rows;
    struct accord_text text;
    size_t count;

    accord_arena_init(&arena);
    accord_text_init(&text, sizeof(keys) - 1);
    ck_assert_int_eq(accord_reader_rows(reader, table, rank, &arena, &rows, &count, NULL), ACCORD_OK);
    for (size_t i = 0; i < count; i++) {
        accord_text_add_str(&text, i > 0 ? ", " : "");
        accord_schema_key(accord_store_schema(store, table), rows[i].cells, &text);
    }
    ck_assert(!text.failed);
    (void)snprintf(keys, sizeof(keys), "%s", accord_text_str(&text));
    accord_text_clear(&text);
    accord_arena_clear(&arena);
    return keys;
}
