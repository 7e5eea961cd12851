/* A JSON file that is one object, member by member; one member's array element by element. */
#include "base/error.h"
#include "ingest/json_reader.h"

#include <string.h>

static enum outcome begin_object(struct accord_json_reader *reader, struct accord_json_fault *fault,
                                 struct accord_error *err)
{
    char byte = 0;
    enum outcome found = accord_json_next_byte(reader, &byte, err);
    if (found == FAILED) return FAILED;
    if (found == ENDED) return accord_json_bad(reader, fault, "an empty file, expected a JSON object");
    if (byte == '\xEF') return accord_json_bad(reader, fault, "a byte-order mark, expected JSON without one");
    if (byte != '{') return accord_json_bad(reader, fault, "no object, expected a JSON object");
    accord_json_consume(reader, 1);
    reader->progress = AT_FIRST;
    return GOOD;
}

static enum outcome end_object(struct accord_json_reader *reader, struct accord_json_fault *fault,
                               struct accord_error *err)
{
    char byte = 0;
    accord_json_consume(reader, 1);
    enum outcome found = accord_json_next_byte(reader, &byte, err);
    if (found != GOOD) return found;
    return accord_json_bad(reader, fault, "text after the object, expected the end of the file");
}

/* The next byte that is no white space, where the file must not end yet. */
static enum outcome expect_byte(struct accord_json_reader *reader, char *byte, struct accord_json_fault *fault,
                                struct accord_error *err)
{
    enum outcome found = accord_json_next_byte(reader, byte, err);
    if (found != ENDED) return found;
    return accord_json_bad(reader, fault, "the end of the file inside an object, expected its closing bracket");
}

/* Up to the quote that begins the next name: GOOD, ENDED behind the object, or what is wrong. */
static enum outcome begin_member(struct accord_json_reader *reader, struct accord_json_fault *fault,
                                 struct accord_error *err)
{
    char byte = 0;
    enum outcome found = expect_byte(reader, &byte, fault, err);
    if (found != GOOD) return found;
    if (byte == '}') return end_object(reader, fault, err);
    if (reader->progress == AFTER_ELEMENT) {
        if (byte != ',')
            return accord_json_bad(reader, fault, "no comma after a value, expected a comma or a closing bracket");
        struct accord_json_fault trailing = {reader->place, "a trailing comma, expected another value or none"};
        accord_json_consume(reader, 1);
        found = expect_byte(reader, &byte, fault, err);
        if (found != GOOD) return found;
        *fault = trailing;
        if (byte == '}') return BAD;
    }
    if (byte == '"') return GOOD;
    return accord_json_bad(reader, fault, "something that is no member name, expected a name in double quotes");
}

/* How long the string is that begins the buffer, with its quotes; all that is left where the file ends first. */
static enum outcome find_string(struct accord_json_reader *reader, size_t *length, struct accord_json_fault *fault,
                                struct accord_error *err)
{
    for (size_t at = 1;; at++) {
        while (at >= reader->length) {
            enum outcome more = accord_json_read_more(reader, err);
            *length = reader->length;
            if (more == FAILED) return FAILED;
            if (more == ENDED) return GOOD;
        }
        if (at > ACCORD_JSON_ELEMENT_MAX)
            return accord_json_bad(reader, fault, "a name of more than 16 MiB, expected a shorter one");
        char byte = reader->buffer[reader->begin + at];
        if (byte == '\\') at++;
        if (byte != '"') continue;
        *length = at + 1;
        return GOOD;
    }
}

static enum outcome keep_name(struct accord_json_reader *reader, const char *name, struct accord_json_fault *fault,
                              struct accord_error *err)
{
    bool added = false;
    if (reader->names.count == ACCORD_JSON_OBJECT_MEMBERS_MAX)
        return accord_json_bad(reader, fault, "more than 1000 members in one object, expected fewer");
    accord_text_reset(&reader->name);
    accord_text_add_str(&reader->name, name);
    if (reader->name.failed || !accord_map_put(&reader->names, name, strlen(name), 0, &added)) {
        (void)accord_error_memory(err);
        return FAILED;
    }
    if (added) return GOOD;
    return accord_json_bad(reader, fault, "a duplicate member name, expected each name once");
}

/* The name and the colon behind it. */
static enum outcome take_name(struct accord_json_reader *reader, struct accord_json_fault *fault,
                              struct accord_error *err)
{
    size_t length = 0;
    char byte = 0;
    cJSON *name = NULL;
    enum outcome found = find_string(reader, &length, fault, err);
    if (found != GOOD) return found;
    enum accord_status status =
        accord_json_parse(reader->buffer + reader->begin, length, reader->place, &name, fault, err);
    if (status != ACCORD_OK) return status == ACCORD_BAD_DATA ? BAD : FAILED;
    found = keep_name(reader, name->valuestring, fault, err);
    cJSON_Delete(name);
    if (found != GOOD) return found;
    accord_json_consume(reader, length);
    found = accord_json_next_byte(reader, &byte, err);
    if (found == FAILED) return FAILED;
    if (found == ENDED || byte != ':')
        return accord_json_bad(reader, fault, "a member name without a colon, expected a colon and a value");
    accord_json_consume(reader, 1);
    found = accord_json_next_byte(reader, &byte, err);
    bool none = found == ENDED || (found == GOOD && (byte == '}' || byte == ','));
    return none ? accord_json_bad(reader, fault, "a colon without a value behind it, expected a value") : found;
}

static bool is_streamed(const struct accord_json_reader *reader)
{
    return reader->length > 0 && reader->buffer[reader->begin] == '[' && reader->streamed != NULL &&
           strcmp(accord_text_str(&reader->name), reader->streamed) == 0;
}

static enum outcome next_member(struct accord_json_reader *reader, struct accord_json_element *element,
                                struct accord_json_fault *fault, struct accord_error *err)
{
    enum outcome found = reader->progress == AT_START ? begin_object(reader, fault, err) : GOOD;
    if (found == GOOD) found = begin_member(reader, fault, err);
    if (found == GOOD) found = take_name(reader, fault, err);
    if (found != GOOD) return found;
    if (is_streamed(reader)) {
        accord_json_consume(reader, 1);
        reader->inside = true;
        reader->met = true;
        reader->progress = AT_FIRST;
        return GOOD;
    }
    found = accord_json_take_element(reader, element, fault, err);
    if (found != GOOD) return found;
    element->name = accord_text_str(&reader->name);
    reader->progress = AFTER_ELEMENT;
    return GOOD;
}

enum outcome accord_json_next_in_object(struct accord_json_reader *reader, struct accord_json_element *element,
                                        struct accord_json_fault *fault, struct accord_error *err)
{
    for (;;) {
        if (!reader->inside) {
            enum outcome found = next_member(reader, element, fault, err);
            if (found != GOOD || !reader->inside) return found;
        }
        enum outcome found = accord_json_begin_element(reader, fault, err);
        if (found == GOOD) found = accord_json_take_element(reader, element, fault, err);
        if (found == GOOD) element->streamed = true;
        reader->inside = found != ENDED;
        reader->progress = AFTER_ELEMENT;
        if (found != ENDED) return found;
    }
}

bool accord_json_met_streamed(const struct accord_json_reader *reader)
{
    return reader->met;
}
