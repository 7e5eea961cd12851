/* Records of a ledger's files: each text looked at once, wherever it comes from. */
#include "ledger/record.h"

#include "base/error.h"
#include "base/text.h"
#include "ingest/quote.h"
#include "ingest/source_file.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FINGERPRINT_DIGITS = 32 };

void accord_record_refuse(struct accord_record_reading *reading, struct accord_place place, const char *format, ...)
{
    char text[ACCORD_ERROR_TEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    accord_text_format(text, sizeof text, format, arguments);
    va_end(arguments);
    reading->refused = true;
    if (reading->status == ACCORD_OK)
        reading->status =
            accord_problems_add(reading->problems, reading->path, place.line, place.column, reading->err, "%s", text);
}

/* What stands there, quoted; then what was expected. */
static void refuse_text(struct accord_record_reading *reading, struct accord_place place, const char *found,
                        const char *expected)
{
    struct accord_text text;
    accord_text_init(&text, ACCORD_ERROR_TEXT_MAX);
    accord_quote(&text, found, strlen(found));
    accord_record_refuse(reading, place, "%s, expected %s", accord_text_str(&text), expected);
    accord_text_clear(&text);
}

void accord_record_refuse_name(struct accord_record_reading *reading, struct accord_place place, const char *what,
                               const char *name)
{
    const char *names[ACCORD_RECORD_FIELDS_MAX];
    struct accord_text text;
    for (size_t i = 0; i < reading->fields->count; i++)
        names[i] = reading->fields->items[i].name;
    const char *nearest = accord_text_nearest(name, names, reading->fields->count);
    accord_text_init(&text, ACCORD_ERROR_TEXT_MAX);
    accord_text_addf(&text, "an unknown %s ", what);
    accord_quote(&text, name, strlen(name));
    if (nearest) {
        accord_text_addf(&text, "; did you mean \"%s\"?", nearest);
    } else {
        accord_text_add_str(&text, ", expected one of ");
        accord_quote_list(&text, names, reading->fields->count);
    }
    accord_record_refuse(reading, place, "%s", accord_text_str(&text));
    accord_text_clear(&text);
}

/* ---- texts ---- */

static bool has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F) return true;
    return false;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* Takes what stands in a field. */
static bool take_text(struct accord_record_reading *reading, struct accord_record *record, size_t field,
                      const char *text, struct accord_place place)
{
    const struct accord_record_field *facts = &reading->fields->items[field];
    record->texts[field] = text;
    record->places[field] = place;
    if (strlen(text) > ACCORD_RECORD_TEXT_MAX)
        accord_record_refuse(reading, place, "%s: a text of more than %d bytes, expected a shorter one", facts->name,
                             ACCORD_RECORD_TEXT_MAX);
    else if (!facts->prose && has_control(text))
        accord_record_refuse(reading, place, "%s: a control character, expected none", facts->name);
    else if (is_blank(text))
        accord_record_refuse(reading, place, "%s: a blank text, expected %s", facts->name,
                             facts->required ? "a text" : "a text or nothing");
    else
        return true;
    return false;
}

static void begin_record(struct accord_record_reading *reading, struct accord_place place, struct accord_record *record)
{
    accord_arena_reset(&reading->arena);
    *record = (struct accord_record){.place = place};
    for (size_t i = 0; i < reading->fields->count; i++)
        record->places[i] = place;
}

static bool has_required(struct accord_record_reading *reading, const struct accord_record *record)
{
    bool good = true;
    for (size_t i = 0; i < reading->fields->count; i++) {
        if (record->texts[i] || !reading->fields->items[i].required) continue;
        accord_record_refuse(reading, record->places[i], "no %s, expected one", reading->fields->items[i].name);
        good = false;
    }
    return good;
}

static bool find_field(const struct accord_record_fields *fields, const char *name, size_t *field)
{
    for (*field = 0; *field < fields->count; (*field)++)
        if (strcmp(fields->items[*field].name, name) == 0) return true;
    return false;
}

/* ---- JSON ---- */

bool accord_record_of_json(struct accord_record_reading *reading, const struct accord_json_element *element,
                           struct accord_record *record)
{
    bool good = true;
    begin_record(reading, element->place, record);
    if (!cJSON_IsObject(element->value)) {
        accord_record_refuse(reading, element->place, "no object, expected an object");
        return false;
    }
    for (size_t i = 0; i < element->member_count; i++) {
        const struct accord_json_member *member = &element->members[i];
        const char *name = member->value->string;
        size_t field;
        bool taken = find_field(reading->fields, name, &field);
        if (!taken)
            accord_record_refuse_name(reading, member->place, "member", name);
        else if (cJSON_IsString(member->value))
            taken = take_text(reading, record, field, member->value->valuestring, member->place);
        else if (!cJSON_IsNull(member->value) || reading->fields->items[field].required) {
            accord_record_refuse(reading, member->place, "%s: no text, expected a text in double quotes", name);
            record->texts[field] = ""; /* said once */
            taken = false;
        }
        good = good && taken;
    }
    return has_required(reading, record) && good;
}

/* ---- CSV ---- */

static const char *text_of(struct accord_record_reading *reading, const struct accord_csv_field *cell)
{
    const char *text = accord_arena_copy(&reading->arena, cell->text, cell->length);
    if (!text && reading->status == ACCORD_OK) reading->status = accord_error_memory(reading->err);
    return text;
}

bool accord_record_take_header(struct accord_record_reading *reading, const struct accord_csv_record *row)
{
    bool seen[ACCORD_RECORD_FIELDS_MAX] = {false}, good = true;
    struct accord_place place = {row->line, 1};
    reading->column_count = row->count;
    for (size_t i = 0; i < row->count; i++) {
        const char *name = text_of(reading, &row->fields[i]);
        if (!name) return false;
        bool found = find_field(reading->fields, name, &reading->columns[i]);
        if (!found)
            accord_record_refuse_name(reading, row->fields[i].place, "column", name);
        else if (seen[reading->columns[i]])
            accord_record_refuse(reading, row->fields[i].place, "a second column \"%s\", expected one", name);
        else
            seen[reading->columns[i]] = true;
        good = good && found;
    }
    for (size_t i = 0; i < reading->fields->count; i++) {
        if (seen[i] || !reading->fields->items[i].required) continue;
        accord_record_refuse(reading, place, "no column \"%s\", expected one", reading->fields->items[i].name);
        good = false;
    }
    return good && !reading->refused;
}

bool accord_record_of_csv(struct accord_record_reading *reading, const struct accord_csv_record *row,
                          struct accord_record *record)
{
    bool good = true;
    begin_record(reading, (struct accord_place){row->line, 1}, record);
    if (row->count != reading->column_count) {
        accord_record_refuse(reading, record->place, "%zu cells, expected %zu as in the first line", row->count,
                             reading->column_count);
        return false;
    }
    for (size_t i = 0; i < row->count; i++) {
        const struct accord_csv_field *cell = &row->fields[i];
        record->places[reading->columns[i]] = cell->place;
        if (cell->length == 0) continue;
        const char *text = text_of(reading, cell);
        good = text && take_text(reading, record, reading->columns[i], text, cell->place) && good;
    }
    return has_required(reading, record) && good;
}

/* ---- values ---- */

bool accord_record_date(struct accord_record_reading *reading, const struct accord_record *record, size_t field,
                        struct accord_date *date)
{
    const char *text = record->texts[field], *why = NULL;
    if (!accord_date_parse(text, strlen(text), date, &why))
        refuse_text(reading, record->places[field], text, "a full date such as 2026-12-31");
    else if (date->first != date->last)
        refuse_text(reading, record->places[field], text, "a full date such as 2026-12-31, with its day");
    else
        return true;
    return false;
}

bool accord_record_fingerprint(struct accord_record_reading *reading, const struct accord_record *record, size_t field)
{
    const char *text = record->texts[field];
    if (strlen(text) == FINGERPRINT_DIGITS && strspn(text, "0123456789abcdef") == FINGERPRINT_DIGITS) return true;
    refuse_text(reading, record->places[field], text, "a fingerprint: 32 digits of 0 to 9 and a to f");
    return false;
}

/* ---- files ---- */

enum accord_status accord_record_read_file(struct accord_record_reading *reading,
                                           void (*read)(void *host, int descriptor), void *host)
{
    int descriptor = -1;
    struct accord_error why;
    reading->status = ACCORD_OK;
    reading->refused = false;
    accord_arena_init(&reading->arena);
    enum accord_status opened = accord_source_open(reading->path, &descriptor, &why);
    if (opened == ACCORD_BAD_DATA)
        accord_record_refuse(reading, (struct accord_place){0, 0}, "%s", why.text);
    else if (opened != ACCORD_OK)
        reading->status = accord_error_set(reading->err, opened, "%s", why.text);
    else
        read(host, descriptor);
    if (descriptor >= 0) (void)close(descriptor);
    accord_arena_clear(&reading->arena);
    if (reading->status != ACCORD_OK || !reading->refused) return reading->status;
    return accord_error_set(reading->err, ACCORD_BAD_DATA, "%s: not as it should be", reading->path);
}
