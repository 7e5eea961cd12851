/* Places of a row's cells, packed into a few bytes. */
#ifndef ACCORD_STORE_PLACES_H
#define ACCORD_STORE_PLACES_H

#include "base/cell.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_PLACE_BYTES_MAX = 10 }; /* of one place */

/* Packs `count` places relative to the row's line into `bytes` (count * ACCORD_PLACE_BYTES_MAX of them are enough) and
 * returns how many were used. */
size_t accord_places_pack(const struct accord_place *places, size_t count, uint32_t line, unsigned char *bytes);

/* The reverse. No bytes at all are places unknown: zeros. False when the bytes are no such places. */
bool accord_places_unpack(const unsigned char *bytes, size_t length, uint32_t line, struct accord_place *places,
                          size_t count);

#endif
