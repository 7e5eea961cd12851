/* One typed value of a row, as ingest makes it, the store keeps it and rules read it. */
#ifndef ACCORD_BASE_CELL_H
#define ACCORD_BASE_CELL_H

#include "accord/date.h"
#include "base/decimal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum accord_cell_kind {
    ACCORD_CELL_MISSING, /* no value: blank, a declared missing value, JSON null, or a member left out */
    ACCORD_CELL_TEXT,
    ACCORD_CELL_INTEGER,
    ACCORD_CELL_DECIMAL,
    ACCORD_CELL_BOOLEAN,
    ACCORD_CELL_DATE,
    ACCORD_CELL_LIST /* of texts, joined by ACCORD_LIST_SEPARATOR; at least one item */
};

#define ACCORD_LIST_SEPARATOR '\x1f'

/* 16 bytes and a few; text is borrowed, not NUL-terminated, UTF-8 without NUL. */
struct accord_cell {
    uint8_t kind;
    uint8_t scale;   /* of a decimal */
    uint32_t length; /* of a text or list, in bytes */
    union {
        int64_t integer; /* integer, boolean (0 or 1), coefficient of a decimal */
        struct accord_date date;
        const char *text;
    } as;
};

/* Where a value stands in its file: both count from 1; 0 and 0 when it stands nowhere (a member left out). */
struct accord_place {
    uint32_t line;
    uint32_t column; /* in characters of the line */
};

/* <0, 0, >0: missing before present; texts and lists bytewise, numbers by value, dates by their first and then their
 * last day; values of different kinds by their kind. */
int accord_cell_compare(const struct accord_cell *a, const struct accord_cell *b);

/* Walks the items of a list: *at begins at 0. False after the last one. */
bool accord_list_next(const struct accord_cell *list, size_t *at, const char **item, size_t *length);

/* How many bytes accord_cells_copy needs. */
size_t accord_cells_size(const struct accord_cell *cells, size_t count);

/* Copies cells and their texts, each with a NUL, into `memory`, which is aligned for any type: there the copies begin.
 */
struct accord_cell *accord_cells_copy(const struct accord_cell *cells, size_t count, void *memory);

#endif
