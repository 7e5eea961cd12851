/* What is odd in a dataset without being an error. */
#include "store/oddities.h"

#include "base/error.h"
#include "store/items.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_MAX = 64 * 1024 * 1024 }; /* of the keys and values in one warning; the list cuts it */

struct search {
    struct accord_store *store;
    const struct accord_odd_table *tables;
    accord_store_file_function file_name;
    const void *file_host;
    struct accord_problems *warnings;
    struct accord_reader *reader;
    struct accord_arena arena;
    int table;
    uint32_t rank;
};

/* The days on which one designation is surely valid: from inclusive, to exclusive. */
struct term {
    const struct accord_cell *role;
    const struct accord_stored_row *row; /* in the order of keys */
    int32_t from;
    int32_t to;
};

static int find_date(const struct accord_schema *schema, const char *name)
{
    int column = accord_schema_find(schema, name, strlen(name));

    return column != ACCORD_NO_COLUMN && schema->columns[column].kind == ACCORD_CELL_DATE ? column : ACCORD_NO_COLUMN;
}

void accord_odd_init(struct accord_odd_table *odd, const struct accord_schema *schema)
{
    *odd = (struct accord_odd_table){schema->valid_from, schema->valid_to, ACCORD_NO_COLUMN,
                                     ACCORD_NO_COLUMN,   ACCORD_NO_COLUMN, false};
    if (strcmp(schema->name, "memberships") == 0) {
        odd->deposited = find_date(schema, "deposited");
        odd->in_force = find_date(schema, "in_force");
    }
    if (strcmp(schema->name, "focal_points") == 0) odd->role = accord_schema_find(schema, "role", strlen("role"));
    if (odd->role != ACCORD_NO_COLUMN && schema->columns[odd->role].kind != ACCORD_CELL_TEXT)
        odd->role = ACCORD_NO_COLUMN;
}

static bool both(const struct accord_cell *cells, int a, int b)
{
    return a != ACCORD_NO_COLUMN && b != ACCORD_NO_COLUMN && cells[a].kind == ACCORD_CELL_DATE &&
           cells[b].kind == ACCORD_CELL_DATE;
}

static bool is_never_valid(const struct accord_odd_table *odd, const struct accord_cell *cells)
{
    return both(cells, odd->from, odd->to) && cells[odd->to].as.date.last <= cells[odd->from].as.date.first;
}

static bool is_deposited_late(const struct accord_odd_table *odd, const struct accord_cell *cells)
{
    return both(cells, odd->deposited, odd->in_force) &&
           accord_date_before(cells[odd->in_force].as.date, cells[odd->deposited].as.date) == ACCORD_YES;
}

void accord_odd_note(struct accord_odd_table *odd, const struct accord_cell *cells)
{
    odd->suspect =
        odd->suspect || odd->role != ACCORD_NO_COLUMN || is_never_valid(odd, cells) || is_deposited_late(odd, cells);
}

/* Adds `text` at the row's cell. */
static enum accord_status warn(const struct search *search, const struct accord_stored_row *row, int column,
                               const struct accord_text *text, struct accord_error *err)
{
    struct accord_place places[ACCORD_COLUMNS_MAX];
    int file;
    uint32_t line;
    enum accord_status status = accord_reader_places(search->reader, search->table, row->id, &file, &line, places, err);

    if (status != ACCORD_OK) return status;
    if (text->failed) return accord_error_memory(err);
    return accord_problems_add(search->warnings, search->file_name(search->file_host, file),
                               places[column].line != 0 ? places[column].line : line, places[column].column, err, "%s",
                               accord_text_str(text));
}

/* "KEY SAYS: COLUMN VALUE BETWEEN COLUMN VALUE" */
static enum accord_status warn_dates(const struct search *search, const struct accord_stored_row *row, int later,
                                     int earlier, const char *says, const char *between, struct accord_error *err)
{
    const struct accord_schema *schema = accord_store_schema(search->store, search->table);
    struct accord_text text;
    enum accord_status status;

    accord_text_init(&text, NAME_MAX);
    accord_schema_key(schema, row->cells, &text);
    accord_text_addf(&text, " %s: %s ", says, schema->columns[later].name);
    accord_cell_text(&row->cells[later], &text);
    accord_text_addf(&text, " %s %s ", between, schema->columns[earlier].name);
    accord_cell_text(&row->cells[earlier], &text);
    status = warn(search, row, later, &text, err);
    accord_text_clear(&text);
    return status;
}

/* A row that several actors see is looked at once, with the first of them. */
static bool belongs_to_earlier(const struct search *search, const struct accord_stored_row *row)
{
    const struct accord_schema *schema = accord_store_schema(search->store, search->table);
    const struct accord_cell *seers;
    struct accord_cell item;
    size_t from = 0;

    if (schema->actor == ACCORD_NO_COLUMN || schema->columns[schema->actor].kind != ACCORD_CELL_LIST) return false;
    seers = &row->cells[schema->actor];
    while (accord_next_item(seers, &from, &item))
        if (accord_store_actor_rank(search->store, item.as.text, item.length) < search->rank) return true;
    return false;
}

static enum accord_status look_at_rows(const struct search *search, const struct accord_stored_row *rows, size_t count,
                                       struct accord_error *err)
{
    const struct accord_odd_table *odd = &search->tables[search->table];
    enum accord_status status = ACCORD_OK;

    for (size_t i = 0; status == ACCORD_OK && i < count; i++) {
        if (belongs_to_earlier(search, &rows[i])) continue;
        if (is_never_valid(odd, rows[i].cells))
            status = warn_dates(search, &rows[i], odd->to, odd->from, "is never valid", "is not after", err);
        if (status == ACCORD_OK && is_deposited_late(odd, rows[i].cells))
            status = warn_dates(search, &rows[i], odd->deposited, odd->in_force, "is in force before its deposit",
                                "is after", err);
    }
    return status;
}

/* False when the row is surely valid on no day, or it is for no role. */
static bool term_of(const struct accord_schema *schema, int role, const struct accord_stored_row *row,
                    struct term *term)
{
    const struct accord_cell *from = schema->valid_from == ACCORD_NO_COLUMN ? NULL : &row->cells[schema->valid_from];
    const struct accord_cell *to = schema->valid_to == ACCORD_NO_COLUMN ? NULL : &row->cells[schema->valid_to];

    if (schema->confirmed != ACCORD_NO_COLUMN && (from == NULL || from->kind != ACCORD_CELL_DATE))
        from = &row->cells[schema->confirmed];
    if (from == NULL || from->kind != ACCORD_CELL_DATE || row->cells[role].kind != ACCORD_CELL_TEXT) return false;
    *term = (struct term){.role = &row->cells[role],
                          .row = row,
                          .from = from->as.date.last,
                          .to = to != NULL && to->kind == ACCORD_CELL_DATE ? to->as.date.first : INT32_MAX};
    return term->from < term->to;
}

static int compare_roles(const struct accord_cell *a, const struct accord_cell *b)
{
    int order = memcmp(a->as.text, b->as.text, a->length < b->length ? a->length : b->length);

    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static int compare_terms(const void *a, const void *b)
{
    const struct term *left = a;
    const struct term *right = b;
    int order = compare_roles(left->role, right->role);

    if (order != 0) return order;
    if (left->from != right->from) return left->from < right->from ? -1 : 1;
    return (left->row > right->row) - (left->row < right->row);
}

static enum accord_status warn_double(const struct search *search, const struct term *term, const struct term *other,
                                      struct accord_error *err)
{
    const struct accord_schema *schema = accord_store_schema(search->store, search->table);
    char day[ACCORD_DATE_TEXT_MAX];
    struct accord_date from = {.first = term->from, .last = term->from};
    struct accord_text text;
    enum accord_status status;

    accord_text_init(&text, NAME_MAX);
    accord_schema_key(schema, term->row->cells, &text);
    accord_text_add_str(&text, " is a second designation for ");
    accord_cell_text(term->role, &text);
    accord_text_addf(&text, " by %s from %s on, beside ",
                     search->rank == 0 ? "nobody" : accord_store_actor_id(search->store, search->rank),
                     accord_date_format(from, day));
    accord_schema_key(schema, other->row->cells, &text);
    status = warn(search, term->row, search->tables[search->table].role, &text, err);
    accord_text_clear(&text);
    return status;
}

/* Of one role in the order of their beginnings: each against the one so far that lasts longest. */
static enum accord_status look_for_doubles(struct search *search, const struct accord_stored_row *rows, size_t count,
                                           struct accord_error *err)
{
    const struct accord_schema *schema = accord_store_schema(search->store, search->table);
    int role = search->tables[search->table].role;
    enum accord_status status = ACCORD_OK;
    struct term *terms;
    size_t kept = 0;
    size_t longest = 0;

    if (role == ACCORD_NO_COLUMN || count < 2) return ACCORD_OK;
    terms = accord_arena_alloc(&search->arena, count * sizeof(*terms));
    if (terms == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++)
        kept += term_of(schema, role, &rows[i], &terms[kept]) ? 1U : 0U;
    qsort(terms, kept, sizeof(*terms), compare_terms);
    for (size_t i = 1; status == ACCORD_OK && i < kept; i++) {
        bool same = compare_roles(terms[i].role, terms[longest].role) == 0;

        if (same && terms[i].from < terms[longest].to) status = warn_double(search, &terms[i], &terms[longest], err);
        if (!same || terms[i].to > terms[longest].to) longest = i;
    }
    return status;
}

static enum accord_status look_at_actor(struct search *search, const int *by_name, size_t count,
                                        struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    for (size_t i = 0; status == ACCORD_OK && i < count; i++) {
        struct accord_stored_row *rows;
        size_t row_count;

        search->table = by_name[i];
        accord_arena_reset(&search->arena);
        status =
            accord_reader_rows(search->reader, search->table, search->rank, &search->arena, &rows, &row_count, err);
        if (status == ACCORD_OK) status = look_at_rows(search, rows, row_count, err);
        if (status == ACCORD_OK) status = look_for_doubles(search, rows, row_count, err);
    }
    return status;
}

/* The suspect tables in the order of their names. */
static size_t sort_suspects(const struct search *search, int *by_name)
{
    size_t count = 0;

    for (size_t i = 0; i < accord_store_table_count(search->store); i++) {
        const char *name = accord_store_schema(search->store, (int)i)->name;
        size_t at = count;

        if (!search->tables[i].suspect) continue;
        for (; at > 0 && strcmp(accord_store_schema(search->store, by_name[at - 1])->name, name) > 0; at--)
            by_name[at] = by_name[at - 1];
        by_name[at] = (int)i;
        count++;
    }
    return count;
}

enum accord_status accord_odd_find(struct accord_store *store, const struct accord_odd_table *tables,
                                   accord_store_file_function file_name, const void *file_host,
                                   struct accord_problems *warnings, struct accord_error *err)
{
    struct search search = {
        .store = store, .tables = tables, .file_name = file_name, .file_host = file_host, .warnings = warnings};
    int by_name[ACCORD_TABLES_MAX];
    size_t count = sort_suspects(&search, by_name);
    enum accord_status status = ACCORD_OK;

    if (count == 0) return ACCORD_OK;
    accord_arena_init(&search.arena);
    status = accord_reader_open(store, &search.reader, err);
    for (; status == ACCORD_OK && search.rank <= accord_store_actor_count(store); search.rank++)
        status = look_at_actor(&search, by_name, count, err);
    accord_reader_close(search.reader);
    accord_arena_clear(&search.arena);
    return status;
}
