/* The strict JSON scanner behind the door: finds the first fault of a text, and where its values stand. */
#ifndef ACCORD_INGEST_JSON_SCAN_H
#define ACCORD_INGEST_JSON_SCAN_H

#include "base/memory.h"
#include "ingest/json_door.h"

#include <stdint.h>

/* A value of the text: offsets of its name (0 when it has none), its first byte and its length. */
struct accord_json_slot {
    const char *name; /* unescaped, NULL in an array */
    size_t name_length;
    size_t name_at;
    size_t at;
    size_t length;
};

struct accord_json_name;

/* Zeroed is ready; cleared by accord_json_scan_clear; may be used for any number of texts, one after the other. */
struct accord_json_scan {
    struct accord_arena unescaped;
    struct accord_json_name *names; /* of the objects that are open */
    size_t name_count;
    size_t name_capacity;
    struct accord_json_slot *slots; /* the members of the outermost object */
    size_t slot_count;
    size_t slot_capacity;
    size_t fault_at; /* where the fault stands; the length of the text when it ended too early */
    const char *why;
    size_t values_max;                    /* of a text; 0: ACCORD_JSON_MEMBERS_MAX */
    const char *too_many;                 /* static: what to say of more, where values_max says so */
    const struct accord_json_step *steps; /* the value to look for, with its path, or NULL */
    size_t step_count;
    bool found;
    struct accord_json_slot wanted;
};

/* ACCORD_OK, ACCORD_BAD_DATA with `why` (static: "what was found, expected what") and `fault_at`, or
 * ACCORD_NO_MEMORY. */
enum accord_status accord_json_scan(struct accord_json_scan *scan, const char *text, size_t length,
                                    struct accord_error *err) ACCORD_MUST_CHECK;
void accord_json_scan_clear(struct accord_json_scan *scan);

/* Scans and, where the text is strict JSON, parses: accord_json_parse with a scan of the caller's, whose slots are then
 * the value's members. */
enum accord_status accord_json_scan_and_parse(struct accord_json_scan *scan, const char *text, size_t length,
                                              struct accord_place place, cJSON **value, struct accord_json_fault *fault,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

static inline bool accord_json_is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The place of the byte behind `count` bytes that begin at `place`. */
struct accord_place accord_json_place_after(struct accord_place place, const char *text, size_t count);

#endif
