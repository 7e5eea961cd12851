/* What reading arrays and reading objects share. Private to json_reader.c and json_object.c. */
#ifndef ACCORD_INGEST_JSON_READER_H
#define ACCORD_INGEST_JSON_READER_H

#include "base/map.h"
#include "base/text.h"
#include "ingest/json_scan.h"

enum progress { AT_START, AT_FIRST, AFTER_ELEMENT, DONE };

/* What a step in the buffer ended with. */
enum outcome { GOOD, ENDED, BAD, FAILED };

enum accord_json_shape { ACCORD_JSON_SHAPE_ARRAY, ACCORD_JSON_SHAPE_LINES, ACCORD_JSON_SHAPE_OBJECT };

/* How much one element may be, and what to say of one that is more. */
struct accord_json_bounds {
    size_t bytes;
    const char *element;
    const char *line;
    size_t values;
    const char *too_many;
};

struct accord_json_reader {
    int descriptor;
    const char *bytes; /* NULL, or of a text in memory what was not taken yet */
    size_t bytes_left;
    enum accord_json_shape shape;
    const struct accord_json_bounds *bounds;
    bool file_ended;
    enum progress progress;
    char *buffer;
    size_t capacity;
    size_t begin;              /* of what is not consumed */
    size_t length;             /* of what is not consumed */
    struct accord_place place; /* where that begins */
    struct accord_json_scan scan;
    cJSON *value;
    struct accord_json_member *members;
    size_t member_capacity;
    /* Of an object: */
    const char *streamed;    /* the member that is an array to be read element by element */
    bool inside;             /* that array; `progress` is then its own */
    bool met;                /* that array */
    struct accord_map names; /* of the members so far */
    struct accord_text name; /* of the member at hand, unescaped */
};

/* GOOD when the buffer holds more of the file, ENDED at its end. */
enum outcome accord_json_read_more(struct accord_json_reader *reader, struct accord_error *err);
void accord_json_consume(struct accord_json_reader *reader, size_t count);
/* Consumes white space; GOOD with the byte behind it, ENDED at the end of the file. */
enum outcome accord_json_next_byte(struct accord_json_reader *reader, char *byte, struct accord_error *err);
/* BAD, for what stands at the reader's place. `why` is static. */
enum outcome accord_json_bad(const struct accord_json_reader *reader, struct accord_json_fault *fault, const char *why);

/* Up to the first byte of the next element of an array whose bracket was consumed: GOOD, ENDED behind its closing
 * bracket, or what is wrong. */
enum outcome accord_json_begin_element(struct accord_json_reader *reader, struct accord_json_fault *fault,
                                       struct accord_error *err);
/* The value that begins the buffer, up to the comma or bracket behind it: read, and consumed. */
enum outcome accord_json_take_element(struct accord_json_reader *reader, struct accord_json_element *element,
                                      struct accord_json_fault *fault, struct accord_error *err);

/* The next member, or element of the array that is streamed. */
enum outcome accord_json_next_in_object(struct accord_json_reader *reader, struct accord_json_element *element,
                                        struct accord_json_fault *fault, struct accord_error *err);

#endif
