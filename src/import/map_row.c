/* One record by a mapping: which tables take it, and then all of its rows or none. */
#include "base/error.h"
#include "import/date_rules.h"
#include "import/map_parts.h"
#include "ingest/quote.h"
#include "ingest/values.h"

#include <string.h>

enum { TREATY_MAX = 64 };

/* A row that waits until all of its record is known to be good. */
struct pending {
    const struct accord_schema *schema;
    struct accord_cell *cells;
    struct accord_place *places;
    struct pending *next;
};

/* A reason for which the record is refused: the same one in two tables is said once. */
struct reason {
    struct accord_place place;
    const char *text;
    const struct reason *next;
};

struct record {
    struct accord_map_run *run;
    const struct accord_csv_record *csv;
    struct pending *first;
    struct pending **last;
    const struct reason *reasons;
    size_t reason_count;
};

/* ---- which tables ---- */

static bool takes(const struct accord_planned_table *planned, const struct accord_csv_record *csv)
{
    for (size_t i = 0; i < planned->table->test_count; i++) {
        const struct accord_mapped_test *test = &planned->table->tests[i];
        const struct accord_csv_field *field = &csv->fields[planned->tests[i]];
        bool among = accord_value_among(test->texts, test->text_count, field->text, field->length);
        if (among == test->unless) return false;
    }
    return true;
}

/* ---- why not ---- */

/* Refuses the record for what run->why says, unless it was said. */
static enum accord_status refuse(struct record *record, struct accord_place place)
{
    struct accord_map_run *run = record->run;
    const char *text = accord_text_str(&run->why);
    for (const struct reason *said = record->reasons; said != NULL; said = said->next)
        if (said->place.line == place.line && said->place.column == place.column && strcmp(said->text, text) == 0)
            return ACCORD_OK;
    struct reason *reason = accord_arena_alloc(&run->arena, sizeof *reason);
    const char *copy = accord_arena_copy(&run->arena, text, run->why.length);
    if (reason == NULL || copy == NULL) return accord_error_memory(run->err);
    *reason = (struct reason){place, copy, record->reasons};
    record->reasons = reason;
    record->reason_count++;
    return accord_map_refuse(run, place);
}

enum accord_status accord_map_name_column(struct accord_map_run *run, size_t column)
{
    const char *name = run->header[column];
    struct accord_text reason;
    accord_text_init(&reason, run->why.max);
    if (run->pointer == NULL) {
        accord_text_add_str(&reason, "column ");
        accord_quote(&reason, name, strlen(name));
    } else {
        accord_text_addf(&reason, "%s/%s", run->pointer, name);
    }
    accord_text_addf(&reason, ": %s", accord_text_str(&run->why));
    bool failed = run->why.failed || reason.failed;
    accord_text_reset(&run->why);
    accord_text_add(&run->why, accord_text_str(&reason), reason.length);
    accord_text_clear(&reason);
    return failed || run->why.failed ? accord_error_memory(run->err) : ACCORD_OK;
}

/* Refuses the record for what stands in run->why, behind the name of the file's column. */
static enum accord_status refuse_cell(struct record *record, const struct accord_mapped_column *column,
                                      const size_t *indexes)
{
    if (!column->from) return refuse(record, (struct accord_place){record->csv->line, 1});
    enum accord_status status = accord_map_name_column(record->run, indexes[0]);
    if (status != ACCORD_OK) return status;
    return refuse(record, record->csv->fields[indexes[0]].place);
}

/* ---- one table ---- */

/* The values of each cell that makes several rows; of other cells none. */
struct cuts {
    struct accord_map_values *columns; /* one a column of the mapping's table */
    size_t rows;                       /* that the record makes; 0: it is refused */
};

static bool makes_rows(const struct accord_planned_table *planned, size_t index)
{
    const struct accord_mapped_column *column = &planned->table->columns[index];
    return column->split != NULL && planned->table->schema->columns[column->column].kind != ACCORD_CELL_LIST;
}

/* As many rows as the cells that make rows have values, if these agree; else the record is refused. */
static enum accord_status cut_cell(struct record *record, const struct accord_planned_table *planned, size_t index,
                                   struct cuts *cuts)
{
    struct accord_map_run *run = record->run;
    struct accord_map_values *values = &cuts->columns[index];
    const struct accord_mapped_column *column = &planned->table->columns[index];
    const struct accord_csv_field *cell = &record->csv->fields[planned->columns[index][0]];
    const char *split = accord_map_split(run, column, planned->columns[index][0]);
    enum accord_status status = accord_map_cut(run, (struct accord_map_value){cell->text, cell->length}, split, values);
    bool agrees = values->count == 1 || cuts->rows == 1 || values->count == cuts->rows;
    if (status != ACCORD_OK || (agrees && values->items != NULL)) {
        if (values->count > 1) cuts->rows = values->count;
        return status;
    }
    accord_text_reset(&run->why);
    if (values->items == NULL)
        accord_map_explain_many(run, values->count);
    else
        accord_text_addf(&run->why, "%zu values in one cell, expected one, or %zu as in another cell of the row",
                         values->count, cuts->rows);
    cuts->rows = 0;
    return refuse_cell(record, column, planned->columns[index]);
}

static enum accord_status cut_cells(struct record *record, const struct accord_planned_table *planned,
                                    struct cuts *cuts)
{
    size_t count = planned->table->column_count;
    enum accord_status status = ACCORD_OK;
    cuts->rows = 1;
    cuts->columns = accord_arena_zero(&record->run->arena, count, sizeof *cuts->columns);
    if (cuts->columns == NULL) return accord_error_memory(record->run->err);
    for (size_t i = 0; status == ACCORD_OK && cuts->rows > 0 && i < count; i++)
        if (makes_rows(planned, i)) status = cut_cell(record, planned, i, cuts);
    return status;
}

/* The cell of one row, of the number among those that the record makes; refused, it is left missing. */
static enum accord_status map_cell(struct record *record, const struct accord_planned_table *planned, size_t index,
                                   const struct accord_map_value *part, struct pending *row)
{
    struct accord_map_run *run = record->run;
    const struct accord_mapped_column *column = &planned->table->columns[index];
    const struct accord_column *target = &planned->table->schema->columns[column->column];
    const size_t *indexes = planned->columns[index];
    const struct accord_csv_field *cell = &record->csv->fields[indexes[0]];
    struct accord_map_value value = {cell->text, cell->length};
    enum accord_status status = ACCORD_OK;
    if (target->personal && !run->import->keep_persons) return ACCORD_OK;
    if (run->refused != NULL && run->refused[indexes[0]]) return ACCORD_OK;
    if (part != NULL) value = *part;
    if (column->from) row->places[column->column] = cell->place;
    accord_text_reset(&run->why);
    bool good = accord_map_cell(run, record->csv, column, indexes, target, value, &row->cells[column->column], &status);
    if (status != ACCORD_OK || good) return status;
    return refuse_cell(record, column, indexes);
}

static struct pending *new_row(struct record *record, const struct accord_schema *schema)
{
    struct accord_arena *arena = &record->run->arena;
    struct pending *row = accord_arena_zero(arena, 1, sizeof *row);
    if (row == NULL) return NULL;
    row->schema = schema;
    row->cells = accord_arena_zero(arena, schema->column_count, sizeof *row->cells);
    row->places = accord_arena_zero(arena, schema->column_count, sizeof *row->places);
    if (row->cells == NULL || row->places == NULL) return NULL;
    *record->last = row;
    record->last = &row->next;
    return row;
}

/* A row like `first`, where there is one, in all but the cells that hold several values: what stands in one cell for
 * all rows is read, and refused, once. */
static enum accord_status map_row(struct record *record, const struct accord_planned_table *planned,
                                  const struct cuts *cuts, size_t number, const struct pending *first,
                                  struct pending *row)
{
    enum accord_status status = ACCORD_OK;
    if (first != NULL) {
        memcpy(row->cells, first->cells, row->schema->column_count * sizeof row->cells[0]);
        memcpy(row->places, first->places, row->schema->column_count * sizeof row->places[0]);
    }
    for (size_t i = 0; status == ACCORD_OK && i < planned->table->column_count; i++) {
        const struct accord_map_values *values = &cuts->columns[i];
        bool varies = values->count > 1;
        if (first == NULL || varies) status = map_cell(record, planned, i, varies ? &values->items[number] : NULL, row);
    }
    return status;
}

static enum accord_status map_table(struct record *record, const struct accord_planned_table *planned)
{
    struct cuts cuts;
    const struct pending *first = NULL;
    enum accord_status status = cut_cells(record, planned, &cuts);
    for (size_t number = 0; status == ACCORD_OK && number < cuts.rows; number++) {
        if (record->reason_count >= ACCORD_MAPPED_REASONS_MAX) return ACCORD_OK;
        struct pending *row = new_row(record, planned->table->schema);
        if (row == NULL) return accord_error_memory(record->run->err);
        status = map_row(record, planned, &cuts, number, first, row);
        if (first == NULL) first = row;
    }
    return status;
}

/* ---- the whole record ---- */

/* Warns, at the cell or the row, of what stands in run->why behind the membership's actor and treaty. */
static enum accord_status warn(struct accord_map_run *run, struct accord_place place, uint32_t line)
{
    if (run->why.failed) return accord_error_memory(run->err);
    if (place.line == 0) place.line = line;
    return accord_reconciliation_warn(run->import->reconciliation, run->file, place, accord_text_str(&run->why),
                                      run->err);
}

static void name_claim(struct accord_map_run *run, const struct accord_cell *actor, const char *treaty)
{
    accord_text_reset(&run->why);
    accord_text_add(&run->why, actor->as.text, actor->length);
    accord_text_addf(&run->why, " %s: ", treaty);
}

/* A membership whose days do not fit the treaty, or those of others, is taken, with a warning. */
static enum accord_status check_dates(struct accord_map_run *run, const struct pending *row, uint32_t line)
{
    static const char *const names[] = {"actor", "treaty", "signed", "deposited", "in_force", "ended"};
    enum { ACTOR, TREATY, SIGNED, DEPOSITED, IN_FORCE, ENDED, COUNT };
    const struct accord_cell *cells[COUNT];
    enum accord_status status = ACCORD_OK;
    char treaty[TREATY_MAX];
    if (strcmp(row->schema->name, "memberships") != 0) return ACCORD_OK;
    for (size_t i = 0; i < COUNT; i++)
        cells[i] = &row->cells[accord_schema_find(row->schema, names[i], strlen(names[i]))];
    if (cells[TREATY]->length >= sizeof treaty) return ACCORD_OK;  /* longer than any that is known */
    memcpy(treaty, cells[TREATY]->as.text, cells[TREATY]->length); /* required, as the actor is: texts */
    treaty[cells[TREATY]->length] = '\0';
    for (size_t i = SIGNED; status == ACCORD_OK && i <= ENDED; i++) {
        name_claim(run, cells[ACTOR], treaty);
        if (cells[i]->kind == ACCORD_CELL_DATE &&
            !accord_date_follows_adoption(treaty, names[i], cells[i]->as.date, &run->why))
            status = warn(run, row->places[cells[i] - row->cells], line);
    }
    struct accord_place deposit = row->places[cells[DEPOSITED] - row->cells];
    if (status == ACCORD_OK && run->import->fillers != NULL)
        status = accord_fillers_add(run->import->fillers, row->cells, run->file,
                                    deposit.line > 0 ? deposit : (struct accord_place){line, 0}, run->err);
    name_claim(run, cells[ACTOR], treaty);
    bool both = cells[DEPOSITED]->kind == ACCORD_CELL_DATE && cells[IN_FORCE]->kind == ACCORD_CELL_DATE;
    if (status != ACCORD_OK || !both ||
        accord_date_rule_holds(treaty, cells[DEPOSITED]->as.date, cells[IN_FORCE]->as.date, &run->why))
        return status;
    return warn(run, row->places[cells[IN_FORCE] - row->cells], line);
}

static enum accord_status pass_on(struct record *record)
{
    struct accord_map_run *run = record->run;
    enum accord_status status = ACCORD_OK;
    for (const struct pending *row = record->first; status == ACCORD_OK && row != NULL; row = row->next) {
        const bool alone = record->first->next == NULL;
        const struct accord_mapped_row mapped = {row->schema, row->cells, row->places, record->csv->line, alone};
        enum accord_taken taken = ACCORD_TAKEN_NEW;
        status = check_dates(run, row, record->csv->line);
        if (status == ACCORD_OK) status = run->import->row(run->import->host, &mapped, &taken, run->err);
        if (status == ACCORD_OK)
            status = accord_reconciliation_take(run->import->reconciliation, row->schema->name, taken, run->err);
    }
    return status;
}

enum accord_status accord_map_record(struct accord_map_run *run, const struct accord_csv_record *csv)
{
    struct record record = {.run = run, .csv = csv};
    enum accord_status status = ACCORD_OK;
    bool taken = false;
    record.last = &record.first;
    for (size_t i = 0; status == ACCORD_OK && i < run->table_count; i++) {
        if (!takes(&run->tables[i], csv)) continue;
        taken = true;
        status = map_table(&record, &run->tables[i]);
    }
    if (status == ACCORD_OK && !taken) {
        accord_text_reset(&run->why);
        accord_text_add_str(&run->why, "a row that no table of the mapping takes, expected one that a table does");
        status = accord_map_refuse(run, (struct accord_place){csv->line, 1});
    }
    if (status != ACCORD_OK || accord_reconciliation_refuses(run->import->reconciliation)) return status;
    return pass_on(&record);
}
