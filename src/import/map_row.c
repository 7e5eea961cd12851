/* One record by a mapping: which tables take it, what its cells say there, and then all of it or nothing. */
#include "base/error.h"
#include "import/date_rules.h"
#include "import/map_parts.h"
#include "ingest/quote.h"
#include "ingest/values.h"

#include <assert.h>
#include <string.h>

enum { DATE_MAX = 64 };

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
};

/* One value on its way into a cell; NULL: none. */
struct value {
    const char *text;
    size_t length;
};

static const struct value no_value = {NULL, 0};
static const char *const blank[] = {""};

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

/* ---- what a cell says ---- */

static struct value value_of(const char *text)
{
    return text == NULL ? no_value : (struct value){text, strlen(text)};
}

static bool is_missing(const struct accord_map_run *run, const struct accord_mapped_column *column, struct value value)
{
    return value.length == 0 || accord_value_among(run->missing, run->missing_count, value.text, value.length) ||
           accord_value_among(column->missing, column->missing_count, value.text, value.length);
}

/* What the text is called in the table; false where the mapping does not say it. */
static bool translate(struct accord_map_run *run, const struct accord_mapped_column *column, bool personal,
                      struct value *value)
{
    enum { LISTED = 8 };
    const char *known[LISTED + 1];
    size_t count = 0;
    if (column->value_count == 0) return true;
    for (size_t i = 0; i < column->value_count; i++) {
        const struct accord_mapped_value *pair = &column->values[i];
        if (count < LISTED) known[count++] = pair->found;
        if (!accord_text_equal(pair->found, strlen(pair->found), value->text, value->length)) continue;
        *value = value_of(pair->meant);
        return true;
    }
    if (personal)
        accord_text_add_str(&run->why, "a value that is not shown");
    else
        accord_quote(&run->why, value->text, value->length);
    accord_text_add_str(&run->why, ", expected one of ");
    accord_quote_list(&run->why, known, count);
    if (column->value_count > count) accord_text_addf(&run->why, " or %zu more", column->value_count - count);
    return false;
}

static struct value fact_of(const struct accord_known_actor *actor, enum accord_actor_fact fact)
{
    static const char *const kinds[] = {
        [ACCORD_KNOWN_STATE] = "state", [ACCORD_KNOWN_REIO] = "reio", [ACCORD_KNOWN_FORMER] = "state",
        [ACCORD_KNOWN_AREA] = NULL,     [ACCORD_KNOWN_OTHER] = NULL,
    };
    switch (fact) {
    case ACCORD_FACT_ID:
        return value_of(actor->id);
    case ACCORD_FACT_NAME:
        return value_of(actor->name);
    case ACCORD_FACT_KIND:
        return value_of(kinds[actor->kind]);
    case ACCORD_FACT_ISO2:
        return value_of(actor->iso2);
    case ACCORD_FACT_ISO3:
        return value_of(actor->iso3);
    case ACCORD_FACT_M49:
        return value_of(actor->m49);
    }
    return no_value;
}

static bool is_wanted(const struct accord_map_run *run, const struct accord_name_answer *answer)
{
    const struct accord_csv_import *import = run->import;
    if (accord_name_is_actor(answer)) return true;
    if (answer->result != ACCORD_NAME_FORMER) return false;
    const char *id = answer->actors[0]->id;
    return accord_mapping_wants_former(import->mapping, id) ||
           (import->has_actor != NULL && import->has_actor(import->host, id));
}

static bool read_actor(struct accord_map_run *run, const struct accord_mapped_column *column, struct value *value,
                       enum accord_status *status)
{
    struct accord_name_answer answer;
    const struct accord_problems *refusals = accord_reconciliation_refusals(run->import->reconciliation);
    *status = accord_names_find(run->import->names, value->text, value->length, column->forms, &answer, run->err);
    if (*status != ACCORD_OK) return false;
    if (is_wanted(run, &answer)) {
        *value = fact_of(answer.actors[0], column->fact);
        return true;
    }
    if (accord_problems_count(refusals) < ACCORD_PROBLEMS_KEPT) /* the others are only counted */
        *status =
            accord_names_suggest(run->import->names, value->text, value->length, column->forms, &answer, run->err);
    if (*status == ACCORD_OK) accord_names_explain(&answer, value->text, value->length, &run->why);
    return false;
}

struct meeting_host {
    const struct accord_csv_import *import;
    const char *treaty;
};

static enum accord_meeting_result find_meeting(void *host, const struct accord_meeting_name *name,
                                               struct accord_date *days)
{
    const struct meeting_host *meeting = host;
    return meeting->import->meeting == NULL
               ? ACCORD_MEETING_UNKNOWN
               : meeting->import->meeting(meeting->import->host, meeting->treaty, name, days);
}

static bool read_date(struct accord_map_run *run, const struct accord_mapped_column *column, struct value *value,
                      enum accord_status *status)
{
    struct meeting_host host = {run->import, column->meetings};
    struct accord_date_reading reading = {column->format, column->meetings == NULL ? NULL : find_meeting, &host};
    struct accord_date date;
    if (!accord_date_read(&reading, value->text, value->length, &date, &run->why)) return false;
    char *text = accord_arena_alloc(&run->arena, DATE_MAX);
    if (text == NULL) {
        *status = accord_error_memory(run->err);
        return false;
    }
    *value = value_of(accord_date_format(date, text));
    return true;
}

/* The text as the table writes it, or none. False when it is refused, with run->why, or *status says more. */
static bool map_value(struct accord_map_run *run, const struct accord_mapped_column *column, bool personal,
                      struct value *value, enum accord_status *status)
{
    if (is_missing(run, column, *value)) {
        *value = no_value;
        return true;
    }
    if (!column->from) return true;
    if (!translate(run, column, personal, value)) return false;
    if (value->text == NULL) return true;
    switch (column->as) {
    case ACCORD_MAPPED_TEXT:
        return true;
    case ACCORD_MAPPED_ACTOR:
        return read_actor(run, column, value, status);
    case ACCORD_MAPPED_DATE:
        return read_date(run, column, value, status);
    }
    return true;
}

/* ---- several values in a cell ---- */

/* Where the separator stands next, or the end. */
static const char *part_end(const char *at, const char *end, const char *split)
{
    size_t length = strlen(split);
    for (; (size_t)(end - at) >= length && at < end; at++)
        if (memcmp(at, split, length) == 0) return at;
    return end;
}

static size_t count_parts(struct value value, const char *split)
{
    const char *end = value.text + value.length;
    size_t count = 1;
    for (const char *at = part_end(value.text, end, split); at < end; count++)
        at = part_end(at + strlen(split), end, split);
    return count;
}

/* The part of that number, without blanks around it. */
static struct value part_of(struct value value, const char *split, size_t number)
{
    const char *at = value.text, *end = value.text + value.length;
    for (; number > 0; number--)
        at = part_end(at, end, split) + strlen(split);
    const char *until = part_end(at, end, split);
    while (at < until && *at == ' ')
        at++;
    while (until > at && until[-1] == ' ')
        until--;
    return (struct value){at, (size_t)(until - at)};
}

/* The items joined as the table's own files join them. */
static bool map_list(struct accord_map_run *run, const struct accord_mapped_column *column,
                     const struct accord_column *target, struct value *value, enum accord_status *status)
{
    struct accord_text joined;
    bool good = true;
    if (is_missing(run, column, *value)) {
        *value = no_value;
        return true;
    }
    accord_text_init(&joined, ACCORD_CSV_RECORD_MAX);
    size_t count = count_parts(*value, column->split);
    for (size_t i = 0; good && i < count; i++) {
        struct value item = part_of(*value, column->split, i);
        good = map_value(run, column, target->personal, &item, status);
        if (!good || item.length == 0) continue;
        good = memchr(item.text, target->list_delimiter, item.length) == NULL;
        if (!good) accord_quote(&run->why, item.text, item.length);
        if (!good) accord_text_addf(&run->why, ", expected an item without %c", target->list_delimiter);
        if (joined.length > 0) accord_text_add_char(&joined, target->list_delimiter);
        accord_text_add(&joined, item.text, item.length);
    }
    const char *copy = accord_arena_copy(&run->arena, accord_text_str(&joined), joined.length);
    *value = (struct value){copy, joined.length};
    if (joined.failed || copy == NULL) *status = accord_error_memory(run->err);
    accord_text_clear(&joined);
    return good && *status == ACCORD_OK;
}

/* ---- one cell ---- */

/* The text of a "value": none where one of the cells in it has none. */
static bool join_pieces(struct record *record, const struct accord_mapped_column *column, const size_t *indexes,
                        struct value *value, enum accord_status *status)
{
    struct accord_map_run *run = record->run;
    struct accord_text text;
    bool whole = true;
    accord_text_init(&text, ACCORD_CSV_RECORD_MAX);
    for (size_t i = 0; i < column->piece_count; i++) {
        const struct accord_csv_field *field = &record->csv->fields[indexes[i]];
        struct value piece =
            column->pieces[i].column ? (struct value){field->text, field->length} : value_of(column->pieces[i].text);
        whole = whole && !is_missing(run, column, piece);
        accord_text_add(&text, piece.text, piece.length);
    }
    const char *copy = accord_arena_copy(&run->arena, accord_text_str(&text), text.length);
    if (text.failed || copy == NULL) *status = accord_error_memory(run->err);
    *value = whole ? (struct value){copy, text.length} : no_value;
    accord_text_clear(&text);
    return *status == ACCORD_OK;
}

/* Whether the cell's values each make a row of their own. */
static bool makes_rows(const struct accord_planned_table *planned, size_t index)
{
    const struct accord_mapped_column *column = &planned->table->columns[index];
    return column->split != NULL && planned->table->schema->columns[column->column].kind != ACCORD_CELL_LIST;
}

/* Whether it holds several of them, so that each row has another one. */
static bool varies(const struct record *record, const struct accord_planned_table *planned, size_t index)
{
    const struct accord_csv_field *cell = &record->csv->fields[planned->columns[index][0]];
    const char *split = planned->table->columns[index].split;
    return makes_rows(planned, index) && count_parts((struct value){cell->text, cell->length}, split) > 1;
}

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
    return accord_map_refuse(run, place);
}

static enum accord_status refuse_cell(struct record *record, const struct accord_mapped_column *column,
                                      const size_t *indexes)
{
    struct accord_map_run *run = record->run;
    if (!column->from) return refuse(record, (struct accord_place){record->csv->line, 1});
    struct accord_text reason;
    accord_text_init(&reason, run->why.max);
    accord_text_addf(&reason, "column %s: %s", run->header[indexes[0]], accord_text_str(&run->why));
    accord_text_reset(&run->why);
    accord_text_add(&run->why, accord_text_str(&reason), reason.length);
    run->why.failed = run->why.failed || reason.failed;
    accord_text_clear(&reason);
    return refuse(record, record->csv->fields[indexes[0]].place);
}

/* The cell of one row, of the number among those that the record makes; refused, it is left missing. */
static enum accord_status map_cell(struct record *record, const struct accord_planned_table *planned, size_t index,
                                   size_t number, struct pending *row)
{
    struct accord_map_run *run = record->run;
    const struct accord_mapped_column *column = &planned->table->columns[index];
    const struct accord_column *target = &planned->table->schema->columns[column->column];
    const struct accord_csv_field *cell = &record->csv->fields[planned->columns[index][0]];
    struct value value = {cell->text, cell->length};
    enum accord_status status = ACCORD_OK;
    if (target->personal && !run->import->keep_persons) return ACCORD_OK;
    accord_text_reset(&run->why);
    if (column->from) row->places[column->column] = cell->place;
    bool good = column->from || join_pieces(record, column, planned->columns[index], &value, &status);
    if (good && varies(record, planned, index)) value = part_of(value, column->split, number);
    if (good && column->split != NULL && target->kind == ACCORD_CELL_LIST)
        good = map_list(run, column, target, &value, &status);
    else if (good)
        good = map_value(run, column, target->personal, &value, &status);
    struct accord_csv_field field = {value.text != NULL ? value.text : "", value.length, false, cell->place};
    if (good)
        good = accord_value_of_text(target, &field, blank, 1, &run->arena, &row->cells[column->column], &run->why);
    if (status != ACCORD_OK || good) return status;
    return refuse_cell(record, column, planned->columns[index]);
}

/* ---- one table ---- */

/* How many rows the record makes: as many as the cells that make rows have values, if these agree; else refused. */
static enum accord_status count_rows(struct record *record, const struct accord_planned_table *planned, size_t *rows)
{
    struct accord_map_run *run = record->run;
    *rows = 1;
    for (size_t i = 0; i < planned->table->column_count; i++) {
        if (!makes_rows(planned, i)) continue;
        const struct accord_csv_field *cell = &record->csv->fields[planned->columns[i][0]];
        size_t count = count_parts((struct value){cell->text, cell->length}, planned->table->columns[i].split);
        bool fits = count <= ACCORD_MAPPED_SPLIT_MAX && (count == 1 || *rows == 1 || count == *rows);
        if (fits && count > 1) *rows = count;
        if (fits) continue;
        accord_text_reset(&run->why);
        accord_text_addf(&run->why, "%zu values in one cell, expected ", count);
        if (count > ACCORD_MAPPED_SPLIT_MAX)
            accord_text_addf(&run->why, "at most %d", ACCORD_MAPPED_SPLIT_MAX);
        else
            accord_text_addf(&run->why, "one, or %zu as in another cell of the row", *rows);
        *rows = 0;
        return refuse_cell(record, &planned->table->columns[i], planned->columns[i]);
    }
    return ACCORD_OK;
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

/* What stands in one cell for all rows is read, and refused, once. */
static enum accord_status map_table(struct record *record, const struct accord_planned_table *planned)
{
    const struct accord_schema *schema = planned->table->schema;
    const struct pending *first = NULL;
    size_t rows = 0;
    enum accord_status status = count_rows(record, planned, &rows);
    for (size_t number = 0; status == ACCORD_OK && number < rows; number++) {
        struct pending *row = new_row(record, schema);
        if (row == NULL) return accord_error_memory(record->run->err);
        if (first != NULL) {
            memcpy(row->cells, first->cells, schema->column_count * sizeof row->cells[0]);
            memcpy(row->places, first->places, schema->column_count * sizeof row->places[0]);
        }
        for (size_t i = 0; status == ACCORD_OK && i < planned->table->column_count; i++)
            if (first == NULL || varies(record, planned, i)) status = map_cell(record, planned, i, number, row);
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

/* A membership whose days do not fit the treaty is taken, with a warning. */
static enum accord_status check_dates(struct accord_map_run *run, const struct pending *row, uint32_t line)
{
    static const char *const names[] = {"actor", "treaty", "signed", "deposited", "in_force", "ended"};
    enum { ACTOR, TREATY, SIGNED, DEPOSITED, IN_FORCE, ENDED, COUNT };
    const struct accord_cell *cells[COUNT];
    enum accord_status status = ACCORD_OK;
    char treaty[DATE_MAX];
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
        const struct accord_mapped_row mapped = {row->schema, row->cells, row->places, record->csv->line};
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
