/* Values as bytes between processes of one program. */
#include "base/wire.h"

#include <string.h>

enum { GROUP_BITS = 7, GROUP_MORE = ACCORD_WIRE_SMALL, NUMBER_BITS = 64 };

/* ---- writing ---- */

/* How many bytes the number takes. */
static size_t bytes_of(uint64_t number)
{
    size_t count = 1;
    for (; number >= GROUP_MORE; number >>= GROUP_BITS)
        count++;
    return count;
}

/* Where it ends. */
static char *put_number(char *to, uint64_t number)
{
    for (; number >= GROUP_MORE; number >>= GROUP_BITS)
        *to++ = (char)(unsigned char)(number | GROUP_MORE);
    *to++ = (char)number;
    return to;
}

void accord_wire_add_long_number(struct accord_text *text, uint64_t number)
{
    char *to = accord_text_room(text, bytes_of(number));
    if (to != NULL) accord_text_end_at(text, put_number(to, number));
}

/* Small numbers of either sign stay short. */
void accord_wire_add_signed(struct accord_text *text, int64_t number)
{
    uint64_t bits = (uint64_t)number << 1;
    accord_wire_add_number(text, number < 0 ? ~bits : bits);
}

void accord_wire_add_bytes(struct accord_text *text, const char *bytes, size_t length)
{
    uint64_t size = (uint64_t)length + 1;
    char *to = length < text->max ? accord_text_room(text, bytes_of(size) + length + 1)
                                  : accord_text_grow(text, text->max + 1);
    if (to == NULL) return;
    to = put_number(to, size);
    if (length > 0) memcpy(to, bytes, length);
    to[length] = '\0';
    accord_text_end_at(text, to + length + 1);
}

void accord_wire_add_text(struct accord_text *text, const char *string)
{
    if (string == NULL)
        accord_wire_add_number(text, 0);
    else
        accord_wire_add_bytes(text, string, strlen(string));
}

/* ---- reading ---- */

struct accord_wire accord_wire_of(const char *bytes, size_t length)
{
    return (struct accord_wire){bytes, bytes + length, false};
}

static void fail(struct accord_wire *wire)
{
    wire->failed = true;
    wire->at = wire->end;
}

uint64_t accord_wire_take_long_number(struct accord_wire *wire)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < NUMBER_BITS; shift += GROUP_BITS) {
        if (wire->at == wire->end) break;
        uint64_t group = (unsigned char)*wire->at++;
        uint64_t value = group & (GROUP_MORE - 1);
        if (shift > 0 && value >> (NUMBER_BITS - shift) != 0) break; /* more than 64 bits */
        number |= value << shift;
        if (group < GROUP_MORE) return number;
    }
    fail(wire);
    return 0;
}

int64_t accord_wire_take_signed(struct accord_wire *wire)
{
    uint64_t bits = accord_wire_take_number(wire);
    return (int64_t)(bits >> 1 ^ (bits & 1 ? UINT64_MAX : 0));
}

size_t accord_wire_take_below(struct accord_wire *wire, size_t limit)
{
    uint64_t number = accord_wire_take_number(wire);
    if (number < limit) return (size_t)number;
    fail(wire);
    return 0;
}

bool accord_wire_take_bool(struct accord_wire *wire)
{
    return accord_wire_take_below(wire, 2) == 1;
}

size_t accord_wire_take_count(struct accord_wire *wire, size_t least)
{
    uint64_t count = accord_wire_take_number(wire);
    if (count <= (size_t)(wire->end - wire->at) / least) return (size_t)count;
    fail(wire);
    return 0;
}

const char *accord_wire_take_bytes(struct accord_wire *wire, size_t *length)
{
    uint64_t size = accord_wire_take_number(wire);
    const char *bytes = wire->at;
    if (length != NULL) *length = 0;
    if (size == 0) return NULL;
    if (size > (size_t)(wire->end - wire->at) || bytes[size - 1] != '\0') {
        fail(wire);
        return NULL;
    }
    wire->at += size;
    if (length != NULL) *length = (size_t)size - 1;
    return bytes;
}

const char *accord_wire_take_text(struct accord_wire *wire)
{
    return accord_wire_take_bytes(wire, NULL);
}

const char *accord_wire_take_name(struct accord_wire *wire)
{
    const char *text = accord_wire_take_bytes(wire, NULL);
    if (text == NULL) fail(wire);
    return text;
}

bool accord_wire_done(const struct accord_wire *wire)
{
    return !wire->failed && wire->at == wire->end;
}
