/* Rows of one id, or of one actor's claims: each is put beside the others, or becomes one with the row that says the
 * same. */
#include "base/error.h"
#include "import/gather_parts.h"

#include <string.h>

/* ---- what a key cannot hold twice ---- */

const char *accord_gathered_known(const struct accord_gathering *gathering, const struct accord_cell *id,
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
                            ? accord_gathered_known(gathering, &row->cells[0], table->schema->columns[column].name)
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

/* ---- joining ---- */

static enum accord_status add_row(struct accord_gathering *gathering, const struct accord_gathered_table *table,
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
    return ACCORD_OK;
}

enum accord_status accord_gathered_join(struct accord_gathering *gathering, const struct accord_gathered_table *table,
                                        struct accord_gathered_group *group, const struct accord_cell *cells,
                                        struct accord_text *conflict, enum accord_taken *taken,
                                        struct accord_error *err)
{
    bool changed = false;
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
