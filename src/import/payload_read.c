/* Files of payloads, record by record: lists in JSON, in an object or by themselves, and in CSV. */
#include "import/payload.h"

#include "base/error.h"
#include "ingest/json_value.h"
#include "ingest/quote.h"

#include <string.h>
#include <unistd.h>

enum { MESSAGE_MAX = 1024 * 1024, POINTER_MAX = 256 };

/* Where the list is in a file that is an object. */
struct envelope {
    const char *path;
    const char *streamed;
    const char *inner;
};

/* As OData 3 and 4 have it, and OData 2: what is in another one comes before it. */
static const struct envelope envelopes[] = {
    {"/value", "value", NULL}, {"/d/results", "d", "results"}, {"/d", "d", NULL}};
enum { ENVELOPES = sizeof envelopes / sizeof envelopes[0] };

struct reading {
    const struct accord_payload *payload;
    const struct accord_import_host *host;
    struct accord_csv_import import; /* what the mapping of rows asks for */
    struct accord_map_run run;
    struct accord_arena plan;
    struct accord_text pointer;
    struct accord_problems *problems;
    size_t problems_before;
    size_t count;         /* of records */
    const char *streamed; /* of the payload, or of the envelope */
    const char *inner;
    bool listed;      /* the list of records was there */
    const char *list; /* the pointer to it */
};

static enum accord_status begin(struct reading *reading, const struct accord_payload *payload,
                                const struct accord_import_host *host, const char *file,
                                struct accord_problems *problems, struct accord_error *err)
{
    *reading = (struct reading){.payload = payload,
                                .host = host,
                                .import = {.names = host->names,
                                           .reconciliation = host->reconciliation,
                                           .row = host->row,
                                           .meeting = host->meeting,
                                           .has_actor = host->has_actor,
                                           .host = host->host,
                                           .fillers = host->fillers,
                                           .keep_persons = host->keep_persons},
                                .run = {.file = file, .err = err},
                                .problems = problems,
                                .problems_before = accord_problems_count(problems),
                                .list = ""};
    reading->run.import = &reading->import;
    accord_arena_init(&reading->plan);
    accord_arena_init(&reading->run.arena);
    accord_text_init(&reading->run.why, MESSAGE_MAX);
    accord_text_init(&reading->pointer, POINTER_MAX);
    return accord_payload_plan(payload, &reading->plan, &reading->run);
}

static enum accord_status end(struct reading *reading, enum accord_status status)
{
    if (status == ACCORD_OK && accord_problems_count(reading->problems) > reading->problems_before)
        status = accord_error_set(reading->run.err, ACCORD_BAD_DATA, "%s: the file cannot be read", reading->run.file);
    accord_text_clear(&reading->pointer);
    accord_text_clear(&reading->run.why);
    accord_arena_clear(&reading->run.arena);
    accord_arena_clear(&reading->plan);
    return status;
}

static enum accord_status add_problem(struct reading *reading, struct accord_place place, const char *text)
{
    return accord_problems_add(reading->problems, reading->run.file, place.line, place.column, reading->run.err, "%s",
                               text);
}

/* ---- JSON: records ---- */

static enum accord_status take_element(struct reading *reading, const struct accord_json_element *element,
                                       struct accord_payload_record *record, const cJSON *outer)
{
    if (accord_json_is_object(element->value)) {
        enum accord_status status = accord_payload_fill(record, element, outer);
        return status == ACCORD_OK ? accord_payload_take(record) : status;
    }
    accord_text_reset(&reading->run.why);
    accord_text_addf(&reading->run.why, "%s: something that is no object, expected a record", reading->run.pointer);
    return accord_map_refuse(&reading->run, element->place);
}

static enum accord_status read_element(struct reading *reading, const struct accord_json_element *element,
                                       const cJSON *outer)
{
    struct accord_payload_record record = {.payload = reading->payload,
                                           .host = reading->host,
                                           .run = &reading->run,
                                           .value = element->value,
                                           .place = element->place,
                                           .line = element->place.line};
    accord_arena_reset(&reading->run.arena);
    accord_text_reset(&reading->pointer);
    accord_text_addf(&reading->pointer, "%s/%zu", reading->list, reading->count++);
    if (reading->pointer.failed) return accord_error_memory(reading->run.err);
    reading->run.pointer = accord_text_str(&reading->pointer);
    accord_reconciliation_begin(reading->host->reconciliation);
    enum accord_status status = take_element(reading, element, &record, outer);
    if (status == ACCORD_OK) accord_reconciliation_end(reading->host->reconciliation);
    return status;
}

/* ---- JSON: what is around the records ---- */

/* Warns that the list is not all there is. */
static enum accord_status warn_of_more(struct reading *reading, const char *pointer, struct accord_place place,
                                       const char *words)
{
    struct accord_text text;
    accord_text_init(&text, MESSAGE_MAX);
    accord_text_addf(&text, "%s: %s", pointer, words);
    enum accord_status status = text.failed
                                    ? accord_error_memory(reading->run.err)
                                    : accord_reconciliation_warn(reading->host->reconciliation, reading->run.file,
                                                                 place, accord_text_str(&text), reading->run.err);
    accord_text_clear(&text);
    return status;
}

static enum accord_status next_element(struct reading *reading, struct accord_json_reader *reader,
                                       struct accord_json_element *element, bool *finished)
{
    struct accord_json_fault fault;
    enum accord_json_result result = accord_json_next(reader, element, &fault, reading->run.err);
    *finished = result != ACCORD_JSON_ELEMENT;
    if (result == ACCORD_JSON_ELEMENT || result == ACCORD_JSON_END) return ACCORD_OK;
    if (result != ACCORD_JSON_UNREADABLE) return add_problem(reading, fault.place, fault.why);
    if (reading->run.err->status != ACCORD_BAD_DATA) return reading->run.err->status;
    return add_problem(reading, (struct accord_place){0, 0}, reading->run.err->text);
}

static enum accord_status read_inner_list(struct reading *reading, struct accord_json_reader *reader,
                                          const cJSON *outer)
{
    struct accord_json_element element;
    bool finished = false;
    enum accord_status status = next_element(reading, reader, &element, &finished);
    while (status == ACCORD_OK && !finished) {
        status = read_element(reading, &element, outer);
        if (status == ACCORD_OK) status = next_element(reading, reader, &element, &finished);
    }
    return status;
}

static enum accord_status check_count(struct reading *reading, const struct accord_json_element *element)
{
    struct accord_text words;
    size_t all = 0;
    const char *counted = reading->payload->counted;
    if (counted == NULL || !accord_json_count(accord_json_get(element->value, counted), &all)) return ACCORD_OK;
    if (all <= reading->count) return ACCORD_OK;
    accord_text_init(&words, MESSAGE_MAX);
    accord_text_addf(&words, "%s %zu, and the file has %zu of them: the rest is not in it", counted, all,
                     reading->count);
    enum accord_status status = warn_of_more(reading, reading->list, element->place, accord_text_str(&words));
    accord_text_clear(&words);
    return status;
}

static enum accord_status warn_of_link(struct reading *reading, const char *pointer, const cJSON *link,
                                       struct accord_place place)
{
    const char *text = accord_json_text(link);
    if (text == NULL || text[0] == '\0') return ACCORD_OK;
    return warn_of_more(reading, pointer, place, "the list goes on behind this link: the rest is not in this file");
}

static const struct accord_json_member *find_member(const struct accord_json_element *element, const char *name)
{
    for (size_t i = 0; i < element->member_count; i++)
        if (accord_text_equal(element->members[i].name, element->members[i].name_length, name, strlen(name)))
            return &element->members[i];
    return NULL;
}

/* The list is a member of the object that was read as one element. */
static enum accord_status read_inner(struct reading *reading, const struct accord_json_element *element)
{
    struct accord_json_reader *reader = NULL;
    const struct accord_json_member *member = find_member(element, reading->inner),
                                    *next = find_member(element, "__next");
    if (member == NULL || !accord_json_is_array(member->value)) return ACCORD_OK; /* as if it were not there */
    reading->listed = true;
    enum accord_status status = accord_json_open_memory(member->raw, member->raw_length, &reader, reading->run.err);
    if (status != ACCORD_OK) return status;
    accord_json_begin_at(reader, member->place);
    status = read_inner_list(reading, reader, element->value);
    accord_json_close(reader);
    if (status == ACCORD_OK && next != NULL) status = warn_of_link(reading, "/d/__next", next->value, next->place);
    return status == ACCORD_OK ? check_count(reading, element) : status;
}

static enum accord_status read_member(struct reading *reading, const struct accord_json_element *element)
{
    static const char *const links[] = {"/@odata.nextLink", "/@nextLink", "/odata.nextLink"}; /* of OData 4 and 3 */
    if (reading->inner != NULL && strcmp(element->name, reading->streamed) == 0) return read_inner(reading, element);
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        if (strcmp(element->name, links[i] + 1) == 0)
            return warn_of_link(reading, links[i], element->value, element->place);
    return ACCORD_OK;
}

static enum accord_status read_list(struct reading *reading, struct accord_json_reader *reader, bool object)
{
    struct accord_json_element element;
    bool finished = false;
    enum accord_status status = next_element(reading, reader, &element, &finished);
    reading->listed = !object;
    while (status == ACCORD_OK && !finished) {
        status = object && !element.streamed ? read_member(reading, &element) : read_element(reading, &element, NULL);
        if (status == ACCORD_OK) status = next_element(reading, reader, &element, &finished);
    }
    if (status != ACCORD_OK || reading->listed || accord_json_met_streamed(reader)) return status;
    if (accord_problems_count(reading->problems) > reading->problems_before) return ACCORD_OK;
    accord_text_reset(&reading->run.why);
    accord_text_addf(&reading->run.why, "no record at %s, expected a list of them", reading->list);
    return add_problem(reading, (struct accord_place){1, 0}, accord_text_str(&reading->run.why));
}

static const struct envelope *find_envelope(const struct accord_glimpse *glimpse)
{
    for (size_t i = 0; i < ENVELOPES; i++)
        if (accord_glimpse_has(glimpse, envelopes[i].path)) return &envelopes[i];
    return &envelopes[0];
}

bool accord_payload_is_empty(const struct accord_glimpse *glimpse)
{
    static const char *const blanks = " \t\r\n";
    if (glimpse->kind == ACCORD_GLIMPSE_OBJECT)
        return accord_glimpse_is_empty_list(glimpse, find_envelope(glimpse)->path);
    if (glimpse->kind != ACCORD_GLIMPSE_ARRAY) return false;
    size_t at = 0, open = 0;
    for (; at < glimpse->length && strchr(blanks, glimpse->bytes[at]) != NULL; at++) {
    }
    for (open = at + 1; open < glimpse->length && strchr(blanks, glimpse->bytes[open]) != NULL; open++) {
    }
    return open < glimpse->length && glimpse->bytes[open] == ']';
}

/* Whether the answer says that its list is of the entity: OData 4 and 3 name it behind the address of their metadata.
 */
static bool is_of(const struct accord_glimpse *glimpse, const char *entity)
{
    static const char *const contexts[] = {"/@odata.context", "/@context", "/odata.metadata"};
    size_t wanted = strlen(entity);
    for (size_t i = 0; i < sizeof contexts / sizeof contexts[0]; i++) {
        size_t length = 0;
        const char *value = accord_glimpse_value(glimpse, contexts[i], &length);
        const char *end = value == NULL || value[0] != '"' ? NULL : memchr(value + 1, '"', length - 1);
        const char *mark = end == NULL ? NULL : memchr(value, '#', (size_t)(end - value));
        if (mark == NULL || (size_t)(end - mark) <= wanted) continue;
        char behind = mark[1 + wanted]; /* "(" begins a list of the members that were asked for */
        if (memcmp(mark + 1, entity, wanted) == 0 && strchr("\"(/", behind) != NULL) return true;
    }
    return false;
}

bool accord_payload_has(const struct accord_glimpse *glimpse, const char *entity, const char *const *names,
                        size_t count)
{
    enum { LONGEST = 64 };
    const char *list = glimpse->kind == ACCORD_GLIMPSE_OBJECT ? find_envelope(glimpse)->path : "";
    if (entity != NULL && accord_payload_is_empty(glimpse)) return is_of(glimpse, entity);
    for (size_t i = 0; i < count; i++) {
        struct accord_text text;
        accord_text_init(&text, LONGEST);
        accord_text_addf(&text, "%s/*/%s", list, names[i]);
        bool there = accord_glimpse_has(glimpse, accord_text_str(&text));
        accord_text_clear(&text);
        if (!there) return false;
    }
    return true;
}

/* Where the list is in the file. */
static enum accord_status look(struct reading *reading, int descriptor, bool *object)
{
    const struct accord_payload *payload = reading->payload;
    char *head = accord_arena_alloc(&reading->plan, ACCORD_GLIMPSE_MAX);
    if (head == NULL) return accord_error_memory(reading->run.err);
    ssize_t length = pread(descriptor, head, ACCORD_GLIMPSE_MAX, 0);
    struct accord_glimpse glimpse = accord_glimpse_of(head, length < 0 ? 0 : (size_t)length, false);
    const struct envelope own = {NULL, payload->streamed, payload->inner},
                          *envelope = payload->streamed != NULL ? &own : find_envelope(&glimpse);
    *object = glimpse.kind == ACCORD_GLIMPSE_OBJECT;
    reading->streamed = envelope->streamed;
    reading->inner = envelope->inner;
    if (!*object) return ACCORD_OK;
    struct accord_text list;
    accord_text_init(&list, POINTER_MAX);
    accord_text_addf(&list, "/%s%s%s", reading->streamed, reading->inner == NULL ? "" : "/",
                     reading->inner == NULL ? "" : reading->inner);
    reading->list = accord_arena_copy(&reading->plan, accord_text_str(&list), list.length);
    accord_text_clear(&list);
    return reading->list == NULL ? accord_error_memory(reading->run.err) : ACCORD_OK;
}

static enum accord_status open_list(struct reading *reading, int descriptor, bool object,
                                    struct accord_json_reader **reader)
{
    const char *streamed = reading->inner == NULL ? reading->streamed : NULL;
    enum accord_status status = accord_import_skip_mark(descriptor, reading->run.file, reading->run.err);
    if (status != ACCORD_OK) return status;
    return object ? accord_json_open_object(descriptor, streamed, reader, reading->run.err)
                  : accord_json_open(descriptor, false, reader, reading->run.err);
}

enum accord_status accord_payload_read_json(const struct accord_payload *payload, const struct accord_import_host *host,
                                            int descriptor, const char *file, struct accord_problems *problems,
                                            struct accord_error *err)
{
    struct reading reading;
    struct accord_json_reader *reader = NULL;
    bool object = false;
    enum accord_status status = begin(&reading, payload, host, file, problems, err);
    if (status == ACCORD_OK) status = look(&reading, descriptor, &object);
    if (status == ACCORD_OK) status = open_list(&reading, descriptor, object, &reader);
    if (status == ACCORD_OK) status = read_list(&reading, reader, object);
    accord_json_close(reader);
    return end(&reading, status);
}

/* ---- CSV ---- */

enum { NOWHERE = -1, HEAD_MAX = 64 * 1024 };

/* The columns of a CSV file: of each field its number, or NOWHERE. */
struct columns {
    int of[ACCORD_PAYLOAD_FIELDS_MAX];
    size_t width; /* 0: the header is not read yet */
};

static char delimiter_of(const char *bytes, size_t length)
{
    size_t semicolons = 0, commas = 0;
    for (size_t i = 0; i < length && bytes[i] != '\n'; i++) {
        semicolons += bytes[i] == ';' ? 1 : 0;
        commas += bytes[i] == ',' ? 1 : 0;
    }
    return semicolons > commas ? ';' : ',';
}

bool accord_payload_heads(const struct accord_glimpse *glimpse, const char *const *names, size_t count)
{
    char delimiter = delimiter_of(glimpse->bytes, glimpse->length);
    size_t found = 0, begin = 0;
    if (glimpse->kind != ACCORD_GLIMPSE_TEXT) return false;
    for (size_t at = 0; at <= glimpse->length; at++) {
        bool ended = at == glimpse->length || glimpse->bytes[at] == '\n' || glimpse->bytes[at] == '\r';
        if (!ended && glimpse->bytes[at] != delimiter) continue;
        bool quoted = at - begin >= 2 && glimpse->bytes[begin] == '"' && glimpse->bytes[at - 1] == '"';
        size_t from = begin + (quoted ? 1 : 0), to = at - (quoted ? 1 : 0);
        for (size_t i = 0; i < count; i++)
            found += accord_text_equal(glimpse->bytes + from, to - from, names[i], strlen(names[i])) ? 1 : 0;
        begin = at + 1;
        if (ended) break;
    }
    return found == count;
}

static bool is_in_file(const struct accord_payload_field *field)
{
    return field->kind != ACCORD_PAYLOAD_COMPUTED && field->kind != ACCORD_PAYLOAD_SOURCE;
}

static enum accord_status read_header(struct reading *reading, const struct accord_csv_record *record,
                                      struct columns *columns)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < reading->payload->field_count; i++) {
        const struct accord_payload_field *field = &reading->payload->fields[i];
        columns->of[i] = NOWHERE;
        for (size_t j = 0; status == ACCORD_OK && is_in_file(field) && j < record->count; j++) {
            if (!accord_text_equal(record->fields[j].text, record->fields[j].length, field->path, strlen(field->path)))
                continue;
            if (columns->of[i] != NOWHERE)
                status = add_problem(reading, record->fields[j].place, "a column again, expected each once");
            columns->of[i] = (int)j;
        }
        if (status != ACCORD_OK || columns->of[i] != NOWHERE || field->required == NULL) continue;
        accord_text_reset(&reading->run.why);
        accord_text_addf(&reading->run.why, "no column \"%s\", expected %s", field->path, field->required);
        status = add_problem(reading, (struct accord_place){record->line, 0}, accord_text_str(&reading->run.why));
    }
    columns->width = record->count;
    reading->run.width = record->count;
    return status;
}

static enum accord_status take_record(struct reading *reading, const struct accord_csv_record *csv,
                                      const struct columns *columns)
{
    struct accord_payload_record record = {.payload = reading->payload,
                                           .host = reading->host,
                                           .run = &reading->run,
                                           .place = {csv->line, 1},
                                           .line = csv->line};
    for (size_t i = 0; i < reading->payload->field_count; i++) {
        bool is_there = columns->of[i] != NOWHERE;
        if (reading->payload->fields[i].personal && !reading->host->keep_persons) is_there = false;
        record.fields[i] =
            is_there ? csv->fields[columns->of[i]] : (struct accord_csv_field){.text = "", .place = record.place};
    }
    /* the scanner's texts end where their length says; what `completes` asks for ends with a NUL */
    for (unsigned i = 0; i < reading->payload->field_count; i++) {
        struct accord_csv_field *field = &record.fields[i];
        field->text = accord_arena_copy(&reading->run.arena, field->text, field->length);
        if (field->text == NULL) return accord_error_memory(reading->run.err);
    }
    return accord_payload_take(&record);
}

static enum accord_status read_record(struct reading *reading, const struct accord_csv_record *csv,
                                      const struct columns *columns)
{
    accord_arena_reset(&reading->run.arena);
    accord_reconciliation_begin(reading->host->reconciliation);
    enum accord_status status =
        csv->count == columns->width ? take_record(reading, csv, columns) : accord_map_refuse_width(&reading->run, csv);
    if (status == ACCORD_OK) accord_reconciliation_end(reading->host->reconciliation);
    return status;
}

/* *finished is set by what ends the file. */
static enum accord_status next_record(struct reading *reading, struct accord_csv *csv, struct columns *columns,
                                      bool *finished)
{
    struct accord_csv_record record;
    struct accord_place where = {0, 0};
    const char *why = NULL;
    enum accord_csv_result result = accord_csv_next(csv, &record, &where, &why, reading->run.err);
    *finished = result != ACCORD_CSV_RECORD && result != ACCORD_CSV_BROKEN;
    if (result == ACCORD_CSV_RECORD && columns->width > 0) return read_record(reading, &record, columns);
    if (result == ACCORD_CSV_RECORD) {
        enum accord_status status = read_header(reading, &record, columns);
        *finished = accord_problems_count(reading->problems) > reading->problems_before;
        return status;
    }
    if (result == ACCORD_CSV_BROKEN && columns->width > 0) return accord_map_refuse_broken(&reading->run, where, why);
    if (result == ACCORD_CSV_END) return ACCORD_OK; /* a file with no header is not detected */
    *finished = true;
    if (result != ACCORD_CSV_UNREADABLE) return add_problem(reading, where, why);
    if (reading->run.err->status != ACCORD_BAD_DATA) return reading->run.err->status;
    return add_problem(reading, where, reading->run.err->text);
}

enum accord_status accord_payload_read_csv(const struct accord_payload *payload, const struct accord_import_host *host,
                                           int descriptor, const char *file, struct accord_problems *problems,
                                           struct accord_error *err)
{
    struct reading reading;
    struct columns columns = {.width = 0};
    struct accord_csv *csv = NULL;
    char head[HEAD_MAX];
    bool finished = false;
    ssize_t length = pread(descriptor, head, sizeof head, 0);
    struct accord_csv_dialect dialect = {delimiter_of(head, length < 0 ? 0 : (size_t)length), '"', true, true};
    enum accord_status status = begin(&reading, payload, host, file, problems, err);
    if (status == ACCORD_OK) status = accord_csv_open(descriptor, &dialect, &csv, err);
    while (status == ACCORD_OK && !finished)
        status = next_record(&reading, csv, &columns, &finished);
    accord_csv_close(csv);
    return end(&reading, status);
}
