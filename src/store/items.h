/* The items of a list, one after the other. Private to src/store. */
#ifndef ACCORD_STORE_ITEMS_H
#define ACCORD_STORE_ITEMS_H

#include "base/cell.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* The next item of a list from byte *from on (0 at first), as a text of its own; a text is its only item, and what is
 * missing has none. False at the end. */
static inline bool accord_next_item(const struct accord_cell *cell, size_t *from, struct accord_cell *item)
{
    const char *end;

    if (cell->kind == ACCORD_CELL_MISSING || *from > cell->length) return false;
    *item = (struct accord_cell){
        .kind = ACCORD_CELL_TEXT, .length = (uint32_t)(cell->length - *from), .as.text = cell->as.text + *from};
    end = cell->kind == ACCORD_CELL_LIST ? memchr(item->as.text, ACCORD_LIST_SEPARATOR, item->length) : NULL;
    if (end != NULL) item->length = (uint32_t)(end - item->as.text);
    *from += (size_t)item->length + 1;
    return true;
}

#endif
