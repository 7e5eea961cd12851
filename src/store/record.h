/* The cells of a row out of its record, by the file format that SQLite documents. Private to src/store. */
#ifndef ACCORD_STORE_RECORD_H
#define ACCORD_STORE_RECORD_H

#include "ingest/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 18 digits: what a decimal holds, and more than ingest takes. No integer is further from 0. */
#define ACCORD_RECORD_INTEGER_MAX INT64_C(999999999999999999)

/* What the records of a table hold, as ACCORD_SQL_CREATE makes it. */
struct accord_record_form {
    bool doubted; /* whoever wrote the records may be a stranger: texts may be none, and required values be missing */
    size_t count;
    uint8_t kinds[ACCORD_COLUMNS_MAX];
    bool required[ACCORD_COLUMNS_MAX];
};

void accord_record_form_make(struct accord_record_form *form, const struct accord_schema *schema, bool doubted);

/* As many bytes as accord_record_cells needs at most for a record of this length: texts are copied by words. */
static inline size_t accord_record_room(const struct accord_record_form *form, size_t length)
{
    return form->count * (sizeof(struct accord_cell) + 1) + length + 2 * sizeof(uint64_t);
}

/* The cells in `memory`, which is aligned for any type: there they begin, and their texts, each with a NUL, follow.
 * NULL when the record is not one that the store writes. ACCORD_PAGE_SLACK bytes behind the record can be read. */
struct accord_cell *accord_record_cells(const struct accord_record_form *form, const unsigned char *record,
                                        size_t length, void *memory);

/* Where a row stands: what is behind its cells. */
struct accord_record_origin {
    int file;
    uint32_t line;
    const unsigned char *places; /* as accord_places_pack makes them; within the record */
    size_t length;
};
bool accord_record_origin(const struct accord_record_form *form, const unsigned char *record, size_t length,
                          struct accord_record_origin *origin);

/* The number in the second column of a record whose first one is the rowid. */
bool accord_record_second(const unsigned char *record, size_t length, int64_t *number);

#endif
