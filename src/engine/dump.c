/* What lua_dump writes of a compiled chunk. */
#include "engine/dump.h"

#include <string.h>

const unsigned char *accord_dump_take(struct accord_dump *dump, size_t size, size_t count)
{
    const unsigned char *bytes = dump->bytes + dump->at;
    if (dump->bad || count > (dump->length - dump->at) / size) {
        dump->bad = true;
        return NULL;
    }
    dump->at += size * count;
    return bytes;
}

unsigned accord_dump_take_byte(struct accord_dump *dump)
{
    const unsigned char *byte = accord_dump_take(dump, 1, 1);
    return byte == NULL ? 0 : *byte;
}

/* Seven bits a byte, the last byte marked. */
size_t accord_dump_take_size(struct accord_dump *dump)
{
    size_t size = 0;
    for (unsigned byte = 0; !dump->bad && (byte & 0x80) == 0;) {
        byte = accord_dump_take_byte(dump);
        if (size >> (sizeof size * 8 - 7) != 0) dump->bad = true;
        size = size << 7 | (byte & 0x7f);
    }
    return dump->bad ? 0 : size;
}

const unsigned char *accord_dump_take_text(struct accord_dump *dump, size_t *length)
{
    size_t size = accord_dump_take_size(dump);
    *length = size > 0 ? size - 1 : 0;
    return size > 0 ? accord_dump_take(dump, 1, *length) : NULL;
}

void accord_dump_skip_text(struct accord_dump *dump)
{
    size_t length;
    (void)accord_dump_take_text(dump, &length);
}

void accord_dump_take_header(struct accord_dump *dump)
{
    static const unsigned char expected[] = {
        0x1b, 'L', 'u', 'a', 0x54, 0, 0x19, 0x93, '\r', '\n', 0x1a, '\n', ACCORD_INSTRUCTION_BYTES, 8, 8};
    const unsigned char *header = accord_dump_take(dump, 1, sizeof expected);
    if (header != NULL && memcmp(header, expected, sizeof expected) != 0) dump->bad = true;
    (void)accord_dump_take(dump, 8, 2); /* an integer and a float to compare with */
    (void)accord_dump_take_byte(dump);  /* upvalues of the chunk */
}

enum accord_constant accord_dump_take_constant(struct accord_dump *dump, const unsigned char **text, size_t *length)
{
    enum { SHORT_TEXT = 0x04, LONG_TEXT = 0x14, INTEGER = 0x03, FLOAT = 0x13 };
    unsigned type = accord_dump_take_byte(dump);
    if (type == SHORT_TEXT || type == LONG_TEXT) {
        *text = accord_dump_take_text(dump, length);
        return type == SHORT_TEXT ? ACCORD_CONSTANT_SHORT_TEXT : ACCORD_CONSTANT_LONG_TEXT;
    }
    if (type == INTEGER || type == FLOAT) (void)accord_dump_take(dump, 8, 1);
    return ACCORD_CONSTANT_OTHER;
}

void accord_dump_skip_constants(struct accord_dump *dump)
{
    const unsigned char *text;
    size_t length;
    for (size_t left = accord_dump_take_size(dump); left > 0 && !dump->bad; left--)
        (void)accord_dump_take_constant(dump, &text, &length);
}

const unsigned char *accord_dump_take_upvalues(struct accord_dump *dump, size_t *count)
{
    *count = accord_dump_take_size(dump);
    return accord_dump_take(dump, ACCORD_UPVALUE_BYTES, *count);
}

void accord_dump_skip_names(struct accord_dump *dump)
{
    for (size_t left = accord_dump_take_size(dump); left > 0 && !dump->bad; left--) { /* local variables */
        accord_dump_skip_text(dump);
        (void)accord_dump_take_size(dump);
        (void)accord_dump_take_size(dump);
    }
    for (size_t left = accord_dump_take_size(dump); left > 0 && !dump->bad; left--)
        accord_dump_skip_text(dump);
}
