/* Descriptors value by value: the problems they may have, each with its pointer and place. */
#include "ingest/site.h"

#include "base/error.h"
#include "base/text.h"
#include "ingest/quote.h"
#include "ingest/schema.h"
#include "ingest/source_file.h"
#include "ingest/values.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { STEPS_MAX = 16, MESSAGE_MAX = 4096, EXPECTED_MAX = 1024 };

static const struct accord_place document_begin = {1, 1};

bool accord_reading_has(struct accord_reading *reading, const void *block)
{
    if (block == NULL && reading->status == ACCORD_OK) reading->status = accord_error_memory(reading->err);
    return block != NULL;
}

/* ---- documents ---- */

/* The bytes of the file, as long as the arena. */
static enum accord_status keep_bytes(struct accord_reading *reading, const char *bytes, size_t length,
                                     struct accord_document *document, struct accord_error *err)
{
    document->text = accord_arena_copy(reading->arena, bytes, length);
    document->length = length;
    return document->text != NULL ? ACCORD_OK : accord_error_memory(err);
}

static enum accord_status keep_file(struct accord_reading *reading, int descriptor, struct accord_document *document,
                                    struct accord_error *err)
{
    struct accord_text text;
    accord_text_init(&text, ACCORD_JSON_ELEMENT_MAX);
    enum accord_status status = accord_source_read(descriptor, &text, err);
    if (status == ACCORD_OK) status = keep_bytes(reading, accord_text_str(&text), text.length, document, err);
    accord_text_clear(&text);
    return status;
}

static enum accord_status take_bytes(struct accord_reading *reading, struct accord_document *document,
                                     struct accord_error *err)
{
    const struct accord_memory_file *file = NULL;
    enum accord_status status = accord_memory_file_find(reading->memory, document->file, &file, err);
    if (status != ACCORD_OK) return status;
    if (file->bytes != NULL) return keep_bytes(reading, file->bytes, file->length, document, err);
    status = accord_memory_file_rewind(file, err);
    return status == ACCORD_OK ? keep_file(reading, file->descriptor, document, err) : status;
}

static enum accord_status read_bytes(struct accord_reading *reading, const char *path, struct accord_document *document,
                                     struct accord_error *err)
{
    int descriptor = -1;
    if (reading->memory != NULL) return take_bytes(reading, document, err);
    enum accord_status status = accord_source_open(path, &descriptor, err);
    if (status == ACCORD_OK) status = keep_file(reading, descriptor, document, err);
    if (descriptor >= 0) (void)close(descriptor);
    return status;
}

bool accord_document_read(struct accord_reading *reading, const char *path, const char *file,
                          struct accord_document *document)
{
    struct accord_error err;
    struct accord_json_fault fault = {{0, 0}, NULL};
    *document = (struct accord_document){.file = file};
    enum accord_status status = read_bytes(reading, path, document, &err);
    if (status == ACCORD_OK)
        status = accord_json_parse(document->text, document->length, document_begin, &document->root, &fault, &err);
    if (status == ACCORD_OK) return true;
    if (status == ACCORD_BAD_DATA)
        status = accord_problems_add(reading->problems, file, fault.place.line, fault.place.column, reading->err, "%s",
                                     fault.why != NULL ? fault.why : err.text);
    else
        status = accord_error_set(reading->err, status, "%s", err.text);
    if (reading->status == ACCORD_OK) reading->status = status;
    return false;
}

void accord_document_clear(struct accord_document *document)
{
    cJSON_Delete(document->root);
    document->root = NULL;
}

/* ---- sites ---- */

struct accord_site accord_site_root(const struct accord_document *document)
{
    return (struct accord_site){document, NULL, NULL, 0, document->root};
}

struct accord_site accord_site_member(const struct accord_site *parent, const char *name)
{
    const cJSON *value = cJSON_IsObject(parent->value) ? cJSON_GetObjectItemCaseSensitive(parent->value, name) : NULL;
    return (struct accord_site){parent->document, parent, name, 0, value};
}

struct accord_site accord_site_element(const struct accord_site *parent, size_t index, const cJSON *value)
{
    return (struct accord_site){parent->document, parent, NULL, index, value};
}

/* The steps to a site from the root. */
static size_t steps_to(const struct accord_site *site, struct accord_json_step *steps)
{
    size_t depth = 0, at = 0;
    for (const struct accord_site *up = site; up->parent != NULL; up = up->parent)
        depth++;
    assert(depth <= STEPS_MAX);
    at = depth;
    for (const struct accord_site *up = site; up->parent != NULL; up = up->parent)
        steps[--at] = (struct accord_json_step){up->name, up->index};
    return depth;
}

/* " at POINTER", with the escapes of RFC 6901. */
static void add_pointer(struct accord_text *text, const struct accord_site *site)
{
    struct accord_json_step steps[STEPS_MAX];
    size_t count = steps_to(site, steps);
    if (count > 0) accord_text_add_str(text, " at ");
    for (size_t i = 0; i < count; i++) {
        accord_text_add_char(text, '/');
        if (steps[i].name == NULL) accord_text_add_int(text, (int64_t)steps[i].index);
        for (const char *byte = steps[i].name; byte != NULL && *byte != '\0'; byte++) {
            if (*byte == '~' || *byte == '/')
                accord_text_add_str(text, *byte == '~' ? "~0" : "~1");
            else
                accord_text_add_char(text, (unsigned char)*byte < 0x20 ? '?' : *byte);
        }
    }
}

static bool locate(struct accord_reading *reading, const struct accord_site *site, struct accord_json_spot *spot)
{
    struct accord_json_step steps[STEPS_MAX];
    size_t count = steps_to(site, steps);
    bool found = false;
    enum accord_status status = accord_json_locate(site->document->text, site->document->length, document_begin, steps,
                                                   count, &found, spot, reading->err);
    if (status != ACCORD_OK && reading->status == ACCORD_OK) reading->status = status;
    return found;
}

/* The value, or the nearest around it when there is none. */
static struct accord_json_spot spot_near(struct accord_reading *reading, const struct accord_site *site)
{
    struct accord_json_spot spot = {{0, 0}, {0, 0}, NULL, 0};
    const struct accord_site *there = site;
    while (there->value == NULL && there->parent != NULL)
        there = there->parent;
    (void)locate(reading, there, &spot);
    return spot;
}

struct accord_place accord_site_place(struct accord_reading *reading, const struct accord_site *site)
{
    return spot_near(reading, site).place;
}

struct accord_place accord_site_name_place(struct accord_reading *reading, const struct accord_site *site)
{
    return spot_near(reading, site).name_place;
}

static void add_value(struct accord_reading *reading, struct accord_text *text, const struct accord_site *site)
{
    struct accord_json_spot spot = {{0, 0}, {0, 0}, "", 0};
    if (site->value == NULL)
        accord_text_add_str(text, "nothing");
    else if (cJSON_IsString(site->value))
        accord_quote(text, site->value->valuestring, strlen(site->value->valuestring));
    else if (cJSON_IsObject(site->value) || cJSON_IsArray(site->value))
        accord_text_add_str(text, cJSON_IsObject(site->value) ? "an object" : "an array");
    else if (locate(reading, site, &spot))
        accord_text_add(text, spot.raw, spot.raw_length);
}

static void add_problem(struct accord_reading *reading, const struct accord_site *site, bool at_name, const char *found,
                        const char *expected)
{
    struct accord_text text;
    accord_text_init(&text, MESSAGE_MAX);
    if (found != NULL)
        accord_text_add_str(&text, found);
    else
        add_value(reading, &text, site);
    add_pointer(&text, site);
    accord_text_addf(&text, ", expected %s", expected);

    struct accord_json_spot spot = spot_near(reading, site);
    struct accord_place place = at_name ? spot.name_place : spot.place;
    if (!text.failed && reading->status == ACCORD_OK)
        reading->status = accord_problems_add(reading->problems, site->document->file, place.line, place.column,
                                              reading->err, "%s", accord_text_str(&text));
    else if (reading->status == ACCORD_OK)
        reading->status = accord_error_memory(reading->err);
    accord_text_clear(&text);
}

void accord_site_refuse(struct accord_reading *reading, const struct accord_site *site, const char *found,
                        const char *expected, ...)
{
    char written[EXPECTED_MAX];
    va_list arguments;
    va_start(arguments, expected);
    (void)vsnprintf(written, sizeof written, expected, arguments);
    va_end(arguments);
    written[accord_utf8_check(written, strlen(written))] = '\0';
    add_problem(reading, site, false, found, written);
}

/* ---- members ---- */

static bool equal_without_case(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        char first = *a >= 'A' && *a <= 'Z' ? (char)(*a + 32) : *a;
        char second = *b >= 'A' && *b <= 'Z' ? (char)(*b + 32) : *b;
        if (first != second) return false;
    }
    return *a == *b;
}

/* A member that the table does not have. */
static void check_unknown(struct accord_reading *reading, const struct accord_site *site,
                          const struct accord_member *members, size_t count, bool strict)
{
    enum { NAMES_MAX = 48 };
    const char *names[NAMES_MAX];
    assert(count <= NAMES_MAX);
    const char *meant = NULL;
    for (size_t i = 0; i < count; i++) {
        names[i] = members[i].name;
        if (equal_without_case(site->name, names[i])) meant = names[i];
    }
    bool own = strict || strncmp(site->name, "accord:", 7) == 0;
    if (meant == NULL && !own) return;
    if (meant == NULL) meant = accord_text_nearest(site->name, names, count);
    char expected[EXPECTED_MAX];
    if (meant != NULL)
        (void)snprintf(expected, sizeof expected, "%s", meant);
    else
        (void)snprintf(expected, sizeof expected, "no such member");
    add_problem(reading, site, true, "an unknown member", expected);
}

bool accord_site_object(struct accord_reading *reading, const struct accord_site *site,
                        const struct accord_member *members, size_t count, bool strict)
{
    if (!cJSON_IsObject(site->value)) {
        accord_site_refuse(reading, site, NULL, "an object");
        return false;
    }
    for (const cJSON *value = site->value->child; value != NULL; value = value->next) {
        struct accord_site member = {site->document, site, value->string, 0, value};
        size_t at = 0;
        while (at < count && strcmp(members[at].name, value->string) != 0)
            at++;
        if (at == count)
            check_unknown(reading, &member, members, count, strict);
        else if (members[at].use == ACCORD_MEMBER_REFUSED)
            add_problem(reading, &member, true, "a member that is not supported", members[at].expected);
    }
    return true;
}

/* ---- simple values ---- */

const char *accord_site_text(struct accord_reading *reading, const struct accord_site *site)
{
    if (site->value == NULL) return NULL;
    if (cJSON_IsString(site->value)) return site->value->valuestring;
    accord_site_refuse(reading, site, NULL, "a text");
    return NULL;
}

bool accord_site_flag(struct accord_reading *reading, const struct accord_site *site, bool otherwise)
{
    if (site->value == NULL) return otherwise;
    if (cJSON_IsBool(site->value)) return cJSON_IsTrue(site->value) != 0;
    accord_site_refuse(reading, site, NULL, "true or false");
    return otherwise;
}

bool accord_site_array(struct accord_reading *reading, const struct accord_site *site, const char *expected)
{
    if (site->value == NULL) return false;
    if (cJSON_IsArray(site->value)) return true;
    accord_site_refuse(reading, site, NULL, "%s", expected);
    return false;
}

const char *accord_site_written(struct accord_reading *reading, const struct accord_site *site)
{
    struct accord_json_spot spot;
    const char *written = NULL;
    if (cJSON_IsString(site->value)) return site->value->valuestring;
    if (!cJSON_IsNumber(site->value)) {
        accord_site_refuse(reading, site, NULL, "a text or a number");
        return NULL;
    }
    if (locate(reading, site, &spot)) written = accord_arena_copy(reading->arena, spot.raw, spot.raw_length);
    return accord_reading_has(reading, written) ? written : NULL;
}

bool accord_site_count(struct accord_reading *reading, const struct accord_site *site, uint32_t *count)
{
    static const struct accord_column counted = {.name = "count", .kind = ACCORD_CELL_INTEGER};
    struct accord_cell cell = {.kind = ACCORD_CELL_MISSING};
    struct accord_text why;
    accord_text_init(&why, EXPECTED_MAX);
    const char *written = cJSON_IsNumber(site->value) ? accord_site_written(reading, site) : NULL;
    bool good = written != NULL && accord_value_of_limit(&counted, written, strlen(written), &cell, &why) &&
                cell.as.integer >= 0 && cell.as.integer < UINT32_MAX;
    accord_text_clear(&why);
    if (good)
        *count = (uint32_t)cell.as.integer;
    else
        accord_site_refuse(reading, site, NULL, "a whole number, 0 or more");
    return good;
}

const char *const *accord_site_texts(struct accord_reading *reading, const struct accord_site *site, bool one,
                                     size_t *count)
{
    *count = 0;
    bool single = one && cJSON_IsString(site->value);
    if (!single && !accord_site_array(reading, site, one ? "a text or an array of texts" : "an array of texts"))
        return NULL;
    size_t size = single ? 1 : (size_t)cJSON_GetArraySize(site->value);
    const char **texts = accord_arena_zero(reading->arena, size + 1, sizeof *texts);
    if (!accord_reading_has(reading, texts)) return NULL;
    const cJSON *value = single ? site->value : site->value->child;
    for (size_t i = 0; i < size; i++, value = value->next) {
        struct accord_site element = accord_site_element(site, i, value);
        texts[i] = accord_site_text(reading, single ? site : &element);
        if (texts[i] == NULL) return NULL;
    }
    *count = size;
    return texts;
}

const char *const *accord_site_missing_values(struct accord_reading *reading, const struct accord_site *site,
                                              size_t *count)
{
    *count = 0;
    if (!accord_site_array(reading, site, "an array of texts")) return NULL;
    size_t size = (size_t)cJSON_GetArraySize(site->value);
    const char **texts = accord_arena_zero(reading->arena, size + 1, sizeof *texts);
    if (!accord_reading_has(reading, texts)) return NULL;
    const cJSON *value = site->value->child;
    for (size_t i = 0; i < size; i++, value = value->next) {
        struct accord_site element = accord_site_element(site, i, value);
        struct accord_site inner = accord_site_member(&element, "value");
        const struct accord_site *text = cJSON_IsObject(value) && inner.value != NULL ? &inner : &element;
        texts[i] = accord_site_text(reading, text);
        if (texts[i] == NULL) return NULL;
    }
    *count = size;
    return texts;
}
