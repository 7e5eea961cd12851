/* Places in a descriptor: members on their way down, and problems that name them by JSON pointer, line and column. */
#ifndef ACCORD_INGEST_SITE_H
#define ACCORD_INGEST_SITE_H

#include "accord/problems.h"
#include "base/memory.h"
#include "ingest/json_door.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A JSON file that was read whole: the descriptor, or a schema or dialect that it names. */
struct accord_document {
    const char *file; /* as problems name it */
    char *text;
    size_t length;
    cJSON *root;
};

/* What every step of reading a descriptor needs. The first failure other than bad input stays in `status`; steps after
 * it do no harm and their caller asks once. */
struct accord_reading {
    struct accord_arena *arena; /* of the package: what is read lives there */
    struct accord_problems *problems;
    struct accord_error *err;
    enum accord_status status;
    const struct accord_memory_files *memory; /* where the files are; NULL: in the file system */
};

/* A value in a document, or the place where one is missing. Lives on the stack of the function that looks at it. */
struct accord_site {
    const struct accord_document *document;
    const struct accord_site *parent;
    const char *name;   /* of a member; NULL in an array and at the root */
    size_t index;       /* of an element */
    const cJSON *value; /* NULL: there is none */
};

enum accord_member_use {
    ACCORD_MEMBER_KNOWN,
    ACCORD_MEMBER_REFUSED /* the standard has it and accord does not support it: never ignored */
};

struct accord_member {
    const char *name;
    enum accord_member_use use;
    const char *expected; /* of a refused one: what to write instead */
};

struct accord_site accord_site_root(const struct accord_document *document);
struct accord_site accord_site_member(const struct accord_site *parent, const char *name);
struct accord_site accord_site_element(const struct accord_site *parent, size_t index, const cJSON *value);

/* Where the value is written (the nearest value around it when there is none). */
struct accord_place accord_site_place(struct accord_reading *reading, const struct accord_site *site);
/* The same of the name that a member has. */
struct accord_place accord_site_name_place(struct accord_reading *reading, const struct accord_site *site);

/* Adds "FOUND at POINTER, expected EXPECTED" with the place of the value (of the nearest value around it when there is
 * none). `found` NULL: the value itself. */
void accord_site_refuse(struct accord_reading *reading, const struct accord_site *site, const char *found,
                        const char *expected, ...) ACCORD_PRINTF(4, 5);

/* False, with a problem, unless the value is an object. Then each member must be none of the refused ones, no unknown
 * one that begins with "accord:", and no known one in another case; with `strict` it must be a known one. What else
 * there is, is ignored as the standard says. */
bool accord_site_object(struct accord_reading *reading, const struct accord_site *site,
                        const struct accord_member *members, size_t count, bool strict);

/* The text, flag or array of a value that may be absent; something else is a problem and reads as absent. */
const char *accord_site_text(struct accord_reading *reading, const struct accord_site *site);
bool accord_site_flag(struct accord_reading *reading, const struct accord_site *site, bool otherwise);
bool accord_site_array(struct accord_reading *reading, const struct accord_site *site, const char *expected);

/* A whole number, 0 or more, of a value that is there. False with a problem. */
bool accord_site_count(struct accord_reading *reading, const struct accord_site *site, uint32_t *count);

/* The value as it is written, without the quotes of a text; NULL with a problem when it is neither text nor number. In
 * the arena. */
const char *accord_site_written(struct accord_reading *reading, const struct accord_site *site);

/* An array of texts (`one` allowed: or a single text) copied into the arena. NULL with *count 0 when it is absent or a
 * problem. */
const char *const *accord_site_texts(struct accord_reading *reading, const struct accord_site *site, bool one,
                                     size_t *count);

/* missingValues: an array of texts, or of objects with a `value` (Data Package 2). */
const char *const *accord_site_missing_values(struct accord_reading *reading, const struct accord_site *site,
                                              size_t *count);

/* Notes that memory is short, when `block` is NULL. Returns whether it is not. */
bool accord_reading_has(struct accord_reading *reading, const void *block);

/* A JSON file of the dataset as a document in the arena; false with a problem. `file` is named in problems, `path` is
 * opened. The root is deleted by accord_document_clear. */
bool accord_document_read(struct accord_reading *reading, const char *path, const char *file,
                          struct accord_document *document);
void accord_document_clear(struct accord_document *document);

#endif
