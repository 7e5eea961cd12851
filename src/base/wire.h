/* Values as bytes between processes of one program: numbers in 7-bit groups, texts with their length and a NUL. The
 * writer trusts nobody to read, the reader nobody to have written. */
#ifndef ACCORD_BASE_WIRE_H
#define ACCORD_BASE_WIRE_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ACCORD_WIRE_SMALL = 0x80 }; /* from here on a number takes more than a byte */

void accord_wire_add_long_number(struct accord_text *text, uint64_t number);
/* Most numbers are small, and most of what is written are numbers. */
static inline void accord_wire_add_number(struct accord_text *text, uint64_t number)
{
    if (number < ACCORD_WIRE_SMALL)
        accord_text_add_char(text, (char)number);
    else
        accord_wire_add_long_number(text, number);
}
void accord_wire_add_signed(struct accord_text *text, int64_t number);
void accord_wire_add_bytes(struct accord_text *text, const char *bytes, size_t length);
/* NULL is told apart from "". */
void accord_wire_add_text(struct accord_text *text, const char *string);

/* What is left to read. The first thing that is not what it should be sets `failed`; what is taken from then on is 0,
 * NULL or nothing, and the reader asks once at the end. */
struct accord_wire {
    const char *at;
    const char *end;
    bool failed;
};

struct accord_wire accord_wire_of(const char *bytes, size_t length);
uint64_t accord_wire_take_long_number(struct accord_wire *wire);
/* Most take one byte. */
static inline uint64_t accord_wire_take_number(struct accord_wire *wire)
{
    if (wire->at < wire->end && (unsigned char)*wire->at < ACCORD_WIRE_SMALL) return (unsigned char)*wire->at++;
    return accord_wire_take_long_number(wire);
}
int64_t accord_wire_take_signed(struct accord_wire *wire);
/* Up to and without `limit`. */
size_t accord_wire_take_below(struct accord_wire *wire, size_t limit);
bool accord_wire_take_bool(struct accord_wire *wire);
/* How many things follow, of at least `least` bytes each: never more than can. */
size_t accord_wire_take_count(struct accord_wire *wire, size_t least);
/* Borrowed from the bytes, NUL-terminated. *length may be NULL. */
const char *accord_wire_take_bytes(struct accord_wire *wire, size_t *length);
const char *accord_wire_take_text(struct accord_wire *wire);
/* As take_text, but NULL fails. */
const char *accord_wire_take_name(struct accord_wire *wire);
/* Everything was read and nothing failed. */
bool accord_wire_done(const struct accord_wire *wire);

#endif
