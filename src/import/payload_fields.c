/* The fields of a JSON record: what stands at their paths, as texts, and where. */
#include "import/payload.h"

#include "base/error.h"
#include "ingest/json_value.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER_MAX = 24 };

/* A value as it is found at a path. */
struct found {
    const cJSON *value; /* NULL: there is none, or it is null */
    const char *raw;
    size_t raw_length;
    struct accord_place place;
};

/* ---- the path ---- */

static const struct accord_json_member *find_member(const struct accord_json_element *element, const char *name,
                                                    size_t length)
{
    for (size_t i = 0; i < element->member_count; i++)
        if (accord_text_equal(element->members[i].name, element->members[i].name_length, name, length))
            return &element->members[i];
    return NULL;
}

/* Where the value is that lies deeper in the member. */
static enum accord_status locate(const struct accord_json_member *member, const char *path, struct found *found,
                                 struct accord_error *err)
{
    char names[ACCORD_PAYLOAD_PATH_MAX][32];
    struct accord_json_step steps[ACCORD_PAYLOAD_PATH_MAX] = {{0}};
    struct accord_json_spot spot;
    size_t count = 0;
    bool is_there = false;
    for (; *path != '\0' && count < ACCORD_PAYLOAD_PATH_MAX; count++) {
        size_t length = strcspn(path, "/");
        (void)snprintf(names[count], sizeof names[count], "%.*s", (int)length, path);
        steps[count].name = names[count];
        found->value = accord_json_get(found->value, names[count]);
        path += length + (path[length] == '/' ? 1 : 0);
    }
    if (found->value == NULL) return ACCORD_OK;
    enum accord_status status =
        accord_json_locate(member->raw, member->raw_length, member->place, steps, count, &is_there, &spot, err);
    if (status != ACCORD_OK || !is_there) return status;
    found->raw = spot.raw;
    found->raw_length = spot.raw_length;
    found->place = spot.place;
    return ACCORD_OK;
}

static enum accord_status find(const struct accord_payload_record *record, const struct accord_json_element *element,
                               const char *path, struct found *found)
{
    size_t length = strcspn(path, "/");
    enum accord_status status = ACCORD_OK;
    *found = (struct found){.place = record->place};
    const struct accord_json_member *member = find_member(element, path, length);
    if (member == NULL) return ACCORD_OK;
    *found = (struct found){member->value, member->raw, member->raw_length, member->place};
    if (path[length] == '/') status = locate(member, path + length + 1, found, record->run->err);
    if (found->value != NULL && accord_json_is_null(found->value)) found->value = NULL;
    return status;
}

const cJSON *accord_payload_items(const cJSON *value)
{
    const cJSON *results = accord_json_get(value, "results");
    return accord_json_is_array(results) ? results : value;
}

/* ---- texts ---- */

static bool is_structure(const cJSON *value)
{
    return accord_json_is_object(value) || accord_json_is_array(value);
}

static const char *first_text(const cJSON *values)
{
    for (const cJSON *item = accord_json_first(values); item != NULL; item = accord_json_following(item)) {
        const char *text = accord_json_text(item);
        if (text != NULL && text[0] != '\0') return text;
    }
    return "";
}

/* The English one, else the first that is not empty. */
static const char *local_text(const cJSON *values)
{
    const char *first = "";
    for (const cJSON *item = accord_json_first(values); item != NULL; item = accord_json_following(item)) {
        const char *text = accord_json_text(accord_json_get(item, "value"));
        const char *language = accord_json_text(accord_json_get(item, "language"));
        if (text == NULL || text[0] == '\0') continue;
        if (language != NULL && strcmp(language, "en") == 0) return text;
        if (first[0] == '\0') first = text;
    }
    return first;
}

/* The text of what is no text by itself, as the field's kind has it; NULL where it is no such thing. */
static const char *text_of_array(enum accord_payload_kind kind, const cJSON *value)
{
    value = accord_payload_items(value);
    if (kind == ACCORD_PAYLOAD_FILLED) return accord_json_size(value) > 0 ? "1" : "";
    if (!accord_json_is_array(value)) return NULL;
    return kind == ACCORD_PAYLOAD_FIRST ? first_text(value) : kind == ACCORD_PAYLOAD_LOCAL ? local_text(value) : NULL;
}

static enum accord_status refuse_shape(struct accord_payload_record *record, unsigned index, const cJSON *value)
{
    static const char *const expected[] = {
        [ACCORD_PAYLOAD_FIRST] = "a text or a list of texts",
        [ACCORD_PAYLOAD_LOCAL] = "a text or a list of texts with their languages",
        [ACCORD_PAYLOAD_COMPUTED] = NULL,
    };
    const char *words = expected[record->payload->fields[index].kind];
    return accord_payload_refuse(record, index, "%s, expected %s", accord_json_is_array(value) ? "a list" : "an object",
                                 words == NULL ? "a text" : words);
}

static enum accord_status set_text(struct accord_payload_record *record, unsigned index, const struct found *found)
{
    struct accord_csv_field *field = &record->fields[index];
    enum accord_payload_kind kind = record->payload->fields[index].kind;
    const char *text = accord_json_text(found->value);
    if (is_structure(found->value)) {
        text = text_of_array(kind, found->value);
        if (text == NULL) return refuse_shape(record, index, found->value);
    }
    if (text == NULL) text = accord_arena_copy(&record->run->arena, found->raw, found->raw_length);
    if (text == NULL) return accord_error_memory(record->run->err);
    field->text = text;
    field->length = strlen(text);
    return ACCORD_OK;
}

/* ---- fields ---- */

static enum accord_status set_outer(struct accord_payload_record *record, unsigned index, const cJSON *outer)
{
    char number[NUMBER_MAX];
    size_t count = 0;
    const cJSON *value = accord_json_get(outer, record->payload->fields[index].path);
    const char *text = accord_json_text(value);
    if (text == NULL && accord_json_count(value, &count)) {
        (void)snprintf(number, sizeof number, "%zu", count);
        text = number;
    }
    return text == NULL ? ACCORD_OK : accord_payload_set(record, index, text, index);
}

static enum accord_status fill_field(struct accord_payload_record *record, unsigned index,
                                     const struct accord_json_element *element, const cJSON *outer)
{
    const struct accord_payload_field *field = &record->payload->fields[index];
    struct found found;
    record->fields[index] = (struct accord_csv_field){.text = "", .place = record->place};
    if (field->personal && !record->host->keep_persons) return ACCORD_OK;
    if (field->kind == ACCORD_PAYLOAD_COMPUTED) return ACCORD_OK;
    if (field->kind == ACCORD_PAYLOAD_SOURCE) return accord_payload_set(record, index, record->host->source, index);
    if (field->kind == ACCORD_PAYLOAD_OUTER) return set_outer(record, index, outer);
    enum accord_status status = find(record, element, field->path, &found);
    record->fields[index].place = found.place;
    return status != ACCORD_OK || found.value == NULL ? status : set_text(record, index, &found);
}

enum accord_status accord_payload_fill(struct accord_payload_record *record, const struct accord_json_element *element,
                                       const cJSON *outer)
{
    enum accord_status status = ACCORD_OK;
    for (unsigned i = 0; status == ACCORD_OK && i < record->payload->field_count; i++)
        status = fill_field(record, i, element, outer);
    return status;
}
