/* The strict door in front of cJSON: RFC 8259 and no more, with the place of every value. */
#ifndef ACCORD_INGEST_JSON_DOOR_H
#define ACCORD_INGEST_JSON_DOOR_H

#include "accord/status.h"
#include "base/cell.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    ACCORD_JSON_DEPTH_MAX = 64,
    ACCORD_JSON_ELEMENT_MAX = 16 * 1024 * 1024, /* bytes of one element or descriptor */
    ACCORD_JSON_MEMBERS_MAX = 100000,           /* values in one element */
    /* and of a member, or streamed element, of a file that is one object */
    ACCORD_JSON_LARGE_ELEMENT_MAX = 64 * 1024 * 1024,
    ACCORD_JSON_LARGE_MEMBERS_MAX = 4 * 1000 * 1000,
    ACCORD_JSON_OBJECT_MEMBERS_MAX = 1000 /* of such an object */
};

/* What the strict scanner found wrong. */
struct accord_json_fault {
    struct accord_place place;
    const char *why; /* static, "what was found, expected what": "a trailing comma, expected another value" */
};

/* Checks one whole text (descriptor, element): UTF-8, no byte-order mark, no NUL (\u0000 included), strict numbers, no
 * duplicate member names, no lone surrogates, no control characters, depth, no integer beyond 2^53 (which cJSON and
 * most other readers would round), nothing after the value. Then parses it with cJSON; the caller deletes *value.
 * `place` is where the text begins in its file. ACCORD_BAD_DATA fills *fault. */
enum accord_status accord_json_parse(const char *text, size_t length, struct accord_place place, cJSON **value,
                                     struct accord_json_fault *fault, struct accord_error *err) ACCORD_MUST_CHECK;

/* The same of a text of our own, which may have up to ACCORD_JSON_LARGE_MEMBERS_MAX values. */
enum accord_status accord_json_parse_large(const char *text, size_t length, struct accord_place place, cJSON **value,
                                           struct accord_json_fault *fault, struct accord_error *err) ACCORD_MUST_CHECK;

/* One step of the path to a value: a member of an object, or (name NULL) an element of an array. */
struct accord_json_step {
    const char *name;
    size_t index;
};

/* Where a value stands, and how it is written. */
struct accord_json_spot {
    struct accord_place place;
    struct accord_place name_place; /* of its name; the value's own place when it has none */
    const char *raw;                /* in the text */
    size_t raw_length;
};

/* Finds a value by its path in a text that accord_json_parse took. `place` is where the text begins. *found is false
 * when the path leads nowhere. */
enum accord_status accord_json_locate(const char *text, size_t length, struct accord_place place,
                                      const struct accord_json_step *steps, size_t step_count, bool *found,
                                      struct accord_json_spot *spot, struct accord_error *err) ACCORD_MUST_CHECK;

/* Reads a file element by element: the elements of one top-level array, or one JSON value a line; or the members of one
 * object, of which the one called `streamed` (borrowed) is an array whose elements come one by one in its place. Memory
 * is the largest of these, its text and its values, each at most as large as the limits above. */
struct accord_json_reader;
enum accord_status accord_json_open_memory(const char *bytes, size_t length, struct accord_json_reader **reader,
                                           struct accord_error *err) ACCORD_MUST_CHECK; /* an array */
enum accord_status accord_json_open(int descriptor, bool lines, struct accord_json_reader **reader,
                                    struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_json_open_object(int descriptor, const char *streamed, struct accord_json_reader **reader,
                                           struct accord_error *err) ACCORD_MUST_CHECK;
void accord_json_close(struct accord_json_reader *reader);

/* Whether the array that is streamed was there, empty or not, as far as the object was read. */
bool accord_json_met_streamed(const struct accord_json_reader *reader);

/* Before the first element: where in its file the text begins, when it is part of one. */
void accord_json_begin_at(struct accord_json_reader *reader, struct accord_place place);

/* The members of the element just read, at its first level: names, where the value stands, and its text. */
struct accord_json_member {
    const char *name;
    size_t name_length;
    struct accord_place place; /* of the value */
    const cJSON *value;
    const char *raw; /* the value as written: exact numbers are read from here */
    size_t raw_length;
};

struct accord_json_element {
    struct accord_place place;
    const char *name;   /* of a member of an object that is read; NULL: an element of an array, or a line */
    const cJSON *value; /* owned by the reader, valid until the next call */
    const struct accord_json_member *members;
    size_t member_count; /* 0 when the element is no object */
    bool streamed;       /* of an object that is read: it is an element of the array that is streamed */
};

enum accord_json_result {
    ACCORD_JSON_ELEMENT,
    ACCORD_JSON_END,
    ACCORD_JSON_BROKEN,    /* this line is no JSON; reading can go on with the next line (JSON Lines only) */
    ACCORD_JSON_UNUSABLE,  /* nothing after this can be trusted */
    ACCORD_JSON_UNREADABLE /* read failed or no memory: err is filled */
};
enum accord_json_result accord_json_next(struct accord_json_reader *reader, struct accord_json_element *element,
                                         struct accord_json_fault *fault, struct accord_error *err);

#endif
