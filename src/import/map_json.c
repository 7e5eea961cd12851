/* Reading JSON by a mapping: the members of each record are what the cells of one of CSV are. */
#include "import/map_csv.h"

#include "base/error.h"
#include "base/map.h"
#include "import/map_parts.h"
#include "ingest/json_door.h"
#include "ingest/json_value.h"
#include "ingest/quote.h"

#include <stdio.h>
#include <string.h>

enum { MESSAGE_MAX = 64 * 1024 * 1024, POINTER_MAX = 32 };

static const struct accord_place nowhere = {0, 0};

struct reading {
    struct accord_map_run run;
    struct accord_arena arena; /* of the plan */
    struct accord_map names;   /* to their indexes */
    struct accord_problems *problems;
    struct accord_text path;         /* from the record to the value at hand */
    struct accord_text list;         /* that is joined */
    struct accord_csv_field *fields; /* of the record, one a name */
    /* of each name: */
    bool *unused;  /* nothing is taken from it */
    bool *single;  /* something takes one value of it, and no list */
    bool *seen;    /* some record has it */
    bool *filled;  /* this record has it */
    bool *refused; /* what this record has is refused */
    bool *lists;   /* this record has a list */
    bool array;
    size_t count; /* of records */
};

/* ---- the plan ---- */

static enum accord_status add_name(void *host, const char *name, size_t *index)
{
    struct reading *reading = host;
    bool added = false;
    int64_t value = (int64_t)reading->names.count;
    if (!accord_map_put(&reading->names, name, strlen(name), value, &added))
        return accord_error_memory(reading->run.err);
    if (!added) (void)accord_map_get(&reading->names, name, strlen(name), &value);
    *index = (size_t)value;
    return ACCORD_OK;
}

/* What is taken as one value: all but the columns that take several. */
static void note_single(struct reading *reading)
{
    for (size_t i = 0; i < reading->run.table_count; i++) {
        const struct accord_planned_table *planned = &reading->run.tables[i];
        for (size_t j = 0; j < planned->table->test_count; j++)
            reading->single[planned->tests[j]] = true;
        for (size_t j = 0; j < planned->table->column_count; j++) {
            const struct accord_mapped_column *column = &planned->table->columns[j];
            if (column->from && column->split != NULL) continue;
            for (size_t piece = 0; piece < column->piece_count; piece++)
                if (column->pieces[piece].column) reading->single[planned->columns[j][piece]] = true;
        }
    }
}

static enum accord_status add_unused(struct reading *reading, size_t *first)
{
    size_t count = 0, index = 0;
    enum accord_status status = ACCORD_OK;
    const char *const *unused = accord_mapping_unused(reading->run.import->mapping, &count);
    *first = reading->names.count;
    for (size_t i = 0; status == ACCORD_OK && i < count; i++)
        status = add_name(reading, unused[i], &index);
    return status;
}

static enum accord_status plan(struct reading *reading)
{
    struct accord_map_run *run = &reading->run;
    bool **const flags[] = {&reading->unused, &reading->single,  &reading->seen,
                            &reading->filled, &reading->refused, &reading->lists};
    size_t first_unused = 0;
    enum accord_status status = accord_map_plan(run, &reading->arena, add_name, reading);
    if (status == ACCORD_OK) status = add_unused(reading, &first_unused);
    if (status != ACCORD_OK) return status;
    run->width = reading->names.count;
    const char **header = accord_arena_zero(&reading->arena, run->width + 1, sizeof *header);
    reading->fields = accord_arena_zero(&reading->arena, run->width + 1, sizeof *reading->fields);
    if (header == NULL || reading->fields == NULL) return accord_error_memory(run->err);
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        *flags[i] = accord_arena_zero(&reading->arena, run->width + 1, sizeof **flags[i]);
        if (*flags[i] == NULL) return accord_error_memory(run->err);
    }
    for (size_t i = 0; i < run->width; i++) {
        header[i] = reading->names.entries[i].key;
        reading->unused[i] = i >= first_unused;
    }
    run->header = header;
    run->refused = reading->refused;
    run->lists = reading->lists;
    note_single(reading);
    return ACCORD_OK;
}

/* ---- values ---- */

/* A value on its way into a field: it lies in a member of the record, or is one. */
struct value {
    const cJSON *json;
    const struct accord_json_member *member;
    struct accord_json_step steps[ACCORD_JSON_DEPTH_MAX];
    size_t depth; /* below the member */
};

/* Where the value stands, and how it is written. */
static enum accord_status locate(struct reading *reading, const struct value *value, struct accord_json_spot *spot)
{
    const struct accord_json_member *member = value->member;
    bool found = true;
    *spot = (struct accord_json_spot){.place = member->place, .raw = member->raw, .raw_length = member->raw_length};
    if (value->depth == 0) return ACCORD_OK;
    return accord_json_locate(member->raw, member->raw_length, member->place, value->steps, value->depth, &found, spot,
                              reading->run.err);
}

/* Refuses the record at the value. */
static enum accord_status refuse(struct reading *reading, struct accord_place place, const char *why)
{
    struct accord_map_run *run = &reading->run;
    accord_text_reset(&run->why);
    accord_text_addf(&run->why, "%s/%s: %s", run->pointer, accord_text_str(&reading->path), why);
    return accord_map_refuse(run, place);
}

static bool is_structure(const cJSON *value)
{
    return accord_json_is_object(value) || accord_json_is_array(value);
}

/* The text of a value that is no structure; NULL when memory is short. Null is none. */
static const char *text_of(struct reading *reading, const cJSON *value, const struct accord_json_spot *spot)
{
    const char *text = accord_json_text(value);
    if (accord_json_is_null(value)) return "";
    return text != NULL ? text : accord_arena_copy(&reading->run.arena, spot->raw, spot->raw_length);
}

/* Appends an item of a list; *why is what is wrong with it, if anything is. */
static enum accord_status add_item(struct reading *reading, struct value *item, size_t index, const char **why)
{
    struct accord_json_spot spot = {.raw = ""};
    struct accord_text *list = &reading->list;
    enum accord_status status = ACCORD_OK;
    if (is_structure(item->json)) {
        *why = "a list of lists or objects, expected texts or numbers";
        return ACCORD_OK;
    }
    if (accord_json_text(item->json) == NULL) status = locate(reading, item, &spot);
    const char *text = status == ACCORD_OK ? text_of(reading, item->json, &spot) : NULL;
    if (text == NULL) return status != ACCORD_OK ? status : accord_error_memory(reading->run.err);
    if (strchr(text, ACCORD_LIST_SEPARATOR) != NULL)
        *why = "a control character in a list, expected a text without one";
    if (index > 0) accord_text_add_char(list, ACCORD_LIST_SEPARATOR);
    accord_text_add_str(list, text);
    return ACCORD_OK;
}

/* The items of the list, joined; *why is why it is refused. */
static enum accord_status join_list(struct reading *reading, const struct value *list, size_t index, const char **why)
{
    struct value item = *list;
    enum accord_status status = ACCORD_OK;
    accord_text_reset(&reading->list);
    if (reading->single[index]) *why = "a list, expected one value, or \"split\" in the mapping";
    if (*why == NULL && item.depth == ACCORD_JSON_DEPTH_MAX) *why = "a value too deep, expected a text or a number";
    if (*why != NULL) return ACCORD_OK;
    item.depth++;
    item.json = accord_json_first(list->json);
    for (size_t i = 0; status == ACCORD_OK && *why == NULL && item.json != NULL; i++) {
        item.steps[list->depth] = (struct accord_json_step){.index = i};
        status = add_item(reading, &item, i, why);
        item.json = accord_json_following(item.json);
    }
    return status;
}

/* Gives the field its text; *why is why it is refused. */
static enum accord_status set_text(struct reading *reading, const struct value *value,
                                   const struct accord_json_spot *spot, size_t index, const char **why)
{
    struct accord_csv_field *field = &reading->fields[index];
    enum accord_status status = ACCORD_OK;
    reading->lists[index] = accord_json_is_array(value->json);
    if (accord_json_is_object(value->json)) *why = "an object, expected a text or a number";
    if (reading->lists[index]) status = join_list(reading, value, index, why);
    if (status != ACCORD_OK || *why != NULL) return status;
    const char *text = !reading->lists[index] ? text_of(reading, value->json, spot)
                       : reading->list.failed ? NULL
                                              : accord_arena_copy(&reading->run.arena, accord_text_str(&reading->list),
                                                                  reading->list.length);
    if (text == NULL) return accord_error_memory(reading->run.err);
    field->text = text;
    field->length = strlen(text);
    return ACCORD_OK;
}

/* The value of a name that the mapping knows. */
static enum accord_status fill(struct reading *reading, const struct value *value, size_t index)
{
    struct accord_json_spot spot;
    const char *why = NULL;
    reading->seen[index] = true;
    if (reading->unused[index]) return ACCORD_OK;
    enum accord_status status = locate(reading, value, &spot);
    if (status != ACCORD_OK) return status;
    if (reading->filled[index]) why = "a value again, expected one of this name";
    reading->filled[index] = true;
    reading->fields[index].place = spot.place;
    if (why == NULL) status = set_text(reading, value, &spot, index, &why);
    if (status != ACCORD_OK || why == NULL) return status;
    reading->refused[index] = true;
    return refuse(reading, spot.place, why);
}

/* ---- records ---- */

static enum accord_status take(struct reading *reading, struct value *value);

/* The members of an object that the mapping does not know as a whole. The door bounds how deep they lie. */
static enum accord_status take_members(struct reading *reading, struct value *object)
{
    size_t length = reading->path.length, depth = object->depth;
    const cJSON *json = object->json;
    enum accord_status status = ACCORD_OK;
    for (const cJSON *next = accord_json_first(json); status == ACCORD_OK && next != NULL;
         next = accord_json_following(next)) {
        object->steps[depth] = (struct accord_json_step){.name = accord_json_name(next)};
        object->depth = depth + 1;
        object->json = next;
        accord_text_addf(&reading->path, "/%s", accord_json_name(next));
        status = take(reading, object);
        if (!reading->path.failed) accord_text_end_at(&reading->path, reading->path.bytes + length);
    }
    object->depth = depth;
    object->json = json;
    return status;
}

static enum accord_status take(struct reading *reading, struct value *value)
{
    struct accord_json_spot spot;
    int64_t index = 0;
    if (reading->path.failed) return accord_error_memory(reading->run.err);
    if (accord_map_get(&reading->names, accord_text_str(&reading->path), reading->path.length, &index))
        return fill(reading, value, (size_t)index);
    bool within = accord_json_is_object(value->json) && accord_json_size(value->json) > 0;
    if (within && value->depth < ACCORD_JSON_DEPTH_MAX) return take_members(reading, value);
    enum accord_status status = locate(reading, value, &spot);
    if (status != ACCORD_OK) return status;
    return refuse(reading, spot.place,
                  "a member that no table takes, expected it among those that the mapping calls unused");
}

static enum accord_status take_record(struct reading *reading, const struct accord_json_element *element)
{
    struct accord_map_run *run = &reading->run;
    struct value value = {.depth = 0};
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < run->width; i++) {
        reading->fields[i] = (struct accord_csv_field){.text = "", .place = element->place};
        reading->filled[i] = reading->refused[i] = reading->lists[i] = false;
    }
    for (size_t i = 0; status == ACCORD_OK && i < element->member_count; i++) {
        value.member = &element->members[i];
        value.json = value.member->value;
        accord_text_reset(&reading->path);
        accord_text_add(&reading->path, value.member->name, value.member->name_length);
        status = take(reading, &value);
    }
    const struct accord_csv_record record = {reading->fields, run->width, element->place.line};
    return status == ACCORD_OK ? accord_map_record(run, &record) : status;
}

static enum accord_status read_record(struct reading *reading, const struct accord_json_element *element)
{
    struct accord_map_run *run = &reading->run;
    char pointer[POINTER_MAX] = "";
    enum accord_status status = ACCORD_OK;
    accord_arena_reset(&run->arena);
    if (reading->array) (void)snprintf(pointer, sizeof pointer, "/%zu", reading->count);
    run->pointer = pointer;
    reading->count++;
    accord_reconciliation_begin(run->import->reconciliation);
    if (accord_json_is_object(element->value)) {
        status = take_record(reading, element);
    } else {
        accord_text_reset(&run->why);
        accord_text_addf(&run->why, "%s%ssomething that is no object, expected a record", pointer,
                         reading->array ? ": " : "");
        status = accord_map_refuse(run, element->place);
    }
    if (status == ACCORD_OK) accord_reconciliation_end(run->import->reconciliation);
    return status;
}

/* ---- the file ---- */

static enum accord_status add_problem(struct reading *reading, struct accord_place place, const char *text)
{
    return accord_problems_add(reading->problems, reading->run.file, place.line, place.column, reading->run.err, "%s",
                               text);
}

/* *finished is set by what ends the file. */
static enum accord_status next_record(struct reading *reading, struct accord_json_reader *reader, bool *finished)
{
    struct accord_json_element element;
    struct accord_json_fault fault;
    enum accord_json_result result = accord_json_next(reader, &element, &fault, reading->run.err);
    *finished = result != ACCORD_JSON_ELEMENT && result != ACCORD_JSON_BROKEN;
    switch (result) {
    case ACCORD_JSON_ELEMENT:
        return read_record(reading, &element);
    case ACCORD_JSON_END:
        return ACCORD_OK;
    case ACCORD_JSON_BROKEN:
        reading->count++;
        return accord_map_refuse_broken(&reading->run, fault.place, fault.why);
    case ACCORD_JSON_UNUSABLE:
        return add_problem(reading, fault.place, fault.why);
    case ACCORD_JSON_UNREADABLE:
        break;
    }
    if (reading->run.err->status != ACCORD_BAD_DATA) return reading->run.err->status;
    return add_problem(reading, nowhere, reading->run.err->text);
}

/* A name that no record has may be a slip; what is null everywhere is often left out. */
static enum accord_status warn_of_unseen(struct reading *reading)
{
    struct accord_map_run *run = &reading->run;
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && reading->count > 0 && i < run->width; i++) {
        if (reading->seen[i]) continue;
        accord_text_reset(&run->why);
        accord_text_add_str(&run->why, "no record has the member ");
        accord_quote(&run->why, run->header[i], strlen(run->header[i]));
        accord_text_add_str(&run->why, ", which the mapping names");
        if (run->why.failed) return accord_error_memory(run->err);
        status = accord_reconciliation_warn(run->import->reconciliation, run->file, nowhere, accord_text_str(&run->why),
                                            run->err);
    }
    return status;
}

static enum accord_status read_all(struct reading *reading, int descriptor)
{
    struct accord_json_reader *reader = NULL;
    bool finished = false;
    enum accord_status status = plan(reading);
    if (status == ACCORD_OK) status = accord_json_open(descriptor, !reading->array, &reader, reading->run.err);
    while (status == ACCORD_OK && !finished)
        status = next_record(reading, reader, &finished);
    accord_json_close(reader);
    return status == ACCORD_OK ? warn_of_unseen(reading) : status;
}

enum accord_status accord_map_json(const struct accord_csv_import *import, int descriptor, bool array, const char *file,
                                   struct accord_problems *problems, struct accord_error *err)
{
    struct reading reading = {
        .run = {.import = import, .file = file, .err = err}, .problems = problems, .array = array};
    size_t before = accord_problems_count(problems);
    reading.run.missing = accord_mapping_missing(import->mapping, &reading.run.missing_count);
    accord_arena_init(&reading.arena);
    accord_arena_init(&reading.run.arena);
    accord_map_init(&reading.names);
    accord_text_init(&reading.path, MESSAGE_MAX);
    accord_text_init(&reading.list, MESSAGE_MAX);
    accord_text_init(&reading.run.why, MESSAGE_MAX);
    enum accord_status status = read_all(&reading, descriptor);
    if (status == ACCORD_OK && accord_problems_count(problems) > before)
        status = accord_error_set(err, ACCORD_BAD_DATA, "%s: the file cannot be read as the mapping says", file);
    accord_text_clear(&reading.run.why);
    accord_text_clear(&reading.list);
    accord_text_clear(&reading.path);
    accord_map_clear(&reading.names);
    accord_arena_clear(&reading.run.arena);
    accord_arena_clear(&reading.arena);
    return status;
}
