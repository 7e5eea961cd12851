/* The rows of a resource: files in order, cells typed, every problem with its place. */
#include "ingest/package_parts.h"

#include "base/error.h"
#include "base/text.h"
#include "ingest/quote.h"
#include "ingest/source_file.h"
#include "ingest/values.h"

#include <assert.h>
#include <string.h>
#include <unistd.h>

enum { MESSAGE_MAX = 8192, IGNORED = -1 };

/* What reading one file needs. */
struct rows {
    const struct accord_table *table;
    struct accord_problems *problems;
    accord_row_function function;
    void *host;
    struct accord_error *err;
    struct accord_error own; /* where the caller does not care */
    int file;
    const char *path;          /* as problems name it */
    struct accord_arena arena; /* of one row */
    struct accord_text text;
    struct accord_cell cells[ACCORD_COLUMNS_MAX];
    struct accord_place places[ACCORD_COLUMNS_MAX];
    bool present[ACCORD_COLUMNS_MAX];   /* CSV: the file has the column. JSON: the element had it */
    int columns[ACCORD_CSV_FIELDS_MAX]; /* CSV: of each cell of a record; IGNORED where that is a problem already */
    size_t width;
    bool headless; /* the header lacks what every row needs: no row is good */
    /* Of documents: */
    const struct accord_package *package;
    struct accord_actor_document *document; /* NULL: rows are in no document */
    size_t elements;                        /* that were read of it */
};

/* ---- problems ---- */

/* Adds what stands in rows->text as a problem, and empties it. */
static enum accord_status add_problem(struct rows *rows, struct accord_place place)
{
    enum accord_status status = ACCORD_OK;
    if (rows->text.failed)
        status = accord_error_memory(rows->err);
    else
        status = accord_problems_add(rows->problems, rows->path, place.line, place.column, rows->err, "%s",
                                     accord_text_str(&rows->text));
    accord_text_reset(&rows->text);
    return status;
}

static enum accord_status add_plain(struct rows *rows, struct accord_place place, const char *text)
{
    accord_text_add_str(&rows->text, text);
    return add_problem(rows, place);
}

/* An unknown column of a header or member of an element. */
static enum accord_status add_unknown(struct rows *rows, struct accord_place place, const char *name, size_t length)
{
    const struct accord_schema *schema = &rows->table->schema;
    const char *names[ACCORD_COLUMNS_MAX];
    char *wanted = accord_copy_text(name, length);
    if (wanted == NULL) return accord_error_memory(rows->err);
    for (size_t i = 0; i < schema->column_count; i++)
        names[i] = schema->columns[i].name;
    const char *near = accord_text_nearest(wanted, names, schema->column_count);
    accord_free(wanted);
    accord_text_add_str(&rows->text, "unknown column ");
    accord_quote(&rows->text, name, length);
    accord_text_addf(&rows->text, ", expected %s%s", near != NULL ? near : "a column of table ",
                     near != NULL ? "" : schema->name);
    return add_problem(rows, place);
}

/* ---- one row ---- */

static void begin_row(struct rows *rows)
{
    const struct accord_schema *schema = &rows->table->schema;
    accord_arena_reset(&rows->arena);
    memset(rows->cells, 0, schema->column_count * sizeof rows->cells[0]);
    memset(rows->places, 0, schema->column_count * sizeof rows->places[0]);
}

static enum accord_status pass_on(struct rows *rows, uint32_t line)
{
    const struct accord_row_read row = {rows->cells, rows->places, rows->file, line};
    return rows->function(rows->host, &rows->table->schema, &row, rows->err);
}

/* ---- CSV ---- */

static const char *column_name(const struct accord_table *table, size_t declared)
{
    return table->schema.columns[table->declared[declared]].name;
}

/* What one cell of the header names, IGNORED when that is a problem. */
static enum accord_status read_header_cell(struct rows *rows, const struct accord_csv_field *field, int *column)
{
    *column = IGNORED;
    if (field->length == 0) return add_plain(rows, field->place, "an empty column name, expected a name");
    int found = accord_schema_find(&rows->table->schema, field->text, field->length);
    if (found == ACCORD_NO_COLUMN) return add_unknown(rows, field->place, field->text, field->length);
    if (rows->present[found]) {
        accord_text_addf(&rows->text, "column %s again, expected each column once",
                         rows->table->schema.columns[found].name);
        return add_problem(rows, field->place);
    }
    rows->present[found] = true;
    *column = found;
    return ACCORD_OK;
}

static bool is_declared(const struct accord_table *table, int column)
{
    for (size_t i = 0; i < table->declared_count; i++)
        if (table->declared[i] == column) return true;
    return false;
}

/* Columns that the file must have and has not: required ones, and with an exact or equal match all declared ones. */
static enum accord_status check_missing_columns(struct rows *rows, uint32_t line)
{
    const struct accord_table *table = rows->table;
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < table->schema.column_count; i++) {
        const struct accord_column *column = &table->schema.columns[i];
        bool wanted = table->match != ACCORD_FIELDS_SUPERSET && is_declared(table, (int)i);
        if (rows->present[i] || (!wanted && !column->required)) continue;
        rows->headless = true;
        accord_text_addf(&rows->text, "no column %s, expected it%s", column->name,
                         column->required ? " since it is required" : " as the schema has it");
        status = add_problem(rows, (struct accord_place){line, 0});
    }
    return status;
}

/* With an exact match the columns stand in the schema's order; said once. */
static enum accord_status check_order(struct rows *rows, const struct accord_csv_record *record)
{
    const struct accord_table *table = rows->table;
    if (table->match != ACCORD_FIELDS_EXACT || rows->headless) return ACCORD_OK;
    for (size_t i = 0; i < record->count && i < table->declared_count; i++) {
        if (rows->columns[i] == table->declared[i] || rows->columns[i] == IGNORED) continue;
        accord_text_addf(&rows->text, "column %s, expected %s here (or \"fieldsMatch\": \"equal\" in the schema)",
                         table->schema.columns[rows->columns[i]].name, column_name(table, i));
        return add_problem(rows, record->fields[i].place);
    }
    return ACCORD_OK;
}

static enum accord_status read_header(struct rows *rows, const struct accord_csv_record *record)
{
    enum accord_status status = ACCORD_OK;
    rows->width = record->count;
    for (size_t i = 0; status == ACCORD_OK && i < record->count; i++)
        status = read_header_cell(rows, &record->fields[i], &rows->columns[i]);
    if (status == ACCORD_OK) status = check_missing_columns(rows, record->line);
    return status == ACCORD_OK ? check_order(rows, record) : status;
}

/* Without a header the cells are the declared columns in their order. */
static void columns_by_position(struct rows *rows)
{
    rows->width = rows->table->declared_count;
    for (size_t i = 0; i < rows->width; i++) {
        rows->columns[i] = rows->table->declared[i];
        rows->present[rows->columns[i]] = true;
    }
}

static enum accord_status add_width(struct rows *rows, const struct accord_csv_record *record)
{
    bool blank = record->count == 1 && record->fields[0].length == 0 && !record->fields[0].quoted;
    bool longer = record->count > rows->width;
    if (blank)
        accord_text_addf(&rows->text, "a blank line, expected a row of %zu cells", rows->width);
    else
        accord_text_addf(&rows->text, "a row of %zu cell%s, expected %zu", record->count, record->count == 1 ? "" : "s",
                         rows->width);
    return add_problem(rows, record->fields[longer ? rows->width : record->count - 1].place);
}

static enum accord_status read_csv_row(struct rows *rows, const struct accord_csv_record *record)
{
    const struct accord_table *table = rows->table;
    enum accord_status status = ACCORD_OK;
    bool good = !rows->headless;
    if (record->count != rows->width) return add_width(rows, record);
    begin_row(rows);
    for (size_t i = 0; status == ACCORD_OK && i < record->count; i++) {
        int column = rows->columns[i];
        if (column == IGNORED) continue;
        rows->places[column] = record->fields[i].place;
        if (accord_value_of_text(&table->schema.columns[column], &record->fields[i], table->missing,
                                 table->missing_count, &rows->arena, &rows->cells[column], &rows->text))
            continue;
        good = false;
        status = add_problem(rows, record->fields[i].place);
    }
    return status == ACCORD_OK && good ? pass_on(rows, record->line) : status;
}

static enum accord_status read_failed(struct rows *rows)
{
    if (rows->err->status != ACCORD_BAD_DATA) return rows->err->status;
    return add_plain(rows, (struct accord_place){0, 0}, rows->err->text);
}

/* All records; *finished is set by what ends a file. */
static enum accord_status next_record(struct rows *rows, struct accord_csv *csv, bool *headed, bool *finished)
{
    struct accord_csv_record record;
    struct accord_place where = {0, 0};
    const char *why = NULL;
    enum accord_csv_result result = accord_csv_next(csv, &record, &where, &why, rows->err);
    *finished = result != ACCORD_CSV_RECORD && result != ACCORD_CSV_BROKEN;
    switch (result) {
    case ACCORD_CSV_RECORD:
        if (*headed) return read_csv_row(rows, &record);
        *headed = true;
        return read_header(rows, &record);
    case ACCORD_CSV_END:
        return *headed ? ACCORD_OK
                       : add_plain(rows, (struct accord_place){1, 0}, "an empty file, expected a line of column names");
    case ACCORD_CSV_BROKEN:
        *finished = !*headed; /* without a header the rows mean nothing */
        return add_plain(rows, where, why);
    case ACCORD_CSV_UNUSABLE:
        return add_plain(rows, where, why);
    case ACCORD_CSV_UNREADABLE:
        break;
    }
    return read_failed(rows);
}

static enum accord_status read_csv(struct rows *rows, int descriptor)
{
    struct accord_csv *csv = NULL;
    enum accord_status status = accord_csv_open(descriptor, &rows->table->dialect, &csv, rows->err);
    bool headed = !rows->table->dialect.header, finished = false;
    if (headed) columns_by_position(rows);
    while (status == ACCORD_OK && !finished)
        status = next_record(rows, csv, &headed, &finished);
    accord_csv_close(csv);
    return status;
}

/* ---- JSON ---- */

static const char *kind_of(const cJSON *value)
{
    if (cJSON_IsArray(value)) return "an array";
    if (cJSON_IsString(value)) return "a text";
    return cJSON_IsNumber(value) ? "a number" : "true, false or null";
}

/* Types one member; *good becomes false where it is a problem. */
static enum accord_status read_member(struct rows *rows, const struct accord_json_member *member, bool *good)
{
    const struct accord_table *table = rows->table;
    int column = accord_schema_find(&table->schema, member->name, member->name_length);
    if (column == ACCORD_NO_COLUMN) {
        *good = false;
        return add_unknown(rows, member->place, member->name, member->name_length);
    }
    rows->present[column] = true;
    rows->places[column] = member->place;
    if (accord_value_of_json(&table->schema.columns[column], member, table->missing, table->missing_count, &rows->arena,
                             &rows->cells[column], &rows->text))
        return ACCORD_OK;
    *good = false;
    return add_problem(rows, member->place);
}

/* A row stands where its actor is: in the document of the one, or in the shared one. */
static enum accord_status check_document(struct rows *rows, struct accord_place place, bool *good)
{
    const struct accord_schema *schema = &rows->table->schema;
    const char *id = NULL;
    size_t length = 0;
    struct accord_text expected;
    bool owned = accord_document_owner(schema, rows->cells, &id, &length);
    accord_text_init(&expected, MESSAGE_MAX);
    if (owned)
        accord_document_name(id, length, &expected);
    else
        accord_document_shared_name(&expected);
    *good = strcmp(accord_text_str(&expected), rows->path) == 0;
    if (schema->actor != ACCORD_NO_COLUMN && rows->places[schema->actor].line > 0) place = rows->places[schema->actor];
    if (!*good) {
        accord_text_add_str(&rows->text, owned ? "a row of " : "a row that is not of one actor");
        if (owned) accord_quote(&rows->text, id, length);
        accord_text_addf(&rows->text, ", expected it in %s", accord_text_str(&expected));
        rows->text.failed = rows->text.failed || expected.failed;
    }
    accord_text_clear(&expected);
    return *good ? ACCORD_OK : add_problem(rows, place);
}

static enum accord_status read_element(struct rows *rows, const struct accord_json_element *element)
{
    const struct accord_schema *schema = &rows->table->schema;
    enum accord_status status = ACCORD_OK;
    bool good = true;
    if (!cJSON_IsObject(element->value)) {
        accord_text_addf(&rows->text, "%s, expected an object", kind_of(element->value));
        return add_problem(rows, element->place);
    }
    begin_row(rows);
    memset(rows->present, 0, sizeof rows->present);
    for (size_t i = 0; status == ACCORD_OK && i < element->member_count; i++)
        status = read_member(rows, &element->members[i], &good);
    for (size_t i = 0; status == ACCORD_OK && i < schema->column_count; i++) {
        if (rows->present[i] || !schema->columns[i].required) continue;
        good = false;
        accord_text_addf(&rows->text, "no member %s, expected one since it is required", schema->columns[i].name);
        status = add_problem(rows, element->place);
    }
    if (status == ACCORD_OK && good && rows->document != NULL) status = check_document(rows, element->place, &good);
    return status == ACCORD_OK && good ? pass_on(rows, element->place.line) : status;
}

static enum accord_status next_element(struct rows *rows, struct accord_json_reader *reader, bool *finished)
{
    struct accord_json_element element;
    struct accord_json_fault fault = {{0, 0}, NULL};
    enum accord_json_result result = accord_json_next(reader, &element, &fault, rows->err);
    *finished = result != ACCORD_JSON_ELEMENT && result != ACCORD_JSON_BROKEN;
    switch (result) {
    case ACCORD_JSON_ELEMENT:
        return read_element(rows, &element);
    case ACCORD_JSON_END:
        return ACCORD_OK;
    case ACCORD_JSON_BROKEN:
    case ACCORD_JSON_UNUSABLE:
        return add_plain(rows, fault.place, fault.why);
    case ACCORD_JSON_UNREADABLE:
        break;
    }
    return read_failed(rows);
}

static enum accord_status read_elements(struct rows *rows, struct accord_json_reader *reader)
{
    enum accord_status status = ACCORD_OK;
    for (bool finished = false; status == ACCORD_OK && !finished;)
        status = next_element(rows, reader, &finished);
    accord_json_close(reader);
    return status;
}

static enum accord_status read_json(struct rows *rows, int descriptor)
{
    struct accord_json_reader *reader = NULL;
    bool lines = rows->table->layout == ACCORD_LAYOUT_JSON_LINES;
    enum accord_status status = accord_json_open(descriptor, lines, &reader, rows->err);
    return status == ACCORD_OK ? read_elements(rows, reader) : status;
}

/* ---- documents of actors ---- */

/* A member that is no table's rows: said once, when actors are read, which is before all else. */
static enum accord_status read_other_member(struct rows *rows, const struct accord_json_element *element)
{
    const char *names[ACCORD_TABLES_MAX];
    size_t count = accord_package_table_count(rows->package);
    if (strcmp(rows->table->schema.name, "actors") != 0) return ACCORD_OK;
    for (size_t i = 0; i < count; i++) {
        names[i] = accord_package_table(rows->package, i)->name;
        if (strcmp(names[i], element->name) != 0) continue;
        if (cJSON_IsArray(element->value)) return ACCORD_OK;
        accord_text_addf(&rows->text, "no array in member %s, expected an array of rows", names[i]);
        return add_problem(rows, element->place);
    }
    const char *near = accord_text_nearest(element->name, names, count);
    accord_text_add_str(&rows->text, "unknown table ");
    accord_quote(&rows->text, element->name, strlen(element->name));
    accord_text_addf(&rows->text, ", expected %s", near != NULL ? near : "a table that datapackage.json names");
    return add_problem(rows, element->place);
}

static enum accord_status next_of_document(struct rows *rows, struct accord_json_reader *reader, bool *finished)
{
    struct accord_json_element element;
    struct accord_json_fault fault = {{0, 0}, NULL};
    enum accord_json_result result = accord_json_next(reader, &element, &fault, rows->err);
    *finished = result != ACCORD_JSON_ELEMENT;
    switch (result) {
    case ACCORD_JSON_ELEMENT:
        if (!element.streamed) return read_other_member(rows, &element);
        rows->elements++;
        return read_element(rows, &element);
    case ACCORD_JSON_END:
        return ACCORD_OK;
    case ACCORD_JSON_BROKEN:
    case ACCORD_JSON_UNUSABLE:
        rows->document->broken = true;
        return add_plain(rows, fault.place, fault.why);
    case ACCORD_JSON_UNREADABLE:
        break;
    }
    rows->document->broken = true;
    return read_failed(rows);
}

static enum accord_status read_document(struct rows *rows, int descriptor)
{
    struct accord_json_reader *reader = NULL;
    enum accord_status status = accord_json_open_object(descriptor, rows->table->schema.name, &reader, rows->err);
    bool of_actor = rows->document->owner != NULL && strcmp(rows->table->schema.name, "actors") == 0;
    rows->elements = 0;
    for (bool finished = false; status == ACCORD_OK && !finished;)
        status = next_of_document(rows, reader, &finished);
    accord_json_close(reader);
    if (status != ACCORD_OK || rows->document->broken || !of_actor || rows->elements > 0) return status;
    accord_text_add_str(&rows->text, "no row in actors, expected that of ");
    accord_quote(&rows->text, rows->document->owner, strlen(rows->document->owner));
    return add_problem(rows, (struct accord_place){1, 0});
}

/* ---- files ---- */

static void begin_file(struct rows *rows)
{
    memset(rows->present, 0, sizeof rows->present);
    rows->headless = false;
}

static enum accord_status read_open(struct rows *rows, int descriptor)
{
    begin_file(rows);
    if (rows->document != NULL) return read_document(rows, descriptor);
    return rows->table->layout == ACCORD_LAYOUT_CSV ? read_csv(rows, descriptor) : read_json(rows, descriptor);
}

static enum accord_status read_at_hand(struct rows *rows, const struct accord_memory_file *file)
{
    if (accord_memory_file_rewind(file, rows->err) != ACCORD_OK) return read_failed(rows);
    return read_open(rows, file->descriptor);
}

static enum accord_status read_memory(struct rows *rows, const struct accord_memory_files *files)
{
    const struct accord_memory_file *file = NULL;
    struct accord_json_reader *reader = NULL;
    if (accord_memory_file_find(files, rows->path, &file, rows->err) != ACCORD_OK) return read_failed(rows);
    if (file->bytes == NULL) return read_at_hand(rows, file);
    assert(rows->table->layout == ACCORD_LAYOUT_JSON_ARRAY);
    begin_file(rows);
    enum accord_status status = accord_json_open_memory(file->bytes, file->length, &reader, rows->err);
    return status == ACCORD_OK ? read_elements(rows, reader) : status;
}

static enum accord_status read_file(struct rows *rows, const char *directory)
{
    int descriptor = -1;
    char *path = accord_source_join(directory, rows->path);
    if (path == NULL) return accord_error_memory(rows->err);
    enum accord_status status = accord_source_open(path, &descriptor, rows->err);
    accord_free(path);
    if (status == ACCORD_BAD_DATA && rows->document != NULL) rows->document->broken = true;
    if (status == ACCORD_BAD_DATA) return read_failed(rows);
    if (status != ACCORD_OK) return status;
    status = read_open(rows, descriptor);
    (void)close(descriptor);
    return status;
}

/* All documents, for the rows of one table. What is wrong with a document was said when the first table was read. */
static enum accord_status read_documents(struct rows *rows, const struct accord_package *package)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < package->document_count; i++) {
        rows->document = &package->documents_of[i];
        rows->file = package->first_document + (int)i;
        rows->path = package->files[rows->file];
        if (!rows->document->broken) status = read_file(rows, package->directory);
    }
    return status;
}

enum accord_status accord_package_read(struct accord_package *package, size_t table, struct accord_problems *problems,
                                       accord_row_function function, void *host, struct accord_error *err)
{
    assert(table < package->table_count);
    const struct accord_table *read = &package->tables[table];
    struct rows *rows = accord_alloc_zero(1, sizeof *rows);
    if (rows == NULL) return accord_error_memory(err);
    rows->package = package;
    rows->table = read;
    rows->problems = problems;
    rows->function = function;
    rows->host = host;
    rows->err = err != NULL ? err : &rows->own;
    accord_arena_init(&rows->arena);
    accord_text_init(&rows->text, MESSAGE_MAX);
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < read->path_count; i++) {
        rows->file = read->first_file + (int)i;
        rows->path = read->paths[i];
        status = package->memory != NULL ? read_memory(rows, package->memory) : read_file(rows, package->directory);
    }
    if (status == ACCORD_OK && package->by_actor) status = read_documents(rows, package);
    accord_text_clear(&rows->text);
    accord_arena_clear(&rows->arena);
    accord_free(rows);
    return status;
}
