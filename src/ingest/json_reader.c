/* JSON files element by element: arrays and lines. Objects: json_object.c. */
#include "ingest/json_reader.h"
#include "base/error.h"
#include "base/memory.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_FIRST = 64 * 1024 };

static const struct accord_json_bounds usual = {
    .bytes = ACCORD_JSON_ELEMENT_MAX,
    .element = "an element of more than 16 MiB, expected a shorter one",
    .line = "a line of more than 16 MiB, expected a shorter one",
    .values = ACCORD_JSON_MEMBERS_MAX,
    .too_many = "more than 100000 values in one element, expected fewer",
};

static const struct accord_json_bounds large = {
    .bytes = ACCORD_JSON_LARGE_ELEMENT_MAX,
    .element = "a value of more than 64 MiB, expected a shorter one",
    .values = ACCORD_JSON_LARGE_MEMBERS_MAX,
    .too_many = "more than 4000000 values in one element, expected fewer",
};

static enum accord_status open_shape(int descriptor, enum accord_json_shape shape, struct accord_json_reader **reader,
                                     struct accord_error *err)
{
    *reader = NULL;
    struct accord_json_reader *opened = accord_alloc_zero(1, sizeof *opened);
    if (opened == NULL) return accord_error_memory(err);
    opened->buffer = accord_alloc(BUFFER_FIRST);
    if (opened->buffer == NULL) {
        accord_free(opened);
        return accord_error_memory(err);
    }
    opened->capacity = BUFFER_FIRST;
    opened->descriptor = descriptor;
    opened->shape = shape;
    opened->bounds = shape == ACCORD_JSON_SHAPE_OBJECT ? &large : &usual;
    opened->place = (struct accord_place){1, 1};
    opened->scan.values_max = opened->bounds->values;
    opened->scan.too_many = opened->bounds->too_many;
    accord_map_init(&opened->names);
    accord_text_init(&opened->name, ACCORD_JSON_ELEMENT_MAX);
    *reader = opened;
    return ACCORD_OK;
}

enum accord_status accord_json_open(int descriptor, bool lines, struct accord_json_reader **reader,
                                    struct accord_error *err)
{
    return open_shape(descriptor, lines ? ACCORD_JSON_SHAPE_LINES : ACCORD_JSON_SHAPE_ARRAY, reader, err);
}

enum accord_status accord_json_open_object(int descriptor, const char *streamed, struct accord_json_reader **reader,
                                           struct accord_error *err)
{
    enum accord_status status = open_shape(descriptor, ACCORD_JSON_SHAPE_OBJECT, reader, err);
    if (status == ACCORD_OK) (*reader)->streamed = streamed;
    return status;
}

enum accord_status accord_json_open_memory(const char *bytes, size_t length, struct accord_json_reader **reader,
                                           struct accord_error *err)
{
    enum accord_status status = accord_json_open(-1, false, reader, err);
    if (status != ACCORD_OK) return status;
    (*reader)->bytes = length > 0 ? bytes : "";
    (*reader)->bytes_left = length;
    return ACCORD_OK;
}

void accord_json_begin_at(struct accord_json_reader *reader, struct accord_place place)
{
    reader->place = place;
}

void accord_json_close(struct accord_json_reader *reader)
{
    if (reader == NULL) return;
    cJSON_Delete(reader->value);
    accord_json_scan_clear(&reader->scan);
    accord_map_clear(&reader->names);
    accord_text_clear(&reader->name);
    accord_free(reader->members);
    accord_free(reader->buffer);
    accord_free(reader);
}

/* Moves what is not consumed to the front, or doubles the buffer. */
static enum outcome make_room(struct accord_json_reader *reader, struct accord_error *err)
{
    if (reader->begin > 0) memmove(reader->buffer, reader->buffer + reader->begin, reader->length);
    reader->begin = 0;
    if (reader->length < reader->capacity) return GOOD;
    char *grown = accord_realloc(reader->buffer, reader->capacity * 2, 1);
    if (grown == NULL) {
        (void)accord_error_memory(err);
        return FAILED;
    }
    reader->buffer = grown;
    reader->capacity *= 2;
    return GOOD;
}

static ssize_t take_bytes(struct accord_json_reader *reader, char *to, size_t room)
{
    size_t length = reader->bytes_left < room ? reader->bytes_left : room;
    if (length > 0) memcpy(to, reader->bytes, length);
    reader->bytes += length;
    reader->bytes_left -= length;
    return (ssize_t)length;
}

enum outcome accord_json_read_more(struct accord_json_reader *reader, struct accord_error *err)
{
    if (reader->file_ended) return ENDED;
    if (make_room(reader, err) == FAILED) return FAILED;
    char *to = reader->buffer + reader->length;
    size_t room = reader->capacity - reader->length;
    ssize_t got;
    do {
        got = reader->bytes != NULL ? take_bytes(reader, to, room) : read(reader->descriptor, to, room);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        (void)accord_error_set(err, ACCORD_BAD_DATA, "a file that cannot be read (%s), expected a readable one",
                               strerror(errno));
        return FAILED;
    }
    reader->length += (size_t)got;
    reader->file_ended = got == 0;
    return got == 0 ? ENDED : GOOD;
}

void accord_json_consume(struct accord_json_reader *reader, size_t count)
{
    reader->place = accord_json_place_after(reader->place, reader->buffer + reader->begin, count);
    reader->begin += count;
    reader->length -= count;
}

enum outcome accord_json_next_byte(struct accord_json_reader *reader, char *byte, struct accord_error *err)
{
    for (;;) {
        size_t space = 0;
        const char *text = reader->buffer + reader->begin;
        while (space < reader->length && accord_json_is_space(text[space]))
            space++;
        accord_json_consume(reader, space);
        if (reader->length > 0) {
            *byte = reader->buffer[reader->begin];
            return GOOD;
        }
        enum outcome more = accord_json_read_more(reader, err);
        if (more != GOOD) return more;
    }
}

enum outcome accord_json_bad(const struct accord_json_reader *reader, struct accord_json_fault *fault, const char *why)
{
    *fault = (struct accord_json_fault){reader->place, why};
    return BAD;
}

/* Where the element that begins the buffer may end, whatever its insides are worth. */
struct boundary {
    size_t at;
    size_t depth;
    bool in_string;
};

/* Advances over what is in the buffer; true when the end was found. */
static bool find_boundary(struct boundary *boundary, const char *text, size_t length)
{
    for (; boundary->at < length; boundary->at++) {
        char byte = text[boundary->at];
        if (boundary->in_string) {
            if (byte == '\\' && boundary->at + 1 == length) return false;
            if (byte == '\\') boundary->at++;
            if (byte == '"') boundary->in_string = false;
            continue;
        }
        if (byte == '"') boundary->in_string = true;
        if (byte == '[' || byte == '{') boundary->depth++;
        bool closes = byte == ']' || byte == '}';
        if (boundary->depth == 0 && (closes || byte == ',')) return true;
        if (!closes || --boundary->depth > 0) continue;
        boundary->at++;
        return true;
    }
    return false;
}

/* The end of the element in an array: GOOD with its length (it may hold the space behind it). A file that ends
 * first leaves it to the strict scanner to say what is missing. */
static enum outcome find_element(struct accord_json_reader *reader, size_t *length, struct accord_json_fault *fault,
                                 struct accord_error *err)
{
    struct boundary boundary = {0};
    while (!find_boundary(&boundary, reader->buffer + reader->begin, reader->length)) {
        if (boundary.at > reader->bounds->bytes) return accord_json_bad(reader, fault, reader->bounds->element);
        enum outcome more = accord_json_read_more(reader, err);
        if (more == FAILED) return FAILED;
        if (more == GOOD) continue;
        *length = reader->length;
        return GOOD;
    }
    *length = boundary.at;
    return GOOD;
}

/* The line that begins the buffer, without its end; *end is what to consume. */
static enum outcome find_line(struct accord_json_reader *reader, size_t *length, size_t *end,
                              struct accord_json_fault *fault, struct accord_error *err)
{
    size_t looked = 0;
    for (;;) {
        const char *text = reader->buffer + reader->begin;
        const char *feed = reader->length > looked ? memchr(text + looked, '\n', reader->length - looked) : NULL;
        *length = feed != NULL ? (size_t)(feed - text) : reader->length;
        *end = *length + (feed != NULL ? 1 : 0);
        if (feed != NULL) return GOOD;
        if (*length > reader->bounds->bytes) return accord_json_bad(reader, fault, reader->bounds->line);
        looked = *length;
        enum outcome more = accord_json_read_more(reader, err);
        if (more == FAILED) return FAILED;
        if (more == ENDED) return reader->length > 0 ? GOOD : ENDED;
    }
}

/* The members of the value that was parsed, as the scanner found them. */
static enum accord_status fill_members(struct accord_json_reader *reader, const char *text,
                                       struct accord_json_element *element, struct accord_error *err)
{
    size_t count = reader->scan.slot_count;
    if (count > reader->member_capacity) {
        struct accord_json_member *members = accord_realloc(reader->members, count, sizeof *members);
        if (members == NULL) return accord_error_memory(err);
        reader->members = members;
        reader->member_capacity = count;
    }
    const cJSON *value = cJSON_IsObject(reader->value) ? reader->value->child : NULL;
    struct accord_place place = reader->place;
    size_t at = 0;
    for (size_t i = 0; i < count; i++, value = value->next) {
        const struct accord_json_slot *slot = &reader->scan.slots[i];
        assert(value != NULL);
        place = accord_json_place_after(place, text + at, slot->at - at);
        at = slot->at;
        reader->members[i] =
            (struct accord_json_member){slot->name, slot->name_length, place, value, text + slot->at, slot->length};
    }
    element->members = reader->members;
    element->member_count = count;
    return ACCORD_OK;
}

/* Parses `length` bytes that begin the buffer. */
static enum outcome parse_element(struct accord_json_reader *reader, size_t length, struct accord_json_element *element,
                                  struct accord_json_fault *fault, struct accord_error *err)
{
    const char *text = reader->buffer + reader->begin;
    enum accord_status status =
        accord_json_scan_and_parse(&reader->scan, text, length, reader->place, &reader->value, fault, err);
    if (status == ACCORD_BAD_DATA) return BAD;
    if (status != ACCORD_OK) return FAILED;
    size_t space = 0;
    while (accord_json_is_space(text[space]))
        space++;
    *element = (struct accord_json_element){.place = accord_json_place_after(reader->place, text, space),
                                            .value = reader->value};
    return fill_members(reader, text, element, err) == ACCORD_OK ? GOOD : FAILED;
}

static bool is_blank(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!accord_json_is_space(text[i])) return false;
    return true;
}

static enum accord_json_result next_line(struct accord_json_reader *reader, struct accord_json_element *element,
                                         struct accord_json_fault *fault, struct accord_error *err)
{
    size_t length = 0, end = 0;
    enum outcome found = find_line(reader, &length, &end, fault, err);
    if (found == FAILED) return ACCORD_JSON_UNREADABLE;
    if (found != GOOD) reader->progress = DONE;
    if (found == ENDED) return ACCORD_JSON_END;
    if (found == BAD) return ACCORD_JSON_UNUSABLE;
    if (is_blank(reader->buffer + reader->begin, length))
        found = accord_json_bad(reader, fault, "a blank line, expected one JSON object a line");
    else
        found = parse_element(reader, length, element, fault, err);
    accord_json_consume(reader, end);
    if (found == FAILED) return ACCORD_JSON_UNREADABLE;
    return found == GOOD ? ACCORD_JSON_ELEMENT : ACCORD_JSON_BROKEN;
}

enum outcome accord_json_begin_element(struct accord_json_reader *reader, struct accord_json_fault *fault,
                                       struct accord_error *err)
{
    char byte = 0;
    enum outcome found = accord_json_next_byte(reader, &byte, err);
    if (found == FAILED) return FAILED;
    if (found == ENDED)
        return accord_json_bad(reader, fault, "the end of the file inside an array, expected its closing bracket");
    if (byte == ']') {
        accord_json_consume(reader, 1);
        return ENDED;
    }
    if (reader->progress == AFTER_ELEMENT) {
        if (byte != ',')
            return accord_json_bad(reader, fault, "no comma after an element, expected a comma or a closing bracket");
        struct accord_json_fault trailing = {reader->place, "a trailing comma, expected another element or none"};
        accord_json_consume(reader, 1);
        found = accord_json_next_byte(reader, &byte, err);
        if (found == FAILED) return FAILED;
        if (found == ENDED) return GOOD; /* the strict scanner says what is missing */
        *fault = trailing;
        if (byte == ']') return BAD;
    }
    if (byte != ',') return GOOD;
    return accord_json_bad(reader, fault, "a comma without a value before it, expected a value");
}

/* The opening bracket of the file. */
static enum outcome begin_array(struct accord_json_reader *reader, struct accord_json_fault *fault,
                                struct accord_error *err)
{
    char byte = 0;
    enum outcome found = accord_json_next_byte(reader, &byte, err);
    if (found == FAILED) return FAILED;
    if (found == ENDED) return accord_json_bad(reader, fault, "an empty file, expected a JSON array of objects");
    if (byte == '\xEF') return accord_json_bad(reader, fault, "a byte-order mark, expected JSON without one");
    if (byte != '[') return accord_json_bad(reader, fault, "no array, expected a JSON array of objects");
    accord_json_consume(reader, 1);
    reader->progress = AT_FIRST;
    return GOOD;
}

enum outcome accord_json_take_element(struct accord_json_reader *reader, struct accord_json_element *element,
                                      struct accord_json_fault *fault, struct accord_error *err)
{
    size_t length = 0;
    enum outcome found = find_element(reader, &length, fault, err);
    if (found == GOOD) found = parse_element(reader, length, element, fault, err);
    if (found == GOOD) accord_json_consume(reader, length);
    return found;
}

/* Nothing but white space is left. */
static enum outcome end_of_file(struct accord_json_reader *reader, struct accord_json_fault *fault,
                                struct accord_error *err)
{
    char byte = 0;
    enum outcome found = accord_json_next_byte(reader, &byte, err);
    return found == GOOD ? accord_json_bad(reader, fault, "text after the array, expected the end of the file") : found;
}

static enum outcome next_in_array(struct accord_json_reader *reader, struct accord_json_element *element,
                                  struct accord_json_fault *fault, struct accord_error *err)
{
    enum outcome found = reader->progress == AT_START ? begin_array(reader, fault, err) : GOOD;
    if (found == GOOD) found = accord_json_begin_element(reader, fault, err);
    if (found == ENDED) return end_of_file(reader, fault, err);
    if (found == GOOD) found = accord_json_take_element(reader, element, fault, err);
    if (found == GOOD) reader->progress = AFTER_ELEMENT;
    return found;
}

enum accord_json_result accord_json_next(struct accord_json_reader *reader, struct accord_json_element *element,
                                         struct accord_json_fault *fault, struct accord_error *err)
{
    cJSON_Delete(reader->value);
    reader->value = NULL;
    if (reader->progress == DONE) return ACCORD_JSON_END;
    if (reader->shape == ACCORD_JSON_SHAPE_LINES) {
        enum accord_json_result result = next_line(reader, element, fault, err);
        if (result == ACCORD_JSON_UNREADABLE) reader->progress = DONE;
        return result;
    }
    enum outcome found = reader->shape == ACCORD_JSON_SHAPE_ARRAY
                             ? next_in_array(reader, element, fault, err)
                             : accord_json_next_in_object(reader, element, fault, err);
    if (found == GOOD) return ACCORD_JSON_ELEMENT;
    reader->progress = DONE;
    return found == ENDED ? ACCORD_JSON_END : found == BAD ? ACCORD_JSON_UNUSABLE : ACCORD_JSON_UNREADABLE;
}
