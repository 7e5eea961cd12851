/* Places of a row's cells, packed into a few bytes. */
#include "store/places.h"

#include <string.h>

/* A place is one number, 2 * column + (is it on another line than the row's first), then where that is so the
 * difference of lines with its sign in the lowest bit. Nearly all cells take one or two bytes. */

static size_t put_number(unsigned char *bytes, uint64_t number)
{
    size_t used = 0;

    while (number > 0x7f) {
        bytes[used++] = (unsigned char)(0x80U | (number & 0x7fU));
        number >>= 7;
    }
    bytes[used++] = (unsigned char)number;
    return used;
}

static bool take_number(const unsigned char **bytes, const unsigned char *end, uint64_t *number)
{
    *number = 0;
    for (unsigned shift = 0; *bytes < end && shift < 35; shift += 7) {
        unsigned char byte = *(*bytes)++;

        *number |= (uint64_t)(byte & 0x7fU) << shift;
        if ((byte & 0x80U) == 0) return true;
    }
    return false;
}

size_t accord_places_pack(const struct accord_place *places, size_t count, uint32_t line, unsigned char *bytes)
{
    size_t used = 0;

    for (size_t i = 0; i < count; i++) {
        bool elsewhere = places[i].column != 0 && places[i].line != line;
        uint64_t away = places[i].line >= line ? places[i].line - line : line - places[i].line;

        used += put_number(bytes + used, 2 * (uint64_t)places[i].column + (elsewhere ? 1U : 0U));
        if (elsewhere) used += put_number(bytes + used, 2 * away + (places[i].line < line ? 1U : 0U));
    }
    return used;
}

static bool unpack_one(const unsigned char **bytes, const unsigned char *end, uint32_t line, struct accord_place *place)
{
    uint64_t column;
    uint64_t away = 0;

    if (!take_number(bytes, end, &column)) return false;
    if ((column & 1U) != 0 && !take_number(bytes, end, &away)) return false;
    place->column = (uint32_t)(column >> 1);
    place->line = (away & 1U) != 0 ? line - (uint32_t)(away >> 1) : line + (uint32_t)(away >> 1);
    if (place->column == 0) place->line = 0;
    return true;
}

bool accord_places_unpack(const unsigned char *bytes, size_t length, uint32_t line, struct accord_place *places,
                          size_t count)
{
    const unsigned char *end = length > 0 ? bytes + length : bytes;

    memset(places, 0, count * sizeof(*places));
    if (length == 0) return true;
    for (size_t i = 0; i < count; i++)
        if (!unpack_one(&bytes, end, line, &places[i])) return false;
    return bytes == end;
}
