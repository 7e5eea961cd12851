/* Reading a CSV file by a mapping: its header makes a plan, and every record a row of the reconciliation. */
#include "import/map_csv.h"

#include "base/error.h"
#include "base/map.h"
#include "import/map_parts.h"
#include "ingest/quote.h"

#include <string.h>

enum { MESSAGE_MAX = 64 * 1024 * 1024 }; /* of a reason with all that it names; the list cuts it */

struct reading {
    struct accord_map_run run;
    struct accord_arena arena; /* of the plan */
    struct accord_map names;   /* of the file's columns, to their indexes */
    struct accord_problems *problems;
    bool *used; /* one a column of the file */
    bool headed;
};

/* ---- the header ---- */

static enum accord_status add_problem(struct reading *reading, struct accord_place place, const char *text)
{
    return accord_problems_add(reading->problems, reading->run.file, place.line, place.column, reading->run.err, "%s",
                               text);
}

static enum accord_status read_header_cell(struct reading *reading, const struct accord_csv_field *field, size_t index,
                                           const char **name)
{
    bool added = false;
    if (!accord_map_put(&reading->names, field->text, field->length, (int64_t)index, &added))
        return accord_error_memory(reading->run.err);
    *name = accord_arena_copy(&reading->arena, field->text, field->length);
    if (*name == NULL) return accord_error_memory(reading->run.err);
    if (field->length == 0)
        return add_problem(reading, field->place, "an empty column name, expected a name for each column");
    return added ? ACCORD_OK : add_problem(reading, field->place, "a column name again, expected each name once");
}

/* The index of a column that the mapping names, or a problem at the header. */
static enum accord_status find_column(void *host, const char *name, size_t *index)
{
    struct reading *reading = host;
    struct accord_map_run *run = &reading->run;
    int64_t value = 0;
    bool found = accord_map_get(&reading->names, name, strlen(name), &value);
    *index = (size_t)value;
    if (found) {
        reading->used[value] = true;
        return ACCORD_OK;
    }
    const char *near = accord_text_nearest(name, run->header, run->width);
    accord_text_reset(&run->why);
    accord_text_add_str(&run->why, "no column ");
    accord_quote(&run->why, name, strlen(name));
    accord_text_add_str(&run->why, ", expected it as the mapping says");
    if (near != NULL) accord_text_add_str(&run->why, "; there is ");
    if (near != NULL) accord_quote(&run->why, near, strlen(near));
    if (run->why.failed) return accord_error_memory(run->err);
    return add_problem(reading, (struct accord_place){1, 0}, accord_text_str(&run->why));
}

/* Every column of the file is taken, or said to be unused: nothing is left out in silence. */
static enum accord_status check_unused(struct reading *reading, const struct accord_csv_record *record)
{
    size_t count = 0;
    enum accord_status status = ACCORD_OK;
    const char *const *unused = accord_mapping_unused(reading->run.import->mapping, &count);
    for (size_t i = 0, index = 0; status == ACCORD_OK && i < count; i++)
        status = find_column(reading, unused[i], &index);
    for (size_t i = 0; status == ACCORD_OK && i < record->count; i++)
        if (!reading->used[i] && record->fields[i].length > 0)
            status = add_problem(reading, record->fields[i].place,
                                 "a column that no table takes, expected it among those that the mapping calls unused");
    return status;
}

static enum accord_status read_header(struct reading *reading, const struct accord_csv_record *record)
{
    size_t before = accord_problems_count(reading->problems);
    const char **header = accord_arena_zero(&reading->arena, record->count, sizeof *header);
    reading->used = accord_arena_zero(&reading->arena, record->count, sizeof *reading->used);
    reading->run.header = header;
    reading->run.width = record->count;
    enum accord_status status =
        header == NULL || reading->used == NULL ? accord_error_memory(reading->run.err) : ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < record->count; i++)
        status = read_header_cell(reading, &record->fields[i], i, &header[i]);
    if (status == ACCORD_OK && accord_problems_count(reading->problems) > before) return ACCORD_OK;
    if (status == ACCORD_OK) status = accord_map_plan(&reading->run, &reading->arena, find_column, reading);
    return status == ACCORD_OK ? check_unused(reading, record) : status;
}

/* ---- records ---- */

enum accord_status accord_map_refuse(struct accord_map_run *run, struct accord_place place)
{
    if (run->why.failed) return accord_error_memory(run->err);
    return accord_reconciliation_refuse(run->import->reconciliation, run->file, place, accord_text_str(&run->why),
                                        run->err);
}

enum accord_status accord_map_refuse_width(struct accord_map_run *run, const struct accord_csv_record *record)
{
    bool blank = record->count == 1 && record->fields[0].length == 0 && !record->fields[0].quoted;
    bool longer = record->count > run->width;
    accord_text_reset(&run->why);
    if (blank)
        accord_text_addf(&run->why, "a blank line, expected a row of %zu cells", run->width);
    else
        accord_text_addf(&run->why, "a row of %zu cell%s, expected %zu", record->count, record->count == 1 ? "" : "s",
                         run->width);
    return accord_map_refuse(run, record->fields[longer ? run->width : record->count - 1].place);
}

static enum accord_status read_record(struct accord_map_run *run, const struct accord_csv_record *record)
{
    accord_arena_reset(&run->arena);
    accord_reconciliation_begin(run->import->reconciliation);
    enum accord_status status =
        record->count == run->width ? accord_map_record(run, record) : accord_map_refuse_width(run, record);
    if (status == ACCORD_OK) accord_reconciliation_end(run->import->reconciliation);
    return status;
}

enum accord_status accord_map_refuse_broken(struct accord_map_run *run, struct accord_place where, const char *why)
{
    accord_reconciliation_begin(run->import->reconciliation);
    accord_text_reset(&run->why);
    accord_text_add_str(&run->why, why);
    enum accord_status status = accord_map_refuse(run, where);
    if (status == ACCORD_OK) accord_reconciliation_end(run->import->reconciliation);
    return status;
}

/* *finished is set by what ends the file. */
static enum accord_status next_record(struct reading *reading, struct accord_csv *csv, bool *finished)
{
    struct accord_map_run *run = &reading->run;
    struct accord_csv_record record;
    struct accord_place where = {0, 0};
    const char *why = NULL;
    size_t before = accord_problems_count(reading->problems);
    enum accord_csv_result result = accord_csv_next(csv, &record, &where, &why, run->err);
    enum accord_status status = ACCORD_OK;
    *finished = result != ACCORD_CSV_RECORD && result != ACCORD_CSV_BROKEN;
    switch (result) {
    case ACCORD_CSV_RECORD:
        if (reading->headed) return read_record(run, &record);
        reading->headed = true;
        status = read_header(reading, &record);
        *finished = accord_problems_count(reading->problems) > before;
        return status;
    case ACCORD_CSV_BROKEN:
        if (reading->headed) return accord_map_refuse_broken(run, where, why);
        *finished = true; /* without a header the rows mean nothing */
        return add_problem(reading, where, why);
    case ACCORD_CSV_UNUSABLE:
        return add_problem(reading, where, why);
    case ACCORD_CSV_END:
        if (reading->headed) return ACCORD_OK;
        return add_problem(reading, (struct accord_place){1, 0}, "an empty file, expected a line of column names");
    case ACCORD_CSV_UNREADABLE:
        break;
    }
    if (run->err->status != ACCORD_BAD_DATA) return run->err->status;
    return add_problem(reading, where, run->err->text);
}

static enum accord_status read_all(struct reading *reading, int descriptor)
{
    struct accord_map_run *run = &reading->run;
    struct accord_csv_dialect dialect = accord_mapping_dialect(run->import->mapping);
    struct accord_csv *csv = NULL;
    bool finished = false;
    enum accord_status status = accord_csv_open(descriptor, &dialect, &csv, run->err);
    while (status == ACCORD_OK && !finished)
        status = next_record(reading, csv, &finished);
    accord_csv_close(csv);
    return status;
}

enum accord_status accord_map_csv(const struct accord_csv_import *import, int descriptor, const char *file,
                                  struct accord_problems *problems, struct accord_error *err)
{
    struct reading reading = {.run = {.import = import, .file = file, .err = err}, .problems = problems};
    size_t before = accord_problems_count(problems);
    reading.run.missing = accord_mapping_missing(import->mapping, &reading.run.missing_count);
    accord_arena_init(&reading.arena);
    accord_arena_init(&reading.run.arena);
    accord_map_init(&reading.names);
    accord_text_init(&reading.run.why, MESSAGE_MAX);
    enum accord_status status = read_all(&reading, descriptor);
    if (status == ACCORD_OK && accord_problems_count(problems) > before)
        status = accord_error_set(err, ACCORD_BAD_DATA, "%s: the file cannot be read as the mapping says", file);
    accord_text_clear(&reading.run.why);
    accord_map_clear(&reading.names);
    accord_arena_clear(&reading.run.arena);
    accord_arena_clear(&reading.arena);
    return status;
}
