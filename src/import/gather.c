/* Gathering rows: each is put beside those it may be a rival of, or becomes one with the row that says the same. */
#include "base/error.h"
#include "import/gather_parts.h"
#include "ingest/quote.h"

#include <assert.h>
#include <string.h>

enum { MESSAGE_MAX = 64 * 1024 * 1024 };

/* ---- tables ---- */

static struct accord_gathered_table table_of(const struct accord_schema *schema)
{
    bool claims = schema->key_blanks;
    enum accord_gather_by by = claims                                ? ACCORD_GATHER_CLAIMS
                               : strcmp(schema->name, "actors") == 0 ? ACCORD_GATHER_ACTORS
                                                                     : ACCORD_GATHER_IDS;
    return (struct accord_gathered_table){.schema = schema, .by = by, .group_columns = claims ? 2 : 1};
}

enum accord_status accord_gathering_new(struct accord_names *names, struct accord_reconciliation *reconciliation,
                                        struct accord_gathering **gathering, struct accord_error *err)
{
    size_t count = 0;
    const struct accord_schema *const *schemas = accord_core_schemas(&count);
    struct accord_gathering *made = accord_alloc_zero(1, sizeof *made);
    *gathering = NULL;
    if (made == NULL) return accord_error_memory(err);
    accord_arena_init(&made->arena);
    accord_text_init(&made->text, MESSAGE_MAX);
    made->names = names;
    made->reconciliation = reconciliation;
    made->tables = accord_alloc_zero(count, sizeof *made->tables);
    if (made->tables == NULL) {
        accord_gathering_free(made);
        return accord_error_memory(err);
    }
    for (size_t i = 0; i < count; i++)
        made->tables[i] = table_of(schemas[i]);
    made->table_count = count;
    *gathering = made;
    return ACCORD_OK;
}

void accord_gathering_free(struct accord_gathering *gathering)
{
    if (gathering == NULL) return;
    for (size_t i = 0; i < gathering->table_count; i++) {
        accord_map_clear(&gathering->tables[i].names);
        accord_free(gathering->tables[i].groups);
        accord_free(gathering->tables[i].rows);
    }
    accord_free(gathering->tables);
    accord_text_clear(&gathering->text);
    accord_arena_clear(&gathering->arena);
    accord_free(gathering);
}

static struct accord_gathered_table *find_table(const struct accord_gathering *gathering,
                                                const struct accord_schema *schema)
{
    size_t at = 0;
    while (at < gathering->table_count && gathering->tables[at].schema != schema)
        at++;
    assert(at < gathering->table_count); /* rows are those of core tables */
    return &gathering->tables[at];
}

/* ---- groups ---- */

/* The length of an id without what the ids of rivals end in, "~2"; all of it where it ends in no such thing. */
static size_t base_length(const char *id, size_t length)
{
    size_t at = length;
    while (at > 0 && id[at - 1] >= '0' && id[at - 1] <= '9')
        at--;
    bool suffix = at < length && at > 1 && id[at] != '0' && id[at - 1] == '~';
    return suffix ? at - 1 : length;
}

static void name_group(const struct accord_gathered_table *table, const struct accord_cell *cells,
                       struct accord_text *name)
{
    accord_text_reset(name);
    for (size_t i = 0; i < table->group_columns; i++) {
        if (i > 0) accord_text_add_char(name, ACCORD_LIST_SEPARATOR);
        accord_text_add(name, cells[i].as.text, cells[i].length);
    }
}

struct accord_gathered_group *accord_gathered_group(const struct accord_gathered_table *table, const char *name,
                                                    size_t length)
{
    int64_t index = 0;
    return accord_map_get(&table->names, name, length, &index) ? &table->groups[index] : NULL;
}

/* The group of the cells, new if need be; NULL when memory is short. */
static struct accord_gathered_group *put_group(struct accord_gathering *gathering, struct accord_gathered_table *table,
                                               const struct accord_cell *cells)
{
    struct accord_text *name = &gathering->text;
    bool added = false;
    name_group(table, cells, name);
    if (name->failed) return NULL;
    struct accord_gathered_group *found = accord_gathered_group(table, accord_text_str(name), name->length);
    if (found != NULL) return found;
    if (table->group_count == table->group_capacity) {
        size_t capacity = table->group_capacity == 0 ? 64 : 2 * table->group_capacity;
        void *grown = accord_realloc(table->groups, capacity, sizeof *table->groups);
        if (grown == NULL) return NULL;
        table->groups = grown;
        table->group_capacity = capacity;
    }
    if (!accord_map_put(&table->names, accord_text_str(name), name->length, (int64_t)table->group_count, &added))
        return NULL;
    table->groups[table->group_count] = (struct accord_gathered_group){NULL, 0};
    return &table->groups[table->group_count++];
}

static enum accord_status add_row(struct accord_gathering *gathering, struct accord_gathered_table *table,
                                  struct accord_gathered_group *group, const struct accord_cell *cells,
                                  struct accord_error *err)
{
    size_t count = table->schema->column_count;
    if (group->count == ACCORD_GATHER_RIVALS_MAX)
        return accord_error_set(err, ACCORD_BAD_DATA, "%s: more than %d rows that are rivals of each other",
                                table->schema->name, ACCORD_GATHER_RIVALS_MAX);
    struct accord_gathered_row *row = accord_arena_alloc(&gathering->arena, sizeof *row);
    void *memory = accord_arena_alloc(&gathering->arena, accord_cells_size(cells, count));
    if (row == NULL || memory == NULL) return accord_error_memory(err);
    *row = (struct accord_gathered_row){accord_cells_copy(cells, count, memory), group->first};
    group->first = row;
    group->count++;
    table->row_count++;
    return ACCORD_OK;
}

/* ---- what a key cannot hold twice ---- */

/* What the program itself knows of an actor, in a column of the table of actors; NULL: nothing. */
static const char *known_value(const struct accord_gathering *gathering, const struct accord_cell *id,
                               const char *column)
{
    static const char *const kinds[] = {
        [ACCORD_KNOWN_STATE] = "state", [ACCORD_KNOWN_REIO] = "reio", [ACCORD_KNOWN_FORMER] = "state",
        [ACCORD_KNOWN_AREA] = NULL,     [ACCORD_KNOWN_OTHER] = NULL,
    };
    const struct accord_known_actor *actor = accord_names_actor(gathering->names, id->as.text);
    if (actor == NULL) return NULL;
    const struct {
        const char *column;
        const char *value;
    } facts[] = {{"id", actor->id},     {"kind", kinds[actor->kind]}, {"name", actor->name},
                 {"iso2", actor->iso2}, {"iso3", actor->iso3},        {"m49", actor->m49}};
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
        if (strcmp(facts[i].column, column) == 0) return facts[i].value;
    return NULL;
}

static bool is_text(const struct accord_cell *cell, const char *text)
{
    return text != NULL && cell->kind == ACCORD_CELL_TEXT &&
           accord_text_equal(cell->as.text, cell->length, text, strlen(text));
}

/* Whether `b` goes before `a`, which is another value. */
static bool goes_before(const struct accord_gathering *gathering, const struct accord_gathered_table *table,
                        const struct accord_gathered_row *row, size_t column, const struct accord_cell *b)
{
    const struct accord_cell *a = &row->cells[column];
    const char *known = table->by == ACCORD_GATHER_ACTORS
                            ? known_value(gathering, &row->cells[0], table->schema->columns[column].name)
                            : NULL;
    if (a->kind == ACCORD_CELL_MISSING || is_text(b, known)) return true;
    return b->kind != ACCORD_CELL_MISSING && !is_text(a, known) && accord_cell_compare(a, b) < 0;
}

static enum accord_status replace_cell(struct accord_gathering *gathering, struct accord_cell *cell,
                                       const struct accord_cell *by, struct accord_error *err)
{
    void *memory = accord_arena_alloc(&gathering->arena, accord_cells_size(by, 1));
    if (memory == NULL) return accord_error_memory(err);
    *cell = *accord_cells_copy(by, 1, memory);
    return ACCORD_OK;
}

/* Makes one row of the row and the cells. The text says what of both is lost, if anything is. */
static enum accord_status make_one(struct accord_gathering *gathering, const struct accord_gathered_table *table,
                                   struct accord_gathered_row *row, const struct accord_cell *cells, bool *changed,
                                   struct accord_text *lost, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < table->schema->column_count; i++) {
        const struct accord_column *column = &table->schema->columns[i];
        struct accord_cell *own = &row->cells[i];
        if (table->by == ACCORD_GATHER_IDS && i == 0) continue; /* of a rival it has no end yet */
        if (accord_cell_compare(own, &cells[i]) == 0) continue;
        bool other = goes_before(gathering, table, row, i, &cells[i]);
        if (own->kind != ACCORD_CELL_MISSING && cells[i].kind != ACCORD_CELL_MISSING) {
            if (lost->length > 0) accord_text_add_str(lost, "; ");
            accord_text_addf(lost, "%s ", column->name);
            accord_gathered_show(column, other ? &cells[i] : own, lost);
            accord_text_add_str(lost, " is kept, not ");
            accord_gathered_show(column, other ? own : &cells[i], lost);
        }
        if (other) status = replace_cell(gathering, own, &cells[i], err);
        *changed = *changed || other;
    }
    return status;
}

/* ---- taking ---- */

static enum accord_status take(struct accord_gathering *gathering, struct accord_gathered_table *table,
                               const struct accord_cell *cells, struct accord_text *conflict, enum accord_taken *taken,
                               struct accord_error *err)
{
    bool changed = false;
    struct accord_gathered_group *group = put_group(gathering, table, cells);
    if (group == NULL) return accord_error_memory(err);
    struct accord_gathered_row *same = accord_gathered_same(table, group, cells);
    if (same != NULL) {
        enum accord_status status = make_one(gathering, table, same, cells, &changed, conflict, err);
        bool rival = changed && conflict->length > 0;
        *taken = rival ? ACCORD_TAKEN_RIVAL : changed ? ACCORD_TAKEN_NEW : ACCORD_TAKEN_SAME;
        return status;
    }
    bool rival = accord_gathered_rival(table, group, cells, conflict);
    *taken = rival ? ACCORD_TAKEN_RIVAL : ACCORD_TAKEN_NEW;
    return add_row(gathering, table, group, cells, err);
}

/* "memberships KEN cms: what is said otherwise" */
static enum accord_status report(struct accord_gathering *gathering, const struct accord_gathered_table *table,
                                 const struct accord_mapped_row *row, const char *file,
                                 const struct accord_text *conflict, struct accord_error *err)
{
    struct accord_text *text = &gathering->text;
    accord_text_reset(text);
    accord_text_add_str(text, table->schema->name);
    for (size_t i = 0; i < table->group_columns; i++) {
        accord_text_add_char(text, ' ');
        accord_gathered_write_cell(&table->schema->columns[i], &row->cells[i], text);
    }
    accord_text_addf(text, ": %s", accord_text_str(conflict));
    if (text->failed || conflict->failed) return accord_error_memory(err);
    return accord_reconciliation_conflict(gathering->reconciliation, file, (struct accord_place){row->line, 0},
                                          accord_text_str(text), err);
}

enum accord_status accord_gathering_take(struct accord_gathering *gathering, const struct accord_mapped_row *row,
                                         const char *file, enum accord_taken *taken, struct accord_error *err)
{
    struct accord_gathered_table *table = find_table(gathering, row->schema);
    const struct accord_cell *id = &row->cells[0];
    struct accord_text conflict;
    if (table->by == ACCORD_GATHER_IDS && base_length(id->as.text, id->length) != id->length) {
        struct accord_text shown;
        accord_text_init(&shown, MESSAGE_MAX);
        accord_quote(&shown, id->as.text, id->length);
        enum accord_status status = accord_error_set(
            err, ACCORD_BAD_DATA,
            "%s:%u: %s as an id in %s, expected one without ~ and a number, which ids of rival rows end in", file,
            row->line, accord_text_str(&shown), table->schema->name);
        accord_text_clear(&shown);
        return status;
    }
    accord_text_init(&conflict, MESSAGE_MAX);
    enum accord_status status = take(gathering, table, row->cells, &conflict, taken, err);
    if (status == ACCORD_OK && conflict.length > 0) status = report(gathering, table, row, file, &conflict, err);
    accord_text_clear(&conflict);
    return status;
}

enum accord_status accord_gathering_restore(struct accord_gathering *gathering, const struct accord_schema *schema,
                                            const struct accord_cell *cells, struct accord_error *err)
{
    struct accord_gathered_table *table = find_table(gathering, schema);
    struct accord_cell *copy = accord_alloc_zero(schema->column_count, sizeof *copy);
    struct accord_text conflict;
    enum accord_taken taken = ACCORD_TAKEN_NEW;
    if (copy == NULL) return accord_error_memory(err);
    memcpy(copy, cells, schema->column_count * sizeof *copy);
    if (table->by == ACCORD_GATHER_IDS) copy[0].length = (uint32_t)base_length(cells[0].as.text, cells[0].length);
    accord_text_init(&conflict, MESSAGE_MAX);
    enum accord_status status = take(gathering, table, copy, &conflict, &taken, err);
    accord_text_clear(&conflict);
    accord_free(copy);
    return status;
}

void accord_gathering_mark_illustrative(struct accord_gathering *gathering)
{
    gathering->illustrative = true;
}

/* ---- questions ---- */

bool accord_gathering_illustrative(const struct accord_gathering *gathering)
{
    return gathering->illustrative;
}

bool accord_gathering_has_actor(const struct accord_gathering *gathering, const char *id)
{
    const struct accord_gathered_table *actors = find_table(gathering, accord_core_schema("actors"));
    return accord_gathered_group(actors, id, strlen(id)) != NULL;
}

enum accord_meeting_result accord_gathering_meeting(const struct accord_gathering *gathering, const char *treaty,
                                                    const struct accord_meeting_name *name, struct accord_date *days)
{
    const struct accord_schema *schema = accord_core_schema("meetings");
    const struct accord_gathered_table *meetings = find_table(gathering, schema);
    int from = accord_schema_find(schema, "from", 4), to = accord_schema_find(schema, "to", 2);
    struct accord_text id;
    accord_text_init(&id, MESSAGE_MAX);
    accord_text_addf(&id, "%s-%s%u", treaty, name->kind, name->number);
    const struct accord_gathered_group *group = accord_gathered_group(meetings, accord_text_str(&id), id.length);
    accord_text_clear(&id);
    if (group == NULL) return ACCORD_MEETING_UNKNOWN;
    if (group->count > 1) return ACCORD_MEETING_AMBIGUOUS;
    *days = group->first->cells[from].as.date;
    if (group->first->cells[to].kind == ACCORD_CELL_DATE) days->last = group->first->cells[to].as.date.last;
    return ACCORD_MEETING_FOUND;
}

/* ---- the end ---- */

/* A row for an actor that other rows name and that has none. */
static enum accord_status add_actor(struct accord_gathering *gathering, struct accord_gathered_table *actors,
                                    const struct accord_cell *id, struct accord_error *err)
{
    struct accord_cell cells[ACCORD_COLUMNS_MAX] = {{.kind = ACCORD_CELL_MISSING}};
    const struct accord_schema *schema = actors->schema;
    for (size_t i = 0; i < schema->column_count; i++) {
        const char *value = known_value(gathering, id, schema->columns[i].name);
        if (value == NULL && schema->columns[i].required)
            return accord_error_set(err, ACCORD_BAD_DATA, "a row names the actor %s, of which no %s is known",
                                    id->as.text, schema->columns[i].name);
        if (value == NULL) continue;
        cells[i] = (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = (uint32_t)strlen(value), .as.text = value};
    }
    struct accord_gathered_group *group = put_group(gathering, actors, cells);
    return group == NULL ? accord_error_memory(err) : add_row(gathering, actors, group, cells, err);
}

/* The actors that one cell names, one or a list of them. */
static enum accord_status add_actors_of(struct accord_gathering *gathering, struct accord_gathered_table *actors,
                                        const struct accord_cell *cell, const char *except, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    const char *item = NULL;
    size_t length = 0;
    bool some = cell->kind == ACCORD_CELL_TEXT || cell->kind == ACCORD_CELL_LIST;
    for (size_t at = 0; some && status == ACCORD_OK && accord_list_next(cell, &at, &item, &length);) {
        if (except != NULL && accord_text_equal(except, strlen(except), item, length)) continue;
        if (accord_gathered_group(actors, item, length) != NULL) continue;
        const char *id = accord_arena_copy(&gathering->arena, item, length);
        if (id == NULL) return accord_error_memory(err);
        const struct accord_cell one = {.kind = ACCORD_CELL_TEXT, .length = (uint32_t)length, .as.text = id};
        status = add_actor(gathering, actors, &one, err);
    }
    return status;
}

static enum accord_status add_actors(struct accord_gathering *gathering, const struct accord_gathered_table *table,
                                     struct accord_error *err)
{
    struct accord_gathered_table *actors = find_table(gathering, accord_core_schema("actors"));
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < table->schema->foreign_count; i++) {
        const struct accord_foreign_key *key = &table->schema->foreign[i];
        if (strcmp(key->table, "actors") != 0) continue;
        for (size_t g = 0; g < table->group_count; g++)
            for (const struct accord_gathered_row *row = table->groups[g].first; row != NULL && status == ACCORD_OK;
                 row = row->next)
                status = add_actors_of(gathering, actors, &row->cells[key->columns[0]], key->except, err);
    }
    return status;
}

enum accord_status accord_gathering_finish(struct accord_gathering *gathering, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < gathering->table_count; i++)
        status = add_actors(gathering, &gathering->tables[i], err);
    for (size_t i = 0; status == ACCORD_OK && i < gathering->table_count; i++)
        status = accord_gathered_order(gathering, &gathering->tables[i], err);
    return status;
}
